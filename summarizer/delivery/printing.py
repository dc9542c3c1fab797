"""Printing: the digest as text on standard output."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from summarizer.delivery.contents import Content
from summarizer.delivery.outbox import Attempt, Parcel


@dataclass(frozen=True)
class PrintingChannel:
    """Standard output."""

    show: Callable[[str], object]
    """Prints a text and sees to it that it is out."""

    @property
    def name(self) -> str:
        """`stdout`."""
        return "stdout"

    @property
    def recipients(self) -> tuple[str, ...]:
        """Whoever reads it."""
        return ("stdout",)

    def pack(self, content: Content) -> bytes:
        """The edition as plain text."""
        from summarizer.render.plain import plain

        return plain(content.edition).encode("utf-8", "replace")

    def pack_warning(self, content: Content) -> None:  # noqa: ARG002
        """What warns is said on stderr anyway."""
        return

    def send(self, parcel: Parcel) -> Iterator[Attempt]:
        """Print it."""
        for recipient in parcel.recipients:
            self.show(parcel.body.decode("utf-8"))
            yield Attempt(recipient, "sent")
