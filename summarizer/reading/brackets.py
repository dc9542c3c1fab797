"""Brackets: numbers in brackets behind what they measure, "faster at inference (3.1x)", or parted from it by them."""

from __future__ import annotations

from summarizer.quantities import Quantity
from summarizer.reading.changes import gaining, named_in_tail
from summarizer.reading.frames import (
    Frame,
    changes_in,
    clause_start,
    frame_at,
    is_head,
    tail_end,
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


def behind_bracket(line: Line, at: int, _: Quantity) -> Frame | None:
    """12x (9x on Lakes) speed-up; significant (31%) savings in memory: the noun stands behind the bracket."""
    closing = _closing(line, at)
    if closing is None:
        return None
    end = tail_end(line, closing)
    change = next((c for c in changes_in(line, closing + 1, end) if c.form != "verb" or c.sense == "fast"), None)
    if change is None or change.first > closing + _NEAR:
        return None
    terms = gaining(line, change, named_in_tail(line, closing, change, end))
    fast = change.sense in ("fast", "slow")
    terms = [t for t in terms if t.kind == "resource"] if fast else terms
    return frame_at("tail change", line, at, terms, change, from_right=True) if fast or terms else None


def _closing(line: Line, at: int) -> int | None:
    """Where the bracket closes that a number stands in, or that opens right behind it; it names nothing itself."""
    words = line.words
    start = at + 1
    if words[start] != "(":
        start = next((i for i in range(at - 1, max(-1, at - _BRACKET), -1) if words[i] in ("(", ")")), at)
        if words[start] != "(":
            return None
    closing = next((i for i in range(at + 1, min(len(words), at + _BRACKET)) if words[i] == ")"), None)
    named = closing is None or any(start < t.first < closing for t in line.terms)
    return None if named else closing


_BRACKET = 7
_NEAR = 3
