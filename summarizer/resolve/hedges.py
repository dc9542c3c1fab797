"""Hedges: how a number is bounded, also where another number of its list bears the words: "up to 2x and 3x"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.lexicon import HEDGES
from summarizer.marks import Marks
from summarizer.quantities import Quantity, bound_of_ratio
from summarizer.records import Bound, Span

_OF_MEASURE = r"(?:\san?\s(?:[a-z-]+\s){1,2}of)?"
"""What may stand between "around" and its number: "around | a speed of | 90 FPS"."""
_HEDGES = {
    bound: re.compile(
        rf"(?<![\w.-])(?:{words}){_OF_MEASURE if bound == 'approx' else ''}"
        r"(?:\s(?:of|by|a|an|(?<!than )the|only|in|to|factors?))*"
        r"(?:[\s\\){}$]|\\[a-z]+[\s{])*$"
    )
    for bound, words in ((bound, words.replace(r"|\+", "")) for bound, words in HEDGES.items())  # "+ 3%" is a sign
}
_PARALLEL = re.compile(
    r"[)$}]{0,2}\s?(?:\s(?!(?:while|with|but|at|by|and|using|yet|when|is|are|which|that)\b)(?:[^\s,;:.]|\.(?=\d))+){0,9}?(?:\s?,\s(?:and\s|or\s)?|\s(?:and|or)\s)"
    r"(?P<own>(?:(?!achiev|reduc|improv|deliver|provid|offer|yield|gain|is\b|are\b)[a-z-]+\s){1,3}(?:by|of|to)\s)?(?P<article>an?\s)?(?:[\s$({]|\\[a-z]+\{|\\){0,12}"
)
_A = re.compile(r"\ban?\s[$({]?$")
"""What ends a hedge that another article takes up: "up to | a | 21% cut and a 30% gain"."""
_JOINED = re.compile(r"[)$}]{0,2}\s?(?:,\s(?:and\s|or\s)?|\band\s|\bor\s|/\s?)[\s$(\\{]{0,12}")
_AT_WORST = re.compile(r"\bat worst\s*$")
_MEASURES = ("factor", "percent", "amount")


def bound_of(marks: Marks, sentence: Span | None, first: Quantity | None, second: Quantity | None) -> Bound:
    """Say how a claim's number is bounded: by the words beside it, else by those of the list it is in."""
    if first is None:
        return "exact"
    if second is not None:
        return bound_of_ratio(first, second)
    if first.bound != "exact" or sentence is None or first.start < 0:
        return first.bound
    worst = marks.lower.find("at worst", sentence[0], first.start)
    if worst >= 0 and _AT_WORST.search(marks.lower, worst, first.start):
        return "up_to"
    hedges = hedges_before(marks.lower, sentence, first)
    if len(hedges) == 1:
        return hedges.pop()
    before = [q for q in marks.quantities if sentence[0] <= q.start < first.start]
    listed = _listed_bound(marks.lower, before, first)
    return "up_to" if listed is None and shared_bounds(marks.lower, before, first) == {"up_to"} else listed or "exact"


def hedges_before(lower: str, sentence: Span, quantity: Quantity) -> set[Bound]:
    """Give the bounds of the hedges right before a number, over an article or a formula's braces: "nearly a 3x"."""
    before = lower[max(sentence[0], quantity.begin - 40) : quantity.begin]
    return {bound for bound, words in _HEDGES.items() if words.search(before)}


def _listed_bound(lower: str, before: Sequence[Quantity], quantity: Quantity) -> Bound | None:
    """The bound of the first of a plain list of numbers of one unit: "about 2x, 3x and 4x"."""
    bound, begin = None, quantity.start
    for former in reversed(before):
        if former.unit != quantity.unit or not _JOINED.fullmatch(lower, former.end, begin):
            break
        bound, begin = former.bound, former.start
    return bound


def shared_bounds(lower: str, before: Sequence[Quantity], quantity: Quantity) -> set[Bound]:
    """Give the bounds that a number shares with one before it: "up to 2x lower delay and 3x higher throughput".

    Where the item in between begins with words of its own ("up to 2x less time and memory by 3x") both can be meant. A
    range has bounds of its own.
    """
    if quantity.value_max is not None:
        return set()
    end = quantity.begin
    measured = [q for q in reversed(before) if q.family in _MEASURES or (q.family == "number" and q.bound == "up_to")]
    for former in measured[:4]:
        between = _PARALLEL.fullmatch(lower, former.end, end)
        if between is None or (between["article"] and not _A.search(lower, former.begin, former.start)):
            continue
        bound = former.bound
        if bound == "exact" and lower.startswith("{", former.begin - 1):  # "up to \\textbf{2x"
            bound = next(iter(hedges_before(lower, (0, end), former)), bound)
        if bound == "up_to":
            return {"up_to", "exact"} if between["own"] or former.family == "number" else {"up_to"}
        if bound in ("approx", "at_least"):
            return {bound, "exact"}
        if bound != "exact":
            return set()
        end = former.start
    return set()
