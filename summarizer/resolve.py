"""Resolve: turn an answer that points into claims and results whose every word and number is copied from the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from summarizer import lexicon
from summarizer.answers import Answer, ClaimAnswer, ResultAnswer
from summarizer.folding import folded, lowered, occurrences, verbatim
from summarizer.marks import Marks
from summarizer.quantities import Quantity, bound_of_ratio, factor, find, ratio
from summarizer.records import Bound, Claim, Conditions, Contribution, Kind, Origin, Relation, Result, Span, Summary
from summarizer.topics import Topics

T = TypeVar("T")


@dataclass(frozen=True)
class Reading:
    """What an answer says of a paper, with everything copied from the text, not yet verified."""

    summary: Summary
    contribution: Contribution
    method_names: tuple[str, ...]
    code_urls: tuple[str, ...]
    topics: tuple[str, ...]
    claims: tuple[Claim, ...]
    results: tuple[Result, ...]
    problems: tuple[str, ...]
    """References to nothing, numbers that are not in their sentence, unknown topics: in words, for the re-ask."""


def resolve(answer: Answer, marks: Marks, *, topics: Topics, origin: Origin) -> Reading:
    """Look every reference of an answer up in the marks it was shown.

    Claims and results come in the order of the text, with ids `<paper.id>#c1` and `#r1` onwards. One that refers to
    nothing keeps its words and gets no evidence; what was wrong is in `problems`.
    """
    problems: list[str] = []
    claims = [(item, _find_place(item, marks, f"claims[{i}]", problems)) for i, item in enumerate(answer.claims)]
    results = [(item, _find_place(item, marks, f"results[{i}]", problems)) for i, item in enumerate(answer.results)]
    names = [name.strip() for name in dict.fromkeys(answer.method_names) if name.strip()]
    problems += [f"method_names: {name!r} stands nowhere in the text" for name in names if name not in marks.text]
    problems += [f"topics: {slug!r} is no topic id" for slug in answer.topics if slug not in topics.slugs]
    return Reading(
        summary=_summary(answer),
        contribution=answer.contribution,
        method_names=tuple(name for name in names if name in marks.text),
        code_urls=find_urls(marks.text),
        topics=tuple(dict.fromkeys(t for t in answer.topics if t in topics.slugs))[:3],
        claims=tuple(_claim(*one, marks, number=n, origin=origin) for n, one in enumerate(_in_order(claims), 1)),
        results=tuple(_result(*one, marks, number=n, origin=origin) for n, one in enumerate(_in_order(results), 1)),
        problems=tuple(problems),
    )


def _in_order(items: list[tuple[T, _Place]]) -> list[tuple[T, _Place]]:
    return sorted(items, key=lambda one: (one[1].span is None, one[1].span or (0, 0)))


def _summary(answer: Answer) -> Summary:
    said = answer.summary
    return Summary(
        tldr=said.tldr.strip(),
        problem=said.problem.strip(),
        approach=said.approach.strip(),
        findings=tuple(s.strip() for s in said.findings if s.strip()),
        limitations=tuple(s.strip() for s in said.limitations if s.strip()),
    )


# --- references ------------------------------------------------------------------------------------------------------


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


def _written(number: str, sentence: Span | None, marks: Marks, where: str, problems: list[str]) -> Quantity | None:
    """The quantity of a number given as written: the one in its sentence, else the number as said, nowhere."""
    if sentence is None:
        return None
    text = marks.text[sentence[0] : sentence[1]]
    at = text.find(number.strip())
    if at >= 0:
        near = [q for q in find(text) if q.start < at + len(number.strip()) and at < q.end]
        if near:
            return _moved(near[0], sentence[0])
    problems.append(f"{where}: the number {number!r} is not in its sentence")
    return next((_moved(q, -len(marks.text) - 1) for q in find(number)), None)


def _moved(quantity: Quantity, by: int) -> Quantity:
    fields = {name: getattr(quantity, name) for name in Quantity.__slots__}
    start, end, before = quantity.start + by, quantity.end + by, quantity.bound_start + by
    return Quantity(**{**fields, "start": start, "end": end, "bound_start": before})


@dataclass(frozen=True)
class _Place:
    """Where a claim or result stands: its quantities, its sentence, the word for what is measured, and its evidence."""

    first: Quantity | None
    second: Quantity | None
    sentence: Span | None
    word: str | None
    span: Span | None


def _find_place(item: ClaimAnswer | ResultAnswer, marks: Marks, where: str, problems: list[str]) -> _Place:
    first = _quantity(item.quantity, marks, where, problems)
    second = None
    if isinstance(item, ClaimAnswer):
        second = _quantity(item.quantity_to, marks, where, problems)
    index = marks.sentence_of(first.start) if first else _sentence(item.sentence, marks, where, problems)
    sentence = marks.sentences[index] if index is not None else None
    if first is None and item.quantity and _index(item.quantity, "Q") is None:
        first = _written(item.quantity, sentence, marks, where, problems)
    if sentence is None:
        return _Place(first, second, None, None, None)
    word = _noun(item.resource, marks.text[slice(*sentence)]) if isinstance(item, ClaimAnswer) else item.metric
    return _Place(first, second, sentence, word, _evidence(marks, sentence, _anchors(sentence, first, second), word))


# --- claims ----------------------------------------------------------------------------------------------------------


def _claim(item: ClaimAnswer, place: _Place, marks: Marks, *, number: int, origin: Origin) -> Claim:
    kind = _kind(item.kind, place, marks)
    value, value_max, unit, relation = _amount(kind, place, item.relation, marks)
    if kind == "relative" and relation is None and place.first:
        relation = relation_in(marks.text, place.first)
    relation = relation if kind == "relative" else None
    return Claim(
        id=f"{marks.paper.id}#c{number}",
        metric=item.metric,
        resource=place.word,
        phase=item.phase,
        kind=kind,
        value=value,
        value_max=value_max,
        unit=unit,
        relation=relation,
        bound=_bound(place),
        direction=item.direction,
        factor=factor(value, unit, relation, item.direction) if kind == "relative" else None,
        subject=_name(item.subject),
        baseline=_name(item.baseline),
        setting=_name(item.setting),
        conditions=conditions_of(_name(item.setting)),
        role=item.role,
        evidence=_copied(place, marks),
        span=place.span,
        origin=origin,
    )


_NOTHING = frozenset(("", "none", "null", "n/a", "na", "-", "not specified", "not given", "unspecified", "unknown"))
"""What models write where they mean null."""


def _name(said: str | None) -> str | None:
    """A name as said; None where the answer says in words that there is none."""
    return None if said is None or said.strip().lower() in _NOTHING else said


def _noun(said: str | None, sentence: str) -> str | None:
    """The resource where its sentence has it as said; else None: a noun is copied from the text, never made up."""
    noun = _name(said)
    if noun is None or verbatim(noun, sentence):
        return noun
    return noun if folded(noun) in folded(sentence) else None


def _copied(place: _Place, marks: Marks) -> str:
    return marks.text[slice(*place.span)] if place.span else ""


def _bound(place: _Place) -> Bound:
    if place.first is None:
        return "exact"
    return bound_of_ratio(place.first, place.second) if place.second else place.first.bound


_KIND_OF_FAMILY: dict[str, Kind] = {
    "factor": "relative",
    "percent": "relative",
    "points": "relative",
    "amount": "absolute",
    "growth": "asymptotic",
}


def _kind(said: Kind, place: _Place, marks: Marks) -> Kind:
    """The number decides what kind of claim it is, where it can; the answer decides the rest."""
    if place.first is None:
        return said if said != "absolute" else "qualitative"
    if place.second is not None:
        return "relative"
    if place.first.family == "percent" and said == "absolute" and _stands_alone(place, marks):
        return "absolute"
    if said == "qualitative" and place.first.family in ("number", "size"):
        return "qualitative"
    return _KIND_OF_FAMILY.get(place.first.family, said)


def _amount(
    kind: Kind, place: _Place, relation: Relation | None, marks: Marks
) -> tuple[float | None, float | None, str | None, Relation | None]:
    quantity = place.first
    if quantity is None or kind == "qualitative":
        return None, None, None, relation
    if kind == "asymptotic":
        return None, None, quantity.unit, None
    if place.second is not None:
        return ratio(quantity, place.second), None, "x", "from_to"
    if quantity.family == "percent" and kind == "absolute":
        return quantity.value, quantity.value_max, _PERCENT_OF_PEAK if _of_peak(quantity, marks) else "%", None
    value = quantity.value
    if quantity.family == "percent" and value is not None and value < 0:  # "(-38%)": the sign is the direction
        value, relation = -value, relation or "reduced_by"
    return _rounded(value), _rounded(quantity.value_max), quantity.unit, relation or quantity.relation


_COMPARES = re.compile(
    r"\s+(?:\w+\s+)?(?:fewer|less|more|higher|lower|faster|slower|smaller|larger|better|worse)\b", re.I
)


def _stands_alone(place: _Place, marks: Marks) -> bool:
    """Whether a percentage is an amount of its own ("52% of peak"), not a comparison ("3% fewer")."""
    return place.first is not None and not _COMPARES.match(marks.text, place.first.end)


_PERCENT_OF_PEAK = "% of peak"


def _of_peak(quantity: Quantity, marks: Marks) -> bool:
    return bool(re.match(r"\s+of\s+(?:\S+\s+){0,4}?peak\b", marks.text[quantity.end : quantity.end + 60]))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4) if abs(value) < 1 else value


_FRACTION_AFTER = re.compile(
    r"\s+(?:of|as (?:many|much|large|big))\b(?!\s+(?:improvement|reduction|increase|speed))", re.I
)
_LESS = re.compile(
    r"\b(?:less|fewer|lower|smaller|shorter|reduc\w*|cut\w*|sav\w*|drop\w*|fall\w*|fell|decreas\w*|declin\w*|shrink\w*|shrank|trim\w*|lower\w*|"
    r"cheaper|lighter|slash\w*|eliminat\w*|remov\w*|prun\w*|discard\w*)\b",
    re.I,
)
_MORE = re.compile(
    r"\b(?:more|higher|faster|larger|longer|quicker|greater|bigger|slower|increas\w*|improv\w*|speed\w*|accelerat\w*|gain\w*|"
    r"boost\w*|rais\w*|grow\w*|grew|extra|additional|overhead)\b",
    re.I,
)


def relation_in(text: str, quantity: Quantity) -> Relation | None:
    """Read from the words around a number how it relates subject and baseline; None where they don't say.

    What stands behind the number is asked first ("75% of", "30% fewer"), then what stands before it ("reduced by").
    """
    if quantity.relation == "times" and quantity.family == "factor":
        return "times"
    begin = min(quantity.start, quantity.bound_start) if quantity.bound_start >= 0 else quantity.start
    after, before = text[quantity.end : quantity.end + 40], text[max(0, begin - 60) : begin]
    near = re.match(r"\s+(?:\w+\s+)?\w+", after)
    words = near.group() if near else ""
    if _LESS.search(words):
        return "reduced_by"
    if _MORE.search(words):
        return "increased_by"
    if _FRACTION_AFTER.match(after):
        return "fraction_of"
    last = max(_changes(before), default=(0, quantity.relation))[1]
    if last == "reduced_by" and re.search(r"\bto\s+(?:\w+\s+)?$", before, re.I):
        return "fraction_of"
    return last


def _changes(before: str) -> Iterator[tuple[int, Relation | None]]:
    for match in _LESS.finditer(before):
        yield match.end(), "reduced_by"
    for match in _MORE.finditer(before):
        yield match.end(), "increased_by"


# --- results ---------------------------------------------------------------------------------------------------------


def _result(item: ResultAnswer, place: _Place, marks: Marks, *, number: int, origin: Origin) -> Result:
    quantity = place.first
    value = quantity.value if quantity else None
    if value is not None and item.negative:
        value = -abs(value)
    return Result(
        id=f"{marks.paper.id}#r{number}",
        metric=item.metric,
        value=value,
        unit=("%" if quantity.unit == "points" else quantity.unit) if quantity else None,
        is_delta=item.is_delta,
        dataset=_name(item.dataset),
        subject=_name(item.subject),
        baseline=_name(item.baseline),
        role=item.role,
        evidence=_copied(place, marks),
        span=place.span,
        origin=origin,
    )


# --- evidence --------------------------------------------------------------------------------------------------------

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
    if not _CHANGE.search(marks.lower, begin, stop):
        earlier = list(_CHANGE.finditer(marks.lower, start, begin))
        if earlier:
            begin = max((b for _, b in breaks if b <= earlier[-1].start()), default=start)
    return _trimmed(marks.text, begin, stop)


def _nearest(marks: Marks, sentence: Span, word: str | None, anchors: list[Span]) -> Span | None:
    """Where a word stands in a sentence, in whichever case; of several places the one nearest to what it must hold."""
    if not word or not word.strip():
        return None
    plain = lowered(word.strip())
    spans = [(at, at + len(plain)) for at in occurrences(plain, marks.lower, *sentence)]
    if not spans or not anchors:
        return spans[0] if spans else None
    return min(spans, key=lambda s: min(max(s[0] - b, a - s[1], 0) for a, b in anchors))


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    stripped = piece.strip(" \t\n,;:")
    offset = start + piece.find(stripped) if stripped else start
    stop = offset + len(stripped)
    if stripped.endswith(".") and stop == end:
        stop -= 1
    return offset, stop


# --- settings and addresses ------------------------------------------------------------------------------------------

_HARDWARE = re.compile(
    r"\b(?:GPUs?|CPUs?|TPUs?|NPUs?|FPGAs?|ASICs?|phones?|iPhone|smartphones?|edge devices?|mobile|devices?|processors?|"
    r"chips?|Raspberry|Jetson|Xeon|RTX|GTX|Tesla|[AHVTPLB]\d{2,3}0?|A\d{4}|MI\d{3}|microcontrollers?|laptops?|servers?|accelerators?|hardware)\b",
    re.I,
)
_DATASET = re.compile(
    r"\b(?:data ?sets?|benchmarks?|corpus|corpora|tasks?|test set|suite|[A-Za-z]*Net-\d+[kK]?|ImageNet\S*|COCO|"
    r"CIFAR\S*|ADE20K|GLUE|SQuAD|WMT\S*|LibriSpeech|Cityscapes|KITTI|WikiText\S*|MMLU|GSM8K|C4)\b",
    re.I,
)
_MODEL = re.compile(
    r"\b(?:models?|backbones?|architectures?|networks?|[A-Z][A-Za-z]*-?\d+(?:\.\d+)?[BM]\b|\w*(?:BERT|GPT|LLaMA|Llama|ViT|DeiT|ResNet|T5)\S*)"
)


@lru_cache(maxsize=1024)
def conditions_of(setting: str | None) -> Conditions:
    """Take a setting apart: each part between commas is a device, a data set, a model, or something else."""
    if not setting:
        return Conditions()
    parts: dict[str, list[str]] = {"hardware": [], "dataset": [], "model": [], "other": []}
    for part in re.split(r"[,;]\s+", setting):
        kinds = (("hardware", _HARDWARE), ("dataset", _DATASET), ("model", _MODEL))
        parts[next((name for name, form in kinds if form.search(part)), "other")].append(part.strip())
    return Conditions(**{name: ", ".join(found) or None for name, found in parts.items()})


_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'{}|\\^`]+|(?<![\w@./-])(?:github\.com|gitlab\.com|huggingface\.co|bitbucket\.org|zenodo\.org)/[^\s<>\"'{}|\\^`]+"
    r"|(?<![\w@./-])[\w-]+\.github\.io(?:/[^\s<>\"'{}|\\^`]*)?",
    re.I,
)


_HOSTS = ("http", "www.", "github.", "gitlab.", "huggingface.", "bitbucket.", "zenodo.", "HTTP", "GitHub.")


def find_urls(text: str) -> tuple[str, ...]:
    """Find the addresses in a text, as written, without the punctuation behind them."""
    if not any(host in text for host in _HOSTS):  # most abstracts hold none, and the search is slow
        return ()
    return tuple(dict.fromkeys(_without_punctuation(m.group()) for m in _URL.finditer(text)))


def _without_punctuation(url: str) -> str:
    url = url.rstrip(".,;:!?*")
    while url.endswith((")", "]")) and url.count(url[-1]) > url.count({")": "(", "]": "["}[url[-1]]):
        url = url[:-1].rstrip(".,;:!?*")
    return url
