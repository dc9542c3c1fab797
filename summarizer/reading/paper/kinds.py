"""Kinds: what kind of contribution a paper makes, by how its title and its abstract speak of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, get_args

from summarizer.marks import Marks
from summarizer.reading.words.memory import Memory
from summarizer.reading.words.vocabulary import words
from summarizer.records import Contribution


class TitleForm(NamedTuple):
    """How a title speaks of a kind: in a word, and where that alone does not tell in an expression around it."""

    kind: Contribution
    word: re.Pattern[str]
    around: re.Pattern[str]


_TITLES: Mapping[Contribution, Mapping[str, str]] = {
    "survey": {
        r"^(?:survey|overview|tutorial|roadmap)$": "",
        r"^review$": r"\ba (?:\w+ ){0,3}review\b|:\s*(?:a )?(?:\w+ )?review\b",
        r"^literature$": r"\bliterature\b(?!-)",
        r"^taxonomy$": r"\btaxonomy(?: of\b|$)",
    },
    "benchmark": {
        r"^(?:benchmarks?|corpus|leaderboard)$|.bench$": "",
        r"^bench$": r"\w-?bench\b",
        r"^benchmarking$": r": benchmarking\b",
        r"^data(?:set)?$": r"\b(?:a|new|\w+-scale) (?:[\w-]+ ){0,4}data ?set\b",
        r"^data(?:sets?)?$": r"\bdata ?sets? for",
        r"^(?:labels|annotations|recordings)$": r"\b(?:labels|annotations|recordings) (?:for|from|of)\b",
        r"^challenge$": r"\bchallenge(?::| (?:19|20)\d\d\b)",
    },
    "empirical-study": {
        r"^(?:study|comparative|comparison|lessons|revisiting)$|^empirical|^investigati|^\?$": "",
        r"^(?:analy[sz]|assess|dissect|evaluat|measur|quantify|understand)ing$": "",
        r"^(?:analysis|evaluation|review)$": r"\b(?:analysis|evaluation|review) of\b",
        r"^probing$": r"(?:^|: )probing\b",
        r"^rethinking$": r"\brethinking the (?:role|value)",
        r"^exploring$": r"\bexploring the\b",
        r"^on$": r"^on the (?!fly)",
    },
    "theory": {
        r"^(?:theory|theoretical|bounds?|turing|hardness|mathematical)$|^expressiv|decidab": "",
        r"^theorem$": r"\btheorem\b(?! prov)",
        r"^universal$": r"\buniversal approximat",
        r"^(?:convergence|generalization)$": r"\b(?:convergence|generalization) of\b",
        r"^express$": r"\bcan express\b",
        r"^complexity$": r"\bcomplexity (?:of|landscape)\b",
    },
    "method": {
        r"^an?$": r"(?:^|: )an? (?:[\w-]+ ){0,5}(?:transformer|network|model|framework|method|approach|algorithm)\b",
    },
    "system": {
        r"^(?:system|library|package|toolbox|toolkit|engine|platform|serving|compiler|infrastructure)$": "",
        r"^software$": r"\bsoftware (?:suite|platform)\b",
        r"^kernels?$": r"\bkernels?\b.*\b(?:experts|gpu)",
        r"^source$": r"\bopen-source\b.*\b(?:tool|framework)\b",
    },
}
"""How titles speak of each kind: the word that tells or hints at it, and what has to stand around one that hints."""
_TITLE_FORMS = [
    TitleForm(kind, re.compile(word), re.compile(around))
    for kind, forms in _TITLES.items()
    for word, around in forms.items()
]
_SAID_BY: Memory[list[TitleForm]] = Memory(lambda word: [form for form in _TITLE_FORMS if form.word.search(word)])
"""The forms that a word of a title tells or hints at."""


class BodyForm(NamedTuple):
    """How an abstract speaks of a kind."""

    kind: Contribution
    weight: float
    needed: frozenset[str]
    """Words of which a sentence must hold one for the expression to be worth trying."""
    said: re.Pattern[str]


_BODY_FORMS = (
    BodyForm(
        "survey",
        3.0,
        words("survey review overview tutorial reviews reviewed reviewing scholarly published primary position agenda"),
        re.compile(
            r" (?:this (?:\w+ )?(?:survey|review|overview|tutorial)\b|we (?:(?:\w+ )?(?:survey|review)\b"
            r"|hope (?:that )?(?:this|such) (?:survey|review|overview))|comprehensive (?:survey|overview|review)\b"
            r"|position paper\b|(?:scholarly|reviewed|published|primary) (?:articles|papers|studies)\b"
            r"|literature (?:survey|review)\b|systematic(?:ally)? review|research agenda\b)"
        ),
    ),
    BodyForm(
        "benchmark",
        1.6,
        words(
            "benchmark dataset set corpus suite collection assemble assembled collect collected gather gathered "
            "annotate annotated curate curated publish published release released"
        ),
        re.compile(
            r" (?:(?:introduce|present|propose|release|contribute|curat\w+|construct|build"
            r"|collect)\w* (?:\w+, )?(?:an? |the )?(?:[\w-]+ ){0,6}(?:benchmark|data ?set|corpus|test suite)\b"
            r"|our (?:benchmark|data ?set|corpus|annotations|labels)\b"
            r"|we (?:\w+ )?(?:assembl|collect|gather|annotat|curat|publish|releas)\w* (?:and \w+ )?"
            r"(?:an? (?:[\w-]+ ){0,2}collection\b|\d[\d,]+ )"
            r"|benchmark (?:contains|comprises|encompasses|consists|includes|covers))"
        ),
    ),
    BodyForm(
        "empirical-study",
        0.8,
        words(
            "investigate study analyze analyse examine evaluate compare revisit whether analysis evaluation "
            "investigates studies analyzes analyses examines evaluates compares explores findings observations find "
            "observe show investigation reanalyze reanalyzed analyzed analysed reconstructed asked measured surveyed "
            "interviewed"
        ),
        re.compile(
            r" (?:we (?:(?:\w+ )?(?:re-?analy[sz]ed?|reconstructed|measured|asked (?:how|whether|what|if)|surveyed"
            r"|interviewed|investigate|study|analy[sz]e|examine|evaluate|compare|revisit|explore whether"
            r"|conduct an? (?:\w+ )?(?:study|analysis|evaluation))\b|(?:find|observe|show) that\b)"
            r"|this (?:paper|work|study) (?:\w+ )?(?:investigates|studies|analy[sz]es|examines|evaluates|compares"
            r"|explores)\b|our (?:findings|analysis|observations)\b|comprehensive analysis\b"
            r"|empirical(?:ly)? (?:study|analysis|investigation)\b)"
        ),
    ),
    BodyForm(
        "theory",
        1.0,
        words(
            "prove theorem theorems theoretical bound bounds proof proofs provably provable approximation expressive "
            "theoretically undecidable undecidability np conp parameterized parameterised dichotomy dichotomies "
            "axiomatic axiomatically theory account shown"
        ),
        re.compile(
            r" (?:we (?:\w+ )?(?:prove|(?:show|establish) theoretically)\b|theorems?\b(?! prov)"
            r"|(?:co)?np-(?:complete|hard)|undecidab|dichotom|axiomat|parameteri[sz]ed complexity\b"
            r"|theoretical (?:analysis|evidence|framework|understanding|results?|guarantees?|foundations?)\b"
            r"|(?:lower|upper) bounds?\b|proofs?\b(?! (?:gener|search|succ|assist|step))|provabl[ey]\b"
            r"|(?:our|the|this) theory\b|is shown to be\b|give an? (?:[\w-]+ ){0,2}(?:account|proof)\b"
            r"|approximation (?:theorem|rate)s?\b|expressive power\b)"
        ),
    ),
    BodyForm(
        "system",
        2.5,
        words("system library toolkit engine platform compiler runtime generator infrastructure"),
        re.compile(
            r" (?:(?:present|introduce|propose|describe|develop|build|release)\w* (?:[\w-]+, )?(?:an? |the )?"
            r"(?:[\w-]+ ){0,5}(?:system|library|toolkit|engine|platform|compiler|runtime|kernel generator)\b"
            r"|is an? (?:[\w-]+ ){0,4}(?:system|library|toolkit|engine|platform|compiler|kernel generator)\b"
            r"|system solution\b|(?:present|introduce|propose|describe)\w* [a-z][^.,;]{0,40}, an? (?:[\w-]+ ){0,4}"
            r"(?:system|library|toolkit|engine|platform|compiler|runtime|infrastructure)\b)"
        ),
    ),
    BodyForm(
        "system",
        1.6,
        words("prototype written implemented run running deployed production pilot lines"),
        re.compile(
            r" (?:(?:the|our|a|working|research) prototype\b(?= (?:is|has|was|runs|in|of|which|that)\b)"
            r"|(?:written|implemented) in (?:rust|go|java|c\+\+|c|python|p4|julia|scala|erlang)\b"
            r"|(?:has|have) (?:been )?(?:run|running|deployed)\b"
            r"|(?:deployed|runs|running|in use|pilot(?:ed)?) (?:in|at|on|since)"
            r" (?:production|two|three|four|several|one|our)\b|in production\b|in a pilot\b"
            r"|lines(?<=\d lines) of (?:code|python|c\+\+|rust|c|java|go)\b)"
        ),
    ),
    BodyForm(
        "method",
        0.9,
        words(
            "propose proposes proposed proposing introduce introduces introduced introducing presents presented "
            "presenting develops developed developing designs designed designing devise devises devised devising "
            "novel new our"
        ),
        re.compile(
            r" (?:(?:we|this (?:paper|work|article)) (?:\w+ )?(?:propos|introduc|present|develop|design|devis)\w+(?= )"
            r"(?: [\w-]+(?= )){0,6}|(?:novel|new) (?:[\w-]+ ){0,3}(?:method|architecture|framework|model|approach"
            r"|algorithm|mechanism|module|network|strategy|technique|attention|transformer|layer|scheme)\b"
            r"|our (?:proposed )?(?:method|model|approach|algorithm|architecture|framework)\b|the proposed\b)"
        ),
    ),
)


class Spoken(NamedTuple):
    """Some of the ways in which abstracts speak of their kind."""

    needed: frozenset[str]
    """Words of which a sentence must hold one for any of them."""
    forms: Mapping[str, tuple[int, ...]]
    """Places in `_BODY_FORMS` of the forms that each of these words may belong to."""


def _spoken(*, of_methods: bool) -> Spoken:
    """The forms of methods, or those of all else."""
    forms = [(at, form) for at, form in enumerate(_BODY_FORMS) if (form.kind == "method") == of_methods]
    needed = frozenset().union(*(form.needed for _, form in forms))
    return Spoken(needed, {word: tuple(at for at, form in forms if word in form.needed) for word in needed})


_OF_METHODS, _OF_ALL_ELSE = _spoken(of_methods=True), _spoken(of_methods=False)
_TITLE_KIND_WEIGHT = 3.0
_MOST_COUNTED = 4
"""More occurrences of a form count no more."""
_OFFER_WEIGHTS: dict[Contribution, float] = {"benchmark": 2.5, "system": 2.5, "empirical-study": 1.0, "method": 0.0}
_OFFERING = r"(?:introduc|present|propos|releas|contribut|construct|creat|collect|curat|build|develop|publish)\w*\b"
_FIRST_OFFER = re.compile(
    rf" (?:{_OFFERING}(?:(?: and \w+)? (?:[\w&@.+-]+(?: \([^)]{{0,60}}\))?, )?"
    r"(?:(?!(?:for|of|that|to|on|in|with|which|by|from|using|and)\b)[\w&-]+ (?:\([\w-]{1,12}\) )?){0,7}"
    r"(?:(?P<benchmark>[\w-]*bench(?:mark)?s?|data ?sets?|collection|corpus|corpora|test ?bed|test suite)"
    r"|(?P<system>library|toolkit|toolbox|package|software)|(?P<study>comparison|evaluation|study|analysis|assessment))"
    r"\b|(?P<method>))"
    r"|(?:we|this (?:paper|work|study|article)) (?:\w+ )?(?P<tests>evaluat|compar|investigat|examin|analy[sz]|assess"
    r"|quantif|reconstruct|re-?analy[sz]|survey|interview)\w*"
    r"|(?:provid|conduct|perform)\w* (?P<tried>an? (?:[\w-]+ ){0,3}(?:comparison|evaluation|study"
    r"|analysis|assessment))\b)"
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
_SELF = words("we paper work study article")


def contribution_of(marks: Marks, names: Sequence[str]) -> Contribution:
    """Say what kind of paper it is, by how title and abstract speak of what they offer."""
    weights: dict[Contribution, float] = dict.fromkeys(_CONTRIBUTIONS, 0.0)
    for kind in _titled(marks):
        weights[kind] += _TITLE_KIND_WEIGHT if kind != "survey" else 2 * _TITLE_KIND_WEIGHT
    text = marks.lower.replace("\n", " ")
    _weigh_body(weights, marks, text, _OF_ALL_ELSE)
    offered = _first_offer(marks, text)
    if offered:
        weights[offered] += _OFFER_WEIGHTS[offered]
    coined = any(not name.islower() and not _OF_DATA.search(name) for name in names)
    named = 1.0 if not coined else 2.5 if offered != "benchmark" else 2.0
    weights["benchmark"] += 1.0 * (offered == "benchmark" and any(map(_OF_TESTS.search, names)))
    weights["empirical-study"] += 0.2 * (offered == "empirical-study" and not coined)
    other = max((kind for kind in weights if kind != "method"), key=weights.__getitem__)
    if weights[other] > weights["method"] + named:  # else it is a method, however often the text says so
        _weigh_body(weights, marks, text, _OF_METHODS)
    return other if weights[other] > weights["method"] + named else "method"


def _titled(marks: Marks) -> set[Contribution]:
    """The kinds that a title speaks of."""
    title = marks.lower[: len(marks.paper.title)]
    said = [form for word in (*marks.plain[0], title[-1:]) for form in _SAID_BY[word]]
    return {form.kind for form in said if form.around.search(title)}


def _weigh_body(weights: dict[Contribution, float], marks: Marks, text: str, spoken: Spoken) -> None:
    """Add what it weighs how often a text behind its title speaks in some forms, up to as often as counts."""
    counts = [0] * len(_BODY_FORMS)
    needed, forms = spoken
    text = text.replace("(", " ")  # each form begins with a space, which is found fast
    for (start, end), said in zip(marks.sentences[1:], marks.plain[1:], strict=True):
        if needed.isdisjoint(said):
            continue
        sentence = f" {text[start:end]}"
        for at in {at for word in needed.intersection(said) for at in forms[word]}:
            if counts[at] < _MOST_COUNTED:
                counts[at] += len(_BODY_FORMS[at].said.findall(sentence))
    for form, count in zip(_BODY_FORMS, counts, strict=True):
        if count:
            weights[form.kind] += form.weight * min(count, _MOST_COUNTED)


def _first_offer(marks: Marks, text: str) -> Contribution | None:
    """What an abstract offers first: "we release a corpus", "we compare"."""
    for (start, end), said in zip(marks.sentences[1:], marks.plain[1:], strict=True):
        if not _SELF.isdisjoint(said) and (match := _FIRST_OFFER.search(f" {text[start:end]}")):
            return _OFFERED[match.lastgroup or "method"]
    return None
