"""Deadlines that hold at the socket, so that a server which sends a byte now and then can't outstay them.

An HTTP client's own time-outs are per read: one byte a second keeps a request alive for ever, in the headers as in the
body. httpx2's transport lets nobody at its sockets, so this one stands on the standard library's `http.client`; it also
takes half of the processor's time, which tells where a hundred threads share one core.
"""

from __future__ import annotations

import http.client
import math
import re
import selectors
import socket
import ssl
import threading
import time
import weakref
from base64 import b64encode
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias
from urllib.parse import unquote, urlsplit

import httpx2

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LARGEST_REPLY = 256 * 2**20
"""Bytes; what is larger is no reply of any endpoint, and would fill the memory before the deadline."""
FRESH_SECONDS = 1.0
"""A connection that was used so recently is taken to be open still; others are looked at first."""

# `select` fails for files beyond the first 1,024, `poll` is missing on Windows.
_Selector: type[selectors.BaseSelector] = getattr(selectors, "PollSelector", selectors.SelectSelector)


class DeadlineTransport(httpx2.BaseTransport):
    """An HTTP transport whose every connect, read and write ends with the calling thread's deadline.

    Connections are kept and shared by all threads. `proxy` is an `http://` URL, `largest` the bytes of a reply that
    are read at most. Raises httpx2's own errors.
    """

    def __init__(
        self, *, verify: ssl.SSLContext | bool = True, proxy: str | None = None, largest: int = LARGEST_REPLY
    ) -> None:
        self._trust = _trust(verify)
        self._proxy = urlsplit(proxy) if proxy else None
        self._largest = largest
        self._limit = _Limit()
        self._idle: deque[_Kept] = deque()
        self._busy: set[_AnyConnection] = set()
        self._open = True
        weakref.finalize(self, _close_all, self._idle)

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Give everything this thread does inside the block so many seconds altogether."""
        self._limit.ends = time.monotonic() + seconds
        try:
            yield
        finally:
            self._limit.ends = math.inf

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request and read its whole response."""
        headers = tuple(header for header in request.headers.raw if header[0].lower() != _LENGTH)
        timeouts = request.extensions.get("timeout", {})
        status, got, content = self.send(Outgoing(request.method, request.url, headers, request.read(), timeouts))
        return httpx2.Response(status, headers=got, content=content)

    def send(self, request: Outgoing) -> tuple[int, Headers, bytes]:
        """Send a request; gives status, headers and body of its response, as they came."""
        origin = (request.url.scheme, request.url.host, request.url.port)
        connection = self._reused(origin) or self._connected(request, request.timeouts.get("connect"))
        self._busy.add(connection)
        try:
            if not self._open:
                raise httpx2.WriteError("the client was closed")
            _send(connection, request, self._target(request.url))
            connection.sock.silence = request.timeouts.get("read")
            status, headers, content, reusable = _receive(connection, request.method, self._largest)
        except BaseException:  # also an interrupt: half a response must not be taken for the next one's
            connection.close()
            raise
        finally:
            self._busy.discard(connection)
        if reusable and self._open:
            self._idle.append(_Kept(origin, connection, time.monotonic()))
        else:
            connection.close()
        return status, headers, content

    def close(self) -> None:
        """Close all connections; whoever still reads from one is told that it broke."""
        self._open = False
        _close_all(self._idle)
        for connection in list(self._busy):
            sock: socket.socket | None = connection.sock  # None: closed by its own thread meanwhile
            with suppress(OSError):
                if sock is not None:
                    socket.socket.shutdown(sock, socket.SHUT_RDWR)

    def _reused(self, origin: _Origin) -> _AnyConnection | None:
        """A kept connection that is still open."""
        try:
            while kept := self._idle.pop():
                if kept.origin == origin and kept.is_alive():
                    return kept.connection
                kept.connection.close()
        except IndexError:
            return None

    def _connected(self, request: Outgoing, timeout: float | None) -> _AnyConnection:
        try:
            connection = self._connection(request.url)
        except (ValueError, http.client.HTTPException) as error:
            raise httpx2.ConnectError(str(error)) from error
        try:
            connection.timeout = self._limit.shorten(timeout)
            connection.connect()
        except TimeoutError as error:
            connection.close()
            raise httpx2.ConnectTimeout(str(error)) from error
        except (OSError, ValueError, http.client.HTTPException) as error:  # a name may be none to the resolver
            connection.close()
            raise httpx2.ConnectError(str(error)) from error
        return connection

    def _connection(self, url: httpx2.URL) -> _AnyConnection:
        proxy = self._proxy
        if proxy and proxy.scheme != "http":
            raise httpx2.UnsupportedProtocol(f"a proxy has to be http://, not {proxy.scheme}://")
        place = (proxy.hostname, proxy.port or 80) if proxy else (url.host, url.port)
        if url.scheme == "http":
            return _Connection(self._limit, *place)
        connection = _SecureConnection(self._limit, *place, context=self._trust)
        if proxy:
            connection.set_tunnel(url.host, url.port, _credentials(proxy))
        return connection

    def _target(self, url: httpx2.URL) -> bytes:
        """What is asked for: a path, or a whole address where a proxy is asked."""
        return str(url).encode("ascii") if self._proxy and url.scheme == "http" else url.raw_path


Headers: TypeAlias = "Sequence[tuple[bytes, bytes]]"
_LENGTH = b"content-length"


class Outgoing(NamedTuple):
    """A request as it goes out."""

    method: str
    url: httpx2.URL
    headers: tuple[tuple[bytes, bytes], ...]
    """All but the body's length."""
    body: bytes
    timeouts: Mapping[str, float | None]
    """Seconds to `connect`, to `write`, and without a byte while it is `read`."""


_AnyConnection: TypeAlias = "_Connection | _SecureConnection"
_Origin = tuple[str, str, int | None]


class _Kept(NamedTuple):
    """A connection that waits to be used again."""

    origin: _Origin
    connection: _AnyConnection
    since: float

    def is_alive(self) -> bool:
        """Whether the server has not closed it meanwhile; an idle connection has nothing to say but that."""
        if time.monotonic() - self.since < FRESH_SECONDS:
            return True
        with _Selector() as selector:
            selector.register(self.connection.sock, selectors.EVENT_READ)
            return not selector.select(0)


class _Limit(threading.local):
    """When this thread's request has to end."""

    ends = math.inf

    def shorten(self, timeout: float | None) -> float | None:
        if self.ends == math.inf:
            return timeout
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError("the deadline has passed")
        return left if timeout is None else min(timeout, left)


class _Timed(socket.socket):
    """A socket whose every read ends with the reading thread's deadline."""

    limit: _Limit
    silence: float | None = None
    """Seconds that may pass without a byte."""

    def recv_into(self, buffer: WriteableBuffer, nbytes: int = 0, flags: int = 0) -> int:
        wait_at_most(self, self.limit.shorten(self.silence))
        return super().recv_into(buffer, nbytes, flags)


class _TimedTLS(ssl.SSLSocket):
    """The same on an encrypted connection."""

    limit: _Limit
    silence: float | None = None

    def recv_into(self, buffer: WriteableBuffer, nbytes: int | None = None, flags: int = 0) -> int:
        wait_at_most(self, self.limit.shorten(self.silence))
        return super().recv_into(buffer, nbytes, flags)


def wait_at_most(sock: socket.socket, seconds: float | None) -> None:
    """Set a socket's time-out, unless it is about right: each setting makes every other thread wait its turn."""
    standing = sock.gettimeout()
    if standing is None or seconds is None or abs(standing - seconds) > min(0.5, 0.02 * seconds):
        sock.settimeout(seconds)


class _Connection(http.client.HTTPConnection):
    sock: _Timed

    def __init__(self, limit: _Limit, *place: Any) -> None:
        super().__init__(*place)
        self._limit = limit

    def connect(self) -> None:
        super().connect()
        self.sock = _Timed(fileno=self.sock.detach())
        self.sock.limit = self._limit


class _SecureConnection(http.client.HTTPSConnection):
    sock: _TimedTLS

    def __init__(self, limit: _Limit, *place: Any, context: ssl.SSLContext) -> None:
        super().__init__(*place, context=context)
        self._limit = limit

    def connect(self) -> None:
        super().connect()
        assert isinstance(self.sock, _TimedTLS)
        self.sock.limit = self._limit


def _send(connection: _AnyConnection, request: Outgoing, target: bytes) -> None:
    """Send head and body in one piece: two would wake the server twice."""
    length = b"%s: %d\r\n" % (_LENGTH, len(request.body)) if request.body or request.method == "POST" else b""
    try:
        wait_at_most(connection.sock, connection.sock.limit.shorten(request.timeouts.get("write")))
        connection.sock.sendall(_head(request.method, target, request.headers) + length + b"\r\n" + request.body)
    except TimeoutError as error:
        raise httpx2.WriteTimeout(str(error)) from error
    except OSError as error:
        raise httpx2.WriteError(str(error)) from error


@lru_cache(maxsize=64)
def _head(method: str, target: bytes, headers: Headers) -> bytes:
    """Request line and headers, which are mostly those of the request before; raises `httpx2.LocalProtocolError`."""
    lines = [b"%s %s HTTP/1.1" % (method.encode("ascii"), target), *(b"%s: %s" % header for header in headers)]
    if any(_BREAKS.search(line) for line in lines):
        raise httpx2.LocalProtocolError("a header holds a line break")
    return b"".join(line + b"\r\n" for line in lines)


_BREAKS = re.compile(rb"[\r\n\0]")


def _receive(connection: _AnyConnection, method: str, largest: int) -> tuple[int, Headers, bytes, bool]:
    """Status, headers, body, and whether the connection can be used again."""
    try:
        with http.client.HTTPResponse(connection.sock, method=method) as response:
            response.begin()
            too_large = (response.length or 0) > largest
            known = response.length is not None
            content = b"" if too_large else response.read() if known else response.read(largest + 1)
    except TimeoutError as error:
        raise httpx2.ReadTimeout(str(error)) from error
    except http.client.HTTPException as error:
        raise httpx2.RemoteProtocolError(_words(error)) from error
    except OSError as error:
        raise httpx2.ReadError(str(error)) from error
    if too_large or len(content) > largest:
        raise httpx2.ReadError(f"the reply is larger than {largest} bytes")
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in response.getheaders()]
    return response.status, headers, content, not response.will_close


def _words(error: http.client.HTTPException) -> str:
    if isinstance(error, http.client.IncompleteRead):
        return "the connection was closed in the midst of the reply"
    if isinstance(error, http.client.RemoteDisconnected):
        return "the connection was closed without a reply"
    return f"the reply is no HTTP: {type(error).__name__}"


def _trust(verify: ssl.SSLContext | bool) -> ssl.SSLContext:
    context = verify if isinstance(verify, ssl.SSLContext) else httpx2.create_ssl_context(verify=verify)
    context.sslsocket_class = _TimedTLS
    return context


def _credentials(proxy: Any) -> dict[str, str]:
    if proxy.username is None:
        return {}
    pair = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return {"Proxy-Authorization": "Basic " + b64encode(pair.encode()).decode("ascii")}


def _close_all(idle: deque[_Kept]) -> None:
    while idle:
        idle.pop().connection.close()
