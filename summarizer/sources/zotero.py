"""JSON of reference managers: Better BibTeX JSON, what Zotero's own interface answers, and CSL JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from summarizer.errors import InputError
from summarizer.papers import Paper, Source
from summarizer.sources.csl import FIELDS, csl_reference, objects_in, text_in
from summarizer.sources.references import Reference, first_of, without_markup

_NO_PAPERS = ("attachment", "note", "annotation")
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
    return isinstance(item.get("type"), str) and "authors" not in item and any(name in item for name in FIELDS)


def read_reference(item: Mapping[str, Any], where: str, source: Source) -> Paper | None:
    """Make a paper of such an entry; None for what is no paper: a note, an attachment.

    Raises `InputError` naming `where` for an entry without a title.
    """
    fields = _zotero(item)
    if fields.get("itemType") in _NO_PAPERS:
        return None
    kind, reference = ("zotero", _of_zotero(fields)) if "itemType" in fields else ("csl", csl_reference(item))
    if not reference.title:
        raise InputError(f"{where}: expected an entry with a title; found the fields: {', '.join(map(str, item))}")
    return reference.paper(source.model_copy(update={"kind": kind}))


def _zotero(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Zotero's fields, which its interface puts under `data`."""
    data = item.get("data")
    return data if isinstance(data, Mapping) and "itemType" in data else item


def _of_zotero(item: Mapping[str, Any]) -> Reference:
    creators = objects_in(item.get("creators"))
    authors = [c for c in creators if c.get("creatorType") in ("author", None)] or creators
    places = ("archiveID", "reportNumber", "repository", "publicationTitle", "extra", "url")
    return Reference(
        key=first_of([text_in(item.get("citationKey")), text_in(item.get("key")), text_in(item.get("itemKey"))]),
        title=without_markup(text_in(item.get("title"))),
        abstract=without_markup(text_in(item.get("abstractNote"))),
        authors=tuple(filter(None, map(_zotero_name, authors))),
        url=text_in(item.get("url")),
        doi=text_in(item.get("DOI")),
        published=text_in(item.get("date")),
        places=tuple(text_in(item.get(name)) for name in places),
    )


def _zotero_name(person: Mapping[str, Any]) -> str:
    parts = [text_in(person.get(name)) for name in ("firstName", "lastName")]
    return " ".join(" ".join(parts).split()) or text_in(person.get("name"))
