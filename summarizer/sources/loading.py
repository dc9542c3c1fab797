"""Inputs of every kind, told apart by name, as papers and records, each once."""

from __future__ import annotations

import os
import re
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from summarizer.errors import InputError, InputWarning, LeftOutWarning
from summarizer.jsonl import unreadable
from summarizer.papers import Paper, Source, merge, same_paper
from summarizer.records import Record
from summarizer.sources.files import PDF, READABLE, papers_in, read_file, read_objects, read_stream
from summarizer.sources.remote import NAMES, remote_source

if TYPE_CHECKING:
    from summarizer.sources.web import Web

Input: TypeAlias = str | os.PathLike[str] | Paper | Record | Mapping[str, Any]
"""A path, a source's name, `-` for standard input, or what would be in a file: a paper, a record, JSON of either."""

_CAN_BE_READ = (
    f"what can be read: {', '.join(READABLE)}, a folder of these, - for standard input, and over the network {NAMES}"
)
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_STDIN = "standard input"


def load_papers(*inputs: Input | Iterable[Input], web: Web | None = None) -> list[Paper]:
    """Read papers from paths, folders, sources, `-` or Python values; a paper met twice is one with two sources.

    Of records their papers are taken. `web` is what sources are fetched with, by default as the settings say. A file of
    a folder, or one of several PDFs, that can't be read is left out with a `LeftOutWarning`, as long as another can.
    Raises `InputError` naming the file, what was looked for and what was found.
    """
    return merge(iter_papers(*inputs, web=web))


def iter_papers(*inputs: Input | Iterable[Input], web: Web | None = None) -> Iterator[Paper]:
    """Read papers one by one, JSON Lines in constant memory; a paper met twice comes twice."""
    return papers_in(iter_inputs(*inputs, web=web))


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
            yield from read_objects([("the object given", dict(item))], Source(kind="memory"))
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
        yield from read_stream(_standard_input(), _STDIN)
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


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise InputError(f"{_STDIN}: expected papers; it is closed")
    buffer: BinaryIO | None = getattr(sys.stdin, "buffer", None)
    return buffer if buffer is not None else BytesIO(sys.stdin.read().encode("utf-8", "replace"))
