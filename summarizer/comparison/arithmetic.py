"""Arithmetic: how the factor or amount of a claim was computed from the words, written out."""

from __future__ import annotations

from math import isclose

from summarizer import quantities
from summarizer.comparison.entries import Entry
from summarizer.factors import factor_of
from summarizer.quantities import Quantity, base_unit, significant
from summarizer.records import Claim


def arithmetic(entry: Entry) -> str:
    """Write out how a claim's number got on the common scale: "75% less: 1 / (1 - 0.75) = 4".

    Both ends of a range; nothing for claims without a number. Factors are rounded to 4 significant digits.
    """
    if entry.amount is not None:
        return _conversion(entry)
    if entry.factor is None:
        return ""
    claim = entry.claim
    if claim.direction == "same":
        return "the same: 1"
    if claim.value is None or factor_of(claim.model_copy(update={"factor": None})) is None:
        return f"as given: {_said(entry.factor)}"
    sums = [_sum(claim, value, of) for value, of in _ends(entry)]
    return f"{_words(claim)}: {'; '.join(dict.fromkeys(sums))}"


def _ends(entry: Entry) -> list[tuple[float, float]]:
    """The numbers as written, and the factor of each."""
    claim, far = entry.claim, entry.far_end
    ends = [(claim.value or 0.0, entry.factor or 0.0)]
    return [*ends, (claim.value_max, far)] if claim.value_max is not None and far is not None else ends


def _sum(claim: Claim, value: float, factor: float) -> str:
    share = value / 100 if claim.unit == "%" else value
    amounts = _two_amounts(claim, factor)
    if amounts:
        return f"{amounts} = {_said(factor)}"
    if claim.relation == "reduced_by" and share < 1:
        term, ratio = f"1 - {_said(share)}", 1 - share
    elif _adds(claim, share):
        term, ratio = f"1 + {_said(share)}", 1 + share
    else:
        term, ratio = _said(share), share
    if isclose(ratio, factor, rel_tol=1e-3):
        if term != _said(factor):
            return f"{term} = {_said(factor)}"
        return "as written" if claim.unit == "x" else term
    return f"1 / {f'({term})' if ' ' in term else term} = {_said(factor)}"


def _adds(claim: Claim, share: float) -> bool:
    if claim.relation == "increased_by":
        return claim.unit == "%" or share < 1
    return claim.relation in ("times", None) and claim.unit == "%"


def _words(claim: Claim) -> str:
    """The number as the text puts it."""
    sign = "%" if claim.unit == "%" else "" if claim.relation == "fraction_of" else "×"
    upper = f"–{_said(claim.value_max)}" if claim.value_max is not None else ""
    number = f"{_said(claim.value or 0.0)}{upper}{sign}"
    of = {"reduced_by": "less", "increased_by": "more", "fraction_of": "of it"}.get(claim.relation or "", "")
    worse = " (worse)" if claim.direction == "worse" else ""
    if claim.relation == "from_to":
        return f"two amounts{worse}"
    return f"{number} {of}".strip() + worse


def _two_amounts(claim: Claim, factor: float) -> str:
    """The amounts of "from 4.6G to 1.75G" as a division, where the evidence holds two whose ratio is the factor."""
    if claim.relation != "from_to":
        return ""
    found = [q for q in quantities.find(claim.evidence) if q.family in ("amount", "number") and q.value]
    for place, first in enumerate(found):
        for second in found[place + 1 :]:
            ratio = quantities.ratio(first, second)
            if ratio and isclose(ratio, max(factor, 1 / factor), rel_tol=5e-3):
                large, small = sorted((first, second), key=_in_base, reverse=True)
                over, under = (large, small) if factor >= 1 else (small, large)
                return f"{_amount(over)} / {_amount(under)}"
    return ""


def _in_base(quantity: Quantity) -> float:
    return base_unit(quantity.value or 0.0, quantity.unit or "")[0]


def _amount(quantity: Quantity) -> str:
    return f"{_said(quantity.value or 0.0)} {quantity.unit or ''}".strip()


def _conversion(entry: Entry) -> str:
    claim, unit = entry.claim, entry.unit or ""
    given = (claim.unit or "").strip()
    values = [value for value in (claim.value, claim.value_max) if value is not None]
    written = f"{'–'.join(map(_said, values))} {given}".strip()
    amounts = [entry.amount, entry.far_end] if entry.far_end is not None else [entry.amount]
    counted = f"{'–'.join(_said(amount) for amount in amounts if amount is not None)} {unit}".strip()
    return f"{written} = {counted}" if written != counted else f"{written}, as written"


def _said(value: float) -> str:
    """A number with at most 6 digits, never with a power of ten."""
    value = significant(value, 6)
    return f"{value:,.0f}" if abs(value) >= 1e4 else f"{value:,.6g}"
