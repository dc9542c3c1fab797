"""`summarizer schedule run` in processes of its own: asked to end, killed, started twice; and single runs."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fake_endpoint import FakeEndpoint, Hit, Step
from fake_sites import FakeSite, Listed, daily_papers
from fake_smtp import FakeSMTP
from processes import Nursery, Run, answering, asked_about, paper, wait_until

from summarizer.scheduling.health import Health
from summarizer.scheduling.runs import RunTimeoutError, run_command

EVERYONE = ["ada@example.org", "eve@example.org"]
NEVER = "0 0 29 2 *"
"""A time that is far away on most days: what runs is what was missed."""


# --- single runs -----------------------------------------------------------------------------------------------------


def run(code: str, longest: float = 30.0) -> tuple[int, list[str]]:
    heard: list[str] = []
    return run_command([sys.executable, "-c", code], hear=heard.append, longest=longest), heard


def test_a_run_gives_its_exit_code_and_what_it_said_line_by_line() -> None:
    assert run("import sys; print('a\\nb\\n\\xff', file=sys.stderr); sys.exit(3)") == (3, ["a", "b", "ÿ"])


def test_a_run_that_was_killed_gives_the_signal() -> None:
    assert run("import os; os.kill(os.getpid(), 9)") == (-9, [])


def test_a_run_that_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    """Although it does not want to end, and a process of its own holds its stderr open."""
    code = (
        "import os, signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(tmp_path / 'child')!r}, 'w').write(str(child.pid))\n"
        "time.sleep(60)"
    )
    began = time.monotonic()
    with pytest.raises(RunTimeoutError):
        run(code, longest=2.0)
    assert time.monotonic() - began < 15
    assert wait_until(lambda: not _runs(int((tmp_path / "child").read_text())), within=5)


def test_a_child_that_outlives_its_run_holds_nothing_up_for_ever() -> None:
    code = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])"
    with pytest.raises(RunTimeoutError):
        run(code, longest=2.0)


def _runs(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """Processes that know of a site, which lists two papers today."""
    listed = [Listed(f"2611.0000{n}", paper(n)["title"], paper(n)["abstract"]) for n in (1, 2)]
    today = str(datetime.now(UTC).date())
    with FakeSite({"/api/daily_papers": daily_papers({today: listed})}) as site, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUMMARIZER_HF_URL", site.url)
        patch.setenv("SUMMARIZER_ALLOW_PRIVATE", "1")
        patch.setenv("SUMMARIZER_API_KEY", "canary")
        with Nursery() as ready:
            yield ready


class Post:
    """A digest of two papers to two people, and what makes it on schedule."""

    def __init__(self, folder: Path, nursery: Nursery, servers: ExitStack) -> None:
        self.folder = folder
        self.nursery = nursery
        self.mail = servers.enter_context(FakeSMTP())
        self.hold = 0.0
        self.model = servers.enter_context(FakeEndpoint(self._answer))
        self.config = folder / "digest.toml"
        self.config.write_text(
            f'sources = ["hf-daily"]\n[mail]\nhost = "127.0.0.1"\nport = {self.mail.port}\nfrom = "me@example.org"\n'
            f'to = ["{EVERYONE[0]}", "{EVERYONE[1]}"]\ntls = "none"\nallow_plain = true\n'
        )
        self.started: list[Run] = []

    def start(self, *arguments: str) -> Run:
        """Start the command; what was due since yesterday is missed."""
        asked = ("--model", "fake-1", "--base-url", self.model.url, "--workers", "1")
        run = self.nursery.start(["schedule", "run", "--cron", NEVER, *arguments, "--", *asked], self.folder)
        self.started.append(run)
        return run

    def miss_one(self) -> None:
        """Leave the health file of a process that ended before the time came."""
        before = datetime.now(UTC) - timedelta(days=5 * 366)
        about: dict[str, Any] = {"cron": NEVER, "timezone": "UTC", "settled_until": before}
        left = Health(state="ended", pid=1, **about)
        self.health_file.write_text(left.model_dump_json())

    @property
    def health_file(self) -> Path:
        return self.folder / "digest.health.json"

    @property
    def health(self) -> Health:
        return Health.model_validate_json(self.health_file.read_text())

    def is_done(self) -> bool:
        return self.health_file.exists() and self.health.outcome == "done" and self.health.state == "waiting"

    @property
    def sent(self) -> list[str]:
        return [letter.recipients[0] for letter in self.mail.letters]

    def _answer(self, hit: Hit) -> Step:
        return answering(delay=self.hold)(hit)


@pytest.fixture
def post(tmp_path: Path, nursery: Nursery) -> Iterator[Post]:
    with ExitStack() as servers:
        made = Post(tmp_path, nursery, servers)
        yield made
        for run in made.started:
            if run.poll() is None:
                run.kill()


def test_two_that_start_at_once_are_one_and_each_gets_the_digest_once(post: Post) -> None:
    post.miss_one()
    first, second = post.start(), post.start()
    assert wait_until(lambda: first.poll() is not None or second.poll() is not None)
    gone, stays = (first, second) if first.poll() is not None else (second, first)
    assert gone.wait() == 0
    assert wait_until(post.is_done)
    stays.signal(signal.SIGTERM)
    assert stays.wait(within=20) == 143
    assert post.sent == EVERYONE
    assert Counter(map(asked_about, post.model.hits)) == {"Ternaab": 1, "Ternaac": 1}


def test_asked_to_end_while_it_waits_it_ends_and_says_so_in_lines_without_secrets(post: Post) -> None:
    run = post.start("--log", "schedule.log", "--tz", "Asia/Kolkata")
    log = post.folder / "schedule.log"
    assert wait_until(lambda: log.exists() and '"waiting"' in log.read_text())
    run.signal(signal.SIGINT)
    assert run.wait(within=20) == 130
    assert (post.health.state, post.health.next_run, post.health.outcome) == ("ended", None, None)
    text = log.read_text()
    events = [json.loads(line)["event"] for line in text.splitlines()]
    assert events == ["timezones_differ", "started", "waiting", "ended", "interrupted"]
    assert log.stat().st_mode & 0o077 == 0
    assert run.said == ""
    assert post.sent == []


@pytest.mark.parametrize("option", ["--log", "--health"])
def test_a_place_where_nothing_can_be_written_is_said_at_once(post: Post, option: str) -> None:
    run = post.start(option, "gone/file")
    assert run.wait() == 2
    assert "gone; name another place" in run.said


def test_asked_to_end_in_the_middle_of_a_run_it_ends_with_it_and_the_next_start_goes_on(post: Post) -> None:
    post.miss_one()
    post.hold = 20.0
    run = post.start()
    assert wait_until(lambda: post.model.count == 1)
    assert len(_left_behind(post.folder)) == 1  # so far
    run.signal(signal.SIGTERM)
    assert run.wait(within=20) == 143
    assert (post.health.state, post.health.outcome) == ("ended", "interrupted")
    first = run.said
    assert _left_behind(post.folder) == []
    post.hold = 0.0
    again = post.start()
    assert wait_until(post.is_done)
    again.signal(signal.SIGTERM)
    assert again.wait(within=20) == 143
    assert post.sent == EVERYONE
    events = [json.loads(line) for line in (first + again.said).splitlines()]
    assert [line["outcome"] for line in events if line["event"] == "run_ended"] == ["interrupted", "done"]
    assert any("2 new papers in the digest" in line.get("line", "") for line in events)
    assert "canary" not in first + again.said + post.health_file.read_text()


def test_killed_in_the_middle_of_a_run_the_next_start_does_it_and_nobody_gets_it_twice(post: Post) -> None:
    post.miss_one()
    post.hold = 3.0
    run = post.start()
    assert wait_until(lambda: post.model.count == 1)
    run.kill()
    assert post.health.state == "running"
    post.hold = 0.0
    again = post.start()
    assert wait_until(lambda: post.is_done() and len(post.sent) == 2)
    again.signal(signal.SIGTERM)
    assert again.wait(within=20) == 143
    assert post.sent == EVERYONE
    assert max(Counter(map(asked_about, post.model.hits)).values()) <= 2  # the one in flight may be asked again


def _left_behind(folder: Path) -> list[str]:
    """The processes that were started with the cache of a folder."""
    found = []
    for entry in filter(str.isdigit, os.listdir("/proc")):
        with suppress(OSError):
            if f"SUMMARIZER_CACHE_DIR={folder}/".encode() in Path(f"/proc/{entry}/environ").read_bytes():
                found.append(entry)
    return found
