"""Subjects: which topics a paper is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from typing import TypeAlias, cast

from summarizer.folding import bare
from summarizer.marks import Marks
from summarizer.reading.words.memory import Memory
from summarizer.topics import Topics

_WORD = re.compile(r"[a-z0-9]+(?::[0-9]+)?")
_TITLE_WEIGHT = 4.0
_FAINT = 0.35
"""What a faint word weighs of another's weight."""
_LEAST_SHARE = 0.4
"""A second topic needs this share of the first one's weight."""
_OFTEN = (0.0, *(1.0 + 0.35 * more for more in range(5)))
"""What a phrase weighs in an abstract by how often it is said; what is said more often weighs no more."""


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A phrase that speaks for a topic, as stems; counted as the object that it is, which is fast."""

    phrase: tuple[str, ...]
    slug: str
    weight: float


def topics_of(marks: Marks, topics: Topics, *, most: int = 3) -> list[str]:
    """Find up to three topics, the main one first, by the words that speak for them; none where no word does."""
    saying_of = _sayings(topics)
    title, *sentences = marks.plain
    body: list[str] = []
    for said in sentences:
        body += said
    counts: dict[Cue, int] = {}
    for cue in _told(body, saying_of):
        counts[cue] = counts.get(cue, 0) + 1
    weights: dict[str, float] = {}
    for cue in dict.fromkeys(_told(title, saying_of)):
        weights[cue.slug] = weights.get(cue.slug, 0.0) + _TITLE_WEIGHT * cue.weight
    for cue, count in counts.items():
        often = _OFTEN[count] if count < len(_OFTEN) else _OFTEN[-1]
        weights[cue.slug] = weights.get(cue.slug, 0.0) + often * cue.weight
    told = [slug for slug in topics.slugs if slug in weights]
    ranked = sorted(told, key=weights.__getitem__, reverse=True)[:most]  # equals stay in the topics' order
    return [slug for slug in ranked if weights[slug] > _LEAST_SHARE * weights[ranked[0]]]


Saying: TypeAlias = tuple[tuple[Cue, ...], int, Mapping[str, "Saying"]]
"""What the words that a text was read along say for topics, and what words can go on from there.

Of each topic the longest phrase among them; how many words the longest of these has; what is said with one more word.
"""


@lru_cache(maxsize=8)
def _sayings(topics: Topics) -> Memory[Saying | None]:
    """Index topics by the words that their phrases begin with."""
    phrases: dict[str, list[Cue]] = {}
    openings: list[Cue] = []
    known: dict[tuple[object, ...], Cue] = {}
    for topic in topics.topics:
        for words in (*topic.words, *topic.faint):
            weight = _weight(words) * (_FAINT if words in topic.faint else 1.0)
            said = (tuple(map(_stem, bare(words).split())), topic.slug, weight)
            cue = known.setdefault(said, Cue(*said))
            if len(cue.phrase) == 1 and words.endswith("*"):
                openings.append(cue)
            elif cue.phrase:
                phrases.setdefault(cue.phrase[0], []).append(cue)
    heads = tuple(cue.phrase[0] for cue in openings)

    def saying_of(word: str) -> Saying | None:
        stem = _stem(word)
        begun = phrases.get(stem, [])
        opened = [cue for cue in openings if stem.startswith(cue.phrase[0])] if stem.startswith(heads) else []
        return _saying([*begun, *opened]) if begun or opened else None

    return Memory(saying_of)


def _saying(begun: Sequence[Cue]) -> Saying:
    """What a word says with which all of these phrases begin, and what can go on from it."""
    said: list[Saying] = []
    left: list[tuple[Sequence[Cue], Sequence[Cue], int, dict[str, Saying]]] = [(begun, (), 1, {})]
    while left:
        begun, shorter, size, siblings = left.pop()
        ended = [cue for cue in begun if len(cue.phrase) == size]
        cues = tuple({cue.slug: cue for cue in (*shorter, *reversed(ended))}.values())
        longer: dict[str, Saying] = {}
        said.append((cues, max((len(cue.phrase) for cue in cues), default=0), longer))
        siblings.update(dict.fromkeys(_written_as(begun[0].phrase[size - 1]), said[-1]))
        further: dict[str, list[Cue]] = {}
        for cue in begun:
            if len(cue.phrase) > size:
                further.setdefault(cue.phrase[size], []).append(cue)
        left += [(going_on, cues, size + 1, longer) for going_on in further.values()]
    return said[0]


def _weight(words: str) -> float:
    """What a phrase weighs: up to twice as much as a word; a ratio ("2:4") is one word."""
    return 1.0 + 0.5 * (min(len(_WORD.findall(words.lower())), 3) - 1)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _written_as(stem: str) -> list[str]:
    """The words that have a stem."""
    return [word for word in (stem, f"{stem}s") if _stem(word) == stem]


def _told(said: list[str], saying_of: Memory[Saying | None]) -> list[Cue]:
    """The topics' phrases that stand in a text's words, as often as they do; at one place the longest of each topic."""
    told: list[Cue] = []
    sayings = cast("list[Saying]", [*map(saying_of.__getitem__, said)])  # only those that say something are looked at
    behind, words = 0, [*said, ""]  # behind the last word stands none that a phrase could go on with
    for at in compress(range(len(sayings)), sayings):
        cues, reach, longer = sayings[at]
        end = at + 1
        while words[end] in longer:
            cues, reach, longer = longer[words[end]]
            end += 1
        if not cues:
            continue
        if at >= behind:
            told += cues
        else:  # part of a longer phrase says nothing by itself
            told += [cue for cue in cues if at + len(cue.phrase) > behind]
        if at + reach > behind:
            behind = at + reach
    return told
