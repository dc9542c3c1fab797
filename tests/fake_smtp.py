"""A real mail server on this machine's loopback, that takes and refuses letters as a test tells it to.

with FakeSMTP(tls="starttls", trust=certificates(...)) as server:
    server.rcpt["gone@example.org"] = "550 no such user"
    server.data.append("451 try again later")     # the next letter's answer; those after it are taken
    ...
assert server.commands == ["EHLO", "STARTTLS", ...]
"""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from pathlib import Path
from typing import Any, Literal, cast

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


@dataclass(frozen=True)
class Letter:
    """A letter that was taken."""

    sender: str
    recipients: tuple[str, ...]
    body: bytes
    encrypted: bool
    user: str | None

    @property
    def message(self) -> EmailMessage:
        return cast(EmailMessage, message_from_bytes(self.body, policy=SMTP_POLICY))  # type: ignore[arg-type]

    @property
    def id(self) -> str:
        return str(self.message["Message-ID"])


@dataclass(frozen=True)
class Certificates:
    """A server's certificate, and the file of who vouches for it."""

    server: ssl.SSLContext
    ca_file: Path


def certificates(folder: Path, host: str = "127.0.0.1") -> Certificates:
    """Make a certificate for a host, by an authority of its own."""
    authority = trustme.CA(key_type=trustme.KeyType.ECDSA)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host, key_type=trustme.KeyType.ECDSA).configure_cert(context)
    ca_file = folder / f"{host}-ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    return Certificates(context, ca_file)


class FakeSMTP:
    """A server that listens while its `with` block lasts, and keeps every letter it took."""

    def __init__(
        self,
        *,
        tls: Literal["starttls", "implicit", "none"] = "none",
        trust: Certificates | None = None,
        users: dict[str, str] | None = None,
        port: int = 0,
    ) -> None:
        self.tls = tls
        self.trust = trust
        self.users = users or {}
        self.rcpt: dict[str, str] = {}
        """Answers to single recipients; all others are taken."""
        self.data: list[str] = []
        """Answers to the next letters."""
        self.mail = ""
        """What every sender is answered, in place of being taken."""
        self.starttls = ""
        """What STARTTLS is answered with, in place of going on."""
        self.ehlo_silence = 0.0
        self.on_letter: Callable[[], object] = lambda: None
        """Called when a letter was taken, before that is said."""
        self.letters: list[Letter] = []
        self.commands: list[str] = []
        self.port = port
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> FakeSMTP:
        self._thread.start()
        assert self._ready.wait(10), "the fake mail server did not start"
        return self

    def __exit__(self, *exception: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)
        assert not self._thread.is_alive(), "the fake mail server did not stop"

    def ids(self, recipient: str) -> list[str]:
        """The Message-IDs that a recipient got, in order."""
        return [letter.id for letter in self.letters if letter.recipients == (recipient,)]

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        implicit = self.trust.server if self.trust and self.tls == "implicit" else None
        server = await self._loop.create_server(self._session, "127.0.0.1", self.port, ssl=implicit)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()

    def _session(self) -> SMTP:
        return _Session(self, self._loop)

    # --- aiosmtpd's hooks --------------------------------------------------------------------------------------------

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.mail:
            return self.mail
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.rcpt:
            return self.rcpt[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.data:
            return self.data.pop(0)
        assert isinstance(envelope.content, bytes)
        user = session.auth_data.decode() if session.authenticated else None
        encrypted = session.ssl is not None or self.tls == "implicit"
        recipients = tuple(map(str, envelope.rcpt_tos))
        self.letters.append(Letter(str(envelope.mail_from), recipients, envelope.content, encrypted, user))
        self.on_letter()
        return "250 taken"

    def check(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        name, password = data.login.decode(), data.password.decode()
        known = self.users.get(name) == password
        return AuthResult(success=known, handled=False, auth_data=name.encode())


class _Session(SMTP):
    """Keeps which commands came, and refuses STARTTLS where it is told to."""

    def __init__(self, fake: FakeSMTP, loop: asyncio.AbstractEventLoop) -> None:
        offered = fake.trust.server if fake.trust and fake.tls == "starttls" else None
        super().__init__(
            fake,
            tls_context=offered,
            authenticator=fake.check,
            auth_require_tls=False,  # it takes passwords in clear, as some do
            loop=loop,
            hostname="fake.example",
        )
        self._fake = fake

    async def smtp_EHLO(self, hostname: str) -> None:  # noqa: N802
        self._fake.commands.append("EHLO")
        await asyncio.sleep(self._fake.ehlo_silence)
        await super().smtp_EHLO(hostname)

    async def smtp_STARTTLS(self, arg: str) -> None:  # noqa: N802
        self._fake.commands.append("STARTTLS")
        if self._fake.starttls:
            await self.push(self._fake.starttls)
        else:
            await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:  # noqa: N802
        self._fake.commands.append("AUTH")
        await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802
        self._fake.commands.append("MAIL")
        await super().smtp_MAIL(arg)
