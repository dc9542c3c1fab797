"""Levels: how high a cost is said to stand, without a number: negligible, the same as before, at a fraction."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from summarizer.reading.costs.claims import Finding, unnumbered
from summarizer.reading.framing.frames import RIVALRY, STOP_TAIL, is_head
from summarizer.reading.qualitative.aims import is_aim
from summarizer.reading.qualitative.holders import DEMANDS, WITH, holder
from summarizer.reading.qualitative.needs import is_supply
from summarizer.reading.qualitative.staying import ADDED, STAYING, stays
from summarizer.reading.words.terms import Term, phased
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import MODIFIERS, PHASES, words
from summarizer.records import Direction, Metric

SAME = words(
    "matched competitive same similar comparable equal identical equivalent matching on-par equally unchanged "
    "similar-sized similarly-sized equal-sized"
)
NONE = words(
    "near-zero negligible minimal minimum no marginal little zero without tiny neglectable trivial insignificant"
)
_SLIGHT = words("modest slight moderate minor")
_STEADY = words("stable constant steady consistent")
_EXTRA = words(
    "recurring additional extra added any increasing adding introducing incurring involving more further requiring "
    "imposing bringing causing paying inflating raising exploding external huge excessive heavy numbers network "
    "increased active activated total human manual the in a an number of amount level significant almost nearly much "
    "extra- asymptotic "
    "inference training increase execution processing end-to-end level planning local peak overall average online "
    "offline"
)
_EXTRA_OR_PHASE = _EXTRA | PHASES.keys()
_PRESERVES = words("preserve preserves preserving")
_CHEAP = words(
    "low ultra-low small short compact limited bounded cheap manageable affordable efficient light modest "
    "millisecond-level sub-millisecond sub-second"
)
_ENOUGH = words("reasonable acceptable practical sufficient interactive tolerable")
_FAST = words("fast rapid quick") | _ENOUGH
_LITTLE = words("minimal little few small tiny")
_STRONG = words(
    "strong promising high higher superior better best excellent great remarkable outstanding improved enhanced "
    "significant greater exceptional impressive good state-of-the-art"
)
_LEAST, _MOST = words("lowest smallest shortest best"), words("highest fastest greatest peak maximum")
_LEVELS = _LEAST | _MOST | SAME | _STEADY | NONE | _LITTLE | _STRONG | _PRESERVES | _SLIGHT | _CHEAP | _FAST
"""The words that say how a resource stands, as `_level` reads them."""
_KNOWN = _LEVELS | STOP_TAIL | {"fraction"}


def unchanged(line: Line, term: Term, levels: Collection[str]) -> Sequence[Finding]:
    """The same number of FLOPs; negligible overhead; without additional parameters; strong parameter efficiency.

    `levels`: those of `LEVELS` that the sentence holds.
    """
    words = line.words
    if stays(words, term):
        named = ((_of_inference(words, term) or "cost", term.phase), *term.also)
        return [unnumbered(line, None, term, metric, phase, "same") for metric, phase in named]
    at = _told_at(line, term)
    if at < 0 or term.metric is None or words[at + 1] == "no":
        return ()
    if "fraction" in levels and _is_fraction(words, at):
        direction: Direction | None = "better"
    elif words[at] in _LEVELS:
        direction = _level(line, term, at)
    else:
        direction = "same" if words[at] in ("or", "and") and _is_spared_too(words, term, at) else None
    if direction is None or is_aim(line, at) or _is_counted(line, term):
        return ()
    if words[term.last + 2 : term.last + 3] == ["available"]:
        return ()  # "no training data | is available"
    between = words[at + 1 : term.first]
    if ("and" not in between and not _QUALITIES.isdisjoint(between)) or _is_of_quality(words, term):
        return ()  # "at no accuracy | cost", "at negligible cost | of accuracy"
    if term.metric == "data" and "external" in between:
        return ()
    if any(t.first == term.last + 1 and words[t.last] not in ADDED for t in line.resources):
        return ()  # "no additional depth | supervision"
    if term.metric == "data" and words[at] in NONE and is_supply(words[at + 1 : term.last + 1]):
        if words[term.last + 1 : term.last + 2] == ["available"]:
            return ()  # "with no labelled data | available"
        direction = "better"
    return [
        unnumbered(line, None, term, metric, phase, direction)
        for metric, phase in ((_of_inference(words, term), term.phase), *term.also)
    ]


def _of_inference(words: list[str], term: Term) -> Metric | None:
    """The metric of a resource: an overhead of inference alone is time, plain complexity is what is computed."""
    if term.metric == "complexity" and term.first == term.last and words[term.first - 1] not in GROWTHS:
        return phased("compute", term.phase)
    alone = term.metric == "cost" and term.phase == "inference" and not term.also
    return "latency" if alone and words[term.last].startswith("overhead") else term.metric


GROWTHS = words("time space sample query asymptotic theoretical worst-case communication")
"""Words by which a complexity is told as a growth."""


def _is_spared_too(words: list[str], term: Term, at: int) -> bool:
    """Whether "without" reaches a resource over another thing: "without wider maps or | extra memory"."""
    before = words[max(0, at - _WITHOUT) : at]
    told = "without" in before and not _MORE.isdisjoint(words[at + 1 : term.first])
    return told and STOP_TAIL.isdisjoint(before[before.index("without") + 1 :])


_WITHOUT = 6
LEVELS = _LEVELS | STAYING | {"fraction"}
"""Words of which a sentence must hold one for `unchanged` to find anything."""


def _is_counted(line: Line, term: Term) -> bool:
    """Whether a number behind a resource, or behind its head noun, says how high it is: "an overhead | of just 4%"."""
    words, end = line.words, term.last + 1
    headed = next((t for t in line.terms if t.first == end and t.kind == "resource"), None)
    end = headed.last + 1 if headed else end
    return words[end : end + 1] in (["of"], ["("]) and NUMBER in words[end + 1 : end + 3]


def _told_at(line: Line, term: Term) -> int:
    """The word that says how a resource stands, behind which only words of degree and phase and its like come."""
    words = line.words
    at = _skipped(words, term.first - 1, 2 * (words[term.last] in ADDED))  # "no decoder complexity | overhead"
    while at > 1 and words[at] in ("and", "or", ",", "as"):
        if words[at - 2 : at + 1] == ["as", "well", "as"]:
            at -= 2
        at -= words[at] in ("and", "or") and words[at - 1] == ","
        if words[at - 1] in MODIFIERS or words[at - 1] in PHASES:
            at = _skipped(words, at - 2, 0)
            continue
        like = _like(line, at)
        if like is None:
            break
        at = _skipped(words, like.first - 1, 2 * (like.kind == "quality"))  # "similar map accuracy | and speed"
    return at


def _like(line: Line, at: int) -> Term | None:
    """The resource or quality that `and` joins to a resource: "no extra parameters | and computation"."""
    ends = (at - 1, at - 2) if line.words[at - 1] in _DEALINGS else (at - 1,)
    return next((t for t in line.measures if t.last in ends and (t.kind == "quality" or not t.gain)), None)


_DEALINGS = words("collection transfer movement access preparation acquisition engineering usage")


def _skipped(words: list[str], at: int, unknown: int) -> int:
    """The first word on the way back that says more than degree and phase, a few unknown ones left out."""
    while at >= 0 and (
        words[at] in _EXTRA_OR_PHASE
        or _is_degree(words, at)
        or _joins(words, at)
        or (unknown and words[at] not in _KNOWN)
    ):
        unknown -= words[at] not in _EXTRA
        at -= 1
    if at > 0 and words[at].endswith(_OF_ITS_OWNER):  # "without increasing the planner's | memory use"
        return _skipped(words, at - 1, unknown)
    return at


def _is_degree(words: list[str], at: int) -> bool:
    """Whether a word only says how much more: "without | greatly increasing", "without incurring a much | greater"."""
    if words[at] in _GREAT and words[at - 1] in _MORE:
        return True  # "without incurring | high costs"
    return (words[at].endswith("ly") and words[at] not in _LEVELS) or words[at] in _GREATER


_GREATER = words("greater higher larger")
_GREAT = words("high large substantial considerable undue prohibitive too")
_OF_ITS_OWNER = ("'s", "’s")


def _joins(words: list[str], at: int) -> bool:
    """Whether a word joins two phases of one cost: "training | or | inference overhead"."""
    return words[at] in ("or", "and") and words[at - 1] in PHASES and words[at + 1] in PHASES


def _level(line: Line, term: Term, at: int) -> Direction | None:
    """What a word of levels before a resource says of it.

    "similar" or "negligible" say that it stays, "strong" that it is good.
    """
    words = line.words
    word, noun = words[at], words[_headed(line, term).last]
    technical = term.first < term.last or term.phase is not None  # "memory" alone may be anybody's
    technical |= not PHASES.keys().isdisjoint(words[at + 1 : term.first]) or _shares_head(line, term)
    if (word in _CHEAP or word in _FAST or word == "minimum") and not is_head(line, term):
        return None  # "a low latency | stream", "a minimum cost | cut"
    if noun == "makespan" or (word == "minimum" and noun == "time"):
        return None  # "a plan of minimal | makespan", "flies in minimum | time"
    if words[at : at + 2] == ["minimum", "amount"]:
        return None  # what is sought
    timed = term.metric in ("latency", "training_time")
    if (word in _CHEAP or (word in _ENOUGH and timed)) and _is_low(line, term, at, technical=technical):
        return "same" if _is_little_more(words, term, at) else "better"
    if word in _ENOUGH and noun in ADDED:
        return "same" if technical and holder(line, at) else None
    if word in _FAST:
        return "better" if _is_fast(line, term, at, technical=technical) else None
    if word in _LEAST or word in _MOST:
        named = technical or noun in _BARE_LEAST
        before = words[max(0, at - 3) : at]
        named |= word == "fastest"
        top = (word == "best" or (word in _MOST) == term.gain) and (
            not _ATTAINS.isdisjoint(before) or holder(line, at) != ""
        )
        top &= word not in _MOST or word == "fastest" or "at" not in before  # "at the maximum context length"
        return "better" if top and named and not term.weak else None
    if word in _PRESERVES:
        return "same" if technical and not term.weak else None
    if at > 0 and words[at - 1] in ("this", "these", "such"):
        return None
    if word in SAME and words[max(0, at - 1)] == "of":
        return None
    held = at - 1 - (words[at - 1] in ("very", "extremely", "only"))
    added = not _MORE.isdisjoint(words[at + 1 : term.first]) or words[held] in _ADDS
    cost = not term.gain and noun not in ADDED and not (added and (word != "little" or term.metric != "data"))
    by_hand = noun.startswith("effort") and technical
    spent = not term.weak or by_hand or noun.startswith(("comput", "resource"))
    spends = at > 0 and (words[held] in ("with", "using") or words[held] in DEMANDS) and spent
    if cost and spends and word in _LITTLE:
        return "better"
    none = _is_none(words, term, at)
    cost |= technical and noun.startswith("cost") and not added
    if word in _SLIGHTLY and added and (noun in ADDED or word != "low") and holder(line, at):
        return "same"  # "at a slight | additional cost"
    if none and cost and word in ("minimal", "minimum", "little", "tiny"):
        return "better"
    if (none or _is_same(line, term, at)) and not (term.gain and word in NONE):
        return "same"
    strong = term.gain and word in _STRONG and noun.endswith("efficiency") and not term.weak
    runs = word in _HIGH and (_is_pace(noun, term) or (technical and noun in ("speed", "speeds")))
    runs |= word in ("state-of-the-art", "promising") and noun == "speed"
    strong |= runs and holder(line, at) not in ("", "at")
    return "better" if strong else None


_BARE_LEAST = words("latency runtime throughput flops macs parameters overhead overheads")
_SLIGHTLY = words("small slight modest minor tiny low")


def _is_pace(noun: str, term: Term) -> bool:
    """Whether a noun is plainly good to be high: "throughput", a frame rate, a compression ratio."""
    listed = term.metric in ("throughput", "model_size") and noun.startswith(("framerate", "rate", "fps", "ratio"))
    return noun in _RUNS or listed or (noun == "performance" and term.metric == "latency")


_RUNS = words("throughput utilization")
_HIGH = words("high superior great state-of-the-art impressive exceptional excellent remarkable outstanding promising")
_ATTAINS = words(
    "achieves achieve achieving attains attain attaining maintaining maintains retaining offers offering delivers "
    "delivering sustains sustaining has have having requires requiring needs exhibits shows yields provides with at "
    "reaches achieved attained maintained retained offered delivered sustained exhibited showed shown provided reached "
    "demonstrates demonstrated"
)
"""What stands before the lowest cost that is one's own."""


def _headed(line: Line, term: Term) -> Term:
    """The resource whose head noun a bare one shares: "memory | and computation overhead"."""
    if term.first < term.last:
        return term
    end = term.last + 1
    end += line.words[end : end + 1] == ["and"]
    return next((t for t in line.resources if t.first == end and line.words[t.last] in ADDED), term)


def _shares_head(line: Line, term: Term) -> bool:
    """Whether a bare resource is one by the head noun behind it: "low | memory and compute requirements"."""
    words, end = line.words, term.last + 2
    if words[end - 1 : end] != ["and"]:
        return False
    other = next((t for t in line.resources if t.first == end and t.last > t.first), None)
    return other is not None and words[other.last] in ADDED | _SPENT_BY


_SPENT_BY = words("requirement requirements consumption usage demand demands need needs footprint footprints")


def _is_little_more(words: list[str], term: Term, at: int) -> bool:
    """Whether what is small comes on top: "a small | extra computational cost", "a small | overhead"."""
    added = not _MORE.isdisjoint(words[at + 1 : term.first]) or words[term.last].startswith("overhead")
    return added and words[at] != "low"


def _is_fast(line: Line, term: Term, at: int, *, technical: bool) -> bool:
    """Whether a speed or time that one has is told to be good: "with fast | inference speed"."""
    noun = line.words[term.last]
    paced = term.gain and (noun.startswith(("speed", "throughput")) or term.metric == "training_time")
    paced |= noun.startswith(("time", "runtime", "latenc"))
    return paced and (technical or _is_beside_quality(line, at)) and holder(line, at) != ""


def _is_beside_quality(line: Line, at: int) -> bool:
    """Whether `and` joins what stands at a word to how well something works: "has high accuracy and | fast speed"."""
    joint = at - 1 - (line.words[at - 1] in ("very", "quite", "a"))
    return line.words[joint] == "and" and any(t.last == joint - 1 and t.kind == "quality" for t in line.measures)


def _is_low(line: Line, term: Term, at: int, *, technical: bool) -> bool:
    """Whether a cost is told to be low: "while maintaining a low memory footprint", "at very low inference cost"."""
    words = line.words
    noun = words[term.last]
    grown = noun.startswith("complexit") and (term.metric != "compute" or term.also)  # told as a growth
    if term.gain or grown or not (held := holder(line, at)):
        return False
    if not (technical or noun in _BARE or (held in DEMANDS and noun in _DEMANDED)):
        return False
    if noun.startswith(_LIMITS) or words[at] == "limited":
        return held in DEMANDS and not noun.startswith(_GRANTED)
    return held not in WITH or term.metric not in _OPERATING


_BARE = words("latency runtime throughput overhead overheads cost costs flops macs")
_DEMANDED = words("memory power energy compute computation computations storage")
"""What is anybody's unless something requires little of it."""
_LIMITS = ("resource", "budget", "power", "rate", "step", "nfe", "bit")
_GRANTED = ("budget", "rate", "step", "nfe", "bit")
"""What is low as a condition that a method is put into."""
_OPERATING: frozenset[Metric] = frozenset(("model_size", "capacity", "data", "complexity"))
"""What is low "at" or "with" some setting rather than by merit."""


def _is_none(words: list[str], term: Term, at: int) -> bool:
    """Whether a word says that nothing is added: "without extra parameters", "no overhead"."""
    noun = words[term.last]
    if term.metric == "parameters" and words[term.first - 1] == "tuning":
        return False  # "needs no tuning parameters"
    if words[at] in ("no", "without") and words[term.last + 1 : term.last + 2] in _UPDATES:
        return False  # "no parameter | updates"
    if words[at] in ("no", "without") and words[term.last + 1 : term.last + 2] in _RISES:
        return True  # "without any memory | increase"
    if words[at] == "without":
        between = words[at + 1 : term.first]
        if words[term.last + 1 : term.last + 2] == ["of"] and "increasing" not in between:
            return False  # "without the overhead | of attention" spares it
        if term.weak and term.metric == "data" and "increasing" in between and _COUNTS.isdisjoint(between):
            return False  # "without increasing the frames involved"
        return noun.startswith("overhead") or not _MORE.isdisjoint(between)
    if words[at] in ("no", "zero") and (noun == "memory" or term.metric == "data") and at == term.first - 1:
        return False  # "planners with no memory"
    if words[at].startswith("minim") and not _OPTIMA.isdisjoint(words[term.last + 1 : term.last + 2]):
        return False  # "a minimum cost flow"
    if words[at] in _SLIGHT:
        return noun.startswith("overhead")
    if words[at] == "marginal" and noun.startswith("cost") and words[at - 1] not in ("a", "at", "only", "with"):
        return False  # the cost of one more
    return words[at] in NONE and (not term.weak or noun in ADDED or noun.startswith("comput"))


_RISES = (["increase"], ["increases"], ["growth"], ["penalty"])
_UPDATES = (["updates"], ["update"], ["tuning"], ["sharing"], ["estimation"])
_OPTIMA = words(
    "flow flows path paths perfect spanning steiner assignment assignments matching matchings multicut multicuts "
    "network circulation tree trees arborescence coverage cover covering plan plans policy policies tour tours lifted"
    " bipartite"
)
"""What is sought at a minimum cost."""


def _is_of_quality(words: list[str], term: Term) -> bool:
    """Whether what is paid is quality: "negligible cost | of route quality", "| in recall"."""
    end = term.last + 1
    paid = words[term.last] in ADDED and words[end : end + 1] in (["of"], ["in"])
    return paid and not _QUALITIES.isdisjoint(words[end + 1 : end + 4])


_QUALITIES = words("success task-success accuracy quality performance fidelity utility recall precision reward")


_ADDS = words("add adds adding introduces introducing introduce incurs incurring incur imposes imposing causes causing")
_MORE = words(
    "additional extra added increasing adding introducing incurring increase imposing inflating raising exploding "
    "external"
)
_COUNTS = words("number amount size")


def _is_same(line: Line, term: Term, at: int) -> bool:
    """Whether a word says that a cost stays what it was: "at similar FLOPs"."""
    words = line.words
    end = term.last + 1 + 2 * (words[term.last + 1 : term.last + 2] in (["/"], ["and"], ["or"]))
    given = words[at - 1 - (words[at - 1] in _ARTICLES)] in _AT
    if words[term.last].startswith("budget") or words[end : end + 1] in _BUDGETS:
        return words[at] in SAME and given and not _BEATS.isdisjoint(words)
    if words[end : end + 1] in _BOUNDS:
        return False  # an equal limit is how things were compared
    if term.metric == "data" and words[at - 2 : at] == ["on", "the"]:
        return False  # "all trained on the | same data"
    if "under" in words[at - 2 : at] and not _COMPARES.isdisjoint(words[max(0, at - _COMPARED_WITHIN) : at]):
        return False  # "compare planners under the | same cost"
    plain = not term.weak or words[term.last] in ("cost", "costs", "compute")
    plain |= given and words[at + 1 : at + 3] == ["number", "of"]
    plain |= words[term.last] == "complexity" and (words[at + 1 : at + 3] == ["level", "of"] or holder(line, at) != "")
    if words[at] in _STEADY:
        return plain and words[at - 1 - (words[at - 1] == "a")] in _KEEPING
    return words[at] in SAME and plain and (term.gain or term.metric == "cost" or _held(words, at))


_AT = words("at under within for with given using in after")
_ARTICLES = words("a an the")
_BEATS = RIVALRY | words("than better higher superior over improves consistently")
"""Words by which one that has an equal budget is set against others."""
_COMPARES = words("compare comparing")
_COMPARED_WITHIN = 8
_KEEPING = words("keeping keeps keep kept maintaining maintains maintain retaining retains preserving ensures ensuring")
_BUDGETS = (["budget"], ["budgets"])
_BOUNDS = (["constraint"], ["constraints"], ["limit"], ["limits"])
_HOLDS = words(
    "maintaining keeping preserving retaining at with the of in using under has have having requires "
    "require uses maintain maintains for a an and shares share maintained retains retained takes offers shows needs"
)


def _held(words: list[str], at: int) -> bool:
    """Whether "similar" says how a cost stands: "at similar FLOPs", but not "merging similar tokens"."""
    return at > 0 and words[at - 1] in _HOLDS


def _is_fraction(words: list[str], at: int) -> bool:
    """Whether the word that tells of a resource is the last of "at a (small) fraction"."""
    spends = words[max(0, at - 4) : at]
    return words[at] == "fraction" and not _SPENDS.isdisjoint(spends)


_SPENDS = words("at with for using requires uses")
