"""A digest as a systemd timer with its service, of a user's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from summarizer.scheduling.job import Job
from summarizer.scheduling.timetable import Timetable

FOLDER = "~/.config/systemd/user"
_DAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
_PLAIN = re.compile(r"[A-Za-z0-9_./:=@+,-]+")


def units(job: Job) -> Mapping[str, str]:
    """The units by the names of their files."""
    name = f"summarizer-{re.sub('[^A-Za-z0-9_-]', '-', job.config.stem)}"
    return {f"{name}.service": _service(job), f"{name}.timer": _timer(job)}


def calendar(timetable: Timetable) -> tuple[str, ...]:
    """A timetable as `OnCalendar` has it.

    Where both a day of the month and a day of the week are named either is enough, for which there are two of them.
    """
    from datetime import UTC, datetime

    from cronsim import CronSim

    read = CronSim(timetable.cron, datetime.now(UTC))
    time = f"{_numbers(read.hours, 0, 23)}:{_numbers(read.minutes, 0, 59)}:00 {timetable.zone}"
    month = _numbers(read.months, 1, 12)
    week = _week({int(day) % 7 for day in read.weekdays if isinstance(day, int)})
    day = _numbers(read.days, 1, 31)
    if read.day_and or not week or day == "*":
        return (f"{week}*-{month}-{day} {time}",)
    return f"*-{month}-{day} {time}", f"{week}*-{month}-* {time}"


def _service(job: Job) -> str:
    return f"""[Unit]
Description=The digest of {_escaped(str(job.config))}

[Service]
Type=oneshot
WorkingDirectory={_escaped(str(job.folder))}
# Secrets stand in this file, a NAME=value a line; close it to others with: chmod 600 {job.environment}
EnvironmentFile=-{_escaped(str(job.folder / job.environment))}
ExecStart={" ".join(map(_quoted, job.command))}
TimeoutStartSec=6h
UMask=0077
NoNewPrivileges=yes
"""


def _timer(job: Job) -> str:
    moments = "\n".join(f"OnCalendar={moment}" for moment in calendar(job.timetable))
    return f"""[Unit]
Description=When the digest of {_escaped(str(job.config))} is made

[Timer]
{moments}
# What a machine that was off or asleep has missed is done once when it is back.
Persistent=true

[Install]
WantedBy=timers.target
"""


def _numbers(numbers: Collection[int], first: int, last: int) -> str:
    """Numbers as systemd has them, neighbours as a range."""
    wanted = sorted(numbers)
    if wanted == list(range(first, last + 1)):
        return "*"
    runs: list[list[int]] = []
    for number in wanted:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(f"{run[0]:02}..{run[-1]:02}" if len(run) > 1 else f"{run[0]:02}" for run in runs)


def _week(days: Collection[int]) -> str:
    return "" if len(days) == len(_DAYS) else ",".join(_DAYS[day] for day in sorted(days)) + " "


def _quoted(word: str) -> str:
    """A word of a command; `$` and `%` stand for themselves."""
    word = _escaped(word).replace("$", "$$")
    if _PLAIN.fullmatch(word):
        return word
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _escaped(text: str) -> str:
    return text.replace("%", "%%")
