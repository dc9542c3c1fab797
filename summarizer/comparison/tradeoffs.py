"""Trade-offs: what a claim's subject lost or won in quality, and which claims no other beats in both."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from summarizer.comparison.entries import Entry
from summarizer.comparison.names import Name, Names
from summarizer.folding import folded
from summarizer.quantities import significant
from summarizer.reading.words.vocabulary import LOWER
from summarizer.records import Claim, Result
from summarizer.render.words import quality_scale
from summarizer.resolve import conditions_of
from summarizer.sentences import split
from summarizer.views import Quality, Row

_FEWEST_POINTS = 3
_LESS_IS_BETTER = re.compile(
    r"\b(?:"
    + "|".join(sorted((re.escape(term.strip()) for term in LOWER.split(",")), key=len, reverse=True))
    + r"|loss(?:es)?|error(?:s|\srates?)?|distance)\b"
)
_GETS_WORSE = re.compile(r"\b(?:increas|rais|worse|degrad|higher|deteriorat|rise|grow|loses|losing)\w*", re.IGNORECASE)


def quality_of(entry: Entry, names: Names, *, verified_only: bool = True) -> Quality | None:
    """The quality change that the paper gives for a claim's subject; None where it gives none, or leaves open which.

    A difference that the paper states counts, or else the subject's level less that of the claim's baseline. It has to
    be told in the claim's sentence, or in one that holds no other claim of the subject. Of several the one against the
    claim's baseline counts, then the one on its data set, then the one told nearest to it.
    """
    usable = [r for r in entry.record.results if r.value is not None and r.metric]
    if verified_only:
        usable = [r for r in usable if r.verdict == "verified"]
    own = [r for r in usable if r.role == "contribution" and _same_subject(entry, r.subject, names)]
    found = [change for r in own if (change := _change(entry, r, usable, names)) and _is_told_of(entry, r, names)]
    if not found:
        return None
    fit, quality = min(found, key=lambda change: change[0])
    rivals = (other for how, other in found if how[:2] == fit[:2] and other.metric == quality.metric)
    return None if any(other.change != quality.change for other in rivals) else quality


def front(rows: Iterable[Row]) -> tuple[tuple[str, ...], str | None]:
    """The claims that none beats in both factor and quality change, best factor first, and their scale of quality.

    Points of unlike scales (accuracy in percent, a perplexity) are never drawn together: the scale with most points is
    taken, and nothing under three.
    """
    scales: dict[str, list[Row]] = {}
    for row in rows:
        if row.factor is not None and row.quality is not None:
            scales.setdefault(quality_scale(row.quality), []).append(row)
    scale, points = max(scales.items(), key=lambda item: len(item[1]), default=("", []))
    if len(points) < _FEWEST_POINTS:
        return (), None
    return tuple(_unbeaten(points)), scale


def _unbeaten(points: Sequence[Row]) -> Iterator[str]:
    best: float | None = None
    level: tuple[float, float] | None = None
    for row in sorted(points, key=lambda row: (-(row.factor or 0.0), -_gain(row))):
        point = (row.factor or 0.0, _gain(row))
        if best is None or point[1] > best or point == level:
            yield row.claim_id
            best, level = point[1], point


def _gain(row: Row) -> float:
    return row.quality.change if row.quality else 0.0


Fit = tuple[int, int, int]


def _change(entry: Entry, result: Result, usable: Sequence[Result], names: Names) -> tuple[Fit, Quality] | None:
    """The change that a result of the subject tells, and how well it fits the claim; smaller is better."""
    dataset = _dataset_fit(entry, result, names)
    if dataset is None:
        return None
    if result.is_delta:
        against = _baseline_fit(entry.baseline, names.name(result.baseline))
        change, written = _delta(result), ""
    else:
        other = _level_of_baseline(entry, result, usable, names)
        against = None if other is None else 0
        change, written = _difference(result, other) if other else (0.0, "")
    if against is None:
        return None
    fit = (against, dataset, _apart(entry.claim, result, entry.record.paper.full_text))
    return fit, Quality(
        result_id=result.id,
        metric=result.metric or "",
        change=change,
        arithmetic=written,
        unit=result.unit,
        dataset=result.dataset,
    )


def _same_subject(entry: Entry, subject: str | None, names: Names) -> bool:
    """Whether a result is the claim's subject's; one without a name is the paper's own, where it names but one."""
    name = names.name(subject)
    if name.parts == entry.subject.parts:
        return True
    own = {names.name(method).parts for method in entry.record.method_names}
    unnamed = not name.parts or not entry.subject.parts
    return unnamed and len(own) == 1 and {name.parts, entry.subject.parts} <= own | {()}


def _baseline_fit(claimed: Name, given: Name) -> int | None:
    if claimed.parts and given.parts:
        if claimed.parts == given.parts:
            return 0
        return 1 if set(claimed.parts) & set(given.parts) else None
    return 1


def _dataset_fit(entry: Entry, result: Result, names: Names) -> int | None:
    told = names.place(result.dataset or "").parts
    if not told:
        return 1
    if told & entry.setting.parts:
        return 0
    known = entry.claim.conditions.dataset or conditions_of(entry.claim.setting).dataset
    return None if known else 2


def _delta(result: Result) -> float:
    value = result.value or 0.0
    if not _less_is_better(result.metric or ""):
        return value
    return -abs(value) if _GETS_WORSE.search(result.evidence) else abs(value)


def _level_of_baseline(entry: Entry, result: Result, usable: Sequence[Result], names: Names) -> Result | None:
    """The same measure of the claim's baseline, on the same data set."""
    if not entry.baseline.parts:
        return None
    alike = (r for r in usable if not r.is_delta and _measure(r) == _measure(result))
    return next((r for r in alike if names.name(r.subject).parts == entry.baseline.parts), None)


def _measure(result: Result) -> tuple[str, str, str]:
    return folded(result.metric or ""), folded(result.dataset or ""), result.unit or ""


def _difference(result: Result, other: Result) -> tuple[float, str]:
    one, two = result.value or 0.0, other.value or 0.0
    if _less_is_better(result.metric or ""):
        one, two = two, one
    change = significant(one - two, 6)
    return change, f"{one:.6g} - {two:.6g} = {change:.6g}"


def _is_told_of(entry: Entry, result: Result, names: Names) -> bool:
    """Whether a result is told of what this claim is about, not of another configuration of the same subject."""
    text = entry.record.paper.full_text
    there = _sentence(text, result)
    kin = [c for c in entry.record.claims if c is not entry.claim and _is_kin(entry, c, names)]
    rivals = [c for c in kin if _is_rival(entry, c, names)]
    if _sentence(text, entry.claim) == there:
        return all(_apart(entry.claim, result, text) <= _apart(c, result, text) for c in rivals)
    return not rivals and all(_sentence(text, c) != there for c in kin)


def _is_kin(entry: Entry, claim: Claim, names: Names) -> bool:
    return claim.role == "contribution" and names.name(claim.subject).parts == entry.subject.parts


def _is_rival(entry: Entry, claim: Claim, names: Names) -> bool:
    """Whether a claim gives another number of the same resource, and not against something else."""
    own, other = entry.baseline.parts, names.name(claim.baseline).parts
    same = (claim.metric, claim.phase, claim.kind) == (entry.claim.metric, entry.claim.phase, entry.claim.kind)
    return same and claim.value != entry.claim.value and (not own or not other or own == other)


def _start(told: Claim | Result, text: str) -> int:
    return told.span[0] if told.span else text.find(told.evidence)


def _sentence(text: str, told: Claim | Result) -> int:
    """In which sentence something is told; what stands nowhere is in none."""
    start = _start(told, text)
    return bisect_right(_sentences(text), start) if start >= 0 else -1


@lru_cache(maxsize=64)
def _sentences(text: str) -> list[int]:
    return [start for start, _ in split(text)]


def _apart(claim: Claim, result: Result, text: str) -> int:
    """Characters between a claim and a result."""
    return abs(_start(claim, text) - _start(result, text))


@lru_cache(maxsize=1024)
def _less_is_better(metric: str) -> bool:
    return _LESS_IS_BETTER.search(folded(metric)) is not None
