"""Times: whether an amount of time is spent on work, and is not the length of a recording, a date or a forecast."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from summarizer.quantities import Quantity, base_unit
from summarizer.reading.frames import STOP_TAIL, Frame, changes_in, left_of, tail_end, terms_in
from summarizer.reading.tokens import NUMBER, Line
from summarizer.reading.vocabulary import ONLY, PHASES, words

_FILMED = words(
    "speech audio video videos music recordings recording footage clips clip songs song sound eeg signal signals "
    "lectures segment segments movies movie film films dance"
)
_MEDIA = _FILMED | words(
    "data ahead horizon horizons window windows forecast forecasts old later history history annotated labeled "
    "labelled context long per-user frame frames chunk chunks bin bins slot slots interval intervals shift hop "
    "exposure epochs trials advance lead nowcasting anticipation ago earlier flight flights"
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
_GATHERS = words("collect collecting collects comprise comprises comprising spanning totaling totalling amassing")
_LIMITS = words(
    "limit budget window period interval horizon shift duration span cutoff half-life lag deadline timeout target "
    "constraint requirement threshold tolerance accuracy precision offset jitter"
)
_AHEAD = words("horizon horizons range")
_OF_LENGTH = _LIMITS | _FILMED
_SPANS = _AHEAD | words("from spans spanning covers covering across")
_ORDINALS = words("first last next previous final following initial deadline")
_LONG_RECORDING = 3.6e6
"""Seconds of plain hours from here on are recordings, not time spent."""
_SPENT = words(
    "training compute gpu computation latency inference time wall-clock runtime processing cpu search tuning overhead "
    "delay work fine-tuning finetuning pre-training pretraining learning optimization optimisation adaptation"
)
_TAKES = words(
    "takes take took taking requires require required requiring needs need trained train training trains trainable "
    "fine-tuned finetuned pre-trained pretrained spent completes finish finishes converge converges"
)
_FASTEST = words("fastest slowest")
_FORESIGHT = words("anticipation time-to-collision time-to-event")
"""What is the better the longer it is: "an anticipation of 3 s, 1 s more than before"."""
_LABOUR = words("spent spend spends spending worked")
_PEOPLE = words(
    "researchers researcher annotators annotator experts scientists participants students players users workers "
    "clinicians people volunteers raters reviewers hospital team humans we"
)
_QUICK = words(
    "fast real-time rapid quick quickly instantly instantaneously lightweight efficient efficiently low-latency "
    "latency balance previews processing single-pass"
) | {word for word, phase in PHASES.items() if phase == "inference"}
_RUNS = words("run runs running operates operating inference detection speed latency executes executing works")
_REACH = 12
"""How far before a time its verb may stand."""


def is_spent(line: Line, frame: Frame, quantity: Quantity) -> bool:
    """Whether an amount of time is spent: no length of a recording, no date, no remark in brackets."""
    at = frame.at
    if line.text.startswith("-long", quantity.end) or _is_waited_for(line, at):
        return False
    near, before, after = (
        line.words[max(0, at - _REACH) : at],
        line.words[max(0, at - 4) : at],
        line.words[at + 1 : at + 4],
    )
    if not _FORESIGHT.isdisjoint(near):
        return False
    of = after[:1] == ["of"]  # "less than | a day of training"
    spent = of and not _SPENT.isdisjoint(line.words[at + 2 : max(at + 4, tail_end(line, at + 1))])
    takes = not _TAKES.isdisjoint(near)
    if (
        not spent
        and (quantity.unit or "")[-1:] == "h"
        and base_unit(quantity.value or 0, quantity.unit or "")[0] >= _LONG_RECORDING
    ):
        return False
    said = line.text[quantity.begin : quantity.start]
    if quantity.bound == "at_least" and not (takes or said.startswith("as little") or "-" in (quantity.unit or "")):
        return False  # nothing cheap takes "more than | 3 s"
    if "(" in before and frame.term is None and not takes and _FASTEST.isdisjoint(near) and not _is_run(line, at):
        return False
    if quantity.unit in ("days", "weeks", "months") and not (takes or spent or _is_soon(line, at, quantity)):
        return False
    if not _ORDINALS.isdisjoint(before[-2:]) or not (_LABOUR.isdisjoint(near) or _PEOPLE.isdisjoint(line.words[:at])):
        return False
    if before[-1:] in (["at"], ["for"]) and _TAKES.isdisjoint(before) and not _is_speed(line, at, quantity):
        return False
    within = said.startswith("within")
    if before[-1:] == ["lasting"] or (before[-1:] == ["lasts"] and not _MEDIA.isdisjoint(near)):
        return False
    if of and not spent:
        return False
    return not _is_recorded(before, after, within=within) and not _is_length(line, at)


def _is_waited_for(line: Line, at: int) -> bool:
    """Whether a time is a delay that others cause: "under network delays of up to | 200 ms"."""
    before = line.words[max(0, at - 6) : at]
    if _DELAYS.isdisjoint(before) or _LINKS.isdisjoint(before):
        return False
    return all(change.sense != "less" for change in changes_in(line, max(0, at - _REACH), at))


_DELAYS = words("delay delays lag lags time-delay time-delays")
_LINKS = words("communication network round-trip transmission stochastic injected simulated artificial")


def is_lesson(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a time measures how little data is learnt from: "from just | 20 minutes of demonstrations"."""
    if line.words[at + 1 : at + 2] != ["of"] or line.words[tail_end(line, at + 1) - 1] not in _LESSONS:
        return False
    said, left = line.text[quantity.begin : quantity.start], left_of(line, at)
    little = said.startswith(("under", "less", "as little", "within")) or not ONLY.isdisjoint(line.words[left + 1 : at])
    little |= _is_short(quantity) and line.words[left - 1].startswith(_LEARNS) and line.words[left] in ("from", "with")
    return little and _HOLDS.isdisjoint(line.words[max(0, left - 2) : left + 1])


def _is_short(quantity: Quantity) -> bool:
    """Whether a time is so short that learning from as much is told since it is little."""
    return base_unit(quantity.value_max or quantity.value or 0.0, quantity.unit or "")[0] <= _SHORT


_SHORT = 3600.0
_LEARNS = ("learn", "train", "adapt", "fine-tun", "finetun")
_LESSONS = words(
    "data demonstration demonstrations speech audio recording recordings footage video videos interaction interactions "
    "experience supervision teleoperation play"
)
_HOLDS = words("corpus dataset datasets contains contain containing comprises comprising loss delay of lasts covers")


def _is_run(line: Line, at: int) -> bool:
    """Whether a bracket tells how long something runs that is said to be fast: "real-time inference ( | 12 ms)"."""
    before = line.words[max(0, at - 6) : at]
    if before[-2:-1] == ["in"] or before[-1:] == ["in"]:
        return True  # "(as many as 300 plates in | under 2 minutes)"
    told = "as" not in before and before[-2:-1] != [NUMBER]  # not "as fast as B 2 (12 ms)"
    quick = not _QUICK.isdisjoint(before) or before[-3:-1] == ["real", "time"]
    return before[-1:] == ["("] and told and quick and _MEDIA.isdisjoint(before)


def _is_speed(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether something runs at a time: "at | 12 ms per image", "at | 12 ms latency", "runs at | 12 ms"."""
    if line.words[at - 1] != "at":
        return False
    of = at + (line.words[at + 1 : at + 2] == ["of"])  # "at | 50 ms of latency"
    named = any(t.metric == "latency" for t in terms_in(line, of + 1, tail_end(line, of)))
    runs = quantity.unit in ("ms", "s", "µs") and not _RUNS.isdisjoint(line.words[max(0, at - 5) : at])
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
        or (before[-1:] in (["of"], ["("]) and not _OF_LENGTH.isdisjoint(before[-2:-1]) and "training" not in before)
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
    if line.words[first] in _SPANS or line.words[max(0, first - 1)] in _AHEAD:
        return line.words[first] != "in"
    end = at + 1
    while end < len(line.words) and end < at + 6 and line.words[end] not in STOP_TAIL - {NUMBER, ","}:
        end += 1
    lasts = line.words[end - 1] in _FILMED and line.words[first] != "in"
    return lasts or (line.words[first] == "exceeding" and "duration" in line.words[max(0, first - 2) : first])
