"""What scripts and notebooks get: records, comparisons and overviews that show themselves and turn into tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from summarizer.errors import MissingExtraError
from summarizer.records import Claim, Metric, Record
from summarizer.views import Comparison, Overview

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_EXTRA = "pip install pandas matplotlib"


class Records(list[Record]):
    """Records in the order of their papers."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        super().__init__(records)

    @property
    def failed(self) -> Records:
        """The papers that could not be read."""
        return Records(record for record in self if record.status == "failed")

    @property
    def claims(self) -> list[Claim]:
        """All claims, in order."""
        return [claim for record in self for claim in record.claims]

    def to_dataframe(self) -> pd.DataFrame:
        """One row a claim, with the columns of `claims.csv`; needs pandas."""
        from summarizer.render import claim_rows

        return _frame(claim_rows(self))

    def _repr_html_(self) -> str:
        from summarizer.render import records_html

        return records_html(self)


class ComparisonTable(Comparison):
    """A comparison together with the records it was made of."""

    _records: Records

    def __init__(self, comparison: Comparison, records: Sequence[Record]) -> None:
        super().__init__(**dict(comparison))
        object.__setattr__(self, "_records", Records(records))

    def to_dataframe(self) -> pd.DataFrame:
        """One row a placed claim: group, rank, factor and the claim's own words; needs pandas."""
        from summarizer.render import comparison_rows

        return _frame(comparison_rows(self, self._records))

    def plot(self, metric: Metric | None = None, *, ax: Axes | None = None) -> Axes:
        """Draw factors by method, best at the top, on a log scale; needs matplotlib.

        `metric` picks one; by default the group with most claims that have a factor is drawn.
        """
        groups = [g for g in self.groups if metric in (None, g.key.metric) and any(r.factor for r in g.rows)]
        if not groups:
            raise ValueError(f"no claims with a factor{f' for {metric}' if metric else ''} to draw")
        group = max(groups, key=lambda g: sum(r.factor is not None for r in g.rows))
        labels = {claim.id: _label(record, claim) for record in self._records for claim in record.claims}
        rows = [row for row in reversed(group.rows) if row.factor]
        axes = ax or _new_axes(len(rows))
        widths = [row.factor - 1 for row in rows if row.factor]
        axes.barh([labels[row.claim_id] for row in rows], widths, left=1)
        axes.axvline(1, color="0.5", linewidth=0.8)
        axes.set_xscale("log")
        axes.set_xlabel("times better than its baseline")
        axes.set_title(f"{group.key.metric.replace('_', ' ')}, {group.key.phase or 'phase not said'}")
        return axes

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
        """One row a topic; needs pandas."""
        columns = ("id", "name", "papers", "methods", "datasets")
        return _frame({name: getattr(topic, name) for name in columns} for topic in self.topics)

    def _repr_html_(self) -> str:
        from summarizer.render import overview_html

        return overview_html(self, self._records)


def _label(record: Record, claim: Claim) -> str:
    against = f" vs {claim.baseline}" if claim.baseline else ""
    text = f"{claim.subject or record.paper.title.split(':')[0]}{against}"
    return text if len(text) <= 60 else text[:59] + "…"


def _new_axes(rows: int) -> Axes:
    try:
        import matplotlib.pyplot as plt
    except ImportError as error:
        raise MissingExtraError(f"plots need matplotlib: {_EXTRA}") from error
    return plt.subplots(figsize=(7, 1 + 0.35 * rows), layout="constrained")[1]


def _frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtraError(f"data frames need pandas: {_EXTRA}") from error
    return pd.DataFrame(list(rows)).convert_dtypes()
