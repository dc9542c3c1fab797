"""JSON of reference managers: CSL JSON, Better BibTeX JSON, and what Zotero's own interface answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from summarizer.errors import InputError
from summarizer.papers import Paper, Source
from summarizer.sources.html import text_of
from summarizer.sources.references import Reference, first_of

_CSL_FIELDS = ("author", "issued", "container-title", "DOI", "URL", "citation-key", "citation-label")
_NO_PAPERS = ("attachment", "note", "annotation")
_MARKUP = re.compile(r"</?[a-z][\w:]*\s*/?>", re.IGNORECASE)
_JATS = re.compile(r"<(/?)jats:(?=\w)")
_HEADING = re.compile(r"<(?:jats:)?title>\s*abstract\s*[.:]?\s*</(?:jats:)?title>", re.IGNORECASE)
LIST = "items"
"""Under which name an export holds its entries."""


def is_export(item: Mapping[str, Any]) -> bool:
    """Whether an object is such an export, with its entries in a list."""
    entries = item.get(LIST)
    return isinstance(entries, list) and all(isinstance(e, Mapping) and is_reference(e) for e in entries[:1])


def is_reference(item: Mapping[str, Any]) -> bool:
    """Whether a JSON object is an entry of a reference manager, and none of our papers."""
    if isinstance(_zotero(item).get("itemType"), str):
        return True
    return isinstance(item.get("type"), str) and "authors" not in item and any(name in item for name in _CSL_FIELDS)


def read_reference(item: Mapping[str, Any], where: str, source: Source) -> Paper | None:
    """Make a paper of such an entry; None for what is no paper: a note, an attachment.

    Raises `InputError` naming `where` for an entry without a title.
    """
    fields = _zotero(item)
    if fields.get("itemType") in _NO_PAPERS:
        return None
    kind, reference = ("zotero", _of_zotero(fields)) if "itemType" in fields else ("csl", _of_csl(item))
    if not reference.title:
        raise InputError(f"{where}: expected an entry with a title; found the fields: {', '.join(map(str, item))}")
    return reference.paper(source.model_copy(update={"kind": kind}))


def _zotero(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Zotero's fields, which its interface puts under `data`."""
    data = item.get("data")
    return data if isinstance(data, Mapping) and "itemType" in data else item


def _of_csl(item: Mapping[str, Any]) -> Reference:
    return Reference(
        key=_text(item.get("id")),
        title=_plain(item.get("title")),
        abstract=_plain(item.get("abstract")),
        authors=tuple(filter(None, map(_csl_name, _objects(item.get("author"))))),
        url=_text(item.get("URL")),
        doi=_text(item.get("DOI")),
        published=_csl_date(item.get("issued")),
        places=tuple(_text(item.get(n)) for n in ("number", "publisher", "container-title", "note", "archive", "URL")),
    )


def _of_zotero(item: Mapping[str, Any]) -> Reference:
    creators = _objects(item.get("creators"))
    authors = [c for c in creators if c.get("creatorType") in ("author", None)] or creators
    places = ("archiveID", "reportNumber", "repository", "publicationTitle", "extra", "url")
    return Reference(
        key=first_of([_text(item.get("citationKey")), _text(item.get("key")), _text(item.get("itemKey"))]),
        title=_plain(item.get("title")),
        abstract=_plain(item.get("abstractNote")),
        authors=tuple(filter(None, map(_zotero_name, authors))),
        url=_text(item.get("url")),
        doi=_text(item.get("DOI")),
        published=_text(item.get("date")),
        places=tuple(_text(item.get(name)) for name in places),
    )


def _csl_name(person: Mapping[str, Any]) -> str:
    parts = [_text(person.get(name)) for name in ("given", "non-dropping-particle", "family")]
    return " ".join(" ".join(parts).split()) or _text(person.get("literal"))


def _zotero_name(person: Mapping[str, Any]) -> str:
    parts = [_text(person.get(name)) for name in ("firstName", "lastName")]
    return " ".join(" ".join(parts).split()) or _text(person.get("name"))


def _csl_date(value: Any) -> str:
    """A date in its parts, which some exporters write as strings, or as it was written."""
    if not isinstance(value, Mapping):
        return ""
    rows = value.get("date-parts")
    parts = rows[0] if isinstance(rows, list) and rows and isinstance(rows[0], list) else []
    numbers = [int(part) for part in map(str, parts[:3]) if part.isdecimal() and len(part) <= 4]
    return "-".join(f"{n:02d}" for n in numbers) or first_of([_text(value.get("raw")), _text(value.get("literal"))])


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _plain(value: Any) -> str:
    """A text without markup: italics in titles, publishers' JATS in abstracts and their heading."""
    text = _text(value)
    if not _MARKUP.search(text):
        return " ".join(text.split())
    return " ".join(text_of(_JATS.sub(r"<\1", _HEADING.sub("", text))).split())
