"""Catalogue: where each paper and claim of a set of records is, and the counts that head every rendering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from summarizer.factors import factor_of
from summarizer.records import Claim, Metric, Record
from summarizer.render.words import reader
from summarizer.views import Comparison, Row


@dataclass(frozen=True)
class LinkedClaim:
    """A claim with its paper, and the names under which a page links to them."""

    record: Record
    claim: Claim
    paper_anchor: str
    anchor: str


@dataclass(frozen=True)
class Catalogue:
    """A set of records, looked up by paper and claim id; of two with one id the first counts."""

    records: tuple[Record, ...]

    @classmethod
    def of(cls, records: Sequence[Record]) -> Catalogue:
        """Make a catalogue of records."""
        return cls(tuple(records))

    @cached_property
    def _papers(self) -> dict[str, int]:
        return {record.paper.id: index for index, record in reversed(list(enumerate(self.records)))}

    @cached_property
    def _claims(self) -> dict[str, LinkedClaim]:
        found: dict[str, LinkedClaim] = {}
        for index, record in enumerate(self.records, 1):
            for place, claim in enumerate(record.claims, 1):
                found.setdefault(claim.id, LinkedClaim(record, claim, f"p{index}", f"p{index}c{place}"))
        return found

    def paper(self, paper_id: str) -> Record | None:
        """The record of a paper."""
        index = self._papers.get(paper_id)
        return None if index is None else self.records[index]

    def anchor(self, paper_id: str) -> str:
        """The paper's name for links within a page, made of its place, never of its text; empty for one not here."""
        index = self._papers.get(paper_id)
        return "" if index is None else f"p{index + 1}"

    def claim(self, claim_id: str) -> LinkedClaim | None:
        """A claim with its paper."""
        return self._claims.get(claim_id)

    @cached_property
    def read(self) -> tuple[Record, ...]:
        """The records of papers that could be read."""
        return tuple(record for record in self.records if record.status == "ok")

    @cached_property
    def failed(self) -> tuple[Record, ...]:
        """The records of papers that could not be read."""
        return tuple(record for record in self.records if record.status == "failed")

    @cached_property
    def verdicts(self) -> Counter[str]:
        """How many claims have which verdict; those without one are `unchecked`."""
        return Counter(claim.verdict or "unchecked" for record in self.records for claim in record.claims)

    @cached_property
    def made(self) -> list[str]:
        """Who read the papers, each reader once: "the embedded reader · summarizer 0.1.0"."""
        return list(dict.fromkeys(way for record in self.read if (way := reader(record.provenance))))

    def best(self, comparison: Comparison) -> list[tuple[Metric, Row, LinkedClaim]]:
        """The row with the largest factor of each metric, largest first; factors of no gain are none."""
        best: dict[Metric, Row] = {}
        for metric, row in _factors(comparison):
            known = best.get(metric)
            if row.factor and row.factor > 1 and (known is None or row.factor > (known.factor or 0)):
                best[metric] = row
        found = ((metric, row, self.claim(row.claim_id)) for metric, row in best.items())
        return sorted(
            ((metric, row, entry) for metric, row, entry in found if entry),
            key=lambda item: -(factor_of(item[2].claim) or 0),
        )


def _factors(comparison: Comparison) -> Iterator[tuple[Metric, Row]]:
    for group in comparison.groups:
        if group.key.unit_family == "factor":
            yield from ((group.key.metric, row) for row in group.rows)
