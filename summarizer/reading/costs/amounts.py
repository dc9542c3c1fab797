"""Amounts: absolute amounts offered as evidence of efficiency, and the metrics that their units speak for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.quantities import Quantity, base_unit
from summarizer.reading.costs.claims import Finding
from summarizer.reading.costs.lessons import counts_taught, is_lesson, is_taught
from summarizer.reading.costs.loads import counts_load, is_handled, is_most_on_one
from summarizer.reading.costs.paces import HEARD, is_pace
from summarizer.reading.costs.phases import is_mastered, phase_around
from summarizer.reading.costs.runs import is_done_in
from summarizer.reading.costs.sizes import (
    OF_OTHERS,
    is_called_costly,
    is_large,
    is_lean,
    is_small_network,
    is_sparing,
    is_told_less,
)
from summarizer.reading.costs.storage import HARDWARE, is_occupied, metric_of_bytes
from summarizer.reading.costs.times import LONG_UNITS, is_spent, list_start
from summarizer.reading.costs.widths import is_width, width_metric
from summarizer.reading.framing.frames import RIVALRY, STOP_TAIL, Frame, changes_in, clause_start, left_of
from summarizer.reading.words.terms import phased
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import ONLY, PHASES, words
from summarizer.records import Metric, Phase

_TIMES = frozenset(("s", "GPU-hours"))
_UNIT_METRICS: tuple[tuple[str, Metric], ...] = (
    ("OPS/W", "energy"),
    ("FLOPS", "throughput"),
    ("OPS", "throughput"),
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
    ("/min", "throughput"),
    ("/h", "throughput"),
    ("pps", "throughput"),
    ("rounds", "training_time"),
    ("FPS", "throughput"),
    ("kHz", "throughput"),
    ("tokens", "data"),
    ("samples", "data"),
    ("steps", "capacity"),
    ("layers", "capacity"),
    ("bits", "model_size"),
    ("USD", "cost"),
    ("cents", "cost"),
)
_ALWAYS = (
    "/day",
    "/min",
    "/h",
    "pps",
    "OPS/W",
    "OPS",
    "FLOPs",
    "MACs",
    "OPs",
    "J",
    "Wh",
    "W",
    "CO2",
    "/s",
    "FPS",
    "kHz",
    "USD",
    "cents",
)
_MODIFYING = re.compile(r"\d[kKM]?-(?!to-)(?!GPU|CPU|TPU|node|core)[a-zA-Z]")
_DEVICES = words(
    "computer board processor chip module controller laptop device gpu cpu battery charger adapter supply budget "
    "envelope limit radio laser lamp heater motor transmitter panel"
)
_PASSES = ("epoch", "epochs", "training iterations")
"""What training is measured in rather than what a run needs."""
_BARE = 2
"""Words of an amount whose unit nothing tells more of."""
_EARNED = words(
    "income revenue revenues profit profits earn earns earned earning earnings market markets portfolio prize prizes "
    "sales salary salaries worth valued capital invested wealth bet bets bonus loss losses stolen damage damages fraud"
)
"""Money that is made or owned, not spent."""
_ADDS = words("adds add adding added")


def absolute(line: Line, frame: Frame, quantity: Quantity, text: str, *, listed: bool = False) -> Iterator[Finding]:
    """Read an amount that is offered as evidence of efficiency; sizes that only identify something are none.

    `listed`: whether another amount of the sentence is one, so that this one need not say that it is small.
    """
    graded = frame.term is not None and frame.term.kind == "quality" and not (frame.term.gain or frame.term.weak)
    if graded and not is_of_cost(line, frame, quantity):
        return  # an error of 14 W
    if quantity.value is not None and quantity.value < 0:
        return  # "(at +/-30 minutes)"
    load = counts_load(line, frame.at, quantity) or is_most_on_one(line, frame.at, quantity)
    metric = "capacity" if load else unit_metric(line, frame.at, quantity) or _counted_metric(line, frame, quantity)
    taught = not load and counts_taught(line, frame.at, quantity)
    lesson = taught or (metric == "latency" and is_lesson(line, frame.at, quantity))
    if lesson:
        metric = "data"
    if metric is None:
        return
    timed = base_unit(quantity.value or 0.0, quantity.unit or "")[1] == "s"
    given = load or lesson or (listed and not timed and _goes_on(line, frame.at, quantity))
    if not given and not _is_evidence(line, frame, quantity, text):
        return
    told = frame.term is not None and frame.term.kind == "resource" and (not frame.term.weak or _is_cut_by(frame))
    term = frame.term if told else None
    if term and quantity.unit in _INSTANTS and not {"and", ","}.isdisjoint(line.words[term.last : frame.at]):
        term = None  # "cuts the training time by 9% and takes 5 ms"
    around = phase_around(line, frame.at)
    instant = quantity.unit in _INSTANTS or quantity.unit == "FPS"
    if instant and around != "inference" and not _is_learnt(line, frame.at):
        around = None  # "a scorer trained on maps (~3 ms)", "needs less training data and takes 5 ms"
    phase = (term.phase if term else None) or _unit_phase(quantity) or around
    if phase is None and quantity.unit in LONG_UNITS and is_mastered(line, frame.at):
        phase = "training"
    if quantity.unit == "bits":
        metric = width_metric(line, frame.at)
    elif term and term.metric and _fits(term.metric, metric):
        metric = term.metric
    if metric in ("data", "parameters") and is_handled(line, frame.at, quantity):
        metric = "capacity"
    if metric == "cost" and not _EARNED.isdisjoint(line.words[max(0, frame.at - 6) : frame.at + 5]):
        return
    if metric == "cost":
        yield Finding(frame, "absolute", metric, phase, "better")
        return
    if metric == "model_size":
        phase = term.phase if term else None
    if metric == "capacity" and quantity.text.endswith(_PASSES):
        metric = "training_time"
    elif metric == "training_time" and quantity.text.endswith(" rounds") and len(quantity.text.split()) == _BARE:
        metric = "capacity"  # of a dialogue, not of federated training
    if quantity.unit and quantity.unit.startswith(("GPU-", "TPU-")):
        metric, phase = "training_time", phase if phase != "inference" else "training"
    worse = _is_on_top(line, frame, quantity) or _is_price(line, frame.at, quantity, metric)
    yield Finding(frame, "absolute", phased(metric, phase), phase, "worse" if worse else "better")


def _is_learnt(line: Line, at: int) -> bool:
    """Whether the words right around an instant tie it to training: "a | training step takes 40 ms"."""
    before = line.words[max(0, at - 5) : at]
    if before[-1:] == ["("] or "and" in before:
        before = []
    return not _LEARNT.isdisjoint((*before, *line.words[at : at + 4]))


def _is_on_top(line: Line, frame: Frame, quantity: Quantity) -> bool:
    """Whether an amount is what is paid more: "adds | 3 ms", "| 3 ms slower", "| 3 ms of extra delay"."""
    if frame.change is not None and frame.change.sense in ("more", "slow"):
        return True
    behind = line.words[frame.at + 1 : frame.at + 4]
    told = {*behind, *line.words[max(0, frame.at - 2) : frame.at], *quantity.text.split()}
    return line.words[frame.at - 1] in _ADDS or not _EXTRA.isdisjoint(told) or "more" in (told - {*behind[1:]})


def _is_price(line: Line, at: int, quantity: Quantity, metric: Metric) -> bool:
    """Whether an amount is told as the price of something: "gains 2% but requires | 9 GB", "but slow ( | 62 ms)"."""
    if is_called_costly(line, at):
        return True
    if metric == "throughput" or not ONLY.isdisjoint(line.words[max(0, at - 3) : at]) or quantity.bound == "up_to":
        return False
    verb = next((i for i in range(at - 1, max(0, at - _PRICE_REACH), -1) if line.words[i] in _CLAIMS), 0)
    return verb > 1 and line.words[verb - 1] in ("but", "yet")


_PRICE_REACH = 14
_CLAIMS = words("requires require required takes take took needs need needed consumes consume costs cost peaks")


def is_burden(line: Line, at: int, quantity: Quantity, metric: Metric) -> bool:
    """Whether what others have is told as too much or too little: "takes more than | 9 hours", "at only | 3 FPS"."""
    sparing = not ONLY.isdisjoint(line.words[max(0, at - 3) : at])
    if is_called_costly(line, at):
        return True
    if metric in ("throughput", "capacity"):
        return sparing and metric == "throughput"
    told = quantity.bound == "at_least" or not _BURDENS.isdisjoint(line.words[max(0, at - _LIST_REACH) : at])
    return told and not sparing


_BURDENS = words(
    "require requires requiring required take takes taking need needs needing suffer suffers reach reaches"
)
_EXTRA = words("additional extra another")


def _counted_metric(line: Line, frame: Frame, quantity: Quantity) -> Metric | None:
    """The metric of what a scaled number counts: "merely | 4K expert trajectories", "only | 30M network parameters"."""
    if quantity.unit not in _COUNTS or line.words[frame.at + 1 : frame.at + 2] in _SCREENS:
        return None
    if is_small_network(line, frame.at, quantity):
        return "parameters"
    if is_told_less(line, frame.at):
        return next((t.metric for t in line.resources if t.last == frame.at - 2 and t.metric == "data"), None)
    ranged = line.written.startswith("-", quantity.end)  # "small models (0.5B- | 7B parameters)"
    if frame.term is None or frame.rule not in _COUNTING or ranged:
        return None
    metric, sized = frame.term.metric, not is_large(quantity)
    return metric if (metric == "parameters" and sized) or (metric == "data" and frame.rule[0] == "t") else None


_SCREENS = (["resolution"], ["uhd"], ["hd"])
"""What 2K and 4K are names of."""
_COUNTING = ("tail measure", "measure of", "subject measure")


_INSTANTS = ("ms", "µs", "ns")
_LEARNT = words("epoch epochs iteration iterations training batch update")


def _goes_on(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether an amount goes on a list of costs: "0.7 GFLOPs and | 3M parameters", not "B with | 7B weights"."""
    left = left_of(line, at)
    inner = line.words[left] == "," and line.words[left - 1] == NUMBER  # "with 9M, | 14M and 30M parameters"
    told = left > 0 and (inner or line.words[left] in _ADDS_ON) and line.words[left - 1] not in _WITHOUT_COST
    told &= not quantity.text.endswith("-token")
    rivals = line.words[max(clause_start(line, at), at - _LIST_REACH) : at]
    return told and (inner or line.words[left] == "and" or RIVALRY.isdisjoint(rivals)) and not is_large(quantity)


_ADDS_ON = ("with", "using", "and")
_WITHOUT_COST = OF_OTHERS | HARDWARE
"""What an amount behind it only tells apart, or describes: "on a card with | 9 GB"."""
_LIST_REACH = 8


def is_of_cost(line: Line, frame: Frame, quantity: Quantity) -> bool:
    """Whether an amount can't be an error: a count of what is used, a speed, a time that is the "rate of" work."""
    term = frame.term
    rate = term is not None and term.last < frame.at and line.words[term.last] in ("rate", "rates")
    timed = base_unit(quantity.value or 0.0, quantity.unit or "")[1] == "s"
    spent = timed and line.words[left_of(line, frame.at)] in _SPENDING
    return rate or spent or (quantity.unit or "").endswith(_NO_ERRORS)


_NO_ERRORS = (
    *("params", "FLOPs", "MACs", "tokens", "samples", "steps", "layers", "/s", "FPS", "kHz", "-hours", "-days", "GB"),
)
_SPENDING = words("takes take took taking in within requires costs")
"""What stands before a time that is spent, and before no error."""


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
        return metric_of_bytes(line, at)
    if quantity.unit in _SIZES and _names_memory(line, at):
        return "memory"
    if quantity.unit in _COUNTS:
        return "parameters" if not _COUNTED.isdisjoint(line.words[max(0, at - 4) : at]) else None
    for part, metric in _UNIT_METRICS:
        if part in unit:
            return metric
    return None


_SIZES = ("G", "M")


def _names_memory(line: Line, at: int) -> bool:
    """Whether what stands behind a scaled number makes it bytes: "5 G of | memory", "4.4 G inference | memory"."""
    behind = line.words[at + 1 : at + 4]
    end = next((i for i, w in enumerate(behind) if w in ("memory", "vram")), len(behind))
    return end < len(behind) and (STOP_TAIL - {"of"}).isdisjoint(behind[:end])


def _is_evidence(line: Line, frame: Frame, quantity: Quantity, text: str) -> bool:
    """Whether an amount is offered as a cost; its unit decides how plainly the words must say so."""
    at = frame.at
    _, unit = base_unit(quantity.value or 1.0, quantity.unit or "")
    before, written = line.words[max(0, at - 4) : at], text[quantity.start : quantity.end]
    near = line.words[max(0, at - 12) : at]
    if "same" in near and _UP_TO_AMOUNT.isdisjoint(near[len(near) - near[::-1].index("same") :]):
        return False  # "given the same memory of 3 GB"
    if unit in ("W", "J", "Wh") and before[-1:] == ["of"] and not _DEVICES.isdisjoint(before[-2:-1]):
        return False  # what a battery holds
    if unit in _PACES and not is_pace(line, at, hertz=written[-1] in "zZ"):
        return False
    if unit == "kHz" and not HEARD.isdisjoint(line.words):
        return False
    if unit in ("W", "J") and not _DEVICES.isdisjoint(line.words[at + 1 : at + 2]):
        return any(t.metric == "energy" and at < t.first <= at + 2 for t in line.resources)  # else a device's name
    if unit.endswith(_ALWAYS):
        return not (unit.endswith("B/s") and before[-1:] == ["("]) and not _is_granted(line, at)
    if unit in _TIMES:
        named = any(at < t.first <= at + 2 and t.metric in ("latency", "training_time") for t in line.terms)
        return is_spent(line, frame, quantity) and (named or unit != "s" or not _MODIFYING.search(written))
    if quantity.unit in _SIZES and _names_memory(line, at):
        return True
    if quantity.unit in _COUNTS and "size" in before and quantity.value_max is None:
        if "from" in before or not _OTHER_SIZES.isdisjoint(line.words[max(0, at - 5) : at]):
            return False
        return "(" not in before or before[-2:] == ["size", "("]
    if quantity.unit in _COUNTS and _is_how_many(line, at, quantity):
        return True
    if unit == "params" and (is_lean(line, at, quantity) or before[-2:] == ["size", "of"]):
        return True
    enclosed = quantity.unit in _COUNTS and before[-1:] in (["("], ["of"])
    if enclosed and (is_told_less(line, at) or _is_small(line, at) or is_small_network(line, at, quantity)):
        return True
    if unit in ("B", "bytes"):
        return is_occupied(line, at)
    if unit == "bits":
        return is_width(line, at, quantity)
    return (
        is_sparing(line, at, quantity)
        or is_handled(line, at, quantity)
        or _is_brought_to(line, at, quantity)
        or _is_cut_by(frame)
        or is_done_in(line, at, quantity)
        or is_taught(line, at, quantity)
    )


def _is_how_many(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a scaled number says how many parameters there are: "with a number of parameters of | 40K"."""
    before = line.words[max(0, at - 5) : at]
    told = before[-2:-1] in (["parameters"], ["params"]) and before[-1] in ("of", "is", "are", "was", "were")
    return told and "number" in before and quantity.value_max is None and quantity.bound in ("exact", "approx")


_PACES = ("FPS", "kHz", "images/s")
"""Units of what is also filmed or sampled."""
_UP_TO_AMOUNT = STOP_TAIL - {"of"}


def _is_granted(line: Line, at: int) -> bool:
    """Whether an amount is one of those tried, or given from outside: "from 2 to | 9 GFLOPs", "a budget of | 9 W"."""
    first = list_start(line, at)
    before = line.words[max(0, first - 3) : first]
    return before[-1:] == ["from"] or (before[-1:] == ["of"] and not _GRANTS.isdisjoint(before[-2:-1]))


_GRANTS = words("budget budgets limit limits constraint constraints")


_OTHER_SIZES = words("vocabulary vocab batch dataset data sample corpus codebook context window population image patch")
"""Of what a size is no number of parameters."""


def _is_brought_to(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether an amount is what a cost is brought down to: "cuts the parameters to | 2M", "(down to | 300 tokens)"."""
    left = left_of(line, at)
    if (
        "to" not in line.words[max(0, left) : at]
        or base_unit(quantity.value or 1.0, quantity.unit or "")[1] == "samples"
    ):
        return False
    if line.words[max(0, left)] == "down":
        return True
    verbs = [c for c in changes_in(line, max(0, left - 7), left + 1) if c.form == "verb"]
    between = line.words[verbs[-1].last : at] if verbs and verbs[-1].sense == "less" else []
    return bool(between) and "from" not in between and "," not in between


def _is_cut_by(frame: Frame) -> bool:
    """Whether an amount is by how much a cost falls: "shortens prompts by | 300 tokens"."""
    cut = frame.change is not None and frame.change.sense == "less" and frame.change.form == "verb"
    return cut and frame.rule == "by" and frame.term is not None and frame.term.kind == "resource"


def _is_small(line: Line, at: int) -> bool:
    """Whether brackets say how few parameters something has: "fewer parameters ( | 54M)", not "5x fewer ( | 54M)"."""
    term = next((t for t in line.terms if t.metric == "parameters" and at - 4 < t.last < at - 1), None)
    told = line.words[max(0, term.first - 2) : term.first] if term else []
    return NUMBER not in told and not _SMALL.isdisjoint(told)


_SMALL = words("fewer compact small smaller few fewest smallest low lower lowest minimal tiny")


_COUNTED = words("size parameters params parameter")
_COUNTS = ("M", "K", "k", "B", "G")


def of_peak(line: Line, at: int) -> bool:
    """Whether a percentage is one of a device's peak: "over 50% of A6000 peak"."""
    behind = line.words[at + 1 : at + 9]
    if behind[:1] != ["of"] or "peak" not in behind[:6]:
        return False
    peak = behind.index("peak")
    return _NEEDED_MOST.isdisjoint(behind[peak + 1 : peak + 3])  # "25% of the peak | GPU memory", "2% of peak thrust"


_NEEDED_MOST = words("memory ram vram power storage thrust force forces torque load velocity height pressure voltage")


def of_use(line: Line, at: int) -> bool:
    """Whether a percentage is how much of a device is used: "(71% utilization)", "a FLOPs utilization of | 44%"."""
    behind = line.words[at + 1 : at + 4]
    if not _UTILIZED.isdisjoint(behind) and next(word for word in behind if word not in _USED_UP) in _UTILIZED:
        return True
    return line.words[at - 1] == "of" and line.words[at - 2][:7] == "utiliza" and line.words[at - 3] in _USED_UP


_UTILIZED = words("utilization utilisation mfu")
_USED_UP = words(
    "average peak gpu hardware compute device flops model tensor-core core npu tpu bandwidth memory-bandwidth"
)
