"""Roles: which sentences speak of the paper's own work, and which of the problem and the work of others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer import lexicon
from summarizer.marks import Marks
from summarizer.reading.naming.spellings import places_of_any
from summarizer.records import Role

_OWN = re.compile(lexicon.OWN)
_BEFORE_OWN = re.compile(rf" (?={lexicon.OWN})")
"""A space is found fast."""
_OTHERS = re.compile(lexicon.OTHERS)
# In lower case: the "To" that opens a sentence leads to an aim, not to others.
_LEADS_TO_OTHERS = re.compile(r"\b(?:than|over|with|to|outperforms?|of|beats?|surpass(?:es)?|exceeds?|upon|against)\b")
_ASIDE = re.compile(r"\b(?:that|which|than|as) $")
"""What leads to a remark of the authors' circumstances: "more than | our robot allows"."""
_COMPARES = re.compile(r"\s*(?:compared|relative|unlike|in (?:contrast|comparison))")
_EARLIER = frozenset(("previous", "prior", "earlier"))
_LONGEST_ASIDE = len("which \n")
_PRONOUNS = frozenset(("we", "our", "ours", "ourselves"))
_OPENING = 70
"""How far into a sentence its subject may reach, in characters."""
_EARLY = 40
"""How far into a sentence its subject may begin."""
_EARLY_WORDS = _EARLY // 2 + 1
"""More words than these can't begin so early."""


def roles_of(marks: Marks, names: Sequence[str]) -> list[Role]:
    """Say of every sentence whose work it is about.

    What stands before the first sentence that speaks of the own work is background; behind it, only sentences that open
    with the work of others.
    """
    count = len(marks.sentences)
    first = next((index for index in range(1, count) if _is_own(marks, index, names)), 1)
    roles: list[Role] = ["background" if 0 < index < first else "contribution" for index in range(count)]
    for index in range(first, count):
        opening = marks.plain[index][:_EARLY_WORDS]
        others = lexicon.OTHERS_FIRST.intersection(opening)
        if not others:
            continue
        if _opens_with_others(marks, index, others):
            roles[index] = "contribution" if _is_own(marks, index, names) else "background"
        elif opening[:2] == ["in", "our"] and not _EARLIER.isdisjoint(opening[2:3]):
            roles[index] = "background"  # "In our previous work, ..."
    return roles


def _is_own(marks: Marks, index: int, names: Sequence[str]) -> bool:
    start, end = marks.sentences[index]
    for name in names:
        if marks.text.find(name, start, end) >= 0:
            return True
    words = marks.plain[index]
    if lexicon.OWN_NEEDED.isdisjoint(words):
        return False
    said = f" {marks.lower[start:end]}".replace("\n", " ")
    pronouns = _PRONOUNS.intersection(words)  # looked up first, as they stand in nearly all such sentences
    for at, _ in places_of_any(pronouns, said):
        if _OWN.match(said, at) and not _is_aside(said, at):
            return True
    return any(not _is_aside(said, before.end()) for before in _BEFORE_OWN.finditer(said))


def _is_aside(said: str, at: int) -> bool:
    """Whether what stands at a place speaks of the authors' circumstances, not of their work."""
    return _ASIDE.search(said, max(0, at - _LONGEST_ASIDE), at) is not None


def _opens_with_others(marks: Marks, index: int, said: frozenset[str]) -> bool:
    """Whether a sentence opens with the work of others; `said` are the words in its opening that may speak of it."""
    start, end = marks.sentences[index]
    opening = marks.lower[start : min(end, start + _OPENING)]
    for at, _ in places_of_any(said, opening):
        if at <= _EARLY and _OTHERS.match(opening, at):
            return not _LEADS_TO_OTHERS.search(marks.text, start, start + at) and not _COMPARES.match(opening)
    return False
