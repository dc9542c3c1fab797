"""Owned: whose cost a number cuts, or whom it makes faster: "a third of the weights of B", "speeds up B by 2x"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.marks import Marks
from summarizer.reading.framing.frames import Frame
from summarizer.reading.words.phrases import DETERMINERS, is_named, phrase_at
from summarizer.reading.words.tokens import CLAUSE_BREAKS, NUMBER, Line, Phrase
from summarizer.reading.words.vocabulary import PHASES, words


def owner_of_cost(marks: Marks, line: Line, frame: Frame, names: Sequence[str]) -> Phrase | None:
    """Whose resource is cut, where it is another's: "a third of the parameters of B", "the time of B by 10%"."""
    at, term = frame.at, frame.term
    if frame.relation == "fraction_of" or line.words[at + 1 : at + 2] == ["of"]:
        found = _owned(marks, line, range(at + 1, min(len(line.words), at + 9)))
        while found is None and (further := _next_share(line.words, at)):
            at = further
            found = _owned(marks, line, range(at + 1, min(len(line.words), at + 9)))
    elif term is not None and term.last < at:
        found = _owned(marks, line, range(term.last + 1, min(at, term.last + 2)))
    elif term is not None and frame.change is None and line.words[term.first - 1] in _OWNED_BEHIND[term.gain]:
        found = _owned(marks, line, range(term.last + 1, min(len(line.words), term.last + 2)))
    else:
        return None
    if found is None:
        return None
    told = set(line.words[found.first : found.end])
    before = found.first - 1 - (line.words[found.first - 1] in DETERMINERS)
    plain = frame.relation == "fraction_of" and line.words[found.first - 1] == "of"
    if plain and line.words[found.end - 1] in _SYSTEMS:
        return found  # "9% of the weights of | giga-scale models"
    spent = [t for t in line.resources if t.last == found.end - 1 and t.metric not in _WHOLE and not t.gain]
    if spent:  # "9% of | Harrow's weights", but "half of the | LLM layers"
        sorts = line.words[spent[0].first - 1] in ("total", "overall", "full", "own")
        found = Phrase(found.first, spent[0].first - sorts)
        return found if found.end > found.first and _NAMED.search(found.of(marks, line)) else None
    if told & _OTHERS or line.words[before] in _SPENT_BY or (told & KINDS and line.words[found.first - 1] == "the"):
        return found
    text = found.of(marks, line)
    return found if is_named(text) and not any(name in text for name in names) else None


def _next_share(words: Sequence[str], at: int) -> int | None:
    """The next of several shares of one owner's resources: "a third of the memory and | half of the time of B"."""
    places = range(at + 2, min(len(words) - 1, at + 9))
    return next((i for i in places if words[i] == NUMBER and words[i + 1] == "of" and words[i - 1] in _JOINTS), None)


_JOINTS = (",", "and")
_OWNED_BEHIND = (("the", NUMBER), ("the",))
"""What stands between a number and an owner's cost, and between it and an owner's good: "60% MACs of B"."""


_OWNER_ENDS = CLAUSE_BREAKS | {",", NUMBER}


def _owned(marks: Marks, line: Line, places: range) -> Phrase | None:
    """The last of a chain of "of": "of the parameters of | B"."""
    found, words = None, line.words
    for place in places:
        word = words[place]
        if word in _OWNER_ENDS:
            break
        if word in _SPENT_BY and place > places.start + 1 and (phrase := phrase_at(marks, line, place + 1)):
            told = words[phrase.end : phrase.end + 1] if word == "that" else words[place - 1 : place]
            if told and told[0] in _SPENDS:
                return phrase  # "of the space taken by | B", "of the time that | B takes"
        if word == "of" and (phrase := phrase_at(marks, line, place + 1)):
            resource = any(
                t.first <= phrase.first <= t.last and not (t.weak and t.last + 1 < phrase.end) for t in line.terms
            )
            found = None if resource else phrase
    return found


KINDS = words("scheme baseline version implementation counterpart original standard plain vanilla naive default")
_SPENDS = words(
    "takes takes took needs needed requires required uses used spends spent taken consumed consumes occupied occupies"
)
_WHOLE = ("data", "cost")
_NAMED = re.compile(r"['’]s?$|[A-Z][\w.-]*[a-z\d]")
_SPENT_BY = ("by", "that")
_SYSTEMS = words("models methods networks systems approaches baselines planners detectors transformers solvers")
_OTHERS = words(
    "competing existing prior previous conventional traditional state-of-the-art baselines standard alternatives "
    "competitors others fully-supervised"
)
"""Words that tell somebody else's work from the paper's own."""


def moved_rival(marks: Marks, line: Line, frame: Frame, names: Sequence[str]) -> Phrase | None:
    """Whom a verb makes faster or smaller, told by name: "speeds up | Harrow by 2x", "compresses | Harrow 3x"."""
    change, term = frame.change, frame.term
    if change is None or change.form != "verb" or not (change.sense == "fast" or change.metric is not None):
        return None
    if change.last > frame.at or (term is not None and term.first < frame.at):
        return None
    moved = phrase_at(marks, line, change.last + 1)
    if moved is None or moved.end > frame.at or not _OWNER_ENDS.isdisjoint(line.words[change.last : moved.end]):
        return None
    end = moved.end - (line.words[moved.end - 1] in PHASES)  # "speeds up | Harrow inference"
    moved = Phrase(moved.first, max(end, moved.first + 1))
    text = moved.of(marks, line)
    return moved if is_named(text) and not any(name in text for name in names) else None
