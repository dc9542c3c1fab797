"""LaTeX as it stands in bibliographies, made plain text: accents, braces, formulas, and the signs nobody escaped."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped, unused-ignore]

_LATEX = re.compile(r"[\\{}$~]|--|``|''")
_DOLLARS = re.compile(r"(?<!\\)\$\$?")
_BARE_SIGN = re.compile(r"(?<!\\)[%#&]")
_ABOUT = re.compile(r"(?<![^\s(])~(?=[\d$])")
"""A tilde that begins a number says "about"; any other is a space."""
_MACRO = re.compile(r"\\([A-Za-z]+)(?=(\s*\{)?)")
_ADDRESS = re.compile(r"\\url\s*\{([^{}]*)\}|\\href\s*\{[^{}]*\}(?=\s*\{)")
"""An address that is shown, or one behind words."""
_MARKS = re.compile(r"\\[A-Za-z]+\*?\s*|[\\{}$]")
_SPACING = ("xspace",)
_DEEPEST = 100
"""Braces in braces; the converter calls itself for each."""


def plain_text(latex: str) -> str:
    r"""Make plain text of LaTeX, white space folded; what is no LaTeX stays as it is.

    >>> plain_text(r"{DeiT}: 62% fewer FLOPs, $2.6\times$ faster, by M{\"u}ller \& \'Emile")
    'DeiT: 62% fewer FLOPs, 2.6× faster, by Müller & Émile'
    """
    if not _LATEX.search(latex):
        return " ".join(latex.split())
    if _depth(latex) > _DEEPEST:
        return _bare(latex)
    marked = "".join(_marked(_MACRO.sub(_named, _ADDRESS.sub(lambda found: found[1] or "", latex))))
    try:
        return " ".join(_converter().latex_to_text(marked).split())
    except (LookupError, AttributeError, TypeError, ValueError, RecursionError):  # commands that lack their arguments
        return _bare(latex)


def _bare(latex: str) -> str:
    """The words alone, where the converter can't be asked."""
    return " ".join(_MARKS.sub("", latex).split())


def _marked(latex: str) -> Iterator[str]:
    """LaTeX with the signs escaped that most exports leave bare, its formulas as they are."""
    dollars = list(_DOLLARS.finditer(latex))
    position = number = 0
    while number < len(dollars):
        begin, end = dollars[number], dollars[number + 1] if number + 1 < len(dollars) else None
        yield _escaped(latex[position : begin.start()])
        if end and _is_formula(latex[begin.end() : end.start()], latex[end.end() : end.end() + 1]):
            yield _BARE_SIGN.sub(r"\\\g<0>", latex[begin.start() : end.end()])
            position, number = end.end(), number + 2
        else:
            yield r"\$" * len(begin.group())
            position, number = begin.end(), number + 1
    yield _escaped(latex[position:])


def _is_formula(inside: str, after: str) -> bool:
    """Whether two dollar signs hold a formula: they hug it; "from $5 to $6" is none."""
    return inside.strip() == inside != "" and ("\\" in inside or not after.isdigit())


def _escaped(text: str) -> str:
    """Running text; a comment's sign is a percent sign there."""
    return _ABOUT.sub(r"\\textasciitilde{}", _BARE_SIGN.sub(r"\\\g<0>", text))


def _named(macro: re.Match[str]) -> str:
    """A macro that only its authors know, as a word: a method's name often is one; not where it has an argument."""
    if macro[1] in _known_macros():
        return macro[0]
    return "" if macro[2] or macro[1] in _SPACING else f"{macro[1]} "


def _depth(latex: str) -> int:
    deepest = depth = 0
    for sign in re.findall(r"[{}]", latex):
        depth = depth + 1 if sign == "{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


@lru_cache(maxsize=1)
def _converter() -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped, unused-ignore]

    logging.getLogger("pylatexenc").addHandler(logging.NullHandler())  # it complains of each macro's missing argument
    return LatexNodes2Text(math_mode="text", strict_latex_spaces=False)


@lru_cache(maxsize=1)
def _known_macros() -> frozenset[str]:
    from pylatexenc import latex2text, latexwalker  # type: ignore[import-untyped, unused-ignore]

    contexts = (latex2text.get_default_latex_context_db(), latexwalker.get_default_latex_context_db())
    return frozenset(spec.macroname for context in contexts for spec in context.iter_macro_specs())
