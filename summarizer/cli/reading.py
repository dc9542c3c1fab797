"""Reading: the steps that commands share, from what they are given to records."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli import options
from summarizer.cli.running import Options, Run, web_for

if TYPE_CHECKING:
    from summarizer.papers import Paper
    from summarizer.records import ErrorInfo, Record
    from summarizer.settings import Settings


def settings_of(given: dict[str, Any]) -> Settings:
    """The settings among what a command was given, over those of the environment and the file."""
    from summarizer.settings import load_settings

    return load_settings(options.knobs(given))


def run_options(given: Mapping[str, Any], output: Path | None, *, folder: bool = False) -> Options:
    """What a command was told about its run."""
    return Options(output, folder, given["quiet"], given["verbose"], given["receipt_papers"])


def load_items(
    inputs: Sequence[str], output: Path | None, settings: Settings, *, folder: bool = False
) -> list[Paper | Record]:
    """Load papers and records, and make sure that what comes of them can be written."""
    from summarizer.sources import load_inputs

    items = load_inputs(inputs, web=web_for(inputs, settings))
    check_output(inputs, output, folder=folder)
    return items


def read(items: Sequence[Paper | Record], run: Run, output: Path | None) -> list[Record]:
    """The records of items, the papers among them read now."""
    from summarizer.records import Record

    todo = [item for item in items if not isinstance(item, Record)]
    read = run.read(todo, len(todo)) if todo else iter(())
    records = []
    for item in items:
        if isinstance(item, Record):
            run.see(item)
        records.append(item if isinstance(item, Record) else next(read))
    next(read, None)  # let it come to its end
    keep_older(output, failure_of(records), any_read=any(record.error is None for record in records))
    return records


def forecast_only(items: Iterable[Paper | Record], settings: Settings) -> int:
    """Say what a run would take, and ask nothing."""
    from summarizer.cli.forecasting import forecast
    from summarizer.papers import Paper

    for line in forecast([item for item in items if isinstance(item, Paper)], settings):
        click.echo(line)
    return 0


def check_output(inputs: Sequence[str], output: Path | None, *, folder: bool = False) -> None:
    """An output that can't be written, or is an input, is said before a paper is read, or paid for."""
    from summarizer.errors import SettingsError
    from summarizer.receipts import RECEIPT
    from summarizer.store import check_writable

    if output is None:
        return
    if not folder and any(os.path.isfile(name) and output.exists() and output.samefile(name) for name in inputs):
        raise SettingsError(f"-o {output} is also an input; name another file")
    if not folder and output.name == RECEIPT:
        raise SettingsError(f"-o {output}: the run's receipt has this name; name another file")
    check_writable(output, folder=folder)


def keep_older(output: Path | None, failure: ErrorInfo | None, *, any_read: bool) -> None:
    """Where every paper failed, what an earlier run wrote is better than nothing but failures."""
    from summarizer.errors import NothingReadError

    if output is not None and output.exists() and failure is not None and not any_read:
        reason = f"{failure.kind}: {failure.message}"
        raise NothingReadError(f"no paper could be read, so {output} is left as it was ({reason})")


def failure_of(records: Iterable[Record]) -> ErrorInfo | None:
    """Why the first of the papers that could not be read could not."""
    return next((record.error for record in records if record.error), None)
