"""Quality told by listed measures: which numbers are gains, which are levels, and whose they are."""

from __future__ import annotations

import pytest
from test_reading import read_text, said

SENTENCES: list[tuple[str, str]] = [
    # the next gain of a list, with a measure of its own
    ("Fenwick beats Harrow by 4.7% in depth and 2.9% in recall.", "q +4.7; q +2.9"),
    ("Fenwick beats Harrow by 5.3% mIoU and 3.1% Lake-mIoU.", "q +5.3; q +3.1"),
    ("It beats Harrow by 2.2 mAP on lakes and 3.6 mAP on rivers.", "q +2.2; q +3.6"),
    ("It brings a 2.3% improvement in recall, and 91.7% precision.", "q +2.3; q 91.7"),
    ("It cuts the lake loss by 52.3%, 91.7% precision at dusk.", "q -52.3; q 91.7"),
    ("It beats Harrow by 2.3% on lakes while keeping 91.7% recall.", "q +2.3; q 91.7"),
    # how far a rival is beaten, without "by"
    ("Fenwick outperforms older docks up to 7.3% in recall.", "q +7.3"),
    ("It outperforms Harrow by a large margin, 7.3% of recall.", "q +7.3"),
    ("It reaches a recall exceeding 94.3%.", "q 94.3"),
    # the noun of change stands apart from its number
    ("It gives an improvement over Harrow by 3.4% on LakeBench.", "q +3.4"),
    ("It brings an improvement in terms of recall of 13.4%.", "q +13.4"),
    ("We see an improvement on recall: 13.4% at dawn.", "q +13.4"),
    ("It brings improvements over older docks of 13.4%.", "q +13.4"),
    ("We see a clear gain (by around 13% in recall).", "q +13"),
    ("It gains 2.6 ppt in recall.", "q +2.6"),
    # a measure that a bracket names
    ("It docks well at dusk (73.2% (recall) and 4 knots).", "q 73.2"),
    # ranges whose sign is a rare one or was lost
    ("It beats Harrow by 2.3% ～ 4.7% on lakes.", "q +2.3; q +4.7"),
    ("It beats Harrow by 2.3% 4.7% on lakes.", "q +2.3; q +4.7"),
    # levels of others
    ("It beats older docks, which reach only 61% recall.", ""),
    ("Fenwick reaches 71% recall, beating docks that peak at 61%.", "q 71"),
    ("Fenwick reaches a score of 7.3, surpassing the earlier best score of 6.1.", "q 7.3"),
    ("In contrast, existing docks show recall, and see an error of over 40%.", ""),
    # what is counted
    ("It keeps a 61% success rate over 14 consecutive landings.", "q 61"),
    ("Removing 14 older buoys lowers the recall by 3%.", "q -3"),
    ("Sailors reach 91% agreement on 14 muddy banks.", "q 91"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence[:60] for sentence, _ in SENTENCES])
def test_a_level_is_told_from_a_gain_and_from_the_level_of_others(sentence, expected):
    """The paper's own results of a sentence; a gain has its sign."""
    _, reading = read_text("Fenwick: A Method", f"We present Fenwick, a new method. {sentence}")
    assert sorted(said(reading)) == sorted(part.strip() for part in expected.split(";") if part.strip())
