"""Feeds: well-formed whatever papers say, and the same entries with the same ids and dates every time."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import timedelta

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_records import ATTACKS, NOW, coral, hostile, hostile_failure, lost, pebble, records
from test_mail import Elements, says

from summarizer.papers import Source, make_paper
from summarizer.records import Record
from summarizer.render.edition import Edition
from summarizer.render.feeds import UNDATED, atom, identity, json_feed, updated
from summarizer.render.page import Choice

A = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://papers.example.org/feed.xml"
HOME = "https://papers.example.org/"


def edition(*papers, **fields):
    return Edition(papers or tuple(records()), "Morning papers", NOW, **fields)


def titled(title, **fields):
    paper = make_paper("x", "y", **{"id": "p1", "url": "https://example.org/p1", **fields})
    return Record(paper=paper.model_copy(update={"title": title}))


def entries(text):
    return ET.fromstring(text.encode()).findall(f"{A}entry")


# --- well-formed -----------------------------------------------------------------------------------------------------

ODD = ["\x0c", "\x00\x01\x1f", "a\ufffe\uffffb", "\ud800 half", "AT&T <b>", "]]>", "\x85\u2028", "&#0;", "\U0001fffe"]


@pytest.mark.parametrize("words", [*ATTACKS.values(), *ODD], ids=[*ATTACKS, *map(ascii, ODD)])
def test_any_words_make_a_feed_that_is_well_formed_and_inert(words):
    made = says(words)
    text = atom(replace(made, records=(*made.records, hostile(words))), home=HOME, address=ADDRESS)
    found = feedparser.parse(text.encode())
    assert not found.bozo
    assert len(found.entries) == 3
    for entry in entries(text):
        assert entry.findtext(f"{A}title")
        assert entry.find(f"{A}link").get("href").startswith(("https://", "http://"))
        content = Elements(entry.findtext(f"{A}content"))
        assert {tag for tag, _ in content.found} <= {"p", "em", "strong", "ul", "li", "small"}
        assert not any(attributes for _, attributes in content.found)


@pytest.mark.parametrize("words", [*ATTACKS.values(), *ODD], ids=[*ATTACKS, *map(ascii, ODD)])
def test_a_json_feed_holds_the_same_words_as_inertly(words):
    text = json_feed(says(words), home=HOME, address=ADDRESS)
    assert all(char == "\n" or char.isprintable() for char in text)
    for item in json.loads(text)["items"]:
        assert item["url"] == "https://example.org/p1"
        assert {tag for tag, _ in Elements(item["content_html"]).found} <= {"p", "em", "strong", "ul", "li", "small"}


@settings(max_examples=60)
@given(st.text(st.characters(), max_size=60), st.text(st.characters(), max_size=20))
def test_every_title_and_id_is_fit_for_xml(title, identifier):
    text = atom(edition(titled(title, id=identifier or "x", authors=(title,))))
    assert len(entries(text)) == 1


def test_characters_that_no_xml_holds_are_shown_as_unreadable():
    (entry,) = entries(atom(edition(titled("a\ufffeb & c\x0cd"))))
    assert entry.findtext(f"{A}title") == "a\ufffdb & c d"


def test_an_address_with_characters_that_no_xml_holds_breaks_no_feed():
    assert not feedparser.parse(atom(edition(), home=HOME + "\x0c", address=ADDRESS + "\ufffe").encode()).bozo


# --- stable ----------------------------------------------------------------------------------------------------------


def test_two_writings_of_the_same_papers_are_the_same_bytes_on_any_day():
    later = replace(edition(), now=NOW + timedelta(days=9))
    assert atom(edition()) == atom(later)
    assert json_feed(edition()) == json_feed(later)


def test_an_entry_is_the_same_beside_other_papers():
    alone = entries(atom(edition(coral())))[0]
    beside = {entry.findtext(f"{A}id"): entry for entry in entries(atom(edition(pebble(), coral())))}
    assert ET.canonicalize(ET.tostring(beside[identity("coral")])) == ET.canonicalize(ET.tostring(alone))


def test_a_new_version_keeps_its_id():
    changed = coral().model_copy(update={"paper": make_paper("Coral, Again", "Now slower.", id="coral")})
    ids = [entries(atom(edition(found)))[0].findtext(f"{A}id") for found in (coral(), changed)]
    assert ids[0] == ids[1] == identity("coral")


def test_ids_are_names_of_the_papers_and_no_two_are_alike():
    odd = ["a", "a ", "A", "\x00", "\ud800", "\ufffe", "2411.00001", "10.1/x"]
    names = [identity(name) for name in odd]
    assert len(set(names)) == len(odd)
    assert all(name.startswith("urn:uuid:") for name in names)
    assert identity("coral") == "urn:uuid:3b87ed88-e07b-534a-966e-514ce5bd8d72"


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"published": "2031-03-02"}, "2031-03-02"),
        ({"published": "2031-03-02", "sources": (Source(kind="hf", date="2031-03-04"),)}, "2031-03-04"),
        ({"published": "2031-03-02", "sources": (Source(kind="page", date="Nov 12"),)}, "2031-03-02"),
        ({"published": "2031-03-02T10:11:12Z"}, "2031-03-02"),
        ({"published": "spring"}, UNDATED),
        ({"arxiv_id": "3103.00017"}, "2031-03-01"),
        ({}, UNDATED),
    ],
)
def test_an_entry_is_dated_by_its_paper(fields, day):
    paper = make_paper("x", "y", **fields)
    assert updated(paper) == day
    text = atom(edition(Record(paper=paper)))
    (entry,) = entries(text)
    assert entry.findtext(f"{A}updated") == f"{day}T00:00:00Z"
    assert ET.fromstring(text.encode()).findtext(f"{A}updated") == f"{day}T00:00:00Z"
    (item,) = json.loads(json_feed(edition(Record(paper=paper))))["items"]
    assert item.get("date_published") == (f"{day}T00:00:00Z" if day != UNDATED else None)


# --- what it holds ---------------------------------------------------------------------------------------------------


def test_a_feed_names_itself_and_its_site():
    feed = ET.fromstring(atom(edition(), home=HOME, address=ADDRESS).encode())
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{A}link")}
    assert links == {"self": ADDRESS, "alternate": HOME}
    assert feed.findtext(f"{A}title") == "Morning papers"
    assert feed.findtext(f"{A}id") == identity(ADDRESS)
    assert feed.find(f"{A}author") is not None
    data = json.loads(json_feed(edition(), home=HOME, address=ADDRESS))
    assert (data["home_page_url"], data["feed_url"]) == (HOME, ADDRESS)
    assert data["version"] == "https://jsonfeed.org/version/1.1"


def test_a_feed_s_id_does_not_change_with_its_title():
    ids = [ET.fromstring(atom(Edition((), title, NOW))).findtext(f"{A}id") for title in ("Papers, Nov 12", "Papers")]
    assert ids[0] == ids[1]


def test_papers_that_could_not_be_read_are_no_entries():
    failed = hostile_failure("words")
    assert [e.findtext(f"{A}title") for e in entries(atom(edition(lost(), coral(), failed)))] == [coral().paper.title]
    assert [item["title"] for item in json.loads(json_feed(edition(lost(), coral())))["items"]] == [coral().paper.title]


def test_a_paper_that_stands_twice_is_one_entry_where_it_stands_first():
    twice = edition(pebble(), coral(), pebble())
    assert [entry.findtext(f"{A}id") for entry in entries(atom(twice))] == [identity("pebble"), identity("coral")]


def test_an_entry_holds_what_the_mail_holds():
    made = edition(coral(), pebble(), choice=Choice({"pebble": ("keyword: bits",)}))
    entry = entries(atom(made))[1]
    content = Elements(entry.findtext(f"{A}content")).text
    for words in ("keyword: bits", "Pebble quantizes attention to 4 bits.", "4× faster, inference", "Limits:"):
        assert words in content
    assert entry.findtext(f"{A}summary") == "Pebble quantizes attention to 4 bits."
    assert [category.get("term") for category in entry.findall(f"{A}category")] == [
        "quantization",
        "efficient-attention",
    ]
    item = json.loads(json_feed(made))["items"][1]
    assert item["content_html"] == entry.findtext(f"{A}content")
    assert item["tags"] == ["quantization", "efficient-attention"]


def test_what_the_paper_does_not_say_is_no_part_of_a_feed():
    assert "Granite" not in atom(edition(coral()))
    assert "Granite" not in json_feed(edition(coral()))


def test_a_feed_without_papers_is_one_too():
    found = feedparser.parse(atom(Edition((), "Morning papers", NOW)).encode())
    assert (found.bozo, found.entries, found.feed.title) == (False, [], "Morning papers")
    assert json.loads(json_feed(Edition((), "Morning papers", NOW)))["items"] == []
