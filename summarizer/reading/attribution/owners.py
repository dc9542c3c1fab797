"""Owners: whose cost or quality a number tells, as the text names it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.marks import Marks
from summarizer.reading.framing.frames import Frame
from summarizer.reading.words.phrases import phrase_at
from summarizer.reading.words.tokens import NUMBER, Line, Phrase
from summarizer.reading.words.vocabulary import words

_SPENDS = words(
    "achieve achieves achieved reach reaches reached attain attains attained obtain obtains obtained deliver delivers "
    "delivered yield yields yielded provide provides offer offers need needs needed require requires required use "
    "uses used take takes took consume consumes consumed run runs ran trains is are was were outperform outperforms "
    "outperformed surpass surpasses surpassed exceed exceeds exceeded beat beats match matches matched improve "
    "improves improved accelerate accelerates save saves saved speeds increase increases increased lower lowers "
    "lowered reduce reduces reduced decrease decreases decreased cuts shrink shrinks boosts enhance enhances retain "
    "retains retained maintain maintains maintained preserve preserves get gets has have had can could exhibit "
    "exhibits converge converges generate generates process processes handle handles support supports enable enables "
    "shorten shortens add adds incur incurs keep keeps extend extends verify verifies compress compresses"
)
"""The verbs whose subject is what costs or saves."""
_BE = words("is are was were can could")
"""Verbs that make what is done to a thing ("a scan is segmented") of what it does."""
_OPENS = words(", and but that where whereas while ; : because show shows find finds demonstrate demonstrates -- --- —")
"""What a subject stands behind, besides the head of a sentence."""
_LINKS = words(
    "also still only even already consistently significantly substantially alone itself then thus often further"
)
_TELLING = words(
    "experiment experiments result results evaluation evaluations analysis analyses study studies test tests finding "
    "findings simulation simulations comparison comparisons benchmark benchmarks ablation ablations paper work "
    "validation measurements implementation deployment deployments insights evidence observations observation there "
    "which what who this these that those it they we he she ours code task tasks dataset datasets extensive one ones"
)
"""Heads of subjects that report or refer and cost nothing themselves."""
_OURS = words("proposed new resulting present novel overall whole full final")
_GENERIC = words(
    "method methods approach approaches model models framework system algorithm technique solution design architecture "
    "network pipeline strategy scheme paradigm module formulation procedure protocol tool scheduler toolkit library"
)
_OFFERS = words(
    "propose proposes present presents introduce introduces develop develops describe describes design devise"
)
_OFFERERS = words("we paper work article study")
_PRAISE = words(
    "novel new simple effective efficient first general unified lightweight fast practical comprehensive "
    "scalable powerful systematic simple-yet-effective innovative a an the yet and"
) | {","}


def owner_of(marks: Marks, line: Line, frame: Frame, names: Sequence[str], rival: str | None) -> str | None:
    """Whose number it is: the last of the paper's own names before it in the sentence, else the subject of its clause.

    A subject that only points ("we", "our method") is the first of the paper's own names, where it has one; so is the
    subject that is the `rival`, whose cost is told to be compared with.
    """
    if frame.length > 1 and (entry := _entry_before(marks, line, frame, names)):
        return entry
    if part := _part_before(marks, line, frame.at):
        return part
    if named := _named_before(marks, line, frame.at, names):
        return named
    subject = _subject_before(marks, line, frame.at)
    if subject is None or _points(marks, line, subject, names):
        return names[0] if names else None
    if line.words[subject.end - 1] in _GENERIC and line.words[subject.first - 1] == "our":
        subject = Phrase(subject.first - 1, subject.end)
    text = subject.of(marks, line)
    return text if text != rival else names[0] if names else None


def _entry_before(marks: Marks, line: Line, frame: Frame, names: Sequence[str]) -> str | None:
    """Whose number one of a list is, where as many variants are listed: "Fenwick-S and Fenwick-L take 3 and | 9 ms"."""
    for row in _ROW.finditer(marks.text, line.starts[0], line.starts[frame.at]):
        entries = _ROW_JOINT.split(row[0])
        if len(entries) == frame.length and all(any(name in entry for name in names) for entry in entries):
            return entries[frame.place]
    return None


_ROW_JOINT = re.compile(r",\s(?:and\s|or\s)?|\s(?:and|or)\s")
_ROW = re.compile(rf"[A-Z][\w.+-]*(?:(?:{_ROW_JOINT.pattern})[A-Z][\w.+-]*)+")


def offer_of(marks: Marks, lines: Sequence[Line]) -> str | None:
    """What a paper without a name offers: "we propose a | cascaded pruning framework"; else what it calls its own.

    None where it says neither.
    """
    for line in lines:
        words = line.words
        for at in range(1, 0 if _OFFERS.isdisjoint(words) else len(words)):
            if words[at] in _OFFERS and not _OFFERERS.isdisjoint(words[max(0, at - 4) : at]):
                start = next((i for i in range(at + 1, len(words)) if words[i] not in _PRAISE), at)
                phrase = phrase_at(marks, line, start)
                if phrase and phrase.end - phrase.first > 1 and not words[phrase.first].endswith("ing"):
                    return phrase.of(marks, line).removesuffix(" based on")
    ours = _OUR_WORK.search(marks.text)
    return ours[0] if ours else None


_OUR_WORK = re.compile(
    r"(?:our|Our|the (?:newly )?proposed|The (?:newly )?proposed) "
    r"(?:(?!previous|prior|earlier|across|of|on|for|in|with)[\w-]{1,40} ){0,2}?"
    rf"(?:{'|'.join(sorted(_GENERIC))})\b"
)


def _named_before(marks: Marks, line: Line, at: int, names: Sequence[str]) -> str | None:
    """The last of some names before a token, with what it is part of: "Fast-TourNet", "AutoTourNet"."""
    text, end = marks.text, 0
    opening, stop = line.starts[0], line.starts[at]
    start = opening - 1
    for name in names:
        place = text.rfind(name, opening, stop)
        while place > opening and text.endswith(_WHERE, opening, place):  # a data set: "on | Fenwick-Bench"
            place = text.rfind(name, opening, place)
        if place > start or (place == start >= opening and place + len(name) > end):
            start, end = place, place + len(name)
    if start < opening:
        return None
    while start > opening and (text[start - 1].isalnum() or (text[start - 1] in "-." and text[start - 2].isalnum())):
        start -= 1
    while end < len(text) and (text[end].isalnum() or (text[end] == "-" and text[end + 1 : end + 2].isalnum())):
        end += 1
    return text[start:end]


_WHERE = (" on ", " on the ")


def _part_before(marks: Marks, line: Line, at: int) -> str | None:
    """What a paper's work has that a clause tells of: "it adds a | route selector that cuts the FLOPs by"; no "method".

    Behind a comma such a noun only explains a name: "we present Fenwick, a | selector that".
    """
    if _RELATIVES.isdisjoint(line.said):
        return None
    words = line.words
    link = at - 1
    while link > _NOUN and words[link] not in _LINKING:
        link -= 1
    if link <= _NOUN or words[link] not in _RELATIVES:
        return None
    verb = link + 1 + (words[link + 1] in _LINKS or words[link + 1].endswith("ly"))
    if not words[verb].endswith("s"):
        return None
    link -= words[link - 1] == ","
    start = next((i for i in range(link - 1, max(0, link - 9), -1) if words[i] in ("a", "an")), 0)
    if start < 1 or words[start - 1] in _EXPLAINS:
        return None
    phrase = phrase_at(marks, line, start)
    if phrase is None or phrase.end != link or words[link - 1] in _GENERIC or phrase.end - phrase.first < _PARTED:
        return None
    return phrase.of(marks, line)


_RELATIVES = words("that which")
_LINKING = _RELATIVES | {",", ";", NUMBER}
_EXPLAINS = words(", -- --- — – ( is as : of into than over against unlike with to in on by for from")
_NOUN = 4
_PARTED = 2
"""How many words tell a part from what everybody has: "selector" alone is anything."""


def _subject_before(marks: Marks, line: Line, at: int) -> Phrase | None:
    """The subject of the verb that a token stands behind: the nearest noun phrase before a verb of spending."""
    found: Phrase | None = None
    words = line.words
    verb = next((i for i in range(at - 1, 0, -1) if words[i] in _SPENDS), 0)
    for start in range(verb - 1, -1, -1):
        if (start and words[start - 1] not in _OPENS) or words[start] in _OPENS:
            continue
        phrase = phrase_at(marks, line, start)
        if phrase is None or phrase.end >= at or _is_adverb(words[phrase.end - 1]):
            continue
        if found is not None and phrase.end != found.end:
            break
        if found is not None or _spends(line, phrase, at):
            found = phrase  # or the same one with more of its list
            if words[start - 1] not in (",", "and"):
                break
    if found is None or words[found.end - 1] in _TELLING or _is_of_terms(line, found):
        return None
    return found


def _spends(line: Line, phrase: Phrase, at: int) -> bool:
    """Whether a verb of spending stands right behind a phrase."""
    words, verb = line.words, phrase.end
    while verb < at and (words[verb] in _LINKS or words[verb].endswith("ly")):
        verb += 1
    if verb >= at or words[verb] not in _SPENDS:
        return False
    return words[verb] not in _BE or not (words[verb + 1].endswith("ed") or words[verb + 1] == "be")


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and word not in _NOUNS_IN_LY


_NOUNS_IN_LY = words("assembly family anomaly supply reply ally monopoly")


def _is_of_terms(line: Line, phrase: Phrase) -> bool:
    """Whether a phrase names what is measured, not whose it is: "peak memory | is"."""
    return any(t.last + 1 == phrase.end and not (t.weak and t.kind == "resource") for t in line.terms)


def _points(marks: Marks, line: Line, phrase: Phrase, names: Sequence[str]) -> bool:
    """Whether a subject only points: "this schedule"; beside a name also "our method" and "the resulting layer"."""
    before, said = line.words[max(0, phrase.first - 1)], line.words[phrase.first : phrase.end]
    if before in ("this", "these") or (before == "the" and len(said) == 1 and said[0] in _GENERIC):
        return True
    if not names:
        return False
    plain = phrase.of(marks, line)[1:].islower() and NUMBER not in said
    bare = said[-1] in _GENERIC and _OURS.issuperset(said[:-1])
    return bare or (plain and (before == "our" or said[0] in _OURS or said[0].endswith("ing")))
