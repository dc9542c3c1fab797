"""The page: one file that asks nothing of anybody, can be read without its script, and has readable colours."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from paper_records import NOW, TOPICS, coral, lost, pebble, records, tide

from summarizer.comparison import compare
from summarizer.overviews import overview
from summarizer.render import page
from summarizer.render.page import TEMPLATES

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
    claims = [" ".join(item.get_text(" ").split()) for item in paper.select(".ledger li")]
    assert claims[0] == "≤ 2.5× latency, inference ✓ verified"
    assert claims[-1] == "25× latency ✗ wrong number"
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
    assert len(soup.select(".ledger li a")) == 6
    assert soup.select_one(".ledger .rest").get_text() == "+ 3 more claims"


def test_comparison_rows_say_bound_evidence_baseline_setting_paper_and_difference(soup):
    group = next(g for g in soup.select("details.group") if g.h3.get_text() == "Latency, inference")
    cells = [" ".join(cell.get_text(" ").split()) for cell in group.select("tbody tr")[1].find_all("td")]
    assert cells == ["2", "≤ 2.5×", "Coral Coral: Attention for Long Documents", "FlatBase", "PageSet",
                     "up to 2.5x faster than FlatBase on PageSet", "up to, not exactly"]  # fmt: skip
    assert group.has_attr("open")


def test_tables_without_numbers_wait_closed_behind_the_others(soup):
    groups = soup.select("details.group")
    assert not groups[-1].has_attr("open")
    assert "without a number" in groups[-1].summary.get_text()


def test_papers_that_could_not_be_read_are_listed_with_their_reason(soup):
    assert "no abstract: the page gives no abstract" in soup.find(id="failed").get_text()
    assert len(soup.select("article.paper")) == 3


def test_a_title_search_is_marked_as_one(soup):
    link = soup.find(id="p3").h3
    assert link.a["href"].startswith("https://arxiv.org/search/")
    assert "(search)" in link.get_text()
    assert "(search)" not in soup.find(id="p1").h3.get_text()


def test_the_foot_says_how_the_page_was_made(soup):
    foot = soup.footer.get_text(" ")
    assert "Read by extractive · summarizer 0.1.0" in foot
    assert "Rendered 2031-03-05 07:30+00:00" in foot


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
           ("soft", "surface"), ("ink", "accent-soft"), ("accent", "accent-soft"), ("ink", "doubt-soft")]  # fmt: skip


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
