"""Qualitative claims: better, cheaper, faster, the same, without a number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from summarizer.reading.claims import Finding
from summarizer.reading.frames import RIVALRY, STOP_TAIL, Frame, clause_start, coordinated, is_head, tail_end, terms_in
from summarizer.reading.terms import Term, phased
from summarizer.reading.tokens import NUMBER, Line
from summarizer.reading.vocabulary import PHASES, words
from summarizer.records import Direction, Phase

_LACKS = words("challenge challenges problem problems issue issues lack scarcity limited limitation limitations risk")
_AIMS = words(
    "aim aims aiming aimed goal seek seeks attempt attempts try tries want desirable challenge challenging how "
    "objective hope could may might would should cannot designed intended trying ability attempting wish "
    "difficult whether if unable never must expected"
)
_ABLE = words(
    "lead led leading translates contributes able allows allow enables enable enabling allowing shown found proven "
    "proved manages helps help thus also leads us them it able"
)
_SAME = words("same similar comparable equal identical equivalent matching on-par equally unchanged")
_NONE = words("negligible minimal no marginal little zero without tiny neglectable trivial insignificant")
_LITTLE = words("minimal little few limited small tiny")
_EXTRA = words(
    "recurring additional extra any increasing adding introducing incurring involving more further requiring "
    "increased the in a an number of amount significant almost nearly much extra- inference training increase"
)
_EXTRA_OR_PHASE = _EXTRA | PHASES.keys()
_KNOWN = _NONE | _SAME | STOP_TAIL
_ADDED = words("cost costs overhead overheads expense burden")
_STRONG = words(
    "strong high higher superior better best excellent great remarkable outstanding improved enhanced significant "
    "greater exceptional impressive"
)
_DOES = words(
    "is are runs run be being converges converge trains train significantly much far substantially exponentially "
    "dramatically considerably even and also solves solving becomes become times was were respond responds "
    "perform performs notably up magnitude drastically orders consistently remarkably generates generate more"
)
_HANDLES = words(
    "handle handles handling process processes support supports supporting enables enabling allows allowing train "
    "fit accommodate"
)
_WEAK_ALLOWED = words("fewer less")


def qualitative(line: Line, taken: Iterable[Frame]) -> Iterator[Finding]:
    """Read what a sentence says of costs without a number; `taken` are the frames that numbers already made of it."""
    frames = [frame for frame in taken if frame.line == line.index]
    used = {t.first for f in frames for t in (*f.terms, f.change) if t is not None}
    for term in line.terms:
        if term.kind == "change" and term.first not in used:
            yield from _changed(line, term, used)
        elif term.kind == "resource" and term.first not in used:
            yield from _unchanged(line, term)
    for hints, scan in _SCANS:
        if not hints.isdisjoint(line.words):
            yield from scan(line)
    if not frames:
        yield from _at_once(line)


# --- change ----------------------------------------------------------------------------------------------------------


def _changed(line: Line, change: Term, used: set[int]) -> Iterator[Finding]:
    if _is_aim(line, change.first):
        return
    if change.sense in ("fast", "slow"):
        yield from _faster(line, change)
        return
    if change.metric is not None and change.form == "comparative":
        yield from _cheaper(line, change)
        return
    if (
        line.words[change.first : change.last + 1] == ["more", "efficient"]
        and "computationally" in line.words[max(0, change.first - 3) : change.first]
    ):
        yield _finding(line, change, None, "compute", None, "better")
        return
    for term in _measured(line, change):
        if term.first in used or term.metric is None or _is_of_step(line, change, term):
            continue
        direction = _direction(change, term)
        if direction == "worse" and not _is_admitted(line, change):
            continue
        for metric, phase in ((term.metric, term.phase), *term.also):
            yield _finding(line, change, term, metric, phase, direction)


_ESCAPES = words(
    "minimize minimizes minimizing minimise minimises minimising avoid avoids avoiding bypass bypasses bypassing "
    "eliminate eliminates eliminating remove removes removing mitigate mitigates mitigating"
)


def _is_of_step(line: Line, change: Term, term: Term) -> bool:
    """Whether an overhead is that of one step that is left out: "avoiding decoding | overhead"."""
    bare = term.first == term.last and line.words[term.last] in ("overhead", "overheads")
    whole = term.first > 0 and line.words[term.first - 1] in ("the", "any", "additional", "extra", "total")
    return bare and not whole and line.words[change.first] in _ESCAPES


def _measured(line: Line, change: Term) -> list[Term]:
    """The resources that a change is said of: its object, or for a comparative behind "is" its subject."""
    end = change.last + 1
    before = line.words[max(clause_start(line, change.first), change.first - 5) : change.first]
    if "without" in before or set(before[-3:]) & {"no", "any", "zero", "negligible"}:
        return []
    if change.form == "noun" and line.words[end : end + 1] not in (["in"], ["of"]):
        return [t for t in line.terms if t.last == change.first - 1 and t.kind == "resource" and not t.weak]
    if change.form == "comparative" and _is_of_rival(line, change.first):
        return []
    stop = _object_end(line, end, 10 if change.form == "verb" else 6)
    found = [t for t in line.terms if end <= t.first and t.last < stop and t.kind == "resource"]
    ahead = line.words[end:stop] if found else []
    if found and set(ahead[: found[0].first - end]) & (_NONE | _SAME | _LACKS | {"fraction"}):
        return []
    if found and NUMBER not in ahead[: found[0].first - end]:
        while len(found) > 1 and found[1].first == found[0].last + 1:  # "the data | throughput"
            found = found[1:]
        terms = coordinated(line, found[0], found)
        rivalry = line.words[change.first] in RIVALRY
        return [
            t
            for t in terms
            if ((t.first < t.last and not rivalry) or is_head(line, t))
            and (not t.weak or _weak_allowed(line, change, t))
        ]
    if change.form == "comparative" and line.words[change.last + 1 : change.last + 2] == ["than"]:
        subject = [
            t for t in terms_in(line, clause_start(line, change.first), change.first, ("resource",)) if not t.weak
        ]
        return subject[-1:]
    return []


_RIVALS = words("models methods networks ones baselines counterparts approaches systems model method baseline")


def _is_of_rival(line: Line, at: int) -> bool:
    """Whether a comparative describes what the paper is compared with: "beats models with more parameters"."""
    before = line.words[max(0, at - 4) : at]
    joints = [i for i, w in enumerate(before) if w in ("with", "of", "that", "using", "requiring")]
    return any(i > 0 and before[i - 1] in _RIVALS for i in joints)


def _weak_allowed(line: Line, change: Term, term: Term) -> bool:
    word = line.words[change.first]
    written = line.words[term.last]
    if change.sense == "less" and line.words[max(0, term.first - 2) : term.first] == ["number", "of"]:
        return True
    if written.endswith(("efficient", "effective")):
        return word == "more"
    if word in ("longer", "larger") and term.metric == "capacity":
        return bool(set(line.words[max(0, change.first - 4) : change.first]) & _HANDLES)
    adjacent = term.first - change.last <= 2
    if change.sense == "less" and change.form == "comparative":
        return adjacent and (word in _WEAK_ALLOWED or written in ("cost", "costs"))
    return written in ("cost", "costs", "compute", "resources", "complexity", "footprint") and change.sense == "less"


def _object_end(line: Line, at: int, reach: int) -> int:
    stops = {
        ";",
        ":",
        "(",
        ")",
        "while",
        "which",
        "that",
        "but",
        "whereas",
        "by",
        "through",
        "via",
        "with",
        "when",
        "than",
        "without",
        "to",
        "using",
        "compared",
        "for",
        "from",
        "on",
    }
    limit = min(len(line.words), at + reach)
    end = at
    while end < limit and (
        line.words[end] not in stops or line.words[end - 1] in ("need", "needs", "demand", "requirement")
    ):
        if line.words[end] == "," and end > at + 3 and "and" not in line.words[end + 1 : end + 6]:
            break
        end += 1
    return end


def _is_admitted(line: Line, change: Term) -> bool:
    """Whether a higher cost is plainly stated as one: "is higher than", "adds overhead"."""
    words_behind = line.words[change.last + 1 : change.last + 2]
    return (change.form == "comparative" and words_behind == ["than"]) or line.words[change.first] in _ADMITS


_ADMITS = words("increases increase adds raises incurs requires slows worsens")


def _direction(change: Term, term: Term) -> Direction:
    if change.sense == "improve":
        return "better"
    if change.sense == "worsen":
        return "worse"
    return "better" if (change.sense == "more") == term.gain else "worse"


def _cheaper(line: Line, change: Term) -> Iterator[Finding]:
    words = line.words
    before = words[change.first - 1] if change.first else ""
    after = words[change.last + 1] if change.last + 1 < len(words) else ""
    if (before not in _DOES | {"computationally"} and after != "than") or (after.isalpha() and after not in _ENDS):
        return
    phase = next((PHASES[w] for w in words[max(0, change.first - 4) : change.first] if w in PHASES), None)
    metric = "compute" if before == "computationally" else change.metric or "cost"
    yield _finding(line, change, None, phased(metric, phase), phase, "better" if change.sense == "less" else "worse")


_ENDS = words("than and or to while but for in at when yet as with because since on")
_NOTABLE = words(
    "significant substantial considerable great remarkable achieves large huge dramatic inference training notable"
)


_CAUSES = words("progress research discovery adoption innovation development science")


def _faster(line: Line, change: Term) -> Iterator[Finding]:
    words = line.words
    before = words[change.first - 1] if change.first else ""
    after = words[change.last + 1] if change.last + 1 < len(words) else ""
    direction: Direction = "better" if change.sense == "fast" else "worse"
    if change.form == "comparative":
        told = before in _DOES | {"learn", "learns"} or after == "than" or after in PHASES or after == "learning"
    elif change.form == "verb":
        told = before not in ("to", "for") and bool(after)
    else:
        told = before in _NOTABLE
    told = told or bool(set(words[max(0, change.first - 4) : change.first]) & {"makes", "make", "making"})
    if (
        change.first == 0
        or before in ("a", "an", "the", "for", "towards", "toward")
        or _CAUSES & set(words[change.last + 1 : change.last + 3])
    ):
        return
    trains = any(t.first == change.last + 1 and t.metric == "training_time" for t in line.terms)
    if words[change.first] == "accelerated" and before not in _DOES | {"has", "have", "been"} and not trains:
        return
    if not told or words[change.first] in ("earlier", "later", "sooner", "as"):
        return
    near = [*words[change.last + 1 : change.last + 4], *words[max(0, change.first - 3) : change.first]]
    phase = "training" if after == "learning" else next((PHASES[w] for w in near if w in PHASES), None)
    yield _finding(line, change, None, phased("latency", phase), phase, direction)


_SHOWS = words("show shows showing demonstrate demonstrates demonstrating illustrate illustrates")


def _joins_aim(line: Line, at: int) -> bool:
    """Whether `and` joins a verb to one that is only intended: "to improve the recall and | reduce the cost"."""
    verbs = [t for t in line.terms if t.kind == "change" and t.form == "verb" and at - 10 <= t.first < at - 1]
    return (
        bool(verbs)
        and line.words[verbs[-1].first].rstrip("s") == line.words[verbs[-1].first]
        and _is_aim(line, verbs[-1].first)
    )


def _is_aim(line: Line, at: int) -> bool:
    """Whether a change is only intended ("to reduce", "aims at reducing"), or taken back."""
    words = line.words
    before = words[max(0, at - 3) : at]
    while before and (before[-1].endswith("ly") or before[-1] in ("further", "both", "also")):
        before = before[:-1]
    if before[-1:] == ["to"] and not set(before[:-1]) & _ABLE:
        return True
    if words[at - 1 : at] == ["and"] and _joins_aim(line, at):
        return True
    if before[-1:] and before[-1] in ("for", "at", "of", "towards", "toward", "without", "rather"):
        return words[at].endswith("ing") or before[-1] == "without"
    near = words[max(clause_start(line, at), at - 7) : at]
    near = [w for i, w in enumerate(near) if not (w == "how" and near[max(0, i - 1)] in _SHOWS)]
    if "neither" in words[:at]:
        return True
    return any(w in _AIMS for w in near) or any(
        w == "not" and near[i + 1 : i + 2] != ["only"] for i, w in enumerate(near)
    )


# --- no change -------------------------------------------------------------------------------------------------------


def _unchanged(line: Line, term: Term) -> Iterator[Finding]:
    """The same number of FLOPs; negligible overhead; without additional parameters; strong parameter efficiency."""
    words, at = line.words, term.first - 1
    if (
        words[term.last + 1 : term.last + 2]
        and words[term.last + 1] in ("is", "are", "remains")
        and words[term.last + 2 : term.last + 3] == ["negligible"]
    ):
        yield _finding(line, None, term, term.metric or "cost", term.phase, "same")
        return
    unknown = 2 * (words[term.last] in _ADDED)  # "no decoder complexity | overhead"
    while at >= 0 and (words[at] in _EXTRA_OR_PHASE or (unknown and words[at] not in _KNOWN)):
        unknown -= words[at] not in _EXTRA
        at -= 1
    if at < 0 or _is_aim(line, at) or term.metric is None or words[at + 1 : at + 2] == ["no"]:
        return
    word, skipped = words[at], set(words[at + 1 : term.first])
    if _is_fraction(words, term.first):
        yield _finding(line, None, term, term.metric, term.phase, "better")
        return
    if word in _SAME and words[max(0, at - 1)] == "of":
        return
    if (
        word in _LITTLE
        and (not term.weak or words[term.last].startswith("comput"))
        and not term.gain
        and words[term.last] not in _ADDED
        and at > 0
        and words[at - 1] in ("with", "using")
    ):
        yield _finding(line, None, term, term.metric, term.phase, "better")
        return
    same = (
        word in _SAME
        and (term.gain or term.metric == "cost" or _held(words, at))
        and not (term.weak and words[term.last] not in ("cost", "costs", "compute", "budget"))
    )
    none = word in _NONE and (
        (
            word == "without"
            and (
                skipped & {"additional", "extra", "increasing", "adding", "introducing", "incurring", "increase"}
                or words[term.last].startswith("overhead")
            )
        )
        or (word != "without" and (not term.weak or words[term.last] in _ADDED))
    )
    if none and word in ("minimal", "little", "tiny") and words[term.last] not in _ADDED and not term.gain:
        yield _finding(line, None, term, term.metric, term.phase, "better")
        return
    if (same or none) and not (term.gain and word in _NONE):
        for metric, phase in ((term.metric, term.phase), *term.also):
            yield _finding(line, None, term, metric, phase, "same")
    elif term.gain and word in _STRONG and words[term.last].endswith("efficiency") and not term.weak:
        yield _finding(line, None, term, term.metric, term.phase, "better")


_HOLDS = words(
    "maintaining keeping preserving retaining at with the of in using under has have having requires require uses maintain maintains for a and"
)


def _held(words: list[str], at: int) -> bool:
    """Whether "similar" says how a cost stands ("at similar FLOPs"), not what things are ("merging similar tokens")."""
    return at > 0 and words[at - 1] in _HOLDS


def _is_fraction(words: list[str], at: int) -> bool:
    """Whether "at a (small) fraction of the" stands before a resource."""
    before = words[max(0, at - 7) : at]
    if "fraction" not in before:
        return False
    place = before.index("fraction")
    return (
        before[place + 1 : place + 2] == ["of"]
        and len(before) - place <= 4
        and bool({"at", "with", "for", "using", "requires", "uses", "only"} & set(before[:place]))
    )


def _as_fast(line: Line) -> Iterator[Finding]:
    words = line.words
    for term in line.terms:
        at = term.first
        if (
            words[at] == "as"
            and words[term.last + 1 : term.last + 2] == ["as"]
            and NUMBER not in words[max(0, at - 1) : at]
        ):
            yield _finding(line, term, None, "latency", None, "same")


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
            yield _finding(line, Term("change", first=at, last=at), None, "latency", "inference", "better")


_SHORT_TIMES = words("seconds second milliseconds minutes")
_LONG_NOUNS = words(
    "sequences sequence contexts context inputs input documents document texts videos horizons graphs images"
)
_HANDLING = words("handle handles handling process processes processing scale scales scaling model models modeling")
_TRAININGS = words("training pre-training pretraining retraining re-training fine-tuning finetuning")


def _at_once(line: Line) -> Iterator[Finding]:
    """Generates an image within seconds; runs in real time."""
    tokens = line.words
    for at in range(len(tokens) - 1):
        if tokens[at] not in ("within", "in"):
            continue
        ahead = [w for w in tokens[at + 1 : at + 4] if w not in ("a", "few", "just", "only", "the")][:2]
        soon = tokens[at] == "within" and ahead[:1] and ahead[0] in _SHORT_TIMES
        live = tokens[at] == "in" and ahead[:2] == ["real", "time"]
        if (soon or live) and not _is_aim(line, at):
            yield _finding(line, Term("change", first=at, last=at + 1), None, "latency", "inference", "better")


def _handled(line: Line) -> Iterator[Finding]:
    """Efficiently handles long sequences."""
    tokens = line.words
    for at, word in enumerate(tokens):
        if word not in _HANDLING or "efficiently" not in tokens[max(0, at - 2) : at + 2] or _is_aim(line, at):
            continue
        ahead = tokens[at + 1 : at + 7]
        if {"long", "longer", "large", "larger"} & set(ahead) and _LONG_NOUNS & set(ahead):
            noun = at + 1 + next(i for i, w in enumerate(ahead) if w in _LONG_NOUNS)
            yield _finding(line, Term("change", first=noun, last=noun), None, "capacity", None, "better")


def _not_needed(line: Line) -> Iterator[Finding]:
    """Removes the need for expensive retraining."""
    for change in line.terms:
        ahead = line.words[change.last + 1 : change.last + 8]
        if (
            change.kind == "change"
            and change.sense == "less"
            and "need" in ahead[:3]
            and not _is_aim(line, change.first)
        ):
            noun = next((i for i, w in enumerate(ahead) if w in _TRAININGS), None)
            if noun is not None and not any(
                t.first > change.last and t.last <= change.last + 8 and t.kind == "resource" for t in line.terms
            ):
                at = change.last + 1 + noun
                yield _finding(line, Term("change", first=at, last=at), None, "training_cost", "training", "better")


_NO = words("no without zero")
_NO_MORE = words(
    "any additional extra further explicit task-specific model requiring require needing the need for of costly "
    "expensive"
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
        yield _finding(line, Term("change", first=at, last=at), None, "training_cost", "training", "better")
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
            and not _is_aim(line, at)
            and NUMBER not in tokens[found[-1].first : at]
        ):
            yield _finding(line, None, found[0], found[0].metric, found[0].phase, "same")


_ADVANTAGES = words("superiority advantage advantages superior")
_BEATS = (
    words("outperforms outperform outperforming surpasses surpass surpassing exceeds beats beating excels")
    | _ADVANTAGES
)


def _excels_in(line: Line) -> Iterator[Finding]:
    """Outperforms B in search efficiency; its superiority in terms of inference time."""
    tokens = line.words
    for at, word in enumerate(tokens):
        if word not in _BEATS or _is_aim(line, at):
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
                    yield _finding(line, None, term, term.metric, term.phase, "better")


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
            or _is_aim(line, at)
        ):
            continue
        noun = next((i for i in range(at + 1, min(len(tokens), at + 4)) if tokens[i] in _PHASED), None)
        if noun is not None and not STOP_TAIL - {"and"} & set(tokens[at + 1 : noun]):
            phase = PHASES.get(tokens[noun])
            change = Term("change", first=at, last=at)
            yield _finding(line, change, None, phased("latency", phase), phase, "better")


_PHASED = words("training inference convergence decoding generation sampling prediction learning adaptation retrieval")


def _less_training(line: Line) -> Iterator[Finding]:
    """Even with shorter training; needs less training."""
    tokens = line.words
    for at, word in enumerate(tokens[:-1]):
        bare = at + 2 >= len(tokens) or tokens[at + 2] in _TRAINING_ENDS | {"than"}
        if word in ("shorter", "less") and tokens[at + 1] in _TRAININGS and bare and not _is_aim(line, at):
            change = Term("change", first=at, last=at)
            metric = "training_time" if word == "shorter" else "training_cost"
            yield _finding(line, change, None, metric, "training", "better")


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
                yield _finding(line, change, None, phased("latency", phase), phase, "better")


_RIVAL_VERBS = words("competitive comparable par rivals rivaling rival matches matching match") | (_BEATS - _ADVANTAGES)
_LARGER = words("larger bigger")
_FAR = words("much significantly far even substantially considerably many")


def _matches_larger(line: Line) -> Iterator[Finding]:
    """Remains competitive with much larger models."""
    tokens = line.words
    for at, word in enumerate(tokens):
        told = word in _LARGER and tokens[at - 1] in _FAR and bool(_RIVAL_VERBS & set(tokens[max(0, at - 6) : at]))
        if told and _RIVALS & set(tokens[at + 1 : at + 6]):
            yield _finding(line, Term("change", first=at, last=at), None, "model_size", None, "better")


_SCANS: tuple[tuple[frozenset[str], Callable[[Line], Iterator[Finding]]], ...] = (
    (words("fast rapid quick"), _fast_phase),
    (words("shorter less"), _less_training),
    (words("as"), _as_fast),
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


def _finding(
    line: Line, change: Term | None, term: Term | None, metric: object, phase: Phase | None, direction: Direction
) -> Finding:
    anchor = term or change
    assert anchor is not None
    frame = Frame(-1, line.index, anchor.first, "qualitative", term, (term,) if term else (), change)
    return Finding(frame, "qualitative", metric, phase, direction)  # type: ignore[arg-type]


__all__ = ["qualitative", "tail_end"]
