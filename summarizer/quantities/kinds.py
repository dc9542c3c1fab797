"""Kinds: what a numeric expression is, once read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from summarizer.records import Bound, Relation

Family = Literal["factor", "percent", "points", "amount", "number", "size", "growth"]
"""`factor`: 2.6x, half; `percent`; `points`: percentage points; `amount`: with a unit; `number`: bare; `size`: 16x16
and the like, no quantity of anything; `growth`: O(n), linear."""


@dataclass(slots=True, unsafe_hash=True)
class Quantity:
    """One numeric expression of a text; never changed once made."""

    start: int
    """Offset of its first character, words of bound not included."""
    end: int
    """Offset behind its last character."""
    text: str
    """The expression as written."""
    family: Family
    """What kind of number it is."""
    value: float | None
    """The number as written; None for growth."""
    value_max: float | None = None
    """The upper number of a range."""
    unit: str | None = None
    """`x`, `%`, a short symbol ("ms", "GFLOPs", "M params"), or the expression of a growth; None for a bare number."""
    bound: Bound = "exact"
    """What the words around it say of the number."""
    relation: Relation | None = None
    """What the expression alone says of the relation ("half of" is a fraction, "halves" a reduction)."""
    bound_start: int = -1
    """Offset where the words of the bound begin; `start` where there are none before it."""
    uncertainty: float | None = None
    """The number behind a plus-minus sign."""

    @property
    def begin(self) -> int:
        """Offset of its first character, words of bound included."""
        return self.bound_start if 0 <= self.bound_start < self.start else self.start


def plain_relation(family: Family) -> Relation | None:
    """A factor alone says "times"; nothing else says anything."""
    return "times" if family == "factor" else None
