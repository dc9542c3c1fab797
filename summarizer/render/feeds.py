"""Feeds: the papers of editions as Atom (RFC 4287) and JSON Feed 1.1, the same for the same papers whenever written."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

from summarizer.papers import Paper, normal_date
from summarizer.records import Record
from summarizer.render.edition import Edition
from summarizer.render.items import Item, clipped, item_of
from summarizer.render.page import environment
from summarizer.render.text import inert_json

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
MAKER = "summarizer"
UNDATED = "1970-01-01"
"""The day of a paper that has none: a day of our own would change with every writing."""

_IDENTITY = uuid.uuid5(uuid.NAMESPACE_URL, "urn:summarizer:papers")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ARXIV_MONTH = re.compile(r"(\d\d)(0[1-9]|1[0-2])\.\d{4,5}$")


def atom(edition: Edition, *, home: str | None = None, address: str | None = None) -> str:
    """Write an edition's papers as an Atom feed, an entry a paper that was read.

    `home` is the site's address and `address` the feed's own. Ids come from the papers' ids and dates from the papers,
    never from the clock, so that a reader shows no paper twice.
    """
    read = _read(edition)
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _add(feed, "id", identity(address or home or "the feed of papers"))
    _add(feed, "title", edition.heading)
    _add(feed, "updated", _moment(max((updated(record.paper) for record, _ in read), default=UNDATED)))
    _add(ET.SubElement(feed, "author"), "name", MAKER)
    if address:
        ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": _clean(address)})
    if home:
        ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": _clean(home)})
    for record, item in read:
        feed.append(_entry(record, item))
    ET.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def json_feed(edition: Edition, *, home: str | None = None, address: str | None = None) -> str:
    """Write the same papers as a JSON Feed, with the same ids and dates; an undated paper has none there."""
    addresses = {"home_page_url": home, "feed_url": address}
    feed = {
        "version": JSON_FEED,
        "title": edition.heading,
        **{name: value for name, value in addresses.items() if value},
        "language": "en",
        "items": [_json_item(record, item) for record, item in _read(edition)],
    }
    return inert_json(json.dumps(feed, ensure_ascii=False, indent=2)) + "\n"


def identity(name: str) -> str:
    """A name as an IRI that stays: `urn:uuid:…`, whatever characters the name has."""
    return uuid.uuid5(_IDENTITY, name.encode("utf-8", "backslashreplace").decode()).urn


def updated(paper: Paper) -> str:
    """The latest day that the paper itself gives, ISO 8601: its publication's or a listing's; `UNDATED` without one."""
    given = (paper.published, *(source.date for source in paper.sources))
    days = [day for text in given if text and (day := _day(text))]
    month = _ARXIV_MONTH.match(paper.arxiv_id or "")
    if not days and month:
        return f"20{month[1]}-{month[2]}-01"
    return max(days, default=UNDATED)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(normal_date(text) or "").isoformat()
    except ValueError:
        return ""


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _read(edition: Edition) -> list[tuple[Record, Item]]:
    """The papers that were read, each once, as a feed's ids must be."""
    read: dict[str, Record] = {}
    for record in edition.records:
        if record.status == "ok":
            read.setdefault(record.paper.id, record)
    return [(record, item_of(record, edition.choice.reasons.get(key, ()))) for key, record in read.items()]


def _entry(record: Record, item: Item) -> ET.Element:
    entry = ET.Element("entry")
    day = _day(record.paper.published or "")
    _add(entry, "id", identity(item.paper_id))
    _add(entry, "title", item.title)
    ET.SubElement(entry, "link", {"rel": "alternate", "href": _clean(item.link.url)})
    _add(entry, "updated", _moment(updated(record.paper)))
    if day:
        _add(entry, "published", _moment(day))
    for author in item.authors:
        _add(ET.SubElement(entry, "author"), "name", author)
    for topic in _topics(record):
        ET.SubElement(entry, "category", {"term": topic})
    if item.summary:
        _add(entry, "summary", item.summary)
    ET.SubElement(entry, "content", {"type": "html"}).text = _clean(_content(item))
    return entry


def _json_item(record: Record, item: Item) -> dict[str, Any]:
    day = updated(record.paper)
    found = {
        "id": identity(item.paper_id),
        "url": item.link.url,
        "title": item.title,
        "content_html": _content(item),
        "summary": item.summary,
        "date_published": _moment(day) if day != UNDATED else "",
        "authors": [{"name": author} for author in item.authors],
        "tags": list(_topics(record)),
    }
    return {name: value for name, value in found.items() if value}


def _content(item: Item) -> str:
    return environment().get_template("entry.html.j2").render(item=item)


def _topics(record: Record) -> Iterator[str]:
    yield from filter(None, (clipped(topic, 80) for topic in record.topics[:5]))


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    """A text without the few characters that no XML may hold, however they are written."""
    return _NOT_XML.sub("\ufffd", text)
