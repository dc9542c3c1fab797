"""Trade-offs: that something is got at a good price: "achieves a better | trade-off between recall and speed"."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.reading.costs.claims import Finding, unnumbered
from summarizer.reading.framing.frames import STOP_TAIL
from summarizer.reading.qualitative.holders import HAS, holder_at
from summarizer.reading.qualitative.savings import is_unreal
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words
from summarizer.records import Metric, Phase

_GOOD = words(
    "better best superior favorable favourable excellent outstanding improved optimal pareto-optimal good great strong "
    "attractive competitive compelling state-of-the-art promising ideal remarkable impressive nice"
)
_RAISES = words("improves improve improving improved enhances enhancing advances optimizes pushes redefines")
_GIVES = HAS - words("ensure ensuring supports use uses using needs requires")
_BETWEEN = words("between of in among")
_ENDS = (STOP_TAIL | words("on across for when than compared over , .")) - words("and of between in")
_REACH = 10


def tradeoff(line: Line, at: int) -> Iterator[Finding]:
    """Achieves a superior trade-off between recall and speed; improves the accuracy-efficiency trade-off."""
    tokens = line.words
    if NUMBER in tokens[at - 1 : at + 3] or not _is_good(line, at):
        return
    for metric, phase, place in _traded(line, at):
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
            held = holder_at(line, place)
            return held >= 0 and tokens[held] in _GIVES
        if tokens[place] in STOP_TAIL - {"and"}:
            return False
    return False


def _traded(line: Line, at: int) -> Iterator[tuple[Metric, Phase | None, int]]:
    """What a trade-off is of, where it is a cost: by the words behind "between", else by those before it."""
    tokens = line.words
    if tokens[at + 1 : at + 2] and tokens[at + 1] in _BETWEEN:
        end = next((i for i in range(at + 2, min(len(tokens), at + 2 + _REACH)) if tokens[i] in _ENDS), at + 2 + _REACH)
        places = range(at + 2, min(end, len(tokens)))
    else:
        places = range(max(0, at - _REACH // 2), at)
    named = {t.last: t for t in line.resources}
    for place in places:
        term, word = named.get(place), tokens[place]
        if word == "efficiency" or word.endswith("-efficiency") or word.startswith("efficiency-"):
            plain = term is None or term.first == place or tokens[place - 1] == "inference"
            yield ("cost", None, place) if term is None or plain else (term.metric or "cost", term.phase, place)
        elif word in ("speed", "latency") or word.startswith(("speed-", "latency-")) or word.endswith(_PACED):
            yield "latency", term.phase if term else None, place
        elif term is not None and term.metric is not None and (not term.weak or word in _SPENT):
            yield "compute" if term.metric == "complexity" else term.metric, term.phase, place


_PACED = ("-speed", "-latency")
_SPENT = words("cost costs computation compute complexity")

TRADEOFFS = ((words("trade-off trade-offs tradeoff tradeoffs"), tradeoff),)
"""The scan with the words at whose places it looks."""
