"""Names of sources, Hugging Face's daily papers, feeds, DOIs and pages: what they give, and what is no answer."""

from __future__ import annotations

import json
import time
import tracemalloc
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from fake_sites import (
    Call,
    FakeSite,
    Listed,
    Page,
    Route,
    arxiv_query,
    arxiv_rss,
    atom,
    daily_entry,
    daily_papers,
    json_page,
    page,
    status,
)
from hypothesis import given
from hypothesis import strategies as st
from web_clock import MovingClock, web_at

from summarizer.errors import InputError, InputWarning, SourceError
from summarizer.papers import merge
from summarizer.sources.days import read_day
from summarizer.sources.dois import WorkByDOI
from summarizer.sources.fetched import Fetched, Window
from summarizer.sources.huggingface import DailyPapers
from summarizer.sources.remote import remote_source
from summarizer.sources.syndication import Feed
from summarizer.sources.webpages import WebPage

TERN = Listed("2611.00001", "Tern: Quick Decoding")
GULL = Listed("2611.00002", "Gull: Sparse Routing", "Routing is slow.\nOurs is 3x faster.")
SKUA = Listed("2611.00003", "Skua: Small Caches")
DAY = Window(date(2026, 11, 20), date(2026, 11, 20))
RSS = "application/rss+xml; charset=utf-8"


def source(name: str) -> Any:
    found = remote_source(name)
    assert found is not None
    return found


def fetched(route: Route, folder: Path, name: str = "feed:{}/x", window: Window | None = None) -> Fetched:
    with FakeSite(route if callable(route) and not isinstance(route, Page) else {"/x": route}) as site:
        got = source(name.format(site.url)).fetch(web_at(site, folder, arxiv_gap=0.0), window)
        assert isinstance(got, Fetched)
        return got


def failed(route: Route, folder: Path, name: str = "feed:{}/x") -> SourceError:
    with pytest.raises(SourceError) as caught:
        fetched(route, folder, name)
    return caught.value


def hub(listing: Route) -> Any:
    """A hub with this listing."""

    def route(call: Call) -> Page:
        assert call.path == "/api/daily_papers"
        return listing if isinstance(listing, Page) else listing(call)  # type: ignore[operator]

    return route


# --- names ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("hf-daily", "hf-daily"),
        ("HF-Daily:2026-11-20", "hf-daily:2026-11-20"),
        ("hf-daily:2026-w47", "hf-daily:2026-W47"),
        ("hf-daily:2026-11", "hf-daily:2026-11"),
        ("https://huggingface.co/papers", "hf-daily"),
        ("https://huggingface.co/papers?date=2026-11-20", "hf-daily:2026-11-20"),
        ("https://huggingface.co/papers/date/2026-11-20", "hf-daily:2026-11-20"),
        ("https://huggingface.co/papers/week/2026-W47", "hf-daily:2026-W47"),
        ("https://huggingface.co/papers/month/2026-11", "hf-daily:2026-11"),
        ("https://huggingface.co/papers/2611.00001", "arxiv:2611.00001"),
        ("arXiv:2611.00001", "arxiv:2611.00001"),
        ("arxiv:2611.00001v2", "arxiv:2611.00001v2"),
        ("arxiv:math.GT/0309136v1", "arxiv:math.GT/0309136v1"),
        ("arxiv: cat=cs.CL", "arxiv:cat=cs.CL"),
        ("arxiv:speculative  decoding", "arxiv:speculative decoding"),
        ("https://arxiv.org/abs/2611.00001v2", "arxiv:2611.00001v2"),
        ("http://www.arxiv.org/abs/2611.00001", "arxiv:2611.00001"),
        ("https://arxiv.org/pdf/2611.00001", "arxiv:2611.00001"),
        ("https://arxiv.org/pdf/2611.00001v3.pdf", "arxiv:2611.00001v3"),
        ("https://arxiv.org/html/2611.00001v1", "arxiv:2611.00001v1"),
        ("https://arxiv.org/abs/hep-th/9901001", "arxiv:hep-th/9901001"),
        ("https://arxiv.org/list/cs.CL/recent", "arxiv:cat=cs.CL"),
        ("doi:10.1000/182", "doi:10.1000/182"),
        ("https://doi.org/10.1000/ABC", "doi:10.1000/abc"),
        ("doi:10.48550/arXiv.2611.00001", "arxiv:2611.00001"),
        ("feed:https://example.org/rss", "feed:https://example.org/rss"),
        ("https://example.org/papers.html", "https://example.org/papers.html"),
        ("https://huggingface.co/models", "https://huggingface.co/models"),
        ("https://arxiv.org/help", "https://arxiv.org/help"),
    ],
)
def test_a_source_has_one_name_however_it_is_written(given_name: str, name: str) -> None:
    assert source(given_name).name == name
    assert source(name) == source(given_name)


@pytest.mark.parametrize(
    "name", ["papers.jsonl", "./hf-daily", "./arxiv:2611.00001", "-", "C:\\arxiv", "hf-daily.txt", ""]
)
def test_names_of_files_are_no_sources(name: str) -> None:
    assert remote_source(name) is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("hf-daily:2026-13", "is no month"),
        ("hf-daily:2026-02-30", "is no date"),
        ("hf-daily:2026-W60", "is no week"),
        ("hf-daily:yesterday", "expected a day, week or month"),
        ("hf-daily:", "nothing stands behind the colon"),
        ("arxiv:cat=", "expected categories"),
        ("arxiv:cat=cs.CL OR all:x", "expected categories"),
        ("arxiv: ", "nothing stands behind the colon"),
        ("doi:182", "expected doi: and a DOI"),
        ("feed:file:///etc/passwd", "expected feed: and an address"),
        ("http://[::1", "not an address"),
    ],
)
def test_a_source_that_cant_be_right_is_said_at_once(name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        remote_source(name)


@given(st.text(max_size=40))
def test_no_name_makes_it_fall_over(name: str) -> None:
    for prefix in (
        "",
        "hf-daily:",
        "arxiv:",
        "doi:",
        "feed:",
        "https://",
        "https://arxiv.org/",
        "https://hf.co/papers/",
    ):
        try:
            found = remote_source(prefix + name)
        except InputError:
            continue
        assert found is None or found.name


# --- Hugging Face --------------------------------------------------------------------------------------------------


def test_a_day_is_the_day_of_the_listing_and_not_of_publication(tmp_path: Path) -> None:
    got = fetched(hub(daily_papers({"2026-11-20": [TERN, GULL]})), tmp_path, "hf-daily", DAY)
    tern, gull = got.papers
    assert (tern.published, tern.sources[0].date, tern.sources[0].position) == ("2026-11-18", "2026-11-20", 1)
    assert (gull.sources[0].kind, gull.sources[0].position) == ("hf-daily", 2)
    assert (tern.id, tern.arxiv_id, tern.authors) == ("2611.00001", "2611.00001", ("Ada Quill", "Jon van Moor"))
    assert gull.abstract == "Routing is slow. Ours is 3x faster."


def test_a_window_holds_its_days_and_no_day_ahead(tmp_path: Path) -> None:
    days = {f"2026-11-{day}": [Listed(f"2611.000{day}", f"Paper of {day}")] for day in range(16, 23)}
    calls: list[str] = []

    def route(call: Call) -> Page:
        calls.append(call.query["date"])
        return daily_papers(days)(call) if call.query["date"] <= "2026-11-20" else status(400)

    got = fetched(route, tmp_path, "hf-daily", Window(date(2026, 11, 18), date(2026, 11, 25)))
    assert [paper.title for paper in got.papers] == ["Paper of 18", "Paper of 19", "Paper of 20"]
    assert got.next_since == date(2026, 11, 18)
    assert max(calls) == "2026-11-20"


def test_a_day_that_fills_later_is_asked_for_again(tmp_path: Path) -> None:
    """What `next_since` says brings the late paper with the next fetch."""
    first = fetched(hub(daily_papers({"2026-11-20": [TERN]})), tmp_path, "hf-daily", DAY)
    assert first.next_since == date(2026, 11, 20)
    listing = daily_papers({"2026-11-20": [TERN, GULL], "2026-11-21": [SKUA]})
    with FakeSite(hub(listing)) as site:
        web = web_at(site, tmp_path, MovingClock(datetime.fromisoformat("2026-11-21T07:00+00:00")))
        second = DailyPapers().fetch(web, Window(first.next_since, date(2026, 11, 21)))
    assert {paper.id for paper in second.papers} - {paper.id for paper in first.papers} == {GULL.number, SKUA.number}


def test_without_a_window_the_newest_day_that_has_papers_comes(tmp_path: Path) -> None:
    listing = daily_papers({"2026-11-17": [TERN], "2026-11-18": [GULL, SKUA]})
    got = fetched(hub(listing), tmp_path, "hf-daily")
    assert ([paper.id for paper in got.papers], got.note) == (["2611.00002", "2611.00003"], "listed on 2026-11-18")


def test_long_listings_come_page_by_page_in_their_order(tmp_path: Path) -> None:
    month = {
        f"2026-11-{day:02}": [Listed(f"2611.{day:02}{n:03}", f"Paper {day} {n}") for n in range(30)]
        for day in range(1, 9)
    }
    got = fetched(hub(daily_papers(month)), tmp_path, "hf-daily:2026-11")
    assert [paper.sources[0].position for paper in got.papers] == list(range(1, 241))
    assert {paper.sources[0].date for paper in got.papers} == set(month)


def test_a_hub_that_gives_the_same_page_for_ever_is_asked_twice(tmp_path: Path) -> None:
    with FakeSite(lambda call: json_page([daily_entry(TERN, "2026-11-20")])) as site:
        assert len(DailyPapers().fetch(web_at(site, tmp_path), DAY).papers) == 1
    assert len(site.calls) == 2


def test_an_empty_day_is_no_papers_and_no_error(tmp_path: Path) -> None:
    assert fetched(hub(daily_papers({})), tmp_path, "hf-daily", DAY).papers == ()


@pytest.mark.parametrize(
    ("answer", "kind", "said"),
    [
        (page("<!doctype html><p>Down"), "garbled", "found a web page"),
        (json_page({"error": "Internal"}), "garbled", "found Internal"),
        (json_page(["x"]), "garbled", "expected a list of papers"),
        (json_page([{"paper": {"id": "2611.00001"}}]), "garbled", "none of its 1 entries is a paper"),
        (page("[" * 10**5, "application/json"), "garbled", "expected the listing as JSON"),
        (status(429, retry_after="120"), "throttled", "may be asked again at"),
        (status(502), "unreachable", "answered 502"),
        (status(400), "rejected", "does not take"),
        (status(404), "missing", "answered 404"),
    ],
)
def test_what_is_no_listing_is_an_error(answer: Page, kind: str, said: str, tmp_path: Path) -> None:
    error = failed(hub(answer), tmp_path, "hf-daily:2026-11-20")
    assert (error.kind, error.source) == (kind, "hf-daily:2026-11-20")
    assert said in str(error)


def test_an_entry_that_is_no_paper_is_left_out_and_said(tmp_path: Path) -> None:
    listing = json_page([{"paper": {"id": "2611.00009", "title": 5}}, daily_entry(TERN, "2026-11-20")])
    with pytest.warns(InputWarning, match=r"left out: hf-daily:2026-11-20, entry 1: title"):
        got = fetched(hub(listing), tmp_path, "hf-daily:2026-11-20")
    assert [paper.id for paper in got.papers] == ["2611.00001"]


def test_a_paper_is_one_whatever_source_and_version_it_came_from(tmp_path: Path) -> None:
    newer = Listed("2611.00001", "Tern: Quick Decoding", version=2)
    routes: dict[str, Route] = {
        "/api/daily_papers": daily_papers({"2026-11-20": [TERN]}),
        "/api/query": arxiv_query([newer]),
        "/rss": page(arxiv_rss([(TERN, "new")]), RSS),
    }
    with FakeSite(routes) as site:
        web = web_at(site, tmp_path, arxiv_gap=0.0)
        names = ("hf-daily", "arxiv:2611.00001v2", "https://huggingface.co/papers/2611.00001", f"feed:{site.url}/rss")
        (paper,) = merge(chain.from_iterable(source(name).fetch(web).papers for name in names))
    assert paper.id == "2611.00001"
    assert [found.kind for found in paper.sources] == ["hf-daily", "arxiv", "feed"]
    assert [found.model_dump().get("version") for found in paper.sources] == [None, 2, None]


# --- feeds ---------------------------------------------------------------------------------------------------------


def item(title: str, day: str, text: str = "We cut the latency by 40%.", number: int = 1) -> str:
    return (
        f"<item><title>{title}</title><link>https://blog.example/{number}</link><guid>{number}</guid>"
        f"<description>{text}</description><pubDate>{day}</pubDate></item>"
    )


def rss(*items: str, head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>t</title>{"".join(items)}</channel></rss>'


def test_arxivs_rss_gives_new_papers_and_leaves_new_versions_out(tmp_path: Path) -> None:
    entries = [(TERN, "new"), (GULL, "cross"), (SKUA, "replace"), (Listed("2610.00009", "Knot"), "replace-cross")]
    tern, gull = fetched(page(arxiv_rss(entries), RSS), tmp_path).papers
    assert (tern.id, tern.abstract, tern.authors) == ("2611.00001", TERN.abstract, TERN.authors)
    assert gull.abstract.startswith("Routing is slow.")
    assert tern.sources[0].date == "Fri, 20 Nov 2026 00:00:00 -0500"


def test_markup_in_a_feed_becomes_text_and_scripts_nothing(tmp_path: Path) -> None:
    text = "<![CDATA[<p>It is <b>2x</b> faster &amp; small.</p><script>alert(1)</script><p>Truly.</p>]]>"
    (paper,) = fetched(
        page(rss(item("Fast &amp;lt;b&amp;gt;", "Fri, 20 Nov 2026 08:00:00 GMT", text)), RSS), tmp_path
    ).papers
    assert (paper.title, paper.abstract) == ("Fast <b>", "It is 2x faster & small.\nTruly.")
    assert (paper.url, paper.published) == ("https://blog.example/1", "2026-11-20")


def test_atom_and_json_feeds_are_read_alike(tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "t",
        "items": [
            {
                "id": "1",
                "url": "https://blog.example/1",
                "title": "Fast",
                "content_html": "<p>It is 2x faster.</p>",
                "date_published": "2026-11-20T08:00:00+01:00",
                "authors": [{"name": "Ada Quill"}],
            }
        ],
    }
    entry = """<entry><id>tag:1</id><title>Fast</title><link href="https://blog.example/1"/>
        <author><name>Ada Quill</name></author><published>2026-11-20T08:00:00+01:00</published>
        <content type="html">&lt;p&gt;It is 2x faster.&lt;/p&gt;</content></entry>"""
    xml = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>{entry}</feed>'
    pages = [page(json.dumps(feed), "application/feed+json"), page(xml, "application/atom+xml")]
    first, second = (fetched(answer, tmp_path / str(n)).papers[0] for n, answer in enumerate(pages))
    assert first == second
    assert (first.abstract, first.authors, first.published) == ("It is 2x faster.", ("Ada Quill",), "2026-11-20")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-6-30", "2026-06-30"),
        ("2026-07-15T23:59:00-08:00", "2026-07-15"),
        ("Mon, 20 Jul 2026 00:00:00 -0400", "2026-07-20"),
        ("2026/07/05", "2026-07-05"),
        ("2026-13-01", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_read_as_dates(text: str | None, day: str | None) -> None:
    assert read_day(text) == (date.fromisoformat(day) if day else None)


def test_entries_are_taken_by_their_day_and_those_without_a_day_that_makes_sense_are_not_lost(tmp_path: Path) -> None:
    days = ["2026-9-30", "2026-11-18", "2026-11-20T09:00:00", "2031-01-01", "some day", ""]
    items = [item(f"Paper {n}", day, number=n) for n, day in enumerate(days)]
    got = fetched(page(rss(*items), RSS), tmp_path, window=Window(date(2026, 11, 18), date(2026, 11, 20)))
    assert [paper.title for paper in got.papers] == ["Paper 1", "Paper 2", "Paper 3", "Paper 4", "Paper 5"]
    assert got.next_since == date(2026, 11, 18)


def test_a_feed_in_another_encoding_is_read(tmp_path: Path) -> None:
    declared = rss(item("Zürich – schnell", "")).replace("?>", ' encoding="windows-1252"?>', 1)
    for charset, answer in (("windows-1252", declared), ("utf-16", declared.replace("windows-1252", "utf-16"))):
        (paper,) = fetched(page(answer.encode(charset), "application/xml"), tmp_path).papers
        assert paper.title == "Zürich – schnell"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMBS = {
    "billion laughs": rss(item("&l9;", ""), head=f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>'),
    "quadratic blow-up": rss(item("&a;" * 50_000, ""), head=f'<!DOCTYPE rss [<!ENTITY a "{"x" * 50_000}">]>'),
    "external entity": rss(item("&x;", ""), head='<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "external document type": rss(item("x", ""), head='<!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd">'),
    "deep nesting": rss(item("x", "", "<a>" * 200_000 + "</a>" * 200_000)),
    "deep atom": '<feed xmlns="http://www.w3.org/2005/Atom">' + "<entry>" * 200_000,
    "undeclared entity": rss(item("&nbsp;", "")),
    "broken off": rss(item("x", ""))[:-20],
    "another document": "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
}


@pytest.mark.parametrize("name", BOMBS)
def test_xml_that_is_dangerous_or_broken_is_refused_at_once(name: str, tmp_path: Path) -> None:
    with FakeSite({"/x": page(BOMBS[name], RSS)}) as site:
        feed, web = Feed(f"{site.url}/x"), web_at(site, tmp_path)
        with pytest.raises(SourceError):
            feed.fetch(web)  # once without being measured: imports
        tracemalloc.start()
        begun = time.monotonic()
        with pytest.raises(SourceError) as caught:
            feed.fetch(web)
        took, (_, peak) = time.monotonic() - begun, tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert caught.value.kind == "garbled"
    assert took < 2
    assert peak < 40 * 2**20


def test_a_document_type_hidden_in_another_encoding_is_refused(tmp_path: Path) -> None:
    hidden = BOMBS["external entity"].encode("utf-16")
    assert failed(page(hidden, "application/rss+xml; charset=utf-16"), tmp_path).kind == "garbled"
    assert (
        failed(page(BOMBS["external entity"].encode("utf-7"), "application/rss+xml; charset=utf-7"), tmp_path).kind
        == "garbled"
    )


@pytest.mark.parametrize(
    "text",
    [
        rss(item("x" + " " * 200_000, "")),
        rss(item("x", " " * 200_000 + "1")),
        rss(item("x", "", "arXiv: " + " " * 200_000)),
        rss(item("x", "")).replace("?>", "?>" + "<!---->" * 500),
        rss(item("x", "", "&lt;" * 50_000)),
        rss(item("x", "", "<![CDATA[" + "<p>" * 30_000 + "]]>")),
    ],
    ids=["title", "date", "head", "comments", "entities", "markup"],
)
def test_a_feed_takes_no_longer_than_its_length_tells(text: str, tmp_path: Path) -> None:
    begun = time.monotonic()
    assert len(fetched(page(text, RSS), tmp_path).papers) == 1
    assert time.monotonic() - begun < 5


def test_a_text_longer_than_any_abstract_is_refused(tmp_path: Path) -> None:
    assert "longer than 262,144 characters" in str(failed(page(rss(item("x", "", "y" * 300_000)), RSS), tmp_path))


@pytest.mark.parametrize("answer", [page("<html><p>Gone"), page('{"items": []}', "application/json"), page("x", RSS)])
def test_what_is_no_feed_is_an_error(answer: Page, tmp_path: Path) -> None:
    assert failed(answer, tmp_path).kind == "garbled"


# --- DOIs ----------------------------------------------------------------------------------------------------------

JATS = """<jats:title>Abstract</jats:title><jats:sec><jats:title>Aim</jats:title><jats:p>We cut CO<jats:sub>2</jats:sub>
 by 30% &amp; more.</jats:p></jats:sec><jats:p>It is <jats:italic>2x</jats:italic> faster.</jats:p>"""
WORK = {
    "type": "journal-article",
    "title": "Fast <i>Decoding</i>",
    "author": [{"given": "Ada", "family": "Quill"}, {"literal": "The Moor Group"}, {"name": "J. Moor"}, {}],
    "issued": {"date-parts": [[2026, 11]]},
    "abstract": JATS,
    "DOI": "10.1000/182",
}


def work(answer: Page, folder: Path) -> Fetched:
    with FakeSite({"/10.1000/182": answer}) as site:
        got = WorkByDOI("10.1000/182").fetch(web_at(site, folder))
    assert site.calls[0].headers["accept"] == "application/vnd.citationstyles.csl+json"
    return got


def test_a_doi_gives_title_authors_date_and_an_abstract_without_markup(tmp_path: Path) -> None:
    (paper,) = work(json_page(WORK), tmp_path).papers
    assert (paper.title, paper.authors) == ("Fast Decoding", ("Ada Quill", "The Moor Group", "J. Moor"))
    assert paper.abstract == "Aim\nWe cut CO2 by 30% & more.\nIt is 2x faster."
    assert (paper.id, paper.doi, paper.published) == ("10.1000/182", "10.1000/182", "2026-11")


def test_a_doi_without_an_abstract_is_a_paper_without_one(tmp_path: Path) -> None:
    got = work(json_page({"title": ["Fast Decoding"], "issued": {"date-parts": [[None]]}}), tmp_path)
    assert (got.papers[0].abstract, got.papers[0].published) == ("", None)
    assert got.note == "its publisher gives no abstract"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [(status(404), "missing"), (page("<html>"), "garbled"), (json_page({}), "garbled"), (json_page([]), "garbled")],
)
def test_a_doi_that_is_not_known_is_an_error(answer: Page, kind: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        work(answer, tmp_path)
    assert caught.value.kind == kind


# --- pages ---------------------------------------------------------------------------------------------------------


def test_other_addresses_are_read_as_what_they_hold(tmp_path: Path) -> None:
    html = (
        f"<html><head><title>x</title></head><body><h1>{TERN.title}</h1><h2>Abstract</h2><p>{TERN.abstract}</p></body>"
    )
    lines = json.dumps({"title": TERN.title, "abstract": TERN.abstract}) + "\n"
    pages = [page(html), page(lines, "application/x-ndjson"), page(f"{TERN.title}\n\n{TERN.abstract}\n", "text/plain"),
             page(rss(item(TERN.title, "", TERN.abstract)), RSS), page(atom([TERN]), "text/xml")]  # fmt: skip
    for answer in pages:
        with FakeSite({"/p": answer}) as site:
            (paper,) = WebPage(f"{site.url}/p").fetch(web_at(site, tmp_path)).papers
        assert (paper.title, paper.abstract) == (TERN.title, TERN.abstract)


def test_a_page_without_papers_is_an_error_that_names_its_address(tmp_path: Path) -> None:
    with (
        FakeSite({"/p": page("<html><body><p>Hello.</p></body></html>")}) as site,
        pytest.raises(SourceError) as caught,
    ):
        WebPage(f"{site.url}/p").fetch(web_at(site, tmp_path))
    assert caught.value.kind == "rejected"
    assert f"{site.url}/p: no papers could be read there" in str(caught.value)
