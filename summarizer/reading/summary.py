"""Summary: the sentences of a paper that say what it does, why, what came out and what is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from summarizer.answers import SummaryAnswer
from summarizer.reading.memory import Memory
from summarizer.reading.tokens import MAX_TOKENS, Line
from summarizer.records import Role

MOST_FINDINGS = 5
MOST_LIMITATIONS = 3
_LEAST_FINDING = 1.5
_OPENING = 40
"""How many sentences in the offer is looked for."""
_LONG = 200
"""A sentence that says where the code is and much else is longer than this."""
_VERBS = (
    r"propos|introduc|present|develop|design|devis|describ|survey|review|investigat|stud(?:y|ies)|analy[sz]|examin"
    r"|explor|releas|construct|build|prove|formulat|provid|offer|address"
)
_OFFERS = re.compile(
    r"\b(?:we|this (?:paper|work|study|article|survey|review)|our (?:work|paper|study|contribution))\b"
    rf"[^.;]{{0,80}}?\b(?:{_VERBS}|show how)"
)
_NAMED = r"\b(?:named|called|dubbed|termed)\b"
_IS_PROPOSED = re.compile(rf"\b(?:is|are) (?:proposed|introduced|presented|developed)\b|{_NAMED}")
_FINDS = (
    *("experiment", "result", "evaluat", "find", "found", "show", "observ", "demonstrat", "achiev", "obtain", "report"),
    *("outperform", "surpass", "attain", "improv", "reduc", "state-of-the-art", "reach", "yield", "reveal", "faster"),
    *("higher", "lower", "better", "exceed", "accelerat", "saves", "saving", "extensive", "empirical", "indicat"),
)
"""Beginnings of words that report outcomes."""
_PROBLEM = (
    *("however", "but", "yet", "despite", "although", "unfortunate", "challeng", "problem", "limit", "lack", "fail"),
    *(
        "suffer",
        "expensive",
        "costly",
        "prohibitive",
        "difficult",
        "bottleneck",
        "hard",
        "hinder",
        "unclear",
        "neglect",
    ),
    *("remain", "struggl", "inefficien", "quadratic", "poor", "issue", "shortcoming", "drawback", "insufficient"),
    *("require", "cannot", "impractical", "little", "few", "often"),
)
"""Beginnings of words that speak of a problem."""
_STRONG_PROBLEM = re.compile(r"^(?:however|but|yet|unfortunately|despite|nevertheless|still)\b", re.IGNORECASE)
_LIMITATION = re.compile(
    r"\b(?:limitations? (?:of|in) (?:our|this|the (?:proposed|present))|our (?:\w+ ){0,3}(?:is|are|does|do|has"
    r"|have) (?:not|limited|its limits)|has its limits|we (?:leave|do not|did not|caution|note that"
    r"|acknowledge)\b"
    r"|future work\b|is left (?:for|as|to)\b|remains? (?:open|to be)\b|open (?:question|problem)s?\b"
    r"|not free\b|at the (?:cost|expense|price) of\b|trade-?off is\b"
    r"|slower than\b|(?:becomes?|is|are) (?:\w+ ){0,3}(?:slower|more expensive|worse|less accurate)\b"
    r"|does not (?:\w+ ){0,2}(?:help|improve|generali[sz]e|transfer|hold|scale|work)|fails? (?:to|on|when|for)\b"
    r"|drawback|on the (?:other|down)[ -]?side|further (?:research|work|study|investigation) is (?:needed"
    r"|required)|only (?:tested|evaluated|validated|tried) on|higher than that of\b|single (?:clinic"
    r"|center|centre|site|institution)\b)"
)
_LIMITS = (
    *("limit", "leave", "future", "open", "left", "fail", "slower", "expensive", "worse", "drawback", "caution"),
    *("acknowledge", "only", "cost", "not", "single", "higher", "further", "less", "balance", "note", "price", "trade"),
)
"""Beginnings of the words without which no sentence states a limitation."""
_CODE = re.compile(
    r"\b(?:code|models?|data|weights|checkpoints|implementation|demo|project page|source|logs|reading list"
    r"|samples)\b[^.]{0,60}\b(?:available|released|found|open-sourced|kept|viewed|published)\b|https?://|\bgithub\b"
)

_OFFER_WORD = re.compile(rf"\b(?:{_VERBS}|show)")
_NAMED_WORD = re.compile(rf"\b(?:proposed|introduced|presented|developed)\b|{_NAMED}")


_CODE_WORD = re.compile(r"http|github|available|released|sourced|found|kept")

Hint = Literal["offer", "named", "outcome", "problem", "limit", "code"]
"""What a word hints that its sentence may say."""
_PLACES: Mapping[Hint, int] = {hint: 10 * place for place, hint in enumerate(get_args(Hint))}
"""Where in one integer each hint is counted: ten bits each, as no sentence is read further than `MAX_TOKENS` words."""
_COUNT = (1 << 10) - 1


def _hints_of(word: str) -> int:
    """The hints that a word gives, one each."""
    return (
        (_OFFER_WORD.search(word) is not None) << _PLACES["offer"]
        | (_NAMED_WORD.search(word) is not None) << _PLACES["named"]
        | word.startswith(_FINDS) << _PLACES["outcome"]
        | word.startswith(_PROBLEM) << _PLACES["problem"]
        | word.startswith(_LIMITS) << _PLACES["limit"]
        | (_CODE_WORD.search(word) is not None) << _PLACES["code"]
    )


_HINTS = Memory(_hints_of)


@dataclass(frozen=True)
class View:
    """What the parts of a summary are chosen from: the sentences, what they are about, what was read of them."""

    sentences: tuple[str, ...]
    lines: Sequence[Line]
    roles: Sequence[Role]
    names: Sequence[str]
    told: Mapping[int, int]
    """How many of the paper's own claims and results each sentence makes."""
    hidden: frozenset[int] = frozenset()
    """Sentences that hold what is hidden from readers."""
    orders: frozenset[int] = frozenset()
    """Sentences that speak to a machine."""

    @property
    def body(self) -> list[int]:
        """The sentences behind the title, without orders to the machine and those that only say where the code is."""
        every = range(1, len(self.sentences))
        after = [i for i in every if i not in self.orders] or [*every]
        after = [i for i in after if i not in self.hidden] or after
        return [i for i in after if not _is_code(self, i)] or after

    @cached_property
    def hints(self) -> list[int]:
        """How many words of each sentence give which hints, counted side by side (`_PLACES`)."""
        return [sum(map(_HINTS.__getitem__, line.words)) for line in self.lines]

    def count(self, index: int, hint: Hint) -> int:
        """How many words of a sentence give a hint."""
        return self.hints[index] >> _PLACES[hint] & _COUNT


def summary_of(view: View) -> SummaryAnswer:
    """Pick whole sentences: the offer, the problem before it, what came out, and what the text says is missing."""
    body = view.body
    if not body:
        return SummaryAnswer(tldr=view.sentences[0], problem="", approach="", findings=[], limitations=[])
    offer = _offer(view, body)
    own = [i for i in body if i != offer and view.roles[i] == "contribution"]
    limitations = [i for i in own if i > offer and _is_limitation(view, i)][:MOST_LIMITATIONS]
    findings = _findings(view, [i for i in own if i not in limitations], offer)
    problem = _problem(view, [i for i in body if i < offer])
    approach = _approach(view, [i for i in own if i not in limitations], offer)
    return SummaryAnswer(
        tldr=view.sentences[offer],
        problem=view.sentences[problem] if problem is not None else "",
        approach=view.sentences[approach],
        findings=[view.sentences[i] for i in findings],
        limitations=[view.sentences[i] for i in limitations],
    )


def _is_code(view: View, index: int) -> bool:
    """Whether a sentence only says where the code is."""
    return len(view.sentences[index]) < _LONG and _holds(view, index, _CODE, "code")


def _is_limitation(view: View, index: int) -> bool:
    return _holds(view, index, _LIMITATION, "limit")


def _holds(view: View, index: int, form: re.Pattern[str], hint: Hint) -> bool:
    """Whether a sentence holds an expression, which is only looked for where one of its words hints at it."""
    unread = len(view.lines[index].words) >= MAX_TOKENS  # what was not read may hold anything
    hinted = unread or view.count(index, hint) > 0
    return hinted and bool(form.search(view.sentences[index].lower()))


def _offer(view: View, body: Sequence[int]) -> int:
    """The sentence that says what the paper offers: early, in its own voice, with its name."""
    named = {index: _named(view, index) for index in body[:_OPENING]}
    most = {index: _MOST_SAID + weight - _LATER * index for index, weight in named.items()}
    best, heaviest = body[0], float("-inf")
    for index in sorted(most, key=lambda index: -most[index]):
        if most[index] < heaviest:
            break  # none of the others can weigh as much, whatever they say
        weight = _said(view, index) + named[index] - _LATER * index
        if (weight, -index) > (heaviest, -best):
            best, heaviest = index, weight
    return best


_LATER = 0.3
_MOST_SAID = 4.0
"""The most that `_said` gives."""


def _said(view: View, index: int) -> float:
    """How plainly a sentence offers something."""
    return 3.0 * _holds(view, index, _OFFERS, "offer") + 1.0 * _holds(view, index, _IS_PROPOSED, "named")


def _named(view: View, index: int) -> float:
    """How far a sentence is in the paper's own voice and has its names."""
    sentence = view.sentences[index]
    named = 2.0 * any(n in sentence for n in view.names[:1]) + 0.5 * any(n in sentence for n in view.names[1:])
    return named + 1.0 * (view.roles[index] == "contribution")


def _findings(view: View, own: Sequence[int], offer: int) -> list[int]:
    """The sentences that report outcomes, those with numbers first, in the order of the text."""

    def weight(index: int) -> float:
        numbers = 1.5 * min(view.told.get(index, 0), 4)
        return numbers + 1.5 * min(view.count(index, "outcome"), 2) + (0.5 if index > offer else -1.0)

    weights = {i: weight(i) for i in own}
    told = sorted((i for i in own if weights[i] >= _LEAST_FINDING), key=lambda i: -weights[i])
    return sorted(told[:MOST_FINDINGS])


def _problem(view: View, before: Sequence[int]) -> int | None:
    """The sentence before the offer that says most plainly what is wrong; the last of equals."""

    def weight(index: int) -> float:
        turns = 2.0 * bool(_STRONG_PROBLEM.match(view.sentences[index]))
        return turns + min(view.count(index, "problem"), 3) + 0.01 * index

    return max(before, key=weight) if before else None


def _approach(view: View, own: Sequence[int], offer: int) -> int:
    """The sentence right behind the offer that goes on about how, if it reports nothing; else the offer itself."""
    return next((i for i in own if offer < i <= offer + 2 and not view.told.get(i)), offer)
