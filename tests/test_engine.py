"""The engine: one call a paper, at most one re-ask, every outcome a record."""

import gc
import json
import math
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from scripted import ScriptedClient, answer, claim, reply

from summarizer.clients import Completion
from summarizer.clients.extractive import ExtractiveClient
from summarizer.conversation import FREER_TEMPERATURE, LARGER_MAX_TOKENS, Prompts, Setup, repeats_itself
from summarizer.engine import AHEAD, OUT_OF_REACH, SELDOM, Engine, _cores, summarize
from summarizer.errors import RequestError, RunStoppedError
from summarizer.papers import make_paper
from summarizer.prices import Price
from summarizer.prompts import load_template
from summarizer.records import Usage, read_record, record_json
from summarizer.tokens import estimate
from summarizer.topics import load_topics

ABSTRACT = "Attention is slow on long texts. Tern cuts latency by 62% over Gull-B. It is written in Rust."
PAPER = make_paper("Tern: Quick Decoding", ABSTRACT)
GOOD = reply(claims=[claim()])
WRONG_BASELINE = reply(claims=[claim(baseline="Zephyr-9B")])


TWO_WRONG = reply(claims=[claim(baseline="Zephyr-9B"), claim(direction="worse")])


def engine(client, **options):
    prompts = Prompts(load_template("summarize"), load_template("reask"))
    fixed = {
        "topics": load_topics(),
        "prompts": prompts,
        "model": "tiny",
        "clock": lambda: datetime(2026, 1, 2, tzinfo=UTC),
    }
    return Engine(client, Setup(**{**fixed, **options}))


def run(*steps, papers=(PAPER,), workers=1, **options):
    client = ScriptedClient(steps)
    records = list(summarize(papers, engine(client, **options), workers=workers))
    return records if len(records) > 1 else records[0], client


def test_a_good_answer_is_one_request_and_a_verified_record():
    """One call gives summary, claims and topics; nothing is asked again."""
    record, client = run(GOOD)
    assert len(client.requests) == 1
    (found,) = record.claims
    assert (found.verdict, found.factor, found.origin) == ("verified", 2.632, "first")
    assert record.status == "ok"
    assert record.provenance.prompt == "summarize@2"
    assert record.provenance.request_sha256 == client.requests[0].sha256
    assert record.provenance.usage == Usage(input=10, cached_input=0, output=5)


def test_what_is_wrong_is_asked_again_once_with_its_reason():
    """A wrong name goes into the one re-ask; the better answer is kept and says where it came from."""
    record, client = run(WRONG_BASELINE, GOOD)
    assert len(client.requests) == 2
    assert "wrong_name" in client.requests[1].messages[-1].content
    assert "Zephyr-9B" in client.requests[1].messages[-1].content
    assert record.claims[0].origin == "reask"
    assert record.claims[0].verdict == "verified"
    assert record.provenance.attempts == 2
    assert record.provenance.usage.input == 20


@pytest.mark.parametrize("second", [WRONG_BASELINE, TWO_WRONG, reply(text="no"), RequestError("timeout", "late")])
def test_a_second_answer_that_is_no_better_is_not_kept(second):
    """The first answer stands with its verdict; nothing is asked a third time."""
    record, client = run(WRONG_BASELINE, second)
    assert len(client.requests) == 2
    assert record.claims[0].verdict == "wrong_name"
    assert record.claims[0].origin == "first"


@pytest.mark.parametrize(("bad", "kind"), [("{", "invalid_json"), ("{}", "invalid_schema"), ("prose", "invalid_json")])
def test_a_reply_that_is_no_answer_is_asked_again(bad, kind):
    """The precise errors go back; a second bad reply is the paper's failure."""
    mended, _ = run(reply(text=bad), GOOD)
    assert mended.status == "ok"
    failed, client = run(reply(text=bad), reply(text=bad))
    assert (failed.status, failed.error.kind, failed.error.attempts) == ("failed", kind, 2)
    assert len(client.requests) == 2


def test_a_cut_off_answer_is_redone_once_with_a_larger_budget():
    """`length` gets one more chance with more tokens, then it is `truncated`."""
    cut = reply(text='{"summ', finish_reason="length")
    mended, client = run(cut, GOOD)
    assert mended.status == "ok"
    assert client.requests[1].sampling["max_tokens"] == LARGER_MAX_TOKENS
    failed, client = run(cut, cut)
    assert failed.error.kind == "truncated"
    assert len(client.requests) == 2


def test_an_answer_that_repeats_itself_is_redone_more_freely_and_not_longer():
    """More room would bring more of the same, at a price; another temperature brings another answer."""
    round_and_round = reply(text='{"topics": [' + '"decoding",' * 400, finish_reason="length")
    mended, client = run(round_and_round, GOOD)
    assert mended.status == "ok"
    assert client.requests[1].sampling == {**client.requests[0].sampling, "temperature": FREER_TEMPERATURE}
    failed, client = run(round_and_round, round_and_round)
    assert (failed.error.kind, len(client.requests)) == ("truncated", 2)
    assert failed.error.message == "the answer repeated itself until it was cut off"


def test_an_answer_that_repeats_itself_though_it_was_free_gets_more_room():
    """Who asks at a temperature of one's own has the old redo left."""
    round_and_round = reply(text="so " * 2000, finish_reason="length")
    _, client = run(round_and_round, GOOD, sampling={"temperature": 1, "max_tokens": 2048})
    assert client.requests[1].sampling == {"temperature": 1, "max_tokens": LARGER_MAX_TOKENS}


_ITEM = '{{"sentence":"S{0}","quantity":"Q{1}","metric":"latency","value":null}},'


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        (" \n" * 500, True),
        ('{"claims":[' + "".join(_ITEM.format(n, 1) for n in range(60)), True),
        ('{"claims":[' + "".join(_ITEM.format(n, n % 12) for n in range(60)) + _ITEM.format(60, 1)[:30], True),
        ('{"findings":["' + "".join(f"It names {chr(97 + n % 26)}{n} {'again ' * (n % 7)}" for n in range(300)), False),
        ('{"claims":[' + _ITEM.format(1, 1) * 2, False),
        ("x" * 4000 + ABSTRACT * 10 + "y", False),
        (ABSTRACT * 20_000 + "y", False),
        ("", False),
        ("{", False),
    ],
    ids=["blanks", "counting up", "within a piece", "ever new", "twice", "long ago", "long", "empty", "begun"],
)
def test_what_repeats_itself_is_told_by_its_end(text, repeats):
    """A piece again and again, numbers aside, in the last third: said twice, or long ago, is no loop."""
    assert repeats_itself(text) is repeats


@pytest.mark.parametrize("text", ['{"summ', "so " * 2000])
def test_a_server_that_allows_no_redo_means_truncated(text):
    """A refused larger budget, or temperature, is no failure of its own."""
    cut = reply(text=text, finish_reason="length")
    failed, _ = run(cut, RequestError("rejected", "max_tokens is too large"))
    assert (failed.error.kind, failed.error.attempts) == ("truncated", 1)


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        (Completion("", finish_reason="refused", refusal="I won't"), "refused"),
        (Completion("", finish_reason="filtered"), "filtered"),
        (Completion("  "), "empty"),
        (RequestError("timeout", "no answer in 300 s"), "timeout"),
        (RequestError("too_long", "context"), "too_long"),
    ],
)
def test_each_outcome_without_an_answer_is_its_own_kind(step, kind):
    """None of them is asked again blindly, and the rest of the papers goes on."""
    other = make_paper("Second", ABSTRACT)
    (first, second), client = run(step, GOOD, papers=(PAPER, other))
    assert (first.error.kind, second.status) == (kind, "ok")
    assert len(client.requests) == 2


def test_a_paper_without_an_abstract_is_never_sent():
    """It becomes a failed record and costs nothing."""
    record, client = run(papers=(make_paper("Only a title"),))
    assert (record.status, record.error.kind, client.requests) == ("failed", "no_abstract", [])


def test_a_wrong_key_stops_the_run_and_keeps_what_is_done():
    """After a failure that no request can survive, the rest is not asked."""
    papers = [make_paper(f"Paper {chr(97 + n % 26) * (1 + n // 26)}", ABSTRACT) for n in range(5)]
    records, client = run(GOOD, RunStoppedError("stopped", "the key was refused"), papers=papers)
    assert [r.status for r in records] == ["ok"] + ["failed"] * 4
    assert {r.error.kind for r in records[1:]} == {"stopped"}
    assert len(client.requests) == 2


def test_a_first_answer_stands_where_a_limit_lets_no_second_be_asked():
    """It is paid for; what is left to ask is asked by the next run."""
    record, client = run(WRONG_BASELINE, RunStoppedError("stopped", "--max-requests 1 is reached", attempts=0))
    assert (record.status, len(record.claims), len(client.requests)) == ("ok", 1, 2)
    assert "the second answer failed: stopped" in record.flags


def test_a_server_that_answers_nobody_is_given_up_after_some_papers():
    papers = [make_paper(f"Tern {n}", ABSTRACT) for n in range(OUT_OF_REACH + 10)]
    refused = RequestError("transport", "the connection failed: refused", attempts=5)
    records, client = run(*[refused] * len(papers), papers=papers)
    assert len(client.requests) == OUT_OF_REACH
    assert [record.error.kind for record in records] == ["transport"] * OUT_OF_REACH + ["stopped"] * 10
    assert "25 papers in a row met no answer: the connection failed: refused" in records[-1].error.message


def test_a_server_that_answers_now_and_then_is_not_given_up():
    papers = [make_paper("Tern " + "x" * (n + 1), ABSTRACT) for n in range(3 * OUT_OF_REACH)]
    refused = RequestError("timeout", "no answer", attempts=5)
    steps = [GOOD if n % OUT_OF_REACH == 0 else refused for n in range(len(papers))]
    _, client = run(*steps, papers=papers)
    assert len(client.requests) == len(papers)


def test_numbers_no_claim_names_are_kept_and_asked_for_only_when_thorough():
    """`uncovered` costs no call by itself; with `thorough` it starts the re-ask."""
    record, client = run(reply())
    assert [u.text for u in record.uncovered] == ["62%"]
    assert len(client.requests) == 1
    record, client = run(reply(), GOOD, thorough=True)
    assert "62%" in client.requests[1].messages[-1].content
    assert (record.uncovered, len(record.claims)) == ((), 1)


@pytest.mark.parametrize(
    ("share", "flagged"), [(0.5, True), (0.66, True), (0.75, False), (1.0, False), (1.3, False), (None, False)]
)
def test_a_server_that_counts_far_fewer_tokens_than_were_sent_has_cut_the_context(share, flagged):
    """Some servers cut what does not fit and answer all the same; tokenizers differ by less than that."""
    request = engine(None).setup.request(PAPER)
    sent = sum(estimate(message.content) for message in request.messages)
    usage = Usage(input=round(share * sent), output=5) if share else Usage(output=5)
    record, _ = run(reply(claims=[claim()], usage=usage))
    assert any("context too small" in flag for flag in record.flags) == flagged


def test_a_server_that_leaves_cached_tokens_out_of_its_count_has_not_cut_the_context():
    sent = sum(estimate(message.content) for message in engine(None).setup.request(PAPER).messages)
    record, _ = run(reply(claims=[claim()], usage=Usage(input=200, cached_input=sent - 200, output=5)))
    assert record.flags == ()


def test_what_a_paper_costs_is_the_price_of_all_its_replies():
    """Unknown where the price or a count is unknown; nothing where nothing was asked."""
    price = Price(input=1.0, cached_input=0.5, output=10.0)
    spent = Usage(input=3_000_000, cached_input=1_000_000, output=100_000)
    bad = reply(text="no answer", usage=spent)
    assert run(bad, reply(claims=[claim()], usage=spent), price=price)[0].provenance.cost_usd == pytest.approx(7.0)
    assert run(reply(claims=[claim()], usage=spent))[0].provenance.cost_usd is None
    assert run(bad, reply(claims=[claim()], usage=Usage(input=3)), price=price)[0].provenance.cost_usd is None


def test_a_paper_that_failed_still_says_what_its_replies_cost():
    record, _ = run(reply(text="no answer"), reply(text="none either"), price=Price(1.0, None, 1.0))
    assert (record.status, record.provenance.usage) == ("failed", Usage(input=20, cached_input=0, output=10))
    assert record.provenance.cost_usd == pytest.approx(30e-6)


def test_unsupported_words_of_the_summary_go_into_the_reask():
    """A number that the text does not hold is named and asked about."""
    summary = {**answer()["summary"], "tldr": "Tern is 9.7x faster than Kestrel-7."}
    record, client = run(reply(summary=summary, claims=[claim()]), GOOD)
    assert "9.7" in client.requests[1].messages[-1].content
    assert record.summary.unsupported == ()


def test_records_come_in_input_order_whatever_finishes_first():
    """Eight at a time, slow ones first, still in order."""

    def slow_first(request):
        time.sleep(0.05 if "Paper a\n" in request.messages[-1].content else 0)
        return GOOD

    papers = [make_paper(f"Paper {chr(97 + n % 26) * (1 + n // 26)}", ABSTRACT) for n in range(40)]
    client = ScriptedClient(default=slow_first)
    records = list(summarize(papers, engine(client), workers=8))
    assert [r.paper.title for r in records] == [p.title for p in papers]


def test_a_slow_paper_leaves_nobody_idle():
    """A model that runs on for minutes over one paper has answered many others meanwhile."""
    others = threading.Semaphore(0)

    def slow_first(request):
        if "Paper 0\n" not in request.messages[-1].content:
            others.release()
            return GOOD
        waited = [others.acquire(timeout=10) for _ in range(25)]
        return GOOD if all(waited) else reply(text="too few were asked")

    papers = [make_paper(f"Paper {n}", ABSTRACT) for n in range(40)]
    records = list(summarize(papers, engine(ScriptedClient(default=slow_first)), workers=2))
    assert [record.status for record in records] == ["ok"] * 40


def test_however_many_workers_ask_the_very_same_is_asked():
    """From sixteen on, drafts are made by another process; what a model is asked does not change with it."""
    papers = [make_paper(f"Paper {n}", f"Tern is {n}x faster than Gull. {ABSTRACT}") for n in range(300)]
    asked = []
    for workers in (1, 16):
        client = ScriptedClient(default=GOOD)
        list(summarize(papers, engine(client), workers=workers))
        asked.append({request.sha256: request.draft for request in client.requests})
    assert asked[0] == asked[1]


def children():
    """The command lines of the processes that this one has started."""
    found = []
    for task in Path("/proc/self/task").iterdir():
        with suppress(OSError):
            found += [Path(f"/proc/{child}/cmdline").read_text() for child in (task / "children").read_text().split()]
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize(("workers", "others"), [(15, 0), (16, 1)])
def test_sixteen_workers_have_a_process_that_drafts_while_the_run_lasts(workers, others):
    """Fewer don't wait for the processor; no process is left behind."""
    seen = []

    def look(request):
        seen.append(sum("drafting" in command for command in children()))
        return GOOD

    papers = [make_paper(f"Paper {n}", ABSTRACT) for n in range(40)]
    list(summarize(papers, engine(ScriptedClient(default=look)), workers=workers))
    assert max(seen) == others
    assert not any("drafting" in command for command in children())


@pytest.mark.skipif(_cores() == 1, reason="one core has no process that drafts")
@pytest.mark.parametrize(("given", "meanwhile"), [(700, SELDOM), (SELDOM + 1, SELDOM + 1), (0, 0)])
def test_garbage_is_looked_for_less_often_while_runs_of_many_workers_go_on_and_as_before_after_the_last(
    given, meanwhile
):
    """Who never wants it looked for, or still less often, is heeded."""
    before = gc.get_threshold()
    gc.set_threshold(given, 11, 12)
    try:
        first, second = (summarize([PAPER], engine(ScriptedClient(default=GOOD)), workers=16) for _ in range(2))
        assert [next(first).status, next(second).status] == ["ok", "ok"]
        first.close()
        assert gc.get_threshold() == (meanwhile, 11, 12)
        second.close()
        assert gc.get_threshold() == (given, 11, 12)
    finally:
        gc.set_threshold(*before)


@pytest.mark.parametrize(("at_once", "threads"), [(20, 25), (math.inf, 20), (None, 20)])
def test_while_a_line_holds_requests_back_more_papers_are_prepared_than_it_lets_go(at_once, threads):
    """A client without a line, or one whose line holds nothing back, is asked by as many as there are workers."""
    inside, most = set(), []

    def slow(request):
        inside.add(request.sha256)
        most.append(len(inside))
        time.sleep(0.02)
        inside.discard(request.sha256)
        return GOOD

    line = None if at_once is None else SimpleNamespace(at_once=at_once, stop=lambda: None, close=lambda: None)
    asked = replace(engine(ScriptedClient(default=slow)), line=line)
    papers = [make_paper(f"Paper {n}", ABSTRACT) for n in range(400)]
    list(summarize(papers, asked, workers=20))
    assert max(most) <= threads
    assert threads == 20 or max(most) > 20


def test_papers_are_taken_from_a_stream_as_they_are_needed():
    """A generator of papers is never read far ahead, so memory does not grow with it."""
    taken = []

    def papers():
        for n in range(1000):
            taken.append(n)
            yield make_paper(f"Paper {chr(97 + n % 26) * (1 + n // 26)}", ABSTRACT)

    records = summarize(papers(), engine(ScriptedClient(default=GOOD)), workers=2)
    next(records)
    assert len(taken) <= 2 * AHEAD + 2
    records.close()


def test_closing_the_stream_stops_asking():
    """When the consumer goes away, what is queued is not sent any more."""
    gate = threading.Event()

    def wait(request):
        gate.wait(5)
        return GOOD

    client = ScriptedClient([GOOD], default=wait)
    records = summarize(
        [make_paper(f"Paper {chr(97 + n % 26) * (1 + n // 26)}", ABSTRACT) for n in range(100)],
        engine(client),
        workers=2,
    )
    next(records)
    records.close()
    gate.set()
    time.sleep(0.05)
    assert len(client.requests) <= 4


def test_the_embedded_reader_takes_the_same_way():
    """Without prompts nothing is rendered, nothing sent; claims are verified all the same."""
    topics = load_topics()
    (record,) = summarize([PAPER], Engine(ExtractiveClient(topics), Setup(topics)))
    assert record.provenance.backend == "extractive"
    assert record.provenance.attempts == 0
    assert [(c.value, c.verdict, c.origin) for c in record.claims if c.numeric] == [(62, "verified", "reader")]


def test_a_record_written_reads_back_equal():
    """What is written is complete."""
    record, _ = run(GOOD)

    assert read_record(json.loads(record_json(record))) == record
