"""Marks: a paper's text with its sentences numbered (S1 …) and its quantities marked (Q1 …).

An answer refers to these marks instead of quoting, so that no number of it can be invented. The marks that were shown
travel with the request; references are resolved against them, never against marks made anew.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from summarizer.asides import find_asides
from summarizer.folding import bare, lowered, undressed
from summarizer.injections import Injection
from summarizer.injections import find as find_injections
from summarizer.once import keep, once
from summarizer.papers import Paper
from summarizer.quantities import Quantity, find
from summarizer.sentences import Span, split


@dataclass(frozen=True)
class Marks:
    """A paper, where its sentences stand, and the quantities in it.

    Sentence `S1` is the title; all offsets are code points of `text`, which are those of `paper.full_text`.
    """

    paper: Paper
    sentences: tuple[Span, ...]
    quantities: tuple[Quantity, ...]

    @once
    def text(self) -> str:
        """The paper's title and body as they read: neither lines that break for want of room, nor LaTeX's dress."""
        return _plain_text(self.paper)

    def sentence_of(self, position: int) -> int:
        """Index of the sentence that holds a position."""
        return max(0, bisect_right(self._starts, position) - 1)

    @once
    def asides(self) -> list[Span]:
        """The stretches that are no words to the paper's readers: hidden markup, forged turns."""
        return find_asides(self.text)

    @once
    def injections(self) -> list[Injection]:
        """What in the text speaks to a machine, or hides from readers' eyes."""
        return find_injections(self.text, self.said, self.lower)

    @once
    def lower(self) -> str:
        """The text in lower case, at the same offsets."""
        return lowered(self.text)

    @once
    def bare(self) -> str:
        """The text's plain words in lower case, at the same offsets, all else a space."""
        return bare(self.text)

    @once
    def plain(self) -> tuple[list[str], ...]:
        """The plain words of each sentence, in order: asked before an expression is looked for, which costs more."""
        return _plain(self.bare, self.sentences)

    @once
    def said(self) -> frozenset[str]:
        """The plain words of the whole text."""
        return frozenset().union(*self.plain)

    @once
    def _starts(self) -> list[int]:
        return [start for start, _ in self.sentences]


def mark(paper: Paper) -> Marks:
    """Number a paper's sentences and mark its quantities."""
    text = _plain_text(paper)
    title_end = len(paper.title)
    sentences = ((0, title_end), *split(text, title_end + 1))
    plain, lower = _plain(bare(text), sentences), lowered(text)
    said = frozenset().union(*plain)
    marks = Marks(paper, sentences, tuple(find(text, said, lower)))
    for name, known in (("text", text), ("plain", plain), ("lower", lower), ("said", said)):
        keep(marks, name, known)
    return marks


_WRAPPED = re.compile(r"\n(?<=[^\s.!?:;]\n)(?=[^\s*•–-])")
"""A line break inside a sentence."""


def _plain_text(paper: Paper) -> str:
    text, start = paper.full_text, len(paper.title) + 1
    if text.find("\n", start) >= 0:
        text = text[:start] + _WRAPPED.sub(" ", text[start:])
    return undressed(text)


def _plain(text: str, sentences: tuple[Span, ...]) -> tuple[list[str], ...]:
    return tuple([text[start:end].split() for start, end in sentences])
