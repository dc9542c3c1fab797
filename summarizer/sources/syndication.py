"""Feeds: RSS, Atom and JSON Feed, read only where they are well-formed, and without document types and entities.

A feed that breaks off is an error: what is missing at its end would be lost for ever.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit
from xml.parsers import expat

from summarizer.errors import InputError, SourceError
from summarizer.jsonl import parse
from summarizer.papers import Paper, Source, make_paper, merge, normal_arxiv_id
from summarizer.sources.days import read_day
from summarizer.sources.downloads import Download
from summarizer.sources.fetched import Fetched, Window, still_open
from summarizer.sources.html import seen_text
from summarizer.sources.web import Web

DEEPEST = 64
"""Levels of nesting that are read."""
LONGEST_TEXT = 2**18
"""Characters of one element that are read; parsers of markup take long over more."""
DAYS_OPEN = 3
"""Feeds are made from time to time: a day's entries may come on the days after it."""
ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
_ROOTS = ("feed", "rss", "rdf")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_LONG_SPACE = re.compile(r"\s{64,}")
_DECLARED = re.compile(rb"""\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
_WEB_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_ARXIV_HEAD = re.compile(r"\s*arXiv:\S+\s+Announce Type:\s*(\S+)\s+Abstract:\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Feed:
    """A feed: RSS, Atom or JSON Feed."""

    url: str

    @property
    def name(self) -> str:
        """`feed:` and its address."""
        return f"feed:{self.url}"

    def fetch(self, web: Web, window: Window | None = None) -> Fetched:
        """Fetch the feed's papers; with a window those dated in it, and those without a date that makes sense."""
        papers = merge(web.ask(self.name, self.url, self.read, accept=ACCEPT))
        if window is None:
            return Fetched(tuple(papers))
        until = min(window.until, web.today() + timedelta(days=1))
        kept = (p for p in papers if _is_wanted(read_day(p.sources[0].date), window.since, until, web.today()))
        return Fetched(tuple(kept), still_open(window, web.today(), DAYS_OPEN))

    def read(self, got: Download) -> list[Paper]:
        """Read the papers in a feed; raises `SourceError` for what is none, or is broken."""
        name = PurePosixPath(urlsplit(self.url).path).name or urlsplit(self.url).hostname or ""
        if got.content_type.endswith("json") or got.body.lstrip()[:1] == b"{":
            entries = _json_entries(got, self.name)
        else:
            entries = [_plain(dict(entry)) for entry in parse_feed(got, self.name).entries]
        made = (_paper(entry, name, position) for position, entry in enumerate(entries, 1))
        return [paper for paper in made if paper is not None]


def parse_feed(got: Download, source: str) -> Any:
    """Parse an RSS or Atom feed (feedparser's `FeedParserDict`) once it is sure that it is whole and harmless.

    Raises `SourceError` (`garbled`) for a web page, for broken XML, and for document types, entities and deep nesting,
    which no feed needs.
    """
    import feedparser  # type: ignore[import-untyped, unused-ignore]

    text = _decoded(got, source)
    if _WEB_PAGE.match(text[:4096]):
        raise SourceError("garbled", source, "expected a feed; found a web page")
    declaration = _DECLARATION.match(text)
    data = _LONG_SPACE.sub("\n", text[declaration.end() :] if declaration else text).lstrip().encode("utf-8", "replace")
    _check(data, source)
    said = {"content-type": "application/xml; charset=utf-8"}
    return feedparser.parse(BytesIO(data), response_headers=said, sanitize_html=False, resolve_relative_uris=False)


def _decoded(got: Download, source: str) -> str:
    """The text, in the encoding that a mark, the server or the document tells; both parsers then read the same."""
    marks = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
    marked = next((name for mark, name in marks if got.body.startswith(mark)), None)
    declared = _DECLARED.match(got.body[:400])
    encoding = marked or got.charset or (declared[1].decode("ascii") if declared else "utf-8")
    try:
        return got.body.decode(encoding)
    except (LookupError, ValueError) as error:
        raise SourceError("garbled", source, f"expected a feed; it can't be read as {encoding}: {error}") from error


def _check(data: bytes, source: str) -> None:
    """Go through XML once with nothing but a count of levels; raise for what is broken, or more than a feed."""
    parser = expat.ParserCreate()
    depth = length = 0

    def begin(tag: str, _: object) -> None:
        nonlocal depth, length
        depth, length = depth + 1, 0
        if depth == 1 and tag.rpartition(":")[2].lower() not in _ROOTS:
            raise SourceError("garbled", source, f"expected a feed; found XML of another kind (<{tag:.40}>)")
        if depth > DEEPEST:
            raise SourceError("garbled", source, f"its XML is nested deeper than {DEEPEST} levels")

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    def add(text: str) -> None:
        nonlocal length
        length += len(text)
        if length > LONGEST_TEXT:
            raise SourceError("garbled", source, f"one of its texts is longer than {LONGEST_TEXT:,} characters")

    def refuse(*_: object) -> None:
        raise SourceError("garbled", source, "its XML declares a document type or entities, which are not read")

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, add
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        found = data[:60].decode("utf-8", "replace").strip()
        raise SourceError("garbled", source, f"expected a feed; its XML is broken: {error} ({found!r})") from error


# --- entries -------------------------------------------------------------------------------------------------------


def _json_entries(got: Download, source: str) -> list[Mapping[str, Any]]:
    try:
        feed = parse(got.body, source)
    except InputError as error:
        raise SourceError("garbled", source, f"expected a JSON feed; {error}") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(feed.get("version")):
        raise SourceError("garbled", source, "expected a JSON feed with its version and items")
    return [_of_json(item) for item in items if isinstance(item, Mapping)]


def _of_json(item: Mapping[str, Any]) -> dict[str, Any]:
    def said(*names: str) -> str:
        return next((value for name in names if isinstance(value := item.get(name), str) and value), "")

    people = item.get("authors") or [item.get("author")]
    names = [person.get("name") for person in people if isinstance(person, Mapping)] if isinstance(people, list) else []
    return {
        "title": said("title"),
        "text": said("content_text") or seen_text(said("content_html")) or said("summary"),
        "link": said("url", "external_url"),
        "id": said("id"),
        "date": said("date_published", "date_modified"),
        "authors": [name for name in names if isinstance(name, str)],
    }


def _plain(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What counts of an RSS or Atom entry."""
    contents = [entry.get("summary_detail") or {}, *entry.get("content", ())]
    texts = [_text(content) for content in contents]
    return {
        "title": _text(entry.get("title_detail") or {}),
        "text": max(texts, key=len),
        "link": entry.get("link") or "",
        "id": entry.get("id") or "",
        "date": entry.get("published") or entry.get("updated") or "",
        "authors": _names(entry.get("authors", ())),
        "announced": entry.get("arxiv_announce_type") or "",
    }


def _text(content: Mapping[str, Any]) -> str:
    value = str(content.get("value") or "")
    return value if content.get("type") == "text/plain" else seen_text(value)


def _names(authors: Iterable[Mapping[str, Any]]) -> list[str]:
    """The authors' names; RSS often has them all in one field."""
    names = [str(author.get("name") or "") for author in authors]
    if len(names) == 1 and names[0].count(",") > 0:
        names = names[0].split(",")
    return [name.strip() for name in names if name.strip()]


def _paper(entry: Mapping[str, Any], name: str, position: int) -> Paper | None:
    """The paper of an entry; None where it has no title, or only tells of an older paper's new version."""
    title = " ".join(entry["title"].split())
    head = _ARXIV_HEAD.match(entry["text"])
    announced = (head[1] if head else str(entry.get("announced", ""))).lower()
    if not title or announced.startswith("replace"):
        return None
    day = read_day(entry["date"])
    return make_paper(
        title,
        entry["text"][head.end() :] if head else entry["text"],
        url=entry["link"] or None,
        arxiv_id=_arxiv_id(entry),
        authors=tuple(entry["authors"]),
        published=day.isoformat() if day else None,
        sources=(Source(kind="feed", name=name, date=entry["date"] or None, position=position),),
    )


def _arxiv_id(entry: Mapping[str, Any]) -> str | None:
    """The arXiv id in an entry's address, or in a name of its own that says it is arXiv's."""
    named = entry["id"] if "arxiv" in entry["id"].lower() else ""
    return normal_arxiv_id(entry["link"]) or normal_arxiv_id(named)


def _is_wanted(day: date | None, since: date, until: date, today: date) -> bool:
    """Whether an entry's day is in a window; what has no day, or one that can't be, is wanted rather than lost."""
    if day is None or day > today + timedelta(days=1):
        return True
    return since <= day <= until
