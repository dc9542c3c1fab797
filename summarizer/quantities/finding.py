"""Finding: every numeric expression of a text, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_letters

from summarizer.folding import bare, occurrences
from summarizer.quantities.figures import FIGURE_AT, read_figure
from summarizer.quantities.growth import BIG_O, read_big_o, with_growth_words
from summarizer.quantities.kinds import Quantity
from summarizer.quantities.rows import share_units
from summarizer.quantities.words import WORDS, read_word

_DIGITS = re.compile(r"\d+")
_LETTERS = frozenset(ascii_letters)


def find(text: str) -> list[Quantity]:
    """Find every numeric expression of a text, in order, none overlapping another.

    Numbers inside names ("GPT-4", "ResNet-50", "V100") are not quantities; `16x16` and the like come as family
    `size`. A range is one quantity with `value_max`; "from A to B" are two.
    """
    found: list[Quantity] = []
    position = 0
    for start, read in sorted(_candidates(text)):
        if start >= position and (quantity := _READERS[read](text, start)):
            found.append(quantity)
            position = quantity.end
        elif start >= position and read == "figure":
            position = FIGURE_AT.match(text, start).end()  # type: ignore[union-attr]
    return with_growth_words(text, share_units(text, found))


def _candidates(text: str) -> Iterator[tuple[int, str]]:
    """Where an expression could begin; three plain scans are far cheaper than one regex of everything."""
    for match in _DIGITS.finditer(text):
        yield match.start(), "figure"
    for word in WORDS.intersection(bare(text).split()):
        yield from ((start, "word") for start in _places(text, word))
        yield from ((start, "word") for start in _places(text, word.capitalize()))
    for match in BIG_O.finditer(text):
        yield match.start(), "big_o"


def _places(text: str, word: str) -> Iterator[int]:
    """Where a word stands with no letter on either side; digits beside it don't count."""
    for start in occurrences(word, text):
        end = start + len(word)
        if text[start - 1 : start] not in _LETTERS and text[end : end + 1] not in _LETTERS:
            yield start


_READERS = {"figure": read_figure, "word": read_word, "big_o": read_big_o}
