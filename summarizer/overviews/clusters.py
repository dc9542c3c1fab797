"""Clusters: the papers of a large topic by likeness, named by the heaviest words they share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from summarizer.overviews.gathering import TopicPapers
from summarizer.records import Record
from summarizer.similarity import Likeness, stem
from summarizer.views import Cluster

LARGE = 40
"""Main papers from which a topic is divided: of fewer, two clusters would be about as quickly read as the list."""
SMALLEST = 3
"""Papers that make a cluster; what is left over stands in the topic alone."""
TYPICAL = 30
"""Papers of a cluster that name it: more would cost time and say the same."""
WORDS = 3
"""Words or pairs of words in a name."""
_SHARED = 0.2
"""Part of a cluster's papers that must have a word for it to name them."""
_PAIR = 1.5
"""How much more two words together say than one."""
_WORD = re.compile(r"[^\W\d_][\w-]+")

Term = tuple[str, ...]
"""A word, or two that stand side by side, as they are compared."""
Written = dict[Term, list[str]]
"""The terms of a paper, each as it writes them, as often as it does."""


def clusters_of(part: TopicPapers, alike: Likeness) -> tuple[Cluster, ...]:
    """Divide the main papers of a large topic; largest cluster first, none for a small topic."""
    if len(part.main) < LARGE:
        return ()
    found = [cluster for cluster in alike.clusters(part.places) if len(cluster) >= SMALLEST]
    if len(found) < 2:
        return ()
    paper = dict(zip(part.places, part.main, strict=True))
    typical = [[_written(paper[place]) for place in cluster[:TYPICAL]] for cluster in found]
    everywhere = Counter(term for cluster in typical for own in cluster for term in own)
    names = [_name(cluster, everywhere, sum(map(len, typical))) for cluster in typical]
    return tuple(
        Cluster(name=name or paper[cluster[0]].paper.title, papers=tuple(paper[place].paper.id for place in cluster))
        for name, cluster in zip(names, found, strict=True)
    )


def _written(record: Record) -> Written:
    found: Written = {}
    for term, written in _terms(f"{record.paper.title}. {record.paper.abstract}"):
        found.setdefault(term, []).append(written)
    return found


def _terms(text: str) -> Iterator[tuple[Term, str]]:
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    before, begin, end = "", 0, 0
    for match in _WORD.finditer(text):
        word = match.group()
        if word.lower() in ENGLISH_STOP_WORDS:
            before = ""
            continue
        own = stem(word.lower())
        yield (own,), word
        if before and text[end : match.start()] == " ":
            yield (before, own), text[begin : match.end()]
        before, (begin, end) = own, match.span()


def _name(cluster: Sequence[Written], everywhere: Counter[Term], papers: int) -> str:
    """Name a cluster by what many of its papers have, again and again, and few of the topic's others."""
    have = Counter(term for written in cluster for term in written)
    least = max(2, _SHARED * len(cluster))
    weights = {
        term: _weight(term, count / len(cluster), everywhere[term] / papers) * _repeated(term, cluster)
        for term, count in have.items()
        if count >= least
    }
    chosen: list[Term] = []
    for term, weight in sorted(weights.items(), key=lambda found: (-found[1], found[0])):
        if weight > 0 and len(chosen) < WORDS and not any(set(term) & set(other) for other in chosen):
            chosen.append(term)
    name = ", ".join(_as_written(term, cluster) for term in chosen)
    return name[:1].upper() + name[1:]


def _weight(term: Term, share: float, everywhere: float) -> float:
    return share * math.log(share / everywhere) * (_PAIR if len(term) > 1 else 1.0)


def _repeated(term: Term, cluster: Sequence[Written]) -> float:
    times = [len(written[term]) for written in cluster if term in written]
    return 1 + math.log(sum(times) / len(times))


def _as_written(term: Term, cluster: Sequence[Written]) -> str:
    """How they mostly write it; in a title, or where a sentence begins, a capital says little."""
    forms = Counter(form for written in cluster for form in written.get(term, ()))
    plain = [form for form in forms if form == form.lower()]
    return max(sorted(plain or forms), key=lambda form: forms[form])
