"""Metrics: whether the words around a number name what a claim says it is a number of."""

from __future__ import annotations

import re

from summarizer.folding import folded, verbatim
from summarizer.records import Metric, Phase
from summarizer.sentences import Span
from summarizer.verification import governors
from summarizer.verification.bounds import number_list
from summarizer.verification.clauses import CUTS, OUTDOES
from summarizer.verification.mismatches import COMPRESSING, COUNTABLE, FORMS, OF_TRAINING, PLAIN, other_resource
from summarizer.verification.phrases import also_told, counted, own_words, phrase_of
from summarizer.verification.places import Finding, Place
from summarizer.verification.resources import IMPLIED, PHASES
from summarizer.verification.units import are_sizes, unit_names
from summarizer.verification.words import all_words, words_in

_IMPLIED = [(metric, phase, re.compile(words)) for metric, phase, words in IMPLIED]
_EFFICIENCY = re.compile(r"(?<!sample.)(?<!data.)\befficien(?:t|cy|cies)\b")
_PHASES = {phase: re.compile(words) if words else None for phase, words in PHASES.items()}
_TRAINED = re.compile(r"train|tun(?:e|ing)|learn|converge|optimi[sz]|epoch")
_TRAINING = re.compile(
    r"(?<!post-)(?<!post )\b(?:(?:pre-?)?training|fine-?tuning)\b(?![-\s](?:free|data|sets?|samples?|images|steps"
    r"|tokens|lengths?|contexts?|windows?|horizons?))"
    r"|\b(?:pre-?|fine-?)?(?:trains|tunes)\b"
)
_RUN = re.compile(r"infer|decod|generat|test|predict|run|serv|answer|sampl|deploy|latenc|forward|prefill|free")
_RUNNING = re.compile(r"\b(?:inference|decoding|serving|prefill(?:ing)?)\b")
_AND_DOES = re.compile(r"\band\s(?:\w+ly\s)?[a-z]{3,}(?:s|ing)\s(?!by\b|to\b|of\b|from\b|in\b|and\b)[a-z]")
"""What begins with a verb of its own: "reduces training time | and boosts rendering"."""
_OF_PHASE = {"inference": (_RUN, _TRAINING), "training": (_TRAINED, _RUNNING)}
"""Words that tell of a phase, and those that tell of the other one for certain."""
_PERFORMANCE: frozenset[Metric] = frozenset({"latency", "throughput", "training_time", "model_size", "energy"})
"""What "outperforms Alder by 3x" can be of, where only another sentence says so."""
_EFFICIENT: frozenset[Metric] = frozenset(
    {"latency", "throughput", "compute", "memory", "energy", "training_time", "training_cost", "data", "cost"}
)
_WORDED_EFFICIENT = _EFFICIENT - {"memory", "energy", "data"}
_HANDLED = re.compile(
    r"\b(?:long|length|sequen|context|batch|(?:time-?)?steps?\b|iteration|pass(?:es)?\b|layer|block|dep(?:th|er)"
    r"|resolution|user|request|concurren|horizon|token|window|evaluation|call|scal|numbers? of|larg|bigger|capacit"
    r"|range|rounds?\b|responses?\b|points\b|agents?\b|nodes\b|gpus?\b|devices?\b|minutes?\b|transfers\b)"
)
"""What is handled, or how many of what it takes: words without which a claim in words is none of capacity."""
_RUNS = re.compile(
    r"\breal-?\s?time\b|\bforward[\s-]pass performance\b|\b(?:inference|run-?time|testing) (?:efficiency|overheads?)\b"
)
_RUN_METRICS = ("latency", "throughput", "training_time", "complexity")
_JOINED_BEFORE = re.compile(r"[\w-]+\sand\s(?:the\s|its\s)?$")
_PLAINLY_NAMED: frozenset[Metric] = frozenset({"data", "memory", "energy", "training_time", "training_cost"})
"""The metrics whose words name hardly anything else, wherever they stand in a claim in words."""
_OPEN_WORDS: dict[Metric, re.Pattern[str]] = {
    "cost": re.compile(
        r"\boverheads?\b|efficien|\bresourc|\bconsumption\b|expens|\bcostly|-consuming|\bcheap|afford|\beconomic"
    ),
    "capacity": re.compile(r"\bscal(?:ab(?:le|ly|ility)\b|(?:e|es|ed|ing)\s(?:(?:well|up|gracefully|easily)\s)*to\b)"),
}
"""Words that are a metric's own, whatever word of another one stands beside them."""


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
    if other := other_resource(place, claim.metric):
        return Finding("wrong_metric", f"expected {claim.metric}; the number stands with “{other}”")
    if other := _worded_of_another(place, claim.metric):
        return Finding("wrong_metric", f"expected {claim.metric}; the evidence speaks of “{other}”")
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
    listed = len(number_list(place.text, place.quantity, place.sentence)) > 1
    joined = text.rfind(" and ", former[-1], start) if former and not listed else -1
    begins = [m.end() for m in CUTS.finditer(text, place.sentence[0], start)]
    verbs = [m.start() for m in _AND_DOES.finditer(text, place.sentence[0], start)]
    begin = max([place.sentence[0], *former, joined, *begins, *verbs])
    clause = begin, governors.phrase_after(place.text, place.quantity)[1]
    own, other = _OF_PHASE[place.claim.phase]
    named = other.search(text, *clause)
    if named is None or own.search(text, *clause) or own.search(text, *also_told(place, clause)):
        return None
    return named.group()


def _has(sentence: str, words: str) -> bool:
    return bool(verbatim(words, sentence)) or folded(words) in folded(sentence)


GRADES = re.compile(
    r"\b(?:accura(?:te|cy|cies)|scores?|f1|bleu|rouge|m?iou|map@\d+|auc|auroc|fid|psnr|ssim|perplexity|wer|recall"
    r"|precision|dice|error rates?|win rates?|pass@\d+|top-[15])\b"
)


def _worded_of_another(place: Place, metric: Metric) -> str | None:
    """The first word of what is spent in a claim in words, where none of them can be a word for its metric."""
    if place.claim.kind != "qualitative":
        return None
    text, span = place.text.lower, (_joined_from(place), place.span[1])
    if metric != "capacity" and (plain := PLAIN.get(metric)) and plain.search(text, *span):
        return None
    if place.claim.phase == "compression" and metric in OF_TRAINING and COMPRESSING.search(text, *span):
        return None
    own = _OPEN_WORDS.get(metric) or (FORMS[metric] if metric in _PLAINLY_NAMED else None)
    if own and own.search(text, *span):
        return None
    runs = _RUNS.search(text, *span)
    if runs and metric in _RUN_METRICS:
        return None
    words = all_words(text, span)
    if any(metric in word.metrics for word in words) and (metric != "capacity" or _HANDLED.search(text, *span)):
        return None
    if words:
        return words[0].text
    return runs.group() if runs and "overhead" not in runs.group() else None  # that can be of anything


def _joined_from(place: Place) -> int:
    """Where evidence begins with what is joined to it from before: the "compute and" of "compute and | memory cost"."""
    start = place.span[0]
    joined = _JOINED_BEFORE.search(place.text.lower, max(place.sentence[0], start - 40), start)
    return joined.start() if joined else start


_GRADED_BEFORE = re.compile(
    rf"{GRADES.pattern}(?:\s\([^()]*\))?\s(?:of|is|was|reaches|reached)"
    r"(?:\s(?:only|just|about|up to|over|at least))?\s[~$]?$"
)
"""What leads to a share that tells how good something is: "the test accuracy is | 66%"."""
_FULL_SCORE = 1000
"""From here on points are what is handled, of a cloud or a path, and no score."""


def _quality(place: Place) -> str | None:
    """The word of quality that a comparing number stands with: "8% higher score", "4% more accurate", "2 points"."""
    quantity, full = place.quantity, place.text.lower
    if quantity is None or place.claim.kind not in ("relative", "absolute") or place.second is not None:
        return None
    if quantity.family == "points" and (quantity.value or 0) < _FULL_SCORE:
        return quantity.text
    if quantity.family not in ("percent", "factor"):
        return None
    phrase = governors.phrase_after(place.text, quantity)
    graded = GRADES.search(full, *phrase)
    if graded is None:
        before = max(place.sentence[0], quantity.begin - 60), quantity.begin
        led = _GRADED_BEFORE.search(full, *before) if quantity.family == "percent" else None
        return led.group().strip() if led else None
    named = (words.search(full, phrase[0], graded.start()) for metric, words in FORMS.items() if metric != "capacity")
    return None if any(named) else graded.group()


def _names_resource(place: Place, metric: Metric) -> bool:
    if metric in OF_TRAINING and place.claim.phase == "inference":
        return False
    if metric == "complexity" and place.claim.kind == "asymptotic":
        return True  # the expression itself is the word
    full, sentence, own = place.text.lower, place.sentence, FORMS[metric]
    in_unit = place.claim.kind == "absolute" or place.second is not None
    if in_unit and place.quantity and unit_names(place.quantity, place.claim, metric):
        return True
    if metric == "parameters" and are_sizes(place):
        return True
    if place.text.once((metric, sentence), lambda: bool(own.search(full, *sentence))):
        return True
    implied = [(phase, words) for one, phase, words in _IMPLIED if one == metric and phase in (None, place.claim.phase)]
    if said := [phase for phase, words in implied if words.search(full, *sentence)]:
        phased = place.claim.phase if place.claim.phase in said else None
        return _speaks_of(place, phased) if phased else bool(own.search(full))
    if metric in COUNTABLE and (count := counted(place)) and _counts_for(place, metric, count):
        return True
    near = own_words(place)
    silent = not words_in(place.text, near)
    efficient = _WORDED_EFFICIENT if place.claim.kind == "qualitative" else _EFFICIENT
    if silent and metric in efficient and _EFFICIENCY.search(full, *near):
        return True  # of whatever it is
    if place.claim.kind == "qualitative" and _EFFICIENCY.search(full, *near):
        return False  # of something in general, and not of what another sentence names
    outdoes = OUTDOES.match(full, phrase_of(place, place.quantity)[0]) if place.quantity else None
    where = (0, len(full)) if outdoes and metric in _PERFORMANCE else place.text.around(sentence)
    return silent and bool(own.search(full, *where))  # "Both fall by 3x.", "It outperforms Alder by 3x."


def _counts_for(place: Place, metric: Metric, count: Span) -> bool:
    """Whether what a number counts can be of a metric: anything that no metric has a word for can be."""
    if place.quantity is None:
        return False
    start, end = phrase_of(place, place.quantity)
    phrase = min(start, count[0]), max(end, count[1])
    words = words_in(place.text, phrase)
    if any(other != metric and strong.search(place.text.lower, *phrase) for other, strong in PLAIN.items()):
        return False
    return not words or any(metric in word.metrics for word in words)


def _speaks_of(place: Place, phase: Phase) -> bool:
    """Whether a text speaks of a phase at all."""
    words = _PHASES[phase]
    return words is None or words.search(place.text.lower) is not None
