"""The state: whole or restored, of this version or left alone, each change all or nothing."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from mornings import paper

from summarizer.delivery.history import mark_seen, since_of, unseen
from summarizer.delivery.lock import locked
from summarizer.delivery.state import SCHEMA, backup_of, open_state
from summarizer.errors import SettingsError, SummarizerError
from summarizer.papers import Paper, Source, make_paper

DAY = date(2026, 11, 20)


def remember(path: Path, *papers: Paper) -> list[str]:
    """Open a state, mark papers and back it up; gives what was said."""
    said: list[str] = []
    with open_state(path, say=said.append) as state:
        with state.transaction():
            mark_seen(state, papers, DAY)
        state.back_up()
    return said


def known(path: Path, *papers: Paper) -> tuple[int, list[str]]:
    """How many of the papers a state knows, and what was said at its opening."""
    said: list[str] = []
    with open_state(path, say=said.append) as state:
        return len(papers) - len(unseen(state, papers)), said


# --- opening ---------------------------------------------------------------------------------------------------------


def _noise(path: Path) -> None:
    path.write_bytes(os.urandom(5000))


def _text(path: Path) -> None:
    path.write_text("not a database at all, and long enough to be one " * 100)


def _half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _holes(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [_noise, _text, _half, _holes, Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_state_that_is_damaged_or_missing_comes_back_from_its_backup(
    damage: Callable[[Path], object], tmp_path: Path
) -> None:
    path = tmp_path / "digest.db"
    assert remember(path, paper(1), paper(2)) == []
    damage(path)
    number, said = known(path, paper(1), paper(2), paper(3))
    assert number == 2
    assert len(said) == 1
    assert "restored from digest.db.backup" in said[0]
    assert known(path, paper(1)) == (1, [])


def test_a_log_of_the_lost_state_is_not_played_into_the_restored_one(tmp_path: Path) -> None:
    path, log = tmp_path / "digest.db", tmp_path / "digest.db-wal"
    remember(path, paper(1))
    with open_state(path, say=str) as state:
        with state.transaction():
            mark_seen(state, [paper(2)], DAY)
        written = log.read_bytes()
    path.unlink()
    log.write_bytes(written)
    assert known(path, paper(1))[0] == 1
    assert known(path, paper(2))[0] == 0


def test_without_a_backup_a_damaged_state_is_set_aside_and_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "digest.db"
    remember(path, paper(1))
    backup_of(path).unlink()
    _noise(path)
    number, said = known(path, paper(1))
    assert number == 0
    assert "this counts as a first run, nothing old is sent" in said[0]
    assert len(list(tmp_path.glob("digest.db.damaged-*"))) == 1


def test_a_damaged_backup_is_no_backup(tmp_path: Path) -> None:
    path = tmp_path / "digest.db"
    remember(path, paper(1))
    _noise(path)
    _noise(backup_of(path))
    assert known(path, paper(1))[0] == 0


def test_a_first_state_is_begun_without_a_word(tmp_path: Path) -> None:
    assert known(tmp_path / "new" / "digest.db", paper(1)) == (0, [])
    assert (tmp_path / "new" / "digest.db").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("which", [lambda path: path, backup_of])
def test_a_state_of_a_newer_version_is_refused_and_left_alone(which: Callable[[Path], Path], tmp_path: Path) -> None:
    path = tmp_path / "digest.db"
    remember(path, paper(1))
    with closing(sqlite3.connect(which(path))) as database:
        database.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    if which(path) != path:
        path.unlink()
    before = which(path).read_bytes()
    with pytest.raises(SummarizerError, match="written by a newer summarizer") as raised:
        open_state(path, say=str)
    assert "install the newer one, or name another by `state`" in str(raised.value)
    assert which(path).read_bytes() == before


def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE items (id INTEGER)")
    before = path.read_bytes()
    with pytest.raises(SettingsError, match="a database of something else"):
        open_state(path, say=str)
    assert path.read_bytes() == before


def test_a_folder_is_no_state(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="expected a file"):
        open_state(tmp_path, say=str)


def test_what_can_not_be_written_is_said_with_the_files_name(tmp_path: Path) -> None:
    path = tmp_path / "digest.db"
    with open_state(path, say=str) as state, pytest.raises(SummarizerError, match=str(path)):
        state.run("INSERT INTO nothing VALUES (1)")


# --- changes ---------------------------------------------------------------------------------------------------------


def test_a_change_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    with open_state(tmp_path / "digest.db", say=str) as state:

        def change() -> None:
            with state.transaction():
                mark_seen(state, [paper(1)], DAY)
                state.run("INSERT INTO nothing VALUES (1)")

        with pytest.raises(SummarizerError):
            change()
        assert len(unseen(state, [paper(1)])) == 1


_KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from summarizer.delivery.history import move_window
from summarizer.delivery.state import open_state
with open_state(Path(sys.argv[1]), say=print) as state:
    with state.transaction():
        move_window(state, "kept", date(2026, 11, 1), date(2026, 11, 2))
    with state.transaction():
        move_window(state, "lost", date(2026, 11, 1), date(2026, 11, 2))
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_that_is_killed_in_a_change_leaves_those_before_it(tmp_path: Path) -> None:
    path = tmp_path / "digest.db"
    ended = subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False)
    assert ended.returncode == -signal.SIGKILL
    said: list[str] = []
    with open_state(path, say=said.append) as state:
        assert since_of(state, "kept") == date(2026, 11, 1)
        assert since_of(state, "lost") is None
    assert said == []


def test_a_state_keeps_its_identity_and_no_two_share_one(tmp_path: Path) -> None:
    identities = []
    for name in ("one.db", "one.db", "two.db"):
        with open_state(tmp_path / name, say=str) as state:
            identities.append(state.identity)
    assert identities[0] == identities[1] != identities[2]


def test_a_lock_is_had_once_and_ends_with_its_process(tmp_path: Path) -> None:
    path = tmp_path / "digest.db"
    with locked(path) as first, locked(path) as second:
        assert (first, second) == (True, False)
    code = "import sys,os;from pathlib import Path;from summarizer.delivery.lock import locked\n"
    code += "with locked(Path(sys.argv[1])) as mine: os.kill(os.getpid(), 9) if mine else None"
    assert subprocess.run([sys.executable, "-c", code, str(path)], check=False).returncode == -signal.SIGKILL
    with locked(path) as mine:
        assert mine


# --- which papers are the same ---------------------------------------------------------------------------------------

_TITLE, _TEXT = "Tern: Quick Decoding", "Tern cuts latency by 62% over Gull-B."


def _version(number: int) -> Source:
    return Source.model_validate({"kind": "arxiv", "version": number})


@pytest.mark.parametrize(
    ("seen", "met", "is_new"),
    [
        pytest.param({"arxiv_id": "2611.00001"}, {"arxiv_id": "2611.00001"}, False, id="arXiv id"),
        pytest.param({"arxiv_id": "2611.00001"}, {"arxiv_id": "2611.00001", "title": "Other", "text": "Other."}, False,
                     id="a new title"),
        pytest.param({"arxiv_id": "2611.00001"}, {"arxiv_id": "2611.00002", "text": "Other."}, True,
                     id="another arXiv id, the same title"),
        pytest.param({"arxiv_id": "2611.00001"}, {"text": "Reworded."}, False, id="by its title alone, afterwards"),
        pytest.param({"text": "Reworded."}, {"arxiv_id": "2611.00001"}, False, id="by its title alone, before"),
        pytest.param({}, {}, False, id="title and text"),
        pytest.param({}, {"title": "Wren: Quick Decoding", "text": "Other."}, True, id="another paper"),
        pytest.param({"doi": "10.1000/1"}, {"doi": "10.1000/1", "title": "Wren", "text": "x"}, False, id="DOI"),
        pytest.param({"doi": "10.1000/1"}, {"doi": "10.1000/2", "text": "x"}, True, id="another DOI"),
        pytest.param({"doi": "10.1000/\ud800"}, {"doi": "10.1000/\ud800", "title": "Wren", "text": "x"}, False,
                     id="half of a surrogate pair"),
        pytest.param({"title": "Tern", "text": ""}, {"title": "Wren", "text": ""}, True, id="no text in either"),
    ],
)  # fmt: skip
def test_a_paper_is_known_again_by_what_names_it(
    seen: dict[str, str], met: dict[str, str], is_new: bool, tmp_path: Path
) -> None:
    def made(fields: dict[str, str]) -> Paper:
        given = {"title": _TITLE, "text": _TEXT, **fields}
        return make_paper(given.pop("title"), given.pop("text"), **given)

    with open_state(tmp_path / "digest.db", say=str) as state:
        with state.transaction():
            mark_seen(state, [made(seen)], DAY)
        assert bool(unseen(state, [made(met)])) is is_new


@pytest.mark.parametrize(
    ("seen", "met", "is_new"), [(1, 1, False), (1, 2, True), (2, 1, False), (None, 2, True), (2, None, False)]
)
def test_only_a_later_version_counts_as_new_where_versions_are_asked_for(
    seen: int | None, met: int | None, is_new: bool, tmp_path: Path
) -> None:
    def made(version: int | None, words: str) -> Paper:
        sources = (_version(version),) if version else (Source(kind="listing"),)
        return make_paper(_TITLE, words, arxiv_id="2611.00001", sources=sources)

    with open_state(tmp_path / "digest.db", say=str) as state:
        with state.transaction():
            mark_seen(state, [made(seen, _TEXT)], DAY)
        again = [made(met, "It is reworded.")]
        assert bool(unseen(state, again, new_versions=True)) is is_new
        assert unseen(state, again) == []
        with state.transaction():
            mark_seen(state, again, DAY)
        assert unseen(state, again, new_versions=True) == []
