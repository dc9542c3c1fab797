"""Qualitative claims: better, cheaper, faster, the same, without a number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import compress, count
from operator import itemgetter

from summarizer.reading.costs.claims import COUNTED_BY, OTHER_COMPLEXITIES, Finding, unnumbered
from summarizer.reading.costs.growths import bringing
from summarizer.reading.framing.frames import (
    RIVALRY,
    STOP_TAIL,
    Frame,
    changes_in,
    clause_start,
    coordinated,
    is_head,
    terms_in,
)
from summarizer.reading.qualitative.adjectives import ADJECTIVES
from summarizer.reading.qualitative.admitted import is_admitted
from summarizer.reading.qualitative.aims import is_aim
from summarizer.reading.qualitative.bounds import BOUNDS
from summarizer.reading.qualitative.brought import is_brought, is_hoped
from summarizer.reading.qualitative.efficiencies import BALANCES, EFFICIENCIES
from summarizer.reading.qualitative.giants import is_of_rival
from summarizer.reading.qualitative.idioms import SCANS
from summarizer.reading.qualitative.levels import GROWTHS, LEVELS, NONE, SAME, unchanged
from summarizer.reading.qualitative.merits import MERITS
from summarizer.reading.qualitative.moves import direction_of, moved_alone, moved_by_others
from summarizer.reading.qualitative.needs import NEEDS
from summarizer.reading.qualitative.objects import (
    goes_on,
    is_number_of,
    is_of_another,
    is_of_data,
    object_end,
    paid_for,
    shares_head,
    size_of,
)
from summarizer.reading.qualitative.outdone import is_doing, is_outdone
from summarizer.reading.qualitative.savings import SAVINGS, SMALL, is_unreal
from summarizer.reading.qualitative.speeds import cheaper, faster
from summarizer.reading.qualitative.suppositions import is_of_plan, is_supposed
from summarizer.reading.qualitative.tradeoffs import TRADEOFFS
from summarizer.reading.words.changing import CHANGES, TWO_WORD_CHANGES, Form
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words
from summarizer.records import Direction, Metric

_LACKS = words("challenge challenges problem problems issue issues lack scarcity limited limitation limitations risk")
_HANDLES = words(
    "handle handles handling process processes support supports supporting enables enabling allows allowing train "
    "fit accommodate"
)
_HANDLED = words("context contexts length lengths batch batches sequence sequences input inputs users requests")
_WEAK_ALLOWED = words("fewer less")
_EVERY_SCAN = (*NEEDS, *SAVINGS, *EFFICIENCIES, *ADJECTIVES, *SCANS, *MERITS, *TRADEOFFS, *BOUNDS)
_SCANS_OF = {
    word: [(rank, scan) for rank, (hints, scan) in enumerate(_EVERY_SCAN) if word in hints]
    for word in frozenset().union(*(hints for hints, _ in _EVERY_SCAN))
}
"""Which scans look at the places of each word, and how late each has its say."""
_MOVES = words(" ".join((*CHANGES.values(), "down up")))
"""Words of change, and those that make one of another."""
MOVES = _MOVES | {phrase.split()[-1] for phrase in TWO_WORD_CHANGES if _MOVES.isdisjoint(phrase.split())}
"""Words of which a sentence must hold one to hold a change: of "as fast", the one that is not in every sentence."""
_OF_TERMS = LEVELS | MOVES
"""Words of which a sentence must hold one for its resources or changes to say anything."""
_HINTS = _OF_TERMS | _SCANS_OF.keys()
"""Words of which a sentence must hold one to be worth reading."""


def qualitative(line: Line, taken: Sequence[Frame]) -> Iterable[Finding]:
    """Read what a sentence says of costs without a number; `taken` are the frames that numbers already made of it."""
    hinted = _HINTS.intersection(line.words)
    if not hinted:
        return ()
    found = [] if hinted.isdisjoint(_OF_TERMS) else _of_terms(line, taken, LEVELS & hinted)
    if not _SCANS_OF.keys().isdisjoint(hinted):
        found += _scanned(line)
    told: dict[tuple[Metric, Direction], Finding] = {}
    for finding in found:
        if is_of_plan(line, finding):
            continue
        key, term = (finding.metric, finding.direction), finding.frame.term
        again = term is not None and any(f.frame.term == term and f.metric == finding.metric for f in told.values())
        if key not in told and not again and not is_supposed(line, finding.frame.at):
            told[key] = finding
    return told.values()


def _of_terms(line: Line, taken: Sequence[Frame], levels: Collection[str]) -> list[Finding]:
    """What the changes of a sentence say, and its resources where one of some words of `levels` stands with them."""
    found: list[Finding] = []
    used: set[int] = set()
    for frame in taken:
        used.update(t.first for t in (*frame.terms, frame.change) if t is not None)
        if frame.rule == "growth":
            used.update(bringing(line, frame.at))
    level = min(map(line.words.index, levels), default=0)
    for term in line.terms if levels else line.changes:
        if term.first in used:
            continue
        if term.kind == "change":
            found.extend(_changed(line, term, used))
        elif term.kind == "resource" and level <= term.last + _STAYS_WITHIN:
            found.extend(unchanged(line, term, levels))
    return found


_STAYS_WITHIN = 4
"""How far behind a resource the word may stand that says that it stays: "the memory | does clearly not change"."""


def _scanned(line: Line) -> list[Finding]:
    """What the scans find at the places of their words, scan by scan."""
    found: list[tuple[int, Finding]] = []
    for at in compress(count(), map(_SCANS_OF.__contains__, line.words)):
        for rank, scan in _SCANS_OF[line.words[at]]:
            for finding in scan(line, at):
                found.append((rank, finding))
    return [finding for _, finding in sorted(found, key=itemgetter(0))]


def _changed(line: Line, change: Term, used: Collection[int]) -> Iterable[Finding]:
    """What a word of change says, unless it is only intended, tried or used to describe."""
    found = [*_said(line, change, used)]
    if not found:
        return ()
    if line.words[change.last + 1 : change.last + 2] == ["than"] and _is_than_ours(line.words, change.last + 2):
        found = [f._replace(direction="better" if f.direction == "worse" else "worse") for f in found]
    return () if is_aim(line, change.first) or _describes(line, change) else found


def _is_than_ours(words: Sequence[str], at: int) -> bool:
    """Whether it is the authors' own that something is compared with: "is slower than | that of our planner"."""
    at += 2 * (words[at : at + 2] in (["that", "of"], ["those", "of"]))
    return words[at : at + 1] in (["our"], ["ours"])


def _said(line: Line, change: Term, used: Collection[int]) -> Iterable[Finding]:
    if change.sense in ("fast", "slow"):
        return () if change.sense == "slow" and is_unreal(line, change.first) else faster(line, change)
    if change.metric is not None and change.form == "comparative":
        return cheaper(line, change)
    words, first = line.words, change.first
    efficient = first < change.last and words[first : first + 2] == ["more", "efficient"]
    if efficient and "computationally" in words[max(0, first - 3) : first]:
        return (unnumbered(line, change, None, "compute", None, "better"),)
    if change.form == "noun" and words[first - 1] in _COMPUTED and change.sense in ("less", "improve"):
        return (unnumbered(line, change, None, "compute", None, "better"),) if is_brought(line, first - 1) else ()
    if not line.resources or words[first] in _DIFFERS:
        return ()  # "differences in memory"
    if words[first] == "lower" and words[first + 1 : first + 2] in (["bound"], ["bounds"]):
        return ()
    if words[first - 1] == "at" and words[change.last + 1 : change.last + 2] == ["speeds"]:
        return ()  # "grips well at higher | speeds"
    return _of_resources(line, change, used)


_COMPUTED = words("computational computation computing")


_DIFFERS = words("difference differences margin margins")


def _of_resources(line: Line, change: Term, used: Collection[int]) -> Iterator[Finding]:
    for term in _measured(line, change):
        if term.first in used or term.metric is None or _is_of_step(line, change, term):
            continue
        if change.sense in ("improve", "worsen") and (_is_matter(line, change, term) or _is_where(line, change, term)):
            continue
        direction = direction_of(change, term)
        if _is_taken_out(line, change, term) or _is_told_by_number(line.words[term.last + 1 : term.last + 6]):
            continue
        if direction == "worse" and (not is_admitted(line, change, term) or is_unreal(line, change.first)):
            continue
        for metric, phase in ((_spent(line, term), term.phase), *term.also):
            if metric is not None:
                yield unnumbered(line, change, term, metric, phase, direction)


def _is_taken_out(line: Line, change: Term, term: Term) -> bool:
    """Whether a change only leaves something out of the data: "prunes redundant | tokens"."""
    out = term.metric == "data" and line.words[change.first].startswith(_TAKES_OUT)
    return out and "need" not in line.words[change.last : term.first]


def _is_told_by_number(behind: list[str]) -> bool:
    """Whether a number says how much of a resource is spared: "shortens the answers | by an average of 30 tokens"."""
    return behind[:1] == ["by"] and NUMBER in behind and "factor" not in behind


_TAKES_OUT = ("remov", "eliminat", "prun", "compress", "discard", "drop", "evict", "omit")


_MATTER: tuple[Metric, ...] = ("parameters", "data")
"""What may get better in itself, not cheaper."""


def _is_matter(line: Line, change: Term, term: Term) -> bool:
    """Whether what is better is no cost: "better calibration | parameters"."""
    return term.metric in _MATTER and not term.gain and line.words[change.first] not in RIVALRY


def _is_where(line: Line, change: Term, term: Term) -> bool:
    """Whether a load only tells where something gets better: "improves recall in both short | contexts"."""
    placed = (term.metric == "capacity" and term.gain) or (change.form == "verb" and not is_head(line, term))
    return placed and "in" in line.words[change.last + 1 : term.first]


def _spent(line: Line, term: Term) -> Metric | None:
    """The metric of a resource that changes: less complexity is less to compute, but for growths and plain words."""
    if is_of_data(line, term):
        return "data"
    if (paid := paid_for(line, term)) is not None:
        return paid
    if sized := size_of(line, term):
        return sized
    if term.metric != "complexity" or term.first < term.last or _is_told_exactly(line, term):
        return term.metric
    sort = line.words[term.first - 1]
    if sort in OTHER_COMPLEXITIES:
        return None
    return COUNTED_BY.get(sort, "complexity" if sort in GROWTHS else "compute")


def _is_told_exactly(line: Line, term: Term) -> bool:
    """Whether what a resource comes down to is told: "reduces the complexity | from quadratic to linear"."""
    return line.words[term.last + 1 : term.last + 2] in (["from"], ["to"])


def _describes(line: Line, change: Term) -> bool:
    """Whether a participle only describes the noun behind it: "the enhanced | results are kept as data"."""
    before = line.words[max(0, change.first - 2) : change.first]
    described = line.words[change.first].endswith("ed") and before[-1:] in (["the"], ["these"], ["our"], ["both"])
    return described and before != ["to", "the"]  # "thanks to the | reduced memory"


_ESCAPES = words(
    "minimize minimizes minimizing minimise minimises minimising avoid avoids avoiding bypass bypasses bypassing "
    "eliminate eliminates eliminating remove removes removing mitigate mitigates mitigating"
)


def _is_of_step(line: Line, change: Term, term: Term) -> bool:
    """Whether an overhead is that of one step that is left out: "avoiding decoding | overhead"."""
    bare = term.first == term.last and line.words[term.last] in ("overhead", "overheads")
    before = term.first - 1
    before -= line.words[before].endswith(("al", "ive", "ant"))  # "the spatio-temporal | overhead"
    whole = before >= 0 and line.words[before] in ("the", "any", "additional", "extra", "total")
    return bare and not whole and line.words[change.first] in _ESCAPES


def _measured(line: Line, change: Term) -> list[Term]:
    """The resources that a change is said of: its object, or for a comparative behind "is" its subject."""
    words, end = line.words, change.last + 1
    noun = change.form == "noun"
    if noun and end < len(words) and words[end] in _WAYS:
        return []  # "parameter reduction | methods"
    if noun and words[change.first].startswith("benefit") and words[end : end + 1] == ["of"]:
        return []  # "the benefits | of modelling memory"
    if change.sense == "more" and words[change.first - 1] in SMALL:
        return []  # "a negligible increase | in memory"
    noun = noun or (words[change.first] in _GAINS and _is_named_before(line, change))
    if noun and (end == len(words) or words[end] not in ("in", "of")):
        found = [t for t in line.resources if t.last == change.first - 1]
        found = [t for t in found if not t.weak or _is_priced(line, change, t)]
        if found and (is_hoped(words, found[0].first) or words[found[0].first - 1] in SMALL):
            return []
        if found and not _KEEPS.isdisjoint(words[max(0, found[0].first - 2) : found[0].first]):
            return []  # "retains the speed | advantage"
        if found:  # "throughput and | energy efficiency improvements"
            before = [t for t in line.resources if t.first <= found[0].first]
            found = [t for t in coordinated(line, found[0], before) if t is found[0] or not t.weak]
    else:
        found = _around(line, change)
    return [] if not found or _is_none(line, change) else found


_KEEPS = words("maintains maintaining maintain retains retaining retain preserves preserving preserve inherits")
_GAINS = words("gain gains boost boosts")
"""Verbs that are nouns as well."""


def _is_named_before(line: Line, change: Term) -> bool:
    """Whether a resource stands right before a word that may be a verb: "throughput | gains"."""
    return any(t.last == change.first - 1 for t in line.resources)


def _is_priced(line: Line, change: Term, term: Term) -> bool:
    """Whether a plain cost is what is saved, or efficiency what is gained: "yields large | cost savings"."""
    written = line.words[term.last]
    told = written in _PRICED if change.sense == "less" else change.sense == "improve" and written == "efficiency"
    return told and is_brought(line, term.first)


_PRICED = words("cost effort resource complexity communication bandwidth")


def _is_none(line: Line, change: Term) -> bool:
    """Whether a change is said not to be: "without | reducing", "no | increase"."""
    before = line.words[max(clause_start(line, change.first), change.first - 5) : change.first]
    if not _THUS.isdisjoint(before[-2:]):
        return False  # "without labels, thus | reducing"
    if "," in before and line.words[change.first].endswith("ing"):
        before = before[len(before) - before[::-1].index(",") :]  # "sets half of them to zero, | saving memory"
    return "without" in before or not _NONE.isdisjoint(before[-3:])


_THUS = words("thus thereby hence")
_NONE = words("no any zero negligible hardly barely scarcely")
_WAYS = words(
    "method methods technique techniques approach approaches algorithm algorithms framework frameworks strategy "
    "strategies scheme schemes module modules problem problems task tasks"
)


def _around(line: Line, change: Term) -> list[Term]:
    """The resources behind a change that it is said of, or else those before it that move by themselves."""
    words, end, form = line.words, change.last + 1, change.form
    if words[change.first] == "lower" and words[end : end + 1] == ["than"]:
        form = "comparative"
    if form == "comparative" and is_of_rival(line, change):
        return []
    end += (change.first < change.last or words[end - 1].startswith("sav")) and words[end : end + 1] == ["on"]
    end += 2 * (form == "noun" and words[end : end + 3] == ["in", "terms", "of"])
    found = _objects(line, change, form, end)
    if found is not None:
        return found
    if form == "comparative" and words[end : end + 1] == ["than"]:
        before = terms_in(line, clause_start(line, change.first), change.first, ("resource",))
        return [t for t in before if not t.weak or words[t.last] == "complexity"][-1:]
    return moved_alone(line, change) or moved_by_others(line, change)


def _objects(line: Line, change: Term, form: Form | None, end: int) -> list[Term] | None:
    """The resources from a token on that a change is said of; None where it has no such object."""
    words = line.words
    stop = end + (10 if form == "verb" or "magnitude" in words[end : end + 6] else 6)
    found = [t for t in line.resources if end <= t.first < stop]
    if not found or (form == "verb" and _moves_none(line, end, found[0].first)):
        return None
    stop = object_end(words, end, stop)
    found = [t for t in found if t.last < stop]
    if found and form == "comparative" and _is_apart(line, end, found[0]):
        return []
    rivalry = words[change.first] in RIVALRY
    if rivalry:  # what stands before "in" is who is outperformed
        found = [t for t in found if "in" in words[end : t.first] or is_outdone(words, end, t)]
        found = [t for t in found if "in" not in words[end : t.first] or not is_doing(line, words.index("in", end) + 1)]
    if not found:
        return None
    ahead = words[end : found[0].first]
    if not BALANCES.isdisjoint(ahead):
        return []  # "a better balance of | speed and accuracy"
    if not _REFUSED.isdisjoint(ahead) and ahead[:2] not in _COUNTED:
        return []
    if form == "verb" and is_of_another(ahead):
        return []
    if form == "verb" and "in" in ahead and (change.sense == "more" or words[change.first] in _ESCAPES):
        return []  # "removes noise in | labelled images", "increases robustness to noise in | the data"
    if NUMBER in ahead:
        return None
    while len(found) > 1 and found[1].first == found[0].last + 1:
        told = found[1].metric == "cost" and not found[0].weak  # "the memory | overhead", "the data | throughput"
        found = [found[0], *found[2:]] if told else found[1:]
    listed = [t for t in line.resources if end <= t.first < stop + _FURTHER]
    return [
        t
        for t in coordinated(line, found[0], listed)
        if ((t.first < t.last and not rivalry and t.first < stop) or is_head(line, t))
        and not (t.first >= stop and any(other.first == t.last + 1 for other in listed))
        and (not t.weak or _weak_allowed(line, change, t))
    ]


def _moves_none(line: Line, end: int, first: int) -> bool:
    """Whether a resource is no object of a verb: "as the net grows | , memory", "adds | a head and reduces memory"."""
    return line.words[end] == "," or any(goes_on(line.words, c) for c in changes_in(line, end, first))


def _is_apart(line: Line, end: int, term: Term) -> bool:
    """Whether a comparative is said of another thing than the resource behind it, as too many words stand between.

    "Higher counting accuracy and | speed" is said of both.
    """
    words, near = line.words, _NEAR + 2 * (line.words[end : end + 2] in _COUNTED)
    if term.first <= end + near or words[end] == "in":
        return False
    return words[term.first - 1] != "and" or all(t.last != term.first - 2 for t in line.measures)


_REFUSED = (
    NONE | SAME | _LACKS | words("fraction small slight modest minor limited low few during hardly barely scarcely")
)
_FURTHER = 4
"""How much further than its first resource a list of them may reach."""
_NEAR = 2
"""How many words may stand between a comparative and the resource it is said of."""
_COUNTED = (["number", "of"], ["amount", "of"])
"""What may stand there besides."""


def _weak_allowed(line: Line, change: Term, term: Term) -> bool:
    word = line.words[change.first]
    written = line.words[term.last]
    if change.sense == "less" and (
        shares_head(line, term)
        or is_number_of(line.words, term, far=word not in _ESCAPES)
        or is_of_data(line, term)
        or size_of(line, term)
        or line.words[term.first - 1] in ("required", "needed")
    ):
        return True
    if written.endswith(("efficient", "effective")):
        return word == "more"
    if term.metric == "capacity" and term.gain and change.sense != "less":
        handled = not _HANDLES.isdisjoint(line.words[max(0, change.first - 4) : change.first])
        grown = written == "models" and word in ("larger", "bigger")
        return handled and change.sense == "more" and (grown or written in _HANDLED)
    adjacent = term.first - change.last <= 2 or line.words[term.first - 2 : term.first] == ["lot", "of"]
    if change.sense == "less" and change.form == "comparative":
        if line.words[term.first - 1] in ("and", "or", ",") and written in _SPENT_ALSO:
            return True  # "fewer parameters and | compute"
        adjacent |= term.first - change.last == 3 and STOP_TAIL.isdisjoint(line.words[change.last + 1 : term.first])
        return adjacent and (word in _WEAK_ALLOWED or written in ("cost", "costs"))
    if term.metric == "compute" and written.startswith(_COMPUTINGS):
        spare = not _SPARE.isdisjoint(line.words[change.last + 1 : term.first])
        amount = (
            adjacent
            and written.startswith(_COMPUTINGS[:2])
            and word not in _ESCAPES
            and change.metric is None
            and line.words[term.last + 1 : term.last + 2] != ["from"]
        )
        return change.sense == "less" and (spare or amount)
    return written in _SPENT_ANYHOW and change.sense == "less"


_COMPUTINGS = ("computation", "calculation", "operation", "multiplication", "inference")
_SPARE = words("redundant unnecessary repeated superfluous")
_SPENT_ANYHOW = words("cost costs compute resources complexity footprint effort efforts labor")
_SPENT_ALSO = words("compute complexity computation computations operations")
