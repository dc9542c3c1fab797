"""Runs: how few steps, rounds or passes something gets done in, not how a procedure is laid out."""

from __future__ import annotations

import re

from summarizer.quantities import Quantity
from summarizer.reading.framing.frames import clause_start, left_of
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import words

_MODIFIES = re.compile(r"-(?:steps?|rounds?|epochs?|iterations?|pass)\b| pass$")
"""Steps that are part of a name, or no count: "in | 3-step planning", "jointly in | one pass"."""
_WITHIN = words("in within with")
_SPANS = words(": horizon window windows budget limit regime setting settings schedule schedules")
_QUICKLY = words("quickly rapidly fast quick rapid")
_PLAIN = words("steps step passes rounds updates evaluations evaluation")
"""What a procedure may consist of: "works in | three steps"."""
_DONE = words(
    "achieve achieves achieved achieving reach reaches reached reaching attain attains attained attaining converge "
    "converges converged converging generate generates generated generating solve solves solved solving produce "
    "produces produced producing complete completes completed completing finish finishes finishing synthesize "
    "synthesizes recover recovers recovering restore restores sample samples predict predicts reconstruct reconstructs "
    "reconstruction obtain obtains obtained surpass surpasses surpassing outperform outperforms outperforming match "
    "matches matching rival rivals rivaling generation sampling inference synthesis convergence succeed succeeds"
)


def is_done_in(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a number of steps is what something is reached in: "attains 91% within | 6 iterations"."""
    if not (quantity.unit or "").endswith(("steps", "rounds")) or _MODIFIES.search(quantity.text):
        return False
    behind = line.words[at + 1 : at + 2]
    if behind and behind[0] in _SPANS:
        return False
    if line.words[at - 1] == "(" and not _QUICKLY.isdisjoint(line.words[max(0, at - 4) : at - 1]):
        return not _DONE.isdisjoint(line.words[max(0, at - 4) : at - 1])  # "converges quickly ( | 4 iterations)"
    within = line.text[quantity.begin : quantity.start].startswith("within")
    left = at if within else left_of(line, at)
    if not within and (left < 0 or line.words[left] not in _WITHIN or _is_laid_out(quantity)):
        return False
    said = line.words if left == 0 else line.words[clause_start(line, left) : left]
    return not _DONE.isdisjoint(said)


def _is_laid_out(quantity: Quantity) -> bool:
    """Whether plain steps in words may be those of a procedure: "two steps", not "2 steps", "one step"."""
    said = quantity.text.lower().split()
    return len(said) == 2 and said[1] in _PLAIN and said[0].isalpha() and said[0] != "one"
