"""Digests: a folder with everything about a set of papers, written whole or not at all, file by file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from summarizer.comparison import compare
from summarizer.errors import InputError
from summarizer.overviews import overview
from summarizer.records import Record
from summarizer.render import claims_csv, digest_markdown, page, records_jsonl, to_json
from summarizer.store import write_text_atomically
from summarizer.topics import Topics


@dataclass(frozen=True)
class Digest:
    """Where a digest's files are."""

    index: Path
    """The page: everything in one file, for a browser."""
    markdown: Path
    """The same to be read as text."""
    records: Path
    """The records, a line each."""
    claims: Path
    """The claims, a row each."""
    comparison: Path
    """The comparison as JSON."""
    overview: Path
    """The overview as JSON."""


def write_digest(
    records: Iterable[Record], out: Path, *, topics: Topics, now: datetime, title: str | None = None
) -> Digest:
    """Write a digest into the folder `out`, which is made where it is missing.

    Each file is replaced whole, the page last, so that it never shows what the other files don't hold yet. The same
    records and `now` give the same bytes. Raises `InputError` where the folder can't be made.
    """
    known = list(records)
    title = title or _title(known)
    comparison = compare(known)
    view = overview(known, topics=topics)
    texts = {
        "records.jsonl": records_jsonl(known),
        "claims.csv": claims_csv(known),
        "comparison.json": to_json(comparison),
        "overview.json": to_json(view),
        "digest.md": digest_markdown(known, comparison=comparison, overview=view, title=title, now=now),
        "index.html": page(known, comparison=comparison, overview=view, title=title, now=now),
    }
    _make(out)
    for name, text in texts.items():
        write_text_atomically(out / name, text)
    return Digest(
        index=out / "index.html",
        markdown=out / "digest.md",
        records=out / "records.jsonl",
        claims=out / "claims.csv",
        comparison=out / "comparison.json",
        overview=out / "overview.json",
    )


def _title(records: Sequence[Record]) -> str:
    """`Papers`, with the listing's date where they all come from one."""
    dates = {source.date for record in records for source in record.paper.sources if source.date}
    return f"Papers, {dates.pop()}" if len(dates) == 1 else "Papers"


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: can't be made a folder: {error.strerror}; name another with -o") from error
