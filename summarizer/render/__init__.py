"""Renderings of records, claims, comparisons and overviews: tables, Markdown, HTML, CSV, LaTeX and JSON.

Each form says the same numbers. Whatever a paper says is shown, never obeyed: markup is escaped, control characters are
made visible, formulas are defused, and links go to the papers alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from summarizer.errors import SettingsError
from summarizer.records import Record
from summarizer.render import data, latex, markdown, sheets, terminal
from summarizer.render.catalogue import Catalogue
from summarizer.render.data import claims_jsonl, records_json, records_jsonl, to_json
from summarizer.render.fragments import comparison_html, overview_html, records_html
from summarizer.render.markdown import digest_markdown
from summarizer.render.page import Choice, page
from summarizer.render.sheets import (
    CLAIM_COLUMNS,
    COMPARISON_COLUMNS,
    TOPIC_COLUMNS,
    chain_rows,
    claim_rows,
    claims_csv,
    comparison_rows,
    disagreement_rows,
    records_csv,
    topic_rows,
    unplaced_rows,
)
from summarizer.render.text import inert_json, printable
from summarizer.render.words import count
from summarizer.topics import Topics
from summarizer.views import Comparison, Overview

FORMATS = ("table", "markdown", "html", "csv", "json", "jsonl")
"""The forms that everything has."""
TABLE_FORMATS = (*FORMATS, "latex")
"""The forms of claims and comparisons."""

__all__ = [
    "CLAIM_COLUMNS",
    "COMPARISON_COLUMNS",
    "FORMATS",
    "TABLE_FORMATS",
    "TOPIC_COLUMNS",
    "Catalogue",
    "Choice",
    "chain_rows",
    "claim_rows",
    "claims_csv",
    "claims_jsonl",
    "comparison_html",
    "comparison_rows",
    "count",
    "digest_markdown",
    "disagreement_rows",
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
    "topic_rows",
    "unplaced_rows",
]


def render_records(
    records: Sequence[Record],
    form: str,
    *,
    topics: Topics | None = None,
    width: int | None = None,
    color: bool = False,
) -> str:
    """Render records, a row or section a paper; `topics` name theirs on the page, `width` and `color` are for tables.

    Raises `SettingsError` for a form that is not one of `FORMATS`.
    """
    return _one_of(
        form,
        table=lambda: terminal.printed(terminal.records_view(records), width=width, color=color),
        markdown=lambda: markdown.records_markdown(records),
        html=lambda: page(records, topics=topics),
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
        latex=lambda: latex.claims_latex(records),
        json=lambda: data.claims_json(records),
        jsonl=lambda: claims_jsonl(records),
    )


def render_comparison(
    comparison: Comparison,
    records: Sequence[Record],
    form: str,
    *,
    arithmetic: bool = False,
    width: int | None = None,
    color: bool = False,
) -> str:
    """Render a comparison of these records, a table a group.

    `arithmetic` adds how each figure was computed; the page has it on demand, CSV and JSON always.
    """
    shown = {"arithmetic": arithmetic}
    return _one_of(
        form,
        table=lambda: terminal.printed(
            terminal.comparison_view(comparison, records, **shown), width=width, color=color
        ),
        markdown=lambda: markdown.comparison_markdown(comparison, records, **shown),
        html=lambda: page(records, comparison=comparison, title="Comparison"),
        csv=lambda: sheets.comparison_csv(comparison, records),
        latex=lambda: latex.comparison_latex(comparison, records, **shown),
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
