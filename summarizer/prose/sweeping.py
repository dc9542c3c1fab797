"""Sweeping words: what a sentence says of everything, of the best, or of work that it does not cite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.folding import folded
from summarizer.prose.material import MOST_PAPERS, Fact, Material

_WORK = (
    r"(?:works?|stud(?:y|ies)|research|researchers|literature|papers?|methods?|approach(?:es)?|models?|systems?"
    r"|techniques?|baselines?|networks?|architectures?|solutions?|attempts?|art|results?)"
)
_OLD = r"(?:prior|previous|earlier|existing|past|known|published|competing|conventional|traditional|state-of-the-art)"
_GRADES = (
    r"(?:fast|quick|small|cheap|lean|light|strong|short|long|simpl|low|new|broad|wid|slow|weak|smart)est|best|worst"
)
_SHOWS = (
    r"(?:shows?|shown|suggests?|suggested|found|finds?|agrees?|agreed|demonstrates?|demonstrated|reports?|reported"
    r"|confirms?|confirmed)"
)
_SWEEPING = (
    rf"{_OLD}\s(?:[\w-]+\s)?{_WORK}",
    rf"(?:stud(?:y|ies)|research|researchers|literature|experts|(?<!the )others|many)\s(?:have\s|has\s)?{_SHOWS}",
    r"is\s(?:well|widely|generally|commonly)[\s-](?:known|accepted|established|agreed)",
    r"(?:all|any|every|each|no)\s(?:of\s)?(?:the\s)?(?:others?|rest|competitors?|rivals?|alternatives?|contenders?)",
    rf"(?:any|every|no)\s(?:[\w-]+\s)?{_WORK}",
    r"(?:than|beats?|outperforms?|surpass(?:es)?|exceeds?|of|among|over|unlike)\s(?:all|any|every)(?!\s(?:of\s)?th[eo]se\b)",
    r"everything|everyone|anything|anyone|nothing else|none of the|always|universally|in every case|in all cases",
    r"(?:nothing|nobody|no one|none)\s(?:[\w-]+\s){1,4}(?:than|as|like)",
    rf"most\s(?:of\sthe\s)?{_WORK}|across the board",
    rf"(?:{_GRADES})",
    r"(?<!at )most\s(?!(?:of|by|with|at|up|about|recent|likely)\b)[a-z-]+",
    r"state[\s-]of[\s-]the[\s-]art|sota|unrivall?ed|unmatched|unprecedented|unparalleled|unbeaten|second to none",
    r"record-(?:breaking|setting)|the only|the first (?:to|(?:[\w-]+\s)?(?:method|model|system|work|paper|approach))",
)
"""What is said of all, of the best, or of work that isn't named."""
_OF_AMOUNTS = r"(?:larg|high|great|bigg)est|the\smost(?=\s*[,.;:]|\s(?:up\sto|at|about|with|by|of\sthe)\b|$)"
_OF_PAPERS = rf"(?:all|each)\s(?:of\s)?(?:the\s)?{_WORK}"


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


_ALWAYS = _pattern("|".join(_SWEEPING))
_LARGEST = _pattern(_OF_AMOUNTS)
_EACH = _pattern(_OF_PAPERS)


def sweeping_words(text: str, facts: Sequence[Fact], material: Material, *, leads: bool) -> Iterator[str]:
    """Say which words of a sentence, its facts' names left out, say more than any facts could.

    They pass where they are a fact's own. "The largest" and the like pass where the sentence's first number `leads` its
    metric, "all papers" where it cites all that there are.
    """
    own = "\n".join(_own_words(fact) for fact in facts)
    found = [match.group() for match in _ALWAYS.finditer(text)]
    found += [] if leads else [match.group() for match in _LARGEST.finditer(text)]
    found += [] if _cites_each(facts, material) else [match.group() for match in _EACH.finditer(text)]
    for words in dict.fromkeys(found):
        if not _pattern(re.escape(folded(words))).search(own):
            yield f"{words!r} is in the words of no fact that it cites"


def _own_words(fact: Fact) -> str:
    """What a fact says, without the title, in which authors may say anything."""
    title = folded(fact.record.paper.title)
    return folded(fact.line).replace(title, "") if fact.item is None else folded(fact.line)


def _cites_each(facts: Sequence[Fact], material: Material) -> bool:
    everyone = {fact.record.paper.id for fact in material.facts}
    return 1 < len(everyone) < MOST_PAPERS and everyone == {fact.record.paper.id for fact in facts}
