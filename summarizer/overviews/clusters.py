"""Clusters: the papers of a large topic by likeness, named by the heaviest words they share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

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

Term = str
"""A word, or two that stand side by side with a space between, as they are compared."""


class Written(NamedTuple):
    """The terms of a paper; three containers, however many there are, since it is these that memory is searched for."""

    times: Counter[Term]
    """How often it has each."""
    terms: list[Term]
    """All of them, in order."""
    forms: list[str]
    """Each as the paper writes it there."""


def clusters_of(part: TopicPapers, alike: Likeness) -> tuple[Cluster, ...]:
    """Divide the main papers of a large topic; largest cluster first, none for a small topic."""
    if len(part.main) < LARGE:
        return ()
    found = [cluster for cluster in alike.clusters(part.places) if len(cluster) >= SMALLEST]
    if len(found) < 2:
        return ()
    paper = dict(zip(part.places, part.main, strict=True))
    typical = [[_written(paper[place]) for place in cluster[:TYPICAL]] for cluster in found]
    everywhere = Counter(term for cluster in typical for own in cluster for term in own.times)
    names = [_name(cluster, everywhere, sum(map(len, typical))) for cluster in typical]
    return tuple(
        Cluster(name=name or paper[cluster[0]].paper.title, papers=tuple(paper[place].paper.id for place in cluster))
        for name, cluster in zip(names, found, strict=True)
    )


def _written(record: Record) -> Written:
    terms, forms = list[Term](), list[str]()
    for term, form in _terms(f"{record.paper.title}. {record.paper.abstract}"):
        terms.append(term)
        forms.append(form)
    return Written(Counter(terms), terms, forms)


def _terms(text: str) -> Iterator[tuple[Term, str]]:
    before, begin, end = "", 0, 0
    for match in _WORD.finditer(text):
        word = match.group()
        own = _own(word)
        if not own:
            before = ""
            continue
        yield own, word
        if before and text[end : match.start()] == " ":
            yield f"{before} {own}", text[begin : match.end()]
        before, (begin, end) = own, match.span()


@lru_cache(maxsize=65536)  # a language has not many more, and each stands in hundreds of texts
def _own(word: str) -> str:
    """A word as it is compared; nothing of one that only the grammar needs."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    lower = word.lower()
    return "" if lower in ENGLISH_STOP_WORDS else stem(lower)


def _name(cluster: Sequence[Written], everywhere: Counter[Term], papers: int) -> str:
    """Name a cluster by what many of its papers have, again and again, and few of the topic's others."""
    have = Counter(term for written in cluster for term in written.times)
    least = max(2, _SHARED * len(cluster))
    weights = {
        term: _weight(term, count / len(cluster), everywhere[term] / papers) * _repeated(term, cluster)
        for term, count in have.items()
        if count >= least
    }
    chosen: list[Term] = []
    for term, weight in sorted(weights.items(), key=lambda found: (-found[1], found[0])):
        if weight > 0 and len(chosen) < WORDS and not any(_share(term, other) for other in chosen):
            chosen.append(term)
    name = ", ".join(_as_written(term, cluster) for term in chosen)
    return name[:1].upper() + name[1:]


def _weight(term: Term, share: float, everywhere: float) -> float:
    return share * math.log(share / everywhere) * (_PAIR if " " in term else 1.0)


def _share(one: Term, other: Term) -> bool:
    return not set(one.split()).isdisjoint(other.split())


def _repeated(term: Term, cluster: Sequence[Written]) -> float:
    times = [written.times[term] for written in cluster if term in written.times]
    return 1 + math.log(sum(times) / len(times))


def _as_written(term: Term, cluster: Sequence[Written]) -> str:
    """How they mostly write it; in a title, or where a sentence begins, a capital says little."""
    having = (written for written in cluster if term in written.times)
    forms = Counter(
        form for written in having for own, form in zip(written.terms, written.forms, strict=True) if own == term
    )
    plain = [form for form in forms if form == form.lower()]
    return max(sorted(plain or forms), key=lambda form: forms[form])
