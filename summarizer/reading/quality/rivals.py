"""Rivals: levels of quality that a sentence tells of somebody else: "outperforming B, which reaches 81%"."""

from __future__ import annotations

from summarizer.reading.framing.frames import RANGING, STOP_TAIL, VERBS, clause_start
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import OURS, words

BEATEN_BY = words(
    "outperforming outperforms outperform surpassing surpasses surpass exceeding exceeds beating beats than over "
    "compared vs against"
)


def is_rivals(line: Line, at: int) -> bool:
    """Whether a level is the rival's: "outperforming the baseline with 95.8%", "up from 81%"."""
    if line.words[at - 1 : at] == ["from"] and line.words[at - 2] not in _RANGES:
        return True
    if _RIVALLING.isdisjoint(line.said):
        return False
    if (
        is_beaten(line, at)
        or _is_set_against(line, at)
        or _is_bracketed(line, at)
        or _is_of_beaten(line, at)
        or _is_of_baseline(line, at)
        or is_rivals_aside(line, at)
    ):
        return True
    if line.words[at - 1 : at] not in (["with"], ["of"], ["at"], ["'s"]):
        return False
    before = line.words[max(0, at - 8) : at - 1]
    if "on" in before and not _FINITE.isdisjoint(before) and line.words[at - 1] == "with":
        return False  # "it outperforms B on lakes with 76%"
    if _is_won_with(line, at):
        return False
    beaten = next((i for i in range(len(before) - 1, -1, -1) if before[i] in BEATEN_BY), None)
    if beaten is None or before[beaten + 1 : beaten + 2] == ["union"]:
        return False
    return _ENDED.isdisjoint(before[beaten:] if line.words[at - 1] == "of" else before)


def _is_won_with(line: Line, at: int) -> bool:
    """Whether a level is what a rival is beaten with: "surpasses B with a recall of | 76%".

    Behind a level of one's own it is the rival's: "reaches a recall of 81%, outperforming B with one of | 76%".
    """
    first = next((i for i in range(at - 1, max(0, at - _WON), -1) if line.words[i] == "with"), 0)
    if first == at - 1 or line.words[first + 1 : first + 2] not in (["a"], ["an"]) or line.words[at - 1] != "of":
        return False
    verb = next((i for i in range(first - 1, max(-1, first - _ROW // 2), -1) if line.words[i] in _BEATS), None)
    if verb is None or not _ENDED.isdisjoint(line.words[verb:first]):
        return False
    return line.words[verb].endswith("s") or NUMBER not in line.words[:verb]


_BEATS = words(
    "outperforming outperforms outperform outperformed surpassing surpasses surpass surpassed exceeding exceeds exceed "
    "exceeded beating beats beat"
)
_WON = 8
_ENDED = frozenset((NUMBER, ",", ";", "while", "and"))
_RANGES = RANGING | words("spanning spans anywhere")


def is_beaten(line: Line, at: int) -> bool:
    """Whether a level is that of what is beaten: "beating B's | 25%", "beating B, which reaches | 25%"."""
    return _is_possessed(line, at) or _is_rivals_level(line, at) or _is_the_baselines(line, at)


def _is_the_baselines(line: Line, at: int) -> bool:
    """Whether a level is told as that of what is beaten: "exceeding the | 82% baseline", "beats the former | 82%"."""
    words, left = line.words, at - 1
    while left > 0 and words[left] in _FORMER:
        left -= 1
    if left == at - 1 or "the" not in words[left:at]:
        return _is_of_outdone(line, at)
    if words[left] in _SET_BY or (words[left] in ("to", "with") and words[left - 1] in _LIKENED):
        return True
    if words[left] not in BEATEN_BY or words[at + 1 : at + 4] == ["of", "the", "time"]:
        return False
    return words[at + 1 : at + 2] in _OF_BASELINES or left < at - 2


def _is_of_outdone(line: Line, at: int) -> bool:
    """Whether a level is one of whom the own is better than: "milder than the usual drift of | 9%"."""
    if line.words[at - 1] != "of" or "than" not in line.said:
        return False
    before = line.words[max(0, at - _NAMED) : at - 1]
    than = next((i for i in range(len(before) - 2, -1, -1) if before[i] == "than"), None)
    return than is not None and before[than + 1] == "the" and STOP_TAIL.isdisjoint(before[than + 1 :])


_FORMER = words(
    "the its their previous prior former earlier best existing reported strongest current baseline of previously "
    "achieved typical usual"
)
_SET_BY, _LIKENED = words("than versus vs"), words("compared close comparable similar par")
_OF_BASELINES = (["baseline"], ["baselines"], ["achieved"], ["reported"], ["obtained"], ["reached"], ["scored"])


def _is_possessed(line: Line, at: int) -> bool:
    before = line.words[max(0, at - _ROW // 4) : at]
    if not before or not before[-1].endswith(("'s", "’s")):
        return False
    beaten = next((i for i in range(len(before) - 1, -1, -1) if before[i] in _BEATEN), None)
    return beaten is not None and _BROKEN.isdisjoint(before[beaten:])


_FINITE = words("outperforms surpasses exceeds beats")
_LEVELS_OFF = words(
    "caps cap collapse collapses plateau plateaus stagnates stagnate saturates saturate stalls stall reaches reach "
    "achieves achieve scores score gets get obtains obtain attains attain manages manage is are see sees report "
    "reports reported achieved reached scored obtained attained had has have retain retains maintain maintains succeed "
    "succeeds solve solves"
)


def _is_of_baseline(line: Line, at: int) -> bool:
    """Whether a level is told of what the sentence calls the baseline: "where all baselines collapse to | 43%"."""
    if not _OF_OTHERS.isdisjoint(line.said) and _is_level_of_others(line.words[clause_start(line, at) : at]):
        return True
    if "whose" not in line.said:
        return False
    whose = next((i for i in range(at - 1, max(0, at - 8), -1) if line.words[i] == "whose"), None)
    return whose is not None and not _BETTERED.isdisjoint(line.words[max(0, whose - 8) : whose])


def _is_level_of_others(before: list[str]) -> bool:
    """Whether the words of a clause before a level begin with the baseline and say where it levels off."""
    named = next((i for i, word in enumerate(before[:5]) if word in _OF_OTHERS), len(before))
    verb = next((i for i in range(named + 1, len(before)) if before[i] in _LEVELS_OFF), None)
    if verb is None or not OURS.isdisjoint(before) or not _is_first(before):
        return False
    joints = [i for i in range(named, verb) if before[i] in ("and", ",")]
    told = all(i + 1 == verb or (i + 2 == verb and before[i + 1] in _ONLY) for i in joints)
    return told and _COMPARED.isdisjoint(before[:verb])


def _is_first(before: list[str]) -> bool:
    """Whether only numbers of the same list stand among some words: "reach | 96% (lakes), 93% (rivers) and"."""
    if NUMBER not in before:
        return True
    return {NUMBER, ",", "and"}.issuperset(unbracketed(before[before.index(NUMBER) :]))


_ONLY = words("only still even merely then just thus")
_OF_OTHERS = words("baseline baselines existing previous prior earlier")
_BETTERED = BEATEN_BY | {"improving"}
_COMPARED = words("compared than over versus vs above below from against improves improve outperforms of")


def _is_bracketed(line: Line, at: int) -> bool:
    """Whether a level stands in brackets behind another's name: "is 81.2 (B: | 79.0)"."""
    if line.words[at - 1 : at] != [":"]:
        return False
    opening = next((i for i in range(at - 2, max(0, at - 6), -1) if line.words[i] == "("), None)
    named = opening is not None and not any(opening < t.first < at for t in line.terms)
    return bool(named) and NUMBER in line.words[max(0, at - 9) : opening]


_BEATEN = BEATEN_BY | words("underperform underperforms underperformed trailing trails lagging below above")


_BROKEN = frozenset((NUMBER, ",", ";", ")"))


def _is_of_beaten(line: Line, at: int) -> bool:
    """Whether a level stands in brackets behind a rival, and another before: "B (31%) beats the plain A ( | 28%)"."""
    opening = next((i for i in range(at - 1, max(0, at - 4), -1) if line.words[i] == "("), None)
    if opening is None or not {")", "ours"}.isdisjoint(line.words[opening:at]):
        return False
    before = unbracketed(line.words[max(0, opening - _ROW) : opening])[-8:]
    beaten = next((i for i in range(len(before) - 1, -1, -1) if before[i] in _BEATEN), None)
    told = beaten is not None and _BROKEN.isdisjoint(before[beaten:])
    told = told and line.words[at - 1] != "within"
    return told and NUMBER in line.words[:opening]


_ROW = 24


def unbracketed(words: list[str]) -> list[str]:
    """Some words without those that brackets hold: "over A ( 31% ) and B" is "over A and B"."""
    kept: list[str] = []
    for word in words:
        if word == ")" and "(" in kept:
            del kept[len(kept) - 1 - kept[::-1].index("(") :]
        else:
            kept.append(word)
    return kept


def _is_set_against(line: Line, at: int) -> bool:
    """Whether a level stands in the row that others are given in: "0.92 and 0.88, against 0.93 and | 0.89 for B"."""
    if _SETS_AGAINST.isdisjoint(line.said):
        return False
    place = at
    while place > 0 and line.words[place] in (NUMBER, ",", "and", "to"):
        place -= 1
    if NUMBER in line.words[place + 1 : at + 1]:
        named = next((i for i in range(place, max(0, place - _NAME), -1) if line.words[i] in _SET_AGAINST), place)
        if _GOES_ON.isdisjoint(line.words[named + 1 : place + 1]):
            place = named  # "compared to Harrow 81%, 79% and | 77%"
    told = line.words[place] in _AGAINST or line.words[place - 1 : place + 1] in _COMPARED_TO
    if line.words[place : place + 2] == ["compared", "to"]:
        return True
    return told and NUMBER in line.words[max(0, place - 12) : place]


_AGAINST = words("against versus vs")
_COMPARED_TO = (["compared", "with"], ["compared", "to"])
_SETS_AGAINST = _AGAINST | {"compared"}
_SET_AGAINST = _AGAINST | {"to", "with"}
_NAME = 4
_GOES_ON = VERBS | {"and", ","}


_WHICH = words("which that")
_SCORED = words(
    "achieved achieves achieve reached reaches reach scored scores score obtained obtains obtain attained attains "
    "attain had has have averaged averages average peaked peaks peak succeeds succeed"
)


def _is_rivals_level(line: Line, at: int) -> bool:
    """Whether a level is told of a rival in a clause about it: "outperforming B, which achieved 51% and | 34%"."""
    if _WHICH.isdisjoint(line.said):
        return False
    start = next((i for i in range(at - 1, max(0, at - 8), -1) if line.words[i] in _WHICH), None)
    if start is None or line.words[start + 1 : start + 2] == [] or line.words[start + 1] not in _SCORED:
        return False
    before = line.words[max(0, start - 12) : start]
    if line.words[start] == "that":  # not "outperforms B with a head that reaches 84%"
        beaten = next((i for i in range(len(before) - 1, -1, -1) if before[i] in BEATEN_BY), None)
        return beaten is not None and _ENDED.isdisjoint(before[beaten:]) and "with" not in before[beaten:]
    return not BEATEN_BY.isdisjoint(before)


def is_rivals_aside(line: Line, at: int) -> bool:
    """Whether a bracket behind the name of whom a level is set against holds theirs: "4.1, above Alder ( | 3.9)"."""
    words = line.words
    opened = _aside(words, at)
    if opened < 1 or words[opened - 1] in _ASIDE or NUMBER not in words[:opened]:
        return False
    before = unbracketed(words[max(0, opened - _ROW) : opened])[-_NAMED:]
    beaten = next((i for i in range(len(before) - 1, -1, -1) if before[i] in _MEASURED_BY), None)
    if beaten is None or beaten + 1 == len(before):
        return False
    between = before[beaten + 1 :]
    start = opened - len(between)
    costs = any(t.kind == "resource" and not t.weak and t.first >= start and t.last < opened for t in line.terms)
    pace = before[beaten] == "than" and beaten > 0 and before[beaten - 1] in _OF_COST
    return not costs and not pace and _NO_NAMES.isdisjoint(between)


def _aside(words: list[str], at: int) -> int:
    """Where the bracket opens that holds a number and at most others; -1 for none."""
    first, last = at - 1, at + 1
    while first >= 0 and words[first] in _ASIDE:
        first -= 1
    while last < len(words) and words[last] in _ASIDE:
        last += 1
    return first if first >= 0 and words[first] == "(" and words[last : last + 1] == [")"] else -1


_ASIDE = words("# , / and respectively ; m mm cm ° deg degrees px pixels %")
_MEASURED_BY = BEATEN_BY | words(
    "like versus below above under behind ahead outdoing topping comparable approaching matching matches rivaling "
    "rivalling trailing unlike against close"
)
"""Words that lead to whom a level is set against."""
_OF_COST = words("faster slower smaller larger fewer cheaper lighter longer shorter less")
_NO_NAMES = (VERBS - {"compared", "versus", "vs"}) | words("; : on in for at by with across without under from")
_NAMED = 12
_RIVALLING = _BEATEN | _MEASURED_BY | _SET_BY | _LIKENED | _OF_OTHERS | {"whose", ":"}
"""Words of which a sentence holds one that tells of a rival's level anywhere but right behind "from"."""
