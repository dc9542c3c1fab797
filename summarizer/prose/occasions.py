"""Occasions: the phases that a sentence names, in training or at inference, and whether its facts are of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.prose.material import Fact
from summarizer.quantities import Quantity, find
from summarizer.records import Claim, Phase

_TRAINS = r"(?:pre-?|re-?)?train(?:s|ing)?|fine-?tun(?:e|es|ing)"
_RUNS = r"inference|inferencing|decoding|serving|test[\s-]time|deployment|prefill(?:ing)?"
_MAKES = r"compression|compressing|quanti[sz](?:ation|ing)|pruning|distill(?:ation|ing)|calibration"
_ANY = rf"(?:{_TRAINS}|{_RUNS}|{_MAKES})"
_NAMED: tuple[tuple[Phase, re.Pattern[str]], ...] = (
    (
        "training",
        re.compile(
            r"(?<!without )(?<!without any )(?<!without further )(?<!\bno )(?<!after )(?<!before )(?<!post-)(?<!aware )"
            rf"(?<![\w-])(?:{_TRAINS})\b(?!-free|\s(?:sets?|data|examples?|samples?|corp\w+|loss\w*|objectives?)\b)",
            re.IGNORECASE,
        ),
    ),
    ("inference", re.compile(rf"(?<![\w-])(?:{_RUNS})\b(?!-free)", re.IGNORECASE)),
    (
        "compression",
        re.compile(
            rf"\b(?:in|during|for|at|while|when)\s(?:{_MAKES})\b(?!\s\w+s\b)|\b(?:{_MAKES})\s(?:time|cost)\b"
            r"|\bto\s(?:compress|quanti[sz]e|prune|distill|calibrate)\b",
            re.IGNORECASE,
        ),
    ),
)
_CLAUSE = re.compile(r"[;:.]\s|,?\s(?:while|whereas|but|yet|which)\b", re.IGNORECASE)
_PART = re.compile(rf",\s|\sand\s(?!(?:(?:in|at|during|for|to)\s)?{_ANY}\b(?![^,;]*\d))", re.IGNORECASE)
_ASIDE = re.compile(
    rf"\s*(?:also\s|and\s|both\s|even\s)*(?:in|at|during|for|on|when|while)\s(?:\w+\s){{0,3}}{_ANY}\b(?:\s\w+){{0,3}}[\s.]*",
    re.IGNORECASE,
)


def other_phase(quantity: Quantity, text: str, fact: Fact) -> str | None:
    """Say which phase a sentence names with a number where the fact's is another, or not said; None where it is not."""
    item = fact.item
    if not isinstance(item, Claim):
        return None
    wrong = sorted(_around(quantity, text) - _of_fact(fact))
    if not wrong:
        return None
    own = f"the phase of {fact.ref} is {item.phase}" if item.phase else f"{fact.ref} says no phase"
    return f"{quantity.text!r} stands with {wrong[0]}; {own}"


def phases_of_none(text: str, facts: Sequence[Fact]) -> Iterator[str]:
    """Say which phases a sentence names that no fact is of."""
    known = set().union(*map(_of_fact, facts))
    yield from (f"no fact that it cites is of {phase}" for phase in sorted(_phases(text) - known))


def _of_fact(fact: Fact) -> set[Phase]:
    told = {fact.item.phase} if isinstance(fact.item, Claim) and fact.item.phase else set()
    return told | _phases(fact.line)


def _phases(text: str) -> set[Phase]:
    return {phase for phase, named in _NAMED if named.search(text)}


def _around(quantity: Quantity, text: str) -> set[Phase]:
    """The phases named with a number, or else in an aside: "In training, it is | 4× faster"."""
    begin = max([0, *(match.end() for match in _CLAUSE.finditer(text, 0, quantity.start))])
    end = found.start() if (found := _CLAUSE.search(text, quantity.end)) else len(text)
    cuts = [begin, *(match.end() for match in _PART.finditer(text, begin, end)), end]
    parts = [(start, text[start:stop].rstrip(", ")) for start, stop in pairwise(cuts)]
    own = max(place for place, (start, _) in enumerate(parts) if start <= quantity.start)
    if named := _beside(quantity.start - parts[own][0], parts[own][1]):
        return named
    asides = (part for _, part in (parts[0], *parts[own + 1 : own + 2]) if _ASIDE.fullmatch(part))
    return set().union(*map(_phases, asides))


def _beside(at: int, part: str) -> set[Phase]:
    """The phases named from a number to the next one, or before the first: "| 4× faster inference with 1.2× ..."."""
    starts = [quantity.start for quantity in find(part)]
    behind = part[at : min([len(part), *(start for start in starts if start > at)])]
    lead = part[: min([at, *starts])]
    return _phases(behind) | _phases(lead) if at == len(lead) else _phases(behind) or _phases(lead)
