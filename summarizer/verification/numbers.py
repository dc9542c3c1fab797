"""Numbers: whether a quantity of the text is the number, in the unit, that a claim or result says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from math import isclose

from summarizer.folding import folded
from summarizer.lexicon import HEDGES
from summarizer.quantities import Quantity, base_unit, find, ratio
from summarizer.records import Bound, Claim
from summarizer.resolve.hedges import shared_bounds
from summarizer.sentences import Span
from summarizer.verification.names import name_of, written_out
from summarizer.verification.resources import UNIT_WORDS
from summarizer.verification.texts import Text

_HEDGES = {
    bound: re.compile(rf"(?<![\w.-])(?:{words})(?:\s(?:of|by|a|an|the|only|in|to|factors?))*[\s\\){{}}$]*$")
    for bound, words in HEDGES.items()
}
_LIMITS = re.compile(
    r"\b(?:deadline|limit|cap|ceiling|budget|allowance|target)s?"
    r"\s(?:of|is|was)\s(?:only\s|just\s)?[$(]?$|\bat worst\s*$"
)
_SPENT = re.compile(r"\b(?:exhaust|overrun|overflow|outgrow|exceed)\w*\s(?:(?:the|all|its|our|even)\s)?[$(]?$")
_FITS = re.compile(r"\b(?:on|in|into|within|onto)\s(?:an?\s|one\s|the\s)?(?:single\s)?$")
_HELD = re.compile(
    r"(?:\s[\w-]+){0,2}\s(?:gpus?|card|device|phone|board|laptop|machine|node|microcontroller|buffer|tpu)\b"
)
_UNFINISHED = re.compile(r"\b(?:still|yet|unfinished)\b[^.;,]{0,24}\safter\s$")
_AVERAGED = re.compile(HEDGES["average"])
_FACTOR_OF = re.compile(
    r"\b(?:factors?|speed-?ups?|(?:compression|reduction|acceleration|speed-?up)\s(?:ratios?|rates?))\s+(?:of\s+)?(?:\w+\s+){0,3}$"
)
_LOOSELY_UP_TO = re.compile(rf"\b(?:{HEDGES['up_to'].replace('|peak', '')})(?:\s[a-z-]+){{1,4}}\s*$")
_REACHES = re.compile(
    r"\b(?:scal|extend|expand|grow|increas|rais|push|reach|support|handl)\w*(?:\s[\w-]+){0,6}\sto\s*$"
)
SEPARATOR = re.compile(r"\s*(?:,\s*(?:(?:and|or)\b|&)?|;\s*(?:and\b)?|\band\b|\bor\b|&|/)\s*")
"""What stands between the items of a list."""
_BARE = re.compile(rf"\s?\)?{SEPARATOR.pattern}(?:(?:by|to|up to|a|an)\s)?\(?")
_WORDY = re.compile(rf"(?:\s[\w-]+){{0,3}}?{_BARE.pattern}")
_RESPECTIVELY = re.compile(r"\brespectively\b|\bin (?:that|this|the same) order\b")
_CURRENCIES = {"$": "USD", "US$": "USD", "dollars": "USD", "dollar": "USD", "US dollars": "USD", "€": "EUR", "£": "GBP"}
_AS_FEW = re.compile(r"\bas (?:few|little|small|low|short) as\b[^.;,]{0,12}$")
_ODDS = re.compile(r"\s?(?::|-to-)\s?(?:1|one)\b(?!\.\d)")
_MAGNITUDES = re.compile(r"orders?[\s-]of[\s-]magnitude")
_FIGURES_OF = re.compile(r"[-−]?\d[\d.,]*(?<=\d)")
_AFTERWARDS: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    (
        "at_least",
        re.compile(
            r"(?:\s(?!and\b|but\b|while\b)[\w-]+){0,3}\s"
            r"(?:(?:or|and) (?:more|above|longer|larger|beyond|better|up)|in the worst case)\b"
        ),
    ),
    (
        "up_to",
        re.compile(
            r"(?:\s(?!and\b|but\b|while\b)[\w-]+){0,3}\s"
            r"(?:or (?:less|fewer|below)|at (?:the )?most|at best|tops|in the best case)\b"
        ),
    ),
    ("approx", re.compile(r"(?:\s[\w-]+){0,1}\s(?:or so|give or take|more or less)\b|-?ish\b")),
)
_ALONE = re.compile(
    r"[)\]}$]*\s*(?:[,;)]|\.(?!\d)|$|(?:on|for|with|in|and|at|to|by|or|versus|vs|against|than|when|while|under|as|after|before|from"
    r"|instead|rather|respectively|without|across|but|if|over)\b)"
)
_INDEFINITE = re.compile(r".*(?:\b(?:tens|dozens|hundreds|thousands|millions|billions)\b|[\s-](?:level|scale)$).*")
_NAME_BEFORE = re.compile(r"\b[A-Z][A-Z\d]+\s$")
_RATE = re.compile(r"(?P<noun>[^\W\d_]+)\s?(?:/|\sper\s)\s?(?P<period>[^\W\d_]+?)s?")
_PERIODS = {"": "s", "sec": "s", "h": "h", "hr": "h", "d": "day"}
_COUNTED_REACH = 80
_SCALED = re.compile(r"[\d.,]+\s?([kKMGBT])\s")
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
    if quantity.family == "number" and (
        _FACTOR_OF.search(text, max(0, quantity.start - 40), bound_from(quantity)) or is_odds(text, quantity)
    ):
        return "x"
    return quantity.unit


def is_odds(text: str, quantity: Quantity) -> bool:
    """Whether a number is told against one: "10:1", "10-to-1"."""
    return quantity.family == "number" and _ODDS.match(text, quantity.end) is not None


def range_matches(claim: Claim, quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether a claim gives both ends of a range, or the one that its bound goes with."""
    if claim.value_max is not None:
        ends = [quantity.value_max, *(q.value for q in others)]
        return any(e is not None and same_value(claim.value_max, quantity, e) for e in ends)
    return quantity.value_max is None


def from_to(claim: Claim, quantities: Sequence[Quantity], text: Text) -> tuple[Quantity, Quantity] | None:
    """Two amounts of one resource whose ratio is the claim's value; one may leave its unit out: "12 ms against 31"."""
    if claim.unit != "x" or claim.value is None or claim.value <= 0:
        return None
    amounts = [q for q in quantities if q.family in ("amount", "percent", "number", "factor") and q.value]
    for index, first in enumerate(amounts):
        for second in amounts[index + 1 :]:
            if first.family != second.family and "factor" in (first.family, second.family):
                continue
            one, other = _in_one_unit(first, second, text)
            between = ratio(one, other)
            if between and isclose(max(claim.value, 1 / claim.value), between, rel_tol=_ROUNDED):
                return one, other
    return None


def _in_one_unit(first: Quantity, second: Quantity, text: Text) -> tuple[Quantity, Quantity]:
    """Two amounts, a bare one that stands alone in the other's unit: "12 ms against | 31"."""
    if first.unit and first.family == "amount" and second.family == "number" and _ALONE.match(text.lower, second.end):
        return first, replace(second, unit=first.unit, family="amount")
    if second.unit and second.family == "amount" and first.family == "number" and _ALONE.match(text.lower, first.end):
        return replace(first, unit=second.unit, family="amount"), second
    return first, second


@lru_cache(maxsize=512)
def symbol_of(unit: str) -> str:
    """The unit's symbol as `quantities` writes it, however it was spelt: "GPU hours" and "GPU-hours" are one."""
    if unit.strip() in _CURRENCIES:
        return _CURRENCIES[unit.strip()]
    first = next(iter(find(f"5 {unit}")), None)
    return first.unit if first and first.unit and first.end > len(f"5 {unit}") - 1 else unit


def same_amount(claim: Claim, quantity: Quantity, text: Text) -> tuple[bool, bool]:
    """Whether an absolute claim's number, and its unit with its prefix, are the quantity's."""
    if claim.value is None or quantity.value is None:
        return False, False
    written = same_value(claim.value, quantity)
    if not claim.unit:
        return written, written and quantity.family == "number" and stands_alone(quantity, text)
    said, symbol = base_unit(claim.value, symbol_of(claim.unit))
    have, unit = base_unit(quantity.value, quantity.unit or "")
    have *= _unread_scale(quantity)
    if same_symbol(symbol, unit) or (not unit and quantity.unit and _counts(claim.unit, quantity, text)):
        scaled = isclose(said, have, rel_tol=1e-6)
        return written or scaled, scaled
    return written, written and (
        _scale_kept(claim.unit, quantity)
        or _stands_behind(claim.unit, quantity, text)
        or _counts(claim.unit, quantity, text)
        or shares_unit(claim.unit, quantity, text)
        or _is_rate(claim.unit, quantity, text)
        or _is_measured_by(claim.unit, quantity, text)
    )


def _unread_scale(quantity: Quantity) -> float:
    """The thousand or million of a number whose unit takes no prefix: "3.2k requests/s"."""
    letter = _SCALED.match(quantity.text)
    plain = letter is not None and base_unit(1.0, quantity.unit or "")[0] == 1.0
    return base_unit(1.0, letter.group(1))[0] if letter and plain else 1.0


def stands_alone(quantity: Quantity, text: Text) -> bool:
    """Whether no word behind a bare number says what it counts: "a real-time factor of 0.3 on a phone"."""
    return quantity.unit is None and _ALONE.match(text.lower, quantity.end) is not None


def _is_measured_by(unit: str, quantity: Quantity, text: Text) -> bool:
    """Whether a bare number is the value of a measure that a unit abbreviates: "RTF" of "a real-time factor of 0.3"."""
    if not unit.isupper() or len(unit) < 2 or quantity.family != "number" or not stands_alone(quantity, text):
        return False
    sentence = text.sentence((quantity.start, quantity.end))
    return written_out(unit.lower()).search(text.lower, sentence[0], quantity.start) is not None


def same_symbol(said: str, written: str) -> bool:
    """Whether two base units are one ("FLOPs" are not "FLOPS", which are a speed, nor "MACs")."""
    if said.upper() == written.upper() == "FLOPS":
        return said == written
    return said.lower().rstrip("s") == written.lower().rstrip("s") and bool(said)


def _stands_behind(unit: str, quantity: Quantity, text: Text) -> bool:
    """Whether a unit that the symbols don't know stands behind the number, as written: "355 GPU-years", "9 req/s"."""
    figures = _FIGURES_OF.match(text.full, quantity.start)
    if figures is None or len(unit) < 3:
        return False
    behind = text.full[figures.end() : figures.end() + len(unit) + 3].replace("-", " ").lstrip(" ~\\,")
    plain = unit.replace("-", " ")
    return (
        behind.startswith(plain)
        and not behind[len(plain) : len(plain) + 1].isalnum()
        and behind[len(plain) : len(plain) + 1] != "/"
    )


def shares_unit(unit: str, quantity: Quantity, text: Text) -> bool:
    """Whether a bare number shares the unit of another one of its sentence: "4.8 days, Alder with 6.1".

    It stands alone then, before a stop, a preposition or a conjunction: a noun behind it would say what it counts.
    """
    if quantity.family != "number" or not stands_alone(quantity, text):
        return False
    said = symbol_of(unit)
    others = text.quantities(text.sentence((quantity.start, quantity.end)))
    return any(q is not quantity and (same_symbol(said, q.unit or "") or _followed_by(unit, q, text)) for q in others)


def _followed_by(unit: str, quantity: Quantity, text: Text) -> bool:
    """Whether a bare number stands with a unit that the symbols don't know: "0.11 nats", "$x/h=4.5$"."""
    if quantity.unit is not None:
        return False
    word = re.escape(unit.lower())
    behind = re.match(rf"[\s~\\,]{{0,3}}{word}(?![^\W_])", text.lower[quantity.end : quantity.end + len(unit) + 8])
    return behind is not None or told_as(unit, quantity, text)


def told_as(unit: str, quantity: Quantity, text: Text) -> bool:
    """Whether a bare number is given as the value of what a unit names: "$x/h=4.5$"."""
    if quantity.unit is not None:
        return False
    begin = bound_from(quantity)
    before = text.lower[max(0, begin - len(unit) - 6) : begin]
    return re.search(rf"(?<![\w/]){re.escape(unit.lower())}\s?[=≈~]\s?$", before) is not None


def _scale_kept(unit: str, quantity: Quantity) -> bool:
    """Whether a unit that the symbols don't know ("% of peak", "M params" of a bare M) begins with the quantity's."""
    plain, own = folded(unit), folded(quantity.unit or "")
    return bool(own) and (plain == own or plain.startswith((own + " ", own + "-", own + "/")))


def _counts(unit: str, quantity: Quantity, text: Text) -> bool:
    """Whether a bare number counts what a unit names: "8,192 amino acids", "6 learnable phase parameters"."""
    if quantity.unit not in (None, "K", "M", "B", "G", "T"):
        return False
    symbol = symbol_of(unit)
    plain = base_unit(1.0, symbol)[1]
    nouns = UNIT_WORDS.get(symbol) or UNIT_WORDS.get(plain) or name_of(plain or unit).form
    after = text.lower[quantity.end : quantity.end + _COUNTED_REACH]
    return re.match(rf"(?:\s(?:by|x|×|\\times)\s[\d,.]+)?(?:[\s-]+[\w-]+){{0,4}}?[\s-]+(?:{nouns})", after) is not None


def _is_rate(unit: str, quantity: Quantity, text: Text) -> bool:
    """Whether a number counts by the second or the hour what a unit names: "rows/s" of "40 rows a second"."""
    rate = _RATE.fullmatch(unit)
    if rate is None or quantity.unit not in (None, "K", "M", "B", "G", "T"):
        return False
    period = _PERIODS.get(rate["period"], rate["period"])
    noun = re.escape(rate["noun"].lower().removesuffix("s"))
    behind = rf"(?:[\s-]+[\w-]+){{0,2}}?[\s-]+{noun}\w{{0,3}}\s?(?:per|an?|each|every|/)\s?{re.escape(period)}"
    return re.match(behind, text.lower[quantity.end : quantity.end + _COUNTED_REACH]) is not None


def bounds_of(text: Text, quantity: Quantity, sentence: Span) -> set[Bound]:
    """What may be said of a number: the bound read beside it, hedges right before that, and a sentence's average."""
    before = text.lower[max(sentence[0], bound_from(quantity) - 40) : bound_from(quantity)]
    bounds = {bound for bound, words in _HEDGES.items() if words.search(before)} | {quantity.bound}
    if len(bounds) > 1:
        bounds.discard("exact")
    if quantity.bound == "exact":
        leader = _leader(text, quantity, sentence)
        bounds = {leader.bound} if leader else bounds  # "up to 2x and 3x" hedges both
        bounds = _spread(text, quantity, sentence) or bounds
    if _MAGNITUDES.search(quantity.text):
        bounds |= {"approx"}
    if _INDEFINITE.fullmatch(quantity.text.lower()):
        bounds |= {"at_least", "approx"}
    if _AS_FEW.search(text.lower[max(sentence[0], quantity.start - 40) : quantity.start]):
        bounds |= {"exact", "up_to", "at_least"}  # the least of what was tried: each is a fair reading
    before = text.lower[max(sentence[0], quantity.start - 60) : quantity.start]
    if worst := _LIMITS.search(before):
        bounds = {"up_to", "at_least"} if worst.group().startswith("at") else bounds | {"up_to"}
    if quantity.bound == "exact":
        after = {bound for bound, words in _AFTERWARDS if words.match(text.lower, quantity.end, sentence[1])}
        bounds = after or bounds
    if _HELD.match(text.lower, quantity.end) and _FITS.search(before):
        bounds |= {"up_to"}
    if _SPENT.search(before) or (before.endswith("after ") and _UNFINISHED.search(before)):
        bounds |= {"at_least"}
    reached = quantity.family in ("amount", "number") and before.rstrip().endswith("to")
    loosely = _LOOSELY_UP_TO.search(before) or (reached and _REACHES.search(before))
    bounds |= {"up_to"} if loosely else set()
    if text.once(("averaged", sentence), lambda: _AVERAGED.search(text.lower, *sentence)):
        bounds.add("average")
    return bounds


def _spread(text: Text, quantity: Quantity, sentence: Span) -> set[Bound]:
    """The hedge that a number shares with one before it: "up to 2x lower delay and 3x higher throughput"."""
    before = [q for q in text.quantities((sentence[0], quantity.start)) if not _names_model(text, q)]
    return shared_bounds(text.lower, before, quantity)


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
        if quantity.family in ("size", "growth") or _names_model(text, quantity):
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


def _names_model(text: Text, quantity: Quantity) -> bool:
    """Whether bare figures belong to a name: the "4090" of "RTX 4090, 3x"."""
    return (
        quantity.text.isdecimal()
        and _NAME_BEFORE.search(text.full, max(0, quantity.start - 16), quantity.start) is not None
    )


def bound_from(quantity: Quantity) -> int:
    """Where a quantity begins, its words of bound included."""
    return quantity.bound_start if 0 <= quantity.bound_start < quantity.start else quantity.start
