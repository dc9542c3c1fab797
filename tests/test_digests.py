"""Digests: a folder with everything, the same bytes for the same records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from paper_records import CORAL, NOW, TOPICS, coral, records

from summarizer.digests import FORMS, Interest, alone_in, edition_of, input_of, write_digest, write_forms
from summarizer.errors import InputError, SettingsError, SummarizerError
from summarizer.papers import Source, make_paper
from summarizer.profiles import NO_MATCH, Profile
from summarizer.records import Record, read_record
from summarizer.views import Comparison, Overview

FILES = ["claims.csv", "comparison.json", "digest.md", "index.html", "overview.json", "records.jsonl"]


def test_a_digest_is_six_files_and_nothing_else(tmp_path):
    digest = write_digest(records(), tmp_path / "new" / "out", topics=TOPICS, now=NOW)
    assert sorted(path.name for path in (tmp_path / "new" / "out").iterdir()) == FILES
    named = [digest.index, digest.markdown, digest.records, digest.claims, digest.comparison, digest.overview]
    assert sorted(path.name for path in named) == FILES
    assert all(path.is_file() for path in named)


def test_what_is_written_is_read_back(tmp_path):
    digest = write_digest(records(), tmp_path, topics=TOPICS, now=NOW)
    lines = digest.records.read_text("utf-8").splitlines()
    assert [read_record(json.loads(line)) for line in lines] == records()
    comparison = Comparison.model_validate_json(digest.comparison.read_text("utf-8"))
    view = Overview.model_validate_json(digest.overview.read_text("utf-8"))
    assert comparison.groups
    assert [topic.id for topic in view.topics] == ["efficient-attention", "quantization", "time-series"]


def test_page_text_and_data_agree_on_their_numbers(tmp_path):
    digest = write_digest(iter(records()), tmp_path, topics=TOPICS, now=NOW)
    soup = BeautifulSoup(digest.index.read_text("utf-8"), "html.parser")
    figures = {pair.dt.get_text(): pair.dd.get_text() for pair in soup.select(".figures div")}
    assert figures == {"Papers": "4", "Claims": "10", "Verified": "9", "Left out": "1", "Could not be read": "1"}
    assert "4 papers · 10 claims · 9 verified · 1 paper could not be read" in digest.markdown.read_text("utf-8")
    assert sum(Comparison.model_validate_json(digest.comparison.read_text("utf-8")).excluded.values()) == 1
    assert len(digest.claims.read_text("utf-8").splitlines()) == 11


def test_the_same_records_and_clock_give_the_same_bytes(tmp_path):
    first = write_digest(records(), tmp_path / "a", topics=TOPICS, now=NOW)
    again = write_digest(records(), tmp_path / "b", topics=TOPICS, now=NOW)
    for name in FILES:
        assert (first.index.parent / name).read_bytes() == (again.index.parent / name).read_bytes()


def test_a_digest_replaces_the_one_that_was_there(tmp_path):
    write_digest(records(), tmp_path, topics=TOPICS, now=NOW)
    digest = write_digest([coral()], tmp_path, topics=TOPICS, now=NOW, title="Second")
    assert "Pebble" not in digest.index.read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == FILES


def test_no_papers_make_an_empty_digest(tmp_path):
    digest = write_digest([], tmp_path, topics=TOPICS, now=NOW)
    assert digest.records.read_text("utf-8") == ""
    assert BeautifulSoup(digest.index.read_text("utf-8"), "html.parser").h1.get_text() == "Papers"


def test_a_folder_that_can_not_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match=r"file/out: can't be made a folder"):
        write_digest(records(), tmp_path / "file" / "out", topics=TOPICS, now=NOW)


def test_the_real_page_of_a_day_is_rendered_from_its_gold_reading(tmp_path):
    gold = Path(__file__).resolve().parents[1].parent / "shared" / "gold"
    if not gold.is_dir():
        pytest.skip("needs the gold readings in ../shared/gold, which do not come with the project")
    papers = {paper["id"]: paper for paper in json.loads((gold / "dev.papers.json").read_text("utf-8"))}
    lines = [json.loads(line) for line in (gold / "dev.gold.jsonl").read_text("utf-8").splitlines()]
    read = [_verified(line, papers[line["id"]]) for line in lines]
    digest = write_digest(read, tmp_path, topics=TOPICS, now=NOW)
    soup = BeautifulSoup(digest.index.read_text("utf-8"), "html.parser")
    assert len(soup.select("article.paper")) == len(papers)
    marked = " ".join(mark.get_text() for mark in soup.select("mark.claim"))
    assert all(claim.evidence.split()[0] in marked for record in read for claim in record.claims if claim.span)


def _verified(line: dict[str, object], paper: dict[str, str]):
    text = f"{paper['title']}\n{paper['abstract']}"
    known = {key: line[key] for key in ("contribution", "method_names", "topics", "primary_topic")}
    claims = [{**claim, "verdict": "verified", "span": _span(text, claim["evidence"])} for claim in line["claims"]]
    for claim in claims:
        for key in ("optional", "accept"):
            claim.pop(key, None)
    return read_record({"paper": paper, "claims": claims, **known})


def _span(text: str, evidence: str) -> tuple[int, int] | None:
    start = text.find(evidence)
    return None if start < 0 else (start, start + len(evidence))


def test_the_title_names_the_listing_s_date(tmp_path):
    """A digest of one listing says whose papers they are."""
    dated = make_paper("Coral", CORAL, sources=(Source(kind="page", name="p.txt", date="Nov 12", position=1),))
    written = write_digest([Record(paper=dated)], tmp_path, topics=TOPICS, now=NOW)
    assert "Papers, Nov 12" in written.markdown.read_text(encoding="utf-8")


# --- for somebody ----------------------------------------------------------------------------------------------------

ME = Profile(keywords=("bits",), topics=("time-series",))


def test_a_profile_orders_what_is_read_and_leaves_the_data_in_the_listing_s_order(tmp_path):
    interest = Interest(ME, top=1)
    digest = write_digest(records(), tmp_path, topics=TOPICS, now=NOW, interest=interest)
    lines = digest.records.read_text("utf-8").splitlines()
    assert [json.loads(line)["paper"]["id"] for line in lines] == ["coral", "pebble", "tide", "lost"]
    soup = BeautifulSoup(digest.index.read_text("utf-8"), "html.parser")
    shown = [(paper.h3.get_text(), paper.select_one(".reasons").get_text()) for paper in soup.select("article.paper")]
    assert [reason for _, reason in shown] == ["keyword: bits", "topic: Time series", NO_MATCH]
    assert [title.split()[0] for title, _ in shown] == ["Pebble:", "Tide", "Coral:"]
    assert ["brief" in paper["class"] for paper in soup.select("article.paper")] == [False, True, True]


def test_every_form_of_a_digest_is_in_the_same_order_and_says_why(tmp_path):
    shown = edition_of(records(), TOPICS, now=NOW, title="Mine", interest=Interest(ME, top=1))
    write_forms(shown, tmp_path, FORMS)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["digest.txt", "feed.json", "feed.xml", "mail.html"]
    markdown = write_digest(records(), tmp_path / "out", topics=TOPICS, now=NOW, interest=Interest(ME, top=1)).markdown
    for path in (*tmp_path.glob("*.*"), markdown):
        text = " ".join(path.read_text("utf-8").partition("## Papers")[2 * (path == markdown)].split())
        places = [text.find(title) for title in ("Pebble: Four Bits", "Tide Tables", "Coral: Attention")]
        assert -1 not in places
        assert places == sorted(places)
        for reason in ("keyword: bits", "topic: Time series", NO_MATCH[1:]):
            assert reason in text, path.name


def test_without_a_profile_papers_stand_in_the_listing_s_order_and_unread_ones_last():
    listed = [*records()[3:], *records()[:3]]
    shown = edition_of(listed, TOPICS, now=NOW, interest=Interest(top=2))
    assert [record.paper.id for record in shown.records] == ["coral", "pebble", "tide", "lost"]
    assert (shown.choice.reasons, shown.full, shown.title) == ({}, 2, "Papers")


# --- one run at a time -----------------------------------------------------------------------------------------------


def test_a_folder_that_another_run_makes_a_digest_in_is_refused(tmp_path):
    out = tmp_path / "out"
    with alone_in(out):
        with pytest.raises(SummarizerError, match=r"out: another run is making a digest in it"), alone_in(out):
            pytest.fail("two runs had it at once")
        (out / "index.html").write_text("made")
    with alone_in(out):
        assert (out / "index.html").read_text() == "made"


def test_a_folder_in_which_nothing_was_made_is_taken_away_again(tmp_path):
    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        with pytest.raises(InputError), alone_in(tmp_path / name):
            raise InputError("nothing can be read")
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


def test_a_digest_s_own_folder_stands_for_its_records(tmp_path):
    digest = write_digest(records(), tmp_path / "out", topics=TOPICS, now=NOW)
    assert input_of(str(tmp_path / "out")) == str(digest.records)
    digest.overview.unlink()
    for name in (str(tmp_path / "out"), str(tmp_path), "-", "hf-daily", "\0", "x" * 9999):
        assert input_of(name) == name


def test_fewer_papers_in_full_than_none_are_refused():
    with pytest.raises(SettingsError, match="expected a number of papers, found -1"):
        Interest(top=-1)
