"""Adjectives: what a method is said to be, or how it is said to work: memory-efficient, fast, computationally cheap."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.reading.costs.claims import Finding, unnumbered
from summarizer.reading.framing.frames import STOP_TAIL, coordinated, is_head
from summarizer.reading.qualitative.aims import is_aim
from summarizer.reading.qualitative.holders import holder_at
from summarizer.reading.qualitative.savings import is_unreal
from summarizer.reading.words.terms import Term, phased
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import EFFICIENT, PHASES, words
from summarizer.records import Metric, Phase

_SORTS: dict[str, Metric] = {
    phrase.strip().rpartition(" ")[0]: metric
    for metric, phrases in EFFICIENT.items()
    for phrase in phrases.split(",")
    if " " in phrase.strip()
}
"""What is spent, by the word before "efficient": "memory and | runtime efficient"."""
_COMPOUNDS = frozenset(
    phrase.strip() for phrases in EFFICIENT.values() for phrase in phrases.split(",") if "-" in phrase
)
_COPULAS = words("is are remains remain being remaining becomes stays")
_MAKES = words("makes make making renders rendering keeps keeping")
_EASY = words("simple easy straightforward cheap fast trivial easier simpler")
_PROVES = words("proves proved proven shown found out seems known")
_OTHERS = words("which that ones methods approaches models algorithms")
"""What stands before "is" in asides on what others offer."""
_OWN = words("our proposed these both the")
_ENDS_PREDICATE = STOP_TAIL | words("using enabling allowing making requiring while due because since , . ; ) : enough")
_ARTICLES = words("a an the this these its our their such")
_LISTED = STOP_TAIL - words("and , both yet but") | _ARTICLES
_REACH = 8


def efficient(line: Line, at: int) -> Iterator[Finding]:
    """Is memory-efficient; makes it both time and memory efficient; in a parameter-efficient manner."""
    tokens = line.words
    behind = tokens[at + 1 : at + 2]
    term = next((t for t in line.resources if t.last == at), None)
    if term is None or term.metric is None:
        return
    if behind and behind[0] in WAYS:
        told = _is_way(line, term.first)
    elif behind and behind[0] in _ALTERNATIVES:
        told = tokens[at + 2 : at + 3] in (["to"], ["over"]) and _is_offered(line, term.first)
    else:
        told = _ENDS_PREDICATE.issuperset(behind) and is_predicate(line, term.first)
    told = told or _is_brought(line, term)
    for metric in _shared(line, term) if told else ():
        phase = "training" if metric == "training_cost" else term.phase
        yield unnumbered(line, None, term, metric, phase, "better")


def _is_brought(line: Line, term: Term) -> bool:
    """Whether what is done with little of a resource comes about: "enables stable, energy-efficient | grasping"."""
    tokens = line.words
    behind = tokens[term.last + 1 : term.last + 1 + _REACH]
    noun = behind[
        : next((i for i, word in enumerate(behind) if word in STOP_TAIL and word not in ("and", ",")), _REACH)
    ]
    if not noun or not noun[-1].endswith(_DEEDS) or noun[-1] in _NO_DEEDS:
        return False
    for place in range(term.first - 1, max(0, term.first - 1 - _REACH), -1):
        word = tokens[place]
        if word in _BRINGS or (tokens[place - 1].startswith(("lead", "result")) and word in ("to", "in")):
            return not is_unreal(line, place - (word in ("to", "in")))
        if word in STOP_TAIL and word not in ("and", ",") and (word, tokens[place - 1][:5]) != ("for", "allow"):
            return False
    return False


_BRINGS = words(
    "enables enabling enable ensures ensuring facilitates facilitating yields yielding offers offering provides "
    "providing achieves achieving achieve delivers delivering supports supporting allows allowing affords affording "
    "realizes promises permits permitting"
)
_DEEDS = ("ing", "ion", "ions", "ment", "ments", "ence", "ance", "sis", "search", "control", "navigation")
_NO_DEEDS = words("solution solutions option options")


def _shared(line: Line, term: Term) -> Iterator[Metric]:
    """The resources that share one "efficient": "parameter and | memory efficient"."""
    tokens, before = line.words, term.first - 1
    if tokens[before] in ("and", "or"):
        before -= 1 + (tokens[before - 1] == "-")
        if before > 0 and (shared := _SORTS.get(tokens[before])):
            yield shared
    if term.metric:
        yield term.metric


def is_predicate(line: Line, first: int) -> bool:
    """Whether the adjective that begins at a token is what something is said to be, or to be made."""
    tokens = line.words
    for before in range(first - 1, max(0, first - 1 - _REACH), -1):
        word = tokens[before]
        if (word == "the" and tokens[before + 1] == "most") or _numbers(tokens, before):
            continue
        if word == "to" and tokens[before - 1] in _EASY:
            continue  # "is simple to build and | computationally cheap"
        if word in _COPULAS:
            denied = tokens[before + 1] in ("not", "never", "hardly") and tokens[before + 2] != "only"
            aside = tokens[before - 1] in _OTHERS and tokens[before - 2] not in _OWN
            aside = aside and not _is_offered_at(line, before)
            return not denied and not aside and not is_aim(line, before)
        if word == "be":
            return tokens[before - 1] == "to" and tokens[before - 2] in _PROVES
        if word in _MAKES:
            return not is_unreal(line, before)
        if word in _LISTED:
            made = next((i for i in range(before, max(0, before - 4), -1) if tokens[i] in _MAKES), None)
            return made is not None and word in _ARTICLES and not is_unreal(line, made)
    return False


def _numbers(tokens: list[str], at: int) -> bool:
    """Whether a token is of the number of a list's item: "is | (1) light, (2) fast"."""
    return any(
        tokens[first : first + 3 : 2] == ["(", ")"] and tokens[first + 1] == NUMBER
        for first in range(max(0, at - 2), at + 1)
    )


_OFFERS = words(
    "propose present introduce develop design devise describe derive provide construct obtain give formulate build "
    "proposes presents introduces develops describes provides yields yielding"
)
_AUTHORS = words("we paper work article letter study ours our it")
_THINGS = words("that which")


def _is_offered_at(line: Line, copula: int) -> bool:
    """Whether a relative clause says it of what the authors offer: "we propose a map that | is fast"."""
    tokens = line.words
    if tokens[copula - 1] not in _THINGS:
        return False
    before = tokens[max(0, copula - _OFFER_REACH) : copula - 1]
    offer = next((i for i in range(len(before) - 1, -1, -1) if before[i] in _OFFERS), None)
    return offer is not None and not _AUTHORS.isdisjoint(before[max(0, offer - 4) : offer])


_OFFER_REACH = 24
WAYS = words("manner way fashion")
_ALTERNATIVES = words("alternative alternatives substitute replacement")


def _is_way(line: Line, first: int) -> bool:
    """Whether an adjective tells how something is done: "in a simple and | memory-efficient manner"."""
    tokens = line.words
    for before in range(first - 1, max(0, first - 1 - _REACH), -1):
        if tokens[before] == "in":
            return not is_aim(line, before)
        if tokens[before] in STOP_TAIL and tokens[before] not in ("and", ","):
            return False
    return False


def _is_offered(line: Line, first: int) -> bool:
    """Whether an adjective describes what a paper offers: "provides a | cost-effective alternative to"."""
    tokens, at = line.words, first
    while at > 0 and tokens[at - 1] not in _LISTED:
        at -= 1
    if at < 2 or tokens[at - 1] not in ("a", "an"):
        return False
    told = tokens[at - 2] in _COPULAS or holder_at(line, at) >= 0
    return told and not is_aim(line, at - 2)


def efficiently(line: Line, at: int) -> Iterator[Finding]:
    """Learns sample-efficiently."""
    if not is_unreal(line, at):
        metric = _SORTS[line.words[at].removesuffix("-efficiently")]
        yield unnumbered(line, Term("change", first=at, last=at), None, metric, None, "better")


def efficient_in(line: Line, at: int) -> Iterator[Finding]:
    """Is efficient in both memory and time; is lightweight in terms of parameters; is light on memory."""
    tokens, first = line.words, at + 1
    first += tokens[first : first + 2] in ([",", "both"], [",", "in"])
    first += tokens[first : first + 1] == ["both"]
    light = tokens[at].startswith("light")
    leads = (["in"], ["on"]) if light else (["in"], ["regarding"])
    if tokens[first : first + 1] not in leads or tokens[at - 1] == "in" or is_unreal(line, at):
        return
    if light and not is_predicate(line, at):
        return
    first += 1 + 2 * (tokens[first + 1 : first + 3] == ["terms", "of"])
    while tokens[first : first + 1] and tokens[first] in ("both", "the", "its"):
        first += 1
    term = next((t for t in line.resources if t.first == first), None)
    for spent in coordinated(line, term, line.resources) if term else ():
        for named, phase in ((spent.metric, spent.phase), *spent.also):
            metric = "memory" if tokens[spent.last] == "space" else named
            if metric is not None and metric != "capacity" and spent.first >= first and is_head(line, spent):
                yield unnumbered(line, None, spent, metric, phase, "better")


def fast(line: Line, at: int) -> Iterator[Finding]:
    """Is lightweight and fast; is fast to train; converges fast; runs very fast."""
    behind, verb = line.words[at + 1 : at + 3], at - 1
    while verb > 0 and (line.words[verb] in _VERY or line.words[verb].endswith("ly")):
        verb -= 1
    if at and line.words[verb] in _CONVERGES:
        yield from quickly(line, verb + 1)
        return
    own = at > 0 and line.words[verb - 1] not in _THINGS  # no "finds settings that | run fast"
    own = own and not is_unreal(line, verb)
    if own and line.words[verb] in _RUNS and _ENDS_PREDICATE.issuperset(behind[:1]):
        phase = PHASES.get(line.words[verb])
        yield unnumbered(line, Term("change", first=at, last=at), None, phased("latency", phase), phase, "better")
    elif _ENDS_PREDICATE.issuperset(behind[:1]) and behind[:1] != ["as"] and is_predicate(line, at):
        phase = PHASES.get(behind[1]) if behind[:1] == ["to"] and len(behind) > 1 else None
        yield unnumbered(line, Term("change", first=at, last=at), None, phased("latency", phase), phase, "better")


_CHEAPLY_DONE: dict[str, tuple[Metric, Phase | None]] = {
    **dict.fromkeys(words("compute evaluate calculate"), ("compute", None)),
    **dict.fromkeys(words("run deploy serve"), ("cost", "inference")),
    **dict.fromkeys(words("train fine-tune finetune"), ("training_cost", "training")),
}


def cheap(line: Line, at: int) -> Iterator[Finding]:
    """Is cheap to train; is inexpensive to compute; is simple and affordable."""
    behind = line.words[at + 1 : at + 3]
    if behind[:1] not in (["to"], ["in"]) and _ENDS_PREDICATE.issuperset(behind[:1]) and is_predicate(line, at):
        owner = next((t for t in line.resources if t.last == at - 2), None)
        metric, phase = (owner.metric, owner.phase) if owner and owner.metric else ("cost", None)
        if line.words[at - 1] != "computationally" and "terms" not in line.words[at + 1 : at + 5]:
            yield unnumbered(line, Term("change", first=at, last=at), None, metric, phase, "better")
        return
    sort = _CHEAPLY_DONE.get(behind[-1]) if behind[:1] == ["to"] else None
    if sort is not None and is_predicate(line, at):
        metric, phase = sort
        yield unnumbered(line, Term("change", first=at, last=at + 2), None, metric, phase, "better")


_CONVERGES = words("converge converges converged converging")
_RUNS = words("run runs running executes execute executed trains train trained solve solves solved computed computes")
_VERY = words("very so quite")
_LEARNS = words("learn learns train trains")
_CAN = words("can of to")
_QUICKENS = words("capable able allows allow allowing enables enable enabling")
RUNS = (
    *("process", "infer", "generat", "reconstruct", "identif", "extract", "find", "comput", "plan", "solv", "detect"),
    *("produc", "render", "search", "predict", "answer", "estimat", "adapt", "locali", "retriev", "classif", "segment"),
    *("synthesi", "respond", "react", "optimi", "minimi", "load", "match", "compil", "simulat"),
)
"""What is done faster where a machine computes faster."""


def quickly(line: Line, at: int) -> Iterator[Finding]:
    """Can rapidly draw a map; is capable of quickly and surely drawing one; converges quickly."""
    tokens, verb = line.words, at + 1
    if not _CONVERGES.isdisjoint(tokens[at - 1 : at + 2]) and not is_unreal(line, at - 1):
        yield unnumbered(line, Term("change", first=at, last=at), None, "training_time", "training", "better")
        return
    verb += 2 * (tokens[verb : verb + 1] == ["and"])
    can = at - 1 - (tokens[at - 2 : at] == ["can", "be"])
    if tokens[can] not in _CAN or not tokens[verb : verb + 1]:
        return
    learns = tokens[verb] in _LEARNS or (tokens[verb] == "trained" and can < at - 1)
    if not learns and not tokens[verb].startswith(RUNS):
        return
    able = tokens[can] == "can" or not _QUICKENS.isdisjoint(tokens[max(0, at - _REACH) : at - 1])
    if able and not is_aim(line, at):
        phase: Phase | None = "training" if learns else None
        yield unnumbered(line, Term("change", first=at, last=at), None, phased("latency", phase), phase, "better")


_DEAR = words("expensive intensive demanding costly heavy complex complicated taxing")
_CHEAP = words(
    "practical viable superior cheap cheaper inexpensive lightweight light lighter affordable economical tractable "
    "feasible low-cost cost"
)


def computationally(line: Line, at: int) -> Iterator[Finding]:
    """Is computationally inexpensive; is less computationally demanding; is computationally less intensive."""
    tokens, first, last = line.words, at, at + 1
    first -= tokens[at - 1] == "less"
    last += tokens[last : last + 2] == ["low", "cost"]
    last += tokens[last : last + 1] == ["less"]
    denied = tokens[first - 1] == "not" and tokens[first - 2] in _COPULAS
    sort = _DEAR if denied or "less" in tokens[first:last] else _CHEAP
    ends = _ENDS_PREDICATE.issuperset(tokens[last + 1 : last + 2])
    if ends and tokens[last : last + 1] and tokens[last] in sort and (denied or is_predicate(line, first)):
        yield unnumbered(line, Term("change", first=last, last=last), None, "compute", None, "better")


def lightweight(line: Line, at: int) -> Iterator[Finding]:
    """Is much more lightweight; is significantly smaller in size."""
    tokens = line.words
    graded = tokens[at] in _SMALLER or tokens[at - 1] == "more"
    told = graded and (tokens[at].startswith("light") or _is_of_model(line, at)) and is_predicate(line, at)
    if told and _ENDS_PREDICATE.issuperset(tokens[at + 1 : at + 2]):
        yield unnumbered(line, Term("change", first=at, last=at), None, "model_size", None, "better")


_SMALLER = words("smaller lighter")
_MODELS = words("model models network networks architecture ours")


def _is_of_model(line: Line, at: int) -> bool:
    """Whether it is a model that is smaller: "the resulting model is far | smaller", "while being | smaller"."""
    before = line.words[max(0, at - 6) : at]
    place = next((i for i in range(len(before) - 1, -1, -1) if before[i] in _COPULAS), 0)
    own = "being" in before[place:] and "than" not in line.words[at + 1 : at + 2]
    return own or not _MODELS.isdisjoint(before[:place]) or line.words[at + 1 : at + 3] == ["in", "size"]


_FREE: dict[str, tuple[Metric, Phase | None]] = {
    **dict.fromkeys(words("training-free tuning-free"), ("training_cost", "training")),
    **dict.fromkeys(words("retraining-free fine-tuning-free finetuning-free"), ("training_cost", "training")),
    **dict.fromkeys(words("annotation-free label-free"), ("data", None)),
}


def free(line: Line, at: int) -> Iterator[Finding]:
    """Is training-free; is simple, label-free and robust."""
    if _ENDS_PREDICATE.issuperset(line.words[at + 1 : at + 2]) and is_predicate(line, at):
        metric, phase = _FREE[line.words[at]]
        yield unnumbered(line, Term("change", first=at, last=at), None, metric, phase, "better")


ADJECTIVES = (
    (frozenset(_FREE), free),
    (_COMPOUNDS | words("efficient effective"), efficient),
    (frozenset(f"{sort}-efficiently" for sort in _SORTS), efficiently),
    (words("efficient light lightweight light-weight cheap inexpensive economical"), efficient_in),
    (words("fast quick swift"), fast),
    (words("cheap inexpensive affordable economical low-cost"), cheap),
    (words("quickly rapidly swiftly instantly"), quickly),
    (words("computationally"), computationally),
    (words("lightweight light-weight compact") | _SMALLER, lightweight),
)
"""Each scan with the words at whose places it looks."""
