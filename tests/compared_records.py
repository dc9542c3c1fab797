"""A comparison of the invented records in which everything a comparison can say is said."""

from __future__ import annotations

from paper_records import claim, coral, pebble, tide

from summarizer.records import Record
from summarizer.views import (
    Chain,
    Comparison,
    Disagreement,
    Group,
    GroupKey,
    PaperPlacement,
    Placed,
    Quality,
    Row,
    Unplaced,
)


def compared_records() -> list[Record]:
    """Coral, Pebble and Tide; Tide makes two factor claims more, one of them a range."""
    record = tide()
    text = record.paper.full_text
    faster = claim(3, "tide", text, "river levels", value=2, value_max=3, subject="Tide", baseline="Coral",
                   setting="LevelSet", phase="inference")  # fmt: skip
    slight = claim(4, "tide", text, "Tide forecasts", value=1.5, bound="at_least", subject="Tide-S",
                   baseline="FlatBase", setting="PageSet", phase="inference")  # fmt: skip
    return [coral(), pebble(), record.model_copy(update={"claims": (*record.claims, faster, slight)})]


def everything() -> Comparison:
    """Two groups, the first with quality changes, arithmetic and a front; a chain, a disagreement, an odd claim."""

    def quality(change: float, **fields: str) -> Quality:
        return Quality(**{"result_id": "r", "metric": "accuracy", "unit": "%", "dataset": "PageSet"} | fields,
                       change=change)  # fmt: skip

    latency = Group(
        key=GroupKey(metric="latency", phase="inference", unit_family="factor"),
        rows=(
            Row(claim_id="pebble#c1", paper_id="pebble", factor=4, rank=1, quality=quality(-1.25)),
            Row(claim_id="coral#c1", paper_id="coral", factor=2.5, bound="up_to", rank=2,
                differs=("up to, not exactly",), quality=quality(0.5), arithmetic="2.5 times as fast = 2.5"),
            Row(claim_id="tide#c3", paper_id="tide", factor=2, factor_max=3, rank=3,
                differs=("other baseline", "other setting")),
            Row(claim_id="tide#c4", paper_id="tide", factor=1.5, bound="at_least", rank=4, quality=quality(0.25)),
        ),
        front=("pebble#c1", "coral#c1"),
    )  # fmt: skip
    hours = Group(
        key=GroupKey(metric="training_time", phase="training", unit_family="amount", unit="s"),
        rows=(
            Row(claim_id="tide#c2", paper_id="tide", amount=5400, bound="up_to", rank=1),
            Row(claim_id="coral#c3", paper_id="coral", amount=252000, rank=2),
        ),
    )
    chain = Chain(metric="latency", phase="inference", subject="Tide", baseline="FlatBase",
                  links=("tide#c3", "coral#c1"), factor=7.125, bound="up_to", arithmetic="2.85 × 2.5 = 7.125",
                  doubts=("other setting",))  # fmt: skip
    disagreement = Disagreement(metric="latency", phase="inference", subject="FlatFast", baseline="FlatBase",
                                setting="PageSet", claims=("pebble#c1", "coral#c1"), spread=1.625)  # fmt: skip
    placed = Placed(claim_id="pebble#c1", group=0, rank=1, of=4, share=1.0)
    return Comparison(
        groups=(latency, hours),
        chains=(chain,),
        disagreements=(disagreement,),
        unplaced=(Unplaced(claim_id="tide#c1", reasons=("no number to compare",)),),
        per_paper=(PaperPlacement(paper_id="pebble", claims=(placed,)),),
        excluded={"wrong_number": 1},
    )
