"""CSL JSON, in which reference managers export their entries, and the agencies of DOIs answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from summarizer.sources.references import Reference, first_of, without_markup

_PLACES = ("number", "publisher", "container-title", "note", "archive", "URL")
FIELDS = ("author", "issued", "container-title", "DOI", "URL", "citation-key", "citation-label")
"""Those of which an entry has at least one."""


def csl_reference(item: Mapping[str, Any]) -> Reference:
    """What an entry says; its title is empty where it names none."""
    return Reference(
        key=text_in(item.get("id")),
        title=without_markup(text_in(item.get("title"))),
        abstract=without_markup(text_in(item.get("abstract"))),
        authors=tuple(filter(None, map(_name, objects_in(item.get("author"))))),
        url=text_in(item.get("URL")),
        doi=text_in(item.get("DOI")),
        published=_date(item.get("issued") or item.get("published")),
        places=tuple(text_in(item.get(name)) for name in _PLACES),
    )


def text_in(value: Any) -> str:
    """A value that should be a text: also a number, or the first of a list; empty where it is anything else."""
    if isinstance(value, list):
        value = next(iter(value), "")
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def objects_in(value: Any) -> list[Mapping[str, Any]]:
    """The objects in a value that should be a list of them."""
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _name(person: Mapping[str, Any]) -> str:
    parts = [text_in(person.get(part)) for part in ("given", "non-dropping-particle", "family")]
    return " ".join(" ".join(parts).split()) or first_of([text_in(person.get(part)) for part in ("literal", "name")])


def _date(value: Any) -> str:
    """A date in its parts, which some exporters write as strings, or as it was written."""
    if not isinstance(value, Mapping):
        return ""
    rows = value.get("date-parts")
    parts = rows[0] if isinstance(rows, list) and rows and isinstance(rows[0], list) else []
    numbers = [int(part) for part in map(str, parts[:3]) if part.isdecimal() and len(part) <= 4]
    return "-".join(f"{n:02d}" for n in numbers) or first_of([text_in(value.get(part)) for part in ("raw", "literal")])
