"""Growths: how a cost grows with the size of the input."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from summarizer.quantities import Quantity
from summarizer.reading.costs.claims import Finding
from summarizer.reading.costs.convergences import is_convergence
from summarizer.reading.costs.needs import COUNTED, GROWTH_NOUNS, MARKED, REQUIRED, head_of, is_least, is_of_need
from summarizer.reading.framing.frames import (
    BREAKS,
    PREPOSITIONS,
    STOP_TAIL,
    Frame,
    changes_in,
    clause_start,
    left_of,
    tail_end,
    terms_in,
)
from summarizer.reading.words.changing import Sense
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words
from summarizer.records import Direction

_POOR = ("quadratic", "cubic", "exponential", "polynomial", "super")
_POWER = re.compile(r"\)\s?\^\s?\{?[2-9]|\(\s?[a-z][23]\s?\)|[a-z](?<!log)\s?(?:\^\s?\{?[2-9nkd]|[²³])|\b2\^")
_NO_GROWTH = words(
    "prefix reduction reductions cyclic constraint constraints sampling expectation varying time-varying programming "
    "feedback algebra programs schedule separable independent combination combinations layer layers model "
    "models regression error rate regret bound"
)
_GAINS = words(
    "improvement improvements reduction reductions saving savings speedup speedups speed-up speed-ups gain gains"
)
_FALLS = re.compile(r"[OÕΘ]\u0303?\*?\((?:1\s?/|[A-Za-z]\s?\^\s?[{(]?\s?-)")
_CLOSENESS = re.compile(r"[αβγδεημρλτΔ]|eps|gap")
"""What a result is close by, which costs the more the smaller it is: "O(1/ε^2) samples"."""
_GROWN = words("grows grow scales scale scaling growing growth increases")


_WORK = words("inference training computation decoding rendering planning sampling")
"""What is done at a cost that grows."""
_PLAIN = COUNTED | STOP_TAIL
"""Words behind a growth that are not what grows but for its cost."""
_RATES = words("rate error regret bound =")


def _is_of_cost(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a growth is one of a cost, not of an error or a count: "converges at O(1/n)", "linearly separable"."""
    around = line.words[max(0, at - 5) : at + 6]
    behind = line.words[at + 1 : at + 2]
    if is_least(quantity):
        return is_of_need(line, at)
    if _is_gain(line, at) or _is_supposed(line, at):
        return False
    if is_written(quantity) and is_convergence(line, at, quantity):
        return True
    if behind and behind[0] in _NO_GROWTH and "complexity" not in line.words[at + 1 : at + 4]:
        return False
    if not _GAINS.isdisjoint(line.words[at + 1 : tail_end(line, at)]):
        return False  # "a quadratic space improvement"
    unit = quantity.unit or ""
    if _FALLS.match(unit) and not _CLOSENESS.search(unit) and "complexity" not in line.words[max(0, at - 4) : at]:
        return False  # what gets smaller with the input is an error
    if _is_of_quality(line, at, quantity):
        return False
    if not is_written(quantity) and _is_only_described(line, at, quantity):
        return False
    costs = any(t.kind == "resource" and not t.weak for t in line.terms if at - 12 <= t.first <= at + 8)
    if is_written(quantity):
        if _is_size(line, at):
            return False
        if unit[0] == "Θ" and not costs and COUNTED.isdisjoint(line.words[max(0, at - 9) : at + 6]):
            return False  # "\\Theta(1) neighbours": how many there are is not what they cost
        other = bool(behind) and behind[0].isalpha() and behind[0] not in _PLAIN
        other = other and COUNTED.isdisjoint(head_of(line, at))
        if other and (line.words[at - 1] in _SHARED_OUT or (not costs and line.words[at - 1] in ("(", "to"))):
            return False  # "split across O(k) machines", "more stable (O(n) drifts)", "cuts the map to O(n) cells"
        if unit[0] not in "OÕΘ":  # a power may be how many there are
            head = head_of(line, at)
            counted = head[:1] != ["times"] and not COUNTED.isdisjoint(head)
            return counted or not REQUIRED.isdisjoint(line.words[max(0, at - _NEXT - 1) : at])
        told = not (
            _COMPLEXITIES.isdisjoint(line.words[max(0, at - _NEAR) : at]) and COUNTED.isdisjoint(head_of(line, at))
        )
        told = told or _NEEDED.search(unit) is not None
        return costs or told or _RATES.isdisjoint(line.words[max(0, at - 5) : at])
    worked = not _WORK.isdisjoint(line.words[max(0, at - 4) : at])  # "inference scales | linearly"
    return (
        costs
        or worked
        or (quantity.text.endswith("ly") and _scales(line, at))
        or _GROWN.isdisjoint(around)
        or not _ATTENDS.isdisjoint(line.words)
    )


def _is_only_described(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a word of growth says what kind a thing is, or how fast something grows in time.

    "A | linear assignment problem", "merges a | constant number of maps", "models grow | exponentially".
    """
    behind = line.words[at + 1 : tail_end(line, at) + 1]
    if behind[:1] == ["number"]:
        return quantity.text == "constant" and line.words[left_of(line, at)] not in _SPENDS
    if not _PROBLEMS.isdisjoint(behind[1:]):
        return GROWTH_NOUNS.isdisjoint(behind)
    grown = quantity.text.lower() == "exponentially" and line.words[at - 1] in _GROWN
    return grown and behind[:1] not in _BY_WHAT and behind[:1] != ["as"]


_SPENDS = words(
    "in within with require requires requiring need needs needing take takes taking use uses using after make makes "
    "making ask asks asking"
)
_PROBLEMS = words("problem problems programs equations bandits")


def _scales(line: Line, at: int) -> bool:
    """Whether what grows is a cost, or the own method that scales: "its running time grows | linearly"."""
    verb = at - 1 - (line.words[at - 1].endswith(("ly", "only", "most")))
    subject = line.words[max(clause_start(line, verb), verb - _NEAR) : verb]
    if line.words[verb] not in _GROWN or not subject or not _UNSPENT.isdisjoint(subject):
        return False
    if not _SPENT.isdisjoint(subject):
        return True
    own = subject[-1] == "it" or (subject[-1] in _METHODS and not _POINTING.isdisjoint(subject))
    return own and line.words[verb].startswith("scal")


_SHARED_OUT = words("across over among into between")
_POINTING = words("our the this proposed resulting")
_METHODS = words(
    "method approach algorithm model framework network architecture system solver planner layer mechanism module "
    "scheme implementation technique procedure formulation attention"
)


def _is_size(line: Line, at: int) -> bool:
    """Whether a growth is only of what a letter stands for: "the number of boats is m = | O(log n)"."""
    sign = at - 1
    while sign > 0 and line.words[sign] in MARKED:
        sign -= 1
    if line.words[sign] != "=" or not COUNTED.isdisjoint(head_of(line, at)):
        return False
    return _COMPLEXITIES.isdisjoint(line.words[max(0, sign - _NEAR) : sign])


def is_written(quantity: Quantity) -> bool:
    """Whether a growth is an expression, not told in words: "O(n^2)", "2^{O(k)}"."""
    return "(" in quantity.text


def _is_of_quality(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a growth says how good something is: "the O(log T) instance-dependent | regret", "an error of O(1/n)"."""
    head = head_of(line, at)
    if not COUNTED.isdisjoint(head):
        return False
    if not _GUARANTEES.isdisjoint(head):
        return True
    before = [word for word in line.words[max(0, at - _NEXT) : at] if word not in MARKED]
    if before[-1:] == ["accuracy"]:
        return True  # "up to accuracy | O(1/n)"
    told = _measured(line, at)
    if told is None:
        return False
    if not is_written(quantity):  # "a regret | sublinear in all rounds"
        limit = "bound" in line.words[told] and line.words[told - 1] not in _QUALITIES  # "a computational lower bound"
        near = at - told <= _NEXT + 1 or "regret" in line.words[told - 1 : told + 1]
        between = line.words[told:at]
        limit |= "and" in between or "communication" in between
        return near and not limit and line.words[at + 1 : at + 2] in _BY_WHAT
    close = line.words[told] in _CLOSE or "to" in line.words[told - _NEXT : told]  # "up to an error of"
    if close and _NEEDED.search(quantity.unit or ""):
        return False  # what is needed to come close is a cost
    if line.words[told].startswith("rate") and line.words[told - 1] == "convergence":
        return True
    between = [word for word in line.words[told + 1 : at] if word not in MARKED]
    apart = len(between) >= _NEXT or ("bound" in line.words[told] and line.words[told - 1] not in _QUALITIES)
    if apart and not _COMPLEXITIES.isdisjoint(line.words[max(0, at - _FAR) : at]):
        return False  # "the sample complexity up to an error of a is | O(1/a)", "a sample complexity bound of"
    return not any(told - 2 < t.first < at for t in line.measures if t.kind == "resource")


_BY_WHAT = (["in"], ["with"])
_CLOSE = words("rate rates bound bounds")
_NEEDED = re.compile(r"^[^/]*/[^+/nNmtT]*ε[^+/nNmtT]*$|^[^/nNtT]*[ε)]\^\{?-[^/nNtT]*$")
"""What grows as something is to be closer, whatever else is there: "O(d/ε^2)", but "O(d/(nε))"."""


def _is_gain(line: Line, at: int) -> bool:
    """Whether a growth says by how much something changes: "improves the best complexities by | O(n) and O(1/ε)"."""
    place = at - 1
    while place > 1 and line.words[place] in _ROW:
        place -= 1
    if line.words[place] != "by" or line.words[place - 1] in _BOUNDED:
        return False
    return bool(changes_in(line, max(clause_start(line, at), at - _CLAUSE), place))


_ROW = words("and or ,") | {NUMBER}
_BOUNDED = words("bounded upper-bounded lower-bounded dominated given governed determined")


def _is_supposed(line: Line, at: int) -> bool:
    """Whether a growth is what has to hold for something else: "tight if the hitting times are | O(n)"."""
    start = max(clause_start(line, at), at - _NEAR)
    told = line.words[start:at]
    supposed = told[told.index("if") :] if "if" in told else []
    return "," not in supposed and not _IS.isdisjoint(supposed)


_IS = words("is are be was were")


def _measured(line: Line, at: int) -> int | None:
    """Where the quality is named whose growth is told, unless a cost is nearer: "its regret is bounded by | O(n)"."""
    for place in range(at - 1, max(0, at - _NEAR) - 1, -1):
        word = line.words[place]
        if word in _QUALITIES:
            bound = "bound" in word and not COUNTED.isdisjoint(line.words[max(0, place - 2) : place])
            return None if bound else place  # "the mixing time | bound"
        if word in _ENDS or (word in COUNTED and not _is_limit(line, place)):
            return None
    return None


def _is_limit(line: Line, at: int) -> bool:
    """Whether a cost only says how far something goes on: "the regret up to time | T", "after T rounds"."""
    beside = (line.words[at - 1], *line.words[at + 1 : at + 2])
    return any(len(word) == 1 and word.isalpha() and word != "a" for word in beside)


_NEAR = 14
_NEXT = 3
_FAR = 20
_ENDS = words("; takes take requires require requiring uses use using needs need runs run running while whereas")
_COMPLEXITIES = words("complexity complexities runtime runtimes sample samples")
_QUALITIES = words(
    "regret regrets error errors mse risk gap bias variance ratio factor term terms approximation suboptimality "
    "sub-optimality distortion bound bounds upper-bound upper-bounds lower-bound rate rates"
)
"""What may grow with the size of an input and is no cost."""
_GUARANTEES = _QUALITIES | words(
    "discrepancy contamination guarantee guarantees approximations approximate competitive competitiveness lipschitz "
    "loss losses separation convergence stability robustness fairness distance mistakes eigenvalues vertices nodes "
    "edges degree times moments"
)
_SPENT = (COUNTED | _WORK) - words("space work words attention batches instances solution algorithm scaling")
"""What is spent however it is named: a "search space" is not."""
_UNSPENT = _QUALITIES | words("performance accuracy noise if")
_ATTENDS = words("complexity compute algorithm solver runtime attention self-attention transformer transformers")


def asymptotic(line: Line, at: int, quantity: Quantity, *, own: bool) -> Iterator[Finding]:
    """Read a growth: of time, of memory, or of both where both are named.

    `own`: whether the sentence is of the paper's own work, whose growth is good unless told of what is left behind.
    """
    frame = Frame(line.quantity_at[at], line.index, at, "growth")
    if is_written(quantity) and (change := _multiplied(line, at)):
        yield Finding(replace(frame, change=change), "asymptotic", "complexity", None, _COMPARED[change.sense])
        return
    if not _is_of_cost(line, at, quantity):
        return
    good = _is_offered(line, at, quantity) or _is_reached(line, at) or (own and _is_got(line, at, quantity))
    merit = line.words[at + 1 : at + 3] == ["-", "scaling"]  # "a | linearly-scaling alternative"
    poor = is_poor(quantity) or not (own or merit or quantity.text != "linearly")  # what prior work "grows linearly" in
    bad = is_least(quantity) or is_left(line, at) or not _BAD.isdisjoint(line.words[max(0, at - _NEXT) : at])
    bad |= "necessary" in line.words[at + 1 : at + 6] and "sufficient" not in line.words
    bad |= not _UNREACHED.isdisjoint(line.words[at + 1 : at + 6]) and "unless" not in line.words
    direction: Direction = "worse" if bad or (poor and not good) else "better"
    yield Finding(frame, "asymptotic", "complexity", None, direction)
    behind = line.words[at + 1 : at + 7]
    behind = behind[: behind.index(NUMBER)] if NUMBER in behind else behind
    timed = "time" in behind or (direction == "better" and not _COMPUTED.isdisjoint(behind))
    if timed and "and" in behind and ("memory" in behind or "space" in behind):
        yield Finding(frame, "asymptotic", "memory", None, direction)


def _multiplied(line: Line, at: int) -> Term | None:
    """The comparative of which a growth says by how many times something is it: "O(n) times | slower"."""
    behind = at + 2 + (line.words[at + 1 : at + 2] == ["-"])
    if line.words[behind - 1 : behind] not in (["times"], ["fold"]):
        return None
    return next((c for c in line.changes if c.first == behind and c.sense in _COMPARED), None)


_COMPARED: dict[Sense | None, Direction] = {"fast": "better", "improve": "better", "slow": "worse", "worsen": "worse"}
"""What a comparative says of whose speed or rate it is."""
_COMPUTED = words("computational compute computation")
_UNREACHED = words("impossible infeasible unattainable")
_BAD = words("suboptimal sub-optimal prohibitive expensive costly inefficient intractable impractical unaffordable")


def _is_got(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a growth that the own work is told with is its own: "runs in | O(n^2) time", not "unlike the O(n^2)"."""
    said = quantity.text.lower()
    if ("only", "if") in pairwise(line.words[at:]) or "unless" in line.words[at:]:
        return False
    if line.words[at + 1 : at + 3] == ["time", "steps"]:
        return False
    if said.endswith("ly") and line.words[at - 1] in _GROWN and not terms_in(line, at - _CLAUSE, at):
        return False  # "the number of cases grows | polynomially"
    around = line.words[at - 2 : at + 2]
    timed = "time" in around and ("in" in around[:2] or "runtime" in around)  # "is found in | quadratic time"
    if not is_written(quantity) and not said.startswith("polynomial") and not (timed and not said.startswith("exp")):
        return False
    clause = line.words[max(clause_start(line, at), at - _CLAUSE) : at]
    if "and" in clause:
        clause = clause[len(clause) - clause[::-1].index("and") :]
    behind = line.words[at + 1 : tail_end(line, at) + 3]
    if ("lower", "bound") in pairwise(clause) and "with" not in clause:
        return False  # but "a lower bound with | O(n^3) complexity"
    left = "from" in clause[-3:] and _LESSONS.isdisjoint(behind)  # but "learns from | O(n) samples"
    return not left and _OTHERS.isdisjoint(clause) and _OTHERS_BEHIND.isdisjoint(behind)


_CLAUSE = 12
_LESSONS = words("samples examples queries observations measurements demonstrations trajectories instances labels data")
_OTHERS = words(
    "outperform outperforms outperforming surpass surpasses surpassing beat beats beating exceed exceeds exceeding "
    "than instead rather opposed unlike without not no existing previous prior previously standard traditional "
    "classical conventional naive naively vanilla full typical typically usual usually known original former others "
    "state-of-the-art limit limits limited bottleneck despite least hard impossible avoid avoids avoiding break "
    "breaks breaking overcome overcomes overcoming tackle tackles tackling resolve resolves resolving replace "
    "replaces replacing eliminate eliminates eliminating alleviate alleviates suffer suffers suffering address "
    "addresses addressing circumvent circumvents bypass bypasses while whereas"
)
"""Words before the growth of what others do, of what is left behind, and of what nobody can do better."""
_OTHERS_BEHIND = words("bottleneck barrier unless prior previous standard existing unattainable impossible infeasible")


def _is_offered(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a growth is one that makes a problem tractable: "a | polynomial-time algorithm"."""
    behind = line.words[at + 1 :]
    behind = behind[1:] if behind[:1] == ["-"] else behind
    if quantity.text.lower() != "polynomial" or behind[:1] != ["time"]:
        return False
    conditional = "unless" in behind or ("only", "if") in pairwise(behind)
    return not conditional and (len(behind) == 1 or behind[1] in _SOLUTIONS)


_SOLUTIONS = words("algorithm algorithms solvable solution solutions solver solvers ,")


def _is_reached(line: Line, at: int) -> bool:
    """Whether a growth is what another one is brought down to: "reduces the complexity | to O(n^2)"."""
    if "to" not in line.words[left_of(line, at) + 1 : at]:
        return False
    if any(i in line.quantity_at and line.words[i + 1] == "to" for i in range(max(0, at - 4), at - 1)):
        return True  # "improves the best known | O(n^5) to O(n^2)"
    verbs = (t for t in line.changes if at - 12 <= t.first < at and t.sense == "less" and t.form == "verb")
    return any(not _GROWING_COSTS.isdisjoint(_moved(line, verb.first, at)) for verb in verbs)


def bringing(line: Line, at: int) -> list[int]:
    """Where the word of change is that a growth tells all of: "reduces the cost from O(n^2) | to O(n)"."""
    if {"to", "from"}.isdisjoint(line.words[left_of(line, at) : at]):
        return []
    return [t.first for t in changes_in(line, max(clause_start(line, at), at - 12), at) if t.sense == "less"][-1:]


def _moved(line: Line, verb: int, at: int) -> list[str]:
    """What a verb brings down to a growth: its object, or its subject where it is told of in the passive."""
    passive = line.words[verb - 1] in _BE
    return line.words[max(0, verb - 5) : verb] if passive else line.words[verb + 1 : at]


_BE = words("is are was were be been")
_GROWING_COSTS = words("complexity complexities cost costs time memory space runtime computation computations overhead")


def is_left(line: Line, at: int) -> bool:
    """Whether a growth is what another one takes the place of or is set against: "from O(n) | to O(log n)"."""
    before, behind = line.words[max(0, at - 3) : at], line.words[at + 1 : at + _TO_REACH]
    if "from" in before and (NUMBER, "from") in pairwise(line.words[max(0, at - 4) : at]):
        return True  # "to O(min(p, q)) from | O(pq)"
    if behind[:1] == ["to"] and NUMBER in behind[1:4]:
        return True  # "lifts the best known O(n^4) to O(n^2)"
    told = "from" in before and "to" in behind and NUMBER in behind[behind.index("to") :]
    return _is_passed(line, at) or (told and any(c.sense == "less" for c in changes_in(line, max(0, at - 12), at)))


_TO_REACH = 9


def _is_passed(line: Line, at: int) -> bool:
    """Whether a growth is what something else is set against: "faster than | O(n^2)", "instead of a linear one"."""
    for place in range(at - 1, max(0, at - _PASSED_FROM), -1):
        word, before = line.words[place], line.words[place - 1]
        if word in _PASSED:
            return before not in _BOUNDING and (
                word != "improvement" or line.words[place + 1] in ("over", "upon", "on")
            )
        if word in BREAKS or (word in PREPOSITIONS and word != "of" and before not in _PASSED):
            return False
    return False


_PASSED_FROM = 10
_PASSED = words(
    "than instead opposed rather compared improvement improve improves improving outperforms outperforming surpasses "
    "surpassing beat beats beating against versus vs"
)
_BOUNDING = words("less fewer more lesser lower smaller greater no")
"""Words before "than" that bound what is told: "no more than O(n) queries"."""


def is_poor(quantity: Quantity) -> bool:
    """Whether a growth is the kind that papers set out to avoid."""
    unit = (quantity.unit or "").lower().replace(" ", "")
    if unit[:1] in "oõθω":
        return bool(_POWER.search(unit))
    return unit.startswith(_POOR)
