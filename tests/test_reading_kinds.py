"""The kind of contribution that the reader takes a paper for."""

import pytest

from summarizer.marks import mark
from summarizer.papers import make_paper
from summarizer.reading.subjects import contribution_of

PAPERS = [
    ("Do Larger Buckets Leak? Gated Valves for Rain Barrels", "We present Gated Valves, a new method.", "method"),
    ("Do Larger Buckets Leak?", "We measured 40 buckets and asked whether size matters.", "empirical-study"),
    ("Ferry Timetables Mended Overnight", "Ferrymend repairs timetables. It is written in Rust.", "system"),
    ("Ferry Timetables Mended Overnight", "Ferrymend mends timetables in 2,400 lines of Python code.", "system"),
    ("Voices of the Harbour", "We collected 12,000 calls of gulls, each heard by two experts.", "benchmark"),
    ("Labels for Tidal Pools", "We publish a collection of tidal pools from six coasts.", "benchmark"),
    ("Why Kettles Whistle", "Our theory gives the pitch, which is shown to be a root of the flow.", "theory"),
]


@pytest.mark.parametrize(("title", "abstract", "kind"), PAPERS)
def test_a_paper_is_of_the_kind_that_it_offers(title, abstract, kind):
    """A question in a title makes no study of what goes on behind it; what is built, gathered or proved is told."""
    assert contribution_of(mark(make_paper(title, abstract)), []) == kind
