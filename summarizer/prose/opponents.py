"""Opponents: against what a sentence sets a number, and whether the claim that it cites sets it against the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from summarizer.comparison.aliases import load_aliases
from summarizer.comparison.names import Names
from summarizer.folding import folded
from summarizer.prose.material import Fact, Material
from summarizer.quantities import Quantity
from summarizer.records import Claim, Result
from summarizer.sentences import Span

_GAIN = r"(?:speed[\s-]?ups?|improvements?|reductions?|gains?|savings?|advantages?|faster|quicker|smaller|cheaper|less)"
_SETS = r"(?:as\s)?compared\s(?:to|with)|in\scomparison\s(?:to|with)|relative\sto|in\srelation\sto|versus|vs\.?|against"
_BEATS = r"beat(?:s|ing)?|outperform\w*|surpass\w*|exceed\w*|outpac\w*|outrun\w*|outdo\w*|over"
_LOOSELY = r"of|as|from|below|above|under|beyond|ahead\sof|to"
_BEHIND = re.compile(
    rf"\b(?P<plain>{_SETS}|(?<!rather )(?<!other )than|{_GAIN}\sover)\s+|\b(?:{_BEATS}|{_LOOSELY})\s+|\A\s*",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"\b(?P<plain>{_SETS})\s+|\b(?:(?<!rather )(?<!other )than|{_BEATS})\s+", re.IGNORECASE)
_BREAK = re.compile(
    r"[;:]\s|(?<!\bvs)\.\s|,?\s(?:while|whereas|but|yet|which)\b|,\s(?:and|or|so|it|we|where)\b", re.IGNORECASE
)
_LEAD = re.compile(r"(?:(?:that|those|what|both|either|even)\s(?:of\s)?)*", re.IGNORECASE)
_PHRASE_END = re.compile(
    r"[,;:.()]|\b(?:on|in|at|for|with|while|and|but|by|when|during|to|under|using|is|are|was|were|do|does|did|needs?)\b"
)
_LISTED = re.compile(r"\s*(?:,\s*)?(?:\b(?:and|or|as well as)\s|&\s|,\s)\s*")
_JOINTS = (
    r"(?:against|versus|and|or|&|as|which|that|while|when|on|in|at|for|with|to|of|by|from|than|over|via|under|using)"
)
_JOINED = re.compile(rf"^{_JOINTS}\s|\s{_JOINTS}$")
_LISTING_ENDS = re.compile(r"\s*(?:$|[.,;:)]|\b(?:on|in|at|for|when|during|by|with|alike|both)\b)")
_IDLE = frozenset(("the", "a", "an", "its", "their", "this", "that", "these", "those", "own", "same", "of", "s"))
_MEANT = frozenset(("baseline", "baselines", "it", "them", "one", "ones"))
_MOST_WORDS = 8

_Parts = tuple[str, ...]


@dataclass(frozen=True)
class Scene:
    """A sentence with what its numbers could be set against."""

    text: str
    quantities: Sequence[Quantity]
    owners: Sequence[int]
    """Where names of papers' own things end."""
    known: frozenset[_Parts]
    """What the facts name, in a form in which the same things are equal."""


def known_names(material: Material) -> frozenset[_Parts]:
    """What the facts introduce, claim numbers of, or compare with."""
    items = [fact.item for fact in material.facts if fact.item]
    told = {name for item in items for name in (item.subject, item.baseline) if name}
    told |= {name for fact in material.facts for name in fact.record.method_names}
    return frozenset(parts for name in told if (parts := _reader().name(name).parts))


def other_opponent(quantity: Quantity, fact: Fact, scene: Scene) -> str | None:
    """Say what a number is set against where the fact's is not; None where it is, or where nothing is named."""
    item = fact.item
    if item is None or not (item.kind == "relative" if isinstance(item, Claim) else item.is_delta):
        return None
    for rest, plain in (*_behind(quantity, scene), *_before(quantity, scene)):
        verdict = _judged(rest, fact, item, scene.known, plain=plain)
        if verdict == "":
            return None
        if verdict:
            own = f"the baseline of {fact.ref} is {item.baseline}" if item.baseline else f"{fact.ref} names no baseline"
            return f"{quantity.text!r} is set against {verdict!r}; {own}"
    return None


@cache
def _reader() -> Names:
    return Names(load_aliases())


def _behind(quantity: Quantity, scene: Scene) -> Iterator[tuple[str, bool]]:
    """What follows each "than" and the like behind a number, as far as its clause goes; whether it compares plainly."""
    end = found.start() if (found := _BREAK.search(scene.text, quantity.end)) else len(scene.text)
    for match in _BEHIND.finditer(scene.text[quantity.end : end]):
        at = quantity.end + match.start()
        if _is_anothers(scene, (quantity.end, at)):
            return
        yield scene.text[quantity.end + match.end() :], bool(match["plain"])


def _is_anothers(scene: Scene, between: Span) -> bool:
    """Whether a clause with a subject or a list of numbers of its own begins in between."""
    text = scene.text[slice(*between)]
    joint = re.search(r",|\b(?:and|or)\b", text)
    if joint is None:
        return False
    begin = between[0] + joint.end()
    return any(begin < end <= between[1] for end in scene.owners) or (
        "," in text and any(begin <= q.start < between[1] for q in scene.quantities)
    )


def _before(quantity: Quantity, scene: Scene) -> Iterator[tuple[str, bool]]:
    """The same before a number, nearest first: "Compared with FlatBase, Pebble is | 4× faster"."""
    breaks = [match.end() for match in _BREAK.finditer(scene.text, 0, quantity.start)]
    begin = max([0, *breaks, *(q.end for q in scene.quantities if q.end <= quantity.start)])
    for match in reversed(list(_BEFORE.finditer(scene.text[begin : quantity.start]))):
        yield scene.text[begin + match.end() : quantity.start], bool(match["plain"])


def _judged(rest: str, fact: Fact, item: Claim | Result, known: frozenset[_Parts], *, plain: bool) -> str | None:
    """What a text begins with that is not the item's baseline; "" where it begins with that, None where with neither.

    What nothing in the material is called only counts where the words before it compare plainly.
    """
    rest = rest[_LEAD.match(rest).end() :]  # type: ignore[union-attr]
    own = _reader().name(item.baseline).parts
    found = _beginning(rest, known | {own})
    if found is None:
        return _unknown(rest, fact, item) if plain else None
    said, parts = found
    if not set(parts) <= set(own):
        return None if parts in _own_things(fact, item) else said
    return _also(rest[len(said) :], known, own)


def _also(rest: str, known: frozenset[_Parts], own: _Parts) -> str:
    """What else is listed behind a baseline: "than FlatBase | and Coral"."""
    joint = _LISTED.match(rest)
    found = _beginning(rest[joint.end() :], known) if joint else None
    if joint is None or found is None or set(found[1]) <= set(own):
        return ""
    return found[0] if _LISTING_ENDS.match(rest, joint.end() + len(found[0])) else ""


def _beginning(text: str, known: frozenset[_Parts]) -> tuple[str, _Parts] | None:
    """The longest name of these that a text begins with."""
    ends = [match.end() for match in re.finditer(r"[^\s,;:()]+", text)][:_MOST_WORDS]
    for end in reversed(ends):
        said = text[:end].rstrip(".")
        if (parts := _reader().name(said).parts) in known and parts and not _JOINED.search(said):
            return said, parts
    return None


def _own_things(fact: Fact, item: Claim | Result) -> set[_Parts]:
    """What a fact's paper calls its own."""
    return {_reader().name(name).parts for name in (item.subject, *fact.record.method_names)}


def _unknown(rest: str, fact: Fact, item: Claim | Result) -> str | None:
    """The phrase that a text begins with, where it is neither a word for the baseline nor in the fact's own words."""
    phrase = rest[: found.start()] if (found := _PHRASE_END.search(rest)) else rest
    words = [word for word in re.findall(r"[^\W_]+", folded(phrase)) if word not in _IDLE]
    if not words or words[0][0].isdigit():
        return None
    own = set(re.findall(r"[^\W_]+", folded(fact.line))) | (_MEANT if item.baseline else set())
    return "" if own.issuperset(words) else phrase.strip()
