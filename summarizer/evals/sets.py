"""Sets: papers with their labels."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import get_args

from summarizer.clients import canonical_json
from summarizer.errors import InputError
from summarizer.evals.labels import Label, PaperKind
from summarizer.evals.matching import Gold, places
from summarizer.papers import Paper


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
