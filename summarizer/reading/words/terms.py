"""Terms: the words that name a resource, a quality measure, a change or a phase, found in a list of words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from typing import Literal

from summarizer.reading.words.changing import CHANGES, OWN_METRIC, TWO_WORD_CHANGES, Form, Sense
from summarizer.reading.words.vocabulary import (
    COSTS,
    EFFICIENT,
    GAINS,
    HEADS,
    HIGHER,
    LOWER,
    MODIFIERS,
    PHASE_ADJECTIVES,
    PHASES,
    WEAK_QUALITIES,
    WEAK_RESOURCES,
)
from summarizer.reading.words.vocabulary import (
    words as word_set,
)
from summarizer.records import Metric, Phase

Kind = Literal["resource", "quality", "change"]


@dataclass(slots=True, unsafe_hash=True)
class Term:
    """A word or phrase that says what is measured, or which way it goes; `first` and `last` are token indices.

    Never changed once made; no tuple, as its attributes are asked for far more often than it is made.
    """

    kind: Kind
    metric: Metric | None = None
    phase: Phase | None = None
    gain: bool = False
    """Whether more of it is better (speed, accuracy) rather than less (latency, error)."""
    sense: Sense | None = None
    form: Form | None = None
    weak: bool = False
    """Whether it needs company: `model`, `performance`, `data`."""
    head: bool = False
    """Whether the words before it decide its metric: `time`, `cost`."""
    also: tuple[tuple[Metric, Phase | None], ...] = ()
    """Further readings where two resources share a head: "training and inference time"."""
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed phrase and what it says."""

    phrase: tuple[str, ...]
    size: int
    term_at: Callable[[int, int], Term]
    """Its term at a place."""
    head: bool
    """Whether the words around it may say more."""
    doubtful: bool
    """Whether the words around it may show that it names nothing here."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a word says by itself, and the phrases that it begins, by their second word, the longest first."""

    alone: Entry | None = None
    longer: Mapping[str, Sequence[Entry]] | None = None
    formed: bool = False
    """Whether it begins terms that no table lists, only their form shows."""


_said = attrgetter(*Term.__match_args__[:-2])
"""All of a term but its place."""
_ANNOTATED = frozenset(("labelled", "labeled", "annotated", "unlabelled", "unlabeled"))
_CORRELATIONS = frozenset(("r", "rho", "ρ", "τ"))
"""The signs of correlations, where a number is set equal to them: "(r = 0.83)"."""
_EFFORTS = frozenset(("effort", "efforts", "usage"))
_WORDS = frozenset(("slow", "down", "up", "rate", "rates", "per", "computational", "times")) | _EFFORTS
_FORMED = _WORDS | _ANNOTATED | _CORRELATIONS
"""The words that a term may begin with which no table lists."""


def _entries() -> dict[str, Opening]:
    table: dict[tuple[str, ...], Term] = {}
    for gain, groups in ((False, COSTS), (True, GAINS)):
        for metric, phrases in groups.items():
            for phrase in _split(phrases):
                head, weak = phrase.split()[-1] in HEADS, phrase in WEAK_RESOURCES
                _add(table, phrase, Term("resource", metric, _phase_of(phrase), gain, weak=weak, head=head))
    for gain, weak, phrases in ((True, False, HIGHER), (False, False, LOWER), (True, True, WEAK_QUALITIES)):
        for phrase in _split(phrases):
            _add(table, phrase, Term("quality", gain=gain, weak=weak))
    table[("time",)] = Term("resource", "latency", head=True)
    del table[("maps",)]  # of places, more often than measures
    _add(table, "wall-clock", Term("resource", "latency", weak=True))
    for metric, words in EFFICIENT.items():
        for word in words.split(","):
            both: tuple[tuple[Metric, Phase | None], ...] = (("memory", None),) if "space" in word else ()
            table.setdefault(tuple(word.split()), Term("resource", metric, None, True, weak=True, also=both))
    for (sense, form), words in CHANGES.items():
        for word in words.split():
            table.setdefault((word,), _change(word, sense, form))
    for phrase, (sense, form) in TWO_WORD_CHANGES.items():
        table[tuple(phrase.split())] = _change(phrase, sense, form)
    return _openings(
        Entry(phrase, len(phrase), partial(Term, *_said(term)), term.head, _is_doubtful(phrase, term))
        for phrase, term in table.items()
    )


def _openings(entries: Iterable[Entry]) -> dict[str, Opening]:
    """Index phrases by their first word and their second."""
    alone: dict[str, Entry] = {}
    longer: dict[str, dict[str, list[Entry]]] = {}
    for entry in sorted(entries, key=lambda entry: -len(entry.phrase)):
        first, *further = entry.phrase
        if further:
            longer.setdefault(first, {}).setdefault(further[0], []).append(entry)
        else:
            alone[first] = entry
    beginnings = alone.keys() | longer.keys() | _FORMED
    return {first: Opening(alone.get(first), longer.get(first), first in _FORMED) for first in beginnings}


def _is_doubtful(phrase: tuple[str, ...], term: Term) -> bool:
    return phrase[-1] in _IDLE and (term.kind == "resource" or phrase[0] in _IDLE_CHANGES)


_IDLE = word_set(
    "compact deviation deviations time times memory lag lags costs energies energy example instance faster"
)
"""Words that may name no resource, by the words around them."""
_IDLE_CHANGES = ("deviation", "deviations", "more", "faster")


def _change(phrase: str, sense: Sense, form: Form) -> Term:
    metric, gain = OWN_METRIC.get(phrase, (None, False))
    return Term("change", metric, gain=gain, sense=sense, form=form)


def _split(phrases: str) -> Iterable[str]:
    return (phrase.strip() for phrase in phrases.split(",") if phrase.strip())


def _add(table: dict[tuple[str, ...], Term], phrase: str, term: Term) -> None:
    words = tuple(phrase.split())
    if "pre-training" in phrase:
        _add(table, phrase.replace("pre-training", "pretraining"), term)
    plural = (
        words[-1][:-1] + "ies"
        if words[-1].endswith(("cy", "ty", "gy", "py", "ly", "ry"))
        else words[-1] + ("es" if words[-1].endswith(("tch", "sh", "x", "s")) else "s")
    )
    table.setdefault(words, term)
    table.setdefault((*words[:-1], plural), term)


def _phase_of(phrase: str) -> Phase | None:
    return next((PHASES[word] for word in phrase.split() if word in PHASES and word != "run-time"), None)


_OPENINGS = _entries()
_BEGINNINGS = frozenset(_OPENINGS)
_OF_MEASURE = Opening(formed=True)
"""That of a measure with its cut-off: "hr@10"."""
_TO_PHASED: dict[tuple[Metric, Phase], Metric] = {
    ("latency", "training"): "training_time",
    ("latency", "compression"): "training_time",
    ("cost", "training"): "training_cost",
    ("compute", "training"): "training_cost",
    ("cost", "compression"): "training_time",
}


def phased(metric: Metric, phase: Phase | None) -> Metric:
    """The metric that a cost becomes in a phase: time spent in training is `training_time`."""
    return _TO_PHASED.get((metric, phase), metric) if phase else metric


def find_terms(words: list[str], *, cutoffs: bool = True) -> list[Term]:
    """Find the terms in a list of lower-case words: longest first, none overlapping another.

    `cutoffs`: whether any of them may hold a measure's cut-off ("hr@10").
    """
    found: list[Term] = []
    end, size = 0, len(words)
    for at, word in enumerate(words):
        if (word not in _BEGINNINGS and not (cutoffs and "@" in word)) or at < end:
            continue
        opening = _OPENINGS.get(word, _OF_MEASURE)
        entry, longer = opening.alone, opening.longer
        if longer and at + 1 < size and (further := longer.get(words[at + 1])):
            entry = _longest(words, at, further) or entry
        if entry is not None:
            end = at + entry.size
            if entry.doubtful and _is_idle(words, at, end - 1):
                continue
            term = entry.term_at(at, end - 1)
            if entry.head and (words[at - 1] in _BEFORE_HEAD or (end < size and words[end] in _BEHIND_HEAD)):
                term = _refined(term, words)
            found.append(term)
        elif opening.formed and (unlisted := _unlisted(words, at)):
            end = at + 1 + (unlisted in (_LABELLED, _PER_SECOND))
            found.append(replace(unlisted, first=at, last=end - 1))
    return found


def _longest(words: list[str], at: int, entries: Sequence[Entry]) -> Entry | None:
    """The first of some phrases that stands at a place; they begin with the two words that stand there."""
    for entry in entries:
        if entry.size == 2 or tuple(words[at : at + entry.size]) == entry.phrase:
            return entry
    return None


_CUTOFF = Term("quality", gain=True)
_SHARE = Term("quality", gain=False)
_SLOW_DOWN = Term("change", sense="slow", form="verb")
_SPED_UP = Term("change", sense="fast", form="verb")
_SPEEDS = word_set("speed speeds speeding sped")
_PARTICLE_REACH = 6
_DOWN = Term("change", sense="less", form="verb")
_RATE = Term("resource", "model_size")
_EFFORT = Term("resource", "cost", weak=True)
_NO_EFFORT_BEFORE = MODIFIERS.keys() | word_set(
    "the a an its their this our less more extra of and in best or for with by to during table flip-flop muscle gpu "
    "cpu heavy low high"
)
_LABELLED = Term("resource", "data")
_ALL_LABELLED = Term("resource", "data", weak=True)
_COUNT_REACH = 4
_COMPUTED = Term("resource", "compute")
_REDUCTIONS = word_set("reduction reductions saving savings")
"""What "computational" stands before as a noun would: "computational | savings"."""
_TIMES = Term("resource", "latency")
_TAKING = ("ing", "ion")
_TAKEN = word_set(
    "compile build startup setup load boot access lookup solve cycle pickup delivery travel trip wait turnaround"
)
"""What else takes its "times"."""
_NO_TIMES = word_set(
    "recurring testing remaining surviving reading viewing listening hitting spawning spiking infection"
)
"""Words in "-ing" and "-ion" of which the "times" are no cost."""
_PER_SECOND = Term("resource", "throughput", gain=True)
_UP = Term("change", sense="more", form="verb")
_STATES = word_set("is are was were stays")
_ANNOTATION_ENDS = word_set("by with in as and or for using from at on to")
_NO_MEASURE_BEFORE = word_set(
    "acceleration speedup speed-up learning sampling frame data bit refresh the a an at this same high low growth "
    "heart clock usage utilization utilisation occupancy consumption"
)


def _unlisted(words: list[str], at: int) -> Term | None:
    """A term that only its form shows: a measure with a cut-off ("hr@10"), "collision rate", "down by"."""
    word, after = words[at], words[at + 1 : at + 2]
    if "@" in word:
        return _CUTOFF if word[-1].isdigit() else None
    if word in _CORRELATIONS:
        return _CUTOFF if after == ["="] else None
    if word in _ANNOTATED:
        if after[:1] != ["#"] and words[at - 1][-1:] == "s" and "#" in words[max(0, at - _COUNT_REACH) : at - 1]:
            return _ALL_LABELLED  # "5% buoys | labelled"
        return _LABELLED if after and after[0].isalpha() and after[0] not in _ANNOTATION_ENDS else None
    if word == "computational":
        return _COMPUTED if after and after[0] in _REDUCTIONS else None
    if word in _EFFORTS:
        spent = at > 0 and words[at - 1].isalpha() and words[at - 1] not in _NO_EFFORT_BEFORE
        return _EFFORT if spent and "#" in words else None
    if word == "times":
        taken = at > 0 and (words[at - 1].endswith(_TAKING) or words[at - 1] in _TAKEN)
        return _TIMES if taken and words[at - 1] not in _NO_TIMES else None
    if word == "slow":
        return _SLOW_DOWN if "down" in words[at + 1 : at + 5] else None
    if word == "per":
        return _PER_SECOND if after in (["second"], ["minute"]) else None
    if word == "down":
        slowed = any(w.startswith("slow") for w in words[max(0, at - 6) : at])  # "slows it down by 20%"
        return _DOWN if after in (["by"], ["from"]) and not slowed else None
    if word == "up":
        if after == ["by"] and not _SPEEDS.isdisjoint(words[max(0, at - _PARTICLE_REACH) : at - 1]):
            return _SPED_UP  # "speeds the older planner | up by 3x"
        return _UP if after in (["by"], ["from"]) and at > 0 and words[at - 1] in _STATES else None
    if after and after[0] in _REDUCTIONS and not words[at - 1].isalpha():
        return _RATE  # "an 8% rate | saving"
    return _SHARE if at > 0 and words[at - 1].isalpha() and words[at - 1] not in _NO_MEASURE_BEFORE else None


_TIME_WORDS = frozenset(("time", "times"))
_NO_TIME_BEFORE = word_set(
    "at first same real each every this over long second last during of-the-art some any one prior watch screen dwell "
    "listening viewing play survival life flight hover hovering standby endurance engagement exposure retention "
    "residence rise fall"
)
_NO_TIME_AFTER = word_set(
    "step steps series resolution resolutions point points horizon horizons scale scales window windows domain "
    "interval intervals slot stamp context contexts"
)
_NO_MEMORY_AFTER = word_set(
    "grounding module modules bank banks network networks cell cells unit units environment environments capacity "
    "retrieval agent agents recall stream system systems layer layers models model mechanism augmented task tasks "
    "benchmark benchmarks tokens units"
)
_NO_MEMORY_BEFORE = word_set("long-term short-term working episodic associative")
_NO_ENERGY_BEFORE = word_set(
    "free potential binding kinetic formation interaction adsorption ground-state variational dirichlet high atomic "
    "barrier activation bond surface elastic thermal"
)
_NO_ENERGY_AFTER = word_set(
    "function functions landscape landscapes level levels barrier barriers density prediction physics model "
    "models score spectrum production generation harvest harvesting yield output"
)


def _is_idle(words: list[str], first: int, last: int) -> bool:
    """Whether a word for a resource names none here: "at inference time", "time series", "free energy"."""
    before, after = words[max(0, first - 1) : first], words[last + 1 : last + 2]
    if words[last] in ("deviation", "deviations"):
        return before == ["standard"]
    if words[last] in _TIME_WORDS:
        idle = (
            first > 0
            and before[0] in _NO_TIME_BEFORE
            and not (before[0] == "same" and words[max(0, first - 3)] != "at" and last > first)
        )
        return idle or bool(after and after[0] in _NO_TIME_AFTER) or (first == last and _is_when(words, first, after))
    if words[last] == "memory" and first == last:
        recalls = bool(before) and before[0] in _NO_MEMORY_BEFORE
        return recalls or (bool(after) and after[0] in _NO_MEMORY_AFTER)
    if words[last] == "costs" and first == last and after == ["#"]:  # a verb: "removing it costs 2%"
        return words[last + 2 : last + 3] not in (["less"], ["more"], ["lower"], ["higher"], ["of"])
    if words[last] in ("lag", "lags"):
        return "behind" in words[last + 1 : last + 3]
    if words[last] in ("example", "instance"):
        return before == ["for"]
    if words[last] == "faster":
        return bool(after) and after[0].startswith(("r-cnn", "rcnn"))
    if words[last] == "compact":  # of features, it tells nothing of a size
        return before != ["#"] and after != ["than"]
    if words[last] == "energies":
        return True
    if words[last] == "energy":
        return bool(before and before[0] in _NO_ENERGY_BEFORE) or bool(after and after[0] in _NO_ENERGY_AFTER)
    return False


def _is_when(words: list[str], first: int, after: list[str]) -> bool:
    """Whether a time only tells when or how often: "at the | time of writing", "right 90% of the | time"."""
    if words[max(0, first - 2) : first] == ["at", "the"]:
        return after == ["of"]
    often = words[max(0, first - 3) : first] == ["#", "of", "the"] and after != ["of"]
    return often and _TAKES.isdisjoint(words[max(0, first - 7) : first - 3])


_TAKES = word_set("take takes taking need needs requires require using uses use in within only just spends spend at")


_SKIPPED = word_set("and or , / the overall total peak average gpu on-chip model end-to-end & wall-clock both")

_DESCRIBING = MODIFIERS.keys() | PHASE_ADJECTIVES
_BEFORE_HEAD = _DESCRIBING | _SKIPPED
_JOINTS = word_set("and or & /")
_BEHIND_HEAD = word_set("of for in during to")


def _refined(term: Term, words: list[str]) -> Term:
    """Let the words around a head say what it is: "training and inference | time", "cost | of training"."""
    phases: list[Phase] = []
    metrics: list[Metric] = []
    first = term.first
    at, stop = first - 1, max(0, first - 5)
    alone = term.metric == "cost" and words[first] not in MODIFIERS and at >= 0 and words[at] in _JOINTS
    while at >= stop:
        word = words[at]
        if word in MODIFIERS:
            if alone or (phases and words[at + 1] in _JOINTS and word not in _PURE_MODIFIERS):
                break  # "time and | costs" are two, "storage and rendering | cost" are
            metrics.insert(0, MODIFIERS[word])
        elif word in PHASE_ADJECTIVES:
            if words[at + 1] in PHASE_ADJECTIVES:  # "the pre-training | inference speed"
                break
            phases.insert(0, PHASES[word])
        elif word not in _SKIPPED or (word == "," and words[at - 1] not in _DESCRIBING):
            break
        at -= 1
    joined = _is_joined(words, first)
    if term.phase:
        phases.append(term.phase)
    elif not phases:
        phases = _phase_behind(words, term.last + 1)
    return _combined(term, metrics, phases, joined=joined) if metrics or phases or joined else term


def _phase_behind(words: list[str], at: int) -> list[Phase]:
    """The phase that is told behind a head: "cost | of training"."""
    if at == len(words) or words[at] not in _BEHIND_HEAD:
        return []
    return [PHASES[word] for word in words[at + 1 : at + 4] if word in PHASE_ADJECTIVES][:1]


_PURE_MODIFIERS = word_set("processor cpu computational computation compute computing arithmetic")


def _is_joined(words: list[str], at: int) -> bool:
    """Whether a head shares its noun with an adjective before it: "computational and | memory complexity"."""
    if at < 2 or words[at - 1] not in ("and", "or"):
        return False
    if words[at - 2] != ",":
        return words[at - 2] in _PURE_MODIFIERS
    place = at - 2  # "computational, memory, and | storage costs"
    while place > 0 and (words[place] == "," or (words[place] in MODIFIERS and words[place] != "computational")):
        place -= 1
    return words[place : place + 2] == ["computational", ","]


def _combined(term: Term, metrics: list[Metric], phases: list[Phase], *, joined: bool) -> Term:
    own = term.metric or "cost"
    if not metrics and not joined and len(phases) < 2:  # as nearly always
        phase = phases[0] if phases else None
        metric = phased(own, phase)
        return term if (metric, phase) == (term.metric, term.phase) else replace(term, metric=metric, phase=phase)
    generic = own in ("cost", "complexity") or (own == "latency" and not metrics)
    bases = [*dict.fromkeys(metrics)] if metrics and generic else [*dict.fromkeys((*metrics, own))] if joined else [own]
    if own == "complexity":
        bases = ["complexity" if base == "latency" else base for base in bases]
    readings = [(phased(base, phase), phase) for base in bases for phase in (dict.fromkeys(phases) or (None,))]
    (metric, phase), *rest = readings
    return replace(term, metric=metric, phase=phase, also=tuple(rest))
