"""Finished records: papers that are done come back as they were made, and only as long as nothing has changed."""

import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime

import pytest
from scripted import ScriptedClient, claim, reply

from summarizer.clients.cache import CacheWarning, ResponseCache
from summarizer.conversation import Prompts, Setup
from summarizer.engine import Engine, summarize
from summarizer.finished import FinishedRecords
from summarizer.papers import make_paper
from summarizer.prompts import load_template
from summarizer.records import Usage
from summarizer.topics import load_topics

ABSTRACT = "Attention is slow on long texts. Tern cuts latency by 62% over Gull-B. It is written in Rust."
PAPER = make_paper("Tern: Quick Decoding", ABSTRACT)
GOOD = reply(claims=[claim()])
MANNER = {"model": "tiny", "temperature": 0}


def made() -> datetime:
    return datetime(2026, 1, 2, tzinfo=UTC)


def later() -> datetime:
    return datetime(2026, 1, 3, tzinfo=UTC)


@pytest.fixture
def cache(tmp_path):
    return ResponseCache(tmp_path)


def run(cache, *steps, paper=PAPER, manner=MANNER, clock=made):
    setup = Setup(load_topics(), Prompts(load_template("summarize"), load_template("reask")), model="tiny", clock=clock)
    client = ScriptedClient(steps)
    (record,) = summarize([paper], Engine(client, setup, finished=FinishedRecords(cache, manner, clock)), workers=1)
    return record, client.requests


def test_a_paper_that_is_done_comes_back_without_a_request_and_equal_but_for_what_it_took(cache):
    first, asked = run(cache, GOOD)
    second, again = run(cache, clock=later)
    assert (len(asked), len(again)) == (1, 0)
    assert second.model_copy(update={"provenance": first.provenance}) == first
    assert (second.provenance.cached, second.provenance.attempts, second.provenance.cost_usd) == (True, 0, 0.0)
    assert second.provenance.usage == Usage(input=0, cached_input=0, output=0)
    assert second.provenance.created_at == "2026-01-03T00:00:00+00:00"
    assert second.provenance.request_sha256 == first.provenance.request_sha256


@pytest.mark.parametrize(
    "paper",
    [
        make_paper("Tern: Quick Decoding", ABSTRACT.replace("62%", "63%")),
        make_paper("Tern: Quick Decoding", ABSTRACT.replace("Rust", "rust")),
        make_paper("Tern: Quick decoding", ABSTRACT),
        make_paper("Tern: Quick Decoding", ABSTRACT, url="https://arxiv.org/abs/2601.00001"),
    ],
    ids=[
        "a number changed",
        "a letter's case changed",
        "the title changed",
        "another id, after which claims are named",
    ],
)
def test_a_paper_that_changed_is_read_anew(cache, paper):
    run(cache, GOOD)
    assert len(run(cache, GOOD, paper=paper)[1]) == 1


@pytest.mark.parametrize(
    "manner", [{**MANNER, "model": "other"}, {**MANNER, "temperature": 0.2}, {**MANNER, "seed": 1}]
)
def test_another_way_of_reading_reads_anew(cache, manner):
    run(cache, GOOD)
    assert len(run(cache, GOOD, manner=manner)[1]) == 1


def test_what_is_known_of_a_paper_beside_its_text_is_todays(cache):
    run(cache, GOOD)
    record, _ = run(cache, paper=make_paper("Tern: Quick Decoding", ABSTRACT, authors=("A. Tern",)))
    assert record.paper.authors == ("A. Tern",)


def test_a_failed_paper_is_not_kept(cache):
    run(cache, reply(text="no answer"), reply(text="none either"))
    assert len(run(cache, GOOD)[1]) == 1


def test_a_row_that_holds_no_record_is_none(cache):
    run(cache, GOOD)
    (key,) = cache.keys()
    cache.put(key, {"record": "{}"})
    assert len(run(cache, GOOD)[1]) == 1


def test_a_damaged_row_is_none(cache):
    run(cache, GOOD)
    with closing(sqlite3.connect(cache.folder / "cache.db")) as database, database:
        database.execute("UPDATE Cache SET value = ?", (b"garbage",))
    with pytest.warns(CacheWarning, match="damaged"):
        assert len(run(cache, GOOD)[1]) == 1


def test_half_of_a_surrogate_pair_does_no_harm(cache):
    paper = make_paper("Tern \ud800", ABSTRACT)
    first, _ = run(cache, GOOD, paper=paper)
    second, _ = run(cache, GOOD, paper=paper)
    assert second.claims == first.claims


def test_a_run_that_is_broken_off_does_not_wait_for_who_else_writes(cache):
    setup = Setup(load_topics(), Prompts(load_template("summarize"), load_template("reask")), model="tiny")
    engine = Engine(ScriptedClient([], default=GOOD), setup, finished=FinishedRecords(cache, MANNER, made))
    papers = summarize([make_paper(f"Tern {number}", ABSTRACT) for number in range(9)], engine, workers=2)
    next(papers)
    with closing(sqlite3.connect(cache.folder / "cache.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        begun = time.monotonic()
        papers.close()
        assert time.monotonic() - begun < 5
