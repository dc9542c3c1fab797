"""The set that comes with the toolkit: of every kind, labelled to the letter, strange to reader and prompts."""

import json
import re
from pathlib import Path

import pytest

from summarizer.evals import matching, runs
from summarizer.evals.loading import default_folder, load_set, read_predictions
from summarizer.prompts import prompts_folder

ROOT = Path(__file__).resolve().parents[1]
RUN = 8
"""Words in a row that no two texts share by accident."""
OWN = load_set()


def runs_of(text):
    words = re.findall(r"[a-z0-9.%]+", text.lower())
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def test_there_are_papers_of_every_kind():
    """Plain ones, hard ones, some without a claim, some that mean harm."""
    kinds = [OWN.kind(paper) for paper in OWN.papers]
    assert len(kinds) >= 60
    assert kinds.count("plain") >= 30
    assert kinds.count("hard") >= 15
    assert kinds.count("none") >= 7
    assert kinds.count("hostile") >= 5


def test_abstracts_are_as_long_as_real_ones():
    """120 to 300 words."""
    lengths = {paper.id: len(paper.abstract.split()) for paper in OWN.papers}
    assert {name: n for name, n in lengths.items() if not 120 <= n <= 300} == {}


def test_every_label_points_into_its_text():
    """Evidence stands there word for word."""
    for paper in OWN.papers:
        label, text = OWN.labels[paper.id], " ".join(paper.full_text.split())
        for item in (*(label.claims or ()), *(label.results or ())):
            assert matching.places(text, item.evidence), (paper.id, item.evidence)


def test_a_paper_without_a_claim_is_labelled_without_one():
    """Its numbers only tempt."""
    for paper in OWN.papers:
        own = [c for c in OWN.labels[paper.id].claims or () if c.role == "contribution" and c.numeric]
        if OWN.kind(paper) == "none":
            assert [c.evidence for c in own if not c.optional and c.kind != "asymptotic"] == []


@pytest.mark.parametrize("source", ["the challenge", "the prompts"])
def test_no_wording_is_shared_with_what_the_readers_were_made_from(source):
    """Else their scores would be memory."""
    if source == "the prompts":
        texts = [path.read_text(encoding="utf-8") for path in prompts_folder().glob("*.md")]
    else:
        lines = (ROOT / "evals" / "challenge.jsonl").read_text(encoding="utf-8").splitlines()
        texts = [json.loads(line)["text"] for line in lines]
    known = set().union(*map(runs_of, texts))
    assert len(known) > 100
    shared = {paper.id: runs_of(f"{paper.title} {paper.abstract}") & known for paper in OWN.papers}
    assert {name: found for name, found in shared.items() if found} == {}


def test_two_labellers_agree():
    """Nearly always on claims and results with a number."""
    path = default_folder() / "labels.second.jsonl"
    second = runs.score_records(OWN, read_predictions(path, OWN), name="second")
    assert len(second.scored) == len(OWN.papers)
    assert second.estimates["numeric.right.f1"].value > 0.95
    assert second.estimates["results.right.f1"].value > 0.95


def test_the_embedded_reader_finds_the_set_hard_enough():
    """A set on which everything is right would tell nothing of a change."""
    card = runs.run_embedded(OWN)
    assert 0.5 < card.estimates["numeric.right.f1"].value < 0.95
