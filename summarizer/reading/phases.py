"""Phases: when a cost falls due where its own sentence does not say: the abstract's framing of the method."""

from __future__ import annotations

import re
from collections.abc import Callable

from summarizer.marks import Marks
from summarizer.reading.vocabulary import words
from summarizer.records import Metric, Phase

_SERVING = words("inference decoding serving kv key deploy deployment deployed real latency forward device")
_SERVES = re.compile(
    r"\b(?:inference|decoding|serving|kv[- ]cach\w+|key-value|deploy\w*|real-time|latency|forward|on-device)\b"
)
_RUNS = re.compile(
    r"\b(?:inference|decod\w+|serving|kv[- ]cach\w+|key-value cach\w+|test-time|speculative|prefill\w*|autoregressive"
    r"|deploy\w*|real-time|sampling|on-device)\b"
)
_TRAINS = re.compile(r"\b(?:train\w*|pre-?train\w*|fine-?tun\w*|convergence)\b")
_OFTEN = 2


def framing_of(marks: Marks) -> Phase | None:
    """The phase that an abstract is about: inference where it speaks of it more than once, and less of training."""
    if all(_SERVING.isdisjoint(sentence) for sentence in marks.words):
        return None
    text = marks.lower
    runs = len(_SERVES.findall(text)) >= _OFTEN and len(_RUNS.findall(text)) > len(_TRAINS.findall(text))
    return "inference" if runs else None


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
