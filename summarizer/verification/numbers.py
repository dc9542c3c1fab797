"""Numbers: whether a quantity of the text is the number, in the unit, that a claim or result says."""

from __future__ import annotations

import re
from functools import lru_cache
from math import isclose

from summarizer.folding import folded
from summarizer.lexicon import AMOUNT_WORDS, HEDGES, UNIT_WORDS
from summarizer.quantities import Quantity, base_unit, find, ratio
from summarizer.records import Bound, Claim
from summarizer.sentences import Span
from summarizer.verification.texts import Text

_HEDGES = {
    bound: re.compile(rf"(?<![\w.-])(?:{words})(?:\s(?:of|by|a|an|the|only))*\s*$") for bound, words in HEDGES.items()
}
_AVERAGED = re.compile(HEDGES["average"])
_FACTOR_OF = re.compile(r"\bfactors?\s+(?:of\s+)?(?:\w+\s+){0,3}$")
_WORDED = re.compile(rf"\b((?:{'|'.join(AMOUNT_WORDS)})s?)\b")
_LOOSELY_UP_TO = re.compile(
    rf"(?:\b(?:{HEDGES['up_to']})(?:\s[\w-]+){{1,4}}|\b(?:scal|extend|expand|grow|increas|rais|push|reach|support|handl)\w*(?:\s[\w-]+){{0,6}}\sto)\s*$",
)
SEPARATOR = re.compile(r"\s*(?:,\s*(?:(?:and|or)\b|&)?|;\s*(?:and\b)?|\band\b|\bor\b|&|/)\s*")
"""What stands between the items of a list."""
_BARE = re.compile(rf"\s?\)?{SEPARATOR.pattern}(?:(?:by|to|up to|a|an)\s)?\(?")
_WORDY = re.compile(rf"(?:\s[\w-]+){{0,3}}?{_BARE.pattern}")
_RESPECTIVELY = re.compile(r"\brespectively\b|\bin (?:that|this|the same) order\b")
_AS_FEW = re.compile(r"\bas (?:few|little|small|low|short) as\b[^.;,]{0,12}$")
_WRITTEN, _ROUNDED = 1e-9, 2e-3


def same_value(said: float, written: Quantity, number: float | None = None) -> bool:
    """Whether a number is the quantity's: exactly where it is in figures, to 4 digits where in words or a fraction."""
    number = written.value if number is None else number
    if number is None:
        return False
    exact = "/" not in written.text and any(c.isdigit() for c in written.text)
    return isclose(said, number, rel_tol=_WRITTEN if exact else _ROUNDED)


def values_of(quantity: Quantity) -> tuple[float, ...]:
    """The numbers a quantity can be told as: its value; a halving as 0.5 or 2; "(-38%)" as a cut of 38."""
    if quantity.value is None:
        return ()
    if quantity.family == "percent" and quantity.value < 0:
        return quantity.value, -quantity.value
    words = quantity.unit == "x" and quantity.value and not any(c.isdigit() for c in quantity.text)
    return (quantity.value, 1 / quantity.value) if words else (quantity.value,)


def relative_unit(text: str, quantity: Quantity) -> str | None:
    """The unit of a quantity told as a comparison: `x`, `%`, `points`, else its own; "a factor of 3" is `x`."""
    if quantity.family == "number" and _FACTOR_OF.search(text, max(0, quantity.start - 40), bound_from(quantity)):
        return "x"
    return quantity.unit


def range_matches(claim: Claim, quantity: Quantity, others: list[Quantity]) -> bool:
    """Whether a claim gives both ends of a range, or the one that its bound goes with."""
    if claim.value_max is not None:
        ends = [quantity.value_max, *(q.value for q in others)]
        return any(e is not None and same_value(claim.value_max, quantity, e) for e in ends)
    return quantity.value_max is None


def from_to(claim: Claim, quantities: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Two amounts of one resource whose ratio is the claim's value."""
    if claim.unit != "x" or claim.value is None or claim.value <= 0:
        return None
    amounts = [q for q in quantities if q.family in ("amount", "percent", "number") and q.value]
    for index, first in enumerate(amounts):
        for second in amounts[index + 1 :]:
            between = ratio(first, second)
            if between and isclose(max(claim.value, 1 / claim.value), between, rel_tol=_ROUNDED):
                return first, second
    return None


@lru_cache(maxsize=512)
def symbol_of(unit: str) -> str:
    """The unit's symbol as `quantities` writes it, however it was spelt: "GPU hours" and "GPU-hours" are one."""
    first = next(iter(find(f"5 {unit}")), None)
    return first.unit if first and first.unit and first.end > len(f"5 {unit}") - 1 else unit


def same_amount(claim: Claim, quantity: Quantity) -> tuple[bool, bool]:
    """Whether an absolute claim's number, and its unit with its prefix, are the quantity's."""
    if claim.value is None or quantity.value is None:
        return False, False
    written = same_value(claim.value, quantity)
    if not claim.unit:
        return written, False
    said, symbol = base_unit(claim.value, symbol_of(claim.unit))
    have, unit = base_unit(quantity.value, quantity.unit or "")
    if same_symbol(symbol, unit):
        scaled = isclose(said, have, rel_tol=1e-6)
        return written or scaled, scaled
    return written, written and _scale_kept(claim.unit, quantity)


def same_symbol(said: str, written: str) -> bool:
    """Whether two base units are one ("FLOPs" are not "FLOPS", which are a speed, nor "MACs")."""
    if said.upper() == written.upper() == "FLOPS":
        return said == written
    return said.lower().rstrip("s") == written.lower().rstrip("s") and bool(said)


def _scale_kept(unit: str, quantity: Quantity) -> bool:
    """Whether a unit that the symbols don't know ("% of peak", "M params" of a bare M) begins with the quantity's."""
    plain, own = folded(unit), folded(quantity.unit or "")
    return bool(own) and (plain == own or plain.startswith((own + " ", own + "-")))


def in_words(claim: Claim, text: Text, span: Span) -> list[Quantity]:
    """A claim's amount where it is written in words that are no quantity by themselves: "hundreds of models"."""
    unit = symbol_of(claim.unit or "")
    nouns = UNIT_WORDS.get(base_unit(1.0, unit)[1])
    if nouns is None:
        return []
    found = []
    for match in _WORDED.finditer(text.lower, *span):
        word = match.group(1).lower()
        value = AMOUNT_WORDS.get(word.removesuffix("s"), 0.0)
        if re.match(rf"(?:[\s-]+[\w-]+){{0,4}}?[\s-]+(?:{nouns})", text.lower[match.end() : span[1]]):
            bound: Bound = "at_least" if word.endswith("s") else "exact"
            found.append(
                Quantity(
                    match.start(),
                    match.end(),
                    match.group(),
                    "amount",
                    value / base_unit(1.0, unit)[0],
                    None,
                    unit,
                    bound,
                )
            )
    return found


def bounds_of(text: Text, quantity: Quantity, sentence: Span) -> set[Bound]:
    """What may be said of a number: the bound read beside it, hedges right before that, and a sentence's average."""
    before = text.lower[max(sentence[0], bound_from(quantity) - 40) : bound_from(quantity)]
    bounds = {bound for bound, words in _HEDGES.items() if words.search(before)} | {quantity.bound}
    if len(bounds) > 1:
        bounds.discard("exact")
    if quantity.bound == "exact" and (leader := _leader(text, quantity, sentence)):
        bounds = {leader.bound}  # "up to 2x and 3x" hedges both
    if _AS_FEW.search(text.lower[max(sentence[0], quantity.start - 40) : quantity.start]):
        bounds |= {"exact", "up_to", "at_least"}  # the least of what was tried: each is a fair reading
    before = text.lower[max(sentence[0], quantity.start - 60) : quantity.start]
    bounds |= {"up_to"} if _LOOSELY_UP_TO.search(before) else set()
    if _AVERAGED.search(text.lower, *sentence):
        bounds.add("average")
    return bounds


def _leader(text: Text, quantity: Quantity, sentence: Span) -> Quantity | None:
    """The first of the list of numbers that a number is in."""
    run = number_list(text, quantity, sentence)
    return run[0] if len(run) > 1 else None


def number_list(text: Text, quantity: Quantity, sentence: Span) -> list[Quantity]:
    """The run of numbers of one unit, joined by commas and "and", that a number is in, itself included.

    Words may stand between them ("2x speedup and 3x") only where the sentence says "respectively".
    """
    runs = text.once(("runs", sentence), lambda: _runs(text, sentence))
    return next((run for run in runs if quantity in run), [])


def _runs(text: Text, sentence: Span) -> list[list[Quantity]]:
    worded = bool(_RESPECTIVELY.search(text.lower, *sentence))
    between = _WORDY if worded else _BARE
    runs: list[list[Quantity]] = []
    for quantity in text.quantities(sentence):
        if quantity.family in ("size", "growth"):
            continue
        last = runs[-1][-1] if runs else None
        if (
            last
            and (worded or last.unit == quantity.unit)
            and between.fullmatch(text.lower, last.end, bound_from(quantity))
        ):
            runs[-1].append(quantity)
        else:
            runs.append([quantity])
    return runs


def bound_from(quantity: Quantity) -> int:
    """Where a quantity begins, its words of bound included."""
    return quantity.bound_start if 0 <= quantity.bound_start < quantity.start else quantity.start
