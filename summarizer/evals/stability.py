"""Stability: how far several readings of the same papers by one model agree with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations

from summarizer.evals.intervals import NOTHING, Estimate, estimate
from summarizer.evals.runs import Scorecard
from summarizer.evals.scoring import Count
from summarizer.records import Claim, Record, Result

AGREEMENTS = ("values", "quotes", "verdicts")


def agreement(runs: Sequence[Scorecard]) -> dict[str, Estimate]:
    """How often values, quotes and verdicts agree, over all pairs of runs, clustered by paper.

    Of values and quotes it is told how many of both readings' have a like in the other; verdicts are compared where
    both say the same number in the same place. A paper that one run could not be asked about is left out of its pairs.
    """
    ids = [paper.paper.id for paper in runs[0].papers]
    counts: dict[str, dict[str, Count]] = {name: dict.fromkeys(ids, NOTHING) for name in AGREEMENTS}
    for one, other in combinations(runs, 2):
        for first, second in zip(one.papers, other.papers, strict=True):
            if first.is_scored and second.is_scored:
                for name, count in zip(AGREEMENTS, _agree(first.record, second.record), strict=True):
                    counts[name][first.paper.id] = _plus(counts[name][first.paper.id], count)
    return {name: estimate(papers) for name, papers in counts.items()}


def agreement_text(runs: Sequence[Scorecard]) -> str:
    """Say how far runs agree."""
    lines = [f"{runs[0].name}: {len(runs)} readings of {len(runs[0].papers)} papers"]
    for name, e in agreement(runs).items():
        value = "n/a" if e.value is None else f"{e.value:.3f}"
        between = "n/a" if e.low is None or e.high is None else f"[{e.low:.3f}, {e.high:.3f}]"
        lines.append(f"  {name} that agree: {value}  {between}  n={e.n}")
    return "\n".join(lines) + "\n"


def _agree(one: Record | None, other: Record | None) -> tuple[Count, Count, Count]:
    first, second = _items(one), _items(other)
    values = _shared((_value(item) for item in first), (_value(item) for item in second))
    quotes = _shared((item.span for item in first), (item.span for item in second))
    known = {(_value(item), item.span): item.verdict for item in first}
    same = [known[_value(i), i.span] == i.verdict for i in second if (_value(i), i.span) in known]
    return values, quotes, (sum(same), len(same), len(same))


def _shared(one: Iterable[Hashable], other: Iterable[Hashable]) -> Count:
    first, second = Counter(one), Counter(other)
    total = first.total() + second.total()
    return 2 * (first & second).total(), total, total


def _items(record: Record | None) -> list[Claim | Result]:
    return [*record.claims, *record.results] if record else []


def _value(item: Claim | Result) -> tuple[Hashable, ...]:
    kind = item.kind if isinstance(item, Claim) else "result"
    return kind, item.metric, item.value, item.unit


def _plus(one: Count, other: Count) -> Count:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]
