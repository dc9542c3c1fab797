"""The page in a real browser: filters, sorting, keys, narrow windows, dark mode, print, and no request at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import MISSING, Browser, browser, installed
from paper_records import ATTACKS, NOW, TOPICS, hostile, records

from summarizer.comparison import compare
from summarizer.overviews import overview
from summarizer.records import Record
from summarizer.render import page

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not installed(), reason=MISSING)]

SHOWN = "return [...document.querySelectorAll('article.paper:not([hidden])')].map((e) => e.id)"


def write(path: Path, given_records: list[Record]) -> Path:
    comparison, view = compare(given_records), overview(given_records, topics=TOPICS)
    path.write_text(page(given_records, comparison=comparison, overview=view, now=NOW), "utf-8")
    return path


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("page") / "index.html", records())


@pytest.fixture(scope="module")
def attacked(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("page") / "hostile.html", [hostile(words) for words in ATTACKS.values()])


@pytest.fixture(scope="module")
def running() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture
def tab(running, plain) -> Browser:
    running.look(width=1280)
    running.open(plain)
    return running


def choose(tab: Browser, name: str, value: str) -> None:
    tab.run(
        "const e = document.querySelector(`[name=${arguments[0]}]`); e.value = arguments[1];"
        "e.dispatchEvent(new Event('input', {bubbles: true}))",
        name,
        value,
    )


def test_words_metric_and_topic_filter_papers_tables_and_topics(tab):
    assert tab.run(SHOWN) == ["p1", "p2", "p3"]
    choose(tab, "q", "CORAL documents")
    assert tab.run(SHOWN) == ["p1"]
    choose(tab, "q", "")
    choose(tab, "metric", "parameters")
    assert tab.run(SHOWN) == ["p2"]
    assert tab.run("return document.querySelector('.tally').textContent") == "1 of 3 papers"
    visible = "return [...document.querySelectorAll('details.group:not([hidden]) h3')].map((e) => e.textContent)"
    assert tab.run(visible) == ["Parameters"]
    choose(tab, "metric", "")
    choose(tab, "topic", "3")
    assert tab.run(SHOWN) == ["p3"]
    assert tab.run("return [...document.querySelectorAll('.topic:not([hidden])')].length") == 1


def test_a_topic_s_chip_filters_by_click_and_by_key_and_shows_its_state(tab):
    pressed = "return document.querySelector('[data-topic=\"2\"]').getAttribute('aria-pressed')"
    tab.run("document.querySelector('[data-topic=\"2\"]').click()")
    assert (tab.run(SHOWN), tab.run(pressed)) == (["p2"], "true")
    tab.run("document.querySelector('[data-topic=\"2\"]').focus()")
    tab.press("Enter", 13)
    assert (tab.run(SHOWN), tab.run(pressed)) == (["p1", "p2", "p3"], "false")
    tab.press(" ", 32)
    assert tab.run(SHOWN) == ["p2"]
    tab.run("document.querySelector('.filter button').click()")
    assert tab.run(SHOWN) == ["p1", "p2", "p3"]


def test_a_table_is_sorted_by_its_heads_numbers_as_numbers(tab):
    order = "return [...arguments[0].tBodies[0].rows].map((r) => r.querySelector('[data-label=Figure]').textContent)"
    table = "document.querySelector('details.group table')"
    assert tab.run(order.replace("arguments[0]", table)) == ["4×", "≤ 2.5×"]
    click = f"const b = {table}.querySelectorAll('thead button')[1]; b.click(); return b.parentNode.ariaSort"
    assert tab.run(click) == "ascending"
    assert tab.run(order.replace("arguments[0]", table)) == ["≤ 2.5×", "4×"]
    assert tab.run(click) == "descending"
    assert tab.run(order.replace("arguments[0]", table)) == ["4×", "≤ 2.5×"]


def test_a_link_to_a_claim_opens_the_details_it_stands_in(tab):
    tab.run("document.querySelector('.best a').click()")
    found = "const e = document.querySelector(location.hash); return [e.id, e.closest('details').open]"
    assert tab.run(found) == ["p2c3", True]


def test_the_first_tab_stop_leads_past_the_head(tab):
    tab.press("Tab", 9)
    assert tab.run("return document.activeElement.className") == "skip"
    assert tab.run("return document.activeElement.getBoundingClientRect().left >= 0")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("which", ["plain", "attacked"])
def test_nothing_is_wider_than_the_window(running, plain, attacked, width, which):
    running.look(width=width)
    running.open({"plain": plain, "attacked": attacked}[which])
    running.run("document.querySelectorAll('details').forEach((d) => { d.open = true })")
    wide = "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    scroll, client = running.run(wide)
    assert scroll <= client


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_colour_scheme(running, plain, scheme):
    running.look(width=800, scheme=scheme)
    running.open(plain)
    red = int(running.run("return getComputedStyle(document.body).backgroundColor").split("(")[1].split(",")[0])
    assert (red < 60) == (scheme == "dark")


def test_print_leaves_the_tools_out(running, plain):
    running.look(width=800, media="print")
    running.open(plain)
    assert running.run("return getComputedStyle(document.querySelector('.tools')).display") == "none"


def test_hostile_papers_run_nothing_and_ask_for_nothing(running, attacked):
    running.look(width=1280)
    running.logs("performance")
    running.logs("browser")
    running.open(attacked)
    running.run("document.querySelectorAll('details').forEach((d) => { d.open = true })")
    assert running.run("return [...document.scripts].length") == 1
    assert (
        running.run(
            "return [...document.querySelectorAll('*')].filter((e) => e.onclick || e.onload || e.onerror).length"
        )
        == 0
    )
    messages = [json.loads(entry["message"])["message"] for entry in running.logs("performance")]
    asked = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    assert [url for url in asked if not url.startswith("file:")] == []
    assert [entry["message"] for entry in running.logs("browser")] == []


def test_a_thousand_papers_open_fast(running, tmp_path):
    many = [
        record.model_copy(update={"paper": record.paper.model_copy(update={"id": f"{record.paper.id}-{i}"})})
        for i in range(334)
        for record in records()[:3]
    ]
    path = write(tmp_path / "many.html", many)
    running.look(width=1280)
    running.open(path)
    milliseconds = running.run("return performance.getEntriesByType('navigation')[0].loadEventEnd")
    assert running.run("return document.querySelectorAll('article.paper').length") == 1002
    assert milliseconds < 5000
