"""Moods: whether a text asserts a number, denies it ("is not 3x faster"), or only supposes it ("could be 3x")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from summarizer.folding import bare
from summarizer.quantities.kinds import Quantity


@dataclass(frozen=True, slots=True)
class Mood:
    """A number that is not asserted, and the words that say so."""

    kind: Literal["denied", "supposed"]
    words: str


_VERB = (
    r"(?:is|are|was|were|has|have|can|runs?|trains?|needs?|takes?|uses?|requires?|offers?|delivers?|gives?|gains?"
    r"|shows?|cuts?|saves?|costs|lowers?|(?:achiev|reduc|improv|increas|decreas|provid|accelerat|outpac|doubl|halv)(?:es?|ed)"
    r"|(?:reach|match)(?:es|ed)?|(?:yield|obtain|attain|outperform|shrink|speed|boost|remain|retain)s?)"
)
_BREAK = re.compile(
    r"[,;:.(\s](?:(?<=[,;:.])(?=\s)|(?<=\()(?=[a-z])|(?<=\s)(?:[-–—]+\s|(?:but|while|whereas|yet|although|though|because"
    r"|since|due to|owing to|so|thus|thereby|which|that|who|when|where|if|unless|despite|even|for|at|under|after|before"
    r"|using|via|through|with|without|against|unlike|(?<!not )(?:leading to|resulting in|yielding))\b(?!-)"
    rf"|and\s+(?:(?:also|still|thus|even|\w+ly)\s+)?(?:{_VERB}|its?|we|they|the|our|this|\w+ing"
    r"|admits|scales|enables|allows|supports|produces|generates|converges|works|performs|enjoys|keeps|learns|solves)\b))"
)
"""What ends a clause; begins with one of a few signs, which are found fast: a word with its space."""
_ASIDE = re.compile(r",\s(?:however|in fact|in practice|in general|therefore|on average|by itself|alone|though),\s")
_BRACKETED = re.compile(r"\([^()]*\)")
_KEEPS = re.compile(r"\b(?:result\w*|lead\w*|led|translat\w*|amount\w*|come|comes)\s+$")
"""What goes on with "with" as one."""
_KEEPS_REACH = 40
_NOT = re.compile(
    r"\b(?:not|never|cannot|neither|nor|no longer|hardly|fail(?:s|ed|ing)? to|(?:unable|failure) to|impossible)\b"
    r"|n['’]t\b"
)
_NO_DENIAL = re.compile(
    r"\s*(?:only|just|merely|simply|solely|surprisingly|unexpectedly|to mention)\b"
    r"|(?:\s+be)?\s+(?:ignor|overlook|neglect|dismiss|overstat|lose\b|losing\b)"
)
_NONE = re.compile(
    r"\bno\s+(?:(?:\w+\s+){0,2}(?:speed-?ups?|reductions?|gains?|improvements?|savings?|accelerations?)\s+of\s+)?$"
    r"|\bwithout\s+(?:\w+ing\s+)?(?:an?\s+|any\s+|the\s+)?$"
)
_TURNED = re.compile(
    r"(?:more|less|fewer|greater|larger|higher|lower|smaller|longer|shorter|worse|slower|faster) than"
    r"|exceed|over\b|above|beyond|surpass"
)
"""Words of bound that a negation turns round, so that it denies nothing: "never more than 2x"."""
_MIGHT = re.compile(
    r"\b(?<!\bwe )(?:would|might)\b|\b(?:expected|projected|hoped) to\b|\b(?:aim|hope|plan)(?:s|ed|ing)? to\b"
)
_MAY = re.compile(r"\b(?:may|can|will|should|could)\b")
_CONDITION = re.compile(
    r"\b(?:if|provided that|assuming)\b(?!\s+(?:needed|any|not)\b)"
    r"|\bcould (?:(?:potentially|theoretically|eventually|conceivably|then|one day|in (?:principle|theory|future))\b"
    r"|have\s)"
)
_CONDITIONS = frozenset(("if", "provided", "assuming", "could"))
"""Plain words of which a sentence holds one that tells a condition."""
_OVERCOMES = re.compile(
    r"\b(?:reduc|lower|overcom|avoid|address|mitigat|alleviat|tackl|circumvent|bypass|eliminat|remov|break)\w*"
    r"\s(?:the|its|their|this)(?:\s[\w-]+)?\s$"
)
"""What is only aimed at is there all the same: "aims to reduce the | quadratic cost"."""
_DENYING = "not never cannot neither nor no hardly fail fails failed failing unable failure t without impossible"
_DOUBTING = (
    "could would might may can will should expected projected hoped aim aims aimed aiming hope hopes hoping plan plans"
    " planed planing"
)
_ALLOWING = frozenset(("may", "can", "will", "should", "could"))
"""Words that suppose nothing unless a condition is told: what a method "could" do in a trial, it did."""
_DENIALS = frozenset(_DENYING.split())
"""One of these words stands before a number that is denied; "t" is what is left of "n't"."""
_DOUBTS = _DENIALS | frozenset(_DOUBTING.split())
"""One of these stands before a number that is denied or supposed."""


def may_doubt(words: Sequence[str]) -> bool:
    """Whether a sentence of these plain words may deny or suppose a number: no "can" does unless under a condition."""
    doubts = _DOUBTS.intersection(words)
    return not doubts <= _ALLOWING or (bool(doubts) and not _CONDITIONS.isdisjoint(words))


def mood(text: str, sentence: tuple[int, int], quantity: Quantity) -> Mood | None:
    """Say how a number of a sentence is not asserted; None where it is, as nearly all are.

    `sentence`: its start and end in `text`. Only the words that govern the number count: those of its clause before
    it, as far back as a preposition or a verb of its own; "not only" and "no more than" deny nothing.
    """
    begin = quantity.begin
    said = _DOUBTS.intersection(bare(text[sentence[0] : begin]).split())
    conditional = (
        quantity.family != "growth"  # "if the map is flat, a way can be found in linear time" is a theorem
        and not said <= _DENIALS
        and _is_conditional(text[sentence[0] : sentence[1]].lower())
    )
    if not conditional and said <= _ALLOWING:
        return None
    before = text[sentence[0] : begin].lower()
    if ")" in before:
        before = _BRACKETED.sub(lambda m: " " * len(m.group()), before)
    if ", " in before:
        before = _ASIDE.sub(lambda m: " " * len(m.group()), before)
    governing = before[_clause_start(before) :]
    if quantity.family == "growth" and _OVERCOMES.search(governing):
        return None
    if not _DENIALS.isdisjoint(said) and (denied := _denial(governing, text[begin : quantity.start].lower())):
        return Mood("denied", denied)
    if said <= _DENIALS:
        return None
    words = _MIGHT.search(governing)
    if words is None and conditional:
        words = _MAY.search(governing)
    return Mood("supposed", words.group()) if words else None


def _is_conditional(sentence: str) -> bool:
    """Whether a sentence, in lower case, tells a condition."""
    return not _CONDITIONS.isdisjoint(bare(sentence).split()) and _CONDITION.search(sentence) is not None


def turned(before: str) -> bool:
    """Whether words before a word of bound turn it round: "never takes | more than 2x" is at most 2x."""
    if _DENIALS.isdisjoint(bare(before).split()):
        return False
    lower = before.lower()
    found = list(_NOT.finditer(lower, _clause_start(lower)))
    return bool(found) and not _NO_DENIAL.match(lower, found[-1].end())


def _clause_start(before: str) -> int:
    for found in reversed([*_BREAK.finditer(before)]):
        start, end, said = found.start() + 1, found.end(), found[0][1:]
        if said != "with" or not _KEEPS.search(before, max(0, start - _KEEPS_REACH), start):
            return start if said == "without" else end
    return 0


def _denial(governing: str, bound: str) -> str | None:
    if none := _NONE.search(governing):
        return None if _TURNED.search(bound) else none.group().strip()
    found = [m for m in _NOT.finditer(governing) if not _NO_DENIAL.match(governing, m.end())]
    return None if not found or _TURNED.match(bound) else found[-1].group().strip()
