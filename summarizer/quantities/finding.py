"""Finding: every numeric expression of a text, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from string import ascii_letters

from summarizer.folding import bare, occurrences
from summarizer.quantities.figures import FIGURE_AT, read_figure
from summarizer.quantities.growth import BIG_O, read_big_o, with_growth_words
from summarizer.quantities.kinds import Quantity
from summarizer.quantities.rows import share_units
from summarizer.quantities.words import WORDS, read_word

_DIGITS = re.compile(r"\d+")
_TO_DIGITS = bytes(c if c in b"0123456789" else 32 for c in range(256))
_LETTERS = frozenset(ascii_letters)


def find(text: str, said: Iterable[str] | None = None) -> list[Quantity]:
    """Find every numeric expression of a text, in order, none overlapping another.

    Numbers inside names ("GPT-4", "ResNet-50", "V100") are not quantities; `16x16` and the like come as family
    `size`. A range is one quantity with `value_max`; "from A to B" are two. `said`: the
    text's plain words (`bare`), where they are known.
    """
    found: list[Quantity] = []
    position = 0
    for start, read in sorted(_candidates(text, bare(text).split() if said is None else said)):
        if start >= position and (quantity := _READERS[read](text, start)):
            found.append(quantity)
            position = quantity.end
        elif start >= position and read == "figure":
            position = FIGURE_AT.match(text, start).end()  # type: ignore[union-attr]
    return with_growth_words(text, share_units(text, found))


def _candidates(text: str, said: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Where an expression could begin; plain scans are far cheaper than one regex of everything."""
    yield from ((start, "figure") for start in _runs_of_digits(text))
    words = WORDS.intersection(said)
    plain = bare(text) if words else ""
    for word in words:
        yield from ((start, "word") for start in _places(text, plain, word))
    for letter in "OΘ":
        yield from ((start, "big_o") for start in occurrences(letter, text) if BIG_O.match(text, start))


def _runs_of_digits(text: str) -> Iterator[int]:
    """Where digits begin; in plain text all else is made a space, which is far cheaper than an expression."""
    if not text.isascii():
        yield from (match.start() for match in _DIGITS.finditer(text))
        return
    digits = text.encode("ascii").translate(_TO_DIGITS)
    at = 0
    for run in digits.split():
        at = digits.index(run, at)
        yield at
        at += len(run)


def _places(text: str, plain: str, word: str) -> Iterator[int]:
    """Where a word stands, in lower case or capitalised, with no letter on either side; digits beside it don't count.

    `plain`: the text's plain words, each where it stands.
    """
    for start in occurrences(word, plain):
        end = start + len(word)
        if (
            text[start + 1 : end] == word[1:]
            and plain[start - 1 : start] not in _LETTERS
            and plain[end : end + 1] not in _LETTERS
        ):
            yield start


_READERS = {"figure": read_figure, "word": read_word, "big_o": read_big_o}
