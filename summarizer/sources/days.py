"""Days: dates as sources write them, and the day on which arXiv announces what was submitted."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

_NUMBERS = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DEADLINE = time(14, 0)
"""Until when a submission is part of a day's batch, in arXiv's time zone."""


def read_day(text: str | None) -> date | None:
    """Read the day of a date as feeds and services write it, in the time zone it is written in; None if it is none.

    >>> read_day("2026-6-30"), read_day("Mon, 20 Jul 2026 00:00:00 -0400")
    (datetime.date(2026, 6, 30), datetime.date(2026, 7, 20))
    """
    if not text:
        return None
    try:
        if numbers := _NUMBERS.match(text):
            return date(*map(int, numbers.groups()))
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def read_moment(text: str | None) -> datetime | None:
    """Read a date with its time (ISO 8601), in UTC where it names no time zone; None if it is none."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def announcement_day(submitted: datetime) -> date:
    """The day under which arXiv lists what was submitted then, by its schedule.

    What comes before 14:00 Eastern time on a business day is that day's batch, else it is the next business day's; a
    batch is announced in the evening before the business day that follows, under that day's date. Holidays and papers
    that are held back are not in the schedule: they are announced later.
    """
    local = submitted.astimezone(_eastern())
    batch = local.date() if local.time() < _DEADLINE else local.date() + timedelta(days=1)
    return _business_day(_business_day(batch) + timedelta(days=1))


def _business_day(day: date) -> date:
    """The day, or the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


@lru_cache(maxsize=1)
def _eastern() -> ZoneInfo:
    return ZoneInfo("America/New_York")
