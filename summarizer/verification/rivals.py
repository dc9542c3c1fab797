"""Rivals: names and amounts that a text only sets its own work against."""

from __future__ import annotations

import re

from summarizer.folding import folded
from summarizer.lexicon import COMPARED
from summarizer.quantities import Quantity
from summarizer.sentences import Span
from summarizer.verification.names import Name, name_like, name_of
from summarizer.verification.numbers import bound_from
from summarizer.verification.texts import Text

_COMPARING_KEYS = (
    "than over as compared comparison relative respect versus vs against outperform outperforms outperformed"
    " outperforming surpass surpasses surpassed surpassing unlike exceed exceeds exceeded exceeding beat beats beaten"
    " beating compare compares"
)
COMPARED_WORDS = frozenset(_COMPARING_KEYS.split())
"""Where `COMPARED` is found one of these words stands: to ask for them first is far cheaper."""
_OF_OTHERS = re.compile(
    r"(?<![\w-])(?:existing|previous|prior|traditional|conventional|vanilla|standard|original|baselines?|sota|competing"
    r"|competitors?|rivals?|unreleased|unrelated|different)(?![\w-])",
    re.I,
)
_BEHIND_COMPARISON = re.compile(rf"(?:{COMPARED})\s*(?:the\s|an?\s|its\s|\([^()]*\)\s*)?$")
_LISTED_BEHIND = re.compile(
    rf"(?:{COMPARED})\s*(?:(?:that|those)\sof\s)?(?:the\s|an?\s)?(?:(?:[\w-]+\s){{1,3}}?(?:\([^()]*\)\s)?(?:and|or)\s(?:the\s|an?\s)?"
    r"|(?:[\w-]+,\s){1,3}(?:(?:and|or)\s)?(?:the\s|an?\s)?)?$"
)
_INSTEAD = re.compile(
    r"\b(?:next to|instead of|in (?:place|lieu) of|rather than|as opposed to|against|versus|vs\.?"
    r"|compared (?:to|with)|in contrast (?:to|with))\s(?:(?:the|an?|its|only|just|about|around|roughly|some)\s){0,2}"
    r"[$(~]?$"
)
_CONTRASTED = re.compile(r"\b(?:while|whereas|where)\s(?:the\s)?$")


def is_others(text: Text, span: Span, subject: str | None) -> bool:
    """Whether a subject is named as someone else's: "vanilla attention", or only ever what is compared with."""
    if not subject:
        return False
    if _OF_OTHERS.search(subject.lower()):
        return True
    start, _ = text.sentence(span)
    if COMPARED_WORDS.isdisjoint(text.words((start, span[1]))):
        return False
    before, name = text.lower[start : span[1]], name_of(subject)
    places = name.places(before)
    if not places:
        before = folded(before)
        places = name.places(before)
    return bool(places) and all(_BEHIND_COMPARISON.search(before, 0, place) for place in places)


def is_rivals_amount(text: Text, quantity: Quantity, subject: str | None) -> bool:
    """Whether an amount is the one that the paper's own is set against: "12 ms instead of | 31 ms".

    So is one whose subject the text elsewhere compares its own with: "Alder needs 22 ms. Compared with Alder, ours".
    """
    begin = bound_from(quantity)
    return bool(_INSTEAD.search(text.lower, max(0, begin - 40), begin)) or _is_rival(text, subject)


def is_rivals_factor(text: Text, quantity: Quantity, subject: str | None) -> bool:
    """Whether a factor is told, in a clause of its own, of what the text elsewhere compares its own with.

    "Ours runs 3x faster, while | Alder attains 2x."
    """
    begin = text.sentence((quantity.start, quantity.end))[0]
    if not subject or text.words((begin, quantity.start)).isdisjoint(("while", "whereas", "where")):
        return False
    leads = name_of(subject).places(text.lower, begin, quantity.start)
    return any(_CONTRASTED.search(text.lower, begin, at) for at in leads) and _is_rival(text, subject)


def _is_rival(text: Text, subject: str | None) -> bool:
    names = name_like(subject) if subject else ()
    return len(names) == 1 and text.once(("rival", names[0]), lambda: _is_compared_with(text, name_of(names[0])))


def _is_compared_with(text: Text, name: Name) -> bool:
    """Whether a name stands behind a word of comparison, alone or in a list, anywhere in the body."""
    title = len(text.marks.paper.title)
    if COMPARED_WORDS.isdisjoint(text.words((title, len(text.full)))) or name.search(text.lower, 0, title):
        return False
    return any(_LISTED_BEHIND.search(text.lower, max(0, at - 90), at) for at in name.places(text.lower, title))
