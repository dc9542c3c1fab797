"""The process that drafts papers: the same drafts as here, whatever becomes of it."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from summarizer.drafting import Drafter, draft
from summarizer.errors import RunStoppedError
from summarizer.papers import Paper, make_paper
from summarizer.topics import load_topics

TOPICS = load_topics()
PAPERS = [
    make_paper(
        f"Tern {n}: Small Models", f"Tern-{n} needs 2.{n}x fewer FLOPs than Gull-B. It runs in O(n) time, 5-{n + 6} ms."
    )
    for n in range(60)
]


LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")


@pytest.fixture
def drafter(monkeypatch: pytest.MonkeyPatch) -> Iterator[Drafter]:
    monkeypatch.setenv("SUMMARIZER_API_KEY", "CANARY")
    monkeypatch.setenv("OPENAI_API_KEY", "CANARY")
    with Drafter(TOPICS, patience=PATIENCE) as drafter:
        get_ready(drafter)
        yield drafter


PATIENCE = 20.0


def get_ready(drafter: Drafter) -> None:
    until = time.monotonic() + 120
    while not drafter.is_ready:
        drafter.draft(PAPERS[0])
        assert time.monotonic() < until, "the other process never got ready"


def given_away(drafter: Drafter) -> list[Paper]:
    """The papers that the other process is given from now on."""
    given: list[Paper] = []
    take = drafter._take

    def listen() -> Any:
        taken = take()
        given.extend(paper for paper, _ in taken)
        return taken

    drafter._take = listen  # type: ignore[method-assign]
    drafter.draft(PAPERS[0])  # for which it is waiting by now
    return given


@pytest.mark.parametrize(
    "paper",
    [
        *PAPERS[:2],
        make_paper("Tern", ""),
        make_paper("Térn — 13× schneller", "Größe: 40 % weniger.\nSecond line, a quarter of Gull's energy."),
        Paper(id="odd", title="Tern \ud83d \u2028 half", abstract="2x faster\x00 than Gull."),
        Paper(id="long", title="Tern", abstract="Not this.", text="Tern halves the memory of Gull. " * 3000),
    ],
    ids=lambda paper: paper.id,
)
def test_the_other_process_drafts_just_as_this_one(drafter: Drafter, paper: Paper) -> None:
    marks, answer = drafter.draft(paper)
    own = draft(paper, TOPICS)
    assert (marks, answer) == own
    assert (marks.paper, marks.text, marks.injections) == (paper, paper.full_text, own[0].injections)


def test_topics_of_a_users_own_file_are_those_of_the_drafts(tmp_path: Path) -> None:
    (tmp_path / "birds.toml").write_text('[topics.terns]\nwords = ["tern"]\ndescription = "Terns."\n', encoding="utf-8")
    with Drafter(load_topics(tmp_path / "birds.toml")) as drafter:
        get_ready(drafter)
        assert drafter.draft(PAPERS[1])[1].topics == ["terns"]


def test_many_threads_get_each_the_draft_of_its_own_paper(drafter: Drafter) -> None:
    given = given_away(drafter)
    with ThreadPoolExecutor(16) as pool:
        drafts = list(pool.map(drafter.draft, PAPERS * 3))
    assert drafts == [draft(paper, TOPICS) for paper in PAPERS] * 3
    assert len(given) > len(PAPERS)


def test_one_thread_at_a_time_drafts_here_while_enough_papers_wait() -> None:
    alone, together = threading.Lock(), []
    with Drafter(TOPICS, enough=5) as drafter:
        get_ready(drafter)
        draft_here = drafter._draft_here

        def listen(paper: Paper) -> Any:
            free = alone.acquire(blocking=False)
            together.append(not free)
            try:
                return draft_here(paper)
            finally:
                if free:
                    alone.release()

        drafter._draft_here = listen  # type: ignore[method-assign]
        with ThreadPoolExecutor(50) as pool:
            drafts = list(pool.map(drafter.draft, PAPERS * 3))
        assert drafter.is_ready
    assert drafts == [draft(paper, TOPICS) for paper in PAPERS] * 3
    assert together
    assert not any(together)


def test_papers_are_drafted_here_once_the_other_process_was_killed(drafter: Drafter) -> None:
    assert drafter._process is not None
    with ThreadPoolExecutor(16) as pool:
        drafts = pool.map(drafter.draft, PAPERS * 3)
        drafter._process.kill()
        assert list(drafts) == [draft(paper, TOPICS) for paper in PAPERS] * 3
    assert not drafter.is_ready


def test_papers_are_drafted_here_once_the_other_process_hangs() -> None:
    with Drafter(TOPICS, patience=0.5) as drafter:
        get_ready(drafter)
        assert drafter._process is not None
        drafter._process.send_signal(signal.SIGSTOP)
        with ThreadPoolExecutor(100) as pool:
            assert list(pool.map(drafter.draft, PAPERS)) == [draft(paper, TOPICS) for paper in PAPERS]
        assert not drafter.is_ready


def test_long_papers_are_drafted_here_while_the_others_are_given_away(drafter: Drafter) -> None:
    given = given_away(drafter)
    long = make_paper("Long", "Tern halves the memory of Gull. " * 1000)
    assert drafter.draft(long) == draft(long, TOPICS)
    drafter.draft(PAPERS[1])
    assert given == [PAPERS[1]]


@pytest.mark.parametrize("what", ["print('hello', flush=True)", "raise SystemExit", "import os; os.write(1, b'[]\\n')"])
def test_what_else_the_other_process_says_is_no_draft(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(what, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with Drafter(TOPICS) as drafter:
        drafter.draft(PAPERS[0])
        drafter._thread.join(60)
        assert [drafter.draft(paper) for paper in PAPERS[:3]] == [draft(paper, TOPICS) for paper in PAPERS[:3]]


def test_a_search_path_may_hold_what_python_passes_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.path", [*sys.path, tmp_path])
    with Drafter(TOPICS) as drafter:
        get_ready(drafter)
        assert drafter.draft(PAPERS[1]) == draft(PAPERS[1], TOPICS)
        assert drafter.is_ready


@pytest.mark.parametrize("python", ["/nowhere/python", "", None, "/bin/cat", "/bin/true"])
def test_papers_are_drafted_here_where_no_process_can_be_had(python: str | None) -> None:
    with Drafter(TOPICS, python=python) as drafter:
        drafter.draft(PAPERS[0])
        drafter._thread.join(60)
        assert drafter.draft(PAPERS[0]) == draft(PAPERS[0], TOPICS)


def test_a_drafter_that_was_never_asked_starts_nothing() -> None:
    with Drafter(TOPICS) as drafter:
        assert drafter._process is None


def test_the_other_process_ends_with_the_context_and_nothing_more_is_drafted(drafter: Drafter) -> None:
    process = drafter._process
    assert process is not None
    with ThreadPoolExecutor(32) as pool:
        drafts = [pool.submit(drafter.draft, paper) for paper in PAPERS * 5]
        begun = time.monotonic()
        drafter.__exit__()
        assert time.monotonic() - begun < 3
    assert process.poll() is not None
    assert any(isinstance(given.exception(), RunStoppedError) for given in drafts)


KILLED = """
import os, signal, sys
from summarizer.drafting import Drafter
from summarizer.papers import make_paper
from summarizer.topics import load_topics
with Drafter(load_topics()) as drafter:
    for _ in range(10_000):
        if drafter.is_ready:
            break
        drafter.draft(make_paper("Tern", "Tern is 2x faster than Gull."))
    print(drafter._process.pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@LINUX
def test_the_other_process_outlives_no_run_that_was_killed() -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, text=True, timeout=60, check=False)
    assert killed.returncode == -9, killed.stderr
    until = time.monotonic() + 10
    while Path(f"/proc/{int(killed.stdout)}/cmdline").exists():
        if "drafting" not in Path(f"/proc/{int(killed.stdout)}/cmdline").read_text():
            break  # it has ended, and nobody has asked for its code yet
        assert time.monotonic() < until, "it still runs"
        time.sleep(0.01)


@LINUX
def test_no_key_is_in_the_other_process(drafter: Drafter) -> None:
    assert drafter._process is not None
    with open(f"/proc/{drafter._process.pid}/environ", "rb") as environment:
        names = {entry.split(b"=")[0] for entry in environment.read().split(b"\0")}
    assert b"PYTHONPATH" in names
    assert not {name for name in names if b"KEY" in name}
