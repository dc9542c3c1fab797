"""Rates: units that a text tells in other words: by the second, or for each of something."""

from __future__ import annotations

import re

from summarizer.quantities import Quantity
from summarizer.sentences import Span
from summarizer.verification.names import name_of
from summarizer.verification.texts import Text

RATE = re.compile(r"(?P<noun>[^\W\d_]+)\s?(?:/|\sper\s)\s?(?P<period>[^\W\d_]+?)s?")
EACH = r"\s?(?:/\s?|(?:per|an?|each|every)\s)"
PERIODS = (r"s(?:ec(?:ond)?)?", r"min(?:ute)?", r"h(?:r|our)?", r"d(?:ay)?")
SHORT = tuple(zip(("s", "min", "h", "day"), PERIODS, strict=True))
SCALES = (None, "k", "K", "M", "B", "G", "T")
REACH = 80
"""How far behind a number stands what it counts."""


def is_rate(unit: str, quantity: Quantity, text: Text) -> bool:
    """Whether a number counts by the second or the hour what a unit names: "rows/s" of "40 rows a second"."""
    rate = RATE.fullmatch(unit)
    if rate is None or quantity.unit not in SCALES:
        return False
    said = rate["period"].lower()
    period = next((form for form in PERIODS if re.fullmatch(form, said)), re.escape(said))
    noun = re.escape(rate["noun"].lower().removesuffix("s"))
    behind = rf"(?:[\s-]+[\w-]+){{0,2}}?[\s-]+{noun}\w{{0,3}}{EACH}{period}s?(?![\w-])"
    return re.match(behind, text.lower[quantity.end : quantity.end + REACH]) is not None


def is_told_by_time(unit: str, quantity: Quantity, text: Text) -> bool:
    """Whether the time of a unit stands some words behind an amount: the "GB/s" of "3 GB of data a second"."""
    said = unit.rpartition("/")[2].lower()
    period = next((form for form in PERIODS if re.fullmatch(form, said)), None)
    behind = text.lower[quantity.end : quantity.end + REACH]
    return (
        period is None or re.match(rf"(?:[\s-]+(?!and\b)[\w-]+){{0,5}}?{EACH}{period}s?(?![\w-])", behind) is not None
    )


def told_per(unit: str, text: Text, place: Span) -> str:
    """What a unit counts, where its sentence says for each of what: the "accesses" of "two accesses for each row"."""
    counted, _, whole = unit.partition(" per ")
    sentence = text.sentence(place)
    each = whole and re.search(rf"\b(?:per|each|every|an?)\s{re.escape(whole.lower())}", text.lower[slice(*sentence)])
    return name_of(counted if each else unit).form
