"""Levels of quality that a bracket gives behind the name of a rival: whose they are, and which are none."""

from __future__ import annotations

import pytest
from test_reading import read_text

SENTENCES: list[tuple[str, list[float], list[float]]] = [
    ("Fenwick scores 4.21, above systems like Alder-2 (3.87) and Harrow (3.79).", [4.21], [3.87, 3.79]),
    ("It passes 48.3% of the tests, beating Alder (21%), but falls short of sailors (64%).", [48.3], [21, 64]),
    ("It reaches a kappa of 0.412, comparable to that of human raters (0.407).", [0.412], [0.407]),
    ("It reaches 81.2% recall, ahead of Alder (78.4% and 76.1%).", [81.2], [78.4, 76.1]),
    ("It reaches 85.1 F1 and 51.2 EM, outdoing the Harrow docks (79.4 / 40.3).", [85.1, 51.2], [79.4, 40.3]),
    ("Its docks reach 58.6% recall, which is better than the chance level (12.5%).", [58.6], [12.5]),
    ("It reaches 81.2% recall and covers more lakes than Alder (N=14).", [81.2], []),
    ("It reaches 81.2% recall with fewer weights than Alder (p < 0.05).", [81.2], []),
    ("Fenwick surpasses older docks with a recall of 73.4% on lakes.", [73.4], []),
    ("Outperforming Alder with an F1 of 0.71, Fenwick is safe.", [0.71], []),
    ("Fenwick reaches a recall of 81%, outperforming older docks with a recall of 74%.", [81], [74]),
    ("Fenwick exceeds the sailors' mean recall of 74%.", [], [74]),
    ("Fenwick has a recall of 61%, on par with Alder on lakes (in 2014).", [61], []),
    ("It answers 61.3% of the calls, far better than the 20% guessing rate.", [61.3], [20]),
    ("It is milder than the usual recall drop of over 15% seen at sea.", [], [15]),
    ("It docks with an error of 3.1%, close to the 2.8% reached by pilots.", [3.1], [2.8]),
    ("It has a 91% success rate, as compared to the previously achieved 77%.", [91], [77]),
    ("It keeps a near-perfect success rate, compared to under 45% for sailors.", [], [45]),
    ("Motivated by the poor night recall of around 7%, we light the buoys and reach 61% recall.", [61], [7]),
    ("Ours keeps 98% of the recall, while the baseline drifts off and only retains 91% of the recall.", [98], [91]),
    ("It outperforms the usual pilot 84.2% of the time.", [84.2], []),
]


@pytest.mark.parametrize(("sentence", "own", "others"), SENTENCES, ids=[sentence[:60] for sentence, _, _ in SENTENCES])
def test_a_level_in_brackets_behind_a_rival_is_the_rivals(sentence, own, others):
    """The paper's levels are contribution, those of whom it is set against background."""
    _, reading = read_text("Fenwick: A Method", f"We present Fenwick, a new method. {sentence}")
    told = [(r.value, r.role) for r in reading.results]
    assert sorted(v for v, role in told if role == "contribution") == sorted(own)
    assert sorted(v for v, role in told if role == "background") == sorted(others)
