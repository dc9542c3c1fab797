"""The cache of answers: what is kept, what is never read, and what a damaged or planted row can't do."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import sqlite3
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import diskcache
import pytest
from cached_requests import KEY, MARKS, SCHEMA, URL, Scripted, behind, cached, execute, is_object, request
from fake_endpoint import FakeEndpoint, reply
from hypothesis import given
from hypothesis import strategies as st

from summarizer.clients import Completion, Message, Request
from summarizer.clients.cache import (
    CachedClient,
    CacheWarning,
    ResponseCache,
    cache_key,
    default_cache_dir,
    journal_row,
)
from summarizer.clients.openai import OpenAIClient
from summarizer.clients.responses import _encode
from summarizer.errors import ErrorKind, RequestError
from summarizer.records import Usage

# --- many at once ----------------------------------------------------------------------------------------------------


class SlowCache(ResponseCache):
    """Takes its time to write, and counts how many rows it writes together."""

    def __init__(self, folder: Path) -> None:
        self.together: list[int] = []
        super().__init__(folder)

    def _write(self, rows: Sequence[tuple[str, bytes]]) -> bool:
        self.together.append(len(rows))
        time.sleep(0.1)
        return super()._write(rows)


def test_what_many_threads_keep_at_once_is_written_together(tmp_path: Path) -> None:
    cache, keys = SlowCache(tmp_path), [f"{n:064}" for n in range(60)]
    with ThreadPoolExecutor(60) as pool:
        assert all(pool.map(lambda key: cache.put(key, {"key": key}), keys))
    assert sum(cache.together) == 60
    assert len(cache.together) < 15
    assert [cache.get(key) for key in keys] == [{"key": key} for key in keys]


def test_of_two_rows_of_one_key_that_are_written_together_the_later_one_stays(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path)
    assert cache._write([(KEY, _encode(KEY, {"n": n})) for n in range(3)])
    assert cache.get(KEY) == {"n": 2}
    assert cache.info().rows == 1


# --- keys ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changed",
    [
        request("Another paper"),
        request(model="n"),
        request(sampling={"temperature": 0.5}),
        request(sampling={"temperature": 0, "max_tokens": 8192}),
        request(sampling={"temperature": 0, "seed": 1}),
        request(schema={**SCHEMA, "required": ["a"]}),
        request(messages=(Message("user", "Read."), Message("user", "Sparse gears"))),
    ],
)
def test_whatever_changes_the_answer_changes_the_key(changed: Request) -> None:
    assert cache_key(changed, URL) != cache_key(request(), URL)


@given(st.lists(st.tuples(st.sampled_from(["system", "user", "assistant"]), st.text(alphabet=st.characters()))))
def test_a_request_is_named_by_the_hash_of_its_canonical_text(messages: list[tuple[Any, str]]) -> None:
    whole = request(messages=tuple(Message(role, f"{text} \ud835") for role, text in messages))
    assert whole.sha256 == hashlib.sha256(whole.canonical.encode("utf-8", "surrogatepass")).hexdigest()
    assert [(m["role"], m["content"]) for m in json.loads(whole.canonical)["messages"]] == [
        (m.role, m.content) for m in whole.messages
    ]


def test_another_server_is_another_key_and_a_slash_at_its_end_is_not() -> None:
    assert cache_key(request(), "http://localhost:8081/v1") != cache_key(request(), URL)
    assert cache_key(request(), URL + "/") == cache_key(request(), URL)


def test_the_name_of_the_template_is_not_in_the_key_beyond_what_it_renders() -> None:
    assert cache_key(request(prompt="p@2", prompt_sha256="0" * 64), URL) == cache_key(request(), URL)


def test_key_time_outs_and_retries_of_the_client_are_not_in_the_key(tmp_path: Path) -> None:
    from summarizer.clients.waits import Patience

    with FakeEndpoint(reply("{}")) as server:
        for key, patience in (("sk-one", Patience()), ("sk-two", Patience(attempts=2, deadline=9, silence=3))):
            client = OpenAIClient(server.url, key, patience=patience)
            cached(client, tmp_path, server.url).complete(request())
            client.close()
    assert len(server.hits) == 1


# --- what is kept ----------------------------------------------------------------------------------------------------


def test_an_answer_is_asked_for_once_and_comes_back_the_same_also_in_another_process_of_the_program(
    tmp_path: Path,
) -> None:
    inner = Scripted(Completion('{"a": "ö"}', model="m-1", usage=Usage(input=9, cached_input=2, output=3), attempts=2))
    first = cached(inner, tmp_path).complete(request())
    again = cached(inner, tmp_path).complete(request())
    assert len(inner.asked) == 1
    assert (first.cached, first.attempts) == (False, 2)
    assert (again.cached, again.attempts, again.settled) == (True, 0, False)
    assert (again.text, again.model, again.usage) == (first.text, first.model, first.usage)


@pytest.mark.parametrize("usage", [{}, {"usage": None}, {"usage": {"prompt_tokens": -1, "completion_tokens": "9"}}])
def test_tokens_that_a_server_did_not_say_are_unknown_from_the_cache_too(tmp_path: Path, usage: Any) -> None:
    raw = {"choices": [{"message": {"content": "{}"}, "finish_reason": "stop"}], **usage}
    cached(Scripted(Completion("{}", raw=raw)), tmp_path).complete(request())
    again = cached(Scripted(), tmp_path).complete(request())
    assert (again.cached, again.usage) == (True, Usage(input=None, cached_input=None, output=None))


@pytest.mark.parametrize(
    "answer",
    [
        Completion('{"a": 1', "length"),
        Completion("{}", "length"),
        Completion("", "refused", refusal="no"),
        Completion("{}", "stop", refusal="no"),
        Completion("", "filtered"),
        Completion(""),
        Completion("[1]"),
        Completion("I think so."),
    ],
)
def test_only_whole_and_valid_answers_answer_later_requests(tmp_path: Path, answer: Completion) -> None:
    inner, journal = Scripted(answer), []
    client = cached(inner, tmp_path, journal=journal)
    for _ in range(2):
        assert not client.complete(request()).cached
    assert len(inner.asked) == 2
    assert len(journal) == 2
    assert ResponseCache(tmp_path).keys() == []


def test_a_failed_request_is_the_inner_clients_and_leaves_nothing_behind(tmp_path: Path) -> None:
    client = cached(Scripted(RequestError("transport", "gone"), Completion("{}")), tmp_path)
    with pytest.raises(RequestError, match="gone"):
        client.complete(request())
    assert client.complete(request()).text == "{}"


def test_every_reply_is_in_the_journal_before_it_is_looked_at(tmp_path: Path) -> None:
    journal: list[dict[str, Any]] = []

    def valid(text: str) -> bool:
        assert [row["reply"]["choices"][0]["message"]["content"] for row in journal] == [text]
        return False

    CachedClient(Scripted(Completion("…")), ResponseCache(tmp_path), URL, valid=valid, journal=journal.append).complete(
        request()
    )


def test_a_journal_row_holds_the_request_its_marks_and_the_raw_reply(tmp_path: Path) -> None:
    raw = {"id": "c1", "choices": [{"message": {"content": "{}"}, "finish_reason": "length"}], "extra": [1]}
    journal: list[dict[str, Any]] = []
    cached(Scripted(Completion("{}", "length", raw=raw, model="m-1", attempts=3)), tmp_path, journal=journal).complete(
        request()
    )
    row = json.loads(json.dumps(journal[0], allow_nan=False))
    assert row["reply"] == raw
    assert row["request"] == json.loads(request().canonical)
    assert row["request_sha256"] == request().sha256
    assert row["marks"][0][0] == [0, len("Sparse gears")]
    sentences, quantities = row["marks"]
    assert [MARKS.text[start:end] for start, end in quantities] == [q.text for q in MARKS.quantities]
    assert len(sentences) == len(MARKS.sentences)
    assert (row["base_url_host"], row["model"], row["prompt"]) == ("localhost:8080", "m-1", "p@1")
    assert (row["finish_reason"], row["refusal"], row["attempts"]) == ("length", None, 3)
    assert row["created_at"].endswith("+00:00")


def test_a_settled_answer_comes_back_with_what_led_to_it(tmp_path: Path) -> None:
    cut, kept, second = Completion('{"a"', "length"), Completion('{"b": 1}'), Completion("{}", "refused", refusal="no")
    client = cached(Scripted(cut), tmp_path)
    client.complete(request())
    client.settle(request(), replace(kept, origin="reask"), (cut, second))
    found = client.complete(request())
    assert (found.text, found.settled, found.cached, found.origin) == ('{"b": 1}', True, True, "reask")
    assert [(r.text, r.finish_reason, r.refusal) for r in found.trail] == [
        ('{"a"', "length", None),
        ("{}", "refused", "no"),
    ]


def test_a_lone_surrogate_in_an_answer_survives_the_cache(tmp_path: Path) -> None:
    inner = Scripted(Completion('{"a": "\ud835"}'))
    cached(inner, tmp_path).complete(request("torn \udc00"))
    assert cached(inner, tmp_path).complete(request("torn \udc00")).text == '{"a": "\ud835"}'
    assert len(inner.asked) == 1


def test_ten_threads_that_ask_the_same_send_one_request_and_different_ones_do_not_wait(tmp_path: Path) -> None:
    inner = Scripted(delay=0.1)
    client = cached(inner, tmp_path)
    began = time.monotonic()
    with ThreadPoolExecutor(20) as pool:
        texts = list(pool.map(lambda i: client.complete(request("same" if i % 2 else str(i))).text, range(20)))
    assert texts == ["{}"] * 20
    assert len(inner.asked) == 11
    assert time.monotonic() - began < 1


def test_threads_behind_a_failed_request_each_ask_for_themselves(tmp_path: Path) -> None:
    client = cached(Scripted(RequestError("transport", "gone"), Completion("{}"), delay=0.05), tmp_path)

    def ask(_: int) -> str:
        try:
            return client.complete(request()).text
        except RequestError:
            return "failed"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(ask, range(4))) == ["failed", "{}", "{}", "{}"]


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    script = (
        "import sys; from summarizer.clients.cache import ResponseCache\n"
        "cache = ResponseCache(sys.argv[1])\n"
        "print(all(cache.put(f'{sys.argv[2]}-{i}', {'n': i}) for i in range(100)))\n"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path), name],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).resolve().parents[1],
        )
        for name in "abc"
    ]
    assert [run.communicate(timeout=60)[0].strip() for run in runs] == [b"True"] * 3
    assert len(ResponseCache(tmp_path).keys()) == 300


def test_a_locked_database_is_waited_for_and_is_no_miss(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path)
    cache.put(KEY, {"a": 1})
    locked, release = threading.Event(), threading.Event()

    def hold() -> None:
        with closing(sqlite3.connect(cache.folder / "cache.db", isolation_level=None)) as database:
            database.execute("BEGIN EXCLUSIVE")
            locked.set()
            release.wait(10)
            database.execute("COMMIT")

    holder = threading.Thread(target=hold)
    holder.start()
    assert locked.wait(10)
    assert cache.get(KEY) == {"a": 1}
    threading.Timer(0.3, release.set).start()
    assert cache.put("b" * 64, {"b": 2})
    holder.join()
    assert cache.get("b" * 64) == {"b": 2}


def test_nothing_is_evicted_and_no_row_has_a_file(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path)
    for i in range(200):
        cache.put(f"{i:064}", {"text": "x" * 100_000})
    assert len(cache.keys()) == 200
    assert {path.name for path in cache.folder.iterdir()} <= {"cache.db", "cache.db-wal", "cache.db-shm"}
    with closing(sqlite3.connect(cache.folder / "cache.db")) as database:
        settings = dict(database.execute("SELECT key, value FROM Settings"))
    assert (settings["eviction_policy"], settings["cull_limit"]) == ("none", 0)
    assert settings["size_limit"] > 2**60


# --- what was given up -----------------------------------------------------------------------------------------------


FINAL = ("refused", "filtered", "truncated", "empty", "invalid_json", "invalid_schema", "too_long", "rejected")


@pytest.mark.parametrize("kind", FINAL)
def test_what_was_given_up_is_asked_again_unless_told_otherwise(tmp_path: Path, kind: ErrorKind) -> None:
    inner, cache = Scripted(Completion("I think so.")), ResponseCache(tmp_path)
    behind(cache, inner).give_up(request(), RequestError(kind, "why", attempts=3))
    with pytest.raises(RequestError, match="why") as raised:
        behind(cache, inner, retry_failed=False).complete(request())
    assert (raised.value.kind, raised.value.attempts) == (kind, 3)
    assert behind(cache, inner, retry_failed=False).complete(request("Another paper")).text == "I think so."
    assert behind(cache, inner).complete(request()).text == "I think so."
    assert len(inner.asked) == 2


@pytest.mark.parametrize("kind", sorted(set(get_args(ErrorKind)) - set(FINAL)))
def test_what_passes_is_never_filed_as_given_up(tmp_path: Path, kind: ErrorKind) -> None:
    cache = ResponseCache(tmp_path)
    behind(cache, Scripted()).give_up(request(), RequestError(kind, "why"))
    assert cache.keys() == []
    assert behind(cache, Scripted(), retry_failed=False).complete(request()).text == "{}"


def test_a_later_success_replaces_what_was_given_up(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path)
    client = behind(cache, Scripted())
    client.give_up(request(), RequestError("truncated", "cut off"))
    client.complete(request())
    assert cache.keys() == [cache_key(request(), URL)]
    assert behind(cache, Scripted(), retry_failed=False).complete(request()).cached


def test_a_paid_answer_is_never_replaced_by_a_failure(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path)
    client = behind(cache, Scripted())
    client.complete(request())
    client.give_up(request(), RequestError("truncated", "cut off"))
    assert behind(cache, Scripted(), retry_failed=False).complete(request()).text == "{}"


def test_a_failure_is_not_written_over_an_answer_that_comes_at_the_same_moment(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path)
    with ThreadPoolExecutor(1) as pool:
        answered: list[Future[Completion]] = []

        class Meanwhile:
            """Lets somebody else ask between a look and what is written for it."""

            folder, is_writable, unsaved = cache.folder, True, cache.unsaved
            put, put_later, flush = cache.put, cache.put_later, cache.flush

            def get(self, key: str) -> dict[str, Any] | None:
                found = cache.get(key)
                answered.append(pool.submit(behind(cache, Scripted()).complete, request()))
                with suppress(TimeoutError):
                    answered[0].result(0.3)
                return found

        behind(Meanwhile(), Scripted()).give_up(request(), RequestError("truncated", "cut off"))
        assert answered[0].result(60).text == "{}"
    assert behind(cache, Scripted(), retry_failed=False).complete(request()).text == "{}"


def test_a_settled_answer_that_was_not_filed_yet_is_filed(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path)
    client = behind(cache, Scripted(Completion("plain words")))
    answered = client.complete(request())
    assert cache.get(cache_key(request(), URL)) is None
    client.settle(request(), answered)
    assert behind(cache, Scripted()).complete(request()).text == "plain words"


def test_an_answer_that_stood_at_once_is_written_once(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path)
    client = behind(cache, Scripted())
    answered = client.complete(request())
    execute(cache, "UPDATE Cache SET store_time = 7")
    client.settle(request(), answered)
    assert cache.info().oldest == "1970-01-01T00:00:07+00:00"


def test_giving_up_again_for_the_same_reason_writes_nothing(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path)
    client = behind(cache, Scripted())
    client.give_up(request(), RequestError("empty", "nothing"))
    execute(cache, "UPDATE Cache SET store_time = 7")
    client.give_up(request(), RequestError("empty", "nothing"))
    assert cache.info().oldest == "1970-01-01T00:00:07+00:00"
    client.give_up(request(), RequestError("refused", "no"))
    assert cache.info().oldest != "1970-01-01T00:00:07+00:00"


@pytest.mark.parametrize(
    "failure",
    [
        None,
        [],
        {},
        {"kind": "x"},
        {"kind": "x", "message": "m", "attempts": 1},
        {"kind": [], "message": 1, "attempts": "2"},
    ],
)
def test_a_row_that_holds_no_failure_gives_nothing_up(tmp_path: Path, failure: Any) -> None:
    cache = ResponseCache(tmp_path)
    cache.put(cache_key(request(), URL), {"failure": failure})
    with pytest.warns(CacheWarning, match="holds no answer"):
        assert behind(cache, Scripted(), retry_failed=False).complete(request()).text == "{}"


# --- what is never read ----------------------------------------------------------------------------------------------


class Planted:
    """Leaves a mark wherever it is unpickled."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return Path.touch, (self.marker,)


def everything(cache: ResponseCache, target: Path) -> None:
    """Do all that can be done to a cache."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CacheWarning)
        cache.get(KEY)
        cache.keys()
        list(cache.rows())
        cache.info()
        assert cache.check()
        cache.export(target)
        inner = Scripted()
        CachedClient(inner, cache, URL, valid=is_object, journal=lambda row: None).complete(request())
        list(cache._writer)
        list(reversed(cache._writer))
        list(cache._writer.iterkeys())
        cache._writer.peekitem()
        cache._writer.get(KEY, read=True)
        cache.put(KEY, {"a": 1})
        cache.clear()


INSERT = "INSERT INTO Cache (key, raw, store_time, mode, filename, value) VALUES (?, ?, 0, ?, ?, ?)"


@pytest.mark.parametrize("mode", [1, 2, 3, 4])
def test_a_pickle_planted_as_a_value_is_not_unpickled(tmp_path: Path, mode: int) -> None:
    cache, marker = ResponseCache(tmp_path / "cache"), tmp_path / "marker"
    planted = pickle.dumps(Planted(marker))
    for key in (KEY, cache_key(request(), URL)):
        execute(cache, INSERT, key, 1, mode, None, planted)
    with pytest.warns(CacheWarning, match="damaged"):
        assert cache.get(KEY) is None
    everything(cache, tmp_path / "export")
    assert not marker.exists()


def test_a_pickle_planted_as_a_key_is_not_unpickled(tmp_path: Path) -> None:
    cache, marker = ResponseCache(tmp_path / "cache"), tmp_path / "marker"
    execute(cache, INSERT, pickle.dumps(Planted(marker)), 0, 1, None, b"x")
    execute(cache, INSERT, pickle.dumps(Planted(marker)), 1, 4, None, pickle.dumps(Planted(marker)))
    everything(cache, tmp_path / "export")
    assert not marker.exists()


def test_a_pickle_planted_in_the_settings_is_not_unpickled(tmp_path: Path) -> None:
    cache, marker = ResponseCache(tmp_path / "cache"), tmp_path / "marker"
    execute(cache, "UPDATE Settings SET value = ?", pickle.dumps(Planted(marker)))
    cache.close()
    with pytest.warns(CacheWarning, match="set aside"):
        again = ResponseCache(tmp_path / "cache")
    again.put(KEY, {"a": 1})
    assert again.get(KEY) == {"a": 1}
    assert not marker.exists()


@pytest.mark.parametrize("mode", [1, 2, 3, 4])
def test_a_file_name_planted_in_a_row_is_neither_read_nor_deleted(tmp_path: Path, mode: int) -> None:
    cache, marker = ResponseCache(tmp_path / "cache"), tmp_path / "marker"
    secret = cache.folder.parent / "secret"
    secret.write_bytes(pickle.dumps(Planted(marker)))
    for key in (KEY, cache_key(request(), URL)):
        execute(cache, INSERT, key, 1, mode, "../secret", None)
    everything(cache, tmp_path / "export")
    assert secret.read_bytes() == pickle.dumps(Planted(marker))
    assert not marker.exists()
    assert (tmp_path / "export").read_text() == ""


def test_the_same_plants_do_their_work_in_a_plain_diskcache(tmp_path: Path) -> None:
    """The tests above would see it: diskcache's own JSONDisk runs the pickle and deletes the file."""
    marker, secret = tmp_path / "marker", tmp_path / "secret"
    secret.write_text("{}")
    with diskcache.Cache(str(tmp_path / "plain"), disk=diskcache.JSONDisk) as plain:
        plain.set("a", 1)
        with closing(sqlite3.connect(tmp_path / "plain" / "cache.db")) as database, database:
            database.execute("UPDATE Cache SET mode = 4, value = ?", (pickle.dumps(Planted(marker)),))
        with pytest.raises((TypeError, AttributeError)):
            plain.get("a")
        with closing(sqlite3.connect(tmp_path / "plain" / "cache.db")) as database, database:
            database.execute("UPDATE Cache SET mode = 3, filename = '../secret', value = NULL")
        plain.clear()
    assert marker.exists()
    assert not secret.exists()


@pytest.mark.parametrize("setting", ["_directory", "get", "disk_evil", "sqlite_writable_schema"])
def test_a_setting_planted_to_change_the_cache_itself_sets_the_database_aside(tmp_path: Path, setting: str) -> None:
    cache = ResponseCache(tmp_path)
    cache.put(KEY, {"a": 1})
    execute(cache, "INSERT INTO Settings VALUES (?, ?)", setting, "/elsewhere")
    cache.close()
    with pytest.warns(CacheWarning, match="set aside"):
        again = ResponseCache(tmp_path)
    assert again.put(KEY, {"b": 2})
    assert again.get(KEY) == {"b": 2}


# --- where it is -----------------------------------------------------------------------------------------------------


def test_the_default_folder_is_the_checkouts_own_when_it_runs_from_one() -> None:
    checkout = Path(__file__).resolve().parents[1]
    if not (checkout / "cache" / ".gitignore").is_file():
        pytest.skip("not run from a checkout")
    assert default_cache_dir() == checkout / "cache"


def test_away_from_a_checkout_the_default_folder_is_the_users(tmp_path: Path) -> None:
    """A copy of the package alone stands in for an installed one."""
    package = Path(__file__).resolve().parents[1] / "summarizer"
    copied = tmp_path / "site" / "summarizer"
    for path in package.rglob("*.py"):
        target = copied / path.relative_to(package)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    script = "from summarizer.clients.cache import default_cache_dir; print(default_cache_dir())"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "XDG_CACHE_HOME": str(tmp_path / "xdg")}
    out = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=tmp_path / "site", capture_output=True, check=True
    )
    printed = Path(out.stdout.decode().strip())
    assert "summarizer" in printed.parts
    assert package.parent not in printed.parents


# --- without the server ----------------------------------------------------------------------------------------------


def test_what_is_kept_is_answered_when_nothing_listens_any_more(tmp_path: Path) -> None:
    with FakeEndpoint(reply("{}")) as server:
        client = OpenAIClient(server.url, "sk-one")
        cached(client, tmp_path, server.url).complete(request())
        client.close()
    gone = OpenAIClient(server.url, None)
    assert cached(gone, tmp_path, server.url).complete(request()).cached
    gone.close()


# --- looking in ------------------------------------------------------------------------------------------------------


def test_info_check_export_and_clear_say_what_there_is(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path / "cache")
    assert (cache.info().rows, cache.info().oldest) == (0, None)
    for i in range(3):
        cache.put(f"{i:064}", {"n": i, "title": "a\u2028b"})
    info = cache.info()
    assert (info.folder, info.rows) == (cache.folder, 3)
    assert info.bytes > 0
    assert info.oldest is not None
    assert info.newest is not None
    assert info.oldest <= info.newest
    assert cache.check() == []
    assert cache.export(tmp_path / "rows.jsonl") == 3
    lines = (tmp_path / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["row"]["n"] for line in lines] == [0, 1, 2]
    assert [json.loads(line)["key"] for line in lines] == cache.keys()
    assert cache.clear() == 3
    assert cache.keys() == []


def test_pruning_removes_what_is_older_and_nothing_else(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path)
    for key in ("a" * 64, "b" * 64):
        cache.put(key, {"n": 1})
    execute(cache, "UPDATE Cache SET store_time = store_time - 86400 * 31 WHERE key = ?", "a" * 64)
    assert cache.clear(older_than=32) == 0
    assert cache.clear(older_than=30) == 1
    assert cache.keys() == ["b" * 64]
    assert cache.get("a" * 64) is None


def test_check_names_a_broken_database_instead_of_failing(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path)
    cache.put(KEY, {"a": 1})
    cache.close()
    (cache.folder / "cache.db").write_bytes(b"garbage " * 1000)
    assert "database" in cache.check()[0]


def test_no_key_of_the_endpoint_reaches_the_cache_or_the_journal(tmp_path: Path) -> None:
    key, journal = "sk-CANARY0123456789", []
    with FakeEndpoint(reply(f'{{"echo": "{key}"}}')) as server:
        client = OpenAIClient(server.url, key)
        cached(client, tmp_path, server.url, journal).complete(request())
        client.close()
    stored = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"echo" in stored
    assert b"CANARY" not in stored
    assert "CANARY" not in json.dumps(journal)
    assert "uthorization" not in json.dumps(journal)


def test_a_journal_row_shows_no_password_of_an_address() -> None:
    row = journal_row(request(), Completion("{}"), "http://user:secret@localhost/v1")
    assert row["base_url_host"] == "localhost"
