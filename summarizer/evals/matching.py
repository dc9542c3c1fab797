"""Matching: which claim or result that was read is which of the labels, one to one, best pairs first.

A number matches within 0.6 %, an absolute one whatever its unit's power of a thousand, and only where the evidence of
both overlaps in the text. A pair is right when it also says the same: metric, direction and factor of a claim (within
2 %), `is_delta` of a result.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from summarizer.evals.labels import GoldClaim, GoldResult
from summarizer.formulas import plain_formula
from summarizer.records import Claim, Result

Gold = GoldClaim | GoldResult
Read = Claim | Result

Strength = Literal[0, 1, 2]
"""0: no match; 1: the same number in the same place; 2: also the same meaning."""

NEAR = 0.006
NEAR_FACTOR = 0.02
_SCALES = (1, 1e3, 1e6, 1e9, 1e12, 1e-3, 1e-6, 1e-9, 1e-12)
_UNITS = {
    **dict.fromkeys(("x", "×", "times", "fold"), "x"),
    **dict.fromkeys(("%", "percent", "percentage points", "points"), "%"),
    **dict.fromkeys(("m params", "parameters", "params", "param"), "params"),
    **dict.fromkeys(("gpu hours", "gpu-hours", "gpu-hour"), "gpuhours"),
    **dict.fromkeys(("seconds", "second", "sec"), "s"),
    **dict.fromkeys(("gflops", "gflop", "flops", "g flops"), "flops"),
    **dict.fromkeys(("tflops", "tflop/s"), "tflops"),
    "milliseconds": "ms",
}
_GROWTHS = {"linear": "on", "quadratic": "on2", "constant": "o1", "logarithmic": "ologn"}
_TILDE = re.compile(r"~([OΩΘ])|([OΩΘ])~")
_VARIABLE = re.compile(r"(?<![a-z])[nltsmk](?=[a-z0-9/]|$)|(?<=[nltsmkg])[nltsmk](?=$|[0-9/])")


@dataclass(frozen=True)
class Pair:
    """A label and what was read for it, by their places in their lists."""

    gold: int
    read: int
    right: bool


def pair_up(text: str, gold: Sequence[Gold], read: Sequence[Read]) -> list[Pair]:
    """Pair labels with what was read; of equals the one with the closer baseline, then setting, then the earlier.

    `text` is the title and the body; white space counts once.
    """
    folded = " ".join(text.split())
    candidates: list[tuple[int, bool, float, int, int]] = []
    for i, label in enumerate(gold):
        for j, item in enumerate(read):
            strength = fit(folded, label, item)
            if strength:
                candidates.append((-strength, label.optional, -_likeness(label, item), i, j))
    used_gold, used_read, pairs = set[int](), set[int](), []
    for rank, _, _, i, j in sorted(candidates):
        if i not in used_gold and j not in used_read:
            used_gold.add(i)
            used_read.add(j)
            pairs.append(Pair(i, j, rank == -2))
    return pairs


def fit(text: str, gold: Gold, read: Read) -> Strength:
    """Say how well what was read fits a label."""
    if not _overlap(text, gold.evidence, read.evidence):
        return 0
    if isinstance(gold, GoldResult):
        return _fit_result(gold, read)
    assert isinstance(read, Claim)
    if gold.kind == "qualitative":
        return 2 if _same(gold, read, "metric", "direction") else 1
    return _fit_claim(gold, read)


def accepts(gold: Gold, field: str, value: Any) -> bool:
    """Whether a value is the label's, or one that is right as well."""
    return bool(getattr(gold, field, None) == value or value in gold.accept.get(field, ()))


def same_factor(gold: GoldClaim, read: Claim) -> bool:
    """Whether both say that the subject is as many times better."""
    return read.factor is not None and any(close(f, read.factor, NEAR_FACTOR) for f in _values(gold, "factor"))


def wordwise(one: str | None, other: str | None) -> float:
    """F1 of the words of two names, 1 where both are empty."""
    words, others = set(normal(one).split()), set(normal(other).split())
    if not words or not others:
        return float(words == others)
    return 2 * len(words & others) / (len(words) + len(others))


def normal(text: str | None) -> str:
    """A name in small letters and digits."""
    plain = unicodedata.normalize("NFKC", text or "").lower().replace("\\%", "%")
    return re.sub(r"[^a-z0-9%.+]+", " ", plain).strip()


def close(one: float | None, other: float | None, tolerance: float = NEAR) -> bool:
    """Whether two numbers are one, as far as rounding goes; two that are missing are."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= tolerance * max(abs(one), abs(other), 1e-12)


def places(text: str, evidence: str) -> tuple[tuple[int, int], ...]:
    """Where evidence stands in a text of single spaces."""
    return _places(text, " ".join(evidence.split()))


@lru_cache(maxsize=4096)
def _places(text: str, evidence: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in re.finditer(re.escape(evidence), text)) if evidence else ()


def _overlap(text: str, gold: str, read: str) -> bool:
    """Whether two pieces of evidence overlap; a label without evidence says nothing of the place."""
    if not gold:
        return True
    return any(a[0] < b[1] and b[0] < a[1] for a in places(text, gold) for b in places(text, read))


def _same(gold: Gold, read: Read, *fields: str) -> bool:
    return all(accepts(gold, field, getattr(read, field)) for field in fields)


def _fit_claim(gold: GoldClaim, read: Claim) -> Strength:
    if not _same_number(gold, read):
        return 0
    right = _same(gold, read, "metric", "direction", "kind") and (gold.kind != "relative" or same_factor(gold, read))
    return 2 if right else 1


def _fit_result(gold: GoldResult, read: Read) -> Strength:
    assert isinstance(read, Result)
    if read.value is None or gold.value is None or not close(abs(gold.value), abs(read.value)):
        return 0
    named = bool(gold.evidence) or _is_named(gold, read)
    return 2 if named and read.is_delta == gold.is_delta else 1


def _is_named(gold: GoldResult, read: Result) -> bool:
    """Whether a result is the label's by metric and data set, where no evidence says so."""
    return wordwise(gold.metric, read.metric) >= 0.5 and wordwise(gold.dataset, read.dataset) >= 0.5


def _same_number(gold: GoldClaim, read: Claim) -> bool:
    if "asymptotic" in (gold.kind, read.kind):
        return gold.kind == read.kind and growth_form(read.unit) in {
            growth_form(unit) for unit in _values(gold, "unit")
        }
    if read.value is None:
        return False
    values = [value for value in _values(gold, "value") if value is not None]
    if "absolute" in (gold.kind, read.kind):
        return any(close(value, read.value * scale) for value in values for scale in _SCALES)
    if _unit(gold.unit) != _unit(read.unit):  # a fraction and a percentage can say the same thing
        return None not in (gold.factor, read.factor) and close(gold.factor, read.factor, NEAR_FACTOR)
    return any(close(value, read.value) for value in values)


def _values(gold: Gold, field: str) -> list[Any]:
    return [getattr(gold, field), *gold.accept.get(field, ())]


def _unit(unit: str | None) -> str:
    plain = (unit or "").strip().lower()
    return _UNITS.get(plain, re.sub(r"[^a-z0-9%^]", "", _UNITS.get(plain.replace("_", " "), plain)))


def growth_form(expression: str | None) -> str:
    r"""An asymptotic expression in one form: `linear` is O(n) is O(L), `O~(\epsilon^{-2})` is Õ(ε^-2)."""
    plain = _TILDE.sub("\\1\\2\u0303", plain_formula(expression or "").replace("√", "sqrt"))
    plain = unicodedata.normalize("NFKC", plain).lower()
    bare = re.sub(r"[\s*\\{}()·×^-]", "", plain)
    bare = _GROWTHS.get(bare, bare)
    return "o" + _VARIABLE.sub("n", bare[1:]) if bare.startswith("o") else bare


def _likeness(gold: Gold, read: Read) -> float:
    setting = wordwise(getattr(gold, "setting", None), getattr(read, "setting", None))
    phase = getattr(gold, "phase", None) == getattr(read, "phase", None)
    return wordwise(gold.baseline, read.baseline) + 0.5 * setting + 0.5 * phase
