"""Two things told in one sentence are read as each is read alone."""

from __future__ import annotations

from itertools import permutations

import pytest
from test_reading import read_text, said

CLAUSES = (
    ("cuts the inference latency by 37%", "cutting the inference latency by 37%"),
    ("reduces peak memory by up to 4x on three data sets", "reducing peak memory by up to 4x on three data sets"),
    ("needs 2.5 times fewer parameters than Maribel", "requiring 2.5 times fewer parameters than Maribel"),
    ("achieves a 60% reduction in energy use", "achieving a 60% reduction in energy use"),
    (
        "achieves a reduction of 18% in FLOPs compared to Maribel",
        "with a reduction of 18% in FLOPs compared to Maribel",
    ),
    ("delivers a 1.9x inference speedup in the best case", "delivering a 1.9x inference speedup in the best case"),
    ("raises throughput by 45% on average", "raising throughput by 45% on average"),
    ("trains 6 times faster", "training 6 times faster"),
    ("uses only 20% of the convergence time of Maribel", "using only 20% of the convergence time of Maribel"),
    ("runs at 120 frames per second on a laptop", "running at 120 frames per second on a laptop"),
    ("takes less than 80 ms per image", "taking less than 80 ms per image"),
    ("improves accuracy by 12.3% on average", "improving accuracy by 12.3% on average"),
    ("reaches an F1 score of 84.5%", "reaching an F1 score of 84.5%"),
    ("achieves 2.4 points higher recall over Maribel", "achieving 2.4 points higher recall over Maribel"),
    ("shows a mAP drop of only 0.7%", "with a mAP drop of only 0.7%"),
)
"""What Fenwick does, as a sentence says it and as one goes on."""


def told(sentence: str) -> set[str]:
    """Every number that is read, with what it measures."""
    _, reading = read_text("Fenwick: A Method", f"We present Fenwick, a new method. {sentence}")
    return {item for item in said(reading) if item[-1].isdigit() or "=" in item}


@pytest.mark.parametrize("joint", [" and ", ", and ", " while "])
@pytest.mark.parametrize(
    "lead", ["Fenwick {}", "Fenwick outperforms all rivals, {}", "Compared to Maribel, our method {}"]
)
def test_two_things_told_together_are_read_as_each_alone(lead: str, joint: str) -> None:
    goes_on = joint == " while " or lead.endswith(", {}")
    wrong = []
    for first, second in permutations(CLAUSES, 2):
        sentence = lead.format(first[lead.endswith(", {}")]) + joint + second[goes_on] + "."
        expected = told(lead.format(first[lead.endswith(", {}")]) + ".") | told(f"Fenwick {second[0]}.")
        if told(sentence) != expected:
            wrong.append((sentence, told(sentence) ^ expected))
    assert wrong == []


def test_each_thing_told_alone_is_read() -> None:
    assert [clause for clause, _ in CLAUSES if len(told(f"Fenwick {clause}.")) != 1] == []
