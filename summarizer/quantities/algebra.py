"""Algebra: amounts in base units, their ratios, and how many times better a subject is than its baseline."""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.quantities.kinds import Quantity
from summarizer.quantities.units import SCALES
from summarizer.records import Bound, Direction, Relation


def factor(
    value: float | None, unit: str | None, relation: Relation | None, direction: Direction | None
) -> float | None:
    """Say how many times better the subject is than its baseline, to 4 significant digits.

    `unit` is `x` or `%`. A cost reduced by p% is 1/(1-p/100), a fraction f of the baseline's is 1/f, N times
    is N, an amount increased by p% is 1+p/100; a worse subject gets the value below 1, the same one 1. None where the
    numbers can't mean that (a cost reduced by 120 %) or something is missing. Defined as in `evals/README.md`.
    """
    if direction == "same":
        return 1.0
    if value is None or value <= 0 or unit not in ("x", "%") or direction is None:
        return None
    ratio = _ratio(value / 100 if unit == "%" else value, unit, relation)
    if ratio is None or ratio <= 0:
        return None
    better = max(ratio, 1 / ratio)
    return significant(better if direction == "better" else 1 / better)


def _ratio(amount: float, unit: str, relation: Relation | None) -> float | None:
    """The two costs' ratio, either way up."""
    if relation == "reduced_by":
        if amount < 1:
            return 1 - amount
        return amount if unit == "x" and amount > 1 else None
    if relation == "increased_by" or (relation in ("times", None) and unit == "%"):
        return 1 + amount if unit == "%" or amount < 1 else amount
    return amount


def significant(value: float, digits: int = 4) -> float:
    """Round to significant digits.

    >>> significant(33.33333)
    33.33
    """
    return float(f"{value:.{digits}g}")


_PREFIXES = {
    "k": 1e3,
    "K": 1e3,
    "M": 1e6,
    "G": 1e9,
    "B": 1e9,
    "T": 1e12,
    "P": 1e15,
    "E": 1e18,
    "m": 1e-3,
    "µ": 1e-6,
    "μ": 1e-6,
    "n": 1e-9,
    "p": 1e-12,
    "f": 1e-15,
}
_TIME = {
    "ns": 1e-9,
    "µs": 1e-6,
    "us": 1e-6,
    "ms": 1e-3,
    "s": 1.0,
    "min": 60.0,
    "h": 3600.0,
    "days": 86400.0,
    "weeks": 604800.0,
    "months": 2629800.0,
}
_DEVICE_TIME = {"GPU-minutes": 1 / 60, "GPU-hours": 1.0, "GPU-days": 24.0}
_PREFIXED = re.compile(
    r"([kKMGBTPEmµμnpf])[\s-]?(FLOPS|FLOPs|MACs|OPs|params|B|J|Wh|W|tokens/s|tokens|samples|steps|bit|USD)"
)
_SCALED = re.compile(r"([kKMGBT]) (\S+)")
"""A scale before a unit that has none of its own: "K h"."""


def base_unit(value: float, unit: str) -> tuple[float, str]:
    """Convert an amount to its base unit: (4.6, "GFLOPs") -> (4.6e9, "FLOPs"); times to seconds or GPU-hours."""
    scales, base = _scales_of(unit)
    for scale in scales:
        value *= scale
    return value, base


@lru_cache(maxsize=512)
def _scales_of(unit: str) -> tuple[tuple[float, ...], str]:
    """What takes an amount of a unit to its base unit, one scale after the other, and that unit."""
    if unit in _TIME:
        return (_TIME[unit],), "s"
    if unit in _DEVICE_TIME:
        return (_DEVICE_TIME[unit],), "GPU-hours"
    if unit in SCALES:
        return (SCALES[unit],), ""
    if match := _PREFIXED.fullmatch(unit):
        return (_PREFIXES[match.group(1)],), match.group(2)
    if match := _SCALED.fullmatch(unit):
        scales, base = _scales_of(match.group(2))
        return (SCALES[match.group(1)], *scales), base
    return (), unit


def ratio(first: Quantity, second: Quantity) -> float | None:
    """How many times larger the larger of two amounts of one unit is, to 4 digits; None where the units differ."""
    if not first.value or not second.value:
        return None
    a, unit_a = base_unit(first.value, first.unit or "")
    b, unit_b = base_unit(second.value, second.unit or "")
    if unit_a != unit_b and unit_a and unit_b:
        return None
    return significant(max(a, b) / min(a, b)) if a > 0 and b > 0 else None


_OTHER_WAY: dict[Bound, Bound] = {"up_to": "at_least", "at_least": "up_to"}


def bound_of_ratio(first: Quantity, second: Quantity) -> Bound:
    """Say how the ratio of two amounts is bounded: "under 11 minutes" against 3 hours makes it at least 16.36.

    The larger amount's bound is the ratio's, the smaller one's turned round; two that contradict leave it about right.
    """
    a, b = (base_unit(q.value or 0.0, q.unit or "")[0] for q in (first, second))
    larger, smaller = (first, second) if a >= b else (second, first)
    bounds = {larger.bound, _OTHER_WAY.get(smaller.bound, smaller.bound)} - {"exact"}
    if not bounds:
        return "exact"
    return bounds.pop() if len(bounds) == 1 else "approx"
