"""Resolve: turn an answer that points into claims and results whose every word and number is copied from the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TypeVar

from summarizer.answers import Answer, ClaimAnswer, ResultAnswer
from summarizer.marks import Marks
from summarizer.quantities import Quantity, factor, ratio, significant
from summarizer.records import Claim, Contribution, Kind, Origin, Relation, Result, Summary
from summarizer.resolve.addresses import find_urls
from summarizer.resolve.conditions import conditions_of
from summarizer.resolve.hedges import bound_of
from summarizer.resolve.places import Place, find_place, name_said
from summarizer.resolve.relations import relation_in
from summarizer.topics import Topics

__all__ = ["Reading", "conditions_of", "find_urls", "relation_in", "resolve"]

T = TypeVar("T")


@dataclass(frozen=True)
class Reading:
    """What an answer says of a paper, with everything copied from the text, not yet verified."""

    summary: Summary
    contribution: Contribution
    method_names: tuple[str, ...]
    code_urls: tuple[str, ...]
    topics: tuple[str, ...]
    claims: tuple[Claim, ...]
    results: tuple[Result, ...]
    problems: tuple[str, ...]
    """References to nothing, numbers that are not in their sentence, unknown topics: in words, for the re-ask."""


def resolve(answer: Answer, marks: Marks, *, topics: Topics, origin: Origin) -> Reading:
    """Look every reference of an answer up in the marks it was shown.

    Claims and results come in the order of the text, with ids `<paper.id>#c1` and `#r1` onwards. One that refers to
    nothing keeps its words and gets no evidence; what was wrong is in `problems`.
    """
    problems: list[str] = []
    claims = [(item, find_place(item, marks, f"claims[{i}]", problems)) for i, item in enumerate(answer.claims)]
    results = [(item, find_place(item, marks, f"results[{i}]", problems)) for i, item in enumerate(answer.results)]
    names = [name.strip() for name in dict.fromkeys(answer.method_names) if name.strip()]
    problems += [f"method_names: {name!r} stands nowhere in the text" for name in names if name not in marks.text]
    problems += [f"topics: {slug!r} is no topic id" for slug in answer.topics if slug not in topics.slugs]
    return Reading(
        summary=_summary(answer),
        contribution=answer.contribution,
        method_names=tuple(name for name in names if name in marks.text),
        code_urls=find_urls(marks.paper.full_text),
        topics=tuple(dict.fromkeys(t for t in answer.topics if t in topics.slugs))[:3],
        claims=tuple(_claim(*one, marks, number=n, origin=origin) for n, one in enumerate(_in_order(claims), 1)),
        results=tuple(_result(*one, marks, number=n, origin=origin) for n, one in enumerate(_ended(results), 1)),
        problems=tuple(problems),
    )


def _in_order(items: list[tuple[T, Place]]) -> list[tuple[T, Place]]:
    return sorted(items, key=lambda one: (one[1].span is None, one[1].span or (0, 0)))


def _ended(results: list[tuple[ResultAnswer, Place]]) -> list[tuple[ResultAnswer, Place]]:
    """The results in the order of the text, each once; a range is two, for each of its ends reports quality."""
    ordered = dict.fromkeys(_in_order(results))
    return [(item, replace(place, first=end)) for item, place in ordered for end in _ends(place.first)]


def _ends(quantity: Quantity | None) -> tuple[Quantity | None, ...]:
    if quantity is None or quantity.value_max is None or quantity.value_max == quantity.value:
        return (quantity,)
    return quantity, replace(quantity, value=quantity.value_max)


def _summary(answer: Answer) -> Summary:
    said = answer.summary
    return Summary(
        tldr=said.tldr.strip(),
        problem=said.problem.strip(),
        approach=said.approach.strip(),
        findings=tuple(s.strip() for s in said.findings if s.strip()),
        limitations=tuple(s.strip() for s in said.limitations if s.strip()),
    )


# --- claims ----------------------------------------------------------------------------------------------------------


def _claim(item: ClaimAnswer, place: Place, marks: Marks, *, number: int, origin: Origin) -> Claim:
    kind = _kind(item.kind, place, marks)
    value, value_max, unit, relation = _amount(kind, place, item.relation, marks)
    if kind == "relative" and relation is None and place.first:
        relation = relation_in(marks.text, place.first)
    relation = relation if kind == "relative" else None
    return Claim(
        id=f"{marks.paper.id}#c{number}",
        metric=item.metric,
        resource=place.word,
        phase=item.phase,
        kind=kind,
        value=value,
        value_max=value_max,
        unit=unit,
        relation=relation,
        bound=bound_of(marks, place.sentence, place.first, place.second),
        direction=item.direction,
        factor=factor(value, unit, relation, item.direction) if kind == "relative" else None,
        subject=name_said(item.subject),
        baseline=name_said(item.baseline),
        setting=name_said(item.setting),
        conditions=conditions_of(name_said(item.setting)),
        role=item.role,
        evidence=_copied(place, marks),
        span=place.span,
        origin=origin,
    )


def _copied(place: Place, marks: Marks) -> str:
    return marks.paper.full_text[slice(*place.span)] if place.span else ""


_KIND_OF_FAMILY: dict[str, Kind] = {
    "factor": "relative",
    "percent": "relative",
    "points": "relative",
    "amount": "absolute",
    "growth": "asymptotic",
}


def _kind(said: Kind, place: Place, marks: Marks) -> Kind:
    """The number decides what kind of claim it is, where it can; the answer decides the rest."""
    if place.first is None:
        return said if said != "absolute" else "qualitative"
    if place.second is not None:
        return "relative"
    if place.first.family == "percent" and (_of_peak(place.first, marks) or said == "absolute"):
        return "absolute" if _stands_alone(place, marks) else "relative"
    if place.first.family == "size" or (said == "qualitative" and place.first.family == "number"):
        return "qualitative"  # "16x16" is no number of anything
    return _KIND_OF_FAMILY.get(place.first.family, said)


def _amount(
    kind: Kind, place: Place, relation: Relation | None, marks: Marks
) -> tuple[float | None, float | None, str | None, Relation | None]:
    quantity = place.first
    if quantity is None or kind == "qualitative":
        return None, None, None, relation
    if kind == "asymptotic":
        return None, None, quantity.unit, None
    if place.second is not None:
        return ratio(quantity, place.second), None, "x", "from_to"
    if quantity.family == "percent" and kind == "absolute":
        return quantity.value, quantity.value_max, _PERCENT_OF_PEAK if _of_peak(quantity, marks) else "%", None
    if quantity.family == "number" and kind == "absolute":
        return quantity.value, quantity.value_max, _counted(quantity, marks), None
    value = quantity.value
    if quantity.family == "percent" and value is not None and value < 0:  # "(-38%)": the sign is the direction
        value, relation = -value, relation or "reduced_by"
    return _rounded(value), _rounded(quantity.value_max), quantity.unit, relation or quantity.relation


_COUNTED_AT = re.compile(r"\+?(?:\s[a-z][a-z-]*){0,2}?\s([a-z]+s)\b", re.I)
"""What a bare number counts: "64 input | views"."""


def _counted(quantity: Quantity, marks: Marks) -> str | None:
    counted = _COUNTED_AT.match(marks.lower, quantity.end)
    return counted.group(1) if counted else None


_COMPARES = re.compile(
    r"\s+(?:\w+\s+)?(?:fewer|less|more|higher|lower|faster|slower|smaller|larger|better|worse)\b", re.I
)


def _stands_alone(place: Place, marks: Marks) -> bool:
    """Whether a percentage is an amount of its own ("52% of peak"), not a comparison ("3% fewer")."""
    return place.first is not None and not _COMPARES.match(marks.text, place.first.end)


_PERCENT_OF_PEAK = "% of peak"


def _of_peak(quantity: Quantity, marks: Marks) -> bool:
    return _PEAK_AT.match(marks.lower, quantity.end) is not None


_PEAK_AT = re.compile(r"\s+of\s+(?:\S+\s+){0,4}?peak\b(?!\s(?:\w+\s)?(?:memory|v?ram|power|storage)\b)")
"""What makes a percentage one of a device's peak: "60% | of A100 peak", not "25% | of the peak memory"."""


def _rounded(value: float | None) -> float | None:
    return None if value is None else significant(value) if abs(value) < 1 else value


# --- results ---------------------------------------------------------------------------------------------------------


def _result(item: ResultAnswer, place: Place, marks: Marks, *, number: int, origin: Origin) -> Result:
    quantity = place.first
    value = quantity.value if quantity else None
    if value is not None and item.negative:
        value = -abs(value)
    return Result(
        id=f"{marks.paper.id}#r{number}",
        metric=" ".join(item.metric.split()),
        value=value,
        unit=quantity.unit if quantity else None,
        is_delta=item.is_delta,
        dataset=name_said(item.dataset),
        subject=name_said(item.subject),
        baseline=name_said(item.baseline),
        role=item.role,
        evidence=_copied(place, marks),
        span=place.span,
        origin=origin,
    )
