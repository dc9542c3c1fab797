"""Standings: the tables of a page's comparison, and which columns each of them needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from summarizer.records import Claim
from summarizer.render.catalogue import Catalogue
from summarizer.render.lines import GroupLine, group_lines
from summarizer.render.plots import Axis, group_axis
from summarizer.render.words import heading
from summarizer.views import Comparison, Group, Row

SHORT_TABLE = 12
"""Rows above which a table shows its first ones alone until asked for all."""
_SAID = ("baseline", "setting", "quality")
_FAMILY_ORDER = ("factor", "amount", "growth", "words")


@dataclass(frozen=True, slots=True)
class Columns:
    """What a table shows beside figure and subject; a column that would be empty is left out."""

    figure: str
    """What the numbers are called."""
    ranked: bool = False
    metric: bool = False
    axis: Axis | None = None
    baseline: bool = False
    setting: bool = False
    quality: bool = False
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A group with its lines, ready to be shown."""

    place: int
    """Among the comparison's groups, from 1."""
    group: Group
    lines: Sequence[GroupLine]
    columns: Columns

    @property
    def rows(self) -> list[tuple[str, GroupLine]]:
        """The lines, with no metric of their own: the table's heading names it."""
        return [("", line) for line in self.lines]

    @property
    def wordy(self) -> bool:
        """Whether its claims have no numbers."""
        return self.group.key.unit_family == "words"


@dataclass(frozen=True, slots=True)
class Loners:
    """Claims with a number that have nothing beside them, in one table."""

    rows: Sequence[tuple[str, GroupLine]]
    columns: Columns


def standings(comparison: Comparison, catalogue: Catalogue) -> list[Standing]:
    """Give the groups of two claims and more, and those without numbers, which come last."""
    groups = [(place, group) for place, group in enumerate(comparison.groups, 1) if not _alone(group)]
    groups.sort(key=lambda found: _FAMILY_ORDER.index(found[1].key.unit_family))
    shown = ((place, group, group_lines(group, catalogue)) for place, group in groups)
    return [Standing(place, group, lines, _columns(group, lines)) for place, group, lines in shown]


def loners(comparison: Comparison, catalogue: Catalogue) -> Loners:
    """Give the claims that are the only one of their group."""
    rows = [
        (heading(group.key.metric, group.key.phase), line)
        for group in comparison.groups
        if _alone(group)
        for line in group_lines(group, catalogue)
    ]
    lines = [line for _, line in rows]
    return Loners(rows, replace(_said(lines, "Figure"), metric=True))


def front_place(group: Group, line: GroupLine) -> int:
    """Say which number a claim has in the drawing of its group's front."""
    return group.front.index(line.row.claim_id) + 1


def sort_value(row: Row) -> str:
    """Say what a row's figure is sorted by."""
    value = row.factor if row.factor is not None else row.amount
    return "" if value is None else f"{value:.12g}"


def claim_words(claim: Claim) -> str:
    """Say what a claim is filtered by: `metric:phase:verdict`."""
    return f"{claim.metric or ''}:{claim.phase or ''}:{claim.verdict or 'unchecked'}"


def words_of(claims: Iterable[Claim]) -> str:
    """Say what somebody with these claims is filtered by, each kind once."""
    return " ".join(dict.fromkeys(map(claim_words, claims)))


def _alone(group: Group) -> bool:
    return len(group.rows) == 1 and group.key.unit_family != "words"


def _columns(group: Group, lines: Sequence[GroupLine]) -> Columns:
    return replace(
        _said(lines, "Factor" if group.key.unit_family == "factor" else "Figure"),
        ranked=any(line.row.rank for line in lines),
        axis=group_axis(group),
        differs=any(line.row.differs for line in lines),
    )


def _said(lines: Sequence[GroupLine], figure: str) -> Columns:
    """The columns of what the papers say, where any of them says it."""
    baseline, setting, quality = (any(getattr(line, name) for line in lines) for name in _SAID)
    return Columns(figure, baseline=baseline, setting=setting, quality=quality)
