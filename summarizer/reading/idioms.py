"""Idioms: set ways of saying without a number what something costs: "without retraining", "from days to seconds"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from summarizer.reading.aims import is_aim
from summarizer.reading.claims import Finding, unnumbered
from summarizer.reading.frames import STOP_TAIL, clause_start, coordinated, terms_in
from summarizer.reading.terms import Term, phased
from summarizer.reading.tokens import NUMBER, Line
from summarizer.reading.vocabulary import PHASES, words

RIVALS = words("models methods networks ones baselines counterparts approaches systems model method baseline")


def _as_fast(line: Line) -> Iterator[Finding]:
    words = line.words
    for term in line.terms:
        at = term.first
        if (
            words[at] == "as"
            and words[term.last + 1 : term.last + 2] == ["as"]
            and NUMBER not in words[max(0, at - 1) : at]
        ):
            yield unnumbered(line, term, None, "latency", None, "same")


def _as_much(line: Line) -> Iterator[Finding]:
    """Uses as much memory as another; runs at the speed of another."""
    tokens = line.words
    for term in line.terms:
        behind = tokens[term.last + 1 : term.last + 2]
        before = tokens[max(0, term.first - 2) : term.first]
        if term.kind != "resource" or term.metric is None or NUMBER in tokens[max(0, term.first - 4) : term.first]:
            continue
        told = behind == ["as"] and before in (["as", "much"], ["as", "many"])
        level = behind == ["of"] and before == ["at", "the"] and tokens[term.last] in ("speed", "cost", "price")
        if told or (level and tokens[term.last + 2 : term.last + 3] not in ([NUMBER], ["light"], ["sound"])):
            yield unnumbered(line, None, term, term.metric, term.phase, "same")


_REAL_TIME_NOUNS = words(
    "performance inference speed speeds processing execution rendering generation detection tracking"
)
_ATTAINS = words(
    "achieves achieve achieving enables enabling delivers reaches runs attains maintaining maintains allowing allows "
    "demonstrating demonstrates supports supporting near"
)


def _real_time(line: Line) -> Iterator[Finding]:
    tokens = line.words
    for at, word in enumerate(tokens[:-1]):
        told = word == "real-time" and tokens[at + 1] in _REAL_TIME_NOUNS
        if told and _ATTAINS & set(tokens[max(0, at - 3) : at]):
            yield unnumbered(line, Term("change", first=at, last=at), None, "latency", "inference", "better")


_SHORT_TIMES = words("seconds second milliseconds minutes")
_LONG_NOUNS = words(
    "sequences sequence contexts context inputs input documents document texts videos horizons graphs images"
)
_HANDLING = words("handle handles handling process processes processing scale scales scaling model models modeling")
_TRAININGS = words("training pre-training pretraining retraining re-training fine-tuning finetuning")


def at_once(line: Line) -> Iterator[Finding]:
    """Generates an image within seconds; runs in real time."""
    tokens = line.words
    for at in range(len(tokens) - 1):
        if tokens[at] not in ("within", "in"):
            continue
        ahead = [w for w in tokens[at + 1 : at + 4] if w not in ("a", "few", "just", "only", "the")][:2]
        soon = tokens[at] == "within" and ahead[:1] and ahead[0] in _SHORT_TIMES
        live = tokens[at] == "in" and ahead[:2] == ["real", "time"]
        if (soon or live) and not is_aim(line, at):
            yield unnumbered(line, Term("change", first=at, last=at + 1), None, "latency", "inference", "better")


def _handled(line: Line) -> Iterator[Finding]:
    """Efficiently handles long sequences."""
    tokens = line.words
    for at, word in enumerate(tokens):
        if word not in _HANDLING or "efficiently" not in tokens[max(0, at - 2) : at + 2] or is_aim(line, at):
            continue
        ahead = tokens[at + 1 : at + 7]
        if {"long", "longer", "large", "larger"} & set(ahead) and _LONG_NOUNS & set(ahead):
            noun = at + 1 + next(i for i, w in enumerate(ahead) if w in _LONG_NOUNS)
            yield unnumbered(line, Term("change", first=noun, last=noun), None, "capacity", None, "better")


def _not_needed(line: Line) -> Iterator[Finding]:
    """Removes the need for expensive retraining."""
    for change in line.terms:
        ahead = line.words[change.last + 1 : change.last + 8]
        if (
            change.kind == "change"
            and change.sense == "less"
            and "need" in ahead[:3]
            and not is_aim(line, change.first)
        ):
            noun = next((i for i, w in enumerate(ahead) if w in _TRAININGS or w in _TO_TRAIN), None)
            if noun is not None and not any(
                t.first > change.last and t.last <= change.last + 8 and t.kind == "resource" for t in line.terms
            ):
                at = change.last + 1 + noun
                yield unnumbered(line, Term("change", first=at, last=at), None, "training_cost", "training", "better")


_TO_TRAIN = words("train retrain re-train fine-tune finetune pretrain pre-train")
_NO = words("no without zero")
_NO_MORE = words(
    "any additional extra further explicit task-specific model requiring require needing the need for of costly "
    "expensive complex computationally large-scale extensive heavy lengthy dedicated separate prohibitive and"
)
_TRAINED = _TRAININGS | words("retrain re-train finetune fine-tune re-tuning")
_REQUIRES = words("requires require requiring needs need needing with needed involves")


def _untrained(line: Line) -> Iterator[Finding]:
    """Without retraining; requires no additional training."""
    tokens = line.words
    for at, word in enumerate(tokens):
        if word not in _TRAINED:
            continue
        before = at - 1
        while before >= 0 and tokens[before] in _NO_MORE:
            before -= 1
        bare = before > 0 and tokens[before] in _NO
        if not bare or (tokens[before] == "no" and tokens[before - 1] not in _REQUIRES):
            continue
        behind = tokens[at + 1 : at + 2]
        if (behind and behind[0] not in _TRAINING_ENDS) or any(t.first == at and t.last > at for t in line.terms):
            continue
        yield unnumbered(line, Term("change", first=at, last=at), None, "training_cost", "training", "better")
        return


_TRAINING_ENDS = words(", . ; : ) and or while on to for of at by in when yet thereby but making which enabling --")
_STAYS = words("is are was were stays stay remains remain keeps leaves left")
_LEVEL = words("comparable similar identical unchanged equal same par")


def _stays(line: Line) -> Iterator[Finding]:
    """The runtime of the portable version is comparable to B's; leaves throughput unchanged."""
    tokens = line.words
    for at, word in enumerate(tokens):
        if word not in _LEVEL:
            continue
        before = [w for w in tokens[max(0, at - 4) : at] if w not in ("the", "nearly", "almost", "about", "on", "to")]
        behind = tokens[at + 1 : at + 2]
        if not before or (word != "unchanged" and behind not in (["to"], ["as"], ["with"])):
            continue
        start = clause_start(line, at)
        found = [t for t in terms_in(line, start, at, ("resource",)) if not t.weak]
        near = bool(found) and (before[-1] in _STAYS or (word == "unchanged" and bool(_STAYS & set(before))))
        direct = bool(found) and found[-1].last == at - 1
        if (
            (near or direct)
            and found[0].metric is not None
            and not is_aim(line, at)
            and NUMBER not in tokens[found[-1].first : at]
        ):
            yield unnumbered(line, None, found[0], found[0].metric, found[0].phase, "same")


_ADVANTAGES = words("superiority advantage advantages superior")
_BEATS = (
    words("outperforms outperform outperforming surpasses surpass surpassing exceeds beats beating excels")
    | _ADVANTAGES
)


def _excels_in(line: Line) -> Iterator[Finding]:
    """Outperforms B in search efficiency; its superiority in terms of inference time."""
    tokens = line.words
    for at, word in enumerate(tokens):
        if word not in _BEATS or is_aim(line, at):
            continue
        stop = next(
            (i for i in range(at + 1, min(len(tokens), at + 14)) if tokens[i] in (";", NUMBER, "while")), at + 14
        )
        places = [i for i in range(at + 1, min(stop, len(tokens))) if tokens[i] == "in"]
        for place in places:
            first = place + 1 + 2 * (tokens[place + 1 : place + 3] == ["terms", "of"])
            first += tokens[first : first + 1] == ["both"]
            found = [t for t in line.terms if first <= t.first <= first + 4 and t.kind == "resource"]
            for term in coordinated(line, found[0], found) if found else ():
                if not term.weak and term.metric is not None:
                    yield unnumbered(line, None, term, term.metric, term.phase, "better")


_ENABLES = words(
    "enables enable enabling enjoys enjoy achieves achieve achieving offers offer provides provide allows delivers"
)


def _fast_phase(line: Line) -> Iterator[Finding]:
    """Enables fast and stable training; enjoys fast inference."""
    tokens = line.words
    for at, word in enumerate(tokens):
        if (
            word not in ("fast", "rapid", "quick")
            or not _ENABLES & set(tokens[max(0, at - 3) : at])
            or is_aim(line, at)
        ):
            continue
        noun = next((i for i in range(at + 1, min(len(tokens), at + 4)) if tokens[i] in _PHASED), None)
        if noun is not None and _STOPS.isdisjoint(tokens[at + 1 : noun]):
            phase = PHASES.get(tokens[noun])
            change = Term("change", first=at, last=at)
            yield unnumbered(line, change, None, phased("latency", phase), phase, "better")


_STOPS = STOP_TAIL - {"and"}
_PHASED = words("training inference convergence decoding generation sampling prediction learning adaptation retrieval")


def _less_training(line: Line) -> Iterator[Finding]:
    """Even with shorter training; needs less training."""
    tokens = line.words
    for at, word in enumerate(tokens[:-1]):
        bare = at + 2 >= len(tokens) or tokens[at + 2] in _TRAINING_ENDS or tokens[at + 2] == "than"
        if word in ("shorter", "less") and tokens[at + 1] in _TRAININGS and bare and not is_aim(line, at):
            change = Term("change", first=at, last=at)
            metric = "training_time" if word == "shorter" else "training_cost"
            yield unnumbered(line, change, None, metric, "training", "better")


_LONG_TIMES = words("months weeks days hours minutes years")
_LEAP_ENDS = words("weeks days hours minutes seconds milliseconds microseconds")


def _leaps(line: Line) -> Iterator[Finding]:
    """Shrinks from days to seconds."""
    tokens = line.words
    for at in range(len(tokens) - 3):
        if tokens[at] == "from" and tokens[at + 1] in _LONG_TIMES and tokens[at + 2] == "to":
            ahead = [w for w in tokens[at + 3 : at + 6] if w not in ("a", "few", "mere", "just", "under", "only")]
            if ahead and ahead[0] in _LEAP_ENDS:
                phase = next((PHASES[w] for w in reversed(tokens[max(0, at - 8) : at]) if w in PHASES), None)
                change = Term("change", first=at, last=at + 1)
                yield unnumbered(line, change, None, phased("latency", phase), phase, "better")


_RIVAL_VERBS = words("competitive comparable par rivals rivaling rival matches matching match") | (_BEATS - _ADVANTAGES)
_LARGER = words("larger bigger")
_FAR = words("much significantly far even substantially considerably many")


def _matches_larger(line: Line) -> Iterator[Finding]:
    """Remains competitive with much larger models."""
    tokens = line.words
    for at, word in enumerate(tokens):
        told = word in _LARGER and tokens[at - 1] in _FAR and bool(_RIVAL_VERBS & set(tokens[max(0, at - 6) : at]))
        if told and RIVALS & set(tokens[at + 1 : at + 6]):
            yield unnumbered(line, Term("change", first=at, last=at), None, "model_size", None, "better")


SCANS: tuple[tuple[frozenset[str], Callable[[Line], Iterator[Finding]]], ...] = (
    (words("fast rapid quick"), _fast_phase),
    (words("shorter less"), _less_training),
    (words("as"), _as_fast),
    (words("speed cost price much many"), _as_much),
    (words("real-time"), _real_time),
    (words("efficiently"), _handled),
    (words("need"), _not_needed),
    (_TRAINED, _untrained),
    (_LEVEL, _stays),
    (_BEATS, _excels_in),
    (_LONG_TIMES, _leaps),
    (_LARGER, _matches_larger),
)
"""Each scan with the words without which it finds nothing: most sentences hold none of them."""
