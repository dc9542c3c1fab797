"""Tables: runs side by side on a terminal, every figure with its interval and the items it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from summarizer.evals.intervals import Estimate
from summarizer.evals.labels import PaperKind
from summarizer.evals.measures import MEASURES, Measure
from summarizer.evals.runs import RunCost, Scorecard, record_command
from summarizer.evals.sets import EvalSet
from summarizer.render.words import count

_KINDS: tuple[PaperKind, ...] = ("plain", "hard", "none", "hostile")
_BY_KIND = ("numeric.right.f1", "results.right.f1", "papers.whole")
_DETAILS = (".found.precision", ".found.recall")


def table(eval_set: EvalSet, cards: Sequence[Scorecard]) -> str:
    """Print runs side by side: value, 95 % interval, items."""
    rows = [("", *(card.name for card in cards)), ("", *("value  95% interval   n" for _ in cards))]
    rows += _measure_rows(cards)
    rows += _kind_rows(eval_set, cards)
    rows += _spent_rows(cards)
    return "\n".join([heading(eval_set), "", *_aligned(rows)]) + "\n"


def heading(eval_set: EvalSet) -> str:
    """Say which set it is."""
    kinds = Counter(eval_set.kind(paper) for paper in eval_set.papers)
    told = ", ".join(f"{kinds[kind]} {kind}" for kind in _KINDS if kinds[kind])
    return f"{eval_set.name}: {count(len(eval_set.papers), 'paper')} ({told}), {eval_set.sha256[:12]}"


def notes(cards: Sequence[Scorecard]) -> list[str]:
    """Say what must not be overlooked: papers that don't count, recordings that don't fit."""
    return [f"{card.name}: {told}" for card in cards for told in _notes(card)]


def shown(figure: Estimate | None, measure: Measure) -> str:
    """A figure with its interval and its items; `n/a` where there is nothing to be told."""
    if figure is None or figure.value is None:
        return "n/a"
    digits = 3 if measure.is_share else 1
    between = "n/a"
    if figure.low is not None and figure.high is not None:
        between = f"[{figure.low:.{digits}f}, {figure.high:.{digits}f}]"
    return f"{figure.value:.{digits}f}  {between:14} {figure.n}"


def _measure_rows(cards: Sequence[Scorecard]) -> Iterator[tuple[str, ...]]:
    group = ""
    for measure in MEASURES:
        figures = [card.estimates.get(measure.id) for card in cards]
        if not any(figures) or measure.id.endswith(_DETAILS):
            continue
        if measure.group != group:
            group = measure.group
            yield (group,)
        yield (f"  {measure.name}", *(shown(figure, measure) for figure in figures))


def _kind_rows(eval_set: EvalSet, cards: Sequence[Scorecard]) -> Iterator[tuple[str, ...]]:
    kinds = {eval_set.kind(paper) for paper in eval_set.papers}
    if len(kinds) < 2:
        return
    yield ("By kind of paper",)
    for kind in (kind for kind in _KINDS if kind in kinds):
        for measure in (measure for measure in MEASURES if measure.id in _BY_KIND):
            figures = [card.estimate(measure.id, kind=kind) for card in cards]
            if any(figure.value is not None for figure in figures):
                yield (f"  {kind}: {measure.group.lower()}, {measure.name}", *(shown(f, measure) for f in figures))


def _spent_rows(cards: Sequence[Scorecard]) -> Iterator[tuple[str, ...]]:
    yield ("Papers and what they took",)
    yield ("  papers scored", *(f"{len(card.scored)} of {len(card.papers)}" for card in cards))
    yield ("  calls, of them re-asks", *(f"{card.spent.calls}, {card.spent.reasks}" for card in cards))
    yield ("  tokens in, out", *(_tokens(card.spent) for card in cards))
    yield ("  cost", *(_cost(card.spent) for card in cards))


def _tokens(spent: RunCost) -> str:
    known = ["unknown" if n is None else f"{n:,}" for n in (spent.usage.input, spent.usage.output)]
    return ", ".join(known)


def _cost(spent: RunCost) -> str:
    return "unknown" if spent.cost_usd is None else f"${spent.cost_usd:.4f}"


def _notes(card: Scorecard) -> Iterator[str]:
    if card.stale:
        first = card.stale[0]
        why = "; ".join(first.changes) or "nothing about it is recorded"
        told = f"stale: {len(card.stale)} of {len(card.papers)}; {first.paper}: {why}"
        yield f"{told}; record again by: {record_command(card.name)}"
    elif card.unscored:
        paper = card.unscored[0]
        told = f": {paper.error.kind}: {paper.error.message}" if paper.error else ""
        yield f"{len(card.unscored)} of {len(card.papers)} papers are unscored; {paper.paper.id}{told}"
    if card.unrecorded_seconds:
        yield f"{card.unrecorded_seconds} second answers are not recorded: the first ones stand"
    if card.repeated:
        yield f"{len(card.repeated)} recordings answered more than once: {card.repeated[0][:12]}…"
    if card.unused:
        yield f"{len(card.unused)} recordings are unused: {card.unused[0][:12]}…"


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    columns = max(map(len, rows))
    widths = [max((len(row[i]) for row in rows if len(row) > max(i, 1)), default=0) for i in range(columns)]
    for row in rows:
        yield "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=False)).rstrip()
