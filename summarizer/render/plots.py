"""Plots: where the marks of a drawing stand; the templates draw them as SVG."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarizer.records import Bound
from summarizer.render.words import number, quality_scale, signed
from summarizer.views import Group, Row

_MOST_TICKS = 8
_FEWEST_TICKS = 3
"""Fewer don't show that equal ratios are equal distances."""
_JUST_BELOW = 1 - 1e-9
"""A round number is not lost to the arithmetic of powers."""
_ROOM = 13.0
"""Between two ticks of a row's axis, in percent: as wide as a number of four characters."""
_POINTS_OF_A_PLOT = 2


@dataclass(frozen=True, slots=True)
class Tick:
    """A number on an axis and where it stands, in percent of its length."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class AxisMark:
    """A row's number on its group's axis, in percent of its length."""

    at: float
    bound: Bound
    until: float | None = None
    """The far end of a range."""
    origin: float = 0.0
    """Where "no better than the baseline" stands; of amounts the axis's beginning."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A logarithmic axis; numbers on it are above zero."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """Say where a number stands, 0 to 100."""
        width = math.log(self.high) - math.log(self.low)
        return round(100 * (math.log(value) - math.log(self.low)) / width, 2)

    def ticks(self, room: float = _ROOM) -> tuple[Tick, ...]:
        """Give round numbers along the axis, none closer than `room` percent to its neighbour."""
        kept: list[float] = []
        for value in self.round_numbers():
            if not kept or self.at(value) - self.at(kept[-1]) >= room:
                kept.append(value)
        return tuple(Tick(self.at(value), number(value)) for value in kept)

    def round_numbers(self) -> list[float]:
        """Give the round numbers along the axis, at most eight; evenly spaced ones where it is short: 1, 1.2, 1.4."""
        for steps in ((1, 2, 5), (1, 5), (1,)):
            values = list(_round_numbers(self.low, self.high, steps))
            if len(values) <= _MOST_TICKS:
                break
        return values if len(values) >= _FEWEST_TICKS else _even(self.low, self.high)


def group_axis(group: Group) -> Axis | None:
    """Give the axis on which a group's factors or amounts are drawn; None where there are fewer than two to draw."""
    numbers = [value for row in group.rows for value in _numbers(row)]
    rows = sum(bool(_numbers(row)) for row in group.rows)
    if rows < _POINTS_OF_A_PLOT:
        return None
    floor = min([*numbers, 1.0] if group.key.unit_family == "factor" else numbers)
    return _axis(floor, max(numbers))


def row_mark(row: Row, axis: Axis) -> AxisMark | None:
    """Say where a row's number stands on its group's axis."""
    numbers = _numbers(row)
    if not numbers:
        return None
    until = axis.at(numbers[1]) if len(numbers) > 1 and numbers[1] != numbers[0] else None
    return AxisMark(axis.at(numbers[0]), row.bound, until, origin=axis.at(1.0) if row.factor is not None else 0.0)


@dataclass(frozen=True, slots=True)
class Point:
    """A claim in the plane of factor and quality change, in the drawing's units."""

    x: float
    y: float
    claim_id: str
    front: bool
    number: int = 0
    """Its place in the list beside the drawing, for those on the front."""


@dataclass(frozen=True, slots=True)
class Plane:
    """Factor (to the right, logarithmic) against quality change (upwards), and the front of what none beats."""

    points: tuple[Point, ...]
    x_ticks: tuple[Tick, ...]
    """In the drawing's units."""
    y_ticks: tuple[Tick, ...]
    zero: float
    """Where "no change" stands."""
    path: str
    """The line along the front, in the words of SVG."""

    WIDTH = 360
    HEIGHT = 240
    LEFT, RIGHT, TOP, BOTTOM = 44, 350, 12, 206


def front_plane(group: Group) -> Plane | None:
    """Draw the group's factors against their quality changes; None where the group has no front."""
    found = [
        (row.factor, row.quality.change, row.claim_id)
        for row in group.rows
        if row.factor is not None and row.factor > 0 and row.quality is not None
        if group.front_quality in (None, quality_scale(row.quality))
    ]
    if not group.front or len(found) < _POINTS_OF_A_PLOT:
        return None
    axis = _axis(min([factor for factor, _, _ in found] + [1.0]), max(factor for factor, _, _ in found))
    changes = [0.0, *(change for _, change, _ in found)]
    low, high = _padded(min(changes), max(changes))

    def x(at: float) -> float:
        return round(Plane.LEFT + (Plane.RIGHT - Plane.LEFT) * at / 100, 1)

    def y(change: float) -> float:
        return round(Plane.BOTTOM - (Plane.BOTTOM - Plane.TOP) * (change - low) / (high - low), 1)

    places = {claim_id: place for place, claim_id in enumerate(group.front, 1)}
    points = tuple(
        Point(x(axis.at(factor)), y(change), claim_id, claim_id in places, places.get(claim_id, 0))
        for factor, change, claim_id in found
    )
    return Plane(
        points=points,
        x_ticks=tuple(Tick(x(tick.at), tick.text) for tick in axis.ticks()),
        y_ticks=tuple(Tick(y(value), signed(value)) for value in _even(low, high)),
        zero=y(0.0),
        path=_steps(sorted((p.x, p.y) for p in points if p.front)),
    )


def shares(amounts: Sequence[int]) -> list[float]:
    """Say how long the bar of each amount is, in percent of the longest."""
    longest = max(amounts, default=0) or 1
    return [round(max(1.0, 100 * amount / longest), 1) for amount in amounts]


def _numbers(row: Row) -> tuple[float, ...]:
    """The row's number and the far end of its range, where they can stand on a logarithmic axis."""
    first, last = (row.factor, row.factor_max) if row.factor is not None else (row.amount, row.amount_max)
    return tuple(value for value in (first, last) if value is not None and value > 0)


def _axis(low: float, high: float) -> Axis:
    if high <= low * 1.5:
        high = low * 2
    return Axis(low, high * (high / low) ** 0.04)


def _round_numbers(low: float, high: float, steps: Iterable[int]) -> Iterable[float]:
    for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1):
        for step in steps:
            value = step * 10.0**power
            if low * _JUST_BELOW <= value <= high / _JUST_BELOW:
                yield value


def _padded(low: float, high: float) -> tuple[float, float]:
    room = (high - low or 1.0) * 0.08
    return low - room, high + room


def _even(low: float, high: float) -> list[float]:
    """Round numbers between two, at most seven."""
    rough = (high - low) / 6
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    first = math.ceil(low / step)
    return [round(place * step, 10) + 0.0 for place in range(first, math.floor(high / step) + 1)]


def _steps(points: Sequence[tuple[float, float]]) -> str:
    """The edge of what lies below and to the left of some point of the front."""
    if not points:
        return ""
    path = f"M{points[0][0]} {points[0][1]}"
    for x, y in points[1:]:
        path += f"V{y}H{x}"
    return path
