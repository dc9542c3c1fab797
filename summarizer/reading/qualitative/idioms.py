"""Idioms: set ways of saying without a number what something costs: "without retraining", "from days to seconds"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from summarizer.reading.costs.claims import Finding, unnumbered
from summarizer.reading.framing.frames import STOP_TAIL, clause_start, terms_in
from summarizer.reading.qualitative.adjectives import WAYS, is_predicate
from summarizer.reading.qualitative.aims import is_aim
from summarizer.reading.qualitative.giants import GREATER, matches_greater
from summarizer.reading.qualitative.holders import DEMANDS, WITH, holder
from summarizer.reading.qualitative.outdone import OUTDONE, excels_in
from summarizer.reading.qualitative.savings import is_unreal
from summarizer.reading.qualitative.scales import HANDLING, handled
from summarizer.reading.qualitative.staying import is_kept_as_is
from summarizer.reading.words.terms import Term, phased
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import OURS, PHASES, TIMES, TRAININGS, words
from summarizer.records import Metric, Phase

_AS = words("fast quickly rapidly slow slowly cheap costly expensive efficient efficiently")


def _as_fast(line: Line, at: int) -> Iterator[Finding]:
    """Runs as fast as another; is computationally as efficient as another."""
    tokens = line.words
    likened = tokens[at - 1 : at] == tokens[at + 1 : at + 2] == ["as"] and tokens[at + 2 : at + 3] not in (
        ["possible"],
        [NUMBER],
    )
    if likened and tokens[at].startswith("efficient"):
        computed = "computationally" in tokens[max(0, at - 3) : at - 1]
        change = Term("change", first=at, last=at)
        if NUMBER not in tokens[max(0, at - 4) : at] and not is_unreal(line, at) and tokens[at - 2] not in _UNEQUAL:
            yield unnumbered(line, change, None, "compute" if computed else "cost", None, "same")
    elif likened and tokens[at - 2 : at - 1] != [NUMBER]:
        for term in line.terms:
            if term.last == at:
                phase = _phase_of_subject(line, at)
                yield unnumbered(line, term, None, phased("latency", phase), phase, "same")


def _phase_of_subject(line: Line, at: int) -> Phase | None:
    """The phase that is what a clause speaks of: "training the net is just | as fast"."""
    start = clause_start(line, at)
    opening = line.words[start : start + 2]
    return next((PHASES[word] for word in opening if word in TRAININGS or word == "inference"), None)


_UNEQUAL = words("twice half times not")


def _as_much(line: Line, at: int) -> Iterator[Finding]:
    """Uses as much memory as another."""
    tokens = line.words
    if tokens[at - 1 : at] != ["as"]:
        return
    for term in line.terms:
        behind = tokens[term.last + 1 : term.last + 3]
        if term.first == at + 1 and behind[:1] == ["as"] and behind[1:] != ["possible"]:
            yield from _same(line, term)


def _at_level(line: Line, at: int) -> Iterator[Finding]:
    """Runs at the speed of another."""
    tokens = line.words
    if tokens[at + 1 : at + 2] != ["of"] or tokens[at + 2 : at + 3] in ([NUMBER], ["light"], ["sound"]):
        return
    for term in line.terms:
        if term.last == at and tokens[max(0, term.first - 2) : term.first] == ["at", "the"]:
            yield from _same(line, term)


def _same(line: Line, term: Term) -> Iterator[Finding]:
    """A resource that is spent as by another, where no number says how much."""
    counted = NUMBER in line.words[max(0, term.first - 4) : term.first]
    if term.kind == "resource" and term.metric is not None and not counted:
        yield unnumbered(line, None, term, term.metric, term.phase, "same")


_REAL_TIME_NOUNS = words(
    "performance performances inference speed speeds processing execution rendering generation detection tracking rate "
    "rates simulation segmentation reconstruction planning efficiency capability capabilities operation estimation "
    "localization localisation navigation mapping editing streaming synthesis prediction interaction adaptation "
    "throughput visualization computation frequency frequencies slam ability predictions operations fusion recognition "
    "classification registration restoration animation relocalization odometry denoising super-resolution control "
    "avoidance decoding encoding retrieval playback relighting searching responsiveness "
    "deployability response responses understanding parsing search calibration teleoperation"
)
_ENABLES = words("enable enables enabling allow allows allowing permit permits permitting capable")
"""What leads to something in real time that was out of reach before, whatever it is."""
_ONBOARD = words("onboard on-board")
_PACES = words("performance performances speed speeds inference efficiency rates rate rendering frequency frequencies")
_MEETS = words("meets meet meeting met satisfies satisfy satisfying satisfied fulfills fulfils fulfilling fulfilled")
_MET = words("constraint constraints requirement requirements demand demands deadline deadlines performance speed")


_LONG_PHRASE = 4
"""How many words of a noun phrase are looked at for what is done in real time."""


def _real_time(line: Line, at: int) -> Iterator[Finding]:
    """Achieves real-time detection; runs near real-time on a phone; reaches real time performance."""
    tokens, last = line.words, at + (line.words[at] == "real")
    if last > at and tokens[last : last + 1] != ["time"]:
        return
    first = _behind_adjectives(tokens, last + 1)
    ahead = tokens[first : first + _LONG_PHRASE]
    end = next((i for i, word in enumerate(ahead) if word in STOP_TAIL), len(ahead))
    if last > at and end == 0:
        return  # "runs in | real time" is read by `_at_once`
    close = at - (tokens[at - 1] == "near")
    held = holder(line, close) or (holder(line, close - 1) if tokens[close - 1] not in STOP_TAIL else "")
    pace = held not in WITH or not _PACES.isdisjoint(ahead[: min(end, 2)])
    headed = ahead[end - 1 : end] if end < _LONG_PHRASE else ahead
    named = not (_REAL_TIME_NOUNS.isdisjoint(headed) and _PACES.isdisjoint(ahead[:end])) or (
        end > 0 and held in _ENABLES
    )
    told = held != "" and pace and named and not _is_numbered(tokens, last)
    ahead = tokens[last + 1 : last + 1 + _LONG_PHRASE]
    end = end if first == last + 1 else 0
    if not told and (end == 0 or ahead[0] in _BEHIND) and not _is_numbered(tokens, last):
        told = _is_run(line, at - 1) if tokens[at - 1] in ("in", "near") else False
        told |= tokens[at - 1] in _RUNS and not is_aim(line, at - 1)
    elif not told and ahead[0] in WAYS and tokens[at - 2 : at] == ["in", "a"]:
        told = _is_run(line, at - 2)
    if not told and ahead[:1] in ([","], ["and"], [], ["capable"]):
        told = is_predicate(line, at) or (tokens[at - 1] in ("is", "are") and not is_aim(line, at - 1))
    if told or (not _MET.isdisjoint(ahead[:end]) and _is_met(line, at)):
        metric: Metric = "throughput" if "throughput" in ahead[:end] else "latency"
        yield unnumbered(line, Term("change", first=at, last=at), None, metric, "inference", "better")


def _behind_adjectives(tokens: list[str], at: int) -> int:
    """Where what adjectives describe begins that are joined to one: "real-time | , calm and exact tracking"."""
    first = at
    for _ in range(_ADJECTIVES):
        if tokens[first : first + 1] not in ([","], ["and"], ["yet"]):
            return first
        first += 1 + (tokens[first : first + 2] == [",", "and"])
        first += tokens[first : first + 1] != [] and tokens[first].endswith("ly")
        if not tokens[first : first + 1] or tokens[first] in STOP_TAIL or tokens[first] in OURS:
            return at
        first += 1
    return at


_ADJECTIVES = 4
"""How many adjectives may be joined to "real-time"."""


def _is_met(line: Line, at: int) -> bool:
    """Whether it is told that something runs as fast as it must: "satisfies the | real-time constraints"."""
    tokens, place = line.words, at - 1
    while place > 0 and tokens[place] in _UP_TO_DEMAND:
        place -= 1
    told = NUMBER not in tokens[max(0, place - _TOLD) : place]  # what a number says is not said again
    return told and tokens[place] in _MEETS and not is_unreal(line, place)


_TOLD = 14
_UP_TO_DEMAND = words("the a all any hard strict strictly stringent requirements requirement for of")


def _is_numbered(tokens: list[str], at: int) -> bool:
    """Whether a number says how fast real time is: "at a real-time | speed of 40 FPS"."""
    behind = tokens[at + 1 : at + 8]
    return NUMBER in behind and _UP_TO_NUMBER.issuperset(behind[: behind.index(NUMBER)])


_UP_TO_NUMBER = _PACES | words("of at up to ( about around over more than tracking detection")
_RUNS = words("run runs running operate operates operating works working executes executed rendered perform performs")
_NOT_DONE = words(
    "challenge challenges effectiveness future importance important being near need needs require requires required "
    "infeasible intractable impossible impractical prohibitive difficult scenarios measured recorded monitored "
    "collected"
)
_NOT_RUN = _NOT_DONE | words("train trained training finetune finetunes fine-tune fine-tunes adapt")
"""What shows that nothing is told to run: "is | trained in real-time", "its | effectiveness in real time"."""


def _is_run(line: Line, place: int, *, real: bool = True) -> bool:
    """Whether it is what a paper offers that runs in the time told at a place, or learns in one that is not `real`."""
    start = clause_start(line, place)
    ahead = line.words[max(start, place - 12) : place]
    if line.words[start : start + 1] == ["by"]:
        return False  # "By turning its lamps | in real time, ..."
    if ("potential", "to") in pairwise(ahead):
        return False
    told = not _RUNS.isdisjoint(ahead[-4:]) or (bool(ahead) and (_NOT_RUN if real else _NOT_DONE).isdisjoint(ahead))
    return told and not is_aim(line, place)


def _at_once(line: Line, at: int) -> Iterator[Finding]:
    """Generates an image within seconds, or in just a few; takes only minutes; runs in real time."""
    tokens = line.words
    place = at - 1
    while place > 0 and tokens[place] in _FILLERS:
        place -= 1
    behind = tokens[at + 1 + (tokens[at] == "real") :][:1] or [","]
    told = tokens[place] == "in" or (tokens[place] == "within" and tokens[at] != "real")
    told |= tokens[place] in _TAKES and tokens[at] != "real" and place < at - 1
    told &= tokens[at] != "real" or tokens[at + 1 : at + 2] == ["time"]
    numbers = [i for i in range(at, min(at + 4, len(tokens))) if tokens[i] == NUMBER]
    told &= all(tokens[i - 1] == "on" for i in numbers)  # "runs in real time on 2 GPUs", not "in real time (30 FPS)"
    told &= not (tokens[at] == "real" and _is_numbered(tokens, at + 1))
    told &= behind[0] in STOP_TAIL or behind[0].endswith("ly") or behind[0] in _BEHIND  # no "in real time trials"
    if told and _is_run(line, place, real=tokens[at] == "real"):
        change = Term("change", first=place, last=at)
        if tokens[at] == "real" or _LEARNS.isdisjoint(tokens[max(clause_start(line, place), place - 8) : place]):
            yield unnumbered(line, change, None, "latency", "inference", "better")
        else:  # "learns to walk | in minutes"
            yield unnumbered(line, change, None, "training_time", "training", "better")


_TAKES = words("takes taking")
_LEARNS = words("learn learns learning trains train trained training fine-tuned")
_BEHIND = _ONBOARD | words("given even directly thanks")
_AT_ONCE = words("real seconds second milliseconds microseconds minutes")
_STOPS = STOP_TAIL - {"and", ","}
"""Where a list ends."""
_FILLERS = words("a few just only the mere under several couple matter of tens")


def _not_needed(line: Line, need: int) -> Iterator[Finding]:
    """Removes the need for expensive retraining."""
    for change in line.changes:
        if not change.last < need <= change.last + 3 or change.sense != "less" or is_aim(line, change.first):
            continue
        first = change.last + 1
        at = next((first + i for i, w in enumerate(line.words[first : first + 7]) if w in _NOT_TRAINED), None)
        if at is not None and not any(_parts(t, change, need, at) for t in line.resources):
            yield unnumbered(line, Term("change", first=at, last=at), None, "training_cost", "training", "better")


def _parts(term: Term, change: Term, need: int, at: int) -> bool:
    """Whether it is a resource that is needed less: "the need for training | data", but not "model retraining"."""
    before = change.last < term.first and (term.first < need or term.last < at - 1)
    return (before and term.last < at) or term.first <= at < term.last or term.first == at


_NOT_TRAINED = TRAININGS | words("train retrain re-train fine-tune finetune pretrain pre-train")
_UPDATED = words("gradient parameter weight model network")
"""What is updated in training."""
_NO = words("no without zero")
_NO_MORE = words(
    "any additional extra further explicit model requiring require needing the need necessity for of costly "
    "expensive complex computationally large-scale extensive heavy lengthy dedicated separate prohibitive and repeated "
    "complete full whole prior frequent offline resorting relying to on performing undergoing or nor from specific "
    "involve external policy recovery having"
)
_ONE_S_OWN = ("-specific", "-level")
"""How what is trained for one thing ends: "domain-specific | training"."""
_TRAINED = TRAININGS | words("retrain re-train finetune fine-tune re-tuning")
_REQUIRES = words("requires require requiring needs need needing with needed involves")


def _untrained(line: Line, at: int) -> Iterator[Finding]:
    """Without retraining; requires no additional training; without any gradient updates."""
    tokens, before = line.words, at - 1
    if tokens[at] == "updates":
        while before > 0 and tokens[before] in _UPDATED:
            before -= 1
        if before == at - 1:
            return
    if tokens[at] == "tuning":  # "fine | tuning"
        if tokens[before] != "fine":
            return
        before -= 1
    while before >= 0 and (tokens[before] in _NO_MORE or tokens[before].endswith(_ONE_S_OWN)):
        before -= 1
    if not {"or", "nor"}.isdisjoint(tokens[before + 1 : at]):
        before = _denied_at(tokens, before)
    if before < 1 or not _is_denied(tokens, before):
        return
    ends = _TRAINED_MODELS if tokens[at].endswith(("ing", "updates")) else _TRAINING_ENDS
    if not ends.issuperset(tokens[at + 1 : at + 2]) or any(t.first <= at < t.last for t in line.terms):
        return
    yield unnumbered(line, Term("change", first=at, last=at), None, "training_cost", "training", "better")


def _is_denied(tokens: list[str], at: int) -> bool:
    """Whether a word says that what stands behind it is not done: "without", "requires | no", "does | not need"."""
    if tokens[at] == "no":
        needless = tokens[at + 1 : at + 2] == ["need"]  # "no need | for retraining"
        return needless or tokens[at - 1] in _REQUIRES or tokens[at - 2 : at] == ["little", "to"]
    return tokens[at] in _NO or tuple(tokens[at : at + 2]) in _DENIALS


_DENIALS = {("not", "require"), ("not", "need"), ("not", "involve"), ("free", "from"), ("free", "of")}
_TRAINING_ENDS = words(", . ; : ) and or while on to for of at by in when yet thereby but making which enabling --")


def _denied_at(tokens: list[str], at: int) -> int:
    """Where the "without" or "no" stands that reaches over `or`: "without wider maps or | retraining"."""
    for place in range(at, max(0, at - _DENIED), -1):
        if tokens[place] in _NO:
            return place
        if tokens[place] in _CLAUSE_ENDS or (tokens[place] == "for" and tokens[place - 1] not in _NO_MORE):
            break
    return at


_DENIED = 7
_CLAUSE_ENDS = words(", ; : and but while")
_TRAINED_MODELS = _TRAINING_ENDS | words(
    "the its their any entire model models llms networks from during across needed required necessary"
)
_STAYS = words("is are was were stays stay remains remain keeps leaves left")
_LEVEL = words("competitive comparable similar identical unchanged equal same par")


def _stays(line: Line, at: int) -> Iterator[Finding]:
    """The runtime of the portable version is comparable to B's; leaves throughput unchanged."""
    tokens = line.words
    unchanged = tokens[at] == "unchanged"
    before = [w for w in tokens[max(0, at - 4) : at] if w not in _NEARLY]
    if not before or not (unchanged or tokens[at + 1 : at + 2] in (["to"], ["as"], ["with"])):
        return
    found = [t for t in terms_in(line, clause_start(line, at), at, ("resource",)) if not t.weak]
    if not found or found[0].metric is None or NUMBER in (*tokens[found[-1].first : at], *tokens[at + 2 : at + 3]):
        return
    near = (before[-1] in _STAYS and tokens[at] != "competitive") or (unchanged and not _STAYS.isdisjoint(before))
    if (
        (near or _NEARLY.issuperset(tokens[found[-1].last + 1 : at]))
        and found[0].metric != "data"
        and not is_kept_as_is(tokens, found[0])
        and not is_aim(line, at)
    ):
        yield unnumbered(line, None, found[0], found[0].metric, found[0].phase, "same")


_NEARLY = words("the nearly almost about on to")


def _fast_phase(line: Line, at: int) -> Iterator[Finding]:
    """Enables fast and stable training; enjoys low-power inference."""
    tokens = line.words
    metric = _LOW_COMPOUNDS.get(tokens[at], "latency")
    noun = next((i for i in range(at + 1, min(len(tokens), at + 5)) if tokens[i] in _PHASED), None)
    if noun is None or holder(line, at) in {"", "at"} | DEMANDS:
        return
    named = (tokens[noun + 1 : noun + 2] or ["."])[0]
    if named in _PHASE_PACES and NUMBER in tokens[noun + 2 : noun + 6]:
        return  # "a fast inference | speed of 40 FPS"
    if (_STOPS | {","}).isdisjoint(tokens[at + 1 : noun]) and not (named.isalpha() and named not in _PHASE_ENDS):
        phase = PHASES.get(tokens[noun], "training" if tokens[noun] == "learning" else None)
        change = Term("change", first=at, last=at)
        yield unnumbered(line, change, None, phased(metric, phase), phase, "better")


_LOW: dict[Metric, str] = {
    "latency": "latency delay",
    "energy": "power energy",
    "cost": "cost",
    "memory": "memory",
    "compute": "compute computation",
}
_LOW_COMPOUNDS: dict[str, Metric] = {
    f"{low}-{resource}": metric
    for metric, resources in _LOW.items()
    for resource in resources.split()
    for low in ("low", "ultra-low", "lower")
}
"""What is low of work that is done with little of a resource: "low-power | inference"."""
_PHASE_PACES = words("speed speeds times")
_PHASE_ENDS = STOP_TAIL | _PHASE_PACES | words("even also both already process performance")
_PHASED = words(
    "training inference convergence decoding generation sampling prediction learning adaptation retrieval planning "
    "rendering execution processing reconstruction computation evaluation fine-tuning encoding "
    "estimation detection segmentation tracking optimization simulation synthesis predictions inferences "
    "positioning localization localisation relocalization registration matching mapping classification recognition "
    "response responses calculation calculations computations detections parsing lookup search querying verification "
    "finetuning operation operations convolution convolutions update updates replanning extraction filtering routing "
    "lookups comparison comparisons queries indexing transforms selection attention pooling iterations separation "
    "compilation aggregation sorting solving"
)


_LESS_ENDS = _TRAINING_ENDS | {"than"}


def _less_training(line: Line, at: int) -> Iterator[Finding]:
    """Even with shorter training; needs less training."""
    tokens = line.words
    if TRAININGS.isdisjoint(tokens[at + 1 : at + 2]) or is_aim(line, at):
        return
    if _LESS_ENDS.issuperset(tokens[at + 2 : at + 3]):
        change = Term("change", first=at, last=at)
        metric = "training_time" if tokens[at] == "shorter" else "training_cost"
        yield unnumbered(line, change, None, metric, "training", "better")


_LONG_TIMES = words("months weeks days hours minutes years")


def _leaps(line: Line, at: int) -> Iterator[Finding]:
    """Shrinks from days to seconds."""
    tokens, start = line.words, at - 1
    if tokens[start:at] != ["from"] or tokens[at + 1 : at + 2] != ["to"]:
        return
    ahead = [w for w in tokens[at + 2 : at + 5] if w not in _MERELY][:1]
    if not TIMES.isdisjoint(ahead):
        phase = next((PHASES[w] for w in reversed(tokens[max(0, start - 8) : start]) if w in PHASES), None)
        change = Term("change", first=start, last=at)
        yield unnumbered(line, change, None, phased("latency", phase), phase, "better")


_MERELY = words("a few mere just under only")


def _fastest(line: Line, at: int) -> Iterator[Finding]:
    """Is the fastest planner of all."""
    tokens = line.words
    if tokens[at - 1 : at] != ["the"] or _IS_TOP.isdisjoint(tokens[max(0, at - 6) : at - 1]) or is_aim(line, at):
        return
    phase = PHASES.get(tokens[at + 1]) if at + 1 < len(tokens) else None
    yield unnumbered(line, Term("change", first=at, last=at), None, phased("latency", phase), phase, "better")


_IS_TOP = words("is are being makes making as becoming becomes remains achieves achieving")


SCANS: tuple[tuple[frozenset[str], Callable[[Line, int], Iterator[Finding]]], ...] = (
    (words("fast rapid quick high-speed") | _LOW_COMPOUNDS.keys(), _fast_phase),
    (words("fastest"), _fastest),
    (words("shorter less"), _less_training),
    (_AS, _as_fast),
    (words("much many"), _as_much),
    (words("speed cost price"), _at_level),
    (words("real-time realtime near-real-time real"), _real_time),
    (_AT_ONCE, _at_once),
    (HANDLING, handled),
    (words("need"), _not_needed),
    (_TRAINED | {"tuning", "updates"}, _untrained),
    (_LEVEL, _stays),
    (OUTDONE, excels_in),
    (_LONG_TIMES, _leaps),
    (GREATER, matches_greater),
)
"""Each scan with the words at whose places it looks: most sentences hold none of them."""
