"""Scales: how much a method is said to handle, without a number: "scales to arbitrarily large scenes"."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.reading.costs.claims import Finding, unnumbered
from summarizer.reading.framing.frames import STOP_TAIL
from summarizer.reading.qualitative.savings import is_unreal
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import words

_PLAIN = words("handle process scale support accommodate model")
_SAID = words("handles processes scales supports accommodates handling processing scaling modeling supporting")
HANDLING = _PLAIN | _SAID
_ABLE = words("can to we and efficiently effectively seamlessly easily directly")
"""What stands before a plain verb that tells what a method does."""
_LOADS = words(
    "sequences sequence contexts context inputs input documents document texts videos video horizons graphs images "
    "scenes scene sizes size lengths length resolutions dimensions batches maps datasets instances problems trees "
    "corpora volumes models networks systems sets environments teams domains spaces points nodes streams agents robots"
)
_DEGREES = words("very extremely much vastly far significantly substantially considerably unprecedentedly even")
_GREATER = words("longer larger bigger higher-resolution higher-dimensional")
_GREAT = (
    words("thousands millions billions large long large-scale higher high-resolution high-dimensional more") | _GREATER
)
_LIMITLESS = words(
    "arbitrary arbitrarily massive unprecedented unprecedentedly arbitrary-length arbitrarily-long hour-long "
    "hours-long minute-long minutes-long day-long days-long million-token million-scale billion-scale million-node "
    "billion-node city-scale kilometer-scale web-scale internet-scale gigapixel"
)
_OBJECT_ENDS = STOP_TAIL - words("to of with and over more than")
_NO_LIMIT = _LIMITLESS | _GREATER
_REACH = 8


def handled(line: Line, at: int) -> Iterator[Finding]:
    """Scales up to arbitrary maps; can process extremely long inputs; efficiently handles large graphs."""
    tokens = line.words
    if tokens[at] in _PLAIN and tokens[at - 1] not in _ABLE:
        return
    ahead = tokens[at + 1 : at + 1 + _REACH]
    ahead = ahead[: next((i for i, word in enumerate(ahead) if word in _OBJECT_ENDS), len(ahead))]
    noun = next((i for i, word in enumerate(ahead) if word in _LOADS), None)
    if noun is None or is_unreal(line, at):
        return
    near = tokens[max(0, at - 1) : at + 3]
    degree = next((i for i, word in enumerate(ahead[:noun]) if word in _DEGREES), noun)
    great = not _NO_LIMIT.isdisjoint(ahead[:noun]) or not _GREAT.isdisjoint(ahead[degree:noun])
    plain = "efficiently" in near or (tokens[at] == "scales" and _leads_on(tokens, at + 1))
    if great or (plain and not _GREAT.isdisjoint(ahead[:noun])):
        place = at + 1 + noun
        yield unnumbered(line, Term("change", first=place, last=place), None, "capacity", None, "better")


def _leads_on(tokens: list[str], at: int) -> bool:
    """Whether it is told to what something scales: "scales | well to", "scales | up to"."""
    at += tokens[at : at + 1] != [] and (tokens[at] in ("up", "well") or tokens[at].endswith("ly"))
    return tokens[at : at + 1] == ["to"]
