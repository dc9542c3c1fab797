"""Times: whether an amount of time is spent on work, and is not the length of a recording, a date or a forecast."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from summarizer.quantities import Quantity, base_unit
from summarizer.reading.framing.frames import STOP_TAIL, Frame, changes_in, left_of, tail_end, terms_in
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import ONLY, PHASES, words

_FILMED = words(
    "speech audio video videos music recordings recording footage clips clip songs song sound eeg signal signals "
    "lectures segment segments movies movie film films dance"
)
_MEDIA = _FILMED | words(
    "data ahead horizon horizons window windows forecast forecasts old later history history annotated labeled "
    "labelled context long per-user frame frames chunk chunks bin bins slot slots interval intervals shift hop "
    "exposure epochs trials advance lead nowcasting anticipation ago earlier flight flights prefix resolution samples"
)
_SETS = words("dataset datasets subset corpus split prefix beforehand before prior")
"""What has a length in time, or comes later."""
_NO_DURATIONS = {
    ("time", "step"),
    ("time", "steps"),
    ("step", "size"),
    ("lead", "time"),
    ("lead", "times"),
    ("flight", "time"),
    ("flight", "times"),
}
_CAPTURES = words("captured recorded acquired collected sampled observed occurred labeled labelled annotated taken")
_LENGTHS = words("duration durations length lengths average")
LASTING = _FILMED | words("data prefix experiment experiments limit budget timeout trial trials")
"""What lasts as long as a time that describes it: "a | 9 s time limit"."""
_GATHERS = words(
    "collect collecting collects comprise comprises comprising spanning totaling totalling amassing features featuring "
    "gathered"
)
_LIMITS = words(
    "limit budget window gap gaps look-ahead lookahead period interval horizon shift duration span cutoff half-life "
    "lag deadline timeout target constraint requirement threshold tolerance accuracy precision offset jitter"
)
_AHEAD = words("horizon horizons range")
_OF_LENGTH = _LIMITS | _FILMED
_SPANS = _AHEAD | words("from spans spanning covers covering across over")
_ORDINALS = words("first last next previous final following initial deadline")
_LONG_RECORDING = 3.6e6
"""Seconds of plain hours from here on are recordings, not time spent."""
_SPENT = words(
    "training compute gpu computation latency inference time wall-clock runtime processing cpu search tuning overhead "
    "delay work fine-tuning finetuning pre-training pretraining learning optimization optimisation adaptation"
)
_TAKES = words(
    "takes take took taking consumes consume consuming requires require required requiring needs need trained train "
    "training trains trainable fine-tuned finetuned pre-trained pretrained spent spends spending completes finish "
    "finishes converge converges cost costs"
)
_FASTEST = words("fastest slowest")
_FORESIGHT = words("anticipation time-to-collision time-to-event")
"""What is the better the longer it is: "an anticipation of 3 s, 1 s more than before"."""
_TRAINED = words("trained fine-tuned finetuned pre-trained pretrained")
_ENDURES = words("battery batteries endurance autonomy uptime lifetime")
"""What is the better the longer it lasts."""
LONG_UNITS = ("min", "h", "days", "weeks", "months")
_SPREADS = ("±", "\\pm", "\\pm ")
_LABOUR = words("spent spend spends spending worked")
_PEOPLE = words(
    "researchers researcher annotators annotator experts scientists participants students players users workers "
    "clinicians people volunteers raters reviewers hospital team humans we"
)
_QUICK = words(
    "fast faster slow slower speed real-time rapid quick quickly instantly instantaneously lightweight efficient "
    "efficiently low-latency latency balance previews processing single-pass"
) | {word for word, phase in PHASES.items() if phase == "inference"}
_RUNS = words("run runs running operates operating inference detection speed latency executes executing works")
_MAKES = words(
    "generate generates generating process processes processing segment segments render renders predict predicts "
    "detect detects classify classifies compute computes solve solves plan plans track tracks infer infers"
)
"""What is done "at 12 ms"."""
_REACH = 12
"""How far before a time its verb may stand."""


def is_spent(line: Line, frame: Frame, quantity: Quantity) -> bool:
    """Whether an amount of time is spent: no length of a recording, no date, no remark in brackets."""
    at = frame.at
    if line.text.startswith("-long", quantity.end) or _is_waited_for(line, at) or _is_decade(line, at, quantity):
        return False
    if line.text.endswith(_SPREADS, 0, quantity.start):
        return False  # "to within ±9 ms"
    near, before, after = (
        line.words[max(0, at - _REACH) : at],
        line.words[max(0, at - 4) : at],
        line.words[at + 1 : at + 4],
    )
    if not _FORESIGHT.isdisjoint(near) or (quantity.unit in LONG_UNITS and _endures(near)):
        return False
    if after[:2] == ["in", "total"] and _TAKES.isdisjoint(near):
        return False
    of, takes = after[:1] == ["of"], not _TAKES.isdisjoint(near)
    spent = of and _is_of_work(line, at, quantity)  # "less than | a day of training"
    if not spent and _is_long(quantity):
        return False
    said = line.text[quantity.begin : quantity.start]
    if quantity.bound == "at_least" and not (takes or said.startswith("as little") or "-" in (quantity.unit or "")):
        return False  # nothing cheap takes "more than | 3 s"
    if "(" in before and frame.term is None and not takes and _FASTEST.isdisjoint(near) and not _is_run(line, at):
        return False
    if quantity.unit in LONG_UNITS[2:] and not (takes or spent or _is_soon(line, at, quantity)):
        return False
    if not _ORDINALS.isdisjoint(before[-2:]) or not (_LABOUR.isdisjoint(near) or _PEOPLE.isdisjoint(line.words[:at])):
        return False
    trained = before[-1:] == ["for"] and not _TRAINED.isdisjoint(near)  # "trained on two cards for | 9 hours"
    if (
        before[-1:] in (["at"], ["for"])
        and _TAKES.isdisjoint(before)
        and not (trained or _is_speed(line, at, quantity))
    ):
        return False
    if before[-1:] == ["lasting"] or (before[-1:] == ["lasts"] and not _MEDIA.isdisjoint(near)):
        return False
    late = line.words[left_of(line, list_start(line, at))] == "after" and ONLY.isdisjoint(before)
    if (of or late) and not spent:
        return False
    if _is_recorded(before, after, within=said.startswith("within")) or _is_length(line, at):
        return False
    return not (is_limit(before) or _is_modifier(line, at, quantity) or _is_listed(line, frame))


def _endures(near: Sequence[str]) -> bool:
    """Whether a time is how long something lasts, not how long it is charged: "a battery life of | 9 hours"."""
    return not _ENDURES.isdisjoint(near) and not any(word.startswith(("charg", "recharg")) for word in near)


def _is_of_work(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a time is one of work, or passes from an event on: "an hour of training", "within 9 ms of touching"."""
    end = tail_end(line, at + 1)
    if not _SPENT.isdisjoint(line.words[at + 2 : max(at + 4, end)]):
        return line.words[end - 1] != "data"
    event = line.words[at + 2 : at + 3]
    return line.text.startswith("within", quantity.begin) and any(w.endswith("ing") or w in _EVENTS for w in event)


_EVENTS = words("contact onset impact arrival occurrence its")


def _is_long(quantity: Quantity) -> bool:
    """Whether plain hours are so many that they can only be those of recordings."""
    hours = (quantity.unit or "")[-1:] == "h"
    return hours and base_unit(quantity.value or 0, quantity.unit or "")[0] >= _LONG_RECORDING


def _is_listed(line: Line, frame: Frame) -> bool:
    """Whether a time goes on a list of what is granted: "gaps of 30 s and | 2 min", "widths from 2 s to | 9 s"."""
    if frame.term is not None:
        return False
    first = list_start(line, frame.at)
    before = line.words[max(0, first - 2) : first]
    return before[-1:] == ["from"] or is_limit(before)


def list_start(line: Line, at: int) -> int:
    """Where the list of numbers begins that a time ends: "gaps of | 30 s, 1 min and 2 min", "from | 2 s to 9 s"."""
    first = at
    while first > 1 and line.words[first - 1] in _LISTING:
        first -= 1
    while first < at and line.words[first] != NUMBER:
        first += 1
    return first


_LISTING = (NUMBER, ",", "and", "or", "to")


def is_limit(before: Sequence[str]) -> bool:
    """Whether a time is granted, or how long something lasts: "a window of | 2 s", "a video ( | 2 s"."""
    said = [word for word in before[-4:] if word not in ONLY]
    return said[-1:] in (["of"], ["("]) and not _OF_LENGTH.isdisjoint(said[-2:-1]) and "training" not in said


def _is_modifier(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a time only describes what follows: "a | 52 second (232 frame) movie", "9 million | 30s samples"."""
    unit = quantity.text.split()[-1]
    several = quantity.value not in (None, 0.5, 1.0) and unit in _SINGULAR and " " in quantity.text
    follows = line.words[at + 1 : at + 2]
    counted = line.words[at - 1] == NUMBER and follows and follows[0] not in STOP_TAIL
    if counted and not any(at < t.first <= at + 2 for t in line.resources if t.metric in _OF_TIME):
        return True
    return several and follows == ["("]


_OF_TIME = ("latency", "training_time")
_SINGULAR = words("second minute hour day week month")


def _is_decade(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a number is a decade: "since the | 80s"."""
    return quantity.text.endswith("0s") and line.words[at - 1] in ("the", "early", "late", "mid")


def _is_waited_for(line: Line, at: int) -> bool:
    """Whether a time is a delay that others cause: "under network delays of up to | 200 ms"."""
    around = line.words[max(0, at - 6) : at + 6]
    if _DELAYS.isdisjoint(around) or _LINKS.isdisjoint(around):
        return False
    return all(change.sense != "less" for change in changes_in(line, max(0, at - _REACH), at))


_DELAYS = words("delay delays lag lags time-delay time-delays latencies")
_LINKS = words(
    "communication network round-trip transmission stochastic injected simulated artificial time-varying varying "
    "variable range stability"
)


def _is_run(line: Line, at: int) -> bool:
    """Whether a bracket tells how long something runs that is said to be fast: "real-time inference ( | 12 ms)"."""
    opening = next((i for i in range(at - 1, max(0, at - 5), -1) if line.words[i] not in _ASIDES), 0)
    if line.words[opening] == "in" or line.words[opening - 1] == "in":
        return True  # "(as many as 300 plates in | under 2 minutes)"
    before = line.words[max(0, opening - 5) : opening + 1]
    sparing = not ONLY.isdisjoint(line.words[opening + 1 : at])
    told = "as" not in before and (sparing or before[-2:-1] != [NUMBER])  # not "as fast as B 2 (12 ms)"
    quick = not _QUICK.isdisjoint(before) or not _SOON.isdisjoint(pairwise(before))
    quick |= sparing or line.words[at + 1 : at + 2] == ["per"]
    return before[-1:] == ["("] and told and quick and _MEDIA.isdisjoint(before)


_ASIDES = ONLY | words("e.g. i.e. e.g i.e eg ie , about around")
_SOON = {("real", "time"), ("short", "time"), ("short", "period"), ("sub-second", "range")} | {
    (before, unit)
    for before in ("in", "within", "few", "several")
    for unit in ("seconds", "minutes", "hours", "milliseconds")
}


def _is_speed(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether something runs at a time: "at | 12 ms per image", "at | 12 ms latency", "runs at | 12 ms"."""
    if line.words[at - 1] != "at":
        return line.words[at - 2] == "runs" and quantity.unit in ("ms", "µs")  # "runs for | 12 ms"
    of = at + (line.words[at + 1 : at + 2] == ["of"])  # "at | 50 ms of latency"
    named = any(t.metric == "latency" for t in terms_in(line, of + 1, tail_end(line, of)))
    runs = quantity.unit in ("ms", "s", "µs") and not _RUNS.isdisjoint(line.words[max(0, at - 5) : at])
    runs |= quantity.unit in ("ms", "µs") and not _MAKES.isdisjoint(line.words[max(0, at - 6) : at])
    return named or runs or line.words[at + 1 : at + 2] == ["per"]


def _is_soon(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether something is done within a time said to be short: "in just | 3 days", "within | two weeks"."""
    if line.text[quantity.begin : quantity.start].startswith("within"):
        return True
    left = left_of(line, at)
    sparing = quantity.bound == "up_to" or not ONLY.isdisjoint(line.words[left + 1 : at])
    return left >= 0 and line.words[left] == "in" and sparing


def _is_recorded(before: Sequence[str], after: Sequence[str], *, within: bool) -> bool:
    """Whether a time measures what was recorded or forecast: "3 hours of speech", "captured within 2 s"."""
    if not _SETS.isdisjoint(after[:1]) or "future" in after:
        return True
    behind = (*after[:1], *(after[1:3] if after[:1] in (["of"], [")"], ["in"]) else ()))
    return (
        not _MEDIA.isdisjoint(behind)
        or not (_CAPTURES if within else _MEDIA).isdisjoint(before[-1:])
        or after[:2] in (["in", "duration"], ["in", "length"])
        or (not _MEDIA.isdisjoint(before) and not _LENGTHS.isdisjoint(before))
        or not _NO_DURATIONS.isdisjoint(pairwise(before))
        or not _GATHERS.isdisjoint(before)
        or "every" in before
        or "past" in before
    )


def _is_length(line: Line, at: int) -> bool:
    """Whether a time tells how long something recorded lasts: "a | 75 s meadow clip", "across | 25 s and 75 s"."""
    first = at - 1
    while first >= 0 and line.words[first] in (NUMBER, ",", "and", "or"):
        first -= 1
    if first < 0:
        return False
    ahead = line.words[max(0, first - 1)] in _AHEAD and not line.words[max(0, first - 2)].startswith("sub-")
    if line.words[first] in _SPANS or ahead:
        return line.words[first] != "in"
    end = at + 1
    while end < len(line.words) and end < at + 6 and line.words[end] not in STOP_TAIL - {NUMBER, ","}:
        end += 1
    lasts = line.words[end - 1] in LASTING and line.words[first] != "in"
    return lasts or (line.words[first] == "exceeding" and "duration" in line.words[max(0, first - 2) : first])
