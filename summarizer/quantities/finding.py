"""Finding: every numeric expression of a text, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from string import ascii_letters

from summarizer.folding import bare, lowered, occurrences
from summarizer.quantities.figures import FIGURE_AT, read_figure
from summarizer.quantities.growth import BIG_O, GROWTH_WORDS, RARE_LETTERS, read_big_o, summed, with_growth_words
from summarizer.quantities.kinds import Quantity
from summarizer.quantities.latex import once_each
from summarizer.quantities.rows import share_units
from summarizer.quantities.words import WORDS, read_word

_TO_DIGITS = bytes(c if c in b"0123456789" else 32 for c in range(256))
_LETTERS = frozenset(ascii_letters)
_TOLD = WORDS | GROWTH_WORDS | {"o", "theta", "omega", "independent", "depend"}
"""The plain words by which numbers in words and growths are found."""


def find(text: str, said: frozenset[str] | None = None, lower: str | None = None) -> list[Quantity]:
    """Find every numeric expression of a text, in order, none overlapping another.

    Numbers inside names ("GPT-4", "ResNet-50", "V100") are not quantities; `16x16` and the like come as family
    `size`. A range is one quantity with `value_max`; "from A to B" are two. `said`: the text's plain words (`bare`),
    `lower`: the text in lower case, where they are known.
    """
    said = _TOLD.intersection(bare(text).split() if said is None else said)
    lower = lowered(text) if lower is None else lower
    found: list[Quantity] = []
    position = 0
    for start, read in sorted(_candidates(text, lower, said)):
        if start >= position and (quantity := _READERS[read](text, lower, start)):
            while found and quantity.start < found[-1].end:
                found.pop()  # the base of a power: "2^{O(n)}"
            found.append(quantity)
            position = quantity.end
        elif start >= position and read == "figure":
            position = FIGURE_AT.match(text, start).end()  # type: ignore[union-attr]
    found = summed(text, found) if "o" in said and "+" in text else found
    if "\\" in text or ")O(" in text:
        found = once_each(text, found)
    return with_growth_words(text, lower, said, share_units(text, found) if found else found)


def _candidates(text: str, lower: str, said: frozenset[str]) -> list[tuple[int, str]]:
    """Where an expression could begin; plain scans are far cheaper than one regex of everything."""
    found = [(start, "figure") for start in _runs_of_digits(text)]
    for word in said & WORDS:
        found += [(start, "word") for start in _places(text, lower, word)]
    signs = ["O"] if "o" in said else []
    signs += [name.capitalize() for name in ("theta", "omega") if name in said]
    if not text.isascii():
        signs += [letter for letter in RARE_LETTERS if letter in text]
    for sign in signs:
        found += [(start, "big_o") for start in occurrences(sign, text) if BIG_O.match(text, start)]
    return found


def _runs_of_digits(text: str) -> Iterable[int]:
    """Where digits begin; all else is made a space, which is far cheaper than an expression."""
    digits = text.encode("ascii", "replace").translate(_TO_DIGITS)
    starts, at = [], 0
    for run in digits.split():
        at = digits.index(run, at)
        starts.append(at)
        at += len(run)
    return starts


def _places(text: str, lower: str, word: str) -> Iterator[int]:
    """Where a word stands, in lower case or capitalised, with no letter beside it; digits don't count."""
    for start in occurrences(word, lower):
        end = start + len(word)
        if (
            text[start + 1 : end] == word[1:]
            and lower[start - 1 : start] not in _LETTERS
            and lower[end : end + 1] not in _LETTERS
        ):
            yield start


_READERS: dict[str, Callable[[str, str, int], Quantity | None]] = {
    "figure": read_figure,
    "word": read_word,
    "big_o": lambda text, _lower, start: read_big_o(text, start),
}
