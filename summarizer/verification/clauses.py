"""Clauses: where a sentence tells what one of its numbers is a number of, the surest place first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.quantities import Quantity
from summarizer.sentences import Span
from summarizer.verification.bounds import number_list
from summarizer.verification.changes import changes_in
from summarizer.verification.governors import phrase_after
from summarizer.verification.texts import Text

OUTDOES = re.compile(r"outperform|surpass|exceed|beat|superior|better|outpac")
"""What a number may follow that tells by how much, and not of what."""
CUTS = re.compile(r"[,;:.(]\s|\b(?:while|whereas|but|at)\s")
"""What begins another clause."""
JOINS = re.compile(r",|\band\b")
"""What may begin another item."""
_OUTDOING = re.compile(r"\w+ing\b")
_AFTERWARDS = re.compile(r"\s?(?:to|in|of|for)\s")
_RIVAL = re.compile(
    r"\b(?:for (?:some|many|most|certain|several|other)"
    r"|when|than|over|compared|relative|versus|vs|against|on|under|with|without|using|by)\b"
)
_CASED = re.compile(r"[\s$})]{1,4}(?:in|on|for)\s(?!terms of\b)")
_ANDS = (" and ", " and up to ", ", ", " and $")
_AND = re.compile(r"\b(?:and|or)\s")
_GOES_ON = re.compile(r"[\s$)}]{0,3}(?:\(|,\s(?:fewer|less|more|lower|higher|faster|slower|smaller|larger)\b)")
_OF_OTHERS = re.compile(r"\bof (?:what|that|it)\b")
_CONTENT = re.compile(
    r"\b(?!(?:and|the|only|just|even|than|over|about|almost|another|further|respectively|times|fold|ratio|rate|total"
    r"|average|relative|percent)\b)[a-z]{3,}"
)
_MEASURES = ("amount", "factor", "percent")
_CASE = re.compile(r"\b(?:on|for|in|at|with|of)\s(?:an?\s|the\s)?$")
_ATTRIBUTE = re.compile(r"\S+-(?!bit)[a-z]{3,}(?=\s[a-z])")


def told_in(text: Text, quantity: Quantity, phrase: Span, *, paired: bool) -> Iterator[Span]:
    """Where to look for what a number is of: what stands with it, its clause, then what numbers before it are of.

    Only a number that nothing else stands with is of what those before it are: "3x less time than A, 2x less than B";
    one of a pair of amounts has its unit. What is said to be outdone is not what was measured: "outperforms A by 3x".
    """
    yield phrase
    start, end = sentence = text.sentence((quantity.start, quantity.end))
    run = number_list(text, quantity, sentence) or [quantity]
    lead = min(phrase[0], run[0].begin)
    begins = _begins(text, (start, lead), listed=len(run) > 1)
    stop = _stop(text, (phrase[1], end), listed=len(run) > 1)
    if outdone := OUTDOES.search(text.lower, begins[-1], stop):
        if _OUTDOING.match(text.lower, outdone.start()):
            yield start, outdone.start()
        return
    if _AFTERWARDS.match(text.lower, phrase[1]):
        yield phrase[1], stop
    if more := _GOES_ON.match(text.lower, phrase[1]):
        yield more.end(), _stop(text, (more.end(), end), listed=False)
    if paired or not (is_bare(text, quantity, phrase) or _is_parallel(text, quantity, (start, lead))):
        yield begins[-1], stop
        return
    joins = [m.end() for m in JOINS.finditer(text.lower, begins[-1], lead)] if len(run) == 1 and len(begins) > 1 else []
    yield max([begins[-1], *joins]), stop
    yield from _told_before(text, (start, lead), begins)


def _begins(text: Text, span: Span, *, listed: bool) -> list[int]:
    """Where the clauses before a number begin; a list's commas begin none: "memory and time fall by 2x and 3x"."""
    cuts = (m.start() for m in CUTS.finditer(text.lower, span[0], span[1] + 1))
    numbers = (q.end for q in text.quantities(span) if q.end <= span[1])
    return sorted({span[0], *numbers, *(cut for cut in cuts if not listed or text.lower[cut] != ",")})


def _stop(text: Text, span: Span, *, listed: bool) -> int:
    """Where the clause behind a number ends: at the next number or clause, or what it is compared with."""
    stops = (pattern.search(text.lower, *span) for pattern in ((CUTS, _RIVAL) if listed else (CUTS, _RIVAL, _AND)))
    numbers = [q.begin for q in text.quantities(span) if q.begin >= span[0]]
    return min([span[1], *numbers[:1], *(match.start() for match in stops if match)])


def _told_before(text: Text, span: Span, begins: Sequence[int]) -> Iterator[Span]:
    for number in reversed(_measures(text, span)):
        if number.family == "amount":
            return
        yield number.begin, phrase_after(text, number)[1]
        yield max(begin for begin in begins if begin <= number.begin), number.begin


def _is_parallel(text: Text, quantity: Quantity, before: Span) -> bool:
    """Whether a number only tells of another case: "speedups of 2x in parsing | and 3x in | linking"."""
    former = [q for q in text.quantities(before) if q.unit == quantity.unit and q.end <= before[1]]
    return (
        bool(former)
        and _CASED.match(text.lower, quantity.end) is not None
        and _CASED.match(text.lower, former[-1].end) is not None
        and text.lower.endswith(_ANDS, former[-1].end, quantity.begin)
    )


def _measures(text: Text, span: Span) -> list[Quantity]:
    found = (q for q in text.quantities(span) if q.family in _MEASURES and q.end <= span[1])
    return [q for q in found if not _tells_case(text, q)]


def _tells_case(text: Text, quantity: Quantity) -> bool:
    """Whether an amount only says what a number was measured on: "2x on | 8K-token | prompts"."""
    described = quantity.family == "amount" and _ATTRIBUTE.match(text.lower, quantity.start)
    return bool(described) and _CASE.search(text.lower, max(0, quantity.begin - 8), quantity.begin) is not None


def amount_beside(text: Text, quantity: Quantity, phrase: Span) -> Quantity | None:
    """The amount that a bare number is told beside: the "9 kWh" of "consumes 9 kWh, 4x less than A"."""
    if not is_bare(text, quantity, phrase):
        return None
    sentence = text.sentence((quantity.start, quantity.end))
    return next((q for q in reversed(_measures(text, (sentence[0], phrase[0]))) if q.family == "amount"), None)


def is_bare(text: Text, quantity: Quantity, phrase: Span) -> bool:
    """Whether nothing stands with a number but words of change: the "1.4x more" of "3x less time, 1.4x more"."""
    if _GOES_ON.match(text.lower, phrase[1]):
        return False
    spans = [(quantity.begin, quantity.end), *((c.start, c.end) for c in changes_in(text, phrase))]
    other = _OF_OTHERS.search(text.lower, *phrase)
    words = (m.span() for m in _CONTENT.finditer(text.lower, phrase[0], other.start() if other else phrase[1]))
    return not any(all(end <= a or b <= start for a, b in spans) for start, end in words)
