"""Inputs of every kind, told apart by name and content, as papers and records."""

from __future__ import annotations

import os
import re
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import chain
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from summarizer.errors import InputError, InputWarning, LeftOutWarning
from summarizer.jsonl import Row, lines_of, open_lines, parse, rows, unreadable
from summarizer.papers import Paper, Source, merge, read_paper, same_paper
from summarizer.records import Record, read_record
from summarizer.sources import bibtex, ris, zotero
from summarizer.sources.decoding import decode
from summarizer.sources.html import read_html
from summarizer.sources.remote import NAMES, remote_source
from summarizer.sources.text import read_text

if TYPE_CHECKING:
    from summarizer.sources.web import Web

Input: TypeAlias = str | os.PathLike[str] | Paper | Record | Mapping[str, Any]
"""A path, a source's name, `-` for standard input, or what would be in a file: a paper, a record, JSON of either."""

TEXT = (".txt", ".text", ".md", ".markdown")
HTML = (".html", ".htm", ".xhtml")
LINES = (".jsonl", ".ndjson")
UNFINISHED = ".partial"
PDF = ".pdf"
BIBTEX = (".bib", ".bibtex")
RIS = ".ris"
READABLE = (*TEXT, *HTML, ".json", *LINES, PDF, *BIBTEX, RIS)
_CAN_BE_READ = (
    f"what can be read: {', '.join(READABLE)}, a folder of these, - for standard input, and over the network {NAMES}"
)
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|article)\b", re.I | re.S
)
_STDIN = "standard input"
_RECORD_FIELDS = ("claims", "results", "provenance", "schema_version", "status")
_LISTS = ("papers", "records", "data")


def load_papers(*inputs: Input | Iterable[Input], web: Web | None = None) -> list[Paper]:
    """Read papers from paths, folders, sources, `-` or Python values; a paper met twice is one with two sources.

    Of records their papers are taken. `web` is what sources are fetched with, by default as the settings say. A file of
    a folder, or one of several PDFs, that can't be read is left out with a `LeftOutWarning`, as long as another can.
    Raises `InputError` naming the file, what was looked for and what was found.
    """
    return merge(iter_papers(*inputs, web=web))


def iter_papers(*inputs: Input | Iterable[Input], web: Web | None = None) -> Iterator[Paper]:
    """Read papers one by one, JSON Lines in constant memory; a paper met twice comes twice."""
    for item in iter_inputs(*inputs, web=web):
        yield item.paper if isinstance(item, Record) else item


def load_inputs(*inputs: Input | Iterable[Input], web: Web | None = None) -> list[Paper | Record]:
    """Read papers and records alike, in input order; a paper that is met as a record too is that record.

    Of two records of one paper the first stays, unless it failed and the other did not.
    """
    items = list(iter_inputs(*inputs, web=web))
    records = _one_a_paper(item for item in items if isinstance(item, Record))
    papers = {p.id: p for p in merge(i for i in items if isinstance(i, Paper)) if not _is_read(p, records)}
    first_seen = dict.fromkeys(i.paper.id if isinstance(i, Record) else i.id for i in items)
    known: dict[str, Paper | Record] = {**papers, **records}
    return [known[key] for key in first_seen if key in known] + [p for k, p in papers.items() if k not in first_seen]


def iter_inputs(*inputs: Input | Iterable[Input], web: Web | None = None) -> Iterator[Paper | Record]:
    """Read papers and records one by one, as they come."""
    several = _Several()
    for item in _flat(inputs):
        if isinstance(item, (Paper, Record)):
            yield item
        elif isinstance(item, Mapping):
            yield from _items([("the object given", dict(item))], Source(kind="memory"))
        else:
            yield from _from_name(item, web, several)
    several.close()


def _flat(inputs: Iterable[Any]) -> Iterator[Input]:
    for item in inputs:
        if isinstance(item, (Paper, Record, Mapping, str, os.PathLike)):
            yield item
        elif isinstance(item, Iterable) and not isinstance(item, (bytes, bytearray)):
            yield from _flat(item)
        else:
            raise InputError(f"expected a path, a paper or a record; found {type(item).__name__}; {_CAN_BE_READ}")


class _Several:
    """Files of which some may be left out, as long as one can be read."""

    def __init__(self) -> None:
        self._failures: list[InputError] = []
        self._any_read = False

    def read(self, path: Path) -> Iterator[Paper | Record]:
        """What is in a file; nothing where it can't be read."""
        try:
            items = list(read_file(path))
        except InputError as error:
            self._failures.append(error)
            return
        self._any_read = True
        yield from items

    def close(self) -> None:
        """Say what was left out; an error where all of it was."""
        if self._failures and not self._any_read:
            first, *more = self._failures
            told = f"; {len(more):,} more can't be read either" if more else ""
            raise InputError(f"{first}{told}") from first
        for failure in self._failures:
            warnings.warn(f"left out: {failure}", LeftOutWarning, stacklevel=3)


# --- papers and records that were met before ---------------------------------------------------------------------


def _one_a_paper(records: Iterable[Record]) -> dict[str, Record]:
    kept: dict[str, Record] = {}
    for record in records:
        first = kept.get(record.paper.id)
        if first is not None and first != record:
            warnings.warn(f"{record.paper.id}: two records of one paper; one is left out", InputWarning, stacklevel=3)
        if first is None or (first.status == "failed" and record.status == "ok"):
            kept[record.paper.id] = record
    return kept


def _is_read(paper: Paper, records: Mapping[str, Record]) -> bool:
    record = records.get(paper.id)
    return record is not None and same_paper(record.paper, paper)


# --- by name -------------------------------------------------------------------------------------------------------


def _from_name(given: str | os.PathLike[str], web: Web | None, several: _Several) -> Iterator[Paper | Record]:
    name = os.fspath(given)
    if name == "-":
        yield from _from_stream(_standard_input())
    elif isinstance(given, str) and (source := remote_source(name)):
        from summarizer.sources.web import open_web

        yield from source.fetch(web or open_web()).papers
    elif _URL.match(name):
        raise InputError(f"{name}: only http:// and https:// addresses can be read")
    elif _is_folder(name):
        for path in _files(Path(os.path.expanduser(name))):
            yield from several.read(path)
    elif name.lower().endswith(PDF) and Path(os.path.expanduser(name)).is_file():
        yield from several.read(Path(os.path.expanduser(name)))
    else:
        yield from read_file(Path(os.path.expanduser(name)))


def _is_folder(name: str) -> bool:
    try:
        return Path(os.path.expanduser(name)).is_dir()
    except (OSError, ValueError, RuntimeError) as error:
        shown = name if len(name) <= 80 else name[:80] + "…"
        raise InputError(f"{shown!r}: no such file: {error}; {_CAN_BE_READ}") from error


def _files(folder: Path) -> list[Path]:
    from summarizer.receipts import is_receipt

    try:
        files = sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))
    except OSError as error:
        raise unreadable(folder, error) from error
    paths = [p for p in files if not is_receipt(p)]
    readable = [p for p in paths if p.suffix.lower() in READABLE]
    for path in paths:
        if path not in readable:
            warnings.warn(f"{path}: left out; {_CAN_BE_READ}", InputWarning, stacklevel=4)
    if not readable:
        raise InputError(f"{folder}: expected a folder with papers; found no file that can be read; {_CAN_BE_READ}")
    return readable


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


# --- by content ----------------------------------------------------------------------------------------------------


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise InputError(f"{_STDIN}: expected papers; it is closed")
    buffer: BinaryIO | None = getattr(sys.stdin, "buffer", None)
    return buffer if buffer is not None else BytesIO(sys.stdin.read().encode("utf-8", "replace"))


def _from_stream(stream: BinaryIO) -> Iterator[Paper | Record]:
    lines = lines_of(stream, _STDIN)
    first, before = _first_line(lines)
    if first.lstrip(b"\xef\xbb\xbf").startswith(b"{") and first.rstrip().endswith(b"}"):
        yield from _from_lines(chain(before, [first], lines), _STDIN)
    else:
        yield from read_content(b"".join(chain(before, [first], lines)), _STDIN, "")


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
    yield from _items(found, Source(kind="jsonl", name=PurePath(where).name))


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
        yield from _items(_json_rows(text, where), Source(kind="json", name=PurePath(where).name))
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


def _items(found: Iterable[Row], source: Source) -> Iterator[Paper | Record]:
    """Papers and records of JSON objects; an object may hold a list of them."""
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
    is_record = any(name in item for name in _RECORD_FIELDS) or isinstance(item.get("summary"), Mapping)
    if not is_record:
        return read_paper(item, where=where, source=source)
    record = read_record(item, where=where)
    if record.paper.sources:
        return record
    return record.model_copy(update={"paper": record.paper.model_copy(update={"sources": (source,)})})
