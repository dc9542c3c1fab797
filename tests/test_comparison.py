"""Comparisons: groups, order, ranks, differences, and what is left out."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_records import records

from summarizer.comparison import compare
from summarizer.errors import SettingsError
from summarizer.factors import amount_of, bound_of, factor_of, largest_factor_of
from summarizer.papers import make_paper
from summarizer.records import Claim, Record
from summarizer.views import Comparison, Group


def made(*claims: Claim, paper_id: str = "p") -> Record:
    numbered = tuple(c.model_copy(update={"id": f"{paper_id}#c{i}"}) for i, c in enumerate(claims, 1))
    return Record(paper=make_paper("A Title", "A text.", id=paper_id), claims=numbered)


def times(value: float | None, **fields: object) -> Claim:
    given = {"metric": "latency", "value": value, "unit": "x", "relation": "times", "direction": "better"}
    return Claim(**{"verdict": "verified"} | given | fields)


def only_group(*claims: Claim, **options: object) -> Group:
    (group,) = compare([made(*claims)], **options).groups
    return group


def test_claims_of_one_metric_phase_and_family_stand_side_by_side_best_first():
    comparison = compare(records())
    latency = next(g for g in comparison.groups if g.key.metric == "latency")
    assert (latency.key.phase, latency.key.unit_family) == ("inference", "factor")
    assert [(row.claim_id, row.factor, row.rank) for row in latency.rows] == [("pebble#c1", 4, 1), ("coral#c1", 2.5, 2)]


@pytest.mark.parametrize(
    ("fields", "factor"),
    [
        ({"value": 62, "unit": "%", "relation": "reduced_by"}, 2.632),
        ({"value": 0.38, "relation": "fraction_of"}, 2.632),
        ({"value": 20, "unit": "%", "relation": "fraction_of"}, 5),
        ({"value": 50, "unit": "%", "relation": "increased_by"}, 1.5),
        ({"value": 2.629, "relation": "from_to"}, 2.629),
        ({"value": 3, "direction": "worse"}, 0.3333),
        ({"value": 25, "unit": "%", "relation": "increased_by", "direction": "worse"}, 0.8),
        ({"value": 3, "factor": 30}, 3),
        ({"value": None, "factor": 30, "relation": None}, 30),
        ({"value": 1.3, "unit": "ms", "kind": "absolute"}, None),
    ],
)
def test_every_way_of_saying_a_ratio_lands_on_one_scale(fields, factor):
    assert factor_of(times(1).model_copy(update=fields)) == factor


@pytest.mark.parametrize(
    ("fields", "bound"),
    [
        ({"bound": "up_to"}, "up_to"),
        ({"bound": "at_least", "value": 40, "unit": "%", "relation": "reduced_by"}, "at_least"),
        ({"bound": "up_to", "value": 20, "unit": "%", "relation": "fraction_of"}, "at_least"),
        ({"bound": "up_to", "direction": "worse"}, "at_least"),
        ({"bound": "approx", "direction": "worse"}, "approx"),
        ({"bound": "up_to", "kind": "absolute", "unit": "ms"}, "up_to"),
        ({"bound": "up_to", "value": None}, "up_to"),
    ],
)
def test_a_bound_turns_round_where_the_factor_falls_as_the_number_grows(fields, bound):
    assert bound_of(times(3).model_copy(update=fields)) == bound


def test_a_range_keeps_its_upper_factor():
    assert largest_factor_of(times(2, value_max=12)) == 12
    assert largest_factor_of(times(2)) is None


def test_equal_factors_share_a_place_and_the_next_one_is_counted_on():
    group = only_group(times(3), times(5), times(3), times(2))
    assert [(row.factor, row.rank) for row in group.rows] == [(5, 1), (3, 2), (3, 2), (2, 4)]


def test_phases_metrics_and_families_are_kept_apart():
    claims = [times(2), times(2, phase="inference"), times(2, metric="energy"), times(3, kind="absolute", unit="ms")]
    assert len(compare([made(*claims)]).groups) == 4


def test_amounts_of_one_kind_of_unit_are_converted_and_the_smaller_cost_comes_first():
    group = only_group(
        times(0.2, kind="absolute", unit="s"), times(7, kind="absolute", unit="ms"), times(1, kind="absolute", unit="s")
    )
    assert (group.key.unit_family, group.key.unit) == ("amount", "s")
    assert [(row.amount, row.factor, row.rank) for row in group.rows] == [
        (0.007, None, 1),
        (0.2, None, 2),
        (1, None, 3),
    ]


@pytest.mark.parametrize("metric", ["throughput", "capacity"])
def test_of_what_one_wants_more_of_the_larger_amount_comes_first(metric):
    group = only_group(*(times(v, kind="absolute", metric=metric, unit="tokens") for v in (5, 80, 6)))
    assert [row.amount for row in group.rows] == [80, 6, 5]


def test_amounts_in_units_that_do_not_convert_are_kept_apart():
    groups = compare([made(times(5, kind="absolute", unit="GB"), times(5, kind="absolute", unit="GPU-hours"))]).groups
    assert {group.key.unit for group in groups} == {"B", "GPU-hours"}


def test_growths_stand_in_the_order_of_how_fast_they_grow_and_have_no_rank():
    order = ["O(1)", "O(log n)", "linear", "O(n log n)", "O(L^{4/3})", "O(L sqrt(L))", "sub-quadratic", "O(N^2)",
             "O(n^2 d + n d^2)", "O(n^3)", "exponential", "as it comes"]  # fmt: skip
    claims = [times(None, kind="asymptotic", metric="complexity", unit=unit) for unit in reversed(order)]
    group = only_group(*claims)
    by_id = {claim.id: claim.unit for claim in made(*claims).claims}
    said = [by_id[row.claim_id] for row in group.rows]
    ties = {"O(N^2)", "O(n^2 d + n d^2)"}
    assert [unit for unit in said if unit not in ties] == [unit for unit in order if unit not in ties]
    assert set(said[7:9]) == ties
    assert {row.rank for row in group.rows} == {None}


def test_claims_without_a_number_stand_together_without_ranks_gains_first():
    group = only_group(*(times(None, kind="qualitative", unit=None, direction=d) for d in ("worse", "same", "better")))
    assert group.key.unit_family == "words"
    assert [row.claim_id for row in group.rows] == ["p#c3", "p#c2", "p#c1"]
    assert {row.rank for row in group.rows} == {None}


@pytest.mark.parametrize(
    ("fields", "differs"),
    [
        ({}, ()),
        ({"baseline": "  the flatbase model "}, ()),
        ({"setting": "page-set"}, ()),
        ({"baseline": "HighBase"}, ("other baseline",)),
        ({"baseline": None}, ("no baseline given",)),
        ({"setting": "LevelSet"}, ("other setting",)),
        ({"setting": None}, ("no setting given",)),
        ({"bound": "up_to"}, ("up to, not exactly",)),
        ({"bound": "average"}, ("on average, not exactly",)),
        ({"resource": "floating-point operations"}, ()),
        ({"resource": "computation"}, ()),
        ({"resource": "multiply-accumulates"}, ("MACs, not FLOPs",)),
        ({"resource": "MACs"}, ("MACs, not FLOPs",)),
        ({"resource": "synaptic operations"}, ("accumulations, not FLOPs",)),
        ({"setting": "PageSet, A100"}, ("hardware given only here",)),
        ({"setting": "PageSet, batch size 1"}, ("setting says more",)),
        ({"baseline": None, "bound": "at_least"}, ("no baseline given", "at least, not exactly")),
    ],
)
def test_what_makes_a_row_unlike_the_first_is_said_in_plain_words(fields, differs):
    first = times(9, metric="compute", baseline="FlatBase", setting="PageSet", resource="FLOPs")
    first_row, row = only_group(first, first.model_copy(update={"value": 3} | fields)).rows
    assert first_row.differs == ()
    assert row.differs == differs
    assert len(row.codes) == len(differs)


def test_what_the_best_row_leaves_out_is_given_only_here():
    group = only_group(times(9, setting="A"), times(3, baseline="FlatBase", setting="A"))
    assert group.rows[1].differs == ("baseline given only here",)
    assert group.rows[1].codes == ("no_baseline",)


@pytest.mark.parametrize(
    ("fields", "reasons"),
    [
        ({"metric": None}, ("no metric",)),
        ({"value": None}, ("no factor can be computed",)),
        ({"relation": "reduced_by", "unit": "%", "value": 140}, ("no factor can be computed",)),
        ({"kind": "absolute", "unit": None}, ("no amount with a unit",)),
        ({"kind": "asymptotic", "unit": None}, ("no growth given",)),
        ({"role": "background"}, ("tells of prior work, not of this paper",)),
        ({"role": "background", "metric": None}, ("tells of prior work, not of this paper", "no metric")),
    ],
)
def test_a_claim_that_stands_in_no_group_says_why(fields, reasons):
    comparison = compare([made(times(3).model_copy(update=fields))])
    assert comparison.groups == ()
    assert [(item.claim_id, item.reasons) for item in comparison.unplaced] == [("p#c1", reasons)]
    assert comparison.per_paper[0].unplaced == ("p#c1",)


def test_claims_that_are_not_verified_are_counted_by_verdict_and_left_out():
    claims = [times(3), times(4, verdict="wrong_number"), times(5, verdict="wrong_number"), times(6, verdict=None)]
    comparison = compare([made(*claims)])
    assert comparison.excluded == {"wrong_number": 2, "unchecked": 1}
    assert [row.factor for row in comparison.groups[0].rows] == [3]


def test_all_claims_stand_side_by_side_when_asked_for():
    comparison = compare([made(times(3), times(4, verdict="wrong_number"))], verified_only=False)
    assert [row.factor for row in comparison.groups[0].rows] == [4, 3]
    assert comparison.excluded == {}


def test_one_metric_and_phase_can_be_looked_at_alone():
    comparison = compare(records(), metric="training_time", phase="training")
    assert {(group.key.metric, group.key.phase) for group in comparison.groups} == {("training_time", "training")}
    assert comparison.excluded == {}


def test_strict_groups_hold_one_baseline_and_one_setting():
    near = {"baseline": "FlatBase", "setting": "PageSet"}
    claims = [
        times(3, **near),
        times(4, baseline="The  FlatBase", setting="pageset"),
        times(5, **near | {"setting": "B"}),
    ]
    groups = compare([made(*claims)], level="strict").groups
    assert [[row.factor for row in group.rows] for group in groups] == [[4, 3], [5]]
    assert groups[0].key.baseline == "The  FlatBase"
    assert groups[1].key.baseline == "FlatBase"
    assert groups[0].key.conditions.other == "pageset"
    assert not any(row.differs for group in groups for row in group.rows)


@pytest.mark.parametrize(
    ("fields", "reasons"),
    [
        ({"baseline": None}, ("no baseline given",)),
        ({"setting": None}, ("no setting given",)),
        ({"baseline": None, "kind": "absolute", "unit": "ms"}, ()),
    ],
)
def test_strict_needs_to_know_what_it_compares(fields, reasons):
    claim = times(3, baseline="FlatBase", setting="PageSet").model_copy(update=fields)
    unplaced = compare([made(claim)], level="strict").unplaced
    assert tuple(reason for item in unplaced for reason in item.reasons) == reasons


def test_what_is_not_named_is_another_thing_in_each_paper():
    claims = [times(3, baseline="the baseline", setting="PageSet"), times(4, baseline="baseline", setting="PageSet")]
    apart = compare([made(c, paper_id=p) for c, p in zip(claims, "ab", strict=True)], level="strict").groups
    assert len(apart) == 2
    assert len(compare([made(*claims)], level="strict").groups) == 1
    (loose,) = compare([made(c, paper_id=p) for c, p in zip(claims, "ab", strict=True)]).groups
    assert loose.rows[1].differs == ("baselines not named",)


def test_operations_counted_in_two_ways_never_share_a_strict_group():
    near = {"metric": "compute", "baseline": "FlatBase", "setting": "PageSet"}
    flops, macs, open_ = (times(v, resource=r, **near) for v, r in ((2, "FLOPs"), (3, "MACs"), (4, "cost")))
    assert len(compare([made(flops, macs, open_)], level="strict").groups) == 3
    assert len(compare([made(flops, open_)], level="strict").groups) == 1


def test_a_claim_that_names_two_ways_of_counting_differs_from_neither():
    near = {"metric": "compute", "baseline": "FlatBase", "setting": "PageSet"}
    assert (
        only_group(times(3, resource="MACs", **near), times(2, resource="FLOPs and MACs", **near)).rows[1].codes == ()
    )


def test_a_range_keeps_both_ends():
    row = only_group(times(2, value_max=12)).rows[0]
    assert (row.factor, row.factor_max) == (2, 12)
    row = only_group(times(2, value_max=3, kind="absolute", unit="ms")).rows[0]
    assert (row.amount, row.amount_max) == (0.002, 0.003)


def test_each_paper_knows_where_its_claims_stand():
    comparison = compare(records())
    by_paper = {place.paper_id: place for place in comparison.per_paper}
    placed = {claim.claim_id: claim for claim in by_paper["coral"].claims}
    assert (placed["coral#c1"].rank, placed["coral#c1"].of) == (2, 2)
    for place in placed.values():
        assert place.claim_id in [row.claim_id for row in comparison.groups[place.group].rows]


def test_a_share_says_how_many_of_the_others_a_claim_is_at_least_as_good_as():
    comparison = compare([made(times(3), times(5), times(3), times(2))])
    shares = {placed.claim_id: placed.share for placed in comparison.per_paper[0].claims}
    assert shares == {"p#c2": 1, "p#c1": 2 / 3, "p#c3": 2 / 3, "p#c4": 0}
    assert compare([made(times(3))]).per_paper[0].claims[0].share is None


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("factor", ["a#c1", "b#c1", "a#c2", "b#c2"]),
        ("paper", ["a#c1", "a#c2", "b#c1", "b#c2"]),
        ("baseline", ["b#c1", "b#c2", "a#c1", "a#c2"]),
    ],
)
def test_rows_stand_in_the_order_asked_for_and_keep_their_ranks(sort, order):
    a = made(times(5, baseline="Zeta"), times(3), paper_id="a")
    b = made(times(4, baseline="Alpha"), times(2, baseline="Mid"), paper_id="b")
    (group,) = compare([a, b], sort=sort).groups
    assert [row.claim_id for row in group.rows] == order
    assert {row.claim_id: row.rank for row in group.rows} == {"a#c1": 1, "b#c1": 2, "a#c2": 3, "b#c2": 4}


def test_groups_stand_in_the_order_of_metrics_when_asked_for():
    claims = [times(2, metric="energy"), times(3, metric="energy"), times(2, metric="latency")]
    assert [g.key.metric for g in compare([made(*claims)]).groups] == ["energy", "latency"]
    assert [g.key.metric for g in compare([made(*claims)], sort="metric").groups] == ["latency", "energy"]


def test_a_comparison_is_read_back_as_it_was_written():
    comparison = compare(records())
    assert Comparison.model_validate_json(comparison.model_dump_json()) == comparison


def test_nothing_to_compare_is_an_empty_comparison():
    assert compare([]) == Comparison()


claims = st.builds(
    Claim,
    metric=st.sampled_from(["latency", "memory", "capacity", None]),
    kind=st.sampled_from(["relative", "absolute", "asymptotic", "qualitative"]),
    value=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    value_max=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    unit=st.sampled_from([None, "x", "%", "ms", "s", "O(n)", ")("]),
    relation=st.sampled_from([None, "times", "reduced_by", "increased_by", "fraction_of", "from_to"]),
    direction=st.sampled_from([None, "better", "worse", "same"]),
    bound=st.sampled_from(["exact", "up_to", "at_least"]),
    baseline=st.none() | st.text(max_size=5),
    role=st.sampled_from(["contribution", "background"]),
    verdict=st.sampled_from(["verified", "wrong_number", None]),
)


@given(st.lists(claims, max_size=8), st.sampled_from(["loose", "strict"]))
def test_every_claim_is_placed_unplaced_or_excluded_exactly_once(given_claims, level):
    comparison = compare([made(*given_claims)], level=level)
    placed = [row for group in comparison.groups for row in group.rows]
    assert len(placed) + len(comparison.unplaced) + sum(comparison.excluded.values()) == len(given_claims)
    for group in comparison.groups:
        ranks = [row.rank for row in group.rows if row.rank is not None]
        assert ranks == sorted(ranks)
        assert all(row.factor is None or (row.factor > 0 and math.isfinite(row.factor)) for row in group.rows)
        assert all(amount_of(c) is None or math.isfinite(amount_of(c)[0]) for c in given_claims)


@pytest.mark.parametrize("choice", [{"metric": "speed"}, {"phase": "Inference"}, {"level": "x"}, {"sort": "y"}])
def test_an_unknown_metric_or_phase_is_an_error_that_names_known_ones(choice):
    """A slip of the pen is no empty table."""
    with pytest.raises(SettingsError, match=r"did you mean|there are: "):
        compare(records(), **choice)
