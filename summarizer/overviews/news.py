"""News: what is new in a set of papers against an earlier one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from summarizer.folding import folded
from summarizer.overviews.gathering import (
    Best,
    TopicPapers,
    best_by_metric,
    by_topic,
    gain_of,
    topic_name,
)
from summarizer.records import Claim, Record
from summarizer.render.words import figure, heading, metric_name, verdict_name
from summarizer.topics import Topics
from summarizer.views import Beaten, ClaimChange, Since

_Key = tuple[str | None, ...]
"""What a claim is about: two claims of one key are the same claim with another number."""


def news_since(now: Sequence[Record], before: Sequence[Record], topics: Topics) -> Since:
    """Say what is new: papers, revised texts, topics, best claims that were beaten, and claims that changed."""
    old = {record.paper.id: record for record in before}
    ids = [record.paper.id for record in now]
    earlier = {part.slug: part for part in by_topic(before)}
    parts = by_topic(now)
    return Since(
        papers=tuple(identifier for identifier in ids if identifier not in old),
        revised=tuple(r.paper.id for r in now if r.paper.id in old and _is_revised(r, old[r.paper.id])),
        gone=tuple(identifier for identifier in old if identifier not in set(ids)),
        topics=tuple(part.slug for part in parts if part.slug not in earlier),
        beaten=tuple(sorted(_beaten(parts, earlier, topics), key=lambda found: -found.factor / found.old_factor)),
        claims=tuple(c for record in now if record.paper.id in old for c in _changes(record, old[record.paper.id])),
    )


def _is_revised(record: Record, old: Record) -> bool:
    return record.paper.full_text != old.paper.full_text


def _beaten(parts: Sequence[TopicPapers], earlier: dict[str, TopicPapers], topics: Topics) -> Iterator[Beaten]:
    for part in parts:
        before = best_by_metric(earlier[part.slug].records) if part.slug in earlier else []
        was = {claim.metric: (record, claim) for record, claim in before}
        for now in best_by_metric(part.records):
            metric = now[1].metric
            if metric in was and (gain_of(now[1]) or 0.0) > (gain_of(was[metric][1]) or 0.0):
                yield _gain(part.slug, now, was[metric], topics)


def _gain(slug: str, now: Best, was: Best, topics: Topics) -> Beaten:
    claim, old = now[1], was[1]
    assert claim.metric is not None  # the best of a metric has one
    return Beaten(
        topic=slug,
        metric=claim.metric,
        claim_id=claim.id,
        factor=gain_of(claim) or 0.0,
        old_claim_id=old.id,
        old_factor=gain_of(old) or 0.0,
        text=f"{topic_name(slug, topics)}, {metric_name(claim.metric)}: {_told(*now)}, was {_told(*was)}.",
    )


def _told(record: Record, claim: Claim) -> str:
    against = f" over {claim.baseline}" if claim.baseline else ""
    return f"{figure(claim)}{against} (“{record.paper.title}”)"


def _changes(record: Record, old: Record) -> Iterator[ClaimChange]:
    """A paper's own claims, one by one, against what they were; equal ones pair first, then those about the same."""
    left = [claim for claim in old.claims if claim.role == "contribution"]
    unpaired = []
    for claim in (claim for claim in record.claims if claim.role == "contribution"):
        same = next((o for o in left if _key(o) == _key(claim) and figure(o) == figure(claim)), None)
        if same is None:
            unpaired.append(claim)
            continue
        left.remove(same)
        if same.verdict != claim.verdict:
            told = f"{verdict_name(claim.verdict)}, was {verdict_name(same.verdict)}"
            yield _change(record.paper.id, claim, "verdict", f"{figure(claim)} is {told}")
    yield from _unlike(record.paper.id, unpaired, left)


def _unlike(paper_id: str, new: Sequence[Claim], old: list[Claim]) -> Iterator[ClaimChange]:
    for claim in new:
        was = next((o for o in old if _key(o) == _key(claim)), None)
        if was is None:
            yield _change(paper_id, claim, "new", f"{figure(claim)} is new")
        else:
            old.remove(was)
            yield _change(paper_id, claim, "figure", f"{figure(claim)}, was {figure(was)}")
    for claim in old:
        yield _change(paper_id, claim, "gone", f"{figure(claim)} is gone")


def _change(paper_id: str, claim: Claim, kind: Literal["new", "gone", "figure", "verdict"], what: str) -> ClaimChange:
    return ClaimChange(paper_id=paper_id, claim_id=claim.id, kind=kind, text=f"{_about(claim)}: {what}")


def _key(claim: Claim) -> _Key:
    names = (claim.subject, claim.baseline, claim.setting)
    return (claim.metric, claim.phase, claim.kind, *(folded(name or "") for name in names))


def _about(claim: Claim) -> str:
    subject = f" of {claim.subject}" if claim.subject else ""
    against = f" against {claim.baseline}" if claim.baseline else ""
    return f"{heading(claim.metric, claim.phase)}{subject}{against}"
