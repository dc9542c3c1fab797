"""Aims: whether a change is reported, or only intended."""

from __future__ import annotations

from itertools import pairwise

from summarizer.reading.framing.frames import clause_start
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import words

_AIMS = words(
    "aim aims aiming aimed seek seeks attempt attempts try tries want challenge challenging how "
    "hope could may might would should cannot intended trying attempting wish "
    "quantify quantifies quantifying difficult difficulty difficulties whether if unable never must expected "
    "encourages encourage encouraging"
)
_NONE = words("neither none")
_GOALS = words("goal objective desirable")
_OF_GOAL = words("is was of to :")
_ABLE = words(
    "lead led leading translates contributes able allows allow enables enable enabling allowing shown found proven "
    "proved manage manages managed helps help thus leads us them it able enough out"
)
_FAILS = words("fails failed fail failing struggles struggle struggled")
_SHOWS = words("show shows showing demonstrate demonstrates demonstrating illustrate illustrates")


_MAXIMIZES = words("maximize maximise maximizing maximising")
_JOINED = 6
"""How far behind a verb the one may stand that `and` joins to it."""


def _joins_aim(line: Line, at: int) -> bool:
    """Whether a verb joins one that is only intended: "to improve the recall and | reduce the cost".

    Behind a comma alone, only one of the same form does: "to trim the map, | reduce the cost, and save ink".
    """
    if line.words[at - 1] == "and" and _MAXIMIZES & {*line.words[max(0, at - _JOINED) : at - 1]}:
        verb = next(i for i in range(at - 2, -1, -1) if line.words[i] in _MAXIMIZES)
        return line.words[verb][-1] == line.words[at][-1] and is_aim(line, verb)
    near = [t for t in line.changes if t.form == "verb" and at - 10 <= t.first <= at]
    verbs = [t for t in near if t.first < at - 1]
    listed = near[-1:] != verbs[-1:] and line.words[at][-1] not in "dgs"
    return (
        bool(verbs and (listed or line.words[at - 1] == "and"))
        and line.words[verbs[-1].first].rstrip("s") == line.words[verbs[-1].first]
        and is_aim(line, verbs[-1].first)
    )


def is_aim(line: Line, at: int) -> bool:
    """Whether a change is only intended ("to reduce", "aims at reducing"), or taken back."""
    words = line.words
    before = words[max(0, at - 3) : at]
    while before and (before[-1].endswith("ly") or before[-1] in ("further", "both", "also")):
        before = before[:-1]
    last = before[-1] if before else ""
    if last == "to":
        if _is_outcome(words, at):
            return False
        if not _is_besides(words[at], before) and (
            not _is_able(words, at, before) or not _FAILS.isdisjoint(before[-2:-1])
        ):
            return True
    if words[at - 1] in ("and", ",") and _joins_aim(line, at):
        return True
    if last in _LEADS:
        had = last == "of" and before[-2:-1] != [] and before[-2] in _MERITS  # "the added benefit of | cutting costs"
        return (words[at].endswith("ing") and not had) or last == "without"
    if not _NONE.isdisjoint(words[:at]):
        return True
    if _WISHES.isdisjoint(words[max(0, at - _NEAR) : at]):
        return False
    near = words[max(clause_start(line, at), at - _NEAR) : at]
    if words[at - 1] == "and" and words[at].endswith("s") and _ASKS.isdisjoint(near):
        return False  # "it encourages calm and | reduces the cost"
    return _is_wished(near, words[at])


_NEAR = 7
"""How far before a word, in its clause, it may be told that it is only wished for."""
_LEADS = ("for", "at", "of", "towards", "toward", "without", "rather", "between")
_WISHES = _AIMS | _GOALS | {"designed", "not"}
"""Words of which one must stand near before a word for that to be only wished for, or taken back."""


def _is_wished(near: list[str], word: str) -> bool:
    """Whether the words near before a word say that it is only intended or tried, or does not hold."""
    if not _HARD.isdisjoint(near):
        near = [
            w for i, w in enumerate(near) if w not in _HARD or near[i - 1] in _STANDS or near[i + 1 : i + 2] == ["to"]
        ]
    if "how" in near:
        near = [w for i, w in enumerate(near) if not (w == "how" and near[max(0, i - 1)] in _SHOWS)]
    if "could" in near and not _OURS.isdisjoint(near[: near.index("could")]):
        near.remove("could")  # "our planner could | cut costs" is said politely
    planned = "designed" in near and near[near.index("designed") + 1 :][:1] in (["to"], ["for"])
    if planned or not _AIMS.isdisjoint(near) or _is_goal(near):
        return True
    apart = near[-1:] == [","] and word.endswith("ing")  # "does not need lamps, | lowering the cost"
    return "not" in near and not apart and _is_negated(near)


def _is_outcome(words: list[str], at: int) -> bool:
    """Whether an infinitive tells by how much, so what a deed comes to: "prunes maps to greatly | reduce memory"."""
    to = at - 1
    while words[to] != "to":
        to -= 1
    told = to > _OPENING and not _STRONGLY.isdisjoint(words[to + 1 : at])
    return told and words[to - 1] != "," and _HOPED.isdisjoint(words[to - 2 : to])


_OPENING = 2
_STRONGLY = words("further greatly significantly substantially drastically dramatically considerably markedly")
_HOPED = _GOALS | words(
    "order potential aim aims aiming aimed seek seeks need needed want wants tries attempts attempt hope hopes "
    "difficult challenging possible important necessary hard how way ways means promises try effort efforts "
    "opportunity strives propose proposes plan plans method technique approach approaches required"
)
"""What an infinitive stands behind that tells only what is wished for."""
_MERITS = words("benefit benefits advantage advantages merit merits")
_OURS = words("our proposed")
_ASKS = words("how whether if that which unless")
_HARD = words("challenging difficult")
_STANDS = words("is are was were be remains remain it more")
"""What stands before "challenging" where that says so, and does not only describe what is coped with."""


def _is_besides(word: str, before: list[str]) -> bool:
    """Whether "to" is no infinitive's: "in addition to | cutting costs"."""
    return word.endswith("ing") and before[-2:-1] in (["addition"], ["due"], ["thanks"])


def _is_goal(near: list[str]) -> bool:
    """Whether a goal is told: "the goal is to", "our objective of", not "reaches goal states", "one objective"."""
    if _GOALS.isdisjoint(near):
        return False
    return any(word in _GOALS and behind in _OF_GOAL for word, behind in pairwise(near))


def _is_able(words: list[str], at: int, before: list[str]) -> bool:
    """Whether an infinitive tells what comes true: "is able to", "enables wide planners on small chips to"."""
    led = before[-2:-1] and before[-2] in _THOSE and not _PREPOSITIONS.isdisjoint(before[-3:-2])  # "fits with them to"
    if not led and not _ABLE.isdisjoint(before[:-1]):
        return True
    far = words[max(0, at - _ENABLED) : at - 1]
    place = next((i for i in range(len(far) - 1, -1, -1) if far[i] in _ENABLES), None)
    behind = [] if place is None else far[place + 1 :]
    return place is not None and (_NEW_CLAUSE - {"and"} if "both" in behind else _NEW_CLAUSE).isdisjoint(behind)


_THOSE = words("us them it")
_PREPOSITIONS = words("with of on in into from by")
_ENABLES = words("enables enable enabling allows allow allowing lets helps empowers empower empowering")
_ENABLED = 12
_NEW_CLAUSE = words("to , ; : that which and but while so")
_ASSERTS = words("only also adds requires needs incurs introduces reduces cuts lowers saves improves increases runs")


_THUS = words("thus thereby hence therefore")


def _is_negated(near: list[str]) -> bool:
    """Whether a "not" reaches a word: not over "and" to another verb ("does not need labels and only | adds")."""
    for place in (i for i, word in enumerate(near) if word == "not"):
        behind = near[place + 1 :]
        if not _THUS.isdisjoint(behind):
            continue  # "does not need lamps, thus | reducing power"
        asserted = "and" in behind and not _ASSERTS.isdisjoint(behind[behind.index("and") + 1 :][:1])
        if behind[:1] != ["only"] and not asserted:
            return True
    return False
