"""The arithmetic behind a comparison's numbers, written out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.comparison import compare
from summarizer.comparison.growth import growth
from summarizer.papers import make_paper
from summarizer.records import Claim, Record
from summarizer.views import Row


def row_of(value: float | None, **fields: object) -> Row:
    given_fields = {"metric": "latency", "unit": "x", "relation": "times", "direction": "better", "id": "p#c1"}
    claim = Claim(**given_fields | {"value": value} | fields)
    comparison = compare([Record(paper=make_paper("T", "A.", id="p"), claims=(claim,))], verified_only=False)
    return comparison.groups[0].rows[0]


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ({"value": 2.5}, "2.5×: as written"),
        ({"value": 75, "unit": "%", "relation": "reduced_by"}, "75% less: 1 / (1 - 0.75) = 4"),
        ({"value": 50, "unit": "%", "relation": "increased_by"}, "50% more: 1 + 0.5 = 1.5"),
        ({"value": 20, "unit": "%", "relation": "fraction_of"}, "20% of it: 1 / 0.2 = 5"),
        ({"value": 0.3333, "relation": "fraction_of"}, "0.3333 of it: 1 / 0.3333 = 3"),
        ({"value": 3, "direction": "worse"}, "3× (worse): 1 / 3 = 0.3333"),
        ({"value": 25, "unit": "%", "relation": "increased_by", "direction": "worse"},
         "25% more (worse): 1 / (1 + 0.25) = 0.8"),
        ({"value": 2, "value_max": 12}, "2–12×: as written"),
        ({"value": 1000}, "1,000×: as written"),
        ({"value": 10, "value_max": 30, "unit": "%", "relation": "reduced_by"},
         "10–30% less: 1 / (1 - 0.1) = 1.111; 1 / (1 - 0.3) = 1.429"),
        ({"value": 5, "direction": "same"}, "the same: 1"),
        ({"value": None, "relation": None, "factor": 30}, "as given: 30"),
        ({"value": 2.629, "relation": "from_to", "evidence": "from 4.6 GFLOPs to 1.75 GFLOPs"},
         "two amounts: 4.6 GFLOPs / 1.75 GFLOPs = 2.629"),
        ({"value": 2.629, "relation": "from_to", "evidence": "much less"}, "two amounts: as written"),
        ({"value": 1.6, "kind": "absolute", "unit": "ms"}, "1.6 ms = 0.0016 s"),
        ({"value": 2, "value_max": 3, "kind": "absolute", "unit": "ms"}, "2–3 ms = 0.002–0.003 s"),
        ({"value": 70, "kind": "absolute", "unit": "GPU-hours"}, "70 GPU-hours, as written"),
        ({"value": 3.6, "kind": "absolute", "unit": "B tokens"}, "3.6 B tokens = 3,600,000,000 tokens"),
        ({"value": None, "kind": "qualitative", "unit": None}, ""),
        ({"value": None, "kind": "asymptotic", "unit": "O(n)"}, ""),
    ],
)  # fmt: skip
def test_how_a_number_was_computed_is_written_out(fields, written):
    assert row_of(**fields).arithmetic == written


@given(
    value=st.floats(0.01, 5000).map(lambda v: float(f"{v:.4g}")),
    unit=st.sampled_from(["x", "%"]),
    relation=st.sampled_from(["times", "reduced_by", "increased_by", "fraction_of"]),
    direction=st.sampled_from(["better", "worse"]),
)
def test_the_sum_that_is_shown_gives_the_factor(value, unit, relation, direction):
    claim = Claim(metric="latency", value=value, unit=unit, relation=relation, direction=direction, id="p#c1")
    comparison = compare([Record(paper=make_paper("T", "A.", id="p"), claims=(claim,))], verified_only=False)
    for group in comparison.groups:  # none where a cost can't fall by that much
        row = group.rows[0]
        shown = row.arithmetic.partition(": ")[2]
        if shown == "as written":
            assert row.factor == pytest.approx(value, rel=1e-3)
            continue
        term, _, outcome = shown.replace(",", "").partition(" = ")
        assert float(outcome or term) == pytest.approx(row.factor, rel=1e-3)
        assert re.fullmatch(r"[\d.e/ ()+-]+", term)
        assert eval(term) == pytest.approx(row.factor, rel=2e-3)


@pytest.mark.parametrize(
    "in_order",
    [
        ("O(1)", "O(log n)", "O(log^2 n * sqrt(n))", "O(n)", "O(n log n)", "O(n^2)", "O(2^n)", "whatever"),
        ("O(n)", "O(n log_2 n)", "O(n sqrt(n))", "O(n^2)"),
        ("O(sequence)", "O(tokens log tokens)", "O(tokens^2)", "O(n!)"),
        ("O(log(1/ε))", "O(sqrt(κ))", "O(1/ε)", "O(ε^{-1.5})", "O(d/ε^2)", "O(ε^{-3})"),
        ("O(log(length))", "O(n_max + d)", "O(n_max log d)", "cubic", "O(n^d)"),
    ],
)
def test_growths_are_ordered_by_how_fast_they_grow(in_order):
    found = [growth(expression) for expression in in_order[:-1]]
    assert found == sorted(set(found))
    assert growth(in_order[-1]) > found[-1]


@pytest.mark.parametrize("expression", ["O(sequence)", "O(min(n, m))", "O(n_max)", "O(seq_len)", "O(n d k)"])
def test_a_name_of_several_letters_is_one_variable(expression):
    assert growth(expression) == growth("O(n)")
