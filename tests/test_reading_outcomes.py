"""Quality told by no listed measure: what goes well or wrong, how often something works, and levels behind names."""

from __future__ import annotations

import pytest
from test_reading import read_text, said

SENTENCES: list[tuple[str, str]] = [
    # what goes well or wrong and is no cost: the object of a verb, its subject, and beside a noun of change
    ("Fenwick cuts the number of false alarms by 43%.", "q -43"),
    ("Fenwick lowers the rate of stalling by 37%.", "q -37"),
    ("It reduces the lake entropy loss gap by 31%.", "q -31"),
    ("Bird collisions are reduced by 41%.", "q -41"),
    ("It brings a 39% reduction in failures.", "q -39"),
    ("It has a 4.3% reduction of false positives in the harbour.", "q -4.3"),
    ("Fenwick gives a 68% uncertainty reduction.", "q -68"),
    ("It brings a 13% increase in diversity.", "q +13"),
    ("Fenwick yields 13% more diversity than Harrow.", "q +13"),
    ("It raises sailing safety by 21.7%.", "q +21.7"),
    ("It cuts bank clutter by 33% and reed noise by 22%.", "q -33; q -22"),
    ("It lifts the dock-pass rate from 41.7% to 62.3%.", "q 62.3"),
    ("It gives a 32% drop in collisions on lakes and 21% on rivers.", "q -32; q -21"),
    ("Lake collisions fell by 6.2% and 4.1% in spring and autumn.", "q -6.2; q -4.1"),
    ("It raises diversity by 3.4% over Alder and 5.2% over Harrow.", "q +3.4; q +5.2"),
    ("It cuts memory fragmentation by 33%.", "memory better 1.493"),
    ("It cuts the sampling rate by 33%.", ""),
    ("It cuts the water level by 33%.", ""),
    ("The queue handles 4x more disputes.", ""),
    # short forms behind "of", and behind a comparative
    ("On lakes, it attains the highest LKScore of 46.70.", "q 46.7"),
    ("Dock tests show a TPR of 93.4% and a TNR of 98.6%.", "q 93.4; q 98.6"),
    ("It brings a 0.8% higher APq and 1.3% higher APz on LakeBench.", "q +0.8; q +1.3"),
    ("Fenwick has a 7% lower Mean Lake Gap (MLG) than Harrow.", "q -7"),
    ("It is 27% more aligned with sailors.", "q +27"),
    ("At an LKR of 12%, the horn still sounds.", ""),
    # how often something works, and a share of what is solved
    ("Fenwick picks the best bank correctly 93% of the time.", "q 93"),
    ("The horn is idle 30% of the time.", ""),
    ("Fenwick succeeded in 68.7% of landings.", "q 68.7"),
    ("Fenwick clears 73% of the buoys.", "q 73"),
    ("It recovers from 97.9% of the capsizes.", "q 97.9"),
    ("Fenwick closes 87% of the gap between Harrow and Larch.", "q 87"),
    ("Fenwick closes 87% of the doors.", ""),
    ("It completes 57% more dock steps and 21% more runs than Harrow.", "q +57; q +21"),
    ("It needs 57% more dock steps than Harrow.", "capacity worse 0.6369"),
    ("Fenwick attains 94.2% mooring reliability.", "q 94.2"),
    ("It reaches 95.3% in boat classification on LakeBench.", "q 95.3"),
    ("Fenwick stays within 2.7% of the whole model.", "q +2.7"),
    # levels behind names, gains in brackets, and how far a rival is beaten
    ("It gives strong scores (LAKES: 73.7%, RIVERS: 35.8%).", "q 73.7; q 35.8"),
    ("We run two boards (LAKES 73.7%, RIVERS 35.8%).", ""),
    ("Fenwick reaches 81.3 (+2.4) on LakeBench.", "q 81.3; q +2.4"),
    ("It gains much (LAKES: +2.3%).", "q +2.3"),
    ("It beats Harrow by 2.4 (lakes) and 1.7 (rivers).", "q +2.4; q +1.7"),
    ("Fenwick averages 78.4, ahead of Harrow.", "q 78.4"),
    ("Fenwick is 1.3% below the full model.", ""),
    ("Fenwick reaches 0.53 LKSR on lakes and 0.32 on rivers.", "q 0.53; q 0.32"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence[:60] for sentence, _ in SENTENCES])
def test_quality_is_read_where_no_listed_measure_stands(sentence, expected):
    """The paper's own results of a sentence, and nothing where a number tells neither quality nor cost."""
    _, reading = read_text("Fenwick: A Method", f"We present Fenwick, a new method. {sentence}")
    assert sorted(said(reading)) == sorted(part.strip() for part in expected.split(";") if part.strip())
