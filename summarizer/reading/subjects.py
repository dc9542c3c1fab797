"""Subjects: which topics a paper is about, and what kind of contribution it makes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from summarizer.marks import Marks
from summarizer.records import Contribution
from summarizer.topics import Topics

_WORD = re.compile(r"[a-z0-9]+(?::[0-9]+)?")
_TITLE_WEIGHT = 4.0
_LEAST_SHARE = 0.4
"""A second topic needs this share of the first one's weight."""

Phrase = tuple[str, ...]


def topics_of(marks: Marks, topics: Topics, *, most: int = 3) -> list[str]:
    """Find up to three topics, the main one first, by the words that speak for them; none where no word does."""
    index = _index(topics)
    title = _counts(_stems(marks.paper.title), index)
    body = _counts(_stems(marks.text[len(marks.paper.title) :]), index)
    weights = dict.fromkeys(topics.slugs, 0.0)
    for (slug, phrase), _ in title.items():
        weights[slug] += _TITLE_WEIGHT * _size(phrase)
    for (slug, phrase), count in body.items():
        weights[slug] += (1.0 + 0.35 * min(count - 1, 4)) * _size(phrase)
    ranked = sorted(topics.slugs, key=lambda slug: -weights[slug])
    best = weights[ranked[0]]
    return [slug for slug in ranked[:most] if weights[slug] > max(0.0, _LEAST_SHARE * best)]


def _size(phrase: Phrase) -> float:
    return 1.0 + 0.5 * (min(len(phrase), 3) - 1)


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.lower())]


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@dataclass(frozen=True, slots=True)
class _Index:
    """The phrases of all topics by their first word; single words that stand for all they begin by four letters."""

    phrases: dict[str, list[tuple[Phrase, str]]]
    openings: dict[str, list[tuple[str, str]]]


@lru_cache(maxsize=8)
def _index(topics: Topics) -> _Index:
    index = _Index({}, {})
    for topic in topics.topics:
        for word in topic.words:
            parts = tuple(_stem(part) for part in _WORD.findall(word.lower()))
            if len(parts) == 1 and word.endswith("*"):
                index.openings.setdefault(parts[0][:_OPENING], []).append((parts[0], topic.slug))
            elif parts:
                index.phrases.setdefault(parts[0], []).append((parts, topic.slug))
    for entries in index.phrases.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


_OPENING = 4


def _counts(stems: Sequence[str], index: _Index) -> Counter[tuple[str, Phrase]]:
    """How often each topic's phrases stand in a text; at one place the longest of each topic counts."""
    counts: Counter[tuple[str, Phrase]] = Counter()
    for at, stem in enumerate(stems):
        met: set[str] = set()
        for phrase, slug in index.phrases.get(stem, ()):
            if slug not in met and (len(phrase) == 1 or tuple(stems[at : at + len(phrase)]) == phrase):
                met.add(slug)
                counts[slug, phrase] += 1
        for opening, slug in index.openings.get(stem[:_OPENING], ()):
            if slug not in met and stem.startswith(opening):
                counts[slug, (opening,)] += 1
    return counts


# --- contribution ----------------------------------------------------------------------------------------------------

_TITLE_KINDS_WORDS: tuple[tuple[Contribution, str], ...] = (
    (
        "survey",
        r"\bsurvey\b|\ba (?:\w+ ){0,3}review\b|\boverview\b|\btutorial\b|\bliterature\b|\btaxonomy\b"
        r"|:\s*(?:a )?(?:\w+ )?review\b|\broadmap\b",
    ),
    (
        "benchmark",
        r"\bbenchmarks?\b|\w+-?[Bb]ench\b(?!mark)|\b(?:a|new|large-scale"
        r"|\w+-scale) (?:[\w-]+ ){0,4}(?:data ?set|corpus)\b|\bdata ?sets?\b(?= for)|\bchallenge\b:"
        r"|\bcorpus\b|\bleaderboard\b",
    ),
    (
        "empirical-study",
        r"\bempirical|\bstudy\b|\banalysis of\b|\banaly[sz]ing\b|\bevaluating\b|\bevaluation of\b"
        r"|\binvestigati|\bdissecting\b|\bprobing\b|\bcomparative\b|\bcomparison\b|\brevisiting\b"
        r"|\brethinking the (?:role|value)|\blessons\b|\bassessing\b|\bunderstanding\b|\bexploring the\b"
        r"|\bhow (?:much|do|does|well|to)\b.*\?|\bdo(?:es)? \w+.*\?|\bare \w+.*\?|\bcan \w+.*\?"
        r"|\bcase study\b|\breview of\b|\bmeasuring\b|\bquantifying\b",
    ),
    (
        "theory",
        r"\btheor(?:y|etical|em)\b|\bexpressive power\b|\bexpressiv|\buniversal approximat|\bprovabl"
        r"|\bbounds?\b|\bconvergence of\b|\bcan express\b|\bcomplexity of\b|\bturing\b|\blimits of\b"
        r"|\bgeneralization of\b|\bmathematical\b",
    ),
    (
        "system",
        r"\bsystem\b|\blibrary\b|\btoolkit\b|\bengine\b|\bplatform\b|\bserving\b|\bcompiler\b"
        r"|\bkernels?\b.*\b(?:experts|gpu)|\binfrastructure\b|\bopen-source\b.*\b(?:tool|framework)\b",
    ),
)
_TITLE_KINDS: tuple[tuple[Contribution, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _TITLE_KINDS_WORDS
)
_BODY_KINDS_WORDS: tuple[tuple[Contribution, str, float], ...] = (
    (
        "survey",
        r"\bthis (?:\w+ )?(?:survey|review|overview|tutorial)\b|\bwe (?:\w+ )?(?:survey|review)\b"
        r"|\bcomprehensive (?:survey|overview|review)\b|\bwe hope (?:that )?(?:this|such) (?:survey|review"
        r"|overview)",
        3.0,
    ),
    (
        "benchmark",
        r"\b(?:introduce|present|propose|release|contribute|curat\w+|construct|build"
        r"|collect)\w* (?:\w+, )?(?:an? |the )?(?:[\w-]+ ){0,6}(?:benchmark|data ?set|corpus|test suite)\b"
        r"|\bour (?:benchmark|data ?set)\b|\bbenchmark (?:contains|comprises|encompasses|consists|includes"
        r"|covers)",
        1.6,
    ),
    (
        "empirical-study",
        r"\bwe (?:\w+ )?(?:investigate|study|analy[sz]e|examine|evaluate|compare|revisit|explore whether"
        r"|conduct an? (?:\w+ )?(?:study|analysis|evaluation))\b|\bthis (?:paper|work"
        r"|study) (?:\w+ )?(?:investigates|studies|analy[sz]es|examines|evaluates|compares|explores)\b"
        r"|\bour (?:findings|analysis|observations)\b|\bwe (?:find|observe|show) that\b"
        r"|\bcomprehensive analysis\b|\bempirical(?:ly)? (?:study|analysis|investigation)\b",
        0.8,
    ),
    (
        "theory",
        r"\bwe (?:\w+ )?prove\b|\btheorems?\b|\btheoretical (?:analysis|evidence|framework|understanding"
        r"|results?|guarantees?|foundations?)\b|\b(?:lower|upper) bounds?\b|\bproofs?\b|\bprovabl[ey]\b"
        r"|\bapproximation (?:theorem|rate)s?\b|\bexpressive power\b|\bwe (?:\w+ )?(?:show"
        r"|establish) theoretically\b",
        1.0,
    ),
    (
        "system",
        r"\b(?:present|introduce|propose|describe|develop|build|release)\w* (?:[\w-]+, )?(?:an? "
        r"|the )?(?:[\w-]+ ){0,5}(?:system|library|toolkit|engine|platform|compiler|runtime"
        r"|kernel generator)\b|\bis an? (?:[\w-]+ ){0,4}(?:system|library|toolkit|engine|platform|compiler"
        r"|kernel generator)\b|\bsystem solution\b|\b(?:present|introduce|propose"
        r"|describe)\w* [A-Z][^.,;]{0,40}, an? (?:[\w-]+ ){0,4}(?:system|library|toolkit|engine|platform"
        r"|compiler|runtime|infrastructure)\b",
        2.5,
    ),
    (
        "method",
        r"\b(?:we|this paper|this work|this article) (?:\w+ )?(?:propos|introduc|present|develop|design"
        r"|devis)\w+ (?:[\w-]+ ){0,6}|\b(?:novel|new) (?:[\w-]+ ){0,3}(?:method|architecture|framework"
        r"|model|approach|algorithm|mechanism|module|network|strategy|technique|attention|transformer|layer"
        r"|scheme)\b|\bour (?:proposed )?(?:method|model|approach|algorithm|architecture|framework)\b"
        r"|\bthe proposed\b",
        0.9,
    ),
)
_BODY_KINDS: tuple[tuple[Contribution, re.Pattern[str], float], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE), weight) for kind, pattern, weight in _BODY_KINDS_WORDS
)
_TITLE_KIND_WEIGHT = 3.0


_HINTS: dict[Contribution, tuple[str, ...]] = {
    "survey": ("survey", "review", "overview", "tutorial"),
    "benchmark": ("benchmark", "data set", "dataset", "corpus", "test suite"),
    "empirical-study": ("we ", "this ", "our ", "empirical", "analysis"),
    "theory": ("prove", "proof", "theor", "bounds", "provab", "approximation", "expressive"),
    "system": (
        "system",
        "library",
        "toolkit",
        "engine",
        "platform",
        "compiler",
        "runtime",
        "generator",
        "infrastructure",
    ),
    "method": ("we ", "this ", "our ", "novel", "new ", "the proposed"),
}
"""What a text must hold for a kind's expressions to be worth trying."""


def contribution_of(marks: Marks, names: Sequence[str]) -> Contribution:
    """Say what kind of paper it is, by how title and abstract speak of what they offer."""
    weights: dict[Contribution, float] = dict.fromkeys(get_args(Contribution), 0.0)
    for kind, form in _TITLE_KINDS:
        if form.search(marks.paper.title):
            weights[kind] += _TITLE_KIND_WEIGHT if kind != "survey" else 2 * _TITLE_KIND_WEIGHT
    lower = marks.text.lower()
    for kind, form, weight in _BODY_KINDS:
        if not any(hint in lower for hint in _HINTS[kind]):
            continue
        found = sum(1 for _ in form.finditer(marks.text, len(marks.paper.title)))
        weights[kind] += weight * min(found, 4)
    weights["method"] += 1.0 + (1.5 if names else 0.0)
    return max(weights, key=lambda kind: (weights[kind], kind == "method"))
