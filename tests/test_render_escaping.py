"""Papers are untrusted: whatever they say is shown in every format and obeyed in none."""

from __future__ import annotations

import csv
import io
import json
import re
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from paper_records import ATTACKS, NOW, TOPICS, hostile, hostile_failure

from summarizer.comparison import compare
from summarizer.overviews import overview
from summarizer.papers import make_paper
from summarizer.records import Record, read_record
from summarizer.render import (
    claims_csv,
    comparison_html,
    digest_markdown,
    overview_html,
    page,
    printable,
    records_html,
    records_jsonl,
    render_claims,
    render_comparison,
    render_overview,
    render_records,
    to_json,
)
from summarizer.render.markdown import escape
from summarizer.render.page import environment
from summarizer.render.text import link, one_line, visible

OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\u2028\u2029\ufeff\U000e0000-\U000e007f]"
)
ALLOWED_HOSTS = {"arxiv.org"}
BENIGN = "plain words"


def both(words: str) -> list[Record]:
    return [hostile(words), hostile_failure(words)]


def whole_page(words: str) -> str:
    given_records = both(words)
    comparison, view = compare(given_records, verified_only=False), overview(given_records, topics=TOPICS)
    return page(given_records, comparison=comparison, overview=view, title=words, now=NOW)


def whole_markdown(words: str) -> str:
    given_records = both(words)
    comparison, view = compare(given_records, verified_only=False), overview(given_records, topics=TOPICS)
    return digest_markdown(given_records, comparison=comparison, overview=view, title=words, now=NOW)


def tables(words: str, *, color: bool = False) -> str:
    given_records = both(words)
    comparison, view = compare(given_records, verified_only=False), overview(given_records, topics=TOPICS)
    return (
        render_records(given_records, "table", color=color, width=300)
        + render_claims(given_records, "table", color=color, width=300)
        + render_comparison(comparison, given_records, "table", color=color, width=300)
        + render_overview(view, given_records, "table", color=color, width=300)
    )


def structure(html: str) -> tuple[set[str], set[str]]:
    """The names of a text's elements and of their attributes."""
    soup = BeautifulSoup(html, "html.parser")
    elements = soup.find_all(True)
    return {e.name for e in elements}, {name for e in elements for name in e.attrs}


# --- HTML ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_page_has_the_same_kinds_of_elements_whatever_its_papers_say(attack):
    elements, attributes = structure(whole_page(ATTACKS[attack]))
    plain_elements, plain_attributes = structure(whole_page(BENIGN))
    assert elements <= plain_elements | {"mark", "sup"}
    assert attributes <= plain_attributes
    assert not {name for name in attributes if name.startswith("on") or name in ("style", "srcset", "src")}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_page_holds_one_script_one_style_and_links_to_places_we_built(attack):
    soup = BeautifulSoup(whole_page(ATTACKS[attack]), "html.parser")
    assert (len(soup.find_all("script")), len(soup.find_all("style"))) == (1, 1)
    for anchor in soup.find_all("a"):
        address = anchor["href"]
        assert re.fullmatch(r"#[a-z]+\d*(c\d+)?|#", address) or urlsplit(address).hostname in ALLOWED_HOSTS, address


@pytest.mark.parametrize("attack", ["script", "attribute", "title", "template", "rich", "table", "markdown", "formula"])
def test_a_page_shows_the_words_literally(attack):
    soup = BeautifulSoup(whole_page(ATTACKS[attack]), "html.parser")
    assert soup.h1.get_text() == one_line(ATTACKS[attack])
    assert ATTACKS[attack] in soup.find("blockquote").get_text()


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_a_page_shows_is_a_control_character(attack):
    assert not OBEYED.search(whole_page(ATTACKS[attack]).replace("\n", ""))


@pytest.mark.parametrize("attack", ATTACKS)
def test_notebook_fragments_have_the_same_kinds_of_elements_whatever_papers_say(attack):
    for words_elements, plain_elements in zip(fragments(ATTACKS[attack]), fragments(BENIGN), strict=True):
        assert structure(words_elements)[0] <= structure(plain_elements)[0] | {"span", "sup", "small"}
        assert structure(words_elements)[1] <= structure(plain_elements)[1] | {"title"}


def fragments(words: str) -> list[str]:
    given_records = both(words)
    comparison, view = compare(given_records, verified_only=False), overview(given_records, topics=TOPICS)
    return [records_html(given_records), comparison_html(comparison, given_records), overview_html(view, given_records)]


@pytest.mark.parametrize("name", ["x.html", "x.html.j2", "x.atom", "x.txt", "x"])
def test_templates_escape_whatever_they_are_called(name):
    template = environment().from_string("{{ words }}")
    template.name = name
    assert template.render(words="<b>\x1b{{7*7}}") == "&lt;b&gt;␛{{7*7}}"


# --- links ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example", "http://user@evil.example/", "https://a b.example",
     "http://", "https://[::bad", "https://x.example/\"onload=", "https://x.example/\x1b[2J", "ftp://x.example",
     " https://x.example"],
)  # fmt: skip
def test_an_address_that_is_no_plain_web_address_becomes_a_title_search(address):
    paper = make_paper("A Title", url=address)
    found = link(paper)
    assert not found.own
    assert found.url == "https://arxiv.org/search/?searchtype=title&query=A+Title"


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({"url": "https://example.org/a_(b)?q=1&r=2#s"}, "https://example.org/a_%28b%29?q=1&r=2#s"),
        ({"url": "https://example.org/%C3%A9/ü"}, "https://example.org/%C3%A9/%C3%BC"),
        ({"arxiv_id": "3103.00017"}, "https://arxiv.org/abs/3103.00017"),
        ({"doi": "10.1000/xyz"}, "https://doi.org/10.1000/xyz"),
    ],
)
def test_a_plain_web_address_is_kept(fields, url):
    found = link(make_paper("A Title", **fields))
    assert (found.url, found.own) == (url, True)


# --- Markdown ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("attack", ATTACKS)
def test_markdown_becomes_no_image_no_markup_and_no_link_but_ours(attack):
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(whole_markdown(ATTACKS[attack]))
    soup = BeautifulSoup(html, "html.parser")
    ours = {"h1", "h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "strong", "em", "a", "hr"}
    assert {element.name for element in soup.find_all(True)} <= ours
    assert {urlsplit(anchor["href"]).hostname for anchor in soup.find_all("a")} <= ALLOWED_HOSTS
    assert soup.h1.get_text() == one_line(ATTACKS[attack]).strip()


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_markdown_table_keeps_its_columns_whatever_stands_in_its_cells(attack):
    html = MarkdownIt("commonmark").enable("table").render(whole_markdown(ATTACKS[attack]))
    for table in BeautifulSoup(html, "html.parser").find_all("table"):
        assert len({len(row.find_all(["td", "th"])) for row in table.find_all("tr")}) == 1


@settings(max_examples=300)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40) | st.text(alphabet="\\|`*_[]()<>#!&;-+=. 1\n~^:/@w"))
def test_an_escaped_text_reads_as_itself(words):
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(f"x {escape(words)} x")
    soup = BeautifulSoup(html, "html.parser")
    assert [element.name for element in soup.find_all(True)] == ["p"]
    assert " ".join(soup.get_text().split()) == " ".join(f"x {one_line(words)} x".split())


@pytest.mark.parametrize(
    "words", ["# a", "- a", "+ a", "1. a", "12) a", "> a", "=== ", "---", "```", "    a", "| a |", "[x]: /y"]
)
def test_an_escaped_text_at_the_start_of_a_line_stays_a_paragraph(words):
    soup = BeautifulSoup(MarkdownIt("commonmark").enable("table").render(f"para\n\n{escape(words)}\n"), "html.parser")
    assert [element.name for element in soup.find_all(True)] == ["p", "p"]


def test_an_address_in_a_paper_s_words_is_nothing_that_markdown_turns_into_a_link():
    escaped = escape(ATTACKS["address"])
    assert "http://" not in escaped
    assert "www." not in escaped
    assert r"\@" in escaped


def test_plain_words_and_numbers_stay_readable_in_markdown():
    plain = "A 2.5x speed-up (60%) over Base-1.0, at O(n log n); see v1.2."
    assert escape(plain) == plain


# --- sheets --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [*"=+-@\t\r＝＋－＠", "\u00a0=", "\u200b+", "\ufeff-", "\u3000@", "\u2028="])
def test_a_cell_that_a_spreadsheet_would_compute_gets_an_apostrophe(sign):
    for words in (f"{sign}1+1", f"  {sign}cmd|' /C calc'!A0"):
        rows = list(csv.DictReader(io.StringIO(claims_csv([hostile(words)]))))
        assert rows
        for row in rows:
            for name in ("claim_id", "title", "subject", "baseline", "setting", "evidence"):
                assert row[name].startswith("'"), name


def test_real_numbers_stay_numbers():
    record = hostile("x")
    claim = record.claims[0].model_copy(update={"value": -0.5, "factor": None, "relation": None, "value_max": 1e12})
    (row,) = csv.DictReader(io.StringIO(claims_csv([record.model_copy(update={"claims": (claim,)})])))
    assert (row["value"], row["value_max"]) == ("-0.5", "1000000000000")


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_sheet_comes_back_cell_by_cell(attack):
    words = ATTACKS[attack]
    record = hostile(words)
    text = claims_csv([record])
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(record.claims)
    assert text.count("\n") == len(rows) + 1
    assert rows[0]["baseline"].removeprefix("'") == one_line(words)


# --- terminal ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_terminal_gets_no_control_character_from_a_paper(attack):
    assert not OBEYED.search(tables(ATTACKS[attack]).replace("\n", ""))


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_only_escapes_of_a_coloured_table_are_our_colours(attack):
    without_colours = re.sub(r"\x1b\[[0-9;]*m", "", tables(ATTACKS[attack], color=True))
    assert not OBEYED.search(without_colours.replace("\n", ""))


def test_markup_of_the_terminal_library_is_printed_not_obeyed():
    text = tables(ATTACKS["rich"])
    assert ATTACKS["rich"] in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\x1b[2Jb", "a␛[2Jb"), ("a\x9b1mb", "a�1mb"), ("\x00\x07\x7f", "␀␇␡"), ("a\u202eb", "a�b"), ("a\u200bb", "ab"),
     ("a\rb", "a b"), ("a\x85b\u2028c", "a b c"), ("a\nb\tc", "a\nb\tc"), ("\U000e0041x", "x"),
     ("न्\u200dय", "न्\u200dय"),
     ("\ud800x", "�x"), ("plain – ünï × ≤", "plain – ünï × ≤")],
)  # fmt: skip
def test_hidden_characters_are_made_visible_or_taken_out(text, shown):
    assert visible(text) == shown


def test_a_printable_line_stays_one_line():
    assert printable("  failed: a\nb\x1b") == "  failed: a b␛"


# --- JSON ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("attack", ATTACKS)
def test_json_holds_the_very_words_and_no_character_a_terminal_obeys(attack):
    record = hostile(ATTACKS[attack])
    text = records_jsonl([record])
    assert not OBEYED.search(text.replace("\n", ""))
    assert read_record(json.loads(text)) == record
    comparison = compare([record], verified_only=False)
    assert not OBEYED.search(to_json(comparison).replace("\n", ""))
    assert type(comparison).model_validate_json(to_json(comparison)) == comparison
