"""A saved Daily Papers page as text: titles and abstracts by turns, among navigation and dates.

What a paragraph is shows in its form (length, sentences, verbs) and in its place: a title stands before an abstract.
Nothing here knows a particular paper or title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Shape = Literal["prose", "sentence", "heading", "fragment", "furniture", "date"]

LONGEST_TITLE = 300
_SHORT_PROSE = 150
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
DATE = re.compile(
    rf"{_WEEKDAY}(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}\.?\s+{_MONTH}(?:,?\s+\d{{4}})?|\d{{4}}-\d\d-\d\d)",
    re.IGNORECASE,
)
_INNER_END = re.compile(r"[\w)\]%\"'”’][.!?][\"'”’)]?\s+[A-Z]|[。！？](?=\w)")
_FULL_STOP = re.compile(r"(?:[.…。]|[.!?][\"'”’)\]]+)$")
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
_SENTENCE_WORDS = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|we|our|they|their|it|its|this|these|that|which|can|could|may|might"
    r"|will|would|does|do|did|also|however)\b|^(?:We|Our|It|They|This|These)\b"
)
_NO_TITLE = re.compile(r"[-*•‣·+&;,.]\s|[|<>`}]|\$\$|.*[,;:]$", re.DOTALL)
_BYLINE = re.compile(r"by\s?@?[A-Z]")
_NAME = r"(?:[A-Z][\w'’.-]*|de|van|von|der|den|la|di|al|bin)"
_PERSON = re.compile(rf"{_NAME}(?:\s+{_NAME}){{1,4}}|et al\.?")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’]\w+)?")
ABSTRACT_LABEL = re.compile(r"^[*_\s]*abstract[*_]*\s*(?:[:.—–][*_]*|-\s|(?<=\*))\s*", re.IGNORECASE)

# The words of a site's frame, not of any paper's title: a line made of nothing else (but a title is what stands
# before an abstract, whatever its words).
_FRAME_WORDS = """
new daily paper papers trending latest today today's top hot get your you the a an of to in by and on for from with
into all more our us this every each email e-mail inbox newsletter subscribe subscribed unsubscribe sign log login
logout signup join register account up out previous next prev back forward page home menu skip content main search
filter sort load show view see read share save submit submitted upvote upvotes like likes comment comments reply
replies author authors follow about contact help faq terms tos privacy policy cookie cookies settings copyright rights
reserved company jobs careers pricing docs documentation enterprise website blog community models datasets spaces
posts collections theme system dark light feedback hugging face huggingface github arxiv pdf html link links week
weekly month monthly day days ago hour hours minute minutes published updated abstract inc
"""
_FRAME = frozenset(_FRAME_WORDS.split())


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, white space folded, and the line (from 1) where it begins."""

    text: str
    line: int = 0
    marked: bool = False
    """Whether the source marks it as a heading."""

    @cached_property
    def shape(self) -> Shape:
        """What it looks like by itself."""
        return "heading" if self.marked else shape(self.text)


@dataclass
class PageEntry:
    """A title on the page, the paragraphs of its abstract, and the date it stands under."""

    title: Paragraph
    date: str | None = None
    abstract: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The abstract, its paragraphs kept apart by a line break."""
        return ABSTRACT_LABEL.sub("", "\n".join(self.abstract), count=1)


def shape(text: str) -> Shape:
    """Tell what a paragraph looks like by itself, without its neighbours."""
    if len(text) > LONGEST_TITLE:
        return "prose" if _word_count(text[:LONGEST_TITLE]) > 10 else "fragment"
    if DATE.fullmatch(text):
        return "date"
    if _is_furniture(text):
        return "furniture"
    words, ends = _word_count(text), bool(_FULL_STOP.search(text))
    inner, speaks = len(_INNER_END.findall(text)), bool(_SENTENCE_WORDS.search(text))
    if _ADDRESS.search(text):
        return "sentence" if speaks and words > 4 else "fragment"
    if ends and (inner > 1 or ((inner or words > 30) and len(text) >= _SHORT_PROSE)):
        return "prose"
    if ends and (inner or speaks or words >= 12) and words > 2:
        return "sentence"
    return "fragment" if _NO_TITLE.match(text) else "heading"


def _word_count(text: str) -> int:
    """Words, two ideographs counted as one."""
    return len(text.split()) + len(_IDEOGRAPHS.findall(text)) // 2


def _is_furniture(text: str) -> bool:
    if _BYLINE.match(text) and len(text) < 60:
        return True
    words = _LETTERS.findall(DATE.sub(" ", text.removeprefix("https://").removeprefix("http://")))
    return all(len(word) == 1 or word.lower() in _FRAME for word in words)


def find_entries(paragraphs: Iterable[Paragraph]) -> list[PageEntry]:
    """Find the papers among a page's paragraphs, in order; a title with no abstract makes an entry without one."""
    body, date = _trim(_once(paragraphs))
    entries: list[PageEntry] = []
    pending: list[Paragraph] = []
    for index, paragraph in enumerate(body):
        kind = _role(body, index, titled=bool(pending))
        if kind == "date":
            date = paragraph.text if not pending else date
        elif kind == "title":
            pending.append(paragraph)
        elif kind == "abstract" and (pending or entries):
            entries += _titled(pending, date)
            entries[-1].abstract.append(paragraph.text)
            pending = []
    return entries + [PageEntry(p, date) for p in pending if _stands_alone(p)]


def _once(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Leave out a paragraph that only says again what the one before it said."""
    kept: list[Paragraph] = []
    for paragraph in paragraphs:
        if not kept or kept[-1].text.casefold() != paragraph.text.casefold():
            kept.append(paragraph)
    return kept


def _trim(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], str | None]:
    """Cut the site's frame off before the first and behind the last paper; the date in it is kept."""
    shapes = [p.shape for p in paragraphs]
    start = _frame_end(shapes[: _first_abstract(shapes)])
    behind = range(_last_abstract(shapes) + 1, len(shapes))
    end = next((i for i in behind if shapes[i] in ("furniture", "date")), len(shapes))
    frame = [*reversed(paragraphs[:start]), *paragraphs[end:]]
    return paragraphs[start:end], next((p.text for p in frame if p.shape == "date"), None)


def _first_abstract(shapes: Sequence[Shape]) -> int:
    title = next((i for i, s in enumerate(shapes) if s == "heading"), len(shapes))
    return next((i for i in range(title, len(shapes)) if shapes[i] in ("prose", "sentence")), len(shapes))


def _last_abstract(shapes: Sequence[Shape]) -> int:
    for i in range(len(shapes) - 1, -1, -1):
        if shapes[i] == "prose" or (shapes[i] == "sentence" and i and shapes[i - 1] == "heading"):
            return i
    return len(shapes)


def _frame_end(shapes: Sequence[Shape]) -> int:
    """Index behind the last date, else the last piece of furniture, that still has a title after it."""
    for wanted in ("date", "furniture"):
        ends = [i for i, s in enumerate(shapes) if s == wanted and "heading" in shapes[i:]]
        if ends:
            return ends[-1] + 1
    return 0


def _role(body: Sequence[Paragraph], index: int, *, titled: bool) -> Literal["title", "abstract", "date", "none"]:
    paragraph = body[index]
    if paragraph.shape == "date":
        return "date"
    if paragraph.shape == "heading":
        return "title"
    if not titled and _leads(body, index):
        return "title"
    return "none" if paragraph.shape == "furniture" else "abstract"


def _leads(body: Sequence[Paragraph], index: int) -> bool:
    """Whether an odd-looking line is a title by its place: alone before a paragraph far longer than itself."""
    paragraph, following = body[index], body[index + 1 : index + 2]
    if not following or following[0].shape != "prose" or len(following[0].text) < 2 * len(paragraph.text):
        return False
    if paragraph.shape == "furniture":
        follows_paper = index == 0 or body[index - 1].shape in ("prose", "sentence", "date")
        return follows_paper and _LETTERS.search(paragraph.text) is not None
    return paragraph.shape == "sentence" and not _ADDRESS.search(paragraph.text)


def _titled(pending: list[Paragraph], date: str | None) -> list[PageEntry]:
    """Entries for the titles before an abstract: the last is its title, save where it names the authors."""
    if len(pending) > 1 and names_people(pending[-1].text):
        pending = pending[:-1]
    return [PageEntry(p, date) for p in pending[:-1] if _stands_alone(p)] + [PageEntry(p, date) for p in pending[-1:]]


def _stands_alone(paragraph: Paragraph) -> bool:
    return len(paragraph.text.split()) > 2 and not names_people(paragraph.text)


def names_people(text: str) -> bool:
    """Tell whether a line is a list of at least two people's names."""
    people = re.split(r",\s+(?:and\s+)?|\s+and\s+|;\s*", text.strip(" ,;.…"))
    return len(people) > 1 and ":" not in text and all(_PERSON.fullmatch(p) for p in people)
