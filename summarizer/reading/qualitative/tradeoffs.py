"""Trade-offs: that something is got at a good price: "achieves a better | trade-off between recall and speed"."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.reading.costs.claims import Finding, unnumbered
from summarizer.reading.framing.frames import STOP_TAIL
from summarizer.reading.qualitative.holders import HAS, holder_at
from summarizer.reading.qualitative.savings import TASKS, is_unreal
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words
from summarizer.records import Metric, Phase

_GOOD = words(
    "better best superior favorable favourable excellent outstanding improved optimal pareto-optimal good great strong "
    "attractive competitive compelling state-of-the-art sota promising ideal remarkable impressive nice decent "
    "desirable satisfactory appealing effective right highest practical"
)
_RAISES = words("improves improve improving improved enhances enhancing advances optimizes pushes redefines")
_GIVES = HAS - words("ensure ensuring supports use uses using needs requires")
_STRIKES = words("strikes strike striking struck finds find finding found")
_DEGREES = words("a an the more most very much truly significantly")
_BETWEEN = words("between of in among")
_ENDS = (STOP_TAIL | words("on across for when than compared over .")) - words("and of between in ,")
_APART = STOP_TAIL - words("and vs vs. versus")
_REACH = 10
_SPENT: dict[str, Metric] = {
    **dict.fromkeys(words("speed latency runtime time responsiveness"), "latency"),
    **dict.fromkeys(words("computation compute flops complexity"), "compute"),
    **dict.fromkeys(words("cost costs efficiency"), "cost"),
    **dict.fromkeys(words("parameter parameters"), "parameters"),
    "memory": "memory",
    "energy": "energy",
    "throughput": "throughput",
    "size": "model_size",
}
"""What is paid, in short: "a better memory-recall | trade-off"."""


def tradeoff(line: Line, at: int) -> Iterator[Finding]:
    """Achieves a superior trade-off between recall and speed; improves the accuracy-efficiency trade-off."""
    if NUMBER in line.words[at - 1 : at + 3] or not _is_good(line, at):
        return
    for metric, phase, place in _traded(line, at):
        if metric == "cost" and not TASKS.isdisjoint(line.words):
            return
        term = next((t for t in line.resources if t.last == place and metric != "cost"), None)
        change = None if term else Term("change", first=place, last=place)
        yield unnumbered(line, change, term, metric, phase, "better")
        return


def _is_good(line: Line, at: int) -> bool:
    """Whether a trade-off is said to be good, or to have become better."""
    tokens, start = line.words, max(0, at - _REACH // 2)
    for place in range(at - 1, start - 1, -1):
        if tokens[place] in _RAISES and tokens[place + 1] in ("the", "its", "this"):
            return not is_unreal(line, place)
        if tokens[place] in _GOOD:
            return _is_had(line, place)
        if tokens[place] in _APART:
            return False
    return False


def _is_had(line: Line, place: int) -> bool:
    """Whether what a word of praise describes is had: "strikes | the right balance"."""
    tokens = line.words
    while place > 0 and tokens[place - 1] in _DEGREES:
        place -= 1
    if tokens[place - 1] in _STRIKES:
        return not is_unreal(line, place - 1)
    held = holder_at(line, place)
    return held >= 0 and tokens[held] in _GIVES


def _traded(line: Line, at: int) -> Iterator[tuple[Metric, Phase | None, int]]:
    """What a trade-off is of, where it is a cost: by the words behind "between", else by those before it."""
    tokens = line.words
    if tokens[at + 1 : at + 2] and tokens[at + 1] in _BETWEEN:
        places = range(at + 2, _list_end(tokens, at + 2))
    else:
        places = range(max(0, at - _REACH // 2), at)
    named = {t.last: t for t in line.resources}
    for place in places:
        term, spent = named.get(place), next((_SPENT[w] for w in tokens[place].split("-") if w in _SPENT), None)
        if term is not None and term.first < place and tokens[place - 1] != "inference" and not term.weak:
            yield ("compute" if term.metric == "complexity" else term.metric or "cost"), term.phase, place
        elif spent is not None:
            yield spent, term.phase if term else None, place


def _list_end(tokens: list[str], first: int) -> int:
    """Where a list of what is traded ends; a comma is of the list as long as no "and" ends it."""
    listed = True
    for place in range(first, min(len(tokens), first + _REACH)):
        if tokens[place] in _ENDS or (tokens[place] == "," and not listed):
            return place
        listed = listed and tokens[place] != "and"
    return min(len(tokens), first + _REACH)


TRADEOFFS = ((words("trade-off trade-offs tradeoff tradeoffs balance compromise"), tradeoff),)
"""The scan with the words at whose places it looks."""
