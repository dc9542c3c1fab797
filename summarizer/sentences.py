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
        *("vs", "w.r.t", "wrt"),
    )
)
_LAST_WORD = re.compile(r"[\\\w.-]+$")
_LONGEST = max(map(len, _ABBREVIATIONS)) + 2
"""Characters looked at before a full stop; a word that fills them is no abbreviation."""


def split(text: str, start: int = 0) -> list[Span]:
    """Split `text[start:]` into sentences; spans are offsets into `text`, without surrounding white space.

    A full stop ends a sentence unless it closes an abbreviation or an initial, or a lower-case word follows it.
    """
    spans: list[Span] = []
    begin = start
    for match in _end(text, start).finditer(text, start):
        dot, end = match.span()
        if text[dot] == "." and not _ends_sentence(text, dot, match[1]):
            continue
        _add(spans, text, begin, end)
        begin = max(end, match.start(1))
    _add(spans, text, begin, len(text))
    return spans


def _end(text: str, start: int) -> re.Pattern[str]:
    if text.find("\n", start) >= 0:
        return _END
    return _STOP if text.find("!", start) >= 0 or text.find("?", start) >= 0 else _DOT


def _ends_sentence(text: str, dot: int, follows: str) -> bool:
    if follows.islower():
        return False
    last = text[max(0, dot - _LONGEST) : dot].rpartition(" ")[2].lower()
    if not last.isalpha():  # a word alone, as nearly always, needs no looking for
        word = _LAST_WORD.search(text, max(0, dot - _LONGEST), dot)
        last = word.group().lstrip("\\").lower() if word else ""
    if last in _ABBREVIATIONS:
        return text.startswith("ms", dot - 2)  # milliseconds, no title
    return len(last) != 1 or not last.isalpha() or last in "iax"


def _add(spans: list[Span], text: str, begin: int, end: int) -> None:
    while begin < end and text[begin].isspace():
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    if begin < end:
        spans.append((begin, end))
