"""Governors: what stands with a number, and which word of change it belongs to."""

from __future__ import annotations

import re

from summarizer.lexicon import COMPARATIVES
from summarizer.quantities import Quantity
from summarizer.sentences import Span
from summarizer.verification.bounds import number_list
from summarizer.verification.changes import Change, changes_in
from summarizer.verification.texts import Text

COMPARATIVE = re.compile(COMPARATIVES)
"""The words of change that compare: "faster", "fewer"."""
PHRASE_END = re.compile(
    r"[,;:.()\n]|\b(?:and|while|but|whereas|over|than|compared|relative(?=\sto\b)|on|for|with|at|when|without|across|against"
    r"|versus|vs"
    r"|to|by|using|yet|via|thanks|from|within|under|which|that(?!\sof)"
    r"|or(?!\s(?:even\s)?(?:more|less|fewer|better|so|above|below|higher|lower|greater)\b))\b(?!-)"
)
_RESTATED = re.compile(r"[\s$})]*,?\s?\(?(?:i\.e\.,?|that is,?|or equivalently,?|equivalently,?)\s")
_JOINING = re.compile(r"\b(?:and|or|times|fold|respectively)\b")
_REJECTED = re.compile(r"\b(?:rather than|instead of)\s(?:\w+ly\s)?$")
"""What a change follows that is not made: "rather than | lowering it"."""
_LACKED = re.compile(r"\bwithout\s(?:(?:an?|any|the|much|significant|noticeable)\s)?(?:[a-z-]+\s){0,2}$")
"""What a change follows that does not happen: "without accuracy | degradation"."""
_BRACKETING = re.compile(r"\s(?:[a-z-]+\s){1,2}\([$~]?")
"""What leads from a comparative to its number in brackets: "at a higher | cost (| 8x)"."""
_RANGING = re.compile(r"[\s$})\\(]{0,4}\s?to\s[\s${(\\]{0,4}")
"""What stands between the two numbers of a range: "2x | to | 3x faster"."""
_CLOSED = re.compile(r"[^()]*\)")
"""What leads out of the brackets that a word stands in: "(1.5x speedup|) and memory by"."""
_HEADED = re.compile(
    r"\s*(?!in\s|of\s|on\s|for\s)(?:[a-z][a-z-]*\s){1,3}(?:and|or)\s(?!an?\s|the\s)(?:[a-z][a-z-]*\s){1,3}?"
    r"(?P<head>overheads?|slow-?downs?|penalt(?:y|ies)|increases?|reductions?|savings|decreases?|speed-?ups?)\b"
)
_LEFT_TO = re.compile(r"(?:,\s?(?:and\s)?|\band\s)(?:up to\s|an?\s)?[$~(]?$")
_GLOSS = re.compile(
    r"\([^()\d]{2,48}\)\s(?=(?:improvement|reduction|saving|speed-?up|increase|decrease|gain|drop|acceleration|overhead)s?\b)"
)
"""What only spells out the noun before it: "12% TPI | (time per item) | reduction"."""
_AS_MUCH_AS = re.compile(
    r"\sas\s(?:\w+ly|fast|slow|cheap|efficient|large|small|big|long|short|much|many|high|low|good)(?=\sas\s)"
)
"""What ends with what is compared, where it follows: "runs twice | as fast | as"."""
_REACH = 90


def governing(text: Text, quantity: Quantity) -> Change | None:
    """The word of change that a number belongs to: behind it, also where a list shares it, else before it."""
    sentence = text.sentence((quantity.start, quantity.end))
    return behind(text, quantity, phrase_after(text, quantity)) or before(text, quantity, sentence)


def phrase_after(text: Text, quantity: Quantity) -> Span:
    """What belongs to a number behind it, up to the next preposition, conjunction or number."""
    place = (quantity.start, quantity.end)
    return text.once(("after", place), lambda: _phrase_after(text, quantity, text.sentence(place)))


def _phrase_after(text: Text, quantity: Quantity, sentence: Span) -> Span:
    limit = min(sentence[1], quantity.end + _REACH)
    following = text.quantities((quantity.end, limit))
    if following and _RESTATED.fullmatch(text.lower, quantity.end, following[0].begin):
        return phrase_after(text, following[0])
    stop = min([limit, *(q.begin for q in following)])
    match = PHRASE_END.search(text.lower, quantity.end, stop)
    if match and match.group() == "(" and (gloss := _GLOSS.match(text.lower, match.start(), stop)):
        match = PHRASE_END.search(text.lower, gloss.end(), stop)
    end = match.start() if match else stop
    as_much = text.lower.find(" as ", quantity.end, end)
    equal = _AS_MUCH_AS.match(text.lower, as_much, end) if as_much >= 0 else None
    return quantity.end, equal.end() if equal else end


def before(text: Text, quantity: Quantity, sentence: Span) -> Change | None:
    """The word of change that governs a number from before: the nearest verb or noun, else the nearest comparative."""
    told = changes_in(text, (sentence[0], quantity.start))
    found = [c for c in told if not _REJECTED.search(text.lower, max(sentence[0], c.start - 24), c.start)]
    changes = [c for c in found if not _CLOSED.match(text.lower, c.end, quantity.begin)] or found
    if len(changes) > 1 and text.lower.find("without ", sentence[0], changes[-1].start) >= 0:
        said = (c for c in changes if not _LACKED.search(text.lower, max(sentence[0], c.start - 40), c.start))
        changes = [*said] or changes
    if changes and _BRACKETING.fullmatch(text.lower, changes[-1].end, quantity.begin):
        return changes[-1]
    strong = [c for c in changes if not COMPARATIVE.fullmatch(text.lower, c.start, c.end) or _by(text, c, quantity)]
    return next(reversed(strong or changes), None)


def _by(text: Text, change: Change, quantity: Quantity) -> bool:
    return bool(re.fullmatch(r"\s*\(?(?:by|of)?\s*", text.lower[change.end : quantity.begin]))


def behind(text: Text, quantity: Quantity, phrase: Span) -> Change | None:
    """The word of change behind a number: in its phrase, else behind a list or before a list that it is in."""
    sentence = text.sentence((quantity.start, quantity.end))
    return (
        _headmost(text, [*changes_in(text, phrase)])
        or _of_range(text, quantity, sentence)
        or _shared(text, quantity, sentence)
        or _headed(text, quantity, sentence)
        or _left_to(text, quantity, phrase, sentence)
    )


def _headmost(text: Text, changes: list[Change]) -> Change | None:
    """The first word of change, or the noun right behind it that says what becomes of it: "overhead | reduction"."""
    if len(changes) > 1 and text.lower.startswith(("overhead", "slowdown"), changes[0].start):
        cut = changes[1].effect == "down" and changes[1].start - changes[0].end == 1
        return changes[1] if cut else changes[0]
    return changes[0] if changes else None


def _of_range(text: Text, quantity: Quantity, sentence: Span) -> Change | None:
    """The comparative behind the upper number of a range, which the lower one shares: "2x to 3x | faster"."""
    following = text.quantities((quantity.end, sentence[1]))
    if not following or following[0].unit != quantity.unit:
        return None
    if _RANGING.fullmatch(text.lower, quantity.end, following[0].begin) is None:
        return None
    return next(changes_in(text, phrase_after(text, following[0])), None)


def _shared(text: Text, quantity: Quantity, sentence: Span) -> Change | None:
    """The comparative behind a list of numbers, which all of them share: "1.6, 4.3 and 13 times | slower"."""
    run = number_list(text, quantity, sentence)
    if len(run) < 2 or quantity is run[-1]:
        return None
    between = text.lower[quantity.end : run[-1].begin]
    change = next(changes_in(text, phrase_after(text, run[-1])), None)
    shared = (
        change
        and not any(c.isalpha() for c in _JOINING.sub("", between))
        and not text.lower[run[-1].end : change.start].strip()
    )
    return change if shared else None


def _headed(text: Text, quantity: Quantity, sentence: Span) -> Change | None:
    """The noun of change at the end of what numbers are of: "4% and 2% memory and time | overheads"."""
    run = number_list(text, quantity, sentence) or [quantity]
    headed = _HEADED.match(text.lower, run[-1].end, sentence[1])
    return next(changes_in(text, headed.span("head")), None) if headed else None


def is_headed(text: Text, quantity: Quantity) -> bool:
    """Whether a list of numbers has a list of what they are of behind it: "4% and 2% memory and time overheads"."""
    sentence = text.sentence((quantity.start, quantity.end))
    run = number_list(text, quantity, sentence)
    return len(run) > 1 and _HEADED.match(text.lower, run[-1].end, sentence[1]) is not None


def _left_to(text: Text, quantity: Quantity, phrase: Span, sentence: Span) -> Change | None:
    """The comparative that a number leaves to the one before it: "2x higher throughput on A and 3x | on B"."""
    former = [q for q in text.quantities((sentence[0], quantity.begin)) if q.family in ("factor", "percent")]
    if not former or former[-1].unit != quantity.unit:
        return None
    last = former[-1]
    if (
        any(c.isalpha() for c in text.lower[slice(*phrase)])
        or _LEFT_TO.search(text.lower, last.end, quantity.begin) is None
    ):
        return None
    rest = phrase_after(text, last)
    change = next(changes_in(text, rest), None)
    if change is None:
        return _left_to(text, last, rest, sentence)
    return None if any(changes_in(text, (rest[1], quantity.begin))) else change
