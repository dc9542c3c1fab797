"""Growth: the order of expressions by how fast they grow."""

from __future__ import annotations

import re

from summarizer.folding import folded

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
_LOG = re.compile(r"(?:\\?log(?:[_^]?[({]?\d+[)}]?)?\W*)+[a-zα-ω]*")
_ROOT = re.compile(r"\\?sqrt\W*[a-zα-ω]+|√\W*[a-zα-ω]+")
_EXPONENT = re.compile(r"!|\bexp\b|(?:\^|\*\*)\s*(?:[a-z]|[({]\s*[\d.]*\s*[a-z])")
_IDLE = re.compile(r"_[({]?[a-z0-9]+[)}]?|\b(?:min|max)\b")
"""What is written with letters and is no variable."""
_POWER = re.compile(r"([a-z]{4,}|[a-zα-ω])(?:\s*(?:\^|\*\*)\s*[({]*-?(\d+(?:\.\d+)?)(?:\W{0,3}/\W{0,3}(\d+))?)?")
_UNKNOWN = (10_000.0, 0)


def growth(expression: str) -> tuple[float, int]:
    """Say how fast an expression grows: the highest power of a variable, and its logarithms; unknown ones come last.

    A word of four letters is one variable; where a variable stands in an exponent, or with "!", it is exponential.

    >>> growth("O(n log n)"), growth("O(L^{4/3})"), growth("quadratic"), growth("O(2^n)")
    ((1.0, 1), (1.3333333333333333, 0), (2.0, 0), (1000.0, 0))
    """
    text = folded(expression)
    word = text.replace("sub-", "sub").removesuffix(" time").removesuffix(" complexity")
    if word in _GROWTHS:
        return _GROWTHS[word]
    _, opened, inner = text.partition("(")
    return max(map(_term, inner.split("+"))) if opened else _UNKNOWN


def _term(term: str) -> tuple[float, int]:
    if _EXPONENT.search(term):
        return _GROWTHS["exponential"]
    term, logs = _LOG.subn(" ", term)
    term, roots = _ROOT.subn(" ", _IDLE.sub(" ", term))
    powers: dict[str, float] = {}
    for variable, power, divisor in _POWER.findall(term):
        powers[variable] = powers.get(variable, 0.0) + float(power or 1) / max(1.0, float(divisor or 1))
    return max(powers.values(), default=0.0) + roots / 2, logs
