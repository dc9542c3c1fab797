"""Page: everything about a set of papers as one HTML file that asks nothing of any server."""

from __future__ import annotations

import base64
import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.records import METRICS, Claim, Record
from summarizer.render import words
from summarizer.render.catalogue import Catalogue
from summarizer.render.text import Piece, evidence, link, one_line, visible, without_support
from summarizer.views import Comparison, Overview, PaperPlace, Row

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"
SHOWN_CLAIMS = 6
"""How many claims stand beside a paper's title; the others are in its details."""
SHOWN_CITES = 6
_FAMILY_ORDER = ("factor", "amount", "growth", "words")


def page(
    records: Sequence[Record],
    *,
    comparison: Comparison | None = None,
    overview: Overview | None = None,
    title: str = "Papers",
    now: datetime | None = None,
) -> str:
    """Write the page; without a comparison or an overview it leaves their sections out.

    It is the same bytes for the same records and the same `now`, which is the day at its head.
    """
    catalogue = Catalogue.of(records)
    style, script = asset("page.css"), asset("page.js")
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
            **_contents(catalogue, comparison, overview),
        )
    )


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates' environment: every value is made visible, then escaped, whatever the template is called."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        about=words.about,
        count=words.count,
        error_name=words.error_name,
        figure=words.figure,
        group_heading=words.group_heading,
        heading=words.heading,
        left_out=words.left_out,
        metric_name=words.metric_name,
        result_figure=words.result_figure,
        some=words.some,
        verdict_name=words.verdict_name,
        link=link,
        without_support=without_support,
        shown_claims=SHOWN_CLAIMS,
        shown_cites=SHOWN_CITES,
        own_claims=_own_claims,
        body=_body,
        places=_places,
        claim_pairs=_claim_pairs,
        metrics=_metrics,
        meta=_meta,
        family_name=words.family_name,
        sort_value=_sort_value,
    )
    return made


@lru_cache(maxsize=8)
def asset(name: str) -> Markup:
    """A style sheet or script of ours, to be put into a page as it stands."""
    from markupsafe import Markup

    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))  # noqa: S704 - our own file, never a paper's words


def _finalized(value: Any) -> Any:
    return visible(value) if type(value) is str else value


def _policy(style: str, script: str) -> str:
    """Allow this very style and script and nothing else."""
    hashes = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


# --- what the page says ----------------------------------------------------------------------------------------------


def _contents(catalogue: Catalogue, comparison: Comparison | None, overview: Overview | None) -> dict[str, Any]:
    topics = {topic.id: str(place) for place, topic in enumerate(overview.topics if overview else (), 1)}
    near = {place.paper_id: place for place in (overview.per_paper if overview else ())}

    def topic_places(record: Record) -> str:
        return " ".join(
            topics[slug] for slug in dict.fromkeys((record.primary_topic, *record.topics)) if slug in topics
        )

    def title_of(identifier: str) -> str:
        entry = catalogue.claim(identifier)
        record = entry.record if entry else catalogue.paper(identifier)
        return record.paper.title if record else identifier

    def anchor(identifier: str) -> str:
        entry = catalogue.claim(identifier)
        return entry.anchor if entry else catalogue.anchor(identifier)

    def claimed_metrics(topic: Any) -> str:
        return " ".join(dict.fromkeys(_metrics(r) for i in topic.papers if (r := catalogue.paper(i))))

    return {
        "catalogue": catalogue,
        "comparison": comparison,
        "overview": overview,
        "topic_places": topic_places,
        "title_of": title_of,
        "anchor": anchor,
        "claimed_metrics": claimed_metrics,
        "nearest_of": lambda record: near.get(record.paper.id),
        "extras": lambda record, place: _extras(record, place),
        "doubts": any(record.summary.unsupported for record in catalogue.read),
        "all_metrics": [m for m in METRICS if any(c.metric == m for r in catalogue.records for c in r.claims)],
        **_head(catalogue, comparison, overview),
    }


def _head(catalogue: Catalogue, comparison: Comparison | None, overview: Overview | None) -> dict[str, Any]:
    groups = comparison.groups if comparison else ()
    sections = [("papers", "Papers", len(catalogue.read))]
    sections += [("comparisons", "Comparisons", len(groups))] if comparison else []
    sections += [("topics", "Topics", len(overview.topics))] if overview else []
    sections += [("failed", "Not read", len(catalogue.failed))] if catalogue.failed else []
    return {
        "figures": _figures(catalogue, comparison),
        "best": _best(catalogue, comparison) if comparison else [],
        "sections": sections,
        "excluded": words.left_out(comparison) if comparison else "",
        "unplaced": _unplaced(comparison) if comparison else "",
        "ordered_groups": sorted(groups, key=lambda group: _FAMILY_ORDER.index(group.key.unit_family)),
    }


def _figures(catalogue: Catalogue, comparison: Comparison | None) -> list[tuple[str, str, bool]]:
    verdicts = catalogue.verdicts
    figures = [
        ("Papers", len(catalogue.records), False),
        ("Claims", verdicts.total(), False),
        ("Verified", verdicts["verified"], True),
    ]
    figures += [("Left out", sum(comparison.excluded.values()), False)] if comparison else []
    figures.append(("Could not be read", len(catalogue.failed), False))
    return [(name, f"{number:,}", key) for name, number, key in figures]


def _best(catalogue: Catalogue, comparison: Comparison) -> list[tuple[str, str, Any]]:
    found = catalogue.best(comparison)
    largest = max((row.factor or 1.0 for _, row, _ in found), default=1.0)
    scale = math.log(max(largest, 1.001))
    return [
        (metric, f"{max(1.0, 100 * math.log(row.factor or 1.0) / scale):.1f}", entry) for metric, row, entry in found
    ]


def _unplaced(comparison: Comparison) -> str:
    reasons = Counter(reason for item in comparison.unplaced for reason in item.reasons)
    return ", ".join(f"{reason} ({number})" for reason, number in reasons.most_common())


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


def _metrics(record: Record) -> str:
    return " ".join(dict.fromkeys(claim.metric for claim in record.claims if claim.metric))


def _meta(record: Record) -> str:
    authors = list(record.paper.authors[:3]) + (["and others"] if len(record.paper.authors) > 3 else [])
    kind = (record.contribution or "").replace("-", " ")
    topics = [slug.replace("-", " ") for slug in record.topics]
    return " · ".join(part for part in (", ".join(authors), record.paper.published, kind, ", ".join(topics)) if part)


def _extras(record: Record, place: PaperPlace | None) -> list[tuple[str, Sequence[str]]]:
    extras = [
        ("New against these", place.new_against if place else ()),
        ("Names", record.method_names),
        ("Code", record.code_urls),
    ]
    return [(name, values) for name, values in extras if values]


def _sort_value(row: Row) -> str:
    value = row.factor if row.factor is not None else row.amount
    return "" if value is None else f"{value:.12g}"
