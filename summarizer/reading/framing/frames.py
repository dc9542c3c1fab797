"""Frames: how a quantity hangs together with the words around it: what is measured, and which way it goes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import PHASES, words
from summarizer.records import Metric, Phase, Relation

PREPOSITIONS = words(
    "of in on over than at with without for from to by against under across via through using during per into as "
    "within upon among between towards toward throughout beyond before after despite"
)
BREAKS = words(
    ", ; : ( ) -- --- — – | and or but while whereas which that where when thereby thus yet although though "
    "because since so if unless resulting leading making whose who"
)
VERBS = words(
    "report reports is are was were be been being has have had can could may might will would do does did "
    "achieves achieve achieved achieving reaches reach reached reaching attains obtains yields requires require "
    "requiring needs need uses use using delivers compared versus vs respectively takes take took"
)
STOP_TAIL = PREPOSITIONS | BREAKS | VERBS | {NUMBER}
_STOP_PHRASE = (STOP_TAIL - {"of", "and", "or", "per"}) | {"."}
_STOP_JOINT = STOP_TAIL - {"and", ",", "or"}
MARKUP = words("textbf textit textsc mathbf mathcal mathrm mathit emph underline bf text num si qty pmb bm boldsymbol")
SKIP_LEFT = MARKUP | words(
    "a an the another additional further only just some factor factors of roughly approximately about around nearly "
    "almost up to as much many over at least most more than less average an extra even significant impressive "
    "remarkable substantial mere merely virtually near well maximum relative absolute surprising striking dramatic "
    "considerable total overall sim approx barely massive huge staggering whopping sizable sizeable notable hefty "
    "relatively several"
)
"""Words of degree, and those by which LaTeX sets a number."""
LINKS = words(
    "of is was are were at reaches reached reaching exceeds exceeding = : ( to by attains achieving being totals "
    "averages averaging remains becomes from ranging with surpassing between hits scores stays gets"
)
RANGING = words("range ranges ranged ranging vary varies varied varying")
_REACH = 14
RIVALRY = words(
    "outperform outperforms outperformed outperforming out-perform out-performs out-performed "
    "out-performing surpass surpasses surpassed surpassing exceed exceeds "
    "exceeded exceeding beat beats beating outdo outdoes lead leads leading trail trails trailed lag lags lagging "
    "underperform underperforms outscore outscores outscored outpace outpaces outpacing outpaced overtake overtakes "
    "excel excels help helps harm harms hurt hurts"
)
BOTH_NOUN_AND_VERB = words(
    "gain gains increase increases decrease decreases drop drops decline boost cut rise lead fall speed-up"
)


@dataclass(slots=True, unsafe_hash=True)
class Frame:
    """A quantity with what it measures; never changed once made."""

    quantity: int
    """Index in `marks.quantities`."""
    line: int
    """Index of its sentence."""
    at: int
    """Its token in the sentence."""
    rule: str
    """The rule that made it, for `trace`."""
    term: Term | None = None
    """The resource or quality measure."""
    terms: tuple[Term, ...] = ()
    """All of them, where one number covers several."""
    change: Term | None = None
    """The word that says which way it goes."""
    relation: Relation | None = None
    """How the number relates the two."""
    base: int | None = None
    """Index of the other quantity of a pair, the baseline's."""
    antecedent: Metric | None = None
    """The metric of an earlier claim that a pronoun stands for."""
    phase: Phase | None = None
    """Its phase."""
    place: int = 0
    """Its place in a list of numbers that share their words."""
    length: int = 1
    """How many numbers that list holds."""
    from_right: bool = False
    """Whether it was read from the words behind the number."""

    def moved(self, quantity: int, at: int, place: int, length: int) -> Frame:
        """The same of another number, at its place in a list; made here, as `replace` is slow and this is frequent."""
        return Frame(
            quantity,
            self.line,
            at,
            self.rule,
            self.term,
            self.terms,
            self.change,
            self.relation,
            self.base,
            self.antecedent,
            self.phase,
            place,
            length,
            self.from_right,
        )


def frame_at(
    rule: str,
    line: Line,
    at: int,
    terms: Sequence[Term],
    change: Term | None,
    relation: Relation | None = None,
    *,
    from_right: bool = False,
) -> Frame:
    """A frame of the number at a token, made by a rule."""
    term, place = terms[0] if terms else None, line.quantity_at[at]
    return Frame(place, line.index, at, rule, term, tuple(terms), change, relation, from_right=from_right)


# --- looking around --------------------------------------------------------------------------------------------------


def tail_end(line: Line, at: int, reach: int = 9) -> int:
    """Where the noun phrase behind a token ends."""
    words, end = line.words, at + 1
    limit = min(len(words), end + reach)
    if end < limit and words[end] == "(" and words[end + 1 : end + 3] == [NUMBER, ")"]:
        end += 3  # "5x (81%) | parameters"
    while end < limit and (words[end] not in STOP_TAIL or _goes_on_name(words, end)):
        end += 1
        if end < len(words) and words[end] == "(":
            end = _behind_aside(words, end, limit)  # "memory accesses (MA) | reduction"
    return end


def _behind_aside(words: Sequence[str], opened: int, limit: int) -> int:
    """Where a noun phrase goes on behind a bracket that only says a name again; else where the bracket opens."""
    aside = words[opened + 2 : opened + _ASIDE]
    if ")" not in aside:
        return opened
    behind = opened + 3 + aside.index(")")
    said_on = behind == opened + 3 or (behind < limit and words[behind] not in STOP_TAIL)
    return behind if said_on and NUMBER not in words[opened:behind] else opened


_ASIDE = 6
"""How far behind an opening bracket it may close that only says a name again."""


ON_AVERAGE = ["on", "average"]


def left_of(line: Line, at: int) -> int:
    """The last token before a number that is no mere word of degree ("by up to a further")."""
    words = line.words
    at -= 1
    while at >= 0 and ((word := words[at]) in SKIP_LEFT or (word == "on" and words[at : at + 2] == ON_AVERAGE)):
        at -= 1
    if at >= 0 and words[at] == "," and words[max(0, at - 3) : at] == [",", *ON_AVERAGE]:
        return left_of(line, at - 3)  # "retains, on average, | 94% of the recall"
    return at


def has_left(line: Line, at: int, words: Sequence[str]) -> bool:
    """Whether one of some words stands right before a number, words of degree left out."""
    left = left_of(line, at)
    return left >= 0 and line.words[left] in words


def terms_in(line: Line, first: int, end: int, kinds: Sequence[str] = ()) -> list[Term]:
    """The resources and quality measures that stand between two tokens, or only those of some kinds."""
    found = _between(line.measures, first, end)
    return [t for t in found if t.kind in kinds] if kinds and found else found


def changes_in(line: Line, first: int, end: int) -> list[Term]:
    """The words of change between two tokens."""
    return _between(line.changes, first, end)


def _between(terms: Sequence[Term], first: int, end: int) -> list[Term]:
    """Those of a line's terms, which stand in order, that lie between two tokens."""
    found = []
    for term in terms:
        if term.last >= end:
            break
        if term.first >= first:
            found.append(term)
    return found


def clause_start(line: Line, at: int) -> int:
    """Where the clause that holds a token begins."""
    place = bisect_left(line.breaks, at)
    return line.breaks[place - 1] + 1 if place else 0


def clause_end(line: Line, at: int) -> int:
    """Where the clause that holds a token ends."""
    place = bisect_right(line.breaks, at)
    return line.breaks[place] if place < len(line.breaks) else max(at + 1, len(line.words))


def subject_before(line: Line, at: int, reach: int = _REACH) -> list[Term]:
    """What is measured, named before a verb or comparative: the nearest strong term, else the nearest."""
    start = max(clause_start(line, at), at - reach)
    found = terms_in(line, start, at)
    strong = [t for t in found if not t.weak]
    if not strong and start > 0:
        strong = [t for t in terms_in(line, at - 2 * reach, at) if not t.weak]
    nearest = (strong or found)[-1:]
    if len(found) > 1 and not strong and belongs(line, *found[-2:]):
        nearest = found[-2:-1]
    if nearest and line.words[nearest[0].first - 1] == "per":  # "time per output | token"
        nearest = [t for t in terms_in(line, start, at) if t.last == nearest[0].first - 2] or nearest
    return coordinated(line, nearest[0], strong if strong else found) if nearest else []


def subject_of(line: Line, change: Term, at: int) -> list[Term]:
    """What a change without an object is one of: the quality right before it ("performance | drop"), else the subject.

    What is only spent gains or loses nothing, but for a time. `at`: where the change and its number begin.
    """
    quality = [t for t in line.terms if t.last == at - 1 and t.kind == "quality"]
    terms = subject_before(line, at)
    terms = quality if quality and (not terms or terms[0].kind == "resource") else terms
    if terms and terms[0].weak and terms[0].metric == "data" and _is_placed(line, terms[0]):
        return []  # "on the Lakes dataset, it saves 2x"
    timed = bool(terms) and terms[0].metric in ("latency", "training_time")
    spent = bool(terms) and terms[0].kind == "resource" and not terms[0].gain and not timed
    scored = not _SCORED.isdisjoint(line.words[change.last + 1 : change.last + _PLACE_REACH])  # "gains 3% on the suite"
    return [] if (spent or scored) and change.sense in ("improve", "worsen") else terms


_SCORED = words("benchmark benchmarks leaderboard leaderboards")


def _is_placed(line: Line, term: Term) -> bool:
    """Whether a resource only tells where: "on the Lakes | dataset"."""
    opening = next((w for w in line.words[max(0, term.first - _PLACE_REACH) : term.first][::-1] if w in STOP_TAIL), "")
    return opening in ("on", "for", "over", "across")


_PLACE_REACH = 6


def belongs(line: Line, measure: Term, owner: Term) -> bool:
    """Whether a resource only names whose quality is told: "the performance of | our model"."""
    owned = measure.kind == "quality" and owner.kind == "resource" and owner.metric == "capacity"
    return owned and line.words[measure.last + 1] == "of"


def is_head(line: Line, term: Term) -> bool:
    """Whether a resource is not merely part of another noun ("energy | variance", "KV cache | implementation")."""
    behind = line.words[term.last + 1 : term.last + 2]
    if not behind:
        return True
    word = behind[0]
    if word.endswith("ing") and line.words[term.last] in _COUNTED and word not in STOP_TAIL:
        return False  # "parameter | tuning", "token | pruning"
    return (
        word in STOP_TAIL
        or word in _BEHIND_NOUNS
        or word.endswith(("ly", "ing"))
        or not word.isalpha()
        or any(t.first == term.last + 1 for t in line.terms)
    )


_COUNTED = words("parameter token sample label layer step weight frame example image channel neuron demonstration")
"""Nouns that count: alone in the singular they only describe what is done behind them."""
_BEHIND_NOUNS = words(
    "relative required needed necessary associated involved incurred even such "
    "used employed consumed reserved retained updated tuned activated "
    "annotated labeled labelled verified "
    "suitable sufficient comparable"
)
"""Words that follow a whole noun phrase: "latency | relative to B", "memory | required for tours"."""


def coordinated(line: Line, term: Term, among: Sequence[Term]) -> list[Term]:
    """A term and those joined to it by `and`: "latency and energy"."""
    joined = [term]
    for other in reversed([t for t in among if t.last < joined[0].first]):
        if not _joined(line, other, joined[0]):
            break
        joined.insert(0, other)
    for other in (t for t in among if t.first > term.last and line.words[t.first - 1] != "("):
        if not _joined(line, joined[-1], other):
            break
        joined.append(other)
    return joined


def _joined(line: Line, first: Term, second: Term) -> bool:
    between = line.words[first.last + 1 : second.first]
    if ")" in between and between[0] == "(":  # "computation (FLOPs) and | memory"
        between = between[between.index(")") + 1 :]
    if between[-3:-2] == ["the"] and between[-2:] in _COUNTED_AS:
        between = between[:-3]  # "time, memory, and the number of | parameters"
    if "well" in between:  # "latency as well as | memory"
        between = " ".join(between).replace("as well as", "and").split()
    if any(
        w.endswith("ing") and w not in PHASES and w not in _OF_MACHINES for w in between
    ):  # "time and | exhibiting superior memory"
        return False
    if not _OWN_LEVELS.isdisjoint(between):
        return False  # "3x higher parameter efficiency and | comparable memory"
    joint = [w for w in between if w in ("and", ",", "or", "&", "/")]
    if not joint or len(between) - len(joint) > _SORTS or not _STOP_JOINT.isdisjoint(between):
        return False
    cuts = len(between) > len(joint) and changes_in(line, first.last + 1, second.first)
    if cuts and first.kind != second.kind and "," in joint:
        return False  # "with a 25% parameter reduction, the | accuracy"
    return all(c.form == "noun" or line.words[c.first][-2:] == "ed" for c in cuts or ())  # "time and cuts | cost"


_COUNTED_AS = (["number", "of"], ["amount", "of"], ["size", "of"])
_SORTS = 2
"""Words of sort between two that are joined: "time and | peak GPU memory"."""


_OWN_LEVELS = words(
    "a an favorable favourable comparable similar competitive equal same superior minimal negligible moderate modest "
    "acceptable reasonable stable constant low high strong near-zero"
)
"""Words behind which a cost is told of by itself: "comparable | memory", "and a | memory reduction of 9%"."""
_OF_MACHINES = words("networking computing processing encoding indexing rendering preprocessing messaging")


def compound_head(terms: Sequence[Term]) -> Term:
    """The last of the resources that stand side by side from the first on: "model | tokens", "weight | storage"."""
    head = terms[0]
    for term in terms[1:]:
        if term.first != head.last + 1 or term.kind == "quality":
            break
        head = term
    return head


def headed(line: Line, found: list[Term]) -> list[Term]:
    """Some measures without a first that only describes the quality behind it: "output | token accuracy"."""
    if len(found) > 1 and found[0].weak and found[0].kind == "resource" and found[1].kind == "quality":
        first, end = found[0].last + 1, found[1].first
        joined = end - first <= 1 and STOP_TAIL.isdisjoint(line.words[first:end])
        if joined and not changes_in(line, first, end) and line.words[end] != "results":
            return found[1:]
    return found


def object_after(line: Line, end: int) -> list[Term]:
    """What a preposition behind a word of change names: "reduction | in parameters and FLOPs"."""
    if end < len(line.words) and line.words[end] in ("in", "of", "to", "for", "on", "from", "at"):
        stop = listed_end(line, phrase_end(line, end + 1))
        verb = next((c for c in changes_in(line, end + 1, stop) if c.form == "verb" and _goes_on(line, c)), None)
        found = headed(line, terms_in(line, end + 1, verb.first if verb else stop))
        if found:
            strong = next(
                (t for t in found if not t.weak and found[0].weak and "of" in line.words[found[0].last + 1 : t.first]),
                None,
            )
            return coordinated(line, strong or compound_head(found), found)
    return []


def _goes_on(line: Line, verb: Term) -> bool:
    """Whether a verb goes on with the sentence: "a speed-up in parsing and | lowers the memory"."""
    return line.words[verb.first - 1] == "and" and line.words[verb.first].endswith(("s", "ing"))


def phrase_end(line: Line, at: int, reach: int = 10) -> int:
    """Where a noun phrase with its `of` and its `and` ends."""
    words, end, limit = line.words, at, min(len(line.words), at + reach)
    while end < limit and (words[end] not in _STOP_PHRASE or _goes_on_name(words, end)):
        end += 1
    return end


def last_number(line: Line, first: int, end: int) -> int:
    """The last number between two tokens; the first of them where there is none."""
    return next((at for at in range(end - 1, first - 1, -1) if line.words[at] == NUMBER), first)


def listed_last(line: Line, at: int) -> int:
    """The last number of the list that a number begins: "by | 9, 4 and 3 times in size, delay and energy"."""
    words = line.words
    while words[at + 1 : at + 2] in ([","], ["and"]):
        behind = at + 2 + (words[at + 1 : at + 3] == [",", "and"])
        if words[behind : behind + 1] != [NUMBER]:
            break
        at = behind
    return at


def listed_end(line: Line, end: int) -> int:
    """Where a list of costs ends that goes on behind a comma: "in weights | , FLOPs, and latency"."""
    words, at = line.words, end
    while words[at : at + 1] in ([","], ["and"]):
        joined = "and" in words[at : at + 2]
        first = at + 1 + (words[at : at + 2] == [",", "and"])
        term = next((t for t in line.resources if first <= t.first <= first + _SORTS), None)
        if term is None or not STOP_TAIL.isdisjoint(words[first : term.first]) or not is_head(line, term):
            return end
        if first < term.first and words[first][-1:] == "s" != words[first][-2:-1]:
            return end  # "in all settings, and shows high | speed"
        at = term.last + 1
        if joined:
            return at
    return end


_USED = words("energy memory power tool resource bandwidth")


def _goes_on_name(words: Sequence[str], at: int) -> bool:
    """Whether a word goes on with a resource's name: "time | to first token", "energy | use"."""
    if words[at] == "use":
        return words[at - 1] in _USED
    return words[at] == "to" and words[at - 1] == "time" and words[at + 1 : at + 2] != ["#"]
