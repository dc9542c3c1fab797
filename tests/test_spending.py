"""Spending: every HTTP request is counted, and none is sent that could pass a limit."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from fake_clock import FakeClock
from fake_endpoint import FakeEndpoint, Hit, Script, Step, fault, json_step, reply
from hypothesis import given
from hypothesis import strategies as st

from summarizer.clients import Message, Request
from summarizer.clients.openai import OpenAIClient
from summarizer.clients.pacing import Pacer
from summarizer.clients.spending import Spending, SpendingLimits, Spent
from summarizer.clients.waits import Patience
from summarizer.errors import RequestError, RunStoppedError, SettingsError
from summarizer.marks import mark
from summarizer.papers import make_paper
from summarizer.prices import Price
from summarizer.records import Usage

MARKS = mark(make_paper("Sparse gears", "Our gears need 40% less oil than plain gears."))
DOLLAR = Price(input=1.0, cached_input=0.5, output=10.0)


def request(text: str = "Sparse gears", **sampling: Any) -> Request:
    return Request((Message("user", text),), {}, "fake-1", {"max_tokens": 50, **sampling}, MARKS)


class Served:
    """A client that counts, its server, and a clock that does not wait."""

    def __init__(self, *script: Script, spending: Spending | None = None, patience: Patience | None = None) -> None:
        self.server = FakeEndpoint(*script)
        self.spending = spending or Spending()
        self.patience = patience

    def __enter__(self) -> Served:
        self.server.__enter__()
        pacer = Pacer(clock=FakeClock().clock)
        self.client = OpenAIClient(
            self.server.url, pacer=pacer, spending=self.spending, patience=self.patience, count=lambda _: 100
        )
        return self

    def __exit__(self, *exception: object) -> None:
        self.client.close()
        self.server.__exit__(*exception)

    @property
    def spent(self) -> Spent:
        return self.spending.spent


# --- what is counted -------------------------------------------------------------------------------------------------


def test_answers_are_counted_with_their_tokens_and_what_they_cost() -> None:
    with Served(reply(), spending=Spending(price=DOLLAR)) as served:
        served.client.complete(request("one"))
        served.client.complete(request("two"))
        served.client.list_models()
    # 90 tokens in of which 60 cached, 30 out, twice.
    cost = 2 * (30 * 1.0 + 60 * 0.5 + 30 * 10.0) / 1e6
    assert served.spent == Spent(
        requests=2,
        answers=2,
        usage=Usage(input=180, cached_input=120, output=60),
        cost_usd=pytest.approx(cost),
        tokens_at_most=240,
        cost_at_most=pytest.approx(cost),
    )


def test_retries_and_questions_about_a_servers_ways_are_requests_too() -> None:
    with Served(fault(503), fault(400, "Unsupported parameter: 'seed'", param="seed"), reply()) as served:
        assert served.client.complete(request(seed=7)).attempts == 3
    assert (served.spent.requests, served.spent.retries, served.spent.answers) == (3, 2, 1)
    assert served.spent.possibly_billed == 0


def test_before_anything_is_asked_nothing_is_spent_and_without_a_price_nobody_knows_the_money() -> None:
    assert Spending(price=DOLLAR).spent == Spent(cost_usd=0.0, cost_at_most=0.0)
    assert Spending().spent == Spent(usage=Usage(input=0, cached_input=0, output=0), cost_usd=None, cost_at_most=None)


def test_an_answer_that_does_not_say_what_it_took_makes_the_money_unknown_and_never_nothing() -> None:
    silent = json_step({"choices": [{"message": {"content": "{}"}}]})
    with Served(reply(), silent, spending=Spending(price=DOLLAR)) as served:
        served.client.complete(request("one"))
        served.client.complete(request("two"))
    assert (served.spent.answers, served.spent.unknown_usage) == (2, 1)
    assert served.spent.cost_usd is None
    assert served.spent.usage == Usage(input=90, cached_input=60, output=30)
    assert served.spent.tokens_at_most == 120 + 100 + 50
    assert served.spent.cost_at_most == pytest.approx((360 + 100 + 500) / 1e6)


def test_where_no_answer_says_what_it_took_the_tokens_are_unknown() -> None:
    with Served(json_step({"choices": [{"message": {"content": "{}"}}], "usage": None})) as served:
        served.client.complete(request())
    assert served.spent.usage == Usage()
    assert served.spent.cost_usd is None


@pytest.mark.parametrize(
    ("step", "possibly"),
    [
        (replace(reply(), delay=0.6), 1),
        (replace(reply(), cut=20), 1),
        (Step(hang_up=True), 1),
        (Step(body=b"<html>Welcome</html>"), 1),
        (json_step({"choices": []}), 1),
        (fault(504), 1),
        (fault(500), 0),
        (fault(429), 0),
    ],
    ids=["timed out", "cut off", "hung up", "HTML", "no choices", "504", "500", "429"],
)
def test_what_may_have_been_billed_is_counted_apart_and_at_the_most_it_can_be(step: Step, possibly: int) -> None:
    spending = Spending(price=DOLLAR)
    with Served(step, reply(), spending=spending, patience=Patience(silence=0.3)) as served:
        assert served.client.complete(request()).attempts == 2
    assert (served.spent.requests, served.spent.answers) == (2, 1)
    assert served.spent.possibly_billed == possibly
    assert served.spent.cost_usd == pytest.approx(360 / 1e6)
    assert served.spent.cost_at_most == pytest.approx((360 + possibly * 600) / 1e6)


def test_a_request_that_never_went_out_is_not_billed() -> None:
    with FakeEndpoint() as server:
        url = server.url
    client = OpenAIClient(url, pacer=Pacer(clock=FakeClock().clock))
    with pytest.raises(RequestError):
        client.complete(request())
    client.close()
    assert (client.spending.spent.requests, client.spending.spent.possibly_billed) == (5, 0)


# --- limits ----------------------------------------------------------------------------------------------------------


def test_a_limit_of_requests_holds_for_retries_too() -> None:
    with (
        Served(fault(503), spending=Spending(SpendingLimits(requests=3))) as served,
        pytest.raises(RunStoppedError, match=r"--max-requests 3 would be passed: 3 requests spent") as caught,
    ):
        served.client.complete(request())
    assert (len(served.server.hits), caught.value.attempts, caught.value.kind) == (3, 3, "stopped")
    assert "same command" in str(caught.value)


def ask(client: OpenAIClient, name: int) -> bool:
    try:
        client.complete(request(str(name)))
    except RunStoppedError:
        return False
    return True


def test_eight_threads_send_no_request_more_than_the_limit_and_use_all_of_it() -> None:
    with Served(replace(reply(), delay=0.02), spending=Spending(SpendingLimits(requests=5))) as served:
        with ThreadPoolExecutor(8) as pool:
            answered = list(pool.map(lambda i: ask(served.client, i), range(20)))
        assert len(served.server.hits) == 5
    assert sum(answered) == 5


@pytest.mark.parametrize("workers", [1, 8])
@pytest.mark.parametrize(
    ("limits", "price"),
    [
        (SpendingLimits(tokens=1000), None),
        (SpendingLimits(cost=0.0036), DOLLAR),
        (SpendingLimits(cost=0.0036, tokens=10**6, requests=100), DOLLAR),
    ],
    ids=["tokens", "money", "money before the others"],
)
def test_a_limit_is_not_passed_and_what_is_on_its_way_is_waited_for_before_the_run_stops(
    limits: SpendingLimits, price: Price | None, workers: int
) -> None:
    # Each request takes 120 tokens and 0.00036 USD, and could take 150 tokens and 0.0006 USD.
    most = {"tokens": 1 + (1000 - 150) // 120, "cost": 1 + int((0.0036 - 0.0006) / 0.00036)}
    with Served(replace(reply(), delay=0.02), spending=Spending(limits, price)) as served:
        with ThreadPoolExecutor(workers) as pool:
            answered = list(pool.map(lambda i: ask(served.client, i), range(20)))
        hits = len(served.server.hits)
    assert sum(answered) == hits == most["tokens" if price is None else "cost"]
    assert served.spent.tokens_at_most <= 1200
    assert limits.tokens is None or served.spent.tokens_at_most <= limits.tokens
    assert limits.cost is None or (served.spent.cost_at_most or 0) <= limits.cost


def test_unknown_usage_and_lost_requests_count_against_a_limit_with_the_most_they_can_be() -> None:
    silent = json_step({"choices": [{"message": {"content": "{}"}}]})
    with Served(silent, Step(hang_up=True), spending=Spending(SpendingLimits(tokens=450))) as served:
        served.client.complete(request())
        with pytest.raises(RunStoppedError, match="--max-total-tokens 450") as caught:
            served.client.complete(request("two"))
    # 150 unknown, then two hung up at 150 each; a fourth request would pass the limit.
    assert (len(served.server.hits), caught.value.attempts) == (3, 2)
    assert served.spent.tokens_at_most == 450


def test_the_message_of_a_limit_of_money_says_limit_and_spent_and_what_the_next_request_may_cost() -> None:
    spending = Spending(SpendingLimits(cost=0.001), DOLLAR)
    with Served(reply(), spending=spending) as served:
        served.client.complete(request("one"))
        served.client.complete(request("two"))
        with pytest.raises(RunStoppedError) as caught:
            served.client.complete(request("three"))
    assert str(caught.value) == (
        "--max-cost 0.001 would be passed: 0.000720 USD spent and the next request may take 0.000600 USD; "
        "what is done is kept, the same command goes on from there with as much again"
    )


def test_a_limit_of_nothing_lets_nothing_out() -> None:
    with Served(spending=Spending(SpendingLimits(requests=0))) as served, pytest.raises(RunStoppedError):
        served.client.complete(request())
    assert served.server.hits == []


@pytest.mark.parametrize(
    ("limit", "option"),
    [({"cost": -1.0}, "--max-cost"), ({"tokens": -5}, "--max-total-tokens"), ({"cost": float("nan")}, "--max-cost")],
)
def test_a_limit_that_can_be_none_is_refused(limit: dict[str, Any], option: str) -> None:
    with pytest.raises(SettingsError, match=option):
        SpendingLimits(**limit)


def test_a_limit_of_money_without_a_price_is_refused() -> None:
    with pytest.raises(SettingsError, match="--prices"):
        Spending(SpendingLimits(cost=1.0))


_REQUESTS = st.lists(
    st.tuples(st.integers(0, 500), st.integers(0, 500), st.floats(0, 1), st.sampled_from([True, False, None])),
    max_size=60,
)


@given(_REQUESTS, st.integers(0, 3000), st.integers(0, 20))
def test_whatever_is_asked_and_comes_back_no_limit_is_passed(
    requests: list[tuple[int, int, float, bool | None]], tokens: int, count: int
) -> None:
    limits = SpendingLimits(cost=tokens * 3e-6, tokens=tokens, requests=count)
    spending, sent = Spending(limits, DOLLAR), 0
    for tokens_in, tokens_out, share, billed in requests:
        try:
            reserved = spending.before(tokens_in, tokens_out, retry=False)
        except RunStoppedError:
            continue
        sent += 1
        usage = Usage(input=tokens_in, output=int(tokens_out * share)) if share < 0.9 else None
        spending.after(reserved, usage, billed=billed)
    spent = spending.spent
    assert spent.requests == sent <= count
    assert spent.tokens_at_most <= tokens
    assert (spent.cost_at_most or 0) <= tokens * 3e-6 * (1 + 1e-9)


def test_requests_on_their_way_count_with_the_most_they_can_be_until_they_are_back() -> None:
    spending, went = Spending(SpendingLimits(tokens=300)), threading.Event()
    first, second = spending.before(50, 50), spending.before(50, 50)

    def third() -> None:
        spending.before(90, 90)
        went.set()

    thread = threading.Thread(target=third)
    thread.start()
    assert not went.wait(0.1)
    spending.after(first, Usage(input=50, output=10), billed=True)
    assert not went.wait(0.1)
    spending.after(second, billed=False)
    assert went.wait(5)
    thread.join()


def test_sums_of_fractions_leave_nothing_behind_that_would_be_waited_for() -> None:
    spending = Spending(SpendingLimits(cost=0.3), Price(input=100_000, cached_input=None, output=0))
    for reserved in [spending.before(1), spending.before(2)]:  # 0.1 and 0.2 USD
        spending.after(reserved, billed=False)
    thread = threading.Thread(target=spending.before, args=(3,), daemon=True)
    thread.start()
    thread.join(5)
    assert not thread.is_alive()


def test_counting_does_not_slow_down_threads_that_nothing_limits() -> None:
    def echo(hit: Hit) -> Step:
        return replace(reply(), delay=0.1)

    with Served(echo) as served:
        served.client.complete(request("warm"))
        begun = time.monotonic()
        with ThreadPoolExecutor(32) as pool:
            assert all(pool.map(lambda i: ask(served.client, i), range(32)))
        assert time.monotonic() - begun < 1
    assert served.spent.requests == 33
