"""Relations: how a number relates subject and baseline, as the words around it say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.quantities import Quantity
from summarizer.records import Relation

_FRACTION_AFTER = re.compile(
    r"\s+(?:of|as (?:many|much|large|big))\b(?!\s+(?:improvement|reduction|increase|speed))", re.I
)
_LESS = re.compile(
    r"\b(?:less(?:er)?|fewer|lower|smaller|shorter|reduc\w*|cut\w*|sav\w*|drop\w*|fall\w*|fell|decreas\w*|declin\w*|shrink\w*|shrank|trim\w*|lower\w*|"
    r"cheaper|lighter|slash\w*|eliminat\w*|remov\w*|prun\w*|discard\w*)\b",
    re.I,
)
_MORE = re.compile(
    r"\b(?:more|higher|faster|larger|longer|quicker|greater|bigger|slower|increas\w*|improv\w*|speed\w*|accelerat\w*|gain\w*|"
    r"boost\w*|rais\w*|grow\w*|grew|extra|additional|overhead)\b",
    re.I,
)


def relation_in(text: str, quantity: Quantity) -> Relation | None:
    """Read from the words around a number how it relates subject and baseline; None where they don't say.

    What stands behind the number is asked first ("75% of", "30% fewer"), then what stands before it ("reduced by").
    """
    if quantity.relation == "times" and quantity.family == "factor":
        return "times"
    after, before = text[quantity.end : quantity.end + 40], text[max(0, quantity.begin - 60) : quantity.begin]
    near = re.match(r"\s+(?:\w+\s+)?\w+", after)
    words = near.group() if near else ""
    if _LESS.search(words):
        return "reduced_by"
    if _MORE.search(words):
        return "increased_by"
    if _FRACTION_AFTER.match(after):
        return "fraction_of"
    last = max(_changes(before), default=(0, quantity.relation))[1]
    if last == "reduced_by" and re.search(r"(?<!up )\bto\s+(?:\w+\s+)?$", before, re.I):
        return "fraction_of"
    return last


def _changes(before: str) -> Iterator[tuple[int, Relation | None]]:
    for match in _LESS.finditer(before):
        yield match.end(), "reduced_by"
    for match in _MORE.finditer(before):
        yield match.end(), "increased_by"
