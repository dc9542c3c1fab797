"""Changes: the words of a text by which something gets more or less, better or worse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from summarizer.lexicon import CHANGES, NEGATIONS, Effect
from summarizer.sentences import Span
from summarizer.verification.texts import Text

_MOVES = r"(?:go(?:es|ing|ne)?|went|com(?:es?|ing)|came|is|are|was|were)"
_PLAIN: tuple[tuple[Effect, str], ...] = (
    ("worse", r"behind|f(?:al|el)l(?:s|ing)? short|trail(?:s|ed|ing)?\b"),
    ("worse", r"dearer|inflat(?:es?|ed|ing)|bloat(?:s|ed|ing)?|wast(?:es?|ed|ing)"),
    ("up", rf"{_MOVES} up(?!\s?to\b|-to-)"),
    (
        "down",
        rf"{_MOVES} down|shed(?:s|ding)?|strip(?:s|ped|ping)|evict(?:s|ed|ing)?|cull(?:s|ed|ing)?|dispens\w+ with",
    ),
    ("down", r"spare|shorten(?:ed|ing)"),
    ("better", r"more (?:[\w-]+\s){1,3}efficient(?:ly)?|more \w+-effective(?:ly)?"),
    ("better", r"beat(?:s|ing)?|outscor(?:es?|ed|ing)|outdo(?:es|ing)?"),
    ("better", r"swifter|brisker|slimmer|thriftier|reclaim(?:s|ed|ing)?"),
)
"""Words of change of every day, beside the lexicon's."""
_EFFECTS = tuple((effect, re.compile(words)) for effect, words in (*_PLAIN, *CHANGES))
_CHANGING = rf"(?:{'|'.join(words.pattern for _, words in _EFFECTS)})(?![^\W_])"
_CHANGE, _GLUED_CHANGE = re.compile(rf"\b{_CHANGING}"), re.compile(rf"(?<=x){_CHANGING}")
_NEGATED = re.compile(rf"\b(?:{NEGATIONS})(?:\s+[\w-]+){{0,2}}\s*$")
_COUNTED = re.compile(r"(?:[%x\d]|points|times)\s$")
_SLIGHT = re.compile(
    r"\b(?:minimal|negligible|neglectable|insignificant|trivial|little|low|small|marginal|slight|tiny|modest|no|zero|minor|limited)\s(?:[\w-]+\s){0,2}$"
    r"|\b(?:hardly|barely|scarcely|negligibly|minimally)\s$"
)
_ADDED = re.compile(r"additional|extra|increases?|growth")
_AVERAGED = re.compile(
    r"reduc|increas|improv|sav|gain|speed|sped|accelerat|drop|decreas|declin|slow|overhead|boost|cut|growth|rise"
)
_LEAST = re.compile(r"\b(?:least|lowest|smallest|fewest)\s(?:[\w-]+\s){0,2}$")
_OR = (" or ", " or even ")
_OR_MORE = re.compile(r"\s?(?:[,.;:)]|$)|\s(?:in|than|of|on|for|while|with|when)\b")
_COUNTING = re.compile(r"\s(?:(?:about|around|roughly|up to|almost|nearly|some|another|a further)\s)?[$~]?\d")


@dataclass(frozen=True, slots=True)
class Change:
    """A word of change in a text."""

    start: int
    end: int
    effect: Effect


def changes_in(text: Text, span: Span) -> Iterator[Change]:
    """The words of change in a span of one sentence or more."""
    sentence = text.sentence(span)
    found = text.once(("changes", sentence), lambda: _all_changes(text, sentence))
    return (change for change in found if span[0] <= change.start and change.end <= span[1])


def _all_changes(text: Text, sentence: Span) -> list[Change]:
    # The "more" of "more than 3x" bounds a number, it doesn't change one; an "average gain of 3x" does both.
    quantities = text.quantities(sentence)
    bounds = [(q.begin, q.start) for q in quantities]
    glued = [q.end for q in quantities if q.unit == "x" and text.lower[q.end : q.end + 1].isalpha()]  # "5xfaster"
    found = [*_CHANGE.finditer(text.lower, *sentence)]
    if glued:
        found = sorted([*found, *filter(None, (_GLUED_CHANGE.match(text.lower, end) for end in glued))], key=_start)
    return [
        Change(match.start(), match.end(), _effect_of(match.group()))
        for match in found
        if (_AVERAGED.match(match.group()) or not any(a <= match.start() < b for a, b in bounds))
        and _is_of_a_number(text, match)
    ]


def _start(match: re.Match[str]) -> int:
    return match.start()


def _is_of_a_number(text: Text, word: re.Match[str]) -> bool:
    """Whether a word says change, and does not bound a number: "5% behind", "spare 30% of"; not "3x or more"."""
    if text.lower.endswith(_OR, word.start() - 9, word.start()) and _OR_MORE.match(text.lower, word.end()):
        return False
    if word.group() == "add" and text.lower.startswith("-", word.start() - 1):
        return False  # "multiply-and-add"
    if word.group() == "behind":
        return _COUNTED.search(text.lower, max(0, word.start() - 8), word.start()) is not None
    return word.group() != "spare" or _COUNTING.match(text.lower, word.end()) is not None


@lru_cache(maxsize=4096)
def _effect_of(word: str) -> Effect:
    return next(effect for effect, form in _EFFECTS if form.fullmatch(word))


def is_slight(text: Text, change: Change, start: int) -> bool:
    """Whether a drawback or an addition is said to be small: "minimal computational | overhead", "small | extra"."""
    worse = change.effect == "worse" or _ADDED.fullmatch(text.lower, change.start, change.end) is not None
    return worse and _SLIGHT.search(text.lower, max(start, change.start - 48), change.start) is not None


def is_least(text: Text, change: Change, start: int) -> bool:
    """Whether a drawback is said to be the smallest of all: "the lowest | overhead"."""
    return (
        change.effect == "worse" and _LEAST.search(text.lower, max(start, change.start - 48), change.start) is not None
    )


def is_negated(text: Text, change: Change, start: int) -> bool:
    """Whether a word of change is taken back: "does not | reduce"."""
    return bool(_NEGATED.search(text.lower, max(start, change.start - 40), change.start))
