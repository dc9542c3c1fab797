"""Lessons: times and counts that measure how little data is learnt from."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.quantities import Quantity, base_unit
from summarizer.reading.framing.frames import STOP_TAIL, left_of, tail_end
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import ONLY, words


def is_lesson(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a time measures how little data is learnt from.

    "From just | 20 minutes of demonstrations", "from only a | 20-second clip", "or | 1 hour of play".
    """
    left = left_of(line, at)
    little = _is_little(line, at, quantity) or line.words[at - 3 : at] in _AS_LITTLE
    if not is_of_data(line, at):
        clipped = line.words[left] in _FROM and not _CLIPS.isdisjoint(line.words[at + 1 : at + 4])
        return little and clipped and line.words[at + 1] not in STOP_TAIL
    if line.words[left] in ("or", "and") and line.words[left - 1] in _LESSONS:
        return line.words[left - 4 : left].count(NUMBER) == 1  # "with 9 minutes of speech or | 1 hour of play"
    learnt = line.words[left - 1].startswith(_LEARNS)
    little |= _is_short(quantity) and learnt and line.words[left] in _TAUGHT_BY
    return little and _HOLDS.isdisjoint(line.words[max(0, left - 2) : left + 1])


def is_of_data(line: Line, at: int) -> bool:
    """Whether a time is one of what is learnt from: "9 hours | of labelled speech"."""
    if line.words[at + 1 : at + 2] != ["of"]:
        return False
    end = tail_end(line, at + 1)
    goes_on = line.words[end : end + 1] == ["and"]  # "9 minutes of noisy and unlabelled play"
    return not _LESSONS.isdisjoint((*_ended(line, at + 1), *(_ended(line, end) if goes_on else ())))


def _ended(line: Line, of: int) -> list[str]:
    """The last word of what a time is one of, without what is told behind it: "of | play data collected"."""
    end = tail_end(line, of)
    while end > of + 2 and (line.words[end - 1] in _BEHIND or line.words[end - 1].endswith("ed")):
        end -= 1
    return line.words[end - 1 : end]


def _is_little(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether words right before a number call it little: "only | 9", "less than | 9"."""
    bounded = line.text.startswith(_LITTLE, quantity.begin, quantity.start)
    return bounded or not ONLY.isdisjoint(line.words[left_of(line, at) + 1 : at])


_BEHIND = words("collection split total")
_LITTLE = ("under", "less", "fewer", "as little", "as few", "within")
_AS_LITTLE = (["as", "low", "as"], ["as", "short", "as"], ["as", "few", "as"])
_FROM = words("from with using given on")
_TAUGHT_BY = _FROM | words("in within requires require needs need takes")


def _is_short(quantity: Quantity) -> bool:
    """Whether a time is so short that learning from as much is told since it is little."""
    return base_unit(quantity.value_max or quantity.value or 0.0, quantity.unit or "")[0] <= _SHORT


_SHORT = 3600.0
_LEARNS = ("learn", "train", "adapt", "fine-tun", "finetun")
_LESSONS = words(
    "data demonstration demonstrations speech audio recording recordings footage video videos interaction interactions "
    "experience supervision teleoperation play images frames trajectories experimentation experiments practice "
    "annotation input samples"
)
_CLIPS = words("clip clips video videos recording recordings demonstration demonstrations window utterance observation")
_HOLDS = words("corpus dataset datasets contains contain containing comprises comprising loss delay of lasts covers")


def is_taught(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a count is how few examples something learns from.

    "Can be trained from | 9 labels", "holds even with | 40 samples", "in under | 300 episodes", "| 12 labels suffice".
    """
    amount, unit = base_unit(quantity.value_max or quantity.value or 0.0, quantity.unit or "")
    counted = quantity.text.lower().split()[-1]
    if unit != "samples" or counted not in _TAUGHT:
        return False
    under = line.text.startswith(_LITTLE, quantity.begin)
    if under and counted not in _SEEN and line.words[at - 1] in _WITHIN:
        return True
    if amount > _FEW:
        return False
    if line.words[at + 1 : at + 3] == ["lead", "to"] or not _SUFFICES.isdisjoint(line.words[at + 1 : at + 4]):
        return True
    left = left_of(line, at)
    if amount == 1 and left >= 0 and line.words[left] in _FROM and not _LESSON.isdisjoint(quantity.text.split()[1:]):
        return line.words[at + 1 : at + 3] != ["at", "a"]  # "using | one training example", not one "at a time"
    if left < 1 or line.words[left] not in _FROM:
        return left >= 0 and counted not in _SEEN and line.words[left].startswith(("requir", "need"))
    return "even" in line.words[max(0, left - 4) : left] or is_able_to_learn(line.words, left)


def counts_taught(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a bare number counts the few examples that something learns from: "with only | 150 harbour QA pairs"."""
    left = left_of(line, at)
    if quantity.unit not in (None, "K") or left < 0:
        return False
    if line.words[left] not in _TAUGHT_IN and not line.words[left].startswith(("requir", "need", "uses")):
        return False
    if not _TESTED.isdisjoint(line.words[max(0, left - 2) : left]):
        return False
    named = line.words[at + 1 : at + 1 + _NAMED]
    noun = next((i for i, word in enumerate(named) if word in _TAUGHT or word in _TAUGHT_TOO), None)
    if noun is None or not STOP_TAIL.isdisjoint(named[:noun]) or not _NO_KINDS.isdisjoint(named[:noun]):
        return False
    return _is_little(line, at, quantity) or _is_tried(line, left, named[noun], quantity)


def _is_tried(line: Line, left: int, counted: str, quantity: Quantity) -> bool:
    """Whether something is learnt by trying: "learned with | 9,000 grasp attempts", "trained from | 40 rollouts"."""
    learnt = line.words[left - 1].startswith(_LEARNS) and line.words[left] in _TRIED_BY
    return learnt and counted in _TRIALS and base_unit(quantity.value or 0.0, quantity.unit or "")[0] <= _MOST_TRIED


_NAMED = 5
_TAUGHT_IN = _FROM | words("in within after")
_TRIED_BY = words("from with using in within after")
_MOST_TRIED = 1e5
_TRIALS = words("interactions rollouts attempts grasps pushes throws tries")
_TAUGHT_TOO = _TRIALS | words(
    "dialogues conversations sentences pairs points questions problems records clips scenes demos measurements "
    "comparisons preferences evaluations volumes"
)
_TESTED = words("tested evaluated validated assessed compared benchmarked measured test evaluate")
_NO_KINDS = words("test minimal evaluation validation minutes hours % of") | {NUMBER}
_LESSON = words("training labeled labelled annotated demonstration")
_FEW = 1000
_WITHIN = ("in", "with", "from")
_SEEN = words("images frames pairs videos")
"""What may be looked at rather than learnt from."""
_TAUGHT = _SEEN | words(
    "demonstration demonstrations label labels annotation annotations example examples sample samples trajectories "
    "episodes trials recordings utterances prompts queries instances"
)
_SUFFICES = words("suffice suffices sufficient enough")


def is_able_to_learn(tokens: Sequence[str], at: int) -> bool:
    """Whether something is told to be able to learn what a preposition leads to: "can be trained | from a few"."""
    before = tokens[max(0, at - _LEARNT_IN) : at]
    place = next((i for i in range(len(before) - 1, -1, -1) if before[i].startswith(_IS_TAUGHT)), None)
    if place is None or _CAN.isdisjoint(before[:place]):
        return False
    return _LEARNT_ENDS.isdisjoint(before[place:])


_IS_TAUGHT = (
    *_LEARNS,
    *("pre-train", "pretrain", "generaliz", "generalis", "calibrat", "estimat"),
)
_CAN = words(
    "can able capable enable enables enabling allow allows allowing effectively efficiently facilitates facilitating"
)
_LEARNT_IN = 12
_LEARNT_ENDS = words(", ; : which that and but while")
