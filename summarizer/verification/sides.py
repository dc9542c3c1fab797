"""Sides: which of the names in a comparison is the subject, and which one it is compared with."""

from __future__ import annotations

import re

from summarizer.folding import folded
from summarizer.quantities import Quantity
from summarizer.records import Claim
from summarizer.sentences import Span
from summarizer.verification.bounds import number_list
from summarizer.verification.names import name_like, name_of
from summarizer.verification.numbers import base_of
from summarizer.verification.texts import Text

_MARKERS = r"\b(?:than|against|versus|v\.?s\.?|compared (?:to|with)|relative to|over)\s+"
_NAMED_RIVAL = re.compile(rf"{_MARKERS}(?:(?:that|those)\sof\s)?(?:(?:the|an?|its)\s)?(?=[A-Z])")
_THAN_OURS = re.compile(
    r"[\s$}\\%x×)]*(?:(?:times|fold)\s)?(?:[a-z-]+\s){0,4}?(?:than|over|compared (?:to|with))\s"
    r"(?P<ours>ours\b|us\b|(?:with )?our\s(?:[\w-]+\s?){1,3}|the proposed\b)"
)
"""What says that a number is told of the rival: "60% | larger than our codes"."""
_OURS = frozenset(("our", "ours", "us", "proposed"))
"""One of these words stands where a number is told against the paper's own."""
_TOLD_WITH = re.compile(r"(?:the\s|an?\s)?(?P<factor>\d+(?:\.\d+)?)\s?(?:x|×|times)\s[a-z]+er\b")
"""A baseline that carries the number it is told with: "3x larger encoders"."""
_GOING_ON = re.compile(r"[;:]\s|\.\s|,\s(?:and\s)?(?:it|we|which|while|whereas|but)\b|\s(?:while|whereas|but|yet)\s")
_CLAUSE_START = re.compile(r"(?<!\bvs)[;:.,]\s|\b(?:while|whereas|where|but|and|because|since|although)\s")
_LEADING = re.compile(r"\s*(?:(?:the|an?|its|their|our|original|standard|vanilla|baseline|full)\s){0,3}")
_BREAK = re.compile(r"[,;:()]|\b(?:by|and|than|compared)\b")
_OVER = re.compile(r"(?:speed[\s-]?ups?|improvements?|reductions?|gains?|faster|savings?|advantage|quicker)\s*$")
_LED = re.compile(
    r"(?:(?<=[.!?]\s)|(?<=\n)|[,;:(]\s|\b(?:and|[Ww]hile|[Ww]hereas|but|[Ww]here|what)\s)(?:the\s|original\s){0,2}(?P<name>[A-Z][\w.+-]*)(?:['’]s)?,?\s"
    r"(?:(?:needs?|takes?|took|uses?|used|requires?|has|had|consumes?|costs?|runs?|keeps?|draws?|reaches|achieves|spends?|is|was"
    r"|at|in|with)\s){0,2}(?:(?:only|just|about|around|roughly|an?)\s){0,2}(?:\d[\d.,]*\s?\S+\s(?:and\s|,\s))?[$~(]?$"
)
"""The name that leads to an amount: "Alder needs | 9 ms", "and Alder | 9 ms"."""
_ENDS_A_LIST = re.compile(r"and\s[^\s,]+,\s(?:at|in|with)\s")
"""What ends a list, and leads to nothing behind it: "on Pond, Lake | and Mere, with | 9 ms"."""
_LEADS = re.compile(
    rf"(?:{_MARKERS}|\b(?:outperform\w*|surpass\w*|exceed\w*|beat\w*|match\w*|unlike|to|with|of|by|as|and|or)\s+|,\s*)"
    r"(?:(?:the|an?|its)\s)?(?:[\w-]+\s){0,2}$"
)


def wrong_side(text: Text, claim: Claim, quantity: Quantity, *, paired: bool = False) -> str | None:
    """Say what is wrong where a claim mixes up the sides of "N times faster than B"; None where it does not.

    One name can be on both sides only of two amounts: "shrinks Alder from 9 GB to 2 GB".

    The name behind "than", "over" and the like, in the number's clause and behind the number, is the baseline's.
    """
    subject, baseline = claim.subject, claim.baseline
    if not paired and subject and baseline and folded(subject) == folded(baseline):
        return f"subject and baseline are both {subject}"
    sentence = text.sentence((quantity.start, quantity.end))
    told = _TOLD_WITH.match(baseline or "")
    listed = [q.value for q in number_list(text, quantity, sentence)] if told else []
    if told and float(told["factor"]) in listed and float(told["factor"]) != claim.value:
        return f"the baseline is the one that is told as {told.group()}"
    rival = _rival(text, quantity)
    if rival is None:
        return None
    named = text.full[slice(*rival)].split(",")[0]
    if subject and name_like(subject) and name_of(subject).match(text.lower, rival[0]):
        places = name_of(subject).places(text.lower, *sentence)
        if all(place == rival[0] for place in places):
            return f"the sentence compares with {subject}: it is the baseline, not the subject"
    if baseline and _is_elsewhere(text, baseline, rival, sentence):
        return f"the sentence compares with “{named}”, not with {baseline}"
    return None


def _rival(text: Text, quantity: Quantity) -> Span | None:
    """What a number's own "than" names, as far as its clause, or the next number, goes."""
    _, end = text.sentence((quantity.start, quantity.end))
    numbers = [q.begin for q in text.quantities((quantity.end, end)) if q.family not in ("size", "growth")]
    stop = min([end, *numbers])
    if going_on := _GOING_ON.search(text.full, quantity.end, stop):
        stop = going_on.start()
    found = _NAMED_RIVAL.search(text.full, quantity.end, stop)
    if found is None or (found.group().startswith("over") and not _OVER.search(text.lower, 0, found.start())):
        return None
    return found.end(), stop


def _is_elsewhere(text: Text, baseline: str, rival: Span, sentence: Span) -> bool:
    """Whether a baseline stands in a sentence only where its subject does, not where it compares."""
    names = name_like(baseline)
    if not names or any(name_of(name).search(text.lower, *rival) for name in names):
        return False
    places = [place for name in names for place in name_of(name).places(text.lower, *sentence)]
    return not any(_LEADS.search(text.lower, sentence[0], place) for place in places)


def leader_of(text: Text, quantity: Quantity) -> str | None:
    """The name that an amount is told of right behind it: the "Alder" of "Quillnet takes 2 ms, Alder | 9 ms"."""
    start, _ = text.sentence((quantity.start, quantity.end))
    found = _LED.search(text.full, start, quantity.begin)
    if found is None or text.full.find(found["name"].lower()) >= 0 or _ENDS_A_LIST.match(found.group()):
        return None
    within = (
        rf"[a-z,(]\s{re.escape(found['name'])}(?!\w)"  # "Training takes" names nothing: only its place has a capital
    )
    return found["name"] if re.search(within, text.full) or not found["name"][1:].islower() else None


def is_anothers(text: Text, claim: Claim, quantity: Quantity) -> bool:
    """Whether one of several amounts of a kind is told of another name than the subject."""
    name = leader_of(text, quantity)
    if name is None or not claim.subject or _is_same(name, claim.subject):
        return False
    sentence, unit = text.sentence((quantity.start, quantity.end)), base_of(quantity)
    return any(q.start != quantity.start and base_of(q) == unit for q in text.quantities(sentence))


def is_against_another(text: Text, claim: Claim, amounts: tuple[Quantity, Quantity]) -> bool:
    """Whether an amount is set against that of a name which is not the baseline; the baseline is nowhere beside it."""
    if not claim.baseline or not name_like(claim.baseline):
        return False
    sentence = text.sentence((amounts[0].start, amounts[1].end))
    if any(name_of(name).search(text.lower, *sentence) for name in name_like(claim.baseline)):
        return False
    leaders = (leader_of(text, amount) for amount in amounts)
    return any(
        name and not _is_same(name, claim.baseline) and not _is_same(name, claim.subject or "") for name in leaders
    )


def _is_same(name: str, phrase: str) -> bool:
    """Whether a name is a phrase's or a variant of it: "Quillnet-S" of "Quillnet"."""
    said, names = folded(name), [folded(one) for one in name_like(phrase)]
    return any(said.startswith(one) or one.startswith(said) for one in names) or said in folded(phrase)


def is_told_of_baseline(text: Text, claim: Claim, quantity: Quantity) -> bool:
    """Whether a baseline begins the number's clause, where the subject does not stand: "Alder needs | 3x more"."""
    start, end = text.sentence((quantity.start, quantity.end))
    own_words = not _OURS.isdisjoint(text.words((start, end)))
    if own_words and claim.role == "contribution" and (ours := _THAN_OURS.match(text.lower, quantity.end, end)):
        last = (claim.baseline or "").lower().rpartition(" ")[2]
        subject = (claim.subject or "").partition(",")[0]
        own = subject and name_of(subject).search(text.lower, start, quantity.start)
        return not own and (not last or last not in text.lower[ours.start("ours") : min(end, ours.end() + 40)])
    if not claim.subject or not claim.baseline or folded(claim.subject) == folded(claim.baseline):
        return False
    clause = [m.end() for m in _CLAUSE_START.finditer(text.lower, start, quantity.start)]
    begin = clause[-1] if clause else start
    baseline, opening = name_of(claim.baseline), _LEADING.match(text.lower, begin, quantity.start)
    if opening is None or not baseline.can_begin(text.lower, begin, opening.end()):  # it leads no clause, mostly
        return False
    lead = baseline.search(text.lower, begin, quantity.start)
    if lead is None or _LEADING.fullmatch(text.lower, begin, lead.start()) is None:
        return False
    return (
        _BREAK.search(text.lower, lead.end(), quantity.start) is None
        and name_of(claim.subject).search(text.lower, begin, quantity.start) is None
    )


def second_is_own(text: Text, claim: Claim, first: Quantity, second: Quantity) -> bool:
    """Whether of two amounts the second is the subject's: "B takes 3 days, whereas | Fenwick takes 6 hours"."""
    if not claim.subject or not claim.baseline or folded(claim.subject) == folded(claim.baseline):
        return False
    start, end = text.sentence((first.start, second.end))
    subject, baseline = name_of(claim.subject), name_of(claim.baseline)
    return (
        subject.search(text.lower, start, first.start) is None
        and baseline.search(text.lower, start, first.start) is not None
        and subject.search(text.lower, first.end, end) is not None
        and baseline.search(text.lower, first.end, end) is None
    )
