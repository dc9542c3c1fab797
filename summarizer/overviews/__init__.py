"""Overviews: what a set of papers is about, topic by topic, and where each paper stands among its nearest.

Sentences come in fixed wording from verified claims alone, and each names what it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from summarizer.comparison import compare
from summarizer.overviews.clusters import clusters_of
from summarizer.overviews.gathering import (
    NO_TOPIC,
    TopicPapers,
    best_by_metric,
    by_topic,
    datasets_of,
    distinct,
    own_claims,
    primary_topic,
    topic_name,
)
from summarizer.overviews.limitations import limitations_of, shared_limitations
from summarizer.overviews.news import news_since
from summarizer.overviews.novelty import new_against
from summarizer.overviews.representatives import representatives
from summarizer.overviews.wording import disagreement_sentence, fixed_prose
from summarizer.records import Record
from summarizer.similarity import Likeness, likeness
from summarizer.topics import Topics
from summarizer.views import Disagreement, Overview, PaperPlace, Sentence, TopicOverview

__all__ = ["NO_TOPIC", "overview", "read_ones", "texts_of"]

DATASETS_SHOWN = 12
NEAREST = 3
"""Papers that each paper is held against."""


def overview(
    records: Iterable[Record],
    *,
    topics: Topics,
    against: Iterable[Record] | None = None,
    alike: Likeness | None = None,
) -> Overview:
    """Say what the papers that could be read are about, topic by topic, largest topic first.

    A paper stands in each of its topics, but a topic that no paper has as its main one is not listed. Best claims and
    sentences rest on verified claims of the papers' own; limitations that hold a word which is nowhere in their paper
    are left out and counted in `dropped_sentences`. `against` are earlier records: what is new since is said.
    `alike` says how much the papers of `read_ones` are like each other; by default their words do.
    """
    known = list(records)
    read = read_ones(known)
    alike = alike or likeness(texts_of(read))
    whole = _Whole(read, topics, alike, alike.nearest(NEAREST), compare(read).disagreements)
    described = [_describe(part, whole) for part in by_topic(read)]
    return Overview(
        topics=tuple(described),
        per_paper=tuple(_places(whole, described)),
        dropped_sentences=sum(len(r.summary.limitations) - len(limitations_of(r)) for r in read),
        since=news_since(read, read_ones(against), topics) if against is not None else None,
    )


def read_ones(records: Iterable[Record]) -> list[Record]:
    """The records of papers that could be read."""
    return [record for record in records if record.status == "ok"]


def texts_of(records: Iterable[Record]) -> list[str]:
    """What papers are compared by: the title, which says most, twice, and the abstract."""
    return [f"{record.paper.title} {record.paper.title} {record.paper.abstract}" for record in records]


@dataclass(frozen=True)
class _Whole:
    """All papers, and what is known of them together."""

    records: Sequence[Record]
    topics: Topics
    alike: Likeness
    nearest: Sequence[Sequence[int]]
    disagreements: Sequence[Disagreement]


def _describe(part: TopicPapers, whole: _Whole) -> TopicOverview:
    best = best_by_metric(part.records)
    shared = shared_limitations(part.main)
    return TopicOverview(
        id=part.slug,
        name=topic_name(part.slug, whole.topics),
        papers=tuple(record.paper.id for record in part.records),
        main=len(part.main),
        claims=sum(len(own_claims(record)) for record in part.records),
        representatives=representatives(part, best, whole.nearest),
        clusters=clusters_of(part, whole.alike),
        methods=tuple(distinct(name for record in part.main for name in record.method_names)),
        best_claims=tuple(claim.id for _, claim in best),
        datasets=tuple(name for name, _ in datasets_of(part.records)[:DATASETS_SHOWN]),
        limitations=tuple(distinct(text for record in part.main for text in limitations_of(record))),
        shared_limitations=shared,
        disagreements=tuple(_disagreements(part, whole)),
        prose=tuple(fixed_prose(part, best, shared)),
    )


def _disagreements(part: TopicPapers, whole: _Whole) -> Iterator[Sentence]:
    """Those that are between papers of the topic."""
    claims = {claim.id: (record, claim) for record in part.records for claim in record.claims}
    for found in whole.disagreements:
        if all(identifier in claims for identifier in found.claims):
            yield disagreement_sentence(found, claims)


def _places(whole: _Whole, described: Sequence[TopicOverview]) -> Iterator[PaperPlace]:
    clusters = {(t.id, paper_id): cluster for t in described for cluster in t.clusters for paper_id in cluster.papers}
    for record, others in zip(whole.records, whole.nearest, strict=True):
        topic, near = primary_topic(record), [whole.records[other] for other in others]
        cluster = clusters.get((topic or NO_TOPIC, record.paper.id))
        new, rests_on = new_against(record, near)
        yield PaperPlace(
            paper_id=record.paper.id,
            topic=topic,
            cluster=cluster.name if cluster else None,
            nearest=tuple(other.paper.id for other in near),
            new_against=new,
            rests_on=rests_on,
        )
