"""The client for OpenAI-compatible endpoints, against a real server on loopback that misbehaves as told."""

from __future__ import annotations

import gzip
import json
import logging
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fake_clock import NOW, FakeClock
from fake_endpoint import FakeEndpoint, Hit, Script, Step, fault, json_step, reply
from hypothesis import given
from hypothesis import strategies as st
from scripted import answer

import summarizer as sz
from summarizer.clients import Completion, Message, Request, canonical_json
from summarizer.clients.dialects import Dialect, ServerWarning, encode, learn, shape
from summarizer.clients.openai import OpenAIClient, checked_url
from summarizer.clients.pacing import Pacer
from summarizer.clients.refusals import meaning
from summarizer.clients.replies import (
    NotACompletionError,
    ServerError,
    read_error,
    read_json,
    read_reply,
    read_usage,
    write_reply,
)
from summarizer.clients.waits import Patience, server_hint
from summarizer.errors import RequestError, RunStoppedError, SettingsError
from summarizer.marks import mark
from summarizer.papers import make_paper
from summarizer.records import Usage

KEY = "sk-CANARY0123456789abcdef"
SCHEMA = {
    "type": "object",
    "properties": {"tldr": {"type": "string"}},
    "required": [],
    "additionalProperties": False,
}
MARKS = mark(make_paper("Sparse gears", "Our gears need 40% less oil than plain gears."))


def request(text: str = "Sparse gears", **sampling: Any) -> Request:
    messages = (Message("system", "Read the paper."), Message("user", text))
    return Request(messages, SCHEMA, "fake-1", {"temperature": 0, "max_tokens": 64, **sampling}, MARKS, "summarize@1")


class Served:
    """A client and its server."""

    def __init__(self, *script: Script, patience: Patience | None = None, **server: Any) -> None:
        self.server = FakeEndpoint(*script, **server)
        self.time = FakeClock()
        self.patience = patience or Patience()

    def __enter__(self) -> Served:
        self.server.__enter__()
        self.client = OpenAIClient(self.server.url, KEY, patience=self.patience, pacer=Pacer(clock=self.time.clock))
        return self

    def __exit__(self, *exception: object) -> None:
        self.client.close()
        self.server.__exit__(*exception)

    @property
    def hits(self) -> int:
        return len(self.server.hits)


# --- what is asked and what comes back -------------------------------------------------------------------------------


def test_a_request_goes_out_with_a_strict_schema_and_its_answer_comes_back_with_its_usage() -> None:
    with Served(reply('{"tldr": "Less oil."}')) as served:
        completion = served.client.complete(request())
    assert completion.text == '{"tldr": "Less oil."}'
    assert (completion.finish_reason, completion.model, completion.attempts) == ("stop", "fake-1", 1)
    assert completion.usage == Usage(input=90, cached_input=60, output=30)
    assert completion.raw is not None
    assert completion.raw["id"] == "c1"
    hit = served.server.hits[0]
    assert hit.path == "/v1/chat/completions"
    assert hit.headers["authorization"] == f"Bearer {KEY}"
    assert hit.body == {
        "model": "fake-1",
        "messages": [{"role": "system", "content": "Read the paper."}, {"role": "user", "content": "Sparse gears"}],
        "temperature": 0,
        "max_tokens": 64,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": SCHEMA},
        },
    }


def test_without_a_key_none_is_sent_not_even_one_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_ADMIN_KEY", KEY)
    with FakeEndpoint() as server:
        client = OpenAIClient(server.url)
        client.complete(request())
        client.list_models()
        client.close()
    assert "authorization" not in server.hits[0].headers
    assert "authorization" not in server.model_hits[0].headers


def test_an_account_named_in_the_environment_is_named_to_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-1")
    monkeypatch.delenv("OPENAI_PROJECT_ID", raising=False)
    with Served() as served:
        served.client.complete(request())
    headers = served.server.hits[0].headers
    assert headers["openai-organization"] == "org-1"
    assert "openai-project" not in headers


def test_an_account_that_no_header_can_carry_is_a_settings_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj\u00f6")
    with pytest.raises(SettingsError, match="OPENAI_PROJECT_ID"):
        OpenAIClient("http://127.0.0.1:1/v1")


@pytest.mark.parametrize("proxy", ["http://proxy:abc", "http://[::1", "http://:1", f"http://{'a' * 70}.x:3128"])
def test_a_proxy_that_can_be_none_is_a_settings_error(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    monkeypatch.delenv("no_proxy", raising=False)
    with pytest.raises(SettingsError, match="proxy"):
        OpenAIClient("http://example.org/v1").complete(request())


def test_a_reply_may_be_compressed() -> None:
    packed = Step(
        200, gzip.compress(reply("{}").body), {"content-type": "application/json", "content-encoding": "gzip"}
    )
    with Served(packed) as served:
        assert served.client.complete(request()).text == "{}"
    assert served.server.hits[0].headers["accept-encoding"] == "gzip, deflate"


def test_a_lone_surrogate_in_a_paper_can_be_sent() -> None:
    with Served() as served:
        served.client.complete(request("torn \ud835 letter"))
    assert served.server.bodies[0]["messages"][1]["content"] == "torn ? letter"


@pytest.mark.parametrize(
    ("step", "finish_reason", "text", "refusal"),
    [
        (reply("{}", finish_reason="stop"), "stop", "{}", None),
        (reply("{}", finish_reason=None), "stop", "{}", None),
        (reply('{"tl', finish_reason="length"), "length", '{"tl', None),
        (reply(None, refusal="I would rather not."), "refused", "", "I would rather not."),
        (reply(None, finish_reason="content_filter"), "filtered", "", None),
        (fault(400, "filtered", code="content_filter", param="prompt"), "filtered", "", None),
        (json_step({"error": {"code": "400", "innererror": {"code": "ResponsibleAIPolicyViolation"}}}, status=400),
         "filtered", "", None),
        (reply(None), "stop", "", None),
        (reply(""), "stop", "", None),
        (reply([{"type": "text", "text": "{"}, {"type": "text", "text": "}"}]), "stop", "{}", None),  # type: ignore[arg-type]
    ],
)  # fmt: skip
def test_each_end_of_an_answer_is_told_apart_and_none_is_asked_for_again(
    step: Step, finish_reason: str, text: str, refusal: str | None
) -> None:
    with Served(step) as served:
        completion = served.client.complete(request())
    assert (completion.finish_reason, completion.text, completion.refusal) == (finish_reason, text, refusal)
    assert served.hits == 1
    assert completion.raw is not None


def test_usage_that_a_server_leaves_out_is_unknown_and_not_zero() -> None:
    with Served(json_step({"choices": [{"message": {"content": "{}"}}]})) as served:
        assert served.client.complete(request()).usage == Usage()
    assert read_usage({"prompt_tokens": True, "completion_tokens": -1, "prompt_tokens_details": []}) == Usage()
    assert read_usage({"prompt_tokens": 10**400, "completion_tokens": 3.5}) == Usage()


@pytest.mark.parametrize(
    "value", ["{", "<html>", '{"a": NaN}', '{"a": 1e999}', "[" * 200_000, "1" * 5000, b"\xff\xfe\x00"]
)
def test_what_is_no_json_is_nothing_and_raises_nothing(value: str | bytes) -> None:
    assert read_json(value.encode() if isinstance(value, str) else value) is None


_KEYS = st.sampled_from(["choices", "message", "content", "error", "code", "usage", "detail"])
_VALUES = st.none() | st.booleans() | st.integers() | st.text()


@given(st.recursive(_VALUES, lambda inner: st.lists(inner) | st.dictionaries(_KEYS, inner), max_leaves=8))
def test_no_body_whatever_breaks_the_reading_of_replies_and_errors(body: Any) -> None:
    assert isinstance(read_error(body), ServerError)
    with suppress(NotACompletionError):
        assert isinstance(read_reply(body), Completion)


@pytest.mark.parametrize(
    "completion",
    [
        Completion("{}", usage=Usage(input=3, cached_input=1, output=2), model="m"),
        Completion("{", "length"),
        Completion("", "refused", refusal="no"),
        Completion("", "filtered"),
    ],
)
def test_a_completion_written_as_a_reply_reads_back_the_same(completion: Completion) -> None:
    assert replace(read_reply(write_reply(completion)), raw=None) == completion


# --- what is retried -------------------------------------------------------------------------------------------------

_JUNK = {
    "html": Step(body=b"<html><body>Welcome</body></html>", headers={"content-type": "text/html"}),
    "half JSON": Step(body=b'{"choices": [{"message": {"cont', headers={"content-type": "application/json"}),
    "nothing": Step(body=b""),
    "an error": json_step({"error": {"message": "overloaded"}}),
    "no choices": json_step({"id": "c1"}),
    "empty choices": json_step({"choices": []}),
    "null choices": json_step({"choices": None}),
    "a list": json_step([1, 2]),
    "no message": json_step({"choices": [{"finish_reason": "stop"}]}),
    "NaN": Step(body=b'{"choices": [{"message": {"content": "{}"}, "logprobs": NaN}]}'),
    "deep nesting": Step(body=b"[" * 100_000),
    "finish_reason error": reply("{}", finish_reason="error"),
    "finish_reason unknown": reply("{}", finish_reason="cosmic_ray"),
    "cut off mid-body": replace(reply("{}"), cut=20),
    "hung up": Step(hang_up=True),
}


@pytest.mark.parametrize("junk", _JUNK.values(), ids=_JUNK.keys())
def test_a_success_that_is_no_completion_is_asked_for_again(junk: Step) -> None:
    with Served(junk, reply()) as served:
        completion = served.client.complete(request())
    assert (served.hits, completion.attempts, completion.text) == (2, 2, "{}")


@pytest.mark.parametrize("junk", _JUNK.values(), ids=_JUNK.keys())
def test_a_server_that_never_completes_is_a_transport_failure_after_five_requests(junk: Step) -> None:
    with Served(junk) as served, pytest.raises(RequestError) as caught:
        served.client.complete(request())
    assert (caught.value.kind, caught.value.attempts, served.hits) == ("transport", 5, 5)
    assert not isinstance(caught.value, RunStoppedError)


@pytest.mark.parametrize("status", [408, 409, 429, 500, 501, 502, 503, 504, 529])
def test_these_statuses_are_retried_by_one_loop_of_five(status: int) -> None:
    with Served(fault(status, "busy")) as served, pytest.raises(RequestError, match=f"{status} busy") as caught:
        served.client.complete(request())
    assert (caught.value.kind, caught.value.attempts, served.hits) == ("transport", 5, 5)


@pytest.mark.parametrize("status", [400, 402, 401, 403, 404, 405, 410, 413, 415, 422, 499])
def test_these_statuses_are_not_retried(status: int) -> None:
    with Served(fault(status)) as served, pytest.raises(RequestError) as caught:
        served.client.complete(request())
    assert (caught.value.attempts, served.hits) == (1, 1)
    assert served.time.slept == []


@pytest.mark.parametrize(("status", "word", "hits"), [(503, "false", 1), (400, "true", 2)])
def test_a_server_that_says_whether_to_retry_is_obeyed(status: int, word: str, hits: int) -> None:
    with Served(fault(status, x_should_retry=word), reply()) as served:
        if hits == 1:
            with pytest.raises(RequestError):
                served.client.complete(request())
        else:
            served.client.complete(request())
    assert served.hits == hits


def test_a_refused_connection_is_a_transport_failure() -> None:
    with FakeEndpoint() as server:
        url = server.url
    client = OpenAIClient(url, KEY, pacer=Pacer(clock=FakeClock().clock))
    with pytest.raises(RequestError, match="the connection failed") as caught:
        client.complete(request())
    assert (caught.value.kind, caught.value.attempts) == ("transport", 5)


def test_a_gateways_failed_provider_in_the_body_of_a_200_counts_by_its_own_status() -> None:
    with Served(json_step({"error": {"code": 402, "message": "no credits"}})) as served, pytest.raises(RunStoppedError):
        served.client.complete(request())
    assert served.hits == 1


# --- how long is waited ----------------------------------------------------------------------------------------------


def test_each_wait_is_that_of_the_answer_before_it() -> None:
    with Served(fault(429, retry_after="7"), fault(503, retry_after="30"), fault(429), reply()) as served:
        served.client.complete(request())
    first, second, third = served.time.slept
    assert (first, second) == (7, 30)
    assert 0.5 <= third <= 4


def test_waits_without_a_hint_grow_at_random_between_half_a_second_and_a_doubling_time() -> None:
    with Served(fault(500), patience=Patience(attempts=9, longest_wait=10)) as served, pytest.raises(RequestError):
        served.client.complete(request())
    highest = [1, 2, 4, 8, 10, 10, 10, 10]
    assert all(0.5 <= wait <= most for wait, most in zip(served.time.slept, highest, strict=True))
    assert len(set(served.time.slept)) > 4


@pytest.mark.parametrize(
    ("headers", "hint"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "Sun, 01 Mar 2026 12:00:30 GMT"}, 30),
        ({"retry-after": "Sun, 01 Mar 2026 12:00:30"}, 30),
        ({"retry-after": "2026-03-01T12:00:45Z"}, 45),
        ({"retry-after": "Sun, 01 Mar 2026 11:00:00 GMT"}, None),
        ({"retry-after": "0"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "1000000000"}, 1e9),
        ({"retry-after-ms": "250", "retry-after": "60"}, 0.25),
        ({"retry-after-ms": "junk", "retry-after": "60"}, 60),
        ({"x-ratelimit-reset-tokens": "6m0s"}, 360),
        ({"x-ratelimit-reset-tokens": "1m30s", "x-ratelimit-reset-requests": "500ms"}, 90),
        ({"x-ratelimit-reset-requests": "1h2m3.5s"}, 3723.5),
        ({"x-ratelimit-reset-requests": "12"}, 12),
        ({"x-ratelimit-reset-requests": "2026-03-01T12:00:10+00:00"}, 10),
        ({"x-ratelimit-reset-requests": "8h", "x-ratelimit-remaining-requests": "41"}, None),
        ({"x-ratelimit-reset-tokens": "2s", "x-ratelimit-remaining-tokens": "0"}, 2),
        ({"x-ratelimit-reset-tokens": "2 fortnights"}, None),
        ({"x-ratelimit-reset-tokens": "0s"}, None),
        ({"retry-after": "3", "x-ratelimit-reset-tokens": "6m0s"}, 3),
    ],
)
def test_what_a_server_asks_to_wait(headers: dict[str, str], hint: float | None) -> None:
    assert server_hint(headers, NOW) == hint


@given(st.sampled_from(["retry-after", "retry-after-ms", "x-ratelimit-reset-tokens"]), st.text())
def test_no_header_whatever_gives_a_wait_that_is_not_a_positive_number(name: str, value: str) -> None:
    hint = server_hint({name: value}, NOW)
    assert hint is None or 0 < hint < float("inf")


@pytest.mark.parametrize("header", [{"retry_after": "61"}, {"x_ratelimit_reset_tokens": "6m0s"}])
def test_a_wait_beyond_the_longest_ends_the_run_and_says_when_it_may_go_on(header: dict[str, str]) -> None:
    with Served(fault(429, **header)) as served, pytest.raises(RunStoppedError, match=r"2026-03-01 12:0[16]:0[01] UTC"):
        served.client.complete(request())
    assert (served.hits, served.time.slept) == (1, [])


def test_a_wait_of_thirty_years_ends_the_run_without_a_date() -> None:
    with Served(fault(503, retry_after="1e9")) as served, pytest.raises(RunStoppedError, match="1000000000 s"):
        served.client.complete(request())
    assert served.time.slept == []


# --- deadlines -------------------------------------------------------------------------------------------------------


def test_the_deadline_counts_all_attempts_and_waits_of_a_request() -> None:
    script = [fault(429, retry_after="40")] * 5
    with Served(*script, patience=Patience(deadline=100)) as served, pytest.raises(RequestError) as caught:
        served.client.complete(request())
    assert (caught.value.kind, served.hits, served.time.slept) == ("timeout", 3, [40, 40])
    assert "within 100 s" in str(caught.value)


@pytest.mark.parametrize(
    "slow",
    [
        Step(body=b"x" * 500, drip=0.05),
        Step(body=b"{}", drip_head=0.05),
        Step(503, body=b"x" * 500, drip=0.05),
        Step(delay=5),
    ],
    ids=["body", "headers", "error body", "silence"],
)
def test_a_server_that_drips_or_is_silent_is_cut_off_at_the_deadline(slow: Step) -> None:
    with FakeEndpoint(slow) as server:
        client = OpenAIClient(server.url, KEY, patience=Patience(deadline=0.4))
        began = time.monotonic()
        with pytest.raises(RequestError) as caught:
            client.complete(request())
        assert time.monotonic() - began < 1
        client.close()
    assert caught.value.kind == "timeout"


def test_an_attempt_that_stays_silent_is_given_up_and_made_again() -> None:
    with Served(replace(reply(), delay=1), reply(), patience=Patience(silence=0.2)) as served:
        assert served.client.complete(request()).attempts == 2


# --- what ends a run -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (fault(401, f"Incorrect API key provided: {KEY}"), "SUMMARIZER_API_KEY"),
        (fault(403, "not for you"), "SUMMARIZER_API_KEY"),
        (fault(429, "You exceeded your current quota", code="insufficient_quota"), "exhausted"),
        (fault(429, "billing hard limit", code="billing_hard_limit_reached"), "exhausted"),
        (fault(402, "Insufficient Balance"), "exhausted"),
        (fault(404, "The model 'fake-1' does not exist", code="model_not_found"), "--model"),
        (fault(404, 'model "fake-1" not found, try pulling it first'), "--model"),
        (fault(400, "Model Not Exist"), "--model"),
        (fault(404, "Not Found"), "--base-url"),
    ],
)
def test_what_no_other_request_could_pass_ends_the_run_with_one_request_and_names_the_setting(
    step: Step, says: str
) -> None:
    with Served(step) as served, pytest.raises(RunStoppedError, match=says) as caught:
        served.client.complete(request())
    assert (served.hits, caught.value.kind, served.time.slept) == (1, "stopped", [])
    assert KEY not in str(caught.value)


def test_what_ends_the_run_says_how_often_was_asked_before() -> None:
    with Served(fault(503), fault(401)) as served, pytest.raises(RunStoppedError) as caught:
        served.client.complete(request())
    assert (served.hits, caught.value.attempts) == (2, 2)


def test_without_a_key_a_server_that_wants_one_says_so() -> None:
    with FakeEndpoint(fault(401)) as server:
        client = OpenAIClient(server.url)
        with pytest.raises(RunStoppedError, match="wants an API key"):
            client.complete(request())
        client.close()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_and_the_other_server_gets_nothing(status: int) -> None:
    with FakeEndpoint() as other:
        there = f"http://localhost:{other.port}/v1/chat/completions"
        with Served(Step(status, headers={"location": there})) as served, pytest.raises(RunStoppedError) as caught:
            served.client.complete(request())
    assert other.hits == []
    assert served.hits == 1
    assert served.client.host in str(caught.value)
    assert f"localhost:{other.port}" in str(caught.value)


def test_the_password_of_an_address_one_is_redirected_to_is_not_repeated() -> None:
    step = Step(307, headers={"location": "https://user:secret@elsewhere.example/"})
    with Served(step) as served, pytest.raises(RunStoppedError, match=r"redirects to elsewhere\.example") as caught:
        served.client.complete(request())
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        (fault(400, "This model's maximum context length is 4097 tokens", code="context_length_exceeded"), "too_long"),
        (fault(400, "the request exceeds the available context size", code="exceed_context_size_error"), "too_long"),
        (fault(400, "'max_tokens' is too large: this model's maximum context length is 4096 tokens"), "too_long"),
        (fault(413, "Payload Too Large"), "too_long"),
        (fault(422, "messages: field required"), "rejected"),
        (fault(400, "max_tokens is too large: 64. This model supports at most 32.", param="max_tokens"), "rejected"),
        (Step(400, body=b"<html>bad request</html>"), "rejected"),
    ],
)
def test_a_request_that_can_not_be_mended_fails_alone(step: Step, kind: str) -> None:
    with Served(step) as served, pytest.raises(RequestError) as caught:
        served.client.complete(request())
    assert (caught.value.kind, served.hits) == (kind, 1)
    assert not isinstance(caught.value, RunStoppedError)


def test_a_rejection_is_told_in_the_servers_words_on_one_short_line() -> None:
    with Served(fault(400, f"bad \x1b[2J\n{KEY} " + "x" * 5000)) as served, pytest.raises(RequestError) as caught:
        served.client.complete(request())
    message = str(caught.value)
    assert "bad [2J [key] xxx" in message
    assert len(message) < 400
    assert message.isprintable()


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"error": {"message": "m", "code": "c", "param": "p"}}, ServerError("m", "c", "p")),
        ({"error": {"message": "m", "type": "t"}}, ServerError("m", "t")),
        ({"error": "m"}, ServerError("m")),
        ({"object": "error", "message": "m", "code": 400}, ServerError("m", "400")),
        ({"detail": "m"}, ServerError("m")),
        ({"detail": [{"loc": ["body", "seed"]}]}, ServerError('[{"loc": ["body", "seed"]}]')),
        (None, ServerError()),
    ],
)  # fmt: skip
def test_error_bodies_of_every_usual_form_are_read(body: Any, error: ServerError) -> None:
    assert read_error(body) == error


def test_a_too_long_request_is_one_whichever_parameter_the_message_names() -> None:
    error = ServerError("maximum context length is 10 tokens, you requested max_tokens 64", param="max_tokens")
    assert meaning(400, error) == "too_long"


# --- servers that understand less ------------------------------------------------------------------------------------


def test_a_server_without_json_schema_is_asked_for_a_json_object_and_for_nothing_but_that_ever_after() -> None:
    def answer(hit: Hit) -> Step:
        form = hit.body.get("response_format", {}).get("type")
        return reply() if form == "json_object" else fault(400, "response_format of type json_schema is not supported")

    with Served(answer) as served:
        assert served.client.complete(request("one")).attempts == 2
        assert served.client.complete(request("two")).attempts == 1
    assert served.time.slept == []
    sent = served.server.bodies[-1]
    assert canonical_json(SCHEMA) in sent["messages"][0]["content"]
    assert sent["messages"][0]["content"].startswith("Read the paper.")


def test_a_server_without_response_format_is_asked_in_the_prompt_with_three_probes_for_eight_threads() -> None:
    def answer(hit: Hit) -> Step:
        refused = fault(400, "Invalid parameter: response_format", param="response_format")
        return replace(refused if "response_format" in hit.body else reply(), delay=0.02)

    with Served(answer) as served, ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda i: served.client.complete(request(str(i))), range(40)))
    assert served.hits == 42
    assert [list(body).count("response_format") for body in served.server.bodies[:3]] == [1, 1, 0]


def test_once_the_server_is_known_threads_do_not_wait_for_each_other() -> None:
    with Served(replace(reply(), delay=0.05)) as served, ThreadPoolExecutor(16) as pool:
        served.client.complete(request())
        list(pool.map(lambda i: served.client.complete(request(str(i))), range(64)))
    assert served.server.most_at_once == 16


FITTING, UNFITTING = reply('{"tldr": "Less oil."}'), reply('{"summary": "Less oil."}')
STRICT = {**SCHEMA, "required": ["tldr"]}


@pytest.mark.parametrize("first", [UNFITTING, reply("Sure! Here is a summary."), reply("[1]")])
def test_a_server_that_leaves_a_schema_unheeded_is_told_on_once_and_shown_it_in_the_prompt_from_then_on(
    first: Step,
) -> None:
    with Served(first) as served:
        with pytest.warns(ServerWarning, match="does not hold the answers of 'fake-1' to the schema"):
            served.client.complete(replace(request("one"), schema=STRICT))
        for text in ("two", "three"):  # a second warning would be an error
            served.client.complete(replace(request(text), schema=STRICT))
        shown = [canonical_json(STRICT) in body["messages"][0]["content"] for body in served.server.bodies]
        assert all(body["response_format"]["type"] == "json_schema" for body in served.server.bodies)
        assert served.client.dialect("fake-1") == Dialect(shown=True)
    assert shown == [False, True, True]


@pytest.mark.parametrize("undecided", [reply('{"tl', finish_reason="length"), reply(None, refusal="No."), reply(" ")])
def test_a_server_is_judged_by_its_first_whole_answer_and_not_by_a_later_one(undecided: Step) -> None:
    with Served(undecided, FITTING, UNFITTING) as served:
        for text in ("one", "two", "three", "four"):
            served.client.complete(replace(request(text), schema=STRICT))
        assert served.client.dialect("fake-1") == Dialect()


def test_what_goes_out_is_the_body_as_json_also_where_the_schema_was_written_before() -> None:
    for schema in (SCHEMA, STRICT, {}):
        for form in ("json_schema", "json_object", "prompt"):
            asked, dialect = replace(request("é \ud835 \u2028"), schema=schema), Dialect(form=form)
            assert json.loads(encode(asked, dialect)) == shape(asked, dialect)


def test_a_schema_is_put_into_a_system_message_of_its_own_where_there_is_none() -> None:
    bare = Request((Message("user", "Read."),), SCHEMA, "m", {}, MARKS)
    body = shape(bare, Dialect(form="prompt"))
    assert [m["role"] for m in body["messages"]] == ["system", "user"]
    assert "response_format" not in body


@pytest.mark.parametrize(
    ("error", "sampling", "after"),
    [
        (ServerError("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", param="max_tokens"),
         {"max_tokens": 64}, {"max_completion_tokens": 64}),
        (ServerError("'max_tokens' is not supported with this model"),
         {"max_tokens": 64}, {"max_completion_tokens": 64}),
        (ServerError("Unsupported value: 'temperature' does not support 0", param="temperature"),
         {"temperature": 0, "seed": 1}, {"seed": 1}),
        (ServerError('[{"loc": ["body", "seed"], "msg": "Extra inputs are not permitted"}]'),
         {"seed": 1, "temperature": 0}, {"temperature": 0}),
        (ServerError("property 'seed' is unsupported"), {"seed": 1}, {}),
        (ServerError("`temperature` must be strictly positive"), {"temperature": 0}, {}),
    ],
)  # fmt: skip
def test_a_parameter_that_a_server_names_is_renamed_or_left_out(
    error: ServerError, sampling: dict[str, Any], after: dict[str, Any]
) -> None:
    asked = Request((), {}, "m", sampling, MARKS)
    learnt = learn(Dialect(), error, sampling)
    assert learnt is not None
    assert {k: v for k, v in shape(asked, learnt).items() if k not in ("model", "messages")} == after


@pytest.mark.parametrize(
    "error",
    [
        ServerError("bad request"),
        ServerError("the word temperature is in the paper"),
        ServerError("max_tokens is too large: at most 32 are supported", param="max_tokens"),
        ServerError("Unsupported parameter", param="messages[0].content"),
    ],
)
def test_a_refusal_that_names_nothing_to_leave_out_teaches_nothing(error: ServerError) -> None:
    assert learn(Dialect(), error, {"temperature": 0, "max_tokens": 64}) is None


def test_a_renamed_parameter_that_is_refused_as_well_is_left_out_and_all_of_it_is_remembered() -> None:
    def answer(hit: Hit) -> Step:
        for name in ("max_tokens", "max_completion_tokens", "temperature", "seed"):
            if name in hit.body:
                return fault(400, f"Unsupported parameter: '{name}'", param=name)
        return reply()

    with Served(answer) as served:
        assert served.client.complete(request("one", seed=7)).attempts == 5
        assert served.client.complete(request("two", seed=7)).attempts == 1
    assert set(served.server.bodies[-1]) == {"model", "messages", "response_format"}


def test_what_one_model_is_known_for_is_not_held_against_another() -> None:
    def answer(hit: Hit) -> Step:
        old = hit.body["model"] == "old" and "response_format" in hit.body
        return fault(400, "unknown field response_format") if old else reply()

    with Served(answer) as served:
        served.client.complete(replace(request(), model="old"))
        served.client.complete(replace(request(), model="new"))
    assert "json_schema" in served.server.bodies[-1]["response_format"]


# --- a run -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fatal",
    [fault(401), fault(403), fault(404, "no such model"), fault(429, "insufficient_quota", code="insufficient_quota")],
    ids=["401", "403", "404", "quota"],
)
def test_fifty_papers_and_eight_workers_meet_a_wrong_key_or_an_empty_account_at_most_once_each(
    fatal: Step, tmp_path: Path
) -> None:
    papers = [make_paper(f"Gears {n}", "Our gears need 40% less oil than plain gears.") for n in range(50)]
    summary = {"tldr": "Gears need less oil.", "problem": "", "approach": "", "findings": [], "limitations": []}
    good = reply(json.dumps(answer(summary=summary)))

    def script(hit: Hit) -> Step:
        return good if len(server.hits) <= 3 else replace(fatal, delay=0.05)

    with FakeEndpoint(script) as server:
        records = sz.summarize(
            papers, base_url=server.url, model="fake-1", workers=8, cache_dir=tmp_path, backend="openai", progress=False
        )
    assert len(server.hits) <= 3 + 8
    assert sum(record.status == "ok" for record in records) == 3
    assert {record.error.kind for record in records if record.error} == {"stopped"}


@pytest.mark.parametrize(
    ("text", "asked"),
    [('{"summary": {"tl', [(2048, 0), (8192, 0)]), (" \n" * 500, [(2048, 0), (2048, 0.7)])],
    ids=["cut off", "white space"],
)
def test_an_answer_that_fills_its_budget_is_asked_for_once_more_with_room_or_more_freely_and_never_again(
    text: str, asked: list[tuple[int, float]], tmp_path: Path
) -> None:
    paper = make_paper("Gears", "Our gears need 40% less oil than plain gears.")
    with FakeEndpoint(reply(text, finish_reason="length")) as server:
        (record,) = sz.summarize(
            paper, base_url=server.url, model="fake-1", cache_dir=tmp_path, backend="openai", progress=False
        )
    assert [(body["max_tokens"], body["temperature"]) for body in server.bodies] == asked
    assert record.error is not None
    assert (record.error.kind, record.error.attempts) == ("truncated", 2)


# --- models ----------------------------------------------------------------------------------------------------------


def test_the_only_model_of_a_server_is_the_one_that_is_used() -> None:
    with Served(models=("fake-1",)) as served:
        assert served.client.only_model() == "fake-1"


@pytest.mark.parametrize("models", [(), ("a", "b"), tuple(f"m{i}" for i in range(200))])
def test_more_than_one_model_or_none_asks_for_the_argument(models: tuple[str, ...]) -> None:
    with Served(models=models) as served, pytest.raises(SettingsError, match="--model") as caught:
        served.client.only_model()
    assert len(str(caught.value)) < 200


# --- keys and addresses ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "step",
    [
        fault(401, f"Incorrect API key provided: {KEY}"),
        fault(403, f"key {KEY}"),
        fault(400, f"key {KEY}"),
        fault(500, f"key {KEY}"),
        json_step({"error": {"message": f"key {KEY}"}}),
        Step(302, headers={"location": "http://elsewhere.example/"}),
        Step(hang_up=True),
        reply(f'{{"tldr": "{KEY}"}}'),
    ],
    ids=["401", "403", "400", "500", "200 error", "redirect", "hang-up", "completion"],
)
def test_the_key_is_in_no_error_no_traceback_no_repr_no_reply_and_no_log(
    step: Step, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    seen = ""
    with Served(step) as served:
        try:
            seen += repr(served.client.complete(request()))
        except RequestError as error:
            seen += "".join(traceback.format_exception(error)) + repr(error)
        seen += repr(served.client) + str(served.client)
    assert served.hits >= 1
    assert "CANARY" not in seen + caplog.text


@pytest.mark.parametrize("key", ["x", "none", "test", "EMPTY"])
def test_a_key_that_is_only_there_because_a_server_wants_one_changes_no_answer(key: str) -> None:
    text = '{"tldr": "On the test set it is 2.6x as fast; none is EMPTY."}'
    with FakeEndpoint(reply(text)) as server:
        client = OpenAIClient(server.url, key)
        assert client.complete(request()).text == text
        client.close()
    assert server.hits[0].headers["authorization"] == f"Bearer {key}"


@pytest.mark.parametrize("key", ["sk-CANARY line\nbreak", "sk-CANARYé", "sk-CANARY two"])
def test_a_key_that_no_header_can_hold_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(SettingsError) as caught:
        OpenAIClient("http://localhost/v1", key)
    assert "CANARY" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "given_back"),
    [
        ("http://localhost:8080/v1/", "http://localhost:8080/v1"),
        ("HTTPS://API.Example.COM/v1", "https://api.example.com/v1"),
        (" http://[::1]:8080/v1 ", "http://[::1]:8080/v1"),
    ],
)
def test_a_base_url_has_one_form(url: str, given_back: str) -> None:
    assert checked_url(url) == given_back


@pytest.mark.parametrize(
    "url", ["", "localhost:8080", "ftp://x/v1", "http://", "http://x:99999/v1", "http://[::1/v1", "http://a..b/v1"]
)
def test_what_is_no_base_url_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="expected something like"):
        checked_url(url)


def test_a_base_url_with_a_password_is_refused_without_showing_it() -> None:
    for url in ("https://user:CANARY@example.org/v1", "https://user:CANARY@", "https://user:CANARY@[::1/v1"):
        with pytest.raises(SettingsError, match="SUMMARIZER_API_KEY") as caught:
            OpenAIClient(url)
        assert "CANARY" not in str(caught.value)


@pytest.mark.parametrize(("bypassed", "hits"), [("", 1), ("localhost", 0)])
def test_the_environments_proxy_is_used_unless_it_is_bypassed(
    monkeypatch: pytest.MonkeyPatch, bypassed: str, hits: int
) -> None:
    with FakeEndpoint() as proxy, FakeEndpoint() as server:
        for name, value in {"http_proxy": f"http://127.0.0.1:{proxy.port}", "no_proxy": bypassed}.items():
            monkeypatch.setenv(name, value)
            monkeypatch.delenv(name.upper(), raising=False)
        url = f"http://localhost:{server.port}/v1"
        client = OpenAIClient(url, KEY)
        client.complete(request())
        client.close()
    assert [hit.path for hit in proxy.hits] == [f"{url}/chat/completions"] * hits
    assert len(server.hits) == 1 - hits


@pytest.mark.parametrize("setting", [{"attempts": 0}, {"deadline": -1.0}, {"longest_wait": float("nan")}])
def test_patience_that_can_not_be_meant_is_refused(setting: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match=next(iter(setting))):
        Patience(**setting)


# --- many threads ----------------------------------------------------------------------------------------------------


def test_one_client_serves_sixty_four_threads_at_once_each_with_its_own_answer_and_deadline() -> None:
    def echo(hit: Hit) -> Step:
        return replace(reply(json.dumps({"tldr": hit.body["messages"][1]["content"]})), delay=0.05)

    gate = threading.Barrier(64)
    with Served(echo) as served, ThreadPoolExecutor(64) as pool:
        served.client.complete(request("warm"))

        def ask(i: int) -> str:
            gate.wait()
            return str(json.loads(served.client.complete(request(str(i))).text)["tldr"])

        assert list(pool.map(ask, range(64))) == [str(i) for i in range(64)]
    assert served.server.most_at_once > 32
