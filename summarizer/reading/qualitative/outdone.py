"""Outdone: in what costs others are beaten or equalled: "outperforms B in latency", "matches B in it"."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.reading.costs.claims import Finding, unnumbered
from summarizer.reading.framing.frames import STOP_TAIL, changes_in, coordinated, is_head
from summarizer.reading.qualitative.aims import is_aim
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words
from summarizer.records import Metric

_STOPS = STOP_TAIL - {"and", ","}
"""Where a list ends."""
_ADVANTAGES = words("superiority advantage advantages superior state-of-the-art best better")
_GAINS = words("improvement improvements gain gains")
OUTDOES = words(
    "outperforms outperform outperforming surpasses surpass surpassing exceeds exceed beats beat beating excels excel"
)


def excels_in(line: Line, at: int) -> Iterator[Finding]:
    """Outperforms B in search efficiency; its superiority in terms of inference time; performs better in latency."""
    tokens = line.words
    end = min(len(tokens), at + 2 * _BEATEN)
    if not line.resources or line.resources[-1].first < at or _WHEREIN.isdisjoint(tokens[at + 1 : end]):
        return
    bare = tokens[at] == "better" and _PERFORMS.isdisjoint(tokens[max(0, at - 2) : at + 2])
    if tokens[at] == "state-of-the-art" and tokens[at + 1 : at + 2] not in (["in"], ["on"]):
        bare = _PERFORMS.isdisjoint(tokens[at + 1 : at + 6])  # what rivals are
    bare |= tokens[at] in _GAINS and tokens[at + 1 : at + 2] != ["over"]
    bare |= tokens[at] in _ADVANTAGES and not _EQUALS.isdisjoint(tokens[max(0, at - 4) : at])  # "on par with the best"
    if bare:
        return
    places = []
    for i in range(at + 1, end):
        if tokens[i] in _ENDS and not _is_size(line, i):
            break
        if tokens[i] in _WHEREIN and tokens[i - 1] not in _RISES and (i < at + _BEATEN or _is_told_far(tokens, i)):
            places.append(i)
    if not places or is_aim(line, at):
        return
    for place in places:
        first = place + 1 + 2 * (tokens[place + 1 : place + 3] == ["terms", "of"]) + (tokens[place] == "respect")
        first += tokens[first : first + 1] == ["both"]
        first += 2 * (tokens[first : first + 2] == ["number", "of"])
        near = [t for t in line.resources if first <= t.first <= first + _LISTED]
        if not near:
            continue
        last = next(
            (i for i in range(first, min(len(tokens), first + _LISTED)) if _ends_list(tokens, i)), first + _LISTED
        )
        found = [t for t in near if t.first <= last]
        if tokens[at] in _EQUALS and (not found or not _is_equalled(line, at, place, found[0])):
            continue
        for term in coordinated(line, found[0], found) if found and not is_doing(line, first) else ():
            told = tokens[place] not in ("on", "for") or (term.gain and tokens[at] not in _ADVANTAGES)
            if told and not term.weak and is_head(line, term):
                for metric, phase in ((term.metric, term.phase), *term.also):
                    if metric is not None:
                        yield unnumbered(line, None, term, metric, phase, "same" if tokens[at] in _EQUALS else "better")


def is_doing(line: Line, at: int) -> bool:
    """Whether a rival is outdone in doing something: "beats B in | producing light models"."""
    if line.words[at : at + 1] in (["balancing"], ["trading"]):
        return True
    doing = line.words[at : at + 1] != [] and line.words[at].endswith("ing") and len(line.words[at]) > len("wing")
    return doing and not any(at <= t.first <= at + 1 for t in line.measures)


def is_outdone(words: list[str], end: int, term: Term) -> bool:
    """Whether a speed is itself what is outdone: "exceeds | the inference speed of B"."""
    whose = words[term.last + 1 : term.last + 2] == ["of"]
    return whose and term.metric in _PACES and term.gain and words[end : term.first] in ([], ["the"])


_PACES: tuple[Metric, ...] = ("latency", "throughput", "training_time")


def _is_told_far(tokens: list[str], at: int) -> bool:
    """Whether it may be told from far behind wherein others are beaten: "in | terms of", "in | both"."""
    return tokens[at + 1 : at + 3] == ["terms", "of"] or tokens[at + 1 : at + 2] == ["both"]


_WHEREIN = words("in on for w.r.t regarding respect")
_RISES = words("increase increases rise overhead")
"""What is admitted of a cost, not outdone in it: "beats B with a slight increase | in latency"."""
_PERFORMS = words("perform performs performed performance performances results")


def _ends_list(tokens: list[str], at: int) -> bool:
    """Whether a list of qualities ends at a token; "as well as" goes on with it, and so does "but also"."""
    if tokens[at] not in _STOPS:
        return False
    goes_on = "well" in tokens[at - 1 : at + 2] or "also" in tokens[at : at + 2]
    return not goes_on and not _is_aside(tokens, at)


def _is_aside(tokens: list[str], at: int) -> bool:
    """Whether a token stands in a bracket or opens one: "in safety | (collisions, falls) and speed"."""
    opened = next((i for i in range(at, max(-1, at - _ASIDE), -1) if tokens[i] == "("), None)
    return opened is not None and ")" in tokens[at : opened + _ASIDE] and NUMBER not in tokens[opened:at]


_ASIDE = 8
"""How long a bracket in a list of qualities may be."""


_BEATEN = 14
"""How far behind a word for beating others it may be told wherein; "in terms of" may stand further."""
_LISTED = 12
"""How far the list of qualities behind "in both" may reach."""


_ENDS = {";", "while", NUMBER}
"""Where it ends what others are beaten in; a number says by how much."""


def _is_size(line: Line, at: int) -> bool:
    """Whether a number is the size of a model: "beats Alder | 8B in throughput"."""
    return line.words[at] == NUMBER and line.written[line.ends[at] - 1].isupper()


_EQUALS = words("comparable competitive similar equal par on-par matches match matching matched rivals rivaling")
_EQUALLED_BY = words("to with as in") | _PERFORMS


def _is_equalled(line: Line, at: int, place: int, term: Term) -> bool:
    """Whether a resource is one in which others are equalled: "matches B in accuracy and | latency"."""
    tokens = line.words
    verb = tokens[at].startswith(("match", "rival"))
    led = verb or not _EQUALLED_BY.isdisjoint(tokens[at + 1 : at + 3])
    spent = any(at < t.first < place for t in line.resources)  # "competitive recall with superior | speed in training"
    if not led or spent or tokens[place] != "in" or (verb and at + 1 == place):
        return False
    ahead = tokens[place + 1 : term.first]
    if {",", "the"}.issubset(ahead):  # "comparable in accuracy, and the | speed is"
        return False
    return (
        not changes_in(line, at, term.first)
        and _SHARES.isdisjoint(ahead)
        and STOP_TAIL.isdisjoint(set(ahead) - _IN_LIST)
    )


_SHARES = words("fraction half third quarter less fewer only much reduced limited short real such case cases which")
_IN_LIST = words("terms of and , both the as well")
OUTDONE = OUTDOES | _ADVANTAGES | _GAINS | _EQUALS | words("favorably favourably")
"""At whose places `excels_in` looks."""
