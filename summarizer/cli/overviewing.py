"""The command that tells what a set of papers is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli import options
from summarizer.cli.ending import say
from summarizer.cli.reading import forecast_only, load_items, read, run_options, settings_of
from summarizer.cli.running import Run
from summarizer.cli.writing import VIEW_FORMATS, form_of, format_option, write

if TYPE_CHECKING:
    from summarizer.papers import Paper
    from summarizer.records import Record
    from summarizer.settings import Settings
    from summarizer.similarity import Likeness


@click.command()
@options.inputs
@options.output
@format_option(VIEW_FORMATS)
@click.option("--prose", is_flag=True, help="Have the model write about each topic, a call a topic.")
@click.option(
    "--against", type=click.Path(path_type=Path), metavar="RECORDS", help="Earlier records: say what is new since."
)
@click.option("--embedding-model", metavar="NAME", help="Compare papers by this model's vectors, not by their words.")
@options.reading
def overview(inputs: tuple[str, ...], output: Path | None, form: str | None, **given: Any) -> int:
    """Tell topic by topic what a set of papers is about."""
    from summarizer.topics import load_topics

    settings = settings_of(given)
    form = form or form_of(output, VIEW_FORMATS) or "table"
    topics = load_topics(settings.topics)
    items = load_items(inputs, output, settings)
    earlier = _earlier(given["against"])
    if given["dry_run"]:
        _forecast_besides(len(items), settings, prose=given["prose"])
        return forecast_only(items, settings)
    from summarizer.overviews import overview as run_overview
    from summarizer.render import render_overview

    tell, shown = (str, False) if given["quiet"] else (say, None)
    with Run(_asking(items, settings, prose=given["prose"]), run_options(given, output)) as run:
        records = read(items, run, output)
        alike = _likeness(records, run, settings, tell) if settings.embedding_model else None
        found = run_overview(records, topics=topics, against=earlier, alike=alike)
        if given["prose"]:
            from summarizer.prose import write_overview

            engine = run.backend.engine
            found = write_overview(found, records, engine, workers=settings.workers, say=tell, progress=shown)
        write(render_overview(found, records, form), output)
    return run.code


def _asking(items: Sequence[Paper | Record], settings: Settings, *, prose: bool) -> Settings:
    """The settings of what is asked: where no paper is to be read, the embedding model is the only one that is."""
    from summarizer.records import Record

    alone = settings.embedding_model and not prose and all(isinstance(item, Record) for item in items)
    return replace(settings, model=settings.embedding_model) if alone else settings


def _likeness(records: list[Record], run: Run, settings: Settings, tell: Callable[[str], object]) -> Likeness | None:
    from summarizer.backends import open_embedder
    from summarizer.overviews.vectors import likeness_by_vectors

    return likeness_by_vectors(records, lambda: open_embedder(settings, run.backend), say=tell)


def _forecast_besides(items: int, settings: Settings, *, prose: bool) -> None:
    """What is asked besides the papers."""
    from summarizer.clients.embeddings import BATCH

    if prose:
        click.echo("prose: a call a topic besides, as many as there are topics once the papers are read")
    if settings.embedding_model:
        click.echo(f"vectors: {-(-items // BATCH):,} requests to {settings.embedding_model} besides, at most")


def _earlier(path: Path | None) -> list[Any] | None:
    """The records of an earlier run, read before anything is paid for."""
    from summarizer.errors import InputError
    from summarizer.store import read_records

    try:
        return list(read_records(path)) if path else None
    except InputError as error:
        said = "--against takes records, as `summarizer summarize -o records.jsonl` writes them"
        raise InputError(f"{error}; {said}") from error
