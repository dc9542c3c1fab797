"""The layout of a PDF's pages: lines put into reading order, without headers, footers, margins and what is hidden."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

_LIGATURES = re.compile("[\ufb00-\ufb06]")
_NO_TEXT = re.compile(r"[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\u200b\ufeff]")
_HYPHENS = ("\x02", "-", "\u2010", "\u00ad")
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–]?\s*(?:\d{1,5}|[ivxl]{1,6})\s*[-–]?(?:\s*(?:of|/)\s*\d+)?", re.IGNORECASE)
_SECTION_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-H])\.?")
_MARGIN = 0.1
"""The share of a page's height in which headers and footers stand."""
_SMALLEST = 0.1
"""Points; what has no size at all is taken for this large."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST_WORD = 200
"""Characters of a word that are looked at where it was broken."""


@dataclass(frozen=True)
class PrintedLine:
    """A line, or the part of one that stands in a column; points from the page's top left."""

    text: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    font: str = ""
    bold: bool = False
    turned: bool = False
    hidden: bool = False
    column: int = 0
    """0 across the page, 1 and 2 in the left and the right column."""
    room: float = 0.0
    """The widest room between it and what stands beside it in its column, in sizes of its letters; 0 where it is alone.

    Between the cells of a table and in a list of contents it is wide, between words that were pushed apart less so.
    """

    @property
    def letters(self) -> int:
        """How many of its characters are letters."""
        return sum(character.isalpha() for character in self.text)


@dataclass(frozen=True)
class Layout:
    """A document's lines in reading order."""

    lines: tuple[PrintedLine, ...]
    margins: str
    """What stands turned at the first page's side, where arXiv stamps its numbers; and its header and footer."""
    size: float
    """The size of the letters that running text is set in."""
    font: str
    """And their font."""
    left_out: int
    """Characters that were hidden from readers."""

    def text_of(self, lines: Iterable[PrintedLine]) -> str:
        """The running text of lines, words that were broken between them put together."""
        return joined([line.text for line in lines], self._words)

    @cached_property
    def _words(self) -> Counter[str]:
        """How often words stand in lines, what was broken at a line's end left out."""
        found: Counter[str] = Counter()
        broken = False
        for line in self.lines:
            words = [word.lower() for word in _WORD.findall(line.text)]
            ends = line.text.endswith(_HYPHENS)
            found.update(words[broken : len(words) - ends])
            broken = ends
        return found


def read_layout(pages: Sequence[Mapping[str, Any]]) -> Layout:
    """Put the lines of pages into reading order; `pages` are what the process that reads PDFs gives."""
    found = [_page_lines(page) for page in pages]
    seen, left_out = _without_hidden(found)
    running = _repeated(seen, pages)
    first = seen[0] if seen else []
    height = float(pages[0]["height"]) if pages else 0.0
    margins = [line.text for line in first if line.turned or _in_margin(line, height)]
    ordered: list[PrintedLine] = []
    for lines, page in zip(seen, pages, strict=True):
        kept = [line for line in lines if not line.turned and not _is_running(line, float(page["height"]), running)]
        ordered += _in_order(kept, float(page["width"]))
    size, font = _body(ordered)
    return Layout(tuple(ordered), "\n".join(margins), size, font, left_out)


def _page_lines(page: Mapping[str, Any]) -> list[PrintedLine]:
    lines = []
    for item in page["lines"]:
        text = clean(str(item["text"]))
        if text.strip("\x02 "):
            look = {name: bool(item[name]) for name in ("bold", "turned", "hidden")}
            x0, y0, x1, y1 = map(float, item["box"])
            lines.append(
                PrintedLine(
                    text,
                    int(page["page"]),
                    x0,
                    y0,
                    x1,
                    y1,
                    max(float(item["size"]), _SMALLEST),
                    str(item["font"]),
                    **look,
                )
            )
    return lines


def clean(text: str) -> str:
    """Text with ligatures written out, one kind of space, and no characters that are none.

    The mark that a word was broken at the line's end stays.

    >>> clean("e\ufb03cient\\xa0 models\\x0c")
    'efficient models'
    """
    text = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found.group()), _NO_TEXT.sub("", text))
    return " ".join(text.split())


def _without_hidden(pages: list[list[PrintedLine]]) -> tuple[list[list[PrintedLine]], int]:
    """Leave out what no reader sees; where all is hidden, it is the text beneath a scan."""
    hidden = sum(len(line.text) for lines in pages for line in lines if line.hidden and not line.turned)
    total = sum(len(line.text) for lines in pages for line in lines)
    if hidden * 2 > total:
        return pages, 0
    return [[line for line in lines if not line.hidden] for lines in pages], hidden


# --- headers and footers ---------------------------------------------------------------------------------------------


def _in_margin(line: PrintedLine, height: float) -> bool:
    return line.y1 < _MARGIN * height or line.y0 > (1 - _MARGIN) * height


def _pattern(line: PrintedLine) -> str:
    return _DIGITS.sub("#", line.text.lower())


def _repeated(pages: list[list[PrintedLine]], sizes: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """What stands in the margins of several pages, numbers aside."""
    found: Counter[str] = Counter()
    for lines, page in zip(pages, sizes, strict=True):
        found.update({_pattern(line) for line in lines if _in_margin(line, float(page["height"]))})
    return frozenset(pattern for pattern, pages_with in found.items() if pages_with > 1)


def _is_running(line: PrintedLine, height: float, running: frozenset[str]) -> bool:
    """Whether a line is a header, a footer or a page's number."""
    return _in_margin(line, height) and (_pattern(line) in running or bool(_PAGE_NUMBER.fullmatch(line.text)))


# --- columns ---------------------------------------------------------------------------------------------------------


def _in_order(lines: list[PrintedLine], width: float) -> Iterator[PrintedLine]:
    """A page's lines as one reads them: what crosses both columns parts the page, left comes before right."""
    gutter = _gutter(lines, width)
    if gutter is None:
        yield from _rows(lines)
        return
    across = sorted(line.y0 for line in lines if _crosses(line, gutter))
    placed = [replace(line, column=_column(line, gutter)) for line in lines]
    bands: dict[tuple[int, int], list[PrintedLine]] = {}
    for line in placed:
        above = bisect_right(across, line.y0 + 0.5)
        bands.setdefault((above, line.column), []).append(line)
    for key in sorted(bands):
        yield from _rows(bands[key])


def _gutter(lines: list[PrintedLine], width: float) -> float | None:
    """Where the room between two columns is; None on a page of one column."""
    weight = sum(len(line.text) for line in lines)
    best, least = None, weight * 0.5
    for step in range(25, 76):
        x = width * step / 100
        left = sum(len(line.text) for line in lines if line.x1 <= x + 2)
        right = sum(len(line.text) for line in lines if line.x0 >= x - 2)
        crossing = weight - left - right
        if min(left, right) >= 0.15 * weight and crossing < least:
            best, least = x, crossing
    return best


def _crosses(line: PrintedLine, gutter: float) -> bool:
    return line.x0 < gutter - 2 and line.x1 > gutter + 2


def _column(line: PrintedLine, gutter: float) -> int:
    return 0 if _crosses(line, gutter) else 1 if line.x1 <= gutter + 2 else 2


def _rows(lines: list[PrintedLine]) -> Iterator[PrintedLine]:
    """Lines from top to bottom, the parts of one from left to right."""
    rest = sorted(lines, key=lambda line: (line.y0 + line.y1) / 2)
    begin = 0
    while begin < len(rest):
        first = rest[begin]
        middle = (first.y0 + first.y1) / 2
        reach = max(first.size, first.y1 - first.y0) * 0.4
        places = range(begin, len(rest))
        end = next((i for i in places if (rest[i].y0 + rest[i].y1) / 2 - middle > reach), len(rest))
        row = _numbered(sorted(rest[begin:end], key=lambda line: line.x0))
        room = max((after.x0 - line.x1 for line, after in pairwise(row)), default=0.0)
        yield from row if len(row) == 1 else (replace(line, room=max(room / line.size, 0.1)) for line in row)
        begin = end


def _numbered(row: list[PrintedLine]) -> list[PrintedLine]:
    """A row of parts; a section's number that stands apart from its name belongs to it."""
    first, *rest = row
    if len(rest) == 1 and _SECTION_NUMBER.fullmatch(first.text) and rest[0].x0 - first.x1 < 4 * first.size:
        return [replace(rest[0], text=f"{first.text} {rest[0].text}", x0=first.x0)]
    return row


def _body(lines: Sequence[PrintedLine]) -> tuple[float, str]:
    """The size and the font that most of the text is set in."""
    looks: Counter[tuple[float, str]] = Counter()
    for line in lines:
        looks[line.size, line.font] += len(line.text)
    return looks.most_common(1)[0][0] if looks else (0.0, "")


# --- running text ----------------------------------------------------------------------------------------------------


def joined(lines: Sequence[str], words: Mapping[str, int]) -> str:
    """Lines as one text; a word that was broken at a line's end is put together as the document writes it elsewhere.

    >>> joined(["a state-of-the-", "art de-", "coder"], {"decoder": 2})
    'a state-of-the-art decoder'
    """
    done, text = list[str](), ""
    for line in lines:
        if len(text) > 2 * _LONGEST_WORD:  # what is joined to is its end alone
            done.append(text[:-_LONGEST_WORD])
            text = text[-_LONGEST_WORD:]
        stripped = line.strip()
        if text.endswith(_HYPHENS) and stripped:
            text = text[:-1] + _hyphen(text[:-1], stripped, words) + stripped
        else:
            text = f"{text} {stripped}" if text and stripped else text or stripped
    return "".join([*done, text]).replace("\x02", "-")


def _hyphen(before: str, after: str, words: Mapping[str, int]) -> str:
    """The hyphen between two parts of a word, or nothing where only the line's end had put one there."""
    begins, ends = re.search(r"[^\W_]*(?:-[^\W_]*)*$", before[-_LONGEST_WORD:]), re.match(r"[^\W\d_]+", after)
    head = begins.group().lower() if begins else ""
    if not head or not head[-1].isalpha() or ends is None or not after[0].islower():
        return "-"
    tail = ends.group().lower()
    whole, hyphened = words.get(head + tail, 0), words.get(f"{head}-{tail}", 0)
    if whole == hyphened:  # mostly both unknown
        two_words = min(len(head), len(tail)) > 2 and words.get(head) and words.get(tail)
        return "-" if "-" in head or two_words else ""
    return "" if whole > hyphened else "-"
