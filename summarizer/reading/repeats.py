"""Repeats: one change told twice in a sentence, as a factor and by its two amounts: "9x faster (2 s vs. 18 s)"."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.marks import Marks
from summarizer.quantities import factor, ratio
from summarizer.reading.claims import Finding
from summarizer.reading.tokens import Line
from summarizer.records import Metric

_TIMES: frozenset[Metric] = frozenset(("latency", "training_time", "throughput"))
_TOLERANCE = 0.06
"""How far a factor may be rounded from the ratio of the amounts that it sums up."""
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
    near = abs(max(said, 1 / said) / measured - 1) <= _TOLERANCE
    return near or _is_bracketed(line, other.frame.at, pair.frame.at)


def _is_bracketed(line: Line, said: int, spelled: int) -> bool:
    """Whether amounts stand in brackets behind what they spell out."""
    between = line.words[said + 1 : spelled]
    opened = len(between) - 1 - between[::-1].index("(") if "(" in between else None
    return opened is not None and len(between) <= _REACH and ")" not in between[opened:]
