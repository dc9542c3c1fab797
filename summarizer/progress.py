"""Progress: a bar on a terminal, elsewhere a line now and then, so that a long run shows that it goes on."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from typing import TypeVar

T = TypeVar("T")


EVERY = 60.0
"""Seconds between two lines in a log."""


def track(
    items: Iterable[T], *, total: int, label: str, shown: bool | None = None, every: float = EVERY
) -> Iterator[T]:
    """Pass items on while a bar on stderr counts them; `shown` None means on a terminal and in a notebook only.

    Else, unless `shown` is False, a line says every so many seconds how far it is: a log should not grow with it.
    """
    bar = shown or (shown is None and (sys.stderr.isatty() or _in_notebook_with_widgets()))
    if total < 2 or shown is False:
        yield from items
    elif bar:
        yield from _with_bar(items, total, label)
    else:
        yield from _with_lines(items, total, label, every)


def _in_notebook_with_widgets() -> bool:
    """Whether a notebook's kernel runs this and can draw: having loaded its packages is not enough."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return shell is not None and "IPKernelApp" in shell.config and find_spec("ipywidgets") is not None


def _with_lines(items: Iterable[T], total: int, label: str, every: float) -> Iterator[T]:
    last = time.monotonic()
    for done, item in enumerate(items, 1):
        if done < total and time.monotonic() - last >= every:
            last = time.monotonic()
            with suppress(OSError):  # a log that takes nothing more is no reason to stop
                print(f"{label}: {done:,} of {total:,}", file=sys.stderr, flush=True)  # noqa: T201
        yield item


def _with_bar(items: Iterable[T], total: int, label: str) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        for item in items:
            bar.advance(task)
            yield item
