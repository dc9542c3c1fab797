"""Tokens: a sentence as words, signs and quantities, with the terms that stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import add
from typing import NamedTuple

from summarizer.marks import Marks
from summarizer.once import once
from summarizer.quantities import Quantity
from summarizer.reading.words.hints import UNREAD, hints_of
from summarizer.reading.words.memory import Memory, remember
from summarizer.reading.words.terms import Term, find_terms
from summarizer.reading.words.vocabulary import words as word_set  # a local `words` is called slower where imported too
from summarizer.sentences import Span

NUMBER = "#"
"""What stands in `words` for a quantity."""

_TOKEN = re.compile(
    r"[^\W_][\w@]*(?:[-'’.&+][^\W_][\w@]*)*|--+|(?<!\\)[()]"  # words, dashes, brackets but those of LaTeX
    r"|[^\w\s().!?…#$\\{}\[\]\"'`“”’^*]"  # signs that say something
)
CLAUSE_BREAKS = word_set("; -- --- — while whereas which but although though because whose when where yet")
MAX_TOKENS = 400
"""A sentence is read as far as this; longer ones are lists or broken text."""


def _read(run: str) -> tuple[tuple[str, ...], int]:
    """The words of a run without white space, and what they hint."""
    words = tuple("vs" if word == "v.s" else word.rstrip("_") for word in _TOKEN.findall(run))  # "AP_{50}" is an AP
    hints = sum(map(hints_of, words))
    if words == (run,) and not hints:
        remember(run, _PLAIN)
    return words, hints


_PLAIN: set[str] = set()
"""Runs that are but a word that hints nothing, as most are."""
_RUNS = Memory(_read)
_read_run = _RUNS.__getitem__


class Phrase(NamedTuple):
    """A stretch of tokens that names something, or a list of things."""

    first: int
    end: int
    """Behind its last token."""

    def of(self, marks: Marks, line: Line) -> str:
        """The phrase as it stands in the text."""
        return marks.text[line.starts[self.first] : line.ends[self.end - 1]]


@dataclass(eq=False)
class Line:
    """One sentence as words (lower case), and which of them are quantities."""

    index: int
    start: int
    """Where it begins."""
    text: str
    """The whole paper's, in lower case."""
    written: str
    """The same as written."""
    words: list[str]
    quantity_at: dict[int, int]
    """Token index to index in `marks.quantities`."""
    numbers: list[Span]
    """Where these quantities stand."""
    hints: int
    """What its words hint that it says."""

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

    @property
    def opens(self) -> int:
        """Where its first word begins."""
        first = self.words[0]
        return self.numbers[0][0] if first == NUMBER else _unescaped(self.text).find(first, self.start)

    @once
    def starts(self) -> list[int]:
        """Where each word begins; looked up when first asked for, as most sentences are never quoted."""
        text, at, numbers = _unescaped(self.text), self.start, iter(self.numbers)
        starts: list[int] = []
        for word in self.words:
            if word == NUMBER:
                start, at = next(numbers)
            else:  # what is passed over holds nothing that a word can begin with
                start = text.find(word, at)
                at = start + len(word)
            starts.append(start)
        return starts

    @once
    def ends(self) -> list[int]:
        """Where each word ends."""
        ends = [*map(add, self.starts, map(len, self.words))]
        for at, (_, end) in zip(self.quantity_at, self.numbers, strict=True):
            ends[at] = end
        return ends

    @once
    def spans(self) -> list[Span]:
        """Where each word stands."""
        return [*zip(self.starts, self.ends, strict=True)]

    @once
    def cased(self) -> list[str]:
        """The words with acronyms in capitals: "AT" is no preposition."""
        cased, written = [*self.words], self.written
        for at, start in enumerate(self.starts):
            if not written[start].islower() and (size := len(cased[at])) > 1:
                text = written[start : start + size]
                cased[at] = text if text.isupper() else cased[at]
        return cased


def lines_of(marks: Marks, first: int = 0) -> list[Line]:
    """Take every sentence of a marked text from the `first` on apart; quantities are one token, their bounds none."""
    text, written, quantities = marks.lower, marks.text, marks.quantities
    lines, at, count = [], 0, len(quantities)
    for index, (start, end) in enumerate(marks.sentences[first:], first):
        words: list[str] = []
        quantity_at: dict[int, int] = {}
        numbers: list[Span] = []
        begin, hints = start, 0
        while at < count and (quantity := quantities[at]).start < end:
            if quantity.start >= start and len(words) < MAX_TOKENS:
                hints += _add_words(words, text, start, max(start, _begin(quantity)))
                quantity_at[len(words)] = at
                words.append(NUMBER)
                start = quantity.end
                numbers.append((quantity.start, start))
            at += 1
        hints += _add_words(words, text, start, end)
        if len(words) >= MAX_TOKENS:
            hints = sum(map(hints_of, words)) | UNREAD  # none is counted of the words that there was no room for
        lines.append(Line(index, begin, text, written, words, quantity_at, numbers, hints))
    return lines


def _unescaped(text: str) -> str:
    """A text with spaces for the brackets of LaTeX, which are no words."""
    return text.replace("\\(", "  ").replace("\\)", "  ") if "\\" in text else text


def _begin(quantity: Quantity) -> int:
    """Where a quantity's own words begin, those of its bound included."""
    if quantity.bound == "average":
        return quantity.start  # "mean Dice of 0.9": the words of the bound hold the measure
    return quantity.begin


def _add_words(words: list[str], text: str, start: int, end: int) -> int:
    """Add the words of a stretch of text, as long as there is room, and say what they hint."""
    hints = 0
    if len(words) < MAX_TOKENS:
        for run in text[start:end].split():
            if run in _PLAIN:
                words.append(run)
            else:
                known, hinted = _read_run(run)
                words += known
                hints += hinted
        if len(words) > MAX_TOKENS:
            del words[MAX_TOKENS:]
    return hints
