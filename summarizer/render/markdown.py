"""Markdown: records, claims, comparisons, overviews and digests that read well as plain text too.

Every word of a paper is escaped; links are those we built, to the papers themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from summarizer.records import Claim, Record
from summarizer.render.catalogue import Catalogue
from summarizer.render.lines import (
    ChainLine,
    DisagreementLine,
    GroupLine,
    chain_lines,
    disagreement_lines,
    group_lines,
    news_lines,
)
from summarizer.render.page import EVERYTHING, Choice
from summarizer.render.sheets import marked
from summarizer.render.text import link, one_line
from summarizer.render.words import (
    NOTHING_COMPARABLE,
    asked_for,
    count,
    extent,
    failure,
    figure,
    group_heading,
    heading,
    left_out,
    result_figure,
    some,
    stated,
    verdict_name,
)
from summarizer.views import Comparison, Group, Overview

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
    return _text([*_papers(catalogue, EVERYTHING), *_failed(catalogue)])


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


def comparison_markdown(comparison: Comparison, records: Sequence[Record], *, arithmetic: bool = False) -> str:
    """Write a table a group, best first, then disagreements, chains, what stands in no table and what was left out."""
    return _text(_comparison(comparison, Catalogue.of(records), arithmetic))


def overview_markdown(overview: Overview, records: Sequence[Record]) -> str:
    """Write a section a topic."""
    return _text(_overview(overview, Catalogue.of(records)))


def digest_markdown(
    records: Sequence[Record],
    *,
    comparison: Comparison,
    overview: Overview,
    title: str,
    now: datetime,
    choice: Choice = EVERYTHING,
) -> str:
    """Write everything in one text that can be read by itself; `choice` as for the page."""
    catalogue = Catalogue.of(records)
    lines = [f"# {escape(title)}", "", f"{now.day} {now:%B %Y} · {extent(records)}", ""]
    lines += [line for note in choice.notes for line in (escape(note), "")]
    lines += _best(catalogue, comparison)
    lines += ["## Topics", "", *_overview(overview, catalogue)]
    lines += ["## Comparisons", "", *_comparison(comparison, catalogue, arithmetic=False)]
    lines += ["## Papers", "", *_papers(catalogue, choice), *_failed(catalogue), *_made(catalogue)]
    return _text(lines)


def _best(catalogue: Catalogue, comparison: Comparison) -> list[str]:
    rows = [
        [figure(e.claim), heading(metric, e.claim.phase), e.claim.subject, e.claim.baseline, e.record.paper.title]
        for metric, _, e in catalogue.best(comparison)
    ]
    table = _table(["Factor", "Metric", "Subject", "Baseline", "Paper"], rows)
    return ["## Best verified factor per metric", "", *table] if rows else []


# --- papers --------------------------------------------------------------------------------------------------------


def _papers(catalogue: Catalogue, choice: Choice) -> Iterator[str]:
    doubts = False
    full = len(catalogue.read) if choice.full is None else choice.full
    for record in catalogue.read[:full]:
        yield from _paper(record, choice.reasons.get(record.paper.id, ()))
        doubts = doubts or bool(record.summary.unsupported)
    for record in catalogue.read[full:]:
        reasons = "; ".join(choice.reasons.get(record.paper.id, ()))
        yield f"- {_link(record)}{f': {escape(reasons)}' if reasons else ''}"
    yield from [""] if catalogue.read[full:] else []
    if doubts:
        yield from ["(?) follows a number or name of a summary that is nowhere in its paper.", ""]


def _paper(record: Record, reasons: Sequence[str]) -> Iterator[str]:
    summary = record.summary
    yield from [f"### {_link(record)}", ""]
    if reasons:
        yield from [f"*{escape('; '.join(reasons))}*", ""]
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
    number, of = stated(claim)
    what = f"**{escape(number)}** {of}"
    return f"- {what}{subject}{against}{setting}{own}{quote}{_doubt(claim.verdict, claim.verdict_reason)}"


def _doubt(verdict: str | None, reason: str | None) -> str:
    if verdict == "verified":
        return ""
    return f" — *{escape(verdict_name(verdict))}{': ' + escape(reason) if reason else ''}*"


def _failed(catalogue: Catalogue) -> Iterator[str]:
    if catalogue.failed:
        yield from ["## Could not be read", ""]
        for record in catalogue.failed:
            flagged = f" — flagged: {_flags(record)}" if record.flags else ""
            yield f"- {_link(record)}: {escape(failure(record.error))}{flagged}"
        yield ""


def _flags(record: Record) -> str:
    return "; ".join(map(escape, record.flags))


def _link(record: Record) -> str:
    found = link(record.paper)
    address = found.url.replace("(", "%28").replace(")", "%29")
    return f"[{escape(record.paper.title)}]({address}){'' if found.own else ' (search)'}"


# --- comparisons and topics ----------------------------------------------------------------------------------------


def _comparison(comparison: Comparison, catalogue: Catalogue, arithmetic: bool) -> Iterator[str]:
    if not comparison.groups:
        yield from [NOTHING_COMPARABLE, ""]
    for group in comparison.groups:
        yield from [f"### {escape(group_heading(group.key))}", ""]
        yield from _group(group, group_lines(group, catalogue), arithmetic)
        for sentence in group.prose:
            yield from [escape(sentence.text), ""]
    yield from _disagreements(disagreement_lines(comparison, catalogue))
    yield from _chains(chain_lines(comparison, catalogue), comparison.more_chains)
    if comparison.unplaced:
        yield from [f"**In no group** ({count(len(comparison.unplaced), 'claim')})", ""]
        yield from (f"- {escape(u.claim_id)}: {escape('; '.join(u.reasons))}" for u in comparison.unplaced)
        yield ""
    if asked := asked_for(comparison):
        yield from [escape(asked), ""]
    if excluded := left_out(comparison):
        yield from [escape(excluded), ""]


def _group(group: Group, lines: Sequence[GroupLine], arithmetic: bool) -> Iterator[str]:
    columns = ["Rank", "Figure", "Subject", "Baseline", "Setting", "Quality", "As written", "Differs from the first"]
    rows = [
        [x.rank, _starred(x), x.subject, x.baseline, x.setting, x.quality, x.evidence, x.differs, x.title, x.doubt]
        for x in lines
    ]
    columns += ["Paper", "Verdict"]
    if arithmetic:
        columns.append("Arithmetic")
        rows = [[*row, line.row.arithmetic] for row, line in zip(rows, lines, strict=True)]
    kept = [place for place, _ in enumerate(columns) if place < 2 or any(row[place] for row in rows)]
    yield from _table([columns[place] for place in kept], [[row[place] for place in kept] for row in rows])
    if group.front:
        yield from ["★ None of these beats it in both figure and quality.", ""]


def _starred(line: GroupLine) -> str:
    return f"{line.figure} ★" if line.front else line.figure


def _disagreements(found: Sequence[DisagreementLine]) -> Iterator[str]:
    if found:
        yield from ["### Different numbers for the same thing", ""]
    for line in found:
        yield from [f"**{escape(line.thing)}**: {escape(line.about)}, {escape(line.spread)}", ""]
        yield from (f"- {escape(s.figure)}: “{escape(s.evidence)}” ({escape(s.title)})" for s in line.sides)
        yield ""


def _chains(found: Sequence[ChainLine], more: bool) -> Iterator[str]:
    if found:
        yield from ["### Chains, claimed by no paper", ""]
    for line in found:
        chain = line.chain
        named = f"{escape(chain.subject)} against {escape(chain.baseline)}"
        yield from [f"**{escape(line.figure)}** {named}: {escape(line.about)}. {escape(chain.arithmetic)}", ""]
        for side in line.links:
            against = escape(side.baseline or "its baseline")
            yield f"- {escape(side.figure)} {escape(side.subject)} against {against} ({escape(side.title)})"
        yield from [f"- In doubt: {escape(line.doubts)}", ""] if line.doubts else [""]
    if more:
        yield from ["There are more chains than these.", ""]


def _overview(overview: Overview, catalogue: Catalogue) -> Iterator[str]:
    yield from _since(overview, catalogue)
    for topic in overview.topics:
        yield from [f"### {escape(topic.name)}", ""]
        yield from (f"- {escape(sentence.text)}" for sentence in (*topic.prose, *topic.disagreements))
        for one in topic.representatives:
            record = catalogue.paper(one.paper_id)
            named = escape(record.paper.title if record else one.paper_id)
            yield f"- Stands for it: {named}: {escape('; '.join(one.reasons))}"
        for name, words in (("Methods", topic.methods), ("Data sets", topic.datasets)):
            if words:
                yield f"- {name}: {escape(some(words))}"
        yield from (f"- Limitation: {escape(text)}" for text in topic.limitations)
        records = [record for paper_id in topic.papers if (record := catalogue.paper(paper_id))]
        yield from ["", f"Papers: {'; '.join(escape(record.paper.title) for record in records)}", ""]


def _since(overview: Overview, catalogue: Catalogue) -> Iterator[str]:
    if overview.since is None:
        return
    names = {topic.id: topic.name for topic in overview.topics}
    yield from ["### Since the last time", ""]
    yield from (f"- {escape(text)}" for text in news_lines(overview.since, catalogue, names))
    yield ""


def _made(catalogue: Catalogue) -> list[str]:
    made = catalogue.made
    return ["---", "", f"Read by {escape('; '.join(made))}.", ""] if made else []


def _table(columns: Sequence[str], rows: Sequence[Sequence[str | None]]) -> list[str]:
    lines = [columns, ["---"] * len(columns), *([escape(cell or "") for cell in row] for row in rows)]
    return ["| " + " | ".join(line) + " |" for line in lines] + [""]


def _text(lines: Sequence[str] | Iterator[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"
