"""Misses: what the embedded reader missed, misread or made up on labelled papers, and which rules fired there.

    python tests/misses.py evals/papers.json evals/gold.jsonl

PAPERS is a JSON list of objects with `title` and `abstract`; GOLD holds one label a line, in the same order, in the
form that `evals/README.md` describes. Held against each other as `summarizer eval` does it: what a label calls optional
is neither missed nor made up, what it accepts is right. Ends with right, labelled and said items, and F1.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from summarizer.clients.extractive import ExtractiveClient
from summarizer.conversation import Setup
from summarizer.engine import Engine, read_paper
from summarizer.evals.labels import make_label
from summarizer.evals.matching import growth_form
from summarizer.evals.scoring import ScoredItem, score
from summarizer.evals.telling import in_a_line
from summarizer.marks import mark
from summarizer.papers import Paper, make_paper
from summarizer.quantities import significant
from summarizer.reading.trace import trace
from summarizer.topics import load_topics

TOPICS = load_topics()
ENGINE = Engine(ExtractiveClient(TOPICS), Setup(TOPICS))
Item = dict[str, Any]
"""A claim or result, in the fields of a record."""


def read(title: str, abstract: str) -> list[Item]:
    """The reader's claims and results of one paper."""
    record = read_paper(make_paper(title, abstract), ENGINE)
    return [item.model_dump() for item in (*record.claims, *record.results)]


def meaning(item: Item) -> str:
    """What a claim or result says, without the names around it."""
    if "is_delta" in item:
        return f"result {significant(abs(item['value']))} {item['is_delta']}"
    number: object = None
    if item["kind"] == "asymptotic":
        number = growth_form(item["unit"])
    elif item["kind"] == "relative":
        number = significant(item["factor"] or 0, 3)
    elif item["kind"] == "absolute":
        number = float(item["value"])
    return f"{item['kind']} {item['metric']} {item['direction']} {number}"


def own(items: Iterable[Item]) -> list[Item]:
    """What is said of the paper's own work; optional labels and background count for nothing."""
    return [item for item in items if item["role"] == "contribution" and not item.get("optional")]


def meanings(items: Iterable[Item]) -> list[str]:
    """The meanings of what is said of the paper's own work, in no order."""
    return sorted(map(meaning, own(items)))


def lines_about(paper: Paper, items: Iterable[ScoredItem]) -> Iterator[str]:
    """Each item with what is wrong, its sentence and what the rules made of the numbers in it."""
    marks = mark(paper)
    told = list(trace(marks))
    for item in items:
        said = item.gold or item.read
        assert said is not None
        index = marks.sentence_of(max(marks.text.find(said.evidence), 0))
        start, end = marks.sentences[index]
        yield f"  {item.outcome} {item.part}: {in_a_line(said)} | {item.why} | {said.evidence}"
        yield f"      in: {marks.text[start:end]}"
        for sentence, number, rule, words in told:
            if sentence == f"S{index + 1}":
                yield f"      {number!r} by {rule or 'no rule'!r}: {words}"


def report(papers: list[Item], labels: list[Item]) -> Iterator[str]:
    """What was missed, misread and made up, paper by paper, then the figures."""
    counts: Counter[tuple[str, str]] = Counter()
    for line, (row, gold) in enumerate(zip(papers, labels, strict=True), 1):
        paper, label = make_paper(row["title"], row["abstract"]), make_label({"id": str(line), **gold}, f"label {line}")
        items = score(read_paper(paper, ENGINE), label).items
        counts.update((item.part, item.outcome) for item in items)
        if wrong := [item for item in items if item.is_wrong]:
            yield f"# {paper.title}"
            yield from lines_about(paper, wrong)
    for part in ("numeric", "qualitative", "results"):
        right, misread, missed, spurious = (counts[part, o] for o in ("right", "misread", "missed", "spurious"))
        wanted, said = right + misread + missed, right + misread + spurious
        f1 = 2 * right / (said + wanted) if said + wanted else 1.0
        yield f"{part}: {right} right of {wanted}, {said} said, F1 {f1:.3f}"


def main() -> None:
    papers_path, gold_path = map(Path, sys.argv[1:3])
    papers = json.loads(papers_path.read_text(encoding="utf-8"))
    labels = [json.loads(line) for line in gold_path.read_text(encoding="utf-8").splitlines() if line.strip()]
    print("\n".join(report(papers, labels)))


if __name__ == "__main__":
    main()
