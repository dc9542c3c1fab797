"""Addresses: the links in a text, as written."""

from __future__ import annotations

import re

from summarizer.folding import lowered, occurrences

_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'{}|\\^`]+|(?<![\w@./-])(?:github\.com|gitlab\.com|huggingface\.co|bitbucket\.org|zenodo\.org)/[^\s<>\"'{}|\\^`]+"
    r"|(?<![\w@./-])[\w-]+\.github\.io(?:/[^\s<>\"'{}|\\^`]*)?",
    re.I,
)


_BEGINNINGS = ("http", "www.", "github.com", "gitlab.com", "huggingface.co", "bitbucket.org", "zenodo.org")
_SIGNS = ("://", "www.", ".com/", ".co/", ".org/", ".github.io")
"""What a text with an address holds; most abstracts hold none."""
_PAGES = re.compile(r"(?<![\w-])[\w-]+(?=\.github\.io)", re.I)


def find_urls(text: str) -> tuple[str, ...]:
    """Find the addresses in a text, as written, without the punctuation behind them."""
    lower = lowered(text)
    if not any(map(lower.__contains__, _SIGNS)):
        return ()
    places = [at for beginning in _BEGINNINGS for at in occurrences(beginning, lower)]
    if ".github.io" in lower:
        places += [match.start() for match in _PAGES.finditer(text)]
    found: dict[str, None] = {}
    end = 0
    for place in sorted(places):  # to try each of them costs far less than a search
        if place >= end and (match := _URL.match(text, place)):
            found[_without_punctuation(match.group())] = None
            end = match.end()
    return tuple(found)


def _without_punctuation(url: str) -> str:
    url = url.rstrip(".,;:!?*")
    while url.endswith((")", "]")) and url.count(url[-1]) > url.count({")": "(", "]": "["}[url[-1]]):
        url = url[:-1].rstrip(".,;:!?*")
    return url
