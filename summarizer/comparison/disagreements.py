"""Disagreements: different numbers that papers give for the same thing."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import cast

from summarizer.comparison.entries import Entry
from summarizer.quantities import factor, significant
from summarizer.records import Metric
from summarizer.views import Disagreement

_ABOUT = 0.1
"""How far apart numbers may be, as a share, one of which is said to be about right."""
_EXACT = 0.005


def disagreements(entries: Iterable[Entry]) -> list[Disagreement]:
    """Find where two papers give numbers for one subject, baseline, setting and metric that no rounding explains.

    What a paper tells of prior work counts too. The widest apart come first.
    """
    same: dict[Hashable, list[Entry]] = {}
    for entry in entries:
        if _is_certain(entry):
            same.setdefault(_thing(entry), []).append(entry)
    found = (_disagreement(those) for those in same.values())
    return sorted((one for one in found if one), key=lambda one: (-one.spread, one.claims))


def disagree(one: Entry, other: Entry) -> bool:
    """Whether two papers give different numbers for the same thing."""
    if not _is_certain(one) or not _is_certain(other) or _thing(one) != _thing(other):
        return False
    return _conflict(one, other)


def _is_certain(entry: Entry) -> bool:
    """Whether a claim says clearly enough what its number is about."""
    baseline = entry.family == "amount" or bool(entry.baseline.parts)
    named = entry.subject.named and baseline and not (entry.baseline.vague and entry.claim.baseline)
    return entry.claim.metric is not None and bool(entry.ends) and named and bool(entry.setting)


def _thing(entry: Entry) -> Hashable:
    claim = entry.claim
    what = (claim.metric, claim.phase, entry.family, entry.unit, entry.counted)
    return what, entry.subject.parts, entry.baseline.parts, entry.setting


def _disagreement(same: Sequence[Entry]) -> Disagreement | None:
    if len({entry.paper_id for entry in same}) < 2:
        return None
    ordered = sorted(same, key=lambda entry: -(entry.measure or 0.0))
    apart = [entry for entry in ordered if _is_apart(entry, ordered)]
    if len(apart) < 2:
        return None
    numbers = [abs(number) for entry in apart for number in entry.ends or () if number]
    claim = apart[0].claim
    return Disagreement(
        metric=cast(Metric, claim.metric),
        phase=claim.phase,
        subject=claim.subject or "",
        baseline=claim.baseline,
        setting=claim.setting,
        claims=tuple(entry.claim.id for entry in apart),
        spread=significant(max(numbers) / min(numbers)) if numbers else 1.0,
    )


def _is_apart(entry: Entry, ordered: Sequence[Entry]) -> bool:
    """Whether a number can't hold together with the best or the worst one; of these, with any."""
    edges = (ordered[0], ordered[-1])
    return any(_conflict(entry, other) for other in (ordered if entry in edges else edges))


def _conflict(one: Entry, other: Entry) -> bool:
    """Whether numbers of two papers can't both hold: farther apart than rounding and their bounds allow."""
    if one.paper_id == other.paper_id or not one.ends or not other.ends:
        return False
    low, high = sorted((one, other), key=lambda entry: entry.ends or (0.0, 0.0))
    gap = _low(high) - _high(low)
    if gap <= max(_tolerance(one), _tolerance(other)):
        return False
    open_above = low.bound == "at_least" and high.bound != "at_least"
    open_below = high.bound == "up_to" and low.bound != "up_to"
    return not open_above and not open_below


def _low(entry: Entry) -> float:
    return entry.ends[0] if entry.ends else 0.0


def _high(entry: Entry) -> float:
    return entry.ends[1] if entry.ends else 0.0


def _tolerance(entry: Entry) -> float:
    """By how much a number may be off for having been rounded, or said to be about right."""
    value = abs(_high(entry))
    share = _ABOUT if entry.bound in ("approx", "average") else _EXACT
    return max(value * share, _rounding(entry))


def _rounding(entry: Entry) -> float:
    """Half a unit of the last digit that is written, on the scale compared."""
    claim = entry.claim
    if claim.value is None:
        return 0.0
    half = 0.5 * 10.0 ** -_decimals(claim.value)
    if entry.amount is not None:
        return abs(entry.amount / claim.value) * half if claim.value else 0.0
    moved = factor(claim.value + half, claim.unit, claim.relation, claim.direction)
    return abs(moved - entry.factor) if moved is not None and entry.factor is not None else 0.0


def _decimals(value: float) -> int:
    text = f"{value:.6g}"
    return len(text.partition(".")[2]) if "e" not in text else 0
