"""The command that tells what a set of papers is about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from summarizer.cli import options
from summarizer.cli.reading import forecast_only, load_items, read, run_options, settings_of
from summarizer.cli.running import Run
from summarizer.cli.writing import VIEW_FORMATS, form_of, format_option, write


@click.command()
@options.inputs
@options.output
@format_option(VIEW_FORMATS)
@options.reading
def overview(inputs: tuple[str, ...], output: Path | None, form: str | None, **given: Any) -> int:
    """Tell topic by topic what a set of papers is about."""
    settings = settings_of(given)
    items = load_items(inputs, output)
    if given["dry_run"]:
        return forecast_only(items, settings)
    from summarizer.overviews import overview as run_overview
    from summarizer.render import render_overview
    from summarizer.topics import load_topics

    form = form or form_of(output, VIEW_FORMATS) or "table"
    topics = load_topics(settings.topics)
    with Run(settings, run_options(given, output)) as run:
        records = read(items, run, output)
        write(render_overview(run_overview(records, topics=topics), records, form), output)
    return run.code
