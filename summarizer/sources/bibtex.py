"""BibTeX and BibLaTeX files, as reference managers and publishers export them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from summarizer.errors import InputError
from summarizer.papers import Paper
from summarizer.sources.latex import plain_text
from summarizer.sources.references import Broken, Reference, date_of, first_of, papers_of, whole_name

if TYPE_CHECKING:
    from bibtexparser.model import Block, Entry, Field

_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_URL_MARKS = re.compile(r"\\url|\\href|[{}\\]")
LOOKS_LIKE = re.compile(r"\s*(?:%[^\n]*\n\s*)*@[a-z]+\s*[{(]", re.IGNORECASE)
"""How a file of this kind begins."""


def read_bibtex(text: str, where: str) -> list[Paper]:
    """Read the papers of a BibTeX file; an entry that is broken is named with its line and left out, with a warning.

    Raises `InputError` naming the file (`where`) where no entry can be read.
    """
    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # it is said by us, with the file's name
    try:
        blocks = parse_string(text).blocks
    except RecursionError as error:
        raise InputError(f"{where}: expected BibTeX; its braces are nested too deeply") from error
    return papers_of(_entries(blocks), where, kind="bibtex")


def _entries(blocks: list[Block]) -> Iterator[Reference | Broken]:
    from bibtexparser.model import Entry, ParsingFailedBlock

    for block in blocks:
        line = (block.start_line or 0) + 1
        entry: Block | None = block
        if isinstance(block, ParsingFailedBlock):
            entry = block.ignore_error_block  # a key or a field that stands twice hurts nobody
        if isinstance(entry, Entry):
            reference = _reference(entry)
            yield reference if reference.title else Broken(line, f"the entry {entry.key!r} has no title")
        elif isinstance(block, ParsingFailedBlock):
            reason = getattr(block.error, "abort_reason", "") or str(block.error)
            yield Broken(line, f"no whole entry: {' '.join(reason.split())}")


def _reference(entry: Entry) -> Reference:
    fields = {field.key.lower(): _bare(field) for field in reversed(entry.fields)}
    return Reference(
        key=entry.key,
        title=plain_text(first_of([fields.get("title"), fields.get("shorttitle")])),
        abstract=plain_text(first_of([fields.get("abstract"), fields.get("annote"), fields.get("annotation")])),
        authors=tuple(_authors(fields.get("author", ""))),
        url=_address(fields.get("url") or fields.get("howpublished") or ""),
        doi=fields.get("doi", "").replace("\\", ""),
        published=fields.get("date") or date_of(fields.get("year", ""), fields.get("month", "")),
        eprint=_eprint(fields),
        places=tuple(fields.get(name, "") for name in ("journal", "journaltitle", "volume", "note", "howpublished")),
    )


def _bare(field: Field) -> str:
    """A value without what encloses it, which the entries that are not quite right still have."""
    value = str(field.value).strip()
    enclosed = field.enclosing is None and len(value) > 1 and value[0] + value[-1] in ('""', "{}")
    return value[1:-1] if enclosed else value


def _authors(names: str) -> Iterator[str]:
    """Names as they are spoken; what stands in braces is one name, "and" and comma included."""
    for name in _AND.split(names):
        spoken = plain_text(name) if name.strip().startswith("{") and name.strip().endswith("}") else _spoken(name)
        if spoken and spoken != "others":
            yield spoken


def _spoken(name: str) -> str:
    return whole_name(plain_text(name))


def _address(field: str) -> str:
    found = re.search(r"https?://\S+", _URL_MARKS.sub("", field))
    return found.group() if found else ""


def _eprint(fields: Mapping[str, str]) -> str:
    """The number in arXiv; a number of another archive is none."""
    archive = first_of([fields.get("archiveprefix"), fields.get("eprinttype")]).lower()
    return fields.get("eprint", "") if archive in ("", "arxiv") else ""
