"""The command that tells what a set of papers is about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from summarizer.cli import options
from summarizer.cli.ending import say
from summarizer.cli.reading import forecast_only, load_items, read, run_options, settings_of
from summarizer.cli.running import Run
from summarizer.cli.writing import VIEW_FORMATS, form_of, format_option, write


@click.command()
@options.inputs
@options.output
@format_option(VIEW_FORMATS)
@click.option("--prose", is_flag=True, help="Have the model write about each topic, a call a topic.")
@click.option(
    "--against", type=click.Path(path_type=Path), metavar="RECORDS", help="Earlier records: say what is new since."
)
@options.reading
def overview(inputs: tuple[str, ...], output: Path | None, form: str | None, **given: Any) -> int:
    """Tell topic by topic what a set of papers is about."""
    settings = settings_of(given)
    items = load_items(inputs, output)
    earlier = _earlier(given["against"])
    if given["dry_run"]:
        if given["prose"]:
            click.echo("prose: a call a topic besides, as many as there are topics once the papers are read")
        return forecast_only(items, settings)
    from summarizer.overviews import overview as run_overview
    from summarizer.render import render_overview
    from summarizer.topics import load_topics

    form = form or form_of(output, VIEW_FORMATS) or "table"
    topics = load_topics(settings.topics)
    with Run(settings, run_options(given, output)) as run:
        records = read(items, run, output)
        found = run_overview(records, topics=topics, against=earlier)
        if given["prose"]:
            from summarizer.prose import write_overview

            tell, shown = (str, False) if given["quiet"] else (say, None)
            engine = run.backend.engine
            found = write_overview(found, records, engine, workers=settings.workers, say=tell, progress=shown)
        write(render_overview(found, records, form), output)
    return run.code


def _earlier(path: Path | None) -> list[Any] | None:
    """The records of an earlier run, read before anything is paid for."""
    from summarizer.store import read_records

    return list(read_records(path)) if path else None
