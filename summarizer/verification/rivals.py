"""Rivals: names and amounts that a text only sets its own work against."""

from __future__ import annotations

import re

from summarizer.folding import folded
from summarizer.lexicon import COMPARED
from summarizer.quantities import Quantity, base_unit
from summarizer.sentences import Span
from summarizer.verification.bounds import number_list
from summarizer.verification.names import Name, name_like, name_of
from summarizer.verification.roles import own_cues
from summarizer.verification.texts import Text

_COMPARING_KEYS = (
    "than over as compared comparison relative respect versus vs against outperform outperforms outperformed"
    " outperforming surpass surpasses surpassed surpassing unlike exceed exceeds exceeded exceeding beat beats beaten"
    " beating compare compares"
)
COMPARED_WORDS = frozenset(_COMPARING_KEYS.split())
"""Where `COMPARED` is found one of these words stands: to ask for them first is far cheaper."""
_OF_OTHERS = re.compile(
    r"(?:the\s|an?\s|other\s|all\s|most\s){0,2}(?:unreleased|unrelated|different)(?![\w-])"
    r"|(?:(?!(?:our|this|new|novel|proposed|of|in|on|to|as|by|for|and|than|with|from|over|upon|like|without|beyond)\s)[^\s,]+\s){0,3}"
    r"(?:existing|previous|prior|traditional|conventional|vanilla|standard|original|baselines?|sota|competing"
    r"|competitors?|rivals?)(?![\w-])"
    r"|(?!our\s)(?:[^\s,]+\s){0,4}(?:baselines?|competitors?|rivals?)(?:\s\([^()]*\))?$",
    re.I,
)
"""A subject that is named as someone else's by a word before its noun or by its head: "two existing encoders".

No preposition stands before that word: "variant of an existing encoder" names what is the paper's own.
"""
_BEHIND_COMPARISON = re.compile(rf"(?:{COMPARED})\s*(?:the\s|an?\s|its\s|\([^()]*\)\s*)?$")
_LISTED_BEHIND = re.compile(
    rf"(?:{COMPARED})\s*(?:(?:that|those)\sof\s)?(?:the\s|an?\s)?(?:(?:[\w-]+\s){{1,3}}?(?:\([^()]*\)\s)?(?:and|or)\s(?:the\s|an?\s)?"
    r"|(?:[\w-]+,\s){1,3}(?:(?:and|or)\s)?(?:the\s|an?\s)?)?$"
)
_GOES_ON = re.compile(r"[^\s,]+(?:\s\([^()]*\))?(?:,|\s(?:and|or|&)\s)")
_INSTEAD = re.compile(
    r"\b(?:next to|instead of|in (?:place|lieu) of|rather than|as opposed to|against|versus|v\.?s\.?"
    r"|compared (?:to|with)|in contrast (?:to|with))\s(?:(?:the|an?|its|only|just|about|around|roughly|some)\s){0,2}"
    r"[$(~]?$"
)
_CAME_FROM = re.compile(
    r"(?:\b(?:goes|went|going|fall(?:s|ing)?|fell|drop(?:s|ped|ping)?|ris(?:es?|ing)|rose|grows?|grew|climb(?:s|ed|ing)?"
    r"|shr[aiu]nks?|jump(?:s|ed)?|declin(?:es?|ed|ing)|(?:de|in)creas(?:es?|ed|ing)|reduc(?:es?|ed|ing)|lower(?:s|ed|ing)?"
    r"|rais(?:es?|ed|ing)|improv(?:es?|ed|ing)|boost(?:s|ed|ing)?|lift(?:s|ed|ing)?|cut(?:s|ting)?|bring(?:s|ing)?"
    r"|brought|moves?|moved|push(?:es|ed)?|trim(?:s|med)?|down|up)\s(?:[^\s.;:]+\s){0,6}?|\()"
    r"from\s(?:(?:about|around|roughly|some|an?)\s)?[$~]?$"
)
"""What leads to the level that something had before: "the error falls | from 6%", "0.81 (from | 0.58)"."""
_STEM = re.compile(r"[^\W\d_]{3}(?:[a-z]+)?")
_INTRODUCED = re.compile(
    r"\b(?:we|this (?:paper|work|study|article))\s(?:\w+\s)?(?:present|propose|introduce|develop|describe|releas"
    r"|buil[dt]|devise|design|creat|contribut|call|name|term|dub|offer)\w*\s[^.;]{0,60}$"
    r"|(?:called|named|dubbed|termed|coined|\bour|proposed)\s(?:\w+\s){0,2}$"
)
_RIVAL = re.compile(
    r"\b(?:outperform\w*|surpass\w*|exceed\w*|beat\w*|match(?:es|ed|ing)?|rival\w*|approach(?:es|ing)|than|against|over"
    r"|on par with|par with|parity with|compara(?:ble|bly) (?:to|with)|competitive (?:to|with)|similar to|close to"
    r"|as (?:well|good) as"
    r"|relative to|compared (?:to|with)|compet(?:es?|ing) with|versus|v\.?s\.?|compar\w+ (?:\w+ ){1,3}(?:to|with)"
    r"|competitive against"
    r"|competitive (?:\w+ ){1,2}(?:to|with|against)|similar (?:\w+ ){1,2}(?:to|as)|(?:performance|quality|accuracy"
    r"|results) (?:of|to)"
    r"|on a par with|equal(?:s|ing)?|equivalent to|better than|challeng\w+)\s+(?:(?:that|those) of\s+)?"
    r"(?P<object>(?:(?!(?:by|in|on|at|for|and|while|but|to|from|of|is|are|yet|when|as|its|our)\s|[\d.$]+\s?(?:x|×|%"
    r"|\\))"
    r"[^\s,;:()]+(?:\s+|,\s+(?=(?:which|an?)\s))){0,6}?)"
    r"(?P<link>(?:that|which)\s+(?:(?:may|might|can|could|often|usually|typically)\s+)?"
    r"(?:is|are|was|were|be|has|have|had|uses?|requires?|needs?|contains?)\s+"
    r"|(?:with|using|requiring|having|needing|consuming|containing|employing|trained (?:on|with|using)|of)\s+"
    r"|\(\s*|)\$?$"
)
OUTDOES = re.compile(
    r"\b(?:outperform|surpass|match(?:es|ing)|rival|beat(?:s|ing)|competitive|comparable|on par|better than|exceed"
    r"|compet(?:es|ing))"
)
_OUTDONE = re.compile(
    r"\b(?:is|are|was|were|been|being)\s(?:\w+ly\s)?(?:outperformed|surpassed|beaten|exceeded|outdone)\sby\s[^;:]*$"
)
"""What makes of the one described the better one: "is outperformed by encoders | 3x larger"."""
_OF_RIVAL = re.compile(
    r"\b(?:outperform\w*|surpass\w*|exceed\w*|beat\w*|match(?:es|ed|ing)?|rival(?:s|ing)?"
    r"|(?:competitive|comparable) (?:[a-z]+ ){0,5}?(?:to|with)"
    r"|on par with|similar to|as (?:well|good) as)\s(?:(?!(?:while|but|and|with|by|at|using|yet|when)\b)[\w-]+\s){1,5}?"
    r"(?:that|which)\s(?:are|have|has|contain|use|need|require)s?\s(?:[\w-]+\s){0,4}$"
)
"""What leads to the size of a rival: "rivals encoders that have | more"."""
SIZED = re.compile(
    r"[\s)-]*\$?\s*(?:larger|bigger|heavier|slower|(?:its|the|our|their) (?:own )?(?:\w+ )?size|as (?:large|big))"
)
_ADDED = re.compile(r"[\s$]*(?:additional|extra|added)\b")
_REACH, _OF_REACH = 90, 140
_CONTRASTED = re.compile(r"\b(?:while|whereas|where)\s(?:the\s)?$")


def rival_link(text: Text, quantity: Quantity, sentence: Span) -> str | None:
    """Say whose a number is that describes what something is compared with: "outperforms models that are | 20x larger".

    `its own`: told of the other one for certain. `another's`: of the other one where it is the larger amount.
    `either's`: the words leave it open. None where nothing is described.
    """
    run = number_list(text, quantity, sentence) or [quantity]  # "3x and 14x larger" describe the same ones
    begin, end = run[0].begin, run[-1].end
    if _OUTDONE.search(text.lower, max(sentence[0], begin - _REACH), begin):
        return None
    found = _RIVAL.search(text.full, max(sentence[0], begin - _REACH), begin)
    if found is None:
        return "either's" if OUTDOES.search(text.lower, max(sentence[0], begin - _REACH), begin) else None
    described = found["link"].lower()
    if described.startswith(("that", "which")) or (described in ("", "(") and SIZED.match(text.lower, end)):
        return "its own"
    if described in ("", "(") or (quantity.unit == "%" and _ADDED.match(text.lower, quantity.end)):
        return None  # "better than Alder with | 1% additional parameters" adds them to the subject
    return "either's" if any(c.isupper() for c in found["object"]) else "another's"


def is_of_rival(text: Text, place: int) -> bool:
    """Whether a place describes what something is compared with: "rivals encoders that have | more parameters"."""
    start, _ = text.sentence((place, place + 1))
    return _OF_RIVAL.search(text.lower, max(start, place - _OF_REACH), place) is not None


def is_others(text: Text, span: Span, subject: str | None) -> bool:
    """Whether a subject is named as someone else's: "vanilla attention", or only ever what is compared with."""
    if not subject:
        return False
    called_ours = rf"\bour (?:[\w-]+ ){{0,2}}{re.escape(subject.lower())}"
    if _OF_OTHERS.match(subject.lower()) and not re.search(called_ours, text.lower):
        return True
    start, _ = text.sentence(span)
    if COMPARED_WORDS.isdisjoint(text.words((start, span[1]))):
        return False
    before, name = text.lower[start : span[1]], name_of(subject)
    places = name.places(before)
    if not places:
        before = folded(before)
        places = name.places(before) or _places_of_rival(text, subject, before)
    return bool(places) and all(_BEHIND_COMPARISON.search(before, 0, place) for place in places)


def _places_of_rival(text: Text, subject: str, before: str) -> list[int]:
    """Where the name stands that a phrase begins with: the "Alder" of "Alder's 2-head version"; an own one nowhere."""
    first = next(iter(name_like(subject)), None)
    if first is None or not subject.startswith(first) or _shares_stem(first, text) or _is_introduced(first, text):
        return []
    return name_of(first).places(before)


_GIVEN = re.compile(
    r"(?:As|Because|Since|Although|Though|While|Whereas|Given that)\s"
    r"(?P<clause>[^,;:.]*(?:\.\d[^,;:.]*)*"
    r"(?:,\s(?:potentially|possibly|often|even|sometimes|now|up to)\s[^,;:.]*(?=,))?),"
)


def is_given(text: Text, span: Span, subject: str | None) -> bool:
    """Whether a clause only gives a reason that tells of something in general: "As probes reach 9 m, ..."."""
    sentence = text.sentence(span)
    given = _GIVEN.match(text.full, *sentence) if subject else None
    if given is None or not subject or not given.start("clause") <= span[0] < given.end("clause"):
        return False
    own = [place for place in own_cues(text, sentence) if place < given.end()]
    names = name_like(subject)
    told = name_of(subject).search(text.lower, *given.span("clause")) is not None
    ours = any(_shares_stem(name, text) or _is_introduced(name, text) for name in names)
    return told and not own and not ours


def is_left_behind(text: Text, quantity: Quantity) -> bool:
    """Whether a number is what another one is told instead of: "12 ms instead of | 31 ms", "fell from | 37 GB to 8"."""
    before = max(text.sentence((quantity.start, quantity.end))[0], quantity.begin - 80), quantity.begin
    return any(words.search(text.lower, *before) for words in (_INSTEAD, _CAME_FROM))


def is_rivals_amount(text: Text, quantity: Quantity, subject: str | None) -> bool:
    """Whether the text compares an amount's subject with its own: "Alder needs 22 ms. Compared with Alder, ours"."""
    return _is_rival(text, subject) or _stands_against_own(text, quantity, subject)


def _stands_against_own(text: Text, quantity: Quantity, subject: str | None) -> bool:
    """Whether an amount follows a name that is not the paper's, and another one its own: "Alder takes 9 ms, ours 2"."""
    names = name_like(subject) if subject else ()
    sentence = text.sentence((quantity.start, quantity.end))
    others = [q for q in text.quantities(sentence) if q.start != quantity.start and q.family in ("amount", "number")]
    own = own_cues(text, sentence) if names and others else []
    if not own or any(_shares_stem(name, text) or _is_introduced(name, text) for name in names):
        return False
    told = [place for name in names for place in name_of(name).places(text.lower, sentence[0], quantity.start)]
    if not told or max(told) < max((place for place in own if place < quantity.start), default=-1):
        return False
    unit = base_unit(1.0, quantity.unit or "")[1]
    alike = [q for q in others if q.unit is None or base_unit(1.0, q.unit)[1] == unit]
    return any(max(told) < place < q.start or place < q.start < max(told) for q in alike for place in own)


def _shares_stem(name: str, text: Text) -> bool:
    """Whether a name begins as a word of the title does: "Nube-T" where the title says "Nube"."""
    stem = _STEM.match(name)
    return stem is not None and text.lower.find(stem.group().lower(), 0, len(text.marks.paper.title)) >= 0


def _is_introduced(name: str, text: Text) -> bool:
    """Whether the authors say of a name that it is theirs: "we present Fenwick", "called Fenwick"."""
    return any(_INTRODUCED.search(text.lower, max(0, at - 80), at) for at in name_of(name).places(text.lower))


def is_rivals_factor(text: Text, quantity: Quantity, subject: str | None) -> bool:
    """Whether a factor is told, in a clause of its own, of what the text elsewhere compares its own with.

    "Ours runs 3x faster, while | Alder attains 2x."
    """
    begin = text.sentence((quantity.start, quantity.end))[0]
    if not subject or text.words((begin, quantity.start)).isdisjoint(("while", "whereas", "where")):
        return False
    leads = name_of(subject).places(text.lower, begin, quantity.start)
    contrasted = [at for at in leads if _CONTRASTED.search(text.lower, begin, at)]
    return bool(contrasted) and (_is_rival(text, subject) or _is_foreign(text, subject, (begin, contrasted[0])))


def _is_foreign(text: Text, subject: str, before: Span) -> bool:
    """Whether a subject is a name that the paper does not call its own, set against what it does."""
    names = name_like(subject)
    cues = own_cues(text, text.sentence(before))
    own = [place for place in cues if place < before[1] and not text.lower.startswith("we ", place)]
    return bool(names and own) and not any(_shares_stem(name, text) or _is_introduced(name, text) for name in names)


def _is_rival(text: Text, subject: str | None) -> bool:
    names = name_like(subject) if subject else ()
    return (
        len(names) == 1
        and not _is_introduced(names[0], text)
        and text.once(("rival", names[0]), lambda: _is_compared_with(text, name_of(names[0])))
    )


def _is_compared_with(text: Text, name: Name) -> bool:
    """Whether a name stands behind a word of comparison, alone or in a list, anywhere in the body."""
    title = len(text.marks.paper.title)
    if COMPARED_WORDS.isdisjoint(text.words((title, len(text.full)))) or name.search(text.lower, 0, title):
        return False
    return any(_is_listed_behind(text, at) for at in name.places(text.lower, title))


def _is_listed_behind(text: Text, at: int) -> bool:
    """Whether a name stands behind a comparison; "compared with Alder, | Quillnet saves" begins a clause with it."""
    found = _LISTED_BEHIND.search(text.lower, max(0, at - 90), at)
    return found is not None and (not found.group().endswith(", ") or _GOES_ON.match(text.full, at) is not None)
