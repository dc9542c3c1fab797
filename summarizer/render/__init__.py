"""Renderings of records, claims, comparisons and overviews: tables, Markdown, HTML, CSV and JSON of the same numbers.

Whatever a paper says is shown, never obeyed: markup is escaped, control characters are made visible, formulas are
defused, and links go to the papers alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from summarizer.errors import SettingsError
from summarizer.records import Record
from summarizer.render import data, markdown, sheets, terminal
from summarizer.render.data import claims_jsonl, records_json, records_jsonl, to_json
from summarizer.render.fragments import comparison_html, overview_html, records_html
from summarizer.render.markdown import digest_markdown
from summarizer.render.page import page
from summarizer.render.sheets import claim_rows, claims_csv, comparison_rows, records_csv
from summarizer.render.text import inert_json, printable
from summarizer.render.words import count
from summarizer.views import Comparison, Overview

FORMATS = ("table", "markdown", "html", "csv", "json", "jsonl")

__all__ = [
    "FORMATS",
    "claim_rows",
    "claims_csv",
    "claims_jsonl",
    "comparison_html",
    "comparison_rows",
    "count",
    "digest_markdown",
    "inert_json",
    "overview_html",
    "page",
    "printable",
    "records_csv",
    "records_html",
    "records_json",
    "records_jsonl",
    "render_claims",
    "render_comparison",
    "render_overview",
    "render_records",
    "to_json",
]


def render_records(records: Sequence[Record], form: str, *, width: int | None = None, color: bool = False) -> str:
    """Render records, a row or section a paper; `width` and `color` are for tables.

    Raises `SettingsError` for a form that is not one of `FORMATS`.
    """
    return _one_of(
        form,
        table=lambda: terminal.printed(terminal.records_view(records), width=width, color=color),
        markdown=lambda: markdown.records_markdown(records),
        html=lambda: page(records),
        csv=lambda: records_csv(records),
        json=lambda: records_json(records),
        jsonl=lambda: records_jsonl(records),
    )


def render_claims(records: Sequence[Record], form: str, *, width: int | None = None, color: bool = False) -> str:
    """Render the claims of records, a row each, whatever their verdict."""
    return _one_of(
        form,
        table=lambda: terminal.printed(terminal.claims_view(records), width=width, color=color),
        markdown=lambda: markdown.claims_markdown(records),
        html=lambda: page(records),
        csv=lambda: claims_csv(records),
        json=lambda: data.claims_json(records),
        jsonl=lambda: claims_jsonl(records),
    )


def render_comparison(
    comparison: Comparison, records: Sequence[Record], form: str, *, width: int | None = None, color: bool = False
) -> str:
    """Render a comparison of these records, a table a group."""
    return _one_of(
        form,
        table=lambda: terminal.printed(terminal.comparison_view(comparison, records), width=width, color=color),
        markdown=lambda: markdown.comparison_markdown(comparison, records),
        html=lambda: page(records, comparison=comparison, title="Comparison"),
        csv=lambda: sheets.comparison_csv(comparison, records),
        json=lambda: to_json(comparison),
        jsonl=lambda: to_json(comparison, indent=None),
    )


def render_overview(
    overview: Overview, records: Sequence[Record], form: str, *, width: int | None = None, color: bool = False
) -> str:
    """Render an overview of these records, a section a topic."""
    return _one_of(
        form,
        table=lambda: terminal.printed(terminal.overview_view(overview, records), width=width, color=color),
        markdown=lambda: markdown.overview_markdown(overview, records),
        html=lambda: page(records, overview=overview, title="Overview"),
        csv=lambda: sheets.overview_csv(overview),
        json=lambda: to_json(overview),
        jsonl=lambda: to_json(overview, indent=None),
    )


def _one_of(form: str, **writers: Callable[[], str]) -> str:
    if form not in writers:
        raise SettingsError(f"no format {form!r}; choose one of {', '.join(writers)}")
    return writers[form]()
