"""Brought: whether what a noun phrase names is brought about, or only hoped for: "yields large | cost savings"."""

from __future__ import annotations

from summarizer.reading.qualitative.aims import is_aim
from summarizer.reading.qualitative.holders import HAS, holder
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import words

_LARGE = words(
    "a an the significant substantial considerable large huge great major dramatic notable clear further additional "
    "remarkable real practical important massive compelling impressive noticeable considerably both"
)


def is_brought(line: Line, at: int) -> bool:
    """Whether what a noun phrase names is brought about: "yields substantial | computational savings"."""
    words, at = line.words, at - 1
    while at > 0 and (words[at] in _LARGE or words[at].endswith("ly")):
        at -= 1
    leads = words[at] in ("in", "to") and words[at - 1].startswith(("result", "lead", "led", "translat"))
    if words[at] == "and":  # "achieves better order and large | cost savings"
        return holder(line, at + 1) != ""
    return (leads or words[at] == "with" or words[at] in HAS) and not is_aim(line, at - leads)


def is_hoped(words: list[str], at: int) -> bool:
    """Whether what a noun phrase names is only aimed at: "is quantized for further | memory savings"."""
    at -= 1
    while at > 0 and words[at] in _LARGE:
        at -= 1
    return words[at] == "for" and not words[at - 1].startswith("allow")
