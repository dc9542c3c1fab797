"""Rows: numbers in a list that share the unit behind the last of them: "from 4.6G to 1.75G FLOPs"."""

from __future__ import annotations

import re
from dataclasses import replace

from summarizer.quantities.kinds import Family, Quantity, plain_relation
from summarizer.quantities.units import SCALES

_COUNTED_BEFORE = re.compile(
    r"\b(?:depths?|ranks?|widths?|lengths?|layers?|levels?|steps?|epochs?|temperature|seeds?|version|[Tt]able"
    r"|[Ff]ig(?:ure|\.)|[Ss]ection|k|n|K|N|B|T)\s?=?\s?$"
)
_NAMED_BEFORE = re.compile(r"(?<![.!?]\s)\b(?:[A-Z][a-z]+|[RG]TX)\s$")
_LIST_GAP = re.compile(
    r"\$?\s?(?:,|/|→|->|\\rightarrow|;)?\s?(?:and|or|to(?:\s(?:just|only|about|merely|under))?|versus"
    r"|v\.?s\.?|against|down to|up to|rather than|instead of|as opposed to)?\s?\$?"
)


def share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give the bare numbers of a list the unit that stands behind its last one: "from 4.6G to 1.75G FLOPs"."""
    shared: list[Quantity] = []
    for quantity in reversed(found):
        if shared and (unit := _inherited(text, quantity, shared[-1])):
            family: Family = shared[-1].family
            relation = quantity.relation or plain_relation(family)
            quantity = replace(quantity, unit=unit, family=family, relation=relation)
        shared.append(quantity)
    return _with_unit_before(text, _with_rest(text, shared[::-1]))


_REST_GAP = re.compile(r",?\s(?:and\s)?")
_TIMES = ("days", "h", "min", "s")
_ROUND = {"h": 24.0, "min": 60.0, "s": 60.0}
"""How much of a unit of time makes one of the next larger unit."""


def _with_rest(text: str, found: list[Quantity]) -> list[Quantity]:
    """Add to a time what stands behind it in the next smaller unit: "4 minutes and 30 seconds" are 4.5 minutes."""
    whole: list[Quantity] = []
    for rest in found:
        first = whole[-1] if whole else None
        if first is not None and _is_rest(text, first, rest):
            value = round((first.value or 0.0) + (rest.value or 0.0) / _ROUND[rest.unit or ""], 4)
            whole[-1] = replace(first, end=rest.end, text=text[first.start : rest.end], value=value)
        else:
            whole.append(rest)
    return whole


def _is_rest(text: str, first: Quantity, rest: Quantity) -> bool:
    """Whether one amount is what is left of the time before it, in the next smaller unit."""
    if rest.unit not in _ROUND or first.unit not in _TIMES or first.value_max or rest.value_max:
        return False
    if _TIMES.index(first.unit) + 1 != _TIMES.index(rest.unit) or (rest.value or 0.0) >= _ROUND[rest.unit]:
        return False
    whole = (first.value or 0.0).is_integer() and first.end < rest.start == rest.begin
    return whole and _REST_GAP.fullmatch(text, first.end, rest.start) is not None


_COMPARED_GAP = re.compile(
    r",?\s(?:compared\s(?:to|with)|versus|v\.?s\.?|(?:as\s)?against|instead of|rather than|down from)\s(?:the\s)?"
    r"(?:[\w-]+(?:['’]s)?\s){0,3}"
    r"|,\s(?:while|whereas|where)\s(?:[\w-]+\s){1,4}(?:uses?|needs?|requires?|has|have|takes?|contains?)\s"
    r"(?:about\s|around\s|nearly\s|over\s|more\sthan\s)?"
)
_ENDS = re.compile(r"\$?\s?(?:[.,;)]|$|(?:for|in|of|on|with|by|while|and)\b)")
"""What follows a number that counts nothing which is named behind it."""


def _with_unit_before(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give a number the unit of the amount it is set against: "30 MFLOPs compared to B's 4 billion", "… to 4,000"."""
    for place, second in enumerate(found[1:]):
        first = found[place]
        if first.family == "factor" and second.family == "number" and _is_next_factor(text, first, second):
            found[place + 1] = replace(second, unit="x", family="factor", relation="times")
        if first.family != "amount" or not first.unit or first.unit in SCALES:
            continue
        scaled = second.family == "amount" and second.unit in SCALES
        bare = second.family == "number" and second.bound == "exact" and _ENDS.match(text, second.end)
        if (scaled or (bare and not _is_version(text, second))) and _COMPARED_GAP.fullmatch(
            text, first.end, second.start
        ):
            found[place + 1] = replace(second, unit=_unit_of(first.unit, second.unit or ""), family="amount")
    return found


def _is_next_factor(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether a bare number goes on with a list of factors: "by factors of 5 and | 100"."""
    told = first.text[-1].isdigit() and (second.value or 0) >= 1 and _ENDS.match(text, second.end)
    if not told or _LIST_GAP.fullmatch(text, first.end, second.begin) is None:
        return False
    return _FACTORS_BEFORE.search(text, max(0, first.begin - _LIST), first.begin) is not None


_FACTORS_BEFORE = re.compile(r"\b(?:factors|speed-?ups|ratios|rates) of\s[^.;:()]*$")
_LIST = 40


def _is_version(text: str, quantity: Quantity) -> bool:
    """Whether a number belongs to the name before it: "a Raspberry Pi 4"."""
    return quantity.text.isdigit() and bool(_NAMED_BEFORE.search(text, max(0, quantity.start - _NAME), quantity.start))


_NAME = 14


def _unit_of(unit: str, scale: str) -> str:
    """The unit of another number at a scale of its own: that of "30 MFLOPs" is "BFLOPs" for 4 billion."""
    if not scale:
        return unit
    noun = re.sub(r"^[kKMGBTP](?=[A-Z ])\s?", "", unit)
    return f"{scale} {noun}" if noun.islower() else f"{scale}{noun}"


def _inherited(text: str, quantity: Quantity, follower: Quantity) -> str | None:
    bare = quantity.family == "number"
    if (
        not (bare or quantity.unit in SCALES)
        or follower.unit is None
        or follower.family in ("size", "growth", "number")
    ):
        return None
    if _COUNTED_BEFORE.search(text, max(0, quantity.start - 14), quantity.start):
        return None
    if bare and _is_version(text, quantity):
        return None  # "a Raspberry Pi 4 and 95% of"
    gap = _LIST_GAP.fullmatch(text, quantity.end, follower.start)
    if gap is None or not gap.group().strip():
        return None
    if bare:
        return follower.unit if follower.unit not in SCALES else None
    noun = re.sub(r"^[kKMGBTP](?=[A-Z ])\s?", "", follower.unit)
    if follower.family != "amount" or noun in SCALES:
        return None
    return f"{quantity.unit} {noun}" if follower.unit != noun and " " in follower.unit else f"{quantity.unit}{noun}"
