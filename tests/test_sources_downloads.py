"""One guarded GET: where it may go, how much it takes, and how long."""

from __future__ import annotations

import gzip
import ssl
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import trustme
from fake_sites import FakeSite, Page, Trap, gzipped, moved, page
from hypothesis import given
from hypothesis import strategies as st

from summarizer.sources.addresses import is_public
from summarizer.sources.downloads import Download, DownloadError, DownloadLimits, Guard, download

PUBLIC = "93.184.215.14"
"""An address that the guard lets pass; nothing in these tests ever connects to it."""
OPEN = Guard(allows=bool)


NOT_PUBLIC = """
127.0.0.1 127.8.8.8 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 192.0.2.1 198.18.0.1
224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:7f00:1
::ffff:169.254.169.254 ::127.0.0.1 fe80::1 fe80::1%eth0 fec0::1 fc00::1 fd00:ec2::254 ff02::1 64:ff9b::7f00:1
64:ff9b::a9fe:a9fe 64:ff9b:1::a00:1 2002:7f00:1:: 2002:5db8:d70e:: 2001:0:1::1 2001:db8::1
2620:0:2d0:200:0:5efe:127.0.0.1 2620:0:2d0:200:200:5efe:10.0.0.1 nonsense 1
"""


def answering(*answers: Sequence[str]) -> Callable[[str, int], Sequence[str]]:
    """A name server that gives each answer once, and the last one from then on."""
    left = list(answers)
    return lambda host, port: left.pop(0) if len(left) > 1 else left[0]


def refused(url: str, guard: Guard | None = None) -> DownloadError:
    with pytest.raises(DownloadError) as caught:
        download(url, guard=guard, limits=DownloadLimits(seconds=5))
    return caught.value


# --- where it may go -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    NOT_PUBLIC.split(),
)
def test_what_is_nobodys_public_place_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", [PUBLIC, "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "2a00:1450:4001::8a"]
)
def test_public_addresses_are_public_also_wrapped_up(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_wrapped_up_in_another_is_as_public_as_it_is_itself(address: object) -> None:
    assert is_public(f"::ffff:{address}") == is_public(f"64:ff9b::{address}") == is_public(str(address))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "0", "0.0.0.0", "[::1]",
     "[::ffff:7f00:1]", "[::ffff:127.0.0.1]", "127.0.0.1."],
)  # fmt: skip
def test_ways_to_write_this_machine_are_refused_before_anything_is_connected(host: str) -> None:
    with Trap() as trap:
        error = refused(f"http://{host}:{trap.port}/")
        time.sleep(0.05)
    assert (error.kind, trap.hits) in (("forbidden", 0), ("unreachable", 0))
    assert "no public address" in error.reason or "no such host" in error.reason


def test_metadata_services_are_refused() -> None:
    assert refused("http://169.254.169.254/latest/meta-data/").kind == "forbidden"
    assert refused("http://[64:ff9b::a9fe:a9fe]/").kind == "forbidden"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "only http"),
        ("gopher://example.org/", "only http"),
        ("ftp://example.org/x", "only http"),
        ("//example.org/x", "no scheme"),
        ("http:///x", "names no host"),
        ("http://example.org:0/", "names no host"),
        ("http://example.org:99999/", "not an address"),
        ("http://[::1/", "not an address"),
        ("http://me:secret@example.org/", "a name or a password"),
        ("http://me@example.org/", "a name or a password"),
    ],
)
def test_addresses_of_another_kind_are_refused_and_secrets_in_them_not_repeated(url: str, reason: str) -> None:
    error = refused(url, Guard(bool, answering(["127.0.0.1"])))
    assert error.kind == "forbidden"
    assert reason in error.reason
    assert "secret" not in error.reason


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    with Trap() as trap:
        error = refused(f"http://rebind.example:{trap.port}/", Guard(resolver=answering([PUBLIC, "127.0.0.1"])))
    assert (error.kind, trap.hits) == ("forbidden", 0)


def test_the_checked_address_is_the_one_connected_to() -> None:
    """A name server whose second answer differs is not asked a second time: both sites are at one name."""
    with FakeSite({"/": page("right")}) as site, Trap() as trap:
        asked: list[str] = []

        def resolver(host: str, port: int) -> list[str]:
            asked.append(host)
            return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

        got = download(f"http://paper.example:{site.port}/", guard=Guard(bool, resolver))
    assert (got.body, asked, trap.hits) == (b"right", ["paper.example"], 0)
    assert site.calls[0].headers["host"] == f"paper.example:{site.port}"


def test_a_redirect_to_a_place_that_is_not_allowed_is_refused() -> None:
    """What a site redirects to is looked up and checked as the first address was."""
    with Trap() as trap, FakeSite({"/": moved(f"http://inner.example:{trap.port}/")}) as site:
        names = {"outer.example": ["127.0.0.1"], "inner.example": ["127.0.0.1", "127.0.0.2"]}
        guard = Guard(lambda address: address == "127.0.0.1", lambda host, port: names[host])
        error = refused(f"http://outer.example:{site.port}/", guard)
    assert (error.kind, site.paths, trap.hits) == ("forbidden", ["/"], 0)
    assert "inner.example is 127.0.0.2" in error.reason


@pytest.mark.parametrize("to", ["file:///etc/passwd", "gopher://x/", "http://me:pw@127.0.0.1/"])
def test_a_redirect_to_another_kind_of_address_is_refused(to: str) -> None:
    with FakeSite({"/": moved(to)}) as site:
        assert refused(f"{site.url}/", OPEN).kind == "forbidden"


def test_redirects_are_followed_a_few_times_and_no_more() -> None:
    with FakeSite({"/a": moved("/b"), "/b": moved("c?x=1"), "/c": page("here"), "/loop": moved("/loop")}) as site:
        got = download(f"{site.url}/a", guard=OPEN)
        error = refused(f"{site.url}/loop", OPEN)
    assert (got.body, got.url) == (b"here", f"{site.url}/c?x=1")
    assert error.kind == "garbled"
    assert site.paths.count("/loop") == 6


# --- how much it takes ---------------------------------------------------------------------------------------------


def endless() -> Iterator[bytes]:
    while True:
        yield b"x" * 65536


def bomb(megabytes: int) -> bytes:
    return gzip.compress(bytes(megabytes * 2**20), compresslevel=6)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Page(endless), id="a chunked body without an end"),
        pytest.param(Page(b"x", headers={"content-length": str(10 * 10**9)}), id="a length of 10 GB"),
        pytest.param(Page(b"x" * (4 * 2**20)), id="a body that is too large"),
        pytest.param(Page(bomb(80), headers={"content-encoding": "gzip"}), id="a gzip bomb"),
    ],
)
def test_what_is_too_large_is_refused_while_it_comes(answer: Page) -> None:
    with FakeSite({"/": answer}) as site:
        tracemalloc.start()
        begun = time.monotonic()
        with pytest.raises(DownloadError) as caught:
            download(f"{site.url}/", guard=OPEN, limits=DownloadLimits(largest=3 * 2**20))
        took, (_, peak) = time.monotonic() - begun, tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert caught.value.kind == "too_large"
    assert "3 MB" in caught.value.reason
    assert took < 5
    assert peak < 16 * 2**20


def test_gzip_is_unpacked_and_what_is_torn_or_packed_otherwise_is_an_error() -> None:
    whole = gzip.compress(b"abstract " * 1000)
    routes = {
        "/whole": gzipped(b"abstract " * 1000),
        "/torn": Page(whole[:-20], headers={"content-encoding": "gzip"}),
        "/wrong": Page(b"no gzip at all", headers={"content-encoding": "gzip"}),
        "/br": Page(b"x", headers={"content-encoding": "br"}),
    }
    with FakeSite(routes) as site:
        assert download(f"{site.url}/whole", guard=OPEN).body == b"abstract " * 1000
        kinds = [refused(site.url + path, OPEN).kind for path in ("/torn", "/wrong", "/br")]
    assert kinds == ["unreachable", "garbled", "garbled"]


def test_a_body_that_breaks_off_is_an_error() -> None:
    with FakeSite({"/": Page(b"x" * 5000, cut=3000)}) as site:
        assert refused(f"{site.url}/", OPEN).kind == "unreachable"


# --- how long ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Page(b"x", drip_head=0.05), id="a head byte by byte"),
        pytest.param(Page(lambda: iter(lambda: time.sleep(0.05) or b"x", None)), id="a body byte by byte"),
    ],
)
def test_what_drips_is_given_up_when_the_time_is_up(answer: Page) -> None:
    with FakeSite({"/": answer}) as site:
        begun = time.monotonic()
        with pytest.raises(DownloadError, match="the time is up") as caught:
            download(f"{site.url}/", guard=OPEN, limits=DownloadLimits(seconds=0.4))
        took = time.monotonic() - begun
    assert caught.value.kind == "unreachable"
    assert 0.3 < took < 3


def test_a_place_where_nobody_listens_is_unreachable() -> None:
    with Trap() as trap:
        port = trap.port
    assert refused(f"http://127.0.0.1:{port}/", OPEN).kind == "unreachable"

    def nothing(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    assert "no such host" in refused("http://nowhere.example/", Guard(resolver=nothing)).reason


def test_a_server_that_closes_without_a_word_is_unreachable() -> None:
    with Trap() as trap:
        assert refused(f"http://127.0.0.1:{trap.port}/", OPEN).kind == "unreachable"


def test_what_is_no_http_is_garbled() -> None:
    with FakeSite({"/": Page(b"x", status=2000)}) as site:
        assert refused(f"{site.url}/", OPEN).kind == "garbled"


# --- who is there --------------------------------------------------------------------------------------------------


class _Hello(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-length", "5")
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *_: object) -> None:
        """Nothing on stderr."""


@pytest.fixture
def secure(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A TLS server for `paper.example`, and its authority trusted by this process."""
    authority = trustme.CA()
    file = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(file)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("paper.example").configure_cert(context)
    server = HTTPServer(("127.0.0.1", 0), _Hello)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join(5)


def test_the_certificate_is_checked_for_the_name_though_an_address_is_connected_to(secure: int) -> None:
    guard = Guard(bool, answering(["127.0.0.1"]))
    assert download(f"https://paper.example:{secure}/", guard=guard).body == b"hello"
    error = refused(f"https://other.example:{secure}/", guard)
    assert (error.kind, "no safe connection" in error.reason) == ("unreachable", True)


def test_a_download_tells_type_and_charset_and_who_asks() -> None:
    with FakeSite({"/": page("x", "Application/RSS+XML; charset=ISO-8859-1"), "/none": Page(b"x", "")}) as site:
        got = download(f"{site.url}/", guard=OPEN, accept="application/rss+xml")
        none = download(f"{site.url}/none", guard=OPEN)
    assert (got.content_type, got.charset, got.status) == ("application/rss+xml", "iso-8859-1", 200)
    assert isinstance(none, Download)
    assert site.calls[0].headers["user-agent"].startswith("summarizer/")
    assert site.calls[0].headers["accept"] == "application/rss+xml"
    assert "authorization" not in site.calls[0].headers
    assert "cookie" not in site.calls[0].headers
