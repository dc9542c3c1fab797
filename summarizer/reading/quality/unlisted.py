"""Unlisted: quality measures that no table holds.

Their capitals show them to be some ("reduces XRE by 12%"), or that they move from one level to another.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from summarizer.quantities import Quantity
from summarizer.reading.framing.frames import BOTH_NOUN_AND_VERB, PREPOSITIONS, STOP_TAIL, VERBS, Frame, left_of
from summarizer.reading.framing.outcomes import changed_outcome, is_outcome, is_rated
from summarizer.reading.naming.acronyms import KNOWN
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words


class Named(NamedTuple):
    """An unlisted measure beside a number, and what the number says of it."""

    metric: str
    is_delta: bool = False
    change: Term | None = None
    """The word by which it changes."""


_SHAPE = re.compile(
    r"[A-Za-z]{0,3}[A-Z]-?[A-Za-z]{0,6}[A-Z][A-Za-z]{0,6}\d{0,3}(?:@\d+)?|[A-Za-z]+-(?:F1|F|AUC|AUROC|AUPRC|AP|mAP|IoU|BLEU|PRO|score)"
)
_NO_MEASURES = (KNOWN - words("NIQE QWK SRCC PCC ICC KID MAD SER SR")) | words(
    "JCT MTTR RTT EDP EDAP ADP PDP AoI PUE IOPS BW QPS RPS TPS MFU RTF RPM E2E MTTD PAPR PPA CI CIs SD SE SEM IQR OR "
    "JCTs RR AI ML DL NLP CV LLM LLMs SLM SLMs VLM VLMs MLLM MLLMs VLA LM LMs RL SFT DPO PPO GRPO RLHF RAG CoT ICL MoE "
    "LoRA QLoRA PEFT PTQ QAT CNN CNNs RNN RNNs ViT ViTs GNN GNNs DNN DNNs GAN GANs SNNs API APIs GPU GPUs CPU CPUs "
    "TPU TPUs NPU NPUs FPGA FPGAs ASIC RTX GTX RAM VRAM SRAM KV KVs FP INT BF TF FF FFs LUT LUTs DSP DSPs BRAM IO IOs "
    "OPs BOPs SOPs TOPs TTFT TPOT TBT ITL SLO SLOs TCO LR BS CR BPP DRAM SNR OOD ID IID SOTA QA VQA OCR GB MB KB TB "
    "MHz GHz BD-rate BD-Rate BD-BR JSON HTTP US EU UK USD EUR AC DC LoRAs KD NAS ANN ANNs CC GPT GPTs BERT EEG ECG "
    "MRI CT TPF FP8 FP16 FP32 BF16 INT4 INT8 NF4 W4A4 W4A8 W4A16 W8A8"
)
"""Short forms of fields, methods, machines, costs and statistics."""


def measure_beside(line: Line, frame: Frame, quantity: Quantity, text: str) -> Named | None:
    """The unlisted measure that a percentage, points or a decimal are told of, if one stands beside them."""
    if quantity.family not in _FAMILIES or (quantity.family == "number" and "." not in quantity.text):
        return None
    named = _behind(line, frame, quantity, text)
    if named is None and frame.change is not None and (frame.place or frame.rule.startswith("parallel")):
        frame = replace(frame, at=_told_first(line, frame, frame.change))
    named = named or _before(line, frame, quantity, text)
    named = named or _compared(line, frame, text) or _reduced(line, frame, text)
    if named is None and (outcome := changed_outcome(line, frame)):
        named = Named(text[line.starts[outcome[0]] : line.ends[outcome[1]]], True, frame.change)
    return named if named and (named.is_delta or quantity.family != "factor") else None


def _told_first(line: Line, frame: Frame, change: Term) -> int:
    """The number of a change that another is parallel to, or lists: "cuts bias by | 8% (on lakes) and 7%"."""
    before = line.words[change.first - 1] == NUMBER
    found = [i for i in line.quantity_at if i < frame.at and (i == change.first - 1 if before else i >= change.first)]
    return found[-frame.place] if found and frame.place <= len(found) else frame.at


_FAMILIES = words("percent points number factor")


_CHANGED = words("improvement improvements gain gains increase increases boost boosts drop reduction reductions")


def _behind(line: Line, frame: Frame, quantity: Quantity, text: str) -> Named | None:
    """A measure behind its number: "12.4% XRE on", "an 8% XRE gain", "by 0.3 XRE"."""
    at = frame.at + 1
    while line.words[at : at + 2] == ["/", NUMBER]:  # "0.41/0.87 | XRE"
        at += 2
    if not is_measure(line, at, text) or (at > 1 and _is_version(line, frame.at, text)):
        return None
    follows = line.words[at + 1] if at + 1 < len(line.words) else "."
    change = next((c for c in line.changes if c.first == at + 1 and follows in _CHANGED), None)
    if follows == "per" or (change is None and follows not in STOP_TAIL and follows != "."):
        return None
    gained = change is not None or quantity.text[0] in "+-−–" or _is_step(line, frame.at)
    return Named(_written(line, at, text), gained, change or frame.change)


def _is_step(line: Line, at: int) -> bool:
    """Whether "by" leads to a number, or to the one whose list it ends: "beats B by 3.1 XRE on Lakes and | 7% QRE"."""
    left = left_of(line, at)
    if line.words[left] not in ("and", ","):
        return line.words[left] == "by"
    before = next((i for i in range(left - 1, max(0, left - _LISTED), -1) if line.words[i] == NUMBER), 0)
    return VERBS.isdisjoint(line.words[before:left]) and line.words[left_of(line, before)] == "by"


_LISTED = 7
_COMPARES = words("higher better greater fewer lower less more")
_GOOD = words(
    "faithful successful effective robust consistent sensitive precise diverse reliable stable informative natural "
    "realistic truthful helpful fair coherent relevant aligned interpretable intelligible plausible readable "
    "fluent grounded convincing factual resilient accurate accurately precisely reliably"
)
_MADE = _GOOD - {"diverse"}
"""What also praises the things behind it: "more realistic | routes"; more diverse ones are only more of them."""
_LONGEST_COMPARED = 4


def _compared(line: Line, frame: Frame, text: str) -> Named | None:
    """A short form behind its number and a comparative, or a grade: "13% higher XRE", "24% more faithful"."""
    words, change = line.words, frame.change
    if change is None or change.form != "comparative" or not 0 < change.first - frame.at <= _SIGN:
        return None
    first = end = change.last + 1
    while end < len(words) and words[end] not in STOP_TAIL and end - first < _LONGEST_COMPARED:
        end += 1
    if end == first or (end < len(words) and words[end] not in STOP_TAIL):
        return None
    word = words[change.first]
    graded = word == "more" and (words[end - 1] in _GOOD or words[first] in _MADE)
    short = end if words[end : end + 1] == ["("] and words[end + 2 : end + 3] == [")"] else end - 2
    graded |= word in _COMPARES and is_measure(line, short + 1, text)
    return Named(text[line.starts[first] : line.ends[end - 1]], True, change) if graded else None


def _reduced(line: Line, frame: Frame, text: str) -> Named | None:
    """A short form behind a noun of change: "a 13% reduction in XRE"."""
    change = frame.change
    if change is None or not 0 < change.first - frame.at <= _SIGN + 1:
        return None
    if change.form != "noun" and line.words[change.first] not in BOTH_NOUN_AND_VERB:
        return None
    at = change.last + 2 + (line.words[change.last + 2 : change.last + 3] in (["the"], ["its"], ["average"]))
    if line.words[change.last + 1 : change.last + 2] not in (["in"], ["of"]) or at >= len(line.words):
        return None
    end = at + (line.words[at + 1 : at + 2] != [] and line.words[at + 1] in _SORTS)
    ended = end + 1 >= len(line.words) or line.words[end + 1] in STOP_TAIL
    attack = change.sense == "less" and _written(line, at, text) == "ASR"
    return Named(_written(line, at, text), True, change) if ended and (attack or is_measure(line, at, text)) else None


_SIGN = 2
_TELLING = words("of = :")
_CONDITIONS = words("at under given for")


def _before(line: Line, frame: Frame, quantity: Quantity, text: str) -> Named | None:
    """A measure before its number: "an XRE of 0.3", "(XRE = 0.3", "reduces XRE by 12%"."""
    left, joint = _joint(line, frame.at)
    at = left - 1 - (left > 0 and line.words[left - 1] in _SORTS)
    if at < 1 or (joint != "by" and joint not in _TELLING):
        end = frame.at - (line.words[frame.at - 1] == "within")
        to = at > 0 and line.words[end - 1] == "to"
        return (_reached(line, at, text) or _brought(line, left_of(line, end), text)) if to else None
    if joint == "by":
        return _object(line, at, text)
    if not is_measure(line, at, text):
        return None
    plain = joint == "of" or (joint == "=" and sum(map(str.isupper, _written(line, at, text))) >= _CAPITALS)
    if quantity.family == "points" or not (plain or _opens(line, at)):
        return None
    if not _CONDITIONS.isdisjoint(line.words[max(0, at - 3) : at]):
        return None  # "at an XRE of 5%"
    return Named(_written(line, at, text), quantity.text[0] in "+-−–" and quantity.family == "percent")


def _joint(line: Line, at: int) -> tuple[int, str]:
    """The word that ties a number to what stands before it, and its place: "an XRE | of about", "XRE | by"."""
    left = left_of(line, at)
    if line.words[left + 1] == "of":
        return left + 1, "of"
    return left, line.words[left] if left > 0 else ""


def _object(line: Line, at: int, text: str) -> Named | None:
    """The object of a verb that changes it by a number: "reduces XRE by 12%"."""
    verb = next((c for c in line.changes if c.form == "verb" and at - _OBJECT <= c.first < at), None)
    if verb is None or not _OBJECT_ENDS.isdisjoint(line.words[verb.last + 1 : at]):
        return None
    if is_measure(line, at, text):
        return Named(_written(line, at, text), True, verb)
    first = verb.last + 1 + (line.words[verb.last + 1] in ("the", "its"))
    named = first < at and all(text[start].isupper() for start in line.starts[first : at + 1])
    if named and not any(first <= t.first <= at for t in line.terms):  # "raises Mean Tide Saliency by"
        return Named(text[line.starts[first] : line.ends[at]], True, verb)
    return None


def _reached(line: Line, last: int, text: str) -> Named | None:
    """The object of a verb that brings it to a number: "reduces XRE to | 12%", "keeps drift to | 1%"."""
    named = _object(line, last + 1, text) or _object(line, last, text)
    return named._replace(is_delta=False, change=None) if named else None


def _brought(line: Line, last: int, text: str) -> Named | None:
    """What goes wrong and is brought to a number: "reduces drift to | 1%", "the gap between A and B to | 2 points"."""
    verb = next((c for c in line.changes if c.form == "verb" and last - 2 * _LONGEST <= c.first < last), None)
    if verb is None or verb.sense != "less":
        return None
    first = verb.last + 1 + (line.words[verb.last + 1] in ("the", "its"))
    end = next((i for i in range(first, last + 1) if line.words[i] in STOP_TAIL), last + 1)
    whose = line.words[end : last + 1]
    if end == first or (whose and (whose[0] not in _BETWEEN or not _WHOSE_ENDS.isdisjoint(whose[1:]))):
        return None
    apart = line.words[end - 1] in ("gap", "gaps")
    return Named(text[line.starts[first] : line.ends[end - 1]], apart) if is_outcome(line, first, end - 1) else None


_BETWEEN = words("to with between from of")
_WHOSE_ENDS = STOP_TAIL - PREPOSITIONS - {"and"}


def _opens(line: Line, at: int) -> bool:
    """Whether a bracket holds a word, and not whom a level before it is set against: "is 81.2 (B: 79.0)"."""
    opening = next((i for i in range(at - 1, max(0, at - _BRACKET), -1) if line.words[i] == "("), None)
    return opening is not None and line.words[opening - 1] != NUMBER


_OBJECT_ENDS = STOP_TAIL - {"resulting"}
_SORTS = words("score scores value values rate rates ratio ratios")
_OBJECT, _BRACKET, _CAPITALS = 4, 12, 3


def is_measure(line: Line, at: int, text: str) -> bool:
    """Whether a word's capitals show it to be a short form, and none that names a method, a machine or a cost."""
    if at >= len(line.words):
        return False
    word = _written(line, at, text)
    return _SHAPE.fullmatch(word) is not None and word not in _NO_MEASURES


def _written(line: Line, at: int, text: str) -> str:
    return text[line.starts[at] : line.ends[at]]


def _is_version(line: Line, at: int, text: str) -> bool:
    """Whether a number belongs to the name right before it: "Fenwick 2.5 XL"."""
    return text[line.starts[at - 1]].isupper() and text[line.ends[at - 1] : line.starts[at]].strip("~ ") == ""


# --- from one level to another ---------------------------------------------------------------------------------------

_NO_LEVELS = words(
    "sparsity ratio ratios rate rates budget budgets threshold thresholds temperature dropout noise size sizes depth "
    "width rank ranks density load loads resolution weight weights share shares population price prices proportion "
    "fraction usage occupancy velocity voltage frequency it them this that which version versions split range"
)
"""What is set, counted or paid rather than a quality that is reached."""
_LONGEST = 6
_SENSES = ("less", "more", "improve", "worsen")


def moved_measure(line: Line, at: int, quantity: Quantity) -> Term | None:
    """What moves from the level at a token: "lifts the tie rate | from 8% to 31%", "drift falls | from 0.8 to 0.3"."""
    place = left_of(line, at) - 1
    graded = quantity.family == "percent" or (quantity.family == "number" and "." in quantity.text)
    if not graded or place < 0 or line.words[place + 1] != "from":
        return None
    place -= line.words[place] == "("  # "lifts the tie rate (from | 8% to 31%)"
    if line.words[place] in ("and", ","):
        listed = next((i for i in range(place - 1, max(0, place - 2 * _LONGEST), -1) if line.words[i] == "from"), None)
        return None if listed is None else moved_measure(line, listed + 1, quantity)
    verb = _verb_before(line, place)
    if verb is None or verb.sense not in _SENSES:
        return None
    first, last = verb.last + 1, place
    if verb.last == place:
        last = verb.first - 1 - (line.words[verb.first - 1] in _ADVERBS)
        first = next((i + 1 for i in range(last, max(-1, last - _LONGEST), -1) if line.words[i] in STOP_TAIL), last)
    first += line.words[first : first + 1] in (["the"], ["average"], ["mean"], ["its"], ["their"])
    phrase = line.words[first : last + 1]
    if phrase and is_outcome(line, first, last):
        return Term("quality", gain=False, first=first, last=last)
    if not phrase or (phrase[-1] in _NO_LEVELS and not is_rated(phrase)) or not STOP_TAIL.isdisjoint(phrase):
        return None
    if any(t.kind == "resource" and first <= t.first <= last for t in line.terms):
        return None
    return Term("quality", gain=True, first=first, last=last)


def _verb_before(line: Line, place: int) -> Term | None:
    """The word of change that leads to what ends at a token; one that ends it itself may be its noun."""
    near = [c for c in line.changes if place - _LONGEST <= c.last <= place and c.form == "verb"]
    if len(near) > 1 and near[-1].last == place and STOP_TAIL.isdisjoint(line.words[near[-2].last + 1 : place]):
        return near[-2]  # "cuts the gate | bypass from"
    return near[-1] if near else None


_ADVERBS = words("further even only then significantly substantially dramatically sharply steadily also")
