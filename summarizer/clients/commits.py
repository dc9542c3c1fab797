"""Commits: rows that many threads want written at once, written together by one of them."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_MOST = 100
"""Rows written together: SQLite before 3.32 takes 999 values in a statement, and a row of the cache has four."""


class GroupCommit(Generic[T]):
    """Writes rows, all that wait at a time: a hundred threads need not wait for a hundred commits."""

    def __init__(self) -> None:
        self._waiting: deque[_Waiting[T]] = deque()
        self._turn = threading.Lock()

    def add(self, row: T, write: Callable[[Sequence[T]], bool]) -> bool:
        """Write a row; whether it was kept, as it is or is not when the call returns.

        Whichever thread comes first calls its `write` for the rows of all; it tells whether it kept them.
        """
        mine = _Waiting(row)
        self._waiting.append(mine)
        with self._turn:
            while not mine.done and self._commit(write):
                pass
        return mine.kept

    def leave(self, row: T, write: Callable[[Sequence[T]], bool]) -> None:
        """Leave a row to be written with the next ones, or by `flush`: nothing is lost with it but time."""
        self._waiting.append(_Waiting(row))
        if len(self._waiting) >= _MOST:
            self.flush(write)

    def flush(self, write: Callable[[Sequence[T]], bool]) -> None:
        """Write what was left."""
        with self._turn:
            while self._commit(write):
                pass

    def _commit(self, write: Callable[[Sequence[T]], bool]) -> bool:
        """Write some of the rows; False where there are none."""
        together: list[_Waiting[T]] = []
        kept = False
        try:
            while self._waiting and len(together) < _MOST:
                together.append(self._waiting.popleft())
            if together:
                kept = write([waiting.row for waiting in together])
        finally:  # an interrupted one is not tried again: the next one would be interrupted no less
            for waiting in together:
                waiting.done, waiting.kept = True, kept
        return bool(together)


@dataclass
class _Waiting(Generic[T]):
    row: T
    done: bool = False
    kept: bool = False
