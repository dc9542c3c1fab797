"""Checks: whether a sentence says of the facts that it cites nothing but what they say.

Every number in it must be the number of a verified claim or result that it cites, and the sentence must pass the same
verifier for that claim that the paper's own sentence passed: unit, bound, direction and metric, and be set against the
claim's baseline, in the claim's phase, where it names any. Every name in it must stand in a fact that it cites, and so
must words about all there is, or about the best.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import isclose

from summarizer.factors import bound_of, factor_of, largest_factor_of, mirrored
from summarizer.folding import folded
from summarizer.formulas import plain_formula
from summarizer.overviews.gathering import gain_of
from summarizer.papers import Paper
from summarizer.prose.material import Fact, Material
from summarizer.prose.occasions import other_phase, phases_of_none
from summarizer.prose.opponents import Scene, known_names, other_opponent
from summarizer.prose.sweeping import sweeping_words
from summarizer.quantities import Quantity, base_unit, factor, find, significant
from summarizer.records import Claim, Conditions, Result, Summary
from summarizer.verification import unsupported, verify_claim, verify_result
from summarizer.verification.texts import number_of, plain_numbers

LONGEST = 400
"""Characters of a sentence; what is longer is no sentence."""
_COMPARED = ("factor", "percent", "points")
"""Numbers that say how two things compare: such a one is never only part of a name."""
_NO_PROSE = re.compile(r"https?:|www\.|[<>`\n\r\[\]{}|\\]|\*\*|#\w")
_ABOUT_THE_NUMBER = frozenset(
    {"wrong_number", "wrong_unit", "wrong_direction", "wrong_bound", "wrong_metric", "wrong_name"}
)


def problems(text: str, cited: Sequence[str], material: Material) -> list[str]:
    """Say what is wrong with a sentence that cites facts by their ids; empty where nothing is."""
    facts = [material.by_ref[ref] for ref in cited if ref in material.by_ref]
    unknown = [ref for ref in cited if ref not in material.by_ref]
    found = [f"there is no fact {ref!r}" for ref in unknown]
    found += [] if cited else ["it cites nothing"]
    if len(text) > LONGEST or not text.strip():
        return [*found, f"expected a sentence of 1 to {LONGEST} characters"]
    if _NO_PROSE.search(text) or not text.isprintable():
        return [*found, "it holds an address, markup, an id or what can't be seen; ids stand in cites alone"]
    found += [*_wrong_numbers(text, facts, material), *_wrong_names(text, facts, material)]
    return [*found, *_unsaid(text, facts, material)]


def _unsaid(text: str, facts: Sequence[Fact], material: Material) -> Iterator[str]:
    """What a sentence says besides numbers and names that its facts do not."""
    masked = _without_names(text, facts)
    leads = _is_largest(next((q for q in find(masked) if q.family in _COMPARED), None), facts, material)
    yield from sweeping_words(masked, facts, material, leads=leads)
    yield from phases_of_none(masked, facts)


def _is_largest(quantity: Quantity | None, facts: Sequence[Fact], material: Material) -> bool:
    """Whether a number is that of a cited claim than which no other of its metric and phase gains more."""
    claims = [fact.item for fact in material.facts if isinstance(fact.item, Claim)]
    return quantity is not None and any(
        isinstance(item := fact.item, Claim)
        and any(_probes(item, quantity))
        and (gain := gain_of(item)) is not None
        and all((gain_of(c) or 0.0) <= gain for c in claims if (c.metric, c.phase) == (item.metric, item.phase))
        for fact in facts
    )


# --- numbers ---------------------------------------------------------------------------------------------------------


def _wrong_numbers(text: str, facts: Sequence[Fact], material: Material) -> Iterator[str]:
    masked = _without_names(text, facts)
    owners = _owners(text, material)
    quantities = [q for q in find(masked) if q.value is not None or q.family == "growth"]
    scene = Scene(text, quantities, [owner.end for owner in owners], known_names(material))
    for quantity in quantities:
        if wrong := _wrong_number(quantity, facts, owners, scene):
            yield wrong
    for match in plain_numbers(masked):
        inside = any(q.start < match.end() and match.start() < q.end for q in quantities)
        if not inside and match.group().lower() != "one" and not _is_level(number_of(match.group()), facts):
            yield f"{match.group()!r} is the number of no claim or result that it cites"


def _wrong_number(quantity: Quantity, facts: Sequence[Fact], owners: Sequence[_Owner], scene: Scene) -> str | None:
    """Why no fact bears a number out; None where one does."""
    reasons = []
    named = max((owner for owner in owners if owner.end <= quantity.start), default=None)
    for fact in facts:
        for probe in _probes(fact.item, quantity):
            if named and fact.record.paper.id not in named.papers:
                reasons.append(f"{quantity.text!r} of {fact.ref} stands with {named.name}, whose it is not")
                continue
            elsewhere = other_opponent(quantity, fact, scene) or other_phase(quantity, scene.text, fact)
            verdict, reason = _verdict(probe, scene.text)
            if elsewhere:
                reasons.append(elsewhere)
            elif verdict not in _ABOUT_THE_NUMBER:
                return None
            else:
                reasons.append(f"{quantity.text!r} against {fact.ref}: {reason}")
    return reasons[0] if reasons else f"{quantity.text!r} is the number of no claim or result that it cites"


def _probes(item: Claim | Result | None, quantity: Quantity) -> Iterator[Claim | Result]:
    """The ways to say a fact's number that this could be: as it is written, as a factor, as the factor's inverse."""
    if isinstance(item, Result):
        if _is_result(item, quantity):
            yield item
        return
    if item is None:
        return
    if quantity.family == "growth":
        if item.unit and folded(plain_formula(item.unit)) == folded(quantity.unit or ""):
            yield item
        return
    if _is_amount(item.value, item.value_max, item.unit, quantity):
        yield item
    found, largest = factor_of(item), largest_factor_of(item)
    if found is None or quantity.value is None:
        return
    if _is_amount(found, largest, "x", quantity) or _implies(quantity, item):
        yield item.model_copy(update=_as_factor(item, quantity))
    elif found < 1 and _is_amount(significant(1 / found), None, "x", quantity):
        turned = {"value": significant(1 / found), "bound": mirrored(bound_of(item))}
        yield item.model_copy(update={**_as_factor(item, quantity), **turned})


def _as_factor(claim: Claim, quantity: Quantity) -> dict[str, object]:
    said = {"value": quantity.value, "value_max": quantity.value_max, "unit": "x", "relation": quantity.relation}
    return {**said, "bound": bound_of(claim), "factor": factor_of(claim)}


def _implies(quantity: Quantity, claim: Claim) -> bool:
    """Whether words such as "half of" say a claim's factor."""
    if quantity.relation not in ("fraction_of", "reduced_by") or quantity.unit not in ("x", "%"):
        return False
    said = factor(quantity.value, quantity.unit, quantity.relation, claim.direction)
    return said is not None and isclose(said, factor_of(claim) or 0.0, rel_tol=1e-6)


def _is_result(result: Result, quantity: Quantity) -> bool:
    units = ("%", "points") if result.is_delta and result.unit in ("%", "points") else (result.unit,)
    value = abs(result.value) if result.value is not None and result.is_delta else result.value
    return any(_is_amount(value, None, unit, quantity, signless=result.is_delta) for unit in units)


def _is_amount(
    value: float | None, value_max: float | None, unit: str | None, quantity: Quantity, *, signless: bool = False
) -> bool:
    """Whether a number of a sentence is this amount, or an end of this range."""
    said = [end for end in (quantity.value, quantity.value_max) if end is not None]
    have = [base_unit(end, unit or "") for end in (value, value_max) if end is not None]
    found = [base_unit(abs(end) if signless else end, quantity.unit or "") for end in said]
    return bool(found) and all(any(u == w and isclose(v, o, rel_tol=1e-6) for o, w in have) for v, u in found)


def _is_level(number: float, facts: Sequence[Fact]) -> bool:
    """Whether a bare number is that of a result without a unit."""
    levels = [
        f.item.value for f in facts if isinstance(f.item, Result) and not f.item.unit and f.item.value is not None
    ]
    return any(isclose(number, abs(level), rel_tol=1e-9) for level in levels)


@dataclass(frozen=True, order=True)
class _Owner:
    """A place where a sentence names something that papers claim numbers of."""

    end: int
    name: str = field(compare=False)
    papers: frozenset[str] = field(compare=False)


def _owners(text: str, material: Material) -> list[_Owner]:
    """Where a sentence names what papers introduce or claim numbers of, and whose it is."""
    papers: dict[str, set[str]] = {}
    for fact in material.facts:
        for name in (*fact.record.method_names, *filter(None, (fact.item.subject if fact.item else None,))):
            papers.setdefault(name, set()).add(fact.record.paper.id)
    return [_Owner(match.end(), name, frozenset(ids)) for name, ids in papers.items() for match in _places(name, text)]


def _places(name: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text, re.IGNORECASE)


def _verdict(item: Claim | Result, text: str) -> tuple[str | None, str]:
    """What the verifier says of a claim or result whose evidence is the sentence; names not in it are not asked for."""
    paper = Paper(id="", title="", abstract=text)
    names = {name: said for name in ("subject", "baseline") if (said := getattr(item, name)) and said in text}
    bare = {"subject": None, "baseline": None, **names, "evidence": text, "role": "contribution"}
    if isinstance(item, Result):
        checked: Claim | Result = verify_result(item.model_copy(update={**bare, "dataset": None}), paper)
    else:
        bare |= {"setting": None, "conditions": Conditions(), "resource": None, "phase": None}
        checked = verify_claim(item.model_copy(update=bare), paper)
    return checked.verdict, checked.verdict_reason or ""


# --- names -----------------------------------------------------------------------------------------------------------


def _wrong_names(text: str, facts: Sequence[Fact], material: Material) -> Iterator[str]:
    """Names that stand in no fact that the sentence cites."""
    lines = "\n".join(
        f"{fact.line}\n{fact.record.paper.title}\n{', '.join(fact.record.method_names)}" for fact in facts
    )
    known = Paper(id="", title=material.title, abstract=lines)
    numbers = {match.group() for match in plain_numbers(text)} | {q.text for q in find(text)}
    others = {owner.name for owner in _owners(text, material) if not next(_places(owner.name, lines), None)}
    yield from (f"{name!r} stands in no fact that it cites" for name in sorted(others))
    for word in unsupported(Summary(tldr=text), known):
        if word not in numbers and word not in others:  # of numbers more is asked than that they stand somewhere
            yield f"{word!r} stands in no fact that it cites"


def _without_names(text: str, facts: Sequence[Fact]) -> str:
    """The sentence with the names of its facts blanked, whose figures are no numbers of anything ("Llama 2 7B")."""
    for name in sorted({name for fact in facts for name in _names(fact)}, key=len, reverse=True):
        if any(c.isalpha() for c in name) and not any(q.family in _COMPARED for q in find(name)):
            form = rf"(?<!\w){re.escape(name)}(?!\w)"
            text = re.sub(form, lambda match: "_" * len(match.group()), text, flags=re.IGNORECASE)
    return text


def _names(fact: Fact) -> Iterator[str]:
    yield from filter(None, (fact.record.paper.title, *fact.record.method_names))
    if fact.item is not None:
        yield from filter(None, (fact.item.subject, fact.item.baseline))
    if isinstance(fact.item, Claim):
        yield from filter(None, (fact.item.setting, *(c for c in fact.item.conditions.model_dump().values() if c)))
    elif fact.item is not None:
        yield from filter(None, (fact.item.metric, fact.item.dataset))
