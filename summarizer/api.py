"""The Python API: the same verbs as the commands, for scripts and notebooks."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TypedDict, Unpack, cast

from summarizer.backends import Backend, open_backend, open_embedder
from summarizer.digests import Digest, alone_in, write_digest
from summarizer.engine import Engine
from summarizer.notebook import ComparisonTable, OverviewPage, Records
from summarizer.papers import Paper
from summarizer.progress import track
from summarizer.records import Record
from summarizer.settings import load_settings
from summarizer.sources import Input
from summarizer.topics import Topics, load_topics
from summarizer.views import Filters, Level, Sort


class Knobs(TypedDict, total=False):
    """Settings of a run, as in `summarizer.toml`; the rest comes from the environment, the file, the default."""

    backend: str
    model: str
    base_url: str
    cache_dir: str | Path
    workers: int
    deadline: float
    offline: bool
    topics: str | Path
    thorough: bool
    retry_failed: bool
    max_cost: float
    max_total_tokens: int
    max_requests: int
    rpm: int
    tpm: int
    prices: str | Path
    recordings: str | Path
    embedding_model: str


class Wanted(Knobs, Filters, total=False):
    """Settings of a run, and which claims are wanted."""


def load_papers(*inputs: Input | Iterable[Input]) -> list[Paper]:
    """Load papers from saved pages, files of papers, single papers or folders; the same paper met twice is one.

    Raises `InputError` naming the file, what was looked for and what was found.
    """
    from summarizer import sources

    return sources.load_papers(*inputs)


def read_records(path: str | Path) -> Records:
    """Read records from a `.jsonl` file, tolerantly: unknown fields are kept, missing ones default."""
    from summarizer import store

    return Records(store.read_records(Path(path)))


def summarize(papers: Input | Iterable[Input], *, progress: bool | None = None, **knobs: Unpack[Knobs]) -> Records:
    """Read papers into verified records, in the order they came in.

    `papers` are papers, or whatever `load_papers` takes. Which backend reads is said on stderr. A paper that can't be
    read becomes a record with `status="failed"`; see `.failed` of what comes back.
    """
    from summarizer.sources import load_papers as load

    return Records(_Reading(knobs).read(load(papers), progress))


def verify(records: Iterable[Record]) -> Records:
    """Check every claim, result and summary against its paper's text again."""
    from summarizer.verification import verify as check

    return Records(map(check, records))


def compare(
    records: Input | Iterable[Input],
    *,
    level: Level = "loose",
    sort: Sort = "factor",
    aliases: str | Path | None = None,
    prose: bool = False,
    **given: Unpack[Wanted],
) -> ComparisonTable:
    """Put efficiency claims side by side, by metric and phase; papers that were not read yet are read first.

    `level` is `loose` or `strict`; `metric`, `phase`, `topic`, `baseline`, `setting`, `min_factor` and `verified_only`
    choose claims; `aliases` is a TOML file of names that mean the same. With `prose` a model writes about the largest
    groups, a call a group.
    """
    from summarizer.comparison import compare as run
    from summarizer.comparison import load_aliases

    filters = cast(Filters, {name: value for name, value in given.items() if name in Filters.__annotations__})
    reading = _Reading(cast(Knobs, {name: value for name, value in given.items() if name not in filters}))
    known = reading.records(records)
    names = load_aliases(Path(aliases) if aliases else None)
    found = run(known, level=level, sort=sort, aliases=names, topics=reading.topics, **filters)
    if prose:
        from summarizer.prose import write_comparison

        found = write_comparison(found, known, reading.engine, workers=reading.settings.workers, say=_say)
    return ComparisonTable(found, known)


def overview(
    records: Input | Iterable[Input],
    *,
    against: Input | Iterable[Input] | None = None,
    prose: bool = False,
    **knobs: Unpack[Knobs],
) -> OverviewPage:
    """Tell topic by topic what a set of papers is about; papers that were not read yet are read first.

    `against` are the records of an earlier time: what is new since then is said too. With `prose` a model writes about
    the topics, a call a topic; with `embedding_model` the endpoint's vectors say which papers are alike.
    """
    from summarizer.overviews import overview as run
    from summarizer.overviews.vectors import likeness_by_vectors

    reading = _Reading(knobs)
    known = reading.records(records)
    earlier = reading.records(against) if against is not None else None
    alike = None
    if reading.settings.embedding_model:
        opened = reading.__dict__.get("backend")  # what reading has spent counts for the vectors' limits too
        alike = likeness_by_vectors(known, lambda: open_embedder(reading.settings, opened), say=_say)
    found = run(known, topics=reading.topics, against=earlier, alike=alike)
    if prose:
        from summarizer.prose import write_overview

        found = write_overview(found, known, reading.engine, workers=reading.settings.workers, say=_say)
    return OverviewPage(found, known)


def digest(
    records: Input | Iterable[Input],
    out: str | Path = "out",
    *,
    profile: str | Path | None = None,
    top: int | None = None,
    **knobs: Unpack[Knobs],
) -> Digest:
    """Write everything into a folder: page, Markdown, records, claims, comparison, overview.

    `profile` is a TOML file of interests that orders the papers; `top` of them stand in full, the rest by their titles.
    """
    from summarizer.digests import Interest
    from summarizer.profiles import load_profile

    reading = _Reading(knobs)
    known = reading.records(records)
    interest = Interest(load_profile(Path(profile), reading.topics) if profile else None, top)
    with alone_in(Path(out)):
        return write_digest(known, Path(out), topics=reading.topics, now=datetime.now(UTC), interest=interest)


class _Reading:
    """What one call reads with: the engine is opened once, when it is first needed, so that its limits hold for all."""

    def __init__(self, knobs: Knobs) -> None:
        self.settings = load_settings(knobs)

    @cached_property
    def backend(self) -> Backend:
        return open_backend(self.settings, say=_say)

    @property
    def engine(self) -> Engine:
        return self.backend.engine

    @cached_property
    def topics(self) -> Topics:
        return load_topics(self.settings.topics)

    def records(self, items: Input | Iterable[Input]) -> Records:
        """Records as they are, papers read; in the order given."""
        from summarizer.sources import load_inputs

        if isinstance(items, Records):
            return items
        known = load_inputs(items)
        todo = [item for item in known if isinstance(item, Paper)]
        read = iter(self.read(todo) if todo else ())
        return Records(item if isinstance(item, Record) else next(read) for item in known)

    def read(self, todo: Sequence[Paper], progress: bool | None = None) -> Iterable[Record]:
        from summarizer.engine import summarize as run

        records = run(todo, self.engine, workers=self.settings.workers)
        return track(records, total=len(todo), label="reading", shown=progress)


def _say(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201
