"""Verification: every claim and result held against the text it was read from, token by token.

A verdict is `verified` or the first thing that is wrong. Evidence is found word for word or after folding, never by
likeness; its number, unit, sign, direction, metric, bound, names, setting and role are then checked one by one. Nothing
is dropped, and nothing raises: a claim with fields missing gets a verdict like any other.
"""

from __future__ import annotations

from typing import Any

from summarizer.asides import overlaps
from summarizer.marks import Marks
from summarizer.papers import Paper
from summarizer.records import Claim, Record, Result
from summarizer.sentences import Span
from summarizer.verification import claims, results
from summarizer.verification.places import Finding, furthest
from summarizer.verification.summaries import unsupported, unsupported_in
from summarizer.verification.texts import Text, text_of

__all__ = ["unsupported", "verify", "verify_claim", "verify_result"]


def verify(record: Record, *, marks: Marks | None = None) -> Record:
    """Give every claim and result of a record its span, verdict and reason, and the summary its unsupported words.

    Number and order stay. `marks`, the paper's own, spare the work of finding sentences and quantities again.
    """
    text = text_of(record.paper, marks)
    summary = record.summary.model_copy(update={"unsupported": unsupported_in(record.summary, text)})
    return record.model_copy(
        update={
            "claims": tuple(_claim(claim, text) for claim in record.claims),
            "results": tuple(_result(result, text) for result in record.results),
            "summary": summary,
        }
    )


def verify_claim(claim: Claim, paper: Paper) -> Claim:
    """Give one claim its span, verdict and reason."""
    return _claim(claim, text_of(paper))


def verify_result(result: Result, paper: Paper) -> Result:
    """Give one result its span, verdict and reason."""
    return _result(result, text_of(paper))


def _claim(claim: Claim, text: Text) -> Claim:
    places, hidden = _open_places(claim.evidence, text)
    return claim.model_copy(
        update=_verdict(claim.evidence, places, [claims.check(claim, text, place) for place in places], hidden)
    )


def _result(result: Result, text: Text) -> Result:
    places, hidden = _open_places(result.evidence, text)
    return result.model_copy(
        update=_verdict(result.evidence, places, [results.check(result, text, place) for place in places], hidden)
    )


def _open_places(evidence: str, text: Text) -> tuple[list[Span], bool]:
    """Where evidence stands in what the paper says to its readers, and whether it stands elsewhere too."""
    places = text.places(evidence)
    said = [place for place in places if not _is_aside(place, text)] if text.marks.asides else places
    return said, len(said) < len(places)


def _is_aside(place: Span, text: Text) -> bool:
    """Whether a place, or every number in it, is hidden from readers or meant for a machine."""
    asides, quantities = text.marks.asides, text.quantities(place)
    if quantities:
        return all(overlaps((q.start, q.end), asides) for q in quantities)
    return any(start <= place[0] and place[1] <= end for start, end in asides)


def _verdict(evidence: str, places: list[Span], findings: list[Finding], hidden: bool) -> dict[str, Any]:
    if not findings:
        reason = "the evidence stands nowhere in the text" if evidence.strip() else "no evidence is given"
        reason = "the evidence stands only where no reader looks: hidden, or meant for a machine" if hidden else reason
        return {"span": None, "verdict": "not_found", "verdict_reason": reason}
    best = furthest(findings)
    reason = best.reason or "number, unit, direction, metric, bound, names, setting and role are in the text"
    return {"span": places[findings.index(best)], "verdict": best.verdict, "verdict_reason": reason}
