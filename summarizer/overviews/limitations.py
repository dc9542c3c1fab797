"""Limitations: what papers say does not work or was not tried, and what several of them say alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from summarizer.folding import folded
from summarizer.records import Record
from summarizer.similarity import words
from summarizer.views import SharedLimitation

ALIKE = 0.5
"""Part of their words, those of both counted once, that two sentences must share to say the same."""
_SHORTEST = 4
"""Letters of a word that counts; shorter ones are mostly there for the grammar."""
_LEAST = 2
"""Words that two sentences must share at the least."""


def limitations_of(record: Record) -> list[str]:
    """The limitations that a paper states, without those that hold a word which is nowhere in it."""
    unsupported = record.summary.unsupported
    return [text for text in record.summary.limitations if not any(word in text for word in unsupported)]


def shared_limitations(records: Iterable[Record]) -> tuple[SharedLimitation, ...]:
    """The limitations that several papers state, in nearly the same words; most papers first."""
    said = [(record.paper.id, text) for record in records for text in limitations_of(record)]
    found = (_shared([said[place] for place in group]) for group in _groups([text for _, text in said]))
    several = [shared for shared in found if len(shared.papers) > 1]
    return tuple(sorted(several, key=lambda shared: -len(shared.papers)))


def _shared(said: Sequence[tuple[str, str]]) -> SharedLimitation:
    """The first is the one that is most like the others."""
    return SharedLimitation(text=said[0][1], papers=tuple(dict.fromkeys(paper_id for paper_id, _ in said)))


def _groups(texts: Sequence[str]) -> list[list[int]]:
    """Put each text with those like it, those with most like them first; each text stands in one group."""
    sets = [frozenset(word for word in words(folded(text)) if len(word) >= _SHORTEST) for text in texts]
    holders: dict[str, list[int]] = {}
    for place, own in enumerate(sets):
        for word in own:
            holders.setdefault(word, []).append(place)
    near = [_alike(place, sets, holders) for place in range(len(texts))]
    free = set(range(len(texts)))
    groups = []
    for place in sorted(free, key=lambda place: (-len(near[place]), place)):
        if place in free:
            group = [place, *(other for other in near[place] if other in free)]
            free.difference_update(group)
            groups.append(group)
    return groups


def _alike(place: int, sets: Sequence[frozenset[str]], holders: dict[str, list[int]]) -> list[int]:
    shared = Counter(other for word in sets[place] for other in holders[word] if other != place)
    return [
        other
        for other, common in shared.most_common()
        if common >= _LEAST and common >= ALIKE * len(sets[place] | sets[other])
    ]
