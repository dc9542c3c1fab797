"""Overviews: topics, best claims, sentences and what they rest on, nearest papers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_records import TOPICS, coral, lost, pebble, records, tide

from summarizer.factors import factor_of
from summarizer.overviews import NO_TOPIC, overview
from summarizer.papers import make_paper
from summarizer.records import Record, Result
from summarizer.render.words import figure, written
from summarizer.similarity import nearest
from summarizer.views import Overview, TopicOverview


def topic(name: str, given_records: list[Record] | None = None) -> TopicOverview:
    view = overview(given_records or records(), topics=TOPICS)
    return next(found for found in view.topics if found.id == name)


def test_topics_come_largest_first_with_their_main_papers_before_the_others():
    view = overview(records(), topics=TOPICS)
    assert [(found.id, found.papers) for found in view.topics] == [
        ("efficient-attention", ("coral", "pebble")),
        ("quantization", ("pebble",)),
        ("time-series", ("tide",)),
    ]


def test_papers_that_could_not_be_read_stand_nowhere():
    view = overview([*records(), lost()], topics=TOPICS)
    assert all("lost" not in found.papers for found in view.topics)
    assert "lost" not in [place.paper_id for place in view.per_paper]


def test_a_paper_without_a_topic_is_not_lost():
    bare = tide().model_copy(update={"topics": (), "primary_topic": None})
    assert topic(NO_TOPIC, [bare]).papers == ("tide",)


def test_a_topic_that_the_topics_file_does_not_know_is_kept_under_a_readable_heading():
    odd = tide().model_copy(update={"topics": ("river-lore",), "primary_topic": "river-lore"})
    assert topic("river-lore", [odd]).name == "River lore"


def test_a_topic_that_is_nobodys_main_one_is_not_listed():
    both = ("quantization", "efficient-attention")
    only = pebble().model_copy(update={"topics": both, "primary_topic": "quantization"})
    assert [found.id for found in overview([only], topics=TOPICS).topics] == ["quantization"]


def test_papers_without_a_topic_come_last_however_many_they_are():
    bare = [tide().model_copy(update={"topics": (), "primary_topic": None}) for _ in range(3)]
    assert [found.id for found in overview([*bare, coral()], topics=TOPICS).topics] == ["efficient-attention", NO_TOPIC]


def test_a_topic_counts_its_main_papers_and_their_verified_claims():
    found = topic("efficient-attention")
    assert (found.main, found.claims) == (1, 7)


def test_the_best_verified_claim_of_each_metric_is_named_largest_first():
    assert topic("efficient-attention").best_claims == ("pebble#c3", "pebble#c1", "coral#c2")


def test_claims_that_failed_or_lose_are_never_the_best():
    assert topic("efficient-attention", [coral()]).best_claims == ("coral#c1", "coral#c2")
    assert "pebble#c4" not in topic("quantization").best_claims


def test_methods_data_sets_and_limitations_are_listed_once():
    twice = pebble().model_copy(update={"paper": make_paper("Pebble Again", "…", id="pebble-2")})
    found = topic("quantization", [pebble(), twice])
    assert found.methods == ("Pebble",)
    assert found.limitations == ("Long documents were not tried.",)
    assert topic("efficient-attention").datasets == ("PageSet",)


def test_a_limitation_with_a_word_that_is_nowhere_in_the_paper_is_left_out_and_counted():
    doubtful = pebble().summary.model_copy(update={"unsupported": ("Long",)})
    view = overview([pebble().model_copy(update={"summary": doubtful})], topics=TOPICS)
    assert view.dropped_sentences == 1
    assert view.topics[0].limitations == ()


def test_every_number_of_a_sentence_on_claims_is_one_of_the_claims_it_cites():
    known = {claim.id: claim for record in records() for claim in record.claims}
    sentences = [s for found in overview(records(), topics=TOPICS).topics for s in found.prose[1:]]
    assert sentences
    for sentence in sentences:
        cited = [known[identifier] for identifier in sentence.cites]
        assert all(claim.verdict == "verified" for claim in cited)
        allowed = " ".join(f"{figure(c)} {written(c)} {c.baseline} {c.setting} {c.subject}" for c in cited)
        counted = {str(len(cited))} if len(cited) > 1 else set()
        assert (
            set(re.findall(r"\d[\d.,]*\d|\d", sentence.text)) <= set(re.findall(r"\d[\d.,]*\d|\d", allowed)) | counted
        )


def test_sentences_say_bound_baseline_and_the_number_as_written():
    prose = [sentence.text for sentence in topic("efficient-attention").prose]
    assert prose == [
        "1 paper has this as the main topic, 1 more touches it; together they make 7 verified efficiency claims.",
        "Pebble: at least 5× fewer parameters (written ≤ 20%) than FlatBase.",
        "Latency: 2 claims of 2 papers, from ≤ 2.5× to 4×.",
        "Pebble: 4× faster than FlatBase (PageSet).",
        "Coral: 2.5× less memory (written 60%) than FlatBase.",
    ]


def test_the_first_sentence_cites_the_papers_it_counts():
    assert topic("efficient-attention").prose[0].cites == ("coral", "pebble")


def test_papers_near_each_other_are_found_and_what_is_new_against_them_is_said():
    places = {place.paper_id: place for place in overview(records(), topics=TOPICS).per_paper}
    assert places["coral"].nearest[0] == "pebble"
    assert places["coral"].new_against == ("introduces Coral",)
    assert places["pebble"].new_against == (
        "introduces Pebble",
        "alone makes a claim on complexity: O(n log n)",
        "alone makes a claim on parameters: ≥ 5× over FlatBase",
        "the largest factor on latency: 4× over FlatBase, against ≤ 2.5× over FlatBase",
    )


def test_what_is_new_names_the_claims_it_rests_on():
    places = {place.paper_id: place for place in overview(records(), topics=TOPICS).per_paper}
    assert places["pebble"].rests_on == ("pebble#c2", "pebble#c3", "pebble#c1", "coral#c1")


def test_data_that_the_nearest_papers_do_not_use_are_new():
    result = coral().results[0].model_copy(update={"dataset": "OtherSet"})
    mine = coral().model_copy(update={"results": (result,)})
    places = {place.paper_id: place for place in overview([mine, pebble(), tide()], topics=TOPICS).per_paper}
    assert places["coral"].new_against[-1] == "measures on OtherSet"


def test_a_paper_alone_has_no_neighbour_and_so_nothing_new():
    (place,) = overview([coral()], topics=TOPICS).per_paper
    assert (place.nearest, place.new_against) == ((), ())


def test_an_overview_is_read_back_as_it_was_written():
    view = overview(records(), topics=TOPICS)
    assert Overview.model_validate_json(view.model_dump_json()) == view


@pytest.mark.parametrize("texts", [[], [""], ["same words here"] * 2, ["one text", "another thing"]])
def test_texts_that_share_nothing_telling_have_no_neighbours(texts):
    assert nearest(texts) == [[] for _ in texts]


@given(st.lists(st.text(alphabet="abcd \n", max_size=40), max_size=8))
def test_neighbours_are_others_each_once_and_no_more_than_asked_for(texts):
    for index, found in enumerate(nearest(texts, 2)):
        assert index not in found
        assert len(set(found)) == len(found) <= 2


def result_on(dataset: str) -> Result:
    return coral().results[0].model_copy(update={"id": "pebble#r1", "dataset": dataset})


def like(record: Record, number: int, **fields: object) -> Record:
    """The same paper under another id, its claims too."""
    own = f"{record.paper.id}-{number}"
    claims = tuple(claim.model_copy(update={"id": claim.id.replace(record.paper.id, own)}) for claim in record.claims)
    paper = record.paper.model_copy(update={"id": own})
    return record.model_copy(update={"paper": paper, "claims": claims, **fields})


def test_the_papers_that_stand_for_a_topic_are_the_nearest_and_the_best_and_why_is_said():
    plain = [like(coral(), number, claims=(), topics=("quantization",), primary_topic="quantization")
             for number in range(4)]  # fmt: skip
    found = topic("quantization", [*plain, pebble(), tide()]).representatives
    by_id = {one.paper_id: one.reasons for one in found}
    assert len(found) <= 3
    assert all(one.reasons for one in found)
    assert by_id["pebble"] == ("best verified claim on parameters (≥ 5×)", "best verified claim on latency (4×)")
    assert re.fullmatch(r"among the nearest papers of \d of the other 4", found[0].reasons[0])


def test_a_topic_of_two_papers_needs_nobody_to_stand_for_it():
    assert topic("quantization", [pebble(), like(pebble(), 2), tide()]).representatives == ()


def test_a_limitation_that_several_papers_state_in_nearly_the_same_words_is_shared():
    also = pebble().summary.model_copy(update={"limitations": ("Longer documents were not tried yet.",)})
    other = pebble().summary.model_copy(update={"limitations": ("Only one language was looked at.",)})
    given = [pebble(), like(pebble(), 2, summary=also), like(pebble(), 3, summary=other)]
    found = topic("quantization", given)
    assert [(shared.text, shared.papers) for shared in found.shared_limitations] == [
        ("Long documents were not tried.", ("pebble", "pebble-2"))
    ]
    assert len(found.limitations) == 3
    assert found.prose[-1].text == "2 papers state alike: “Long documents were not tried.”"
    assert found.prose[-1].cites == ("pebble", "pebble-2")


def test_a_limitation_that_one_paper_states_twice_is_not_shared():
    twice = pebble().summary.model_copy(update={"limitations": ("Long documents were not tried.",) * 2})
    assert topic("quantization", [pebble().model_copy(update={"summary": twice})]).shared_limitations == ()


def test_papers_of_a_topic_that_give_different_numbers_for_the_same_thing_disagree():
    faster = pebble().claims[0].model_copy(update={"id": "coral#c9", "value": 2.0})
    contrary = coral().model_copy(update={"claims": (faster,)})
    found = topic("efficient-attention", [contrary, pebble()])
    (told,) = found.disagreements
    assert set(told.cites) == {"coral#c9", "pebble#c1"}
    assert told.text == (
        "Latency, inference of Pebble against FlatBase (PageSet): 4× in “Pebble: Four Bits Are Enough”;"
        " 2× in “Coral: Attention for Long Documents”."
    )


def test_a_disagreement_with_a_paper_of_another_topic_is_not_told_in_this_one():
    faster = pebble().claims[0].model_copy(update={"id": "tide#c9", "value": 2.0})
    contrary = tide().model_copy(update={"claims": (faster,)})
    assert topic("quantization", [contrary, pebble()]).disagreements == ()


def test_a_data_set_is_one_however_it_is_written():
    other = pebble().model_copy(update={"results": (result_on("the PageSet data set"),)})
    found = topic("efficient-attention", [coral(), other])
    assert found.datasets == ("PageSet",)
    assert "Several measure on the same data: PageSet (2 papers)." in [sentence.text for sentence in found.prose]


def test_a_claim_without_a_subject_is_told_under_the_papers_name():
    nameless = coral().claims[0].model_copy(update={"subject": None})
    bare = coral().model_copy(update={"claims": (nameless,), "method_names": ()})
    assert topic("efficient-attention", [bare]).prose[1].text.startswith("Coral: up to 2.5× faster")


def test_data_sets_count_only_where_the_result_is_verified():
    wrong = coral().results[0].model_copy(update={"verdict": "wrong_number"})
    given = coral().model_copy(update={"results": (wrong,)})
    assert topic("efficient-attention", [given]).datasets == ()


def test_the_largest_factor_of_a_topic_is_the_largest_of_its_papers():
    best = topic("efficient-attention").best_claims[0]
    own = [c for r in (coral(), pebble()) for c in r.claims if c.verdict == "verified"]
    assert best == max(own, key=lambda claim: factor_of(claim) or 0).id
