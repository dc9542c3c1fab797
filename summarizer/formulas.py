r"""Formulas: expressions of LaTeX as people write them in a line of text: "\frac{\sqrt d}{n+1}" is sqrt(d)/(n+1).

Written by hand since a reader asks for many short expressions: LaTeX's own converter takes ten times as long for one,
leaves the brackets out that a fraction needs on one line, and drops the braces of a power.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GREEK = "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ"


def _name(letter: str) -> str:
    name = unicodedata.name(letter).split()[-1].replace("LAMDA", "LAMBDA")
    return name.capitalize() if letter.isupper() else name.lower()


_LETTERS = {**{_name(letter): letter for letter in _GREEK}, "eps": "ε"}
_PAIRS = (
    "cdot=· times=× ast=* star=* ell=ℓ infty=∞ pm=± mid=| le=≤ leq=≤ ge=≥ geq=≥ ll=≪ gg=≫ approx=≈ sim=~ in=∈ lceil=⌈"
    " rceil=⌉ lfloor=⌊ rfloor=⌋ vert=| lvert=| rvert=| vee=∨ wedge=∧ Vert=‖ lVert=‖ rVert=‖ prime=' dots=… ldots=…"
)
_SIGNS = {
    **_LETTERS,
    **{"var" + name: letter for name, letter in _LETTERS.items()},
    **dict(pair.split("=") for pair in _PAIRS.split()),
}
_FRACTIONS = frozenset(("frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac"))
_ACCENTS = {
    **dict.fromkeys(("tilde", "widetilde", "Tilde", "wt"), "\u0303"),
    **dict.fromkeys(("hat", "widehat"), "\u0302"),
    **dict.fromkeys(("bar", "overline"), "\u0304"),
}
_STYLE = re.compile(
    r"(?:math|text)[a-z]*|operatorname|boldsymbol|ensuremath|displaystyle|emph|bm|bf|rm|it|cal|sf|tt|left|right"
    r"|[bB]igg?[lrm]?|limits|nolimits|paren|pa|brk"
)
"""What only styles what stands behind it, or sizes a bracket."""
_SPACED = frozenset(("operatorname", "mathrm", "text", "textrm", "mathsf", "textsf", "mathit", "textit"))
"""What words are set in, which stand apart from a letter before them."""
_PIECE = re.compile(r"\\[A-Za-z]+|\\.|[{}^_]|[^\\{}^_]+")
_DEEPEST = 20
"""Groups in groups; what is deeper is left out."""
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
_WORD = re.compile(r"(?<![A-Za-z\\])[A-Za-z]{2,10}(?![A-Za-z])")
_LOST = re.compile(r"(?<![A-Za-z\\])(?:sqrt|frac)(?=\s?\{)")
"""Commands that lost their backslash: "O(sqrt{n})"."""
_CLINGS = re.compile(r"(?:[^\W_]|[)}'])\s?\Z")
_NEAR = 24
_FUNCTION = re.compile(r"(?:log|ln|exp|poly)(?:\^\S+)?\s*\Z")
_ATOM = re.compile(
    r"(?:\d[\d.]*|\w\u0303?|(?:[a-z]{2,8})?\([^()]*\)|\|\w+\|)(?:_(?:\w|\{[^{}]*\}))?(?:\^(?:\w|\{[^{}]*\}))?'*"
)
"""What needs no brackets below a fraction's line."""
_WITHIN = re.compile(r"\([^()]*\)|\{[^{}]*\}")
_BRACKETED = re.compile(r"\A\(([^()]*)\)\Z")
_SUM = re.compile(r"[-+/]")
_LOOSE = re.compile(r"(?<=[(\[^·×]) | (?=[)\]^,·×])")


@lru_cache(maxsize=4096)
def plain_formula(formula: str) -> str:
    r"""Make an expression plain text; what is no LaTeX stays as it is, but for letters told by their names.

    >>> plain_formula(r"\tilde{O}\left(\frac{k}{(1-3\beta)^2}\,\mathrm{polylog}(\frac1\delta)\right)")
    'Õ(k/(1-3β)^2 polylog(1/δ))'
    """
    if not formula.isascii():
        formula = _RAISED.sub(lambda raised: "^{" + unicodedata.normalize("NFKC", raised[0]) + "}", formula)
        formula = unicodedata.normalize("NFKC", formula).replace("−", "-").replace("ϵ", "ε").replace("ϕ", "φ")
    if "{" in formula:
        formula = _LOST.sub(r"\\\g<0>", formula)
    formula = _WORD.sub(lambda word: _LETTERS.get(word[0], word[0]), formula)
    if any(sign in formula for sign in "\\{^_"):
        formula = _group(_PIECE.findall(formula)[::-1], _DEEPEST)
    return _LOOSE.sub("", " ".join(formula.split()))


def _group(pieces: list[str], deep: int) -> str:
    """The pieces up to the end of their group; the next one is the last in the list."""
    said = ""
    while pieces:
        piece = pieces.pop()
        if piece == "}" and deep < _DEEPEST:
            break
        said = _with(said, piece, pieces, deep)
    return said


def _with(said: str, piece: str, pieces: list[str], deep: int) -> str:
    """What is said, and a piece with all that belongs to it."""
    if piece == "{":
        return said + _group(pieces, deep - 1) if deep else said
    if piece in ("^", "_"):
        raised = _argument(pieces, deep)
        return said.rstrip() + piece + (raised if len(raised) < 2 else "{" + raised + "}")
    if piece[0] != "\\":
        return said + piece.strip("}$")
    name = piece[1:]
    if name in _FRACTIONS:
        return _with_fraction(said, pieces, deep)
    if name == "sqrt":
        return said + (" " if _CLINGS.search(said[-_NEAR:]) else "") + _root(pieces, deep)
    if name in _ACCENTS:
        return said + unicodedata.normalize("NFC", _argument(pieces, deep) + _ACCENTS[name])
    if not name.isalpha():
        return said + (name if name in "{}%&#_$|" else " ")
    if _STYLE.fullmatch(name):
        return said + " " if name in _SPACED and said[-1:].isalnum() else said
    return said + _SIGNS[name] if name in _SIGNS else _with_name(said, name, pieces, deep)


def _with_name(said: str, name: str, pieces: list[str], deep: int) -> str:
    """A function, apart from what it is multiplied by, its arguments in brackets: "n log n", "n polylog(k)"."""
    apart = " " if _CLINGS.search(said[-_NEAR:]) else ""
    told = []
    while pieces and pieces[-1] == "{":
        told.append(_BRACKETED.sub(r"\1", _argument(pieces, deep)))
    if told:
        return f"{said}{apart}{name}({', '.join(told)})"
    behind = pieces[-1][:1] if pieces else ""
    return said + apart + name + ("" if behind in ("(", "^", "_") else " ")


def _with_fraction(said: str, pieces: list[str], deep: int) -> str:
    over, under = _argument(pieces, deep), _argument(pieces, deep)
    over = f"({over})" if _SUM.search(_WITHIN.sub("", over)) else over
    fraction = f"{over}/{under}" if _ATOM.fullmatch(under) else f"{over}/({under})"
    if _FUNCTION.search(said[-_NEAR:]) or said[-1:].isalnum():
        return f"{said.rstrip()}({fraction})"
    behind = pieces[-1][:2] if pieces else ""
    return said + fraction + (" " if behind[:1].isalnum() or behind[1:].isalpha() else "")


def _root(pieces: list[str], deep: int) -> str:
    """A root: "sqrt(n)", "n^{1/3}"."""
    degree = ""
    if pieces and pieces[-1].startswith("["):
        degree, _, behind = pieces.pop()[1:].partition("]")
        if behind:
            pieces.append(behind)
    of = _argument(pieces, deep)
    if not degree:
        return f"sqrt({of})"
    return (of if len(of) < 2 else f"({of})") + "^{1/" + degree + "}"


def _argument(pieces: list[str], deep: int) -> str:
    """What a command takes: a group, another command with its own, or one sign."""
    while pieces and pieces[-1].isspace():
        pieces.pop()
    if not pieces or pieces[-1] == "}" or not deep:
        return ""
    piece = pieces.pop()
    if piece[0] not in "\\{^_":
        piece = piece.lstrip()
        if piece[1:]:
            pieces.append(piece[1:])
        return piece[0]
    said = _with("", piece, pieces, deep - 1 if piece != "{" else deep).strip()
    return said or (_argument(pieces, deep - 1) if piece[0] == "\\" else "")
