"""A paper's text as claims are held against it: sentences, quantities, folded words, each made once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from summarizer.folding import Folded, bare, fold, locate, verbatim
from summarizer.marks import Marks, mark
from summarizer.papers import Paper
from summarizer.quantities import Quantity, base_unit
from summarizer.sentences import Span

T = TypeVar("T")

_NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
)
_VALUES = {word: float(value) for value, word in enumerate(_NUMBER_WORDS.split())}
_FIGURES = re.compile(r"\d(?<![\w.,-]\d)(?:\d{0,2}(?:,\d{3})+|\d*)(?:\.\d+)?(?!\w|\.\d)")
_WORDED = re.compile(rf"(?<![\w-])(?:{'|'.join(_VALUES)})(?![\w-])", re.IGNORECASE)


def plain_numbers(text: str) -> list[re.Match[str]]:
    """The plain numbers of a text in their order, in figures or in words up to twenty."""
    figures = list(_FIGURES.finditer(text))
    if _VALUES.keys().isdisjoint(bare(text).split()):  # far cheaper than looking for each word at each place
        return figures
    return sorted([*figures, *_WORDED.finditer(text)], key=lambda match: match.start())


def number_of(written: str) -> float:
    """The value of a plain number."""
    word = written.lower()
    return _VALUES[word] if word in _VALUES else float(written.replace(",", ""))


@dataclass(frozen=True)
class Text:
    """One paper's title and body, as `paper.full_text`; all spans count its code points."""

    marks: Marks
    _known: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)
    _sentences: dict[Span, Span] = field(default_factory=dict, repr=False, compare=False)

    @property
    def full(self) -> str:
        """The whole text, to be read."""
        return self.marks.text

    @property
    def lower(self) -> str:
        """The whole text in lower case, each character where it stood."""
        return self.marks.lower

    @cached_property
    def folded(self) -> Folded:
        """The whole text, folded."""
        return fold(self.full)

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What `make` gives, made only once for this text."""
        if key not in self._known:
            self._known[key] = make()
        known: T = self._known[key]
        return known

    def words(self, span: Span) -> frozenset[str]:
        """The plain words in a span: asked before an expression is looked for there, which costs more."""
        return self.once(("words", span), lambda: frozenset(self.marks.bare[slice(*span)].split()))

    @cached_property
    def numbers(self) -> frozenset[float]:
        """Every plain number of the text, in figures or in words."""
        read = (number_of(match.group()) for match in plain_numbers(self.full))
        return frozenset(read) | {q.value for q in self.marks.quantities if q.value is not None}

    @cached_property
    def amounts(self) -> frozenset[float]:
        """Every number of the text with its "thousand", "million" or prefix counted in."""
        scaled = (base_unit(q.value, q.unit or "")[0] for q in self.marks.quantities if q.value is not None)
        return self.numbers | frozenset(scaled)

    def places(self, evidence: str) -> list[Span]:
        """Where the evidence stands, word for word or after folding."""
        found = verbatim(evidence.strip(), self.marks.paper.full_text)
        return (found or locate(evidence, self.full, folded_haystack=self.folded))[:8]

    def sentence(self, span: Span) -> Span:
        """The sentence or sentences that a span lies in."""
        known = self._sentences.get(span)
        if known is None:
            known = self._sentences[span] = self._find_sentence(*span)
        return known

    def _find_sentence(self, start: int, end: int) -> Span:
        begin, stop = self.marks.sentences[self.marks.sentence_of(start)]
        if end > stop:
            stop = max(end, self.marks.sentences[self.marks.sentence_of(max(start, end - 1))][1])
        return begin, stop

    def around(self, sentence: Span) -> Span:
        """A sentence with the ones before and behind it."""
        sentences = self.marks.sentences
        first, last = self.marks.sentence_of(sentence[0]), self.marks.sentence_of(sentence[1] - 1)
        return sentences[max(0, first - 1)][0], sentences[min(len(sentences) - 1, last + 1)][1]

    def quantities(self, span: Span) -> tuple[Quantity, ...]:
        """The quantities whose figures lie in a span; a unit may reach over its end."""
        starts = self._starts
        return self.marks.quantities[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]

    @cached_property
    def values(self) -> list[tuple[float, str, Quantity]]:
        """Every number of a quantity in its base unit, that unit, and the quantity."""
        ends = [(end, q) for q in self.marks.quantities for end in (q.value, q.value_max) if end is not None]
        return [(*base_unit(end, q.unit or ""), q) for end, q in ends]

    @cached_property
    def _starts(self) -> list[int]:
        return [q.start for q in self.marks.quantities]


def text_of(paper: Paper, marks: Marks | None = None) -> Text:
    """Prepare a paper's text, remembered for the last papers; `marks` spares the work where they are at hand."""
    if marks is not None and marks.paper.full_text == paper.full_text:
        return Text(marks)
    return _prepared(paper.title, paper.body)


@lru_cache(maxsize=32)
def _prepared(title: str, body: str) -> Text:
    return Text(mark(Paper(id="", title=title, abstract=body)))
