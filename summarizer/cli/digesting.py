"""The command that does everything and writes it into a folder, or sends what is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli import options
from summarizer.cli.ending import say
from summarizer.cli.reading import forecast_only, load_items, read, run_options, settings_of
from summarizer.cli.running import Run

if TYPE_CHECKING:
    from summarizer.digests import Interest
    from summarizer.papers import Paper
    from summarizer.records import Record
    from summarizer.settings import Settings

ALSO = ("text", "mail", "atom", "json-feed")
FOLDER = Path("out")
_IN_THE_FILE = {
    "inputs": "INPUT",
    "output": "--output",
    "profile": "--profile",
    "top": "--top",
    "title": "--title",
    "also": "--also",
}


@click.command()
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), help=f"The folder (default {FOLDER}/)."
)
@click.option(
    "--profile",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A TOML file of what you want to read: topics, keywords, authors, venues, liked (a file of papers).",
)
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="N papers in full, the rest by their titles.")
@click.option("--title", help="The digest's heading.")
@click.option("--also", type=click.Choice(ALSO), multiple=True, help="Write this form too; can be given repeatedly.")
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Instead of INPUT: a TOML file of sources and receivers; fetch, read and send what is new, once a day.",
)
@options.reading
def digest(config: Path | None, **given: Any) -> int:
    """Do everything and write it into a folder: a page, Markdown, records, claims, comparison, overview."""
    if config is None:
        if not given["inputs"]:
            raise click.UsageError("Missing argument 'INPUT...', or --config with a file of sources")
        return _write(given)
    from summarizer.cli.delivering import deliver

    check_beside_config(given)
    return deliver(config, given)


def check_beside_config(given: Mapping[str, Any]) -> None:
    """Refuse, among the digest's options, what stands in the file that --config names, and what can't be done with it.

    Raises `click.UsageError`.
    """
    told = next((shown for name, shown in _IN_THE_FILE.items() if given[name]), None)
    if told:
        raise click.UsageError(f"{told} does not go with --config: what it says stands in that file")
    if given["dry_run"]:
        raise click.UsageError("--dry-run goes with INPUT; with --config papers are fetched and sent")


def _write(given: dict[str, Any]) -> int:
    """Read the inputs and write the digest's folder, which no other run writes meanwhile."""
    from summarizer.digests import Interest, alone_in, input_of
    from summarizer.profiles import load_profile
    from summarizer.topics import load_topics

    settings = settings_of(given)
    topics = load_topics(settings.topics)
    profile = given["profile"] and load_profile(given["profile"], topics)
    output = given["output"] or FOLDER
    if str(output) == "-":
        raise click.UsageError("-o -: a digest is a folder of files; name one, as in -o out (./- for one named -)")
    items = load_items([input_of(name) for name in given["inputs"]], output, settings, folder=True)
    if given["dry_run"]:
        return forecast_only(items, settings)
    older = output if output.exists() else None
    with alone_in(output):
        return _make(items, settings, given, output=output, older=older, interest=Interest(profile, given["top"]))


def _make(
    items: Sequence[Paper | Record],
    settings: Settings,
    given: dict[str, Any],
    *,
    output: Path,
    older: Path | None,
    interest: Interest,
) -> int:
    from summarizer.digests import edition_of, write_digest, write_forms
    from summarizer.topics import load_topics

    topics, now = load_topics(settings.topics), datetime.now(UTC)
    with Run(settings, run_options(given, output, folder=True)) as run:
        records = read(items, run, older)
        written = write_digest(records, output, topics=topics, now=now, title=given["title"], interest=interest)
        if given["also"]:
            edition = edition_of(records, topics, now=now, title=given["title"], interest=interest)
            write_forms(edition, output, given["also"])
        if not given["quiet"]:
            say(f"wrote {written.index}")
    return run.code
