"""Roles: which sentences speak of the paper's own work, and which of the problem and the work of others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer import lexicon
from summarizer.marks import Marks
from summarizer.records import Role
from summarizer.sentences import Span

_OWN = re.compile(lexicon.OWN)
_OTHERS = re.compile(lexicon.OTHERS)
# In lower case: the "To" that opens a sentence leads to an aim, not to others.
_LEADS_TO_OTHERS = re.compile(r"\b(?:than|over|with|to|outperforms?|of)\b")
_ASIDE = re.compile(r"\b(?:that|which|than|as) $")
"""What leads to a remark of the authors' circumstances: "more than | our robot allows"."""
_COMPARES = re.compile(r"\s*(?:compared|relative|unlike|in (?:contrast|comparison))")
_OPENING = 70
"""How far into a sentence its subject may reach, in characters."""
_EARLY = 40
"""How far into a sentence its subject may begin."""


def roles_of(marks: Marks, names: Sequence[str]) -> list[Role]:
    """Say of every sentence whose work it is about.

    What stands before the first sentence that speaks of the own work is background; behind it, only sentences that open
    with the work of others.
    """
    body = marks.sentences[1:]
    first = next((i for i in range(len(body)) if _is_own(marks, i + 1, names)), 0)
    roles: list[Role] = ["contribution"]
    for index, span in enumerate(body):
        others = index < first or (
            not lexicon.OTHERS_FIRST.isdisjoint(marks.words[index + 1])
            and _opens_with_others(marks, span)
            and not _is_own(marks, index + 1, names)
        )
        roles.append("background" if others else "contribution")
    return roles


def _is_own(marks: Marks, index: int, names: Sequence[str]) -> bool:
    start, end = marks.sentences[index]
    if any(name in marks.text[start:end] for name in names):
        return True
    if lexicon.OWN_NEEDED.isdisjoint(marks.words[index]):
        return False
    said = marks.lower[start:end]
    return any(not _ASIDE.search(said, 0, found.start()) for found in _OWN.finditer(said))


def _opens_with_others(marks: Marks, span: Span) -> bool:
    opening = marks.lower[span[0] : min(span[1], span[0] + _OPENING)]
    others = _OTHERS.search(opening)
    return (
        others is not None
        and others.start() <= _EARLY
        and not _LEADS_TO_OTHERS.search(marks.text, span[0], span[0] + others.start())
        and not _COMPARES.match(opening)
    )
