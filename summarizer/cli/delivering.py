"""The digest of a configuration: the step of `summarizer digest --config` that fetches, reads and sends."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.ending import say
from summarizer.cli.reading import run_options, settings_of

if TYPE_CHECKING:
    from summarizer.delivery.configuration import DigestConfiguration
    from summarizer.delivery.morning import Desk
    from summarizer.papers import Paper
    from summarizer.records import Record


def deliver(config: Path, given: Mapping[str, Any]) -> int:
    """Make and send the digest that a `digest.toml` asks for; gives the exit code."""
    from summarizer.delivery.configuration import load_configuration
    from summarizer.delivery.morning import run_morning

    configuration = load_configuration(config)
    return run_morning(configuration, open_desk(configuration, given))


def open_desk(configuration: DigestConfiguration, given: Mapping[str, Any]) -> Desk:
    """What settings, environment and configuration ask for, all of it checked before anything is fetched."""
    from summarizer.cli.running import Run
    from summarizer.delivery.channels import open_channels
    from summarizer.delivery.morning import Desk
    from summarizer.profiles import load_profile
    from summarizer.sources.remote import remote_source
    from summarizer.sources.web import open_web
    from summarizer.topics import load_topics

    settings = settings_of(dict(given))
    topics = load_topics(settings.topics)

    def read(papers: Sequence[Paper]) -> Iterator[Record]:
        with Run(settings, run_options(given, None)) as run:
            yield from run.read(papers, len(papers))

    return Desk(
        sources=tuple(source for name in configuration.sources if (source := remote_source(name))),
        web=open_web(settings),
        read=read,
        channels=open_channels(configuration, show=_show),
        topics=topics,
        profile=load_profile(configuration.profile, topics) if configuration.profile else None,
        say=_keep_quiet if given["quiet"] else say,
        warn=say,
    )


def _keep_quiet(line: str) -> None:
    """Say nothing."""


def _show(text: str) -> None:
    click.echo(text, nl=False)
    sys.stdout.flush()  # out before it is marked as sent
