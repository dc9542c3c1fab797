"""Letters: a digest as the bytes of a mail, the same at every attempt, with headers that nothing can be put into."""

from __future__ import annotations

import re
import unicodedata
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from summarizer.delivery.contents import Content
from summarizer.papers import slug
from summarizer.render.edition import remarks

LONGEST_SUBJECT = 150
LONGEST_NAME = 60
_BREAKING = ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")
"""Kinds of characters that end a line for somebody, turn its direction, or are none."""


def letter(content: Content, *, sender: str) -> bytes:
    """Write an edition as a mail, text and HTML, without its recipient."""
    from summarizer.render.mail import mail, message

    return _headed(message(mail(content.edition)), content, sender)


def short_letter(content: Content, *, sender: str) -> bytes:
    """Write an edition's remarks alone as a mail, without its recipient."""
    message = EmailMessage(policy=SMTP)
    message.set_content("\n\n".join(remarks(content.edition)) + "\n", cte="quoted-printable")
    return _headed(message, content, sender)


def addressed(body: bytes, recipient: str) -> bytes:
    """A letter with its recipient; everything else stays as it was kept."""
    return b"To: " + recipient.encode("ascii") + b"\r\n" + body


def clean(text: str) -> str:
    """A text as one line of a header: no character that breaks lines, and nothing that is decoded to one.

    >>> clean("One\\r\\nBcc: x"), clean("=?UTF-8?Q?=0A?=Bcc: x")
    ('One Bcc: x', '= ?UTF-8?Q?=0A?=Bcc: x')
    """
    told = "".join(" " if unicodedata.category(char) in _BREAKING else char for char in text)
    return " ".join(re.sub(r"=(?=\?)", "= ", told).split())


def message_id(kind: str, day: object, identity: str, sender: str) -> str:
    """The name of an edition, the same whenever it is asked for."""
    return f"<{kind}.{day}.{identity}@{_domain(sender)}>"


def _headed(message: EmailMessage, content: Content, sender: str) -> bytes:
    """The bytes of a message with the headers that people and machines go by."""
    edition = content.edition
    message["From"] = Address(display_name=_name(edition.heading), addr_spec=sender)
    message["Subject"] = clean(content.subject)[:LONGEST_SUBJECT]
    message["Date"] = format_datetime(edition.now)
    message["Message-ID"] = content.message_id
    message["List-Id"] = f"<{slug(edition.heading)}.{_domain(sender)}>"
    message["Auto-Submitted"] = "auto-generated"
    return message.as_bytes()


def _name(title: str) -> str:
    """A title as the name of a sender; Python 3.11 folds a long one with brackets in it so that the address is lost."""
    return " ".join(re.sub(r"[^\w '-]", " ", clean(title)).split())[:LONGEST_NAME]


def _domain(address: str) -> str:
    return address.rpartition("@")[2]
