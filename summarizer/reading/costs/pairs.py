"""Pairs: two amounts of one thing, the paper's and the other's: "from 4.6G to 1.75G FLOPs", "12 ms against 31 ms"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from summarizer.quantities import Quantity, base_unit
from summarizer.quantities.units import SCALES
from summarizer.reading.costs.times import LASTING
from summarizer.reading.framing.conditions import counts
from summarizer.reading.framing.frames import RIVALRY, STOP_TAIL, changes_in, left_of
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import PHASES, words


class Pair(NamedTuple):
    """Two quantities of a sentence, by token."""

    own: int
    """Token of the subject's amount."""
    base: int
    """Token of the baseline's amount."""
    rule: str
    """How they are joined."""


_AGAINST = words("against versus vs vs.")
_OPPOSED = {
    ("rather", "than"),
    ("instead", "of"),
    ("in", "place", "of"),
    ("in", "lieu", "of"),
    ("as", "against"),
    ("where", "before"),
    ("compared", "to"),
    ("compared", "with"),
    ("opposed", "to"),
    ("down", "from"),
    ("up", "from"),
    ("in", "contrast", "to"),
    ("in", "comparison", "to"),
    ("in", "comparison", "with"),
}
"""All of two words or three."""
_NEEDS = words(
    "needs takes requires reaches obtains achieves gets uses has consumes scores attains spends took needed "
    "required used trained costs gives yields stays take need require use run runs ran cost consume spends spend "
    "occupies occupy draws draw finishes finish completes complete lasts wants incurs incur incurred demands demand"
)
_REACH = 14
_ARROWS = words("rightarrow longrightarrow → -> => ⇒ - >")
_CONTRASTS = words("where while whereas ; but matches")
_GAP = (7, 8)
"""Words within which it is said, and with a level between: "91% in 3 h, compared to 90% accuracy in | 9 h"."""
_OPPOSING = frozenset(max(phrase, key=len) for phrase in _OPPOSED)
"""Words of which each of those phrases holds one."""
_EQUAL = words("same comparable similar equal")
_JOINS = (
    words("to from now before than") | _EQUAL | _AGAINST | {"with", "by"} | _ARROWS | _CONTRASTS | RIVALRY | _OPPOSING
)
"""Words of which one stands between the amounts of a pair, whichever way it is told."""
_OPENINGS = words("unlike while whereas where in compared against relative instead rather")
"""Words with which a sentence opens that tells the other's amount first."""


def pairs_of(line: Line, told: Sequence[int], quantities: Sequence[Quantity]) -> list[Pair]:
    """Find the pairs among the numbers `told` that are no labels; one own amount can stand against several others."""
    pairs: list[Pair] = []
    if len(told) < 2:
        return pairs
    tokens = [at for at in told if not _is_other(line, at, quantities[line.quantity_at[at]])]
    for place, first in enumerate(tokens):
        if pairs and any(p.base == first or (p.own == first and _leaves(line, first)) for p in pairs):
            continue
        pair = _nearest(line, first, tokens[place + 1 : place + 4], quantities)
        if pair is None:
            continue
        bare = quantities[line.quantity_at[first]].text.isdigit()
        if not (bare and any(p.base == pair.base for p in pairs)):  # "on an X | 4090, against 3 hours"
            pairs.append(pair)
    return pairs and _with_lists(line, tokens, pairs, quantities)


def _is_other(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a number tells no level, or only counts what stands behind it: "97 | judges"."""
    if quantity.family != "number":
        return quantity.family not in ("amount", "percent")
    return quantity.text.isdigit() and counts(line, at)


def _leaves(line: Line, own: int) -> bool:
    """Whether what follows an amount tells of another's: "from 9 MB to 3 MB, and for B | from 8 MB to 2 MB"."""
    behind = line.words[own + 1 : own + _REACH]
    return "from" in behind and NUMBER in behind and behind.index("from") < behind.index(NUMBER)


def _nearest(line: Line, first: int, ahead: Sequence[int], quantities: Sequence[Quantity]) -> Pair | None:
    """The pair of an amount and the next of those behind it that makes one with it."""
    for second in ahead:
        if second - first > _REACH + 1:
            return None
        if pair := _pair(line, first, second, quantities):
            return pair
    return None


def _with_lists(line: Line, tokens: Sequence[int], pairs: list[Pair], quantities: Sequence[Quantity]) -> list[Pair]:
    """The pairs with what goes on their baselines' lists: "12 ms against 31 ms | and 44 ms"."""
    for first, second in pairwise(tokens):
        if (
            any(p.base == first for p in pairs)
            and not any(p.base == second or p.own == second for p in pairs)
            and _listed(line, first, second, quantities)
        ):
            pair = next(p for p in pairs if p.base == first)
            pairs.append(Pair(pair.own, second, pair.rule))
    return pairs


_CONTRASTED = words("; whereas while")
_JOINTS = words("and , ; while")


def _is_arrow(line: Line, first: int, second: int) -> bool:
    """Whether a sign of LaTeX leads from one number to another, and no word: "9 $\\to$ | 4"."""
    told = line.words[first + 1 : second] == ["to"]
    return told and line.text.startswith("\\to", line.starts[first + 1] - 1)


def _pair(line: Line, first: int, second: int, quantities: Sequence[Quantity]) -> Pair | None:
    a, b = quantities[line.quantity_at[first]], quantities[line.quantity_at[second]]
    between = line.words[first + 1 : second]
    opens = line.words[0] in _OPENINGS
    if between and not opens and _JOINS.isdisjoint(between):
        return None
    if not (_alike(a, b) or (between == ["to"] and a.family == b.family == "percent")):  # "from 0% to 82%"
        return None
    if not _RANGES.isdisjoint(line.words[max(0, first - 3) : first]):
        return None
    if a.family != "amount" and (_is_step(line, first) or _is_step(line, second)):
        return None
    if a.unit == "samples" and not _SPLITS.isdisjoint(between):
        return None  # "has 900 samples; the test set has 100"
    if a.family == "amount" and between[-1:] != ["and"] and _is_replaced(line, first, between):
        return Pair(second, first, "from to")
    if a.family == "amount" and between[-2:] == ["down", "to"] and len(between) <= _DOWN_REACH:
        return Pair(second, first, "from to")  # "20 s per tour | down to 4 s"
    if a.text.endswith(_NAMING) or b.text.endswith(_NAMING):
        return None  # what a model is called by
    if a.family == "amount" and between[-1:] == ["to"] and _is_cut(line, first, between):
        return Pair(second, first, "from to")
    moved = "to" in _last(between) and _LEADS.isdisjoint(between) and _comes_from(line, first)
    if moved and _moves(line, first, second):
        return Pair(second, first, "from to")
    if a.family == "amount" and "now" in between[-5:] and _CONTRASTED.isdisjoint(between):
        return Pair(second, first, "now")
    if opens and "," in between and not _NEEDS.isdisjoint(between) and _opens_other(line, first):
        return Pair(second, first, "other first")
    if a.family == "amount" and "before" in between[:2] and _comes_later(between):
        return Pair(second, first, "now")
    if _is_cost(a) and _beats(between):
        return Pair(first, second, "against")
    if _is_cost(a) and (_as_with(line, first, second) or _matches_with(line, first, second)):
        return Pair(first, second, "as with")
    if between and (set(between) <= _ARROWS or between == ["=", ">"] or _is_arrow(line, first, second)):
        return Pair(second, first, "arrow")
    if between[-1:] == ["from"] and line.words[max(0, first - 1)] == "to" and _JOINTS.isdisjoint(between):
        return Pair(first, second, "to from")
    if NUMBER in between and (a.family != "amount"):
        return None
    marked = next((i for i in range(len(between) - 1, -1, -1) if between[i] in _AGAINST), None)
    if marked is not None and not _JOINTS.isdisjoint(between[marked:]):
        return None  # "by 8% versus B and 2% versus C" tells two changes
    told = a.family == "percent" and any(changes_in(line, at + 1, at + 4) for at in (first, second))
    if not _AGAINST.isdisjoint(between[-4:]) or (
        not told and _opposes(between[-_GAP[a.family == "amount" and NUMBER in between] :])
    ):
        return Pair(first, second, "against")
    again = between[-1:] == ["of"] and line.words[first - 2 : first] == between[-2:]  # "a delay of | 6 ms"
    again |= between[-2:] == ["it", "is"]
    needed = not _NEEDS.isdisjoint(between) or (a.family == "amount" and (again or between[-1:] == ["in"]))
    if not told and needed and not _CONTRASTS.isdisjoint(between) and _has_subject(line, first, second):
        return Pair(first, second, "where it needs")
    return None


_DOWN_REACH = 5


def _is_step(line: Line, at: int) -> bool:
    """Whether a share says by how much something moves, not where it stands: "improves recall by | 12%"."""
    return line.words[left_of(line, at)] == "by"


def _has_subject(line: Line, first: int, second: int) -> bool:
    """Whether a contrast of two amounts has a subject of its own: "while | B needs", not "while | cutting"."""
    words = line.words
    at = next(i for i in range(first + 1, second) if words[i] in _CONTRASTS) + 1
    at += at < second and words[at] in _LINKS
    if words[at - 1] == "matches" or at >= second:
        return True
    if (words[at] in PHASES or words[at].endswith("ing")) and words[at + 1] in _NEEDS:
        return False  # "trains in an hour, while | inference takes 9 ms"
    spent = [i for i in range(first + 1, second) if words[i] in _NEEDS]
    nouns = {i for t in line.measures for i in range(t.first, t.last + 1)}
    if spent and nouns.issuperset(spent):
        return False  # "while keeping | costs"
    cuts = any(c.first == at and c.form == "verb" for c in line.changes) and words[at].endswith("ing")
    if words[at : at + 2] == ["it", "is"]:
        return at + 2 == second  # "whereas it is | 9 s for B"
    return not cuts and words[at] != "it" and not (words[at] in _NEEDS and at not in nouns)


_LINKS = words("also only still just even then simultaneously")


_LEADS = words("; while leads led")
"""Words behind which "to" leads to something else."""


_NAMING = ("-parameter", "-param", "-step", "-layer", "-bit", "-shot")


def _is_cost(quantity: Quantity) -> bool:
    """Whether an amount measures something: no decibels, and no bare size such as "235B"."""
    return quantity.family == "amount" and quantity.unit not in SCALES and quantity.unit != "dB"


def _beats(between: list[str]) -> bool:
    """Whether one amount is said to beat another: "30 FPS, surpassing | the 12 FPS of B"."""
    verb = next((i for i in range(len(between) - 1, -1, -1) if between[i] in RIVALRY), None)
    return verb is not None and len(between) - verb <= _NAME and STOP_TAIL.isdisjoint(between[verb + 1 :])


def _as_with(line: Line, first: int, second: int) -> bool:
    """Whether one amount does what the other does: "with 40 labels it reaches the same as B with | 900 labels"."""
    between = line.words[first + 1 : second]
    if NUMBER in between or between[-1:] not in (["with"], ["using"]) or "as" not in between:
        return False
    told = line.words[left_of(line, first)] in ("with", "using", "from", "on")
    return told and not _EQUAL.isdisjoint(between[: between.index("as")])


def _matches_with(line: Line, first: int, second: int) -> bool:
    """Whether one amount does as well as another's: "with 3M weights it matches B with 9 layers and | 40M weights"."""
    between = line.words[first + 1 : second]
    verb = next((i for i in range(len(between) - 1, -1, -1) if between[i] in _MATCHES), None)
    if verb is None or line.words[left_of(line, first)] not in ("with", "using", "and", "only", "just"):
        return False
    told = next((i for i in range(verb, len(between)) if between[i] in ("with", "using")), None)
    return told is not None and set(between[told + 1 :]) <= _LISTS and NUMBER not in between[verb:told]


_MATCHES = words("match matches matching rival rivals rivaling equal equals") | RIVALRY
_LISTS = {NUMBER, "and", ","}


def _is_replaced(line: Line, at: int, between: list[str]) -> bool:
    """Whether what has an amount gives way to what has the other: "replaces the | 90M-weight net with 4M weights"."""
    put = {*between[-3:]} & {"with", "by"}
    return bool(put) and not _REPLACES.isdisjoint(line.words[max(0, at - _NAME) : at])


def _is_cut(line: Line, at: int, between: list[str]) -> bool:
    """Whether what has an amount is cut to another: "shrinks a typical | 90 MB model to | 3 MB"."""
    cuts = [c for c in changes_in(line, max(0, at - _NAME), at) if c.form == "verb" and c.sense == "less"]
    near = len(between) <= _NAME and (STOP_TAIL | LASTING).isdisjoint(between[:-1])
    return near and bool(cuts) and STOP_TAIL.isdisjoint(line.words[cuts[-1].last + 1 : at])


_REPLACES = words("replace replaces replacing replaced swaps swapping")
_SPLITS = words("test testing validation held-out")
_NAME = 4
_RANGES = words(
    "ranging ranges range spanning spans span varying vary sizes scales hold holds held generalizes extends"
)
_GOES = words(
    "goes go went gone moves move moved changes change changed brings bringing bring brought shifts shift shifted "
    "comes come came takes take took"
)


def _moves(line: Line, first: int, second: int) -> bool:
    """Whether a word of change leads to "from A to B", or to the list it goes on; a mere range of sizes has none."""
    for at in range(first - 2, -1, -1):
        if line.words[at : at + 3] == ["from", NUMBER, "to"] and first - at <= _REACH:
            first = at
    near = any(t.kind == "change" for t in line.terms if first - _REACH <= t.first < second)
    return near or not _GOES.isdisjoint(line.words[max(0, first - 6) : first])


_COMES_LATER = words("now is finishes takes runs needs")


def _comes_later(between: list[str]) -> bool:
    """Whether what took one amount before takes another now: "took 40 minutes | before, now finishes in | 90 s"."""
    return not _COMES_LATER.isdisjoint(between)


_LED_BY = {
    **dict.fromkeys(("compared", "relative"), ("with", "to", "against")),
    "instead": ("of",),
    "rather": ("than",),
}


_WHICH = words("which that whose where with at using")


def _opens_other(line: Line, first: int) -> bool:
    """Whether a sentence opens with the other's amount: "Unlike B with its | 3 GB, A needs 1 GB"."""
    if "," in line.words[:first] and line.words[line.words.index(",") + 1] not in _WHICH:
        return False  # "Compared to B, A runs 3 times faster and takes 2 GB"
    if (follows := _LED_BY.get(line.words[0])) is not None:
        return line.words[1] in follows
    return line.words[0] != "in" or line.words[1:3] == ["contrast", "to"]


def _last(between: list[str]) -> set[str]:
    return set(between[-4:]) or {"to"}


def _comes_from(line: Line, at: int) -> bool:
    left = left_of(line, at)
    near = line.words[max(0, left) : at]
    return "from" in near or (left > 0 and line.words[left] == "from")


def _opposes(words: list[str]) -> bool:
    if _OPPOSING.isdisjoint(words):
        return False
    places = range(len(words) - 1)
    at = next((i for i in places if tuple(words[i : i + 2]) in _OPPOSED or tuple(words[i : i + 3]) in _OPPOSED), None)
    if at is None or not _GOES_ON.isdisjoint(words[at:]):
        return False
    comma = words.index(",", at) if "," in words[at:-1] else None
    follows = words[comma + 1] if comma is not None else ""
    return follows not in _NEEDS and not follows.endswith("ing")  # "12% less compared to B, | reaches 90%"


_GOES_ON = words("and while ;")
"""Words that lead on from whom something is compared with to what else is told."""


def _listed(line: Line, first: int, second: int, quantities: Sequence[Quantity]) -> bool:
    a, b = quantities[line.quantity_at[first]], quantities[line.quantity_at[second]]
    between = line.words[first + 1 : second]
    step = a.family != "amount" and _is_step(line, second)
    near = len(between) <= 8 and "and" in between and NUMBER not in between and ";" not in between
    return near and not step and _alike(a, b)


def _alike(a: Quantity, b: Quantity) -> bool:
    if not (a.value and b.value) or "size" in (a.family, b.family) or a.unit == "GPUs":
        return False
    if a.family == "amount" and b.family == "number":
        return (a.unit or "").endswith(("steps", "samples", "tokens", "layers")) and b.text.isdigit()
    if a.family != b.family:
        return False
    if a.family != "amount" or a.unit == b.unit:
        return True
    return base_unit(a.value, a.unit or "")[1] == base_unit(b.value, b.unit or "")[1]
