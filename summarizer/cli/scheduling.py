"""The commands that make the digest again and again, or tell a scheduler to."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from summarizer.cli.ending import Interrupted, say

if TYPE_CHECKING:
    from summarizer.delivery.configuration import DigestConfiguration
    from summarizer.scheduling.job import Job
    from summarizer.scheduling.logs import Log
    from summarizer.scheduling.timetable import Timetable
    from summarizer.scheduling.watch import Watch

F = TypeVar("F", bound=Callable[..., Any])

MORNING = "30 7-10 * * *"
"""At half past seven, and hourly again until half past ten for what is left: a run without work ends at once."""
_HOUR = 3600.0


def _timed(command: F) -> F:
    """The options of every way to schedule."""
    for option in reversed(_TIMED):
        command = option(command)
    return command


_TIMED = (
    click.option(
        "--config",
        type=click.Path(path_type=Path, dir_okay=False),
        default=Path("digest.toml"),
        show_default=True,
        help="The file of sources and receivers.",
    ),
    click.option("--cron", default=MORNING, show_default=True, metavar="FIELDS", help="When, as crontabs have it."),
    click.option("--tz", metavar="ZONE", help="The time zone of --cron (default: the timezone of --config)."),
    click.argument("options", nargs=-1, metavar="[-- OPTION...]"),
)


@click.group()
def schedule() -> None:
    """Make the digest of a --config at its times: stay up and do it, or print a unit for a scheduler.

    What stands behind -- are further options of `summarizer digest --config`, such as --max-cost.
    """


@schedule.command("run")
@_timed
@click.option(
    "--health",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file that says how it goes (default: NAME.health.json beside NAME.toml).",
)
@click.option(
    "--log", type=click.Path(path_type=Path, dir_okay=False), help="Write what happens here instead of to stderr."
)
@click.option(
    "--longest", type=click.FloatRange(min=0, min_open=True), default=6.0, show_default=True, metavar="HOURS",
    help="End a run that takes longer.",
)  # fmt: skip
def schedule_run(
    config: Path, cron: str, tz: str | None, options: tuple[str, ...], health: Path | None, log: Path | None,
    longest: float,
) -> int:  # fmt: skip
    """Stay up, and make the digest whenever it is due; a JSON object a line tells what happens.

    What was missed while the machine was asleep or off is done once. A second one for the same digest ends at once.
    """
    from summarizer.delivery.lock import locked
    from summarizer.scheduling.job import program
    from summarizer.scheduling.logs import Log
    from summarizer.scheduling.runs import run_command
    from summarizer.scheduling.watch import Watch

    configuration, timetable = _read(config, cron, tz, options)
    path = health or config.with_name(f"{config.stem}.health.json")
    lines = Log(log)
    for file in filter(None, (path, log)):
        _check_place(file)
    if other := _other_days(configuration, timetable):
        lines("timezones_differ", level="warning", message=other)
    command = (*program(), "digest", "--config", str(config), *options)
    with locked(configuration.state.with_name(configuration.state.name + ".schedule")) as mine:
        if not mine:
            say(f"another summarizer schedule run has {config}: this one has nothing to do")
            return 0

        def run() -> int:
            return run_command(command, hear=lambda line: lines("said", line=line), longest=longest * _HOUR)

        return _keep(Watch(timetable, run, path, lines), lines)


def _check_place(file: Path) -> None:
    """A file that could never be written is said now: later on nobody may be looking."""
    from summarizer.errors import SettingsError

    if not file.parent.is_dir() or not os.access(file.parent, os.W_OK):
        raise SettingsError(f"{file}: nothing can be written in {file.parent.absolute()}; name another place")


def _keep(watch: Watch, lines: Log) -> int:
    try:
        watch.keep()
    except Interrupted as asked:
        lines("interrupted", exit_code=asked.code)
        return asked.code
    return 0


@schedule.command("cron")
@_timed
def schedule_cron(**given: Any) -> None:
    """Print lines for a crontab."""
    from summarizer.scheduling.crontab import crontab

    click.echo(crontab(_job(**given)), nl=False)


@schedule.command("systemd")
@_timed
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="Write the units into this folder."
)
def schedule_systemd(output: Path | None, **given: Any) -> None:
    """Print a timer with its service, for a user's own systemd."""
    from summarizer.scheduling.systemd import FOLDER, units
    from summarizer.store import check_writable, write_text_atomically

    written = units(_job(**given))
    if output is None:
        click.echo("\n".join(f"# {FOLDER}/{name}\n{text}" for name, text in written.items()), nl=False)
        return
    check_writable(output, folder=True)
    output.mkdir(parents=True, exist_ok=True)
    for name, text in written.items():
        write_text_atomically(output / name, text)
        say(f"wrote {output / name}")


@schedule.command("github-actions")
@_timed
@click.option(
    "--install", default=".", show_default=True, metavar="WHAT", help="What pip installs; . is the repository itself."
)
def schedule_github_actions(install: str, **given: Any) -> None:
    """Print a workflow, to be put into .github/workflows/ of the repository that holds --config."""
    from summarizer.scheduling.workflow import workflow

    click.echo(workflow(_job(**given), config=str(given["config"]), install=install), nl=False)


def _job(config: Path, cron: str, tz: str | None, options: tuple[str, ...]) -> Job:
    from summarizer.scheduling.job import make_job

    configuration, timetable = _read(config, cron, tz, options)
    if other := _other_days(configuration, timetable):
        say(other)
    return make_job(timetable, config, configuration, options)


def _read(config: Path, cron: str, tz: str | None, options: tuple[str, ...]) -> tuple[DigestConfiguration, Timetable]:
    """What is to be done and when; what could never run is said now, and not every morning."""
    from summarizer.cli.digesting import check_beside_config, digest
    from summarizer.delivery.configuration import load_configuration
    from summarizer.scheduling.timetable import make_timetable

    given = digest.make_context("summarizer digest", ["--config", str(config), *options]).params
    if given["inputs"]:
        raise click.UsageError(f"{given['inputs'][0]}: expected options of the digest's behind --, no INPUT")
    check_beside_config(given)
    configuration = load_configuration(config)
    return configuration, make_timetable(cron, tz or configuration.timezone)


def _other_days(configuration: DigestConfiguration, timetable: Timetable) -> str:
    """What to say where hours of a single day here are on two days there."""
    here, there = str(timetable.zone), configuration.timezone
    told = f"--tz is {here}, the digest's timezone is {there}: there is one digest a day as it is counted there"
    return "" if here == there else told
