"""Framings: what an abstract as a whole is about: how a method runs, how it is trained, or how a network is found.

A number that nothing in its sentence ties to a phase ("is 3x faster than B") is one of what the paper offers: a way to
train faster, an optimizer, a search. Most papers train something; only what is said to be made fast counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.marks import Marks
from summarizer.reading.framing.frames import STOP_TAIL, Frame
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words
from summarizer.records import Phase

_STEM = re.compile(r"[a-z]+(?:-[a-z]+)*")


def _beginning(patterns: str) -> dict[str, re.Pattern[str]]:
    """Some patterns, looked for where words begin, by the letters that each begins with."""
    stems = {_STEM.match(pattern)[0]: pattern for pattern in patterns.split()}  # type: ignore[index]
    return {stem: re.compile(rf"{stem}(?<!\w{stem}){pattern[len(stem) :]}") for stem, pattern in stems.items()}


_SERVES = _beginning(
    r"inference\b decoding\b serving\b kv[-\x20]cach\w key-value\b deploy real-time\b latency\b forward\b on-device\b"
)
_RUNS = _beginning(
    r"inference\b decod\w serving\b kv[-\x20]cach\w key-value\x20cach\w test-time\b speculative\b prefill"
    r" autoregressive\b deploy real-time\b sampling\b on-device\b"
)
_TRAINS = _beginning(r"train pretrain fine-?tun convergence\b")
_OFTEN, _MOSTLY = 2, 6


def framing_of(marks: Marks) -> Phase | None:
    """The phase that an abstract speaks of most: inference where it does so more than once, and less of training.

    Training where it hardly speaks of anything else.
    """
    text = marks.lower
    runs, trains = _count(_RUNS, text), _count(_TRAINS, text)
    if trains >= _MOSTLY and runs < _OFTEN:
        return "training"
    return "inference" if runs > trains and _count(_SERVES, text) >= _OFTEN else None


def _count(patterns: dict[str, re.Pattern[str]], text: str) -> int:
    """How often any of some patterns is found; they share no place."""
    return sum(len(pattern.findall(text)) for stem, pattern in patterns.items() if stem in text)


_LEARNING = (
    r"(?:(?:(?:pre-?|re-?)?training|fine-?tuning|convergence)"
    r"(?![-\s](?:free|based|data|sets?|samples?|images|examples|labels|objectives?|loss(?:es)?|steps?"
    r"|and\s(?:\w+\s)?(?:inference|evaluation|testing|sampling|decoding|rendering|generation|deployment)))"
    r"|meta[-\s]?learn(?:ing|ers?)|learning process"
    r"|(?:federated|distributed|reinforcement|self-supervised|online|deep|machine) learning"
    r"(?!\s(?:models?|methods?|approach|architectures?|pipelines?|inference))"
    r"|\w*sgd|back-?propagation|knowledge distillation"
    r"|(?:dataset|data|graph) (?:distillation|condensation))(?![-\w])"
)
_FAST = (
    r"accelerat(?:es?|ed|ing)\b speed(?:s|ing)?[-\s]up sped\x20up expedit(?:es?|ing) fast(?:er|est)? quick(?:er|ly)"
    r" rapid(?:ly)? shorten(?:s|ing)?"
)
_THRIFTY = r"efficient(?:ly)? scalable low-cost"
_BETWEEN = r"\s(?:(?!(?:by|via|through|with|from|without|in|for|and|using|on|as|than|to|inference)\b)[\w/()-]+\s){0,4}?"
_OF_LEARNING = re.compile(rf"{_BETWEEN}{_LEARNING}")
"""What stands behind the words for what is fast or takes little, where it is learning."""
_MADE_FAST, _MADE_THRIFTY = _beginning(_FAST), _beginning(_THRIFTY)
_OFFERED = re.compile(r"\b(?:propos|present|introduc|develop|design|describ)\w*\b[^.]{0,160}\Z")
_OFFER_REACH = 200
"""How far before a place that begins which offers it."""
_PACES = {
    noun: re.compile(rf"{noun}[-\s](?:efficiency|speed|times?|throughput)\b")
    for noun in ("training", "tuning", "convergence", "learning")
}
_RAISED = re.compile(
    r"\b(?:improv|enhanc|boost|increas|optimi[sz]|reduc|cut|lower|shorten|sav)\w*\s(?:[\w-]+\s){0,4}?"
    r"(?:training|pre-?training|fine-?tuning|convergence|learning)[-\s](?:efficiency|speed|times?|throughput)\b"
)
_TITLE = re.compile(
    rf"\b(?:{'|'.join((*_FAST.split(), *_THRIFTY.split()))}|distributed|decentralized|large[-\s]scale|parallel"
    rf"|\w+-optimized){_BETWEEN}{_LEARNING}"
    r"|\btraining\s(?:\w+\s){1,5}(?:fast|faster|quickly|efficiently|in minutes|in hours)\b"
    r"|\b(?:federated learning|\w*sgd|stochastic optimi[sz]ation)\b"
    r"|(?:llms?|[cdg]nns?|transformers?|models?|networks?|moe|bert|gpt)\s(?:pre-?)?training\b(?!-free)"
)
_TAUGHT = {
    "train": re.compile(r"train(?:(?<!\wtrain)|(?<=\bpretrain)|(?<=\bretrain))(?!ed\b|able|(?:ing)?-free)"),
    "fine": re.compile(r"fine-?tun(?!ed\b)"),
    "convergence": re.compile(r"convergence\b"),
}
_SEARCHES = re.compile(
    r"\b(?:architectures?|hyper-?parameters?|augmentation) (?:search|optimi[sz]ation|discovery|tuning)"
    r"|\bautoml\b|\bnas\b|\bdiscovery of (?:neural )?architectures?|\bauto\w*[-\s](?:data )?augmentation"
)
_SERVING = re.compile(
    r"\b(?:inference|serving|decoding|real-time|on-device|deploy|speculative|hardware|latency|mobile|edge\b)"
)
_COMPRESSES = re.compile(r"quanti[sz]|prun(?:e|ing)|compress(?:ion|ing)|sparsif")


def made_fast(marks: Marks) -> Phase | None:
    """The phase that a paper offers to make fast, where it is not inference: training, or the search for a network."""
    title, text = marks.lower[: len(marks.paper.title)], marks.lower
    runs = _count(_RUNS, text) - text.count("sampling")  # that is of batches or of graphs, too
    if _SERVING.search(title):
        return None
    if _SEARCHES.search(title) and not runs:
        return "compression"
    if _TITLE.search(title):
        return "training"
    if "planner" in text or "planning" in text:
        return None  # learns how to plan: what is fast is the plan
    if runs >= _OFTEN:
        return None
    if any(_of_learning(_MADE_FAST, text)) or (_count(_PACES, text) and _RAISED.search(text)):
        return "training"
    if _count(_TAUGHT, text) >= _MOSTLY:
        return "training"
    offered = not runs and any(_is_offered(text, said.start()) for said in _of_learning(_MADE_THRIFTY, text))
    return "training" if offered else None


def _is_offered(text: str, at: int) -> bool:
    """Whether a sentence offers what stands at a place of it."""
    return _OFFERED.search(text, max(0, at - _OFFER_REACH), at) is not None


def _of_learning(patterns: dict[str, re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """Where what some patterns find is said of learning."""
    for stem, pattern in patterns.items():
        for found in pattern.finditer(text) if stem in text else ():
            if _OF_LEARNING.match(text, found.end()):
                yield found


def is_of_compressing(marks: Marks) -> bool:
    """Whether a paper's title says that it makes networks smaller."""
    return _COMPRESSES.search(marks.lower, 0, len(marks.paper.title)) is not None


def is_untold(line: Line, frame: Frame) -> bool:
    """Whether a sentence leaves untold what it is that gets faster: "is 3x faster than B", not "3x faster planning"."""
    if not _RUNNING.isdisjoint(line.said):
        return False
    if (term := frame.term) is not None:
        plain = line.words[term.first - 1] in _BEFORE_TIMES
        return plain and " ".join(line.words[term.first : term.last + 1]) in _TIMES
    follows = line.words[frame.at + 1 : frame.at + 3]
    if follows[:1] in (["in"], ["during"]) and _OF_ALL.isdisjoint(follows[1:]):
        return False  # "a speed-up of 3x in | encryption"
    if frame.change is None:
        return True
    end = frame.change.last + 1
    end += line.words[end : end + 1] in (["rate"], ["ratio"], ["factor"])
    behind = line.words[end : end + 3]
    if behind[:1] and behind[0] in _OF_WHAT:
        return not _OF_ALL.isdisjoint(behind[1:])
    return not behind or behind[0] in STOP_TAIL


_RUNNING = words(
    "inference latency latencies decoding rendering generation planning fps real-time throughput prefilling "
    "prefill simulation simulator simulators simulations deployment serving"
)
"""Words of a sentence that speaks of what runs."""
_TIMES = words("time runtime times wall-clock")
_TIMES |= {"wall-clock time", "wall clock time", "wall time", "computation time", "computing time", "compute time"}
_TIMES |= {"time overhead", "time cost", "run time", "running time", "computational time", "runtimes", "wall-time"}
"""What may be the time of anything."""
_BEFORE_TIMES = STOP_TAIL | words(
    "the our its less more total overall average this lower same additional extra ( whole required needed"
)
_OF_WHAT = ("in", "of", "for", "during")
_OF_ALL = words("a wall-clock wall time terms total both speed up at over about around average nearly more") | {NUMBER}
