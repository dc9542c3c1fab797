"""Names: which words of a phrase name something, and whether a text has them."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import isclose

from summarizer.folding import folded, occurrences
from summarizer.lexicon import DESCRIPTIVE
from summarizer.verification.texts import Text

_TOKEN = re.compile(r"[^\s,;()\[\]{}\"“”|]+")
_EDGES = "'’‘`.:!?*–—-"
_PIECE = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_APART = r"(?:[\s\-_/.,:()'x=$^{}\\+&]{0,4}|\sto\s|\sby\s|[$_^{]*\\[a-z]+\{)"
_END = r"(?![^\W_]|\+{1,2}(?![^\W_]))"
_ENDS = re.compile(_END)
_PLUS = re.compile(r"\+{1,2}$")
_HALVES = re.compile(r"[-/]")
_COUNTED = re.compile(r"(\d+)[x×](?=$|[A-Z])")
_SIZED = re.compile(r"(.*[^\W\d_].*?)[-_\s=](\d[\w.]*|[A-Z]{1,2})")
_SIZE_END = re.compile(r"\d[\d.]*\w?$")
_LISTED = r"[s]?(?:[\s/,\-(&$)=]|and\b|or\b|to\b|(?>[\d.]+)[kmb]?\b|[a-z]{1,2}\b){0,24}?(?<![\w.])"
_SCALED = re.compile(r"(\d+(?:\.\d+)?)([KkMBT])")
_SCALES = {"K": 1e3, "k": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z][A-Z]{0,3}s?")
_ALIASES = {
    name: re.compile(rf"(?<![^\W_])(?:{words})")
    for name, words in {
        "2d": "two-dimension|2-dimension",
        "3d": "three-dimension|3-dimension",
        "bf16": "bfloat-?16",
        "fp16": "half[- ]precision|float-?16",
        "fp32": "full[- ]precision|single[- ]precision|float-?32",
        "int8": "8-bit|eight-bit",
        "int4": "4-bit|four-bit",
        "gpu": r"nvidia|geforce|rtx|[ahv]\d00",
        "gpus": r"nvidia|geforce|rtx|[ahv]\d00",
    }.items()
}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DIGITS = {
    str(value): word
    for value, word in enumerate(
        ("zero", "one|single", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    )
}


def missing_names(phrase: str | None, text: Text) -> list[str]:
    """The name-like words of a phrase that stand nowhere in the text, as written in the phrase.

    Name-like: with a digit, a capital behind the first letter, or a capital at the front that is not merely the
    phrase's first descriptive word. Case, hyphens and an English plural don't count.
    """
    missing = [name for name in name_like(phrase) if not has_name(name, text)] if phrase else []
    if len(missing) > 1 and name_of(" ".join(missing)).search(text.folded.text):
        return []  # "RTX 3090" is there as "RTX3090"
    return missing


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
    plain = token.lower()
    if plain == token and not any(c.isdigit() for c in token):
        return False
    if plain in DESCRIPTIVE or (_HALVES.search(plain) and all(part in DESCRIPTIVE for part in _HALVES.split(plain))):
        return False
    return not first or not (token[1:].islower() or len(token) == 1)


def has_name(name: str, text: Text) -> bool:
    """Whether the text has a name, in whichever case, with or without its hyphens, in one piece or by its parts.

    Figures must stand with what they belong to: "ResNet-50" is not there because "ResNet" and "50" are, unless in a
    list of sizes ("ResNet-18 and 50").
    """
    if _stands(name, text.full):
        return True
    whole = text.folded.text
    plain = folded(name)
    if plain.replace(".", "", 1).isdecimal() and float(plain) in text.numbers:
        return True
    return _stands(plain, whole) or bool(_name(plain).search(whole)) or _has_otherwise(name, text)


def _has_otherwise(name: str, text: Text) -> bool:
    """Whether a name stands in another form: by its parts, in a list of sizes, as an amount, or written out."""
    whole = text.folded.text
    return (
        _has_parts(name, whole)
        or _has_alternatives(name, text)
        or _is_listed(name, whole)
        or _is_amount(name, text)
        or bool((alias := _ALIASES.get(name.lower())) and alias.search(whole))
        or bool(_CAMEL.search(name) and name_of(_CAMEL.sub("-", name)).search(whole))
        or bool(_ACRONYM.fullmatch(name) and written_out(name.removesuffix("s").lower()).search(whole))
    )


def _has_alternatives(name: str, text: Text) -> bool:
    """ "CIFAR-10/100" where the text has both; "8xA100" where it has 8 and A100."""
    if counted := _COUNTED.match(name):
        rest = name[counted.end() :]
        return float(counted.group(1)) in text.numbers and (not rest or has_name(rest, text))
    first, *others = name.split("/")
    if not others or not first or not all(others):
        return False
    stem = _SIZE_END.sub("", first) if others[0][0].isdigit() else ""
    return all(has_name(one, text) for one in (first, *(stem + other for other in others)))


def _is_listed(name: str, whole: str) -> bool:
    """ "Llama-2-13B" where the text has "Llama-2 (7B, 13B)" or "Llama-2-7B and 13B"."""
    sized = _SIZED.fullmatch(name)
    if sized is None:
        return False
    stem, size = name_of(sized.group(1)), folded(sized.group(2))
    if size not in whole or not stem.can_stand(whole):
        return False
    return re.search(rf"{stem.form.removesuffix(_END)}{_LISTED}{re.escape(size)}{_END}", whole) is not None


def _is_amount(name: str, text: Text) -> bool:
    """ "128K" where the text has 128,000; "10B" where it has 10 billion."""
    scaled = _SCALED.match(name)
    if scaled is None or name[scaled.end() : scaled.end() + 1].isalnum():
        return False
    rest = name[scaled.end() :].strip("-")
    amount = float(scaled.group(1)) * _SCALES[scaled.group(2)]
    return any(isclose(amount, known, rel_tol=1e-6) for known in text.amounts) and (not rest or has_name(rest, text))


@lru_cache(maxsize=1024)
def written_out(letters: str) -> re.Pattern[str]:
    """Give a pattern for the words that an acronym stands for: "moe" for "mixture of experts"."""
    words = r"[\s-]+".join(rf"{letter}[a-z]+" for letter in letters)
    return re.compile(rf"(?<![^\W_]){words}(?![^\W_])")


def _stands(plain: str, whole: str) -> bool:
    start = whole.find(plain)
    while start >= 0:
        end = start + len(plain)
        if not whole[start - 1 : start].isalnum() and not whole[end : end + 1].isalnum():
            return True
        start = whole.find(plain, start + 1)
    return False


@dataclass(frozen=True)
class Name:
    """A phrase to be looked for in lower-case texts, however its pieces are joined.

    It is asked like a compiled expression. Most names don't stand where they are looked for, and to make an expression
    takes far longer than to see that: so it is made only where all the pieces are there.
    """

    form: str
    """The expression."""
    pieces: tuple[str, ...]
    """What a text must hold that has the name."""
    opening: str
    """What the name begins with, as far as it is known."""
    word: str = ""
    """The whole name, where it is one word."""

    def can_stand(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether all the pieces are there, wherever they stand."""
        return all(text.find(piece, start, end) >= 0 for piece in self.pieces)

    def can_begin(self, text: str, start: int, end: int) -> bool:
        """Whether what the name begins with is there."""
        return text.find(self.opening, start, end + len(self.opening)) >= 0

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Where the name stands first."""
        return self._pattern.search(text, start, end) if self.can_stand(text, start, end) else None

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """The name, if it stands right there."""
        return self._pattern.match(text, start) if self.can_stand(text, start) else None

    def places(self, text: str, start: int = 0, end: int = sys.maxsize) -> list[int]:
        """Where the name begins, each time."""
        if self.word:
            return [at for at in occurrences(self.word, text, start, end) if self._is_whole(text, at, end)]
        found = self._pattern.finditer(text, start, end) if self.can_stand(text, start, end) else ()
        return [match.start() for match in found]

    def _is_whole(self, text: str, place: int, end: int) -> bool:
        """Whether the word at a place is no part of a longer one than its plural, as its expression has it."""
        if text[place - 1 : place].isalnum():
            return False
        behind = place + len(self.word)
        plural = text[behind : behind + 1] == "s" and self.form.endswith(f"s?{_END}")
        return bool(_ENDS.match(text, behind, end) or (plural and _ENDS.match(text, behind + 1, end)))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self.form)


@lru_cache(maxsize=4096)
def name_of(phrase: str) -> Name:
    """A phrase as it is looked for in a lower-case text."""
    return _name(folded(phrase))


@lru_cache(maxsize=4096)
def _name(plain: str) -> Name:
    """The same letters and figures, however they are joined, with or without a plural's s."""
    pieces = _PIECE.findall(plain)
    if not pieces:
        return Name(re.escape(plain), (plain,), plain)
    if len(pieces) > 1 and pieces[-1] == "s":  # "A100s"
        pieces = pieces[:-1]
    joined = _APART.join(_spelt(p) for p in pieces)
    if len(pieces) > 1 and pieces[-1].isdecimal() and pieces[-2].isalpha():
        joined += "s?"  # "H100s"
    if pieces[-1].isalpha() and len(pieces[-1]) > 2:
        joined = joined.removesuffix("s") + "s?"
        pieces[-1] = pieces[-1].removesuffix("s")
    known = tuple(piece for piece in pieces if piece not in _DIGITS)  # the others may be spelt out
    first = pieces[0] if known[:1] == (pieces[0],) else ""
    plus = _PLUS.search(plain)
    if plus:  # "Net++" is another one than "Net"
        joined, known = joined.removesuffix("s?") + re.escape(plus.group()), (*known, plus.group())
    alone = first if len(pieces) == 1 and not plus else ""
    return Name(rf"(?<![^\W_]){joined}{_END}", known, first, alone)


def _spelt(piece: str) -> str:
    return f"(?:{piece}|{_DIGITS[piece]})" if piece in _DIGITS else re.escape(piece)


def _has_parts(name: str, whole: str) -> bool:
    """Whether every hyphenated part that names something is there ("Net-Small" where the text has "Net Tiny/Small")."""
    parts = [p for p in re.split(r"[-–/_+&=:]", name) if p]
    if len(parts) < 2 or any(not any(c.isalpha() for c in p) for p in parts):
        return False
    return all(not _is_name(p, first=False) or name_of(p).search(whole) for p in parts)
