"""Gathering: what sources have that no digest had yet, in windows of listing days, and what they could not give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from summarizer.delivery.history import last_good, since_of, to_retry, unseen, version_of
from summarizer.delivery.state import DigestState
from summarizer.errors import SourceError
from summarizer.papers import Paper, merge
from summarizer.render.edition import FailedSource
from summarizer.render.words import count
from summarizer.sources.days import read_day
from summarizer.sources.fetched import RemoteSource, Window
from summarizer.sources.web import Web

CATCH_UP_DAYS = 14
"""Listing days that are gone back for at most, after digests were missed."""
FIRST_PAPERS = 100
"""Papers of a source that are taken at most when it is fetched for the first time, or the state was lost."""


@dataclass(frozen=True)
class Gathered:
    """What sources gave."""

    papers: tuple[Paper, ...]
    """Those to be read: new, each once, and no more than asked for."""
    passed: tuple[Paper, ...]
    """Those that are too many: they count as seen."""
    windows: Mapping[str, date]
    """By source that was fetched, the first listing day to ask for next time."""
    failed: tuple[FailedSource, ...]
    notes: tuple[str, ...]
    """What a reader should know, a sentence each."""


@dataclass(frozen=True)
class _Haul:
    """What one source gave."""

    source: str
    kept: Sequence[Paper]
    over: Sequence[Paper]
    next_since: date
    notes: tuple[str, ...]


def gather(
    sources: Iterable[RemoteSource], web: Web, state: DigestState, *, most: int, new_versions: bool = False
) -> Gathered:
    """Fetch every source from where it was left, and put together what is new; nothing is remembered yet.

    A source that was never fetched gives its newest listing alone. One that fails is named, and its window stays.
    """
    hauls: list[_Haul] = []
    failed: list[FailedSource] = []
    for source in sources:
        try:
            hauls.append(_fetch(source, web, since_of(state, source.name)))
        except SourceError as error:
            failed.append(FailedSource(source.name, _reason(error), last_good(state, source.name)))
    found = merge(_latest_first([paper for haul in hauls for paper in haul.kept] + to_retry(state)))
    papers, over = _newest(unseen(state, found, new_versions=new_versions), most)
    notes = [f"{haul.source}: {said}." for haul in hauls for said in haul.notes]
    left_out = f"{count(len(over), 'more new paper')} left out: {most:,} are read for one digest at most."
    return Gathered(
        papers=tuple(papers),
        passed=(*(paper for haul in hauls for paper in haul.over), *over),
        windows={haul.source: haul.next_since for haul in hauls},
        failed=tuple(failed),
        notes=(*notes, *([left_out] if over else [])),
    )


def window_from(since: date | None, today: date) -> tuple[Window | None, str]:
    """The window to ask for, and what it leaves out of the days since; no window where nothing was ever asked for.

    >>> window_from(date(2026, 11, 1), date(2026, 11, 20))[1]
    'what was listed from 2026-11-01 to 2026-11-05 is left out, only the last 14 days are caught up'
    """
    if since is None:
        return None, ""
    earliest = today - timedelta(days=CATCH_UP_DAYS)
    if since >= earliest:
        return Window(min(since, today), today), ""
    left = f"what was listed from {since} to {earliest - timedelta(days=1)} is left out"
    return Window(earliest, today), f"{left}, only the last {CATCH_UP_DAYS} days are caught up"


def _fetch(source: RemoteSource, web: Web, since: date | None) -> _Haul:
    today = web.today()
    window, cut = window_from(since, today)
    got = source.fetch(web, window)
    kept, over = (got.papers, ()) if since else _newest(got.papers, FIRST_PAPERS)
    next_since = got.next_since or _newest_day(got.papers, today)
    notes = (cut, got.note) if since else (_first(kept, over, got.note),)
    return _Haul(source.name, kept, over, next_since, tuple(filter(None, notes)))


def _first(kept: Sequence[Paper], over: Sequence[Paper], note: str) -> str:
    more = f"{len(over):,} more of it count as seen" if over else ""
    told = "; ".join(filter(None, (count(len(kept), "paper"), more, note)))
    return f"fetched for the first time, its newest listing alone ({told})"


def _newest(papers: Sequence[Paper], most: int) -> tuple[Sequence[Paper], Sequence[Paper]]:
    """So many papers of the latest listing days, in the order they stand in, and the others."""
    days = [_listed(paper) or date.min for paper in papers]
    order = sorted(range(len(papers)), key=lambda place: -days[place].toordinal())
    kept = set(order[:most])
    return [p for n, p in enumerate(papers) if n in kept], [p for n, p in enumerate(papers) if n not in kept]


def _latest_first(papers: Iterable[Paper]) -> list[Paper]:
    """Of a paper that stands in two versions the text of the first one is taken."""
    return sorted(papers, key=lambda paper: -version_of(paper))


def _newest_day(papers: Iterable[Paper], today: date) -> date:
    return min(max(filter(None, map(_listed, papers)), default=today), today)


def _listed(paper: Paper) -> date | None:
    return read_day(paper.sources[0].date) if paper.sources else None


def _reason(error: SourceError) -> str:
    again = f" (it may be asked again at {error.retry_at:%Y-%m-%d %H:%M} UTC)" if error.retry_at else ""
    return error.reason + again
