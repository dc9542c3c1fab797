"""Praised: levels in brackets behind what is said to go well or badly: "strong tide handling (4.6/5)"."""

from __future__ import annotations

from summarizer.quantities import Quantity
from summarizer.reading.framing.frames import STOP_TAIL, clause_start
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words

_GRADES = words(
    "strong stronger strongest perfect near-perfect excellent superior best highest solid robust reliable good better "
    "outstanding impressive decent moderate weak weaker weakest poor poorest worst lowest improved leader leads"
)
_HEADS = words(
    "ability adherence agreement alignment answering assessment classification coding comprehension conformance "
    "consistency correctness detection editing extraction fidelity following generalization generation grounding "
    "handling identification localization matching navigation parsing planning prediction question-answering "
    "reasoning recognition rejection reproducibility results retrieval segmentation solving summarization tracking "
    "transfer translation understanding validity verification"
)
"""What is done, or how it is done, so that a number in brackets tells how well."""
_REACH = 6
_SCALED = words("5 7 10 100 5.0 10.0")


def praised_level(line: Line, at: int, quantity: Quantity) -> str | None:
    """What a number alone in brackets grades: "solid | reasoning (0.81)"; None where nothing before is praised."""
    words, opened = line.words, at - 1
    scaled = words[at + 1 : at + 3] == ["/", NUMBER] and _is_scale(line, at + 2)
    if words[opened] != "(" or words[at + 1 + 2 * scaled : at + 2 + 2 * scaled] not in ([")"], [","]):
        return None
    share = quantity.family == "percent" or (quantity.family == "number" and 0 < (quantity.value or 0) <= 1)
    if quantity.text[0] in "+-−–" or not (scaled or (share and quantity.text != "1")):
        return None
    first = opened
    while first > 0 and first > opened - _REACH and words[first - 1] not in STOP_TAIL:
        first -= 1
    if first == opened or words[opened - 1] not in _HEADS:
        return None
    if any(first <= t.first < opened for t in line.resources):
        return None
    start = max(clause_start(line, at), first - 2)
    graded = not _GRADES.isdisjoint(words[start:opened])
    return line.written[line.starts[opened - 1] : line.ends[opened - 1]] if graded else None


def _is_scale(line: Line, at: int) -> bool:
    return line.written[line.starts[at] : line.ends[at]] in _SCALED
