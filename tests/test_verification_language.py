r"""How many fields tell what something costs: each claim is verified as it is, and refused once anything is changed.

A line is a sentence; the indented lines under it are claims of it: metric, value (or range, or "-" where there is no
number), unit, what differs from `better` and `exact`, metrics that it is `not` of, and behind the bar the evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from summarizer.papers import Paper, make_paper
from summarizer.records import Claim, Result
from summarizer.verification import verify_claim, verify_result

SENTENCES = r"""
Reducing one night of observations takes Quillnet 14 minutes, a job that kept Alder busy for 7 hours.
  latency 30 x not=energy | takes Quillnet 14 minutes, a job that kept Alder busy for 7 hours
Star catalogues are matched at 2.4 million rows a second.
  throughput 2400000 rows/s not=energy | at 2.4 million rows a second
A single-point energy takes 40 ms with Quillnet and 26 s with Alder.
  latency 650 x not=energy,memory | 40 ms with Quillnet and 26 s with Alder
Solvent use falls by four fifths.
  cost 0.8 x factor=5 not=latency | Solvent use falls by four fifths
With Quillnet, a radiologist reads a scan in 3.5 minutes rather than 9.
  latency 2.571 x not=memory | reads a scan in 3.5 minutes rather than 9
Contouring takes a clinician 22 minutes.
  cost 22 min worse not=memory | takes a clinician 22 minutes
Outlining a lesion took trained staff 40% less time.
  cost 40 % factor=1.667 not=energy | took trained staff 40% less time
Quillnet replans at 250 Hz, Alder at 20.
  throughput 12.5 x not=parameters | replans at 250 Hz, Alder at 20
Per control step Quillnet spends 1.2 ms, and Alder 9.6.
  latency 8 x not=data | spends 1.2 ms, and Alder 9.6
Battery life stretches from 3 to 5 hours.
  energy 1.667 x not=memory | Battery life stretches from 3 to 5 hours
Index builds finish in 6 s, down from 41 s.
  latency 6.833 x not=energy | finish in 6 s, down from 41 s
The tail latency drops from 18 ms (Alder) to 4 ms.
  latency 4.5 x not=energy | drops from 18 ms (Alder) to 4 ms
Quillnet serves 3.2k requests/s on a laptop.
  throughput 3200 requests/s not=parameters | serves 3.2k requests/s
The index takes 11 bytes a key, Alder's 19.
  memory 1.727 x not=latency | takes 11 bytes a key, Alder's 19
Clients upload 40 kB a round where Alder sends 1.2 MB.
  cost 30 x not=energy,latency | upload 40 kB a round where Alder sends 1.2 MB
Only one in eight messages has to be sent.
  cost 0.125 x factor=8 not=latency | Only one in eight messages has to be sent
Its real-time factor is 0.08 on one core.
  latency 0.08 - not=energy | real-time factor is 0.08
Speech is decoded at 12 times real time.
  latency 12 x not=energy | decoded at 12 times real time
At 0.7 kbps it sounds like Alder at 3.2 kbps.
  model_size 4.571 x not=energy | At 0.7 kbps it sounds like Alder at 3.2 kbps
A minute of audio is transcribed in under two seconds.
  latency 2 s up_to not=energy | transcribed in under two seconds
A frame is rendered in 7 ms; Alder wants 45.
  latency 6.429 x not=energy | rendered in 7 ms; Alder wants 45
Scenes take 48 MB each, a seventh of Alder's.
  memory 0.1429 x factor=7 not=latency | 48 MB each, a seventh of Alder's
  memory 48 MB not=latency | Scenes take 48 MB
Quillnet renders at 90 frames per second, twice the rate of Alder.
  throughput 2 x not=energy | twice the rate of Alder
  throughput 90 FPS not=energy | renders at 90 frames per second
A simulated year takes 9 minutes on one GPU, as opposed to 3 hours on 512 cores.
  latency 20 x not=memory | 9 minutes on one GPU, as opposed to 3 hours
Quillnet simulates 12 years a day, Alder 3.
  throughput 4 x not=energy | simulates 12 years a day, Alder 3
Emissions of a forecast fall from 2.4 kg CO2 to 0.3 kg CO2.
  energy 8 x not=latency | fall from 2.4 kg CO2 to 0.3 kg CO2
Its environmental impact is 40% smaller.
  energy 40 % not=latency | environmental impact is 40% smaller
Each member of the ensemble costs a mere 1/50 of a full run.
  cost 0.02 x factor=50 not=memory | costs a mere 1/50 of a full run
The circuit needs 14 gates instead of 38.
  capacity 2.714 x not=energy | needs 14 gates instead of 38
Circuit depth goes down from 210 to 60.
  capacity 3.5 x not=energy | Circuit depth goes down from 210 to 60
Shots drop tenfold.
  data 10 x not=energy | Shots drop tenfold
It proves the lemmas with 4 times fewer solver calls.
  cost 4 x not=energy | 4 times fewer solver calls
The search visits a mere 0.3% of the nodes that Alder visits.
  capacity 0.3 % factor=333.3 not=energy | visits a mere 0.3% of the nodes
A proof is found in $O(n \log k)$ steps.
  complexity - O(n_log_k) kind=asymptotic | found in $O(n \log k)$ steps
Quillnet runs in $\tilde{O}(n^{1.5})$ time.
  complexity - O(n^{1.5}) kind=asymptotic | runs in $\tilde{O}(n^{1.5})$ time
Any algorithm takes $\Omega(n k)$ time, and Quillnet takes no more.
  complexity - \Omega(n_k) kind=asymptotic | takes $\Omega(n k)$ time
Memory grows with the logarithm of the length of a stream.
  complexity - O(log_n) kind=asymptotic | grows with the logarithm
Graders spend a third of the time on an essay.
  cost 0.3333 x factor=3 not=memory | Graders spend a third of the time
Human corrections per page fall from 14 to 5.
  cost 2.8 x not=memory | corrections per page fall from 14 to 5
Only one token in five is kept.
  data 0.2 x factor=5 not=energy | Only one token in five is kept
The cache is a quarter the size.
  memory 0.25 x factor=4 not=latency | cache is a quarter the size
It trains in 11 hours what takes Alder 4 days.
  training_time 8.727 x not=energy | trains in 11 hours what takes Alder 4 days
Fine-tuning touches 1 in 400 weights.
  parameters 0.0025 x factor=400 not=energy | touches 1 in 400 weights
Prefill is 1.4x as long, decoding 3x as fast.
  latency 3 x not=energy | decoding 3x as fast
  latency 1.4 x worse not=energy | Prefill is 1.4x as long
Some 85% of the multiplications are never carried out.
  compute 85 % approx factor=6.667 not=energy | Some 85% of the multiplications are never carried out
Two thirds of the tokens need not be decoded.
  data 0.6667 x factor=3 not=energy | Two thirds of the tokens need not be decoded
Between a fifth and a quarter of the memory of Alder suffices.
  memory 0.2..0.25 x factor=5 not=latency | Between a fifth and a quarter of the memory of Alder suffices
The ride takes 31 min (Alder) and 45 min (Birch), and training from a third to a half of the steps of Alder.
  capacity 0.5 x factor=2 baseline=Alder not=energy | from a third to a half of the steps of Alder
The encoder needs 30 to 45% fewer FLOPs.
  compute 30..45 % not=energy | 30 to 45% fewer FLOPs
A query costs 0.4 cents, down from 3 cents.
  cost 7.5 x not=memory | costs 0.4 cents, down from 3 cents
Latency stays below 5 ms for 10,000 users.
  latency 5 ms up_to not=energy | stays below 5 ms
At equal accuracy it is ${\approx}2.5{\times}$ cheaper to train.
  training_cost 2.5 x approx not=energy | ${\approx}2.5{\times}$ cheaper to train
This is 10^3-10^4 times faster than Alder.
  latency 1000..10000 x not=energy | 10^3-10^4 times faster
Quillnet fits on a 16 GB card, memory included.
  memory 16 GB up_to not=latency | fits on a 16 GB card
Merging cuts 150,000 vocabulary entries to 40,000.
  model_size 3.75 x not=energy | cuts 150,000 vocabulary entries to 40,000
Speed-ups by about a factor of three are usual.
  latency 3 x approx not=energy | Speed-ups by about a factor of three
Quillnet attains the lowest overhead of all.
  cost - - kind=qualitative | attains the lowest overhead
An 8B Quillnet does as well as the 70B Alder.
  parameters 8.75 x not=energy | An 8B Quillnet does as well as the 70B Alder
Peak memory is 3 GB lower.
  memory 3 GB not=latency | memory is 3 GB lower
Throughput rises by 120 tokens per second.
  throughput 120 tokens/s not=energy | rises by 120 tokens per second
Solving is four to six times quicker.
  latency 4..6 x not=energy | four to six times quicker
The costs of training are down by more than 2/3.
  training_cost 0.6667 x at_least factor=3 not=energy | down by more than 2/3
To get there, Alder needs 5x the labels.
  data 5 x baseline=Alder not=energy | Alder needs 5x the labels
Compared with Alder's 90 W, Quillnet draws 12 W of power.
  energy 7.5 x not=latency | Alder's 90 W, Quillnet draws 12 W
The old pipeline ran for 6 days; ours is through in 9 hours.
  latency 16 x not=energy | ran for 6 days; ours is through in 9 hours
An inference takes 0.6 mJ (Alder: 4.2 mJ).
  energy 7 x not=memory | takes 0.6 mJ (Alder: 4.2 mJ)
The delay is 12 ms vs 30.
  latency 2.5 x not=energy | delay is 12 ms vs 30
Quillnet cuts the bill from \$900 to \$75 a month.
  cost 12 x not=memory | cuts the bill from \$900 to \$75
The kernel reaches 71% of the peak bandwidth.
  throughput 71 %_of_peak kind=absolute not=energy | reaches 71% of the peak bandwidth
Alder takes 50 epochs. Quillnet takes 8 epochs.
  capacity 6.25 x baseline=Alder not=energy | Alder takes 50 epochs. Quillnet takes 8 epochs
Twelve times less silicon area is used.
  cost 12 x not=latency | Twelve times less silicon area
Pruned at a 40% pruning ratio, Quillnet outperforms Alder.
  parameters 40 % factor=1.667 not=energy | at a 40% pruning ratio
Compression is 20% worse than that of Alder.
  model_size 20 % worse factor=0.8 not=energy | Compression is 20% worse
A sketch takes only a few kilobytes.
  model_size - - kind=qualitative | only a few kilobytes
The ride takes 31 min (Alder) and 45 min (Birch), and Quillnet needs between a third and a half of the steps of Alder.
  capacity 0.3333..0.5 x factor=3 baseline=Alder not=energy | between a third and a half of the steps of Alder
Mapping layers keep accuracy with ${99.5\%}$, i.e., about 200x, fewer trainable parameters.
  parameters 99.5 % factor=200 not=energy | ${99.5\%}$, i.e., about 200x, fewer trainable parameters
Some 91% of the histograms are never built.
  compute 91 % approx factor=11.11 not=energy | Some 91% of the histograms are never built
Memory grows with the square of the resolution.
  complexity - quadratic kind=asymptotic | grows with the square of the resolution
Half of the frames are dropped, so that a clip is decoded in half the time.
  latency 0.5 x factor=2 not=energy | decoded in half the time
Quillnet assembles a genome in 40 minutes; Alder is still busy after 6 hours.
  latency 9 x at_least not=energy | 40 minutes; Alder is still busy after 6 hours
A survey of 2,000 km$^2$ is mapped on 1.1 kWh of energy.
  energy 1.1 kWh not=memory | mapped on 1.1 kWh
The solver needs 7 Newton iterations, Alder 31.
  capacity 4.429 x not=energy | needs 7 Newton iterations, Alder 31
Its memory footprint is 2.3 GB, that of Alder 9.7 GB.
  memory 4.217 x not=latency | 2.3 GB, that of Alder 9.7 GB
Per sample, Quillnet is 1.9x, 2.4x and 3.1x faster than Alder on one, two and four cores.
  latency 2.4 x not=energy | 1.9x, 2.4x and 3.1x faster
One epoch lasts 50 s instead of four minutes.
  training_time 4.8 x not=energy | 50 s instead of four minutes
The look-up table shrinks to a twentieth.
  model_size 0.05 x factor=20 not=energy | table shrinks to a twentieth
Only 12 of the 96 layers are run.
  compute 0.125 x factor=8 phase=inference not=energy | Only 12 of the 96 layers are run
Quillnet spends 38% less on labelling than Alder.
  cost 38 % not=energy | spends 38% less on labelling
Latency improves from 80 to 32 ms.
  latency 2.5 x not=energy | improves from 80 to 32 ms
With Quillnet, throughput climbs to 1,900 images per second from 760.
  throughput 2.5 x not=energy | climbs to 1,900 images per second from 760
Quillnet is as fast as Alder with a fifth of its energy.
  energy 0.2 x factor=5 not=memory | a fifth of its energy
Simulations that took a week are done overnight, in 9 hours.
  latency 9 h not=energy | done overnight, in 9 hours
Training is 2 days shorter.
  training_time 2 days not=energy | Training is 2 days shorter
Tuning needs 64 times fewer GPU hours than Alder.
  training_time 64 x not=energy | 64 times fewer GPU hours
This brings the cost per molecule below one cent.
  cost 1 cents up_to not=energy | cost per molecule below one cent
It answers within 0.2 s at the 99th percentile.
  latency 0.2 s up_to not=energy | within 0.2 s
Compared to dense training, 3.4-fold savings in energy are seen.
  energy 3.4 x not=memory | 3.4-fold savings in energy
The number of parameters is 12M, which is 7 times below that of Alder.
  parameters 7 x not=energy | 7 times below that of Alder
Queries are 5 to 8 times cheaper, depending on the index.
  cost 5..8 x not=memory | 5 to 8 times cheaper
Data transfer goes from 9 GB to 700 MB per day.
  cost 12.86 x not=latency | goes from 9 GB to 700 MB
Power draw falls by 4 W.
  energy 4 W not=memory | Power draw falls by 4 W
It is 25% slower but uses 3x less memory.
  latency 25 % worse not=energy | 25% slower
  memory 3 x not=energy | 3x less memory
Alder is 3.5 times as expensive to run.
  cost 3.5 x baseline=Alder not=memory | Alder is 3.5 times as expensive to run
A reader scans 90 slides an hour.
  throughput 90 slides/hour not=parameters | scans 90 slides an hour
Training fits into 96 H100 hours.
  training_time 96 GPU-hours not=memory | 96 H100 hours
It runs in $O(\varepsilon^{-2} d)$ time.
  complexity - O(epsilon^{-2}_d) kind=asymptotic | runs in $O(\varepsilon^{-2} d)$ time
It takes O(n) memory instead of the standard O(n^2).
  complexity - O(n) kind=asymptotic | takes O(n) memory
Inference wants zero gradient steps.
  capacity 0 steps not=energy | zero gradient steps
Compared to Alder it needs 4 ms rather than 10 ms.
  latency 2.5 x not=energy | needs 4 ms rather than 10 ms
It is compared with Alder and needs 4 ms instead of 10 ms.
  latency 2.5 x not=energy | needs 4 ms instead of 10 ms
Unlike Alder it uses 4 GB of memory instead of 10 GB.
  memory 2.5 x not=energy | uses 4 GB of memory instead of 10 GB
Instead of the 10 ms of Alder, it takes 4 ms.
  latency 2.5 x not=energy | Instead of the 10 ms of Alder, it takes 4 ms
Unlike Alder that takes 10 ms, it takes 4 ms.
  latency 2.5 x not=energy | Unlike Alder that takes 10 ms, it takes 4 ms
On battery-powered devices Quillnet uses 35 MB.
  memory 35 MB not=energy | uses 35 MB
On battery-powered devices Quillnet takes 5 ms.
  latency 5 ms not=energy | takes 5 ms
The battery of a sensor lasts 9 days.
  energy 9 days not=memory | lasts 9 days
Training takes 16 A100-days.
  training_time 16 GPU-days not=memory | takes 16 A100-days
Training takes 16 TPU hours.
  training_time 16 GPU-hours not=memory | takes 16 TPU hours
Quillnet cuts memory usage by 2x.
  memory 2 x not=cost | cuts memory usage by 2x
A mixture of experts runs 2x faster.
  latency 2 x not=cost | runs 2x faster
It is 2x faster on noisy channels.
  latency 2 x not=cost | 2x faster on noisy channels
Asking experts half as often saves 2x.
  cost 2 x not=memory | Asking experts half as often saves 2x
Channel uses fall by 3x.
  cost 3 x not=memory | Channel uses fall by 3x
The index of Quillnet is built 5x faster.
  latency 5 x not=model_size | built 5x faster
The index shrinks by 5x.
  model_size 5 x not=latency | index shrinks by 5x
"""

BOUNDS = ("approx", "up_to", "at_least", "average")
OPPOSITE = {"better": "worse", "worse": "better"}


@dataclass(frozen=True)
class Case:
    """A sentence, a claim of it, and metrics that the claim is not of."""

    sentence: str
    claim: Claim
    other_metrics: list[str] = field(default_factory=list)

    def told(self, **changes: Any) -> Claim:
        """Verify the claim, changed, in a paper that says the sentence of its own method."""
        return verify_claim(self.claim.model_copy(update=changes), paper_with(self.sentence))


def paper_with(sentence: str) -> Paper:
    """A paper that says a sentence of its own method."""
    opening = "Graph encoders are costly. We present Quillnet, a new encoder."
    return make_paper("Quillnet: Encoding Graphs", f"{opening} {sentence} We set it against Birch.")


def cases() -> Iterator[Case]:
    """Read the table: a sentence and one claim of it at a time."""
    sentence = ""
    for line in SENTENCES.strip().splitlines():
        if line.startswith("  "):
            yield read_case(sentence, line)
        else:
            sentence = line


def read_case(sentence: str, line: str) -> Case:
    """Read one indented line of the table."""
    said, evidence = line.strip().split(" | ")
    metric, value, unit, *rest = said.split()
    low, _, high = value.partition("..")
    number = float(low) if low != "-" else None
    fields: dict[str, Any] = {"kind": "relative" if unit in ("x", "%") else "absolute", "direction": "better"}
    fields |= {"value": number, "value_max": float(high) if high else None, "subject": "Quillnet"}
    others: list[str] = []
    for word in rest:
        name, _, content = word.partition("=")
        if name == "not":
            others = content.split(",")
        elif content:
            fields[name] = float(content) if name == "factor" else content
        else:
            fields["bound" if word in BOUNDS else "direction"] = word
    unit_said = None if unit == "-" else unit.replace("_", " ")
    return Case(sentence, Claim(metric=metric, unit=unit_said, evidence=evidence, **fields), others)


CASES = list(cases())
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


@pytest.mark.parametrize("case", NUMERIC, ids=named)
@pytest.mark.parametrize("other", [lambda v: v * 0.1 or 4, lambda v: v * 1.7 or 7], ids=["a tenth", "more"])
def test_another_number_is_refused(case, other):
    assert case.told(value=round(other(case.claim.value), 6), factor=None).verdict == "wrong_number"


BY_THE_RIVAL = ("Alder needs 5x the labels", "Alder is 3.5 times as expensive to run")
"""Said of the rival: turned round, or with the rival's name gone, it is one side's claim told as the other's."""
MORE_A_DAY = ("simulates 12 years a day, Alder 3", "energy")
"""More of a throughput is better, more of an energy is worse: the direction is refused before the metric is."""


@pytest.mark.parametrize("case", [c for c in CASES if c.claim.kind not in ("absolute", "asymptotic")], ids=named)
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
@pytest.mark.parametrize("field", ["subject", "baseline", "setting"])
def test_a_name_that_is_nowhere_is_refused(case, field):
    refused = {"setting": "wrong_setting", "subject": "wrong_name", "baseline": "wrong_name"}[field]
    if field == "baseline" and case.claim.evidence in BY_THE_RIVAL:
        refused = "wrong_direction"
    assert case.told(**{field: "Harrow-9"}).verdict == refused


@pytest.mark.parametrize("case", NUMERIC, ids=named)
def test_a_number_that_is_no_average_is_not_told_as_one(case):
    assert case.told(bound="average").verdict == "wrong_bound"


SIDES = [
    ("On a phone Alder takes 9 ms, whereas Quillnet takes 2 ms.", 9, "Alder", "wrong_role"),
    ("On a phone Alder takes 9 ms, whereas Quillnet takes 2 ms.", 2, "Quillnet", "verified"),
    ("Quillnet takes 2 ms, Alder 9 ms.", 9, "Alder", "wrong_role"),
    ("Quillnet-S takes 2 ms, Quillnet-L 9 ms.", 9, "Quillnet-L", "verified"),
    ("We call the slim one Fenwick: Quillnet takes 9 ms, Fenwick 2 ms.", 2, "Fenwick", "verified"),
]


@pytest.mark.parametrize(("sentence", "value", "subject", "verdict"), SIDES)
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


RESULTS = [
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


@pytest.mark.parametrize(("sentence", "metric", "value", "unit", "is_delta", "verdict"), RESULTS)
def test_a_result_is_told_on_the_scale_of_its_sentence(sentence, metric, value, unit, is_delta, verdict):
    result = Result(metric=metric, value=value, unit=unit, is_delta=is_delta, subject="Quillnet", evidence=sentence)
    told = verify_result(result, paper_with(sentence))
    assert told.verdict == verdict, told.verdict_reason
