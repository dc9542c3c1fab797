"""The command line: what is printed where, exit codes, and the whole way through a real endpoint."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fake_endpoint import FakeEndpoint, Step, fault
from fake_endpoint import reply as served
from scripted import answer, claim

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "evals" / "page.txt"
PAPERS = 16
"""On the page."""
CANARY = "sk-CANARY0123456789"
SMALL = [
    {"title": "Tern: Quick Decoding", "abstract": "Attention is slow. Tern cuts latency by 62% over Gull-B."},
    {"title": "Wren: Small Models", "abstract": "Models are large. Wren needs 2.5x fewer parameters than Gull-B."},
]


@pytest.fixture
def environment(tmp_path):
    """An environment of its own: no settings, no keys, a cache nobody else has."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SUMMARIZER_", "OPENAI_"))}
    return {**kept, "SUMMARIZER_CACHE_DIR": str(tmp_path / "cache"), "HOME": str(tmp_path)}


@pytest.fixture
def summarizer(tmp_path, environment):
    """Run the command in an empty folder."""
    work = tmp_path / "work"
    work.mkdir()

    def run(*arguments, stdin=None, **variables):
        return subprocess.run(
            [sys.executable, "-m", "summarizer", *map(str, arguments)],
            cwd=work,
            env={**environment, **variables},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
        )

    run.folder = work
    return run


@pytest.fixture
def papers(tmp_path):
    path = tmp_path / "papers.jsonl"
    path.write_text("".join(json.dumps(paper) + "\n" for paper in SMALL))
    return path


def good(hit):
    """An answer that is right for both small papers."""
    asked = "".join(message["content"] for message in hit.body["messages"])
    metric = "latency" if "Tern:" in asked else "parameters"
    relation = "reduced_by" if metric == "latency" else "times"
    subject = "Tern" if metric == "latency" else "Wren"
    summary = {**answer()["summary"], "tldr": f"{subject} needs less."}
    claims = [claim(metric=metric, resource=metric, relation=relation, subject=subject)]
    return served(json.dumps(answer(summary=summary, claims=claims, method_names=[subject])))


def records_in(text):
    return [json.loads(line) for line in text.split("\n") if line]


# --- the embedded way ------------------------------------------------------------------------------------------------


def test_digest_of_a_page_writes_everything(summarizer):
    """The main job: a page in, six files and a receipt out, offline, without a key."""
    done = summarizer("digest", PAGE, "-o", "out")
    assert done.returncode == 0, done.stderr
    assert "embedded reader" in done.stderr
    out = summarizer.folder / "out"
    expected = {"index.html", "digest.md", "records.jsonl", "claims.csv", "comparison.json", "overview.json"}
    assert {p.name for p in out.iterdir()} == {*expected, "run.json"}
    records = records_in((out / "records.jsonl").read_text())
    assert len(records) == PAPERS
    assert all(r["status"] == "ok" and r["summary"]["tldr"] and r["topics"] for r in records)
    with (out / "claims.csv").open(newline="") as sheet:
        assert len(list(csv.DictReader(sheet))) == sum(len(r["claims"]) for r in records)
    for record in records:
        assert record["paper"]["title"].split(":")[0] in (out / "index.html").read_text()


def test_two_runs_are_equal_but_for_the_time(summarizer):
    """The embedded reader gives the same records every time."""
    runs = [records_in(summarizer("summarize", PAGE, "-q").stdout) for _ in range(2)]
    for records in runs:
        for record in records:
            record["provenance"].pop("created_at")
    assert runs[0] == runs[1]


def test_records_go_down_a_pipe_and_talk_goes_to_stderr(summarizer):
    """stdout holds JSONL and nothing else; compare takes it from standard input."""
    first = summarizer("summarize", PAGE)
    assert len(records_in(first.stdout)) == PAPERS
    assert "verified" in first.stderr
    second = summarizer("compare", "-", "--metric", "latency", "--format", "json", stdin=first.stdout)
    assert second.returncode == 0, second.stderr
    comparison = json.loads(second.stdout)
    assert {g["key"]["metric"] for g in comparison["groups"]} == {"latency"}


def test_records_that_are_read_anew_are_counted(summarizer, papers):
    """What a model read is not read again without a word; what keeps records is named."""
    first = summarizer("summarize", papers)
    again = summarizer("summarize", "-", stdin=first.stdout)
    assert "read anew" not in first.stderr
    assert "note: the papers of 2 records are read anew; compare, overview and digest take records" in again.stderr


@pytest.mark.parametrize("form", ["table", "markdown", "html", "csv", "json"])
@pytest.mark.parametrize("command", ["summarize", "compare", "overview"])
def test_every_command_renders_every_form(summarizer, papers, command, form):
    """Each form holds the same paper."""
    done = summarizer(command, papers, "--format", form, "-q")
    assert done.returncode == 0, done.stderr
    assert "tern" in done.stdout.lower()
    assert done.stderr == ""


def test_the_suffix_of_the_output_tells_the_form(summarizer, papers):
    """-o table.md is Markdown; the file holds everything that stdout would."""
    assert summarizer("compare", papers, "-o", "table.md").stdout == ""
    assert "| " in (summarizer.folder / "table.md").read_text()


@pytest.mark.parametrize(("command", "name"), [("compare", "x.jsonl"), ("summarize", "x.pdf"), ("overview", "x.docx")])
def test_a_suffix_that_tells_no_form_is_said_and_nothing_is_written_under_it(summarizer, papers, command, name):
    """A table in a file that is called .jsonl, or records in one that is called .pdf, would help nobody."""
    done = summarizer(command, papers, "-o", name)
    assert done.returncode == 2
    assert f"-o {name}: {Path(name).suffix} tells no form of output; name one by --format, or use one of" in done.stderr
    assert not (summarizer.folder / name).exists()
    assert summarizer(command, papers, "-o", name, "--format", "json").returncode == 0


def test_verify_keeps_number_and_order_of_claims(summarizer, tmp_path):
    """Claims from elsewhere get verdicts; none is dropped, missing fields are no error."""
    claims = [
        {"metric": "latency", "kind": "relative", "value": 62, "unit": "%", "direction": "better", "factor": 2.632,
         "evidence": "cuts latency by 62%"},
        {"metric": "latency", "kind": "relative", "value": 26, "unit": "%", "direction": "better",
         "evidence": "cuts latency by 62%"},
        {"evidence": "nowhere in the text"},
        {"metric": "speed", "value": "x"},
    ]  # fmt: skip
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps({"paper": SMALL[0], "claims": claims, "results": []}) + "\n")
    done = summarizer("verify", path)
    assert done.returncode == 0, done.stderr
    (record,) = records_in(done.stdout)
    verdicts = [c["verdict"] for c in record["claims"]]
    assert verdicts[:3] == ["verified", "wrong_number", "not_found"]
    assert len(verdicts) == 4
    assert verdicts[3] != "verified"


@pytest.mark.parametrize(("value", "code"), [(62, 0), (26, 1)], ids=["true", "changed"])
def test_verify_strict_fails_where_a_claim_does(summarizer, tmp_path, value, code):
    """So that a job can stop on it; the records are written all the same."""
    claim = {"metric": "latency", "kind": "relative", "value": value, "unit": "%", "direction": "better",
             "evidence": "cuts latency by 62%"}  # fmt: skip
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps({"paper": SMALL[0], "claims": [claim], "results": []}) + "\n")
    done = summarizer("verify", "--strict", path)
    assert done.returncode == code, done.stderr
    assert len(records_in(done.stdout)) == 1


# --- wrong input -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.txt", None, "missing.txt"),
        ("empty.txt", b"", "empty.txt"),
        ("noise.txt", bytes(range(256)) * 40, "noise.txt"),
        ("bad.jsonl", b'{"title": "A", "abstract": "B"}\n{"title"\n', "line 2"),
        ("other.xyz", b"hello", "other.xyz"),
    ],
)
def test_unreadable_input_is_one_clear_line_and_exit_2(summarizer, tmp_path, name, content, words):
    """The message names the file and what was expected; there is no traceback and no half output."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = summarizer("digest", path, "-o", "out")
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (summarizer.folder / "out").exists()


@pytest.mark.parametrize("command", ["summarize", "compare", "overview", "digest"])
def test_an_output_that_cannot_be_written_is_said_before_anything_is_paid(summarizer, papers, command):
    """No request is sent, and the message says what stands in the way."""
    (summarizer.folder / "a-file").write_text("x")
    with FakeEndpoint(good) as server:
        done = summarizer(command, papers, "--base-url", server.url, "-o", "a-file/below")
        assert server.hits == []
    assert done.returncode == 2
    assert "a-file" in done.stderr


def test_nothing_to_compare_is_said(summarizer, papers):
    """No table is no blank page."""
    for form in ("table", "markdown"):
        assert "No claim" in summarizer("compare", papers, "--metric", "energy", "--format", form).stdout


def test_what_may_have_been_meant_is_said_once(summarizer, papers):
    """In the table that is printed, else on stderr."""
    table = summarizer("compare", papers, "--baseline", "Birds")
    assert (table.stdout.count("“Birds”"), "“Birds”" in table.stderr) == (1, False)
    written = summarizer("compare", papers, "--baseline", "Birds", "-o", "c.md")
    assert "note: no claim has the baseline “Birds”" in written.stderr


def test_topics_that_there_are_not_are_refused(summarizer, papers):
    """Also where every paper was read before."""
    summarizer("summarize", papers, "-o", "r.jsonl", "-q")
    topic = summarizer("compare", "r.jsonl", "--topic", "quantisation")
    assert (topic.returncode, topic.stdout) == (2, "")
    assert "no topic 'quantisation'; did you mean 'quantization'?" in topic.stderr
    topics = summarizer("compare", "r.jsonl", "--topics", "none.toml")
    assert topics.returncode == 2
    assert "none.toml: topics can't be read: No such file" in topics.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["compare", "--topic", "quantisation"], "did you mean 'quantization'?"),
        (["compare", "--min-factor", "-2"], "expected a number from 0 on"),
        (["overview", "-o", "x.docx"], "tells no form of output"),
    ],
)
def test_a_slip_is_told_before_anything_is_paid_for(summarizer, papers, arguments, words):
    """No request goes out for an argument that is refused in the end, and a dry run refuses it, too."""
    with FakeEndpoint(good) as server:
        done = summarizer(*arguments, papers, "--base-url", server.url)
        dry = summarizer(*arguments, papers, "--base-url", server.url, "--dry-run")
        assert (done.returncode, dry.returncode, len(server.hits)) == (2, 2, 0)
    assert words in done.stderr
    assert words in dry.stderr


def test_an_output_that_is_also_an_input_is_refused(summarizer, papers):
    """What was read is never overwritten."""
    before = papers.read_bytes()
    done = summarizer("summarize", papers, "-o", papers)
    assert (done.returncode, "also an input" in done.stderr) == (2, True)
    assert papers.read_bytes() == before


@pytest.mark.parametrize("command", ["summarize", "compare", "digest"])
def test_a_dead_endpoint_leaves_an_older_output_as_it_was(summarizer, papers, command):
    """When every paper fails, good records are not replaced by failures; the reason is said."""
    output = "out" if command == "digest" else "out.json"
    assert summarizer(command, papers, "-o", output).returncode == 0
    kept = summarizer.folder / output
    before = (kept / "records.jsonl").read_bytes() if command == "digest" else kept.read_bytes()
    with FakeEndpoint(fault(401, "no")) as server:
        done = summarizer(command, papers, "-o", output, "--base-url", server.url)
    assert done.returncode == 3
    assert "left as it was" in done.stderr
    assert (kept / "records.jsonl" if command == "digest" else kept).read_bytes() == before


def test_a_paper_without_an_abstract_fails_alone_with_exit_3(summarizer, tmp_path):
    """The rest goes on, and the exit code says that one is missing."""
    path = tmp_path / "papers.jsonl"
    path.write_text("".join(json.dumps(p) + "\n" for p in [*SMALL, {"title": "Only a Title"}]))
    done = summarizer("summarize", path)
    assert done.returncode == 3
    assert [r["status"] for r in records_in(done.stdout)] == ["ok", "ok", "failed"]
    assert "no_abstract" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["digest"], "INPUT"),
        (["compare", "x", "--metric", "speed"], "speed"),
        (["summarise"], "No such command"),
        (["prompts", "show", "nothing"], "there are: compare, overview, reask, summarize"),
        (["summarize", "x", "--base-url", "localhost"], "http://"),
        (["summarize", "x", "--backend", "openai"], "no key for api.openai.com: set SUMMARIZER_API_KEY"),
        (["summarize", "x", "--backend", "openai", "--model", "m"], "no key for api.openai.com"),
        (["verify", "x"], "line 1: expected a record, as `summarizer summarize` makes them; found a paper"),
        (["digest", "x", "-o", "-"], "a digest is a folder of files"),
    ],
)
def test_wrong_usage_is_exit_2(summarizer, papers, arguments, words):
    """A slip of the pen is told from a failure."""
    done = summarizer(*[str(papers) if a == "x" else a for a in arguments])
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert words in done.stderr


def test_help_of_every_command_is_there(summarizer):
    """Every command says what it does."""
    for command in ([], ["summarize"], ["compare"], ["overview"], ["digest"], ["verify"], ["prompts"], ["cache"]):
        done = summarizer(*command, "--help")
        assert done.returncode == 0
        assert "Usage: " in done.stdout


def test_a_reader_that_goes_away_is_no_error(summarizer, environment):
    """`summarizer … | head -1` ends quietly."""
    script = f"{sys.executable} -m summarizer summarize {PAGE} -q | head -c 10"
    done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, timeout=60)
    assert "Traceback" not in done.stderr


# --- through an endpoint ---------------------------------------------------------------------------------------------


def test_a_second_run_makes_no_request_and_the_same_records(summarizer, papers):
    """Everything is answered from the cache; provenance says so."""
    with FakeEndpoint(good) as server:
        first = summarizer("summarize", papers, "--base-url", server.url)
        assert first.returncode == 0, first.stderr
        assert len(server.hits) == len(SMALL)
        second = summarizer("summarize", papers, "--base-url", server.url)
        assert len(server.hits) == len(SMALL)
    one, two = records_in(first.stdout), records_in(second.stdout)
    assert [r["provenance"].pop("cached") for r in two] == [True, True]
    for record in (*one, *two):
        for varying in ("created_at", "attempts", "usage", "cost_usd", "cached"):
            record["provenance"].pop(varying, None)
    assert one == two
    assert [c["verdict"] for r in one for c in r["claims"]] == ["verified", "verified"]


def test_a_settled_reask_is_not_asked_again(summarizer, papers):
    """Papers that needed the second answer are as free on the next run as the others."""

    def wrong_first(hit):
        if "This is wrong with it" in hit.body["messages"][-1]["content"]:
            return good(hit)
        return served(json.dumps(answer(claims=[claim(baseline="Zephyr-9B")])))

    with FakeEndpoint(wrong_first) as server:
        first = summarizer("summarize", papers, "--base-url", server.url)
        asked = len(server.hits)
        second = summarizer("summarize", papers, "--base-url", server.url)
        assert (asked, len(server.hits)) == (2 * len(SMALL), 2 * len(SMALL))
    origins = [[c["origin"] for r in records_in(run.stdout) for c in r["claims"]] for run in (first, second)]
    assert origins == [["reask", "reask"]] * 2


def test_the_key_appears_nowhere(summarizer, papers, tmp_path):
    """Not in what is printed, not in what is kept, not when the server sends it back."""
    with FakeEndpoint(good, fault(401, f"Incorrect key {CANARY}")) as server:
        done = summarizer(
            "summarize", papers, "--base-url", server.url, "--workers", "1", "-v", "-o", "r.jsonl",
            SUMMARIZER_API_KEY=CANARY,
        )  # fmt: skip
        assert server.hits[0].headers["authorization"] == f"Bearer {CANARY}"
    assert CANARY not in done.stdout + done.stderr
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or CANARY.encode() not in path.read_bytes(), path


def test_a_refused_key_stops_the_run_and_keeps_what_was_read(summarizer, papers):
    """The record that was paid for is written; the other one says why it is missing."""
    with FakeEndpoint(good, fault(401, "no")) as server:
        done = summarizer("summarize", papers, "--base-url", server.url, "--workers", "1")
        assert len(server.hits) == 2
    assert done.returncode == 3
    assert [r["status"] for r in records_in(done.stdout)] == ["ok", "failed"]
    assert "SUMMARIZER_API_KEY" in done.stderr or "key" in done.stderr


def test_dry_run_asks_nothing_and_says_what_it_would_take(summarizer, papers):
    """Papers, calls, tokens and money beforehand; nothing reaches the server."""
    with FakeEndpoint(good) as server:
        done = summarizer("summarize", papers, "--base-url", server.url, "--model", "fake-1", "--dry-run", "--offline")
        assert server.hits == []
    assert done.returncode == 0, done.stderr
    for words in ("papers   2", "calls    2", "tokens", "money"):
        assert words in done.stdout


def test_the_only_listed_model_is_taken_and_several_need_a_name(summarizer, papers):
    """There is no built-in model name."""
    with FakeEndpoint(good, models=("a", "b")) as server:
        done = summarizer("summarize", papers, "--base-url", server.url)
        assert server.hits == []
    assert done.returncode == 2
    assert "--model" in done.stderr


def interruptible():
    """A shell's background jobs ignore Ctrl-C, and their children would, too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_goes_on_where_it_was(environment, papers, tmp_path, sent, code):
    """Ctrl-C and SIGTERM end at once, keep what was answered, and the same command asks only for the rest."""
    hanging = Step(200, b"", delay=30)
    with FakeEndpoint(good, hanging, good) as server:
        command = [sys.executable, "-m", "summarizer", "summarize", str(papers), "--base-url", server.url]
        command += ["--workers", "1", "-o", str(tmp_path / "r.jsonl")]
        run = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, preexec_fn=interruptible)
        deadline = time.monotonic() + 20
        while len(server.hits) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        begun = time.monotonic()
        run.send_signal(sent)
        _, said = run.communicate(timeout=10)
        assert time.monotonic() - begun < 5
        assert run.returncode == code
        assert "goes on from there" in said
        assert len(records_in((tmp_path / "r.jsonl.partial").read_text())) == 1
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=30)
        assert len(server.hits) == 3
    assert [r["status"] for r in records_in((tmp_path / "r.jsonl").read_text())] == ["ok", "ok"]
    assert not (tmp_path / "r.jsonl.partial").exists()


def test_ctrl_c_while_the_command_loads_is_one_line(environment, tmp_path):
    """Whoever changes their mind in the first moment is shown no traceback."""
    (tmp_path / "click.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nos.getpid()\n")
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-m", "summarizer", "compare", "x"],
        env={**environment, "PYTHONPATH": path},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=interruptible,
    )
    assert (done.returncode, done.stderr) == (130, "summarizer: interrupted; nothing was begun\n")


# --- looking inside --------------------------------------------------------------------------------------------------


def test_prompts_render_shows_what_would_be_sent(summarizer, papers):
    """The very messages of the request, for the paper asked for."""
    done = summarizer("prompts", "render", papers, "--paper", "2")
    assert "S1| Wren: Small Models" in done.stdout
    shown = json.loads(summarizer("prompts", "render", papers, "--json").stdout)
    with FakeEndpoint(good) as server:
        summarizer("summarize", papers, "--base-url", server.url, "--workers", "1")
        assert server.bodies[0]["messages"] == shown["messages"]


@pytest.mark.parametrize("what", ["record", "comparison", "overview", "answer"])
def test_schemas_are_printed(summarizer, what):
    """Each is a JSON Schema of an object."""
    schema = json.loads(summarizer("schema", what).stdout)
    assert schema["type"] == "object"
    assert schema["properties"]


def test_the_cache_is_looked_at_checked_exported_and_cleared(summarizer, papers, tmp_path):
    """Every cache command does what it says on a real cache."""
    assert "None" not in summarizer("cache", "info").stdout
    with FakeEndpoint(good) as server:
        summarizer("summarize", papers, "--base-url", server.url)
    assert "2" in summarizer("cache", "info").stdout
    assert summarizer("cache", "check").returncode == 0
    assert summarizer("cache", "export", tmp_path / "kept.jsonl").returncode == 0
    assert sum("reply" in kept["row"] for kept in records_in((tmp_path / "kept.jsonl").read_text())) == 2
    assert summarizer("cache", "clear", stdin="n\n").returncode == 1
    assert "rows deleted" in summarizer("cache", "clear", "--yes").stderr


@pytest.mark.parametrize("arguments", [("~nobody-here/x.txt",), ("-o", "~nobody-here/out.jsonl")])
def test_the_home_of_somebody_who_is_not_here_is_a_name_like_any_other(summarizer, papers, arguments):
    done = summarizer("summarize", *(arguments if len(arguments) == 1 else (papers, *arguments)))
    assert done.returncode in (0, 2)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("order", ["before", "after"])
def test_the_folder_of_the_cache_is_named_before_or_after_what_is_done_with_it(summarizer, tmp_path, order):
    named = ("--cache-dir", tmp_path / "mine")
    told = summarizer("cache", *named, "info") if order == "before" else summarizer("cache", "info", *named)
    assert str(tmp_path / "mine") in told.stdout
