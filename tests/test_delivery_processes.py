"""The command `digest --config` in processes of its own, killed where it hurts."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fake_endpoint import FakeEndpoint, Hit, Step
from fake_sites import FakeSite, Listed, daily_papers
from fake_smtp import FakeSMTP
from processes import Nursery, Run, answering, asked_about, paper

from summarizer.delivery.lock import locked

EVERYONE = ("ada@example.org", "eve@example.org")


class Deliveries(Nursery):
    """Starts commands that have imported what a delivery needs, too."""

    _SCRIPT = f"import summarizer.delivery.channels, summarizer.delivery.morning{Nursery._SCRIPT}"


@pytest.fixture(scope="module")
def nursery() -> Iterator[Deliveries]:
    """Processes that know of a site, which lists three papers today."""
    listed = [Listed(f"2611.0000{n}", paper(n)["title"], paper(n)["abstract"]) for n in range(1, 4)]
    today = str(datetime.now(UTC).date())
    with FakeSite({"/api/daily_papers": daily_papers({today: listed})}) as site, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUMMARIZER_HF_URL", site.url)
        patch.setenv("SUMMARIZER_ALLOW_PRIVATE", "1")
        patch.setenv("SUMMARIZER_API_KEY", "canary")
        with Deliveries() as ready:
            yield ready


class Surroundings:
    """A model, a mail server, and the command that joins them with the site."""

    def __init__(self, folder: Path, nursery: Deliveries, servers: ExitStack) -> None:
        self.folder = folder
        self.mail = servers.enter_context(FakeSMTP())
        self.model = servers.enter_context(FakeEndpoint(self._answer))
        self.kill_at_answer = 0
        self._nursery = nursery
        self._answers = answering()
        self._running: Run | None = None
        self.config = folder / "digest.toml"
        self.config.write_text(
            f'sources = ["hf-daily"]\n[mail]\nhost = "127.0.0.1"\nport = {self.mail.port}\nfrom = "me@example.org"\n'
            f'to = ["{EVERYONE[0]}", "{EVERYONE[1]}"]\ntls = "none"\nallow_plain = true\n'
        )

    def kill(self) -> None:
        """`kill -9` the command that runs."""
        assert self._running is not None
        os.kill(self._running.pid, signal.SIGKILL)

    def run(self, *arguments: str) -> tuple[int, str]:
        """Run the command to its end: its exit code, negative where it was killed, and what it said."""
        asked = ("--model", "fake-1", "--base-url", self.model.url, "--workers", "1")
        self._running = self._nursery.start(["digest", "--config", self.config, *asked, *arguments], self.folder)
        return self._running.wait(), self._running.said

    def _answer(self, hit: Hit) -> Step:
        if self.model.count == self.kill_at_answer:
            self.kill_at_answer = 0
            self.kill()
        return self._answers(hit)

    @property
    def sent(self) -> list[tuple[str, str]]:
        """Who got which letter, in order."""
        return [(letter.recipients[0], letter.id) for letter in self.mail.letters]


@pytest.fixture
def around(tmp_path: Path, nursery: Deliveries) -> Iterator[Surroundings]:
    with ExitStack() as servers:
        yield Surroundings(tmp_path, nursery, servers)


def test_killed_between_a_letters_taking_and_its_marking_there_is_one_duplicate_of_the_same_id(
    around: Surroundings,
) -> None:
    def kill_once() -> None:
        around.mail.on_letter = lambda: None
        around.kill()

    around.mail.on_letter = kill_once
    assert around.run()[0] == -signal.SIGKILL
    assert [who for who, _ in around.sent] == ["ada@example.org"]
    code, said = around.run()
    assert code == 0, said
    assert [who for who, _ in around.sent] == ["ada@example.org", "ada@example.org", "eve@example.org"]
    assert len({identity for _, identity in around.sent}) == 1
    assert len({letter.body for letter in around.mail.letters}) == 2  # they differ in whom they are to
    assert around.model.count == 3


def test_killed_while_papers_are_read_no_answer_is_paid_for_twice_and_everything_is_sent_once(
    around: Surroundings,
) -> None:
    around.kill_at_answer = 3
    assert around.run()[0] == -signal.SIGKILL
    assert around.sent == []
    code, said = around.run()
    assert code == 0, said
    assert [who for who, _ in around.sent] == list(EVERYONE)
    asked = [asked_about(hit) for hit in around.model.hits]
    assert sorted(set(asked)) == ["Ternaab", "Ternaac", "Ternaad"]
    assert len(asked) == 4  # the one that was in flight is asked again


def test_a_mail_server_that_fails_costs_no_second_request_to_the_model(around: Surroundings) -> None:
    around.mail.data += ["451 try later"] * 2
    code, said = around.run()
    assert code == 3
    assert "not sent, it stays in the outbox: 451 try later" in said
    assert around.model.count == 3
    assert around.run()[0] == 3  # it is asked for patience
    assert (around.model.count, around.sent) == (3, [])
    assert "canary" not in said
    kept = [path for path in around.folder.rglob("*") if path.is_file()]
    assert around.config.with_suffix(".db") in kept
    assert not any(b"canary" in path.read_bytes() for path in kept)


def test_a_second_run_beside_a_first_ends_at_once_and_well(around: Surroundings) -> None:
    with locked(around.config.with_suffix(".db")):
        code, said = around.run()
    assert code == 0
    assert "another run has" in said
    assert (around.model.count, around.sent) == (0, [])


def test_a_day_that_is_done_is_said_to_be_and_quietly_not(around: Surroundings) -> None:
    code, said = around.run("-q")
    assert (code, said) == (0, "")
    code, said = around.run()
    assert code == 0
    assert "is made already" in said
    assert [who for who, _ in around.sent] == list(EVERYONE)
