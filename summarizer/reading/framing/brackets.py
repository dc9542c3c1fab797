"""Brackets: numbers in brackets behind what they measure, "faster at inference (3.1x)", or parted from it by them."""

from __future__ import annotations

from summarizer.quantities import Quantity
from summarizer.reading.framing.changes import gaining
from summarizer.reading.framing.frames import (
    BOTH_NOUN_AND_VERB,
    RIVALRY,
    SKIP_LEFT,
    STOP_TAIL,
    Frame,
    changes_in,
    clause_end,
    clause_start,
    coordinated,
    frame_at,
    headed,
    is_head,
    phrase_end,
    subject_before,
    tail_end,
    terms_in,
)
from summarizer.reading.framing.measures import is_few, phrase_start
from summarizer.reading.framing.outcomes import is_outcome
from summarizer.reading.framing.tails import named_in_tail
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words


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
    if changes and terms and changes[-1].sense == "less" and _is_part(line, quantity, changes[-1]):
        return frame_at("bracketed", line, at, terms, changes[-1], relation="fraction_of")
    if changes and (terms or changes[-1].sense in ("fast", "slow")):
        return frame_at("bracketed", line, at, terms, changes[-1])
    return None


def _is_part(line: Line, quantity: Quantity, change: Term) -> bool:
    """Whether so much is left, not saved: "fewer weights (less than 2%)", "far fewer weights (0.9%)"."""
    bound = line.text[quantity.begin : quantity.start].lower()
    little = (quantity.value or 0) < _TINY and line.words[change.first - 1] in _MUCH
    return quantity.family == "percent" and (little or bound.startswith(("less", "under", "below", "<")))


_TINY = 5
_MUCH = words("much far significantly substantially dramatically considerably drastically")


def bracketed_level(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """High F1 for grading (99%), staging (97%) and diagnosis (94%): levels of the measure named before the brackets."""
    if not quantity.text[0].isdigit() or line.words[at + 1 : at + 3] == [")", "of"]:
        return None
    terms = [t for t in line.terms if t.last < at - 1]
    if not terms or terms[-1].kind != "quality" or terms[-1].last < clause_start(line, at) - 12:
        return None
    return frame_at("bracketed level", line, at, terms[-1:], None)


def bracketed_share(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """Scarce labels (as low as 4%); a tiny fraction (about 2%) of the samples."""
    opened = next((i for i in range(at - 1, max(0, at - _OPENED), -1) if line.words[i] == "("), 0)
    closing = line.words[at + 1 : at + 2] == [")"]
    if not opened or not closing or not is_few(line, opened) or NUMBER in line.words[opened:at]:
        return None
    first = phrase_start(line, opened)
    terms = terms_in(line, first, opened, ("resource",))[-1:]
    if line.words[opened - 1] in _PORTIONS:
        if _SPENT.isdisjoint(line.words[max(0, first - _SPENT_REACH) : opened]):
            return None  # "only a small subset (4%) of the heads matter"
        terms = (
            headed(line, terms_in(line, at + 3, phrase_end(line, at + 3, 7)))
            if line.words[at + 2 : at + 3] == ["of"]
            else []
        )
    elif terms and terms[0].metric != "data":
        return None  # "adds a small number of weights (2%)"
    if not terms or terms[0].kind != "resource" or terms[0].gain or (quantity.value or 0) >= _ALL:
        return None
    return frame_at("share of", line, at, terms[:1], None, relation="fraction_of", from_right=True)


_OPENED, _SPENT_REACH, _ALL = 6, 3, 50
_PORTIONS = words("portion fraction share subset part")
_SPENT = words(
    "with using use uses utilizes utilizing requires requiring require needs needing need keeping keeps keep retains "
    "retaining updates updating update tunes tuning tune modifies modifying trains training trained on from accesses "
    "stores processes processing activates activating selects selecting consumes"
)


def moved_in_bracket(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """Trims memory at run time (on average 3x); the delay drops sharply (by 40%); cuts (by 9%) the run time."""
    opened = _opening(line, at)
    if opened < 1 or quantity.relation == "fraction_of" or quantity.text[0] in "+-−–":
        return None
    if gained := _gained(line, at, opened, quantity):
        return gained
    closing = line.words.index(")", at) if ")" in line.words[at : at + _ASIDE] else at
    if closing == at or any(opened < t.first < closing for t in line.terms):
        return None
    last = opened - 1
    while last > 0 and _is_degree(line.words[last]):
        last -= 1
    start = max(clause_start(line, at), last - _GOVERNED)
    changes = [c for c in changes_in(line, start, last + 1) if c.form == "verb" or _is_pace(c, last)]
    verb = changes[-1] if changes else None
    if verb is None or line.words[verb.first] in RIVALRY or not _APART.isdisjoint(line.words[verb.last : opened]):
        return None
    noun = line.words[verb.first] in BOTH_NOUN_AND_VERB
    if noun and (line.words[verb.first][-1] != "s" or line.words[closing + 1 : closing + 2] in (["in"], ["of"])):
        return None  # "only a minor increase (3%)"
    wrong = verb.sense == "less" and is_outcome(line, verb.last + 1, last)
    terms = [] if wrong else _moved_before(line, verb, last, closing)
    return None if terms is None else frame_at("moved in bracket", line, at, terms, verb)


def _gained(line: Line, at: int, opened: int, quantity: Quantity) -> Frame | None:
    """How far a quality is raised at most, or in one case: "lifts the recall (up to | 9%)", "(e.g., | 9% on lakes)"."""
    behind = line.words[at + 1 : at + 2]
    told = quantity.bound in ("up_to", "average") or (bool(behind) and behind[0] in _SAID_OF_GAINS)
    told |= not _FOR_INSTANCE.isdisjoint(line.words[opened + 1 : at])
    if not told or quantity.family != "percent" or (quantity.value or 0) > _LEVEL:
        return None
    start = max(clause_start(line, at), opened - _GOVERNED)
    verb = next((c for c in reversed(changes_in(line, start, opened)) if c.form != "comparative"), None)
    if verb is None or verb.sense not in ("improve", "more") or not _APART.isdisjoint(line.words[verb.last : opened]):
        return None
    graded = terms_in(line, verb.last + 1, opened, ("quality",))
    graded = graded or [t for t in line.resources if t.last == opened - 1 and t.gain]  # "raises the efficiency (up to"
    alone = bool(behind) and (behind[0] == ")" or behind[0] in _SAID_OF_GAINS)
    open_ended = alone and verb.sense == "improve" and not terms_in(line, start, opened, ("resource",))
    return frame_at("moved in bracket", line, at, graded[:1], verb) if graded or open_ended else None


_SAID_OF_GAINS = words("relative relatively absolute absolutely improvement improvements gain gains higher better")
_FOR_INSTANCE = words("e.g e.g.")
_LEVEL = 50


def _moved_before(line: Line, verb: Term, last: int, closing: int) -> list[Term] | None:
    """What a verb moves as far as a bracket says; none where its own word says it, None where it moves no cost."""
    open_ended = verb.sense in ("fast", "slow") or verb.metric is not None
    if verb.last == last:
        behind = next((t for t in line.measures if t.first > closing), None)
        near = behind is not None and STOP_TAIL.isdisjoint(line.words[closing + 1 : behind.first])
        told = [behind] if behind and near else subject_before(line, verb.first)
    else:
        told = terms_in(line, verb.last + 1, last + 1)
        gap = line.words[told[-1].last + 1 : last + 1] if told else []
        if gap and (gap[0] not in _PARTED_BY or not _PARTS.isdisjoint(gap)):
            told = []
    if told and all(t.kind == "resource" and (is_head(line, t) or t.last == last) for t in told):
        head = [t for t in told if not t.weak] or [t for t in told if t.gain == (verb.sense == "improve")]
        if head or not open_ended:
            return coordinated(line, head[0], head) if head else None
    return [] if open_ended and all(t.kind == "resource" for t in told) and verb.last >= last - _NEAR_VERB else None


def _opening(line: Line, at: int) -> int:
    """Where the bracket opens in which only words of degree and further numbers stand before a number; -1 for none."""
    words, left = line.words, at - 1
    while left >= 0 and words[left] in _INSIDE:
        left -= 1
    return left if left >= 0 and words[left] == "(" else -1


def _is_pace(change: Term, last: int) -> bool:
    """Whether a comparative of speed stands right before a bracket: "much faster | (5x and 9x, respectively)"."""
    return change.form == "comparative" and change.last == last and change.sense in ("fast", "slow")


def _is_degree(word: str) -> bool:
    return word.endswith("ly") or word in _DEGREES


_INSIDE = SKIP_LEFT | words("on by in and , / or e.g e.g. i.e i.e. #")
_DEGREES = words("further down even greatly drastically sharply only also much")
_PARTED_BY = words("in during for at on by of when while over under across within through")
_PARTS = (STOP_TAIL - _PARTED_BY) | {NUMBER}
_APART = words(") ;") | {NUMBER}
_ASIDE, _GOVERNED, _NEAR_VERB = 10, 14, 5


def behind_bracket(line: Line, at: int, _: Quantity) -> Frame | None:
    """12x (9x on Lakes) speed-up; significant (31%) savings in memory: the noun stands behind the bracket."""
    closing = _closing(line, at)
    if closing is None:
        return None
    end = tail_end(line, closing)
    change = next((c for c in changes_in(line, closing + 1, end) if _is_noun(line, c) or c.sense == "fast"), None)
    if change is None or change.first > closing + _NEAR:
        return None
    terms = gaining(line, change, named_in_tail(line, closing, change, end))
    fast = change.sense in ("fast", "slow")
    terms = [t for t in terms if t.kind == "resource"] if fast else terms
    told = fast or bool(terms) or change.sense == "improve"
    return frame_at("tail change", line, at, terms, change, from_right=True) if told else None


def _is_noun(line: Line, change: Term) -> bool:
    return change.form != "verb" or line.words[change.first] in BOTH_NOUN_AND_VERB


def level_behind(line: Line, at: int, _: Quantity) -> Frame | None:
    """The quality whose level a number with a bracket tells: "62.1% (mAP)", "54% (dark) accuracy"."""
    named = [t for t in line.measures if t.first == at + 2 and t.kind == "quality" and not t.weak]
    closing = named[0].last + 1 if named else _closing(line, at)
    if closing is None or line.words[closing : closing + 1] not in _SAID_ENDS:
        return None
    gains = [c for c in changes_in(line, closing + 1, clause_end(line, at)) if c.form == "noun"]
    named = named or [
        t for t in terms_in(line, closing + 1, tail_end(line, closing), ("quality",)) if t.first < closing + _NEAR
    ]
    return (
        frame_at("tail measure", line, at, named[:1], gains[0] if gains else None, from_right=True) if named else None
    )


_SAID_ENDS = ([")"], ["at"], ["@"])
"""What may follow the measure that a bracket names: "5.0 (AP | at high overlap)"."""


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
