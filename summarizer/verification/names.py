"""Names: which words of a phrase name something, and whether a text has them."""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.folding import folded
from summarizer.lexicon import DESCRIPTIVE
from summarizer.verification.texts import Text

_TOKEN = re.compile(r"[^\s,;()\[\]{}\"“”|]+")
_EDGES = "'’‘`.:!?*–—-"
_PIECE = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_APART = r"[\s\-_/.,:()'x]{0,3}"


def missing_names(phrase: str | None, text: Text) -> list[str]:
    """The name-like words of a phrase that stand nowhere in the text, as written in the phrase.

    Name-like: with a digit, a capital behind the first letter, or a capital at the front that is not merely the
    phrase's first descriptive word. Case, hyphens and an English plural don't count.
    """
    return [name for name in name_like(phrase or "") if not has_name(name, text)]


@lru_cache(maxsize=4096)
def name_like(phrase: str, *, sentence: bool = False) -> tuple[str, ...]:
    """The words of a phrase that name something; in a sentence the first word's capital says nothing."""
    names = []
    for match in _TOKEN.finditer(phrase):
        token = _POSSESSIVE.sub("", match.group().strip(_EDGES))
        if token and _is_name(token, first=sentence and _begins(phrase, match.start())):
            names.append(token)
    return tuple(names)


def _begins(sentence: str, place: int) -> bool:
    return sentence[:place].rstrip()[-1:] in ("", ".", "!", "?", ":")


def _is_name(token: str, *, first: bool) -> bool:
    if not any(c.isupper() or c.isdigit() for c in token):
        return False
    plain = token.lower()
    if plain in DESCRIPTIVE or all(part in DESCRIPTIVE for part in re.split(r"[-/]", plain)):
        return False
    return not first or not (token[1:].islower() or len(token) == 1)


def has_name(name: str, text: Text) -> bool:
    """Whether the text has a name, in whichever case, with or without its hyphens, in one piece or by its parts.

    Figures must stand with what they belong to: "ResNet-50" is not there because "ResNet" and "50" are.
    """
    if _stands(name, text.full):
        return True
    whole = text.folded.text
    plain = folded(name)
    if plain.replace(".", "", 1).isdecimal() and float(plain) in text.numbers:
        return True
    return _stands(plain, whole) or bool(_pattern(plain).search(whole)) or _has_parts(name, whole)


def _stands(plain: str, whole: str) -> bool:
    start = whole.find(plain)
    while start >= 0:
        end = start + len(plain)
        if not whole[start - 1 : start].isalnum() and not whole[end : end + 1].isalnum():
            return True
        start = whole.find(plain, start + 1)
    return False


@lru_cache(maxsize=4096)
def name_pattern(phrase: str) -> re.Pattern[str]:
    """A pattern that finds a phrase in a lower-case text, however its pieces are joined."""
    return re.compile(_pattern(folded(phrase)).pattern)


@lru_cache(maxsize=4096)
def _pattern(plain: str) -> re.Pattern[str]:
    """A pattern for the same letters and figures, however they are joined, with or without a plural's s."""
    pieces = _PIECE.findall(plain)
    if not pieces:
        return re.compile(re.escape(plain))
    if len(pieces) > 1 and pieces[-1] == "s":  # "A100s"
        pieces = pieces[:-1]
    joined = _APART.join(re.escape(p) for p in pieces)
    if pieces[-1].isalpha() and len(pieces[-1]) > 2:
        joined = joined.removesuffix("s") + "s?"
    return re.compile(rf"(?<![^\W_]){joined}(?![^\W_])")


def _has_parts(name: str, whole: str) -> bool:
    """Whether every hyphenated part that names something is there ("Net-Small" where the text has "Net Tiny/Small")."""
    parts = [p for p in re.split(r"[-–/_+&=:]", name) if p]
    if len(parts) < 2 or any(not any(c.isalpha() for c in p) for p in parts):
        return False
    return all(not _is_name(p, first=False) or _pattern(folded(p)).search(whole) for p in parts)
