"""Mismatches: the words with a number that name another metric than a claim's."""

from __future__ import annotations

import re
from itertools import islice

from summarizer.quantities import Quantity
from summarizer.records import Metric
from summarizer.sentences import Span
from summarizer.verification import governors, numbers, pairs
from summarizer.verification.clauses import amount_beside, told_in
from summarizer.verification.nouns import nouns_in
from summarizer.verification.phrases import also_told, counted, own_phrase, phrase_of
from summarizer.verification.places import Place
from summarizer.verification.resources import ONLY, PEOPLE, RESOURCES, STRONG
from summarizer.verification.units import COUNTED, TIMES, is_a_time, lasts, metrics_of, named_by, plain_unit, unit_names
from summarizer.verification.words import Word, words_in

FORMS = {metric: re.compile(words) for metric, words in RESOURCES.items()}
"""The words of each metric, as patterns."""
_ONLY_WORDS = frozenset(("memory", "ram", "vram", "file", "disk"))
_ONLY = [(re.compile(words), metrics) for words, metrics in ONLY]
PLAIN: dict[Metric, re.Pattern[str]] = {metric: re.compile(words) for metric, words in STRONG.items()}
"""The words that name one metric and hardly ever another, as patterns."""
_FOR = re.compile(r"[\s$})\\%]*\s(?:or more\s)?for\s(?:[\w-]+\s)?")
_SIZED = re.compile(r"smaller|larger|bigger|lighter")
_BRACKETED = re.compile(r"(?P<noun>[\w-]+(?:\s(?!and\b)[\w-]+)?)\s\([$~]?$")
_AND = re.compile(r"\s(?:and|as well as)\s(?:the\s|its\s)?(?:[\w-]+\s){0,2}$")
_AND_ALSO = re.compile(r"\s(?:[\w-]+\s){0,2}?(?:and|as well as)\s(?P<also>(?:[\w-]+\s){0,3}?[\w-]+)\sby\b")
_OF_REACH = 30
_APART = re.compile(r"[,;:.(]\s|\b(?:with|at|and|while|but|for|on)\b")
_MACHINE_WITH = re.compile(
    r"\b(?:cards?|[gct]pus?|devices?|machines?|phones?|laptops?|servers?|boards?)\swith\s(?:[a-z-]+\s){0,2}[$~]?$"
)
_BYTES = ("B", "bytes")
COMPRESSING = re.compile(
    r"compress(?!ion (?:ratio|rate|factor)s?\b)|prun"
    r"|quanti[sz]|distil|search|calibrat|merg|speed|fast|slow|quick|sooner|\btimes?\b|hours?\b|days?\b"
)
_OPEN = re.compile(r"\boverheads?\b|\befficien|\bresourc|\bconsumption\b")
_PEOPLE = re.compile(PEOPLE)
COUNTABLE: tuple[Metric, ...] = ("capacity", "compute", "cost", "data", "model_size", "parameters")
"""What fewer of something that no metric has a word for can be less of."""
OF_TRAINING = ("training_time", "training_cost")


def other_resource(place: Place, metric: Metric) -> str | None:
    """The word beside a number, or paired with it, that names another metric than the claim's."""
    if place.quantity is None:
        return None
    if not _ONLY_WORDS.isdisjoint(place.text.words(place.sentence)) and (only := _only_another(place, metric)):
        return only
    if place.claim.kind == "absolute" or place.second is not None:
        if machine := _of_machine(place):
            return machine
        unit = plain_unit(place.quantity, place.claim)
        metrics = metrics_of(unit)
        fits = metrics is None or metric in metrics or lasts(place, metric)
        if not fits or (metrics and metric in ("data", "capacity") and is_a_time(place)):
            return place.text.full[place.quantity.start : (place.second or place.quantity).end]
        if place.second is None:
            return _amount_of_another(place, metric, unit)
        if metric == "data" and unit in TIMES:
            return None  # hours of what is learnt from
    phrase = phrase_of(place, place.quantity)
    if pairs.listed_with(place.text, place.quantity, FORMS[metric]):
        return None
    if other := _told_of_another(place, metric, phrase):
        return other
    strong = FORMS[metric] if governors.is_headed(place.text, place.quantity) else PLAIN.get(metric)
    listed = pairs.listed_elsewhere(place.text, place.quantity, strong) if strong else []
    return next((place.text.full[slice(*item)].strip() for item in listed if nouns_in(place.text, item)), None)


def _amount_of_another(place: Place, metric: Metric, unit: str) -> str | None:
    """The words with an amount that name what is not the claim's metric, where its unit leaves that open."""
    quantity, metrics = place.quantity, metrics_of(unit)
    timed = unit in TIMES
    if quantity is None or metric in (named_by(unit) or ()) or (timed and metric in ("latency", "training_time")):
        return None
    if lasts(place, metric) or _is_of_people(place, metric) or (metric == "capacity" and metrics is None):
        return None
    phrase = quantity.begin, governors.phrase_after(place.text, quantity)[1]
    found = words_in(place.text, (quantity.end, phrase[1]))
    if not found and (metrics is None or timed):
        behind = islice(told_in(place.text, quantity, phrase, paired=True), 1, None)
        found = words_in(place.text, next(behind, phrase))
    found = [word for word in found if word.metrics.isdisjoint(named_by(unit) or ())]  # those are the unit itself
    if any(metric in word.metrics for word in found):
        return None
    counted = metrics is not None or metric in COUNTED or not quantity.text[-1:].isdecimal()
    if (timed and metric == "cost") or not counted:
        return quantity.text
    return found[0].text if found else None


def _of_machine(place: Place) -> str | None:
    """The machine that an amount of memory belongs to, where another is what is needed: "10 GB on cards with 24 GB"."""
    quantity = place.quantity
    if quantity is None or place.second is not None or numbers.base_of(quantity) not in _BYTES:
        return None
    begin = max(place.sentence[0], quantity.begin - _OF_REACH)
    machine = _MACHINE_WITH.search(place.text.lower, begin, quantity.begin)
    others = (q for q in place.text.quantities(place.sentence) if q.start != quantity.start)
    return machine.group() if machine and any(numbers.base_of(q) in _BYTES for q in others) else None


def _is_of_people(place: Place, metric: Metric) -> bool:
    """Whether what people spend is told: their time is a cost."""
    return metric == "cost" and _PEOPLE.search(place.text.lower, *place.sentence) is not None


def _only_another(place: Place, metric: Metric) -> str | None:
    """The words with a number that leave open nothing but what the claim does not say."""
    if place.quantity is None:
        return None
    start, end = phrase_of(place, place.quantity)
    if place.claim.kind == "absolute":  # "600 MB of | main memory"
        following = place.text.quantities((place.quantity.end, place.sentence[1]))
        limit = min([place.sentence[1], max(end, place.quantity.end + _OF_REACH), *(q.begin for q in following)])
        apart = _APART.search(place.text.lower, place.quantity.end, limit)
        end = max(end, apart.start() if apart else limit)
    named = ((words.search(place.text.lower, start, end), metrics) for words, metrics in _ONLY)
    wrong = (match for match, metrics in named if match and metric not in metrics)
    return next(
        (m.group() for m in wrong if not _is_of_another(place, m) and not _joins(place, metric, m, start)), None
    )


def _is_of_another(place: Place, words: re.Match[str]) -> bool:
    """Whether the words say what another number is of: the "VRAM" of "48 GB VRAM each"."""
    near = place.text.quantities((max(place.sentence[0], words.start() - _OF_REACH), words.start()))
    return any(q != place.quantity and words.start() - q.end <= 1 for q in near)


def _joins(place: Place, metric: Metric, words: re.Match[str], start: int) -> bool:
    """Whether a number is of two things at once, the claim's metric and another: "training time and peak memory"."""
    text, own = place.text.lower, FORMS[metric]
    before, behind = _AND.search(text, start, words.start()), _AND_ALSO.match(text, words.end(), place.sentence[1])
    return (before is not None and own.search(text, start, before.start()) is not None) or (
        behind is not None and own.search(text, *behind.span("also")) is not None
    )


def _told_of_another(place: Place, metric: Metric, phrase: Span) -> str | None:
    """The first word of those that a number stands with, where none of them can be a word for the claim's metric."""
    text = place.text.lower
    if place.quantity is None or lasts(place, metric) or _is_of_people(place, metric):
        return None
    if place.second is not None and unit_names(place.quantity, place.claim, metric):
        return None
    own = own_phrase(place, place.quantity, phrase)
    if place.claim.phase == "compression" and metric in OF_TRAINING and COMPRESSING.search(text, *own):
        return None
    found: list[Word] = []
    for span in told_in(place.text, place.quantity, own, paired=place.second is not None):
        found = words_in(place.text, span)
        if not found and span == own and metric in COUNTABLE and counted(place):
            return None
        if _OPEN.search(text, *span) and (metric == "cost" or not found):
            return None
        if found:
            break
        if span != own and FORMS[metric].search(text, *span):
            return None
    else:
        return _amount_beside(place, place.quantity, own)
    if any(metric in word.metrics for word in found):
        return None
    beside = also_told(place, phrase)
    if all(_SIZED.fullmatch(word.text) for word in found):
        beside = _before_bracket(place, place.quantity) or beside
    also = any(metric in word.metrics for word in words_in(place.text, beside))
    return None if also or _shares_head(place, metric, found[0]) else found[0].text


def _shares_head(place: Place, metric: Metric, found: Word) -> bool:
    """Whether a word only says in which case a number holds: "trains 3x faster for pruning, 2x for | layers"."""
    if place.quantity is None or not _FOR.fullmatch(place.text.lower, place.quantity.end, found.start):
        return False
    numbers = [q for q in place.text.quantities(place.sentence) if q.unit == place.quantity.unit]
    if len(numbers) < 2 or not all(_FOR.match(place.text.lower, q.end) for q in numbers):
        return False
    head = words_in(place.text, (max(place.sentence[0], numbers[0].begin - 80), numbers[0].begin))
    return bool(head) and metric in head[-1].metrics


def _before_bracket(place: Place, quantity: Quantity) -> Span | None:
    """What a number in brackets is told of: the "cost" of "and the | cost | (3x smaller)"."""
    before = _BRACKETED.search(place.text.lower, place.sentence[0], quantity.begin)
    return before.span("noun") if before else None


def _amount_beside(place: Place, quantity: Quantity, phrase: Span) -> str | None:
    """The amount of something else that a bare number is told beside: the "9 kWh" of "9 kWh, 4x less than Alder"."""
    amount = amount_beside(place.text, quantity, phrase) if place.second is None else None
    unit = plain_unit(amount, place.claim) if amount else ""
    named = named_by(unit)
    if amount is None or named is None:
        return None
    return None if place.claim.metric in named | (metrics_of(unit) or frozenset()) else amount.text
