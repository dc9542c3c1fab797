"""The Python API: the same verbs as the commands, for scripts and notebooks."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypedDict, Unpack

from summarizer.backends import open_engine
from summarizer.digests import Digest, write_digest
from summarizer.notebook import ComparisonTable, OverviewPage, Records
from summarizer.papers import Paper
from summarizer.progress import track
from summarizer.records import Metric, Phase, Record
from summarizer.settings import load_settings
from summarizer.sources import Input
from summarizer.topics import Topics, load_topics

Level = Literal["loose", "strict"]


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

    return Records(_read(load(papers), knobs, progress))


def verify(records: Iterable[Record]) -> Records:
    """Check every claim, result and summary against its paper's text again."""
    from summarizer.verification import verify as check

    return Records(map(check, records))


def compare(
    records: Input | Iterable[Input],
    *,
    metric: Metric | None = None,
    phase: Phase | None = None,
    level: Level = "loose",
    verified_only: bool = True,
    **knobs: Unpack[Knobs],
) -> ComparisonTable:
    """Put efficiency claims side by side, by metric and phase; papers that were not read yet are read first."""
    from summarizer.comparison import compare as run

    known = _records(records, knobs)
    comparison = run(known, metric=metric, phase=phase, level=level, verified_only=verified_only)
    return ComparisonTable(comparison, known)


def overview(records: Input | Iterable[Input], **knobs: Unpack[Knobs]) -> OverviewPage:
    """Tell topic by topic what a set of papers is about; papers that were not read yet are read first."""
    from summarizer.overviews import overview as run

    known = _records(records, knobs)
    return OverviewPage(run(known, topics=_topics(knobs)), known)


def digest(records: Input | Iterable[Input], out: str | Path = "out", **knobs: Unpack[Knobs]) -> Digest:
    """Write everything into a folder: page, Markdown, records, claims, comparison, overview."""
    known = _records(records, knobs)
    return write_digest(known, Path(out), topics=_topics(knobs), now=datetime.now(UTC))


def _topics(knobs: Knobs) -> Topics:
    return load_topics(load_settings(knobs).topics)


def _records(items: Input | Iterable[Input], knobs: Knobs) -> Records:
    """Records as they are, papers read; in the order given."""
    from summarizer.sources import load_inputs

    if isinstance(items, Records):
        return items
    known = load_inputs(items)
    todo = [item for item in known if isinstance(item, Paper)]
    read = iter(_read(todo, knobs, None)) if todo else iter(())
    return Records(item if isinstance(item, Record) else next(read) for item in known)


def _read(todo: Sequence[Paper], knobs: Knobs, progress: bool | None) -> Iterable[Record]:
    from summarizer.engine import summarize as run

    settings = load_settings(knobs)
    engine = open_engine(settings, say=_say)
    records = run(todo, engine, workers=settings.workers)
    return track(records, total=len(todo), label="reading", shown=progress)


def _say(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201
