"""Views: what a comparison and an overview of records are, as values."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from summarizer.records import SCHEMA_VERSION, Bound, Conditions, Metric, Phase, Value

# --- comparisons ----------------------------------------------------------------------------------------------------


class GroupKey(Value):
    """What the claims of a group have in common."""

    metric: Metric
    """Their metric."""
    phase: Phase | None = None
    """Their phase, or None where the text does not say."""
    unit_family: Literal["factor", "amount", "growth", "words"]
    """`factor` for relative claims, `amount` for absolute, `growth` for asymptotic, `words` for qualitative ones."""
    unit: str | None = None
    """The unit that all amounts of the group are converted to; None for other families."""
    baseline: str | None = None
    """Their common baseline (strict comparisons)."""
    conditions: Conditions = Conditions()
    """Their common conditions (strict comparisons)."""


class Row(Value):
    """One claim in its group."""

    claim_id: str
    """Which claim."""
    paper_id: str
    """Whose."""
    factor: float | None = None
    """On the common scale: how many times better than its baseline."""
    amount: float | None = None
    """In the group's unit, for amounts."""
    bound: Bound = "exact"
    """What was said of the factor or amount; of "at most 20 % of the cost" it is `at_least`, 5 times."""
    rank: int | None = None
    """Place by factor or amount, best first from 1; equal ones share a place; None for growth and words."""
    differs: tuple[str, ...] = ()
    """In what it differs from the group's first row ("other baseline")."""


class Group(Value):
    """Claims that can stand side by side."""

    key: GroupKey
    """What they have in common."""
    rows: tuple[Row, ...] = ()
    """Best first."""
    prose: str | None = None
    """A paragraph about them, where one was asked for."""


class Unplaced(Value):
    """A claim that stands in no group."""

    claim_id: str
    """Which claim."""
    reasons: tuple[str, ...] = ()
    """Why not."""


class Placed(Value):
    """Where one of a paper's claims stands."""

    claim_id: str
    """Which claim."""
    group: int
    """Index into `groups`."""
    rank: int | None = None
    """Its rank there."""
    of: int
    """How many claims of the group have a rank."""


class PaperPlacement(Value):
    """How one paper's claims stand among the others."""

    paper_id: str
    """Which paper."""
    claims: tuple[Placed, ...] = ()
    """Its placed claims."""
    unplaced: tuple[str, ...] = ()
    """Ids of its claims that stand in no group."""


class Comparison(Value):
    """Claims side by side, by metric and phase."""

    schema_version: int = SCHEMA_VERSION
    """Version of this form."""
    level: Literal["loose", "strict"] = "loose"
    """`loose`: same metric, phase and unit family; `strict`: same baseline and conditions too."""
    groups: tuple[Group, ...] = ()
    """Largest first."""
    unplaced: tuple[Unplaced, ...] = ()
    """Claims that stand in no group."""
    chains: tuple[dict[str, Any], ...] = ()
    """Comparisons over a shared link."""
    disagreements: tuple[dict[str, Any], ...] = ()
    """Papers that give different numbers for the same thing."""
    per_paper: tuple[PaperPlacement, ...] = ()
    """The same by paper."""
    excluded: dict[str, int] = Field(default_factory=dict)
    """How many claims were left out, by verdict."""


class Sentence(Value):
    """A sentence of an overview and what it rests on."""

    text: str
    """The sentence."""
    cites: tuple[str, ...] = ()
    """Paper or claim ids."""


class TopicOverview(Value):
    """One topic of an overview."""

    id: str
    """The topic's slug."""
    name: str
    """The topic's name."""
    papers: tuple[str, ...] = ()
    """Paper ids, those with this primary topic first."""
    methods: tuple[str, ...] = ()
    """Names the papers introduce."""
    best_claims: tuple[str, ...] = ()
    """The best verified claim per metric."""
    datasets: tuple[str, ...] = ()
    """What they measure on, most frequent first."""
    limitations: tuple[str, ...] = ()
    """Limitations the papers state."""
    disagreements: tuple[str, ...] = ()
    """Where they disagree."""
    prose: tuple[Sentence, ...] = ()
    """Sentences about the topic."""


class PaperPlace(Value):
    """A paper's place in its topic."""

    paper_id: str
    """Which paper."""
    topic: str | None = None
    """Its primary topic."""
    nearest: tuple[str, ...] = ()
    """Ids of the papers most like it, nearest first."""
    new_against: tuple[str, ...] = ()
    """What it has that its nearest papers lack."""


class Overview(Value):
    """What a set of papers is about, topic by topic."""

    schema_version: int = SCHEMA_VERSION
    """Version of this form."""
    topics: tuple[TopicOverview, ...] = ()
    """Largest first."""
    per_paper: tuple[PaperPlace, ...] = ()
    """The same by paper."""
    dropped_sentences: int = 0
    """Sentences left out because a number in them is no verified claim's."""
