"""Words: how numbers, metrics and verdicts are said, the same in every format."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.factors import bound_of, factor_of, largest_factor_of, mirrored
from summarizer.folding import folded
from summarizer.quantities import significant
from summarizer.records import Bound, Claim, ErrorInfo, Metric, Phase, Provenance, Record, Result
from summarizer.views import Comparison, GroupKey, Placed, Quality

BOUNDS: dict[Bound, str] = {
    "exact": "exactly",
    "approx": "about",
    "up_to": "up to",
    "at_least": "at least",
    "average": "on average",
}
_SIGNS: dict[Bound, str] = {"exact": "", "approx": "≈ ", "up_to": "≤ ", "at_least": "≥ ", "average": "avg "}
_METRICS: dict[Metric, tuple[str, str, str]] = {
    "latency": ("latency", "faster", "slower"),
    "throughput": ("throughput", "higher throughput", "lower throughput"),
    "training_time": ("training time", "less training time", "more training time"),
    "training_cost": ("training cost", "lower training cost", "higher training cost"),
    "compute": ("compute", "less compute", "more compute"),
    "parameters": ("parameters", "fewer parameters", "more parameters"),
    "model_size": ("model size", "smaller", "larger"),
    "memory": ("memory", "less memory", "more memory"),
    "energy": ("energy", "less energy", "more energy"),
    "data": ("data", "less data", "more data"),
    "complexity": ("complexity", "lower complexity", "higher complexity"),
    "capacity": ("capacity", "more capacity", "less capacity"),
    "cost": ("cost", "lower cost", "higher cost"),
}
_PERCENT = frozenset({"%", "point", "points", "pp", "percentage points", "percent", "% points", "pts"})
_VERDICTS = {
    "verified": "verified",
    "not_found": "evidence not found",
    "wrong_number": "wrong number",
    "wrong_unit": "wrong unit",
    "wrong_direction": "wrong direction",
    "wrong_metric": "wrong metric",
    "wrong_bound": "wrong bound",
    "wrong_name": "wrong name",
    "wrong_setting": "wrong setting",
    "wrong_role": "not the paper's own",
}
_ERRORS = {
    "no_abstract": "no abstract",
    "invalid_json": "answer is not JSON",
    "invalid_schema": "answer does not fit the schema",
    "too_long": "too long for the model",
}
_FAILURES = {
    "no_abstract": "It has no abstract to read.",
    "unreadable": "Its text could not be read.",
    "refused": "The model refused to read it.",
    "filtered": "A content filter held back what the model said of it.",
    "truncated": "The model’s answer was cut off.",
    "empty": "The model gave no answer.",
    "invalid_json": "The model’s answer could not be understood.",
    "invalid_schema": "The model’s answer could not be understood.",
    "too_long": "It is too long for the model.",
    "rejected": "The model’s server turned the question down.",
    "transport": "The model could not be reached.",
    "timeout": "The model took too long to answer.",
    "stopped": "The reading was stopped before its turn.",
}
FAMILIES = {
    "factor": "factor, against a baseline",
    "amount": "amount",
    "growth": "growth",
    "words": "without a number",
}
_LETTERS = ((1e12, "T"), (1e9, "B"), (1e6, "M"))


NOTHING_COMPARABLE = "No claim of this kind can be compared."
"""Said where a comparison has no groups."""


def number(value: float) -> str:
    """Say a number with at most 6 digits: 1,024, 0.3333, 1.6T."""
    value = significant(value, 6)
    for size, letter in _LETTERS:
        if abs(value) >= size:
            return f"{value / size:.6g}{letter}"
    return f"{value:,.6g}"


def times(factor: float, bound: Bound = "exact", largest: float | None = None) -> str:
    """Say a factor: "≤ 18.4×", "2–12×"."""
    upper = f"–{number(largest)}" if largest is not None and largest != factor else ""
    return f"{_SIGNS[bound]}{number(factor)}{upper}×"


def figure(claim: Claim) -> str:
    """Say a claim's number on the scale it is compared on: "≤ 18.4×", "70 GPU-hours", "O(n log n)", "less memory"."""
    found = factor_of(claim)
    if found is not None:
        return times(found, bound_of(claim), largest_factor_of(claim))
    if claim.kind == "qualitative" or (claim.value is None and not claim.unit):
        return change(claim)
    return written(claim)


def written(claim: Claim) -> str:
    """Say a claim's number as the text gives it: "≤ 62%", "2–12×", "3.6 B tokens"; empty where it has none."""
    if claim.value is None:
        return claim.unit or ""
    upper = f"–{number(claim.value_max)}" if claim.value_max is not None else ""
    return f"{_SIGNS[claim.bound]}{number(claim.value)}{upper}{_unit(claim.unit)}"


def result_figure(result: Result) -> str:
    """Say a quality result's number: "85.9%", "+1.7%"."""
    if result.value is None:
        return ""
    sign = "+" if result.is_delta and result.value > 0 else ""
    return f"{sign}{number(result.value)}{_unit(result.unit)}"


def change(claim: Claim) -> str:
    """Say in which way a claim differs from its baseline, without its number: "faster", "less memory"."""
    if claim.metric is None:
        return claim.direction or "not said"
    noun, better, worse = _METRICS[claim.metric]
    return {"better": better, "worse": worse, "same": f"same {noun}", None: noun}[claim.direction]


def claim_sentence(claim: Claim, *, subject: str) -> str:
    """Say a claim as a sentence, like `Xformer: up to 2.6× less compute than BaseNet (PhotoSet).`"""
    found, bound = factor_of(claim), bound_of(claim)
    if found is None:
        amount = f"{figure(claim)} of {metric_name(claim.metric)}" if claim.kind == "absolute" else figure(claim)
        return f"{subject}: {amount}{_in(claim.setting)}."
    if found == 1:
        return f"{subject}: same {metric_name(claim.metric)}{_than(claim.baseline, 'as')}{_in(claim.setting)}."
    found, bound = _distance(found, bound)
    setting = None if claim.setting == claim.baseline else claim.setting
    lead = "" if bound == "exact" else f"{BOUNDS[bound]} "
    percent = f" (written {written(claim)})" if claim.unit == "%" else ""
    return f"{subject}: {lead}{number(found)}× {change(claim)}{percent}{_than(claim.baseline, 'than')}{_in(setting)}."


def metric_name(metric: Metric | None) -> str:
    """Say a metric: "training time"."""
    return _METRICS[metric][0] if metric else "no metric"


def heading(metric: Metric | None, phase: Phase | None) -> str:
    """Say a metric with its phase: "Latency, inference"; a metric that names its phase is not given it twice."""
    name = metric_name(metric)
    if name.startswith("training"):
        phase_name = {None: ", phase not given", "training": ""}.get(phase, f", {phase}")
    else:
        phase_name = f", {phase}" if phase else ""
    return name.capitalize() + phase_name


def stated(claim: Claim) -> tuple[str, str]:
    """Say a claim's number, and what of: ("≤ 18.4×", "less compute, training"), ("70 GPU-hours", "training cost").

    Read one after the other they say how much better or worse something is: what takes twice the time is "2× slower".
    """
    found = factor_of(claim)
    if claim.kind == "qualitative":
        return figure(claim), ", ".join(filter(None, (claim.phase, "without a number")))
    if found is None or found == 1:
        worse = f", {change(claim)}" if claim.direction == "worse" else ""
        return figure(claim), heading(claim.metric, claim.phase).lower() + worse
    of, largest = change(claim), largest_factor_of(claim)
    if largest is not None and found < 1:
        largest = significant(1 / largest)
    phase = claim.phase if claim.phase and claim.phase not in of else ""
    return times(*_distance(found, bound_of(claim)), largest), f"{of}, {phase}" if phase else of


def _distance(factor: float, bound: Bound) -> tuple[float, Bound]:
    """A factor and its bound by their distance from none: half as fast is twice as slow."""
    return (factor, bound) if factor >= 1 else (significant(1 / factor), mirrored(bound))


def group_heading(key: GroupKey) -> str:
    """Say what the claims of a group have in common: "Latency, inference (factor, against a baseline)"."""
    return f"{heading(key.metric, key.phase)} ({scope_name(key)})"


def family_name(key: GroupKey) -> str:
    """Say on what scale the claims of a group stand: "amount, compared in GPU-hours"."""
    family = FAMILIES[key.unit_family]
    return f"{family}, compared in {key.unit}" if key.unit else family


def scope_name(key: GroupKey) -> str:
    """Say on what scale the claims of a group stand, and in strict comparisons against what and in which setting."""
    conditions = key.conditions
    where = (conditions.dataset, conditions.hardware, conditions.model, conditions.other)
    family = f"against {key.baseline}" if key.baseline else family_name(key)
    return "; ".join(part for part in (family, ", ".join(filter(None, where))) if part)


def verdict_name(verdict: str | None) -> str:
    """Say a verdict: "wrong number"; None is "not checked"."""
    return "not checked" if verdict in (None, "unchecked") else _VERDICTS.get(str(verdict), str(verdict))


def error_name(kind: str) -> str:
    """Say why a paper could not be read: "no abstract"."""
    return _ERRORS.get(kind, kind.replace("_", " "))


def failure(error: ErrorInfo | None) -> str:
    """Say to somebody who reads about papers why one could not be read; addresses and advice are for who ran it."""
    return _FAILURES.get(error.kind, "It could not be read.") if error else "It could not be read."


def reader(provenance: Provenance) -> str:
    """Say who read a paper: "the embedded reader · summarizer 0.1.0", "some-model · prompt summarize@1"."""
    readers = {"extractive": "the embedded reader", "replay": f"{provenance.model or 'a model'}, from a recording"}
    parts = [
        readers.get(provenance.backend, provenance.model or provenance.backend),
        f"prompt {provenance.prompt}" if provenance.prompt and provenance.backend != "extractive" else "",
        f"summarizer {provenance.toolkit_version}" if provenance.toolkit_version else "",
    ]
    return " · ".join(part for part in parts if part)


def standing(placed: Placed) -> str:
    """Say how a claim stands in its group: "2 of 20, at least as good as 95% of the others"; empty without a rank."""
    if placed.rank is None or placed.of < 2:
        return ""
    share = f", at least as good as {round(100 * placed.share)}% of the others" if placed.share is not None else ""
    return f"{placed.rank} of {placed.of}{share}"


def quality(change: Quality | None) -> str:
    """Say what a claim came with in quality: "0.33% worse accuracy (PhotoSet)"; empty where the paper is silent.

    Better or worse, never plus or minus: of an error rate less is better.
    """
    if change is None:
        return ""
    by = f"{number(abs(change.change))}{_unit(change.unit)} {'better' if change.change > 0 else 'worse'}"
    return f"{by if change.change else 'same'} {change.metric}{_in(change.dataset)}"


def quality_scale(change: Quality) -> str:
    """Say on what scale a quality change is: `%` for percentages and points, else the name of the measure."""
    return "%" if folded(change.unit or "") in _PERCENT else folded(change.metric)


def signed(value: float) -> str:
    """Say a change with its sign: "+1.7", "−0.33", "±0"."""
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return f"{sign}{number(abs(value))}"


def count(amount: int, one: str, many: str = "") -> str:
    """Say how many: "1 paper", "1,024 papers"."""
    return f"{amount:,} {one if amount == 1 else many or one + 's'}"


def some(names: Sequence[str], most: int = 24) -> str:
    """List names, and how many more there are."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def extent(records: Sequence[Record], *, listed: bool = True) -> str:
    """Say how much there is: "93 papers · 179 claims · 163 verified · 2 papers could not be read".

    Where claims of prior work are not `listed`, it says how many these are, for the others to add up.
    """
    claims = [claim for record in records for claim in record.claims]
    verified = sum(claim.verdict == "verified" for claim in claims)
    prior = 0 if listed else sum(claim.role != "contribution" for claim in claims)
    told = count(len(claims), "claim") + (f", {prior:,} of them of prior work and not listed" if prior else "")
    parts = [count(len(records), "paper"), told, f"{verified:,} verified"]
    failed = sum(record.status == "failed" for record in records)
    parts += [f"{count(failed, 'paper')} could not be read"] if failed else []
    return " · ".join(parts)


def asked_for(comparison: Comparison) -> str:
    """Say what a comparison was narrowed to, "metric latency, baseline BaseNet", and what may have been meant."""
    chosen = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in comparison.chosen.items())
    hints = (hint[:1].upper() + hint[1:] + ("" if hint.endswith("?") else ".") for hint in comparison.hints)
    told = [f"Only {chosen}." if chosen else "", *hints]
    return " ".join(part for part in told if part)


def left_out(comparison: Comparison) -> str:
    """Say how many claims a comparison leaves out, and why; empty where it leaves out none."""
    total = sum(comparison.excluded.values())
    if not total:
        return ""
    parts = sorted(comparison.excluded.items(), key=lambda item: -item[1])
    verb = "was" if total == 1 else "were"
    return f"{count(total, 'claim')} {verb} left out: {', '.join(f'{n} {verdict_name(v)}' for v, n in parts)}."


def _unit(unit: str | None) -> str:
    if not unit:
        return ""
    return {"x": "×", "%": "%"}.get(unit, f" {unit}")


def _than(baseline: str | None, word: str) -> str:
    return f" {word} {baseline}" if baseline else ""


def _in(setting: str | None) -> str:
    return f" ({setting})" if setting else ""
