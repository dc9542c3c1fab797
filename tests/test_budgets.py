"""Money through the command line: limits that hold, receipts that add up, forecasts that ask nothing."""

import json
import signal
from collections import Counter
from dataclasses import replace

import pytest
from fake_endpoint import FakeEndpoint, Step, fault
from fake_endpoint import reply as served
from processes import Nursery, answering, asked_about, json_lines, name, wait_until, write_papers

from summarizer.backends import open_cache, open_setup
from summarizer.cli.forecasting import need
from summarizer.cli.running import STREAMED_BYTES, RunSummary, load_todo, usd
from summarizer.clients.cache import cache_key
from summarizer.errors import InputError
from summarizer.papers import Paper, make_paper
from summarizer.records import Claim, ErrorInfo, Record
from summarizer.settings import Settings

PAPERS = 20
IN, OUT = 4000, 200
PRICES = '[hosts."127.0.0.1".models]\n"*" = { input = 2, output = 8, batch_discount = 0.5 }\n'
EACH = (IN * 2 + OUT * 8) / 1e6


@pytest.fixture(scope="module")
def nursery():
    with Nursery() as running:
        yield running


@pytest.fixture
def folder(tmp_path):
    write_papers(tmp_path / "papers.jsonl", range(PAPERS))
    (tmp_path / "prices.toml").write_text(PRICES)
    return tmp_path


@pytest.fixture
def tell(nursery, folder):
    """Run a command to its end: its exit code, and all it said."""

    def run_to_its_end(*arguments):
        code, said = nursery.run(arguments, folder)
        return code, (folder / "said.out").read_text() + said

    return run_to_its_end


@pytest.fixture
def run(tell):
    """Summarize the papers with a server."""

    def summarize(server, *options, command="summarize", output="out.jsonl"):
        return tell(*asking(server, *options, command=command, output=output))

    return summarize


def asking(server, *options, command="summarize", output="out.jsonl", workers=8):
    written = ("-o", output) if output else ()
    endpoint = ("--base-url", server.url, "--model", "fake-1", "--workers", workers)
    return [command, "papers.jsonl", *written, *endpoint, *options]


def receipt(folder, output=""):
    return json.loads((folder / output / "run.json").read_text())


def statuses(folder):
    return Counter(record["error"]["kind"] if record["error"] else "ok" for record in json_lines(folder / "out.jsonl"))


# --- limits ----------------------------------------------------------------------------------------------------------


def test_a_limit_of_requests_holds_and_the_same_command_with_a_higher_one_asks_only_for_the_rest(run, folder):
    with FakeEndpoint(answering(delay=0.02)) as server:
        code, said = run(server, "--max-requests", 5)
        assert (code, len(server.hits)) == (3, 5)
        assert statuses(folder) == {"ok": 5, "stopped": 15}
        assert "5 of 20 papers read; to go on: summarizer summarize papers.jsonl -o out.jsonl" in said
        assert said.count("--max-requests 5 would be passed: 5 requests spent") == 1
        assert receipt(folder)["state"] == "incomplete"
        code, said = run(server, "--max-requests", 100)
        assert (code, len(server.hits)) == (0, PAPERS)
    assert len({asked_about(hit) for hit in server.hits}) == PAPERS
    assert statuses(folder) == {"ok": PAPERS}
    assert "goes on" not in said
    assert receipt(folder)["state"] == "finished"


def test_a_job_that_was_stopped_three_times_costs_what_the_server_billed_for_all_of_it(run, folder):
    with FakeEndpoint(answering()) as server:
        codes = [run(server, "--prices", "prices.toml", "--max-requests", 6)[0] for _ in range(3)]
        code, said = run(server, "--prices", "prices.toml", "--max-requests", 6)
    assert (codes, code) == ([3, 3, 3], 0)
    total = receipt(folder)["total"]
    assert receipt(folder)["runs"] == 4
    assert total["requests"] == len(server.hits) == PAPERS
    assert total["tokens"] == {"input": PAPERS * IN, "cached_input": None, "output": PAPERS * OUT}
    assert total["cost_usd"] == pytest.approx(PAPERS * EACH)
    assert receipt(folder)["run"]["cost_usd"] == pytest.approx(2 * EACH)
    assert "all 4 runs: 20 requests, 80,000 tokens in, 4,000 out, $0.1920" in said


@pytest.mark.parametrize(
    ("options", "most"),
    [(("--max-cost", 0.05, "--prices", "prices.toml"), int(0.05 / EACH)), (("--max-total-tokens", 20000), 4)],
)
def test_money_and_tokens_are_never_passed_with_what_is_on_its_way_counted(run, folder, options, most):
    with FakeEndpoint(answering(delay=0.02)) as server:
        code, said = run(server, *options)
    assert code == 3
    assert 2 <= len(server.hits) <= most
    assert statuses(folder)["stopped"] == PAPERS - len(server.hits)
    assert f"{options[0]} {options[1]} would be passed" in said
    assert "the same command goes on from there with as much again" in said


def test_a_limit_that_no_request_fits_into_asks_for_a_higher_one(run, folder):
    with FakeEndpoint(answering()) as server:
        code, said = run(server, "--max-total-tokens", 100)
        assert (code, server.hits) == (3, [])
    assert "0 tokens spent" in said
    assert "goes on from there with a higher --max-total-tokens: no request fits into this one" in said
    assert "to go on" not in said


def test_requests_that_nothing_answered_cost_nothing_whoever_knows_the_price(run):
    with FakeEndpoint(fault(401, "no")) as server:
        assert "1 request, no answer, no money" in run(server, "--workers", 1)[1]


def test_retries_count_against_the_limit(run, folder):
    with FakeEndpoint(fault(500, "down")) as server:
        code, _ = run(server, "--max-requests", 3, "--workers", 2)
    assert (code, len(server.hits)) == (3, 3)
    assert receipt(folder)["run"]["requests"] == 3
    assert receipt(folder)["run"]["retries"] > 0


def test_a_limit_of_money_without_a_price_does_not_start(run, folder):
    with FakeEndpoint(answering()) as server:
        code, said = run(server, "--max-cost", 5)
        assert server.hits == []
    assert code == 2
    assert "no price is known for fake-1 at 127.0.0.1" in said
    assert "--prices FILE" in said
    assert not (folder / "run.json").exists()


def test_a_request_larger_than_a_minutes_tokens_is_not_sent_and_both_sizes_are_said(run, folder):
    with FakeEndpoint(answering()) as server:
        code, said = run(server, "--tpm", 100)
        assert server.hits == []
    assert code == 3
    assert statuses(folder) == {"too_long": PAPERS}
    assert "--tpm allows 100" in said


# --- receipts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_an_interrupted_run_leaves_its_receipt_and_the_next_one_adds_to_it(run, nursery, folder, sent):
    answered = [name(number) for number in range(6)]

    def six_and_no_more(hit):
        return answering()(hit) if asked_about(hit) in answered else replace(served(), delay=30)

    with FakeEndpoint(six_and_no_more) as server:
        running = nursery.start(asking(server), folder)
        partial = folder / "out.jsonl.partial"
        assert wait_until(lambda: partial.exists() and partial.read_bytes().count(b"\n") == 6)
        running.signal(sent)
        code, said = running.wait(), running.said
    assert code in (130, 143)
    left = receipt(folder)
    assert left["state"] == "interrupted"
    assert (left["papers"]["total"], left["papers"]["ok"]) == (PAPERS, 6)
    assert left["run"]["requests"] >= 6
    assert f"6 of {PAPERS} papers read" in said
    with FakeEndpoint(answering()) as server:  # another address: nothing of it is cached
        assert run(server)[0] == 0
    assert receipt(folder)["runs"] == 2
    assert receipt(folder)["total"]["requests"] == left["run"]["requests"] + PAPERS


def test_a_killed_run_hands_on_what_it_had_spent(run, nursery, folder):
    with FakeEndpoint(answering(delay=0.3)) as server:
        running = nursery.start(asking(server, workers=2), folder)
        assert wait_until(lambda: (folder / "run.json").exists() or running.poll() is not None)
        running.kill()
        standing = receipt(folder)
        assert standing["state"] == "running"
        assert standing["run"]["requests"] > 0
        assert run(server)[0] == 0
    total = receipt(folder)["total"]["requests"]
    assert standing["run"]["requests"] + PAPERS - len(server.hits) < total <= len(server.hits)


def test_a_run_that_fails_leaves_a_receipt_of_what_it_tried(run, folder):
    (folder / "out.jsonl").write_text("older\n")
    with FakeEndpoint(fault(401, "no")) as server:
        code, said = run(server)
    assert code == 3
    assert "left as it was" in said
    assert (folder / "out.jsonl").read_text() == "older\n"
    kept = receipt(folder)
    assert (kept["state"], kept["papers"]["failed"], kept["papers"]["ok"]) == ("failed", {"stopped": PAPERS}, 0)
    assert kept["run"]["requests"] == len(server.hits)


@pytest.mark.parametrize("usage", [{}, {"prompt_tokens": None, "completion_tokens": None}, "none of that form"])
def test_answers_that_do_not_say_what_they_took_cost_unknown_and_never_nothing(run, folder, usage):
    def silent(hit):
        step = answering()(hit)
        return replace(step, body=json.dumps({**json.loads(step.body), "usage": usage}).encode())

    with FakeEndpoint(silent) as server:
        code, said = run(server, "--prices", "prices.toml")
    assert code == 0
    assert "tokens unknown, money unknown (at most $" in said
    spent = receipt(folder)["run"]
    assert (spent["cost_usd"], spent["unknown_usage"]) == (None, PAPERS)


def test_answers_that_could_not_be_kept_are_counted_and_the_exit_code_says_so(nursery, folder):
    """A full disk: no file may grow past so many bytes."""
    with FakeEndpoint(answering()) as server:
        code, said = nursery.run(asking(server), folder, file_size=240_000)
    assert len(server.hits) == PAPERS, said
    assert statuses(folder) == {"ok": PAPERS}
    assert code == 3
    unsaved = receipt(folder)["unsaved"]
    assert 0 < unsaved <= PAPERS
    assert f"{unsaved} answers could not be kept" in said


def test_without_an_output_there_is_no_receipt_and_the_cost_is_said_all_the_same(run, folder):
    with FakeEndpoint(answering()) as server:
        code, said = run(server, "--prices", "prices.toml", output=None)
    assert code == 0
    assert "20 requests, 80,000 tokens in, 4,000 out, $0.1920" in said
    assert list(folder.rglob("run.json")) == []


def test_a_digest_keeps_its_receipt_in_its_folder_and_a_second_run_took_nothing(run, folder):
    with FakeEndpoint(answering()) as server:
        for _ in range(2):
            code, said = run(server, "--receipt-papers", command="digest", output="out")
            assert code == 0
        assert len(server.hits) == PAPERS
    kept = receipt(folder, "out")
    assert (kept["output"], kept["papers"]["cached"], kept["run"]["requests"]) == ("out", PAPERS, 0)
    assert kept["run"]["cost_usd"] == 0
    assert "20 papers from the cache, no request" in said
    assert [paper["cached"] for paper in kept["by_paper"]] == [True] * PAPERS
    assert len({paper["id"] for paper in kept["by_paper"]}) == PAPERS


def test_somebody_elses_run_json_is_neither_overwritten_nor_asked_for_as_an_output(tell, folder):
    (folder / "run.json").write_text('{"speed": 12}')
    embedded = ("--backend", "extractive")
    code, said = tell("summarize", "papers.jsonl", "-o", "out.jsonl", *embedded)
    assert code == 0
    assert "no receipt of ours" in said
    assert (folder / "run.json").read_text() == '{"speed": 12}'
    code, said = tell("summarize", "papers.jsonl", "-o", "run.json", *embedded)
    assert (code, "receipt has this name" in said) == (2, True)


def test_a_folder_that_holds_a_receipt_can_be_read_again(tell, folder):
    """A run's own output may stand in the folder it reads."""
    inputs = folder / "in"
    inputs.mkdir()
    (folder / "papers.jsonl").rename(inputs / "papers.jsonl")
    assert tell("summarize", "in", "-o", "in/out.jsonl", "--backend", "extractive")[0] == 0
    assert receipt(folder, "in")["papers"]["ok"] == PAPERS
    assert tell("compare", "in", "-o", "table.md")[0] == 0


def test_only_runs_that_read_papers_leave_a_receipt(tell, folder):
    """A comparison of records that are there does not put out the receipt of the run that made them."""
    assert tell("summarize", "papers.jsonl", "-o", "out.jsonl")[0] == 0
    before = (folder / "run.json").read_bytes()
    assert json.loads(before)["backend"] == "extractive"
    assert tell("compare", "out.jsonl", "-o", "table.md")[0] == 0
    assert (folder / "run.json").read_bytes() == before


# --- papers that failed before ---------------------------------------------------------------------------------------


def test_papers_that_were_refused_are_asked_again_unless_told_not_to(run):
    refused = Step(200, served(None, refusal="I can't").body, {"content-type": "application/json"})

    def one_refused(hit):
        return refused if asked_about(hit) == "Ternaaa" else answering()(hit)

    with FakeEndpoint(one_refused) as server:
        assert run(server)[0] == 3
        assert len(server.hits) == PAPERS
        code, said = run(server, "--no-retry-failed")
        assert (code, len(server.hits)) == (3, PAPERS)
        assert "refused" in said
        assert "given up 1 (not asked again)" in run(server, "--no-retry-failed", "--dry-run")[1]
        assert run(server)[0] == 3
        assert len(server.hits) == PAPERS + 1


# --- beforehand ------------------------------------------------------------------------------------------------------


def test_a_forecast_names_the_ceiling_first_and_the_mean_of_earlier_answers_then_and_asks_nothing(run):
    options = ("--dry-run", "--offline", "--prices", "prices.toml")
    with FakeEndpoint(answering()) as server:
        code, first = run(server, *options)
        assert (code, server.hits) == (0, [])
        run(server, "--max-requests", 5)
        _, second = run(server, *options)
        assert len(server.hits) == 5
    for words in ("papers   20 (0 without", "cached   0\n", "calls    20, at most 40", "at most 40,960 out"):
        assert words in first
    assert "no earlier answer of this model" in first
    assert "those of the first calls; re-asks and retries come on top" in first
    for words in ("cached   5\n", "calls    15, at most 30", "about 3,000 out (200 an answer, the mean of the last 5)"):
        assert words in second
    tokens_in = int(second.split("tokens   ")[1].split(" in")[0].replace(",", ""))
    assert 15 * 1000 < tokens_in < 15 * 10_000
    cost = (tokens_in * 2 + 3000 * 8) / 1e6
    assert f"money    about {usd(cost)}, {usd(cost / 2)} by the Batch API" in second


def test_a_forecast_counts_answers_that_are_asked_about_again(run):
    with FakeEndpoint(answering(wrong_first=lambda _: True)) as server:
        run(server, "--max-requests", 3, "--workers", 3)
        said = run(server, "--dry-run")[1]
    assert "cached   3 (of 3 the first answer alone: these take a re-ask)\n" in said
    assert "calls    17, at most 37 with re-asks" in said


def test_a_forecast_without_a_model_does_not_say_that_nothing_is_cached(tell):
    with FakeEndpoint(answering()) as server:
        said = tell("summarize", "papers.jsonl", "--base-url", server.url, "--dry-run")[1]
    assert "cached   unknown without --model, here taken for none" in said


def test_a_forecast_finds_answers_however_the_host_is_written(tmp_path):
    asked = Settings(backend="openai", base_url="http://Example.COM/v1", model="m", cache_dir=tmp_path, offline=True)
    setup, paper = open_setup(asked, "m"), make_paper("Tern", "Tern cuts latency by 62% over Gull-B.")
    row = {"reply": {"choices": [{"message": {"content": "{}"}, "finish_reason": "stop"}]}}
    open_cache(asked).put(cache_key(setup.request(paper), "http://example.com/v1"), row)
    assert need([paper], setup, asked).cached == 1


def test_a_forecast_of_a_model_without_a_price_says_whose_price_is_missing(run):
    with FakeEndpoint() as server:
        _, said = run(server, "--dry-run", "--offline")
    assert f"money    unknown: no price for fake-1 at 127.0.0.1:{server.port}; give one by --prices FILE" in said


def test_a_forecast_of_a_known_model_names_the_day_of_its_price(tell):
    asked = ("--base-url", "https://api.openai.com/v1", "--model", "gpt-4.1-mini", "--dry-run", "--offline")
    _, printed = tell("summarize", "papers.jsonl", *asked)
    assert "(prices as of 2" in printed
    assert "by the Batch API" in printed
    assert "https://developers.openai.com/api/docs/pricing" in printed


# --- long inputs -----------------------------------------------------------------------------------------------------


def long_file(path, papers):
    filler = "It is slow. " * (STREAMED_BYTES // 12 // len(papers) + 100)
    lines = [json.dumps({**paper, "abstract": paper["abstract"] + filler}) + "\n" for paper in papers]
    path.write_text("".join(lines))
    return str(path)


ALONE = [{"title": f"Tern {word}: Quick Decoding", "abstract": f"{word}. "} for word in ("One", "Two", "Three", "Four")]


def test_long_inputs_are_read_as_they_are_needed_and_short_ones_at_once(tmp_path):
    path = long_file(tmp_path / "long.jsonl", ALONE)
    total, papers = load_todo([path], Settings())
    assert total == len(ALONE)
    assert not isinstance(papers, list)
    assert [paper.title for paper in papers] == [paper["title"] for paper in ALONE]
    (tmp_path / "short.jsonl").write_text(json.dumps(ALONE[0]) + "\n")
    assert isinstance(load_todo([str(tmp_path / "short.jsonl")], Settings())[1], list)


def test_a_paper_met_twice_in_long_inputs_is_one(tmp_path):
    path = long_file(tmp_path / "long.jsonl", [*ALONE, ALONE[1]])
    total, papers = load_todo([path], Settings())
    found = list(papers)
    assert total == len(found) == len(ALONE)
    assert all(isinstance(paper, Paper) for paper in found)
    assert [len(paper.sources) for paper in found] == [1, 2, 1, 1]


def test_what_is_wrong_at_the_end_of_a_long_input_is_said_before_anything_is_read(tmp_path):
    path = long_file(tmp_path / "long.jsonl", ALONE)
    with open(path, "a") as file:
        file.write('{"title"\n')
    with pytest.raises(InputError, match="line 5"):
        load_todo([path], Settings())


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "said"), [(0, "$0.000000"), (0.000012, "$0.000012"), (0.0123, "$0.0123"), (1234.5, "$1,234.50")]
)
def test_small_money_is_not_rounded_to_nothing(amount, said):
    assert usd(amount) == said


def test_a_report_names_failures_by_kind_and_why_a_run_was_stopped_once():
    report = RunSummary()
    report.add(Record(paper=make_paper("Tern", "Fast."), claims=(Claim(id="c1", verdict="verified"),)))
    for number, kind in enumerate(["stopped"] * 30 + ["refused"] * 7):
        error = ErrorInfo(kind=kind, message=f"because of {kind}", attempts=0)
        report.add(Record(paper=make_paper(f"Wren {number}", "Slow."), status="failed", error=error))
    lines = list(report.lines())
    assert lines[0] == "38 papers, 1 claim (1 verified), 37 failed (7 refused, 30 stopped)"
    assert lines[1] == "  stopped: because of stopped"
    assert sum("because of refused" in line for line in lines) == 4
    assert lines[-1] == "  … and 3 more (-v shows all)"
