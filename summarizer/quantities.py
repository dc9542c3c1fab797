"""Quantities: every numeric expression of a text as a value, and the one algebra of factors.

`find` reads figures ("2.6x", "75\\%", "1/3 of", "13~15M", "O(n log n)") and words ("half", "six-fold", "two to twelve
times", "an order of magnitude"); LaTeX leftovers ("12times", "sim 50%") are read as what they were. Offsets are into
the text as given. `factor` says how many times better a subject is than its baseline.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from summarizer.records import Bound, Direction, Relation

Family = Literal["factor", "percent", "points", "amount", "number", "size", "growth"]
"""`factor`: 2.6x, half; `percent`; `points`: percentage points; `amount`: with a unit; `number`: bare; `size`: 16x16
and the like, no quantity of anything; `growth`: O(n), linear."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One numeric expression of a text."""

    start: int
    """Offset of its first character, words of bound not included."""
    end: int
    """Offset behind its last character."""
    text: str
    """The expression as written."""
    family: Family
    """What kind of number it is."""
    value: float | None
    """The number as written; None for growth."""
    value_max: float | None = None
    """The upper number of a range."""
    unit: str | None = None
    """`x`, `%`, a short symbol ("ms", "GFLOPs", "M params"), or the expression of a growth; None for a bare number."""
    bound: Bound = "exact"
    """What the words around it say of the number."""
    relation: Relation | None = None
    """What the expression alone says of the relation ("half of" is a fraction, "halves" a reduction)."""
    bound_start: int = -1
    """Offset where the words of the bound begin; `start` where there are none before it."""
    uncertainty: float | None = None
    """The number behind a plus-minus sign."""


# --- words ---------------------------------------------------------------------------------------------------------

_CARDINALS = {
    word: float(value)
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "hundred": 100.0, "thousand": 1000.0, "million": 1e6}
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

# --- figures -------------------------------------------------------------------------------------------------------

_FIGURE = r"(?:\d{1,3}(?:(?:,|\{,\})\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_EXPONENT = r"(?:[eE][+-]?\d{1,3}(?![\w.])|\s?(?:\\?times|\\cdot|[x×*·])\s?10\s?(?:\^\s?\{?\s?|\*\*)[+\-−]?\d{1,3}\}?)"
_NUMBER = rf"{_FIGURE}{_EXPONENT}?"
_SIGN = r"(?:(?<![\w)\]])[-−–+](?=[\d.]))"
_DASH = r"\s?(?:-{1,3}|[–—−~∼]|\\sim|\\textasciitilde)\s?"
_PERCENT = r"\s?(?:\\?%|(?:-|\s)?per\s?cent(?:age)?(?!\s+points?)\b)"
_POINTS = (
    r"\s?\$?\s?(?:(?:\\?%\s?|per\s?cent(?:age)?[\s-])?(?:absolute\s|accuracy\s|mIoU\s|mAP\s|AP\s)?"
    r"(?:(?<=\s)(?!data|time|key|check|view|end)[A-Za-z][\w@-]*\s)?points?\b|pp\b|p\.p\.|pts?\b)"
)
_TIMES = r"(?:\s?(?:\$?\\times\b\$?|×|✕|⨉)|\s?-?times\b(?!\d)|\s?[xX](?![\w])|[\s-]?folds?\b)"
_PLUS_MINUS = rf"\s?(?:\+\s?/?\s?-|±|\\pm|pm(?=\s?\d))\s?({_FIGURE})"
_SCALE = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "g": 1e9, "G": 1e9, "b": 1e9, "B": 1e9, "T": 1e12, "P": 1e15}
_SCALE_WORDS = {"thousand": "K", "million": "M", "billion": "B", "trillion": "T"}

# Unit symbols and how they are written. The first group of a pattern, if any, is a scale letter kept in the symbol.
_UNITS: tuple[tuple[str, str], ...] = (
    ("ms", r"ms\b|milli-?seconds?\b|msecs?\b"),
    ("µs", r"[µμu]s\b|micro-?seconds?\b"),
    ("ns", r"ns\b|nano-?seconds?\b"),
    ("GPU-hours", r"(?:[A-Z]\w{1,6}\s)?(?:GPU|gpu|TPU|CPU|accelerator|node|core|device)[\s-]*(?:hours?|hrs?|h)\b"),
    ("GPU-days", r"(?:[A-Z]\w{1,6}\s)?(?:GPU|gpu|TPU|CPU|accelerator|node|core|device)[\s-]*days?\b"),
    ("GPU-minutes", r"(?:GPU|gpu|TPU|CPU)[\s-]*minutes?\b"),
    ("s", r"s\b(?![/-])|secs?\b|seconds?\b"),
    ("min", r"mins?\b|minutes?\b"),
    ("h", r"h\b|hrs?\b|hours?\b"),
    ("days", r"days?\b"),
    ("weeks", r"weeks?\b"),
    ("months", r"months?\b"),
    (
        "{}FLOPS",
        r"(?:([kKMGTPEmgtpe])(?:iga|era|eta|xa)?-?)(?:FLOPS|flops|FLOPs|FLOP|flop)\s?(?:/\s?s(?:ec)?\b"
        r"|/\s?second\b|per second)",
    ),
    ("{}FLOPS", r"([TPE])(?:era|eta|xa)?-?FLOPS\b"),
    (
        "{}FLOPs",
        r"(?:([kKMGTPE])(?:ega|iga|era|eta|xa)?[\s-]?)?(?:FLOPs?|FLOPS|flops?|Flops?|floating[- ]point operations)\b",
    ),
    (
        "{}MACs",
        r"(?:([kKMGTPE])(?:iga|ega|era)?[\s-]?)?(?:MACs?|MAdds?|Mult-?Adds?|multiply-accumulates?(?: operations)?)\b",
    ),
    ("{}OPs", r"(?:([KMGT])\s?)?(?:OPs|TOPS|BOPs|SOPs)\b"),
    (
        "{} params",
        r"(?:([kKMGBT])\s?)?(?:(?:trainable|learnable|learned|total|active|activated|tunable|additional|extra"
        r"|model)\s)?(?:parameters?|params?|weights)\b",
    ),
    ("{}B", r"(?:([kKMGTP])i?)B\b(?!\s?(?:FLOP|param|token))|(?:([KMGT])(?:ilo|ega|iga|era)-?)bytes?\b"),
    ("bytes", r"bytes?\b"),
    ("kbit", r"[kK]b(?:ps|it/s|its?)\b"),
    ("Mbit", r"Mb(?:ps|it/s|its?)\b"),
    ("bits", r"-?bits?\b(?!\w)"),
    ("{}J", r"([mµμkMn]?)J(?:oules?)?\b|(kilo|milli|micro)?joules?\b"),
    ("{}Wh", r"([kM]?)Wh\b"),
    ("{}W", r"([mµμkM]?)W\b|(kilo|milli|mega)?-?watts?\b"),
    ("kg CO2", r"kg\s?(?:of\s)?CO_?\{?2\}?(?:e|eq)?\b"),
    ("t CO2", r"t(?:ons?|onnes?)?\s?(?:of\s)?CO_?\{?2\}?(?:e|eq)?\b"),
    ("FPS", r"FPS\b|fps\b|frames?\s?(?:per second|/\s?s(?:ec(?:ond)?)?)\b|Hz\b"),
    ("{} tokens/s", r"(?:([KkMB])\s?)?(?:tokens?|toks?)\s?(?:per second|/\s?s(?:ec(?:ond)?)?)\b"),
    (
        "images/s",
        r"(?:images?|imgs?|samples?|examples?|frames?|clips?|sequences?)\s?(?:per second|/\s?s(?:ec(?:ond)?)?)\b",
    ),
    (
        "queries/s",
        r"(?:queries|requests?|transactions?|updates?|operations|ops|steps)\s?(?:per second"
        r"|/\s?s(?:ec(?:ond)?)?)\b|QPS\b",
    ),
    (
        "{} tokens",
        r"(?:([kKMBT])[\s-]?)?(?:(?:training|training-time|text|visual|image|input|output|new|context"
        r"|pre-?training|extra|additional|unlabell?ed)\s)?tokens?\b",
    ),
    (
        "{} samples",
        r"(?:([kKMB])\s?)?(?:(?:training|labell?ed|unlabell?ed|annotated|synthetic|calibration|real|additional"
        r"|in-domain|paired|human|preference|demonstration|expert|new|high-quality|curated"
        r"|raw)\s){0,2}(?:samples?|examples?|instances?|images?|labels?|annotations?|demonstrations?"
        r"|trajectories|pairs?|sentences?|data ?points?|documents?|utterances?|recordings?|scans?|videos?"
        r"|queries|molecules|shots?|sequences|episodes|prompts)\b",
    ),
    (
        "{} steps",
        r"(?:([kKM])\s?)?(?:(?:training|denoising|sampling|diffusion|optimi[sz]ation|gradient|fine-tuning"
        r"|inference|environment|update|reverse|solver|decoding|time|function)\s)?(?:steps?|iterations?"
        r"|evaluations?|NFEs?|epochs?|passes|updates)\b",
    ),
    (
        "layers",
        r"(?:(?:shared|transformer|hidden|encoder|decoder|attention|convolutional|deep|more)\s)?layers?\b|blocks\b",
    ),
    ("GPUs", r"(?:\w+\s)?(?:GPUs?|TPUs?|CPUs?|nodes|cores|devices|accelerators)\b"),
    ("USD", r"USD\b|US\s?dollars?\b|dollars?\b|cents\b"),
    ("dB", r"dB\b"),
    ("MHz", r"[MG]Hz\b"),
    (
        "models",
        r"(?:(?:accurate|smaller|different|distinct|new|sub)\s){0,3}(?:models|sub-?networks|submodels|architectures)\b",
    ),
)
_UNIT = re.compile(r"[\s~-]?\s?(?:" + "|".join(f"(?P<u{i}>{pattern})" for i, (_, pattern) in enumerate(_UNITS)) + ")")
_SCALED = re.compile(r"(?:\s?([kKMGBTP])(?![\w])|[\s-]?(thousand|million|billion|trillion)s?\b)")
_SIZE = re.compile(r"(?:\s?(?:\$?\{?\s?\\times\s?\}?\$?|times|[xX×])\s?\d+(?!\d))+(?!\.\d|\s?(?:times|[xX×%]))")
_RANGE = re.compile(rf"(?:{_DASH}|\s(?:to|or)\s(?:nearly\s|about\s|even\s|as much as\s)?)(?={_FIGURE})")
_BETWEEN = re.compile(rf"\sand\s(?={_FIGURE})")
_SIGNED_AT = re.compile(rf"[-−–+]?{_NUMBER}")
_NUMBER_AT = re.compile(_NUMBER)
_SPREAD_AT = re.compile(
    rf"\s?\(?\$?\s?(?:\+\s?/?\s?-|±|\\pm|pm(?=\s?\d))\$?\s?({_FIGURE})(?:{_PERCENT})?\$?\)?", re.IGNORECASE
)
_PLUS_MINUS_AT = re.compile(_PLUS_MINUS)
_PERCENT_AT, _POINTS_AT, _TIMES_AT = (re.compile(form, re.IGNORECASE) for form in (_PERCENT, _POINTS, _TIMES))
_COUNT_OF = re.compile(r"\s?[xX×]\s(?=[A-Z]\w*\d)")
_FROM_BEFORE = re.compile(r"(?<!rang)(?<!ranging )\bfrom\s(?:\w+\s)?[~$]?$", re.IGNORECASE)
_BETWEEN_BEFORE = re.compile(r"\bbetween\s(?:about\s)?[~$]?$", re.IGNORECASE)
_WORD_RANGE = re.compile(rf"\s?(?:to|or|-|–)\s?(?P<to>{_CARDINAL}|\d+(?:\.\d+)?)\b", re.IGNORECASE)
_FACTOR_BEFORE = re.compile(
    r"\bfactors? of\s(?:(?:up to|at least|at most|more than|less than|about|around|roughly|nearly|almost|over"
    r"|approximately|some)\s)?[~$]?$",
    re.IGNORECASE,
)
_COUNTED_BEFORE = re.compile(
    r"\b(?:depths?|ranks?|widths?|lengths?|layers?|levels?|steps?|epochs?|temperature|seeds?|version|[Tt]able"
    r"|[Ff]ig(?:ure|\.)|[Ss]ection|k|n|K|N)\s?=?\s?$"
)
_MATH_END = re.compile(r"[^$\n]{0,40}(?<!\s)\$")
_GLUED = re.compile(r"[A-Za-z]")
_LIST_GAP = re.compile(r"\s?(?:,|/|→|->|\\rightarrow|;)?\s?(?:and|or|to|versus|vs\.?|against|down to|up to)?\s?")

_DIGITS = re.compile(r"\d")
_FIGURE_AT = re.compile(_NUMBER)
_SIGN_BEFORE = re.compile(r"(?<![\w)\]%])[-−–+]$")
_IN_NAME_BEFORE = re.compile(r"(?:[A-Za-z]-|[A-Za-z]\\|[\d.,_^@]|\w/|[A-Za-z])$")
_GLUED_BOUND = re.compile(r"(?:sim|approx|upto|pm|times)$", re.IGNORECASE)
_BIG_O = re.compile(r"[OΘ]\}?\}?\s?(?:\\left)?\s?\(")
_TOKEN = re.compile(r"[A-Za-z]+")
_FOLDS = {f"{word}fold": value for word, value in _CARDINALS.items()}
_VERB_WORDS = {
    form: (value, relation)
    for stem, value, relation in (
        ("halve", 0.5, "reduced_by"),
        ("double", 2.0, "times"),
        ("triple", 3.0, "times"),
        ("treble", 3.0, "times"),
        ("quadruple", 4.0, "times"),
        ("quintuple", 5.0, "times"),
    )
    for form in (stem, stem + "s", stem + "d", stem[:-1] + "ing")
} | {"twice": (2.0, "times"), "thrice": (3.0, "times")}
_PART_WORDS = frozenset(_PARTS) | {f"{part}s" for part in _PARTS} | {"halves"}
_WORDS = frozenset(_CARDINALS) | frozenset(_FOLDS) | frozenset(_VERB_WORDS) | _PART_WORDS | {"order"}
_ANY_WORD = _WORDS | {word.capitalize() for word in _WORDS}
_ARTICLE = re.compile(r"\b(an?|one|another)(?:\s(?:further|additional|full|mere|random|whole))?[\s-]$", re.IGNORECASE)
_ORDERS_AT = re.compile(
    rf"(?:\s?(?:to|or|-|–)\s?(?P<to>{_CARDINAL}|\d+))?[\s-]+orders?[\s-]+of[\s-]+magnitude", re.IGNORECASE
)
_ORDER_AT = re.compile(r"order[\s-]+of[\s-]+magnitude", re.IGNORECASE)
_PARTS_AT = re.compile(rf"[\s-](?P<part>{_PART})s?\b(?!\s(?:order|place|rank))", re.IGNORECASE)
_FOLD_AT = re.compile(r"[\s-]?folds?\b", re.IGNORECASE)
_CARDINAL_AT = re.compile(rf"[\s-](?P<second>{_CARDINAL})\b", re.IGNORECASE)
_FRACTION = re.compile(r"\s?/\s?(\d{1,3})(?![\d.]|\s?/|\s?\d)(?:-?(?:th|rd))?(?=\s|[,.;)%$]|\\|$|th|rd)")
_GROWTH = re.compile(r"[Ll]inear|[Qq]uadrat|[Cc]ubic|[Ll]ogarithm|[Ee]xponential|[Pp]olynomial|[Cc]onstant")
_GROWTH_WORD = re.compile(
    r"(?:linear(?:ithmic)?|quadratic|cubic|logarithmic|exponential|polynomial|constant)(?:ly|ally)?\b", re.IGNORECASE
)
_GROWTH_PREFIX = re.compile(r"\b(?:sub|super|near|quasi|log|poly)-?$", re.IGNORECASE)
_GROWTH_NOUN = r"complexit(?:y|ies)|time|memory|costs?|space|scaling|runtime|computations?|growth|overhead"
_GROWTH_AFTER = re.compile(
    rf"(?:[\s-]+(?:and|or|in|with|to|of|the|both|even|computational|inference|asymptotic|attention|\w+-?\w*)){{0,3}}?"
    rf"[\s-]+(?:{_GROWTH_NOUN})\b|\s(?:in|with respect to|with the|w\.r\.t\.?)\s(?:the\s)?(?:\w+\s){{0,2}}"
    r"(?:length|size|number|resolution|dimension|context|sequence|inputs?|tokens|nodes|samples)\b",
    re.IGNORECASE,
)
_GROWTH_BEFORE = re.compile(
    rf"\b(?:{_GROWTH_NOUN}|scal(?:es?|ing)|grow(?:s|ing)?|increas(?:es?|ing))(?:[\s-]+\w+){{0,3}}?[\s-]+$",
    re.IGNORECASE,
)
_GROWTH_WINDOW = 60
_BOUND_BEFORE_WORDS: tuple[tuple[Bound, str], ...] = (
    (
        "up_to",
        r"\bup[\s-]?to(?:\s(?:a|an|about|around|roughly|nearly))?|\bas (?:much|many|high|large|far) as"
        r"|\bat (?:the )?most|\bat best|\bmax(?:imum|imally)?(?: of)?"
        r"|\bwithin|\b(?:no|not) (?:more|higher|larger|greater|worse) than|\b(?:less|fewer|lower|smaller"
        r"|shorter) than|\bunder|\bbelow|<=?|≤|≦|\\leq?|\\lt"
        r"|\ba (?:maximum|peak) of|\bpeak",
    ),
    (
        "at_least",
        r"\bat (?:the )?least|\b(?:no|not) (?:less|fewer|lower) than|\b(?:more|greater|larger|higher|better"
        r"|faster|longer) than|\bover(?: a)?|\babove|\bexceed(?:s|ing|ed)?|\bbeyond"
        r"|\bsurpass(?:es|ing)?|>=?|≥|≧|\\geq?|\\gt|\ba minimum of|\bwell over|\bupwards of|\bas (?:little|few) as",
    ),
    (
        "approx",
        r"\babout|\baround|\bapprox(?:imately|\.)?|\broughly|\bnearly|\balmost|\bsome|\bcirca|\bca\.?"
        r"|\bclose to|~|∼|≈|≃|\\sim|\\approx|(?<![A-Za-z])sim|\bon the order of"
        r"|\bin the order of|\bas good as|\bvirtually",
    ),
    (
        "average",
        r"\b(?:average|mean|median)(?:\s[\w-]+){0,3}\sof|\b(?:on|an|in) average,?|\baverag(?:e|es|ed|ing)|\bmean",
    ),
)
_BOUND_BEFORE: tuple[tuple[Bound, re.Pattern[str]], ...] = tuple(
    (
        bound,
        re.compile(
            rf"(?:{pattern})\s?\$?\s?(?:a\s|an\s|the\s|only\s|just\s|by\s|factors? of\s|roughly\s)*$", re.IGNORECASE
        ),
    )
    for bound, pattern in _BOUND_BEFORE_WORDS
)
_BOUND_AFTER: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("at_least", re.compile(r"\s?\+(?![\d/-])|\s?(?:\S{1,24}\s)?or (?:more|better|higher|greater)\b", re.IGNORECASE)),
    ("up_to", re.compile(r"\s?(?:\S{1,24}\s)?(?:or (?:less|fewer|lower)|at (?:most|best|peak))\b", re.IGNORECASE)),
    (
        "average",
        re.compile(r"(?:\s[\w-]+){0,5}?,?\s(?:on average|in average|averaged (?:over|across))\b", re.IGNORECASE),
    ),
)
_LOOK_BACK = 42
_BOUND_HINT = re.compile(
    r"[~∼≈≃<>≤≥≦≧\\]|sim|\b(?:to|upto|as|most|best|max|within|than|under|below|peak|least|over|above|beyond"
    r"|about|around|some|ca"
    r"|close|order|good|average|averag|mean|median|nearly|almost|roughly|circa|virtually|minimum|upwards|exceed"
    r"|surpass|approx|a of)",
    re.IGNORECASE,
)


def find(text: str) -> list[Quantity]:
    """Find every numeric expression of a text, in order, none overlapping another.

    Numbers inside names ("GPT-4", "ResNet-50", "V100") are not quantities; `16x16` and the like come as family
    `size`. A range is one quantity with `value_max`; "from A to B" are two.
    """
    found: list[Quantity] = []
    position = 0
    for start, read in sorted(_candidates(text)):
        if start >= position and (quantity := _READERS[read](text, start)):
            found.append(quantity)
            position = quantity.end
        elif start >= position and read == "figure":
            position = _FIGURE_AT.match(text, start).end()  # type: ignore[union-attr]
    return _with_growth_words(text, _share_units(text, found))


def _candidates(text: str) -> Iterator[tuple[int, str]]:
    """Where an expression could begin; three plain scans are far cheaper than one regex of everything."""
    last = -2
    for match in _DIGITS.finditer(text):
        if match.start() != last + 1:
            yield match.start(), "figure"
        last = match.start()
    for match in _TOKEN.finditer(text):
        if match.group() in _ANY_WORD:
            yield match.start(), "word"
    for match in _BIG_O.finditer(text):
        yield match.start(), "big_o"


_LONGEST = 48
"""Characters in the longest figure; a longer run of digits is no quantity of anything."""


def _read_figure(text: str, start: int) -> Quantity | None:
    start -= text[start - 1 : start] == "." and not text[start - 2 : start - 1].isalnum()
    before = text[max(0, start - 8) : start]
    if _IN_NAME_BEFORE.search(before) and not _GLUED_BOUND.search(before):
        return None
    start -= bool(_SIGN_BEFORE.search(before))
    match = _SIGNED_AT.match(text, start)
    if match is None or match.end() - start > _LONGEST:
        return None
    end = match.end()
    if size := _SIZE.match(text, end):
        return Quantity(start, size.end(), text[start : size.end()], "size", None)
    if fraction := _read_fraction(text, start, end):
        return _bounded(text, fraction)
    if orders := _ORDERS_AT.match(text, end):
        return _bounded(text, _orders(text, start, _number(text[start:end]), orders))
    value, uncertainty = _number(text[start:end]), None
    if plus_minus := _PLUS_MINUS_AT.match(text, end):
        uncertainty, end = _number(plus_minus.group(1)), plus_minus.end()
    family, unit, tail = _tail(text, end)
    if uncertainty is None and (spread := _SPREAD_AT.match(text, tail)):
        uncertainty, tail = _number(spread.group(1)), spread.end()
    value_max = None
    if upper := _upper(text, start, tail, unit):
        value_max, (family, unit, tail) = upper
    elif text[start - 1 : start] == "$" and family == "number" and not _MATH_END.match(text, tail):
        family, unit = "amount", "USD"
    if family == "number" and value_max is None and value.is_integer() and _GLUED.match(text, tail):
        return None  # "3D", "4DGS"
    if family == "number" and _FACTOR_BEFORE.search(text, max(0, start - 40), start):
        family, unit = "factor", "x"
    quantity = Quantity(
        start,
        tail,
        text[start:tail],
        family,
        value,
        value_max,
        unit,
        relation=_plain_relation(family),
        uncertainty=uncertainty,
    )
    return _bounded(text, quantity)


def _plain_relation(family: Family) -> Relation | None:
    return "times" if family == "factor" else None


def _upper(text: str, start: int, tail: int, unit: str | None) -> tuple[float, tuple[Family, str | None, int]] | None:
    """The upper end of a range that begins at `start`; "from A to B" is no range, "between A and B" is one."""
    before = text[max(0, start - 16) : start]
    gap = _BETWEEN.match(text, tail) if _BETWEEN_BEFORE.search(before) else _RANGE.match(text, tail)
    dash = gap is not None and not gap.group().strip().isalpha()
    if gap is None or (not dash and _FROM_BEFORE.search(before) and unit not in ("x", None)):
        return None
    number = _NUMBER_AT.match(text, gap.end())
    if number is None:
        return None
    after = _tail(text, number.end())
    if unit not in (None, after[1]) or (after[0] == "number" and unit is not None):
        return None
    if not dash and unit is None and _FROM_BEFORE.search(before) and after[0] not in ("factor",):
        return None
    return _number(number.group()), after


def _tail(text: str, end: int) -> tuple[Family, str | None, int]:
    """What follows a number: its family, its unit, and where the expression ends."""
    if points := _POINTS_AT.match(text, end):
        return "points", "points", points.end()
    if percent := _PERCENT_AT.match(text, end):
        return "percent", "%", percent.end()
    if count := _COUNT_OF.match(text, end):
        return "number", None, count.end() - 1
    if times := _TIMES_AT.match(text, end):
        return "factor", "x", times.end()
    scale, after = "", end
    if (scaled := _SCALED.match(text, end)) and not _UNIT.match(text, end):
        scale, after = scaled.group(1) or _SCALE_WORDS[scaled.group(2)], scaled.end()
    if unit := _UNIT.match(text, after):
        return "amount", _symbol(unit, scale), unit.end()
    if scale:
        return "amount", scale, after
    return "number", None, end


def _symbol(match: re.Match[str], scale: str) -> str:
    index = match.lastindex or 0
    symbol = _UNITS[int(str(match.lastgroup)[1:])][0]
    inner = next((g for g in match.groups()[index : index + 2] if g), "") if "{}" in symbol else ""
    letter = scale or {"kilo": "k", "milli": "m", "mega": "M", "micro": "µ"}.get(inner, inner)
    return symbol.format(letter).strip()


def _read_fraction(text: str, start: int, end: int) -> Quantity | None:
    match = _FRACTION.match(text, end)
    if match is None or not text[start:end].isdigit():
        return None
    top, bottom = int(text[start:end]), int(match.group(1))
    if not 0 < top < bottom or _UNIT.match(text, match.end()):
        return None
    stop = match.end() + (2 if text[match.end() : match.end() + 2].lower() in ("th", "rd") else 0)
    return Quantity(start, stop, text[start:stop], "factor", top / bottom, None, "x", relation="fraction_of")


def _read_big_o(text: str, start: int) -> Quantity | None:
    opening = _BIG_O.match(text, start)
    if opening is None or text[start - 1 : start].isalpha():
        return None
    depth, position = 1, opening.end()
    limit = min(len(text), position + 80)
    while position < limit and depth:
        depth += {"(": 1, ")": -1}.get(text[position], 0)
        position += 1
    if depth:
        return None
    inner = text[opening.end() : position - 1].removesuffix("\\right")
    return Quantity(
        start, position, text[start:position], "growth", None, None, f"O({inner.strip()})", bound_start=start
    )


def _read_word(text: str, start: int) -> Quantity | None:
    """A number in words counts where it compares ("half") or has a unit ("ten percent", "three GPU-days")."""
    token = _TOKEN.match(text, start)
    word, end = (token.group().lower(), token.end()) if token else ("", start)
    if text[start - 1 : start] == "-" and word not in _PART_WORDS and word != "order":
        return None  # "zero-one", "top-two"
    quantity = _comparing_word(text, start, end, word) or (
        _cardinal_at(text, start, end, word) if word in _CARDINALS else None
    )
    return _bounded(text, quantity) if quantity else None


def _comparing_word(text: str, start: int, end: int, word: str) -> Quantity | None:
    if word in _VERB_WORDS:
        value, relation = _VERB_WORDS[word]
        return _factor_word(text, start, end, value, relation)
    if word in _FOLDS:
        return _factor_word(text, start, end, _FOLDS[word], "times")
    article = _ARTICLE.search(text, max(0, start - 20), start)
    begin = article.start() if article else start
    if word == "order":
        order = _ORDER_AT.match(text, start)
        return _factor_word(text, begin, order.end(), 10.0, "times") if order else None
    if word == "half" or (word in _PARTS and article):
        return _factor_word(text, begin, end, _PARTS[word], "fraction_of")
    return None


def _factor_word(
    text: str, start: int, end: int, value: float, relation: str, value_max: float | None = None
) -> Quantity:
    return Quantity(start, end, text[start:end], "factor", value, value_max, "x", relation=relation)  # type: ignore[arg-type]


def _cardinal_at(text: str, start: int, end: int, word: str) -> Quantity | None:
    value = _CARDINALS[word]
    if orders := _ORDERS_AT.match(text, end):
        return _orders(text, start, value, orders)
    if parts := _PARTS_AT.match(text, end):
        return _factor_word(text, start, parts.end(), value * _PARTS[parts.group("part").lower()], "fraction_of")
    if second := _CARDINAL_AT.match(text, end):
        more, end = _CARDINALS[second.group("second").lower()], second.end()
        value = value * more if more >= 100 else value + more
    value_max = None
    if upper := _WORD_RANGE.match(text, end):
        value_max, end = _cardinal(upper.group("to")), upper.end()
    family, unit, tail = _tail(text, end)
    if family == "amount" and text[end : end + 1] == "-":
        return None  # "one-step", "zero-shot"
    if family == "number" or (value_max is None and unit in _LETTERS):
        return None
    return Quantity(start, tail, text[start:tail], family, value, value_max, unit, relation=_plain_relation(family))


def _orders(text: str, start: int, exponent: float, match: re.Match[str]) -> Quantity:
    upper = match.group("to")
    value_max = 10.0 ** min(_cardinal(upper), 99) if upper else None
    return _factor_word(text, start, match.end(), 10.0 ** min(exponent, 99), "times", value_max)


_READERS = {"figure": _read_figure, "word": _read_word, "big_o": _read_big_o}
_LETTERS = frozenset(_SCALE)


def _cardinal(word: str) -> float:
    word = word.lower()
    return _CARDINALS[word] if word in _CARDINALS else float(word)


def _number(written: str) -> float:
    r"""Value of a figure as written: "1,024", "-0.3", "3.2 x 10^18", "1e-3", "10^{-3}"."""
    plain = re.sub(r"\{,\}|,|\s", "", written).replace("−", "-").replace("–", "-")
    power = re.fullmatch(r"(-?(?:\d+\.?\d*|\.\d+))(?:\\?times|\\cdot|[x×*·])10(?:\^\{?|\*\*)([+-]?\d+)\}?", plain)
    value = float(f"{power.group(1)}e{power.group(2)}") if power else float(plain.lstrip("+"))
    return value if abs(value) < float("inf") else 0.0


def _bounded(text: str, quantity: Quantity) -> Quantity:
    """Read the words of bound before and behind an expression."""
    window_start = max(0, quantity.start - _LOOK_BACK)
    window = text[window_start : quantity.start].rstrip("$ ")
    bound, begin = quantity.bound, quantity.start
    for name, form in _BOUND_BEFORE if _BOUND_HINT.search(window) else ():
        if match := form.search(window):
            bound, begin = name, window_start + match.start()
            break
    else:
        after = next((name for name, form in _BOUND_AFTER if form.match(text, quantity.end)), None)
        bound = after or bound
    return replace(quantity, bound=bound, bound_start=begin)


def _share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give the bare numbers of a list the unit that stands behind its last one: "from 4.6G to 1.75G FLOPs"."""
    shared: list[Quantity] = []
    for quantity in reversed(found):
        if shared and (unit := _inherited(text, quantity, shared[-1])):
            family: Family = shared[-1].family
            quantity = replace(
                quantity, unit=unit, family=family, relation=quantity.relation or _plain_relation(family)
            )
        shared.append(quantity)
    return shared[::-1]


def _inherited(text: str, quantity: Quantity, follower: Quantity) -> str | None:
    bare = quantity.family == "number"
    if (
        not (bare or quantity.unit in _LETTERS)
        or follower.unit is None
        or follower.family in ("size", "growth", "number")
    ):
        return None
    if _COUNTED_BEFORE.search(text, max(0, quantity.start - 14), quantity.start):
        return None
    gap = _LIST_GAP.fullmatch(text, quantity.end, follower.start)
    if gap is None or not gap.group().strip():
        return None
    if bare:
        return follower.unit if follower.unit not in _LETTERS else None
    noun = re.sub(r"^[kKMGBTP](?=[A-Z ])\s?", "", follower.unit)
    if follower.family != "amount" or noun in _LETTERS:
        return None
    return f"{quantity.unit} {noun}" if follower.unit != noun and " " in follower.unit else f"{quantity.unit}{noun}"


def _with_growth_words(text: str, found: list[Quantity]) -> list[Quantity]:
    """Add growth in words, which count beside a cost or a size: "quadratic complexity", "scales linearly"."""
    for match in _GROWTH.finditer(text):
        word = _GROWTH_WORD.match(text, match.start())
        if word is None:
            continue
        prefix = _GROWTH_PREFIX.search(text, max(0, word.start() - 7), word.start())
        start, end = prefix.start() if prefix else word.start(), word.end()
        before = text[max(0, start - _GROWTH_WINDOW) : start]
        if not (_GROWTH_AFTER.match(text, end, end + _GROWTH_WINDOW) or _GROWTH_BEFORE.search(before)):
            continue
        unit = re.sub(r"(?<=r)ly$|(?<=ic)ally$|(?<=al)ly$", "", text[start:end].lower())
        insort(
            found, Quantity(start, end, text[start:end], "growth", None, None, unit, bound_start=start), key=_by_start
        )
    return found


def _by_start(quantity: Quantity) -> int:
    return quantity.start


# --- the algebra ---------------------------------------------------------------------------------------------------


def factor(
    value: float | None, unit: str | None, relation: Relation | None, direction: Direction | None
) -> float | None:
    """Say how many times better the subject is than its baseline, to 4 significant digits.

    `unit` is `x` or `%`. A cost reduced by p% is 1/(1-p/100), a fraction f of the baseline's is 1/f, N times
    is N, an amount increased by p% is 1+p/100; a worse subject gets the value below 1, the same one 1. None where the
    numbers can't mean that (a cost reduced by 120 %) or something is missing. Defined as in `evals/README.md`.
    """
    if direction == "same":
        return 1.0
    if value is None or value <= 0 or unit not in ("x", "%") or direction is None:
        return None
    ratio = _ratio(value / 100 if unit == "%" else value, unit, relation)
    if ratio is None or ratio <= 0:
        return None
    better = max(ratio, 1 / ratio)
    return significant(better if direction == "better" else 1 / better)


def _ratio(amount: float, unit: str, relation: Relation | None) -> float | None:
    """The two costs' ratio, either way up."""
    if relation == "reduced_by":
        if amount < 1:
            return 1 - amount
        return amount if unit == "x" and amount > 1 else None
    if relation == "increased_by" or (relation in ("times", None) and unit == "%"):
        return 1 + amount if unit == "%" or amount < 1 else amount
    return amount


def significant(value: float, digits: int = 4) -> float:
    """Round to significant digits.

    >>> significant(33.33333)
    33.33
    """
    return float(f"{value:.{digits}g}")


_PREFIXES = {
    "k": 1e3,
    "K": 1e3,
    "M": 1e6,
    "G": 1e9,
    "B": 1e9,
    "T": 1e12,
    "P": 1e15,
    "E": 1e18,
    "m": 1e-3,
    "µ": 1e-6,
    "μ": 1e-6,
    "n": 1e-9,
}
_TIME = {
    "ns": 1e-9,
    "µs": 1e-6,
    "ms": 1e-3,
    "s": 1.0,
    "min": 60.0,
    "h": 3600.0,
    "days": 86400.0,
    "weeks": 604800.0,
    "months": 2629800.0,
}
_DEVICE_TIME = {"GPU-minutes": 1 / 60, "GPU-hours": 1.0, "GPU-days": 24.0}
_PREFIXED = re.compile(
    r"([kKMGBTPEmµμn])[\s-]?(FLOPS|FLOPs|MACs|OPs|params|B|J|Wh|W|tokens/s|tokens|samples|steps|bit)"
)


def base_unit(value: float, unit: str) -> tuple[float, str]:
    """Convert an amount to its base unit: (4.6, "GFLOPs") -> (4.6e9, "FLOPs"); times to seconds or GPU-hours."""
    if unit in _TIME:
        return value * _TIME[unit], "s"
    if unit in _DEVICE_TIME:
        return value * _DEVICE_TIME[unit], "GPU-hours"
    if unit in _SCALE:
        return value * _SCALE[unit], ""
    if match := _PREFIXED.fullmatch(unit):
        return value * _PREFIXES[match.group(1)], match.group(2)
    return value, unit


def ratio(first: Quantity, second: Quantity) -> float | None:
    """How many times larger the larger of two amounts of one unit is, to 4 digits; None where the units differ."""
    if not first.value or not second.value:
        return None
    a, unit_a = base_unit(first.value, first.unit or "")
    b, unit_b = base_unit(second.value, second.unit or "")
    if unit_a != unit_b and unit_a and unit_b:
        return None
    return significant(max(a, b) / min(a, b)) if a > 0 and b > 0 else None


def overlapping(quantities: list[Quantity], start: int, end: int) -> Iterator[Quantity]:
    """The quantities that share a character with `start:end`."""
    return (q for q in quantities if q.start < end and start < q.end)
