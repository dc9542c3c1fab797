"""Units: what an amount's unit says by itself that it is an amount of."""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.quantities import Quantity, base_unit
from summarizer.records import Claim, Metric
from summarizer.verification import numbers
from summarizer.verification.places import Place
from summarizer.verification.resources import UNIT_METRICS, UNIT_NAMES

TIMES = ("ns", "µs", "ms", "s", "min", "h", "days", "weeks", "months")
_SIZES = ("M", "B", "T")
_LASTS = re.compile(r"\bbatter(?:y(?!-(?!life))|ies)\b|\blifetime\b")
_LONG = frozenset(("min", "h", "days", "weeks", "months"))
_OF_DATA = re.compile(
    r"[\s-](?:\w+[\s-])?(?:of(?!\s(?:\w+\s)?(?:training|fine-?tuning|comput\w+|inference)\b(?!\s(?:data|sets?)))|worth|speech|audio|video|data|recordings?|training|labell?ed|footage|podcasts?|videos|(?:[\w-]+\s)?input)\b"
)
_MEDIA_BEFORE = re.compile(
    r"\b(?:speech|audio|videos?|recordings?|music|data|footage|streams?|podcasts?)"
    r"(?:\s(?:samples?|clips?|segments?|snippets?))?"
    r"(?:\s(?:of|as (?:short|little|long) as|up to|less than|more than|over|longer than|-{1,3}|[–—]|lasting))+\s$"
)
COUNTED: tuple[Metric, ...] = ("capacity", "cost", "compute", "data", "throughput")


def are_sizes(place: Place) -> bool:
    """Whether two amounts are bare millions or billions, as models are told by: "an 8B model ... the 70B one"."""
    both = (place.quantity, place.second)
    return all(q is not None and q.unit in _SIZES and q.text[-1:] == q.unit for q in both)


def unit_names(quantity: Quantity, claim: Claim, metric: Metric) -> bool:
    """Whether an amount's unit says by itself what it is an amount of; one that is not known can be of anything."""
    unit = plain_unit(quantity, claim)
    metrics = metrics_of(unit)
    timed = metrics is not None and "latency" in metrics and metric == "training_time"
    return (
        metric in (named_by(unit) or ())
        or (timed and claim.phase in ("training", "compression"))
        or (metrics is None and claim.kind == "absolute" and metric in COUNTED)
    )


def plain_unit(quantity: Quantity, claim: Claim) -> str:
    """A quantity's unit without its prefix; the claim's where the text's is a bare number; "TOPS" are a rate."""
    said = claim.unit or ""
    if "/" in said and "/" not in (quantity.unit or "") and quantity.unit:
        return numbers.symbol_of(said)  # "3 GB of data a second"
    if quantity.text.endswith("OPS"):
        return "FLOPS" if quantity.text.endswith("FLOPS") else "OPS"
    unit = base_unit(1.0, quantity.unit or "")[1]
    return unit or base_unit(1.0, numbers.symbol_of(claim.unit or ""))[1]


@lru_cache(maxsize=512)
def metrics_of(unit: str) -> frozenset[Metric] | None:
    """What an amount in a unit can be an amount of; None where it can be any."""
    return next((metrics for form, metrics in UNIT_METRICS if re.fullmatch(form, unit)), None)


@lru_cache(maxsize=512)
def named_by(unit: str) -> frozenset[Metric] | None:
    """What a unit names by itself."""
    return next((metrics for form, metrics in UNIT_NAMES if re.fullmatch(form, unit)), None)


def lasts(place: Place, metric: Metric) -> bool:
    """Whether a time is one that a battery lasts: a way of telling energy, as no size or price is."""
    both = (q for q in (place.quantity, place.second) if q is not None)
    timed = metric == "energy" and any(q.unit in _LONG for q in both)
    return timed and _LASTS.search(place.text.lower, *place.sentence) is not None


def is_a_time(place: Place) -> bool:
    """Whether an amount in hours is no amount of recordings: "hours of speech" are data, "in 4 hours" is not."""
    ends = [q.end for q in (place.quantity, place.second) if q is not None]
    timed = place.quantity is not None and plain_unit(place.quantity, place.claim) in TIMES
    if not timed or any(_OF_DATA.match(place.text.lower, end) for end in ends):
        return False
    begin = place.quantity.start if place.quantity else 0
    return _MEDIA_BEFORE.search(place.text.lower, max(0, begin - 40), begin) is None
