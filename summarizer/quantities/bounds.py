"""Bounds: the words around a number that make it "about", "up to", "at least" or "on average"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from summarizer.folding import bare, lowered
from summarizer.quantities.kinds import Quantity
from summarizer.quantities.moods import turned
from summarizer.records import Bound

_BOUND_BEFORE_WORDS: tuple[tuple[Bound, str], ...] = (
    (
        "up_to",
        r"\bup[\s-]?to(?:\s(?:a|an|about|around|roughly|nearly))?|\bas (?:much|many|high|large|far) as"
        r"|\bat (?:the )?most|\bat best|\bmax(?:imum|imally)?(?: of)?"
        r"|\bwithin|\b(?:no|not) (?:more|higher|larger|greater|worse) than"
        r"|(?<!\bno )(?<!\bnot )\b(?:less|fewer|lower|smaller|shorter) than|\bunder|\bbelow|<=?|≤|≦|\\leq?|\\lt"
        r"|\ba (?:maximum|peak) of|\bpeak",
    ),
    (
        "at_least",
        r"\bat (?:the )?least|\b(?:no|not) (?:less|fewer|lower|smaller|shorter) than"
        r"|\b(?:more|greater|larger|higher|better|faster|longer) than|\bover(?: a)?|\babove|\bexceed(?:s|ing|ed)?"
        r"|\bbeyond|\bsurpass(?:es|ing)?|>=?|≥|≧|\\geq?|\\gt|\ba minimum of"
        r"|\bwell over|\bupwards of|\bas (?:little|few) as",
    ),
    (
        "approx",
        r"\babout|\baround|\bapprox(?:imately|\.)?|\broughly|\bnearly|\balmost|\bsome|\bcirca|\bca\.?"
        r"|\bclose to|~|∼|≈|≃|\\sim|\\approx|(?<![a-z])sim|\bon the order of"
        r"|\bin the order of|\bas good as|\bvirtually",
    ),
    (
        "average",
        r"\b(?:average|mean|median)(?:\s[\w-]+){0,3}\sof|\b(?:on|an|in) average,?|\baverag(?:e|es|ed|ing)|\bmean",
    ),
)
_SIGN = re.compile(r"[<≤≦>≥≧~∼≈≃]")
_FIRST_WORDS: dict[Bound, str] = {
    "up_to": "up upto much many high large far most best max maximum maximally within than under below peak leq le lt",
    "at_least": "least than over above exceed exceeds exceeding exceeded beyond surpass surpasses surpassing geq ge gt "
    "minimum upwards little few",
    "approx": "about around approx approximately roughly nearly almost some circa ca close order good virtually",
    "average": "average averages averaged averaging mean median",
}


class _Before(NamedTuple):
    """How a bound is said before a number."""

    bound: Bound
    words: frozenset[str]
    """Plain words of which one must be there, or a sign, for the form to be worth trying."""
    form: re.Pattern[str]


_BOUND_BEFORE = tuple(
    _Before(
        bound,
        frozenset(_FIRST_WORDS[bound].split()),
        re.compile(rf"(?:{pattern})\s?\$?\s?(?:a\s|an\s|the\s|only\s|just\s|by\s|factors? of\s|roughly\s)*$"),
    )
    for bound, pattern in _BOUND_BEFORE_WORDS
)
_WORDS_BEFORE = frozenset().union(*(before.words for before in _BOUND_BEFORE))
_BOUND_AFTER: tuple[tuple[Bound, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        "at_least",
        ("+", "or "),
        re.compile(r"\s?\+(?![\d/-])|\s?(?:\S{1,24}\s)?or (?:more|better|higher|greater)\b", re.IGNORECASE),
    ),
    (
        "up_to",
        ("or ", "at "),
        re.compile(r"\s?(?:\S{1,24}\s)?(?:or (?:less|fewer|lower)|at (?:most|best|peak))\b", re.IGNORECASE),
    ),
    (
        "average",
        ("averag",),
        re.compile(r"(?:\s[\w-]+){0,5}?,?\s(?:on average|in average|averaged (?:over|across))\b", re.IGNORECASE),
    ),
)
"""How a bound is said behind a number, with parts of words of which one must be there."""
_TURNED: dict[Bound, Bound] = {"at_least": "up_to", "up_to": "at_least"}
_CLAUSE = 60
_LOOK_BACK = 42
_LOOK_AHEAD = 160


def bounded(text: str, quantity: Quantity) -> Quantity:
    """Read the words of bound before and behind an expression."""
    bound, begin = bound_around(text, quantity.start, quantity.end)
    return replace(quantity, bound=bound, bound_start=begin)


def bound_around(text: str, start: int, end: int) -> tuple[Bound, int]:
    """Say how an expression is bounded, and where the words that say so begin: at `start` where none stand before."""
    window_start = max(0, start - _LOOK_BACK)
    window = lowered(text[window_start:start]).rstrip("$ ")
    said = _WORDS_BEFORE.intersection(bare(window).split())
    signed = "sim" in window or _SIGN.search(window) is not None
    for bound, words, form in _BOUND_BEFORE if said or signed else ():
        if (signed or not words.isdisjoint(said)) and (match := form.search(window)):
            begin = window_start + match.start()
            if bound in _TURNED and turned(text[max(0, begin - _CLAUSE) : begin]):
                bound = _TURNED[bound]
            return bound, begin
    ahead = text[end : end + _LOOK_AHEAD].lower()
    for bound, hints, form in _BOUND_AFTER:
        if any(map(ahead.__contains__, hints)) and form.match(text, end):
            return bound, start
    return "exact", start
