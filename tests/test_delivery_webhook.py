"""Webhooks: posted once, guarded, put off where that may help, and never said aloud."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from fake_smtp import certificates
from mornings import MONDAY, World, paper
from paper_records import ATTACKS, hostile, hostile_failure, records

from summarizer.delivery.configuration import WebhookTable
from summarizer.delivery.contents import Content
from summarizer.delivery.messages import DISCORD_CHARACTERS, SLACK_CHARACTERS
from summarizer.delivery.outbox import Attempt, Parcel
from summarizer.delivery.webhook import WebhookChannel, open_webhook
from summarizer.errors import SettingsError
from summarizer.render.edition import Edition
from summarizer.topics import load_topics

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
SECRET = "T000/B000/canary5f1c"


@dataclass
class Receiver:
    """A server that takes posts."""

    port: int = 0
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    silence: threading.Event | None = None
    got: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)


@contextmanager
def receiving(trust: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.got.append((self.path, headers, json.loads(body)))
            if receiver.silence:
                receiver.silence.wait(10)
            self.send_response(receiver.status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing on stderr."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if trust:
        server.socket = trust.wrap_socket(server.socket, server_side=True)
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def content(**fields: Any) -> Content:
    edition = Edition(records=fields.pop("records", tuple(records())), title="Papers", now=NOW, day=DAY, **fields)
    return Content(edition, "Papers: new ones", "<digest.1@example.org>", load_topics(None))


def channel(port: int, *, form: str = "json", private: bool = True, host: str = "127.0.0.1") -> WebhookChannel:
    table = WebhookTable.model_validate({"name": "team", "url_env": "X", "form": form, "allow_private": private})
    return WebhookChannel(table, f"http://{host}:{port}/services/{SECRET}?a=b")


def post(hook: WebhookChannel, body: bytes | None = None) -> Attempt:
    parcel = Parcel(1, DAY, hook.name, "<digest.1@example.org>", body or hook.pack(content()), hook.recipients)
    (attempt,) = hook.send(parcel)
    assert SECRET not in f"{attempt!r} {hook!r}"
    return attempt


def test_an_edition_is_posted_as_json_to_the_very_address() -> None:
    with receiving() as receiver:
        assert post(channel(receiver.port)) == Attempt("team", "sent")
    ((path, headers, body),) = receiver.got
    assert path == f"/services/{SECRET}?a=b"
    assert headers["content-type"] == "application/json"
    assert headers["host"] == f"127.0.0.1:{receiver.port}"
    assert headers["idempotency-key"] == "digest.1@example.org"
    assert [one["id"] for one in body["papers"]] == [r.paper.id for r in records() if r.status == "ok"]
    assert body["unread"] == [{"title": "A Paper Without an Abstract", "why": body["unread"][0]["why"]}]
    assert body["day"] == "2026-11-20"


@pytest.mark.parametrize(
    ("status", "headers", "fate", "wait"),
    [
        (204, {}, "sent", None),
        (429, {"Retry-After": "90"}, "later", 90),
        (429, {}, "later", 0),
        (500, {}, "later", 0),
        (503, {"Retry-After": "9999999"}, "later", 86400),
        (400, {}, "refused", None),
        (404, {}, "refused", None),
        (302, {"Location": "http://127.0.0.1:1/elsewhere"}, "refused", None),
    ],
)
def test_what_may_pass_is_put_off_and_what_will_not_is_refused(
    status: int, headers: dict[str, str], fate: str, wait: int | None
) -> None:
    with receiving() as receiver:
        receiver.status, receiver.headers = status, headers
        attempt = post(channel(receiver.port))
    assert attempt.fate == fate
    assert attempt.wait == (timedelta(seconds=wait) if wait is not None else None)
    assert len(receiver.got) == 1


def test_a_receiver_that_is_not_there_or_says_nothing_is_tried_again_later() -> None:
    with receiving() as receiver:
        receiver.silence = threading.Event()
        assert post(replace(channel(receiver.port), longest=0.2)).fate == "later"
        receiver.silence.set()
    assert post(channel(receiver.port)).fate == "later"


@pytest.mark.parametrize(
    "answers", [["127.0.0.1"], ["93.184.215.14", "127.0.0.1"], ["::ffff:10.0.0.1"], ["169.254.169.254"]]
)
def test_an_address_of_ones_own_network_is_refused_unless_it_is_allowed(answers: list[str]) -> None:
    def resolver(host: str, port: int) -> Sequence[str]:
        return answers

    with receiving() as receiver:
        hook = replace(channel(receiver.port, private=False, host="hooks.example"), resolver=resolver)
        attempt = post(hook)
    assert attempt.fate == "refused"
    assert "no public address" in attempt.reason
    assert receiver.got == []


@pytest.mark.parametrize(("named", "fate"), [("hooks.example", "sent"), ("other.example", "later")])
def test_the_certificate_is_the_names_though_the_checked_address_is_connected_to(
    named: str, fate: str, tmp_path: Path
) -> None:
    shown = certificates(tmp_path, named)
    trust = ssl.create_default_context(cafile=shown.ca_file)
    asked: list[str] = []

    def resolver(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    with receiving(shown.server) as receiver:
        hook = channel(receiver.port, host="hooks.example")
        hook = replace(hook, url=hook.url.replace("http://", "https://"), resolver=resolver, trust=trust)
        assert post(hook).fate == fate
    assert asked == ["hooks.example"]
    assert [headers["host"] for _, headers, _ in receiver.got] == [f"hooks.example:{receiver.port}"] * (fate == "sent")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://hooks.example/x",
        "ftp://hooks.example/x",
        "https://",
        "https://me:secret@hooks.example/",
        "https://h:0/",
    ],
)
def test_an_address_that_may_not_be_posted_to_is_told_without_being_said(url: str, tmp_path: Path) -> None:
    file = tmp_path / "url"
    file.write_text(url)
    file.chmod(0o600)
    table = WebhookTable.model_validate({"name": "team", "url_file": file})
    with pytest.raises(SettingsError, match="webhook team") as raised:
        open_webhook(table)
    assert "secret" not in str(raised.value)
    assert "hooks.example" not in str(raised.value)


def test_a_webhook_that_failed_gets_the_same_the_next_time_and_its_address_is_kept_nowhere(tmp_path: Path) -> None:
    world = World(tmp_path)
    with receiving() as receiver:
        address = tmp_path / "address"
        address.write_text(f"http://127.0.0.1:{receiver.port}/services/{SECRET}")
        address.chmod(0o600)
        with world.config.open("a", encoding="utf-8") as stream:
            stream.write('[webhook]\nname = "team"\nurl_file = "address"\nform = "slack"\nallow_private = true\n')
        world.listing.list(MONDAY, paper(1))
        receiver.status = 500
        assert world.morning(MONDAY) == 3
        receiver.status = 200
        world.now += timedelta(minutes=5)
        assert world.morning() == 0
    assert receiver.got[0][2] == receiver.got[1][2]
    assert len(world.reads) == 1
    assert not any(SECRET in line for line in [*world.said, *world.warned])
    assert not any(SECRET.encode() in path.read_bytes() for path in tmp_path.glob("digest.*"))


# --- forms -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["json", "slack", "discord"])
@pytest.mark.parametrize("words", ATTACKS.values(), ids=ATTACKS)
def test_no_word_of_a_paper_calls_anybody_or_is_markup(form: str, words: str) -> None:
    calls = f"{words} <!channel> <@U123> @everyone [x](http://evil.example)"
    hook = channel(1, form=form)
    body = json.loads(hook.pack(content(records=(hostile(calls), hostile_failure(calls)), notes=(calls,))))
    if form == "slack":
        assert "<!" not in body["text"]
        assert "<@" not in body["text"]
    if form == "discord":
        assert body["allowed_mentions"] == {"parse": []}
        assert "[x](" not in body["content"]


@pytest.mark.parametrize(
    ("form", "key", "most"), [("slack", "text", SLACK_CHARACTERS), ("discord", "content", DISCORD_CHARACTERS)]
)
@pytest.mark.parametrize("number", [0, 1, 3, 200])
def test_messages_stay_within_what_is_taken_and_say_where_the_rest_is(
    form: str, key: str, most: int, number: int
) -> None:
    known = [r for r in records() if r.status == "ok"]
    many = tuple(known[n % len(known)] for n in range(number))
    body = json.loads(channel(1, form=form).pack(content(records=many, link="https://papers.example/2026-11-20/")))
    assert len(body[key]) <= most
    assert "https://papers.example/2026-11-20/" in body[key]
    if number == 200:
        assert "more papers:" in body[key]
    if number == 1:
        assert "more papers" not in body[key]


@pytest.mark.parametrize(("form", "key"), [("json", "remarks"), ("slack", "text"), ("discord", "content")])
def test_a_warning_says_what_is_wrong(form: str, key: str) -> None:
    body = json.loads(channel(1, form=form).pack_warning(content(records=(), notes=("It has failed for days",))))
    assert "It has failed for days" in str(body[key])
