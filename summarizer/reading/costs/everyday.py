"""Everyday words: those that speak of a cost only of machines or of the paper's own thing, and else of anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from summarizer.marks import Marks
from summarizer.reading.costs.claims import Finding
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import words

_FIELDS = (
    (words("heads"), words("attention transformer transformers multi-head self-attention")),
    (
        words("filters channels"),
        words("prune prunes pruned pruning convolution convolutional cnn cnns sparsity compression compress"),
    ),
    (
        words("turns"),
        words(
            "dialogue dialogues dialog dialogs conversation conversations chat chatbot agent agents assistant llm llms"
        ),
    ),
    (
        words("tps"),
        words("request requests token tokens serving server transaction transactions throughput blockchain llm llms"),
    ),
    (
        words("gaussian gaussians primitive primitives splats"),
        words(
            "splat splats splatting scene scenes render renders rendering rendered renderer radiance nerf view views"
        ),
    ),
)
"""Words that count something else outside a field, and words by which a paper shows that it is of the field."""
_COUNTS = frozenset().union(*(nouns for nouns, _ in _FIELDS))
_PERCEIVED = words("processing response responses learning")
"""What is faster of people and animals too."""
_OWN = words("our ours it this we") | words(
    "method methods approach approaches model models framework system systems algorithm design architecture network"
)
_TRAVELS = words(
    "locomote locomotes travel travels travelling traveling swim swims swimming crawl crawls crawling fly flies flying "
    "walk walks walking climb climbs climbing gait gaits flight locomotion time-to-goal time-to-goals"
)
"""What shows that it is a body that is faster, and no computation."""
_MODELS = words("network networks neural transformer transformers cnn cnns parameters llm llms convolutional")
"""Words by which a paper shows that what is lighter is no body."""
_FINDS = words("find observe report see show measure study found observed")


def is_everyday(marks: Marks, line: Line, finding: Finding, names: Sequence[str]) -> bool:
    """Whether a finding rests on words that are said of no machine here: "games of fewer | turns"."""
    frame = finding.frame
    term, change = frame.term, frame.change
    if term is not None:
        if finding.kind == "qualitative" and line.words[term.last] == "speed" and _is_travel(line, term):
            return True
        said = line.words[term.first : term.last + 1]
        if _COUNTS.isdisjoint(said):
            return False
        return any(not nouns.isdisjoint(said) and field.isdisjoint(marks.said) for nouns, field in _FIELDS)
    if change is None:
        return False
    if finding.metric == "cost" and line.words[change.last] == "efficient":
        measured = any(not t.weak for t in line.measures)
        return not measured and not _is_of_own(marks, line, names)
    if line.words[change.first] == "lighter":
        return _MODELS.isdisjoint(marks.said)
    behind = line.words[change.last + 1 : change.last + 2]
    sped = finding.kind == "qualitative" and change.form == "comparative" and change.sense in ("fast", "slow")
    if sped and finding.metric == "latency" and _is_travel(line, change):
        return True
    return sped and bool(behind) and behind[0] in _PERCEIVED and not _is_of_own(marks, line, names)


def _is_travel(line: Line, told: Term) -> bool:
    """Whether it is a body that is fast: "crawls | faster", "at 0.4 m/s, much | faster than most robots"."""
    around = line.words[max(0, told.first - _NEAR) : told.last + 4]
    return not _TRAVELS.isdisjoint(around) or any(pair == ("m", "/") for pair in pairwise(around))


_NEAR = 10
_PART = re.compile(r"[A-Z][a-z]{4,}(?![a-z])")
_STEM = 6


def _is_short_for(sentence: str, names: Sequence[str]) -> bool:
    """Whether a sentence uses a part of an own name as one, or a form of it: "Planner", "Orchestrator"."""
    stems = {part[:_STEM] for name in names for part in _PART.findall(name) if part != name}
    return bool(stems) and any(word[:_STEM] in stems for word in _PART.findall(sentence))


def _is_of_own(marks: Marks, line: Line, names: Sequence[str]) -> bool:
    """Whether a sentence speaks of the paper's own thing, by a name of it or by pointing."""
    start, end = marks.sentences[line.index]
    if any(name in marks.text[start:end] for name in names) or _is_short_for(marks.text[start:end], names):
        return True
    finds = any(one == "we" and other in _FINDS for one, other in zip(line.words, line.words[1:], strict=False))
    return not (_OWN - {"we"} if finds else _OWN).isdisjoint(line.words)
