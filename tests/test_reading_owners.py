"""Owners: whose cost a number is said to be, as the text names it."""

import pytest

from summarizer.marks import mark
from summarizer.papers import make_paper
from summarizer.reading import read
from summarizer.topics import load_topics

TOPICS = load_topics()
NAMED = "We present Fenwick, a new planner. "
NAMELESS = "We present a simple, cascaded tour pruning scheme for vans. "

OWNERS = (
    # the paper's own name, where it stands before the number or is pointed at
    (NAMED + "Fenwick-Fast needs 30% less memory than Alder.", "Fenwick-Fast"),
    (NAMED + "Our method reduces latency by 30%.", "Fenwick"),
    (NAMED + "The resulting tours need 30% less memory.", "Fenwick"),
    (NAMED + "We find that this reordering reduces latency by 30%.", "Fenwick"),
    (NAMED + "Storing tours takes 30% less memory.", "Fenwick"),
    (NAMED + "A tour is planned 3x faster than with Alder.", "Fenwick"),
    (NAMED + "Memory usage is 30% lower.", "Fenwick"),
    (NAMED + "Further experiments show a 30% reduction in latency.", "Fenwick"),
    # the subject of the clause, where it is another
    (NAMED + "Experiments show that pruned planners require 30% less memory.", "pruned planners"),
    (NAMED + "On long tours, Alder and Rowan reduce latency by 30%.", "Alder and Rowan"),
    (NAMED + "Recall rises, but two-bit weights still reduce latency by 30%.", "two-bit weights"),
    (NAMED + "Tests show our 7B student improves recall and reduces latency by 30%.", "7B student"),
    (NAMED + "It adds a tour selector that further reduces latency by 30%.", "tour selector"),
    (NAMED + "Fenwick is a tour selector that reduces latency by 30%.", "Fenwick"),
    (NAMED + "It plans at once rather than in a tour walk, which reduces latency by 30%.", "Fenwick"),
    (NAMED + "We give Fenwick a method that reduces latency by 30%.", "Fenwick"),
    (NAMED + "Fenwick beats the state-of-the-art planner, XyTour, while cutting latency by 30%.", "Fenwick"),
    # a paper without a name: its own words, else what it offers
    (NAMELESS + "Experiments show that our approach reduces latency by 30%.", "our approach"),
    (NAMELESS + "It reduces latency by 30%.", "cascaded tour pruning scheme"),
    (NAMELESS + "This design reduces latency by 30%.", "cascaded tour pruning scheme"),
    (NAMED + "AutoFenwick reduces latency by 30%.", "AutoFenwick"),
    (
        "Vans are slow. Our staged planning method helps. It is found to reduce latency by 30%.",
        "Our staged planning method",
    ),
    ("Vans are slow. Our previous planning method was slow. It is found to reduce latency by 30%.", None),
    ("Vans are slow. It is found to reduce latency by 30%.", None),
    (NAMELESS + "The tours shrink, and substantially reduces latency by 30%.", "cascaded tour pruning scheme"),
    (NAMELESS + "On long tours, the protocol reduces latency by 30%.", "cascaded tour pruning scheme"),
)


@pytest.mark.parametrize(("abstract", "owner"), OWNERS, ids=[abstract[-60:] for abstract, _ in OWNERS])
def test_a_number_is_of_the_name_or_the_subject_before_it(abstract, owner):
    claims = read(mark(make_paper("Tours for vans", abstract)), TOPICS).claims
    assert [claim.subject for claim in claims] == [owner]


def test_the_cost_of_others_is_not_that_of_what_the_paper_offers():
    abstract = "However, it takes 3x longer than Alder. We present a cascaded tour pruning scheme. It is 2x faster."
    claims = read(mark(make_paper("Tours for vans", abstract)), TOPICS).claims
    assert [(claim.role, claim.subject) for claim in claims] == [
        ("background", None),
        ("contribution", "cascaded tour pruning scheme"),
    ]


def test_numbers_in_a_row_belong_to_as_many_variants_in_a_row():
    abstract = NAMED + "Fenwick-S, Fenwick-M and Fenwick-L reduce latency by 30%, 40% and 50%."
    claims = read(mark(make_paper("Tours for vans", abstract)), TOPICS).claims
    assert [claim.subject for claim in claims] == ["Fenwick-S", "Fenwick-M", "Fenwick-L"]
