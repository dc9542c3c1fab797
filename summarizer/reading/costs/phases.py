"""Phases: when a cost falls due: by the words around its number, else by the abstract's framing of the method."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise, product

from summarizer.reading.framing.frames import STOP_TAIL, Frame, changes_in, clause_start, tail_end
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import PHASES, TRAININGS, words
from summarizer.records import Metric, Phase


def framed(metric: Metric, phase: Phase | None, framing: Callable[[], Phase | None]) -> Phase | None:
    """The phase of a claim, with what its metric and the abstract's framing say where its sentence leaves it open.

    `framing` is only asked where it counts.
    """
    if metric == "training_time":
        return phase or "training"
    if metric == "capacity" and phase == "compression":  # "compresses the prompt's tokens"
        return "inference"
    if metric == "model_size" or (metric == "parameters" and phase != "training"):
        return None  # a size is one at all times
    if phase is None and metric in ("latency", "throughput", "memory"):
        about = framing()
        return about if about == "inference" or metric == "memory" else None  # what was trained runs, too
    return phase


def is_learnt_from(line: Line, frame: Frame) -> bool:
    """Whether data is what is learnt from: labels, demonstrations, data where the sentence speaks of training."""
    if frame.term is None:
        return False
    told = line.words[frame.term.first : frame.term.last + 1]
    if not _TAUGHT.isdisjoint(told) or (told[-1].startswith("efficien") and told[0] in _LEARNT_WITH):
        return True
    return told[-1] in _DATA and not _IN_TRAINING.isdisjoint(line.said)


_TAUGHT = words(
    "label labels labeled labelled labeling labelling annotation annotations annotated demonstration demonstrations "
    "supervision sample-efficient data-efficient label-efficient sample-efficiency data-efficiency label-efficiency"
)
_LEARNT_WITH = words("sample data label annotation demonstration")
_DATA = words("data dataset datasets samples examples instances")
_IN_TRAINING = TRAININGS | words("train trained trains learning learn learns")


def phases_of_speed(line: Line, frame: Frame, change: Term) -> Sequence[Phase | None]:
    """The phases that are faster or slower: one, or both of "3x faster | training and inference"."""
    words, at = line.words, frame.at
    first, end = (change.last + 1, change.last + 8) if change.first > at else (change.last + 1, at)
    joined = next((i for i in range(first + 1, min(end, len(words) - 1)) if words[i] in ("and", "&", "/")), 0)
    both = tuple(PHASES.get(words[i]) for i in (joined - 1, joined + 1)) if joined else ()
    near = joined and not {NUMBER, ","} & {*words[first:joined]}
    if not near and frame.length == len(_BOTH):
        both = _told_before(line, at)
    if (near or both) and set(both) == _BOTH:
        return both[frame.place : frame.place + 1] if frame.length == len(both) else both
    return (near_phase(line, frame, change),)


_BOTH = {"training", "inference"}


def _told_before(line: Line, at: int) -> tuple[Phase | None, ...]:
    """The two phases of what two numbers tell of: "training and inference speeds that are | 3x and 5x faster"."""
    for place in range(at - 1, max(0, at - _WINDOW), -1):
        if line.words[place] == "and":
            return PHASES.get(line.words[place - 1]), PHASES.get(line.words[place + 1])
    return ()


def near_phase(line: Line, frame: Frame, term: Term) -> Phase | None:
    """The phase that the words next to a term name, else those of its clause before it."""
    words = line.words
    if _is_of_learning(line, term):
        return "training"
    if _NAMING_PHASES.isdisjoint(line.said):
        return None
    first, end = term.last + 1, frame.at if frame.at > term.last else term.last + 5
    behind = [w for at, w in enumerate(words[first:end], first) if w not in PHASES or _is_told(words, at, frame.at)]
    ahead = next((i for i, w in enumerate(behind) if w in _LEADS_ON and frame.at < term.last), len(behind))
    follows = words[frame.at + 1 : frame.at + 4]
    if told_per := phase_per(line, frame.at):
        return told_per
    if frame.at < term.last and behind[:1] == ["at"] and not _IN_USE.isdisjoint(behind[1:3]):
        return "inference"  # "3x faster | at test time"
    if frame.at > term.last and follows[:1] and follows[0] in ("in", "for", "on", "during"):
        named = next((w for w in follows[1:] if w in PHASES), None)
        if named and (PHASES[named] != "compression" or follows[1] in (named, "the")):
            return PHASES[named]  # not "cuts latency by 2x | for label pruning"
    before = _back_to_number(words[max(0, term.first - 3) : term.first])
    if told_when := _phase_when(words, frame.at):
        return told_when
    near = [*reversed(behind), *before] if frame.at > term.last else [*before, *_not_of_rivals(behind[:ahead])]
    found = next((PHASES[w] for w in near if w in PHASES), None)
    if found == "compression" and changes_in(line, max(0, term.first - 2), term.first):
        return None  # "quantization cuts the | latency"
    return found or _clause_phase(line, frame, term)


def phase_per(line: Line, at: int) -> Phase | None:
    """The phase in which a number falls due again and again: "60% | per training step"."""
    follows = line.words[at + 1 : at + 4]
    return next((PHASES[w] for w in follows if w in PHASES), None) if follows[:1] == ["per"] else None


def _is_of_learning(line: Line, term: Term) -> bool:
    """Whether what gets faster is learning, or is set against an optimizer: "speeds up | learning", "2x over SGD"."""
    if term.kind != "change" or _LEARNINGS.isdisjoint(line.said):
        return False
    behind = line.words[term.last + 1 : term.last + 1 + _LEARNT_REACH]
    if "learning" in behind[:_OBJECT]:
        place = behind.index("learning")
        return _LEARNERS.issuperset(behind[:place]) and not _LEARNING_ENDS.isdisjoint(
            behind[place + 1 : place + 2] or [""]
        )
    rival = next((i for i, w in enumerate(behind) if w in _RIVAL_MARKS), len(behind))
    told = behind[rival:]
    if not _OPTIMIZERS.isdisjoint(told) or ("gradient", "descent") in pairwise(told):
        return True
    trained = next((i for i, w in enumerate(told) if w in TRAININGS), 0)
    if not trained or behind[0] not in STOP_TAIL or told[trained - 1] in _DENIALS:
        return False
    ends = (told[trained + 1 :] or [""])[0]
    ends_there = ends in _TRAINING_ENDS or (told[trained] in _AGAIN and ends not in _BY_WAYS)
    before = told[max(0, trained - _RIVAL_REACH) : trained]
    return ends_there and not _RIVAL_MARKS.isdisjoint(before) and {*_LEADS_ON}.isdisjoint(before)


_OPTIMIZERS = words("sgd adam adamw fedavg l-bfgs lbfgs rmsprop adagrad")
_TRAINING_ENDS = (
    STOP_TAIL | words("systems system frameworks framework baselines baseline recipe pipelines solutions") | {""}
)
"""What stands behind a training that is the rival itself: "over full | fine-tuning of B", not "over training data"."""
_AGAIN = words("retraining re-training fine-tuning finetuning")
_BY_WAYS = words("based methods approaches data models")
_LEARNINGS = _OPTIMIZERS | TRAININGS | {"learning", "descent"}
_LEARNERS = words("the policy agent robot more stable , and our its skill task both initial overall")
_LEARNING_ENDS = STOP_TAIL | words("process dynamics curves speed . progress stage phase") | {"", NUMBER}
_RIVAL_MARKS = words("than over to with against versus vs vs.")
_LEARNT_REACH, _OBJECT, _RIVAL_REACH = 12, 6, 4
_LEADS_ON = (",", NUMBER, "and", "while")


def _phase_when(words: Sequence[str], at: int) -> Phase | None:
    """The phase behind a number for which alone it is told: "3x | when decoding"."""
    for place, word in enumerate(words[at + 1 : at + _WHEN_REACH], at + 1):
        if word in _LEADS_ON:
            break
        if word in ("when", "during"):
            for named in words[place + 1 : place + 3]:
                if named in PHASES:
                    return PHASES[named]
    return None


_WHEN_REACH = 12


def _not_of_rivals(behind: list[str]) -> list[str]:
    """Words behind a change without a rival's, but for those of inference: "speed-up over | exhaustive search"."""
    if "than" in behind:
        stop = behind.index("than")
        return [w for i, w in enumerate(behind) if i < stop or PHASES.get(w) != "compression"]
    stop = behind.index("over") if "over" in behind else len(behind)
    return [w for i, w in enumerate(behind) if i < stop or PHASES.get(w) == "inference"]


_WINDOW = 8
"""How far before a number the word may stand that makes its speed one of training."""
_DENIALS = frozenset(("without", "no", "any", "after", "before"))


def _clause_phase(line: Line, frame: Frame, term: Term) -> Phase | None:
    """The phase named further off: of training only for a bare speed-up, and only close by; of inference anywhere."""
    start, near = clause_start(line, frame.at), True
    for at in range(frame.at - 1, start - 1, -1):
        word = line.words[at]
        if word not in _NAMING_PHASES:
            near &= word not in _JOINING or line.words[at + 1] not in _BEING
            continue
        named = word in _SEARCHES and line.words[at - 1] in ("the", "our", "its") and term.kind == "change"
        named &= word != "search" or OF_RECORDS.isdisjoint(line.words)
        phase = "compression" if word in _COMPRESSES or named else PHASES.get(word)
        if phase is None or (phase == "compression" and not named and word not in _COMPRESSES):
            continue
        if not _is_deed(line.words, at, frame.at):
            continue
        if phase == "inference":
            return phase
        speed = term.kind == "change" and frame.at - at <= _WINDOW
        main = near and (word in _COMPRESSES or speed)  # not "needs less training data and | is 3x faster"
        return phase if main and _DENIALS.isdisjoint(line.words[max(0, at - 4) : at]) else None
    return None


def _is_deed(words: Sequence[str], at: int, number: int) -> bool:
    """Whether a word of a phase says what is done faster, and not to what, when, or by which others.

    "the | trained model", "| fine-tuning based methods", "when | quantizing B", "(3x in | training and 9x in tests)".
    """
    before = words[at - 1] if at else ""
    if words[at] == "trained":
        return before in _BECOMING or before.endswith("ly")
    return _is_told(words, at, number) and not (words[at] in _COMPRESSES and before in _WHILE)


def _is_told(words: Sequence[str], at: int, number: int) -> bool:
    """Whether a phase is not that of others' ways, nor of another number: "| training based", "(3x in | training"."""
    of_another = any(at > i and words[at - i] in _WITHIN and _is_of_another(words, at - i, number) for i in (1, 2))
    return not of_another and (at + 1 == len(words) or words[at + 1] not in _WAYS)


def _is_of_another(words: Sequence[str], at: int, number: int) -> bool:
    """Whether a preposition says of what another number is told: "3x | in training", "3x faster | in training"."""
    told = at - 1 - (words[at - 1] in _FASTER)
    return words[told] == NUMBER and told != number


_FASTER = words("faster slower quicker speedup speed-up speedups speed-ups acceleration less more")
_IN_USE = words("test testing evaluation")
_WAYS = ("based", "free")
_BECOMING = words("be is are was were been being gets get")
_WHILE = words("when while after upon by")
_WITHIN = ("in", "for", "during", "on")
_JOINING = ("and", ",", "that", "which")
_BEING = words("is are being runs running")
OF_RECORDS = words(
    "retrieval nearest neighbor neighbour index query queries brute-force vector vectors beam ann nn knn k-nn "
    "similarity"
)
"""Words of a search that is inference, not compression."""
_SEARCHES = words("search nas calibration quantization pruning")
_COMPRESSES = words("quantizes quantises prunes compresses searches calibrates quantizing pruning") - {"pruning"}
_NAMING_PHASES = PHASES.keys() | _SEARCHES | _COMPRESSES
"""Words of which a sentence holds one that names a phase."""


def _back_to_number(words: list[str]) -> list[str]:
    """Words from the last one backwards, as far as a number or comma."""
    stop = next((i for i, w in enumerate(reversed(words)) if w in (NUMBER, ",")), len(words))
    return words[::-1][:stop]


def phase_around(line: Line, at: int) -> Phase | None:
    """The phase that the clause of an amount names: behind it in "of training", else before it, else behind it."""
    if _TELLING_PHASES.isdisjoint(line.said):
        return None
    words, start = line.words, clause_start(line, at)
    end = min(len(words), tail_end(line, at, 12))
    stop = min(len(words), end + 4)
    if "," in words[end:stop]:
        stop = words.index(",", end, stop)
    if start > 1 and (words[start - 1] == "which" or (words[start - 1] == "," and words[start] in _TAKING)):
        start = clause_start(line, start - 1 - (words[start - 2] == ","))  # "trained on maps, which | takes 2 hours"
    joint = next((i for i in range(at - 1, start, -1) if words[i] == "and" and NUMBER in words[start:i]), start)
    near, far, behind = range(at - 1, joint - 1, -1), range(joint - 1, start - 1, -1), range(stop - 1, at, -1)
    of = words[at + 1 : at + 2] == ["of"]
    for place in (*reversed(behind), *near, *far) if of else (*near, *behind, *far):
        if of and place > at and words[place] in _LEARNING:
            return "training"
        if words[place] in PHASES and not _is_no_phase(line, place):
            return PHASES[words[place]]
        if place < at < place + _FAR and _is_trained(words, place):
            return "training"
    return None


def _is_trained(words: list[str], at: int) -> bool:
    """Whether a word says that something is trained in what follows: "fine-tuned | in", not "deep learning | on"."""
    trained = words[at] in _TRAINED and words[at + 1] in _TRAINS
    return trained and (words[at] != "learning" or words[at - 1] in _PLAIN)


_FAR = 16
_TAKING = words("taking requiring needing spending")
_PLAIN = STOP_TAIL | {"real-time", "example", "online", "motor"}
"""What stands before learning that is a deed, and no field of study: "learning on 9 examples"."""
_LEARNING = words("learning training adaptation")
_TRAINED = words("trainable fine-tuned finetuned pre-trained pretrained learning learned learnt optimized optimised")
_TELLING_PHASES = PHASES.keys() | _LEARNING | _TRAINED
"""Words of which a sentence holds one that tells the phase of an amount."""
_TRAINS = words("on in within for of under with from using") | {NUMBER}


def _is_no_phase(line: Line, at: int) -> bool:
    """Whether a word of a phase says how far something shrank, what came before, or how fast something is learnt.

    "A 6x | compression", "after | pruning", "| real-time learning".
    """
    if line.words[at] == "real-time":
        return not _LEARNING.isdisjoint(line.words[at + 1 : at + 2])
    before = line.words[max(0, at - 1)]
    if not _WITHOUT.isdisjoint(line.words[max(0, at - 3) : at]):
        return True  # "without further | training"
    return before == "after" or (line.words[at] == "compression" and before == NUMBER)


_WITHOUT = words("without no")


def is_mastered(line: Line, at: int) -> bool:
    """Whether a time is what a skill is learnt in: "adapts within | 9 minutes", "learned to swim in | two hours"."""
    before = line.words[max(clause_start(line, at), at - _FAR) : at]
    if not _MASTERS.isdisjoint(before) or (not _POLICIES.isdisjoint(before) and "obtained" in before):
        return True
    return any(pair in _LEARNT_TO for pair in pairwise(before))


_MASTERS = words(
    "learn learns teach teaches taught adapt adapts acquire acquires master masters personalize personalizes "
    "personalise personalises personalizing"
)
_POLICIES = words("policy policies controller controllers skill skills")
_LEARNT_TO = {
    *product(("learned", "learnt", "taught"), ("to",)),
    *product(("adaptation", "personalization", "personalisation"), ("takes", "took", "requires", "in", "within")),
}
