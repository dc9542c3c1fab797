"""The command that scores readings of papers whose correct reading is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli import options
from summarizer.cli.ending import say
from summarizer.cli.writing import form_of, format_option, write

if TYPE_CHECKING:
    from summarizer.evals.evaluation import Evaluation
    from summarizer.evals.recordings import Replies
    from summarizer.evals.report import Report
    from summarizer.evals.sets import EvalSet
    from summarizer.settings import Settings
    from summarizer.topics import Topics

_FORMS = ("table", "json", "html")
_FILE = click.Path(path_type=Path)
_WHO_READS = ("backend", "model", "base_url", "prompts")
_UNUSED = {
    "records": _WHO_READS,
    "record": ("records", "strict"),
    "repeat": ("records", "strict"),
    "compare": ("records", "strict", *_WHO_READS),
    "accept": ("strict",),
}
"""Options that would change nothing beside another one."""
_KNOBS = ("model", "base_url", "cache_dir", "workers", "deadline", "max_cost", "prices", "topics")


@click.command("eval")
@click.argument("place", metavar="[SET]", required=False)
@click.option(
    "--backend", type=click.Choice(("extractive", "replay", "openai")), help="Who reads (default: see above)."
)
@click.option("--model", help="Whose recordings, or the model's name at the endpoint.")
@click.option("--base-url", metavar="URL", help="Ask this OpenAI-compatible endpoint, as far as /v1.")
@click.option("--cache-dir", type=_FILE, help="Where an endpoint's answers are kept.")
@click.option("--workers", type=int, metavar="N", help="Papers asked about at a time (default 8).")
@click.option("--deadline", type=float, metavar="SECONDS", help="For one request with all its retries (default 300).")
@click.option("--max-cost", type=float, metavar="USD", help="Stop before more money than this is spent.")
@click.option("--prices", type=_FILE, help="A TOML file of prices, over the built-in ones.")
@click.option("--topics", type=_FILE, help="A TOML file of topics in place of the built-in ones.")
@click.option("--prompts", type=_FILE, help="A folder with summarize.md and reask.md in place of the built-in ones.")
@click.option("--records", type=_FILE, multiple=True, metavar="FILE", help="Score these records (or labels) instead.")
@click.option("--repeat", type=click.IntRange(2), metavar="K", help="Ask an endpoint K times; say what agrees.")
@click.option("--record", is_flag=True, help="Keep a model's answers as recordings of the set.")
@click.option("--from-cache", type=_FILE, metavar="DIR", help="With --record: from an earlier run's cache folder.")
@click.option("--from-batch", type=_FILE, metavar="FILE", help="With --record: from a batch's output file.")
@click.option("--compare", nargs=2, metavar="A B", help="Say what got better and worse: reports, or runs of SET.")
@click.option("--gate", type=_FILE, metavar="BASELINE", help="Fail where anything is worse than in this report.")
@click.option("--accept", is_flag=True, help="Make this the baseline, and show what changes.")
@click.option("--strict", is_flag=True, help="Fail where a recording is unused, too.")
@format_option(_FORMS)
@options.output
@options.quiet
def evaluate(place: str | None, output: Path | None, form: str | None, **given: Any) -> int:
    """Score readings of SET, papers with gold labels; offline unless an endpoint is named.

    SET is a folder with papers.json and gold.jsonl, a prefix of NAME.papers.json and NAME.gold.jsonl, measeval:FOLDER
    or scirex:FILE; without it, the set that comes with the toolkit. Read by the embedded reader and from every folder
    of recordings that the set has, side by side, unless --backend, --model or --base-url say otherwise.

    Exits with 1 where a gate fails or recordings are stale, 3 where an endpoint left papers unread.
    """
    _check(given)
    if given["record"]:
        return _record(place, given)
    if given["repeat"]:
        return _repeat(place, output, given)
    if given["compare"]:
        write(_compared(place, given), output)
        return 0
    evaluation = _evaluation(place, given)
    code = _judge(evaluation, place, given)
    form = form or form_of(output, _FORMS) or "table"
    write(_rendered(evaluation, form), output)
    return code


def _check(given: dict[str, Any]) -> None:
    """What would be passed over without a word is said."""
    asked = [_flag(name) for name in ("record", "repeat", "compare", "gate", "accept") if given[name]]
    if len(asked) > 1 and asked != ["--gate", "--accept"]:
        raise click.UsageError(f"{' and '.join(asked)} are not done at once; give one of them")
    for name, others in _UNUSED.items():
        unused = next((other for other in others if given[name] and given[other]), None)
        if unused:
            raise click.UsageError(f"{_flag(unused)} has nothing to say beside {_flag(name)}; leave one of them out")
    source = next((name for name in ("from_cache", "from_batch") if given[name]), None)
    if source and not given["record"]:
        raise click.UsageError(f"{_flag(source)} says what to --record from; give that too")


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _evaluation(place: str | None, given: dict[str, Any]) -> Evaluation:
    from summarizer.evals.evaluation import evaluate as run
    from summarizer.evals.loading import read_predictions

    eval_set = _set(place, given)
    records = {path.stem: read_predictions(path, eval_set) for path in given["records"]} or None
    return run(eval_set, backend=given["backend"], records=records, prompts=given["prompts"], **_knobs(given))


def _set(place: str | None, given: dict[str, Any]) -> EvalSet:
    from summarizer.evals.loading import load_set

    return load_set(place, topics=_topics(given))


def _topics(given: dict[str, Any]) -> Topics:
    from summarizer.settings import load_settings
    from summarizer.topics import load_topics

    return load_topics(load_settings(_knobs(given)).topics)


def _rendered(evaluation: Evaluation, form: str) -> str:
    from summarizer.evals.report import report_json
    from summarizer.evals.tables import table

    if form == "html":
        return evaluation.to_html()
    return report_json(evaluation.report) if form == "json" else table(evaluation.eval_set, evaluation.runs)


def _judge(evaluation: Evaluation, place: str | None, given: dict[str, Any]) -> int:
    """Say what is wrong with runs; gives the exit code."""
    from summarizer.evals.tables import notes

    if given["accept"]:
        baseline = given["gate"] or _default_baseline(place)
        say(evaluation.accept(baseline).rstrip("\n"))
        say(f"kept as {baseline}")
        return 0
    problems = evaluation.problems(given["gate"]) if given["gate"] else []
    if given["strict"]:
        problems += [f"{run.name}: {len(run.unused)} recordings are unused" for run in evaluation.runs if run.unused]
    for problem in problems:
        say(f"red: {problem}")
    if given["gate"] and not problems:
        say("the gate is passed: nothing is worse than in the baseline")
    for note in notes([run for run in evaluation.runs if run.stale or not given["quiet"]]):
        say(note)
    if problems or any(run.stale for run in evaluation.runs):
        return 1
    return 3 if any(run.unscored and not run.is_deterministic for run in evaluation.runs) else 0


def _default_baseline(place: str | None) -> Path:
    from summarizer.evals.loading import default_baseline

    if place is not None:
        raise click.UsageError("--accept of another set needs its baseline by --gate FILE")
    return default_baseline()


def _compared(place: str | None, given: dict[str, Any]) -> str:
    from summarizer.evals.changes import compared

    before, after = (_report(place, name, given["topics"]) for name in given["compare"])
    text = compared(before, after)
    if not text:
        raise click.UsageError("the two reports have no run of the same name; choose one of each: FILE#NAME")
    return text


def _report(place: str | None, name: str, topics: Path | None) -> Report:
    """A report by its file, one run of it by FILE#NAME, or a run of the set by its name."""
    from summarizer.evals.evaluation import evaluate as run
    from summarizer.evals.report import read_report
    from summarizer.evals.runs import EMBEDDED

    if Path(name).exists() or name.endswith(".json"):
        return read_report(Path(name))
    path, _, chosen = name.rpartition("#")
    if path:
        report = read_report(Path(path))
        found = report.run(chosen)
        if found is None:
            raise click.UsageError(f"{path} holds no run {chosen!r}; it holds {', '.join(r.name for r in report.runs)}")
        return report.model_copy(update={"runs": [found]})
    if name == EMBEDDED:
        return run(place, backend="extractive", topics=topics).report
    return run(place, backend="replay", model=name, topics=topics).report


def _repeat(place: str | None, output: Path | None, given: dict[str, Any]) -> int:
    from summarizer.backends import cache_folder
    from summarizer.evals.evaluation import load_prompts, run_endpoint
    from summarizer.evals.stability import agreement_text
    from summarizer.evals.tables import table

    settings, eval_set = _endpoint(given), _set(place, given)
    home, prompts = cache_folder(settings), load_prompts(given["prompts"])
    cards = []
    for number in range(1, given["repeat"] + 1):
        own = replace(settings, cache_dir=home / f"repeat-{number}")  # else the second answer would be the first
        card = run_endpoint(eval_set, own, prompts=prompts)
        cards.append(replace(card, name=f"{card.name} {number}"))
    write(table(eval_set, cards) + "\n" + agreement_text(cards), output)
    return 3 if any(card.unscored for card in cards) else 0


# --- recording -------------------------------------------------------------------------------------------------------


def _record(place: str | None, given: dict[str, Any]) -> int:
    from summarizer.evals.evaluation import load_prompts
    from summarizer.evals.recordings import take
    from summarizer.evals.runs import recordings_folder, replay_setup

    eval_set = _set(place, given)
    model, replies = _replies(eval_set, given)
    folder = recordings_folder(eval_set, model)
    setup = replay_setup(model, topics=_topics(given), prompts=load_prompts(given["prompts"]))
    taken = take(eval_set, setup, folder, replies)
    say(f"{folder}: {taken.fresh} recorded, {taken.kept} were there, {taken.removed} that nothing asks for are gone")
    lacking = [missing for missing in taken.missing if not missing.is_second]
    for missing in lacking:
        say(f"{missing.paper}: no answer to this request; {'; '.join(missing.changes) or 'nothing about it is known'}")
    if len(lacking) < len(taken.missing):
        say(f"{len(taken.missing) - len(lacking)} second answers are not recorded: the first ones stand")
    return 3 if lacking else 0


def _replies(eval_set: EvalSet, given: dict[str, Any]) -> tuple[str, Replies]:
    """A model and its replies: those of an earlier run, of a batch, or asked for now as an ordinary run asks."""
    from summarizer.backends import cache_folder
    from summarizer.evals.evaluation import load_prompts, run_endpoint
    from summarizer.evals.recordings import batch_replies, journal_replies

    if given["from_cache"] or given["from_batch"]:
        if not given["model"]:
            raise click.UsageError("--record needs the model's name by --model")
        replies = journal_replies(given["from_cache"]) if given["from_cache"] else batch_replies(given["from_batch"])
        return given["model"], replies
    settings = _endpoint(given)
    card = run_endpoint(eval_set, settings, prompts=load_prompts(given["prompts"]))
    return card.name, journal_replies(cache_folder(settings), how="endpoint")


def _endpoint(given: dict[str, Any]) -> Settings:
    from summarizer.settings import load_settings

    return load_settings({**_knobs(given), "backend": "openai"})


def _knobs(given: dict[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in _KNOBS}
