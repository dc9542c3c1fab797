"""Places: one claim at one place of its evidence, and what a check finds there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from summarizer.quantities import Mood, Quantity, mood
from summarizer.records import VERDICTS, Claim, Verdict
from summarizer.sentences import Span
from summarizer.verification import contrasts, directions, sides
from summarizer.verification.amounts import Reading
from summarizer.verification.texts import Text

_REACH = {verdict: VERDICTS.index(verdict) or len(VERDICTS) for verdict in VERDICTS}


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict, and its reason in words."""

    verdict: Verdict
    reason: str


def furthest(findings: Iterable[Finding]) -> Finding:
    """Pick the finding that came furthest: a verified one, else the one whose first wrong thing comes last."""
    return max(findings, key=lambda f: _REACH[f.verdict])


@dataclass(frozen=True)
class Place:
    """One claim at one place of its evidence, held against one quantity (or two, for a from-to)."""

    text: Text
    claim: Claim
    span: Span
    quantity: Quantity | None = None
    second: Quantity | None = None

    @property
    def sentence(self) -> Span:
        """The sentence of the evidence."""
        return self.text.sentence(self.span)

    @cached_property
    def mood(self) -> Mood | None:
        """Whether the sentence denies the number or only supposes it, whatever is hidden from readers before it."""
        if self.quantity is None:
            return None
        start, end = self.sentence
        hidden = [aside for _, aside in self.text.marks.asides if start < aside <= self.quantity.start]
        return mood(self.text.full, (max([start, *hidden]), end), self.quantity)

    @cached_property
    def reading(self) -> Reading:
        """What the words around the number say."""
        if self.quantity is None:
            return Reading(None)
        if self.second is not None:
            turned = sides.second_is_own(self.text, self.claim, self.quantity, self.second)
            return contrasts.read_pair(self.text, self.quantity, self.second, self.claim.metric, second_is_own=turned)
        return directions.read(self.text, self.quantity, self.claim.metric)

    @cached_property
    def turned(self) -> bool:
        """Whether the number is told of the baseline ("Alder is 3x slower"), and the claim turns it round."""
        if self.quantity is None or self.second is not None:
            return False
        if self.claim.kind != "relative" and not self.claim.baseline:
            return False
        if self.reading.direction == self.claim.direction:
            return False
        return sides.is_told_of_baseline(self.text, self.claim, self.quantity)
