"""Rules: the ways in which English ties a number to what it measures, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from summarizer.quantities import Family, Quantity
from summarizer.reading.framing.brackets import (
    behind_bracket,
    bracketed,
    bracketed_level,
    bracketed_share,
    level_behind,
    moved_in_bracket,
)
from summarizer.reading.framing.changes import change_of, moved_by, object_amount, verb_amount
from summarizer.reading.framing.frames import STOP_TAIL, Frame
from summarizer.reading.framing.measures import in_measure, measure_of, results_level, subject_measure, tail_measure
from summarizer.reading.framing.multiples import bare_over, times_as, verb_itself
from summarizer.reading.framing.shares import SHARED, share_of
from summarizer.reading.framing.tails import tail_change
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import words as word_set

Reading = Callable[[Line, int, Quantity], Frame | None]
"""A reading of one number at one token, or None where its pattern is not there."""

_CHANGE_BEFORE, _CHANGE_BEHIND, _MEASURE_BEFORE, _MEASURE_BEHIND = 1, 2, 4, 8
"""Which terms stand on which side of a number, anywhere in its sentence."""


class Rule(NamedTuple):
    """A reading, and without what it is not tried."""

    read: Reading
    families: str
    """Of which families of numbers it reads."""
    needs: int = 0
    """Which terms the sentence must hold, on which side of the number."""
    behind: frozenset[str] | None = None
    """One of these must stand right behind the number; "" is the sentence's end."""
    bracketed: bool = False
    """Whether the number must stand right behind a bracket that opens."""
    ends: frozenset[str] = frozenset()
    """Right behind the number these leave no noun phrase that the reading could find anything in."""


_ANY = "factor percent points amount number"
RULES: tuple[Rule, ...] = (
    Rule(verb_itself, "factor"),
    Rule(bracketed, "factor percent", behind=word_set(") , / for on in") | {""}, bracketed=True),
    Rule(bracketed_share, "percent", behind=word_set(")")),
    Rule(behind_bracket, "factor percent", _CHANGE_BEHIND, behind=word_set("( ) on")),
    Rule(share_of, "factor percent", behind=SHARED),
    Rule(tail_change, _ANY, _CHANGE_BEHIND, ends=STOP_TAIL - {"as", "("}),
    Rule(times_as, "factor", behind=word_set("as")),
    Rule(verb_amount, "factor percent points number", _CHANGE_BEFORE),
    Rule(moved_in_bracket, "factor percent", _CHANGE_BEFORE),
    Rule(moved_by, _ANY, _CHANGE_BEFORE),
    Rule(change_of, _ANY, _CHANGE_BEFORE),
    Rule(tail_measure, _ANY, _MEASURE_BEHIND, ends=STOP_TAIL - {"and"}),
    Rule(level_behind, "percent number", _MEASURE_BEHIND, behind=word_set("(")),
    Rule(measure_of, _ANY, _MEASURE_BEFORE),
    Rule(in_measure, "percent number", _MEASURE_BEHIND, behind=word_set("in")),
    Rule(object_amount, "factor percent", _CHANGE_BEFORE),
    Rule(subject_measure, _ANY, _MEASURE_BEFORE),
    Rule(bare_over, "factor", behind=word_set("over compared relative")),
    Rule(bracketed_level, "percent", _MEASURE_BEFORE, behind=word_set(") , ;"), bracketed=True),
    Rule(results_level, "percent", _MEASURE_BEFORE),
)


_TOLD = frozenset().union(*(rule.ends | (rule.behind or frozenset()) for rule in RULES))
"""The words that say something right behind a number."""


@cache
def _tried(family: Family, there: int, opened: bool, follows: str | None) -> tuple[Reading, ...]:
    """What is worth trying on a number: by which terms stand on which side of it, whether a bracket opens right before
    it, and which of the words that say something stands right behind it.
    """
    return tuple(
        rule.read
        for rule in RULES
        if family in rule.families.split()
        and not rule.needs & ~there
        and (opened or not rule.bracketed)
        and (rule.behind is None or follows in rule.behind)
        and follows not in rule.ends
    )


def frame_of(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """What the first rule makes of a number that can read it."""
    words, changes, measures = line.words, line.changes, line.measures
    before = words[at - 1] if at else ""
    there = 0
    if changes:
        there = _CHANGE_BEFORE * (changes[0].first < at) + _CHANGE_BEHIND * (changes[-1].first > at)
    if measures:
        there += _MEASURE_BEFORE * (measures[0].first < at) + _MEASURE_BEHIND * (measures[-1].first > at)
    follows = words[at + 1] if at + 1 < len(words) else ""
    for read in _tried(quantity.family, there, before == "(", follows if follows in _TOLD else None):
        if frame := read(line, at, quantity):
            return frame
    return None
