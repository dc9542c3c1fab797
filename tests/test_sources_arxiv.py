"""arXiv: what its API says, what it says when it does not want to, and how often it is asked."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from fake_sites import FakeSite, Listed, Page, Route, arxiv_query, atom, atom_error, page, status
from web_clock import FRIDAY, MovingClock, web_at

from summarizer.errors import SourceError
from summarizer.papers import Paper
from summarizer.sources.arxiv import ArxivPaper, ArxivSearch, arxiv_source, search_query
from summarizer.sources.days import announcement_day
from summarizer.sources.fetched import Fetched, Window
from summarizer.sources.turns import LONGEST_WAIT, RestingError, Turns
from summarizer.sources.web import ARXIV_GAP, Web

TERN = Listed("2611.00001", "Tern: Quick\n  Decoding for <b>x</b> & y", version=3, doi="10.1145/1234.5678")
WRAPPED = "Attention is slow\non long texts, 1 < 2.\n  We make it\n2.1x faster."
GULL = Listed("2611.00002", "Gull", WRAPPED, published="2026-11-17T10:00:00Z")
OLD = Listed("math.GT/0309136", "Knots", published="2003-09-08T01:00:00Z")
FEED = "application/atom+xml; charset=utf-8"
CATEGORY = ArxivSearch("cat=cs.CL")
WEEK = Window(date(2026, 11, 16), date(2026, 11, 20))


def fetched(route: Route, folder: Path, clock: MovingClock | None = None, source: object = CATEGORY) -> Fetched:
    with FakeSite({"/api/query": route}) as site:
        assert isinstance(source, ArxivSearch | ArxivPaper)
        return source.fetch(web_at(site, folder, clock), WEEK)


def failed(route: Route, folder: Path, clock: MovingClock | None = None, source: object = CATEGORY) -> SourceError:
    with pytest.raises(SourceError) as caught:
        fetched(route, folder, clock, source)
    return caught.value


# --- what it says --------------------------------------------------------------------------------------------------


def test_a_paper_is_read_with_its_version_and_its_lines_unwrapped(tmp_path: Path) -> None:
    tern, gull = fetched(arxiv_query([TERN, GULL]), tmp_path).papers
    assert (tern.id, tern.title, tern.doi) == (
        "2611.00001",
        "Tern: Quick Decoding for <b>x</b> & y",
        "10.1145/1234.5678",
    )
    assert (tern.authors, tern.url) == (("Ada Quill", "Jon van Moor"), "https://arxiv.org/abs/2611.00001")
    assert gull.abstract == "Attention is slow on long texts, 1 < 2.\nWe make it 2.1x faster."
    assert [source.model_dump() for source in tern.sources] == [
        {"kind": "arxiv", "name": "arxiv", "date": "2026-11-19", "position": 1, "version": 3}
    ]


def test_the_version_that_is_asked_for_is_asked_for(tmp_path: Path) -> None:
    with FakeSite({"/api/query": arxiv_query([TERN, OLD])}) as site:
        web = web_at(site, tmp_path)
        papers = [arxiv_source(name).fetch(web).papers[0] for name in ("2611.00001v3", "math.GT/0309136")]
    assert [call.query["id_list"] for call in site.calls] == ["2611.00001v3", "math.GT/0309136"]
    assert [paper.id for paper in papers] == ["2611.00001", "math.GT/0309136"]


def test_a_number_that_is_not_given_out_is_missing(tmp_path: Path) -> None:
    error = failed(arxiv_query([]), tmp_path, source=ArxivPaper("2611.99999"))
    assert (error.kind, error.source) == ("missing", "arxiv:2611.99999")


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("cat=cs.CL", "cat:cs.CL"),
        ("cat=cs.CL, cs.LG", "(cat:cs.CL OR cat:cs.LG)"),
        ("cat=hep-th", "cat:hep-th"),
        ("cat=math", "cat:math.*"),
        ("speculative decoding", "all:speculative AND all:decoding"),
        ('"mixture of experts" pruning', 'all:"mixture of experts" AND all:pruning'),
        ("ti:pruning AND cat:cs.LG", "ti:pruning AND cat:cs.LG"),
    ],
)
def test_queries_are_put_into_arxivs_form(query: str, asked: str) -> None:
    assert search_query(query) == asked


def test_long_results_come_page_by_page(tmp_path: Path) -> None:
    papers = [Listed(f"2611.{n:05}", f"Paper {n}") for n in range(1, 251)]
    with FakeSite({"/api/query": arxiv_query(papers)}) as site:
        got = CATEGORY.fetch(web_at(site, tmp_path), WEEK)
    assert len({paper.id for paper in got.papers}) == 250
    assert [call.query["start"] for call in site.calls] == ["0", "100", "200"]
    assert got.note == ""


def test_a_page_that_is_shorter_than_asked_for_loses_nothing(tmp_path: Path) -> None:
    papers = [Listed(f"2611.{n:05}", f"Paper {n}") for n in range(1, 8)]

    def short(call: object) -> Page:
        start = int(call.query["start"])  # type: ignore[attr-defined]
        return page(atom(papers[start : start + 3], total=7, start=start), FEED)

    assert len(fetched(short, tmp_path).papers) == 7


def test_a_page_without_a_paper_ends_no_search(tmp_path: Path) -> None:
    papers = [Listed(f"2611.{n:05}", "" if 3 <= n < 6 else f"Paper {n}") for n in range(9)]

    def short(call: object) -> Page:
        start = int(call.query["start"])  # type: ignore[attr-defined]
        return page(atom(papers[start : start + 3], total=9, start=start), FEED)

    assert len(fetched(short, tmp_path).papers) == 6


# --- windows -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("submitted", "listed"),
    [
        ("2026-11-16T18:59:00+00:00", "2026-11-17"),  # Monday 13:59 Eastern: Monday's batch
        ("2026-11-16T19:00:00+00:00", "2026-11-18"),  # Monday 14:00: Tuesday's
        ("2026-11-19T18:00:00+00:00", "2026-11-20"),  # Thursday's batch is announced in its evening, for Friday
        ("2026-11-20T18:00:00+00:00", "2026-11-23"),  # Friday's batch on Sunday evening, for Monday
        ("2026-11-20T19:30:00+00:00", "2026-11-24"),  # Friday after the deadline: Monday's batch
        ("2026-11-22T12:00:00+00:00", "2026-11-24"),  # Sunday
        ("2026-07-01T17:59:00+00:00", "2026-07-02"),  # summer time: the deadline is 18:00 UTC
        ("2026-07-01T18:00:00+00:00", "2026-07-03"),
    ],
)
def test_a_submission_is_listed_by_arxivs_schedule(submitted: str, listed: str) -> None:
    assert announcement_day(datetime.fromisoformat(submitted)).isoformat() == listed


def test_windows_of_neighbouring_days_hold_each_paper_once(tmp_path: Path) -> None:
    """Whenever it was submitted in a fortnight, a paper is in exactly one day's window."""
    hours = [datetime(2026, 11, 2, tzinfo=UTC) + timedelta(hours=7 * n) for n in range(48)]
    papers = [
        Listed(f"2611.{n:05}", f"Paper {n}", published=f"{at:%Y-%m-%dT%H:%M:%SZ}") for n, at in enumerate(hours, 1)
    ]
    seen: list[Paper] = []
    with FakeSite({"/api/query": arxiv_query(papers)}) as site:
        web = web_at(site, tmp_path, MovingClock(datetime(2026, 11, 25, 7, tzinfo=UTC)))
        for day in (date(2026, 11, 2) + timedelta(days=n) for n in range(18)):
            seen += CATEGORY.fetch(web, Window(day, day)).papers
    assert sorted(paper.id for paper in seen) == sorted(paper.number for paper in papers)


def test_the_days_that_may_fill_later_are_asked_for_again(tmp_path: Path) -> None:
    route = arxiv_query([TERN])
    assert fetched(route, tmp_path).next_since == date(2026, 11, 16)  # never before the window's own first day
    with FakeSite({"/api/query": route}) as site:
        web = web_at(site, tmp_path)
        month, past = Window(date(2026, 10, 20), date.max), Window(date(2026, 10, 1), date(2026, 10, 2))
        assert CATEGORY.fetch(web, month).next_since == date(2026, 11, 14)
        assert CATEGORY.fetch(web, past).next_since == date(2026, 10, 3)
        assert CATEGORY.fetch(web).next_since is None
        assert CATEGORY.fetch(web, Window(date.min, date.max)).papers


def test_without_a_window_a_category_gives_its_newest_announcement(tmp_path: Path) -> None:
    papers = [TERN, GULL, Listed("2611.00003", "Skua", published="2026-11-18T16:00:00Z")]
    with FakeSite({"/api/query": arxiv_query(papers)}) as site:
        got = CATEGORY.fetch(web_at(site, tmp_path))
        found = ArxivSearch("decoding").fetch(web_at(site, tmp_path))
    assert ([paper.id for paper in got.papers], got.note) == (["2611.00001", "2611.00003"], "announced on 2026-11-19")
    assert len(found.papers) == 3


# --- what is no answer ---------------------------------------------------------------------------------------------


def test_a_really_empty_result_is_no_papers_and_no_error(tmp_path: Path) -> None:
    clock = MovingClock()
    got = fetched(page(atom([], total=0), FEED), tmp_path, clock)
    assert (got.papers, got.note, clock.slept) == ((), "", [])


@pytest.mark.parametrize(
    ("answer", "kind", "said"),
    [
        (page("Rate exceeded.", "text/plain"), "throttled", "asked too often"),
        (status(429, "Rate exceeded."), "throttled", "answered 429"),
        (page("<!DOCTYPE html><html><body>Sorry</body></html>"), "garbled", "found a web page"),
        (page("<html><body>Sorry</body></html>", FEED), "garbled", "found a web page"),
        (page(atom([], total=500), FEED), "garbled", "500 results and gives none from 1 on"),
        (page(atom([TERN])[:900], FEED), "garbled", "its XML is broken"),
        (page("", FEED), "garbled", "its XML is broken"),
        (page('<feed xmlns="http://www.w3.org/2005/Atom"></feed>', FEED), "garbled", "how many results"),
        (status(503), "unreachable", "answered 503"),
        (status(500), "unreachable", "in trouble"),
    ],
)
def test_what_is_no_answer_is_an_error_and_tried_again_a_few_times(
    answer: Page, kind: str, said: str, tmp_path: Path
) -> None:
    clock = MovingClock()
    with FakeSite({"/api/query": answer}) as site, pytest.raises(SourceError, match=said) as caught:
        CATEGORY.fetch(web_at(site, tmp_path, clock), WEEK)
    assert (caught.value.kind, caught.value.source, caught.value.exit_code) == (kind, "arxiv:cat=cs.CL", 2)
    assert len(site.calls) == 3
    assert len(clock.slept) == 2
    assert min(clock.slept) >= 3


@pytest.mark.parametrize(
    "passing", [page("Rate exceeded.", "text/plain"), status(503), page(atom([], total=500), FEED)]
)
def test_what_passes_is_got_over(passing: Page, tmp_path: Path) -> None:
    assert len(fetched([passing, page(atom([TERN]), FEED)], tmp_path).papers) == 1


@pytest.mark.parametrize(
    ("answer", "kind"), [(page(atom_error("start must be an integer"), FEED), "rejected"), (status(400), "rejected")]
)
def test_a_query_that_arxiv_does_not_take_is_not_asked_again(answer: Page, kind: str, tmp_path: Path) -> None:
    with FakeSite({"/api/query": answer}) as site, pytest.raises(SourceError) as caught:
        CATEGORY.fetch(web_at(site, tmp_path))
    assert (caught.value.kind, len(site.calls)) == (kind, 1)


# --- how often it is asked -----------------------------------------------------------------------------------------


def test_any_two_requests_are_three_seconds_apart(tmp_path: Path) -> None:
    clock = MovingClock()
    papers = [Listed(f"2611.{n:05}", f"Paper {n}") for n in range(1, 301)]
    with FakeSite({"/api/query": arxiv_query(papers)}) as site:
        web = web_at(site, tmp_path, clock)
        CATEGORY.fetch(web, WEEK)
        ArxivPaper("2611.00001").fetch(web)
    assert (len(site.calls), clock.slept) == (4, [ARXIV_GAP] * 3)
    assert ARXIV_GAP >= 3


def test_a_wait_that_is_asked_for_is_kept(tmp_path: Path) -> None:
    clock = MovingClock()
    assert fetched([status(503, retry_after="25"), page(atom([TERN]), FEED)], tmp_path, clock).papers
    assert sum(clock.slept) == pytest.approx(25, abs=1)


def test_a_wait_of_an_hour_ends_the_run_and_holds_for_the_next_one(tmp_path: Path) -> None:
    """Nobody sleeps, the error says when to go on, and no process asks before."""
    clock = MovingClock()
    with FakeSite({"/api/query": [status(429, retry_after="3600"), page(atom([TERN]), FEED)]}) as site:
        with pytest.raises(SourceError, match="it may be asked again at 2026-11-20 08:30:00 UTC") as first:
            CATEGORY.fetch(web_at(site, tmp_path, clock), WEEK)
        with pytest.raises(SourceError) as second:
            CATEGORY.fetch(web_at(site, tmp_path, MovingClock(FRIDAY + timedelta(minutes=10))), WEEK)
        assert (clock.slept, len(site.calls)) == ([], 1)
        later = CATEGORY.fetch(web_at(site, tmp_path, MovingClock(FRIDAY + timedelta(minutes=61))), WEEK)
    assert (first.value.kind, first.value.retry_after) == ("throttled", 3600)
    assert (second.value.kind, second.value.retry_at) == ("throttled", first.value.retry_at)
    assert second.value.retry_after == pytest.approx(3000, abs=1)
    assert len(later.papers) == 1


def test_two_processes_share_one_pause(tmp_path: Path) -> None:
    """Three requests each from two processes at once arrive one by one, with the pause between any two."""
    gap = 0.25
    code = """
import sys
from pathlib import Path
from summarizer.sources.arxiv import ArxivPaper
from summarizer.sources.web import Endpoints, Web
web = Web(Path(sys.argv[2]), Endpoints(arxiv=sys.argv[1]), allow_private=True, arxiv_gap=float(sys.argv[3]))
for _ in range(3):
    ArxivPaper("2611.00001").fetch(web)
"""
    with FakeSite({"/api/query": arxiv_query([TERN])}) as site:
        command = [sys.executable, "-c", code, site.url, str(tmp_path), str(gap)]
        runs = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
        said = [run.communicate(timeout=60)[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    times = sorted(call.at for call in site.calls)
    assert len(times) == 6
    assert min(later - earlier for earlier, later in pairwise(times)) >= gap


@pytest.mark.parametrize(
    "content", ["", "torn{", "[]", '{"last": "x", "rests_until": 0}', '{"last": NaN, "rests_until": 1}']
)
def test_a_broken_note_of_the_last_request_stops_nobody(content: str, tmp_path: Path) -> None:
    clock, file = MovingClock(), tmp_path / "arxiv.json"
    file.write_text(content)
    with Turns(file, 3.0, clock.clock).turn():
        pass
    assert json.loads(file.read_text())["last"] == clock.now().timestamp()


def test_a_clock_that_was_set_back_holds_nobody_up_for_longer_than_a_pause(tmp_path: Path) -> None:
    file = tmp_path / "arxiv.json"
    with Turns(file, 3.0, MovingClock(FRIDAY + timedelta(days=300)).clock).turn():
        pass
    Turns(file, 3.0, MovingClock(FRIDAY + timedelta(days=300)).clock).rest(3600)
    clock = MovingClock()
    with Turns(file, 3.0, clock.clock).turn():
        pass
    assert clock.slept == [3.0]


def test_a_short_rest_is_waited_for_and_a_long_one_is_not(tmp_path: Path) -> None:
    clock = MovingClock()
    turns = Turns(tmp_path / "x.json", 0.0, clock.clock)
    turns.rest(LONGEST_WAIT - 1)
    with turns.turn():
        pass
    assert clock.slept == [LONGEST_WAIT - 1]
    turns.rest(LONGEST_WAIT + 1)
    with pytest.raises(RestingError), turns.turn():
        pass


def test_offline_nothing_is_asked(tmp_path: Path) -> None:
    with FakeSite({}) as site, pytest.raises(SourceError, match="nothing is fetched with --offline") as caught:
        CATEGORY.fetch(Web(tmp_path, offline=True))
    assert (caught.value.kind, site.calls) == ("offline", [])
