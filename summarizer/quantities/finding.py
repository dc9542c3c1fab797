"""Finding: every numeric expression of a text, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.quantities.figures import FIGURE_AT, read_figure
from summarizer.quantities.growth import BIG_O, read_big_o, with_growth_words
from summarizer.quantities.kinds import Quantity
from summarizer.quantities.rows import share_units
from summarizer.quantities.words import ANY_WORD, TOKEN, read_word

_DIGITS = re.compile(r"\d")


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
    last = -2
    for match in _DIGITS.finditer(text):
        if match.start() != last + 1:
            yield match.start(), "figure"
        last = match.start()
    for match in TOKEN.finditer(text):
        if match.group() in ANY_WORD:
            yield match.start(), "word"
    for match in BIG_O.finditer(text):
        yield match.start(), "big_o"


_READERS = {"figure": read_figure, "word": read_word, "big_o": read_big_o}
