"""Tokens: a sentence as words, signs and quantities, with the terms that stand in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import islice

from summarizer.marks import Marks
from summarizer.quantities import Quantity
from summarizer.reading.terms import Term, find_terms

NUMBER = "#"
"""What stands in `words` for a quantity."""

_TOKEN = re.compile(
    r"[^\W_][\w@]*(?:[-'’.&+][^\W_][\w@]*)*|--+|(?<!\\)[()]"  # words, dashes, brackets but those of LaTeX
    r"|[^\w\s().!?…#$\\{}\[\]\"'`“”’^*]"  # signs that say something
)
MAX_TOKENS = 400
"""A sentence is read as far as this; longer ones are lists or broken text."""


@dataclass(slots=True)
class Line:
    """One sentence: parallel lists of words (lower case), where they stand, and which of them are quantities."""

    index: int
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    quantity_at: dict[int, int] = field(default_factory=dict)
    """Token index to index in `marks.quantities`."""
    terms: list[Term] = field(default_factory=list)
    """Resources, quality measures and changes, in order, none overlapping another."""

    def token_at(self, position: int) -> int:
        """Index of the first token that ends behind a position."""
        return bisect_right(self.ends, position)


def lines_of(marks: Marks) -> list[Line]:
    """Take every sentence of a marked text apart; quantities are one token, the words of their bound none."""
    lines, at, quantities = [], 0, marks.quantities
    for index, (start, end) in enumerate(marks.sentences):
        line = Line(index)
        position = start
        while at < len(quantities) and quantities[at].start < end:
            quantity = quantities[at]
            if quantity.start >= position and len(line.words) < MAX_TOKENS:
                _add_words(line, marks.text, position, max(position, _bound_start(quantity)))
                line.quantity_at[len(line.words)] = at
                line.words.append(NUMBER)
                line.starts.append(quantity.start)
                line.ends.append(quantity.end)
                position = quantity.end
            at += 1
        _add_words(line, marks.text, position, end)
        line.terms = find_terms(line.words)
        lines.append(line)
    return lines


def _bound_start(quantity: Quantity) -> int:
    if quantity.bound == "average":
        return quantity.start  # "mean Dice of 0.9": the words of the bound hold the measure
    return quantity.bound_start if 0 <= quantity.bound_start <= quantity.start else quantity.start


def _add_words(line: Line, text: str, start: int, end: int) -> None:
    room = max(0, MAX_TOKENS - len(line.words))
    spans = [match.span() for match in islice(_TOKEN.finditer(text, start, end), room)]
    line.words += [text[first:last].lower() for first, last in spans]
    line.starts += [first for first, _ in spans]
    line.ends += [last for _, last in spans]
