"""Inputs told apart: JSON in its shapes, folders, standard input, Python values, and what can't be read."""

from __future__ import annotations

import io
import json
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import InputError, InputWarning
from summarizer.papers import Paper, make_paper
from summarizer.records import Record, read_record, record_json
from summarizer.sources import iter_papers, load_inputs, load_papers

TITLE = "Kelp Routing for Sparse Experts"
ABSTRACT = "We route tokens along kelp-like graphs. Routing is 2.1x cheaper than a learned gate, and no expert starves."
PAPER = {"title": TITLE, "abstract": ABSTRACT}
OTHER = {"title": "Moss: Growing Caches in the Shade", "abstract": "We grow caches slowly. They need 30% less memory."}
RECORD = {"paper": OTHER, "claims": [{"metric": "memory", "value": 30, "unit": "%"}], "results": []}
LISTED = {
    "paper": {
        "id": "2611.01234",
        "title": TITLE,
        "summary": ABSTRACT,
        "authors": [{"_id": "6", "name": "Ada Quill", "hidden": False}, {"name": "Jon van Moor"}],
        "publishedAt": "2026-11-03T17:58:11.000Z",
        "upvotes": 7,
    },
    "publishedAt": "2026-11-04T01:00:00.000Z",
    "title": TITLE,
    "numComments": 2,
}


def saved(folder: Path, name: str, content: Any) -> Path:
    file = folder / name
    if isinstance(content, bytes):
        file.write_bytes(content)
    else:
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.json", [PAPER, OTHER], "json"),
        ("a.json", {"papers": [PAPER, OTHER]}, "json"),
        ("a.json", json.dumps([PAPER, OTHER], indent=2), "json"),
        ("a.json", f"{json.dumps(PAPER)}\n{json.dumps(OTHER)}\n", "json"),
        ("a.json", b"\xef\xbb\xbf" + json.dumps([PAPER, OTHER]).encode(), "json"),
        ("a.json", json.dumps([PAPER, OTHER]).encode("utf-16"), "json"),
        ("a", [PAPER, OTHER], "json"),
        ("a.txt", [PAPER, OTHER], "json"),
        ("a.jsonl", f"{json.dumps(PAPER)}\n{json.dumps(OTHER)}\n", "jsonl"),
        ("a.jsonl", f"\n{json.dumps(PAPER)}\r\n\r\n{json.dumps(OTHER)}", "jsonl"),
        ("a.ndjson", f"{json.dumps(PAPER)}\n{json.dumps(OTHER)}\n".encode("utf-16"), "jsonl"),
        ("a.jsonl", b"\xef\xbb\xbf" + f"{json.dumps(PAPER)}\n{json.dumps(OTHER)}\n".encode(), "jsonl"),
        ("a.jsonl", json.dumps([PAPER, OTHER], indent=1), "jsonl"),
        ("a.jsonl", {"papers": [PAPER, OTHER]}, "jsonl"),
    ],
)
def test_papers_in_json_are_read_in_order(name: str, content: Any, kind: str, tmp_path: Path) -> None:
    papers = load_papers(saved(tmp_path, name, content))
    assert [(p.title, p.abstract) for p in papers] == [tuple(PAPER.values()), tuple(OTHER.values())]
    assert [(s.kind, s.name, s.position) for p in papers for s in p.sources] == [(kind, name, 1), (kind, name, 2)]


def test_the_listing_as_its_interface_returns_it_is_read(tmp_path: Path) -> None:
    (paper,) = load_papers(saved(tmp_path, "daily.json", [LISTED]))
    assert (paper.id, paper.title, paper.abstract) == ("2611.01234", TITLE, ABSTRACT)
    assert paper.authors == ("Ada Quill", "Jon van Moor")
    assert paper.published == "2026-11-03"
    assert "upvotes" not in (paper.model_extra or {})


@pytest.mark.parametrize("separator", ["\u2028", "\u0085", "\x0b", "\x0c", "\x1e"])
def test_a_line_ends_at_a_line_feed_only(separator: str, tmp_path: Path) -> None:
    row = json.dumps({**PAPER, "abstract": f"One{separator}two."}, ensure_ascii=False)
    file = saved(tmp_path, "a.jsonl", row + "\n" + json.dumps(OTHER) + "\n")
    assert [p.abstract for p in load_papers(file)] == [f"One{separator}two.", OTHER["abstract"]]


def test_papers_and_records_come_in_input_order(tmp_path: Path) -> None:
    file = saved(tmp_path, "mixed.jsonl", "\n".join(map(json.dumps, [PAPER, RECORD])))
    paper, record = load_inputs(file)
    assert isinstance(paper, Paper)
    assert isinstance(record, Record)
    assert record.claims[0].value == 30
    assert [p.title for p in load_papers(file)] == [TITLE, OTHER["title"]]


def test_records_written_here_come_back_equal(tmp_path: Path) -> None:
    record = read_record({"paper": make_paper(TITLE, ABSTRACT, authors=("Ada Quill",)).model_dump(), "claims": []})
    file = saved(tmp_path, "records.jsonl", record_json(record) + "\n")
    (again,) = load_inputs(file)
    assert isinstance(again, Record)
    assert again.model_copy(update={"paper": record.paper}) == record
    assert again.paper.sources[0].name == "records.jsonl"


def test_papers_written_here_keep_where_they_were_met(tmp_path: Path) -> None:
    (paper,) = load_papers(saved(tmp_path, "first.json", [PAPER]))
    file = saved(tmp_path, "papers.jsonl", paper.model_dump_json())
    assert load_papers(file) == [paper]


def test_a_paper_met_twice_is_one_paper_with_two_sources(tmp_path: Path) -> None:
    first, second = saved(tmp_path, "a.json", [PAPER]), saved(tmp_path, "b.json", [OTHER, {"title": TITLE.upper()}])
    papers = load_papers(first, second)
    assert [p.title for p in papers] == [TITLE, OTHER["title"]]
    assert [s.name for s in papers[0].sources] == ["a.json", "b.json"]
    assert papers[0].abstract == ABSTRACT


def test_a_paper_that_was_read_already_is_its_record(tmp_path: Path) -> None:
    papers = saved(tmp_path, "papers.json", [OTHER, PAPER])
    records = saved(tmp_path, "records.json", [RECORD])
    kept = load_inputs(papers, records)
    assert [type(item) for item in kept] == [Record, Paper]


def test_of_two_records_of_a_paper_the_one_that_did_not_fail_stays() -> None:
    failed = {"paper": OTHER, "status": "failed", "error": {"kind": "timeout", "message": "too slow"}}
    with pytest.warns(InputWarning, match="two records of one paper"):
        (kept,) = load_inputs(failed, RECORD)
    assert isinstance(kept, Record)
    assert kept.status == "ok"


def test_a_folder_is_read_by_name_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    saved(tmp_path, "b.json", [OTHER])
    saved(tmp_path, "a.txt", f"{TITLE}\n\n{ABSTRACT}\n")
    saved(tmp_path, "c.docx", b"PK")
    saved(tmp_path, ".hidden", "no")
    (tmp_path / "inner").mkdir()
    with pytest.warns(InputWarning, match=r"c\.docx: left out") as caught:
        papers = load_papers(tmp_path)
    assert [p.title for p in papers] == [TITLE, OTHER["title"]]
    assert len(caught) == 1


@pytest.mark.parametrize(
    "content",
    [
        f"{TITLE}\n\n{ABSTRACT}\n",
        json.dumps([PAPER]),
        json.dumps(PAPER),
        "\n" + json.dumps(PAPER) + "\n",
        json.dumps(PAPER, indent=2),
        f"<!DOCTYPE html><h1>{TITLE}</h1><h2>Abstract</h2><p>{ABSTRACT}",
    ],
)
def test_standard_input_is_told_by_its_content(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    assert [(p.title, p.abstract) for p in load_papers("-")] == [(TITLE, ABSTRACT)]


def test_standard_input_may_be_text_already(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{TITLE}\n\n{ABSTRACT}"))
    assert load_papers("-")[0].title == TITLE


def test_python_values_are_taken_as_they_are() -> None:
    paper = make_paper(TITLE, ABSTRACT)
    generated = (p for p in [paper])
    assert load_papers(generated, [OTHER]) == [paper, load_papers(OTHER)[0]]
    assert load_papers(OTHER)[0].sources[0].kind == "memory"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json", '{"title": "x",\n "abstract": }', r"a\.json, line 2, column 14: expected JSON"),
        ("a.json", "[" * 100_000, r"a\.json: JSON nested deeper than 64 levels"),
        ("a.json", '{"title": "x", "deep": ' + "[" * 100 + "]" * 100 + "}", "nested deeper than 64 levels"),
        ("a.json", '{"title": "x", "year": ' + "1" * 5000 + "}", r"a\.json: expected JSON: Exceeds the limit"),
        ("a.json", "[1, 2]", r"a\.json, item 1: expected an object"),
        ("a.json", '"title"', r"a\.json: expected an object"),
        ("a.json", [{"name": "x"}], r"a\.json, item 1: expected a paper with a title .* found the fields: name"),
        ("a.json", [PAPER, {"title": "x", "abstract": 5}], r"a\.json, item 2: abstract: expected a string; found int"),
        ("a.json", [{"title": "x", "authors": 5}], r"item 1: authors: expected a list of names"),
        ("a.json", {"papers": [{"title": " "}]}, r"a\.json, papers, item 1: title: expected a text; found ' '"),
        (
            "a.jsonl",
            f"{json.dumps(PAPER)}\n{{oops}}\n{json.dumps(OTHER)}\n",
            r"a\.jsonl, line 2, column 2: expected JSON",
        ),
        ("a.jsonl", f"{json.dumps(PAPER)}\n[]\n", r"a\.jsonl, line 2: expected a JSON object; found a list"),
        (
            "a.jsonl",
            f'{json.dumps(PAPER)}\n{{"title": "x", "abs',
            r"a\.jsonl, line 2, .*the last line may have been cut off",
        ),
        ("a.jsonl", b'{"title": "\xff\xfe"}\n', r"a\.jsonl, line 1: expected UTF-8; byte 12"),
        ("a.jsonl", "", r"a\.jsonl: expected a JSON object a line; found nothing"),
        ("a.json", "", r"a\.json: expected papers; found nothing"),
        ("a.txt", "", r"a\.txt: expected papers; found nothing"),
        ("a.txt", bytes(range(256)) * 9, r"a\.txt: expected text; found binary data"),
        ("a.txt", b"%PDF-1.4", r"a\.txt: expected text; found a PDF"),
        ("a.html", b"\x89PNG\r\n", r"a\.html: expected text; found a PNG image"),
        ("a.pdf", b"%PDF-1.4", r"a\.pdf: expected a whole PDF; it breaks off"),
        ("a.bib", "\n@article{}", r"a\.bib: expected a bibliography; found no entry that can be read \(line 2: "),
        ("a.ris", "\nTY  - JOUR", r"a\.ris: .* found no entry that can be read \(line 2: the entry has no title\)"),
    ],
)
def test_an_error_names_the_place_and_what_was_expected(name: str, content: Any, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message) as caught:
        load_papers(saved(tmp_path, name, content))
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("no/such/file.txt", r"no/such/file\.txt: can't be read: No such file"),
        ("ftp://example.org/papers", "only http:// and https:// addresses can be read"),
        ("x" * 5000, "no such file: .*File name too long"),
        ("a\0b", "can't be read"),
        (5, "expected a path, a paper or a record; found int"),
        (b"bytes", "found bytes"),
        ([["no.json"]], r"no\.json: can't be read"),
    ],
)
def test_what_is_no_input_is_said_to_be_none(given: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        load_papers(given)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected a folder with papers; found no file that can be read"):
        load_papers(tmp_path)


def test_a_partial_file_gives_what_was_written(tmp_path: Path) -> None:
    file = saved(tmp_path, "out.jsonl.partial", f'{json.dumps(PAPER)}\n{{"title": "x", "abs')
    with pytest.warns(InputWarning, match="line 2: the last line was cut off"):
        assert [p.title for p in load_papers(file)] == [TITLE]


def test_a_long_file_is_streamed(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    with file.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps({"title": f"Paper {i}", "abstract": ABSTRACT * 20}) + "\n" for i in range(3_000))
    tracemalloc.start()
    count = sum(1 for _ in iter_papers(file))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3_000
    assert peak < 2_000_000 < file.stat().st_size


def test_comments_before_a_page_take_no_time(tmp_path: Path) -> None:
    """Text that begins with many comments and is no web page after all."""
    file = saved(tmp_path, "comments_before.txt", "<!---->" * 40 + "\n" + f"{TITLE}\n\n{ABSTRACT}\n")
    assert load_papers(file)[-1].abstract == ABSTRACT
