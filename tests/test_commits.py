"""Commits: what many threads want written, written together."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from summarizer.clients.commits import GroupCommit

_FORK = """
import os, threading
from summarizer.clients.commits import GroupCommit
commits, begun, go = GroupCommit(), threading.Event(), threading.Event()
def slowly(rows):
    begun.set()
    return go.wait(60)
def told(rows):
    print(os.getpid() == parent, rows, flush=True)
    return True
parent = os.getpid()
commits.leave(1, told)
writer = threading.Thread(target=commits.add, args=(2, slowly))
writer.start()
begun.wait(60)
commits.leave(3, told)
if not os.fork():
    commits.add(4, told)
    os._exit(0)
os.wait()
go.set()
writer.join()
commits.flush(told)
"""


class Disk:
    """Is slow enough that others come meanwhile; keeps no row below 0."""

    def __init__(self) -> None:
        self.commits: list[list[int]] = []
        self.go = threading.Event()

    def write(self, rows: Sequence[int]) -> bool:
        self.go.wait(60)
        self.commits.append(list(rows))
        return min(rows) >= 0


def add_together(disk: Disk, rows: Sequence[int]) -> list[bool]:
    commits: GroupCommit[int] = GroupCommit()
    until = time.monotonic() + 60
    with ThreadPoolExecutor(len(rows)) as pool:
        kept = pool.map(lambda row: commits.add(row, disk.write), rows)
        while len(commits._queue().waiting) < len(rows) - 1 and time.monotonic() < until:
            time.sleep(0.001)  # until the first one is being written, and all others wait
        disk.go.set()
        return list(kept)


def test_rows_that_come_while_one_is_written_are_written_together() -> None:
    disk = Disk()
    assert all(add_together(disk, range(60)))
    assert sorted(map(len, disk.commits)) == [1, 59]
    assert sorted(row for commit in disk.commits for row in commit) == list(range(60))


def test_no_more_rows_are_written_together_than_any_sqlite_takes() -> None:
    disk = Disk()
    assert all(add_together(disk, range(150)))
    assert sorted(map(len, disk.commits)) == [1, 49, 100]


def test_every_row_of_a_commit_that_failed_is_told_so_and_no_other() -> None:
    disk = Disk()
    kept = add_together(disk, [*range(20), -1])
    (failed,) = [commit for commit in disk.commits if -1 in commit]
    assert {row for row, was in zip([*range(20), -1], kept, strict=True) if not was} == set(failed)


def test_a_write_that_is_interrupted_leaves_nobody_waiting() -> None:
    disk = Disk()

    def interrupted(rows: Sequence[int]) -> bool:
        disk.write(rows)
        raise KeyboardInterrupt

    commits: GroupCommit[int] = GroupCommit()
    with ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(commits.add, row, interrupted) for row in range(3)]
        disk.go.set()
        ends = [future.exception(60) for future in waiting]
    assert any(isinstance(end, KeyboardInterrupt) for end in ends)
    assert all(
        isinstance(end, KeyboardInterrupt) or not future.result() for end, future in zip(ends, waiting, strict=True)
    )


def test_rows_that_were_left_are_written_with_the_next_or_by_a_flush() -> None:
    disk, commits = Disk(), GroupCommit[int]()
    disk.go.set()
    commits.leave(1, disk.write)
    assert disk.commits == []
    assert commits.add(2, disk.write)
    commits.leave(3, disk.write)
    commits.flush(disk.write)
    assert disk.commits == [[1, 2], [3]]


def test_no_more_rows_are_left_than_are_written_together() -> None:
    disk, commits = Disk(), GroupCommit[int]()
    disk.go.set()
    for row in range(250):
        commits.leave(row, disk.write)
    assert list(map(len, disk.commits)) == [100, 100]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
def test_a_child_forked_while_its_parent_writes_writes_its_own_rows_and_no_other() -> None:
    forks = [sys.executable, "-W", "ignore", "-c", _FORK]
    run = subprocess.run(forks, capture_output=True, text=True, timeout=20, check=True)
    assert run.stdout.splitlines() == ["False [4]", "True [3]"]
