"""Roles: which sentences speak of the paper's own work, and which of the problem and the work of others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer import lexicon
from summarizer.marks import Marks
from summarizer.records import Role

_OWN = re.compile(lexicon.OWN, re.IGNORECASE)
_OTHERS = re.compile(lexicon.OTHERS, re.IGNORECASE)
_PROBLEMS = re.compile(lexicon.PROBLEMS, re.IGNORECASE)
_OPENING = 70
"""How far into a sentence its subject may begin, in characters."""


def roles_of(marks: Marks, names: Sequence[str]) -> list[Role]:
    """Say of every sentence whose work it is about.

    What stands before the first sentence that speaks of the own work is background; behind it, only sentences that open
    with the work of others.
    """
    named = re.compile("|".join(re.escape(n) for n in names) or r"(?!)")
    sentences = [marks.text[start:end] for start, end in marks.sentences]
    own = [bool(_OWN.search(s)) or bool(named.search(s)) for s in sentences]
    first = next((i for i, is_own in enumerate(own) if is_own and i > 0), 1)
    return [_role(s, index, first, own[index]) for index, s in enumerate(sentences)]


def _role(sentence: str, index: int, first: int, own: bool) -> Role:
    if index == 0:
        return "contribution"
    if index < first:
        return "background"
    opening = sentence[:_OPENING]
    others = _OTHERS.search(opening)
    if others and (
        others.start() > 40 or re.search(r"\b(?:than|over|with|to|outperforms?|of)\b", opening[: others.start()])
    ):
        others = None
    if (
        others
        and not own
        and not re.match(r"\s*(?:compared|relative|unlike|in (?:contrast|comparison))", opening, re.I)
    ):
        return "background"
    return "contribution"
