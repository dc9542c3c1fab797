"""Comparisons: claims side by side by metric and phase, and why some can't stand there.

Arithmetic over records, no call: factors are put on one scale, amounts in one unit, growths in the order of how fast
they grow; what makes two of them different things is said beside them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from summarizer.errors import SettingsError
from summarizer.factors import amount_of, bound_of, factor_of
from summarizer.folding import folded
from summarizer.records import METRICS, Bound, Claim, Conditions, Metric, Phase, Record
from summarizer.render.words import BOUNDS
from summarizer.views import Comparison, Group, GroupKey, PaperPlacement, Placed, Row, Unplaced

Level = Literal["loose", "strict"]
UNCHECKED = "unchecked"
"""The key in `excluded` of claims that were never verified."""

_FAMILIES: dict[str, Literal["factor", "amount", "growth", "words"]] = {
    "relative": "factor",
    "absolute": "amount",
    "asymptotic": "growth",
    "qualitative": "words",
}
_MORE_IS_BETTER = frozenset({"throughput", "capacity"})
_DIRECTIONS = {"better": 0, "same": 1, None: 2, "worse": 3}
_COUNTED = {
    "FLOPs": re.compile(r"flop|floating[- ]point op", re.IGNORECASE),
    "MACs": re.compile(r"\bg?macs?\b|m-?adds?\b|mult(?:iply)?-?\s?(?:add|acc)", re.IGNORECASE),
    "bit operations": re.compile(r"\bg?bops?\b|bit[- ]op", re.IGNORECASE),
}
_ARTICLES = re.compile(r"\b(?:an?|the)\s+")
_GROWTHS = {
    "constant": (0.0, 0),
    "logarithmic": (0.0, 1),
    "sublinear": (0.99, 0),
    "linear": (1.0, 0),
    "near-linear": (1.0, 1),
    "quasi-linear": (1.0, 1),
    "quasilinear": (1.0, 1),
    "linearithmic": (1.0, 1),
    "subquadratic": (1.99, 0),
    "quadratic": (2.0, 0),
    "cubic": (3.0, 0),
    "exponential": (1000.0, 0),
}
_LOG = re.compile(r"(?:\\?log\W*)+[a-z]?")
_ROOT = re.compile(r"\\?sqrt\W*[a-z]|√\W*[a-z]")
_POWER = re.compile(r"([a-z])(?:\s*(?:\^|\*\*)\s*[({]*(\d+(?:\.\d+)?)(?:\W{0,3}/\W{0,3}(\d+))?)?")
_UNKNOWN_GROWTH = (10_000.0, 0)


@dataclass(frozen=True)
class _Entry:
    """A claim on its way into the comparison."""

    paper_id: str
    claim: Claim


def compare(
    records: Iterable[Record],
    *,
    metric: Metric | None = None,
    phase: Phase | None = None,
    level: Level = "loose",
    verified_only: bool = True,
) -> Comparison:
    """Put the papers' own claims side by side, best first.

    Claims are grouped by metric, phase and unit family (`loose`), and by their baseline and setting too (`strict`).
    `metric` and `phase` look at these alone. Claims that are not verified are counted in `excluded` and left out unless
    `verified_only` is false; a claim that stands in no group is in `unplaced` with the reasons.
    """
    _check_choice("metric", metric, METRICS)
    _check_choice("phase", phase, get_args(Phase))
    considered, excluded = _considered(records, metric, phase, verified_only)
    placed: dict[GroupKey, list[_Entry]] = {}
    unplaced: list[Unplaced] = []
    for entry in considered:
        reasons = _obstacles(entry.claim, level)
        if reasons or entry.claim.metric is None:
            unplaced.append(Unplaced(claim_id=entry.claim.id, reasons=tuple(reasons)))
        else:
            placed.setdefault(_key(entry.claim, entry.claim.metric, level), []).append(entry)
    groups = tuple(sorted((_group(key, entries) for key, entries in placed.items()), key=_largest_first))
    return Comparison(
        level=level,
        groups=groups,
        unplaced=tuple(unplaced),
        per_paper=_placements(considered, groups, unplaced),
        excluded=dict(excluded),
    )


def _check_choice(name: str, value: str | None, known: Sequence[str]) -> None:
    if value is not None and value not in known:
        raise SettingsError(f"no {name} {value!r}; there are: {', '.join(known)}")


def _considered(
    records: Iterable[Record], metric: Metric | None, phase: Phase | None, verified_only: bool
) -> tuple[list[_Entry], Counter[str]]:
    considered: list[_Entry] = []
    excluded: Counter[str] = Counter()
    for record in records:
        for claim in record.claims:
            if (metric and claim.metric != metric) or (phase and claim.phase != phase):
                continue
            if verified_only and claim.verdict != "verified":
                excluded[claim.verdict or UNCHECKED] += 1
            else:
                considered.append(_Entry(record.paper.id, claim))
    return considered, excluded


def _obstacles(claim: Claim, level: Level) -> list[str]:
    """Say why a claim can't stand beside others."""
    reasons = []
    if claim.role == "background":
        reasons.append("tells of prior work, not of this paper")
    if claim.metric is None:
        reasons.append("no metric")
    if claim.kind == "relative" and factor_of(claim) is None:
        reasons.append("no factor can be computed")
    if claim.kind == "absolute" and (claim.value is None or not claim.unit):
        reasons.append("no amount with a unit")
    if claim.kind == "asymptotic" and not claim.unit:
        reasons.append("no growth given")
    if level == "strict":
        reasons += ["no baseline given"] if claim.kind == "relative" and not claim.baseline else []
        reasons += ["no setting given"] if not _setting(claim) else []
    return reasons


def _key(claim: Claim, metric: Metric, level: Level) -> GroupKey:
    amount = amount_of(claim)
    strict = level == "strict"
    return GroupKey(
        metric=metric,
        phase=claim.phase,
        unit_family=_FAMILIES[claim.kind],
        unit=amount[1] if amount else None,
        baseline=_plain(claim.baseline) or None if strict else None,
        conditions=Conditions(other=_setting(claim)) if strict else Conditions(),
    )


def _plain(text: str | None) -> str:
    """A name without what does not count when two are the same: case, white space, articles, closing punctuation."""
    return _ARTICLES.sub("", folded(text or "")).strip(" .,;:")


def _setting(claim: Claim) -> str:
    parts = (claim.conditions.dataset, claim.conditions.hardware, claim.conditions.model, claim.conditions.other)
    return _plain(claim.setting) or ", ".join(_plain(part) for part in parts if part)


# --- one group -----------------------------------------------------------------------------------------------------


def _group(key: GroupKey, entries: Sequence[_Entry]) -> Group:
    ordered = sorted(entries, key=lambda entry: _best_first(entry.claim))
    first = ordered[0].claim
    ranks = _ranks([_measure(entry.claim) for entry in ordered])
    rows = tuple(_row(entry, rank, first) for entry, rank in zip(ordered, ranks, strict=True))
    if key.baseline or key.conditions != Conditions():
        conditions = first.conditions if first.conditions != Conditions() else Conditions(other=first.setting)
        key = key.model_copy(update={"baseline": first.baseline, "conditions": conditions})
    return Group(key=key, rows=rows)


def _row(entry: _Entry, rank: int | None, first: Claim) -> Row:
    amount = amount_of(entry.claim)
    return Row(
        claim_id=entry.claim.id,
        paper_id=entry.paper_id,
        factor=factor_of(entry.claim),
        amount=amount[0] if amount else None,
        bound=bound_of(entry.claim),
        rank=rank,
        differs=() if entry.claim is first else tuple(_differences(entry.claim, first)),
    )


def _measure(claim: Claim) -> float | None:
    """What a claim is ranked by, larger is better."""
    amount = amount_of(claim)
    if amount:
        return amount[0] if claim.metric in _MORE_IS_BETTER else -amount[0]
    return factor_of(claim)


def _best_first(claim: Claim) -> tuple[float, ...]:
    measure = _measure(claim)
    if measure is not None:
        return (-measure,)
    return (*_growth(claim.unit or ""), _DIRECTIONS[claim.direction])


def _growth(expression: str) -> tuple[float, int]:
    """Say how fast an expression grows: the highest power of a variable, and its logarithms.

    >>> _growth("O(n log n)"), _growth("O(L^{4/3})"), _growth("quadratic")
    ((1.0, 1), (1.3333333333333333, 0), (2.0, 0))
    """
    text = folded(expression)
    word = text.replace("sub-", "sub").removesuffix(" time").removesuffix(" complexity")
    if word in _GROWTHS:
        return _GROWTHS[word]
    _, opened, inner = text.partition("(")
    return max(map(_term, inner.split("+"))) if opened else _UNKNOWN_GROWTH


def _term(term: str) -> tuple[float, int]:
    term, logs = _LOG.subn(" ", term)
    term, roots = _ROOT.subn(" ", term)
    powers: dict[str, float] = {}
    for variable, power, divisor in _POWER.findall(term):
        powers[variable] = powers.get(variable, 0.0) + float(power or 1) / max(1.0, float(divisor or 1))
    return max(powers.values(), default=0.0) + roots / 2, logs


def _ranks(measures: Sequence[float | None]) -> list[int | None]:
    """Number measures that stand in order; equal ones share a place."""
    ranks: list[int | None] = []
    for place, measure in enumerate(measures, 1):
        tied = place > 1 and measure == measures[place - 2]
        ranks.append(None if measure is None else ranks[-1] if tied else place)
    return ranks


def _differences(claim: Claim, first: Claim) -> list[str]:
    """Say in plain words what makes a claim another thing than the group's first."""
    differences = _text_difference("baseline", _plain(claim.baseline), _plain(first.baseline))
    differences += _text_difference("setting", _setting(claim), _setting(first))
    counted, other = _counted(claim.resource), _counted(first.resource)
    if counted and other and counted != other:
        differences.append(f"counts {counted}, not {other}")
    differences += _bound_difference(bound_of(claim), bound_of(first))
    return differences


def _counted(resource: str | None) -> str | None:
    """What operations are counted: a multiply-accumulate is two floating-point operations, so the two never compare."""
    return next((name for name, form in _COUNTED.items() if form.search(resource or "")), None)


def _text_difference(name: str, own: str, other: str) -> list[str]:
    if own == other:
        return []
    if not own:
        return [f"no {name} given"]
    return [f"other {name}" if other else f"first has no {name}"]


def _bound_difference(own: Bound, other: Bound) -> list[str]:
    return [] if own == other else [f"{BOUNDS[own]}, not {BOUNDS[other]}"]


def _largest_first(group: Group) -> tuple[int, int, str, str, str]:
    key = group.key
    return -len(group.rows), METRICS.index(key.metric), key.phase or "", key.unit_family, key.unit or ""


# --- the same by paper ---------------------------------------------------------------------------------------------


def _placements(
    considered: Sequence[_Entry], groups: Sequence[Group], unplaced: Sequence[Unplaced]
) -> tuple[PaperPlacement, ...]:
    placed: dict[str, list[Placed]] = {entry.paper_id: [] for entry in considered}
    for index, group in enumerate(groups):
        ranked = sum(row.rank is not None for row in group.rows)
        for row in group.rows:
            placed[row.paper_id].append(Placed(claim_id=row.claim_id, group=index, rank=row.rank, of=ranked))
    without = {item.claim_id for item in unplaced}
    lost: dict[str, list[str]] = {}
    for entry in considered:
        if entry.claim.id in without:
            lost.setdefault(entry.paper_id, []).append(entry.claim.id)
    return tuple(
        PaperPlacement(paper_id=paper_id, claims=tuple(claims), unplaced=tuple(lost.get(paper_id, ())))
        for paper_id, claims in placed.items()
    )
