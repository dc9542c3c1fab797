"""Amounts: what is lost, left out or had as a multiple of another, told with no word of change at the number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.quantities import Quantity
from summarizer.records import Direction, Metric, Relation
from summarizer.sentences import Span
from summarizer.verification.bounds import number_list
from summarizer.verification.changes import Change
from summarizer.verification.governors import phrase_after
from summarizer.verification.nouns import head_of, nouns_in, signed
from summarizer.verification.texts import Text

_LOST = re.compile(
    r"\b(?:(?P<waste>wast(?:es?|ed|ing)|squander(?:s|ed|ing)?)|los(?:es?|ing|t)|forfeit(?:s|ed|ing)?|giv(?:es?|ing) up)"
    r"\s(?:(?:only|just|about|around|roughly|a|an|some|another|further|another)\s){0,2}$"
)
_OUT = r"left (?:out|alone|untouched)|untouched|frozen|avoided|spared|redundant|superfluous"
_PARTED = r"pruned|skipped|dropped|removed|masked|discarded|evicted|merged|excluded|eliminated|omitted"
_LEFT_OUT = re.compile(
    r"\)?\s*(?:\\?%\s*)?(?:of\s)?(?:(?:the|its|all|their|our)\s)?(?:[\w-]+\s){1,4}?"
    r"(?:(?:is|are|was|were|be|been|has|have|had|can|could|goes?|remains?|stays?)\s(?:(?:be|been|safely|simply)\s)*"
    rf"(?:never|not(?!\s(?:only|just|merely|even))|no longer|{_OUT})|needs? (?:not|never)|bypass(?:es|ed|ing)?"
    r"|do(?:es)? not (?:need|have) to|cannot(?=\sbe\s))\b"
    rf"(?P<kept>\s(?:(?:be|been|being|ever)\s)*(?:{_PARTED}|{_OUT})\b)?"
)
_SPENDS = re.compile(
    r"\b(?:at|with|for|while|despite|using|uses|(?<!of )use|requir\w+|need\w*|consum\w+|incur\w*|results? in|leads? to"
    r")\b"
)
"""What makes a multiple of a cost one that is spent, whatever else gets less: "saves time | at | 2x cost"."""
_GOES_ON = re.compile(
    r"(?:\s\([^()]*\))?[\s-](?!(?:and|or|but|while|than|over|on|for|with|at|when|without|across|against|versus|vs|to|by"
    r"|using|yet|via|from|within|under|in|of|as|per|compared|relative)\b)[a-z]"
)
"""What says that a noun only tells more of the next: "2x token | deduction", "2x delay | (TTFT) speedup"."""
_NO_MULTIPLE = re.compile(r"\s?(?:(?:in|of|the|its|our|their)\b|real[\s-]time)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words around a number say: the direction, how the number relates, and the words that say so."""

    direction: Direction | None
    relation: Relation | None = None
    words: Span | None = None
    sure: bool = True


def read_lost(text: Text, quantity: Quantity, phrase: Span, sentence: Span) -> Reading | None:
    """ "loses 25% of the throughput", "wastes half of the arithmetic": what is left does the work."""
    begin = quantity.begin
    lost = _LOST.search(text.lower, max(sentence[0], begin - 36), begin)
    if lost is None or quantity.unit != "%":
        return None
    nouns = nouns_in(text, phrase)
    if not lost["waste"] and (not nouns or head_of(text, nouns) != "good"):
        return None
    return Reading("worse", "reduced_by", (lost.start(), phrase[1]))


def read_left_out(
    text: Text, quantity: Quantity, metric: Metric | None, phrase: Span, sentence: Span
) -> Reading | None:
    """ "85% of the blocks are never computed": what is left out is no share that is used; what is not left out is."""
    left_out = _LEFT_OUT.match(text.lower, quantity.end, sentence[1]) if quantity.unit in ("x", "%") else None
    if left_out is None or (quantity.unit == "x" and (quantity.value or 0) >= 1):
        return None
    nouns = nouns_in(text, phrase, metric)
    worth = head_of(text, nouns) if nouns else None
    relation: Relation = "fraction_of" if left_out["kept"] else "reduced_by"
    return Reading(signed("down", worth, metric), relation, (quantity.start, left_out.end()))


def read_multiple(text: Text, quantity: Quantity, phrase: Span, change: Change | None) -> Reading | None:
    """ "achieves 2x throughput", "at 2x cost": a multiple of something good or of a cost, no verb right before it.

    A verb farther off in its clause may yet be that of a cost: "saves, over a month, 2x memory".
    """
    if quantity.unit != "x" or (quantity.value or 0) <= 1:
        return None
    nouns = nouns_in(text, phrase)
    run = [] if nouns else number_list(text, quantity, text.sentence(phrase))
    if run and not any(c.isalpha() for c in text.lower[slice(*phrase)]):  # "1.8x and 1.7x | the weights"
        phrase = phrase_after(text, run[-1])
        nouns = nouns_in(text, phrase)
    if not nouns:
        return None
    apart = change is None or _SPENDS.search(text.lower, change.end, quantity.begin) is not None
    worth = head_of(text, nouns)
    joined = change is not None and text.lower.find(" and ", change.end, quantity.begin) >= 0
    if change is not None and not apart and not joined and quantity.begin - change.end <= 12:
        return None
    words = (quantity.start, phrase[1])
    if worth == "good":
        return Reading("better", "times", words)
    whole = _GOES_ON.match(text.lower, nouns[-1][1]) is None
    if not apart or worth == "either" or not whole or _NO_MULTIPLE.match(text.lower, phrase[0]):
        return None
    return Reading("worse", "times", words)
