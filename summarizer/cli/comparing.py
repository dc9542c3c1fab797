"""The command that puts claims side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from summarizer.cli import options
from summarizer.cli.reading import forecast_only, load_items, read, run_options, settings_of
from summarizer.cli.running import Run
from summarizer.cli.writing import VIEW_FORMATS, form_of, format_option, write

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


@click.command()
@options.inputs
@options.output
@format_option(VIEW_FORMATS)
@click.option("--metric", type=click.Choice(METRICS), help="Only this metric.")
@click.option("--phase", type=click.Choice(("training", "inference", "compression")), help="Only this phase.")
@click.option("--level", type=click.Choice(("loose", "strict")), default="loose", help="How alike claims must be.")
@click.option("--all", "everything", is_flag=True, help="Also claims that are not verified.")
@options.reading
def compare(inputs: tuple[str, ...], output: Path | None, form: str | None, **given: Any) -> int:
    """Put comparable efficiency claims side by side."""
    settings = settings_of(given)
    items = load_items(inputs, output)
    if given["dry_run"]:
        return forecast_only(items, settings)
    from summarizer.comparison import compare as run_comparison
    from summarizer.render import render_comparison

    form = form or form_of(output, VIEW_FORMATS) or "table"
    chosen = {name: given[name] for name in ("metric", "phase", "level")}
    with Run(settings, run_options(given, output)) as run:
        records = read(items, run, output)
        comparison = run_comparison(records, **chosen, verified_only=not given["everything"])
        write(render_comparison(comparison, records, form), output)
    return run.code
