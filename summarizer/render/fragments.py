"""Fragments: records, comparisons and overviews as pieces of HTML for a notebook, with styles of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from summarizer.records import Record
from summarizer.render.catalogue import Catalogue
from summarizer.render.lines import chain_lines, disagreement_lines, group_lines
from summarizer.render.page import TEMPLATES, environment
from summarizer.render.templating import asset
from summarizer.render.words import extent
from summarizer.views import Comparison, Overview

PAPERS_SHOWN = 100


def records_html(records: Sequence[Record]) -> str:
    """Show a row a paper: title, summary, claims; at most `PAPERS_SHOWN`."""
    shown = records[:PAPERS_SHOWN]
    return _fragment("records", shown=shown, more=len(records) - len(shown), extent=extent(records, listed=False))


def comparison_html(comparison: Comparison, records: Sequence[Record]) -> str:
    """Show a table a group, best first, then disagreements, chains, and how many claims were left out."""
    catalogue = Catalogue.of(records)
    return _fragment(
        "comparison",
        comparison=comparison,
        groups=[(group, group_lines(group, catalogue)) for group in comparison.groups],
        chains=chain_lines(comparison, catalogue),
        disagreements=disagreement_lines(comparison, catalogue),
    )


def overview_html(overview: Overview, records: Sequence[Record]) -> str:  # noqa: ARG001 - like its siblings
    """Show the topics with their sentences."""
    return _fragment("overview", overview=overview)


def _fragment(part: str, **shown: Any) -> str:
    return (
        environment()
        .get_template("fragments.html.j2")
        .render(part=part, style=asset(TEMPLATES / "fragment.css"), **shown)
    )
