"""Variants: names built on a coined one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.folding import occurrences
from summarizer.reading.naming.spellings import IN_BRACKETS, SIZE_SUFFIX, is_of_word, is_size_of, is_special, places_of

_PREFIX = re.compile(r"(?<![\w-])([A-Z][a-z]+)-$")
_SUFFIX = re.compile(r"(?:-([A-Z]\w*))?(?![\w-])")
_LONGEST_PREFIX = 40


def variants_of(names: Sequence[str], text: str) -> Iterator[str]:
    """Names built on a coined one: "VTrans" and "Fast-VTrans", "MatFormer language model (MatLM)"."""
    shorts: list[str] | None = None
    for name in names:
        if len(name) < 3 or " " in name:
            continue
        if f"-{name}" in text or f"{name}-" in text or f"-\n{name}" in text:
            yield from _lengthened(name, text)
        yield from _followed(name, text)
        yield from _related(name, text)
        if is_special(name):
            shorts = IN_BRACKETS.findall(text) if shorts is None else shorts
            for other in shorts:
                if (
                    other not in names
                    and not is_size_of(other, names)
                    and name[:3] == other[:3]
                    and not name.startswith(other)
                    and is_special(other)
                ):
                    yield other


def _lengthened(name: str, text: str) -> Iterator[str]:
    """A name with a word before or behind it that is no mark of a size."""
    for start, end in places_of(name, text, hyphen=True):
        joined = text[max(0, start - 2) : start].endswith(("-", "-\n"))
        if not joined and not text.startswith("-", end):
            continue
        suffix = _SUFFIX.match(text, end)
        prefix = _PREFIX.search(text, max(0, start - _LONGEST_PREFIX), start) if joined else None
        if suffix is None or (prefix is None and text[start - 1 : start] == "-"):
            continue
        parts = [part for part in (prefix and prefix[1], suffix[1]) if part]
        if parts and not any(SIZE_SUFFIX.fullmatch(part) for part in parts):
            yield text[prefix.start() if prefix else start : suffix.end()]


_FOLLOWED = re.compile(r"(?:\d|\+{1,2}|v\d|-?[vV]\d\.\d)(?![\w.-]*\w)")


def _followed(name: str, text: str) -> Iterator[str]:
    """What follows upon a name: "TileNet2", "TileNet++"."""
    for start in occurrences(name, text):
        mark = _FOLLOWED.match(text, start + len(name))
        if mark and not is_of_word(text[start - 1 : start]):
            yield name + mark[0]


_FAMILY = re.compile(r"(?:[A-Z][a-z]{2,}){2}(?=-)|[A-Z][a-z]{2,}(?=[A-Z])")
_MEMBER = re.compile(r"-?[A-Z]\w+(?![\w-])")


def _related(name: str, text: str) -> Iterator[str]:
    """Names that begin as a coined one does: "TourPlanner" and "TourBench"."""
    family = _FAMILY.match(name)
    if family is None:
        return
    for start in occurrences(family[0], text):
        rest = _MEMBER.match(text, start + len(family[0]))
        if rest is None or is_of_word(text[start - 1 : start]):
            continue
        other = family[0] + rest[0]
        if not name.startswith(other) and not is_size_of(other, [name]):
            yield other
