"""Mail: nothing goes out over a connection that is not what was asked for, and no header can be put into."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from email.parser import BytesParser
from email.policy import SMTP as SMTP_POLICY
from pathlib import Path
from typing import Any, Literal

import pytest
from fake_smtp import Certificates, FakeSMTP, certificates
from hypothesis import given
from hypothesis import strategies as st
from paper_records import ATTACKS, hostile, records

from summarizer.delivery.configuration import MailTable
from summarizer.delivery.contents import Content
from summarizer.delivery.letters import addressed, clean, letter, message_id, short_letter
from summarizer.delivery.outbox import Attempt, Parcel
from summarizer.delivery.smtp import MailChannel, open_mail
from summarizer.errors import SettingsError
from summarizer.render.edition import Edition
from summarizer.topics import load_topics

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
PASSWORD = "canary-5f1c"
HEADERS = {"from", "to", "subject", "date", "message-id", "list-id", "auto-submitted", "mime-version", "content-type"}


def content(title: str = "Papers", subject: str = "Papers: 3 new papers", **fields: Any) -> Content:
    edition = Edition(records=fields.pop("records", tuple(records())), title=title, now=NOW, day=DAY, **fields)
    return Content(edition, subject, "<digest.2026-11-20.abc@example.org>", load_topics(None))


def parcel(*recipients: str) -> Parcel:
    body = letter(content(), sender="me@example.org")
    return Parcel(1, DAY, "mail", "<digest.2026-11-20.abc@example.org>", body, recipients or ("ada@example.org",))


def channel(server: FakeSMTP, **keys: Any) -> MailChannel:
    known = {"host": "127.0.0.1", "port": server.port, "from": "me@example.org", "to": ["ada@example.org"], **keys}
    if server.trust and "ca_file" not in known:
        known["ca_file"] = server.trust.ca_file
    return open_mail(MailTable.model_validate(known))


@pytest.fixture
def trusted(tmp_path: Path) -> Certificates:
    return certificates(tmp_path)


@pytest.fixture
def password(tmp_path: Path) -> Path:
    file = tmp_path / "password"
    file.write_text(PASSWORD + "\n")
    file.chmod(0o600)
    return file


# --- the connection --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_letter_goes_out_encrypted_after_a_login(
    tls: Literal["starttls", "implicit"], trusted: Certificates, password: Path
) -> None:
    with FakeSMTP(tls=tls, trust=trusted, users={"me": PASSWORD}) as server:
        sent = list(channel(server, tls=tls, user="me", password_file=password).send(parcel()))
    assert sent == [Attempt("ada@example.org", "sent")]
    (got,) = server.letters
    assert (got.encrypted, got.user, got.recipients) == (True, "me", ("ada@example.org",))
    assert got.body == addressed(parcel().body, "ada@example.org")


def test_without_starttls_no_login_and_no_letter_is_sent(trusted: Certificates, password: Path) -> None:
    with FakeSMTP(tls="none", users={"me": PASSWORD}) as server:
        (attempt,) = channel(server, user="me", password_file=password).send(parcel())
    assert attempt.fate == "later"
    assert "STARTTLS" in attempt.reason
    assert (server.commands, server.letters) == (["EHLO"], [])


def test_where_starttls_is_refused_no_login_and_no_letter_is_sent(trusted: Certificates, password: Path) -> None:
    with FakeSMTP(tls="starttls", trust=trusted, users={"me": PASSWORD}) as server:
        server.starttls = "454 TLS not available due to temporary reason"
        (attempt,) = channel(server, user="me", password_file=password).send(parcel())
    assert attempt.fate == "later"
    assert "454 TLS not available" in attempt.reason
    assert (server.commands, server.letters) == (["EHLO", "STARTTLS"], [])


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
@pytest.mark.parametrize("wrong", ["authority", "host"])
def test_where_the_certificate_is_not_right_no_login_and_no_letter_is_sent(
    tls: Literal["starttls", "implicit"], wrong: str, tmp_path: Path, password: Path
) -> None:
    shown = certificates(tmp_path, "127.0.0.1" if wrong == "authority" else "mail.example.org")
    trusted = certificates(tmp_path / "..", "other.example.org").ca_file if wrong == "authority" else shown.ca_file
    with FakeSMTP(tls=tls, trust=shown, users={"me": PASSWORD}) as server:
        (attempt,) = channel(server, tls=tls, user="me", password_file=password, ca_file=trusted).send(parcel())
    assert attempt.fate == "later"
    assert "no safe connection, nothing was sent" in attempt.reason
    assert "AUTH" not in server.commands
    assert server.letters == []


def test_a_login_that_is_refused_is_said_without_the_password(trusted: Certificates, password: Path) -> None:
    with FakeSMTP(tls="starttls", trust=trusted, users={"me": "another"}) as server:
        mail = channel(server, user="me", password_file=password)
        (attempt,) = mail.send(parcel())
    assert attempt.fate == "later"
    assert "refuses the login (535)" in attempt.reason
    assert PASSWORD not in f"{attempt!r} {mail!r}"


@pytest.mark.parametrize("drip", ["greeting", "answer"])
def test_a_server_that_drips_its_answers_holds_no_run_for_ever(drip: str) -> None:
    with _dripping(at_once=b"220 hello\r\n" if drip == "answer" else b"") as port:
        table = {"host": "127.0.0.1", "port": port, "from": "me@example.org", "to": "a@example.org", "tls": "none"}
        mail = MailChannel(MailTable.model_validate({**table, "allow_plain": True}), None, None, longest=0.3)
        began = time.monotonic()
        (attempt,) = mail.send(parcel())
    assert attempt.fate == "later"
    assert time.monotonic() - began < 3


@contextmanager
def _dripping(at_once: bytes) -> Iterator[int]:
    """A server that says something, and then a byte now and then."""
    listener = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def drip() -> None:
        connection, _ = listener.accept()
        with connection:
            try:
                connection.sendall(at_once)
                while not stop.wait(0.05):
                    connection.sendall(b"2")
            except OSError:
                return

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        stop.set()
        thread.join(5)
        listener.close()


def test_each_recipients_fate_is_told_before_the_next_one_is_tried() -> None:
    with FakeSMTP() as server:
        server.rcpt["b@example.org"] = "550 unknown"
        mail = channel(server, tls="none", allow_plain=True)
        attempts = mail.send(parcel("a@example.org", "b@example.org", "c@example.org"))
        fates = []
        for attempt in attempts:
            fates.append((attempt.recipient[0], attempt.fate, len(server.letters)))
    assert fates == [("a", "sent", 1), ("b", "refused", 1), ("c", "sent", 2)]
    assert [got.message["To"] for got in server.letters] == ["a@example.org", "c@example.org"]


@pytest.mark.parametrize("answer", [{"mail": "553 sender not allowed"}, {"rcpt": {"a@example.org": "421 too busy"}}])
def test_where_the_sender_is_refused_or_the_server_leaves_everybody_waits(answer: dict[str, Any]) -> None:
    with FakeSMTP() as server:
        vars(server).update(answer)
        mail = channel(server, tls="none", allow_plain=True)
        fates = [(a.recipient[0], a.fate) for a in mail.send(parcel("a@example.org", "b@example.org"))]
    assert fates == [("a", "later"), ("b", "later")]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda file: file.unlink(), "can't be read"),
        (lambda file: file.write_text(" \n"), "is empty"),
        (lambda file: file.chmod(0o644), "chmod 600"),
    ],
)
def test_a_password_file_that_is_none_or_open_to_others_is_told_before_anything_is_sent(
    make: Any, said: str, password: Path
) -> None:
    make(password)
    with FakeSMTP() as server, pytest.raises(SettingsError, match=said):
        channel(server, user="me", password_file=password)
    assert server.commands == []


# --- the letter ------------------------------------------------------------------------------------------------------


def _parsed(body: bytes) -> Any:
    return BytesParser(policy=SMTP_POLICY).parsebytes(addressed(body, "ada@example.org"))


def _names(body: bytes) -> list[str]:
    """The headers as a server sees them: lines up to the first empty one."""
    head = addressed(body, "ada@example.org").partition(b"\r\n\r\n")[0].split(b"\r\n")
    return [line.partition(b":")[0].decode().lower() for line in head if line[:1] not in (b" ", b"\t")]


def test_a_letter_has_the_headers_that_machines_go_by() -> None:
    body = letter(content(), sender="me@example.org")
    message = _parsed(body)
    assert set(_names(body)) == HEADERS
    assert message["Message-ID"] == "<digest.2026-11-20.abc@example.org>"
    assert message["Date"] == "Fri, 20 Nov 2026 07:30:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "<papers.example.org>"
    assert message["From"] == "Papers <me@example.org>"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert body == letter(content(), sender="me@example.org")


def test_a_letter_of_many_papers_is_small_enough_to_be_shown_whole() -> None:
    many = tuple(one.model_copy(update={"paper": one.paper.model_copy(update={"id": f"{one.paper.id}-{n}"})})
                 for n in range(80) for one in records())  # fmt: skip
    link = "https://papers.example/2026-11-20/"
    body = letter(content(records=many, link=link), sender="me@example.org")
    assert len(body) < 102 * 1024
    assert link.encode() in body


INJECTIONS = [
    "a\r\nBcc: evil@example.org",
    "a\nBcc: evil@example.org",
    "a\rBcc: evil@example.org",
    "a\x85Bcc: evil@example.org",
    "a\u2028Bcc: evil@example.org",
    "a\u2029Bcc: evil@example.org",
    "a\x0bBcc: evil@example.org\x0cBcc: evil@example.org\x1c",
    "=?UTF-8?Q?=0A?=Bcc: evil@example.org",
    "=?UTF-8?Q?a=0D=0ABcc:_evil@example.org?=",
    "=?utf-8?b?DQpCY2M6IGV2aWxAZXhhbXBsZS5vcmc=?=",
    "=\u200b?UTF-8?Q?=0A?=Bcc: evil@example.org",
    "\r\n\r\n<script>alert(1)</script>",
    "x" * 3000 + "\r\nBcc: evil@example.org",
    "\udcc3\ud800 half",
    *ATTACKS.values(),
]


@pytest.mark.parametrize("words", INJECTIONS)
def test_no_title_or_subject_makes_a_header_of_its_own(words: str) -> None:
    for body in (
        letter(content(title=words, subject=words, records=(hostile(words),)), sender="me@example.org"),
        short_letter(content(title=words, subject=words, notes=(words,)), sender="me@example.org"),
    ):
        assert sorted(set(_names(body))) == sorted(set(_names(body)) & (HEADERS | {"content-transfer-encoding"}))
        assert len(_names(body)) == len(set(_names(body)))
        message = _parsed(body)
        assert message["Bcc"] is None
        assert str(message["From"]).endswith("<me@example.org>")
        assert all(len(line) <= 998 for line in body.split(b"\r\n"))
        for name in ("Subject", "From", "List-Id"):
            assert len(str(message[name]).splitlines()) <= 1


@given(st.text(max_size=80), st.sampled_from(INJECTIONS))
def test_a_cleaned_text_is_one_line_and_is_decoded_to_nothing_else(words: str, more: str) -> None:
    told = clean(words + more)
    assert len(told.splitlines()) <= 1
    assert "=?" not in told
    assert clean(told) == told


def test_an_editions_name_stays_the_same_and_no_two_are_alike() -> None:
    names = {
        message_id(kind, day, identity, "me@example.org")
        for kind in ("digest", "warning")
        for day in (DAY, date(2026, 11, 21))
        for identity in ("a", "b")
    }
    assert len(names) == 8
    assert "<digest.2026-11-20.a@example.org>" in names


def test_a_password_is_not_sent_in_clear_even_where_a_channel_has_one(trusted: Certificates) -> None:
    with FakeSMTP(tls="none", users={"me": PASSWORD}) as server:
        table = channel(server, tls="none", allow_plain=True).table.model_copy(update={"user": "me"})
        (attempt,) = MailChannel(table, PASSWORD, None).send(parcel())
    assert attempt.fate == "later"
    assert server.commands == []
