"""Comparability: what makes two claims different things, as codes and in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from summarizer.comparison.entries import Entry
from summarizer.render.words import BOUNDS

Code = Literal[
    "metric",
    "family",
    "role",
    "phase",
    "counted",
    "baseline",
    "no_baseline",
    "hardware",
    "setting",
    "no_setting",
    "bound",
]
_UNLIKE: frozenset[Code] = frozenset({"metric", "family", "role"})
_LOOSE: frozenset[Code] = _UNLIKE | {"phase"}
_OPERATIONS = frozenset({"FLOPs", "MACs", "OPs"})


class Difference(NamedTuple):
    """One thing in which two claims differ."""

    code: Code
    """Which thing."""
    words: str
    """What the one is, seen from the other: "training, not inference"."""


def differences(one: Entry, other: Entry) -> tuple[Difference, ...]:
    """What makes `one` another thing than `other`; nothing where they compare.

    Where metric or kind of number differ, or one tells of prior work, nothing else is said.
    """
    return tuple(_unlike(one, other)) or tuple(_conditions(one, other))


def comparable(found: tuple[Difference, ...], *, strict: bool = False) -> bool:
    """Whether claims with these differences may stand side by side: loosely, or (`strict`) with only bounds apart."""
    codes = {difference.code for difference in found}
    return codes <= {"bound"} if strict else not codes & _LOOSE


def same_thing(one: Entry, other: Entry) -> bool:
    """Whether two claims are made against the same thing; what is not named is another thing in each paper."""
    same_paper = one.paper_id == other.paper_id
    return one.baseline.parts == other.baseline.parts and (same_paper or not one.baseline.vague)


def _unlike(one: Entry, other: Entry) -> Iterator[Difference]:
    metric, against = one.claim.metric, other.claim.metric
    if metric != against or metric is None:
        yield Difference("metric", f"{_metric(metric)}, not {_metric(against)}" if metric != against else "no metric")
    if not _one_scale(one, other):
        yield Difference("family", f"{_scale(one)}, not {_scale(other)}")
    if "background" in (one.claim.role, other.claim.role):
        yield Difference("role", "tells of prior work" + ("" if one.claim.role == "background" else " (the other)"))


def _conditions(one: Entry, other: Entry) -> Iterator[Difference]:
    phase, against = one.claim.phase, other.claim.phase
    if phase != against:
        words = (
            f"{phase}, not {against}" if phase and against else "phase given only here" if phase else "no phase given"
        )
        yield Difference("phase", words)
    if one.counted and other.counted and one.counted != other.counted:
        yield Difference("counted", f"{one.counted}, not {other.counted}")
    yield from _baselines(one, other)
    yield from _settings(one, other)
    if one.bound != other.bound:
        yield Difference("bound", f"{BOUNDS[one.bound]}, not {BOUNDS[other.bound]}")


def _baselines(one: Entry, other: Entry) -> Iterator[Difference]:
    if one.claim.baseline and other.claim.baseline:
        if not same_thing(one, other):
            vague = one.baseline.vague and other.baseline.vague
            yield Difference("baseline", "baselines not named" if vague else "other baseline")
    elif one.family != "amount":
        yield Difference("no_baseline", "baseline given only here" if one.claim.baseline else "no baseline given")


def _settings(one: Entry, other: Entry) -> Iterator[Difference]:
    here, there = one.setting, other.setting
    if not here or not there:
        yield Difference("no_setting", "setting given only here" if here else "no setting given")
        return
    if here.devices != there.devices:
        named = "other hardware" if here.devices and there.devices else "no hardware given"
        yield Difference("hardware", "hardware given only here" if not there.devices else named)
    if here.parts != there.parts:
        more, less = here.parts > there.parts, here.parts < there.parts
        words = "setting says more" if more else "setting says less" if less else "other setting"
        yield Difference("setting", words)


def _one_scale(one: Entry, other: Entry) -> bool:
    if one.family != other.family:
        return False
    return one.unit == other.unit or {one.unit, other.unit} <= _OPERATIONS


def _scale(entry: Entry) -> str:
    if entry.family == "amount":
        return f"an amount in {entry.unit}" if entry.unit else "an amount"
    return {"factor": "a factor", "growth": "a growth", "words": "words without a number"}[entry.family]


def _metric(metric: str | None) -> str:
    return metric.replace("_", " ") if metric else "no metric"
