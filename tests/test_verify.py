"""Verification: what makes a claim, a result or a summary true to its text, and what each lie is called."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.folding import bare
from summarizer.lexicon import COMPARED, OTHERS, OTHERS_FIRST, OWN
from summarizer.marks import mark
from summarizer.papers import make_paper
from summarizer.records import Claim, Record, Result, Summary, Verdict, read_record, record_json
from summarizer.verification import unsupported, verify, verify_claim, verify_result
from summarizer.verification.names import name_of
from summarizer.verification.rivals import COMPARED_WORDS
from summarizer.verification.roles import OWN_WORDS
from summarizer.verification.texts import plain_numbers, text_of

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
PAPER = make_paper(
    "Quillnet: Encoding Graphs Quickly",
    "Graph encoders are costly: existing encoders are 4x slower than trees and take quadratic time. We present"
    " Quillnet, an encoder in $O(n \\log n)$ time. Quillnet-S reduces latency by 62% over Alder-Base on Mapset-1K,"
    " with 3.1x fewer FLOPs. It needs only 4.3M parameters and 12 ms on a Kite-7 board, against 31 ms for Birch."
    " Accuracy drops by 0.3 points. Up to 2.5x higher throughput is reached. Training takes less than 8 GPU hours."
    " On Roadset and Streetset, memory falls by 21% and 34%, respectively. The encoder is as fast as Cedar-XL"
    " (9 ms, 81.2% accuracy).",
)
LATENCY = Claim(
    metric="latency",
    value=62,
    unit="%",
    relation="reduced_by",
    direction="better",
    factor=2.632,
    subject="Quillnet-S",
    baseline="Alder-Base",
    setting="Mapset-1K",
    evidence="reduces latency by 62% over Alder-Base on Mapset-1K",
)
PARAMETERS = Claim(
    metric="parameters",
    kind="absolute",
    value=4.3,
    unit="M params",
    direction="better",
    subject="Quillnet",
    evidence="only 4.3M parameters",
)
PAIR = Claim(
    metric="latency",
    value=2.583,
    unit="x",
    relation="from_to",
    direction="better",
    factor=2.583,
    subject="Quillnet",
    baseline="Birch",
    evidence="12 ms on a Kite-7 board, against 31 ms for Birch",
)
THROUGHPUT = Claim(
    metric="throughput",
    value=2.5,
    unit="x",
    bound="up_to",
    direction="better",
    subject="Quillnet",
    evidence="Up to 2.5x higher throughput",
)
TRAINING = Claim(
    metric="training_time",
    kind="absolute",
    value=8,
    unit="GPU-hours",
    bound="up_to",
    direction="better",
    subject="Quillnet",
    evidence="Training takes less than 8 GPU hours",
)
GROWTH = Claim(
    metric="complexity",
    kind="asymptotic",
    unit="O(n log n)",
    direction="better",
    subject="Quillnet",
    evidence="encoder in $O(n \\log n)$ time",
)
MEMORY = Claim(
    metric="memory",
    value=34,
    unit="%",
    direction="better",
    subject="Quillnet",
    setting="Streetset",
    evidence="On Roadset and Streetset, memory falls by 21% and 34%, respectively",
)
WORDED = Claim(
    metric="latency",
    kind="qualitative",
    direction="same",
    subject="Quillnet",
    baseline="Cedar-XL",
    evidence="as fast as Cedar-XL",
)
TRUE = [LATENCY, PARAMETERS, PAIR, THROUGHPUT, TRAINING, GROWTH, MEMORY, WORDED]


def told(claim: Claim, **changes: object) -> str | None:
    """The verdict on a claim with some fields told otherwise."""
    return verify_claim(claim.model_copy(update=changes), PAPER).verdict


@pytest.mark.parametrize("claim", TRUE, ids=lambda c: f"{c.metric}-{c.kind}")
def test_a_true_claim_is_verified_where_it_stands(claim):
    checked = verify_claim(claim, PAPER)
    assert checked.verdict == "verified", checked.verdict_reason
    assert PAPER.full_text[slice(*checked.span)] == claim.evidence


@pytest.mark.parametrize(
    ("claim", "changes", "verdict"),
    [
        (LATENCY, {"evidence": "cuts latency by 62%"}, "not_found"),
        (LATENCY, {"evidence": ""}, "not_found"),
        (LATENCY, {"evidence": "reduces latency by 63% over Alder-Base"}, "not_found"),
        (LATENCY, {"evidence": "2% over Alder-Base on Mapset-1K"}, "not_found"),
        (LATENCY, {"value": 6.2, "factor": None}, "wrong_number"),
        (LATENCY, {"value": 620, "factor": None}, "wrong_number"),
        (LATENCY, {"value": -62, "factor": None}, "wrong_number"),
        (LATENCY, {"value": None}, "wrong_number"),
        (LATENCY, {"value_max": 70.0}, "wrong_number"),
        (LATENCY, {"factor": 1.62}, "wrong_number"),
        (LATENCY, {"relation": "fraction_of", "factor": 1.613}, "wrong_number"),
        (LATENCY, {"unit": "x", "factor": None}, "wrong_unit"),
        (LATENCY, {"unit": "points", "factor": None}, "wrong_unit"),
        (LATENCY, {"unit": None, "factor": None}, "wrong_unit"),
        (LATENCY, {"direction": "worse", "factor": 0.38}, "wrong_direction"),
        (LATENCY, {"direction": "same", "factor": 1.0}, "wrong_direction"),
        (LATENCY, {"direction": None, "factor": None}, "wrong_direction"),
        (LATENCY, {"metric": "energy"}, "wrong_metric"),
        (LATENCY, {"metric": None}, "wrong_metric"),
        (LATENCY, {"metric": "compute"}, "wrong_metric"),
        (LATENCY, {"resource": "wall-clock time"}, "wrong_metric"),
        (LATENCY, {"bound": "up_to"}, "wrong_bound"),
        (LATENCY, {"bound": "approx"}, "wrong_bound"),
        (THROUGHPUT, {"bound": "exact"}, "wrong_bound"),
        (THROUGHPUT, {"bound": "at_least"}, "wrong_bound"),
        (TRAINING, {"bound": "at_least"}, "wrong_bound"),
        (LATENCY, {"baseline": "Elder-Base"}, "wrong_name"),
        (LATENCY, {"baseline": "Alder-XL2"}, "wrong_name"),
        (LATENCY, {"subject": "Quillnet-7B"}, "wrong_name"),
        (LATENCY, {"subject": "Rowan"}, "wrong_name"),
        (LATENCY, {"setting": "Mapset-22K"}, "wrong_setting"),
        (LATENCY, {"setting": "Mapset-1K, Heron-2 accelerator"}, "wrong_setting"),
        (MEMORY, {"setting": "Roadset"}, "wrong_setting"),
        (MEMORY, {"value": 21.0}, "wrong_setting"),
        (PARAMETERS, {"unit": "G params"}, "wrong_unit"),
        (PARAMETERS, {"unit": "M tokens"}, "wrong_unit"),
        (PARAMETERS, {"unit": "params"}, "wrong_unit"),
        (PARAMETERS, {"value": 43}, "wrong_number"),
        (PARAMETERS, {"metric": "energy"}, "wrong_metric"),
        (PAIR, {"direction": "worse", "factor": 0.3871}, "wrong_direction"),
        (PAIR, {"value": 3.583, "factor": None}, "wrong_number"),
        (GROWTH, {"unit": "O(n)"}, "wrong_unit"),
        (GROWTH, {"unit": "linear"}, "wrong_unit"),
        (GROWTH, {"unit": None}, "wrong_unit"),
        (WORDED, {"direction": "worse"}, "wrong_direction"),
        (WORDED, {"metric": "energy"}, "wrong_metric"),
        (WORDED, {"value": 2.0}, "wrong_number"),
    ],
)
def test_what_is_told_otherwise_is_refused_by_its_name(claim, changes, verdict):
    assert told(claim, **changes) == verdict


@pytest.mark.parametrize(
    "changes",
    [
        {"evidence": "REDUCES latency by 62\\% over Alder–Base\non Mapset-1K"},
        {"factor": None},
        {"relation": None},
        {"subject": "the small Quillnet-S model"},
        {"subject": "our encoder"},
        {"baseline": "the vanilla Alder-Base baseline"},
        {"baseline": "alder base"},
        {"baseline": None, "setting": None, "subject": None},
        {"resource": "latency"},
    ],
)
def test_harmless_differences_do_not_matter(changes):
    assert told(LATENCY, **changes) == "verified"


@pytest.mark.parametrize("value", [4.3e6, 4300000])
def test_an_amount_may_be_told_in_another_scale_of_its_unit(value):
    assert told(PARAMETERS, value=value, unit="parameters") == "verified"


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({"metric": "latency", "value": 4, "direction": "worse", "evidence": "4x slower than trees"}, "wrong_role"),
        (
            {"metric": "complexity", "kind": "asymptotic", "unit": "quadratic", "evidence": "take quadratic time"},
            "wrong_role",
        ),
        (
            {"metric": "latency", "kind": "absolute", "value": 9, "unit": "ms", "subject": "Cedar-XL"}
            | {"evidence": "as fast as Cedar-XL (9 ms"},
            "wrong_role",
        ),
    ],
)
def test_a_background_number_sold_as_the_papers_own_is_refused(fields, verdict):
    claim = Claim(**{"unit": "x", "direction": "better", **fields})
    assert verify_claim(claim, PAPER).verdict == verdict
    assert verify_claim(claim.model_copy(update={"role": "background"}), PAPER).verdict == "verified"


ROLES = [
    ("Existing methods are 3x slower. In this paper, we present Quillnet.", "3x slower", False),
    ("We present Quillnet. Compared with existing methods, Quillnet is 2x faster.", "2x faster", True),
    ("We present Quillnet. While prior encoders are slow, it is 5x faster.", "5x faster", True),
    ("We present Quillnet. Existing methods are 7x slower.", "7x slower", False),
    ("We present Quillnet. It beats the best existing approaches, being 9x faster.", "9x faster", True),
    (
        "We present Quillnet. Our method is faster than prior approaches by 9x.",
        "faster than prior approaches by 9x",
        True,
    ),
    ("We present Quillnet. It makes vanilla transformers 11x faster.", "11x faster", True),
    ("We present Quillnet. Our method is 2x faster, while previous methods are 3x slower.", "3x slower", False),
    ("We present Quillnet. Our method is 2x faster, while previous methods are 3x slower.", "2x faster", True),
    ("Transformers are 3x slower. This research introduces Quillnet. It is 4x faster.", "4x faster", True),
    ("Transformers are 3x slower. The authors introduce Quillnet. It is 4x faster.", "3x slower", False),
    ("A new encoder is proposed. In experiments, the standard encoder is 3x slower.", "3x slower", False),
    ("We present Quillnet. However, state-of-the-art models remain 3x slower.", "3x slower", False),
    ("We show that existing models are 3x slower.", "3x slower", True),
    ("Transformers suffer from 3x slower inference. Code is public.", "3x slower", False),
]


@pytest.mark.parametrize(("abstract", "evidence", "own"), ROLES)
def test_the_papers_own_sentences_are_told_from_the_background(abstract, evidence, own):
    direction = "worse" if "slower" in evidence else "better"
    value = float(next(word for word in evidence.split() if "x" in word and word[0].isdigit()).strip("x"))
    claim = Claim(metric="latency", value=value, unit="x", direction=direction, evidence=evidence)
    verdict = verify_claim(claim, make_paper("A Study of Encoders", abstract)).verdict
    assert verdict == ("verified" if own else "wrong_role")


def test_a_method_named_in_the_title_is_the_papers_own():
    claim = Claim(metric="latency", value=3, unit="x", direction="better", evidence="3x faster")
    paper = make_paper("Quillnet: Fast Encoders", "Encoders are costly. Quillnet is 3x faster. Code is public.")
    assert verify_claim(claim, paper).verdict == "verified"


PAIRS = [
    ("Quillnet outperforms Alder, Birch and Cedar by 87%, 131% and 138% in inference speed.", "Alder Birch Cedar"),
    ("Over Alder and Birch, Quillnet has 28% and 34% lower latency, respectively.", "Alder Birch"),
    ("Quillnet has 28% lower latency than Alder and 34% lower latency than Birch.", "Alder Birch"),
    ("On Alder, Birch, and Cedar, inference time is reduced by 21%, 34% and 40%.", "Alder Birch Cedar"),
]


@pytest.mark.parametrize(("sentence", "names"), PAIRS)
def test_a_number_goes_with_the_name_that_its_sentence_pairs_it_with(sentence, names):
    paper = make_paper("Quillnet: Fast Encoders", f"We present Quillnet. {sentence}")
    numbers = [float(word.strip("%,.")) for word in sentence.split() if word[0].isdigit()]
    for index, number in enumerate(numbers):
        for other, name in enumerate(names.split()):
            claim = Claim(
                metric="latency", value=number, unit="%", direction="better", baseline=name, evidence=sentence
            )
            expected = "verified" if other == index else "wrong_name"
            assert verify_claim(claim, paper).verdict == expected, (number, name)


@pytest.mark.parametrize("name", ["ZephyrNet-XL", "QuartzFormer-7B", "Zenith-2 accelerator, PlanktonNet-9M", "Rowan"])
@pytest.mark.parametrize("field", ["subject", "baseline", "setting"])
def test_a_name_that_is_nowhere_in_the_text_is_refused(name, field):
    verdict = "wrong_setting" if field == "setting" else "wrong_name"
    assert told(LATENCY, **{field: name}) == verdict


def test_figures_of_a_name_must_stand_with_it():
    paper = make_paper("Quillnet: Encoders", "We present Quillnet. It is 50% faster than Grid-101.")
    claim = Claim(metric="latency", value=50, unit="%", direction="better", evidence="50% faster", baseline="Grid-50")
    assert verify_claim(claim, paper).verdict == "wrong_name"


RESULT = Result(
    metric="accuracy",
    value=-0.3,
    unit="points",
    is_delta=True,
    subject="Quillnet",
    evidence="Accuracy drops by 0.3 points",
)
LEVEL = Result(
    metric="accuracy",
    value=81.2,
    unit="%",
    subject="Cedar-XL",
    role="background",
    evidence="(9 ms, 81.2% accuracy)",
)


@pytest.mark.parametrize(
    ("result", "changes", "verdict"),
    [
        (RESULT, {}, "verified"),
        (RESULT, {"value": 0.3}, "wrong_direction"),
        (RESULT, {"unit": "%"}, "wrong_unit"),
        (RESULT, {"value": -3.0}, "wrong_number"),
        (RESULT, {"value": None}, "wrong_number"),
        (RESULT, {"metric": "perplexity"}, "wrong_metric"),
        (RESULT, {"metric": None}, "wrong_metric"),
        (LEVEL, {"metric": "model_size"}, "wrong_metric"),
        (RESULT, {"dataset": "Mapset-22K"}, "wrong_setting"),
        (RESULT, {"subject": "Rowan-XL"}, "wrong_name"),
        (RESULT, {"evidence": "Accuracy falls"}, "not_found"),
        (LEVEL, {}, "verified"),
        (LEVEL, {"role": "contribution"}, "wrong_role"),
        (LEVEL, {"value": -81.2}, "wrong_direction"),
        (LEVEL, {"unit": "points"}, "wrong_unit"),
    ],
)
def test_results_are_held_against_the_text_like_claims(result, changes, verdict):
    checked = verify_result(result.model_copy(update=changes), PAPER)
    assert checked.verdict == verdict, checked.verdict_reason


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Quillnet-S cuts latency by 62% on Mapset-1K.", ()),
        ("The encoder runs in 12 ms and has 4.3 million parameters.", ()),
        ("It is 62x faster.", ("62x",)),
        ("It cuts latency by 26%.", ("26%",)),
        ("It was tried on the two road sets.", ("two",)),
        ("One encoder is presented.", ()),
        ("It beats Rowan-XL and GPT-9.", ("Rowan-XL", "GPT-9")),
        ("Encoders are slow, and Quillnet helps.", ()),
        ("Rowan is beaten.", ()),
        ("It beats Rowan.", ("Rowan",)),
        ("It has 4.3G parameters.", ("4.3G parameters",)),
    ],
)
def test_numbers_and_names_of_a_summary_that_the_text_lacks_are_listed(sentence, expected):
    assert unsupported(Summary(tldr=sentence), PAPER) == expected
    assert unsupported(Summary(findings=(sentence,)), PAPER) == expected


def test_a_number_in_words_is_the_same_number_in_figures():
    paper = make_paper("Quillnet", "We try it on three boards and 7 maps.")
    assert unsupported(Summary(tldr="It was tried on 3 boards and seven maps."), paper) == ()


def test_a_sentence_copied_from_the_text_holds_nothing_that_the_text_lacks():
    copied = "Padding wastes time in Quill 8x7B models."
    paper = make_paper("Padding", f"{copied} We cut it by 12.5%.")
    assert unsupported(Summary(problem=copied), paper) == ()
    assert unsupported(Summary(problem="We cut it by 2.5%."), paper) == ("2.5%",)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1,250 images, twenty-one maps and Seven boards", ["1,250", "Seven"]),
        ("v2 of 3.5x, 4x4, 12,34 and 1.2.3", ["12"]),
        ("from 16 to 4.5, -3 and 2,500.75", ["16", "4.5", "2,500.75"]),
        ("nobody", []),
    ],
)
def test_plain_numbers_are_found_in_figures_and_in_words(text, numbers):
    assert [match.group() for match in plain_numbers(text)] == numbers


@pytest.mark.parametrize(
    ("expression", "words"), [(OWN, OWN_WORDS), (OTHERS, OTHERS_FIRST), (COMPARED, COMPARED_WORDS)]
)
@given(data=st.data())
def test_where_a_text_says_whose_work_it_is_one_of_the_words_stands_that_are_asked_for_first(expression, words, data):
    text = data.draw(st.from_regex(re.compile(expression, re.ASCII)))
    assert not words.isdisjoint(bare(text).split())


PIECES = st.sampled_from(["alder", "nets", "s", "x", "50", "2", "two", "7.5", "b"])
JOINTS = st.sampled_from(["", " ", "-", "/", ", ", " to ", " and ", "_{", "$"])
WRITTEN = st.lists(st.tuples(PIECES, JOINTS), min_size=1, max_size=4).map(lambda parts: "".join(map("".join, parts)))


@given(WRITTEN, st.lists(WRITTEN, max_size=3).map(" ".join), st.integers(0, 9))
def test_a_name_is_found_wherever_its_expression_matches(phrase, others, start):
    name = name_of(phrase)
    spelt = phrase.replace("2", "two").removesuffix("s")
    for text in (others, f"{others} {phrase} {others}", others + phrase, f"{spelt} {spelt}s"):
        found = [match.start() for match in re.compile(name.form).finditer(text, start)]
        assert name.places(text, start) == found
        assert all(name.can_begin(text, place, place) and name.match(text, place) for place in found)
        assert (name.search(text, start) is not None) == bool(found)


def test_a_number_is_told_of_what_stands_before_its_verb():
    sentence = "Parameters stay, and peak memory is hence only about 3x lower."
    paper = make_paper("Quillnet: Fast Encoders", f"We present Quillnet. {sentence}")
    claim = Claim(
        metric="memory", value=3, unit="x", bound="approx", direction="better", evidence="only about 3x lower"
    )
    assert verify_claim(claim, paper).verdict == "verified"
    assert verify_claim(claim.model_copy(update={"metric": "parameters"}), paper).verdict == "wrong_metric"


@given(st.data())
def test_a_place_lies_in_whole_sentences(data):
    text = text_of(PAPER)
    start = data.draw(st.integers(0, len(text.full) - 2))
    end = data.draw(st.integers(start + 1, len(text.full)))
    begin, stop = text.sentence((start, end))
    assert begin in {a for a, _ in text.marks.sentences}
    assert begin <= start < end <= stop
    assert stop == end or stop in {b for _, b in text.marks.sentences}
    assert not any(begin < a <= start or end <= b < stop for a, b in text.marks.sentences)


def test_a_line_break_inside_a_sentence_changes_no_verdict():
    said = "We present Quillnet. It is more accurate and 4x faster than the Alder Any Reader."
    claim = Claim(metric="latency", value=4, unit="x", direction="better", evidence="4x faster than the Alder")
    for at in (place for place, letter in enumerate(said) if letter == " " and said[place - 1] != "."):
        paper = make_paper("Reading Anything", f"{said[:at]}\n{said[at + 1 :]}")
        assert verify_claim(claim, paper).verdict == "verified"
        assert verify_claim(claim.model_copy(update={"direction": "worse"}), paper).verdict == "wrong_direction"


def test_marks_that_are_at_hand_change_no_verdict():
    record = Record(paper=PAPER, claims=tuple(TRUE), results=(LEVEL,), summary=Summary(tldr="It is 9x."))
    assert verify(record, marks=mark(PAPER)) == verify(record)


def test_a_record_keeps_number_and_order_of_its_claims_and_results():
    wrong = LATENCY.model_copy(update={"value": 1.0})
    record = Record(
        paper=PAPER, claims=(wrong, *TRUE, wrong), results=(LEVEL, RESULT), summary=Summary(tldr="It is 9x.")
    )
    checked = verify(record)
    assert [c.evidence for c in checked.claims] == [c.evidence for c in record.claims]
    assert [c.verdict for c in checked.claims] == ["wrong_number", *["verified"] * len(TRUE), "wrong_number"]
    assert [r.verdict for r in checked.results] == ["verified", "verified"]
    assert checked.summary.unsupported == ("9x",)
    assert all(c.verdict_reason for c in checked.claims)


def test_verifying_twice_changes_nothing():
    record = verify(Record(paper=PAPER, claims=tuple(TRUE), results=(LEVEL,)))
    assert verify(record) == record


def test_the_reason_names_what_was_expected_and_what_was_found():
    reason = verify_claim(LATENCY.model_copy(update={"value": 26.0}), PAPER).verdict_reason
    assert reason is not None
    assert "26 %" in reason
    assert "62%" in reason


def test_where_evidence_stands_twice_the_place_that_fits_counts():
    paper = make_paper("Encoders", "Existing encoders are 3x faster than trees. We present Quillnet. It is 3x faster.")
    claim = Claim(metric="latency", value=3, unit="x", direction="better", evidence="3x faster")
    checked = verify_claim(claim, paper)
    assert checked.verdict == "verified"
    assert checked.span == (paper.full_text.rindex("3x faster"), len(paper.full_text) - 1)


def test_a_claim_without_any_field_gets_a_verdict():
    assert verify_claim(Claim(), PAPER).verdict == "not_found"
    assert verify_result(Result(), PAPER).verdict == "not_found"


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(["relative", "absolute", "asymptotic", "qualitative"]),
        "metric": st.sampled_from(["latency", "parameters", "capacity", "complexity", None]),
        "value": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "value_max": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "unit": st.none() | st.text(max_size=8),
        "relation": st.sampled_from([None, "times", "reduced_by", "increased_by", "fraction_of", "from_to"]),
        "direction": st.sampled_from([None, "better", "worse", "same"]),
        "factor": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "subject": st.none() | st.text(max_size=12),
        "setting": st.none() | st.text(max_size=12),
        "role": st.sampled_from(["contribution", "background"]),
    },
)


@given(FIELDS, st.data())
def test_whatever_a_claim_holds_it_gets_a_verdict_and_no_error(fields, data):
    text = PAPER.full_text
    start = data.draw(st.integers(0, len(text)))
    evidence = text[start : data.draw(st.integers(start, len(text)))]
    checked = verify_claim(Claim(evidence=evidence, **fields), PAPER)
    assert checked.verdict in get_args(Verdict)
    assert (checked.span is None) == (checked.verdict == "not_found")


@given(st.text(max_size=120), st.text(max_size=30))
def test_any_text_and_any_evidence_get_a_verdict(abstract, evidence):
    paper = make_paper("A title", abstract)
    claim = Claim(metric="latency", value=2, unit="x", direction="better", evidence=evidence)
    assert verify_claim(claim, paper).verdict in get_args(Verdict)
    assert verify_result(Result(metric="accuracy", value=2, evidence=evidence), paper).verdict in get_args(Verdict)


@given(st.sampled_from([LATENCY, PARAMETERS, THROUGHPUT, TRAINING, MEMORY]), st.floats(-1e6, 1e6))
def test_a_verified_claim_with_another_value_is_never_verified(claim, value):
    if abs(value - (claim.value or 0)) > 1e-6 * abs(claim.value or 1):
        assert told(claim, value=value, factor=None) != "verified" or (claim is MEMORY and value == 21)


@pytest.mark.skipif(not (SHARED / "gold/mutate.py").exists(), reason="needs gold/mutate.py of the shared folder")
def test_true_claims_are_told_from_changed_ones(tmp_path):
    mutate, gold = SHARED / "gold/mutate.py", SHARED / "gold"
    made, key, graded = tmp_path / "made.jsonl", tmp_path / "key.json", tmp_path / "verified.jsonl"
    files = [gold / "dev.papers.json", gold / "dev.gold.jsonl", made, key]
    subprocess.run([sys.executable, mutate, "make", *files], check=True, capture_output=True)
    lines = made.read_text(encoding="utf8").splitlines()
    records = [verify(read_record(json.loads(line))) for line in lines]
    graded.write_text("".join(record_json(record) + "\n" for record in records), encoding="utf8")
    output = subprocess.run([sys.executable, mutate, "grade", graded, key], check=True, capture_output=True, text=True)
    score = json.loads(output.stdout.splitlines()[-1])
    assert score["true_accept"] >= 0.97
    assert score["false_accept"] <= 0.01
    assert max(score["bound_accept"], score["setting_accept"], score["role_accept"]) <= 0.05
    assert score["swap_accept"] <= 0.25
