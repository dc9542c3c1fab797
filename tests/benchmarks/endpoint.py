"""The engine against an endpoint: its wall against the raw SDK's, its memory over 100,000 papers."""

from __future__ import annotations

import json
import resource
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from measure import Row, papers, row, serving

PAPERS = 1000
LATENCY = 0.2
STREAMED = 100_000


def endpoint() -> list[Row]:
    from scripted import answer

    rows = []
    with serving(json.dumps(answer()), delay=LATENCY) as url:
        for workers in (32, 128):
            raw = min(raw_sdk(url, workers) for _ in range(3))
            ours = min(_engine(url, workers) for _ in range(3))
            rows.append(
                row(f"{PAPERS:,} papers at {LATENCY} s, {workers} workers", ours, raw, "the raw SDK, same workers")
            )
    return rows


def raw_sdk(url: str, workers: int) -> float:
    """Seconds for as many calls of the SDK's own method, with the very requests that we would send, made beforehand."""
    import openai

    client = openai.OpenAI(base_url=url, api_key="none", max_retries=0)
    bodies = _bodies(PAPERS + 1)

    def ask(body: dict[str, Any]) -> str | None:
        return client.chat.completions.create(**body).choices[0].message.content

    ask(bodies[0])
    begun = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        assert all(pool.map(ask, bodies[1:]))
    return time.perf_counter() - begun


def _bodies(number: int) -> list[dict[str, Any]]:
    from summarizer.backends import open_setup
    from summarizer.clients.dialects import Dialect, shape
    from summarizer.conversation import converse
    from summarizer.settings import Settings

    setup = open_setup(Settings(), "fake-1")
    return [shape(next(converse(paper, setup)), Dialect()) for paper in papers(number)]


def _engine(url: str, workers: int) -> float:
    from summarizer.backends import open_backend
    from summarizer.engine import summarize
    from summarizer.settings import Settings

    todo = papers(PAPERS + 1)
    with tempfile.TemporaryDirectory() as folder:
        engine = open_backend(Settings(base_url=url, model="fake-1", cache_dir=Path(folder), workers=workers)).engine
        list(summarize(todo[:1], engine, workers=1))
        begun = time.perf_counter()
        assert sum(record.status == "ok" for record in summarize(todo[1:], engine, workers=workers)) == PAPERS
        return time.perf_counter() - begun


def streaming() -> list[Row]:
    """100,000 papers from a generator through the engine to nowhere: what stays in memory."""
    from scripted import answer

    from summarizer.backends import open_backend
    from summarizer.engine import summarize
    from summarizer.settings import Settings

    with tempfile.TemporaryDirectory() as folder, serving(json.dumps(answer()), delay=0) as url:
        engine = open_backend(Settings(base_url=url, model="fake-1", cache_dir=Path(folder), workers=16)).engine
        list(summarize(papers(100), engine, workers=16))
        before = _peak()
        begun = time.perf_counter()
        done = sum(record.status == "ok" for record in summarize(_stream(), engine, workers=16))
        assert done == STREAMED
        each = f"{STREAMED / (time.perf_counter() - begun):,.0f} papers/s"
        name = f"{STREAMED:,} papers streamed through ({each})"
        return [(name, f"{_peak():.0f} MB", f"{_peak() / before:.2f}", "the peak after 100 papers")]


def _stream() -> Iterator[Any]:
    from summarizer.papers import make_paper

    known = papers(100)
    for n in range(STREAMED):
        yield make_paper(f"{known[n % 100].title} {n}", known[n % 100].abstract)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
