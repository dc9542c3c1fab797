"""The command that does everything and writes it into a folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from summarizer.cli import options
from summarizer.cli.ending import say
from summarizer.cli.reading import forecast_only, load_items, read, run_options, settings_of
from summarizer.cli.running import Run


@click.command()
@options.inputs
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out"),
    help="The folder (default out/).",
)
@options.reading
def digest(inputs: tuple[str, ...], output: Path, **given: Any) -> int:
    """Do everything and write it into a folder: a page, Markdown, records, claims, comparison, overview."""
    settings = settings_of(given)
    items = load_items(inputs, output, folder=True)
    if given["dry_run"]:
        return forecast_only(items, settings)
    from summarizer.digests import write_digest
    from summarizer.topics import load_topics

    topics = load_topics(settings.topics)
    with Run(settings, run_options(given, output, folder=True)) as run:
        records = read(items, run, output)
        written = write_digest(records, output, topics=topics, now=datetime.now(UTC))
        if not given["quiet"]:
            say(f"wrote {written.index}")
    return run.code
