"""Holders: the word by which a paper says of a cost that something has it: "with | low latency", "requires | ...".

A holder reaches over `and`: "achieves high accuracy and a | low latency".
"""

from __future__ import annotations

from summarizer.reading.framing.frames import STOP_TAIL
from summarizer.reading.qualitative.savings import is_unreal
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import words

_DEGREES = words(
    "a an the very extremely relatively comparatively such consistently sufficiently both its substantially "
    "significantly remarkably considerably notably exceptionally only also highly quite fairly even much our their "
    "incredibly truly far several many various multiple key distinct clear"
)
HAS = words(
    "ensuring ensures ensure keeping keeps keep incurring incurs incur maintaining maintains maintain retaining "
    "retains retain offering offers offer achieving achieves achieve guaranteeing guarantees exhibiting exhibits "
    "guarantee exhibit attaining attains attain has have having featuring features enjoys enjoying requires consumes "
    "consuming provides providing provide delivers delivering requiring require demonstrates demonstrating "
    "demonstrate shows show showing introduces introducing introduce needs needing need reaches reaching reach yields "
    "yielding yield preserving preserves boasts boasting obtains obtain obtaining adds adding incurred sustaining "
    "sustains allows allow allowing enables enable enabling supports support supporting using uses runs indicating "
    "highlighting achieved attained obtained offered provided ensured maintained retained exhibited demonstrated "
    "showed delivered reached yielded preserved kept enjoy establish establishes establishing possesses gives give "
    "giving gave permits permit permitting facilitates facilitating showcasing underscoring highlight highlights "
    "underlines underscores underscore confirm confirms confirming validate validates validating verify verifies "
    "prove proves"
)
"""Verbs by which something is said to have what stands behind them."""
DEMANDS = words("requires requiring require needs needing need consumes consuming uses using introduces introducing")
WITH = words("with at")
_BETWEEN = (STOP_TAIL - HAS - WITH) - words("and , on of in for")
_MERITS = words("advantages benefits merits strengths properties gains")
_HELD_OF = words("because advantage advantages benefit benefits merit merits capable")
_LEADING = {(word, "to") for word in words("due thanks owing leads lead leading led")} | {
    (word, "in") for word in words("results result resulting resulted")
}
"""What something comes of or comes to, before the noun phrase that names it."""
_LED = (_LEADING | {("capable", "of")}) - {("results", "in")}
"""The same far before it, but for "promising results in"."""
_REACH = 10


def holder(line: Line, at: int) -> str:
    """The word that holds the noun phrase in which a token stands, where it is told; "" for none."""
    place = holder_at(line, at)
    return "" if place < 0 else line.words[place]


def holder_at(line: Line, at: int) -> int:
    """Where that word stands; -1 for none."""
    place = _place(line.words, at)
    return -1 if place < 0 or is_unreal(line, place) else place


def _place(tokens: list[str], at: int) -> int:
    before = at - 1
    while before > 0 and tokens[before] in _DEGREES:
        before -= 1
    if before < 1:
        return _opened(tokens, at)
    if tokens[before] in ("including", "as", "like"):
        named = before - 1 - (tokens[before - 1] == "such")
        named -= tokens[named] == ","
        return _place(tokens, named) if tokens[named] in _MERITS else -1
    if tokens[before] == "for" and tokens[before - 1].startswith("allow"):
        return before - 1
    if tokens[before] in ("despite", "given"):
        return before
    if (tokens[before - 1], tokens[before]) in _LEADING or (tokens[before] == "of" and tokens[before - 1] in _HELD_OF):
        return before - 1
    if tokens[before] in HAS or tokens[before] in WITH:
        return before
    return _far(tokens, before) if tokens[before] in ("and", ",") else -1


def _opened(tokens: list[str], at: int) -> int:
    """The holder of what a sentence begins with: "With | low latency, ...", "Its | low latency makes it fit for"."""
    if tokens[0] in ("with", "despite", "given"):
        return 0
    if tokens[0] not in ("the", "its"):
        return -1  # "Achieving | low latency is hard"
    return next((i for i in range(at + 1, min(len(tokens), at + _REACH)) if tokens[i] in _MAKES), -1)


_MAKES = words("makes make allows allow enables enable renders render lets permits")


def _far(tokens: list[str], joint: int) -> int:
    """The holder of the noun phrase that `and` joins to a later one."""
    for place in range(joint - 1, max(0, joint - 1 - _REACH), -1):
        if tokens[place] in HAS or tokens[place] == "with":
            return place
        if (tokens[place - 1], tokens[place]) in _LED:
            return place - 1
        if tokens[place] in _BETWEEN:
            break
    return -1
