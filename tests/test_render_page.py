"""The page: one file that asks nothing of anybody, can be read without its script, and has readable colours."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise
from typing import get_args

import pytest
from bs4 import BeautifulSoup
from paper_records import NOW, TOPICS, coral, lost, pebble, records, tide

from summarizer.comparison import compare
from summarizer.errors import ErrorKind
from summarizer.overviews import overview
from summarizer.records import ErrorInfo, Provenance
from summarizer.render import Choice, page
from summarizer.render.page import TEMPLATES
from summarizer.render.words import failure

CSS = (TEMPLATES / "page.css").read_text("utf-8")


@pytest.fixture(scope="module")
def html() -> str:
    return page(
        records(), comparison=compare(records()), overview=overview(records(), topics=TOPICS), title="Morning", now=NOW
    )


@pytest.fixture(scope="module")
def soup(html) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_the_policy_allows_the_page_s_own_style_and_script_and_nothing_else(soup):
    policy = soup.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for name, element in (("style-src", soup.style), ("script-src", soup.script)):
        digest = base64.b64encode(hashlib.sha256(element.string.encode()).digest()).decode()
        assert rules[name] == f"'sha256-{digest}'"
    assert set(rules) == {"default-src", "style-src", "script-src", "img-src", "base-uri", "form-action"}


def test_the_page_loads_nothing(html, soup):
    assert not soup.find_all(["link", "img", "iframe", "object", "embed", "source", "video", "audio", "base", "form"])
    assert not [element for element in soup.find_all(True) if element.has_attr("src")]
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|sendBeacon|innerHTML", html)


def test_what_matters_stands_at_the_top(soup):
    head = soup.header.get_text(" ", strip=True)
    assert head.startswith("5 March 2031 Morning Papers 4 Claims 10 Verified 9 Left out 1 Could not be read 1")
    assert "1 claim was left out: 1 wrong number." in head
    best = [(item.b.get_text(), item.span.get_text()) for item in soup.select(".best li")]
    assert best == [("≥ 5×", "Parameters"), ("4×", "Latency, inference"), ("2.5×", "Memory")]
    chips = [" ".join(chip.get_text().split()) for chip in soup.select("a.chip-link")]
    assert chips == ["Efficient attention 2", "Quantization 1", "Time series 1"]


def test_every_link_within_the_page_leads_somewhere_and_no_name_is_given_twice(soup):
    names = [element["id"] for element in soup.find_all(id=True)]
    assert len(names) == len(set(names))
    targets = {anchor["href"][1:] for anchor in soup.find_all("a") if anchor["href"].startswith("#")}
    assert targets <= set(names)


def test_a_paper_shows_its_claims_with_verdicts_and_marks_their_evidence(soup):
    paper = soup.find(id="p1")
    claims = [" ".join(item.get_text(" ").split()) for item in paper.select(".chips li")]
    assert claims[0] == "≤ 2.5× faster, inference ✓ verified"
    assert claims[-1] == "25× faster ✗ wrong number"
    assert paper.select_one("mark.claim").get_text() == "up to 2.5x faster than FlatBase on PageSet14"
    failed = paper.find(id="p1c4").get_text(" ")
    assert "wrong number: the text says 2.5" in failed
    assert paper.select_one(".doubtful").get_text() == "Granite"


def test_evidence_without_a_verified_claim_is_marked_as_doubtful():
    claims = tuple(c.model_copy(update={"verdict": "wrong_name"}) for c in coral().claims[1:2])
    soup = BeautifulSoup(page([coral().model_copy(update={"claims": claims})]), "html.parser")
    assert [mark.get_text() for mark in soup.select("mark.doubt")] == ["cuts memory by 60%1"]


def test_evidence_in_the_title_shows_the_title_with_it():
    record = coral()
    claim = record.claims[0].model_copy(update={"span": (0, 5)})
    soup = BeautifulSoup(page([record.model_copy(update={"claims": (claim,)})]), "html.parser")
    assert soup.select_one(".words").get_text().startswith("Coral1: Attention for Long Documents\nWe present")


def test_a_paper_with_many_claims_shows_six_and_says_how_many_more():
    many = tuple(pebble().claims[0].model_copy(update={"id": f"pebble#c{i}"}) for i in range(9))
    soup = BeautifulSoup(page([pebble().model_copy(update={"claims": many})]), "html.parser")
    assert len(soup.select(".chips li a")) == 6
    assert soup.select_one(".chips .rest").get_text() == "+ 3 more claims"


def test_comparison_rows_say_figure_subject_paper_baseline_setting_and_difference(soup):
    group = next(g for g in soup.select("details.group") if g.h3.get_text() == "Latency, inference")
    row = group.select("tbody tr")[1]
    proof = row.find("details").extract()
    cells = [" ".join(cell.get_text(" ").split()) for cell in row.find_all("td")]
    differs = next(g for g in compare(records()).groups if len(g.rows) > 1).rows[1].differs
    assert differs
    assert cells == [
        "2", "≤ 2.5×", "", "Coral Coral: Attention for Long Documents", "FlatBase", "PageSet", "; ".join(differs)
    ]  # fmt: skip
    assert proof.get_text(" ").startswith("As written “up to 2.5x faster than FlatBase on PageSet”")
    assert not proof.has_attr("open")
    assert group.has_attr("open")


def test_a_claim_that_says_no_subject_is_named_by_its_paper_alone():
    """Its title leads to the claim."""
    claims = tuple(claim.model_copy(update={"subject": None}) for claim in pebble().claims)
    given = [pebble().model_copy(update={"claims": claims})]
    whose = BeautifulSoup(page(given, comparison=compare(given)), "html.parser").select("td.c-whose")
    assert whose
    for cell in whose:
        (link,) = cell.select("a")
        assert (link.get_text(), link["class"]) == (pebble().paper.title, ["title", "source"])
        assert link["href"].startswith("#p1c")


def test_a_table_has_no_column_that_would_be_empty(soup):
    group = next(g for g in soup.select("details.group") if g.h3.get_text() == "Latency, inference")
    assert "Quality" not in [head.get_text() for head in group.select("thead th")]


def test_claims_that_are_alone_of_their_kind_share_a_table_with_their_metrics(soup):
    group = next(g for g in soup.select("details.group") if g.h3.get_text() == "Alone of their kind")
    told = {tuple(" ".join(c.get_text(" ").split()) for c in row.find_all("td")[:2]) for row in group.select("tr")[1:]}
    assert {("Memory", "2.5×"), ("Parameters", "≥ 5×"), ("Complexity", "O(n log n)")} <= told
    assert ("Latency, inference", "4×") not in told


def test_tables_without_numbers_wait_closed_behind_the_others(soup):
    groups = soup.select("details.group")
    assert not groups[-1].has_attr("open")
    assert "without a number" in groups[-1].summary.get_text()


def test_papers_that_could_not_be_read_are_listed_with_their_reason(soup):
    assert "It has no abstract to read." in soup.find(id="failed").get_text()
    assert len(soup.select("article.paper")) == 3


def test_a_title_search_is_marked_as_one(soup):
    link = soup.find(id="p3").h3
    assert link.a["href"].startswith("https://arxiv.org/search/")
    assert "(search)" in link.get_text()
    assert "(search)" not in soup.find(id="p1").h3.get_text()


def test_the_foot_says_how_the_page_was_made(soup):
    foot = soup.footer.get_text(" ")
    assert "Read by the embedded reader · summarizer 0.1.0" in foot
    assert "Rendered 2031-03-05 07:30+00:00" in foot


def test_neither_addresses_of_servers_nor_advice_to_who_ran_it_are_on_the_page():
    """The page goes to readers; how the run went is for the terminal and the records."""
    error = ErrorInfo(kind="transport", message="no answer from http://127.0.0.1:8080; start it, or use --offline")
    made = Provenance(backend="openai", model="some-model", base_url_host="127.0.0.1:8080", prompt="summarize@1")
    given = [coral().model_copy(update={"provenance": made}), lost().model_copy(update={"error": error})]
    soup = BeautifulSoup(page(given, comparison=compare(given), overview=overview(given, topics=TOPICS)), "html.parser")
    text = soup.body.get_text(" ")
    assert "The model could not be reached." in text
    assert "Read by some-model · prompt summarize@1" in text
    assert "127.0.0.1" not in text
    assert "--offline" not in text


@pytest.mark.parametrize("kind", get_args(ErrorKind))
def test_every_kind_of_failure_has_words_for_a_reader(kind):
    said = failure(ErrorInfo(kind=kind, message="x"))
    assert said.endswith(".")
    assert said != failure(None)


def test_topics_are_named_as_the_overview_names_them(soup):
    assert "method · efficient attention" in soup.find(id="p1").select_one(".meta").get_text()
    view = overview(records(), topics=TOPICS)
    named = view.topics[0].model_copy(update={"name": "Attention, made cheap"})
    renamed = view.model_copy(update={"topics": (named, *view.topics[1:])})
    again = BeautifulSoup(page(records(), overview=renamed), "html.parser")
    assert "attention, made cheap" in again.find(id="p1").select_one(".meta").get_text()
    assert again.select_one(".sizes a .name").get_text() == "Attention, made cheap"


def test_papers_can_be_chosen_and_say_why_they_are_there():
    choice = Choice(reasons={"coral": ("keyword: attention",), "pebble": ("like: Granite (0.31)",)}, full=1)
    soup = BeautifulSoup(page([lost(), *records()[:2]], choice=choice), "html.parser")
    first, second = soup.find(id="p2"), soup.find(id="p3")
    assert first.select_one(".reasons").get_text() == "keyword: attention"
    assert first.select_one(".tldr")
    assert second.select_one(".reasons").get_text() == "like: Granite (0.31)"
    assert not second.select_one(".tldr")
    assert "brief" in second["class"]


def test_what_the_page_is_about_comes_first():
    """A comparison's page begins with the comparison, a digest's with its papers."""

    def order(**views):
        soup = BeautifulSoup(page(records(), **views), "html.parser")
        return [section["id"] for section in soup.select("main > section")]

    view = overview(records(), topics=TOPICS)
    assert order(comparison=compare(records()))[:2] == ["comparisons", "papers"]
    assert order(overview=view)[:2] == ["topics", "papers"]
    assert order(comparison=compare(records()), overview=view) == ["papers", "comparisons", "topics", "failed"]


def test_the_filters_wait_for_the_script(soup):
    assert soup.select_one(".filter").has_attr("hidden")


def test_headings_go_down_one_level_at_a_time(soup):
    levels = [int(heading.name[1]) for heading in soup.find_all(["h1", "h2", "h3", "h4"])]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_control_has_a_name(soup):
    for control in soup.find_all(["input", "select"]):
        assert control["aria-label"]


def test_the_page_is_the_same_bytes_for_the_same_records_and_clock():
    assert page(records(), now=NOW) == page(records(), now=NOW)


def test_a_page_of_a_paper_alone_has_no_empty_parts():
    soup = BeautifulSoup(page([tide(), lost()], comparison=compare([tide()])), "html.parser")
    assert not soup.select(".best")
    assert soup.select_one(".figures")


# --- colours -------------------------------------------------------------------------------------------------------

LIGHT, DARK = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in CSS.split("@media")[:2])
READ_ON = [("ink", "paper"), ("soft", "paper"), ("accent", "paper"), ("doubt", "paper"), ("ink", "surface"),
           ("soft", "surface"), ("accent", "surface"), ("ink", "accent-soft"), ("accent", "accent-soft"),
           ("ink", "doubt-soft"), ("paper", "accent")]  # fmt: skip


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), READ_ON)
def test_text_stands_out_from_its_ground_as_wcag_aa_asks(scheme, text, ground):
    assert contrast(scheme[text], scheme[ground]) >= 4.5
