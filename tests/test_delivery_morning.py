"""The morning: each paper sent once, nothing lost, nothing paid for twice, whatever fails meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fake_smtp import FakeSMTP
from mornings import MONDAY, Listing, World, noon, paper, text_of, title, told

from summarizer.delivery.lock import locked
from summarizer.papers import Source
from summarizer.records import ErrorInfo

TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=n) for n in range(1, 5))


@pytest.fixture
def server() -> Iterator[FakeSMTP]:
    with FakeSMTP() as running:
        yield running


@pytest.fixture
def world(tmp_path: Path, server: FakeSMTP) -> World:
    return World(tmp_path, mail=server)


def test_a_second_run_of_a_day_sends_nothing_and_asks_nobody(world: World, server: FakeSMTP) -> None:
    world.listing.list(MONDAY, paper(1), paper(2))
    assert world.morning(MONDAY) == 0
    world.listing.list(MONDAY, paper(3))
    assert world.morning() == 0
    assert [told(letter, range(1, 4)) for letter in server.letters] == [[1, 2]]
    assert len(world.listing.asked) == 1
    assert "is made already" in world.said[0]


def test_days_that_were_missed_come_in_one_digest_without_a_gap(world: World, server: FakeSMTP) -> None:
    for number, day in enumerate(world.days(5)):
        world.listing.list(day, paper(number))
    world.morning(MONDAY)
    world.morning(FRIDAY)
    assert [told(letter, range(5)) for letter in server.letters] == [[0], [1, 2, 3, 4]]


def test_days_missed_for_longer_than_is_caught_up_are_left_out_and_said(world: World, server: FakeSMTP) -> None:
    world.morning(MONDAY)
    later = MONDAY + timedelta(days=40)
    world.listing.list(MONDAY + timedelta(days=5), paper(1))
    world.listing.list(later - timedelta(days=14), paper(2))
    world.morning(later)
    assert told(server.letters[-1], (1, 2)) == [2]
    assert "what was listed from 2026-11-16 to 2026-12-11 is left out" in " ".join(text_of(server.letters[-1]).split())


def test_a_day_that_fills_later_comes_with_the_next_digest(world: World, server: FakeSMTP) -> None:
    world.listing.list(MONDAY, paper(1))
    world.morning(MONDAY)
    world.listing.list(MONDAY, paper(2))
    world.listing.list(TUESDAY, paper(3))
    world.morning(TUESDAY)
    assert [told(letter, range(1, 4)) for letter in server.letters] == [[1], [2, 3]]


def test_a_source_that_fails_is_named_and_gives_its_papers_next_time(world: World, server: FakeSMTP) -> None:
    other = Listing(world.web, name="arxiv:cat=cs.CL")
    world.sources.append(other)
    world.listing.list(MONDAY, paper(1))
    other.list(MONDAY, paper(2))
    world.morning(MONDAY)
    world.listing.list(TUESDAY, paper(3))
    other.list(TUESDAY, paper(4))
    other.down = "the name server is out of reach"
    assert world.morning(TUESDAY) == 3
    text = " ".join(text_of(server.letters[-1]).split())
    assert "arxiv:cat=cs.CL is missing: the name server is out of reach. It was last read for 16 November 2026." in text
    other.down = ""
    assert world.morning(WEDNESDAY) == 0
    assert [told(letter, range(1, 5)) for letter in server.letters] == [[1, 2], [3], [4]]


def test_where_every_source_fails_nothing_is_sent_and_the_day_can_be_made_up(world: World, server: FakeSMTP) -> None:
    world.listing.list(MONDAY, paper(1))
    world.listing.down = "503"
    assert world.morning(MONDAY) == 3
    assert server.letters == []
    assert world.warned == ["hf-daily failed: 503"]
    world.listing.down = ""
    assert world.morning(MONDAY) == 0
    assert told(server.letters[0], [1]) == [1]


def test_the_same_paper_from_two_sources_is_one_paper_on_any_day(world: World, server: FakeSMTP) -> None:
    other = Listing(world.web, name="feed:https://papers.example/feed")
    world.sources.append(other)
    world.listing.list(MONDAY, paper(1))
    other.list(MONDAY, paper(1))
    world.morning(MONDAY)
    other.list(TUESDAY, paper(1, arxiv_id=None), paper(1, abstract="It is told in other words."), paper(2))
    world.morning(TUESDAY)
    assert world.reads == [paper(1).id, paper(2).id]
    assert [told(letter, (1, 2)) for letter in server.letters] == [[1], [2]]


@pytest.mark.parametrize(("asked_for", "read"), [(False, 1), (True, 2)])
def test_a_new_version_comes_back_only_where_it_is_asked_for(
    tmp_path: Path, server: FakeSMTP, asked_for: bool, read: int
) -> None:
    world = World(tmp_path, mail=server, new_versions=asked_for, empty="silent")
    world.listing.list(MONDAY, paper(1))
    world.morning(MONDAY)
    words = paper(1).abstract.replace("62%", "75%")
    second = Source(kind="arxiv", name="arxiv:cat=cs.CL", date=str(TUESDAY), version=2)  # type: ignore[call-arg]
    world.listing.list(TUESDAY, paper(1, abstract=words, sources=(second,)))
    world.morning(TUESDAY)
    assert len(server.letters) == len(world.reads) == read
    if asked_for:
        text = " ".join(text_of(server.letters[1]).split())
        assert "1 revised." in text
        assert "Changed: " in text
        assert "4×, was 2.632×" in text


# --- what can't be read ----------------------------------------------------------------------------------------------


def test_a_paper_that_could_not_be_read_is_named_and_tried_again(world: World, server: FakeSMTP) -> None:
    world.listing.list(MONDAY, paper(1), paper(2))
    world.unreadable[paper(2).id] = ErrorInfo(kind="invalid_json", message="no JSON", attempts=2)
    assert world.morning(MONDAY) == 3
    text = text_of(server.letters[0])
    assert "COULD NOT BE READ" in text
    assert text.index("COULD NOT BE READ") < text.index(title(2))
    world.unreadable.clear()
    assert world.morning(FRIDAY) == 0
    assert told(server.letters[1], (1, 2)) == [2]
    assert "COULD NOT BE READ" not in text_of(server.letters[1])


def test_a_paper_that_can_never_be_read_is_given_up_in_the_end(world: World) -> None:
    world.listing.list(MONDAY, paper(1), paper(2))
    world.unreadable[paper(2).id] = ErrorInfo(kind="invalid_json", message="no JSON", attempts=2)
    codes = [world.morning(day) for day in world.days(7)]
    assert world.reads.count(paper(2).id) == 5
    assert codes == [3, 3, 3, 3, 3, 0, 0]


def test_papers_that_a_limit_left_unread_are_not_given_up(world: World) -> None:
    world.listing.list(MONDAY, paper(1), paper(2))
    world.unreadable[paper(2).id] = ErrorInfo(kind="stopped", message="the money is spent")
    for number, day in enumerate(world.days(7)):
        world.listing.list(day, paper(10 + number))
        world.morning(day)
    assert world.reads.count(paper(2).id) == 7


def test_where_the_model_answers_nobody_nothing_is_sent_and_nothing_is_lost(world: World, server: FakeSMTP) -> None:
    world.listing.list(MONDAY, paper(1))
    world.unreadable[paper(1).id] = ErrorInfo(kind="transport", message="no connection", attempts=5)
    assert world.morning(MONDAY) == 3
    assert server.letters == []
    world.unreadable.clear()
    assert world.morning(TUESDAY) == 0
    assert told(server.letters[0], [1]) == [1]


# --- sending ---------------------------------------------------------------------------------------------------------


def test_of_three_recipients_the_refused_one_is_named_and_not_tried_again(tmp_path: Path, server: FakeSMTP) -> None:
    everyone = ("ada@example.org", "gone@example.org", "eve@example.org")
    world = World(tmp_path, mail=server, to=everyone)
    world.listing.list(MONDAY, paper(1))
    server.rcpt["gone@example.org"] = "550 no such user here"
    assert world.morning(MONDAY) == 3
    assert world.warned == [
        "mail: 2026-11-16 to gone@example.org: refused, it is not tried again: 550 no such user here"
    ]
    del server.rcpt["gone@example.org"]
    assert world.morning(MONDAY) == 0
    assert [letter.recipients for letter in server.letters] == [("ada@example.org",), ("eve@example.org",)]


def test_of_three_recipients_the_one_put_off_is_tried_again_alone(tmp_path: Path, server: FakeSMTP) -> None:
    everyone = ("ada@example.org", "busy@example.org", "eve@example.org")
    world = World(tmp_path, mail=server, to=everyone)
    world.listing.list(MONDAY, paper(1))
    server.rcpt["busy@example.org"] = "451 greylisted"
    assert world.morning(MONDAY) == 3
    del server.rcpt["busy@example.org"]
    world.now += timedelta(minutes=1)
    assert world.morning() == 3
    assert world.said[-1] == "mail to busy@example.org: may be tried again from 2026-11-16 12:05"
    world.now += timedelta(minutes=5)
    assert world.morning() == 0
    assert [letter.recipients[0] for letter in server.letters] == [everyone[0], everyone[2], everyone[1]]
    assert len({letter.id for letter in server.letters}) == 1
    assert len(world.reads) == 1


def test_what_the_server_puts_off_after_the_letter_goes_out_later_without_being_read_again(
    world: World, server: FakeSMTP
) -> None:
    world.listing.list(MONDAY, paper(1))
    server.data.append("451 local error in processing")
    assert world.morning(MONDAY) == 3
    assert server.letters == []
    world.listing.list(TUESDAY, paper(2))
    assert world.morning(TUESDAY) == 0
    assert [told(letter, (1, 2)) for letter in server.letters] == [[1], [2]]
    assert [str(letter.message["Date"])[:16] for letter in server.letters] == ["Mon, 16 Nov 2026", "Tue, 17 Nov 2026"]
    assert world.reads == [paper(1).id, paper(2).id]


def test_a_letter_that_is_refused_for_what_it_is_is_not_sent_again(world: World, server: FakeSMTP) -> None:
    world.listing.list(MONDAY, paper(1))
    server.data.append("554 looks like spam")
    assert world.morning(MONDAY) == 3
    assert world.morning(MONDAY) == 0
    assert server.letters == []


def test_a_server_that_is_not_there_gets_it_when_it_is_back_at_the_next_run(tmp_path: Path) -> None:
    with FakeSMTP() as once:
        world = World(tmp_path, mail=once, to=("ada@example.org", "eve@example.org"))
    world.listing.list(MONDAY, paper(1))
    assert world.morning(MONDAY) == 3
    assert all("no connection" in line for line in world.warned)
    assert len(world.warned) == 2
    with FakeSMTP(port=once.port) as back:
        assert world.morning(MONDAY) == 0
    assert [letter.recipients[0] for letter in back.letters] == ["ada@example.org", "eve@example.org"]
    assert len(world.reads) == 1


def test_what_could_not_be_sent_for_days_is_given_up_and_named(tmp_path: Path) -> None:
    with FakeSMTP() as once:
        world = World(tmp_path, mail=once, empty="silent")
    world.listing.list(MONDAY, paper(1))
    assert [world.morning(day) for day in world.days(7)] == [3, 3, 3, 3, 3, 3, 3]
    assert "refused, it is not tried again" in world.warned[0]
    assert world.morning() == 0


def test_who_is_not_asked_for_any_more_gets_nothing_that_was_left(world: World, server: FakeSMTP) -> None:
    world.listing.list(MONDAY, paper(1))
    server.data.append("451 later")
    world.morning(MONDAY)
    world.configure(mail=server, to=("eve@example.org",))
    assert world.morning(TUESDAY) == 3
    assert "to ada@example.org: refused, it is not tried again: it is not in the configuration" in world.warned[0]
    assert {letter.recipients for letter in server.letters} == {("eve@example.org",)}


# --- empty days, days, warnings --------------------------------------------------------------------------------------


def test_an_empty_day_says_so_and_the_state_moves_on(world: World, server: FakeSMTP) -> None:
    assert world.morning(MONDAY) == 0
    assert world.said[-2:] == [
        "nothing new: the digest says so",
        "mail: 2026-11-16 to ada@example.org: sent",
    ]
    assert server.letters[0].message["Subject"] == "Papers, 16 November 2026: nothing new"
    assert "Nothing new." in text_of(server.letters[0])
    world.morning(TUESDAY)
    assert world.listing.asked[1] is not None


def test_an_empty_day_is_silent_where_that_is_asked_for(tmp_path: Path, server: FakeSMTP) -> None:
    world = World(tmp_path, mail=server, empty="silent")
    assert world.morning(MONDAY) == 0
    assert world.said == ["hf-daily: fetched for the first time, its newest listing alone (0 papers).",
                          "nothing new: no digest"]  # fmt: skip
    world.listing.list(MONDAY, paper(1))
    assert world.morning(MONDAY) == 0
    assert told(server.letters[0], [1]) == [1]


@pytest.mark.parametrize(
    ("zone", "runs", "digests"),
    [
        pytest.param("Europe/Berlin", ["2026-03-28T23:30", "2026-03-29T00:30", "2026-03-29T01:30", "2026-03-29T21:59",
                                       "2026-03-29T22:01"], 2, id="the hour that is left out"),
        pytest.param("Europe/Berlin", ["2026-10-24T21:59", "2026-10-24T22:30", "2026-10-25T00:30", "2026-10-25T01:30",
                                       "2026-10-25T22:59", "2026-10-25T23:01"], 3, id="the hour that comes twice"),
        pytest.param("Asia/Kolkata", ["2026-11-20T18:29", "2026-11-20T18:31"], 2, id="midnight in between"),
        pytest.param("UTC", ["2026-11-20T18:29", "2026-11-20T18:31", "2026-11-20T23:59", "2026-11-21T00:00"], 2,
                     id="UTC"),
    ],
)  # fmt: skip
def test_there_is_one_digest_a_local_day(
    tmp_path: Path, server: FakeSMTP, zone: str, runs: list[str], digests: int
) -> None:
    world = World(tmp_path, mail=server, timezone=zone)
    for moment in runs:
        world.now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        world.morning()
    assert len(server.letters) == digests
    assert len({letter.id for letter in server.letters}) == digests


def test_a_clock_that_is_set_back_makes_no_second_digest_of_a_day(world: World, server: FakeSMTP) -> None:
    world.morning(TUESDAY)
    world.morning(MONDAY)
    assert len(server.letters) == 1


def test_a_clock_that_was_years_ahead_once_does_not_end_all_digests(world: World, server: FakeSMTP) -> None:
    world.morning(date(2031, 1, 1))
    world.listing.list(MONDAY, paper(1))
    for day in (MONDAY, MONDAY, TUESDAY):
        world.morning(day)
    assert [str(letter.message["Date"])[:16] for letter in server.letters] == [
        "Wed, 01 Jan 2031",
        "Mon, 16 Nov 2026",
        "Tue, 17 Nov 2026",
    ]


def test_a_source_that_fails_for_days_gives_one_warning_with_the_last_good_day(
    tmp_path: Path, server: FakeSMTP
) -> None:
    world = World(tmp_path, mail=server, empty="silent")
    world.morning(MONDAY)
    world.listing.down = "it answers with a page"
    days = [MONDAY + timedelta(days=n) for n in range(1, 10)]
    for day in days:
        world.morning(day)
        world.morning(day)  # twice a day counts once
    (warning,) = server.letters
    assert warning.message["Subject"] == "Papers: hf-daily can't be read"
    assert str(warning.message["Date"]).startswith("Sat, 21 Nov 2026")
    text = " ".join(text_of(warning).split())
    assert "hf-daily is missing: it answers with a page. It was last read for 16 November 2026." in text
    world.listing.down = ""
    world.morning(days[-1] + timedelta(days=1))
    world.listing.down = "again"
    for later in range(2, 7):
        world.morning(days[-1] + timedelta(days=later))
    assert len({letter.id for letter in server.letters}) == 2


# --- the state -------------------------------------------------------------------------------------------------------


def test_a_first_run_sends_the_newest_listing_alone_and_says_so(world: World, server: FakeSMTP) -> None:
    world.listing.list(MONDAY - timedelta(days=1), *map(paper, range(500, 600)))
    world.listing.list(MONDAY, paper(1))
    world.morning(MONDAY)
    assert world.reads == [paper(1).id]
    assert "fetched for the first time, its newest listing alone (1 paper)" in " ".join(
        text_of(server.letters[0]).split()
    )
    world.morning(TUESDAY)
    assert world.reads == [paper(1).id]


def test_a_state_that_is_lost_sends_no_500_old_papers(world: World, server: FakeSMTP) -> None:
    world.listing.list(MONDAY, *map(paper, range(500)))
    world.morning(MONDAY)
    for file in world.folder.glob("digest.db*"):
        file.unlink()
    world.reads.clear()
    world.morning(TUESDAY)
    assert len(world.reads) == 100
    assert "(100 papers; 400 more of it count as seen)" in " ".join(text_of(server.letters[-1]).split())
    world.reads.clear()
    world.morning(WEDNESDAY)
    assert world.reads == []


def test_no_more_papers_are_read_for_a_digest_than_asked_for_and_the_newest_are(
    tmp_path: Path, server: FakeSMTP
) -> None:
    world = World(tmp_path, mail=server, most=2)
    world.morning(MONDAY)
    world.listing.list(TUESDAY, paper(1), paper(2))
    world.listing.list(WEDNESDAY, paper(3))
    world.morning(WEDNESDAY)
    assert world.reads == [paper(1).id, paper(3).id]
    assert "1 more new paper left out: 2 are read for one digest at most." in " ".join(
        text_of(server.letters[-1]).split()
    )


def test_a_damaged_state_is_restored_from_its_backup_and_nothing_comes_twice(world: World, server: FakeSMTP) -> None:
    world.listing.list(MONDAY, paper(1))
    world.morning(MONDAY)
    world.state.write_bytes(b"SQLite format 3\x00" + bytes(range(256)) * 40)
    world.morning(MONDAY)
    assert "restored from digest.db.backup" in world.warned[0]
    assert len(server.letters) == 1
    world.listing.list(TUESDAY, paper(2))
    world.morning(TUESDAY)
    assert told(server.letters[-1], (1, 2)) == [2]


def test_while_another_run_is_at_it_a_second_one_has_nothing_to_do(world: World, server: FakeSMTP) -> None:
    with locked(world.state) as mine:
        assert mine
        assert world.morning(MONDAY) == 0
    assert world.said == [f"another run has {world.state}: this one has nothing to do"]
    assert server.letters == []
    assert world.morning(MONDAY) == 0
    assert len(server.letters) == 1


def test_since_last_time_names_a_new_best_claim(world: World, server: FakeSMTP) -> None:
    world.listing.list(MONDAY, paper(1))
    world.morning(MONDAY)
    better = paper(2, abstract=paper(2).abstract.replace("62%", "80%"))
    world.listing.list(TUESDAY, better)
    world.morning(TUESDAY)
    text = " ".join(text_of(server.letters[1]).split())
    assert "SINCE 16 NOVEMBER 2026" in text
    assert "1 new paper." in text
    assert "New best: " in text
    assert "SINCE" not in text_of(server.letters[0])


def test_best_claims_outlive_the_records_that_are_let_go(world: World, server: FakeSMTP) -> None:
    best = paper(1, abstract=paper(1).abstract.replace("62%", "90%"))
    world.listing.list(MONDAY, best, paper(2))
    world.morning(MONDAY)
    day = MONDAY
    for number in range(3, 8):
        day += timedelta(days=10)
        world.listing.list(day, paper(number, abstract=paper(number).abstract.replace("62%", f"{80 + number / 10}%")))
        world.morning(day)
    assert len(server.letters) == 6
    assert not any("New best" in text_of(letter) for letter in server.letters)


def test_a_profile_ranks_the_papers_and_the_rest_stand_by_their_titles(tmp_path: Path, server: FakeSMTP) -> None:
    (tmp_path / "me.toml").write_text(f'keywords = ["{title(3)}"]\n')
    world = World(tmp_path, mail=server, profile="me.toml", top=1)
    world.listing.list(MONDAY, paper(1), paper(2), paper(3))
    assert world.morning(MONDAY) == 0
    text = " ".join(text_of(server.letters[0]).split())
    assert f"Why: keyword: {title(3)}" in text
    assert text.index(title(3)) < text.index("MORE PAPERS, BY THEIR TITLES") < text.index(title(1))
    assert f"{title(1)} cuts latency" not in text


def test_moments_are_those_of_the_time_zone(tmp_path: Path, server: FakeSMTP) -> None:
    world = World(tmp_path, mail=server, timezone="Asia/Kolkata")
    world.now = noon(date(2026, 11, 20))
    world.morning()
    assert server.letters[0].message["Date"] == "Fri, 20 Nov 2026 17:30:00 +0530"
