"""Claims: each check of a claim against its place in the text, in the order of the verdicts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from math import isclose

from summarizer.folding import folded
from summarizer.lexicon import IMPLIED, RESOURCES, SHARED, STRONG, UNIT_METRICS
from summarizer.quantities import Mood, Quantity, base_unit, bound_of_ratio, factor, mood
from summarizer.records import VERDICTS, Claim, Metric, Relation, Verdict
from summarizer.sentences import Span
from summarizer.verification import directions, numbers, pairs, sides
from summarizer.verification.names import missing_names, name_pattern
from summarizer.verification.roles import is_others, is_source, role_at
from summarizer.verification.texts import Text

_RESOURCES = {metric: re.compile(words) for metric, words in RESOURCES.items()}
_IMPLIED = [(metric, phase, re.compile(words)) for metric, phase, words in IMPLIED]
_STRONG: dict[Metric, re.Pattern[str]] = {metric: re.compile(words) for metric, words in STRONG.items()}
_GENERAL: frozenset[Metric] = frozenset({"capacity", "cost", "complexity"})
_RELATIONS: tuple[Relation, ...] = ("times", "reduced_by", "increased_by", "fraction_of")


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict, and its reason in words."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True)
class Place:
    """One claim at one place of its evidence, held against one quantity (or two, for a from-to)."""

    text: Text
    claim: Claim
    span: Span
    quantity: Quantity | None = None
    second: Quantity | None = None

    @cached_property
    def sentence(self) -> Span:
        """The sentence of the evidence."""
        return self.text.sentence(self.span)

    @cached_property
    def mood(self) -> Mood | None:
        """Whether the sentence denies the number or only supposes it."""
        return mood(self.text.full, self.sentence, self.quantity) if self.quantity else None

    @cached_property
    def reading(self) -> directions.Reading:
        """What the words around the number say."""
        if self.quantity is None:
            return directions.Reading(None)
        if self.second is not None:
            turned = sides.second_is_own(self.text, self.claim, self.quantity, self.second)
            return directions.read_pair(self.text, self.quantity, self.second, self.claim.metric, second_is_own=turned)
        return directions.read(self.text, self.quantity, self.claim.metric)


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


def furthest(findings: Iterable[Finding]) -> Finding:
    """Pick the finding that came furthest: a verified one, else the one whose first wrong thing comes last."""
    return max(findings, key=lambda f: VERDICTS.index(f.verdict) or len(VERDICTS))


def _first_wrong(place: Place) -> Finding:
    checks: tuple[Callable[[Place], Finding | None], ...] = (
        _growth,
        _denied,
        _direction,
        _factor,
        _metric,
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
    quantities = text.quantities(span)
    fitting = [q for q in quantities if any(numbers.same_value(claim.value, q, v) for v in numbers.values_of(q))]
    ranged = [q for q in fitting if numbers.range_matches(claim, q, quantities)]
    places = [Place(text, claim, span, q) for q in ranged if numbers.relative_unit(text.lower, q) == claim.unit]
    if places:
        return places
    if claim.relation in (None, "from_to") and (pair := numbers.from_to(claim, quantities)):
        return [Place(text, claim, span, *pair)]
    return _number_finding(claim, quantities, fitting, ranged)


def _absolute_places(claim: Claim, text: Text, span: Span) -> list[Place] | Finding:
    if claim.value is None:
        return Finding("wrong_number", "an absolute claim needs a number; none is said")
    quantities = text.quantities(span)
    matches = [(q, *numbers.same_amount(claim, q)) for q in quantities]
    fitting = [q for q, number, _ in matches if number]
    ranged = [q for q in fitting if numbers.range_matches(claim, q, quantities)]
    places = [Place(text, claim, span, q) for q, _, unit in matches if unit and q in ranged]
    if not places and not fitting:
        worded = numbers.in_words(claim, text, span)
        places = [Place(text, claim, span, q) for q in worded if numbers.same_value(claim.value, q)]
    return places or _number_finding(claim, quantities, fitting, ranged)


def _number_finding(
    claim: Claim, quantities: list[Quantity], fitting: list[Quantity], ranged: list[Quantity]
) -> Finding:
    found = ", ".join(q.text for q in quantities) or "no number"
    wanted = f"{claim.value:g}" if claim.value_max is None else f"{claim.value:g} to {claim.value_max:g}"
    if ranged:
        return Finding(
            "wrong_unit", f"expected {wanted} {claim.unit or '(no unit said)'}; the evidence has {ranged[0].text}"
        )
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


_GROWTH = {
    "o(1)": r"(?:constant|fixed[- ]size|independent of|irrespective of|regardless of)",
    "o(logn)": "logarithmic",
    "o(n)": "(?:linear|proportional)",
    "o(nlogn)": "(?:log-?linear|quasi-?linear|linearithmic)",
    "o(n^2)": "quadratic",
    "o(n^3)": "cubic",
}
_JUNK = re.compile(r"[\s{}\\·*]|left|right|cdot|mathcal|operatorname|times|x")
_PREFIX = re.compile(r"\b(sub|super)[- ](?=[a-z])")
_WORDS = re.compile(r"\w+")
_GROWING = frozenset(("time", "space", "memory", "complexity", "cost", "scaling"))
_BIG_O = re.compile(r"o\([^()]*(?:\([^()]*\)[^()]*)*\)")


def expression_in(expression: str, evidence: str) -> bool:
    """Whether evidence holds an asymptotic expression: as written, spaces aside, or O(n) for "linear" and the like."""
    said, have = (_PREFIX.sub(r"\1", folded(words)) for words in (expression, evidence))
    written = {_plain(m) for m in _BIG_O.findall(_JUNK.sub("", have))}
    if "(" in said or "^" in said or "log " in said:
        plain = _JUNK.sub("", said)
        word = _GROWTH.get(_one_variable(_plain(plain)))
        return (
            _plain(plain) in written
            or ("o(" not in plain and plain in _JUNK.sub("", have))
            or (word is not None and _word_in(word, have))
        )
    words = r"[\s-]*".join(re.escape(w) for w in _WORDS.findall(said) if w not in _GROWING)
    alike = next((word for word in _GROWTH.values() if re.fullmatch(word, said)), words)
    named = (_GROWTH.get(_one_variable(m), "-") for m in written)
    return bool(words) and (
        _word_in(words, have) or _word_in(alike, have) or any(re.fullmatch(word, said) for word in named)
    )


def _plain(expression: str) -> str:
    """An expression without inner brackets: O(log(n)) is O(log n)."""
    return f"{expression[:2]}{expression[2:-1].replace('(', '').replace(')', '')}{expression[-1:]}"


def _one_variable(expression: str) -> str:
    """The expression with its only variable called n: O(L log L) is O(n log n)."""
    bare = expression[1:].replace("log", "\0")
    letters = set(re.findall(r"[a-z]", bare))
    return "o" + bare.replace(letters.pop(), "n").replace("\0", "log") if len(letters) == 1 else expression


def _word_in(word: str, have: str) -> bool:
    return re.search(rf"(?<![\w-]){word}(?:(?:al)?ly)?(?![a-z])", have) is not None


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
    if found is None and (claim.direction == "worse" and claim.role == "contribution"):
        return Finding("wrong_direction", "expected words that say worse; the text has none for this number")
    if found is None or found == claim.direction:
        return None
    if claim.direction == "same" and "same" in directions.said(place.text, place.span, claim.metric):
        return None
    words = place.text.full[slice(*(place.reading.words or place.span))]
    return Finding("wrong_direction", f"expected {claim.direction}; “{words}” says {found}")


def _worded_direction(place: Place) -> Finding | None:
    claim = place.claim
    if claim.direction is None:
        return Finding("wrong_direction", "a claim in words needs a direction; none is said")
    found = directions.said(place.text, place.span, claim.metric)
    if not found or claim.direction in found or (claim.direction == "better" and found == {"same"}):
        return None
    return Finding("wrong_direction", f"expected {claim.direction}; the evidence says {' and '.join(sorted(found))}")


def _factor(place: Place) -> Finding | None:
    claim, reading = place.claim, place.reading
    if claim.kind != "relative":
        return None
    said = claim.relation
    known = reading.relation
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


# --- metric and bound ------------------------------------------------------------------------------------------------


def _metric(place: Place) -> Finding | None:
    claim = place.claim
    if claim.metric is None:
        return Finding("wrong_metric", "a claim needs a metric; none is said")
    if not _names_resource(place, claim.metric):
        return Finding("wrong_metric", f"expected a word for {claim.metric}; the sentence has none")
    sentence = place.text.full[slice(*place.sentence)]
    if claim.resource and folded(claim.resource) not in folded(sentence):
        return Finding("wrong_metric", f"expected “{claim.resource}” in the sentence; it is not there")
    if other := _other_resource(place, claim.metric):
        return Finding("wrong_metric", f"expected {claim.metric}; the number stands with “{other}”")
    return None


def _names_resource(place: Place, metric: Metric) -> bool:
    full, sentence, own = place.text.lower, place.sentence, _RESOURCES[metric]
    if own.search(full, *sentence):
        return True
    implied = [words for one, phase, words in _IMPLIED if one == metric and phase in (None, place.claim.phase)]
    if any(words.search(full, *sentence) for words in implied):
        return bool(own.search(full))
    named = any(words.search(full, *sentence) for other, words in _RESOURCES.items() if other not in _GENERAL)
    return not named and bool(own.search(full, *place.text.around(sentence)))  # "Both fall by 3x."


def _unit_metrics(quantity: Quantity) -> frozenset[Metric] | None:
    unit = base_unit(1.0, quantity.unit or "")[1]
    return next((metrics for form, metrics in UNIT_METRICS if re.fullmatch(form, unit)), None)


def _other_resource(place: Place, metric: Metric) -> str | None:
    """The word beside a number, or paired with it, that names another metric than the claim's."""
    if place.quantity is None:
        return None
    if place.claim.kind == "absolute":
        metrics = _unit_metrics(place.quantity)
        return place.quantity.text if metrics and metric not in metrics else None
    phrase = _phrase(place, place.quantity)
    own = _RESOURCES[metric]
    for other, pattern in _STRONG.items():
        if other == metric or metric in SHARED[other]:
            continue
        match = pattern.search(place.text.lower, *phrase) if phrase else None
        if phrase and match and not own.search(place.text.lower, *phrase):
            return match.group()
    strong = _STRONG.get(metric)
    if strong is not None and pairs.listed_elsewhere(place.text, place.quantity, strong):
        return place.text.full[slice(*place.sentence)]
    return None


def _phrase(place: Place, quantity: Quantity) -> Span | None:
    """From a number to the words that say its direction, but not over another number."""
    words = place.reading.words
    if words is None:
        return None
    start, end = min(quantity.start, words[0]), max(quantity.end, words[1])
    between = [q.end for q in place.text.quantities((start, quantity.start)) if q.end <= quantity.start]
    return max([start, *between]), end


def _bound(place: Place) -> Finding | None:
    if place.quantity is None:
        return None
    claim, quantity = place.claim, place.quantity
    if place.second is not None:
        ratios = bound_of_ratio(quantity, place.second)
        return None if claim.bound == ratios else Finding("wrong_bound", f"expected {claim.bound}; it is {ratios}")
    found = numbers.bounds_of(place.text, quantity, place.sentence)
    if claim.bound in found:
        return None
    written = place.text.full[numbers.bound_from(quantity) : quantity.end]
    return Finding("wrong_bound", f"expected {claim.bound}; “{written}” says {quantity.bound}")


# --- names, setting and role -----------------------------------------------------------------------------------------


def _name(place: Place) -> Finding | None:
    for field, phrase in (("subject", place.claim.subject), ("baseline", place.claim.baseline)):
        if missing := missing_names(phrase, place.text):
            return Finding("wrong_name", f"the {field} names {', '.join(missing)}; the text does not")
        if _paired_elsewhere(place, phrase):
            return Finding("wrong_name", f"the sentence pairs this number with another {field} than {phrase}")
    return None


def _side(place: Place) -> Finding | None:
    if place.quantity is None:
        return None
    wrong = sides.wrong_side(place.text, place.claim, place.quantity)
    return Finding("wrong_name", wrong) if wrong else None


def _setting(place: Place) -> Finding | None:
    conditions = place.claim.conditions
    phrases = (place.claim.setting, conditions.dataset, conditions.hardware, conditions.model, conditions.other)
    for phrase in dict.fromkeys(phrases):
        if missing := missing_names(phrase, place.text):
            return Finding("wrong_setting", f"the setting names {', '.join(missing)}; the text does not")
        if _paired_elsewhere(place, phrase):
            return Finding("wrong_setting", f"the sentence pairs this number with another setting than {phrase}")
    return None


def _paired_elsewhere(place: Place, phrase: str | None) -> bool:
    if not phrase or place.quantity is None:
        return False
    return pairs.paired_elsewhere(place.text, place.quantity, name_pattern(phrase))


def _role(place: Place) -> Finding | None:
    if place.claim.role != "contribution":
        return None
    span = (place.quantity.start, place.quantity.end) if place.quantity else place.span
    if role_at(place.text, span) == "background":
        return Finding("wrong_role", "the sentence speaks of others' work or of the problem, not of the paper's own")
    if place.claim.kind == "asymptotic" and is_source(place.text, span):
        return Finding("wrong_role", "the growth is the one that is left behind, not the paper's own")
    if place.mood is not None:
        return Finding("wrong_role", f"the sentence only supposes the number: “{place.mood.words}”")
    if is_others(place.text, span, place.claim.subject):
        return Finding("wrong_role", f"the number is given for {place.claim.subject}, which is not the paper's own")
    return None
