"""Markup made plain before it is parsed: whole tags only, the attributes that matter, no scripts, no comments.

The standard library's parser takes quadratic time over markup that is left open (minutes for 200 kB of `<a b="`); one
pass over the text leaves it none. What a browser does is done here: an open comment, quote or script runs to the end.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_ATTRIBUTES = r"(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+"
_TOKEN = re.compile(
    rf"<!--(?s:.*?)-->|<[!?][^>]*+>"
    rf"|<(?P<raw>script|style)(?=[\s/>])(?P<settings>{_ATTRIBUTES})>(?P<body>(?s:.*?))</(?P=raw)[^>]*+>"
    rf"|<(?P<name>/?[a-z][\w:-]*+)(?P<attributes>{_ATTRIBUTES})>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>]++)))?+")
_CLOSE_ALL = "--></script></style>\">'>"
_KEPT = frozenset(
    ("id", "class", "href", "style", "hidden", "aria-hidden", "name", "rel", "property", "content", "encoding")
)
_EMPTY = frozenset(("br", "hr", "meta", "link"))
_TEXTLESS = frozenset(("img", "input", "area", "base", "col", "embed", "param", "source", "track", "wbr"))
_DATA_ATTRIBUTE = "data-props"
_DEEPEST_DATA = 32


@dataclass(frozen=True)
class Markup:
    """A page's markup, made plain, and the JSON texts that were embedded in it."""

    text: str
    data: tuple[str, ...]

    def objects(self) -> Iterator[Mapping[str, Any]]:
        """Yield every object in the embedded JSON, outer ones first; what is no JSON is passed over."""
        for text in self.data:
            try:
                value = json.loads(text)
            except (ValueError, RecursionError):
                continue
            yield from _objects(value)


def make_plain(page: str) -> Markup:
    """Make a page's markup plain, in time linear in its length."""
    parts: list[str] = []
    data: list[str] = []
    position = 0
    for token in _TOKEN.finditer(page + _CLOSE_ALL):
        if token.start() >= len(page):
            break
        parts += (_text(page[position : token.start()]), _tag(token, data))
        position = token.end()
    parts.append(_text(page[position:]))
    return Markup("".join(parts), tuple(data))


def _text(piece: str) -> str:
    return piece.replace("<", "&lt;")


def _tag(token: re.Match[str], data: list[str]) -> str:
    if token["raw"]:
        return _script(_read_attributes(token["settings"]).get("type", ""), token["body"], data)
    if not token["name"]:
        return ""
    name, attributes = token["name"].lower(), _read_attributes(token["attributes"])
    if _DATA_ATTRIBUTE in attributes:
        data.append(html.unescape(attributes[_DATA_ATTRIBUTE]))
    bare = name.removeprefix("/")
    if bare in _TEXTLESS or (bare in _EMPTY and bare != name):
        return ""
    kept = "".join(f' {k}="{v}"' for k, v in attributes.items() if k in _KEPT)
    return f"<{name}{kept}{' /' if name in _EMPTY or token['attributes'].endswith('/') else ''}>"


def _read_attributes(text: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(text)
    return {name.lower(): (double or single or plain).replace('"', "&quot;") for name, double, single, plain in found}


def _script(kind: str, body: str, data: list[str]) -> str:
    """Keep a script's JSON as data, and a formula's TeX as text; every other script and style is gone."""
    if "json" in kind:
        data.append(body)
    if kind.startswith("math/tex"):
        return f"${_text(body)}$"
    return ""


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    waiting = [(value, 0)]
    while waiting:
        item, depth = waiting.pop()
        if isinstance(item, dict):
            yield item
        if isinstance(item, (dict, list)) and depth < _DEEPEST_DATA:
            inner = list(item.values()) if isinstance(item, dict) else item
            waiting += ((child, depth + 1) for child in reversed(inner) if isinstance(child, (dict, list)))
