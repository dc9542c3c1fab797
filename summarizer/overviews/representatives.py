"""Representatives: the papers that stand for a topic, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from summarizer.overviews.gathering import Best, TopicPapers
from summarizer.render.words import figure, metric_name
from summarizer.views import Representative

MOST = 3
FEWEST_PAPERS = 3
"""A topic of fewer main papers is as quickly read as what would stand for it."""


def representatives(
    part: TopicPapers, best: Sequence[Best], nearest: Sequence[Sequence[int]]
) -> tuple[Representative, ...]:
    """Choose at most three main papers: the one that most others are nearest to, then those with the best claims.

    `nearest` are the nearest papers of each of all papers, by place.
    """
    if len(part.main) < FEWEST_PAPERS:
        return ()
    own = set(part.places)
    named = Counter(other for place in part.places for other in nearest[place] if other in own)
    reasons = {place: list[str]() for place in part.places}
    places = {id(record): place for record, place in zip(part.main, part.places, strict=True)}
    for record, claim in best:
        if id(record) in places:
            reasons[places[id(record)]].append(f"best verified claim on {metric_name(claim.metric)} ({figure(claim)})")
    chosen = sorted(part.places, key=lambda place: (-named[place], -len(reasons[place])))[: 1 if named else 0]
    chosen += sorted((p for p in part.places if p not in chosen), key=lambda p: (-len(reasons[p]), -named[p]))
    for place, times in named.items():
        if times > 1:
            reasons[place].insert(0, f"among the nearest papers of {times} of the other {len(part.main) - 1}")
    ids = dict(zip(part.places, (record.paper.id for record in part.main), strict=True))
    return tuple(Representative(paper_id=ids[p], reasons=tuple(reasons[p])) for p in chosen[:MOST] if reasons[p])
