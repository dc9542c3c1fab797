"""Needs: ways of saying that no labels or data are needed, or fewer: "without manual labels"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.reading.costs.claims import Finding, unnumbered
from summarizer.reading.costs.lessons import is_able_to_learn
from summarizer.reading.framing.frames import STOP_TAIL, is_head
from summarizer.reading.qualitative.aims import is_aim
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import words

_MARKED = words("label labels labeling labelling annotation annotations supervision demonstrations")
_GATHERED = words("data dataset datasets samples sample examples example")
_BY_HAND = words("labeled labelled annotated")
_COSTLY = _BY_HAND | words(
    "manual human additional extra further more expert costly expensive laborious pixel-level human-annotated "
    "human-labeled manually-labeled time-consuming time-intensive extensive large-scale dense ground-truth"
)
"""What shows that labels are work that is saved, not merely a setting in which there are none."""
_SUPPLIED = _COSTLY | words("paired parallel calibration task-specific domain-specific in-domain profiling")
"""What shows that gathered data would have been learnt from."""
_DEMANDS = words(
    "requiring require requires needing need needs using use uses with rely relying demanding collecting access "
    "reliance"
)
_BEFORE_DATA = words("any the for from on of a need to reliance dependence dependency even") | _DEMANDS
_ASKED = (_DEMANDS - {"with"}) | {"any", "need"}
"""What shows that labels would have been asked for: "without any rib labels", "requires no labels"."""
_UNLABELLED = words("and data dataset datasets images videos samples corpora corpus recordings scenes classes domains")
"""What stands before "without labels" where that describes it, or weighs both: "learns from images without labels"."""
_REACH = 4


def is_supply(written: Sequence[str]) -> bool:
    """Whether words name labels or data that a method would have to be given."""
    if written[-1] in _MARKED:
        return not _COSTLY.isdisjoint(written)
    return not (_SUPPLIED if written[-1] in _GATHERED else _BY_HAND).isdisjoint(written)


def spared_data(line: Line, at: int) -> Iterator[Finding]:
    """Without manual labels; requires no paired training data; is free from rib annotations; no labels are needed."""
    tokens, first = line.words, at + 1
    behind = (tokens[first : first + 1] or [""])[0]
    unneeded = tokens[at] == "no" and _is_unneeded(tokens, first)
    if behind == "longer" and not _DEMANDS.isdisjoint(tokens[first + 1 : first + 2]):
        first += 1  # "no longer | needs labels"
    elif tokens[at] == "no" and tokens[at - 1] not in _DEMANDS and not unneeded:
        return
    if (tokens[at] == "not" and behind not in _DEMANDS) or (tokens[at] == "free" and behind not in ("from", "of")):
        return
    while first < len(tokens) and tokens[first] in _BEFORE_DATA:
        first += 1
    if not is_aim(line, at) and tokens[at - 1] not in _UNLABELLED:
        demanded = unneeded or not _DEMANDS.isdisjoint(tokens[at - 1 : first])
        asked = unneeded or tokens[at] == "free" or not _ASKED.isdisjoint(tokens[at - 1 : first])
        yield from sparable(line, first, demanded=demanded, asked=asked)


def _is_unneeded(tokens: Sequence[str], first: int) -> bool:
    """Whether a noun phrase is followed by what tells that it is needed: "no | rib labels are required"."""
    place = next((i for i, word in enumerate(tokens[first : first + _NEEDED], first) if word in STOP_TAIL), 0)
    return place > 0 and tokens[place] in ("is", "are") and not _NEEDED_IS.isdisjoint(tokens[place + 1 : place + 2])


_NEEDED = 6
_NEEDED_IS = words("required needed necessary used")


_RELIANCE = words("need reliance dependence dependency dependencies requirement requirements demand")


def less_reliance(line: Line, at: int) -> Iterator[Finding]:
    """Reduces the need for manual labels; lessens the dependence on paired data."""
    behind = line.words[at + 1 : at + 4]
    labelled = behind[:1] in (["to"], ["for"]) and not _LABELS_IT.isdisjoint(behind[1:])
    labelled |= behind[:2] == ["to", "label"] or (behind[:1] == ["for"] and behind[1:] in _LABELLINGS)
    if not labelled and behind[:1] not in (["for"], ["on"], ["of"]):
        return
    change = next((c.first for c in line.changes if c.last < at <= c.last + 3 and c.sense == "less"), None)
    if change is None:
        change = next((i for i in range(max(0, at - 3), at) if line.words[i] in _OBVIATES), None)
    told = change is not None and not is_aim(line, change)
    if labelled and (told or "without" in line.words[max(0, at - 3) : at]):
        yield unnumbered(line, Term("change", first=at, last=at + 2), None, "data", None, "better")
    elif told:
        yield from sparable(line, at + 2, demanded=True)


_OBVIATES = words("obviates obviating circumvents circumventing sidesteps sidestepping forgoes forgoing relieves")
_LABELLINGS = (["data", "labeling"], ["data", "labelling"], ["data", "annotation"], ["image", "annotation"])
_LABELS_IT = words("annotate relabel collect gather annotating labelling relabelling")
_LABELS = words("label labels labeling labelling annotation annotations")
_NAMED_ENDS = STOP_TAIL - {"or"}
_WORK = words(
    "labeling labelling annotation collection acquisition gathering process processes effort efforts work labor labour "
    "cost costs procedure procedures"
)


def sparable(line: Line, first: int, *, demanded: bool, asked: bool | None = None) -> Iterator[Finding]:
    """The labels or data that a noun phrase names: training data where they are demanded, bare labels where asked for.

    `asked`: as `demanded` where it is not told.
    """
    term = _last_data(line, first)
    if term is None:
        return
    written = line.words[first : term.last + 1]
    work = not _WORK.isdisjoint(line.words[term.last + 1 : term.last + 2])
    headed = work or line.words[term.first] in _BY_HAND or is_head(line, term)
    labels = (demanded if asked is None else asked) and not _LABELS.isdisjoint(written)
    supplied = is_supply(written) or labels or (demanded and "training" in written)
    if headed and supplied and _NAMED_ENDS.isdisjoint(written):
        yield unnumbered(line, None, term, "data", term.phase, "better")


def _last_data(line: Line, first: int) -> Term | None:
    """The last of the terms for data that stand side by side soon behind a token."""
    found: Term | None = None
    for term in (t for t in line.resources if t.metric == "data" and t.first >= first):
        if term.first == found.last + 1 if found else term.first <= first + _REACH:
            found = term
    return found or _labelling(line, first)


def _labelling(line: Line, first: int) -> Term | None:
    """The work of labelling that a noun phrase names: "without any | manual labelling"."""
    ahead = line.words[first : first + _REACH]
    place = next((i for i, word in enumerate(ahead) if word in _LABELLED_BY), None)
    return None if place is None else Term("resource", "data", first=first + place, last=first + place)


_ATTEMPTS = words("episodes rollouts interactions")
_LABELLED_BY = words("labeling labelling annotating relabeling relabelling")


_FEWNESS = words("sparse scarce few handful small limited minimal little scarce")
_LEARNT_FROM = words(
    "from with using uses use requires require requiring needs need needing on given demanding leveraging "
    "adds add adding introduces introducing"
) | {"even"}


def few_data(line: Line, at: int) -> Iterator[Finding]:
    """Requires only a few labelled images; learns from a handful of demonstrations."""
    tokens, before, first = line.words, at - 1, at + 1
    if at == 0:
        return
    while before > 0 and tokens[before] in ("a", "very", "extremely", "relatively", "such"):
        before -= 1
    degree = tokens[before + 1 : at]
    merely = tokens[before] in ("only", "just", "merely", "mere")
    before -= merely
    merely |= tokens[before - 1] in ("only", "just", "merely")  # "only requires | few labels"
    merely |= degree in (["very"], ["extremely"]) and tokens[before].startswith(("requir", "need"))
    merely |= tokens[before] in _LEARNT_BY and is_able_to_learn(tokens, before)
    if not (merely or tokens[at] in ("handful", "minimal")) or before < 0 or tokens[before] not in _LEARNT_FROM:
        return
    if tokens[first : first + 1] and tokens[first] in ("number", "amount", "set", "fraction", "amounts"):
        first += 1
    first += tokens[first : first + 1] == ["of"]
    term = _last_data(line, first) or (_parameters(line, first) if tokens[at] == "few" else None)
    term = term or _attempts(line, first)
    if term is None or is_aim(line, before) or not STOP_TAIL.isdisjoint(tokens[first : term.last + 1]):
        return
    taught = not _LEARNT.isdisjoint((tokens[term.first], tokens[term.last])) or (
        tokens[term.last] in _SHOWN and not {"training", "train"}.isdisjoint(tokens[term.last + 1 : term.last + 4])
    )
    if taught and is_head(line, term) and term.metric is not None:
        yield unnumbered(line, None, term, term.metric, term.phase, "better")


_LEARNT_BY = words("from with on using")
_SHOWN = words("images clips videos frames views scans recordings interactions measurements")
_LEARNT = _MARKED | _GATHERED | _BY_HAND | _ATTEMPTS | words("trajectories parameters points")


def _attempts(line: Line, first: int) -> Term | None:
    """The attempts at a task that a noun phrase names, from which a skill is learnt: "a few short | episodes"."""
    ahead = line.words[first : first + _REACH]
    place = next((i for i, word in enumerate(ahead) if word in _ATTEMPTS), None)
    return None if place is None else Term("resource", "data", first=first + place, last=first + place)


def _parameters(line: Line, first: int) -> Term | None:
    """The parameters that a noun phrase soon behind a token names."""
    return next((t for t in line.resources if t.metric == "parameters" and first <= t.first <= first + 1), None)


NEEDS = ((words("without no not free"), spared_data), (_RELIANCE, less_reliance), (_FEWNESS, few_data))
"""Each scan with the words at whose places it looks."""
