"""Convergences: growths that say how fast a method comes close: "converges at a rate of | O(1/T)"."""

from __future__ import annotations

import re

from summarizer.quantities import Quantity
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import words

_BEFORE, _BEHIND, _AROUND = 8, 4, 16
CONVERGES = words("convergence converge converges converging converged")
_RATES = words("rate rates convergence speed")
_STEPS = re.compile(r"(?<![A-Za-z_])(?:[TtkKN]|[bmMn][TtkK])(?![a-z])")
"""What counts the steps of a method; n counts samples, of which a result is an estimate."""
_OF_ESTIMATES = words(
    "regret risk error errors mse mean-squared estimator estimators estimation estimate statistical minimax parametric "
    "generalization wasserstein distance distribution samples posterior"
)


def is_convergence(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a growth says how fast a method converges, step by step."""
    if CONVERGES.isdisjoint(line.said) or not _STEPS.search(quantity.unit or ""):
        return False
    near = line.words[max(0, at - _BEFORE) : at] + line.words[at + 1 : at + _BEHIND]
    if CONVERGES.isdisjoint(near) or _RATES.isdisjoint(near):
        return False
    return _OF_ESTIMATES.isdisjoint(line.words[max(0, at - _AROUND) : at + _AROUND])
