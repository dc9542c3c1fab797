"""Words: numbers written out, where they compare or have a unit: "half", "six-fold", "two to twelve times"."""

from __future__ import annotations

import re

from summarizer.quantities.bounds import bounded
from summarizer.quantities.kinds import Quantity, plain_relation
from summarizer.quantities.units import SCALES, measure_at

_TO_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_LARGER = {"thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6}
_CARDINALS = {word: float(value) for value, word in enumerate(_TO_TWENTY.split())} | _LARGER
_PARTS = {
    "half": 0.5,
    "third": 1 / 3,
    "quarter": 0.25,
    "fourth": 0.25,
    "fifth": 0.2,
    "sixth": 1 / 6,
    "seventh": 1 / 7,
    "eighth": 0.125,
    "ninth": 1 / 9,
    "tenth": 0.1,
    "twentieth": 0.05,
    "hundredth": 0.01,
    "thousandth": 0.001,
}
_CARDINAL = "|".join(sorted(_CARDINALS, key=len, reverse=True))
_PART = "|".join(sorted(_PARTS, key=len, reverse=True))
_WORD_RANGE = re.compile(rf"\s?(?:to|or|-|–)\s?(?P<to>{_CARDINAL}|\d+(?:\.\d+)?)\b")
_WORD_PAIR = re.compile(rf"\sand\s(?P<to>{_CARDINAL}|\d+(?:\.\d+)?)\b")
"""The upper end of "between two | and five"."""
_TOKEN = re.compile(r"[a-z]+")
_FOLDS = {f"{word}fold": value for word, value in _CARDINALS.items()}
_VERB_WORDS = (
    {
        form: (value, relation)
        for stem, value, relation in (
            ("halve", 0.5, "reduced_by"),
            ("quartere", 0.25, "fraction_of"),
            ("double", 2.0, "times"),
            ("triple", 3.0, "times"),
            ("treble", 3.0, "times"),
            ("quadruple", 4.0, "times"),
            ("quintuple", 5.0, "times"),
        )
        for form in (stem, stem + "s", stem + "d", stem[:-1] + "ing")
    }
    | {"quarters": (0.25, "fraction_of")}
    | {"twice": (2.0, "times"), "thrice": (3.0, "times")}
)
_PART_WORDS = frozenset(_PARTS) | {f"{part}s" for part in _PARTS} | {"halves"}
_TIMES = frozenset(("millisecond", "second", "minute", "hour", "day", "week", "month"))
WORDS = frozenset(_CARDINALS) | frozenset(_FOLDS) | frozenset(_VERB_WORDS) | _PART_WORDS | _TIMES | {"order", "single"}
"""Every word by which a number in words is found, in lower case."""
_ARTICLE = re.compile(r"\b(an?|one|another)(?:\s(?:further|additional|full|mere|random|whole))?[\s-]$")
ORDERS_AT = re.compile(rf"(?:\s?(?:to|or|-|–)\s?(?P<to>{_CARDINAL}|\d+))?[\s-]+orders?[\s-]+of[\s-]+magnitude")
_UNCOUNTED = ("several ", "many ", "multiple ", "few ", "some ", "various ")
_ORDER_AT = re.compile(r"order[\s-]+of[\s-]+magnitude")
_PARTS_AT = re.compile(rf"[\s-](?P<part>{_PART})s?\b(?!\s(?:order|place|rank))")
_AND_A_HALF = re.compile(r"[\s-]and[\s-]a[\s-]half\b")
_CARDINAL_AT = re.compile(rf"[\s-](?P<second>{_CARDINAL})\b")


def read_word(text: str, lower: str, start: int) -> Quantity | None:
    """A number in words counts where it compares ("half") or has a unit ("ten percent", "three GPU-days")."""
    token = _TOKEN.match(lower, start)
    word, end = (token.group(), token.end()) if token else ("", start)
    if text[start - 1 : start] == "-" and word not in _PART_WORDS and word != "order":
        return None  # "zero-one", "top-two"
    if word in ("single", "one") and (run := _single_run(text, lower, start, end)):
        return bounded(lower, run)
    if word in _TIMES:
        quantity = _one_of_time(text, lower, start, end)
        return bounded(lower, quantity) if quantity else None
    quantity = _comparing_word(text, lower, start, end) or (
        _cardinal_at(text, lower, start, end) if word in _CARDINALS else None
    )
    if quantity and quantity.family == "amount" and lower.endswith(_UNCOUNTED, 0, start):
        return None  # "a few | million steps"
    return bounded(lower, quantity) if quantity else None


_ONE_BEFORE = re.compile(
    r"\b(?P<told>in|within|under|below|than|about|around|over|only|just|mere|nearly|almost|roughly|approximately|takes?"
    r"|took|requires?|requiring|taking|at most|instead of|to|with|after|and)\s"
    r"(?P<one>(?P<half>(?:a\s)?half\s)?an?\s(?:single\s)?)$"
)
_TIME_BEHIND = re.compile(
    r"(?!-)(?=\W|$)(?!\s(?!(?:of|on|for|per|and|or|to|with|using|from|at|while|when|in|by|without|which|where|each"
    r"|even|compared|versus|vs|after|before|than|but|as|is|are|rather|instead|via|during|if|so)\b)[A-Za-z])"
)
"""What may stand behind "a second" that is a time and not one more: no noun."""


def _one_of_time(text: str, lower: str, start: int, end: int) -> Quantity | None:
    """Read a unit of time behind an article that a preposition or a bound makes an amount: "in under an hour"."""
    one = _ONE_BEFORE.search(lower, max(0, start - _ARTICLE_REACH), start) if text[start - 1] == " " else None
    if one is None:
        return None
    if lower[start:end] == "second" and not one.group("half") and one.group("told") in _BEFORE_ORDINALS:
        return None
    if not _TIME_BEHIND.match(text, end):
        return None
    _, unit, _ = measure_at(text, start - 1)
    begin = one.start("one")
    return Quantity(begin, end, text[begin:end], "amount", 0.5 if one.group("half") else 1.0, None, unit)


_ARTICLE_REACH = 32
_BEFORE_ORDINALS = (
    *("to", "in", "over", "just", "only", "takes", "take", "took", "taking"),
    *("requires", "require", "requiring", "with", "after", "and"),
)
"""What stands before "a second" that may be one more: "requires a second | ."."""


_SINGLE_BEFORE = re.compile(r"\b(?:only|just|merely|requir(?:es?|ing)|need(?:s|ing)?)\s(?P<one>(?:a|one)\s)?$")


_PASS_AT = re.compile(r"\s(?:(?:single|network|model|feed-?forward|forward|backward|streaming)\s){0,2}pass\b")


def _single_run(text: str, lower: str, start: int, end: int) -> Quantity | None:
    """Read one run of something where that is all it takes: "only | a single forward pass"."""
    before = _SINGLE_BEFORE.search(lower, max(0, start - _ARTICLE_REACH), start)
    if before is None or not text[end : end + 1].isspace():
        return None
    one_pass = _PASS_AT.match(lower, end)
    unit, tail = ("steps", one_pass.end()) if one_pass else measure_at(text, end)[1:]
    begin = before.start("one") if before["one"] else start
    return Quantity(begin, tail, text[begin:tail], "amount", 1.0, None, unit) if unit == "steps" else None


def _comparing_word(text: str, lower: str, start: int, end: int) -> Quantity | None:
    word = lower[start:end]
    if word in _VERB_WORDS and not _is_adjective(text, lower, start, end):
        value, relation = _VERB_WORDS[word]
        return _factor_word(text, start, end, value, relation)
    if word in _FOLDS:
        return _factor_word(text, start, end, _FOLDS[word], "times")
    if word != "order" and word not in _PARTS:
        return None
    article = _ARTICLE.search(lower, max(0, start - 20), start)
    begin = article.start() if article else start
    if word == "order":
        order = None if lower.endswith(_UNCOUNTED, 0, start) else _ORDER_AT.match(lower, start)
        return _factor_word(text, begin, order.end(), 10.0, "times") if order else None
    if word == "half" and (text[end : end + 1] == "-" or _HALF_OF_TIME.match(lower, end)):
        return None  # "half-space", "half an hour"
    if word == "half" or (article and not _COUNTED.match(text, end)):
        of_time = part_of_time(text, begin, end, _PARTS[word])
        return of_time or _factor_word(text, begin, end, _PARTS[word], "fraction_of")
    return None


_OF_TIME = re.compile(rf"\sof\san?\s(?:{'|'.join(sorted(_TIMES))})\b", re.IGNORECASE)


def part_of_time(text: str, start: int, end: int, value: float) -> Quantity | None:
    """Read a part of a unit of time as an amount: "one third | of a second"."""
    unit = _OF_TIME.match(text, end)
    if unit is None:
        return None
    _, symbol, _ = measure_at(text, text.rindex(" ", start, unit.end()))
    return Quantity(start, unit.end(), text[start : unit.end()], "amount", round(value, 4), None, symbol)


_HALF_OF_TIME = re.compile(rf"\san?\s(?:{'|'.join(sorted(_TIMES))})\b")
_FACTOR_BEFORE = re.compile(
    r"\b(?:factors?|speed-?ups?) of\s(?:(?:about|almost|nearly|(?:well )?over|roughly|approximately|around|at least"
    r"|up to|more than|less than|close to)\s)?$"
)
_COUNTED = re.compile(
    r"\s+(?!of\b|the\b|as\b|its\b|their\b|that\b|less\b|fewer\b|lower\b|smaller\b|shorter\b|faster\b|cheaper\b"
    r"|more\b|larger\b|to\b|in\b|at\b|with\b|on\b|and\b|or\b|when\b|while\b|compared\b|relative\b|over\b)[a-z]+"
)
"""What follows an ordinal: "a third | one", "a fifth | column"."""
_VERB_BEFORE = re.compile(
    r"\b(?:to|can|could|will|would|may|might|and|or|not|nearly|almost|roughly|than|also|even|about|we|they)\s$"
)
_OBJECT_AFTER = re.compile(r"\s+(?:the|its|our|their|both|that|what|as|a|an|this|these|those)\b")

_NO_OBJECT_AFTER = re.compile(
    r"\s*(?:[^\w\s]|\Z|(?:in|of|from|into|and|or|to|with|by|for|on|as|at|are|is|was|were|that|which|via|using|through|than"
    r"|between|can|may|will|it|we|has|have)\b)"
)
"""By this "triples" is a noun, and no verb: "extracts relational triples | from text"."""


def _is_adjective(text: str, lower: str, start: int, end: int) -> bool:
    """Whether a bare form only describes: "triple | replication", "double | precision", "two quarters"."""
    if lower[start:end] not in ("double", "triple", "treble", "quadruple", "quintuple", "quarters", "triples"):
        return False
    if text[end : end + 1] == "-":
        return True  # "double-sided"
    if lower[start:end] == "triples":
        return _NO_OBJECT_AFTER.match(lower, end) is not None
    return not (_OBJECT_AFTER.match(text, end) or _VERB_BEFORE.search(lower, max(0, start - 12), start))


def _factor_word(
    text: str, start: int, end: int, value: float, relation: str, value_max: float | None = None
) -> Quantity:
    return Quantity(start, end, text[start:end], "factor", value, value_max, "x", relation=relation)  # type: ignore[arg-type]


def _cardinal_at(text: str, lower: str, start: int, end: int) -> Quantity | None:
    value = _CARDINALS[lower[start:end]]
    if orders := ORDERS_AT.match(lower, end):
        return orders_of(text, start, value, orders)
    if parts := _PARTS_AT.match(lower, end):
        part = value * _PARTS[parts.group("part")]
        of_time = part_of_time(text, start, parts.end(), part)
        return of_time or _factor_word(text, start, parts.end(), part, "fraction_of")
    if half := _AND_A_HALF.match(lower, end):
        value, end = value + _HALF, half.end()
    elif second := _CARDINAL_AT.match(lower, end):
        more, end = _CARDINALS[second.group("second")], second.end()
        value = value * more if more >= 100 else value + more
    value_max = None
    paired = lower.endswith("between ", 0, start)
    if upper := _WORD_RANGE.match(lower, end) or (_WORD_PAIR.match(lower, end) if paired else None):
        value_max, end = _cardinal(upper.group("to")), upper.end()
    family, unit, tail = measure_at(text, end)
    plain = family == "number" and value_max is None and value > 1
    if plain and _FACTOR_BEFORE.search(text, max(0, start - 32), start):
        return _factor_word(text, start, end, value, "times")
    if family == "amount" and text[end : end + 1] == "-":
        return None  # "one-step", "zero-shot"
    if family == "points" and value >= _MILLION and value_max is None:
        return Quantity(start, end, text[start:end], "amount", value / _MILLION, None, "M")  # "two million points"
    if family == "number" or (value_max is None and unit in SCALES):
        return None
    return Quantity(start, tail, text[start:tail], family, value, value_max, unit, relation=plain_relation(family))


_MILLION, _HALF = 1e6, 0.5


def orders_of(text: str, start: int, exponent: float, match: re.Match[str]) -> Quantity:
    """Read "N orders of magnitude" as a factor of 10 to the N."""
    upper = match.group("to")
    value_max = 10.0 ** min(_cardinal(upper), 99) if upper else None
    return _factor_word(text, start, match.end(), 10.0 ** min(exponent, 99), "times", value_max)


def _cardinal(word: str) -> float:
    return _CARDINALS[word] if word in _CARDINALS else float(word)
