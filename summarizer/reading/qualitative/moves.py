"""Moves: resources that fall, rise or are lowered by themselves: "memory use | falls", "the cost is | reduced"."""

from __future__ import annotations

from summarizer.reading.framing.frames import clause_start, coordinated
from summarizer.reading.qualitative.speeds import passive_start
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words
from summarizer.records import Direction

_ALONE = words(
    "decreases decrease decreased drops drop dropped falls fall fell shrinks shrink shrank declines declined "
    "diminishes "
    "increases increase increased grows grew rises rose improves improved"
)
_STANDS = words("lower smaller shorter higher larger longer")
_AFTER_ALONE = words(
    "too also markedly sharply considerably substantially significantly slightly somewhat noticeably clearly "
    "dramatically drastically steeply moderately marginally modestly well accordingly because since as . ; on , "
    "in and while whereas yet but compared over"
)
_DEGREES = words("much far also several many orders of magnitude")
_BE = words("is are was were becomes stays remains")


def moved_alone(line: Line, change: Term) -> list[Term]:
    """What falls, rises or is lower by itself: "memory use | falls markedly", "energy is | lower as well"."""
    words, at = line.words, change.first
    behind = words[change.last + 1] if change.last + 1 < len(words) else "."
    if behind not in _AFTER_ALONE:
        return []
    degrees = at - 1
    while degrees > 0 and (words[degrees] in _DEGREES or words[degrees].endswith("ly")):
        degrees -= 1
    if words[at] in _STANDS and words[degrees] in _BE and behind != "and":
        at = degrees
    elif words[at] not in _ALONE or "as" in words[max(0, at - 6) : at] or "when" in words[max(0, at - 8) : at]:
        return []
    named = [t for t in line.terms if t.last == at - 1 and t.kind == "resource" and not t.weak]
    return named if NUMBER not in words[at : at + 8] else []


def moved_by_others(line: Line, change: Term) -> list[Term]:
    """What is said to be lowered or improved: "the memory of the depot is markedly | reduced"."""
    words, at = line.words, passive_start(line, change)
    if (
        at < 0
        or NUMBER in words[change.last + 1 : change.last + 9]
        or words[change.last + 1 : change.last + 2] == ["from"]
    ):
        return []
    start = max(clause_start(line, at), at - _OF_SUBJECT)
    if start > 0 and words[start - 1] in ("when", "if", "once"):
        return []  # "keeps its recall when the cache is | trimmed"
    named = [t for t in line.resources if start <= t.first and t.last < at]
    found = [t for t in named if stands_alone(words, t)]
    if found and named[-1].last == at - 1 and named[-1] is not found[-1]:
        return []  # "its cost falls as the data | is reduced"
    told = found and (found[-1].last == at - 1 or words[found[-1].last + 1] in _OF)
    terms = coordinated(line, found[-1], found) if told else []
    return [t for t in terms if stands_alone(words, t) and direction_of(change, t) == "better"]


_OF_SUBJECT = 10
_OF = words("of for in during at on needed required")


def stands_alone(words: list[str], term: Term) -> bool:
    """Whether a resource as subject names a cost by itself, or by "number of" before it."""
    counted = words[max(0, term.first - 2) : term.first] in (["number", "of"], ["amount", "of"])
    if words[term.last] in ("energy", "energies", "power") and term.first == term.last:
        return False  # what an optimization makes small
    return not term.weak or counted or words[term.last] in _SPENT_ALONE


_SPENT_ALONE = words("cost costs compute complexity computation computations footprint resource resources")


def direction_of(change: Term, term: Term) -> Direction:
    """Which way a change goes for who spends a resource or gains it."""
    if change.sense == "improve":
        return "better"
    if change.sense == "worsen":
        return "worse"
    return "better" if (change.sense == "more") == term.gain else "worse"
