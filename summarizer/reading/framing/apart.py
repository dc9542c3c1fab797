"""Apart: the noun of change that a number stands apart from: "large speed-ups, approaching 3x"."""

from __future__ import annotations

from summarizer.quantities import Quantity
from summarizer.reading.framing.frames import RANGING, STOP_TAIL, left_of, terms_in
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import CLAUSE_BREAKS, NUMBER, Line
from summarizer.reading.words.vocabulary import words


def noun_apart(line: Line, at: int, quantity: Quantity) -> Term | None:
    """The noun of change before a number that a comma, a bracket, or the rival's name parts from it."""
    left = left_of(line, at)
    if left < 2:
        return None
    before = line.words[left]
    if before in _ACHIEVING:
        return _achieved(line, left, at) if quantity.family == "factor" else None
    return _parted(line, left, at) if before != "," else None


def _achieved(line: Line, verb: int, at: int) -> Term | None:
    """The speed-up whose height another clause tells: "speed-ups for long texts, achieving up to | 3x on a phone"."""
    bare = at + 1 == len(line.words) or line.words[at + 1] in STOP_TAIL
    if not bare or line.words[verb - 1] != ",":
        return None
    nouns = [c for c in line.changes if verb - _FAR <= c.last < verb and c.form == "noun"]
    if not nouns or nouns[-1].sense != "fast" or NUMBER in line.words[nouns[-1].last : verb]:
        return None
    return None if terms_in(line, nouns[-1].last + 1, verb, ("quality",)) else nouns[-1]


def _parted(line: Line, left: int, at: int) -> Term | None:
    """The speed-up that its rival or phase parts from its number: "speed-ups over B of up to | 3x", "over B (| 3x)"."""
    opened = line.words[left] == "("
    left -= line.words[left] in ("between", "from") and line.words[left - 1] in RANGING
    if not opened and line.words[left] not in _AMOUNTS and "of" not in line.words[left + 1 : at]:
        return None
    nouns = [c for c in line.changes if left - _PART <= c.first and c.last < left and c.form == "noun"]
    told = opened or line.words[left] in _AMOUNTS
    gained = "of" in line.words[left + 1 : at] or line.words[left] in RANGING
    nouns = [c for c in nouns if c.sense == "fast" or (c.sense == "improve" and gained)]
    between = line.words[nouns[-1].last + 1 : left + (not told)] if nouns else []
    parted = between[:1] and between[0] in _PARTING and _PART_ENDS.isdisjoint(between)
    return nouns[-1] if parted else None


_AMOUNTS = RANGING | words("is are was were reaches reached")
_PART, _FAR = 9, 12
_PARTING = words("over vs versus for in on against when")
_PART_ENDS = CLAUSE_BREAKS | words(", : ( ) is are was were that with") | {NUMBER}
_ACHIEVING = words("achieving attaining delivering yielding obtaining showing")
