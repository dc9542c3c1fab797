"""Commands that read papers or work on what was read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from summarizer.cli import options
from summarizer.cli.ending import say
from summarizer.cli.running import Options, Report, Run, load_todo

if TYPE_CHECKING:
    from summarizer.papers import Paper
    from summarizer.records import ErrorInfo, Record
    from summarizer.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])

_METRICS = (
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
_RECORD_FORMATS = ("table", "jsonl", "json", "csv", "markdown", "html")
_VIEW_FORMATS = ("table", "markdown", "html", "csv", "json")


def _format_option(formats: Sequence[str]) -> Callable[[F], F]:
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        help="Form of the output; by default from the suffix of -o, else a table (records into a pipe: jsonl).",
    )


@click.command()
@options.inputs
@options.output
@_format_option(_RECORD_FORMATS)
@options.reading
def summarize(inputs: tuple[str, ...], output: Path | None, form: str | None, **given: Any) -> int:
    """Read papers into verified records, one a paper."""
    settings = _settings(given)
    total, papers = load_todo(inputs)
    _check(inputs, output)
    piped = output is not None or not sys.stdout.isatty()
    form = form or _from_suffix(output, _RECORD_FORMATS) or ("jsonl" if piped else "table")
    if given["dry_run"]:
        return _dry_run(papers, settings)
    with Run(settings, _options(given, output)) as run:
        if form == "jsonl":
            _stream(run.read(papers, total), output)
        else:
            from summarizer.render import render_records

            records = _read(list(papers), run, output)
            _write(render_records(records, form), output)
    return run.code


@click.command()
@options.inputs
@options.output
@_format_option(_VIEW_FORMATS)
@click.option("--metric", type=click.Choice(_METRICS), help="Only this metric.")
@click.option("--phase", type=click.Choice(("training", "inference", "compression")), help="Only this phase.")
@click.option("--level", type=click.Choice(("loose", "strict")), default="loose", help="How alike claims must be.")
@click.option("--all", "everything", is_flag=True, help="Also claims that are not verified.")
@options.reading
def compare(inputs: tuple[str, ...], output: Path | None, form: str | None, **given: Any) -> int:
    """Put comparable efficiency claims side by side."""
    settings = _settings(given)
    items = _items(inputs, output)
    if given["dry_run"]:
        return _dry_run(items, settings)
    from summarizer.comparison import compare as run_comparison
    from summarizer.render import render_comparison

    form = form or _from_suffix(output, _VIEW_FORMATS) or "table"
    chosen = {name: given[name] for name in ("metric", "phase", "level")}
    with Run(settings, _options(given, output)) as run:
        records = _read(items, run, output)
        comparison = run_comparison(records, **chosen, verified_only=not given["everything"])
        _write(render_comparison(comparison, records, form), output)
    return run.code


@click.command()
@options.inputs
@options.output
@_format_option(_VIEW_FORMATS)
@options.reading
def overview(inputs: tuple[str, ...], output: Path | None, form: str | None, **given: Any) -> int:
    """Tell topic by topic what a set of papers is about."""
    settings = _settings(given)
    items = _items(inputs, output)
    if given["dry_run"]:
        return _dry_run(items, settings)
    from summarizer.overviews import overview as run_overview
    from summarizer.render import render_overview
    from summarizer.topics import load_topics

    form = form or _from_suffix(output, _VIEW_FORMATS) or "table"
    topics = load_topics(settings.topics)
    with Run(settings, _options(given, output)) as run:
        records = _read(items, run, output)
        _write(render_overview(run_overview(records, topics=topics), records, form), output)
    return run.code


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
    settings = _settings(given)
    items = _items(inputs, output, folder=True)
    if given["dry_run"]:
        return _dry_run(items, settings)
    from summarizer.digests import write_digest
    from summarizer.topics import load_topics

    topics = load_topics(settings.topics)
    with Run(settings, _options(given, output, folder=True)) as run:
        records = _read(items, run, output)
        written = write_digest(records, output, topics=topics, now=datetime.now(UTC))
        if not given["quiet"]:
            say(f"wrote {written.index}")
    return run.code


@click.command()
@click.argument("records", metavar="RECORDS")
@options.output
@options.quiet
def verify(records: str, output: Path | None, quiet: bool) -> None:
    """Check every claim of RECORDS (.jsonl, or -) against its paper's text again; number and order stay."""
    from summarizer.store import read_records
    from summarizer.verification import verify as check

    report = Report()

    def checked() -> Iterator[Record]:
        for record in map(check, read_records(records)):
            report.add(record)
            yield record

    _stream(checked(), output)
    if not quiet:
        for line in report.lines():
            say(line)


# --- reading ---------------------------------------------------------------------------------------------------------


def _settings(given: dict[str, Any]) -> Settings:
    from summarizer.settings import load_settings

    return load_settings(options.knobs(given))


def _options(given: Mapping[str, Any], output: Path | None, *, folder: bool = False) -> Options:
    return Options(output, folder, given["quiet"], given["verbose"], given["receipt_papers"])


def _items(inputs: Sequence[str], output: Path | None, *, folder: bool = False) -> list[Paper | Record]:
    """Load papers and records, and make sure that what comes of them can be written."""
    from summarizer.sources import load_inputs

    items = load_inputs(inputs)
    _check(inputs, output, folder=folder)
    return items


def _read(items: Sequence[Paper | Record], run: Run, output: Path | None) -> list[Record]:
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
    _keep_older(output, _failure(records), any_read=any(record.error is None for record in records))
    return records


def _dry_run(items: Iterable[Paper | Record], settings: Settings) -> int:
    from summarizer.cli.forecasting import forecast
    from summarizer.papers import Paper

    for line in forecast([item for item in items if isinstance(item, Paper)], settings):
        click.echo(line)
    return 0


def _check(inputs: Sequence[str], output: Path | None, *, folder: bool = False) -> None:
    """An output that can't be written, or is an input, is said before a paper is read, or paid for."""
    from summarizer.errors import SettingsError
    from summarizer.receipts import RECEIPT
    from summarizer.store import check_writable

    if output is None:
        return
    if not folder and any(Path(name).is_file() and output.exists() and output.samefile(name) for name in inputs):
        raise SettingsError(f"-o {output} is also an input; name another file")
    if not folder and output.name == RECEIPT:
        raise SettingsError(f"-o {output}: the run's receipt has this name; name another file")
    check_writable(output, folder=folder)


def _keep_older(output: Path | None, failure: ErrorInfo | None, *, any_read: bool) -> None:
    """Where every paper failed, what an earlier run wrote is better than nothing but failures."""
    from summarizer.errors import NothingReadError

    if output is not None and output.exists() and failure is not None and not any_read:
        reason = f"{failure.kind}: {failure.message}"
        raise NothingReadError(f"no paper could be read, so {output} is left as it was ({reason})")


def _failure(records: Iterable[Record]) -> ErrorInfo | None:
    return next((record.error for record in records if record.error), None)


# --- writing ---------------------------------------------------------------------------------------------------------


def _from_suffix(output: Path | None, formats: Sequence[str]) -> str | None:
    """The form that an output's suffix tells; None without one. Raises `SettingsError` for a suffix that tells none."""
    from summarizer.errors import SettingsError

    names = {".md": "markdown", ".htm": "html", ".txt": "table"}
    suffix = output.suffix.lower() if output else ""
    form = names.get(suffix, suffix.removeprefix("."))
    if form in formats:
        return form
    if suffix[1:].isalpha():
        told = ", ".join({"markdown": ".md", "table": ".txt"}.get(known, f".{known}") for known in formats)
        raise SettingsError(
            f"-o {output}: {suffix} tells no form of output; name one by --format, or use one of {told}"
        )
    return None


def _write(text: str, output: Path | None) -> None:
    from summarizer.store import write_text_atomically

    if output is None:
        click.echo(text.removesuffix("\n"))
    else:
        write_text_atomically(output, text)


def _stream(records: Iterator[Record], output: Path | None) -> None:
    """Write records as JSONL as they come."""
    from summarizer.records import record_json
    from summarizer.render import inert_json
    from summarizer.store import RecordWriter

    if output is None:
        for record in records:
            click.echo(inert_json(record_json(record)))
        return
    failure: ErrorInfo | None = None
    any_read = False
    with RecordWriter(output) as writer:
        for record in records:
            writer.write(record)
            failure, any_read = failure or record.error, any_read or record.error is None
        _keep_older(output, failure, any_read=any_read)
