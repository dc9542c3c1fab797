"""Sizes: amounts told as small, and numbers of parameters that are no mere names of models."""

from __future__ import annotations

import re

from summarizer.quantities import Quantity, base_unit
from summarizer.reading.framing.frames import RIVALRY, STOP_TAIL, VERBS, Frame, clause_start, is_head, left_of
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import ONLY, words

_SPARING = words("only just merely mere few little compact tiny solely single")
_MODEL = re.compile(
    r"\s(?:[\w-]+\s){0,2}(?:model|network|LLM|VLM|encoder|decoder|backbone|transformer|architecture|system|VLA)",
    re.IGNORECASE,
)
_MODIFIES = re.compile(r"\w-(?:parameter|param|million|billion|step|shot|layer|iteration|token)")
"""A number that is written as part of a name: "a 7M-parameter model"."""
_FEWEST = 50
"""So few parameters are those of a formula."""
_LARGEST = 1e9
"""From here on a number of parameters says which model it is, not that it is small."""
_HELD = words(
    "with having has using uses use utilizing utilising employing at and adding adds introducing introduces requires"
)
_CONTAINS = words(
    "contains containing comprises comprising totals totalling totaling consisting consists requires require requiring "
    "needs need needing"
)
_FITTED = words("trainable learnable learned tunable additional extra new further")
_ACHIEVES = words(
    "achieve achieves achieved achieving reach reaches reached reaching attain attains attained attaining obtain "
    "obtains obtained obtaining outperform outperforms outperformed outperforming surpass surpasses surpassed "
    "surpassing exceed exceeds exceeding deliver delivers delivering offer offers offering match matches matching "
    "runs running get gets maintains maintaining rival rivals rivaling beats beating scores improves improving yields "
    "provides"
)
_SMALL = words(
    "fewer compact small smaller few fewest smallest low lower lowest minimal tiny light lightweight light-weight "
    "lightest streamlined simple super-light ultra-light ultra-lightweight ultra-compact ultra-small efficient "
    "efficiency parameter-efficient"
)
OF_OTHERS = words(
    "which that models networks systems llms vlms ones those encoders cnns transformers backbones baselines"
)
"""What makes the number that of a kind of models, or of what was named last."""


def is_sparing(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether an amount is said to be small: "only 300 samples", "as few as 2 steps"."""
    lead = line.text[max(line.opens, quantity.start - _LEAD) : quantity.start].replace("(", " ").split()[-3:]
    if lead[-2:] == ["small", "as"] or (lead[-2:] == ["a", "few"] and ONLY.isdisjoint(lead)):
        return False  # "models as small as 2B parameters", "a few hundred frames"
    if line.words[at + 1 : at + 3] in _EACH:
        return False  # "only one token at a time"
    amount, unit = base_unit(quantity.value or 1.0, quantity.unit or "")
    if unit == "params" and amount < _FEWEST:
        return False  # "a law of only two parameters"
    counted = unit in ("tokens", "samples")
    sized = unit == "params" and (_is_of_kind(line, at) or _MODEL.match(line.text, quantity.end))
    fewer = quantity.bound == "up_to" and "than" in lead and (counted or _is_used_up(line, at))
    fewer |= lead[-2:] in (["low", "as"], ["many", "as"], ["much", "as"])
    fewer |= counted and lead[-2:] in (["limited", "to"], ["restricted", "to"], ["down", "to"])
    fewer |= unit.endswith(_COUNTED) and is_told_less(line, at)
    fewer |= "single" in quantity.text
    told = ONLY if sized or _MODIFIES.search(quantity.text) else _SPARING
    return fewer or not told.isdisjoint(lead) or line.words[at + 1 : at + 2] == ["only"]


_EACH = (["in", "each"], ["at", "each"], ["at", "a"], ["at", "every"])


def is_told_less(line: Line, at: int) -> bool:
    """Whether a bracket tells how few something is that is said to be fewer: "with fewer steps ( | 5 steps)"."""
    before = line.words[max(clause_start(line, at), at - 8) : at - 1]
    return line.words[at - 1] == "(" and NUMBER not in before and not _FEWER.isdisjoint(before) and "," not in before


_FEWER = words("fewer less lower smaller shorter few fewest smallest")
_COUNTED = ("steps", "samples", "tokens", "layers")
_LEAD = 30
"""Characters before an amount that may say that it is small."""


def _is_of_kind(line: Line, at: int) -> bool:
    """Whether a number of parameters is that of a kind of models: "compact models with | 2B parameters"."""
    left = left_of(line, at)
    return left > 0 and line.words[left - 1] in OF_OTHERS


def _is_used_up(line: Line, at: int) -> bool:
    """Whether what has an amount is one thing, not all that have as much: not "models with | fewer than 2M"."""
    held = line.words[at - 1] in ("with", "using", "adding", "adds", "requires", "requiring", "has", "having", "needs")
    if line.words[at - 2] in OF_OTHERS:  # "solved by small | networks with fewer than 400 parameters"
        kind = _phrase_before(line, at - 1)
        before = at - 2 - len(kind)
        return held and ((before > 0 and line.words[before] in _USED) or not _SMALL.isdisjoint(kind))
    return held


_USED = words("using by employing training trained our")


def is_large(quantity: Quantity) -> bool:
    """Whether a number of parameters says which model it is: billions of them."""
    amount, unit = base_unit(quantity.value_max or quantity.value or 0.0, quantity.unit or "")
    return unit in ("params", "") and amount >= _LARGEST


def is_lean(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a number of parameters is told as what something small makes do with.

    "attains 71% with | 4M parameters", "a compact head ( | 4M parameters)", not "a | 4M-parameter network".
    """
    unit = base_unit(quantity.value or 0.0, quantity.unit or "")[1]
    if unit != "params" or not quantity.value:
        return False
    modifies = _MODIFIES.search(quantity.text) is not None
    if modifies and (line.words[at + 1 : at + 2] == ["footprint"] or "even" in line.words[max(0, at - 4) : at]):
        return True  # "even with a small | 3B-parameter model"
    if is_large(quantity) or modifies:
        return False
    if line.words[at - 1] == "(" or line.words[max(0, at - 2) : at] == ["(", "~"]:
        return _is_called_small(line, at)
    left = left_of(line, at)
    if left < 0 or (left > 0 and line.words[left - 1] in OF_OTHERS) or line.words[at + 1 : at + 2] == ["more"]:
        return False
    if line.words[left] in _CONTAINS:
        return line.words[at + 1 : at + 3] != ["(", NUMBER]  # "needs | 9M parameters (4% of B)"
    fitted = not _FITTED.isdisjoint(quantity.text.split()) or line.words[left - 1] in _SMALL
    if line.words[left] == "and" and not (
        line.words[left - 1] == NUMBER or any(t.last == left - 1 for t in line.terms)
    ):
        return False  # "a plan of 3 arms and | 40 parameters"
    if line.words[left] == "with" and not _SMALL.isdisjoint(_phrase_before(line, left)):
        return True
    return line.words[left] in _HELD and (fitted or not _ACHIEVES.isdisjoint(line.words))


def is_small_network(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a number alone in brackets is how many parameters a small network has: "our tiny encoder ( | 3M )"."""
    alone = line.words[at - 1] == "(" and line.words[at + 1 : at + 2] == [")"] and quantity.value_max is None
    return alone and line.words[at - 2] in _NETWORKS and not is_large(quantity) and _is_called_small(line, at)


_NETWORKS = words("model network encoder decoder backbone vlm transformer student variant generator detector tracker")


def _phrase_before(line: Line, end: int) -> list[str]:
    """The noun phrase that ends before a token: "a lightweight wave network | with"."""
    first = end
    while first > 0 and line.words[first - 1] not in STOP_TAIL:
        first -= 1
    return line.words[first:end]


def _is_called_small(line: Line, at: int) -> bool:
    """Whether what stands before a bracket is called small: "a compact head ( | 4M", not "5x fewer weights ( | 4M"."""
    before = line.words[max(clause_start(line, at - 1), at - 8) : at - 1]
    if "," in before:
        before = before[len(before) - before[::-1].index(",") :]
    return NUMBER not in before and not _SMALL.isdisjoint(before)


def is_called_costly(line: Line, at: int) -> bool:
    """Whether what stands before a bracket is called slow or dear: "comparatively slow ( | 62 ms for B and 669 ms"."""
    opening = next((i for i in range(at - 1, max(0, at - _BRACKET), -1) if line.words[i] in _CLOSED), 0)
    if not opening or line.words[opening] != "(":
        return False
    before = line.words[max(clause_start(line, opening), opening - 4) : opening]
    return not _COSTLY.isdisjoint(before) and _ALLAYED.isdisjoint(before)


_BRACKET = 9
_CLOSED = ("(", ")")
_ALLAYED = words("less not no without avoid avoids avoiding replaces replacing")
_COSTLY = words("slow expensive costly time-consuming prohibitive considerable excessive cumbersome")


# --- how large something is ------------------------------------------------------------------------------------------

_STORED = words(
    "model models baseline baselines network networks counterpart counterparts transformer transformers llm llms "
    "backbone backbones variant variants encoder encoders decoder decoders system systems checkpoint checkpoints code "
    "codes file files index indexes indices binary binaries bitstream bitstreams footprint output outputs "
    "representation representations embedding embeddings program programs proof proofs teacher student vlm vlms"
)
_THINGS = words(
    "dataset datasets corpus corpora benchmark benchmarks rate rates collection collections data set sets sample "
    "samples effect population class classes group groups step steps cohort crowd team swarm community tumor tumors "
    "lesion lesions crop patch image images object objects body hand gap window particle particles droplet grain pore "
    "beam spot lot vehicle robot robots stride chunk chunks region regions interval action state search problem task "
    "family market portfolio workspace tissue scene scenes instance instances"
)
"""Whose size is no storage."""
_BEATEN = RIVALRY | words("match matches matching rival rivals rivaling comparable comparably competitive parity par")
_WITHIN_REACH = words(
    "supported handled solved solvable processed verified possible feasible tractable amenable accommodated reachable"
)


def is_of_model(line: Line, frame: Frame) -> bool:
    """Whether what is larger is stored, as models and codes are: "models | 10x larger", not "10x larger datasets"."""
    last = frame.change.last if frame.change else frame.at
    around = line.words[max(0, frame.at - 8) : frame.at] + line.words[last + 1 : last + 7]
    beaten = not _BEATEN.isdisjoint(around)
    return (beaten or not _STORED.isdisjoint(around)) and _THINGS.isdisjoint(around)


def is_beyond_reach(line: Line, change: Term) -> bool:
    """Whether something larger is more than others can handle: "graphs 10x larger | than those supported by B"."""
    behind = line.words[change.last + 1 : change.last + 7]
    return behind[:1] == ["than"] and not _WITHIN_REACH.isdisjoint(behind)


def is_of_things(line: Line, frame: Frame) -> bool:
    """Whether a bare size is that of things, not of what is stored: "cuts the set | size by 16%", "the size of a gap".

    What is only said to be larger must be a model or the like.
    """
    term = frame.term
    if term is not None and term.metric == "capacity":
        return _is_described(line, term) or _is_model_moved(line, frame)
    if term is None or term.first < term.last or line.words[term.last] not in ("size", "sizes"):
        return False
    if not _THINGS.isdisjoint(line.words[max(0, term.first - 2) : term.first]):
        return True
    before = line.words[max(0, frame.at - 8) : frame.at]
    if frame.change is None and _STORED.isdisjoint(before) and not _THINGS.isdisjoint(before):
        return True  # "scales instances to 9 times the | size"
    behind = line.words[term.last + 1 : term.last + 5]
    if behind[:1] == ["of"] and not _THINGS.isdisjoint(behind):
        return True
    grown = frame.change is not None and frame.change.sense == "more" and frame.change.form == "comparative"
    return grown and not is_of_model(line, frame)


def _is_described(line: Line, term: Term) -> bool:
    """Whether what could be handled only describes another noun: "a 9% rise in user | engagement"."""
    named = line.words[term.last] in ("model", "models")
    return term.gain and term.weak and not named and not is_head(line, term)


def _is_model_moved(line: Line, frame: Frame) -> bool:
    """Whether only a model's name stands before a change of something else: "our model achieves a 9% | increase"."""
    change, term = frame.change, frame.term
    if term is None or change is None or change.form == "comparative" or change.sense in ("fast", "slow"):
        return False
    if change.sense in ("less", "worsen") and (
        change.form != "noun" or VERBS.isdisjoint(line.words[term.last : frame.at])
    ):
        return False  # "cuts the | model by 9%"
    return term.metric == "capacity" and line.words[term.last] in ("model", "models")
