"""Results: each check of a quality number against its place in the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from summarizer.folding import folded
from summarizer.quantities import Quantity
from summarizer.records import METRICS, Result
from summarizer.sentences import Span
from summarizer.verification import directions, numbers, pairs
from summarizer.verification.names import missing_names, name_like
from summarizer.verification.places import Finding, furthest
from summarizer.verification.rivals import is_others
from summarizer.verification.roles import role_at
from summarizer.verification.texts import Text

_POINTS = frozenset(("points", "point", "pp", "p.p.", "percentage points", "percentage point", "% points"))
_ERRORS = re.compile(
    r"error|loss|perplexity|\bppl\b|\b\w?er\b|\bfid\b|\bf?ma[pe]?e\b|\br?mse\b|distance|divergence|eer|hallucinat|violation|regret|toxic",
    re.I,
)
_WORD = re.compile(r"[^\W_]{2,}")
_FILLER = frozenset(
    (
        "score",
        "scores",
        "rate",
        "value",
        "the",
        "of",
        "on",
        "average",
        "mean",
        "overall",
        "relative",
        "absolute",
        "test",
    )
)


@dataclass(frozen=True)
class Place:
    """One result at one place of its evidence, held against one number."""

    text: Text
    result: Result
    span: Span
    quantity: Quantity

    @property
    def sentence(self) -> Span:
        """The sentence of the evidence."""
        return self.text.sentence(self.span)


def check(result: Result, text: Text, span: Span) -> Finding:
    """Hold a result against one place of its evidence; where several numbers could be meant, the best fit counts."""
    value = result.value
    if value is None:
        return Finding("wrong_number", "a result needs a number; none is said")
    quantities = text.quantities(span)
    fitting = [q for q in quantities if any(numbers.same_value(abs(value), q, abs(v)) for v in _ends(q))]
    if not fitting:
        found = ", ".join(q.text for q in quantities) or "no number"
        return Finding("wrong_number", f"expected {value:g}; the evidence has {found}")
    return furthest(_first_wrong(Place(text, result, span, q)) for q in fitting)


def _ends(quantity: Quantity) -> tuple[float, ...]:
    return tuple(v for v in (quantity.value, quantity.value_max) if v is not None)


def _first_wrong(place: Place) -> Finding:
    checks: tuple[Callable[[Place], Finding | None], ...] = (_unit, _sign, _metric, _name, _dataset, _role)
    found = next((finding for one in checks if (finding := one(place))), None)
    return found or Finding("verified", "")


def _unit(place: Place) -> Finding | None:
    said, quantity = place.result.unit, place.quantity
    if not said or quantity.family == "growth":
        return None
    wanted = "points" if folded(said) in _POINTS else folded(said)
    wanted = {"percent": "%", "per cent": "%", "times": "x", "fold": "x"}.get(wanted, wanted)
    have = folded(quantity.unit or "")
    behind = folded(place.text.full[quantity.start : quantity.end + 24])
    if wanted == have or (wanted not in ("%", "x", "points") and have not in ("%", "x", "points") and wanted in behind):
        return None
    return Finding("wrong_unit", f"expected {place.result.value:g} {said}; the evidence has {quantity.text}")


def _sign(place: Place) -> Finding | None:
    value, written = place.result.value or 0.0, place.quantity.value or 0.0
    if not place.result.is_delta:
        wrong = (value < 0) != (written < 0)
        return (
            Finding("wrong_direction", f"expected {value:g}; the evidence has {place.quantity.text}") if wrong else None
        )
    change = directions.governing(place.text, place.quantity)
    if written < 0 or change is None:
        wrong = (value < 0) != (written < 0)
    else:
        down = change.effect in ("down", "worse")
        either = bool(_ERRORS.search(f"{place.result.metric} {place.text.full[slice(*place.span)]}"))
        wrong = (value < 0) != down and not either
    if not wrong:
        return None
    word = place.text.full[change.start : change.end] if change else place.quantity.text
    return Finding("wrong_direction", f"expected {'a drop' if value < 0 else 'a gain'}; the text says “{word}”")


def _metric(place: Place) -> Finding | None:
    metric = place.result.metric
    if not metric:
        return Finding("wrong_metric", "a result needs a metric; none is said")
    if metric in METRICS:
        return Finding("wrong_metric", f"expected a measure of quality; “{metric}” is a cost")
    words = [w for w in _WORD.findall(folded(metric)) if w not in _FILLER] or _WORD.findall(folded(metric))
    stems = [_stem(word) for word in words]
    lower = place.text.lower
    if stems and not any(stem in lower for stem in stems) and not any(stem in place.text.folded.text for stem in stems):
        return Finding("wrong_metric", f"expected “{metric}”; the text does not have it")
    if other := _other_measure(place, words):
        return Finding("wrong_metric", f"expected “{metric}”; the number stands with “{other}”")
    return None


def _stem(word: str) -> str:
    return word[: max(4, len(word) - 3)]  # "accuracy" and "accurate" are one


def _other_measure(place: Place, words: list[str]) -> str | None:
    """An acronym right behind the number that is no part of what the result says: the "mIoU" of "83.5% mIoU"."""
    phrase = place.text.full[slice(*directions.phrase_after(place.text, place.quantity))]
    plain = folded(phrase)
    if any(_stem(word) in plain for word in words):
        return None
    result = place.result
    known = folded(
        " ".join(filter(None, (result.metric, result.dataset, result.subject, result.baseline, result.unit)))
    )
    names = [
        n for n in name_like(phrase.strip().split(" ")[0]) if sum(c.isupper() for c in n) > 1 and folded(n) not in known
    ]
    return names[0] if names else None


def _name(place: Place) -> Finding | None:
    for field, phrase in (("subject", place.result.subject), ("baseline", place.result.baseline)):
        if missing := missing_names(phrase, place.text):
            return Finding("wrong_name", f"the {field} names {', '.join(missing)}; the text does not")
        if phrase and pairs.paired_elsewhere(place.text, place.quantity, phrase):
            return Finding("wrong_name", f"the sentence pairs this number with another {field} than {phrase}")
    return None


def _dataset(place: Place) -> Finding | None:
    dataset = place.result.dataset
    if missing := missing_names(dataset, place.text):
        return Finding("wrong_setting", f"the data set names {', '.join(missing)}; the text does not")
    if dataset and pairs.paired_elsewhere(place.text, place.quantity, dataset):
        return Finding("wrong_setting", f"the sentence pairs this number with another data set than {dataset}")
    return None


def _role(place: Place) -> Finding | None:
    if place.result.role != "contribution":
        return None
    span = (place.quantity.start, place.quantity.end)
    if role_at(place.text, span) == "background":
        return Finding("wrong_role", "the sentence speaks of others' work or of the problem, not of the paper's own")
    if is_others(place.text, span, place.result.subject):
        return Finding("wrong_role", f"the number is given for {place.result.subject}, which is not the paper's own")
    return None
