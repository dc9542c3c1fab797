"""The command that fetches papers from sources over the network."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli import options
from summarizer.cli.ending import say
from summarizer.cli.running import SOME_FAILED
from summarizer.cli.writing import write

if TYPE_CHECKING:
    from summarizer.papers import Paper
    from summarizer.sources.fetched import RemoteSource, Window
    from summarizer.sources.web import Web

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@options.output
@click.option("--since", type=_DAY, metavar="DATE", help="Only what was listed on this day or later.")
@click.option("--until", type=_DAY, metavar="DATE", help="With --since: only what was listed on this day or earlier.")
@click.option("--allow-private", is_flag=True, help="Also reach addresses of one's own network.")
@click.option("--offline", is_flag=True, default=None, help="Fetch nothing: every source is refused.")
@click.option("--cache-dir", type=click.Path(path_type=Path), help="Where it is kept when a service was asked last.")
@options.quiet
def fetch(
    sources: tuple[str, ...], output: Path | None, since: datetime | None, until: datetime | None, **given: Any
) -> int:
    """Fetch papers from sources, one JSON object a line.

    SOURCE is hf-daily[:DATE|WEEK|MONTH], arxiv:ID, arxiv:cat=cs.CL, arxiv:QUERY, doi:DOI, feed:URL, or an address of
    arXiv, Hugging Face or any page. Where one of several fails, the papers of the others are written, and the exit code
    is 3.
    """
    from summarizer.settings import load_settings
    from summarizer.sources.web import open_web
    from summarizer.store import check_writable

    named = [_named(source) for source in dict.fromkeys(sources)]
    window = _window(since, until)
    if output is not None:
        check_writable(output)
    settings = load_settings({"offline": given["offline"], "cache_dir": given["cache_dir"]})
    web = open_web(settings, allow_private=given["allow_private"])
    fetched = {source.name: _papers(source, web, window, quiet=given["quiet"]) for source in named}
    return _write([papers for papers in fetched.values() if papers is not None], len(fetched), output)


def _named(name: str) -> RemoteSource:
    from summarizer.errors import InputError
    from summarizer.sources.remote import NAMES, remote_source

    source = remote_source(name)
    if source is None:
        raise InputError(f"{name}: no source; sources are: {NAMES}; files are read by all other commands as they are")
    return source


def _window(since: datetime | None, until: datetime | None) -> Window | None:
    from summarizer.sources.fetched import Window

    if since is None:
        if until is not None:
            raise click.UsageError("--until needs --since")
        return None
    last = until.date() if until else date.max
    if last < since.date():
        raise click.UsageError(f"--until {last} is before --since {since.date()}")
    return Window(since.date(), last)


def _papers(source: RemoteSource, web: Web, window: Window | None, *, quiet: bool) -> list[Paper] | None:
    """The papers of one source, and a line on it; None where it failed."""
    from summarizer.errors import SourceError
    from summarizer.render import count

    try:
        fetched = source.fetch(web, window)
    except SourceError as error:
        if error.kind == "offline":
            raise
        say(f"failed: {error.kind}: {error}")
        return None
    if not quiet:
        note = f" ({fetched.note})" if fetched.note else ""
        say(f"{source.name}: {count(len(fetched.papers), 'paper')}{note}")
    return list(fetched.papers)


def _write(fetched: list[list[Paper]], asked: int, output: Path | None) -> int:
    """Write the papers of all sources that gave some, each once; an older file is kept where all of them failed."""
    from summarizer.papers import merge, paper_json
    from summarizer.render import inert_json

    if fetched:
        papers = merge(paper for papers in fetched for paper in papers)
        text = "".join(f"{inert_json(paper_json(paper))}\n" for paper in papers)
        if text or output is not None:
            write(text, output)
    elif output is not None and output.exists():
        say(f"no source could be fetched, so {output} is left as it was")
    return 0 if len(fetched) == asked else SOME_FAILED
