"""Deadlines that hold at the socket, so that a server which sends a byte now and then can't outstay them.

An HTTP client's own time-outs are per read: one byte a second keeps a request alive for ever, in the headers as in the
body.
"""

from __future__ import annotations

import math
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore2
import httpx2


class DeadlineTransport(httpx2.HTTPTransport):
    """An HTTP transport whose every connect, read and write ends with the calling thread's deadline."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._limit = _Limit()
        # The pool takes a backend of one's own, but httpx2 hands none through.
        self._pool._network_backend = _Backend(self._pool._network_backend, self._limit)

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Give everything this thread does inside the block so many seconds altogether."""
        self._limit.ends = time.monotonic() + seconds
        try:
            yield
        finally:
            self._limit.ends = math.inf


class _Limit(threading.local):
    ends = math.inf

    def shorten(self, timeout: float | None) -> float | None:
        if self.ends == math.inf:
            return timeout
        left = self.ends - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the deadline has passed")
        return left if timeout is None else min(timeout, left)


class _Backend(httpcore2.NetworkBackend):
    def __init__(self, inner: httpcore2.NetworkBackend, limit: _Limit) -> None:
        self._inner = inner
        self._limit = limit

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        timeout = self._limit.shorten(timeout)
        return _Stream(self._inner.connect_tcp(host, port, timeout, local_address, socket_options), self._limit)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        return _Stream(self._inner.connect_unix_socket(path, self._limit.shorten(timeout), socket_options), self._limit)

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class _Stream(httpcore2.NetworkStream):
    def __init__(self, inner: httpcore2.NetworkStream, limit: _Limit) -> None:
        self._inner = inner
        self._limit = limit

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._limit.shorten(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._limit.shorten(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        timeout = self._limit.shorten(timeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, timeout), self._limit)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
