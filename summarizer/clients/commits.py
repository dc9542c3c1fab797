"""Commits: rows that many threads want written at once, written together by one of them."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_MOST = 100
"""Rows written together: more would be more values than older versions of SQLite take in one statement."""


class GroupCommit(Generic[T]):
    """Writes rows by `write`, all that wait at a time: a hundred threads need not wait for a hundred commits.

    `write` tells whether it kept the rows it was given; whichever thread comes first calls it for all.
    """

    def __init__(self, write: Callable[[Sequence[T]], bool]) -> None:
        self._write = write
        self._waiting: deque[_Waiting[T]] = deque()
        self._turn = threading.Lock()

    def add(self, row: T) -> bool:
        """Write a row; whether it was kept, as it is or is not when the call returns."""
        mine = _Waiting(row)
        self._waiting.append(mine)
        with self._turn:
            while not mine.done:
                self._commit()
        return mine.kept

    def _commit(self) -> None:
        together = [self._waiting.popleft() for _ in range(min(len(self._waiting), _MOST))]
        kept = False
        try:
            kept = self._write([waiting.row for waiting in together])
        finally:  # an interrupted one is not tried again: the next one would be interrupted no less
            for waiting in together:
                waiting.done, waiting.kept = True, kept


@dataclass
class _Waiting(Generic[T]):
    row: T
    done: bool = False
    kept: bool = False
