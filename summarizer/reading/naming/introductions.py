"""Introductions: the sentences in which a paper gives its work a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from summarizer.reading.naming import coinages
from summarizer.reading.naming.acronyms import KNOWN
from summarizer.reading.naming.coinages import coined, offered
from summarizer.reading.naming.spellings import (
    COMMA,
    COMMON,
    IN_BRACKETS,
    NOUN,
    NOUN_OF,
    NOUN_WORDS,
    RUN,
    SHORT,
    WORD,
    WORD_AT,
    fits,
    has_capital,
    is_special,
    letters_of,
    places_of_any,
)
from summarizer.reading.words.vocabulary import one_of, words
from summarizer.sentences import Span

_FIRST = re.compile(
    rf"[\"'“‘`*\s]*(?:(?:the|a|an|our|it|this|model|method|framework|simply|so-called|as)\s+[\"'“‘`]*)*"
    rf"({RUN})"
)
_WE_CALL = (
    r" (?:further )?(?:call|name|term|dub|coin)"
    r"(?: it| our \w+(?: \w+)?| this \w+(?: \w+)?| the \w+(?: \w+){0,3}?| them)?(?: as)?"
)
_CUE = re.compile(
    one_of(
        *("called", "named", "dubbed", "termed", "coined(?: as)?", "namely", "nicknamed", "titled", "entitled"),
        *("abbreviated(?: as| to)?", "known as", "denoted(?: as| by)?", "code-?named", "branded"),
        *(f"{who}{_WE_CALL}" for who in ("we", "We", "which we", "that we")),
        r"refer(?:red)? to(?: it| this(?: \w+)?| our \w+)? as",
    )
    + r"\b[,:]?"
)
_PHRASED = re.compile(rf"\s(?:the |an? )?([a-zA-Z][\w-]*(?: [\w-]+){{1,7}}) \(({WORD})\)")
_CUES = words(
    "called named dubbed termed coined namely nicknamed titled entitled abbreviated known denoted codenamed branded "
    "call name term dub coin refer referred"
)
"""Plain words of which a sentence must hold one for a cue; so with the other sets of this kind."""
_STEMS = words(
    "propos introduc present develop design devis build built construct creat releas contribut describ unveil offer "
    "formulat formaliz formalis implement instantiat showcas establish open-sourc launch deriv curat collect compil "
    "assembl defin"
)
_ENDINGS = ("es", "ed", "e", "s", "ing", "")
_VERB_OF = {(stem + ending).removeprefix("open-"): stem + ending for stem in _STEMS for ending in _ENDINGS} | {
    "forward": "put forward",
    "forwards": "put forwards",
}
"""Each verb by which authors introduce something, by the plain word of it that a text which holds it must hold."""
VERBS_OF_OFFER = frozenset(_VERB_OF)
_NEAR = 60
_SPEAKERS = words("we paper work study article report authors contribution contributions")
_SPOKEN = re.compile(
    one_of(
        *(
            rf"{speaker}(?<!ecent {speaker})(?<!rior {speaker})(?<!vious {speaker})\b[^.;]{{0,{_NEAR}}}"
            for word in sorted(_SPEAKERS)
            for speaker in (word, word.capitalize())
        ),
        r"and \w+ly ",
    )
    + r"\Z"
)
_SPOKEN_REACH = _NEAR + max(map(len, _SPEAKERS))
_LED = re.compile(r"(?<=\b[Ww]e )|(?<=\AI )|(?<=[,;] I )|(?<=\band )|(?<=\bby )")
"""What stands right before a verb by which authors introduce; or they speak somewhere before it."""
PASSIVES = words("proposed introduced presented developed designed created released formalized formalised devised")
_OFFERS = words("proposed introduced presented")
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were) (?:then |hereby |thus |further |also )?(?:proposed|introduced|presented|developed"
    r"|designed|created|released|formali[sz]ed|devised)\b"
)
_NOVEL = words("our proposed new novel resulting final")
_NEW = re.compile(
    r"\b(?:[Oo]ur|(?:[Tt]he|[Tt]his) (?:newly )?(?:[Pp]roposed|new|novel|resulting|final))(?:\s[\w-]+){0,4}?\s\Z"
)
"""What says that the noun behind it is new."""
_NAMED = re.compile(rf",? (?:the )?({RUN})(?=[\s,.(])")
_BEHIND_NOUN = re.compile(
    rf" ({WORD})(?=[,.;]| \(|\s(?:and|that|which|to|for|with|by|focus\w+|cover\w+|compris\w+|contain\w+|consist\w+"
    r"|based|built|designed)\b)"
)
_BEFORE_NOUN = re.compile(rf"\b(?:an?|the|our) (?:[\w-]+ ){{0,2}}?({WORD}) (?:self-attention |attention )?\Z")
_RUN_AT = re.compile(RUN)
_HYPHENED = re.compile(
    r"[A-Z][a-z]+(?:-[A-Z]?[a-z]+)+|[\w-]+-(?:[Bb]ased|[Dd]riven|[Aa]ware|[Gg]uided|[Ee]nhanced|[Aa]ugmented|[Ff]ree)"
)
"""Plain words joined by hyphens, which describe what stands behind them: "Prompt-Agnostic Evolution"."""
_EXPLAINED = re.compile(r"[}\"”'’]?(?:[,:]|\.$|\s?(?:--|[–—])|\s(?:to|that|which|whose|for|as|a|an)\b| \()")
_KINDS = words("Transformer Transformers Network Networks Model Models Learning Intelligence Attention")
"""What ends the name of a kind of thing, not of one thing: "a | Vision Transformer | backbone"."""
_OF_NOUN = re.compile(rf" {NOUN}(?=[.,;]| (?:that|which|to|for|with|by|based)\b)(?!,? (?:named|called|dubbed|termed))")
_VERSIONED = re.compile(r" \d[\w.]*(?<=\w)(?=, (?:an?|the|our|which)\b)")
"""What is the number of a version: "Tour 2.5, a"."""
_PLAIN = re.compile(
    r"\s((?!an?\b|the\b|our\b|new\b|novel\b|two\b|three\b|several\b)[a-zA-Z][\w-]{2,}"
    r"(?: (?!and\b|or\b|of\b)[a-z][\w-]+)?)\}?, an? "
)
_BORROWS = re.compile(
    r"\b(?:existing|popular|well-known|standard|prior|previous|common|commonly|widely|established|using"
    r"|with(?! an?\b)|compar\w+(?: [\w-]+){0,4} with)\b"
    r"(?! (?:an? |the |our )?(?:new|novel)\b)(?: [\w-]+){0,5} $"
)
"""What leads to a name that others gave: "using a robot called | B"."""
_LISTS = re.compile(
    r"\b(?:datasets|benchmarks|codecs|baselines|tasks|models|languages|domains|metrics|corpora|settings|scenarios"
    r"|methods|algorithms|architectures|backbones|llms|environments|sets|platforms|devices)\b[ ,:(–—-]*$",
    re.IGNORECASE,
)
"""Nouns of what is merely used, before "namely"."""
_CLAUSE = re.compile(r"[^.;]*+(?:\.(?=\d)[^.;]*+)*+")
_FAR = 400  # bounded: every verb of an endless sentence looks ahead
_PREPOSITION = re.compile(r"\b(?:of|in|on|with|from|for|by|using|into)\s\Z")
_SHORT_REACH = 8
"""Characters in the longest preposition with what is around it."""
_REACH = 160
"""How far back the words are looked for that lead to a noun or verb, in characters."""
_FILLER = re.compile(
    r"\s*(?:(?:and|also|here|further|then|to|the|a|an|our|two|three|four|five|new|novel|simple|simply|yet"
    r"|effective|efficient|first|several|series|family|of|"
    r"different|lightweight|unified|general|in|this|paper|work|article|study|called|,|:)\s*)*"
)
_APPOSITION = re.compile(
    rf"[,:](?:\s+({WORD}(?: v?\d+\.\d+)?)(?=,(?! [A-Z])|\.?$|;|\s\(|\s(?:that|which|whose|to|a|an|for)\b)"
    rf"|(?<=,)\s+({WORD}(?: {WORD}){{1,2}})(?=, (?:which|that|an?|and an?)\b|\.$))"
)
_PAIR = re.compile(
    rf"(?: (?!that\b|which\b|from\b|on\b|with\b|using\b|over\b|as\b)[a-z][\w-]{{0,40}}){{1,8}}(?<=s)[,:] ({WORD})"
    rf"(?:,? and|,) ({WORD})(?=[.,;]|$)"
)
"""The names behind a plural: "two planners, A and B"."""
LEADING = VERBS_OF_OFFER | _CUES | coinages.LEADING
"""Every plain word that leads to an introduction, however the name is spelt."""
_ASKED = LEADING | _NOVEL
"""Plain words of which a sentence must hold one that introduces a name anywhere but in brackets."""
LEADING_TO_SPECIAL = NOUN_WORDS | _NOVEL | _SPEAKERS | coinages.LEADING_TO_SPECIAL
"""Those that lead to one whose name is spelt as only names are, or say who speaks."""
FIRST = VERBS_OF_OFFER | _NOVEL
"""Those of which one must introduce a work that has not been spoken of."""


def introduced(sentence: str, said: frozenset[str], *, special: bool, own: bool) -> list[str]:
    """The names a sentence introduces.

    `said` are its plain words, as far as they lead to names; `special` says whether it `holds_special`, `own` whether
    the own work has been spoken of.
    """
    names: list[str] = []
    if said.isdisjoint(_ASKED) and "(" not in sentence:
        return names
    offering = not said.isdisjoint(VERBS_OF_OFFER)
    verbs = _ends_of_verbs(sentence, said) if offering else []
    novel = special and not said.isdisjoint(_NOVEL)
    nouns = _nouns(sentence, said) if novel or (special and verbs) else []
    if novel and nouns:
        names.extend(_proposed(sentence, nouns))
    if (own or offering) and not said.isdisjoint(_CUES) and (special or has_capital(sentence)):
        names.extend(_called(sentence, said & _CUES, known=bool(verbs)))
    for end in verbs:
        if "(" in sentence:
            names.extend(offered(sentence, end))
        names.extend(_after_verb(sentence, end, special=special))
    if own:
        names.extend(coined(sentence, said, special=special))
    if special and verbs:
        names.extend(_beside_noun(sentence, nouns, verbs[0]))
    elif special and offering and not said.isdisjoint(PASSIVES if own else _OFFERS):
        names.extend(_of_passive(sentence))
    return names


def _ends_of_verbs(sentence: str, said: frozenset[str]) -> list[int]:
    """Where the verbs end by which the authors introduce something."""
    ends: list[int] = []
    last, spoken = 0, not said.isdisjoint(_SPEAKERS)
    for start, end in places_of_any(map(_VERB_OF.__getitem__, said & VERBS_OF_OFFER), sentence):
        if start < last:
            continue
        led = _LED.match(sentence, start)
        if not led and (spoken or sentence.startswith("ly ", start - 3)):
            led = _SPOKEN.search(sentence, max(last, start - _SPOKEN_REACH), start)
        if led:
            ends.append(end)
            last = end
    return ends


def _nouns(sentence: str, said: frozenset[str]) -> list[Span]:
    return places_of_any(map(NOUN_OF.__getitem__, said & NOUN_WORDS), sentence)


def _proposed(sentence: str, nouns: Sequence[Span]) -> Iterator[str]:
    """The name behind a noun that is said to be new: "our planner, the ABC"."""
    for start, end in nouns:
        named = _NAMED.match(sentence, end)
        if named and _NEW.search(sentence, max(0, start - _REACH), start):
            short = SHORT.match(sentence, named.end() + 1)
            name = short[1] if short else named[1].split()[0]
            if is_special(name):
                yield name
            return


def _beside_noun(sentence: str, nouns: Sequence[Span], start: int) -> Iterator[str]:
    """Names in brackets behind what they stand for, then those before or behind what they name: "the ABC network"."""
    yield from _defined(sentence, start)
    nouns = [noun for noun in nouns if noun[0] >= start]
    for at, end in nouns:
        behind = _BEHIND_NOUN.match(sentence, end)
        if behind and is_special(behind[1]) and not _follows_preposition(sentence, at):
            yield behind[1]
    for at, end in nouns:
        before = _BEFORE_NOUN.search(sentence, max(start, at - _REACH), at) if _may_name(sentence, start, at) else None
        if before:
            start = end
            if is_special(before[1]) and not _follows_preposition(sentence, before.start()):
                yield before[1]


def _may_name(sentence: str, start: int, end: int) -> bool:
    """Whether the word right before a noun, or before the "attention" of it, has a capital."""
    before = sentence[max(start, end - _REACH) : end].removesuffix("attention ").removesuffix("self-")
    return not before[:-1].rpartition(" ")[2].islower()


def _follows_preposition(sentence: str, start: int) -> bool:
    return _PREPOSITION.search(sentence, max(0, start - _SHORT_REACH), start) is not None


def _called(sentence: str, said: Iterable[str], *, known: bool) -> Iterator[str]:
    """The names behind "called", "we call it" and their like; `known` says whether "known as" is such a word."""
    first = min([sentence.find(word) for word in said])
    for cue in _CUE.finditer(sentence, max(0, first - len("which we further "))):
        near = max(0, cue.start() - _NEAR)
        foreign = cue[0].startswith("known as") and not known
        foreign |= cue[0].startswith("namely") and bool(_LISTS.search(sentence, near, cue.start()))
        if not foreign and not _BORROWS.search(sentence, near, cue.start()):
            yield from _after_cue(sentence, cue)


def _after_cue(sentence: str, cue: re.Match[str]) -> Iterator[str]:
    end = cue.end()
    if phrase := _PHRASED.match(sentence, end):
        words_before = f"{cue[0].partition(' the ')[2]} {phrase[1]}".split()  # the cue may have taken the first ones
        if fits(phrase[2], words_before):
            yield phrase[2]
            return
    first = _FIRST.match(sentence, end)
    if first is None:
        return
    short = SHORT.match(sentence, first.end() + 1)
    run = first.group(1)
    parts = (
        [short.group(1)] if short else run.split(" and ") if all(is_special(w) for w in run.split(" and ")) else [run]
    )
    yield from (name for name in parts if name not in COMMON)


def _after_verb(sentence: str, end: int, *, special: bool) -> Iterator[str]:
    behind = sentence[end : end + _FAR + 1]
    plain = _PLAIN.match(sentence, end) if ", a" in behind else None
    if plain and plain[1].split()[-1] not in NOUN_WORDS:
        yield plain[1]
    filler = _FILLER.match(sentence, end)
    if first := _RUN_AT.match(sentence, filler.end() if filler else end):
        yield from _of_run(sentence, first)
    if ":" not in behind and not COMMA.search(behind):
        return
    clause = _CLAUSE.match(sentence, end, end + _FAR)
    if special and (pair := _PAIR.match(sentence, end)):
        yield from (name for name in pair.groups() if is_special(name))
    for match in _APPOSITION.finditer(sentence, end, (clause.end() if clause else end) + 1):
        name = match[1] or match[2]
        if is_special(name.split()[0]) or (match[2] and COMMON.isdisjoint(name.split())):
            yield name
            return


def _of_run(sentence: str, first: re.Match[str]) -> Iterator[str]:
    """The names in a run of words that are spelt as names are."""
    run = first.group()
    parts = run.split()
    if short := SHORT.match(sentence, first.end() + 1):
        yield short.group(1)
    elif is_special(parts[0]) and not (len(parts) > 1 and _HYPHENED.fullmatch(parts[0])):
        yield from (w for w in re.split(r"\sand\s", run) if is_special(w.split()[0]) and len(w.split()) == 1)
        if len(parts) > 1 and " and " not in run:
            whole = len(parts) == 2 and is_special(run) and not parts[1].endswith("s")
            yield run if whole else parts[0]
    elif version := _VERSIONED.match(sentence, first.end()):
        yield run + version[0]
    elif not COMMON.issuperset(parts) and _is_explained(sentence, first.end(), parts):
        if len(parts) <= _LONGEST:
            yield run
        elif len(halves := run.split(" and ")) == 2:
            yield from (half for half in halves if 1 < len(half.split()) <= _LONGEST)


def _is_explained(sentence: str, end: int, parts: Sequence[str]) -> bool:
    """Whether what stands behind a run of capitals tells that it is a name: "Night Depot Search module that"."""
    initials = "".join([part[0] for part in parts])
    named = len(parts) > 1 and parts[-1] not in _KINDS and initials not in COMMON and initials not in KNOWN
    return bool(_EXPLAINED.match(sentence, end) or (named and _OF_NOUN.match(sentence, end)))


_LONGEST = 5
"""How many words a name that is spelt in capitals throughout may have."""


def _defined(sentence: str, start: int) -> Iterator[str]:
    """Long forms with their short ones: "Long Short Distance Attention (LSDA)"."""
    for match in IN_BRACKETS.finditer(sentence, start):
        name = match.group(1)
        before = sentence[max(0, match.start() - 90) : match.start()].split()
        joined = sentence.startswith(")-", match.end() - 1)
        if not joined and is_special(name) and _abbreviates(name, before):
            yield name


def _abbreviates(name: str, before: Sequence[str]) -> bool:
    """Whether a name is short for the capitalised words before it, which the sentence introduces."""
    letters = letters_of(name)
    capitals = sum(w[:1].isupper() for w in before[-len(letters) :])
    return capitals >= 1 and fits(name, before) and not _is_borrowed(before)


def _is_borrowed(before: Sequence[str]) -> bool:
    """Whether a long form stands behind a preposition ("guided by the ..."): a means, not what is introduced."""
    at = len(before) - 1
    while at >= 0 and (
        before[at][:1].isupper() or (before[at] in ("for", "and", "of", "with") and before[at - 1][:1].isupper())
    ):
        at -= 1
    while at >= 0 and before[at] in ("the", "a", "an"):
        at -= 1
    return at >= 0 and before[at] in (
        "by",
        "on",
        "using",
        "via",
        "from",
        "into",
        "upon",
        "through",
        "leveraging",
        "with",
        "in",
        "for",
        "of",
    )


def _of_passive(sentence: str) -> Iterator[str]:
    """What is "proposed" or "presented" in a sentence without those who do so."""
    passive = _PASSIVE.search(sentence)
    if passive is None:
        return
    defined = [*_defined(sentence, 0)]
    yield from defined
    for match in () if defined else WORD_AT.finditer(sentence, 0, passive.start()):
        if is_special(match[0]) and not _follows_preposition(sentence, match.start()):
            yield match[0]
            return
