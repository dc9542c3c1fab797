"""The kind of contribution that the reader takes a paper for."""

import pytest

from summarizer.marks import mark
from summarizer.papers import make_paper
from summarizer.reading.paper.kinds import contribution_of

PAPERS = [
    ("Do Larger Buckets Leak? Gated Valves for Rain Barrels", "We present Gated Valves, a new method.", "method"),
    ("Do Larger Buckets Leak?", "We measured 40 buckets and asked whether size matters.", "empirical-study"),
    ("Ferry Timetables Mended Overnight", "Ferrymend repairs timetables. It is written in Rust.", "system"),
    ("Ferry Timetables Mended Overnight", "Ferrymend mends timetables in 2,400 lines of Python code.", "system"),
    ("Voices of the Harbour", "We collected 12,000 calls of gulls, each heard by two experts.", "benchmark"),
    ("Labels for Tidal Pools", "We publish a collection of tidal pools from six coasts.", "benchmark"),
    ("Gull Calls by Ear", "We propose a large tide call answering (TCA) dataset.", "benchmark"),
    ("Probing Kettles for Limescale", "We boil them.", "empirical-study"),
    ("Latent Probing of Kettles", "We boil them with a new method.", "method"),
    ("A Taxonomy of Kettles", "We boil them with a new method.", "survey"),
    ("A Taxonomy-Driven Kettle", "We boil water with a new method.", "method"),
    ("A Literature-Grounded Kettle", "We boil water with a new method.", "method"),
    ("Why Kettles Whistle", "Our theory gives the pitch, which is shown to be a root of the flow.", "theory"),
]


@pytest.mark.parametrize(("title", "abstract", "kind"), PAPERS)
def test_a_paper_is_of_the_kind_that_it_offers(title, abstract, kind):
    """A question in a title makes no study of what goes on behind it; what is built, gathered or proved is told."""
    assert contribution_of(mark(make_paper(title, abstract)), []) == kind


@pytest.mark.parametrize(("name", "kind"), [("GullEval", "benchmark"), ("GullNet", "empirical-study")])
def test_a_set_named_as_one_is_a_benchmark_whatever_the_title_asks(name, kind):
    marks = mark(
        make_paper("Can Gulls Count? Evaluating Flocks", f"We answer by introducing {name}, a dataset of calls.")
    )
    assert contribution_of(marks, [name]) == kind
