"""Gathering: which papers a topic has, and what of them is told together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.comparison.aliases import load_aliases
from summarizer.comparison.names import Names
from summarizer.factors import factor_of
from summarizer.folding import folded
from summarizer.records import Claim, Metric, Record
from summarizer.topics import Topic, Topics

NO_TOPIC = "no-topic"
"""The id under which papers without a topic are listed."""

Best = tuple[Record, Claim]
"""A claim that no other of its metric beats, and whose it is."""


@dataclass(frozen=True)
class TopicPapers:
    """A topic's papers."""

    slug: str
    main: tuple[Record, ...]
    """Those that have it as their primary topic."""
    more: tuple[Record, ...]
    """Those that only touch it."""
    places: tuple[int, ...]
    """Where the main ones stand among all papers."""

    @property
    def records(self) -> tuple[Record, ...]:
        """All of them, main ones first."""
        return self.main + self.more


def by_topic(records: Sequence[Record]) -> list[TopicPapers]:
    """Put papers into their topics, largest topic first; a topic that is nobody's main one is none."""
    main: dict[str, list[int]] = {}
    more: dict[str, list[Record]] = {}
    for place, record in enumerate(records):
        primary = primary_topic(record) or NO_TOPIC
        main.setdefault(primary, []).append(place)
        for slug in dict.fromkeys(record.topics):
            if slug != primary:
                more.setdefault(slug, []).append(record)
    found = [
        TopicPapers(slug, tuple(records[place] for place in places), tuple(more.get(slug, ())), tuple(places))
        for slug, places in main.items()
    ]
    return sorted(found, key=lambda topic: (topic.slug == NO_TOPIC, -len(topic.records), -len(topic.main), topic.slug))


def primary_topic(record: Record) -> str | None:
    """A paper's main topic; None where it has none."""
    return record.primary_topic or (record.topics[0] if record.topics else None)


def topic_name(slug: str, topics: Topics) -> str:
    """A topic's heading, also where the topics in use don't know it."""
    if slug == NO_TOPIC:
        return "No topic"
    return topics.name(slug) if slug in topics.slugs else Topic(slug, (), "").name


def own_claims(record: Record) -> list[Claim]:
    """The verified claims a paper makes of itself."""
    return [claim for claim in record.verified_claims if claim.role == "contribution"]


def gain_of(claim: Claim) -> float | None:
    """By what factor a claim is better than its baseline; None for one that gains nothing, or has no factor."""
    factor = factor_of(claim)
    return factor if claim.metric is not None and factor is not None and factor > 1 else None


def best_by_metric(records: Iterable[Record]) -> list[Best]:
    """The claim with the largest factor of each metric, largest first; claims of no gain are none."""
    best: dict[Metric, tuple[float, Record, Claim]] = {}
    for record in records:
        for claim in own_claims(record):
            gain = gain_of(claim)
            if gain is not None and claim.metric and (claim.metric not in best or gain > best[claim.metric][0]):
                best[claim.metric] = (gain, record, claim)
    return [(record, claim) for _, record, claim in sorted(best.values(), key=lambda found: -found[0])]


def datasets_of(records: Iterable[Record]) -> list[tuple[str, list[Record]]]:
    """What papers measure on and which of them do, most papers first."""
    spellings: dict[Hashable, list[str]] = {}
    papers: dict[Hashable, list[Record]] = {}
    for record in records:
        for name in measured_on(record):
            spellings.setdefault(data_key(name), []).append(name)
            papers.setdefault(data_key(name), []).append(record)
    ranked = Counter({key: len(found) for key, found in papers.items()}).most_common()
    return [(min(spellings[key], key=len), papers[key]) for key, _ in ranked]


def measured_on(record: Record) -> list[str]:
    """The data sets of a paper's verified results and claims of its own."""
    results = [r.dataset for r in record.results if r.verdict == "verified" and r.role == "contribution"]
    named = [name for name in (*results, *(c.conditions.dataset for c in own_claims(record))) if name]
    return list({data_key(name): name for name in reversed(named)}.values())[::-1]


def data_key(name: str) -> Hashable:
    """What a data set is known by, however it is written: "ImageNet" is "the ImageNet-1K data set"."""
    return _names().place(name) or folded(name)


@lru_cache(maxsize=1)
def _names() -> Names:
    return Names(load_aliases())


def distinct(names: Iterable[str]) -> list[str]:
    """Names in order, each once; white space, case and dashes don't make another name."""
    spelling: dict[str, str] = {}
    for name in names:
        spelling.setdefault(folded(name), name)
    return list(spelling.values())
