"""Names: the same thing under its many writings: "DeiT-B" and "the DeiT-Base model", "vanilla" and "original".

Names are joined only where case, hyphens, articles, plurals, words that say nothing, or the aliases part them; sizes,
versions and numbers always distinguish. What is merely spelt alike is suggested, never joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from summarizer.comparison.aliases import Aliases
from summarizer.comparison.hardware import Devices
from summarizer.folding import folded
from summarizer.reading.words.vocabulary import words as words_of
from summarizer.records import Claim

_SCALE = re.compile(r"(?<=\d)[\s-]?(?:(thousand)|(million)|(billion)|(trillion)|([kmbt]))(?![\w])")
_PARAMETERS = re.compile(r"(?<=\d[kmbt])[\s-]param(?:eter)?s?\b")
_OF_NUMBER = re.compile(r"(?<=\w)(?:\sof\s|\s?[=:]\s?)(?=\d)")
_VERSION = re.compile(r"(?<=[a-z]{2})v(?=\d{1,2}(?!\d))")
_SIZED = re.compile(r"([a-z]{2}\w*\d)(s|l|h|xl|xs)")
_ARTICLE = re.compile(r"(?:\b(?:the|an?|our|their|its|this|these|those)|^\s*(?:The|An?|Our|Their|Its))\s+(?=\S)")
_PLURAL = re.compile(r"(?<=[A-Z])s\b|['’]s\b")
_WORD = re.compile(r"\d+(?:\.\d+)*[^\W_]*|[^\W_]+(?:\.\d+[^\W_]*)*|\+|[,;():&|]")
_RAW_WORD = re.compile(r"[^\W_]+(?:[-.+][^\W_]+)*")
_NOT_PLURAL = ("ss", "us", "is", "as", "os")
_BREAKS = frozenset(",;():&|")
_JOINTS = _BREAKS | words_of(
    "that which using use uses used with by for of and or in on at from to than via under over across within when while"
    " running run runs trained evaluated measured tested against into as"
)
_PARTINGS = _JOINTS | {"without"}
_NUMBERS = dict(
    zip(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        map(str, range(1, 11)),
        strict=True,
    )
)
_MOST_WORDS = 5
"""Words in the longest alias."""


_Words = tuple[str, ...]
_Writings = dict[str, _Words]
"""Words as one key, and the words that stand for them."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a subject or baseline is called, in a form in which the same things are equal."""

    parts: tuple[str, ...] = ()
    """What it names, in order of the alphabet; nothing for "the baseline"."""
    named: bool = False
    """Whether it is one thing's name, not a kind of things: "DeiT-B", not "full attention" or "a Transformer"."""
    vague: bool = False
    """Whether it is another thing in each paper: "the baseline", "previous methods"."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a claim was measured in, in a form in which the same settings are equal."""

    parts: frozenset[str] = frozenset()
    """Data sets, models, lengths and whatever else it says."""
    devices: frozenset[str] = frozenset()
    """The hardware."""

    def __bool__(self) -> bool:
        return bool(self.parts or self.devices)


class Names:
    """Reads names and settings as the aliases have them, each writing once."""

    def __init__(self, aliases: Aliases) -> None:
        self._aliases = aliases
        self._sizes = {letter.lower(): tuple(word.lower().split()) for letter, word in aliases.sizes.items()}
        self._devices = Devices(aliases)
        self.place = cache(self._read_setting)
        """Read a setting as it is written."""
        self._known = cache(self._read_name)

    def name(self, text: str | None) -> Name:
        """Read what a subject or a baseline is called."""
        return self._known(text.strip()) if text and text.strip() else Name()

    def setting(self, claim: Claim) -> Setting:
        """Read what a claim was measured in: its setting, or else its conditions."""
        conditions = claim.conditions
        if claim.setting:
            read = self.place(claim.setting)
            if read.devices or claim.setting != conditions.hardware:
                return read
            return Setting(devices=frozenset(self._key(claim.setting)))  # a device that no list has
        parts = filter(None, (conditions.dataset, conditions.model, conditions.other))
        read = self.place(", ".join(parts))
        if not conditions.hardware:
            return read
        devices = self.place(conditions.hardware).devices or frozenset(self._key(conditions.hardware))
        return Setting(read.parts, read.devices | devices)

    def _read_setting(self, text: str) -> Setting:
        devices, rest = self._devices.taken_from(_unified(text))
        return Setting(frozenset(self._parts(_words(rest))), frozenset(devices))

    def _read_name(self, text: str) -> Name:
        parts = self._key(text)
        vague = self._vague.issuperset(parts)
        return Name(parts, named=not vague and not self._kinds.issuperset(parts) and self._names_one(text), vague=vague)

    def _key(self, text: str) -> tuple[str, ...]:
        return tuple(sorted(self._parts(_words(_unified(text)))))

    def _names_one(self, text: str) -> bool:
        """Whether a word of it looks like a name and is no kind of things."""
        words = (word for word in _RAW_WORD.findall(_PLURAL.sub("", _ARTICLE.sub("", text))) if word[0].isalpha())
        named = (word for word in words if not word.islower())
        idle = self._kinds | self._vague
        return any((parts := self._key(word)) and not idle.issuperset(parts) for word in named)

    @cached_property
    def _kinds(self) -> frozenset[str]:
        return frozenset(part for kind in self._aliases.kinds for part in self._key(kind))

    @cached_property
    def _vague(self) -> frozenset[str]:
        return frozenset(part for word in self._aliases.vague for part in self._key(word))

    @cached_property
    def _writings(self) -> _Writings:
        """Other writings, and what stands for each."""
        aliases = self._aliases.names.items()
        return {_joined(self._plain(writing)): self._plain(name) for name, known in aliases for writing in known}

    @cached_property
    def _idle(self) -> _Writings:
        """Words that don't count."""
        return {_joined(self._plain(word)): () for word in (*self._aliases.fillers, *self._aliases.plain)}

    def _plain(self, text: str) -> tuple[str, ...]:
        return tuple(self._sized(_words(_unified(text))))

    def _parts(self, words: Sequence[str]) -> Iterable[str]:
        """The parts of a name or setting, between its commas and small words, each as one key."""
        part: list[str] = []
        for word in [*_replaced(self._sized(words), self._writings), ","]:
            if word in _PARTINGS:
                if key := _joined(_replaced(part, self._idle)):
                    yield key
                part = ["without"] if word == "without" else []
            else:
                part.append(word)

    def _sized(self, words: Sequence[str]) -> list[str]:
        """Sizes written out: a letter that stands behind a name."""
        out: list[str] = []
        for before, word in zip(("", *words), words, strict=False):
            behind_name = before and before not in _PARTINGS and not before[0].isdigit()
            out += self._sizes.get(word, (word,)) if behind_name else (word,)
        return out


def _unified(text: str) -> str:
    """A text in lower case, numbers in figures, without articles."""
    text = folded(_ARTICLE.sub("", _PLURAL.sub("", text)))
    text = _OF_NUMBER.sub(" ", text)
    return _PARAMETERS.sub("", _SCALE.sub(lambda m: m.group(m.lastindex or 0)[0], text))


def _words(text: str) -> list[str]:
    words = (_NUMBERS.get(word, _singular(word)) for word in _WORD.findall(text))
    return [piece for word in words for piece in _pieces(word)]


def _pieces(word: str) -> tuple[str, ...]:
    """A word, and the size that may be glued to it: "yolov5s" is "yolov5-s"."""
    sized = _SIZED.fullmatch(word)
    return sized.groups() if sized else (word,)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(_NOT_PLURAL) or not word.isalpha():
        return word
    return word[:-2] if word.endswith("sses") else word[:-1]


def _replaced(words: Sequence[str], table: _Writings) -> list[str]:
    """Words with what the table knows replaced, the longest first."""
    out: list[str] = []
    at = 0
    while at < len(words):
        ends = range(min(len(words), at + _MOST_WORDS), at, -1)
        end = next((end for end in ends if _joined(words[at:end]) in table), None)
        out += (words[at],) if end is None else table[_joined(words[at:end])]
        at = at + 1 if end is None else end
    return out


def _joined(words: Sequence[str]) -> str:
    """Words as one key; only between two numbers does it matter where one ends, and a version's v never does."""
    key = ""
    for word in words:
        key += f"-{word}" if key[-1:].isdigit() and word[0].isdigit() else word
    return _VERSION.sub("", key)
