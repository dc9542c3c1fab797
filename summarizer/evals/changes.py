"""Changes: what got better and what worse from one run to another, paper by paper and item by item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from summarizer.evals.intervals import NOTHING, Estimate, gain
from summarizer.evals.measures import BY_ID, MEASURES, Measure
from summarizer.evals.report import PaperReport, Report, RunReport
from summarizer.evals.scoring import Count

_FLAGS = {
    "schema": "the reply fits the schema",
    "hostile.unharmed": "the hostile text did no harm",
    "topic": "primary topic",
    "contribution": "kind of contribution",
    "urls": "addresses of code",
    "summary.headline": "the headline claim's number is in the summary",
    "summary.faithful": "every number and name of the summary is in the text",
}

_FIELDS = tuple(measure.id for measure in MEASURES if measure.id.startswith("field."))
_COUNTED = (
    "names.precision",
    "names.recall",
    "background.sold",
    "quantities.precision",
    "quantities.recall",
    *_FIELDS,
)


@dataclass(frozen=True)
class Change:
    """One thing that was right and is not, or the other way round."""

    paper: str
    item: str
    is_better: bool
    told: str
    """What became of it, in words."""

    def __str__(self) -> str:
        sign = "+" if self.is_better else "-"
        return f"{sign} {self.paper} {self.item}: {self.told}"


@dataclass(frozen=True)
class Gain:
    """What a measure gained, with its paired interval."""

    measure: Measure
    estimate: Estimate

    @property
    def verdict(self) -> str:
        """`better`, `worse`, or empty where the interval holds zero or there is none."""
        low, high = self.estimate.low, self.estimate.high
        if low is None or high is None or low <= 0 <= high or self.measure.better == "neither":
            return ""
        return "better" if (low > 0) == (self.measure.better == "higher") else "worse"


def changes(before: RunReport, after: RunReport) -> list[Change]:
    """Every change in the papers that both runs scored, in the order of the papers."""
    known = {paper.id: paper for paper in after.papers}
    pairs = [(paper, known[paper.id]) for paper in before.papers if paper.id in known]
    return [change for old, new in pairs for change in _of_paper(old, new)]


def gains(before: RunReport, after: RunReport) -> list[Gain]:
    """What each measure gained, over the papers that both runs scored."""
    found = (Gain(m, gain(before.counts(m.id), after.counts(m.id))) for m in MEASURES)
    return [made for made in found if made.estimate.value is not None]


def comparison_text(before: RunReport, after: RunReport) -> str:
    """Say what got better and worse from one run to another."""
    lines = [f"{before.name} -> {after.name}: gains with their 95% intervals, paired by paper"]
    for made in gains(before, after):
        e = made.estimate
        interval = "n/a" if e.low is None or e.high is None else f"[{e.low:+.3f}, {e.high:+.3f}]"
        name = f"{made.measure.group}: {made.measure.name}"
        lines.append(f"  {name:64} {e.value:+.3f} {interval:18} n={e.n:<5} {made.verdict}".rstrip())
    found = changes(before, after)
    better = sum(change.is_better for change in found)
    lines.append(f"{better} things got better, {len(found) - better} worse")
    return "\n".join([*lines, *(f"  {change}" for change in found)]) + "\n"


def compared(before: Report, after: Report) -> str:
    """Compare the runs of two reports that have one name; a single run with a single run whatever their names."""
    if len(before.runs) == len(after.runs) == 1:
        return comparison_text(before.runs[0], after.runs[0])
    pairs = [(run, other) for run in before.runs if (other := after.run(run.name))]
    return "\n".join(comparison_text(run, other) for run, other in pairs)


def _of_paper(before: PaperReport, after: PaperReport) -> Iterator[Change]:
    if before.counts is None or after.counts is None:
        return
    old, new = _facts(before), _facts(after)
    for name, (was, told) in old.items():
        now = new.get(name)
        if now is not None and now[0] != was:
            yield Change(after.id, name, now[0], f"{told} -> {now[1]}")
    loose, more = _spurious(before), _spurious(after)
    if loose != more:
        yield Change(after.id, "spurious", more < loose, f"{loose} that no label knows -> {more}")
    yield from _counted(after.id, before.counts, after.counts)


def _counted(paper: str, before: Mapping[str, Count], after: Mapping[str, Count]) -> Iterator[Change]:
    """Changes of what has no items: names, fields of claims that were found, the background, quantities."""
    for measure in (BY_ID[name] for name in _COUNTED):
        old, new = before.get(measure.id, NOTHING), after.get(measure.id, NOTHING)
        was, now = (num if measure.better == "lower" else den - num for num, den, _ in (old, new))
        grown = new[1] - old[1] if measure.id in _FIELDS else 0.0  # a claim more, or less, is told as an item
        if now - was > max(grown, 0) or was - now > max(-grown, 0):
            name = f"{measure.group.lower()}, {measure.name}"
            yield Change(paper, name, now < was, f"{was:g} wrong -> {now:g}")


def _facts(paper: PaperReport) -> dict[str, tuple[bool, str]]:
    """Everything that is right or wrong about a paper, with a word for how it is."""
    facts = {}
    for key, (outcome, verdict, why) in paper.items.items():
        if outcome == "spurious":
            continue
        if outcome != "optional":
            facts[key] = outcome == "right", f"{outcome} ({why})" if why else outcome
        if verdict and outcome in ("right", "misread"):
            facts[f"{key} verdict"] = (verdict == "verified") == (outcome == "right"), verdict
    for measure, name in _FLAGS.items():
        count = (paper.counts or {}).get(measure)
        if count is not None:
            facts[name] = count[0] == count[1], "right" if count[0] == count[1] else "wrong"
    return facts


def _spurious(paper: PaperReport) -> int:
    return sum(outcome == "spurious" for outcome, _, _ in paper.items.values())
