"""A clock whose time passes only while one sleeps by it."""

from __future__ import annotations

from datetime import UTC, datetime

from summarizer.clients.waits import Clock

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


class FakeClock:
    """Keeps what was slept."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def monotonic(self) -> float:
        return sum(self.slept)

    @property
    def clock(self) -> Clock:
        return Clock(self.sleep, self.monotonic, lambda: NOW)
