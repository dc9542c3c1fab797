"""Terminal: records, claims, comparisons and overviews as tables for people.

Papers' words go through `rich.text.Text`, so markup in them is printed, not obeyed, and control characters are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from summarizer.records import Record
from summarizer.render.catalogue import Catalogue
from summarizer.render.lines import (
    ChainLine,
    DisagreementLine,
    GroupLine,
    chain_lines,
    disagreement_lines,
    group_lines,
    news_lines,
)
from summarizer.render.text import one_line, without_support
from summarizer.render.words import (
    NOTHING_COMPARABLE,
    asked_for,
    count,
    error_name,
    extent,
    figure,
    group_heading,
    heading,
    left_out,
    some,
    stated,
    verdict_name,
)
from summarizer.views import Comparison, Overview

TITLE_SHOWN = 60
"""Characters of a title that tables of claims show; records show all of it."""

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
    return Lines(table, _text(extent(records, listed=False), "dim"))


def claims_view(records: Sequence[Record]) -> RenderableType:
    """Show a row a claim, whatever its verdict."""
    table = _table(("Figure", 0), ("Metric", 3), ("Whose", 5), ("Against", 4), ("Verdict", 3))
    for record in records:
        for claim in record.claims:
            state = _text(verdict_name(claim.verdict), "green" if claim.verdict == "verified" else "yellow")
            name = _text(heading(claim.metric, claim.phase))
            whose = _stacked((claim.subject or "", ""), (_brief(record.paper.title), "dim"))
            against = _stacked((claim.baseline or "", ""), (f"in {claim.setting}" if claim.setting else "", "dim"))
            table.add_row(_text(figure(claim), "bold"), name, whose, against, state)
    return table


def comparison_view(comparison: Comparison, records: Sequence[Record], *, arithmetic: bool = False) -> RenderableType:
    """Show a table a group, best first, then disagreements, chains, and how many stand in none or were left out."""
    from rich.console import Group as Lines

    catalogue = Catalogue.of(records)
    parts: list[RenderableType] = [] if comparison.groups else [_text(NOTHING_COMPARABLE)]
    for group in comparison.groups:
        parts += [_text(group_heading(group.key), "bold"), _group(group_lines(group, catalogue), arithmetic)]
        below = [_text("★ none of these beats it in both figure and quality", "dim")] if group.front else []
        below += [_text(sentence.text) for sentence in group.prose]
        parts += [*below, _text("")] if below else []
    parts += _disagreements(disagreement_lines(comparison, catalogue))
    parts += _chains(chain_lines(comparison, catalogue))
    parts += [_indented("There are more chains than these.")] if comparison.more_chains else []
    if comparison.unplaced:
        parts.append(_text(f"{count(len(comparison.unplaced), 'claim')} in no group:", "bold"))
        parts += [_indented(f"{item.claim_id}: {'; '.join(item.reasons)}") for item in comparison.unplaced]
    if asked := asked_for(comparison):
        parts.append(_text(asked))
    if excluded := left_out(comparison):
        parts.append(_text(excluded, "yellow"))
    return Lines(*parts)


def overview_view(overview: Overview, records: Sequence[Record]) -> RenderableType:
    """Show the topics with their sentences and papers."""
    from rich.console import Group as Lines

    catalogue = Catalogue.of(records)
    parts: list[RenderableType] = []
    if overview.since is not None:
        names = {topic.id: topic.name for topic in overview.topics}
        parts.append(_text("Since the last time", "bold"))
        parts += [_indented(text) for text in news_lines(overview.since, catalogue, names)]
    for topic in overview.topics:
        parts.append(_text(topic.name, "bold"))
        parts += [_indented(sentence.text) for sentence in (*topic.prose, *topic.disagreements)]
        for one in topic.representatives:
            record = catalogue.paper(one.paper_id)
            named = record.paper.title if record else one.paper_id
            parts.append(_indented(f"Stands for it: {named}: {'; '.join(one.reasons)}"))
        for name, words in (("Methods", topic.methods), ("Data sets", topic.datasets)):
            parts += [_indented(f"{name}: {some(words)}")] if words else []
        parts += [_indented(f"Limitation: {text}") for text in topic.limitations]
        titles = [record.paper.title for paper_id in topic.papers if (record := catalogue.paper(paper_id))]
        parts += [_indented(f"· {title}", "dim") for title in titles]
    return Lines(*parts)


def printed(view: RenderableType, *, width: int | None = None, color: bool = False) -> str:
    """Print a view into a string, as wide as given (else as the terminal), with colours only where asked for."""
    from io import StringIO
    from shutil import get_terminal_size

    from rich.console import Console

    out = StringIO()
    Console(
        file=out,
        width=width or get_terminal_size((120, 24)).columns,
        color_system="standard" if color else None,
        force_terminal=color,
        force_jupyter=False,  # else, in a notebook, it shows the view there and prints nothing here
        legacy_windows=False,
    ).print(view)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _group(lines: Sequence[GroupLine], arithmetic: bool) -> Table:
    """Five columns and no more, so that words have room on 80 columns: settings stand below baselines and so on."""
    table = _table(("#", 0), ("Figure", 0), ("Whose", 5), ("Against", 4), ("Unlike the best", 4))
    for line in lines:
        whose = _stacked((line.subject, ""), (line.doubt, "yellow"), (_brief(line.title), "dim"))
        against = _stacked((line.baseline, ""), (line.setting and f"in {line.setting}", "dim"))
        beside = _stacked(
            (line.differs, "yellow"),
            (line.quality and f"quality {line.quality}", ""),
            (line.row.arithmetic if arithmetic else "", "cyan"),
        )
        star = " ★" if line.front else ""
        table.add_row(_text(line.rank), _text(line.figure + star, "bold"), whose, against, beside)
    return table


def _disagreements(found: Sequence[DisagreementLine]) -> Iterator[RenderableType]:
    if found:
        yield _text("Different numbers for the same thing", "bold")
    for line in found:
        yield _indented(f"{line.thing}: {line.about.lower()}, {line.spread}")
        for side in line.sides:
            yield _indented(f"{side.figure} “{side.evidence}” ({side.title})", "dim", by=4)


def _chains(found: Sequence[ChainLine]) -> Iterator[RenderableType]:
    if found:
        yield _text("Chains, claimed by no paper", "bold")
    for line in found:
        named = f"{line.chain.subject} against {line.chain.baseline}: {line.about.lower()}"
        yield _indented(f"{line.figure} {named}. {line.chain.arithmetic}")
        for side in line.links:
            link = f"{side.figure} {side.subject} against {side.baseline or 'its baseline'} ({side.title})"
            yield _indented(link, "dim", by=4)
        if line.doubts:
            yield _indented(f"in doubt: {line.doubts}", "yellow", by=4)


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
        line = f"{' '.join(stated(claim))}{doubt}"
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


def _stacked(*parts: tuple[str, str]) -> Text:
    """Words below each other, each in its style; empty ones are left out."""
    from rich.text import Text

    return Text("\n").join(_text(words, style) for words, style in parts if words)


def _text(text: str | None, style: str = "") -> Text:
    from rich.text import Text

    return Text(one_line(text or ""), style=style)


def _indented(text: str, style: str = "", *, by: int = 2) -> RenderableType:
    """A paragraph set in from the left, all of its lines."""
    from rich.padding import Padding

    return Padding(_text(text, style), (0, 0, 0, by))


def _brief(title: str) -> str:
    """A title's beginning, where it is long: a table of many rows stays one."""
    title = one_line(title)
    if len(title) <= TITLE_SHOWN:
        return title
    return title[:TITLE_SHOWN].rpartition(" ")[0].rstrip(" ,:;-") + "…"
