"""Overviews: what a set of papers is about, topic by topic, and where each paper stands among its nearest.

Sentences come in fixed wording from verified claims alone, and each names what it rests on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarizer.factors import factor_of
from summarizer.folding import folded
from summarizer.records import Claim, Metric, Record
from summarizer.render.words import claim_sentence, count, figure, metric_name
from summarizer.similarity import nearest
from summarizer.topics import Topics
from summarizer.views import Overview, PaperPlace, Sentence, TopicOverview

NO_TOPIC = "no-topic"
"""The id under which papers without a topic are listed."""
DATASETS_SHOWN = 12


@dataclass(frozen=True)
class _Topic:
    """A topic's records, main ones first."""

    slug: str
    main: tuple[Record, ...]
    more: tuple[Record, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        return self.main + self.more


def overview(records: Iterable[Record], *, topics: Topics) -> Overview:
    """Say what the papers that could be read are about, topic by topic, largest topic first.

    A paper stands in each of its topics. Best claims and sentences rest on verified claims of the papers' own;
    limitations that hold a word which is nowhere in their paper are left out and counted in `dropped_sentences`.
    """
    read = [record for record in records if record.status == "ok"]
    parts = sorted(_by_topic(read, topics), key=lambda topic: (-len(topic.records), -len(topic.main)))
    return Overview(
        topics=tuple(_describe(topic, topics) for topic in parts),
        per_paper=tuple(_places(read)),
        dropped_sentences=sum(len(r.summary.limitations) - len(_limitations(r)) for r in read),
    )


def _by_topic(records: Sequence[Record], topics: Topics) -> list[_Topic]:
    main: dict[str, list[Record]] = {slug: [] for slug in topics.slugs}
    more: dict[str, list[Record]] = {slug: [] for slug in topics.slugs}
    for record in records:
        primary = _primary(record) or NO_TOPIC
        main.setdefault(primary, []).append(record)
        for slug in dict.fromkeys(record.topics):
            if slug != primary:
                more.setdefault(slug, []).append(record)
    slugs = dict.fromkeys((*main, *more))
    found = (_Topic(slug, tuple(main.get(slug, ())), tuple(more.get(slug, ()))) for slug in slugs)
    return [topic for topic in found if topic.records]


def _primary(record: Record) -> str | None:
    return record.primary_topic or (record.topics[0] if record.topics else None)


def _describe(topic: _Topic, topics: Topics) -> TopicOverview:
    best = _best_by_metric(topic.records)
    return TopicOverview(
        id=topic.slug,
        name="No topic" if topic.slug == NO_TOPIC else topics.name(topic.slug),
        papers=tuple(record.paper.id for record in topic.records),
        methods=tuple(_distinct(name for record in topic.main for name in record.method_names)),
        best_claims=tuple(claim.id for _, claim in best),
        datasets=tuple(_datasets(topic.records)),
        limitations=tuple(_distinct(text for record in topic.main for text in _limitations(record))),
        prose=tuple(_prose(topic, best)),
    )


def _own_claims(record: Record) -> list[Claim]:
    """The verified claims a paper makes of itself."""
    return [claim for claim in record.verified_claims if claim.role == "contribution"]


def _best_by_metric(records: Sequence[Record]) -> list[tuple[Record, Claim]]:
    """The claim with the largest factor of each metric, largest first; claims of no gain are none."""
    best: dict[Metric, tuple[float, Record, Claim]] = {}
    for record in records:
        for claim in _own_claims(record):
            factor = factor_of(claim)
            if claim.metric is None or factor is None or factor <= 1:
                continue
            if claim.metric not in best or factor > best[claim.metric][0]:
                best[claim.metric] = (factor, record, claim)
    return [(record, claim) for _, record, claim in sorted(best.values(), key=lambda found: -found[0])]


def _datasets(records: Sequence[Record]) -> list[str]:
    """What they measure on, by how many papers name it."""
    spelling: dict[str, str] = {}
    papers: Counter[str] = Counter()
    for record in records:
        named = [result.dataset for result in record.results]
        named += [claim.conditions.dataset for claim in record.claims]
        for name in _distinct(name for name in named if name):
            spelling.setdefault(folded(name), name)
            papers[folded(name)] += 1
    return [spelling[key] for key, _ in papers.most_common(DATASETS_SHOWN)]


def _distinct(names: Iterable[str]) -> list[str]:
    """Names in order, each once; white space, case and dashes don't make another name."""
    spelling: dict[str, str] = {}
    for name in names:
        spelling.setdefault(folded(name), name)
    return list(spelling.values())


def _limitations(record: Record) -> list[str]:
    unsupported = record.summary.unsupported
    return [text for text in record.summary.limitations if not any(word in text for word in unsupported)]


# --- sentences -----------------------------------------------------------------------------------------------------


def _prose(topic: _Topic, best: Sequence[tuple[Record, Claim]]) -> list[Sentence]:
    claims = [claim for record in topic.records for claim in _own_claims(record)]
    sentences = [_extent(topic, claims)]
    for record, claim in best:
        same = [c for c in claims if c.metric == claim.metric and (factor_of(c) or 0) > 1]
        if len(same) > 1:
            sentences.append(_range(same))
        sentences.append(Sentence(text=claim_sentence(claim, subject=_subject(record, claim)), cites=(claim.id,)))
    return sentences


def _extent(topic: _Topic, claims: Sequence[Claim]) -> Sentence:
    papers = count(len(topic.main), "paper has", "papers have") if topic.main else "No paper has"
    text = f"{papers} this as the main topic"
    more = "more " if topic.main else ""
    text += f", {count(len(topic.more), f'{more}touches', f'{more}touch')} it; " if topic.more else "; "
    they = "it makes" if len(topic.records) == 1 else "together they make"
    text += f"{they} {count(len(claims), 'verified efficiency claim')}."
    return Sentence(text=text, cites=tuple(record.paper.id for record in topic.records))


def _range(claims: Sequence[Claim]) -> Sentence:
    ordered = sorted(claims, key=lambda claim: factor_of(claim) or 0.0)
    low, high = figure(ordered[0]), figure(ordered[-1])
    lead = f"{count(len(ordered), 'claim')} on {metric_name(ordered[0].metric)}"
    text = f"{lead}, all {low}." if low == high else f"{lead}, from {low} to {high}."
    return Sentence(text=text, cites=tuple(claim.id for claim in ordered))


def _subject(record: Record, claim: Claim) -> str:
    return claim.subject or next(iter(record.method_names), record.paper.title)


# --- a paper among its nearest -------------------------------------------------------------------------------------


def _places(records: Sequence[Record]) -> list[PaperPlace]:
    neighbours = nearest([f"{record.paper.title} {record.paper.title} {record.paper.abstract}" for record in records])
    return [
        PaperPlace(
            paper_id=record.paper.id,
            topic=_primary(record),
            nearest=tuple(records[other].paper.id for other in others),
            new_against=tuple(_new(record, [records[other] for other in others])),
        )
        for record, others in zip(records, neighbours, strict=True)
    ]


def _new(record: Record, others: Sequence[Record]) -> list[str]:
    """The names and claimed metrics a paper has and its nearest papers have not."""
    if not others:
        return []
    texts = [folded(f"{other.paper.title} {other.paper.abstract}") for other in others]
    names = [name for name in record.method_names if not any(folded(name) in text for text in texts)]
    theirs = {claim.metric for other in others for claim in _own_claims(other)}
    metrics = dict.fromkeys(claim.metric for claim in _own_claims(record) if claim.metric not in theirs)
    return names + [f"a claim on {metric_name(metric)}" for metric in metrics if metric]
