"""The Batch API: files that go out, batches that are made once, and whatever comes back, kept like realtime answers."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fake_batches import FakeBatches, Work, answered, answering, broken, refused, unfinished
from fake_endpoint import Step, fault
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted import answer

from summarizer.cli import cli
from summarizer.clients import Completion, Message, Request
from summarizer.clients.batch.collection import Shelf, collect, collect_files, summarize_job
from summarizer.clients.batch.folder import BatchJob, ItemOutcome, alone, open_job
from summarizer.clients.batch.replies import read_line
from summarizer.clients.batch.requests import FileLimits, write_job, write_parts
from summarizer.clients.batch.server import BatchServer
from summarizer.clients.batch.submission import submit, watch
from summarizer.clients.cache import CachedClient, ResponseCache, cache_key
from summarizer.clients.dialects import Dialect, shape
from summarizer.clients.waits import Clock
from summarizer.errors import InputError, RequestError, RunStoppedError, SettingsError, SummarizerError
from summarizer.marks import mark
from summarizer.papers import make_paper
from summarizer.store import Journal, write_text_atomically

KEY = "sk-CANARY0123456789abcdef"
SCHEMA = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
ANSWER = json.dumps(answer())


def request(number: int = 0, text: str = "Our gears need 40% less oil.") -> Request:
    messages = (Message("system", "Read."), Message("user", f"Gear {number}. {text}"))
    marks = mark(make_paper(f"Gear {number}", text))
    return Request(messages, SCHEMA, "fake-1", {"temperature": 0, "max_tokens": 64}, marks, "summarize@1", "0" * 64)


class Bench:
    """A job in a folder, a cache and a journal beside it, and a server; waits pass at once."""

    def __init__(self, folder: Path, server: FakeBatches, requests: int, limits: FileLimits | None = None) -> None:
        self.folder, self.fake = folder / "job", server
        self.slept: list[float] = []
        self.clock = Clock(sleep=self.slept.append)
        self.server = BatchServer(server.url, KEY, clock=self.clock)
        self.journal = Journal(folder / "journal")
        self.cache = ResponseCache(folder / "cache")
        self.shelf = Shelf(self.cache, server.url, self.journal.append)
        self.said: list[str] = []
        prepare(self.folder, *map(request, range(requests)), base_url=server.url, limits=limits)

    @property
    def job(self) -> BatchJob:
        """As another process would open it."""
        return open_job(self.folder, write_text_atomically)

    def submit(self) -> int:
        return submit(self.job, self.server, answered=self.shelf.holds, say=self.said.append)

    def collect(self) -> Any:
        return collect(self.job, self.shelf, self.server)

    def counts(self) -> tuple[int, dict[str, int], dict[str, int], int]:
        """Done; failed by kind; to be sent again by kind; waiting."""
        summary = summarize_job(self.job)
        failed, again = ({k: len(rows) for k, rows in found.items()} for found in (summary.failed, summary.again))
        assert summary.done + sum(failed.values()) + sum(again.values()) + summary.waiting == summary.requests
        return summary.done, failed, again, summary.waiting

    def cached(self) -> int:
        return self.cache.info().rows

    def journaled(self) -> list[dict[str, Any]]:
        return list(self.journal.rows())


def prepare(
    folder: Path, *requests: Request, base_url: str | None = None, limits: FileLimits | None = None
) -> BatchJob:
    return write_job(
        requests, folder, write_text_atomically, base_url=base_url, limits=limits or FileLimits(), left_out={}
    )


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Any]:
    """Makes a bench; its server runs while the test does."""
    opened: list[Bench] = []

    def make(worker: Any, requests: int, *, limits: FileLimits | None = None, **server: Any) -> Bench:
        fake = FakeBatches(worker, **server).__enter__()
        opened.append(Bench(tmp_path, fake, requests, limits))
        return opened[-1]

    yield make
    for made in opened:
        made.server.close()
        made.journal.close()
        made.fake.__exit__(None, None, None)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines() if line]


# --- prepare ---------------------------------------------------------------------------------------------------------


def test_a_line_is_a_request_in_the_form_of_the_api_named_by_its_hash(tmp_path: Path) -> None:
    prepare(tmp_path / "job", request(1))
    assert lines(tmp_path / "job" / "requests-001.jsonl") == [
        {
            "custom_id": request(1).sha256,
            "method": "POST",
            "url": "/v1/chat/completions",
            "body": shape(request(1), Dialect()),
        }
    ]


def test_files_are_split_at_fifty_thousand_requests_and_nothing_is_dropped(tmp_path: Path) -> None:
    entries = ((b"%d\n" % n, {"id": str(n), "title": ""}) for n in range(50_001))
    parts = write_parts(tmp_path, entries, limits=FileLimits())
    assert [part.requests for part in parts] == [50_000, 1]
    numbers = (tmp_path / "requests-001.jsonl").read_text() + (tmp_path / "requests-002.jsonl").read_text()
    assert [int(line) for line in numbers.split()] == list(range(50_001))
    assert FileLimits().bytes == 200_000_000


@settings(max_examples=15)
@given(st.integers(500, 3000), st.integers(1, 7), st.lists(st.integers(0, 300), min_size=1, max_size=20))
def test_no_file_is_larger_than_the_limits_and_all_requests_are_in_one(
    tmp_path_factory: pytest.TempPathFactory, size: int, most: int, lengths: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("job")
    requests = [request(n, "oil " * (length // 4)) for n, length in enumerate(lengths)]
    try:
        job = prepare(folder, *requests, limits=FileLimits(most, size))
    except InputError:
        assert max(len(json.dumps(shape(r, Dialect()))) for r in requests) > size - 200
        return
    sent = []
    for part in job.manifest.parts:
        content = job.path("requests", part).read_bytes()
        rows = [json.loads(line) for line in content.splitlines()]
        assert (len(content), len(rows)) == (part.bytes, part.requests)
        assert len(content) <= size
        assert len(rows) <= most
        assert hashlib.sha256(content).hexdigest() == part.sha256
        sent += [row["custom_id"] for row in rows]
    assert sent == [r.sha256 for r in requests]


def test_a_request_that_no_file_may_hold_is_refused_by_its_title(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"'Gear 7'.* bytes, and a file may have 900: raise --max-bytes"):
        prepare(tmp_path / "job", request(1), request(7, "oil " * 500), limits=FileLimits(bytes=900))
    assert not (tmp_path / "job" / "manifest.json").exists()


def test_the_same_papers_give_the_same_bytes_and_papers_that_are_alike_are_sent_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        prepare(tmp_path / name, request(1), request(2), request(1))
    prepare(tmp_path / "b", request(1), request(2), request(1))  # over the one that is there and was not sent
    a, b = ({path.name: path.read_bytes() for path in sorted((tmp_path / name).iterdir())} for name in ("a", "b"))
    assert a == b
    assert len(lines(tmp_path / "a" / "requests-001.jsonl")) == 2


def test_a_job_that_was_sent_is_not_written_over(bench: Any) -> None:
    made = bench(answering(ANSWER), 2)
    made.submit()
    with pytest.raises(InputError, match="was sent already: name another folder by -o"):
        prepare(made.folder, request(1))
    assert made.collect().fresh == 2


def test_a_request_comes_back_from_the_folder_as_it_was_sent(tmp_path: Path) -> None:
    sent = [request(n, "We save 62% of time, and 3.5x of memory “ſo”.") for n in range(3)]
    job = prepare(tmp_path / "job", *sent)
    for part, item in job.standing().values():
        back = job.request(part, item)
        original = next(r for r in sent if r.sha256 == item.id)
        assert back.canonical == original.canonical
        assert (back.prompt, back.prompt_sha256) == (original.prompt, original.prompt_sha256)
        assert back.marks.sentences == original.marks.sentences
        assert [(q.start, q.end) for q in back.marks.quantities] == [
            (q.start, q.end) for q in original.marks.quantities
        ]


def test_a_requests_file_that_was_changed_is_neither_sent_nor_believed(bench: Any) -> None:
    made = bench(answering(ANSWER), 1)
    path = made.folder / "requests-001.jsonl"
    path.write_text(path.read_text().replace("oil", "ink"))
    with pytest.raises(InputError, match="is not the file that was prepared"):
        made.submit()
    assert made.fake.times("POST", "/files") == 0
    output = made.folder.parent / "output.jsonl"
    output.write_text(json.dumps(answered({"custom_id": request(0).sha256}, ANSWER)))
    with pytest.raises(InputError, match="'Gear 0' is not the one that was prepared"):
        collect_files(made.job, made.shelf, [output])


def test_a_folder_without_a_job_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no batch job: make one by summarizer batch prepare"):
        open_job(tmp_path, write_text_atomically)
    (tmp_path / "manifest.json").write_text('{"format": 2}')
    with pytest.raises(InputError, match=r"manifest.json: not what was written there: format"):
        open_job(tmp_path, write_text_atomically)


# --- what comes back -------------------------------------------------------------------------------------------------


def test_a_batchs_answer_is_kept_exactly_as_the_same_one_in_realtime(bench: Any, tmp_path: Path) -> None:
    made = bench(answering(ANSWER), 1)
    made.submit()
    made.collect()

    class Realtime:
        name = "openai"

        def complete(self, asked: Request) -> Completion:
            line = read_line(json.dumps(answered({"custom_id": asked.sha256}, ANSWER)).encode())
            assert line is not None
            assert line.completion is not None
            return line.completion

    rows: list[dict[str, Any]] = []
    other = ResponseCache(tmp_path / "other")
    CachedClient(Realtime(), other, made.fake.url, valid=lambda _: True, journal=rows.append).complete(request(0))
    key = cache_key(request(0), made.fake.url)
    kept, expected = made.cache.get(key), other.get(key)
    assert kept is not None
    assert expected is not None
    assert {**kept, "created_at": ""} == {**expected, "created_at": ""}
    assert [{**row, "created_at": ""} for row in made.journaled()] == [{**row, "created_at": ""} for row in rows]


def test_lines_in_any_order_are_matched_by_their_ids(bench: Any) -> None:
    def worker(rows: list[dict[str, Any]]) -> Work:
        done = [answered(row, json.dumps(answer(method_names=[f"Gear {n}"]))) for n, row in enumerate(rows)]
        random.Random(4).shuffle(done)
        return Work(output=tuple(done))

    made = bench(worker, 40)
    made.submit()
    made.collect()
    assert made.counts() == (40, {}, {}, 0)
    for n in range(40):
        row = made.cache.get(cache_key(request(n), made.fake.url))
        assert row is not None
        content = json.loads(row["reply"]["choices"][0]["message"]["content"])
        assert content["method_names"] == [f"Gear {n}"]


@pytest.mark.parametrize("apart", [False, True], ids=["one file", "two files"])
def test_of_a_hundred_the_good_ones_are_kept_whatever_three_others_look_like_and_those_are_sent_again(
    bench: Any, apart: bool
) -> None:
    first = True

    def worker(rows: list[dict[str, Any]]) -> Work:
        nonlocal first
        if not first:
            return Work(output=tuple(answered(row, ANSWER) for row in rows))
        first = False
        good = tuple(answered(row, ANSWER) for row in rows[3:])
        bad = (refused(rows[0], 400, "odd"), broken(rows[1], "server_error"), unfinished(rows[2]))
        return Work(output=good, errors=bad) if apart else Work(output=(*bad[:2], *good, bad[2]))

    made = bench(worker, 100)
    made.submit()
    tally = made.collect()
    assert tally.fresh == made.cached() == 97
    assert made.counts() == (97, {}, {"error": 3}, 0)
    messages = [outcome.message for _, outcome in summarize_job(made.job).again["error"]]
    assert messages == ["400 odd", "server_error no", "no body"]
    assert made.submit() == 1
    assert [row["custom_id"] for row in made.fake.requests(1)] == [request(n).sha256 for n in range(3)]
    made.collect()
    assert made.counts() == (100, {}, {}, 0)
    assert made.submit() == 0
    assert made.fake.times("POST", "/batches") == 2


@pytest.mark.parametrize("told", [True, False], ids=["with an error file", "without one"])
def test_of_an_expired_batch_what_was_done_is_kept_and_exactly_the_rest_is_sent_again(bench: Any, told: bool) -> None:
    def worker(rows: list[dict[str, Any]]) -> Work:
        if len(rows) < 100:
            return Work(output=tuple(answered(row, ANSWER) for row in rows))
        left = tuple(broken(row, "batch_expired") for row in rows[60:])
        done = tuple(answered(row, ANSWER) for row in rows[:60])
        return Work("expired", output=done, errors=left if told else None)

    made = bench(worker, 100)
    made.submit()
    assert made.collect().fresh == 60
    assert made.counts() == (60, {}, {"expired": 40}, 0)
    made.submit()
    assert {row["custom_id"] for row in made.fake.requests(1)} == {request(n).sha256 for n in range(60, 100)}
    made.collect()
    assert made.counts() == (100, {}, {}, 0)


@pytest.mark.parametrize("status", ["completed", "cancelled", "expired"])
def test_without_an_output_file_every_request_is_one_to_be_sent_again(bench: Any, status: str) -> None:
    made = bench(lambda rows: Work(status, output=None), 3)
    made.submit()
    made.collect()
    kind = "missing" if status == "completed" else status
    assert made.counts() == (0, {}, {kind: 3}, 0)
    assert made.submit() == 1


def test_short_strange_and_repeated_lines_are_counted_and_harm_no_other(bench: Any) -> None:
    def worker(rows: list[dict[str, Any]]) -> Work:
        good = [answered(row, ANSWER) for row in rows[:7]]
        odd = [answered({"custom_id": "f" * 64}, ANSWER), '{"custom_id": 7}', "[1]", "<html>", '{"a": NaN}', "", "null"]
        late = [refused(rows[0], 500, "late"), good[1]]
        return Work(output=(*odd, *good, *late, refused(rows[7], 500, "once"), answered(rows[7], ANSWER)))

    made = bench(worker, 10)
    made.submit()
    tally = made.collect()
    assert (tally.fresh, tally.unknown, tally.repeated, tally.unreadable) == (8, 1, 2, 5)
    assert made.counts() == (8, {}, {"missing": 2}, 0)
    assert made.cached() == 8


def test_answers_that_are_none_are_in_the_journal_not_in_the_cache_and_left_to_realtime(bench: Any) -> None:
    def worker(rows: list[dict[str, Any]]) -> Work:
        return Work(
            output=(
                answered(rows[0], ANSWER),
                answered(rows[1], '{"tl', finish_reason="length"),
                answered(rows[2], "", refusal="I would rather not."),
                answered(rows[3], "", finish_reason="content_filter"),
                answered(rows[4], ""),
                answered(rows[5], "Sure!"),
                answered(rows[6], '{"summary": 1}'),
                refused(rows[7], 400, "filtered", code="content_filter"),
                refused(rows[8], 400, "no", code="context_length_exceeded"),
            )
        )

    made = bench(worker, 9)
    made.submit()
    assert made.collect().fresh == 1
    failed = {
        "truncated": 1, "refused": 1, "filtered": 2, "empty": 1, "invalid_json": 1, "invalid_schema": 1, "too_long": 1,
    }  # fmt: skip
    assert made.counts() == (1, dict(sorted(failed.items())), {}, 0)
    assert made.cached() == 1
    assert Counter(row["finish_reason"] for row in made.journaled()) == {
        "stop": 4, "length": 1, "refused": 1, "filtered": 2,
    }  # fmt: skip
    assert made.submit() == 0


def test_a_batch_that_failed_as_a_whole_blames_the_lines_it_names_and_only_the_others_are_sent_again(
    bench: Any,
) -> None:
    def worker(rows: list[dict[str, Any]]) -> Work:
        if len(rows) < 5:
            return answering(ANSWER)(rows)
        problems = ({"code": "invalid_json_line", "message": "line 2 is odd", "line": 2, "param": None},)
        return Work("failed", output=None, problems=problems)

    made = bench(worker, 5)
    made.submit()
    made.collect()
    assert made.counts() == (0, {"rejected": 1}, {"failed": 4}, 0)
    ((item, outcome),) = summarize_job(made.job).failed["rejected"]
    assert (item.id, outcome.message) == (request(1).sha256, "invalid_json_line line 2 is odd")
    made.submit()
    assert [row["custom_id"] for row in made.fake.requests(1)] == [request(n).sha256 for n in (0, 2, 3, 4)]
    made.collect()
    assert made.counts() == (4, {"rejected": 1}, {}, 0)
    assert made.submit() == 0


def test_a_batch_that_failed_for_no_line_says_why_of_each(bench: Any) -> None:
    problems = ({"code": "token_limit_exceeded", "message": "Enqueued token limit reached", "line": None},)
    made = bench(lambda rows: Work("failed", output=None, problems=problems), 2)
    made.submit()
    made.collect()
    messages = {outcome.message for _, outcome in summarize_job(made.job).again["failed"]}
    assert messages == {"the batch failed: token_limit_exceeded Enqueued token limit reached"}


def test_collecting_twice_or_an_old_file_by_hand_changes_nothing(bench: Any) -> None:
    def worker(rows: list[dict[str, Any]]) -> Work:
        return Work(output=(answered(rows[0], ANSWER), answered(rows[1], "", refusal="No."), broken(rows[2], "e")))

    made = bench(worker, 3)
    made.submit()
    first = made.collect()
    assert (len(first.spent), made.cached(), len(made.journaled())) == (2, 1, 2)
    before = {path.name: path.read_bytes() for path in made.folder.iterdir()}
    again = made.collect()
    by_hand = collect_files(made.job, made.shelf, [made.folder / "output-001.jsonl"])
    assert (again.spent, by_hand.spent, by_hand.fresh, by_hand.repeated) == ([], [], 0, 3)
    assert (made.cached(), len(made.journaled())) == (1, 2)
    assert {path.name: path.read_bytes() for path in made.folder.iterdir()} == before


def test_what_was_answered_in_realtime_meanwhile_is_neither_paid_again_nor_journaled_again(bench: Any) -> None:
    made = bench(lambda rows: Work(output=(answered(rows[0], ANSWER), broken(rows[1], "e"), broken(rows[2], "e"))), 3)
    made.submit()
    for n in (0, 1):
        made.cache.put(
            cache_key(request(n), made.fake.url), {"reply": answered({"custom_id": ""}, ANSWER)["response"]["body"]}
        )
    tally = made.collect()
    assert (tally.fresh, made.journaled()) == (0, [])
    made.submit()
    assert [row["custom_id"] for row in made.fake.requests(1)] == [request(2).sha256]
    assert made.counts() == (2, {}, {}, 1)


def test_files_fetched_by_hand_are_kept_and_what_they_lack_is_sent_again(bench: Any, tmp_path: Path) -> None:
    made = bench(answering(ANSWER), 5, limits=FileLimits(requests=3))
    output, errors = tmp_path / "o.jsonl", tmp_path / "e.jsonl"
    rows = [{"custom_id": request(n).sha256} for n in range(5)]
    output.write_text("".join(json.dumps(answered(row, ANSWER)) + "\n" for row in rows[:1]))
    errors.write_text(json.dumps(refused(rows[1], 500, "no")))
    collect_files(made.job, made.shelf, [output, errors])
    assert made.counts() == (1, {}, {"error": 1, "missing": 1}, 2)
    output.write_text(json.dumps(answered(rows[2], ANSWER)))  # the rest of it came later
    collect_files(made.job, made.shelf, [output])
    assert made.counts() == (2, {}, {"error": 1}, 2)
    made.submit()
    assert [[row["custom_id"] for row in made.fake.requests(n)] for n in range(2)] == [
        [rows[3]["custom_id"], rows[4]["custom_id"]],
        [rows[1]["custom_id"]],
    ]


def test_a_torn_line_of_outcomes_is_found_out_again(bench: Any) -> None:
    made = bench(answering(ANSWER), 3)
    made.submit()
    made.collect()
    path = made.folder / "outcomes-001.jsonl"
    path.write_bytes(path.read_bytes()[:-20])
    made.job.add_outcomes(made.job.manifest.parts[0], [ItemOutcome(id="0" * 64, kind="done")])
    assert made.counts() == (2, {}, {}, 1)
    collect_files(made.job, made.shelf, [made.folder / "output-001.jsonl"])
    assert made.counts() == (3, {}, {}, 0)
    assert len(made.journaled()) == 3


def test_a_completion_that_came_with_an_errors_status_is_no_answer() -> None:
    row = answered({"custom_id": "a"}, ANSWER)
    for status, is_answer in ((200, True), (None, True), (0, True), (429, False), (500, False)):
        line = read_line(json.dumps({**row, "response": {**row["response"], "status_code": status}}).encode())
        assert line is not None
        assert (line.completion is not None) == is_answer


_VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from([200, 0, 400, "a" * 64])
_KEYS = st.sampled_from(["custom_id", "response", "error", "status_code", "body", "choices", "message", "code"])


@given(st.recursive(_VALUES, lambda inner: st.lists(inner) | st.dictionaries(_KEYS, inner), max_leaves=12))
def test_no_line_whatever_breaks_the_reading_of_lines(value: Any) -> None:
    for row in (value, {"custom_id": "a", "response": value}, {"custom_id": "a", "response": None, "error": value}):
        line = read_line(json.dumps(row).encode())
        assert line is None or (line.completion is None) != (line.problem is None)


# --- faults on the way -----------------------------------------------------------------------------------------------


def test_a_server_that_does_not_answer_for_a_while_fails_no_batch(bench: Any) -> None:
    made = bench(answering(ANSWER), 2, polls=2)
    made.submit()
    made.fake.fail("GET", "/batches/batch_1", *[fault(500, "down")] * 20)
    pauses: list[float] = []
    watch(made.job, made.server, interval=30, sleep=pauses.append, say=made.said.append)
    assert pauses == [30] * 22
    assert made.said[1:] == [
        f"001  batch_1  no answer from {made.server.host}; the last one: 500 down; asked again",
        "001  batch_1  in_progress  0/0 done, 0 failed",
        "001  batch_1  completed  2/2 done, 0 failed",
    ]
    assert made.collect().fresh == 2


@pytest.mark.parametrize("status", [403, 404])
def test_an_output_file_that_can_not_be_had_at_first_is_asked_for_again(bench: Any, status: int) -> None:
    made = bench(answering(ANSWER), 2)
    made.submit()
    made.fake.fail("GET", "/content", *[fault(status, "not yet")] * 2)
    assert made.collect().fresh == 2
    assert made.fake.times("GET", "/content") == 3


def test_an_output_file_that_stays_refused_names_the_permission_and_nothing_is_lost(bench: Any) -> None:
    made = bench(answering(ANSWER), 2)
    made.submit()
    made.fake.fail("GET", "/content", *[fault(403, f"key {KEY} may not")] * 5)
    with pytest.raises(RunStoppedError, match='the API key needs the permission "Files: Read"') as caught:
        made.collect()
    assert KEY not in str(caught.value)
    assert made.counts() == (0, {}, {}, 2)
    assert made.collect().fresh == 2


def test_an_output_file_that_is_gone_leaves_its_requests_to_be_sent_again(bench: Any) -> None:
    made = bench(answering(ANSWER), 2)
    made.submit()
    made.fake.fail("GET", "/content", *[fault(404, "expired")] * 5)
    assert len(made.collect().gone) == 1
    assert made.counts() == (0, {}, {"missing": 2}, 0)


def test_a_download_that_breaks_off_is_begun_again_and_no_half_of_it_is_read(bench: Any) -> None:
    made = bench(answering(ANSWER), 9)
    made.submit()
    made.fake.fail("GET", "/content", Step(200, b"x\n" * 2500, cut=100))
    tally = made.collect()
    assert (tally.fresh, tally.unreadable) == (9, 0)


def test_a_key_that_a_server_repeats_reaches_no_file(bench: Any, tmp_path: Path) -> None:
    def worker(rows: list[dict[str, Any]]) -> Work:
        good = answered(rows[0], json.dumps(answer(contribution="method", method_names=[KEY])))
        return Work(output=(good, refused(rows[1], 400, f"bad key {KEY}"), broken(rows[2], "e", KEY)))

    made = bench(worker, 3)
    made.submit()
    made.collect()
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert KEY.encode() not in path.read_bytes(), path


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (fault(401, f"Incorrect API key provided: {KEY}"), r"refuses the API key \(401\): set SUMMARIZER_API_KEY"),
        (fault(429, "You exceeded your current quota", code="insufficient_quota"), "the account is exhausted"),
    ],
)
def test_a_wrong_key_or_an_empty_account_ends_it_at_once_and_submit_goes_on_from_there(
    bench: Any, step: Any, message: str
) -> None:
    made = bench(answering(ANSWER), 4, limits=FileLimits(requests=2))
    made.fake.fail("POST", "/files", step)
    with pytest.raises(RunStoppedError, match=message) as caught:
        made.submit()
    assert KEY not in str(caught.value)
    assert made.fake.times("POST", "/files") == 1
    assert made.slept == []
    assert made.submit() == 2
    assert len(made.fake.batches) == 2


def test_a_redirect_is_not_followed(bench: Any) -> None:
    made = bench(answering(ANSWER), 1)
    with FakeBatches(answering(ANSWER)) as other:
        made.fake.fail("POST", "/files", fault(307, "elsewhere", location=f"{other.url}/files"))
        with pytest.raises(RequestError, match=r"refuses the requests file \(307\)"):
            made.submit()
    assert other.asked == []


def test_a_batch_whose_making_got_no_answer_is_found_and_not_made_twice(bench: Any) -> None:
    made = bench(answering(ANSWER), 2)
    made.fake.lose("POST", "/batches")
    assert made.submit() == 1
    assert len(made.fake.batches) == 1
    assert made.job.manifest.parts[0].batch == "batch_1"


def test_a_batch_is_found_among_many_and_another_jobs_is_not_taken_for_it(bench: Any) -> None:
    made = bench(answering(ANSWER), 2)
    made.submit()
    ours = made.fake.batches.pop("batch_1")
    for n in range(250):
        strange = {**ours, "id": f"other_{n}", "metadata": {**ours["metadata"], "summarizer_run": "0" * 32}}
        made.fake.batches[f"other_{n}"] = strange if n % 2 else {**strange, "metadata": None}
    part = made.job.manifest.parts[0]
    made.job.update(part, batch=None)
    made.fake.batches = {"batch_1": ours, **made.fake.batches}  # the oldest
    made.submit()
    assert made.job.manifest.parts[0].batch == "batch_1"
    assert made.fake.times("POST", "/batches") == 1
    assert made.fake.times("GET", "/batches") == 1 + 3


def test_where_a_server_lists_no_batches_a_batch_is_made_once_and_what_is_uncertain_is_said(bench: Any) -> None:
    made = bench(answering(ANSWER), 2, lists=False)
    made.fake.fail("POST", "/batches", fault(400, f"not now, {KEY}"))
    with pytest.raises(RequestError, match=r"refuses the batch \(400\): not now, \[key\]"):
        made.submit()
    assert made.submit() == 1
    assert made.fake.times("POST", "/files") == 2
    made.job.update(made.job.manifest.parts[0], batch=None)  # as if killed before its id was noted
    with pytest.raises(SummarizerError, match="part 001: an earlier submit was stopped while it made the batch"):
        made.submit()
    assert made.fake.times("POST", "/batches") == 2


def test_two_processes_at_one_job_do_not_both_go_on(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(SummarizerError, match="another process is at this job"), alone(tmp_path):
        pass
    with alone(tmp_path):
        pass


# --- the commands ----------------------------------------------------------------------------------------------------


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    rows = [{"title": f"Gear {n}", "abstract": f"Tern is quick. Gear {n} needs 40% less oil."} for n in range(6)]
    path = tmp_path / "papers.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in [*rows, {"title": "Only a title", "abstract": ""}]))
    return path


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command of the program in a folder of its own; gives exit code and what it said."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path / "kept"))
    monkeypatch.setenv("SUMMARIZER_API_KEY", KEY)

    def run(*arguments: object) -> tuple[int, str]:
        result = CliRunner().invoke(cli, [str(a) for a in arguments], standalone_mode=False)
        if result.exception is not None:
            raise result.exception
        return result.return_value or 0, result.output

    return run


def test_after_prepare_submit_and_collect_summarize_makes_no_call(command: Any, papers: Path, tmp_path: Path) -> None:
    with FakeBatches(answering(ANSWER), polls=1) as server:
        at = ("--base-url", server.url)
        code, said = command("batch", "prepare", papers, "--model", "fake-1", *at)
        assert (code, said.splitlines()[0].split(",")[0]) == (0, "6 requests in 1 file")
        assert "left out: 1 without an abstract" in said
        assert server.asked == []
        assert command("batch", "submit", "batch") == (0, "001  batch_1  6 requests\n1 batch submitted\n")
        assert command("batch", "status", "batch")[1] == "001  batch_1  in_progress  0/0 done, 0 failed\n"
        assert command("batch", "status", "batch", "--wait", "--interval", "0.01")[1].endswith("6/6 done, 0 failed\n")
        code, said = command("batch", "collect", "batch")
        assert (code, said) == (0, "6 new answers, 600 tokens in, 60 out\n6 of 6 done\n")
        assert command("batch", "collect", "batch") == (0, "0 new answers\n6 of 6 done\n")
        assert command("batch", "status", "batch")[1] == "001  batch_1  collected\n"
        code, said = command("summarize", papers, "-o", "records.jsonl", "--model", "fake-1", *at)
        assert server.hits == []
    records = lines(tmp_path / "records.jsonl")
    assert [(r["status"], r["provenance"]["cached"]) for r in records[:6]] == [("ok", True)] * 6
    assert records[6]["error"]["kind"] == "no_abstract"
    code, said = command("batch", "prepare", papers, "--model", "fake-1", *at, "-o", "second")
    assert said.startswith("0 requests in 0 files, 0 bytes: second\nleft out: 6 answered already, 1 without")


def test_prepare_needs_no_network_and_no_key_but_a_model(
    command: Any, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SUMMARIZER_API_KEY")
    with pytest.raises(SettingsError, match="a batch needs the model's name: give it by --model"):
        command("batch", "prepare", papers)
    command("batch", "prepare", papers, "--model", "m", "-o", "one", "--max-requests-per-file", 4, "-q")
    command("batch", "prepare", papers, "--model", "m", "-o", "two", "--max-requests-per-file", 4)
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two
    assert sorted(one) == [
        "items-001.jsonl", "items-002.jsonl", "manifest.json", "requests-001.jsonl", "requests-002.jsonl",
    ]  # fmt: skip


def test_a_file_given_by_hand_is_filed_under_the_base_url_that_is_given(
    command: Any, papers: Path, tmp_path: Path
) -> None:
    command("batch", "prepare", papers, "--model", "fake-1", "-o", "job")
    rows = lines(tmp_path / "job" / "requests-001.jsonl")
    output = tmp_path / "output.jsonl"
    output.write_text("".join(json.dumps(answered(row, ANSWER)) + "\n" for row in rows))
    with pytest.raises(SettingsError, match="say by --base-url whose answers these are"):
        command("batch", "collect", "job", output)
    assert command("batch", "collect", "job", output, "--base-url", "http://LOCALHOST:9/v1/")[0] == 0
    command("summarize", papers, "--model", "fake-1", "--base-url", "http://localhost:9/v1", "-o", "records.jsonl")
    records = lines(tmp_path / "records.jsonl")
    assert [r["provenance"]["cached"] for r in records if r["status"] == "ok"] == [True] * 6


def test_what_failed_is_named_and_the_exit_code_says_so(command: Any, papers: Path) -> None:
    def worker(rows: list[dict[str, Any]]) -> Work:
        problems = ({"code": "invalid_request", "message": "odd \x1b[2J\nline", "line": 2},)
        return Work("failed", output=None, problems=problems)

    with FakeBatches(worker) as server:
        command("batch", "prepare", papers, "--model", "fake-1", "--base-url", server.url)
        command("batch", "submit", "batch")
        code, said = command("batch", "collect", "batch")
        custom_id = server.requests(0)[1]["custom_id"]
    assert code == 3
    assert "0 of 6 done" in said
    assert "1 failed: 1 rejected" in said
    assert "5 to be sent again (5 failed) by: summarizer batch submit batch" in said
    assert f"  rejected: gear-1 ({custom_id[:12]}) Gear 1: invalid_request odd" in said
    assert "\x1b" not in said


def test_a_job_is_not_sent_to_another_server_than_it_was_prepared_for(command: Any, papers: Path) -> None:
    command("batch", "prepare", papers, "--model", "fake-1", "--base-url", "http://127.0.0.1:9/v1")
    with pytest.raises(SettingsError, match=r"this job is for http://127\.0\.0\.1:9/v1: name that by --base-url"):
        command("batch", "submit", "batch", "--base-url", "http://127.0.0.1:8/v1")


def test_a_job_is_not_sent_elsewhere_because_the_environment_names_another_server(
    command: Any, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command("batch", "prepare", papers, "--model", "fake-1", "--base-url", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("SUMMARIZER_BASE_URL", "http://127.0.0.1:8/v1")
    with pytest.raises(SettingsError, match=r"this job is for http://127\.0\.0\.1:9/v1"):
        command("batch", "submit", "batch")


# --- kills -----------------------------------------------------------------------------------------------------------


def _program(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "SUMMARIZER_CACHE_DIR": str(folder / "kept"), "SUMMARIZER_API_KEY": KEY}
    return subprocess.Popen([sys.executable, "-m", "summarizer", "batch", *arguments], cwd=folder, env=environment)


@pytest.mark.parametrize(
    ("method", "path", "done", "uploads", "creations"),
    [
        ("POST", "/files", True, 2, 1),
        ("POST", "/batches", False, 1, 1),
        ("POST", "/batches", True, 1, 0),
    ],
    ids=["the upload got no answer", "the batch was not made", "the batch was made"],
)
def test_killed_at_any_step_of_submit_there_is_one_batch_in_the_end(
    tmp_path: Path, method: str, path: str, done: bool, uploads: int, creations: int
) -> None:
    with FakeBatches(answering(ANSWER)) as server:
        made = Bench(tmp_path, server, 3)
        reached = server.hold(method, path, done=done)
        process = _program(tmp_path, "submit", "job")
        assert reached.wait(30)
        process.kill()
        process.wait()
        assert made.submit() == 1
        assert made.collect().fresh == 3
        assert made.submit() == 0
        made.server.close()
        made.journal.close()
    assert server.times("POST", "/files") == uploads
    assert server.times("POST", "/batches") == creations + done * (path == "/batches")
    assert len(server.batches) == 1


def test_killed_while_it_downloads_the_next_call_goes_on_with_the_same_batch(tmp_path: Path) -> None:
    with FakeBatches(answering(ANSWER)) as server:
        made = Bench(tmp_path, server, 3)
        made.submit()
        reached = server.hold("GET", "/content", done=False)
        process = _program(tmp_path, "collect", "job")
        assert reached.wait(30)
        process.kill()
        process.wait()
        made.submit()
        assert made.collect().fresh == 3
        assert made.counts() == (3, {}, {}, 0)
        made.server.close()
        made.journal.close()
    assert (server.times("POST", "/files"), server.times("POST", "/batches")) == (1, 1)
