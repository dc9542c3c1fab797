"""Phrases: the words that a number stands with, behind it and before it."""

from __future__ import annotations

import re

from summarizer.quantities import Quantity
from summarizer.sentences import Span
from summarizer.verification import bounds, governors
from summarizer.verification.changes import changes_in
from summarizer.verification.clauses import JOINS, OUTDOES
from summarizer.verification.places import Place

_PREDICATE = re.compile(r"[^,;:.]*\b(?:is|are|was|were|gets|becomes)\s[^,;:.]{0,20}$")
_IS = re.compile(r"\b(?:is|are|was|were|gets|becomes)\s")
_IS_REACH = 30  # where `_PREDICATE` has its verb; it is slow, and most numbers have none there
_INTRANSITIVE = re.compile(
    r"(?:fall|fell|drop|shr[iau]nk|decreas|declin|ris|rose|gr[eo]w|increas|go|went|improv|double|triple|halve)\w*"
    r"(?:\s(?:up|down|by|to|from|only|about|roughly|some|an?|over|factor|of|more|than|almost|nearly|least|most|at|around))*"
    r"\s[$~(]?"
)
_MOVED = re.compile(rf"\b{_INTRANSITIVE.pattern}$")
_SUBJECT = re.compile(r"[^,;:.()]*$")
_JOINED = re.compile(
    r"\s*(?:,|and(?:/or)?|as well as|,\sand)\s(?:the\s|its\s|both\s)?"
    r"(?!(?:maintain|keep|achiev|preserv|improv|reach|retain|enabl|us|provid|deliver|yield|ensur|offer|match|mak)ing\b)"
    r"[\w\s-]{1,40}"
)
_OVERHEAD = re.compile(r"(?:(?!(?:the|an?|its|their|our|of|with|and|or|by|to|for|in)\s)[a-z][\w-]*\s){1,2}\Z")
"""What an overhead is of, which stands before it: "reduces the | energy | overhead and delay by 4x and 2x"."""
_AND_MORE = re.compile(r"(?:overheads?|slow-?downs?|penalt(?:y|ies))(?:,|\sand)\s")
_TWOFOLD = re.compile(r"\s*and\s[a-z]+er\b(?=\s(?:than|in|on|at)\b|[.,;])")


_COUNT_BEHIND = re.compile(
    r"[\s$}\\%)]*(?:(?:times|fold)\s)?(?:fewer|less number of|(?:reduction|decrease|drop|cut)s?\s(?:in|of))\s[a-z]"
)
_SHARE_BEHIND = re.compile(
    r"[\s$}\\%)]*(?:of\s)?(?:(?:the|all|its|their|our)\s)*"
    r"(?:(?!(?:for|in|on|at|with|over|than|to|when|by|as|from|other|existing|prior|previous)\s)[a-z-]+\s){0,2}"
    r"(?!(?:method|model|approache|baseline|technique|algorithm|system|work|network|other|counterpart|case|time|gain|point)s\b)"
    r"[a-z-]{3,}(?<![sui])s\b"
)
_COUNT_BEFORE = re.compile(
    r"\b(?:number|counts?) of\s[^,;:.()]*$"
    r"|\b(?:reduc|cut|lower|eliminat|decreas|prun|remov|skip)\w*\s(?:(?:the|its|all|required)\s)*(?:[\w-]+\s){0,3}?[\w-]+(?<![sui])s\sby\s"
    r"[^,;:.()]*$"
)


def counted(place: Place) -> Span | None:
    """The words by which a number says how many there are: "4x | fewer probes", "cuts the probes by | 40%"."""
    quantity, text = place.quantity, place.text.lower
    if quantity is None:
        return None
    found = _COUNT_BEHIND.match(text, quantity.end, place.sentence[1])
    if found is None and (quantity.unit == "%" or (quantity.value or 1) < 1):
        found = _SHARE_BEHIND.match(text, quantity.end, place.sentence[1])
    found = found or _COUNT_BEFORE.search(text, max(place.sentence[0], quantity.begin - 90), quantity.begin)
    return found.span() if found else None


def own_words(place: Place) -> Span:
    """The evidence, or, where a number is said to outperform something, only what stands with the number."""
    if place.quantity is None:
        return place.span
    start, end = phrase_of(place, place.quantity)
    if OUTDOES.match(place.text.lower, start):
        return place.quantity.begin, end
    return min(start, place.span[0]), max(end, place.span[1])


def own_phrase(place: Place, quantity: Quantity, phrase: Span) -> Span:
    """A number's phrase with what stands behind the list it is in, but without what it is said to outperform."""
    begin = quantity.begin if OUTDOES.match(place.text.lower, phrase[0]) else phrase[0]
    run = bounds.number_list(place.text, quantity, place.sentence) or [quantity]
    return begin, max(phrase[1], governors.phrase_after(place.text, run[-1])[1])


def also_told(place: Place, phrase: Span) -> Span:
    """What a number is told of besides: the "and memory" of "halves the training time | and memory"."""
    text, end = place.text.lower, phrase[1]
    if twofold := _TWOFOLD.match(text, end):  # "faster | and smaller than Alder"
        return twofold.span()
    while joined := _JOINED.match(text, end, place.sentence[1]):
        told_anew = any(changes_in(place.text, joined.span()))  # "and decreases memory" tells of another change
        if told_anew or place.text.quantities((end, joined.end() + 30)):
            break
        end = joined.end()
    return phrase[1], end


def _subject_before(place: Place, begin: int, verb: int) -> int:
    """Where the words begin that a verb has before it in its clause; the verb itself where it has none."""
    subject = _SUBJECT.search(place.text.lower, begin, verb)
    return subject.start() if subject else verb


def _with_attribute(place: Place, start: int) -> int:
    """Where a phrase begins whose first word is an overhead that others follow: with what that is an overhead of."""
    if not _AND_MORE.match(place.text.lower, start):
        return start
    reach = max(place.sentence[0], start - 40)
    of = _OVERHEAD.search(place.text.lower, reach, start)
    return of.start() if of else start


def phrase_of(place: Place, quantity: Quantity) -> Span:
    """A number, what belongs to it behind it and the words that say its direction, but not over another number."""
    words = place.reading.words or (quantity.start, quantity.end)
    start = _with_attribute(place, min(quantity.start, words[0]))
    begin = max(place.sentence[0], start - 60)
    if _IS.search(place.text.lower, max(begin, start - _IS_REACH), start) and (
        subject := _PREDICATE.search(place.text.lower, begin, start)
    ):
        start = subject.start()
    elif _INTRANSITIVE.fullmatch(place.text.lower, start, quantity.start) and (
        subject := _SUBJECT.search(place.text.lower, begin, start)
    ):
        listed = len(bounds.number_list(place.text, quantity, place.sentence)) > 1
        start = start if listed else subject.start()  # "memory | falls by 3x"
    elif place.second is not None and (moved := _MOVED.search(place.text.lower, begin, start)):
        start = _subject_before(place, begin, moved.start())  # "memory | falls from 4 GB to"
    end = max(quantity.end, words[1], governors.phrase_after(place.text, quantity)[1])
    numbers = place.text.quantities((start, quantity.start))
    former = [q.end for q in numbers if q.end <= quantity.start and q.family != "growth"]
    if former:  # "40% of the weights and | 30% of the energy"
        joins = [m.end() for m in JOINS.finditer(place.text.lower, former[-1], quantity.begin)]
        start = max([former[-1], *joins])
    return start, end
