"""What scripts and notebooks get: records, comparisons and overviews that show themselves and turn into tables.

Data frames have the same columns in the same order and of the same types whatever is in them: words are `string`,
numbers `Float64`, counts and ranks `Int64`, yes and no `boolean`; what a paper does not say is `<NA>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, SupportsIndex, overload

from summarizer.errors import MissingExtraError
from summarizer.records import Claim, Metric, Record
from summarizer.views import Comparison, Overview

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

TablePart = Literal["claims", "unplaced", "chains", "disagreements"]
_FLOATS = frozenset(["value", "value_max", "factor", "factor_max", "amount", "amount_max", "quality_change", "spread"])
_INTEGERS = frozenset(["group", "rank", "of", "papers", "main", "claims"])
_BOOLEANS = frozenset({"front"})


class Records(list[Record]):
    """Records in the order of their papers."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        super().__init__(records)

    @overload
    def __getitem__(self, place: SupportsIndex) -> Record: ...

    @overload
    def __getitem__(self, place: slice) -> Records: ...

    def __getitem__(self, place: SupportsIndex | slice) -> Record | Records:
        """One record, or some of them: `records[:3]` shows itself as all of them do."""
        found = super().__getitem__(place)
        return Records(found) if isinstance(found, list) else found

    @property
    def failed(self) -> Records:
        """The papers that could not be read."""
        return Records(record for record in self if record.status == "failed")

    @property
    def claims(self) -> list[Claim]:
        """All claims, in order."""
        return [claim for record in self for claim in record.claims]

    def to_dataframe(self) -> pd.DataFrame:
        """One row a claim, whatever its verdict; needs pandas.

        Columns: claim_id, paper_id, title, metric, phase, kind, value, value_max, unit, bound, relation, direction,
        factor, subject, baseline, setting, role, verdict, verdict_reason, evidence, url, flags.
        """
        from summarizer.render import CLAIM_COLUMNS, claim_rows

        return _frame(claim_rows(self), CLAIM_COLUMNS)

    def __repr__(self) -> str:
        """Show the table that the command prints."""
        from summarizer.render import render_records

        return render_records(self, "table").rstrip("\n")

    __str__ = __repr__

    def _repr_html_(self) -> str:
        from summarizer.render import records_html

        return records_html(self)


class ComparisonTable(Comparison):
    """A comparison together with the records it was made of."""

    _records: Records

    def __init__(self, comparison: Comparison, records: Sequence[Record]) -> None:
        super().__init__(**dict(comparison))
        object.__setattr__(self, "_records", Records(records))

    def to_dataframe(self, part: TablePart = "claims") -> pd.DataFrame:
        """One row a placed claim, best first in its group; or an unplaced one, a chain, a claim of a disagreement.

        Needs pandas. Columns, the same for every part: row, group, metric, phase, unit_family, unit, rank, of, factor,
        factor_max, amount, amount_max, bound, figure, quality_change, quality_unit, quality_metric, quality_dataset,
        front, claim_id, paper_id, title, subject, baseline, setting, differs, arithmetic, evidence, verdict, reasons,
        spread, url, flags. `group` numbers groups (and disagreements) from 1; `factor` is how many times better than
        the baseline; `amount` is in `unit`.
        """
        from summarizer import render

        rows = {
            "claims": render.comparison_rows,
            "unplaced": render.unplaced_rows,
            "chains": render.chain_rows,
            "disagreements": render.disagreement_rows,
        }
        if part not in rows:
            raise ValueError(f"no part {part!r}; there are {', '.join(rows)}")
        return _frame(rows[part](self, self._records), render.COMPARISON_COLUMNS)

    def plot(
        self, metric: Metric | None = None, *, kind: Literal["bars", "front"] = "bars", ax: Axes | None = None
    ) -> Axes:
        """Draw factors by method with their bounds, or with `kind="front"` factor against quality change.

        Needs matplotlib. `metric` picks a group; by default the one with most to draw is drawn. Raises `ValueError`
        where there is nothing to draw.
        """
        from summarizer.render import Catalogue, figures

        draw = {"bars": figures.bars, "front": figures.front}
        if kind not in draw:
            raise ValueError(f"no kind of plot {kind!r}; there are {', '.join(draw)}")
        return draw[kind](self, Catalogue.of(self._records), metric, ax)

    def __repr__(self) -> str:
        """Show the table that the command prints."""
        from summarizer.render import render_comparison

        return render_comparison(self, self._records, "table").rstrip("\n")

    __str__ = __repr__

    def _repr_html_(self) -> str:
        from summarizer.render import comparison_html

        return comparison_html(self, self._records)


class OverviewPage(Overview):
    """An overview together with the records it was made of."""

    _records: Records

    def __init__(self, overview: Overview, records: Sequence[Record]) -> None:
        super().__init__(**dict(overview))
        object.__setattr__(self, "_records", Records(records))

    def to_dataframe(self) -> pd.DataFrame:
        """One row a topic, largest first; needs pandas.

        Columns: id, name, papers (how many), main (how many have it as their main topic), claims (how many verified
        ones), methods, datasets, best_claims, paper_ids; the last four are lists joined by "; ".
        """
        from summarizer.render import TOPIC_COLUMNS, topic_rows

        return _frame(topic_rows(self), TOPIC_COLUMNS)

    def plot(self, *, ax: Axes | None = None) -> Axes:
        """Draw topics by their number of papers; needs matplotlib. Raises `ValueError` where there are none."""
        from summarizer.render import figures

        return figures.sizes(self, ax)

    def __repr__(self) -> str:
        """Show the text that the command prints."""
        from summarizer.render import render_overview

        return render_overview(self, self._records, "table").rstrip("\n")

    __str__ = __repr__

    def _repr_html_(self) -> str:
        from summarizer.render import overview_html

        return overview_html(self, self._records)


def _frame(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtraError("data frames need pandas: pip install '.[notebook]'") from error
    frame = pd.DataFrame([[row.get(column) for column in columns] for row in rows], columns=list(columns))
    return frame.astype({column: _type(column) for column in columns})


def _type(column: str) -> str:
    if column in _FLOATS:
        return "Float64"
    if column in _INTEGERS:
        return "Int64"
    return "boolean" if column in _BOOLEANS else "string"
