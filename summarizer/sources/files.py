"""Files of every kind, told apart by their suffix and their content, as papers and records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path, PurePath
from typing import Any, BinaryIO

from summarizer.errors import InputError
from summarizer.jsonl import Row, lines_of, open_lines, parse, rows, unreadable
from summarizer.papers import Paper, Source, read_paper
from summarizer.records import Record, is_record, read_record
from summarizer.sources import bibtex, ris, zotero
from summarizer.sources.decoding import decode
from summarizer.sources.html import read_html
from summarizer.sources.text import read_text

TEXT = (".txt", ".text", ".md", ".markdown")
HTML = (".html", ".htm", ".xhtml")
LINES = (".jsonl", ".ndjson")
UNFINISHED = ".partial"
PDF = ".pdf"
BIBTEX = (".bib", ".bibtex")
RIS = ".ris"
READABLE = (*TEXT, *HTML, ".json", *LINES, PDF, *BIBTEX, RIS)
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|article)\b", re.I | re.S
)
_LISTS = ("papers", "records", "data")


def papers_in(items: Iterable[Paper | Record]) -> Iterator[Paper]:
    """The papers of what was read, those of records too."""
    return (item.paper if isinstance(item, Record) else item for item in items)


def read_file(path: Path) -> Iterator[Paper | Record]:
    """Read what is in a file, by its suffix and its content; JSON Lines in constant memory."""
    suffix = path.suffix.lower()
    if suffix in LINES or suffix == UNFINISHED:
        with open_lines(path) as lines:
            yield from _from_lines(lines, str(path), drop_torn=suffix == UNFINISHED)
        return
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    yield from read_content(data, str(path), suffix)


def read_stream(stream: BinaryIO, where: str) -> Iterator[Paper | Record]:
    """Read what comes in a stream, by its content; JSON Lines in constant memory."""
    lines = lines_of(stream, where)
    first, before = _first_line(lines)
    if first.lstrip(b"\xef\xbb\xbf").startswith(b"{") and first.rstrip().endswith(b"}"):
        yield from _from_lines(chain(before, [first], lines), where)
    else:
        yield from read_content(b"".join(chain(before, [first], lines)), where, "")


def _first_line(lines: Iterator[bytes]) -> tuple[bytes, list[bytes]]:
    """The first line that is not blank, and the blank ones before it."""
    before: list[bytes] = []
    for line in lines:
        if line.strip():
            return line, before
        before.append(line)
    return b"", before


def _from_lines(lines: Iterable[bytes], where: str, *, drop_torn: bool = False) -> Iterator[Paper | Record]:
    lines = iter(lines)
    first, before = _first_line(lines)
    if not first:
        raise InputError(f"{where}: expected a JSON object a line; found nothing but white space")
    if first.strip() == b"{" or first.lstrip(b"\xef\xbb\xbf").startswith(b"["):
        found = _objects(parse(b"".join(chain(before, [first], lines)), where), where)
    else:
        found = rows(chain(before, [first], lines), where, drop_torn=drop_torn)
    yield from read_objects(found, Source(kind="jsonl", name=PurePath(where).name))


def read_content(data: bytes, where: str, suffix: str) -> Iterator[Paper | Record]:
    """Read what would be in a file of this suffix; raises `InputError` naming `where`."""
    if suffix == PDF or (not suffix and data.startswith(b"%PDF-")):
        from summarizer.sources.pdf import read_pdf

        yield from read_pdf(data, where)
        return
    text = decode(data, where)
    if not text.strip():
        raise InputError(f"{where}: expected papers; found nothing but white space")
    if suffix == ".json" or (suffix not in HTML and re.match(r"\s*(?:\{|\[\s*[{\]])", text)):
        yield from read_objects(_json_rows(text, where), Source(kind="json", name=PurePath(where).name))
    elif suffix in BIBTEX or (suffix not in HTML and bibtex.LOOKS_LIKE.match(text)):
        yield from bibtex.read_bibtex(text, where)
    elif suffix == RIS or (suffix not in HTML and ris.LOOKS_LIKE.match(text)):
        yield from ris.read_ris(text, where)
    elif suffix in HTML or _MARKUP.match(text[:4096]):
        yield from read_html(decode(data, where, html=True), where)
    else:
        yield from read_text(text, where)


def _json_rows(text: str, where: str) -> Iterable[Row]:
    try:
        return _objects(parse(text, where), where)
    except InputError:
        first, _, rest = text.strip().partition("\n")
        if not (rest and first.rstrip().endswith("}")):
            raise
    return rows(text.encode("utf-8", "replace").splitlines(keepends=True), where)


def _objects(value: Any, where: str) -> Iterator[Row]:
    items = value if isinstance(value, list) else [value]
    for number, item in enumerate(items, 1):
        place = f"{where}, item {number}" if isinstance(value, list) else where
        if not isinstance(item, dict):
            raise InputError(f"{place}: expected an object: a paper or a record")
        yield place, item


def read_objects(found: Iterable[Row], source: Source) -> Iterator[Paper | Record]:
    """Read papers and records of JSON objects, each with its place; an object may hold a list of them."""
    position = 0
    for place, item in found:
        for inner_place, inner in _inner(place, item):
            position += 1
            placed = source.model_copy(update={"position": position})
            if not zotero.is_reference(inner):
                yield _item(inner, inner_place, placed)
            elif paper := zotero.read_reference(inner, inner_place, placed):
                yield paper


def _inner(place: str, item: dict[str, Any]) -> Iterator[Row]:
    listed = zotero.LIST if zotero.is_export(item) else next((k for k in _LISTS if isinstance(item.get(k), list)), None)
    if listed is None or "title" in item or "paper" in item:
        yield place, item
    else:
        yield from _objects(item[listed], f"{place}, {listed}")


def _item(item: dict[str, Any], where: str, source: Source) -> Paper | Record:
    if not is_record(item):
        return read_paper(item, where=where, source=source)
    record = read_record(item, where=where)
    if record.paper.sources:
        return record
    return record.model_copy(update={"paper": record.paper.model_copy(update={"sources": (source,)})})
