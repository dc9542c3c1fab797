"""Factors of quality, and numbers that multiply in words."""

from __future__ import annotations

import pytest
from test_reading import read_text, said

SENTENCES: list[tuple[str, str]] = [
    # verbs that are numbers
    ("Fenwick triples the docking success rate.", "q +3"),
    ("Fenwick halves the heading error of Alder.", "q -0.5"),
    ("Fenwick nearly doubles the performance of older planners.", "q +2"),
    ("Its recall has more than doubled.", "q +2"),
    ("Fenwick halves the capsize rate.", ""),
    ("Fenwick halves the collision rate.", "q -0.5"),
    ("It doubles the coverage of the bay.", "q +2"),
    ("Fenwick learns to recall the triples of the chart.", ""),
    ("The charts are kept as triples and their scores are stored.", ""),
    # how often another's
    ("It attains twice the accuracy of Alder.", "q +2"),
    ("On reefs, it reaches 1.7x and 2.3x the recall of Alder.", "q +1.7; q +2.3"),
    ("Its success rate is 3.5 times that of Alder.", "q +3.5"),
    ("It has less than half the error of Alder.", "q -0.5"),
    ("It cuts the failure rate in half.", "q -0.5"),
    ("Fenwick reduces the error by half.", "q -0.5"),
    ("It boosts success rates up to 7x.", "q +7"),
    ("The recall rises by a factor of 6.", "q +6"),
    ("Fenwick gives a 3x increase in recall.", "q +3"),
    ("It cuts heading errors by 6x on lakes, and 4x on rivers.", "q -6; q -4"),
    ("It cuts false alarms by a factor of 6 on lakes, and by up to a factor of 4 on rivers.", "q -6; q -4"),
    ("It keeps half precision.", ""),
    ("The error falls to half", ""),
    ("Its performance is doubled", "q +2"),
    ("It raises the sample rate by 8-fold.", ""),
    # comparatives, before and behind what they measure
    ("It attains a recall 6x higher than Alder.", "q +6"),
    ("Its mean error is 3.5 times smaller than that of Alder.", "q -3.5"),
    ("Its error is 2.3 mm, which is 4 times less than that of Alder.", "q 2.3; q -4"),
    ("It matches the accuracy of Alder and is 2x smaller.", "model_size better 2"),
    ("Fenwick is 6x more accurate than Alder.", "q +6"),
    ("Fenwick is twice as accurate as Alder.", "q +2"),
    # without a measure
    ("Fenwick outperforms Alder by a factor of 6.", "q +6"),
    ("Fenwick beats older planners by 3x in rough water.", "q +3"),
    ("This improves about 4.5 times over the plain planner.", "q +4.5"),
    ("It surpasses the size of earlier charts by 3x.", ""),
    ("The twofold advantage of Fenwick is plain.", ""),
    ("Fenwick outperforms Alder kernels on a GPU by 6x.", "latency better 6"),
    # a rival behind what goes wrong
    ("It cuts the drift with respect to dead reckoning by a factor of 12.", "q -12"),
    # no number at all
    ("We observe speedups of several orders of magnitude over Alder.", "latency better"),
    ("This leads to orders of magnitude speed-ups on charts.", "latency better"),
    ("Its parameter count is several orders of magnitude smaller.", "parameters better"),
    ("It enables an improvement of orders of magnitude in computation time.", "latency better"),
    ("We discuss speedups of other planners.", ""),
    # what stands behind a comparative
    ("It yields 8x more accurate results in docking.", "q +8"),
    ("It plots an order of magnitude more realistic routes than Alder.", "q +10"),
    ("It gives a 2x reduction in human intervention rate.", "cost better 2"),
    # factors and parts in words
    ("It needs only 1/8 number of parameters of Alder.", "parameters better 8"),
    ("The training time increased by a factor of roughly four.", "training_time worse 0.25"),
    ("Planning takes a quarter of a second.", "latency = 0.25 s"),
    ("Fenwick trains within a half an hour.", "training_time = 0.5 h"),
    ("It has only 1/12 and 1/2000 parameters of Alder and Harrow.", "parameters better 12; parameters better 2000"),
    ("Fenwick beats a planner that relies on four times more data.", "data better 4"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence[:60] for sentence, _ in SENTENCES])
def test_factors_of_quality_are_read_and_those_of_costs_are_not_mistaken_for_them(sentence, expected):
    """A factor that stands with quality is a change of it; what is a noun, a size or a speed is none."""
    _, reading = read_text("Fenwick: A Method", f"We present Fenwick, a new method. {sentence}")
    assert sorted(said(reading)) == sorted(part.strip() for part in expected.split(";") if part.strip())
