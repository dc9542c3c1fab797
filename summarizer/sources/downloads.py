"""Downloads: one guarded GET, which reaches only the places it was allowed to, and ends in time and in size.

Every hop's name is resolved once, all its addresses are checked, and the checked address is the one that is connected
to: a second answer of the name server changes nothing. The time is kept by a watchdog that cuts the connection, so that
neither a slow handshake nor a header that comes byte by byte outstays it.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from summarizer.sources.addresses import Resolver, is_public, resolve

if TYPE_CHECKING:
    from summarizer.errors import SourceErrorKind

REDIRECTS = (301, 302, 303, 307, 308)
_PIECE = 64 * 1024
_PORTS = {"http": 80, "https": 443}


class DownloadError(Exception):
    """A download that did not come, or was not let through; whoever asked for it says so to the user."""

    def __init__(self, kind: SourceErrorKind, reason: str) -> None:
        super().__init__(reason)
        self.kind: SourceErrorKind = kind
        self.reason = reason


@dataclass(frozen=True)
class DownloadLimits:
    """What a download may take."""

    largest: int = 20 * 2**20
    """Bytes, as they come and as they are unpacked."""
    seconds: float = 30.0
    """For everything together: all hops, the handshakes and the body."""
    redirects: int = 5
    """Hops from one address to another."""


@dataclass(frozen=True)
class Guard:
    """Which places may be reached."""

    allows: Callable[[str], bool] = is_public
    """Whether an address may be connected to; for intranets and for tests, others than public ones may."""
    resolver: Resolver = resolve
    """Looks names up."""


@dataclass(frozen=True)
class Download:
    """What came."""

    url: str
    """Where it came from, after all redirects."""
    status: int
    headers: Mapping[str, str]
    """By lower-case name."""
    body: bytes
    """Unpacked."""

    @property
    def content_type(self) -> str:
        """The media type as the server says it, lower case, without parameters."""
        return self._message().get_content_type() if "content-type" in self.headers else ""

    @property
    def charset(self) -> str | None:
        """The encoding as the server says it."""
        return self._message().get_content_charset()

    def _message(self) -> Message:
        message = Message()
        message["content-type"] = self.headers.get("content-type", "")
        return message


def download(
    url: str, *, accept: str = "*/*", limits: DownloadLimits | None = None, guard: Guard | None = None
) -> Download:
    """Get what is at an address, following redirects; the answer may be of any status that is no redirect.

    Raises `DownloadError`: `forbidden` for an address or a hop that the guard refuses, `too_large`, `unreachable` for
    names without an address, connections that fail or break, and time that is up, `garbled` for what is no HTTP.
    """
    limits, guard = limits or DownloadLimits(), guard or Guard()
    ends = time.monotonic() + limits.seconds
    place = _checked_url(url)
    for _ in range(limits.redirects + 1):
        got = _one_hop(place, accept, limits.largest, ends=ends, guard=guard)
        if got.status not in REDIRECTS or "location" not in got.headers:
            return got
        before, place = place, _checked_url(urljoin(place.geturl(), got.headers["location"]))
        if (before.scheme, place.scheme) == ("https", "http"):
            raise DownloadError("forbidden", f"it redirects from https to http ({place.hostname})")
    raise DownloadError("garbled", f"it redirects more than {limits.redirects} times")


def user_agent() -> str:
    """How this toolkit introduces itself to servers."""
    import summarizer

    return f"summarizer/{summarizer.__version__} (reads research papers)"


# --- the guard -----------------------------------------------------------------------------------------------------


def _checked_url(url: str) -> SplitResult:
    """An address that may be tried at all, with its path as ASCII."""
    try:
        place = urlsplit(url)
        port = place.port
    except ValueError as error:
        raise DownloadError("forbidden", f"not an address: {error}") from error
    if place.scheme not in _PORTS:
        raise DownloadError("forbidden", f"{place.scheme or 'no scheme'}: only http:// and https:// are fetched")
    if place.username is not None or place.password is not None:
        raise DownloadError("forbidden", "an address with a name or a password in it is not fetched")
    if not place.hostname or port == 0:
        raise DownloadError("forbidden", "not an address: it names no host")
    path, query = (quote(part, safe="/:@!$&'()*+,;=~%?-._") for part in (place.path or "/", place.query))
    return place._replace(path=path, query=query, fragment="")


def _addresses(place: SplitResult, guard: Guard) -> list[str]:
    """The addresses of a place, all of them checked: one private among them refuses the name."""
    host, port = _host(place), _port(place)
    try:
        found = list(guard.resolver(host, port))
    except (OSError, UnicodeError) as error:
        raise DownloadError("unreachable", f"{host}: no such host ({error})") from error
    if not found:
        raise DownloadError("unreachable", f"{host}: no such host")
    refused = [address for address in found if not guard.allows(address)]
    if refused:
        raise DownloadError(
            "forbidden",
            f"{host} is {refused[0]}, no public address; addresses of one's own network are fetched with "
            "--allow-private only",
        )
    return found


def _host(place: SplitResult) -> str:
    return place.hostname or ""


def _port(place: SplitResult) -> int:
    return place.port or _PORTS[place.scheme]


# --- one hop -------------------------------------------------------------------------------------------------------


class _Pinned(http.client.HTTPConnection):
    """A connection to one address that was checked, whatever the host's name may stand for meanwhile."""

    def __init__(self, place: SplitResult, address: str, ends: float) -> None:
        self.default_port = _PORTS[place.scheme]
        super().__init__(_host(place), _port(place))
        self._address = address
        self._secure = place.scheme == "https"
        self._ends = ends

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), timeout=_left(self._ends))
        if self._secure:
            context = _trust()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
        self._wire = self.sock  # the response takes the socket over, and has to be cut, too

    def shake_hands(self) -> None:
        """Begin encryption, now that a watchdog can cut the connection."""
        if isinstance(self.sock, ssl.SSLSocket):
            self.sock.do_handshake()

    def cut(self) -> None:
        """End whatever waits on this connection, from another thread."""
        with suppress(OSError):
            socket.socket.shutdown(self._wire, socket.SHUT_RDWR)


def _one_hop(place: SplitResult, accept: str, largest: int, *, ends: float, guard: Guard) -> Download:
    host = _host(place)
    connection = _connected(place, _addresses(place, guard), ends)
    watchdog = threading.Timer(max(0.0, ends - time.monotonic()), connection.cut)
    watchdog.daemon = True
    watchdog.start()
    try:
        connection.shake_hands()
        target = place._replace(scheme="", netloc="").geturl()
        headers = {"User-Agent": user_agent(), "Accept": accept, "Accept-Encoding": "gzip", "Connection": "close"}
        connection.request("GET", target, headers=headers)
        with connection.getresponse() as response:
            return _received(place, response, largest, ends)
    except ssl.SSLError as error:
        _left(ends)
        raise DownloadError("unreachable", f"{host}: no safe connection: {error.reason or error}") from error
    except (OSError, http.client.IncompleteRead, http.client.RemoteDisconnected) as error:
        _left(ends)
        raise DownloadError("unreachable", f"{host}: the connection broke") from error
    except (http.client.HTTPException, ValueError) as error:
        _left(ends)
        raise DownloadError("garbled", f"{host}: the answer is no HTTP: {type(error).__name__}") from error
    finally:
        watchdog.cancel()
        connection.close()


def _connected(place: SplitResult, addresses: list[str], ends: float) -> _Pinned:
    """A connection to the first of the addresses that takes one."""
    failure: OSError | None = None
    for address in addresses:
        connection = _Pinned(place, address, ends)
        try:
            connection.connect()
        except OSError as error:
            connection.close()
            failure = error
        else:
            return connection
    _left(ends)
    raise DownloadError("unreachable", f"{_host(place)}: no connection: {failure}") from failure


def _left(ends: float) -> float:
    """Seconds that are left; an error where none are."""
    left = ends - time.monotonic()
    if left <= 0:
        raise DownloadError("unreachable", "the time is up: the whole answer did not come")
    return left


def _trust() -> ssl.SSLContext:
    import httpx2

    return httpx2.create_ssl_context()


# --- the body ------------------------------------------------------------------------------------------------------


def _received(place: SplitResult, response: http.client.HTTPResponse, largest: int, ends: float) -> Download:
    headers = {name.lower(): value for name, value in response.getheaders()}
    body = b""
    if response.status not in REDIRECTS:
        if (response.length or 0) > largest:
            raise DownloadError("too_large", _too_large(largest))
        pieces = _unpacked(_pieces(response, ends), headers.get("content-encoding", ""), largest)
        try:
            body = b"".join(_capped(pieces, largest))
        except zlib.error as error:
            raise DownloadError("garbled", f"its answer can't be unpacked: {error}") from error
    return Download(place.geturl(), response.status, headers, body)


def _pieces(response: http.client.HTTPResponse, ends: float) -> Iterator[bytes]:
    """The body as it comes; a body that is shorter than it said is an error."""
    while piece := response.read(_PIECE):
        yield piece
    _left(ends)
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)


def _capped(pieces: Iterator[bytes], largest: int) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > largest:
            raise DownloadError("too_large", _too_large(largest))
        yield piece


def _unpacked(pieces: Iterator[bytes], encoding: str, largest: int) -> Iterator[bytes]:
    """Undo a gzip compression a piece at a time; no piece is ever larger than `_PIECE`."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from _capped(pieces, largest)
        return
    if encoding not in ("gzip", "x-gzip"):
        raise DownloadError("garbled", f"its answer is packed as {encoding!r}, which nobody asked for")
    unpack = zlib.decompressobj(wbits=31)
    for piece in _capped(pieces, largest):
        while piece and not unpack.eof:
            yield unpack.decompress(piece, _PIECE)
            piece = unpack.unconsumed_tail
    yield unpack.flush()
    if not unpack.eof:
        raise DownloadError("unreachable", "the connection was closed in the midst of the answer")


def _too_large(largest: int) -> str:
    return f"its answer is larger than {largest / 2**20:,.0f} MB"
