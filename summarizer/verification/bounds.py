"""Bounds: whether a number is said exactly, at most, at least, about or on average, as its own words tell."""

from __future__ import annotations

import re

from summarizer.lexicon import HEDGES
from summarizer.quantities import Quantity
from summarizer.records import Bound
from summarizer.resolve.hedges import hedges_before, shared_bounds
from summarizer.sentences import Span
from summarizer.verification.numbers import base_of
from summarizer.verification.rates import EACH, PERIODS
from summarizer.verification.texts import Text

_EVEN = re.compile(r"\d\S*\s(?:times\s)?(?:and|or|to)\seven\s[$~]?$")
"""What leads to the most of two: "10x and even | 90x"."""
_THAN = re.compile(r"(?:less|fewer|more|greater|higher|lower) than\b|over\b|under\b|below\b|above\b")
_LIMITS = re.compile(
    r"\b(?:deadline|limit|cap|ceiling|budget|allowance|target)s?"
    r"\s(?:of|is|was)\s(?:only\s|just\s)?[$(]?$"
)
_LIMITED = re.compile(r"\s(?:[a-z]+\s){0,2}?(?:limit|cap|ceiling|budget|constraint|restriction|allowance)s?\b")
"""What makes a number the most there may be: "within a strict 4 GB | memory limit"."""
_SPENT = re.compile(r"\b(?:exhaust|overrun|overflow|outgrow|exceed)\w*\s(?:(?:the|all|its|our|even)\s)?[$(]?$")
_FITS = re.compile(r"\b(?:on|in|into|within|onto)\s(?:an?\s|one\s|the\s)?(?:single\s)?$")
_HELD = re.compile(
    r"(?:\s[\w-]+){0,2}\s(?:gpus?|card|device|phone|board|laptop|machine|node|microcontroller|buffer|tpu)\b"
)
_UNFINISHED = re.compile(r"\b(?:still|yet|unfinished)\b[^.;,]{0,24}\safter\s$")
_AVERAGE_BEHIND = re.compile(r"\d\s?(?:[a-z%×]{1,7})\son average,\s[$(~]?$")
_TYPICALLY = re.compile(r"\b(?:typically|usually|generally)\s[$]?$")
_AVERAGED = re.compile(HEDGES["average"])
_LOOSELY_UP_TO = re.compile(
    r"\b(?:up[\s-]?to|at (?:the )?most|as (?:much|many|high|low) as|maximum|max|within|under|below|no more than"
    r"|not more than|at best)(?:\s[a-z()-]+){1,4}\s*[$]?$"
)
_REACHES = re.compile(
    r"\b(?:scal|extend|expand|grow|increas|rais|push|reach|support|handl)\w*(?:\s[\w-]+){0,6}\sto\s*$"
)
SEPARATOR = re.compile(r"\s*(?:,\s*(?:(?:and|or)\b|&)?|;\s*(?:and\b)?|\band\b|\bor\b|&|/)\s*")
_BARE = re.compile(
    rf"(?:\}}\s?(?:\\times|\\%|×))?\$?\s?\)?{SEPARATOR.pattern}(?:(?:by|to|up to|a|an)\s)?\(?\$?(?:\\[a-z]+\{{)?"
)
_TOLD = re.compile(r"\bof\s(?:[a-z]+\s){0,3}[$~]?$")
"""What a number follows that has its own noun before it: "an increase of | 40%"."""
_ANOTHERS = re.compile(r",\s(?:and\s)?an?\s$")
"""What begins an item with a noun of its own behind its number: "of 40%, | a | 30% reduction"."""
_WORDY = re.compile(rf"(?:\s[\w-]+){{0,3}}?{_BARE.pattern}")
_RESPECTIVELY = re.compile(r"\brespectively\b|\bin (?:that|this|the same) order\b")
_AS_FEW = re.compile(r"\bas (?:few|little|small|low|short) as\b[^.;,]{0,12}$")
_MAGNITUDES = re.compile(r"orders?[\s-]of[\s-]magnitude")
_MAXIMAL = re.compile(
    r"\b(?:maximum|maximal|max\.?|peak(?!\s(?:\w+\s)?(?:memory|v?ram|power|storage)\b))\s(?:[\w-]+\s){0,2}?(?:speed-?up|reduction|gain|improvement|saving|acceleration)s?"
    r"(?:\s(?:in|of)\s(?:[\w-]+\s){1,3}?(?:is|was|reaches|reached)|\s(?:of|is|was|reaches|reached))\s(?:an?\s)?[$(]?$"
)
"""What a number is the most of: "a maximum speedup of | 3x", "the peak reduction of delay is | 40%"."""
_HEAD = r"(?:\s(?!and\b|but\b|while\b|\d)[\w-]+){0,3}\s"
_CLOSED = r"(?=\s?[,.;:)]|$|\s(?:is|are|was|were|have|can)\b)"
_AFTERWARDS: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    (
        "at_least",
        re.compile(
            rf"\s?\+(?=\s?-?(?:times|fold|x\b|×|\\times))|{_HEAD}(?:or (?:more|above|longer|larger|beyond|up(?!\sto\b))"
            r"|and (?:above|beyond)(?!\s(?:all|that|this|[~$]?\d))"
            rf"|and (?:more|longer|larger|up){_CLOSED})(?!\w)"
        ),
    ),
    ("up_to", re.compile(rf"{_HEAD}(?:or (?:less|fewer|below)|at (?:the )?most|tops)\b")),
    ("approx", re.compile(r"(?:\s[\w-]+){0,1}\s(?:or so|give or take|more or less)\b|-?ish\b")),
)
_CASE = r"(?:at|in the) (?:worst|best)(?: case)?"
_CASE_BEFORE = re.compile(rf"\b{_CASE},?{_HEAD}[$(]?$")
_CASE_BEHIND = re.compile(rf"{_HEAD}{_CASE}\b(?!\s\d)")
_OR_BETTER = re.compile(rf"{_HEAD}or better\b")
_LOSS = re.compile(r"(?:\s[\w-]+){0,2}?\s(?:slower|worse|heavier|costlier|more expensive|overhead)\b")
_EITHER_WAY = re.compile(
    r"(?:\s[\w-]+){0,2}?\s(?:lower|less|fewer|higher|more|larger|smaller|longer|shorter|loss|drop)\b"
)
_INDEFINITE = re.compile(r".*(?:\b(?:tens|dozens|hundreds|thousands|millions|billions)\b|[\s-](?:level|scale)$).*")
_SOME = re.compile(r"\b(?:several|many|(?<!only )a few)\s$")
"""What leads to a hundred or a thousand that is not exactly one: "several | hundred times"."""
_UP_TO = re.compile(r"\bup[\s-]to\s[~≈$]*$")
_NAME_BEFORE = re.compile(r"\b[a-z]{0,4}[A-Z][A-Z\d]+\s$")
_SPEEDS = re.compile(r".*/(?:s|day|W)|FPS|.?FLOPS|.?pps|[kMG]bit|MHz")
_COUNTED_UNITS = frozenset({"samples", "tokens", "steps", "params"})
_A_PERIOD = re.compile(rf"{EACH}(?:{'|'.join(PERIODS)})(?![\w-])")


def bounds_of(text: Text, quantity: Quantity, sentence: Span) -> set[Bound]:
    """What may be said of a number: the bound read beside it, hedges right before that, and a sentence's average."""
    bounds = hedges_before(text.lower, sentence, quantity) | {quantity.bound}
    if len(bounds) > 1:
        bounds.discard("exact")
    if quantity.bound == "exact":
        leader = _leader(text, quantity, sentence)
        if leader and leader is not quantity:  # "up to 2x and 3x" hedges both
            bounds = hedges_before(text.lower, sentence, leader) | {leader.bound}
            most = _LOOSELY_UP_TO.search(text.lower, max(sentence[0], leader.start - 60), leader.start)
            bounds |= {"up_to"} if most else set()  # "maximum gains of 2x and | 3x"
        bounds = _spread(text, quantity, sentence) or bounds
        if bounds & {"up_to", "at_least"} and _is_compared_before(text, quantity, sentence):
            bounds |= {"exact"}
        bounds |= _of_partner(text, quantity, sentence)
    elif quantity.bound == "approx" and _is_led_up_to(text, quantity, sentence):
        bounds |= {"up_to"}
    if _TYPICALLY.search(text.lower, max(sentence[0], quantity.start - 24), quantity.start):
        bounds |= {"exact"}
    if _EVEN.search(text.lower, max(sentence[0], quantity.begin - 24), quantity.begin):
        bounds |= {"up_to"}
    if quantity.bound == "average" and _AVERAGE_BEHIND.search(
        text.lower, max(sentence[0], quantity.begin - 24), quantity.start
    ):
        bounds |= {"exact"}  # "in 9 ms on average, 5x faster"
    if _MAGNITUDES.search(quantity.text):
        bounds |= {"approx"}
    if _INDEFINITE.fullmatch(quantity.text.lower()) or _is_some(text, quantity):
        bounds |= {"at_least", "approx"}
    if _AS_FEW.search(text.lower[max(sentence[0], quantity.start - 40) : quantity.start]):
        bounds |= {"exact", "up_to", "at_least"}  # the least of what was tried: each is a fair reading
    before = text.lower[max(sentence[0], quantity.start - 60) : quantity.start]
    if _LIMITS.search(before) or _LIMITED.match(text.lower, quantity.end, sentence[1]):
        bounds |= {"up_to"}
    if quantity.bound == "exact":
        after = {bound for bound, words in _AFTERWARDS if words.match(text.lower, quantity.end, sentence[1])}
        bounds = after or bounds
    bounds = _in_a_case(text, quantity, sentence) or bounds
    if _is_memory(quantity) and _HELD.match(text.lower, quantity.end) and _FITS.search(before):
        bounds |= {"up_to"}
    if _SPENT.search(before) or (before.endswith("after ") and _UNFINISHED.search(before)):
        bounds |= {"at_least"}
    reached = quantity.family in ("amount", "number") and before.rstrip().endswith("to")
    loosely = _LOOSELY_UP_TO.search(before) or (reached and _REACHES.search(before))
    bounds |= {"up_to"} if loosely else set()
    if _MAXIMAL.search(before):
        bounds = (bounds - {"exact"}) | {"up_to"}
    if text.once(("averaged", sentence), lambda: _AVERAGED.search(text.lower, *sentence)):
        bounds.add("average")
    return bounds


def _in_a_case(text: Text, quantity: Quantity, sentence: Span) -> set[Bound]:
    """What "at worst", "in the best case" and "or better" say: a cost is at its worst at most that, a gain at least."""
    hedge = text.lower[quantity.begin : quantity.start]
    if hedge and "at best" not in hedge:
        return set()
    behind = text.lower[quantity.end : sentence[1]]
    before = text.lower[max(sentence[0], quantity.start - 60) : quantity.start]
    better = _OR_BETTER.match(behind)
    case = better or _CASE_BEHIND.match(behind) or _CASE_BEFORE.search(before)
    if case is None:
        return set()
    worst = better or "worst" in case.group()
    most: Bound = "up_to" if worst else "at_least"
    least: Bound = "at_least" if worst else "up_to"
    ends = {most if end == "cost" else least for end in _effects(quantity, behind)}
    return ends if better else {*ends, "exact"}


def _effects(quantity: Quantity, behind: str) -> set[str]:
    """Whether a number is a cost or a gain, or could be either: 10 ms are a cost, 90 FPS and 2x a gain."""
    if quantity.family == "amount":
        if base_of(quantity) in _COUNTED_UNITS:
            return {"gain"} if _A_PERIOD.match(behind) else {"cost", "gain"}
        return {"gain"} if _SPEEDS.fullmatch(quantity.unit or "") else {"cost"}
    if quantity.family in ("factor", "percent"):
        part = quantity.family == "factor" and quantity.relation == "fraction_of"
        open_to_both = _EITHER_WAY.match(behind)
        return {"cost"} if part or _LOSS.match(behind) else {"cost", "gain"} if open_to_both else {"gain"}
    return {"cost", "gain"}


def _is_some(text: Text, quantity: Quantity) -> bool:
    """Whether a hundred or a thousand is one of several."""
    worded = not any(c.isdigit() for c in quantity.text)
    return worded and _SOME.search(text.lower, max(0, quantity.start - 10), quantity.start) is not None


def _is_memory(quantity: Quantity) -> bool:
    """Whether a quantity is so many bytes."""
    return base_of(quantity) in ("B", "bytes")


def _spread(text: Text, quantity: Quantity, sentence: Span) -> set[Bound]:
    """The hedge that a number shares with one before it: "up to 2x lower delay and 3x higher throughput"."""
    before = [q for q in text.quantities((sentence[0], quantity.start)) if not _names_model(text, q)]
    return shared_bounds(text.lower, before, quantity)


def _is_compared_before(text: Text, quantity: Quantity, sentence: Span) -> bool:
    """Whether the bound is the number's before it alone: "less than | 18% of the data and | 31% fewer weights"."""
    last = next(reversed(text.quantities((sentence[0], quantity.begin))), None)
    listed = quantity in number_list(text, last, sentence) if last else False
    return last is not None and not listed and _THAN.match(text.lower, last.begin, last.start) is not None


def _of_partner(text: Text, quantity: Quantity, sentence: Span) -> set[Bound]:
    """The bound of the number before the bracket that a number stands in: "up to 4x ( | 3x) over Alder (Birch)"."""
    opened = text.lower.rfind("(", quantity.begin - 3, quantity.begin)
    last = next(reversed(text.quantities((sentence[0], opened))), None) if opened >= 0 else None
    beside = last and last.unit == quantity.unit and not text.lower[last.end : opened].strip(" $")
    return {last.bound} if last and beside else set()


def _is_led_up_to(text: Text, quantity: Quantity, sentence: Span) -> bool:
    """Whether a rounded number is one of a list that is told as at most: "up to ~20x and | ~30x"."""
    leader = _leader(text, quantity, sentence)
    return (
        leader is not None and _UP_TO.search(text.lower, max(sentence[0], leader.begin - 8), leader.start) is not None
    )


def _leader(text: Text, quantity: Quantity, sentence: Span) -> Quantity | None:
    """The first of the list of numbers that a number is in."""
    run = number_list(text, quantity, sentence)
    return run[0] if len(run) > 1 else None


def number_list(text: Text, quantity: Quantity, sentence: Span) -> list[Quantity]:
    """The run of numbers of one unit, joined by commas and "and", that a number is in, itself included.

    Words may stand between them ("2x speedup and 3x") only where the sentence says "respectively".
    """
    runs = text.once(("runs", sentence), lambda: _runs(text, sentence))
    return next((run for run in runs if quantity in run), [])


def _runs(text: Text, sentence: Span) -> list[list[Quantity]]:
    worded = bool(_RESPECTIVELY.search(text.lower, *sentence))
    between = _WORDY if worded else _BARE
    runs: list[list[Quantity]] = []
    for quantity in text.quantities(sentence):
        if quantity.family in ("size", "growth") or _names_model(text, quantity):
            continue
        last = runs[-1][-1] if runs else None
        if (
            last
            and (worded or last.unit == quantity.unit)
            and between.fullmatch(text.lower, last.end, quantity.begin)
            and not _begins_anew(text, last, quantity)
        ):
            runs[-1].append(quantity)
        else:
            runs.append([quantity])
    return runs


def _begins_anew(text: Text, last: Quantity, quantity: Quantity) -> bool:
    """Whether a number is no item of a list with the last one: "an increase of 40%, a | 30% | reduction"."""
    return (
        _ANOTHERS.search(text.lower, last.end, quantity.begin) is not None
        and _TOLD.search(text.lower, max(0, last.start - 24), last.start) is not None
    )


def _names_model(text: Text, quantity: Quantity) -> bool:
    """Whether bare figures belong to a name: the "4090" of "RTX 4090, 3x", the "9.1" of "over cuBLAS 9.1 and 3x"."""
    return (
        quantity.text.replace(".", "", 1).isdecimal()
        and _NAME_BEFORE.search(text.full, max(0, quantity.start - 16), quantity.start) is not None
    )
