"""What prose says beside its numbers: against what, in which phase, and of how many; only what its facts say holds."""

from __future__ import annotations

import pytest
from paper_records import TOPICS, coral, pebble

from summarizer.overviews import overview
from summarizer.prose.checks import problems
from summarizer.prose.material import Material, topic_material
from summarizer.records import Record


def material(*given: Record) -> Material:
    return topic_material(overview(given, topics=TOPICS).topics[0], given)


def with_speed(**fields: object) -> Record:
    """Pebble, its claim of speed with these fields."""
    first, *others = pebble().claims
    return pebble().model_copy(update={"claims": (first.model_copy(update=fields), *others)})


FACTS = material(coral(), pebble())


def wrong(text: str, *cites: str, facts: Material = FACTS) -> list[str]:
    """What is wrong with a sentence that cites claims and papers by their own ids."""
    ref = {fact.cites: fact.ref for fact in facts.facts}
    return problems(text, [ref[identifier] for identifier in cites], facts)


# --- against what ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Pebble was 4x faster than Coral.",
        "Pebble was 4x faster at inference than Coral.",
        "Pebble is 4× faster on PageSet, compared with Coral.",
        "Compared with Coral, Pebble is 4× faster.",
        "Relative to Coral, Pebble is 4× faster on PageSet.",
        "Against the Coral model, Pebble is 4× faster.",
        "Pebble gives a 4× speedup over Coral.",
        "Pebble is 4× faster vs. Coral.",
        "Pebble is 4× as fast as Coral.",
        "Pebble is 4× faster than both FlatBase and Coral.",
        "Pebble is 4× faster than Coral and FlatBase.",
        "Pebble is 4× faster than the standard Transformer.",
        "Pebble is 4× faster than usual.",
        "Pebble is 4× faster and up to 2.5× faster than Coral.",
    ],
)
def test_a_number_set_against_what_is_not_its_claims_baseline_does_not_hold(text):
    assert any("is set against" in reason for reason in wrong(text, "pebble#c1", "coral#c1")), text


@pytest.mark.parametrize(
    "text",
    [
        "Pebble beats the GraniteNet model by running 4× faster.",
        "Pebble is faster than GraniteNet, by a speed-up of 4×.",
        "Versus GraniteNet, Pebble is 4× faster.",
        "Pebble is 4× faster than FlatBase and GraniteNet.",
        "Pebble runs at 4× the speed of GraniteNet.",
    ],
)
def test_what_another_claim_is_set_against_is_not_what_this_one_is(text):
    against = coral().claims[0].model_copy(update={"baseline": "GraniteNet"})
    facts = material(coral().model_copy(update={"claims": (against,)}), pebble())
    assert any("is set against" in reason for reason in wrong(text, "pebble#c1", "coral#c1", facts=facts)), text
    right = "Coral is up to 2.5× faster than GraniteNet, while Pebble is 4× faster than FlatBase."
    assert wrong(right, "pebble#c1", "coral#c1", facts=facts) == []


def test_the_reason_names_what_is_compared_with_and_the_baseline_that_the_fact_has():
    ref = next(fact.ref for fact in FACTS.facts if fact.cites == "pebble#c1")
    assert f"'4x' is set against 'Coral'; the baseline of {ref} is FlatBase" in wrong(
        "Pebble was 4x faster than Coral.", "pebble#c1", "coral#c1"
    )


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("Pebble is 4× faster.", ["pebble#c1"]),
        ("Pebble is 4× faster than the FlatBase model on PageSet.", ["pebble#c1"]),
        ("Pebble is 4× faster than its baseline.", ["pebble#c1"]),
        ("Pebble is 4× faster than that of FlatBase.", ["pebble#c1"]),
        ("Compared with FlatBase, Pebble is 4× faster.", ["pebble#c1"]),
        ("Over FlatBase, Pebble gives a 4× speedup.", ["pebble#c1"]),
        ("Pebble gives a 4× speedup over FlatBase on PageSet.", ["pebble#c1"]),
        ("Pebble is 4× as fast as FlatBase.", ["pebble#c1"]),
        ("Pebble is 4× faster than FlatBase and Coral up to 2.5× faster.", ["pebble#c1", "coral#c1"]),
        ("Pebble is 4× faster than FlatBase, while Coral cuts memory by 60%.", ["pebble#c1", "coral#c2"]),
        ("Measured against FlatBase, Coral is up to 2.5× and Pebble 4× faster.", ["pebble#c1", "coral#c1"]),
        ("Unlike Coral, Pebble is 4× faster than FlatBase.", ["pebble#c1", "coral#c1"]),
        ("Pebble needs at most 20% of FlatBase's parameters.", ["pebble#c3"]),
        ("Pebble is 4× faster and needs at least 5× fewer parameters than FlatBase.", ["pebble#c1", "pebble#c3"]),
        ("Pebble is 4× faster, and Coral needs 60% less memory than FlatBase.", ["pebble#c1", "coral#c2"]),
        ("Coral reaches an accuracy of 81.4%, with 60% less memory than FlatBase.", ["coral#r1", "coral#c2"]),
    ],
)
def test_a_number_set_against_its_claims_baseline_or_against_nothing_holds(text, cites):
    assert wrong(text, *cites) == []


def test_a_baseline_may_be_written_in_any_way_in_which_it_is_the_same():
    facts = material(coral(), with_speed(baseline="DeiT-B"))
    assert wrong("Pebble is 4× faster than the DeiT-B model.", "pebble#c1", facts=facts) == []
    facts = material(coral(), with_speed(baseline="previous attention kernels"))
    assert wrong("Pebble is 4× faster than previous kernels.", "pebble#c1", facts=facts) == []
    assert wrong("Pebble is 4× faster than FlatBase.", "pebble#c1", "coral#c1", facts=facts) != []


def test_a_claim_without_a_baseline_is_set_against_nothing():
    facts = material(coral(), with_speed(baseline=None))
    assert wrong("Pebble is 4× faster on PageSet.", "pebble#c1", facts=facts) == []
    (reason,) = wrong("Pebble is 4× faster than FlatBase.", "pebble#c1", "coral#c1", facts=facts)
    assert reason.endswith("names no baseline")


# --- in which phase --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "In training Pebble is 4× faster than FlatBase.",
        "In training, Pebble is 4× faster than FlatBase.",
        "Pebble is 4× faster than FlatBase during training.",
        "Pebble is 4× faster than FlatBase to fine-tune.",
        "Pebble trains 4× faster than FlatBase.",
        "Pebble is 4× faster than FlatBase, also in training.",
        "Pebble is 4× faster in training and inference.",
    ],
)
@pytest.mark.parametrize("phase", ["inference", None])
def test_a_number_told_of_another_phase_than_its_claims_does_not_hold(text, phase):
    facts = material(coral(), with_speed(phase=phase))
    assert any("stands with" in reason for reason in wrong(text, "pebble#c1", "coral#c3", facts=facts)), text


def test_a_phase_that_a_claim_does_not_say_is_not_said_of_it():
    facts = material(coral(), with_speed(phase=None))
    for text in ("At inference Pebble is 4× faster than FlatBase.", "Pebble has 4× faster decoding than FlatBase."):
        assert any(reason.endswith("says no phase") for reason in wrong(text, "pebble#c1", "coral#c1", facts=facts))
    assert wrong("Pebble is 4× faster than FlatBase.", "pebble#c1", facts=facts) == []


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("At inference Pebble is 4× faster than FlatBase.", ["pebble#c1"]),
        ("In inference, Pebble is 4× faster than FlatBase.", ["pebble#c1"]),
        ("Pebble has 4× faster inference than FlatBase.", ["pebble#c1"]),
        ("Pebble is 4× faster at inference but 1.2× slower to train.", ["pebble#c1", "pebble#c4"]),
        ("Pebble is 4× faster at inference and 1.2× slower in training.", ["pebble#c1", "pebble#c4"]),
        ("Pebble pays for its 4× faster inference with 1.2× slower training.", ["pebble#c1", "pebble#c4"]),
        ("At inference Pebble is 4× faster and in training 1.2× slower.", ["pebble#c1", "pebble#c4"]),
        ("Without any training, Pebble is 4× faster than FlatBase.", ["pebble#c1"]),
        ("Training Coral takes 70 GPU-hours.", ["coral#c3"]),
        ("Coral needs 70 GPU-hours for training, and Pebble is 4× faster.", ["coral#c3", "pebble#c1"]),
    ],
)
def test_a_number_told_of_its_claims_phase_holds(text, cites):
    assert wrong(text, *cites) == []


def test_a_sentence_without_a_number_names_only_phases_that_its_facts_have():
    assert wrong("Pebble trains faster than FlatBase.", "pebble#c1") == ["no fact that it cites is of training"]
    assert wrong("Both are faster at inference.", "pebble#c1", "coral#c1") == []


# --- of how many -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Prior work shows that Pebble is faster.",
        "Pebble improves on existing attention methods.",
        "Studies have shown that Pebble is faster.",
        "It is well known that Pebble is faster.",
        "Pebble beats all other methods.",
        "Pebble is the best of all.",
        "Pebble is faster than every other.",
        "Pebble is faster than all of them.",
        "Nothing is faster than Pebble.",
        "Pebble outperforms any model of its kind.",
        "No other method is as fast as Pebble.",
        "Pebble is the fastest.",
        "Pebble is the most efficient, 4× faster than FlatBase.",
        "Pebble is state of the art.",
        "Pebble is unmatched.",
        "Pebble is always faster than FlatBase.",
        "Most papers make attention faster.",
        "All papers make attention faster.",
        "Pebble makes the largest gain.",
    ],
)
def test_words_about_all_or_the_best_or_work_not_cited_do_not_hold(text):
    assert any("is in the words of no fact" in reason for reason in wrong(text, "pebble#c1")), wrong(text, "pebble#c1")


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("Pebble needs at most 20% of the parameters of FlatBase.", ["pebble#c3"]),
        ("Pebble claims the most, 4× faster than FlatBase.", ["pebble#c1"]),
        ("The largest of these speed-ups is Pebble's, 4× over FlatBase.", ["pebble#c1", "coral#c1"]),
        ("All papers make attention cheaper than FlatBase does.", ["pebble#c1", "coral#c2"]),
        ("All of these are held against FlatBase.", ["pebble#c1", "coral#c2"]),
        ("Nothing is said of what it costs in quality.", ["pebble#c1"]),
        ("The others need no number.", ["pebble#c1"]),
    ],
)
def test_plain_words_about_the_facts_cited_hold(text, cites):
    assert wrong(text, *cites) == []


def test_the_largest_is_said_only_of_the_claim_that_is():
    text = "The largest speed-up is Coral's, up to 2.5× over FlatBase."
    assert wrong(text, "coral#c1", "pebble#c1") == ["'largest' is in the words of no fact that it cites"]


def test_sweeping_words_hold_where_a_fact_says_them_and_a_title_is_no_fact():
    said = "Pebble is 4× faster than existing methods."
    assert wrong(said, "pebble#c1", facts=material(coral(), with_speed(baseline="existing methods"))) == []
    assert wrong(said, "pebble#c1") != []
    titled = pebble().paper.model_copy(update={"title": "Pebble Beats All Other Methods"})
    facts = material(coral(), pebble().model_copy(update={"paper": titled}))
    assert wrong("Pebble beats all others.", "pebble", "pebble#c1", facts=facts) != []
    assert wrong("“Pebble Beats All Other Methods” is about attention.", "pebble", "coral#c1", facts=facts) == []
