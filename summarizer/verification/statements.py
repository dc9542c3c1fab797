"""Statements: the directions that the words of a span say without a number."""

from __future__ import annotations

import re

from summarizer.lexicon import NEEDS, SAME
from summarizer.records import Direction, Metric
from summarizer.sentences import Span
from summarizer.verification.changes import Change, changes_in, is_least, is_negated, is_slight
from summarizer.verification.directions import direction_of
from summarizer.verification.nouns import worth_near
from summarizer.verification.resources import RESOURCES
from summarizer.verification.rivals import is_of_rival
from summarizer.verification.texts import Text

_NEEDS, _SAME = (re.compile(rf"\b(?:{words})") for words in (NEEDS, SAME))
_FEW = re.compile(
    r"\b(?:only|just|merely|mere)\s(?:an?\s)?(?:few|handful|fraction)\b"
    r"(?P<what>(?:\s(?:of|the|its|all))*(?:\s[\w-]+){0,2})"
)
_NOT_LEAST = re.compile(
    r"(?:\b(?:not(?!\s(?:only|just|merely))|never|cannot|hardly|no longer|neither|nor|fails? to)|n['’]t)"
    r"\s(?:[\w-]+\s){0,2}?(?:(?:the|its|their)\s)?(?:least|lowest|smallest|fewest)\s(?:[\w-]+\s){0,2}$"
)
_DESCRIBES = re.compile(
    r"\b(?:competitive|comparable|on par|match(?:es|ed|ing)?|rival(?:s|ing)?|outperform\w*|surpass\w*"
    r"|beat(?:s|ing)?|similar)\s(?:to\s|with\s)?(?:(?:models?|networks?|systems?|methods?|baselines?|ones)\s)?"
    r"(?:(?:with|to|the|much|far|significantly|considerably|substantially|even|many|several|times)\s){0,3}$"
)
_MILD = re.compile(
    r"\s(?:(?:an?|only|just|very|extremely|relatively)\s){0,3}"
    r"(?:low|small|minimal|modest|negligible|little|tiny|slight|marginal|no|zero)\b"
)
"""What takes the edge off a verb of adding: "incurs | a low cost"."""
_KEPT_LOW = re.compile(r"\s(?:\w+ly\s|very\s)?(?:low|small|minimal|bounded|manageable|in check|at bay)\b(?!\s[a-z])")
_JOINED = re.compile(r"(?:\band|\bor|,)\s(?:the\s|its\s)?$")
_JOINED_REACH = 60
_OPPOSITE: dict[Direction, Direction] = {"better": "worse", "worse": "better"}
_LARGER = re.compile(r"larger|bigger|heavier|slower|costlier|longer|more")


def said(text: Text, span: Span, metric: Metric | None) -> set[Direction]:
    """Every direction that the words of a span say, negated ones left out; `same` where a word of sameness stands."""
    found: set[Direction] = set()
    for change in _changes(text, span):
        if change.effect == "up" and _MILD.match(text.lower, change.end, span[1]):
            found |= {"same", "better"}
        elif change.effect == "worse" and _KEPT_LOW.match(text.lower, change.end, span[1]):
            found.add("better")
        elif is_least(text, change, span[0]):
            found.add("worse" if _NOT_LEAST.search(text.lower, span[0], change.start) else "better")
        elif not is_negated(text, change, span[0]) and not _of_rival(text, change, span):
            slight = is_slight(text, change, min(span[0], change.start))
            whole = (min(span[0], change.start), span[1])
            found.add("same" if slight else _direction(text, change, whole, metric))
    if (few := _FEW.search(text.lower, *span)) and _is_little(few["what"], metric, alone=not found):
        found.add("better")
    if _SAME.search(text.lower, *span):
        found.add("same")
    return found


def _changes(text: Text, span: Span) -> list[Change]:
    """The words of change of a span; what ends a list is moved by the verb before: "cuts memory and | overhead"."""
    changes = list(changes_in(text, span))
    if len(changes) != 1 or not text.lower.startswith("overhead", changes[0].start):
        return changes
    start = max(text.sentence(span)[0], span[0] - _JOINED_REACH)
    if _JOINED.search(text.lower, start, span[0]) is None:
        return changes
    return [change for change in changes_in(text, (start, span[0])) if change.effect != "worse"] or changes


def _direction(text: Text, change: Change, span: Span, metric: Metric | None) -> Direction:
    """What a word of change says; of a rival it says the opposite: "rivals models that are | larger"."""
    noun = worth_near(text, span, (change.start, change.end), metric)
    direction = direction_of(change.effect, noun, metric, text.lower[span[0] : span[1]])
    larger = _LARGER.fullmatch(text.lower, change.start, change.end)
    return _OPPOSITE.get(direction, direction) if larger and is_of_rival(text, change.start) else direction


def _is_little(what: str, metric: Metric | None, *, alone: bool) -> bool:
    """Whether "only a few" says little of what a metric spends: "only a few | steps", but not "only a few | users"."""
    if metric in ("throughput", "capacity"):  # of what is handled, few are no gain
        return _NEEDS.search(what) is not None
    return alone or (metric is not None and re.search(RESOURCES[metric], what) is not None)


def _of_rival(text: Text, change: Change, span: Span) -> bool:
    """Whether a comparative only describes what is matched: "competitive with the much | larger Alder"."""
    described = _DESCRIBES.search(text.lower, max(span[0], change.start - 48), change.start)
    return described is not None and _LARGER.fullmatch(text.lower, change.start, change.end) is not None
