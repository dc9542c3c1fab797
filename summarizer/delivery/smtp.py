"""Mail: letters to a mail server, each recipient's in a transaction of its own, over a connection that is encrypted.

One transaction a recipient, instead of one for all: of a server that takes a letter and then is not heard any more at
most one recipient gets it twice, and nobody learns who else is on the list.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta

from summarizer.delivery.configuration import PORTS, MailTable, secret
from summarizer.delivery.contents import Content
from summarizer.delivery.letters import addressed, clean, letter, short_letter
from summarizer.delivery.outbox import Attempt, Parcel
from summarizer.errors import SettingsError

SECONDS = 30.0
"""For each answer of the server's."""
LONGEST = 300.0
"""Seconds for all that is said over one connection, and again for every `MANY` recipients.

A server that drips its answers holds no run for ever.
"""
MANY = 30
_SHOWN = 200


class _NoConnectionError(Exception):
    """Nothing can be handed over just now, to nobody; the message says why."""


@dataclass(frozen=True)
class MailChannel:
    """A mail server, and whom it is given letters for."""

    table: MailTable
    password: str | None = field(repr=False)
    """None where nobody logs in."""
    trust: ssl.SSLContext | None = field(repr=False)
    """Whose certificates count; None where nothing is encrypted."""
    seconds: float = SECONDS
    longest: float = LONGEST

    @property
    def name(self) -> str:
        """`mail`."""
        return "mail"

    @property
    def recipients(self) -> tuple[str, ...]:
        """The addresses."""
        return self.table.to

    def pack(self, content: Content) -> bytes:
        """The letter, without its recipient."""
        return letter(content, sender=self.table.sender)

    def pack_warning(self, content: Content) -> bytes:
        """The warning as a short letter."""
        return short_letter(content, sender=self.table.sender)

    def send(self, parcel: Parcel) -> Iterator[Attempt]:
        """Hand the letter over, recipient by recipient; without a safe connection nothing is sent, nor any login."""
        left = list(parcel.recipients)
        try:
            with self._connected(self.longest * (1 + len(left) // MANY)) as server:
                while left:
                    attempt = _hand_over(server, self.table.sender, left[0], parcel.body)
                    left.pop(0)
                    yield attempt
        except _NoConnectionError as error:
            yield from (Attempt(recipient, "later", str(error)) for recipient in left)

    @contextmanager
    def _connected(self, longest: float) -> Iterator[smtplib.SMTP]:
        table, port = self.table, self.table.port or PORTS[self.table.tls]
        with _naming(f"{table.host}:{port}"):
            server = self._server()
            watchdog = threading.Timer(longest, _cut, [server])
            watchdog.daemon = True
            watchdog.start()
            try:
                self._greet(server, port)
                yield server
                with suppress(smtplib.SMTPException, OSError):  # what was sent stays sent
                    server.quit()
            finally:
                watchdog.cancel()
                server.close()

    def _server(self) -> smtplib.SMTP:
        implicit = self.table.tls == "implicit"
        server = (
            smtplib.SMTP_SSL(timeout=self.seconds, context=self.trust)
            if implicit
            else smtplib.SMTP(timeout=self.seconds)
        )
        # Whose certificate is expected: the constructor would set it, and connect before the watchdog is there.
        server._host = self.table.host  # type: ignore[attr-defined]
        return server

    def _greet(self, server: smtplib.SMTP, port: int) -> None:
        """Connect, encrypt, log in: in this order, and no further than what went well."""
        code, said = server.connect(self.table.host, port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, said)
        if self.table.tls == "starttls":
            server.starttls(context=self.trust)
        if self.password is None:
            return
        if not isinstance(server.sock, ssl.SSLSocket):
            raise _NoConnectionError(f"{self.table.host}: not encrypted, so no password was sent")
        assert self.table.user is not None
        server.login(self.table.user, self.password)


def open_mail(table: MailTable) -> MailChannel:
    """Make the channel, with its password and certificates at hand; raises `SettingsError` where they are not."""
    password = None
    if table.user is not None:
        what = f"mail: the password of {table.user}"
        password = secret(variable=table.password_env, file=table.password_file, what=what)
    try:
        trust = ssl.create_default_context(cafile=table.ca_file) if table.tls != "none" else None
    except OSError as error:
        raise SettingsError(f"mail: ca_file: {table.ca_file} holds no certificates: {error}") from error
    return MailChannel(table, password, trust)


def _hand_over(server: smtplib.SMTP, sender: str, recipient: str, body: bytes) -> Attempt:
    """One letter to one recipient; raises where the connection, or the sender, is what is refused."""
    try:
        options = ["BODY=8BITMIME"] if server.has_extn("8bitmime") else []
        refused = server.sendmail(sender, [recipient], addressed(body, recipient), options)
    except smtplib.SMTPRecipientsRefused as error:
        refused = error.recipients
    except smtplib.SMTPDataError as error:
        refused = {recipient: (error.smtp_code, _bytes(error.smtp_error))}
    if recipient not in refused:
        return Attempt(recipient, "sent")
    code, said = refused[recipient]
    if 500 <= code < 600:
        return Attempt(recipient, "refused", _told(code, said))
    return Attempt(recipient, "later", _told(code, said), wait=timedelta())


@contextmanager
def _naming(place: str) -> Iterator[None]:
    """Say of what goes wrong with a connection where, and what; the password is in none of it."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        # Not in its own words: some servers repeat what they were sent.
        raise _NoConnectionError(f"{place} refuses the login ({error.smtp_code}): check user and password") from error
    except smtplib.SMTPResponseException as error:
        raise _NoConnectionError(f"{place}: {_told(error.smtp_code, error.smtp_error)}") from error
    except smtplib.SMTPException as error:
        raise _NoConnectionError(f"{place}: {clean(str(error))[:_SHOWN]}") from error
    except ssl.SSLError as error:
        said = getattr(error, "verify_message", "") or error.reason or "the handshake failed"
        raise _NoConnectionError(f"{place}: no safe connection, nothing was sent: {clean(str(said))}") from error
    except OSError as error:
        raise _NoConnectionError(f"{place}: no connection: {error.strerror or error}") from error


def _told(code: int, said: bytes | str) -> str:
    return f"{code} {clean(_bytes(said).decode('utf-8', 'replace'))}"[:_SHOWN]


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()


def _cut(server: smtplib.SMTP) -> None:
    """End whatever waits on a connection, from another thread."""
    sock: socket.socket | None = server.sock
    with suppress(OSError):
        if sock is not None:
            socket.socket.shutdown(sock, socket.SHUT_RDWR)
