"""Baselines: what a number is compared with, copied from the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from summarizer.marks import Marks
from summarizer.reading.attribution.owned import KINDS, moved_rival, owner_of_cost
from summarizer.reading.framing.frames import RIVALRY, Frame, changes_in, clause_start
from summarizer.reading.words.phrases import DETERMINERS, is_named, phrase_at
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import CLAUSE_BREAKS, NUMBER, Line, Phrase
from summarizer.reading.words.vocabulary import words

MARKERS = words("than over against versus vs vs. unlike below above replaces replacing")
_PHRASES = frozenset(
    (
        ("compared", "to"),
        ("compared", "with"),
        ("compared", "against"),
        ("relative", "to"),
        ("respect", "to"),
        ("comparison", "to"),
        ("comparison", "with"),
        ("contrast", "to"),
        ("opposed", "to"),
        ("instead", "of"),
        ("place", "of"),
        ("top", "of"),
    )
)
_EQUALS = (
    ("on", "par", "with"),
    ("comparable", "to"),
    ("comparable", "with"),
    ("competitive", "with"),
    ("close", "to"),
    ("similar", "to"),
    ("equal", "to"),
    ("identical", "to"),
    ("equivalence", "to"),
    ("parity", "with"),
)
_EQUALS_BEGIN = frozenset(phrase[0] for phrase in _EQUALS)
_OPENERS = MARKERS | {"as"} | {phrase[0] for phrase in _PHRASES}
"""The words that a mark of comparison may begin with."""
_STARTS_BEHIND = _OPENERS | CLAUSE_BREAKS | {","}
"""The words behind a number at which a rival may begin or a clause may end."""
_LIKE = words("comparable competitive similar equal")
_MATCHES = words("match matches matching matched rivals rivaling equals")
_BEATS = (
    words(
        "outperforms outperform outperforming outperformed surpasses surpass surpassing surpassed beats beat beating "
        "exceeds exceed exceeding exceeded"
    )
    | _MATCHES
)
_EQUALISE = _EQUALS_BEGIN | _LIKE | _BEATS | {"as"}
"""The words at which a text may say that something is equalled."""
_SURPASSES = _BEATS - _MATCHES
_RIVALS = RIVALRY - words("help helps harm harms hurt hurts lead leads leading")
_MARKS = _OPENERS | _RIVALS
"""The words of which a sentence holds one that compares a number where it stands."""
_ALIKE = words("same equivalent comparable similar equal")
_NEEDS = words(
    "needs takes requires reaches obtains achieves gets uses has consumes attains spends took needed had "
    "take need require use run runs ran incurs incur incurred costs cost demands demand lasts"
)
_OVER_BEFORE = words("# upon improves improve improved improving advantage superiority lead wins")
_REACH = 24
_POSSESSIVE = re.compile(r"['’](?<=\w['’])s?$")
_OWNS = ("s", "'", "’")
"""What a name in the possessive ends in."""
_LIST_JOINT = re.compile(r",\s+(?:(?:and|or)\s+)?|\s+(?:and|or)\s+")


def baseline_of(marks: Marks, line: Line, frame: Frame, names: Sequence[str] = ()) -> str | None:
    """What a number is compared with; of as many names as numbers ("respectively") the one in its place.

    `names`: the paper's own, which are no baseline where the text only says whose resource is cut.
    """
    named = next(_compared_with(marks, line, frame, names), None)
    if named is None:
        return None
    named = _apposed(marks, line, named, names) or named
    listed = _listed(marks, line, named)
    if frame.length == 2 and (other := _other_of_two(marks, line, named)):
        return _name_in((named, other)[frame.place].of(marks, line))
    for phrase in (named, listed) if frame.length > 1 else ():
        parts = [part for part in _LIST_JOINT.split(phrase.of(marks, line)) if part] if phrase else []
        if frame.length == len(parts):
            return parts[frame.place]
    if listed is not None and named.end < listed.first:
        named = Phrase(named.first, listed.end)
    return _name_in(named.of(marks, line))


def _name_in(text: str) -> str:
    """A rival by its name alone: "popular Harrow" is Harrow, "existing planners" is nobody else."""
    if text.endswith(_OWNS):
        text = _POSSESSIVE.sub("", text)
    described = _DESCRIBED.match(text)
    return text[described.end() :] if described else text


_WORKS = "method|model|approach|framework|network|detector|segmenter|tracker|planner|solver|coder|algorithm|system"
_DESCRIBED = re.compile(
    r"(?:(?:(?:recent|renowned|popular|well-known|famous|cutting-edge|predecessor) )+|(?:(?:recent|renowned|popular"
    rf"|well-known|famous|cutting-edge|state-of-the-art|previous|prior|existing|leading|[a-z]+-based) )+"
    rf"(?:{_WORKS})s? )"
    r"(?=[\w-]*[A-Z][\w+-]*(?:(?:,? and |, | )[\w-]*[A-Z][\w+-]*)*$)(?![A-Z]+s$)"
)
"""What describes a rival before a name that stands alone."""


def _apposed(marks: Marks, line: Line, rival: Phrase, names: Sequence[str]) -> Phrase | None:
    """The name that says which rival is meant: "3x faster than the best earlier planner, | Harrow"."""
    if line.words[rival.end - 1] not in _RIVAL_KINDS or line.words[rival.end : rival.end + 1] != [","]:
        return None
    name = phrase_at(marks, line, rival.end + 1)
    if name is None or name.first != rival.end + 1 or line.words[name.end : name.end + 1] not in _NAME_ENDS:
        return None
    text = name.of(marks, line)
    return name if text[0].isupper() and is_named(text) and not any(own in text for own in names) else None


_RIVAL_KINDS = words(
    "method model baseline approach system sota state-of-the-art competitor algorithm counterpart planner framework "
    "network technique detector solver rival scheme alternative tool library work architecture"
)
_NAME_ENDS: tuple[list[str], ...] = ([], [","], ["."], [";"], [")"], ["by"], ["while"])


def _other_of_two(marks: Marks, line: Line, named: Phrase) -> Phrase | None:
    """The second of two rivals of different kinds: "over the plain kernel and the | B library, respectively"."""
    if line.words[named.end : named.end + 1] != ["and"] or "respectively" not in line.said:
        return None
    other = phrase_at(marks, line, named.end + 1)
    return other if other and "respectively" in line.words[other.end : other.end + 2] else None


def _listed(marks: Marks, line: Line, named: Phrase) -> Phrase | None:
    """The names behind "such as": "beats other libraries, such as | A, B and C, by 2x, 3x and 4x"."""
    ahead = line.words[named.end : named.end + 3]
    place = next((i for i, w in enumerate(ahead) if w in ("such", "including", "like")), None)
    if place is None:
        return None
    return phrase_at(marks, line, named.end + place + 1 + (ahead[place] == "such"))


def _compared_with(marks: Marks, line: Line, frame: Frame, names: Sequence[str]) -> Iterator[Phrase]:
    """All that could be meant, what stands nearest and is said most plainly first."""
    for start in chain(_beside_base(line, frame), () if _MARKS.isdisjoint(line.said) else _starts(line, frame.at)):
        if phrase := _rival_at(marks, line, start):
            yield phrase
    if owner := owner_of_cost(marks, line, frame, names):
        yield owner
    for start in _told_apart(line, frame.at):
        if phrase := _rival_at(marks, line, start):
            yield phrase
    if moved := moved_rival(marks, line, frame, names):
        yield moved


def _told_apart(line: Line, at: int) -> Iterator[int]:
    """Where a rival may be named that is equalled or beaten, or that another clause compares with."""
    if not _EQUALISE.isdisjoint(line.said):
        yield from _equals(line, at)
        yield from _beaten(line, at)
    yield from _carried(line, at)


_WHOSE = words("for with by using under of")
_BARE = words(
    "same similar comparable equal competitive equivalent higher lower better best superior strong full existing "
    "current good high overall average peak final original"
)
"""Words that name nobody when the measure behind them is left out: "the same | accuracy"."""


def _rival_at(marks: Marks, line: Line, start: int) -> Phrase | None:
    """The phrase that begins at a token, behind the amount it owns: "compared with 3 s for | B"; no bare measure."""
    words = line.words
    if words[start : start + 1] == [NUMBER] and words[start + 1 : start + 2] and words[start + 1] in _WHOSE:
        start += 2
    if words[start : start + 1] == ["running"] and words[start + 1 : start + 2] in (["on"], ["with"], ["under"]):
        start += 2  # "compared to running on | B"
    phrase = phrase_at(marks, line, start)
    if phrase and phrase.end == start + 1 and words[start] == NUMBER:
        return None  # "with fewer parameters (3M vs. | 8M)"
    if phrase and words[start] in _SEVERAL and not _TRIED.isdisjoint(words[start + 1 : phrase.end]):
        return None  # "a 3x gain over | six maps and harbours"
    if phrase and words[phrase.end - 1] in ("baseline", "baselines") and words[phrase.end : phrase.end + 1] == ["("]:
        named = phrase_at(marks, line, phrase.end + 1)  # "than the strongest baseline ( | B)"
        phrase = named if named and is_named(named.of(marks, line)) else phrase
    return _without_measure(line, phrase) if phrase else None


_SEVERAL = words(
    "several multiple various different diverse many all both two three four five six seven eight nine ten"
)
_TRIED = words(
    "datasets benchmarks tasks domains rounds runs seeds trials epochs episodes iterations steps settings scenarios "
    "environments sequences subjects users objects queries distributions architectures ratios gpus devices platforms"
)
"""What something is tried on, again and again, and no rival."""


def _without_measure(line: Line, phrase: Phrase) -> Phrase | None:
    """The one whose measure a phrase names: "the accuracy of | B", "B's | accuracy"; None for a measure alone."""
    first, end = phrase
    near = [t for t in line.terms if t.first < end and first <= t.last]
    if any(t.first <= first and end <= t.last + 1 for t in near):
        return None
    inner = [t for t in near if first <= t.first and t.last < end and (t.kind == "quality" or _is_good(line, t))]
    for term in inner:
        if term.last + 2 < phrase.end and line.words[term.last + 1] == "of":
            return Phrase(term.last + 2 + (line.words[term.last + 2] in DETERMINERS), phrase.end)
    if inner and inner[-1].last + 1 == phrase.end:
        left = Phrase(phrase.first, inner[-1].first)
        if inner[-1].kind == "resource":
            owner = next((i for i in range(left.first, left.end) if _POSSESSIVE.search(line.words[i])), None)
            return phrase if owner is None else Phrase(left.first, owner + 1)
        return None if _BARE.issuperset(line.words[left.first : left.end]) else left
    return phrase


def _is_good(line: Line, term: Term) -> bool:
    """Whether a resource is a good that somebody has: "B's | throughput", "the efficiency of B"."""
    return term.kind == "resource" and term.gain and line.words[term.last] in ("efficiency", "throughput", "speed")


def _starts(line: Line, at: int) -> Iterator[int]:
    """Where a rival may be named: behind the number, before it, at the head."""
    words = line.words
    for place, word in enumerate(words[at + 1 : at + _REACH], at + 1):
        if word not in _STARTS_BEHIND:
            continue
        if place > at + 1 and _ends_clause(words, place):
            break
        if start := _marker_end(words, place):
            yield start
        elif word == "as" and words[place - 1] != "," and "same" in words[max(at, place - 6) : place]:
            # "the same score as | B"
            yield place + 1
    for place in range(at - 1, clause_start(line, at) - 1, -1):
        if words[place] in _RIVALS:
            yield place + 1
        elif words[place] not in _OPENERS:
            continue
        elif (start := _marker_end(words, place)) and (words[place] != "over" or _compares(line, place)):
            yield start
    heads = (place for place in range(min(3, at)) if words[place] not in ("than", "over", "below", "above"))
    yield from (start for place in heads if (start := _marker_end(words, place)))


_SUBJECTS = DETERMINERS | {"it", "we", "they"}


def _ends_clause(words: Sequence[str], at: int) -> bool:
    """Whether another statement begins at a token: a break, or a comma and `and` with a subject of its own."""
    if words[at] == "," and words[at + 1 : at + 2] == ["and"]:
        opening = words[at + 2 : at + 5]
        return bool(opening) and opening[0] in _SUBJECTS and NUMBER not in opening
    return words[at] in CLAUSE_BREAKS


def _beside_base(line: Line, frame: Frame) -> Iterator[int]:
    """Whose the other amount of a pair is: "against 94 s | for B", "where | B needs 187 ms"."""
    if frame.base is None:
        return
    base = next(at for at, i in line.quantity_at.items() if i == frame.base)
    if line.words[base + 1 : base + 2] in (["for"], ["with"], ["of"], ["by"], ["under"], ["using"]):
        yield base + 2
    start = clause_start(line, base)
    verb = next((at for at in range(base - 1, start, -1) if line.words[at] in _NEEDS), None)
    contrast = start > 0 and line.words[start - 1] in ("where", "whereas")
    moved = frame.rule == "from to"  # "it is fastest, cutting the delay | from 40 ms to 25 ms": both are its own
    if (verb is not None or contrast) and not moved and not start <= frame.at <= base:
        yield start


def _compares(line: Line, at: int) -> bool:
    """Whether an "over" before a number compares: "a speed-up over B", "improves over B", "gains 0.5 dB over B"."""
    if NUMBER in line.words[max(0, at - 4) : at]:
        return True
    if _gained_before(line, at):
        return True
    gained = "in" in line.words[max(0, at - 5) : at]  # "an improvement in accuracy over B"
    return line.words[at - 1] in _OVER_BEFORE or any(
        t.last == at - 1 and (t.kind == "change" or (gained and not t.weak)) for t in line.terms
    )


def _gained_before(line: Line, at: int) -> bool:
    """Whether a clause tells a gain before its "over": "4% gains at sea | over B", "lifts speed | over B by"."""
    if not _MANY.isdisjoint(line.words[at + 1 : at + 5]):
        return False  # "over all datasets"
    gains = changes_in(line, max(clause_start(line, at), at - 12), at)
    if not gains:
        return False
    behind = line.words[at + 1 : at + 12]
    told = any(behind[i] == "by" and NUMBER in behind[i + 1 : i + 5] for i in range(len(behind)))
    named = any(t.last == at - 1 and t.kind != "change" for t in line.terms)
    return (told and named) or (gains[-1].form == "noun" and NUMBER in line.words[max(0, gains[-1].first - 5) : at])


_MANY = words("datasets tasks benchmarks epochs runs time all several multiple steps iterations seeds rounds") | {
    NUMBER
}


def _marker_end(words: Sequence[str], at: int) -> int | None:
    if words[at] not in _OPENERS:
        return None
    if words[at] in MARKERS or (words[at] == "as" and words[at - 2] == "as" and words[at - 1] != "well"):
        return at + 1
    if words[at] == "as" and not _MUCH.isdisjoint(before := words[max(0, at - _COUNTED) : at - 1]):
        return at + 1 if "as" in before else None  # "3x as many boats as | B"
    return at + 2 if tuple(words[at : at + 2]) in _PHRASES else None


_MUCH = words("many much few little")
_COUNTED = 5


def _equals(line: Line, at: int) -> Iterator[int]:
    """What the paper's work is said to equal before its cost is told: "matches B at half the cost"."""
    words = line.words
    for place in range(at - 1, max(-1, at - _REACH), -1):
        if words[place] not in _EQUALISE:
            continue
        begun = _EQUALS if words[place] in _EQUALS_BEGIN else ()
        phrase = next((p for p in begun if tuple(words[place : place + len(p)]) == p), None)
        if phrase is not None and place + len(phrase) < at:
            yield _behind_or(words, place + len(phrase))
        elif words[place] in _LIKE and words[place + 2 : place + 3] in (["to"], ["with"]) and place + 3 < at:
            if not any(place + 3 <= c.first <= place + 4 for c in line.changes):  # "with much reduced | size"
                yield place + 3  # "comparable accuracy | to B"
        elif words[place] in _BEATS or (
            words[place] == "as" and not _ALIKE.isdisjoint(words[max(0, place - 3) : place])
        ):
            yield place + 1


def _behind_or(words: Sequence[str], at: int) -> int:
    """Where a rival is named that is equalled or beaten: "comparable to | B", "competitive with or superior to | B"."""
    if words[at : at + 1] != ["or"]:
        return at
    return next((i + 1 for i in range(at + 1, min(len(words), at + 5)) if words[i] in _EXCEEDS), at)


_EXCEEDS = words("to than above exceeding surpassing beating outperforming")


def _carried(line: Line, at: int) -> Iterator[int]:
    """What another clause of the sentence compares with: "compared with B, it gains 2% while | using 6%"."""
    words = line.words
    carriers = [place for place, word in enumerate(words) if word in _CARRIERS and place != at]
    for place in sorted(carriers, key=lambda place: (place > at, abs(place - at))):
        if words[place] == NUMBER:
            if words[place + 1 : place + 2] == ["of"] and _ends_in_measure(line, place + 2):
                yield place + 2  # "keeps 97% of | B's recall"
        elif tuple(words[place : place + 2]) in _PHRASES:
            yield place + 2
        elif (
            words[place] == "than"
            or (place < at and words[place] in _SURPASSES)
            or (words[place] == "over" and _compares(line, place))
        ):
            yield place + 1
        elif place > at and tuple(words[place : place + 2]) in _EQUALS:
            yield place + 2
        elif place > at and words[place] in _LIKE and "to" in words[place + 2 : place + 4]:
            yield words.index("to", place) + 1  # "with comparable recall | to B"
        elif words[place] in _APPLIED and "to" in words[place + 1 : place + 5]:
            yield words.index("to", place) + 1  # "applied to | B", "when added to | B"
        elif words[place] == "baseline" and words[place + 1 : place + 2] == ["("]:
            yield place  # "as good as the | baseline (B)"
        elif words[place] == "baseline" and (opening := _opening_of(words, place)):
            yield opening  # "for the | B baseline"
        elif place > at and words[place] in ("original", "vanilla", "uncompressed") and words[place - 1] == "the":
            yield place
        elif words[place] in _IMPROVES and not KINDS.isdisjoint(words[place + 1 : place + 3]):
            yield place + 1
    if words[0] in ("where", "whereas", "while") and "," in words[:at]:
        yield 1


_UNOWNED = _BARE | {"its", "the", "their"}


def _ends_in_measure(line: Line, start: int) -> bool:
    """Whether the next quality measure names somebody before it: "full-cache | accuracy", no "accuracy" alone."""
    measure = next((t for t in line.terms if t.kind == "quality" and start <= t.first < start + 6), None)
    if measure is not None and line.words[measure.last + 1 : measure.last + 2] == ["of"]:
        return _POINTERS.isdisjoint(line.words[measure.last + 2 : measure.last + 4])  # "the accuracy of | B"
    if measure is not None and line.words[measure.first - 1].endswith(_OF_TASKS):
        owners = line.words[start : measure.first]
        if not any(_POSSESSIVE.search(word) for word in owners):
            return False  # "the object detection | accuracy"
    if measure is None or not _STOPS.isdisjoint(line.words[start : measure.first]):
        return False
    return not _UNOWNED.issuperset(line.words[start : measure.first])


_POINTERS = words("latter former it them its their this these")
_OF_TASKS = ("tion", "sis", "task", "tasks", "reasoning", "answering", "tracking", "understanding", "parsing")
_STOPS = CLAUSE_BREAKS | words(", on in with at for by and to") | {NUMBER}


def _beaten(line: Line, at: int) -> Iterator[int]:
    """What is beaten behind a number: "with 10% of the labels it outperforms B"."""
    for place, word in enumerate(line.words[at + 1 : at + _REACH], at + 1):
        if word in CLAUSE_BREAKS or (word == "," and line.words[place + 1 : place + 2] == ["and"]):
            return
        if word in _BEATS:
            yield place + 1


_APPLIED = words("applying applied added adding attached")


def _opening_of(words: Sequence[str], at: int) -> int | None:
    """Where the noun begins that a word ends: behind the preposition before it."""
    return next((i + 1 for i in range(at - 1, max(-1, at - 6), -1) if words[i] in ("for", "of", "on", "to")), None)


_IMPROVES = words("improves improve improving accelerates accelerate accelerating")
_CARRIERS = (
    {phrase[0] for phrase in _PHRASES}
    | _EQUALS_BEGIN
    | _SURPASSES
    | _APPLIED
    | _IMPROVES
    | _LIKE
    | {NUMBER}
    | words("than over baseline original vanilla uncompressed")
)
"""The words at which `_carried` may find a comparison."""
