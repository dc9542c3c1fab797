"""Bounds: the words around a number that make it "about", "up to", "at least" or "on average"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import NamedTuple

from summarizer.quantities.kinds import Quantity
from summarizer.quantities.moods import turned
from summarizer.records import Bound

_BEFORE: tuple[tuple[Bound, tuple[str, ...]], ...] = (
    (
        "up_to",
        (
            *("up to", "up to a|an|about|around|roughly|nearly"),
            *("up-to|upto", "up-to|upto a|an|about|around|roughly|nearly"),
            *("as much|many|high|large|far|long as", "at most", "at the most", "at best", "within", "under", "below"),
            *("max|maximum|maximally", "max|maximum|maximally of", "a maximum|peak of", "peak", "sub"),
            *("no|not more|higher|larger|greater|worse than", "less|fewer|lower|smaller|shorter than"),
            r"<|<=|<;|&lt;|≤|≦|⩽|≲|\leq|\le|\lt|\leqslant|\lesssim",
        ),
    ),
    (
        "at_least",
        (
            *("at least", "atleast", "at the least", "no|not less|fewer|lower|smaller|shorter than"),
            *("more|greater|larger|higher|better|faster|longer than", "over", "over a", "well over", "above", "beyond"),
            *("exceed|exceeds|exceeding|exceeded", "surpass|surpasses|surpassing", "a minimum of"),
            *("upwards of", "in excess of"),
            *("as little|few as", r">|>=|>;|&gt;|≥|≧|⩾|≳|\geq|\ge|\gt|\geqslant|\gtrsim"),
        ),
    ),
    (
        "approx",
        (
            "about|around|approx|approx.|approximately|roughly|near|nearly|almost|some|circa|ca|ca.|virtually",
            *("close to", "on|in the order of", "as good as", r"~|∼|≈|≃|≅|\sim|\approx|sim|\textasciitilde"),
        ),
    ),
    ("average", ("on|an|in average|average,", "average|averages|averaged|averaging", "mean")),
)
"""How a bound is said before a number: alternatives of each word."""


class _Phrase(NamedTuple):
    """One way of saying a bound before a number."""

    words: str
    bound: Bound
    is_word: bool
    """Whether it begins with a letter, before which none stands."""


def _phrases() -> dict[str, list[_Phrase]]:
    """By their last two signs; of those that end alike the longer first, which may say the opposite: "no less than"."""
    found: dict[str, list[_Phrase]] = {}
    for bound, ways in _BEFORE:
        for way in ways:
            for words in map(" ".join, product(*(word.split("|") for word in way.split()))):
                found.setdefault(words[-2:], []).append(_Phrase(words, bound, words[0].isalpha()))
    return {end: sorted(phrases, key=lambda phrase: -len(phrase.words)) for end, phrases in found.items()}


_PHRASES = _phrases()
_ENDINGS = {end: tuple([phrase.words for phrase in phrases]) for end, phrases in _PHRASES.items()}
"""Their words alone, all of which are asked for at once."""
_MEAN_OF = re.compile(r"\b(?:average|mean|median)(?:\s[\w-]+){0,3}\sof$")
_SET = re.compile(r"\\[a-z]+\s?\{\Z")
"""How LaTeX sets a number: "up to | \\textbf{30}"."""
_AFTER = re.compile(
    r"(?P<at_least>\s?\+(?![\d/-])|\s?(?:\S{1,24}\s)?or (?:more|better|higher|greater)\b)"
    r"|(?P<up_to>\s?(?:\S{1,24}\s)?(?:or (?:less|fewer|lower)|at (?:most|best|peak))\b)"
    r"|(?P<average>(?:\s[\w-]+){0,5}?,?\s(?:on average|in average|averaged (?:over|across))\b)"
)
"""How a bound is said behind a number."""
_TURNED: dict[Bound, Bound] = {"at_least": "up_to", "up_to": "at_least"}
_CLAUSE = 60
_LOOK_BACK = 42
_GAPS = "$ \t\u00a0\u2009\u202f"
"""What may stand between a bound and its number."""
_NEAR, _FAR = 30, 160
"""How far behind a number the words of a bound stand."""


def bounded(lower: str, quantity: Quantity) -> Quantity:
    """Read the words of bound before and behind an expression; `lower` is its text in lower case."""
    bound, begin = bound_around(lower, quantity.start, quantity.end)
    return replace(quantity, bound=bound, bound_start=begin)


def bound_around(lower: str, start: int, end: int) -> tuple[Bound, int]:
    """Say how an expression is bounded, and where the words that say so begin: at `start` where none stand before."""
    window = lower[max(0, start - _LOOK_BACK) : start].replace("\n", " ")
    window = _SET.sub("", window) if window.endswith("{") else window
    window = window.rstrip(_GAPS).removesuffix("\\,").removesuffix("\\!").removesuffix("-")
    for ending in (window[-2:], window[-1:]):
        for phrase in _PHRASES[ending] if window.endswith(_ENDINGS.get(ending, ())) else ():
            if window.endswith(phrase.words):
                before = window[: -len(phrase.words)]
                if not (phrase.is_word and before and before[-1].isalpha()):
                    return _said_before(lower, phrase.bound, max(0, start - _LOOK_BACK) + len(before))
    if window.endswith("of") and ("average" in window or "me" in window) and (mean := _MEAN_OF.search(window)):
        return "average", max(0, start - _LOOK_BACK) + mean.start()
    near = lower[end : end + _NEAR]
    behind = "or " in near or "at " in near or "+" in near[:2] or lower.find("averag", end, end + _FAR) >= 0
    if behind and (after := _AFTER.match(lower, end)):
        return after.lastgroup, start  # type: ignore[return-value]
    return "exact", start


def _said_before(lower: str, bound: Bound, begin: int) -> tuple[Bound, int]:
    if bound in _TURNED and turned(lower[max(0, begin - _CLAUSE) : begin]):
        return _TURNED[bound], begin
    return bound, begin
