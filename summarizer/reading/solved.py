"""Solved: levels whose measure is not named: "answers 61% of the questions", "reaches 92% in River Sorting"."""

from __future__ import annotations

from summarizer.quantities import Quantity
from summarizer.reading.benchmarks import placed
from summarizer.reading.frames import STOP_TAIL, Frame, clause_start, left_of
from summarizer.reading.results import Score, is_drop, is_scale
from summarizer.reading.rivals import BEATEN_BY
from summarizer.reading.tokens import NUMBER, Line
from summarizer.reading.vocabulary import words

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


_WORKS = _SUCCEEDS | _SOLVES


def solved_share(line: Line, frame: Frame, quantity: Quantity) -> Score | None:
    """Read "answers 61.7% of the questions", "attains 44.5%", "+3.1 on B": a number whose measure is not named."""
    if is_scale(line, frame.at):
        return None
    if kind := placed(line, frame, quantity):
        metric = line.written[line.starts[frame.term.first] : line.ends[frame.term.last]] if frame.term else "score"
        return Score(frame, metric, kind == "gain", quantity.text[0] in "-−–" or is_drop(frame))
    if quantity.family not in ("percent", "number") or frame.term is not None or frame.change is not None:
        return None
    left = max(0, left_of(line, frame.at))
    verb = line.words[left]
    follows = line.words[frame.at + 1 : frame.at + 2]
    if line.written[quantity.end : quantity.end + 2].strip()[:1] in ("[", "("):
        follows = []  # "reaches 95% [94, 96]"
    contest = line.words[left : left + 1] == ["("] and not BEATEN_BY.isdisjoint(line.words[max(0, left - 8) : left])
    if quantity.family == "number" and contest and 0 < (quantity.value or 0) < 1:
        told = True  # "outperforms all others (0.564 and 0.568)"
    elif quantity.family == "number" and follows == ["/"] and is_scale(line, frame.at + 2):
        told = "." in quantity.text  # "novelty is rated 4.3/5"
    elif quantity.family == "number":
        told = verb in ("scores", "score", "scored", "scoring") and (not follows or follows[0] in _ENDS)
    elif verb == "in" and follows == ["of"] and not _TRIALS.isdisjoint(line.words[frame.at + 2 : frame.at + 5]):
        plain = "cases" in line.words[frame.at + 2 : frame.at + 5]  # what happens in many cases need be no success
        told = not plain or not _WORKS.isdisjoint(line.words[max(0, left - 10) : left])
    elif follows == ["of"]:
        told = verb in _SOLVES or (verb in _KEEPS and _is_whole(line, frame.at))
        told |= verb == "in" and not _SUCCEEDS.isdisjoint(line.words[max(0, left - 5) : left])
    else:
        told = verb in _REACHES and (not follows or follows[0] in _ENDS or _is_in_named(line, frame.at))
        if verb in _REACHES and not told and quantity.family == "percent" and (named := _named_level(line, frame.at)):
            return Score(frame, named, False, False)
    return Score(frame, "score", False, False) if told else None


def _is_in_named(line: Line, at: int) -> bool:
    """Whether a level is told in something with a name: "reaches 92% | in River Sorting"."""
    if line.words[at + 1] != "in" or len(line.words) < at + 3:
        return False
    return line.written[line.starts[at + 2]].isupper() and not any(at < t.first < at + 6 for t in line.measures)


_KEEPS = words(
    "maintains maintaining maintain maintained retains retaining retain retained keeps keeping keep kept preserves "
    "preserving preserve preserved recovers recovering recover recovered achieves achieving achieve achieved reaches "
    "reaching reach reached attains attaining attain attained sustains sustaining matches matching delivers delivering"
)
_WHOLES = words("performance quality capability effectiveness capabilities utility")


def _is_whole(line: Line, at: int) -> bool:
    """Whether a share is one of somebody's quality: "keeps 98% of the full | performance"."""
    place = next((i for i in range(at + 2, min(at + 9, len(line.words))) if line.words[i] in _WHOLES), None)
    return place is not None and STOP_TAIL.isdisjoint(line.words[at + 2 : place])


_ENDS = words(", ; ) on and while with whereas at for across without compared versus vs overall under")
_MEASURE_ENDS = _ENDS | {"in", ":", "("}
_LONGEST_MEASURE = 3


def _named_level(line: Line, at: int) -> str | None:
    """The measure behind a level, as only its place shows it to be one: "attains 88% | harbour agreement on"."""
    first = end = at + 1
    while end < len(line.words) and line.words[end] not in _MEASURE_ENDS:
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
