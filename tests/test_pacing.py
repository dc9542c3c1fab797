"""Pacing: all threads of a client wait together, are fewer after refusals, and keep to shares of a minute."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fake_clock import NOW, FakeClock
from fake_endpoint import FakeEndpoint, Hit, Step, fault, reply
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted import answer

from summarizer.clients import Message, Request
from summarizer.clients.openai import OpenAIClient
from summarizer.clients.pacing import LONGEST_RESET, LimitChange, Pacer
from summarizer.clients.waits import Clock, Patience
from summarizer.errors import RequestError, RunStoppedError, SettingsError
from summarizer.marks import mark
from summarizer.papers import make_paper

MARKS = mark(make_paper("Sparse gears", "Our gears need 40% less oil than plain gears."))


def request(text: str = "Sparse gears", **sampling: Any) -> Request:
    return Request((Message("user", text),), {}, "fake-1", {"max_tokens": 50, **sampling}, MARKS)


def headers(**values: str) -> dict[str, str]:
    return {f"x-ratelimit-{name.replace('_', '-')}": value for name, value in values.items()}


def starts(pacer: Pacer, tokens: Sequence[int]) -> list[float]:
    """When each of these requests goes out, one after the other."""
    moments = []
    for n in tokens:
        turn = pacer.before(n)
        moments.append(pacer.clock.monotonic())
        pacer.after(turn, answered=True)
    return moments


def ask_all(client: OpenAIClient, count: int, *, workers: int) -> None:
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(lambda i: client.complete(request(str(i))), range(count)))


# --- one for all -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [429, 503])
def test_a_wait_that_a_server_asks_one_thread_for_holds_all_threads_back(status: int) -> None:
    def script(hit: Hit) -> Step:
        if len(server.hits) == 20:
            return fault(status, "busy", retry_after="0.8")
        return replace(reply(), delay=0.02)

    with FakeEndpoint(script) as server:
        client = OpenAIClient(server.url, pacer=Pacer(8))
        ask_all(client, 60, workers=8)
        client.close()
        asked = server.hits[19].at
    early = [hit.at for hit in server.hits if asked + 0.1 < hit.at < asked + 0.75]
    assert early == []
    assert len(server.hits) == 61


def test_a_burst_of_refusals_holds_all_and_cuts_the_requests_on_their_way_once_and_answers_bring_them_back() -> None:
    gate = threading.Barrier(8)
    clock = FakeClock()
    pacer = Pacer(8, clock=clock.clock)

    def refused(_: int) -> None:
        turn = pacer.before()
        gate.wait(5)  # all eight are on their way before the first is refused
        pacer.after(turn, refused=True)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(refused, range(8)))
    assert [(change.limit, change.why) for change in pacer.history] == [(5, "refused")]
    starts(pacer, [0] * 60)
    assert [change.limit for change in pacer.history] == [5, 6, 7, 8]
    assert pacer.limit == 8
    assert clock.slept == [0.5]


def test_after_a_burst_fewer_requests_are_on_their_way_at_once() -> None:
    refused: list[float] = []
    calm: list[float] = []

    def script(hit: Hit) -> Step:
        if 9 <= len(server.hits) <= 12:
            refused.append(hit.at)
            return fault(429, retry_after="0.5")
        if refused and not calm and hit.at > refused[-1] + 0.4:
            calm.append(hit.at)
            server.most_at_once = 0
        return replace(reply(), delay=0.05)

    with FakeEndpoint(script) as server:
        client = OpenAIClient(server.url, pacer=Pacer(8))
        ask_all(client, 20, workers=8)
        client.close()
    assert client.pacer.history[0].why == "refused"
    assert client.pacer.history[0].limit <= 5
    assert len(calm) == 1
    assert server.most_at_once <= 7


def test_refusals_of_two_bursts_cut_twice_and_never_below_one() -> None:
    pacer = Pacer(3, clock=FakeClock().clock)
    for _ in range(4):
        pacer.after(pacer.before(), refused=True)
    assert pacer.limit == 1
    assert [change.limit for change in pacer.history] == [1]
    turns = [pacer.before()]
    pacer.after(turns.pop(), answered=True)
    assert pacer.limit == 2


def test_an_answer_to_what_was_sent_before_a_cut_does_not_lift_the_limit() -> None:
    pacer = Pacer(4, clock=FakeClock().clock)
    old = [pacer.before() for _ in range(4)]
    pacer.after(old[0], refused=True)
    for turn in old[1:]:
        pacer.after(turn, answered=True)
    assert list(pacer.history) == [LimitChange(0, 2, "refused")]


def test_servers_that_fail_do_not_cut_the_requests_on_their_way() -> None:
    def script(hit: Hit) -> Step:
        return fault(503) if 5 <= len(server.hits) <= 12 else reply()

    with FakeEndpoint(script) as server:
        client = OpenAIClient(server.url, pacer=Pacer(4), patience=Patience(longest_wait=0.01))
        ask_all(client, 20, workers=4)
        client.close()
    assert len(server.hits) == 28
    assert (client.pacer.limit, list(client.pacer.history)) == (4, [])


def test_no_more_requests_are_on_their_way_than_the_limit_says_and_nobody_waits_below_it() -> None:
    pacer, went = Pacer(128), threading.Event()
    turns = [pacer.before() for _ in range(128)]

    def one_more() -> None:
        pacer.before()
        went.set()

    thread = threading.Thread(target=one_more)
    thread.start()
    assert not went.wait(0.1)
    pacer.after(turns[0])
    assert went.wait(5)
    thread.join()


def test_without_a_limit_nothing_is_held_back_and_a_refusal_sets_one() -> None:
    clock = FakeClock()
    pacer = Pacer(clock=clock.clock)
    turns = [pacer.before(10**9) for _ in range(500)]
    assert (pacer.limit, clock.slept) == (float("inf"), [])
    pacer.after(turns[0], refused=True)
    assert pacer.limit == 350


# --- shares of a minute ----------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(st.integers(1, 600), st.integers(1000, 20_000), st.lists(st.integers(1, 1000), min_size=1, max_size=200))
def test_no_minute_holds_more_requests_or_tokens_than_its_share_and_no_second_a_burst(
    rpm: int, tpm: int, tokens: list[int]
) -> None:
    at = starts(Pacer(8, rpm=rpm, tpm=tpm, clock=FakeClock().clock), tokens)
    for first in range(len(at)):
        window = [n for n, moment in zip(tokens, at, strict=True) if at[first] <= moment <= at[first] + 60]
        assert len(window) <= rpm
        assert sum(window) <= tpm
        assert sum(at[first] <= moment < at[first] + 1 for moment in at) <= -(-rpm // 60)


def test_a_share_is_not_saved_up_and_most_of_it_is_used() -> None:
    clock = FakeClock()
    pacer = Pacer(rpm=60, clock=clock.clock)
    clock.sleep(600)
    at = starts(pacer, [0] * 61)
    assert at[1] - at[0] >= 1
    assert at[60] - at[0] < 62


def test_threads_share_one_pace_at_a_real_server() -> None:
    with FakeEndpoint() as server:
        client = OpenAIClient(server.url, pacer=Pacer(8, rpm=1200))
        ask_all(client, 25, workers=8)
        client.close()
    at = sorted(hit.at for hit in server.hits)
    assert at[-1] - at[0] > 24 / 20 - 0.05
    assert max(sum(first <= moment < first + 0.5 for moment in at) for first in at) <= 10 + 2


def test_a_request_larger_than_a_minutes_tokens_is_refused_with_both_sizes_and_never_sent() -> None:
    with FakeEndpoint() as server:
        client = OpenAIClient(server.url, pacer=Pacer(tpm=1000), count=lambda _: 2000)
        with pytest.raises(RequestError, match=r"2050 tokens.*--tpm allows 1000 a minute") as caught:
            client.complete(request())
        client.close()
    assert (caught.value.kind, caught.value.attempts, server.hits) == ("too_long", 0, [])
    assert not isinstance(caught.value, RunStoppedError)


def test_a_request_that_a_server_calls_larger_than_any_minute_is_not_asked_again() -> None:
    said = "Request too large for fake-1 on tokens per min (TPM): Limit 30000, Requested 40000."
    with FakeEndpoint(fault(429, said, code="rate_limit_exceeded")) as server:
        client = OpenAIClient(server.url, pacer=Pacer(8))
        with pytest.raises(RequestError, match="Limit 30000, Requested 40000") as caught:
            client.complete(request())
        client.close()
    assert (caught.value.kind, len(server.hits), client.pacer.limit) == ("too_long", 1, 8)


@pytest.mark.parametrize("share", [{"rpm": 0}, {"tpm": -1}, {"rpm": float("nan")}, {"workers": 0}])
def test_a_share_that_lets_nothing_pass_is_refused(share: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match=next(iter(share))):
        Pacer(**share)


def test_tokens_are_counted_only_where_somebody_wants_to_know() -> None:
    counted: list[Request] = []

    def count(asked: Request) -> int:
        counted.append(asked)
        return 1

    with FakeEndpoint() as server:
        for pacer in (Pacer(8, rpm=6000), Pacer(8, tpm=60_000)):
            client = OpenAIClient(server.url, pacer=pacer, count=count)
            client.complete(request())
            client.close()
    assert len(counted) == 1


# --- what servers say of their limits --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ({}, 0),
        (headers(remaining_requests="1", reset_requests="2s"), 2),
        (headers(remaining_requests="0", reset_requests="1m0s"), 60),
        (headers(remaining_requests="4", reset_requests="2s"), 0.5),
        (headers(remaining_requests="499", reset_requests="120ms"), 0.12 / 499),
        (headers(remaining_requests="0", reset_requests="2026-03-01T12:00:10Z"), 10),
        (headers(remaining_requests="41", reset_requests="8h"), 0),
        (headers(remaining_requests="0"), 0),
        (headers(reset_requests="9s"), 0),
        (headers(limit_requests="1"), 0),
        (headers(remaining_requests="-1", reset_requests="9s"), 0),
        (headers(remaining_requests="few", reset_requests="9s"), 0),
        (headers(remaining_requests="0" * 5000, reset_requests="9s"), 0),
        (headers(remaining_requests="0", reset_requests="soon"), 0),
        (headers(remaining_tokens="500", reset_tokens="30s"), 30),
        (headers(remaining_tokens="10000", reset_tokens="10s"), 1),
        (headers(remaining_tokens="150000", reset_tokens="30ms"), 0.0002),
    ],
)
def test_what_is_left_of_a_servers_limit_lasts_until_it_is_renewed(said: dict[str, str], waits: float) -> None:
    clock = FakeClock()
    pacer = Pacer(8, clock=clock.clock)
    pacer.after(pacer.before(1000), answered=True)
    pacer.heed(said)
    pacer.before(1000)
    assert sum(clock.slept) == pytest.approx(waits)


def test_requests_slow_down_before_the_refusal_and_speed_up_when_the_limit_is_renewed() -> None:
    def with_left(left: int) -> Step:
        step = reply()
        return replace(step, headers={**step.headers, **headers(remaining_requests=str(left), reset_requests="2s")})

    clock = FakeClock()
    with FakeEndpoint(with_left(1), reply(), reply()) as server:
        client = OpenAIClient(server.url, pacer=Pacer(8, clock=clock.clock))
        for _ in range(3):
            client.complete(request())
        client.close()
    assert clock.slept == [2]


def test_the_last_that_is_left_waits_from_the_answer_on_however_long_that_took() -> None:
    clock = FakeClock()
    pacer = Pacer(8, clock=clock.clock)
    turn = pacer.before()
    clock.sleep(5)
    pacer.heed(headers(remaining_requests="1", reset_requests="2s"))
    pacer.after(turn, answered=True)
    assert starts(pacer, [0]) == [7]


def test_what_is_left_is_spread_over_the_time_until_it_is_renewed_and_no_further() -> None:
    pacer = Pacer(8, clock=FakeClock().clock)
    pacer.heed(headers(remaining_requests="3", reset_requests="30s"))
    assert starts(pacer, [0] * 6) == [0, 10, 20, 30, 30, 30]


@given(st.text(), st.text())
def test_no_header_whatever_breaks_the_pace_or_stops_it(left: str, reset: str) -> None:
    clock = FakeClock()
    pacer = Pacer(clock=clock.clock)
    pacer.heed(headers(remaining_requests=left, reset_requests=reset, remaining_tokens=left, reset_tokens=reset))
    pacer.before(1000)
    assert sum(clock.slept) <= LONGEST_RESET


# --- waiting ---------------------------------------------------------------------------------------------------------


def test_what_pacing_holds_back_is_not_taken_from_a_requests_deadline() -> None:
    clock = FakeClock()
    with FakeEndpoint() as server:
        pacer = Pacer(rpm=1, clock=clock.clock)
        client = OpenAIClient(server.url, pacer=pacer, patience=Patience(deadline=10))
        for _ in range(3):
            client.complete(request())
        client.close()
    assert clock.monotonic() > 120


def test_a_clock_on_the_wall_that_jumps_back_makes_nobody_wait_longer() -> None:
    clock = FakeClock()
    moments = iter(NOW - timedelta(hours=hour) for hour in range(100))
    jumping = Clock(clock.sleep, clock.monotonic, lambda: next(moments))
    with FakeEndpoint(fault(429, retry_after="7"), fault(503, retry_after="7"), reply()) as server:
        client = OpenAIClient(server.url, pacer=Pacer(8, clock=jumping))
        assert client.complete(request()).attempts == 3
        client.close()
    assert clock.slept == [7, 7]


def test_closing_a_client_ends_the_waits_of_its_threads_at_once_and_sends_nothing_more() -> None:
    with FakeEndpoint(fault(429, retry_after="50")) as server, ThreadPoolExecutor(4) as pool:
        client = OpenAIClient(server.url, pacer=Pacer(4))
        waiting = [pool.submit(client.complete, request(str(i))) for i in range(4)]
        while not server.hits:
            time.sleep(0.01)
        time.sleep(0.2)
        sent, begun = len(server.hits), time.monotonic()
        client.close()
        errors = [future.exception(timeout=5) for future in waiting]
    assert time.monotonic() - begun < 1
    assert all(isinstance(error, RunStoppedError) for error in errors)
    assert len(server.hits) == sent


def interruptible() -> None:
    """A shell's background jobs ignore Ctrl-C, and their children would, too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("workers", ["1", "4"])
def test_ctrl_c_ends_a_minutes_wait_within_a_second_and_the_same_command_asks_only_what_is_missing(
    tmp_path: Path, workers: str
) -> None:
    abstract = "Attention is slow on long texts. Tern cuts latency by 62% over Gull-B. It is written in Rust."
    papers = [{"title": f"Tern {n}: Quick Decoding", "abstract": abstract} for n in range(6)]
    (tmp_path / "papers.jsonl").write_text("".join(json.dumps(paper) + "\n" for paper in papers))
    good = reply(json.dumps(answer()))

    def script(hit: Hit) -> Step:
        return good if patient or len(server.hits) <= 3 else fault(429, retry_after="55")

    patient = False
    with FakeEndpoint(script) as server:
        command = [sys.executable, "-m", "summarizer", "summarize", "papers.jsonl", "-o", "r.jsonl"]
        command += ["--base-url", server.url, "--model", "fake-1", "--workers", workers, "--cache-dir", "kept"]
        run = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, preexec_fn=interruptible)
        deadline = time.monotonic() + 30
        while len(server.hits) < 4 and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.3)
        begun, refused = time.monotonic(), len(server.hits) - 3
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=10)
        assert time.monotonic() - begun < 2  # of 55; the end of the process is in it
        assert run.returncode == 130, said
        patient = True
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=30)
    assert len(server.hits) == 3 + refused + 3
    lines = (tmp_path / "r.jsonl").read_text().splitlines()
    assert [json.loads(line)["status"] for line in lines] == ["ok"] * 6
