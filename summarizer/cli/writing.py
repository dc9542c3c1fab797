"""Writing: what commands print or put into `-o`, and in which form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from summarizer.cli.reading import keep_older

if TYPE_CHECKING:
    from summarizer.records import ErrorInfo, Record

F = TypeVar("F", bound=Callable[..., Any])

RECORD_FORMATS = ("table", "jsonl", "json", "csv", "markdown", "html")
VIEW_FORMATS = ("table", "markdown", "html", "csv", "json")


def format_option(formats: Sequence[str]) -> Callable[[F], F]:
    """The option that names the form of the output."""
    piped = " (into a pipe: jsonl)" if "jsonl" in formats else ""
    told = f"Form of the output; by default from the suffix of -o, else a table{piped}."
    return click.option("--format", "form", type=click.Choice(formats), help=told)


def form_of(output: Path | None, formats: Sequence[str]) -> str | None:
    """The form that an output's suffix tells; None without one. Raises `SettingsError` for a suffix that tells none."""
    from summarizer.errors import SettingsError

    names = {".md": "markdown", ".htm": "html", ".txt": "table", ".tex": "latex"}
    suffix = output.suffix.lower() if output else ""
    form = names.get(suffix, suffix.removeprefix("."))
    if form in formats:
        return form
    if suffix[1:].isalpha():
        usual = {"markdown": ".md", "table": ".txt", "latex": ".tex"}
        told = ", ".join(usual.get(known, f".{known}") for known in formats)
        raise SettingsError(
            f"-o {output}: {suffix} tells no form of output; name one by --format, or use one of {told}"
        )
    return None


def write(text: str, output: Path | None) -> None:
    """Print a text, or put it into a file, whole."""
    from summarizer.store import write_text_atomically

    if output is None:
        click.echo(text.removesuffix("\n"))
    else:
        write_text_atomically(output, text)


def stream(records: Iterator[Record], output: Path | None) -> None:
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
        keep_older(output, failure, any_read=any_read)
