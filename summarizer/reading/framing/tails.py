"""Tails: numbers with a word of change behind them: "2.6x FLOPs reduction", "13 times faster"."""

from __future__ import annotations

from dataclasses import replace

from summarizer.quantities import Quantity
from summarizer.reading.framing.changes import FURTHER, gaining
from summarizer.reading.framing.frames import (
    BOTH_NOUN_AND_VERB,
    RIVALRY,
    Frame,
    changes_in,
    compound_head,
    coordinated,
    frame_at,
    headed,
    is_head,
    left_of,
    listed_end,
    object_after,
    phrase_end,
    subject_before,
    subject_of,
    tail_end,
    terms_in,
)
from summarizer.reading.framing.measures import linked
from summarizer.reading.framing.multiples import needed
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words


def tail_change(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """2.6x FLOPs reduction; 3% fewer parameters; 13 times faster; a 40% reduction in memory."""
    end = at + 3 if line.words[at + 1] == "as" else tail_end(line, at)
    inside = changes_in(line, at + 1, end)
    if not inside:
        return None
    counts = quantity.family in ("number", "amount")
    if counts and inside[0].first > at + 3 + _is_of_quality(line, inside[0]):
        return None
    change = next((c for c in inside if c.form != "verb"), inside[0])
    if _told_before(line, at, change):
        return None
    if line.words[change.first] == "lower" and end > change.last + 1:
        change = replace(change, form="comparative")
    if line.words[change.first] in FURTHER:  # "an additional | speed-up"
        change = next((c for c in inside if c.first == change.last + 1 and c.form == "noun"), change)
    if change.first < at + 3 and line.words[change.first] == "less" and _is_of_number(line, change):
        end = phrase_end(line, change.last + 1)
        end = next((c.first for c in changes_in(line, change.last + 1, end)), end)  # "of weights and | fewer steps"
    counted = counts and line.words[change.first] not in BOTH_NOUN_AND_VERB
    if change.form == "verb" and (change.first > at + (1 if counted else 3) or line.words[change.first - 1] in _WHO):
        return None  # "pruning 12 | selected heads lowers", "cut by 60% | it loses"
    if change.sense == "less" and change.form == "comparative" and end == change.last + 2:
        end = _shared_end(line, change, end)
    terms = gaining(line, change, named_in_tail(line, at, change, end))
    if change.sense in ("fast", "slow"):
        if terms_in(line, at + 1, change.first, ("quality",)):
            return None  # "reaches 90% accuracy faster"
        terms = [t for t in terms if t.kind == "resource"]
    if not terms and end == change.last + 1 and change.form == "comparative" and change.sense not in ("fast", "slow"):
        terms = [t for t in line.terms if t.last == at - 1 and t.kind != "change"]
    other = change.form == "noun" and not terms and not _DEGREES.issuperset(line.words[at + 1 : change.first])
    if not terms and line.words[change.first] in ("larger", "bigger", "smaller"):
        terms = [t for t in terms_in(line, at - 4, at, ("resource",)) if line.words[t.last].startswith("model")]
    if not terms and change.sense in ("less", "more"):
        terms = _before_bracket(line, at)
    if not terms and not (change.sense in ("fast", "slow") or other or _names_other(line, change, end)):
        terms = _named_before(line, at, change, end)
    if not terms and change.sense in ("fast", "slow") and (rate := linked(line, at)) and rate.metric == "throughput":
        terms = [rate]
    terms = terms or needed(line, at, change, end)
    if terms and change.form == "comparative" and _is_of_reduction(line, terms[-1], at):
        terms = [replace(term, gain=True) for term in terms]
        change = replace(change, sense="worsen" if change.sense == "less" else "improve")
    return frame_at("tail change", line, at, terms, change, from_right=True)


def _before_bracket(line: Line, at: int) -> list[Term]:
    """What stands right before the bracket that tells how much less it is: "the route cost ( | 17% lower)"."""
    left = left_of(line, at)
    named = [t for t in line.resources if t.last == left - 1] if line.words[left] == "(" else []
    return [t for t in named if not t.weak or t.metric == "cost"]


_WHO = words("it we they this")


def _is_of_number(line: Line, change: Term) -> bool:
    """Whether what gets less is told by its number: "20% less | in number of weights"."""
    behind = line.words[change.last + 1 : change.last + 4]
    return ["number", "of"] in (behind[:2], behind[1:])


def _is_of_quality(line: Line, change: Term) -> bool:
    """Whether a noun of change stands right behind a quality: "a 4.6 absolute overall accuracy | improvement"."""
    return change.form == "noun" and any(t.last == change.first - 1 and t.kind == "quality" for t in line.terms)


def _named_before(line: Line, at: int, change: Term, end: int) -> list[Term]:
    """What a change measures whose phrase, up to `end`, does not say so: its subject, or what is named before it."""
    noun = change.form == "noun" or line.words[change.first] in BOTH_NOUN_AND_VERB
    elsewhere = noun and line.words[end : end + 1] in (["in"], ["of"]) and change.last == end - 1
    found = subject_of(line, change, at) if noun else subject_before(line, at)
    counted = line.words[change.first].startswith(("reduction", "decrease"))  # "a 75% reduction in | buoys"
    terms = [t for t in found if not (elsewhere and (t.kind == "resource" or (counted and t.gain)))]
    if change.sense in ("improve", "worsen") and terms and (terms[0].weak or change.last > change.first):
        terms = []  # "wide models are 2% better", "4% more accurate"
    if terms and terms[0].kind == "quality" and terms[0].gain and line.words[change.first] in _OF_SIZE:
        terms = []  # "matches its accuracy while being 2x smaller"
    if terms and terms[0].weak and line.words[change.first] in _OF_SIZE and not _is_subject(line, terms[-1], at):
        terms = []  # "answers queries faster and is 5x smaller"
    if change.metric is not None and change.form == "comparative":
        terms = []  # "aiming at accuracy alone yields agents 5x more expensive"
    apart = line.words[change.first] in _OF_OTHERS and bool(terms) and "(" in line.words[terms[0].last : at]
    if apart and terms[0].gain:
        terms = []  # "is more robust (with a 30% reduction in crashes)"
    of_others = bool(terms) and terms[0].weak and line.words[change.first] in ("larger", "bigger")
    return [] if of_others else terms  # "deep layers give terms 4x larger than those of B"


def _is_subject(line: Line, term: Term, at: int) -> bool:
    """Whether nothing but a copula stands between a resource and a number: "its queries are only | 3x smaller"."""
    return _COPULAS.issuperset(line.words[term.last + 1 : left_of(line, at) + 1])


_COPULAS = words("is are was were be being becomes become gets")


def _told_before(line: Line, at: int, change: Term) -> bool:
    """Whether a number belongs to a verb before it: "speeds up | 4 times more than B", "by | 3x outdoing B"."""
    left = left_of(line, at)
    if line.words[change.first : change.last + 2] == ["more", "than"]:
        return any(c.last in (left, left + 1) and c.sense == "fast" for c in line.changes)
    rivals = change.form == "verb" and change.first == at + 1 and line.words[change.first] in RIVALRY
    return rivals and line.words[left] == "by" and line.words[change.first] not in BOTH_NOUN_AND_VERB


def _shared_end(line: Line, change: Term, end: int) -> int:
    """Where a phrase ends whose noun stands behind an "and": "fewer total | and trainable weights"."""
    if line.words[end : end + 1] != ["and"] or terms_in(line, change.last + 1, end):
        return end
    shared = tail_end(line, end)
    return end if changes_in(line, end, shared) else shared


def _is_of_reduction(line: Line, term: Term, at: int) -> bool:
    """Whether what is compared is how much is saved: "3x higher tile | reduction", "saves | 20% more memory"."""
    saved = any(c.last == at - 1 and c.form == "verb" and c.sense == "less" for c in line.changes)
    return term.kind == "resource" and (saved or line.words[term.last + 1 : term.last + 2] in _REDUCTIONS)


_REDUCTIONS = (["reduction"], ["reductions"], ["saving"], ["savings"])


_PLACES = words("below above behind")


def named_in_tail(line: Line, at: int, change: Term, end: int) -> list[Term]:
    """What the words between a number and the end of its phrase say is changed."""
    if line.words[change.first] in _PLACES:
        return []  # "1.2% | below the full model"
    behind, before = headed(line, terms_in(line, change.last + 1, end)), terms_in(line, at + 1, change.first)
    if line.words[end : end + 2] == ["per", "second"]:
        behind = terms_in(line, change.last + 1, end + 2) or behind
    if change.form != "comparative":
        inner = object_after(line, end)
        vague = (
            bool(before) and before[-1].weak and before[-1].kind == "quality" and line.words[end : end + 1] == ["in"]
        )
        if vague and inner and inner[0].kind == "resource":
            return inner  # "a 3x performance boost in decoding | speed"
        return before[-1:] or inner or behind[:1]
    alone = end == change.last + 1  # "3x less | in memory", not "3x more patients | in the data"
    led = alone and line.words[end : end + 1] == ["in"] and not before
    led |= end == change.last + 2 and line.words[end - 1] in _RELIANCE  # "8% lower reliance | on labels"
    led |= line.words[end : end + 3] == ["in", "terms", "of"] and all(t.weak and t.kind == "quality" for t in behind)
    inner = object_after(line, end) if led else []
    if inner and inner[0].kind == "resource" and not alone and change.sense in ("improve", "more"):
        return inner  # "3x better performance in terms of | memory"
    return _headed(line, change, behind, end) or before[-1:] or inner


def _headed(line: Line, change: Term, behind: list[Term], end: int) -> list[Term]:
    """What a comparative counts: the head of its noun ("fewer model | tokens"), and what `and` joins to it."""
    if not behind:
        return []
    head = behind[-1] if behind[-1].last == end - 1 and behind[-1].kind == "resource" else compound_head(behind)
    if head.weak and head.metric in ("capacity", "data") and not is_head(line, head):
        return []  # "5x fewer model | runs"
    return coordinated(line, head, terms_in(line, head.first, listed_end(line, phrase_end(line, change.last + 1))))


_RELIANCE = words("reliance dependence dependency need demand")
_OF_OTHERS = words("reduction reductions fewer less lower")
"""In brackets behind what gets better, these tell of something else."""
_OF_SIZE = words("smaller lighter leaner")
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
