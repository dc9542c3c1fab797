"""A watched folder: each content once, on the day it came, and nothing that is half-written."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from summarizer.clients.waits import Clock
from summarizer.errors import SourceError
from summarizer.sources import load_papers
from summarizer.sources.fetched import Fetched, Window
from summarizer.sources.remote import remote_source
from summarizer.sources.web import Web

MONDAY = datetime(2026, 11, 16, 7, 0, tzinfo=UTC)


@dataclass
class Desk:
    """A watched folder and the days that pass over it."""

    folder: Path
    cache: Path
    now: datetime = MONDAY

    def put(self, name: str, title: str, *, age: timedelta = timedelta(hours=1)) -> Path:
        """Save a paper as it would have been saved so long ago."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps([{"title": title, "abstract": f"All about {title}."}]))
        self.touch(file, age)
        return file

    def touch(self, file: Path, age: timedelta) -> None:
        moment = (self.now - age).timestamp()
        os.utime(file, (moment, moment))

    def fetch(self, *days: int) -> Fetched:
        """What came on so many days, counted from Monday the 16th; without days, all there is."""
        source = remote_source(f"watch:{self.folder}")
        assert source is not None
        web = Web(folder=self.cache / "turns", offline=True, clock=Clock(now=lambda: self.now))
        window = Window(*(date(2026, 11, 16) + timedelta(days=day) for day in days)) if days else None
        return source.fetch(web, window)

    def titles(self, *days: int) -> list[str]:
        return [paper.title for paper in self.fetch(*days).papers]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "papers").mkdir()
    return Desk(tmp_path / "papers", tmp_path / "cache")


def test_what_came_since_is_given_and_nothing_twice(desk: Desk) -> None:
    desk.put("old.json", "Old", age=timedelta(days=30))
    desk.put("new.json", "New")
    assert desk.titles(0, 0) == ["New"]
    desk.now += timedelta(days=1)
    assert desk.titles(1, 1) == []
    desk.put("later.json", "Later")
    assert desk.titles(1, 1) == ["Later"]
    assert desk.titles(0, 1) == ["Later", "New"]
    assert desk.titles() == ["Later", "New", "Old"]


def test_the_day_is_the_one_on_which_a_file_came_however_old_it_says_it_is(desk: Desk) -> None:
    assert desk.titles(0, 0) == []
    desk.now += timedelta(days=1)
    desk.put("copied.json", "Copied", age=timedelta(days=400))
    (paper,) = desk.fetch(1, 1).papers
    assert (paper.title, paper.sources[0].date) == ("Copied", "2026-11-17")


def test_a_file_that_was_renamed_touched_or_copied_is_not_new_but_a_changed_one_is(desk: Desk) -> None:
    file = desk.put("a.json", "A")
    assert desk.titles(0, 0) == ["A"]
    desk.now += timedelta(days=1)
    moved = file.rename(desk.folder / "b.json")
    desk.put("copy/c.json", "A")
    desk.touch(moved, timedelta(minutes=5))
    assert desk.titles(1, 1) == []
    desk.put("b.json", "B")
    assert desk.titles(1, 1) == ["B"]


def test_a_half_written_file_is_left_for_the_next_time(desk: Desk) -> None:
    desk.put("slow.json", "Slow", age=timedelta(seconds=5))
    desk.put("slow.json.part", "Part")
    desk.put("slow.json.crdownload", "Part")
    desk.put(".hidden.json", "Hidden")
    fetched = desk.fetch(0, 0)
    assert fetched.papers == ()
    assert fetched.note.startswith("left for the next time: ")
    assert "slow.json: changed in the last 30 seconds" in fetched.note
    desk.now += timedelta(days=1)
    assert desk.titles(1, 1) == ["Slow"]


def test_a_file_that_breaks_off_is_named_and_read_once_it_is_whole(desk: Desk) -> None:
    broken = desk.put("broken.json", "x")
    broken.write_text('[{"title": "Broken", "abs')
    desk.touch(broken, timedelta(hours=1))
    desk.put("good.json", "Good")
    fetched = desk.fetch(0, 0)
    assert [paper.title for paper in fetched.papers] == ["Good"]
    assert fetched.note.startswith("left for the next time: ")
    assert "broken.json" in fetched.note
    desk.now += timedelta(days=1)
    assert "broken.json" in desk.fetch(1, 1).note
    desk.put("broken.json", "Whole at last")
    assert desk.titles(1, 1) == ["Whole at last"]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that nobody can read")
def test_a_file_that_can_not_be_read_at_all_costs_no_other(desk: Desk) -> None:
    desk.put("tern.json", "Tern")
    (desk.folder / "locked.json").symlink_to("/proc/self/mem")
    desk.now = datetime(2100, 1, 1, tzinfo=UTC)
    fetched = desk.fetch()
    assert [paper.title for paper in fetched.papers] == ["Tern"]
    assert "locked.json: can't be read" in fetched.note


def test_folders_in_it_are_watched_too_and_two_files_of_one_content_are_one_paper(desk: Desk) -> None:
    desk.put("one/a.json", "A")
    desk.put("two/b.json", "A")
    desk.put(".git/c.json", "C")
    (paper,) = desk.fetch(0, 0).papers
    assert (paper.title, [source.name for source in paper.sources]) == ("A", ["a.json"])


def test_the_day_of_today_stays_open(desk: Desk) -> None:
    desk.put("a.json", "A")
    assert desk.fetch(0, 0).next_since == date(2026, 11, 16)
    assert desk.fetch().next_since is None


@pytest.mark.parametrize("memory", ["", "[1, 2]", '{"a": 5}', "\x00"])
def test_where_its_memory_is_lost_days_are_those_of_the_files(memory: str, desk: Desk) -> None:
    desk.put("old.json", "Old", age=timedelta(days=30))
    assert desk.titles(0, 0) == []
    (index,) = (desk.cache / "watched").iterdir()
    index.write_text(memory)
    assert desk.titles(0, 0) == []
    index.unlink()
    assert desk.titles(0, 0) == []


def test_a_folder_that_is_gone_is_an_error_and_never_empty(desk: Desk) -> None:
    desk.folder.rmdir()
    with pytest.raises(SourceError, match=r"watch:.*: there is no such folder") as caught:
        desk.fetch(0, 0)
    assert caught.value.kind == "missing"


def test_a_watched_folder_is_an_input_like_any_other(desk: Desk) -> None:
    desk.put("a.json", "A")
    assert [paper.title for paper in load_papers(f"watch:{desk.folder}", web=Web(folder=desk.cache / "turns"))] == ["A"]
