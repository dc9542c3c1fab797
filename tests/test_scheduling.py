"""When the digest is made, by a clock that is set by the tests: time zones, nights asleep, clocks that are wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mornings import World

from summarizer.clients.waits import Clock
from summarizer.errors import SettingsError
from summarizer.scheduling.health import Health, read_health
from summarizer.scheduling.logs import Log
from summarizer.scheduling.runs import RunTimeoutError, run_command
from summarizer.scheduling.timetable import make_timetable
from summarizer.scheduling.watch import Watch

MORNING = "30 7 * * 1-5"
FRIDAY = datetime.fromisoformat("2026-11-20T06:00+01:00")


def moments(cron: str, timezone: str, start: str, number: int) -> list[str]:
    """So many moments after one, as the clocks of the place show them."""
    table, moment, found = make_timetable(cron, timezone), datetime.fromisoformat(start), list[str]()
    for _ in range(number):
        moment = table.after(moment)
        found.append(moment.astimezone(table.zone).strftime("%a %m-%d %H:%M %z"))
    return found


@pytest.mark.parametrize(
    ("cron", "start", "expected"),
    [
        (MORNING, "2026-11-20T12:00+01:00", ["Mon 11-23 07:30 +0100", "Tue 11-24 07:30 +0100"]),
        (MORNING, "2026-10-23T12:00+02:00", ["Mon 10-26 07:30 +0100", "Tue 10-27 07:30 +0100"]),
        ("30 2 * * *", "2026-03-28T12:00+01:00", ["Sun 03-29 03:00 +0200", "Mon 03-30 02:30 +0200"]),
        ("0,30 2 * * *", "2026-03-28T12:00+01:00", ["Sun 03-29 03:00 +0200", "Mon 03-30 02:00 +0200"]),
        ("30 2 * * *", "2026-10-24T12:00+02:00", ["Sun 10-25 02:30 +0200", "Mon 10-26 02:30 +0100"]),
        ("30 2 * * *", "2026-10-25T02:10+01:00", ["Mon 10-26 02:30 +0100", "Tue 10-27 02:30 +0100"]),
        ("0 0 29 2 *", "2026-03-01T00:00+01:00", ["Tue 02-29 00:00 +0100", "Sun 02-29 00:00 +0100"]),
    ],
    ids=["weekdays", "into winter", "skipped", "both skipped", "twice", "in the hour that comes twice", "leap days"],
)
def test_a_time_is_that_of_the_place_and_comes_once_a_day_however_clocks_change(
    cron: str, start: str, expected: list[str]
) -> None:
    assert moments(cron, "Europe/Berlin", start, 2) == expected


@given(
    st.sampled_from(["30 2 * * *", "*/20 1-3 * * *", "0 * * * *", "15 2,3 * * 0"]),
    st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kolkata", "UTC"]),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
)
def test_the_next_moment_is_always_later(cron: str, timezone: str, moment: datetime) -> None:
    assert make_timetable(cron, timezone).after(moment) > moment


@pytest.mark.parametrize("timezone", ["UTC", "Asia/Kolkata"])
def test_the_machines_own_time_zone_changes_nothing(timezone: str) -> None:
    code = (
        "from datetime import *; from summarizer.scheduling.timetable import make_timetable as make; "
        "print(make('30 7 * * *', 'Europe/Berlin').after(datetime(2026, 3, 28, 12, tzinfo=UTC)))"
    )
    environment = {**os.environ, "TZ": timezone}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "2026-03-29 05:30:00+00:00"


@pytest.mark.parametrize(
    ("cron", "timezone", "said"),
    [
        ("30 7 * *", "UTC", "expected five fields"),
        ("0 30 7 * * 1", "UTC", "expected five fields"),
        ("@daily", "UTC", "expected five fields"),
        ("7 30 * * *", "UTC", "bad hour"),
        ("0 0 30 2 *", "UTC", "bad day-of-month"),
        ("0 0 * 2 1#5", "UTC", ""),
        ("0 7 * * *", "Berlin", "no time zone 'Berlin'"),
        ("0 7 * * *", "../../etc/passwd", "no time zone"),
    ],
)
def test_what_is_no_time_is_refused_with_what_was_expected(cron: str, timezone: str, said: str) -> None:
    if said:
        with pytest.raises(SettingsError, match=said):
            make_timetable(cron, timezone)
    else:
        assert make_timetable(cron, timezone).after(FRIDAY).month == 2  # five Mondays in February: in 2044


# --- the watch -------------------------------------------------------------------------------------------------------


class OverError(Exception):
    """The time of a test is over."""


class Scene:
    """A watch whose time passes only while it sleeps, and what it did."""

    def __init__(self, folder: Path, start: datetime = FRIDAY) -> None:
        self.folder = folder
        self.time = start
        self.until = start
        self.started: list[datetime] = []
        self.work: Callable[[], int] = lambda: 0
        self.on_sleep: Callable[[], object] = lambda: None
        self.clock = Clock(sleep=self._sleep, now=lambda: self.time)
        self.health_file = folder / "digest.health.json"
        self.log_file = folder / "schedule.log"

    def watch(self, hours: float, cron: str = MORNING, timezone: str = "Europe/Berlin") -> None:
        """Watch for so many hours, in a process that is started now and killed then."""
        self.until = self.time + timedelta(hours=hours)
        log = Log(self.log_file, now=self.clock.now)
        watch = Watch(make_timetable(cron, timezone), self._run, self.health_file, log, self.clock)
        with pytest.raises(OverError):
            watch.keep()

    @property
    def runs(self) -> list[str]:
        """When it ran, by Berlin's clocks."""
        return [moment.astimezone(ZoneInfo("Europe/Berlin")).strftime("%a %H:%M") for moment in self.started]

    @property
    def health(self) -> Health:
        return Health.model_validate_json(self.health_file.read_text())

    @property
    def events(self) -> list[str]:
        """What the log tells of, line by line, each of them an object."""
        return [json.loads(line)["event"] for line in self.log_file.read_text().splitlines()]

    def _run(self) -> int:
        self.started.append(self.time)
        return self.work()

    def _sleep(self, seconds: float) -> None:
        assert 0 < seconds <= 60
        self.time += timedelta(seconds=seconds)
        self.on_sleep()
        if self.time >= self.until:
            raise OverError


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def test_it_runs_at_its_times_and_tells_of_it(scene: Scene) -> None:
    scene.watch(4 * 24)
    assert scene.runs == ["Fri 07:30", "Mon 07:30"]
    health = scene.health
    assert (health.state, health.outcome, health.exit_code, health.failures_in_a_row) == ("ended", "done", 0, 0)
    assert health.last_start == health.last_end == health.last_good == scene.started[-1]
    round_ = ["waiting", "run_started", "run_ended"]
    assert scene.events == ["started", *round_, *round_, "waiting", "ended"]


def test_while_it_waits_the_health_file_says_until_when(scene: Scene) -> None:
    seen = []
    scene.on_sleep = lambda: seen.append(scene.health)
    scene.watch(1)
    assert {(health.state, str(health.next_run)) for health in seen} == {("waiting", "2026-11-20 06:30:00+00:00")}


def test_what_a_machine_slept_through_is_done_once_when_it_wakes(scene: Scene) -> None:
    def fall_asleep() -> None:
        if len(scene.started) == 1:
            scene.time = datetime.fromisoformat("2026-11-25T16:10+01:00")  # five days later, in a single sleep
            scene.on_sleep = lambda: None

    scene.on_sleep = fall_asleep
    scene.watch(7 * 24 - 1)
    assert scene.runs == ["Fri 07:30", "Wed 16:10", "Thu 07:30"]
    assert scene.events.count("missed") == 1


def test_what_was_missed_while_it_was_not_running_is_done_once_at_its_start(scene: Scene) -> None:
    scene.watch(1)
    scene.time = datetime.fromisoformat("2026-11-24T12:00+01:00")
    scene.watch(1)
    scene.watch(1)
    assert scene.runs == ["Tue 12:00"]


def test_a_first_start_makes_up_for_nothing(scene: Scene) -> None:
    scene.time = datetime.fromisoformat("2026-11-20T07:31+01:00")
    scene.watch(24)
    assert scene.runs == []


def test_a_run_that_was_interrupted_is_done_at_the_next_start(scene: Scene) -> None:
    def interrupted() -> int:
        raise OverError

    scene.work = interrupted
    scene.watch(24)
    assert (scene.health.outcome, scene.health.exit_code) == ("interrupted", None)
    scene.work = lambda: 0
    scene.watch(1)
    scene.watch(1)
    assert scene.runs == ["Fri 07:30", "Fri 07:30"]


def test_what_falls_due_during_a_long_run_is_done_once_after_it(scene: Scene) -> None:
    def long() -> int:
        scene.time += timedelta(minutes=150) if len(scene.started) == 1 else timedelta()
        return 0

    scene.work = long
    scene.watch(5, cron="30 * * * *")
    assert scene.runs == ["Fri 06:30", "Fri 09:00", "Fri 09:30", "Fri 10:30"]


@pytest.mark.parametrize(
    ("back", "expected"),
    [
        (timedelta(days=400), ["Fri 07:30", "Fri 07:30"]),  # the clock had been wrong
        (timedelta(seconds=1), ["Fri 07:30"]),  # it is being put right
    ],
)
def test_a_clock_that_is_set_back_neither_stops_it_nor_makes_it_run_again(
    scene: Scene, back: timedelta, expected: list[str]
) -> None:
    def set_back() -> int:
        if len(scene.started) == 1:
            scene.time -= back
            scene.until = scene.time + timedelta(hours=48)
        return 0

    scene.work = set_back
    scene.watch(48, cron="30 7 * * 1-5" if back.days else "30 7 * * 5")
    assert scene.runs[: len(expected)] == expected
    assert ("clock_set_back" in scene.events) == bool(back.days)


def test_a_run_that_can_not_be_started_is_said_and_the_next_one_is_tried(scene: Scene) -> None:
    scene.work = lambda: run_command([str(scene.folder / "gone")], hear=print, longest=9)
    scene.watch(4 * 24)
    assert scene.runs == ["Fri 07:30", "Mon 07:30"]
    assert scene.events.count("not_started") == 2
    assert (scene.health.outcome, scene.health.failures_in_a_row) == ("failed", 2)


def test_failures_are_counted_until_one_goes_well(scene: Scene) -> None:
    codes = iter([3, 1, -9, None, 0])
    seen, last_good = [], []

    def work() -> int:
        seen.append(scene.health.failures_in_a_row)
        last_good.append(scene.health.last_good)
        code = next(codes)
        if code is None:
            raise RunTimeoutError
        return code

    scene.work = work
    scene.watch(7 * 24)
    assert seen == [0, 1, 2, 3, 4]
    assert scene.health.failures_in_a_row == 0
    assert last_good == [None] * 5
    assert scene.health.last_good == scene.health.last_end
    lines = [json.loads(line) for line in scene.log_file.read_text().splitlines()]
    ended = [(line["outcome"], line["exit_code"], line["level"]) for line in lines if line["event"] == "run_ended"]
    assert ended == [
        ("incomplete", 3, "warning"),
        ("failed", 1, "error"),
        ("failed", -9, "error"),
        ("timed_out", None, "error"),
        ("done", 0, "info"),
    ]


@pytest.mark.parametrize("damage", ["", '{"settled_until": 5}', '{"settled_until": "2026-'])
def test_a_damaged_health_file_is_said_and_begun_anew(scene: Scene, damage: str) -> None:
    scene.health_file.write_text(damage)
    scene.watch(24)
    assert scene.runs == ["Fri 07:30"]
    assert "health_lost" in scene.events


def test_a_file_that_is_no_health_file_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "records.json"
    path.write_text('{"paper": 1}')
    with pytest.raises(SettingsError, match="expected a health file, found something else"):
        read_health(path, warn=print)
    assert path.read_text() == '{"paper": 1}'


def test_a_health_file_that_can_not_be_written_stops_nothing(scene: Scene) -> None:
    scene.health_file = scene.folder / "gone" / "digest.health.json"
    scene.watch(24)
    assert scene.runs == ["Fri 07:30"]
    assert "health_unwritten" in scene.events


@pytest.mark.parametrize(
    ("start", "days"),
    [
        ("2026-03-27T12:00+01:00", "27 March, 28 March, 29 March, 30 March"),
        ("2026-10-23T12:00+02:00", "23 October, 24 October, 25 October, 26 October"),
    ],
)
def test_there_is_one_digest_a_local_day_over_both_changes_of_the_clocks(tmp_path: Path, start: str, days: str) -> None:
    """With times in the hour that is skipped, or comes twice, and around midnight."""
    world = World(tmp_path, stdout=True, timezone="Europe/Berlin")
    scene = Scene(tmp_path, datetime.fromisoformat(start))

    def morning() -> int:
        world.now = scene.time
        return world.morning()

    scene.work = morning
    scene.watch(3 * 24 + 2, cron="30 0,2,3,23 * * *")
    assert len(scene.started) == 12
    assert ", ".join(text.splitlines()[1].partition(" 2026")[0] for text in world.shown) == days
