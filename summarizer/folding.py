"""Folding: texts made comparable, with a way back to the places where they stood.

Two writings of the same words fold to the same text: white space, case, Unicode form, dashes, quotes, ligatures, soft
hyphens, zero-width characters and what is left of LaTeX ("12times", "\\%", "sim 50%", "\\textbf{x}") don't count. Signs
that carry meaning do: minus signs, "<" and ">", "±", powers, and a decimal point are never folded away.
"""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

Span = tuple[int, int]

_CHARACTERS = {
    **dict.fromkeys("‐‑‒–—―−﹘﹣⁃", "-"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛‹›′´ʼ", "'"),
    **dict.fromkeys("×✕✖⨉⨯", "x"),
    **dict.fromkeys("∼～≈≃≅˜", "~"),
    **dict.fromkeys("⁄∕", "/"),
    **dict.fromkeys("⩽≦", "≤"),
    **dict.fromkeys("⩾≧", "≥"),
    **dict.fromkeys("·∙⋅", "·"),
    "√": "sqrt",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ϵ": "ε",
    "ϕ": "φ",
    "µ": "μ",
}
_STYLES = (
    "textbf textit textrm textsc texttt textsf textsl textup textnormal text emph underline mbox hbox mathrm mathbf"
    " mathit mathsf mathtt mathcal mathbb mathfrak boldsymbol bm operatorname tilde widetilde hat widehat bar overline"
    " vec url href left right big Big bigl bigr rm bf it em tt sc displaystyle ensuremath c v u H k r pmb SI si qty num"
    " unit ang"
)
_MACROS = {
    **dict.fromkeys(_STYLES.split(), ""),
    **dict.fromkeys(("sim", "approx", "simeq", "textasciitilde"), "~"),
    **dict.fromkeys(("leq", "le", "leqslant"), "≤"),
    **dict.fromkeys(("geq", "ge", "geqslant"), "≥"),
    **dict.fromkeys(("quad", "qquad", "enspace", "thinspace", "newline"), " "),
    **dict.fromkeys(("times", "texttimes"), "x"),
    **dict.fromkeys(("pm", "textpm"), "±"),
    **dict.fromkeys(("to", "rightarrow"), "→"),
    **dict.fromkeys(("textendash", "textemdash"), "-"),
    **dict.fromkeys(("ldots", "dots"), "..."),
    **{unicodedata.name(c).split()[-1].lower().replace("lamda", "lambda"): c for c in "αβγδεζηθκλμξπρστφχψω"},
    "cdot": "·",
    "percent": "%",
    "lt": "<",
    "gt": ">",
    "ie": "i.e.",
    "eg": "e.g.",
    "etal": "et al.",
    "etc": "etc.",
    "wrt": "w.r.t.",
    "vs": "vs.",
}

# What is not itself when folded; a run of plain words and single spaces is copied as it stands. The order counts.
_SPECIAL = re.compile(
    r"(?P<frac>\\[dt]?frac\s?\{(?P<over>[^{}]{1,16})\}\s?\{(?P<under>[^{}]{1,16})\})"
    r"|(?P<times>(?<=\d)\s?\$?\s?(?:\\?times(?![^\W\d_])|[×✕✖⨉⨯xX](?![^\W\d_]))(?:\s?\$)?(?:\s*(?=\d))?)"
    r"|(?P<about>(?:\\sim(?![A-Za-z])|\\approx(?![A-Za-z])|(?<![^\W_])sim(?=[\s$]*\d)|(?<![\w.)\]}])~)\s*(?=[\d$])|∼\s*(?=\d))"
    r"|(?P<tie>(?<=[\w.)\]}])~)"
    r"|(?P<plus_minus>\s?(?:\+\s?/?\s?[-−–](?=\s?[\d.])|(?<=\d)\s?pm(?=\s?\d)|\\pm(?![A-Za-z])|±)\s?)"
    r"|(?P<percent>(?<=\d)(?:\s|~|\\[,;:])*\$?\s*\\?[%％])"
    r"|(?P<thousands>(?<=\d)(?:,|\{,\})(?=\d{3}(?!\d)))"
    r"|(?P<escaped>\\[%&$#_{}])"
    r"|(?P<accent>\\['\"`^~=.](?=\s?\{?\\?[A-Za-z]))"
    r"|(?P<macro>\\(?P<name>[A-Za-z]+)\*?)"
    r"|(?P<space_macro>\\[,;:> \\])|(?P<nothing>\\!|\\-|[{}$])"
    r"|(?P<entity>&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[\dA-Fa-f]{2,5});)"
    r"|(?P<quotes>``|'')|(?P<compare><=|>=)|(?P<dashes>-{2,3})"
    r"|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+)|(?P<space>\s{2,}|[^\S ])"
    r"|(?P<other>[^\x00-\x7f]|[\x00-\x08\x0e-\x1b\x7f])"
)
# Where one of these can begin: at such a character, or behind a digit that one of these follows.
_BEGINS = re.compile(r"[\\{}$~&<>+\x00-\x1f\x7f-\U0010ffff]|[0-9](?=[\s\\{$,%％×✕xXtp+±~])")
_BEGINS_RARE = re.compile(_BEGINS.pattern + r"|(?<![^\W_])sim|\s{2}|--|``|''")
_DIGITS = "0123456789"
_RARE = ("sim", "  ", "--", "``", "''")
_FIXED = {
    "times": "x",
    "about": "~",
    "tie": " ",
    "plus_minus": "±",
    "percent": "%",
    "space_macro": " ",
    "space": " ",
    "dashes": "-",
}
_JOINED = re.compile(r"(?<=[^\W\d_])- ?(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and where its pieces stood."""

    text: str
    """The text as it is compared."""
    offsets: list[tuple[int, int, int]]
    """Its pieces, in order: start in `text`, start and end in the original. Pieces of equal length map one to one."""

    def span(self, start: int, end: int) -> Span:
        """Give the offsets in the original of `text[start:end]`, which must not be empty."""
        return self._original(start)[0], self._original(end - 1)[1]

    def _original(self, place: int) -> Span:
        index = bisect_right(self.offsets, place, key=itemgetter(0)) - 1
        piece, begin, end = self.offsets[index]
        length = (self.offsets[index + 1][0] if index + 1 < len(self.offsets) else len(self.text)) - piece
        if length == end - begin:
            return begin + place - piece, begin + place - piece + 1
        return begin, end


def fold(text: str) -> Folded:
    """Fold a text for comparison; about 50 µs for an abstract."""
    pieces: list[str] = []
    offsets: list[tuple[int, int, int]] = []
    length = position = 0
    for match in _specials(text):
        begin, end = match.span()
        if begin > position:
            pieces.append(text[position:begin].lower())
            offsets.append((length, position, begin))
            length += begin - position
        new = _replacement(match)
        if new == " " and ((pieces and pieces[-1].endswith(" ")) or text[end : end + 1] == " "):
            new = ""  # white space beside white space is one space
        if new:
            pieces.append(new)
            offsets.append((length, begin, end))
            length += len(new)
        position = end
    pieces.append(text[position:].lower())
    offsets.append((length, position, len(text)))
    return Folded("".join(pieces), offsets)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Fold a short text (a name, a unit), remembered, without surrounding white space."""
    plain = _BEGINS_RARE.search(text) is None  # as most names are
    return text.lower().strip() if plain else fold(text).text.strip()


_TO_BARE = bytes(c if 48 <= c < 58 or 97 <= c < 123 else c + 32 if 65 <= c < 91 else 32 for c in range(256))


def occurrences(needle: str, haystack: str, start: int = 0, end: int = sys.maxsize) -> Iterator[int]:
    """Where a needle, which must not be empty, stands in the haystack as it is, those that overlap included."""
    at = haystack.find(needle, start, end)
    while at >= 0:
        yield at
        at = haystack.find(needle, at + 1, end)


def lowered(text: str) -> str:
    """A text in lower case, each character where it stood."""
    return text.replace("İ", "I").lower()  # the one character that becomes two


def undressed(text: str) -> str:
    """A text without marks of style, LaTeX's or Markdown's, ties and odd hyphens; each word where it stood.

    >>> undressed(r"is \\emph{twice} as fast, by 12~ms")
    'is       twice  as fast, by 12 ms'
    """
    if "{" in text or "*" in text:
        text = _STYLED.sub(lambda m: m[2].rjust(m.end(2) - m.start()).ljust(len(m[0])), text)
    if "~" in text:
        text = _TIE.sub(" ", text)
    if not text.isascii():
        for odd, plain in _SAME:
            text = text.replace(odd, plain)
    return text


def closed_up(sentence: str) -> str:
    """A sentence without the gaps that marks of style leave, between words, in brackets and before stops.

    >>> closed_up("is       twice  as fast (         Tide  ).")
    'is twice as fast (Tide).'
    """
    return _GAPS.sub("", " ".join(sentence.split())) if "  " in sentence else sentence


_GAPS = re.compile(r"(?<=\() | (?=\)|[,.;:!?]+(?:\s|$))")
_SAME = tuple(zip("‐‑\u00a0\u2009\u202f", "--   ", strict=True))
"""Signs that are another's twin, each replaced by itself: `str.translate` takes hundreds of times as long."""
_STYLED = re.compile(
    r"(?<![\w\\$*])(\$?)(?:\\(?:text(?:bf|it|tt|sc|sf|sl)|emph|underline)\s?\{|\{\\(?:bf|em|it|tt|sc|sl)\b|\*\*(?=\S))"
    r"([^{}*\n]*)(?:\}|(?<=\S)\*\*)\1(?![\w*])"
)
_TIE = re.compile(r"~(?<=[\w.)\]}%]~)(?=[A-Za-z\\(])")
"""A tie between words; one character is searched for much faster than what has to stand before it."""


def bare(text: str) -> str:
    """A text's plain words: ASCII letters in lower case and digits, each where it stood, all else a space.

    Made for asking cheaply whether a word stands in a text at all: about 2 µs for an abstract.

    >>> bare("A 3x-faster ViT.").split()
    ['a', '3x', 'faster', 'vit']
    """
    return text.encode("ascii", "replace").translate(_TO_BARE).decode("ascii")


def _specials(text: str) -> Iterator[re.Match[str]]:
    begins = _BEGINS_RARE if any(sign in text for sign in _RARE) else _BEGINS
    position = 0
    for candidate in begins.finditer(text):
        place = candidate.end() if candidate.group() in _DIGITS else candidate.start()
        if place >= position and (match := _SPECIAL.match(text, place)):
            position = match.end()
            yield match


def locate(needle: str, haystack: str, *, folded_haystack: Folded | None = None) -> list[Span]:
    """Find the needle in the haystack, as it stands, else after folding; spans are offsets into the haystack.

    A needle matches whole words and whole numbers only: "2.6x" is not found in "12.6x". Give `folded_haystack`,
    `fold(haystack)`, where many needles are looked up in one text.
    """
    plain = needle.strip()
    if not plain:
        return []
    # A space behind a backslash is LaTeX's, and not stripped off it.
    needle = plain + " " if plain.endswith("\\") and needle.rstrip() + " " in needle else plain
    if found := verbatim(needle, haystack):
        return found
    whole = folded_haystack or fold(haystack)
    target = fold(needle).text.strip()
    spans = [whole.span(start, end) for start, end in verbatim(target, whole.text)]
    return spans or _locate_joined(target, whole)


def _locate_joined(target: str, whole: Folded) -> list[Span]:
    # A word broken at the end of a line may or may not have had its hyphen before.
    text, target = _JOINED.sub("", whole.text), _JOINED.sub("", target)
    found = verbatim(target, text)
    if not found:
        return []
    dropped = {i for m in _JOINED.finditer(whole.text) for i in range(*m.span())}
    kept = [i for i in range(len(whole.text)) if i not in dropped]
    return [(whole.span(kept[a], kept[a] + 1)[0], whole.span(kept[b - 1], kept[b - 1] + 1)[1]) for a, b in found]


def verbatim(needle: str, haystack: str) -> list[Span]:
    """Where a needle stands as it is, none of its words and numbers cut off a longer one."""
    size = len(needle)
    places = occurrences(needle, haystack) if needle else ()
    return [(at, at + size) for at in places if not _cuts(haystack, at) and not _cuts(haystack, at + size)]


def _cuts(text: str, place: int) -> bool:
    """Whether a cut before `place` goes through a word or a number, or takes a sign off its number."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if before.isspace() or after.isspace():  # nearly always
        return False
    if before.isalpha() and after.isalpha():
        return True
    if before.isdigit() and after.isdigit():
        return True
    earlier, later = text[place - 2 : place - 1], text[place + 1 : place + 2]
    if before in ".," and after.isdigit():
        return earlier.isdigit()
    if before in "-−–" and after.isdigit():
        return not earlier or earlier.isspace() or earlier in "(["
    return before.isdigit() and after in ".," and later.isdigit()


def _replacement(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    if kind in _FIXED:
        return _FIXED[kind]
    text = match.group()
    if kind == "other":
        return _character(text)
    if kind == "macro":
        return _macro(match["name"])
    if kind == "escaped":
        return text[1].replace("{", "").replace("}", "")
    if kind == "entity":
        return _character_run(html.unescape(text))
    if kind == "raised":
        return "^" + "".join(_CHARACTERS.get(c, c) for c in unicodedata.normalize("NFKD", text))
    if kind == "frac":
        return f"{match['over']}/{match['under']}".lower()
    return {"quotes": '"', "compare": "≤" if text == "<=" else "≥"}.get(kind, "")


def _macro(name: str) -> str:
    # An unknown macro is read as its name, as pages that drop the backslash show it.
    known = _MACROS.get(name)
    return known if known is not None else _MACROS.get(name.lower(), name.lower())


def _character_run(text: str) -> str:
    return "".join(_character(c) if ord(c) > 127 else c.lower() for c in text)


@lru_cache(maxsize=4096)
def _character(char: str) -> str:
    """Fold one character that is not plain ASCII; context never changes the outcome."""
    lower = char.lower()
    if lower in _CHARACTERS:
        return _CHARACTERS[lower]
    category = unicodedata.category(char)
    if category in ("Cc", "Cf", "Mn") and char != "\u0338":
        return ""
    if category.startswith("Z"):
        return " "
    plain = unicodedata.normalize("NFKD", char)
    if "\u2044" in plain:  # ½ behind a digit is not 21/2
        plain = " " + plain
    return "".join(_CHARACTERS.get(c, c) for c in plain.lower() if c == "\u0338" or unicodedata.category(c) != "Mn")
