"""Solved: levels whose measure is not named: "answers 61% of the questions", "reaches 92% in River Sorting"."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.quantities import Quantity
from summarizer.reading.framing.frames import STOP_TAIL, Frame, clause_start, left_of, phrase_end
from summarizer.reading.framing.outcomes import GOODS, HARMS
from summarizer.reading.quality.benchmarks import listed_measure, placed
from summarizer.reading.quality.praised import praised_level
from summarizer.reading.quality.results import Score, is_drop, is_scale, is_within
from summarizer.reading.quality.rivals import BEATEN_BY, is_rivals
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import OURS, RATES, TASKS, words

_SOLVES = words(
    "answer answered answering answers attain attains blocks capture captures catch catches classified classifies "
    "classify clear cleared clears complete completed completes correct corrects covers detect detected detects "
    "discover discovers execute executed executes explain explains extract extracts find finds fix fixes found "
    "fulfill fulfilling fulfills fulfils grasp grasps identified identifies identify intercepts localises localizes "
    "match matches mitigate mitigates pass passes predict predicts prevent prevents prove proves recalls recognise "
    "recognised recognises recognize recognized recognizes recover recovering recovers repairs replicated replicates "
    "reproduces resolve resolved resolves retrieve retrieves satisfies satisfy score scores solve solved solves "
    "solving tackle tackles transcribes uncovers untangle untangles verifies win wins"
)
_TRIALS = words("trials runs episodes attempts cases games tests trajectories rollouts")
_SUCCEEDS = words(
    "agree agrees correct correctly outperform outperformed outperforms prefer preferred preferring prefers safe "
    "succeed succeeded succeeding succeeds success successful successfully truthful win wins"
)
_REACHES = words(
    "attains attain scores score reaches reach reached obtains obtain achieves achieve achieved attained "
    "achieving reaching"
)
_SHOWS = words(
    "delivered delivers demonstrates ensure ensures ensuring exhibit exhibits gives guarantee guaranteeing guarantees "
    "maintain maintained maintaining maintains preserve preserved preserves preserving provides recorded records "
    "retain retaining retains showed shows yield yielded yielding yields"
)
"""What a level of a measure is said to be by, besides being reached."""
_SCORES = words("scores score scored scoring averages averaging averaged")
_PLACED = words("in on from for")
_USES = words("use uses used using spend spends idle only time-out")


_WORKS = _SUCCEEDS | _SOLVES
_RIGHT = words(
    "perfect perfectly sense relevant valid consistent coherent acceptable feasible optimal accurate accurately agreed "
    "agreeing agreement satisfied satisfying appropriate plausible optimally recognize recognizes recognise recognises"
)
"""What goes well as often as a share of the time says."""


def solved_share(line: Line, frame: Frame, quantity: Quantity) -> Score | None:
    """Read "answers 61.7% of the questions", "attains 44.5%", "+3.1 on B": a number whose measure is not named."""
    if is_scale(line, frame.at):
        return None
    if kind := placed(line, frame, quantity):
        metric = line.written[line.starts[frame.term.first] : line.ends[frame.term.last]] if frame.term else None
        metric = metric or listed_measure(line, frame.at, quantity) or "score"
        return Score(frame, metric, kind == "gain", quantity.text[0] in "-−–" or is_drop(frame))
    if quantity.family == "percent" and _is_near(line, frame, quantity):
        return Score(frame, "score", (quantity.value or 0) < _NEAREST, False)
    if is_more_solved(line, frame):
        return _solved_more(line, frame)
    if quantity.family not in ("percent", "number") or frame.term is not None or frame.change is not None:
        return None
    opens, ends = _row(line.words, frame.at)
    left = max(0, left_of(line, opens))
    verb = line.words[left]
    follows = line.words[ends + 1 : ends + 2]
    if line.written[quantity.end : quantity.end + 2].strip()[:1] in ("[", "("):
        follows = []  # "reaches 95% [94, 96]"
    if praised := praised_level(line, frame.at, quantity):
        return Score(frame, praised, False, False, is_rivals(line, frame.at))
    contest = line.words[left : left + 1] == ["("] and not BEATEN_BY.isdisjoint(line.words[max(0, left - 8) : left])
    if quantity.family == "number" and contest and 0 < (quantity.value or 0) < 1:
        told = True  # "outperforms all others (0.564 and 0.568)"
    elif quantity.family == "number" and follows == ["/"] and is_scale(line, frame.at + 2):
        told = "." in quantity.text  # "novelty is rated 4.3/5"
    elif quantity.family == "number":
        told = verb in _SCORES and (not follows or follows[0] in _SCORE_ENDS)
    elif follows == ["of"]:
        if verb in _HOLDS and (wrong := _wrong(line, ends + 2)):
            return Score(frame, wrong, False, False)
        told = _is_solved(line, ends, left)
    elif good := _good_level(line, frame.at, left) or _told_of(line, frame.at, left):
        return Score(frame, good, False, False, is_rivals(line, frame.at))
    else:
        told = verb in _REACHES and (not follows or follows[0] in _ENDS or _is_in_named(line, frame.at))
        if not told and verb in _LEVELS and (named := _named_level(line, frame.at, reached=verb in _REACHES)):
            return Score(frame, named, False, False)
        told = told or _stays(line, left)
    rivals = told and verb != "from" and is_rivals(line, frame.at)
    return Score(frame, "score", False, False, rivals) if told else None


def _stays(line: Line, left: int) -> bool:
    """Whether the clause says of what grades something that it stays at a level: "performance remains below | 60%"."""
    left -= line.words[left] in ("at", "around", "near")
    start = clause_start(line, left)
    graded = any(t.kind == "quality" and t.first >= start and t.last < left for t in line.measures)
    return line.words[left] in _STAYS and graded and not any(start <= t.first < left for t in line.resources)


_STAYS = words("remain remained remaining remains stay stayed staying stays hover hovers plateau plateaus")


def _row(words: Sequence[str], at: int) -> tuple[int, int]:
    """The first and the last number of the list that a number stands in."""
    first = last = at
    while last + 2 < len(words) and words[last + 1] in _JOINTS:
        step = 2 + (words[last + 2] == "and")
        if words[last + step : last + step + 1] != [NUMBER]:
            break
        last += step
    while first > 1 and words[first - 1] in _JOINTS:
        step = 2 + (words[first - 2] == ",")
        if words[first - step : first - step + 1] != [NUMBER]:
            break
        first -= step
    return first, last


_JOINTS = words(", and or /")


def _good_level(line: Line, at: int, left: int) -> str | None:
    """What goes well as far as a number says: "with 96% | purity", "a | purity of 96%"; None at a level that is set."""
    words = line.words
    place = at + 1 if words[left] in _HOLDS else left
    errs = place < len(words) and (words[place] in _ERRS or (words[place] in RATES and words[place - 1] in _ERRS))
    if place < at and words[left + 1] != "of" and not (errs and left == at - 1):  # "drift under | 1%"
        return None
    if place >= len(words) or not (errs or _is_good(words[place])):
        return None
    if place > at and words[place + 1 : place + 2] and words[place + 1] not in STOP_TAIL:
        return None
    if "at" in words[max(0, left - 2) : left]:
        return None
    return line.written[line.starts[place] : line.ends[place]]


def _told_of(line: Line, at: int, left: int) -> str | None:
    """What is called high before a bracket with its level, or what a level "is" of."""
    return _graded(line, at, left) or _is_level(line, at, left)


def _graded(line: Line, at: int, left: int) -> str | None:
    """What is called high and whose level a bracket tells: "high recall consistency | (over 85%)"."""
    words, place = line.words, left - 1
    if words[left] != "(" or words[at + 1 : at + 2] != [")"] or place < 1 or not _is_good(words[place]):
        return None
    graded = not _HIGH.isdisjoint(words[max(0, place - _GRADE_REACH) : place])
    return line.written[line.starts[place] : line.ends[place]] if graded else None


def _is_level(line: Line, at: int, left: int) -> str | None:
    """The subject that goes well as far as a number says: "the plausibility of its replies is | 51%"."""
    words, start = line.words, clause_start(line, at)
    if words[left] not in _IS or NUMBER in words[start:left] or words[at + 1 : at + 2] not in _SAID:
        return None
    start += next((i + 1 for i in range(left - start - 1, -1, -1) if words[start + i] in (",", ":", "that")), 0)
    head = next((i for i in range(start, left) if words[i] in ("of", "for", "in", "on", "between")), left) - 1
    if head < start or not _is_good(words[head]):
        return None
    return line.written[line.starts[head] : line.ends[head]]


_IS = words("is was are were")
_SAID: tuple[list[str], ...] = (
    [],
    [","],
    ["on"],
    ["for"],
    ["in"],
    ["and"],
    ["at"],
    [";"],
    ["("],
    ["with"],
    ["while"],
    ["whereas"],
)
_HIGH = words(
    "high strong excellent near-perfect nearly-perfect perfect remarkable good superior great robust best highest "
    "outstanding exceptional impressive"
)
_GRADE_REACH = 5
_HOLDS = words("with and has have")
_ERRS = words(
    "drift deviation deviations discrepancy discrepancies misclassification misclassifications hallucination "
    "hallucinations violations overshoot collisions failures negatives positives"
)
"""What goes wrong and is seldom a condition that is set."""


def _wrong(line: Line, first: int) -> str | None:
    """What goes wrong, if a noun phrase names such: "with 2% of | false negatives"."""
    end = first
    while end < len(line.words) and line.words[end] not in STOP_TAIL:
        end += 1
    told = end > first and line.words[end - 1] in _ERRS
    return line.written[line.starts[first] : line.ends[end - 1]] if told else None


def _is_good(word: str) -> bool:
    """Whether a word names what goes well: "purity", "generalizability"."""
    return word in GOODS or word in _MEASURED or (word.endswith(("ability", "ibility")) and word not in _NEUTRAL)


_NEUTRAL = words("ability probability capability variability disability availability liability vulnerability")


def _is_solved(line: Line, at: int, left: int) -> bool:
    """Whether a share says how often something works: "solves 61% of the tasks", "is right 61% of the time"."""
    words, verb = line.words, line.words[left]
    before = words[max(clause_start(line, at), left - _CLAUSE) : left + 1]
    if words[at + 2 : at + 4] == ["the", "time"]:
        return not (_WORKS | _RIGHT).isdisjoint(before) and _USES.isdisjoint(words[max(0, at - 2) : at])
    if verb in _PLACED:
        if verb == "in" and not _TRIALS.isdisjoint(words[at + 2 : at + 5]):
            return "cases" not in words[at + 2 : at + 5] or not _WORKS.isdisjoint(before)
        return not _SUCCEEDS.isdisjoint(before) or (verb == "from" and words[left - 1] in _SOLVES)
    if _is_done(line, at):
        return True
    return verb in _SOLVES or (verb in _KEEPS and _is_whole(line, at)) or (verb in _CLOSES and _is_gap(line, at))


def _is_done(line: Line, at: int) -> bool:
    """Whether a share is told to be done well: "61% of the buoys | were correctly found", "| could be solved"."""
    be = next((i for i in range(at + 3, min(at + _CLAUSE, len(line.words))) if line.words[i] in _BE), None)
    if be is None or not STOP_TAIL.isdisjoint(line.words[at + 2 : be]):
        return False
    return not _DONE.isdisjoint(line.words[be + 1 : be + 4])


_BE = words("is are was were can could be been")
_DONE = words(
    "correctly successfully accurately solved recovered resolved completed answered fixed repaired correct successful "
    "valid"
)
_CLAUSE = 10
_CLOSES = words("closes close closing bridges bridge bridging narrows narrow eliminates eliminate eliminated prevents")


def _is_gap(line: Line, at: int) -> bool:
    """Whether a share is one of what goes wrong: "closes 71% of the | gap", "eliminates 71% of the | collisions"."""
    end = at + 2
    while end < len(line.words) and line.words[end] not in STOP_TAIL:
        end += 1
    return end > at + 2 and line.words[end - 1] in HARMS


def _is_near(line: Line, frame: Frame, quantity: Quantity) -> bool:
    """Whether a percentage says how near a quality comes to another's: "performs within | 2% of the optimum"."""
    at, words = frame.at, line.words
    if words[at + 1 : at + 2] != ["of"] or not is_within(line, at, quantity):
        return False
    clause, end = clause_start(line, at), phrase_end(line, at + 2)
    resources = [t for t in line.resources if not t.weak and clause <= t.first < end]
    if resources or words[at + 2 : at + 4] == ["the", "time"]:
        return False
    before = at - 1 - (words[at - 1] == "within")
    return words[before] in _PERFORMS or any(t.last == before and t.kind == "quality" for t in line.terms)


_PERFORMS = words(
    "attain attains attaining reach reaches reaching get gets are being comes falls is only perform performing "
    "performs remain remaining remains stay staying stays"
)
_NEAREST = 50
"""From here on a percentage is how much of another's quality is reached: "within 96% of B"."""


def is_more_solved(line: Line, frame: Frame) -> bool:
    """Whether a percentage or factor tells how many more are solved: "solves | 12% more problems than B"."""
    change, at = frame.change, frame.at
    if (
        change is None
        or change.first != at + 1
        or line.words[at + 1] != "more"
        or line.words[at + 2 : at + 3] == ["than"]
    ):
        return False
    if frame.term is not None:
        part = line.written[line.starts[at] : line.ends[at]].endswith("%")
        if not part or frame.term.metric not in ("capacity", "data"):
            return False
    left = left_of(line, at)
    listed = line.words[left] == "and" and NUMBER in line.words[max(0, left - _LIST_REACH) : left]
    return not _SOLVES.isdisjoint(line.words[max(0, left - _LIST_REACH * listed) : left + 1])


_LIST_REACH = 8


def _solved_more(line: Line, frame: Frame) -> Score:
    """The score of how many more are solved."""
    first = end = frame.at + 2
    while end < len(line.words) and line.words[end] not in STOP_TAIL:
        end += 1
    return Score(frame, line.written[line.starts[first] : line.ends[end - 1]] if end > first else "score", True, False)


def _is_in_named(line: Line, at: int) -> bool:
    """Whether a level is told in something with a name, or in a task: "reaches 92% | in River Sorting"."""
    if line.words[at + 1] != "in" or len(line.words) < at + 3:
        return False
    if not TASKS.isdisjoint(line.words[at + 2 : at + 5]):
        return True
    return line.written[line.starts[at + 2]].isupper() and not any(at < t.first < at + 6 for t in line.measures)


_KEEPS = words(
    "achieve achieved achieves achieving attain attained attaining attains delivering delivers enables keep keeping "
    "keeps kept maintain maintained maintaining maintains match matches matching obtain obtained obtains preserve "
    "preserved preserves preserving reach reached reaches reaching recover recovered recovering recovers retain "
    "retained retaining retains sustaining sustains"
)
_WHOLES = words(
    "capabilities capability completeness effectiveness gain gains improvement improvements optimum performance "
    "quality utility"
)


def _is_whole(line: Line, at: int) -> bool:
    """Whether a share is one of somebody's quality: "keeps 98% of the full | performance"."""
    place = next((i for i in range(at + 2, min(at + 9, len(line.words))) if line.words[i] in _WHOLES), None)
    return place is not None and STOP_TAIL.isdisjoint(line.words[at + 2 : place])


_LEVELS = _REACHES | _SHOWS
_ENDS = words(", ; ) on and which while with whereas at for across without compared versus vs overall under")
_SCORE_ENDS = _ENDS | {"in"}
_MEASURE_ENDS = _ENDS | {"in", ":", "(", "against"}
_LONGEST_MEASURE = 3


def _named_level(line: Line, at: int, *, reached: bool) -> str | None:
    """The measure behind a level, as only its place shows it to be one: "attains 88% | harbour agreement on"."""
    first = end = at + 1
    while end < len(line.words) and line.words[end] not in _MEASURE_ENDS:
        end += 1
        if end - first > _LONGEST_MEASURE or line.words[end - 1] in _NO_MEASURES or NUMBER in line.words[first:end]:
            return None
    if end - first > 1 and line.words[first].startswith(_WELL):
        return line.written[line.starts[first] : line.ends[end - 1]]
    if end == first or any(first <= term.first < end for term in line.terms):
        return None
    if line.words[end - 1] in _MEASURED or line.words[end - 1] in GOODS:
        return line.written[line.starts[first] : line.ends[end - 1]]
    if not reached or OURS.isdisjoint(line.words[clause_start(line, at) : at]):
        return None  # "has reached 72% | rural households"
    return line.written[line.starts[first] : line.ends[end - 1]]


_MEASURED = words(
    "accuracy adherence agreement alignment classification coherence completion compliance concordance confidence "
    "consistency correctness coverage detection diversity explained feasibility fidelity identification localisation "
    "localization match matching novelty performance precision prediction purity quality rate rates recall "
    "recognition retrieval robustness satisfaction score scores segmentation similarity stability success uniqueness "
    "utility validity variance"
)
"""What the name of a measure ends in."""
_WELL = ("successful", "correct", "valid", "executable", "safe")
_NO_MEASURES = words(
    "of to from by as than that which the a an more less fewer faster relative absolute improvement improvements "
    "reduction reductions sparsity compression cost costs token tokens parameter parameters bitrate labeled labelled "
    "data memory samples smaller larger lower higher better worse increase decrease gain gains is are was were its "
    "our per over up average"
)
"""Words that tell a share, a change or a cost from the level of a measure."""
