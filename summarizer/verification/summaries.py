"""Summaries: the numbers and names of their sentences that stand nowhere in the text."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

from summarizer.folding import folded, verbatim
from summarizer.marks import Marks
from summarizer.papers import Paper
from summarizer.quantities import Quantity, base_unit, find
from summarizer.records import Summary
from summarizer.sentences import Span
from summarizer.verification.names import has_name, name_like
from summarizer.verification.texts import Text, number_of, plain_numbers, text_of

_FAMILIES = ("factor", "percent", "points")


def unsupported(summary: Summary, paper: Paper, *, marks: Marks | None = None) -> tuple[str, ...]:
    """Give the numbers and name-like words of a summary that stand nowhere in title or text, as it writes them.

    Numbers are compared as numbers ("three" is 3, 3.6B is 3.6 billion), a percentage with percentages and a factor
    with factors; names after folding.
    """
    return unsupported_in(summary, text_of(paper, marks))


def unsupported_in(summary: Summary, text: Text) -> tuple[str, ...]:
    """Give the same for a text that is at hand; what a sentence copied from it says stands there by itself."""
    said = (summary.tldr, summary.problem, summary.approach, *summary.findings, *summary.limitations)
    own = [sentence for sentence in dict.fromkeys(said) if sentence and not verbatim(sentence, text.full)]
    return tuple(dict.fromkeys(word for sentence in own for word in _unsupported_in(sentence, text)))


def _unsupported_in(sentence: str, text: Text) -> Iterator[str]:
    quantities = [q for q in find(sentence) if q.family != "growth"]
    yield from (q.text for q in quantities if not _has_quantity(q, text))
    covered = [(q.start, q.end) for q in quantities]
    for match in plain_numbers(sentence):
        word = match.group()
        inside = any(a < match.end() and match.start() < b for a, b in covered)
        if not inside and word.lower() != "one" and number_of(word) not in text.numbers:
            yield word
    rest = "".join(" " * (b - a) if (a, b) in covered else sentence[a:b] for a, b in _pieces(covered, len(sentence)))
    yield from (name for name in name_like(rest, sentence=True) if not has_name(name, text))


def _pieces(covered: list[Span], end: int) -> Iterator[Span]:
    position = 0
    for start, stop in covered:
        yield position, start
        yield start, stop
        position = stop
    yield position, end


def _has_quantity(quantity: Quantity, text: Text) -> bool:
    if quantity.family == "size":
        return folded(quantity.text) in text.folded.text
    ends = [v for v in (quantity.value, quantity.value_max) if v is not None]
    if quantity.family == "number" and all(end in text.numbers for end in ends):
        return True
    return all(_has_amount(end, quantity, text) for end in ends)


def _has_amount(end: float, quantity: Quantity, text: Text) -> bool:
    said, unit = base_unit(end, quantity.unit or "")
    return any(
        isclose(said, have, rel_tol=1e-6) and (unit == own or not unit or not own) and _of_one_kind(quantity, other)
        for have, own, other in text.values
    )


def _of_one_kind(quantity: Quantity, other: Quantity) -> bool:
    return quantity.unit == other.unit or (quantity.family not in _FAMILIES and other.family not in _FAMILIES)
