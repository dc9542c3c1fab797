"""Intervals: how far a figure can be trusted, by drawing papers anew; papers are clusters, items of one go together.

Every interval is of 95 %, and the same for the same papers in whatever order: they are sorted, the draws are seeded.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.evals.scoring import Count

DRAWS = 1000
SEED = 20
_Z = 1.959963984540054
NOTHING: Count = (0.0, 0.0, 0)


@dataclass(frozen=True)
class Estimate:
    """A figure of a run; None where there is nothing to be told, never NaN."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    """Items it rests on."""
    papers: int
    """Papers these items stand in."""
    error: float | None = None
    """Standard error, clustered by paper; None with fewer than two papers."""


def estimate(counts: Mapping[str, Count], *, is_share: bool = True) -> Estimate:
    """Sum a measure over papers and give its interval.

    With fewer than two papers there is none. Where every paper says the same, drawing anew tells nothing: the interval
    of a share is then Wilson's over the papers, and any other figure has none.
    """
    rows = _rows(counts)
    value, papers = _ratio(rows), sum(den > 0 for _, den, _ in rows)
    n = sum(n for _, _, n in rows)
    if value is None or papers < 2:
        return Estimate(value, None, None, n, papers)
    drawn = [ratio for ratio in (_ratio([rows[i] for i in draw]) for draw in _draws(len(rows))) if ratio is not None]
    low, high = _middle(drawn)
    if low == high:
        low, high = _wilson(value, papers) if is_share and 0 <= value <= 1 else (None, None)
    return Estimate(value, low, high, n, papers, clustered_error(rows))


def gain(before: Mapping[str, Count], after: Mapping[str, Count]) -> Estimate:
    """What a measure gained from one run to another, over the papers of both, with its paired interval."""
    ids = sorted(before.keys() & after.keys())
    one, other = [before[i] for i in ids], [after[i] for i in ids]
    papers = sum(a[1] > 0 or b[1] > 0 for a, b in zip(one, other, strict=True))
    gained, n = _gain(one, other), sum(max(a[2], b[2]) for a, b in zip(one, other, strict=True))
    if gained is None or papers < 2:
        return Estimate(gained, None, None, n, papers)
    gains = [_gain([one[i] for i in draw], [other[i] for i in draw]) for draw in _draws(len(ids))]
    low, high = _middle([g for g in gains if g is not None])
    return Estimate(gained, low, high, n, papers)


def clustered_error(clusters: Sequence[Count]) -> float | None:
    """Standard error of a ratio of sums over clusters; for the mean of items it is Miller's clustered formula.

    Evan Miller, Adding Error Bars to Evals (2024), with C/(C-1) for C clusters. None for fewer than two.
    """
    held = [(num, den) for num, den, _ in clusters if den > 0]
    total = sum(den for _, den in held)
    if len(held) < 2:
        return None
    mean = sum(num for num, _ in held) / total
    variance = sum((num - mean * den) ** 2 for num, den in held)
    return math.sqrt(variance * len(held) / (len(held) - 1)) / total


def _rows(counts: Mapping[str, Count]) -> list[Count]:
    return [counts[name] for name in sorted(counts)]


def _ratio(rows: Sequence[Count]) -> float | None:
    total = sum(den for _, den, _ in rows)
    return sum(num for num, _, _ in rows) / total if total else None


def _gain(before: Sequence[Count], after: Sequence[Count]) -> float | None:
    one, other = _ratio(before), _ratio(after)
    return None if one is None or other is None else other - one


@lru_cache(maxsize=16)
def _draws(papers: int) -> tuple[tuple[int, ...], ...]:
    """Papers drawn anew, as their places; the same for all measures and runs, which pairs them."""
    chance = random.Random(SEED)  # noqa: S311 - nothing is kept secret by it
    return tuple(tuple(chance.choices(range(papers), k=papers)) for _ in range(DRAWS))


def _middle(drawn: Sequence[float]) -> tuple[float | None, float | None]:
    """The middle 95 % of draws, by the nearest rank."""
    if not drawn:
        return None, None
    ordered = sorted(drawn)
    last = len(ordered) - 1
    return ordered[round(0.025 * last)], ordered[round(0.975 * last)]


def _wilson(share: float, n: int) -> tuple[float, float]:
    """Wilson's interval of a share of n."""
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    reach = _Z / (1 + _Z**2 / n) * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    return max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach))
