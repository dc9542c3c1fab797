"""Views: what a comparison and an overview of records are, as values."""

from __future__ import annotations

from typing import Literal

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


class Quality(Value):
    """The quality change that a paper gives for the subject of a claim."""

    result_id: str
    """The result that says it."""
    metric: str
    """What changed: "top-1 accuracy"."""
    change: float
    """By how much, better above zero, in `unit`; of an error or a perplexity less is better."""
    unit: str | None = None
    """As the result has it; a difference of percentages is in points."""
    dataset: str | None = None
    """Where it was measured."""


class Row(Value):
    """One claim in its group."""

    claim_id: str
    """Which claim."""
    paper_id: str
    """Whose."""
    factor: float | None = None
    """On the common scale: how many times better than its baseline."""
    factor_max: float | None = None
    """The far end where the claim is a range."""
    amount: float | None = None
    """In the group's unit, for amounts."""
    amount_max: float | None = None
    """The far end where the amount is a range."""
    arithmetic: str = ""
    """How the factor or amount was computed from the words: "75 % less: 1 / (1 - 0.75) = 4"."""
    bound: Bound = "exact"
    """What was said of the factor or amount; of "at most 20 % of the cost" it is `at_least`, 5 times."""
    rank: int | None = None
    """Place by factor or amount, best first from 1; equal ones share a place; None for growth and words."""
    differs: tuple[str, ...] = ()
    """In what it differs from the group's first row ("other baseline")."""
    quality: Quality | None = None
    """What it cost in quality, where the paper says so for the same subject."""


class Group(Value):
    """Claims that can stand side by side."""

    key: GroupKey
    """What they have in common."""
    rows: tuple[Row, ...] = ()
    """Best first."""
    front: tuple[str, ...] = ()
    """Ids of the claims that none of the group beats in both factor and quality change; empty under three points."""
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
    share: float | None = None
    """The part of the other ranked claims that it is at least as good as, 0 to 1; None where it stands alone."""


class PaperPlacement(Value):
    """How one paper's claims stand among the others."""

    paper_id: str
    """Which paper."""
    claims: tuple[Placed, ...] = ()
    """Its placed claims."""
    unplaced: tuple[str, ...] = ()
    """Ids of its claims that stand in no group."""


class Chain(Value):
    """Two methods no paper compares, put together over one that both are compared with."""

    metric: Metric
    """The links' common metric."""
    phase: Phase | None = None
    """Their common phase."""
    subject: str
    """Whose cost, as the first link names it."""
    baseline: str
    """Against what, as the last link names it."""
    links: tuple[str, ...]
    """Claim ids in order: the baseline of each is the subject of the next."""
    factor: float
    """The product of the links' factors."""
    bound: Bound = "exact"
    """What the product is where a link is a bound."""
    arithmetic: str = ""
    """The product written out."""
    doubts: tuple[str, ...] = ()
    """Why it may not hold: "other hardware", "up to times about"."""


class Disagreement(Value):
    """Different numbers that papers give for the same thing."""

    metric: Metric
    """The metric."""
    phase: Phase | None = None
    """The phase."""
    subject: str
    """Whose cost, as the first claim names it."""
    baseline: str | None = None
    """Against what."""
    setting: str | None = None
    """Where measured."""
    claims: tuple[str, ...]
    """Claim ids, best first; their evidence holds the quotes."""
    spread: float
    """The largest factor or amount over the smallest."""


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
    chains: tuple[Chain, ...] = ()
    """Comparisons over a shared link."""
    disagreements: tuple[Disagreement, ...] = ()
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
