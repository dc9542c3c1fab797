"""Factors: the one number by which a claim stands beside others, and what is said of it."""

from __future__ import annotations

from summarizer.quantities import base_unit, factor, significant
from summarizer.records import Bound, Claim

_MIRRORED: dict[Bound, Bound] = {"up_to": "at_least", "at_least": "up_to"}


def factor_of(claim: Claim) -> float | None:
    """How many times better a relative claim's subject is than its baseline; below 1 when it is worse.

    It is computed from value, unit, relation and direction; the claim's own `factor` counts only where those don't say
    enough. None for other kinds of claims, and where nothing can be computed.
    """
    if claim.kind != "relative":
        return None
    found = claim.factor if claim.relation is None else None
    if found is None:
        found = factor(claim.value, claim.unit, claim.relation, claim.direction)
    if found is None:
        found = claim.factor
    return significant(found) if found is not None and found > 0 else None


def largest_factor_of(claim: Claim) -> float | None:
    """The factor of a range's upper number ("two to twelve times": 12); None where there is no range."""
    if claim.kind != "relative" or claim.value_max is None:
        return None
    return factor(claim.value_max, claim.unit, claim.relation, claim.direction)


def bound_of(claim: Claim) -> Bound:
    """What is said of the factor or amount: "at most 20 % of the cost" is at least 5 times better."""
    return _MIRRORED.get(claim.bound, claim.bound) if _falls(claim) else claim.bound


def mirrored(bound: Bound) -> Bound:
    """The bound of a number's inverse."""
    return _MIRRORED.get(bound, bound)


def amount_of(claim: Claim) -> tuple[float, str] | None:
    """An absolute claim's amount in its base unit, (1.6, "ms") -> (0.0016, "s"); None for claims without an amount."""
    if claim.kind != "absolute" or claim.value is None:
        return None
    amount, unit = base_unit(claim.value, (claim.unit or "").strip())
    return significant(amount, 12), unit


def _falls(claim: Claim) -> bool:
    """Whether the factor gets smaller as the number of the text gets larger."""
    if claim.kind != "relative" or claim.value is None:
        return False
    here = factor(claim.value, claim.unit, claim.relation, claim.direction)
    below = factor(claim.value * 0.98, claim.unit, claim.relation, claim.direction)
    return here is not None and below is not None and here < below
