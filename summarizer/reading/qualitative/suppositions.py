"""Suppositions: sentences that speak of a cost without saying that anything saves it."""

from __future__ import annotations

from summarizer.reading.costs.claims import Finding
from summarizer.reading.qualitative.giants import RIVALS
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import words

_PLANNED = words(
    "path paths solution trajectory route tour travel objective control social opportunity congestion matching "
    "psychological emotional cognitive societal mental ergonomic expected long-term cumulative worst-case group "
    "individual cut action minimum"
)
_OF_PLANS = words(
    "path paths trajectory trajectories route routes tour tours plan plans matching assignment function functions "
    "term terms solution solutions"
)
_ALL_IN_ALL = words("the its their total overall average maximum mean")


def is_of_plan(line: Line, finding: Finding) -> bool:
    """Whether a cost is how good a plan is, not what it takes to find it.

    "A lower path | cost", "minimizes the total | cost", "the same | cost function".
    """
    term, words = finding.frame.term, line.words
    if term is None or term.first == 0 or words[term.last] not in ("cost", "costs"):
        return False
    if words[term.last - 1] in _PLANNED:
        return True
    behind = words[term.last + 1 : term.last + 5]
    if term.first < term.last or finding.metric != "cost":
        return False
    owner = behind if behind[:1] == ["of"] else behind[behind[:1] == [","] :][:1]
    if not _OF_PLANS.isdisjoint(owner):
        return True
    change = finding.frame.change
    if change is None or change.last > term.first or not words[change.first].startswith("minimi"):
        return False
    between = words[change.last + 1 : term.first]
    bare = bool(between) or words[term.last] == "cost"
    total = _ALL_IN_ALL.issuperset(between) or not _PLANNED.isdisjoint(between)
    return bare and total and behind[:1] != ["of"]


_PRICES = words("cost costs price expense")
_CONCEDES = words("although though while whereas")
_OWN = words("our we it its this these")
_CONDITIONS = words("when if where whenever once unless")
_AS_WHAT = words("a an the shown demonstrated evidenced reported it well such our we")


def is_supposed(line: Line, at: int) -> bool:
    """Whether a word stands in a condition or an aim that opens the sentence, or names a price paid.

    "When new classes come with few labels, ..."; "To plan without extra cost, we ..."; "at the cost of quality".
    """
    words = line.words
    if words and "," not in words[:at] and "," in words[at:] and _opens_aside(words):
        return True
    if "amid" in words[:at]:
        return True
    if words[at - 2 : at] == ["at", "the"] and words[at] in _PRICES and words[at + 1 : at + 2] == ["of"]:
        return True
    return _is_of_field(words, at) or _is_weighty(words, at) or _is_only_studied(words, at)


def _is_weighty(words: list[str], at: int) -> bool:
    """Whether a saving is only said to matter: "in fields where cutting | latency is critical"."""
    behind = words[at + 1 : at + 8]
    if _WEIGHTY.isdisjoint(behind) or not any(word.endswith("ing") for word in words[max(0, at - 3) : at + 1]):
        return False
    verb = next((i for i, word in enumerate(behind) if word in _STANDS or word == ","), len(behind))
    return behind[verb : verb + 1] not in ([], [","]) and not _WEIGHTY.isdisjoint(behind[verb + 1 : verb + 4])


def _opens_aside(words: list[str]) -> bool:
    """Whether a condition, an aim or a concession stands before the comma behind a word."""
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first in _CONDITIONS or first == "to" or words[:3] == ["in", "order", "to"]:
        return True
    if first == "as" and second not in _AS_WHAT and words[2:3] != ["as"]:
        return True  # "As maps get larger, ..."
    end = words.index(",")
    participle = second.endswith("ing") and second != "existing"
    if first not in _CONCEDES or (participle and _PLURAL.isdisjoint(words[end : end + 8])):
        return False
    return _OWN.isdisjoint(words[:end])  # "Although earlier planners run in real time, ..."


_PLURAL = words("they them existing these those")
"""Of whom a sentence goes on that began with what others do."""


_PLENTY = words("many most modern today's")
_NEED = words("require requires need needs demand demands")
_WEIGHTY = words(
    "important crucial essential critical vital key central challenge challenging difficult necessary desirable "
    "fundamental problem imperative paramount priority hard"
)
_STANDS = words("is remains becomes are")
_LEADS = words("lead leads led result results mean means imply implies degrade degrades")


def _is_of_field(words: list[str], at: int) -> bool:
    """Whether a sentence tells what a field needs: "Many robots require ...", "Reducing memory is crucial"."""
    first = words[0]
    if first in _PLENTY:
        return not _NEED.isdisjoint(words[1:at])
    if words[:2] == ["future", "work"]:
        return True
    if at > 1:
        return False
    if first.endswith("ing"):
        verb = next((i for i, word in enumerate(words[1:12], 1) if word in _STANDS), None)
        return verb is not None and not _WEIGHTY.isdisjoint(words[verb + 1 : verb + 5])
    return first in ("fewer", "less", "lower", "smaller") and not _LEADS.isdisjoint(words[1:5])


_STUDIES = words("survey surveys review reviews discuss discusses categorize categorizes overview summarize summarizes")
_WAYS = RIVALS | words("techniques strategies algorithms architectures works")


def _is_only_studied(words: list[str], at: int) -> bool:
    """Whether what saves something is only written about: "we review methods that | reduce memory"."""
    before = words[max(0, at - 6) : at]
    told = not {"that", "which"}.isdisjoint(before[-3:])
    return told and not (_WAYS.isdisjoint(before) or _STUDIES.isdisjoint(before))
