"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import click

from summarizer.settings import BACKENDS, Settings

F = TypeVar("F", bound=Callable[..., Any])

inputs = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
output = click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here instead of to stdout.")
quiet = click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
dry_run = click.option("--dry-run", is_flag=True, help="Say papers, calls, tokens and money, and ask nothing.")


def reading(command: F) -> F:
    """The options of every command that may have to read papers first."""
    for option in reversed(_READING):
        command = option(command)
    return command


_READING = (
    click.option("--backend", type=click.Choice(BACKENDS), help="Who reads; auto takes an endpoint where one is set."),
    click.option("--model", help="The model's name at the endpoint."),
    click.option("--base-url", metavar="URL", help="An OpenAI-compatible endpoint, as far as /v1."),
    click.option("--cache-dir", type=click.Path(path_type=Path), help="Where answers are kept."),
    click.option("--workers", type=int, metavar="N", help="Papers asked about at a time (default 8)."),
    click.option(
        "--deadline", type=float, metavar="SECONDS", help="For one request with all its retries (default 300)."
    ),
    click.option("--offline", is_flag=True, default=None, help="Fetch nothing; only a named endpoint is asked."),
    click.option(
        "--topics", type=click.Path(path_type=Path), help="A TOML file of topics in place of the built-in ones."
    ),
    click.option("--thorough", is_flag=True, default=None, help="Ask again also for numbers that no claim names."),
    click.option(
        "--retry-failed/--no-retry-failed",
        default=None,
        help="Whether papers that an earlier run could not read are asked about again (default: they are).",
    ),
    click.option("--max-cost", type=float, metavar="USD", help="Stop before more money than this is spent."),
    click.option("--max-total-tokens", type=int, metavar="N", help="Stop before more tokens, in and out, are spent."),
    click.option(
        "--max-requests", type=int, metavar="N", help="Stop before more requests, retries included, are sent."
    ),
    click.option("--rpm", type=int, metavar="N", help="Requests a minute at most."),
    click.option("--tpm", type=int, metavar="N", help="Tokens a minute at most."),
    click.option("--prices", type=click.Path(path_type=Path), help="A TOML file of prices, over the built-in ones."),
    click.option("--recordings", type=click.Path(path_type=Path), help="With --backend replay: a model's recordings."),
    click.option("--receipt-papers", is_flag=True, help="With -o: name each paper and what it took in run.json."),
    quiet,
    click.option("-v", "--verbose", is_flag=True, help="Say more on stderr: each failed paper and why."),
    dry_run,
)


def knobs(options: dict[str, Any]) -> dict[str, Any]:
    """The settings among a command's options."""
    return {setting.name: options.get(setting.name) for setting in fields(Settings)}
