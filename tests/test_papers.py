"""Papers: their ids, when two are one, and reading them from objects of other shapes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import InputError
from summarizer.papers import (
    Paper,
    Source,
    make_paper,
    merge,
    normal_arxiv_id,
    normal_date,
    normal_doi,
    paper_json,
    read_paper,
    slug,
)

TITLE = "Lichen Nets: Slow Growth for Small Devices"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2408.14468", "2408.14468"),
        ("arXiv:2408.14468v2 [cs.CL]", "2408.14468"),
        ("https://arxiv.org/pdf/2408.14468.pdf", "2408.14468"),
        ("https://arxiv.org/pdf/2408.14468v3.pdf", "2408.14468"),
        ("http://arxiv.org/abs/cs/0701001v1", "cs/0701001"),
        ("math.AG/0601001", "math.AG/0601001"),
        ("https://huggingface.co/papers/2408.14468", "2408.14468"),
        ("/papers/2408.14468", "2408.14468"),
        ("https://doi.org/10.48550/arXiv.2408.14468", "2408.14468"),
        ("https://example.org/news/1234567", None),
        ("https://example.org/blog/2408.14468", None),
        ("https://doi.org/10.1145/3292500.3330701", None),
        ("2499.14468", None),
        ("12408.14468", None),
        ("version 2408.144", None),
        ("", None),
    ],
)
def test_an_arxiv_id_is_found_where_one_is_meant(text: str, expected: str | None) -> None:
    assert normal_arxiv_id(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1145/3292500.3330701", "10.1145/3292500.3330701"),
        ("https://doi.org/10.1000/ABC.", "10.1000/abc"),
        ("https://dl.acm.org/doi/10.1145/1?download=true#x", "10.1145/1"),
        ("(doi:10.1000/abc)", "10.1000/abc"),
        ("10.1016/s0140-6736(99)00001-2", "10.1016/s0140-6736(99)00001-2"),
        ("no doi", None),
    ],
)
def test_a_doi_is_found_without_what_surrounds_it(text: str, expected: str | None) -> None:
    assert normal_doi(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-03T17:58:11.000Z", "2026-11-03"),
        ("2026/11/03", "2026-11-03"),
        ("2026-11-03", "2026-11-03"),
        ("2026", "2026"),
        ("November 2026", "November 2026"),
        (" ", None),
    ],
)
def test_a_date_is_iso_where_it_can_be_read(text: str, expected: str | None) -> None:
    assert normal_date(text) == expected


@pytest.mark.parametrize(
    ("fields", "identifier"),
    [
        ({}, "lichen-nets-slow-growth-for-small-devices"),
        ({"url": "https://arxiv.org/abs/2611.00001v2"}, "2611.00001"),
        ({"doi": "10.1000/LICHEN"}, "10.1000/lichen"),
        ({"doi": "10.1000/LICHEN", "arxiv_id": "2611.00001"}, "2611.00001"),
        ({"id": "mine", "arxiv_id": "2611.00001"}, "mine"),
    ],
)
def test_the_id_is_the_best_there_is(fields: dict[str, Any], identifier: str) -> None:
    assert make_paper(TITLE, "Text.", **fields).id == identifier


@given(st.text())
def test_a_slug_is_a_safe_file_name(title: str) -> None:
    name = slug(title)
    assert 0 < len(name) <= 48
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_case_space_and_unicode_form_make_no_new_version() -> None:
    assert make_paper("A  Title", "Ｆull text").sha256 == make_paper("a title", "full \n text").sha256
    assert make_paper("A Title", "2x").sha256 != make_paper("A Title", "3x").sha256


def test_spans_count_in_the_full_text_where_there_is_one() -> None:
    paper = make_paper(TITLE, "The abstract.", text="The full text.")
    assert paper.full_text == f"{TITLE}\nThe full text."


# --- two of the same -------------------------------------------------------------------------------------------------


def paper(title: str = TITLE, abstract: str = "Text.", source: str = "a", **fields: Any) -> Paper:
    return make_paper(title, abstract, sources=(Source(kind="json", name=source),), **fields)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (paper(), paper(source="b"), True),
        (paper(), paper(TITLE.upper(), source="b"), True),
        (paper(), paper(arxiv_id="2611.00001"), True),
        (paper(arxiv_id="2611.00001"), paper(doi="10.1000/1"), True),
        (paper(arxiv_id="2611.00001"), paper("A New Title", arxiv_id="2611.00001"), True),
        (paper(id="x"), paper("A New Title", id="x"), True),
        (paper(arxiv_id="2611.00001"), paper(arxiv_id="2611.00002"), False),
        (paper(doi="10.1000/1"), paper(doi="10.1000/2"), False),
        (paper(doi="10.1000/1"), paper(doi="10.48550/arXiv.2611.00001"), True),
        (paper(), paper("Another Title"), False),
        (paper("Long Title " * 9 + "Part I"), paper("Long Title " * 9 + "Part II"), False),
        (paper(id="x", arxiv_id="2611.00001"), paper("Another", id="x", arxiv_id="2611.00002"), False),
    ],
)
def test_two_papers_are_one_when_id_or_title_say_so_and_nothing_contradicts(
    first: Paper, second: Paper, same: bool
) -> None:
    merged = merge([first, second, second])
    assert len(merged) == (1 if same else 2)
    assert len({p.id for p in merged}) == len(merged)


def test_the_first_text_stays_unless_it_is_missing() -> None:
    (kept,) = merge(
        [paper(abstract=""), paper(abstract="Found.", source="b", authors=("Ada Quill",)), paper(source="c")]
    )
    assert (kept.abstract, kept.authors) == ("Found.", ("Ada Quill",))
    assert [s.name for s in kept.sources] == ["a", "b", "c"]


def test_a_whole_text_wins_over_an_abstract_that_came_first() -> None:
    (kept,) = merge([paper(abstract="Short."), paper(abstract="Short.", text="Short. And long.", source="pdf")])
    assert kept.body == "Short. And long."


# --- reading and writing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_fields", "expected"),
    [
        ({"summary": "Text."}, {"abstract": "Text."}),
        ({"abstract": None, "summary": "Text."}, {"abstract": "Text."}),
        ({"arxiv_id": "2611.00001v3"}, {"arxiv_id": "2611.00001", "id": "2611.00001"}),
        ({"id": "http://arxiv.org/abs/2611.00001v1"}, {"arxiv_id": "2611.00001", "id": "2611.00001"}),
        ({"id": 17}, {"id": "17", "arxiv_id": None}),
        ({"doi": "https://doi.org/10.48550/arXiv.2611.00001"}, {"arxiv_id": "2611.00001"}),
        ({"link": "https://example.org/1"}, {"url": "https://example.org/1"}),
        ({"authors": "Ada Quill and Jon van Moor"}, {"authors": ("Ada Quill", "Jon van Moor")}),
        ({"authors": ["Ada  Quill", {"name": "Li Wen"}, {}, None]}, {"authors": ("Ada Quill", "Li Wen")}),
        ({"publishedAt": "2026-11-03T00:00:00Z"}, {"published": "2026-11-03"}),
        ({"venue": "Mosses"}, {"venue": "Mosses"}),
        ({"link": None, "body": "x", "full_text": "y"}, {"url": None}),
    ],
)
def test_fields_are_read_under_their_usual_names(given_fields: dict[str, Any], expected: dict[str, Any]) -> None:
    found = read_paper({"title": TITLE, **given_fields})
    assert {name: getattr(found, name) for name in expected} == expected


def test_a_paper_of_ours_comes_back_exactly_but_for_a_hash_that_lies() -> None:
    written = paper(text="Full.  Text.", venue="Mosses")
    assert read_paper(json.loads(paper_json(written))) == written
    assert read_paper({**written.model_dump(), "sha256": "0" * 64}) == written


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "here: expected a paper with a title and an abstract; found the fields: none"),
        ({"title": 5}, "here: title: expected a text; found 5"),
        ({"title": "x", "abstract": ["y"]}, "here: abstract: expected a string; found list"),
        ({"title": "x", "text": 5}, "here: not a paper: text: Input should be a valid string"),
        ({"title": "x", "id": "x", "sha256": "", "sources": 5}, "here: not a paper: sources"),
        ({"paper": {"name": "x"}}, "expected a paper with a title"),
    ],
)
def test_what_is_no_paper_is_said_to_be_none(data: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_paper(data, where="here")


@given(
    st.dictionaries(
        st.sampled_from(
            ["title", "paper", "id", "sha256", "authors", "sources", "url", "doi", "model_config", "self", "where"]
        ),
        st.none()
        | st.text(max_size=9)
        | st.integers()
        | st.lists(st.text(max_size=3))
        | st.dictionaries(st.text(), st.text()),
    )
)
def test_no_object_raises_anything_but_an_input_error(data: dict[str, Any]) -> None:
    try:
        found = read_paper(data)
    except InputError:
        return
    assert found.title
    assert json.loads(paper_json(found))["id"] == found.id


def test_white_space_of_an_abstract_is_folded_but_for_its_line_breaks():
    """However a file was wrapped or saved, the same abstract is read."""
    text = "Tours are  long.\r\n  We keep\tvans \nby night."
    assert make_paper("T", text).abstract == "Tours are long.\nWe keep vans\nby night."
