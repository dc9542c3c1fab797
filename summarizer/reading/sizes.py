"""Sizes: numbers of parameters that tell how small a work is, not those that a model is called by."""

from __future__ import annotations

import re

from summarizer.quantities import Quantity, base_unit
from summarizer.reading.frames import clause_start, left_of
from summarizer.reading.tokens import NUMBER, Line
from summarizer.reading.vocabulary import words

_MODIFIES = re.compile(r"\w-(?:parameter|param|million|billion)")
"""A number that is written as part of a name: "a 7M-parameter model"."""
_LARGEST = 1e9
"""From here on a number of parameters says which model it is, not that it is small."""
_HELD = words("with using uses use utilizing utilising employing at and adding adds introducing introduces requires")
_CONTAINS = words("contains containing comprises comprising totals totalling totaling")
_FITTED = words("trainable learnable learned tunable additional extra new further")
_ACHIEVES = words(
    "achieve achieves achieved achieving reach reaches reached reaching attain attains attained attaining obtain "
    "obtains obtained obtaining outperform outperforms outperformed outperforming surpass surpasses surpassed "
    "surpassing exceed exceeds exceeding deliver delivers delivering offer offers offering match matches matching "
    "maintains maintaining rival rivals rivaling beats beating scores improves improving yields provides"
)
_SMALL = words(
    "fewer compact small smaller few fewest smallest low lower lowest minimal tiny light lightweight light-weight "
    "lightest streamlined efficient efficiency parameter-efficient"
)
_OTHERS = words(
    "which that models networks systems llms vlms ones those encoders cnns transformers backbones baselines"
)
"""What makes the number that of a kind of models, or of what was named last."""


def is_lean(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a number of parameters is told as what something small makes do with.

    "attains 71% with | 4M parameters", "a compact head ( | 4M parameters)", not "a | 4M-parameter network".
    """
    amount, unit = base_unit(quantity.value_max or quantity.value or 0.0, quantity.unit or "")
    if unit != "params" or not 0 < amount < _LARGEST or _MODIFIES.search(quantity.text):
        return False
    if line.words[at - 1] == "(" or line.words[max(0, at - 2) : at] == ["(", "~"]:
        return _is_called_small(line, at)
    left = left_of(line, at)
    if left < 1 or line.words[left - 1] in _OTHERS:
        return False
    if line.words[left] in _CONTAINS:
        return True
    fitted = not _FITTED.isdisjoint(quantity.text.split()) or line.words[left - 1] in _SMALL
    return line.words[left] in _HELD and (fitted or not _ACHIEVES.isdisjoint(line.words))


def _is_called_small(line: Line, at: int) -> bool:
    """Whether what stands before a bracket is called small: "a compact head ( | 4M", not "5x fewer weights ( | 4M"."""
    before = line.words[max(clause_start(line, at - 1), at - 8) : at - 1]
    if "," in before:
        before = before[len(before) - before[::-1].index(",") :]
    return NUMBER not in before and not _SMALL.isdisjoint(before)
