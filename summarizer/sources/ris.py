"""RIS files, as reference managers, libraries and publishers export them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from summarizer.papers import Paper
from summarizer.sources.references import Broken, Reference, date_of, first_of, papers_of, whole_name, without_markup

LOOKS_LIKE = re.compile(r"\s*TY {1,2}- ?[A-Z]")
"""How a file of this kind begins."""
_TAG = re.compile(r"([A-Z][A-Z0-9]) {0,2}-(?: |$)(.*)")
_TITLES = ("title", "primary_title", "short_title")
_ABSTRACTS = ("abstract", "notes_abstract")
_PEOPLE = ("authors", "first_authors")


def read_ris(text: str, where: str) -> list[Paper]:
    """Read the papers of a RIS file; an entry that is broken is named with its line and left out, with a warning.

    Raises `InputError` naming the file (`where`) where no entry can be read.
    """
    return papers_of(_read_entries(text), where, kind="ris")


def _read_entries(text: str) -> Iterator[Reference | Broken]:
    import rispy  # type: ignore[import-untyped, unused-ignore]

    for line, lines in _entries(text):
        if lines[-1] != "ER  - ":
            yield Broken(line, "the entry has no end (ER  -)")
            continue
        try:
            found = rispy.loads("\n".join(lines))
        except (ValueError, KeyError, TypeError, AttributeError) as error:  # what it raises where tags are mixed up
            yield Broken(line, f"no RIS: {error}")
            continue
        reference = _reference(found[0], line) if found else None
        yield reference if reference and reference.title else Broken(line, "the entry has no title")


def _entries(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each entry's first line's number and its lines, tags spelled as they should be; what is between them is gone.

    An entry that another one interrupts comes without an end; the last one may do without it.
    """
    begun, lines = 0, list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        tag = _TAG.match(line.lstrip("\ufeff"))
        if tag and tag[1] == "TY":
            if lines:
                yield begun, lines
            begun, lines = number, []
        if tag is None and not begun:
            continue
        if tag is None:
            lines += [line] if line.strip() and lines else []
        elif begun:
            lines.append(f"{tag[1]}  - {tag[2].strip()}")
        if tag and tag[1] == "ER" and begun:
            yield begun, [*lines[:-1], "ER  - "]
            begun, lines = 0, []
    if lines:
        yield begun, [*lines, "ER  - "]


def _reference(entry: Mapping[str, Any], line: int) -> Reference:
    date, urls = _text(entry, "date"), [url for url in entry.get("urls", ()) if isinstance(url, str)]
    year = first_of([_text(entry, "year"), _text(entry, "publication_year"), date])
    texts = [_text(entry, name) for name in ("journal_name", "secondary_title", "alternate_title3", "volume", "note")]
    return Reference(
        key=f"line {line}",
        title=without_markup(first_of([_text(entry, name) for name in _TITLES])),
        abstract=without_markup(first_of([_text(entry, name) for name in _ABSTRACTS])),
        authors=tuple(whole_name(name) for field in _PEOPLE for name in entry.get(field, ()) if name.strip()),
        url=first_of(urls),
        doi=_text(entry, "doi"),
        published=_date(date, year),
        places=(*texts, *urls, _text(entry, "number"), _text(entry, "accession_number")),
    )


def _text(entry: Mapping[str, Any], name: str) -> str:
    """A field's text; one that stood several times as several lines."""
    value = entry.get(name, "")
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def _date(date: str, year: str) -> str:
    """A date as RIS writes it (`2024/11/02/`), as far as it is known."""
    parts = [part for part in date.strip("/ ").split("/")[:3] if part.isdecimal()]
    if len(parts) == 3:
        return f"{parts[0]}-{parts[1]:0>2}-{parts[2]:0>2}"
    return date_of(*parts[:2]) if parts else date_of(year)
