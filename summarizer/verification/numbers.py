"""Numbers: whether a quantity of the text is the number, in the unit, that a claim or result says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import isclose

from summarizer.folding import folded
from summarizer.lexicon import AMOUNT_WORDS, HEDGES
from summarizer.quantities import Quantity, base_unit, find, ratio
from summarizer.records import Bound, Claim
from summarizer.sentences import Span
from summarizer.verification.names import name_of
from summarizer.verification.resources import UNIT_WORDS
from summarizer.verification.texts import Text, number_of, plain_numbers

_HEDGES = {
    bound: re.compile(rf"(?<![\w.-])(?:{words})(?:\s(?:of|by|a|an|the|only|in|to))*[\s\\)$]*$")
    for bound, words in HEDGES.items()
}
_LIMITS = re.compile(
    r"\b(?:deadline|limit|cap|ceiling|budget|allowance|target)s?"
    r"\s(?:of|is|was)\s(?:only\s|just\s)?[$(]?$|\bat worst\s*$"
)
_SPENT = re.compile(r"\b(?:exhaust|overrun|overflow|outgrow|exceed)\w*\s(?:(?:the|all|its|our|even)\s)?[$(]?$")
_AVERAGED = re.compile(HEDGES["average"])
_FACTOR_OF = re.compile(r"\bfactors?\s+(?:of\s+)?(?:\w+\s+){0,3}$")
_WORDS = {**AMOUNT_WORDS, "single": 1.0}
_WORDED = re.compile(rf"\b((?:{'|'.join(_WORDS)})s?)\b(?:-(?:level|scale)\b)?")
_PLURAL = "tens|dozens|hundreds|thousands|millions"
_FACTORS = re.compile(
    rf"(?<=factor of )(?P<count>{'|'.join(AMOUNT_WORDS)})\b"
    rf"|\b(?P<low>{_PLURAL})(?:\s(?:or even|or|to|and even)\s(?P<high>{_PLURAL}))?\sof\stimes\b"
    r"|\b10\$?\^\{?(?P<power>\d)\}?\$?\s?-?(?:\\?times|×|x\b|folds?\b)"
    r"|(?<![\w.])[x×](?P<figure>\d+(?:\.\d+)?)(?![\w×]|\.\d)"
)
_POWERS = re.compile(
    r"(?:(?<![\w.])(?P<times>\d+(?:\.\d+)?)\s?\$?\s?(?:\\times|\\cdot|×|·)\s?)?\b10\$?\^\s?\{?(?P<power>[-−]?\d{1,2})\}?"
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
_PARALLEL = re.compile(
    r"[)$}]{0,2}(?:\s(?!(?:while|with|but|at|by|and|using|yet|when|is|are|which|that|than)\b)[^\s,;:.]+){0,9}?(?:\s?,\s(?:and\s|or\s)?|\s(?:and|or)\s)"
    r"(?P<own>(?:(?!achiev|reduc|improv|deliver|provid|offer|yield|gain|is\b|are\b)[a-z-]+\s){1,3}(?:by|of|to)\s)?[$(\\{]{0,3}"
)
_ODDS = re.compile(r"\s?(?::|-to-)\s?(?:1|one)\b(?!\.\d)")
_MAGNITUDES = re.compile(r"orders?[\s-]of[\s-]magnitude")
_FIGURES_OF = re.compile(r"[-−]?\d[\d.,]*(?<=\d)")
_AFTERWARDS: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    (
        "at_least",
        re.compile(r"(?:\s(?!and\b|but\b|while\b)[\w-]+){0,3}\s(?:or|and) (?:more|above|longer|larger|beyond)\b"),
    ),
    (
        "up_to",
        re.compile(r"(?:\s(?!and\b|but\b|while\b)[\w-]+){0,3}\s(?:or (?:less|fewer|below)|at (?:the )?most|at best)\b"),
    ),
)
_ALONE = re.compile(
    r"[)\]}$]*\s*(?:[,;)]|\.(?!\d)|$|(?:on|for|with|in|and|at|to|by|or|versus|vs|against|than|when|while|under|as|after|before|from"
    r"|instead|rather|respectively|without|across|but|if|over)\b)"
)
_INDEFINITE = re.compile(r".*(?:\b(?:tens|dozens|hundreds|thousands|millions|billions)\b|[\s-](?:level|scale)$).*")
_NAME_BEFORE = re.compile(r"\b[A-Z][A-Z\d]+\s$")
_COUNTED_REACH = 80
_MEASURES = ("factor", "percent", "amount")
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


def from_to(claim: Claim, quantities: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Two amounts of one resource whose ratio is the claim's value."""
    if claim.unit != "x" or claim.value is None or claim.value <= 0:
        return None
    amounts = [q for q in quantities if q.family in ("amount", "percent", "number", "factor") and q.value]
    for index, first in enumerate(amounts):
        for second in amounts[index + 1 :]:
            if first.family != second.family and "factor" in (first.family, second.family):
                continue
            between = ratio(first, second)
            if between and isclose(max(claim.value, 1 / claim.value), between, rel_tol=_ROUNDED):
                return first, second
    return None


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
        return written, False
    said, symbol = base_unit(claim.value, symbol_of(claim.unit))
    have, unit = base_unit(quantity.value, quantity.unit or "")
    if same_symbol(symbol, unit) or (not unit and quantity.unit and _counts(claim.unit, quantity, text)):
        scaled = isclose(said, have, rel_tol=1e-6)
        return written or scaled, scaled
    return written, written and (
        _scale_kept(claim.unit, quantity)
        or _stands_behind(claim.unit, quantity, text)
        or _counts(claim.unit, quantity, text)
        or shares_unit(claim.unit, quantity, text)
    )


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
    if quantity.unit is not None or quantity.family != "number" or not _ALONE.match(text.lower, quantity.end):
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
    plain = base_unit(1.0, symbol_of(unit))[1]
    nouns = UNIT_WORDS.get(plain) or name_of(plain or unit).form
    after = text.lower[quantity.end : quantity.end + _COUNTED_REACH]
    return re.match(rf"(?:\s(?:by|x|×|\\times)\s[\d,.]+)?(?:[\s-]+[\w-]+){{0,4}}?[\s-]+(?:{nouns})", after) is not None


def in_words(claim: Claim, text: Text, span: Span) -> list[Quantity]:
    """A claim's amount where it is written in words that are no quantity by themselves: "hundreds of models"."""
    unit = symbol_of(claim.unit or "")
    scale, plain = base_unit(1.0, unit)
    nouns = UNIT_WORDS.get(plain) or (name_of(plain).form if plain else None)
    if nouns is None:
        return []
    found = []
    for match in _WORDED.finditer(text.lower, *span):
        if re.match(rf"(?:[\s-]+[\w-]+){{0,4}}?[\s-]+(?:{nouns})", text.lower[match.end() : span[1]]):
            value = _WORDS.get(match.group(1).removesuffix("s"), 0.0)
            bound: Bound = "at_least" if match.group(1).endswith("s") else "exact"
            found.append(Quantity(*match.span(), match.group(), "amount", value / scale, None, unit, bound))
    return found


def factors_in_words(text: Text, span: Span) -> list[Quantity]:
    """The factors that are no quantity by themselves: "tens or hundreds of times", "a factor of two", "10^3 times"."""
    found = []
    for match in _FACTORS.finditer(text.lower, *span):
        low = match["count"] or match["low"]
        value = AMOUNT_WORDS[low.removesuffix("s")] if low else float(match["figure"] or 10.0 ** int(match["power"]))
        high = AMOUNT_WORDS[match["high"].removesuffix("s")] if match["high"] else None
        bound: Bound = "at_least" if match["low"] else "exact"
        found.append(Quantity(*match.span(), match.group(), "factor", value, high, "x", bound, "times"))
    return found


def powers_of_ten(text: Text, span: Span) -> list[Quantity]:
    """The numbers written as a power of ten: "10^{-3}", "5 \\times 10^{-4}"."""
    found = []
    for match in _POWERS.finditer(text.lower, *span):
        value = float(match["times"] or 1) * 10.0 ** int(match["power"].replace("−", "-"))
        found.append(Quantity(*match.span(), match.group(), "number", value, None, None, "exact"))
    return found


def numbers_in_words(text: Text, span: Span) -> list[Quantity]:
    """The plain numbers of a place in words: the "eight" of "loses more than eight"."""
    written = (m for m in plain_numbers(text.full[slice(*span)]) if m.group().isalpha())
    return [
        Quantity(span[0] + m.start(), span[0] + m.end(), m.group(), "number", number_of(m.group()), None, None, "exact")
        for m in written
    ]


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
        bounds = {"up_to"} if worst.group().startswith("at") else bounds | {"up_to"}
    if quantity.bound == "exact":
        after = {bound for bound, words in _AFTERWARDS if words.match(text.lower, quantity.end, sentence[1])}
        bounds = after or bounds
    if _SPENT.search(before):
        bounds |= {"at_least"}
    reached = quantity.family in ("amount", "number") and before.rstrip().endswith("to")
    loosely = _LOOSELY_UP_TO.search(before) or (reached and _REACHES.search(before))
    bounds |= {"up_to"} if loosely else set()
    if text.once(("averaged", sentence), lambda: _AVERAGED.search(text.lower, *sentence)):
        bounds.add("average")
    return bounds


def _spread(text: Text, quantity: Quantity, sentence: Span) -> set[Bound]:
    """The hedge that a number shares with one before it: "up to 2x lower delay and 3x higher throughput" hedges both.

    Where the item in between begins with words of its own ("up to 2x less time and memory by 3x") both can be meant.
    """
    numbers = [
        q for q in text.quantities((sentence[0], quantity.start)) if q.family in _MEASURES and not _names_model(text, q)
    ]
    end = bound_from(quantity)
    for former in reversed(numbers[-4:]):
        between = _PARALLEL.fullmatch(text.lower, former.end, end)
        if between is None:
            continue
        if former.bound == "up_to":
            return {"up_to", "exact"} if between["own"] else {"up_to"}
        if former.bound != "exact":
            return set()
        end = bound_from(former)
    return set()


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
