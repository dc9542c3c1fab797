"""Coinages: what authors' own words mark as a name of theirs: "our ... (ABC)", "ABC, a new ...", "we call"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.reading.naming.spellings import NOUN_WORDS, WORD, fits, is_special
from summarizer.reading.words.vocabulary import words

_OURS = re.compile(rf"ur (?<=\b[Oo]ur )(?P<phrase>(?:[\w-]{{1,40}},? ){{2,9}})\((?P<name>{WORD})\)")
_SORT = "class|family|kind|type|design|variant|suite|series|paradigm|concept|notion|scheme"
_OFFERED = re.compile(
    r"\s(?:(?:a|an|the|our|new|novel|two|three|simple|effective|yet|and|efficient|lightweight|general|unified|called"
    rf"|modified|improved) ){{0,8}}(?:(?:[\w-]{{1,40}} )?(?:{_SORT}) of "
    rf"(?:an? |the )?(?:(?:new|novel) )?)?(?P<phrase>(?:[\w/-]{{1,40}},? ){{2,9}})"
    rf"\((?P<name>{WORD})\)(?!-| (?:baseline|task|problem)s?\b)"
)
_NAMED = re.compile(
    rf"\s(?:an? |our )(?:[\w-]{{1,40}} ){{0,5}}?(?:{'|'.join(sorted(NOUN_WORDS))}) \((?P<name>{WORD})\)"
)
"""A name that is short for nothing, behind the noun that it names: "design a planner (Q2K)"."""
_LISTED = re.compile(
    rf"(?: (?:{'|'.join(sorted(NOUN_WORDS))}))?(?:,|,? and|,? as well as) (?:(?:an?|the|novel|new) ){{0,2}}"
    rf"(?P<phrase>(?:[\w/-]{{1,40}} ){{2,9}})\((?P<name>{WORD})\)(?!-)"
)
"""What is offered together with another: "propose a deep tour network (DTN) | and a van memory bank (VMB)"."""
_NOVEL = re.compile(r", (?:an? (?:new|novel|first)|the first|our (?:new|novel))\b")
_BEFORE_NOVEL = re.compile(rf"(?<![^\s(])({WORD}(?: {WORD}){{0,2}})$")
_REACH = 80
_EXPLAINS = re.compile(r"\)(?:,|:| --?-?| –| —) (?:an?|the first|that) ")
_EXPLAINED = re.compile(
    rf"(?<![^\s(])(?P<phrase>(?:[A-Z][\w-]{{1,40}} (?:(?:for|of|and|with|in) )?){{2,6}})\((?P<name>{WORD})\)"
    r"(?:,|:| --?-?| –| —) (?:an? |the first |that )"
    r"(?!popular|widely|well|standard|common|existing|recent|known|established|classic|state)"
)
_BORROWED = re.compile(
    r"\b(?:by|on|using|via|from|into|upon|through|leveraging|with|in|for|of|as|than|to|like|over|use|uses|employ|employs"
    r"|adopt|adopts|leverages|apply|applies|utili[sz]es?|combines?|integrates?|extends?) (?:the |an? )?$"
)
_CALLED = re.compile(
    r"\b(?:[Ww]hat |which |that )?[Ww]e (?:\w+ly )?(?:call|term|dub|coin|name)"
    r"(?: it| them| (?:this|such|the|our|that)(?: [\w-]{1,40}){1,2}?"
    r"| (?:these|those)(?: [\w-]{1,40}s| [\w-]{1,40} [\w-]{1,40}s|(?= [\w-]{1,40} [\w-])))?(?: as| the| an?)? "
    r"[\"'“‘`]*(?P<name>[a-z][a-z-]{1,40}(?: [a-z][a-z-]{1,40}){0,2})[\"'”’`]*(?=[,:;.(]| --| –| —|$)"
)
"""A noun behind `these` is a plural: "these vans night keepers", but "these | attention sinks"."""
_PARTS = (
    "module component innovation contribution design strategy mechanism technique improvement branch step stage part "
    "objective loss idea"
)
_PARTS_FOLLOW = re.compile(
    rf"\b(?:{'|'.join(_PARTS.split())}|strategie|branche|losse)s?(?:,? (?:i\.e\.,?|namely,?|including))?: ?"
)
_LONG = r"(?P<phrase>(?:[A-Z][\w-]{1,40} (?:(?:for|of|and|with|in|to|by) )?){2,7})"
_PART = re.compile(rf"(?<![\w-]){_LONG}\((?P<name>{WORD})\)")
_OF_MODULE = re.compile(
    rf"he (?<=\b[Tt]he ){_LONG}\((?P<name>{WORD})\)"
    r"(?P<noun> (?:module|block|strategy|mechanism|branch|layer|unit|component)\b)?"
)
_PROPOSED = re.compile(rf"roposed (?<=\b[Pp]roposed ){_LONG}\((?P<name>{WORD})\)")
_CORE = re.compile(
    rf"(?:component|contribution|innovation|module|idea|core|heart)s?\b[^.;,()]{{0,40}} (?:is|are) "
    rf"(?:(?:the|an?|our|novel|new) ){{0,2}}{_LONG}\((?P<name>{WORD})\)"
)
"""What is said to be the heart of a work: "its core component is the Depot Sorter (DS)"."""
_MODULE_HEADS = words("module block strategy mechanism branch unit scheme loss")
_INNER = words("of in on by with from to using via that which as at through into is are and for or")
_INNER_OF_CAPITALS = words("for and of with in")
_INNER_OF_NAMES = _INNER_OF_CAPITALS | words("from using via by to on")
_ARTICLES = words("a an the then")
_FEW = 2
"""Letters too few to tell that they are taken from the whole of a phrase."""
_CALLING = words("call term dub coin name")
_FIRSTS = words("new novel first")
_KINDS = NOUN_WORDS - {"transformer"}
_CALLED_STOPS = words(
    "it so this that them these those as the a an to for of is are was were can may has have which in on with and or"
)
LEADING = _FIRSTS | _CALLING
"""Every plain word that leads to a coinage, however the name is spelt."""
LEADING_TO_SPECIAL = words("our we")
"""Those that lead to one whose name is spelt as only names are, or say who speaks."""


def offered(sentence: str, end: int) -> Iterator[str]:
    """The short form of a plain phrase right behind a verb of introducing: "propose a deep tour network (DTN)"."""
    match = _OFFERED.match(sentence, end)
    if match is None or not _is_short_of(match):
        match = _NAMED.match(sentence, end)
    while match and is_special(match["name"]):
        yield match["name"]
        listed = _LISTED.match(sentence, match.end())
        match = listed if listed and _is_short_of(listed) else None


def coined(sentence: str, said: frozenset[str], *, special: bool) -> list[str]:
    """The names that the authors' own words mark as theirs; the parameters are those of `introduced`."""
    names: list[str] = []
    if special and "(" in sentence:
        names.extend(_parts(sentence))
        if "our" in said:
            names.extend([match["name"] for match in _OURS.finditer(sentence) if _is_short_of(match)])
        if _EXPLAINS.search(sentence):
            names.extend(_explained(sentence))
    if not said.isdisjoint(_FIRSTS):
        for novel in _NOVEL.finditer(sentence):
            before = _BEFORE_NOVEL.search(sentence[max(0, novel.start() - _REACH) : novel.start()])
            if before and (is_special(before[1]) or " " in before[1]):
                names.append(before[1])
    if "we" in said and not said.isdisjoint(_CALLING):
        names.extend(_called(sentence))
    return names


def _explained(sentence: str) -> Iterator[str]:
    """The short forms that are explained right behind them: "Depot Sorter (DS), the first"."""
    for match in _EXPLAINED.finditer(sentence):
        borrowed = _BORROWED.search(sentence, max(0, match.start() - 24), match.start())
        if not borrowed and is_special(match["name"]) and fits(match["name"], match["phrase"].split()):
            yield match["name"]


def _called(sentence: str) -> Iterator[str]:
    """The plain words by which the authors call something of theirs: "which we call night keeping"."""
    for match in _CALLED.finditer(sentence):
        parts = match["name"].split()
        if _CALLED_STOPS.isdisjoint(parts) and parts[-1] not in _KINDS:
            yield match["name"]


def _parts(sentence: str) -> Iterator[str]:
    """The parts that a sentence counts up behind a colon, and the modules it speaks of: "the Depot Sorter (DS) module".

    "has two parts: (1) Night Depot Search (NDS) and (2) Van Memory Bank (VMB)".
    """
    listed = _PARTS_FOLLOW.search(sentence) if ":" in sentence else None
    listed = listed if listed and _is_of_authors(sentence[: listed.start()]) else None
    for match in _PART.finditer(sentence, listed.end()) if listed else ():
        if is_special(match["name"]) and fits(match["name"], match["phrase"].split()):
            yield match["name"]
    for match in (*_PROPOSED.finditer(sentence), *_CORE.finditer(sentence)):
        if is_special(match["name"]) and fits(match["name"], match["phrase"].split()):
            yield match["name"]
    for match in _OF_MODULE.finditer(sentence):
        phrase = match["phrase"].split()
        module = match["noun"] or phrase[-1].lower() in _MODULE_HEADS
        start = match.start() - len("t")
        taken = _TAKEN.search(sentence, max(0, start - 60), start)
        if module and not taken and is_special(match["name"]) and fits(match["name"], phrase):
            yield match["name"]


_TAKEN = re.compile(r"\b(?:borrow|adopt|employ|reus|us)(?:e|es|ed|s|ing)?\b[^,;:()]*$")
"""What governs a module that is taken from others: "we borrow | the Depot Sorter Module (DSM)"."""
_AUTHORS = re.compile(
    r"\b(?:(?:[Ww]e|paper|work) (?:\w+ly )?(?:propose|introduce|present|develop|design|devise)s?|[Oo]ur"
    r"|[Ww]e (?:address|tackle|achieve|solve|overcome|handle)|consists?"
    r"|consisting|compris(?:es?|ing)|composed|[Ii]t (?:relies|builds|rests|has|combines))\b"
)


def _is_of_authors(before: str) -> bool:
    """Whether the parts that follow are of the authors' work: "we propose", "our", "consists of", a name as subject."""
    return _AUTHORS.search(before) is not None or any(is_special(word) for word in before.split())


def _is_short_of(match: re.Match[str]) -> bool:
    """Whether a name is short for the phrase before it, and the phrase is no more than that."""
    name, phrase = match["name"], _apposed(match["phrase"]).split()
    inner = _INNER.intersection(phrase)
    if not is_special(name) or len(phrase) < 2 or not inner <= _INNER_OF_NAMES or not _ARTICLES.isdisjoint(phrase[1:]):
        return False
    if inner and not _is_of_whole(name, phrase, inner):
        return False
    stem, _, suffix = name.rpartition("-")
    return fits(name, phrase) or (bool(stem) and len(suffix) == 1 and fits(stem, phrase))


def _apposed(phrase: str) -> str:
    """The part of a phrase behind its comma, where that sets it off: "framework, depot sorting by night"."""
    before, comma, behind = phrase.rpartition(", ")
    adjectives = "-" in before.rpartition(" ")[2] or (" " not in before and before not in NOUN_WORDS)
    return phrase if not comma or adjectives else behind.removeprefix("the ")


def _is_of_whole(name: str, phrase: Sequence[str], inner: frozenset[str]) -> bool:
    """Whether a name is short for a whole phrase, not only for what stands behind a preposition in it.

    "planning by night (PN)", but not "a planner for depot sorting (DS)".
    """
    if phrase[0] in _INNER or (len(name) <= _FEW and inner - {"and"}):
        return False
    if phrase[0][0] == name[0] and inner <= _INNER_OF_CAPITALS:
        return True
    behind = [phrase[at + 1 :] for at, word in enumerate(phrase) if word in inner]
    return not any(part and fits(name, part) for part in behind)
