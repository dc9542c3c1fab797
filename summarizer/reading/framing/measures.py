"""Measures: numbers that stand with a measure and no word of change: "81.5% top-1 accuracy"."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.quantities import Quantity
from summarizer.reading.framing.frames import (
    BOTH_NOUN_AND_VERB,
    LINKS,
    RANGING,
    RIVALRY,
    STOP_TAIL,
    VERBS,
    Frame,
    changes_in,
    clause_start,
    frame_at,
    is_head,
    left_of,
    object_after,
    phrase_end,
    tail_end,
    terms_in,
)
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import ONLY, words


def linked(line: Line, at: int) -> Term | None:
    """The term before a number, joined to it by "of", "is", a colon or a bracket."""
    words, left = line.words, left_of(line, at)
    if words[left] in _RANGES:
        left = _before_range(line, left)
    left -= 2 * (words[left] == "be" and words[left - 1] in _MAY)
    if left >= 0 and words[left] in LINKS:
        left = left_of(line, left)
    left -= left > 0 and (words[left] in _SORTS or (words[left] in _RATES and words[left - 1] in _SPED))
    if left > 2 and words[left] == ")" and words[left - 2] == "(":
        left -= 1  # "structural similarity index ( | SSIM) of"
    for term in line.terms:
        if term.last >= left:
            return term if term.last == left else None
    return None


_RANGES = words("range from between")
_MAY = words("can could may might will would")
_RATES, _SPED = words("rate rates"), words("acceleration speedup speed-up")
_SORTS = words("values value levels level figures ratios ratio factors metric metrics measure measures index")


def _before_range(line: Line, left: int) -> int:
    """The token before the words of a range: "speed-ups | in the range of"."""
    if line.words[max(0, left - 2) : left + 1] == ["in", "the", "range"]:
        return left - 3 - (line.words[left - 3] == ",")
    return left - 2 if left and line.words[left - 1] in RANGING else left


def measure_of(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """Throughput of 84 TFLOPS; a Dice score of 84.7%; a compression ratio of 20x."""
    term = linked(line, at)
    if term is None or term.kind == "change":
        return None
    left = left_of(line, at)
    opened = line.words[left] == "("
    if term.kind == "resource" and term.weak and not line.words[term.last].startswith("compress"):
        moving = _governing(line, term) if opened else _noun_before(line, term)
        counted = moving is not None and line.words[term.first - 2 : term.first] == ["number", "of"]
        counted |= moving is not None and not opened and moving.sense in ("less", "more")  # "a cut in | cost of 3%"
        if moving is None or not (counted or moving.sense == "fast"):  # "a cut in the number of | calls (3x)"
            return None
    if term.weak and term.kind == "quality" and quantity.family not in ("percent", "points"):
        return None
    if opened and quantity.family == "percent" and line.words[term.last] == "compression":
        return None  # "falls under compression (93% to 61%)"
    level = opened and term.kind == "quality" and quantity.text[0] not in "+-−–"  # "improved recall (0.8)"
    told = left == term.last and "to" not in line.words[left:at]
    moved = opened or (told and term.kind == "resource" and quantity.family in ("factor", "percent"))
    governing = _governing(line, term) if moved else _beaten_by(line, term)
    led = line.words[left + 1 : at]
    reached = left == term.last and "to" in led and "up" not in led  # "a drop in recall to 61%"
    change = None if level or (reached and term.kind == "quality") else _noun_before(line, term) or governing
    if change is None and term.kind == "resource" and quantity.family in ("factor", "percent"):
        before = changes_in(line, term.first - 2, term.first)[-1:]
        change = before[0] if before and before[0].form == "comparative" else None  # "fewer | parameters of up to 2x"
    listed = opened and change is None and term.kind == "resource" and quantity.text[0].isdigit()
    if listed and quantity.family == "percent" and not (line.words[term.last] in _BURDENS or is_few(line, left)):
        return None  # "faults of the parameter (14%) and the module (9%)"
    return frame_at("measure of", line, at, [term], change)


def phrase_start(line: Line, end: int) -> int:
    """Where the noun phrase that ends at a token begins."""
    first = end
    while first > 0 and end - first < _LONGEST_PHRASE and line.words[first - 1] not in _PHRASE_STARTS:
        first -= 1
    return first


_BURDENS = words("overhead overheads increase cost costs")
_LONGEST_PHRASE = 7
_PHRASE_STARTS = STOP_TAIL - {"of"}


def is_few(line: Line, opened: int) -> bool:
    """Whether what stands before a bracket is told to be little: "scarce labels | (", "a small set of labels | ("."""
    return not _FEW.isdisjoint(line.words[phrase_start(line, opened) : opened])


_FEW = words("few little limited scarce small tiny minimal handful fraction subset portion compact compressed")


def _beaten_by(line: Line, term: Term) -> Term | None:
    """The verb of "beats B by an average | score of"."""
    before = line.words[max(0, term.first - 4) : term.first]
    if term.kind != "quality" or "by" not in before or NUMBER in before:
        return None
    at = term.first - before[::-1].index("by") - 1
    verbs = [c for c in changes_in(line, clause_start(line, at), at) if c.form == "verb"]
    return verbs[-1] if verbs and line.words[verbs[-1].first] in RIVALRY else None


_LEADING_ON = words("to than by with")


def _governing(line: Line, term: Term) -> Term | None:
    """The word of change whose object a term is: "reduces | latency (2x)", "faster than B | in planning time (3x)"."""
    start = max(clause_start(line, term.first), term.first - _GOVERNED)
    changes = changes_in(line, start, term.first)
    verbs = [c for c in changes if c.form == "verb" or "in" in line.words[c.last : term.first]]
    between = line.words[verbs[-1].last + 1 : term.first] if verbs else []
    between = between[between.index("in") :] if verbs and verbs[-1].form == "comparative" else between
    return (
        verbs[-1] if verbs and line.words[verbs[-1].first] not in RIVALRY and _LEADING_ON.isdisjoint(between) else None
    )


_GOVERNED = 14


def _noun_before(line: Line, term: Term) -> Term | None:
    """The change whose measure a term is: "the drop of | accuracy", "accuracy | loss"."""
    for change in line.terms:
        if change.kind == "change" and (change.form == "noun" or line.words[change.first] in BOTH_NOUN_AND_VERB):
            short = line.words[term.first - 1] == "(" and line.words[term.last + 1 : term.last + 2] == [")"]
            between = line.words[change.last + 1 : term.first - short]  # "a drop in word errors ( | WER) of"
            if 0 < len(between) <= _CHANGED_REACH and _leads_to(between):
                return change
            if change.first == term.last + 1:
                return change
    return None


_CHANGED_REACH = 5
_LED_ENDS = STOP_TAIL - {"and"}


def _leads_to(between: Sequence[str]) -> bool:
    """Whether the words between a change and a measure make it the measure's: "reduction | in training | runtime"."""
    first = 3 if between[:3] == ["in", "terms", "of"] else 1
    return between[0] in ("of", "in", "on") and (len(between) == first or _LED_ENDS.isdisjoint(between[first:]))


_COUNTED = words("errors losses scores agreement returns rewards preferences skills")


def tail_measure(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """81.5% top-1 accuracy; 1.6 ms inference latency; 6.4x compression; 45.1 box AP; twice the throughput."""
    end = tail_end(line, at)
    reach = at + _NUMBERED if quantity.family == "number" else end
    if line.words[at + 1 : at + 4] == ["the", "number", "of"]:
        reach = end = phrase_end(line, at + 4)
    terms = [t for t in terms_in(line, at + 1, end) if t.first <= reach]
    if not terms:  # a measure with a preposition of its own: "68% mean intersection | over union"
        terms = [t for t in line.measures if t.kind == "quality" and at < t.first < end <= t.last]
    if not terms:
        return None
    if quantity.family == "factor":
        near = [t for t in terms if not t.weak or t.first <= at + 2]
        terms = near or [t for t in terms if _is_plain(line, t, at)]
    if quantity.family == "number" and line.words[at + 1] in ("a", "an", "the"):
        return None  # "and for 9 a success | rate of 71%"
    if terms and quantity.family == "number":
        far = at + 3 + 2 * (line.words[at + 1] in LENGTHS)  # "a 6 cm mean heading | error"
        terms = [t for t in terms if t.kind == "quality" and not t.weak and t.first <= far]
    if quantity.family == "number" and "." not in quantity.text:
        terms = [t for t in terms if line.words[t.last] not in _COUNTED]
    if quantity.family == "percent" or quantity.relation == "fraction_of":
        terms = [t for t in terms if t.kind == "quality" or _names_share(line, t) or _is_only(line, t, at, quantity)]
    if terms:
        signed = quantity.text[0] in "+-−–" and quantity.family == "percent" and terms[-1].kind == "resource"
        change = _sign(at, quantity) if signed else _compressing(line, terms[-1])
        return frame_at("tail measure", line, at, terms[-1:], change, from_right=True)
    return None


_NUMBERED = 5
LENGTHS = words("m mm cm km meters metres nm px pixels degrees deg mmhg °")
"""What an error is told in."""


def _compressing(line: Line, term: Term) -> Term | None:
    """The noun behind a cost by which it gets less: "13x peak memory | optimization"."""
    end, cost = term.last + 1, term.kind == "resource" and not term.gain and not term.weak
    compressed = cost and not _COMPRESSING.isdisjoint(line.words[end : end + 1])
    return Term("change", sense="less", form="noun", first=end, last=end) if compressed else None


_COMPRESSING = words("compression optimization optimisation")


def _sign(at: int, quantity: Quantity) -> Term:
    """The change that a sign tells: "+70% in memory", "-40% run time"."""
    return Term("change", sense="more" if quantity.text[0] == "+" else "less", form="noun", first=at, last=at)


def _is_plain(line: Line, term: Term, at: int) -> bool:
    """Whether mere words of sort stand between a factor and a compression or compute: "6x the tuning | compute"."""
    word = line.words[term.last]
    return word in ("compute", "compression") and term.last <= at + _SORTED and is_head(line, term)


_SORTED = 4


def _is_only(line: Line, term: Term, at: int, quantity: Quantity) -> bool:
    """Whether a part is all that is used: "with only 0.4% | samples", "under 3% | labels", "half | data"."""
    part = quantity.relation == "fraction_of"
    few = line.text[quantity.begin : quantity.start].startswith(_BELOW)
    only = few or not ONLY.isdisjoint(line.words[max(0, at - 2) : at])
    used = line.words[left_of(line, at)] in _USED_BEFORE
    marked = term.metric == "data" and not part and not _MARKED.isdisjoint(line.words[term.first : term.last + 1])
    near = term.kind == "resource" and not term.gain and term.first <= at + 2 + marked and is_head(line, term)
    only |= marked and used  # "with 3% target labels"
    return near and (used if part else only and term.metric == "data" and (used or not few))


_MARKED = words("label labels annotation annotations labeled labelled annotated supervision")


_BELOW = ("less", "fewer", "under", "below")
_USED_BEFORE = words(
    "with using use uses used on require requires requiring required need needs needing needed consume consumes take "
    "takes taking has have having and , possesses possessing contains at cost costs spends demands"
)


def _names_share(line: Line, term: Term) -> bool:
    """Whether a percentage may be that of a resource, or how far something is compressed."""
    return (not term.weak and is_head(line, term)) or line.words[term.last] == "compression"


def in_measure(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """Reaches 91% in accuracy."""
    found = object_after(line, at + 1)
    if not found or found[0].weak:
        return None
    if quantity.family == "number" and (found[0].kind != "quality" or "." not in quantity.text):
        return None
    signed = quantity.text[0] in "+-−–" and found[0].kind == "resource"
    change = _sign(at, quantity) if signed else None
    return frame_at("in measure", line, at, found[:1], change, from_right=True)


_BETWEEN = words(
    "on of is was are were at for in reaches reached to from , ( the a an its our with and under by drops rises "
    "falls remains score scores against as set dataset test val validation over"
)


_LINKS = LINKS - {"("}
_IS, _OF = words("is was are were"), words("between of in for on across over from")
"""What the subject of a sentence holds besides its measure: "the error | between charts and soundings | is 4 mm"."""
_ENDED = VERBS | {"(", ")", ";"}


def subject_measure(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """Word error rate on the test set is 5.6%; accuracy drops to 43%; FID against 2.46."""
    start = max(clause_start(line, at), at - 16)
    bare = quantity.family == "number"
    found = [t for t in terms_in(line, start, at) if t.kind == "quality" or not (bare or t.weak)]
    if bare and line.words[at - 1] in _IS:
        found = [t for t in found if not t.weak]  # "the error between both | results is 4 mm"
    if not found or found[-1].weak or line.words[found[-1].last + 1] in _STUDIED:
        return None
    term = found[-1]
    between = line.words[term.last + 1 : at]
    if between == [","]:
        return None
    if bare and _is_count(line, at, quantity):
        return None
    if bare:
        names = [w for w in between if w not in _BETWEEN]
        linked = between and (not _LINKS.isdisjoint(between) or between[-1] == NUMBER)
        told = between[-1:] and between[-1] in _IS and between[0] in _OF and _ENDED.isdisjoint(between[:-1])
        if NUMBER in between or (len(names) > 3 and not told) or not linked:
            return None
    elif NUMBER in between and quantity.family != "percent":
        return None
    if term.kind == "resource" and quantity.family in ("factor", "percent") and not _is_tied(line, term, at):
        return None
    moves = [c for c in changes_in(line, term.last + 1, at) if c.form == "verb"]
    level = "to" in between[-3:] or line.words[at - 1] == "("
    change = moves[-1] if moves and not level else None
    change = change or _noun_before(line, term) or (_governing(line, term) if between[-1:] == ["for"] else None)
    return frame_at("subject measure", line, at, [term], change)


_STUDIED = words("analysis analyses")
"""What looks at a measure and has no level of it: "an error | analysis shows that"."""
_NO_OBJECT = STOP_TAIL | words("significantly dramatically drastically substantially down only even further nearly")
_UNTIED = words("( , : achieving achieves reaches reaching retains retaining maintains maintaining serves while when")


def _is_tied(line: Line, term: Term, at: int) -> bool:
    """Whether a share or factor is that of the resource before it, not of a noun behind it or of another clause."""
    if not is_head(line, term) and line.words[term.last + 1] not in ("down", "up", "all"):
        return False
    between, follows = line.words[term.last + 1 : at], line.words[at + 1 : at + 2]
    verbs = [c for c in changes_in(line, term.last + 1, at) if c.form == "verb"]
    if verbs and verbs[-1].last + 1 < at and line.words[verbs[-1].last + 1] not in _NO_OBJECT:
        return False  # "tuning parameters cuts | drift to 1%"
    counts = bool(follows) and (follows[0] == "of" or (follows[0].isalpha() and follows[0] not in STOP_TAIL))
    return not counts and NUMBER not in between and _UNTIED.isdisjoint(between)


_LARGE_COUNT = 100


def _is_count(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a whole number counts the noun behind it: "agreement on 5,000 | samples is"."""
    follows = line.words[at + 1 : at + 2]
    whole = "." not in quantity.text and (quantity.value or 0) >= _LARGE_COUNT
    return whole and bool(follows) and follows[0].isalpha() and follows[0] not in STOP_TAIL


def results_level(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """Achieves strong results on B of 80%; best results on B 80%, 81%."""
    if not quantity.text[0].isdigit():
        return None
    start = max(clause_start(line, at), at - 12)
    terms = terms_in(line, start, at, ("quality",))
    between = line.words[terms[-1].last + 1 : at] if terms else []
    told = bool(between) and between[0] in ("on", "for", "in") and _UNTOLD.isdisjoint(between)
    return frame_at("results level", line, at, terms[-1:], None) if told and terms[-1].weak else None


_UNTOLD = words("with by than while and or using to from over")
