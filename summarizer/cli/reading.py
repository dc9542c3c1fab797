"""Commands that read papers or work on what was read."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from summarizer.cli import options

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
_SOME_FAILED = 3
_FAILURES_SHOWN = 5
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
    todo = _load_papers(inputs)
    _check(inputs, output)
    form = (
        form
        or _from_suffix(output, _RECORD_FORMATS)
        or ("table" if output is None and sys.stdout.isatty() else "jsonl")
    )
    settings = _settings(given)
    if given["dry_run"]:
        return _dry_run(todo, settings)
    records = _read(todo, settings, given)
    if form == "jsonl":
        return _report(_stream(records, output), given)
    kept = list(records)
    _keep_older(output, _failure(kept), any_read=any(record.error is None for record in kept))
    from summarizer.render import render_records

    _write(render_records(kept, form), output)
    return _report(kept, given)


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
    records = _records(inputs, given, output)
    if isinstance(records, int):
        return records
    from summarizer.comparison import compare as run
    from summarizer.render import render_comparison

    comparison = run(
        records,
        metric=given["metric"],
        phase=given["phase"],
        level=given["level"],
        verified_only=not given["everything"],
    )
    form = form or _from_suffix(output, _VIEW_FORMATS) or "table"
    _write(render_comparison(comparison, records, form), output)
    return _report(records, given)


@click.command()
@options.inputs
@options.output
@_format_option(_VIEW_FORMATS)
@options.reading
def overview(inputs: tuple[str, ...], output: Path | None, form: str | None, **given: Any) -> int:
    """Tell topic by topic what a set of papers is about."""
    settings = _settings(given)
    records = _records(inputs, given, output)
    if isinstance(records, int):
        return records
    from summarizer.overviews import overview as run
    from summarizer.render import render_overview
    from summarizer.topics import load_topics

    form = form or _from_suffix(output, _VIEW_FORMATS) or "table"
    _write(render_overview(run(records, topics=load_topics(settings.topics)), records, form), output)
    return _report(records, given)


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
    records = _records(inputs, given, output, folder=True)
    if isinstance(records, int):
        return records
    from summarizer.digests import write_digest
    from summarizer.topics import load_topics

    written = write_digest(records, output, topics=load_topics(settings.topics), now=datetime.now(UTC))
    if not given["quiet"]:
        click.echo(f"wrote {written.index}", err=True)
    return _report(records, given)


@click.command()
@click.argument("records", metavar="RECORDS")
@options.output
@options.quiet
def verify(records: str, output: Path | None, quiet: bool) -> None:
    """Check every claim of RECORDS (.jsonl, or -) against its paper's text again; number and order stay."""
    from summarizer.store import read_records
    from summarizer.verification import verify as check

    _report(_stream(map(check, read_records(records)), output), {"quiet": quiet})


# --- reading ---------------------------------------------------------------------------------------------------------


def _settings(given: dict[str, Any]) -> Settings:
    from summarizer.settings import load_settings

    return load_settings(options.knobs(given))


def _load_papers(inputs: Sequence[str]) -> list[Paper]:
    from summarizer.sources import load_papers

    return load_papers(*inputs)


def _records(
    inputs: Sequence[str], given: dict[str, Any], output: Path | None, *, folder: bool = False
) -> list[Record] | int:
    """The records of the inputs, papers among them read now; an exit code where it was a dry run."""
    from summarizer.papers import Paper
    from summarizer.sources import load_inputs

    items = load_inputs(inputs)
    _check(inputs, output, folder=folder)
    todo = [item for item in items if isinstance(item, Paper)]
    settings = _settings(given)
    if given["dry_run"]:
        return _dry_run(todo, settings)
    read = _read(todo, settings, given) if todo else iter(())
    records = [next(read) if isinstance(item, Paper) else item for item in items]
    _keep_older(output, _failure(records), any_read=any(record.error is None for record in records))
    return records


def _read(todo: list[Paper], settings: Settings, given: dict[str, Any]) -> Iterator[Record]:
    from summarizer.backends import open_engine
    from summarizer.engine import summarize as run
    from summarizer.progress import track

    quiet = given["quiet"]
    engine = open_engine(settings, say=str if quiet else lambda line: click.echo(line, err=True))
    records = run(todo, engine, workers=settings.workers)
    return track(records, total=len(todo), label="reading", shown=False if quiet else None)


def _dry_run(todo: list[Paper], settings: Settings) -> int:
    from summarizer.backends import estimate

    for line in estimate(todo, settings):
        click.echo(line)
    return 0


def _check(inputs: Sequence[str], output: Path | None, *, folder: bool = False) -> None:
    """An output that can't be written, or is an input, is said before a paper is read, or paid for."""
    from summarizer.errors import SettingsError
    from summarizer.store import check_writable

    if output is None:
        return
    if not folder and any(Path(name).is_file() and output.exists() and output.samefile(name) for name in inputs):
        raise SettingsError(f"-o {output} is also an input; name another file")
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
    names = {".md": "markdown", ".htm": "html", ".txt": "table"}
    suffix = output.suffix.lower() if output else ""
    form = names.get(suffix, suffix.removeprefix("."))
    return form if form in formats else None


def _write(text: str, output: Path | None) -> None:
    from summarizer.store import write_text_atomically

    if output is None:
        click.echo(text.removesuffix("\n"))
    else:
        write_text_atomically(output, text)


def _stream(records: Iterator[Record], output: Path | None) -> Iterator[Record]:
    """Write records as JSONL as they come, and pass them on."""
    from summarizer.records import record_json
    from summarizer.store import RecordWriter

    if output is None:
        for record in records:
            click.echo(record_json(record))
            yield record
        return
    failure: ErrorInfo | None = None
    any_read = False
    with RecordWriter(output) as writer:
        for record in records:
            writer.write(record)
            failure, any_read = failure or record.error, any_read or record.error is None
            yield record
        _keep_older(output, failure, any_read=any_read)


@dataclass
class _Tally:
    """What a run came to, counted as the records go by."""

    papers: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    requests: int = 0
    tokens_in: int | None = 0
    tokens_out: int | None = 0

    def add(self, record: Record) -> None:
        self.papers += 1
        self.verdicts.update(claim.verdict or "unchecked" for claim in record.claims)
        self.requests += record.provenance.attempts
        self.tokens_in = _sum(self.tokens_in, record.provenance.usage.input)
        self.tokens_out = _sum(self.tokens_out, record.provenance.usage.output)
        if record.error:
            self.failed.append(f"{record.paper.title}: {record.error.kind}: {record.error.message}")

    def lines(self, verbose: bool) -> Iterator[str]:
        from summarizer.render import count

        claims, verified = self.verdicts.total(), self.verdicts["verified"]
        wrong = ", ".join(f"{n} {verdict}" for verdict, n in sorted(self.verdicts.items()) if verdict != "verified")
        told = f"{verified} verified" + (f", {wrong}" if wrong else "")
        yield f"{count(self.papers, 'paper')}, {count(claims, 'claim')} ({told}), {len(self.failed)} failed"
        if self.requests:
            known = None not in (self.tokens_in, self.tokens_out)
            tokens = f"{self.tokens_in} tokens in, {self.tokens_out} out" if known else "tokens unknown"
            yield f"{self.requests} requests, {tokens}"
        shown = self.failed if verbose else self.failed[:_FAILURES_SHOWN]
        yield from (f"  failed: {line}" for line in shown)
        if len(shown) < len(self.failed):
            yield f"  … and {len(self.failed) - len(shown)} more (-v shows all)"


def _sum(total: int | None, more: int | None) -> int | None:
    return None if total is None or more is None else total + more


def _report(records: Iterable[Record], given: Mapping[str, Any]) -> int:
    """Go through the records, say how it went; the exit code tells whether every paper was read."""
    from summarizer.render import printable

    tally = _Tally()
    for record in records:
        tally.add(record)
    if not given["quiet"]:
        for line in tally.lines(given.get("verbose", False)):
            click.echo(printable(line), err=True)
    return _SOME_FAILED if tally.failed else 0
