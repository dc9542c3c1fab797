"""Brackets: numbers in brackets behind what they measure: "faster at inference (3.1x)"."""

from __future__ import annotations

from summarizer.quantities import Quantity
from summarizer.reading.frames import (
    Frame,
    changes_in,
    clause_start,
    frame_at,
    is_head,
    terms_in,
)
from summarizer.reading.terms import Term
from summarizer.reading.tokens import NUMBER, Line


def bracketed(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """Faster at inference (3.1x); trims memory (-38%) and power (-21%)."""
    if quantity.relation == "fraction_of":
        return None
    start = max(clause_start(line, at), at - 8)
    stop = next((i + 1 for i in range(at - 2, start - 1, -1) if line.words[i] in (NUMBER, ")")), start)
    terms = [t for t in terms_in(line, stop, at, ("resource",)) if not t.weak][-1:]
    changes = [c for c in changes_in(line, stop, at) if c.form == "comparative"]
    if quantity.text[:1] in "-+−–":
        near = [t for t in terms_in(line, stop, at, ("resource",)) if t.last >= at - 3]
        near = [t for t in near if is_head(line, t) and not (t.weak and t.metric == "data")][-1:]
        less = quantity.text[:1] != "+"
        change = Term("change", sense="less" if less else "more", form="noun", first=at, last=at)
        return (
            frame_at("bracketed", line, at, near, change, relation="reduced_by" if less else "increased_by")
            if near
            else None
        )
    if changes and (terms or changes[-1].sense in ("fast", "slow")):
        return frame_at("bracketed", line, at, terms, changes[-1])
    return None


def bracketed_level(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """High F1 for grading (99%), staging (97%) and diagnosis (94%): levels of the measure named before the brackets."""
    if not quantity.text[0].isdigit() or line.words[at + 1 : at + 3] == [")", "of"]:
        return None
    terms = [t for t in line.terms if t.last < at - 1]
    if not terms or terms[-1].kind != "quality" or terms[-1].last < clause_start(line, at) - 12:
        return None
    return frame_at("bracketed level", line, at, terms[-1:], None)
