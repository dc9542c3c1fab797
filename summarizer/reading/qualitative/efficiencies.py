"""Efficiencies: what a sentence says of efficiency without a number, by its kind or in general.

"Improves rendering efficiency" names what is saved. "Outperforms B in accuracy and efficiency" only says that less is
spent; it counts where an abstract says nothing finer of its costs.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.reading.costs.claims import Finding, unnumbered
from summarizer.reading.framing.frames import STOP_TAIL, clause_start, is_head
from summarizer.reading.qualitative.adjectives import RUNS, is_predicate
from summarizer.reading.qualitative.holders import WITH, holder, holder_at
from summarizer.reading.qualitative.savings import TASKS, is_unreal
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import PHASES, TRAININGS, words
from summarizer.records import Metric, Phase

_KINDS: dict[str, tuple[Metric, Phase | None]] = {
    "learning": ("training_cost", "training"),
    "optimization": ("training_time", "training"),
    "convergence": ("training_time", "training"),
    "rendering": ("latency", "inference"),
    "search": ("training_time", "compression"),
    "processing": ("latency", None),
    "execution": ("latency", None),
    "decoding": ("latency", "inference"),
    "computing": ("compute", None),
    "compression": ("model_size", None),
    "communication": ("cost", None),
    "query": ("data", None),
    "retrieval": ("latency", "inference"),
    "labeling": ("data", None),
    "annotation": ("data", None),
    "reasoning": ("cost", "inference"),
    "distillation": ("training_cost", "training"),
    "simulation": ("latency", None),
    "planning": ("latency", None),
}
"""What is saved by each kind of efficiency."""
_OF_TRAINING: tuple[Metric, Phase | None] = ("training_cost", "training")
_TRAININGS = (["of", "training"], ["of", "fine-tuning"], ["of", "pre-training"], ["of", "learning"])
_RAISES = words(
    "improve improves improving improved enhance enhances enhancing enhanced boost boosts boosting boosted increases "
    "increasing raises"
)
_HIGHER = words("higher greater superior better improved enhanced increased")
_COMPARES = words(
    "than over compared comparing exceeds exceed outperforms outperform surpasses surpass beats beat matches match "
    "baselines existing"
)
BALANCES = words(
    "balance balancing trade-off tradeoff trade-offs tradeoffs gap bottleneck bottlenecks issue issues problem "
    "problems challenge challenges concerns metric metrics constraint constraints"
)
"""What is better or told of than efficiency itself: "a better efficiency and accuracy | balance"."""
_LIST_ENDS = STOP_TAIL - {"and", ","}
_ARTICLES = words("both the its their overall a an and , also of our high in terms")
_WON = words(
    "favorably favourably beat outstanding "
    "outperforms outperform outperforming outperformed surpasses surpass surpassing surpassed exceeds exceeding beats "
    "beating excels superiority advantage advantages superior improvement improvements gains gain better best"
)
_SHOWN = words(
    "experiments experimental results result evaluations evaluation extensive demonstrate demonstrates demonstrating "
    "show shows showing demonstrated achieves achieving outperforms outperform outperforming compared than over"
)
_LISTED = 12
"""How far a list of qualities may reach."""


def efficiency(line: Line, at: int) -> Iterator[Finding]:
    """Improves both shape and rendering efficiency; exceeds B while exhibiting higher efficiency."""
    tokens = line.words
    named = next((t for t in line.resources if t.last == at and (t.first < at or "-" in tokens[at])), None)
    if named is not None:
        yield from _had(line, named)
        return
    if not BALANCES.isdisjoint(tokens[at + 1 : at + 5]):
        return
    by = next((i for i in range(at + 1, min(len(tokens), at + 16)) if tokens[i] == "by"), None)
    if by is not None and NUMBER in tokens[by : by + 7]:
        return
    kind = _KINDS.get(tokens[at - 1]) or (_OF_TRAINING if tokens[at + 1 : at + 3] in _TRAININGS else None)
    if tokens[at - 1 - (kind is not None)] in _KEEPS_IT and is_kept(line, at - (kind is not None)):
        metric, phase = kind or ("cost", None)
        yield unnumbered(line, Term("change", first=at, last=at), None, metric, phase, "same")
        return
    if kind is None and not TASKS.isdisjoint(tokens):
        return
    if not _is_won(line, at) and _is_likened(line, at):
        metric, phase = kind or ("cost", None)
        yield unnumbered(line, Term("change", first=at, last=at), None, metric, phase, "same")
        return
    plain = tokens[at - 1] in _LEADS_PLAINLY
    if kind is None and not plain and tokens[at - 1] not in _OF_RUNS:
        return
    if _is_raised(line, at, known=kind is not None) or _is_won(line, at) or _is_high(line, at):
        shared = _COMPUTED if tokens[at - 2] == "and" and tokens[at - 3] in _COMPUTATIONS else ()
        for metric, phase in (kind or ("cost", None), *shared):
            yield unnumbered(line, Term("change", first=at, last=at), None, metric, phase, "better")


_COMPUTATIONS = words("computation computational compute computing")
_COMPUTED: tuple[tuple[Metric, Phase | None], ...] = (("compute", None),)
"""What "computation and communication efficiency" tells of first."""
_KEEPS_IT = words("its the maintaining maintains retaining retains preserving preserves keeps keeping competitive")


def is_kept(line: Line, at: int) -> bool:
    """Whether an efficiency is said to stay: "while preserving its | efficiency", "maintaining | search efficiency"."""
    likened = line.words[at - 1] == "competitive"
    held = holder(line, at - likened)
    return (held in _KEEPS or (likened and held in _GIVES)) and TASKS.isdisjoint(line.words) and not is_unreal(line, at)


_LIKE = words("comparable same similar competitive equal equivalent")
_NEARS = words("close matches matching match approaches approaching rivals rivaling rivalling equals reaches reaching")


def _is_likened(line: Line, at: int) -> bool:
    """Whether efficiency is that of others: "offers comparable | efficiency", "comes close to the | efficiency of B".

    "Competitive in terms of both recall and | efficiency" says so too.
    """
    tokens = line.words
    if tokens[at - 1] == "the" and tokens[at + 1 : at + 2] == ["of"]:
        verb = at - 2 - (tokens[at - 2] == "to")
        return tokens[verb] in _NEARS and not is_unreal(line, verb)
    place = next((i for i in range(at - 1, max(0, at - 3), -1) if tokens[i] in STOP_TAIL or tokens[i] in _LIKE), 0)
    if tokens[place] in _LIKE:
        held = holder(line, place)
        return held in _GIVES or held in _KEEPS or held in WITH
    place = next((i for i in range(at - 1, max(0, at - _LISTED), -1) if tokens[i] == "in"), 0)
    far = range(place - 1, max(0, place - _FAR), -1)
    level = next((i for i in far if tokens[i] in _LEVEL and tokens[i + 1] not in _OTHERS), 0)
    if level == 0 or not _LISTING.isdisjoint(tokens[place + 1 : at]) or not _ENDS.isdisjoint(tokens[level:place]):
        return False
    return not is_unreal(line, level)


_LEVEL = words("comparable competitive par on-par")
_OTHERS = words("baselines baseline methods models approaches rivals algorithms systems alternatives")
_FAR = 18
"""How far behind its level it may be told wherein."""


def _had(line: Line, term: Term) -> Iterator[Finding]:
    """Offers memory efficiency; ensures robustness and computational efficiency."""
    place = holder_at(line, term.first)
    held = line.words[place] if place >= 0 else ""
    if term.metric is None or not (held in _GIVES or held in _KEEPS) or not is_head(line, term):
        return
    if BALANCES.isdisjoint(line.words[place : term.last + 4]):
        yield unnumbered(line, None, term, term.metric, term.phase, "better" if held in _GIVES else "same")


_GIVES = words(
    "achieves achieving offers offering provides providing ensures ensuring exhibits exhibiting demonstrates "
    "demonstrating shows showing delivers delivering enjoys enjoying boasts boasting yields yielding attains attaining "
    "has highlighting showcasing underscoring indicating enables enabling enable highlight highlights underlines "
    "underscores underscore show demonstrate showed achieved attained offered provided exhibited "
    "demonstrated confirm confirms confirming validate validates validating "
    "facilitates facilitating verify verifies prove proves enjoy establish establishes establishing possesses possess"
)
_KEEPS = words("maintains maintaining maintained retains retaining retained preserving preserves keeps keeping")
_OF_RUNS = words("operational practical runtime run-time system overall model hardware")


def _is_raised(line: Line, at: int, *, known: bool) -> bool:
    """Whether efficiency is what a verb or a comparative improves, with nothing but a list between."""
    tokens = line.words
    start = max(0, at - 8)
    verb = next((i for i in range(at - 1, start - 1, -1) if tokens[i] in _RAISES or tokens[i] in _HIGHER), None)
    if verb is None or not _LIST_ENDS.isdisjoint(tokens[verb + 1 : at]) or is_unreal(line, verb):
        return False
    if known:
        return True
    compares = not _COMPARES.isdisjoint(tokens)
    return compares if tokens[verb] in _HIGHER and verb == at - 1 else compares and not _SHOWN.isdisjoint(tokens)


def _is_high(line: Line, at: int) -> bool:
    """Whether high efficiency is what is shown of a method: "beats B while retaining high | efficiency"."""
    held = holder(line, at - 1) if line.words[at - 1] in _HIGH else ""
    along = held == "with" and line.words[at + 1 : at + 2] != ["in"]  # of no kind: "with high | efficiency"
    return (held in _GIVES or held in _KEEPS or along) and not _SHOWN.isdisjoint(line.words)


_HIGH = words("high strong excellent superior outstanding remarkable impressive exceptional great")
_LEADS_PLAINLY = _ARTICLES | _HIGHER | _RAISES | _HIGH
"""What may stand before efficiency that is of no kind."""


def _is_won(line: Line, at: int) -> bool:
    """Whether efficiency is that in which others are outdone: "surpasses B in both accuracy and | efficiency"."""
    tokens = line.words
    start = max(0, at - _LISTED)
    place = next((i for i in range(at - 1, start - 1, -1) if tokens[i] in ("in", "on")), None)
    if place is None or not _LISTING.isdisjoint(tokens[place + 1 : at]):
        return False
    won = next((i for i in range(place - 1, max(-1, place - 18), -1) if tokens[i] in _WON), None)
    if won is None or NUMBER in tokens[won:place] or won < clause_start(line, won):
        return False
    return not is_unreal(line, won) and _ENDS.isdisjoint(tokens[won:place])


_LISTING = STOP_TAIL - words("and , of both terms")
_ENDS = words("; : while whereas which that but")


def more_efficient(line: Line, at: int) -> Iterator[Finding]:
    """Is more efficient than another; reaches better scores in a more efficient way."""
    tokens = line.words
    more = next((i for i in range(at - 1, max(-1, at - 5), -1) if tokens[i] == "more"), None)
    if more is None or not _BESIDES.issuperset(
        tokens[i] for i in range(more + 1, at) if not tokens[i].endswith(("e", "ly"))
    ):
        return
    behind = tokens[at + 1 : at + 3]
    behind = behind[1:] if behind[:1] == [","] else behind
    way = behind[:1] in (["way"], ["manner"], ["fashion"]) and "in" in tokens[max(0, more - 2) : more]
    if (named := _named(line, more, at)) is not None:
        yield unnumbered(line, Term("change", first=more, last=at), None, *named, "better")
        return
    than = behind[:1] == ["than"] or behind == ["compared", "to"] or behind == ["compared", "with"]
    offered = _is_offered(line, more, at) or _is_made(line, more, at) or _is_said(line, more, at)
    plain = NUMBER not in tokens[max(0, more - 4) : more] and TASKS.isdisjoint(tokens)
    if (than or way or offered) and plain and not is_unreal(line, more):
        yield unnumbered(line, Term("change", first=more, last=at), None, "cost", None, "better")


_RUN_MORE_EFFICIENTLY = _KINDS | {
    **dict.fromkeys(TRAININGS, _OF_TRAINING),
    **dict.fromkeys(words("computation computations"), ("compute", None)),
    **dict.fromkeys(words("inference sampling generation deployment serving"), ("cost", "inference")),
}
_LED = _GIVES | words("leads leading results resulting allows allowing")


def _named(line: Line, more: int, at: int) -> tuple[Metric, Phase | None] | None:
    """What is done at less cost, where that is brought about: "enables calm and | more efficient training"."""
    behind = line.words[at + 1 : at + 3]
    kind = _RUN_MORE_EFFICIENTLY.get(behind[0]) if behind else None
    if kind is None or not (len(behind) == 1 or behind[1] in STOP_TAIL or behind[1] in _SAID_ENDS):
        return None
    place = holder_at(line, more)
    return kind if place >= 0 and line.words[place] in _LED else None


def _is_made(line: Line, more: int, at: int) -> bool:
    """Whether what runs is made so: "makes inference | more efficient"."""
    tokens = line.words
    behind = tokens[at + 1 : at + 2]
    made = next((i for i in range(more - 1, max(-1, more - 6), -1) if tokens[i] in _MAKES), None)
    if made is None or not (behind == [] or behind[0] in STOP_TAIL):
        return False
    return not (_MADE.isdisjoint(tokens[made + 1 : more]) or is_unreal(line, made))


_SAID_ENDS = words("and but while whereas in for . ; ) , due because since even also")


def _is_said(line: Line, more: int, at: int) -> bool:
    """Whether a method is said to be or to work so: "is | more efficient and sure", "solves it | more efficiently"."""
    tokens = line.words
    behind = tokens[at + 1 : at + 2]
    if behind and behind[0] not in _SAID_ENDS:
        return False
    if tokens[at] == "efficient":
        return is_predicate(line, more)
    before = next((i for i in range(more - 1, max(-1, more - 5), -1) if tokens[i].startswith(RUNS)), None)
    return before is not None and STOP_TAIL.isdisjoint(tokens[before + 1 : more])


_MAKES = words("makes making")
_MADE = PHASES.keys() | words("it network networks model models method computation search planning algorithm process")


def _is_offered(line: Line, more: int, at: int) -> bool:
    """Whether something more efficient is what a paper offers: "results in a | more efficient and robust planner"."""
    tokens = line.words
    end = at + 1 + 2 * (tokens[at + 1 : at + 2] == ["and"])
    led = tokens[more - 2 : more] == ["in", "a"] and tokens[more - 3].startswith("result")
    led |= tokens[more - 2 : more] == ["to", "a"] and tokens[more - 3].startswith(("lead", "led"))
    given = tokens[more - 1] == "a" and line.words[holder_at(line, more)] in _OFFERS
    return tokens[end : end + 1] != [] and tokens[end] in _OFFERED and (led or given)


_OFFERS = words("offers offering provides providing yields yielding achieves achieving")
_OFFERED = words("solution approach framework method model pipeline system strategy alternative algorithm architecture")
_BESIDES = words("and accurate robust compact , stable")


def is_general(line: Line, finding: Finding) -> bool:
    """Whether a finding only says that something is more efficient, not in what."""
    change, term = finding.frame.change, finding.frame.term
    said = term if term is not None and line.words[term.first] == "efficiency" else change
    if finding.metric != "cost" or said is None or line.words[said.last - 1] in _KINDS:
        return False
    return "efficien" in line.words[said.last]


EFFICIENCIES = (
    (words("efficiency cost-efficiency energy-efficiency data-efficiency sample-efficiency"), efficiency),
    (words("efficient efficiently"), more_efficient),
)
"""Each scan with the words at whose places it looks."""
