"""Tokens: a sentence as words, signs and quantities, with the terms that stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from summarizer.marks import Marks
from summarizer.once import once
from summarizer.quantities import Quantity
from summarizer.reading.memory import Memory
from summarizer.reading.terms import Term, find_terms
from summarizer.reading.vocabulary import words
from summarizer.sentences import Span

if TYPE_CHECKING:
    from summarizer.reading.phrases import Phrase

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
_words_of = _WORDS.__getitem__


@dataclass(eq=False)
class Line:
    """One sentence as words (lower case), and which of them are quantities."""

    index: int
    text: str
    """The whole paper's, in lower case."""
    written: str
    """The same as written."""
    words: list[str]
    quantity_at: dict[int, int]
    """Token index to index in `marks.quantities`."""
    pieces: list[tuple[Span, bool]]
    """The stretches of text that the words were taken from, and whether each is a quantity."""

    @once
    def said(self) -> frozenset[str]:
        """Which words it holds."""
        return frozenset(self.words)

    @once
    def terms(self) -> list[Term]:
        """Resources, quality measures and changes, in order, none overlapping another."""
        return find_terms(self.words, cutoffs="@" in self.text)

    @once
    def changes(self) -> list[Term]:
        """The words of change among the terms."""
        return [term for term in self.terms if term.kind == "change"]

    @once
    def measures(self) -> list[Term]:
        """The resources and quality measures among the terms."""
        return [term for term in self.terms if term.kind != "change"]

    @once
    def resources(self) -> list[Term]:
        """The resources among the terms."""
        return [term for term in self.terms if term.kind == "resource"]

    @once
    def breaks(self) -> list[int]:
        """Where the words stand that break a sentence into clauses."""
        if CLAUSE_BREAKS.isdisjoint(self.words):
            return []
        return [at for at, word in enumerate(self.words) if word in CLAUSE_BREAKS]

    @once
    def phrases(self) -> dict[int, Phrase | None]:
        """The noun phrases that have been read so far, by where they were looked for."""
        return {}

    @once
    def spans(self) -> list[Span]:
        """Where each word stands; looked up when first asked for, as most sentences are never quoted."""
        spans: list[Span] = []
        for (start, end), is_quantity in self.pieces:
            if is_quantity:
                spans.append((start, end))
            else:
                found = _TOKEN.finditer(self.text, start, end)
                spans += [match.span() for match in islice(found, max(0, MAX_TOKENS - len(spans)))]
        return spans

    @once
    def cased(self) -> list[str]:
        """The words with acronyms in capitals: "AT" is no preposition."""
        cased, written = [*self.words], self.written
        for at, (start, end) in enumerate(self.spans):
            if end > start + 1 and not written[start + 1].islower() and cased[at] != NUMBER:
                text = written[start:end]
                cased[at] = text if text.isupper() else cased[at]
        return cased

    @once
    def starts(self) -> list[int]:
        """Where each word begins."""
        return [start for start, _ in self.spans]

    @once
    def ends(self) -> list[int]:
        """Where each word ends."""
        return [end for _, end in self.spans]


def lines_of(marks: Marks) -> list[Line]:
    """Take every sentence of a marked text apart; quantities are one token, the words of their bound none."""
    text, written, quantities = marks.lower, marks.text, marks.quantities
    lines, at, count = [], 0, len(quantities)
    for index, (start, end) in enumerate(marks.sentences):
        words: list[str] = []
        quantity_at: dict[int, int] = {}
        pieces: list[tuple[Span, bool]] = []
        while at < count and (quantity := quantities[at]).start < end:
            if quantity.start >= start and len(words) < MAX_TOKENS:
                piece = start, max(start, _begin(quantity))
                _add_words(words, text, piece)
                quantity_at[len(words)] = at
                words.append(NUMBER)
                start = quantity.end
                pieces += (piece, False), ((quantity.start, start), True)
            at += 1
        _add_words(words, text, (start, end))
        pieces.append(((start, end), False))
        lines.append(Line(index, text, written, words, quantity_at, pieces))
    return lines


def _begin(quantity: Quantity) -> int:
    """Where a quantity's own words begin, those of its bound included."""
    if quantity.bound == "average":
        return quantity.start  # "mean Dice of 0.9": the words of the bound hold the measure
    return quantity.begin


def _add_words(words: list[str], text: str, span: Span) -> None:
    """Add the words of a stretch of text, as long as there is room."""
    if len(words) < MAX_TOKENS:
        words += chain.from_iterable(map(_words_of, text[span[0] : span[1]].split()))
        if len(words) > MAX_TOKENS:
            del words[MAX_TOKENS:]
