"""Figures: comparisons and overviews drawn with matplotlib, for notebooks and papers; the page draws its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from summarizer.errors import MissingExtraError
from summarizer.records import Bound, Metric
from summarizer.render.catalogue import Catalogue
from summarizer.render.lines import GroupLine, group_lines
from summarizer.render.plots import Axis
from summarizer.render.text import one_line
from summarizer.render.words import heading, quality_scale
from summarizer.views import Comparison, Group, Overview

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL_SHOWN = 60
"""Characters of a label; longer ones are cut."""
_MARKERS: dict[Bound, str] = {"exact": "o", "up_to": "<", "at_least": ">", "approx": "$\\approx$", "average": "D"}


def bars(comparison: Comparison, catalogue: Catalogue, metric: Metric | None, axes: Axes | None) -> Axes:
    """Draw factors by method, best at the top, on a log scale; a wedge says at most or at least, a line a range.

    Of several groups the one with most factors is drawn. Raises `ValueError` where there is none.
    """
    found = [g for g in comparison.groups if metric in (None, g.key.metric) and any(r.factor for r in g.rows)]
    if not found:
        raise ValueError(f"no claims with a factor{f' for {metric}' if metric else ''} to draw")
    group = max(found, key=lambda g: sum(r.factor is not None for r in g.rows))
    lines = [line for line in reversed(group_lines(group, catalogue)) if line.row.factor]
    axes = axes or _new_axes(1 + 0.35 * len(lines))
    axes.barh(range(len(lines)), [(line.row.factor or 1) - 1 for line in lines], left=1, height=0.5, alpha=0.35)
    for place, line in enumerate(lines):
        _bound(axes, place, line)
    axes.set_yticks(range(len(lines)), [_label(line) for line in lines])
    axes.axvline(1, color="0.5", linewidth=0.8)
    _factor_axis(axes)
    axes.set_title(heading(group.key.metric, group.key.phase))
    return axes


def front(comparison: Comparison, catalogue: Catalogue, metric: Metric | None, axes: Axes | None) -> Axes:
    """Draw factor against quality change, and the line of the claims that none beats in both.

    Raises `ValueError` where no group has such a front: it takes three claims with a quality change.
    """
    found = [group for group in comparison.groups if metric in (None, group.key.metric) and group.front]
    if not found:
        raise ValueError(f"no three claims{f' for {metric}' if metric else ''} with a factor and a quality change")
    group = max(found, key=lambda g: sum(r.quality is not None for r in g.rows))
    axes = axes or _new_axes(4.5)
    _plane(axes, group, {line.row.claim_id: line for line in group_lines(group, catalogue)})
    axes.axhline(0, color="0.5", linewidth=0.8)
    _factor_axis(axes)
    axes.set_ylabel(f"quality change, better upwards ({group.front_quality or 'as the papers give it'})")
    axes.set_title(heading(group.key.metric, group.key.phase))
    return axes


def sizes(overview: Overview, axes: Axes | None) -> Axes:
    """Draw topics by their number of papers, the largest at the top. Raises `ValueError` where there is none."""
    if not overview.topics:
        raise ValueError("no topics to draw")
    topics = list(reversed(overview.topics))
    axes = axes or _new_axes(1 + 0.3 * len(topics))
    from matplotlib.ticker import MaxNLocator

    drawn = axes.barh([_cut(topic.name) for topic in topics], [len(topic.papers) for topic in topics])
    axes.bar_label(drawn, padding=3)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel("papers")
    return axes


def _bound(axes: Axes, place: int, line: GroupLine) -> None:
    row = line.row
    assert row.factor is not None
    if row.factor_max:
        axes.plot([row.factor, row.factor_max], [place, place], color="C0", linewidth=4, solid_capstyle="round")
    axes.plot(row.factor, place, marker=_MARKERS[row.bound], color="C0")
    end = (max(row.factor, row.factor_max or 0, 1), place)  # right of the bar, also of one that goes to the left
    axes.annotate(line.figure, end, xytext=(8, 0), textcoords="offset points", va="center", fontsize="small")


def _plane(axes: Axes, group: Group, lines: Mapping[str, GroupLine]) -> None:
    points = [
        (row.factor, row.quality.change, row.claim_id)
        for row in group.rows
        if row.factor is not None and row.quality is not None
        if group.front_quality in (None, quality_scale(row.quality))
    ]
    best = sorted(point for point in points if point[2] in group.front)
    behind = [point for point in points if point[2] not in group.front]
    axes.plot([x for x, _, _ in behind], [y for _, y, _ in behind], "o", color="0.6")
    axes.step([x for x, _, _ in best], [y for _, y, _ in best], "o--", where="pre", color="C0")
    for x, y, claim_id in best:
        axes.annotate(_label(lines[claim_id]), (x, y), xytext=(6, 6), textcoords="offset points", fontsize="small")


def _factor_axis(axes: Axes) -> None:
    axes.set_xscale("log")
    axes.margins(x=0.15)
    numbers = Axis(*axes.get_xlim()).round_numbers()
    axes.set_xticks(numbers, [f"{value:g}×" for value in numbers])
    axes.set_xticks([], minor=True)
    axes.set_xlabel("times better than its baseline")
    axes.spines[["top", "right"]].set_visible(False)  # a long label may go on beyond the last tick


def _label(line: GroupLine) -> str:
    against = f" vs {line.baseline}" if line.baseline else ""
    return _cut(f"{line.subject or line.title.split(':')[0]}{against}")


def _cut(text: str) -> str:
    """A label on one line, not too long; a dollar sign is one, and begins no maths."""
    text = one_line(text)
    text = text if len(text) <= LABEL_SHOWN else text[: LABEL_SHOWN - 1] + "…"
    return text.replace("$", r"\$")


def _new_axes(height: float) -> Axes:
    try:
        import matplotlib.pyplot as plt
    except ImportError as error:
        raise MissingExtraError("plots need matplotlib: pip install '.[notebook]'") from error
    return plt.subplots(figsize=(8, height), layout="constrained")[1]
