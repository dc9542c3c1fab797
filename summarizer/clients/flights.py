"""Flights: who is asking for what, so that nobody asks for it a second time meanwhile.

Threads wait at a lock, processes at one byte of a file in the cache's folder, whose place is taken from the key. The
kernel gives such a byte free when its process dies, however it dies.
"""

from __future__ import annotations

import os
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCKS = "asking"
"""Name of the file whose bytes are locked; it stays empty."""
LONGEST_WAIT = 600.0
"""Seconds a process that lives and does not answer (one that was stopped) is waited for, before one asks oneself."""
_NAPS = (0.005, 0.1)
"""Seconds between two looks at a byte that another process holds: at first, and at most."""


class FlightWarning(UserWarning):
    """Processes can't see here what others are asking: the same may be asked, and paid for, twice."""


class Flights:
    """The keys that this process is asking for, or waits for; one object a folder and process, see `flights_of`."""

    def __init__(self, folder: Path) -> None:
        self._path: Path | None = folder / LOCKS
        self._guard = threading.Lock()
        self._locks: dict[str, tuple[threading.Lock, int]] = {}
        self._file: int | None = None

    @contextmanager
    def alone(self, key: str, *, longest: float = LONGEST_WAIT) -> Iterator[None]:
        """Hold a key (hexadecimal digits); other threads wait, other processes at most `longest` seconds."""
        with self._guard:
            lock, users = self._locks.get(key, (threading.Lock(), 0))
            self._locks[key] = (lock, users + 1)
        try:
            with lock, self._byte(key, longest):
                yield
        finally:
            with self._guard:
                _, users = self._locks.pop(key)
                if users > 1:
                    self._locks[key] = (lock, users - 1)

    @contextmanager
    def _byte(self, key: str, longest: float) -> Iterator[None]:
        file = self._open()
        if file is None:
            yield
            return
        import fcntl

        place = int(key[:16], 16) >> 2  # 62 bits: what a file's offset holds; two keys at one place only wait
        held = self._take(file, place, longest)
        try:
            yield
        finally:
            if held:
                fcntl.lockf(file, fcntl.LOCK_UN, 1, place)

    def _take(self, file: int, place: int, longest: float) -> bool:
        """Lock a byte; False where that can't be, or another process has not given it up for too long.

        The kernel's own waiting takes threads of two processes that wait for each other's other keys for a deadlock.
        """
        import fcntl

        nap, longest_nap = _NAPS
        until = time.monotonic() + longest
        while True:
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
            except (BlockingIOError, PermissionError):  # which of them says "held" differs by system
                if time.monotonic() >= until:
                    return False
                time.sleep(nap)
                nap = min(nap * 2, longest_nap)
            except OSError as error:
                self._go_without(str(error.strerror))
                return False
            else:
                return True

    def _open(self) -> int | None:
        """The one descriptor of this process: to close any other one of the same file would free all its bytes."""
        if self._path is None or self._file is not None:
            return self._file
        with self._guard:
            if self._path is None or self._file is not None:
                return self._file
            try:
                import fcntl  # noqa: F401

                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            except (ImportError, OSError) as error:
                self._go_without(str(getattr(error, "strerror", None) or error))
        return self._file

    def _go_without(self, reason: str) -> None:
        self._path = self._file = None  # the descriptor is left open: other threads may hold it
        said = f"no locks between processes ({reason}): two runs at once may ask, and pay for, the same"
        warnings.warn(said, FlightWarning, stacklevel=2)


_FLIGHTS: dict[tuple[int, Path], Flights] = {}


def flights_of(folder: Path) -> Flights:
    """Give this process's flights of a folder, the same for all clients whose cache is there."""
    # A forked child has flights of its own: a lock that a thread of its parent held would never be given free.
    return _FLIGHTS.setdefault((os.getpid(), folder), Flights(folder))
