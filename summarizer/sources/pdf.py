"""PDF files: a paper's title, abstract and what is worth most of its text, read by a process that can do no harm."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from tempfile import TemporaryFile
from typing import Any

from summarizer.errors import InputError, InputWarning
from summarizer.papers import ARXIV_ID, Paper, Source, make_paper, normal_doi
from summarizer.sources.pdf_layout import Layout, read_layout
from summarizer.sources.pdf_structure import find_abstract, find_opening, find_sections, find_title
from summarizer.sources.sections import choose

LARGEST = 64 * 2**20
"""Bytes; papers are smaller, and scans that are not hold no text."""
SECONDS = 60.0
"""A file may take, all told, also where the machine is busy; a paper takes one."""
_SCRIPT = Path(__file__).with_name("pdf_text.py")
_ENVIRONMENT = ("PATH", "PYTHONPATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR", "TEMP")
_NAMED = 5
_FEW = 200
"""Letters that a page's stamp may have; a short abstract has as many."""
_SCAN = "a scan has to go through text recognition"
_STAMP = re.compile(r"arxiv:\s*(\S+)", re.IGNORECASE)
_VERSION = re.compile(r"v(\d+)$")
_REASONS: Mapping[str, str] = {
    "SIGXCPU": "it takes too long to read",
    "SIGKILL": "it takes too long to read, or too much memory",
    "SIGABRT": "it takes too much memory, or breaks the library that reads it",
    "SIGTRAP": "it takes too much memory, or breaks the library that reads it",
    "SIGSEGV": "it breaks the library that reads it",
}


@dataclass(frozen=True)
class Document:
    """What the process that reads PDFs gave."""

    pages: Sequence[Mapping[str, Any]]
    """Those that were read."""
    total: int
    metadata: Mapping[str, str]


def read_pdf(data: bytes, where: str) -> list[Paper]:
    """Read the paper in a PDF; raises `InputError` naming `where` for what is none, is broken, or costs too much."""
    _check(data, where)
    document = _extract(data, where)
    if document.total > len(document.pages):
        told = f"{where}: the first {len(document.pages):,} of {document.total:,} pages are read"
        warnings.warn(told, InputWarning, stacklevel=2)
    layout = read_layout(document.pages)
    letters = sum(line.letters for line in layout.lines)
    if not letters:
        raise InputError(f"{where}: expected text; found pages without any: {_SCAN}")
    if layout.left_out:
        told = f"{where}: {layout.left_out:,} characters that no reader sees (white, tiny or not drawn) are left out"
        warnings.warn(told, InputWarning, stacklevel=2)
    paper = _paper(layout, document.metadata, where)
    if letters < _FEW and (document.total > 1 or paper.body in ("", paper.title)):
        pages = "its page" if document.total == 1 else f"its {document.total:,} pages"
        raise InputError(f"{where}: expected a paper; found only {letters} letters on {pages}: {_SCAN}")
    return [paper]


def _paper(layout: Layout, metadata: Mapping[str, str], where: str) -> Paper:
    title = find_title(layout, metadata.get("Title", ""))
    if not title:
        raise InputError(f"{where}: expected a paper; found no title on its first page")
    abstract, begin = find_abstract(layout)
    sections = find_sections(layout, begin)
    abstract = abstract or find_opening(layout)
    is_section = any(abstract in section.paragraphs for section in sections)
    chosen = choose("" if is_section else abstract, sections)
    arxiv_id, version = _stamped(layout)
    fields = {"version": version} if version else {}
    return make_paper(
        title,
        abstract,
        text=chosen.text or None,
        sections_read=chosen.names,
        authors=_authors(metadata.get("Author", ""), layout),
        arxiv_id=arxiv_id,
        doi=_doi(layout),
        sources=(Source(kind="pdf", name=PurePath(where).name, **fields),),
    )


# --- the file --------------------------------------------------------------------------------------------------------


def _check(data: bytes, where: str) -> None:
    """What can be told without reading a PDF."""
    if not data.strip():
        raise InputError(f"{where}: expected a PDF; the file is empty")
    if len(data) > LARGEST:
        raise InputError(f"{where}: expected a paper; found {len(data) / 2**20:,.0f} MB, more than {LARGEST >> 20}")
    if b"%PDF-" not in data[:1024]:
        begins = data[:512].lstrip().lower()
        found = "a web page, perhaps one that asks to log in" if begins.startswith((b"<!doc", b"<html")) else "no PDF"
        raise InputError(f"{where}: expected a PDF; found {found}")
    if b"%%EOF" not in data[-4096:]:
        raise InputError(f"{where}: expected a whole PDF; it breaks off at its end: fetch or save it again")


def _extract(data: bytes, where: str) -> Document:
    """Let a process of its own read a PDF; it has no key, limits itself, and is ended when its time is up."""
    with TemporaryFile() as given, TemporaryFile() as answer:
        given.write(data)
        given.seek(0)
        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        command = [sys.executable, "-P", str(_SCRIPT)]
        with subprocess.Popen(  # noqa: S603
            command, stdin=given, stdout=answer, stderr=subprocess.DEVNULL, env=environment
        ) as process:
            try:
                code = process.wait(SECONDS)
            except subprocess.TimeoutExpired as error:
                raise InputError(f"{where}: it takes more than {SECONDS:.0f} seconds to read") from error
            finally:
                process.kill()
        answer.seek(0)
        return _read_answer(answer.read().splitlines(), code, where)


def _read_answer(lines: Sequence[bytes], code: int, where: str) -> Document:
    try:
        head, *pages = map(json.loads, lines)
    except ValueError:  # it ended before it said a word, or in the midst of one
        head, pages = {}, []
    if head.get("error") == "password":
        raise InputError(f"{where}: it is protected by a password; save it without one")
    if "error" in head:
        raise InputError(f"{where}: expected a PDF; it is broken: fetch or save it again")
    if code or not head:
        raise InputError(f"{where}: {_death(code)}; it is left alone")
    broken = [str(page["page"]) for page in pages if "error" in page]
    if broken or not pages:
        named = ", ".join(broken[:_NAMED]) + (", …" if len(broken) > _NAMED else "")
        what = f"page {named} of {head['pages']:,} can't be read" if broken else "it has no page"
        raise InputError(f"{where}: expected a whole PDF; {what}: fetch or save it again")
    return Document(pages, int(head["pages"]), head.get("metadata", {}))


def _death(code: int) -> str:
    if code >= 0:
        return "it takes too much memory to read, or breaks the library that reads it"
    return _REASONS.get(signal.Signals(-code).name, "it breaks the library that reads it")


# --- what else the first page says -----------------------------------------------------------------------------------


def _stamped(layout: Layout) -> tuple[str | None, int | None]:
    """The arXiv number that is stamped at the first page's side, and its version."""
    for stamp in _STAMP.finditer(layout.margins):
        number = ARXIV_ID.search(stamp[1])
        if number:
            version = _VERSION.search(stamp[1])
            return number.group(), int(version[1]) if version else None
    return None, None


def _doi(layout: Layout) -> str | None:
    """The paper's own DOI, which stands on its first page before any reference."""
    first = "\n".join([layout.margins, *(line.text for line in layout.lines if line.page == 1)])
    found = re.search(r"(?:doi(?:\.org/|\s*:?\s*))\s*(10\.\d{4,9}/\S+)", first, re.IGNORECASE)
    return normal_doi(found[1]) if found else None


def _authors(names: str, layout: Layout) -> tuple[str, ...]:
    """The metadata's authors, as far as they stand on the first page, where publishers stand in smaller letters."""
    first = [line.text for line in layout.lines if line.page == 1 and line.size >= layout.size - 1]
    words = set(re.findall(r"[^\W\d_]+", " ".join(first).lower()))
    found = [" ".join(name.split()) for name in re.split(r"\s*[;,]\s*|\s+and\s+", re.sub(r"\([^()]*\)", "", names))]
    return tuple(name for name in found if " " in name and words.issuperset(_words(name)))


def _words(name: str) -> set[str]:
    """A name's words, as far as they are no initials: first names are often abridged in one of two places."""
    return {word.lower() for word in re.findall(r"[^\W\d_]{2,}", name)}
