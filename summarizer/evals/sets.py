"""Sets: papers with their labels, as a folder, a pair of files, or somebody else's data set."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

from summarizer.clients import canonical_json
from summarizer.errors import InputError
from summarizer.evals.labels import Label, PaperKind, make_label, read_labels
from summarizer.evals.matching import Gold, places
from summarizer.jsonl import open_lines, rows
from summarizer.papers import Paper
from summarizer.records import Claim, Record, Result, read_record
from summarizer.sources import iter_papers
from summarizer.verification import verify

PAPERS = ("papers.json", "papers.jsonl")
GOLD = "gold.jsonl"
RECORDINGS = "recordings"
_FORM = f"expected a folder with {PAPERS[0]} and {GOLD}, or a prefix NAME of NAME.{PAPERS[0]} and NAME.{GOLD}"


@dataclass(frozen=True)
class EvalSet:
    """Papers with their labels, in the order of the file."""

    name: str
    papers: tuple[Paper, ...]
    labels: Mapping[str, Label]
    """By the paper's id; every paper has one."""
    recordings: Path | None = None
    """The folder that holds a folder of recordings for each model."""

    def kind(self, paper: Paper) -> PaperKind:
        """What a paper is there for."""
        told = (paper.model_extra or {}).get("kind")
        kinds: tuple[PaperKind, ...] = get_args(PaperKind)
        return next((kind for kind in kinds if kind == told), "plain")

    @cached_property
    def sha256(self) -> str:
        """Hash of all texts and labels: two sets with the same hash ask the same."""
        papers = [[paper.id, paper.full_text, self.kind(paper)] for paper in self.papers]
        labels = [self.labels[paper.id].model_dump(mode="json") for paper in self.papers]
        return hashlib.sha256(canonical_json([papers, labels]).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def models(self) -> tuple[str, ...]:
        """The models whose recordings come with the set."""
        folder = self.recordings
        if folder is None or not folder.is_dir():
            return ()
        return tuple(sorted(p.name for p in folder.iterdir() if p.is_dir() and any(p.glob("*.json"))))


def make_set(
    name: str, papers: Iterable[Paper], labels: Mapping[str, Label], *, recordings: Path | None = None
) -> EvalSet:
    """Put papers and labels together; raises `InputError` where one lacks the other or an id stands twice."""
    known = tuple(papers)
    counts = Counter(paper.id for paper in known)
    twice = [identifier for identifier, n in counts.items() if n > 1]
    if twice:
        raise InputError(f"{name}: the id {twice[0]!r} stands on more than one paper; ids must differ")
    _check(name, "papers without a label", sorted(counts.keys() - labels.keys()))
    _check(name, "labels without a paper", sorted(labels.keys() - counts.keys()))
    if not known:
        raise InputError(f"{name}: expected papers; found none")
    for paper in known:
        _check_evidence(name, paper, labels[paper.id])
    return EvalSet(name, known, dict(labels), recordings)


def _check(name: str, what: str, ids: list[str]) -> None:
    if ids:
        raise InputError(f"{name}: {what}: {', '.join(ids[:5])}{' …' if len(ids) > 5 else ''}")


def _check_evidence(name: str, paper: Paper, label: Label) -> None:
    """A quote that stands nowhere would never be found, whatever is read."""
    text = " ".join(paper.full_text.split())
    items: tuple[Gold, ...] = (*(label.claims or ()), *(label.results or ()))
    for item in items:
        if item.evidence and not places(text, item.evidence):
            told = f"the evidence {item.evidence!r:.80} stands nowhere in the paper's text"
            raise InputError(f"{name}: {paper.id}: {told}")


def load_set(place: str | Path | None = None) -> EvalSet:
    """Load a set: the one that comes with the toolkit, a folder, a prefix, or `measeval:` and `scirex:` with a path.

    Raises `InputError` naming the file and what was expected; for a data set that is not there, the command to get it.
    """
    if place is None:
        return _load_folder(default_folder())
    adapter, _, rest = str(place).partition(":")
    if adapter in ("measeval", "scirex"):
        from summarizer.evals.adapters import load_measeval, load_scirex

        return (load_measeval if adapter == "measeval" else load_scirex)(_path(rest))
    path = _path(place)
    return _load_folder(path) if path.is_dir() else _load_prefix(path)


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


def _papers_file(folder: Path) -> Path | None:
    return next((folder / name for name in PAPERS if (folder / name).is_file()), None)


def _load_folder(folder: Path) -> EvalSet:
    papers, gold = _papers_file(folder), folder / GOLD
    if papers is None or not gold.is_file():
        raise InputError(f"{folder}: {_FORM}")
    return make_set(folder.resolve().name, iter_papers(papers), read_labels(gold), recordings=folder / RECORDINGS)


def _load_prefix(prefix: Path) -> EvalSet:
    papers = next((p for name in PAPERS if (p := prefix.with_name(f"{prefix.name}.{name}")).is_file()), None)
    gold = prefix.with_name(f"{prefix.name}.{GOLD}")
    if papers is None or not gold.is_file():
        raise InputError(f"{prefix}: {_FORM}")
    recordings = prefix.with_name(f"{prefix.name}.{RECORDINGS}")
    return make_set(prefix.name, iter_papers(papers), read_labels(gold), recordings=recordings)
