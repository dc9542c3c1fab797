"""Rules: each reads one way in which English ties a number to what it measures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from summarizer.quantities import Quantity
from summarizer.reading.frames import (
    BOTH_NOUN_AND_VERB,
    CLAUSE_BREAKS,
    LINKS,
    RIVALRY,
    STOP_TAIL,
    Frame,
    changes_in,
    clause_start,
    coordinated,
    is_head,
    left_of,
    object_after,
    phrase_end,
    subject_before,
    tail_end,
    terms_in,
)
from summarizer.reading.terms import Term
from summarizer.reading.tokens import NUMBER, Line
from summarizer.reading.vocabulary import words

Rule = Callable[[Line, int, Quantity], Frame | None]
"""A reading of one number at one token, or None where its pattern is not there."""


def _make(rule: str, line: Line, at: int, terms: Sequence[Term], change: Term | None, **more: object) -> Frame:
    term = terms[0] if terms else None
    return Frame(line.quantity_at[at], line.index, at, rule, term, tuple(terms), change, **more)  # type: ignore[arg-type]


def _tail_change(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """2.6x FLOPs reduction; 3% fewer parameters; 13 times faster; a 40% reduction in memory."""
    if quantity.family not in ("factor", "percent", "points", "number", "amount"):
        return None
    end = at + 3 if line.words[at + 1 : at + 2] == ["as"] else tail_end(line, at)
    inside = changes_in(line, at + 1, end)
    if not inside or (quantity.family in ("number", "amount") and inside[0].first > at + 3):
        return None
    change = next((c for c in inside if c.form != "verb"), inside[0])
    if (
        change.first < at + 3
        and line.words[change.first] == "less"
        and line.words[change.last + 1 : change.last + 3] == ["number", "of"]
    ):
        end = phrase_end(line, change.last + 1)
    if change.form == "verb" and change.first > at + 3:
        return None
    behind, before = terms_in(line, change.last + 1, end), terms_in(line, at + 1, change.first)
    if line.words[end : end + 2] == ["per", "second"]:
        behind = terms_in(line, end, end + 2) or behind
    if change.form == "comparative":
        inner = object_after(line, end) if line.words[end : end + 1] == ["in"] and not (behind or before) else []
        terms = _headed(line, change, behind) or before[-1:] or inner
    else:
        terms = before[-1:] or object_after(line, end) or behind[:1]
    if not terms and end == change.last + 1 and change.form == "comparative" and change.sense not in ("fast", "slow"):
        terms = [t for t in line.terms if t.last == at - 1 and t.kind != "change"]
    other = change.form == "noun" and not terms and bool(set(line.words[at + 1 : change.first]) - _DEGREES)
    if not terms and line.words[change.first] in ("larger", "bigger", "smaller"):
        terms = [t for t in terms_in(line, max(0, at - 4), at, ("resource",)) if line.words[t.last].startswith("model")]
    if not terms and (change.sense in ("fast", "slow") or other or _names_other(line, change, end)):
        terms = []
    elif not terms:
        terms = subject_before(line, at)
        if change.sense in ("improve", "worsen") and terms and (terms[0].weak or change.last > change.first):
            terms = []  # "wide models are 2% better", "4% more accurate"
    return _make("tail change", line, at, terms, change, from_right=True)


def _headed(line: Line, change: Term, behind: list[Term]) -> list[Term]:
    """What a comparative counts: the head of its noun ("fewer model | tokens"), and what `and` joins to it."""
    if not behind:
        return []
    head = behind[0]
    for term in behind[1:]:
        if term.first != head.last + 1:
            break
        head = term
    return coordinated(line, head, terms_in(line, head.first, phrase_end(line, change.last + 1)))


_DEGREES = words(
    "a an the relative absolute average further additional significant overall total performance end-to-end wall-clock "
    "to of in as much and or up ) ( , extra net mean maximum peak single system"
) | {NUMBER}


def _names_other(line: Line, change: Term, end: int) -> bool:
    """Whether a comparative goes with a noun that is no known measure: "2x larger leverage"."""
    return (
        change.form == "comparative"
        and end > change.last + 1
        and line.words[change.last] not in ("smaller", "larger", "better", "below", "above", "behind")
    )


_USES = words(
    "only just with using uses use used requires requiring require needs needing need keeping keeps keep retains "
    "retaining takes taking has having at on in trains training starting seeing tuning updates updating merely "
    "consumes consuming costs accesses stores storing to is than about under within for utilizing utilizes spending "
    "spends processing processes activates activating leveraging possessing contains containing mere occupies given"
)


_OTHERS = words(
    "papers studies works users clients patients participants respondents cases people programs teams countries "
    "hospitals researchers annotators models methods tasks problems requests questions"
)


def _counts_others(line: Line, start: int, found: list[Term]) -> bool:
    """Whether a share is one of people or papers, not of a resource."""
    stop = found[0].first if found else phrase_end(line, start, 7)
    return bool(_OTHERS & set(line.words[start:stop])) or bool(
        found and _OTHERS & set(line.words[found[0].first : found[0].last + 1])
    )


def _is_used(line: Line, at: int) -> bool:
    left = line.words[max(0, at - 5) : at]
    if _removed_after(line, at + 1):
        return True
    words = {*left, *line.words[max(0, left_of(line, at) - 1) : at]}
    changes = [c for c in changes_in(line, max(0, at - 3), at) if line.words[c.first] not in RIVALRY]
    return bool(words & _USES) or bool(changes) or not left


def _share(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """15% of the entries; half the storage; a third of the parameters; saves 30% of the MACs."""
    words = line.words
    behind = at + 1 + (words[at + 2 : at + 3] == ["of"] and words[at + 1] in _PORTIONS)
    follows = words[behind : behind + 1]
    fraction = quantity.relation == "fraction_of"
    if not (follows == ["of"] or (fraction and follows and follows[0] in ("the", "as", "its", "their"))):
        return None
    if quantity.family not in ("percent", "factor") or (
        quantity.family == "factor" and not fraction and follows == ["of"]
    ):
        return None
    start = behind + (follows[0] == "of") + 2 * (follows[0] == "as")
    found = terms_in(line, start, phrase_end(line, start, 7))
    if _counts_others(line, start, found) or (found and found[0].weak and not _is_used(line, at)):
        return None
    left = left_of(line, at)
    if left > 0 and words[left] == "by":
        return None  # "cuts the cost by 30% of the original"
    change = next((c for c in changes_in(line, max(0, left - 2), left + 1) if c.last >= left - 1), None)
    if words[left + 1 : at].count("to") or words[max(0, left)] == "to":
        return _reduced_to(line, at, found)
    terms = found[:1]
    if not terms and set(words[start : start + 3]) & {"that", "what", "those", "original", "baseline", "full", "dense"}:
        terms = subject_before(line, at)
    change = change or _removed_after(line, start) or _removes_before(line, left)
    if change is not None and change.sense == "less":
        return _make("saves a share of", line, at, terms, change, relation="reduced_by", from_right=True)
    return _make("share of", line, at, terms, None, relation="fraction_of", from_right=True)


_PORTIONS = words("portion proportion fraction share subset")
_REMOVED = words("removed pruned saved discarded skipped eliminated cut dropped avoided reduced bypassed")


def _removed_after(line: Line, at: int) -> Term | None:
    """The participle of "65% of the tokens can be removed"."""
    ahead = line.words[at : at + 9]
    for place, word in enumerate(ahead):
        if word in CLAUSE_BREAKS or word in (",", NUMBER):
            return None
        if word in _REMOVED and ahead[place - 1] in ("be", "is", "are", "was", "were"):
            return Term("change", sense="less", form="verb", first=at + place, last=at + place)
    return None


def _removes_before(line: Line, left: int) -> Term | None:
    """The verb of "removes 50% of the heads and | 30% of the parameters"."""
    if left < 3 or line.words[left] != "and":
        return None
    verbs = [c for c in changes_in(line, max(0, left - 10), left) if c.sense == "less" and c.form == "verb"]
    return verbs[-1] if verbs and NUMBER in line.words[verbs[-1].last + 1 : verbs[-1].last + 4] else None


def _reduced_to(line: Line, at: int, found: list[Term]) -> Frame:
    terms = (subject_before(line, at) if not found or found[0].weak else []) or found[:1]
    return _make("reduced to a share of", line, at, terms, None, relation="fraction_of", from_right=True)


def _by(line: Line, at: int, _: Quantity) -> Frame | None:
    """reduces latency by 7.3x; memory falls by 71%; outperforms A by 2 points."""
    left = left_of(line, at)
    if left < 0 or (line.words[left] != "by" and not _compresses_to(line, at, left)):
        return None
    start = max(0, left - 30)
    changes = [c for c in changes_in(line, start, left) if c.form != "noun" or c.last == left - 1]
    verbs = [c for c in changes if c.form == "verb" or c.last >= left - 2 or c.sense in ("improve", "worsen", "fast")]
    if not verbs:
        return None
    change = verbs[-1]
    ahead = _measure_after(line, at)
    rival = next((i for i in range(change.last + 1, left) if line.words[i] in ("over", "than", "versus")), left)
    between = terms_in(line, _last_number(line, change.last + 1, rival), rival) or terms_in(
        line, change.last + 1, rival
    )
    if line.words[change.first] in RIVALRY:
        strong = [t for t in between if not t.weak and is_head(line, t)] + [
            t for t in subject_before(line, change.first) if t.kind == "quality"
        ]
        framing = terms_in(line, 0, 7, ("resource",)) if line.words[0] == "in" else []
        earlier = [t for t in terms_in(line, 0, change.first, ("resource",)) if t.gain and not t.weak]
        graded = any(t.kind == "quality" for t in line.terms)
        terms = framing[:1] or ahead or strong[:1] or ([] if graded else earlier[-1:])
    elif change.sense in ("improve", "worsen") and ahead:
        terms = ahead
    elif between:
        while len(between) > 1 and between[1].first == between[0].last + 1:  # "the model | depth"
            between = between[1:]
        strong = [t for t in between if not t.weak] or between
        terms = coordinated(line, strong[0] if strong[0].first < between[0].first + 6 else between[0], between)
    elif change.sense in ("fast", "slow") or _has_object(line, change, left):
        terms = []
    else:
        terms = subject_before(line, change.first) or ahead
    return _make("by", line, at, terms, change)


def _compresses_to(line: Line, at: int, left: int) -> bool:
    """Whether "to" leads to how often smaller something gets: "compresses slides | to 36 times"."""
    to = line.words[left + 1 : at].count("to") or line.words[left] == "to"
    return bool(to) and any(c.metric is not None for c in changes_in(line, max(0, left - 8), left))


def _has_object(line: Line, change: Term, end: int) -> bool:
    """Whether a verb has an object that is no known measure: "reduces | edits by 26%"."""
    between = line.words[change.last + 1 : end]
    return change.form == "verb" and 0 < len(between) <= 5 and not set(between) & (CLAUSE_BREAKS | _NO_OBJECT)


_NO_OBJECT = words(", ( ) # further significantly substantially dramatically in on at to from with down")


def _last_number(line: Line, first: int, end: int) -> int:
    return next((at for at in range(end - 1, first - 1, -1) if line.words[at] == NUMBER), first)


def _measure_after(line: Line, at: int) -> list[Term]:
    end = tail_end(line, at)
    return terms_in(line, at + 1, end)[:1] or (
        [t for t in object_after(line, end) if line.words[end] in ("in", "on", "of")][:1] if end == at + 1 else []
    )


def _verb_amount(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """saves 40% FLOPs; cuts 30% off the latency; throughput rises 48%; losing only 0.2% top-1 accuracy."""
    if quantity.family not in ("percent", "factor", "points", "number") or quantity.relation in ("fraction_of",):
        return None
    left = left_of(line, at)
    change = next((c for c in changes_in(line, max(0, left - 1), at) if c.last >= left and c.form == "verb"), None)
    if change is None or "to" in line.words[left + 1 : at]:
        return None
    end = tail_end(line, at)
    while line.words[end : end + 2] == ["/", NUMBER]:  # "gains 1.9x/2.3x in speed"
        end += 2
    terms = terms_in(line, at + 1, end)[:1] or object_after(line, end)
    if not terms and line.words[end : end + 1] == ["off"]:
        terms = terms_in(line, end, phrase_end(line, end + 1))[:1]
    terms, from_right = terms or subject_before(line, change.first), bool(terms)
    if change.sense in ("improve", "worsen") and terms and terms[0].weak and not from_right:
        terms = []  # "elevates leading models, achieving gains of 2%" says nothing of the models' number
    return _make("verb amount", line, at, terms, change, from_right=from_right)


def _object_amount(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """Speeds up decoding 2.3 times; cuts memory 4x."""
    if (
        quantity.family not in ("factor", "percent")
        or quantity.relation == "fraction_of"
        or line.words[at - 1 : at] == ["("]
    ):
        return None
    changes = [c for c in changes_in(line, max(0, at - 7), at) if c.form == "verb"]
    between = line.words[changes[-1].last + 1 : at] if changes else []
    if not between or set(between) & (STOP_TAIL - {"and"}) or line.words[changes[-1].first] in RIVALRY:
        return None
    terms = terms_in(line, changes[-1].last + 1, at)
    heads = [t for t in terms if t.last >= at - 2 and (not t.weak or t.last == at - 1)]
    if not heads and changes[-1].sense != "fast" and changes[-1].metric is None:
        return None
    fast = changes[-1].sense == "fast" and not (heads and heads[-1].metric in ("latency", "training_time"))
    return _make("object amount", line, at, [] if fast else heads[-1:], changes[-1])


def _verb_itself(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """halves the memory; throughput doubles; the energy is more than halved."""
    if quantity.family != "factor" or not quantity.text[:1].isalpha() or quantity.text.lower()[:5] not in _VERB_STEMS:
        return None
    start = at + 1
    end = phrase_end(line, start, 7)
    terms = [t for t in terms_in(line, start, end) if not t.weak or t.last + 1 == end]
    bare = end == start or line.words[start] in ("in", "by", "when", "from", ".")
    terms = coordinated(line, terms[0], terms) if terms else subject_before(line, at) if bare else []
    less = quantity.text.lower().startswith(("halv", "quart"))
    change = Term("change", sense="less" if less else "more", form="verb", first=at, last=at)
    return _make("verb itself", line, at, terms, change, relation=quantity.relation or "times")


_VERB_STEMS = frozenset(("halve", "halvi", "quart", "doubl", "tripl", "trebl", "quadr", "quint"))


def _bracketed(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """Faster at inference (3.1x); trims memory (-38%) and power (-21%)."""
    if (
        quantity.family not in ("factor", "percent")
        or line.words[at - 1 : at] != ["("]
        or quantity.relation == "fraction_of"
    ):
        return None
    if line.words[at + 1 : at + 2] not in ([")"], [","], []):
        return None
    start = max(clause_start(line, at), at - 8)
    stop = next((i + 1 for i in range(at - 2, start - 1, -1) if line.words[i] in (NUMBER, ")")), start)
    terms = [t for t in terms_in(line, stop, at, ("resource",)) if not t.weak][-1:]
    changes = [c for c in changes_in(line, stop, at) if c.form == "comparative"]
    if quantity.text[:1] in "-+−–":
        near = [t for t in terms_in(line, stop, at, ("resource",)) if t.last >= at - 3][-1:]
        less = quantity.text[:1] != "+"
        change = Term("change", sense="less" if less else "more", form="noun", first=at, last=at)
        return (
            _make("bracketed", line, at, near, change, relation="reduced_by" if less else "increased_by")
            if near
            else None
        )
    if changes and (terms or changes[-1].sense in ("fast", "slow")):
        return _make("bracketed", line, at, terms, changes[-1])
    return None


def _change_of(line: Line, at: int, _: Quantity) -> Frame | None:
    """Speedups of 2.5x; a reduction of 40% in FLOPs; improvements of 1.1 BLEU."""
    term = _linked(line, at)
    if term is None or term.kind != "change":
        return None
    if term.form != "noun" and line.words[term.first] not in BOTH_NOUN_AND_VERB:
        return None
    end = tail_end(line, at)
    if line.words[left_of(line, at)] == ":" and any(t.first == at + 1 and not t.weak for t in line.terms):
        return None  # "gains: 49.6% recall@1" lists levels
    terms = terms_in(line, at + 1, end)[:1] or object_after(line, end)
    before = terms_in(line, max(0, term.first - 6), term.first)
    if not terms and before and before[-1].last >= term.first - 3:
        terms = coordinated(line, before[-1], before)
    if terms and terms[0].kind == "quality" and line.words[left_of(line, at) + 1 : at].count("to"):
        return _make("changed to", line, at, terms, None)
    if not terms and line.words[term.last + 1 : term.last + 2] in (["in"], ["of"]):
        terms = terms_in(line, term.last + 1, at)[:1]
    if not terms and term.sense not in ("fast", "slow"):
        terms = subject_before(line, term.first)
        terms = [] if term.sense in ("improve", "worsen") and terms and terms[0].weak else terms
    return _make("change of", line, at, terms, term)


def _linked(line: Line, at: int) -> Term | None:
    """The term before a number, joined to it by "of", "is", a colon or a bracket."""
    left = left_of(line, at)
    if left >= 0 and line.words[left] in LINKS:
        left = left_of(line, left)
    left -= left > 0 and line.words[left] in ("values", "value", "levels", "level", "figures")
    return next((t for t in line.terms if t.last == left), None) if left >= 0 else None


def _measure_of(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """Throughput of 84 TFLOPS; a Dice score of 84.7%; a compression ratio of 20x."""
    term = _linked(line, at)
    if term is None or term.kind == "change":
        return None
    if term.kind == "resource" and term.weak and not line.words[term.last].startswith("compress"):
        return None
    if term.weak and term.kind == "quality" and quantity.family not in ("percent", "points"):
        return None
    opened = line.words[left_of(line, at)] == "("
    level = opened and term.kind == "quality" and quantity.text[0] not in "+-−–"  # "improved recall (0.8)"
    change = None if level else _noun_before(line, term) or (_governing(line, term) if opened else None)
    return _make("measure of", line, at, [term], change)


def _governing(line: Line, term: Term) -> Term | None:
    """The verb whose object a term is: "reduces latency (2x) and memory (3x)"."""
    start = max(clause_start(line, term.first), term.first - 12)
    verbs = [c for c in changes_in(line, start, term.first) if c.form == "verb"]
    between = line.words[verbs[-1].last + 1 : term.first] if verbs else []
    return (
        verbs[-1]
        if verbs and not RIVALRY & {line.words[verbs[-1].first]} and not {"to", "than", "by", "with"} & set(between)
        else None
    )


def _noun_before(line: Line, term: Term) -> Term | None:
    """The change whose measure a term is: "the drop of | accuracy", "accuracy | loss"."""
    for change in line.terms:
        if change.kind == "change" and (change.form == "noun" or line.words[change.first] in BOTH_NOUN_AND_VERB):
            if change.last + 2 == term.first and line.words[change.last + 1] in ("of", "in"):
                return change
            if change.first == term.last + 1:
                return change
    return None


_COUNTED = words("errors losses scores agreement returns rewards preferences")


def _tail_measure(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """81.5% top-1 accuracy; 1.6 ms inference latency; 6.4x compression; 45.1 box AP; twice the throughput."""
    end = tail_end(line, at)
    reach = at + 4 if quantity.family == "number" else end
    terms = [t for t in terms_in(line, at + 1, end) if t.first <= reach]
    if quantity.family == "factor":
        terms = [t for t in terms if not t.weak or t.first <= at + 2]
    if terms and quantity.family == "number":
        terms = [t for t in terms if t.kind == "quality" and not t.weak and t.first <= at + 3]
    if quantity.family == "number":
        terms = [t for t in terms if line.words[t.last] not in _COUNTED]
    if quantity.family == "percent" or quantity.relation == "fraction_of":
        terms = [t for t in terms if t.kind == "quality" or (not t.weak and is_head(line, t))]
    if terms:
        return _make("tail measure", line, at, terms[-1:], None, from_right=True)
    return None


def _in_measure(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """Reaches 91% in accuracy."""
    if quantity.family != "percent" or line.words[at + 1 : at + 2] != ["in"]:
        return None
    found = object_after(line, at + 1)
    return _make("in measure", line, at, found[:1], None, from_right=True) if found and not found[0].weak else None


_BETWEEN = words(
    "on of is was are were at for in reaches reached to from , ( the a an its our with and under by drops rises "
    "falls remains score scores against as set dataset test val validation over"
)


def _subject_measure(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """Word error rate on the test set is 5.6%; accuracy drops to 43%; FID against 2.46."""
    start = max(clause_start(line, at), at - 16)
    found = [t for t in terms_in(line, start, at) if not t.weak or t.kind == "quality"]
    found = [t for t in found if t.kind == "quality"] if quantity.family == "number" else found
    if not found or found[-1].weak:
        return None
    term = found[-1]
    between = line.words[term.last + 1 : at]
    if between == [","]:
        return None
    if quantity.family == "number":
        names = [w for w in between if w not in _BETWEEN]
        linked = between and (set(between) & (LINKS - {"("}) or between[-1] == NUMBER)
        if NUMBER in between or len(names) > 3 or not linked:
            return None
    elif NUMBER in between and quantity.family != "percent":
        return None
    moves = [c for c in changes_in(line, term.last + 1, at) if c.form == "verb"]
    level = "to" in between[-3:] or line.words[at - 1 : at] == ["("]
    change = moves[-1] if moves and not level else None
    change = change or _noun_before(line, term)
    return _make("subject measure", line, at, [term], change)


def _bare_over(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """Kernels achieve 3x over the baseline: a factor alone is one of speed."""
    if quantity.family != "factor" or (quantity.value or 0) <= 1 or quantity.relation == "fraction_of":
        return None
    follows, left = line.words[at + 1 : at + 2], left_of(line, at)
    if follows not in (["over"], ["compared"], ["relative"]) or left < 0 or line.words[left] not in _GAINS:
        return None
    if any(t.kind == "quality" for t in terms_in(line, clause_start(line, at), at)):
        return None
    return _make("bare over", line, at, [], Term("change", sense="fast", form="noun", first=at, last=at))


def _bracketed_level(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """High F1 for grading (99%), staging (97%) and diagnosis (94%): levels of the measure named before the brackets."""
    closed = line.words[at - 1 : at] == ["("] and line.words[at + 1 : at + 2] in ([")"], [","], [";"])
    if quantity.family != "percent" or not closed or not quantity.text[:1].isdigit():
        return None
    terms = [t for t in line.terms if t.last < at - 1]
    if not terms or terms[-1].kind != "quality" or terms[-1].last < clause_start(line, at) - 12:
        return None
    return _make("bracketed level", line, at, terms[-1:], None)


def _results_level(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """Achieves strong results on B of 80%; best results on B 80%, 81%."""
    if quantity.family != "percent" or not quantity.text[:1].isdigit():
        return None
    start = max(clause_start(line, at), at - 12)
    terms = terms_in(line, start, at, ("quality",))
    between = line.words[terms[-1].last + 1 : at] if terms else []
    told = bool(between) and between[0] in ("on", "for", "in") and not set(between) & _UNTOLD
    return _make("results level", line, at, terms[-1:], None) if told and terms[-1].weak else None


_UNTOLD = words("with by than while and or using to from over")
_GAINS = words("achieve achieves achieving achieved deliver delivers delivering yield yields yielding reach reaches")
RULES: tuple[Rule, ...] = (
    _verb_itself,
    _bracketed,
    _share,
    _tail_change,
    _verb_amount,
    _by,
    _change_of,
    _tail_measure,
    _measure_of,
    _in_measure,
    _object_amount,
    _subject_measure,
    _bare_over,
    _bracketed_level,
    _results_level,
)
