"""Report: what runs came to, as JSON, the same to the byte for the same runs; a baseline is one that was kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.errors import InputError
from summarizer.evals.intervals import NOTHING, Estimate
from summarizer.evals.runs import How, Scorecard
from summarizer.evals.scoring import Count, Grade, PaperScore, ScoredItem
from summarizer.evals.sets import EvalSet
from summarizer.jsonl import parse
from summarizer.records import first_problem

ItemReport = tuple[Grade, str, str]
"""What became of an item, its verdict, and what is wrong with it."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)


class SetReport(_Part):
    """Which set was read."""

    name: str
    papers: int
    sha256: str


class Figure(_Part):
    """A measure with its interval; null where there is nothing to be told."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    papers: int
    error: float | None


class PaperReport(_Part):
    """How one paper was read."""

    id: str
    kind: str
    error: str | None
    """Why it was not read."""
    counts: dict[str, Count] | None
    """By measure: numerator, denominator, items; null where the paper is unscored."""
    items: dict[str, ItemReport]
    """By the item's key in the label, or its place in the reading."""


class SpentReport(_Part):
    """What a run took, or took when it was recorded."""

    calls: int
    reasks: int
    input: int | None
    cached_input: int | None
    output: int | None
    cost_usd: float | None


class RunReport(_Part):
    """One run over the set."""

    name: str
    how: How
    spent: SpentReport
    stale: int
    """Papers whose request is not the recorded one any more."""
    unrecorded_seconds: int
    unused: int
    """Recordings that nothing asked for."""
    scores: dict[str, Figure]
    papers: list[PaperReport]

    @property
    def is_deterministic(self) -> bool:
        """Whether another run must give the same, item by item."""
        return self.how != "endpoint"

    @property
    def unscored(self) -> list[PaperReport]:
        """Papers that don't count, for no fault of the reader's."""
        return [paper for paper in self.papers if paper.counts is None]

    def counts(self, measure: str) -> dict[str, Count]:
        """What each scored paper adds to a measure."""
        return {p.id: p.counts.get(measure, NOTHING) for p in self.papers if p.counts is not None}


class Report(_Part):
    """What runs over one set came to."""

    format: Literal[1]
    set: SetReport
    runs: list[RunReport]

    def run(self, name: str) -> RunReport | None:
        """Find a run by its name."""
        return next((run for run in self.runs if run.name == name), None)


def make_report(eval_set: EvalSet, cards: Sequence[Scorecard]) -> Report:
    """Put runs into a report; nothing of the clock or the machine is in it."""
    told = SetReport(name=eval_set.name, papers=len(eval_set.papers), sha256=eval_set.sha256)
    return Report(format=1, set=told, runs=[_run(card) for card in cards])


def report_json(report: Report) -> str:
    """Write a report, a line a paper, so that a change of it can be read."""
    runs = ",\n".join(_run_json(run) for run in report.runs)
    return f'{{"format": 1, "set": {_compact(report.set.model_dump())}, "runs": [\n{runs}\n]}}\n'


def read_report(path: Path) -> Report:
    """Read a report; raises `InputError` where there is none, or the file is something else (NaN is in none)."""
    try:
        return Report.model_validate(parse(path.read_bytes(), str(path)))
    except OSError as error:
        raise InputError(
            f"{path}: can't be read: {error.strerror or error}; write one by: summarizer eval -o {path}"
        ) from error
    except ValidationError as error:
        raise InputError(f"{path}: not a report of an eval: {first_problem(error)}") from error


def _run(card: Scorecard) -> RunReport:
    usage = card.spent.usage
    return RunReport(
        name=card.name,
        how=card.how,
        spent=SpentReport(
            calls=card.spent.calls,
            reasks=card.spent.reasks,
            input=usage.input,
            cached_input=usage.cached_input,
            output=usage.output,
            cost_usd=card.spent.cost_usd,
        ),
        stale=len(card.stale),
        unrecorded_seconds=card.unrecorded_seconds,
        unused=len(card.unused),
        scores={name: _figure(estimate) for name, estimate in card.estimates.items()},
        papers=[_paper(paper) for paper in card.papers],
    )


def _figure(estimate: Estimate) -> Figure:
    value, low, high, error = (
        None if x is None else round(x, 6) for x in (estimate.value, estimate.low, estimate.high, estimate.error)
    )
    return Figure(value=value, low=low, high=high, n=estimate.n, papers=estimate.papers, error=error)


def _paper(paper: PaperScore) -> PaperReport:
    error = f"{paper.error.kind}: {paper.error.message}" if paper.error else None
    items = {item.key: _line(item) for item in paper.items}
    counts = dict(paper.counts) if paper.counts is not None else None
    return PaperReport(id=paper.paper.id, kind=paper.kind, error=error, counts=counts, items=items)


def _line(item: ScoredItem) -> ItemReport:
    return item.outcome, item.verdict, item.why


def _run_json(run: RunReport) -> str:
    head = {name: value for name, value in run.model_dump(mode="json").items() if name != "papers"}
    papers = ",\n".join(_compact(paper.model_dump(mode="json")) for paper in run.papers)
    return f'{_compact(head)[:-1]}, "papers": [\n{papers}\n]}}'


def _compact(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
