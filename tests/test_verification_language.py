"""The ways in which prose says what something costs: each verified as it is, and refused once anything is changed."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from verification_sentences import Case, cases, paper_with

from summarizer.papers import make_paper
from summarizer.quantities import factor
from summarizer.records import Claim, Result
from summarizer.verification import verify_claim, verify_result

OPPOSITE = {"better": "worse", "worse": "better"}
LINES = list(cases())
CASES = [case for case in LINES if case.verdict == "verified"]
NUMERIC = [case for case in CASES if case.claim.value is not None]
RELATIVE = [case for case in CASES if case.claim.kind == "relative"]
UNIT_TWINS = {"x": "%", "%": "x", "ms": "s", "s": "ms", "GB": "MB", "MB": "GB", "min": "h"}
UNIT_TWINS |= {"GPU-hours": "GPU-days", "GPU-days": "GPU-hours"}


def named(case: Any) -> str:
    """A short name for each case."""
    return f"{case.claim.metric}:{case.claim.evidence[:40]}" if isinstance(case, Case) else str(case)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_claim_that_says_what_its_sentence_says_is_verified(case):
    checked = case.told()
    assert checked.verdict == "verified", checked.verdict_reason


@pytest.mark.parametrize("case", [case for case in LINES if case.verdict != "verified"], ids=named)
def test_the_nearest_wrong_claim_is_refused(case):
    assert case.told().verdict == case.verdict


@pytest.mark.parametrize("case", NUMERIC, ids=named)
def test_another_number_is_refused(case):
    others = [round(case.claim.value * times, 6) or 7.0 + times for times in (0.1, 1.7, 10)]
    assert {case.told(value=other, factor=None).verdict for other in others} == {"wrong_number"}


BY_THE_RIVAL = (
    "Alder needs 5x the labels",
    "Alder is 3.5 times as expensive to run",
    "Alder+ needs 3x more memory than Quillnet",
    "codes up to 45% larger than our codes",
)
"""Said of the rival: turned round, or with the rival's name gone, it is one side's claim told as the other's."""
MORE_A_DAY = ("simulates 12 years a day, Alder 3", "energy")
"""More of a throughput is better, more of an energy is worse: the direction is refused before the metric is."""


DIRECTED = [c for c in CASES if c.claim.kind not in ("absolute", "asymptotic") and c.claim.direction != "same"]


@pytest.mark.parametrize("case", DIRECTED, ids=named)
def test_the_opposite_direction_is_refused(case):
    """A growth is neither good nor bad by itself, so it has none."""
    turned = case.told(direction=OPPOSITE[case.claim.direction], factor=None)
    assert turned.verdict == ("wrong_name" if case.claim.evidence in BY_THE_RIVAL else "wrong_direction")


@pytest.mark.parametrize("case", [c for c in CASES if c.claim.unit in UNIT_TWINS], ids=named)
def test_another_unit_is_refused(case):
    assert case.told(unit=UNIT_TWINS[case.claim.unit], factor=None).verdict in ("wrong_unit", "wrong_number")


@pytest.mark.parametrize(
    ("case", "metric"), [(case, metric) for case in CASES for metric in case.other_metrics], ids=named
)
def test_another_metric_is_refused(case, metric):
    refused = "wrong_direction" if (case.claim.evidence, metric) == MORE_A_DAY else "wrong_metric"
    assert case.told(metric=metric).verdict == refused


@pytest.mark.parametrize("case", NUMERIC, ids=named)
def test_a_name_that_is_nowhere_is_refused(case):
    """Of two amounts the subject's is not known without its name: then the direction is the first thing wrong."""
    assert case.told(setting="Harrow-9").verdict == "wrong_setting"
    told = {case.told(**{side: "Harrow-9"}).verdict for side in ("subject", "baseline")}
    assert told <= {"wrong_name", "wrong_direction"}


AVERAGES = ("averag", "mean", "median", "typical")


@pytest.mark.parametrize("case", [c for c in NUMERIC if not any(w in c.sentence for w in AVERAGES)], ids=named)
def test_a_number_that_is_no_average_is_not_told_as_one(case):
    assert case.told(bound="average").verdict == "wrong_bound"


@pytest.mark.parametrize("case", RELATIVE, ids=named)
def test_a_factor_that_does_not_follow_from_the_number_is_refused(case):
    claim = case.claim
    relations = ("times", "reduced_by", "increased_by", "fraction_of")
    likely = [factor(claim.value, claim.unit, relation, claim.direction) for relation in relations]
    wrong = next(f for f in (1.234, 5.678, 91.01) if all(abs(f - (known or 0)) > 0.05 * f for known in likely))
    assert case.told(factor=wrong).verdict == "wrong_number"


UNASSERTED = [
    ("Quillnet is not 3x faster than Alder.", "better", "wrong_direction"),
    ("Quillnet is not 3x slower than Alder.", "worse", "wrong_direction"),
    ("Quillnet does not run 3x faster than Alder.", "better", "wrong_direction"),
    ("Quillnet fails to run 3x faster than Alder.", "better", "wrong_direction"),
    ("Quillnet could be 3x faster than Alder if fused.", "better", "wrong_role"),
    ("Quillnet would be 3x faster than Alder.", "better", "wrong_role"),
    ("Quillnet may be 3x faster than Alder if fused.", "better", "wrong_role"),
    ("Quillnet is not only 3x faster than Alder but also smaller.", "better", "verified"),
    ("Quillnet needs no labels, yet is 3x faster than Alder.", "better", "verified"),
    ("Quillnet can be 3x faster than Alder.", "better", "verified"),
]


@pytest.mark.parametrize(("sentence", "direction", "verdict"), UNASSERTED)
def test_a_number_that_is_denied_or_only_supposed_is_no_claim(sentence, direction, verdict):
    """The reason quotes the words that take the number back."""
    claim = Claim(
        metric="latency",
        value=3,
        unit="x",
        relation="times",
        direction=direction,
        subject="Quillnet",
        baseline="Alder",
        evidence=sentence.removesuffix("."),
    )
    told = verify_claim(claim, make_paper("Quillnet: A Net", f"We present Quillnet. {sentence}"))
    assert told.verdict == verdict, told.verdict_reason
    assert verdict == "verified" or "denies" in told.verdict_reason or "supposes" in told.verdict_reason


SIDES = [
    ("Quillnet runs 3x faster than Alder.", "Quillnet", "Alder", "verified"),
    ("Quillnet runs 3x faster than Alder.", "Alder", "Quillnet", "wrong_name"),
    ("Quillnet runs 3x faster than Alder.", "Quillnet", "Quillnet", "wrong_name"),
    ("Birch is slow, but Quillnet runs 3x faster than Alder.", "Quillnet", "Birch", "wrong_name"),
    ("Quillnet brings a 3x speedup over Alder in latency.", "Alder", "Quillnet", "wrong_name"),
    ("Quillnet outperforms Birch and is 3x faster than Alder.", "Quillnet", "Alder", "verified"),
    ("Quillnet-L is 3x faster than Quillnet.", "Quillnet-L", "Quillnet", "verified"),
]


@pytest.mark.parametrize(("sentence", "subject", "baseline", "verdict"), SIDES)
def test_the_name_behind_than_is_the_baseline(sentence, subject, baseline, verdict):
    """A claim that turns subject and baseline round names the wrong ones."""
    claim = Claim(
        metric="latency",
        value=3,
        unit="x",
        relation="times",
        direction="better",
        subject=subject,
        baseline=baseline,
        evidence=sentence.removesuffix("."),
    )
    paper = make_paper("Quillnet: A Net", f"We present Quillnet, and Quillnet-L. {sentence}")
    assert verify_claim(claim, paper).verdict == verdict


@pytest.mark.parametrize(("direction", "factor_said"), [("better", 12), ("worse", 0.08333)])
def test_of_two_amounts_the_one_behind_the_subject_is_its_own(direction, factor_said):
    """The baseline's amount may come first."""
    sentence = "Alder takes 3 days to train, whereas Quillnet takes 6 hours"
    claim = Claim(
        metric="training_time",
        value=12,
        unit="x",
        relation="from_to",
        direction=direction,
        factor=factor_said,
        subject="Quillnet",
        baseline="Alder",
        evidence=sentence,
    )
    told = verify_claim(claim, make_paper("Quillnet: A Net", f"We present Quillnet. {sentence}."))
    assert told.verdict == ("verified" if direction == "better" else "wrong_direction"), told.verdict_reason


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("AlderNet reports a 3x speedup.", "wrong_role"),
        ("Earlier, Alder achieved a 3x speedup over Birch.", "wrong_role"),
        ("Prior work, Alder, reported a 3x speedup.", "wrong_role"),
        ("Quillnet achieves a 3x speedup over Birch.", "verified"),
    ],
)
def test_what_others_report_is_not_the_papers_own(sentence, verdict):
    """A number of earlier work told as the paper's contribution has the wrong role."""
    claim = Claim(
        metric="latency", value=3, unit="x", relation="times", direction="better", subject="Quillnet", evidence=sentence
    )
    assert verify_claim(claim, make_paper("Quillnet: A Net", f"We present Quillnet. {sentence}")).verdict == verdict


def told_of(sentence: str, **fields: Any) -> str | None:
    """The verdict of a claim of 3x lower latency, with some of its fields told otherwise."""
    plain: dict[str, Any] = {"metric": "latency", "value": 3, "unit": "x", "direction": "better", "subject": "Quillnet"}
    claim = Claim(**{**plain, "evidence": sentence.removesuffix("."), **fields})
    return verify_claim(claim, paper_with(sentence)).verdict


TOLD_OF_THE_BASELINE = [
    ("Alder is 3x slower than Quillnet.", "latency", "better", "verified"),
    ("Alder is 3x slower than Quillnet.", "latency", "worse", "wrong_name"),
    ("To get there, Alder needs 3x more memory.", "memory", "better", "verified"),
    ("To get there, Alder needs 3x more memory.", "memory", "worse", "wrong_name"),
]


@pytest.mark.parametrize(("sentence", "metric", "direction", "verdict"), TOLD_OF_THE_BASELINE)
def test_what_is_told_of_the_baseline_says_the_opposite_of_the_subject(sentence, metric, direction, verdict):
    assert told_of(sentence, metric=metric, direction=direction, baseline="Alder") == verdict


def test_what_is_told_of_a_rival_against_ours_may_be_claimed_of_the_rival():
    sentence = "On long roads Alder is 3x slower than ours."
    told = {"direction": "worse", "factor": 0.3333, "subject": "Alder, a road model", "baseline": "Quillnet"}
    assert told_of(sentence, **told, evidence="Alder is 3x slower than ours") == "verified"


SPREAD = [
    ("It reaches up to 2x higher throughput and 3x lower latency.", ["up_to"]),
    ("It reaches up to 2x speedup on the A100, 4x on the V100, and 3x on the H100.", ["up_to"]),
    ("It reaches a latency that is up to 2x lower and a 3x shorter start-up time.", ["exact"]),
    ("It reaches up to 2x higher throughput, while latency is 3x lower.", ["exact"]),
    ("It cuts memory by up to 2x and latency by 3x.", ["up_to", "exact"]),
    ("Its peak memory is low, and latency drops by 3x.", ["exact"]),
    ("It is nearly 3x faster.", ["approx"]),
    ("It is typically 3x faster.", ["average", "exact"]),
]


@pytest.mark.parametrize(("sentence", "fair"), SPREAD)
@pytest.mark.parametrize("bound", ["exact", "up_to", "at_least"])
def test_an_up_to_holds_for_all_that_is_listed_behind_it(sentence, fair, bound):
    """A new article, verb or clause begins anew."""
    assert told_of(sentence, bound=bound) == ("verified" if bound in fair else "wrong_bound")


METRICS = [
    ("It is 3x faster.", {"latency"}),
    ("It has 3x fewer parameters.", {"parameters"}),
    ("It uses 3x fewer FLOPs than models fine-tuned on data in the cloud.", {"compute"}),
    ("It needs 3x less memory on large training data.", {"memory"}),
    ("It uses 3x less training data.", {"data"}),
    ("Its energy per image is 3x lower.", {"energy"}),
    ("It cuts memory and energy by 3x.", {"memory", "energy"}),
    ("It gains 3x in efficiency.", {"latency", "throughput", "compute", "memory", "energy"}),
]
SPECIFIC = ("latency", "throughput", "compute", "parameters", "memory", "energy")


@pytest.mark.parametrize(("sentence", "named"), METRICS)
def test_only_the_metric_that_stands_with_the_number_is_its_metric(sentence, named):
    """Words for another resource elsewhere in the sentence don't make the number one of that resource."""
    told = {metric for metric in SPECIFIC if told_of(sentence, metric=metric, direction="better") == "verified"}
    assert told <= named
    assert named - {"data"} <= told


LISTED = [
    "Latency, energy and memory are reduced by 30%, 45% and 12%, respectively.",
    "Reductions of 30%, 45%, and 12% in latency, energy, and memory are achieved.",
]


@pytest.mark.parametrize("sentence", LISTED)
@pytest.mark.parametrize(("metric", "number"), [*product(("latency", "energy", "memory"), (30, 45, 12))])
def test_of_three_numbers_each_goes_with_the_cost_in_its_place(sentence, metric, number):
    paper = make_paper("Quillnet: Fast Encoders", f"We present Quillnet. {sentence}")
    claim = Claim(metric=metric, value=number, unit="%", direction="better", evidence=sentence)
    own = {"latency": 30, "energy": 45, "memory": 12}[metric] == number
    assert verify_claim(claim, paper).verdict == ("verified" if own else "wrong_metric")


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("It has an 8.9% higher GLUE score at a comparable model size.", (8.9, "%")),
        ("Its models are 4.5% more accurate and have fewer parameters.", (4.5, "%")),
        ("It gains 2.6 points on average and needs less memory.", (2.6, "points")),
        ("With fewer parameters it has 1.3% better recall.", (1.3, "%")),
    ],
)
def test_a_number_of_quality_is_no_cost(sentence, number):
    """A score or an accuracy beside the number is what it measures, whatever resource the sentence names too."""
    value, unit = number
    said = {"kind": "relative", "value": value, "unit": unit, "evidence": sentence, "role": "contribution"}
    for metric, direction in product(("model_size", "parameters", "memory"), ("better", "worse")):
        claim = Claim(metric=metric, direction=direction, **said)
        assert verify_claim(claim, paper_with(sentence)).verdict != "verified"


def test_the_resource_may_be_named_in_the_sentence_before():
    sentence = "It cuts the latency of decoding. It also outperforms the cache of Alder by 3x."
    evidence = "It also outperforms the cache of Alder by 3x"
    assert told_of(sentence, evidence=evidence) == "verified"
    assert told_of(sentence, evidence=evidence, metric="energy") == "wrong_metric"


AMOUNTS = [
    ("It handles chains of up to 8,192 amino acids.", "capacity", 8192, "amino acids", "up_to", "verified"),
    ("It handles chains of up to 8,192 amino acids.", "capacity", 8192, "atoms", "up_to", "wrong_unit"),
    ("It simulates grids of 512 by 256 points.", "capacity", 512, "points", "exact", "verified"),
    ("It has just 6 learnable phase parameters.", "parameters", 6, "params", "exact", "verified"),
    ("It has just 6 learnable phase parameters.", "throughput", 6, "params", "exact", "wrong_metric"),
    ("A run costs $12.", "cost", 12, "$", "exact", "verified"),
    ("A run costs $12.", "cost", 12, "€", "exact", "wrong_unit"),
    ("It learns from million-level samples.", "data", 1e6, "samples", "approx", "verified"),
    ("It needs far fewer labelled molecules, counted in samples (14K).", "data", 14000, "samples", "exact", "verified"),
    ("Its parameter count is only 2.7M on both sets.", "parameters", 2.7e6, "params", "exact", "verified"),
    ("The smallest model (2.7M) beats them all.", "parameters", 2.7e6, "params", "exact", "verified"),
    ("The smallest model (2.7M) beats them all.", "parameters", 2.7e6, "samples", "exact", "wrong_number"),
    ("It fits a 34B LLM on one card.", "capacity", 3.4e10, "params", "exact", "verified"),
    ("It reads books of up to 640K context.", "capacity", 640000, "tokens", "up_to", "verified"),
    ("It spikes for 6 timesteps only.", "capacity", 6, "steps", "exact", "verified"),
    ("It plans a whole day in under an hour.", "latency", 1, "h", "up_to", "verified"),
    ("It plans a whole day in under an hour.", "latency", 1, "min", "up_to", "wrong_unit"),
    ("It plans 40 tours an hour.", "latency", 1, "h", "exact", "wrong_number"),
    ("It holds each weight in 2-bit or 2.6-bit codes.", "model_size", 2, "bits", "exact", "verified"),
    ("It holds each weight in 2-bit or 2.6-bit codes.", "model_size", 2.6, "bits", "exact", "verified"),
    ("It holds each weight in 2 to 3 bits.", "model_size", 2, "bits", "exact", "wrong_number"),
    ("It makes two ledger reads for each barge.", "compute", 2, "ledger reads per barge", "exact", "verified"),
    ("It makes two ledger reads by night.", "compute", 2, "ledger reads per barge", "exact", "wrong_number"),
    ("It took 7 fine-tuning hours to learn.", "training_time", 7, "hours", "exact", "verified"),
    ("It took 7 fine-tuning hours to learn.", "training_time", 7, "days", "exact", "wrong_unit"),
    ("It took 7 tuning runs to learn.", "training_time", 7, "s", "exact", "wrong_unit"),
    ("It learns from 12 000 lift attempts.", "data", 12000, "samples", "exact", "verified"),
    ("It reads up to 90M length inputs.", "capacity", 9e7, "tokens", "up_to", "verified"),
]


@pytest.mark.parametrize(("sentence", "metric", "value", "unit", "bound", "verdict"), AMOUNTS)
def test_the_noun_behind_a_bare_number_is_its_unit(sentence, metric, value, unit, bound, verdict):
    told = told_of(sentence, kind="absolute", metric=metric, value=value, unit=unit, bound=bound)
    assert told == verdict


PAIRED = [
    "Quillnet is faster than Alder (3x) and Birch (5x).",
    "Quillnet outpaces Alder by 3x and Birch by 5x in speed.",
    "Quillnet is faster: 3x vs. Alder and 5x vs. Birch.",
    "Quillnet is 3x faster than Alder and 5x faster than Birch.",
    "Quillnet is 3x and 5x faster than Alder and Birch.",
]


@pytest.mark.parametrize("sentence", PAIRED)
def test_each_number_goes_with_the_name_beside_it(sentence):
    assert told_of(sentence, baseline="Alder") == "verified"
    assert told_of(sentence, baseline="Birch") == "wrong_name"


def test_two_numbers_of_one_baseline_are_no_pairs():
    sentence = "Quillnet outperforms Alder by 5x in memory and by 3x in latency."
    assert told_of(sentence, baseline="Alder") == "verified"


NAMES = [
    ("on Larch-10 and Larch-100", "Larch-10/100", True),
    ("on Larch-10 and Larch-100", "Larch-10/50", False),
    ("with Larch-2-7B and 13B", "Larch-2-13B", True),
    ("with Larch-2-7B and 13B", "Larch-2-70B", False),
    ("on eight A100 cards", "8xA100", True),
    ("on eight A100 cards", "4xA100", False),
    ("at 128,000 tokens", "128K tokens", True),
    ("at 128,000 tokens", "256K tokens", False),
    ("with 7 billion weights", "7B", True),
    ("with two-bit weights", "2-bit", True),
    ("with two-bit weights", "3-bit", False),
    ("with a mixture of experts", "MoE", True),
    ("on an RTX4711", "RTX 4711", True),
    ("on Fashion-Larch", "FashionLarch", True),
    ("with a deep network", "DNN", False),
]


@pytest.mark.parametrize(("words", "setting", "there"), NAMES)
def test_a_setting_may_be_spelt_in_another_way(words, setting, there):
    sentence = f"Tested {words}, Quillnet is 3x faster."
    told = told_of(sentence, setting=setting, evidence="Quillnet is 3x faster")
    assert told == ("verified" if there else "wrong_setting")


GROWTHS = [
    ("It costs time proportional to the number of edges.", "proportional to the number of edges", "verified"),
    ("Its iterations number $O_\\epsilon(1/n)$.", "O(1/n)", "verified"),
    ("It improves upon the usual error bound of $O(k^2)$.", "O(k^2)", "wrong_role"),
    ("It improves on the best known rate of $O(k^2)$.", "O(k^2)", "wrong_role"),
    ("It is tighter than a recent $O(k^2)$ bound of Alder et al.", "O(k^2)", "wrong_role"),
    ("It improves the bound to $O(k)$.", "O(k)", "verified"),
    ("It matches the usual error bound of $O(k^2)$.", "O(k^2)", "verified"),
    ("One reason is the quadratic computational burden of long maps.", "quadratic", "wrong_role"),
    ("It has a lower $O(2^k)$ factor.", "O(2^k)", "verified"),
    ("It builds on recent work that has studied linear complexity mixers.", "linear", "wrong_role"),
    ("It works where O(n^2) Transformers run out of memory.", "O(n^2)", "wrong_role"),
    ("Its layers have linear complexity.", "linear", "verified"),
    ("Its cost scales almost linearly.", "near-linear", "verified"),
    ("Its cost scales linearly.", "near-linear", "wrong_unit"),
    ("A line of earlier papers has found cubic-time schedules.", "cubic", "wrong_role"),
    ("In an independent work, Alder and Birch (2020) gave a linear schedule.", "linear", "wrong_role"),
    ("Alder et al. [12] proposed a schedule in quadratic time.", "quadratic", "wrong_role"),
    ("It is well known that O(m) probes suffice, yet we show more.", "O(m)", "wrong_role"),
    ("We show that it is known in O(m) probes.", "O(m)", "verified"),
    ("It is faster, as transformers need O(m^2) products.", "O(m^2)", "wrong_role"),
    ("It needs O(m) probes, as transformers need more.", "O(m)", "verified"),
    ("It takes $O^*(3^k)$ steps.", "O(3^k)", "verified"),
    ("Its cost is O(n^2 log n) whereas that of the standard sieve is O(n^4).", "O(n^2 log n)", "verified"),
    ("It needs $\\exp(O_d(1/n))$ steps.", "exp(O(1/n))", "verified"),
    ("It needs $\\exp(O_d(1/n))$ steps.", "exp(O(1/n^2))", "wrong_unit"),
    ("It needs $O\\left(\\frac{\\sqrt{k}}{\\varepsilon^{3/2}}\\right)$ steps.", "O(sqrt(k)/eps^{3/2})", "verified"),
    ("It needs $O\\left(\\frac{\\sqrt{k}}{\\varepsilon^{3/2}}\\right)$ steps.", "O(k/eps^{3/2})", "wrong_unit"),
    ("It needs $\\widetilde{\\mathcal O}(\\frac{k}{\\eta^2}\\log m)$ steps.", "Õ(k/η^2 log m)", "verified"),
    (
        "It needs $\\widetilde{\\mathcal O}(\\frac{k}{\\eta^2}\\log m)$ steps.",
        r"\tilde{O}(\frac{k}{\eta^2}\log m)",
        "verified",
    ),
    ("It needs $\\widetilde{\\mathcal O}(\\frac{k}{\\eta^2}\\log m)$ steps.", "Õ(k/η^3 log m)", "wrong_unit"),
    ("It needs $\\widetilde{\\mathcal O}(\\frac{k}{\\eta^2}\\log m)$ steps.", "Õ(k/δ^2 log m)", "wrong_unit"),
    ("It needs $\\widetilde{\\mathcal O}(\\frac{k}{\\eta^2}\\log m)$ steps.", "Ω̃(k/η^2 log m)", "wrong_unit"),
    ("It needs Õ(k^2/δ) steps.", r"\tilde{O}(\frac{k^2}{\delta})", "verified"),
    ("We prove that one needs $\\tilde\\Omega(k^{1+\\beta})$ steps.", "Ω̃(k^{1+β})", "verified"),
    ("We prove that one needs $\\tilde\\Omega(k^{1+\\beta})$ steps.", "Ω̃(k^{2+β})", "wrong_unit"),
    ("It needs $\\tilde{O}(k^3\\mathrm{polylog}(m))/\\beta$ steps.", "O~(k^3 polylog(m))/beta", "verified"),
    ("It needs $\\tilde{O}(k^3\\mathrm{polylog}(m))/\\beta$ steps.", "O~(k^3 polylog(m))/gamma", "wrong_unit"),
    ("We match the $O(k^2)$ sweep algorithm of Orlan et al.", "O(k^2)", "wrong_role"),
    ("We match the planner of Orlan et al. (2019) that only needs $O(k)$ time.", "O(k)", "wrong_role"),
    ("This refutes the folklore that sorting needs $O(k^2)$ tours.", "O(k^2)", "wrong_role"),
    ("It is impossible to sort them in $O(k)$ time.", "O(k)", "wrong_role"),
    ("All previously known tour algorithms need $O(k^2)$ time.", "O(k^2)", "wrong_role"),
    ("We narrow the gap between $O(k)$ and $O(k^2)$.", "O(k)", "wrong_role"),
    ("It meets the standard conditions for $O(1/k)$ decay.", "O(1/k)", "wrong_role"),
]


@pytest.mark.parametrize(("sentence", "unit", "verdict"), GROWTHS)
def test_a_growth_is_the_papers_own_unless_told_of_others(sentence, unit, verdict):
    assert told_of(sentence, kind="asymptotic", metric="complexity", value=None, unit=unit) == verdict


ROLES = [
    ("Relay Sketch: Fast Graphs", "Relay Sketch runs 3x faster than Alder.", "Relay Sketch", "verified"),
    ("Budgeted Graphs Made Fast", "BudgetNet runs 3x faster than Alder.", "BudgetNet", "verified"),
    ("Pruned Graphs Made Fast", "BudgetNet runs 3x faster than Alder.", "BudgetNet", "wrong_role"),
    ("Relay Sketch: Fast Graphs", "The relay sketch of old runs 3x faster than trees.", "relay sketch", "wrong_role"),
]


@pytest.mark.parametrize(("title", "sentence", "subject", "verdict"), ROLES)
def test_a_name_that_the_title_says_or_is_coined_from_is_the_papers_own(title, sentence, subject, verdict):
    """Where "we" first stands near the end, what the paper is about is known by its name only."""
    paper = make_paper(title, f"Graphs are large. {sentence} We release the code.")
    claim = Claim(metric="latency", value=3, unit="x", direction="better", subject=subject, evidence="3x faster")
    assert verify_claim(claim, paper).verdict == verdict


RIVALS = [
    ("A query takes 5 ms in place of 31 ms.", 31, "ms", "Quillnet", "wrong_role"),
    ("A query takes 5 ms in place of 31 ms.", 5, "ms", "Quillnet", "verified"),
    ("Alder takes 31 ms, and ours is 6x faster than Alder.", 31, "ms", "Alder", "wrong_role"),
    ("A query takes 31 ms, which is 6x faster than Alder.", 31, "ms", "Quillnet", "verified"),
    ("It runs 3x faster, while Alder attains 2x. It is 1.5x faster than Alder.", 2, "x", "Alder", "wrong_role"),
    ("It runs 3x faster, while Birch attains 2x. It is 1.5x faster than Alder.", 3, "x", "Quillnet", "verified"),
    ("Reports of a 10x speedup are of a different model.", 10, "x", "a different model", "wrong_role"),
]


@pytest.mark.parametrize(("sentence", "value", "unit", "subject", "verdict"), RIVALS)
def test_what_the_paper_is_set_against_is_not_its_own(sentence, value, unit, subject, verdict):
    kind = "relative" if unit == "x" else "absolute"
    claim = Claim(
        metric="latency", kind=kind, value=value, unit=unit, direction="better", subject=subject, evidence=sentence
    )
    assert verify_claim(claim, make_paper("Fast Graphs", f"We present Quillnet. {sentence}")).verdict == verdict


PLAIN_METRICS = [
    ("It needs 25% of the peak memory of Alder.", "memory", 25, "%", "throughput"),
    ("It brings peak memory savings of 75%.", "memory", 75, "%", "model_size"),
    ("It prunes away 60% of the weights.", "parameters", 60, "%", "memory"),
    ("Peak GPU memory falls by 71%.", "memory", 71, "%", "model_size"),
    ("The file size shrinks by 31%.", "model_size", 31, "%", "memory"),
    ("FLOPs per token go up by 14%, and a buffer takes 2 GB.", "compute", 14, "%", "memory"),
    ("It fits into 600 MB of main memory and reads tokens.", "memory", 600, "MB", "data"),
    ("Samples are sorted in 40 seconds rather than 9 minutes.", "latency", 13.5, "x", "data"),
]


@pytest.mark.parametrize(("sentence", "metric", "value", "unit", "wrong"), PLAIN_METRICS)
def test_words_that_leave_nothing_open_name_one_metric(sentence, metric, value, unit, wrong):
    def told(said: str) -> str | None:
        kind = "relative" if unit in ("%", "x") else "absolute"
        way = "worse" if "up by" in sentence else "better"
        claim = Claim(metric=said, kind=kind, value=value, unit=unit, direction=way, subject="it", evidence=sentence)
        return verify_claim(claim, make_paper("Fast Graphs", f"We present Quillnet. {sentence}")).verdict

    assert (told(metric), told(wrong)) == ("verified", "wrong_metric")


RESULTS = [
    ("The error is 4.8 days, that of Alder 6.1, and rules are bad.", "error", 6.1, "days", False, "verified"),
    ("The error is 4.8 days over 6.1 fields.", "error", 6.1, "days", False, "wrong_unit"),
    ("The error is 4.8, that of Alder 6.1.", "error", 6.1, "days", False, "wrong_unit"),
    ("The end is predicted at $x/h=4.5$ (measured: 4.2).", "end", 4.2, "x/h", False, "verified"),
    ("An error of $\\sim 0.5 ^\\circ$ is left.", "error", 0.5, "°", False, "verified"),
    ("An error of $\\sim 0.5 ^\\circ$ is left.", "error", 0.5, "µm", False, "wrong_unit"),
    ("Outputs differ by an error of 10^{-3}.", "error", 0.001, None, False, "verified"),
    ("Outputs differ by an error of 10^{-3}.", "error", 0.01, None, False, "wrong_number"),
    ("Accuracy is 0.3 below that of Alder.", "accuracy", -0.3, None, True, "verified"),
    ("Accuracy is 0.3 below that of Alder.", "accuracy", 0.3, None, True, "wrong_direction"),
    ("Half of the data costs 0.7 points of accuracy.", "accuracy", -0.7, "points", True, "verified"),
    ("Half of the data costs 0.7 points of accuracy.", "accuracy", 0.7, "points", True, "wrong_direction"),
    ("Retrieval helps accuracy by 9 points; it harms it by 2 points.", "accuracy", -2, "points", True, "verified"),
    (
        "Retrieval helps accuracy by 9 points; it harms it by 2 points.",
        "accuracy",
        -9,
        "points",
        True,
        "wrong_direction",
    ),
    ("The accuracy of trees falls by more than eight.", "accuracy", -8, "points", True, "verified"),
    ("The accuracy of trees falls by more than eight.", "accuracy", -7, "points", True, "wrong_number"),
    ("Accuracy rises by 2.3% absolute.", "accuracy", 2.3, "points", True, "verified"),
    ("Accuracy rises by 2.3%.", "accuracy", 2.3, "points", True, "wrong_unit"),
    ("Collision rates are reduced by 26%.", "collision rate", 26, "%", True, "verified"),
    ("Accuracy rises by up to 9.4% under heavy rain noise.", "accuracy", 9.4, "%", True, "verified"),
    ("Accuracy is 9.4% under that of Alder.", "accuracy", -9.4, "%", True, "verified"),
    ("Accuracy is 9.4% under that of Alder.", "accuracy", 9.4, "%", True, "wrong_direction"),
    ("Mean average precision reaches 94.5%.", "mAP", 94.5, "%", False, "verified"),
    ("Mean average precision reaches 94.5%.", "BLEU", 94.5, "%", False, "wrong_metric"),
    ("It answers 61% of questions correctly.", "score", 61, "%", False, "verified"),
    ("It answers 61% of questions with 15% of the parameters.", "score", 15, "%", False, "wrong_metric"),
    ("The robot stands up within 3 s in 98% of the trials.", "success rate", 98, "%", False, "verified"),
    ("The student retains 96% of the performance of its teacher.", "score", 96, "%", False, "verified"),
    ("The student retains 96% of the weights of its teacher.", "score", 96, "%", False, "wrong_metric"),
    ("It achieves 71.2% overall and 66.9% on Hills.", "score", 66.9, "%", False, "verified"),
    ("It achieves 0.8%, 1.6%, and 5.1% WER, respectively.", "score", 0.8, "%", False, "wrong_metric"),
    ("It achieves an ASR of 71% on Hills.", "score", 71, "%", False, "wrong_metric"),
    ("It achieves 40% storage reduction over Alder.", "score", 40, "%", False, "wrong_metric"),
    ("It generalises widely: +45% relative on Hills.", "score", 45, "%", True, "verified"),
    ("It is told in full: +45% memory on Hills.", "score", 45, "%", True, "wrong_metric"),
    (
        "It generalises widely (+45%) on Hills, without a loss anywhere, however one may measure accuracy.",
        "score",
        45,
        "%",
        True,
        "verified",
    ),
    ("It achieves 14% and 8% relative gains on Hills.", "performance", 14, "%", True, "verified"),
    ("It achieves 14% and 8% memory savings on Hills.", "performance", 14, "%", True, "wrong_metric"),
    ("It averages 71.4% on the steep road set, and 83.2% on the flat one.", "score", 71.4, "%", False, "verified"),
    ("It averages 71.4% on the steep road set, and 83.2% on the flat one.", "score", 83.2, "%", False, "verified"),
    ("It is the best planner on Hills (71.2%) and Dales (63.4%).", "score", 63.4, "%", False, "verified"),
    ("It is the best planner on Hills (71.2 ms) and Dales (63.4 ms).", "score", 63.4, "ms", False, "wrong_metric"),
    ("It betters Alder by +6.4% under the same road/fuel constraints.", "performance", 6.4, "%", True, "verified"),
    ("It raises recall by 2.7 under 25% pruning ratio.", "recall", 2.7, None, True, "verified"),
    ("It brings a 13% relative improvement on five question sets.", "performance", 13, "%", True, "verified"),
    ("It surpasses memory systems like Alder by up to $31.5\\%$ here.", "performance", 31.5, "%", True, "verified"),
    ("It outperforms Alder by 1.4% on Hills.", "accuracy", 1.4, "%", True, "verified"),
    ("It outperforms Alder by 1.4% in BLEU.", "accuracy", 1.4, "%", True, "wrong_metric"),
    ("It has 37% fewer falls than Alder.", "falls", 37, "%", True, "verified"),
    ("Pruning reduces the recall by 3%.", "recall", 3, "%", True, "wrong_direction"),
    ("At reduced cost, our planner reaches 7.1% (3.9%) recall gains over Alder.", "recall", 7.1, "%", True, "verified"),
    ("At reduced cost, our planner reaches 7.1% lower recall.", "recall", 7.1, "%", True, "wrong_direction"),
    ("It outdoes Alder in recall by up to 2.3% under similar tide loads.", "recall", 2.3, "%", True, "verified"),
    ("Its recall is 2.3% under Alder's.", "recall", 2.3, "%", True, "wrong_direction"),
    ("It is as good as Alder (recall within 2.1% and 0.7%).", "recall", -0.7, "%", True, "verified"),
    ("It has a 12 percentage points higher recall.", "recall", 12, "%", True, "verified"),
    ("It has a 12 percentage points higher recall.", "recall", 12, "%", False, "wrong_unit"),
]


@pytest.mark.parametrize(("sentence", "metric", "value", "unit", "is_delta", "verdict"), RESULTS)
def test_a_result_may_be_told_in_other_words_but_not_otherwise(sentence, metric, value, unit, is_delta, verdict):
    result = Result(metric=metric, value=value, unit=unit, is_delta=is_delta, subject="Quillnet", evidence=sentence)
    told = verify_result(result, make_paper("Quillnet: A Net", f"We present Quillnet. {sentence}"))
    assert told.verdict == verdict, told.verdict_reason


WORDED = [
    ("Quillnet matches Alder with much fewer spiking operations.", "compute", "better"),
    ("Quillnet learns online with minimal computational overhead.", "compute", "better"),
    ("Quillnet learns online at a small extra computational cost.", "compute", "same"),
    ("Quillnet learns online with a negligible increase in parameters.", "parameters", "same"),
    ("Quillnet is competitive with the much larger Alder.", "model_size", "better"),
]


@pytest.mark.parametrize(("sentence", "metric", "direction"), WORDED)
def test_words_about_what_is_matched_or_negligible_say_nothing_bad(sentence, metric, direction):
    def told(way: str, evidence: str) -> str | None:
        claim = Claim(metric=metric, kind="qualitative", direction=way, subject="Quillnet", evidence=evidence)
        return verify_claim(claim, paper_with(sentence)).verdict

    assert told(direction, sentence.removesuffix(".")) == "verified"
    assert told("worse", sentence.removesuffix(".")) == "wrong_direction"


OWN_AMOUNTS = [
    ("On a phone Alder takes 9 ms, whereas Quillnet takes 2 ms.", 9, "Alder", "wrong_role"),
    ("On a phone Alder takes 9 ms, whereas Quillnet takes 2 ms.", 2, "Quillnet", "verified"),
    ("Quillnet takes 2 ms, Alder 9 ms.", 9, "Alder", "wrong_role"),
    ("Quillnet-S takes 2 ms, Quillnet-L 9 ms.", 9, "Quillnet-L", "verified"),
    ("We call the slim one Fenwick: Quillnet takes 9 ms, Fenwick 2 ms.", 2, "Fenwick", "verified"),
]


@pytest.mark.parametrize(("sentence", "value", "subject", "verdict"), OWN_AMOUNTS)
def test_of_two_amounts_only_the_papers_own_is_its_contribution(sentence, value, subject, verdict):
    claim = Claim(
        metric="latency",
        kind="absolute",
        value=value,
        unit="ms",
        direction="better",
        subject=subject,
        evidence=sentence,
    )
    told = verify_claim(claim, paper_with(sentence))
    assert told.verdict == verdict, told.verdict_reason


BOTH_WAYS = [
    ("Quillnet cuts 9 GB of memory to 3 GB.", "better"),
    ("Quillnet raises 3 GB of memory to 9 GB.", "worse"),
    ("Memory is 3 GB as opposed to 9 GB.", "better"),
    ("A barge has 9 GB of memory, but only uses 3 GB of it by night.", "better"),
]


@pytest.mark.parametrize(("sentence", "direction"), BOTH_WAYS)
def test_what_becomes_of_an_amount_is_the_subjects_own(sentence, direction):
    def told(way: str) -> str | None:
        claim = Claim(metric="memory", kind="relative", value=3, unit="x", direction=way, evidence=sentence)
        return verify_claim(claim, paper_with(sentence)).verdict

    assert (told(direction), told(OPPOSITE[direction])) == ("verified", "wrong_direction")


RELATIONS = [
    ("Latency is 20% worse.", "latency", 20, "worse", "increased_by", "reduced_by"),
    ("Quillnet has a 20% worse latency.", "latency", 20, "worse", "increased_by", "reduced_by"),
    ("10% of the FLOPs are not pruned.", "compute", 10, "better", "fraction_of", "reduced_by"),
    ("10% of the tokens are never dropped.", "data", 10, "better", "fraction_of", "reduced_by"),
    ("10% of the FLOPs cannot be pruned.", "compute", 10, "better", "fraction_of", "reduced_by"),
    ("90% of the FLOPs are not spent.", "compute", 90, "better", "reduced_by", "fraction_of"),
]


@pytest.mark.parametrize(("sentence", "metric", "value", "direction", "relation", "other"), RELATIONS)
def test_a_percentage_relates_as_its_sentence_says(sentence, metric, value, direction, relation, other):
    def told(way: Any) -> str | None:
        said = {"metric": metric, "value": value, "unit": "%", "direction": direction, "evidence": sentence}
        return verify_claim(Claim(kind="relative", relation=way, **said), paper_with(sentence)).verdict

    assert (told(relation), told(other)) == ("verified", "wrong_number")


@pytest.mark.parametrize("relation", ["reduced_by", "increased_by"])
@pytest.mark.parametrize(("thing", "metric"), [("Throughput", "throughput"), ("Compression", "model_size")])
def test_less_of_a_good_thing_is_worse_by_either_relation(thing, metric, relation):
    sentence = f"{thing} is 20% worse."
    said = {"value": 20, "unit": "%", "direction": "worse", "relation": relation, "evidence": sentence}
    assert verify_claim(Claim(metric=metric, kind="relative", **said), paper_with(sentence)).verdict == "verified"


IN_WORDS = [
    ("Quillnet needs only a fraction of the memory.", "memory", "better"),
    ("Quillnet is slower, as it keeps only a fraction of the cache.", "latency", "worse"),
    ("With just a few samples Quillnet needs more memory.", "memory", "worse"),
    ("Quillnet handles only a few users at once, a smaller capacity.", "capacity", "worse"),
    ("Quillnet needs only a few iterations.", "capacity", "better"),
    ("Quillnet has the lowest overhead.", "cost", "better"),
    ("Quillnet does not have the lowest overhead.", "cost", "worse"),
    ("Quillnet does not always attain the lowest overhead.", "cost", "worse"),
    ("Quillnet not only attains the lowest overhead.", "cost", "better"),
    ("Without any tuning Quillnet attains the lowest overhead.", "cost", "better"),
]


BOTH_SAID = [  # more and less of something, and a claim may be of either
    ("Quillnet is slower, as it keeps only a fraction of the cache.", "memory", "better"),
    ("With just a few samples Quillnet needs more memory.", "data", "better"),
]


@pytest.mark.parametrize(("sentence", "metric", "direction"), IN_WORDS + BOTH_SAID)
def test_a_claim_without_a_number_says_the_direction_of_its_sentence(sentence, metric, direction):
    claim = Claim(metric=metric, kind="qualitative", direction=direction, subject="Quillnet", evidence=sentence)
    assert verify_claim(claim, paper_with(sentence)).verdict == "verified"


@pytest.mark.parametrize(("sentence", "metric", "direction"), IN_WORDS)
def test_a_claim_without_a_number_does_not_say_the_opposite(sentence, metric, direction):
    told = {"metric": metric, "direction": OPPOSITE[direction], "subject": "Quillnet", "evidence": sentence}
    assert verify_claim(Claim(kind="qualitative", **told), paper_with(sentence)).verdict == "wrong_direction"


FALSE_TWINS = [
    # a bound is told by what stands behind a number only where that ends there
    ("Quillnet parses 4x faster and up to 6x cheaper than Alder.", "latency", 4, "x", "exact", "verified"),
    ("Quillnet parses 4x faster and up to 6x cheaper than Alder.", "latency", 4, "x", "at_least", "wrong_bound"),
    ("Quillnet is 4x faster and more robust than Alder.", "latency", 4, "x", "exact", "verified"),
    ("Quillnet is 4x faster and more robust than Alder.", "latency", 4, "x", "at_least", "wrong_bound"),
    ("A parse takes 15 ms and above all no GPU.", "latency", 15, "ms", "at_least", "wrong_bound"),
    ("Quillnet is 4x faster and more.", "latency", 4, "x", "at_least", "verified"),
    ("Quillnet handles 64k tokens and beyond.", "capacity", 64000, "tokens", "at_least", "verified"),
    # a cost is at its worst at most that, a gain at least
    ("A parse takes 15 ms in the worst case.", "latency", 15, "ms", "up_to", "verified"),
    ("A parse takes 15 ms in the worst case.", "latency", 15, "ms", "exact", "verified"),
    ("A parse takes 15 ms in the worst case.", "latency", 15, "ms", "at_least", "wrong_bound"),
    ("At worst Quillnet takes 15 ms.", "latency", 15, "ms", "up_to", "verified"),
    ("At worst Quillnet takes 15 ms.", "latency", 15, "ms", "at_least", "wrong_bound"),
    ("A parse takes 15 ms in the best case.", "latency", 15, "ms", "at_least", "verified"),
    ("A parse takes 15 ms in the best case.", "latency", 15, "ms", "up_to", "wrong_bound"),
    ("A parse takes 15 ms or better.", "latency", 15, "ms", "up_to", "verified"),
    ("Quillnet is 4x faster than Alder in the worst case.", "latency", 4, "x", "at_least", "verified"),
    ("Quillnet is 4x faster than Alder in the worst case.", "latency", 4, "x", "up_to", "wrong_bound"),
    ("Quillnet is 4x faster than Alder in the best case.", "latency", 4, "x", "up_to", "verified"),
    ("Quillnet is 4x faster than Alder in the best case.", "latency", 4, "x", "at_least", "wrong_bound"),
    ("Quillnet renders 60 FPS in the worst case.", "throughput", 60, "FPS", "at_least", "verified"),
    ("Quillnet renders 60 FPS in the worst case.", "throughput", 60, "FPS", "up_to", "wrong_bound"),
    # only a size says how much must be held
    ("A parse ends in 15 ms per device.", "latency", 15, "ms", "exact", "verified"),
    ("A parse ends in 15 ms per device.", "latency", 15, "ms", "up_to", "wrong_bound"),
    ("Its memory fits into one 24 GB card.", "memory", 24, "GB", "up_to", "verified"),
    # a number is the other side of a ratio only where it is compared
    ("A parse takes 15 ms against 45.", "latency", 3, "x", "exact", "verified"),
    ("A parse takes 15 ms where Alder takes 45.", "latency", 3, "x", "exact", "verified"),
    ("With a batch size of 3, a parse takes 15 ms.", "latency", 5, "x", "exact", "wrong_number"),
    ("Latency falls to 15 ms at depth 3.", "latency", 5, "x", "exact", "wrong_number"),
    ("Quillnet takes 2 GB of memory with 8 cameras.", "memory", 4, "x", "exact", "wrong_number"),
    # a unit that is known abbreviates nothing else
    ("Memory stays low with a mini-batch of 48.", "memory", 48, "MB", "exact", "wrong_unit"),
    ("It decodes with a real-time factor of 0.2.", "latency", 0.2, "RTF", "exact", "verified"),
    # a rate counts by its own period
    ("Quillnet reads 70 lines a second.", "throughput", 70, "lines/s", "exact", "verified"),
    ("Quillnet reads 70 lines per hour.", "throughput", 70, "lines/h", "exact", "verified"),
    ("Quillnet reads 70 lines per scan.", "throughput", 70, "lines/s", "exact", "wrong_unit"),
    ("Quillnet reads 70 lines per head.", "throughput", 70, "lines/h", "exact", "wrong_unit"),
    ("Quillnet reads 70 lines as input.", "throughput", 70, "lines/s", "exact", "wrong_unit"),
    # "one in" a time, or around the clock, is no part
    ("Only one token in six is stored.", "data", 0.1667, "x", "exact", "verified"),
    ("Quillnet trains on one TPU in 5 hours.", "training_time", 0.2, "x", "exact", "wrong_number"),
    ("Quillnet trains one network in five epochs.", "training_time", 0.2, "x", "exact", "wrong_number"),
    ("Latency is watched 24/7.", "latency", 3.4286, "x", "exact", "wrong_number"),
    # "no more than" is a bound, "no" none
    ("Quillnet needs no extra parameters.", "parameters", 0, "params", "exact", "verified"),
    ("Quillnet needs no more than 3 million parameters.", "parameters", 0, "params", "exact", "wrong_number"),
    ("Quillnet needs no fewer than 4 GPUs.", "cost", 0, "GPUs", "exact", "wrong_number"),
    # only some measures have no unit
    ("Its real-time factor is 0.2 on a phone, Alder's 0.9.", "latency", 0.2, None, "exact", "verified"),
    ("Quillnet has a memory of 48 on phones.", "memory", 48, None, "exact", "wrong_unit"),
    ("Its compression ratio is 9 and its memory 48 on phones.", "memory", 48, None, "exact", "wrong_unit"),
]


@pytest.mark.parametrize(("sentence", "metric", "value", "unit", "bound", "verdict"), FALSE_TWINS)
def test_a_number_is_told_only_as_its_sentence_means_it(sentence, metric, value, unit, bound, verdict):
    kind = "relative" if unit == "x" else "absolute"
    said = {"metric": metric, "kind": kind, "value": value, "unit": unit, "bound": bound, "subject": "Quillnet"}
    told = verify_claim(Claim(**said, direction="better", evidence=sentence), paper_with(sentence))
    assert told.verdict == verdict, told.verdict_reason


REASONS = [
    (
        "Quillnet is up to 2x and 3x faster than Alder.",
        {"value": 3, "unit": "x", "kind": "relative"},
        "expected exact; the sentence says up_to of “3x”",
    ),
    (
        "A frame takes 12 ms.",
        {"value": 12, "unit": None, "kind": "absolute", "evidence": "takes 12 ms"},
        "the claim gives 12 no unit; the evidence has 12 ms",
    ),
]


@pytest.mark.parametrize(("sentence", "fields", "reason"), REASONS)
def test_a_reason_says_what_the_sentence_says_instead(sentence, fields, reason):
    said = {"metric": "latency", "direction": "better", "evidence": sentence, **fields}
    assert verify_claim(Claim(**said), paper_with(sentence)).verdict_reason == reason


SCALES = [
    ("Accuracy rises by 2.1 points.", "accuracy", 2.1, "pts", True, "verified"),
    ("Accuracy rises by 2.1 points.", "accuracy", 2.1, "%", True, "wrong_unit"),
    ("Quillnet keeps 97% of the accuracy of the baseline.", "accuracy", 97, "% of baseline", False, "verified"),
    ("Quillnet keeps 97% of the accuracy of Alder.", "accuracy", 97, "% of baseline", False, "wrong_unit"),
    ("Its recall is 84.1 on Lakes.", "recall", 84.1, "%", False, "verified"),
    ("Its error is 84.1 on Lakes.", "error", 84.1, "%", False, "wrong_unit"),
    ("A Dice score within 0.6 points of Alder is reached.", "Dice", -0.6, "points", True, "verified"),
    ("A Dice score 0.6 points above Alder is reached.", "Dice", -0.6, "points", True, "wrong_direction"),
    ("Quillnet performs 0.3% better than Alder.", "performance", 0.3, "%", True, "verified"),
    ("Quillnet outperforms Alder by 3%.", "performance", 3, "%", True, "verified"),
    ("Quillnet outperforms Alder by 3%.", "robustness", 3, "%", True, "wrong_metric"),
    ("The jitter of the gait falls by 26%.", "jitter", 26, "%", True, "verified"),
    ("Quillnet gains 3% over the larger Alder.", "performance", 3, "%", True, "verified"),
    ("With less memory, Quillnet improves by 3%.", "performance", 3, "%", True, "verified"),
    ("Quillnet surpasses larger models by 3%.", "performance", 3, "%", True, "verified"),
    ("Its performance improves by 3%.", "quality", 3, "%", True, "verified"),
    ("Quillnet degrades by 3%.", "performance", -3, "%", True, "verified"),
    ("Quillnet is 3% faster than Alder.", "performance", 3, "%", True, "wrong_metric"),
    ("Quillnet reduces memory by 3%.", "performance", -3, "%", True, "wrong_metric"),
    ("Quillnet cuts latency by 3%.", "performance", -3, "%", True, "wrong_metric"),
    ("Quillnet improves latency by 3%.", "performance", 3, "%", True, "wrong_metric"),
    ("Latency improves by 3%.", "performance", 3, "%", True, "wrong_metric"),
    ("Quillnet yields a 3% improvement in latency.", "performance", 3, "%", True, "wrong_metric"),
    ("Its word error rate is 12.5 on Lakes.", "word error rate", 12.5, "%", False, "verified"),
    ("Its AP50 is 62.5 on Lakes.", "AP50", 62.5, "%", False, "verified"),
    ("Its Dice score is 84.1 on Lakes.", "Dice score", 84.1, "%", False, "verified"),
    ("It has an approximation error of 12.5 on Lakes.", "approximation error", 12.5, "%", False, "wrong_unit"),
    ("It has an apparent loss of 12.5 on Lakes.", "apparent loss", 12.5, "%", False, "wrong_unit"),
    ("It has a frame rate of 30 on Lakes.", "frame rate", 30, "%", False, "wrong_unit"),
]


def verified_result(sentence: str, metric: str, value: float, unit: str | None, is_delta: bool) -> Result:
    """A result of the paper's own method, held against a paper that says the sentence of it."""
    result = Result(metric=metric, value=value, unit=unit, is_delta=is_delta, subject="Quillnet", evidence=sentence)
    return verify_result(result, paper_with(sentence))


@pytest.mark.parametrize(("sentence", "metric", "value", "unit", "is_delta", "verdict"), SCALES)
def test_a_result_is_told_on_the_scale_of_its_sentence(sentence, metric, value, unit, is_delta, verdict):
    told = verified_result(sentence, metric, value, unit, is_delta)
    assert told.verdict == verdict, told.verdict_reason


SCORES = [
    ("Quillnet runs with a 4.6x speedup at state-of-the-art accuracy on Lakes.", "accuracy", 4.6, "x", "wrong_metric"),
    ("Quillnet is 1.2% above Alder in accuracy with 38% fewer parameters.", "accuracy", 38, "%", "wrong_metric"),
    ("Drawing a lake takes Quillnet 2.3 s, while its FID is good.", "FID", 2.3, "s", "wrong_metric"),
    ("We train it with 7B parameters and see a good score.", "score", 7, "B parameters", "wrong_metric"),
    (
        "Trained for 500 rounds on the lakes of two countries, it has a high accuracy.",
        "accuracy",
        500,
        "rounds",
        "wrong_metric",
    ),
    ("It was pre-trained on 67K samples.", "training", 67, "K samples", "wrong_metric"),
    ("We forecast floods for 2023 to 2024 and measure the accuracy.", "accuracy", 2024, None, "wrong_metric"),
    ("The strongest rivals of 2019 have less accuracy.", "accuracy", 2019, None, "wrong_metric"),
    ("Its emission latency is 190 ms.", "emission latency", 190, "ms", "wrong_metric"),
    ("Quillnet reaches an Elo rating of 2016.", "Elo rating", 2016, None, "verified"),
    ("Quillnet has a timing accuracy of 5 ms.", "timing accuracy", 5, "ms", "verified"),
    ("Quillnet sees floods 3 seconds ahead.", "horizon", 3, "s", "wrong_metric"),
    ("Quillnet has a horizon that lasts 3 seconds.", "horizon", 3, "s", "verified"),
    ("Quillnet has a 2x higher recall than Alder.", "recall", 2, "x", "verified"),
    ("The word error rate goes from 5.9% to 4.7%.", "word error rate", 5.9, "%", "wrong_role"),
    ("The word error rate goes from 5.9% to 4.7%.", "word error rate", 4.7, "%", "verified"),
    ("Its recall is 71.2%, down from 73.5%.", "recall", 73.5, "%", "wrong_role"),
    ("Its recall rises to 81% (from 58%).", "recall", 58, "%", "wrong_role"),
    ("Its recall is 88% against 74% for Alder.", "recall", 74, "%", "wrong_role"),
    ("Its recall ranges from 71% to 83%.", "recall", 71, "%", "verified"),
]


@pytest.mark.parametrize(("sentence", "metric", "value", "unit", "verdict"), SCORES)
def test_what_is_spent_a_year_or_the_level_before_is_no_score(sentence, metric, value, unit, verdict):
    told = verified_result(sentence, metric, value, unit, is_delta=False)
    assert told.verdict == verdict, told.verdict_reason


AMOUNTS_BEFORE = [
    ("Training memory fell from 37 GB to 8.4 GB.", "memory", 37, "GB", "wrong_role"),
    ("Training memory fell from 37 GB to 8.4 GB.", "memory", 8.4, "GB", "verified"),
    ("Decoding latency is 40 s rather than 540 s.", "latency", 540, "s", "wrong_role"),
    ("Decoding latency is 40 s rather than 540 s.", "latency", 40, "s", "verified"),
]


@pytest.mark.parametrize(("sentence", "metric", "value", "unit", "verdict"), AMOUNTS_BEFORE)
def test_what_an_amount_was_before_is_not_the_papers_own_whatever_it_is_set_against(
    sentence, metric, value, unit, verdict
):
    fields = {"kind": "absolute", "metric": metric, "value": value, "unit": unit, "direction": "better"}
    claim = Claim(**fields, subject="Quillnet", baseline="Alder", role="contribution", evidence=sentence)
    told = verify_claim(claim, paper_with(f"{sentence} Alder is older."))
    assert told.verdict == verdict, told.verdict_reason


def test_a_share_that_a_grade_leads_to_is_no_cost():
    sentence = "With little training time, the test accuracy is 66.3%."
    fields = {"kind": "relative", "metric": "training_time", "value": 66.3, "unit": "%", "direction": "better"}
    told = verify_claim(Claim(**fields, subject="Quillnet", evidence=sentence), paper_with(sentence))
    assert told.verdict != "verified"
