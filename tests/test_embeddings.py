"""Embeddings: vectors are asked for as patiently, sparingly and once only as completions, and never taken on trust."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from array import array

import pytest
from fake_clock import FakeClock
from fake_endpoint import FakeEndpoint, Step, fault, json_step, reply
from fake_vectors import TOKENS, circle, lengths, vectors
from paper_records import TOPICS, coral, lost, pebble, tide

from summarizer.clients.cache import ResponseCache
from summarizer.clients.embeddings import BATCH, CachedEmbedder, OpenAIEmbedder, embedding_key
from summarizer.clients.openai import OpenAIClient
from summarizer.clients.pacing import Pacer
from summarizer.clients.spending import Spending, SpendingLimits
from summarizer.errors import RequestError, RunStoppedError, SettingsError
from summarizer.overviews import overview
from summarizer.overviews.vectors import LONGEST, likeness_by_vectors
from summarizer.papers import make_paper
from summarizer.prices import Price
from summarizer.records import Record, Usage, record_json
from summarizer.similarity import VectorLikeness

KEY = "sk-a-secret-of-many-letters"
CENT = Price(input=10_000.0, cached_input=None, output=0.0)
"""A cent a token."""


class Served:
    """An embedder over a real server, with a clock that does not wait."""

    def __init__(self, folder, *script, model="vec-1", spending=None, workers=1, rpm=None, count=None) -> None:
        self.server = FakeEndpoint(*script or (lengths,))
        self.cache = ResponseCache(folder)
        self.spending = spending or Spending()
        self.clock = FakeClock()
        self.about = model, workers, rpm, count

    def __enter__(self) -> Served:
        self.server.__enter__()
        model, workers, rpm, count = self.about
        pacer = Pacer(rpm=rpm, clock=self.clock.clock)
        client = OpenAIClient(self.server.url, KEY, pacer=pacer, spending=self.spending)
        self.inner = OpenAIEmbedder(client, model, count=count)
        self.embedder = CachedEmbedder(self.inner, self.cache, client.base_url, model, workers=workers)
        return self

    def __exit__(self, *exception: object) -> None:
        self.inner.close()
        self.server.__exit__(*exception)
        self.cache.close()

    def embed(self, *texts: str) -> list[list[float]]:
        return [list(vector) for vector in self.embedder.embed(texts)]


def texts(number: int) -> list[str]:
    return ["a" * (n + 1) for n in range(number)]


def test_each_text_gets_its_own_vector_however_the_server_sorts_them(tmp_path):
    def backwards(hit):
        body = json.loads(lengths(hit).body)
        return json_step({**body, "data": body["data"][::-1]})

    with Served(tmp_path, backwards) as served:
        assert [vector[0] for vector in served.embed("a", "bbb", "cc")] == [1.0, 3.0, 2.0]
        assert served.server.bodies == [{"model": "vec-1", "input": ["a", "bbb", "cc"]}]
        assert served.server.hits[0].path == "/v1/embeddings"


def test_rows_without_numbers_are_taken_in_their_order(tmp_path):
    with Served(tmp_path, vectors([1, 2], [3, 4], numbered=False)) as served:
        assert served.embed("a", "b") == [[1.0, 2.0], [3.0, 4.0]]


def test_many_texts_go_in_batches_and_come_back_in_order(tmp_path):
    many = texts(2 * BATCH + 6)
    with Served(tmp_path, workers=4) as served:
        assert [vector[0] for vector in served.embed(*many)] == [float(len(text)) for text in many]
        assert sorted(len(body["input"]) for body in served.server.bodies) == [6, BATCH, BATCH]


def test_a_text_is_asked_for_once_within_a_run_and_over_runs(tmp_path):
    with Served(tmp_path) as served:
        first = served.embed("aa", "b", "aa")
        assert (first[0], served.server.bodies[0]["input"]) == (first[2], ["aa", "b"])
        assert served.embed("b", "aa") == [first[1], first[0]]
        assert served.embed("ccc", "b")[1] == first[1]
        assert [body["input"] for body in served.server.bodies] == [["aa", "b"], ["ccc"]]


@pytest.mark.parametrize(
    "other", [("other", "vec-1", "http://a/v1"), ("text", "vec-2", "http://a/v1"), ("text", "vec-1", "http://b/v1")]
)
def test_text_model_and_base_url_name_a_vector_and_a_slash_does_not(other):
    own = embedding_key("text", "vec-1", "http://a/v1")
    assert embedding_key(*other) != own
    assert embedding_key("text", "vec-1", "http://a/v1/") == own


def test_a_vector_from_the_cache_is_the_one_that_came(tmp_path):
    said = [0.1, -1 / 3, 1e-7, 123456.789, 1e-30]
    with Served(tmp_path, vectors(said)) as served:
        fresh = served.embed("a")
        assert fresh == [list(array("f", said))] == served.embed("a")
        assert served.server.count == 1


def test_what_came_before_a_batch_fails_is_kept(tmp_path):
    many = texts(2 * BATCH + 1)
    with Served(tmp_path, lengths, fault(400, "no"), lengths) as served:
        with pytest.raises(RequestError):
            served.embed(*many)
        assert len(served.embed(*many)) == len(many)
        asked = [body["input"] for body in served.server.bodies]
        assert asked == [many[:BATCH], many[BATCH : 2 * BATCH], *asked[2:]]
        assert not any(many[0] in batch for batch in asked[2:])


def numbered(*numbers) -> Step:
    return json_step({"data": [{"index": number, "embedding": [1.0]} for number in numbers]})


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (vectors([1.0]), "1 vectors for 2 texts"),
        (vectors([1.0], [1.0], [1.0]), "3 vectors for 2 texts"),
        (vectors([1.0, 2.0], [1.0]), "vectors of 1 and 2 numbers"),
        (vectors([1.0], [None]), "no finite numbers"),
        (vectors([1.0], ["1.0"]), "no finite numbers"),
        (vectors([1.0], [True]), "no finite numbers"),
        (vectors([1.0], [1e39]), "no finite numbers"),
        (vectors([1.0], [0.0]), "only zeros"),
        (vectors([1.0], []), "only zeros"),
        (vectors([1.0], "AACAPw=="), "no finite numbers"),
        (numbered(0, 0), "fits no order"),
        (numbered(1, 2), "fits no order"),
        (numbered(0, None), "fits no order"),
        (json_step({"data": [1, 2]}), "no finite numbers"),
    ],
)
def test_a_list_that_is_wrong_is_refused_at_once_and_nothing_of_it_kept(tmp_path, step, said):
    with Served(tmp_path, step, lengths) as served:
        with pytest.raises(RequestError, match=said) as error:
            served.embed("a", "b")
        assert (error.value.kind, served.server.count) == ("invalid_schema", 1)
        assert served.cache.info().rows == 0


@pytest.mark.parametrize(
    "step",
    [
        Step(200, b"<html>Sign in</html>"),
        json_step({"data": []}),
        json_step([1]),
        Step(200, b'{"data": [{"embedding": [NaN]}]}'),
        Step(200, b'{"data": [{"embedding": [1e999]}]}'),
        fault(503, "busy"),
        Step(hang_up=True),
    ],
)
def test_what_is_no_list_of_embeddings_is_asked_for_again(tmp_path, step):
    with Served(tmp_path, step, lengths) as served:
        assert len(served.embed("a")) == 1
        assert served.server.count == 2
        assert served.clock.slept


def test_a_server_that_never_gives_any_is_given_up(tmp_path):
    with Served(tmp_path, Step(200, b"<html>")) as served:
        with pytest.raises(RequestError, match="no embedding came: it is no list of embeddings"):
            served.embed("a")
        assert served.server.count == 5


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (fault(401, f"{KEY} is wrong"), "refuses the API key"),
        (fault(404, "The model 'vec-1' does not exist", code="model_not_found"), "name another by --embedding-model"),
        (fault(404, "nothing here"), "nothing answers embeddings at"),
        (fault(400, f"bad input {KEY}"), "the server rejects the request"),
        (fault(413, "batch size 32 > maximum allowed batch size 8"), "does not fit the model"),
        (json_step({"error": {"message": f"no model for {KEY}"}}), "the server gives no vectors: no model for"),
        (fault(400, "filtered", code="content_filter"), "the server gives no vectors: filtered"),
    ],
)
def test_a_refusal_is_met_once_and_told_without_the_key(tmp_path, step, said):
    with Served(tmp_path, step) as served:
        with pytest.raises(RequestError, match=said) as error:
            served.embed("a")
        assert served.server.count == 1
        assert KEY not in str(error.value)
        assert served.server.hits[0].headers["authorization"] == f"Bearer {KEY}"


def test_a_model_that_was_changed_behind_its_name_is_told(tmp_path):
    with Served(tmp_path, vectors([1.0, 2.0]), vectors([1.0, 2.0, 3.0])) as served:
        served.embed("a")
        with pytest.raises(RequestError, match="vectors of 2 and 3 numbers came from one model, now or earlier"):
            served.embed("a", "b")


def test_a_row_that_holds_no_vector_is_asked_for(tmp_path):
    with Served(tmp_path) as served:
        key = embedding_key("aa", "vec-1", served.server.url)
        served.cache.put(key, {"vector": ["x"]})
        assert served.embed("aa")[0][0] == 2.0
        assert served.server.count == 1
        assert served.cache.get(key)["vector"][0] == 2.0


def test_no_key_and_no_text_is_in_the_cache(tmp_path):
    with Served(tmp_path) as served:
        served.embed("a text of its own")
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"vec-1" in kept
    assert KEY.encode() not in kept
    assert b"text of its own" not in kept


def test_a_text_that_utf_8_can_not_carry_is_sent_all_the_same(tmp_path):
    with Served(tmp_path) as served:
        assert len(served.embed("half \ud800 of a pair")) == 1
        assert served.server.bodies[0]["input"] == ["half ? of a pair"]


# --- what it takes ---------------------------------------------------------------------------------------------------


def test_vectors_are_counted_with_their_tokens_and_at_their_price(tmp_path):
    spending = Spending(price=CENT)
    with Served(tmp_path, fault(503), lengths, spending=spending) as served:
        served.embed("a", "b")
    spent = spending.spent
    assert (spent.requests, spent.retries, spent.answers, spent.possibly_billed, spent.unknown_usage) == (2, 1, 1, 0, 0)
    assert (spent.usage.input, spent.usage.output) == (2 * TOKENS, 0)
    assert spent.cost_usd == pytest.approx(2 * TOKENS / 100)


def test_a_server_that_does_not_say_what_vectors_took_leaves_the_cost_open(tmp_path):
    spending = Spending(price=CENT)
    with Served(tmp_path, vectors([1.0], usage={"total": 1}), spending=spending) as served:
        served.embed("a")
    assert (spending.spent.unknown_usage, spending.spent.cost_usd) == (1, None)


@pytest.mark.parametrize(
    ("limits", "asked"),
    [
        (SpendingLimits(requests=1), 1),
        (SpendingLimits(tokens=2 * 10 * BATCH - 1), 1),
        (SpendingLimits(cost=10 * BATCH / 100 - 0.01), 0),
        (SpendingLimits(requests=0), 0),
    ],
)
def test_no_limit_is_passed(tmp_path, limits, asked):
    def thrifty(hit):  # takes what was reckoned with
        found = lengths(hit)
        body = json.loads(found.body)
        return json_step({**body, "usage": {"prompt_tokens": 10 * len(hit.body["input"])}})

    spending = Spending(limits, CENT)
    with Served(tmp_path, thrifty, spending=spending, count=lambda text: 10) as served:
        with pytest.raises(RunStoppedError, match="would be passed"):
            served.embed(*texts(2 * BATCH))
        assert served.server.count == asked


def test_requests_of_two_prices_are_one_sum_under_one_limit():
    whole = Spending(SpendingLimits(cost=1.0), Price(input=1e6, cached_input=None, output=1e6))
    vectors_part = whole.at(CENT)
    whole.after(whole.before(0, 1), Usage(input=0, output=0), billed=True)
    vectors_part.after(vectors_part.before(50), Usage(input=50, output=0), billed=True)
    for spending in (whole, vectors_part):
        assert (spending.spent.requests, spending.spent.cost_usd) == (2, pytest.approx(0.5))
    with pytest.raises(RunStoppedError, match="--max-cost 1 would be passed"):
        whole.before(0, 1)
    assert vectors_part.before(50).cost == pytest.approx(0.5)


def test_a_request_on_its_way_at_one_price_is_waited_for_at_the_other():
    whole = Spending(SpendingLimits(tokens=10), CENT)
    other = whole.at(None)
    reserved = whole.before(8)
    whole_spent = whole.spent
    assert (whole_spent.tokens_at_most, whole_spent.requests) == (0, 1)
    whole.after(reserved, Usage(input=2, output=0), billed=True)
    other.before(8)
    with pytest.raises(RunStoppedError):
        other.before(9)


def test_money_is_unknown_where_one_of_the_prices_is():
    whole = Spending(price=CENT)
    whole.after(whole.before(1), Usage(input=1, output=0), billed=True)
    assert whole.spent.cost_usd == pytest.approx(0.01)
    part = whole.at(None)
    part.after(part.before(1), billed=False)
    assert whole.spent.cost_usd == pytest.approx(0.01)
    part.after(part.before(1), Usage(input=1, output=0), billed=True)
    assert (whole.spent.cost_usd, part.spent.cost_at_most) == (None, None)


def test_a_limit_of_money_wants_the_other_price_too():
    with pytest.raises(SettingsError, match="--max-cost"):
        Spending(SpendingLimits(cost=1.0), CENT).at(None)


def test_vectors_keep_the_pace_that_is_asked_for(tmp_path):
    with Served(tmp_path, rpm=2) as served:
        served.embed(*texts(3 * BATCH))
        assert sum(served.clock.slept) > 60


# --- overviews -------------------------------------------------------------------------------------------------------


class Given:
    """An embedder of given directions, by a word in the text."""

    def __init__(self, **directions) -> None:
        self.directions = directions
        self.asked: list[str] = []

    def embed(self, texts):
        self.asked += texts
        return [next(d for word, d in self.directions.items() if word in text) for text in texts]


KNOWN = [coral(), lost(), pebble(), tide()]


def nearest(view) -> dict[str, tuple[str, ...]]:
    return {place.paper_id: place.nearest[:1] for place in view.per_paper}


def test_an_overview_takes_its_nearest_papers_from_the_vectors():
    given = Given(Coral=[0.1, 1.0], Pebble=[1.0, 0.1], Tide=[1.0, 0.2])
    alike = likeness_by_vectors(KNOWN, lambda: given)
    assert nearest(overview(KNOWN, topics=TOPICS, alike=alike))["tide"] == ("pebble",)
    assert nearest(overview(KNOWN, topics=TOPICS))["tide"] == ("coral",)
    assert given.asked[0] == f"{coral().paper.title}\n{coral().paper.abstract}"
    assert len(given.asked) == 3


def test_arrays_of_numbers_are_compared_as_lists_are():
    rows = [[3.0, 0.1], [0.1, 2.0], [1.0, 0.2], [0.0, 1.0]]
    compact = VectorLikeness([array("f", row) for row in rows])
    assert compact.nearest(1) == VectorLikeness(rows).nearest(1) == [[2], [3], [0], [1]]


def test_a_long_text_is_cut_to_what_small_models_take():
    long = Record(paper=make_paper("Coral", "wave " * 9999, id="long"))
    given = Given(Coral=[1.0], Tide=[1.0])
    likeness_by_vectors([long, tide()], lambda: given)
    assert [len(text) for text in given.asked] == [LONGEST, len(given.asked[1])]


def test_a_single_paper_is_not_asked_about():
    given = Given()
    assert likeness_by_vectors([coral(), lost()], lambda: given) is None
    assert given.asked == []


@pytest.mark.parametrize("error", [RequestError("rejected", "no vectors"), SettingsError("no endpoint")])
def test_where_no_vectors_are_had_a_line_says_why(error):
    def fail():
        raise error

    lines = []
    assert likeness_by_vectors(KNOWN, fail, say=lines.append) is None
    assert lines == [f"papers are compared by their words, no vectors were had: {error}"]


# --- the command -----------------------------------------------------------------------------------------------------

ALIKE = circle(["Pebble", "Coral"])  # Tide has neither


@pytest.fixture
def summarizer(tmp_path):
    """Run the overview with settings and a cache of its own; gives its JSON, what it said, and its exit code."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SUMMARIZER_", "OPENAI_"))}
    environment = {**kept, "SUMMARIZER_CACHE_DIR": str(tmp_path / "cache"), "HOME": str(tmp_path)}
    (tmp_path / "records.jsonl").write_text("".join(record_json(record) + "\n" for record in KNOWN if not record.error))
    (tmp_path / "papers.jsonl").write_text(
        "".join(json.dumps({"title": r.paper.title, "abstract": r.paper.abstract}) + "\n" for r in (coral(), tide()))
    )

    def run(*arguments: object, name: str = "records.jsonl", **variables: str):
        command = [sys.executable, "-m", "summarizer", "overview", name, "-o", "view.json", *map(str, arguments)]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment | variables, capture_output=True, text=True, timeout=60
        )
        view = tmp_path / "view.json"
        return (json.loads(view.read_text()) if view.exists() else None), done.stderr, done.returncode

    return run


def receipt(tmp_path) -> dict:
    return json.loads((tmp_path / "run.json").read_text())


def test_the_command_compares_by_vectors_and_says_what_they_took(summarizer, tmp_path):
    with FakeEndpoint(ALIKE, models=("one", "two", "three")) as server:
        arguments = ("--embedding-model", "vec-1", "--base-url", server.url)
        view, said, code = summarizer(*arguments)
        assert (code, server.count, server.model_hits) == (0, 1, []), said
        assert server.bodies[0]["model"] == "vec-1"
        took = receipt(tmp_path)
        assert (took["run"]["requests"], took["model"], took["state"]) == (1, "vec-1", "finished")
        assert took["run"]["tokens"]["input"] == 3 * TOKENS
        assert f"1 request, {3 * TOKENS} tokens in, 0 out" in said
        again, _, _ = summarizer(*arguments)
        assert (again, server.count) == (view, 1)


def test_vectors_that_fail_give_the_overview_of_the_words_and_one_line(summarizer):
    plain, _, _ = summarizer()
    with FakeEndpoint(fault(400, "no such thing as embeddings")) as server:
        view, said, code = summarizer("--embedding-model", "vec-1", "--base-url", server.url)
    assert (view, code) == (plain, 0)
    lines = [line for line in said.splitlines() if "no vectors were had" in line]
    assert len(lines) == 1
    assert "no such thing as embeddings" in lines[0]
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "an embedding model needs an endpoint: give it by --base-url"),
        (("--base-url", "URL", "--max-requests", 0), "--max-requests 0 would be passed"),
        (("--base-url", "URL", "--max-cost", 1), "no price is known for vec-1 at 127.0.0.1"),
        (("--backend", "extractive", "--base-url", "URL", "--max-cost", 1), "no price is known for vec-1 at 127.0.0.1"),
    ],
)
def test_nothing_is_sent_where_nothing_may_be(summarizer, arguments, said):
    with FakeEndpoint(ALIKE) as server:
        given = [server.url if argument == "URL" else argument for argument in arguments]
        view, told, code = summarizer("--embedding-model", "vec-1", *given)
    assert (code, server.count) == (0, 0)
    assert len(view["topics"]) == 3
    assert f"no vectors were had: {said}" in told.replace("--max-cost can't be kept: ", "")


def test_the_embedded_reader_can_read_and_a_model_compare(summarizer, tmp_path):
    with FakeEndpoint(ALIKE) as server:
        arguments = ("--backend", "extractive", "--base-url", server.url, "--embedding-model", "vec-1")
        _, said, code = summarizer(*arguments, name="papers.jsonl")
        assert (code, [hit.path for hit in server.hits]) == (0, ["/v1/embeddings"]), said
    assert (receipt(tmp_path)["run"]["requests"], receipt(tmp_path)["papers"]["ok"]) == (1, 2)
    assert "None at None" not in said


def test_papers_and_vectors_share_a_receipt_and_its_limits(summarizer, tmp_path):
    empty = {"claims": [], "results": [], "contribution": "method", "method_names": [], "topics": ["time-series"]}
    summary = {"tldr": "It forecasts.", "problem": "", "approach": "", "findings": [], "limitations": []}

    def both(hit):
        return ALIKE(hit) if hit.path.endswith("/embeddings") else reply(json.dumps({**empty, "summary": summary}))

    with FakeEndpoint(both) as server:
        arguments = ("--base-url", server.url, "--embedding-model", "vec-1", "--workers", 1)
        _, said, _ = summarizer(*arguments, "--max-requests", 2, name="papers.jsonl")
        paths = [hit.path for hit in server.hits]
        assert paths == ["/v1/chat/completions"] * 2, said
        assert "no vectors were had: --max-requests 2 would be passed" in said
        summarizer(*arguments, name="papers.jsonl")
        assert [hit.path for hit in server.hits][len(paths) :] == ["/v1/embeddings"]
    assert (receipt(tmp_path)["run"]["requests"], receipt(tmp_path)["model"]) == (1, "fake-1")


def test_the_model_may_be_named_by_the_environment_and_a_dry_run_asks_nothing(summarizer):
    with FakeEndpoint(ALIKE) as server:
        named = {"SUMMARIZER_EMBEDDING_MODEL": "vec-2", "SUMMARIZER_BASE_URL": server.url}
        assert summarizer("--dry-run", **named)[0] is None
        assert server.count == 0
        summarizer(**named)
        assert server.bodies[0]["model"] == "vec-2"
