"""Placements: for each paper, where its claims stand among the others, and which stand nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarizer.comparison.entries import Entry
from summarizer.views import Group, PaperPlacement, Placed, Unplaced


def placements(
    entries: Iterable[Entry], groups: Sequence[Group], unplaced: Iterable[Unplaced]
) -> tuple[PaperPlacement, ...]:
    """Say for each paper, in order, the group, rank and share of each of its claims."""
    claims: dict[str, list[Placed]] = {}
    lost: dict[str, list[str]] = {}
    without = {item.claim_id for item in unplaced}
    for entry in entries:
        claims.setdefault(entry.paper_id, [])
        if entry.claim.id in without:
            lost.setdefault(entry.paper_id, []).append(entry.claim.id)
    for index, group in enumerate(groups):
        ranks = [row.rank for row in group.rows if row.rank is not None]
        passed = _at_least_as_good(ranks)
        for row in group.rows:
            share = None if row.rank is None or len(ranks) < 2 else (passed[row.rank] - 1) / (len(ranks) - 1)
            place = Placed(claim_id=row.claim_id, group=index, rank=row.rank, of=len(ranks), share=share)
            claims[row.paper_id].append(place)
    return tuple(
        PaperPlacement(paper_id=paper_id, claims=tuple(placed), unplaced=tuple(lost.get(paper_id, ())))
        for paper_id, placed in claims.items()
    )


def _at_least_as_good(ranks: Sequence[int]) -> dict[int, int]:
    """How many ranked claims, itself among them, a claim of each rank is at least as good as."""
    return {rank: len(ranks) - rank + 1 for rank in ranks}
