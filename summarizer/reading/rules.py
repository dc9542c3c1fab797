"""Rules: the ways in which English ties a number to what it measures, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable

from summarizer.quantities import Quantity
from summarizer.reading.brackets import bracketed, bracketed_level
from summarizer.reading.changes import (
    bare_over,
    change_of,
    moved_by,
    object_amount,
    tail_change,
    times_as,
    verb_amount,
    verb_itself,
)
from summarizer.reading.frames import (
    Frame,
)
from summarizer.reading.measures import in_measure, measure_of, results_level, subject_measure, tail_measure
from summarizer.reading.shares import share_of
from summarizer.reading.tokens import Line

Rule = Callable[[Line, int, Quantity], Frame | None]
"""A reading of one number at one token, or None where its pattern is not there."""
RULES: tuple[Rule, ...] = (
    verb_itself,
    bracketed,
    share_of,
    tail_change,
    verb_amount,
    moved_by,
    change_of,
    tail_measure,
    measure_of,
    in_measure,
    object_amount,
    subject_measure,
    times_as,
    bare_over,
    bracketed_level,
    results_level,
)
