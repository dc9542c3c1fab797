"""Page: an eval as one HTML file that asks nothing of any server, each miss next to the text it was missed in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from summarizer.evals import tables, telling
from summarizer.evals.measures import MEASURES
from summarizer.evals.runs import Scorecard
from summarizer.evals.scoring import PaperScore, ScoredItem
from summarizer.evals.sets import EvalSet
from summarizer.render.templating import allowed, asset, open_templates

TEMPLATES = Path(__file__).parent / "templates"
GradeMark = Literal["", "right", "spurious", "misread", "missed"]
_RANK: tuple[GradeMark, ...] = ("", "right", "spurious", "misread", "missed")
_LONG = 6000
"""Characters of a text from which on only what is round its marks is shown."""
_ROUND = 200


def eval_page(eval_set: EvalSet, cards: Sequence[Scorecard]) -> str:
    """Write the page: the scores of all runs, then of each run every paper that something is wrong about."""
    style = asset(TEMPLATES / "eval.css")
    words = {"line": telling.in_a_line, "marked": marked, "faulty_of": _faulty, "wrong": _wrong, "shown": tables.shown}
    return (
        open_templates(TEMPLATES, words)
        .get_template("eval.html.j2")
        .render(
            style=style,
            policy=f"default-src 'none'; style-src {allowed(style)}; base-uri 'none'; form-action 'none'",
            heading=tables.heading(eval_set),
            cards=cards,
            groups=_groups(cards),
            notes=tables.notes(cards),
        )
    )


def marked(paper: PaperScore) -> list[tuple[str, GradeMark]]:
    """Cut a paper's text where evidence of labels and of what was read begins and ends."""
    text = paper.paper.full_text
    ranks = bytearray(len(text))
    for item in paper.items:
        mark: GradeMark = "right" if item.outcome == "optional" else item.outcome
        source = item.gold if item.gold and item.gold.evidence else item.read
        for start, end in _places(text, source.evidence if source else ""):
            rank = _RANK.index(mark)
            ranks[start:end] = bytes(max(rank, have) for have in ranks[start:end])
    pieces, at = [], 0
    for rank, run in groupby(ranks):
        end = at + len(list(run))
        piece = text[at:end]
        pieces.append((_shortened(piece) if len(text) > _LONG and not rank else piece, _RANK[rank]))
        at = end
    return pieces


def _groups(cards: Sequence[Scorecard]) -> list[tuple[str, list[Any]]]:
    told = [measure for measure in MEASURES if any(measure.id in card.estimates for card in cards)]
    return [(name, list(measures)) for name, measures in groupby(told, key=lambda measure: measure.group)]


def _faulty(card: Scorecard) -> list[PaperScore]:
    return [paper for paper in card.papers if _wrong(paper) or paper.error is not None]


def _wrong(paper: PaperScore) -> list[ScoredItem]:
    return [item for item in paper.items if item.is_wrong]


def _places(text: str, evidence: str) -> list[tuple[int, int]]:
    """Where evidence stands in a text, whatever white space is between its words."""
    pattern = r"\s+".join(re.escape(word) for word in evidence.split())
    return [match.span() for match in re.finditer(pattern, text)] if pattern else []


def _shortened(text: str) -> str:
    return text if len(text) <= 2 * _ROUND else f"{text[:_ROUND]} … {text[-_ROUND:]}"
