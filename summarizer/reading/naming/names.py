"""Names: what the authors call what they introduce."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.folding import closed_up
from summarizer.marks import Marks
from summarizer.reading.naming import introductions, mentions
from summarizer.reading.naming.acronyms import KNOWN, SHARED
from summarizer.reading.naming.introductions import VERBS_OF_OFFER, introduced
from summarizer.reading.naming.mentions import mentioned
from summarizer.reading.naming.spellings import (
    COMMON,
    NOUN_WORDS,
    SHORT,
    SPECIAL,
    WORD,
    WORD_AT,
    fits,
    holds_special,
    is_size_of,
    is_special,
    places_of,
    stands,
)
from summarizer.reading.naming.variants import variants_of
from summarizer.reading.words.vocabulary import one_of, words

_ABBREVIATION = re.compile(r"[A-Z]{2,3}s|(?:pre|post|non|multi|cross|self|mini|sub|inter|intra|co)-[A-Z]{2,}s?")
_COMPOUND = re.compile(r"([A-Z]{2,5})-[a-z]{4,}")
"""What is a word with an acronym before it, not a name: "CPU-only", "EU-language"."""
_ADJECTIVE = re.compile(
    r"-(?:\w+ed|style|aware|driven|level|like|free|agnostic|efficient|specific|centric|oriented)$", re.IGNORECASE
)
_SURVEY = re.compile(
    r"\s*(?-i:An? )?(?:survey|review|overview|tutorial|case study|comparative|introduction|evaluation|analysis"
    r"|study|perspective)",
    re.IGNORECASE,
)
_OPENING = 60
"""How many sentences are searched; a paper that has named nothing by then names nothing."""
_SEARCHED = 20_000
"""How many characters are searched for variants of a name."""
_MOST = 8
"""How many names are kept."""


def names_of(marks: Marks) -> list[str]:
    """Find the coined names, the main one first; short forms stand for long ones."""
    text, title = marks.text, marks.paper.title
    found = [*_of_title(title, text[len(title) :])]
    own, own_from = False, 0
    typed = "\\" in text or "  " in text
    for (start, end), said in zip(marks.sentences[1:_OPENING], marks.plain[1:_OPENING], strict=True):
        leading = _LEADING.intersection(said)
        own = own or not leading.isdisjoint(_OWN) or _leads_on(text, start, leading)
        if own or not leading.isdisjoint(introductions.FIRST):
            sentence = _untyped(text[start:end]) if typed else text[start:end]
            special = holds_special(sentence)
            if special or not leading.isdisjoint(_LEADING_TO_ANY):
                names = introduced(sentence, leading, special=special, own=own)
                own = own or bool(names)
                spoken = mentioned(sentence, leading, special=special) if own else []
                if names or spoken:
                    names = [name for name in dict.fromkeys(names) if not _is_known(name) or _is_given(name, sentence)]
                    names += [name for name in spoken if not _is_known(name)]
                    seen = _untyped(text[len(title) : own_from])
                    found += [name for name in names if _is_new(name, seen, title)]
        if not own:
            own_from = end
    if not found and not _STUDY.search(marks.paper.title):
        found.extend(_acting(marks))
    return _kept(found[: 2 * _MOST], text, text[own_from : own_from + _SEARCHED])


_ADDRESS = re.compile(r"https?://\S*")
_BARE_ADDRESS = re.compile(r"(?<!\S)[\w.]{1,40}\.com/\S*")


def _kept(found: Sequence[str], text: str, own: str) -> list[str]:
    """Each name once, the short form for the long, with its variants in the authors' own part; none of a size."""
    if not found:
        return []
    names = [
        name
        for name in dict.fromkeys(found)
        if not (is_size_of(name, found) or _is_long(name, found, text) or _is_shared(name, text))
    ]
    variants = [name for name in dict.fromkeys(variants_of(names, _unlinked(own))) if not is_rival(name, text)]
    spelt: dict[str, str] = {}
    for name in (*names, *variants):
        short = _shortest(name, text)
        spelt.setdefault(short.translate(_UNSPELT).lower(), short)
    return list(spelt.values())[:_MOST]


_UNSPELT = str.maketrans("", "", "-$^{}")
"""What two spellings of one name may differ in."""


def _unlinked(text: str) -> str:
    """A text without the addresses in it."""
    text = _ADDRESS.sub("", text) if "://" in text else text
    return _BARE_ADDRESS.sub("", text) if ".com/" in text else text


_TYPED = re.compile(r"\$?\\(?:text|math)(?:bf|it|sc|tt|sf|rm)\{([\w+-]{1,40})\}\$?")


def _untyped(sentence: str) -> str:
    """A sentence whose words stand close together, without the LaTeX that sets a formula in another type."""
    sentence = closed_up(sentence)
    return _TYPED.sub(r"\1", sentence) if "\\" in sentence else sentence


def _shortest(name: str, text: str) -> str:
    """What is short for a name of several words: in brackets behind it, or the initials that the text uses."""
    if " " not in name:
        return name
    told_at = text.find(f"{name} (")
    told = SHORT.match(text, told_at + len(name)) if told_at >= 0 else None
    if told and told[1] not in COMMON and fits(told[1], name.split()):
        return told[1]
    initials = "".join([word[0] for word in name.split()])
    known = _is_known(initials) and f"({initials})" in text  # there they are short for something else
    used = len(initials) > 2 and initials.isupper() and initials not in COMMON and not known
    return initials if used and stands(initials, text) else name


def _is_long(name: str, names: Sequence[str], text: str) -> bool:
    """Whether a name is the long form of one in brackets behind it, or before the title's colon."""
    return (" " in name or "-" in name) and any(
        f"{name} ({other})" in text or text.startswith(f"{other}: {name}") or f"{name} ($\\mathtt{{{other}}}$)" in text
        for other in names
    )


def _leads_on(text: str, start: int, said: frozenset[str]) -> bool:
    """Whether a sentence leads from the problem to what is proposed: "To address this, a night planner is designed"."""
    return not introductions.PASSIVES.isdisjoint(said) and text.startswith(_TO_THIS, start)


_TO_THIS = (
    "To address th",
    "To tackle th",
    "To this end",
    "To solve th",
    "To overcome th",
    "To fill th",
    "To bridge th",
)
_OWN = words("we our paper work study article")
_LEADING_TO_ANY = introductions.LEADING | mentions.LEADING
"""The plain words that lead to names, however these are spelt."""
_LEADING = _OWN | _LEADING_TO_ANY | introductions.LEADING_TO_SPECIAL | mentions.LEADING_TO_SPECIAL
"""Every plain word that the ways of naming ask for."""
_STUDY = re.compile(r"\b(?:study|survey|review|evaluation|analysis|evaluating|benchmarking)\b", re.IGNORECASE)
_ACTS = re.compile(
    rf"(?:[\"'“‘`*]*|(?:On|In|With|For|Using|Under|At) [^,;]{{1,120}}?,? )"
    r"(?:(?:[Tt]he|[Oo]ur|[Tt]his) (?:(?:[\w-]+ ){1,3}|(?:[\w-]+ ){0,2}[\w-]+, ))?"
    rf"({WORD}),? "
    r"(?:\w+ly |also |then |never )?(?!is\b|was\b|has\b|does\b)[a-z]+s\b"
)
_REPORTS = re.compile(
    rf"\b(?:[Ww]e|[Pp]aper|[Ww]ork|[Aa]rticle) \w+ (?:on )?[^.;]{{0,80}}?\b({WORD}(?: {WORD})?), an? [a-z]"
)


def _acting(marks: Marks) -> Iterator[str]:
    """The name that does what the abstract tells, or that a noun behind it explains, where none is introduced."""
    seen = ""
    for start, end in marks.sentences[1:_OPENING]:
        sentence = marks.text[start:end]
        match = _acts(sentence) if holds_special(sentence) else None
        name = match.group(1) if match else ""
        coined = is_special(name) and not name.isdigit() and not _is_known(name)
        if coined and _is_new(name, seen, "") and not is_rival(name, marks.text):
            yield name
            return
        seen += " " + sentence


def _acts(sentence: str) -> re.Match[str] | None:
    return _ACTS.match(sentence) or (_REPORTS.search(sentence) if ", a" in sentence else None)


def is_rival(name: str, text: str) -> bool:
    """Whether a text compares with what a name stands for."""
    return any(_COMPARED.search(text, max(0, start - 24), start) for start, _ in places_of(name, text))


_COMPARED = re.compile(
    one_of(
        *("than", "over", "against", "unlike", "versus", r"v\.?s\.?", "compared (?:to|with)", "relative to", "such as"),
        *(r"outperform\w*", r"beat\w*", r"match\w*", r"surpass\w*", r"exceed\w*", "like"),
    )
    + " (?:the )?$"
)
_HEAD_ENDS = re.compile(r":|\s(?:--?-?|[–—])\s")
_LEAST_HEAD = 2
_HEAD = re.compile(r"([^:–—]{2,80}?)(?:\s\(([A-Z][\w-]+)\))?")
_ODD = re.compile(r"(?=\d[\w-]*[A-Z]|[a-z]+\d|[^\s:]{0,20}[$*(^Α-ω])[^\s:]{3,40}(?=:\s|\s--?-?\s|\s[–—]\s)")
"""A title's first word, up to a colon or dash, that is spelt as no `WORD` is: "3D-Tour", "A*-Tour", "tour2k"."""
_PLAIN_HEAD = re.compile(r"(?!Opinion|Position|Comment|Correction|Erratum|Poster|Editorial|Viewpoint)[A-Z][a-z]{4,}")
"""A plain word that, where an abstract says it nowhere, can only be a name."""
_VERSION = re.compile(r"[vV]?\d+(?:\.\d+)*")


def _of_title(title: str, body: str) -> Iterator[str]:
    """The words before the colon or dash, where the abstract uses them as a name, or their short form in brackets."""
    if (odd := _ODD.match(title)) and (odd[0] in body or is_special(odd[0])):
        yield odd[0]
        return
    ends = _HEAD_ENDS.search(title, _LEAST_HEAD)
    headed = _HEAD.fullmatch(title, 0, ends.start()) if ends else None
    if ends is None or headed is None or _SURVEY.match(title, ends.end()):
        return
    head = headed[1].strip(" \"'“”").removeprefix("The ")
    parts = head.split()
    if headed[2] and is_special(headed[2]) and fits(headed[2], parts):
        yield headed[2]
    elif _is_name(parts) and (stands(head, body) or (SPECIAL.search(head) and len(parts) == 1)):
        yield head if head in body else _as_spelt(head, body)
    elif _PLAIN_HEAD.fullmatch(head) and head.lower() not in body.lower():
        yield head


def _as_spelt(name: str, body: str) -> str:
    """A name as the abstract spells it, where that is not in small letters throughout."""
    at = body.lower().find(name.lower())
    spelt = body[at : at + len(name)]
    whole = at >= 0 and stands(spelt, body[max(0, at - 1) : at + len(name) + 1])
    return spelt if whole and not spelt.islower() else name


def _is_name(parts: Sequence[str]) -> bool:
    """Whether words can be a name, with the number of a version behind it: "Tour Planner 2.0"."""
    words = [*parts[:1], *(part for part in parts[1:] if not _VERSION.fullmatch(part))]
    return 0 < len(parts) <= 4 and " ".join(parts) not in COMMON and all(map(WORD_AT.fullmatch, words))


def _is_known(name: str) -> bool:
    """Whether a name is a short form that many papers share."""
    return name in KNOWN or name.removesuffix("s") in KNOWN


def _is_shared(name: str, text: str) -> bool:
    """Whether a text uses a name as the short form that many papers use: "a control barrier function (CBF)"."""
    head = SHARED.get(name) or SHARED.get(name.removesuffix("s"))
    at = text.find(f" ({name}") if head else -1
    return at >= 0 and text[:at].rpartition(" ")[2].rpartition("-")[2].lower().startswith(str(head))


def _is_given(name: str, sentence: str) -> bool:
    """Whether a sentence gives a shared short form as a name: bare behind what introduces it, and then explained.

    "We propose REST, which", "a module called CAM.", "We present Night Tour Keeper (NTK), a": but no "(DRL) method".
    """
    for start, end in places_of(name, sentence):
        before = _BEFORE_GIVEN.search(sentence, max(0, start - 80), start)
        if before and before[1] in _GIVES and _BEHIND_GIVEN.match(sentence, end):
            return True
    return False


_GIVES = VERBS_OF_OFFER | NOUN_WORDS | words("new novel called named dubbed termed coined namely")
_BEFORE_GIVEN = re.compile(r"(?<!\w)([a-z-]+)[,:]? [\"“'‘]?(?:(?:[A-Z][\w-]* ){2,7}\()?$")
_BEHIND_GIVEN = re.compile(r"[\"”'’]?\)?(?:\.?$|(?:,| --?-?| [–—])? (?:an?|that|which|whose) |, (?:the|our) |:)")


def _is_compound(name: str) -> bool:
    """Whether a name is only a word with an acronym before it that many use, or that is as short as a land's."""
    compound = _COMPOUND.fullmatch(name)
    return compound is not None and (len(compound[1]) <= 2 or compound[1] in COMMON or _is_known(compound[1]))


def _is_new(name: str, seen: str, title: str) -> bool:
    """A coined name isn't used before it is introduced, but in the title."""
    if (
        name in COMMON
        or len(name) < 2
        or _ADJECTIVE.search(name)
        or _is_compound(name)
        or _ABBREVIATION.fullmatch(name)
        or name.lower() in ("the", "this")
    ):
        return False
    return not (stands(name, seen) or stands(f"{name}s", seen)) or stands(name, title.split(":")[0], whole=True)
