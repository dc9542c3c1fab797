"""Growths: whether a text has an asymptotic expression, as written or in words."""

from __future__ import annotations

import re
import unicodedata

from summarizer.folding import folded

_GROWTH = {
    "o(1)": r"(?:constant|fixed[- ]size|independent of|irrespective of|regardless of)",
    "o(logn)": "logarithm(?:ic)?",
    "o(n)": "(?:linear|proportional)",
    "o(nlogn)": "(?:log-?linear|quasi-?linear|linearithmic)",
    "o(n^2)": "(?:quadratic|square of)",
    "o(n^3)": "(?:cubic|cube of)",
}
_JUNK = re.compile(r"[\s{}\\·*]|left|right|cdot|mathcal|operatorname|times|x")
_LIKE_O = re.compile(r"θ|theta|tildeo|widetildeo|õ")
_PREFIX = re.compile(r"\b(sub|super)[- ](?=[a-z])")
_INDEX = re.compile(r"\bo_\{?[^\s(){}]{1,12}\}?\s?\(")
_WORDS = re.compile(r"\w+")
_GROWING = frozenset(("time", "space", "memory", "complexity", "cost", "scaling"))
_LOST_POWER = re.compile(r"(?<=[^a-z][a-z])(?=[23][^\w.,])")
"""Where a page lost the sign of a power: "O(n|2)"."""
_BIG_O = re.compile(r"o\([^()]*(?:\([^()]*\)[^()]*)*\)")


_LETTERS = "αβγδεζηθκλμνρστφω"
_GREEK = {unicodedata.name(letter).split()[-1].lower().replace("lamda", "lambda"): letter for letter in _LETTERS}
_GREEK_NAME = re.compile(rf"\b(?:var)?({'|'.join(_GREEK)})(?![a-z])")


def expression_in(expression: str, evidence: str) -> bool:
    """Whether evidence holds an asymptotic expression: as written, spaces aside, or O(n) for "linear" and the like."""
    said, have = (_readable(words) for words in (expression, evidence))
    written = {_plain(m) for m in _BIG_O.findall(_LIKE_O.sub("o", _JUNK.sub("", have)))}
    written |= {_LOST_POWER.sub("^", growth) for growth in written}
    if not said.isascii() or any(sign in said for sign in ("(", "^", "/", "log ")):
        plain = _LIKE_O.sub("o", _JUNK.sub("", said))
        word = _GROWTH.get(_one_variable(_plain(plain)))
        return (
            _plain(plain) in written
            or (not plain.startswith("o(") and plain in _JUNK.sub("", have))
            or (plain.count("(") > 2 and plain in _LIKE_O.sub("o", _JUNK.sub("", have)))
            or ("log" in plain and plain[2:-1] in _JUNK.sub("", have).replace("(", "").replace(")", ""))
            or (word is not None and _word_in(word, have))
        )
    words = r"[\s-]*".join(re.escape(w) for w in _WORDS.findall(said) if w not in _GROWING)
    alike = next((word for word in _GROWTH.values() if re.fullmatch(word, said)), words)
    named = (_GROWTH.get(_one_variable(m), "-") for m in written)
    return bool(words) and (
        _word_in(words, have) or _word_in(alike, have) or any(re.fullmatch(word, said) for word in named)
    )


def _readable(words: str) -> str:
    """Words folded, Greek letters as letters, O with an index as a plain O."""
    greek = _GREEK_NAME.sub(lambda match: _GREEK[match.group(1)], folded(words))
    return _INDEX.sub("o(", _PREFIX.sub(r"\1", greek))


def _plain(expression: str) -> str:
    """An expression without inner brackets: O(log(n)) is O(log n)."""
    return f"{expression[:2]}{expression[2:-1].replace('(', '').replace(')', '')}{expression[-1:]}"


def _one_variable(expression: str) -> str:
    """The expression with its only variable called n: O(L log L) is O(n log n)."""
    bare = expression[1:].replace("log", "\0")
    letters = set(re.findall(r"[a-z]", bare))
    return "o" + bare.replace(letters.pop(), "n").replace("\0", "log") if len(letters) == 1 else expression


def _word_in(word: str, have: str) -> bool:
    return re.search(rf"(?<![\w-]){word}(?:(?:al)?ly)?(?![a-z])", have) is not None
