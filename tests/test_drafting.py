"""The process that drafts papers: the same drafts as here, whatever becomes of it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from summarizer.drafting import Drafter, draft
from summarizer.papers import Paper, make_paper
from summarizer.topics import load_topics

TOPICS = load_topics()
PAPERS = [
    make_paper(
        f"Tern {n}: Small Models", f"Tern-{n} needs 2.{n}x fewer FLOPs than Gull-B. It runs in O(n) time, 5-{n + 6} ms."
    )
    for n in range(60)
]


@pytest.fixture
def drafter() -> Iterator[Drafter]:
    with Drafter(TOPICS) as drafter:
        until = time.monotonic() + 30
        while not drafter.is_ready:
            drafter.draft(PAPERS[0])
            assert time.monotonic() < until, "the other process never got ready"
        yield drafter


@pytest.mark.parametrize(
    "paper",
    [
        *PAPERS[:2],
        make_paper("Tern", ""),
        make_paper("Térn — 13× schneller", "Größe: 40 % weniger.\nSecond line, a quarter of Gull's energy."),
        Paper(id="odd", title="Tern \ud83d \u2028 half", abstract="2x faster\x00 than Gull."),
        Paper(id="long", title="Tern", abstract="Not this.", text="Tern halves the memory of Gull. " * 3000),
    ],
    ids=lambda paper: paper.id,
)
def test_the_other_process_drafts_just_as_this_one(drafter: Drafter, paper: Paper) -> None:
    marks, answer = drafter.draft(paper)
    assert (marks, answer) == draft(paper, TOPICS)
    assert (marks.paper, marks.text) == (paper, paper.full_text)


def test_topics_of_a_users_own_file_are_those_of_the_drafts(tmp_path: Path) -> None:
    (tmp_path / "birds.toml").write_text('[topics.terns]\nwords = ["tern"]\ndescription = "Terns."\n', encoding="utf-8")
    topics = load_topics(tmp_path / "birds.toml")
    with Drafter(topics) as drafter:
        while not drafter.is_ready:
            drafter.draft(PAPERS[0])
        assert drafter.draft(PAPERS[1])[1].topics == ["terns"]


def test_many_threads_get_each_the_draft_of_its_own_paper(drafter: Drafter) -> None:
    with ThreadPoolExecutor(16) as pool:
        drafts = list(pool.map(drafter.draft, PAPERS * 3))
    assert drafts == [draft(paper, TOPICS) for paper in PAPERS] * 3


def test_papers_are_drafted_here_once_the_other_process_was_killed(drafter: Drafter) -> None:
    assert drafter._process is not None
    with ThreadPoolExecutor(16) as pool:
        drafts = pool.map(drafter.draft, PAPERS * 3)
        drafter._process.kill()
        assert list(drafts) == [draft(paper, TOPICS) for paper in PAPERS] * 3


def test_papers_are_drafted_here_where_no_process_can_be_had() -> None:
    with Drafter(TOPICS, python="/nowhere/python") as drafter:
        assert drafter.draft(PAPERS[0]) == draft(PAPERS[0], TOPICS)


def test_a_drafter_that_was_never_asked_starts_nothing() -> None:
    with Drafter(TOPICS) as drafter:
        assert drafter._process is None


def test_the_other_process_ends_with_the_context(drafter: Drafter) -> None:
    process = drafter._process
    assert process is not None
    drafter.__exit__()
    assert process.poll() is not None
    assert drafter.draft(PAPERS[0]) == draft(PAPERS[0], TOPICS)


KILLED = """
import os, signal, sys
from summarizer.drafting import Drafter
from summarizer.papers import make_paper
from summarizer.topics import load_topics
with Drafter(load_topics()) as drafter:
    while not drafter.is_ready:
        drafter.draft(make_paper("Tern", "Tern is 2x faster than Gull."))
    print(drafter._process.pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_other_process_outlives_no_run_that_was_killed() -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, text=True, timeout=60, check=False)
    assert killed.returncode == -9, killed.stderr
    until = time.monotonic() + 10
    while Path(f"/proc/{int(killed.stdout)}/cmdline").exists():
        if "drafting" not in Path(f"/proc/{int(killed.stdout)}/cmdline").read_text():
            break  # it has ended, and nobody has asked for its code yet
        assert time.monotonic() < until, "it still runs"
        time.sleep(0.01)


def test_no_key_is_in_the_other_process(drafter: Drafter) -> None:
    assert drafter._process is not None
    with open(f"/proc/{drafter._process.pid}/environ", "rb") as environment:
        names = {entry.split(b"=")[0] for entry in environment.read().split(b"\0")}
    assert not {name for name in names if b"KEY" in name or b"TOKEN" in name}
    assert b"PYTHONPATH" in names
