"""A week of mornings, in which everything goes wrong once, and every paper reaches everybody once."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

import pytest
from fake_endpoint import FakeEndpoint
from fake_sites import Call, FakeSite, Listed, Page, arxiv_query, daily_papers, page
from fake_smtp import FakeSMTP, Letter
from mornings import MONDAY, text_of, title
from processes import Nursery, Run, answering, asked_about, paper

EVERYONE = ("ada@example.org", "eve@example.org")
DAYS = [MONDAY + timedelta(days=n) for n in range(7)]
MON, TUE, WED, THU, FRI, SAT, SUN = DAYS


def listed(number: int, *, announced: date = MON, version: int = 1) -> Listed:
    """A paper that was handed in on the business day before its announcement."""
    before = announced - timedelta(days=3 if announced.weekday() == 0 else 1)
    words = {name: " ".join(text.split()) for name, text in paper(number).items()}  # XML takes no odd characters
    return Listed(f"2611.000{number:02d}", words["title"], words["abstract"], f"{before}T17:30:00Z", version)


class Services:
    """Hugging Face and arXiv through the week; what they list depends on the day that it is."""

    def __init__(self) -> None:
        self.today = MON
        self.daily: dict[date, list[tuple[date, Listed]]] = {
            MON: [(MON, listed(1)), (MON, listed(2))],
            TUE: [(TUE, listed(4)), (TUE, listed(5, announced=TUE)), (WED, listed(6))],  # it fills on Wednesday
            WED: [(WED, listed(8))],
            THU: [(THU, listed(9))],
            FRI: [(FRI, listed(10))],
        }
        self.arxiv = [
            (MON, listed(3)),
            (TUE, listed(5, announced=TUE)),  # the same as Hugging Face's
            (WED, listed(7, announced=WED)),
        ]

    def hub(self, call: Call) -> Page:
        """`/api/daily_papers` as it is today."""
        shown = {
            str(day): [one for since, one in papers if since <= self.today]
            for day, papers in self.daily.items()
            if day <= self.today
        }
        return daily_papers(shown)(call)

    def query(self, call: Call) -> Page:
        """`/api/query`; on Wednesday it has had enough, from Friday on there is a second version of a paper."""
        if self.today == WED:
            return page("Rate exceeded.", "text/plain")
        papers = [one for since, one in self.arxiv if since <= self.today]
        if self.today >= FRI:
            papers = [listed(3, version=2) if one.number == listed(3).number else one for one in papers]
        return arxiv_query(papers)(call)


class Mornings(Nursery):
    """Starts mornings at given moments."""

    _SCRIPT = Nursery._SCRIPT.replace(
        "from summarizer.cli import main",
        f"sys.path.insert(0, {os.path.dirname(os.path.abspath(__file__))!r})\nfrom morning_process import main",
    )


class Week:
    """All that is there in the week, and what happened."""

    def __init__(self, folder: Path, servers: ExitStack) -> None:
        self.folder = folder
        self.services = Services()
        self.mail = servers.enter_context(FakeSMTP())
        self.model = servers.enter_context(FakeEndpoint(answering()))
        hub = servers.enter_context(FakeSite({"/api/daily_papers": self.services.hub}))
        arxiv = servers.enter_context(FakeSite({"/api/query": self.services.query}))
        patch = servers.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("SUMMARIZER_HF_URL", hub.url)
        patch.setenv("SUMMARIZER_ARXIV_URL", arxiv.url)
        patch.setenv("SUMMARIZER_ALLOW_PRIVATE", "1")
        self._nursery = servers.enter_context(Mornings())
        self._running: Run | None = None
        self.timeline: list[str] = []
        self.config = folder / "digest.toml"
        self.config.write_text(
            'title = "The week"\nsources = ["hf-daily", "arxiv:cat=cs.CL"]\ntimezone = "Europe/Berlin"\n'
            f'[mail]\nhost = "127.0.0.1"\nport = {self.mail.port}\nfrom = "me@example.org"\n'
            f'to = ["{EVERYONE[0]}", "{EVERYONE[1]}"]\ntls = "none"\nallow_plain = true\n'
        )

    def morning(self, day: date, at: str = "07:30") -> int:
        """One run, at a time in Berlin; gives its exit code."""
        self.services.today = day
        before = len(self.mail.letters), self.model.count
        run = self._nursery.start([self.config, f"{day}T{at}:00+01:00", self.model.url], self.folder)
        self._running = run
        code = run.wait()
        sent, asked = len(self.mail.letters) - before[0], self.model.count - before[1]
        self.timeline.append(f"{day:%a} {at}  exit {code:>2}  {asked} requests  {sent} letters")
        self.timeline += [f"      {line}" for line in run.said.splitlines()]
        return code

    def kill(self) -> None:
        """`kill -9` the morning that runs, once."""
        self.mail.on_letter = lambda: None
        assert self._running is not None
        os.kill(self._running.pid, signal.SIGKILL)


@pytest.fixture
def week(tmp_path: Path) -> Iterator[Week]:
    with ExitStack() as servers:
        yield Week(tmp_path, servers)


def test_in_a_week_of_faults_every_paper_reaches_everybody_once_and_none_is_paid_for_twice(week: Week) -> None:
    codes = [week.morning(MON), week.morning(MON, "09:00"), week.morning(TUE), week.morning(WED)]
    week.mail.data += ["451 out of disk space"] * 2
    codes += [week.morning(THU), week.morning(THU, "09:00")]
    week.mail.on_letter = week.kill
    codes += [week.morning(FRI), week.morning(FRI, "09:00"), week.morning(SAT), week.morning(SUN)]
    print("\n".join(week.timeline))

    assert codes == [0, 0, 0, 3, 3, 0, -signal.SIGKILL, 0, 0, 0]
    expected = [[1, 2, 3], [4, 5], [6, 8], [7, 9], [10], [], []]
    for recipient in EVERYONE:
        letters = [letter for letter in week.mail.letters if letter.recipients == (recipient,)]
        copies = Counter(letter.id for letter in letters)
        assert sum(copies.values()) - len(copies) == (recipient == EVERYONE[0])  # the one killed before it was marked
        assert [_told(letter) for letter in _each_once(letters)] == expected
    asked = Counter(asked_about(hit) for hit in week.model.hits)
    assert asked == {title(number): 1 for number in range(1, 11)}
    assert [_missing(letter) for letter in _each_once(week.mail.letters)] == [day == WED for day in DAYS]


def _each_once(letters: Sequence[Letter]) -> list[Letter]:
    return list({letter.id: letter for letter in letters}.values())


def _told(letter: Letter) -> list[int]:
    return [number for number in range(1, 11) if title(number) in text_of(letter)]


def _missing(letter: Letter) -> bool:
    return "arxiv:cat=cs.CL is missing" in " ".join(text_of(letter).split())
