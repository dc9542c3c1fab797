"""Markdown: records, claims, comparisons, overviews and digests that read well as plain text too.

Every word of a paper is escaped; links are those we built, to the papers themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from summarizer.records import Claim, Record
from summarizer.render.catalogue import Catalogue
from summarizer.render.sheets import marked
from summarizer.render.text import link, one_line
from summarizer.render.words import (
    NOTHING_COMPARABLE,
    about,
    count,
    error_name,
    extent,
    figure,
    group_heading,
    heading,
    left_out,
    result_figure,
    some,
    verdict_name,
)
from summarizer.views import Comparison, Group, Overview, Row

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!$&^@])")
_LINE_START = re.compile(r"^([-+](?=\s|$)|-(?=-)|[=:]|\d+[.)](?=\s|$))")
_ADDRESS = re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=\bwww)\.", re.IGNORECASE)


def escape(text: str) -> str:
    """Make a text show in Markdown as it stands, on one line: no markup, no links, no table cells of its own."""
    text = _SPECIAL.sub(r"\\\1", one_line(text))
    text = _ADDRESS.sub(r"\\\g<0>", text)
    return _LINE_START.sub(lambda m: m.group()[:-1] + "\\" + m.group()[-1], text)


def records_markdown(records: Sequence[Record]) -> str:
    """Write a section a paper: link, summary, claims, results; those that could not be read at the end."""
    catalogue = Catalogue.of(records)
    return _text([*_papers(catalogue), *_failed(catalogue)])


def claims_markdown(records: Sequence[Record]) -> str:
    """Write a table of all claims, whatever their verdict."""
    rows = [
        [
            figure(c),
            heading(c.metric, c.phase),
            c.subject,
            c.baseline,
            c.setting,
            verdict_name(c.verdict),
            r.paper.title,
        ]
        for r in records
        for c in r.claims
    ]
    return _text(_table(["Figure", "Metric", "Subject", "Baseline", "Setting", "Verdict", "Paper"], rows))


def comparison_markdown(comparison: Comparison, records: Sequence[Record]) -> str:
    """Write a table a group, best first, then what stands in none and what was left out."""
    return _text(_comparison(comparison, Catalogue.of(records)))


def overview_markdown(overview: Overview, records: Sequence[Record]) -> str:
    """Write a section a topic."""
    return _text(_overview(overview, Catalogue.of(records)))


def digest_markdown(
    records: Sequence[Record], *, comparison: Comparison, overview: Overview, title: str, now: datetime
) -> str:
    """Write everything in one text that can be read by itself."""
    catalogue = Catalogue.of(records)
    lines = [f"# {escape(title)}", "", f"{now.day} {now:%B %Y} · {extent(records)}", ""]
    lines += _best(catalogue, comparison)
    lines += ["## Topics", "", *_overview(overview, catalogue)]
    lines += ["## Comparisons", "", *_comparison(comparison, catalogue)]
    lines += ["## Papers", "", *_papers(catalogue), *_failed(catalogue), *_made(catalogue)]
    return _text(lines)


def _best(catalogue: Catalogue, comparison: Comparison) -> list[str]:
    rows = [
        [figure(e.claim), heading(metric, e.claim.phase), e.claim.subject, e.claim.baseline, e.record.paper.title]
        for metric, _, e in catalogue.best(comparison)
    ]
    table = _table(["Factor", "Metric", "Subject", "Baseline", "Paper"], rows)
    return ["## Best verified factor per metric", "", *table] if rows else []


# --- papers --------------------------------------------------------------------------------------------------------


def _papers(catalogue: Catalogue) -> Iterator[str]:
    doubts = False
    for record in catalogue.read:
        yield from _paper(record)
        doubts = doubts or bool(record.summary.unsupported)
    if doubts:
        yield from ["(?) follows a number or name of a summary that is nowhere in its paper.", ""]


def _paper(record: Record) -> Iterator[str]:
    summary = record.summary
    yield from [f"### {_link(record)}", ""]
    if record.flags:
        yield from [f"**Flagged.** {_flags(record)}", ""]
    if summary.tldr:
        yield from [escape(marked(summary.tldr, summary.unsupported)), ""]
    for name, text in (("Problem", summary.problem), ("Approach", summary.approach)):
        if text:
            yield from [f"**{name}.** {escape(marked(text, summary.unsupported))}", ""]
    for name, texts in (("Findings", summary.findings), ("Limitations", summary.limitations)):
        if texts:
            yield from [f"**{name}**", "", *(f"- {escape(marked(t, summary.unsupported))}" for t in texts), ""]
    if record.claims:
        yield from ["**Claims**", "", *(_claim(claim) for claim in record.claims), ""]
    if record.results:
        yield from ["**Results**", ""]
        for result in record.results:
            about = ", ".join(part for part in (result.metric, result.dataset, result.subject) if part)
            doubt = _doubt(result.verdict, result.verdict_reason)
            yield f"- **{escape(result_figure(result))}** {escape(about)}{doubt}"
        yield ""


def _claim(claim: Claim) -> str:
    against = f", against {escape(claim.baseline)}" if claim.baseline else ""
    setting = f" ({escape(claim.setting)})" if claim.setting else ""
    own = "" if claim.role == "contribution" else ", prior work"
    subject = f", {escape(claim.subject)}" if claim.subject else ""
    quote = f": “{escape(claim.evidence)}”" if claim.evidence else ""
    what = f"**{escape(figure(claim))}** {about(claim)}"
    return f"- {what}{subject}{against}{setting}{own}{quote}{_doubt(claim.verdict, claim.verdict_reason)}"


def _doubt(verdict: str | None, reason: str | None) -> str:
    if verdict == "verified":
        return ""
    return f" — *{escape(verdict_name(verdict))}{': ' + escape(reason) if reason else ''}*"


def _failed(catalogue: Catalogue) -> Iterator[str]:
    if catalogue.failed:
        yield from ["## Could not be read", ""]
        for record in catalogue.failed:
            error = record.error
            reason = f"{error_name(error.kind)}: {error.message}" if error else "no reason given"
            flagged = f" — flagged: {_flags(record)}" if record.flags else ""
            yield f"- {_link(record)}: {escape(reason)}{flagged}"
        yield ""


def _flags(record: Record) -> str:
    return "; ".join(map(escape, record.flags))


def _link(record: Record) -> str:
    found = link(record.paper)
    address = found.url.replace("(", "%28").replace(")", "%29")
    return f"[{escape(record.paper.title)}]({address}){'' if found.own else ' (search)'}"


# --- comparisons and topics ----------------------------------------------------------------------------------------


def _comparison(comparison: Comparison, catalogue: Catalogue) -> Iterator[str]:
    if not comparison.groups:
        yield from [NOTHING_COMPARABLE, ""]
    for group in comparison.groups:
        yield from [f"### {escape(group_heading(group.key))}", ""]
        yield from _group(group, catalogue)
        if group.prose:
            yield from [escape(group.prose), ""]
    if comparison.unplaced:
        yield from [f"**In no group** ({count(len(comparison.unplaced), 'claim')})", ""]
        yield from (f"- {escape(u.claim_id)}: {escape('; '.join(u.reasons))}" for u in comparison.unplaced)
        yield ""
    if excluded := left_out(comparison):
        yield from [escape(excluded), ""]


def _group(group: Group, catalogue: Catalogue) -> list[str]:
    columns = ["Rank", "Figure", "Subject", "Baseline", "Setting", "As written", "Differs from the first", "Paper"]
    return _table(columns, [_row(row, catalogue) for row in group.rows])


def _row(row: Row, catalogue: Catalogue) -> list[str | None]:
    entry = catalogue.claim(row.claim_id)
    rank = str(row.rank) if row.rank else ""
    if entry is None:
        return [rank, row.claim_id, "", "", "", "", "; ".join(row.differs), row.paper_id]
    claim, title = entry.claim, entry.record.paper.title
    words = [claim.subject, claim.baseline, claim.setting, claim.evidence]
    return [rank, figure(claim), *words, "; ".join(row.differs), title]


def _overview(overview: Overview, catalogue: Catalogue) -> Iterator[str]:
    for topic in overview.topics:
        yield from [f"### {escape(topic.name)}", ""]
        yield from (f"- {escape(sentence.text)}" for sentence in topic.prose)
        for name, words in (("Methods", topic.methods), ("Data sets", topic.datasets)):
            if words:
                yield f"- {name}: {escape(some(words))}"
        yield from (f"- Limitation: {escape(text)}" for text in topic.limitations)
        records = [record for paper_id in topic.papers if (record := catalogue.paper(paper_id))]
        yield from ["", f"Papers: {'; '.join(escape(record.paper.title) for record in records)}", ""]


def _made(catalogue: Catalogue) -> list[str]:
    made = catalogue.made
    return ["---", "", f"Read by {escape('; '.join(made))}.", ""] if made else []


def _table(columns: Sequence[str], rows: Sequence[Sequence[str | None]]) -> list[str]:
    lines = [columns, ["---"] * len(columns), *([escape(cell or "") for cell in row] for row in rows)]
    return ["| " + " | ".join(line) + " |" for line in lines] + [""]


def _text(lines: Sequence[str] | Iterator[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"
