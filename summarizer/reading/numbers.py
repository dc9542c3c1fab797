"""Numbers: every number of a sentence read as an efficiency claim, a quality result, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from summarizer.marks import Marks
from summarizer.quantities import Quantity, base_unit, mood
from summarizer.quantities.moods import may_doubt
from summarizer.quantities.units import SCALES
from summarizer.reading.costs.amounts import absolute, of_peak, of_use, unit_metric
from summarizer.reading.costs.antecedents import beats_rival, is_open, with_amount, with_antecedent
from summarizer.reading.costs.claims import Finding, readings, relative
from summarizer.reading.costs.growths import asymptotic, is_written
from summarizer.reading.costs.lessons import counts_taught, is_of_data
from summarizer.reading.costs.loads import counts_load, is_more_at_once
from summarizer.reading.costs.pairs import Pair, pairs_of
from summarizer.reading.costs.phases import phase_around
from summarizer.reading.costs.repeats import told_once
from summarizer.reading.costs.times import is_limit
from summarizer.reading.framing.conditions import is_set_rate
from summarizer.reading.framing.frames import (
    RIVALRY,
    STOP_TAIL,
    Frame,
    changes_in,
    clause_end,
    subject_before,
    terms_in,
)
from summarizer.reading.framing.labels import is_label
from summarizer.reading.framing.lists import frames_of
from summarizer.reading.quality.further import gain_after, gain_aside, score_after
from summarizer.reading.quality.results import Score, score_of
from summarizer.reading.quality.solved import is_more_solved, solved_share
from summarizer.reading.quality.unlisted import moved_measure
from summarizer.reading.words.terms import Term, phased
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words
from summarizer.records import Direction

_DEVICES = re.compile(r"\s?(?:NVIDIA\s|GeForce\s)?(?:[AHVBLT]\d{1,4}\b|RTX\b|GTX\b|[GTC]PUs?\b)")
"""What a number of devices stands before: "4x | H20 GPUs"."""
_GLUED = re.compile(r"-(?!reduc|less|fewer|fast|slow|small|cheap|large|lower|compress|sav)[a-z]")


@dataclass(slots=True)
class Found:
    """What was read of the numbers of one sentence."""

    findings: list[Finding] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)
    unasserted: bool = False
    """Whether a number was left out since the sentence denies it or only supposes it."""
    frames: list[Frame] = field(default_factory=list)
    """The frames that were understood."""
    own: bool = True
    """Whether the sentence is of the paper's own work."""


NOTHING = Found()
"""What a sentence without a number says."""


def read_numbers(marks: Marks, line: Line, names: Sequence[str] = (), *, own: bool = True) -> Found:
    """Read every number of one sentence, pairs of amounts first; `names`, the paper's own, say which amount is its.

    `own`: whether the sentence is of the paper's own work.
    """
    found = Found(own=own)
    told = [at for at, index in line.quantity_at.items() if not is_label(line, at, marks.quantities[index])]
    if not told:
        return found
    frames = frames_of(line, marks.quantities)
    doubted = may_doubt(marks.plain[line.index])
    taken = _read_pairs(marks, line, told, frames, found, names, doubted=doubted)
    for at in told:
        if at in taken or (at > 1 and line.words[at - 1] == "of" and line.words[at - 2] == "out"):
            continue
        if not doubted or _is_asserted(marks, line, at, found):
            frame = frames.get(at) or Frame(line.quantity_at[at], line.index, at, "amount")
            _read_single(marks, line, frame, found)
    if taken:
        found.findings = told_once(marks, line, found.findings)
    found.frames = [f.frame for f in found.findings] + [s.frame for s in found.scores]
    return found


def _read_pairs(
    marks: Marks,
    line: Line,
    told: list[int],
    frames: dict[int, Frame],
    found: Found,
    names: Sequence[str],
    *,
    doubted: bool,
) -> set[int]:
    """Read the pairs of amounts and say which tokens they take; `doubted`: whether the sentence may deny numbers."""
    taken: set[int] = set()
    for pair in pairs_of(line, told, marks.quantities):
        pair = _sided(marks, line, pair, names)
        taken.update((pair.own, pair.base))
        if _is_told(marks, line, pair):
            _read_spelled(marks, line, pair, frames, found)
            continue
        if not doubted or _is_asserted(marks, line, min(pair.own, pair.base), found):
            _read_pair(marks, line, pair, frames, found)
    return taken


def _is_asserted(marks: Marks, line: Line, at: int, found: Found) -> bool:
    quantity = marks.quantities[line.quantity_at[at]]
    asserted = mood(marks.text, marks.sentences[line.index], quantity) is None
    found.unasserted |= not asserted
    return asserted


def _read_single(marks: Marks, line: Line, frame: Frame, found: Found) -> None:
    quantity = marks.quantities[frame.quantity]
    findings = list(_findings(marks, line, frame, quantity, found))
    if findings:
        found.findings += findings
        return
    if quantity.family == "percent" and of_peak(line, frame.at):
        return  # how near to the best accuracy, not one
    told = sorted((score for score in found.scores if score.frame.at < frame.at), key=lambda score: score.frame.at)
    gain = gain_aside(marks, line, frame, told[-1]) or gain_after(marks, line, frame, told[-1]) if told else None
    score = gain or score_of(line, frame, quantity, marks.text) or solved_share(line, frame, quantity)
    if score is None and told:
        score = score_after(marks, line, frame, told)
    if score is not None:
        found.scores.append(score)


def _findings(marks: Marks, line: Line, frame: Frame, quantity: Quantity, found: Found) -> Iterator[Finding]:
    if quantity.family == "growth":
        if is_written(quantity) or not _is_spelled_out(marks, line, frame.at):
            yield from asymptotic(line, frame.at, quantity, own=found.own)
    elif quantity.family == "amount" or (quantity.family == "number" and _counts(line, frame.at, quantity)):
        listed = any(f.kind == "absolute" for f in found.findings)
        yield from absolute(line, frame, quantity, marks.text, listed=listed)
    elif quantity.family not in ("factor", "percent") or _is_aside(marks, line, frame, quantity):
        return
    elif quantity.family == "percent" and (_is_of_peak(line, frame) or of_use(line, frame.at)):
        yield Finding(frame, "absolute", "throughput", None, "better")
    elif quantity.value:
        yield from _compared(marks, line, frame, quantity, found)


def _is_of_peak(line: Line, frame: Frame) -> bool:
    """Whether a percentage is one of a device's peak, not of the best accuracy that was reached."""
    graded = frame.term is not None and frame.term.kind == "quality" and frame.term.last < frame.at
    return not graded and of_peak(line, frame.at)


def _counts(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a number without a unit counts what is handled, or the few examples that are learnt from."""
    return counts_load(line, at, quantity) or counts_taught(line, at, quantity)


def _compared(marks: Marks, line: Line, frame: Frame, quantity: Quantity, found: Found) -> Iterator[Finding]:
    """Read a factor or percentage; one that stands with a quality may still compare the amount before it."""
    graded = frame.term is not None and frame.term.kind == "quality"
    if "more" in line.said:
        if "time" in line.said and is_more_at_once(line, frame):
            yield Finding(frame, "relative", "capacity", None, "better", "increased_by")
            return
        if is_more_solved(line, frame):
            return
    if graded and not (beats_rival(line, frame) and is_open(marks, frame)):
        told = with_amount(marks, line, frame)
        if told.antecedent is None:
            return
    else:
        told = with_antecedent(marks, line, frame, found.findings)
    yield from relative(line, told, quantity)


def _is_aside(marks: Marks, line: Line, frame: Frame, quantity: Quantity) -> bool:
    """Whether a factor or percentage only says by how much something else went or where it was measured."""
    if quantity.text[0] in "+-−–" and line.words[frame.at - 1] == "(" and frame.rule != "bracketed":
        return True  # "(+1.6%)": the gain of what was scored before it
    if quantity.family == "factor":
        if quantity.text.lower().endswith("magnitude") and line.words[frame.at - 1] in _LIKE:
            return True  # "is in the same order of magnitude"
        counted = frame.change is None and quantity.relation != "fraction_of"
        return counted and _DEVICES.match(marks.text, quantity.end) is not None  # "on 4x H20 GPUs"
    # "99%-energy rank"; "at the 5% level", "at a 50% budget"
    return _GLUED.match(marks.text, quantity.end) is not None or _is_level(line, frame.at)


_LIKE = words("same similar comparable right correct")
_SAID_AGAIN_ENDS = STOP_TAIL - {"("}


def _is_spelled_out(marks: Marks, line: Line, at: int) -> bool:
    """Whether a growth in a word is said again as an expression right behind it: "linear complexity | O(n)"."""
    follows = next((i for i in range(at + 1, min(at + 6, len(line.words))) if line.words[i] == NUMBER), None)
    if follows is None or line.words[at + 1 : follows].count("(") > 1:
        return False
    again = marks.quantities[line.quantity_at[follows]]
    between = line.words[at + 1 : follows - (line.words[follows - 1] == "of")]  # "a linear running time of | O(n)"
    return again.family == "growth" and bool(between) and _SAID_AGAIN_ENDS.isdisjoint(between)


_LEVELS = words(
    "level levels significance budget budgets threshold thresholds confidence quantile percentile sparsity occupancy "
    "utilization load tolerance setting settings operating compression pruning"
)


def _is_level(line: Line, at: int) -> bool:
    """Whether a percentage only says where something was measured: "at the 5% significance level"."""
    before = line.words[max(0, at - 2) : at]
    return "at" in before and "by" not in before and not _LEVELS.isdisjoint(line.words[at + 1 : at + 2])


# --- pairs -----------------------------------------------------------------------------------------------------------


def _sided(marks: Marks, line: Line, pair: Pair, names: Sequence[str]) -> Pair:
    """Turn a pair round whose second amount is the paper's: "B takes 3 days, whereas | Fenwick takes 6 hours"."""
    if pair.rule not in ("where it needs", "against") or pair.own > pair.base:
        return pair
    end = clause_end(line, pair.base) - 1
    before = marks.text[line.starts[0] : line.starts[pair.own]]
    behind = marks.text[line.ends[pair.own] : line.ends[end]]
    own = any(name in behind for name in names) or "ours" in line.words[pair.own : end + 1]
    return Pair(pair.base, pair.own, pair.rule) if own and not any(name in before for name in names) else pair


def _is_told(marks: Marks, line: Line, pair: Pair) -> bool:
    """Whether two amounts only spell out the change before them: "a reduction of 99% (from 40 G to 0.25 G)"."""
    first = min(pair.own, pair.base)
    before = [at for at in line.quantity_at if first - 8 <= at < first]
    told = bool(before) and marks.quantities[line.quantity_at[before[-1]]].family in ("percent", "factor")
    gap = line.words[before[-1] + 1 : first] if told else []
    return pair.rule == "from to" and ("(" in gap[-3:] or gap[-2:] == [",", "from"])


def _read_spelled(marks: Marks, line: Line, pair: Pair, frames: dict[int, Frame], found: Found) -> None:
    """Read the levels that spell out a change of quality: "lowers the error by 31% (from 0.46 to 0.32)"."""
    told = next((frames[at] for at in range(pair.base - 1, max(0, pair.base - 9), -1) if at in frames), None)
    if told is not None and told.term is not None and told.term.kind == "quality":
        frame = replace(told, quantity=line.quantity_at[pair.own], at=pair.own, rule=pair.rule, change=None)
        _pair_scores(marks, line, frame, pair, found)


def _read_pair(marks: Marks, line: Line, pair: Pair, frames: dict[int, Frame], found: Found) -> None:
    own = marks.quantities[line.quantity_at[pair.own]]
    frame = frames.get(pair.own) or frames.get(pair.base)
    costs = own.family == "amount" and own.unit != "dB"
    if frame is None or frame.term is None or (costs and frame.term.kind == "quality"):
        first = min(pair.own, pair.base)
        terms = [t for t in subject_before(line, first) if not costs or t.kind == "resource"]
        terms = [t for t in terms if t.kind == "resource" or not _has_object(line, t, first)] or _object(line, first)
        if not terms and pair.rule == "from to" and found.findings and found.findings[-1].frame.rule == pair.rule:
            terms = [*found.findings[-1].frame.terms]  # "A's size from 9 MB to 3 MB and B's | from 8 MB to 2 MB"
        frame = Frame(0, line.index, pair.own, pair.rule, terms[0] if terms else None, tuple(terms))
    if frame.term is not None and frame.term.kind == "quality" and is_set_rate(line, frame.term, pair.base):
        return  # "at pruning rates from 20% to 65%"
    frame = replace(frame, quantity=line.quantity_at[pair.own], at=pair.own, rule=pair.rule)
    measured = frame.term is not None and frame.term.kind == "resource" and not frame.term.weak
    unnamed = pair.rule != "from to" and not (pair.rule == "arrow" and measured)
    unnamed &= own.family == "percent" or (own.family == "number" and _is_contest(marks, line, pair))
    unnamed &= frame.term is None or frame.term.weak or frame.term.kind == "resource"
    if unnamed or (frame.term is not None and frame.term.kind == "quality"):
        _pair_scores(marks, line, frame, pair, found)
    elif findings := list(_pair_findings(marks, line, frame, pair)):
        found.findings += findings
    elif pair.rule == "from to" and (measure := moved_measure(line, pair.base, own)):
        _pair_scores(marks, line, replace(frame, term=measure), pair, found)
    elif pair.rule == "from to" and (told := _told_before(marks, own, found)):
        _pair_scores(marks, line, replace(frame, term=told.frame.term, terms=told.frame.terms), pair, found)


def _told_before(marks: Marks, own: Quantity, found: Found) -> Score | None:
    """The score of whose kind another pair of levels is: "lifts recall from 61% to 65% on A and | from 52% to 56%"."""
    told = next((score for score in reversed(found.scores) if score.frame.base is not None), None)
    return told if told and marks.quantities[told.frame.quantity].family == own.family else None


def _pair_findings(marks: Marks, line: Line, frame: Frame, pair: Pair) -> Iterator[Finding]:
    own, base = marks.quantities[line.quantity_at[pair.own]], marks.quantities[line.quantity_at[pair.base]]
    measured_at, amount = (pair.own, own) if own.family == "amount" else (pair.base, base)
    by_unit = unit_metric(line, measured_at, amount) if amount.family == "amount" else None
    measured = list(readings(line, frame))
    named = [
        m
        for m in measured
        if by_unit is None
        or m[0] == by_unit
        or phased(by_unit, m[1]) == m[0]
        or own.unit == base.unit is None
        or {m[0], by_unit} == _OF_BYTES
    ]
    metric, phase, gain = named[0] if named else (by_unit, None, False)
    if metric == "capacity" and own.unit in SCALES:
        return  # "a 3B model peaks at 1T tokens, whereas an 8B model"
    if by_unit is not None:  # an amount is a cost unless it is one a second or a watt
        gain = by_unit == "throughput" or (own.unit or "").endswith("/W")
    if metric is None or not own.value or not base.value:
        return
    if by_unit == "latency" and not named and is_limit(line.words[: pair.own]):
        return  # "a window of 3 s, whereas B has one of 9 s"
    if metric in ("data", "capacity") and not named and measured and (measured[0][2] or not _is_weak(frame)):
        if not (measured[0][2] and _is_near(frame, pair)):
            return  # the unit only counts what something else is measured in
        metric, phase, gain = measured[0]  # "acceptance lengths of 14 tokens against 6"
    counted = amount.family == "number" and _is_counted(line, frame, pair)
    if amount.family in ("percent", "number") and not (measured and (counted or _is_near(frame, pair))):
        return
    if by_unit == "latency" and any(is_of_data(line, at) for at in (pair.own, pair.base)):
        metric = "data"  # "trained with 1 hour of speech as Harrow with 9 hours"
    phase = phase or phase_around(line, pair.own) or (phase_around(line, pair.base) if pair.own > pair.base else None)
    more = base_unit(own.value, own.unit or "")[0] > base_unit(base.value, base.unit or "")[0]
    direction: Direction = "better" if more == gain else "worse"
    if pair.rule == "from to" and metric in ("parameters", "data") and more and not _is_grown(line, pair.base):
        return  # "encoders from 90M to 2B weights"
    if pair.rule == "against" and metric == "data" and more:
        return  # how large a corpus is: "4 M frames vs. 1 M"
    linked = replace(frame, relation="from_to", base=line.quantity_at[pair.base])
    yield Finding(linked, "relative", phased(metric, phase), phase, direction, "from_to")


def _object(line: Line, first: int) -> list[Term]:
    """What a verb right before a pair cuts: "wins 3% in recall and cuts | stops from 4.5 to 4.1"."""
    near = changes_in(line, max(0, first - _OBJECT_REACH), first)
    start = next((c.last + 1 for c in reversed(near) if c.form == "verb" and c.sense == "less"), first)
    counted = terms_in(line, start, first, ("resource",))[-1:]
    return [t for t in counted if t.last >= first - 2 and STOP_TAIL.isdisjoint(line.words[start : t.last])]


_OBJECT_REACH = 8


def _has_object(line: Line, term: Term, at: int) -> bool:
    """Whether a verb of change between a measure and a pair has an object: "and cuts | stops from 4.5 to 4.1"."""
    verbs = [c for c in changes_in(line, term.last + 1, at) if c.form == "verb"]
    word = line.words[verbs[-1].last + 1] if verbs else "from"
    return word not in STOP_TAIL and not word.endswith("ly")


_OF_BYTES = {"memory", "model_size"}
"""What bytes measure, as the words beside them say."""


def _is_weak(frame: Frame) -> bool:
    """Whether what is measured is no resource by itself: "draws images | in 4 steps instead of 50"."""
    return frame.term is not None and frame.term.weak


def _is_grown(line: Line, at: int) -> bool:
    """Whether a word right before "from" says that an amount grows."""
    return any(c.sense == "more" for c in changes_in(line, max(0, at - _GROWN_NEAR), at))


_GROWN_NEAR = 6


def _is_contest(marks: Marks, line: Line, pair: Pair) -> bool:
    """Whether two bare decimals are levels of who beats whom: "outperforms B (70.1 vs. 66.8)"."""
    decimals = all("." in marks.quantities[line.quantity_at[at]].text for at in (pair.own, pair.base))
    told = not RIVALRY.isdisjoint(line.words[: pair.own]) or any(t.kind == "quality" for t in line.terms)
    return pair.rule == "against" and decimals and told


def _is_near(frame: Frame, pair: Pair) -> bool:
    """Whether the resource of two bare numbers stands close enough to be theirs."""
    first = min(pair.own, pair.base)
    return frame.term is not None and not frame.term.weak and abs(first - frame.term.last) <= 8


def _is_counted(line: Line, frame: Frame, pair: Pair) -> bool:
    """Whether two bare numbers count what gets less right before them: "cuts the number of calls | from 12 to 3"."""
    term, first = frame.term, min(pair.own, pair.base)
    if term is None or term.kind != "resource" or term.gain or first <= term.last or line.words[term.last][-1] != "s":
        return False
    counted = line.words[term.first - 2 : term.first] == ["number", "of"]
    near = first - term.last <= (_COUNTED_FAR if counted else _COUNTED_NEAR)
    cut = any(c.sense == "less" and c.form == "verb" for c in changes_in(line, max(0, term.first - _CUT_NEAR), first))
    return near and cut


_COUNTED_NEAR, _COUNTED_FAR, _CUT_NEAR = 4, 10, 6


def _pair_scores(marks: Marks, line: Line, frame: Frame, pair: Pair, found: Found) -> None:
    """Both levels of a quality measure: the paper's, and as background the other's."""
    term = frame.term if frame.term and frame.term.kind == "quality" else None
    own = replace(frame, base=line.quantity_at[pair.base])
    metric = marks.text[line.starts[term.first] : line.ends[term.last]] if term else "score"
    if all(score.frame.at != pair.own for score in found.scores):
        found.scores.append(Score(own, metric, is_delta=False, negative=False))
    other = replace(frame, quantity=line.quantity_at[pair.base], at=pair.base)
    found.scores.append(Score(other, metric, is_delta=False, negative=False, of_baseline=True))
