"""Speeds and prices: what a sentence says without a number of being faster, slower or cheaper."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.reading.costs.claims import Finding, unnumbered
from summarizer.reading.framing.frames import STOP_TAIL, clause_start, tail_end
from summarizer.reading.qualitative.adjectives import RUNS, WAYS, is_predicate
from summarizer.reading.qualitative.aims import is_aim
from summarizer.reading.qualitative.holders import holder
from summarizer.reading.qualitative.levels import SAME
from summarizer.reading.words.terms import Term, phased
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import PHASES, words
from summarizer.records import Direction, Phase

DOES = words(
    "both is are runs run be being converges converge trains train significantly much far substantially "
    "exponentially "
    "dramatically considerably even and also solves solving becomes become times was were respond responds "
    "perform performs notably up magnitude drastically orders consistently remarkably generates generate more "
    "converging"
)
"""What stands before a comparative that is said of a whole method."""
_IS_CHEAPER = DOES | {"computationally"}


def cheaper(line: Line, change: Term) -> Iterator[Finding]:
    """Is cheaper than another; less costly to run."""
    words = line.words
    before = words[change.first - 1] if change.first else ""
    after = words[change.last + 1] if change.last + 1 < len(words) else ""
    told = before in _IS_CHEAPER or after == "than" or is_predicate(line, change.first)
    if not told or (after[:1].isalpha() and after not in _ENDS):
        return
    phase = next((PHASES[w] for w in words[max(0, change.first - 4) : change.first] if w in PHASES), None)
    metric = "compute" if before == "computationally" else change.metric or "cost"
    yield unnumbered(line, change, None, phased(metric, phase), phase, "better" if change.sense == "less" else "worse")


def passive_start(line: Line, change: Term) -> int:
    """Where the verb group of a passive begins: "the memory | is thus greatly reduced"; -1 where there is none."""
    words, at = line.words, change.first - 1
    if words[change.first].startswith("minimi"):
        return -1  # what an optimization minimizes
    if change.form != "verb" or (words[change.first] not in _PARTICIPLES and not words[change.first].endswith("ed")):
        return -1
    while at > 0 and (words[at].endswith("ly") or words[at] in _BESIDE_VERBS):
        at -= 1
    if words[at] == "be" and (words[at - 1] == "can" or (words[at - 1] == "to" and not is_aim(line, at))):
        return at - 1
    while words[at] == "be" and at > 1 and words[at - 1].endswith("ly") and words[at - 2] == "can":
        return at - 2
    if words[at] == "been" and words[at - 1] in ("has", "have"):
        return at - 1
    return at if at > 0 and words[at] in _PASSIVES else -1


_PARTICIPLES = words("cut shrunk sped brought")
_BESIDE_VERBS = words("also further thus much even hence therefore both then")
_PASSIVES = words("is are was were gets being")


_ENDS = words("than and or to while but for in at when yet as with because since on compared")
_NOTABLE = words(
    "significant substantial considerable great remarkable achieves large huge dramatic inference training notable"
)
_FASTER = words("than learning speed speeds runtime runtimes execution processing computation response responses")
"""What behind "faster" says that a cost falls."""
_CAUSES = words("progress research discovery adoption innovation development science analysis understanding workflows")


_DETERMINERS = words("the its their our both a an by")
_IS_FASTER = DOES | {"learn", "learns", "made", "computationally"}
_IS_ACCELERATED = DOES | {"has", "have", "been"}
_MAKES = words("makes make making")
_RUNS = PHASES.keys() | words(
    "computation computations simulation simulations optimization optimisation execution processing solver solvers "
    "algorithm algorithms model models method methods network networks attention diffusion pipeline pipelines "
    "reconstruction synthesis editing evaluation verification planning prediction estimation compilation iteration "
    "iterations rollout rollouts sampler samplers kernel kernels operator operators workflow transformer transformers "
    "classification detection segmentation retrieval reasoning matching registration backpropagation factorization "
    "multiplication rate rates speed speeds time times pretraining preprocessing indexing learning llm llms it them "
    "aggregation annotation construction recognition restoration imaging stage phase initialization multiplications "
    "architectures solving "
    "baseline baselines counterparts procedure procedures coding encoding localization collection calibration mapping "
    "tracking parsing clustering labeling labelling indexing simulators predictions estimates"
)
"""What runs on machines, so that to speed it up saves time."""


def _is_run(line: Line, at: int) -> bool:
    """Whether what a verb of speed moves runs on machines, or is a name: "accelerates | sampling", "| RQ-Trees"."""
    moved = line.words[at : tail_end(line, at - 1, 7)]
    named = (line.written[start:end] for start, end in line.spans[at : at + len(moved)])
    return not _RUNS.isdisjoint(moved) or any(name[1:2].isupper() for name in named)


_YIELDS = words(
    "achieves achieve achieving yields yield yielding enables enable enabling offers offering provides providing "
    "obtains obtain obtaining attains attaining shows delivers delivering results resulting leads leading has "
    "have exhibits enjoys allows allowing allow achieved yielded enabled offered provided obtained attained showed "
    "exhibited demonstrated demonstrates gives giving gave facilitates facilitate facilitating"
)
_HASTE = (_RUNS - words("rate rates it them")) | words(
    "runtime runtimes rendering mapping completion calibration adaptation generalization solve"
)


def _yields_faster(line: Line, change: Term) -> bool:
    """Whether what runs is said to come out faster: "results in | faster policy learning", "yields | faster, stable
    convergence".
    """
    words, at = line.words, change.first - 1
    while at > 0 and (words[at].endswith("ly") or words[at] in ("a", "much", "even", "both", "in", "to", "for")):
        at -= 1
    if words[at] not in _YIELDS or is_aim(line, at):
        return False
    behind = words[change.last + 1 : change.last + 11]
    end = next((i for i, word in enumerate(behind) if word in _FASTER_ENDS), len(behind))
    return any(word in _HASTE or word in PHASES for word in behind[:end])


_FASTER_ENDS = STOP_TAIL - {",", "and"}


def _is_of_pace(line: Line, change: Term) -> bool:
    """Whether "faster" is said of a speed or time that one has: "with a faster | inference speed"."""
    words, at = line.words, change.first - 1
    while at > 0 and (words[at].endswith("ly") or words[at] in ("a", "an", "much", "even", "far")):
        at -= 1
    near = (t for t in line.resources if change.last < t.first <= change.last + 2 and not t.weak)
    return any(t.metric in _PACES for t in near) and words[at] not in _PACED_FOR and not is_aim(line, at + 1)


_PACES = ("latency", "training_time", "throughput")
_PACED_FOR = words("for of towards toward the than at if when where")


def _is_hastened(line: Line, change: Term) -> bool:
    """Whether what runs is said to be made faster: "sampling is greatly | accelerated"."""
    at = passive_start(line, change)
    return at > 0 and not _RUNS.isdisjoint(line.words[max(clause_start(line, at), at - 4) : at])


def _is_gained(line: Line, change: Term) -> bool:
    """Whether a speed-up is had: "a significant | speed-up", "shows wall-clock | speedups over B"."""
    words, at = line.words, change.first - 1
    after = words[change.last + 1] if change.last + 1 < len(words) else ""
    if after == "of" and NUMBER in words[at + 3 : at + 9] and "magnitude" not in words[at + 3 : at + 9]:
        return False  # no "speed-up of 3x"
    if after.isalpha() and after not in STOP_TAIL and after not in _BEHIND_GAIN:
        return False  # no "training acceleration framework"
    if words[at] in _NOTABLE:
        return True
    at -= words[at] in _RUNS  # "a large simulation | speed-up"
    while (
        at > 0
        and words[at] not in _GAINS
        and (words[at] in _OF_SPEEDUPS or words[at] in PHASES or words[at].endswith("ly"))
    ):
        at -= 1
    led = words[at] in ("to", "in") and words[at - 1].startswith(("lead", "led", "result", "translat"))
    joined = words[at] in ("and", ",") and words[change.first].startswith("speed") and holder(line, at + 1) in _GAINS
    return joined or ((led or words[at] in _GAINS) and not is_aim(line, at - led))


_BEHIND_GAIN = words("even also especially both particularly relative thanks")
_OF_SPEEDUPS = _NOTABLE | words(
    "a an the orders-of-magnitude wall-clock inference-time training-time test-time run-time decoding end-to-end "
    "real-world practical real computational runtime run-time "
    "consistent considerable noticeable drastic clear impressive similar better higher greater more theoretical speed "
    "several many multiple orders of magnitude performance state-of-the-art superior promising polynomial exponential "
    "strong large further time favorable favourable"
)
_GAINS = words(
    "achieves achieve achieving yields yield yielding offers offer offering provides provide providing obtains obtain "
    "obtaining attains attaining shows show showing delivers delivering demonstrates demonstrate demonstrating "
    "observe observes report reports brings bring bringing gives gain gains sees realizes realises with has "
    "achieved yielded offered provided obtained showed demonstrated observed reported reach reaches reached reaching "
    "enables enabling enable allows allowing"
)


def _is_done_faster(line: Line, change: Term) -> bool:
    """Whether what machines do is done faster: "finds feasible paths | faster", "predicts | faster"."""
    words, end = line.words, change.last + 1
    if words[end : end + 1] and words[end] not in _ENDS and words[end] not in _STOPS:
        return False
    for at in range(change.first - 1, max(0, change.first - 1 - _OBJECT), -1):
        if words[at] in STOP_TAIL or words[at] == ",":
            return False
        if (
            words[at].startswith((*RUNS, "learn"))
            and words[at].endswith(("s", "ing", "e", "n"))
            and words[at][-3:] != "ble"
        ):
            return not is_aim(line, at)
    return False


_STOPS = words(", ; . : )")
_OBJECT = 5


def _is_learning(line: Line, change: Term) -> bool:
    """Whether it is learning that a verb speeds up: "accelerates | policy learning", "| the learning process"."""
    words, first = line.words, change.last + 1
    moved = [word for word in words[first : tail_end(line, change.last, 6)] if not word.endswith("ly")]
    if moved[-1:] and moved[-1] in ("process", "procedure", "progress"):
        moved.pop()
    return moved[-1:] == ["learning"] and not {"deep", "machine"}.intersection(moved)


def faster(line: Line, change: Term) -> Iterator[Finding]:
    """Runs faster; accelerates sampling; a significant speed-up."""
    words = line.words
    before = words[change.first - 1] if change.first else ""
    after = words[change.last + 1] if change.last + 1 < len(words) else ""
    yields = _yields_faster(line, change)
    compared = change.form == "comparative"
    paced = compared and (_is_of_pace(line, change) or _is_way(words, change))
    told = (compared and yields) or paced or not _MAKES.isdisjoint(words[max(0, change.first - 4) : change.first])
    if change.first == 0 or not (told or _is_told(line, change, before, after)):
        return
    if (
        (before in ("a", "an", "the", "towards", "toward") and not (yields or paced))
        or (before == "for" and after != "convergence" and not yields)
        or (after in ("rate", "rates") and before in DOES)  # "even | faster rates", of statistics
        or after in _MOTIONS
        or not _CAUSES.isdisjoint(words[change.last + 1 : change.last + 3])
        or words[change.first] in ("earlier", "later", "sooner", "as")
        or line.written[line.starts[change.first]].isupper()  # "Faster R-CNN"
    ):
        return
    if compared and (_is_of_growth(line, change) or _is_of_none(line, change)):
        return
    trains = any(t.first == change.last + 1 and t.metric == "training_time" for t in line.terms)
    joined = (
        before == "and" and after not in PHASES and after not in _DETERMINERS
    )  # "and | accelerated gradient methods"
    moved = (before in _IS_ACCELERATED and not joined) or trains or passive_start(line, change) > 0
    if words[change.first] == "accelerated" and not moved:
        return
    direction: Direction = "better" if change.sense == "fast" else "worse"
    likened = change.form == "noun" and words[change.first - 1 - (before in PHASES)] in SAME
    for phase in _phases(line, change, yields=yields):
        yield unnumbered(line, change, None, phased("latency", phase), phase, "same" if likened else direction)


_MOTIONS = words("trajectory trajectories motion motions movement movements walking trips")


def _is_of_growth(line: Line, change: Term) -> bool:
    """Whether what is faster is how something falls: "| faster than the optimal $O(T^{1/3})$"."""
    behind, first = line.words[change.last + 1 : change.last + 5], change.last + 1
    place = first + behind.index(NUMBER) if behind[:1] == ["than"] and NUMBER in behind else -1
    return place >= 0 and "(" in line.written[line.starts[place] : line.ends[place]]


def _is_of_none(line: Line, change: Term) -> bool:
    """Whether nothing can be faster: "no planner can be | faster than"."""
    before = line.words[clause_start(line, change.first) : change.first]
    return "no" in before and not _CAN.isdisjoint(before[before.index("no") :])


_CAN = words("can could")


def _is_told(line: Line, change: Term, before: str, after: str) -> bool:
    """Whether it is told of something that it runs faster, is made faster, or has a speed-up."""
    if change.form == "verb":
        able = before not in ("to", "for") or _is_enabled(line, change)
        moves = (able and _is_run(line, change.last + 1)) or _is_hastened(line, change)
        return moves or (line.words[change.first] == "speed-up" and _is_gained(line, change))
    if change.form == "noun":
        return _is_gained(line, change)
    if before in _IS_FASTER or after in _FASTER or after in PHASES or _is_done_faster(line, change):
        return True
    return after in _ENDS and before in (",", "and") and is_predicate(line, change.first)


def _converges(ahead: list[str]) -> bool:
    """Whether what is done faster is to converge: "converges to a good route much | faster"."""
    place = next((i for i, word in enumerate(ahead) if word in ("converge", "converges", "converged")), None)
    return place is not None and _ELSE.isdisjoint(ahead[place:])


_ELSE = words("and , but ; while")
_FAR = 7
"""How far behind "converges" it may be told how fast."""


def _is_enabled(line: Line, change: Term) -> bool:
    """Whether an infinitive tells what comes true: "lets planners | accelerate decoding", not by what factor."""
    behind = line.words[change.last + 1 : change.last + 8]
    return line.words[change.first - 1] == "to" and not is_aim(line, change.first) and "factor" not in behind


_BEFORE_PHASES = words("both the its our")


def _done(words: list[str], change: Term) -> list[str]:
    """What stands before a word of speed in its clause: "learning steering policies much | faster"."""
    first = change.first
    while first > max(0, change.first - _OBJECT) and words[first - 1] not in STOP_TAIL:
        first -= 1
    return words[first : change.first]


def _is_way(words: list[str], change: Term) -> bool:
    """Whether something is done "in a | faster and calmer way"."""
    led = words[max(0, change.first - 2) : change.first] == ["in", "a"]
    return led and not WAYS.isdisjoint(words[change.last + 1 : change.last + 5])


def _phases(line: Line, change: Term, *, yields: bool) -> Iterator[Phase | None]:
    """The phases in which a speed changes, two where `and` joins them: "faster training and | inference"."""
    words, end = line.words, change.last + 1
    behind = [word for word in words[end : end + 5 + 6 * yields] if word not in _BEFORE_PHASES][: 3 + 6 * yields]
    if yields:  # "faster, calmer training and | inference with less retraining"
        behind = behind[: next((i for i, word in enumerate(behind) if word in PHASES), 2) + 3]
    if behind[:1] == ["than"]:
        stage = _stage(words, end)
        if stage is not None:
            yield stage
            return
        behind = [word for word in behind if PHASES.get(word) != "compression"]  # "faster than | exact search"
    verb = passive_start(line, change)
    ahead = words[max(0, verb - 3) : verb] if verb > 0 else words[max(0, change.first - 3) : change.first]
    if "and" in ahead and ahead[-1] not in PHASES:
        ahead = ahead[ahead.index("and") :]  # "map compression and computational | speedups"
    near = [*ahead[-1:], *behind, *ahead] if change.form == "noun" else [*behind, *ahead]
    learns = "learning" in behind if yields else _is_learning(line, change)
    learns |= PHASES.keys().isdisjoint(behind[:1]) and any(word.startswith("learn") for word in _done(words, change))
    learns |= change.form == "comparative" and _converges(words[max(0, change.first - _FAR) : change.first])
    first = "training" if learns else next((PHASES[word] for word in near if word in PHASES), None)
    yield first
    for one, joint, other in zip(near, near[1:], near[2:], strict=False):
        if joint == "and" and PHASES.get(one) == first and PHASES.get(other, first) != first:
            yield PHASES[other]
            return


def _stage(words: list[str], than: int) -> Phase | None:
    """The phase in which something is told to be faster than another: "| than the plain planner in training"."""
    for at in range(than + 2, min(len(words) - 1, than + _RIVAL)):
        if words[at] in ("in", "during", "at") and words[at + 1] in PHASES:
            return PHASES[words[at + 1]]
        if words[at] in STOP_TAIL and words[at] != "of":
            break
    return None


_RIVAL = 10
"""How far behind "than" its rival may end."""
