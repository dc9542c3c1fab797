"""Mail: an edition as the two parts of a message, small enough that no mail program cuts it off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal

from summarizer.render.edition import Edition, news_of, remarks
from summarizer.render.items import alike
from summarizer.render.page import TEMPLATES, environment
from summarizer.render.plain import plain
from summarizer.render.templating import asset

LARGEST = 100_000
"""Bytes of both parts together as they are sent; programs cut messages off at 102 KB."""
TITLES_KEPT = 20
"""Papers that are named by their titles before others have room in full."""
_BETWEEN = "=_the-other-part-says-the-same_="
"""Between the parts: always the same, since a random one would make other bytes of the same edition, and with signs
that neither encoding leaves as they are."""


@dataclass(frozen=True)
class Mail:
    """The two parts of a message, which say the same."""

    text: str
    html: str

    @property
    def size(self) -> int:
        """Bytes of both as they are sent, without the headers that a sender adds."""
        return len(message(self).as_bytes())


def mail(edition: Edition) -> Mail:
    """Write an edition as mail of at most `LARGEST` bytes.

    Where it is larger, papers from the end stand by their titles alone, then are left out; how many is said, with the
    edition's link.
    """

    def fits(full: int, titles: int) -> bool:
        return _written(edition, full, titles).size <= LARGEST

    full = _most(edition.full, lambda number: fits(number, TITLES_KEPT))
    titles = _most(len(edition.items) - full, lambda number: fits(full, number))
    return _written(edition, full, titles)


def message(parts: Mail) -> EmailMessage:
    """Put both parts into a message without any header of its own, the plain one first, as mail programs want it."""
    made = EmailMessage(policy=SMTP)
    made.set_content(parts.text, cte=_encoding(parts.text))
    made.add_alternative(parts.html, subtype="html", cte=_encoding(parts.html))
    made.set_boundary(_BETWEEN)
    return made


def _encoding(text: str) -> Literal["base64", "quoted-printable"]:
    """The shorter of the two encodings that every server takes and that no words can end."""
    data = text.encode("utf-8", "replace")
    return "base64" if 6 * sum(byte > 126 for byte in data) > len(data) else "quoted-printable"


def _written(edition: Edition, full: int, titles: int) -> Mail:
    items = edition.items
    rest = items[full : full + titles]
    template = environment().get_template("mail.html.j2")
    html = template.render(
        edition=edition,
        remarks=remarks(edition),
        news=news_of(edition),
        full=items[:full],
        rest=alike(rest),
        left=len(items) - full - len(rest),
        style=asset(TEMPLATES / "mail.css"),
    )
    return Mail(plain(edition, full=full, titles=titles), html)


def _most(most: int, fits: Callable[[int], bool]) -> int:
    """The largest number up to `most` that fits, where every smaller one does too; 0 where none does."""
    if fits(most):
        return most
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low
