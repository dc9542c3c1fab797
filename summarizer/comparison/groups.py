"""Groups: the claims that can stand side by side, best first, and in what each differs from the best."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import cast, get_args

from summarizer.comparison.arithmetic import arithmetic
from summarizer.comparison.comparability import differences
from summarizer.comparison.entries import Entry
from summarizer.comparison.growth import growth
from summarizer.comparison.tradeoffs import front
from summarizer.records import METRICS, Conditions, Metric
from summarizer.views import Group, GroupKey, Level, Quality, Row, Sort

SORTS: tuple[Sort, ...] = get_args(Sort)

_DIRECTIONS = {"better": 0, "same": 1, None: 2, "worse": 3}
_Cell = tuple[GroupKey, object, str | None]


def obstacles(entry: Entry, level: Level) -> list[str]:
    """Say why a claim can't stand beside others."""
    claim = entry.claim
    reasons = []
    if claim.role == "background":
        reasons.append("tells of prior work, not of this paper")
    if claim.metric is None:
        reasons.append("no metric")
    if entry.family == "factor" and entry.factor is None:
        reasons.append("no factor can be computed")
    if entry.family == "amount" and (entry.amount is None or not claim.unit):
        reasons.append("no amount with a unit")
    if entry.family == "growth" and not claim.unit:
        reasons.append("no growth given")
    if level == "strict":
        reasons += ["no baseline given"] if entry.family != "amount" and not claim.baseline else []
        reasons += ["no setting given"] if not entry.setting else []
    return reasons


def groups(entries: Iterable[Entry], level: Level, quality: Callable[[Entry], Quality | None]) -> list[Group]:
    """Put claims into groups: of one metric, phase and scale, or (`strict`) of one baseline and setting too.

    Largest group first. `quality` gives the quality change of a claim's subject.
    """
    cells: dict[_Cell, list[Entry]] = {}
    for entry in entries:
        cells.setdefault(_cell(entry, level), []).append(entry)
    found = (_group(cell[0], those, quality, strict=level == "strict") for cell, those in _merged(cells).items())
    return sorted(found, key=_largest_first)


def ordered(found: Sequence[Group], sort: Sort, papers: dict[str, int], baselines: dict[str, str]) -> list[Group]:
    """Groups and rows in the order asked for; `factor` leaves them as they are.

    `papers` are the places of the papers, by id; `baselines` what each claim is compared with, by id.
    """
    if sort == "metric":
        return sorted(found, key=lambda group: (METRICS.index(group.key.metric), group.key.phase or ""))
    keys: dict[Sort, Callable[[Row], tuple[bool, float, str]]] = {
        "paper": lambda row: (False, papers.get(row.paper_id, 0), ""),
        "quality": lambda row: (row.quality is None, -row.quality.change if row.quality else 0, ""),
        "baseline": lambda row: (not baselines.get(row.claim_id), 0, baselines.get(row.claim_id, "")),
    }
    if sort not in keys:
        return list(found)
    return [group.model_copy(update={"rows": tuple(sorted(group.rows, key=keys[sort]))}) for group in found]


def _cell(entry: Entry, level: Level) -> _Cell:
    claim = entry.claim
    metric = cast(Metric, claim.metric)  # one without has an obstacle
    key = GroupKey(metric=metric, phase=claim.phase, unit_family=entry.family, unit=entry.unit)
    if level == "loose":
        return key, None, None
    paper = entry.paper_id if entry.baseline.vague and claim.baseline else None
    return key, (entry.baseline.parts, paper, entry.setting), entry.counted


def _merged(cells: dict[_Cell, list[Entry]]) -> dict[_Cell, list[Entry]]:
    """Cells alike but for what operations are counted, joined where that is said in only one way."""
    ways: dict[tuple[GroupKey, object], list[str]] = {}
    for key, conditions, counted in cells:
        if counted:
            ways.setdefault((key, conditions), []).append(counted)
    merged: dict[_Cell, list[Entry]] = {}
    for (key, conditions, counted), entries in cells.items():
        known = ways.get((key, conditions), [])
        merged.setdefault((key, conditions, known[0] if len(known) == 1 else counted), []).extend(entries)
    return merged


def _group(
    key: GroupKey, entries: Sequence[Entry], quality: Callable[[Entry], Quality | None], *, strict: bool
) -> Group:
    best_first = sorted(entries, key=_best_first)
    best = best_first[0]
    ranks = _ranks([entry.measure for entry in best_first])
    rows = tuple(_row(entry, rank, best, quality(entry)) for entry, rank in zip(best_first, ranks, strict=True))
    unbeaten, scale = front(rows)
    return Group(key=_in_common(key, best) if strict else key, rows=rows, front=unbeaten, front_quality=scale)


def _in_common(key: GroupKey, best: Entry) -> GroupKey:
    """Name the baseline and setting that the claims of a strict group share, in the words of the best."""
    claim = best.claim
    conditions = claim.conditions if claim.conditions != Conditions() else Conditions(other=claim.setting)
    return key.model_copy(update={"baseline": claim.baseline, "conditions": conditions})


def _row(entry: Entry, rank: int | None, best: Entry, quality: Quality | None) -> Row:
    found = () if entry is best else differences(entry, best)
    return Row(
        claim_id=entry.claim.id,
        paper_id=entry.paper_id,
        factor=entry.factor,
        factor_max=entry.far_end if entry.amount is None else None,
        amount=entry.amount,
        amount_max=entry.far_end if entry.amount is not None else None,
        arithmetic=arithmetic(entry),
        bound=entry.bound,
        rank=rank,
        differs=tuple(difference.words for difference in found),
        codes=tuple(difference.code for difference in found),
        quality=quality,
    )


def _best_first(entry: Entry) -> tuple[float, ...]:
    if entry.measure is not None:
        return (-entry.measure,)
    return (*growth(entry.claim.unit or ""), _DIRECTIONS[entry.claim.direction])


def _ranks(measures: Sequence[float | None]) -> list[int | None]:
    """Number measures that stand in order; equal ones share a place."""
    ranks: list[int | None] = []
    for place, measure in enumerate(measures, 1):
        tied = place > 1 and measure == measures[place - 2]
        ranks.append(None if measure is None else ranks[-1] if tied else place)
    return ranks


def _largest_first(group: Group) -> tuple[int, int, str, str, str]:
    key = group.key
    return -len(group.rows), METRICS.index(key.metric), key.phase or "", key.unit_family, key.unit or ""
