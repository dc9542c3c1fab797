"""Claims: frames of resources read as efficiency claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.quantities import Quantity, base_unit
from summarizer.reading.frames import RIVALRY, STOP_TAIL, Frame, clause_start, left_of, tail_end
from summarizer.reading.terms import Term, phased
from summarizer.reading.tokens import NUMBER, Line
from summarizer.reading.vocabulary import PHASES, words
from summarizer.records import Direction, Kind, Metric, Phase, Relation


@dataclass(frozen=True, slots=True)
class Finding:
    """An efficiency claim before subject, baseline and setting are looked for."""

    frame: Frame
    kind: Kind
    metric: Metric
    phase: Phase | None
    direction: Direction
    relation: Relation | None = None


# --- relative --------------------------------------------------------------------------------------------------------

_OPPOSITE: dict[Direction, Direction] = {"better": "worse", "worse": "better", "same": "same"}
_SMALL_RIVALS = words(
    "match matches matching outperform outperforms outperforming rivals rivaling rival surpass surpasses "
    "surpassing beats beating comparable exceeds exceeding competitive"
)


def relative(line: Line, frame: Frame, quantity: Quantity) -> Iterator[Finding]:
    """Read a factor or percentage that stands with a resource, once per resource."""
    if quantity.unit == "%" and frame.change is None and frame.term and line.words[frame.term.last] == "utilization":
        yield Finding(frame, "absolute", "throughput", frame.term.phase, "better")
        return
    for metric, phase, gain in readings(line, frame):
        if _is_overhead(line, frame):
            yield Finding(frame, "relative", metric, phase, "worse", "increased_by")
            continue
        if metric == "data" and frame.change and line.words[frame.change.first] in ("larger", "bigger"):
            continue  # how large a corpus is, not what is spent
        if metric == "capacity" and frame.change and frame.change.sense == "less":
            gain = False  # a length or a number of steps that is reduced is one that was needed
        direction = direction_of(frame, quantity, gain)
        if metric == "capacity" and frame.term and line.words[frame.term.last].startswith("model"):
            metric, direction = _of_models(line, frame)
        further = _is_further(line, frame)
        if (
            frame.change is None
            and quantity.unit == "%"
            and frame.term
            and line.words[frame.term.first].startswith("compress")
        ):
            yield Finding(frame, "relative", metric, phase, "better", "reduced_by")
            continue
        yield Finding(frame, "relative", metric, phase, direction, relation_of(frame, quantity, gain, further=further))


def _is_further(line: Line, frame: Frame) -> bool:
    """Whether a number is a cut on top of another: "30% additional compression"."""
    if frame.term is None or frame.change is None or not line.words[frame.term.last].startswith("compress"):
        return False
    return line.words[frame.change.first] in ("additional", "extra")


def _is_overhead(line: Line, frame: Frame) -> bool:
    """Whether a number is what comes on top: "a 5% overhead", "a memory overhead of 3%"."""
    grows = frame.change is None or frame.change.sense == "more"
    return (
        grows
        and frame.term is not None
        and line.words[frame.term.last].startswith("overhead")
        and frame.relation is None
    )


def readings(line: Line, frame: Frame) -> Iterator[tuple[Metric, Phase | None, bool]]:
    """What a frame measures: metric, phase, and whether more of it is better."""
    if frame.antecedent is not None:
        beats = frame.change is not None and line.words[frame.change.first] in RIVALRY
        gain = beats or (frame.antecedent in ("throughput", "capacity") and frame.relation is None)
        yield frame.antecedent, frame.phase, gain
        return
    if frame.terms and frame.terms[0].kind == "resource":
        for term in frame.terms:
            if term.kind == "resource":
                yield from _of_term(line, frame, term)
        return
    change = frame.change
    if change is not None and change.sense in ("fast", "slow"):
        phase = near_phase(line, frame, change)
        yield phased("latency", phase), phase, True
    elif change is not None and change.metric is not None:
        phase = near_phase(line, frame, change)
        metric: Metric = "compute" if line.words[max(0, change.first - 1)] == "computationally" else change.metric
        yield phased(metric, phase), phase, change.gain
    elif change is not None and change.sense == "improve" and line.words[frame.at - 1].startswith("compress"):
        yield "model_size", None, True
    elif change is not None and change.form == "comparative" and change.sense in ("less", "more"):
        word = line.words[change.first]
        if word in ("larger", "bigger", "longer") and _HANDLES & set(line.words[max(0, frame.at - 5) : frame.at]):
            yield "capacity", None, True
        elif word in ("smaller", "larger", "bigger"):
            yield "model_size", None, False
        elif _lasts(line, frame, change):
            phase = near_phase(line, frame, change)
            yield phased("latency", phase), phase, False


_DURATIONS = words("longer shorter")
_LASTS = words("take takes took taking run runs ran running lasts lasting") | {
    word for word, phase in PHASES.items() if phase == "training"
}


def _lasts(line: Line, frame: Frame, change: Term) -> bool:
    """Whether a comparative speaks of time spent: "trains 12% longer", "12% longer training", not "longer texts"."""
    behind = line.words[change.last + 1 : tail_end(line, change.last)]
    if line.words[change.first] not in _DURATIONS or (behind and behind[0] not in PHASES):
        return False
    return bool(behind) or bool(_LASTS & set(line.words[clause_start(line, frame.at) : frame.at]))


def _of_term(line: Line, frame: Frame, term: Term) -> Iterator[tuple[Metric, Phase | None, bool]]:
    assert term.metric is not None
    words = line.words[term.first : term.last + 1]
    fast = frame.change is not None and frame.change.sense in ("fast", "slow")
    if fast and frame.change is not None and term.weak:
        phase = near_phase(line, frame, frame.change)
        yield phased("latency", phase), phase, True
        return
    phase = term.phase or near_phase(line, frame, term)
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
    if line.words[term.last + 1 : term.last + 3] == ["per", "second"]:
        yield "throughput", phase, True
        return
    yield phased(metric, phase), phase, term.gain
    for also, also_phase in term.also:
        yield also, also_phase, term.gain


def _of_models(line: Line, frame: Frame) -> tuple[Metric, Direction]:
    """A model N times smaller is a smaller size; one N times larger is a capacity, where it is not merely a rival."""
    smaller = frame.change is not None and frame.change.sense == "less"
    if smaller:
        return "model_size", "better"
    rivals = set(line.words[clause_start(line, frame.at) : frame.at]) & _SMALL_RIVALS
    return ("model_size", "better") if rivals else ("capacity", "better")


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


def near_phase(line: Line, frame: Frame, term: Term) -> Phase | None:
    """The phase that the words next to a term name, else those of its clause before it."""
    words = line.words
    behind = words[term.last + 1 : frame.at if frame.at > term.last else term.last + 5]
    ahead = next((i for i, w in enumerate(behind) if w in (",", NUMBER, "and") and frame.at < term.last), len(behind))
    follows = words[frame.at + 1 : frame.at + 4]
    if frame.at > term.last and follows[:1] and follows[0] in ("in", "for", "on", "during"):
        told_behind = next((PHASES[w] for w in follows[1:] if w in PHASES), None)
        if told_behind:
            return told_behind
    before = _back_to_number(words[max(0, term.first - 3) : term.first])
    stop = next((i for i in range(frame.at + 1, len(words)) if words[i] in (NUMBER, ",", "and", "while")), len(words))
    when = (i for i in range(frame.at + 1, min(stop, frame.at + 12)) if words[i] in ("when", "during", "while"))
    told_when = next((PHASES[w] for i in when for w in words[i + 1 : i + 3] if w in PHASES), None)
    if told_when:
        return told_when
    near = [*reversed(behind), *before] if frame.at > term.last else [*before, *behind[:ahead]]
    found = next((PHASES[w] for w in near if w in PHASES), None)
    return found or _clause_phase(line, frame, term)


_WINDOW = 8
"""How far before a number the word may stand that makes its speed one of training."""
_DENIALS = frozenset(("without", "no", "any", "after", "before"))


def _clause_phase(line: Line, frame: Frame, term: Term) -> Phase | None:
    """The phase named further off: of training only for a bare speed-up, and only close by; of inference anywhere."""
    start = clause_start(line, frame.at)
    for at in range(frame.at - 1, start - 1, -1):
        word = line.words[at]
        phase = "compression" if word in _COMPRESSES else PHASES.get(word)
        if phase is None or (phase == "compression" and word not in _COMPRESSES):
            continue
        if phase == "inference":
            return phase
        speed = term.kind == "change" and frame.at - at <= _WINDOW
        main = word in _COMPRESSES or speed
        return phase if main and not _DENIALS & set(line.words[max(0, at - 4) : at]) else None
    return None


_COMPRESSES = words("quantizes prunes compresses searches calibrates quantizing pruning") - {"pruning"}


def _back_to_number(words: list[str]) -> list[str]:
    """Words from the last one backwards, as far as a number or comma."""
    stop = next((i for i, w in enumerate(reversed(words)) if w in (NUMBER, ",")), len(words))
    return words[::-1][:stop]


# --- absolute --------------------------------------------------------------------------------------------------------

_TIMES = frozenset(("s", "GPU-hours"))
_UNIT_METRICS: tuple[tuple[str, Metric], ...] = (
    ("OPS/W", "energy"),
    ("FLOPS", "throughput"),
    ("FLOPs", "compute"),
    ("MACs", "compute"),
    ("OPs", "compute"),
    ("params", "parameters"),
    ("J", "energy"),
    ("Wh", "energy"),
    ("W", "energy"),
    ("CO2", "energy"),
    ("/s", "throughput"),
    ("/day", "throughput"),
    ("pps", "throughput"),
    ("rounds", "training_time"),
    ("FPS", "throughput"),
    ("tokens", "data"),
    ("samples", "data"),
    ("steps", "capacity"),
    ("layers", "capacity"),
    ("bits", "model_size"),
    ("USD", "cost"),
)
_ALWAYS = frozenset(
    ("/day", "pps", "OPS/W", "FLOPS", "FLOPs", "MACs", "OPs", "J", "Wh", "W", "CO2", "/s", "FPS", "USD")
)
_SPARING = words("only just merely mere few little as compact tiny solely single")
_ONLY = words("only just merely mere solely")
_MEDIA = words(
    "speech audio video videos music recordings recording data footage clips clip songs song sound eeg signal "
    "signals ahead horizon horizons window windows forecast forecasts old later history history annotated labeled "
    "labelled lectures context long per-user frame frames segment segments chunk chunks bin bins slot slots interval "
    "intervals shift hop exposure epochs trials"
)
_TIME_STEPS = {("time", "step"), ("time", "steps"), ("step", "size")}
_MODIFYING = re.compile(r"\d-(?!to-)(?!GPU|CPU|TPU|node|core)[a-zA-Z]")
_CAPTURES = words("data captured recorded acquired collected sampled observed occurred")
_LIMITS = words("limit budget window period interval horizon shift duration span cutoff half-life lag")
_LONG_RECORDING = 1000
"""Plain hours from here on are recordings, not time spent."""
_SPENT = words(
    "training compute gpu computation latency inference time wall-clock runtime processing cpu search tuning"
)
_TAKES = words(
    "takes take took taking requires require required requiring needs need trained train training trains spent "
    "completes finish finishes"
)
_FASTEST = words("fastest slowest")
_BYTES_NEAR = words(
    "memory vram ram footprint storage disk checkpoint size cache takes take occupies requires require needs need "
    "uses using consumes within fit fits under index model weights"
)
_STORED = words("storage disk checkpoint size index download file binary flash")
_HARDWARE = words("gpu gpus a100 h100 v100 card cards machine device devices phone cpu rtx")


def absolute(line: Line, frame: Frame, quantity: Quantity, text: str, *, listed: bool = False) -> Iterator[Finding]:
    """Read an amount that is offered as evidence of efficiency; sizes that only identify something are none.

    `listed`: whether another amount of the sentence is one, so that this one need not say that it is small.
    """
    metric = unit_metric(line, frame.at, quantity)
    given = listed and has_left(line, frame.at, ("with", "using", "and"))
    if metric is None or not (given or _is_evidence(line, frame, quantity, text)):
        return
    term = frame.term if frame.term and frame.term.kind == "resource" and not frame.term.weak else None
    phase = (term.phase if term else None) or _unit_phase(quantity) or phase_around(line, frame.at)
    if term and term.metric and _fits(term.metric, metric):
        metric = term.metric
    if metric == "cost":
        yield Finding(frame, "absolute", metric, phase, "better")
        return
    if quantity.unit and quantity.unit.startswith(("GPU", "TPU")):
        metric, phase = "training_time", phase if phase != "inference" else "training"
    behind = set(line.words[frame.at + 1 : frame.at + 4])
    extra = (frame.change is not None and frame.change.sense == "more") or bool(
        behind & {"additional", "extra", "more"}
    )
    yield Finding(frame, "absolute", phased(metric, phase), phase, "worse" if extra else "better")


def _unit_phase(quantity: Quantity) -> Phase | None:
    """The phase that an amount's own words name: "2B training tokens"."""
    return next((PHASES[w] for w in quantity.text.lower().split() if w in PHASES), None)


def _fits(named: Metric, by_unit: Metric) -> bool:
    groups: tuple[set[Metric], ...] = (
        {"latency", "training_time"},
        {"memory", "model_size"},
        {"data", "capacity"},
        {"compute", "training_cost"},
    )
    return named == by_unit or any({named, by_unit} <= group for group in groups)


def unit_metric(line: Line, at: int, quantity: Quantity) -> Metric | None:
    """The metric that an amount's unit speaks for."""
    _, unit = base_unit(quantity.value or 1.0, quantity.unit or "")
    if unit in _TIMES:
        return "latency" if unit == "s" else "training_time"
    if unit in ("B", "bytes"):
        around = set(line.words[max(0, at - 8) : at + 5])
        return "model_size" if around & _STORED and not around & {"memory", "cache", "ram", "vram"} else "memory"
    if quantity.unit in ("M", "K", "k", "B", "G"):
        return "parameters" if {"size", "parameters", "params"} & set(line.words[max(0, at - 4) : at]) else None
    return next((metric for ending, metric in _UNIT_METRICS if unit.endswith(ending) or ending in unit), None)


def _is_evidence(line: Line, frame: Frame, quantity: Quantity, text: str) -> bool:
    at = frame.at
    _, unit = base_unit(quantity.value or 1.0, quantity.unit or "")
    before, after = line.words[max(0, at - 4) : at], line.words[at + 1 : at + 4]
    written = text[quantity.start : quantity.end]
    if any(unit.endswith(u) for u in _ALWAYS):
        return not (unit.endswith("B/s") and before[-1:] == ["("]) and "same" not in before
    if unit in _TIMES:
        media = set(after[:1]) | (set(after[1:3]) if after[:1] == ["of"] else set())
        if quantity.unit == "h" and (quantity.value or 0) >= _LONG_RECORDING:
            return False
        if "(" in before and frame.term is None and not set(line.words[max(0, at - 12) : at]) & (_TAKES | _FASTEST):
            return False
        if after[:1] == ["of"] and not set(after[1:]) & _SPENT:
            return False
        if quantity.unit in ("days", "weeks", "months") and not set(line.words[max(0, at - 12) : at]) & _TAKES:
            return False
        if before[-1:] in (["at"], ["for"]) and not set(before) & _TAKES:
            return False
        if _TIME_STEPS & set(pairwise(before)):
            return False
        if before[-1:] == ["within"] and set(before[:-1]) & _CAPTURES:
            return False
        if before[-1:] == ["of"] and set(before[-2:-1]) & _LIMITS:
            return False
        return (
            not media & _MEDIA
            and before[-1:] != ["from"]
            and not _MODIFYING.search(written)
            and not set(before) & {"every", "past"}
        )
    if quantity.unit in ("M", "K", "k", "B", "G") and "size" in before:
        return "(" not in before or before[-2:] == ["size", "("]
    if unit in ("B", "bytes"):
        hardware = set(after[:1]) & _HARDWARE or set(line.words[max(0, at - 2) : at]) & _HARDWARE
        limited = {"limit", "budget", "constraint", "card", "cards"} & set(after)
        return not hardware and not limited and bool(set(line.words[max(0, at - 9) : at + 5]) & _BYTES_NEAR)
    if unit == "bits":
        stored = (
            before[-1:]
            and before[-1] in ("to", "in", "into", "at")
            and any(w.startswith(_CODES) and not w.endswith("ation") for w in line.words[max(0, at - 8) : at])
        )
        return (bool(stored) or "per" in after) and "-" not in written and not set(after) & PER_SYMBOL
    lead = text[max(0, quantity.start - 30) : quantity.start].lower().replace("(", " ").split()[-3:]
    named = re.match(
        r"\s(?:\w+\s){0,2}(?:model|network|LLM|encoder|decoder|backbone|transformer)", text[quantity.end :]
    )
    named_size = named is not None and quantity.text.rstrip("s").endswith(("parameter", "param"))
    sparing = bool(set(lead) & (_ONLY if named_size else _SPARING)) or after[:1] == ["only"]
    return (
        sparing
        or _is_handled(line, at, quantity)
        or (quantity.bound == "up_to" and "than" in lead and unit in ("tokens", "samples"))
    )


_CODES = ("quanti", "compress", "encod", "binar", "stor")
_HANDLES = words(
    "handle handles handling support supports supporting extend extends extending accommodate accommodates "
    "process processes allow allows allowing enable enables enabling scales scaling"
)


def _is_handled(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether an amount is the most that can be handled: "scales to more than 100 layers"."""
    before = line.words[max(0, at - 9) : at]
    _, unit = base_unit(quantity.value or 1.0, quantity.unit or "")
    return (
        unit != "samples"
        and quantity.bound in ("up_to", "at_least")
        and bool(set(before) & _HANDLES)
        and "(" not in before
    )


PER_SYMBOL = words("character characters char byte bytes dimension dim word words base symbol")
"""What bits are counted per where they measure quality."""


def phase_around(line: Line, at: int) -> Phase | None:
    """The phase that the clause of an amount names."""
    start, end = clause_start(line, at), tail_end(line, at, 12)
    around = [w for i, w in enumerate(line.words[start : end + 4], start) if not _is_ratio(line, i)]
    return next((PHASES[w] for w in reversed(around) if w in PHASES), None)


def _is_ratio(line: Line, at: int) -> bool:
    """Whether a word only says how far something was shrunk: "a 6x compression"."""
    return line.words[at] == "compression" and line.words[max(0, at - 1)] == NUMBER


def of_peak(line: Line, at: int) -> bool:
    """Whether a percentage is one of a device's peak: "over 50% of A6000 peak"."""
    behind = line.words[at + 1 : at + 7]
    return behind[:1] == ["of"] and "peak" in behind


# --- asymptotic ------------------------------------------------------------------------------------------------------

_POOR = ("quadratic", "cubic", "exponential", "polynomial", "super")
_POWER = re.compile(r"\)\s?\^\s?\{?[2-9]|(?<![a-z\\])[a-z]\s?(?:\^\s?\{?[2-9nkd]|[²³])|\b2\^")


_NO_GROWTH = words(
    "separable independent combination combinations layer layers model models regression error rate regret bound"
)
_GROWTH_NOUNS = words(
    "time space memory complexity cost costs computation computations operations attention runtime scaling steps "
    "inference training algorithm solution queries rounds samples flops work depth storage parameters lookup lookups"
)
_GROWN = words("grows grow scales scale scaling growing increases")


def _is_of_cost(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a growth is one of a cost, not of an error or a count: "converges at O(1/n)", "linearly separable"."""
    around = line.words[max(0, at - 5) : at + 6]
    behind = line.words[at + 1 : at + 2]
    if behind and behind[0] in _NO_GROWTH:
        return False
    costs = any(t.kind == "resource" and not t.weak for t in line.terms if at - 12 <= t.first <= at + 8)
    if (quantity.unit or "").startswith("O("):
        if behind and behind[0].isalpha() and behind[0] not in _GROWTH_NOUNS | STOP_TAIL and not costs:
            return False  # "O(n) perturbations"
        return costs or not {"rate", "error", "regret", "bound", "="} & set(line.words[max(0, at - 5) : at])
    return costs or not _GROWN & set(around) or bool(_ATTENDS & set(line.words))


_ATTENDS = words("complexity quadratic compute algorithm solver runtime transformer transformers")


def asymptotic(line: Line, at: int, quantity: Quantity) -> Iterator[Finding]:
    """Read a growth: of time, of memory, or of both where both are named."""
    if not _is_of_cost(line, at, quantity):
        return
    frame = Frame(line.quantity_at[at], line.index, at, "growth")
    direction: Direction = "worse" if is_poor(quantity) else "better"
    yield Finding(frame, "asymptotic", "complexity", None, direction)
    behind = line.words[at + 1 : at + 7]
    behind = behind[: behind.index(NUMBER)] if NUMBER in behind else behind
    if {"time", "memory"} <= set(behind) or {"time", "space"} <= set(behind):
        yield Finding(frame, "asymptotic", "memory", None, direction)


def is_poor(quantity: Quantity) -> bool:
    """Whether a growth is the kind that papers set out to avoid."""
    unit = (quantity.unit or "").lower().replace(" ", "")
    if unit.startswith("o("):
        return bool(_POWER.search(unit))
    return unit.startswith(_POOR)


def has_left(line: Line, at: int, words: Sequence[str]) -> bool:
    """Whether one of some words stands right before a number, words of degree left out."""
    left = left_of(line, at)
    return left >= 0 and line.words[left] in words
