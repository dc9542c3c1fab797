"""The challenge: sentences written from the annotation guidelines alone, each read as its gold says or known not to be.

`evals/challenge.jsonl` holds the sentences and is never changed to please the reader; `evals/challenge.misread.txt`
names those that are still misread, so that a change of a rule shows here what it mends and what it breaks.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from misses import meanings, read, report

EVALS = Path(__file__).resolve().parents[1] / "evals"
LINES = [json.loads(line) for line in (EVALS / "challenge.jsonl").read_text(encoding="utf-8").splitlines()]
MISREAD = frozenset((EVALS / "challenge.misread.txt").read_text(encoding="utf-8").split())
FIRST_RUN = 221
"""Sentences read right when the challenge was new (22 November 2026), before a rule was touched."""


@pytest.mark.parametrize("line", LINES, ids=[f"{line['id']} {line['text'][:40]}" for line in LINES])
def test_a_challenge_sentence_is_read_as_its_gold_says(line):
    """Each number, its meaning, and nothing else; one that is no longer misread comes off the list."""
    found = read(f"Challenge sentence {line['id']}", line["text"])
    assert (meanings(found) == meanings([*line["claims"], *line["results"]])) is (line["id"] not in MISREAD)


def test_the_challenge_is_large_and_most_of_it_is_read_right():
    """At least 150 sentences, and more of them right than at the first run."""
    assert len(LINES) >= 150
    assert {line["id"] for line in LINES} >= MISREAD
    assert len(LINES) - len(MISREAD) > FIRST_RUN


def test_the_report_says_what_was_missed_and_which_rule_fired():
    """A label that the text does not bear out is missed, the reader's claim is spurious, and each number has a rule."""
    paper = {"title": "Tern: Small Models", "abstract": "We present Tern. Tern needs 2.6x fewer FLOPs than Gull."}
    claim = {"kind": "relative", "value": 2.6, "unit": "x", "factor": 2.6, "direction": "better"}
    evidence = "needs 2.6x fewer FLOPs"
    wrong = {**claim, "metric": "memory", "role": "contribution", "evidence": evidence}
    told = "\n".join(report([paper], [{"claims": [wrong], "results": []}]))
    assert "misread numeric: memory better 2.6x" in told
    assert "metric: memory, read as compute" in told
    assert "'2.6x' by 'tail change': FLOPs | fewer" in told
    assert "numeric: 0 right of 1, 1 said, F1 0.000" in told


def test_the_report_counts_what_a_label_accepts_or_leaves_open_as_it_says():
    """An accepted metric is right; an optional claim is neither missed nor made up."""
    paper = {"title": "Tern: Small Models", "abstract": "We present Tern. Tern needs 2.6x fewer FLOPs than Gull."}
    claim = {"kind": "relative", "value": 2.6, "unit": "x", "factor": 2.6, "direction": "better", "metric": "memory"}
    told = {**claim, "role": "contribution", "evidence": "needs 2.6x fewer FLOPs"}
    accepted, optional = {**told, "accept": {"metric": ["compute"]}}, {**told, "optional": True}
    assert "numeric: 1 right of 1, 1 said, F1 1.000" in report([paper], [{"claims": [accepted], "results": []}])
    assert "numeric: 0 right of 0, 0 said, F1 1.000" in report([paper], [{"claims": [optional], "results": []}])
