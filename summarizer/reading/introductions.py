"""Introductions: the sentences in which a paper gives its work a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.reading.coinages import coined, offered
from summarizer.reading.spellings import (
    COMMON,
    IN_BRACKETS,
    NOUN,
    NOUN_WORDS,
    RUN,
    SHORT,
    STYLE,
    WORD,
    WORD_AT,
    fits,
    has_capital,
    is_special,
    letters_of,
)
from summarizer.reading.vocabulary import words

_FIRST = re.compile(
    rf"[\"'“‘`*\s]*(?:(?:the|a|an|our|it|this|model|method|framework|simply|so-called|as)\s+[\"'“‘`]*)*"
    rf"(?:{STYLE})?({RUN})"
)
_CUE = re.compile(
    r"\b(?:called|named|dubbed|termed|coined(?: as)?|namely|nicknamed|titled|entitled|abbreviated(?: as| to)?"
    r"|known as|denoted(?: as| by)?|code-?named|branded"
    r"|(?:[Ww]e|which we|that we) (?:further )?(?:call|name|term|dub|coin)(?: it| our \w+(?: \w+)?"
    r"| this \w+(?: \w+)?| the \w+(?: \w+){0,3}?| them)?(?: as)?"
    r"|(?:refer(?:red)? to)(?: it| this \w+)? as)\b[,:]?"
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
_VERB = rf"(?:(?:{'|'.join(sorted(_STEMS))}|put forward)(?:{'|'.join(_ENDINGS)}))"
VERBS_OF_OFFER = {stem.removeprefix("open-") + ending for stem in _STEMS for ending in _ENDINGS} | words(
    "forward forwards"
)
_INTRODUCES = re.compile(
    rf"(?:\b(?:[Ww]e|[Pp]aper|[Ww]ork|[Ss]tudy|[Aa]rticle|[Rr]eport|[Aa]uthors"
    rf"|[Cc]ontributions?)\b[^.;]{{0,60}}?|\band (?:\w+ly )?|\bby )\b{_VERB}\b(?: and {_VERB})?"
)
_PASSIVES = words("proposed introduced presented developed designed created released formalized formalised devised")
_OFFERS = words("proposed introduced presented")
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were) (?:then |hereby |thus |further |also )?(?:proposed|introduced|presented|developed"
    r"|designed|created|released|formali[sz]ed|devised)\b"
)
_NOVEL = words("our proposed new novel resulting final")
_PROPOSED = re.compile(
    rf"\b(?:[Oo]ur|(?:[Tt]he|[Tt]his) (?:newly )?(?:[Pp]roposed|new|novel|resulting|final))(?:\s[\w-]+){{0,4}}?"
    rf"\s{NOUN},? (?:the )?({RUN})(?=[\s,.(])"
)
_NOUN_NAME = re.compile(rf"\b{NOUN} ({WORD})(?=[,.;]|\s(?:and|that|which|to|for|with|by)\b)")
_NAME_NOUN = re.compile(rf"\b(?:an?|the|our) (?:[\w-]+ ){{0,2}}?({WORD}) (?:self-attention |attention )?{NOUN}\b")
_RUN_AT = re.compile(RUN)
_ALSO = re.compile(rf"(?:,\s|\sand\s|,\sand\s)(?:the\s)?({WORD})(?=[\s,.])")
_HYPHENED = re.compile(r"[A-Z][a-z]+(?:-[A-Z]?[a-z]+)+")
"""Plain words joined by hyphens, which describe what stands behind them: "Prompt-Agnostic Evolution"."""
_EXPLAINED = re.compile(r"[}\"”'’]?(?:[,:]|\.$|\s?(?:--|[–—])|\s(?:to|that|which|whose|for|as|a|an)\b| \()")
_PLAIN = re.compile(
    rf"\s(?:{STYLE})?((?!an?\b|the\b|our\b|new\b|novel\b|two\b|three\b|several\b)[a-zA-Z][\w-]{{2,}}"
    r"(?: (?!and\b|or\b|of\b)[a-z][\w-]+)?)\}?, an? "
)
_BORROWS = re.compile(
    r"\b(?:existing|popular|well-known|standard|prior|previous|common|commonly|widely|established|using|with)\b"
    r"(?! (?:an? |the |our )?(?:new|novel)\b)(?: [\w-]+){0,5} $"
)
"""What leads to a name that others gave: "using a robot called | B"."""
_NEAR = 60
_CLAUSE = re.compile(r"[^.;]*+(?:\.(?=\d)[^.;]*+)*+")
_FAR = 400  # bounded: every verb of an endless sentence looks ahead
_BEHIND_PREPOSITION = re.compile(r"\b(?:of|in|on|with|from|for|by|using|into)\s$")
_FILLER = re.compile(
    rf"\s*(?:(?:and|also|here|further|then|to|the|a|an|our|two|three|four|five|new|novel|simple|simply|yet"
    rf"|effective|efficient|first|several|series|family|of|"
    rf"different|lightweight|unified|general|in|this|paper|work|article|study|called|,|:|{STYLE})\s*)*"
)
_APPOSITION = re.compile(
    rf"[,:]\s+({WORD}(?: v?\d+\.\d+)?)(?=,(?! [A-Z])|\.?$|;|\s\(|\s(?:that|which|whose|to|a|an|for)\b)"
    rf"|,\s+({WORD}(?: {WORD}){{1,2}})(?=, (?:which|that|an?|and an?)\b|\.$)"
)


def introduced(sentence: str, said: frozenset[str], *, own: bool) -> Iterator[str]:
    """The names a sentence introduces; `said` are its plain words, `own` whether the own work has been spoken of."""
    offering = not said.isdisjoint(VERBS_OF_OFFER)
    verbs = list(_INTRODUCES.finditer(sentence)) if offering else []
    capital = has_capital(sentence)
    novel = capital and not said.isdisjoint(_NOVEL) and not said.isdisjoint(NOUN_WORDS)
    if novel and (match := _PROPOSED.search(sentence)):
        yield from _named(sentence, match)
    for cue in _CUE.finditer(sentence) if capital and (own or offering) and not said.isdisjoint(_CUES) else ():
        known = cue.group().startswith("known as") and not verbs
        if not known and not _BORROWS.search(sentence, max(0, cue.start() - _NEAR), cue.start()):
            yield from _after_cue(sentence, cue)
    for verb in verbs:
        yield from offered(sentence, verb.end())
        yield from _after_verb(sentence, verb.end())
    if own:
        yield from coined(sentence, said)
    if verbs:
        if capital:
            yield from _beside_noun(sentence, said, verbs[0].end())
    elif not said.isdisjoint(_PASSIVES if own else _OFFERS) and (passive := _PASSIVE.search(sentence)):
        yield from _defined(sentence, 0)
        yield from _before_passive(sentence, passive.start())


def _beside_noun(sentence: str, said: frozenset[str], start: int) -> Iterator[str]:
    """Names in brackets behind what they stand for, then those before or behind what they name: "the ABC network"."""
    yield from _defined(sentence, start)
    for form in (_NOUN_NAME, _NAME_NOUN) if not said.isdisjoint(NOUN_WORDS) else ():
        yield from (
            m.group(1)
            for m in form.finditer(sentence, start)
            if is_special(m.group(1)) and not _BEHIND_PREPOSITION.search(sentence, 0, m.start())
        )


def _named(sentence: str, match: re.Match[str]) -> Iterator[str]:
    short = SHORT.match(sentence, match.end() + 1)
    name = short.group(1) if short else match.group(1).split()[0]
    if is_special(name):
        yield name


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
    rest = _ALSO.match(sentence, first.end())
    if rest and is_special(rest.group(1)):
        yield rest.group(1)


def _after_verb(sentence: str, end: int) -> Iterator[str]:
    if (plain := _PLAIN.match(sentence, end)) and plain[1].split()[-1] not in NOUN_WORDS:
        yield plain[1]
    filler = _FILLER.match(sentence, end)
    if first := _RUN_AT.match(sentence, filler.end() if filler else end):
        yield from _of_run(sentence, first)
    clause = _CLAUSE.match(sentence, end, end + _FAR)
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
    elif len(parts) <= 5 and not COMMON.issuperset(parts):
        explained = _EXPLAINED.match(sentence, first.end())
        if explained and (len(parts) <= 3 or explained[0] == ","):
            yield run


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


def _before_passive(sentence: str, end: int) -> Iterator[str]:
    head = sentence[:end]
    for match in WORD_AT.finditer(head):
        if (
            is_special(match.group())
            and match.group() not in COMMON
            and not _BEHIND_PREPOSITION.search(head[: match.start()])
        ):
            yield match.group()
            return
