"""Loads: how much something can handle: the longest input, the largest graph, the largest model on one card."""

from __future__ import annotations

from summarizer.quantities import Quantity, base_unit
from summarizer.reading.claims import HANDLES
from summarizer.reading.frames import Frame, clause_start, left_of, tail_end
from summarizer.reading.tokens import NUMBER, Line
from summarizer.reading.vocabulary import words

_BELOW = ("under", "fewer", "less", "below", "within")
_COUNTS = ("K", "k", "M", "B", "G")
_HANDLES = HANDLES | words(
    "decode decodes decoding generalize generalizes generalizing generalise generalises extrapolate extrapolates take "
    "takes track tracks tracking fit fits solve solves solving capable simulate simulates simulating"
)
_REACH, _FAR = 9, 16
_LOADED = words(
    "points nodes edges token tokens frames context contexts gaussians particles agents users variables vertices atoms "
    "neurons length lengths rows records items entities cells states phrases splats edits views sequences faces "
    "triangles unknowns constraints constraint landmarks poses"
)
"""What something is loaded with, as a scaled number counts it."""
_OTHERS = words("increasingly now recent current existing modern today nowadays typical typically")
_SCALES = words(
    "scale scales scaling generalize generalizes generalizing generalise generalises extrapolate extrapolates extend "
    "extends extending"
)
_STUDIED = words("when after of by as while through from with without if")
_AIMS_AT = 8
_TAKES_IN = words("handle handles handling process processes processing support supports track tracks decode decodes")
_ABLE = words("can could able capable enable enables enabling allow allows allowing permit permits first possible only")
_MADE = words(
    "train trains training fine-tune fine-tunes fine-tuning finetune finetuning tuning edit editing run running runs "
    "deploy deploying deployment serve serving pre-train pre-training pretraining inference post-training"
)
_DEVICES = words("gpu gpus card phone smartphone laptop desktop device devices pc mac machine node a100 h100 rtx")
_ONE = words("single one mere consumer consumer-grade commodity mobile edge smartphone laptop phone")


def is_handled(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether an amount is how much can be handled: "scales to more than | 100 layers"."""
    _, unit = base_unit(quantity.value or 1.0, quantity.unit or "")
    if unit == "samples" or line.text[quantity.begin : quantity.start].startswith(_BELOW):
        return False
    left = left_of(line, at)
    part = left >= 0 and line.words[left] in ("with", "exceeding", "containing", "and")  # "maps with up to | 3M nodes"
    before = line.words[max(0, at - (_FAR if part else _REACH)) : at]
    if "(" in before or not _OTHERS.isdisjoint(line.words[:at]):
        return False
    if quantity.bound in ("up_to", "at_least") and not _HANDLES.isdisjoint(before):
        return True
    return _is_scaled_to(line, at) or _is_taken_in(line, at)


def is_more_at_once(line: Line, frame: Frame) -> bool:
    """Whether a number tells how much more is done in a time: "visits | 12% more ports in the same time"."""
    change, words = frame.change, line.words
    if change is None or change.first != frame.at + 1 or words[change.first] != "more":
        return False
    same = next((i for i in range(frame.at + 3, len(words)) if words[i] in _SAME), None)
    if same is None or words[same - 2] not in _WITHIN or NUMBER in words[change.first : same]:
        return False
    return "time" in words[same + 1 : same + 3] and frame.relation is None


_SAME = words("same given equal fixed")
_WITHIN = words("in with within under for given at")


def counts_load(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a scaled number counts what something is loaded with: "up to | 90K points", "to | 64K contexts"."""
    if quantity.unit not in _COUNTS and not (quantity.unit or "").endswith(" nodes"):
        return False
    named = quantity.unit not in _COUNTS or not _LOADED.isdisjoint(line.words[at + 1 : tail_end(line, at)])
    return named and is_handled(line, at, quantity)


def is_most_on_one(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a model or a context is the largest that fits a small machine.

    "Enables tuning of a | 30B model on a single card", "allows running Harrow with a | 64K context on one GPU".
    """
    amount, unit = base_unit(quantity.value or 0.0, quantity.unit or "")
    read = unit in ("", "tokens") and amount >= _LONG and not _CONTEXTS.isdisjoint(line.words[at - 2 : at + 2])
    if not read and (unit not in ("params", "") or amount < _LARGE):
        return False
    start = max(clause_start(line, at), at - _REACH)
    before = line.words[start:at]
    if _MADE.isdisjoint(before) or _ABLE.isdisjoint(line.words[max(0, start - _AIMS_AT) : at]):
        return False
    behind = line.words[at + 1 : at + 16]
    on = next((i for i, w in enumerate(behind) if w in ("on", "within")), None)
    if on is None:
        return False
    if line.text.startswith(("one gpu", "1 gpu"), line.starts[min(at + on + 2, len(line.starts) - 1)]):
        return True
    where = behind[on + 1 : on + 7]
    return not _ONE.isdisjoint(where) and not _DEVICES.isdisjoint(where)


_CONTEXTS = words("context contexts sequence sequences")
_LONG = 1e4
"""Tokens from which on a context is long."""
_LARGE = 1e9
"""From here on a model is one that a small machine does not hold by itself."""


def _is_scaled_to(line: Line, at: int) -> bool:
    """Whether something scales to an amount: "scales to | 64K contexts", not "when scaled to", not "from 1B to"."""
    to = next((i for i in range(at - 1, max(0, at - _AIMS_AT), -1) if line.words[i] == "to"), 0)
    start = max(clause_start(line, at), to - _AIMS_AT)
    place = next((i for i in range(to - 1, start - 1, -1) if line.words[i] in _SCALES), -1)
    if place < 0 or line.words[max(0, place - 1)] in _STUDIED or "," in line.words[to:at]:
        return False
    return NUMBER not in line.words[place:at] and "from" not in line.words[place:at]


def _is_taken_in(line: Line, at: int) -> bool:
    """Whether something can take in an amount: "allows it to track | 30K points"."""
    left = left_of(line, at)
    return left > 0 and line.words[left] in _TAKES_IN and not _ABLE.isdisjoint(line.words[max(0, left - 6) : left])
