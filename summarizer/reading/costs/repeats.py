"""Repeats: one change told twice in a sentence, as a factor and by its two amounts: "9x faster (2 s vs. 18 s)"."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.marks import Marks
from summarizer.quantities import factor, ratio
from summarizer.reading.costs.claims import Finding
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import words
from summarizer.records import Metric

_TIMES: frozenset[Metric] = frozenset(("latency", "training_time", "throughput"))
_TOLERANCE = 0.06
"""How far a factor may be rounded from the ratio of the amounts that it sums up."""
_BRACKETED = 0.25
"""The same for amounts in brackets behind the factor."""
_MOVED = 0.12
"""The same for amounts of one phrase with it: "a 4x speed-up in planning from 90 ms to 22 ms"."""
_REACH = 14


def told_once(marks: Marks, line: Line, findings: Sequence[Finding]) -> list[Finding]:
    """Leave out the pairs of amounts that only spell out a factor or percentage of the same sentence."""
    pairs = [f for f in findings if f.frame.base is not None]
    others = [f for f in findings if f.frame.base is None and f.kind == "relative"]
    if not pairs or not others:
        return list(findings)
    told = [pair for pair in pairs if any(_spells_out(marks, line, pair, other) for other in others)]
    return [f for f in findings if not any(f is pair for pair in told)]


def _spells_out(marks: Marks, line: Line, pair: Finding, other: Finding) -> bool:
    if pair.metric != other.metric and not {pair.metric, other.metric} <= _TIMES:
        return False
    assert pair.frame.base is not None
    own, base = marks.quantities[pair.frame.quantity], marks.quantities[pair.frame.base]
    single = marks.quantities[other.frame.quantity]
    said = factor(single.value, single.unit, other.relation, other.direction)
    measured = ratio(own, base)
    if said is None or measured is None or said <= 0:
        return False
    tolerance = _of_the_same(line, pair, other, sorted((pair.frame.at, *_base_at(line, pair))))
    most = factor(single.value_max, single.unit, other.relation, other.direction) or said
    low, high = sorted((max(said, 1 / said), max(most, 1 / most)))
    return low * (1 - tolerance) <= measured <= high * (1 + tolerance)


def _base_at(line: Line, pair: Finding) -> list[int]:
    """The token of a pair's other amount."""
    return [at for at, quantity in line.quantity_at.items() if quantity == pair.frame.base]


def _of_the_same(line: Line, pair: Finding, other: Finding, amounts: Sequence[int]) -> float:
    """How far factor and amounts may differ to be one: more in a bracket, not at all where they tell two things apart.

    Two things are another phase, another clause, another place ("on A ..., on B") or another rival.
    """
    said = other.frame.at
    first, last = (said, amounts[0]) if said < amounts[0] else (amounts[-1], said)
    between, behind = line.words[first + 1 : last], max(said, amounts[-1]) + 1
    if pair.phase and other.phase and pair.phase != other.phase:
        return -1
    opened = len(between) - 1 - between[::-1].index("(") if "(" in between else None
    bracketed = opened is not None and len(between) <= _REACH and ")" not in between[opened:]
    if not _JOINS.isdisjoint(between[opened:] if bracketed else between):
        return -1
    follows = line.words[behind : behind + 1]
    named = line.starts[behind + 1 : behind + 2]
    if named and line.written[named[0]].isupper() and line.words[behind + 1] not in between:
        placed = follows[0] in _PLACES and not _PLACES.isdisjoint(between)
        set_against = follows[0] in _RIVALS_BY and not _RIVALS_BEHIND.isdisjoint(between)
        if placed or set_against:
            return -1
    if bracketed:
        return _BRACKETED
    return _MOVED if pair.frame.rule == "from to" and "," not in between else _TOLERANCE


_JOINS = words("and ; while whereas but although though yet")
_PLACES = words("on in for")
_RIVALS_BEHIND = words("than over against to with")
_RIVALS_BY = words("for of by with in")
