"""Editions: what a digest holds on a day, as mail, plain text and feeds take it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from summarizer.errors import SettingsError
from summarizer.papers import Paper
from summarizer.records import Record
from summarizer.render.items import Item, Unread, clipped, item_of, unread_of
from summarizer.render.page import EVERYTHING, Choice
from summarizer.render.text import link, one_line
from summarizer.render.words import count, extent
from summarizer.views import Since

NEWS_SHOWN = 8
"""Sentences of each kind that "since last time" holds at most."""
UNREAD_SHOWN = 20
REMARKS_SHOWN = 20


@dataclass(frozen=True)
class FailedSource:
    """A source that could not be read for this digest."""

    name: str
    """As it is asked for: "hf-daily"."""
    reason: str
    """Why, in words."""
    last_good: date | None = None
    """The last day that was read from it."""


@dataclass(frozen=True)
class Edition:
    """A digest's content, and what a reader of it should know."""

    records: tuple[Record, ...]
    """In the order in which they are shown; those that could not be read are named with why, apart from the others."""
    title: str
    """Its heading."""
    now: datetime
    """When it is made."""
    day: date | None = None
    """Which day it is for; None: the day of `now`."""
    choice: Choice = EVERYTHING
    """How many stand in full, and why each paper is there."""
    since: Since | None = None
    """What is new against the digest before; None shows nothing."""
    last_day: date | None = None
    """The day of the digest before."""
    failed_sources: tuple[FailedSource, ...] = ()
    """The sources that are missing in it."""
    notes: tuple[str, ...] = ()
    """What else a reader should know, a sentence each."""
    link: str | None = None
    """Where the whole digest can be seen in a browser."""

    def __post_init__(self) -> None:
        """Raise `SettingsError` for a link that a mail program should not follow."""
        if self.link is not None and not link(Paper(id="", title="", url=self.link)).own:
            raise SettingsError(f"the digest's address: expected one of http:// or https://, found {self.link!r:.100}")

    @property
    def heading(self) -> str:
        """Its title on one line."""
        return clipped(self.title) or "Papers"

    @property
    def date(self) -> str:
        """Its day in words: "22 November 2026"."""
        return said(self.day or self.now.date())

    @property
    def extent(self) -> str:
        """How much it holds: "12 papers · 31 claims · 28 verified"."""
        return extent(self.records) if self.records else "Nothing new."

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The papers that were read."""
        read = (record for record in self.records if record.status == "ok")
        return tuple(item_of(record, self.choice.reasons.get(record.paper.id, ())) for record in read)

    @cached_property
    def unread(self) -> tuple[Unread, ...]:
        """The papers that could not be read, at most `UNREAD_SHOWN`."""
        failed = [record for record in self.records if record.status == "failed"]
        return tuple(unread_of(record) for record in failed[:UNREAD_SHOWN])

    @property
    def more_unread(self) -> str:
        """How many more could not be read: "and 3 more papers"; empty for none."""
        more = sum(record.status == "failed" for record in self.records) - len(self.unread)
        return f"and {count(more, 'more paper')}" if more else ""

    @property
    def full(self) -> int:
        """How many papers are to stand in full."""
        return len(self.items) if self.choice.full is None else min(self.choice.full, len(self.items))

    @property
    def since_when(self) -> str:
        """The heading of what is new: "Since 20 November 2026"."""
        return f"Since {said(self.last_day) if self.last_day else 'last time'}"


def remarks(edition: Edition) -> tuple[str, ...]:
    """Say which sources are missing and why, and what else a reader should know, a sentence each."""
    failed = [_missing(source) for source in edition.failed_sources]
    return tuple(clipped(text, 500) for text in (*failed, *edition.notes)[:REMARKS_SHOWN])


def news_of(edition: Edition) -> tuple[str, ...]:
    """Say what is new since the digest before, a sentence each; nothing where that is not known."""
    since = edition.since
    if since is None:
        return ()
    titles = {record.paper.id: record.paper.title for record in edition.records}
    new, revised = len(since.papers), len(since.revised)
    told = ", ".join(([count(new, "new paper")] if new else []) + ([f"{revised:,} revised"] if revised else []))
    best = [f"New best: {found.text}" for found in since.beaten]
    changed = [f"Changed: {titles.get(found.paper_id, found.paper_id)}: {found.text}" for found in since.claims]
    return tuple(clipped(text, 400) for text in ([f"{told}."] if told else []) + _few(best) + _few(changed))


def said(day: date) -> str:
    """Say a day: "22 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def _missing(source: FailedSource) -> str:
    last = f" It was last read for {said(source.last_good)}." if source.last_good else ""
    return f"{one_line(source.name)} is missing: {one_line(source.reason).rstrip('.')}.{last}"


def _few(sentences: list[str]) -> list[str]:
    more = len(sentences) - NEWS_SHOWN
    return sentences[:NEWS_SHOWN] + ([f"… and {more:,} more of this kind."] if more > 0 else [])
