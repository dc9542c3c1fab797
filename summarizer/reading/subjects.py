"""Subjects: which topics a paper is about, and what kind of contribution it makes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, get_args

from summarizer.folding import bare
from summarizer.marks import Marks
from summarizer.reading.memory import Memory
from summarizer.records import Contribution
from summarizer.topics import Topics

_WORD = re.compile(r"[a-z0-9]+(?::[0-9]+)?")
_TITLE_WEIGHT = 4.0
_FAINT = 0.35
"""What a faint word weighs of another's weight."""
_LEAST_SHARE = 0.4
"""A second topic needs this share of the first one's weight."""


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A phrase that speaks for a topic, as stems; counted as the object that it is, which is fast."""

    phrase: tuple[str, ...]
    slug: str
    weight: float


def topics_of(marks: Marks, topics: Topics, *, most: int = 3) -> list[str]:
    """Find up to three topics, the main one first, by the words that speak for them; none where no word does."""
    cues_of = _cues(topics)
    title, *body = marks.plain
    weights = dict.fromkeys(topics.slugs, 0.0)
    for cue in _counts(title, cues_of):
        weights[cue.slug] += _TITLE_WEIGHT * cue.weight
    for cue, count in _counts([*chain.from_iterable(body)], cues_of).items():
        weights[cue.slug] += (1.0 + 0.35 * min(count - 1, 4)) * cue.weight
    ranked = sorted(topics.slugs, key=lambda slug: -weights[slug])
    best = weights[ranked[0]]
    return [slug for slug in ranked[:most] if weights[slug] > max(0.0, _LEAST_SHARE * best)]


class Cues(NamedTuple):
    """What a stem may say or begin to say."""

    alone: tuple[Cue, ...]
    """Its phrases of one stem, one a topic."""
    longer: Mapping[str, tuple[Cue, ...]]
    """Phrases of two stems and more by their second, the longest first."""


@lru_cache(maxsize=8)
def _cues(topics: Topics) -> Memory[Cues | None]:
    """Index topics by the stems that their phrases begin with."""
    phrases: dict[str, list[Cue]] = {}
    openings: list[Cue] = []
    known: dict[tuple[object, ...], Cue] = {}
    for topic in topics.topics:
        for words in (*topic.words, *topic.faint):
            weight = _weight(words) * (_FAINT if words in topic.faint else 1.0)
            said = (tuple(map(_stem, bare(words).split())), topic.slug, weight)
            cue = known.setdefault(said, Cue(*said))
            if len(cue.phrase) == 1 and words.endswith("*"):
                openings.append(cue)
            elif cue.phrase:
                phrases.setdefault(cue.phrase[0], []).append(cue)

    heads = tuple(cue.phrase[0] for cue in openings)

    def cues_of(word: str) -> Cues | None:
        stem = _stem(word)
        begun = phrases.get(stem, ())
        if not begun and not stem.startswith(heads):
            return None
        opened = [cue for cue in openings if stem.startswith(cue.phrase[0])]
        longer: dict[str, tuple[Cue, ...]] = {}
        for cue in sorted((cue for cue in begun if len(cue.phrase) > 1), key=lambda cue: -len(cue.phrase)):
            longer[cue.phrase[1]] = (*longer.get(cue.phrase[1], ()), cue)
        alone: dict[str, Cue] = {}
        for cue in (*(cue for cue in begun if len(cue.phrase) == 1), *opened):
            alone.setdefault(cue.slug, cue)
        return Cues(tuple(alone.values()), longer)

    return Memory(cues_of)


def _weight(words: str) -> float:
    """What a phrase weighs: up to twice as much as a word; a ratio ("2:4") is one word."""
    return 1.0 + 0.5 * (min(len(_WORD.findall(words.lower())), 3) - 1)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


_STEMS = Memory(_stem)


def _counts(words: Sequence[str], cues_of: Memory[Cues | None]) -> dict[Cue, int]:
    """How often each topic's phrases stand in a text; at one place the longest of each topic counts."""
    counts: dict[Cue, int] = {}
    told = 0
    for at, cues in [(at, cues) for at, cues in enumerate(map(cues_of.__getitem__, words)) if cues]:
        spoken, longer = cues
        if longer and at + 1 < len(words) and (begun := longer.get(_STEMS[words[at + 1]])):
            spoken = _longest(words, at, (*begun, *spoken))
        elif not spoken:
            continue
        reach = told
        for cue in spoken:
            end = at + len(cue.phrase)
            if end > told:  # part of a longer phrase says nothing by itself
                counts[cue] = counts.get(cue, 0) + 1
                reach = end if end > reach else reach
        told = reach
    return counts


def _longest(words: Sequence[str], at: int, cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """The first phrase of each topic that stands at a place."""
    found: dict[str, Cue] = {}
    for cue in cues:
        size = len(cue.phrase)
        if cue.slug not in found and (size < 3 or tuple(map(_stem, words[at : at + size])) == cue.phrase):
            found[cue.slug] = cue
    return tuple(found.values())


# --- contribution ----------------------------------------------------------------------------------------------------

_TITLE_KINDS_WORDS: tuple[tuple[Contribution, str], ...] = (
    (
        "survey",
        r"\bsurvey\b|\ba (?:\w+ ){0,3}review\b|\boverview\b|\btutorial\b|\bliterature\b(?!-)|\btaxonomy\b(?: of\b|$)"
        r"|:\s*(?:a )?(?:\w+ )?review\b|\broadmap\b",
    ),
    (
        "benchmark",
        r"\bbenchmarks?\b|\w+-?bench\b(?!mark)|\b(?:a|new|large-scale"
        r"|\w+-scale) (?:[\w-]+ ){0,4}(?:data ?set|corpus)\b|\bdata ?sets?\b(?= for)|\bchallenge\b:"
        r"|\bcorpus\b"
        r"|\b(?:labels|annotations|recordings) (?:for|from|of)\b|\bleaderboard\b"
        r"|\bchallenge (?:19|20)\d\d\b|: benchmarking\b",
    ),
    (
        "empirical-study",
        r"\bempirical|\bstudy\b|\banalysis of\b|\banaly[sz]ing\b|\bevaluating\b|\bevaluation of\b"
        r"|\binvestigati|\bdissecting\b|(?:^|: )probing\b|\bcomparative\b|\bcomparison\b|\brevisiting\b"
        r"|\brethinking the (?:role|value)|\blessons\b|\bassessing\b|\bunderstanding\b|\bexploring the\b"
        r"|\bhow (?:much|do|does|well|to)\b.*\?$|\bdo(?:es)? \w+.*\?$|\bare \w+.*\?$|\bcan \w+.*\?$"
        r"|\bcase study\b|\breview of\b|\bmeasuring\b|\bquantifying\b|^on the (?!fly)|\?$",
    ),
    (
        "theory",
        r"\btheor(?:y|etical|em(?! prov))\b|\bexpressive power\b|\bexpressiv|\buniversal approximat|\b\w*decidab"
        r"|\bbounds?\b|\bconvergence of\b|\bcan express\b|\bcomplexity (?:of|landscape)\b|\bturing\b|\bhardness\b"
        r"|\bgeneralization of\b|\bmathematical\b",
    ),
    ("method", r"(?:^|: )an? (?:[\w-]+ ){0,5}(?:transformer|network|model|framework|method|approach|algorithm)\b"),
    (
        "system",
        r"\bsystem\b|\blibrary\b|\bpackage\b|\bsoftware (?:suite|platform)\b|\btoolbox\b"
        r"|\btoolkit\b|\bengine\b|\bplatform\b|\bserving\b|\bcompiler\b"
        r"|\bkernels?\b.*\b(?:experts|gpu)|\binfrastructure\b|\bopen-source\b.*\b(?:tool|framework)\b",
    ),
)
_TITLE_HINTS: dict[Contribution, tuple[str, ...]] = {
    "survey": ("survey", "review", "overview", "tutorial", "literature", "taxonomy", "roadmap"),
    "benchmark": ("bench", "data", "corpus", "challenge", "leaderboard", "labels", "annotations", "recordings"),
    "empirical-study": (
        *("empirical", "study", "analy", "evaluat", "investigati", "dissecting", "probing", "compar", "revisiting"),
        *("rethinking", "lessons", "assessing", "understanding", "exploring", "?", "review", "measuring"),
        *("quantifying", "on the"),
    ),
    "theory": (
        *("theor", "expressiv", "universal", "decidab", "bound", "convergence", "can express", "complexity", "turing"),
        *("hardness", "generalization", "mathematical"),
    ),
    "method": ("transformer", "network", "model", "framework", "method", "approach", "algorithm"),
    "system": (
        *("system", "library", "package", "software", "toolbox", "toolkit", "engine", "platform", "serving"),
        *("compiler", "kernel", "infrastructure", "open-source"),
    ),
}
"""Parts of words of which a title must hold one for a kind's expression to be worth trying."""
_TITLE_KINDS = tuple((kind, _TITLE_HINTS[kind], re.compile(pattern)) for kind, pattern in _TITLE_KINDS_WORDS)
_BODY_KINDS_WORDS: tuple[tuple[Contribution, str, float], ...] = (
    (
        "survey",
        r"\bthis (?:\w+ )?(?:survey|review|overview|tutorial)\b|\bwe (?:\w+ )?(?:survey|review)\b"
        r"|\bcomprehensive (?:survey|overview|review)\b|\bwe hope (?:that )?(?:this|such) (?:survey|review"
        r"|overview)|\bposition paper\b|\b(?:scholarly|reviewed|published|primary) (?:articles|papers|studies)\b"
        r"|\bliterature (?:survey|review)\b|\bsystematic(?:ally)? review|\bresearch agenda\b",
        3.0,
    ),
    (
        "benchmark",
        r"\b(?:(?:introduce|present|propose|release|contribute|curat\w+|construct|build"
        r"|collect)\w* (?:\w+, )?(?:an? |the )?(?:[\w-]+ ){0,6}(?:benchmark|data ?set|corpus|test suite)\b"
        r"|our (?:benchmark|data ?set|corpus|annotations|labels)\b"
        r"|we (?:\w+ )?(?:assembl|collect|gather|annotat|curat|publish|releas)\w* (?:and \w+ )?"
        r"(?:an? (?:[\w-]+ ){0,2}collection\b|\d[\d,]+ )"
        r"|benchmark (?:contains|comprises|encompasses|consists|includes|covers))",
        1.6,
    ),
    (
        "empirical-study",
        r"\b(?:we (?:\w+ )?(?:re-?analy[sz]ed?|reconstructed|measured"
        r"|asked (?:how|whether|what|if)|surveyed|interviewed|investigate|study|analy[sz]e|examine|evaluate"
        r"|compare|revisit|explore whether"
        r"|conduct an? (?:\w+ )?(?:study|analysis|evaluation))\b|this (?:paper|work"
        r"|study) (?:\w+ )?(?:investigates|studies|analy[sz]es|examines|evaluates|compares|explores)\b"
        r"|our (?:findings|analysis|observations)\b|we (?:find|observe|show) that\b"
        r"|comprehensive analysis\b|empirical(?:ly)? (?:study|analysis|investigation)\b)",
        0.8,
    ),
    (
        "theory",
        r"\bwe (?:\w+ )?prove\b|\btheorems?\b(?! prov)|\b(?:co)?np-(?:complete|hard)|\bundecidab|\bdichotom|\baxiomat"
        r"|\bparameteri[sz]ed complexity\b|\btheoretical (?:analysis|evidence|framework|understanding|results?"
        r"|guarantees?|foundations?)\b|\b(?:lower|upper) bounds?\b|\bproofs?\b(?! (?:gener|search|succ|assist|step))"
        r"|\bprovabl[ey]\b"
        r"|\b(?:our|the|this) theory\b|\bis shown to be\b"
        r"|\bgive an? (?:[\w-]+ ){0,2}(?:account|proof)\b"
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
        r"|describe)\w* [a-z][^.,;]{0,40}, an? (?:[\w-]+ ){0,4}(?:system|library|toolkit|engine|platform"
        r"|compiler|runtime|infrastructure)\b",
        2.5,
    ),
    (
        "system",
        r"\b(?:(?:the|our|a|working|research) prototype\b(?= (?:is|has|was|runs|in|of|which|that)\b)"
        r"|(?:written|implemented) in (?:rust|go|java|c\+\+|c|python|p4|julia|scala|erlang)\b"
        r"|(?:has|have) (?:been )?(?:run|running|deployed)\b"
        r"|(?:deployed|runs|running|in use|pilot(?:ed)?) (?:in|at|on|since)"
        r" (?:production|two|three|four|several|one|our)\b"
        r"|in production\b|in a pilot\b)"
        r"|\d lines of (?:code|python|c\+\+|rust|c|java|go)\b",
        1.6,
    ),
    (
        "method",
        r"\b(?:(?:we|this paper|this work|this article) (?:\w+ )?(?:propos|introduc|present|develop|design"
        r"|devis)\w+ (?:[\w-]+ ){0,6}|(?:novel|new) (?:[\w-]+ ){0,3}(?:method|architecture|framework"
        r"|model|approach|algorithm|mechanism|module|network|strategy|technique|attention|transformer|layer"
        r"|scheme)\b|our (?:proposed )?(?:method|model|approach|algorithm|architecture|framework)\b"
        r"|the proposed\b)",
        0.9,
    ),
)
_NEEDED: dict[Contribution, str] = {
    "survey": (
        "survey review overview tutorial surveys reviews overviews position articles papers studies literature"
        " systematic systematically agenda"
    ),
    "benchmark": (
        "benchmark dataset set corpus suite collection assemble assembled collect collected gather gathered annotate"
        " annotated curate curated publish published release released"
    ),
    "empirical-study": (
        "investigate study analyze analyse examine evaluate compare revisit whether analysis evaluation investigates"
        " studies analyzes analyses examines evaluates compares explores findings observations find observe show"
        " investigation reanalyze reanalyzed analyse analyze analyzed analysed reconstructed asked measured surveyed"
        " interviewed"
    ),
    "theory": (
        "prove theorem theorems theoretical bound bounds proof proofs provably provable approximation expressive"
        " theoretically undecidable undecidability np conp parameterized parameterised dichotomy dichotomies axiomatic"
        " axiomatically theory account shown"
    ),
    "system": (
        "system library toolkit engine platform compiler runtime generator infrastructure prototype written implemented"
        " lines run running deployed production pilot"
    ),
    "method": "we paper work article novel new our proposed",
}
"""Words of which a sentence must hold one for a kind's expressions to be worth trying."""


@dataclass(frozen=True, slots=True, eq=False)
class BodyKind:
    """How an abstract speaks of one kind of contribution."""

    kind: Contribution
    form: re.Pattern[str]
    weight: float
    needed: frozenset[str]


_BODY_KINDS = tuple(
    BodyKind(kind, re.compile(pattern), weight, frozenset(_NEEDED[kind].split()))
    for kind, pattern, weight in _BODY_KINDS_WORDS
)
_SPEAKING = {
    word: tuple(kind for kind in _BODY_KINDS if word in kind.needed)
    for word in frozenset().union(*(kind.needed for kind in _BODY_KINDS))
}
"""The kinds that each of the needed words may speak of."""
_SPEAKING_WORDS = frozenset(_SPEAKING)
_TITLE_KIND_WEIGHT = 3.0
_MOST_COUNTED = 4
_OFFER_WEIGHTS: dict[Contribution, float] = {"benchmark": 2.5, "system": 2.5, "empirical-study": 1.0, "method": 0.0}
_OFFERING = r"(?:introduc|present|propos|releas|contribut|construct|creat|collect|curat|build|develop|publish)\w*\b"
_FIRST_OFFER = re.compile(
    rf"\b{_OFFERING}(?:(?: and \w+)? (?:[\w&@.+-]+(?: \([^)]{{0,60}}\))?, )?"
    r"(?:(?!(?:for|of|that|to|on|in|with|which|by|from|using|and)\b)[\w&-]+ (?:\([\w-]{1,12}\) )?){0,7}"
    r"(?:(?P<benchmark>[\w-]*bench(?:mark)?s?|data ?sets?|collection|corpus|corpora|test ?bed|test suite)"
    r"|(?P<system>library|toolkit|toolbox|package|software)|(?P<study>comparison|evaluation|study|analysis|assessment))"
    r"\b|(?P<method>))"
    r"|\b(?:we|this (?:paper|work|study|article)) (?:\w+ )?(?P<tests>evaluat|compar|investigat|examin|analy[sz]|assess"
    r"|quantif|reconstruct|re-?analy[sz]|survey|interview)\w*"
    r"|\b(?:provid|conduct|perform)\w* (?P<tried>an? (?:[\w-]+ ){0,3}(?:comparison|evaluation|study"
    r"|analysis|assessment))\b"
)
_OFFERED: dict[str, Contribution] = {
    "benchmark": "benchmark",
    "system": "system",
    "study": "empirical-study",
    "tests": "empirical-study",
    "tried": "empirical-study",
    "method": "method",
}
_OF_DATA = re.compile(r"bench(?:mark)?\b|data ?set|corpus|arena\b|suite\b", re.IGNORECASE)
"""A name that says that it is a data set's; it and a term in small letters name no method."""
_OF_TESTS = re.compile(rf"{_OF_DATA.pattern}|eval\b", re.IGNORECASE)
_CONTRIBUTIONS: tuple[Contribution, ...] = get_args(Contribution)
_SELF = frozenset({"we", "paper", "work", "study", "article"})


def contribution_of(marks: Marks, names: Sequence[str]) -> Contribution:
    """Say what kind of paper it is, by how title and abstract speak of what they offer."""
    weights: dict[Contribution, float] = dict.fromkeys(_CONTRIBUTIONS, 0.0)
    title_end = len(marks.paper.title)
    title = marks.lower[:title_end]
    for kind, hints, form in _TITLE_KINDS:
        if any(map(title.__contains__, hints)) and form.search(title):
            weights[kind] += _TITLE_KIND_WEIGHT if kind != "survey" else 2 * _TITLE_KIND_WEIGHT
    for body, count in _occurrences(marks).items():
        weights[body.kind] += body.weight * count
    if offered := _first_offer(marks):
        weights[offered] += _OFFER_WEIGHTS[offered]
    coined = any(not name.islower() and not _OF_DATA.search(name) for name in names)
    weights["method"] += 1.0 if not coined else 2.5 if offered != "benchmark" else 2.0
    weights["benchmark"] += 1.0 * (offered == "benchmark" and any(map(_OF_TESTS.search, names)))
    weights["empirical-study"] += 0.2 * (offered == "empirical-study" and not coined)
    return max(weights, key=lambda kind: (weights[kind], kind == "method"))


def _occurrences(marks: Marks) -> dict[BodyKind, int]:
    """How often a text behind its title speaks of each kind, up to as often as counts."""
    counts = dict.fromkeys(_BODY_KINDS, 0)
    for (start, end), words in zip(marks.sentences[1:], marks.words[1:], strict=True):
        for body in {kind for word in words & _SPEAKING_WORDS for kind in _SPEAKING[word]}:
            if counts[body] < _MOST_COUNTED:
                counts[body] = min(_MOST_COUNTED, counts[body] + len(body.form.findall(marks.lower, start, end)))
    return counts


def _first_offer(marks: Marks) -> Contribution | None:
    """What an abstract offers first: "we release a corpus", "we compare"."""
    for (start, end), words in zip(marks.sentences[1:], marks.words[1:], strict=True):
        if not _SELF.isdisjoint(words) and (match := _FIRST_OFFER.search(marks.lower, start, end)):
            return _OFFERED[match.lastgroup or "method"]
    return None
