"""Quantities: every numeric expression of a text as a value, and the one algebra of factors.

`find` reads figures ("2.6x", "75\\%", "1/3 of", "13~15M", "O(n log n)") and words ("half", "six-fold", "two to twelve
times", "an order of magnitude"); LaTeX leftovers ("12times", "sim 50%") are read as what they were. Offsets are into
the text as given. `factor` says how many times better a subject is than its baseline.
"""

from __future__ import annotations

from summarizer.quantities.algebra import base_unit, bound_of_ratio, factor, ratio, significant
from summarizer.quantities.finding import find
from summarizer.quantities.kinds import Family, Quantity
from summarizer.quantities.moods import Mood, mood

__all__ = [
    "Family",
    "Mood",
    "Quantity",
    "base_unit",
    "bound_of_ratio",
    "factor",
    "find",
    "mood",
    "ratio",
    "significant",
]
