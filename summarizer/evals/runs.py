"""Runs: the papers of a set read by the embedded reader, from recordings or by an endpoint, and scored."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from summarizer.clients import Client, Completion, Request
from summarizer.clients.replay import REASK, Missing, ReplayClient, hermetic, read_recordings
from summarizer.conversation import Prompts, Setup
from summarizer.engine import Engine, read_paper
from summarizer.errors import InputError
from summarizer.evals.intervals import NOTHING, Estimate, estimate
from summarizer.evals.measures import BY_ID, MEASURES
from summarizer.evals.scoring import Count, PaperScore, score
from summarizer.evals.sets import EvalSet
from summarizer.prices import Price
from summarizer.progress import track
from summarizer.records import NOTHING_SPENT, Record, Usage
from summarizer.topics import Topics, load_topics

EMBEDDED = "embedded"
How = Literal["embedded", "replay", "endpoint", "records"]


@dataclass(frozen=True)
class RunCost:
    """What a run took, or took when it was recorded."""

    calls: int = 0
    reasks: int = 0
    usage: Usage = NOTHING_SPENT
    cost_usd: float | None = 0.0
    """None where the price is unknown."""


@dataclass(frozen=True)
class Scorecard:
    """One run over a set: every paper's score, what it took, and how the recordings fared."""

    name: str
    how: How
    papers: tuple[PaperScore, ...]
    spent: RunCost = field(default_factory=RunCost)
    missing: tuple[Missing, ...] = ()
    """Requests that no recording answered."""
    unused: tuple[str, ...] = ()
    """Recordings that nothing asked for."""
    repeated: tuple[str, ...] = ()
    """Recordings that more than one paper asked for."""

    @property
    def is_deterministic(self) -> bool:
        """Whether another run must give the same, item by item."""
        return self.how != "endpoint"

    @cached_property
    def scored(self) -> tuple[PaperScore, ...]:
        """The papers that count."""
        return tuple(paper for paper in self.papers if paper.is_scored)

    @property
    def unscored(self) -> tuple[PaperScore, ...]:
        """The papers that don't, for no fault of the reader's."""
        return tuple(paper for paper in self.papers if not paper.is_scored)

    @property
    def stale(self) -> tuple[Missing, ...]:
        """Papers whose first request is not the recorded one any more."""
        return tuple({m.paper: m for m in self.missing if not m.is_second}.values())

    @property
    def unrecorded_seconds(self) -> int:
        """Papers whose first answer stands, cut off or not, because the second was never recorded."""
        return sum(m.is_second for m in self.missing)

    def counts(self, measure: str, *, kind: str | None = None) -> dict[str, Count]:
        """What each scored paper adds to a measure; those of one kind alone, where one is named."""
        chosen = [paper for paper in self.scored if kind in (None, paper.kind)]
        return {paper.paper.id: (paper.counts or {}).get(measure, NOTHING) for paper in chosen}

    def estimate(self, measure: str, *, kind: str | None = None) -> Estimate:
        """A measure with its interval."""
        return estimate(self.counts(measure, kind=kind), is_share=BY_ID[measure].is_share)

    @cached_property
    def estimates(self) -> Mapping[str, Estimate]:
        """Every measure that anything is known of, by its id."""
        found = {measure.id: self.estimate(measure.id) for measure in MEASURES}
        return {name: figure for name, figure in found.items() if figure.value is not None}


def run_embedded(eval_set: EvalSet, *, topics: Topics | None = None) -> Scorecard:
    """Let the embedded reader read a set; nothing is asked of anybody."""
    from summarizer.clients.extractive import ExtractiveClient

    known = topics or load_topics(None)
    with hermetic():
        return run_engine(eval_set, Engine(ExtractiveClient(known), Setup(known)), name=EMBEDDED, how="embedded")


def replay_setup(
    model: str, *, topics: Topics | None = None, prompts: Prompts | None = None, price: Price | None = None
) -> Setup:
    """What a recorded model is asked with: the prompts that come with the toolkit, unless others are given."""
    from summarizer.prompts import load_template

    prompts = prompts or Prompts(load_template("summarize"), load_template("reask"))
    return Setup(topics or load_topics(None), prompts, backend="replay", model=model, price=price)


def run_recorded(
    eval_set: EvalSet,
    model: str,
    *,
    topics: Topics | None = None,
    prompts: Prompts | None = None,
    setup: Setup | None = None,
) -> Scorecard:
    """Let a recorded model read a set again, from its recordings alone.

    A paper whose request has no recording is unscored; where only the second answer has none, the first one stands.
    Raises `InputError` for a recording that was edited, or where there is none at all.
    """
    home = recordings_folder(eval_set, model)
    recordings = read_recordings(home)
    if not recordings:
        raise InputError(f"{home}: expected recordings of {model}; found none; make them by: {record_command(model)}")
    asked = recordings[min(recordings)].request.model  # its folder's name may lack a slash
    client = ReplayClient(recordings, command=record_command(asked))
    setup = setup or replay_setup(asked, topics=topics, prompts=prompts)
    with hermetic():
        card = run_engine(eval_set, Engine(client, setup), name=asked, how="replay")
    return replace(card, missing=tuple(client.missing), unused=client.unused, repeated=client.repeated)


def run_engine(eval_set: EvalSet, engine: Engine, *, name: str, how: How = "endpoint", workers: int = 1) -> Scorecard:
    """Let any engine read a set."""
    from summarizer.engine import summarize

    witness = _Witness(engine.client)
    watched = replace(engine, client=witness)
    if isinstance(engine.client, ReplayClient):
        records = [read_paper(paper, watched) for paper in eval_set.papers]
    else:
        read = summarize(eval_set.papers, watched, workers=workers)
        records = list(
            track(read, total=len(eval_set.papers), label="reading", shown=None if how == "endpoint" else False)
        )
    return score_records(eval_set, records, name=name, how=how, reasks=witness.asked[REASK])


def score_records(
    eval_set: EvalSet, records: Iterable[Record], *, name: str, how: How = "records", reasks: int = 0
) -> Scorecard:
    """Score records that were read before; a paper without one counts as read in vain.

    Raises `InputError` where none of them is of this set.
    """
    known = {record.paper.id: record for record in records}
    if not known.keys() & eval_set.labels.keys():
        raise InputError(f"{name}: none of its {len(known)} records is of a paper of {eval_set.name}; their ids differ")
    scores = []
    for paper in eval_set.papers:
        record = known.get(paper.id, Record(paper=paper))
        if record.paper.full_text != paper.full_text:
            record = record.model_copy(update={"paper": paper})
        scores.append(score(record, eval_set.labels[paper.id], kind=eval_set.kind(paper)))
    return Scorecard(name, how, tuple(scores), _spent(known.values(), reasks))


def recordings_folder(eval_set: EvalSet, model: str) -> Path:
    """Where a model's recordings of a set are."""
    if eval_set.recordings is None:
        raise InputError(f"{eval_set.name}: recordings need a set in this toolkit's own form, in a folder")
    return eval_set.recordings / (re.sub(r"[^\w.@+-]", "_", model).lstrip(".") or "_")


def record_command(model: str) -> str:
    """The command that records a model's answers."""
    return f"summarizer eval --record --model {model} --base-url URL"


class _Witness:
    """A client that lets everything pass and counts what was asked."""

    def __init__(self, inner: Client) -> None:
        self.name = inner.name
        self.asked: Counter[str] = Counter()
        self._inner = inner

    def complete(self, request: Request) -> Completion:
        completion = self._inner.complete(request)
        self.asked[request.prompt.partition("@")[0]] += 1
        return completion


def _spent(records: Iterable[Record], reasks: int) -> RunCost:
    calls, usage, cost = 0, NOTHING_SPENT, 0.0
    unknown = False
    for record in records:
        told = record.provenance
        calls += told.attempts
        if told.attempts:
            usage += told.usage
            unknown = unknown or told.cost_usd is None
            cost += told.cost_usd or 0.0
    return RunCost(calls, reasks, usage, None if unknown else cost)
