"""Giants: rivals of greater cost that are equalled or outdone: "beats models with far more parameters"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from summarizer.reading.costs.claims import Finding, unnumbered
from summarizer.reading.framing.frames import STOP_TAIL, is_head
from summarizer.reading.qualitative.outdone import OUTDOES
from summarizer.reading.qualitative.savings import is_unreal
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import words

RIVALS = words("models methods networks ones baselines counterparts approaches systems model method baseline")
_LARGER = words("larger bigger")
GREATER = _LARGER | words("more greater higher longer heavier")
_FAR = words("much significantly far even substantially considerably many vastly times orders magnitude of several")
_EQUALS = words(
    "competitive comparable par on-par rivals rivaling rival matches matching match equals outperformed surpassed "
    "exceeded approaching approaches matched compared"
)
_OUTDOES = _EQUALS | OUTDOES | words("better stronger superior higher greater meets")
_WITH = words(
    "with of using use uses require requires requiring need needing have having that which are on from trained"
)
_REACH = 8


def matches_greater(line: Line, at: int) -> Iterator[Finding]:
    """Remains competitive with much larger models; surpasses networks trained on far more data."""
    tokens, start = line.words, at
    while start > 0 and tokens[start - 1] in _FAR:
        start -= 1
    if tokens[at] in _LARGER and start < at and not RIVALS.isdisjoint(tokens[at + 1 : at + 6]):
        if not _OUTDOES.isdisjoint(tokens[max(0, at - 6) : start]):
            yield unnumbered(line, Term("change", first=at, last=at), None, "model_size", None, "better")
        return
    rival = start
    while rival > 0 and tokens[rival - 1] in _WITH:
        rival -= 1
    if rival == start or tokens[rival - 1] not in RIVALS or is_unreal(line, rival - 1):
        return
    if start == at and tokens[start - 1] == "with":
        return  # "outperforms models with | more parameters" may say it of either
    term = next((t for t in line.resources if at < t.first <= at + 2), None)
    told = not _OUTDOES.isdisjoint(tokens[max(0, rival - _REACH) : rival])
    if not told or term is None or term.metric is None or term.gain or not is_head(line, term):
        return
    if STOP_TAIL.isdisjoint(tokens[at + 1 : term.first]):
        yield unnumbered(line, None, term, term.metric, term.phase, "better")


def is_of_rival(line: Line, change: Term) -> bool:
    """Whether a comparative describes what the paper is compared with: "beats models with more parameters".

    Fewer are its own: "beats models with fewer parameters".
    """
    before = line.words[max(0, change.first - 4) : change.first]
    if change.sense == "less" or RIVALS.isdisjoint(before):
        return False
    return any(rival in RIVALS and joint in _JOINTS for rival, joint in pairwise(before))


_JOINTS = words("with of that using requiring")
