"""Nouns: the things that a text says there is more or less of, and whether more of them is good."""

from __future__ import annotations

import re
from typing import Literal

from summarizer.lexicon import COSTS, EITHER, GOODS, Effect
from summarizer.records import Direction, Metric
from summarizer.sentences import Span
from summarizer.verification.texts import Text

Worth = Literal["good", "cost", "either"]
"""Of what there should be more, less, or either."""
_NOUNS: tuple[tuple[Worth, re.Pattern[str]], ...] = (
    ("good", re.compile(rf"\b(?:{GOODS}|accept(?:ance|ed) (?:length|rate)s?\b|convergence rates?\b|hit rates?\b)")),
    ("cost", re.compile(rf"\b(?:{COSTS}|wall-?times?\b|operations\b|operation counts?\b)")),
    ("either", re.compile(rf"\b(?:{EITHER})\b")),
)
_PUT_THROUGH = re.compile(r"operation|data|sample|label|example|token|annotation")
_CLAUSE_END = re.compile(
    r"[,;:.()]\s|\b(?:and|or|while|but|whereas|with|without|within|under|than|over|compared)\b(?!-)"
)
_LESS = re.compile(r"fewer|less|smaller|shorter")
_ACTS_ON = re.compile(
    r"(?:(?:reduc(?:es?|ing)|lower(?:s|ing)|cut(?:s|ting)|trim(?:s|ming)|slash(?:es|ing)|minimi[sz](?:es|ing))"
    r"|(?:reduction|decrease|drop)s?\s(?:in|of))"
    r"\s(?:(?:the|its|their|our)\s)?(?!(?:it|them|this|that|these|those|both|all|by|to|from|and|or|up|down|about|over|about"
    r"|around|roughly|nearly|almost|at|more|less|only|just|an?|another|the)\b|\w+ly\b)[a-z]"
)
_ATTRIBUTE = re.compile(
    r"\s(?!(?:than|in|on|when|and|or|but|at|for|with|while|to|by|as|compared|across|under|over)\b)[a-z][a-z-]+"
)
_APART = re.compile(r"[,;:)]\s|\s\(|\b(?:and|while|but|whereas)\b")
_WITHIN_COMPOUND = re.compile(
    r"[\s-]*(?:(?!(?:of|in|for|on|by|with|to|and|or|per|at|during|than|from|over|as|the|an?|its|is|are|up|we"
    r"|it|that|which|can|suffices?|(?:achiev|reach|attain|yield|giv|retain|keep|match|preserv|maintain|provid|enabl|mak"
    r"|lead|show|outperform|surpass)\w*)\b)[\w-]+[\s-]+){0,3}"
)


def nouns_in(text: Text, window: Span, metric: Metric | None = None) -> list[tuple[int, int, Worth]]:
    """Start, end and worth of every noun of resource in a window."""
    if window[0] >= window[1]:
        return []
    sentence = text.sentence(window)
    nouns = text.once(("nouns", sentence), lambda: _all_nouns(text, sentence))
    inside = [noun for noun in nouns if window[0] <= noun[0] and noun[1] <= window[1]]
    if metric == "throughput":  # what is put through is no cost: "3x more samples"
        inside = [noun for noun in inside if not _PUT_THROUGH.match(text.lower, noun[0])]
    if metric == "compute":  # what a second is filled with is a cost: "4x less computation per second"
        inside = [noun for noun in inside if not text.lower.startswith("per", noun[0])]
    return inside


def _all_nouns(text: Text, sentence: Span) -> list[tuple[int, int, Worth]]:
    counted = {q.end for q in text.quantities(sentence)}  # the "times" of "3 times" is no time, nor is a formula's
    found = ((m, worth) for worth, form in _NOUNS for m in form.finditer(text.lower, *sentence))
    nouns = sorted(
        (m.start(), m.end(), worth) for m, worth in found if m.group() != "times" or not _counts(text, m, counted)
    )
    return _wholes(nouns)


def _wholes(nouns: list[tuple[int, int, Worth]]) -> list[tuple[int, int, Worth]]:
    """Nouns without those inside another: the "length" of "acceptance length"."""
    kept: list[tuple[int, int, Worth]] = []
    for noun in nouns:
        if not kept or noun[1] > kept[-1][1]:
            kept.append(noun)
    return kept


def _counts(text: Text, times: re.Match[str], counted: set[int]) -> bool:
    return times.end() in counted or text.lower.startswith("\\", times.start() - 1)


def head_of(text: Text, nouns: list[tuple[int, int, Worth]]) -> Worth:
    """The head of the first compound: "energy efficiency" is an efficiency, "batch decoding latency" a latency."""
    head = nouns[0]
    for noun in nouns[1:]:
        if not _WITHIN_COMPOUND.fullmatch(text.lower, head[1], noun[0]):
            break
        head = noun
    return head[2]


def worth_near(
    text: Text, sentence: Span, word: Span, metric: Metric | None, *, prefer: Span | None = None
) -> Worth | None:
    """What a word of change speaks of: the nearest noun of resource behind it, else before it."""
    if nouns := _near_nouns(text, sentence, word, metric, prefer=prefer):
        return head_of(text, nouns)
    if _has_object(text, word, sentence):
        return None  # "fewer operations" speaks of operations, whatever stands before
    nouns = nouns_in(text, (max(sentence[0], word[0] - 100), word[0]), metric)
    return nouns[-1][2] if nouns else None


def _has_object(text: Text, word: Span, sentence: Span) -> bool:
    """Whether what gets less stands right behind a word of change: "fewer | steps", "reduces | the steps"."""
    less = _LESS.fullmatch(text.lower, *word) and _ATTRIBUTE.match(text.lower, word[1], sentence[1])
    return bool(less) or _ACTS_ON.match(text.lower, word[0], sentence[1]) is not None


def _near_nouns(
    text: Text, sentence: Span, word: Span, metric: Metric | None, *, prefer: Span | None
) -> list[tuple[int, int, Worth]]:
    limit = min(sentence[1], word[1] + 48)
    stop = _CLAUSE_END.search(text.lower, word[1], limit)
    windows = (prefer, (word[1], stop.start() if stop else limit))
    found = (nouns_in(text, window, metric) for window in windows if window is not None)
    return next((nouns for nouns in found if nouns), [])


def is_far(text: Text, sentence: Span, word: Span, metric: Metric | None, *, prefer: Span | None) -> bool:
    """Whether the only noun of resource stands in another clause before a word of change: it may not be its own."""
    if _near_nouns(text, sentence, word, metric, prefer=prefer):
        return False
    nouns = nouns_in(text, (max(sentence[0], word[0] - 100), word[0]), metric)
    return bool(nouns) and _APART.search(text.lower, nouns[-1][1], word[0]) is not None


def signed(effect: Effect, worth: Worth | None, metric: Metric | None) -> Direction:
    """Whether more or less of something is better or worse: of what a noun names, else of the metric."""
    worth = worth or ("good" if metric in ("throughput", "capacity") else "cost")
    return "better" if worth == "either" or (effect == "up") == (worth == "good") else "worse"
