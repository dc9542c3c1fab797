"""Places: where in the text a claim or result of an answer stands, and the shortest evidence for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from summarizer import lexicon
from summarizer.answers import ClaimAnswer, ResultAnswer
from summarizer.folding import folded, locate, lowered, occurrences, verbatim
from summarizer.formulas import plain_formula
from summarizer.marks import Marks
from summarizer.quantities import Quantity, find
from summarizer.records import Span


def _quantity(reference: str | None, marks: Marks, where: str, problems: list[str]) -> Quantity | None:
    number = _index(reference or "", "Q")
    if number is None:
        return None
    if number > len(marks.quantities):
        problems.append(f"{where}: {reference!r} is no quantity of the text")
        return None
    return marks.quantities[number - 1]


def _sentence(reference: str, marks: Marks, where: str, problems: list[str]) -> int | None:
    number = _index(reference, "S")
    if number is None or number > len(marks.sentences):
        problems.append(f"{where}: {reference!r} is no sentence of the text")
        return None
    return number - 1


def _index(reference: str, letter: str) -> int | None:
    match = _REFERENCES[letter].fullmatch(reference)
    return int(match.group(1)) if match and int(match.group(1)) else None


_REFERENCES = {letter: re.compile(rf"\s*\[?{letter}(\d{{1,6}})\]?\s*") for letter in "QS"}


def _written(
    item: ClaimAnswer | ResultAnswer, sentence: Span | None, marks: Marks, where: str, problems: list[str]
) -> Quantity | None:
    """The quantity of a number given as written: the one in its sentence, else the number as said, nowhere."""
    said = (item.quantity or "").strip()
    if sentence is None:
        return None
    text = marks.text[slice(*sentence)]
    at = text.find(said)
    for start, end in [(at, at + len(said))] if said and at >= 0 else locate(said, text):
        near = [q for q in find(text) if q.start < end and start < q.end]
        if near:
            return _moved(near[0], sentence[0])
        if isinstance(item, ClaimAnswer) and item.kind == "asymptotic":
            return _growth(text, start, end, sentence[0])
    problems.append(f"{where}: the number {said!r} is not in its sentence")
    return next((_moved(q, -len(marks.text) - 1) for q in find(said)), None)


def _growth(text: str, start: int, end: int, offset: int) -> Quantity:
    """An expression that the marks don't know, as written: "\\Omega(n k)"."""
    written = text[start:end]
    place = (start + offset, end + offset)
    return Quantity(*place, written, "growth", None, None, plain_formula(written.strip(" $")), bound_start=place[0])


def _moved(quantity: Quantity, by: int) -> Quantity:
    start, end, before = quantity.start + by, quantity.end + by, quantity.bound_start + by
    return replace(quantity, start=start, end=end, bound_start=before)


@dataclass(frozen=True)
class Place:
    """Where a claim or result stands: its quantities, its sentence, the word for what is measured, and its evidence."""

    first: Quantity | None
    second: Quantity | None
    sentence: Span | None
    word: str | None
    span: Span | None


def find_place(item: ClaimAnswer | ResultAnswer, marks: Marks, where: str, problems: list[str]) -> Place:
    """Look up what an answer refers to; what it refers to in vain is added to the problems."""
    first = _quantity(item.quantity, marks, where, problems)
    second = None
    if isinstance(item, ClaimAnswer):
        second = _quantity(item.quantity_to, marks, where, problems)
    index = marks.sentence_of(first.start) if first else _sentence(item.sentence, marks, where, problems)
    sentence = marks.sentences[index] if index is not None else None
    if first is None and item.quantity and _index(item.quantity, "Q") is None:
        first = _written(item, sentence, marks, where, problems)
    if sentence is None:
        return Place(first, second, None, None, None)
    word = _noun(item.resource, marks.text[slice(*sentence)]) if isinstance(item, ClaimAnswer) else item.metric
    return Place(first, second, sentence, word, _evidence(marks, sentence, _anchors(sentence, first, second), word))


_NOTHING = frozenset(("", "none", "null", "n/a", "na", "-", "not specified", "not given", "unspecified", "unknown"))
"""What models write where they mean null."""


def name_said(said: str | None) -> str | None:
    """Give a name as said, on one line; None where the answer says in words that there is none."""
    return None if said is None or said.strip().lower() in _NOTHING else " ".join(said.split())


def _noun(said: str | None, sentence: str) -> str | None:
    """The resource where its sentence has it as said; else None: a noun is copied from the text, never made up."""
    noun = name_said(said)
    if noun is None or verbatim(noun, sentence):
        return noun
    return noun if folded(noun) in folded(sentence) else None


_JOINT = r"(?:and|but|while|whereas|which|that|thereby|thus|when|yet|although|because)\s+"
_BREAK = re.compile(rf"[,;:]\s+(?:{_JOINT})?|\s+(?:[-–—]+\s+|\(|{_JOINT})|\(|\)\s*")
_CHANGE = re.compile(rf"\b(?:(?:{'|'.join(words for _, words in lexicon.CHANGES)})\b|{lexicon.SAME})")


def _anchors(sentence: Span, *quantities: Quantity | None) -> list[Span]:
    """What a sentence's evidence must hold: its quantities with their words of bound."""
    found = [q for q in quantities if q and q.start >= 0]
    return [(q.bound_start if q.bound_start >= sentence[0] else q.start, q.end) for q in found]


def _evidence(marks: Marks, sentence: Span, anchors: list[Span], word: str | None) -> Span:
    """The shortest run of clauses of the sentence that holds the number and the nearest word for what is measured."""
    start, end = sentence
    if nearest := _nearest(marks, sentence, word, anchors):
        anchors = [*anchors, nearest]
    if not anchors:
        return sentence
    first, last = min(a for a, _ in anchors), max(b for _, b in anchors)
    breaks = [m.span() for m in _BREAK.finditer(marks.lower, start, end)]
    breaks = [(a, b) for a, b in breaks if not any(x < b and a < y for x, y in anchors)]
    begin = max((b for _, b in breaks if b <= first), default=start)
    stop = min((a for a, _ in breaks if a >= last), default=end)
    if begin > start and not _CHANGE.search(marks.lower, begin, stop):
        earlier = list(_CHANGE.finditer(marks.lower, start, begin))
        if earlier:
            begin = max((b for _, b in breaks if b <= earlier[-1].start()), default=start)
    return _whole(marks, *_trimmed(marks.text, begin, stop))


def _nearest(marks: Marks, sentence: Span, word: str | None, anchors: list[Span]) -> Span | None:
    """Where a word stands in a sentence, in whichever case; of several places the one nearest to what it must hold."""
    if not word or not word.strip():
        return None
    plain = lowered(word.strip())
    spans = [(at, at + len(plain)) for at in occurrences(plain, marks.lower, *sentence)]
    if not spans or not anchors:
        return spans[0] if spans else None
    return min(spans, key=lambda s: min(max(s[0] - b, a - s[1], 0) for a, b in anchors))


def _whole(marks: Marks, start: int, end: int) -> Span:
    """A span with the marks of style around it, which read as blanks: "\\emph{twice} as fast" from its `\\` on."""
    text, written = marks.text, marks.paper.full_text
    while start and text[start - 1] == " " and not written[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end] == " " and written[end] in "}*$":
        end += 1
    return start, end


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    stripped = piece.strip(" \t\n,;:")
    offset = start + piece.find(stripped) if stripped else start
    stop = offset + len(stripped)
    if stripped.endswith(".") and stop == end:
        stop -= 1
    return offset, stop
