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
from summarizer.render.lines import GroupLine, chain_lines, disagreement_lines, group_lines
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
    "row group metric phase unit_family unit rank of factor factor_max amount amount_max bound figure quality_change"
    " quality_unit quality_metric quality_dataset front claim_id paper_id title subject baseline setting differs"
    " arithmetic evidence verdict reasons spread url flags"
)
OVERVIEW_COLUMNS = _names(
    "topic name sentence cites papers main claims best_claims methods datasets limitations representatives"
)
TOPIC_COLUMNS = _names("id name papers main claims methods datasets best_claims paper_ids")
_CLAIM_FIELDS = ("metric", "phase", "subject", "baseline", "setting", "evidence", "verdict")
_ROW_FIELDS = ("paper_id", "claim_id", "rank", "factor", "factor_max", "amount", "amount_max", "bound", "arithmetic")
_CHAIN_FIELDS = ("metric", "phase", "subject", "baseline", "factor", "bound", "arithmetic")
_TOPIC_LISTS = ("papers", "methods", "datasets", "limitations", "best_claims")
_FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")


def claims_csv(records: Iterable[Record]) -> str:
    """Write a row a claim, whatever its verdict; columns are `CLAIM_COLUMNS`."""
    return _sheet(CLAIM_COLUMNS, claim_rows(records))


def records_csv(records: Iterable[Record]) -> str:
    """Write a row a paper; columns are `RECORD_COLUMNS`. Words that are nowhere in the paper are followed by (?)."""
    return _sheet(RECORD_COLUMNS, map(_record_row, records))


def comparison_csv(comparison: Comparison, records: Sequence[Record]) -> str:
    """Write a row a placed claim, then one an unplaced claim, a chain, a claim of each disagreement.

    Which of them a row is stands in `row` (`claim`, `unplaced`, `chain`, `disagreement`); the columns are
    `COMPARISON_COLUMNS`.
    """
    parts = (comparison_rows, unplaced_rows, chain_rows, disagreement_rows)
    return _sheet(COMPARISON_COLUMNS, (row for rows in parts for row in rows(comparison, records)))


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
    """Give each placed claim by the names of `COMPARISON_COLUMNS`, its words as they are."""
    catalogue = Catalogue.of(records)
    for index, group in enumerate(comparison.groups, 1):
        ranked = sum(row.rank is not None for row in group.rows)
        for line in group_lines(group, catalogue):
            place: Cells = {name: getattr(line.row, name) for name in _ROW_FIELDS}
            yield {
                **_about(catalogue, line.row.claim_id),
                **{name: getattr(group.key, name) for name in ("metric", "phase", "unit_family", "unit")},
                **place,
                **_quality(line),
                "row": "claim",
                "group": index,
                "of": ranked,
                "figure": line.figure,
                "front": line.front,
                "differs": line.differs,
            }


def unplaced_rows(comparison: Comparison, records: Sequence[Record]) -> Iterator[Cells]:
    """Give each claim that stands in no group, with its reasons."""
    catalogue = Catalogue.of(records)
    for item in comparison.unplaced:
        yield {**_about(catalogue, item.claim_id), "row": "unplaced", "reasons": "; ".join(item.reasons)}


def chain_rows(comparison: Comparison, records: Sequence[Record]) -> Iterator[Cells]:
    """Give each chain: its links' ids in `claim_id`, why it may not hold in `reasons`."""
    for line in chain_lines(comparison, Catalogue.of(records)):
        yield {
            **{name: getattr(line.chain, name) for name in _CHAIN_FIELDS},
            "row": "chain",
            "figure": line.figure,
            "claim_id": "; ".join(line.chain.links),
            "reasons": line.doubts,
        }


def disagreement_rows(comparison: Comparison, records: Sequence[Record]) -> Iterator[Cells]:
    """Give each claim of each disagreement, the disagreement's number in `group`."""
    catalogue = Catalogue.of(records)
    for index, line in enumerate(disagreement_lines(comparison, catalogue), 1):
        for side in line.sides:
            factor = factor_of(side.entry.claim) if side.entry else None
            common: Cells = {"row": "disagreement", "group": index, "spread": line.disagreement.spread}
            yield {**_about(catalogue, side.claim_id), **common, "factor": factor}


def topic_rows(overview: Overview) -> Iterator[Cells]:
    """Give each topic by the names of `TOPIC_COLUMNS`; lists are joined by semicolons."""
    for topic in overview.topics:
        row: Cells = {name: "; ".join(getattr(topic, name)) for name in ("methods", "datasets", "best_claims")}
        row |= {"id": topic.id, "name": topic.name, "papers": len(topic.papers), "main": topic.main}
        yield row | {"claims": topic.claims, "paper_ids": "; ".join(topic.papers)}


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
        text = one_line(value)  # without what no eye sees, so that a formula may begin there that did not before
        return f"'{text}" if text.startswith(_FORMULA) or value.lstrip(" ").startswith(_FORMULA) else text
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
        **{name: getattr(claim, name) for name in _CLAIM_FIELDS},
    }


def _quality(line: GroupLine) -> Cells:
    found = line.row.quality
    names = ("change", "unit", "metric", "dataset")
    return {f"quality_{name}": getattr(found, name) for name in names} if found else {}


def _overview_rows(overview: Overview) -> Iterator[Cells]:
    for topic in overview.topics:
        lists: Cells = {name: "; ".join(getattr(topic, name)) for name in _TOPIC_LISTS}
        counts: Cells = {"main": topic.main, "claims": topic.claims}
        stand = "; ".join(one.paper_id for one in topic.representatives)
        for sentence in (*topic.prose, *topic.disagreements):
            said: Cells = {"sentence": sentence.text, "cites": "; ".join(sentence.cites)}
            yield {"topic": topic.id, "name": topic.name, **said, **lists, **counts, "representatives": stand}
