"""Commands that read papers into records, and that check records again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli import options
from summarizer.cli.ending import say
from summarizer.cli.reading import check_output, forecast_only, read, run_options, settings_of
from summarizer.cli.running import Run, RunSummary, load_todo
from summarizer.cli.writing import RECORD_FORMATS, form_of, format_option, stream, write

if TYPE_CHECKING:
    from summarizer.records import Record


@click.command()
@options.inputs
@options.output
@format_option(RECORD_FORMATS)
@options.reading
def summarize(inputs: tuple[str, ...], output: Path | None, form: str | None, **given: Any) -> int:
    """Read papers into verified records, one a paper."""
    settings = settings_of(given)
    total, papers = load_todo(inputs, settings, say=str if given["quiet"] else say)
    check_output(inputs, output)
    piped = output is not None or not sys.stdout.isatty()
    form = form or form_of(output, RECORD_FORMATS) or ("jsonl" if piped else "table")
    if given["dry_run"]:
        return forecast_only(papers, settings)
    with Run(settings, run_options(given, output)) as run:
        if form == "jsonl":
            stream(run.read(papers, total), output)
        else:
            from summarizer.render import render_records
            from summarizer.topics import load_topics

            records = read(list(papers), run, output)
            write(render_records(records, form, topics=load_topics(settings.topics)), output)
    return run.code


@click.command()
@click.argument("records", metavar="RECORDS")
@options.output
@click.option("--strict", is_flag=True, help="Exit with 1 where a claim is not verified.")
@options.quiet
def verify(records: str, output: Path | None, strict: bool, quiet: bool) -> int:
    """Check every claim of RECORDS (.jsonl, or -) against its paper's text again; number and order stay."""
    from summarizer.store import read_records
    from summarizer.verification import verify as check

    report = RunSummary()

    def checked() -> Iterator[Record]:
        for record in map(check, read_records(records)):
            report.add(record)
            yield record

    stream(checked(), output)
    if not quiet:
        for line in report.lines():
            say(line)
    return int(strict and report.verdicts.total() > report.verdicts["verified"])
