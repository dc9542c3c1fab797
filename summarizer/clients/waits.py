"""Waits: how long to wait before asking again, from what the server says and from how often it was asked."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from summarizer.errors import SettingsError

if TYPE_CHECKING:
    from tenacity import RetryCallState

    from summarizer.errors import ErrorKind

SHORTEST_WAIT = 0.5

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_DURATION = re.compile(r"(?:\d+(?:\.\d+)?(?:ms|[smhd]))+")
_DURATION_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|[smhd])")


@dataclass(frozen=True)
class Clock:
    """The three ways in which a client knows time; tests, and runs that want to be woken, give their own."""

    sleep: Callable[[float], object] = time.sleep
    """Waits so many seconds."""
    monotonic: Callable[[], float] = time.monotonic
    """Seconds that never jump: deadlines and waits are measured by it."""
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    """The date, for servers that give one."""


@dataclass(frozen=True)
class Patience:
    """How long and how often a request is tried."""

    attempts: int = 5
    """Times a request is sent before it is given up."""
    longest_wait: float = 60.0
    """Seconds; a server that asks for more ends the run."""
    deadline: float = 300.0
    """Seconds for one request, all its attempts and waits together; what pacing holds back does not count."""
    silence: float = 300.0
    """Seconds without a byte until one attempt is given up; a slow model is silent, too."""

    def __post_init__(self) -> None:
        for name in ("attempts", "longest_wait", "deadline", "silence"):
            value = getattr(self, name)
            if not math.isfinite(value) or value <= 0:
                raise SettingsError(f"{name} is {value}: expected a number above 0")


class AttemptError(Exception):
    """One attempt failed in a way that another may not; it never leaves the client."""

    def __init__(
        self,
        kind: ErrorKind,
        reason: str,
        hint: float | None = None,
        *,
        holds_all: bool = False,
        billed: bool | None = False,
    ) -> None:
        super().__init__(reason)
        self.kind: ErrorKind = kind
        self.hint = hint
        self.holds_all = holds_all
        """Whether the wait after it is for all requests, not only for this one."""
        self.billed = billed
        """Whether it has to be paid; None where nobody can tell."""


def server_hint(headers: Mapping[str, str], now: datetime) -> float | None:
    """Read how many seconds the server asks to wait; None where it says nothing that can be meant.

    `retry-after-ms`, then `retry-after` (seconds or an HTTP date), then the longest `x-ratelimit-reset-*` of a limit
    that is not known to have something left. Not a number, infinite, zero, negative and past count as nothing.
    """
    milliseconds = _positive(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    after = headers.get("retry-after")
    asked = _positive(after) or _until(after, now)
    return asked if asked is not None else _reset(headers, now)


def read_wait(value: str | None, now: datetime) -> float | None:
    """Read a time from now: seconds, a duration such as `1m30s`, or a date; None where it is none, or past."""
    return (_positive(value) or _duration(value) or _until(value, now)) if value else None


def backoff(longest: float) -> Callable[[RetryCallState], float]:
    """Make the wait policy: what the server asked for in this answer, or a random share of a doubling time.

    Never more than `longest` seconds.
    """
    from tenacity import wait_random_exponential

    jitter = wait_random_exponential(multiplier=1, min=min(SHORTEST_WAIT, longest), max=longest)

    def wait(state: RetryCallState) -> float:
        failure = state.outcome.exception() if state.outcome else None
        hint = failure.hint if isinstance(failure, AttemptError) else None
        return min(longest, max(hint or 0.0, jitter(state)))

    return wait


def _reset(headers: Mapping[str, str], now: datetime) -> float | None:
    waits = []
    for name, value in headers.items():
        limit = name.lower().removeprefix("x-ratelimit-reset-")
        left = headers.get(f"x-ratelimit-remaining-{limit}")
        if limit != name.lower() and (left is None or left.strip() == "0"):
            waits.append(read_wait(value, now))
    return max((wait for wait in waits if wait is not None), default=None)


def _positive(value: str | None) -> float | None:
    try:
        number = float(value) if value is not None else 0.0
    except ValueError:
        return None
    return number if math.isfinite(number) and number > 0 else None


def _duration(value: str) -> float | None:
    compact = value.replace(" ", "").lower()
    if not _DURATION.fullmatch(compact):
        return None
    return sum(float(amount) * _UNITS[unit] for amount, unit in _DURATION_PART.findall(compact)) or None


def _until(value: str | None, now: datetime) -> float | None:
    moment = _date(value) if value else None
    if moment is None:
        return None
    seconds = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
    return _positive(str(seconds.total_seconds()))


def _date(value: str) -> datetime | None:
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            return read(value)
        except (ValueError, TypeError, OverflowError):
            continue
    return None
