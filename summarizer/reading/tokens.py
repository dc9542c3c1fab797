"""Tokens: a sentence as words, signs and quantities, with the terms that stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice

from summarizer.marks import Marks
from summarizer.quantities import Quantity
from summarizer.reading.memory import Memory
from summarizer.reading.terms import Term, find_terms
from summarizer.reading.vocabulary import words
from summarizer.sentences import Span

NUMBER = "#"
"""What stands in `words` for a quantity."""

_TOKEN = re.compile(
    r"[^\W_][\w@]*(?:[-'’.&+][^\W_][\w@]*)*|--+|(?<!\\)[()]"  # words, dashes, brackets but those of LaTeX
    r"|[^\w\s().!?…#$\\{}\[\]\"'`“”’^*]"  # signs that say something
)
CLAUSE_BREAKS = words("; -- --- — while whereas which but although though because whose when where yet")
MAX_TOKENS = 400
"""A sentence is read as far as this; longer ones are lists or broken text."""
_WORDS: Memory[list[str]] = Memory(_TOKEN.findall)
"""The words of runs without white space."""


@dataclass
class Line:
    """One sentence as words (lower case), and which of them are quantities."""

    index: int
    text: str
    """The whole paper's, in lower case."""
    written: str
    """The same as written."""
    words: list[str] = field(default_factory=list)
    quantity_at: dict[int, int] = field(default_factory=dict)
    """Token index to index in `marks.quantities`."""
    terms: list[Term] = field(default_factory=list)
    """Resources, quality measures and changes, in order, none overlapping another."""
    pieces: list[tuple[Span, bool]] = field(default_factory=list)
    """The stretches of text that the words were taken from, and whether each is a quantity."""

    @cached_property
    def changes(self) -> list[Term]:
        """The words of change among the terms."""
        return [term for term in self.terms if term.kind == "change"]

    @cached_property
    def measures(self) -> list[Term]:
        """The resources and quality measures among the terms."""
        return [term for term in self.terms if term.kind != "change"]

    @cached_property
    def breaks(self) -> list[int]:
        """Where the words stand that break a sentence into clauses."""
        return [at for at, word in enumerate(self.words) if word in CLAUSE_BREAKS]

    @cached_property
    def spans(self) -> list[Span]:
        """Where each word stands; looked up when first asked for, as most sentences are never quoted."""
        spans: list[Span] = []
        for (start, end), is_quantity in self.pieces:
            if is_quantity:
                spans.append((start, end))
            else:
                found = _TOKEN.finditer(self.text, start, end)
                spans += [match.span() for match in islice(found, MAX_TOKENS - len(spans))]
        return spans

    @cached_property
    def cased(self) -> list[str]:
        """The words with acronyms in capitals: "AT" is no preposition."""
        cased, written = [*self.words], self.written
        for at, (start, end) in enumerate(self.spans):
            if end > start + 1 and not written[start + 1].islower() and cased[at] != NUMBER:
                text = written[start:end]
                cased[at] = text if text.isupper() else cased[at]
        return cased

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins."""
        return [start for start, _ in self.spans]

    @cached_property
    def ends(self) -> list[int]:
        """Where each word ends."""
        return [end for _, end in self.spans]


def lines_of(marks: Marks) -> list[Line]:
    """Take every sentence of a marked text apart; quantities are one token, the words of their bound none."""
    lines, at, quantities = [], 0, marks.quantities
    cutoffs = "@" in marks.text
    for index, (start, end) in enumerate(marks.sentences):
        line = Line(index, marks.lower, marks.text)
        position = start
        while at < len(quantities) and quantities[at].start < end:
            quantity = quantities[at]
            if quantity.start >= position and len(line.words) < MAX_TOKENS:
                _add_words(line, position, max(position, _bound_start(quantity)))
                line.quantity_at[len(line.words)] = at
                line.words.append(NUMBER)
                line.pieces.append(((quantity.start, quantity.end), True))
                position = quantity.end
            at += 1
        _add_words(line, position, end)
        line.terms = find_terms(line.words, cutoffs=cutoffs)
        lines.append(line)
    return lines


def _bound_start(quantity: Quantity) -> int:
    if quantity.bound == "average":
        return quantity.start  # "mean Dice of 0.9": the words of the bound hold the measure
    return quantity.begin


def _add_words(line: Line, start: int, end: int) -> None:
    room = MAX_TOKENS - len(line.words)
    runs = line.text[start:end].split()
    if room > 0 and runs:
        line.words += islice(chain.from_iterable(map(_WORDS.__getitem__, runs)), room)
        line.pieces.append(((start, end), False))
