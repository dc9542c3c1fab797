"""The challenge: sentences written from the annotation guidelines alone, each read as its gold says or known not to be.

`evals/challenge.jsonl` holds the sentences and is never changed to please the reader; `evals/challenge.misread.txt`
names those that are still misread, so that a change of a rule shows here what it mends and what it breaks.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarizer.clients.extractive import ExtractiveClient
from summarizer.engine import Engine, read_paper
from summarizer.papers import make_paper
from summarizer.quantities import significant
from summarizer.topics import load_topics

EVALS = Path(__file__).resolve().parents[1] / "evals"
LINES = [json.loads(line) for line in (EVALS / "challenge.jsonl").read_text(encoding="utf-8").splitlines()]
MISREAD = frozenset((EVALS / "challenge.misread.txt").read_text(encoding="utf-8").split())
TOPICS = load_topics()
ENGINE = Engine(ExtractiveClient(TOPICS), TOPICS)
FIRST_RUN = 221
"""Sentences read right when the challenge was new (22 November 2026), before a rule was touched."""


def meaning(item: dict) -> tuple:
    """What a claim or result says, without the names around it."""
    if "is_delta" in item:
        return "result", significant(abs(item["value"])), item["is_delta"]
    kind, number = item["kind"], item["value"]
    if kind == "asymptotic":
        number = "".join(item["unit"].lower().split()).replace("\\", "").replace("^", "")
    if kind in ("relative", "absolute"):
        number = significant(item["factor"] or 0, 3) if kind == "relative" else float(number)
    return kind, item["metric"], item["direction"], number


def meanings(items: list[dict]) -> list[str]:
    """The meanings of what is said of the paper's own work, in no order."""
    return sorted(str(meaning(item)) for item in items if item["role"] == "contribution")


def read(line: dict) -> list[dict]:
    record = read_paper(make_paper(f"Challenge sentence {line['id']}", line["text"]), ENGINE)
    return [item.model_dump() for item in (*record.claims, *record.results)]


@pytest.mark.parametrize("line", LINES, ids=[f"{line['id']} {line['text'][:40]}" for line in LINES])
def test_a_challenge_sentence_is_read_as_its_gold_says(line):
    """Each number, its meaning, and nothing else; one that is no longer misread comes off the list."""
    right = meanings(read(line)) == meanings([*line["claims"], *line["results"]])
    assert right is (line["id"] not in MISREAD)


def test_the_challenge_is_large_and_most_of_it_is_read_right():
    """At least 150 sentences, and more of them right than at the first run."""
    assert len(LINES) >= 150
    assert {line["id"] for line in LINES} >= MISREAD
    assert len(LINES) - len(MISREAD) > FIRST_RUN
