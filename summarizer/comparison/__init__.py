"""Comparisons: claims side by side by metric and phase, and why some can't stand there.

Arithmetic over records, no call: factors are put on one scale, amounts in one unit, growths in the order of how fast
they grow; what makes two of them different things is said beside them. What papers say of shared methods is joined into
chains, and where they contradict each other, that is told.

- `names`, `hardware`, `aliases`: when two writings mean the same thing
- `comparability`: what makes two claims different things
- `groups`, `arithmetic`, `growth`, `tradeoffs`: claims side by side
- `chains`, `disagreements`: what follows from several papers, and what does not fit together
- `filters`, `suggestions`, `placements`: which claims, and where each paper stands
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Unpack, get_args

from summarizer.comparison.aliases import Aliases, load_aliases
from summarizer.comparison.chains import chains
from summarizer.comparison.comparability import Difference, comparable, differences
from summarizer.comparison.disagreements import disagreements
from summarizer.comparison.entries import Entry, entry
from summarizer.comparison.filters import check, entries_of, hints, strict_hints, told, wanted
from summarizer.comparison.groups import SORTS, groups, obstacles, ordered
from summarizer.comparison.names import Names
from summarizer.comparison.placements import placements
from summarizer.comparison.tradeoffs import quality_of
from summarizer.errors import SettingsError, did_you_mean
from summarizer.folding import folded
from summarizer.records import Record
from summarizer.topics import Topics, load_topics
from summarizer.views import Comparison, Filters, Level, Sort, Unplaced

UNCHECKED = "unchecked"
"""The key in `excluded` of claims that were never verified."""

__all__ = [
    "SORTS",
    "UNCHECKED",
    "Aliases",
    "Difference",
    "Entry",
    "Filters",
    "Level",
    "Names",
    "Sort",
    "comparable",
    "compare",
    "differences",
    "entry",
    "load_aliases",
]


def compare(
    records: Iterable[Record],
    *,
    level: Level = "loose",
    sort: Sort = "factor",
    aliases: Aliases | None = None,
    topics: Topics | None = None,
    **filters: Unpack[Filters],
) -> Comparison:
    """Put the papers' own claims side by side, best first.

    Claims are grouped by metric, phase and kind of number (`loose`), and by their baseline and setting too (`strict`).
    `filters` says which claims; those that are not verified are counted in `excluded`, and a claim that stands in no
    group is in `unplaced` with the reasons. `sort` is the order within groups (`factor`, `paper`, `quality`,
    `baseline`) or that of the groups (`metric`). `aliases` say what counts as the same name: see `load_aliases`. A
    topic that is asked for is one of `topics`, by default the toolkit's, or of those that the records name.

    Raises `SettingsError` for a level, an order, a metric, a phase, a topic or a smallest factor that is none.
    """
    _check(level, sort)
    known = list(records)
    check(filters, known, topics or load_topics())
    names = Names(aliases or load_aliases())
    verified_only = filters.get("verified_only", True)
    passes = wanted(filters, names)
    scope = list(entries_of(known, filters, names))
    usable = [found for found in scope if not verified_only or found.claim.verdict == "verified"]
    considered = [found for found in usable if passes(found)]
    ids = {found.claim.id for found in considered}
    placed, unplaced = _placed(considered, level)
    quality = partial(quality_of, names=names, verified_only=verified_only)
    found = ordered(groups(placed, level, quality), sort, *_places(known))
    apart = disagreements(usable)
    disputed = {claim_id for one in apart for claim_id in one.claims}
    joined, more = chains(usable, disputed=disputed, ends=wanted({**filters, "min_factor": None}, names))
    return Comparison(
        level=level,
        groups=tuple(found),
        unplaced=tuple(unplaced),
        chains=tuple(chain for chain in joined if chain.factor >= (filters.get("min_factor") or 0)),
        more_chains=more,
        disagreements=tuple(one for one in apart if ids.issuperset(one.claims)),
        per_paper=placements(considered, found, unplaced),
        excluded=_excluded(scope, usable, passes),
        chosen=told(filters) | ({} if sort == "factor" else {"sort": sort}),
        hints=(*hints(known, filters, names), *(strict_hints(placed) if level == "strict" else ())),
    )


def _check(level: str, sort: str) -> None:
    for name, value, known in (("level", level, get_args(Level)), ("order", sort, SORTS)):
        if value not in known:
            raise SettingsError(f"no {name} {value!r}{did_you_mean(str(value), known)}")


def _placed(entries: Iterable[Entry], level: Level) -> tuple[list[Entry], list[Unplaced]]:
    placed, unplaced = [], []
    for found in entries:
        reasons = obstacles(found, level)
        if reasons:
            unplaced.append(Unplaced(claim_id=found.claim.id, reasons=tuple(reasons)))
        else:
            placed.append(found)
    return placed, unplaced


def _places(records: Sequence[Record]) -> tuple[dict[str, int], dict[str, str]]:
    """The places of papers, and what claims are compared with, by id."""
    baselines = {claim.id: folded(claim.baseline or "") for record in records for claim in record.claims}
    return {record.paper.id: place for place, record in enumerate(records)}, baselines


def _excluded(scope: Iterable[Entry], usable: Sequence[Entry], passes: Callable[[Entry], bool]) -> dict[str, int]:
    used = set(map(id, usable))
    return dict(Counter(e.claim.verdict or UNCHECKED for e in scope if id(e) not in used and passes(e)))
