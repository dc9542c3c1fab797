"""Multiples: numbers that compare by themselves: "halves the memory", "twice as many users", "3x over B"."""

from __future__ import annotations

from summarizer.quantities import Quantity
from summarizer.reading.framing.frames import (
    Frame,
    clause_start,
    coordinated,
    frame_at,
    left_of,
    phrase_end,
    subject_before,
    terms_in,
)
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import words


def verb_itself(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """halves the memory; throughput doubles; the energy is more than halved."""
    if not is_verb(quantity):
        return None
    start = at + 1
    end = phrase_end(line, start, 7)
    terms = [t for t in terms_in(line, start, end) if not t.weak or t.last + 1 == end or _is_whole(line, t)]
    bare = end == start or line.words[start] in ("in", "by", "when", "from", ".")
    terms = coordinated(line, terms[0], terms) if terms else subject_before(line, at) if bare else []
    less = quantity.text.lower().startswith(("halv", "quart"))
    change = Term("change", sense="less" if less else "more", form="verb", first=at, last=at)
    return frame_at("verb itself", line, at, terms, change, relation=quantity.relation or "times")


def _is_whole(line: Line, term: Term) -> bool:
    """Whether a plain quality is the object itself: "doubles the | performance of B"."""
    behind = line.words[term.last + 1 : term.last + 2]
    return term.kind == "quality" and behind in (["of"], ["on"], ["in"], ["over"], ["for"])


def is_verb(quantity: Quantity) -> bool:
    """Whether a number is itself a verb: "halves", "doubling"."""
    return quantity.text[0].isalpha() and quantity.text.lower()[:5] in _VERB_STEMS


_VERB_STEMS = frozenset(("halve", "halvi", "quart", "doubl", "tripl", "trebl", "quadr", "quint"))


def times_as(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """Serves 2.2 times as many users; costs 2.4 times as much; is twice as efficient."""
    degree = line.words[at + 2] if at + 2 < len(line.words) and line.words[at + 1] == "as" else ""
    left = left_of(line, at)
    if degree and (efficient := next((t for t in line.resources if t.first == at + 2 and t.gain), None)):
        better = Term("change", sense="improve", form="comparative", first=at + 1, last=at + 1)
        return frame_at("times as", line, at, [efficient], better)  # "3x | as sample efficient"
    if degree.startswith(("efficient", "accurate", "effective", "good")):
        better = Term("change", sense="improve", form="comparative", first=at + 2, last=at + 2)
        return frame_at("times as", line, at, [], better)
    if degree not in ("many", "much") and not (degree == "long" and line.words[left] in _TAKING):
        return None
    change = Term("change", sense="more", form="comparative", first=at + 2, last=at + 2)
    terms = terms_in(line, at + 3, phrase_end(line, at + 3))[:1]
    if not terms and line.words[left] in _COSTING:
        terms = [Term("resource", "cost", first=left, last=left)]
    if degree == "long":
        terms = [Term("resource", "latency", first=left, last=left)]
    if not terms and line.words[left] in SCALES:
        terms = [Term("resource", "capacity", gain=True, first=at + 2, last=at + 2)]  # "scales to 3x as many | boats"
    if terms and quantity.relation == "fraction_of":  # "takes half | as long"
        return frame_at("times as", line, at, terms, None, relation="fraction_of", from_right=True)
    return frame_at("times as", line, at, terms, change) if terms else None


def needed(line: Line, at: int, change: Term, end: int) -> list[Term]:
    """What costs less or more though no word says what it is: "costs 3x | less", "needs 3x fewer | charts"."""
    left = left_of(line, at)
    if change.form == "comparative" and change.metric is None and change.first == at + 1:
        if line.words[left] in _COSTING and end == change.last + 1:
            return [Term("resource", "cost", first=left, last=left)]
        counted = line.words[change.first] == "fewer" and end > change.last + 1
        if counted and end == change.last + 2 and line.words[end - 1] in MOVES:
            return [Term("resource", "capacity", first=end - 1, last=end - 1)]
        if counted and line.words[left] in _REQUIRING and not terms_in(line, change.last + 1, end):
            return [Term("resource", "cost", first=end - 1, last=end - 1)]
    return []


MOVES = words("actions moves attempts trials tries grasps pushes picks waypoints hops")
"""What is done step by step."""
SCALES = words("scale scales scaling scaled")
"""What leads to how much a system copes with."""
_COSTING = words("costs cost costing")
_REQUIRING = _COSTING | words("require requires requiring required need needs needing")
_TAKING = words("take takes took taking run runs ran running need needs")


def bare_over(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """Kernels achieve 3x over the baseline: a factor alone is one of speed."""
    left = left_of(line, at)
    if (quantity.value or 0) <= 1 or quantity.relation == "fraction_of" or left < 0 or line.words[left] not in _GAINS:
        return None
    if any(t.kind == "quality" for t in terms_in(line, clause_start(line, at), at)):
        return None
    return frame_at("bare over", line, at, [], Term("change", sense="fast", form="noun", first=at, last=at))


_GAINS = words("achieve achieves achieving achieved deliver delivers delivering yield yields yielding reach reaches")
