"""Sheets: records, claims, comparisons and overviews as CSV, safe to open in a spreadsheet.

A text that a spreadsheet would take for a formula gets an apostrophe before it; real numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from summarizer.factors import factor_of
from summarizer.records import Record
from summarizer.render.catalogue import Catalogue
from summarizer.render.text import link, one_line, without_support
from summarizer.render.words import figure
from summarizer.views import Comparison, Overview

Cell = str | float | int | None
Cells = dict[str, Cell]


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


CLAIM_COLUMNS = _names(
    "claim_id paper_id title metric phase kind value value_max unit bound relation direction factor subject baseline"
    " setting role verdict verdict_reason evidence url flags"
)
RECORD_COLUMNS = _names(
    "paper_id title status error tldr unsupported contribution primary_topic topics method_names claims verified_claims"
    " results url flags"
)
COMPARISON_COLUMNS = _names(
    "group metric phase unit_family unit rank of factor amount bound figure claim_id paper_id title subject baseline"
    " setting differs evidence reasons url flags"
)
OVERVIEW_COLUMNS = _names("topic name sentence cites papers methods datasets limitations")
_FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")


def claims_csv(records: Iterable[Record]) -> str:
    """Write a row a claim, whatever its verdict; columns are `CLAIM_COLUMNS`."""
    return _sheet(CLAIM_COLUMNS, claim_rows(records))


def records_csv(records: Iterable[Record]) -> str:
    """Write a row a paper; columns are `RECORD_COLUMNS`. Words that are nowhere in the paper are followed by (?)."""
    return _sheet(RECORD_COLUMNS, map(_record_row, records))


def comparison_csv(comparison: Comparison, records: Sequence[Record]) -> str:
    """Write a row a placed claim, then a row an unplaced one with its reasons; columns are `COMPARISON_COLUMNS`."""
    return _sheet(COMPARISON_COLUMNS, comparison_rows(comparison, records))


def overview_csv(overview: Overview) -> str:
    """Write a row a sentence of each topic; columns are `OVERVIEW_COLUMNS`."""
    return _sheet(OVERVIEW_COLUMNS, _overview_rows(overview))


def claim_rows(records: Iterable[Record]) -> Iterator[Cells]:
    """Give each claim by the names of `CLAIM_COLUMNS`, its words as they are."""
    for record in records:
        for claim in record.claims:
            row: Cells = {column: getattr(claim, column, None) for column in CLAIM_COLUMNS}
            row |= {"claim_id": claim.id, "factor": factor_of(claim), **_paper(record)}
            yield row


def comparison_rows(comparison: Comparison, records: Sequence[Record]) -> Iterator[Cells]:
    """Give each placed claim by the names of `COMPARISON_COLUMNS`, its words as they are; then those in no group."""
    catalogue = Catalogue.of(records)
    for index, group in enumerate(comparison.groups, 1):
        key, ranked = group.key, sum(row.rank is not None for row in group.rows)
        common: Cells = {"group": index, "unit_family": key.unit_family, "unit": key.unit, "of": ranked}
        for row in group.rows:
            place: Cells = {"rank": row.rank, "factor": row.factor, "amount": row.amount, "bound": row.bound}
            about = _about(catalogue, row.claim_id)
            yield {**about, **common, **place, "paper_id": row.paper_id, "differs": "; ".join(row.differs)}
    for item in comparison.unplaced:
        yield {**_about(catalogue, item.claim_id), "reasons": "; ".join(item.reasons)}


def marked(text: str, unsupported: Sequence[str]) -> str:
    """Follow every word that is nowhere in the paper by (?)."""
    return "".join(f"{piece} (?)" if doubtful else piece for piece, doubtful in without_support(text, unsupported))


def _sheet(columns: Sequence[str], rows: Iterable[Cells]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def _cell(value: Cell) -> Cell:
    if isinstance(value, str):
        return f"'{one_line(value)}" if value.lstrip(" ").startswith(_FORMULA) else one_line(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value


def _paper(record: Record) -> Cells:
    paper = record.paper
    return {"paper_id": paper.id, "title": paper.title, "url": link(paper).url, "flags": "; ".join(record.flags)}


def _record_row(record: Record) -> Cells:
    unsupported = record.summary.unsupported
    return {
        **_paper(record),
        "status": record.status,
        "error": f"{record.error.kind}: {record.error.message}" if record.error else None,
        "tldr": marked(record.summary.tldr, unsupported),
        "unsupported": "; ".join(unsupported),
        "contribution": record.contribution,
        "primary_topic": record.primary_topic,
        "topics": "; ".join(record.topics),
        "method_names": "; ".join(record.method_names),
        "claims": len(record.claims),
        "verified_claims": len(record.verified_claims),
        "results": len(record.results),
    }


def _about(catalogue: Catalogue, claim_id: str) -> Cells:
    entry = catalogue.claim(claim_id)
    if entry is None:
        return {"claim_id": claim_id}
    claim = entry.claim
    return {
        **_paper(entry.record),
        "claim_id": claim_id,
        "figure": figure(claim),
        **{name: getattr(claim, name) for name in ("metric", "phase", "subject", "baseline", "setting", "evidence")},
    }


def _overview_rows(overview: Overview) -> Iterator[Cells]:
    for topic in overview.topics:
        lists: Cells = {
            name: "; ".join(getattr(topic, name)) for name in ("papers", "methods", "datasets", "limitations")
        }
        for sentence in topic.prose:
            said: Cells = {"sentence": sentence.text, "cites": "; ".join(sentence.cites)}
            yield {"topic": topic.id, "name": topic.name, **said, **lists}
