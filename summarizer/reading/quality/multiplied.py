"""Multiplied: factors of quality: "doubles the recall", "twice the accuracy of B", "outperforms B by a factor of 4"."""

from __future__ import annotations

from summarizer.quantities import Quantity
from summarizer.reading.framing.frames import (
    RIVALRY,
    STOP_TAIL,
    Frame,
    changes_in,
    clause_end,
    clause_start,
    is_head,
    left_of,
    listed_last,
)
from summarizer.reading.framing.outcomes import HARMS, is_rated
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words

_GENERAL = words("performance quality generalization robustness fidelity effectiveness capability")
"""Weak words of quality that are multiplied as a whole; "results" and "points" are not."""
_HASTE = words(
    "latency throughput faster speedup speedups speed runtime efficiency memory energy compute cost costs time "
    "compression bandwidth overhead utilization inference training kernel kernels gpu gpus cpu cpus hardware "
    "accelerator accelerators fps execution executes real-time cores core compiler libraries library optimizer "
    "bottleneck arithmetic compromising sacrificing maintaining retaining preserving query queries offloading serving"
)
"""Words of machines and costs: where one stands, a performance that is multiplied is a speed."""


def _is_of_machines(line: Line, at: int) -> bool:
    """Whether a clause speaks of machines or costs, so that a performance without a measure may be a speed."""
    return not _HASTE.isdisjoint(line.words[clause_start(line, at) : clause_end(line, at)])


def is_lowered(line: Line, frame: Frame, quantity: Quantity) -> bool | None:
    """Whether a factor says that the quality measure beside it falls; None where it tells nothing of it."""
    term = frame.term
    if term is None:
        return None
    if line.words[term.first : term.last + 1] == ["rate"] and not is_rated(line.words[term.first - 1 : term.last + 1]):
        return None  # "a 3x higher sample | rate"
    if term.weak and (line.words[term.last] not in _GENERAL or _is_of_machines(line, frame.at)):
        return None
    if frame.rule == "verb itself" and (not _is_said(line, frame, term, quantity) or _is_spelt_out(line, term)):
        return None
    part, governing = (quantity.value or 0) < 1, None if frame.change else _governing(line, frame, term)
    change = frame.change or governing
    if change is None:
        if part:  # "less than half | the error of B"
            halved = line.words[frame.at + 1 : frame.at + 2] == ["the"] and not term.gain and frame.rule == "share of"
            return True if halved and _is_rivals(line, term) else None
        return False if _is_times(line, frame, term) else None
    if part:
        return True if change.sense == "less" and frame.rule in _HALVED else None
    if governing or frame.rule == "verb itself" or _multiplies(line, frame, term, change):
        return change.sense in ("less", "worsen") or (change.sense == "improve" and not term.gain)
    return None


_HALVED = ("verb itself", "by", "measure of", "subject measure")
_NEAR = 5


def _is_said(line: Line, frame: Frame, term: Term, quantity: Quantity) -> bool:
    """Whether a number is a verb here: "triples | the recall", "the recall doubled", no "recalls the triples"."""
    if term.first > frame.at:
        return STOP_TAIL.isdisjoint(line.words[frame.at + 1 : term.first])
    behind = line.words[frame.at + 1 : frame.at + 2]
    return quantity.text.endswith("d") or (quantity.text in ("doubles", "halves") and STOP_TAIL.issuperset(behind))


def _is_spelt_out(line: Line, term: Term) -> bool:
    """Whether both levels stand behind a measure that doubles: "doubles the | recall from 20% to 40%"."""
    return line.words[term.last + 1 : term.last + 5] in _LEVELS


_LEVELS = (["from", NUMBER, "to", NUMBER], ["(", "from", NUMBER, "to"])


def _governing(line: Line, frame: Frame, term: Term) -> Term | None:
    """The word that changes a measure before its factor: "cuts the | errors in half", "boosts | recall up to 3x"."""
    if term.last >= frame.at or frame.rule not in ("measure of", "subject measure"):
        return None
    left = left_of(line, frame.at)
    left -= line.words[left] in ("in", "(")
    near = changes_in(line, max(0, term.first - _NEAR), term.first) if left == term.last else []
    told = near and STOP_TAIL.isdisjoint(line.words[near[-1].last + 1 : term.first])
    return near[-1] if told else None


def _is_times(line: Line, frame: Frame, term: Term) -> bool:
    """Whether a factor is that of another's measure: "twice the | accuracy of B", "its recall is 3x that of B"."""
    behind = line.words[listed_last(line, frame.at) + 1 :][:1]
    if frame.rule.startswith(("measure of", "subject measure")):
        return behind in (["that"], ["those"]) and term.last < frame.at
    return frame.rule.endswith("tail measure") and behind in (["the"], ["that"]) and _is_rivals(line, term)


def _is_rivals(line: Line, term: Term) -> bool:
    """Whether a measure is the whole of its noun, and whose it is may be told: "the | accuracy of B"."""
    return is_head(line, term) and line.words[term.first - 1] != "bayes"


_RANKED = words("higher lower better worse greater improved reduced increased")
_LESS = words("smaller less fewer")
_PARTS = words("which and this")
_RELATIVES = words("which is are")
_JOINTS = words("and while with being but using at")


def _multiplies(line: Line, frame: Frame, term: Term, change: Term) -> bool:
    """Whether a factor is one of quality: "2x lower error", "1.5x higher recall", no "as accurate and 2x smaller"."""
    word, before = line.words[change.first], term.first < frame.at
    if change.form != "comparative":
        parallel = frame.rule.startswith("parallel")  # "cuts errors by 8x on lakes and | 7x on rivers"
        apart = before and not parallel and not _PARTS.isdisjoint(line.words[term.last : frame.at])
        return change.sense in ("less", "improve", "more") and not apart
    if before:
        between = line.words[term.last + 1 : frame.at]
        apart = not _JOINTS.isdisjoint(between) or ("," in between and _RELATIVES.isdisjoint(between))
        return not apart and (word in _RANKED or (word in _LESS and not term.gain))
    return change.sense in ("less", "improve") or (
        change.sense == "more" and (term.gain or word in _RANKED) and term.first > change.last
    )


# --- without a measure -----------------------------------------------------------------------------------------------

_GRADES = words("accurate effective better superior")
_RIVALS = words(
    "baseline baselines state-of-the-art sota counterpart counterparts method methods model models policy policies "
    "planner planners approach approaches predecessor predecessors solution solutions art"
)
_AMOUNTS = words("size sizes number count scale length dataset datasets corpus corpora amount variance")
_LARGEST = 100


def is_multiplied(line: Line, frame: Frame, quantity: Quantity) -> bool:
    """Whether a factor without a measure tells how much better something is: "beats B by 3x", "twice as accurate"."""
    change = frame.change
    if change is None or frame.term is not None or not 1 <= (quantity.value or 0) < _LARGEST:
        return False
    if quantity.text.lower().endswith("magnitude"):
        return False  # it is costs that differ by orders of magnitude, where no measure is named
    graded = line.words[change.last] == "accurate"
    if change.sense != "improve" or (_is_of_machines(line, frame.at) and not graded):
        return False
    word = line.words[change.first]
    if change.form == "verb":
        behind = line.words[change.last + 1 : frame.at]
        if not _AMOUNTS.isdisjoint(behind) or not HARMS.isdisjoint(behind):
            return False  # "surpasses the size of earlier sets by 3x", "exceeds the noise by 3x"
        behind = behind or line.words[frame.at + 1 : frame.at + 2]
        return word in RIVALRY or behind[:1] in (["upon"], ["over"], ["on"]) or not _RIVALS.isdisjoint(behind)
    return (change.form == "noun" and not word.startswith("advantage")) or line.words[change.last] in _GRADES
