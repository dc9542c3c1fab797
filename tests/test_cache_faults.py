"""The cache when something is wrong with it: damage, folders that can't be written, full disks, other versions."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from cached_requests import KEY, URL, Scripted, anybody, behind, cached, execute, request

from summarizer.clients import Completion
from summarizer.clients.cache import CacheWarning, NoCache, NoCacheError, ResponseCache, cache_key, open_responses
from summarizer.clients.database import FORMAT, is_on_network
from summarizer.errors import CacheError
from summarizer.store import Journal

# --- damage ----------------------------------------------------------------------------------------------------------


def test_a_flipped_byte_is_a_miss_with_a_warning_and_the_answer_is_asked_for_again(tmp_path: Path) -> None:
    inner = Scripted()
    client = cached(inner, tmp_path)
    client.complete(request())
    cache = ResponseCache(tmp_path)
    execute(cache, "UPDATE Cache SET value = CAST(replace(value, '{}', '[]') AS BLOB)")
    assert len(cache.check()) == 1
    with pytest.warns(CacheWarning, match="damaged"):
        assert not client.complete(request()).cached
    assert client.complete(request()).cached
    assert len(inner.asked) == 2
    assert cache.check() == []


def test_a_row_moved_to_another_key_is_damaged(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path)
    cache.put(KEY, {"a": 1})
    execute(cache, "UPDATE Cache SET key = ?", "b" * 64)
    with pytest.warns(CacheWarning):
        assert cache.get("b" * 64) is None


@pytest.mark.parametrize("row", [{}, {"reply": None}, {"reply": {"choices": []}}, {"reply": {}, "trail": 3}])
def test_a_sound_row_that_holds_no_answer_is_a_miss_with_a_warning(tmp_path: Path, row: dict[str, Any]) -> None:
    inner = Scripted()
    client = cached(inner, tmp_path)
    ResponseCache(tmp_path).put(cache_key(request(), URL), row)
    with pytest.warns(CacheWarning, match="no answer"):
        client.complete(request())
    assert len(inner.asked) == 1


@pytest.mark.parametrize(
    "damage",
    [b"garbage " * 1000, None, b"SQLite format 3\x00" + b"\xff" * 5000],
    ids=["garbage", "cut in half", "bad header"],
)
def test_a_damaged_database_is_set_aside_with_a_warning_and_the_run_goes_on(
    tmp_path: Path, damage: bytes | None
) -> None:
    cache = ResponseCache(tmp_path)
    for i in range(500):
        cache.put(f"{i:064}", {"text": "x" * 500})
    execute(cache, "PRAGMA wal_checkpoint(TRUNCATE)")
    cache.close()
    database = cache.folder / "cache.db"
    whole = database.read_bytes()
    database.write_bytes(whole[: len(whole) // 2] if damage is None else damage)

    def use() -> dict[str, Any] | None:
        again = ResponseCache(tmp_path)
        for i in range(500):
            again.get(f"{i:064}")
        again.put(KEY, {"a": 1})
        return again.get(KEY)

    with pytest.warns(CacheWarning, match=r"set aside as cache\.db\.corrupt-"):
        row = use()
    assert row == {"a": 1}
    assert len(list(cache.folder.glob("cache.db.corrupt-*"))) == 1


@pytest.mark.filterwarnings("ignore::summarizer.clients.cache.CacheWarning")
def test_a_database_damaged_while_it_is_in_use_is_replaced_once_for_all_threads(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path)
    for i in range(500):
        cache.put(f"{i:064}", {"text": "x" * 500})
    execute(cache, "PRAGMA wal_checkpoint(TRUNCATE)")
    with (cache.folder / "cache.db").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 200_000)
    with ThreadPoolExecutor(4) as pool:
        rows = list(pool.map(lambda i: cache.get(f"{i:064}"), range(100)))
    assert rows.count(None) > 90
    assert len(list(cache.folder.glob("cache.db.corrupt-*"))) == 1
    assert cache.put(KEY, {"a": 1})
    assert cache.get(KEY) == {"a": 1}


@pytest.mark.filterwarnings("ignore::summarizer.clients.cache.CacheWarning")
def test_of_two_users_of_a_damaged_database_the_second_takes_over_what_the_first_has_begun(tmp_path: Path) -> None:
    first, second = ResponseCache(tmp_path), ResponseCache(tmp_path)
    first.put("0" * 64, {"a": 1})
    execute(first, "PRAGMA wal_checkpoint(TRUNCATE)")
    (first.folder / "cache.db").write_bytes(b"garbage " * 5000)
    third = ResponseCache(tmp_path)
    assert third.put(KEY, {"a": 1})
    error = sqlite3.DatabaseError("database disk image is malformed")
    for user in (first, second):
        user._recover(user._connections, error)
        assert user.get(KEY) == {"a": 1}
    assert len(list(first.folder.glob("cache.db.corrupt-*"))) == 1


def test_an_empty_database_file_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "responses").mkdir(mode=0o700)
    (tmp_path / "responses" / "cache.db").touch()
    cache = ResponseCache(tmp_path)
    assert cache.put(KEY, {"a": 1})
    assert cache.get(KEY) == {"a": 1}


def test_an_answer_that_can_not_be_kept_is_given_all_the_same(tmp_path: Path) -> None:
    inner = Scripted()
    client = cached(inner, tmp_path)
    execute(ResponseCache(tmp_path), "CREATE TRIGGER full BEFORE INSERT ON Cache BEGIN SELECT * FROM nowhere; END")
    with pytest.warns(CacheWarning, match="could not be kept"):
        assert client.complete(request()).text == "{}"


_CLOSE = """
import sys, threading, time
from summarizer.clients.responses import ResponseCache
cache, until, kept = ResponseCache(sys.argv[1]), time.monotonic() + 1, []
def use(name):
    while time.monotonic() < until:
        kept.append(cache.put(name * 64, {"a": 1}) and cache.get(name * 64) == {"a": 1})
threads = [threading.Thread(target=use, args=(name,)) for name in "abcd"]
for thread in threads:
    thread.start()
while time.monotonic() < until:
    cache.close()
for thread in threads:
    thread.join()
print(len(kept) > 9 and all(kept))
"""


def test_a_cache_that_is_closed_while_threads_use_it_goes_on(tmp_path: Path) -> None:
    closes = [sys.executable, "-c", _CLOSE, str(tmp_path)]
    run = subprocess.run(closes, capture_output=True, text=True, timeout=60, check=False)
    assert (run.returncode, run.stdout.strip()) == (0, "True"), run.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a file that is always full")
def test_an_export_that_can_not_be_written_names_its_file(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path / "cache")
    cache.put(KEY, {"a": 1})
    for path in ("/dev/full", tmp_path / "missing" / "rows.jsonl"):
        with pytest.raises(CacheError, match=f"{path}: can't be written"):
            cache.export(path)


# --- folders ---------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_the_folder_is_its_owners_alone_also_when_it_was_open_before(tmp_path: Path) -> None:
    folder = ResponseCache(tmp_path / "new").folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o777)
    with pytest.warns(CacheWarning, match="others could"):
        ResponseCache(tmp_path / "new")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
@pytest.mark.filterwarnings("ignore::summarizer.clients.cache.CacheWarning")
def test_a_folder_that_its_owner_made_read_only_stays_so(tmp_path: Path) -> None:
    folder = ResponseCache(tmp_path).folder
    folder.chmod(0o555)
    open_responses(tmp_path)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o500
    folder.chmod(0o700)


@pytest.mark.parametrize("where", ["file", "file/below"])
def test_a_folder_that_can_not_be_made_is_an_error_that_names_the_setting(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CacheError, match="--cache-dir"):
        ResponseCache(tmp_path / where)


@pytest.mark.skipif(os.name != "posix", reason="owners are POSIX's")
@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_another_user_is_refused_and_root_is_warned() -> None:
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        responses = ResponseCache(folder).folder
        os.chown(responses, 12345, 12345)
        with anybody(), pytest.raises(CacheError, match="another user"):
            open_responses(folder)
        with pytest.warns(CacheWarning, match="another user"):
            open_responses(folder)


# --- where nothing can be written ------------------------------------------------------------------------------------


@contextmanager
def read_only(*, database: bool = True, inside: bool = True) -> Iterator[Path]:
    """A folder, with a cache that holds one answer, in which nobody may write."""
    with TemporaryDirectory() as folder:
        base = Path(folder)
        if inside:
            cache = ResponseCache(base)
            behind(cache, Scripted()).complete(request())
            cache.close()
            execute(cache, "PRAGMA journal_mode = delete")
            (base / "responses" / "asking").unlink(missing_ok=True)
            for path in (base / "responses").iterdir():
                path.chmod(0o444)
            (base / "responses").chmod(0o555 if database else 0o777)
        base.chmod(0o555)
        try:
            yield base
        finally:
            for path in (base, base / "responses"):
                if path.exists():
                    path.chmod(0o700)


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's here")
def test_of_a_read_only_folder_the_answers_are_used_and_new_ones_given_but_not_kept() -> None:
    inner = Scripted(Completion('{"new": 1}'))
    with read_only() as folder, anybody():
        with pytest.warns(CacheWarning, match="nothing can be written") as said:
            cache = open_responses(folder)
        client = behind(cache, inner)
        assert client.complete(request("Another paper")).text == '{"new": 1}'
        assert client.complete(request()).cached
        assert client.complete(request("Another paper")).text == '{"new": 1}'
        client.settle(request("Another paper"), Completion("{}"))
        assert isinstance(cache, ResponseCache)
        with pytest.raises(CacheError, match="only be read"):
            cache.clear()
        assert cache.check() == []
        assert cache.info().rows == 1
        cache.close()
    assert len(said) == 1
    assert len(inner.asked) == 2
    assert cache.unsaved == {cache_key(request("Another paper"), URL)}


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's here")
@pytest.mark.filterwarnings("ignore::summarizer.clients.cache.CacheWarning")
def test_damage_that_can_not_be_set_aside_is_an_error_that_names_the_setting() -> None:
    with read_only() as folder:
        database = folder / "responses" / "cache.db"
        with anybody():
            cache = open_responses(folder)
        database.chmod(0o644)
        database.write_bytes(b"garbage " * 4000)
        database.chmod(0o444)
        with anybody(), pytest.raises(CacheError, match="--cache-dir"):
            cache.get(KEY)
        with anybody():
            assert isinstance(open_responses(folder), NoCache)


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's here")
def test_where_no_folder_can_be_made_the_run_goes_on_without_a_cache() -> None:
    inner = Scripted()
    with read_only(inside=False) as folder, anybody():
        with pytest.raises(NoCacheError, match="--cache-dir"):
            ResponseCache(folder)
        with pytest.warns(CacheWarning, match="no answer is kept"):
            cache = open_responses(folder)
    client = behind(cache, inner)
    assert [client.complete(request()).cached for _ in range(2)] == [False, False]
    client.settle(request(), Completion("{}"))
    assert isinstance(cache, NoCache)
    assert cache.unsaved == {cache_key(request(), URL)}


def test_where_nothing_is_kept_nobody_waits_for_anybody() -> None:
    client = behind(NoCache(), Scripted(delay=0.2))
    began = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        assert [c.text for c in pool.map(lambda _: client.complete(request()), range(8))] == ["{}"] * 8
    assert time.monotonic() - began < 1


_FILL = """
import resource, sys, warnings
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from cached_requests import Scripted, behind, request
from summarizer.clients import Completion
from summarizer.clients.cache import CacheWarning, ResponseCache
from summarizer.store import Journal
folder = Path(sys.argv[1])
cache = ResponseCache(folder)
client = behind(cache, Scripted(Completion('{"a": "%s"}' % ("x" * 300_000))), journal=Journal(folder).append)
assert client.complete(request("before")).text
assert not cache.unsaved
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    for name in ("one", "two"):
        assert len(client.complete(request(name)).text) > 300_000
assert {w.category for w in said} == {CacheWarning}, said
assert client.complete(request("before")).cached
print(len(cache.unsaved))
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of a file's size are POSIX's")
def test_when_the_disk_is_full_answers_are_given_all_the_same_and_counted(tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", _FILL, str(tmp_path), str(Path(__file__).parent)]
    run = subprocess.run(arguments, capture_output=True, text=True, cwd=Path(__file__).resolve().parents[1], timeout=60)
    assert (run.stdout, run.returncode) == ("2\n", 0), run.stderr


def test_a_journal_that_can_not_be_written_loses_no_answer(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache, journal = ResponseCache(tmp_path / "cache"), Journal(tmp_path / "file" / "journal")
    client = behind(cache, Scripted(Completion("{}"), Completion("I think so.")), journal=journal.append)
    with pytest.warns(CacheWarning, match="could not be kept"):
        assert client.complete(request()).text == "{}"
    assert cache.unsaved == set()  # the cache has it
    with pytest.warns(CacheWarning, match="could not be kept"):
        client.complete(request("Another paper"))
    assert cache.unsaved == {cache_key(request("Another paper"), URL)}


# --- versions --------------------------------------------------------------------------------------------------------


def test_a_database_of_a_newer_format_is_left_as_it_is_and_the_run_goes_on_without(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path)
    cache.put(KEY, {"a": 1})
    execute(cache, "CREATE TABLE Novelty (id)")
    execute(cache, f"PRAGMA user_version = {FORMAT + 1}")
    execute(cache, "PRAGMA wal_checkpoint(TRUNCATE)")
    cache.close()
    before = (cache.folder / "cache.db").read_bytes()
    with pytest.raises(NoCacheError, match=f"format {FORMAT + 1}.*newer"):
        ResponseCache(tmp_path)
    with pytest.warns(CacheWarning, match="newer.*no answer is kept"):
        responses = open_responses(tmp_path)
    assert behind(responses, Scripted()).complete(request()).text == "{}"
    assert (cache.folder / "cache.db").read_bytes() == before
    assert list(cache.folder.glob("*corrupt*")) == []


def test_a_database_from_before_formats_were_written_is_used_and_marked(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path)
    cache.put(KEY, {"a": 1})
    execute(cache, "PRAGMA user_version = 0")
    cache.close()
    assert ResponseCache(tmp_path).get(KEY) == {"a": 1}
    with closing(sqlite3.connect(cache.folder / "cache.db")) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (FORMAT,)


# --- drives ----------------------------------------------------------------------------------------------------------


def test_where_no_write_ahead_log_can_be_had_the_cache_works_without_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "responses" / "cache.db-shm").mkdir(parents=True)  # in the way of the memory that such a log shares
    (tmp_path / "responses").chmod(0o700)
    with pytest.warns(CacheWarning, match="write-ahead log") as said:
        cache = ResponseCache(tmp_path)
    assert len(said) == 1
    assert cache.put(KEY, {"a": 1})
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(cache.get, KEY).result() == {"a": 1}
    with closing(sqlite3.connect(cache.folder / "cache.db")) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("delete",)


MOUNTS = (
    "22 27 0:21 / /proc rw,relatime - proc proc rw",
    "27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw",
    "90 27 0:55 / /home rw,relatime shared:2 - nfs4 server:/home rw,vers=4.2",
    "91 90 0:56 / /home/local rw,relatime - xfs /dev/sdb rw",
    "92 27 0:57 / /mnt/my\\040share rw,relatime - cifs //nas/share rw",
    "93 27 0:58 / /data rw,relatime master:3 - fuse.sshfs host:/data rw",
)


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/home/me/.cache/summarizer", True),
        ("/home/local/me", False),
        ("/homely", False),
        ("/var/cache", False),
        ("/mnt/my share/cache", True),
        ("/mnt/my", False),
        ("/data", True),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="the paths are POSIX's")
def test_drives_of_the_network_are_known_by_the_list_of_mounts(folder: str, network: bool) -> None:
    assert is_on_network(Path(folder), MOUNTS) is network
