"""Figures: numbers in digits, with range, uncertainty and unit: "2.6x", "13~15M", "84.1 +- 0.2%", "1/3"."""

from __future__ import annotations

import re
from dataclasses import replace
from string import ascii_letters, digits

from summarizer.quantities.bounds import bound_around, bounded
from summarizer.quantities.kinds import Family, Quantity, plain_relation
from summarizer.quantities.units import PERCENT, SCALES, UNIT, measure_at
from summarizer.quantities.words import ORDERS_AT, orders_of, part_of_time

_FIGURE = r"(?:\d{1,3}(?:(?:,|\{,\}|\\,)\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_SUPERSCRIPT = r"10[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}"
_EXPONENT = (
    rf"(?:[eE][+-]?\d{{1,3}}(?![\w.])|\s?[x×·*]\s?{_SUPERSCRIPT}"
    r"|\s?(?:\\?times|\\cdot|[x×*·])\s?10\s?(?:\^\s?\{?\s?|\*\*)[+\-−]?\d{1,3}\}?)"
)
_POWER_OF_TEN = rf"10[\s$]?\^\s?(?:\{{\s?[+\-−]?\d{{1,2}}\s?\}}|\d\b)|{_SUPERSCRIPT}"
_NUMBER = rf"(?:{_POWER_OF_TEN}|{_FIGURE}{_EXPONENT}?)"
_THIN_GAP = r"(?:\\[,;:!]\$?)?"
_DASH = (
    rf"\s?\$?\s?{_THIN_GAP}(?:-{{1,3}}|[‐‑–—−~∼～]|\{{[–—-]\}}|\\text(?:rm)?\{{(?:-{{1,2}}|–)\}}|\\sim"
    rf"|\\text(?:asciitilde|endash)(?:\{{\}})?)\s?\$?{_THIN_GAP}\$?"
)
_PLUS_MINUS = rf"\s?(?:\+\s?/?\s?-|±|\\pm|pm(?=\s?\d))\s?(?:\\\s)?({_FIGURE})"
_SIZE = re.compile(
    r"(?:\$?\s?(?:\$?\{?\s?\\times\s?\}?\$?|times|[xX×])\s?\$?\d+(?:,\d{3})*+(?!\d)){1,8}+(?!\.\d|\s?(?:\\?times|[xX×%]))"
)
_SIGN_LOST = rf"(?<=[%x×])\s{{1,3}}(?={_FIGURE}\s?(?:\\?%|[x×]))"
"""Where a page lost the sign of a range: "10% 40%", "3x 8x"."""
_LOST_AT = re.compile(rf"\s(?={_FIGURE}\s?(?:\\?%|[x×]\b|times\b))")
_LOST_BEFORE = re.compile(
    r"\b(?:by|with|only|just|about|around|roughly|of|to|than|is|are|achiev(?:es?|ing)|sav(?:es?|ing)|gains?|us(?:es?|ing)"
    r"|reduc(?:es?|ing)|converges?|(?:requir|need)(?:es?|s|ing)|(?:fine-?)?tuning)\s[~$]?$"
)
"""What stands before a range whose sign is lost and whose unit stands only once: "by | 35 45%", not "Layer 3 8%"."""
_RANGE = re.compile(rf"(?:{_DASH}|-?\s(?:to|or)\s(?:nearly\s|about\s|even\s|as much as\s)?|{_SIGN_LOST})(?={_FIGURE})")
_SPACED = re.compile(r", \d{3}(?![\d.]|,?\s(?:and|or)\b|,\s?\d)")
_THIN = re.compile(
    r"(?:[ \u2009\u202f\xa0'’]\d{3})++(?<=000)(?=\s?(?:[x×]\b|\\?times\b))"
    r"|(?:[ \u2009\u202f\xa0'’]\d{3})++(?![\w%×^]|[.,/:-]\d|\s?(?:\\?%|[x×]\b|times\b)|\s\d)"
)
"""Groups of thousands parted by spaces or apostrophes: "24 000 trials"; "10 100x" is a range that lost its sign."""
_LISTED_BEFORE = re.compile(r"(?:\d,|\b[A-Z]\w*)\s$")
"""What stands before figures behind whose comma another number of a list stands: "| 8, 120 ms", "Model | 1, 300 ms"."""
_BETWEEN = re.compile(rf"\sand\s(?={_FIGURE})")
_SIGNED_AT = re.compile(rf"[-−–+]?{_NUMBER}")
_SPREAD_AT = re.compile(
    rf"\s?\(?(?P<again>\$?\s?(?:\+\s?/?\s?-|±|\\pm|pm(?=\s?\d))\$?\s?(?:\\\s)?(?P<spread>{_FIGURE})(?:{PERCENT})?\$?)"
    r"(?P=again)?\)?",
    re.IGNORECASE,
)
_PLUS_MINUS_AT = re.compile(_PLUS_MINUS)
_FROM_BEFORE = re.compile(
    r"(?<!rang)(?<!ranging )\bfrom\s(?:\w+\s|an? (?:average|mean|median) of\s|(?:more|less) than\s|at least\s)?[~$]?$",
    re.IGNORECASE,
)
_BETWEEN_BEFORE = re.compile(r"\bbetween\s(?:about\s)?[~$]?$", re.IGNORECASE)
_FACTOR_BEFORE = re.compile(
    r"\b(?:factors?|(?:compression|reduction|acceleration|speed-?up) (?:ratios?|rates?)|speed-?ups?) of\s"
    r"(?:(?:up to|at least|at most|more than|less than|about|around|roughly|nearly|almost|over"
    r"|approximately|some|close to)\s)?[~$]?(?:\{?\\(?:approx|sim)\}?\$?\s?)?$",
    re.IGNORECASE,
)
_RATE_BEFORE = ("fps of ", "fps of $", "frames per second of ")
_SPED_AT = re.compile(r"\s(?:average\s|inference\s|training\s)?speed-?ups?\b")
_MATH_END = re.compile(r"[\^_]|[^$\n]{0,40}(?<!\s)\$")
_IN_MATH = re.compile(r"[\w})<>=≤≥~∼+-]\$$")
_GLUED = re.compile(r"(?!(?:[cmkn]m|px|mmHg)\b(?!/))[A-Za-z]")
FIGURE_AT = re.compile(_NUMBER)
_SIGN_BEFORE = re.compile(r"(?<![\w)\]%])[-−–+]\Z")
_IN_NAME_BEFORE = re.compile(
    r"(?:\.\d+:|[A-Za-z][\d.]*-\n?|[A-Za-z]\\|[\d._^@]|(?<![\\.]),|\w/|(?:[^\W\d_]|[)}])\+|[A-Za-z])\Z"
)
"""What makes figures part of a name or a sum ("k+2"); a new line begins none, but may break one behind its hyphen."""
_NAME_ENDS = frozenset(f"{ascii_letters}{digits}._^@")
"""Signs that do so by themselves, as nearly always, whatever stands before them."""
_NEARLY_BEFORE = re.compile(
    r"(?<![\w-])(?:near(?:ly)?|almost|approximately|roughly|around|about|over|above|under|below)-\Z"
)
"""What a hyphen may tie to the figures it bounds: "a near- | 100% success rate"."""
_PAIRED_BEFORE = re.compile(r"\d\s?(?:[xX×]|\\?%)/$|\.\d{1,4}/$")
"""The first of two numbers joined by a slash: "1.8x/2.4x", "3.2/4.1 ms"."""
_ROW_BEFORE = re.compile(r"(?<![\w./^_@-])(?!1/$)(?:\d+/)+$")
_ROW_AT = re.compile(r"\d+(?:/\d+){0,9}+(?![/\d])")
_MEASURES = ("FPS", "s", "GB", "MB", "W", "J", "FLOPs")
"""Ends of units of whole numbers that slashes join: "210/95/40 FPS"; "4/8 steps" are settings."""
_COUNTS = ("steps", "samples", "tokens", "layers", "GPUs", "bits", "days", "models", "params")
_MULTIPLE_BEFORE = re.compile(
    r"(?:\b(?:by|of|an?|the|is|are|to|about|around|nearly|almost|over|roughly|than|reach(?:es|ing)?|achiev(?:es|ing)"
    r"|attain(?:s|ing)?|yield(?:s|ing)?|obtain(?:s|ing)?|deliver(?:s|ing)?|provid(?:es|ing)|gain|and)\s|\()[~$]{0,2}"
    r"(?P<sign>(?:×|\\times)\$?\s?|[xX])\Z"
)
"""The sign that makes a factor of the figures behind it: "by | ×3", "a | $\\times 3$ speed-up", "is | x3 faster"."""
_CALLED = ("x86", "x64", "x32", "x264", "x265")
_SIGN_ENDS = frozenset("×xX$s")
_SIGNS_APART = ("× ", "\\times ", "\\times$ ")
"""Where such a sign may end: right before the figures, or parted from them by a space."""
_MULTIPLE_REACH = 28
_GLUED_BOUND = ("sim", "approx", "upto", "pm", "times", "\\le", "\\leq", "\\ge", "\\geq", "\\lt", "\\gt")
_FRACTION = re.compile(r"\s?/\s?(\d{1,5})(?!\.?\d|\s?/|\s\d)(?:-?(?:th|rd))?(?=\s|[,.;)%$]|\\|$|th|rd)")
_COMPOUND_AT = re.compile(rf"{_SIZE.pattern}|{_FRACTION.pattern}|{_PLUS_MINUS}|{ORDERS_AT.pattern}")
"""What stands behind a number that is not one by itself, before its unit is looked for."""
_CONTINUED_AT = re.compile(rf"(?i:{_SPREAD_AT.pattern})|{_RANGE.pattern}|{_BETWEEN.pattern}|{_LOST_AT.pattern}")
"""What stands behind a number and its unit that go on with another number."""
_BARE: Family = "number"
_CLOSING = frozenset(").;:]?!")
"""Signs behind which nothing belongs to a figure any more, neither unit nor range."""
_JOINED = frozenset("+-/0123456789")
"""Signs before which a plus joins two numbers or is half of a sign."""
_LONGEST = 48
"""Characters in the longest figure; a longer run of digits is no quantity of anything."""


def read_figure(text: str, lower: str, start: int) -> Quantity | None:
    """Read the number in digits that begins at an offset; None where it is part of a name."""
    start -= text[start - 1 : start] == "." and not text[start - 2 : start - 1].isalnum()
    before = text[max(0, start - 8) : start]
    if before[-1:] not in (" ", "("):  # behind these, as nearly always, it is part of nothing
        if before[-1:] in _SIGN_ENDS and (multiple := _read_multiple(text, lower, start)):
            return multiple
        if _is_in_name(text, lower, start, before):
            return _below(text, lower, start) if lower.endswith("sub-", 0, start) else None
        start -= bool(_SIGN_BEFORE.search(before))
    elif before.endswith("+ ") and before[:-_SIGN_APART][-1:].isalnum():
        return None  # "at most $k + 2$ steps"
    elif before.endswith(_SIGNS_APART) and (multiple := _read_multiple(text, lower, start)):
        return multiple
    match = _SIGNED_AT.match(text, start)
    if match is None or match.end() - start > _LONGEST:
        return None
    end = match.end()
    start -= _SIGN_APART * text.startswith("(+ ", start - 3)  # "(+ 1.8%)"
    if text.startswith("D", end) and match.group().isdigit():
        return None  # "3D", "4DGS"
    value, end = _value(text, lower, start, end)
    family, tail = _BARE, end
    value_max = uncertainty = unit = None
    goes_on = text[end : end + 1] not in _CLOSING and text[end : end + 2] != ", "
    if goes_on and text[end : end + 1] != "%" and _COMPOUND_AT.match(lower, end):
        if (size := _SIZE.match(text, end)) and not _is_twice(text, start, end, size.end()):
            return Quantity(start, size.end(), text[start : size.end()], "size", None)
        if fraction := _read_fraction(text, start, end):
            return bounded(lower, fraction)
        if orders := ORDERS_AT.match(lower, end):
            return bounded(lower, orders_of(text, start, value, orders))
        if plus_minus := _PLUS_MINUS_AT.match(text, end):
            uncertainty, end = _number(plus_minus.group(1)), plus_minus.end()
    more = goes_on and text[end : end + 1] == "+" and text[end + 1 : end + 2] not in _JOINED
    if goes_on:
        family, unit, tail = measure_at(text, end + more)
        if unit in SCALES and (times := measure_at(text, tail))[0] == "factor":  # "57K times faster"
            value, (family, unit, tail) = value * SCALES[unit], times
        if more and family == "number":
            more, tail = False, end
        goes_on = _CONTINUED_AT.match(text, tail) is not None
        if goes_on and uncertainty is None and (spread := _SPREAD_AT.match(text, tail)):
            uncertainty, tail = _number(spread["spread"]), spread.end()
    if goes_on and (upper := _upper(text, start, tail, unit)):
        value_max, (family, unit, tail) = upper
        value_max = None if value_max == value else value_max  # "2\times\sim2\times", a formula shown twice
        if family == "number" and text[start - 1 : start] == "$" != text[end : end + 1] and "$" in text[end:tail]:
            family, unit = "amount", "USD"  # "$5-$20"
    elif _is_money(text, start, tail) and (family == "number" or unit in SCALES):
        family, unit = "amount", f"{unit} USD" if unit else "USD"
    if family == "number" and value_max is None and value.is_integer() and _GLUED.match(text, tail):
        return None  # "8k", "3rd"
    if family == "number":
        family, unit = _told_before(text, lower, start, tail, value) or (family, unit)
    bound, begin = bound_around(lower, start, tail)
    bound = "at_least" if more else bound  # "250+ FPS"
    written, relation = text[start:tail], plain_relation(family)
    return Quantity(start, tail, written, family, value, value_max, unit, bound, relation, begin, uncertainty)


def _told_before(text: str, lower: str, start: int, tail: int, value: float) -> tuple[Family, str] | None:
    """What a number without a unit is by the words around it: "an fps of | 30", "a speed-up of | 4"."""
    if lower.endswith(_RATE_BEFORE, 0, start):
        return "amount", "FPS"
    return ("factor", "x") if value >= 1 and _is_factor(text, lower, start, tail) else None


def _is_twice(text: str, start: int, end: int, last: int) -> bool:
    r"""Whether what looks like a size is a factor whose formula a page shows twice: "3\times3\times | faster"."""
    sign = text[end : last - (end - start)]
    twice = text[end:last] == sign + text[start:end] and text.startswith(sign, last)
    return twice and sign.endswith("\\times") and not _SIDE_AT.match(text, last + len(sign))


_SIDE_AT = re.compile(r"\s?\$?\s?[\dA-Z]")
"""What goes on with a size behind its sign: "3\\times3\\times | 64"."""


def _is_in_name(text: str, lower: str, start: int, before: str) -> bool:
    """Whether figures are tied to the word before them, and not as its pair, row or bound: "GPT-4", not "near-100%"."""
    if before.endswith("/") and (_PAIRED_BEFORE.search(before) or _is_in_row(text, start)):
        return False
    named = before[-1:] in _NAME_ENDS or _IN_NAME_BEFORE.search(before) is not None
    if not named or lower.endswith(_GLUED_BOUND, 0, start):
        return False
    return before[-1] != "-" or _NEARLY_BEFORE.search(text, max(0, start - _LONGEST), start) is None


def _value(text: str, lower: str, start: int, end: int) -> tuple[float, int]:
    """What a figure says and where it ends, parted thousands and a half behind it included: "2 and a half times"."""
    parted = text[end : end + 1] in _PARTING and (text[end + 1 : end + 2].isdigit() or text.startswith(", ", end))
    end = _behind_space(text, start, end) if parted else end
    value = _number(text[start:end])
    return (value + _HALF, end + len(_AND_A_HALF)) if lower.startswith(_AND_A_HALF, end) else (value, end)


def _behind_space(text: str, start: int, end: int) -> int:
    """Where a figure ends whose thousands a space, an apostrophe or a comma and a space part: "2, 400 times"."""
    spaced = _SPACED.match(text, end) or _THIN.match(text, end)
    if spaced is None or not 0 < end - start <= _THOUSANDS or not text[start:end].isdigit() or text[start] == "0":
        return end
    if text[end] != ",":
        return end if _LISTED_BEFORE.search(text, max(0, start - _LONGEST), start) else spaced.end()
    if measure_at(text, spaced.end())[0] not in ("factor", "amount"):
        return end
    return end if _LISTED_BEFORE.search(text, max(0, start - _LONGEST), start) else spaced.end()


_PARTING = frozenset(", '’\u2009\u202f\xa0")
_THOUSANDS, _SIGN_APART, _HALF = 3, 2, 0.5
_AND_A_HALF = " and a half"


def _is_in_row(text: str, start: int) -> bool:
    """Whether a slash joins whole numbers that share a measure: "210/95/40 FPS"."""
    row = _ROW_AT.match(text, start)
    if row is None or not _ROW_BEFORE.search(text, max(0, start - _LONGEST), start):
        return False
    family, unit, _ = measure_at(text, row.end())
    return family == "amount" and (unit or "").endswith(_MEASURES) and not (unit or "").endswith(_COUNTS)


def _read_multiple(text: str, lower: str, start: int) -> Quantity | None:
    """The factor whose sign stands before its figures: "by ×3"; "2 × 3" is none, nor is "x3" of a name."""
    sign = _MULTIPLE_BEFORE.search(text, max(0, start - _MULTIPLE_REACH), start)
    match = FIGURE_AT.match(text, start) if sign else None
    if sign is None or match is None or measure_at(text, match.end())[0] != "number" or _SIZE.match(text, match.end()):
        return None
    begin, value = sign.start("sign"), _number(match.group())
    if value < 1 or _GLUED.match(text, match.end()) or lower[begin : match.end()] in _CALLED:
        return None
    factor = Quantity(begin, match.end(), text[begin : match.end()], "factor", value, None, "x")
    return bounded(lower, replace(factor, relation=plain_relation("factor")))


def _below(text: str, lower: str, start: int) -> Quantity | None:
    """What something stays under: "sub-50 ms latency", "sub-1% error"; a "sub-7B model" is only called so."""
    match = FIGURE_AT.match(text, start)
    family, unit, end = measure_at(text, match.end()) if match else (_BARE, None, start)
    if match is None or family not in ("amount", "percent") or unit in SCALES or lower[start - 5 : start - 4].isalnum():
        return None
    value, written = _number(match.group()), text[start:end]
    return Quantity(start, end, written, family, value, None, unit, "up_to", plain_relation(family), start - 4)


def _is_factor(text: str, lower: str, start: int, tail: int) -> bool:
    """Whether the words around a bare number make it a factor: "a speed-up of | 3", "a | 3.4 speed-up"."""
    if "." in text[start:tail] and _SPED_AT.match(lower, tail):
        return True
    told = lower.find("of", max(0, start - 24), start) >= 0 and text[tail : tail + 1] not in ("/", "^")
    return told and _FACTOR_BEFORE.search(text, max(0, start - 40), start) is not None


def _is_money(text: str, start: int, tail: int) -> bool:
    """Whether a dollar sign before a figure is one, and opens or closes no formula."""
    if text[start - 1 : start] != "$":
        return False
    return text.endswith(("\\$", "US$"), 0, start) or not (
        _IN_MATH.search(text, max(0, start - 8), start) or _MATH_END.match(text, tail)
    )


def _upper(text: str, start: int, tail: int, unit: str | None) -> tuple[float, tuple[Family, str | None, int]] | None:
    """The upper end of a range that begins at `start`; "from A to B" is no range, "between A and B" is one."""
    before = text[max(0, start - 24) : start]
    gap = (_BETWEEN_BEFORE.search(before) and _BETWEEN.match(text, tail)) or _RANGE.match(text, tail)
    lost = gap is None and unit is None and _LOST_BEFORE.search(before) is not None
    gap = _LOST_AT.match(text, tail) if lost else gap
    dash = gap is not None and not "".join(gap.group().split()).isalpha()  # "to about" is none
    if gap is None or (not dash and _FROM_BEFORE.search(before) and unit not in ("x", None)):
        return None
    number = FIGURE_AT.match(text, gap.end())
    if number is None:
        return None
    if lost and _number(number.group()) <= _number(text[start:tail]):
        return None
    after = measure_at(text, number.end())
    if unit not in (None, after[1]) or (after[0] == "number" and unit is not None):
        return None
    if not dash and unit is None and _FROM_BEFORE.search(before) and after[0] not in ("factor",):
        return None
    return _number(number.group()), after


def _read_fraction(text: str, start: int, end: int) -> Quantity | None:
    match = _FRACTION.match(text, end)
    if match is None or not text[start:end].isdigit():
        return None
    top, bottom = int(text[start:end]), int(match.group(1))
    shared = measure_at(text, match.end())[1] in _SHARED_UNITS
    if not 0 < top < bottom or (bottom in _YEARS and not shared):
        return None
    if not shared and UNIT.match(text, match.end()):
        return None
    if of_time := part_of_time(text, start, match.end(), top / bottom):
        return of_time
    stop = match.end() + (2 if text[match.end() : match.end() + 2].lower() in ("th", "rd") else 0)
    return Quantity(start, stop, text[start:stop], "factor", top / bottom, None, "x", relation="fraction_of")


_SHARED_UNITS = ("FLOPs", "MACs", "params", "tokens")
"""What a fraction may stand right before: "1/9 parameters"; "1/2 steps" are one step or two."""
_YEARS = range(1900, 2100)
"""What stands behind a month: "7/2026" is no fraction."""
_SPACING = re.compile(r"\{,\}|\\?[,'’]|\s|\$")
_POWER = re.compile(r"(?:(-?(?:\d+\.?\d*|\.\d+))(?:\\?times|\\cdot|[x×*·]))?[+-]?10(?:\^\{?|\*\*)([+-]?\d+)\}?")


_RAISED_AT = re.compile("[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_RAISED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")


def _as_power(raised: re.Match[str]) -> str:
    return "^" + raised.group().translate(_RAISED)


def _number(written: str) -> float:
    r"""Value of a figure as written: "1,024", "-0.3", "3.2 x 10^18", "1e-3", "10^{-3}"."""
    plain = written
    if not written.replace(".", "", 1).isdecimal():  # as few are
        plain = _RAISED_AT.sub(_as_power, _SPACING.sub("", written)).replace("−", "-").replace("–", "-")
    power = _POWER.fullmatch(plain) if "^" in plain or "*" in plain else None
    value = float(f"{power.group(1) or 1}e{power.group(2)}") if power else float(plain.lstrip("+"))
    return value if abs(value) < float("inf") else 0.0
