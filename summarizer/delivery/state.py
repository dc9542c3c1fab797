"""What digests remember: one SQLite file, of which every change is one transaction, and a backup beside it.

A damaged file is set aside and the backup takes its place; what a newer version has written is left alone.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from summarizer.clients.database import is_on_network
from summarizer.errors import SettingsError, SummarizerError

SCHEMA = 1
"""Version of the tables, kept as SQLite's `user_version`."""
_OURS = 0x5344_4947
"""SQLite's `application_id` of a state."""
_LOCKED_SECONDS = 30.0

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE seen (key TEXT PRIMARY KEY, version INTEGER NOT NULL, day TEXT NOT NULL) STRICT;
CREATE TABLE windows (source TEXT PRIMARY KEY, since TEXT NOT NULL, good TEXT NOT NULL) STRICT;
CREATE TABLE failures (source TEXT PRIMARY KEY, days INTEGER NOT NULL, last TEXT NOT NULL, alerted INTEGER NOT NULL)
    STRICT;
CREATE TABLE retries (paper_id TEXT PRIMARY KEY, paper TEXT NOT NULL, tries INTEGER NOT NULL) STRICT;
CREATE TABLE records (paper_id TEXT PRIMARY KEY, day TEXT NOT NULL, record TEXT NOT NULL) STRICT;
CREATE TABLE editions (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, day TEXT NOT NULL, made TEXT NOT NULL,
    message_id TEXT NOT NULL, UNIQUE (kind, day)) STRICT;
CREATE TABLE parcels (edition INTEGER NOT NULL, channel TEXT NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (edition, channel)) STRICT;
CREATE TABLE deliveries (edition INTEGER NOT NULL, channel TEXT NOT NULL, recipient TEXT NOT NULL,
    fate TEXT NOT NULL, attempts INTEGER NOT NULL, next_try TEXT, reason TEXT NOT NULL,
    PRIMARY KEY (edition, channel, recipient)) STRICT;
"""


class DigestState:
    """An open state; made by `open_state`, used by one process at a time.

    >>> with state.transaction():  # doctest: +SKIP
    ...     state.run("INSERT INTO ...", ...)
    """

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path = path
        self._database = database

    @property
    def identity(self) -> str:
        """A word that no other state has."""
        return str(self.rows("SELECT value FROM meta WHERE key = 'identity'")[0][0])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything that happens inside one change: all of it lasts, or nothing."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self._database.in_transaction:
                self._database.rollback()
            raise

    def run(self, statement: str, *values: object) -> int:
        """Run one statement; gives the id of the row it has put in. Raises `SummarizerError` naming the file."""
        with self._naming():
            return self._database.execute(statement, _storable(values)).lastrowid or 0

    def rows(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows that answer a question; errors as with `run`."""
        with self._naming():
            return self._database.execute(question, _storable(values)).fetchall()

    def back_up(self) -> None:
        """Copy the state to the file beside it, which is the old copy or the whole new one."""
        copy = backup_of(self.path)
        unfinished = copy.with_name(copy.name + ".tmp")
        with self._naming():
            unfinished.unlink(missing_ok=True)
            with closing(sqlite3.connect(unfinished)) as target:
                target.execute("PRAGMA synchronous = off")  # it counts for nothing before the whole is on the disk
                self._database.backup(target)
            _make_last(unfinished)
            os.replace(unfinished, copy)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> DigestState:
        """It is open already."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    @contextmanager
    def _naming(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise SummarizerError(f"{self.path}: the state can't be used: {error}") from error


def backup_of(path: Path) -> Path:
    """Where the copy of a state is."""
    return path.with_name(path.name + ".backup")


def open_state(path: Path, *, say: Callable[[str], object]) -> DigestState:
    """Open a state, or begin one; what is missing or damaged is restored from its backup, which `say` is told.

    Raises `SummarizerError` for a state of a newer version, a database of something else, and a file that can't be
    opened.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _restore(path, say)
        database = sqlite3.connect(path, timeout=_LOCKED_SECONDS, isolation_level=None)
        database.execute(f"PRAGMA journal_mode = {'delete' if is_on_network(path.parent) else 'wal'}")
        database.execute("PRAGMA synchronous = full")  # what was marked as sent stays so through a power cut
        if not database.execute("PRAGMA user_version").fetchone()[0]:
            _begin(database)
        with suppress(OSError):  # a drive without modes
            path.chmod(0o600)
    except (sqlite3.Error, OSError) as error:
        raise SummarizerError(f"{path}: the state can't be opened: {error}; name another by `state`") from error
    return DigestState(path, database)


def _storable(values: Iterable[object]) -> list[object]:
    """Half of a surrogate pair, which a paper may name itself by, as an escape: SQLite takes none."""
    return [v.encode("utf-8", "backslashreplace").decode() if isinstance(v, str) else v for v in values]


def _begin(database: sqlite3.Connection) -> None:
    database.executescript(f"BEGIN IMMEDIATE;{_TABLES}PRAGMA application_id = {_OURS};PRAGMA user_version = {SCHEMA};")
    database.execute("INSERT INTO meta VALUES ('identity', ?)", (uuid4().hex[:16],))
    database.execute("COMMIT")


def _restore(path: Path, say: Callable[[str], object]) -> None:
    """Put the backup in the place of a state that is missing or damaged; without one, a damaged state is set aside."""
    trouble = _trouble(path)
    if not trouble:
        return
    copy = backup_of(path)
    kept = _set_aside(path)
    at = f" (set aside as {kept.name})" if kept else ""
    if _trouble(copy):
        if kept or copy.exists():
            say(f"{path} {trouble}{at}, and there is no backup: this counts as a first run, nothing old is sent")
        return
    unfinished = path.with_name(path.name + ".tmp")
    shutil.copyfile(copy, unfinished)
    _make_last(unfinished)
    os.replace(unfinished, path)
    written = datetime.fromtimestamp(copy.stat().st_mtime, UTC)
    say(f"{path} {trouble}{at}: restored from {copy.name} of {written:%Y-%m-%d %H:%M} UTC; delete both to begin anew")


def _trouble(path: Path) -> str:
    """What is wrong with a state, as words that follow its name; empty where it is whole. Raises what no copy mends."""
    if not path.exists():
        return "is missing"
    if not path.is_file():
        raise SettingsError(f"{path}: expected a file for the state; name another by `state`")
    if not path.stat().st_size:
        return "is empty"
    try:
        with closing(sqlite3.connect(path, timeout=_LOCKED_SECONDS)) as database:
            _check_ours(path, database)
            told = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        return f"is damaged ({error})"
    return "" if told == "ok" else f"is damaged ({' '.join(str(told).split())})"


def _check_ours(path: Path, database: sqlite3.Connection) -> None:
    version = database.execute("PRAGMA user_version").fetchone()[0]
    ours = database.execute("PRAGMA application_id").fetchone()[0] == _OURS
    if not ours and database.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]:
        raise SettingsError(f"{path}: a database of something else, no state of digests; name another by `state`")
    if version > SCHEMA:
        raise SummarizerError(
            f"{path} is a state of form {version}, written by a newer summarizer; this one knows {SCHEMA}: install the "
            "newer one, or name another by `state` (a new state sends nothing old)"
        )


def _set_aside(path: Path) -> Path | None:
    """Rename a state with its log, so that another can take its place; nothing is deleted."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    for suffix in ("-wal", "-shm"):
        log = path.with_name(path.name + suffix)
        with suppress(FileNotFoundError):
            log.rename(log.with_name(f"{log.name}.damaged-{stamp}"))
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    try:
        path.rename(aside)
    except FileNotFoundError:
        return None
    return aside


def _make_last(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
