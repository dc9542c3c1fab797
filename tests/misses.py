"""Misses: what the embedded reader missed or made up on labelled papers, and which rule tied each number to what.

    python tests/misses.py evals/papers.json evals/gold.jsonl

PAPERS is a JSON list of objects with `title` and `abstract`; GOLD holds one label a line, in the same order, in the
form that `evals/README.md` describes. A claim counts as read when kind, metric, direction and number are right; names
and settings are not looked at. Ends with precision, recall and F1.
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
from summarizer.evals.matching import growth_form
from summarizer.marks import Marks, mark
from summarizer.papers import make_paper
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


def kind_of(item: Item) -> str:
    """In which row of the figures an item counts: numeric, qualitative or result."""
    if "is_delta" in item:
        return "result"
    return "qualitative" if item["kind"] == "qualitative" else "numeric"


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


def unmatched(items: list[Item], others: list[Item]) -> list[Item]:
    """The items that no other one means too, each other one counted once."""
    left = Counter(map(meaning, others))
    found = []
    for item in items:
        if left[meaning(item)]:
            left[meaning(item)] -= 1
        else:
            found.append(item)
    return found


def lines_about(marks: Marks, tag: str, items: Iterable[Item]) -> Iterator[str]:
    """Each item with its sentence and what the rules made of the numbers in it."""
    told = list(trace(marks))
    for item in items:
        at = marks.text.find(item["evidence"])
        index = marks.sentence_of(max(at, 0))
        start, end = marks.sentences[index]
        yield f"  {tag}: {meaning(item)} | {item['evidence']}"
        yield f"      in: {marks.text[start:end]}"
        for sentence, number, rule, words in told:
            if sentence == f"S{index + 1}":
                yield f"      {number!r} by {rule or 'no rule'!r}: {words}"


def report(papers: list[Item], labels: list[Item]) -> Iterator[str]:
    """What was missed and made up, paper by paper, then the figures."""
    counts: Counter[tuple[str, str]] = Counter()
    for paper, label in zip(papers, labels, strict=True):
        ours, gold = own(read(paper["title"], paper["abstract"])), own([*label["claims"], *label["results"]])
        missed, spurious = unmatched(gold, ours), unmatched(ours, gold)
        for name, items in (("gold", gold), ("ours", ours), ("missed", missed), ("spurious", spurious)):
            counts.update((name, kind_of(item)) for item in items)
        if missed or spurious:
            marks = mark(make_paper(paper["title"], paper["abstract"]))
            yield f"# {paper['title']}"
            yield from lines_about(marks, "missed", missed)
            yield from lines_about(marks, "spurious", spurious)
    for kind in ("numeric", "qualitative", "result"):
        said, wanted = counts["ours", kind], counts["gold", kind]
        right = wanted - counts["missed", kind]
        f1 = 2 * right / (said + wanted) if said + wanted else 1.0
        yield f"{kind}: {right} right of {wanted}, {said} said, F1 {f1:.3f}"


def main() -> None:
    papers_path, gold_path = map(Path, sys.argv[1:3])
    papers = json.loads(papers_path.read_text(encoding="utf-8"))
    labels = [json.loads(line) for line in gold_path.read_text(encoding="utf-8").splitlines() if line.strip()]
    print("\n".join(report(papers, labels)))


if __name__ == "__main__":
    main()
