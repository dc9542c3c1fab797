"""Page: everything about a set of papers as one HTML file that asks nothing of any server."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from summarizer.records import METRICS, Claim, Metric, Phase, Record
from summarizer.render import words
from summarizer.render.catalogue import Catalogue, LinkedClaim
from summarizer.render.lines import Side, chain_lines, disagreement_lines
from summarizer.render.plots import front_plane, row_mark, shares
from summarizer.render.standings import (
    SHORT_TABLE,
    claim_words,
    front_place,
    loners,
    sort_value,
    standings,
    words_of,
)
from summarizer.render.templating import allowed, asset, open_templates
from summarizer.render.text import Piece, evidence, link, one_line, without_support
from summarizer.topics import Topics, load_topics
from summarizer.views import Comparison, Overview, PaperPlace, Row, TopicOverview

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
SHOWN_CLAIMS = 6
"""How many claims stand beside a paper's title; the others are in its details."""
SHOWN_CITES = 6
SHOWN_TOPICS = 14
"""How many topics have a bar at the page's head before the others are folded away."""


_WORDS = (
    words.asked_for, words.count, words.failure, words.figure, words.group_heading, words.heading,
    words.left_out, words.metric_name, words.quality, words.result_figure, words.scope_name, words.some,
    words.standing, words.stated, words.verdict_name,
)  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """Which papers are shown in full, why each paper is there, and what is to be said before them."""

    reasons: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By paper id."""
    full: int | None = None
    """So many papers, from the first, stand in full, the others by their titles; None: all."""
    notes: Sequence[str] = ()
    """Said at the head: which sources are missing, which days were left out."""


EVERYTHING = Choice()


def page(
    records: Sequence[Record],
    *,
    comparison: Comparison | None = None,
    overview: Overview | None = None,
    title: str = "Papers",
    now: datetime | None = None,
    choice: Choice = EVERYTHING,
    topics: Topics | None = None,
) -> str:
    """Write the page; without a comparison or an overview it leaves their sections out, with one alone it comes first.

    Topics are named as the overview names them, else as `topics` do, by default the toolkit's.

    It is the same bytes for the same records and the same `now`, which is the day at its head.
    """
    catalogue = Catalogue.of(records)
    style, script = asset(TEMPLATES / "page.css"), asset(TEMPLATES / "page.js")
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            style=style,
            script=script,
            policy=_policy(style, script),
            title=one_line(title) or "Papers",
            date=f"{now.day} {now:%B %Y}" if now else "",
            stamp=now.isoformat(sep=" ", timespec="minutes") if now else "",
            **_contents(catalogue, comparison, overview, choice, topics or load_topics()),
        )
    )


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates' environment, with the words that pages are made of."""
    return open_templates(TEMPLATES, {**{verb.__name__: verb for verb in _WORDS}, **_NAMED})


def _policy(style: str, script: str) -> str:
    """Allow this very style and script and nothing else."""
    return (
        f"default-src 'none'; style-src {allowed(style)}; script-src {allowed(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


# --- what the page says ----------------------------------------------------------------------------------------------


def _contents(
    catalogue: Catalogue, comparison: Comparison | None, overview: Overview | None, choice: Choice, known: Topics
) -> dict[str, Any]:
    topics = overview.topics if overview else ()
    return {
        "catalogue": catalogue,
        "comparison": comparison,
        "overview": overview,
        "choice": choice,
        "brief": {id(record) for record in catalogue.read[choice.full :]} if choice.full is not None else set(),
        "doubts": any(record.summary.unsupported for record in catalogue.read),
        "topic_shares": shares([len(topic.papers) for topic in topics]),
        **_lookups(catalogue, topics, known),
        **_head(catalogue, comparison, overview),
        **_compared(catalogue, comparison),
        **_choices(catalogue),
    } | {"near": {place.paper_id: place for place in (overview.per_paper if overview else ())}}


def _lookups(catalogue: Catalogue, topics: Sequence[TopicOverview], known: Topics) -> dict[str, Any]:
    """What the templates ask about papers, claims and topics by their ids."""
    places = {topic.id: str(place) for place, topic in enumerate(topics, 1)}
    names = {topic.slug: topic.name for topic in known.topics} | {topic.id: topic.name for topic in topics}

    def title_of(identifier: str) -> str:
        entry = catalogue.claim(identifier)
        record = entry.record if entry else catalogue.paper(identifier)
        return record.paper.title if record else identifier

    def anchor(identifier: str) -> str:
        entry = catalogue.claim(identifier)
        return entry.anchor if entry else catalogue.anchor(identifier)

    def topic_places(record: Record) -> str:
        slugs = dict.fromkeys((record.primary_topic, *record.topics))
        return " ".join(places[slug] for slug in slugs if slug in places)

    def side_topics(sides: Sequence[Side]) -> str:
        return " ".join(dict.fromkeys(topic_places(side.entry.record) for side in sides if side.entry))

    def topic_claims(topic: TopicOverview) -> str:
        records = filter(None, map(catalogue.paper, topic.papers))
        return words_of(claim for record in records for claim in record.claims)

    return {
        "title_of": title_of,
        "anchor": anchor,
        "topic_places": topic_places,
        "side_topics": side_topics,
        "side_words": lambda sides: words_of(side.entry.claim for side in sides if side.entry),
        "topic_claims": topic_claims,
        "meta": lambda record: _meta(record, names),
        "topic_name": lambda slug: names.get(slug, slug.replace("-", " ")),
    }


def _head(catalogue: Catalogue, comparison: Comparison | None, overview: Overview | None) -> dict[str, Any]:
    papers = ("papers", "Papers", len(catalogue.read))
    compared = [("comparisons", "Comparisons", len(comparison.groups))] if comparison else []
    topics = [("topics", "Topics", len(overview.topics))] if overview else []
    unread = [("failed", "Not read", len(catalogue.failed))] if catalogue.failed else []
    views = [*compared, *topics]
    sections = [*views, papers] if len(views) == 1 else [papers, *views]
    return {
        "figures": _figures(catalogue, comparison),
        "best": _best(catalogue, comparison) if comparison else [],
        "sections": [*sections, *unread],
    }


def _figures(catalogue: Catalogue, comparison: Comparison | None) -> list[tuple[str, str, bool]]:
    verdicts = catalogue.verdicts
    figures = [
        ("Papers", len(catalogue.records), False),
        ("Claims", verdicts.total(), False),
        ("Verified", verdicts["verified"], True),
    ]
    excluded = sum(comparison.excluded.values()) if comparison else 0
    figures += [("Left out", excluded, False)] if excluded else []
    figures += [("Could not be read", len(catalogue.failed), False)] if catalogue.failed else []
    return [(name, f"{number:,}", key) for name, number, key in figures]


def _best(catalogue: Catalogue, comparison: Comparison) -> list[tuple[Metric, Row, LinkedClaim, float]]:
    found = catalogue.best(comparison)
    logs = [int(1000 * math.log(row.factor or 1.0)) for _, row, _ in found]
    return [(*item, share) for item, share in zip(found, shares(logs), strict=True)]


def _compared(catalogue: Catalogue, comparison: Comparison | None) -> dict[str, Any]:
    if comparison is None:
        return {"excluded": "", "places_of": {}, "reasons_of": {}}
    return {
        "places_of": {placed.claim_id: placed for paper in comparison.per_paper for placed in paper.claims},
        "reasons_of": {item.claim_id: item.reasons for item in comparison.unplaced},
        "excluded": words.left_out(comparison),
        "standings": standings(comparison, catalogue),
        "loners": loners(comparison, catalogue),
        "chain_lines": chain_lines(comparison, catalogue),
        "disagreement_lines": disagreement_lines(comparison, catalogue),
    }


def _choices(catalogue: Catalogue) -> dict[str, Any]:
    """What the filters offer: the metrics, phases and verdicts that some claim has."""
    claims = [claim for record in catalogue.records for claim in record.claims]
    phases: tuple[Phase, ...] = get_args(Phase)
    return {
        "all_metrics": [metric for metric in METRICS if any(claim.metric == metric for claim in claims)],
        "all_phases": [phase for phase in phases if any(claim.phase == phase for claim in claims)],
        "all_verdicts": sorted(catalogue.verdicts, key=lambda verdict: -catalogue.verdicts[verdict]),
    }


# --- what is said of a paper -----------------------------------------------------------------------------------------


def _own_claims(record: Record) -> list[tuple[int, Claim]]:
    """The paper's own claims with their places, those with a number first."""
    own = [(place, claim) for place, claim in enumerate(record.claims, 1) if claim.role == "contribution"]
    return sorted(own, key=lambda item: (not item[1].numeric, item[1].verdict != "verified"))


def _body(record: Record) -> list[Piece]:
    """The text with its evidence, the title before it where evidence stands in the title."""
    end = len(record.paper.title)
    title = evidence(record, start=0, end=end)
    body = evidence(record, start=end + 1, end=len(record.paper.full_text))
    return [*title, Piece("\n"), *body] if any(piece.mark for piece in title) else body


def _places(record: Record, ids: Sequence[str]) -> list[int]:
    return [place for place, claim in enumerate(record.claims, 1) if claim.id in ids]


def _claim_pairs(claim: Claim) -> list[tuple[str, str]]:
    pairs = [
        ("written", words.written(claim) if claim.kind == "relative" and claim.unit != "x" else ""),
        ("of", claim.subject),
        ("against", claim.baseline),
        ("in", claim.setting),
        ("counted as", claim.resource),
        ("", "prior work, not the paper’s own" if claim.role == "background" else ""),
    ]
    return [(name, value) for name, value in pairs if value]


def _meta(record: Record, names: Mapping[str, str]) -> str:
    authors = list(record.paper.authors[:3]) + (["and others"] if len(record.paper.authors) > 3 else [])
    kind = (record.contribution or "").replace("-", " ")
    topics = [names.get(slug, slug.replace("-", " ")).lower() for slug in record.topics]
    return " · ".join(part for part in (", ".join(authors), record.paper.published, kind, ", ".join(topics)) if part)


def _extras(record: Record, place: PaperPlace | None) -> list[tuple[str, Sequence[str]]]:
    extras = [
        ("New against these", ("; ".join(place.new_against),) if place and place.new_against else ()),
        ("Names", record.method_names),
        ("Code", record.code_urls),
    ]
    return [(name, values) for name, values in extras if values]


_NAMED: Mapping[str, Any] = {
    "link": link,
    "without_support": without_support,
    "claim_words": claim_words,
    "front_place": front_place,
    "front_plane": front_plane,
    "row_mark": row_mark,
    "sort_value": sort_value,
    "words_of": words_of,
    "shown_claims": SHOWN_CLAIMS,
    "shown_cites": SHOWN_CITES,
    "shown_topics": SHOWN_TOPICS,
    "short_table": SHORT_TABLE,
    "own_claims": _own_claims,
    "body": _body,
    "places": _places,
    "claim_pairs": _claim_pairs,
    "extras": _extras,
    "record_id": id,
}
