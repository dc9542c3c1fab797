"""Bounds: the words around a number that make it "about", "up to", "at least" or "on average"."""

from __future__ import annotations

import re
from dataclasses import replace

from summarizer.folding import lowered
from summarizer.quantities.kinds import Quantity
from summarizer.quantities.moods import turned
from summarizer.records import Bound

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
        r"|\bclose to|~|∼|≈|≃|\\sim|\\approx|(?<![a-z])sim|\bon the order of"
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
        re.compile(rf"(?:{pattern})\s?\$?\s?(?:a\s|an\s|the\s|only\s|just\s|by\s|factors? of\s|roughly\s)*$"),
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
_TURNED: dict[Bound, Bound] = {"at_least": "up_to", "up_to": "at_least"}
_CLAUSE = 60
_LOOK_BACK = 42
_BOUND_HINT = re.compile(
    r"[~∼≈≃<>≤≥≦≧\\]|sim|\b(?:to|upto|as|most|best|max|within|than|under|below|peak|least|over|above|beyond"
    r"|about|around|some|ca"
    r"|close|order|good|average|averag|mean|median|nearly|almost|roughly|circa|virtually|minimum|upwards|exceed"
    r"|surpass|approx|a of)"
)


def bounded(text: str, quantity: Quantity) -> Quantity:
    """Read the words of bound before and behind an expression."""
    window_start = max(0, quantity.start - _LOOK_BACK)
    window = lowered(text[window_start : quantity.start]).rstrip("$ ")
    bound, begin = quantity.bound, quantity.start
    for name, form in _BOUND_BEFORE if _BOUND_HINT.search(window) else ():
        if match := form.search(window):
            bound, begin = name, window_start + match.start()
            if name in _TURNED and turned(text[max(0, begin - _CLAUSE) : begin]):
                bound = _TURNED[name]
            break
    else:
        after = next((name for name, form in _BOUND_AFTER if form.match(text, quantity.end)), None)
        bound = after or bound
    return replace(quantity, bound=bound, bound_start=begin)
