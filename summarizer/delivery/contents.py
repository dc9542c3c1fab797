"""Contents: all that channels make their messages of."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.records import Record
from summarizer.render.edition import Edition
from summarizer.topics import Topics


@dataclass(frozen=True)
class Content:
    """An edition, and what its messages need beside it."""

    edition: Edition
    subject: str
    """What it is about, in a line."""
    message_id: str
    """The name that its mail keeps over all attempts."""
    topics: Topics
    earlier: tuple[Record, ...] = ()
    """What was sent before, the latest first: feeds tell of it too."""
