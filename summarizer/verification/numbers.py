"""Numbers: whether a quantity of the text is the number, in the unit, that a claim or result says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from math import isclose

from summarizer.folding import folded
from summarizer.lexicon import COSTS
from summarizer.quantities import Quantity, base_unit, find, ratio
from summarizer.records import Claim
from summarizer.sentences import Span
from summarizer.verification.names import written_out
from summarizer.verification.rates import RATE, REACH, SCALES, SHORT, is_rate, is_told_by_time, told_per
from summarizer.verification.resources import TAUGHT_WITH, UNIT_WORDS
from summarizer.verification.texts import Text

_FACTOR_OF = re.compile(
    r"\b(?:factors?|speed-?ups?|(?:compression|reduction|acceleration|speed-?up)\s(?:ratios?|rates?))\s+(?:of\s+)?(?:\w+\s+){0,3}"
    r"(?:\$?\{?(?:\\(?:approx|sim)|[~≈∼])\}?\$?\s?)?$"
)
"""What stands between the items of a list."""
_CURRENCIES = {"$": "USD", "US$": "USD", "dollars": "USD", "dollar": "USD", "US dollars": "USD", "€": "EUR", "£": "GBP"}
_PRICE = re.compile(r"(?P<prefix>[kKMB]?)\s?(?P<sign>US\$|\$|€|£|USD|EUR|GBP)(?:(?:/|\sper\s)(?P<period>[a-z]+))?")
_SCALED_MONEY = re.compile(r"[kKMBT] (?:USD|EUR|GBP)")
_ADVERBS = {"year": "annual|yearly", "month": "monthly", "week": "weekly", "day": "daily", "hour": "hourly"}
_GAINED = re.compile(
    r"[\s$]+(?:(?:the|overall|average|total|end-to-end|[\w-]+ion|[\w-]+ing|latency|memory|time-to-first-token)\s){0,2}"
    r"(?:speed-?ups?|acceleration|improvement|reduction|saving|faster|smaller|cheaper|higher|lower)\b"
    r"(?!\s(?:steps?|layers?|levels?)\b)"
)
"""What a factor stands before: "a 4.2 | speedup"."""
_ONE = re.compile(r"(?:\b(?:an?|with|by|and|or|of|to|about)\s|\()[$~]?$")
_BY_SO_MUCH = re.compile(
    r"\b(?:reduc|decreas|lower|cut|shrink|compress|speed|accelerat|extend|enlarg|increas|improv|expand|scal)\w*\s"
    r"(?:(?!(?:number|count)s?\b|by\b)[\w-]+\s){0,7}by\s[$~]?$"
)
_LAST = re.compile(r"\$?(?:[,;.)]|$|\s(?:and|while|with|without|over|compared|on|when)\b)(?!\d)")
_ODDS = re.compile(r"\s?(?::|-to-)\s?(?:1|one)\b(?!\.\d)")
_BRACED = re.compile(r"\}{1,2}\s?\$?\s?(?:\\times\b|×|\\?%)")
"""The sign of a number that a formula sets in braces: "\\textbf{3.1}\\times"."""
_MARKED = re.compile(
    r"\s?\+\s?-?(?:times|folds?|x|×|\\times)(?![^\W_])|\\\)\s?-?(?:fold|times)(?![^\W_])"
    r"|\$\s?-?\s?(?:fold|times)(?![^\W_])|\\\(\s?\\times\b"
)
"""The sign of a number that is set apart: "100+ times", "\\(10\\)-fold", "10\\(\\times\\)"."""
_OF_DEVICES = re.compile(
    r"[\s${}\\)]{0,4}(?:nvidia|amd|geforce|tesla|quadro|titan|rtx|gtx|[ahlpv]\d{2,3}s?\b|b200|gh200|mi\d{3}|[gt]pus?\b)"
    r"(?!\s(?:\w+\s)?(?:speed|through|memory|hour|day|time|laten|utili|perform|power|energy|cost|compress|reduc))"
)
"""The devices that a factor counts: "8x | A100"."""
_FIGURES_OF = re.compile(r"[-−]?\d[\d.,]*(?<=\d)")
_COMPARES = re.compile(
    r"\b(?:against|versus|vs|than|instead of|opposed to|to|and|from|where|while|whereas|but|now|was)\b|[,(;:→]"
)
_PART_OF = re.compile(r"\s(?:out\s)?of\s(?:(?:the|its|all|our|their)\s)*")
_CONFIGURES = re.compile(
    r"(?:\b(?:size|rank|depth|width|batch(?:es)?|image|resolution|length|budget|level|layer|for|user|dimension|degree"
    r"|order|factor|window|temperature|threshold|seed|beam|head|top|step|version|table|figure|section)s?\s(?:of\s|is\s)?"
    r"|=\s?)\$?$"
)
"""What a bare number behind it sets up rather than measures: "a rank of | 8"."""
_LEADS_TO = (
    r"\w*(?:\s(?:size|count)?\s?of\s(?:(?:the|our|a)\s)?(?:[\w-]+\s){1,3}?(?=(?:is|are|was|were)\b))?(?:[\s-]?(?:sizes?|counts?|numbers?|budgets?|lengths?|is|are|was|were|of|at|with|only|just|about|merely|to|down"
    r"|fewer|less|than)\b){0,5}[\s,({\[$~:=]{1,4}"
)
"""What may stand between a noun and the number of it: "training samples (| 12K", "a parameter count of only | 9M"."""
_MODELS = re.compile(
    r"[)\]}$]*[\s-](?:[\w-]+\s){0,2}?(?:models?|networks?|transformers?|[Ll]?LMs?|MLLMs?|VLMs?|encoders?|decoders?|backbones?"
    r"|detectors?|variants?|experts?)\b"
)
"""What a size stands before that is told in parameters: "a 7B | language model"."""
_MODEL_BEFORE = re.compile(r"\b(?:model|network|transformer|LLM|encoder|backbone|variant)s?\s\([$~]?$")
_ALONE = re.compile(
    r"[)\]}$]*\s*(?:[,;)]|\.(?!\d)|$|(?:on|for|with|in|and|at|to|by|or|versus|vs|against|than|when|while|under|as|after|before|from"
    r"|instead|rather|respectively|without|across|but|if|over)\b)"
)
_MEASURE_BEFORE = re.compile(
    r"\b(?:factor|ratio|rtf|index|score)(?:\s\([^()]{1,12}\))?(?:\s(?:of|is|was|at|below|under|above|only|just|about))*"
    r"\s?[=~]?\s?[$(]?$"
)
"""What has no unit, with the words that lead to its number: "a real-time factor of | 0.3"."""
_COST = re.compile(rf"\b(?:{COSTS})")
_TAUGHT = re.compile(
    r"\b(?:(?:train|learn|tun|label|annotat)\w*(?:\s(?:on|with|by))?|us(?:e|es|ed|ing)|from"
    r"|(?<!evaluated )(?<!tested )on)"
    r"\s(?:(?:only|just|merely|about|around|roughly|the|a|as|few|over|than|more|fewer|at|least|most|up|to)\s){0,3}[$~]?$"
)
_TEACHING = re.compile(r"\s(?:[\w-]+\s){0,2}?(?:training|labell?ed|annotated)\b")
"""What makes samples of questions or videos: words before their number, and behind it."""
_SCALED = re.compile(r"[\d.,]+\s?([kKMGBT]|thousand|million|billion|trillion)\s")
_PREFIXES = {"thousand": "K", "million": "M", "billion": "B", "trillion": "T"}
_WRITTEN, _ROUNDED = 1e-9, 2e-3


def same_value(said: float, written: Quantity, number: float | None = None) -> bool:
    """Whether a number is the quantity's: exactly where it is in figures, to 4 digits where in words or a fraction."""
    number = written.value if number is None else number
    if number is None:
        return False
    exact = "/" not in written.text and any(c.isdigit() for c in written.text)
    return isclose(said, number, rel_tol=_WRITTEN if exact else _ROUNDED) or (
        not exact and said == round(number, 4) > 0
    )


def values_of(quantity: Quantity) -> tuple[float, ...]:
    """The numbers a quantity can be told as: its value; a halving as 0.5 or 2; "(-38%)" as a cut of 38."""
    if quantity.value is None:
        return ()
    if quantity.family == "percent" and quantity.value < 0:
        return quantity.value, -quantity.value
    words = quantity.unit == "x" and quantity.value and not any(c.isdigit() for c in quantity.text)
    return (quantity.value, 1 / quantity.value) if words else (quantity.value,)


def relative_unit(text: str, quantity: Quantity) -> str | None:
    """The unit of a quantity told as a comparison: `x`, `%`, `points`, else its own; "a factor of 3" is `x`."""
    if quantity.family == "number" and (
        _FACTOR_OF.search(text, max(0, quantity.start - 40), quantity.begin) or is_odds(text, quantity)
    ):
        return "x"
    if quantity.family == "factor" and _OF_DEVICES.match(text, quantity.end):
        return None
    if quantity.family == "number" and (_MARKED.match(text, quantity.end) or _is_unsigned(text, quantity)):
        return "x"
    if quantity.family == "number" and (braced := _BRACED.match(text, quantity.end)):
        return "%" if braced.group().endswith("%") else "x"
    return quantity.unit


def _is_unsigned(text: str, quantity: Quantity) -> bool:
    """Whether a bare number can only be a factor that lost its sign: "a 4.2 speedup", "extends the context by 16"."""
    if (quantity.value or 0) <= 1:
        return False
    if _GAINED.match(text, quantity.end):
        return _ONE.search(text, max(0, quantity.begin - 12), quantity.begin) is not None
    return (
        _LAST.match(text, quantity.end) is not None
        and _BY_SO_MUCH.search(text, max(0, quantity.begin - 90), quantity.begin) is not None
    )


def is_odds(text: str, quantity: Quantity) -> bool:
    """Whether a number is told against one: "10:1", "10-to-1"."""
    return quantity.family == "number" and _ODDS.match(text, quantity.end) is not None


def range_matches(claim: Claim, quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether a claim gives both ends of a range, or the one that its bound goes with."""
    if claim.value_max is not None:
        ends = [quantity.value_max, *(q.value for q in others)]
        return any(e is not None and same_value(claim.value_max, quantity, e) for e in ends)
    return quantity.value_max is None


def from_to(claim: Claim, quantities: Sequence[Quantity], text: Text) -> list[tuple[Quantity, Quantity]]:
    """All two amounts of one resource whose ratio is the claim's; one may leave its unit out: "12 ms against 31"."""
    if claim.unit != "x" or claim.value is None or claim.value <= 0:
        return []
    found = []
    amounts = [q for q in quantities if q.family in ("amount", "percent", "number", "factor") and q.value]
    for index, first in enumerate(amounts):
        for second in amounts[index + 1 :]:
            if first.family != second.family and "factor" in (first.family, second.family):
                continue
            one, other = _in_one_unit(first, second, text)
            between = ratio(one, other) if _are_one_unit(one, other) else None
            if between and isclose(max(claim.value, 1 / claim.value), between, rel_tol=_ROUNDED):
                found.append((one, other))
    return found


def _in_one_unit(first: Quantity, second: Quantity, text: Text) -> tuple[Quantity, Quantity]:
    """Two amounts, a bare one that is compared with the other in the other's unit: "12 ms against | 31"."""
    if (
        second.family == "number"
        and first.family in ("amount", "percent")
        and _is_compared(second, first, second, text)
    ):
        return first, replace(second, unit=first.unit, family=first.family)
    if first.family == "number" and second.family in ("amount", "percent") and _is_compared(first, first, second, text):
        return replace(first, unit=second.unit, family=second.family), second
    return first, second


def _is_compared(plain: Quantity, first: Quantity, second: Quantity, text: Text) -> bool:
    """Whether a bare number is the other side of a comparison, not what sets it up: no "batch size of 2"."""
    if plain is first and _PART_OF.fullmatch(text.lower, first.end, second.start):
        return True
    return (
        _ALONE.match(text.lower, plain.end) is not None
        and _COMPARES.search(text.lower, first.end, second.start) is not None
        and not _is_configured(plain, text)
    )


def _is_configured(quantity: Quantity, text: Text) -> bool:
    """Whether a bare number sets something up, and measures nothing: "at a rank of | 8"."""
    begin = quantity.begin
    return _CONFIGURES.search(text.lower, max(0, begin - 24), begin) is not None


def _are_one_unit(first: Quantity, second: Quantity) -> bool:
    """Whether two numbers can be set against each other: a bare one only against a bare one, or a bare "150K"."""
    units = {base_of(first), base_of(second)}
    return "number" not in (first.family, second.family) or units == {""}


@lru_cache(maxsize=512)
def symbol_of(unit: str) -> str:
    """The unit's symbol as `quantities` writes it, however it was spelt: "GPU hours" and "GPU-hours" are one."""
    return _known_symbol(unit) or unit


@lru_cache(maxsize=512)
def _known_symbol(unit: str) -> str | None:
    """The symbol that `quantities` reads in a unit; None where it knows none."""
    if unit.strip() in _CURRENCIES:
        return _CURRENCIES[unit.strip()]
    first = next(iter(find(f"5 {unit}")), None)
    return first.unit if first and first.unit and first.end > len(f"5 {unit}") - 1 else None


def same_amount(claim: Claim, quantity: Quantity, text: Text) -> tuple[bool, bool]:
    """Whether an absolute claim's number, and its unit with its prefix, are the quantity's."""
    if claim.value is None or quantity.value is None:
        return False, False
    written = same_value(claim.value, quantity)
    if not claim.unit:
        return written, written and _needs_no_unit(quantity, text)
    if claim.unit == quantity.unit and _SCALED_MONEY.fullmatch(claim.unit):
        return written, written
    have, unit = base_unit(quantity.value, quantity.unit or "")
    said, symbol = base_unit(claim.value, claim.unit if claim.unit == unit else symbol_of(claim.unit))
    have *= _unread_scale(quantity)
    counted = (
        (symbol == "GPUs" and quantity.family == "factor" and _OF_DEVICES.match(text.lower, quantity.end) is not None)
        or _counts(claim.unit, quantity, text)
        or _is_told_of(symbol, quantity, text)
        or is_rate(claim.unit, quantity, text)
        or _is_price(claim.unit, quantity, text)
    )
    if same_symbol(symbol, unit) or (not unit and quantity.unit and counted):
        scaled = isclose(said, have, rel_tol=1e-6)
        return written or scaled, scaled
    return written, written and (
        counted
        or _scale_kept(claim.unit, quantity, text)
        or _stands_behind(claim.unit, quantity, text)
        or shares_unit(claim.unit, quantity, text)
        or _is_measured_by(claim.unit, quantity, text)
    )


def _unread_scale(quantity: Quantity) -> float:
    """The thousand or million of a number whose unit takes no prefix: "3.2k requests/s"."""
    letter = _SCALED.match(quantity.text)
    plain = letter is not None and base_unit(1.0, quantity.unit or "")[0] == 1.0
    return base_unit(1.0, _PREFIXES.get(letter.group(1), letter.group(1)))[0] if letter and plain else 1.0


def stands_alone(quantity: Quantity, text: Text) -> bool:
    """Whether no word behind a bare number says what it counts: "a real-time factor of 0.3 on a phone"."""
    return quantity.unit is None and _ALONE.match(text.lower, quantity.end) is not None


def _needs_no_unit(quantity: Quantity, text: Text) -> bool:
    """Whether a bare number is the value of a measure without a unit, or follows one: "an RTF of 0.3, Alder 1.7"."""
    if quantity.family != "number" or not stands_alone(quantity, text):
        return False
    if _follows_measure(quantity, text):
        return True
    others = text.quantities((text.sentence((quantity.start, quantity.end))[0], quantity.start))
    return not _is_configured(quantity, text) and any(
        _follows_measure(q, text) and not _COST.search(text.lower, q.end, quantity.start) for q in others
    )


def _follows_measure(quantity: Quantity, text: Text) -> bool:
    """Whether a bare number is what the words before it measure without a unit."""
    begin = quantity.begin
    measured = _MEASURE_BEFORE.search(text.lower, max(0, begin - 48), begin)
    return measured is not None and quantity.family == "number"


def _is_measured_by(unit: str, quantity: Quantity, text: Text) -> bool:
    """Whether a bare number is the value of a measure that a unit abbreviates: "RTF" of "a real-time factor of 0.3"."""
    if not unit.isupper() or len(unit) < 2 or _known_symbol(unit):
        return False  # "MB" is no mini-batch
    if quantity.family != "number" or not stands_alone(quantity, text):
        return False
    sentence = text.sentence((quantity.start, quantity.end))
    return written_out(unit.lower()).search(text.lower, sentence[0], quantity.start) is not None


def same_symbol(said: str, written: str) -> bool:
    """Whether two base units are one ("FLOPs" are not "FLOPS", which are a speed, nor "MACs")."""
    if said.upper() == written.upper() == "FLOPS":
        return said == written
    return _plain(said) == _plain(written) and bool(said and written)


@lru_cache(maxsize=512)
def _plain(symbol: str) -> str:
    """A unit without its plural's s, its period as short as can be: "page/h" of "pages/hour"."""
    noun, _, period = symbol.lower().rpartition("/")
    short = next((short for short, form in SHORT if noun and re.fullmatch(form, period)), period)
    return f"{noun.rstrip('s')}/{short}" if noun else short.rstrip("s")


def _stands_behind(unit: str, quantity: Quantity, text: Text) -> bool:
    """Whether a unit that the symbols don't know stands behind the number, as written: "355 GPU-years", "9 req/s"."""
    figures = _FIGURES_OF.match(text.full, quantity.start)
    if figures is None or len(unit) < 3:
        return False
    behind = text.full[figures.end() : figures.end() + len(unit) + 3].replace("-", " ").lstrip(" ~\\,")
    plain = unit.replace("-", " ")
    return (
        behind.startswith(plain)
        and not behind[len(plain) : len(plain) + 1].isalnum()
        and behind[len(plain) : len(plain) + 1] != "/"
    )


def shares_unit(unit: str, quantity: Quantity, text: Text) -> bool:
    """Whether a bare number shares the unit of another one of its sentence: "4.8 days, Alder with 6.1".

    It stands alone then, before a stop, a preposition or a conjunction: a noun behind it would say what it counts.
    """
    if quantity.family != "number" or not stands_alone(quantity, text):
        return False
    said = symbol_of(unit)
    others = text.quantities(text.sentence((quantity.start, quantity.end)))
    return any(q is not quantity and (same_symbol(said, q.unit or "") or _followed_by(unit, q, text)) for q in others)


def _followed_by(unit: str, quantity: Quantity, text: Text) -> bool:
    """Whether a bare number stands with a unit that the symbols don't know: "0.11 nats", "$x/h=4.5$"."""
    if quantity.unit is not None:
        return False
    word = re.escape(unit.lower())
    behind = re.match(rf"[\s~\\,]{{0,3}}{word}(?![^\W_])", text.lower[quantity.end : quantity.end + len(unit) + 8])
    return behind is not None or told_as(unit, quantity, text)


def told_as(unit: str, quantity: Quantity, text: Text) -> bool:
    """Whether a bare number is given as the value of what a unit names: "$x/h=4.5$"."""
    if quantity.unit is not None:
        return False
    begin = quantity.begin
    before = text.lower[max(0, begin - len(unit) - 6) : begin]
    return re.search(rf"(?<![\w/]){re.escape(unit.lower())}\s?[=≈~]\s?$", before) is not None


def _scale_kept(unit: str, quantity: Quantity, text: Text) -> bool:
    """Whether a unit that the symbols don't know ("% of peak", "M params" of a bare M) begins with the quantity's."""
    plain, own = folded(unit), folded(quantity.unit or "")
    if own and plain.startswith(own + "/"):
        return is_told_by_time(plain, quantity, text)
    return bool(own) and (plain == own or plain.startswith((own + " ", own + "-")))


def _counts(unit: str, quantity: Quantity, text: Text) -> bool:
    """Whether a bare number counts what a unit names: "8,192 amino acids", "6 learnable phase parameters"."""
    if quantity.unit not in SCALES or RATE.fullmatch(unit):
        return False
    symbol = symbol_of(unit)
    plain = base_unit(1.0, symbol)[1]
    if len(plain) == 1:
        return False  # seconds, bytes and joules are written out, not counted
    place = (quantity.begin, quantity.end)
    nouns = nouns_of(symbol, text, place) or nouns_of(plain, text, place) or told_per(plain or unit, text, place)
    after = text.lower[quantity.end : quantity.end + REACH]
    among = r"[$})]{0,2}(?:\s(?:by|x|×|\\times)\s[\d,.]+)?(?:[\s-]+[\w-]+){0,4}?[\s-]+"
    return re.match(rf"{among}(?:{nouns})", after) is not None


def _is_told_of(symbol: str, quantity: Quantity, text: Text) -> bool:
    """Whether a bare "9.5M" is of what a unit names: of the noun before it, or a model's size, told in parameters."""
    if quantity.unit not in SCALES[1:] or symbol not in UNIT_WORDS:
        return False
    begin = quantity.begin
    if symbol == "params" and (
        text.full[begin - 1 : begin] == "-"
        or _MODELS.match(text.full, quantity.end)
        or _MODEL_BEFORE.search(text.full, max(0, begin - 16), begin)
    ):
        return True
    before = re.search(rf"(?:{UNIT_WORDS[symbol]}){_LEADS_TO}$", text.lower[max(0, begin - REACH) : begin])
    return before is not None and _ALONE.match(text.lower, quantity.end) is not None


def nouns_of(unit: str, text: Text, place: Span) -> str | None:
    """The nouns that a number at a place counts where it is an amount in a unit; None where none are known."""
    nouns = UNIT_WORDS.get(unit)
    taught = unit == "samples" and (
        _TAUGHT.search(text.lower, max(0, place[0] - 40), place[0]) or _TEACHING.match(text.lower, place[1])
    )
    return f"{nouns}|{TAUGHT_WITH}" if taught else nouns


def _is_price(unit: str, quantity: Quantity, text: Text) -> bool:
    """Whether a number is the money that a unit says, with its prefix, and in the time it says: "M$/year"."""
    price = _PRICE.fullmatch(unit)
    if price is None:
        return False
    scale, currency = base_unit(1.0, quantity.unit or "")
    signed = _CURRENCIES.get(text.full[quantity.start - 1 : quantity.start]) if quantity.unit in SCALES else currency
    prefix = base_unit(1.0, price["prefix"])[0] if price["prefix"] else 1.0
    if signed != _CURRENCIES.get(price["sign"], price["sign"]) or scale != prefix:
        return False
    period = price["period"]
    behind = text.lower[quantity.end : quantity.end + REACH]
    return not period or re.search(rf"\b{period}|{_ADVERBS.get(period, period)}", behind) is not None


def base_of(quantity: Quantity) -> str:
    """A quantity's unit without its prefix."""
    return base_unit(1.0, quantity.unit or "")[1]
