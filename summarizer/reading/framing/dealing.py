"""Dealing: a list of numbers and a list of nouns that share one verb: "cuts latency and energy by 30% and 40%"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.reading.framing.frames import (
    SKIP_LEFT,
    STOP_TAIL,
    Frame,
    clause_end,
    clause_start,
    coordinated,
    is_head,
    terms_in,
)
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import MODIFIERS, PHASES, RATES


def enough(line: Line, frame: Frame | None, group: list[int]) -> Frame | None:
    """As many resources as numbers, where the sentence pairs them: "lower latency and a size cut by 2x and 3x"."""
    if frame is None or len(frame.terms) == len(group):
        return frame
    if frame.from_right and frame.term and frame.term.kind == "resource" and frame.term.first > group[-1]:
        behind = terms_in(line, group[-1] + 1, clause_end(line, group[-1]), ("resource",))
        both = coordinated(line, behind[0], behind) if behind else []
        if len(both) == len(group) and frame.term in both:
            return replace(frame, term=both[0], terms=tuple(both))  # "needs 9% and 7% of the time and | memory"
    if "respectively" not in line.words[group[-1] :]:
        return frame
    start = max(clause_start(line, group[0]), max((at + 1 for at in line.quantity_at if at < group[0]), default=0))
    named = terms_in(line, start, group[0], ("resource",))
    strong = [t for t in named if not t.weak and is_head(line, t)]
    return replace(frame, terms=tuple(strong)) if len(strong) == len(group) else frame


def dealt(line: Line, frame: Frame | None, count: int) -> list[Frame | None]:
    """The frames of as many numbers that share one, each with its own of several nouns, or none where that costs
    nothing: "latency and energy by 30% and 40%", "drift and latency by 30% and 40%".
    """
    if frame is None or not frame.terms:
        return [frame] * count
    own: Sequence[Term | None] = frame.terms if len(frame.terms) == count else _own(line, frame, count)
    if not own:
        return [frame] * count
    return [replace(frame, term=term, terms=(term,)) if term else None for term in own]


def _own(line: Line, frame: Frame, count: int) -> list[Term | None]:
    """What each of as many joined nouns costs, where one of them is no known resource; nothing if they share a head."""
    if any(t.kind != "resource" for t in frame.terms):
        return []
    nouns = _joined_nouns(line, frame, count)
    if len(nouns) != count:
        return []
    own = [next((t for t in line.resources if first <= t.first and _ends(line, t, end)), None) for first, end in nouns]
    for (_, end), term in zip(nouns, own, strict=True):
        if term is None and line.words[end - 1] in _DESCRIBING:
            return []  # "training and inference time"
    last = own[-1]
    headed = last is not None and None in own and not SKIP_LEFT.issuperset(line.words[nouns[-1][0] : last.first])
    named = {t for t in own if t}
    headed |= len({t.gain for t in named}) > 1  # "parameter and FLOPs | compression"
    return [] if headed or not named.issuperset(frame.terms) else own  # "shelf and depot visit | costs"


_DESCRIBING = MODIFIERS.keys() | PHASES.keys()


def _ends(line: Line, term: Term, end: int) -> bool:
    """Whether a resource is what a noun phrase is headed by: "the | CPU usage rate"."""
    return term.last == end - 1 or (term.last == end - 2 and line.words[end - 1] in RATES)


_PAIR_ENDS = STOP_TAIL - {"and"}
_ROW_ENDS = _PAIR_ENDS - {","}


def _joined_nouns(line: Line, frame: Frame, count: int) -> list[tuple[int, int]]:
    """Where the nouns begin and end that stand in a row with what a frame measures; no comma parts two."""
    words, first, end = line.words, frame.terms[0].first, frame.terms[-1].last + 1
    ends = _ROW_ENDS if count > _PAIR else _PAIR_ENDS
    moving = [c for c in line.changes if c.form != "noun" or c is frame.change]  # "packet | loss and delay fall"
    changes = {at for c in moving for at in range(c.first, c.last + 1)}
    while first > 0 and words[first - 1] not in ends and first - 1 not in changes:
        first -= 1
    while end < len(words) and words[end] not in ends and end not in changes:
        end += 1
    nouns, start = [], first
    for at in range(first, end + 1):
        if at == end or words[at] in (",", "and"):
            if at > start:
                nouns.append((start, at))
            start = at + 1
    return nouns if NUMBER not in words[first:end] else []


_PAIR = 2
