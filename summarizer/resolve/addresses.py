"""Addresses: the links in a text, as written."""

from __future__ import annotations

import re

_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'{}|\\^`]+|(?<![\w@./-])(?:github\.com|gitlab\.com|huggingface\.co|bitbucket\.org|zenodo\.org)/[^\s<>\"'{}|\\^`]+"
    r"|(?<![\w@./-])[\w-]+\.github\.io(?:/[^\s<>\"'{}|\\^`]*)?",
    re.I,
)


_HOSTS = ("http", "www.", "github.", "gitlab.", "huggingface.", "bitbucket.", "zenodo.", "HTTP", "GitHub.")


def find_urls(text: str) -> tuple[str, ...]:
    """Find the addresses in a text, as written, without the punctuation behind them."""
    if not any(host in text for host in _HOSTS):  # most abstracts hold none, and the search is slow
        return ()
    return tuple(dict.fromkeys(_without_punctuation(m.group()) for m in _URL.finditer(text)))


def _without_punctuation(url: str) -> str:
    url = url.rstrip(".,;:!?*")
    while url.endswith((")", "]")) and url.count(url[-1]) > url.count({")": "(", "]": "["}[url[-1]]):
        url = url[:-1].rstrip(".,;:!?*")
    return url
