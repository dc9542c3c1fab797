"""One morning in a process of its own, at a moment that is given: `main` takes CONFIG, MOMENT and a base URL.

What makes it is what `summarizer digest --config` is made of; only the clock is another.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from summarizer.cli.delivering import open_desk
from summarizer.clients.waits import Clock
from summarizer.delivery.configuration import load_configuration
from summarizer.delivery.morning import run_morning


def main() -> None:
    """Run it, and end with its exit code."""
    config, moment, base_url = sys.argv[1:4]
    now = datetime.fromisoformat(moment)
    clock = Clock(sleep=lambda _: None, now=lambda: now)
    given = {"model": "fake-1", "base_url": base_url, "workers": 1, "quiet": False, "verbose": False}
    configuration = load_configuration(Path(config))
    desk = open_desk(configuration, {**given, "receipt_papers": False})
    web = replace(desk.web, clock=clock, arxiv_gap=0.0)
    sys.exit(run_morning(configuration, replace(desk, clock=clock, web=web)))
