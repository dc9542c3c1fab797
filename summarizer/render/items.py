"""Items: a paper in the few words that mail, plain text and feeds have room for, each text of a bounded length.

A sentence of a summary that says what the paper does not, and a claim that is not verified, are left out and counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from summarizer.records import Claim, Record
from summarizer.render.text import Link, link, one_line, without_support
from summarizer.render.words import count, failure, stated, verdict_name
from summarizer.sentences import split

TITLE = 300
"""Characters of a title at most."""
TEXT = 900
"""Characters of a summary at most."""
CLAIM = 240
"""Characters of each part of a claim at most."""
CLAIMS_SHOWN = 5
AUTHORS_SHOWN = 3
_ADDRESS = 2000
"""Characters that an address may have in every mail program."""
_NO_CHARACTER = re.compile(
    "[\ufdd0-\ufdef" + "".join(f"{chr(p + 0xFFFE)}{chr(p + 0xFFFF)}" for p in range(0, 0x110000, 0x10000)) + "]"
)
"""What Unicode keeps free of characters: some XML may not hold, and nothing shows."""


@dataclass(frozen=True)
class ClaimLine:
    """A verified claim in words."""

    figure: str
    """Its number: "≤ 2.5×"."""
    about: str
    """Of what: "faster, inference"."""
    where: str
    """Whose, against what, in which setting: "Coral against FlatBase, PageSet"."""


@dataclass(frozen=True)
class Item:
    """A paper that was read, in words; empty where it says nothing."""

    paper_id: str
    title: str
    link: Link
    """Its own page, else a search for its title."""
    authors: tuple[str, ...]
    meta: str
    """Authors and date: "A. Finch, B. Wren and 3 more · 2026-11-20"."""
    reasons: tuple[str, ...]
    """Why it is there."""
    flags: tuple[str, ...]
    """What a reader should beware of."""
    summary: str
    """What it does and what came out, without what the paper does not bear out."""
    limits: str
    """What it says itself does not work."""
    claims: tuple[ClaimLine, ...]
    """The paper's own verified claims, numbers first, at most `CLAIMS_SHOWN`."""
    left_out: str
    """What of it is not shown: "1 claim is left out: wrong number"."""


@dataclass(frozen=True)
class Unread:
    """A paper that could not be read."""

    title: str
    link: Link
    why: str


@dataclass(frozen=True)
class Alike:
    """Papers in a row that are there for the same reasons, so that these need to be said only once."""

    reasons: tuple[str, ...]
    items: tuple[Item, ...]

    @property
    def caption(self) -> str:
        """The reasons as a line before the papers; empty for one paper, behind which they stand."""
        return "; ".join(self.reasons) if len(self.items) > 1 else ""


def alike(items: Iterable[Item]) -> list[Alike]:
    """Put papers together that follow each other and are there for the same reasons."""
    return [Alike(reasons, tuple(found)) for reasons, found in groupby(items, key=lambda item: item.reasons)]


def item_of(record: Record, reasons: Sequence[str] = ()) -> Item:
    """Put a record into few words."""
    said, dropped = _supported(record)
    own = [claim for claim in record.verified_claims if claim.role == "contribution"]
    shown = sorted(own, key=lambda claim: not claim.numeric)[:CLAIMS_SHOWN]
    limits, unsaid = _bearable(record.summary.limitations[:2], record.summary.unsupported)
    return Item(
        paper_id=record.paper.id,
        title=_title(record),
        link=_link(record),
        authors=tuple(clipped(author, 100) for author in record.paper.authors),
        meta=_meta(record),
        reasons=tuple(clipped(reason, 160) for reason in reasons[:6]),
        flags=tuple(clipped(flag) for flag in record.flags[:5]),
        summary=said,
        limits=clipped(" ".join(limits), TEXT // 2),
        claims=tuple(_line(claim) for claim in shown),
        left_out=_left_out(record, more=len(own) - len(shown), sentences=dropped + unsaid),
    )


def unread_of(record: Record) -> Unread:
    """Say of which paper nothing is said, and why."""
    return Unread(_title(record), _link(record), clipped(failure(record.error)))


def clipped(text: str, most: int = TITLE) -> str:
    """Put a text on one line of at most so many characters, cut at a word where that is near."""
    line = _NO_CHARACTER.sub("\ufffd", one_line(text[: 4 * most]))
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    head = cut.rpartition(" ")[0]
    return f"{head if len(head) > most * 0.7 else cut}…"


def _title(record: Record) -> str:
    return clipped(record.paper.title) or "(a paper without a title)"


def _link(record: Record) -> Link:
    """The paper's page, or a search for the title as it is shown."""
    shown = record.paper.model_copy(update={"title": _title(record)})
    found = link(shown)
    if len(found.url) <= _ADDRESS:
        return found
    return link(shown.model_copy(update={"arxiv_id": None, "url": None, "doi": None, "title": shown.title[:100]}))


def _meta(record: Record) -> str:
    names = [clipped(name, 60) for name in record.paper.authors[:AUTHORS_SHOWN]]
    more = len(record.paper.authors) - len(names)
    authors = ", ".join(names) + (f" and {more:,} more" if more else "")
    return " · ".join(part for part in (authors, clipped(record.paper.published or "", 40)) if part)


def _supported(record: Record) -> tuple[str, int]:
    """The short summary, or where nothing of it is borne out what else is said, and how many sentences are left out."""
    summary = record.summary
    dropped = 0
    for texts in ((summary.tldr,), (summary.approach, *summary.findings), (summary.problem,)):
        kept, lost = _bearable(texts, summary.unsupported)
        dropped += lost
        if kept:
            return clipped(" ".join(kept), TEXT), dropped
    return "", dropped


def _bearable(texts: Iterable[str], unsupported: Sequence[str]) -> tuple[list[str], int]:
    """The sentences in which every number and name is the paper's, and how many are not."""
    sentences = list(_sentences(texts))
    kept = [text for text in sentences if not any(doubtful for _, doubtful in without_support(text, unsupported))]
    return kept, len(sentences) - len(kept)


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        shown = text[: 4 * TEXT]
        yield from (shown[start:end] for start, end in split(shown))


def _line(claim: Claim) -> ClaimLine:
    subject, baseline, setting = (clipped(part or "", CLAIM) for part in (claim.subject, claim.baseline, claim.setting))
    against = f"{subject} against {baseline}".strip() if baseline else subject
    where = ", ".join(part for part in (against, setting) if part)
    number, of = stated(claim)
    return ClaimLine(clipped(number, CLAIM), clipped(of, CLAIM), where)


def _left_out(record: Record, *, more: int, sentences: int) -> str:
    failed = (claim.verdict or "unchecked" for claim in record.claims if claim.verdict != "verified")
    verdicts = Counter(failed)
    told = [f"{count(more, 'more verified claim')} not shown"] if more else []
    if verdicts:
        names = ", ".join(f"{number:,} {verdict_name(verdict)}" for verdict, number in verdicts.most_common())
        told.append(f"{count(verdicts.total(), 'claim')} left out: {names}")
    if sentences:
        told.append(f"{count(sentences, 'sentence')} left out for what the paper does not say")
    return "; ".join(told)
