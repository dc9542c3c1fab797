"""Requests, and clients behind a cache, for the tests of the cache."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from summarizer.clients import Completion, Message, Request
from summarizer.clients.cache import CachedClient, ResponseCache, Responses
from summarizer.marks import mark
from summarizer.papers import make_paper

URL = "http://localhost:8080/v1"
KEY = "a" * 64
SCHEMA = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
MARKS = mark(make_paper("Sparse gears", "Our gears need 40% less oil than plain gears."))


def request(text: str = "Sparse gears", **changes: Any) -> Request:
    whole = Request((Message("system", "Read."), Message("user", text)), SCHEMA, "m", {"temperature": 0}, MARKS, "p@1")
    return replace(whole, **changes)


class Scripted:
    """An inner client that answers from a list, or by a function, and counts."""

    name = "scripted"

    def __init__(self, *answers: Completion | Exception, delay: float = 0.0) -> None:
        self.answers = answers or (Completion("{}"),)
        self.asked: list[Request] = []
        self.delay = delay

    def complete(self, request: Request) -> Completion:
        self.asked.append(request)
        time.sleep(self.delay)
        answer = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer


def is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def cached(
    inner: Any, folder: Path, url: str = URL, journal: list[dict[str, Any]] | None = None, **more: Any
) -> CachedClient:
    rows = [] if journal is None else journal
    return CachedClient(inner, ResponseCache(folder), url, valid=is_object, journal=rows.append, **more)


def behind(cache: Responses, inner: Any, **more: Any) -> CachedClient:
    return CachedClient(inner, cache, URL, valid=is_object, **{"journal": lambda row: None, **more})


def execute(cache: ResponseCache, statement: str, *values: Any) -> None:
    with closing(sqlite3.connect(cache.folder / "cache.db")) as database, database:
        database.execute(statement, values)


@contextmanager
def anybody() -> Iterator[None]:
    """Somebody whom permissions bind: root writes anywhere, so it steps back."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
