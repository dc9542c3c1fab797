"""Memory: what was once found out about a word, kept for the next time it is met."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")
_MOST = 1 << 14
_LONGEST = 64
"""Characters in the longest word that is remembered."""


class Memory(dict[str, Found]):
    """A function of a word that remembers: `memory[word]`; nearly all words of a text have been met before.

    It forgets everything when it is full. `lru_cache` would keep the words met last, but moves every word that it is
    asked for to the front, which costs more than most of what is remembered here.
    """

    def __init__(self, find_out: Callable[[str], Found]) -> None:
        self._find_out = find_out

    def __missing__(self, word: str) -> Found:
        found = self._find_out(word)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[word] = found
        return found


def remember(word: str, alike: set[str]) -> None:
    """Put a word among those that were found to be like it, which are all forgotten when they are too many.

    A set as it is, no class of its own: to ask one of these for a word takes much longer.
    """
    if len(word) <= _LONGEST:
        if len(alike) >= _MOST:
            alike.clear()
        alike.add(word)
