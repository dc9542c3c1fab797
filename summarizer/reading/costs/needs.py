"""Needs: what a growth counts, and growths that are the least that something takes: "needs Ω(n) samples"."""

from __future__ import annotations

from summarizer.quantities import Quantity
from summarizer.reading.framing.frames import tail_end
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import words

_NEAR, _NEXT, _FAR = 14, 3, 20
GROWTH_NOUNS = words(
    "time space memory complexity cost costs computation computations operations attention runtime scaling steps "
    "inference training algorithm solution queries rounds samples flops work depth storage parameters lookup lookups"
)
REQUIRED = words(
    "samples queries passes steps memory space operations rounds evaluations iterations time costs required examples "
    "bits measurements calls complexity runtime computations communications comparisons multiplications labels tests "
    "instances storage updates gates batches words query pass round"
)
"""What is spent: what a growth counts."""
COUNTED = GROWTH_NOUNS | REQUIRED


def head_of(line: Line, at: int) -> list[str]:
    """What a growth stands before, over the growths it is listed with: "O(n), | O(m) and O(k) regret bounds"."""
    start = at + 1 + 2 * (line.words[at + 1 : at + 3] == [")", "-"])  # "an (a, O(b))-approximate flow"
    start += line.words[start : start + 1] == ["-"]  # "an O(n)-regret way"
    while line.words[start : start + 1] and line.words[start] in _LISTED:
        follows = next((i for i in range(start, min(start + 5, len(line.words))) if i in line.quantity_at), None)
        if follows is None or not MARKED.issuperset(line.words[start:follows]):
            break
        start = follows + 1
    return line.words[start : tail_end(line, start - 1)]


_LISTED = words(", and or")
MARKED = _LISTED | words("left mathrm smash bf only resp ( .")
"""What may stand between two growths of a list, LaTeX's words of style among it."""


def is_least(quantity: Quantity) -> bool:
    """Whether a growth is the least that something takes: "needs Ω(n) samples"."""
    return "Ω" in (quantity.unit or "")


def is_proven(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether the least that something takes is what the paper shows: "we prove that one needs | Ω(n) queries"."""
    before = line.words[max(0, at - 2 * _NEXT) : at]
    bound = "lower" in before and "bound" in before
    if not _HELD.isdisjoint(line.words[max(0, at - _NEAR) : at]):
        return False
    return is_least(quantity) and (bound or "we" in line.words[:at] or "our" in line.words[:at])


_HELD = words("believed conjectured known thought")
"""What others hold to be so: "is widely believed to require | Ω(n) samples"."""


def is_of_need(line: Line, at: int) -> bool:
    """Whether a least growth is of what something takes: "| Ω(n) queries", "a lower bound of Ω(n) on the time"."""
    behind = line.words[at + 1 : at + _FAR]
    if behind[:2] == ["lower", "bound"] or behind[1:3] == ["lower", "bound"]:
        behind = behind[behind.index("bound") + 1 :]
    if behind[:1] in (["on"], ["for"]):
        return not REQUIRED.isdisjoint(behind[1:9])
    if not _NECESSARY.isdisjoint(behind[:5]):
        return True
    return not REQUIRED.isdisjoint(head_of(line, at)) or not _NEEDS.isdisjoint(line.words[max(0, at - _NEXT) : at])


_NEEDS = words("complexity required needed necessary")
_NECESSARY = words("necessary required needed")
