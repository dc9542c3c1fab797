"""Records and replies on disk: streamed in, written whole, and never torn for the next reader."""

from __future__ import annotations

import gc
import json
import os
import signal
import stat
import subprocess
import sys
import threading
import tracemalloc
import warnings
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import InputError, InputWarning, SummarizerError
from summarizer.papers import make_paper
from summarizer.records import Record, read_record, record_json
from summarizer.sources import load_papers
from summarizer.store import (
    JOURNAL,
    Journal,
    RecordWriter,
    check_writable,
    read_records,
    write_text_atomically,
)

ABSTRACT = "We send answers by tide table. It is 4x slower and nobody minds."


def record(title: str = "Tide Tables for Slow Networks", abstract: str = ABSTRACT) -> Record:
    return Record(paper=make_paper(title, abstract))


def test_records_come_back_as_they_were_written(tmp_path: Path) -> None:
    written = [record(f"Paper {i}\u2028with\u0085odd\x0bline ends", "Half a pair: \ud83d.") for i in range(3)]
    with RecordWriter(tmp_path / "out.jsonl") as out:
        for item in written:
            out.write(item)
    assert list(read_records(tmp_path / "out.jsonl")) == written


def test_papers_come_back_as_they_were_written(tmp_path: Path) -> None:
    with RecordWriter(tmp_path / "papers.jsonl") as out:
        out.write(record().paper)
    (paper,) = load_papers(tmp_path / "papers.jsonl")
    assert paper.model_copy(update={"sources": ()}) == record().paper


def test_a_torn_last_line_is_an_error_that_names_it(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    file.write_text(record_json(record()) + "\n\n" + record_json(record())[:90], encoding="utf-8")
    read = read_records(file)
    assert next(read) == record()
    with pytest.raises(InputError, match=r"out\.jsonl, line 3, .* may have been cut off"):
        next(read)


def test_the_torn_last_line_of_a_partial_file_is_left_out_with_a_warning(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl.partial"
    file.write_text(record_json(record()) + "\n" + record_json(record())[:90], encoding="utf-8")
    with pytest.warns(InputWarning, match="line 2: the last line was cut off and is left out"):
        assert list(read_records(file)) == [record()]


def test_a_torn_line_in_the_middle_is_an_error_even_there(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl.partial"
    file.write_text('{"paper": \n' + record_json(record()), encoding="utf-8")
    with pytest.raises(InputError, match=r"partial, line 1, column \d+: expected JSON"):
        list(read_records(file))


def test_records_are_streamed(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    line = record_json(record(abstract=ABSTRACT * 20)) + "\n"
    file.write_text(line * 2_000, encoding="utf-8")
    tracemalloc.start()
    assert sum(1 for _ in read_records(file)) == 2_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000 < file.stat().st_size


# --- whole files -----------------------------------------------------------------------------------------------------


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("old")
    file.chmod(0o640)
    write_text_atomically(file, "new – \ud83d")
    assert file.read_text(encoding="utf-8") == "new – \ufffd"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["page.html"]


def test_a_new_file_gets_the_mode_that_new_files_get(tmp_path: Path) -> None:
    write_text_atomically(tmp_path / "ours", "x")
    (tmp_path / "theirs").write_text("x")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "theirs").stat().st_mode


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "file")
    write_text_atomically(tmp_path / "link", "one")
    write_text_atomically(tmp_path / "link", "two")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "file").read_text() == "two"


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_text_atomically(os.devnull, "nothing")
    with RecordWriter(os.devnull) as out:
        out.write(record())
    assert not Path(os.devnull).is_file()


def test_what_can_not_be_written_is_named_and_nothing_is_left_behind(tmp_path: Path) -> None:
    with pytest.raises(SummarizerError, match=r"missing/page\.html: can't be written: No such file"):
        write_text_atomically(tmp_path / "missing" / "page.html", "x")
    with pytest.raises(SummarizerError, match="can't be written: Is a directory"):
        write_text_atomically(tmp_path, "x")
    assert os.listdir(tmp_path) == []


def test_what_a_killed_writer_left_is_used_up_by_the_next(tmp_path: Path) -> None:
    (tmp_path / ".page.html.tmp").write_text("longer than what is written now, and half a pa")
    write_text_atomically(tmp_path / "page.html", "whole")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("page.html", "whole")]


@pytest.mark.parametrize("planted", [".page.html.tmp", "page.html.partial"])
def test_a_link_at_the_place_of_an_unfinished_file_is_not_followed(tmp_path: Path, planted: str) -> None:
    (tmp_path / "somebody's").write_text("precious")
    (tmp_path / planted).symlink_to(tmp_path / "somebody's")
    with pytest.raises(SummarizerError, match="can't be written"):
        write(tmp_path / "page.html", streamed=planted.endswith(".partial"))
    assert (tmp_path / "somebody's").read_text() == "precious"


def write(path: Path, *, streamed: bool) -> None:
    if not streamed:
        return write_text_atomically(path, "x")
    with RecordWriter(path) as out:
        return out.write(record())


def test_a_full_device_is_named() -> None:
    with pytest.raises(SummarizerError, match="/dev/full: can't be written: No space left on device"):
        write(Path("/dev/full"), streamed=True)
    with pytest.raises(SummarizerError, match="/dev/full: can't be written: No space left on device"):
        write(Path("/dev/full"), streamed=False)


# --- records while a run goes on -------------------------------------------------------------------------------------


def test_while_a_run_goes_on_its_records_stand_in_the_partial_file(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    file.write_text("the last run's\n")
    with RecordWriter(file) as out:
        out.write(record())
        assert list(read_records(out.partial)) == [record()]
        assert file.read_text() == "the last run's\n"
    assert list(read_records(file)) == [record()]
    assert os.listdir(tmp_path) == ["out.jsonl"]


def test_a_run_that_stops_leaves_its_records_in_the_partial_file(tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    def run() -> None:
        with writer as out:
            out.write(record())
            raise StoppedError

    writer = RecordWriter(tmp_path / "out.jsonl")
    with pytest.raises(StoppedError):
        run()
    assert os.listdir(tmp_path) == ["out.jsonl.partial"]
    assert list(read_records(writer.partial)) == [record()]
    with writer as out:
        out.write(record("The Next Run"))
    assert [r.paper.title for r in read_records(writer.path)] == ["The Next Run"]


def test_two_runs_do_not_write_the_same_file(tmp_path: Path) -> None:
    with RecordWriter(tmp_path / "out.jsonl") as out:
        out.write(record())
        with pytest.raises(SummarizerError, match=r"out\.jsonl\.partial: another run is writing it"):
            RecordWriter(tmp_path / "out.jsonl").__enter__()
    assert list(read_records(tmp_path / "out.jsonl")) == [record()]


# --- the journal -----------------------------------------------------------------------------------------------------


def test_every_row_comes_back_in_order(tmp_path: Path) -> None:
    rows = [{"reply": "\u2028 half a pair \udc00 naïve\n", "number": i} for i in range(3)]
    with Journal(tmp_path / "cache") as journal:
        for row in rows[:2]:
            journal.append(row)
    with Journal(tmp_path / "cache") as journal:
        journal.append(rows[2])
        assert list(journal.rows()) == rows


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    with Journal(tmp_path / "cache" / "replies") as journal:
        journal.append({})
    assert stat.S_IMODE(journal.path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600


def test_a_journal_that_was_never_written_is_empty_and_makes_no_folder(tmp_path: Path) -> None:
    assert list(Journal(tmp_path / "cache").rows()) == []
    assert not (tmp_path / "cache").exists()


def test_a_torn_last_row_is_left_out_and_the_next_one_is_whole(tmp_path: Path) -> None:
    (tmp_path / JOURNAL).write_bytes(b'{"number": 1}\n{"number": 2, "reply": "cut o')
    with Journal(tmp_path) as journal:
        with pytest.warns(InputWarning, match="line 2, .*the row is left out"):
            assert list(journal.rows()) == [{"number": 1}]
        journal.append({"number": 3})
        with pytest.warns(InputWarning, match="line 2"):
            assert list(journal.rows()) == [{"number": 1}, {"number": 3}]


def test_a_row_torn_by_another_process_does_not_swallow_the_next_one(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.append({"number": 1})
        with (tmp_path / JOURNAL).open("ab") as other:
            other.write(b'{"number": 2, "reply": "cut o')
        journal.append({"number": 3})
        with pytest.warns(InputWarning, match="the row is left out"):
            assert list(journal.rows()) == [{"number": 1}, {"number": 3}]


def test_what_can_not_be_appended_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SummarizerError, match=r"replies\.jsonl: can't be written"):
        Journal(tmp_path / "file" / "cache").append({})


def test_rows_of_many_threads_do_not_mix(tmp_path: Path) -> None:
    journal = Journal(tmp_path)

    def work(name: int) -> None:
        for i in range(20):
            journal.append({"name": name, "i": i, "reply": str(name) * 5_000})

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = list(journal.rows())
    journal.close()
    assert sorted((r["name"], r["i"]) for r in rows) == [(n, i) for n in range(8) for i in range(20)]
    assert all(set(r["reply"]) == {str(r["name"])} for r in rows)


APPENDING = """
import sys
from summarizer.store import Journal
journal = Journal(sys.argv[1])
for i in range(int(sys.argv[3])):
    journal.append({"name": sys.argv[2], "i": i, "reply": sys.argv[2] * 20_000})
    print(i, flush=True)
"""


def appending(folder: Path, name: str, rows: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", APPENDING, str(folder), name, str(rows)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_rows_of_several_processes_do_not_mix(tmp_path: Path) -> None:
    processes = [appending(tmp_path, name, 30) for name in "abc"]
    for process in processes:
        process.communicate(timeout=60)
    rows = list(Journal(tmp_path).rows())
    assert sorted((r["name"], r["i"]) for r in rows) == [(n, i) for n in "abc" for i in range(30)]
    assert all(r["reply"] == r["name"] * 20_000 for r in rows)


def test_a_killed_process_loses_no_row_it_was_told_was_written(tmp_path: Path) -> None:
    process = appending(tmp_path, "a", 100_000)
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(20)]
    process.send_signal(signal.SIGKILL)
    told += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    journal = Journal(tmp_path)
    journal.append({"i": "after"})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", InputWarning)  # the row it was killed in may be torn
        numbers = [row["i"] for row in journal.rows()]
    journal.close()
    assert numbers[: len(told)] == [int(line) for line in told]
    assert numbers[-1] == "after"


def test_a_journal_that_nobody_has_any_more_leaves_no_file_open(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append({"i": 1})
    descriptor = journal._file
    assert descriptor is not None
    os.fstat(descriptor)
    del journal
    gc.collect()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(row=st.dictionaries(st.text(max_size=8), json_values, max_size=4))
def test_any_row_comes_back(row: dict[str, object], tmp_path_factory: pytest.TempPathFactory) -> None:
    with Journal(tmp_path_factory.mktemp("journal")) as journal:
        journal.append(row)
        assert list(journal.rows()) == [row]


@given(title=st.text(min_size=1).filter(lambda t: bool(t.split())), abstract=st.text())
def test_any_text_comes_back(title: str, abstract: str) -> None:
    written = record(title, abstract)
    assert "\n" not in record_json(written)
    assert read_record(json.loads(record_json(written).encode("utf-8"))) == written


@pytest.mark.parametrize(
    ("name", "folder", "fine"),
    [
        ("new.jsonl", False, True),
        ("old.txt", False, True),
        ("missing/new.jsonl", False, False),
        ("old.txt/new.jsonl", False, False),
        ("there", False, False),
        ("there", True, True),
        ("new/below", True, True),
        ("old.txt", True, False),
        ("old.txt/below", True, False),
        ("/dev/null", False, True),
        ("/proc/new.txt", False, False),
        ("/proc", True, False),
    ],
)
def test_what_cannot_be_written_is_known_beforehand(tmp_path, name, folder, fine):
    """Files need their folder, folders are made, nothing is written over a file or below one."""
    (tmp_path / "old.txt").write_text("old")
    (tmp_path / "there").mkdir()
    with nullcontext() if fine else pytest.raises(InputError, match="name another place"):
        check_writable(tmp_path / name, folder=folder)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["old.txt", "there"]


def test_a_folder_that_is_not_there_is_said_to_be_missing(tmp_path):
    with pytest.raises(InputError, match="missing: there is no such folder; name another place"):
        check_writable(tmp_path / "missing" / "new.jsonl")
