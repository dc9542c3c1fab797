"""The database under the cache: a diskcache folder, opened so that nothing planted in it is run, read or deleted.

diskcache unpickles what a row says is a pickle and reads and deletes files a row names (CVE-2025-69872); its `Disk` is
replaced here by one that does neither. What is damaged is set aside, what is newer than this toolkit is left alone.
"""

from __future__ import annotations

import os
import re
import sqlite3
import warnings
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import diskcache
from diskcache.core import DEFAULT_SETTINGS, METADATA, MODE_RAW

from summarizer.errors import CacheError

FORMAT = 1
"""Version of the database and its rows, kept as SQLite's `user_version`; one that says 0 was begun before that."""
DATABASE = "cache.db"
LOCKED_SECONDS = 60.0
"""How long a database that another process writes to is waited for."""

Mode = Literal["wal", "delete", "read-only"]
"""How a database is used: with a write-ahead log, with a journal that is deleted, or only read."""

_SETTINGS = {"eviction_policy": "none", "size_limit": 2**62, "cull_limit": 0, "statistics": 0, "tag_index": 0}
_TABLES = frozenset({"Cache", "Settings"})
_WORD = re.compile(r"[a-z-]+")
_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\w*|9p|afs|ceph|lustre|gpfs|beegfs\w*|glusterfs|pvfs2|fuse\.(sshfs|glusterfs|s3fs)"
)
_ESCAPED = re.compile(r"\\([0-7]{3})")


class CacheWarning(UserWarning):
    """Something in the cache could not be used, or an answer could not be kept; the run goes on."""


class NoCacheError(CacheError):
    """A cache that can't be used, and without which a run can go on: of a newer format, or where nothing is written."""


class _Connection(sqlite3.Connection):
    """Is closed with whoever has it, and nobody tells the end of a cache; Python 3.13 warns of open ones."""

    def __del__(self) -> None:
        self.close()


_OF_ANY_THREAD: Mapping[str, Any] = {"factory": _Connection, "check_same_thread": False}
"""Used by one thread at a time, and closed by whichever clears up."""


def connect(folder: Path, mode: Mode = "wal") -> sqlite3.Connection:
    """Open a connection; the database must exist where it is only read."""
    path = folder / DATABASE
    if mode != "read-only":
        writable: sqlite3.Connection = sqlite3.connect(
            path, timeout=LOCKED_SECONDS, isolation_level=None, **_OF_ANY_THREAD
        )
        return writable
    failure: sqlite3.Error | None = None
    for how in ("mode=ro", "immutable=1"):  # a log that can't be shared is left out by the second
        address = f"file:{quote(str(path))}?{how}"
        database: sqlite3.Connection = sqlite3.connect(address, uri=True, isolation_level=None, **_OF_ANY_THREAD)
        try:
            database.execute("SELECT COUNT(*) FROM sqlite_master")
        except sqlite3.OperationalError as error:
            failure = error
            database.close()
        else:
            return database
    assert failure is not None
    raise failure


def prepare(folder: Path) -> Mode:
    """Find out how the database of a folder can be used, and make it ours; says so where that is less than usual.

    Raises `sqlite3.DatabaseError` where it is damaged or somebody else's, `NoCacheError` where it is newer, or can be
    neither read nor written.
    """
    failure: sqlite3.Error | None = None
    for mode in _modes(folder):
        try:
            if not _claim(folder, mode):
                continue
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise
            failure = error
            continue
        if mode == "delete":
            said = "no write-ahead log can be had here (a network drive?): whoever writes makes the others wait"
            warnings.warn(f"{folder}: {said}", CacheWarning, stacklevel=4)
        return mode
    return _read_only(folder, failure)


def open_writer(folder: Path, mode: Mode) -> Any:
    """Open what rows are written with, in a folder that `prepare` has seen."""
    settings = {**_SETTINGS, "sqlite_journal_mode": mode}
    return _Writer(str(folder), timeout=LOCKED_SECONDS, disk=_JSONDisk, **settings)


def is_sound(folder: Path) -> bool:
    """Whether the database is ours, and whole as far as a quick look tells."""
    try:
        with closing(connect(folder)) as database:
            check_ours(database)
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def is_broken(error: sqlite3.DatabaseError) -> bool:
    """Whether the database itself is damaged, rather than locked, full or out of reach."""
    return not isinstance(error, sqlite3.OperationalError) or "no such table: Cache" in str(error)


def set_aside(folder: Path, reason: object) -> None:
    """Rename a damaged database, so that a new one can be begun; nothing is deleted.

    Raises `NoCacheError` where it can't be renamed.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    for path in [folder / (DATABASE + suffix) for suffix in ("", "-wal", "-shm")]:
        try:
            path.rename(path.with_name(f"{path.name}.corrupt-{stamp}"))
        except FileNotFoundError:
            continue
        except OSError as error:
            stuck = f"it can't be set aside ({error.strerror}): give another folder by --cache-dir"
            raise NoCacheError(f"{folder}: {reason}, and {stuck}") from error
    said = f"{folder}: {reason}; set aside as {DATABASE}.corrupt-{stamp}, a new one is begun"
    warnings.warn(said, CacheWarning, stacklevel=5)


def check_ours(database: sqlite3.Connection) -> None:
    """Refuse a database that holds more than ours: diskcache turns whatever settings it finds into attributes.

    Raises `NoCacheError` for a newer format, `sqlite3.DatabaseError` for anything else.
    """
    ((version,),) = database.execute("PRAGMA user_version").fetchall()
    if version > FORMAT:
        ((_, _, path),) = database.execute("PRAGMA database_list").fetchall()
        raise NoCacheError(
            f"{path} is of format {version}, written by a newer summarizer; this one knows {FORMAT}: "
            "install the newer one, or give another folder by --cache-dir"
        )
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    settings = dict(database.execute("SELECT key, value FROM Settings")) if "Settings" in tables else {}
    plain = all(isinstance(v, int) or (isinstance(v, str) and _WORD.fullmatch(v)) for v in settings.values())
    if tables - _TABLES or settings.keys() - DEFAULT_SETTINGS.keys() - METADATA.keys() or not plain:
        raise sqlite3.DatabaseError("not a database of this cache")


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can use, and say so where others could write to it before.

    Raises `CacheError` where it is somebody else's or no folder, `NoCacheError` where none can be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except (FileExistsError, NotADirectoryError) as error:
        raise CacheError(f"{folder} can't be a folder: {error.strerror}: give another by --cache-dir") from error
    except OSError as error:
        said = f"the cache folder {folder} can't be used: {error.strerror}: give another by --cache-dir"
        raise NoCacheError(said) from error
    if os.name != "posix":
        return
    if status.st_uid not in (os.geteuid(), 0):
        _refuse_anothers(folder)
    if status.st_mode & 0o077:
        with suppress(OSError):  # on a read-only drive it stays as it is
            folder.chmod(status.st_mode & 0o700)
    if status.st_mode & 0o022:
        when = "can" if folder.stat().st_mode & 0o022 else "could, until now,"
        said = f"others {when} write to it; `summarizer cache clear` if somebody may have put answers there"
        warnings.warn(f"{folder}: {said}", CacheWarning, stacklevel=4)


def is_on_network(folder: Path, mounts: Iterable[str] | None = None) -> bool:
    """Whether a folder is on a drive of the network, where a write-ahead log loses rows; False where nobody knows.

    `mounts` are the lines of Linux's `/proc/self/mountinfo`.
    """
    if mounts is None:
        try:
            mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return False
    place, found = folder.resolve(), ("", "")
    for line in mounts:
        before, _, after = line.partition(" - ")
        point = _ESCAPED.sub(lambda match: chr(int(match[1], 8)), before.split(" ")[4])
        if len(point) >= len(found[0]) and place.is_relative_to(point):
            found = (point, after.split(" ")[0])
    return bool(_NETWORK.fullmatch(found[1]))


def _modes(folder: Path) -> tuple[Mode, ...]:
    return ("delete",) if is_on_network(folder) else ("wal", "delete")


def _claim(folder: Path, mode: Mode) -> bool:
    """Check the database, then write our version into it, which proves that it can be written; creates a new one."""
    with closing(connect(folder)) as database:
        if mode == "delete":  # alone, a log can be left without the memory that is shared through it
            database.execute("PRAGMA locking_mode = exclusive")
        check_ours(database)
        ((got,),) = database.execute(f"PRAGMA journal_mode = {mode}").fetchall()
        database.execute("BEGIN IMMEDIATE")
        database.execute(f"PRAGMA user_version = {FORMAT}")
        database.execute("COMMIT")
    return bool(got == mode)


def _read_only(folder: Path, failure: sqlite3.Error | None) -> Mode:
    try:
        with closing(connect(folder, "read-only")) as database:
            check_ours(database)
    except sqlite3.DatabaseError as error:
        raise NoCacheError(f"{folder}: {failure or error}: give another folder by --cache-dir") from error
    said = f"nothing can be written here ({failure}): answers in it are used, new ones are not kept"
    warnings.warn(f"{folder}: {said}", CacheWarning, stacklevel=5)
    return "read-only"


def _refuse_anothers(folder: Path) -> None:
    if os.geteuid() != 0:
        raise CacheError(f"{folder} belongs to another user: give another folder by --cache-dir")
    said = "it belongs to another user, who can put answers into it"
    warnings.warn(f"{folder}: {said}", CacheWarning, stacklevel=5)


class _Writer(diskcache.Cache):  # type: ignore[misc]
    """Begins a cache and clears it; closes each thread's connection with its thread, which diskcache leaves open."""

    @property
    def _con(self) -> sqlite3.Connection:
        found: sqlite3.Connection = super()._con
        if getattr(self._local, "closing", None) is None or self._local.closing.connection is not found:
            self._local.closing = _Closing(found)
        return found


class _Closing:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        with suppress(sqlite3.Error):  # another thread than its own clears up
            self.connection.close()


NOT_OURS = object()
"""Stands for what this toolkit has not written."""


class _JSONDisk(diskcache.Disk):  # type: ignore[misc]
    """Keys are text and values are bytes in the row itself; pickles and files are neither read nor written."""

    def put(self, key: Any) -> tuple[Any, bool]:
        if type(key) is not str:
            raise TypeError("keys are text")
        return key, True

    def get(self, key: Any, raw: Any) -> Any:
        return key if raw and type(key) is str else NOT_OURS

    def store(self, value: Any, read: bool, key: Any = None) -> tuple[int, int, None, Any]:  # noqa: ARG002
        if read or type(value) is not bytes:
            raise TypeError("values are bytes")
        return 0, MODE_RAW, None, value

    def fetch(self, mode: Any, filename: Any, value: Any, read: Any) -> Any:
        ours = mode == MODE_RAW and filename is None and type(value) is bytes and not read
        return value if ours else NOT_OURS

    def remove(self, file_path: Any) -> None:
        """Leave every file alone: a row that names one was not written here."""
