"""Many papers: clusters within topics, their names, and what happens without scikit-learn."""

from __future__ import annotations

import random
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_records import TOPICS

from summarizer.overviews import overview
from summarizer.overviews.clusters import LARGE
from summarizer.papers import make_paper
from summarizer.records import Record
from summarizer.similarity import MANY, PlainLikeness, VectorLikeness, WordLikeness, likeness, nearest
from summarizer.views import TopicOverview

THEMES = {
    "cache": "The KV cache grows with every token. We evict entries of the KV cache by age.",
    "radio": "Antennas hear the radio telescope drift. A radio telescope is steered by a small model.",
    "wheat": "Drones count ears in a wheat field. The wheat field is seen from above.",
}
FILLER = "we present a method that is evaluated on several data sets and shown to work well in practice"


def themed(number: int) -> Record:
    """A paper of one of three themes, in words of its own."""
    theme = list(THEMES)[number % 3]
    filler = " ".join(random.Random(number).sample(FILLER.split(), 9))
    paper = make_paper(f"Study {number}", f"{THEMES[theme]} Deep networks help. {filler}.", id=f"{theme}-{number}")
    return Record(paper=paper, topics=("quantization",), primary_topic="quantization")


def large(count: int) -> TopicOverview:
    return overview([themed(number) for number in range(count)], topics=TOPICS).topics[0]


def test_a_large_topic_is_divided_into_papers_of_one_kind_each():
    clusters = large(MANY).clusters
    assert len(clusters) >= 3
    for cluster in clusters:
        assert len({paper_id.split("-")[0] for paper_id in cluster.papers}) == 1
    assert len({paper_id for cluster in clusters for paper_id in cluster.papers}) == MANY


def test_a_cluster_is_named_by_words_its_papers_share_and_the_others_lack():
    names = {cluster.papers[0].split("-")[0]: cluster.name for cluster in large(MANY).clusters}
    assert "KV cache" in names["cache"]
    assert "adio telescope" in names["radio"]
    assert "heat field" in names["wheat"]
    for name in names.values():
        assert not {"we", "the", "method", "data", "deep", "networks"} & set(name.lower().replace(",", "").split())


def test_a_paper_is_told_which_cluster_it_is_in():
    view = overview([themed(number) for number in range(MANY)], topics=TOPICS)
    members = {paper_id: cluster.name for cluster in view.topics[0].clusters for paper_id in cluster.papers}
    assert {place.paper_id: place.cluster for place in view.per_paper} == members


def test_few_papers_are_told_by_their_labels_alone():
    assert large(MANY - 1).clusters == ()


def test_a_small_topic_of_many_papers_is_not_divided():
    rest = [themed(n).model_copy(update={"topics": (), "primary_topic": None}) for n in range(LARGE - 1, MANY)]
    small = [themed(number) for number in range(LARGE - 1)]
    topics = overview([*small, *rest], topics=TOPICS).topics
    assert {topic.id: bool(topic.clusters) for topic in topics} == {"quantization": False, "no-topic": True}


def test_the_same_papers_give_the_same_clusters_every_time():
    assert large(MANY) == large(MANY)


def test_many_texts_have_the_nearest_that_few_would_have():
    texts = [f"{record.paper.title} {record.paper.abstract}" for record in map(themed, range(30))]
    for number, found in enumerate(WordLikeness(texts).nearest()):
        assert len(found) == 3
        assert all(other % 3 == number % 3 and other != number for other in found)


@pytest.mark.parametrize("texts", [["", "", ""], ["same words"] * 3, ["one thing", "another matter", "this here"]])
def test_texts_that_tell_nothing_have_no_neighbours_by_any_measure(texts):
    assert WordLikeness(texts).nearest() == PlainLikeness(texts).nearest() == [[], [], []]


@settings(max_examples=30)
@given(st.lists(st.text(alphabet="abcdef \n", max_size=40), min_size=2, max_size=8))
def test_neighbours_by_scikit_learn_are_others_each_once(texts):
    for index, found in enumerate(WordLikeness(texts).nearest(2)):
        assert index not in found
        assert len(set(found)) == len(found) <= 2


def test_vectors_of_a_model_take_the_place_of_words():
    vectors = [[1.0, 0.0], [0.9, 0.1], [0.0, 1.0], [0.1, 0.9]]
    assert VectorLikeness(vectors).nearest(1) == [[1], [0], [3], [2]]


def test_texts_all_alike_are_divided_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert [sorted(c) for c in VectorLikeness([[1.0, 0.0]] * 60).clusters(range(60))] == [list(range(60))]


def test_a_few_texts_need_no_library():
    code = "import sys; from summarizer.similarity import likeness; likeness(['a b', 'a c']).nearest(); "
    run = subprocess.run(
        [sys.executable, "-c", code + "print('numpy' in sys.modules, 'sklearn' in sys.modules)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.split() == ["False", "False"]


def test_many_texts_without_scikit_learn_are_compared_all_the_same_and_a_line_says_what_is_missing(tmp_path: Path):
    (tmp_path / "sklearn.py").write_text("raise ImportError('not here')")
    code = (
        "from summarizer.similarity import MANY, likeness\n"
        'texts = [f\'{"radio telescope" if n % 2 else "wheat field"} number{n}\' for n in range(MANY)]\n'
        "alike = likeness(texts)\n"
        "print([n % 2 for n in alike.nearest()[1]], alike.clusters(range(MANY)))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": f"{tmp_path}:{Path(__file__).parents[1]}"},
    )  # fmt: skip
    assert run.stdout.strip() == "[1, 1, 1] []"
    assert "200 papers are compared without scikit-learn" in run.stderr
    assert "pip install scikit-learn" in run.stderr


def test_the_two_ways_of_comparing_few_texts_are_one():
    texts = ["wheat field ears", "wheat field drones", "radio telescope", "radio telescope drift"]
    assert likeness(texts).nearest(1) == nearest(texts, 1) == [[1], [0], [3], [2]]
