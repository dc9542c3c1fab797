"""Results: frames of quality measures read as numbers that report quality."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.quantities import Quantity
from summarizer.reading.amounts import PER_SYMBOL
from summarizer.reading.benchmarks import placed
from summarizer.reading.frames import Frame, clause_start, has_left, left_of
from summarizer.reading.terms import Term
from summarizer.reading.tokens import NUMBER, Line
from summarizer.reading.vocabulary import words


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
    if quantity.family == "percent" and _is_condition(line, frame.at):
        return None
    score = _score(line, frame, quantity, text)
    if score is None and frame.term is None:
        if quantity.family == "percent":
            score = _of_acronym(frame, quantity, text) or _lifted(line, frame, quantity)
        elif quantity.family == "factor":
            score = _gain_of(frame, quantity, text)
    if score is not None and score.is_delta and line.words[frame.at + 1 : frame.at + 3] == ["lost", "by"]:
        return score._replace(of_baseline=True)
    if score is not None and not score.is_delta and _is_others(line, frame.at):
        return score._replace(of_baseline=True)
    return score


_SETTINGS = words("setting settings sparsity ratio rate budget threshold level")


def _is_condition(line: Line, at: int) -> bool:
    """Whether a percentage says under which condition something holds: "97% at | 80%", "at an 80% setting"."""
    words, behind = line.words, line.words[at + 1 : at + 2]
    if behind and behind[0] in _SETTINGS and not {"at", "under"}.isdisjoint(words[max(0, at - 4) : at]):
        return True
    if words[at - 1 : at] != ["at"]:
        return False
    measured = any(t.kind == "quality" and at < t.first <= at + 3 for t in line.terms)
    return not measured and (behind == ["reduction"] or NUMBER in words[max(0, at - 5) : at - 1])


_RIVALRY = words(
    "outperforming outperforms outperform surpassing surpasses surpass exceeding exceeds beating beats than over "
    "compared vs against"
)


def _is_others(line: Line, at: int) -> bool:
    """Whether a level is the rival's: "outperforming the baseline with 95.8%", "up from 81%"."""
    if (
        line.words[at - 1 : at] == ["from"]
        or _is_rivals_level(line, at)
        or _is_set_against(line, at)
        or _is_bracketed(line, at)
        or _is_of_baseline(line, at)
    ):
        return True
    if line.words[at - 1 : at] not in (["with"], ["of"], ["at"], ["'s"]):
        return False
    before = line.words[max(0, at - 8) : at - 1]
    return any(w in _RIVALRY for w in before) and not any(w in (",", ";", "while", "and", NUMBER) for w in before)


_LEVELS_OFF = words(
    "caps cap collapse collapses plateau plateaus stagnates stagnate saturates saturate stalls stall reaches reach "
    "achieves achieve scores score gets get obtains obtain attains attain manages manage is are"
)


def _is_of_baseline(line: Line, at: int) -> bool:
    """Whether a level is told of what the sentence calls the baseline: "where all baselines collapse to | 43%"."""
    before = line.words[clause_start(line, at) : at]
    named = next((i for i, word in enumerate(before[:5]) if word in ("baseline", "baselines")), None)
    if named is not None and NUMBER not in before and not _LEVELS_OFF.isdisjoint(before[named + 1 :]):
        return _COMPARED.isdisjoint(before)
    whose = next((i for i in range(at - 1, max(0, at - 8), -1) if line.words[i] == "whose"), None)
    return whose is not None and not (_RIVALRY | {"improving"}).isdisjoint(line.words[max(0, whose - 8) : whose])


_COMPARED = words("than over versus vs above below our ours we from against improves improve outperforms of")


def _is_bracketed(line: Line, at: int) -> bool:
    """Whether a level stands in brackets behind another's name: "is 81.2 (B: | 79.0)"."""
    if line.words[at - 1 : at] != [":"]:
        return False
    opening = next((i for i in range(at - 2, max(0, at - 6), -1) if line.words[i] == "("), None)
    named = opening is not None and not any(opening < t.first < at for t in line.terms)
    return bool(named) and NUMBER in line.words[max(0, at - 9) : opening]


def _is_set_against(line: Line, at: int) -> bool:
    """Whether a level stands in the row that others are given in: "0.92 and 0.88, against 0.93 and | 0.89 for B"."""
    place = at
    while place > 0 and line.words[place] in (NUMBER, ",", "and", "to"):
        place -= 1
    told = line.words[place] in ("against", "versus", "vs") or line.words[place - 1 : place + 1] == ["compared", "with"]
    return told and NUMBER in line.words[max(0, place - 12) : place]


_SCORED = words("achieved achieves reached reaches scored scores obtained obtains attained attains had has")


def _is_rivals_level(line: Line, at: int) -> bool:
    """Whether a level is told of a rival in a clause about it: "outperforming B, which achieved 51% and | 34%"."""
    start = next((i for i in range(at - 1, max(0, at - 8), -1) if line.words[i] == "which"), None)
    if start is None or line.words[start + 1 : start + 2] == [] or line.words[start + 1] not in _SCORED:
        return False
    return bool(_RIVALRY & set(line.words[max(0, start - 12) : start]))


_LIFTS = words(
    "improves improve improving raises raising pushes pushing lifts lifting boosts boosting increases increasing "
    "brings bringing"
)


def _lifted(line: Line, frame: Frame, quantity: Quantity) -> Score | None:
    """Read "lifts the baseline to 98.6% (+1.5%)": a level and the gain in brackets behind it."""
    if quantity.text.startswith("+"):
        return Score(frame, "score", True, False)
    before = line.words[max(0, frame.at - 7) : frame.at]
    lifted = before[-1:] == ["to"] and bool(_LIFTS & set(before))
    return Score(frame._replace(change=None), "score", False, False) if lifted else None


_ACRONYM = re.compile(r"\s[A-Z]-?[A-Za-z]{0,3}[A-Z]{1,5}(?:@\d+)?(?=\s(?:on|in|for|and|at|with|over)\b|[,.;)])")


def _of_acronym(frame: Frame, quantity: Quantity, text: str) -> Score | None:
    """Read a percentage before a measure that only its capitals show to be one: "0.94% XYER on"."""
    named = _ACRONYM.match(text, quantity.end)
    delta = quantity.text.startswith("+") or frame.rule.endswith("by")
    return Score(frame, named.group().strip(), delta, False) if named else None


_OTHER_POINTS = re.compile(r"\s(?!percent|accuracy|absolute|top|relative)[a-z]+\s+points?$")
_POINTS = re.compile(r"%|percent|pp|p\.p|pts|^[\d.,+−–-]+\$?\s?points?$|accuracy|absolute|[A-Z]")
_SHIFTS = words(
    "loses lose losing lost gain gains cost loss improvement improvements drop degradation penalty increase better"
)
_NOISE = re.compile(r"psnr|snr|sdr|decibel|signal-to-noise", re.IGNORECASE)


def _decibels(line: Line, frame: Frame, quantity: Quantity, text: str) -> Score | None:
    """Read decibels as the signal-to-noise ratio that the paper measures: "31.8 dB", "at 0.1 dB cost"."""
    if not _NOISE.search(text):
        return None
    around = {*line.words[max(0, frame.at - 4) : frame.at], *line.words[frame.at + 1 : frame.at + 3]}
    delta = quantity.text[0] in "+-−–" or bool(around & _SHIFTS) or frame.change is not None or "by" in around
    drop = quantity.text[0] in "-−–" or bool(
        around & words("cost loss drop degradation penalty loses lose losing lost")
    )
    return Score(frame, "PSNR", delta, delta and drop)


_STATISTIC = re.compile(r"\b[a-zA-Z](?:_\{?\w\}?)?\s?[=<>]\s?[-−]?$")
_GAIN_OF = re.compile(r"(?:(?:,|\sand)\s\S+){0,2}\s([A-Z][A-Z\d-]{1,7})\s(?:improvements?|gains?|increases?|boosts?)\b")


def _gain_of(frame: Frame, quantity: Quantity, text: str) -> Score | None:
    """Read a factor of a measure that only its capitals show to be one: "6.5x XNR improvement"."""
    named = _GAIN_OF.match(text, quantity.end)
    return Score(frame, named.group(1), True, False) if named else None


_LARGEST_CHANGE = 1000
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
    metric = text[line.starts[term.first] : line.ends[term.last]]
    if family == "factor":
        told = not term.weak and change is not None and change.sense in ("less", "improve")
        return Score(frame, metric, True, not term.gain) if told and (quantity.value or 0) >= 1 else None
    if (family == "amount" and quantity.unit != "dB" and not _is_error(term, frame)) or (
        family == "number" and _is_other(line, frame, quantity, text)
    ):
        return None
    if term.weak and change is None and family not in ("percent", "points"):
        return None
    delta = (
        change is not None
        or family == "points"
        or (
            quantity.text.startswith("+")
            and ((quantity.value or 0) < _LARGE_GAIN or _behind(line, frame.at)[:1] == ["relative"])
        )
        or (quantity.text[0] in "-−–" and family == "percent")
        or (
            "of" in line.words[frame.at + 2 : frame.at + 5]
            and text[max(0, quantity.start - 7) : quantity.start] == "within "
        )
    )
    return Score(frame, metric, delta, delta and _is_drop(frame))


def _is_error(term: Term, frame: Frame) -> bool:
    """Whether an amount is an error in the unit of what is predicted: "a mean absolute error of 4.8 days"."""
    return not term.gain and not term.weak and (frame.rule == "measure of" or frame.change is not None)


def _behind(line: Line, at: int) -> list[str]:
    return line.words[at + 1 : at + 4]


def _unnamed(line: Line, frame: Frame, quantity: Quantity, text: str) -> Score | None:
    """Read a number of a measure that is not named: decibels, points, and a percentage of what improves."""
    change = frame.change
    if quantity.family == "amount":
        return _decibels(line, frame, quantity, text) if quantity.unit == "dB" else None
    if quantity.family == "points":
        told = change is not None or _POINTS.search(quantity.text) or has_left(line, frame.at, ("by",))
        if _OTHER_POINTS.search(quantity.text) or not told or (change is None and _is_gap(line, frame.at)):
            return None  # points of something else: "four query points"
        return Score(frame, "score", True, _is_drop(frame) or line.words[max(0, frame.at - 1)] in ("costs", "loses"))
    moves = quantity.family == "percent" and change is not None and change.sense in ("improve", "worsen")
    return Score(frame, "performance", True, _is_drop(frame)) if moves else None


def _is_gap(line: Line, at: int) -> bool:
    """Whether points are how far things lie apart: "the gap between both amounts to 2 points"."""
    return not _GAPS.isdisjoint(line.words[max(0, at - 10) : at])


_GAPS = words("gap gaps spread disparity disparities")


def _is_other(line: Line, frame: Frame, quantity: Quantity, text: str) -> bool:
    """Whether a bare number is none of a measure: "bypassing 4,023 calls", "p=0.14", "Model 3.7"."""
    if frame.change is not None and (quantity.value or 0) > _LARGEST_CHANGE:
        return True
    statistic = _STATISTIC.search(text, max(0, quantity.start - 4), quantity.start)
    return bool(statistic) or (frame.rule == "tail measure" and _is_version(line, frame.at, text))


def _is_drop(frame: Frame) -> bool:
    sense = frame.change.sense if frame.change else None
    gain = frame.term.gain if frame.term else True
    if sense == "worsen":
        return True
    return (sense == "less" and gain) or (sense == "more" and not gain)


_SOLVES = words(
    "discovers discover "
    "finds find found covers recalls localises localizes reproduces uncovers recovering answers answer solves solve "
    "solving answering resolves resolve resolving classifies classify detects detect completes complete passes pass "
    "recovers recover identifies identify wins win attains attain scores score"
)
_TRIALS = words("trials runs episodes attempts cases games tests trajectories rollouts")
_SUCCEEDS = words("succeeds succeed succeeding successful prefer prefers preferred correct wins win")
_REACHES = words(
    "attains attain scores score reaches reach reached obtains obtain achieves achieve achieved attained "
    "achieving reaching"
)


def solved_share(line: Line, frame: Frame, quantity: Quantity) -> Score | None:
    """Read "answers 61.7% of the questions", "attains 44.5%", "+3.1 on B": a number whose measure is not named."""
    if kind := placed(line, frame, quantity):
        metric = line.written[line.starts[frame.term.first] : line.ends[frame.term.last]] if frame.term else "score"
        return Score(frame, metric, kind == "gain", quantity.text[0] in "-−–" or _is_drop(frame))
    if quantity.family not in ("percent", "number") or frame.term is not None or frame.change is not None:
        return None
    left = max(0, left_of(line, frame.at))
    verb = line.words[left]
    follows = line.words[frame.at + 1 : frame.at + 2]
    contest = line.words[left : left + 1] == ["("] and bool(_RIVALRY & set(line.words[max(0, left - 8) : left]))
    if quantity.family == "number" and contest and 0 < (quantity.value or 0) < 1:
        told = True  # "outperforms all others (0.564 and 0.568)"
    elif quantity.family == "number":
        told = verb in ("scores", "score", "scored", "scoring") and (not follows or follows[0] in _ENDS)
    elif verb == "in" and follows == ["of"] and _TRIALS & set(line.words[frame.at + 2 : frame.at + 5]):
        plain = "cases" in line.words[frame.at + 2 : frame.at + 5]  # what happens in many cases need be no success
        told = not plain or not (_SUCCEEDS | _SOLVES).isdisjoint(line.words[max(0, left - 10) : left])
    elif follows == ["of"]:
        told = verb in _SOLVES or (verb == "in" and bool(_SUCCEEDS & set(line.words[max(0, left - 5) : left])))
    else:
        told = verb in _REACHES and (not follows or follows[0] in _ENDS)
        if verb in _REACHES and not told and quantity.family == "percent" and (named := _named_level(line, frame.at)):
            return Score(frame, named, False, False)
    return Score(frame, "score", False, False) if told else None


_ENDS = words(", ; ) on and while with whereas at for across without compared versus vs overall under")
_LONGEST_MEASURE = 3


def _named_level(line: Line, at: int) -> str | None:
    """The measure behind a level, as only its place shows it to be one: "attains 88% | harbour agreement on"."""
    first = end = at + 1
    while end < len(line.words) and line.words[end] not in _ENDS | {"in", ":", "("}:
        end += 1
        if end - first > _LONGEST_MEASURE or line.words[end - 1] in _NO_MEASURES or NUMBER in line.words[first:end]:
            return None
    if end == first or any(first <= term.first < end for term in line.terms):
        return None
    if line.words[end - 1] not in _MEASURED and _OURS.isdisjoint(line.words[clause_start(line, at) : at]):
        return None  # "has reached 72% | rural households"
    return line.written[line.starts[first] : line.ends[end - 1]]


_MEASURED = words(
    "agreement rate rates score scores validity coverage consistency similarity correctness compliance fidelity "
    "stability feasibility diversity uniqueness novelty alignment adherence match matching completion satisfaction "
    "classification detection segmentation recognition identification retrieval prediction performance confidence "
    "coherence concordance utility success quality accuracy precision recall explained variance"
)
"""What the name of a measure ends in."""
_OURS = words("we our ours")
_NO_MEASURES = words(
    "of to from by as than that which the a an more less fewer faster relative absolute improvement improvements "
    "reduction reductions sparsity compression cost costs token tokens parameter parameters bitrate labeled labelled "
    "data memory samples smaller larger lower higher better worse increase decrease gain gains is are was were its "
    "our per over up average"
)
"""Words that tell a share, a change or a cost from the level of a measure."""


def _is_version(line: Line, at: int, text: str) -> bool:
    """Whether a number belongs to the name before it: "Model 3.7"."""
    if at == 0:
        return False
    named = text[line.starts[at - 1]].isupper() and at > 1
    return named and not any(t.last == at - 1 for t in line.terms)
