"""Speed and memory, each as a ratio against a floor or a peer measured in the same run: `python tests/benchmarks`.

    python tests/benchmarks            everything but the endpoint (about half a minute)
    python tests/benchmarks endpoint   the engine against the raw SDK, 1,000 papers at 0.2 s (about a minute)

Absolute figures depend on the machine; quote the ratios.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent))

Row = tuple[str, str, str, str]
REPEATS = 5


def fastest(run: Callable[[], object], repeats: int = REPEATS) -> float:
    """Seconds of the quickest of several runs: what the code needs when nothing disturbs it."""
    times = []
    for _ in range(repeats):
        begun = time.perf_counter()
        run()
        times.append(time.perf_counter() - begun)
    return min(times)


def papers(count: int) -> list[Any]:
    from summarizer.papers import make_paper

    known = json.loads((ROOT / "evals" / "papers.json").read_text(encoding="utf-8"))
    return [make_paper(f"{p['title']} {n}", p["abstract"]) for n in range(count) for p in [known[n % len(known)]]]


def row(name: str, ours: float, floor: float, floor_name: str, unit: str = "s", count: int = 1) -> Row:
    shown = f"{count / ours:,.0f} {unit}/s" if unit != "s" else f"{ours:.3f} s"
    return name, shown, f"{ours / floor:.2f}", floor_name


def reading() -> list[Row]:
    from summarizer.clients.extractive import ExtractiveClient
    from summarizer.engine import Engine, summarize
    from summarizer.marks import mark
    from summarizer.reading import read
    from summarizer.records import Record, read_record, record_json
    from summarizer.topics import load_topics
    from summarizer.verification import verify

    todo, topics = papers(320), load_topics()
    engine = Engine(ExtractiveClient(topics), topics)
    records = list(summarize(todo, engine))
    written = [json.loads(record_json(record)) for record in records]
    words = fastest(lambda: [paper.full_text.lower().split() for paper in todo]), "splitting the text into words"
    load = fastest(lambda: [Record.model_validate(data) for data in written]), "pydantic validating the record"
    each = {"unit": "papers", "count": len(todo)}
    return [
        row(
            "embedded reader: paper in, answer out",
            fastest(lambda: [read(mark(p), topics) for p in todo]),
            *words,
            **each,
        ),
        row(
            "embedded reader: paper in, verified record out",
            fastest(lambda: list(summarize(todo, engine))),
            *words,
            **each,
        ),
        row("verify a record", fastest(lambda: [verify(r) for r in records]), *load, **each),
        row("read a record tolerantly", fastest(lambda: [read_record(d) for d in written]), *load, **each),
    ]


def processes() -> list[Row]:
    python = [sys.executable, "-c"]
    bare = fastest(lambda: subprocess.run([*python, "pass"], check=True))
    with tempfile.TemporaryDirectory() as out:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("SUMMARIZER_", "OPENAI_"))}

        def command(*arguments: str) -> float:
            line = [sys.executable, "-m", "summarizer", *arguments]
            return fastest(lambda: subprocess.run(line, check=True, capture_output=True, env=environment, cwd=out))

        page = str(ROOT / "evals" / "page.txt")
        return [
            row("summarizer --help", command("--help"), bare, "python -c pass"),
            row("digest of the example page, cold", command("digest", page, "-o", out), bare, "python -c pass"),
        ]


def cached() -> list[Row]:
    from fake_endpoint import FakeEndpoint
    from fake_endpoint import reply as served
    from scripted import answer

    from summarizer.backends import open_engine
    from summarizer.engine import summarize
    from summarizer.records import Record, record_json
    from summarizer.settings import Settings

    todo = papers(500)
    with tempfile.TemporaryDirectory() as folder, FakeEndpoint(served(json.dumps(answer()))) as server:
        settings = Settings(base_url=server.url, model="fake-1", cache_dir=Path(folder), workers=16)
        engine = open_engine(settings)
        first = list(summarize(todo, engine, workers=16))
        asked = len(server.hits)
        written = [json.loads(record_json(record)) for record in first]
        floor = fastest(lambda: [Record.model_validate(data) for data in written])
        ours = fastest(lambda: [record_json(record) for record in summarize(todo, engine, workers=1)])
        assert len(server.hits) == asked, "a cached run asked the server"
    name, against = "second run, everything cached, to the written record", "pydantic validating the record"
    return [row(name, ours, floor, against, "records", len(todo))]


_SERVER = """
import sys, time
sys.path.insert(0, sys.argv[1])
from fake_endpoint import FakeEndpoint, reply
from dataclasses import replace
with FakeEndpoint(replace(reply(sys.argv[2]), delay=0.2)) as server:
    print(server.url, flush=True)
    sys.stdin.read()
"""


def endpoint() -> list[Row]:
    from scripted import answer

    rows = []
    with subprocess.Popen(
        [sys.executable, "-c", _SERVER, str(HERE.parent), json.dumps(answer())],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as server:  # fmt: skip
        assert server.stdout
        assert server.stdin
        url = server.stdout.readline().strip()
        for workers in (32, 128):
            raw = min(_raw_sdk(url, workers) for _ in range(2))
            ours = min(_engine(url, workers) for _ in range(2))
            rows.append(row(f"1,000 papers at 0.2 s, {workers} workers", ours, raw, "the raw SDK, same workers"))
        server.stdin.close()
    return rows


def _raw_sdk(url: str, workers: int) -> float:
    import openai

    client = openai.OpenAI(base_url=url, api_key="none", max_retries=0)
    messages = [{"role": "user", "content": papers(1)[0].full_text}]
    client.chat.completions.create(model="fake-1", messages=messages)  # type: ignore[arg-type]
    begun = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        for _ in pool.map(lambda _: client.chat.completions.create(model="fake-1", messages=messages), range(1000)):  # type: ignore[arg-type]
            pass
    return time.perf_counter() - begun


def _engine(url: str, workers: int) -> float:
    from summarizer.backends import open_engine
    from summarizer.engine import summarize
    from summarizer.settings import Settings

    todo = papers(1001)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(base_url=url, model="fake-1", cache_dir=Path(folder), workers=workers)
        engine = open_engine(settings)
        list(summarize(todo[:1], engine, workers=1))
        begun = time.perf_counter()
        assert sum(record.status == "ok" for record in summarize(todo[1:], engine, workers=workers)) == 1000
        return time.perf_counter() - begun


def main(wanted: list[str]) -> None:
    parts = [endpoint] if wanted == ["endpoint"] else [processes, reading, cached]
    rows = [line for part in parts for line in part()]
    head: Row = ("what", "figure", "ratio", "against")
    widths = [max(len(line[i]) for line in [head, *rows]) for i in range(4)]
    for line in [head, *rows]:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


main(sys.argv[1:])
