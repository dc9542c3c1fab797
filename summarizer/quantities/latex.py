"""LaTeX: what is left of it around a number: units that siunitx sets, formulas that a page shows twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarizer.quantities.kinds import Quantity

_UNIT_AT = re.compile(r"\}\s?\{([^{}]{1,48})\}")
_WORD = re.compile(r"\\([A-Za-z]+)\s?|[~.\s]+|([^\\~.\s]+)")
_SPELLED = (
    "nano n micro µ milli m centi c kilo k mega M giga G tera T peta P exa E kibi k mebi M gibi G tebi T percent % "
    "second s seconds s minute min hour h hours h day days byte B bytes B bit bits watt W watthour Wh joule J hertz Hz "
    "decibel dB flops FLOPS fps FPS metre m meter m gram g degree degrees celsius degrees per / times x us µs"
)
_SYMBOLS: dict[str, str] = dict(re.findall(r"(\S+) (\S+)", _SPELLED))
"""How the macros of siunitx are written as symbols; others, such as `\\ms`, are symbols themselves."""


def set_unit(text: str, end: int) -> tuple[str, int] | None:
    r"""The unit that siunitx sets behind a number, plainly, and where it ends: "40 | }{\milli\second}" is "ms"."""
    match = _UNIT_AT.match(text, end) if text.startswith("}", end) else None
    if match is None:
        return None
    words = [_SYMBOLS.get(macro, macro) if macro else plain for macro, plain in _WORD.findall(match.group(1))]
    return "".join(words).strip(), match.end()


def once_each(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    r"""The quantities of a text, one where a formula stands twice: "\mathbf{40}\times\mathbf{40}\times" is one 40x."""
    kept: list[Quantity] = []
    for quantity in found:
        if (
            kept
            and _are_alike(kept[-1], quantity)
            and (_is_glued(kept[-1], quantity) or _is_again(text, kept[-1], quantity))
        ):
            first = kept.pop()
            quantity = replace(
                quantity,
                start=first.start,
                text=text[first.start : quantity.end],
                bound=first.bound,
                bound_start=first.begin,
            )
        kept.append(quantity)
    return kept


def _are_alike(first: Quantity, second: Quantity) -> bool:
    growths = first.family == second.family == "growth" and first.unit == second.unit
    return first.value == second.value is not None or growths


def _is_glued(first: Quantity, second: Quantity) -> bool:
    r"""Whether a factor is told again right behind itself, as a sign and in LaTeX: "2.4×2.4\times"."""
    return first.end == second.start and first.family == second.family == "factor"


def _is_again(text: str, quantity: Quantity, again: Quantity) -> bool:
    """Whether a formula that holds a quantity stands again around another, right behind itself; a growth is one."""
    first, second = quantity.start, again.start
    length = second - first
    if length > _LONGEST or not ("\\" in text[max(0, first - length) : second] or quantity.family == "growth"):
        return False
    start, end = first, first
    while start > 0 and first - start < length and text[start - 1] == text[start - 1 + length]:
        start -= 1
    while end < len(text) - length and end - first < length and text[end] == text[end + length]:
        end += 1
    formula = quantity.family == "growth" or "\\" in text[start : start + length]
    return end - start >= length and formula


_LONGEST = 80
