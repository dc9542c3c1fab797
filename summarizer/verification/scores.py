"""Scores: whether a number can be one of quality at all, by its unit and by the words right beside it."""

from __future__ import annotations

import re

from summarizer.quantities import Quantity, base_unit
from summarizer.records import Metric, Result
from summarizer.verification import governors
from summarizer.verification.metrics import GRADES
from summarizer.verification.resources import STRONG
from summarizer.verification.texts import Text
from summarizer.verification.units import metrics_of

_COST = re.compile("|".join(STRONG.values()))
_NEVER_SCORES: tuple[Metric, ...] = ("compute", "latency", "throughput", "parameters", "training_time")
"""What nothing is told in to say how good it is."""
_COST_ITSELF = re.compile(rf"(?:{'|'.join(STRONG[metric] for metric in _NEVER_SCORES)})$|^(?:training|inference)$")
"""How a measure ends that is itself a cost: "emission latency"; a binding energy may be a result."""
_PURE = re.compile(
    r"accurac|\bf1\b|\bf-?scores?\b|\brecall\b|\bprecision\b|\bm?iou\b|\bm?ap(?:@?\d+)?\b|\bau(?:c|roc)\b|\bdice\b"
    r"|\btop-?\d|\bpass@|\bexact match|\bscores?\b|\bbleu\b|\brouge|\bf[iv]d\b|\bpsnr\b|\bssim\b|\blpips\b|perplexity"
    r"|\b[wc]er\b|\bmos\b|\bndcg|agreement|sensitivity|specificity|correlation|\bmmlu\b"
    r"|\b(?:error|success|win|pass|hit|solve|detection|acceptance|refusal|completion|failure) rates?\b"
)
"""Measures that are plain numbers or shares, and told in no unit of time, size or amount."""
_FASTER = re.compile(
    r"[\s$}\\%]*(?:[\w-]+\s){0,2}?(?:speed-?ups?|accelerations?|faster|slower|cheaper|quicker|lighter)\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?(?:to|and|[-–])\s?(?:19|20)\d\d)?")
_PHYSICAL: frozenset[Metric] = frozenset({"latency", "energy"})
"""What other things than costs are told in the units of."""
_NEAR = 30
"""How far before a number its measure may stand and be told in a unit all the same: "a timing accuracy of | 5 ms"."""


def no_score(result: Result, text: Text, quantity: Quantity, stems: list[str]) -> str | None:
    """What a number is instead of the score that a result takes it for, in words; None where it can be one.

    `stems` are what the words of the result's measure begin with.
    """
    metric = (result.metric or "").lower()
    if _COST_ITSELF.search(metric):
        return f"“{result.metric}” is a cost"
    measured = _is_beside(stems, text.lower[max(0, quantity.begin - _NEAR) : quantity.begin])
    if _YEAR.fullmatch(quantity.text) and not (measured or result.is_delta):
        return f"{quantity.text} is a year"
    behind = text.lower[slice(*governors.phrase_after(text, quantity))]
    if _is_beside(stems, behind) or GRADES.search(behind):
        return None
    if quantity.family == "amount" and not measured and _is_spent(quantity.unit or "", metric):
        return f"{quantity.text} is an amount"
    cost = (_FASTER.match(behind) or _COST.search(behind)) if quantity.family in ("factor", "percent") else None
    return f"the number stands with “{cost.group().strip()}”" if cost else None


def _is_spent(unit: str, metric: str) -> bool:
    """Whether a unit is one of a cost, and what is measured in it nothing that itself takes time or energy."""
    metrics = metrics_of(base_unit(1.0, unit)[1])
    if metrics is None:
        return False
    return metrics.isdisjoint(_PHYSICAL) or _PURE.search(metric) is not None


def _is_beside(stems: list[str], words: str) -> bool:
    return any(stem in words for stem in stems)
