"""Pairs: which number goes with which name where a sentence lists both, "respectively"."""

from __future__ import annotations

import re
from itertools import pairwise

from summarizer.quantities import Quantity
from summarizer.sentences import Span
from summarizer.verification.bounds import SEPARATOR, number_list
from summarizer.verification.names import Name, name_like, name_of
from summarizer.verification.nouns import nouns_in
from summarizer.verification.texts import Text
from summarizer.verification.words import words_in

_BREAK = re.compile(
    r"[;:()]|\.(?!\w)|(?<![\w-])(?:by|to|of|over|than|with|for|on|in|at|from|against|vs|versus|that|which|while|where|when|is|are|was|were|be|by|as"
    r"|achiev\w*|outperform\w*|surpass\w*|reduc\w*|respectively|compared|using|up|faster|slower|speed\w*|improv\w*|increas\w*|accelerat(?:es|ed|ing)"
    r"|beats?|exceeds?|outpaces?|outdoes|overtakes?|lowers|cuts|saves|shrinks|uses|takes|needs|delivers|yields|offers"
    r"|provides|reaches|attains|obtains)(?![\w-])",
)
_RELATION = r"than|over|on|against|v\.?s\.?|versus|compared to|compared with|relative to"
_RELATES = re.compile(
    rf"\b({_RELATION})\s+(?:(?:that|those)\sof\s)?(?:the\s|an?\s|\([^()]*\)\s*)?"
    r"(?:(?!(?:in|on|at|of|for|by|to|with|than|over|against|vs|versus)\b)[\w-]+\s){0,2}$",
)
_NAMED = r"\b{}\s+(?:(?:that|those)\sof\s)?(?:the\s|an?\s|\(?[a-z-]+\)?\s){{0,3}}\(?[A-Z\d]"
_DESCRIBED = r"\b{}\s+(?:the|an?|its)\s\(?[\w-]"
_OWN_RELATION = re.compile(f"{_NAMED}|{_DESCRIBED}".format(f"(?:{_RELATION})", f"(?:{_RELATION})"))
_AHEAD = r"s?\s?(?:\(|\bby\s|:\s)\s?[$~]?$"
_RIGHT_AHEAD = re.compile(_AHEAD)
_NAME_AHEAD = re.compile(rf"[A-Z][\w.+-]*{_AHEAD}")
_THAT = re.compile(r"\b(?:that|which)\s")
_BETWEEN = re.compile(r"\b(?:between|from)\s(?:(?:about|around|roughly|only)\s)?[$~]?$")
"""What makes of two numbers one range: "between a third and a half"."""
_AMOUNT_OF = re.compile(r"\s*[$~]?\d[\d.,]*\s?[^\s\d]{1,12}\s(?:for|of|with|by|on)\s")
"""The amount that an item begins with: the "40 s for" of "20 s for Alder and 40 s for Birch"."""
_CLAUSES_JOINED = re.compile(r"\s*,\s*(?:and|or)\s*")
"""What joins clauses where it joins only two: "for Alder, and memory falls"."""
_LEAD = re.compile(
    r"(?:(?<=[.!?;]\s)|(?<=\n)|,\s(?:and\s|while\s|but\s)?|\b(?:and|while|whereas|but)\s)(?P<lead>(?:on|for|under|in)\s)"
    r"(?!average|par\b|example|instance|terms|addition|contrast|total|turn|particular|only|under|about|less|\d)"
)
"""What begins a clause by saying what its numbers are for: "on Lakes it saves"."""
_ITEM_END = re.compile(r"[\s).$}]*$")
_ITEM = 60
_NEAR = 16


def paired_elsewhere(text: Text, quantity: Quantity, phrase: str) -> bool:
    """Whether a sentence pairs this number with another item than a phrase names.

    Pairs are lists of one length ("A and B by 2x and 3x"), and numbers that each have their own "than", "over" or "on"
    behind them. False where nothing is paired, or where the item also stands in the right place.
    """
    place = (quantity.start, quantity.end)
    if not text.once(("paired", place), lambda: _may_be_paired(text, quantity)):
        return False
    sentence = text.sentence(place)
    name = _name_in(text, sentence, phrase)
    return (
        bool(listed_elsewhere(text, quantity, name))
        or _stands_with_another(text, quantity, name, sentence)
        or _stands_behind_another(text, quantity, name, sentence)
    )


def _name_in(text: Text, sentence: Span, phrase: str) -> Name:
    """A phrase as its sentence has it: a list may say a word for all items once, "leading GPU and | ASIC"."""
    name, rest = name_of(phrase), phrase
    if name.search(text.lower, *sentence):
        return name
    while (first := rest.partition(" "))[2] and first[0].islower():
        rest = first[2]
        if name_of(rest).search(text.lower, *sentence):
            return name_of(rest) if name_like(rest) else name
    return name


def _may_be_paired(text: Text, quantity: Quantity) -> bool:
    """Whether a number is in any of the three ways one of several: most are not, whatever name they are asked for."""
    sentence = text.sentence((quantity.start, quantity.end))
    if len(text.quantities(sentence)) < 2:
        return False
    ahead = _ahead(text, sentence)
    return (
        len(number_list(text, quantity, sentence)) > 1
        or quantity.start in _relating(text, sentence)[1]
        or (len(ahead) > 1 and quantity.start in ahead)
    )


def listed_elsewhere(text: Text, quantity: Quantity, pattern: re.Pattern[str] | Name) -> list[Span]:
    """The items that lists pair a number with where a pattern's item goes with another number of them; else none.

    Lists are of one length, of numbers and of items: "A and B by 2x and 3x".
    """
    group, index, lists = _listed(text, quantity)
    if isinstance(pattern, Name) and (told := [items for items in lists if _tells_of_what(text, items, group[-1])]):
        lists = told
    whole = [(items[index], ranks) for items in lists if (ranks := _ranks(text, items, pattern, whole=True))]
    ranked = whole or [(items[index], ranks) for items in lists if (ranks := _ranks(text, items, pattern))]
    return [] if any(index in ranks for _, ranks in ranked) else [own for own, _ in ranked]


def _listed(text: Text, quantity: Quantity) -> tuple[list[Quantity], int, list[list[Span]]]:
    """The list of numbers that one stands in, its place there, and the lists of as many items."""
    sentence = text.sentence((quantity.start, quantity.end))
    group = number_list(text, quantity, sentence)
    if len(group) < 2 or _BETWEEN.search(text.lower, max(0, group[0].begin - 24), group[0].begin):
        return group, 0, []
    lists = text.once(("lists", group[0].start), lambda: _lists(text, sentence, len(group), group))
    return group, group.index(quantity), lists


def listed_with(text: Text, quantity: Quantity, pattern: re.Pattern[str]) -> bool:
    """Whether one of three numbers or more goes with an item of which a pattern tells, and no other number does.

    "Delay, energy and memory fall by 2x, 3x and 4x": the pattern for energy goes with 3x.
    """
    group, index, lists = _listed(text, quantity)
    return len(group) > _PAIR and any(_ranks(text, items, pattern) == {index} for items in lists)


_PAIR = 2


def _tells_of_what(text: Text, items: list[Span], last: Quantity) -> bool:
    """Whether a list right behind its numbers says what each is of: "by 97% and 91% in | cost and delay"."""
    return items[0][0] - last.end <= _NEAR and items[0][0] >= last.end and all(nouns_in(text, item) for item in items)


def _stands_with_another(text: Text, quantity: Quantity, name: Name, sentence: Span) -> bool:
    """ "2x faster than A and 3x faster than B": B goes with 3x, since 2x has its own "than"."""
    first, relating = _relating(text, sentence)
    own = relating.get(quantity.start)
    if own is None or not any(name.can_begin(text.lower, *span) for span in ((first, own[0]), (own[1], sentence[1]))):
        return False
    places = name.places(text.lower, *sentence)
    if not places or any(place < first or own[0] <= place < own[1] for place in places):
        return False
    words = [match.group(1) for place in places if (match := _RELATES.search(text.lower, place - 30, place))]
    form = _NAMED if "on" in words else f"(?:{_NAMED}|{_DESCRIBED})"
    return bool(words) and all(
        re.search(form.format(re.escape(word), re.escape(word)), text.full[slice(*own)]) for word in words
    )


def _relating(text: Text, sentence: Span) -> tuple[int, dict[int, Span]]:
    """Where the first number of a sentence begins; what follows each number that relates to something behind it."""
    return text.once(("relating", sentence), lambda: _find_relating(text, sentence))


def _find_relating(text: Text, sentence: Span) -> tuple[int, dict[int, Span]]:
    numbers = [q for q in text.quantities(sentence) if q.family not in ("size", "growth")]
    ends = [*(q.begin for q in numbers[1:]), sentence[1]]
    behind = {q.start: (q.end, end) for q, end in zip(numbers, ends, strict=False)}
    own = {start: words for start, words in behind.items() if _OWN_RELATION.search(text.full[slice(*words)])}
    return min(own, default=0), own


def _stands_behind_another(text: Text, quantity: Quantity, name: Name, sentence: Span) -> bool:
    """ "A by 2x and B by 3x", "A (2x) and B (3x)": each number goes with the name right before it."""
    ahead = _ahead(text, sentence)
    own = ahead.get(quantity.start)
    if own is None or len(ahead) < 2 or name.search(text.lower, *own):
        return False
    named = _NAME_AHEAD.search(text.full, *own)
    if named is None or nouns_in(text, named.span()) or words_in(text, named.span()):  # "FLOPs by 3x" names no rival
        return False
    near = re.compile(name.form + _AHEAD)
    return any(near.search(text.lower, *words) for start, words in ahead.items() if start != quantity.start)


def _ahead(text: Text, sentence: Span) -> dict[int, Span]:
    """Where each number begins that is told of the name right before it, and the words from the number before."""
    return text.once(("ahead", sentence), lambda: _find_ahead(text, sentence))


def _find_ahead(text: Text, sentence: Span) -> dict[int, Span]:
    numbers = [q for q in text.quantities(sentence) if q.family in ("factor", "percent")]
    begins = [sentence[0], *(q.end for q in numbers[:-1])]
    return {
        q.start: (begin, q.begin)
        for q, begin in zip(numbers, begins, strict=False)
        if _RIGHT_AHEAD.search(text.lower, max(begin, q.begin - 8), q.begin)
    }


def is_led_by_another(text: Text, quantity: Quantity, phrase: str) -> bool:
    """Whether a number's clause begins with another setting, and another clause with this one.

    "On A it saves 2x, and on B 3x": B goes with 3x, since 2x follows A.
    """
    sentence, name = text.sentence((quantity.start, quantity.end)), name_of(phrase)
    led = _led(text, sentence)
    own = next((items for items, (start, end) in led if start <= quantity.start < end), None)
    if own is None or name.search(text.lower, *own):
        return False
    others = [items for items, _ in led if items != own and name.search(text.lower, *items)]
    return bool(others) and len(name.places(text.lower, *sentence)) == len(others)


def _led(text: Text, sentence: Span) -> list[tuple[Span, Span]]:
    """The clauses that begin with what their numbers are for: up to its first number, and the whole of each."""
    return text.once(("led", sentence), lambda: _find_led(text, sentence))


def _find_led(text: Text, sentence: Span) -> list[tuple[Span, Span]]:
    starts = [m.start("lead") for m in _LEAD.finditer(text.lower, *sentence)]
    clauses = pairwise([*starts, sentence[1]])
    numbered = [
        ((start, numbers[0].begin), (start, end)) for start, end in clauses if (numbers := _told(text, (start, end)))
    ]
    return numbered if len(numbered) == len(starts) and len(starts) > 1 else []


def _told(text: Text, span: Span) -> list[Quantity]:
    return [q for q in text.quantities(span) if q.family not in ("size", "growth", "number")]


def _lists(text: Text, sentence: Span, size: int, numbers: list[Quantity]) -> list[list[Span]]:
    """Every list of `size` items in a sentence; the numbers' own list is none."""
    found_separators = (m for m in SEPARATOR.finditer(text.lower, *sentence) if m.group().strip())
    separators = [m.span() for m in found_separators if size > 2 or not _CLAUSES_JOINED.fullmatch(m.group())]
    taken = (numbers[0].start, numbers[-1].end)
    separators = [s for s in separators if not taken[0] <= s[0] < taken[1]]
    found = []
    for first in range(len(separators) - size + 2):
        chosen = separators[first : first + size - 1]
        items = _items(text, (taken[1] if taken[1] <= chosen[0][0] else sentence[0], sentence[1]), chosen)
        told = items and _THAT.search(text.lower, items[-1][1], max(items[-1][1], taken[0]))
        if items and not told and not any(a < taken[1] and taken[0] < b for a, b in items):
            found.append(items)
    return found


def _items(text: Text, sentence: Span, separators: list[Span]) -> list[Span] | None:
    inner = [(a[1], b[0]) for a, b in pairwise(separators)]
    if any(b - a > _ITEM or b <= a or _BREAK.search(text.lower, a, b) for a, b in inner):
        return None
    if text.lower[slice(*separators[-1])].strip(" ,;") not in ("and", "or", "&", "/"):
        return None
    left, right = separators[0][0], separators[-1][1]
    breaks = [m.end() for m in _BREAK.finditer(text.lower, max(sentence[0], left - _ITEM), left)]
    begin = breaks[-1] if breaks else max(sentence[0], left - _ITEM)
    amount = _AMOUNT_OF.match(text.lower, right, sentence[1])
    stop = _BREAK.search(text.lower, amount.end() if amount else right, min(sentence[1], right + _ITEM))
    comma = text.lower.find(",", right, min(sentence[1], right + _ITEM))
    ends = [e for e in (stop.start() if stop else -1, comma) if e >= 0]
    last = right, min(ends, default=min(sentence[1], right + _ITEM))
    return [(begin, left), *inner, last] if text.lower[slice(*last)].strip() else None


def _ranks(text: Text, items: list[Span], pattern: re.Pattern[str] | Name, *, whole: bool = False) -> set[int]:
    """The items that hold a name; of whole ones, those that end with it: of "Alder and Alder + B", the first."""
    found = ((rank, item, pattern.search(text.lower, *item)) for rank, item in enumerate(items))
    return {
        rank
        for rank, item, match in found
        if match and (not whole or _ITEM_END.match(text.lower, match.end(), item[1]))
    }
