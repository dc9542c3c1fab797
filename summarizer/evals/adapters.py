"""Adapters: other people's data sets as sets of ours; none of their data comes with the toolkit.

MeasEval (SemEval-2021 task 8) labels every quantity of paragraphs of science; SciREX (Jain et al., ACL 2020) labels the
leaderboard entries of whole papers: method, data set, metric, task and score.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from summarizer.errors import InputError
from summarizer.evals.labels import GoldResult, Label
from summarizer.evals.sets import EvalSet, make_set
from summarizer.jsonl import open_lines, rows, unreadable
from summarizer.papers import Paper, make_paper

MEASEVAL = "git clone https://github.com/harperco/MeasEval"
SCIREX = "curl -LO https://github.com/allenai/SciREX/raw/master/scirex_dataset/release_data.tar.gz && tar xzf release_data.tar.gz"  # noqa: E501
_TITLE = "Paragraph"
_ANNOTATION = {"docId", "annotType", "startOffset", "endOffset"}
_SCORE = re.compile(r"[-+]?\d+(?:\.\d+)?")


def load_measeval(place: Path) -> EvalSet:
    """Load MeasEval from its folder: a `.txt` a paragraph and a `.tsv` of annotations of the same name.

    Raises `InputError` with the command that gets the data, or naming the line that is not as published.
    """
    texts = {path.stem: path for path in sorted(place.rglob("*.txt"))} if place.is_dir() else {}
    tables = [path for path in sorted(place.rglob("*.tsv")) if path.stem in texts] if place.is_dir() else []
    if not tables:
        raise InputError(f"{place}: expected MeasEval's .txt and .tsv files; found none; get them by: {MEASEVAL}")
    papers, labels = [], {}
    for path in tables:
        text = _text(texts[path.stem])
        paper = make_paper(_TITLE, text, id=path.stem).model_copy(update={"abstract": text.strip()})
        shift = paper.full_text.index(paper.abstract) - (len(text) - len(text.lstrip()))
        spans = tuple((start + shift, end + shift) for start, end in _quantities(path))
        papers.append(paper)
        labels[paper.id] = Label(id=paper.id, quantities=spans)
    return make_set("MeasEval", papers, labels)


def load_scirex(place: Path) -> EvalSet:
    """Load one of SciREX's files (`dev.jsonl`, …), a document a line; errors as with `load_measeval`."""
    if not place.is_file():
        raise InputError(f"{place}: expected a .jsonl file of SciREX; found none; get it by: {SCIREX}")
    papers, labels = [], {}
    with open_lines(place) as lines:
        for where, row in rows(lines, str(place)):
            paper = _document(row, where)
            papers.append(paper)
            labels[paper.id] = Label(id=paper.id, results=tuple(_entries(row, where)))
    return make_set("SciREX", papers, labels)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(path, error) from error


def _quantities(path: Path) -> Iterator[tuple[int, int]]:
    reader = csv.DictReader(_text(path).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if not set(reader.fieldnames or ()) >= _ANNOTATION:
        raise InputError(f"{path}, line 1: expected MeasEval's columns {', '.join(sorted(_ANNOTATION))}")
    for number, row in enumerate(reader, 2):
        if row["annotType"] == "Quantity":
            try:
                yield int(row["startOffset"]), int(row["endOffset"])
            except (TypeError, ValueError) as error:
                raise InputError(f"{path}, line {number}: expected two offsets; found no whole numbers") from error


def _document(row: Mapping[str, Any], where: str) -> Paper:
    words, sentences = row.get("words"), row.get("sentences")
    if not isinstance(words, list) or not isinstance(sentences, list) or not isinstance(row.get("doc_id"), str):
        raise InputError(f"{where}: expected a document of SciREX with doc_id, words and sentences")
    first = sentences[0] if sentences else [0, 0]
    end = first[1] if isinstance(first, list) and len(first) == 2 and isinstance(first[1], int) else 0
    title = " ".join(map(str, words[:end])) or row["doc_id"]
    return make_paper(title, " ".join(map(str, words[end:])), id=row["doc_id"])


def _entries(row: Mapping[str, Any], where: str) -> Iterator[GoldResult]:
    relations = row.get("n_ary_relations")
    if not isinstance(relations, list) or not all(isinstance(relation, Mapping) for relation in relations):
        raise InputError(f"{where}: expected SciREX's n_ary_relations, a list of objects")
    for relation in relations:
        score = _SCORE.fullmatch(str(relation.get("score", "")).strip().removesuffix("%"))
        if score:
            yield GoldResult(
                metric=_name(relation.get("Metric")),
                value=float(score.group()),
                dataset=_name(relation.get("Material")),
                subject=_name(relation.get("Method")),
            )


def _name(entity: Any) -> str | None:
    return str(entity).replace("_", " ") if entity else None
