"""Changes: numbers that stand with a word of change: "saves 40% FLOPs", "reduces latency by 7.3x"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.quantities import Quantity
from summarizer.reading.framing.apart import noun_apart
from summarizer.reading.framing.frames import (
    BOTH_NOUN_AND_VERB,
    ON_AVERAGE,
    PREPOSITIONS,
    RIVALRY,
    STOP_TAIL,
    VERBS,
    Frame,
    belongs,
    changes_in,
    clause_start,
    coordinated,
    frame_at,
    is_head,
    last_number,
    left_of,
    listed_last,
    object_after,
    phrase_end,
    subject_before,
    subject_of,
    tail_end,
    terms_in,
)
from summarizer.reading.framing.measures import linked
from summarizer.reading.framing.multiples import MOVES
from summarizer.reading.framing.outcomes import is_outcome
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import CLAUSE_BREAKS, NUMBER, Line
from summarizer.reading.words.vocabulary import words

FURTHER = words("additional extra further greater higher larger more")
"""Comparatives that only say that a change is one more: "an additional | speed-up"."""


def moved_by(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """reduces latency by 7.3x; memory falls by 71%; outperforms A by 2 points."""
    left = left_of(line, at)
    left -= left > 0 and line.words[left] == "between" and line.words[left - 1] == "by"
    if left < 0:
        return None
    if line.words[left] != "by":
        left += (beats := _beats(line, at, left, quantity))
        if not beats and not _compresses_to(line, at, left):
            return None
    changes = [c for c in changes_in(line, left - 30, left) if c.form != "noun" or _leads_to(line, c, left)]
    verbs = [c for c in changes if _is_moved(line, c, left)]
    if not verbs:
        return None
    change = verbs[-1]
    if line.words[change.first] in FURTHER:  # "decreases the additional | overhead by"
        change = next((c for c in reversed(verbs[:-1]) if c.form == "verb" and c.first > change.first - 5), change)
    ahead = _in_terms(line, at) or gaining(line, change, _measure_after(line, at))
    rival = next((i for i in range(change.last + 1, left) if line.words[i] in ("over", "than", "versus")), left)
    between = _moved(line, change.last + 1, rival)
    if line.words[change.first] in RIVALRY:
        terms = _beaten_in(line, change, between, ahead)
    elif change.sense in ("improve", "worsen") and ahead:
        terms = ahead
    elif between and all(_is_what_gains(line, change, term) for term in between):
        terms = []
    elif between and not any(
        t.kind == "quality" or not t.weak or is_head(line, t) or line.words[t.last + 1].endswith("ed") for t in between
    ):
        terms = []  # "raises user trust by 9%"
    elif between:
        qualities = [t for t in between if t.kind == "quality"] if change.sense == "improve" else []
        if qualities and (all(t.weak for t in between) or line.words[qualities[0].last + 1] == "on"):
            between = qualities  # "improves the user's planning | quality"
        while len(between) > 1 and between[1].first == between[0].last + 1:  # "the model | depth"
            between = between[1:]
        strong = [t for t in between if not t.weak] or between
        terms = coordinated(line, strong[0] if strong[0].first < between[0].first + 6 else between[0], between)
    elif change.sense == "fast" and ahead and ahead[0].metric == "throughput":
        terms = ahead[:1]  # "accelerates the planner by 60% | throughput"
    elif change.sense in ("fast", "slow") or _has_object(line, change, left) or _has_subject(line, change):
        terms = []
    else:
        right = change.first - 1 - (line.words[change.first - 1] in ("can", "could"))
        named = [t for t in line.terms if t.last == right and t.kind == "quality" and change.form == "verb"]
        if change.last == left - 1 and ahead and ahead[0].kind == "resource" and line.words[right] in _JOINED_BY:
            named = ahead  # "gains accuracy and reduces by 15 times | its cost"
        terms = named or subject_before(line, change.first) or ahead
        loose = bool(terms) and terms[0].weak and terms[0].kind == "resource"
        if loose and (change.sense in ("improve", "worsen") or (change.sense == "more" and terms[0].metric == "data")):
            terms = []  # "trained on data, it improves by 9%", "patches are enlarged by 4x"
    return frame_at("by", line, at, terms, change)


def _beaten_in(line: Line, change: Term, between: Sequence[Term], ahead: list[Term]) -> list[Term]:
    """What a rival is beaten in; it stands first in the sentence, behind the number, or with who beats whom."""
    if framing := [t for t in terms_in(line, 0, 7, ("resource",)) if not t.weak] if line.words[0] == "in" else []:
        return framing[:1]
    efficient = [t for t in between if _is_efficiency(line, t)]
    if ahead:
        return [replace(t, gain=True) for t in ahead] if efficient else ahead
    strong = [t for t in between if (not t.weak or t in efficient) and is_head(line, t)]
    strong += [t for t in subject_before(line, change.first) if t.kind == "quality"]
    if strong or any(t.kind == "quality" for t in line.terms):
        return strong[:1]
    earlier = [t for t in terms_in(line, 0, change.first, ("resource",)) if t.gain and not t.weak]
    return [t for t in earlier if t.metric != "capacity"][-1:]


def _beats(line: Line, at: int, left: int, quantity: Quantity) -> bool:
    """Whether a number tells without "by" how far a rival is beaten: "beats B up to | 8%", "by a margin, | 8%"."""
    words, before = line.words, line.words[left]
    if quantity.family not in ("percent", "points") or (before in STOP_TAIL and before != ","):
        return False
    bounded = left < at - 1 or quantity.begin < quantity.start
    told = bounded or words[left - 1 : left + 1] == ["margin", ","]
    if not told or not _NO_MARGIN.isdisjoint(words[left + 1 : at]):
        return False
    start = max(clause_start(line, at), left - _BEATEN_REACH)
    verb = next((c for c in reversed(changes_in(line, start, left)) if words[c.first] in RIVALRY), None)
    return (
        verb is not None and verb.last < left - (before == ",") and _BEATEN_ENDS.isdisjoint(words[verb.last + 1 : left])
    )


_BEATEN_REACH = 14
_NO_MARGIN = words("to of")
_BEATEN_ENDS = VERBS | words("( ) with achieving reaching obtaining while") | {NUMBER}


def _is_moved(line: Line, change: Term, left: int) -> bool:
    """Whether "by" tells how far a change goes: not "3x more data | by", "earlier | works by", "pruned | models by"."""
    if change.form != "comparative":
        word, behind = line.words[change.last], line.words[change.last + 1]
        describes = word.endswith("ing") and word not in RIVALRY and behind in _ACTS  # "the pruning | baseline by"
        return not describes and not (word.endswith("ed") and behind in _MODELS)
    if line.words[change.first - 1] == NUMBER:
        return False
    if line.words[change.first] in ("earlier", "later"):
        return line.words[change.last + 1] in STOP_TAIL
    graded = change.sense == "more" and any(t.first == change.last + 1 and t.kind == "quality" for t in line.terms)
    near = change.last >= left - 2 or line.words[change.last + 1] == "than"
    return graded or near or change.sense in _BETTERING  # "reaches higher | recall at sea by"


_ACTS = words(
    "process procedure procedures step steps stage stages algorithm algorithms method methods pipeline baseline "
    "baselines"
)
_MODELS = words("model models network networks baseline baselines variant variants counterpart counterparts")


def _leads_to(line: Line, noun: Term, left: int) -> bool:
    """Whether a noun of change is what "by" follows: "a cut | by", "a cut in tokens | by", "a gain over B | by"."""
    between = line.words[noun.last + 1 : left]
    if between == ["("] or (between and between[0] in _SET_AGAINST and noun.sense == "improve"):
        return len(between) <= _RIVAL_REACH and _VERBAL.isdisjoint(between)
    if NUMBER in between:  # "a reduction in delay by 6% and memory | by"
        told = len(between) - between[::-1].index(NUMBER)
        listed = between[told - 2] == "by" and between[told : told + 1] in (["and"], [","])
        between = [between[0], *between[told + 1 :]] if listed else between
    counted = between[:1] in (["in"], ["of"]) and len(between) <= _OF_REACH and STOP_TAIL.isdisjoint(between[1:])
    return not between or (counted and noun.sense in ("less", "more", "improve"))


_SET_AGAINST = words("over against upon compared relative versus vs")
_JOINED_BY = words("and , while thus thereby also")
_OF_REACH, _RIVAL_REACH, _OBJECT_REACH = 5, 9, 10
_VERBAL = VERBS | {NUMBER, ",", ";"}
_BETTERING = ("improve", "worsen", "fast", "slow")


def _moved(line: Line, first: int, end: int) -> list[Term]:
    """What stands between a verb and "by": behind the last number there, unless it only says where."""
    number = last_number(line, first, end)
    near = [t for t in terms_in(line, number, end) if not (number > first and _says_where(line, number, t))]
    return near or terms_in(line, first, max(number, first + 1) if number > first else end)


def _says_where(line: Line, number: int, term: Term) -> bool:
    """Whether what stands behind a number only says where: "by 4% | on walking data", "| without loss of accuracy"."""
    placed = term.weak and line.words[number + 1] in ("on", "for") and "and" not in line.words[number : term.first]
    told = placed or "without" in line.words[number : term.first] or line.words[term.last + 1] == ")"
    return told or (term.weak and line.words[term.last] in ("model", "models"))


def _compresses_to(line: Line, at: int, left: int) -> bool:
    """Whether "to" leads to how often smaller something gets: "compresses slides | to 36 times"."""
    return "to" in line.words[left:at] and any(c.metric is not None for c in changes_in(line, left - 8, left))


def _has_object(line: Line, change: Term, end: int) -> bool:
    """Whether a verb has an object that is no known measure: "reduces | edits by 26%"."""
    between = line.words[change.last + 1 : end]
    between = between[: between.index("(")] if between[-1:] == [")"] and "(" in between else between  # "edits (i) by"
    end = next((i for i, word in enumerate(between) if i and word in _PLACING), len(between))  # "edits | on Lakes by"
    return change.form == "verb" and 0 < end <= 5 and _NO_OBJECT.isdisjoint(between[:end])


def _has_subject(line: Line, change: Term) -> bool:
    """Whether a verb has a subject that is no known measure: "and the | distance shrinks by 9%"."""
    words, end = line.words, change.first
    if words[end - 1] in ("is", "are", "was", "were"):  # "and the inlier | ratios are raised"
        end = start = end - 1
        while start > 0 and words[start - 1] not in STOP_TAIL:
            start -= 1
        own = start < end and words[end - 1] not in _PRONOUNS and words[max(0, start - 1)] not in PREPOSITIONS
    else:
        start = max(0, end - 3)
        own = words[start:end][:1] in ([","], ["and"]) and words[start + 1] in _THE
    return own and change.form == "verb" and not any(start <= t.last < end for t in line.measures)


_PLACING = words("on in at for across over under")
_THE = words("the its their")
_PRONOUNS = words("it this they these both")
_NO_OBJECT = CLAUSE_BREAKS | words(
    ", ( ) # further significantly substantially dramatically in on at to from with down"
)


def _is_efficiency(line: Line, term: Term) -> bool:
    """Whether what a rival is beaten in is its efficiency: "outperforms B's planning | efficiency by 20%"."""
    return term.kind == "resource" and term.gain and line.words[term.last] == "efficiency"


def _in_terms(line: Line, at: int) -> list[Term]:
    """The cost in which something is better: "by 20% | in terms of samples", "| of the number of moves"."""
    end = tail_end(line, at)
    if line.words[end : end + 3] != ["in", "terms", "of"]:
        return []
    moves = next((i for i in range(end + 3, phrase_end(line, end + 3)) if line.words[i] in MOVES), None)
    if moves is not None:
        return [Term("resource", "capacity", first=moves, last=moves)]
    found = object_after(line, end)
    return found if all(t.kind == "resource" for t in found) else []


def _measure_after(line: Line, at: int) -> list[Term]:
    last = listed_last(line, at)
    if line.words[last + 1 : last + 2] in (["the"], ["its"], ["their"]):
        return terms_in(line, last + 1, phrase_end(line, last + 1))[:1]  # "cuts by a factor of 4 | the weights"
    if last > at:
        listed = object_after(line, last + 1) if line.words[last + 1 : last + 2] == ["in"] else []
        return listed if all(is_head(line, t) for t in listed) else []
    end = tail_end(line, at)
    end += 2 * (line.words[end : end + 2] == ON_AVERAGE)
    behind = line.words[end : end + 1]
    named = object_after(line, end)[:1] if end == at + 1 and behind in (["in"], ["on"], ["of"]) else []
    where = any(t.kind == "resource" and not (is_head(line, t) and (behind != ["on"] or not t.weak)) for t in named)
    return terms_in(line, at + 1, end)[:1] or ([] if where else named)


def verb_amount(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """saves 40% FLOPs; cuts 30% off the latency; throughput rises 48%; losing only 0.2% top-1 accuracy."""
    if quantity.relation == "fraction_of":
        return None
    left = left_of(line, at)
    left -= line.words[left] == "down" and any(c.last == left - 1 for c in line.changes)  # "cutting down | 30% FLOPs"
    change = next((c for c in changes_in(line, left - 1, at) if c.last >= left and c.form == "verb"), None)
    if change is None or "to" in line.words[left + 1 : at]:
        return None
    if line.words[change.last] == "speed-up" and line.words[at - 1] == "of":
        return None
    last = at
    while line.words[last + 1 : last + 3] == ["/", NUMBER]:  # "gains 1.9x/2.3x in speed", "saves 20%/40% FLOPs"
        last += 2
    end = tail_end(line, last)
    terms = gaining(line, change, terms_in(line, at + 1, end)[:1] or object_after(line, end))
    if not terms and line.words[end : end + 1] == ["off"]:
        terms = terms_in(line, end, phrase_end(line, end + 1))[:1]
    terms, from_right = terms or subject_of(line, change, change.first), bool(terms)
    if change.sense in ("improve", "worsen") and terms and terms[0].weak and not from_right:
        terms = []  # "elevates leading models, achieving gains of 2%" says nothing of the models' number
    return frame_at("verb amount", line, at, terms, change, from_right=from_right)


_OBJECT_ENDS = STOP_TAIL - {"and"}


def object_amount(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """Speeds up decoding 2.3 times; cuts memory 4x."""
    if quantity.relation == "fraction_of" or line.words[at - 1] == "(":
        return None
    changes = [c for c in changes_in(line, at - _OBJECT_REACH, at) if c.form == "verb"]
    end = at - (quantity.family == "factor" and line.words[at - 1] == "in")  # "speeds up planning in | 3 times"
    between = line.words[changes[-1].last + 1 : end] if changes else []
    if not between or line.words[changes[-1].first] in RIVALRY:
        return None
    terms = terms_in(line, changes[-1].last + 1, end)
    if not terms and is_outcome(line, changes[-1].last + 1, end - 1):
        return frame_at("object amount", line, at, [], changes[-1])  # "cuts the number of failures | 12%"
    whose = terms[0].last + 1 if terms else end
    if line.words[whose : whose + 1] == ["of"] and not terms[0].gain:  # "cuts the size of the filters | 4 times"
        heads, between = terms[:1], [*between[: whose - changes[-1].last - 1], *line.words[whose + 1 : end]]
    else:
        heads = [t for t in terms if t.last >= end - 2 and (not t.weak or t.last == end - 1)]
    if not _OBJECT_ENDS.isdisjoint(between):
        return None
    if not heads and changes[-1].sense != "fast" and changes[-1].metric is None:
        return None
    fast = changes[-1].sense == "fast" and not (heads and heads[-1].metric in ("latency", "training_time"))
    return frame_at("object amount", line, at, [] if fast else heads[-1:], changes[-1])


def change_of(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """Speedups of 2.5x; a reduction of 40% in FLOPs; improvements of 1.1 BLEU."""
    term = linked(line, at) or noun_apart(line, at, quantity)
    if term is None or term.kind != "change":
        return None
    if term.form != "noun" and line.words[term.first] not in BOTH_NOUN_AND_VERB:
        return None
    if line.words[at - 1] == "with" and any(t.first == at + 1 and t.kind == "quality" for t in line.terms):
        return None  # "a small drop with | 84% recall", "gains with | 97% performance retention"
    if term.sense == "fast" and "same" in line.words[max(0, term.first - 2) : term.first]:
        return None  # how things were compared
    end = tail_end(line, at)
    aside = line.words[at - 1] == "(" and line.words[end : end + 1] == [")"]
    named = line.words[end + 1 : end + 2] == ["of"] and any(not t.weak for t in terms_in(line, end + 2, end + 6))
    end += aside and (named or line.words[end + 1 : end + 2] == ["in"])  # "a reduction (8x) | in memory"
    if line.words[left_of(line, at)] == ":" and any(t.first == at + 1 and not t.weak for t in line.terms):
        return None  # "gains: 49.6% recall@1" lists levels
    if term.metric is not None:
        return frame_at("change of", line, at, [], term)  # "energy-savings of 40%" says of what
    terms = terms_in(line, at + 1, end)[:1] or object_after(line, end)
    before = terms_in(line, term.first - 6, term.first)
    if not terms and len(before) > 1 and belongs(line, *before[-2:]):
        terms = before[-2:-1]  # "the accuracy of the model | drops to"
    reach = 1 if term.sense == "fast" else 3  # "of little overhead, with a | speed-up of"
    if not terms and before and before[-1].last >= term.first - reach:
        terms = coordinated(line, before[-1], before)
    led = line.words[left_of(line, at) + 1 : at]
    if "to" in led and "up" not in led and (term.sense == "improve" if not terms else terms[0].kind == "quality"):
        return frame_at("changed to", line, at, terms, None) if terms else None
    if not terms and line.words[term.last + 1 : term.last + 2] in (["in"], ["of"]):
        terms = terms_in(line, term.last + 1, at)[:1]
    terms = gaining(line, term, terms)
    if not terms and term.sense not in ("fast", "slow"):
        terms = subject_of(line, term, term.first)
        terms = [] if term.sense in ("improve", "worsen") and terms and terms[0].weak else terms
    return frame_at("change of", line, at, terms, term)


_TRIALS = ("dataset", "datasets")
_TRIED_ON = ("data", "capacity", "parameters")


def _is_what_gains(line: Line, change: Term, term: Term) -> bool:
    """Whether a resource is only what gets better, or what is tried on: "improves | models by 5%"."""
    word = line.words[term.last]
    noun = change.form == "noun" or line.words[change.first] in BOTH_NOUN_AND_VERB
    if noun and line.words[change.last + 1 : change.last + 2] == ["on"] and word in _TRIALS:
        return True  # "a 2% drop on two | datasets"
    tried = word == "size" or (term.metric in _TRIED_ON and word not in ("concurrency", "bandwidth"))
    return change.sense in ("improve", "worsen") and term.kind == "resource" and term.weak and tried


def gaining(line: Line, change: Term, terms: list[Term]) -> list[Term]:
    """Some measures without what only gets better, or is tried on: "a gain of 5% on | two datasets"."""
    return terms if change.form == "comparative" else [t for t in terms if not _is_what_gains(line, change, t)]
