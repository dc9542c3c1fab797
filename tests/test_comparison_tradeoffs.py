"""Trade-offs: the quality change beside a claim, and the claims that none beats in both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.comparison import compare
from summarizer.papers import make_paper
from summarizer.records import Claim, Record, Result
from summarizer.views import Comparison, Quality

TEXT = (
    "Coral is 2x faster than FlatBase on PageSet with a 0.3% drop in accuracy. Coral-L is 4x faster than FlatBase."
    " Accuracy of Coral-L reaches 81.2% against 80.5% for FlatBase."
)


def claim(subject: str | None = "Coral", value: float = 2, evidence: str = "2x faster", **fields: object) -> Claim:
    given_fields = {"metric": "latency", "unit": "x", "relation": "times", "direction": "better",
                    "baseline": "FlatBase", "setting": "PageSet", "verdict": "verified"}  # fmt: skip
    return Claim(**given_fields | {"subject": subject, "value": value, "evidence": evidence} | fields)


def result(value: float = -0.3, evidence: str = "0.3% drop in accuracy", **fields: object) -> Result:
    given_fields = {"metric": "accuracy", "unit": "%", "is_delta": True, "subject": "Coral", "verdict": "verified"}
    return Result(**given_fields | {"value": value, "evidence": evidence} | fields)


def compared(claims: list[Claim], results: list[Result], *, text: str = TEXT, **options: object) -> Comparison:
    record = Record(
        paper=make_paper("A Title", text, id="p"),
        method_names=("Coral",),
        claims=tuple(c.model_copy(update={"id": f"p#c{i}"}) for i, c in enumerate(claims, 1)),
        results=tuple(r.model_copy(update={"id": f"p#r{i}"}) for i, r in enumerate(results, 1)),
    )
    return compare([record], **options)


def quality(given_claim: Claim, *results: Result, **options: object) -> Quality | None:
    ((row,),) = (group.rows for group in compared([given_claim], list(results), **options).groups)
    return row.quality


def test_a_claim_stands_with_the_quality_change_of_its_subject():
    found = quality(claim(), result(dataset="PageSet"))
    assert (found.result_id, found.metric, found.change, found.unit) == ("p#r1", "accuracy", -0.3, "%")
    assert found.dataset == "PageSet"


@pytest.mark.parametrize(
    "fields",
    [
        {"subject": "Coral-L"},
        {"baseline": "HighBase"},
        {"verdict": "wrong_number"},
        {"role": "background"},
        {"is_delta": False},
        {"metric": None},
        {"value": None},
    ],
)
def test_what_is_told_of_something_else_is_no_quality_change(fields):
    assert quality(claim(), result().model_copy(update=fields)) is None


def test_another_data_set_is_another_thing():
    given_claim = claim(setting="ImageNet")
    assert quality(given_claim, result(dataset="COCO")) is None
    assert quality(given_claim, result(dataset="ImageNet-1K")).change == -0.3


def test_a_subject_without_a_name_is_the_papers_one_method():
    assert quality(claim(subject=None), result()).change == -0.3
    assert quality(claim(subject="Pebble"), result(subject=None)) is None


def test_results_that_are_not_verified_count_when_asked_for():
    unsure = result(verdict="wrong_number")
    assert quality(claim(), unsure, verified_only=False).change == -0.3


def test_two_levels_of_one_measure_make_a_change_with_its_arithmetic():
    levels = [
        result(81.2, "81.2%", is_delta=False, subject="Coral-L"),
        result(80.5, "80.5% for FlatBase", is_delta=False, subject="the FlatBase model", role="background"),
    ]
    found = quality(claim("Coral-L", 4, "4x faster"), *levels)
    assert (found.change, found.arithmetic, found.result_id) == (0.7, "81.2 - 80.5 = 0.7", "p#r1")
    assert quality(claim("Coral-L", 4, "4x faster"), levels[0]) is None


@pytest.mark.parametrize(
    ("metric", "value", "evidence", "change"),
    [
        ("perplexity", -0.3, "lowers perplexity by 0.3", 0.3),
        ("word error rate", 0.3, "0.3 better word error rate", 0.3),
        ("FID", 0.3, "FID increases by 0.3", -0.3),
        ("accuracy", -0.3, "0.3% drop in accuracy", -0.3),
    ],
)
def test_of_an_error_less_is_better(metric, value, evidence, change):
    assert quality(claim(), result(value, evidence, metric=metric)).change == change


def test_levels_of_an_error_count_the_other_way_round():
    levels = [
        result(5.1, "5.1", is_delta=False, metric="WER", unit=None),
        result(5.4, "5.4", is_delta=False, metric="WER", unit=None, subject="FlatBase"),
    ]
    text = "Coral is 2x faster. WER is 5.1 and 5.4 for FlatBase."
    found = quality(claim(), *levels, text=text)
    assert (found.change, found.arithmetic) == (0.3, "5.4 - 5.1 = 0.3")


def test_a_change_told_with_one_configuration_is_not_that_of_another():
    text = "Coral is 2x smaller at the same score. Coral is 4x smaller with a score drop of 0.3%."
    claims = [claim(value=2, evidence="2x smaller"), claim(value=4, evidence="4x smaller")]
    (group,) = compared(claims, [result(evidence="score drop of 0.3%")], text=text).groups
    assert {row.claim_id: row.quality and row.quality.change for row in group.rows} == {"p#c1": None, "p#c2": -0.3}


def test_of_two_changes_that_fit_alike_none_is_taken():
    results = [result(-0.3, "0.3%"), result(-0.9, "0.9%")]
    assert quality(claim(), *results, text="Coral is 2x faster, losing 0.3% or 0.9%.") is None


def test_the_change_against_the_claims_own_baseline_is_taken():
    results = [result(1.9, "1.9%", baseline=None), result(1.3, "1.3%", baseline="FlatBase")]
    assert quality(claim(), *results, text="Coral is 2x faster: 1.9% and 1.3% better.").change == 1.3


def on_a_plane(*points: tuple[float, float], **fields: object) -> Comparison:
    records = []
    for number, (factor, change) in enumerate(points):
        paper = f"p{number}"
        told = claim(value=factor).model_copy(update={"id": f"{paper}#c1"})
        drop = result(change).model_copy(update={"id": f"{paper}#r1"} | fields)
        records.append(Record(paper=make_paper("A Title", TEXT, id=paper), claims=(told,), results=(drop,)))
    return compare(records)


def test_the_front_holds_what_none_beats_in_both():
    (group,) = on_a_plane((4, -1), (3, -2), (2, 0.5), (1.5, 0.5), (8, -3)).groups
    assert group.front == ("p4#c1", "p0#c1", "p2#c1")
    assert group.front_quality == "%"


def test_under_three_points_there_is_no_front():
    (group,) = on_a_plane((4, -1), (2, 0.5)).groups
    assert (group.front, group.front_quality) == ((), None)


def test_points_of_unlike_scales_are_never_drawn_together():
    records = [("%", "accuracy"), ("points", "mIoU"), (None, "BLEU")]
    made = []
    for number, (unit, metric) in enumerate(records):
        paper = f"p{number}"
        told = claim(value=number + 2).model_copy(update={"id": f"{paper}#c1"})
        made.append(
            Record(
                paper=make_paper("A Title", TEXT, id=paper), claims=(told,), results=(result(unit=unit, metric=metric),)
            )
        )
    assert compare(made).groups[0].front == ()
    made[2] = made[2].model_copy(update={"results": (result(unit="%", metric="BLEU"),)})
    assert compare(made).groups[0].front_quality == "%"


points = st.tuples(st.sampled_from([1.5, 2, 3, 4, 9]), st.sampled_from([-2.0, -1.0, 0.0, 0.5]))


@given(st.lists(points, min_size=3, max_size=8))
def test_every_point_is_on_the_front_or_beaten_by_one_that_is(given_points):
    (group,) = on_a_plane(*given_points).groups
    at = {f"p{i}#c1": point for i, point in enumerate(given_points)}
    for one, (factor, change) in at.items():
        beaten = any(f >= factor and c >= change and (f, c) != (factor, change) for f, c in at.values())
        assert (one in group.front) != beaten
