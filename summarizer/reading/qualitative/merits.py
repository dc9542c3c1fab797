"""Merits: plain verbs that say what a method spares, matches or makes do with: "dispenses with labels"."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.reading.costs.claims import Finding, unnumbered
from summarizer.reading.framing.frames import STOP_TAIL, clause_start, compound_head, coordinated, is_head
from summarizer.reading.qualitative.needs import sparable
from summarizer.reading.qualitative.savings import is_of_quality, is_said_of_others, is_unreal
from summarizer.reading.words.terms import Term, phased
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import PHASES, TIMES, TRAININGS, words

_ARTICLES = words(
    "the its their any a an costly expensive tedious laborious lengthy full additional extra further model policy "
    "repeated frequent"
)
_MATCHES = words(
    "matches match matching retains retain retaining maintains maintain maintaining preserves preserve preserving "
    "inherits inherit inheriting equals"
)


def _matches(line: Line, at: int) -> Iterator[Finding]:
    """Matches the memory use of another; retains the throughput, or the speed advantage, of the plain planner."""
    first = at + 1 + (line.words[at + 1 : at + 2] == ["the"])
    first += 2 * (line.words[first + 1 : first + 2] == ["and"])  # "the accuracy and | latency of"
    term = next((t for t in line.resources if t.first == first), None)
    if term is None or term.metric is None:
        return
    behind = line.words[term.last + 1 : term.last + 3]
    ahead = behind[:1] in _ADVANTAGES
    if behind[:1] != ["of"] and not (ahead and STOP_TAIL.issuperset(behind[1:])):
        return
    bare = line.words[term.first : term.last + 1] == ["memory"]
    plain = not bare and (not term.weak or ahead or line.words[term.last].startswith("cost"))
    if plain and NUMBER not in line.words[at:first] and not is_unreal(line, at):
        yield unnumbered(line, None, term, term.metric, term.phase, "same")


_ADVANTAGES = (["advantage"], ["advantages"], ["benefit"], ["benefits"])


_SPARES = words(
    "avoids avoiding bypasses bypassing eliminates eliminating obviates obviating circumvents circumventing sidesteps "
    "sidestepping avoid bypass eliminate circumvent sidestep forgoes forgoing dispenses dispensing does skips skipping"
)
_LED = {"dispenses": ["with"], "dispensing": ["with"], "does": ["away", "with"]}


def _spared(line: Line, at: int) -> Iterator[Finding]:
    """Avoids costly retraining; dispenses with manual labels."""
    tokens, first = line.words, at + 1
    lead = _LED.get(tokens[at], [])
    if tokens[first : first + len(lead)] != lead or is_unreal(line, at) or is_said_of_others(line, at):
        return
    first += len(lead)
    start = first
    while first < len(tokens) and tokens[first] in _ARTICLES:
        first += 1
    if tokens[first : first + 1] and tokens[first] in TRAININGS:
        behind = tokens[first + 1 : first + 2]
        told = first > start or lead or tokens[first].startswith(("retrain", "re-train", "fine"))
        wholly = not _WHOLLY.isdisjoint(behind)
        if wholly or (told and (not behind or behind[0] in STOP_TAIL or behind[0] == ".")):
            change = Term("change", first=first, last=first)
            yield unnumbered(line, change, None, "training_cost", "training", "better")
    else:
        yield from sparable(line, first, demanded=bool(lead))


_WHOLLY = words("altogether entirely completely")
_UNDONE = words("required needed necessary performed involved")


def _no_training(line: Line, at: int) -> Iterator[Finding]:
    """No retraining is required; neither fine-tuning nor labels are needed."""
    tokens = line.words
    behind = tokens[at + 1 : at + 4]
    told = behind[:1] in (["is"], ["are"]) and not _UNDONE.isdisjoint(behind[1:])
    if told and not {"no", "neither"}.isdisjoint(tokens[max(0, at - 3) : at]):
        yield unnumbered(line, Term("change", first=at, last=at), None, "training_cost", "training", "better")


_SPENT_SHARE = words(
    "updates updating updated trains training tunes tuning takes taking consumes consuming needs needing costs costing "
    "incurs incurring involves demands requires requiring uses using is are fine-tunes fine-tuning optimizes "
    "introduces introducing adds adding considering evaluating processing activates activating with in update "
    "train tune need use take require adapt adapts adjust adjusts adjusting modify modifies modifying edits editing on"
)
_SHARE = words("a an only just mere merely small tiny very minimal modest little , targeted selected sparse")
_MERELY = words("only just merely mere modest")


def _share(line: Line, at: int) -> Iterator[Finding]:
    """Updates only a small fraction of the parameters; adds just a modest number of them."""
    tokens, before, first = line.words, at - 1, at + 2
    if tokens[at + 1 : at + 2] != ["of"]:
        return
    while before > 0 and tokens[before] in _SHARE:
        before -= 1
    if before == at - 1 or is_unreal(line, before):
        return
    if tokens[before] not in _SPENT_SHARE:
        yield from _share_needed(line, before, first)
        return
    if (tokens[at] != "fraction" or tokens[before] == "on") and _MERELY.isdisjoint(tokens[before:at]):
        return
    first += tokens[first : first + 1] in (["the"], ["its"], ["all"], ["model"])
    near = [t for t in line.resources if (t.first <= first + 2 and first <= t.last) and t.metric is not None]
    term = compound_head(near) if near else None
    if term is not None and STOP_TAIL.isdisjoint(tokens[first : term.first]) and is_head(line, term):
        yield unnumbered(line, None, term, term.metric or "cost", term.phase, "better")
    elif tokens[first - 1 : first + 1] == ["the", "time"]:
        phase = next((PHASES[word] for word in tokens[max(0, before - 3) : before] if word in PHASES), None)
        yield unnumbered(line, Term("change", first=at, last=at), None, phased("latency", phase), phase, "better")


def _share_needed(line: Line, before: int, first: int) -> Iterator[Finding]:
    """What a small share of is all that is needed: "only a small | fraction of the weights is updated"."""
    tokens = line.words
    found = next((t for t in line.resources if first <= t.first <= first + 2 and t.metric is not None), None)
    if found is None or found.gain or _MERELY.isdisjoint(tokens[before:first]):
        return
    terms = coordinated(line, found, line.resources)
    end = terms[-1].last + 1
    if tokens[end : end + 1] in (["is"], ["are"]) and not _SPENT.isdisjoint(tokens[end + 1 : end + 2]):
        added = not _ADDED.isdisjoint(tokens[first : found.first])
        for term in terms:
            yield unnumbered(line, None, term, term.metric or "cost", term.phase, "same" if added else "better")


_SPENT = words("required needed necessary updated trained tuned fine-tuned added introduced learned used optimized")
_LONG_TIMES = words("months weeks days hours minutes years seconds")


def _rather_than(line: Line, at: int) -> Iterator[Finding]:
    """Takes seconds rather than hours; generates a map in minutes instead of days."""
    tokens = line.words
    end = at + 2 if tokens[at + 1 : at + 2] in (["than"], ["of"]) else at
    told = end > at and tokens[end : end + 1] and tokens[end] in _LONG_TIMES
    if told and tokens[at - 1] in TIMES and NUMBER not in tokens[at - 3 : at] and not is_unreal(line, at):
        near = tokens[max(clause_start(line, at), at - 8) : at]
        phase = next((PHASES[w] for w in reversed(near) if w in PHASES), None)
        yield unnumbered(line, Term("change", first=at, last=end), None, phased("latency", phase), phase, "better")


_STEPS = words("steps iterations timesteps evaluations")
_OF_STEPS = words("sampling denoising inference diffusion integration function refinement solver time")


def _few_steps(line: Line, at: int) -> Iterator[Finding]:
    """Generates images in only a few sampling steps."""
    tokens, before, place = line.words, at - 1, at + 1
    while before > 0 and tokens[before] in ("a", "only", "just", "very", "as"):
        before -= 1
    if tokens[before] not in ("in", "within", "with", "requires", "requiring", "needs") or is_unreal(line, before):
        return
    while place < len(tokens) and tokens[place] in _OF_STEPS:
        place += 1
    if tokens[place : place + 1] and tokens[place] in _STEPS:
        yield unnumbered(line, Term("change", first=at, last=place), None, "capacity", None, "better")


_RISING = words("increase raise add incur introduce require slow affect change alter impose bring impact")
_RISES = frozenset(f"{verb}s" for verb in _RISING) | words("increasing raising affecting slowing adding impacting")
_TOUCHES = ("affect", "alter", "impact", "chang")
_EASED = words("slow slowing slows")
_PACES = words("speed speeds runtime")
_HARDLY = words("hardly barely scarcely negligibly minimally")


def _not_raised(line: Line, at: int) -> Iterator[Finding]:
    """Does not increase the memory footprint; without slowing down inference; only slightly affects the speed."""
    tokens = line.words
    if tokens[at] in _RISING or tokens[at - 1] == "without":
        denied = tokens[at - 2 : at] in (["does", "not"], ["do", "not"]) or tokens[at - 1] in ("without", "doesn't")
    else:
        denied = tokens[at - 1] in _HARDLY or (tokens[at - 1] == "slightly" and tokens[at].startswith(_TOUCHES))
    if not denied or at < 1 or tokens[max(0, at - 3)] in ("that", "which"):
        return
    first = at + 1 + (tokens[at + 1 : at + 2] == ["down"])
    while first < len(tokens) and tokens[first] in _ANY:
        first += 1
    if tokens[at] in _EASED:
        ahead = tokens[first : first + 2]
        phase = next((PHASES[word] for word in ahead[:1] if word in PHASES), None)
        if phase is not None or not _PACES.isdisjoint(ahead):
            change = Term("change", first=at, last=min(first, len(tokens) - 1))
            yield unnumbered(line, change, None, phased("latency", phase), phase, "same")
        return
    term = next((t for t in line.resources if t.first == first), None)
    if term is None or term.metric is None or not is_head(line, term):
        return
    if term.gain and not tokens[at].startswith(_TOUCHES):
        return
    if term.metric == "data" or NUMBER in tokens[term.last + 1 : term.last + 6]:
        return
    added = tokens[term.last].startswith(("overhead", "cost"))
    if (not term.weak or added) and not is_of_quality(line, term.last + 1):
        yield unnumbered(line, None, term, term.metric, term.phase, "same")


_ANY = words("any the extra additional further its significant substantial considerable too much noticeable")


_ADDED = words("added additional extra")
_OWNERS = words("its our total") | _ADDED
_SLIGHT = words("marginal negligible minor slight tiny insignificant")


def _is_modest(line: Line, at: int) -> Iterator[Finding]:
    """Its computational demands are modest; the additional memory is negligible."""
    tokens = line.words
    before = at - 1
    while before > 0 and (tokens[before].endswith("ly") or tokens[before] in ("very", "quite")):
        before -= 1
    term = next((t for t in line.resources if t.last == before - 1), None)
    if (
        term is None
        or tokens[before] not in ("is", "are", "becomes", "remains")
        or term.metric is None
        or term.gain
        or term.first == 0
    ):
        return
    whole = not tokens[at + 1 : at + 2] or tokens[at + 1] in STOP_TAIL
    owner = next((w for w in reversed(tokens[max(0, term.first - 3) : term.first]) if w in _OWNERS), "")
    added = owner in _ADDED
    if whole and owner and (added or tokens[at] not in _SLIGHT) and not is_unreal(line, at):
        yield unnumbered(line, None, term, term.metric, term.phase, "same" if added else "better")


MERITS = (
    (_MATCHES, _matches),
    (_SPARES, _spared),
    (TRAININGS, _no_training),
    (words("fraction fractions number subset percentage portion set amount"), _share),
    (words("rather instead"), _rather_than),
    (words("few"), _few_steps),
    (_RISING | _RISES | _EASED, _not_raised),
    (words("modest low small minimal affordable") | _SLIGHT, _is_modest),
)
"""Each scan with the words at whose places it looks."""
