"""Bounds: how little is shown to be needed: "a tighter | sample complexity bound", "matches the best query complexity".

What a complexity counts is what is saved; a bound with its formula is read as a growth.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.reading.costs.claims import COUNTED_BY, Finding, unnumbered
from summarizer.reading.framing.frames import STOP_TAIL
from summarizer.reading.qualitative.holders import DEMANDS, HAS, WITH, holder_at
from summarizer.reading.qualitative.savings import is_unreal
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words
from summarizer.records import Direction

_TIGHT = words(
    "improved better tighter sharper superior best optimal near-optimal nearly-optimal minimax-optimal order-optimal "
    "rate-optimal state-of-the-art"
)
_SHOWS = HAS - DEMANDS | WITH | words("obtain obtained derive derived attained proves prove proved get gets")
_IMPROVES = words("improve improves improved improving tighten tightens tightened tightening")
_MATCHES = words("match matches matching matched recover recovers recovering")
_KNOWN = words(
    "the on upon over best known best-known previous prior existing optimal current state-of-the-art a an its"
)
_NEARLY = words("nearly almost minimax order rate")
_REACH = 5


def bound(line: Line, at: int) -> Iterator[Finding]:
    """Attains a near-optimal sample complexity; improves the best known query complexity."""
    tokens = line.words
    metric = COUNTED_BY.get(tokens[at - 1])
    if metric is None or NUMBER in tokens[at + 1 : at + _REACH]:
        return
    direction = _direction(line, at - 1)
    if direction is not None:
        yield unnumbered(line, Term("change", first=at, last=at), None, metric, None, direction)


def _direction(line: Line, sort: int) -> Direction | None:
    """What is said of the complexity that is named at a word."""
    tokens, place = line.words, sort - 1
    while place > max(0, sort - 1 - _REACH) and tokens[place] in _KNOWN:
        place -= 1
    if (tokens[place] in _IMPROVES or tokens[place] in _MATCHES) and place < sort - 1:
        return None if is_unreal(line, place) else "same" if tokens[place] in _MATCHES else "better"
    for place in range(sort - 1, max(0, sort - 1 - _REACH), -1):
        if tokens[place] in _TIGHT:
            held = holder_at(line, place - (tokens[place - 1] in _NEARLY))
            return "better" if held >= 0 and tokens[held] in _SHOWS else None
        if tokens[place] in STOP_TAIL:
            return None
    return None


BOUNDS = ((words("complexity complexities"), bound),)
"""The scan with the words at whose places it looks."""
