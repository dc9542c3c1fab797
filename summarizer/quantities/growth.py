"""Growth: how a cost grows with its input: "O(n log n)", "quadratic complexity", "scales linearly"."""

from __future__ import annotations

import re
from bisect import insort
from itertools import product

from summarizer.folding import occurrences
from summarizer.formulas import plain_formula
from summarizer.quantities.kinds import Quantity

RARE_LETTERS = "ΘΩÕ𝒪𝑂𝓞"
"""The letters of growth besides O; Θ and Ω also stand as their names."""
BIG_O = re.compile(
    rf"(?P<letter>(?:[O{RARE_LETTERS}]|Theta|Omega)[\u0303˜~]?)\}}{{0,3}}(?P<rest>\^\*)?(?:_\{{?\\?\w{{1,8}}\}}?)?"
    r"\s?(?:\\(?:left|[bB]igg?l?|!))*\s?\("
)
_STYLES = re.compile(r"(?:\\(?:(?:wide)?[tT]ilde|wt|math[a-z]+|cal|boldsymbol|ensuremath|bm)\s?\{?|\{)+\\?\Z")
"""How LaTeX styles the letter of a growth: "\\tilde{\\mathcal{ | O}}"."""
_STYLED = 40
_TILDE = re.compile("[˜~]")
_NO_INPUT = re.compile(
    r"\s*(?!1\s*$)(?:\d[\d.,]*(?:\s?\^\s?\{?\d+\}?|(?:\s?[-–]\s?\d[\d.,]*)?\s?[kKMBT])?|\\?cdot|·)\s*"
)
"""What stands in brackets where nothing grows: "H2O (38.9)", "O(10^9) ways", "of size O(20-60B)", "where O(\\cdot)"."""
_LONGEST = 200
_SIZED = re.compile(r"\\(?:right|[bB]igg?r?|!)\s?$")
"""How LaTeX sizes the bracket that closes an expression."""
_GROWTHS = ("linearithmic", "linear", "quadratic", "cubic", "logarithmic", "exponential", "polynomial", "constant")
_PREFIXES = ("sub", "super", "near", "nearly", "almost", "quasi", "pseudo", "log", "poly")
_ENDINGS = ("ally", "ly")
_GROWTH_OF = {"".join(parts): parts[1] for parts in product(("", *_PREFIXES), _GROWTHS, ("", *_ENDINGS))}
GROWTH_WORDS = frozenset(_GROWTH_OF)
"""The plain words that growth is said in; `_GROWTH_OF` says which growth each names."""
_GROWTH_WORD = re.compile(rf"(?:{'|'.join(_GROWTHS)})(?:{'|'.join(_ENDINGS)})?\b")
_GROWTH_PREFIX = re.compile(rf"\b(?:{'|'.join(_PREFIXES)})-?$")
_IN_WORD = re.compile(r"[a-z]-?\Z")
_NAME = re.compile(r"(?:Linear|Constant|Quadratic|Polynomial|Exponential)\s[A-Z]")
_GROWTH_NOUN = r"complexit(?:y|ies)|time|memory|costs?|space|scaling|runtime|computations?|growth|overhead"
_NO_COST = (
    r"(?![\s-](?:functions?|series|hypothesis|graphs?|networks?)\b)"
    r"(?!(?<=time)(?:-variant\b|[\s-](?:invarian|varying|horizon|delay|of[\s-]flight|temporal|propert|logic)))"
)
"""What makes another thing of a noun of cost: "a linear cost | function", "linear time | temporal logic"."""
_GOALS = "transport|control|movement|switching|stage|tracking|associative|learning|interpolation|attention model"
"""Words that make a goal or a part of a model of a noun of cost: "a quadratic | transport cost"."""
_COUNTED = "rounds|queries|samples|examples|steps|iterations|measurements|evaluations|messages|passes|operations|calls"
_JOINTS = (
    "of|for|to|with|from|by|on|at|is|are|was|were|be|that|which|where|(?<!rather )than|as|into|over|across|using|via"
    "|while|in|the|an?|its|their|this|these|our"
)
_SPENT = (
    "computational|computation|compute|time|run|running|execution|memory|storage|space|inference|query|search|training|"
    "decoding|communication|sample|attention|average|amortized|expected|total|overall|worst-case|per-iteration|per-step|"
    "scaling|growth|increases?|increased|rounds|multi-node|multi-gpu|latency|token|parameter|and|or|in|of|rather than"
)
"""What may stand between a growth and a cost that is also other things: "linear predictors in | memory"."""
_MACHINES = "[gct]pu|node|processor|core|worker|machine|device|server|thread"
"""With how many of which a speed scales, not a cost: "linear scalability | across GPUs"."""
_WITHIN = rf"(?:[\s-]+(?!(?:{_JOINTS}|{_GOALS})\b)\w+(?:-\w*)?)"
"""A word of the noun phrase that a growth begins."""
_GROWTH_AFTER = re.compile(
    rf"(?:\s(?:amount|increase) (?:of|in))?(?:(?:[\s-]+(?:{_SPENT})){{0,3}}?"
    rf"[\s-]+(?:time|memory|costs?|space|scaling|computations?|growth)\b{_NO_COST}"
    rf"|(?:(?![\s-]+(?:and|or)\b){_WITHIN}){{0,2}}?(?<!test)(?<!real)(?<!state)(?<!null)(?<!continuous)(?<!discrete)"
    rf"[\s-]+(?:time|memory|costs?)\b{_NO_COST}"
    rf"|{_WITHIN}{{0,3}}?[\s-]+(?:complexit(?:y|ies)|runtime|overhead|burden|bottleneck)\b)"
    rf"|\sscalability\b(?![^.;]{{0,40}}\b(?:{_MACHINES})s\b)"
    rf"|\s(?:many|number of)\s(?:\w+\s){{0,2}}?(?:{_COUNTED})\b"
    r"|(?<=thmic|omial|ntial)\s(?:rounds|queries|samples|steps|iterations)\b"
    r"|\s(?:in|with respect to|with the|w\.r\.t\.?)\s(?:the\s)?(?:\w+\s){0,2}"
    r"(?:length|size|number|resolution|dimension|context|sequence|inputs?|tokens|nodes|samples)\b"
)
_LINKING = (
    r"(?:of|per)\s(?:(?:the|an?|one|each|every|all|its|our)\s)?\w+|is|are|was|were|be|been|to|from|at|most|only|nearly"
    r"|almost|still|that|which|scal\w+|grow\w*|increas\w+|remains?|stays"
    r"|has|have|a|an|in|than|rather|reduced|explicitly|depend\w*|doubly|requirements?|complexit\w+|costs?|usage|sizes?"
    r"|demands?|overhead|would|strictly|approximately|roughly|asymptotically|essentially|memory|length|provably|or|even"
    r"|(?:linear|quadratic|cubic|exponential)(?:ly|ally)?"
)
"""What may stand between a cost and its growth: "the memory grows | linearly", not "a space and a linear map"."""
_GROWTH_BEFORE = re.compile(
    rf"(?<![\w-])(?:{_GROWTH_NOUN}|scal(?:es?|ing)|grow(?:s|ing)?|increas(?:es?|ing))(?:[\s-]+(?:{_LINKING})){{0,4}}?[\s-]+$"
)
_COST_OF = re.compile(
    r"\b(?:complexit(?:y|ies)|(?:run ?|(?:running|inference|computation|execution|search|query|training|update) )times?"
    r"|(?:memory|space|storage) (?:usage|footprint|requirements?|consumption)|overhead"
    r"|(?:computational|memory|training|inference|communication) costs?)\s(?:of|for|to)\s[^.;,]{1,70}?"
    r"\s(?:is|are|was|were|be|remains?|stays?)\s(?:\w+\s){0,2}\Z"
)
"""A cost that is told whose it is before its growth: "the runtime of our new planner is | linear"."""
_COPULAS = ("is ", "are ", "was ", "were ", "be ", "remain", "stay")
_FROM_GROWTH = re.compile(r"\bfrom\s(?:\S{0,16}o\}*\s?\(|quadratic|cubic|exponential)[^.;,]{0,40}\sto\s(?:\w+\s)?\Z")
"""The greater growth that one is brought down from: "from O(n^2) to | linear"."""
_NAMES_NEXT = re.compile(
    r"[\s-]+(?!(?:in|with|to|on|of|for|from|as|at|by|per|up|over|across|under|and|or|but|nor|rather|than|regardless|"
    r"irrespective|even|only|when|while|where|which|that|if|unless|due|because|since|relative|compared|instead|despite|"
    r"after|without|during|throughout|depending|respectively|albeit|though|although|until|wrt|w|is|are|was|were|can|"
    r"not|both|down|levels?|orders?|amount|relation|dependenc(?:e|y)|increases?)\b)[a-z]"
)
"""A word that a growth stands before as its adjective: a cost that is told before it isn't what it is of."""
_GROWTH_WINDOW = 60
_INDEPENDENT = re.compile(
    r"(?:complexity|run[\s-]?time|computations?"
    r"|(?:running|inference|training|query|search|execution|computation|update|planning|rendering|decoding) times?"
    r"|(?:memory|storage) (?:requirements?|usage|footprint|consumption|costs?)"
    r"|(?:computational|training|inference|per-?\w+) costs?)"
    r"\s(?:that\s)?(?:is\s|are\s|remains?\s)?(?:\w+ly\s|almost\s)?\Z"
)
"""What is the same however large the input gets: "a memory footprint | independent of the number of boats"."""
_INDEPENDENT_OF = re.compile(r"independent (?:of|from)\b|do(?:es)?(?: not|n't) depend on\b")

_OF_FUNCTIONS = ("piecewise ", "piecewise-", "lipschitz ", "locally ", "bi")
_GROWS = re.compile(r"\b(?:scal|grow|increas|depend|complexit|cost|time|memory)\w*(?:\s[\w-]+){0,4}\s$")
_GROWS_WITH = re.compile(r"\s(?:in|with|to|many)\b|[\s-](?:increas|grow|scal)(?:ing|ed|n)\b")


def read_big_o(text: str, start: int) -> Quantity | None:
    """Read a growth as "O(...)", brackets within it included."""
    opening = BIG_O.match(text, start)
    if opening is None or text[start - 1 : start].isalpha():
        return None
    depth, position = 1, opening.end()
    limit = min(len(text), position + _LONGEST)
    while position < limit and depth:
        depth += {"(": 1, ")": -1}.get(text[position], 0)
        position += 1
    if depth:
        return None
    inner = _SIZED.sub("", text[opening.end() : position - 1])
    if _NO_INPUT.fullmatch(inner):
        return None
    begin = _styled_from(text, start, opening[0].count("}"))
    if sign := _RAISED.search(text, max(0, begin - _SIGN), begin):
        base = _base_of(text, sign.start())
        raised = text[sign.start() : position]
        closed = position + raised.count("{") - raised.count("}")
        if base is None or "-" in sign[0] or text[position:closed] != "}" * (closed - position):
            return None
        return _in_words(text, base, closed, plain_formula(text[base:closed]))
    letter = _TILDE.sub("\u0303", text[begin : start + len(opening["letter"])]) + "}" * opening[0].count("}")
    unit = f"{plain_formula(letter)}{'*' if opening['rest'] else ''}({plain_formula(inner)})"
    return _in_words(text, begin, position, unit)


def _styled_from(text: str, start: int, closed: int) -> int:
    """Where the styles of a growth's letter begin, whose groups end right behind it."""
    styles = _STYLES.search(text, max(0, start - _STYLED), start)
    if styles is None:
        return start
    begin = styles.start()
    while text.count("{", begin, start) > closed:
        begin = text.index("{", begin) + 1
    return begin


_RAISED = re.compile(r"\s?\^\s?\{?-?\\?\Z")
"""What a growth is the power of something by: "2^{ | O(k)}"."""
_SIGN = 24
_BASE = re.compile(r"(?:\\?[A-Za-z]+|(?<![\d.])\d+(?:\.\d+)?)\Z")


def _base_of(text: str, end: int) -> int | None:
    """Where the base of a power begins: a word, a number or a bracket."""
    if text[end - 1 : end] != ")":
        base = _BASE.search(text, max(0, end - _SIGN), end)
        return base.start() if base else None
    depth = 0
    for place in range(end - 1, max(-1, end - _LONGEST), -1):
        depth += {")": 1, "(": -1}.get(text[place], 0)
        if depth == 0:
            name = _BASE.search(text, max(0, place - _SIGN), place)
            return name.start() if name else place  # "log(n)^"
    return None


def with_growth_words(text: str, lower: str, said: frozenset[str], found: list[Quantity]) -> list[Quantity]:
    """Add growth in words, which count beside a cost or a size: "quadratic complexity", "scales linearly"."""
    growths = {_GROWTH_OF[word] for word in said & GROWTH_WORDS}
    for place in sorted({place for growth in growths for place in occurrences(growth, lower)}):
        word = _GROWTH_WORD.match(lower, place)
        if word is None:
            continue
        prefix = _GROWTH_PREFIX.search(lower, max(0, word.start() - 8), word.start())
        start, end = prefix.start() if prefix else word.start(), word.end()
        if lower[start:end] == "constantly":
            continue  # "draws on its memory constantly"
        if lower.endswith(_OF_FUNCTIONS, 0, start):
            continue  # "piecewise linear", "the Lipschitz constant"
        if _IN_WORD.search(lower, max(0, start - 2), start) or _NAME.match(text, start):
            continue  # "nonlinear", "time-constant", "Linear Attentive Memory"
        before = lower[max(0, start - _GROWTH_WINDOW) : start]
        if lower[end - 2 : end] == "ly" and not (_GROWS.search(before) or _GROWS_WITH.match(lower, end)):
            continue  # "widens the view exponentially at no cost"
        if not (_GROWTH_AFTER.match(lower, end, end + _GROWTH_WINDOW) or _is_told(lower, start, end)):
            continue
        unit = re.sub(r"(?<=r)ly$|(?<=ic)ally$|(?<=al)ly$", "", lower[start:end])
        insort(found, _in_words(text, start, end, unit), key=_by_start)
    if "independent" in said or "depend" in said:
        for told in _INDEPENDENT_OF.finditer(lower):
            if _INDEPENDENT.search(lower, max(0, told.start() - _GROWTH_WINDOW), told.start()):
                insort(found, _in_words(text, *told.span(), "constant"), key=_by_start)
    return found


def _is_told(lower: str, start: int, end: int) -> bool:
    """Whether a cost is told to be of a growth: "time | linear in the size", not "computed by a | linear map"."""
    if lower[end - 2 : end] != "ly" and _NAMES_NEXT.match(lower, end):
        return False
    before = lower[max(0, start - 2 * _GROWTH_WINDOW) : start]
    if _GROWTH_BEFORE.search(before, max(0, len(before) - _GROWTH_WINDOW)):
        return True
    if " to " in before and _FROM_GROWTH.search(before):
        return True
    return any(word in before for word in _COPULAS) and _COST_OF.search(before) is not None


_PLUS = re.compile(r"\s?\+\s?")


def summed(text: str, found: list[Quantity]) -> list[Quantity]:
    """Growths that are added up as one: "O(n) + O(m^2)"."""
    whole: list[Quantity] = []
    for quantity in found:
        first = whole[-1] if whole else quantity
        near = quantity.end - first.start <= _LONGEST and first.family == quantity.family == "growth"
        if near and _PLUS.fullmatch(text, first.end, quantity.start):
            quantity = _in_words(text, first.start, quantity.end, f"{first.unit} + {quantity.unit}")
            whole.pop()
        whole.append(quantity)
    return whole


def _in_words(text: str, start: int, end: int, unit: str) -> Quantity:
    return Quantity(start, end, text[start:end], "growth", None, None, unit, bound_start=start)


def _by_start(quantity: Quantity) -> int:
    return quantity.start
