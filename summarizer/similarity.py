"""Similarity: which texts are most like each other, by the words they share or by vectors that a model gives.

Few texts are compared with the standard library alone, so that it starts at once; many by scikit-learn, which also
divides them into clusters.
"""

from __future__ import annotations

import math
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, Protocol

MANY = 200
"""Texts from which scikit-learn is worth the seconds that it takes to import."""
WORDS_KEPT = 60
"""How many of a text's heaviest words count; the rest add time, not likeness."""
LEAST = 0.04
"""Cosine under which two texts share chance words only."""
CLUSTER = 20
"""Papers in a cluster on average: a list that is read at a glance."""
MOST_CLUSTERS = 12
"""Clusters of one whole at most: more headings than that say less than the list."""
_ROWS = 256
"""Texts that are held against all others at a time, which bounds the memory."""
_WORD = re.compile(r"[^\W\d_][\w-]+")


class SimilarityWarning(UserWarning):
    """Texts are compared in a plainer way than they could be; the message says how to have the other one."""


class Likeness(Protocol):
    """How much texts are like each other."""

    def nearest(self, count: int = 3) -> list[list[int]]:
        """Give for each text the indices of the texts most like it, nearest first, at most `count`."""
        ...

    def clusters(self, members: Sequence[int]) -> list[list[int]]:
        """Divide some of the texts into clusters, each with its most typical first; empty where that can't be done."""
        ...


def likeness(texts: Sequence[str]) -> Likeness:
    """Compare texts by their words: from `MANY` on with scikit-learn, where it is installed (`SimilarityWarning`)."""
    if len(texts) < MANY:
        return PlainLikeness(texts)
    try:
        import sklearn  # noqa: F401
    except ImportError:
        said = f"{len(texts):,} papers are compared without scikit-learn, slowly and without clusters within topics"
        warnings.warn(f"{said}; to have them: pip install scikit-learn", SimilarityWarning, stacklevel=2)
        return PlainLikeness(texts)
    return WordLikeness(texts)


def nearest(texts: Sequence[str], count: int = 3) -> list[list[int]]:
    """Give for each of a few texts the indices of the texts most like it, nearest first, at most `count`."""
    return PlainLikeness(texts).nearest(count)


# --- by words, with the standard library ------------------------------------------------------------------------------


class PlainLikeness:
    """Cosine of the words' weights (TF-IDF), no library needed.

    Words of one text alone and words of nearly all texts say nothing; a text that shares none of the others has no
    neighbour.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def nearest(self, count: int = 3) -> list[list[int]]:
        """Give for each text the indices of the texts most like it, nearest first, at most `count`."""
        return [[other for other, _ in found[:count]] for found in self.scores()]

    def clusters(self, members: Sequence[int]) -> list[list[int]]:  # noqa: ARG002 - like its siblings
        """Find none."""
        return []

    def scores(self) -> Iterator[list[tuple[int, float]]]:
        """Give for each text the other texts that are like it and how much, nearest first."""
        for index, vector in enumerate(self._vectors):
            scores: dict[int, float] = {}
            for word, weight in vector.items():
                for other, its_weight in self._holders[word]:
                    scores[other] = scores.get(other, 0.0) + weight * its_weight
            scores.pop(index, None)
            ranked = sorted((-score, other) for other, score in scores.items() if score >= LEAST)
            yield [(other, -score) for score, other in ranked]

    @cached_property
    def _vectors(self) -> list[dict[str, float]]:
        counts = [Counter(words(text)) for text in self._texts]
        spread = Counter(word for found in counts for word in found)
        weights = {word: math.log(len(counts) / n) for word, n in spread.items() if n > 1}
        plain = ({word: (1 + math.log(n)) * weights.get(word, 0.0) for word, n in c.items()} for c in counts)
        return [_unit_vector(vector) for vector in plain]

    @cached_property
    def _holders(self) -> dict[str, list[tuple[int, float]]]:
        holders: dict[str, list[tuple[int, float]]] = {}
        for index, vector in enumerate(self._vectors):
            for word, weight in vector.items():
                holders.setdefault(word, []).append((index, weight))
        return holders


def words(text: str) -> list[str]:
    """The words of a text by which it is compared, in order: lower case, without an English plural's s."""
    return [stem(word) for word in _WORD.findall(text.lower())]


@lru_cache(maxsize=65536)  # a language has not many more, and each stands in hundreds of texts
def stem(word: str) -> str:
    """A word in lower case without an English plural's s."""
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _unit_vector(vector: dict[str, float]) -> dict[str, float]:
    heaviest = sorted(((w, word) for word, w in vector.items() if w > 0), reverse=True)[:WORDS_KEPT]
    length = math.sqrt(sum(weight * weight for weight, _ in heaviest))
    return {word: weight / length for weight, word in heaviest}


# --- many texts, with scikit-learn ------------------------------------------------------------------------------------


class WordLikeness:
    """The same cosine for many texts, and clusters by it; needs scikit-learn."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def nearest(self, count: int = 3) -> list[list[int]]:
        """Give for each text the indices of the texts most like it, nearest first, at most `count`."""
        return list(_nearest_rows(self._matrix, count, least=LEAST))

    def clusters(self, members: Sequence[int]) -> list[list[int]]:
        """Divide some of the texts into clusters of about `CLUSTER`, largest first, the most typical text first."""
        return _clusters(self._matrix, members)

    @cached_property
    def _matrix(self) -> Any:
        import numpy as np
        from sklearn.feature_extraction.text import TfidfVectorizer

        analyzer: Callable[[str], list[str]] = words
        vectorizer = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True, min_df=2, max_df=0.5, dtype=np.float32)
        try:
            return _heaviest(vectorizer.fit_transform(self._texts))
        except ValueError:  # no word is left: the texts share none, or all
            return np.zeros((len(self._texts), 1), dtype=np.float32)


def _heaviest(matrix: Any) -> Any:
    """Leave each row its `WORDS_KEPT` heaviest words: the others are common ones, which cost the most to compare."""
    import numpy as np
    from sklearn.preprocessing import normalize

    for start, end in pairwise(matrix.indptr):
        if end - start > WORDS_KEPT:
            weights = matrix.data[start:end]
            weights[np.argpartition(weights, -WORDS_KEPT)[:-WORDS_KEPT]] = 0
    matrix.eliminate_zeros()
    matrix.sort_indices()
    return normalize(matrix, copy=False)


class VectorLikeness:
    """Cosine of vectors that a model gave, one a text; needs scikit-learn for clusters."""

    def __init__(self, vectors: Sequence[Sequence[float]]) -> None:
        self._vectors = vectors

    def nearest(self, count: int = 3) -> list[list[int]]:
        """Give for each text the indices of the texts most like it, nearest first, at most `count`."""
        return list(_nearest_rows(self._matrix, count, least=0.0))

    def clusters(self, members: Sequence[int]) -> list[list[int]]:
        """Divide some of the texts into clusters of about `CLUSTER`, largest first, the most typical text first."""
        return _clusters(self._matrix, members)

    @cached_property
    def _matrix(self) -> Any:
        import numpy as np

        rows = np.asarray(self._vectors, dtype=np.float32)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(lengths > 0, lengths, 1)


def _nearest_rows(matrix: Any, count: int, *, least: float) -> Iterator[list[int]]:
    """The rows with the largest cosine to each row; equal ones in their order."""
    import numpy as np

    turned = matrix.T.tocsr() if hasattr(matrix, "tocsr") else matrix.T
    for start in range(0, matrix.shape[0], _ROWS):
        products = matrix[start : start + _ROWS] @ turned
        scores = products.toarray() if hasattr(products, "toarray") else np.array(products)
        for index, row in enumerate(scores, start):
            row[index] = -1.0
            few = np.argpartition(-row, min(count, len(row) - 1))[:count]
            ranked = sorted((-row[other], int(other)) for other in few if row[other] >= max(least, 1e-9))
            yield [other for _, other in ranked]


def _clusters(matrix: Any, members: Sequence[int]) -> list[list[int]]:
    import numpy as np
    from sklearn.cluster import KMeans
    from sklearn.exceptions import ConvergenceWarning

    number = min(MOST_CLUSTERS, round(len(members) / CLUSTER))
    if number < 2:
        return []
    rows = matrix[list(members)].astype(np.float64)  # which the distances are computed in, else over and over
    if hasattr(rows, "sum_duplicates"):
        rows.sum_duplicates()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # fewer kinds of texts than clusters: some are empty
        means = KMeans(number, n_init=3, random_state=0).fit(rows)
    away = means.transform(rows)[np.arange(len(members)), means.labels_]
    found: dict[int, list[tuple[float, int]]] = {}
    for member, label, distance in zip(members, means.labels_, away, strict=True):
        found.setdefault(int(label), []).append((round(float(distance), 6), member))
    ordered = sorted((sorted(cluster) for cluster in found.values()), key=lambda cluster: (-len(cluster), cluster[0]))
    return [[member for _, member in cluster] for cluster in ordered]
