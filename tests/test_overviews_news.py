"""News: what is new in an overview against earlier records."""

from __future__ import annotations

from paper_records import TOPICS, coral, lost, pebble, tide

from summarizer.overviews import overview
from summarizer.papers import make_paper
from summarizer.records import Record
from summarizer.views import Overview, Since


def since(now: list[Record], before: list[Record]) -> Since:
    found = overview(now, topics=TOPICS, against=before).since
    assert found is not None
    return found


def with_claims(record: Record, *claims: dict[str, object]) -> Record:
    """The record with its first claim alone, once for each change of it."""
    made = (record.claims[0].model_copy(update=change) for change in claims)
    return record.model_copy(update={"claims": tuple(made)})


def test_without_earlier_records_nothing_is_said_to_be_new():
    assert overview([coral()], topics=TOPICS).since is None


def test_the_same_records_hold_no_news():
    assert since([coral(), pebble()], [pebble(), coral()]) == Since()


def test_papers_that_come_and_go_are_named():
    found = since([coral(), tide()], [coral(), pebble()])
    assert (found.papers, found.gone) == (("tide",), ("pebble",))


def test_a_paper_that_could_not_be_read_before_is_new_now():
    read = lost().model_copy(update={"status": "ok", "error": None})
    assert since([read], [lost()]).papers == ("lost",)


def test_a_changed_abstract_is_a_revision():
    paper = make_paper(coral().paper.title, coral().paper.abstract + " It was mended.", id="coral")
    assert since([coral().model_copy(update={"paper": paper})], [coral()]).revised == ("coral",)


def test_a_topic_is_new_where_no_paper_had_it_as_its_main_one():
    touched = pebble()  # touches attention, but is about quantization
    assert since([touched, coral(), tide()], [touched]).topics == ("efficient-attention", "time-series")


def test_a_best_claim_that_was_beaten_is_told_with_both_figures():
    (beaten,) = [one for one in since([coral(), pebble()], [coral()]).beaten if one.metric == "latency"]
    assert (beaten.topic, beaten.claim_id, beaten.old_claim_id) == ("efficient-attention", "pebble#c1", "coral#c1")
    assert (beaten.factor, beaten.old_factor) == (4, 2.5)
    assert beaten.text == (
        "Efficient attention, latency: 4× over FlatBase (“Pebble: Four Bits Are Enough”),"
        " was ≤ 2.5× over FlatBase (“Coral: Attention for Long Documents”)."
    )


def test_a_metric_without_an_earlier_claim_and_a_smaller_factor_beat_nothing():
    assert [one.metric for one in since([coral(), pebble()], [coral()]).beaten] == ["latency"]
    assert since([coral()], [coral(), pebble()]).beaten == ()


def test_a_claim_whose_figure_changed_is_told_as_the_same_claim():
    (change,) = since([with_claims(pebble(), {"value": 5})], [with_claims(pebble(), {})]).claims
    assert (change.kind, change.claim_id) == ("figure", "pebble#c1")
    assert change.text == "Latency, inference of Pebble against FlatBase: 5×, was 4×"


def test_a_claim_whose_verdict_changed_is_told_with_both_verdicts():
    (change,) = since([with_claims(pebble(), {"verdict": "wrong_name"})], [with_claims(pebble(), {})]).claims
    assert (change.kind, change.text) == (
        "verdict", "Latency, inference of Pebble against FlatBase: 4× is wrong name, was verified"
    )  # fmt: skip


def test_a_claim_about_something_else_is_new_and_the_one_that_went_is_gone():
    found = since([with_claims(pebble(), {"baseline": "DeepBase"})], [with_claims(pebble(), {})]).claims
    assert [change.kind for change in found] == ["new", "gone"]


def test_a_claim_that_only_changed_its_number_in_the_list_has_not_changed():
    one, two = {"id": "pebble#c1"}, {"id": "pebble#c2", "baseline": "DeepBase"}
    swapped = {"id": "pebble#c1", "baseline": "DeepBase"}, {"id": "pebble#c2"}
    assert since([with_claims(pebble(), *swapped)], [with_claims(pebble(), one, two)]).claims == ()


def test_news_is_read_back_as_it_was_written():
    view = overview([coral(), pebble()], topics=TOPICS, against=[with_claims(pebble(), {"value": 5}), tide()])
    assert Overview.model_validate_json(view.model_dump_json()) == view
