"""Views: what a comparison and an overview of records are, as values."""

from __future__ import annotations

from typing import Literal, TypedDict

from pydantic import Field

from summarizer.records import SCHEMA_VERSION, Bound, Conditions, Metric, Phase, Value


class Sentence(Value):
    """A sentence about a topic or a group, and what it rests on."""

    text: str
    """The sentence."""
    cites: tuple[str, ...] = ()
    """Paper or claim ids."""


# --- comparisons ----------------------------------------------------------------------------------------------------


Level = Literal["loose", "strict"]
"""How alike claims must be to stand side by side."""
Sort = Literal["factor", "paper", "metric", "quality", "baseline"]
"""The order of the rows; `metric` is one of the groups."""


class Filters(TypedDict, total=False):
    """Which claims are wanted; what is missing or None wants all."""

    metric: Metric | None
    """Claims of this metric alone."""
    phase: Phase | None
    """Claims of this phase alone."""
    topic: str | None
    """Papers that have this topic."""
    baseline: str | None
    """Claims against this, however it is written: "DeiT-B" is "the DeiT-Base model"."""
    setting: str | None
    """Claims measured in this, among other things: "ImageNet", "A100, batch size 1"."""
    min_factor: float | None
    """Claims at least so many times better than their baseline; amounts and growths have no factor."""
    verified_only: bool
    """Whether claims that are not verified are left out, and counted (default: they are)."""


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
    arithmetic: str = ""
    """How the change was computed, where the paper gives two levels: "79.2 - 78.5 = 0.7"."""
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
    """In what it differs from the group's best row, in plain words ("other baseline")."""
    codes: tuple[str, ...] = ()
    """The same as codes, one for each of `differs`: `counted`, `baseline`, `no_baseline`, `hardware`, `setting`,
    `no_setting`, `bound`."""
    quality: Quality | None = None
    """What it cost in quality, where the paper says so for the same subject."""


class Group(Value):
    """Claims that can stand side by side."""

    key: GroupKey
    """What they have in common."""
    rows: tuple[Row, ...] = ()
    """Best first, or as sorted."""
    front: tuple[str, ...] = ()
    """Ids of the claims that none of the group beats in both factor and quality change; empty under three points."""
    front_quality: str | None = None
    """On what scale of quality the front is drawn: `%` for percentages and points, else the name of the measure."""
    prose: tuple[Sentence, ...] = ()
    """Sentences about them, where they were asked for."""


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
    level: Level = "loose"
    """`loose`: same metric, phase and unit family; `strict`: same baseline and conditions too."""
    groups: tuple[Group, ...] = ()
    """Largest first."""
    unplaced: tuple[Unplaced, ...] = ()
    """Claims that stand in no group."""
    chains: tuple[Chain, ...] = ()
    """Comparisons over a shared link, shortest first."""
    more_chains: bool = False
    """Whether there are more chains than are told."""
    disagreements: tuple[Disagreement, ...] = ()
    """Papers that give different numbers for the same thing."""
    per_paper: tuple[PaperPlacement, ...] = ()
    """The same by paper."""
    excluded: dict[str, int] = Field(default_factory=dict)
    """How many claims were left out, by verdict."""
    dropped_sentences: int = 0
    """Sentences of prose left out because they say what no claim they cite says."""
    chosen: dict[str, str] = Field(default_factory=dict)
    """What was asked for: filters and order by name, those left at their default not told."""
    hints: tuple[str, ...] = ()
    """What the reader may have meant: names near one that was asked for."""


class Representative(Value):
    """A paper that stands for its topic."""

    paper_id: str
    """Which paper."""
    reasons: tuple[str, ...] = ()
    """Why: "best verified claim on latency (4×)", "among the nearest of 5 of the others"."""


class Cluster(Value):
    """Papers within a topic that are most like each other."""

    name: str
    """The heaviest words they share: "KV cache, eviction, long context"."""
    papers: tuple[str, ...] = ()
    """Their ids, the most typical first."""


class SharedLimitation(Value):
    """A limitation that several papers state."""

    text: str
    """In the words of the paper that says it most like the others."""
    papers: tuple[str, ...] = ()
    """Who states it, that paper first."""


class TopicOverview(Value):
    """One topic of an overview: at least one paper has it as its main one."""

    id: str
    """The topic's slug."""
    name: str
    """The topic's name, to be shown."""
    papers: tuple[str, ...] = ()
    """Paper ids, those with this primary topic first."""
    main: int = 0
    """How many of them have it as their primary topic; the others only touch it."""
    claims: int = 0
    """How many verified claims of their own they make together."""
    representatives: tuple[Representative, ...] = ()
    """The papers that stand for it and why, at most three; none where the topic has fewer than three main papers."""
    clusters: tuple[Cluster, ...] = ()
    """Its main papers by likeness, largest cluster first; only in large topics of large sets."""
    methods: tuple[str, ...] = ()
    """Names the papers introduce."""
    best_claims: tuple[str, ...] = ()
    """The best verified claim per metric, largest factor first."""
    datasets: tuple[str, ...] = ()
    """What they measure on, most frequent first."""
    limitations: tuple[str, ...] = ()
    """Limitations the papers state."""
    shared_limitations: tuple[SharedLimitation, ...] = ()
    """Those of them that several papers state, most papers first."""
    disagreements: tuple[Sentence, ...] = ()
    """Where its papers give different numbers for the same thing; each cites the claims."""
    prose: tuple[Sentence, ...] = ()
    """Sentences about the topic."""
    written_by: str | None = None
    """The model that wrote the prose; None for fixed wording."""


class PaperPlace(Value):
    """A paper's place in its topic."""

    paper_id: str
    """Which paper."""
    topic: str | None = None
    """Its primary topic."""
    cluster: str | None = None
    """The name of its cluster within the topic, where the topic has clusters."""
    nearest: tuple[str, ...] = ()
    """Ids of the papers most like it, nearest first."""
    new_against: tuple[str, ...] = ()
    """What it has that its nearest papers lack, a phrase each: "4× on latency, against at most 2.5× of theirs"."""
    rests_on: tuple[str, ...] = ()
    """Ids of the verified claims that these phrases rest on."""


class Beaten(Value):
    """A best claim that is not the best any more."""

    topic: str
    """The topic's slug."""
    metric: Metric
    """The metric."""
    claim_id: str
    """The claim that is best now."""
    factor: float
    """Its factor."""
    old_claim_id: str
    """The claim that was best."""
    old_factor: float
    """Its factor then."""
    text: str
    """The same in words."""


class ClaimChange(Value):
    """A claim of a paper that was there before and has changed."""

    paper_id: str
    """Whose."""
    claim_id: str
    """Which claim now; where it is gone, which it was."""
    kind: Literal["new", "gone", "figure", "verdict"]
    """What happened to it."""
    text: str
    """The same in words: "latency against FlatBase: 2.5×, was 2×"."""


class Since(Value):
    """What is new against an earlier set of records."""

    papers: tuple[str, ...] = ()
    """Ids of papers that were not there, or could not be read."""
    revised: tuple[str, ...] = ()
    """Ids of papers whose text has changed."""
    gone: tuple[str, ...] = ()
    """Ids of papers that are not there any more."""
    topics: tuple[str, ...] = ()
    """Slugs of topics that no paper had as its main one."""
    beaten: tuple[Beaten, ...] = ()
    """Best claims that were beaten, largest gain first."""
    claims: tuple[ClaimChange, ...] = ()
    """Claims that changed, of papers that were there before."""


class Overview(Value):
    """What a set of papers is about, topic by topic."""

    schema_version: int = SCHEMA_VERSION
    """Version of this form."""
    topics: tuple[TopicOverview, ...] = ()
    """Largest first."""
    per_paper: tuple[PaperPlace, ...] = ()
    """The same by paper."""
    dropped_sentences: int = 0
    """Sentences left out: a model's with a number that no claim cited has, limitations with a word that is nowhere
    in their paper."""
    since: Since | None = None
    """What is new against an earlier set of records, where one was given."""
