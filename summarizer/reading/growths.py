"""Growths: how a cost grows with the size of the input."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from summarizer.quantities import Quantity
from summarizer.reading.claims import Finding
from summarizer.reading.frames import STOP_TAIL, Frame, changes_in, clause_start, left_of, tail_end
from summarizer.reading.tokens import NUMBER, Line
from summarizer.reading.vocabulary import words
from summarizer.records import Direction

_POOR = ("quadratic", "cubic", "exponential", "polynomial", "super")
_POWER = re.compile(r"\)\s?\^\s?\{?[2-9]|(?<![a-z\\])[a-z]\s?(?:\^\s?\{?[2-9nkd]|[²³])|\b2\^")
_NO_GROWTH = words(
    "prefix reduction reductions cyclic constraint constraints sampling expectation varying time-varying programming "
    "feedback algebra programs schedule separable independent combination combinations layer layers model "
    "models regression error rate regret bound"
)
_GROWTH_NOUNS = words(
    "time space memory complexity cost costs computation computations operations attention runtime scaling steps "
    "inference training algorithm solution queries rounds samples flops work depth storage parameters lookup lookups"
)
_GROWN = words("grows grow scales scale scaling growing growth increases")


_PLAIN = _GROWTH_NOUNS | STOP_TAIL
"""Words behind a growth that are not what grows but for its cost."""
_RATES = words("rate error regret bound =")


def _is_of_cost(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a growth is one of a cost, not of an error or a count: "converges at O(1/n)", "linearly separable"."""
    around = line.words[max(0, at - 5) : at + 6]
    behind = line.words[at + 1 : at + 2]
    if behind and behind[0] in _NO_GROWTH:
        return False
    if _is_of_quality(line, at, quantity):
        return False
    costs = any(t.kind == "resource" and not t.weak for t in line.terms if at - 12 <= t.first <= at + 8)
    if (quantity.unit or "").startswith("O("):
        other = bool(behind) and behind[0].isalpha() and behind[0] not in _PLAIN
        if other and not costs and line.words[at - 1] in ("(", "to"):
            return False  # "more stable (O(n) perturbations)", "cuts the map to O(n) cells"
        return costs or _RATES.isdisjoint(line.words[max(0, at - 5) : at])
    return costs or _GROWN.isdisjoint(around) or not _ATTENDS.isdisjoint(line.words)


def _is_of_quality(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a growth says how good something is: "the O(log T) instance-dependent | regret", "an error of O(1/n)"."""
    behind = line.words[at + 1 : tail_end(line, at)]
    if not _GROWTH_NOUNS.isdisjoint(behind):
        return False
    if not _GUARANTEES.isdisjoint(behind):
        return True
    if quantity.text[-1] != ")":
        return False
    start = max(clause_start(line, at), at - _NEAR)
    told = next((i for i in range(at - 1, start - 1, -1) if line.words[i] in _QUALITIES), None)
    return told is not None and not any(told - 2 < t.first < at for t in line.measures if t.kind == "resource")


_NEAR = 7
_QUALITIES = words(
    "regret regrets error errors mse risk gap bias variance ratio factor term terms approximation suboptimality "
    "sub-optimality distortion bound bounds"
)
"""What may grow with the size of an input and is no cost."""
_GUARANTEES = _QUALITIES | words("rate rates guarantee guarantees")
_ATTENDS = words("complexity quadratic compute algorithm solver runtime transformer transformers")


def asymptotic(line: Line, at: int, quantity: Quantity) -> Iterator[Finding]:
    """Read a growth: of time, of memory, or of both where both are named."""
    if not _is_of_cost(line, at, quantity):
        return
    frame = Frame(line.quantity_at[at], line.index, at, "growth")
    poor = (is_poor(quantity) and not _is_offered(line, at, quantity) and not _is_reached(line, at)) or _is_left(
        line, at
    )
    direction: Direction = "worse" if poor else "better"
    yield Finding(frame, "asymptotic", "complexity", None, direction)
    behind = line.words[at + 1 : at + 7]
    behind = behind[: behind.index(NUMBER)] if NUMBER in behind else behind
    if {"time", "memory"} <= set(behind) or {"time", "space"} <= set(behind):
        yield Finding(frame, "asymptotic", "memory", None, direction)


def _is_offered(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a growth is one that makes a problem tractable: "a | polynomial-time algorithm"."""
    behind = line.words[at + 1 :]
    behind = behind[1:] if behind[:1] == ["-"] else behind
    if quantity.text.lower() != "polynomial" or behind[:1] != ["time"]:
        return False
    conditional = "unless" in behind or ("only", "if") in pairwise(behind)
    return not conditional and (len(behind) == 1 or behind[1] in _SOLUTIONS)


_SOLUTIONS = words("algorithm algorithms solvable solution solutions solver solvers ,")


def _is_reached(line: Line, at: int) -> bool:
    """Whether a growth is what another one is brought down to: "reduces the complexity | to O(n^2)"."""
    if "to" not in line.words[left_of(line, at) + 1 : at]:
        return False
    verbs = (t for t in line.changes if at - 12 <= t.first < at and t.sense == "less" and t.form == "verb")
    return any(not _GROWING_COSTS.isdisjoint(_moved(line, verb.first, at)) for verb in verbs)


def _moved(line: Line, verb: int, at: int) -> list[str]:
    """What a verb brings down to a growth: its object, or its subject where it is told of in the passive."""
    passive = line.words[verb - 1] in _BE
    return line.words[max(0, verb - 5) : verb] if passive else line.words[verb + 1 : at]


_BE = words("is are was were be been")
_GROWING_COSTS = words("complexity complexities cost costs time memory space runtime computation computations overhead")


def _is_left(line: Line, at: int) -> bool:
    """Whether a growth is what another one takes the place of: "from O(n) | to O(log n)"."""
    before, behind = line.words[max(0, at - 3) : at], line.words[at + 1 : at + _TO_REACH]
    told = "from" in before and "to" in behind and NUMBER in behind[behind.index("to") :]
    return told and any(c.sense == "less" for c in changes_in(line, max(0, at - 12), at))


_TO_REACH = 9


def is_poor(quantity: Quantity) -> bool:
    """Whether a growth is the kind that papers set out to avoid."""
    unit = (quantity.unit or "").lower().replace(" ", "")
    if unit.startswith("o("):
        return bool(_POWER.search(unit))
    return unit.startswith(_POOR)
