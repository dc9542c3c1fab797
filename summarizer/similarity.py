"""Similarity: which texts are most like each other, by the words they share (TF-IDF, cosine), no library needed."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_][\w-]+")
WORDS_KEPT = 60
"""How many of a text's heaviest words count; the rest add time, not likeness."""
LEAST = 0.04
"""Cosine under which two texts share chance words only."""


def nearest(texts: Sequence[str], count: int = 3) -> list[list[int]]:
    """Give for each text the indices of the texts most like it, nearest first, at most `count`.

    Words of one text alone and words of nearly all texts say nothing; a text that shares none of the others has no
    neighbour.
    """
    vectors = _vectors(texts)
    holders: dict[str, list[tuple[int, float]]] = {}
    for index, vector in enumerate(vectors):
        for word, weight in vector.items():
            holders.setdefault(word, []).append((index, weight))
    return [_neighbours(index, vector, holders, count) for index, vector in enumerate(vectors)]


def _neighbours(
    index: int, vector: dict[str, float], holders: dict[str, list[tuple[int, float]]], count: int
) -> list[int]:
    scores: dict[int, float] = {}
    for word, weight in vector.items():
        for other, its_weight in holders[word]:
            scores[other] = scores.get(other, 0.0) + weight * its_weight
    scores.pop(index, None)
    ranked = sorted((-score, other) for other, score in scores.items() if score >= LEAST)
    return [other for _, other in ranked[:count]]


def _vectors(texts: Sequence[str]) -> list[dict[str, float]]:
    counts = [Counter(_stem(word) for word in _WORD.findall(text.lower())) for text in texts]
    spread = Counter(word for words in counts for word in words)
    weights = {word: math.log(len(texts) / n) for word, n in spread.items() if n > 1}
    return [_unit_vector({word: (1 + math.log(n)) * weights.get(word, 0.0) for word, n in c.items()}) for c in counts]


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _unit_vector(vector: dict[str, float]) -> dict[str, float]:
    heaviest = sorted(((w, word) for word, w in vector.items() if w > 0), reverse=True)[:WORDS_KEPT]
    length = math.sqrt(sum(weight * weight for weight, _ in heaviest))
    return {word: weight / length for weight, word in heaviest}
