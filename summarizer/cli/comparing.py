"""The command that puts claims side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from summarizer.cli import options
from summarizer.cli.ending import say
from summarizer.cli.reading import forecast_only, load_items, read, run_options, settings_of
from summarizer.cli.running import Run
from summarizer.cli.writing import form_of, format_option, write

METRICS = (
    "latency",
    "throughput",
    "training_time",
    "training_cost",
    "compute",
    "parameters",
    "model_size",
    "memory",
    "energy",
    "data",
    "complexity",
    "capacity",
    "cost",
)


FORMATS = ("table", "markdown", "html", "csv", "latex", "json")
SORTS = ("factor", "paper", "metric", "quality", "baseline")


@click.command()
@options.inputs
@options.output
@format_option(FORMATS)
@click.option("--metric", type=click.Choice(METRICS), help="Only this metric.")
@click.option("--phase", type=click.Choice(("training", "inference", "compression")), help="Only this phase.")
@click.option("--topic", metavar="TOPIC", help="Only papers with this topic.")
@click.option("--baseline", metavar="NAME", help="Only claims against this, however it is written.")
@click.option("--setting", metavar="NAME", help="Only claims measured in this, among other things.")
@click.option("--min-factor", type=float, metavar="N", help="Only claims at least N times better than their baseline.")
@click.option("--verified/--all", "verified_only", default=True, help="Whether claims that are not verified stay out.")
@click.option("--level", type=click.Choice(("loose", "strict")), default="loose", help="How alike claims must be.")
@click.option("--sort", type=click.Choice(SORTS), default="factor", help="Order of the rows; metric: of the groups.")
@click.option("--aliases", type=click.Path(path_type=Path), help="A TOML file of names that mean the same thing.")
@click.option("--prose", is_flag=True, help="Have the model write about the largest groups, a call a group.")
@click.option("--show-arithmetic", is_flag=True, help="Say how each factor was computed.")
@options.reading
def compare(inputs: tuple[str, ...], output: Path | None, form: str | None, **given: Any) -> int:
    """Put comparable efficiency claims side by side."""
    from summarizer.comparison import Filters, load_aliases
    from summarizer.comparison import compare as run_comparison
    from summarizer.comparison.filters import check
    from summarizer.records import Record
    from summarizer.render import render_comparison
    from summarizer.topics import load_topics

    settings = settings_of(given)
    topics = load_topics(settings.topics)
    form = form or form_of(output, FORMATS) or "table"
    aliases = load_aliases(given["aliases"])
    filters: Filters = {name: given[name] for name in Filters.__annotations__}  # type: ignore[assignment]
    items = load_items(inputs, output, settings)
    check(filters, (item for item in items if isinstance(item, Record)), topics)  # before anything is paid for
    if given["dry_run"]:
        return forecast_only(items, settings)
    with Run(settings, run_options(given, output)) as run:
        records = read(items, run, output)
        comparison = run_comparison(
            records, level=given["level"], sort=given["sort"], aliases=aliases, topics=topics, **filters
        )
        shown_anyway = output is None and form == "table"
        for hint in () if given["quiet"] or shown_anyway else comparison.hints:
            say(f"note: {hint}")
        if given["prose"]:
            from summarizer.prose import write_comparison

            tell, shown = (str, False) if given["quiet"] else (say, None)
            engine = run.backend.engine
            comparison = write_comparison(
                comparison, records, engine, workers=settings.workers, say=tell, progress=shown
            )
        write(render_comparison(comparison, records, form, arithmetic=given["show_arithmetic"]), output)
    return run.code
