"""Entries: claims made ready to be held against each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from summarizer.comparison.names import Name, Names, Setting
from summarizer.factors import amount_of, bound_of, factor_of, largest_factor_of
from summarizer.quantities import base_unit, significant
from summarizer.records import Bound, Claim, Record

Family = Literal["factor", "amount", "growth", "words"]

_FAMILIES: dict[str, Family] = {
    "relative": "factor",
    "absolute": "amount",
    "asymptotic": "growth",
    "qualitative": "words",
}
_MORE_IS_BETTER = frozenset({"throughput", "capacity"})
_COUNTED = {
    "FLOPs": re.compile(r"flop|floating[- ]point op", re.IGNORECASE),
    "accumulations": re.compile(r"(?<!multiply.)\baccumulat\w+ op|\bsynaptic op|\b[kmgt]?sops\b", re.IGNORECASE),
    "MACs": re.compile(r"\b[kmgt]?macs?\b|m-?adds?\b|mult(?:iply)?-?\s?(?:add|acc)", re.IGNORECASE),
    "bit operations": re.compile(r"\b[kmgt]?bops?\b|bit[- ]op", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A claim of a paper, its names and numbers in the form in which they are compared."""

    record: Record
    """The paper's record."""
    claim: Claim
    """The claim."""
    family: Family
    """On what kind of scale it stands."""
    factor: float | None
    """Of a relative claim, how many times better."""
    amount: float | None
    """Of an absolute claim, in `unit`."""
    unit: str | None
    """The base unit of the amount."""
    bound: Bound
    """What is said of the factor or amount."""
    counted: str | None
    """Which operations are counted, where it is said."""
    subject: Name
    """Whose cost."""
    baseline: Name
    """Against what."""
    setting: Setting
    """Where measured."""

    @property
    def paper_id(self) -> str:
        """Whose claim it is."""
        return self.record.paper.id

    @property
    def measure(self) -> float | None:
        """What it is ranked by, larger is better; None where it has no number."""
        if self.amount is None:
            return self.factor
        return self.amount if self.claim.metric in _MORE_IS_BETTER else -self.amount

    @property
    def ends(self) -> tuple[float, float] | None:
        """Its smallest and largest factor or amount; the same one twice where it is no range."""
        value = self.factor if self.amount is None else self.amount
        if value is None:
            return None
        far = self.far_end or value
        return min(value, far), max(value, far)

    @property
    def far_end(self) -> float | None:
        """The factor or amount at the other end of a range."""
        if self.claim.value_max is None:
            return None
        if self.amount is not None:
            return significant(base_unit(self.claim.value_max, (self.claim.unit or "").strip())[0], 12)
        far = largest_factor_of(self.claim)
        return far if self.factor is not None and far is not None and far > 0 else None


def entry(record: Record, claim: Claim, names: Names) -> Entry:
    """Make a claim ready to be compared."""
    amount = amount_of(claim)
    return Entry(
        record=record,
        claim=claim,
        family=_FAMILIES[claim.kind],
        factor=factor_of(claim),
        amount=amount[0] if amount else None,
        unit=amount[1] if amount else None,
        bound=bound_of(claim),
        counted=_counted(claim),
        subject=names.name(claim.subject),
        baseline=names.name(claim.baseline),
        setting=names.setting(claim),
    )


def _counted(claim: Claim) -> str | None:
    """What operations are counted: a multiply-accumulate is two floating-point operations, so the two never compare."""
    if claim.metric != "compute":
        return None
    for text in (claim.resource, claim.unit, claim.evidence):
        found = [name for name, form in _COUNTED.items() if form.search(text or "")]
        if found:
            return found[0] if len(found) == 1 else None
    return None
