"""Directions: whether the words around a number say better or worse, and how the number relates to the baseline's."""

from __future__ import annotations

import re
from dataclasses import replace

from summarizer.lexicon import NEEDS, Effect
from summarizer.quantities import Quantity
from summarizer.records import Direction, Metric, Relation
from summarizer.sentences import Span
from summarizer.verification.amounts import Reading, read_left_out, read_lost, read_multiple
from summarizer.verification.bounds import number_list
from summarizer.verification.changes import Change, changes_in, is_negated
from summarizer.verification.governors import COMPARATIVE, PHRASE_END, before, behind, phrase_after
from summarizer.verification.nouns import Worth, head_of, is_far, nouns_in, signed, worth_near
from summarizer.verification.rivals import OUTDOES, SIZED, rival_link
from summarizer.verification.texts import Text

_NEEDS = re.compile(rf"\b(?:{NEEDS})")
_NEED_STEPS = re.compile(r"\b(?:steps?|iterations?|evaluations?|passes|epochs?|nfes?|calls?)\b")
_HANDLED = re.compile(r"\b(?:batch|context|window|users?|requests?|resolutions?|capacity|rate)\b")
_SHARE = re.compile(
    r"\)?\s*(?:\\?%\s*)?(?:\$\s*)?(?:of\b|the\b|that of\b|its\b|their\b|our\b|as (?:many|much|large|long|big|high)\b)",
)
_USES = re.compile(
    r"\b(?:us|need|tak|requir|retain|keep|updat|tun|train|consum|activat|process|with)(?:e|es|ed|ing|s)?\s(?:on\s|with\s)?"
    r"(?:(?:only|just|merely|a mere|as little as)\s)?[~$]?$"
)
"""What a share may follow without its "of": "using only | 20% labels"."""
_ADDING = re.compile(
    r"\badd(?:s|ing|ed)?\s"
    r"(?:(?:only|just|merely|about|around|roughly|an?|less than|at most|up to)\s){0,3}"
    r"(?:[~$]?[\d.]+\s?\\?%\s(?:and|or)\s)?[~$]?$"
)
"""What leads to how much is added, and to no share that is enough: "adds only | 2% of the MACs"."""
_MULTIPLYING = re.compile(r"(?:doubl|tripl|trebl|quadrupl|quintupl)")
MERE = re.compile(r"\b(?:only|just|merely|mere|as (?:little|few) as|no more than|at most)\s(?:an?\s|the\s)?[$~]?$")
ROOM = re.compile(
    r"\b(?:scal|handl|support|fit|extend|reach|train)(?:e?s|e?d|ing)?\s(?:up\s)?(?:to\s)?(?:[a-z-]+\s){0,2}$"
)
"""What leads to how much more can be handled: "scales to | 7x as many parameters"."""
_BY = re.compile(
    r"(?:\bby|(?<!consist )(?<!consists )(?<!consisting )(?<!composed )(?<!instead )(?<!make up )\bof"
    r"|\bin(?=\s+(?:half|two)\s*$))\s*(?:\w+\s|(?:more|less) than\s|at least\s|up to\s)?"
    r"(?:[$\\({]*(?:approx|sim)?[\s}]*)$"
)
_TO = re.compile(r"(?<!up )(?<!up-)\bto\s+(?:only|just|merely|a|its|their|\s)*$")
_RANGING = re.compile(r"\b(?:rang(?:es?|ed|ing)|var(?:y|ies|ied|ying)|between)\b[^;:]*$")
_MORE_THAN = re.compile(r"(?:more|greater|larger|higher|longer) than|over\b|above|exceed|beyond")
_MORE_OF = re.compile(
    r"\b(?:an?(?:other)?|the)\s(?:further|extra|additional|remaining)\s*$|\b(?:another|(?:a )?further)\s*$"
)
_TAKEN = re.compile(
    r"\s*(?:(?:an?|the|only|just|some|another|further|extra|additional|remaining|away|off|out|between|up to)\s+){0,3}"
    r"(?:(?:(?:up to|at (?:most|least)|as much as|over|about|around|nearly|almost|roughly|(?:more|less) than)\s)?"
    r"[~$]?\d[\d.]*\s?\\?%\s(?:of\s)?(?:(?!and\b)[\w-]+\s?){0,5}(?:,\s(?:and\s)?|\band\s)[$~]?){0,3}"
)
"""What stands between "cuts" and its number, with the numbers that it shares: "cuts | 40% of the weights and | 30%"."""
_PART = re.compile(
    r"\b(?:occup(?:y|ies|ied|ying)|account(?:s|ed|ing)? for|mak(?:es?|ing) up|tak(?:es?|ing) up)"
    r"\s(?:only\s|just\s|merely\s|about\s)?$"
)
_ANOTHER_VERB = re.compile(
    r"[,;(]|\band\b(?!\s(?:(?!(?:(?:incur|introduc|caus|show|suffer|bring|carr|impos)\w*|com(?:es?|ing)|ha[sd]|have|an?|only|just|no)\b)"
    r"[a-z][a-z-]*\s){0,2}$)|\b(?:while|with|by|at|we|can|(?:reach|achiev|attain|yield|obtain|deliver|provid|offer|lead|result|bring|translat)\w*)\b"
)
_VERB = re.compile(
    r"(?:sav(?:es|ed)|(?:improv|boost|enhanc|accelerat|outperform|surpass|exceed|degrad|compress)(?:e?s|ed|ing)"
    r"|(?:improv|enhanc|accelerat|degrad)e|outperform|surpass|exceed|compress)"
)
_GRADED = re.compile(r"(?:more|less|as)\s.*")
"""A comparative of several words: "more efficient"."""
_BRACKETED = re.compile(r"[\s\\%$]{0,3}\)\s(?:in|of|for)\s")
"""What leads from a number in brackets to what it is of: "an increase (2%|) in | time"."""
_ONTO = re.compile(r"\s?\\?%?\s?to\s")
_SET_OFF = re.compile(
    r"[\s\w-]*?(?:(?:\s[-–—]{1,3}\s|[:(,—–]\s?)(?:just|only|merely|a mere)\s|\((?:around\s|about\s)?)\$?"
)
"""What sets off a share behind a comparative: "far fewer weights | - just | 2%", "smaller | (| 40%)"."""
_NOTHING_NEW = re.compile(
    r"\b(?:of|the|what|that|those|its|their|our|own|original\w*|baselines?|full|whole|total|entire|default|standard"
    r"|previous|dense|vanilla|teacher|model|models|amount|value|level|one|ones|cost|costs|as|used|required|needed)\b"
)
"""The words of a share that say no more of what it is a share of."""
_CUT = re.compile(r"(?:reduction|saving|pruning|compression)s?(?P<rate>\s(?:ratio|rate|factor|level)s?)?\b")
"""What there is more or less of where a cost is cut: "a 3x higher tile | reduction ratio"."""
_IN_PROCESS = re.compile(r"\s(?:in|for|during|under)\s(?:[\w-]+\s){0,3}$")
"""What leads to where something gets less, and not to what does: "a 40% length reduction | in answer | compression"."""
_OPPOSITE: dict[Direction | None, Direction] = {"better": "worse", "worse": "better"}
_OF_THE = re.compile(r"\s*(?:\\?%\s*)?(?:\$\s*)?(?:of (?:the|its|their|all|that)\b|(?:of )?the sizes? of\b)")


def read(text: Text, quantity: Quantity, metric: Metric | None) -> Reading:
    """Read direction and relation of one comparing number from its sentence; `None` where the words leave it open."""
    sentence = text.sentence((quantity.start, quantity.end))
    plain = _read(text, quantity, metric, sentence)
    link = rival_link(text, quantity, sentence) if plain.direction in _OPPOSITE else None
    if link is None:
        return plain
    if (
        link == "its own"
    ):  # the rival's size is no good thing, whatever stands before: "performance of models 3x larger"
        run = number_list(text, quantity, sentence) or [quantity]
        larger = SIZED.match(text.lower, run[-1].end)
        return replace(plain, direction="better" if larger else _OPPOSITE[plain.direction])
    return plain if plain.direction == "better" else replace(plain, direction="better", sure=link == "another's")


def _read(text: Text, quantity: Quantity, metric: Metric | None, sentence: Span) -> Reading:
    if quantity.relation == "reduced_by" or _MULTIPLYING.match(quantity.text.lower()):
        return _verb(text, quantity, metric, sentence)
    phrase = phrase_after(text, quantity)
    if lost := read_lost(text, quantity, phrase, sentence) or read_left_out(text, quantity, metric, phrase, sentence):
        return lost
    change = behind(text, quantity, phrase)
    if change is None and quantity.family == "percent" and quantity.text[0] in "-−–+":
        signed = Change(quantity.start, quantity.start + 1, "up" if quantity.text[0] == "+" else "down")
        return _judged(text, quantity, metric, signed, sentence)
    if change and _MORE_OF_SAME.match(text.lower, change.start):  # "compresses it by 4x more than Alder"
        verb = before(text, quantity, sentence)
        change = verb if verb and _BY.search(text.lower, verb.end, quantity.begin) else change
    of_the = _OF_THE.match(text.lower, quantity.end) if change else None
    whole = change if of_the else None
    compared = whole and COMPARATIVE.fullmatch(text.lower, whole.start, whole.end)
    of_another = of_the and whole and text.lower.find(" of ", of_the.end(), whole.start) >= 0
    shared = change is None or compared or (whole and _is_cost(text, whole)) or of_another
    if shared and (share := _read_share(text, quantity, metric, phrase, sentence)):
        sized = of_the is not None and "size" in of_the.group()  # "35% the size of the smallest"
        return replace(share, sure=share.sure and (sized or not compared))
    if change is None:
        change = before(text, quantity, sentence)
        if multiple := read_multiple(text, quantity, phrase, change):
            return multiple
    elif (later := _second(text, change, phrase)) is not None:
        return _composed(text, quantity, change, later)
    if change is None:
        return Reading(None, "times" if quantity.unit == "x" else None)
    return _judged(text, quantity, metric, change, sentence)


def _is_cost(text: Text, change: Change) -> bool:
    """Whether a word of change is what is spent: "only 4% of the | overhead"."""
    return text.lower.startswith(("overhead", "slowdown", "penalt"), change.start)


def _verb(text: Text, quantity: Quantity, metric: Metric | None, sentence: Span) -> Reading:
    """ "halves the memory", "doubling throughput": the number is itself the word of change."""
    effect: Effect = "down" if quantity.relation == "reduced_by" else "up"
    if is_negated(text, Change(quantity.start, quantity.end, effect), sentence[0]):
        return Reading(None, quantity.relation)
    words = (quantity.start, quantity.end)
    noun = worth_near(text, sentence, words, metric)
    return Reading(direction_of(effect, noun, metric, text.lower[slice(*sentence)]), quantity.relation, words)


def _read_share(text: Text, quantity: Quantity, metric: Metric | None, phrase: Span, sentence: Span) -> Reading | None:
    """ "only 20% of the weights", "half the memory", "2x the throughput of": an amount as a share of another one."""
    begin, reduced = quantity.begin, before(text, quantity, sentence)
    leads_to = _leads_to(text, quantity, sentence)
    near = (
        reduced is not None
        and _relation_of(text, reduced) == "reduced_by"
        and (begin - reduced.end <= 4 or _TAKEN.fullmatch(text.lower, reduced.end, begin) is not None)
    )
    if _MORE_OF.search(text.lower, max(sentence[0], begin - 24), begin):
        return None
    if quantity.value is None or near or _BY.search(text.lower, max(sentence[0], begin - 24), begin):
        return None
    of_overhead = text.lower.find("overhead", *phrase) >= 0
    if quantity.unit == "%" and not of_overhead and _ADDING.search(text.lower, max(sentence[0], begin - 48), begin):
        worth = head_of(text, nouns) if (nouns := nouns_in(text, phrase)) else None
        return Reading(signed("up", worth, metric), "increased_by", (begin, phrase[1]))
    part = quantity.value / 100 if quantity.unit == "%" else quantity.value
    relation: Relation = "fraction_of" if part < 1 or quantity.unit == "%" else "times"
    if leads_to and reduced is not None:
        if quantity.unit == "x" and part > 1 and _LESS_MORE.fullmatch(text.lower, reduced.start, begin):
            return Reading("worse", relation, (reduced.start, quantity.end))
        return replace(_judged(text, quantity, metric, reduced, sentence), relation=relation)
    named = any(c.isalpha() for c in text.lower[slice(*phrase)])
    used = quantity.unit == "%" and named and _USES.search(text.lower, max(sentence[0], begin - 36), begin)
    if not (used or quantity.relation == "fraction_of" or _SHARE.match(text.lower, quantity.end)):
        return None
    if quantity.unit == "%" and text.lower.startswith("within", begin):
        return Reading("same", None, (begin, phrase[1]))
    noun = worth_near(text, sentence, (quantity.start, max(phrase[1], quantity.end)), metric, prefer=phrase)
    if part < 1 and metric not in (None, "capacity") and not nouns_in(text, phrase) and _says_of_what(text, phrase):
        noun = None  # "12% of the epochs": of what the metric spends
    part_of_whole = _PART.search(
        text.lower, max(sentence[0], begin - 32), begin
    )  # of what is there or of what is added
    if metric == "capacity" and (
        _NEEDS.search(text.lower, begin, min(sentence[1], quantity.end + 40))
        or MERE.search(text.lower, sentence[0], begin)
    ):
        noun = "cost"
    direction = signed("down" if part < 1 else "up", noun, metric)
    return Reading(direction, None if part_of_whole else relation, (quantity.start, phrase[1]), sure=not part_of_whole)


_MORE_OF_SAME = re.compile(r"more\sthan\b")
_LESS_MORE = re.compile(
    r"(?:reduc|lower|cut|decreas|bring|shrink|trim)\w*\s(?:(?:it|this|that|them|these)"
    r"|(?:(?!by\b)[a-z-]+\s){0,4}(?:overheads?|slow-?downs?|penalt(?:y|ies)))\s(?:down\s)?to\s"
    r"(?:(?:only|just|merely|about|around)\s)?[~$]?"
)
"""What leads to what is still a multiple of the baseline: "reduces this to | 1.2x"."""


def _says_of_what(text: Text, phrase: Span) -> bool:
    """Whether words say what a share before them is of: "half | of the blocks", not "30% | of the original"."""
    words = _NOTHING_NEW.sub("", text.full[slice(*phrase)])
    return re.search(r"\b[a-z][a-z-]{2,}", words) is not None


def _second(text: Text, change: Change, phrase: Span) -> Change | None:
    """A second word of change right behind the first: the "speedup" of "larger speedup"."""
    ends = phrase[1]
    if change.start >= ends:  # it stands behind the list that the number is in
        stop = PHRASE_END.search(text.lower, change.end, text.sentence(phrase)[1])
        ends = stop.start() if stop else ends
    later = next(changes_in(text, (change.end, ends)), None)
    cut = later and change.effect in ("up", "down") and _CUT.match(text.lower, later.start)
    if later and cut and COMPARATIVE.fullmatch(text.lower, change.start, change.end):
        goods = [noun for noun in nouns_in(text, (change.end, later.start)) if noun[2] == "good"]
        return replace(later, effect="worse" if goods else "better")
    if (
        later
        and _IN_PROCESS.search(text.lower, change.end, later.start)
        and text.lower.startswith("compress", later.start)
    ):
        return None
    composed = later and change.effect in ("up", "down") and later.effect in ("better", "worse")
    if later and later.start > change.end + 1 and _FINITE.match(text.lower, later.start):
        return None  # "a 3x smaller student | improves"
    return later if composed and later and not OUTDOES.match(text.lower, later.start) else None


_FINITE = re.compile(r"(?:improv|enhanc|accelerat|compress|degrad|sav|boost)e?s\b")


def _composed(text: Text, quantity: Quantity, change: Change, noun: Change) -> Reading:
    good = (change.effect == "up") == (noun.effect == "better")
    return Reading("better" if good else "worse", _relation(quantity, noun, text), (change.start, noun.end))


def _judged(text: Text, quantity: Quantity, metric: Metric | None, change: Change, sentence: Span) -> Reading:
    words = (min(change.start, quantity.start), max(change.end, quantity.end))
    relation = _relation(quantity, change, text)
    if is_negated(text, change, sentence[0]) and not _bound_negated(text, quantity):
        return Reading(None, relation, words)
    between = (change.end, quantity.begin) if change.end <= quantity.start else (quantity.end, change.start)
    added = _added_to(text, quantity, sentence, metric) if text.lower.startswith("add", change.start) else None
    bare = change.end <= quantity.start and not any(c.isalpha() for c in text.lower[slice(*between)])
    if bare and (bracketed := _BRACKETED.match(text.lower, quantity.end, sentence[1])):
        stop = PHRASE_END.search(text.lower, bracketed.end(), sentence[1])
        between = bracketed.end(), stop.start() if stop else sentence[1]
    elif bare:
        between = phrase_after(text, quantity)  # "adds less than | 2% parameters"
    noun = added or worth_near(text, sentence, (change.start, change.end), metric, prefer=between)
    effect = _effect_of_noun(text, change, sentence)
    far = (
        noun is not None
        and added is None
        and is_far(text, sentence, (change.start, change.end), metric, prefer=between)
    )
    if far and (text.lower.startswith("(", quantity.begin - 1) or _is_sized(text, change, metric)):
        noun, far = None, False  # "with less loss (3x | smaller", "with good quality, it is 3x | smaller"
    if (
        effect == "up"
        and noun is None
        and metric != "capacity"
        and not text.lower.startswith(("enlarg", "lengthen"), change.start)
        and not COMPARATIVE.fullmatch(text.lower, change.start, change.end)
    ):
        return Reading(None, relation, words)  # "increases inference by 3x" can mean its speed
    direction = direction_of(effect, noun, metric, text.lower[words[0] : words[1] + 40])
    if metric == "capacity" and effect == "up" and MERE.search(text.lower, sentence[0], quantity.begin):
        direction = "worse"
    return Reading(direction, relation, words, sure=not far or direction == "better" or effect in ("better", "worse"))


def _is_sized(text: Text, change: Change, metric: Metric | None) -> bool:
    """Whether a word compares the size of a model itself, whatever its sentence speaks of before."""
    sizes = metric in ("model_size", "parameters", "memory")
    return sizes and text.lower.startswith(("smaller", "lighter", "larger", "bigger", "heavier"), change.start)


def _added_to(text: Text, quantity: Quantity, sentence: Span, metric: Metric | None) -> Worth | None:
    """What a number is added to: "adds less than 2% to the | latency"."""
    to = _ONTO.match(text.lower, quantity.end, sentence[1])
    end = to and PHRASE_END.search(text.lower, to.end(), sentence[1])
    nouns = nouns_in(text, (to.end(), end.start()), metric) if to and end else []
    return head_of(text, nouns) if nouns else None


def _effect_of_noun(text: Text, change: Change, sentence: Span) -> Effect:
    """ "reduces the overhead by 20%": a verb outranks the better or worse of the noun it acts on."""
    cut = _CUT.match(text.lower, change.start) if change.effect == "down" else None
    goods = cut and [noun for noun in nouns_in(text, (cut.start() - 24, cut.start())) if noun[2] == "good"]
    if cut and cut["rate"] and not goods:  # "a 64x reduction | ratio" is a good one
        return "better"
    no_noun = any(form.fullmatch(text.lower, change.start, change.end) for form in (_VERB, COMPARATIVE, _GRADED))
    if change.effect not in ("better", "worse") or no_noun:
        return change.effect
    before = changes_in(text, (max(sentence[0], change.start - 40), change.start))
    verbs = [c for c in before if _acts(text, c)]
    end = verbs[-1].end if verbs else change.start
    compared = verbs and COMPARATIVE.fullmatch(text.lower, verbs[-1].start, verbs[-1].end)
    if compared and text.lower.find(" and ", end, change.start) >= 0:  # "has less weight and | saves"
        return change.effect
    told = text.quantities((end, change.start))
    joined = bool(told) and text.lower.endswith(" and ", 0, change.start)  # "cuts of 70% and | speedups of 8x"
    apart = joined or text.lower.startswith(" and", end) or _ANOTHER_VERB.search(text.lower, end, change.start)
    if not verbs or apart or len(told) > 1:  # "shrinks 2x at a 60% | compression"
        return change.effect
    return "better" if (verbs[-1].effect == "up") == (change.effect == "better") else "worse"


def _acts(text: Text, change: Change) -> bool:
    """Whether a word says what becomes of the noun behind it: "lowers", "saves", not the mere "additional"."""
    changing = change.effect in ("up", "down") and not text.lower.startswith(("additional", "extra"), change.start)
    return changing or text.lower.startswith("sav", change.start)


def _relation(quantity: Quantity, change: Change, text: Text) -> Relation | None:
    if quantity.unit == "x" and (quantity.value or 0) >= 1:
        return "times"
    if quantity.unit == "x" and change.end <= quantity.start and not _BY.search(text.lower, change.end, quantity.begin):
        return "fraction_of"
    if COMPARATIVE.fullmatch(text.lower, change.start, change.end) and _SET_OFF.fullmatch(
        text.lower, change.end, quantity.begin
    ):
        return None
    before = change.start < quantity.start  # "leads to a 15% drop" is no drop to 15%
    if before and _leads_to(text, quantity, text.sentence((quantity.start, quantity.end))):
        return "fraction_of"
    return _relation_of(text, change)


def _leads_to(text: Text, quantity: Quantity, sentence: Span) -> bool:
    """Whether a number is what something comes to: "cut to | 20%", not "ranges from 10% to | 20%"."""
    begin = (number_list(text, quantity, sentence) or [quantity])[0].begin  # "down to 10% and | 5%"
    found = _TO.search(text.lower, max(sentence[0], begin - 40), begin)
    return found is not None and _RANGING.search(text.lower, sentence[0], found.start()) is None


def _relation_of(text: Text, change: Change) -> Relation | None:
    """What a word of change makes of a percentage; an improvement, a gain or a further compression leave it open."""
    word = text.lower[change.start : change.end]
    if word.startswith("worse"):
        return "increased_by" if _of_costs(text, change) else None
    if change.effect == "down" or word.startswith("sav") or _removed(text, change):
        return "reduced_by"
    if word.startswith(("more compact", "more economical")):
        return None  # as much smaller, or so much better a ratio
    if change.effect in ("up", "worse") or word.startswith(("fast", "quick", "speed", "sped", "accel", "more", "as ")):
        return "increased_by"
    return None


def _of_costs(text: Text, change: Change) -> bool:
    """Whether all that stands with a word is spent: more of it is worse; "compression is 20% worse" leaves it open."""
    sentence = text.sentence((change.start, change.end))
    stop = PHRASE_END.search(text.lower, change.end, sentence[1])
    nouns = nouns_in(text, (max(sentence[0], change.start - 60), stop.start() if stop else sentence[1]))
    return bool(nouns) and all(worth == "cost" for _, _, worth in nouns)


def _removed(text: Text, change: Change) -> bool:
    """ "cuts 75% of the overhead": a verb before a number outranks the worse of the noun behind it."""
    sentence = text.sentence((change.start, change.end))
    before = list(changes_in(text, (max(sentence[0], change.start - 60), change.start)))
    return change.effect == "worse" and bool(before) and _effect_of_noun(text, change, sentence) == "better"


def direction_of(effect: Effect, worth: Worth | None, metric: Metric | None, words: str) -> Direction:
    """Whether a word of change, of what a noun or a metric names, says better or worse."""
    if effect in ("better", "worse", "same"):
        return "better" if effect == "better" else "worse" if effect == "worse" else "same"
    if metric == "capacity":  # steps are needed, batches are handled; length can be either
        if effect == "down":
            return "worse" if _HANDLED.search(words) and not _NEEDS.search(words) else "better"
        return "worse" if _NEED_STEPS.search(words) else "better"
    return signed(effect, worth, metric)


def _bound_negated(text: Text, quantity: Quantity) -> bool:
    """ "does not grow by more than 5%": the negation is the bound's, and the change stands."""
    return quantity.bound == "up_to" and bool(_MORE_THAN.match(text.lower, quantity.begin, quantity.start))
