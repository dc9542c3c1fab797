"""Where records and replies are kept: JSON Lines that are read as a stream and written so that nothing is lost."""

from __future__ import annotations

import json
import os
import re
import stat
import sys
import warnings
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from summarizer.clients.commits import GroupCommit
from summarizer.errors import InputError, InputWarning, SummarizerError
from summarizer.jsonl import Row, lines_of, open_lines, parse, rows
from summarizer.papers import Paper, paper_json
from summarizer.records import Record, is_record, read_record, record_json

JOURNAL = "replies.jsonl"
UNFINISHED = ".partial"
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def read_records(path: str | os.PathLike[str]) -> Iterator[Record]:
    """Read records from a `.jsonl` file (or `-`) one by one, in constant memory.

    Raises `InputError` naming the line of what is no record, such as a paper alone; a torn last line too, which of a
    `.partial` file is left out with an `InputWarning`.
    """
    for where, row in _rows(Path(path)):
        if not is_record(row) and "paper" not in row:
            raise InputError(f"{where}: expected a record, as `summarizer summarize` makes them; found a paper alone")
        yield read_record(row, where=where)


def _rows(path: Path) -> Iterator[Row]:
    if str(path) == "-":
        yield from rows(lines_of(sys.stdin.buffer, "standard input"), "standard input")
        return
    with open_lines(path) as lines:
        yield from rows(lines, str(path), drop_torn=path.suffix == UNFINISHED)


def write_text_atomically(path: str | os.PathLike[str], text: str) -> None:
    """Write a file so that it is either the old one or the whole new one, whatever happens meanwhile.

    A symbolic link is followed, the file's mode is kept, and what is no regular file (`/dev/stdout`) is written to
    directly. Half of a surrogate pair, which no encoding holds, becomes U+FFFD. Until it is whole it stands beside
    the file as `.NAME.tmp`; one that a killed run left there is used up by the next. Raises `SummarizerError`.
    """
    data = utf8(text)
    target = Path(os.path.realpath(path))
    with _naming(target):
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        temporary = target.with_name(f".{target.name}.tmp")
        with _open_alone(temporary, like=target, wait=True) as stream:
            try:
                stream.write(data)
                _sync(stream)
                os.replace(temporary, target)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
        _sync_folder(target.parent)


def check_writable(path: str | os.PathLike[str], *, folder: bool = False) -> None:
    """Make sure, before anything is read or paid for, that a file (or with `folder` a folder) can be written there.

    Folders above a folder are made, those above a file are not. Raises `InputError` naming what stands in the way.
    """
    target = Path(os.path.realpath(path))
    place = target if folder else target.parent
    while folder and not place.exists() and place != place.parent:
        place = place.parent
    if not folder and target.exists() and not target.is_file():
        place = target  # a device or a pipe is written to; a folder is none
    wants_folder = folder or place != target
    reason = _refusal(place) if place.is_dir() is wants_folder else f"it is {'no' if wants_folder else 'a'} folder"
    if not os.path.lexists(place):
        reason = "there is no such folder"
    if reason:
        raise InputError(f"{path}: nothing can be written at {place}: {reason}; name another place with -o")


def _refusal(place: Path) -> str:
    """Why a folder takes no new file, or a device no bytes; empty where it does: asking tells more than its mode."""
    import tempfile

    if not place.is_dir():
        return "" if os.access(place, os.W_OK) else "permission denied"
    try:
        tempfile.TemporaryFile(dir=place).close()
    except OSError as error:
        return error.strerror or str(error)
    return ""


def utf8(text: str) -> bytes:
    """Encode a text as UTF-8; half of a surrogate pair becomes U+FFFD."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return _HALF_PAIR.sub("\ufffd", text).encode("utf-8")


class RecordWriter:
    """Writes records while a run goes on: to `NAME.partial`, which becomes `NAME` when the `with` block ends well.

    >>> with RecordWriter("out.jsonl") as out:  # doctest: +SKIP
    ...     out.write(record)
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(os.path.realpath(path))
        self._direct = self.path.exists() and not self.path.is_file()
        self.partial = self.path if self._direct else self.path.with_name(self.path.name + UNFINISHED)
        self._stream: BinaryIO | None = None

    def __enter__(self) -> RecordWriter:
        """Open the partial file; what a stopped run left in it is overwritten."""
        with _naming(self.partial):
            self._stream = self.path.open("wb") if self._direct else _open_alone(self.partial, like=self.path)
        return self

    def write(self, record: Record | Paper) -> None:
        """Append one record (or paper); it is out of this process when the call returns."""
        if self._stream is None:
            raise SummarizerError(f"{self.path}: records are written inside the writer's `with` block")
        line = record_json(record) if isinstance(record, Record) else paper_json(record)
        with _naming(self.partial):
            self._stream.write(line.encode("utf-8") + b"\n")
            self._stream.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Rename the partial file if all went well; else leave it, with every record that was written."""
        stream, self._stream = self._stream, None
        if stream is None:
            return
        if kind is not None:
            with suppress(OSError), stream:  # what stopped the run is the thing to tell
                _sync(stream)
            return
        with _naming(self.partial), stream:
            if not self._direct:
                _sync(stream)
                os.replace(self.partial, self.path)  # still locked, so that no other run can have begun in it
                _sync_folder(self.path.parent)


class Journal:
    """Every reply, raw, as a row of JSON in one file that is only ever appended to.

    Rows of several threads and processes don't mix: each is one write to a file opened for appending. A row is on the
    disk when `append` returns; threads that wait for the disk at the same time share one wait. The folder is made with
    mode 0700, the file with 0600.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.path = Path(folder) / JOURNAL
        self._file: int | None = None
        self._closing: weakref.finalize[..., Journal] | None = None
        self._commits: GroupCommit[bytes] = GroupCommit()
        self._failure = ""

    def append(self, row: Mapping[str, Any]) -> None:
        """Write one row and wait until the disk has it; raises `SummarizerError` where it can't be written."""
        # A line feed before it too: a row that another process was killed in the midst of can't swallow this one.
        line = b"\n" + json.dumps(row, allow_nan=False, ensure_ascii=True).encode("ascii") + b"\n"
        if not self._commits.add(line, self._write):
            raise SummarizerError(f"{self.path}: can't be written: {self._failure}")

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the rows in order; a line torn by a crash is left out with an `InputWarning`."""
        if not self.path.exists():
            return
        with open_lines(self.path) as lines:
            for number, line in enumerate(lines, 1):
                row = self._row(line, number)
                if row is not None:
                    yield row

    def close(self) -> None:
        """Close the file; the next `append` opens it again."""
        self._file = None
        if self._closing is not None:
            self._closing()

    def __enter__(self) -> Journal:
        """Nothing is opened before the first row."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def _row(self, line: bytes, number: int) -> dict[str, Any] | None:
        if not line.strip():
            return None
        try:
            row = parse(line, f"{self.path}, line {number}")
        except InputError as error:
            warnings.warn(f"{error}; the row is left out", InputWarning, stacklevel=3)
            return None
        return row if isinstance(row, dict) else None

    def _write(self, lines: Sequence[bytes]) -> bool:
        """Write lines, of as many threads, and wait until the disk has them; whether it has."""
        together = b"".join(lines)
        try:
            file = self._open()
            written = os.write(file, together)
            if written < len(together):
                raise OSError(f"only {written} of {len(together)} bytes were written; is the disk full?")
            os.fsync(file)
        except OSError as error:
            self._failure = error.strerror or str(error)
            return False
        return True

    def _open(self) -> int:
        if self._file is None:
            os.makedirs(self.path.parent, mode=0o700, exist_ok=True)
            self._file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            self._closing = weakref.finalize(self, os.close, self._file)  # a notebook makes one a run
        return self._file


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Turn an error of the operating system into one that names the file."""
    try:
        yield
    except OSError as error:
        raise SummarizerError(f"{path}: can't be written: {error.strerror or error}") from error


def _open_alone(path: Path, *, like: Path, wait: bool = False) -> BinaryIO:
    """Open an empty file that no other run writes meanwhile, with the mode of another file where that exists.

    What a killed run left in it is gone. Raises `SummarizerError` where another run has it, unless that is waited for.
    """
    while True:
        stream = open(path, "ab", opener=_open_no_link)  # noqa: SIM115
        try:
            if not _lock(stream, wait):
                raise SummarizerError(f"{path}: another run is writing it; wait for it or name another file")
            if _stands_at(path, stream):
                stream.truncate(0)
                if like.exists():
                    path.chmod(stat.S_IMODE(like.stat().st_mode))
                return stream
        except BaseException:
            stream.close()
            raise
        stream.close()  # the run that had it has meanwhile made the finished file of it


def _open_no_link(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def _stands_at(path: Path, stream: BinaryIO) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(stream.fileno()))
    except FileNotFoundError:
        return False


def _lock(stream: BinaryIO, wait: bool) -> bool:
    """Lock an open file against other runs; True where the platform has no such locks."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(stream, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def _sync(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where folders can be synchronised."""
    try:
        file = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(file)
    except OSError:
        return
    finally:
        os.close(file)
