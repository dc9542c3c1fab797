"""Mentions: the names that a paper uses for parts and results of its work once it has spoken of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from summarizer.folding import occurrences
from summarizer.reading.naming.introductions import VERBS_OF_OFFER
from summarizer.reading.naming.spellings import (
    COMMA,
    NOUN,
    NOUNS,
    RUN,
    WORD,
    fits,
    has_capital,
    is_special,
    letters_of,
)
from summarizer.reading.words.vocabulary import words

_BRACKETED = re.compile(rf"\(({WORD})\)(?!-)( {NOUN}\b)?")
_HEADS = (["module"], ["mechanism"], ["block"], ["strategy"], ["branch"], ["scheme"])
"""Nouns of parts, which a paper names for itself."""
_PHRASE_ENDS = words(
    "the of by for with via from in on that which using to and or into is are has as into through between under at"
)
_APPOSED = re.compile(
    rf" ?(?P<sign>[,:–—-])(?:(?<=[,:])|(?<= [–—])|(?<= -)-?-?) (?P<name>{WORD})"
    r"(?:(?P<more>,(?! [A-Z])| \()|(?=[.:]?$| --?-? | [–—] ))"
)
"""What stands behind a noun and leads to its name."""
_SUBJECT = re.compile(
    rf"(?![A-Z]?[a-z]+ )(?:[A-Z]\w+, )?({WORD}) (?:\w+ly |also |then )?(?!is\b|was\b|has\b)[a-z]+s "
    r"(?:an?|the|each|both|all|its|their|our|up|over|on|with|in|from|to|state-of-the-art|\d\S*)\s"
)
"""A name that does something; a plain word is none."""
_OF_OTHERS = words(
    "state-of-the-art existing prior previous leading strongest best than over sota recent baseline competing original"
)
"""Words of a noun whose name is somebody else's: "the best | planner, ABC, "."""
_MARKERS = words("a an our comprising comprises")
_ARTICLES = words("a an our the its their one on")
_MADE_OF = words("composed consists consist consisting comprised")
_LISTED = re.compile(rf"(?: {NOUN})?(?:,|,? and) (?:an? |the )?([^,;:.()]{{3,80}})")
_PARTS = rf"(?:an? |the )?(?:novel |new )?({RUN})"
_MENTIONS: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    (words("proposed resulting"), re.compile(rf" (?:[Tt]he|[Oo]ur) (?:proposed|resulting) ({WORD})\b")),
    (
        words("novel new newly"),
        re.compile(rf" (?:[Aa]|[Tt]he|[Oo]ur) (?:novel|new|newly \w+) ({WORD}) {NOUN}\b"),
    ),
    (
        words("module modules mechanism strategy block layer scheme loss"),
        re.compile(rf" [Aa]n? ({WORD}) (?:module|mechanism|strategy|block|layer|scheme|loss)\b"),
    ),
    (words("i ii 1 2"), re.compile(rf"\((?:i+|iv|v|\d)\) {_PARTS}(?= -|:|,| that| which)")),
)
"""Ways of naming a single word, each with plain words of which a sentence must hold one; so with the next.

Nearly all begin with a space, which is found fast; one is put before the sentence.
"""
_PART_MENTIONS: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    (words("our"), re.compile(rf"Our (?<=\bOur )({WORD}(?: {WORD}){{0,2}}) (?:\w+ly )?[a-z]+s\b")),
    (
        words("feature features featuring introduces introducing"),
        re.compile(rf" (?:features?|featuring|introduces|introducing) {_PARTS}"),
    ),
)
LEADING = frozenset().union(*(needed for needed, _ in _PART_MENTIONS))
"""Every plain word that leads to a mention, however the name is spelt."""
_LEADING_TO_WORD = frozenset().union(*(needed for needed, _ in _MENTIONS))
LEADING_TO_SPECIAL = NOUNS | _LEADING_TO_WORD
"""Those that lead to one whose name is spelt as only names are."""


def mentioned(sentence: str, said: frozenset[str], *, special: bool) -> list[str]:
    """The names that a paper's own sentence uses for parts and results of its work.

    `said` are its plain words, as far as they lead to names; `special` says whether it `holds_special`.
    """
    names: list[str] = []
    if special:
        if "(" in sentence:
            names.extend(_abbreviated(sentence))
        subject = _SUBJECT.match(sentence)
        if subject and is_special(subject[1]):
            names.append(subject[1])
        if (nouns := said & NOUNS) and _sets_off(sentence):
            names.extend(_apposed(sentence, nouns))
        if not said.isdisjoint(_LEADING_TO_WORD):
            names.extend([name for name in _said(_MENTIONS, sentence, said) if is_special(name.split()[0])])
    if not said.isdisjoint(LEADING) and (special or has_capital(sentence)):
        spoken = _said(_PART_MENTIONS, sentence, said)
        names.extend([name for name in spoken if is_special(name.split()[0]) or " " in name])
    return names


def _said(forms: Iterable[tuple[frozenset[str], re.Pattern[str]]], sentence: str, said: frozenset[str]) -> list[str]:
    """What is named in those of some ways of naming of which the sentence holds a word."""
    spaced = f" {sentence}"
    return [name for needed, form in forms if not said.isdisjoint(needed) for name in form.findall(spaced)]


def _sets_off(sentence: str) -> bool:
    """Whether a sentence holds a sign that may lead to a name: most hold none."""
    if ": " in sentence or "- " in sentence or "– " in sentence or "— " in sentence:
        return True
    return COMMA.search(sentence) is not None


def _apposed(sentence: str, nouns: Iterable[str]) -> Iterator[str]:
    """The name behind the noun that it is the name of: "our new planner, ABC, "; "a new planner -- ABC"."""
    for end in sorted([at + len(noun) for noun in nouns for at in occurrences(noun, sentence)]):
        apposed = _APPOSED.match(sentence, end)
        if apposed is None:
            continue
        name, before = apposed["name"], sentence[max(0, end - 64) : end].split()[-7:]
        if before[-1] in NOUNS and is_special(name) and _OF_OTHERS.isdisjoint(before[-4:]):
            article = next((word for word in reversed(before) if word in _ARTICLES), "the")
            if (apposed["sign"] == "," and apposed["more"]) or article in _MARKERS:
                yield name


def _abbreviated(sentence: str) -> Iterator[str]:
    """The short form of a phrase that an indefinite article marks as new, and of those listed with it.

    "a nested tour module (NTM) and depot memory (DM)".
    """
    last = -1
    for match in _BRACKETED.finditer(sentence):
        name = match[1]
        if not is_special(name):
            continue
        phrase, offered = _phrase_before(sentence, match.start())
        capitals = sum(word[:1].isupper() for word in phrase)
        listed = last >= 0 and _LISTED.fullmatch(sentence, last, match.start())
        marked = match[2] or capitals >= 3 or (offered and len(letters_of(name)) > 3)
        marked = marked or phrase[-1:] in _HEADS
        if fits(name, listed[1].split()) if listed else marked and fits(name, phrase):
            yield name
            last = match.end(1) + 1


def _phrase_before(sentence: str, end: int) -> tuple[Sequence[str], bool]:
    """The words from an indefinite article up to a place, and whether a verb of introducing stands before them."""
    before = sentence[max(0, end - 140) : end].split()
    for at in range(len(before) - 1, -1, -1):
        word = before[at].lower()
        if word in _MARKERS or (word == "of" and before[at - 1] in _MADE_OF):
            return before[at + 1 :], before[at - 1] in VERBS_OF_OFFER
        joined = word == "and" and at + 1 < len(before) and before[at - 1].istitle() and before[at + 1].istitle()
        if (word in _PHRASE_ENDS and not joined) or word[-1] in ",;:.":
            return (before[at + 1 :] if at == 0 and word[-1] == "," else ()), False
    return before if end < 140 else (), False
