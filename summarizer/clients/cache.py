"""The cache of answers: what a model said, kept by request, so that nothing is paid for twice.

Answers are JSON with a checksum in a diskcache folder. diskcache unpickles what a row says is a pickle and reads and
deletes files a row names (CVE-2025-69872); its `Disk` is replaced here by one that does neither. Nothing is evicted.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import diskcache
from diskcache.core import DEFAULT_SETTINGS, METADATA, MODE_RAW

from summarizer.clients import Client, Completion, Request, canonical_json
from summarizer.clients.replies import NotACompletionError, read_json, read_reply, write_reply
from summarizer.errors import CacheError

FORMAT = 1
"""Version of the rows; it is part of every key, so that another version's rows are not met."""
LOCKED_SECONDS = 60.0
"""How long a database that another process writes to is waited for."""

_SETTINGS = {
    "eviction_policy": "none",
    "size_limit": 2**62,
    "cull_limit": 0,
    "statistics": 0,
    "tag_index": 0,
    "sqlite_journal_mode": "wal",
}
_DATABASE = "cache.db"
_TABLES = frozenset({"Cache", "Settings"})
_DIGEST = 64
_WORD = re.compile(r"[a-z-]+")


class CacheWarning(UserWarning):
    """Something in the cache could not be used, or an answer could not be kept; the run goes on."""


@dataclass(frozen=True)
class CacheInfo:
    """What a cache holds."""

    folder: Path
    rows: int
    bytes: int
    oldest: str | None
    """When its oldest row was written, ISO 8601, UTC."""
    newest: str | None


def default_cache_dir() -> Path:
    """Where answers are kept if nobody says: a source checkout's `cache/`, else the user's own cache folder."""
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "cache" / ".gitignore").is_file() and (checkout / "pyproject.toml").is_file():
        return checkout / "cache"
    from platformdirs import user_cache_path

    return user_cache_path("summarizer")


def cache_key(request: Request, base_url: str) -> str:
    """Name the answer to a request at a base URL: model, messages, schema and sampling count, and nothing else."""
    parts = {"base_url": base_url.rstrip("/"), "format": FORMAT, "request": request.sha256}
    return hashlib.sha256(canonical_json(parts).encode()).hexdigest()


class ResponseCache:
    """Rows of JSON by key, in `folder/responses`, a folder of mode 0700; any number of threads and processes share it.

    A row that is damaged, or was not written by this toolkit, is no row (`CacheWarning`); a damaged database is set
    aside and a new one begun. Raises `CacheError` where the folder can't be used at all.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder).absolute() / "responses"
        self._lock = threading.Lock()
        _make_private(self.folder)
        try:
            self._cache = self._open()
        except sqlite3.DatabaseError as error:
            if not _is_broken(error):
                raise CacheError(f"{self.folder}: {error}: give another folder by --cache-dir") from error
            self._cache = self._begin_anew(error)

    def get(self, key: str) -> dict[str, Any] | None:
        """Give the row of a key, None where there is none."""
        cache = self._cache
        try:
            stored = cache.get(key)
        except sqlite3.DatabaseError as error:
            if "could not decode" in str(error).lower():
                stored = _NOT_OURS
            elif self._recover(cache, error) is None:
                raise CacheError(f"{self.folder}: {error}") from error
            else:
                return None
        if stored is None:
            return None
        row = _decode(key, stored)
        if row is None:
            warnings.warn(f"{self.folder}: the row {key[:12]} is damaged and not used", CacheWarning, stacklevel=2)
        return row

    def put(self, key: str, row: Mapping[str, Any]) -> bool:
        """Keep a row; whether it could be kept (a full disk, or a lock that is never given up, is a warning)."""
        cache, stored = self._cache, _encode(key, row)
        try:
            cache.set(key, stored)
        except (sqlite3.DatabaseError, diskcache.Timeout, OSError) as error:
            if isinstance(error, sqlite3.DatabaseError) and (new := self._recover(cache, error)):
                return bool(new.set(key, stored))
            reason = str(error) or f"locked for {LOCKED_SECONDS:g} s"
            warnings.warn(f"{self.folder}: an answer could not be kept: {reason}", CacheWarning, stacklevel=2)
            return False
        return True

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
        with closing(self._connect()) as database:
            count, oldest, newest = database.execute(
                "SELECT COUNT(*), MIN(store_time), MAX(store_time) FROM Cache"
            ).fetchone()
        size = sum(path.stat().st_size for path in self.folder.glob(f"{_DATABASE}*") if ".corrupt-" not in path.name)
        return CacheInfo(self.folder, count, size, _moment(oldest), _moment(newest))

    def check(self) -> list[str]:
        """Verify the database and every row's checksum; gives a line for everything that is wrong."""
        problems = []
        try:
            with closing(self._connect()) as database:
                problems += [f"database: {line}" for (line,) in database.execute("PRAGMA integrity_check(20)")]
            damaged = (key for key, row in self._read_all() if row is None)
            problems += [f"row {key[:12]}: damaged, or not written by this toolkit" for key in damaged]
        except sqlite3.DatabaseError as error:
            problems.append(f"database: {error}")
        return [problem for problem in problems if problem != "database: ok"]

    def clear(self) -> int:
        """Remove every row; gives their number. No file outside the database is touched."""
        return int(self._cache.clear())

    def export(self, path: Path | str) -> int:
        """Write every sound row as a line of JSON, `{"key": …, "row": …}`; gives their number."""
        count = 0
        with Path(path).open("w", encoding="utf-8", newline="\n") as file:
            for key, row in self.rows():
                file.write(json.dumps({"key": key, "row": row}, allow_nan=False) + "\n")
                count += 1
        return count

    def close(self) -> None:
        """Close this thread's connection."""
        self._cache.close()

    def _open(self) -> Any:
        if (self.folder / _DATABASE).exists():
            with closing(self._connect()) as database:
                _check_ours(database)
        return diskcache.Cache(str(self.folder), timeout=LOCKED_SECONDS, disk=_JSONDisk, **_SETTINGS)

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self.folder / _DATABASE, timeout=LOCKED_SECONDS)

    def _read_all(self) -> Iterator[tuple[str, dict[str, Any] | None]]:
        """Every row as it stands in the database; None for the content of a damaged or foreign one."""
        with closing(self._connect()) as database:
            database.text_factory = bytes  # a text that is no UTF-8 is a damaged row, not an error
            select = "SELECT key, raw, mode, filename, value FROM Cache ORDER BY store_time, rowid"
            for key, raw, mode, filename, value in database.execute(select):
                name = key.decode("utf-8", "replace") if isinstance(key, bytes) else repr(key)
                ours = raw == 1 and mode == MODE_RAW and filename is None and isinstance(value, bytes)
                yield name, _decode(name, value) if ours else None

    def _recover(self, broken: Any, error: sqlite3.DatabaseError) -> Any | None:
        """Give a cache that works in place of a broken one, made once for all threads; None where nothing is broken."""
        with self._lock:
            if self._cache is broken:
                if not _is_broken(error):
                    return None
                self._cache = self._begin_anew(error)
            return self._cache

    def _begin_anew(self, error: sqlite3.DatabaseError) -> Any:
        if not self._is_sound():  # else another process has already begun a new one
            stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
            for path in [self.folder / (_DATABASE + suffix) for suffix in ("", "-wal", "-shm")]:
                with suppress(FileNotFoundError):
                    path.rename(path.with_name(f"{path.name}.corrupt-{stamp}"))
            said = f"{self.folder}: {error}; set aside as {_DATABASE}.corrupt-{stamp}, a new one is begun"
            warnings.warn(said, CacheWarning, stacklevel=4)
        return self._open()

    def _is_sound(self) -> bool:
        try:
            with closing(self._connect()) as database:
                _check_ours(database)
                return bool(database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        except sqlite3.DatabaseError:
            return False


class CachedClient:
    """A client that asks its inner one only for what the cache does not hold.

    Every reply goes to `journal` before anything else is done with it. Only whole answers that `valid` accepts answer
    later requests: not cut-off, refused or filtered ones. Threads that ask the same at the same time send one request.
    """

    def __init__(
        self,
        inner: Client,
        cache: ResponseCache,
        base_url: str,
        *,
        valid: Callable[[str], bool],
        journal: Callable[[dict[str, Any]], None],
    ) -> None:
        self.name = inner.name
        self._inner = inner
        self._cache = cache
        self._base_url = base_url
        self._valid = valid
        self._journal = journal
        self._flights = _Flights()

    def complete(self, request: Request) -> Completion:
        """Answer a request, from the cache if it can be; raises what the inner client raises."""
        key = cache_key(request, self._base_url)
        found = self._look_up(key)
        if found is not None:
            return found
        with self._flights.alone(key):
            return self._look_up(key) or self._ask(key, request)

    def settle(self, request: Request, completion: Completion, trail: tuple[Completion, ...] = ()) -> None:
        """File the kept answer of a paper that is done under its first request, with the replies that were not kept."""
        row = {
            **_row(completion),
            "settled": True,
            "origin": completion.origin,
            "trail": [_row(reply) for reply in trail],
        }
        self._cache.put(cache_key(request, self._base_url), row)

    def _look_up(self, key: str) -> Completion | None:
        row = self._cache.get(key)
        try:
            return None if row is None else _completion(row)
        except (NotACompletionError, KeyError, TypeError, AttributeError):
            warnings.warn(f"the cached row {key[:12]} holds no answer and is not used", CacheWarning, stacklevel=3)
            return None

    def _ask(self, key: str, request: Request) -> Completion:
        completion = self._inner.complete(request)
        self._journal(journal_row(request, completion, self._base_url))
        whole = completion.finish_reason == "stop" and not completion.refusal
        if whole and self._valid(completion.text):
            self._cache.put(key, _row(completion))
        return completion


def journal_row(request: Request, completion: Completion, base_url: str) -> dict[str, Any]:
    """Put a request and its raw reply into one JSON object: a line of the journal, and exported, a recording.

    `marks` are the spans of the sentences and of the quantities that the request's S and Q ids stand for.
    """
    marks = request.marks
    return {
        "request_sha256": request.sha256,
        "request": json.loads(request.canonical),
        "prompt": request.prompt,
        "marks": [[list(span) for span in marks.sentences], [[q.start, q.end] for q in marks.quantities]],
        "base_url_host": urlsplit(base_url).netloc.rpartition("@")[2],
        "model": completion.model or request.model,
        "finish_reason": completion.finish_reason,
        "refusal": completion.refusal,
        "attempts": completion.attempts,
        "created_at": _now(),
        "reply": write_reply(completion),
    }


class _Flights:
    """Who is asking for what, so that nobody asks for it a second time meanwhile."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._locks: dict[str, tuple[threading.Lock, int]] = {}

    @contextmanager
    def alone(self, key: str) -> Iterator[None]:
        """Hold a key; whoever else wants it waits."""
        with self._guard:
            lock, users = self._locks.get(key, (threading.Lock(), 0))
            self._locks[key] = (lock, users + 1)
        try:
            with lock:
                yield
        finally:
            with self._guard:
                _, users = self._locks.pop(key)
                if users > 1:
                    self._locks[key] = (lock, users - 1)


class _NotOurs:
    """Stands for what this toolkit has not written."""


_NOT_OURS = _NotOurs()


class _JSONDisk(diskcache.Disk):  # type: ignore[misc]
    """Keys are text and values are bytes in the row itself; pickles and files are neither read nor written."""

    def put(self, key: Any) -> tuple[Any, bool]:
        if type(key) is not str:
            raise TypeError("keys are text")
        return key, True

    def get(self, key: Any, raw: Any) -> Any:
        return key if raw and type(key) is str else _NOT_OURS

    def store(self, value: Any, read: bool, key: Any = None) -> tuple[int, int, None, Any]:  # noqa: ARG002
        if read or type(value) is not bytes:
            raise TypeError("values are bytes")
        return 0, MODE_RAW, None, value

    def fetch(self, mode: Any, filename: Any, value: Any, read: Any) -> Any:
        ours = mode == MODE_RAW and filename is None and type(value) is bytes and not read
        return value if ours else _NOT_OURS

    def remove(self, file_path: Any) -> None:
        """Leave every file alone: a row that names one was not written here."""


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
    return hashlib.sha256(key.encode("utf-8", "surrogatepass") + b"\n" + body).hexdigest().encode()


def _row(completion: Completion) -> dict[str, Any]:
    return {"reply": write_reply(completion), "attempts": completion.attempts, "created_at": _now()}


def _completion(row: Mapping[str, Any]) -> Completion:
    trail = tuple(_reply(reply) for reply in row.get("trail", ()))
    return _reply(
        row, settled=bool(row.get("settled")), origin="reask" if row.get("origin") == "reask" else "first", trail=trail
    )


def _reply(row: Mapping[str, Any], **more: Any) -> Completion:
    return replace(read_reply(row["reply"]), attempts=0, cached=True, **more)


def _check_ours(database: sqlite3.Connection) -> None:
    """Refuse a database that holds more than ours: diskcache turns whatever settings it finds into attributes."""
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    settings = dict(database.execute("SELECT key, value FROM Settings")) if "Settings" in tables else {}
    plain = all(isinstance(v, int) or (isinstance(v, str) and _WORD.fullmatch(v)) for v in settings.values())
    if tables - _TABLES or settings.keys() - DEFAULT_SETTINGS.keys() - METADATA.keys() or not plain:
        raise sqlite3.DatabaseError("not a database of this cache")


def _is_broken(error: sqlite3.DatabaseError) -> bool:
    """Whether the database itself is damaged, rather than locked, full or out of reach."""
    return not isinstance(error, sqlite3.OperationalError) or "no such table: Cache" in str(error)


def _make_private(folder: Path) -> None:
    """Make a folder that only its owner can use; raises `CacheError` where it is somebody else's."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
        if os.name == "posix" and status.st_uid != os.getuid() != 0:
            raise CacheError(f"{folder} belongs to another user: give another folder by --cache-dir")
        if status.st_mode & 0o077:
            folder.chmod(0o700)
    except OSError as error:
        raise CacheError(
            f"the cache folder {folder} can't be used: {error.strerror}: give another by --cache-dir"
        ) from error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _moment(seconds: float | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
