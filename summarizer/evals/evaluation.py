"""Evaluation: a set read and scored in every way that was asked for, with its table, its report and its gate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from summarizer.conversation import Prompts
from summarizer.errors import InputError, MissingExtraError, SettingsError, did_you_mean
from summarizer.evals import gate, runs, tables
from summarizer.evals.loading import load_set
from summarizer.evals.report import Report, make_report, read_report, report_json
from summarizer.evals.runs import Scorecard
from summarizer.evals.sets import EvalSet
from summarizer.records import Record
from summarizer.settings import Settings, load_settings
from summarizer.topics import load_topics

if TYPE_CHECKING:
    import pandas as pd

Way = Literal["extractive", "replay", "openai"]
"""The embedded reader, recordings, or an endpoint."""


@dataclass(frozen=True)
class Evaluation:
    """Runs over one set, with their scores."""

    eval_set: EvalSet
    runs: tuple[Scorecard, ...]

    @cached_property
    def report(self) -> Report:
        """Everything as data; the same runs give the same."""
        return make_report(self.eval_set, self.runs)

    def __str__(self) -> str:
        """The scores side by side, and what must not be overlooked about them."""
        return tables.table(self.eval_set, self.runs) + "".join(f"{note}\n" for note in tables.notes(self.runs))

    def to_html(self) -> str:
        """A page of its own with each miss next to its text."""
        from summarizer.evals.page import eval_page

        return eval_page(self.eval_set, self.runs)

    def to_dataframe(self) -> pd.DataFrame:
        """A row for each run and measure: value, low, high, n, papers, error."""
        try:
            import pandas as pd
        except ImportError as error:
            raise MissingExtraError("tables need pandas: pip install '.[notebook]'") from error
        rows = [
            {"run": run.name, "measure": name, **figure.model_dump()}
            for run in self.report.runs
            for name, figure in run.scores.items()
        ]
        return pd.DataFrame(rows, columns=["run", "measure", "value", "low", "high", "n", "papers", "error"])

    def problems(self, baseline: Path | str) -> list[str]:
        """Say everything that is worse than in a baseline; empty where nothing is. Raises `InputError` without one."""
        return gate.problems(read_report(Path(baseline)), self.report)

    def accept(self, baseline: Path | str) -> str:
        """Make these runs the baseline, and say what changes by it.

        Raises `InputError` where a run is stale, or nothing was read: such a baseline would hold nothing up.
        """
        from summarizer.store import write_text_atomically

        path = Path(baseline)
        unfit = next((run for run in self.runs if run.stale or not run.scored), None)
        if unfit is not None:
            told = f"stale: {len(unfit.stale)} of {len(unfit.papers)}" if unfit.stale else "no paper was scored"
            raise InputError(f"{unfit.name} can't be a baseline: {told}")
        before = read_report(path) if path.exists() else None
        write_text_atomically(path, report_json(self.report))
        return gate.accepted_text(before, self.report)


def evaluate(
    place: str | Path | EvalSet | None = None,
    *,
    backend: Way | None = None,
    records: Mapping[str, Iterable[Record]] | None = None,
    prompts: Path | str | None = None,
    **knobs: Any,
) -> Evaluation:
    """Read a set and score the readings: by default with the embedded reader and from every recording of the set.

    `place` is a folder, a prefix, `measeval:PATH`, `scirex:PATH`, or a set; None for the one that comes with the
    toolkit. `records`, by name, are scored as they are, and nothing is read. `prompts` is a folder with `summarize.md`
    and `reask.md` in place of the toolkit's. `knobs` are settings: `model` chooses recordings, or names the model of
    the endpoint that `backend="openai"` or `base_url` asks.
    """
    if backend is not None and backend not in get_args(Way):
        raise SettingsError(f"no backend {backend!r}{did_you_mean(backend, get_args(Way))}")
    chosen, settings = load_prompts(prompts), load_settings(knobs)
    topics = load_topics(settings.topics)
    eval_set = place if isinstance(place, EvalSet) else load_set(place, topics=topics)
    if records is not None:
        return Evaluation(eval_set, tuple(runs.score_records(eval_set, r, name=n) for n, r in records.items()))
    if backend == "openai" or (backend is None and knobs.get("base_url")):
        settings = replace(settings, backend="openai")
        return Evaluation(eval_set, (run_endpoint(eval_set, settings, prompts=chosen),))
    model = knobs.get("model")
    models = (model,) if model else eval_set.models
    if backend == "replay" and not models:
        raise InputError(f"{eval_set.name}: there are no recordings; make them by: {runs.record_command('MODEL')}")
    cards = [] if backend == "replay" or (model and backend is None) else [runs.run_embedded(eval_set, topics=topics)]
    for name in () if backend == "extractive" else models:
        cards.append(runs.run_recorded(eval_set, name, topics=topics, prompts=chosen))
    return Evaluation(eval_set, tuple(cards))


def run_endpoint(eval_set: EvalSet, settings: Settings, *, prompts: Prompts | None = None) -> Scorecard:
    """Let a model behind an endpoint read a set, with the cache, the limits and the errors of an ordinary run."""
    from summarizer.backends import open_backend

    engine = open_backend(settings).engine
    if prompts is not None:  # finished records are of the toolkit's own prompts
        engine = replace(engine, setup=replace(engine.setup, prompts=prompts), finished=None)
    return runs.run_engine(eval_set, engine, name=engine.setup.model, workers=settings.workers)


def load_prompts(folder: Path | str | None) -> Prompts | None:
    """Load somebody's own prompts; None for the toolkit's."""
    from summarizer.prompts import load_template

    if folder is None:
        return None
    home = Path(folder)
    return Prompts(load_template("summarize", home), load_template("reask", home))
