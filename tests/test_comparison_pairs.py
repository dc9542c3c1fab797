"""How well comparability is told, on pairs of claims that were labelled by hand."""

from __future__ import annotations

import json
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from summarizer.comparison import Entry, Names, comparable, differences, entry, load_aliases
from summarizer.comparison.chains import linked
from summarizer.comparison.disagreements import disagree
from summarizer.records import UnknownFieldWarning, read_record

EVALS = Path(__file__).resolve().parents[1] / "evals"


@cache
def pairs() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (EVALS / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def entries() -> dict[str, Entry]:
    names = Names(load_aliases())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnknownFieldWarning)
        lines = (EVALS / "pairs.records.jsonl").read_text(encoding="utf-8").splitlines()
        records = [read_record(json.loads(line)) for line in lines]
    return {claim.id: entry(record, claim, names) for record in records for claim in record.claims}


def both(pair: dict[str, Any]) -> tuple[Entry, Entry]:
    return entries()[pair["a"]], entries()[pair["b"]]


def f1(found: list[set[Any]], wanted: list[set[Any]]) -> float:
    right = sum(len(f & w) for f, w in zip(found, wanted, strict=True))
    return 2 * right / (sum(map(len, found)) + sum(map(len, wanted)))


def test_there_are_enough_pairs_to_measure_on():
    assert len(pairs()) >= 150
    assert sum(pair["strict"] for pair in pairs()) >= len(pairs()) * 0.3
    assert sum(pair["chain"] for pair in pairs()) >= 10
    assert sum(pair["disagree"] for pair in pairs()) >= 10


@pytest.mark.parametrize("level", ["strict", "loose"])
def test_whether_two_claims_compare_is_told_right(level):
    right = [comparable(differences(*both(p)), strict=level == "strict") == p[level] for p in pairs()]
    assert sum(right) / len(right) >= 0.95


def test_the_reasons_why_not_are_told_right():
    found = [{difference.code for difference in differences(*both(pair))} for pair in pairs()]
    assert f1(found, [set(pair["reasons"]) for pair in pairs()]) >= 0.9


@pytest.mark.parametrize(("told", "label"), [(linked, "chain"), (disagree, "disagree")])
def test_chains_and_disagreements_are_found_and_no_others(told, label):
    found = [{label} if told(*both(pair)) else set() for pair in pairs()]
    assert f1(found, [{label} if pair[label] else set() for pair in pairs()]) >= 0.9


def test_it_does_not_matter_which_of_two_claims_comes_first():
    for pair in pairs():
        one, other = both(pair)
        assert {d.code for d in differences(one, other)} == {d.code for d in differences(other, one)}
        assert linked(one, other) == linked(other, one)
        assert disagree(one, other) == disagree(other, one)
