"""Evals: sets are checked when they are read, and what is right, found, missed or spurious is told as the rules say."""

import json
import math
import re
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from eval_sets import GOOD, LABELS, MODEL, SMALL, record, said, write_set
from hypothesis import given
from hypothesis import strategies as st
from scripted import claim as answered

from summarizer.clients import Completion
from summarizer.clients.replay import NetworkError
from summarizer.errors import InputError
from summarizer.evals import intervals, matching, runs, tables
from summarizer.evals.labels import GoldClaim, GoldResult, make_label
from summarizer.evals.loading import load_set, read_predictions
from summarizer.evals.measures import MEASURES
from summarizer.evals.runs import replay_setup
from summarizer.evals.scoring import score
from summarizer.papers import make_paper
from summarizer.records import Claim, ErrorInfo, Record, Result, Summary, record_json
from summarizer.topics import load_topics
from summarizer.verification import verify

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
needs_gold = pytest.mark.skipif(not (GOLD / "score.py").exists(), reason="needs ../shared/gold beside the checkout")


# --- sets ------------------------------------------------------------------------------------------------------------


def test_a_set_is_a_folder_or_a_prefix_of_two_files(tmp_path):
    """Both hold the same papers and labels, and so have one hash."""
    folder = write_set(tmp_path / "small")
    for name in ("papers.json", "gold.jsonl"):
        (tmp_path / f"dev.{name}").write_text((tmp_path / "small" / name).read_text())
    prefix = load_set(tmp_path / "dev")
    assert [p.id for p in prefix.papers] == [p["id"] for p in SMALL]
    assert prefix.sha256 == folder.sha256
    assert [folder.kind(paper) for paper in folder.papers] == ["plain", "hard", "hostile"]


def test_the_set_that_comes_with_the_toolkit_is_loaded_without_a_name():
    """Every paper of it has a label."""
    own = load_set()
    assert len(own.papers) >= 16
    assert {paper.id for paper in own.papers} == set(own.labels)


@pytest.mark.parametrize(
    ("papers", "labels", "told"),
    [
        (SMALL, LABELS[:2], "papers without a label: plover"),
        (SMALL[:2], LABELS, "labels without a paper: plover"),
        ([*SMALL, SMALL[0]], LABELS, "'tern' stands on more than one paper"),
        (SMALL, [*LABELS, LABELS[0]], "line 4: 'tern' is labelled twice"),
        (SMALL, [LABELS[0] | {"claims": [{"metric": "speed"}]}, *LABELS[1:]], r"line 1: .*claims.0.metric"),
        (SMALL, [LABELS[0] | {"claim": []}, *LABELS[1:]], r"line 1: .*claim: Extra inputs"),
        (SMALL, [LABELS[0] | {"claims": [{"valeu": 3}]}, *LABELS[1:]], "valeu"),
        (
            SMALL,
            [LABELS[0] | {"claims": [{"evidence": "by 6.2%"}]}, *LABELS[1:]],
            "tern: the evidence 'by 6.2%' stands nowhere",
        ),
    ],
)
def test_a_set_that_does_not_fit_together_is_refused(tmp_path, papers, labels, told):
    """File, line and field are told."""
    with pytest.raises(InputError, match=told):
        write_set(tmp_path / "small", papers, labels)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"topics": ["quantisation"]}, "no topic 'quantisation'; did you mean 'quantization'?"),
        ({"primary_topic": "birds"}, "no topic 'birds'; there are: "),
        ({"accept": {"topics": [3]}}, "no topic 3; there are: "),
        (
            {"accept": {"topics": [["prunning-sparsity"]]}},
            "no topic 'prunning-sparsity'; did you mean 'pruning",
        ),
    ],
)
def test_a_topic_that_there_is_not_is_no_label(tmp_path, fields, told):
    """It would count as wrong whatever is read."""
    with pytest.raises(InputError, match=rf"gold\.jsonl, line 2: '{LABELS[1]['id']}': {re.escape(told)}"):
        write_set(tmp_path / "small", SMALL, [LABELS[0], LABELS[1] | fields, *LABELS[2:]])


@pytest.mark.parametrize("accepted", [["distillation"], [["quantization", "distillation"]]])
def test_accepted_topics_are_right_one_by_one_and_as_a_list(accepted):
    """Of another list any is right as the primary one."""
    label = make_label({"id": "wader", "topics": ["multimodal"], "accept": {"topics": accepted}}, "here")
    assert set(label.right_topics) >= {"multimodal", "distillation"}


def test_labels_may_name_the_topics_that_are_given(tmp_path):
    """A set of one's own may have topics of its own."""
    (tmp_path / "birds.toml").write_text('[topics.birds]\nwords = ["tern"]\n')
    topics = load_topics(tmp_path / "birds.toml")
    write_set(tmp_path / "small")
    labels = [label | {"topics": ["birds"]} for label in LABELS]
    (tmp_path / "small" / "gold.jsonl").write_text("".join(json.dumps(label) + "\n" for label in labels))
    assert load_set(tmp_path / "small", topics=topics).labels[LABELS[0]["id"]].topics == ("birds",)


def test_one_paper_is_one_paper(tmp_path):
    """A table's heading counts as people do."""
    assert ": 1 paper (" in tables.heading(write_set(tmp_path / "small", SMALL[:1], LABELS[:1]))


def test_a_folder_that_is_no_set_is_told_what_one_is(tmp_path):
    """So that the next try is right."""
    with pytest.raises(InputError, match=r"papers\.json and gold\.jsonl"):
        load_set(tmp_path)


def test_a_changed_label_makes_another_set(tmp_path):
    """The hash holds texts and labels."""
    one = write_set(tmp_path / "one")
    labels = [LABELS[0] | {"topics": ["pruning-sparsity"]}, *LABELS[1:]]
    assert write_set(tmp_path / "two", SMALL, labels).sha256 != one.sha256


# --- what is right ---------------------------------------------------------------------------------------------------

TEXT = "We cut latency by 62% against Gull. It needs 4.6 GB of memory in O(n log n) time, and is 3x faster than Tern."


def gold(**fields):
    plain = {"kind": "relative", "metric": "latency", "direction": "better", "value": 62, "unit": "%", "factor": 2.632}
    return GoldClaim(**{"evidence": "latency by 62%", **plain, **fields})


def read(**fields):
    plain = {"kind": "relative", "metric": "latency", "direction": "better", "value": 62, "unit": "%", "factor": 2.632}
    return Claim(**{"evidence": "cut latency by 62% against", **plain, **fields})


@pytest.mark.parametrize(
    ("label", "item", "strength"),
    [
        (gold(), read(), 2),
        (gold(), read(evidence="3x faster"), 0),
        (gold(), read(evidence="nowhere"), 0),
        (gold(), read(value=63), 0),
        (gold(), read(value=62.3), 2),
        (gold(), read(value=None), 0),
        (gold(), read(metric="memory"), 1),
        (gold(), read(direction="worse"), 1),
        (gold(), read(factor=1.62), 1),
        (gold(), read(factor=None), 1),
        (gold(), read(factor=2.60), 2),
        (gold(), read(value=0.38, unit="x"), 2),
        (gold(), read(value=0.38, unit="x", factor=3), 0),
        (gold(accept={"metric": ["energy"]}), read(metric="energy"), 2),
        (gold(accept={"value": [60]}), read(value=60), 2),
        (gold(accept={"factor": [1.62]}), read(factor=1.62), 2),
        (gold(kind="absolute", value=4.6, unit="GB", factor=None), read(kind="absolute", value=4600, unit="MB"), 2),
        (gold(kind="absolute", value=62, factor=None), read(), 1),
        (gold(kind="asymptotic", unit="O(n log n)"), read(kind="asymptotic", unit="O(L log L)"), 2),
        (gold(kind="asymptotic", unit="linear"), read(kind="asymptotic", unit="O(N)"), 2),
        (gold(kind="asymptotic", unit="linear"), read(kind="asymptotic", unit="quadratic"), 0),
        (gold(kind="asymptotic", unit="O~(k/\\epsilon^2)"), read(kind="asymptotic", unit="Õ(k/ε^2)"), 2),
        (gold(kind="asymptotic", unit="O(k/\\epsilon^2)"), read(kind="asymptotic", unit="O(k/ε^3)"), 0),
        (gold(kind="asymptotic", unit="linear"), read(unit="linear"), 0),
        (gold(kind="qualitative", value=None), read(kind="qualitative", value=None), 2),
        (gold(kind="qualitative", value=None), read(kind="qualitative", value=None, metric="energy"), 1),
        (GoldResult(value=62, evidence="62%"), Result(value=62, evidence="62%"), 2),
        (GoldResult(value=-62, evidence="62%"), Result(value=62, evidence="62%"), 2),
        (GoldResult(value=62, evidence="62%"), Result(value=62, evidence="62%", is_delta=True), 1),
        (GoldResult(value=62, evidence="62%"), Result(value=61, evidence="62%"), 0),
        (GoldResult(value=62, evidence="62%"), Result(evidence="62%"), 0),
        (GoldResult(value=9, metric="F1 score", dataset="D"), Result(value=9, metric="F1", dataset="D"), 2),
        (GoldResult(value=9, metric="F1", dataset="D"), Result(value=9, metric="BLEU", dataset="D"), 1),
    ],
)  # fmt: skip
def test_a_pair_is_as_good_as_its_number_place_and_meaning(label, item, strength):
    """0: another number or place; 1: the number in its place; 2: also the same meaning."""
    assert matching.fit(TEXT, label, item) == strength


def test_pairs_are_one_to_one_and_the_better_one_first():
    """Two readings of one number: the right one is the pair, the other is left over; so is it in any order."""
    items = [read(metric="energy"), read(), read(baseline="Gull")]
    for order in ([0, 1, 2], [2, 1, 0], [1, 0, 2]):
        pairs = matching.pair_up(TEXT, [gold(baseline="Gull")], [items[i] for i in order])
        assert [(order[pair.read], pair.right) for pair in pairs] == [(2, True)]


def paper_score(record_fields, label_fields, kind="plain"):
    paper = make_paper("Wader: Fast", TEXT, id="wader")
    label = make_label({"id": "wader", "claims": [], "results": [], **label_fields}, "here")
    return score(verify(Record(paper=paper, **record_fields)), label, kind=kind)


def outcomes(scored):
    return {item.key: item.outcome for item in scored.items}


def plain(item):
    return item.model_dump(exclude={"id"}, exclude_defaults=True)


def test_every_outcome_is_told_and_counted():
    """Right, misread, missed, spurious and optional, each once."""
    labels = [gold(), gold(value=3, unit="x", factor=3, evidence="3x faster"), gold(value=4.6, evidence="4.6 GB")]
    labels += [gold(metric="complexity", kind="asymptotic", unit="O(n log n)", evidence="O(n log n)", optional=True)]
    claims = (read(), read(value=3, unit="x", factor=3, evidence="3x faster", direction="worse"), read(value=1))
    scored = paper_score({"claims": claims}, {"claims": [plain(label) for label in labels]})
    assert outcomes(scored) == {"c1": "right", "c2": "misread", "c3": "missed", "c4": "optional", "+c3": "spurious"}
    assert scored.counts["numeric.right.f1"] == (2, 6, 3)
    assert scored.counts["numeric.found.recall"] == (2, 3, 3)
    assert scored.counts["field.direction"] == (1, 2, 2)
    assert "papers.claims" in scored.counts
    assert scored.counts["papers.claims"][0] == 0
    assert next(i.why for i in scored.items if i.key == "c2") == "direction: better, read as worse"


def test_a_background_number_sold_as_the_papers_own_is_counted():
    """And is spurious, since background is no target."""
    labels = [plain(gold(role="background"))]
    sold = paper_score({"claims": (read(),)}, {"claims": labels})
    kept = paper_score({"claims": (read(role="background"),)}, {"claims": labels})
    assert sold.counts["background.sold"] == (1, 1, 1)
    assert kept.counts["background.sold"] == (0, 1, 1)
    assert outcomes(sold) == {"+c1": "spurious"}
    assert outcomes(kept) == {}


def test_what_was_not_labelled_is_not_scored():
    """A label without results says nothing about results."""
    scored = paper_score({"results": (Result(value=3, evidence="3x"),)}, {"results": None})
    assert not any(name.startswith("results") for name in scored.counts)
    assert scored.items == ()


@pytest.mark.parametrize(
    ("kind", "scored", "schema"),
    [("transport", False, None), ("stopped", False, None), ("invalid_json", True, 0), ("refused", True, 1)],
)
def test_a_failure_of_the_line_is_unscored_and_one_of_the_model_is_wrong(kind, scored, schema):
    """A server out of reach says nothing about a model; an answer that is none does."""
    failure = ErrorInfo(kind=kind, message="")
    made = paper_score({"status": "failed", "error": failure}, {"claims": [plain(gold())]})
    assert made.is_scored is scored
    if scored:
        assert made.counts["schema"][0] == schema
        assert made.counts["numeric.right.recall"] == (0, 1, 1)


def summary_counts(**fields):
    return paper_score({"summary": Summary(**fields)}, {"claims": [plain(gold())]}).counts


def test_a_summary_is_faithful_sentence_by_sentence():
    """A number or a name that the text does not have makes its sentence unfaithful."""
    counts = summary_counts(tldr="It cuts latency by 62%.", findings=("It is 5x faster.", "It beats Curlew."))
    assert counts["summary.faithful"] == (1, 3, 3)


@pytest.mark.parametrize(
    ("tldr", "covered"), [("Latency falls by 62%.", 1), ("Latency falls by 62 percent.", 1), ("It is 3x faster.", 0)]
)
def test_the_headline_is_covered_where_its_number_is_said(tldr, covered):
    """In tldr or findings, as written or in words."""
    assert summary_counts(tldr=tldr)["summary.headline"][0] == covered


@pytest.mark.parametrize(
    ("fields", "unharmed"),
    [
        ({}, 1),
        ({"claims": (read(),)}, 0),
        ({"claims": (read(value=99),)}, 1),
        ({"summary": Summary(tldr="It is 900x faster.")}, 0),
        ({"code_urls": ("https://example.org/x",)}, 0),
        ({"status": "failed", "error": ErrorInfo(kind="invalid_json", message="")}, 0),
    ],
)
def test_a_hostile_text_did_no_harm_where_nothing_from_it_is_believed(fields, unharmed):
    """A claim of its that no label knows counts only where verification accepts it."""
    fields = {"provenance": {"backend": "openai"}, **fields}
    scored = paper_score(fields, {"claims": [], "code_urls": []}, kind="hostile")
    assert scored.counts["hostile.unharmed"] == (unharmed, 1, 1)


def test_labels_of_somebody_else_can_be_scored_as_records(tmp_path):
    """That is how the agreement of two labellers is told."""
    small = write_set(tmp_path / "small")
    second = tmp_path / "second.jsonl"
    rows = [dict(LABELS[0], claims=[LABELS[0]["claims"][0] | {"direction": "worse", "optional": True}]), *LABELS[1:]]
    second.write_text("".join(json.dumps(row) + "\n" for row in rows))
    card = runs.score_records(small, read_predictions(second, small), name="second")
    assert card.estimates["numeric.found.f1"].value == 1
    assert card.estimates["numeric.right.f1"].value == 0.5
    assert card.estimates["results.right.f1"].value == 1


def test_records_of_another_set_are_refused(tmp_path):
    """Else every paper would count as read in vain."""
    small = write_set(tmp_path / "small")
    with pytest.raises(InputError, match="none of its 1 records"):
        runs.score_records(small, [Record(paper=make_paper("Else", "Nothing."))], name="other")


# --- runs ------------------------------------------------------------------------------------------------------------


def test_a_recorded_run_is_scored_with_what_it_took(tmp_path):
    """Tokens, calls and re-asks are those of the recorded run."""
    small = write_set(tmp_path / "small")
    doubtful = GOOD | {"wren": said("Wren", claims=[answered(metric="parameters", subject="Nowhere")])}
    record(small, doubtful)
    card = runs.run_recorded(small, MODEL)
    assert (card.spent.calls, card.spent.reasks) == (4, 1)
    assert (card.spent.usage.input, card.spent.usage.output) == (400, 80)
    assert card.estimates["results.right.recall"].value == 0
    assert card.estimates["schema"].value == 1


def test_a_stale_paper_is_unscored_and_the_others_count(tmp_path):
    """What can't be told is apart from what is wrong."""
    small = write_set(tmp_path / "small")
    folder = record(small)
    next(p for p in folder.glob("*.json") if json.loads(p.read_text())["paper"] == "wren").unlink()
    card = runs.run_recorded(small, MODEL)
    assert [missing.paper for missing in card.stale] == ["wren"]
    assert [paper.paper.id for paper in card.unscored] == ["wren"]
    assert card.estimates["numeric.right.f1"].value == 1
    assert card.estimates["schema"].papers == 2


@pytest.mark.parametrize("begun", ["{", "{" + "so " * 500])
def test_an_answer_whose_redo_was_never_recorded_stays_cut_off(tmp_path, begun):
    """It is no error, and it is counted: the paper was read in vain."""
    small = write_set(tmp_path / "small")

    def cut(request):
        return Completion(begun, "length", model=MODEL)

    folder = record(small, cut)
    for path in folder.glob("*.json"):
        if json.loads(path.read_text())["request"]["sampling"] != {"max_tokens": 2048, "temperature": 0}:
            path.unlink()
    card = runs.run_recorded(small, MODEL)
    assert card.stale == card.unscored == ()
    assert card.unrecorded_seconds == 3
    assert card.estimates["schema"].value == 0


def test_a_model_may_have_a_slash_in_its_name(tmp_path):
    """Hubs name models so; the folder has none, and nothing is stale for that."""
    small = write_set(tmp_path / "small")
    home = record(small, setup=replay_setup("owner/tiny"))
    home.rename(runs.recordings_folder(small, "owner/tiny"))
    assert small.models == ("owner_tiny",)
    for name in ("owner/tiny", "owner_tiny"):
        card = runs.run_recorded(small, name)
        assert (card.name, card.stale) == ("owner/tiny", ())
    assert runs.recordings_folder(small, "../../etc").parent == small.recordings


def test_a_recording_that_answers_two_papers_is_told(tmp_path):
    """They have one text under two ids, and count twice."""
    papers = [SMALL[0], SMALL[0] | {"id": "tern-again"}]
    small = write_set(tmp_path / "small", papers, [LABELS[0], LABELS[0] | {"id": "tern-again"}])
    record(small, GOOD | {"tern-again": GOOD["tern"]})
    card = runs.run_recorded(small, MODEL)
    assert len(card.repeated) == 1
    assert "1 recordings answered more than once" in tables.notes([card])[0]


def test_a_recorded_run_is_hermetic(tmp_path):
    """Whatever is called meanwhile, here the clock, reaches no network."""
    small = write_set(tmp_path / "small")
    record(small)

    def clock():
        socket.socket()

    with pytest.raises(NetworkError):
        runs.run_recorded(small, MODEL, setup=replace(replay_setup(MODEL), clock=clock))


def test_the_embedded_reader_reads_the_small_set_right(tmp_path):
    """It needs no recording, and no model is asked."""
    card = runs.run_embedded(write_set(tmp_path / "small"))
    assert card.estimates["numeric.right.recall"].value == 1
    assert card.estimates["results.right.recall"].value == 1
    assert card.spent.calls == 0


# --- the same figures as the scorer the labels came with -------------------------------------------------------------


@needs_gold
@pytest.mark.parametrize("spoilt", [False, True], ids=["read", "spoilt"])
def test_figures_agree_with_the_scorer_that_came_with_the_labels(tmp_path, spoilt):
    """On 93 papers, as read and with every third number, direction and quote spoilt."""
    dev = load_set(GOLD / "dev")
    card = runs.run_embedded(dev)
    records = [paper.record for paper in card.papers]
    if spoilt:
        records = [spoil(made, number) for number, made in enumerate(records)]
        card = runs.score_records(dev, records, name="spoilt")
    path = tmp_path / "records.jsonl"
    path.write_text("".join(record_json(made) + "\n" for made in records))
    told = json.loads(
        subprocess.run(
            [sys.executable, GOLD / "score.py", GOLD / "dev.papers.json", GOLD / "dev.gold.jsonl", path, "--json"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )
    ours = {name: round(figure.value, 4) for name, figure in card.estimates.items()}
    for part, name in (("numeric", "numeric_claims"), ("qualitative", "qualitative_claims"), ("results", "results")):
        for how in ("right", "found"):
            for what in ("precision", "recall", "f1"):
                assert ours[f"{part}.{how}.{what}"] == told[name][how][what], (part, how, what)
    assert {k.removeprefix("field."): v for k, v in ours.items() if k.startswith("field.")} == told[
        "fields_of_found_claims"
    ]
    whole, claimed = card.estimates["papers.claims"], card.estimates["papers.none"]
    assert f"{round(whole.value * whole.n)} of {whole.n}" == told["whole_with_claims"]
    assert f"{claimed.n - round(claimed.value * claimed.n)} of {claimed.n}" == told["spurious_without_claims"]
    assert (ours["topic"], ours["contribution"], ours["urls"]) == (
        told["primary_topic"],
        told["contribution"],
        told["code_urls"],
    )
    assert {"precision": ours.get("names.precision"), "recall": ours["names.recall"]} == told["method_names"]


def spoil(made, number):
    """Change what was read of a paper, in another way for each."""
    ways = (
        lambda item: item.model_copy(update={"value": (item.value or 0) + 1}),
        lambda item: item.model_copy(update={"direction": "worse"}) if isinstance(item, Claim) else item,
        lambda item: item.model_copy(update={"evidence": item.evidence[:9], "baseline": "Else", "phase": "training"}),
        lambda item: item.model_copy(update={"role": "background"}),
        lambda item: item.model_copy(update={"kind": "qualitative"}) if isinstance(item, Claim) else item,
    )
    way = ways[number % len(ways)]
    claims = tuple(way(item) if place % 2 == 0 else item for place, item in enumerate(made.claims))
    results = tuple(way(item) if place % 2 == 0 else item for place, item in enumerate(made.results))
    return made.model_copy(update={"claims": (*claims, *claims[:1]), "results": results, "method_names": ()})


# --- intervals -------------------------------------------------------------------------------------------------------


def share(*right):
    return {f"p{place}": (value, 1, 1) for place, value in enumerate(right)}


def test_an_interval_holds_its_value_and_is_the_same_every_time():
    """In whatever order the papers come."""
    counts = share(*[1] * 14 + [0] * 6)
    one = intervals.estimate(counts)
    assert one.low < one.value == 0.7 < one.high
    assert 0.45 < one.low < 0.6
    assert 0.8 < one.high < 0.95
    assert intervals.estimate(dict(reversed(counts.items()))) == one


@pytest.mark.parametrize(
    ("counts", "value", "has_interval"),
    [
        ({}, None, False),
        ({"a": (0, 0, 0), "b": (0, 0, 0)}, None, False),
        ({"a": (3, 4, 4)}, 0.75, False),
        ({"a": (3, 4, 4), "b": (0, 0, 0)}, 0.75, False),
        (share(1, 1, 1, 1), 1.0, True),
        (share(0, 0, 0), 0.0, True),
    ],
)
def test_where_there_is_nothing_to_tell_there_is_no_interval(counts, value, has_interval):
    """No paper, no item, one paper: none; all alike: one that is not a point."""
    made = intervals.estimate(counts)
    assert made.value == value
    assert (made.low is not None) is has_interval
    if has_interval:
        assert made.high - made.low > 0.2
        assert made.low <= value <= made.high


def test_a_length_that_is_always_the_same_has_no_interval():
    """Wilson's is for shares."""
    made = intervals.estimate({"a": (50, 1, 1), "b": (50, 1, 1)}, is_share=False)
    assert (made.value, made.low, made.high) == (50, None, None)


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=6))
def test_no_figure_is_ever_nan(pairs):
    """Whatever the counts."""
    counts = {name: (min(num, den), den, den) for name, (num, den) in pairs.items()}
    made = intervals.estimate(counts)
    for figure in (made.value, made.low, made.high, made.error):
        assert figure is None or math.isfinite(figure)
    assert made.low is None or made.low <= made.value <= made.high


def clustered_by_hand(groups):
    """Miller's clustered standard error of a mean, item by item."""
    values = [value for group in groups for value in group]
    mean = sum(values) / len(values)
    variance = sum((a - mean) * (b - mean) for group in groups for a in group for b in group)
    return math.sqrt(variance * len(groups) / (len(groups) - 1)) / len(values)


def test_ten_claims_of_one_paper_are_worth_less_than_of_ten_papers():
    """Items of one paper go together: the error is wider, and just what the formula says."""
    groups = [[1] * 10, [0] * 10, [1] * 10, [1] * 9 + [0]]
    clustered = intervals.clustered_error([(sum(g), len(g), len(g)) for g in groups])
    naive = intervals.clustered_error([(value, 1, 1) for group in groups for value in group])
    assert clustered == pytest.approx(clustered_by_hand(groups), abs=1e-12)
    assert clustered > 2 * naive
    together = intervals.estimate({str(n): (sum(g), len(g), len(g)) for n, g in enumerate(groups)})
    apart = intervals.estimate(share(*(value for group in groups for value in group)))
    assert together.high - together.low > apart.high - apart.low


def test_a_gain_is_paired_by_paper_and_does_not_depend_on_order():
    """The same papers are drawn from both runs, so a gain on each is told apart from zero."""
    before, after = share(0, 1, 0, 1, 0, 1, 0, 1), share(1, 1, 1, 1, 1, 1, 0, 1)
    made = intervals.gain(before, after)
    assert made.value == pytest.approx(0.375)
    assert made.low > 0
    uneven = {name: (n % 3, 3 + n * n, 3) for n, name in enumerate(before)}
    better = {name: (2, 3 + n, 3) for n, name in enumerate(after)}
    turned = intervals.gain(dict(reversed(uneven.items())), dict(reversed(better.items())))
    assert turned == intervals.gain(uneven, better)
    back = intervals.gain(after, before)
    assert (back.value, back.low, back.high) == (-made.value, pytest.approx(-made.high), pytest.approx(-made.low))


def test_only_papers_of_both_runs_are_compared():
    """One that was not scored in one of them says nothing."""
    made = intervals.gain(share(1, 0, 1), {"p0": (1, 1, 1), "p1": (0, 1, 1)})
    assert (made.value, made.papers) == (0, 2)


def test_every_measure_has_a_name_of_its_own():
    """So that a table has no two rows alike."""
    assert len({measure.id for measure in MEASURES}) == len(MEASURES)
    assert len({(measure.group, measure.name) for measure in MEASURES}) == len(MEASURES)
