"""The gate: whether runs are as good as those of a baseline, and every reason why not.

What is deterministic is held item by item; an endpoint, which may answer otherwise tomorrow, by its figures' intervals.
Nothing passes that can't be told.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.evals.changes import changes, comparison_text, gains
from summarizer.evals.measures import GUARDED
from summarizer.evals.report import Report, RunReport

MOST_UNSCORED = 0.05
"""Share of an endpoint's papers that may go unscored."""


def problems(baseline: Report, now: Report) -> list[str]:
    """Say everything that keeps runs from passing; empty where they pass."""
    if baseline.set.sha256 != now.set.sha256:
        return [
            f"the set is another one: the baseline has {baseline.set.papers} papers of {baseline.set.name!r}, this has "
            f"{now.set.papers} of {now.set.name!r}, and texts, labels or number differ; if that is meant, --accept it"
        ]
    if not baseline.runs:
        return ["the baseline holds no run; --accept this one"]
    found = []
    for run in baseline.runs:
        other = now.run(run.name)
        found += [f"{run.name}: {told}" for told in (_of_run(run, other) if other else ["it was not run"])]
    known = {run.name for run in baseline.runs}
    return found + [f"{run.name}: it is not in the baseline; --accept it" for run in now.runs if run.name not in known]


def accepted_text(baseline: Report | None, now: Report) -> str:
    """Say what a baseline changes to."""
    if baseline is None:
        return f"a first baseline of {', '.join(run.name for run in now.runs)}\n"
    if baseline.set.sha256 != now.set.sha256:
        return f"another set: {baseline.set.papers} papers -> {now.set.papers}\n"
    told = [f"{run.name}: a new run\n" for run in now.runs if baseline.run(run.name) is None]
    told += [f"{run.name}: gone\n" for run in baseline.runs if now.run(run.name) is None]
    told += [comparison_text(run, other) for run in baseline.runs if (other := now.run(run.name))]
    return "\n".join(told)


def _of_run(before: RunReport, now: RunReport) -> Iterator[str]:
    if now.stale:
        yield f"stale: {now.stale} of {len(now.papers)}: their requests are not the recorded ones any more"
    else:
        yield from _unscored(before, now)
        yield from _untold(before, now)
    if now.unrecorded_seconds > before.unrecorded_seconds:
        yield f"second answers that were never recorded: {before.unrecorded_seconds} -> {now.unrecorded_seconds}"
    if now.is_deterministic:
        yield from (str(change) for change in changes(before, now) if not change.is_better)
    else:
        yield from _drops(before, now)


def _untold(before: RunReport, now: RunReport) -> Iterator[str]:
    for name, figure in before.scores.items():
        new = now.scores.get(name)
        if figure.value is not None and (new is None or new.value is None):
            yield f"{name}: it was {figure.value:.3f}, and now there is nothing to tell it from"


def _unscored(before: RunReport, now: RunReport) -> Iterator[str]:
    was = {paper.id for paper in before.unscored}
    lost = [paper for paper in now.unscored if paper.id not in was]
    allowed = 0.0 if now.is_deterministic else MOST_UNSCORED * len(now.papers)
    if len(lost) > allowed:
        yield f"{len(lost)} of {len(now.papers)} papers were not scored: {lost[0].id}: {lost[0].error}"
    missing = len({paper.id for paper in before.papers} - {paper.id for paper in now.papers})
    if missing:
        yield f"{missing} of {len(before.papers)} papers are not there"


def _drops(before: RunReport, now: RunReport) -> Iterator[str]:
    """Figures that fell beyond their paired interval, and those of too few papers to tell."""
    made = {gained.measure.id: gained for gained in gains(before, now)}
    for name in (name for name in GUARDED if name in before.scores):
        e = made[name].estimate if name in made else None
        if e is None or e.value is None or e.low is None or e.high is None:
            yield f"{name}: too few papers to tell whether it fell"
        elif e.high < 0:
            yield f"{name}: {e.value:+.3f}, 95% interval [{e.low:+.3f}, {e.high:+.3f}]"
