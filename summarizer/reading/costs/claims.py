"""Claims: numbers that stand with a resource, read as efficiency claims: factors and percentages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from summarizer.quantities import Quantity
from summarizer.reading.costs.phases import near_phase, phase_per, phases_of_speed
from summarizer.reading.costs.sizes import is_beyond_reach, is_of_model, is_of_things
from summarizer.reading.framing.frames import RIVALRY, Frame, clause_start, tail_end
from summarizer.reading.framing.matched import MATCHING, RIVAL_REACH, matched_rival
from summarizer.reading.framing.multiples import SCALES
from summarizer.reading.framing.shares import is_near, makes_up
from summarizer.reading.words.changing import DEMANDING
from summarizer.reading.words.terms import Term, phased
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import PHASES, words
from summarizer.records import Direction, Kind, Metric, Phase, Relation


class Finding(NamedTuple):
    """An efficiency claim before subject, baseline and setting are looked for."""

    frame: Frame
    kind: Kind
    metric: Metric
    phase: Phase | None
    direction: Direction
    relation: Relation | None = None


def unnumbered(
    line: Line, change: Term | None, term: Term | None, metric: object, phase: Phase | None, direction: Direction
) -> Finding:
    """A claim without a number, tied to the resource it speaks of or else to the word of change."""
    anchor = term or change
    assert anchor is not None
    frame = Frame(-1, line.index, anchor.first, "qualitative", term, (term,) if term else (), change)
    return Finding(frame, "qualitative", metric, phase, direction)  # type: ignore[arg-type]


_UTILIZED = ("utilization", "mfu")


def relative(line: Line, frame: Frame, quantity: Quantity) -> Iterator[Finding]:
    """Read a factor or percentage that stands with a resource, once per resource."""
    if quantity.unit == "%" and frame.change is None and frame.term and line.words[frame.term.last] in _UTILIZED:
        yield Finding(frame, "absolute", "throughput", frame.term.phase, "better")
        return
    if len(frame.terms) > 1 and frame.terms[0].kind == "resource":
        for term in frame.terms:
            if term.kind == "resource":
                yield from relative(line, replace(frame, term=term, terms=(term,)), quantity)
        return
    if frame.term and not _SPREADS.isdisjoint(line.words[frame.term.last + 1 : frame.term.last + 2]):
        return  # "cuts the latency | variance by 30%"
    if frame.term and (_is_won(line, frame.term) or _is_own_weight(line, frame.term)):
        return
    if frame.term and (is_of_things(line, frame) or _is_false_alarms(line, frame.term)):
        return
    if frame.change is None and quantity.unit == "%" and _is_part(line, frame, quantity):
        return
    for metric, phase, gain in readings(line, frame):
        if _is_overhead(line, frame):
            yield Finding(frame, "relative", metric, phase, "worse", "increased_by")
            continue
        if metric == "data" and frame.change and line.words[frame.change.first] in ("larger", "bigger"):
            continue  # how large a corpus is, not what is spent
        if metric == "data" and _yields(line, frame):
            continue  # "finds 3x more | examples"
        metric, gain = _valued(line, frame, metric, gain=gain)
        direction = direction_of(frame, quantity, gain)
        if metric == "capacity" and frame.term and line.words[frame.term.last].startswith("model"):
            metric, direction = _of_models(line, frame)
        slower = frame.change is not None and frame.change.sense == "slow"
        if direction == "worse" and (slower or not gain) and (matched := matched_rival(line, frame)):
            if matched == "denied":
                continue
            direction = "better"
            metric = "parameters" if metric == "model_size" else metric
        if metric == "data" and direction == "worse" and not _is_spent(line, frame):
            continue
        further = _is_further(line, frame)
        if (
            frame.change is None
            and quantity.unit == "%"
            and frame.term
            and any(w.startswith("compress") for w in line.words[frame.term.first : frame.term.last + 1])
        ):
            yield Finding(frame, "relative", metric, phase, "better", "reduced_by")
            continue
        yield Finding(frame, "relative", metric, phase, direction, relation_of(frame, quantity, gain, further=further))


def _valued(line: Line, frame: Frame, metric: Metric, *, gain: bool) -> tuple[Metric, bool]:
    """The metric of what is changed, and whether more of it is better, by the words of the change."""
    term, change = frame.term, frame.change
    less = change is not None and change.sense == "less"
    if term and less and line.words[term.last] == "utilization":
        gain, metric = False, "cost" if metric == "throughput" else metric  # what is used less is spared
    if metric == "capacity" and less:
        gain = False  # a length or a number of steps that is reduced is one that was needed
        if term and line.words[term.last].startswith("request"):
            metric = "cost"
    elif metric == "capacity" and term and line.words[term.first - 1] in _AT_MOST:
        gain = True  # the longest that can be handled
    if gain and change and change.metric == "model_size":
        gain = False  # "compression compresses | 4x"
    if gain and term and change and _is_ratio(line, term, change):
        gain = False
    packed = metric == "data" and change and change.metric == "model_size"
    if packed and term and line.words[term.last] == "data" and line.words[term.first] != "training":
        metric = "model_size"  # "compresses | data"
    return metric, gain


_AT_MOST = words("maximum maximal max longest supported usable effective feasible")


def _is_part(line: Line, frame: Frame, quantity: Quantity) -> bool:
    """Whether a percentage is all of something, or says how near it comes or of what a whole is made."""
    return quantity.value == _ALL or is_near(line, quantity) or makes_up(line, frame.at, quantity)


_ALL = 100


def _is_ratio(line: Line, term: Term, change: Term) -> bool:
    """Whether a word of change only says how far something is compressed: "compression with a 9x | reduction ratio"."""
    ratio = line.words[change.last + 1 : change.last + 2] in (["ratio"], ["ratios"], ["rate"], ["rates"], ["factor"])
    return ratio and change.sense == "less" and line.words[term.first].startswith("compress")


def _is_won(line: Line, term: Term) -> bool:
    """Whether energy is what is made, not spent: "raises the | power output by 4%"."""
    return term.metric == "energy" and line.words[term.last + 1 : term.last + 2] in _WON


_WON = (["output"], ["generation"], ["production"])


def _is_own_weight(line: Line, term: Term) -> bool:
    """Whether a weight is what a body weighs: "lifts 3 times its | weight"."""
    before = line.words[term.first - 1]
    return line.words[term.last] == "weight" and before in ("its", "their", "own", "body", "s", "his", "her")


_SPREADS = words(
    "variance variances variability variation variations volatility fluctuation fluctuations deviation deviations "
    "similarity magnitude error errors estimation prediction disparity disparities discrepancy discrepancies "
    "correlation imbalance satisfaction violations leakage"
)
"""Behind a resource these are spoken of, and not how much of it is spent."""
_SPENDS = words(
    "use uses used using require requires required requiring need needs needed consume consumes consumed consuming "
    "with on trained training from take takes spend spends cost costs than read reads process processes collect "
    "see sees"
)


def _yields(line: Line, frame: Frame) -> bool:
    """Whether more of something is what is found or made, not what is spent: no verb of use stands before it."""
    change = frame.change
    if change is None or change.sense != "more":
        return False
    if frame.term is not None and line.words[frame.term.first - 1] in _GOT:
        return True  # "doubles the number of detected | instances"
    if change.form != "comparative" or change.first < frame.at:
        return False
    counted = frame.term is not None and frame.term.weak and not frame.term.gain and frame.term.first > frame.at
    return counted and _SPENDS.isdisjoint(line.words[max(clause_start(line, frame.at), frame.at - 6) : frame.at])


_GOT = words("detected identified found discovered solved recovered correct successful recognized classified")


def _is_spent(line: Line, frame: Frame) -> bool:
    """Whether more data is what is needed, not what there is to learn from: "needs 3x more", not "3x the size of B"."""
    first = min([frame.at, *(t.first for t in (frame.term, frame.change) if t)])
    told = line.words[max(clause_start(line, frame.at), first - 8) : frame.at]
    behind = line.words[frame.term.last : frame.term.last + 2] if frame.term else []
    return not (_NEEDS.isdisjoint(told) and _NEEDED.isdisjoint(behind))


_NEEDS = words(
    "need needs needed needing require requires required requiring use uses used using consume consumes consumed "
    "consuming spend spends spent take takes took demand demands cost costs train trains trained training "
    "generated"
)
_NEEDED = words("usage consumption cost costs budget requirement requirements overhead demand effort")


def _is_false_alarms(line: Line, term: Term) -> bool:
    """Whether capitals tell false positives from frames: "33% of all | FPs"."""
    return line.words[term.first] == "fps" and line.written[line.starts[term.first] : line.ends[term.first]] == "FPs"


def _is_further(line: Line, frame: Frame) -> bool:
    """Whether a number is a cut on top of another: "30% additional compression", "30% further memory savings"."""
    if frame.term is None or frame.change is None or line.words[frame.change.first] not in _ON_TOP:
        return False
    told = line.words[frame.term.last : frame.term.last + 2]
    return told[0].startswith("compress") or (len(told) > 1 and told[1] in _CUTS)


_ON_TOP = words("additional extra")
_CUTS = words("reduction reductions saving savings")


def _is_overhead(line: Line, frame: Frame) -> bool:
    """Whether a number is what comes on top: "a 5% overhead", "a speed-up of 3x with a 4% | memory overhead"."""
    term, change = frame.term, frame.change
    if term is None or frame.relation is not None:
        return False
    if change is not None and change.sense != "more":
        beside = change.form == "noun" or change.sense == "fast"
        if not (beside and change.last < frame.at < term.first):
            return False
    return _is_headed_by_overhead(line, term)


def _is_headed_by_overhead(line: Line, term: Term) -> bool:
    """Whether a resource is the overhead of something, or shares that head: "3% memory | and latency overhead"."""
    end: int | None = term.last
    while end is not None:
        if any(word.startswith("overhead") for word in line.words[end : end + 2]):
            return True
        joint = end + 1 if line.words[end + 1 : end + 2] and line.words[end + 1] in _JOINTS else end + 2
        end = next((t.last for t in line.resources if t.first == joint + 1), None)
    return False


_JOINTS = words("and or , &")


def readings(line: Line, frame: Frame) -> Iterator[tuple[Metric, Phase | None, bool]]:
    """What a frame measures: metric, phase, and whether more of it is better."""
    if frame.antecedent is not None:
        beats = frame.change is not None and line.words[frame.change.first] in RIVALRY
        gain = beats or (frame.antecedent in ("throughput", "capacity") and frame.relation is None)
        yield frame.antecedent, frame.phase, gain
        return
    if frame.term is not None and frame.term.metric in ("data", "parameters") and _holds_more(line, frame):
        yield "capacity", None, True
        return
    priced = frame.change is not None and frame.change.metric is not None and frame.change.form == "comparative"
    if frame.terms and frame.terms[0].kind == "resource" and not (priced and frame.terms[0].weak):
        for term in frame.terms:
            if term.kind == "resource":
                yield from _of_term(line, frame, term)
        return
    change = frame.change
    if change is not None and change.sense in ("fast", "slow"):
        for phase in phases_of_speed(line, frame, change):
            yield phased("latency", phase), phase, True
    elif change is not None and line.words[change.first] in _SHORTENS and (near := near_phase(line, frame, change)):
        yield phased("latency", near), near, False  # "shortens pre-training by 60%"
    elif change is not None and line.words[change.last].startswith("efficient"):
        yield "cost", None, True
    elif change is not None and change.metric is not None:
        phase = near_phase(line, frame, change)
        metric: Metric = "compute" if line.words[max(0, change.first - 1)] == "computationally" else change.metric
        any_cost = line.words[change.last].startswith("resource")  # "less | resource-demanding" is of no finer word
        yield metric if any_cost else phased(metric, phase), phase, change.gain
    elif change is not None and line.words[change.last].startswith("saving") and line.words[frame.at - 1] == "(":
        yield "cost", None, False  # "large | savings (up to 40%)"
    elif change is not None and change.sense == "improve" and line.words[frame.at - 1].startswith("compress"):
        yield "model_size", None, True
    elif change is not None and change.form == "comparative" and change.sense in ("less", "more"):
        word = line.words[change.first]
        handled = frame.relation is None and set(line.words[max(0, frame.at - 5) : frame.at])
        if (handled and word in _GROWN and HANDLES & handled) or _holds_more(line, frame):
            yield "capacity", None, True
        elif (behind := line.words[change.last + 1 : change.last + 2]) and behind[0] in DEMANDING:
            yield DEMANDING[behind[0]], None, False
        elif word in _GROWN and is_beyond_reach(line, change):
            yield "capacity", None, True
        elif word in ("smaller", "lighter") or (word in ("larger", "bigger") and is_of_model(line, frame)):
            yield "model_size", None, False
        elif _lasts(line, frame, change):
            phase = near_phase(line, frame, change)
            yield phased("latency", phase), phase, False


_SHORTENS = words("shorten shortens shortened shortening")
_GROWN = words("larger bigger longer")
_HOLDS = words(
    "process processes processing handle handles handling fit fits fitting serve serves serving host hosts support "
    "supports supporting admit admits accommodate accommodates"
)
_LOADS = words(
    "frame frames token tokens request requests user users image images query queries sample samples video videos "
    "pixel pixels document documents page pages sequence sequences client clients session sessions job jobs "
    "transactions messages packets prompts streams batches rows workloads tenants points "
    "passengers riders customers travellers travelers orders parcels packages deliveries objects agents robots"
)


def _holds_more(line: Line, frame: Frame) -> bool:
    """Whether "more" counts what a machine is loaded with: "processes 8x more | frames", "scales to 3x as many"."""
    change = frame.change
    if change is None or line.words[change.first] not in ("more", "many") or frame.relation is not None:
        return False
    before = line.words[max(0, frame.at - _SCALED_REACH) : frame.at]
    if not SCALES.isdisjoint(before) and ("to" in before or before[-1] in SCALES):
        return True
    if _HOLDS.isdisjoint(line.words[max(0, frame.at - 5) : frame.at]):
        return False
    return not _LOADS.isdisjoint(line.words[change.last + 1 : tail_end(line, change.last)])


_SCALED_REACH = 5


_DURATIONS = words("longer shorter")
_LASTS = words("take takes took taking run runs ran running lasts lasting") | {
    word for word, phase in PHASES.items() if phase == "training"
}


def _lasts(line: Line, frame: Frame, change: Term) -> bool:
    """Whether a comparative speaks of time spent: "trains 12% longer", "12% longer training", not "longer texts"."""
    behind = line.words[change.last + 1 : tail_end(line, change.last)]
    if line.words[change.first] not in _DURATIONS or (behind and behind[0] not in PHASES):
        return False
    return bool(behind) or not _LASTS.isdisjoint(line.words[clause_start(line, frame.at) : frame.at])


def _of_term(line: Line, frame: Frame, term: Term) -> Iterator[tuple[Metric, Phase | None, bool]]:
    assert term.metric is not None
    words = line.words[term.first : term.last + 1] or [""]  # a resource that is only implied stands nowhere
    fast = frame.change is not None and frame.change.sense in ("fast", "slow")
    sped = term.weak or (term.metric == "compute" and not words[-1].endswith(_COUNTED))
    if fast and frame.change is not None and sped:
        for phase in phases_of_speed(line, frame, frame.change):
            yield phased("latency", phase), phase, True
        return
    phase = phase_per(line, frame.at) or term.phase or near_phase(line, frame, term)
    metric = term.metric
    shared = words == ["overhead"] or (words[0] == "compression" and term.metric == "model_size")
    if shared and line.words[term.last + 1 : term.last + 2] in (["to"], ["in"], ["on"], ["of"]):
        near = (t for t in line.terms if term.last < t.first <= term.last + 4 and t.kind == "resource" and not t.weak)
        borne = next(near, term)
        metric, phase = borne.metric or metric, borne.phase or phase
    if words[-1].startswith("compress") and any("cach" in w or w.startswith("kv") for w in line.words[: term.last + 1]):
        metric, phase = "memory", "inference"
    elif words[-1] == "compression" and metric == "model_size":
        phase = None  # how small it gets, not what compressing costs
    if (
        words[-1].startswith(("step", "epoch", "iteration"))
        and frame.change
        and line.words[frame.change.first] in _DURATIONS
    ):
        metric = "latency"
    raised = frame.change is not None and frame.change.sense in ("improve", "more")
    if words == ["bandwidth"] and raised and frame.change and frame.change.form == "verb":
        yield "throughput", phase, True
        return
    if line.words[term.last + 1 : term.last + 3] == ["per", "second"]:
        yield "throughput", phase, True
        return
    if metric == "complexity":
        if line.words[term.last - 1] in OTHER_COMPLEXITIES:
            return
        metric = COUNTED_BY.get(line.words[term.last - 1], "compute")  # how far it falls is no growth
    both = [(phased(metric, phase), phase), *term.also]
    if term.also and len(both) == frame.length:
        both = both[frame.place : frame.place + 1]  # "30% and 20% less training and inference | time"
    for told, when in both:
        yield told, when, term.gain


COUNTED_BY: dict[str, Metric] = {
    **dict.fromkeys(("sample", "label"), "data"),
    **dict.fromkeys(("query", "communication", "message"), "cost"),
}
"""What the complexities count that are named for it: "a 3x lower | sample complexity"."""
OTHER_COMPLEXITIES = words(
    "context task hypothesis operational design data problem linguistic sentence scene semantic code cognitive "
    "syntactic narrative question"
)
"""What is complex at no cost."""
_COUNTED = ("flop", "flops", "mac", "macs")
"""The operations whose own number a speed-up may be one of: "a 4x FLOPs speedup"."""


def _of_models(line: Line, frame: Frame) -> tuple[Metric, Direction]:
    """A model N times smaller is a smaller size; one N times larger is a capacity, where it is not merely a rival."""
    cut = frame.relation == "fraction_of" and frame.rule == "reduced to a share of"
    smaller = cut or (frame.change is not None and frame.change.sense == "less")
    if smaller:
        return "model_size", "better"
    rivals = not _BESIDE_RIVALS.isdisjoint(line.words[clause_start(line, frame.at) : frame.at])
    matched = not MATCHING.isdisjoint(line.words[max(0, frame.at - RIVAL_REACH) : frame.at])
    return ("parameters", "better") if rivals or matched else ("capacity", "better")


_BESIDE_RIVALS = MATCHING | words("compared versus against than over")


def direction_of(frame: Frame, quantity: Quantity, gain: bool) -> Direction:
    """Say for the subject whether the change is good."""
    sense = frame.change.sense if frame.change else None
    if sense in ("fast", "improve"):
        return "better"
    if sense in ("slow", "worsen"):
        return "worse"
    if sense == "less":
        return "worse" if gain else "better"
    if sense == "more":
        return "better" if gain else "worse"
    part = (quantity.value or 0) / (100 if quantity.unit == "%" else 1) < 1
    if frame.relation == "fraction_of":
        return "worse" if part == gain else "better"
    return ("better" if gain else "worse") if not part else ("worse" if gain else "better")


def relation_of(frame: Frame, quantity: Quantity, gain: bool, *, further: bool = False) -> Relation:
    """Say how the number relates the two costs; a `further` compression cuts what another one left."""
    if frame.relation is not None:
        return frame.relation
    sense = frame.change.sense if frame.change else None
    if further:
        return "reduced_by"
    if quantity.unit != "%" and (quantity.value or 0) >= 1:
        return "times"
    if sense is None:
        return "fraction_of" if quantity.relation == "fraction_of" or quantity.unit == "%" else "times"
    shrinks = sense == "less" or (sense == "improve" and not gain) or (sense == "worsen" and gain)
    return "reduced_by" if shrinks else "increased_by"


HANDLES = words(
    "fit fits fitting solve solves solving admit admits host hosts hosting handle handles handling support supports "
    "supporting extend extends extending accommodate accommodates process processes allow allows allowing enable "
    "enables enabling scales scaling"
)
