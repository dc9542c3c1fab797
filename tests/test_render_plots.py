"""Plots: marks stand where their numbers are, on a logarithmic axis with round ticks."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from compared_records import everything
from hypothesis import given
from hypothesis import strategies as st

from summarizer.render.plots import Axis, Plane, front_plane, group_axis, row_mark, shares
from summarizer.views import Group, GroupKey, Quality, Row

positive = st.floats(1e-9, 1e15)


def group(*factors: float | None, family: str = "factor", **fields: object) -> Group:
    name = "factor" if family == "factor" else "amount"
    rows = tuple(Row(claim_id=str(i), paper_id="p", **{name: factor}) for i, factor in enumerate(factors))
    return Group(key=GroupKey(metric="latency", unit_family=family), rows=rows, **fields)


def test_equal_ratios_are_equal_distances():
    axis = Axis(1, 100)
    assert axis.at(1) == 0
    assert axis.at(10) == 50
    assert axis.at(100) == 100


@given(positive, st.floats(1.5, 1e6))
def test_ticks_are_round_rising_apart_and_on_the_axis(low, ratio):
    axis = Axis(low, low * ratio)
    ticks = axis.ticks()
    places = [tick.at for tick in ticks]
    assert all(-0.1 <= place <= 100.1 for place in places)
    assert all(after - before >= 13 for before, after in pairwise(places))


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [(1, 30, ["1", "2", "5", "10", "20"]), (0.5, 4, ["0.5", "1", "2"]), (1, 1e6, ["1", "10", "100", "1,000", "10,000"]),
     (3, 9, ["3", "4", "5", "6", "7", "9"]), (1, 1.8, ["1", "1.2", "1.4", "1.6"])],
)  # fmt: skip
def test_ticks_are_said_shortly(low, high, told):
    assert [tick.text for tick in Axis(low, high).ticks()][: len(told)] == told


def test_a_group_of_factors_begins_at_no_gain_unless_something_is_worse():
    assert group_axis(group(4, 2)).low == 1
    assert group_axis(group(4, 0.5)).low == 0.5


def test_amounts_begin_at_the_smallest():
    assert group_axis(group(200, 20, family="amount")).low == 20


@pytest.mark.parametrize("numbers", [(), (4,), (4, None), (None, None)])
def test_fewer_than_two_numbers_are_not_drawn(numbers):
    assert group_axis(group(*numbers)) is None


def test_zero_has_no_place_on_a_logarithmic_axis():
    axis = group_axis(group(200, 20, 0, family="amount"))
    assert row_mark(Row(claim_id="z", paper_id="p", amount=0), axis) is None


def test_a_range_has_two_ends_and_every_mark_its_origin():
    axis = Axis(0.5, 8)
    mark = row_mark(Row(claim_id="x", paper_id="p", factor=2, factor_max=4, bound="up_to"), axis)
    assert (mark.at, mark.until, mark.origin, mark.bound) == (axis.at(2), axis.at(4), axis.at(1), "up_to")


def test_a_claim_with_more_of_both_stands_further_right_and_higher():
    plane = front_plane(everything().groups[0])
    by_id = {point.claim_id: point for point in plane.points}
    assert by_id["pebble#c1"].x > by_id["coral#c1"].x > by_id["tide#c4"].x
    assert by_id["pebble#c1"].y > plane.zero > by_id["tide#c4"].y > by_id["coral#c1"].y
    assert [point.number for point in plane.points] == [1, 2, 0]
    assert "tide#c3" not in by_id


def test_the_line_along_the_front_goes_down_then_right():
    plane = front_plane(everything().groups[0])
    points = {point.claim_id: point for point in plane.points}
    coral, pebble = points["coral#c1"], points["pebble#c1"]
    assert plane.path == f"M{coral.x} {coral.y}V{pebble.y}H{pebble.x}"


def test_a_group_without_a_front_has_no_drawing_of_it():
    assert front_plane(everything().groups[0].model_copy(update={"front": ()})) is None


def test_points_on_another_scale_of_quality_are_not_drawn():
    first = everything().groups[0]
    odd = first.rows[2].model_copy(
        update={"quality": Quality(result_id="r", metric="perplexity", change=3.0, dataset=None)}
    )
    mixed = first.model_copy(update={"rows": (*first.rows[:2], odd, first.rows[3]), "front_quality": "%"})
    assert {point.claim_id for point in front_plane(mixed).points} == {"pebble#c1", "coral#c1", "tide#c4"}


@given(st.lists(st.tuples(st.floats(0.01, 1e6), st.floats(-100, 100)), min_size=2, max_size=20))
def test_every_point_stands_inside_the_drawing(found):
    rows = tuple(
        Row(claim_id=str(i), paper_id="p", factor=factor,
            quality=Quality(result_id="r", metric="accuracy", change=change))
        for i, (factor, change) in enumerate(found)
    )  # fmt: skip
    plane = front_plane(Group(key=GroupKey(metric="latency", unit_family="factor"), rows=rows, front=("0",)))
    for point in plane.points:
        assert Plane.LEFT - 1 <= point.x <= Plane.RIGHT + 1
        assert Plane.TOP - 1 <= point.y <= Plane.BOTTOM + 1
    assert all(math.isfinite(tick.at) for tick in plane.y_ticks)


def test_bars_are_as_long_as_their_share_of_the_largest():
    assert shares([28, 14, 0]) == [100.0, 50.0, 1.0]
    assert shares([]) == []
