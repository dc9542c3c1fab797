"""Conditions: numbers beside a quality that tell under what it was measured, or count: "at 80% sparsity", "p=0.14"."""

from __future__ import annotations

import re

from summarizer.quantities import Quantity
from summarizer.reading.framing.frames import STOP_TAIL, VERBS, Frame, left_of, tail_end
from summarizer.reading.framing.measures import LENGTHS
from summarizer.reading.framing.outcomes import is_outcome
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import RATES, TASKS, words

_SETTINGS = words("setting sparsity ratio rate budget threshold level pruning compression quantization masking dropout")
_UNFIT = words(
    "ci cis confidence credible missing noise noisy corrupted corruption masked occlusion occluded outlier outliers "
    "overlap"
)
"""What stands behind a share of time, of intervals or of what the data lack."""
_LESS = words("reduction reductions decrease drop")
_ALARMS = words("fa far fp fpr fmr fpir false precision recall specificity sensitivity tpr")
"""What a measure begins with at one of whose levels others are taken: "59% TAR at 0.1% FAR"."""
_OPERATED = 8


def is_condition(line: Line, at: int) -> bool:
    """Whether a percentage says under which condition something holds: "97% at | 80%", "at an 80% setting"."""
    words, behind = line.words, line.words[at + 1 : at + 2]
    if words[at - 2 : at] in ([",", "range"], ["(", "range"]):
        return True  # "81% (range | 70-84%)"
    if behind and behind[0] in _UNFIT and _LESS.isdisjoint(words[at + 2 : at + 3]):
        return True
    if behind and _is_setting(words, at) and _is_set_at(line, at):
        return True
    named = at - 1 - (words[at - 1] == "of")
    if words[named] in ("level", "levels", "ratio", "rate") and words[named - 1] in _UNFIT:
        return True  # "at noise levels as high as 40%"
    if words[at - 1 : at] not in (["at"], ["@"]):
        return False
    if behind and behind[0] in _ALARMS:  # "59% TAR @ | 0.1% FAR"
        return any(t.kind == "quality" and at - _OPERATED <= t.last < at for t in line.terms)
    measured = any(t.kind == "quality" and at < t.first <= at + 3 for t in line.terms)
    return not measured and (behind == ["reduction"] or NUMBER in words[max(0, at - 5) : at - 1])


def _is_set_at(line: Line, at: int) -> bool:
    """Whether "at" leads to a number, or "under", which may be a word of its bound: "under | $20\\%$ sparsity"."""
    if not {"at", "under"}.isdisjoint(line.words[max(0, at - 4) : at]):
        return True
    return line.text[max(0, line.starts[at] - _LEAD) : line.starts[at]].rstrip(" $~").endswith("under")


_LEAD = 9


def _is_setting(words: list[str], at: int) -> bool:
    """Whether the noun phrase behind a number names what is set: "at a 40% | merging ratio"."""
    last = at + 1
    while last < at + _LONGEST_SETTING and last + 1 < len(words) and words[last + 1] not in STOP_TAIL:
        last += 1
    rated = last == at + 1 or words[last] not in RATES or words[last - 1] in _RATED
    return rated and words[last].removesuffix("s") in _SETTINGS


_LONGEST_SETTING = 3


def is_set_rate(line: Line, term: Term, at: int) -> bool:
    """Whether a rate or ratio is one that is set, flows or is saved, and no quality: "a pruning | rate of 40%"."""
    word, before = line.words[term.last], line.words[term.last - 1].rsplit("-", 1)[-1]
    return (word in RATES and before in _RATED) or (word in _OPERATED_AT and _is_operated(line, term, at))


def _is_operated(line: Line, term: Term, at: int) -> bool:
    """Whether a measure tells at which of its levels another was taken: "at an | SNR of 9 dB", "| IoU thresholds"."""
    if at < term.first:
        return line.words[at - 1] in _AT or line.words[at - 1] == "for"
    left, behind = term.first - 1, line.words[term.last + 1 : at]
    left -= line.words[left] == "("  # "at signal-to-noise ratios (SNRs) of"
    while left > max(0, term.first - _DEGREE) and line.words[left] not in STOP_TAIL:
        left -= 1
    return VERBS.isdisjoint(behind) and (line.words[left] in _AT or not _THRESHOLDS.isdisjoint(behind[:1]))


_OPERATED_AT = words("iou ious snr snrs signal-to-noise overlap")
_AT, _DEGREE, _THRESHOLDS = words("at under @"), 5, words("threshold thresholds")


_RATED = words(
    "pruning compression reduction drop dropping masking mask sampling subsampling downsampling learning flow angular "
    "frame bit data sparsity sparsification noise witness missing missingness corruption quantization labeling "
    "labelling annotation label imbalance arrival request refresh update interest heart growth firing spiking "
    "turn yaw slew shear strain code coding closure merging merge token removal poisoning fault mutation"
)


def is_of_noun(line: Line, frame: Frame, text: str, *, bounded: bool) -> bool:
    """Whether a number behind a measure is that of the noun behind it: "keeps its recall with 20% | drawn waves"."""
    words, at, term = line.words, frame.at, frame.term
    if term is None or term.last > at or frame.rule not in ("measure of", "subject measure"):
        return False
    left = left_of(line, at)
    below = left == term.last and bounded  # "under 4% | density"
    if frame.rule == "measure of" and not below and words[left] not in ("with", "to", "between", "at"):
        return False  # "an error of 3% gait cycle"
    word = words[at + 1] if at + 1 < len(words) else ""
    if word in ("relative", "absolute") and at + 2 < len(words):
        word = words[at + 2]  # "with at most 2% relative | perturbation"
    if word == "of":
        data = any(t.metric == "data" and at < t.first <= at + _PAID for t in line.resources)
        fed = data and words[left_of(line, at)] in ("with", "using", "on", "from")  # "trained with 9% of the labels"
        return fed or "cost" in words[max(0, at - _PAID) : at]  # "at the cost of 5% of the labels"
    if not word or word in STOP_TAIL or word in _BEHIND_LEVELS or word.endswith(("ly", "ing", "ed")):
        return False
    last = tail_end(line, at) - 1
    if (not term.gain and len(word) <= _LONGEST_UNIT) or words[last] in TASKS or is_outcome(line, at + 1, last):
        return False
    return len(word) > 1 and word[:1].isalpha() and text[line.starts[at + 1] - 1].isspace()


_LONGEST_UNIT, _PAID = 3, 5
"""What the level of a task is told by: "and 81% | lesion segmentation"."""
_BEHIND_LEVELS = words(
    "points point percent percents percentage degrees degree deg pixels pixel px mm cm m km meters metres meter metre "
    "millimeters centimeters db ml absolute relative overall average mean respectively top higher lower better worse "
    "more less fewer gain gains improvement improvements increase increases drop drops reduction reductions loss boost "
    "decrease decreases variation variations difference differences discrepancy gap out even only when whereas up down "
    "outperforms surpasses"
)
"""What may follow a level or a step without being what it counts."""


_STATISTIC = re.compile(r"\b[a-qs-zA-QS-Z](?:_\{?\w\}?)?\s?[=<>]\s?[-−]?$")
"""What stands before a number that is none of quality, as a correlation's "r =" would be."""
_FORMULA = re.compile(
    r"\$?\s?(?:[-+*^<]|/(?=\$?\\?[A-Za-z]+\$|\\))\s?\$?\s?"
    r"(?:\\(?!%|pm|sim|to|,|;|!|q?quad)[A-Za-z]|[A-Za-z](?![\w-]))"
)
"""What stands behind a number that is part of a formula: "1-\\alpha", "1/\\sqrt{T}"."""
_PACE = re.compile(
    r"\s?(?:[A-Za-zµ]{1,4}/(?:s|h|hr|min|sec|second|hour|minute)|[a-zµ]?[mNVAg]/[kmµ]?(?:[a-zNVAg]|degree))\b"
)
_LARGEST_CHANGE = 1000
_CUT_OFF = re.compile(r"\d:")
"""What stands before the second number of a cut-off."""
_SPREADS = words("plus-minus pm ± plus/minus")
_INTERVALS = words("ci cis interval intervals iqr")
_SYMBOLS = words("epsilon varepsilon alpha beta gamma delta sigma lambda eta mu theta ε α β γ δ σ λ η μ θ lr")
_LIMITS = words(
    "threshold thresholds tolerance tolerances boundary boundaries cutoff cut-off budget budgets limit limits radius"
)
"""What is set, so that a number behind it is none that is reached."""
_PLACES = _LIMITS | words("distance distances range height depth resolution")


def is_other(line: Line, frame: Frame, quantity: Quantity, text: str) -> bool:
    """Whether a bare number is none of a measure: "bypassing 4,023 calls", "p=0.14", "Model 3.7"."""
    if (frame.change is not None and (quantity.value or 0) > _LARGEST_CHANGE) or quantity.text == "0-1":
        return True  # "a change of 4,000", "the 0-1 loss"
    if _FORMULA.match(text, quantity.end) or _PACE.match(text, quantity.end):
        return True  # "1-\\alpha coverage", "a rate of 9 m/s"
    if is_counted(line, frame, quantity, text) or (frame.rule.startswith("parallel") and "e-" in quantity.text):
        return True  # "rates (3e-5)"
    statistic = _STATISTIC.search(text, max(0, quantity.start - 4), quantity.start)
    if statistic or _CUT_OFF.match(text, quantity.start - 2) or line.words[frame.at - 1] in _SPREADS:
        return True  # "p=0.14", "mAP@50:95", "5.1 plus-minus 0.2"
    if _is_set(line, frame) or _is_far(line, frame):
        return True
    if any(t.first == frame.at + 1 and t.kind == "resource" for t in line.terms):
        return True  # "and 10 steps"
    signed = quantity.text[0] in "+-−–"
    return not signed and frame.rule in ("tail measure", "tail change") and _is_version(line, frame.at, text)


def _is_set(line: Line, frame: Frame) -> bool:
    """Whether a bare number was set or is a statistic's: "an error threshold of | 10", "mAP at IoU | 0.5"."""
    words, at, term = line.words, frame.at, frame.term
    behind = words[at + 1 : at + 4]
    if words[at - 1] == "at" and behind[:1] and behind[0] in _ALARMS:
        return True  # "a 3% rejection rate at | 0.1 false alarms per hour"
    if "per" in behind and term is not None and words[term.last] in RATES:
        return True  # "a rate of | 20 pages per second"
    if not _INTERVALS.isdisjoint(words[max(0, at - 2) : at]):
        return True  # "95% CI: | 0.81-0.9"
    if words[at - 1] == "=" and words[at - 2] in _SYMBOLS:
        return term is None or words[term.last] != "agreement"
    if term is None or term.last == at - 1:
        return False
    if term.first > at:
        return not _LIMITS.isdisjoint(words[term.last + 1 : term.last + 2])
    left = left_of(line, at)
    set_at = _LIMITS if words[left] == "from" else _PLACES  # "errors range from | 0.1 mm"
    if words[left] in _PLACES and "at" in words[term.last + 1 : left]:
        return True  # "at the greatest distance of | 25 m"
    return not set_at.isdisjoint(words[max(term.last + 1, left - 1) : left]) or words[left] in _LIMITS


def _is_far(line: Line, frame: Frame) -> bool:
    """Whether a bare number is how far off a measure was taken, or of a letter that is no correlation: "r > 1"."""
    words, at, term = line.words, frame.at, frame.term
    if term is not None and term.last == at - 2 and words[term.last] in ("r", "ρ", "rho"):
        return line.written[line.starts[at] : line.ends[at]].isdigit()
    if at + 1 == len(words) or words[at + 1] not in LENGTHS:
        return False
    covers = term is not None and term.gain and term.last == at - 1 and words[term.last] not in _IN_LENGTHS
    return covers or words[at - 1] == "at"  # "98% coverage within | 3 mm"


_IN_LENGTHS = words("accuracy accuracies precision repeatability resolution sensitivity")


def is_counted(line: Line, frame: Frame, quantity: Quantity, text: str) -> bool:
    """Whether a whole number counts the noun behind it or names a space: "16 reward | terms", "a 2.5D map"."""
    if _SPACE.match(text, quantity.end):
        return True
    term = frame.term
    if term is None or not quantity.text.isdigit():
        return False
    if not (term.gain or frame.rule in ("subject measure", "tail measure")):
        return False
    return counts(line, term.last if frame.rule.startswith("tail") else frame.at)


def counts(line: Line, at: int) -> bool:
    """Whether what stands right behind a token ends in a plural that is no unit: "| consecutive trips"."""
    words, first = line.words, at + 1
    last = first
    while last < first + _COUNTED and last + 1 < len(words) and words[last + 1] not in STOP_TAIL:
        last += 1
    noun = words[last] if first < len(words) and words[first] not in STOP_TAIL else "."
    several = noun.endswith("s") and len(noun) > _SHORTEST and noun.isalpha()
    return several and _UNITS_OF_QUALITY.isdisjoint(words[first : last + 1])


_SPACE = re.compile(r"[Dd](?![a-z])")
_SHORTEST = 3
_COUNTED = 2
"""Words that may stand between a number and the noun that it counts: "12 | consecutive grasping operations"."""
_UNITS_OF_QUALITY = words("points percents degrees pixels scores gains improvements meters metres")


def _is_version(line: Line, at: int, text: str) -> bool:
    """Whether a number belongs to the name before it: "Model 3.7", "Stage 2"."""
    if at == 0:
        return False
    whole = text[line.starts[at] : line.ends[at]].isdigit()
    named = text[line.starts[at - 1]].isupper() and (at > 1 or whole)
    return named and not any(t.last == at - 1 for t in line.terms)
