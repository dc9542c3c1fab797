"""Turns: a service is asked by one process at a time, with a pause between any two requests, and not while it rests.

A file a service, locked while a turn lasts, holds when the last request ended and until when the service wants none.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from summarizer.clients.waits import Clock
from summarizer.errors import CacheError

LONGEST_WAIT = 60.0
"""Seconds; for more nobody sleeps: the run ends and says when it can go on."""
LONGEST_REST = 7 * 86400.0
"""Seconds; no service rests longer, whatever it or a clock that was set says."""


class RestingError(Exception):
    """The service wants no request for longer than anybody waits; `until` is when it may be asked again."""

    def __init__(self, until: datetime) -> None:
        super().__init__(str(until))
        self.until = until


@dataclass(frozen=True)
class Turns:
    """The turns of one service, for all processes that share a folder."""

    path: Path
    """The service's file."""
    gap: float = 0.0
    """Seconds between the end of one request and the beginning of the next."""
    clock: Clock = field(default_factory=Clock)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and have it while the block lasts.

        Raises `RestingError` where that would take longer than `LONGEST_WAIT`, `CacheError` where the file can't be
        written.
        """
        with self._locked() as stream:
            wait, rests_until = self._wait(stream)
            if wait > LONGEST_WAIT:
                raise RestingError(datetime.fromtimestamp(rests_until, UTC))
            if wait > 0:
                self.clock.sleep(wait)
            self._note(stream, rests_until)  # now already: who is killed during a request has made one
            try:
                yield
            finally:
                self._note(stream, rests_until)

    def rest(self, seconds: float) -> None:
        """Keep every process from asking for so many seconds from now."""
        with self._locked() as stream:
            last, rests_until = _read(stream)
            _write(stream, last, max(rests_until, self._now() + min(seconds, LONGEST_REST)))

    def _wait(self, stream: IO[str]) -> tuple[float, float]:
        """Seconds to wait now, and until when the service rests; a time that lies ahead counts as just now."""
        now = self._now()
        last, rests_until = _read(stream)
        rests_until = rests_until if rests_until - now <= LONGEST_REST else 0.0
        pause = min(self.gap, max(0.0, last + self.gap - now))
        return max(pause, rests_until - now), rests_until

    def _note(self, stream: IO[str], rests_until: float) -> None:
        _write(stream, self._now(), rests_until)

    def _now(self) -> float:
        return self.clock.now().timestamp()

    @contextmanager
    def _locked(self) -> Iterator[IO[str]]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            stream = self.path.open("a+", encoding="utf-8")
        except OSError as error:
            raise CacheError(f"{self.path}: can't be written: {error.strerror or error}") from error
        with stream:
            _lock(stream)
            yield stream


def _lock(stream: IO[str]) -> None:
    """Wait until no other process has the file; where the platform or the file system has no locks, go on."""
    try:
        import fcntl

        fcntl.flock(stream, fcntl.LOCK_EX)
    except (ImportError, OSError):
        return


def _read(stream: IO[str]) -> tuple[float, float]:
    """When the last request ended, and until when the service rests; 0 where the file does not say."""
    stream.seek(0)
    try:
        said = json.load(stream)
        times = float(said["last"]), float(said["rests_until"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return 0.0, 0.0
    return times if all(map(math.isfinite, times)) else (0.0, 0.0)


def _write(stream: IO[str], last: float, rests_until: float) -> None:
    stream.seek(0)
    stream.truncate()
    json.dump({"last": last, "rests_until": rests_until}, stream)
    stream.flush()
