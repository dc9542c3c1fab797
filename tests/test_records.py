"""Records of others are read tolerantly: nothing is lost, and nothing they say stops the reading."""

from __future__ import annotations

import json
import warnings
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import InputError
from summarizer.records import Record, UnknownFieldWarning, read_record, record_json

PAPER = {"title": "Driftwood: Reusing Dead Activations", "abstract": "Driftwood uses 40% less memory."}


def claims(*items: dict[str, Any]) -> Record:
    return read_record({"paper": PAPER, "claims": list(items), "results": []})


def test_a_title_is_enough() -> None:
    record = read_record({"paper": {"title": PAPER["title"]}})
    assert (record.status, record.claims, record.paper.id) == ("ok", (), "driftwood-reusing-dead-activations")


def test_a_record_without_a_paper_of_its_own_is_read_too() -> None:
    record = read_record({"id": "d1", **PAPER, "status": "failed", "claims": [{"value": 40}]})
    assert (record.paper.id, record.paper.abstract) == ("d1", PAPER["abstract"])
    assert (record.status, record.claims[0].id) == ("failed", "d1#c1")


def test_missing_fields_and_nulls_default() -> None:
    (claim,) = claims({"id": None, "kind": None, "bound": None, "role": None, "evidence": None, "value": 40}).claims
    assert claim.id.endswith("#c1")
    assert (claim.kind, claim.bound, claim.role, claim.evidence, claim.value) == (
        "relative",
        "exact",
        "contribution",
        "",
        40,
    )
    record = read_record({"paper": PAPER, "summary": None, "claims": None, "topics": None, "provenance": None})
    assert (record.summary.tldr, record.claims, record.topics) == ("", (), ())


def test_unknown_fields_are_kept_with_a_warning_that_names_them() -> None:
    with pytest.warns(UnknownFieldWarning, match="unknown fields are kept: mood, optional, tide, venue$"):
        record = read_record(
            {
                "paper": {**PAPER, "venue": "Shore"},
                "tide": 3,
                "claims": [{"optional": True}],
                "results": [{"mood": None, "tide": 1}],
            }
            | {"summary": {"tldr": "x", "mood": "calm"}}
        )
    written = json.loads(record_json(record))
    assert (written["tide"], written["paper"]["venue"], written["claims"][0]["optional"]) == (3, "Shore", True)


@pytest.mark.parametrize(
    ("item", "unread"),
    [
        ({"kind": "sideways"}, {"kind": "sideways"}),
        ({"value": "forty"}, {"value": "forty"}),
        ({"value": float("inf"), "metric": "speed"}, {"value": float("inf"), "metric": "speed"}),
        ({"span": [1, 2, 3]}, {"span": [1, 2, 3]}),
        ({"conditions": {"dataset": 5}}, {"conditions": {"dataset": 5}}),
        ({"verdict": "fine"}, {"verdict": "fine"}),
        ({"value": "x", "unread": {"kind": "sideways"}}, {"value": "x", "kind": "sideways"}),
    ],
)
def test_a_value_that_a_field_can_not_hold_is_kept_and_counts_as_not_said(item: dict[str, Any], unread: Any) -> None:
    with pytest.warns(UnknownFieldWarning, match="values that can't be read are kept"):
        (claim,) = claims({**item, "unit": "%"}).claims
    assert claim.unit == "%"
    assert (claim.model_extra or {})["unread"] == unread


def test_an_inconsistent_claim_is_read_all_the_same() -> None:
    (claim,) = claims({"kind": "asymptotic", "value": 5, "value_max": 2, "factor": -3, "direction": "better"}).claims
    assert (claim.kind, claim.value, claim.value_max, claim.factor) == ("asymptotic", 5, 2, -3)


def test_claims_keep_their_number_and_order() -> None:
    record = claims(*({"value": i, "id": "same"} for i in (3, 1, 2)))
    assert [c.value for c in record.claims] == [3, 1, 2]
    assert [c.id for c in claims({}, {"id": 7}, {"id": ""}).claims][1:] == ["7", ""]


def test_a_part_of_the_record_that_can_not_be_read_is_kept() -> None:
    with pytest.warns(UnknownFieldWarning, match="can't be read are kept: contribution, summary"):
        record = read_record({"paper": PAPER, "summary": "all in one string", "contribution": "song"})
    assert (record.contribution, record.summary.tldr) == (None, "")
    assert json.loads(record_json(record))["unread"] == {"contribution": "song", "summary": "all in one string"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "^here: expected a paper with a title .* found the fields: none"),
        ({"schema_version": 1, "groups": []}, "found the fields: schema_version, groups"),
        ({"paper": {"abstract": "x"}}, "^here: paper: expected a paper with a title .* found the fields: abstract"),
        ({"paper": "x"}, "expected a paper with a title"),
        ({"paper": PAPER, "claims": "many"}, "^here: claims: expected a list of objects"),
        ({"paper": PAPER, "results": [1]}, "^here: results: expected a list of objects"),
        ({"paper": PAPER, "status": "unsure"}, "^here: not a record: status"),
        ({"paper": PAPER, "error": {"kind": "sea-sick", "message": "x"}}, "^here: not a record: error.kind"),
    ],
)
def test_what_can_not_be_understood_as_a_record_is_an_error(data: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_record(data, where="here")


def test_a_record_is_one_line_with_every_field_in_it() -> None:
    line = record_json(claims({"value": 40, "unit": "%", "evidence": "40%\u2028less"}))
    assert "\n" not in line
    assert json.loads(line)["claims"][0]["evidence"] == "40%\u2028less"
    assert set(json.loads(line)) == set(Record.model_fields)


@pytest.mark.parametrize("evidence", ["half a pair \ud83d", "\x00\x1b[31m", "naïve – 雪"])
def test_any_text_survives_writing(evidence: str) -> None:
    record = claims({"evidence": evidence})
    assert read_record(json.loads(record_json(record).encode("utf-8"))) == record


def test_a_number_that_json_can_not_hold_does_not_stop_the_writing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnknownFieldWarning)
        record = claims({"value": float("nan")})
    assert json.loads(record_json(record))["claims"][0]["unread"] == {"value": None}


odd = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=9)
    | st.lists(st.text(max_size=3), max_size=2)
)
odd = odd | st.dictionaries(st.text(max_size=3), odd, max_size=2)


@given(
    st.fixed_dictionaries({"paper": st.just(PAPER)}, optional={n: odd for n in Record.model_fields if n != "paper"}),
    st.lists(
        st.dictionaries(st.sampled_from(["id", "value", "kind", "span", "conditions", "role", "unread", "x"]), odd),
        max_size=2,
    ),
)
def test_no_record_raises_anything_but_an_input_error(data: dict[str, Any], items: list[dict[str, Any]]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnknownFieldWarning)
        try:
            record = read_record({**data, "claims": items})
        except InputError:
            return
        assert len(record.claims) == len(items)
        line = record_json(record)
        assert record_json(read_record(json.loads(line))) == line


def test_a_record_of_a_newer_form_is_read_and_said():
    """What a newer version added may be lost on this one, so it is no silence."""
    with pytest.warns(UnknownFieldWarning, match="newer than this version"):
        assert read_record({"schema_version": 2, "paper": {"title": "Tern"}}).paper.title == "Tern"
