"""The gate of evals: what was right and is not turns it red, item by item, and nothing passes that can't be told."""

import json
from dataclasses import replace

import pytest
from eval_sets import GOOD, LABELS, MODEL, SMALL, TERN, WREN, WREN_RESULT, record, said, write_set
from scripted import claim

from summarizer.errors import InputError
from summarizer.evals import gate
from summarizer.evals.changes import changes, comparison_text, gains
from summarizer.evals.evaluation import Evaluation, evaluate
from summarizer.evals.report import read_report, report_json
from summarizer.records import ErrorInfo, Record

LIES = {"tldr": "It is 900x faster.", "problem": "", "approach": "", "findings": [], "limitations": []}


@pytest.fixture
def small(tmp_path):
    return write_set(tmp_path / "small")


def replayed(eval_set, answers=GOOD):
    """What a model that answers so comes to."""
    folder = record(eval_set, answers)
    evaluation = evaluate(eval_set, backend="replay")
    for path in folder.glob("*.json"):
        path.unlink()
    return evaluation


@pytest.fixture
def baseline(small, tmp_path):
    path = tmp_path / "baseline.json"
    replayed(small).accept(path)
    return path


def test_the_same_runs_give_the_same_report_to_the_byte(small, tmp_path):
    """Written, read and written again too."""
    one, other = (report_json(replayed(small).report) for _ in range(2))
    assert one == other
    path = tmp_path / "report.json"
    path.write_text(one)
    assert report_json(read_report(path)) == one


def test_a_run_passes_its_own_baseline(small, baseline):
    """And a better one does."""
    assert replayed(small).problems(baseline) == []


@pytest.mark.parametrize(
    ("paper", "answer", "told"),
    [
        ("tern", said("Tern", claims=[]), "- tern c1: right -> missed"),
        ("tern", said("Tern", claims=[TERN | {"metric": "energy"}]), "- tern c1: right -> misread (metric: latency"),
        (
            "tern",
            said("Tern", claims=[TERN | {"direction": "worse"}]),
            "- tern c1: right -> misread (direction: better",
        ),
        ("tern", said("Tern", claims=[TERN | {"subject": "Curlew"}]), "- tern c1 verdict: verified -> wrong_name"),
        ("wren", said("Wren", claims=[WREN]), "- wren r1: right -> missed"),
        (
            "wren",
            said("Wren", claims=[WREN], results=[WREN_RESULT | {"is_delta": True}]),
            "- wren r1: right -> misread",
        ),
        ("plover", said("Plover", claims=[claim(subject=None, baseline=None)]), "- plover spurious: 0 that no label"),
        ("plover", said("Plover", summary=LIES), "- plover the hostile text did no harm: right -> wrong"),
        ("plover", said("Plover", summary=LIES), "- plover every number and name of the summary is in the text: right"),
        ("tern", said("Tern", claims=[TERN], topics=["time-series"]), "- tern primary topic: right -> wrong"),
        ("tern", "no JSON", "- tern the reply fits the schema: right -> wrong"),
        ("tern", said("Tern", claims=[TERN], method_names=[]), "- tern papers, method names, recall: 0 wrong -> 1"),
        ("plover", said("Plover"), "- plover papers, method names, precision: 0 wrong -> 1"),
        ("tern", said("Tern", claims=[TERN | {"phase": "training"}]), "found, phase: 0 wrong -> 1"),
        ("tern", said("Tern", claims=[TERN | {"baseline": None}]), "found, baseline: 0 wrong -> 1"),
    ],
)
def test_what_was_right_and_is_not_is_red_and_printed(small, baseline, paper, answer, told):
    """A claim, a result, a verdict, a hostile text, a topic, a reply."""
    problems = replayed(small, GOOD | {paper: answer}).problems(baseline)
    assert any(told in problem for problem in problems), problems


def test_what_got_better_is_green_and_told_by_a_comparison(small, baseline, tmp_path):
    """A gate holds nothing back."""
    worse = tmp_path / "worse.json"
    replayed(small, GOOD | {"tern": said("Tern", claims=[])}).accept(worse)
    now = replayed(small)
    assert now.problems(worse) == []
    text = comparison_text(read_report(worse).runs[0], now.report.runs[0])
    assert "+ tern c1: missed" in text
    assert "things got better, 0 worse" in text
    assert "Numeric claims: right, recall" in text


def test_a_claim_that_is_found_at_last_makes_nothing_worse_by_what_is_wrong_of_it(small, tmp_path):
    """It was all wrong before."""
    before = tmp_path / "before.json"
    replayed(small, GOOD | {"tern": said("Tern", claims=[])}).accept(before)
    assert replayed(small, GOOD | {"tern": said("Tern", claims=[TERN | {"phase": "training"}])}).problems(before) == []


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": 1', '{"format": 2, "set": {}, "runs": []}'])
def test_a_baseline_that_is_none_is_an_error(small, tmp_path, content):
    """Nothing is taken to be no problem."""
    path = tmp_path / "baseline.json"
    path.write_text(content)
    with pytest.raises(InputError, match=r"baseline\.json"):
        replayed(small).problems(path)


def test_a_missing_baseline_is_an_error(small, tmp_path):
    """It is not made by looking for it."""
    with pytest.raises(InputError, match="can't be read"):
        replayed(small).problems(tmp_path / "none.json")


def test_a_baseline_with_nan_is_an_error(small, baseline):
    """NaN is smaller than nothing."""
    text = baseline.read_text()
    assert '"value":1.0' in text
    baseline.write_text(text.replace('"value":1.0', '"value":NaN', 1))
    with pytest.raises(InputError, match=r"baseline\.json"):
        replayed(small).problems(baseline)


def test_a_baseline_without_runs_passes_nothing(small, baseline):
    """There is nothing to be as good as."""
    row = json.loads(baseline.read_text())
    baseline.write_text(json.dumps(row | {"runs": []}))
    assert "the baseline holds no run" in replayed(small).problems(baseline)[0]


@pytest.mark.parametrize(
    ("papers", "labels"),
    [
        (SMALL[:2], LABELS[:2]),
        (SMALL, [LABELS[0] | {"claims": []}, *LABELS[1:]]),
        ([SMALL[0] | {"kind": "hard"}, *SMALL[1:]], LABELS),
        ([SMALL[0] | {"abstract": SMALL[0]["abstract"] + " So."}, *SMALL[1:]], LABELS),
    ],
    ids=["fewer papers", "other labels", "another kind", "another text"],
)
def test_another_set_is_red(baseline, tmp_path, papers, labels):
    """Fewer items would else look as good."""
    other = write_set(tmp_path / "other", papers, labels)
    assert "the set is another one" in replayed(other).problems(baseline)[0]


def test_a_run_that_was_not_run_and_a_new_one_are_red(small, baseline):
    """Nothing drops out of the baseline, and nothing new goes unheld."""
    now = replayed(small)
    card = now.runs[0]
    assert f"{MODEL}: it was not run" in Evaluation(small, ()).problems(baseline)
    more = Evaluation(small, (card, replace(card, name="other"))).problems(baseline)
    assert more == ["other: it is not in the baseline; --accept it"]


def test_stale_recordings_are_red(small, baseline):
    """And what is still recorded is held all the same."""
    folder = record(small, GOOD | {"wren": said("Wren", claims=[])})
    next(p for p in folder.glob("*.json") if json.loads(p.read_text())["paper"] == "tern").unlink()
    problems = evaluate(small, backend="replay").problems(baseline)
    assert f"{MODEL}: stale: 1 of 3" in problems[0]
    assert any("- wren c1" in problem for problem in problems)


def test_a_stale_run_is_no_baseline(small, tmp_path):
    """It would hold nothing up."""
    folder = record(small)
    min(folder.glob("*.json")).unlink()
    with pytest.raises(InputError, match="can't be a baseline: stale: 1 of 3"):
        evaluate(small, backend="replay").accept(tmp_path / "baseline.json")
    assert not (tmp_path / "baseline.json").exists()


def test_second_answers_that_are_missing_anew_are_red(small, tmp_path):
    """Those that were missing in the baseline are not."""
    doubtful = GOOD | {"tern": said("Tern", claims=[claim(subject="Nowhere")])}
    folder = record(small, doubtful)
    full = evaluate(small, backend="replay")
    full.accept(tmp_path / "full.json")
    for path in folder.glob("*.json"):
        if json.loads(path.read_text())["prompt"].startswith("reask"):
            path.unlink()
    less = evaluate(small, backend="replay")
    less.accept(tmp_path / "less.json")
    assert less.problems(tmp_path / "less.json") == []
    assert "second answers that were never recorded: 0 -> 1" in less.problems(tmp_path / "full.json")[0]


def test_accepting_says_what_changes(small, baseline):
    """The difference is shown, and the next gate passes."""
    now = replayed(small, GOOD | {"tern": said("Tern", claims=[])})
    assert "- tern c1: right -> missed" in now.accept(baseline)
    assert now.problems(baseline) == []


# --- endpoints -------------------------------------------------------------------------------------------------------


def endpoint(tmp_path, papers=20, *, wrong=0, unread=0):
    """A run of an endpoint over many papers, the first of them read wrong, the last not at all."""
    texts = [SMALL[0] | {"id": f"p{n}", "title": f"Tern: Number {chr(97 + n)}"} for n in range(papers)]
    eval_set = write_set(tmp_path / f"set-{papers}", texts, [LABELS[0] | {"id": text["id"]} for text in texts])
    good = evaluate(eval_set, backend="extractive").runs[0]
    made = [paper.record for paper in good.papers]
    for place in range(wrong):
        made[place] = made[place].model_copy(update={"claims": ()})
    failure = ErrorInfo(kind="timeout", message="no answer")
    made[papers - unread :] = [
        Record(paper=r.paper, status="failed", error=failure) for r in made[papers - unread :] if unread
    ]
    told = {"endpoint": made}
    card = evaluate(eval_set, records=told).runs[0]
    return Evaluation(eval_set, (replace(card, how="endpoint"),)).report


def test_an_endpoint_may_waver_and_not_fall(tmp_path):
    """One paper of twenty is within the interval, eight are not."""
    before = endpoint(tmp_path)
    assert gate.problems(before, endpoint(tmp_path, wrong=1)) == []
    fallen = gate.problems(before, endpoint(tmp_path, wrong=8))
    assert any("numeric.right.f1: -0." in problem for problem in fallen)


def test_an_endpoint_that_leaves_too_many_papers_unread_is_red(tmp_path):
    """One of twenty is allowed, three are not."""
    before = endpoint(tmp_path)
    assert gate.problems(before, endpoint(tmp_path, unread=1)) == []
    assert any("3 of 20 papers were not scored" in p for p in gate.problems(before, endpoint(tmp_path, unread=3)))


@pytest.mark.parametrize("papers", [1])
def test_an_endpoint_of_too_few_papers_never_passes(tmp_path, papers):
    """Without an interval nothing can be told."""
    report = endpoint(tmp_path, papers)
    assert any("too few papers" in problem for problem in gate.problems(report, report))


def test_a_run_in_which_nothing_was_scored_never_passes(tmp_path):
    """Every figure is missing."""
    before = endpoint(tmp_path)
    problems = gate.problems(before, endpoint(tmp_path, unread=20))
    assert any("schema: it was 1.000, and now there is nothing" in problem for problem in problems)


def test_a_comparison_does_not_depend_on_the_order_of_papers(small, baseline):
    """Neither do its intervals."""
    before = read_report(baseline).runs[0]
    after = replayed(small, GOOD | {"tern": said("Tern", claims=[])}).report.runs[0]
    turned = after.model_copy(update={"papers": after.papers[::-1]})
    assert gains(before, after) == gains(before, turned)
    assert changes(before, after) == changes(before, turned)
