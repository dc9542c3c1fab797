"""The structure of a paper's pages: its title, its abstract, and its sections under their headings."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.sentences import split
from summarizer.sources.pdf_layout import Layout, PrintedLine
from summarizer.sources.sections import Section, kind_of, with_kinds

_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,5}\.|[A-H](?:\.\d{1,2})*\.?)\s+(?=\S)")
_UNNUMBERED = re.compile(
    r"(?:introduction|related works?|background|methods?|methodology|materials and methods|experiments?|evaluation"
    r"|results|experimental results|results and discussion|discussion|discussion and conclusions?"
    r"|conclusions?|limitations?"
    r"|concluding remarks|conclusions? and (?:future work|discussion|outlook)|future work|summary|references"
    r"|bibliography|literature cited|acknowledge?ments?|(?:supplementary|supporting) (?:material|information)"
    r"|appendix|appendices"
    r"|funding|author contributions|conflicts? of interest|data availability(?: statement)?|ethics statement)[.:]?",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(r"(?:abstract|a b s t r a c t|summary)\b\s*(?:[.:—–-]+\s*)?", re.IGNORECASE)
_AFTER_ABSTRACT = re.compile(
    r"(?:key ?-?words?|index terms|ccs concepts|categories and subject descriptors|general terms|acm reference|keywords"
    r"|author keywords|pacs|msc|jel|permission to make|copyright|\d?\s*introduction\b|article info|correspondence)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:figure|fig\.|table|algorithm|listing)\s*\d+\s*[:.]|\(?c\)? ?\d{4}\b|permission to make", re.IGNORECASE
)
_BULLETS = ("•", "◦", "▪", "‣", "∙", "– ", "— ")
_CELLS = 2.5
"""Between the cells of a table is more room than this."""
_REFERENCES = re.compile(r"\b(?:references|bibliography|literature cited)\b", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]{3}")
_OPENING = "Introduction"
_NOTE_MARKS = " *∗⋆†‡§¶"
_LONGEST_HEADING = 90
_LONGEST_ABSTRACT = 4_000
_LONGEST_TITLE = 300


def find_title(layout: Layout, metadata_title: str) -> str:
    """The title: the metadata's where it also heads the first page, else what is set largest there."""
    first = [line for line in layout.lines if line.page == 1]
    words = _letters(metadata_title)
    heads = [line for line in first if line.size >= layout.size]
    if len(words) >= 8 and words in _letters(" ".join(line.text for line in heads)):
        title = _as_printed(layout, heads, words) or " ".join(metadata_title.split())
    else:
        title = layout.text_of(_largest(first))
    return title.rstrip(_NOTE_MARKS)


def _as_printed(layout: Layout, lines: Sequence[PrintedLine], words: str) -> str:
    """A title as the page has it, where a few whole lines make it up: metadata often lack its signs and capitals."""
    for i in range(len(lines)):
        for j in range(i + 1, min(i + 5, len(lines) + 1)):
            if _letters(" ".join(line.text for line in lines[i:j])) == words:
                return layout.text_of(lines[i:j])
    return ""


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).lower()
    return "".join(character for character in folded if character.isalnum())


def _largest(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines in the largest letters that come one after another and hold some words."""
    sizes = Counter({line.size: 0 for line in lines})
    for line in lines:
        sizes[line.size] += line.letters
    for size in sorted(sizes, reverse=True):
        if sizes[size] < 8:
            continue
        begin = next(i for i, line in enumerate(lines) if line.size == size and line.letters > 2)
        group: list[PrintedLine] = []
        for line in lines[begin:]:
            same = abs(line.size - size) < 0.7
            if group and (not same or line.y0 - group[-1].y1 > 1.5 * size or line.column != group[-1].column > 0):
                break
            group.append(line)
        if sum(len(line.text) for line in group) <= _LONGEST_TITLE:
            return group
    return []


# --- the abstract ----------------------------------------------------------------------------------------------------


def find_abstract(layout: Layout) -> tuple[str, int]:
    """The abstract and the index of the first line behind it; empty where nothing is marked as one."""
    for i, line in enumerate(layout.lines):
        if line.page > 3:
            break
        label = _ABSTRACT.match(line.text)
        if label is None or not _is_label(line, label):
            continue
        first = line.text[label.end() :]
        end = _abstract_end(layout, i + 1)
        text = layout.text_of(_replaced(layout.lines[i:end], first))
        if len(text) > (100 if end < len(layout.lines) else 20):  # where nothing else follows, a short one is one, too
            return text, end
    return "", 0


def _is_label(line: PrintedLine, label: re.Match[str]) -> bool:
    """Whether "Abstract" stands alone, or is set off by a sign, bold letters or capitals: it begins no sentence."""
    rest = line.text[label.end() :]
    marked = label.group().rstrip()[-1:] in ".:—–-" or label.group().strip().isupper() or line.bold
    return not rest or (marked and (rest[:1].isupper() or not rest[:1].isalpha()))


def _replaced(lines: Sequence[PrintedLine], first: str) -> list[PrintedLine]:
    return [replace(lines[0], text=first), *lines[1:]] if first else list(lines[1:])


def _abstract_end(layout: Layout, begin: int) -> int:
    """Where an abstract ends: at a heading, at what follows abstracts, at other letters, or with room behind it."""
    lines = layout.lines
    size = lines[begin].size if begin < len(lines) else 0.0
    length = 0
    for i in range(begin, len(lines)):
        line, before = lines[i], lines[i - 1]
        if _AFTER_ABSTRACT.match(line.text) or heading_depth(line, layout) or line.page > lines[begin].page + 1:
            return i
        if i > begin and abs(line.size - size) > 0.8 and line.letters > 20:
            return i
        length += len(line.text)
        if length > _LONGEST_ABSTRACT and before.text.endswith("."):
            return i
        same_column = line.column == before.column and line.page == before.page
        if i > begin + 2 and same_column and line.y0 - before.y1 > 2.2 * size and before.text.endswith("."):
            return i
    return len(lines)


# --- sections --------------------------------------------------------------------------------------------------------


def find_sections(layout: Layout, begin: int) -> list[Section]:
    """The sections from a line on, up to the references.

    What stands before the first heading counts only where no introduction follows: names and addresses, mostly.
    """
    before, *headed = _headed(layout, begin)
    introduced = any(kind_of(name) == "introduction" for name, _, _ in headed)
    return with_kinds(headed if introduced else [before, *headed])


def find_opening(layout: Layout) -> str:
    """A paper's first paragraph that could be an abstract, where none is marked as one: some sentences of prose."""
    first = _headed(layout, 0)[0][2]
    likely = (text for text in first if 300 <= len(text) <= _LONGEST_ABSTRACT and len(split(text)) > 2)
    return next((text for text in likely if sum(c.islower() for c in text) > 0.7 * len(text)), "")


def _headed(layout: Layout, begin: int) -> list[tuple[str, int, tuple[str, ...]]]:
    """Names, depths and paragraphs of sections; the first one is what stands before the first heading."""
    name, depth, lines = _OPENING, 1, list[PrintedLine]()
    found: list[tuple[str, int, tuple[str, ...]]] = []
    for line in layout.lines[begin:]:
        deep = heading_depth(line, layout)
        if not deep:
            lines.append(line)
            continue
        found.append((name, depth, _texts(layout, lines)))
        name, depth, lines = line.text.rstrip(".:"), deep, []
        if _REFERENCES.search(name):
            return found
    return [*found, (name, depth, _texts(layout, lines))]


def _texts(layout: Layout, lines: Sequence[PrintedLine]) -> tuple[str, ...]:
    return tuple(filter(None, map(layout.text_of, _paragraphs(_running(lines, layout.size)))))


def heading_depth(line: PrintedLine, layout: Layout) -> int:
    """How deep a heading stands, 1 for the highest; 0 for a line that is none."""
    text = line.text
    if not (not line.room and 3 <= len(text) <= _LONGEST_HEADING) or text[-1] in ",;" or not _NAME.search(text):
        return 0
    set_off = line.bold or line.font != layout.font or line.size > layout.size + 0.6 or text.isupper()
    if _UNNUMBERED.fullmatch(text) and (set_off or text[0].isupper()):
        return 1
    number = _NUMBER.match(text)
    if number is None or text.endswith("."):
        return 0
    name = text[number.end() :]
    known = bool(_UNNUMBERED.fullmatch(name))
    if not (name[0].isupper() and (set_off or known) and sum(c.isalpha() for c in name) * 2 > len(name)):
        return 0
    digits = number["number"].rstrip(".")
    return digits.count(".") + (2 if text[1:2] == "." and text[0] in "ABCDEFGH" else 1)  # A. below I.


def _running(lines: Sequence[PrintedLine], size: float) -> Iterator[PrintedLine]:
    """Lines of running text: no footnotes and captions, which are set smaller, no rows of tables, no formulas."""
    note = False
    for i, line in enumerate(lines):
        if _NOTE.match(line.text):
            note = True
        elif note and i and (line.y0 - lines[i - 1].y1 > 0.6 * line.size or line.y0 < lines[i - 1].y0):
            note = False
        prose = line.letters * 2 > len(line.text)
        if abs(line.size - size) <= 0.6 and prose and line.room < _CELLS and not note:
            yield line


def _paragraphs(lines: Iterator[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Lines of one paragraph after another; a page's or a column's end parts none that goes on."""
    paragraph: list[PrintedLine] = []
    for line in lines:
        if paragraph and _begins(line, paragraph):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _begins(line: PrintedLine, paragraph: Sequence[PrintedLine]) -> bool:
    before = paragraph[-1]
    if line.text.startswith(_BULLETS):
        return True
    if not before.text.endswith((".", "!", "?", ":", ".”", '."')):
        return False
    if line.page != before.page or line.column != before.column or line.y0 < before.y0:
        return line.text[:1].isupper() and before.x1 < max(other.x1 for other in paragraph) - line.size
    apart = line.y0 - before.y1 > 0.8 * line.size
    indented = line.x0 > before.x0 + 0.7 * line.size and abs(line.y0 - before.y0) > 2
    return apart or indented
