"""Commands that show what is there: prompts, schemas, the cache."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic import BaseModel

    from summarizer.clients.asked import Asked, Kept
    from summarizer.clients.cache import ResponseCache
    from summarizer.conversation import Setup
    from summarizer.papers import Paper

_PAPERS_SHOWN = 5


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
    from summarizer.conversation import SAMPLING
    from summarizer.drafting import draft
    from summarizer.prompts import load_template, summarize_request
    from summarizer.sources import load_papers
    from summarizer.topics import load_topics

    papers = load_papers(input)
    if not 1 <= paper <= len(papers):
        raise click.UsageError(f"{input} holds {len(papers)} papers; there is no number {paper}")
    known = load_topics(topics)
    marks, answer = draft(papers[paper - 1], known)
    request = summarize_request(
        marks, answer, load_template("summarize"), topics=known, model="MODEL", sampling=SAMPLING
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


def _choose(context: click.Context, _: click.Parameter, folder: Path | None) -> None:
    if folder is not None:
        context.obj = folder


_folder = click.option(
    "--cache-dir", type=click.Path(path_type=Path), callback=_choose, expose_value=False, help="The cache's folder."
)
"""Before the command or after it."""


@click.group()
@_folder
def cache() -> None:
    """Look at, ask about, check, export, prune or clear the kept answers."""


def _open(cache_dir: Path | None) -> ResponseCache:
    from summarizer.backends import open_cache
    from summarizer.settings import load_settings

    return open_cache(load_settings({"cache_dir": cache_dir}))


@cache.command("info")
@_folder
@click.pass_obj
def cache_info(cache_dir: Path | None) -> None:
    """Say where the cache is and what is in it, by model and prompt."""
    from collections import Counter

    from summarizer.render import printable

    opened = _open(cache_dir)
    for name, value in vars(opened.info()).items():
        if value is not None:  # an empty cache has no oldest row
            click.echo(f"{name:10} {value}")
    kept, others = _read(opened)
    counts = Counter((k.how, k.asked.get("model"), k.asked.get("prompt")) for k in kept)
    for (how, model, prompt), count in sorted(counts.items(), key=str):
        click.echo(printable(f"{how:10} {count} by {model}, {prompt}"))
    for what, count in sorted(others.items()):
        click.echo(f"{what:10} {count}")


def _read(opened: ResponseCache) -> tuple[list[Kept], dict[str, int]]:
    """Read what was asked from every row, one at a time, and count the rows that don't tell."""
    from summarizer.clients.asked import read_kept

    others: dict[str, int] = {}
    kept = []
    for key, row in opened.rows():
        if known := read_kept(key, row):
            kept.append(known)
        else:
            what = "finished" if "record" in row else "older"
            others[what] = others.get(what, 0) + 1
    return kept, others


@cache.command("why")
@_folder
@click.argument("what", metavar="INPUT|ID|TITLE|KEY")
@click.option("--model", help="The model that would be asked (default: the one of the newest kept answer).")
@click.option("--base-url", metavar="URL", help="Where it would be asked (default: as with --model).")
@click.option("--topics", type=click.Path(path_type=Path), help="A TOML file of topics in place of the built-in ones.")
@click.option("--papers", type=click.IntRange(1), default=_PAPERS_SHOWN, help="Papers of INPUT to look at (default 5).")
@click.pass_obj
def cache_why(cache_dir: Path | None, /, what: str, papers: int, **given: str | Path | None) -> None:
    """Say why papers of INPUT are not answered from the cache: what differs from the nearest kept answer.

    An ID, a TITLE or a KEY (its beginning is enough) shows what is kept, and what changed from one time to the next.
    """
    from summarizer.render import printable

    opened = _open(cache_dir)
    kept, others = _read(opened)
    is_input = what == "-" or what.startswith(("http://", "https://")) or Path(what).exists()
    told = _why_not(what, papers, opened, kept, given) if is_input else _history(what, kept)
    for line in told:
        click.echo(printable(line))
    if "older" in others:
        click.echo(f"{others['older']} answers are of an older version, which did not note what was asked", err=True)


def _why_not(
    source: str, papers: int, opened: ResponseCache, kept: Sequence[Kept], given: dict[str, str | Path | None]
) -> Iterator[str]:
    """Tell of each paper what a run would find."""
    from summarizer.backends import open_setup
    from summarizer.clients.openai import checked_url
    from summarizer.settings import DEFAULT_BASE_URL, load_settings
    from summarizer.sources import load_papers

    settings, newest = load_settings(given), kept[-1].asked if kept else {}
    model = settings.model or newest.get("model")
    base_url = checked_url(settings.base_url or newest.get("base_url") or DEFAULT_BASE_URL)
    if not model:
        raise click.UsageError("no model is named, and none is met in the cache: name it by --model")
    yield f"asked of {model} at {base_url}"
    setup = open_setup(settings, str(model))
    found = load_papers(source)
    for paper in found[:papers]:
        yield paper.title
        yield from (f"  {line}" for line in _explain(paper, setup, base_url, opened, kept))
    if len(found) > papers:
        yield f"… and {len(found) - papers} more (--papers shows them)"


def _explain(paper: Paper, setup: Setup, base_url: str, opened: ResponseCache, kept: Sequence[Kept]) -> Iterator[str]:
    from summarizer.clients.asked import describe, differences, nearest
    from summarizer.clients.cache import cache_key, kept_completion
    from summarizer.conversation import asks_again, converse

    conversation = converse(paper, setup)
    request = next(conversation)
    key, asked = cache_key(request, base_url), describe(request, base_url)
    row = opened.get(key) or {}
    answer = kept_completion(row)
    if answer is not None:
        more = "; its answer is asked about once more" if asks_again(conversation, answer) else ""
        yield f"cached {row.get('created_at')}: nothing differs{more}"
        return
    yield from (f"given up {k.created_at}: {k.reason}" for k in kept if k.key == key and k.reason)
    like = nearest(asked, kept)
    if like is None:
        yield "not cached: nothing that was answered is about this paper"
        return
    yield f"not cached; from the answer of {like.created_at} ({like.key[:12]}) differs"
    yield from (f"  {line}" for line in differences(like.asked, asked) or ["nothing that was noted"])


def _history(what: str, kept: Sequence[Kept]) -> Iterator[str]:
    """Tell what is kept under an id, a title or a key, and what changed from one time to the next."""
    from summarizer.clients.asked import differences, prompt_name

    found = [k for k in kept if _is_meant(what, k)]
    if not found:
        raise click.UsageError(f"{what!r} is no file, and no id, title or key that is met in the cache")
    before: dict[tuple[str, str], Asked] = {}
    for row in found:
        paper = row.asked["paper"]
        yield f"{row.how} {row.created_at} ({row.key[:12]}): {row.asked.get('prompt')}, {paper.get('title')}"
        if row.reason:
            yield f"  {row.reason}"
        thread = prompt_name(row.asked), str(paper.get("id"))
        yield from (f"  {line}" for line in differences(before.get(thread, row.asked), row.asked))
        before[thread] = row.asked


def _is_meant(what: str, row: Kept) -> bool:
    paper = row.asked["paper"]
    begins = any(str(key).startswith(what.lower()) for key in (row.key, row.asked.get("request_sha256")))
    return what == paper.get("id") or what.lower() == str(paper.get("title")).lower() or (len(what) >= 6 and begins)


@cache.command("check")
@_folder
@click.pass_obj
def cache_check(cache_dir: Path | None) -> int:
    """Check every row; exit 1 where one is damaged."""
    problems = _open(cache_dir).check()
    for problem in problems:
        click.echo(problem)
    click.echo("every row is whole" if not problems else f"{len(problems)} damaged", err=True)
    return 1 if problems else 0


@cache.command("export")
@_folder
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def cache_export(cache_dir: Path | None, path: Path) -> None:
    """Write every kept answer to PATH, one JSON line each."""
    click.echo(f"{_open(cache_dir).export(path)} answers written to {path}", err=True)


@cache.command("prune")
@_folder
@click.option("--older-than", type=click.FloatRange(0, min_open=True), required=True, metavar="DAYS")
@click.pass_obj
def cache_prune(cache_dir: Path | None, older_than: float) -> None:
    """Delete the answers kept more than DAYS ago; nothing else ever deletes one."""
    click.echo(f"{_open(cache_dir).clear(older_than=older_than)} rows deleted", err=True)


@cache.command("clear")
@_folder
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.pass_obj
def cache_clear(cache_dir: Path | None, yes: bool) -> int:
    """Delete every kept answer; they cost money to have again."""
    kept = _open(cache_dir)
    if not yes and not click.confirm("Delete every kept answer?", err=True):
        click.echo("nothing was deleted", err=True)
        return 1
    click.echo(f"{kept.clear()} rows deleted", err=True)
    return 0


def _pretty(value: object) -> str:
    import json

    return json.dumps(value, indent=2, ensure_ascii=False)
