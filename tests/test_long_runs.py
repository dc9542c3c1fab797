"""Long runs: killed, stopped, begun twice, out of room; nothing is lost, nothing is paid twice, nothing is torn."""

from __future__ import annotations

import csv
import fcntl
import json
import os
import random
import shlex
import shutil
import signal
import subprocess
import sys
import termios
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from fake_endpoint import FakeEndpoint, Hit, Step, fault
from processes import (
    Nursery,
    Run,
    answering,
    asked_about,
    environment,
    is_reask,
    json_lines,
    name,
    plain,
    start,
    wait_until,
    write_papers,
)

import summarizer as sz
from summarizer.digests import write_digest
from summarizer.errors import InputWarning
from summarizer.store import Journal, RecordWriter, read_records
from summarizer.topics import load_topics

WORKERS = 8
JOURNAL = Path("cache", "journal", "replies.jsonl")


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with Nursery() as running:
        yield running


def summarize(papers: Path, output: Path, server: FakeEndpoint, *options: object) -> list[object]:
    fixed = ("--base-url", server.url, "--workers", WORKERS, "--model", "fake-1")
    return ["summarize", papers, "-o", output, *fixed, *options]


def titles(output: Path) -> list[str]:
    """The papers of an output, by their names."""
    return [record["paper"]["title"].split(":")[0] for record in json_lines(output)]


def then_hanging(answered: int) -> Callable[[Hit], Step]:
    """Answer so many requests, and leave all others without a byte."""
    seen: list[Hit] = []
    answer = answering()

    def step(hit: Hit) -> Step:
        seen.append(hit)
        return answer(hit) if len(seen) <= answered else Step(delay=60)

    return step


def until(run: Run, server: FakeEndpoint, hits: int) -> None:
    """Wait until a run has sent so many requests."""
    assert wait_until(lambda: len(server.hits) >= hits or run.poll() is not None)
    assert run.poll() is None, run.said


# --- kill -9 ---------------------------------------------------------------------------------------------------------


def test_a_run_killed_twenty_times_loses_nothing_and_pays_at_most_for_what_was_in_flight(
    nursery: Nursery, tmp_path: Path
) -> None:
    moments = random.Random(11)
    count, kills = 300, 20
    papers = write_papers(tmp_path / "papers.jsonl", range(count))
    output = tmp_path / "out.jsonl"
    script = answering(delay=0.02, wrong_first=lambda subject: subject.endswith(("a", "k")))
    with FakeEndpoint(script) as server:
        again = summarize(papers, output, server)
        code, said = nursery.run([*again, "--cache-dir", "whole"], tmp_path)
        assert code == 0, said
        needed = len(server.hits)
        whole = [plain(record) for record in json_lines(output)]
        assert titles(output) == [name(n) for n in range(count)]
        output.write_text("what an earlier run wrote\n")
        server.hits.clear()

        for _ in range(kills):
            run = nursery.start(again, tmp_path)
            more = moments.randrange(14)
            until(run, server, len(server.hits) + more)
            time.sleep(moments.random() * (0.03 if more else 0.3))
            run.kill()
            assert run.poll() == -signal.SIGKILL
            assert output.read_text() == "what an earlier run wrote\n"
        last = start(["-m", "summarizer", *again], tmp_path)
        _, said = last.communicate(timeout=60)

    assert last.returncode == 0, said
    assert count < needed <= len(server.hits) <= needed + kills * WORKERS
    assert len({(asked_about(hit), is_reask(hit)) for hit in server.hits}) == needed
    assert [plain(record) for record in json_lines(output)] == whole
    assert sorted(file.name for file in tmp_path.glob("*out.jsonl*")) == ["out.jsonl"]


NOW = datetime(2026, 1, 2, tzinfo=UTC)
WRITING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from summarizer.digests import write_digest
from summarizer.store import RecordWriter, read_records
from summarizer.topics import load_topics

*runs, out = map(Path, sys.argv[1:])
while True:
    for run in runs:
        records = list(read_records(run))
        write_digest(records, out, topics=load_topics(), now=datetime(2026, 1, 2, tzinfo=UTC))
        with RecordWriter(out / "streamed.jsonl") as writer:
            for record in records:
                writer.write(record)
    print("written", flush=True)
"""


def parse(file: Path) -> None:
    """Read an output file as strictly as its form allows; fails where it is half a file."""
    text = file.read_bytes().decode("utf-8")
    if file.suffix == ".jsonl":
        json_lines(file)
    elif file.suffix == ".json":
        json.loads(text)
    elif file.suffix == ".csv":
        assert len({len(row) for row in csv.reader(StringIO(text, newline=""), strict=True)}) == 1
    elif file.suffix == ".html":
        assert text.rstrip().endswith("</html>")


def test_files_are_the_old_or_the_new_ones_whenever_their_writer_is_killed(tmp_path: Path) -> None:
    """A temporary file that a killed run left is used up by the next run that writes the file."""
    moments = random.Random(5)
    whole: dict[str, set[bytes]] = {}
    runs = [tmp_path / "few.jsonl", tmp_path / "more.jsonl"]
    for run, count in zip(runs, (2, 5), strict=True):
        records = sz.summarize(write_papers(tmp_path / "papers.jsonl", range(count)), backend="extractive")
        write_digest(records, tmp_path / run.stem, topics=load_topics(), now=NOW)
        with RecordWriter(run) as writer:
            for record in records:
                writer.write(record)
        shutil.copy(run, tmp_path / run.stem / "streamed.jsonl")
        for file in (tmp_path / run.stem).iterdir():
            whole.setdefault(file.name, set()).add(file.read_bytes())

    out, left = tmp_path / "out", set[Path]()
    kills = 0
    while kills < 6 or (not left and kills < 60):  # until one came while a file was written
        kills += 1
        writer = start(["-c", WRITING, *runs, out], tmp_path)
        assert writer.stdout is not None
        assert writer.stdout.readline() == "written\n", writer.communicate()
        time.sleep(moments.random() * 0.1)
        writer.kill()
        writer.communicate()
        torn = {file for file in out.iterdir() if file.suffix in (".tmp", ".partial")}
        left |= torn
        assert {file.name for file in out.iterdir()} - {file.name for file in torn} == set(whole)
        for file in set(out.iterdir()) - torn:
            parse(file)
            assert file.read_bytes() in whole[file.name], file
    assert left, "no kill came while a file was written: the moments prove nothing"
    (out / ".index.html.tmp").write_text("half a pa")
    write_digest(sz.read_records(runs[0]), out, topics=load_topics(), now=NOW)
    assert not list(out.glob(".*.tmp"))


@pytest.fixture(scope="module")
def stopped(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, FakeEndpoint]]:
    """What a run leaves that was killed when it had answered 12 of 16 papers, and its server, which answers again."""
    folder = tmp_path_factory.mktemp("stopped")
    papers = write_papers(folder / "papers.jsonl", range(16))
    partial = folder / "out.jsonl.partial"
    with FakeEndpoint(then_hanging(12)) as server:
        run = nursery.start(summarize(papers, folder / "out.jsonl", server, "--workers", 1), folder)
        until(run, server, 13)
        assert wait_until(lambda: partial.read_bytes().count(b"\n") == 12)
        run.kill()
        server.script = (answering(),)
        yield folder, server


@pytest.fixture
def torn(stopped: tuple[Path, FakeEndpoint], tmp_path: Path) -> Path:
    return Path(shutil.copytree(stopped[0], tmp_path / "torn"))


@pytest.mark.parametrize("cut", range(1, 41))
def test_the_last_line_torn_anywhere_is_left_out_and_said(cut: int, torn: Path) -> None:
    """A cut that takes no more than the line feed takes nothing away."""
    for file, read in ((torn / "out.jsonl.partial", read_records), (torn / JOURNAL, journal_rows)):
        whole = list(read(file))
        os.truncate(file, file.stat().st_size - cut)
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            assert list(read(file)) == whole[: None if cut == 1 else -1]
        assert [(w.category, "left out" in str(w.message)) for w in said] == [(InputWarning, True)] * (cut > 1)


def journal_rows(file: Path) -> Iterable[object]:
    return Journal(file.parent).rows()


def test_a_run_whose_files_were_torn_goes_on_and_asks_for_nothing_twice(
    nursery: Nursery, torn: Path, stopped: tuple[Path, FakeEndpoint]
) -> None:
    server = stopped[1]
    for file in (torn / "out.jsonl.partial", torn / JOURNAL):
        os.truncate(file, file.stat().st_size - 17)
    code, said = nursery.run(["compare", "out.jsonl.partial"], torn)
    assert (code, "line 12: the last line was cut off and is left out" in said) == (0, True), said
    server.hits.clear()
    code, said = nursery.run(summarize(torn / "papers.jsonl", torn / "out.jsonl", server), torn)
    assert code == 0, said
    assert sorted(map(asked_about, server.hits)) == [name(n) for n in range(12, 16)]
    assert titles(torn / "out.jsonl") == [name(n) for n in range(16)]
    assert not (torn / "out.jsonl.partial").exists()


# --- begun again, begun twice ----------------------------------------------------------------------------------------


def test_two_runs_of_one_output_are_not_mixed_and_only_one_pays(nursery: Nursery, tmp_path: Path) -> None:
    papers = write_papers(tmp_path / "papers.jsonl", range(12))
    with FakeEndpoint(answering(delay=0.5)) as server:
        both = summarize(papers, tmp_path / "out.jsonl", server, "--workers", 2)
        first = nursery.start(both, tmp_path)
        until(first, server, 1)
        code, said = nursery.run(both, tmp_path)
        assert (code, "another run is writing it" in said) == (1, True), said
        assert first.wait() == 0
        assert len(server.hits) == 12
    assert titles(tmp_path / "out.jsonl") == [name(n) for n in range(12)]


def test_two_runs_of_the_same_papers_at_once_pay_once(nursery: Nursery, tmp_path: Path) -> None:
    papers = write_papers(tmp_path / "papers.jsonl", range(24))
    with FakeEndpoint(answering(delay=0.05)) as server:
        runs = [nursery.start(summarize(papers, tmp_path / f"{n}.jsonl", server), tmp_path) for n in range(3)]
        assert [run.wait() for run in runs] == [0, 0, 0], runs[0].said
        assert sorted(map(asked_about, server.hits)) == [name(n) for n in range(24)]
    outputs = [[plain(record) for record in json_lines(tmp_path / f"{n}.jsonl")] for n in range(3)]
    assert outputs[0] == outputs[1] == outputs[2]


TAKING_TURNS = """
import sys
from summarizer.errors import SummarizerError
from summarizer.papers import make_paper
from summarizer.store import RecordWriter, write_text_atomically

for _ in range(40):
    write_text_atomically("whole.txt", sys.argv[1] * 100_000)
    try:
        with RecordWriter("out.jsonl") as out:
            for _ in range(5):
                out.write(make_paper(sys.argv[1], "Nothing."))
    except SummarizerError as error:
        assert "another run" in str(error), error
"""


def test_a_writer_never_writes_into_what_another_has_just_finished(tmp_path: Path) -> None:
    """What one writer still has open as the file in the making is the finished file a moment later."""
    runs = [start(["-c", TAKING_TURNS, letter], tmp_path) for letter in "ABC"]
    while any(run.poll() is None for run in runs):
        if (tmp_path / "out.jsonl").exists():
            rows = json_lines(tmp_path / "out.jsonl")
            assert (len(rows), len({row["title"] for row in rows})) == (5, 1)
        if (tmp_path / "whole.txt").exists():
            text = (tmp_path / "whole.txt").read_text()
            assert (len(text), len(set(text))) == (100_000, 1)
        time.sleep(0.001)
    assert [(*run.communicate(), run.returncode) for run in runs] == [("", "", 0)] * 3


def test_a_run_that_goes_on_with_another_model_mixes_nothing(nursery: Nursery, tmp_path: Path) -> None:
    """Each model has its own answers; going back to the first asks only for what it has not answered yet."""
    papers = write_papers(tmp_path / "papers.jsonl", range(16))
    output = tmp_path / "out.jsonl"
    with FakeEndpoint(then_hanging(6)) as server:
        run = nursery.start(summarize(papers, output, server, "--workers", 1), tmp_path)
        until(run, server, 7)
        run.kill()
        server.script = (answering(),)
        for model, missing in (("fake-2", range(16)), ("fake-1", range(6, 16))):
            server.hits.clear()
            code, said = nursery.run(summarize(papers, output, server, "--model", model), tmp_path)
            assert code == 0, said
            assert {hit.body["model"] for hit in server.hits} == {model}
            assert sorted(map(asked_about, server.hits)) == [name(n) for n in missing]
            assert [record["provenance"]["model"] for record in json_lines(output)] == [model] * 16


def test_what_failed_is_asked_again_and_what_is_done_is_not(nursery: Nursery, tmp_path: Path) -> None:
    papers = write_papers(tmp_path / "papers.jsonl", range(12))
    broken = {name(3), name(8)}
    answer = answering()

    def some_rejected(hit: Hit) -> Step:
        return fault(400, "no such thing") if asked_about(hit) in broken else answer(hit)

    with FakeEndpoint(some_rejected) as server:
        again = summarize(papers, tmp_path / "out.jsonl", server)
        code, said = nursery.run(again, tmp_path)
        assert code == 3, said
        records = json_lines(tmp_path / "out.jsonl")
        assert {r["paper"]["title"].split(":")[0] for r in records if r["status"] == "failed"} == broken
        server.hits.clear()
        server.script = (answer,)
        code, said = nursery.run(again, tmp_path)
        assert code == 0, said
        assert set(map(asked_about, server.hits)) == broken
    assert {record["status"] for record in json_lines(tmp_path / "out.jsonl")} == {"ok"}


# --- asked to end ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("asked", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 143)])
def test_a_run_that_is_asked_to_end_saves_everything_and_names_the_command_that_goes_on(
    nursery: Nursery, tmp_path: Path, asked: int, code: int
) -> None:
    papers = write_papers(tmp_path / "papers.jsonl", range(20))
    output = tmp_path / "the reader's copy.jsonl"
    with FakeEndpoint(then_hanging(9)) as server:
        run = nursery.start(summarize(papers, output, server, "--workers", 4), tmp_path)
        until(run, server, 13)
        assert wait_until(lambda: len(list(journal_rows(tmp_path / JOURNAL))) == 9)
        begun = time.monotonic()
        run.signal(asked)
        assert run.wait() == code
        assert time.monotonic() - begun < 5
        assert "Traceback" not in run.said
        told = shlex.split(run.said.strip().split("\n")[-1].partition("goes on from there: ")[2])
        assert told[:3] == ["summarizer", "summarize", str(papers)]
        done = {asked_about(hit) for hit in server.hits[:9]}
        server.hits.clear()
        server.script = (answering(),)
        going_on = start(["-m", *told], tmp_path)
        _, said = going_on.communicate(timeout=60)
        assert going_on.returncode == 0, said
        assert {asked_about(hit) for hit in server.hits} == {name(n) for n in range(20)} - done
    assert [record["status"] for record in json_lines(output)] == ["ok"] * 20


WAITING = pytest.mark.parametrize(
    "waiting",
    [
        fault(429, "slow down", retry_after="50"),
        fault(503, "overloaded", retry_after="50"),
        Step(delay=60),
        Step(body=b" " * 600, drip=0.1),
    ],
    ids=["429", "503", "silence", "drip"],
)


@WAITING
def test_ctrl_c_ends_a_run_within_a_second_while_it_waits(nursery: Nursery, tmp_path: Path, waiting: Step) -> None:
    papers = write_papers(tmp_path / "papers.jsonl", range(12))
    with FakeEndpoint(waiting) as server:
        run = nursery.start(summarize(papers, tmp_path / "out.jsonl", server, "--workers", 4), tmp_path)
        until(run, server, 1)
        time.sleep(0.2)
        begun = time.monotonic()
        run.signal(signal.SIGINT)
        assert run.wait() == 130
        assert time.monotonic() - begun < 1


def test_what_cannot_be_saved_holds_up_no_end_and_a_second_ctrl_c_is_the_last(nursery: Nursery, tmp_path: Path) -> None:
    """The output is a pipe that nobody reads: a run can neither write its records nor save them."""
    os.mkfifo(tmp_path / "out")
    reader = os.open(tmp_path / "out", os.O_RDONLY | os.O_NONBLOCK)
    papers = write_papers(tmp_path / "papers.jsonl", range(300))
    for times, longest in ((1, 5.0), (2, 1.0)):
        run = nursery.start(["summarize", papers, "-o", "out", "--backend", "extractive"], tmp_path)
        assert wait_until(lambda: is_full(reader)), run.said
        begun = time.monotonic()
        run.signal(signal.SIGINT)
        if times == 2:
            time.sleep(0.3)
            assert run.poll() is None
            begun = time.monotonic()
            run.signal(signal.SIGINT)
        assert run.wait() == 130
        assert time.monotonic() - begun < longest
        while unread(reader):
            os.read(reader, 65_536)
    os.close(reader)


def is_full(pipe: int) -> bool:
    """Whether a pipe takes no more."""
    before = unread(pipe)
    time.sleep(0.2)
    return 0 < before == unread(pipe)


def unread(pipe: int) -> int:
    """Bytes that stand in a pipe."""
    return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)


def test_a_run_that_is_to_outlive_its_terminal_is_not_ended_with_it(nursery: Nursery, tmp_path: Path) -> None:
    """`nohup` switches SIGHUP off, and it stays off."""
    papers = write_papers(tmp_path / "papers.jsonl", range(4))
    with FakeEndpoint(answering(delay=0.2)) as server:
        slowly = summarize(papers, tmp_path / "out.jsonl", server, "--workers", 1)
        run = nursery.start(slowly, tmp_path, ignored=[signal.SIGHUP])
        until(run, server, 1)
        run.signal(signal.SIGHUP)
        assert run.wait() == 0, run.said
    assert titles(tmp_path / "out.jsonl") == [name(n) for n in range(4)]


SCRIPT = """
import sys, threading, time
import summarizer as sz

try:
    sz.summarize(sys.argv[1], base_url=sys.argv[2], model="fake-1", workers=4)
except KeyboardInterrupt:
    ends = time.monotonic() + 3
    while threading.active_count() > 1 and time.monotonic() < ends:
        time.sleep(0.01)
    print("still running:", [thread.name for thread in threading.enumerate()][1:])
"""


@WAITING
def test_ctrl_c_in_a_script_leaves_nothing_running(tmp_path: Path, waiting: Step) -> None:
    papers = write_papers(tmp_path / "papers.jsonl", range(12))
    with FakeEndpoint(waiting) as server:
        run = start(["-c", SCRIPT, papers, server.url], tmp_path)
        assert wait_until(lambda: bool(server.hits))
        time.sleep(0.2)
        begun = time.monotonic()
        run.send_signal(signal.SIGINT)
        try:
            told, said = run.communicate(timeout=10)
        finally:
            run.kill()
        assert (told, run.returncode) == ("still running: []\n", 0), said
        assert time.monotonic() - begun < 5
        assert len(server.hits) <= 4


def test_a_wrong_key_ends_a_run_while_others_wait(nursery: Nursery, tmp_path: Path) -> None:
    """Whoever waits for a better moment is not waited for when no moment will be better."""
    papers = write_papers(tmp_path / "papers.jsonl", range(12))
    busy = replace(fault(429, "slow down", retry_after="50"), delay=1)  # by then all are on their way
    denied = replace(fault(401, "no"), delay=1.5)
    with FakeEndpoint(answering(), busy, busy, denied, busy) as server:
        run = nursery.start(summarize(papers, tmp_path / "out.jsonl", server), tmp_path)
        until(run, server, 2)
        begun = time.monotonic()
        assert run.wait(within=30) == 3, run.said
        assert time.monotonic() - begun < 10


# --- where nothing can be written ------------------------------------------------------------------------------------


@pytest.mark.parametrize("output", ["out.html", "out.csv", "out.json", "out.md", "out.jsonl"])
def test_a_full_disk_leaves_the_old_file_as_it_was(nursery: Nursery, tmp_path: Path, output: str) -> None:
    """A limit on the size of files does to every write what a full disk does."""
    old = tmp_path / output
    old.write_text("what an earlier run wrote\n")
    papers = write_papers(tmp_path / "papers.jsonl", range(60))
    embedded = ["summarize", papers, "-o", output, "--backend", "extractive"]
    code, said = nursery.run(embedded, tmp_path, file_size=4096)
    assert (code, "can't be written: File too large" in said, "Traceback" in said) == (1, True, False), said
    assert old.read_text() == "what an earlier run wrote\n"
    assert not list(tmp_path.glob(".*"))
    code, said = nursery.run(embedded, tmp_path)
    assert code == 0, said
    assert old.stat().st_size > 4096
    assert not list(tmp_path.glob("*.partial"))


NOWHERE = ["a-folder", "missing/out", "a-file/out", "to-missing", "/proc/out"]


@pytest.mark.parametrize(
    ("command", "output"),
    [
        *(("summarize", place) for place in NOWHERE),
        *(("compare", place) for place in NOWHERE),
        *(("digest", place) for place in ("a-file", "a-file/two/levels", "/dev/null", "/proc/out")),
    ],
)
def test_an_output_that_cannot_be_written_costs_no_request(
    nursery: Nursery, tmp_path: Path, command: str, output: str
) -> None:
    (tmp_path / "a-folder").mkdir()
    (tmp_path / "a-file").write_text("x")
    (tmp_path / "to-missing").symlink_to(tmp_path / "nowhere" / "out")
    papers = write_papers(tmp_path / "papers.jsonl", range(3))
    with FakeEndpoint(answering()) as server:
        asking = [command, papers, "-o", output, "--base-url", server.url, "--model", "fake-1"]
        code, said = nursery.run(asking, tmp_path)
        assert (code, server.hits) == (2, []), said
    assert Path(output).name in said
    assert "Traceback" not in said


@pytest.mark.parametrize("form", ["jsonl", "html"])
def test_an_output_that_is_a_link_is_followed(nursery: Nursery, tmp_path: Path, form: str) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / f"out.{form}").symlink_to(tmp_path / "real" / f"kept.{form}")
    papers = write_papers(tmp_path / "papers.jsonl", range(3))
    code, said = nursery.run(["summarize", papers, "-o", f"out.{form}", "--backend", "extractive"], tmp_path)
    assert code == 0, said
    assert (tmp_path / f"out.{form}").is_symlink()
    parse(tmp_path / "real" / f"kept.{form}")
    assert not list((tmp_path / "real").glob(".*"))


@pytest.mark.parametrize(
    ("into", "code", "told"),
    [
        ("> /dev/full", 1, "summarizer: standard output can't be written: No space left on device\n"),
        ("| head -c 9", 0, ""),
    ],
)
def test_output_that_cannot_be_printed_is_said_and_a_reader_that_has_enough_is_no_error(
    tmp_path: Path, into: str, code: int, told: str
) -> None:
    papers = write_papers(tmp_path / "papers.jsonl", range(60))
    script = (
        f"{sys.executable} -m summarizer summarize {papers} --backend extractive -q {into}; exit ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(["bash", "-c", script], env=environment(tmp_path), capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (code, told)


@pytest.mark.parametrize(
    ("arguments", "code", "printed"),
    [
        ("summarize papers.jsonl -q 2>&-", 0, 3),
        ("summarize papers.jsonl 2>&-", 0, 3),
        ("summarize missing.jsonl 2>&-", 2, 0),
        ("summarize papers.jsonl -o out.jsonl 2>/dev/full", 0, 0),
        ("summarize papers.jsonl -o out.jsonl >&-", 0, 0),
        ("summarize papers.jsonl >&-", 0, 0),
    ],
)
def test_streams_that_are_closed_or_full_stop_no_run_and_get_nothing_said_among_the_results(
    tmp_path: Path, arguments: str, code: int, printed: int
) -> None:
    write_papers(tmp_path / "papers.jsonl", range(3))
    script = f"cd {tmp_path} && {sys.executable} -m summarizer {arguments}"
    variables = {**environment(tmp_path), "SUMMARIZER_BACKEND": "extractive"}
    done = subprocess.run(["bash", "-c", script], env=variables, capture_output=True, text=True, timeout=60)
    assert done.returncode == code, done.stderr
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == ["ok"] * printed
    assert (tmp_path / "out.jsonl").exists() == ("out.jsonl" in arguments)


def test_as_many_files_are_asked_for_as_the_workers_open(tmp_path: Path) -> None:
    """A system that allows 256 open files to whoever does not ask stops no run of 64 workers."""
    write_papers(tmp_path / "papers.jsonl", range(130))
    with FakeEndpoint(answering(delay=0.3)) as server:
        run = f"{sys.executable} -m summarizer summarize papers.jsonl -o out.jsonl --base-url {server.url} --model m"
        script = f"cd {tmp_path} && ulimit -Sn 256 && {run} --workers 64"
        done = subprocess.run(
            ["bash", "-c", script], env=environment(tmp_path), capture_output=True, text=True, timeout=60
        )
        assert server.most_at_once == 64
    assert done.returncode == 0, done.stderr


def test_a_job_that_does_not_fit_on_the_disk_names_its_folder(nursery: Nursery, tmp_path: Path) -> None:
    papers = write_papers(tmp_path / "papers.jsonl", range(60))
    code, said = nursery.run(["batch", "prepare", papers, "--model", "m", "-o", "job"], tmp_path, file_size=300_000)
    assert (code, said) == (1, "summarizer: job: can't be read or written: File too large\n")
