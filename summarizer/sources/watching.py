"""A folder that is watched: the papers in files whose content is new, wherever and under whatever name they come."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from summarizer.errors import CacheError, InputError, SourceError
from summarizer.jsonl import unreadable
from summarizer.papers import Paper, merge
from summarizer.sources.fetched import Fetched, Window, still_open
from summarizer.sources.files import READABLE, papers_in, read_file
from summarizer.sources.web import Web

SETTLED = 30.0
"""Seconds that a file must have been left alone; what still changes is half-written, and read the next time."""
MOST_FILES = 20_000
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp")
_NAMED = 3


@dataclass(frozen=True)
class _Seen:
    """What is remembered of a file's content: the day it was first seen, and what the file looked like then."""

    sha256: str
    day: date
    size: int
    changed: int


@dataclass(frozen=True)
class WatchedFolder:
    """A folder with the folders in it; its days are those on which a content was first seen there."""

    folder: Path

    @property
    def name(self) -> str:
        """`watch:` and the folder's whole path."""
        return f"watch:{self.folder}"

    def fetch(self, web: Web, window: Window | None = None) -> Fetched:
        """Read the files whose content came in a window of days, or else all of them.

        When the folder is looked at for the first time a file came on the day it was last changed. A file that changed
        within `SETTLED` seconds, or that can't be read, is left for the next time, and the note says so.
        """
        now = web.clock.now()
        index = web.folder.parent / "watched" / f"{hashlib.sha256(str(self.folder).encode()).hexdigest()[:16]}.json"
        known = _load(index)
        seen, failures = _looks(self._files(), known, now)
        days = {look.sha256: look.day for look in seen.values()}
        papers = list[Paper]()
        for name, look in list(seen.items()):
            if window is not None and not window.since <= look.day <= window.until:
                continue
            try:
                papers += _papers(Path(name), days.pop(look.sha256, None))
            except InputError as error:
                failures.append(error)
                del seen[name]
        _save(index, seen)
        opened = still_open(window, now.date(), 1) if window else None
        return Fetched(tuple(merge(papers)), opened, _note(failures))

    def _files(self) -> Iterator[Path]:
        """The files that papers are read from, in order of their paths."""
        if not self.folder.is_dir():
            raise SourceError("missing", self.name, "there is no such folder")
        found: list[Path] = []
        for where, folders, names in os.walk(self.folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            found += [Path(where, name) for name in names if _is_paper(name, READABLE)]
            if len(found) > MOST_FILES:
                raise SourceError("too_large", self.name, f"more than {MOST_FILES:,} files are in it")
        yield from sorted(path for path in found if path.is_file())


def _is_paper(name: str, suffixes: tuple[str, ...]) -> bool:
    lower = name.lower()
    return lower.endswith(suffixes) and not lower.startswith((".", "~")) and not lower.endswith(_UNFINISHED)


def _looks(
    files: Iterable[Path], known: dict[str, _Seen] | None, now: datetime
) -> tuple[dict[str, _Seen], list[InputError]]:
    """What each file that is left alone holds and since when, by its path; and those that can't be looked at."""
    seen, failures = dict[str, _Seen](), list[InputError]()
    first = dict[str, date]()
    for look in (known or {}).values():
        first[look.sha256] = min(look.day, first.get(look.sha256, look.day))
    for path in files:
        try:
            if now.timestamp() - path.stat().st_mtime < SETTLED:
                failures.append(InputError(f"{path}: changed in the last {SETTLED:.0f} seconds, and may still change"))
                continue
            new = _look(path, (known or {}).get(str(path)))
            day = first.get(new.sha256, now.date() if known is not None else min(new.day, now.date()))
            seen[str(path)] = replace(new, day=day)
        except OSError as error:
            failures.append(unreadable(path, error))
    return seen, failures


def _look(path: Path, before: _Seen | None) -> _Seen:
    """What a file's content is, with the day on which it was changed; only a file that changed is read for it."""
    state = path.stat()
    if before and (before.size, before.changed) == (state.st_size, state.st_mtime_ns):
        return before
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    changed = datetime.fromtimestamp(state.st_mtime, UTC).date()
    return _Seen(sha256, changed, state.st_size, state.st_mtime_ns)


def _papers(path: Path, day: date | None) -> list[Paper]:
    """A file's papers with the day of its content; none of a second copy of the same."""
    if day is None:
        return []
    return [
        paper.model_copy(update={"sources": tuple(s.model_copy(update={"date": f"{day}"}) for s in paper.sources)})
        for paper in papers_in(read_file(path))
    ]


def _note(failures: list[InputError]) -> str:
    if not failures:
        return ""
    more = f"; and {len(failures) - _NAMED:,} more" if len(failures) > _NAMED else ""
    return "left for the next time: " + "; ".join(map(str, failures[:_NAMED])) + more


# --- what is remembered ----------------------------------------------------------------------------------------------


def _load(index: Path) -> dict[str, _Seen] | None:
    """What was seen before; None where that can't be read, which costs no paper: days are then those of the files."""
    try:
        files: dict[str, list[Any]] = json.loads(index.read_bytes())
        return {
            path: _Seen(str(sha256), date.fromisoformat(day), int(size), int(changed))
            for path, (sha256, day, size, changed) in files.items()
        }
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None


def _save(index: Path, seen: dict[str, _Seen]) -> None:
    """Remember what was seen, all at once or not at all."""
    content = {path: [look.sha256, f"{look.day}", look.size, look.changed] for path, look in seen.items()}
    try:
        index.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = index.with_suffix(f".{os.getpid()}.partial")
        partial.write_text(json.dumps(content), encoding="utf-8")
        partial.replace(index)
    except OSError as error:
        raise CacheError(f"{index}: can't be written: {error.strerror or error}") from error
