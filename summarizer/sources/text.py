"""Text files: a saved page of many papers, or one paper with its title first."""

from __future__ import annotations

import re
from pathlib import PurePath

from summarizer.errors import InputError
from summarizer.papers import Paper, Source, make_paper
from summarizer.sources.page import PageEntry, Paragraph, find_entries, names_people
from summarizer.sources.paragraphs import split

_LABEL = re.compile(r"[*_\s]*(?:abstract|summary)[*_\s:.]*", re.IGNORECASE)
_NEXT_SECTION = re.compile(
    r"[*_\s]*(?:[\dIVX]+\.?\s+)?(?:introduction|key ?words|index terms|ccs concepts|references)\b.{0,80}",
    re.IGNORECASE,
)
_TITLE_LABEL = re.compile(r"title:\s+", re.IGNORECASE)


def read_text(text: str, where: str) -> list[Paper]:
    """Read the papers in a text: titles and abstracts by turns, or one paper (title, perhaps "Abstract", the rest).

    Raises `InputError` naming the file (`where`), what was looked for and what was found.
    """
    return papers_of(split(text, where), where, kind="page")


def papers_of(paragraphs: list[Paragraph], where: str, *, kind: str) -> list[Paper]:
    """Make papers of paragraphs; `kind` is that of their source where they are several."""
    name = PurePath(where).name
    if single := _labelled(paragraphs):
        return [_paper(single, Source(kind="text", name=name))]
    entries = find_entries(paragraphs)
    if _is_page(entries):
        one = len(entries) == 1 and entries[0].date is None
        sources = [Source(kind=kind, name=name, date=e.date, position=i) for i, e in enumerate(entries, 1)]
        return [_paper(e, Source(kind="text", name=name) if one else s) for e, s in zip(entries, sources, strict=True)]
    if single := _short(paragraphs):
        return [_paper(single, Source(kind="text", name=name))]
    raise InputError(
        f"{where}: expected titles and abstracts by turns, or one title and its abstract; {_found(paragraphs)}"
    )


def _is_page(entries: list[PageEntry]) -> bool:
    """Whether there is an abstract at all, and most titles look like one by themselves: running prose has neither."""
    told = [e for e in entries if e.abstract]
    return bool(told) and sum(e.title.shape != "sentence" for e in told) * 2 > len(told)


def _labelled(paragraphs: list[Paragraph]) -> PageEntry | None:
    """One paper whose abstract stands under a line "Abstract", up to its next section."""
    labels = [i for i, p in enumerate(paragraphs) if _LABEL.fullmatch(p.text)]
    if len(labels) != 1 or any(p.shape == "prose" for p in paragraphs[: labels[0]]):
        return None
    before = [p for p in paragraphs[: labels[0]] if p.shape == "heading" and not names_people(p.text)]
    after = paragraphs[labels[0] + 1 :]
    if not before or not after:
        return None
    end = next((i for i, p in enumerate(after) if i and _NEXT_SECTION.fullmatch(p.text)), len(after))
    title = next((p for p in before if p.marked), before[0])
    return PageEntry(title, abstract=[p.text for p in after[:end]])


def _short(paragraphs: list[Paragraph]) -> PageEntry | None:
    """One paper too short to look like a page: a title, and below it something that ends like a sentence."""
    if len(paragraphs) < 2 or paragraphs[0].shape != "heading" or paragraphs[0].text.endswith("."):
        return None
    rest = [p.text for p in paragraphs[1:]]
    return PageEntry(paragraphs[0], abstract=rest) if rest[-1].endswith(".") and len(rest) <= 3 else None


def _paper(entry: PageEntry, source: Source) -> Paper:
    title = (
        _TITLE_LABEL.sub("", entry.title.text, count=1) if _TITLE_LABEL.match(entry.title.text) else entry.title.text
    )
    return make_paper(title, entry.text, sources=(source,))


def _found(paragraphs: list[Paragraph]) -> str:
    if not paragraphs:
        return "found nothing but white space"
    prose = sum(p.shape in ("prose", "sentence") for p in paragraphs)
    first = paragraphs[0]
    shown = first.text if len(first.text) <= 60 else first.text[:60] + "…"
    many = "s" if len(paragraphs) > 1 else ""
    what = f"{len(paragraphs)} paragraph{many}, {prose} of running text, and no abstract below a title"
    return f"found {what} (line {first.line}: {shown!r})"
