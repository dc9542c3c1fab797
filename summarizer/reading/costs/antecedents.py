"""Antecedents: what a number measures that names nothing, by the claim or the amount it comes back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.marks import Marks
from summarizer.quantities import Quantity
from summarizer.reading.costs.amounts import unit_metric
from summarizer.reading.costs.claims import Finding
from summarizer.reading.framing.frames import RIVALRY, STOP_TAIL, Frame, left_of
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words

_ANAPHORA = words("what that it those them these")


def with_antecedent(marks: Marks, line: Line, frame: Frame, claims: Sequence[Finding]) -> Frame:
    """A share "of what B uses", "of it" measures what the claim before it measures; "1.5M parameters, 8x fewer" too."""
    factor = marks.quantities[frame.quantity].family == "factor"
    if (counted := with_amount(marks, line, frame)) is not frame:
        return counted
    if frame.relation == "fraction_of" and frame.term is None and (amount := _amount_before(marks, line, frame.at)):
        metric = unit_metric(line, amount, marks.quantities[line.quantity_at[amount]])
        if metric is not None:
            return replace(frame, antecedent=metric)  # "14 MB, a sixth of B"
    if _cuts(frame) and frame.change and (amount := _amount_before(marks, line, min(frame.at, frame.change.first))):
        metric = unit_metric(line, amount, marks.quantities[line.quantity_at[amount]])
        if metric is not None and metric != "throughput":
            return replace(frame, antecedent=metric, term=None, terms=())  # "3 mJ, which is a 33% reduction"
    ratio = frame.relation == "fraction_of" or (factor and frame.change is None)
    shared = frame.term is None and ratio and not _ANAPHORA.isdisjoint(line.words[frame.at + 1 : frame.at + 4])
    apart = frame.term is not None and frame.term.last < left_of(line, frame.at)  # not "throughput up to | 3x higher"
    unnamed = frame.term is None or (frame.rule == "tail change" and apart and bool(claims))
    told = unnamed and frame.change is not None and frame.change.form == "comparative" and _than(line, frame)
    claim = claims[-1] if claims else None
    if claim and factor and claim.metric in _PERFORMED and _is_gain(frame):
        return replace(frame, antecedent=claim.metric, phase=claim.phase)
    if told and claim:
        frame = replace(frame, term=None, terms=())
    beats = beats_rival(line, frame)
    told_for = not factor and line.words[frame.at + 1 : frame.at + 2] == ["for"]  # "beats B by 9% for alignment"
    if beats and not told_for and measures_speed(marks) and is_open(marks, frame):
        return replace(frame, antecedent="latency", term=None, terms=())
    if claim and (shared or told or (beats and _is_beaten_in(claim, factor=factor))):
        better = Term("change", sense="improve", form="noun", first=frame.at, last=frame.at)
        gains = shared and factor and _is_rate(marks.quantities[claim.frame.quantity])
        return replace(frame, antecedent=claim.metric, phase=claim.phase, change=better if gains else frame.change)
    return frame


_PERFORMED = ("latency", "throughput", "training_time", "energy")
"""What an "improvement" without a name may be one of, where the sentence told of it before."""


def _is_gain(frame: Frame) -> bool:
    """Whether a gain names nothing: "a 3x speed-up over A, and a 2x | improvement over B"."""
    change = frame.change
    return frame.term is None and change is not None and change.sense == "improve" and change.form == "noun"


def with_amount(marks: Marks, line: Line, frame: Frame) -> Frame:
    """A comparative behind an amount and a comma measures what the amount does: "3 kWh a day, | 7x lower than B"."""
    change = frame.change
    if change is None or change.first < frame.at:
        return frame
    if change.form != "comparative" and line.words[change.first] != "lower":
        return frame
    if frame.term is not None and frame.term.first > frame.at:
        return frame
    at = _amount_of_clause(marks, line, frame.at)
    metric = None if at is None else unit_metric(line, at, marks.quantities[line.quantity_at[at]])
    counted = change.sense in ("less", "more")
    return replace(frame, antecedent=metric, terms=(), term=None) if metric is not None and counted else frame


def _amount_of_clause(marks: Marks, line: Line, at: int) -> int | None:
    """The token of the amount that the words before a comma tell: "3 kWh per 500 maps (on Lakes), | 7x"."""
    at -= 2 if line.words[max(0, at - 3) : at] in ([",", "which", "is"], [",", "that", "is"]) else 0
    if line.words[at - 1] != ",":
        return None
    place = at - 2
    if place > 0 and line.words[place] == ")":
        place = next((i for i in range(place, -1, -1) if line.words[i] == "("), 0) - 1
    for i in range(place, max(-1, place - _AMOUNT_REACH), -1):
        if i in line.quantity_at and marks.quantities[line.quantity_at[i]].family == "amount":
            per = line.words[i - 1] == "per"
            if not per:
                return i
        elif line.words[i] in _AMOUNT_ENDS:
            return None
    return None


_AMOUNT_REACH = 6
_AMOUNT_ENDS = STOP_TAIL - {"per", NUMBER}


def _amount_before(marks: Marks, line: Line, at: int) -> int | None:
    """The token of the amount that a share is told of: "12M parameters | (4% of B)", "60 ms latency, which is | 4%"."""
    gap = 1
    while gap < _ASIDE and line.words[at - gap] in _ASIDES:
        gap += 1
    near = range(at - gap, max(-1, at - gap - 4), -1) if gap > 1 else ()
    found = next((i for i in near if i in line.quantity_at), None)
    if found is None or not _are_terms(line, found + 1, at - gap):
        return None
    return found if marks.quantities[line.quantity_at[found]].family == "amount" else None


_ASIDE = 7
_ASIDES = words(
    ", ( -- --- — – at most in total which that is are or just only i.e a an representing marking corresponding to "
    "substantial significant"
)


def _cuts(frame: Frame) -> bool:
    """Whether a number is a reduction of what was measured before it."""
    change = frame.change
    noun = change is not None and change.form == "noun" and change.sense == "less"
    told = noun and frame.rule in ("tail change", "change of")
    return told and (frame.term is None or frame.term.last < frame.at)


def _are_terms(line: Line, first: int, last: int) -> bool:
    """Whether the words from one token to another are a resource, with the words that describe it."""
    if first > last:
        return True
    ends = any(t.kind == "resource" and t.last == last for t in line.terms)
    return ends and STOP_TAIL.isdisjoint(line.words[first : last + 1])


def is_open(marks: Marks, frame: Frame) -> bool:
    """Whether the sentence leaves open in what a rival is beaten: nothing is named, or the speed of a fast system."""
    return frame.term is None or (frame.term.weak and measures_speed(marks))


_GRADES = words(
    "accuracy accuracies f1 bleu rouge map miou iou auc auroc score scores error fid psnr ssim wer perplexity "
    "precision recall dice success quality reward return mse mae rmse"
)
_SPEEDS = words("speedup speedups faster latency throughput runtime kernel kernels acceleration")
_MACHINES = words("gpu gpus performance")
_TRIALS = words("benchmark benchmarks reasoning dataset datasets fine-tuned fine-tuning evaluation evaluations")
"""What quality is tried on, where nothing but "performance" is named."""


def measures_speed(marks: Marks) -> bool:
    """Whether a paper speaks of speed and of no quality at all: what it beats others in is speed."""
    said = marks.said
    if not _GRADES.isdisjoint(said):
        return False
    machines = _MACHINES & said if _TRIALS.isdisjoint(said) else ()
    return len(_SPEEDS & said) + len(machines) >= _SPEEDY


_SPEEDY = 2


def _is_rate(quantity: Quantity) -> bool:
    """Whether more of an amount is better: "9 TOPS/W", "40 images/s"."""
    return "/" in (quantity.unit or "") or quantity.unit == "FPS"


def _is_beaten_in(claim: Finding, *, factor: bool) -> bool:
    """Whether a rival can be beaten in what the claim before measures: a share in nothing, a percentage in speed."""
    if factor:
        return claim.relation != "fraction_of"
    return claim.kind == "absolute" and claim.metric in ("latency", "throughput")


_BARE = words("more less fewer higher lower")


def _than(line: Line, frame: Frame) -> bool:
    """Whether a comparison names nothing but its rival: "2.4x more | than B"."""
    change = frame.change
    if change is None or change.first < change.last or line.words[change.first] not in _BARE:
        return False
    return line.words[change.last + 1 : change.last + 2] == ["than"]


def beats_rival(line: Line, frame: Frame) -> bool:
    """Whether a factor is one by which a rival is beaten, in what was said before: "outperforming B by 1.4x"."""
    resource = frame.term is not None and frame.term.kind == "resource"
    return frame.change is not None and line.words[frame.change.first] in RIVALRY and not resource
