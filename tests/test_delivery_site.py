"""The site: a page a day, the latest in front, the feeds, and never over anything else."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from mornings import MONDAY, Listing, World, paper, title

from summarizer.delivery.configuration import SiteTable
from summarizer.delivery.site import MARK, open_site
from summarizer.errors import SettingsError


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path, stdout=True)
    with world.config.open("a", encoding="utf-8") as stream:
        stream.write('[site]\nfolder = "public"\nurl = "https://papers.example/daily"\n')
    return world


def site(world: World) -> Path:
    return world.folder / "public"


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_site_has_a_page_a_day_the_latest_in_front_and_feeds_of_the_last_days(world: World) -> None:
    for number, day in enumerate(world.days(3)):
        world.listing.list(day, paper(number))
        assert world.morning(day) == 0
    days = [str(MONDAY + timedelta(days=n)) for n in range(3)]
    assert files(site(world)) == sorted(
        [MARK, "feed.json", "feed.xml", "index.html", *(f"{day}/index.html" for day in days)]
    )
    pages = [(site(world) / day / "index.html").read_text(encoding="utf-8") for day in days]
    assert [[n for n in range(3) if title(n) in page] for page in pages] == [[0], [1], [2]]
    assert (site(world) / "index.html").read_text(encoding="utf-8") == pages[2]
    told = json.loads((site(world) / "feed.json").read_text(encoding="utf-8"))
    assert [entry["title"].partition(":")[0] for entry in told["items"]] == [title(2), title(1), title(0)]
    assert told["feed_url"] == "https://papers.example/daily/feed.json"
    entries = ElementTree.parse(site(world) / "feed.xml").getroot().findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 3


def test_a_days_page_names_the_sources_that_are_missing(world: World) -> None:
    other = Listing(world.web, name="arxiv:cat=cs.CL")
    other.down = "the name server is out of reach"
    world.sources.append(other)
    world.listing.list(MONDAY, paper(1))
    assert world.morning(MONDAY) == 3
    assert "arxiv:cat=cs.CL is missing" in (site(world) / "index.html").read_text(encoding="utf-8")


def test_mail_and_text_lead_to_the_days_page(world: World) -> None:
    world.listing.list(MONDAY, paper(1))
    world.morning(MONDAY)
    assert "https://papers.example/daily/2026-11-16/" in world.shown[0]
    assert title(1) in world.shown[0]


def test_a_title_that_is_markup_stays_a_title_on_the_site(world: World) -> None:
    world.listing.list(MONDAY, paper(1, title="<script>alert(1)</script> ]]> &amp; \x00 one", arxiv_id="2611.00001"))
    world.morning(MONDAY)
    found: list[str] = []

    class Tags(HTMLParser):
        def handle_data(self, data: str) -> None:
            if self.lasttag == "script":
                found.append(data)

    Tags().feed((site(world) / "index.html").read_text(encoding="utf-8"))
    assert not any("alert(1)" in data and len(data) < 50 for data in found)
    ElementTree.parse(site(world) / "feed.xml")


@pytest.mark.parametrize("name", ["index.html", "records.jsonl", "digest.md", "feed.xml"])
def test_a_folder_that_holds_something_else_is_refused_before_anything_is_fetched(world: World, name: str) -> None:
    site(world).mkdir()
    (site(world) / name).write_text("somebody's")
    world.listing.list(MONDAY, paper(1))
    with pytest.raises(SettingsError, match=f"holds something else: {name}"):
        world.morning(MONDAY)
    assert world.listing.asked == []
    assert (site(world) / name).read_text() == "somebody's"


def test_a_folder_with_files_that_are_not_in_the_way_is_taken(tmp_path: Path) -> None:
    (tmp_path / "CNAME").write_text("papers.example")
    assert open_site(SiteTable.model_validate({"folder": tmp_path})).recipients == (str(tmp_path),)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "public").write_text("x")
    with pytest.raises(SettingsError, match="is no folder"):
        open_site(SiteTable.model_validate({"folder": tmp_path / "public"}))


def test_a_site_that_could_not_be_written_is_written_at_the_next_run_without_reading_again(world: World) -> None:
    world.listing.list(MONDAY, paper(1))
    site(world).mkdir()
    (site(world) / str(MONDAY)).write_text("in the way of a folder")
    assert world.morning(MONDAY) == 3
    assert "it stays in the outbox" in world.warned[0]
    assert not (site(world) / "index.html").exists()
    os.unlink(site(world) / str(MONDAY))
    assert world.morning(MONDAY) == 0
    assert title(1) in (site(world) / "index.html").read_text(encoding="utf-8")
    assert world.reads == [paper(1).id]


def test_what_is_left_of_an_older_day_does_not_come_in_front_of_a_newer_one(world: World) -> None:
    world.listing.list(MONDAY, paper(1))
    site(world).mkdir()
    (site(world) / str(MONDAY)).write_text("in the way of a folder")
    world.morning(MONDAY)
    world.listing.list(MONDAY + timedelta(days=1), paper(2))
    world.morning(MONDAY + timedelta(days=1))
    os.unlink(site(world) / str(MONDAY))
    world.morning(date(2026, 11, 17))
    assert files(site(world))[1:3] == ["2026-11-16/index.html", "2026-11-17/index.html"]
    assert title(2) in (site(world) / "index.html").read_text(encoding="utf-8")
    assert title(2) in (site(world) / "feed.json").read_text(encoding="utf-8")
