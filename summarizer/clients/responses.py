"""Responses: rows of JSON by key, each with a checksum, that any number of threads and processes share."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
import warnings
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

import diskcache
from diskcache.core import MODE_RAW

from summarizer.clients import sha256
from summarizer.clients.commits import GroupCommit
from summarizer.clients.database import (
    DATABASE,
    LOCKED_SECONDS,
    CacheWarning,
    NoCacheError,
    connect,
    is_broken,
    is_sound,
    make_private,
    open_writer,
    prepare,
    set_aside,
)
from summarizer.clients.replies import read_json
from summarizer.errors import CacheError

T = TypeVar("T")

_DIGEST = 64
_DAY = 86400.0
_SELECT = (
    "SELECT CASE WHEN typeof(value) = 'blob' AND mode = 1 AND filename IS NULL THEN value END"
    " FROM Cache WHERE key = ? AND raw = 1"
)
_UPSERT = (
    "INSERT INTO Cache (key, raw, store_time, access_time, mode, value) VALUES {} ON CONFLICT (key, raw) DO UPDATE SET"
    " store_time = excluded.store_time, mode = excluded.mode, filename = NULL, value = excluded.value"
)
_ROW = f"(?, 1, ?, ?, {MODE_RAW}, ?)"


@dataclass(frozen=True)
class CacheInfo:
    """What a cache holds."""

    folder: Path
    rows: int
    bytes: int
    oldest: str | None
    """When its oldest row was written, ISO 8601, UTC."""
    newest: str | None


class Responses(Protocol):
    """Where answers are kept: a `ResponseCache`, or `NoCache` where none can be had."""

    @property
    def folder(self) -> Path | None:
        """Where the rows are; None where there are none."""
        ...

    @property
    def is_writable(self) -> bool:
        """Whether new rows are kept."""
        ...

    unsaved: set[str]
    """Keys of answers that could not be kept."""

    def get(self, key: str) -> dict[str, Any] | None:
        """Give the row of a key, None where there is none."""
        ...

    def put(self, key: str, row: Mapping[str, Any]) -> bool:
        """Keep a row; whether it could be kept."""
        ...

    def put_later(self, key: str, row: Mapping[str, Any]) -> None:
        """Keep a row that can be made again: with the next ones, or when `flush` is called."""
        ...

    def flush(self) -> None:
        """Write what was put for later."""
        ...


def open_responses(folder: Path | str) -> Responses:
    """Open the cache of a folder; where none can be had there (`CacheWarning`), one that keeps nothing.

    Raises `CacheError` where the folder is somebody else's, or no folder: then the name of it is wrong.
    """
    try:
        return ResponseCache(folder)
    except NoCacheError as error:
        warnings.warn(f"{error}; the run goes on, and no answer is kept", CacheWarning, stacklevel=2)
        return NoCache()


class NoCache:
    """Keeps nothing: what a run goes on with where no cache can be had."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.is_writable = False
        self.unsaved: set[str] = set()

    def get(self, key: str) -> dict[str, Any] | None:  # noqa: ARG002
        """Find nothing."""
        return None

    def put(self, key: str, row: Mapping[str, Any]) -> bool:  # noqa: ARG002
        """Keep nothing."""
        return False

    def put_later(self, key: str, row: Mapping[str, Any]) -> None:
        """Keep nothing."""

    def flush(self) -> None:
        """Have nothing to write."""


class ResponseCache:
    """Rows of JSON by key, in `folder/responses`, a folder of mode 0700; any number of threads and processes share it.

    A row that is damaged, or was not written by this toolkit, is no row (`CacheWarning`); a damaged database is set
    aside and a new one begun; one that can't be written is read. Raises `NoCacheError`, a `CacheError`, where a run
    had better go on without (`open_responses` does), `CacheError` where another folder must be named.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder).absolute() / "responses"
        self.unsaved: set[str] = set()
        self._lock = threading.Lock()
        self._commits: GroupCommit[tuple[str, bytes]] = GroupCommit()
        make_private(self.folder)
        try:
            self._open()
        except sqlite3.DatabaseError as error:
            if not is_broken(error):
                raise CacheError(f"{self.folder}: {error}: give another folder by --cache-dir") from error
            self._begin_anew(error)

    @property
    def is_writable(self) -> bool:
        """Whether new rows are kept; else what is there can only be read."""
        return self._writer is not None

    def get(self, key: str) -> dict[str, Any] | None:
        """Give the row of a key, None where there is none."""
        try:
            found = self._with_connections(lambda connections: connections.read(_SELECT, (key,)))
        except sqlite3.DatabaseError as error:
            raise CacheError(f"{self.folder}: {error}") from error
        if not found:
            return None
        row = _decode(key, found[0][0])
        if row is None:
            warnings.warn(f"{self.folder}: the row {key[:12]} is damaged and not used", CacheWarning, stacklevel=2)
        return row

    def put(self, key: str, row: Mapping[str, Any]) -> bool:
        """Keep a row; whether it could be kept (a full disk, or a lock that is never given up, is a warning)."""
        return self.is_writable and self._commits.add((key, _encode(key, row)), self._write)

    def put_later(self, key: str, row: Mapping[str, Any]) -> None:
        """Keep a row that can be made again: with the next ones, or when `flush` is called."""
        if self.is_writable:
            self._commits.leave((key, _encode(key, row)), self._write)

    def flush(self) -> None:
        """Write what was put for later."""
        self._commits.flush(self._write)

    def rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Give every sound row with its key, oldest first."""
        for key, row in self._read_all():
            if row is not None:
                yield key, row

    def keys(self) -> list[str]:
        """Name every sound row, oldest first."""
        return [key for key, _ in self.rows()]

    def info(self) -> CacheInfo:
        """Say how much there is, and from when."""
        with closing(connect(self.folder, self._mode)) as database:
            count, oldest, newest = database.execute(
                "SELECT COUNT(*), MIN(store_time), MAX(store_time) FROM Cache"
            ).fetchone()
        size = sum(path.stat().st_size for path in self.folder.glob(f"{DATABASE}*") if ".corrupt-" not in path.name)
        return CacheInfo(self.folder, count, size, _moment(oldest), _moment(newest))

    def check(self) -> list[str]:
        """Verify the database and every row's checksum; gives a line for everything that is wrong."""
        problems = []
        try:
            with closing(connect(self.folder, self._mode)) as database:
                problems += [f"database: {line}" for (line,) in database.execute("PRAGMA integrity_check(20)")]
            damaged = (key for key, row in self._read_all() if row is None)
            problems += [f"row {key[:12]}: damaged, or not written by this toolkit" for key in damaged]
        except sqlite3.DatabaseError as error:
            problems.append(f"database: {error}")
        return [problem for problem in problems if problem != "database: ok"]

    def clear(self, *, older_than: float = 0.0) -> int:
        """Remove every row, or those kept more than so many days ago; gives their number. No other file is touched.

        Raises `CacheError` where nothing can be written.
        """
        if self._writer is None:
            raise CacheError(f"{self.folder}: nothing can be removed: it can only be read")
        if not older_than:
            return int(self._writer.clear())
        with closing(connect(self.folder)) as database:
            before = time.time() - older_than * _DAY
            return database.execute("DELETE FROM Cache WHERE store_time < ?", (before,)).rowcount

    def export(self, path: Path | str) -> int:
        """Write every sound row as a line of JSON, `{"key": …, "row": …}`; gives their number.

        Raises `CacheError` where the file can't be written.
        """
        count = 0
        try:
            with Path(path).open("w", encoding="utf-8", newline="\n") as file:
                for key, row in self.rows():
                    file.write(json.dumps({"key": key, "row": row}, allow_nan=False) + "\n")
                    count += 1
        except OSError as error:
            raise CacheError(f"{path}: can't be written: {error.strerror or error}") from error
        return count

    def close(self) -> None:
        """Close this process's connections; whoever still uses the cache opens new ones."""
        self._connections.close()
        if self._writer is not None:
            self._writer.close()

    def _open(self) -> None:
        self._mode = prepare(self.folder)
        self._writer: Any = None if self._mode == "read-only" else open_writer(self.folder, self._mode)
        if self._writer is not None:
            weakref.finalize(self, self._writer.close)
        self._connections = _Connections(self.folder, self._mode)

    def _write(self, rows: Sequence[tuple[str, bytes]]) -> bool:
        """Write rows in one transaction."""
        now = time.time()
        values = [value for key, stored in rows for value in (key, now, now, stored)]
        upsert = _UPSERT.format(", ".join([_ROW] * len(rows)))
        try:
            self._with_connections(lambda connections: connections.write(upsert, values))
        except (sqlite3.DatabaseError, diskcache.Timeout, OSError, NoCacheError) as error:
            self._warn("an answer could not be kept", error)
            return False
        return True

    def _warn(self, said: str, error: Exception) -> None:
        reason = str(error) or f"locked for {LOCKED_SECONDS:g} s"
        warnings.warn(f"{self.folder}: {said}: {reason}", CacheWarning, stacklevel=3)

    def _read_all(self) -> Iterator[tuple[str, dict[str, Any] | None]]:
        """Every row as it stands in the database; None for the content of a damaged or foreign one."""
        with closing(connect(self.folder, self._mode)) as database:
            database.text_factory = bytes  # a text that is no UTF-8 is a damaged row, not an error
            select = "SELECT key, raw, mode, filename, typeof(value), value FROM Cache ORDER BY store_time, rowid"
            for key, raw, mode, filename, kind, value in database.execute(select):
                name = key.decode("utf-8", "replace") if isinstance(key, bytes) else repr(key)
                ours = raw == 1 and mode == 1 and filename is None and kind == b"blob"
                yield name, _decode(name, value) if ours else None

    def _with_connections(self, use: Callable[[_Connections], T]) -> T:
        """Use the connections, and where the database turns out to be broken those of the one in its place."""
        connections = self._connections
        try:
            return use(connections)
        except sqlite3.DatabaseError as error:
            if not self._recover(connections, error):
                raise
            return use(self._connections)

    def _recover(self, broken: _Connections, error: sqlite3.DatabaseError) -> bool:
        """Put a database that works in place of a broken one, once for all threads; False where nothing is broken."""
        with self._lock:
            if self._connections is broken:
                if not is_broken(error):
                    return False
                self._begin_anew(error)
            return True

    def _begin_anew(self, error: sqlite3.DatabaseError) -> None:
        if not is_sound(self.folder):  # else another process has already begun a new one
            set_aside(self.folder, error)
        self._open()


class _Connections:
    """Two connections a process, one to read and one to write: to open one a thread costs more than to take turns."""

    def __init__(self, folder: Path, mode: Any) -> None:
        self._folder = folder
        self._mode = mode
        self._open: dict[tuple[int, str], _Shared] = {}  # what a forked child finds here stays its parent's

    def read(self, statement: str, values: Sequence[Any]) -> list[Any]:
        """Run a statement; gives what it finds."""
        with self._turn("read") as connection:
            return connection.execute(statement, values).fetchall()

    def write(self, statement: str, values: Sequence[Any]) -> None:
        """Run a statement that changes the database."""
        with self._turn("write") as connection:
            connection.execute(statement, values)

    def close(self) -> None:
        """Close this process's connections, each when nobody uses it: else Python itself may crash."""
        for name in [(os.getpid(), "read"), (os.getpid(), "write")]:
            shared = self._open.get(name)
            if shared is not None:
                with shared.turn:
                    if self._open.get(name) is shared:
                        del self._open[name]
                        shared.connection.close()

    @contextmanager
    def _turn(self, use: str) -> Iterator[sqlite3.Connection]:
        name = os.getpid(), use
        while True:
            shared = self._open.get(name) or self._open.setdefault(name, self._begun())
            with shared.turn:
                if self._open.get(name) is shared:  # else it was closed meanwhile
                    yield shared.connection
                    return

    def _begun(self) -> _Shared:
        connection = connect(self._folder, self._mode)
        connection.execute("PRAGMA synchronous = NORMAL")  # as diskcache has it; the journal waits for the disk
        return _Shared(connection, threading.Lock())


class _Shared(NamedTuple):
    """A connection that threads use in turn."""

    connection: sqlite3.Connection
    turn: threading.Lock


def _encode(key: str, row: Mapping[str, Any]) -> bytes:
    body = json.dumps(row, separators=(",", ":"), allow_nan=False).encode()
    return _digest(key, body) + b"\n" + body


def _decode(key: str, stored: Any) -> dict[str, Any] | None:
    if not isinstance(stored, bytes):
        return None
    body = stored[_DIGEST + 1 :]
    if stored[:_DIGEST] != _digest(key, body):
        return None
    row = read_json(body)
    return row if isinstance(row, dict) else None


def _digest(key: str, body: bytes) -> bytes:
    """The checksum holds the key, so that a row moved to another key is damaged too."""
    return sha256(key.encode("utf-8", "surrogatepass") + b"\n" + body).encode()


def _moment(seconds: float | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
