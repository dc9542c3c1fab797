"""Worded: numbers that prose writes out and that are no quantity by themselves: "one in eight", "10^3 times"."""

from __future__ import annotations

import re
from dataclasses import replace

from summarizer.lexicon import AMOUNT_WORDS
from summarizer.quantities import Quantity, base_unit, find
from summarizer.records import Bound, Claim, Relation
from summarizer.sentences import Span
from summarizer.verification.numbers import nouns_of, symbol_of
from summarizer.verification.rates import told_per
from summarizer.verification.texts import Text, number_of, plain_numbers

_WORDS = {**AMOUNT_WORDS, "single": 1.0, "zero": 0.0, "no": 0.0}
_BOUNDS_ONLY = r"(?!(?<=\bno)\s(?:more|fewer|less|longer|other|matter)\b)"
_WORDED = re.compile(rf"\b((?:{'|'.join(_WORDS)})s?)\b{_BOUNDS_ONLY}(?:-(?:level|scale)\b)?")
_WHOLE_TIMES = {
    unit: re.compile(
        r"\b(?:in|within|under|than|about|around|nearly|almost|only|just|over|after|(?:tak|need|requir)e?s?|took)\s"
        rf"(?P<time>(?:an?|one)[\s-](?:single[\s-])?{word}\b)"
    )
    for unit, word in (("min", "minute"), ("h", "hour"), ("days", "day"), ("weeks", "week"), ("months", "month"))
}
_PLURAL = "tens|dozens|hundreds|thousands|millions"
_FACTORS = re.compile(
    rf"(?<=factor of )(?P<count>{'|'.join(AMOUNT_WORDS)})\b"
    rf"|\b(?P<low>{_PLURAL})(?:\s(?:or even|or|to|and even)\s(?P<high>{_PLURAL}))?\sof\stimes\b"
    r"|(?<![\w.])(?P<orders>\d)(?=\s(?:and|or)\s\d\sorders\sof\smagnitude)"
    r"|\$(?P<from>\d+(?:\.\d+)?)\$\s(?:to|and|[-–]{1,3})\s\$(?P<upto>\d+(?:\.\d+)?)\s?\\times"
    r"|\b10\$?\^\{?(?P<power>\d)\}?\$?(?:\s?(?:[-–]{1,2}|to)\s?\$?10\$?\^\{?(?P<power_high>\d)\}?\$?)?"
    r"\s?-?(?:\\?times|×|x\b|folds?\b)"
    r"|(?<![\w./])(?P<top>\d{1,2})/(?P<bottom>\d{1,3})(?=\.(?!\d)|$)"
    rf"|\b(?:(?:only|just|a|every)\s)?(?:one|1|single)\s(?P<whose>(?:[a-z-]+\s){{0,2}}?)(?:in|out of)\s(?:every\s)?"
    rf"(?P<among>\d[\d,]*|{'|'.join(AMOUNT_WORDS)})"
    r"(?![\w.-]|\s?%)"
    r"|(?<![\w.])[x×](?P<figure>\d+(?:\.\d+)?)(?![\w×]|\.\d)"
)
_SLASHED = re.compile(r"(?<![\w./])\d+(?:\.\d+)?(?:\s?/\s?\d+(?:\.\d+)?){2,}(?!\s?/|\.?\d)")
_OR = " or "
_ITEM = re.compile(r"\d+(?:\.\d+)?")
_UNIT_REACH = 16
_POWERS = re.compile(
    r"(?:(?<![\w.])(?P<times>\d+(?:\.\d+)?)\s?\$?\s?(?:\\times|\\cdot|×|·)\s?)?\b10\$?\^\s?\{?(?P<power>[-−]?\d{1,2})\}?"
)


def in_words(claim: Claim, text: Text, span: Span) -> list[Quantity]:
    """A claim's amount where it is written in words that are no quantity by themselves: "hundreds of models"."""
    unit = symbol_of(claim.unit or "")
    scale, plain = base_unit(1.0, unit)
    if not plain:
        return []
    found = []
    if unit in _WHOLE_TIMES:
        found += [_one(match, unit) for match in _WHOLE_TIMES[unit].finditer(text.lower, *span)]
    for match in _WORDED.finditer(text.lower, *span):
        own = nouns_of(unit, text, match.span())
        nouns = own or nouns_of(plain, text, match.span()) or told_per(plain, text, span)
        if re.match(rf"(?:[\s-]+[\w-]+){{0,4}}?[\s-]+(?:{nouns})", text.lower[match.end() : span[1]]):
            value = _WORDS.get(match.group(1).removesuffix("s"), 0.0)
            bound: Bound = "at_least" if match.group(1).endswith("s") else "exact"
            found.append(
                Quantity(*match.span(), match.group(), "amount", value / (1 if own else scale), None, unit, bound)
            )
    return found


def _one(match: re.Match[str], unit: str) -> Quantity:
    """One hour, day or week, which prose tells with an article: "in under | an hour"."""
    return Quantity(*match.span("time"), match["time"], "amount", 1.0, None, unit, "exact")


def with_listed(text: Text, span: Span) -> list[Quantity]:
    """The quantities of a place, the items of a list that share one unit each with it: "4.5/5.1/6.8 ms"."""
    plain = list(text.quantities(span))
    plain += [one for quantity in plain if quantity.value_max is not None for one in _either(quantity)]
    if text.full.find("/", *span) < 0:
        return plain
    listed = [quantity for match in _SLASHED.finditer(text.full, *span) for quantity in _listed(match, text)]
    starts = {quantity.start for quantity in listed}
    return sorted([*listed, *(q for q in plain if q.start not in starts)], key=lambda q: q.start)


def _either(quantity: Quantity) -> list[Quantity]:
    """The two numbers that "or" leaves the choice of, and that are no range: "at 2 or 3 bits"."""
    place = quantity.text.find(_OR)
    if place < 0:
        return []
    start = quantity.start + place + len(_OR)
    first = replace(quantity, value_max=None)
    return [first, replace(first, start=start, text=quantity.text[place + len(_OR) :], value=quantity.value_max)]


def _listed(match: re.Match[str], text: Text) -> list[Quantity]:
    """The items of such a list, each reaching to its end; none where no unit stands there."""
    items = list(_ITEM.finditer(text.full, *match.span()))
    last = items[-1].start()
    found = find(text.full[last : match.end() + _UNIT_REACH])
    if not found or found[0].start or found[0].family not in ("amount", "factor", "percent"):
        return []
    unit, family, end = found[0].unit, found[0].family, last + found[0].end
    spans = ((item.start(), end if item is items[-1] else item.end(), item.group()) for item in items)
    return [Quantity(start, stop, said, family, float(said), None, unit, "exact") for start, stop, said in spans]


def factors_in_words(text: Text, span: Span) -> list[Quantity]:
    """The factors that are no quantity by themselves: "hundreds of times", "a factor of two", "one in eight"."""
    found = []
    for match in _FACTORS.finditer(text.lower, *span):
        if not _is_part(match, text):
            continue
        part = _part_of(match)
        bound: Bound = "at_least" if match["low"] else "exact"
        relation: Relation = "times" if part is None else "fraction_of"
        value, high = (part, None) if part is not None else _times_of(match)
        found.append(Quantity(*match.span(), match.group(), "factor", value, high, "x", bound, relation))
    return found


def _is_part(match: re.Match[str], text: Text) -> bool:
    """Whether a match that looks like a part is one: not "24/7", nor "on one GPU in 4 hours", which tells an amount."""
    if match["top"]:
        return int(match["top"]) < int(match["bottom"])
    if not match["among"]:
        return True
    at = match.start("among")
    units = [base_unit(1.0, q.unit)[1] for q in text.quantities((at, at + 1)) if q.unit]
    return not units or (not match["whose"] and not {"s", "GPU-hours"}.intersection(units))


def _part_of(match: re.Match[str]) -> float | None:
    """The part of a whole that is written out: "one in eight", "2/3"."""
    if match["top"]:
        return int(match["top"]) / int(match["bottom"]) if int(match["bottom"]) else None
    among = match["among"]
    whole = (AMOUNT_WORDS.get(among) or float(among.replace(",", "") if among[0].isdigit() else 0)) if among else 0
    return 1 / whole if whole else None


def _times_of(match: re.Match[str]) -> tuple[float, float | None]:
    """A factor that is written out, and the upper one of a range: "hundreds of times", "10^3-10^4 times"."""
    if match["orders"] or match["from"]:
        return (10.0 ** int(match["orders"]), None) if match["orders"] else (float(match["from"]), float(match["upto"]))
    low, high = match["count"] or match["low"], match["high"]
    if low:
        return AMOUNT_WORDS[low.removesuffix("s")], AMOUNT_WORDS[high.removesuffix("s")] if high else None
    power, power_high = match["power"], match["power_high"]
    return float(match["figure"] or 10.0 ** int(power or 0)), 10.0 ** int(power_high) if power_high else None


def powers_of_ten(text: Text, span: Span) -> list[Quantity]:
    """The numbers written as a power of ten: "10^{-3}", "5 \\times 10^{-4}"."""
    found = []
    for match in _POWERS.finditer(text.lower, *span) if text.lower.find("^", *span) >= 0 else ():
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
