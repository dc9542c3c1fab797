"""Quantities: what a text's numeric expressions are, and what they come to."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.quantities import Quantity, base_unit, bound_of_ratio, factor, find, mood, ratio

FAMILY_VALUE_UNIT = [
    ("a 2.6x FLOPs reduction", "factor", 2.6, "x"),
    ("it is 13 times faster", "factor", 13, "x"),
    ("12times faster", "factor", 12, "x"),
    (r"$3.1\times$ faster", "factor", 3.1, "x"),
    (r"9{\texttimes} smaller", "factor", 9, "x"),
    ("sped up by ×7.", "factor", 7, "x"),
    (r"lowers it by $\times 2.5$ or so", "factor", 2.5, "x"),
    (r"a $\times6$ speed-up", "factor", 6, "x"),
    ("is x4 faster", "factor", 4, "x"),
    ("6+ times faster", "factor", 6, "x"),
    ("a speed-up of three.", "factor", 3, "x"),
    ("at 90+ FPS", "amount", 90, "FPS"),
    ("at 22 Frames Per Second", "amount", 22, "FPS"),
    ("in real time (> 60 frames-per-second)", "amount", 60, "FPS"),
    ("plans 2 ⨯ faster", "factor", 2, "x"),
    ("between three and five times faster", "factor", 3, "x"),
    (r"7\(\times\) smaller", "factor", 7, "x"),
    (r"$7$ times smaller", "factor", 7, "x"),
    (r"$7$x smaller", "factor", 7, "x"),
    (r"\(2.5\)x smaller", "factor", 2.5, "x"),
    (r"$2.5$ $\times$ smaller", "factor", 2.5, "x"),
    (r"$2.5 \, \times$ smaller", "factor", 2.5, "x"),
    (r"$\textbf{$5$$\times$ smaller}$", "factor", 5, "x"),
    ("5$ imes$ smaller", "factor", 5, "x"),
    (r"a $\times 3$ speedup", "factor", 3, "x"),
    ("a ×3 speedup", "factor", 3, "x"),
    ("needs 0.4xMACs", "factor", 0.4, "x"),
    ("7 xfaster than", "factor", 7, "x"),
    (r"10$^{3}$ times smaller", "factor", 1000, "x"),
    (r"$70$\% fewer", "percent", 70, "%"),
    (r"70$\%$ fewer", "percent", 70, "%"),
    ("$70$ percent fewer", "percent", 70, "%"),
    (r"5$\mathsf{x}$ smaller", "factor", 5, "x"),
    ("a 6-fold gain", "factor", 6, "x"),
    ("a six-fold gain", "factor", 6, "x"),
    ("a twofold gain", "factor", 2, "x"),
    ("by a factor of 4 or so", "factor", 4, "x"),
    ("by a factor of up to 2.5", "factor", 2.5, "x"),
    ("half the memory", "factor", 0.5, "x"),
    ("a third of the parameters", "factor", 1 / 3, "x"),
    ("a further quarter of the steps", "factor", 0.25, "x"),
    ("two thirds of the cost", "factor", 2 / 3, "x"),
    ("1/8 of the cost", "factor", 0.125, "x"),
    ("1/10th of the cost", "factor", 0.1, "x"),
    ("1/1024 of the cost", "factor", 1 / 1024, "x"),
    ("7/2026 and on", "number", 7, None),
    ("an order of magnitude faster", "factor", 10, "x"),
    ("three orders of magnitude faster", "factor", 1000, "x"),
    ("it doubles the speed", "factor", 2, "x"),
    (r"by 75\% or so", "percent", 75, "%"),
    ("by 75 percent", "percent", 75, "%"),
    ("ten percent of it", "percent", 10, "%"),
    ("by 3.1 percentage points", "points", 3.1, "points"),
    ("by 2.4 F1 points", "points", 2.4, "points"),
    ("+0.9pp here", "points", 0.9, "points"),
    ("takes 1.6 ms", "amount", 1.6, "ms"),
    ("takes 0.4 seconds", "amount", 0.4, "s"),
    ("in 38 minutes", "amount", 38, "min"),
    ("70 GPU hours", "amount", 70, "GPU-hours"),
    ("two GPU-days", "amount", 2, "GPU-days"),
    ("90 TPU training hours", "amount", 90, "GPU-hours"),
    ("in 2 h 45 min", "amount", 2.75, "h"),
    ("in half a second", "amount", 0.5, "s"),
    ("6.5 pJ per operation", "amount", 6.5, "pJ"),
    ("within 70$μ$s", "amount", 70, "µs"),
    ("after 31 000 pushes", "number", 31000, None),
    ("after 2'500 laps", "number", 2500, None),
    ("a factor of 4 200 or so", "factor", 4200, "x"),
    ("from 2 048 tokens", "amount", 2048, "tokens"),
    ("an fps of 64 on a phone", "amount", 64, "FPS"),
    ("4.6G FLOPs", "amount", 4.6, "GFLOPs"),
    ("84 TFLOPS", "amount", 84, "TFLOPS"),
    ("13.5 GB", "amount", 13.5, "GB"),
    ("25M parameters", "amount", 25, "M params"),
    ("3.6B training tokens", "amount", 3.6, "B tokens"),
    ("9 trillion tokens", "amount", 9, "T tokens"),
    ("70 million speech tokens", "amount", 70, "M tokens"),
    ("23 uJ", "amount", 23, "µJ"),
    ("30K hours", "amount", 30, "K h"),
    (r"4.1$\mu$W", "amount", 4.1, "µW"),
    (r"37 {\mu}s", "amount", 37, "µs"),
    ("7.1xfaster", "factor", 7.1, "x"),
    ("52 FPS", "amount", 52, "FPS"),
    ("138 tok/s", "amount", 138, "tokens/s"),
    ("about $14 a month", "amount", 14, "USD"),
    (r"for \$14 on a card of \textdollar{}", "amount", 14, "USD"),
    (r"saves \$3.7M a year", "amount", 3.7, "M USD"),
    ("saves $3 million a year", "amount", 3, "M USD"),
    ("with $7M$ parameters", "amount", 7, "M params"),
    ("a $7M$ model", "amount", 7, "M"),
    (r"at angles $>$75{\deg}", "number", 75, None),
    (r"$\textbf{3.7}\times$ faster", "factor", 3.7, "x"),
    (r"by \textbf{14.5}\%", "percent", 14.5, "%"),
    (r"$10^{6}$ samples", "amount", 1e6, "samples"),
    (r"a $10^4\times$ speedup", "factor", 1e4, "x"),
    (r"takes $23$ ms", "amount", 23, "ms"),
    (r"with 7.3\,M parameters", "amount", 7.3, "M params"),
    ("370 latent tokens", "amount", 370, "tokens"),
    ("57 A100-80GB GPU hours", "amount", 57, "GPU-hours"),
    ("630 TOPS", "amount", 630, "TOPS"),
    ("370 scans per hour", "amount", 370, "scans/h"),
    ("2.3 cents a query", "amount", 2.3, "cents"),
    ("an FID of 2.41", "number", 2.41, None),
    (r"97.3\% $\pm$ 1.6\%", "percent", 97.3, "%"),
    ("a\n7x speedup", "factor", 7, "x"),
    (r"at \SI{83.5}{\percent} recall", "percent", 83.5, "%"),
    (r"within \qty{37}{\milli\second}", "amount", 37, "ms"),
    (r"takes \SI{2.4}{\giga\byte} of it", "amount", 2.4, "GB"),
    (r"an offset of \SI{0.7}{\metre\per\second}", "number", 0.7, None),
    (r"at \num{7.3} or so", "number", 7.3, None),
    (r"by 6\,\% or so", "percent", 6, "%"),
    (r"by 6~\% or so", "percent", 6, "%"),
    (r"by \mathbf{30}\times\mathbf{30}\times or so", "factor", 30, "x"),
    (r"91.2\% \pm 0.4\%\pm 0.4\%", "percent", 91.2, "%"),
    ("a near-90% chance", "percent", 90, "%"),
    ("an over-3x speedup", "factor", 3, "x"),
    ("a sub-2% drop", "percent", 2, "%"),
    ("uses only\n31.5\\% of it", "percent", 31.5, "%"),
    (r"draws in $7\,\mathrm{ms}$", "amount", 7, "ms"),
    (r"weighs $41~\text{MB}$", "amount", 41, "MB"),
    (r"takes 7${\,}$µsec", "amount", 7, "µs"),
    (r"is 4${\times}$ smaller", "factor", 4, "x"),
    (r"is 4  $\times$ smaller", "factor", 4, "x"),
    (r"by 7{\%} or so", "percent", 7, "%"),
    (r"at most $\leq70$ trials", "amount", 70, "samples"),
    (r"after 31\,000 pushes", "number", 31000, None),
    ("uses 4 megabytes of it", "amount", 4, "MB"),
    ("uses 4.5 Gbytes of it", "amount", 4.5, "GB"),
    ("takes 7.5 exaflops of it", "amount", 7.5, "EFLOPs"),
    ("about 9 pretraining hours", "amount", 9, "h"),
    ("in 70 wall-clock seconds", "amount", 70, "s"),
    ("draws 6.2×10⁴ samples", "amount", 62000, "samples"),
    ("for US$14 a month", "amount", 14, "USD"),
    (r"6\times6\times smaller", "factor", 6, "x"),
    (r"6.5×6.5\times smaller", "factor", 6.5, "x"),
    (r"\sim6\times\sim6\times smaller", "factor", 6, "x"),
    ("it is O(k)O(k) in all", "growth", None, "O(k)"),
    ("it is O(k) + O(m^2) in all", "growth", None, "O(k) + O(m^2)"),
    ("it is O(k)+O(m)O(k)+O(m) in all", "growth", None, "O(k) + O(m)"),
]


@pytest.mark.parametrize(("text", "family", "value", "unit"), FAMILY_VALUE_UNIT)
def test_an_expression_is_read_with_its_family_value_and_unit(text, family, value, unit):
    """Figures, words and what is left of LaTeX come to the same values."""
    found = find(text)
    assert [(q.family, q.unit) for q in found] == [(family, unit)]
    assert found[0].value == (None if value is None else pytest.approx(value))


NO_QUANTITY = [
    "on an x86 machine",
    "GPT-4 and ResNet-50 on a V100",
    "GPT-\n4 and ResNet-\n50",
    "a 3D scene and 4DGS",
    "an Over-9 net and a hand-over-3 step",
    "zero-shot and one-step and three-stage methods",
    "top-1 of CIFAR-10",
    "MRR@10 here",
    "at most log k+7 bits a tide",
    "in a few million time steps",
    "several hundred milliseconds",
]


@pytest.mark.parametrize("text", NO_QUANTITY)
def test_a_number_inside_a_name_is_no_quantity(text):
    """Names keep their digits to themselves."""
    assert find(text) == []


SIZES = [
    "16x16 patches",
    "224times224 inputs",
    r"a 256\times256 image",
    "512 x 496 x 49 voxels",
    r"$128{ \times }128$",
    r"$16$ $\times$ $16$ tiles",
    r"$12,000\times12,000$ matrices",
]


@pytest.mark.parametrize("text", SIZES)
def test_an_image_size_is_no_factor(text):
    """Two or three lengths with a sign of multiplication between them are one `size`."""
    assert [q.family for q in find(text)] == ["size"]


RANGES = [
    ("by 10~30%", 10, 30, "%"),
    ("by 1% - 10%", 1, 10, "%"),
    ("2x-5x faster", 2, 5, "x"),
    ("two to twelve times faster", 2, 12, "x"),
    ("about $6$-$15$ times faster", 6, 15, "x"),
    ("from 5times to 9times faster", 5, 9, "x"),
    ("between 1.7x and 2.4x faster", 1.7, 2.4, "x"),
    ("from 73--930 s", 73, 930, "s"),
    ("3-5 GPU days", 3, 5, "GPU-days"),
    ("by 10 100x", 10, 100, "x"),
    (r"by 15\textendash 35\%", 15, 35, "%"),
    (r"in 15\,--\,35 ms", 15, 35, "ms"),
    ("in 15‑35 ms", 15, 35, "ms"),
    ("in 15- to 35-bit words", 15, 35, "bits"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), RANGES)
def test_a_range_is_one_quantity(text, low, high, unit):
    """Both ends of a range are kept."""
    found = [(q.value, q.value_max, q.unit) for q in find(text)]
    assert found == [(low, high, unit)] or found[0] == (low, high, unit)


def test_from_one_amount_to_another_are_two_quantities():
    """A change from A to B is no range; the first amount takes the second one's unit."""
    assert [(q.value, q.unit) for q in find("from 4.6G to 1.75G FLOPs")] == [(4.6, "GFLOPs"), (1.75, "GFLOPs")]


ROWS = [
    ("at 120/65/18 FPS", [(120, "FPS"), (65, "FPS"), (18, "FPS")]),
    ("in 7/31 ms", [(7, "ms"), (31, "ms")]),
    ("in 4/8 steps", [(4, None)]),
    ("every 1/25 s", [(1, None)]),
    ("after 30 seconds, 1 minute and 9 minutes", [(30, "s"), (1, "min"), (9, "min")]),
]


@pytest.mark.parametrize(("text", "amounts"), ROWS)
def test_whole_numbers_joined_by_slashes_share_a_measure(text, amounts):
    """Speeds and times are listed so; what is counted so are settings."""
    assert [(q.value, q.unit) for q in find(text)] == amounts


BOUNDS = [
    ("by up to 7.3x", "up_to"),
    ("upto 25 times", "up_to"),
    ("at most 20%", "up_to"),
    ("less than 1%", "up_to"),
    ("<1%", "up_to"),
    ("<; 35 ms", "up_to"),
    ("&gt; 40 FPS", "at_least"),
    ("over 1.5x", "at_least"),
    ("more than 100 layers", "at_least"),
    ("at least 40%", "at_least"),
    ("250+ FPS", "at_least"),
    ("30+% fewer", "at_least"),
    ("no less than 2.5x", "at_least"),
    ("no fewer than 12 GB", "at_least"),
    ("not smaller than 3 MB", "at_least"),
    ("less than 2.5x", "up_to"),
    ("about 4 hours", "approx"),
    ("sim 40%", "approx"),
    ("~24x", "approx"),
    (r"\textasciitilde\,24\%", "approx"),
    ("nearly 60%", "approx"),
    ("a near-60% share", "approx"),
    ("an over-60% share", "at_least"),
    (r"sub-\SI{3}{\milli\second} delays", "up_to"),
    (r"up to \textbf{35\%}", "up_to"),
    ("3.1 bits per weight on average", "average"),
    ("exactly 4%", "exact"),
]


@pytest.mark.parametrize(("text", "bound"), BOUNDS)
def test_the_words_around_a_number_bound_it(text, bound):
    """Bounds are read from words and signs, before and behind."""
    assert find(text)[0].bound == bound


GROWTHS = [
    ("achieves O(nlog n) time", "O(nlog n)"),
    ("quadratic complexity", "quadratic"),
    ("scales linearly with the sequence length", "linear"),
    ("sub-quadratic cost", "sub-quadratic"),
    (r"in O(N \log^2 N) time", "O(N log^2 N)"),
    ("runs in 𝒪(k log k) time", "O(k log k)"),
    (r"in $\tilde\Theta(n k)$ steps", "Θ̃(n k)"),
    (r"in $\widetilde{\mathcal O}(n\sqrt{k})$ steps", "Õ(n sqrt(k))"),
    (r"in $O(\frac{m + k}{h^{2}} \log\frac{1}{k})$ steps", "O((m + k)/h^2 log(1/k))"),
    (r"in ${\cal O}(\varepsilon^{-3})$ steps", "O(ε^{-3})"),
    ("in O˜(n²/k) steps", "Õ(n^2/k)"),
    (r"$2^{\tilde O(\sqrt k)}$ steps", "2^{Õ(sqrt(k))}"),
    (r"at least $\Omega(d^{\delta})$ steps", "Ω(d^δ)"),
    (r"$O^*(3^k)$ steps", "O*(3^k)"),
    (r"$\mathcal{O}_d\big(n \log n\big)$ steps", "O(n log n)"),
    ("polynomially many queries", "polynomial"),
    ("a linearly-increased cost", "linear"),
    ("a quadratic computational burden", "quadratic"),
]


@pytest.mark.parametrize(("text", "unit"), GROWTHS)
def test_growth_is_read_as_an_expression(text, unit):
    """A growth has no value, only its expression."""
    (quantity,) = find(text)
    assert (quantity.family, quantity.value, quantity.unit) == ("growth", None, unit)


def test_a_linear_layer_is_no_growth():
    """`linear` counts beside a cost only."""
    assert find("a linear layer and linear attention") == []
    assert find("under the Exponential Time Hypothesis") == []


FACTORS = [
    (75, "%", "reduced_by", "better", 4.0),
    (4, "x", "times", "better", 4.0),
    (0.25, "x", "fraction_of", "better", 4.0),
    (25, "%", "fraction_of", "better", 4.0),
    (25, "%", "increased_by", "worse", 0.8),
    (54, "%", "increased_by", "better", 1.54),
    (3, "x", "times", "worse", 0.3333),
    (0.5, "x", "reduced_by", "better", 2.0),
    (7, "x", "times", "same", 1.0),
    (120, "%", "reduced_by", "better", None),
    (None, "x", "times", "better", None),
    (3, "ms", "times", "better", None),
]


@pytest.mark.parametrize(("value", "unit", "relation", "direction", "expected"), FACTORS)
def test_one_algebra_makes_every_wording_the_same_factor(value, unit, relation, direction, expected):
    """75 % less, 4x and a quarter of are one factor."""
    assert factor(value, unit, relation, direction) == expected


def test_amounts_of_one_resource_have_a_ratio_whatever_their_scale():
    """Units are brought to one base before they are divided."""
    own, base = find("40 seconds rather than 9 minutes")
    assert ratio(own, base) == 13.5
    assert base_unit(4.6, "GFLOPs") == (4.6e9, "FLOPs")
    assert base_unit(2, "K h") == (7.2e6, "s")


@given(
    st.integers(2, 99),
    st.sampled_from(["x", " times", "-fold", r"\times", "%", r"\%", " percent", " GB", " ms", " FPS"]),
)
def test_what_is_written_out_reads_back(number, unit):
    """A figure with a unit comes back with its value, and its offsets slice to itself."""
    text = f"it takes {number}{unit} here"
    (quantity,) = find(text)
    assert quantity.value == number
    assert text[quantity.start : quantity.end] == quantity.text


@given(st.floats(0.001, 1e6, allow_nan=False).map(lambda v: float(f"{v:.6g}")))
def test_a_decimal_reads_back(number):
    """Decimals come back to the last digit written."""
    text = f"reaches {number:f} GB"
    assert find(text)[0].value == pytest.approx(float(f"{number:f}"))


@given(st.text(max_size=400))
def test_any_text_is_read_without_an_error_in_order_and_without_overlap(text):
    """Offsets always slice to the text of the expression."""
    found = find(text)
    assert all(text[q.start : q.end] == q.text for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


PIECES = [
    "2.6x ",
    "1/3 of ",
    "75\\% ",
    "O(n log n) ",
    "from 3 to ",
    "up to ",
    "half ",
    "12times16 ",
    "(",
    "$",
    "1,024 ",
    "quadratic cost ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_numbers_run_together_are_read_without_an_error(text):
    """Pieces of expressions in any order."""
    assert all(isinstance(q, Quantity) and text[q.start : q.end] == q.text for q in find(text))


RUNS = [
    *("1", "(", "O(", "1,", "a ", "12 to ", "half ", "±", "$1", "quadratic ", "x ", "1x1"),
    *(
        "O(n)+",
        "O(1)",
        r"3\times3\times",
        "3x ",
        "1/",
        "12/34/",
        "23 000 ",
        "near-1 ",
        r"\SI{1}{\ms} ",
        r"\pm 1\pm 1",
        "<; 1 ",
    ),
]
"""What a text may hold over and over."""


@pytest.mark.parametrize("piece", RUNS)
def test_the_work_grows_no_faster_than_the_text(piece):
    """Four times the text takes about four times as long; a quadratic scan would take sixteen times."""
    assert _seconds((piece * 80_000)[:80_000]) < 9 * _seconds((piece * 20_000)[:20_000]) + 0.1


def _seconds(text):
    start = time.process_time()
    find(text)
    return time.process_time() - start


MOODS = [
    ("It is not 3x faster.", "denied"),
    ("It does not result in a 3x speedup.", "denied"),
    ("There is no 3x speedup.", "denied"),
    ("It would run 3x faster.", "supposed"),
    ("It aims to cut latency by 3x.", "supposed"),
    ("It will be 3x faster if compiled.", "supposed"),
    ("It is not just 3x faster.", None),
    ("It is never more than 3x slower.", None),
    ("It keeps no cache and is 3x faster.", None),
    ("It does not store keys, which makes it 3x faster.", None),
    ("We could make it 3x faster.", None),
    ("It can be made 3x faster.", None),
    ("On tall graphs it could cut latency by 3x.", None),
    ("A later chip could run 3x faster if it is built.", "supposed"),
    ("It could in principle run 3x faster.", "supposed"),
    ("It runs (where maps are not sparse) 3x faster.", None),
    ("It never raises the load (and cuts latency by 3x).", None),
    ("It is not faster (3x).", "denied"),
    ("It cannot reach the bank due to a 3x higher load.", None),
    ("If the map is flat, a way can be found in linear time.", None),
    ("If the map is flat, a way would be found in linear time.", "supposed"),
]


@pytest.mark.parametrize(("text", "kind"), MOODS)
def test_a_number_is_asserted_denied_or_supposed_by_the_words_that_govern_it(text, kind):
    """A negation in another clause, or one of the bound, denies nothing."""
    found = mood(text, (0, len(text)), find(text)[0])
    assert (found and found.kind) == kind


@pytest.mark.parametrize(
    ("text", "bound"),
    [("never more than 2x slower", "up_to"), ("does not exceed 5%", "up_to"), ("not only more than 2x", "at_least")],
)
def test_a_negation_turns_a_bound_round(text, bound):
    """ "Never more than" is at most."""
    assert find(text)[0].bound == bound


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("under 11 minutes instead of 3 hours", "at_least"),
        ("11 minutes instead of more than 3 hours", "at_least"),
        ("11 minutes instead of up to 3 hours", "up_to"),
        ("from about 12 ms to 4 ms", "approx"),
        ("under 11 minutes instead of under 3 hours", "approx"),
        ("from 12 ms to 4 ms", "exact"),
    ],
)
def test_the_bound_of_a_ratio_follows_from_those_of_its_amounts(text, bound):
    """The smaller amount's bound turns round."""
    first, second = find(text)
    assert bound_of_ratio(first, second) == bound_of_ratio(second, first) == bound
