"""Amounts: sentences that tell of times, data, sizes and growths as costs, and those that only name such numbers."""

import pytest
from test_reading import read_text, said

SENTENCES = [
    # a growth of a cost, not of what is proven of a quality
    ("Fenwick keeps a linearly growing memory footprint.", "complexity linear"),
    ("Fenwick enjoys an O(log n) instance-dependent regret on graphs.", ""),
    ("It reaches an O(1/n) excess risk error after n rounds.", ""),
    ("Its O(n log n) running time is the best so far.", "complexity O(n log n)"),
    # small units
    (r"A decision takes 31 uJ and 0.7$\mu$W on the board.", "energy = 31 µJ; energy = 0.7 µW"),
    (r"Fenwick answers in 80-95 {\mu}s per call.", "latency = 80 µs"),
    ("Fenwick is 4.2xfaster than Harrow.", "latency better 4.2"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence[:60] for sentence, _ in SENTENCES])
def test_amounts_that_are_costs_are_read_and_others_are_not(sentence, expected):
    """The paper's own claims and results of a sentence, and nothing of what is only counted, set or proven."""
    _, reading = read_text("Fenwick: A Method", f"We present Fenwick, a new method. {sentence}")
    assert sorted(said(reading)) == sorted(part.strip() for part in expected.split(";") if part.strip())
