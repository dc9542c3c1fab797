"""Commits: rows that many threads want written at once, written together by one of them."""

from __future__ import annotations

import os
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
        self._queues: dict[int, _Queue[T]] = {}  # what a forked child finds here stays its parent's

    def add(self, row: T, write: Callable[[Sequence[T]], bool]) -> bool:
        """Write a row; whether it was kept, as it is or is not when the call returns.

        Whichever thread comes first calls its `write` for the rows of all; it tells whether it kept them.
        """
        mine, queue = _Waiting(row), self._queue()
        queue.waiting.append(mine)
        with queue.turn:
            while not mine.done and queue.commit(write):
                pass
        return mine.kept

    def leave(self, row: T, write: Callable[[Sequence[T]], bool]) -> None:
        """Leave a row to be written with the next ones, or by `flush`: nothing is lost with it but time."""
        queue = self._queue()
        queue.waiting.append(_Waiting(row))
        if len(queue.waiting) >= _MOST:
            self.flush(write)

    def flush(self, write: Callable[[Sequence[T]], bool]) -> None:
        """Write what was left."""
        queue = self._queue()
        with queue.turn:
            while queue.commit(write):
                pass

    def _queue(self) -> _Queue[T]:
        return self._queues.get(os.getpid()) or self._queues.setdefault(os.getpid(), _Queue())


class _Queue(Generic[T]):
    """The rows of a process that wait, and its threads' turn to write."""

    def __init__(self) -> None:
        self.waiting: deque[_Waiting[T]] = deque()
        self.turn = threading.Lock()

    def commit(self, write: Callable[[Sequence[T]], bool]) -> bool:
        """Write some of the rows, by the thread whose turn it is; False where there are none."""
        together: list[_Waiting[T]] = []
        kept = False
        try:
            while self.waiting and len(together) < _MOST:
                together.append(self.waiting.popleft())
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
