"""Text: a paper's words made safe to show, cut where something in them is to be marked.

Papers are untrusted: control characters, escape sequences and characters that turn the direction of writing are made
visible, invisible ones are taken out, and links go to http and https alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlsplit

from summarizer.injections import INVISIBLE, TURNS
from summarizer.papers import Paper
from summarizer.records import Record, Span

_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_UNSAFE = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff{_BREAKS}{TURNS}{INVISIBLE}]")
_ESCAPED_IN_JSON = re.compile(f"[\x7f-\x9f\u2028\u2029{TURNS}{INVISIBLE}]")
_LINK_CHARACTERS = "/:?#@!$&*+,;=%~-._"
_LONG = 6000
"""Code points above which a text is a full text, shown around its evidence alone."""
_GAP = 600
_GAP_EDGE = 160

Mark = Literal["", "claim", "doubt", "result"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text and what it is marked as."""

    text: str
    mark: Mark = ""
    """`claim`: evidence of a verified claim; `doubt`: of one that failed; `result`: a quality number's; or nothing."""
    ids: tuple[str, ...] = ()
    """The claims whose evidence it is."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address, and whether it is the paper's own (else a search for its title)."""

    url: str
    own: bool


def visible(text: str) -> str:
    """Show what a text may hide: control characters as pictures, turned writing as �, invisible characters not at all.

    Line breaks and tabs stay; other breaks become a space. Joiners that scripts need are kept.
    """
    return _UNSAFE.sub(_picture, text) if _UNSAFE.search(text) else text


def one_line(text: str) -> str:
    """Make a text visible and put it on one line."""
    return " ".join(visible(text).split())


def printable(text: str) -> str:
    """Make a line visible for a terminal; a line break in it is a space, its leading spaces stay."""
    return visible(text).replace("\n", " ").replace("\t", " ")


def inert_json(text: str) -> str:
    """Escape what JSON leaves raw in strings and a terminal would obey; the data stays the same."""
    return _ESCAPED_IN_JSON.sub(_json_escape, text)


def link(paper: Paper) -> Link:
    """The paper's address, if it is a plain http or https one, else a search for its title."""
    url, own = paper.link
    if own and not plain_address(url):
        own, url = False, paper.model_copy(update={"arxiv_id": None, "url": None, "doi": None}).link[0]
    return Link(quote(url, safe=_LINK_CHARACTERS), own)


def without_support(text: str, unsupported: Sequence[str]) -> list[tuple[str, bool]]:
    """Cut a summary sentence where a word stands that is nowhere in the paper: (piece, is one)."""
    words = sorted((word for word in unsupported if word.strip()), key=len, reverse=True)
    if not words:
        return [(text, False)]
    form = re.compile(r"(?<!\w)(" + "|".join(re.escape(word) for word in words) + r")(?!\w)")
    return [(piece, bool(i % 2)) for i, piece in enumerate(form.split(text)) if piece]


def evidence(record: Record, *, start: int, end: int) -> list[Piece]:
    """Cut `paper.full_text[start:end]` at the evidence in it; evidence that overlaps becomes one piece.

    Of a full text, long stretches without any are shortened to their edges.
    """
    text = record.paper.full_text[:end]
    shorten = end - start > _LONG
    pieces: list[Piece] = []
    place = start
    for begin, until, mark, ids in _marks(record, start, end):
        pieces.append(Piece(_gap(text[place:begin]) if shorten else text[place:begin]))
        pieces.append(Piece(text[begin:until], mark, ids))
        place = until
    pieces.append(Piece(_gap(text[place:]) if shorten else text[place:]))
    return [piece for piece in pieces if piece.text]


def _marks(record: Record, start: int, end: int) -> list[tuple[int, int, Mark, tuple[str, ...]]]:
    claims = [(c.span, "claim" if c.verdict == "verified" else "doubt", c.id) for c in record.claims]
    merged = _merged(_inside(claims, start, end))
    results = _merged(_inside([(r.span, "result", "") for r in record.results], start, end))
    free = [mark for mark in results if all(mark[1] <= begin or until <= mark[0] for begin, until, *_ in merged)]
    return sorted(merged + free)


def _inside(
    found: Iterable[tuple[Span | None, str, str]], start: int, end: int
) -> list[tuple[int, int, Mark, tuple[str, ...]]]:
    spans = ((max(start, span[0]), min(end, span[1]), mark, identifier) for span, mark, identifier in found if span)
    return [(b, e, m, (i,) if i else ()) for b, e, m, i in sorted(spans) if b < e]  # type: ignore[misc]


def _merged(marks: list[tuple[int, int, Mark, tuple[str, ...]]]) -> list[tuple[int, int, Mark, tuple[str, ...]]]:
    merged: list[tuple[int, int, Mark, tuple[str, ...]]] = []
    for begin, until, mark, ids in marks:
        if merged and begin < merged[-1][1]:
            before = merged.pop()
            both: Mark = "claim" if "claim" in (mark, before[2]) else mark
            merged.append((before[0], max(before[1], until), both, before[3] + ids))
        else:
            merged.append((begin, until, mark, ids))
    return merged


def _gap(text: str) -> str:
    return text if len(text) <= _GAP else f"{text[:_GAP_EDGE]} … {text[-_GAP_EDGE:]}"


def _picture(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    if char in _BREAKS:
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return (
        "�" if code < 0xA0 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069 or 0xD800 <= code <= 0xDFFF else ""
    )


def _json_escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def plain_address(url: str) -> bool:
    """Whether an address is a plain http or https one: nothing in it to be run, hidden or mistaken for another host."""
    if _UNSAFE.search(url) or any(char.isspace() or char in "\\<>\"'`" for char in url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
