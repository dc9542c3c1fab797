"""Digests: a folder with everything about a set of papers, written whole or not at all, file by file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from summarizer.comparison import compare
from summarizer.errors import InputError, SettingsError, SummarizerError
from summarizer.overviews import overview
from summarizer.profiles import Profile, rank
from summarizer.records import Record
from summarizer.render import claims_csv, digest_markdown, page, records_jsonl, to_json
from summarizer.render.edition import Edition
from summarizer.render.feeds import atom, json_feed
from summarizer.render.mail import mail
from summarizer.render.page import Choice
from summarizer.render.plain import plain
from summarizer.store import write_text_atomically
from summarizer.topics import Topics

FORMS: Mapping[str, tuple[str, Callable[[Edition], str]]] = {
    "text": ("digest.txt", plain),
    "mail": ("mail.html", lambda edition: mail(edition).html),
    "atom": ("feed.xml", atom),
    "json-feed": ("feed.json", json_feed),
}
"""What a digest can be written as besides: the file and the rendering of each form."""

_OWN_FILES = ("records.jsonl", "comparison.json", "overview.json")


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


@dataclass(frozen=True)
class Interest:
    """For whom a digest is made."""

    profile: Profile | None = None
    """What they want to read; it orders the papers and says why each is there."""
    top: int | None = None
    """How many papers stand in full, the rest by their titles; None: all."""

    def __post_init__(self) -> None:
        """Raise `SettingsError` for a number that can't be."""
        if self.top is not None and self.top < 0:
            raise SettingsError(f"top: expected a number of papers, found {self.top}")


def write_digest(
    records: Iterable[Record],
    out: Path,
    *,
    topics: Topics,
    now: datetime,
    title: str | None = None,
    interest: Interest = Interest(),
) -> Digest:
    """Write a digest into the folder `out`, which is made where it is missing.

    Each file is replaced whole, the page last, so that it never shows what the other files don't hold yet. The same
    records and `now` give the same bytes. The data stay in the records' order; an interest orders what is read by
    people. Raises `InputError` where the folder can't be made.
    """
    known = list(records)
    shown = edition_of(known, topics, now=now, title=title, interest=interest)
    comparison = compare(known)
    view = overview(known, topics=topics)
    views: dict[str, Any] = {
        "comparison": comparison,
        "overview": view,
        "title": shown.title,
        "now": now,
        "choice": shown.choice,
    }
    texts = {
        "records.jsonl": records_jsonl(known),
        "claims.csv": claims_csv(known),
        "comparison.json": to_json(comparison),
        "overview.json": to_json(view),
        "digest.md": digest_markdown(shown.records, **views),
        "index.html": page(shown.records, **views),
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


def write_forms(edition: Edition, out: Path, forms: Iterable[str]) -> list[Path]:
    """Write an edition in other forms (keys of `FORMS`) too, into a folder that is there."""
    paths = []
    for name, render in (FORMS[form] for form in forms):
        write_text_atomically(out / name, render(edition))
        paths.append(out / name)
    return paths


def edition_of(
    records: Sequence[Record],
    topics: Topics,
    *,
    now: datetime,
    title: str | None = None,
    interest: Interest = Interest(),
) -> Edition:
    """Make of records what a digest shows of them: in the order of the interest, each with its reasons."""
    title = title or _title(records)
    if interest.profile is None:
        read_first = sorted(records, key=lambda record: record.status == "failed")
        return Edition(tuple(read_first), title, now, choice=Choice(full=interest.top))
    ranking = rank(records, interest.profile, topics)
    return Edition(ranking.records, title, now, choice=Choice(reasons=ranking.reasons, full=interest.top))


@contextmanager
def alone_in(out: Path) -> Iterator[None]:
    """Keep other runs out of a digest's folder, which is made where it is missing, while something is made for it.

    A folder that then holds nothing is taken away again. Raises `SummarizerError` where another run has it.
    """
    made = not out.exists()
    _make(out)
    with _locked(out):
        try:
            yield
        finally:
            if made:
                with suppress(OSError):  # it holds something, as it should
                    out.rmdir()


def input_of(name: str) -> str:
    """The file to read where a digest's own folder is named as an input: its records, not each of its renderings."""
    folder = os.path.expanduser(name)
    own = all(os.path.isfile(os.path.join(folder, file)) for file in _OWN_FILES)
    return os.path.join(folder, _OWN_FILES[0]) if own else name


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder itself, so that no file is left behind, whatever ends the run."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise InputError(f"{folder}: can't be opened: {error.strerror}; name another with -o") from error
    try:
        if _is_taken(handle):
            said = "another run is making a digest in it; wait for it or name another with -o"
            raise SummarizerError(f"{folder}: {said}")
        yield
    finally:
        os.close(handle)


def _is_taken(handle: int) -> bool:
    """Take a folder; True where another run has it, False also where the platform has no such locks."""
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except (ImportError, OSError):
        return False
    return False


def _title(records: Sequence[Record]) -> str:
    """`Papers`, with the listing's date where they all come from one."""
    dates = {source.date for record in records for source in record.paper.sources if source.date}
    return f"Papers, {dates.pop()}" if len(dates) == 1 else "Papers"


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: can't be made a folder: {error.strerror}; name another with -o") from error
