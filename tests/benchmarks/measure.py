"""What the benchmarks share: how a figure is taken, what a row of the table is, the papers, the server."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any, TypeVar

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
sys.path.insert(0, str(TESTS))

Thing = TypeVar("Thing")
Row = tuple[str, str, str, str]
"""What was measured, the figure, its ratio, and against what."""
REPEATS = 5
source = Path(__file__).with_name("papers.json")
"""Whose papers are read: a file that `summarizer summarize` takes."""


def fastest(run: Callable[[], object], repeats: int = REPEATS) -> float:
    """Seconds of the quickest of several runs: what the code needs when nothing disturbs it."""
    times = []
    for _ in range(repeats):
        begun = time.perf_counter()
        run()
        times.append(time.perf_counter() - begun)
    return min(times)


def quickest(run: Callable[[Thing], object], things: Sequence[Thing], passes: int = 3 * REPEATS) -> float:
    """Seconds for all of some things, each at its quickest of several passes over them.

    A pass is too long for a shared machine to leave it alone, one paper is not. They come in turn, so that the
    processor's caches are as cold for each as they are in use.
    """
    times = [float("inf")] * len(things)
    for _ in range(passes):
        for at, thing in enumerate(things):
            begun = time.perf_counter()
            run(thing)
            times[at] = min(times[at], time.perf_counter() - begun)
    return sum(times)


def row(name: str, ours: float, floor: float, floor_name: str, unit: str = "s", count: int = 1) -> Row:
    shown = f"{count / ours:,.0f} {unit}/s" if unit != "s" else f"{ours:.3f} s"
    return name, shown, f"{ours / floor:.2f}", floor_name


def papers(count: int) -> list[Any]:
    """So many papers, no two alike: those of `source`, over and over under numbered titles."""
    from summarizer.papers import make_paper
    from summarizer.sources.loading import load_papers

    known = load_papers(source)
    return [make_paper(f"{p.title} {n}", p.abstract) for n, p in zip(range(count), cycle(known), strict=False)]


_SERVER = """
import sys
sys.path.insert(0, sys.argv[1])
from dataclasses import replace
from fake_endpoint import FakeEndpoint, reply
usage = {"prompt_tokens": 3500, "completion_tokens": 300, "total_tokens": 3800}
with FakeEndpoint(replace(reply(sys.argv[2], usage=usage), delay=float(sys.argv[3])), keep=False) as server:
    print(server.url, flush=True)
    sys.stdin.read()
"""


@contextmanager
def serving(text: str, *, delay: float) -> Iterator[str]:
    """A server in a process of its own that answers everything with one text after `delay` seconds; its base URL."""
    command = [sys.executable, "-c", _SERVER, str(TESTS), text, str(delay)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin
        assert server.stdout
        yield server.stdout.readline().strip()
        server.stdin.close()
