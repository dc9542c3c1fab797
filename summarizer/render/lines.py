"""Lines: the rows of a comparison in words, so that every rendering says the same of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from summarizer.render.catalogue import Catalogue, LinkedClaim
from summarizer.render.words import figure, heading, number, quality, times, verdict_name
from summarizer.views import Chain, Comparison, Disagreement, Group, Row, Since


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One claim in its group, in words; empty where the paper says nothing."""

    row: Row
    entry: LinkedClaim | None
    """The claim with its paper; None for one that is not among the records at hand."""
    figure: str
    """The number on the scale it is compared on."""
    front: bool
    """Whether none of the group beats it in both factor and quality change."""

    @property
    def rank(self) -> str:
        """Its place."""
        return str(self.row.rank or "")

    @property
    def subject(self) -> str:
        """Whose cost; the claim's id where the claim is not at hand."""
        return (self.entry.claim.subject or "") if self.entry else self.row.claim_id

    @property
    def baseline(self) -> str:
        """Against what."""
        return (self.entry.claim.baseline or "") if self.entry else ""

    @property
    def setting(self) -> str:
        """Where it was measured."""
        return (self.entry.claim.setting or "") if self.entry else ""

    @property
    def evidence(self) -> str:
        """The paper's own words."""
        return self.entry.claim.evidence if self.entry else ""

    @property
    def title(self) -> str:
        """The paper's title, or its id where the paper is not at hand."""
        return self.entry.record.paper.title if self.entry else self.row.paper_id

    @property
    def quality(self) -> str:
        """The quality change that came with it."""
        return quality(self.row.quality)

    @property
    def differs(self) -> str:
        """What makes it unlike the first of its group."""
        return "; ".join(self.row.differs)

    @property
    def doubt(self) -> str:
        """The verdict of a claim that is not verified."""
        verified = self.entry is None or self.entry.claim.verdict == "verified"
        return "" if verified or self.entry is None else verdict_name(self.entry.claim.verdict)


@dataclass(frozen=True, slots=True)
class Side:
    """A claim that a chain or a disagreement rests on."""

    claim_id: str
    entry: LinkedClaim | None
    figure: str
    subject: str
    baseline: str
    evidence: str
    title: str


@dataclass(frozen=True, slots=True)
class ChainLine:
    """A chain in words."""

    chain: Chain
    figure: str
    """The product, with its bound."""
    about: str
    """Metric and phase."""
    links: tuple[Side, ...]
    doubts: str


@dataclass(frozen=True, slots=True)
class DisagreementLine:
    """A disagreement in words."""

    disagreement: Disagreement
    about: str
    """Metric and phase."""
    spread: str
    """How far the numbers are apart: "2.5× apart"."""
    sides: tuple[Side, ...]

    @property
    def thing(self) -> str:
        """What the numbers are of: "Xformer, against BaseNet (PhotoSet)"."""
        found = self.disagreement
        against = f", against {found.baseline}" if found.baseline else ""
        return f"{found.subject}{against}{f' ({found.setting})' if found.setting else ''}"


def group_lines(group: Group, catalogue: Catalogue) -> list[GroupLine]:
    """Give the rows of a group in words, best first."""
    front = frozenset(group.front)
    return [
        GroupLine(row, entry, figure(entry.claim) if entry else _figure(row, group.key.unit), row.claim_id in front)
        for row in group.rows
        for entry in [catalogue.claim(row.claim_id)]
    ]


def chain_lines(comparison: Comparison, catalogue: Catalogue) -> list[ChainLine]:
    """Give the chains of a comparison in words."""
    return [
        ChainLine(
            chain=chain,
            figure=times(chain.factor, chain.bound),
            about=heading(chain.metric, chain.phase),
            links=_sides(chain.links, catalogue),
            doubts="; ".join(chain.doubts),
        )
        for chain in comparison.chains
    ]


def disagreement_lines(comparison: Comparison, catalogue: Catalogue) -> list[DisagreementLine]:
    """Give the disagreements of a comparison in words."""
    return [
        DisagreementLine(
            disagreement=found,
            about=heading(found.metric, found.phase),
            spread=f"{number(found.spread)}× apart",
            sides=_sides(found.claims, catalogue),
        )
        for found in comparison.disagreements
    ]


def news_lines(since: Since, catalogue: Catalogue, topics: Mapping[str, str]) -> list[str]:
    """Say what is new since an earlier set of records, a line each; `topics` are names by id."""
    titles = [("New", since.papers), ("Revised", since.revised)]
    told = [f"{name}: {_title(paper_id, catalogue)}" for name, ids in titles for paper_id in ids]
    told += [f"New topic: {topics.get(slug, slug)}" for slug in since.topics]
    told += [item.text for item in since.beaten]
    told += [f"{_title(item.paper_id, catalogue)}: {item.text}" for item in since.claims]
    told += [f"Gone: {paper_id}" for paper_id in since.gone]
    return told or ["Nothing."]


def _title(paper_id: str, catalogue: Catalogue) -> str:
    record = catalogue.paper(paper_id)
    return record.paper.title if record else paper_id


def _sides(claim_ids: Iterable[str], catalogue: Catalogue) -> tuple[Side, ...]:
    return tuple(_side(claim_id, catalogue.claim(claim_id)) for claim_id in claim_ids)


def _side(claim_id: str, entry: LinkedClaim | None) -> Side:
    if entry is None:
        return Side(claim_id, None, figure="", subject=claim_id, baseline="", evidence="", title="")
    claim, title = entry.claim, entry.record.paper.title
    words = {"subject": claim.subject or title, "baseline": claim.baseline or "", "evidence": claim.evidence}
    return Side(claim_id, entry, figure=figure(claim), title=title, **words)


def _figure(row: Row, unit: str | None) -> str:
    if row.factor is not None:
        return times(row.factor, row.bound, row.factor_max)
    return f"{number(row.amount)} {unit or ''}".strip() if row.amount is not None else ""
