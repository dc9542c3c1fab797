"""Terminal: records, claims, comparisons and overviews as tables for people.

Papers' words go through `rich.text.Text`, so markup in them is printed, not obeyed, and control characters are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from summarizer.records import Claim, Record
from summarizer.render.catalogue import Catalogue
from summarizer.render.text import one_line, without_support
from summarizer.render.words import (
    NOTHING_COMPARABLE,
    about,
    count,
    error_name,
    extent,
    figure,
    group_heading,
    heading,
    left_out,
    some,
    verdict_name,
)
from summarizer.views import Comparison, Group, Overview, Row

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text


def records_view(records: Sequence[Record]) -> RenderableType:
    """Show a row a paper: title, summary, claims; failed papers with their reason."""
    from rich.console import Group as Lines

    table = _table(("Paper", 3), ("Summary", 5), ("Claims", 3))
    for record in records:
        table.add_row(_title(record), _summary(record), _claims(record))
    return Lines(table, _text(extent(records), "dim"))


def claims_view(records: Sequence[Record]) -> RenderableType:
    """Show a row a claim, whatever its verdict."""
    table = _table(
        ("Figure", 0), ("Metric", 2), ("Subject", 2), ("Baseline", 2), ("Setting", 2), ("Verdict", 2), ("Paper", 3)
    )
    for record in records:
        for claim in record.claims:
            words = [_text(word) for word in (claim.subject, claim.baseline, claim.setting)]
            state = _text(verdict_name(claim.verdict), "green" if claim.verdict == "verified" else "yellow")
            name = _text(heading(claim.metric, claim.phase))
            table.add_row(_text(figure(claim), "bold"), name, *words, state, _text(record.paper.title, "dim"))
    return table


def comparison_view(comparison: Comparison, records: Sequence[Record]) -> RenderableType:
    """Show a table a group, best first, then how many claims stand in none or were left out."""
    from rich.console import Group as Lines

    catalogue = Catalogue.of(records)
    parts: list[RenderableType] = [] if comparison.groups else [_text(NOTHING_COMPARABLE)]
    for group in comparison.groups:
        parts += [_text(group_heading(group.key), "bold"), _group(group, catalogue)]
        parts += [_text(group.prose)] if group.prose else []
    if comparison.unplaced:
        parts.append(_text(f"{count(len(comparison.unplaced), 'claim')} in no group:", "bold"))
        parts += [_text(f"  {item.claim_id}: {'; '.join(item.reasons)}") for item in comparison.unplaced]
    if excluded := left_out(comparison):
        parts.append(_text(excluded, "yellow"))
    return Lines(*parts)


def overview_view(overview: Overview, records: Sequence[Record]) -> RenderableType:
    """Show the topics with their sentences and papers."""
    from rich.console import Group as Lines

    catalogue = Catalogue.of(records)
    parts: list[RenderableType] = []
    for topic in overview.topics:
        parts.append(_text(topic.name, "bold"))
        parts += [_text(f"  {sentence.text}") for sentence in topic.prose]
        for name, words in (("Methods", topic.methods), ("Data sets", topic.datasets)):
            parts += [_text(f"  {name}: {some(words)}")] if words else []
        parts += [_text(f"  Limitation: {text}") for text in topic.limitations]
        titles = [record.paper.title for paper_id in topic.papers if (record := catalogue.paper(paper_id))]
        parts += [_text(f"  · {title}", "dim") for title in titles]
    return Lines(*parts)


def printed(view: RenderableType, *, width: int | None = None, color: bool = False) -> str:
    """Print a view into a string, as wide as given (else as the terminal), with colours only where asked for."""
    from io import StringIO
    from shutil import get_terminal_size

    from rich.console import Console

    out = StringIO()
    width = width or get_terminal_size((120, 24)).columns
    Console(
        file=out, width=width, color_system="standard" if color else None, force_terminal=color, legacy_windows=False
    ).print(view)
    return out.getvalue()


def _group(group: Group, catalogue: Catalogue) -> Table:
    table = _table(
        ("#", 0), ("Figure", 0), ("Subject", 2), ("Baseline", 2), ("Setting", 2), ("Differs", 2), ("Paper", 3)
    )
    for row in group.rows:
        table.add_row(*_cells(row, catalogue))
    return table


def _cells(row: Row, catalogue: Catalogue) -> Iterable[Text]:
    entry = catalogue.claim(row.claim_id)
    rank, differs = _text(str(row.rank or "")), _text("; ".join(row.differs), "yellow")
    if entry is None:
        return rank, _text(row.claim_id), _text(""), _text(""), _text(""), differs, _text(row.paper_id, "dim")
    claim: Claim = entry.claim
    words = [_text(word) for word in (claim.subject, claim.baseline, claim.setting)]
    return rank, _text(figure(claim), "bold"), *words, differs, _text(entry.record.paper.title, "dim")


def _title(record: Record) -> Text:
    title = _text(record.paper.title, "bold")
    if record.primary_topic:
        title.append("\n" + one_line(record.primary_topic), style="dim")
    for flag in record.flags:
        title.append("\n! " + one_line(flag), style="yellow")
    return title


def _summary(record: Record) -> Text:
    if record.error:
        return _text(f"could not be read: {error_name(record.error.kind)}: {record.error.message}", "red")
    text = _text("")
    for piece, doubtful in without_support(record.summary.tldr, record.summary.unsupported):
        shown = _pieced(piece)
        text.append(f"{shown} (?)" if doubtful else shown, style="yellow" if doubtful else "")
    return text


def _claims(record: Record) -> Text:
    text = _text("")
    for claim in (claim for claim in record.claims if claim.role == "contribution"):
        good = claim.verdict == "verified"
        doubt = "" if good else f" ({verdict_name(claim.verdict)})"
        line = f"{figure(claim)} {about(claim)}{doubt}"
        text.append(("\n" if text.plain else "") + one_line(line), style="" if good else "yellow")
    return text


def _pieced(piece: str) -> str:
    """One line, keeping the space at either end that parts it from its neighbours."""
    edge = one_line(f"|{piece}|")
    return edge[1:-1]


def _table(*columns: tuple[str, int]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    for name, ratio in columns:
        table.add_column(name, ratio=ratio or None, no_wrap=not ratio, overflow="fold")
    return table


def _text(text: str | None, style: str = "") -> Text:
    from rich.text import Text

    return Text(one_line(text or ""), style=style)
