"""Matched: a larger cost that is a rival's, which is matched or beaten: "outperforms planners with 7x more labels"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from summarizer.reading.framing.frames import RIVALRY, STOP_TAIL, Frame, left_of
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words

MATCHING = words(
    "match matches matching outperform outperforms outperforming rivals rivaling rival surpass surpasses "
    "surpassing beats beating comparable comparably exceed exceeds exceeding competitive competitively parity par "
    "equivalent equals equalling matched outperformed surpassed exceeded rivaled rivalled"
)
"""What says that a rival is matched or beaten."""
_WORKS = words(
    "model models method methods baseline baselines network networks counterpart counterparts competitor competitors "
    "approach approaches system systems one ones transformer transformers llm llms backbone backbones those variants "
    "planner planners vlm vlms encoder encoders decoder decoders solver solvers teacher teachers"
)
_RIVALS = _WORKS | RIVALRY | MATCHING
_WITH = words("with having using requiring needing consuming containing employing occupying")
_BY = ([","], ["by"], ["after"], ["before"], ["when"], ["even"], ["despite"])
_RUN_ON = words("trained pretrained pre-trained fine-tuned finetuned operates operate operating relies rely relying")
_RUN_WITH = words("on with using")
_SPENT_ON = words(
    "has have had use uses used require requires required contain contains need needs rely consume consumes cost costs "
    "take takes"
)
_MATCHING = MATCHING | {"similar"}
_DENIED = words("never not nothing none no neither nor fail fails failed failing cannot hardly rarely without unable")
_DENIAL_REACH = 4
_THAT = words("which that")
_ARE = words("is are was were be been being")
_TURNED = words("but yet while whereas although though albeit however despite")
_OWN_COST = words("only just merely mere additional extra added")
"""With one of these a share that comes on top is told of the paper's own: "beats Alder with only 4% more weights"."""
RIVAL_REACH = 24


def matched_rival(line: Line, frame: Frame) -> Literal["told", "denied"] | None:
    """Whether the larger cost is that of a rival, and that the rival is matched or beaten is told or denied.

    "outperforms planners with | 7x more labels"; "never matches planners with | 7x more labels".
    """
    at = _before_list(line, frame)
    sized = _is_of_sized(line, frame, at)
    owned = not sized and _is_owned(line, frame, at)
    if not (sized or owned or _is_of_owner(line, frame, at)):
        return None
    start = max(0, at - RIVAL_REACH)
    told = next((i for i in range(at, start - 1, -1) if _is_matched(line.words, i)), None)
    if told is None or not _TURNED.isdisjoint(line.words[told + 1 : at + 1]):
        return None  # "matches Alder, | but is 3x larger"
    if owned and NUMBER in line.words[told:at]:
        return None  # "beats Alder by 3% | with 15% more compute"
    before = line.words[max(0, told - _DENIAL_REACH) : told]
    before = before[len(before) - before[::-1].index(",") :] if "," in before else before
    return "denied" if any(w in _DENIED or w.endswith("n't") for w in before) else "told"


def _is_matched(words: Sequence[str], at: int) -> bool:
    """Whether a word says that somebody is matched, and not that its subject is."""
    if words[at] in _BEHIND:  # "gains 2 points over | B"
        reach = 1 if words[at] == "on" else _BETTERED_REACH
        return words[at] == "than" or not _BETTERED.isdisjoint(words[max(0, at - reach) : at])
    return words[at] in _MATCHING and not (words[at][-2:] == "ed" and words[at - 1] in _ARE)


_BEHIND = words("than over upon on")
_BETTERED = words("gain gains improvement improvements improve improves improved improving advantage lead")
_BETTERED_REACH = 7


def _before_list(line: Line, frame: Frame) -> int:
    """What stands before the costs that a number is one of: "planners | with 5x more weights and 9x more labels"."""
    at = left_of(line, frame.at)
    while line.words[at] in ("and", ",") and at > 1:
        first = next((i for i in range(at - 1, max(0, at - 6), -1) if line.words[i] == NUMBER), None)
        if first is None or not STOP_TAIL.isdisjoint(line.words[first + 1 : at]):
            break
        at = left_of(line, first)
    return at


def _is_of_sized(line: Line, frame: Frame, at: int) -> bool:
    """Whether a number says how large or slow something else is: "models 6 times | its size", "models | 12x larger"."""
    if frame.change is None:
        return line.words[frame.at + 1 : frame.at + 3] in (["its", "size"], ["their", "size"], ["our", "size"])
    word, behind = line.words[frame.change.first], line.words[frame.change.last + 1 : frame.change.last + 2]
    if word in _LARGER and line.words[at] in _ARE and line.words[at - 1] in _THAT:
        return True  # "surpasses B, which is | 12x larger than ours"
    if behind == ["than"] or (frame.term is not None and line.words[frame.term.last] not in ("size", "sizes")):
        return False
    if word == "slower":
        told = line.words[max(0, at - 2) : at + 1]
        return (
            not _WORKS.isdisjoint(told[-1:])
            or "the" in line.words[at + 1 : frame.at]
            or not _THAT.isdisjoint(told[:-1])
        )
    return word in _LARGER


_LARGER = words("larger bigger")


def _is_owned(line: Line, frame: Frame, at: int) -> bool:
    """Whether a number says what something else comes with: "planners with | 7x more labels"."""
    if line.words[at] not in _WITH or (frame.change is not None and frame.change.sense != "more"):
        return False
    if not _OWN_COST.isdisjoint(line.words[at + 1 : frame.change.last + 1 if frame.change else frame.at]):
        return False
    told = line.words[max(0, at - 3) : at]
    return told[-1:] not in _BY and not _RIVALS.isdisjoint(told)


def _is_of_owner(line: Line, frame: Frame, at: int) -> bool:
    """Whether a number says what something else spends: "planners that need | 7x more", "trained on | 7x more"."""
    told = line.words[max(0, at - 3) : at]
    if frame.change is None:  # "that have | 3x the weights of ours"
        return line.words[at] in _SPENT_ON and line.words[at - 1] in _THAT
    if frame.change.sense != "more":
        return False
    trained = line.words[at] in _RUN_WITH and line.words[at - 1] in _RUN_ON and told[:1] != ["while"]
    return trained or (line.words[at] in _SPENT_ON and not _THAT.isdisjoint(told))
