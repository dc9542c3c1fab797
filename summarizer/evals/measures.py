"""Measures: what is told of a run, each a ratio of sums over its papers, with a name for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Better = Literal["higher", "lower", "neither"]


@dataclass(frozen=True)
class Measure:
    """One figure of a run."""

    id: str
    name: str
    group: str
    better: Better = "higher"
    is_share: bool = True
    """Whether it lies between 0 and 1."""


def _prf(part: str, group: str) -> tuple[Measure, ...]:
    return tuple(
        Measure(f"{part}.{how}.{what}", f"{how}, {name}", group)
        for how in ("right", "found")
        for what, name in (("precision", "precision"), ("recall", "recall"), ("f1", "F1"))
    )


_FIELDS = ("metric", "direction", "phase", "bound", "factor", "subject", "baseline")

MEASURES: tuple[Measure, ...] = (
    Measure("schema", "replies that fit the schema", "Records"),
    Measure("verified", "claims and results verified", "Records"),
    Measure("grounded", "evidence stands in the text", "Records"),
    *_prf("numeric", "Numeric claims"),
    *_prf("results", "Results"),
    *_prf("qualitative", "Qualitative claims"),
    *(Measure(f"field.{field}", field, "Fields of numeric claims found") for field in _FIELDS),
    Measure("background.sold", "background numbers sold as the paper's own", "Claims", "lower"),
    Measure("papers.claims", "numeric claims all right, nothing more", "Papers"),
    Measure("papers.none", "no claim where there is none", "Papers"),
    Measure("papers.whole", "claims and results all right, nothing more", "Papers"),
    Measure("hostile.unharmed", "hostile papers unharmed", "Papers"),
    Measure("topic", "primary topic", "Papers"),
    Measure("contribution", "kind of contribution", "Papers"),
    Measure("names.precision", "method names, precision", "Papers"),
    Measure("names.recall", "method names, recall", "Papers"),
    Measure("urls", "addresses of code", "Papers"),
    Measure("summary.faithful", "sentences with every number and name in the text", "Summary"),
    Measure("summary.headline", "the headline claim's number is in it", "Summary"),
    Measure("summary.words", "words", "Summary", "neither", is_share=False),
    Measure("quantities.precision", "precision", "Quantities"),
    Measure("quantities.recall", "recall", "Quantities"),
    Measure("quantities.f1", "F1", "Quantities"),
)
BY_ID = {measure.id: measure for measure in MEASURES}
GUARDED = (
    "schema",
    "verified",
    "numeric.right.f1",
    "numeric.found.f1",
    "results.right.f1",
    "qualitative.right.f1",
    "papers.whole",
    "hostile.unharmed",
    "summary.faithful",
)
"""Of which a gate watches the drop where items can't be held one by one."""
