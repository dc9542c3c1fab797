"""Framings: a number that nothing near it ties to running or to training is one of what the paper makes fast."""

import pytest

from summarizer.marks import mark
from summarizer.papers import make_paper
from summarizer.reading import read
from summarizer.topics import load_topics

TOPICS = load_topics()
PLAIN = "Counting Beetles by Wing"


def times(title, abstract):
    """The metric of every time, or of every speed, that a paper tells with a number."""
    answer = read(mark(make_paper(title, abstract)), TOPICS)
    return [c.metric for c in answer.claims if c.kind != "qualitative" and c.metric in ("latency", "training_time")]


TRAINED = [
    ("Faster Pre-Training of Wing Counters", "We present WingSort. WingSort is 3x faster than Alder."),
    ("Large-Scale Distributed Beetle Network Training", "Sharing lets us work through a meadow about twice as fast."),
    ("WingSort: Federated Learning in Meadows", "WingSort is up to 4 times faster than its rivals."),
    (PLAIN, "We accelerate the training of wing counters. WingSort brings a 3x speedup over Alder."),
    (PLAIN, "WingSort improves training efficiency. It achieves up to a 41% speedup."),
    (PLAIN, "We propose WingSort, a sampler for efficient training of counters. WingSort is 2x faster than Alder."),
    (PLAIN, "WingSort speeds up convergence. It cuts the wall-clock time by 30%."),
    ("Beetle Architecture Search on a Branch", "WingSort is 8 times faster than random draws."),
    ("Hyperparameter Optimization by Wing", "We are at least an order of magnitude faster than Alder."),
    # the sentence's own words come first
    (PLAIN, "WingSort brings a 3x speedup over the best training systems."),
    (PLAIN, "WingSort reaches a 9x speedup with hardly any loss compared to retraining the counter."),
    (PLAIN, "It lowers the runtime by up to 60% per training step."),
    (PLAIN, "Counting beetles can be learned on the meadow in about 4 hours."),
    ("WingQuant: Quantization of Beetle Counters", "WingQuant turns a counter into bytes in under 15 minutes."),
]


@pytest.mark.parametrize(("title", "abstract"), TRAINED, ids=[abstract for _, abstract in TRAINED])
def test_what_a_paper_trains_faster_is_training_time(title, abstract):
    """Whether it is the title, the abstract or the sentence that says so."""
    assert times(title, abstract) == ["training_time"]


RUN = [
    (PLAIN, "WingSort is trained on nine meadows. WingSort is 3x faster than Alder."),
    (PLAIN, "We pre-train WingSort for training-free use. It brings a 3x speedup over Alder."),
    (PLAIN, "WingSort meets each constraint. It obeys constraints. It is 3x faster than Alder under constraints."),
    ("Faster Pre-Training of Wing Counters", "WingSort counts wings with a 3x faster inference."),
    ("Faster Pre-Training of Wing Counters", "WingSort reaches a speedup of 3x in encryption."),
    ("Faster Pre-Training of Wing Counters", "WingSort shortens the sorting time by 40%."),
    ("Accelerating Training and Inference of Counters", "WingSort is 3x faster than Alder."),
    (PLAIN, "WingSort learns a small counter that is 2 times faster than the large one."),
    (PLAIN, "The trained counter draws the map 100 times faster than the usual estimate."),
    (PLAIN, "We match fine-tuning based counters whilst being 10 times faster."),
    (PLAIN, "When quantizing Alder to its core, we reach a 3.9x acceleration."),
    (PLAIN, "The speed of vector search is 10 times higher than that of a linear scan."),
    (PLAIN, "WingSort more than doubles the pre-training inference speed, a 2.3 times increase in it."),
    ("Meadow Planner", "The planner of the robot converges 10 times faster than Alder."),
]


@pytest.mark.parametrize(("title", "abstract"), RUN, ids=[abstract for _, abstract in RUN])
def test_what_only_runs_faster_is_latency(title, abstract):
    """Most papers train something, and what they train runs."""
    assert set(times(title, abstract)) == {"latency"}


def test_what_numbers_in_a_row_are_for_is_not_what_they_count():
    """Each of them is told of what the verb before the row speeds up."""
    row = "2.4x for moths, 3.3x for parameter sharing, 1.7x for layer skipping, and 5.2x for label pruning"
    assert times(PLAIN, f"WingSort accelerates the training of counters by {row}.") == ["training_time"] * 4
    assert times(PLAIN, f"WingSort cuts latency by {row}.") == ["latency"] * 4


def test_a_time_that_a_number_tells_is_not_told_again_without_one():
    """Also where it is the whole paper that says what it is a time of."""
    abstract = "Tests show 23% faster search times of its rows, an improved search efficiency over a vector index."
    answer = read(mark(make_paper(PLAIN, abstract)), TOPICS)
    assert [(c.metric, c.kind) for c in answer.claims] == [("latency", "relative")]


DATA = [
    ("WingSort needs only 10% of the labels.", "training"),
    ("WingSort improves sample efficiency by 3x.", "training"),
    ("Trained with 40% less data, WingSort counts as well.", "training"),
    ("WingSort sends 40% less data.", None),
    ("WingSort reads only 20% of the visual tokens.", None),
]


@pytest.mark.parametrize(("sentence", "phase"), DATA, ids=[sentence for sentence, _ in DATA])
def test_data_that_is_learnt_from_is_spent_in_training(sentence, phase):
    """What is only read or sent is not."""
    answer = read(mark(make_paper(PLAIN, f"We present WingSort. {sentence}")), TOPICS)
    assert [c.phase for c in answer.claims] == [phase]


def test_a_size_is_one_at_all_times():
    """However it was brought about, and whatever else the sentence speaks of."""
    sentence = "WingSort reaches a compression rate of 8x and needs 5x fewer parameters at inference."
    answer = read(mark(make_paper(PLAIN, f"We present WingSort. {sentence}")), TOPICS)
    assert [(c.metric, c.phase) for c in answer.claims] == [("model_size", None), ("parameters", None)]


def test_both_phases_before_their_numbers_take_one_each():
    """As those behind their numbers do, and those in brackets."""
    assert times(PLAIN, "WingSort has training and inference speeds that are 40% and 20% faster, respectively.") == [
        "training_time",
        "latency",
    ]
    assert times(PLAIN, "WingSort gains large speedups (25x in training, 80x in emulation).") == [
        "training_time",
        "latency",
    ]
