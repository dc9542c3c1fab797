"""Growths: whether a text has an asymptotic expression, as written or in words."""

from __future__ import annotations

import re

from summarizer.folding import folded, occurrences
from summarizer.formulas import plain_formula

_GROWTH = {
    "o(1)": r"(?:constant|fixed[- ]size|independent of|irrespective of|regardless of|not depend on)",
    "o(logn)": "logarithm(?:ic)?",
    "o(n)": "(?:linear|proportional)",
    "o(nlogn)": "(?:log-?linear|quasi-?linear|linearithmic)",
    "o(n^2)": "(?:quadratic|square of)",
    "o(n^3)": "(?:cubic|cube of)",
}
_JUNK = re.compile(r"[\s{}\\·*]|left|right|cdot|mathcal|operatorname|times|x")
_LIKE_O = re.compile(r"[θõ]\u0303?(?=\()|tildeo|o[\u0303~](?=\()|~o(?=\()")
_ORDER = re.compile(r"order(?:of)?(?=[a-z])")
"""What tells a growth without an O: "on the order of | n^{3/2}"."""
_PREFIX = re.compile(r"\b(sub|super)[- ](?=[a-z])")
_INDEX = re.compile(r"\bo(?:_\{?[^\s(){}]{1,12}\}?|\^\*)\s?\(")
_WORDS = re.compile(r"\w+")
_GROWING = frozenset(("time", "space", "memory", "complexity", "cost", "scaling"))
_LOST_POWER = re.compile(r"(?<=[^a-z][a-zα-ω])(?=[-−]?[2-4][^\w.,])")
"""Where a page lost the sign of a power: "O(n|2)"."""


def expression_in(expression: str, evidence: str) -> bool:
    """Whether evidence holds an asymptotic expression: as written, spaces aside, or O(n) for "linear" and the like."""
    said, have = (_readable(words) for words in (expression, evidence))
    growths = _LIKE_O.sub("o", _JUNK.sub("", have))
    written = {_plain(growth) for growth in _balanced(growths)}
    written |= {_LOST_POWER.sub("^", growth) for growth in written}
    if not said.isascii() or any(sign in said for sign in ("(", "^", "/", "log ")):
        plain, bare = _LIKE_O.sub("o", _JUNK.sub("", said)), _unbracketed(_JUNK.sub("", have))
        word = _GROWTH.get(_one_variable(_plain(plain)))
        return (
            _plain(plain) in written
            or (plain.startswith("o(") and not _is_whole(plain) and _unbracketed(plain) in _unbracketed(growths))
            or (not plain.startswith(_BEGINS) and _unbracketed(plain) in bare)
            or (plain.count("(") > 2 and plain in growths)
            or (plain.startswith("o(") and "log" in plain and plain[2:-1] in bare)
            or any(bare.startswith(_unbracketed(plain[2:-1]), order.end()) for order in _ORDER.finditer(bare))
            or (word is not None and _word_in(word, have))
        )
    words = r"[\s-]*".join(re.escape(w) for w in _WORDS.findall(said) if w not in _GROWING)
    alike = next((word for word in _GROWTH.values() if re.fullmatch(word, said)), words)
    named = (_GROWTH.get(_one_variable(m), "-") for m in written)
    return bool(words) and (
        _word_in(words, have) or _word_in(alike, have) or any(re.fullmatch(word, said) for word in named)
    )


_BEGINS = ("o(", "ω(")
_LONGEST = 300
"""How many characters of an expression are followed: a bracket that never closes costs no more."""


def _balanced(text: str) -> list[str]:
    """Every O(...) and Ω(...) of a text, as far as its bracket goes."""
    found = []
    for start in [start for sign in _BEGINS for start in occurrences(sign, text)]:
        depth = 0
        for place in range(start + 1, min(len(text), start + _LONGEST)):
            depth += (text[place] == "(") - (text[place] == ")")
            if depth == 0:
                found.append(text[start : place + 1])
                break
    return found


def _is_whole(expression: str) -> bool:
    """Whether an expression is one O(...) and no more: not "O(n)/k"."""
    return _balanced(expression)[:1] == [expression]


def _readable(words: str) -> str:
    """Words folded, formulas on one line, Greek letters as letters, O with an index as a plain O."""
    return _INDEX.sub("o(", _PREFIX.sub(r"\1", folded(plain_formula(words))))


def _plain(expression: str) -> str:
    """An expression without inner brackets: O(log(n)) is O(log n)."""
    return f"{expression[:2]}{_unbracketed(expression[2:-1])}{expression[-1:]}"


def _unbracketed(expression: str) -> str:
    return expression.replace("(", "").replace(")", "")


def _one_variable(expression: str) -> str:
    """The expression with its only variable called n: O(L log L) is O(n log n)."""
    bare = expression[1:].replace("log", "\0")
    letters = set(re.findall(r"[a-z]", bare))
    return "o" + bare.replace(letters.pop(), "n").replace("\0", "log") if len(letters) == 1 else expression


_NEARLY = "near"
_NEARLY_SAID = r"(?:near(?:ly)?|almost|quasi)"


def _word_in(word: str, have: str) -> bool:
    if word.startswith(_NEARLY):
        word = _NEARLY_SAID + word.removeprefix(_NEARLY)
    return re.search(rf"(?<![\w-]){word}(?:(?:al)?ly)?(?![a-z])", have) is not None
