"""Sections of a long text: what each is about, and which of them are read where not all can be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from summarizer.sentences import split
from summarizer.tokens import estimate

READ_TOKENS = 3_000
"""How much of a paper is read, by the estimate: twelve abstracts.

With its sentences and quantities marked a text is up to twice as long. With the prompt's 2,100 tokens and the larger
of the two budgets for the answer (8,192) it then fits a context of 16,384; with the usual one (2,048) most fit 8,192.
"""

PARAGRAPHS = "\n\n"
"""What stands between two paragraphs."""

Kind = Literal[
    "introduction", "results", "setup", "conclusion", "limitations", "method", "background", "back matter", "other"
]

_NAMES: Mapping[Kind, str] = {
    "introduction": r"introduction|overview",
    "back matter": r"references|bibliography|literature cited|acknowledge?ments?|appendi(?:x|ces)|supplement\w*"
    r"|supporting|ethic\w*|funding|(?:author )?contributions? of authors|author contributions|competing interests"
    r"|conflicts? of interest|data availability|reproducibility|checklist|impact statement|broader impacts?",
    "limitations": r"limitations?|threats to validity|caveats|failure cases",
    "conclusion": r"conclusions?|concluding|summary|discussions?|future (?:work|directions)|outlook|closing",
    "setup": r"set-?up|settings?|data ?sets?|data|baselines|metrics|implementation|training details|corpora|materials"
    r"|hyper-?parameters?",
    "background": r"related|previous|prior|background|preliminar\w+|notations?|definitions?|motivation",
    "results": r"experiment\w*|evaluat\w+|results?|findings|performance|ablations?|analysis|benchmarks?|comparisons?"
    r"|efficiency|case stud\w+|empirical|validation|scaling",
    "method": r"methods?|methodology|approach|models?|architecture|algorithms?|framework|system|design|our|proposed",
}
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _NAMES.items()
)
_OWN = re.compile(
    r"\b(?:contributions?|in this (?:paper|work|article|study)|we (?:propose|present|introduce|show|develop|describe)"
    r"|this (?:paper|work|article) (?:proposes|presents|introduces|describes|shows))\b",
    re.IGNORECASE,
)
_VALUE: tuple[tuple[Kind, float], ...] = (
    ("limitations", 0.15),
    ("conclusion", 0.25),
    ("introduction", 0.25),
    ("results", 0.6),
    ("method", 0.5),
    ("other", 0.5),
    ("setup", 0.3),
    ("background", 0.3),
)
"""Kinds from the most to the least worth reading, each with the share of the budget that one kind may take."""


@dataclass(frozen=True)
class Section:
    """A section, its own text without that of the sections in it."""

    name: str
    """Its heading as written, number included."""
    paragraphs: tuple[str, ...]
    kind: Kind = "other"

    @property
    def text(self) -> str:
        """Its paragraphs, a blank line between them: no sentence goes on behind one."""
        return PARAGRAPHS.join(self.paragraphs)


def kind_of(name: str, above: Kind = "other") -> Kind:
    """What a section is about by its heading; where that says nothing, what the section above it is about."""
    found: Kind = next((kind for kind, words in _KINDS if words.search(name)), "other")
    if above == "back matter":
        return above  # whatever stands in an appendix
    if found in ("other", "method", "introduction") and above != "other":
        return above
    return found


@dataclass(frozen=True)
class Chosen:
    """What is read of a text."""

    text: str
    names: tuple[str, ...]
    """The sections it is from, in order; of some only a part."""


def choose(abstract: str, sections: Sequence[Section], *, budget: int = READ_TOKENS) -> Chosen:
    """Take what is worth most of a paper's sections, whole sentences only, until the budget is used up.

    The abstract comes first and whole; back matter never. What is taken stands in the paper's own order. Each kind of
    section has a share of the budget, so that a long one leaves room for the others; what remains is shared out again.
    """
    left = budget - estimate(abstract) - 1
    taken: dict[_Place, int] = {}
    for shares in (dict(_VALUE), dict.fromkeys(dict(_VALUE), 1.0)):
        for kind, share in shares.items():
            room = min(left, round(budget * share))
            spent = 0
            for place in _by_worth(sections, kind):
                spent += _take(_sentences(sections, place), place, taken, room - spent)
            left -= spent
    read = {(i, j): _sentences(sections, (i, j))[:number] for (i, j), number in sorted(taken.items()) if number}
    names = ["Abstract"] * bool(abstract) + [_named(s, i, taken) for i, s in enumerate(sections) if _any(i, read)]
    return Chosen(PARAGRAPHS.join(filter(None, [abstract, *map(" ".join, read.values())])), tuple(names))


_Place: TypeAlias = tuple[int, int]
"""A section's place among the sections, and a paragraph's in it."""


def _by_worth(sections: Sequence[Section], kind: Kind) -> list[_Place]:
    """The paragraphs of a kind; of an introduction those first that say what the paper does."""
    places = [(i, j) for i, s in enumerate(sections) if s.kind == kind for j in range(len(s.paragraphs))]
    if kind == "introduction":
        places.sort(key=lambda place: not _OWN.search(sections[place[0]].paragraphs[place[1]]))
    return places


def _sentences(sections: Sequence[Section], place: _Place) -> list[str]:
    paragraph = sections[place[0]].paragraphs[place[1]]
    return [paragraph[start:end] for start, end in split(paragraph)]


def _take(sentences: Sequence[str], place: _Place, taken: dict[_Place, int], room: int) -> int:
    """Take as many more of a paragraph's sentences as fit, and say what they cost."""
    spent = 0
    for sentence in sentences[taken.get(place, 0) :]:
        cost = estimate(sentence) + 1
        if spent + cost > room:
            break
        spent += cost
        taken[place] = taken.get(place, 0) + 1
    return spent


def _any(section: int, read: Iterable[_Place]) -> bool:
    return any(i == section for i, _ in read)


def _named(section: Section, i: int, taken: Mapping[_Place, int]) -> str:
    whole = all(taken.get((i, j), 0) == len(split(text)) for j, text in enumerate(section.paragraphs))
    return section.name if whole else f"{section.name} (in part)"


def with_kinds(headed: Iterable[tuple[str, int, tuple[str, ...]]]) -> list[Section]:
    """Make sections of names, depths (1 for the highest) and paragraphs; one takes after the section it stands in."""
    above: list[tuple[int, Kind]] = []
    sections = []
    for name, depth, paragraphs in headed:
        while above and above[-1][0] >= depth:
            above.pop()
        kind = kind_of(name, above[-1][1] if above else "other")
        above.append((depth, kind))
        sections.append(Section(name, paragraphs, kind))
    return sections
