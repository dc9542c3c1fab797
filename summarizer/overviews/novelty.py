"""Novelty: what a paper has that the papers nearest to it lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from summarizer.folding import folded
from summarizer.overviews.gathering import data_key, distinct, gain_of, measured_on, own_claims
from summarizer.records import Claim, Metric, Record
from summarizer.render.words import figure, metric_name, some

MOST_NAMES = 4

Phrase = tuple[str, tuple[str, ...]]
"""What is new, and the ids of the claims that say so."""


def new_against(record: Record, others: Sequence[Record]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Say in phrases what a paper has against others, and name the verified claims that they rest on."""
    if not others:
        return (), ()
    phrases = [*_names(record, others), *_metrics(record, others), *_larger(record, others), *_data(record, others)]
    return tuple(text for text, _ in phrases), tuple(dict.fromkeys(i for _, ids in phrases for i in ids))


def _names(record: Record, others: Sequence[Record]) -> Iterator[Phrase]:
    names = _unsaid(record.method_names, others)
    if names:
        yield f"introduces {some(names, MOST_NAMES)}", ()


def _metrics(record: Record, others: Sequence[Record]) -> Iterator[Phrase]:
    """Metrics that it alone makes claims on."""
    theirs = {claim.metric for other in others for claim in own_claims(other)}
    own: dict[Metric, list[Claim]] = {}
    for claim in own_claims(record):
        if claim.metric and claim.metric not in theirs:
            own.setdefault(claim.metric, []).append(claim)
    for metric, claims in own.items():
        best = max(claims, key=lambda claim: gain_of(claim) or 0.0)
        said = f": {figure(best)}{_over(best)}" if gain_of(best) or best.kind != "qualitative" else ""
        yield f"alone makes a claim on {metric_name(metric)}{said}", (best.id,)


def _larger(record: Record, others: Sequence[Record]) -> Iterator[Phrase]:
    """Metrics on which its factor is larger than any of theirs; what each is compared with is said."""
    theirs = _best(claim for other in others for claim in own_claims(other))
    for metric, claim in _best(own_claims(record)).items():
        other = theirs.get(metric)
        if other is not None and (gain_of(claim) or 0.0) > (gain_of(other) or 0.0):
            said = f"{figure(claim)}{_over(claim)}, against {figure(other)}{_over(other)}"
            yield f"the largest factor on {metric_name(metric)}: {said}", (claim.id, other.id)


def _data(record: Record, others: Sequence[Record]) -> Iterator[Phrase]:
    theirs = {data_key(name) for other in others for name in measured_on(other)}
    names = _unsaid((name for name in measured_on(record) if data_key(name) not in theirs), others)
    if names:
        yield f"measures on {some(names, MOST_NAMES)}", ()


def _unsaid(names: Iterable[str], others: Sequence[Record]) -> list[str]:
    """The names that stand in none of the others' texts."""
    texts = [folded(f"{other.paper.title} {other.paper.body}") for other in others]
    return distinct(name for name in names if not any(folded(name) in text for text in texts))


def _best(claims: Iterable[Claim]) -> dict[Metric, Claim]:
    """The claim of the largest gain on each metric."""
    best: dict[Metric, Claim] = {}
    for claim in claims:
        gain = gain_of(claim)
        if gain and claim.metric and gain > (gain_of(best[claim.metric]) or 0.0 if claim.metric in best else 0.0):
            best[claim.metric] = claim
    return best


def _over(claim: Claim) -> str:
    return f" over {claim.baseline}" if claim.baseline and gain_of(claim) else ""
