"""A paper's text as claims are held against it: sentences, quantities, folded words, each made once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from summarizer.folding import Folded, fold, locate
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
NUMBER = re.compile(
    rf"(?<![\w.,-])(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?!\w|\.\d)|(?<![\w-])(?:{'|'.join(_VALUES)})(?![\w-])",
    re.IGNORECASE,
)
"""A plain number, in figures or in words up to twenty."""


def number_of(written: str) -> float:
    """The value of what `NUMBER` matches."""
    word = written.lower()
    return _VALUES[word] if word in _VALUES else float(written.replace(",", ""))


@dataclass(frozen=True)
class Text:
    """One paper's title and body, as `paper.full_text`; all spans count its code points."""

    marks: Marks

    @property
    def full(self) -> str:
        """The whole text."""
        return self.marks.text

    @cached_property
    def lower(self) -> str:
        """The whole text in lower case, character by character, so that its offsets are the same."""
        lower = self.full.lower()
        return lower if len(lower) == len(self.full) else "".join(c.lower()[0] for c in self.full)

    @cached_property
    def folded(self) -> Folded:
        """The whole text, folded."""
        return fold(self.full)

    @cached_property
    def _known(self) -> dict[object, Any]:
        return {}

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What `make` gives, made only once for this text."""
        if key not in self._known:
            self._known[key] = make()
        known: T = self._known[key]
        return known

    @cached_property
    def numbers(self) -> frozenset[float]:
        """Every plain number of the text, in figures or in words."""
        read = (number_of(match.group()) for match in NUMBER.finditer(self.full))
        return frozenset(read) | {q.value for q in self.marks.quantities if q.value is not None}

    @cached_property
    def amounts(self) -> frozenset[float]:
        """Every number of the text with its "thousand", "million" or prefix counted in."""
        scaled = (base_unit(q.value, q.unit or "")[0] for q in self.marks.quantities if q.value is not None)
        return self.numbers | frozenset(scaled)

    def places(self, evidence: str) -> list[Span]:
        """Where the evidence stands, word for word or after folding."""
        found = locate(evidence, self.full) or locate(evidence, self.full, folded_haystack=self.folded)
        return found[:8]

    def sentence(self, span: Span) -> Span:
        """The sentence or sentences that a span lies in."""
        return self.once(span, lambda: self._sentence(span))

    def _sentence(self, span: Span) -> Span:
        first = self.marks.sentence_of(span[0])
        last = self.marks.sentence_of(max(span[0], span[1] - 1))
        return self.marks.sentences[first][0], max(span[1], self.marks.sentences[last][1])

    def around(self, sentence: Span) -> Span:
        """A sentence with the ones before and behind it."""
        sentences = self.marks.sentences
        first, last = self.marks.sentence_of(sentence[0]), self.marks.sentence_of(sentence[1] - 1)
        return sentences[max(0, first - 1)][0], sentences[min(len(sentences) - 1, last + 1)][1]

    def quantities(self, span: Span) -> list[Quantity]:
        """The quantities whose figures lie in a span; a unit may reach over its end."""
        first = bisect_right(self._starts, span[0] - 1)
        last = bisect_right(self._starts, span[1] - 1)
        return list(self.marks.quantities[first:last])

    @cached_property
    def _starts(self) -> list[int]:
        return [q.start for q in self.marks.quantities]


def text_of(paper: Paper, marks: Marks | None = None) -> Text:
    """Prepare a paper's text, remembered for the last papers; `marks` spares the work where they are at hand."""
    if marks is not None and marks.text == paper.full_text:
        return Text(marks)
    return _prepared(paper.title, paper.body)


@lru_cache(maxsize=32)
def _prepared(title: str, body: str) -> Text:
    return Text(mark(Paper(id="", title=title, abstract=body)))
