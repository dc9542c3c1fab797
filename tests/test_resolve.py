"""Resolve: references become values, units, bounds and evidence copied from the text."""

import pytest

from summarizer.answers import Answer, ClaimAnswer, ResultAnswer
from summarizer.marks import mark
from summarizer.papers import make_paper
from summarizer.resolve import conditions_of, find_urls, relation_in, resolve
from summarizer.topics import load_topics

ABSTRACT = (
    "Attention is slow. We present Tern, which cuts latency by up to 62% over Gull-B on an A100, while peak memory "
    "falls from 4.6 GB to 1.15 GB. Training needs only a third of the labels. It reaches 81.2% accuracy on BirdNet, "
    "0.7 points below Gull-B. Decoding costs O(n log n) time. Tern is cheap to run."
)
PAPER = make_paper("Tern: Quick Decoding", ABSTRACT)
MARKS = mark(PAPER)
QUANTITY = {q.text: f"Q{n}" for n, q in enumerate(MARKS.quantities, 1)}


def claim(**fields):
    plain = dict.fromkeys(ClaimAnswer.model_fields)
    base = {"sentence": "S3", "kind": "relative", "metric": "latency", "direction": "better", "role": "contribution"}
    return ClaimAnswer(**{**plain, **base, **fields})


def result(**fields):
    plain = dict.fromkeys(ResultAnswer.model_fields)
    base = {"sentence": "S5", "metric": "accuracy", "is_delta": False, "negative": False, "role": "contribution"}
    return ResultAnswer(**{**plain, **base, **fields})


SUMMARY = {"tldr": "Tern is quick.", "problem": "", "approach": "", "findings": [], "limitations": []}


def read(*, claims=(), results=(), **fields):
    base = {"summary": SUMMARY, "contribution": "method", "method_names": [], "topics": ["inference-systems"]}
    answer = Answer(**{**base, **fields}, claims=list(claims), results=list(results))
    return resolve(answer, MARKS, topics=load_topics(), origin="first")


def test_numbers_and_evidence_are_copied_from_the_text():
    """Value, unit, bound, factor, evidence and span come from the marks, whatever the answer says."""
    (found,) = read(claims=[claim(quantity=QUANTITY["62%"], resource="latency")]).claims
    assert (found.value, found.unit, found.bound, found.relation) == (62, "%", "up_to", "reduced_by")
    assert found.factor == pytest.approx(2.632)
    assert found.evidence == "cuts latency by up to 62% over Gull-B on an A100"
    assert PAPER.full_text[slice(*found.span)] == found.evidence
    assert found.id == f"{PAPER.id}#c1"


def test_two_amounts_become_their_ratio():
    """A from-to is one relative claim with both amounts in its evidence."""
    (found,) = read(
        claims=[claim(quantity=QUANTITY["4.6 GB"], quantity_to=QUANTITY["1.15 GB"], metric="memory", resource="memory")]
    ).claims
    assert (found.kind, found.value, found.unit, found.relation, found.factor) == ("relative", 4.0, "x", "from_to", 4.0)
    assert found.evidence == "peak memory falls from 4.6 GB to 1.15 GB"


def test_both_ends_of_a_range_are_results():
    """Each end of a range reports quality: it is a result of its own, with the evidence of the whole range."""
    marks = mark(make_paper("Tern: Quick Decoding", "Tern reaches 81-84% accuracy on BirdNet. It is 3 points better."))
    answer = Answer(
        summary=SUMMARY,
        contribution="method",
        method_names=[],
        topics=["inference-systems"],
        claims=[],
        results=[result(sentence="S2", quantity="Q1"), result(sentence="S2", quantity="Q1")],
    )
    found = resolve(answer, marks, topics=load_topics(), origin="first").results
    assert [(r.id[-3:], r.value, r.unit) for r in found] == [("#r1", 81, "%"), ("#r2", 84, "%")]
    assert {r.evidence for r in found} == {"Tern reaches 81-84% accuracy on BirdNet"}


def test_a_noun_that_its_sentence_does_not_have_is_left_out():
    """The resource is copied from the text, never made up; "none" in words is none."""
    (found,) = read(
        claims=[claim(quantity=QUANTITY["62%"], resource="inference times", setting="none", baseline="N/A")]
    ).claims
    assert (found.resource, found.setting, found.baseline) == (None, None, None)
    assert found.evidence == "cuts latency by up to 62% over Gull-B on an A100"


def test_a_comparing_percentage_is_relative_whatever_the_answer_says():
    """ "62% over" compares; only "52% of peak" is an amount of its own."""
    marks = mark(make_paper("Tern: Quick Decoding", "We present Tern. Tern needs 3% fewer parameters than Gull-B."))
    told = claim(kind="absolute", quantity="Q1", metric="parameters", relation="reduced_by")
    answer = Answer(
        claims=[told],
        results=[],
        contribution="method",
        method_names=[],
        topics=[],
        summary={"tldr": "", "problem": "", "approach": "", "findings": [], "limitations": []},
    )
    (found,) = resolve(answer, marks, topics=load_topics(), origin="first").claims
    assert (found.kind, found.factor) == ("relative", pytest.approx(1.031))


def test_a_number_in_words_is_a_fraction():
    """'A third of' is 0.3333 of the baseline, three times better."""
    (found,) = read(claims=[claim(quantity=QUANTITY["a third"], metric="data", resource="labels")]).claims
    assert (found.value, found.relation, found.factor) == (0.3333, "fraction_of", 3.0)


def test_a_small_fraction_keeps_four_digits():
    """'1/300' is 0.003333 of the baseline, 300 times better."""
    marks = mark(make_paper("Tern: Quick Decoding", "Tern takes 1/300 of the labels of Gull."))
    answer = Answer(
        summary=SUMMARY,
        contribution="method",
        method_names=["Tern"],
        topics=["inference-systems"],
        claims=[claim(sentence="S2", quantity="Q1", metric="data", resource="labels")],
        results=[],
    )
    (found,) = resolve(answer, marks, topics=load_topics(), origin="first").claims
    assert (found.value, found.relation, found.factor) == (0.003333, "fraction_of", 300.0)


def test_growth_becomes_an_asymptotic_claim():
    """The expression is the unit; there is no value and no factor."""
    (found,) = read(claims=[claim(quantity=QUANTITY["O(n log n)"], metric="complexity", kind="relative")]).claims
    assert (found.kind, found.unit, found.value, found.factor) == ("asymptotic", "O(n log n)", None, None)


def test_a_qualitative_claim_gets_the_clause_of_its_resource():
    """Without a number the clause around the resource is the evidence."""
    (found,) = read(claims=[claim(sentence="S7", kind="qualitative", metric="cost", resource="cheap")]).claims
    assert (found.kind, found.value, found.evidence) == ("qualitative", None, "Tern is cheap to run")


def test_a_number_without_a_mark_is_looked_up_in_its_sentence():
    """A number given as written counts where its sentence holds it."""
    (found,) = read(claims=[claim(quantity="62%")]).claims
    assert (found.value, found.unit, found.span is not None) == (62, "%", True)


def told_of(sentence: str, number: str, **fields):
    """The one claim of a text of one sentence: of a quantity by its words, else of a number as written."""
    marks = mark(make_paper("Tern", sentence))
    start = len("Tern") + 1
    place = next((f"Q{n}" for n, q in enumerate(marks.quantities, 1) if q.text == number), number)
    index = f"S{1 + marks.sentence_of(start + 1)}"
    answer = Answer(
        claims=[claim(sentence=index, quantity=place, **fields)],
        results=[],
        contribution="method",
        method_names=[],
        topics=[],
        summary={"tldr": "", "problem": "", "approach": "", "findings": [], "limitations": []},
    )
    reading = resolve(answer, marks, topics=load_topics(), origin="first")
    return reading.claims[0], reading.problems


@pytest.mark.parametrize("written", [r"\omega(n w)", r"$\omega(n w)$"])
def test_an_expression_without_a_mark_is_looked_up_in_its_sentence(written):
    """A growth that the marks don't know is the unit of its claim, as the text writes it."""
    sentence = r"We show that $\omega(n w)$ time is needed, whatever the order."
    found, problems = told_of(sentence, written, kind="asymptotic", metric="complexity")
    assert (found.kind, found.unit, found.value) == ("asymptotic", "ω(n w)", None)
    assert r"\omega(n w)" in found.evidence
    assert problems == ()


def test_an_expression_that_is_nowhere_is_a_problem():
    """What stands nowhere is said in words, and the claim has no expression."""
    found, problems = told_of("We show that it is quick.", "O(n w)", kind="asymptotic", metric="complexity")
    assert found.unit != "O(n w)" or found.span is None or "O(n w)" not in found.evidence
    assert problems == ("claims[0]: the number 'O(n w)' is not in its sentence",)


@pytest.mark.parametrize(
    ("sentence", "number", "bound"),
    [
        ("It is up to 2.5 times and 3.5 times faster.", "3.5 times", "up_to"),
        ("It is about 2x, 3x and 4x faster.", "4x", "approx"),
        ("It has up to 2x lower delay and 3x higher throughput.", "3x", "up_to"),
        ("It has up to a 21% cut of delay and a 30% gain of throughput.", "30%", "up_to"),
        ("It runs around a speed of 90 FPS.", "90 FPS", "approx"),
        ("Throughput is at worst 7% lower.", "7%", "up_to"),
        ("It has at least a 3x lower delay.", "3x", "at_least"),
        (r"It is ${\sim}3\times$ faster.", r"3\times$", "approx"),
        ("It has a + 3% higher delay.", "3%", "exact"),
        ("It has up to 2x lower delay and 3-4x higher throughput.", "3-4x", "exact"),
        ("It is up to 2x faster. It is 3x smaller.", "3x", "exact"),
        ("It is 2x faster and up to 3x smaller.", "2x", "exact"),
    ],
)
def test_a_hedge_before_a_number_or_its_list_is_the_bound_of_all_that_is_listed(sentence, number, bound):
    assert told_of(sentence, number)[0].bound == bound


@pytest.mark.parametrize("said", ["relative", "absolute"])
def test_a_percentage_of_peak_is_an_amount_of_its_own(said):
    found, _ = told_of("The kernels reach 38% of peak.", "38%", kind=said, metric="throughput", baseline="peak")
    assert (found.kind, found.value, found.unit, found.factor) == ("absolute", 38, "% of peak", None)


@pytest.mark.parametrize("said", ["relative", "absolute", "qualitative"])
def test_an_image_size_is_no_number_of_a_claim(said):
    found, _ = told_of("It handles images of 640x640 pixels.", "640x640", kind=said, metric="capacity")
    assert (found.kind, found.value, found.unit) == ("qualitative", None, None)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"quantity": "Q99"}, "claims[0]: 'Q99' is no quantity of the text"),
        ({"sentence": "S77"}, "claims[0]: 'S77' is no sentence of the text"),
        ({"quantity": "63%"}, "claims[0]: the number '63%' is not in its sentence"),
    ],
)
def test_a_reference_to_nothing_stays_and_is_said(fields, problem):
    """Nothing is dropped: the claim stays in the record, the problem goes into the re-ask."""
    reading = read(claims=[claim(**fields)])
    assert reading.problems == (problem,)
    assert len(reading.claims) == 1


def test_results_take_their_sign_from_the_answer():
    """A drop of the subject is negative, and points stay points: five of them are no five percent."""
    level, drop = read(
        results=[
            result(quantity=QUANTITY["0.7 points"], is_delta=True, negative=True, baseline="Gull-B"),
            result(quantity=QUANTITY["81.2%"], dataset="BirdNet"),
        ]
    ).results
    assert (level.value, level.id) == (81.2, f"{PAPER.id}#r1")
    assert (drop.value, drop.unit, drop.is_delta, drop.id) == (-0.7, "points", True, f"{PAPER.id}#r2")


def test_names_and_topics_must_be_known():
    """A method name that is not in the text and a topic that is on no list are left out and said."""
    reading = read(method_names=["Tern", "Zephyr"], topics=["inference-systems", "ornithology"])
    assert (reading.method_names, reading.topics) == (("Tern",), ("inference-systems",))
    assert len(reading.problems) == 2


@pytest.mark.parametrize(
    ("text", "number", "relation"),
    [
        ("reduces the cost by 40%", "40%", "reduced_by"),
        ("with 40% fewer parameters", "40%", "reduced_by"),
        ("runs 40% faster", "40%", "increased_by"),
        ("needs only 40% of the weights", "40%", "fraction_of"),
        ("reduced to 40%", "40%", "fraction_of"),
        ("a 40% increase in memory", "40%", "increased_by"),
        ("a 2.4x speed-up", "2.4x", "times"),
    ],
)
def test_the_words_around_a_number_say_how_it_relates(text, number, relation):
    """The relation is read from the evidence where an answer does not give it."""
    marks = mark(make_paper("T", text))
    quantity = next(q for q in marks.quantities if q.text == number)
    assert relation_in(marks.text, quantity) == relation


def test_settings_are_taken_apart():
    """Devices, data sets and models are told apart by what they are called."""
    conditions = conditions_of("an A100 GPU, the BirdNet benchmark, 7B model, batch 8")
    assert conditions.hardware == "an A100 GPU"
    assert conditions.dataset == "the BirdNet benchmark"
    assert conditions.model == "7B model"
    assert conditions.other == "batch 8"


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("Code: https://github.com/a/b.", ("https://github.com/a/b",)),
        ("(see https://a.github.io/x/)", ("https://a.github.io/x/",)),
        ("at github.com/a/b, and www.x.org/y_(z).", ("github.com/a/b", "www.x.org/y_(z)")),
        ("\\url{https://x.org/a_b}", ("https://x.org/a_b",)),
        ("an e-mail me@github.com/x is none", ()),
    ],
)
def test_addresses_lose_the_punctuation_behind_them(text, urls):
    """Addresses come as written, without the sentence's full stop or bracket."""
    assert find_urls(text) == urls


def test_evidence_is_cut_at_clauses_and_finds_its_noun_in_whichever_case():
    """Capitals at a sentence's front, or within it, hide neither a joint, nor a word of change, nor the noun."""
    paper = make_paper(
        "Tern", "We test. Reducing LATENCY, Tern needs (on a phone) 12 ms, While gulls are Slower at 30 ms."
    )
    marks = mark(paper)
    first, second = (f"Q{[q.text for q in marks.quantities].index(amount) + 1}" for amount in ("12 ms", "30 ms"))
    claims = [claim(quantity=first, kind="absolute", resource="latency"), claim(quantity=second, kind="absolute")]
    answer = Answer(
        claims=claims,
        results=[],
        summary={"tldr": "", "problem": "", "approach": "", "findings": [], "limitations": []},
        contribution="method",
        method_names=[],
        topics=[],
    )
    found = resolve(answer, marks, topics=load_topics(), origin="first").claims
    assert [c.evidence for c in found] == [
        "Reducing LATENCY, Tern needs (on a phone) 12 ms",
        "gulls are Slower at 30 ms",
    ]
    assert [c.resource for c in found] == ["latency", None]


def test_claims_are_numbered_by_their_place_and_those_without_one_come_last():
    """Ids follow the text whatever order the answer has; what refers to nothing is told last."""
    told = [claim(sentence="S99"), claim(sentence="S5"), claim(quantity=QUANTITY["62%"])]
    reading = read(claims=told, results=[result(sentence="S99"), result(quantity=QUANTITY["81.2%"])])
    assert [(c.id[-3:], c.span is None, c.origin) for c in reading.claims] == [
        ("#c1", False, "first"),
        ("#c2", False, "first"),
        ("#c3", True, "first"),
    ]
    assert reading.claims[0].value == 62
    assert [(r.id[-3:], r.span is None) for r in reading.results] == [("#r1", False), ("#r2", True)]
