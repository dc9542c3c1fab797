"""What follows from several papers: chains, and numbers that do not fit together."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.comparison import compare
from summarizer.comparison.chains import MOST
from summarizer.papers import make_paper
from summarizer.records import Claim, Record
from summarizer.views import Chain, Comparison


def claim(subject: str | None, baseline: str | None, value: float | None = 2, **fields: object) -> Claim:
    given_fields = {"metric": "latency", "phase": "inference", "unit": "x", "relation": "times", "direction": "better",
                    "setting": "PageSet, A100", "verdict": "verified"}  # fmt: skip
    return Claim(**given_fields | {"subject": subject, "baseline": baseline, "value": value} | fields)


def compared(*papers: Claim | list[Claim], **options: object) -> Comparison:
    records = []
    for number, claims in enumerate(papers):
        listed = claims if isinstance(claims, list) else [claims]
        numbered = tuple(c.model_copy(update={"id": f"p{number}#c{i}"}) for i, c in enumerate(listed, 1))
        records.append(Record(paper=make_paper("A Title", "A text.", id=f"p{number}"), claims=numbered))
    return compare(records, **options)


def only_chain(*papers: Claim | list[Claim], **options: object) -> Chain:
    (chain,) = compared(*papers, **options).chains
    return chain


def test_what_two_papers_say_is_joined_over_the_method_they_share():
    chain = only_chain(claim("Coral", "Pebble-B", 1.5), claim("the Pebble-Base model", "FlatNet", 4))
    assert (chain.subject, chain.baseline, chain.metric, chain.phase) == ("Coral", "FlatNet", "latency", "inference")
    assert (chain.factor, chain.arithmetic, chain.bound) == (6, "1.5 × 4 = 6", "exact")
    assert chain.links == ("p0#c1", "p1#c1")
    assert chain.doubts == ("“Pebble-B” taken for “the Pebble-Base model”",)


def test_a_chain_is_never_among_the_claims():
    comparison = compared(claim("Coral", "Pebble", 1.5), claim("Pebble", "FlatNet", 4))
    assert comparison.chains
    assert sorted(row.factor for group in comparison.groups for row in group.rows) == [1.5, 4]


def test_chains_go_on_over_more_papers_the_shortest_first():
    found = compared(claim("A1", "B1", 2), claim("B1", "C1", 3), claim("C1", "D1", 5)).chains
    assert [(c.subject, c.baseline, c.factor) for c in found] == [("B1", "D1", 15), ("A1", "C1", 6), ("A1", "D1", 30)]


@pytest.mark.parametrize(
    "second",
    [
        claim("Pebble", "FlatNet", metric="memory"),
        claim("Pebble", "FlatNet", phase="training"),
        claim("Pebble", "FlatNet", phase=None),
        claim("Pebble", "FlatNet", role="background"),
        claim("Pebble", "FlatNet", None),
        claim("Pebble", "FlatNet", kind="absolute", unit="ms"),
        claim("Pebble", None),
        claim("Pebble", "the baseline"),
        claim("Pebble-2", "FlatNet"),
        claim(None, "FlatNet"),
        claim("Pebble", "Coral"),
        claim("Pebble", "FlatNet", verdict="wrong_number"),
    ],
)
def test_links_that_do_not_fit_make_no_chain(second):
    assert compared(claim("Coral", "Pebble"), second).chains == ()


@pytest.mark.parametrize("shared", ["the baseline", "full attention", "Transformer", "a vanilla Transformer", "FP16"])
def test_no_chain_goes_through_what_is_no_one_things_name(shared):
    assert compared(claim("Coral", shared), claim(shared, "FlatNet")).chains == ()


def test_one_paper_alone_makes_no_chain():
    assert compared([claim("Coral", "Pebble"), claim("Pebble", "FlatNet")]).chains == ()


@pytest.mark.parametrize(
    ("fields", "doubt"),
    [
        ({"setting": "LevelSet, A100"}, "other setting: “PageSet, A100”, then “LevelSet, A100”"),
        ({"setting": "PageSet, V100"}, "other hardware: “PageSet, A100”, then “PageSet, V100”"),
        ({"setting": None}, "setting not given in both"),
        ({"bound": "up_to"}, "exactly times up to"),
        ({"value_max": 9}, "“Pebble” against “FlatNet” is a range; its first number is taken"),
    ],
)
def test_what_makes_a_chain_doubtful_is_said(fields, doubt):
    assert doubt in only_chain(claim("Coral", "Pebble"), claim("Pebble", "FlatNet", **fields)).doubts


def test_a_link_that_papers_disagree_on_is_doubtful():
    papers = claim("Coral", "Pebble"), claim("Pebble", "FlatNet", 3), claim("Pebble", "FlatNet", 5)
    assert all("papers disagree on “Pebble” against “FlatNet”" in c.doubts for c in compared(*papers).chains)


def test_a_direct_comparison_is_named_beside_the_chain():
    papers = claim("Coral", "Pebble"), claim("Pebble", "FlatNet", 3), claim("Coral", "FlatNet", 5)
    assert only_chain(*papers).doubts == ("compared directly too: 5× (p2#c1)",)


def test_of_several_claims_of_one_paper_the_one_of_the_same_setting_is_the_link():
    second = [claim("Pebble", "FlatNet", 3, setting="LevelSet"), claim("Pebble", "FlatNet", 4)]
    chain = only_chain(claim("Coral", "Pebble"), second)
    assert (chain.links, chain.doubts) == (("p0#c1", "p1#c2"), ())


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("exact", "exact", "exact"),
        ("up_to", "exact", "up_to"),
        ("up_to", "up_to", "up_to"),
        ("up_to", "approx", "up_to"),
        ("up_to", "at_least", "approx"),
        ("average", "exact", "average"),
        ("average", "at_least", "approx"),
    ],
)
def test_a_product_is_bound_as_its_factors_are(one, other, both):
    assert only_chain(claim("Coral", "Pebble", bound=one), claim("Pebble", "FlatNet", bound=other)).bound == both


def test_chains_to_a_baseline_can_be_asked_for():
    papers = claim("Coral", "Pebble"), claim("Pebble", "FlatNet"), claim("Pebble", "HillNet")
    assert {c.baseline for c in compared(*papers).chains} == {"FlatNet", "HillNet"}
    assert {c.baseline for c in compared(*papers, baseline="the FlatNet model").chains} == {"FlatNet"}
    assert compared(*papers, baseline="FlatNet", min_factor=5).chains == ()
    assert len(compared(*papers, baseline="FlatNet", min_factor=3).chains) == 1


def test_papers_that_give_other_numbers_for_the_same_thing_are_told():
    papers = claim("Coral", "FlatBase", 3), claim("Coral", "the flat-base", 2, setting="A100, PageSet")
    (found,) = compared(*papers).disagreements
    assert (found.subject, found.baseline, found.setting) == ("Coral", "FlatBase", "PageSet, A100")
    assert (found.claims, found.spread) == (("p0#c1", "p1#c1"), 1.5)


def test_disagreements_on_what_was_not_asked_for_are_not_told():
    papers = claim("Coral", "FlatBase", 3), claim("Coral", "FlatBase", 2), claim("Coral", "HighBase", 2)
    assert len(compared(*papers, baseline="FlatBase").disagreements) == 1
    assert compared(*papers, baseline="HighBase").disagreements == ()


def test_what_a_paper_tells_of_another_may_contradict_it():
    assert compared(claim("Coral", "FlatBase", 3), claim("Coral", "FlatBase", 2, role="background")).disagreements


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"value": 1.9}, {"value": 2}),
        ({"value": 1.72}, {"value": 42, "unit": "%", "relation": "reduced_by"}),
        ({"value": 3, "bound": "up_to"}, {"value": 2.1}),
        ({"value": 3}, {"value": 2.1, "bound": "at_least"}),
        ({"value": 2, "value_max": 5}, {"value": 3}),
        ({"value": 2.1, "bound": "approx"}, {"value": 2.25}),
        ({"value": 3}, {"value": 2, "setting": "PageSet"}),
        ({"value": 3, "setting": None}, {"value": 2, "setting": None}),
        ({"value": 3}, {"value": 2, "metric": "memory"}),
        ({"value": 3}, {"value": 2, "phase": None}),
        ({"value": 3}, {"value": 2, "baseline": "HighBase"}),
        ({"value": 3}, {"value": 2, "subject": "Coral-L"}),
        ({"value": 3, "subject": None}, {"value": 2, "subject": None}),
        ({"value": 3, "baseline": "the baseline"}, {"value": 2, "baseline": "the baseline"}),
        ({"value": 3}, {"value": 2000, "kind": "absolute", "unit": "ms"}),
    ],
)
def test_what_may_both_be_true_is_no_disagreement(one, other):
    papers = [claim("Coral", "FlatBase").model_copy(update=fields) for fields in (one, other)]
    assert compared(*papers).disagreements == ()


def test_one_paper_does_not_disagree_with_itself():
    assert compared([claim("Coral", "FlatBase", 2), claim("Coral", "FlatBase", 3)]).disagreements == ()


def test_amounts_disagree_too():
    papers = [claim("Coral", None, v, kind="absolute", unit=u) for v, u in ((20, "ms"), (0.03, "s"))]
    (found,) = compared(*papers).disagreements
    assert (found.claims, found.spread) == (("p0#c1", "p1#c1"), 1.5)


names = st.sampled_from(["Coral", "Pebble", "Tide", "Dune", "the baseline", None])
some = st.builds(claim, names, names, st.sampled_from([0.5, 2, 3, 40]), bound=st.sampled_from(["exact", "up_to"]),
                 direction=st.sampled_from(["better", "worse", "same"]))  # fmt: skip


@given(st.lists(some, max_size=9))
def test_a_chain_is_the_product_of_its_links_and_never_turns_back(claims):
    comparison = compared(*claims)
    by_id = {row.claim_id: row.factor for group in comparison.groups for row in group.rows}
    placed = {f"p{n}#c1": c for n, c in enumerate(claims)}
    for chain in comparison.chains:
        product = 1.0
        for link in chain.links:
            product *= by_id[link]
        assert chain.factor == pytest.approx(product, rel=1e-3)
        walked = [placed[link].subject for link in chain.links] + [chain.baseline]
        assert len(set(walked)) == len(walked)
        assert [placed[link].baseline for link in chain.links] == walked[1:]


def test_where_there_are_too_many_chains_it_says_so_and_soon():
    into = [claim(f"Net{n}", "Hub", 2) for n in range(400)]
    out = [claim("Hub", f"Base{n}", 2) for n in range(400)]
    start = time.perf_counter()
    comparison = compared(*into, *out)
    assert time.perf_counter() - start < 5
    assert (len(comparison.chains), comparison.more_chains) == (MOST, True)
    start = time.perf_counter()
    assert compared(*into, *out, baseline="Nowhere").chains == ()
    assert time.perf_counter() - start < 10
