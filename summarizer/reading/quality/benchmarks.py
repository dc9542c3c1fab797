"""Benchmarks: levels and gains that only the data set named beside them shows to be quality: "57.9 on LakeBench"."""

from __future__ import annotations

import re
from typing import Literal

from summarizer.quantities import Quantity
from summarizer.reading.framing.frames import Frame, clause_start, left_of
from summarizer.reading.quality.unlisted import is_measure
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words

_SETS = words("benchmark benchmarks dataset datasets suite suites split splits leaderboard leaderboards challenge")
_TESTS = words("test validation dev evaluation held-out")
_AVERAGED = words("average avg overall accuracy")
_DEVICES = re.compile(r"(?:nvidia|geforce|apple|intel|amd|rtx|gtx|snapdragon|raspberry|jetson|xeon|[ahvblt]\d{1,4}$)")
_GPUS = words("gpu gpus cpu cpus tpu tpus npu npus devices phones fpga fpgas hardware")
_CONDITIONS = words(
    "within at = < > sparsity sparse pruning pruned compression compressed ratio rate budget threshold reduction only "
    "than just size version"
)
_GAINS = words(
    "gain gains improvement improvements boost boosts increase increases lift lifts advantage margins margin"
)
_NEAR = 5
_REACH = 4
_HEAD = 6
_LEVEL = 50
"""No gain that a bracket tells is as large."""


def placed(line: Line, frame: Frame, quantity: Quantity) -> Literal["level", "gain"] | None:
    """What a number is that stands on a data set: "reaches 57.9 on LakeBench", "+3.1 on RiverQA"; None for no score."""
    signed = quantity.text[0] in "+-−–"
    decimal = "." in quantity.text and not quantity.text.endswith(("K", "k", "M", "B"))
    if quantity.family != "percent" and not (quantity.family == "number" and (signed or decimal)):
        return None
    if (frame.term is not None and not frame.term.weak) or (frame.change and frame.change.sense not in _QUALITY):
        return None
    named = quantity.family == "percent"
    if not (
        _is_behind_set(line, frame.at)
        or _is_on_set(line, frame.at, named=named)
        or (frame.term is None is frame.change and _is_listed_level(line, frame.at))
    ):
        return None
    if _is_condition(line, frame.at):
        return None
    return "gain" if signed or _is_gain(line, frame, quantity) else "level"


def _is_gain(line: Line, frame: Frame, quantity: Quantity) -> bool:
    """Whether a number stands in a list of steps, or behind "by" or a word of gain.

    "gains over the rivals (3.1% on Lakes, | 2.2% on Rivers)"
    """
    words, at = line.words, frame.at
    if words[at - 1] == "to":
        return False  # "an improvement to 61% on Lakes"
    if (frame.change is not None and frame.rule.startswith("parallel")) or words[left_of(line, at)] == "by":
        return True
    start = clause_start(line, at)
    before = words[max(start, at - _REACH) : at]
    opened = max((i for i in range(start, at) if words[i] == "("), default=start)
    if quantity.family == "percent" and (quantity.value or 0) < _LEVEL and ")" not in words[opened:at]:
        before = [*before, *words[max(start, opened - _HEAD) : opened]]
    return not _GAINS.isdisjoint(before)


_QUALITY = ("improve", "worsen")


def _is_listed_level(line: Line, at: int) -> bool:
    """Whether a level stands behind a name in a list of such: "strong results (LAKES: 46.8%, | RIVERS: 93.9%)"."""
    words = line.words
    name = _named_before(line, at)
    if name is None or words[at + 1 : at + 2] not in ([")"], [","], [";"], ["and"], []):
        return False
    places = [i for i in line.quantity_at if i != at and abs(i - at) <= _HEAD and _named_before(line, i) is not None]
    if not places:
        return False
    opened = name
    while (opened > 0 and words[opened] not in ("(", ":")) or words[opened + 1 : opened + 2] == [NUMBER]:
        opened -= 1
        if opened < max(0, at - _HEADED):
            return False
    return not _TOLD.isdisjoint(words[max(0, opened - _REACH - 2) : opened])


def _named_before(line: Line, at: int) -> int | None:
    """Where a name begins a list's item with a level: "( | LAKES 46.8", ", | average: 93.9"."""
    name = at - 1 - (at > 1 and line.words[at - 1] in (":", "="))
    opens = name > 0 and line.words[name - 1] in ("(", ",", ";", ":", "and", "g")
    return name if opens and (_is_name(line, name) or line.words[name] in _AVERAGED) else None


def listed_measure(line: Line, at: int, quantity: Quantity) -> str | None:
    """The measure whose short form begins an item of a list of levels: "(e.g., | XRE 0.871, QRE 0.84)"."""
    name = _named_before(line, at) if quantity.family == "number" else None
    return line.written[line.starts[name] : line.ends[name]] if name and is_measure(line, name, line.written) else None


def _is_on_set(line: Line, at: int, *, named: bool) -> bool:
    """Whether a data set stands behind a number: "on LakeBench", "across 12 Lake tasks", "on the river benchmark"."""
    words = line.words
    place = at + 1 + 3 * (words[at + 1 : at + 2] == ["("] and words[at + 3 : at + 4] == [")"])
    first = place
    while place < first + 2 and place < len(words) and (words[place] in _AVERAGED or (named and _is_name(line, place))):
        place += 1
    if words[place : place + 1] not in (["on"], ["across"]):
        return False
    if words[place] == "across" and words[place + 1 : place + 2] != [NUMBER]:
        return False  # "across B cell states"
    place += 1
    while place < len(words) and words[place] in ("the", "all", NUMBER):
        place += 1
    phrase = words[place : place + 5]
    if not phrase or not _GPUS.isdisjoint(phrase) or _DEVICES.match(phrase[0]):
        return False
    return _is_name(line, place) or not _SETS.isdisjoint(phrase) or (not _TESTS.isdisjoint(phrase) and "set" in phrase)


_SCORES = words(
    "score scores results performance state-of-the-art sota gain gains improvement improvements accuracy strong best "
    "benchmark benchmarks outperforms surpasses achieves reaches attains"
)
_HEADED = 24
_TOLD = _SCORES | words(
    "metric metrics evaluation evaluations tasks task datasets dataset quality consistency fidelity calibration "
    "coverage measures"
)


def _is_behind_set(line: Line, at: int) -> bool:
    """Whether a number stands in brackets behind a data set: "strong scores on LakeBench Hard (46.8) and Rivers"."""
    if line.words[at - 1 : at] != ["("] or line.words[at + 1 : at + 2] not in ([")"], [","], [";"]) or at < 4:
        return False
    name = at - 2 - (line.words[at - 2] == NUMBER)  # "Lakes 2014 ( | 46.8)"
    named = _is_name(line, name) or line.words[name] in _SETS
    if not (named and (_is_listed(line, name) or "on" in line.words[max(0, name - 4) : name])):
        return False
    return not _SCORES.isdisjoint(line.words[max(clause_start(line, at), at - _HEADED) : at])


def _is_listed(line: Line, at: int) -> bool:
    """Whether a name goes on a list of others with numbers in brackets: "on Lakes (46.8) and | Rivers (93.9)"."""
    behind = line.words[max(0, at - 5) : at]
    return ")" in behind and not {",", "and"}.isdisjoint(behind[behind.index(")") :]) and "on" in line.words[:at]


def _is_name(line: Line, at: int) -> bool:
    """Whether a word is written as a name: with a capital."""
    return line.words[at] != NUMBER and any(c.isupper() for c in line.written[line.starts[at] : line.ends[at]])


def _is_condition(line: Line, at: int) -> bool:
    """Whether a number says how something was set up or what it costs, not how good it is: "at 50% sparsity on"."""
    start = max(0, at - _NEAR)
    near = line.words[start:at]
    last = next((i for i in range(len(near) - 1, -1, -1) if near[i] in (NUMBER, ",", ";", "(")), -1)
    if not _CONDITIONS.isdisjoint(near[last + 1 :]):
        return True
    return any(t.kind == "resource" and not t.weak and t.first >= start + last + 1 for t in line.terms if t.last < at)
