"""`summarizer eval`: scores offline, recordings from an endpoint, a journal or a batch, gates, comparisons, a page."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from browser import MISSING, browser, installed
from click.testing import CliRunner
from eval_sets import GOOD, LABELS, MODEL, SMALL, TERN, record, said, write_set
from fake_endpoint import FakeEndpoint
from fake_endpoint import reply as served

from summarizer.cli import cli
from summarizer.clients.dialects import Dialect, shape
from summarizer.errors import SettingsError, SummarizerError
from summarizer.evals import runs
from summarizer.evals.evaluation import Evaluation, evaluate
from summarizer.evals.loading import load_set
from summarizer.evals.page import eval_page
from summarizer.evals.runs import replay_setup
from summarizer.evals.stability import agreement
from summarizer.prompts import prompts_folder

ROOT = Path(__file__).resolve().parents[1]
CANARY = "sk-CANARY0123456789"


@pytest.fixture
def small(tmp_path):
    return write_set(tmp_path / "small")


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def eval_(tmp_path, monkeypatch):
    """Run the command in an empty folder, with an environment of its own; in this process, which is quicker."""
    work = tmp_path / "work"
    work.mkdir()
    for name in [name for name in os.environ if name.startswith(("SUMMARIZER_", "OPENAI_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("SUMMARIZER_API_KEY", CANARY)
    monkeypatch.chdir(work)

    def run(*arguments):
        done = CliRunner().invoke(cli, ["eval", *map(str, arguments)], standalone_mode=False)
        if isinstance(done.exception, (SummarizerError, click.ClickException)):
            return Done(done.exception.exit_code, done.stdout, f"{done.stderr}{done.exception}")
        if done.exception is not None:
            raise done.exception
        return Done(done.return_value or 0, done.stdout, done.stderr)

    run.folder = work
    return run


def place(eval_set):
    return eval_set.recordings.parent


def answering(answers):
    """An endpoint's model that answers each paper as told."""

    def step(hit):
        asked = hit.body["messages"][5]["content"]
        told = next(told for name, told in answers.items() if f"S1| {name.capitalize()}" in asked)
        return served(told if isinstance(told, str) else json.dumps(told), usage=USAGE)

    return step


USAGE = {"prompt_tokens": 3000, "completion_tokens": 20}


# --- offline ---------------------------------------------------------------------------------------------------------


def test_a_newcomer_sees_scores_at_once(tmp_path):
    """Without a word: the embedded reader and every recorded model, without a network, within ten seconds."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "summarizer", "eval"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - begun < 10
    assert "embedded" in done.stdout
    assert re.search(r"right, F1 +0\.\d{3}  \[0\.\d{3}, [01]\.\d{3}\] \d+", done.stdout)
    for model in load_set().models:
        assert model in done.stdout


def test_runs_stand_side_by_side(eval_, small):
    """The embedded reader beside what was recorded, each figure with its n."""
    record(small)
    done = eval_(place(small))
    assert done.returncode == 0, done.stderr
    assert "small: 3 papers (1 plain, 1 hard, 1 hostile)" in done.stdout
    assert "embedded" in done.stdout
    assert MODEL in done.stdout
    assert re.search(r"calls, of them re-asks +0, 0 +3, 0", done.stdout)
    assert "nan" not in done.stdout.lower()


def test_the_same_eval_gives_the_same_bytes(eval_, small):
    """JSON, table and page."""
    record(small)
    assert eval_(place(small), "--format", "table").stdout.startswith("small: 3 papers")
    for form in ("json", "table", "html"):
        assert eval_(place(small), "--format", form).stdout == eval_(place(small), "--format", form).stdout


def test_one_character_of_a_prompt_makes_it_stale(eval_, small, tmp_path):
    """Exit 1, every paper counted, and the change is shown."""
    record(small)
    prompts = tmp_path / "prompts"
    prompts.mkdir()
    for path in prompts_folder().glob("*.md"):
        (prompts / path.name).write_text(path.read_text().replace("You read the title", "You reed the title"))
    done = eval_(place(small), "--backend", "replay", "--prompts", prompts)
    assert done.returncode == 1
    assert f"{MODEL}: stale: 3 of 3" in done.stderr
    assert "'You read the title" in done.stderr
    assert "summarizer eval --record --model tiny" in done.stderr


def test_an_edited_recording_is_refused(eval_, small):
    """With its name."""
    path = min(record(small).glob("*.json"))
    path.write_text(path.read_text().replace('"temperature": 0', '"temperature": 1'))
    done = eval_(place(small))
    assert done.returncode == 2
    assert path.name in done.stderr
    assert done.stdout == ""


def test_an_unused_recording_is_told_and_fails_a_strict_run(eval_, tmp_path):
    """As when a paper is taken out of the set."""
    small = write_set(tmp_path / "small")
    record(small)
    write_set(tmp_path / "small", SMALL[:2], LABELS[:2])
    done = eval_(place(small))
    assert done.returncode == 0
    assert f"{MODEL}: 1 recordings are unused" in done.stderr
    strict = eval_(place(small), "--strict")
    assert strict.returncode == 1
    assert "red: tiny: 1 recordings are unused" in strict.stderr


def test_records_of_any_run_can_be_scored(eval_, small):
    """And labels of somebody else."""
    subprocess.run(
        [sys.executable, "-m", "summarizer", "summarize", place(small) / "papers.json", "-o", "mine.jsonl", "-q"],
        cwd=eval_.folder,
        check=True,
    )
    done = eval_(place(small), "--records", "mine.jsonl", "--records", place(small) / "gold.jsonl")
    assert done.returncode == 0, done.stderr
    assert re.search(r"mine +gold", done.stdout)


# --- recording -------------------------------------------------------------------------------------------------------


def test_what_an_endpoint_says_is_recorded_and_replayed_without_it(eval_, small):
    """The same scores afterwards, with the endpoint gone; nothing of the key or the address is in a file."""
    with FakeEndpoint(answering(GOOD), models=(MODEL,)) as server:
        url = server.url
        asked = eval_(place(small), "--record", "--model", MODEL, "--base-url", url)
        again = eval_(place(small), "--record", "--model", MODEL, "--base-url", url)
        assert len(server.hits) == 3
    assert asked.returncode == again.returncode == 0, asked.stderr
    assert "3 recorded, 0 were there" in asked.stderr
    assert "0 recorded, 3 were there" in again.stderr
    files = list((place(small) / "recordings" / MODEL).glob("*.json"))
    assert len(files) == 3
    texts = "".join(path.read_text() for path in files)
    assert CANARY not in texts
    assert url.split("//")[1].split("/")[0] not in texts
    assert {json.loads(path.read_text())["how"] for path in files} == {"endpoint"}
    done = eval_(place(small), "--backend", "replay", "--format", "json")
    run = json.loads(done.stdout)["runs"][0]
    assert run["scores"]["numeric.right.f1"]["value"] == 1
    assert run["spent"]["output"] == 60


def test_recording_goes_on_where_it_was_stopped(eval_, small):
    """Only what is missing is asked for."""
    with FakeEndpoint(answering(GOOD), models=(MODEL,)) as server:
        eval_(place(small), "--record", "--model", MODEL, "--base-url", server.url)
        gone = min((place(small) / "recordings" / MODEL).glob("*.json"))
        before = gone.read_text()
        gone.unlink()
        more = eval_(place(small), "--record", "--model", MODEL, "--base-url", server.url)
        assert len(server.hits) == 3
    assert "1 recorded, 2 were there" in more.stderr
    assert gone.read_text() == before


def test_an_ordinary_runs_journal_becomes_recordings(eval_, small, tmp_path):
    """The first answer, the re-ask and the redo as they came; what it lacks is told, and exits with 3."""
    lacking = {name: told for name, told in GOOD.items() if name != "plover"} | {"tern": "no JSON"}
    (tmp_path / "two.json").write_text(json.dumps(SMALL[:2]))
    with FakeEndpoint(answering(lacking), models=(MODEL,)) as server:
        command = [sys.executable, "-m", "summarizer", "summarize", str(tmp_path / "two.json"), "-o", "two.jsonl"]
        command += ["--backend", "openai", "--base-url", server.url, "--model", MODEL, "--cache-dir", "kept", "-q"]
        subprocess.run(command, cwd=eval_.folder, check=False)
        assert len(server.hits) == 3
    done = eval_(place(small), "--record", "--model", MODEL, "--from-cache", "kept")
    assert done.returncode == 3
    assert "3 recorded" in done.stderr
    assert "plover: no answer to this request" in done.stderr
    rows = [json.loads(path.read_text()) for path in (place(small) / "recordings" / MODEL).glob("*.json")]
    assert sorted((row["paper"], row["prompt"].split("@")[0]) for row in rows) == [
        ("tern", "reask"),
        ("tern", "summarize"),
        ("wren", "summarize"),
    ]
    assert {row["how"] for row in rows} == {"journal"}


def test_a_batchs_output_file_becomes_recordings(eval_, small):
    """Its lines are named by the requests' hashes."""
    lines = []
    for paper in small.papers:
        request = replay_setup(MODEL).request(paper)
        assert shape(request, Dialect())["model"] == MODEL
        message = {"role": "assistant", "content": json.dumps(GOOD[paper.id])}
        body = {"model": MODEL, "created": 1_930_000_000, "usage": USAGE, "choices": [{"message": message}]}
        lines.append({"custom_id": request.sha256, "response": {"status_code": 200, "body": body}})
    path = eval_.folder / "output.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    done = eval_(place(small), "--record", "--model", MODEL, "--from-batch", path)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(p.read_text()) for p in (place(small) / "recordings" / MODEL).glob("*.json")]
    assert {(row["how"], row["recorded_at"]) for row in rows} == {("batch", "2031-02-27T23:06:40+00:00")}
    assert evaluate(small, backend="replay").runs[0].estimates["numeric.right.f1"].value == 1


def test_answers_that_were_cut_off_are_all_that_a_recording_needs(eval_, small):
    """What a larger budget would have brought is counted, and nothing is missing."""
    lines = []
    for paper in small.papers:
        choice = {"message": {"role": "assistant", "content": '{"claims": ['}, "finish_reason": "length"}
        body = {"model": MODEL, "created": 1_930_000_000, "usage": USAGE, "choices": [choice]}
        response = {"status_code": 200, "body": body}
        lines.append({"custom_id": replay_setup(MODEL).request(paper).sha256, "response": response})
    path = eval_.folder / "output.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    done = eval_(place(small), "--record", "--model", MODEL, "--from-batch", path)
    assert done.returncode == 0, done.stderr
    assert "3 recorded" in done.stderr
    assert "3 second answers are not recorded: the first ones stand" in done.stderr
    assert "no answer" not in done.stderr


def test_recordings_that_nothing_asks_for_go_when_all_is_recorded_again(eval_, small, tmp_path):
    """So that a folder holds one reading of the set."""
    folder = record(small)
    old = {path.name for path in folder.glob("*.json")}
    prompts = tmp_path / "prompts"
    prompts.mkdir()
    for path in prompts_folder().glob("*.md"):
        (prompts / path.name).write_text(path.read_text().replace("You read the title", "You reed the title"))
    with FakeEndpoint(answering(GOOD), models=(MODEL,)) as server:
        done = eval_(place(small), "--record", "--model", MODEL, "--base-url", server.url, "--prompts", prompts)
    assert "3 recorded, 0 were there, 3 that nothing asks for are gone" in done.stderr
    assert not old & {path.name for path in folder.glob("*.json")}
    assert eval_(place(small), "--backend", "replay", "--prompts", prompts).returncode == 0


# --- endpoints -------------------------------------------------------------------------------------------------------


def test_an_endpoint_is_scored_as_it_answers(eval_, small):
    """With what it took; a paper that it leaves unread is unscored, and exits with 3."""
    with FakeEndpoint(answering(GOOD), models=(MODEL,)) as server:
        done = eval_(place(small), "--base-url", server.url)
    assert done.returncode == 0, done.stderr
    assert re.search(r"calls, of them re-asks +3, 0", done.stdout)
    assert re.search(r"tokens in, out +9,000, 60", done.stdout)


def test_a_repeated_eval_says_what_agrees(eval_, small):
    """Every reading is asked for anew, or there would be nothing to compare."""
    turns = []

    def step(hit):
        turns.append(1)
        wavering = said("Tern", claims=[TERN]) if len(turns) <= 3 else said("Tern", claims=[])
        return answering(GOOD | {"tern": wavering})(hit)

    with FakeEndpoint(step, models=(MODEL,)) as server:
        done = eval_(place(small), "--base-url", server.url, "--repeat", "2", "--workers", "1")
        assert len(server.hits) == 6
    assert done.returncode == 0, done.stderr
    assert "2 readings of 3 papers" in done.stdout
    assert re.search(r"values that agree: 0\.800 .* n=5", done.stdout)


def test_agreement_is_told_of_values_quotes_and_verdicts(small):
    """A value that wavers, a quote that stays, a verdict that turns."""
    card = runs.run_embedded(small)
    paper = card.papers[0]
    claim = paper.record.claims[0]

    def with_claim(changed):
        made = paper.record.model_copy(update={"claims": (changed,)})
        return runs.score_records(small, [made, *(p.record for p in card.papers[1:])], name="other")

    same = agreement([card, card])
    assert {name: figure.value for name, figure in same.items()} == {"values": 1, "quotes": 1, "verdicts": 1}
    other = agreement([card, with_claim(claim.model_copy(update={"value": 99.0}))])
    assert other["values"].value < 1
    assert other["quotes"].value == 1
    turned = agreement([card, with_claim(claim.model_copy(update={"verdict": "wrong_unit"}))])
    assert turned["values"].value == 1
    assert turned["verdicts"].value < 1


# --- gates and comparisons -------------------------------------------------------------------------------------------


def test_the_gate_is_red_where_something_is_worse(eval_, small):
    """Exit 1 and the item; after --accept it is green."""
    base = eval_.folder / "baseline.json"
    record(small)
    assert eval_(place(small), "--gate", base).returncode == 2
    assert eval_(place(small), "--accept", "--gate", base).returncode == 0
    passed = eval_(place(small), "--gate", base)
    assert passed.returncode == 0, passed.stderr
    assert "the gate is passed" in passed.stderr
    for path in (place(small) / "recordings" / MODEL).glob("*.json"):
        path.unlink()
    record(small, GOOD | {"tern": said("Tern", claims=[])})
    red = eval_(place(small), "--gate", base)
    assert red.returncode == 1
    assert "red: tiny: - tern c1: right -> missed" in red.stderr
    accepted = eval_(place(small), "--accept", "--gate", base)
    assert "- tern c1: right -> missed" in accepted.stderr
    assert eval_(place(small), "--gate", base).returncode == 0


def test_another_sets_baseline_has_to_be_named(eval_, small):
    """The toolkit's own is not overwritten by accident."""
    assert eval_(place(small), "--accept").returncode == 2
    assert "kept as mine.json" in eval_(place(small), "--accept", "--gate", "mine.json").stderr


def test_a_report_that_is_not_there_is_named_as_a_file_with_what_writes_it(eval_, small):
    for asked in (("--gate", "none.json"), ("--compare", "none.json", "embedded")):
        told = eval_(place(small), *asked)
        assert told.returncode == 2
        assert "none.json: can't be read: No such file or directory; write one by: summarizer eval -o none.json" in (
            told.stderr
        )


def test_two_runs_or_reports_are_compared(eval_, small):
    """By file, by a run of a file, by name."""
    record(small, GOOD | {"tern": said("Tern", claims=[])})
    eval_(place(small), "-o", "a.json")
    for pair in (("a.json#tiny", "a.json#embedded"), ("tiny", "embedded"), ("a.json#tiny", "embedded")):
        done = eval_(place(small), "--compare", *pair)
        assert done.returncode == 0, done.stderr
        assert "+ tern c1: missed (nothing was read at 'cuts latency by 62%') -> right" in done.stdout
        assert re.search(r"right, recall +\+0\.500", done.stdout)
    assert eval_(place(small), "--compare", "a.json", "a.json").stdout.count("0 things got better, 0 worse") == 2
    assert eval_(place(small), "--compare", "a.json#none", "embedded").returncode == 2


def test_runs_are_compared_under_topics_of_ones_own(eval_, small):
    """The labels name topics that only the file knows."""
    gold = place(small) / "gold.jsonl"
    gold.write_text(gold.read_text().replace("quantization", "birds"))
    (eval_.folder / "own.toml").write_text('[topics.birds]\nwords = ["tern", "wren"]\ndescription = "Birds."\n')
    done = eval_(place(small), "--topics", "own.toml", "--compare", "embedded", "embedded")
    assert done.returncode == 0, done.stderr
    assert "0 things got better, 0 worse" in done.stdout
    without = eval_(place(small), "--compare", "embedded", "embedded")
    assert without.returncode == 2
    assert "no topic 'birds'" in without.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--record", "--gate", "b.json"), "--record and --gate are not done at once"),
        (("--compare", "a", "b", "--accept"), "--compare and --accept are not done at once"),
        (("--records", "a.jsonl", "--model", "tiny"), "--model has nothing to say beside --records"),
        (("--records", "a.jsonl", "--prompts", "own"), "--prompts has nothing to say beside --records"),
        (("--records", "a.jsonl", "--backend", "extractive"), "--backend has nothing to say beside --records"),
        (("--record", "--strict"), "--strict has nothing to say beside --record"),
        (("--compare", "a", "b", "--base-url", "http://x"), "--base-url has nothing to say beside --compare"),
        (("--from-cache", "kept"), "--from-cache says what to --record from"),
        (("--from-batch", "output.jsonl"), "--from-batch says what to --record from"),
        (("--record", "--from-cache", "kept"), "--record needs the model's name"),
    ],
)
def test_options_that_do_not_go_together_are_told(eval_, small, arguments, told):
    """None of them is passed over without a word."""
    done = eval_(place(small), *arguments)
    assert done.returncode == 2
    assert told in done.stderr


# --- the page --------------------------------------------------------------------------------------------------------

HOSTILE = '</style><script>alert(1)</script> <img src=x onerror="alert(1)">'


def test_the_page_shows_each_miss_next_to_its_text(small):
    """Evidence is marked by what became of it; label, reading and reason stand beside it."""
    record(small, GOOD | {"tern": said("Tern", claims=[TERN | {"direction": "worse"}])})
    page = str(evaluate(small, backend="replay").to_html())
    assert '<mark class="misread">cuts latency by 62%</mark>' in page
    assert "direction: better, read as worse" in page
    assert "latency better 62% (factor 2.632) over Gull-B" in page
    assert "1 of 3" not in page.split("<h2")[0]
    assert "2 of 3 papers have nothing wrong" in page


def test_the_page_asks_nothing_and_runs_nothing(tmp_path):
    """Whatever a text, a label or a model says is shown as it stands."""
    texts = [SMALL[0] | {"title": f"Tern {HOSTILE}", "abstract": f"{HOSTILE} It cuts latency by 62%.\u202e"}]
    labels = [{"id": "tern", "claims": [LABELS[0]["claims"][0] | {"baseline": HOSTILE, "metric": "energy"}]}]
    page = eval_page(*page_of(write_set(tmp_path / "small", texts, labels)))
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "\u202e" not in page
    assert not re.search(r"(?:src|href)=[\"'](?!#)", page)
    assert "default-src 'none'; style-src 'sha256-" in page.replace("&#39;", "'")


def page_of(eval_set):
    return eval_set, [runs.run_embedded(eval_set)]


def test_the_pages_policy_allows_its_own_style(small):
    """The hash is that of the style as it stands there."""
    page = eval_page(*page_of(small))
    style = re.search(r"<style>(.*?)</style>", page, re.S).group(1)
    assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in page


# --- in Python and in pytest -----------------------------------------------------------------------------------------


def test_scores_are_a_table_in_python(small):
    """A row for each run and measure."""
    pytest.importorskip("pandas", reason="comes with the notebook extra")
    record(small)
    frame = evaluate(small).to_dataframe()
    assert set(frame["run"]) == {"embedded", MODEL}
    assert frame.set_index(["run", "measure"]).loc[(MODEL, "numeric.right.f1"), "value"] == 1
    assert str(evaluate(small)).startswith("small: 3 papers")
    assert isinstance(evaluate(small), Evaluation)


def test_an_unknown_backend_is_told(small):
    """And nothing is read in its place."""
    with pytest.raises(SettingsError, match="no backend 'ollama'; there are: extractive, replay, openai"):
        evaluate(small, backend="ollama")


def test_an_unknown_setting_is_told():
    """A word that is misspelt chooses nothing by silence."""
    with pytest.raises(SettingsError, match="did you mean 'model'"):
        evaluate(modle="x")


@pytest.mark.browser
@pytest.mark.skipif(not installed(), reason=MISSING)
def test_the_page_fits_a_narrow_window_and_is_styled(small, tmp_path):
    """Nothing is cut off at the width of a phone, in light and dark, and its policy lets its own style through."""
    record(small, GOOD | {"tern": said("Tern", claims=[TERN | {"direction": "worse"}])})
    path = tmp_path / "page.html"
    path.write_text(evaluate(small).to_html(), encoding="utf-8")
    with browser() as tab:
        for scheme in ("light", "dark"):
            tab.look(width=390, scheme=scheme)
            tab.open(path)
            wide, window = tab.run("return [document.documentElement.scrollWidth, window.innerWidth]")
            assert wide <= window
            marked = "const e = document.querySelector('mark.misread'); return getComputedStyle(e).backgroundColor"
            assert tab.run(marked) not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 0)")
        assert [entry for entry in tab.logs("browser") if entry["level"] == "SEVERE"] == []


@pytest.mark.browser
@pytest.mark.skipif(not installed(), reason=MISSING)
def test_on_a_phone_the_measures_names_stay_readable_beside_two_runs(small, tmp_path):
    """No column is squeezed to a letter a line; what has no room is reached sideways, inside the table's own box."""
    record(small)
    (tmp_path / "page.html").write_text(str(evaluate(small).to_html()), encoding="utf-8")
    with browser() as tab:
        tab.look(width=390)
        tab.open(tmp_path / "page.html")
        assert tab.run("return document.querySelectorAll('thead')[0].querySelectorAll('th').length") == 3
        assert tab.run("return Math.min(...[...document.querySelectorAll('td')].map(cell => cell.clientWidth))") >= 100
        assert tab.run("return document.documentElement.scrollWidth") <= 390
