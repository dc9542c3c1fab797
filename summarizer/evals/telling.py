"""Telling: a label, what was read, and what sets them apart, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarizer.evals import matching
from summarizer.evals.labels import GoldClaim
from summarizer.evals.matching import Gold, Read
from summarizer.quantities import find
from summarizer.records import Claim


def in_a_line(item: Gold | Read) -> str:
    """Name a claim or result in a line: what, how much, of what."""
    value = "" if item.value is None else f"{item.value:g}"
    amount = _amount(value, item.unit)
    said: tuple[str | None, ...]
    if isinstance(item, Claim):
        said = (item.metric, item.phase, item.direction, amount, _factor(item), _named(item))
    else:
        said = (item.metric, "by" if item.is_delta else "", amount, item.dataset and f"on {item.dataset}", _named(item))
    return " ".join(part for part in said if part)


def what_differs(gold: Gold, read: Read) -> str:
    """Say in which fields what was read differs from the label; only those that make it wrong."""
    said = [_unlike(gold, read, field) for field in _deciding(gold)]
    if isinstance(gold, GoldClaim) and isinstance(read, Claim):
        said.append(_unlike_factor(gold, read))
    return "; ".join(part for part in said if part) or "metric and data set are not the label's"


def what_is_missing(gold: Gold, read: Read | None) -> str:
    """Say that a label was not read; empty where it was."""
    return "" if read is not None else f"nothing was read at {gold.evidence!r}" if gold.evidence else "nothing was read"


def names_number(sentences: Iterable[str], claim: GoldClaim) -> bool:
    """Whether sentences say a claim's number: one of the quantities in its evidence, or its value."""
    wanted = {(q.value, q.unit) for q in find(claim.evidence) if q.value is not None}
    said = {(q.value, q.unit) for sentence in sentences for q in find(sentence) if q.value is not None}
    return bool(wanted & said) or (claim.value is not None and any(value == claim.value for value, _ in said))


def _deciding(gold: Gold) -> Sequence[str]:
    if not isinstance(gold, GoldClaim):
        return ("is_delta",)
    return ("metric", "direction") if gold.kind == "qualitative" else ("kind", "metric", "direction")


def _unlike(gold: Gold, read: Read, field: str) -> str:
    value = getattr(read, field)
    return "" if matching.accepts(gold, field, value) else f"{field}: {getattr(gold, field)}, read as {value}"


def _unlike_factor(gold: GoldClaim, read: Claim) -> str:
    if gold.kind != "relative" or matching.same_factor(gold, read):
        return ""
    return f"factor: {_number(gold.factor)}, read as {_number(read.factor)}"


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:g}"


def _amount(value: str, unit: str | None) -> str:
    return f"{value}{unit}" if value and unit in ("x", "%") else f"{value} {unit or ''}".strip()


def _factor(claim: Claim) -> str | None:
    return f"(factor {claim.factor:g})" if claim.factor is not None else None


def _named(item: Gold | Read) -> str:
    return f"over {item.baseline}" if item.baseline else ""
