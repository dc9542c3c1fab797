"""Data: records, comparisons and overviews as JSON, whole and inert.

Characters that a terminal obeys are written as escapes, so that the text can be printed and the data stays the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from summarizer.records import Record, record_json
from summarizer.render.text import inert_json


def records_jsonl(records: Iterable[Record]) -> str:
    """Write a record a line, every field in it."""
    return "".join(f"{inert_json(record_json(record))}\n" for record in records)


def records_json(records: Iterable[Record]) -> str:
    """Write one JSON array of records."""
    return _array(map(record_json, records))


def claims_jsonl(records: Iterable[Record]) -> str:
    """Write a claim a line, with the id of its paper in `paper_id`."""
    return "".join(f"{inert_json(line)}\n" for line in _claims(records))


def claims_json(records: Iterable[Record]) -> str:
    """Write one JSON array of claims, each with the id of its paper in `paper_id`."""
    return _array(_claims(records))


def to_json(value: BaseModel, *, indent: int | None = 2) -> str:
    """Write a comparison or an overview, indented, or with `indent=None` on one line."""
    return inert_json(value.model_dump_json(indent=indent)) + "\n"


def _claims(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        for claim in record.claims:
            row = {"paper_id": record.paper.id, **claim.model_dump(mode="json")}
            yield json.dumps(row, ensure_ascii=False, allow_nan=False)


def _array(lines: Iterable[str]) -> str:
    return inert_json("[" + ",\n ".join(lines) + "]\n")
