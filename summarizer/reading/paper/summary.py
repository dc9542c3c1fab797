"""Summary: the sentences of a paper that say what it does, why, what came out and what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.answers import SummaryAnswer
from summarizer.asides import overlaps
from summarizer.folding import closed_up
from summarizer.marks import Marks
from summarizer.reading.words.hints import (
    CODING,
    LIMITING,
    NAMING,
    OFFERING,
    OUTCOME,
    PROBLEMS,
    SPEAKING,
    VERBS,
    count_of,
)
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import words
from summarizer.records import Role

MOST_FINDINGS = 5
MOST_LIMITATIONS = 3
_LEAST_FINDING = 1.5
_OPENING = 40
"""How many sentences in the offer is looked for."""
_LONG = 200
"""A sentence that says where the code is and much else is longer than this."""
_OFFERS = re.compile(
    r"[ .,:{\"-](?:we|this (?:paper|work|study|article|survey|review)|our (?:work|paper|study|contribution))\b"
    rf"[^.;]{{0,80}}?\b(?:{VERBS}|show how)"
)
_IS_PROPOSED = re.compile(r" (?:(?:is|are) (?:proposed|introduced|presented|developed)|named|called|dubbed|termed)\b")
_TURNS = words("however but yet unfortunately despite nevertheless still")
"""Words that open a sentence in which a problem is told."""
_LIMITATION = re.compile(
    r" (?:limitations? (?:of|in) (?:our|this|the (?:proposed|present))|our (?:\w+ ){0,3}(?:is|are|does|do|has"
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
_CODE = re.compile(
    r"\b(?:code|models?|data|weights|checkpoints|implementation|demo|project page|source|logs|reading list"
    r"|samples)\b[^.]{0,60}\b(?:available|released|found|open-sourced|kept|viewed|published)\b|https?://|\bgithub\b"
)


class View:
    """What the parts of a summary are chosen from: the sentences, what they are about, what was read of them.

    `told` says how many of the paper's own claims and results each sentence makes.
    """

    __slots__ = ("hints", "lines", "marks", "names", "roles", "sentences", "text", "told")

    def __init__(
        self, marks: Marks, lines: Sequence[Line], *, roles: Sequence[Role], names: Sequence[str], told: Sequence[int]
    ) -> None:
        self.marks, self.lines, self.roles, self.names, self.told = marks, lines, roles, names, told
        self.text = marks.lower.replace("\n", " ").replace("(", " ")
        """In lower case, spaces for line breaks and brackets: an expression that begins with a space is found fast."""
        self.sentences = [closed_up(marks.text[start:end]) for start, end in marks.sentences]
        self.hints = [0, *(line.hints for line in lines)]
        """What the words of each sentence behind the title hint at."""

    def holds(self, index: int, form: re.Pattern[str], hints: int) -> bool:
        """Whether a sentence holds an expression, which is only looked for where one of its words hints at it."""
        if not self.hints[index] & hints:
            return False
        start, end = self.marks.sentences[index]
        return form.search(f" {self.text[start:end]}") is not None


def summary_of(view: View) -> SummaryAnswer:
    """Pick whole sentences: the offer, the problem before it, what came out, and what the text says is missing."""
    body, sentences = _body(view), view.sentences
    if not body:
        return SummaryAnswer(tldr=sentences[0], problem="", approach="", findings=[], limitations=[])
    offer = _offer(view, body)
    limitations: list[int] = []
    own: list[int] = []
    for index in body:
        if index == offer or view.roles[index] != "contribution":
            continue
        limits = index > offer and len(limitations) < MOST_LIMITATIONS and view.holds(index, _LIMITATION, LIMITING)
        (limitations if limits else own).append(index)
    problem = _problem(view, [index for index in body if index < offer])
    approach = next((i for i in own if offer < i <= offer + 2 and not view.told[i]), offer)
    return SummaryAnswer(
        tldr=sentences[offer],
        problem=sentences[problem] if problem is not None else "",
        approach=sentences[approach],
        findings=[sentences[i] for i in _findings(view, own, offer)],
        limitations=[sentences[i] for i in limitations],
    )


def _body(view: View) -> list[int]:
    """The sentences behind the title, without orders to the machine and those that only say where the code is."""
    every = [*range(1, len(view.sentences))]
    marks = view.marks
    orders = [(found.start, found.end) for found in marks.injections if found.kind == "addresses the reader"]
    for hidden in (orders, marks.asides):
        if hidden:
            every = [i for i in every if not overlaps(marks.sentences[i], hidden)] or every
    hinted = [i for i in every if view.hints[i] & CODING and len(view.sentences[i]) < _LONG]
    told = [i for i in hinted if view.holds(i, _CODE, CODING)]
    return [i for i in every if i not in told] or every if told else every


def _offer(view: View, body: Sequence[int]) -> int:
    """The sentence that says what the paper offers: early, in its own voice, with its name."""
    best, heaviest = body[0], float("-inf")
    for index in body[:_OPENING]:
        most = _most_said(view.hints[index])
        if most + _MOST_NAMED - _LATER * index > heaviest:  # else it cannot weigh more, whatever it says
            named = _named(view, index)
            if most + named - _LATER * index > heaviest:
                weight = _said(view, index) + named - _LATER * index
                if weight > heaviest:
                    best, heaviest = index, weight
    return best


_LATER = 0.3


def _said(view: View, index: int) -> float:
    """How plainly a sentence offers something."""
    spoken = view.hints[index] & SPEAKING and view.holds(index, _OFFERS, OFFERING)
    return (3.0 if spoken else 0.0) + (1.0 if view.holds(index, _IS_PROPOSED, NAMING) else 0.0)


def _most_said(hints: int) -> float:
    """The most that `_said` can give."""
    return (3.0 if hints & OFFERING and hints & SPEAKING else 0.0) + (1.0 if hints & NAMING else 0.0)


def _named(view: View, index: int) -> float:
    """How far a sentence is in the paper's own voice and has its names, of which the first counts most."""
    sentence, names = view.sentences[index], view.names
    weight = 1.0 if view.roles[index] == "contribution" else 0.0
    if names and names[0] in sentence:
        weight += 2.0
    for name in names[1:]:
        if name in sentence:
            return weight + 0.5
    return weight


_MOST_NAMED = 3.5
"""The most that `_named` can give."""


def _findings(view: View, own: Sequence[int], offer: int) -> list[int]:
    """The sentences that report outcomes, those with numbers first, in the order of the text."""
    weighed: list[tuple[float, int]] = []
    for index in own:
        numbers, outcomes = view.told[index], count_of(view.hints[index], OUTCOME)
        if numbers or outcomes:
            weight = 1.5 * min(numbers, 4) + 1.5 * min(outcomes, 2) + (0.5 if index > offer else -1.0)
            if weight >= _LEAST_FINDING:
                weighed.append((-weight, index))
    return sorted([index for _, index in sorted(weighed)[:MOST_FINDINGS]])


def _problem(view: View, before: Sequence[int]) -> int | None:
    """The sentence before the offer that says most plainly what is wrong; the last of equals."""

    def weight(index: int) -> float:
        turns = 2.0 if not _TURNS.isdisjoint(view.marks.plain[index][:1]) else 0.0
        return turns + min(count_of(view.hints[index], PROBLEMS), 3) + 0.01 * index

    return max(before, key=weight) if before else None
