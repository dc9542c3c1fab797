"""Lists: all numbers of a sentence framed together; what heads or ends a list counts for all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.quantities import Quantity
from summarizer.reading.framing.dealing import dealt, enough
from summarizer.reading.framing.frames import (
    MARKUP,
    ON_AVERAGE,
    SKIP_LEFT,
    STOP_TAIL,
    VERBS,
    Frame,
    is_head,
    left_of,
)
from summarizer.reading.framing.measures import LENGTHS, in_measure
from summarizer.reading.framing.multiples import is_verb
from summarizer.reading.framing.rules import frame_of
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import PHASES, words


def frames_of(line: Line, quantities: Sequence[Quantity]) -> dict[int, Frame]:
    """Frame every factor, percentage, amount and number of a sentence, by token.

    Lists share what stands at their end or head.
    """
    framed: dict[int, Frame] = {}
    other: set[int] = set()  # numbers of what costs nothing, in lists with a cost
    for group in _groups(line, quantities):
        own = [frame_of(line, at, quantities[line.quantity_at[at]]) for at in group]
        listed = len(group) > 1 and not (own[0] and not _conjoined(line, group))
        if listed:
            own = dealt(line, enough(line, _shared(own[0], own[-1]), group), len(group))
            other.update(at for at, frame in zip(group, own, strict=True) if frame is None and any(own))
        for place, at in enumerate(group):
            frame = own[place]
            if framed and at not in other:
                frame = _beside(line, frame, at, quantities, framed, opens=group[0])
            if frame is not None:
                place, length = (place, len(group)) if listed else (0, 1)
                if (frame.at, frame.place, frame.length) != (at, place, length):  # another number's, or one of several
                    frame = frame.moved(line.quantity_at[at], at, place, length)
                framed[at] = frame
    return _with_shared_tails(line, quantities, framed, other) if framed else framed


def _shared(first: Frame | None, last: Frame | None) -> Frame | None:
    """What counts for a whole list: what stands behind it, else before it."""
    shared = last if last and last.from_right else first or last
    if shared is last and last and first and last.change is None and _is_headed(first, last):
        return replace(last, change=first.change, rule=first.rule)  # "beats B by 1.4%/0.8% in X/Y"
    return shared


def _is_setting(line: Line, at: int, alike: Frame) -> bool:
    """Whether behind a number stands where it holds: "speeds it up 3x, and 5x | for pruning", "| at the same size"."""
    sped = alike.change is not None and alike.change.sense in ("fast", "slow")
    return line.words[at + 1 : at + 2] == ["at"] or (sped and line.words[at + 1 : at + 2] == ["for"])


def _beside(
    line: Line,
    frame: Frame | None,
    at: int,
    quantities: Sequence[Quantity],
    framed: dict[int, Frame],
    *,
    opens: int,
) -> Frame | None:
    """A number's frame as those framed before it leave it; `opens`: the first token of the number's list."""
    alike = _parallel(line, at, quantities, framed) if not (frame and frame.from_right) else None
    shared = _as_before(line, frame, alike, at, quantities, framed, opens=opens) if alike else None
    if shared is None and frame and frame.rule in ("subject measure", "measure of") and frame.change is None:
        frame = _gapped(line, frame, at, framed)
    frame = shared or frame
    return _under_verb(line, frame, framed, quantities) if frame else alike or _next_object(line, at, framed)


def _as_before(
    line: Line,
    frame: Frame | None,
    alike: Frame,
    at: int,
    quantities: Sequence[Quantity],
    framed: dict[int, Frame],
    *,
    opens: int,
) -> Frame | None:
    """The frame of the number before that a number is parallel to, where that says more than its own."""
    change = frame.change if frame else None
    changed = change is not None and change.first > opens - 5 and "," not in line.words[change.last : opens - 1]
    told_anew = changed and change is not None and change.form == "verb"  # "and is raised by | 2% in efficiency"
    told_anew |= frame is not None and frame.rule == "change of"
    costly = alike.term is not None and alike.term.kind == "resource" and not told_anew
    costly = costly and not _is_setting(line, at, alike)
    own = in_measure(line, at, quantities[line.quantity_at[at]]) if costly else None
    if own and own.term and own.term.kind == "resource" and is_head(line, own.term):
        return replace(alike, term=own.term, terms=own.terms)  # "a cut of 5x in latency and 9x | in memory"
    if not changed and _same_place(line, alike_at(framed, alike), at):
        return alike
    if frame and frame.rule in _LEVELS and _is_most(line, at, quantities) and alike.change is not None:
        return alike  # "raises accuracy by 3% (up to | 9%)"
    if frame and not changed and frame.rule == "subject measure" and _is_speed_up(alike, quantities):
        return alike  # "a 3x speed-up at a small accuracy drop, and | 5x with caching"
    return None


def _gapped(line: Line, frame: Frame, at: int, framed: dict[int, Frame]) -> Frame:
    """A cost right before its number under the verb of the one before: "cuts latency by 3x, and | memory 5x"."""
    earlier, term = framed[next(reversed(framed))], frame.term
    left = left_of(line, at)
    left -= line.words[left] == "by"  # "and memory | by 5x"
    if term is None or term.kind != "resource" or term.last != left or line.words[at - 1] == "to":
        return frame
    told = (
        earlier.change is not None and earlier.rule in ("by", "object amount") and earlier.change.form != "comparative"
    )
    joint = line.words[earlier.at + 1 : term.first]
    if joint[:1] in (["and"], [","]) and len(joint) <= _GAPPED and STOP_TAIL.isdisjoint(joint[1:]):
        joint = joint[:1]  # "and | peak | memory 5x"
    return replace(frame, change=earlier.change, rule=earlier.rule) if told and _GAP.issuperset(joint) else frame


_GAPPED = 3
_GAP = words(", and the its")


def _next_object(line: Line, at: int, framed: dict[int, Frame]) -> Frame | None:
    """The next number under a verb that spares: "saves 60% of the storage and | 80% computation", "| 40% power"."""
    earlier = framed[next(reversed(framed))]
    between = line.words[earlier.at + 1 : at]
    spares = earlier.rule == "verb amount" and earlier.change is not None and earlier.change.sense == "less"
    if not spares or not between or between[-1] not in ("and", ",") or not STOP_TAIL.isdisjoint(between[:-1]):
        return None
    term = next((t for t in line.resources if at < t.first <= at + 2), None)
    if (
        term is None
        or term.gain
        or not is_head(line, term)
        or not STOP_TAIL.isdisjoint(line.words[at + 1 : term.first])
    ):
        return None
    return replace(earlier, quantity=line.quantity_at[at], at=at, term=term, terms=(term,))


_LEVELS = ("bracketed level", "subject measure")


def _is_most(line: Line, at: int, quantities: Sequence[Quantity]) -> bool:
    """Whether a bracket holds only the most or the mean of what stands before it: "by 30% ( | up to 50%)"."""
    alone = line.words[left_of(line, at)] == "(" and line.words[at + 1 : at + 2] == [")"]
    return alone and quantities[line.quantity_at[at]].bound != "exact"


def _is_speed_up(frame: Frame, quantities: Sequence[Quantity]) -> bool:
    fast = frame.term is None and frame.change is not None and frame.change.sense == "fast"
    return fast and quantities[frame.quantity].family == "factor"


def _with_shared_tails(
    line: Line, quantities: Sequence[Quantity], framed: dict[int, Frame], other: set[int]
) -> dict[int, Frame]:
    """Frame the numbers that wait for the noun behind the next one: "8x encoding and | 2x decoding speed-up"."""
    ahead: tuple[int, Frame] | None = None
    for at in reversed(line.quantity_at):
        frame, quantity = framed.get(at), quantities[line.quantity_at[at]]
        if quantity.family not in ("factor", "percent") or at in other:
            continue
        if (
            ahead
            and quantities[ahead[1].quantity].family == quantity.family
            and (frame is None or (frame.rule == "tail measure" and frame.change is None))
        ):
            frame = _tail_of(line, at, frame, *ahead)
            if frame is not None:
                framed[at] = frame
        ahead = (at, frame) if frame is not None and _is_shared(frame) else None
    return framed


def _is_shared(frame: Frame) -> bool:
    """Whether what stands behind a number can count for those before it: "4% (on A) and | 5% (on B) accuracy gain"."""
    if frame.rule == "tail change":
        return frame.change is not None and frame.change.form != "comparative"
    return frame.rule == "tail measure" and frame.term is not None and frame.term.kind == "quality"


def _is_headed(first: Frame, last: Frame) -> bool:
    """Whether what heads a list changes what ends it: "saves | 30% and 20% FLOPs", "beats B by | 1.4 and 2.2 mAP"."""
    return last.rule == "in measure" or (last.rule == "tail measure" and first.rule in _HEADS)


_HEADS = ("verb amount", "by", "change of")


_TAIL_REACH = 7


def _tail_of(line: Line, at: int, own: Frame | None, after: int, shared: Frame) -> Frame | None:
    """The frame that a number shares with one behind it, where only its own noun or a bracket stands between."""
    between = [w for w in line.words[at + 1 : after] if w not in SKIP_LEFT]
    if not between or len(between) > _TAIL_REACH or between[-1] not in ("and", ",", "/", "or"):
        return None
    inner = [w for w in between if w not in ("and", ",", "/", "or", "(", ")")]
    bracketed = between[0] == "(" and ")" in between
    if own and (between[-1] != "and" or (own.term and own.term.gain)):
        return None
    if not inner or not STOP_TAIL.isdisjoint(inner) or (between[0] == "(") != bracketed:
        return None
    change, fast = shared.change, shared.change is not None and shared.change.sense in ("fast", "slow")
    terms = own.terms if own else () if fast else shared.terms
    if not (fast or terms) or (terms and terms[0].gain and change is not None and change.sense == "less"):
        return None
    if not (bracketed or (own and own.terms) or inner[-1] in _ACTIVITIES):
        return None
    term = terms[0] if terms else None
    return replace(shared, change=change, quantity=line.quantity_at[at], at=at, term=term, terms=terms)


_ACTIVITIES = PHASES.keys() | words(
    "encoding encoder decoder forward backward end-to-end preprocessing pre-processing indexing insertion construction "
    "evaluation execution loading simulation update updates lookup lookups compile compilation computation processing "
    "segmentation detection reconstruction optimization kernel kernels attention read write build cpu gpu"
)
"""What is done, so that a number before it can be how much faster."""


_CONJOINING = words("and or / & to")


def _conjoined(line: Line, group: list[int]) -> bool:
    """Whether a row of numbers holds more than commas: "84.2%, 1.1% better" is no list."""
    return not _CONJOINING.isdisjoint(line.words[group[0] : group[-1]]) or len(group) > 2


def _under_verb(line: Line, frame: Frame, framed: dict[int, Frame], quantities: Sequence[Quantity]) -> Frame:
    """The verb before a list counts for all of it: "saves 2.5x FLOPs and | 40% memory"."""
    if frame.rule not in ("in measure", "tail measure", "subject measure"):
        return frame
    earlier = framed[next(reversed(framed))]
    between = line.words[earlier.at + 1 : frame.at]
    if frame.rule == "subject measure" and (frame.term is None or frame.term.first < earlier.at):
        return frame
    if earlier.change is None or frame.change is not None or not between or len(between) > _LONGEST_STEP:
        return frame
    quality = frame.term is not None and frame.term.kind == "quality"
    if quality and _is_next_step(line, earlier, frame, quantities):
        return replace(frame, change=earlier.change, rule=earlier.rule)
    if frame.rule == "in measure" and (_is_alike(earlier, frame) or _is_cut(earlier, frame)):
        listed = between[-1:] == [","] and between[0] == "in"
        if (between[-1:] == ["and"] or listed) and len(between) <= 8:
            return replace(frame, change=earlier.change, rule=earlier.rule)
    joined = between[-1] == "and" or (between[-2:-1] == ["and"] and between[-1] in SKIP_LEFT)
    if frame.rule == "tail measure" and earlier.rule == "verb amount" and joined:
        return replace(frame, change=earlier.change, rule="verb amount")
    return frame


def _is_next_step(line: Line, earlier: Frame, frame: Frame, quantities: Sequence[Quantity]) -> bool:
    """Whether a number tells the next step of a list: "by 7.8% in depth and | 4.6% in recall", "by 4% mAP, | 3% AP"."""
    last, own = quantities[earlier.quantity], quantities[frame.quantity]
    if last.family != own.family or (earlier.term is not None and earlier.term.kind == "resource"):
        return False
    headed = earlier.rule in _HEADS or (earlier.rule == "tail change" and frame.rule == "in measure")
    between = line.words[earlier.at + 1 : left_of(line, frame.at) + 1]
    return (
        headed
        and len(between) > 1 - (between == ["and"])
        and between[-1] in ("and", ",")
        and _APART.isdisjoint(between)
    )


_LONGEST_STEP = 12
_APART = (VERBS - words("compared versus vs")) | words(
    "while whereas which that where when achieving reaching obtaining attaining maintaining keeping retaining ; "
    "resulting yielding leading setting giving"
)


def _is_cut(earlier: Frame, frame: Frame) -> bool:
    """Whether a cost is told of behind an error: "reductions of 2% in error, and | 30% in MACs"."""
    change, term = earlier.change, frame.term
    noun = change is not None and change.form == "noun" and change.sense == "less"
    return noun and earlier.rule == "change of" and term is not None and term.kind == "resource" and not term.gain


def _is_alike(earlier: Frame, frame: Frame) -> bool:
    """Whether two numbers measure qualities, or resources both: "a cut of 20% in latency and | 10% in memory"."""
    return earlier.term is not None and frame.term is not None and earlier.term.kind == frame.term.kind


def _groups(line: Line, quantities: Sequence[Quantity]) -> Iterator[list[int]]:
    """Numbers of one kind in a row: "87%, 131% and 138%"."""
    group: list[int] = []
    for at, index in line.quantity_at.items():
        quantity = quantities[index]
        if quantity.family in ("size", "growth"):
            continue
        if group and not (
            _in_row(line, group[-1], at, quantities[line.quantity_at[group[-1]]], quantity) and not is_verb(quantity)
        ):
            yield group
            group = []
        group.append(at)
    if group:
        yield group


def _in_row(line: Line, before: int, at: int, first: Quantity, second: Quantity) -> bool:
    between = line.words[before + 1 : at]
    between = between[:-2] if between[-2:] == ON_AVERAGE else between
    if not between or not _JOINTS.issuperset(between):
        return False
    if not MARKUP.isdisjoint(between) and MARKUP.issuperset(between):
        return False
    if first.family != "number" or second.family == "number":
        return first.family == second.family
    counted = line.words[before - 1] in _COUNTED  # "at depth 13 and 54%"
    return not counted and second.family in ("factor", "percent", "points")


_JOINTS = words(", and or / & to even") | MARKUP
_COUNTED = words("depth step layer epoch size length rank level width k n seed seeds version")


def alike_at(framed: dict[int, Frame], alike: Frame) -> int:
    """The token of the number that another one is parallel to."""
    return next(at for at in reversed(framed) if framed[at].quantity == alike.quantity)


def _same_place(line: Line, earlier: int, at: int) -> bool:
    """Whether two numbers are told apart only by where: "by 50% | in shallow and 25% | in deep water"."""
    follows, behind = line.words[at + 1 : at + 2], line.words[earlier + 1 : min(at, earlier + _WHERE_REACH)]
    left = left_of(line, at)
    told_on = line.words[left] in _TOLD_ON and "to" not in line.words[left:at]
    return bool(follows) and told_on and follows[0] in _WHERE and follows[0] in behind


_WHERE = words("in on for with at over under compared relative versus vs than against")
_WHERE_REACH = 8
_TOLD_ON = words("and , / or of by but ; (")
"""What stands before the next number of a list."""


_PARALLEL = words(
    "over than for on in compared against with to when at ) , respectively and under versus vs ; ( end-to-end "
    "layer-wise overall using without"
)
_CASES = words("for on in at under when without excluding using")
"""Behind a number in brackets these say for which case it is that of the number before."""
_KEEPS = words(
    "preserving retaining maintaining keeping recovering preserves retains maintains keeps achieves achieving reaches "
    "reaching attains attaining obtains obtaining"
)


_REACHES = words("attains reaches achieves obtains scores attaining reaching achieving obtaining scoring")


def _parallel(line: Line, at: int, quantities: Sequence[Quantity], framed: dict[int, Frame]) -> Frame | None:
    """The second of two like things: "4.1% below A and | 6.8% below B"; "84.1% on X (| 62% on Y)"."""
    quantity = quantities[line.quantity_at[at]]
    follows = line.words[at + 1 : at + 2]
    follows = line.words[at + 3 : at + 4] if line.words[at + 1 : at + 3] == ["or", "more"] else follows
    unit = follows[0] if follows and follows[0] in LENGTHS else ""
    if unit:
        follows = line.words[at + 2 : at + 3]
    if follows and follows[0] not in _PARALLEL and line.words[at + 1 : at + 3] != ["relative", "to"]:
        return None
    reach = 30 if line.words[at - 1] == "and" else 16
    bracketed = follows == ["("]
    if bracketed and _measured_behind(line, at):
        return None
    left = left_of(line, at)
    parted = line.words[left] == "(" and (_is_most(line, at, quantities) or not _CASES.isdisjoint(follows))
    end = left if parted else at
    for earlier in reversed(framed):
        other = quantities[framed[earlier].quantity]
        if at - earlier > reach or other.family != quantity.family or other.unit != quantity.unit:
            continue
        between = line.words[earlier + 1 : end]
        if unit and between[:1] != [unit]:
            return None
        between = between[1:] if unit else between
        if bracketed and between[:1] != ["("]:
            return None
        if between.count(")") == between.count("("):  # else one of them stands in brackets, the other does not
            frame, joined = framed[earlier], end < at or not _ALSO.isdisjoint(between)
            if frame.rule == "verb itself":
                return None  # "doubles the throughput and cuts cost to | a third"
            if frame.rule == "moved in bracket" and between[0] == ")":
                return None  # "boosts small models (up to 33%), from few labels (as low as | 4%)"
            if frame.rule == "by" and line.words[left_of(line, at)] in _REACHES:
                return None  # "beats B by 2%; ours reaches | 84%"
            if frame.term and frame.term.kind == "resource" and not _KEEPS.isdisjoint(between):
                return None  # "saves 30% of the tokens while keeping | 98% of B's quality"
            return replace(frame, rule="parallel to " + frame.rule) if joined else None
    return None


def _measured_behind(line: Line, at: int) -> bool:
    """Whether what a number measures stands behind its bracket: "and | 3x (on Lakes) throughput"."""
    end = next((i + 1 for i in range(at + 2, len(line.words)) if line.words[i] == ")"), len(line.words))
    return line.words[end : end + 1] != [","] and any(end <= t.first <= end + 1 for t in line.terms)


_ALSO = words("and , ; while whereas ( but")
