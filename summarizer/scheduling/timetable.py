"""Timetables: the moments that a cron expression names in a time zone.

cronsim reads them: as in Debian's cron a time that the change to summer time skips is made up for at once, and one
that comes twice in autumn is taken once. croniter and APScheduler take it twice, and APScheduler counts the days of
the week from Monday, so that `1-5` is Tuesday to Saturday.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from summarizer.delivery.configuration import time_zone
from summarizer.errors import SettingsError

_FIELDS = "minute hour day-of-month month day-of-week"


@dataclass(frozen=True)
class Timetable:
    """When there is something to do; made by `make_timetable`."""

    cron: str
    zone: ZoneInfo

    def after(self, moment: datetime) -> datetime:
        """The first moment after one, in UTC."""
        from cronsim import CronSim

        for due in CronSim(self.cron, moment.astimezone(self.zone)):
            if due.astimezone(UTC) > moment:  # in the hour that comes twice it begins with what is past
                return due.astimezone(UTC)
        raise SettingsError(f"cron {self.cron!r}: no such day ever comes")


def make_timetable(cron: str, timezone: str) -> Timetable:
    """Read a cron expression of five fields; raises `SettingsError` saying what is wrong with it or the time zone.

    >>> table = make_timetable("30 7 * * 1-5", "Europe/Berlin")
    >>> table.after(datetime(2026, 11, 20, 12, tzinfo=UTC)).isoformat()
    '2026-11-23T06:30:00+00:00'
    """
    from cronsim import CronSimError

    try:
        table = Timetable(" ".join(cron.split()), time_zone(timezone))
    except ValueError as error:
        raise SettingsError(str(error)) from error
    if len(cron.split()) != len(_FIELDS.split()):
        raise SettingsError(f'cron {cron!r}: expected five fields, {_FIELDS}, such as "30 7 * * 1-5"')
    try:
        table.after(datetime.now(UTC))
    except (CronSimError, ValueError) as error:
        raise SettingsError(f"cron {cron!r}: {str(error).lower()}; expected {_FIELDS}") from error
    return table
