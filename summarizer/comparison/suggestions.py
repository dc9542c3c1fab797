"""Suggestions: names that are spelt like others; they are named to the reader, never taken for each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from summarizer.folding import folded

_NEAR = 80
"""How alike two names are, of 100, for one to be suggested for another that is not known."""
_LOOKALIKE = 88
"""How alike two known names are for a reader to be asked whether they mean the same."""
_NEIGHBOURS = 3
"""Names behind it, in the order of the alphabet, that a name is held against."""
_DIGITS = re.compile(r"\d+")


def suggestions(wanted: str, known: Iterable[str], *, most: int = 5) -> list[str]:
    """The known names that are spelt most like the one wanted, nearest first; none where none is near."""
    from rapidfuzz import fuzz, process

    names = list(dict.fromkeys(known))
    found = process.extract(wanted, names, scorer=fuzz.WRatio, processor=folded, limit=most, score_cutoff=_NEAR)
    return [name for name, _, _ in found]


def lookalikes(known: Mapping[str, str], *, most: int = 5) -> list[tuple[str, str]]:
    """Pairs of known names that are spelt alike but count as two; those whose numbers differ are no pair.

    `known` gives for each name in the form compared how it is written. Only neighbours in the alphabet are looked at,
    so that many names take little time.
    """
    from rapidfuzz import fuzz

    keys = sorted(known)
    pairs: list[tuple[str, str]] = []
    for place, key in enumerate(keys):
        for other in keys[place + 1 : place + 1 + _NEIGHBOURS]:
            if fuzz.ratio(key, other) >= _LOOKALIKE and _DIGITS.findall(key) == _DIGITS.findall(other):
                pairs.append((known[key], known[other]))
                if len(pairs) == most:
                    return pairs
    return pairs
