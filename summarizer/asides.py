"""Asides: stretches of a text that are not the paper's words to its readers: hidden markup, turns of a conversation.

An abstract that was copied from a page may hold comments, scripts and elements that no eye sees; one that was tampered
with may hold forged turns and answers. Whatever stands there is no claim of the paper's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]

LONGEST = 4_000
"""Characters between a mark and the one that closes it, at most: beyond, the two don't belong together."""

_PAIRS = (
    ("<!--", "-->"),
    ("<script", "</script>"),
    ("<style", "</style>"),
    ("<template", "</template>"),
    ("<noscript", "</noscript>"),
    ("<|im_start|>", "<|im_end|>"),
    ("[inst]", "[/inst]"),
    ("[system]", "[/system]"),
    ("<<sys>>", "<</sys>>"),
    ("```", "```"),
)
"""Marks, in lower case, and what closes them; one that is never closed hides nothing."""
_TAG = re.compile(r"<([a-z][a-z0-9]{0,15})\s[^<>]{0,500}>")
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:opacity|font-size)\s*:\s*0(?![.\d]*[1-9])"
    r"|[\s;\"']color\s*:\s*(?:white|#fff(?:fff)?)\b|\shidden\b"
)
_TURN = re.compile(r"###\s{0,20}[a-z][a-z ]{0,24}:")
_TURN_END = re.compile(r"###|(?<=[.!?])\s(?!\s*[#{\"])")
_BRACES = re.compile(r"[{}]")
_OBJECT = re.compile(r'\{\s{0,20}"')


def find_asides(text: str) -> list[Span]:
    """Find the stretches of a text that are no words to its readers, in order and apart; linear in its length."""
    if "<" not in text and "[" not in text and "#" not in text and "`" not in text and "{" not in text:
        return []
    lower = text.replace("İ", "i").lower()  # the one letter that grows in lower case, which would shift every place
    found = [span for opens, closes in _PAIRS if opens in lower for span in _between(lower, opens, closes)]
    found += _hidden(lower) if "<" in lower else ()
    found += _turns(lower) if "###" in lower else ()
    found += _objects(lower) if "{" in lower else ()
    return _joined(sorted(found))


def overlaps(span: Span, asides: list[Span]) -> bool:
    """Whether a stretch shares anything with an aside."""
    return any(start < span[1] and span[0] < end for start, end in asides)


def _between(text: str, opens: str, closes: str) -> Iterator[Span]:
    start, stop = text.find(opens), 0
    while start >= 0:
        if stop < start + len(opens):  # else it closes this one, too, and is not looked for again
            stop = text.find(closes, start + len(opens))
        if stop < 0:
            return
        end = stop + len(closes)
        if end - start <= LONGEST:
            yield start, end
            start = text.find(opens, end)
        else:
            start = text.find(opens, start + len(opens))


def _hidden(text: str) -> Iterator[Span]:
    """Tags that carry something, and with those that hide it what they hold."""
    for tag in _TAG.finditer(text):
        if "=" in tag[0]:
            yield tag.span()
        if _HIDING.search(tag[0]):
            closes = f"</{tag[1]}>"
            stop = text.find(closes, tag.end(), tag.end() + LONGEST)
            if stop >= 0:
                yield tag.start(), stop + len(closes)


def _turns(text: str) -> Iterator[Span]:
    """A turn ends where the next begins, or with its first sentence."""
    for turn in _TURN.finditer(text):
        end = _TURN_END.search(text, turn.end() + 1, turn.end() + LONGEST)
        yield turn.start(), end.start() if end else turn.end()


def _objects(text: str) -> Iterator[Span]:
    """Braces that open as an object of a machine's does, up to where they close."""
    opened: list[int] = []
    for brace in _BRACES.finditer(text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif opened:
            start = opened.pop()
            if brace.end() - start <= LONGEST and _OBJECT.match(text, start):
                yield start, brace.end()


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
