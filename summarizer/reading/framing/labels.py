"""Labels: numbers that only date, cite, name or count off something: "(Alder, 2017)", "[4]", "2)", "Alder 3"."""

from __future__ import annotations

import re

from summarizer.quantities import Quantity
from summarizer.reading.framing.frames import left_of
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import words

_YEARS = re.compile(r"(?:19|20)\d\d")
_VERSION = re.compile(r"[1-9]\.\d")
_LEVELLED = words("of = : reaches reached reaching scores scored scoring exceeds exceeding")
"""What leads to a number of four digits that is no year: "an Elo of | 2015"."""
_CITED = 16
"""Characters within which the bracket of a citation opens: "[19, | 20]"."""
_OPENED = 9
"""Words within which a bracket opens that closes behind a number."""


def is_label(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a bare number says neither how much nor how good, but which one."""
    if quantity.family != "number" or quantity.value_max is not None:
        return False
    text = quantity.text
    if not text.isdigit():
        return _VERSION.fullmatch(text) is not None and _is_named(line, at)
    return (
        (_YEARS.fullmatch(text) is not None and not _is_level(line, at))
        or _is_cited(line.written, quantity)
        or _is_item(line, at, text)
        or _is_of_name(line, at)
    )


def _is_level(line: Line, at: int) -> bool:
    """Whether a number of four digits is a level: "an Elo of | 2015", "| 1987 points"."""
    told = any(t.first == at + 1 and t.kind == "quality" for t in line.terms)
    return told or (line.words[left_of(line, at)] in _LEVELLED and line.words[at - 1] != "(")


def _is_cited(written: str, quantity: Quantity) -> bool:
    """Whether a number stands in square brackets with nothing but others: "[4]", "[19, | 20]"."""
    opened = written.rfind("[", max(0, quantity.start - _CITED), quantity.start)
    before = written[opened + 1 : quantity.start] if opened >= 0 else "]"
    return written[quantity.end : quantity.end + 1] in ("]", ",") and not before.strip("0123456789, –-")


def _is_item(line: Line, at: int, text: str) -> bool:
    """Whether a number counts off an entry of a list: "(2) it runs", "and 2) it runs"."""
    words = line.words
    if words[at + 1 : at + 2] != [")"]:
        return False
    if words[at - 1] == "(":
        return len(text) == 1
    return "(" not in words[max(0, at - _OPENED) : at]


def _is_of_name(line: Line, at: int) -> bool:
    """Whether a number ends the name that an article or preposition leads: "on a Pixel | 6", "recall of Alder | 2"."""
    first = at
    while first > max(0, at - _NAME) and _is_beside(line, first) and _is_capital(line, first - 1):
        first -= 1
    if first in (0, at) or any(t.last == at - 1 for t in line.terms):
        return False
    lead, name = line.words[first - 1], line.written[line.starts[at - 1] : line.ends[at - 1]]
    return lead in ("a", "an") or (lead in _LEADS and not name.isupper())  # "with MPJPE | 45" is a level


_LEADS = words("on of using with for by via like over than the as from")
_NAME = 3
"""Words of a name before its number."""


def _is_named(line: Line, at: int) -> bool:
    """Whether a number is the version of a name right before it: "Alder | 3.5", and no "MOS | 3.5"."""
    if at == 0 or not _is_beside(line, at) or not _is_capital(line, at - 1):
        return False
    name = line.written[line.starts[at - 1] : line.ends[at - 1]]
    return not name.isupper() and not any(t.last == at - 1 for t in line.terms)


def _is_beside(line: Line, at: int) -> bool:
    """Whether nothing but blanks parts a word from the one before it."""
    return not line.written[line.ends[at - 1] : line.starts[at]].strip(" ~")


def _is_capital(line: Line, at: int) -> bool:
    return any(c.isupper() for c in line.written[line.starts[at] : line.ends[at]])
