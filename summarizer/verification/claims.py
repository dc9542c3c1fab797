"""Claims: each check of a claim against its place in the text, in the order of the verdicts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isclose
from typing import get_args

from summarizer.quantities import Quantity, bound_of_ratio, factor
from summarizer.records import Bound, Claim, Relation
from summarizer.sentences import Span
from summarizer.verification import bounds, directions, metrics, numbers, pairs, rivals, sides, statements, worded
from summarizer.verification.growths import expression_in
from summarizer.verification.names import missing_names
from summarizer.verification.places import Finding, Place, furthest
from summarizer.verification.roles import is_source, role_at
from summarizer.verification.texts import Text

_RELATIONS: tuple[Relation, ...] = ("times", "reduced_by", "increased_by", "fraction_of")


def check(claim: Claim, text: Text, span: Span) -> Finding:
    """Hold a claim against one place of its evidence; where several numbers could be meant, the best fit counts."""
    if claim.kind == "relative":
        places = _relative_places(claim, text, span)
    elif claim.kind == "absolute":
        places = _absolute_places(claim, text, span)
    else:
        places = [Place(text, claim, span)]
    if isinstance(places, Finding):
        return places
    return furthest(_first_wrong(place) for place in places)


def _first_wrong(place: Place) -> Finding:
    checks: tuple[Callable[[Place], Finding | None], ...] = (
        _growth,
        _denied,
        _direction,
        _factor,
        metrics.check,
        _bound,
        _name,
        _side,
        _setting,
        _role,
    )
    found = next((finding for one in checks if (finding := one(place))), None)
    return found or Finding("verified", "")


# --- number and unit -------------------------------------------------------------------------------------------------


def _relative_places(claim: Claim, text: Text, span: Span) -> list[Place] | Finding:
    if claim.value is None:
        return Finding("wrong_number", "a relative claim needs a number; none is said")
    quantities = worded.with_listed(text, span)
    fitting = [q for q in quantities if any(numbers.same_value(claim.value, q, v) for v in numbers.values_of(q))]
    ranged = [q for q in fitting if numbers.range_matches(claim, q, quantities)]
    places = [Place(text, claim, span, q) for q in ranged if numbers.relative_unit(text.lower, q) == claim.unit]
    if places and claim.unit is None:
        return Finding("wrong_unit", "a relative claim needs x or % as its unit; none is said")
    if places:
        return places
    spelt = [q for q in worded.factors_in_words(text, span) if numbers.same_value(claim.value, q)]
    if spelt and claim.unit == "x" and any(numbers.range_matches(claim, q, []) for q in spelt):
        return [Place(text, claim, span, q) for q in spelt]
    if claim.relation in (None, "from_to") and (found := numbers.from_to(claim, quantities, text)):
        return [Place(text, claim, span, *pair) for pair in found]
    return _number_finding(claim, quantities, fitting, ranged)


def _absolute_places(claim: Claim, text: Text, span: Span) -> list[Place] | Finding:
    if claim.value is None:
        return Finding("wrong_number", "an absolute claim needs a number; none is said")
    quantities = worded.with_listed(text, span)
    matches = [(q, *numbers.same_amount(claim, q, text)) for q in quantities]
    fitting = [q for q, number, _ in matches if number]
    ranged = [q for q in fitting if numbers.range_matches(claim, q, quantities)]
    places = [Place(text, claim, span, q) for q, _, unit in matches if unit and q in ranged]
    if not places and not fitting:
        spelt = worded.in_words(claim, text, span)
        places = [Place(text, claim, span, q) for q in spelt if numbers.same_value(claim.value, q)]
    return places or _number_finding(claim, quantities, fitting, ranged)


def _number_finding(
    claim: Claim, quantities: Sequence[Quantity], fitting: list[Quantity], ranged: list[Quantity]
) -> Finding:
    found = ", ".join(q.text for q in quantities) or "no number"
    wanted = f"{claim.value:g}" if claim.value_max is None else f"{claim.value:g} to {claim.value_max:g}"
    if ranged and not claim.unit:
        return Finding("wrong_unit", f"the claim gives {wanted} no unit; the evidence has {ranged[0].text}")
    if ranged:
        return Finding("wrong_unit", f"expected {wanted} {claim.unit}; the evidence has {ranged[0].text}")
    if fitting:
        return Finding("wrong_number", f"expected {wanted}; the evidence has the range {fitting[0].text}")
    return Finding("wrong_number", f"expected {wanted} {claim.unit or ''}".rstrip() + f"; the evidence has {found}")


def _growth(place: Place) -> Finding | None:
    claim = place.claim
    if claim.kind == "qualitative":
        return (
            Finding("wrong_number", f"a claim in words holds no number, this one says {claim.value:g}")
            if claim.value is not None
            else None
        )
    if claim.kind != "asymptotic":
        return None
    if not claim.unit:
        return Finding("wrong_unit", "an asymptotic claim needs its expression; none is said")
    evidence = place.text.full[slice(*place.span)]
    if expression_in(claim.unit, evidence):
        return None
    return Finding("wrong_unit", f"expected the growth {claim.unit}; the evidence is “{evidence}”")


# --- direction and factor --------------------------------------------------------------------------------------------


def _denied(place: Place) -> Finding | None:
    if place.mood is None or place.mood.kind != "denied":
        return None
    return Finding("wrong_direction", f"the sentence denies the number: “{place.mood.words}”")


def _direction(place: Place) -> Finding | None:
    claim = place.claim
    if claim.kind == "relative" and claim.direction is None:
        return Finding("wrong_direction", "a relative claim needs a direction; none is said")
    if claim.kind == "qualitative":
        return _worded_direction(place)
    if claim.kind != "relative":
        return None
    found = place.reading.direction
    open_to_both = claim.metric == "capacity" and found == "worse" and not _is_mere(place)
    if open_to_both and claim.direction == "worse" and _is_handled(place):
        return Finding("wrong_direction", "expected better; the sentence says how much more can be handled")
    if place.turned or open_to_both or not place.reading.sure:
        return None
    if found is None and (claim.direction == "worse" and claim.role == "contribution"):
        return Finding("wrong_direction", "expected words that say worse; the text has none for this number")
    if found is None or found == claim.direction:
        return None
    if claim.direction == "same" and "same" in statements.said(place.text, place.span, claim.metric):
        return None
    words = place.text.full[slice(*(place.reading.words or place.span))]
    return Finding("wrong_direction", f"expected {claim.direction}; “{words}” says {found}")


def _is_mere(place: Place) -> bool:
    """Whether more steps or length is what is needed, "only 7% more", and not what is handled."""
    quantity, text = place.quantity, place.text.lower
    return quantity is not None and directions.MERE.search(text, place.sentence[0], quantity.begin) is not None


def _is_handled(place: Place) -> bool:
    """Whether a number says how much more there is room for: "scales to | 7x as many parameters"."""
    quantity, text = place.quantity, place.text.lower
    return quantity is not None and directions.ROOM.search(text, place.sentence[0], quantity.begin) is not None


def _worded_direction(place: Place) -> Finding | None:
    claim = place.claim
    if claim.direction is None:
        return Finding("wrong_direction", "a claim in words needs a direction; none is said")
    found = statements.said(place.text, place.span, claim.metric)
    faulty = "worse" in found or statements.is_faulty(place.text, place.span)
    if claim.role == "contribution" and claim.direction == "worse":
        return None if faulty else Finding("wrong_direction", "expected words that say worse; the evidence has none")
    if faulty and not found and claim.direction == "better":
        return Finding("wrong_direction", "expected words that say better; the evidence only says worse")
    if not found or claim.direction in found or (claim.direction == "better" and found == {"same"}):
        return None
    return Finding("wrong_direction", f"expected {claim.direction}; the evidence says {' and '.join(sorted(found))}")


def _factor(place: Place) -> Finding | None:
    claim = place.claim
    if claim.kind != "relative":
        return None
    said, known = claim.relation, place.reading.relation
    if known and said and known != said:
        ours, theirs = (_computed(claim, r) for r in (known, said))
        if ours and theirs and not isclose(ours, theirs, rel_tol=0.01):
            return Finding("wrong_number", f"expected the relation {said}; the text says {known}")
    if claim.factor is None:
        return None
    relations = [r for r in (said or known,) if r] or list(_RELATIONS)
    possible = {f for r in relations if (f := _computed(claim, r))}
    if not possible or any(isclose(claim.factor, f, rel_tol=0.01) for f in possible):
        return None
    worked_out = " or ".join(f"{f:g}" for f in sorted(possible))
    return Finding(
        "wrong_number", f"expected the factor {worked_out}, as the number gives it; the claim says {claim.factor:g}"
    )


def _computed(claim: Claim, relation: Relation) -> float | None:
    if relation == "from_to":
        relation = "times"
    return factor(claim.value, claim.unit, relation, claim.direction)


# --- bound ------------------------------------------------------------------------------------------------


def _bound(place: Place) -> Finding | None:
    claim, quantity = place.claim, place.quantity
    if quantity is None:
        return None
    if place.second is not None:
        return _bound_of_pair(place, quantity, place.second)
    if claim.bound == quantity.bound != "exact":  # no word elsewhere takes a hedge beside its number back
        return None
    said = bounds.bounds_of(place.text, quantity, place.sentence)
    if claim.bound in said:
        return None
    written = place.text.full[quantity.begin : quantity.end]
    fair = " or ".join(bound for bound in get_args(Bound) if bound in said)
    return Finding("wrong_bound", f"expected {claim.bound}; the sentence says {fair} of “{written}”")


def _bound_of_pair(place: Place, first: Quantity, second: Quantity) -> Finding | None:
    claim, ratio = place.claim, bound_of_ratio(first, second)
    around = bounds.bounds_of(place.text, second, place.sentence)
    around = around & {"average"} if second.bound != "exact" else around - {"up_to"}
    hedged = {first.bound, second.bound, *around} - {"exact"}
    if claim.bound in {ratio, *hedged}:
        return None
    return Finding("wrong_bound", f"expected {claim.bound}; the ratio is {ratio}")


# --- names, setting and role -----------------------------------------------------------------------------------------


def _name(place: Place) -> Finding | None:
    for field, phrase in (("subject", place.claim.subject), ("baseline", place.claim.baseline)):
        if missing := missing_names(phrase, place.text):
            return Finding("wrong_name", f"the {field} names {', '.join(missing)}; the text does not")
        if _paired_elsewhere(place, phrase):
            return Finding("wrong_name", f"the sentence pairs this number with another {field} than {phrase}")
    return None


def _side(place: Place) -> Finding | None:
    if place.quantity is None or place.turned:
        return None
    if place.claim.kind == "absolute" and sides.is_anothers(place.text, place.claim, place.quantity):
        return Finding("wrong_name", f"the sentence says the number of {sides.leader_of(place.text, place.quantity)}")
    if place.second and sides.is_against_another(place.text, place.claim, (place.quantity, place.second)):
        return Finding("wrong_name", f"the sentence sets no amount against one of {place.claim.baseline}")
    if place.second is None and sides.is_told_of_baseline(place.text, place.claim, place.quantity):
        return Finding("wrong_name", f"the sentence says the number of {place.claim.baseline}, the baseline")
    wrong = sides.wrong_side(place.text, place.claim, place.quantity, paired=place.second is not None)
    return Finding("wrong_name", wrong) if wrong else None


def _setting(place: Place) -> Finding | None:
    conditions = place.claim.conditions
    phrases = (place.claim.setting, conditions.dataset, conditions.hardware, conditions.model, conditions.other)
    for phrase in dict.fromkeys(phrases):
        if missing := missing_names(phrase, place.text):
            return Finding("wrong_setting", f"the setting names {', '.join(missing)}; the text does not")
        led = phrase and place.quantity and pairs.is_led_by_another(place.text, place.quantity, phrase)
        if led or _paired_elsewhere(place, phrase):
            return Finding("wrong_setting", f"the sentence pairs this number with another setting than {phrase}")
    return None


def _paired_elsewhere(place: Place, phrase: str | None) -> bool:
    if not phrase or place.quantity is None:
        return False
    return pairs.paired_elsewhere(place.text, place.quantity, phrase)


def _said_at(place: Place) -> Span:
    """Where a claim's number, or its only growth, stands; else its evidence."""
    said = place.quantity
    if said is None and place.claim.kind == "asymptotic":
        growths = [q for q in place.text.quantities(place.span) if q.family == "growth"]
        growths = [q for q in growths if expression_in(place.claim.unit or "", q.text)] or growths
        said = growths[0] if len({q.text for q in growths}) == 1 else None
        word = (place.claim.unit or "").lower()
        if not growths and word.isalpha() and (at := place.text.lower.find(word, *place.span)) >= 0:
            return at, at + len(word)  # the "quadratic" of a "quadratic burden"
    return (said.start, said.end) if said else place.span


def _role(place: Place) -> Finding | None:
    if place.claim.role != "contribution":
        return None
    span = _said_at(place)
    ends = [span] if place.second is None else [span, (place.second.start, place.second.end)]
    if all(role_at(place.text, end) == "background" for end in ends):
        return Finding("wrong_role", "the sentence speaks of others' work or of the problem, not of the paper's own")
    if place.claim.kind == "asymptotic" and is_source(place.text, span, place.claim.subject):
        return Finding("wrong_role", "the growth is the one that is left behind, not the paper's own")
    if rivals.is_given(place.text, span, place.claim.subject):
        return Finding("wrong_role", f"the sentence only gives a reason that tells of {place.claim.subject}")
    if place.mood is not None:
        return Finding("wrong_role", f"the sentence only supposes the number: “{place.mood.words}”")
    if not place.turned and rivals.is_others(place.text, span, place.claim.subject):
        return Finding("wrong_role", f"the number is given for {place.claim.subject}, which is not the paper's own")
    if _is_rivals(place):
        return Finding("wrong_role", "the number is the one that the paper's own is set against")
    return None


def _is_rivals(place: Place) -> bool:
    claim, quantity = place.claim, place.quantity
    if quantity is None:
        return False
    if claim.kind == "absolute" and rivals.is_left_behind(place.text, quantity):
        return True
    if claim.baseline:
        return False
    told = rivals.is_rivals_amount if claim.kind == "absolute" else rivals.is_rivals_factor
    return told(place.text, quantity, claim.subject)
