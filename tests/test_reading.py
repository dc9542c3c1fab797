"""The embedded reader: what it reads of sentences and papers, and that it reads anything without an error."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_sentences import PLACES, SENTENCES

from summarizer.answers import Answer, ClaimAnswer
from summarizer.marks import mark
from summarizer.papers import make_paper
from summarizer.reading import read
from summarizer.reading.trace import trace
from summarizer.resolve import resolve
from summarizer.topics import load_topics

TOPICS = load_topics()
ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"


def read_text(title, abstract):
    marks = mark(make_paper(title, abstract))
    return marks, resolve(read(marks, TOPICS), marks, topics=TOPICS, origin="reader")


def said(reading):
    """The paper's own claims and results, each in a few words."""
    for claim in reading.claims:
        if claim.role != "contribution":
            continue
        if claim.kind == "relative":
            yield f"{claim.metric} {claim.direction} {claim.factor:g}"
        elif claim.kind == "absolute":
            yield f"{claim.metric} = {claim.value:g} {claim.unit}"
        elif claim.kind == "asymptotic":
            yield f"{claim.metric} {claim.unit}"
        else:
            yield f"{claim.metric} {claim.direction}"
    for result in reading.results:
        if result.role == "contribution":
            yield f"q {result.value:+g}" if result.is_delta else f"q {result.value:g}"


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[s[:60] for s, _ in SENTENCES])
def test_a_sentence_is_read_as_what_it_says(sentence, expected):
    """Every claim and result of a sentence is read, with its meaning, and nothing else."""
    _, reading = read_text("Fenwick: A Method", f"We present Fenwick, a new method. {sentence}")
    assert sorted(said(reading)) == sorted(part.strip() for part in expected.split(";") if part.strip())


@pytest.mark.parametrize(("sentence", "baseline", "setting"), PLACES, ids=[s[:60] for s, _, _ in PLACES])
def test_a_name_is_copied_whole_and_nothing_behind_it(sentence, baseline, setting):
    """Baseline and setting of a sentence's first claim end where the name, or the list of names, ends."""
    _, reading = read_text("Fenwick: A Method", f"We present Fenwick, a new method. {sentence}")
    assert (reading.claims[0].baseline, reading.claims[0].setting) == (baseline, setting)
    assert all(name is None or name in sentence for name in (baseline, setting))


ABSTRACT = (
    "Route planners for delivery fleets are slow. However, existing solvers take 3x longer than a dispatcher can wait."
    " We propose Larkspur, a planner that reuses tours of the day before. Tours are kept in a small store. Larkspur is"
    " 4.2x faster than Harebell and uses 60% less memory, while Harebell needs 12 GB. It finds tours within 1.2% of the"
    " optimum. On short tours it is 5% slower than Harebell. The code is at https://example.org/larkspur."
)


def test_numbers_before_the_own_work_are_background():
    """The problem's numbers are not the paper's."""
    _, reading = read_text("Larkspur: Tours from Yesterday", ABSTRACT)
    assert "latency better 4.2" in said(reading)
    assert not any("0.3333" in claim for claim in said(reading))


SIDES = [
    ("Alder is 3x slower than Fenwick.", ("background", "Alder", "Fenwick", "worse", 0.3333)),
    ("The teacher is 3x slower than Fenwick.", ("background", "teacher", "Fenwick", "worse", 0.3333)),
    ("Alder takes 3 days to train, whereas Fenwick takes 6 hours.", ("contribution", "Fenwick", "Alder", "better", 12)),
    ("Alder needs 10k samples while Fenwick needs just 100.", ("contribution", "Fenwick", "Alder", "better", 100)),
    ("Alder takes 9 ms against 3 ms for Fenwick.", ("contribution", "Fenwick", "Alder", "better", 3)),
    ("Existing tools take more than 90 GPU hours for one map.", ("background", "Existing tools", None, "worse", None)),
    ("Existing tools run at only 3 FPS.", ("background", None, None, "worse", None)),
    ("Existing tools run on just 3M parameters.", ("background", None, None, "better", None)),
    ("Prior work, Alder, reported a 3x speedup.", ("background", "Alder", None, "better", 3)),
    ("Earlier, Alder achieved a 3x speedup over Birch.", ("background", "Alder", "Birch", "better", 3)),
    ("Alder reports a 3x speedup.", ("background", "Alder", None, "better", 3)),
    ("Fenwick-L is 3x slower than Fenwick.", ("contribution", "Fenwick-L", "Fenwick", "worse", 0.3333)),
]


@pytest.mark.parametrize(("sentence", "expected"), SIDES, ids=[s for s, _ in SIDES])
def test_a_number_belongs_to_the_subject_of_its_clause(sentence, expected):
    """A rival's number is background, and subject and baseline are never one."""
    _, reading = read_text("Fenwick: A Method", f"We present Fenwick, a new method. {sentence}")
    assert [(c.role, c.subject, c.baseline, c.direction, c.factor) for c in reading.claims] == [expected]


def test_respectively_tells_rivals_of_two_kinds_apart():
    sentence = "It is 2.1x and 3.5x faster than the plain dispatcher and GPU baseline, respectively."
    _, reading = read_text("Fenwick: A Method", f"We present Fenwick, a new method. {sentence}")
    assert [(c.factor, c.baseline) for c in reading.claims] == [(2.1, "plain dispatcher"), (3.5, "GPU baseline")]


@pytest.mark.parametrize(("subject", "count"), [("Planner", 1), ("Harrow", 0)])
def test_a_part_of_an_own_name_stands_for_it(subject, count):
    """What is "more efficient" without a resource is the paper's own thing, also by a part of its name."""
    _, reading = read_text("TourPlanner: Tours", f"We present TourPlanner, a method. {subject} is 3x more efficient.")
    assert len(reading.claims) == count


def test_respectively_gives_each_number_its_own_baseline():
    """The first number belongs to the first name."""
    text = "We present Fenwick. It is 2.1x, 3.5x and 4.8x faster than Alder, Birch and Cedar, respectively."
    _, reading = read_text("Fenwick: A Method", text)
    assert [(c.factor, c.baseline) for c in reading.claims] == [(2.1, "Alder"), (3.5, "Birch"), (4.8, "Cedar")]


def test_a_coined_name_is_read_from_the_sentence_that_introduces_it():
    """Names of others are none."""
    _, reading = read_text("Planning Tours from Those of Yesterday", ABSTRACT)
    assert reading.method_names == ("Larkspur",)


def test_the_summary_is_made_of_whole_sentences():
    """Offer, problem, findings and limitations are picked, never cut."""
    marks, reading = read_text("Larkspur: Tours from Yesterday", ABSTRACT)
    sentences = {marks.text[start:end] for start, end in marks.sentences}
    summary = reading.summary
    assert summary.tldr.startswith("We propose Larkspur")
    assert summary.problem.startswith("However")
    assert any("4.2x" in finding for finding in summary.findings)
    assert summary.limitations == ("On short tours it is 5% slower than Harebell.",)
    assert {summary.tldr, summary.problem, summary.approach, *summary.findings, *summary.limitations} <= sentences


KINDS = [
    ("A Survey of Compact Route Planners", "This survey reviews 80 planners.", "survey"),
    ("TourBench: A Benchmark for Route Planning", "We introduce a benchmark of 900 tours.", "benchmark"),
    (
        "An Empirical Study of Route Planners",
        "We study ten planners. We find that four of them fail.",
        "empirical-study",
    ),
    ("On the Expressive Power of Tour Networks", "We prove a lower bound. The theorem is tight.", "theory"),
    ("FleetServe: A Serving System for Planners", "We present FleetServe, a serving system for fleets.", "system"),
    ("Larkspur: Tours from Yesterday", ABSTRACT, "method"),
]


@pytest.mark.parametrize(("title", "abstract", "kind"), KINDS)
def test_the_kind_of_paper_is_read_from_how_it_speaks_of_itself(title, abstract, kind):
    """Title and abstract both count."""
    assert read_text(title, abstract)[1].contribution == kind


SUBJECTS = [
    (
        "Speech Recognition with Recurrent Cells",
        "We recognise speech; the word error rate falls.",
        "speech-audio-music",
    ),
    ("Pruning Wide Networks", "We prune weights; sparsity is high.", "pruning-sparsity"),
    ("Segmenting Tumours in MRI", "Patients are scanned; the segmentation is clinical.", "medical-health"),
    ("Forecasting Electricity Demand", "We forecast multivariate time series.", "time-series"),
    ("Folding Proteins with Graphs", "Protein structures and molecules are predicted.", "science-engineering"),
]


@pytest.mark.parametrize(("title", "abstract", "topic"), SUBJECTS)
def test_the_main_topic_is_the_one_most_spoken_for(title, abstract, topic):
    """Words of the topics' file decide."""
    assert read_text(title, abstract)[1].topics[0] == topic


def test_trace_names_the_rule_behind_a_number():
    """Every quantity is listed; those that no rule framed have an empty rule."""
    rules = {text: rule for _, text, rule, _ in trace(mark(make_paper("Larkspur", ABSTRACT)))}
    assert rules["4.2x"] == "tail change"


# --- whatever the text ---------------------------------------------------------------------------------------------

WORDS = [
    *(
        "we",
        "propose",
        "Fenwick",
        "reduces",
        "latency",
        "by",
        "2.6x",
        "75\\%",
        "from",
        "3 GB",
        "to",
        "half",
        "of",
        "the",
    ),
    *(
        "accuracy",
        "(",
        ")",
        ",",
        ".",
        ";",
        "and",
        "respectively",
        "than",
        "while",
        "O(n)",
        "+1.2",
        "is",
        "faster",
        "not",
    ),
    *(
        "quadratic",
        "cost",
        "FLOPs",
        "more",
        "in",
        "as",
        "fast",
        "$",
        "~",
        "training",
        "time",
        "\n\n",
        "12",
        "points",
        "up",
    ),
]
PROSE = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


CHALLENGE = (ROOT / "evals" / "challenge.jsonl").read_text(encoding="utf-8").splitlines()
CUT = [sentence.split() for sentence in (*(s for s, _ in SENTENCES), *(json.loads(x)["text"] for x in CHALLENGE))]
"""Sentences as a page may cut them off, at either end: rules look at what stands before and behind a word."""
PIECES = st.builds(
    lambda words, start, size: " ".join(words[start % len(words) :][:size]),
    st.sampled_from(CUT),
    st.integers(0, 40),
    st.integers(1, 40),
)


def _problems(abstract):
    marks = mark(make_paper("A title", abstract))
    return resolve(read(marks, TOPICS), marks, topics=TOPICS, origin="reader").problems


@pytest.mark.parametrize("step", range(4))
def test_a_sentence_cut_off_anywhere_is_read(step):
    """No rule fails where the words that it looks for are missing."""
    for words in CUT[step::4]:
        for at in range(1, len(words)):
            for piece in (words[:at], words[at:]):
                assert _problems(" ".join(piece)) == ()


@given(st.lists(PIECES, max_size=6).map(" ".join))
@settings(max_examples=300)
def test_pieces_of_sentences_in_any_order_are_read(abstract):
    assert _problems(abstract) == ()


@given(st.one_of(st.text(max_size=300), PROSE), st.one_of(st.text(max_size=200), PROSE))
@settings(max_examples=150)
def test_any_text_is_read_and_every_reference_exists(title, abstract):
    """References point into the marks, summaries are whole sentences, and reading twice gives the same."""
    marks = mark(make_paper(title, abstract))
    answer = read(marks, TOPICS)
    assert answer == read(marks, TOPICS)
    assert resolve(answer, marks, topics=TOPICS, origin="reader").problems == ()
    assert _references(answer) <= {f"Q{i + 1}" for i in range(len(marks.quantities))} | {None}
    sentences = {marks.text[start:end] for start, end in marks.sentences} | {""}
    summary = answer.summary
    assert {summary.tldr, summary.problem, summary.approach, *summary.findings, *summary.limitations} <= sentences
    assert all(place in marks.text[start:end] for place, (start, end) in _places(answer, marks))


def _places(answer: Answer, marks):
    """What is copied from a sentence, with the sentence."""
    for read_of in (*answer.claims, *answer.results):
        where = read_of.setting if isinstance(read_of, ClaimAnswer) else read_of.dataset
        yield from ((p, marks.sentences[int(read_of.sentence[1:]) - 1]) for p in (read_of.baseline, where) if p)


def _references(answer: Answer):
    pointed = {claim.quantity for claim in answer.claims} | {claim.quantity_to for claim in answer.claims}
    return pointed | {result.quantity for result in answer.results}


@pytest.mark.parametrize(
    "piece", ["1 ", "word ", "2.6x, ", "(", "reduces latency by 3x and ", "A", "We propose Ab (AB). ", ". "]
)
def test_the_work_grows_no_faster_than_the_text(piece):
    """Four times the text takes about four times as long; a quadratic scan would take sixteen times."""
    assert _seconds((piece * 60_000)[:60_000]) < 9 * _seconds((piece * 15_000)[:15_000]) + 0.2


def test_thousands_of_introduced_names_are_read_in_linear_time():
    """Every sentence coins another name."""
    texts = [" ".join(f"We propose Ab{i} (AB{i})." for i in range(count)) for count in (600, 2400)]
    assert _seconds(texts[1]) < 9 * _seconds(texts[0]) + 0.2


def _seconds(text):
    start = time.process_time()
    read(mark(make_paper("Fenwick: A Method", text)), TOPICS)
    return time.process_time() - start


# --- measured --------------------------------------------------------------------------------------------------------


def _records(papers):
    for paper in papers:
        _, reading = read_text(paper["title"], paper["abstract"])
        yield {
            "title": paper["title"],
            "claims": [claim.model_dump(mode="json") for claim in reading.claims],
            "results": [result.model_dump(mode="json") for result in reading.results],
        }


def _scores(papers, gold, tmp_path):
    records = tmp_path / "records.jsonl"
    lines = (json.dumps(record) for record in _records(json.loads(papers.read_text("utf-8"))))
    records.write_text("\n".join(lines), "utf-8")
    command = [sys.executable, str(GOLD / "score.py"), str(papers), str(gold), str(records), "--json"]
    scores = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return scores["numeric_claims"]["right"]["f1"], scores["results"]["right"]["f1"]


needs_gold = pytest.mark.skipif(not (GOLD / "score.py").exists(), reason="needs ../shared/gold beside the checkout")


@needs_gold
def test_the_shared_papers_are_read_well_enough(tmp_path):
    """Numeric claims and results of 93 papers reach their floors."""
    claims, results = _scores(GOLD / "dev.papers.json", GOLD / "dev.gold.jsonl", tmp_path)
    assert (claims >= 0.92, results >= 0.92) == (True, True), (claims, results)
