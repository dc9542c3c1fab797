"""Further: numbers that only the score told before them explains: "reaches 64% on Lakes, | 76% on Rivers"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.marks import Marks
from summarizer.quantities import Quantity
from summarizer.reading.framing.frames import STOP_TAIL, Frame, left_of
from summarizer.reading.quality.results import Score
from summarizer.reading.quality.rivals import is_rivals_aside
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words


def score_after(marks: Marks, line: Line, frame: Frame, scores: Sequence[Score]) -> Score | None:
    """What a number tells that goes on from the last of the scores before it, if it does."""
    if _goes_on(marks, line, scores[-1], frame):
        return scores[-1]._replace(frame=frame)
    if level := _beaten(marks, line, frame, scores):
        return level._replace(frame=replace(frame, change=None), of_baseline=True)
    return None


def gain_after(marks: Marks, line: Line, frame: Frame, told: Score) -> Score | None:
    """The next of some gains: "gains over Alder of 12% on Lakes and | 9% on Rivers"."""
    if not told.is_delta or frame.term or frame.change:
        return None
    between, follows = line.words[told.frame.at + 1 : frame.at], line.words[frame.at + 1 : frame.at + 2]
    placed = between[:1] == follows and follows[:1] in _PLACED and between[-1] in ("and", ",")
    families = marks.quantities[frame.quantity].family, marks.quantities[told.frame.quantity].family
    alike = families[0] == families[1] or families == ("number", "points")  # "by 3 points on Lakes and | 2 on Rivers"
    plain = len(between) < _LIST_REACH and (STOP_TAIL - {"and", ","}).isdisjoint(between[1:])
    return told._replace(frame=frame) if placed and alike and plain else None


_PLACED = (["on"], ["in"], ["for"], ["at"])


def _goes_on(marks: Marks, line: Line, told: Score, frame: Frame) -> bool:
    """Whether a number goes on a list of levels: "reaches 64% on Lakes, | 76% on Rivers", "0.7 N and | 0.2 Nm"."""
    if _is_other_part(marks, line, told, frame):
        return True
    if frame.term or frame.change:
        return False
    before, quantity = told.frame, marks.quantities[frame.quantity]
    follows, between = line.words[frame.at + 1 : frame.at + 2], line.words[before.at + 1 : frame.at]
    if between in _ADJOINED and _is_listed(line, frame.at, quantity, marks.quantities[before.quantity]):
        return True
    if told.frame.term or told.is_delta:
        return False
    near = len(between) < _LIST_REACH and line.words[left_of(line, frame.at)] in ("and", ",")
    placed = follows == ["on"] or (follows[:1] in _WHERE and follows[0] in between) or follows == between[:1] == ["of"]
    return near and placed and quantity.family == marks.quantities[before.quantity].family


_LIST_REACH = 11
_ADJOINED = (["and"], [","], [",", "and"])
_WHERE = (["in"], ["for"], ["at"], ["under"])


def _is_listed(line: Line, at: int, quantity: Quantity, before: Quantity) -> bool:
    """Whether a number ends a list right behind another of its kind, or of as many measures as "respectively" says."""
    behind = line.words[at + 1 : at + 3]
    if quantity.family == before.family:
        whole = quantity.family == "number" and quantity.text.isdigit()
        return not whole and (not behind or behind[0] in STOP_TAIL or behind[0] in _UNITS)
    shared = {quantity.family, before.family} == {"percent", "number"} and "." in quantity.text
    return shared and "respectively" in behind


def _is_other_part(marks: Marks, line: Line, told: Score, frame: Frame) -> bool:
    """Whether a number gives the other part of an error: "an error of 1.2 mm in x and | 0.7 degrees in yaw"."""
    term, before, behind = told.frame.term, told.frame.at, line.words[frame.at + 1 : frame.at + 2]
    if told.is_delta or term is None or term.weak or frame.term or frame.change:
        return False
    families = {marks.quantities[f.quantity].family for f in (told.frame, frame)}
    between = line.words[before + 1 : frame.at]
    if families != {"number"} or not behind or behind[0] not in _UNITS or len(between) < _UNIT_AND_JOINT:
        return False
    ranged = between[-1] == "to" and line.words[before - 1] == "from"
    joined = between[-1] in ("and", ",", "/") and len(between) <= _PART_REACH and _PART_ENDS.isdisjoint(between)
    return between[0] in _UNITS and (ranged or joined)


_UNITS = words(
    "m mm cm km nm μm µm um ° deg degs degree degrees rad mrad px pixel pixels meter meters metres n mn mmhg"
)
_UNIT_AND_JOINT, _PART_REACH = 2, 7
_PART_ENDS = (STOP_TAIL - words("in for of along on , and")) | {NUMBER, "(", ")"}


def _beaten(marks: Marks, line: Line, frame: Frame, scores: Sequence[Score]) -> Score | None:
    """The level before a rival's that a bracket tells: "reaches 81%, ahead of Alder ( | 78%)"."""
    own = marks.quantities[frame.quantity]
    told = next((score for score in reversed(scores) if not score.is_delta), None)
    level = marks.quantities[told.frame.quantity] if told else own
    if told is None or own.text[0] in "+-−–" or level.family != own.family or not own.value or not level.value:
        return None
    alike = own.family == "percent" or 1 / _ALIKE < own.value / level.value < _ALIKE
    return told if own.family in ("percent", "number") and alike and is_rivals_aside(line, frame.at) else None


_ALIKE = 5
"""How many times apart two levels of one measure stand at most."""


def gain_aside(marks: Marks, line: Line, frame: Frame, told: Score) -> Score | None:
    """The gain that a bracket tells behind a score: "64.1 ( | +2.3)", "2.7 AP ( | 6.1%)", "4% ( | 16% relatively)"."""
    at, last, own = frame.at, told.frame.at, marks.quantities[frame.quantity]
    between, behind = line.words[last + 1 : at - 1], line.words[at + 1 : at + 2]
    if line.words[at - 1] != "(" or len(between) > _MEASURE or not STOP_TAIL.isdisjoint(between):
        return None
    if own.text[0] in "+-−–":
        return told._replace(frame=frame, is_delta=True, negative=own.text[0] != "+") if not between else None
    if not between and behind == [")"] and own.family == "percent" == marks.quantities[told.frame.quantity].family:
        return told._replace(frame=frame)  # "84.1% ( | 86.3%)", in another setting
    in_points = marks.quantities[told.frame.quantity].family in ("number", "points")
    share = behind == [")"] and own.family == "percent" and in_points and (own.value or 0) < _LEVEL
    return told._replace(frame=frame) if told.is_delta and (share or behind in _RELATIVE) else None


_MEASURE = 3
_LEVEL = 50
"""No gain that a bracket tells without a sign is as large."""
_RELATIVE = (["relative"], ["relatively"], ["absolute"], ["absolutely"])
