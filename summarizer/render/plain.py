"""Plain: an edition as text of 72 columns, for mail programs, terminals and messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summarizer.render.edition import Edition, news_of, remarks
from summarizer.render.items import Alike, Item, alike
from summarizer.render.text import Link

COLUMNS = 72
"""Columns of a line; an address is never broken, whatever its length."""


def plain(edition: Edition, *, full: int | None = None, titles: int | None = None) -> str:
    """Write an edition as plain text.

    `full` papers stand in full (default: as many as the edition says), and `titles` of the others by their titles
    (default: all); how many are left out is said. No word of a paper makes a line of its own.
    """
    full = edition.full if full is None else full
    titles = len(edition.items) if titles is None else titles
    lines = [*_head(edition), *_papers(edition, full, titles), *_unread(edition)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _head(edition: Edition) -> Iterator[str]:
    yield from _wrapped(edition.heading)
    yield from _wrapped(f"{edition.date} · {edition.extent}")
    if edition.link:
        yield from ["The whole digest:", edition.link]
    yield ""
    for text in remarks(edition):
        yield from [*_wrapped(text, "! ", "  "), ""]
    if told := news_of(edition):
        yield from [*_heading(edition.since_when), *_list(told), ""]


def _papers(edition: Edition, full: int, titles: int) -> Iterator[str]:
    if edition.items[:full]:
        yield from _heading("Papers")
    for number, item in enumerate(edition.items[:full], 1):
        yield from [*_in_full(item, f"{number}. "), ""]
    if rest := edition.items[full : full + titles]:
        yield from _heading("More papers, by their titles" if full else "Papers, by their titles")
        for group in alike(rest):
            yield from _by_title(group)
    if left := len(edition.items) - full - len(rest):
        where = "stand in the whole digest" if edition.link else "are left out here"
        yield from [*_wrapped(f"{left:,} more of {len(edition.items):,} papers {where}."), ""]


def _by_title(group: Alike) -> Iterator[str]:
    if group.caption:
        yield from [*_wrapped(f"{group.caption[0].upper()}{group.caption[1:]}:"), ""]
    for item in group.items:
        why = f" ({'; '.join(item.reasons)})" if item.reasons and not group.caption else ""
        yield from [*_wrapped(f"{item.title}{why}", "- ", "  "), *_address(item.link, "  ")]
    yield ""


def _in_full(item: Item, number: str) -> Iterator[str]:
    space = " " * len(number)
    yield from _wrapped(item.title, number, space)
    yield from _address(item.link, space)
    if item.meta:
        yield from _wrapped(item.meta, space, space)
    if item.reasons:
        yield from _wrapped(f"Why: {'; '.join(item.reasons)}", space, space)
    for flag in item.flags:
        yield from _wrapped(f"Flagged: {flag}", space, space)
    if item.summary:
        yield from ["", *_wrapped(item.summary, space, space)]
    if item.claims:
        yield ""
    for claim in item.claims:
        text = f"{claim.figure} {claim.about}{': ' + claim.where if claim.where else ''}"
        yield from _wrapped(text, f"{space}* ", f"{space}  ")
    if item.limits:
        yield from ["", *_wrapped(f"Limits: {item.limits}", space, space)]
    if item.left_out:
        yield from ["", *_wrapped(f"[{item.left_out}]", space, space)]


def _unread(edition: Edition) -> Iterator[str]:
    if edition.unread:
        yield from _heading("Could not be read")
    for paper in edition.unread:
        yield from [*_wrapped(f"{paper.title}: {paper.why}", "- ", "  "), *_address(paper.link, "  ")]
    if edition.more_unread:
        yield from _wrapped(edition.more_unread)


def _heading(text: str) -> Iterator[str]:
    yield from [text.upper(), "-" * len(text), ""]


def _list(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _wrapped(text, "* ", "  ")


def _address(link: Link, space: str) -> Iterator[str]:
    if link.own:  # the address of a search says no more than the title
        yield f"{space}{link.url}"


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """A text's lines, each behind its lead; characters of two columns count as two."""
    from rich.cells import cell_len, chop_cells

    room = COLUMNS - len(rest)
    lines = [""]
    words = (part for word in text.split() for part in chop_cells(word, room))
    for word in words:
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= room:
            lines[-1] = joined
        else:
            lines.append(word)
    return [f"{rest if number else first}{line}" for number, line in enumerate(lines)]
