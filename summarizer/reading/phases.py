"""Phases: when a cost falls due where its own sentence does not say: the abstract's framing of the method."""

from __future__ import annotations

import re
from collections.abc import Callable

from summarizer.marks import Marks
from summarizer.records import Metric, Phase

_STEM = re.compile(r"[a-z]+(?:-[a-z]+)*")


def _beginning(patterns: str) -> dict[str, re.Pattern[str]]:
    """Some patterns, looked for where words begin, by the letters that each begins with."""
    stems = {_STEM.match(pattern)[0]: pattern for pattern in patterns.split()}  # type: ignore[index]
    return {stem: re.compile(rf"{stem}(?<!\w{stem}){pattern[len(stem) :]}") for stem, pattern in stems.items()}


_SERVES = _beginning(
    r"inference\b decoding\b serving\b kv[-\x20]cach\w key-value\b deploy real-time\b latency\b forward\b on-device\b"
)
_RUNS = _beginning(
    r"inference\b decod\w serving\b kv[-\x20]cach\w key-value\x20cach\w test-time\b speculative\b prefill"
    r" autoregressive\b deploy real-time\b sampling\b on-device\b"
)
_TRAINS = _beginning(r"train pretrain fine-?tun convergence\b")
_OFTEN = 2


def framing_of(marks: Marks) -> Phase | None:
    """The phase that an abstract is about: inference where it speaks of it more than once, and less of training."""
    text = marks.lower
    runs = _count(_SERVES, text) >= _OFTEN and _count(_RUNS, text) > _count(_TRAINS, text)
    return "inference" if runs else None


def _count(patterns: dict[str, re.Pattern[str]], text: str) -> int:
    """How often any of some patterns is found; they share no place."""
    return sum(len(pattern.findall(text)) for stem, pattern in patterns.items() if stem in text)


def framed(metric: Metric, phase: Phase | None, framing: Callable[[], Phase | None]) -> Phase | None:
    """The phase of a claim, with what its metric and the abstract's framing say where its sentence leaves it open.

    `framing` is only asked where it counts.
    """
    if metric == "training_time":
        return phase or "training"
    if metric == "capacity" and phase == "compression":  # "compresses the prompt's tokens"
        return "inference"
    if metric == "model_size" and phase == "inference":
        return None  # a size is one at all times
    return phase or (framing() if metric in ("latency", "throughput", "memory") else None)
