"""Staying: costs that are said to stay what they were, or to be nothing to speak of: "the memory does not change"."""

from __future__ import annotations

from summarizer.reading.words.terms import Term
from summarizer.reading.words.vocabulary import words

ADDED = words("cost costs overhead overheads expense burden")
"""Nouns for what comes on top, or is paid."""


def is_kept_as_is(words: list[str], term: Term) -> bool:
    """Whether it is the parameters themselves that would stay, which tells only that they are not learnt."""
    return term.metric == "parameters" and _COUNTED.isdisjoint(words[max(0, term.first - 2) : term.last + 1])


_COUNTED = words("number count counts size overhead overheads")
_NEGLIGIBLE = frozenset((stays, "negligible") for stays in ("is", "are", "remains"))
_UNCHANGED = frozenset(
    tuple(said.split())
    for said in (
        *(
            "does not change",
            "do not change",
            "is unaffected",
            "are unaffected",
            "is left unchanged",
            "is not affected",
        ),
        *(f"{stays} the same" for stays in ("stays", "remains", "stay", "remain")),
        *(f"{stays} unchanged" for stays in ("stays", "remains", "remain")),
    )
)
"""All of two words or three."""
_STAYS = frozenset(said[0] for said in _NEGLIGIBLE | _UNCHANGED)
STAYING = frozenset(said[-1] for said in _NEGLIGIBLE | _UNCHANGED)
"""Words of which a sentence must hold one for `stays` to find anything."""


def stays(words: list[str], term: Term) -> bool:
    """Whether a resource is said to stay what it was: "the memory | does not change"."""
    end = term.last + 1
    if end == len(words) or words[end] not in _STAYS:
        return False
    adverb = end + 1 < len(words) and (words[end + 1] == "almost" or words[end + 1].endswith("ly"))
    behind = (words[end], *words[end + 1 + adverb : end + 3 + adverb])
    if is_kept_as_is(words, term):
        return behind[:2] in _NEGLIGIBLE
    if behind[:2] in _NEGLIGIBLE and not (term.weak and words[term.last] not in ADDED):
        return True
    if words[term.last].startswith("overhead") and behind[1:2] == ("minimal",):
        return True
    if term.weak and words[max(0, term.first - 2) : term.first] != ["number", "of"]:
        return False
    return behind in _UNCHANGED or behind[:2] in _UNCHANGED
