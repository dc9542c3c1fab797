"""Material: the facts that prose may be made of, each with an id that a sentence can cite.

Facts are verified claims and results and the papers they are of, in our own words round the papers' names; no abstract
is among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from summarizer.overviews.gathering import gain_of, own_claims
from summarizer.overviews.wording import subject_of
from summarizer.papers import Paper
from summarizer.quantities import find
from summarizer.records import Claim, Record, Result
from summarizer.render.text import one_line
from summarizer.render.words import claim_sentence, group_heading, metric_name, result_figure, some
from summarizer.views import Group, TopicOverview

MOST_CLAIMS = 24
MOST_RESULTS = 12
MOST_PAPERS = 16
"""Facts of a kind that are shown: a call costs no more for a topic of a thousand papers than for one of twenty."""
_LONGEST_NAME = 160
_LOOKALIKE_FENCE = re.compile(r"<(?=\s*/?\s*facts\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Fact:
    """One line that a sentence can cite."""

    ref: str
    """What the model cites it by: "C3"."""
    cites: str
    """The id that is cited by it: of a claim, a result or a paper."""
    line: str
    """What is said, on one line."""
    record: Record
    """Whose it is."""
    item: Claim | Result | None = None
    """The claim or result; None for a paper."""


@dataclass(frozen=True)
class Material:
    """All that prose about one thing may be made of."""

    id: str
    """What it is about, as an id: "overview of quantization"."""
    title: str
    """The same as a heading."""
    facts: tuple[Fact, ...]
    """In the order in which they are shown."""
    notes: tuple[str, ...] = ()
    """Lines about several facts, which name them by their ids."""

    @cached_property
    def by_ref(self) -> dict[str, Fact]:
        """The facts by what they are cited by."""
        return {fact.ref: fact for fact in self.facts}

    @property
    def shown(self) -> str:
        """The facts as a model sees them, a line each."""
        lines = [f"{fact.ref}| {fact.line}" for fact in self.facts] + [f"N| {note}" for note in self.notes]
        return "\n".join(lines)

    @property
    def paper(self) -> Paper:
        """The facts as a text: what stands in a request in place of the paper that it is about."""
        return Paper(id=self.id, title=self.title, abstract=self.shown)


def topic_material(topic: TopicOverview, records: Sequence[Record]) -> Material:
    """The facts about a topic of an overview of these records: best claims first, a paper of its own for each."""
    known = {record.paper.id: record for record in records}
    members = [known[identifier] for identifier in topic.papers if identifier in known]
    claims = _chosen_claims(members, topic.best_claims)
    first = [known[r.paper_id] for r in topic.representatives if r.paper_id in known]
    facts, refs = _facts(claims, [*first, *members])
    notes = [_note("different numbers for the same thing", sentence.cites, refs) for sentence in topic.disagreements]
    notes += [f"Stated alike by several papers: “{_plain(shared.text)}”" for shared in topic.shared_limitations[:3]]
    return Material(f"overview of {topic.id}", one_line(topic.name), facts, tuple(filter(None, notes)))


def group_material(group: Group, records: Sequence[Record]) -> Material:
    """The facts about a group of a comparison of these records: its first claims, their papers, what it cost them."""
    owner = {claim.id: (record, claim) for record in records for claim in record.claims}
    placed = [owner[row.claim_id] for row in group.rows if row.claim_id in owner]
    claims = [(record, claim) for record, claim in placed if claim.verdict == "verified"][:MOST_CLAIMS]
    facts, refs = _facts(claims, [record for record, _ in claims])
    first = refs.get(group.rows[0].claim_id) if group.rows else None
    differing = ((refs[row.claim_id], row.differs) for row in group.rows if row.claim_id in refs and row.differs)
    notes = tuple(
        f"{ref} differs from {first}: {', '.join(map(_plain, differs))}" for ref, differs in differing if first
    )
    return Material(f"comparison of {group_heading(group.key)}", group_heading(group.key), facts, tuple(notes))


Chosen = tuple[Record, Claim]


def _chosen_claims(records: Iterable[Record], best: Sequence[str]) -> list[Chosen]:
    """The best claim of each metric, then one a paper in turn, largest gains first."""
    turns: list[tuple[int, float, Record, Claim]] = []
    for record in records:
        ordered = sorted(own_claims(record), key=lambda claim: (claim.id not in best, -(gain_of(claim) or 0.0)))
        turns += [(turn, -(gain_of(claim) or 0.0), record, claim) for turn, claim in enumerate(ordered)]
    ranked = sorted(turns, key=lambda found: (found[3].id not in best, found[0], found[1]))
    return [(record, claim) for _, _, record, claim in ranked[:MOST_CLAIMS]]


def _facts(claims: Sequence[Chosen], more: Iterable[Record]) -> tuple[tuple[Fact, ...], dict[str, str]]:
    """Number papers, claims and results; gives too by which id each claim is cited."""
    papers = {record.paper.id: record for record, _ in claims}
    for record in more:
        if len(papers) >= MOST_PAPERS:
            break
        papers.setdefault(record.paper.id, record)
    number = {identifier: f"P{place}" for place, identifier in enumerate(papers, 1)}
    facts = [Fact(number[identifier], identifier, _paper_line(record), record) for identifier, record in papers.items()]
    for place, (record, claim) in enumerate(claims, 1):
        line = f"{_claim_line(record, claim)} [{number[record.paper.id]}]"
        facts.append(Fact(f"C{place}", claim.id, line, record, claim))
    results = [(record, result) for record in papers.values() for result in _own_results(record)][:MOST_RESULTS]
    for place, (record, result) in enumerate(results, 1):
        line = f"{_result_line(record, result)} [{number[record.paper.id]}]"
        facts.append(Fact(f"R{place}", result.id, line, record, result))
    return tuple(facts), {fact.cites: fact.ref for fact in facts if isinstance(fact.item, Claim)}


def _paper_line(record: Record) -> str:
    names = f", introduces {some([_plain(name) for name in record.method_names], 4)}" if record.method_names else ""
    kind = f"; {record.contribution}" if record.contribution and record.contribution != "method" else ""
    tldr = record.summary.tldr
    told = f". {_plain(tldr)}" if tldr and not record.summary.unsupported and not find(tldr) else ""
    return f"“{_plain(record.paper.title)}”{names}{kind}{told}"


def _claim_line(record: Record, claim: Claim) -> str:
    metric = metric_name(claim.metric)
    of = f" of {metric}" if claim.kind == "asymptotic" else ""
    phase = f" During {claim.phase}." if claim.phase and claim.phase not in metric else ""
    said = claim_sentence(claim, subject=subject_of(record, claim.subject)).removesuffix(".")
    return _plain(said, 3 * _LONGEST_NAME) + f"{of}.{phase}"


def _result_line(record: Record, result: Result) -> str:
    where = f" ({result.dataset})" if result.dataset else ""
    against = f" over {result.baseline}" if result.is_delta and result.baseline else ""
    said = f"{subject_of(record, result.subject)}: {result.metric} {result_figure(result)}{against}{where}."
    return _plain(said, 3 * _LONGEST_NAME)


def _own_results(record: Record) -> list[Result]:
    own = [r for r in record.results if r.verdict == "verified" and r.role == "contribution"]
    return [result for result in own if result.metric and result.value is not None]


def _note(said: str, claims: Iterable[str], refs: dict[str, str]) -> str:
    named = [refs[identifier] for identifier in claims if identifier in refs]
    return f"{', '.join(named)}: {said}" if len(named) > 1 else ""


def _plain(text: str, most: int = _LONGEST_NAME) -> str:
    """A paper's words on one line, nothing hidden in them, with nothing that looks like the fence."""
    seen = _LOOKALIKE_FENCE.sub("< ", one_line(text))
    return seen if len(seen) <= most else f"{seen[: most - 1]}…"
