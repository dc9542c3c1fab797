"""Text to paragraphs: with blank lines between them or without, hard-wrapped or a line each."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from itertools import pairwise

from summarizer.errors import InputWarning
from summarizer.sources.page import Paragraph

NARROW, WIDE = 40, 200
"""Hard-wrapped text has lines of so many characters at most (and its longest at least)."""
_GUESSED = 4
"""More paragraphs than this without a blank line between them, in wrapped text, are a guess."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_RULE = re.compile(r"[\s=\-_*~#.·•―—\u200b\ufeff]*")
_HEADING_MARK = re.compile(r"#{1,6}\s+(?=\S)")
_BROKEN_WORD = re.compile(r"(?<=\w-)\n(?!$)")
_END_OF_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")
_GOES_ON = re.compile(r"(?:[,:–—-]|\b(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|via|with|without))$")

Line = tuple[int, str]


def split(text: str, where: str = "text") -> list[Paragraph]:
    """Split a text into paragraphs, white space folded; a heading marked by `#` is one paragraph and says so.

    Lines are paragraphs of their own, unless the text as a whole shows that it was wrapped to a width. Where it was
    and has no blank lines either, paragraphs are guessed, and an `InputWarning` says so, naming `where`.
    """
    blocks = list(_blocks(text))
    if not _is_wrapped(blocks):
        return [paragraph for block in blocks for paragraph in _join_titles(block)]
    unwrapped = [_unwrap(block) for block in blocks]
    if any(len(paragraphs) > _GUESSED for paragraphs in unwrapped):
        told = "its lines are wrapped and no blank lines part its paragraphs: where titles begin and end is guessed"
        warnings.warn(f"{where}: {told}", InputWarning, stacklevel=3)
    return [paragraph for paragraphs in unwrapped for paragraph in paragraphs]


def _blocks(text: str) -> Iterator[list[Line]]:
    """Runs of lines with no blank line (or rule of dashes) in between; lines are stripped and numbered from 1."""
    block: list[Line] = []
    for number, raw in enumerate(_LINE_END.split(text), 1):
        line = " ".join(raw.split())
        if _RULE.fullmatch(line) or (block and _HEADING_MARK.match(line)):
            if block:
                yield block
            block = []
        if not _RULE.fullmatch(line):
            block.append((number, line))
            if _HEADING_MARK.match(line):
                yield block
                block = []
    if block:
        yield block


def _is_wrapped(blocks: list[list[Line]]) -> bool:
    """Whether most line ends are where a width leaves no room for the next word, and no line is a whole paragraph."""
    lengths = [len(line) for block in blocks for _, line in block]
    if sum(n for n in lengths if n > WIDE) * 2 > sum(lengths):
        return False
    pairs = [full for block in blocks for full in _full(block)]
    return len(pairs) > 1 and sum(pairs) >= 0.6 * len(pairs)


def _full(block: list[Line]) -> list[bool]:
    """For each line but the last of a block: whether the next line's first word would not have fitted into it."""
    width = max(len(line) for _, line in block)
    if not NARROW <= width <= WIDE:
        return [False] * (len(block) - 1)
    return [len(line) + 1 + len(below.partition(" ")[0]) > width for (_, line), (_, below) in pairwise(block)]


def _unwrap(block: list[Line]) -> list[Paragraph]:
    full = [*_full(block), False]
    runs, start = [[block[0]]], 0
    for i in range(1, len(block)):
        if _continues(block, full, i) and not _title_ends(block, full, start, i):
            runs[-1].append(block[i])
        else:
            runs.append([block[i]])
            start = i
    return [_paragraph(run) for run in runs]


def _continues(block: list[Line], full: list[bool], i: int) -> bool:
    above, line = block[i - 1][1], block[i][1]
    if above.casefold() == line.casefold():
        return False
    ended = _END_OF_SENTENCE.search(above) is not None
    if not full[i - 1]:
        return line[0].islower() and not ended
    return not (ended and _short_run(block, full, i))


def _title_ends(block: list[Line], full: list[bool], start: int, i: int) -> bool:
    """Whether a title that happens to fill its line ends above line `i`: it stands right below an abstract's end."""
    below_abstract = start > 0 and _END_OF_SENTENCE.search(block[start - 1][1]) is not None
    return below_abstract and i - start < 3 and block[i][1][0].isupper() and not _short_run(block, full, start)


def _short_run(block: list[Line], full: list[bool], i: int) -> bool:
    """Whether a title begins at a line: few lines to the next one that has room, and no sentence ends there.

    Above it stands then the last line of an abstract that happens to be full.
    """
    end = next((j for j in range(i, min(i + 3, len(block))) if not full[j]), None)
    if end is None or end + 1 == len(block):
        return False
    return not any(_END_OF_SENTENCE.search(line) for _, line in block[i : end + 1])


def _join_titles(block: list[Line]) -> list[Paragraph]:
    """A line each, save where a short line visibly goes on in the next: "… Attention for" / "Long Documents"."""
    runs = [[block[0]]]
    for (_, above), line in pairwise(block):
        short = NARROW <= len(above) <= WIDE and len(line[1]) <= WIDE
        if short and _GOES_ON.search(above):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [_paragraph(run) for run in runs]


def _paragraph(lines: list[Line]) -> Paragraph:
    """Join the lines of a paragraph; a word that was broken at its hyphen is put together again."""
    number, first = lines[0]
    mark = _HEADING_MARK.match(first)
    if mark:
        return Paragraph(first[mark.end() :].rstrip("# "), number, marked=True)
    return Paragraph(_BROKEN_WORD.sub("", "".join(f"{line}\n" for _, line in lines)).replace("\n", " ").strip(), number)
