"""Sentences: where they begin and end in running scientific text."""

from __future__ import annotations

import re

Span = tuple[int, int]

_CLOSED = r"[\"'”’)\]}]*(?=\s+(\S))"
_END = re.compile(rf"[.!?]{_CLOSED}|\n\s*\n|\n(?=\s*[-*•]\s)")
_STOP = re.compile(rf"[.!?]{_CLOSED}")
"""The same where there is no line break: a set of characters is searched for much faster than alternatives."""
_DOT = re.compile(rf"\.{_CLOSED}")
"""The same where there are but full stops: one character is searched for much faster than a set."""
_ABBREVIATIONS = frozenset(
    (
        *("al", "approx", "avg", "aka", "cf", "ca", "dr", "e.g", "eg", "eq", "eqs", "etc", "fig", "figs", "i.e", "ie"),
        *("incl", "mr", "mrs", "ms", "no", "nos", "prof", "ref", "refs", "resp", "sec", "sect", "st", "tab", "vol"),
        *("vs", "v.s", "w.r.t", "wrt"),
    )
)
_LAST_WORD = re.compile(r"[\\\w.-]+$")
_ABBREVIATION_ENDS = frozenset(abbreviation[-2:] for abbreviation in _ABBREVIATIONS)
_LONGEST = max(map(len, _ABBREVIATIONS)) + 2
"""Characters looked at before a full stop; a word that fills them is no abbreviation."""


def split(text: str, start: int = 0) -> list[Span]:
    """Split `text[start:]` into sentences; spans are offsets into `text`, without surrounding white space.

    A full stop ends a sentence unless it closes an abbreviation or an initial, or a lower-case word follows it.
    """
    spans: list[Span] = []
    begin = _begin(text, start)
    for match in _end(text, start).finditer(text, start):
        dot, end = match.span()
        follows = match.start(1)
        if follows < 0:  # a line break, which may have white space around it
            _add(spans, text, begin, end)
            begin = max(begin, _begin(text, end))
        elif text[dot] != "." or _ends_sentence(text, dot, follows):
            spans.append((begin, end))
            begin = follows
    _add(spans, text, begin, len(text))
    return spans


def _begin(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _end(text: str, start: int) -> re.Pattern[str]:
    if text.find("\n", start) >= 0:
        return _END
    return _STOP if text.find("!", start) >= 0 or text.find("?", start) >= 0 else _DOT


def _ends_sentence(text: str, dot: int, follows: int) -> bool:
    if text[follows].islower():
        return False
    ending = text[dot - 2 : dot].lower()
    if ending.isalpha() and ending not in _ABBREVIATION_ENDS:
        return True  # neither an abbreviation nor an initial, as nearly always
    nearest = dot - _LONGEST if dot > _LONGEST else 0
    space = text.rfind(" ", nearest, dot)
    last = text[space + 1 if space >= 0 else nearest : dot].lower()
    if not last.isalpha():  # a word alone, as nearly always, needs no looking for
        word = _LAST_WORD.search(text, nearest, dot)
        last = word.group().lstrip("\\").lower() if word else ""
    if last in _ABBREVIATIONS:
        return text.startswith("ms", dot - 2)  # milliseconds, no title
    return len(last) != 1 or not last.isalpha() or last in "iax"


def _add(spans: list[Span], text: str, begin: int, end: int) -> None:
    while begin < end and text[end - 1].isspace():
        end -= 1
    if begin < end:
        spans.append((begin, end))
