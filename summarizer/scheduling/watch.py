"""The watch: it waits until there is something to do, has it done, and tells of it, for as long as it is let.

It sleeps in short pieces by the clock on the wall: a machine that was asleep, or stopped, has what was due meanwhile
done once when it wakes; a clock that was set back does not make it wait for a time that is long past.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from summarizer.clients.waits import Clock
from summarizer.errors import SummarizerError
from summarizer.scheduling.health import Health, RunOutcome, outcome_of, read_health, write_health
from summarizer.scheduling.logs import Level, Log
from summarizer.scheduling.runs import RunTimeoutError
from summarizer.scheduling.timetable import Timetable

LONGEST_SLEEP = 5.0
"""Seconds after which a clock that was set, a night's sleep, or a signal just before it fell asleep is noticed."""
SET_BACK = timedelta(hours=1)
"""A clock that goes back by more was wrong before; one that goes back by less is being put right."""
LATE = timedelta(minutes=5)
"""From so much on it is said that a run was missed."""


@dataclass
class Watch:
    """A timetable and what is to be run by it; `keep` never ends by itself."""

    timetable: Timetable
    run: Callable[[], int]
    """One run; gives its exit code."""
    path: Path
    """The health file."""
    log: Log
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        now = self.clock.now()
        left = read_health(self.path, warn=lambda said: self.log("health_lost", level="warning", message=said))
        about = {"pid": os.getpid(), "cron": self.timetable.cron, "timezone": str(self.timetable.zone)}
        first = Health(state="waiting", settled_until=now, **about)
        self._health = left.model_copy(update=about) if left else first

    def keep(self) -> None:
        """Wait and run, until an exception ends it, which is passed on when what there is to say is written down."""
        self.log("started", pid=self._health.pid, cron=self._health.cron, timezone=self._health.timezone)
        try:
            while True:
                self._wait()
                self._run()
        finally:
            self._tell(state="ended", next_run=None)
            self.log("ended")

    def _wait(self) -> None:
        """Wait for the next time that is due, which may be past already."""
        due = self._plan(self._health.settled_until)
        while (left := (due - self.clock.now()).total_seconds()) > 0:
            if self._health.settled_until - self.clock.now() > SET_BACK:
                self.log("clock_set_back", level="warning", settled_until=self._health.settled_until)
                due = self._plan(self.clock.now())
                continue
            self.clock.sleep(min(left, LONGEST_SLEEP))

    def _plan(self, settled: datetime) -> datetime:
        due = self.timetable.after(settled)
        self._tell(state="waiting", next_run=due, settled_until=settled)
        self.log("waiting", next_run=due)
        return due

    def _run(self) -> None:
        due, start = self._health.next_run, self.clock.now()
        assert due is not None
        if start - due > LATE:
            self.log("missed", level="warning", due=due, message="it was not there at the time: it is done once now")
        self._tell(state="running", last_start=start, last_end=None)
        self.log("run_started", due=due)
        try:
            code = self.run()
        except RunTimeoutError:
            self._ended("timed_out", None)
        except OSError as error:  # no memory for it, or the program is just being replaced
            self.log("not_started", level="error", message=str(error))
            self._ended("failed", None)
        except BaseException:
            self._ended("interrupted", None)
            raise
        else:
            self._ended(outcome_of(code), code)
        self._tell(settled_until=start)

    def _ended(self, outcome: RunOutcome, code: int | None) -> None:
        health, end = self._health, self.clock.now()
        well = outcome == "done"
        self._tell(
            last_end=end,
            outcome=outcome,
            exit_code=code,
            last_good=end if well else health.last_good,
            failures_in_a_row=0 if well else health.failures_in_a_row + (outcome != "interrupted"),
        )
        assert health.last_start is not None
        seconds = round((end - health.last_start).total_seconds(), 1)
        level: Level = "info" if well else "warning" if outcome in ("incomplete", "interrupted") else "error"
        self.log("run_ended", level=level, outcome=outcome, exit_code=code, seconds=seconds)

    def _tell(self, **changed: object) -> None:
        self._health = self._health.model_copy(update=changed)
        try:
            write_health(self.path, self._health)
        except SummarizerError as error:  # a full disk: what is to be sent matters more
            self.log("health_unwritten", level="warning", message=str(error))
