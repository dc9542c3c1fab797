"""Admitted: higher costs that a paper states of its own as such: "is slower than B", "needs more memory than B"."""

from __future__ import annotations

from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import words
from summarizer.records import Metric

_CHOSEN: tuple[Metric, ...] = ("parameters", "data", "capacity")
"""What a method is built or taught with: more of it is no fault that a text admits."""


def is_admitted(line: Line, change: Term, term: Term) -> bool:
    """Whether a higher cost is plainly stated as one: "is higher than", "needs more memory than", "adds overhead"."""
    if term.metric in _CHOSEN:
        return False
    if change.form == "comparative" and term.first > change.last:
        paid = line.words[max(0, change.first - 4) : change.first]
        if line.words[term.last + 1 : term.last + 2] == ["than"] and not _SPENDS.isdisjoint(paid):
            return True
    if line.words[max(0, change.first - 2) : change.first] == ["with", "the"]:
        return False  # "with the increase | of model size"
    if any(word.startswith("budget") for word in line.words[term.last : term.last + 2]):
        return False  # "with an increased | compute budget"
    before, behind = line.words[max(0, change.first - 1) : change.first], line.words[change.last + 1 : change.last + 2]
    compared = before in (["but"], ["albeit"]) or behind == ["than"]
    return (change.form == "comparative" and compared) or line.words[change.first] in _ADMITS


_SPENDS = words("requires require uses use needs need consumes consume takes take has incurs incur costs")
_ADMITS = words("grows rises increased grew rose increases increase adds raises incurs requires slows worsens")
