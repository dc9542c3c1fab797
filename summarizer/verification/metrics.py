"""Metrics: whether the words around a number name what a claim says it is a number of."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from summarizer.folding import folded, verbatim
from summarizer.quantities import Quantity, base_unit
from summarizer.records import Claim, Metric, Phase
from summarizer.sentences import Span
from summarizer.verification import bounds, directions, numbers, pairs
from summarizer.verification.changes import changes_in
from summarizer.verification.clauses import CUTS, JOINS, OUTDOES, amount_beside, told_in
from summarizer.verification.nouns import nouns_in
from summarizer.verification.places import Finding, Place
from summarizer.verification.resources import (
    IMPLIED,
    ONLY,
    PEOPLE,
    PHASES,
    RESOURCES,
    STRONG,
    UNIT_METRICS,
    UNIT_NAMES,
)
from summarizer.verification.words import Word, words_in

_RESOURCES = {metric: re.compile(words) for metric, words in RESOURCES.items()}
_IMPLIED = [(metric, phase, re.compile(words)) for metric, phase, words in IMPLIED]
_ONLY_WORDS = frozenset(("memory", "ram", "vram", "file", "disk"))
_ONLY = [(re.compile(words), metrics) for words, metrics in ONLY]
_STRONG: dict[Metric, re.Pattern[str]] = {metric: re.compile(words) for metric, words in STRONG.items()}
_COUNTED: tuple[Metric, ...] = ("capacity", "cost", "compute", "data", "throughput")
_TIMES = ("ns", "µs", "ms", "s", "min", "h", "days", "weeks", "months")
_SIZES = ("M", "B", "T")
_LASTS = re.compile(r"\bbatter(?:y(?!-(?!life))|ies)\b|\blifetime\b")
_LONG = frozenset(("min", "h", "days", "weeks", "months"))
_OF_TRAINING = ("training_time", "training_cost")
_EFFICIENCY = re.compile(r"(?<!sample.)(?<!data.)\befficien(?:t|cy|cies)\b")
_PREDICATE = re.compile(r"[^,;:.]*\b(?:is|are|was|were|gets|becomes)\s[^,;:.]{0,20}$")
_IS = re.compile(r"\b(?:is|are|was|were|gets|becomes)\s")
_IS_REACH = 30  # where `_PREDICATE` has its verb; it is slow, and most numbers have none there
_OF_DATA = re.compile(r"[\s-](?:\w+[\s-])?(?:of|worth|speech|audio|video|data|recordings?|training|labell?ed)\b")
_INTRANSITIVE = re.compile(
    r"(?:fall|fell|drop|shr[iau]nk|decreas|declin|ris|rose|gr[eo]w|increas|go|went|improv|double|triple|halve)\w*"
    r"(?:\s(?:up|down|by|to|from|only|about|roughly|some|an?|over|factor|of|more|than|almost|nearly|least|most|at|around))*"
    r"\s[$~(]?"
)
_MOVED = re.compile(rf"\b{_INTRANSITIVE.pattern}$")
_SUBJECT = re.compile(r"[^,;:.()]*$")
_JOINED = re.compile(r"\s*(?:,|and|as well as|,\sand)\s(?:the\s|its\s|both\s)?[\w\s-]{1,40}")
_AND = re.compile(r"\s(?:and|as well as)\s(?:the\s|its\s)?(?:[\w-]+\s){0,2}$")
_AND_ALSO = re.compile(r"\s(?:[\w-]+\s){0,2}?(?:and|as well as)\s(?P<also>(?:[\w-]+\s){0,3}?[\w-]+)\sby\b")
_TWOFOLD = re.compile(r"\s*and\s[a-z]+er\b(?=\s(?:than|in|on|at)\b|[.,;])")
_OF_REACH = 30
_APART = re.compile(r"[,;:.(]\s|\b(?:with|at|and|while|but|for|on)\b")
_MACHINE_WITH = re.compile(
    r"\b(?:cards?|[gct]pus?|devices?|machines?|phones?|laptops?|servers?|boards?)\swith\s(?:[a-z-]+\s){0,2}[$~]?$"
)
_BYTES = ("B", "bytes")
_PHASES = {phase: re.compile(words) if words else None for phase, words in PHASES.items()}
_COMPRESSING = re.compile(
    r"compress|prun|quanti[sz]|distil|search|calibrat|merg|speed|fast|slow|quick|sooner|\btimes?\b|hours?\b|days?\b"
)
_OPEN = re.compile(r"\boverheads?\b|\befficien|\bresourc|\bconsumption\b")
_PEOPLE = re.compile(PEOPLE)
_TRAINED = re.compile(r"train|tun(?:e|ing)|learn|converge|optimi[sz]|epoch")
_TRAINING = re.compile(
    r"(?<!post-)(?<!post )\b(?:(?:pre-?)?training|fine-?tuning)\b(?![-\s](?:free|data|sets?|samples?|images|steps"
    r"|tokens))"
    r"|\b(?:pre-?|fine-?)?(?:trains|tunes)\b"
)
_RUN = re.compile(r"infer|decod|generat|test|predict|run|serv|answer|sampl|deploy|latenc|forward|prefill|free")
_RUNNING = re.compile(r"\b(?:inference|decoding|serving|prefill(?:ing)?)\b")
_OF_PHASE = {"inference": (_RUN, _TRAINING), "training": (_TRAINED, _RUNNING)}
"""Words that tell of a phase, and those that tell of the other one for certain."""
_PERFORMANCE: frozenset[Metric] = frozenset({"latency", "throughput", "training_time", "model_size", "energy"})
"""What "outperforms Alder by 3x" can be of, where only another sentence says so."""
_EFFICIENT: frozenset[Metric] = frozenset(
    {"latency", "throughput", "compute", "memory", "energy", "training_time", "training_cost", "data", "cost"}
)


def check(place: Place) -> Finding | None:
    """Say what is wrong with a claim's metric: no word for it, or words for another; None where nothing is."""
    claim = place.claim
    if claim.metric is None:
        return Finding("wrong_metric", "a claim needs a metric; none is said")
    if not _names_resource(place, claim.metric):
        return Finding("wrong_metric", f"expected a word for {claim.metric}; the sentence has none")
    sentence = place.text.full[slice(*place.sentence)]
    if claim.resource and not _has(sentence, claim.resource):
        return Finding("wrong_metric", f"expected “{claim.resource}” in the sentence; it is not there")
    if other := _other_resource(place, claim.metric):
        return Finding("wrong_metric", f"expected {claim.metric}; the number stands with “{other}”")
    if claim.metric == "latency" and claim.phase in ("training", "compression") and claim.value is not None:
        return Finding("wrong_metric", f"expected training_time; a time of {claim.phase} is no latency")
    if phase := _other_phase(place):
        return Finding("wrong_metric", f"expected {claim.phase}; the number is told of {phase}")
    if quality := _quality(place):
        return Finding("wrong_metric", f"expected a cost; the number reports quality: “{quality}”")
    return None


def _other_phase(place: Place) -> str | None:
    """The word of another phase than the claim's in the clause of a number, where none is of its own."""
    if place.quantity is None or place.claim.phase not in _OF_PHASE:
        return None
    text, start = place.text.lower, place.quantity.begin
    former = [q.end for q in place.text.quantities((place.sentence[0], start))]
    joined = text.rfind(" and ", former[-1], start) if former else -1
    begins = [m.end() for m in CUTS.finditer(text, place.sentence[0], start)]
    begin = max([place.sentence[0], *former, joined, *begins])
    clause = begin, directions.phrase_after(place.text, place.quantity)[1]
    own, other = _OF_PHASE[place.claim.phase]
    named = other.search(text, *clause)
    return named.group() if named and not own.search(text, *clause) else None


def _has(sentence: str, words: str) -> bool:
    return bool(verbatim(words, sentence)) or folded(words) in folded(sentence)


_GRADES = re.compile(
    r"\b(?:accura(?:te|cy|cies)|scores?|f1|bleu|rouge|m?iou|map@\d+|auc|auroc|fid|psnr|ssim|perplexity|wer|recall"
    r"|precision|dice|error rates?|win rates?|pass@\d+|top-[15])\b"
)


def _quality(place: Place) -> str | None:
    """The word of quality that a comparing number stands with: "8% higher score", "4% more accurate", "2 points"."""
    quantity, full = place.quantity, place.text.lower
    if quantity is None or place.claim.kind not in ("relative", "absolute") or place.second is not None:
        return None
    if quantity.family == "points":
        return quantity.text
    if quantity.family not in ("percent", "factor"):
        return None
    phrase = directions.phrase_after(place.text, quantity)
    graded = _GRADES.search(full, *phrase)
    if graded is None:
        return None
    named = (
        words.search(full, phrase[0], graded.start()) for metric, words in _RESOURCES.items() if metric != "capacity"
    )
    return None if any(named) else graded.group()


def _names_resource(place: Place, metric: Metric) -> bool:
    if metric in _OF_TRAINING and place.claim.phase == "inference":
        return False
    if metric == "complexity" and place.claim.kind == "asymptotic":
        return True  # the expression itself is the word
    full, sentence, own = place.text.lower, place.sentence, _RESOURCES[metric]
    in_unit = place.claim.kind == "absolute" or place.second is not None
    if in_unit and place.quantity and _unit_names(place.quantity, place.claim, metric):
        return True
    if metric == "parameters" and _are_sizes(place):
        return True
    if place.text.once((metric, sentence), lambda: bool(own.search(full, *sentence))):
        return True
    implied = [(phase, words) for one, phase, words in _IMPLIED if one == metric and phase in (None, place.claim.phase)]
    if said := [phase for phase, words in implied if words.search(full, *sentence)]:
        phased = place.claim.phase if place.claim.phase in said else None
        return _speaks_of(place, phased) if phased else bool(own.search(full))
    near = _own_words(place)
    silent = not words_in(place.text, near)
    if silent and metric in _EFFICIENT and _EFFICIENCY.search(full, *near):
        return True  # of whatever it is
    outdoes = OUTDOES.match(full, _phrase(place, place.quantity)[0]) if place.quantity else None
    where = (0, len(full)) if outdoes and metric in _PERFORMANCE else place.text.around(sentence)
    return silent and bool(own.search(full, *where))  # "Both fall by 3x.", "It outperforms Alder by 3x."


def _speaks_of(place: Place, phase: Phase) -> bool:
    """Whether a text speaks of a phase at all; of compressing a model, the claim's own sentence has to."""
    words, text = _PHASES[phase], place.text.lower
    where = place.sentence if phase == "compression" else (0, len(text))
    return words is None or words.search(text, *where) is not None


def _are_sizes(place: Place) -> bool:
    """Whether two amounts are bare millions or billions, as models are told by: "an 8B model ... the 70B one"."""
    both = (place.quantity, place.second)
    return all(q is not None and q.unit in _SIZES and q.text[-1:] == q.unit for q in both)


def _unit_names(quantity: Quantity, claim: Claim, metric: Metric) -> bool:
    """Whether an amount's unit says by itself what it is an amount of; one that is not known can be of anything."""
    unit = _plain_unit(quantity, claim)
    metrics = _metrics_of(unit)
    timed = metrics is not None and "latency" in metrics and metric == "training_time"
    return (
        metric in (_named_by(unit) or ())
        or (timed and claim.phase in ("training", "compression"))
        or (metrics is None and claim.kind == "absolute" and metric in _COUNTED)
    )


def _plain_unit(quantity: Quantity, claim: Claim) -> str:
    """A quantity's unit without its prefix; the claim's where the text's is a bare number; "TOPS" are a rate."""
    if quantity.text.endswith("OPS"):
        return "FLOPS" if quantity.text.endswith("FLOPS") else "OPS"
    unit = base_unit(1.0, quantity.unit or "")[1]
    return unit or base_unit(1.0, numbers.symbol_of(claim.unit or ""))[1]


def _own_words(place: Place) -> Span:
    """The evidence, or, where a number is said to outperform something, only what stands with the number."""
    if place.quantity is None:
        return place.span
    start, end = _phrase(place, place.quantity)
    if OUTDOES.match(place.text.lower, start):
        return place.quantity.begin, end
    return min(start, place.span[0]), max(end, place.span[1])


@lru_cache(maxsize=512)
def _metrics_of(unit: str) -> frozenset[Metric] | None:
    """What an amount in a unit can be an amount of; None where it can be any."""
    return next((metrics for form, metrics in UNIT_METRICS if re.fullmatch(form, unit)), None)


@lru_cache(maxsize=512)
def _named_by(unit: str) -> frozenset[Metric] | None:
    """What a unit names by itself."""
    return next((metrics for form, metrics in UNIT_NAMES if re.fullmatch(form, unit)), None)


def _other_resource(place: Place, metric: Metric) -> str | None:
    """The word beside a number, or paired with it, that names another metric than the claim's."""
    if place.quantity is None:
        return None
    if not _ONLY_WORDS.isdisjoint(place.text.words(place.sentence)) and (only := _only_another(place, metric)):
        return only
    if place.claim.kind == "absolute" or place.second is not None:
        if machine := _of_machine(place):
            return machine
        unit = _plain_unit(place.quantity, place.claim)
        metrics = _metrics_of(unit)
        fits = metrics is None or metric in metrics or _lasts(place, metric)
        if not fits or (metrics and metric in ("data", "capacity") and _is_a_time(place)):
            return place.text.full[place.quantity.start : (place.second or place.quantity).end]
        if place.second is None:
            return _amount_of_another(place, metric, unit)
    phrase = _phrase(place, place.quantity)
    if other := _told_of_another(place, metric, phrase):
        return other
    strong = _RESOURCES[metric] if directions.is_headed(place.text, place.quantity) else _STRONG.get(metric)
    listed = pairs.listed_elsewhere(place.text, place.quantity, strong) if strong else []
    return next((place.text.full[slice(*item)].strip() for item in listed if nouns_in(place.text, item)), None)


def _amount_of_another(place: Place, metric: Metric, unit: str) -> str | None:
    """The words with an amount that name what is not the claim's metric, where its unit leaves that open."""
    quantity, metrics = place.quantity, _metrics_of(unit)
    timed = unit in _TIMES
    if quantity is None or metric in (_named_by(unit) or ()) or (timed and metric in ("latency", "training_time")):
        return None
    if _lasts(place, metric) or _is_of_people(place, metric):
        return None
    phrase = quantity.begin, directions.phrase_after(place.text, quantity)[1]
    found = words_in(place.text, (quantity.end, phrase[1]))
    if not found and (metrics is None or timed):
        behind = islice(told_in(place.text, quantity, phrase, paired=True), 1, None)
        found = words_in(place.text, next(behind, phrase))
    found = [word for word in found if word.metrics.isdisjoint(_named_by(unit) or ())]  # those are the unit itself
    if any(metric in word.metrics for word in found):
        return None
    counted = metrics is not None or metric in _COUNTED or not quantity.text[-1:].isdecimal()
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


def _lasts(place: Place, metric: Metric) -> bool:
    """Whether a time is one that a battery lasts: a way of telling energy, as no size or price is."""
    both = (q for q in (place.quantity, place.second) if q is not None)
    timed = metric == "energy" and any(q.unit in _LONG for q in both)
    return timed and _LASTS.search(place.text.lower, *place.sentence) is not None


def _is_of_people(place: Place, metric: Metric) -> bool:
    """Whether what people spend is told: their time is a cost."""
    return metric == "cost" and _PEOPLE.search(place.text.lower, *place.sentence) is not None


def _only_another(place: Place, metric: Metric) -> str | None:
    """The words with a number that leave open nothing but what the claim does not say."""
    if place.quantity is None:
        return None
    start, end = _phrase(place, place.quantity)
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
    text, own = place.text.lower, _RESOURCES[metric]
    before, behind = _AND.search(text, start, words.start()), _AND_ALSO.match(text, words.end(), place.sentence[1])
    return (before is not None and own.search(text, start, before.start()) is not None) or (
        behind is not None and own.search(text, *behind.span("also")) is not None
    )


def _is_a_time(place: Place) -> bool:
    """Whether an amount in hours is no amount of recordings: "hours of speech" are data, "in 4 hours" is not."""
    ends = [q.end for q in (place.quantity, place.second) if q is not None]
    timed = place.quantity is not None and _plain_unit(place.quantity, place.claim) in _TIMES
    return timed and not any(_OF_DATA.match(place.text.lower, end) for end in ends)


def _told_of_another(place: Place, metric: Metric, phrase: Span) -> str | None:
    """The first word of those that a number stands with, where none of them can be a word for the claim's metric."""
    text = place.text.lower
    if place.quantity is None or _lasts(place, metric) or _is_of_people(place, metric):
        return None
    if place.second is not None and _unit_names(place.quantity, place.claim, metric):
        return None
    own = _own_phrase(place, place.quantity, phrase)
    if place.claim.phase == "compression" and metric in _OF_TRAINING and _COMPRESSING.search(text, *own):
        return None
    found: list[Word] = []
    for span in told_in(place.text, place.quantity, own, paired=place.second is not None):
        found = words_in(place.text, span)
        if _OPEN.search(text, *span) and (metric == "cost" or not found):
            return None
        if found:
            break
    else:
        return _amount_beside(place, place.quantity, own)
    if any(metric in word.metrics for word in found):
        return None
    also = any(metric in word.metrics for word in words_in(place.text, _also(place, phrase)))
    return None if also else found[0].text


def _own_phrase(place: Place, quantity: Quantity, phrase: Span) -> Span:
    """A number's phrase with what stands behind the list it is in, but without what it is said to outperform."""
    begin = quantity.begin if OUTDOES.match(place.text.lower, phrase[0]) else phrase[0]
    run = bounds.number_list(place.text, quantity, place.sentence) or [quantity]
    return begin, max(phrase[1], directions.phrase_after(place.text, run[-1])[1])


def _amount_beside(place: Place, quantity: Quantity, phrase: Span) -> str | None:
    """The amount of something else that a bare number is told beside: the "9 kWh" of "9 kWh, 4x less than Alder"."""
    amount = amount_beside(place.text, quantity, phrase) if place.second is None else None
    unit = _plain_unit(amount, place.claim) if amount else ""
    named = _named_by(unit)
    if amount is None or named is None:
        return None
    return None if place.claim.metric in named | (_metrics_of(unit) or frozenset()) else amount.text


def _also(place: Place, phrase: Span) -> Span:
    """What a number is told of besides: the "and memory" of "halves the training time | and memory"."""
    joined = _JOINED.match(place.text.lower, phrase[1], place.sentence[1])
    if joined is None or place.text.quantities((phrase[1], joined.end() + 30)):
        return phrase[1], phrase[1]
    twofold = _TWOFOLD.match(place.text.lower, phrase[1])  # "faster | and smaller than Alder"
    if twofold or any(changes_in(place.text, joined.span())):  # "and decreases memory" tells of another change
        return twofold.span() if twofold else (phrase[1], phrase[1])
    return joined.span()


def _subject_before(place: Place, begin: int, verb: int) -> int:
    """Where the words begin that a verb has before it in its clause; the verb itself where it has none."""
    subject = _SUBJECT.search(place.text.lower, begin, verb)
    return subject.start() if subject else verb


def _phrase(place: Place, quantity: Quantity) -> Span:
    """A number, what belongs to it behind it and the words that say its direction, but not over another number."""
    words = place.reading.words or (quantity.start, quantity.end)
    start = min(quantity.start, words[0])
    begin = max(place.sentence[0], start - 60)
    if _IS.search(place.text.lower, max(begin, start - _IS_REACH), start) and (
        subject := _PREDICATE.search(place.text.lower, begin, start)
    ):
        start = subject.start()
    elif _INTRANSITIVE.fullmatch(place.text.lower, start, quantity.start) and (
        subject := _SUBJECT.search(place.text.lower, begin, start)
    ):
        listed = len(bounds.number_list(place.text, quantity, place.sentence)) > 1
        start = start if listed else subject.start()  # "memory | falls by 3x"
    elif place.second is not None and (moved := _MOVED.search(place.text.lower, begin, start)):
        start = _subject_before(place, begin, moved.start())  # "memory | falls from 4 GB to"
    end = max(quantity.end, words[1], directions.phrase_after(place.text, quantity)[1])
    numbers = place.text.quantities((start, quantity.start))
    former = [q.end for q in numbers if q.end <= quantity.start and q.family != "growth"]
    if former:  # "40% of the weights and | 30% of the energy"
        joins = [m.end() for m in JOINS.finditer(place.text.lower, former[-1], quantity.begin)]
        start = max([former[-1], *joins])
    return start, end
