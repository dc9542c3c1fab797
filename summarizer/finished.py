"""Finished records: what was made of a paper, kept so that a run over the same papers need not read them again.

A record follows from the paper, the replies and the code. Where the replies are all cached it can be made again, at
the price of reading, asking the cache and verifying; where nothing has changed at all, it is simply given back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from summarizer.clients import canonical_json, sha256
from summarizer.papers import Paper
from summarizer.records import NOTHING_SPENT, Provenance, Record, record_json

if TYPE_CHECKING:
    from summarizer.clients.cache import Responses


class FinishedRecords:
    """The records of one way of reading, by paper; `manner` is whatever that way depends on beside the code."""

    def __init__(self, cache: Responses, manner: Mapping[str, Any], clock: Callable[[], datetime]) -> None:
        self._cache = cache
        self._manner = hashlib.sha256(canonical_json({**manner, "code": code_sha256()}).encode()).digest()
        self._clock = clock

    def recall(self, paper: Paper) -> Record | None:
        """Give the record of a paper, with the paper as it was given now; None where there is none."""
        row = self._cache.get(self._key(paper))
        if row is None:
            return None
        try:
            record = Record.model_validate_json(row["record"])
        except (ValidationError, KeyError):
            return None
        return record.model_copy(update={"paper": paper, "provenance": self._again(record.provenance)})

    def keep(self, record: Record) -> None:
        """Keep the record of a paper that is done, at the latest when `flush` is called."""
        self._cache.put_later(self._key(record.paper), {"record": record_json(record)})

    def flush(self) -> None:
        """Write what is not yet written."""
        self._cache.flush()

    def _key(self, paper: Paper) -> str:
        """Claims are named after their paper, and spans count its very characters."""
        text = canonical_json([paper.id, paper.title, paper.body])
        return sha256(self._manner + text.encode("utf-8", "surrogatepass"))

    def _again(self, made: Provenance) -> Provenance:
        moment = self._clock().isoformat(timespec="seconds")
        spent = {"cached": True, "attempts": 0, "usage": NOTHING_SPENT, "cost_usd": 0.0, "created_at": moment}
        return made.model_copy(update=spent)


@lru_cache(maxsize=1)
def code_sha256() -> str:
    """Name this very code, so that a record made by any other is not taken for one of today's."""
    package = Path(__file__).resolve().parent
    digest = hashlib.sha256()
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.toml")]):
        digest.update(str(path.relative_to(package)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
