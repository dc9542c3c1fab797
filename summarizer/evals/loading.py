"""Loading: sets from a folder, a pair of files or somebody else's data set, and what others read of their papers."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from summarizer.errors import InputError
from summarizer.evals.adapters import load_measeval, load_scirex
from summarizer.evals.labels import Label, make_label, read_labels
from summarizer.evals.sets import EvalSet, make_set
from summarizer.jsonl import open_lines, rows
from summarizer.papers import Paper
from summarizer.records import Claim, Record, Result, read_record
from summarizer.sources import iter_papers
from summarizer.topics import Topics, load_topics
from summarizer.verification import verify

PAPERS = ("papers.json", "papers.jsonl")
GOLD = "gold.jsonl"
RECORDINGS = "recordings"
_FORM = f"expected a folder with {PAPERS[0]} and {GOLD}, or a prefix NAME of NAME.{PAPERS[0]} and NAME.{GOLD}"


def load_set(place: str | Path | None = None, *, topics: Topics | None = None) -> EvalSet:
    """Load a set: the one that comes with the toolkit, a folder, a prefix, or `measeval:` and `scirex:` with a path.

    `topics` are those that its labels may name, by default the toolkit's. Raises `InputError` naming the file and what
    was expected; for a data set that is not there, the command to get it.
    """
    adapter, _, rest = str(place or "").partition(":")
    if adapter in ("measeval", "scirex"):
        return (load_measeval if adapter == "measeval" else load_scirex)(_path(rest))
    return _load(default_folder() if place is None else _path(place), topics or load_topics())


def _path(name: str | Path) -> Path:
    return Path(os.path.expanduser(name))  # a home that there is not stays as it is written


def default_folder() -> Path:
    """Where the set is that comes with the toolkit: in the checkout's `evals/`, else in the wheel's copy."""
    package = Path(__file__).resolve().parents[1]
    checkout = package.parent / "evals"
    in_checkout = (package.parent / "pyproject.toml").is_file() and checkout.is_dir()
    return checkout if in_checkout else package / "_data" / "evals"


def default_baseline() -> Path:
    """Where the baseline of that set is."""
    return default_folder() / "baseline.json"


def read_predictions(path: Path, eval_set: EvalSet) -> list[Record]:
    """Read records, or labels that somebody else wrote, of the papers of a set, a line each.

    A line without a paper is about the paper whose `id` it names. Raises `InputError` naming the line.
    """
    papers = {paper.id: paper for paper in eval_set.papers}
    records = []
    with open_lines(path) as lines:
        for where, row in rows(lines, str(path)):
            if "paper" in row or "title" in row:
                records.append(read_record(_without_kind(row), where=where))
                continue
            paper = papers.get(str(row.get("id")))
            if paper is None:
                raise InputError(f"{where}: no paper of {eval_set.name} has the id {row.get('id')!r}")
            records.append(verify(_as_record(make_label(row, where), paper)))
    return records


def _without_kind(row: Mapping[str, Any]) -> dict[str, Any]:
    """A record without what only a set says of its paper."""
    paper = row.get("paper")
    return {**row, "paper": {k: v for k, v in paper.items() if k != "kind"}} if isinstance(paper, Mapping) else {**row}


def _as_record(label: Label, paper: Paper) -> Record:
    """What a label says, as if a reader had said it."""
    own = {"optional", "accept"}
    return Record(
        paper=paper,
        contribution=label.contribution,
        method_names=label.method_names or (),
        code_urls=label.code_urls or (),
        topics=label.topics or (),
        primary_topic=label.primary_topic,
        claims=tuple(Claim(**claim.model_dump(exclude=own)) for claim in label.claims or ()),
        results=tuple(Result(**result.model_dump(exclude=own)) for result in label.results or ()),
    )


def _load(place: Path, topics: Topics) -> EvalSet:
    """A set of the files in a folder, or of those whose names begin with a prefix and a dot."""

    def file(name: str) -> Path:
        return place / name if place.is_dir() else place.with_name(f"{place.name}.{name}")

    papers = next((file(name) for name in PAPERS if file(name).is_file()), None)
    if papers is None or not file(GOLD).is_file():
        raise InputError(f"{place}: {_FORM}")
    labels = read_labels(file(GOLD), topics)
    return make_set(place.resolve().name, iter_papers(papers), labels, recordings=file(RECORDINGS))
