"""Wording: a topic in fixed sentences, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from summarizer.factors import factor_of
from summarizer.overviews.gathering import Best, TopicPapers, datasets_of, gain_of, own_claims
from summarizer.records import Metric, Record
from summarizer.render.words import claim_sentence, count, figure, heading, metric_name
from summarizer.views import Disagreement, Sentence, SharedLimitation

METRICS_TOLD = 5
"""Metrics that a topic's prose tells of, those with most claims first; the others have their best claims listed."""
DATASETS_TOLD = 4
LIMITATIONS_TOLD = 2


def fixed_prose(part: TopicPapers, best: Sequence[Best], shared: Sequence[SharedLimitation]) -> Iterator[Sentence]:
    """Tell of a topic: how much there is, the range and the best claim of its metrics, data sets, limitations."""
    claims = [(record, claim) for record in part.records for claim in own_claims(record)]
    yield _extent(part, len(claims))
    gains: dict[Metric, list[Best]] = {}
    for record, claim in claims:
        if claim.metric and gain_of(claim):
            gains.setdefault(claim.metric, []).append((record, claim))
    told = sorted(gains, key=lambda metric: -len(gains[metric]))[:METRICS_TOLD]
    for record, claim in best:
        if claim.metric in told:
            if len(gains[claim.metric]) > 1:
                yield _range(gains[claim.metric])
            yield Sentence(text=claim_sentence(claim, subject=subject_of(record, claim.subject)), cites=(claim.id,))
    yield from _data(part)
    yield from (_limitation(limitation) for limitation in shared[:LIMITATIONS_TOLD])


def subject_of(record: Record, subject: str | None) -> str:
    """Whose number it is: as it says itself, else the paper's first name, else its title as far as a colon."""
    return subject or next(iter(record.method_names), record.paper.title.partition(":")[0])


def disagreement_sentence(found: Disagreement, claims: Mapping[str, Best]) -> Sentence:
    """Say where papers give different numbers for the same thing; `claims` by their ids, with whose they are."""
    told = (claims[identifier] for identifier in found.claims)
    figures = "; ".join(f"{figure(claim)} in “{record.paper.title}”" for record, claim in told)
    against = f" against {found.baseline}" if found.baseline else ""
    setting = f" ({found.setting})" if found.setting else ""
    about = heading(found.metric, found.phase)
    return Sentence(text=f"{about} of {found.subject}{against}{setting}: {figures}.", cites=found.claims)


def _extent(part: TopicPapers, claims: int) -> Sentence:
    text = f"{count(len(part.main), 'paper has', 'papers have')} this as the main topic"
    text += f", {count(len(part.more), 'more touches', 'more touch')} it; " if part.more else "; "
    they = "it makes" if len(part.records) == 1 else "together they make"
    text += f"{they} {count(claims, 'verified efficiency claim')}."
    return Sentence(text=text, cites=tuple(record.paper.id for record in part.records))


def _range(found: Sequence[Best]) -> Sentence:
    ordered = sorted((claim for _, claim in found), key=lambda claim: factor_of(claim) or 0.0)
    low, high = figure(ordered[0]), figure(ordered[-1])
    papers = {record.paper.id for record, _ in found}
    lead = f"{metric_name(ordered[0].metric).capitalize()}: {len(ordered)} claims of {count(len(papers), 'paper')}"
    text = f"{lead}, all {low}." if low == high else f"{lead}, from {low} to {high}."
    return Sentence(text=text, cites=tuple(claim.id for claim in ordered))


def _data(part: TopicPapers) -> Iterator[Sentence]:
    several = [(name, papers) for name, papers in datasets_of(part.records) if len(papers) > 1][:DATASETS_TOLD]
    if several:
        told = ", ".join(f"{name} ({count(len(papers), 'paper')})" for name, papers in several)
        cites = dict.fromkeys(record.paper.id for _, papers in several for record in papers)
        yield Sentence(text=f"Several measure on the same data: {told}.", cites=tuple(cites))


def _limitation(shared: SharedLimitation) -> Sentence:
    return Sentence(text=f"{len(shared.papers)} papers state alike: “{shared.text}”", cites=shared.papers)
