"""A clock that moves when one sleeps by it, and the web as a test sees it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fake_sites import FakeSite

from summarizer.clients.waits import Clock
from summarizer.sources.web import Endpoints, Web

FRIDAY = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)


class MovingClock:
    """Keeps what was slept; its `now` moves with it."""

    def __init__(self, start: datetime = FRIDAY) -> None:
        self.start = start
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def now(self) -> datetime:
        return self.start + timedelta(seconds=sum(self.slept))

    @property
    def clock(self) -> Clock:
        return Clock(self.sleep, lambda: sum(self.slept), self.now)


def web_at(site: FakeSite, folder: Path, clock: MovingClock | None = None, **given: Any) -> Web:
    """A web whose services are all at a local site."""
    endpoints = Endpoints(site.url, site.url, site.url)
    return Web(folder, endpoints, allow_private=True, clock=(clock or MovingClock()).clock, **given)
