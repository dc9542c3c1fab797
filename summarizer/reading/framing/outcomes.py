"""Outcomes: what is neither cost nor listed measure, goes well or wrong, and changes: "14% fewer false alarms"."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.reading.framing.frames import BOTH_NOUN_AND_VERB, RIVALRY, STOP_TAIL, VERBS, Frame, left_of
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words

HARMS = words(
    "alarm alarms ambiguity anxiety artifact artifacts attack attacks bias biases breakage clutter collapse collision "
    "collisions conflict conflicts confusion confusions congestion conservatism contradiction contradictions crash "
    "crashes curtailment deadlocks degradation degradations deviation deviations discomfort discrepancies discrepancy "
    "disparities disparity disruptions distortion distortions disturbance disturbances divergence drift entropy "
    "fabrication failure failures fall falls fatigue flicker flickering fluctuation fluctuations forgetting "
    "fragmentation freezing gap gaps ghosting hallucination hallucinations hysteresis imbalance incidents "
    "inconsistencies inconsistency infractions instability interference interventions jaggedness jailbreaks jerk "
    "jitter leakage manipulation memorization misalignment misbehavior miscalibration misclassification "
    "misclassifications misdetection misdetections misdiagnoses misdiagnosis mistakes mortality noise non-compliance "
    "oscillation oscillations outliers overconfidence overfitting overshoot penalties penalty polarization "
    "rebuffering redundancy refusals regret repetition risk risks severity shedding shortcuts sickness sink sinks "
    "skew slip slippage spillage spurious stalling stereotypes stuttering suboptimality sycophancy takeovers timeouts "
    "toxicity tripping turbulence uncertainties uncertainty unfairness variability vibration vibrations violation "
    "violations vulnerabilities vulnerability warping wear abandonment accidents aliasing attrition banding blur "
    "blurring blurriness bruising bugs casualties chattering churn crosstalk damage deaths defects discrimination "
    "disinformation disruption fabrications fatalities faults flips fraud harm harmfulness harms hospitalisations "
    "hospitalizations infections injuries injury lateness loops misalignments miscommunication misidentification "
    "misinformation misinterpretation mislocalization mispredictions misses misunderstanding misunderstandings "
    "outages over-refusal over-refusals over-smoothing overestimation oversmoothing overshooting prejudice "
    "regurgitation rejections ripple ripples spam spoilage sway tardiness tremor truncation underestimation "
    "undershoot wobble"
)
"""What goes wrong and is no cost; less of it is better."""
QUALIFIED = words(
    "dispersion extraction loss losses negatives noise outputs positives predictions responses switches variance"
)
"""What goes wrong only by the word before it: "unsafe outputs", "false positives", "packet loss"."""
_BAD = words(
    "unsafe harmful toxic hateful malicious false wrong incorrect inaccurate mistaken erroneous spurious unwanted "
    "undesired undesirable invalid inappropriate infeasible inconsistent irrelevant biased offensive untruthful "
    "unfaithful unfair unstable unsupported hallucinated"
)
"""Words by which whatever they describe goes wrong: "mistaken identity cases"."""
GOODS = words(
    "acceptance adherence agreement alignment awareness coherence completeness compliance controllability conversion "
    "coverage creativity diversity engagement executability explainability expressiveness factuality fairness "
    "faithfulness feasibility groundedness helpfulness informativeness interpretability invariance naturalness "
    "novelty plausibility productivity proficiency profit readability realism relevance relevancy reliability "
    "retention revenue safety satisfaction similarity smoothness stability survival transferability trust "
    "trustworthiness truthfulness usability visibility welfare well-being"
)
"""What goes well and is no cost; more of it is better."""
RATED = HARMS | words(
    "adoption attack capture catastrophe click-through completion compliance conversion coverage death detection "
    "accept acceptance block blocking bypass encounter error errors false-alarm harm off-road reject rejection "
    "intervention rollover word-error dropout engagement escape exposure infection misuse pass readmission recognition "
    "recovery reflection refusal repair retention self-reflection solve success survival takeover violation win"
)
"""What has a rate that is no cost: "the takeover rate"."""
_RATES = words(
    "count counts frequency incidence index level likelihood probability rate rates ratio ratios risk score scores"
)
_COUNTS = words(
    "amount chance count degree effect effects fraction frequency impact incidence incidents level levels likelihood "
    "number numbers occurrence occurrences percentage probability proportion rate rates ratio risk severity share"
)
_COMPARES = words("higher better greater fewer lower less more improved reduced increased stronger")
_SORTS_BEFORE = words(
    "the its their average mean overall total both significant substantial relative absolute further additional"
)
_LONGEST = 7


def is_outcome(line: Line, first: int, last: int) -> bool:
    """Whether a noun phrase, from token to token, is headed by what goes well or wrong and is no cost."""
    phrase = line.words[first : last + 1]
    if "of" in phrase:
        joint = phrase.index("of")
        if not joint:
            return False
        if phrase[joint - 1] in _COUNTS and phrase[joint - 1] not in HARMS:
            return is_outcome(line, first + joint + 1, last)
        return is_outcome(line, first, first + joint - 1)
    if not phrase or any(t.kind == "resource" and not t.weak and first <= t.first <= last for t in line.terms):
        return False
    head, before = phrase[-1].rsplit("-", 1)[-1], phrase[-2] if len(phrase) > 1 else ""
    if head in ("error", "errors"):
        return head != phrase[-1] and "-per-" not in phrase[-1]  # "reconstruction-error"
    if head in _RATES and before:
        return is_rated(phrase)
    if not _BAD.isdisjoint(phrase[:-1]):
        return True
    return head in GOODS or (head in QUALIFIED and bool(before)) or (is_harm(head) and head not in QUALIFIED)


def is_harm(word: str) -> bool:
    """Whether a word names what goes wrong, one or many: "outliers", "outlier | reduction"."""
    return word in HARMS or f"{word}s" in HARMS


def is_rated(phrase: Sequence[str]) -> bool:
    """Whether a noun phrase is the rate of what goes well or wrong: "the takeover | rate"."""
    rated = len(phrase) > 1 and phrase[-1] in _RATES
    return rated and (phrase[-2] in RATED or phrase[-2].rsplit("-", 1)[-1] in RATED)


def changed_outcome(line: Line, frame: Frame) -> tuple[int, int] | None:
    """The first and last token of the outcome whose change a number tells, if the words about it name one."""
    change = frame.change
    if change is None:
        return None
    if change.first == frame.at:  # "doubles the coverage"
        bounds: tuple[int, int] | None = (frame.at + 1, _end(line, frame.at + 1))
    else:
        bounds = _behind(line, frame.at, change) if change.first > frame.at else _before(line, frame.at, change)
    if bounds is None:
        return None
    first, last = bounds
    while first < last and line.words[first] in _SORTS_BEFORE:
        first += 1
    told = 0 <= last - first < _LONGEST and is_outcome(line, first, last)
    return (first, last) if told else None


def _behind(line: Line, at: int, change: Term) -> tuple[int, int] | None:
    """The phrase that a change behind the number is of: "an 8% bias reduction", "8% less bias", "8% drop in bias"."""
    after = change.last + 1
    if line.words[change.first].startswith("margin"):
        return None  # "a 9% safety margin"
    if change.form == "noun" or line.words[change.first] in BOTH_NOUN_AND_VERB:
        if change.first > at + 1 and STOP_TAIL.isdisjoint(line.words[at + 1 : change.first]):
            named = at + 1, change.first - 1
            if line.words[named[1]] not in _SORTS_BEFORE:
                return named
        return (after + 1, _end(line, after + 1)) if line.words[after : after + 1] in (["in"], ["of"]) else None
    return (after, _end(line, after)) if line.words[change.first] in _COMPARES else None


def _before(line: Line, at: int, change: Term) -> tuple[int, int] | None:
    """The phrase that a change before the number is of: "cuts bias by 8%", "bias falls by 8%", "a drop in bias of"."""
    left = left_of(line, at)
    end = left if left >= 0 and line.words[left] in ("by", "(") else left + 1
    if line.words[end] == "of" and change.form == "noun" and line.words[at + 1 : at + 2] == ["in"]:
        return at + 2, _end(line, at + 2)  # "a drop of 8% in | bias"
    told = line.words[end] in ("by", "of", "(") or end == at  # "cuts bias | 8%"
    if not told or line.words[change.first] in RIVALRY:
        return None
    if line.words[end - 1] == ")" and line.words[end - 3] == "(":
        end -= 3  # "raises the retention rate ( | RR) by 8%"
    listed = [i for i in range(change.last + 1, end) if line.words[i] == NUMBER]
    if listed and line.words[listed[-1] + 1] in _WHERE and line.words[end - 1] in ("and", ","):
        return _before(line, listed[-1], change)  # "cuts bias by 8% on lakes and by | 7% on rivers"
    first = listed[-1] + 1 + (line.words[listed[-1] + 1] in ("and", ",")) if listed else change.last + 1
    if first < end:
        first += line.words[first] in ("in", "of") and change.form == "noun"
        stop = next((i for i in range(first + 1, end) if line.words[i] in _WHERE), end)
        ended = _is_phrase(line.words[first:stop]) and _PLACED.isdisjoint(line.words[stop:end])
        return (first, stop - 1) if ended else None
    last = change.first - 1
    while last > 0 and line.words[last] in _HELPERS:
        last -= 1
    first = last
    while first > 0 and (line.words[first - 1] not in STOP_TAIL or line.words[first - 1] == "of"):
        first -= 1
    return first, last


_WHERE = words(
    "in on at with across during for over under among between caused due induced from compared relative versus against"
)
"""What may follow the object of a change and only says where, of what or against whom."""
_PLACED = VERBS | words("and or , ; while which that whereas") | {NUMBER}
_HELPERS = words("is are was were be been being has have had can could may further also significantly substantially")


def _end(line: Line, first: int) -> int:
    """The last token of the noun phrase that begins at a token, with its "of"."""
    end = first
    while end < len(line.words) and (line.words[end] not in STOP_TAIL or line.words[end] == "of"):
        end += 1
    return end - 1


def _is_phrase(between: Sequence[str]) -> bool:
    return all(word in ("of", "and") or word not in STOP_TAIL for word in between)
