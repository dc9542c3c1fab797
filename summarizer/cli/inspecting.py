"""Commands that show what is there: prompts, schemas, the cache."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pydantic import BaseModel

    from summarizer.clients.cache import ResponseCache


@click.group()
def prompts() -> None:
    """List, show and render the prompts."""


@prompts.command("list")
def prompts_list() -> None:
    """List the prompts: name, version, what each is for."""
    from summarizer.prompts import list_templates

    for template in list_templates():
        click.echo(f"{template.label:14} {template.description}")


@prompts.command("show")
@click.argument("name")
def prompts_show(name: str) -> None:
    """Show a prompt's file as it is."""
    from summarizer.prompts import load_template

    click.echo(load_template(name).path.read_text(encoding="utf-8"), nl=False)


@prompts.command("render")
@click.argument("input", metavar="INPUT")
@click.option("--paper", type=int, default=1, metavar="N", help="Which paper of INPUT, from 1 (default 1).")
@click.option("--json", "as_json", is_flag=True, help="The whole request: messages, schema, sampling.")
@click.option("--topics", type=click.Path(path_type=Path), help="A TOML file of topics in place of the built-in ones.")
def prompts_render(input: str, paper: int, as_json: bool, topics: Path | None) -> None:  # noqa: A002
    """Show exactly what would be sent to a model for one paper of INPUT."""
    from summarizer.engine import SAMPLING
    from summarizer.marks import mark
    from summarizer.prompts import load_template, summarize_request
    from summarizer.sources import load_papers
    from summarizer.topics import load_topics

    papers = load_papers(input)
    if not 1 <= paper <= len(papers):
        raise click.UsageError(f"{input} holds {len(papers)} papers; there is no number {paper}")
    template = load_template("summarize")
    request = summarize_request(
        mark(papers[paper - 1]), template, topics=load_topics(topics), model="MODEL", sampling=SAMPLING
    )
    if as_json:
        click.echo(
            _pretty({"messages": [vars(m) for m in request.messages], "schema": dict(request.schema), **SAMPLING})
        )
        return
    for message in request.messages:
        click.echo(f"=== {message.role} ===\n{message.content}\n")


@click.command()
@click.argument("what", type=click.Choice(("record", "comparison", "overview", "answer")))
def schema(what: str) -> None:
    """Print the JSON Schema of what is written, or of the answer a model is asked for."""
    if what == "answer":
        from summarizer.answers import answer_schema
        from summarizer.topics import load_topics

        click.echo(_pretty(answer_schema(load_topics())))
        return
    from summarizer.records import Record
    from summarizer.views import Comparison, Overview

    models: dict[str, type[BaseModel]] = {"record": Record, "comparison": Comparison, "overview": Overview}
    click.echo(_pretty(models[what].model_json_schema(mode="serialization")))


@click.group()
@click.option("--cache-dir", type=click.Path(path_type=Path), help="The cache's folder.")
@click.pass_context
def cache(context: click.Context, cache_dir: Path | None) -> None:
    """Look at, check, export or clear the kept answers."""
    context.obj = cache_dir


def _open(cache_dir: Path | None) -> ResponseCache:
    from summarizer.backends import open_cache
    from summarizer.settings import load_settings

    return open_cache(load_settings({"cache_dir": cache_dir}))


@cache.command("info")
@click.pass_obj
def cache_info(cache_dir: Path | None) -> None:
    """Say where the cache is and what is in it."""
    for name, value in vars(_open(cache_dir).info()).items():
        click.echo(f"{name:10} {value}")


@cache.command("check")
@click.pass_obj
def cache_check(cache_dir: Path | None) -> int:
    """Check every row; exit 1 where one is damaged."""
    problems = _open(cache_dir).check()
    for problem in problems:
        click.echo(problem)
    click.echo("every row is whole" if not problems else f"{len(problems)} damaged", err=True)
    return 1 if problems else 0


@cache.command("export")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def cache_export(cache_dir: Path | None, path: Path) -> None:
    """Write every kept answer to PATH, one JSON line each."""
    click.echo(f"{_open(cache_dir).export(path)} answers written to {path}", err=True)


@cache.command("clear")
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.pass_obj
def cache_clear(cache_dir: Path | None, yes: bool) -> int:
    """Delete every kept answer; they cost money to have again."""
    kept = _open(cache_dir)
    if not yes and not click.confirm("Delete every kept answer?", err=True):
        click.echo("nothing was deleted", err=True)
        return 1
    click.echo(f"{kept.clear()} answers deleted", err=True)
    return 0


def _pretty(value: object) -> str:
    import json

    return json.dumps(value, indent=2, ensure_ascii=False)
