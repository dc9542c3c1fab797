"""Bibliographies: BibTeX, RIS, and the JSON of reference managers, with what is wrong in them named by line."""

from __future__ import annotations

import json
import time
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import InputError, InputWarning
from summarizer.papers import Paper
from summarizer.sources import load_papers
from summarizer.sources.latex import plain_text

BIB = r"""% exported
@string{venue = "Proceedings of Things"}

@inproceedings{osei2024tern,
  title     = {{Tern}: Faster {D}ecoding with M{\"u}ller Caches},
  author    = {Osei, Ama and van der Lind, Jan and {The Tern Team} and others},
  abstract  = {We need 62% fewer FLOPs \& run $2.6\times$ faster, at ~50 GB --- not 5\,\% more.},
  booktitle = venue,
  year      = 2024,
  month     = nov,
  eprint    = {2411.01234v2},
  archivePrefix = {arXiv},
  doi       = {10.1000/ABC_1},
  url       = {https://example.org/tern},
}

@article{nobody2023,
  title = {Only a {T}itle},
  year  = {2023},
}
"""
RIS = """TY  - JOUR
TI  - Tern: Faster Decoding
AU  - Osei, Ama
AU  - Lind, Jan
AB  - We need 62% fewer <i>FLOPs</i>
and run 2.6x faster.
DO  - 10.1000/ABC
DA  - 2024/11/02/
UR  - https://arxiv.org/abs/2411.01234v2
ER  -

TY  - CONF
T1  - Only a Title
PY  - 2023
ER  -
"""
CSL = {
    "id": "osei2024",
    "type": "article-journal",
    "title": "<i>Tern</i>: Faster Decoding",
    "author": [{"family": "Osei", "given": "Ama"}, {"literal": "The Tern Team"}],
    "abstract": "<jats:title>Abstract</jats:title><jats:p>We need 62% fewer FLOPs.</jats:p>",
    "issued": {"date-parts": [["2024", 11, 2]]},
    "DOI": "10.48550/arXiv.2411.01234",
    "URL": "http://arxiv.org/abs/2411.01234",
}
ZOTERO = {
    "itemType": "preprint",
    "citationKey": "osei2024",
    "title": "Tern: Faster Decoding",
    "abstractNote": "We need 62% fewer FLOPs.",
    "creators": [
        {"creatorType": "author", "firstName": "Ama", "lastName": "Osei"},
        {"creatorType": "editor", "name": "Someone"},
        {"creatorType": "author", "name": "The Tern Team"},
    ],
    "date": "2024-11-02",
    "archiveID": "arXiv:2411.01234",
    "url": "http://arxiv.org/abs/2411.01234",
}


def read(folder: Path, name: str, content: str) -> list[Paper]:
    """A file's papers; its warnings, which other tests look at, aside."""
    file = folder / name
    file.write_text(content, encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", InputWarning)
        return load_papers(file)


def warned(folder: Path, name: str, content: str) -> list[str]:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    with pytest.warns(InputWarning) as caught:
        load_papers(file)
    return [str(warning.message).replace(str(folder), "").lstrip("/") for warning in caught]


# --- BibTeX ----------------------------------------------------------------------------------------------------------


def test_an_entry_becomes_a_paper_with_its_latex_as_text(tmp_path: Path) -> None:
    paper, bare = read(tmp_path, "refs.bib", BIB)
    assert paper.title == "Tern: Faster Decoding with Müller Caches"
    assert paper.abstract == "We need 62% fewer FLOPs & run 2.6× faster, at ~50 GB — not 5 % more."
    assert paper.authors == ("Ama Osei", "Jan van der Lind", "The Tern Team")
    assert (paper.id, paper.arxiv_id, paper.doi) == ("2411.01234", "2411.01234", "10.1000/abc_1")
    assert (paper.url, paper.published) == ("https://example.org/tern", "2024-11")
    assert (bare.title, bare.abstract, bare.published) == ("Only a Title", "", "2023")
    assert [(p.sources[0].kind, p.sources[0].name, p.sources[0].position) for p in (paper, bare)] == [
        ("bibtex", "refs.bib", 1),
        ("bibtex", "refs.bib", 2),
    ]


def test_entries_without_an_abstract_are_said_in_one_line(tmp_path: Path) -> None:
    assert warned(tmp_path, "refs.bib", BIB) == ["refs.bib: 1 of 2 entries have no abstract: nobody2023"]


@pytest.mark.parametrize(
    ("broken", "line", "reason"),
    [
        ("@article{a, title = {No end,\n\n", 4, "no whole entry"),
        ("@article{nokey title={x}}\n", 4, "no whole entry"),
        ("@article{b, year = {2024}, abstract = {Text.}}\n", 4, "the entry 'b' has no title"),
    ],
)
def test_a_broken_entry_is_named_by_its_line_and_the_others_are_read(
    broken: str, line: int, reason: str, tmp_path: Path
) -> None:
    content = f"% one\n% two\n\n{broken}@misc{{good, title = {{Good}}, abstract = {{Yes.}}}}\n"
    (told,) = warned(tmp_path, "refs.bib", content)
    assert told.startswith(f"refs.bib, line {line}: left out: {reason}")
    assert [p.title for p in read(tmp_path, "refs.bib", content)] == ["Good"]


def test_a_key_or_a_field_that_stands_twice_costs_no_entry(tmp_path: Path) -> None:
    content = '@misc{a, title={One}, abstract={A.}}\n@misc{a, title={Two}, abstract="B.", year={2020}, year="2021"}\n'
    papers = read(tmp_path, "refs.bib", content)
    assert [(p.title, p.abstract, p.published) for p in papers] == [("One", "A.", None), ("Two", "B.", "2020")]


def test_a_file_full_of_broken_entries_says_so_once(tmp_path: Path) -> None:
    content = "@a{x y}\n" * 100 + "@misc{good, title = {Good}, abstract = {Yes.}}\n"
    told = warned(tmp_path, "refs.bib", content)
    assert len(told) == 21
    assert told[-1] == "refs.bib: 80 more entries are left out: they can't be read either"


@pytest.mark.parametrize(
    ("fields", "arxiv_id"),
    [
        ("eprint = {2411.01234v3}, eprinttype = {arxiv}", "2411.01234"),
        ("eprint = {cs/0112017}", "cs/0112017"),
        ("journal = {arXiv preprint arXiv:2411.01234}", "2411.01234"),
        ("journal = {CoRR}, volume = {abs/2411.01234}", "2411.01234"),
        ("doi = {10.48550/arXiv.2411.01234}", "2411.01234"),
        ("url = {https://arxiv.org/abs/2411.01234}", "2411.01234"),
        ("eprint = {2411.01234}, eprinttype = {hal}", None),
        ("journal = {Journal 2411.01234}", None),
    ],
)
def test_an_arxiv_number_is_found_where_exporters_put_it(fields: str, arxiv_id: str | None, tmp_path: Path) -> None:
    (paper,) = read(tmp_path, "refs.bib", f"@misc{{a, title = {{T}}, abstract = {{A.}}, {fields}}}")
    assert paper.arxiv_id == arxiv_id


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\'E}mile \& {\O}rsted, {\L}ukasz \v{S}imi\'c", "Émile & Ørsted, Łukasz Šimić"),
        (r"an $O(n^2)$ cost, $\sim$3\,ms, $10^{-3}$, $\frac{1}{3}$ of it", "an O(n^2) cost, ∼3 ms, 10^-3, 1/3 of it"),
        ("from $5 to $6, 10% & 20% less", "from $5 to $6, 10% & 20% less"),
        ("a budget of $50 and $\\alpha$", "a budget of $50 and α"),
        (r"see Fig.~3: ~50 GB \emph{at most}", "see Fig. 3: ~50 GB at most"),
        (r"\ours{} beats \textsc{Base}\xspace by 5\%", "beats Base by 5%"),
        (r"\ours beats them", "ours beats them"),
        (r"code at \url{https://example.org/a_b%20c}", "code at https://example.org/a_b%20c"),
        ("``quoted'' -- so --- it is", "“quoted” – so — it is"),
        ("x_1 < y & z", "x_1 < y & z"),
        (r"as \href{https://example.org/a_b}{others} do", "as others do"),
        (r"half a \footnote", "half a"),
        (r"\sqrt[ of it", "[ of it"),
    ],
)
def test_latex_becomes_text_and_text_stays(latex: str, text: str) -> None:
    assert plain_text(latex) == text


@given(st.text(alphabet="ab1 .,%&#_-<>()/:;é×α", max_size=60))
def test_a_text_without_latex_is_kept_word_for_word(text: str) -> None:
    if "--" not in text:
        assert plain_text(text) == " ".join(text.split())


PIECES = (
    r"\href",
    r"\footnote",
    r"\sqrt",
    r"\verb",
    r"\author",
    r"\colorbox",
    r"\begin",
    "{",
    "}",
    "[",
    "]",
    "$",
    "a",
    " ",
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_commands_without_their_arguments_hurt_nobody(text: str) -> None:
    assert "\n" not in plain_text(text)


@given(st.text(alphabet="\\{}$%~abc12 '\"^_", max_size=60))
def test_whatever_stands_in_a_field_becomes_some_text(text: str) -> None:
    assert "\n" not in plain_text(text)


@pytest.mark.parametrize(
    "content",
    [
        "@a{" * 20_000,
        "@a{b,c={" * 20_000,
        "@a{b,title=" + "{" * 50_000 + "}" * 50_000 + "}",
        "@a{b,title={x},abstract={" + "$\\a" * 15_000 + "}}",
        "@a{b,title={x},abstract={" + "\\'" * 15_000 + "}}",
        "@a{b,title={x},abstract={" + "\\[" * 15_000 + "}}",
        "@a{b,title={x},year=2024,month={" + "1" * 5_000 + "}}",
        json.dumps([{"type": "article", "title": "x", "issued": {"date-parts": [["1" * 5_000]]}}]),
        "TY  - JOUR\n" * 30_000,
        "TY  - JOUR\nTI  - x\n" + "AB  - y\n" * 30_000 + "ER  - \n",
    ],
    ids=["openings", "fields", "braces", "formulas", "accents", "brackets", "month", "year", "entries", "lines"],
)
def test_a_file_that_means_harm_ends_in_time(content: str, tmp_path: Path) -> None:
    started = time.process_time()
    with suppress(InputError):  # most hold nothing that can be read
        read(tmp_path, "refs.txt", content)
    assert time.process_time() - started < 10


# --- RIS -------------------------------------------------------------------------------------------------------------


def test_a_ris_entry_becomes_a_paper(tmp_path: Path) -> None:
    paper, bare = read(tmp_path, "refs.ris", "\ufeff\n" + RIS)
    assert (paper.title, paper.abstract) == ("Tern: Faster Decoding", "We need 62% fewer FLOPs and run 2.6x faster.")
    assert paper.authors == ("Ama Osei", "Jan Lind")
    assert (paper.arxiv_id, paper.doi, paper.published) == ("2411.01234", "10.1000/abc", "2024-11-02")
    assert (bare.title, bare.published) == ("Only a Title", "2023")


def test_a_broken_ris_entry_is_named_by_its_line_and_the_others_are_read(tmp_path: Path) -> None:
    content = f"TY  - JOUR\nTI  - Interrupted\n\n{RIS}\nTY  - JOUR\nAU  - Nobody\nER  - \n"
    assert warned(tmp_path, "refs.ris", content) == [
        "refs.ris, line 1: left out: the entry has no end (ER  -)",
        "refs.ris, line 20: left out: the entry has no title",
        "refs.ris: 1 of 2 entries have no abstract: line 15",
    ]


def test_the_last_ris_entry_may_do_without_its_end_and_tags_may_be_spaced_as_they_like(tmp_path: Path) -> None:
    (paper,) = read(tmp_path, "refs.ris", "TY - GEN\nTI - Loose\nN2 - An abstract.\n")
    assert (paper.title, paper.abstract) == ("Loose", "An abstract.")


@pytest.mark.parametrize(("name", "content"), [("a.txt", BIB), ("a.txt", RIS), ("a.json", json.dumps([CSL, CSL]))])
def test_a_bibliography_is_told_by_its_content_too(name: str, content: str, tmp_path: Path) -> None:
    assert read(tmp_path, name, content)[0].title.startswith("Tern: Faster Decoding")


# --- JSON of reference managers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exported", "kind"),
    [
        ([CSL], "csl"),
        (CSL, "csl"),
        ({"items": [CSL]}, "csl"),
        ({"config": {"id": "x"}, "collections": {}, "items": [ZOTERO]}, "zotero"),
        ([{"key": "ABCD", "version": 5, "data": ZOTERO}], "zotero"),
    ],
    ids=["csl", "one csl", "csl items", "better bibtex", "web interface"],
)
def test_an_export_becomes_papers(exported: Any, kind: str, tmp_path: Path) -> None:
    (paper,) = read(tmp_path, "export.json", json.dumps(exported))
    assert (paper.title, paper.abstract) == ("Tern: Faster Decoding", "We need 62% fewer FLOPs.")
    assert (paper.authors, paper.published) == (("Ama Osei", "The Tern Team"), "2024-11-02")
    assert (paper.id, paper.url) == ("2411.01234", "http://arxiv.org/abs/2411.01234")
    assert (paper.sources[0].kind, paper.sources[0].name) == (kind, "export.json")


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("<jats:title>Abstract</jats:title>\n<jats:p>Half <jats:sup>2</jats:sup>.</jats:p>", "Half 2."),
        ("<title>Summary:</title><p>Half the heat.</p>", "Half the heat."),
        ("<jats:sec><jats:title>Aims</jats:title><jats:p>Less heat.</jats:p></jats:sec>", "Aims\nLess heat."),
        ("<p>Half the heat,</p><p>twice the speed.</p>", "Half the heat,\ntwice the speed."),
        ("Heat &amp; speed\n of CO&#8322;", "Heat & speed of CO₂"),
        ("where 2 < x and y > 3", "where 2 < x and y > 3"),
        ("a <i>k</i> < 3 law", "a k < 3 law"),
    ],
)
@pytest.mark.parametrize("name", ["a.ris", "a.json"])
def test_what_publishers_leave_in_an_abstract_is_read_the_same_from_every_kind_of_file(
    given: str, plain: str, name: str, tmp_path: Path
) -> None:
    ris = f"TY  - JOUR\nTI  - T\nAB  - {given}\nER  - \n"
    content = ris if name == "a.ris" else json.dumps({**CSL, "abstract": given})
    assert read(tmp_path, name, content)[0].abstract == plain


def test_notes_and_attachments_are_no_papers(tmp_path: Path) -> None:
    note = {"itemType": "note", "note": "<p>Mine.</p>"}
    papers = read(tmp_path, "export.json", json.dumps({"items": [ZOTERO, note, {"itemType": "attachment"}]}))
    assert [p.title for p in papers] == ["Tern: Faster Decoding"]


def test_an_entry_without_a_title_is_named_by_its_place(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"export\.json, item 2: expected an entry with a title; found the fields: id"):
        read(tmp_path, "export.json", json.dumps([CSL, {"id": "x", "type": "book", "DOI": "10.1/x"}]))


@pytest.mark.parametrize("paper", [{"title": "T", "abstract": "A.", "type": "oral"}, {"title": "T", "items": [1]}])
def test_a_paper_of_ours_is_no_entry_of_a_bibliography(paper: dict[str, Any], tmp_path: Path) -> None:
    (read_back,) = read(tmp_path, "papers.json", json.dumps([paper]))
    assert (read_back.title, read_back.sources[0].kind) == ("T", "json")
