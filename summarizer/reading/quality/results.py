"""Results: frames of quality measures read as numbers that report quality."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from summarizer.quantities import Quantity
from summarizer.reading.costs.amounts import is_of_cost
from summarizer.reading.costs.widths import PER_SYMBOL
from summarizer.reading.framing.conditions import is_condition, is_of_noun, is_other, is_set_rate
from summarizer.reading.framing.frames import RIVALRY, STOP_TAIL, Frame, clause_start, has_left, is_head, left_of
from summarizer.reading.framing.outcomes import is_rated
from summarizer.reading.quality.multiplied import is_lowered, is_multiplied
from summarizer.reading.quality.rivals import is_beaten, is_rivals, unbracketed
from summarizer.reading.quality.unlisted import is_measure, measure_beside
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words


class Score(NamedTuple):
    """A quality number before subject and baseline are looked for."""

    frame: Frame
    metric: str
    is_delta: bool
    negative: bool
    of_baseline: bool = False
    """Whether it is the baseline's level, given beside the paper's."""


def score_of(line: Line, frame: Frame, quantity: Quantity, text: str) -> Score | None:
    """Read a number that stands with a quality measure, or with an unnamed gain or loss."""
    if _is_no_score(line, frame, quantity, text):
        return None
    bounded = quantity.bound == "up_to"
    if quantity.family in ("percent", "number") and is_of_noun(line, frame, text, bounded=bounded):
        frame = replace(frame, term=None, terms=(), change=None)
    if frame.term is not None and frame.term.kind == "resource" and frame.term.weak and not is_head(line, frame.term):
        frame = replace(frame, term=None, terms=())  # "a 9% increase in user engagement"
    score = _score(line, frame, quantity, text)
    if score is None and frame.term is None:
        score = _unlisted(line, frame, quantity, text)
        if score is None and quantity.family == "percent":
            score = _lifted(line, frame, quantity)
    if score is not None and score.is_delta and is_beaten(line, frame.at):
        return score._replace(is_delta=False, negative=False, of_baseline=True)
    if score is not None and score.is_delta and line.words[frame.at + 1 : frame.at + 3] == ["lost", "by"]:
        return score._replace(of_baseline=True)
    if score is not None and not score.is_delta and is_rivals(line, frame.at):
        return score._replace(of_baseline=True)
    return score


def _is_no_score(line: Line, frame: Frame, quantity: Quantity, text: str) -> bool:
    """Whether a number is set, demanded, or part of a word or sign: "at 40% sparsity", "needs a 90% recall", "R_3"."""
    if quantity.family == "percent" and is_condition(line, frame.at):
        return True
    if quantity.family == "number" and _GLUED.match(text, quantity.end):
        return True
    if quantity.text.isdigit() and " ".join(line.words[frame.at + 1 : frame.at + 4]).startswith(_OF_TRIALS):
        return True
    if frame.rule == "tail measure" and frame.change is None and line.words[left_of(line, frame.at)] in _NEEDS:
        return True
    spread = frame.at - 1 - (line.words[frame.at - 1] == "of")
    if line.words[spread - 1 : spread + 1] == ["standard", "deviation"]:
        return True  # "81% recall with a standard deviation of 0.4%"
    return is_scale(line, frame.at) or _INDEX.search(text, max(0, quantity.start - 6), quantity.start) is not None


_INDEX = re.compile(r"(?:[_^@]\s?\{?|frac\s?\{|\}\{)$")
"""What stands before a number that is part of a sign: "AP_{50}", "recall @ 10", "\\frac{1}{2}"."""
_GLUED = re.compile(r"-(?!points?\b|pixels?\b|degrees?\b|percent|[cm]?m\b|px\b)[A-Za-z]")
"""What stands behind a number that is part of a word: "a 2-norm error", "8-bit outliers"."""
_OF_TRIALS = (f"of {NUMBER}", f"of the {NUMBER}", f"out of {NUMBER}")
"""What stands behind a number of trials: "a fall rate of 2 | of 9 walks"."""
_NEEDS = words("require requires requiring required need needs needing needed demand demands demanding expect expects")
_SCALES = words("4 5 6 7 10 20 25 50 100 4.0 5.0 7.0 10.0 100.0")


def is_scale(line: Line, at: int) -> bool:
    """Whether a number is what a score is out of: "a score of 5.4/ | 10"."""
    if line.words[at - 2 : at + 1] != [NUMBER, "/", NUMBER]:
        return False
    if line.words[at - 3] == "/" or line.words[at + 1 : at + 2] == ["/"]:
        return False
    return line.written[line.starts[at] : line.ends[at]] in _SCALES


def _unlisted(line: Line, frame: Frame, quantity: Quantity, text: str) -> Score | None:
    """Read a number of a measure that only its capitals show to be one."""
    named = measure_beside(line, frame, quantity, text)
    if named is None:
        return None
    frame = replace(frame, change=named.change)
    drop = quantity.text[0] in "-−–" or is_drop(frame)
    return Score(frame, named.metric, named.is_delta, named.is_delta and drop)


_LIFTS = words(
    "improves improve improving raises raising pushes pushing lifts lifting boosts boosting increases increasing "
    "brings bringing"
)


def _lifted(line: Line, frame: Frame, quantity: Quantity) -> Score | None:
    """Read "lifts the baseline to 98.6% (+1.5%)": a level and the gain in brackets behind it."""
    if quantity.text.startswith("+"):
        return Score(frame, "score", True, False)
    before = line.words[max(0, frame.at - 7) : frame.at]
    lifted = before[-1:] == ["to"] and not _LIFTS.isdisjoint(before)
    return Score(replace(frame, change=None), "score", False, False) if lifted else None


_OTHER_POINTS = re.compile(
    r"\dPT$|Points?$|\s(?!percent|accuracy|absolute|top|relative|average|mean|macro|micro|perplexity|bleu|rouge)[a-z]+\s+points?$"
)
_POINTS = re.compile(r"%|percent|pp|p\.p|pts|^[\d.,+−–-]+(?:\sto\s[\d.]+)?\$?\s?points?$|accuracy|absolute|[A-Z]")
_SHIFTS = words(
    "loses lose losing lost gain gains cost loss improvement improvements drop degradation penalty increase better"
)
_NOISE = re.compile(r"psnr|snr|sdr|decibel|signal-to-noise", re.IGNORECASE)


def _decibels(line: Line, frame: Frame, quantity: Quantity, text: str) -> Score | None:
    """Read decibels as the signal-to-noise ratio that the paper measures: "31.8 dB", "at 0.1 dB cost".

    Where it names none, only a lead is one of quality: "surpasses B by 0.4 dB".
    """
    named = _NOISE.search(text)
    if named is None:
        return Score(frame, "performance", True, False) if _is_lead(line, frame, quantity) else None
    around = {*line.words[max(0, frame.at - 4) : frame.at], *line.words[frame.at + 1 : frame.at + 3]}
    delta = quantity.text[0] in "+-−–" or bool(around & _SHIFTS) or frame.change is not None or "by" in around
    drop = quantity.text[0] in "-−–" or bool(around & _LOSSES)
    return Score(frame, named.group(), delta, delta and drop)


def _is_lead(line: Line, frame: Frame, quantity: Quantity) -> bool:
    """Whether decibels tell how far something is ahead, or how much better it has become."""
    if frame.change is not None:
        if line.words[frame.change.first] == "gain":
            return "over" in line.words[frame.at + 1 : frame.at + 3]  # not that of an antenna
        return frame.change.sense == "improve" or line.words[frame.change.first] in RIVALRY
    signed = quantity.text.startswith("+") and line.words[frame.at - 1] == "("
    led = line.words[left_of(line, frame.at)] in ("by", "with")
    return signed or (led and not RIVALRY.isdisjoint(line.words[clause_start(line, frame.at) : frame.at]))


_LOSSES = words("cost loss drop degradation penalty loses lose losing lost")


_FINDINGS = words("result results")
_TELLING = words("show shows demonstrate indicate indicates confirm reveal showed shown suggest prove that")
_LARGE_GAIN = 50
"""A signed number from here on is a level ("+80% accuracy")."""


def _score(line: Line, frame: Frame, quantity: Quantity, text: str) -> Score | None:
    term, change, family = frame.term, frame.change, quantity.family
    if family == "amount" and quantity.unit == "bits" and not PER_SYMBOL.isdisjoint(_behind(line, frame.at)):
        return Score(frame, "bits per symbol", False, False)
    if family in ("size", "growth") or (term and term.kind == "resource" and family != "points"):
        return None
    if term is None or term.kind == "resource":
        return _unnamed(line, frame, quantity, text)
    if line.words[term.last] in _FINDINGS and not _TELLING.isdisjoint(line.words[term.last + 1 : term.last + 3]):
        return _unnamed(line, replace(frame, term=None, terms=()), quantity, text)  # "our results show that"
    if family == "points" and _OTHER_POINTS.search(quantity.text):
        return None  # "performance at four operating points"
    first = term.first - (line.words[term.first] == "rate" and is_rated(line.words[term.first - 1 : term.last + 1]))
    metric = text[line.starts[first] : line.ends[term.last]]
    if metric in ("map", "maps"):  # of a place
        return _unnamed(line, replace(frame, term=None, terms=()), quantity, text) if frame.change else None
    if is_set_rate(line, term, frame.at):
        return None
    if family == "factor" and quantity.value == 1:
        return None  # "a 1x schedule"
    if family == "factor":
        lowered = is_lowered(line, frame, quantity)
        if lowered is None and term.weak:  # "3x more accurate | results"
            return _unnamed(line, replace(frame, term=None, terms=()), quantity, text)
        return None if lowered is None else Score(frame, metric, True, lowered)
    if family == "amount" and quantity.unit != "dB" and not _is_error(line, frame, term, quantity):
        return None
    if family == "number" and is_other(line, frame, quantity, text):
        return None
    if term.weak and change is None and family not in ("percent", "points"):
        return None
    if change is None and (told := _change_told(line, frame, quantity)):
        frame = replace(frame, change=told)
    change = frame.change
    if change is not None and not term.gain and _is_margin_of_error(line, term, change):
        frame, change = replace(frame, change=None), None
    delta = change is not None or _is_step_told(line, frame, term, quantity)
    return Score(frame, metric, delta, delta and is_drop(frame))


def _is_step_told(line: Line, frame: Frame, term: Term, quantity: Quantity) -> bool:
    """Whether a number that stands with a measure and no change tells a step all the same: "+2.1% F1", "by 2% F1"."""
    return (
        line.words[frame.at + 1 : frame.at + 2] in _DIFFERENCES
        or quantity.family == "points"
        or (frame.rule in ("tail measure", "measure of") and _is_step(line, frame))
        or (frame.rule.endswith(" measure") and not _APART.isdisjoint(line.words[term.last + 1 : term.last + 3]))
        or (
            (quantity.text.startswith("+") or line.words[frame.at - 1] == "+")
            and (
                (quantity.value or 0) < _LARGE_GAIN
                or line.words[frame.at - 1] == "("
                or _behind(line, frame.at)[:1] == ["relative"]
            )
        )
        or (quantity.text[0] in "-−–" and quantity.family == "percent")
        or _is_as_near(line, frame, term, quantity)
    )


def _is_as_near(line: Line, frame: Frame, term: Term, quantity: Quantity) -> bool:
    """Whether a number tells how near a good is to another's: "within | 2% of B's recall", "recall within | 2% of B".

    What an error stays within is its level.
    """
    near = is_within(line, frame.at, quantity) and "of" in line.words[frame.at + 1 : frame.at + 5]
    return near and (term.gain or term.first > frame.at)


_DIFFERENCES = (["variation"], ["variations"], ["difference"], ["differences"], ["discrepancy"], ["gap"])


def is_within(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether "within" leads to a number: "within | 2%", "within about | $2\\%$"."""
    return line.words[at - 1] == "within" or line.text.startswith("within", quantity.begin)


def _is_margin_of_error(line: Line, term: Term, change: Term) -> bool:
    """Whether a margin is one of error, not of a lead: "within a 9% error | margin", "a margin of | error of 9%"."""
    if not line.words[change.first].startswith("margin"):
        return False
    return change.first == term.last + 1 or line.words[change.first + 1 : term.first] == ["of"]


def _is_step(line: Line, frame: Frame) -> bool:
    """Whether "by" before a number, or before its list, says how far a measure moves: "is ahead of B by | 2.1% mAP"."""
    first = frame.at
    if frame.place:
        first = [at for at in line.quantity_at if at <= first][-1 - frame.place]
    left = left_of(line, first)
    return line.words[left] == "by" and not line.words[left - 1].endswith("ed")


def _change_told(line: Line, frame: Frame, quantity: Quantity) -> Term | None:
    """The change of which a number that stands with a measure alone may still tell."""
    term, percent = frame.term, quantity.family == "percent"
    assert term is not None
    reached = line.text.startswith(_BEYOND, quantity.begin)  # "lowers the error below 5%"
    raised = _raised(line, term, frame.at) if percent and not reached else None
    raised = raised or _spelt_out(line, frame, quantity)
    if raised or frame.rule not in _STEPS:
        return raised
    if frame.rule == "share of":
        return _share_changed(line, frame.at, term)
    return (_joint_change(line, term) if percent else None) or _most_gained(line, frame, quantity)


_BEYOND = ("below", "under", "above", "beyond", "less than", "<", ">")
_STEPS = ("share of", "tail measure", "measure of", "subject measure", "in measure")
_MOVES = ("less", "more", "improve", "worsen")


def _share_changed(line: Line, at: int, term: Term) -> Term | None:
    """The noun of change around a share: "a 4% of recall | gain", "a | loss of about 4% of recall"."""
    left, end = left_of(line, at), term.last + 1
    nouns = [c for c in line.changes if c.sense in _MOVES and (c.form == "noun" or line.words[c.last] in _SHIFTS)]
    return next((c for c in nouns if (c.last == left and line.words[left + 1] == "of") or c.first == end), None)


def _joint_change(line: Line, term: Term) -> Term | None:
    """The noun of change that ends a pair of measures: "a 4% recall and planning efficiency | gain"."""
    if line.words[term.last + 1 : term.last + 2] != ["and"]:
        return None
    end = term.last + 2
    while end < len(line.words) and line.words[end] not in STOP_TAIL and end < term.last + _BRACKET:
        end += 1
    return next((c for c in line.changes if c.last == end - 1 > term.last + 2 and line.words[c.last] in _SHIFTS), None)


def _most_gained(line: Line, frame: Frame, quantity: Quantity) -> Term | None:
    """The change whose most or least a number tells apart from it: "a large gain over B, up to | 1.4 BLEU"."""
    left = left_of(line, frame.at)
    bounded = quantity.bound in ("up_to", "at_least", "average", "approx")
    if not bounded or left < 2 or quantity.text[0] in "+-−–":
        return None
    told = frame.term is not None and left == frame.term.last and "of" not in line.words[left : frame.at]
    if frame.rule == "subject measure" or told:
        return _lessened(line, frame, quantity)
    if (quantity.value or 0) >= _LARGE_GAIN:
        return None
    left -= line.words[left] in ("g", "e.g")
    left -= line.words[left] == "," and line.words[left - 1] == "("
    changes = [c for c in line.changes if left - _TOLD_APART <= c.first and c.last < left]
    if line.words[left] not in (",", "(", "with") or not changes or changes[-1].sense not in ("improve", "worsen"):
        return None
    between = line.words[changes[-1].last + 1 : left]
    return changes[-1] if _NOT_APART.isdisjoint(between) else None


def _lessened(line: Line, frame: Frame, quantity: Quantity) -> Term | None:
    """The verb that lessens an error by as much as a number says: "cuts the error on Lakes up to | 14%"."""
    term = frame.term
    if term is None or term.gain or not line.text.startswith("up to", quantity.begin):
        return None
    verbs = [c for c in line.changes if c.form == "verb" and term.first - 3 <= c.first < term.first]
    return verbs[-1] if verbs and verbs[-1].sense == "less" else None


def _spelt_out(line: Line, frame: Frame, quantity: Quantity) -> Term | None:
    """The gain or loss that a bracket spells out: "gains on all suites (| 1% AP, | 2% F1)", "a drop in F1 (| 2%)"."""
    at, term, words = frame.at, frame.term, line.words
    if quantity.family != "percent" or (quantity.value or 0) >= _LARGE_GAIN or term is None or "(" not in words[:at]:
        return None
    first = next((i for i in range(at - 1, max(0, at - _BRACKET), -1) if words[i] in ("(", ")")), 0)
    if words[first] != "(":
        return None
    closing = words.index(")", at) if ")" in words[at:] else len(words)
    nouns = [
        c for c in line.changes if first - _TOLD_APART <= c.first and c.last < first and words[c.last] in _SPELT_OUT
    ]
    if not nouns or quantity.text[0] in "+-−–" or not _LEVELLED.isdisjoint(words[first:closing]):
        return None
    noun = nouns[-1]
    between = unbracketed(words[noun.last + 1 : first])
    apart = not _NOT_APART.isdisjoint(between) or ")" in between or NUMBER in words[noun.first - _TOLD : noun.first]
    return None if apart or (noun.sense == "improve" and not term.gain) else noun


_SPELT_OUT = words(
    "improvement improvements gain gains degradation degradations boost boosts decline declines drop drops"
)
_LEVELLED = words("from to vs versus against compared = : baseline")
_TOLD_APART, _TOLD = 14, 3
_NOT_APART = words("achieving reaching attaining obtaining with achieves reaches attains ; :") | {NUMBER}
_BRACKET = 9


def _raised(line: Line, measure: Term, at: int) -> Term | None:
    """The change that a measure beside a number undergoes: "improves | recall 12% (F1)", "12% MRS (a score) | gain"."""
    behind = line.words[measure.last + 1 : measure.last + _BRACKET]
    if behind[:1] == ["("] and ")" in behind and NUMBER not in behind:
        closed = measure.last + 2 + behind.index(")")
        return next((c for c in line.changes if c.first == closed and c.form == "noun"), None)
    term = next((t for t in line.terms if t.last == at - 1 and t.kind == "quality"), None)
    if term is None:
        return None
    verbs = [c for c in line.changes if c.form == "verb" and term.first - 4 <= c.first and c.last < term.first]
    word = line.words[verbs[-1].first] if verbs else "ed"
    described = word == "lower" and line.words[verbs[-1].first - 1] in STOP_TAIL  # "with lower | recall 12%"
    plain = not (described or word.endswith("ed")) and STOP_TAIL.isdisjoint(line.words[verbs[-1].last + 1 : term.first])
    return verbs[-1] if plain and word not in RIVALRY else None


def _is_error(line: Line, frame: Frame, term: Term, quantity: Quantity) -> bool:
    """Whether an amount is an error in the unit of what is predicted: "a mean absolute error of 4.8 days".

    An amount with a hyphen only describes a noun: "the error of 3-hour forecasts".
    """
    describes = quantity.value_max is None and "-" in quantity.text[1:]
    told = not term.gain and not term.weak and (frame.rule == "measure of" or frame.change is not None)
    return told and not describes and quantity.unit != "bits" and not is_of_cost(line, frame, quantity)


def _behind(line: Line, at: int) -> list[str]:
    return line.words[at + 1 : at + 4]


def _unnamed(line: Line, frame: Frame, quantity: Quantity, text: str) -> Score | None:
    """Read a number of a measure that is not named: decibels, points, and a percentage of what improves."""
    change = frame.change
    if quantity.family == "amount":
        return _decibels(line, frame, quantity, text) if quantity.unit == "dB" else None
    if quantity.family == "points":
        listed = "." in quantity.text and not quantity.text.lstrip("+-−–").strip("0123456789.")  # "3.7 and 3.2 points"
        bare = change is None and quantity.text[:-6].strip().isdigit()
        told = change is not None or listed or (_POINTS.search(quantity.text) and not bare)
        told = told or has_left(line, frame.at, ("by",)) or is_within(line, frame.at, quantity)
        if text.startswith(("/", " cloud"), quantity.end):
            return None  # "9 pts/m", "9 point clouds"
        if frame.term is not None and line.words[frame.term.last] in _LOADS:
            return None  # "raises GPU utilization by 26 points"
        spread = not _SPREAD_NOUNS.isdisjoint(line.words[max(0, frame.at - 8) : frame.at])
        if spread or _OTHER_POINTS.search(quantity.text) or not told or (change is None and _is_gap(line, frame.at)):
            return None  # points of something else: "four query points"
        return Score(
            frame,
            _short_form(line, frame, text) or "score",
            True,
            is_drop(replace(frame, term=None)) or line.words[max(0, frame.at - 1)] in ("costs", "loses"),
        )
    gained = change is not None and change.sense == "improve" and change.form != "comparative"
    gained &= quantity.text[0] == "+"
    if quantity.family == "number" and ("." in quantity.text or gained):
        return Score(frame, "score", True, False) if _is_margin(line, frame) or gained else None
    told = change is not None and not line.words[change.first].startswith("difference")
    moves = quantity.family == "percent" and change is not None and change.sense in ("improve", "worsen")
    moves &= told or line.words[frame.at - 1] != "("
    moves &= change is None or line.words[change.first - 1] != "safety"  # "a 9% safety margin"
    if quantity.family == "factor" and change is not None and told and is_multiplied(line, frame, quantity):
        graded = line.words[change.last] in ("accurate", "effective")
        return Score(frame, line.words[change.last] if graded else "performance", True, False)
    if moves and change is not None and line.words[change.last] in ("accurate", "precise", "robust"):
        return Score(frame, line.words[change.last], True, is_drop(frame))
    return Score(frame, _short_form(line, frame, text) or "performance", True, is_drop(frame)) if moves else None


def _short_form(line: Line, frame: Frame, text: str) -> str | None:
    """The measure that stands between a number and its noun of change: "a 4% | XRE gain", "3 pp | XRE gain"."""
    place = frame.change.first - 1 if frame.change else 0
    named = place > frame.at and is_measure(line, place, text)
    return text[line.starts[place] : line.ends[place]] if named else None


def _is_margin(line: Line, frame: Frame) -> bool:
    """Whether a bare number is how far a rival is beaten: "surpasses B by | 2.3 on Lakes"."""
    beaten = frame.change is not None and line.words[frame.change.first] in RIVALRY and frame.rule.endswith("by")
    follows = line.words[frame.at + 1 : frame.at + 2]
    return beaten and frame.term is None and (not follows or follows[0] in STOP_TAIL or follows[0] == "points")


def _is_gap(line: Line, at: int) -> bool:
    """Whether points are how far things lie apart: "the gap between both amounts to 2 points"."""
    return not _GAPS.isdisjoint(line.words[max(0, at - 10) : at])


_GAPS = words("gap gaps spread disparity disparities")
_APART = _GAPS | {"delta", "deltas"}


_LOADS = words("utilization utilisation usage occupancy")
_SPREAD_NOUNS = words("deviation variance variability dispersion")


def is_drop(frame: Frame) -> bool:
    """Whether a change lowers a quality, or raises an error."""
    sense = frame.change.sense if frame.change else None
    gain = frame.term.gain if frame.term else True
    if sense == "worsen":
        return True
    return (sense == "less" and gain) or (sense == "more" and not gain)
