"""Widths: how few bits numbers are stored in: "quantized to 4 bits", "enables 3-bit weights", "only 2 bits"."""

from __future__ import annotations

from summarizer.quantities import Quantity
from summarizer.reading.costs.sizes import is_sparing
from summarizer.reading.costs.storage import is_coded
from summarizer.reading.framing.frames import STOP_TAIL, clause_start, left_of
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words
from summarizer.records import Metric

PER_SYMBOL = words("character characters char byte bytes dimension dim word words base symbol")
"""What bits are counted per where they measure quality."""
_STORED = words(
    "weight weights activation activations gradient gradients key keys value values precision precisions integer "
    "integers representation representations format formats parameter parameters embeddings states cache"
)
"""What is stored in some bits."""
_CODING = words("quantization quantisation compression representation representations weights keys caches")
_MAKES_POSSIBLE = words(
    "enable enables enabling allow allows allowing permit permits permitting facilitates support supports supporting "
    "unlocks"
)
_REACH = 4
_CACHED = words("kv kv-cache cache caches key-value")


def is_width(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether bits are what something makes do with: "quantized to | 4 bits", "only | 3-bit weights"."""
    after = line.words[at + 1 : at + 4]
    if not PER_SYMBOL.isdisjoint(after) or line.text.startswith("-flip", quantity.end):
        return False
    named = "-" in quantity.text  # "4-bit weights", where the bits may only be called so
    if not named and (is_coded(line, at) or "per" in after or line.text.startswith("-per-", quantity.end)):
        return True
    if (quantity.value or 0) > _WIDEST:
        return False
    if _is_fraction(line, at, quantity):
        return not named or not (_STORED | _CODING).isdisjoint(after[:1])
    if is_sparing(line, at, quantity):
        return True
    if line.words[at - 1] in ("to", "into") and line.words[at - 2] != NUMBER:
        return named and _is_brought(line, at) and (not after or after[0] in STOP_TAIL or after[0] in _STORED)
    possible = not _MAKES_POSSIBLE.isdisjoint(line.words[max(clause_start(line, at), at - _REACH) : at])
    behind = line.words[at + 1 : at + 1 + _REACH]
    return named and possible and "communication" not in line.words and not _CODING.isdisjoint(behind)


def _is_fraction(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether so many bits that nothing is merely called by them are made do with: "with an average of | 2.6 bits"."""
    left = line.words[left_of(line, at)]
    return (quantity.value or 0) % 1 > 0 and left in ("with", "at", "using") and "information" not in line.words


_WIDEST = 8
"""More bits than these are few of nothing."""


def _is_brought(line: Line, at: int) -> bool:
    """Whether a quantization brings something to a width, and is not what was tried: "when quantizing B to | 2-bit"."""
    verb = next((i for i in range(at - 2, max(0, at - _FAR), -1) if line.words[i].startswith(_CODES)), None)
    return verb is not None and line.words[verb - 1] not in _TRIED


_CODES = ("quanti", "compress", "encod", "precision")
_FAR = 12
_TRIED = words("when after by if on of")


def width_metric(line: Line, at: int) -> Metric:
    """Whether bits are those of a cache, which is memory, or of what is stored."""
    return "model_size" if _CACHED.isdisjoint(line.words[max(0, at - 6) : at + 7]) else "memory"
