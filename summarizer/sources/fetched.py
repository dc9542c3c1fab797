"""What is fetched: papers from a source over the network, of a window of days.

A source is asked for a window of listing days, never of days of publication: what is new is what was listed since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from summarizer.papers import Paper

if TYPE_CHECKING:
    from summarizer.sources.web import Web


@dataclass(frozen=True)
class Window:
    """The listing days that are asked for, both included."""

    since: date
    until: date


@dataclass(frozen=True)
class Fetched:
    """What a source gave."""

    papers: tuple[Paper, ...]
    """Each once; their `sources` tell the day they were listed on, and where in the listing."""
    next_since: date | None = None
    """The first day that may still get papers, to be asked from the next time; None where there was no window."""
    note: str = ""
    """What a reader should know of it."""


class RemoteSource(Protocol):
    """A source over the network."""

    @property
    def name(self) -> str:
        """Its name in one spelling: the same source has the same name."""
        ...

    def fetch(self, web: Web, window: Window | None = None) -> Fetched:
        """Fetch what was listed in a window of days, or else its newest listing; raises `SourceError`.

        A source whose name says what it is (one paper, one day) has no use for a window.
        """
        ...


def still_open(window: Window, today: date, days: int) -> date:
    """The first day, from a window's first one on, that may get papers yet, where a day stays open for so many days."""
    after = min(window.until, today) + timedelta(days=1)
    return max(window.since, min(after, today - timedelta(days=days - 1)))
