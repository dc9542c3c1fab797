"""`python tests/soak.py [MINUTES [SEED]]` reads papers from a server full of faults, killed at random moments.

Every paper must end up read, or failed for a stated reason; the figures are printed, and what went wrong makes it fail.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from fake_endpoint import FakeEndpoint, Hit, Step, fault, reply
from processes import Nursery, Run, answering, asked_about, is_reask, json_lines, name, write_papers

PAPERS = 150
"""Papers of one batch."""
WORKERS = 24
DEADLINE = 6
"""Seconds for one request; a paper that meets a server's silence fails after them."""
BETWEEN_KILLS = 4.0
"""Seconds that a run lives, on average."""
ENOUGH = 8
"""Times that what failed is asked again."""

FAULTS = (
    (0.10, "429", lambda: fault(429, "slow down", retry_after_ms="300")),
    (0.05, "500", lambda: fault(500, "oops")),
    (0.03, "reset", lambda: Step(hang_up=True)),
    (0.025, "prose", lambda: reply("I would rather tell you a story.")),
    (0.025, "page", lambda: Step(200, b"<html>gateway</html>", {"content-type": "text/html"})),
    (0.02, "silence", lambda: Step(delay=120)),
)


@dataclass
class Figures:
    """What a soak came to."""

    papers: int = 0
    left: int = 0
    runs: int = 0
    kills: int = 0
    replies: Counter[str] = field(default_factory=Counter)
    extra: int = 0
    duplicates: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    peak_kb: int = 0
    begun: float = field(default_factory=time.monotonic)

    def lines(self) -> list[str]:
        """Tell them."""
        return [
            f"papers      {self.papers}, of them failed to the end {self.left}",
            f"runs        {self.runs}, of them killed {self.kills}",
            f"requests    {self.replies.total()} ({_listed(self.replies)})",
            f"extra       {self.extra} answered more than once; allowed {self.kills * WORKERS}",
            f"duplicates  {self.duplicates}",
            f"failures    {self.failures.total()} in runs that ended ({_listed(self.failures)})",
            f"wall        {time.monotonic() - self.begun:.0f} s",
            f"peak memory {self.peak_kb / 1024:.0f} MB a run",
        ]


def wrong_first(subject: str) -> bool:
    """Whether a paper's first answer names what its text does not."""
    return subject.endswith("e")


class Server:
    """A script that answers well, with faults by chance."""

    def __init__(self, chance: random.Random, figures: Figures) -> None:
        self.answered: Counter[tuple[str, bool]] = Counter()
        self._answer = answering(delay=0.03, wrong_first=wrong_first)
        self._chance = chance
        self._figures = figures

    def __call__(self, hit: Hit) -> Step:
        """Answer, or not."""
        point = self._chance.random()
        for share, kind, step in FAULTS:
            if point < share:
                self._figures.replies[kind] += 1
                return step()
            point -= share
        self._figures.replies["good"] += 1
        self.answered[asked_about(hit), is_reask(hit)] += 1
        return self._answer(hit)


def soak(minutes: float, seed: int) -> Figures:
    """Read batch after batch until the minutes are over, and check what each of them left."""
    chance = random.Random(seed)
    figures = Figures()
    with Nursery() as nursery:
        while time.monotonic() - figures.begun < minutes * 60:
            with tempfile.TemporaryDirectory() as folder:
                _batch(nursery, Path(folder), chance, figures)
    return figures


def _batch(nursery: Nursery, folder: Path, chance: random.Random, figures: Figures) -> None:
    papers, output = write_papers(folder / "papers.jsonl", range(PAPERS)), folder / "out.jsonl"
    script = Server(chance, figures)
    with FakeEndpoint(script, keep=False) as server:
        fixed = ["--base-url", server.url, "--model", "fake-1", "--workers", WORKERS, "--deadline", DEADLINE]
        failed = PAPERS
        for _ in range(ENOUGH):
            code, said = _read(nursery, ["summarize", papers, "-o", output, *fixed], folder, chance, figures)
            assert code in (0, 3), f"exit {code}: {said}"
            failed = _check(output, figures)
            assert (code == 0) == (failed == 0), f"exit {code}, {failed} failed"
            if not failed:
                break
    figures.papers += PAPERS
    figures.left += failed
    figures.extra += sum(times - 1 for times in script.answered.values())


def _read(
    nursery: Nursery, command: list[object], folder: Path, chance: random.Random, figures: Figures
) -> tuple[int, str]:
    """Run a command until it is let live; gives its exit code and what it said."""
    while True:
        run = nursery.start(command, folder)
        figures.runs += 1
        ends = time.monotonic() + chance.expovariate(1 / BETWEEN_KILLS)
        while run.poll() is None and time.monotonic() < ends:
            figures.peak_kb = max(figures.peak_kb, _memory(run))
            time.sleep(0.02)
        code = run.poll()
        if code is not None:
            return code, run.said
        run.kill()
        figures.kills += 1


def _memory(run: Run) -> int:
    try:
        status = Path(f"/proc/{run.pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)


def _check(output: Path, figures: Figures) -> int:
    """Check that every paper is there, once and in order, read or failed for a reason; how many failed."""
    records = json_lines(output)
    found = [record["paper"]["title"].split(":")[0] for record in records]
    figures.duplicates += len(found) - len(set(found))
    assert found == [name(number) for number in range(PAPERS)], "papers are missing, twice there, or out of order"
    failed = [record["error"] for record in records if record["status"] != "ok"]
    assert all(error["kind"] and error["message"] for error in failed), failed
    for record in records:
        verdicts = [claim["verdict"] for claim in record["claims"]]
        # A wrong first answer stands where the one re-ask was answered with prose.
        fair = (
            (["verified"], ["wrong_name"]) if wrong_first(record["paper"]["title"].split(":")[0]) else (["verified"],)
        )
        assert record["status"] != "ok" or verdicts in fair, record
    figures.failures.update(error["kind"] for error in failed)
    return len(failed)


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in counts.most_common()) or "none"


def main() -> int:
    """Soak, print the figures; 1 where more was paid twice than kills explain, or a paper stands there twice."""
    given = sys.argv[1:]
    figures = soak(float(given[0]) if given else 2.0, int(given[1]) if len(given) > 1 else 1)
    print("\n".join(figures.lines()))
    return int(figures.extra > figures.kills * WORKERS or figures.duplicates > 0)


if __name__ == "__main__":
    sys.exit(main())
