"""Chains: methods that no paper compares, put together over one that both are compared with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from math import prod
from typing import cast

from summarizer.comparison.comparability import differences
from summarizer.comparison.entries import Entry
from summarizer.comparison.names import Name
from summarizer.folding import folded
from summarizer.quantities import significant
from summarizer.records import Bound, Metric
from summarizer.render.words import times
from summarizer.views import Chain

MOST = 1000
"""Chains that are told at most."""
_MOST_PATHS = 30_000
"""Ways that are looked at, wanted or not."""
_LONGEST = 4
"""Links in the longest chain that is looked for."""
_DOUBTFUL = frozenset({"counted", "hardware", "setting", "no_setting", "bound"})

Links = tuple[Entry, ...]
Place = tuple[str | None, str | None, tuple[str, ...]]


def chains(
    entries: Iterable[Entry], *, disputed: Collection[str] = (), ends: Callable[[Entry], bool] = lambda _: True
) -> tuple[list[Chain], bool]:
    """Compute what follows from claims of several papers, A against B and B against C; and whether there is more.

    The links agree in metric and phase, neighbours come from two papers, and what joins them is one thing's name, never
    "the baseline" or "full attention". Claims whose ids are `disputed` bring a doubt. `ends` says of a last link
    whether its chain is wanted. Shortest first, then those with the fewest doubts.
    """
    links = [entry for entry in entries if _is_link(entry)]
    by_subject: dict[Place, list[Entry]] = {}
    direct: dict[tuple[Place, tuple[str, ...]], Entry] = {}
    for entry in links:
        by_subject.setdefault(_place(entry, entry.subject), []).append(entry)
        direct.setdefault((_place(entry, entry.subject), entry.baseline.parts), entry)
    found: list[Chain] = []
    for count, path in enumerate(_paths(links, by_subject)):
        if len(found) == MOST or count == _MOST_PATHS:
            return sorted(found, key=_order), True
        if ends(path[-1]):
            known = direct.get((_place(path[0], path[0].subject), path[-1].baseline.parts))
            found.append(_chain(path, known, disputed))
    return sorted(found, key=_order), False


def linked(one: Entry, other: Entry) -> bool:
    """Whether a chain leads from one claim over the other, whichever comes first."""
    return _is_link(one) and _is_link(other) and (_joins(one, other) or _joins(other, one))


def _is_link(entry: Entry) -> bool:
    return (
        entry.factor is not None
        and entry.claim.metric is not None
        and entry.claim.role == "contribution"
        and bool(entry.subject.parts and entry.baseline.parts)
        and not entry.subject.vague
        and not entry.baseline.vague
        and entry.subject.parts != entry.baseline.parts
    )


def _joins(one: Entry, other: Entry) -> bool:
    """Whether the one's baseline is the other's subject, in two papers, by name."""
    alike = (one.claim.metric, one.claim.phase) == (other.claim.metric, other.claim.phase)
    same = one.baseline.named and one.baseline.parts == other.subject.parts
    return alike and same and one.paper_id != other.paper_id


def _paths(links: Sequence[Entry], by_subject: dict[Place, list[Entry]]) -> Iterator[Links]:
    """All ways over two and more links, the shortest first."""
    paths: list[Links] = [(link,) for link in links]
    for _ in range(_LONGEST - 1):
        longer: list[Links] = []
        for path in paths:
            for link in _next(path, by_subject):
                longer.append((*path, link))
                yield longer[-1]
        paths = longer


def _next(path: Links, by_subject: dict[Place, list[Entry]]) -> Iterable[Entry]:
    """Links that lead on; of several of one paper against one baseline, the one with the fewest doubts."""
    last = path[-1]
    met = {entry.subject.parts for entry in path}
    best: dict[tuple[str, tuple[str, ...]], Entry] = {}
    for link in by_subject.get(_place(last, last.baseline), ()):
        if link.baseline.parts in met or not _joins(last, link):
            continue
        place = (link.paper_id, link.baseline.parts)
        known = best.get(place)
        if known is None or len(list(_doubts(last, link))) < len(list(_doubts(last, known))):
            best[place] = link
    return best.values()


def _place(entry: Entry, name: Name) -> Place:
    return entry.claim.metric, entry.claim.phase, name.parts


def _chain(path: Links, direct: Entry | None, disputed: Collection[str]) -> Chain:
    first, last = path[0], path[-1]
    factors = [entry.factor or 1.0 for entry in path]
    factor = significant(prod(factors))
    doubts = [doubt for one, other in pairwise(path) for doubt in _doubts(one, other)]
    doubts += [f"{_pair(entry)} is a range; its first number is taken" for entry in path if entry.far_end]
    doubts += [f"papers disagree on {_pair(entry)}" for entry in path if entry.claim.id in disputed]
    if direct and direct.factor:
        doubts.append(f"compared directly too: {times(direct.factor, direct.bound)} ({direct.claim.id})")
    return Chain(
        metric=cast(Metric, first.claim.metric),
        phase=first.claim.phase,
        subject=first.claim.subject or "",
        baseline=last.claim.baseline or "",
        links=tuple(entry.claim.id for entry in path),
        factor=factor,
        bound=_bound([entry.bound for entry in path]),
        arithmetic=f"{' × '.join(f'{f:g}' for f in factors)} = {factor:g}",
        doubts=tuple(dict.fromkeys(doubts)),
    )


def _doubts(one: Entry, other: Entry) -> Iterator[str]:
    """Why a link may not lead on from another."""
    for difference in differences(one, other):
        if difference.code == "bound":
            yield difference.words.replace(", not ", " times ")
        elif difference.code == "no_setting":
            yield "setting not given in both"
        elif difference.code in ("setting", "hardware"):
            yield f"{_kind(one, other, difference.code)}: {_said(one)}, then {_said(other)}"
        elif difference.code in _DOUBTFUL:
            yield difference.words
    if folded(one.claim.baseline or "") != folded(other.claim.subject or ""):
        yield f"“{one.claim.baseline}” taken for “{other.claim.subject}”"


def _pair(entry: Entry) -> str:
    return f"“{entry.claim.subject}” against “{entry.claim.baseline}”"


def _kind(one: Entry, other: Entry, code: str) -> str:
    if code == "hardware":
        return "other hardware" if one.setting.devices and other.setting.devices else "hardware not given in both"
    return "other setting"


def _said(entry: Entry) -> str:
    return f"“{entry.claim.setting}”"


def _bound(bounds: Sequence[Bound]) -> Bound:
    """What a product is where its factors are bounds; those that pull both ways leave it about right."""
    said = set(bounds) - {"exact"}
    if not said:
        return "exact"
    if len(said) == 1:
        return said.pop()
    said.discard("approx")
    return said.pop() if len(said) == 1 and said <= {"up_to", "at_least"} else "approx"


def _order(chain: Chain) -> tuple[int, int, float]:
    return len(chain.links), len(chain.doubts), -chain.factor
