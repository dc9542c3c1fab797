"""Savings: ways of saying without a number that a cost is kept low, kept as it is, or spared altogether."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from summarizer.reading.costs.claims import Finding, unnumbered
from summarizer.reading.framing.frames import STOP_TAIL, coordinated, is_head, tail_end
from summarizer.reading.naming.names import is_rival
from summarizer.reading.naming.spellings import COMMON, stands
from summarizer.reading.qualitative.aims import is_aim
from summarizer.reading.words.changing import DEMANDING
from summarizer.reading.words.terms import Term, phased
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import MODIFIERS, PHASES, words
from summarizer.records import Direction, Metric, Phase

_KEEPS = words("keep keeps keeping kept leave leaves leaving left holds holding held maintains maintaining")
_REMAINS = words("remains remain stays stay kept held")
_IS = _REMAINS | {"is", "are"}
_DEGREES = words(
    "relatively very nearly almost roughly fairly quite consistently comparatively extremely low- at in under the "
    "virtually practically essentially largely mostly approximately effectively"
)
_LOW = words("low small short modest manageable minimal tiny bounded limited down bay check control affordable")
_FIXED = words("constant unchanged fixed stable intact flat similar comparable same identical")
_LEVELS = _LOW | _FIXED
_FOR_TRAINING = words("training pre-training pretraining retraining re-training fine-tuning finetuning retrain train")


_DENIALS = words(
    "fail fails failed failing struggle struggles struggled hardly barely scarcely rarely seldom cannot unable not "
    "never"
)


_DENIED_ENDS = STOP_TAIL - {"to"}


def _is_denied(line: Line, at: int) -> bool:
    """Whether a verb is said not to come true: "fails to | keep", "hardly | limits"; "not only" denies nothing."""
    before = line.words[max(0, at - 5) : at]
    place = next((i for i in range(len(before) - 1, -1, -1) if before[i] in _DENIALS), None)
    behind = [] if place is None else before[place + 1 :]
    return place is not None and behind[:1] != ["only"] and _DENIED_ENDS.isdisjoint(behind)


def is_unreal(line: Line, at: int) -> bool:
    """Whether a change is only intended or denied."""
    return is_aim(line, at) or _is_denied(line, at)


def _kept(line: Line, place: int) -> Iterator[Finding]:
    """Keeps memory use low; the number of parameters is kept constant; latency stays low."""
    tokens = line.words
    for term in line.resources:
        if term.metric is None or not _is_counted(line, term):
            continue
        run = coordinated(line, term, line.resources) if _is_listed(tokens, term) else (term,)
        first, last = run[0].first, run[-1].last
        if not (first - 4 <= place < first or last < place <= last + 2):
            continue
        at = last + 1
        verb = tokens[at : at + 1] and tokens[at] in _IS
        keeps = next((i for i in range(max(0, first - 4), first) if tokens[i] in _KEEPS), first)
        kept = keeps < first
        if verb:
            at += 1 + (tokens[at] in ("is", "are"))
            kept = tokens[at - 1] in _REMAINS
        while at < len(tokens) and tokens[at] in _DEGREES:
            at += 1
        word = tokens[at] if kept and at < len(tokens) else ""
        if term.metric == "parameters" and word in _FIXED and "number" not in tokens[max(0, first - 3) : at]:
            continue  # what is kept fixed is not learnt
        if term.gain and word in _LOW | {"high"}:
            word = "low" if word == "high" else ""  # "keeps throughput | high"
        if word in _LEVELS and not is_aim(line, term.first) and not _is_denied(line, keeps):
            yield unnumbered(line, None, term, term.metric, term.phase, "better" if word in _LOW else "same")


def _is_listed(tokens: list[str], term: Term) -> bool:
    """Whether a resource stands in a list of some."""
    end = term.last + 1
    before = tokens[max(0, term.first - 3) : term.first]
    return not _LISTING.isdisjoint(before) or not _LISTING.isdisjoint(tokens[end : end + 1])


_LISTING = words("and , as")


def _is_counted(line: Line, term: Term) -> bool:
    """Whether a resource stands for a cost by itself, or by "the number of" before it."""
    before = line.words[max(0, term.first - 3) : term.first]
    return not term.weak or before[-2:] == ["number", "of"] or line.words[term.last] in ("cost", "costs", "footprint")


_SPARED = words("cost costs expense overhead burden price")
_SPARES = words(
    "without not avoid bypass eliminate circumvent sidestep avoiding avoids bypassing bypasses eliminating eliminates "
    "obviating obviates sidestepping removing removes reducing reduces circumventing circumvents"
)
_DEAR = DEMANDING.keys() | words(
    "costly expensive time-consuming labor-intensive labour-intensive laborious resource-intensive compute-intensive"
)
_HEAVY = words("expensive costly intensive demanding heavy complex")
"""What something that is spared is by itself computationally."""
_LARGE = _DEAR | words(
    "frequent extensive excessive huge unaffordable large-scale massive exhaustive repeated prohibitive heavy"
)
"""What shows of something that is needed no longer that it would cost much."""
_TELLING = _SPARED | _LARGE | {"computationally"}
"""Words of which one tells that what is spared costs much."""
_NEEDS = words("need needs requiring require requirement requirements necessity relying rely")
_BEFORE_SPARED = _NEEDS | words("incurring paying the any additional extra for of on a an use using")
_COSTS: dict[str, tuple[Metric, Phase | None]] = {
    **dict.fromkeys((*_FOR_TRAINING, "adaptation", "learning"), ("training_cost", "training")),
    **dict.fromkeys(
        words("inference computation computations optimization simulation simulations inversion"), ("compute", None)
    ),
    **dict.fromkeys(
        words("labels labeling labelling annotation annotations demonstrations data dataset datasets"), ("data", None)
    ),
}
"""What is spared of the cost of each thing."""


_STEEP = words("prohibitive high large heavy full substantial significant huge excessive growing long considerable")
_PLAIN = words("avoid bypass eliminate circumvent sidestep")


def is_said_of_others(line: Line, at: int) -> bool:
    """Whether a plain verb is not the authors' own: "shrews | avoid costly moves", not "we | avoid costly moves"."""
    return line.words[at] in _PLAIN and line.words[at - 1] not in ("we", "can", "to", "thus", "also")


def _spared(line: Line, at: int) -> Iterator[Finding]:
    """Without the overhead of attention; bypassing costly labelling; without the need for expensive surveys."""
    tokens, place = line.words, at + 1
    denied = tokens[at] == "not" and tokens[at - 1] in ("does", "do") and tokens[place : place + 1] != []
    if tokens[at] == "not" and (not denied or tokens[place] not in _NEEDS):
        return
    if is_said_of_others(line, at):
        return
    while place < len(tokens) and tokens[place] in _BEFORE_SPARED:
        place += 1
    needed = not _NEEDS.isdisjoint(tokens[at + 1 : place])
    kept = tokens[at].startswith(("reduc", "remov")) and not needed
    ahead = tokens[place : place + 6]
    if _TELLING.isdisjoint(ahead) or (tokens[at] not in ("without", "not") and is_unreal(line, at)):
        return
    heavy = ahead[:1] == ["computationally"] and not _HEAVY.isdisjoint(ahead[1:2])
    term = next((t for t in line.terms if place <= t.first and t.last <= place + 2 and tokens[t.last] in _SPARED), None)
    told = term is not None and MODIFIERS.keys() | _STEEP >= {*tokens[place : term.first]}
    if term and told and tokens[term.last + 1 : term.last + 2] == ["of"]:
        if not (needed or kept) and not is_of_quality(line, term.last + 2):
            metric, phase = _of_what(tokens[term.last + 2 : term.last + 8], term.metric or "cost", term.phase)
            yield unnumbered(line, None, term, metric, phase, "better")
    elif len(ahead) > 1 and (heavy or _is_large(line, place, needed=needed, kept=kept)):
        end = next((i for i, word in enumerate(ahead) if i and word in STOP_TAIL - {"and"}), len(ahead))
        yield _spared_at(line, place, place + end)


def _is_large(line: Line, at: int, *, needed: bool, kept: bool) -> bool:
    """Whether a word tells that what stands behind it costs much: "expensive | surveys", "excessive | memory use"."""
    if line.words[at] in _DEAR:
        return True
    return line.words[at] in _LARGE and not kept and (needed or _is_spent(line, at))


def _is_spent(line: Line, at: int) -> bool:
    """Whether what is called large is a resource by its name: "excessive | memory use"."""
    return any(t.first == at + 1 and not (t.weak or t.gain) for t in line.resources)


def _spared_at(line: Line, first: int, end: int) -> Finding:
    """What is spared with something costly that some words name: "expensive | full adaptation"."""
    tokens, named = line.words, next((t for t in line.resources if first < t.first and t.last == end - 1), None)
    if named is not None and named.metric is not None and not named.weak:
        return unnumbered(line, None, named, named.metric, named.phase, "better")
    spared = [word.rpartition("-")[2] for word in tokens[first:end]]
    dear = "compute" if tokens[first] == "computationally" else DEMANDING.get(tokens[first], "cost")
    default: tuple[Metric, Phase | None] = (dear, None)
    metric, phase = next((_COSTS[word] for word in reversed(spared) if word in _COSTS), default)
    if default[0] == "latency" and phase == "training":
        metric = "training_time"
    return unnumbered(line, None, Term("resource", metric, first=first, last=end - 1), metric, phase, "better")


def is_of_quality(line: Line, start: int) -> bool:
    """Whether the price is one in quality: "the cost of | accuracy", "of | output quality", "of | recall loss"."""
    end = tail_end(line, start - 1)
    lost = next((t.first for t in line.terms if t.kind == "change" and start < t.first < end), end)
    return any(t.kind == "quality" and start <= t.first and t.last == lost - 1 for t in line.terms)


def _of_what(behind: list[str], metric: Metric, phase: Phase | None) -> tuple[Metric, Phase | None]:
    """The metric and phase of the cost of what stands behind it: "the cost of | full pre-training"."""
    end = next((i for i, word in enumerate(behind) if word in STOP_TAIL), len(behind))
    if metric == "cost" and not _FOR_TRAINING.isdisjoint(behind[:end]):
        return "training_cost", "training"
    return metric, phase


_SACRIFICES = words(
    "influencing sacrificing compromising hurting degrading harming affecting impairing losing impacting altering "
    "changing"
)
_MUCH = words("much of the its their any too and inference training computational runtime")


def _not_sacrificed(line: Line, at: int) -> Iterator[Finding]:
    """Without sacrificing inference speed."""
    first = at + 1
    if line.words[at - 1] != "without":
        return
    found = next((t for t in line.resources if first <= t.first <= first + _FAR_ENOUGH), None)
    if found is None or not _MUCH.issuperset(line.words[first : found.first]):
        return
    for term in coordinated(line, found, line.resources):
        touched = term.gain or (not term.weak and term.metric not in _OWN_PARTS)
        if touched and term.metric not in (None, "capacity") and is_head(line, term):
            yield from _left_alone(line, term)


def _left_alone(line: Line, term: Term) -> Iterator[Finding]:
    """What stays of a resource that is not touched; of efficiency alone only that of a phase: "| of sampling"."""
    metric, phase = term.metric, term.phase
    if line.words[term.first] == "efficiency":
        behind = line.words[term.last + 1 : term.last + 5]
        if not behind or behind[0] not in ("of", "in"):
            if TASKS.isdisjoint(line.words):
                yield unnumbered(line, None, term, "cost", None, "same")
            return
        phase = next((PHASES[w] for w in behind if w in PHASES), None) if behind[:1] in (["of"], ["in"]) else None
        metric = phased("latency", phase) if phase else None
    if metric is not None:
        yield unnumbered(line, None, term, metric, phase, "same")


TASKS = words(
    "navigation navigating driving traffic success safety grasping harvesting travel vehicles walking locomotion gait "
    "flight market economic mechanical teaching learners"
)
"""Of such work efficiency is how well it is done."""
_OWN_PARTS = ("parameters", "model_size")
_FAR_ENOUGH = 4
_ADDING = words("adding increasing introducing incurring requiring inflating raising enlarging")
_MORE = words("any extra additional new further learnable trainable the more")


def _not_added(line: Line, at: int) -> Iterator[Finding]:
    """Without changing the vans or adding parameters."""
    tokens = line.words
    if at < 2 or tokens[at - 1] not in ("or", "and") or "without" not in tokens[max(0, at - 8) : at - 1]:
        return
    for term in line.terms:
        named = term.first > at and term.kind == "resource" and term.metric is not None
        if named and term.metric and _MORE.issuperset(tokens[at + 1 : term.first]):
            yield unnumbered(line, None, term, term.metric, term.phase, "same")


_LIMITS = words(
    "limits limiting curbs curbing relieves relieving restrains restraining economises economising suppress suppresses "
    "suppressing conserves conserving circumvents circumventing sidesteps sidestepping lessening easing relieve"
)


_OVERCOMES = words("overcomes overcoming overcame resolves resolving addresses addressing tackles tackling solves")
_TROUBLES = (["issue"], ["issues"], ["problem"], ["problems"], ["bottleneck"], ["bottlenecks"], ["explosion"])
_LIMIT_ENDS = STOP_TAIL - {"of"}


def _limited(line: Line, at: int) -> Iterator[Finding]:
    """Limits the number of trainable parameters; overcomes the high cost of search."""
    found = next((t for t in line.terms if at < t.first <= at + 5 and t.kind == "resource" and not t.gain), None)
    if found is None or found.metric is None or is_unreal(line, at):
        return
    between = line.words[at + 1 : found.first]
    behind = line.words[found.last + 1 : found.last + 2]
    if line.words[at] in _OVERCOMES and _STEEP.isdisjoint(between) and behind not in _TROUBLES:
        return
    if _is_counted(line, found) and _LIMIT_ENDS.isdisjoint(between):
        yield unnumbered(line, None, found, found.metric, found.phase, "better")


_LOSSES = words("loss losses drop decrease degradation reduction sacrifice compromise")
_GROWTHS = words("increase increases growth rise")
_IMPACTS = words("impact influence effect overhead") | _GROWTHS | _LOSSES
SMALL = words(
    "minimal minimum negligible neglectable little marginal no small low minor slight insignificant trivial limited "
    "almost zero"
)


def _unmoved(line: Line, at: int) -> Iterator[Finding]:
    """Has little impact on latency; with minimal overhead in memory; with no loss of speed; avoids a rise in energy."""
    tokens, first, lost = line.words, at + 2, line.words[at] in _LOSSES
    before = at - 1
    while before > 0 and tokens[before] in _ANY:
        before -= 1
    small = tokens[before]
    leads = (["on"], ["in"], ["to"], ["of"]) if lost or tokens[at] in _GROWTHS else (["on"], ["in"], ["to"])
    if tokens[at + 1 : at + 2] not in leads:
        return
    if small != "without" and (small not in SMALL | _PREVENTS or is_unreal(line, before)):
        return
    begun = {t.first for t in line.resources}
    while tokens[first : first + 1] and first not in begun and tokens[first] in _WHOLE:
        first += 1
    paced = lost and tokens[first + 1 : first + 2] in (["speed"], ["speeds"])  # "of | tracking speed"
    term = next((t for t in line.resources if t.first <= first + paced <= t.last), None)
    for spent in coordinated(line, term, line.resources) if term else ():
        named = not spent.weak or tokens[spent.first] == "efficiency" or (paced and spent is term)
        if not is_head(line, spent):
            continue
        if spent.metric is not None and named and spent.first >= first and spent.gain >= lost:
            yield from _left_alone(line, spent)


_WHOLE = PHASES.keys() | words("the both its overall terms of total peak")
_ANY = words("any a an the further significant substantial considerable noticeable excessive")
_PREVENTS = words("avoid avoids avoiding prevent prevents preventing")
_RISES = words(
    "increases rises grows increased rose grew drops falls decreases shrinks declines dropped fell decreased"
)
_OTHERS = words(
    "baseline baselines counterpart counterparts rival rivals competitor competitors competing existing prior previous "
    "conventional"
)
_OPENING = 8_000
"""How many characters of a paper are searched for what else it says of a name; its own are introduced there."""


def _is_others(line: Line, start: int, end: int) -> bool:
    """Whether what some words name is not the paper's: a baseline, a rival, a name of which nothing was said before."""
    if not _OTHERS.isdisjoint(line.words[start:end]):
        return True
    opening = line.written[:_OPENING]
    for begin, stop in line.spans[start:end]:
        name, before = line.written[begin:stop], opening[:begin]
        new = name.partition("-")[0] not in COMMON and not stands(name, before)
        if name[:1].isupper() and (new or is_rival(name, opening)):
            return True
    return False


_OWNER_ENDS = STOP_TAIL | _RISES


def _moves(line: Line, verb: int) -> Iterator[Finding]:
    """The memory use of the depot | rises slightly."""
    tokens = line.words
    if not (tokens[verb + 1 : verb + 2] or [""])[0].endswith("ly"):
        return
    for term in line.terms:
        at = term.last + 1
        if term.kind != "resource" or term.weak or term.metric is None or not at < verb < at + 5 or tokens[at] != "of":
            continue
        if _OWNER_ENDS.isdisjoint(tokens[at + 1 : verb]) and not _is_others(line, at + 1, verb):
            up = tokens[verb] in ("increases", "rises", "grows", "increased", "rose", "grew")
            direction: Direction = "better" if up == term.gain else "worse"
            yield unnumbered(line, Term("change", first=verb, last=verb), term, term.metric, term.phase, direction)


SAVINGS: tuple[tuple[frozenset[str], Callable[[Line, int], Iterator[Finding]]], ...] = (
    (_KEEPS | _REMAINS, _kept),
    (_SPARES, _spared),
    (_ADDING, _not_added),
    (_SACRIFICES, _not_sacrificed),
    (_LIMITS | _OVERCOMES, _limited),
    (_IMPACTS, _unmoved),
    (_RISES, _moves),
)
"""Each scan with the words at whose places it looks."""
