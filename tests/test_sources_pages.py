"""Saved pages as text: the same papers come out however the page was saved."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import InputError, InputWarning
from summarizer.sources import load_papers
from summarizer.sources.page import shape
from summarizer.sources.text import read_text

SHARED = Path(__file__).resolve().parents[1].parent / "shared"

NAVIGATION = ["new", "Get trending papers in your email inbox!", "Subscribe", "Daily Papers", "byAK and the community"]
DATE = "Nov 3"
PAPERS = [
    (
        "TideNet: Letting Gradients Ebb in Deep Residual Stacks",
        "Residual stacks of great depth waste most of their gradient updates on layers that have settled. We present"
        " TideNet, which freezes such layers for a while and wakes them when their inputs drift. On a corpus of harbour"
        " images it trains 2.4x faster than the dense baseline at 16times16 patches, with 38\\% fewer updates. The code"
        " will be published – naïve re-implementations lose half of the gain.",
    ),
    (
        "What Do Sparse Tables Know? A Probing Study",
        "Sparse tables are everywhere, yet nobody has asked what they know. We probe eleven of them on questions whose"
        " answers were withheld during training. Most of them know little, and what they know is stale. This suggests"
        " that refreshing a table matters more than making it larger, which runs against current practice.",
    ),
    (
        "Transformer in Amber",
        "We study models whose weights are never changed after release. Over five years their error on dated questions"
        " grows by a factor of 3.1, whereas the error on undated ones stays flat. A retrieval layer that is 12x smaller"
        " than the model restores most of the loss. Deployed systems should therefore date their own answers.",
    ),
    (
        "Attention is not what you think",
        "It is commonly held that attention weights explain a prediction. We show by construction that any prediction"
        " admits infinitely many weightings, all of them equally faithful. The construction costs O(n log n) and needs"
        " no access to the model. We close with advice for practitioners who report such weights nonetheless.",
    ),
]


def page(
    papers: list[tuple[str, str]] = PAPERS,
    *,
    head: tuple[str, ...] = (*NAVIGATION, DATE),
    tail: tuple[str, ...] = (),
    between: str = "\n\n",
    each: Callable[[str, str], list[str]] = lambda title, abstract: [title, abstract],
) -> str:
    """Render papers as a saved page."""
    body = [paragraph for title, abstract in papers for paragraph in each(title, abstract)]
    return between.join([*head, *body, *tail]) + "\n"


def pairs(text: str) -> list[tuple[str, str]]:
    return [(paper.title, paper.abstract) for paper in read_text(text, "page.txt")]


def in_two(abstract: str) -> list[str]:
    middle = abstract.index(". ", len(abstract) // 3) + 1
    return [abstract[:middle], abstract[middle + 1 :]]


VARIANTS = {
    "as it is": page(),
    "navigation at the end": page(head=(), tail=(DATE, *NAVIGATION)),
    "navigation at both ends": page(tail=tuple(NAVIGATION)),
    "no date": page(head=tuple(NAVIGATION)),
    "no navigation": page(head=(DATE,)),
    "nothing but papers": page(head=()),
    "a date with its year": page(head=(*NAVIGATION, "Tuesday, November 3, 2026")),
    "no blank lines": page(between="\n"),
    "no blank lines, navigation at the end": page(head=(), tail=tuple(NAVIGATION), between="\n"),
    "many blank lines": page(between="\n \n\u200b\n\n\t\n"),
    "trailing and non-breaking spaces": page(between="\xa0 \n\xa0\n ").replace(" the ", "\xa0the  "),
    "old Macintosh line ends": page().replace("\n", "\r"),
    "each title twice": page(each=lambda t, a: [t, t, a]),
    "each title twice, no blank lines": page(each=lambda t, a: [t, t, a], between="\n"),
    "upvotes, comments and submitters": page(each=lambda t, a: ["Submitted by", "akq", "17", t, "· 3 comments", a]),
    "authors under the title": page(each=lambda t, a: [t, "Ada B. Quill, Jon van Moor and Li Wen", a]),
    "a label above each abstract": page(each=lambda t, a: [t, "Abstract", a]),
    "labels before title and abstract": page(each=lambda t, a: [f"Title: {t}", f"Abstract: {a}"]),
    "hard-wrapped": "\n\n".join(textwrap.fill(p, 72) for p in page().split("\n\n")),
    "hard-wrapped and narrow": "\n\n".join(textwrap.fill(p, 48) for p in page().split("\n\n")),
    "Markdown headings": page(head=("# Daily Papers", DATE), each=lambda t, a: [f"## {t}", a]),
    "rules between papers": page(each=lambda t, a: ["-----", t, a]),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_a_page_gives_the_same_papers_however_it_was_saved(name: str) -> None:
    assert pairs(VARIANTS[name]) == PAPERS


@pytest.mark.parametrize(
    ("encode", "name"),
    [
        (lambda t: t.encode(), "UTF-8"),
        (lambda t: t.encode("utf-8-sig"), "UTF-8 with a byte-order mark"),
        (lambda t: t.replace("\n", "\r\n").encode("utf-8-sig"), "CRLF and a byte-order mark"),
        (lambda t: t.encode("cp1252"), "Windows-1252"),
        (lambda t: t.replace("–", "-").encode("latin-1"), "Latin-1"),
        (lambda t: t.encode("utf-16"), "UTF-16"),
        (lambda t: b"\xfe\xff" + t.encode("utf-16-be"), "UTF-16, big end first"),
        (lambda t: t.encode("utf-16-le"), "UTF-16 without a byte-order mark"),
        (lambda t: t.encode("utf-32"), "UTF-32"),
    ],
)
def test_a_page_is_read_in_the_encoding_it_was_saved_in(
    encode: Callable[[str], bytes], name: str, tmp_path: Path
) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(encode(page()))
    papers = load_papers(file)
    assert [(p.title, p.abstract.replace("–", "-")) for p in papers] == [(t, a.replace("–", "-")) for t, a in PAPERS]
    assert "naïve" in papers[0].abstract


def test_one_broken_byte_does_not_garble_the_rest(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(page().replace("naïve", "naïve, naïver, naïvest").encode().replace(b"harbour", b"harb\xffour"))
    abstract = load_papers(file)[0].abstract
    assert "naïvest" in abstract
    assert "harb\ufffdour" in abstract


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_an_abstract_of_two_paragraphs_keeps_both(between: str) -> None:
    expected = [(title, "\n".join(in_two(abstract))) for title, abstract in PAPERS]
    assert pairs(page(each=lambda t, a: [t, *in_two(a)], between=between)) == expected


@pytest.mark.parametrize(
    "last", ["Code is available at https://example.org/tidenet.", "Code: https://example.org/tidenet"]
)
def test_a_line_that_points_to_the_code_belongs_to_the_abstract_above_it(last: str) -> None:
    papers = pairs(page(each=lambda t, a: [t, a, last]))
    assert papers == [(title, f"{abstract}\n{last}") for title, abstract in PAPERS]


@pytest.mark.parametrize("lost", range(len(PAPERS) - 1))
def test_a_title_without_an_abstract_is_a_paper_without_one(lost: int) -> None:
    given_papers = [(t, "" if i == lost else a) for i, (t, a) in enumerate(PAPERS)]
    assert pairs(page(each=lambda t, a: [t] if (t, a) == PAPERS[lost] else [t, a])) == given_papers


def test_a_last_title_without_an_abstract_is_a_paper_too() -> None:
    assert pairs(page([*PAPERS, ("A Last Word on Pruning Hedges", "")])[:-3]) == [
        *PAPERS,
        ("A Last Word on Pruning Hedges", ""),
    ]


@pytest.mark.parametrize("title", ["Mamba", "Models", "Graphs are all you need for physics.", "Why? Because We Can"])
def test_an_odd_title_is_known_by_its_place(title: str) -> None:
    papers = [*PAPERS[:2], (title, PAPERS[3][1]), PAPERS[2]]
    assert pairs(page(papers)) == papers


def test_wrapped_lines_without_blank_lines_are_told_by_their_lengths_and_the_guess_is_said() -> None:
    wrapped = "\n".join(textwrap.fill(p, 80) for p in page().split("\n\n"))
    with pytest.warns(InputWarning, match=r"page\.txt: its lines are wrapped .* guessed"):
        assert pairs(wrapped) == PAPERS


def test_short_abstracts_are_abstracts() -> None:
    papers = [("Halving the Cost of Sorting", "We halve it."), ("On Rest", "Rest is good. We prove it."), PAPERS[0]]
    assert pairs(page(papers)) == papers


def test_a_page_need_not_be_in_english() -> None:
    chinese = "我们提出一种稀疏注意力方法，它把长文本的计算量减少了一半。" * 5
    german = "Wir stellen ein Verfahren vor, das lange Texte halb so teuer liest. Es braucht weder Speicher noch Zeit."
    papers = [("用于长文本的稀疏注意力", chinese), ("Sparsame Aufmerksamkeit für lange Texte", german), PAPERS[0]]
    assert pairs(page(papers)) == papers


def test_each_date_goes_with_the_papers_below_it() -> None:
    text = "\n\n".join([*NAVIGATION, "Nov 3", *PAPERS[0], *PAPERS[1], "Nov 2", *PAPERS[2]])
    papers = read_text(text, "/some/folder/page.txt")
    assert [p.sources[0].date for p in papers] == ["Nov 3", "Nov 3", "Nov 2"]
    assert [p.sources[0].position for p in papers] == [1, 2, 3]
    assert {(p.sources[0].kind, p.sources[0].name) for p in papers} == {("page", "page.txt")}


def test_a_date_at_the_end_counts_where_there_is_none_before() -> None:
    papers = read_text(page(head=(), tail=(*NAVIGATION, "Dec 24")), "page.txt")
    assert {p.sources[0].date for p in papers} == {"Dec 24"}


TITLE, ABSTRACT = PAPERS[0]


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n\n{ABSTRACT}\n",
        f"{TITLE}\n{ABSTRACT}",
        f"# {TITLE}\n\n{ABSTRACT}",
        f"# {TITLE}\n\n## Abstract\n\n{ABSTRACT}\n",
        f"{TITLE}\n\nAbstract\n\n{ABSTRACT}\n",
        f"{TITLE}\n\nABSTRACT:\n{ABSTRACT}\n",
        f"{TITLE}\n\nAbstract. {ABSTRACT}\n",
        f"{TITLE}\n\nAda Quill, Li Wen\n\n**Abstract**\n\n{ABSTRACT}\n\n## 1 Introduction\n\nIt began long ago.\n",
        f"{TITLE}\n=======\n\n{textwrap.fill(ABSTRACT, 80)}\n",
    ],
)
def test_a_text_of_one_paper_gives_its_title_and_abstract(text: str) -> None:
    (paper,) = read_text(text, "paper.md")
    assert (paper.title, paper.abstract) == (TITLE, ABSTRACT)
    assert paper.sources[0].kind == "text"


def test_a_short_paper_is_a_paper() -> None:
    (paper,) = read_text("A Short Paper\n\nNothing moved.\n", "paper.txt")
    assert (paper.title, paper.abstract) == ("A Short Paper", "Nothing moved.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "nothing but white space"),
        (" \n\n \n", "nothing but white space"),
        (ABSTRACT, "1 paragraph, 1 of running text"),
        ("\n\n".join([ABSTRACT, PAPERS[1][1], PAPERS[2][1]]), "3 paragraphs, 3 of running text"),
        ("\n\n".join(title for title, _ in PAPERS), "4 paragraphs, 0 of running text"),
        ("\n".join(f"2026-11-03 12:00:{i:02} INFO worker {i} ready" for i in range(50)), "no abstract below a title"),
        ("\n\n" + "x" * 10_000, "line 3: 'xxx"),
    ],
)
def test_what_is_no_page_says_what_was_found(text: str, found: str) -> None:
    with pytest.raises(InputError) as caught:
        read_text(text, "notes.txt")
    assert str(caught.value).startswith("notes.txt: expected titles and abstracts by turns")
    assert found in str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aug 26", "date"),
        ("26 August 2024", "date"),
        ("2024-08-26", "date"),
        ("May I Have Your Attention", "heading"),
        ("Marching 12 Networks", "heading"),
        ("Upvote 12", "furniture"),
        ("· 5 authors", "furniture"),
        ("byAK and the research community", "furniture"),
        ("Log In Sign Up", "furniture"),
        ("https://papers.example.org/2024", "fragment"),
        ("iFormer: Inverted Everything", "heading"),
        ("$k$-Means Revisited", "heading"),
        ("Is Depth All You Need?", "heading"),
        ("We release all code.", "sentence"),
        ("- a point in a list", "fragment"),
        ("Keywords:", "fragment"),
    ],
)
def test_a_paragraph_has_a_shape_of_its_own(text: str, expected: str) -> None:
    assert shape(text) == expected


def test_the_page_of_93_papers_is_read_word_by_word() -> None:
    if not SHARED.is_dir():
        pytest.skip("needs the shared folder beside the checkout: the saved page of 93 papers")
    expected = json.loads((SHARED / "gold" / "dev.papers.json").read_text(encoding="utf-8"))
    papers = load_papers(SHARED / "seeds" / "daily_papers_aug26.txt")
    found = [(p.id, p.title, " ".join(p.abstract.split())) for p in papers]
    assert found == [(e["id"], e["title"], " ".join(e["abstract"].split())) for e in expected]
    assert {p.sources[0].date for p in papers} == {"Aug 26"}


WORDS = "deep sparse graph of for the learned token cache with routing and memory under models in noisy fields".split()  # noqa: SIM905
NUMBERS = ["2.4x", "38\\%", "16times16", "O(n^2)", "$k$", "GPT-4", "97.1%"]
words = st.lists(st.sampled_from(WORDS), min_size=3, max_size=9)
titles = words.map(lambda w: f"Tidal {' '.join(w)}".title())
sentences = st.tuples(
    st.lists(st.sampled_from(WORDS + NUMBERS), min_size=7, max_size=25), st.sampled_from(["We show", "This is"])
)
abstracts = st.lists(sentences.map(lambda s: f"{s[1]} {' '.join(s[0])}."), min_size=3, max_size=8).map(" ".join)
listings = st.lists(st.tuples(titles, abstracts), min_size=2, max_size=6)


@given(
    listings,
    st.sampled_from([(), (DATE,), (*NAVIGATION, DATE), tuple(NAVIGATION)]),
    st.sampled_from([(), tuple(NAVIGATION)]),
    st.sampled_from(["\n\n", "\n", "\r\n\r\n", "\r\n", " \n \n"]),
)
@settings(max_examples=150)
def test_a_rendered_page_gives_its_papers_back(
    papers: list[tuple[str, str]], head: tuple[str, ...], tail: tuple[str, ...], between: str
) -> None:
    assert pairs(page(papers, head=head, tail=tail, between=between)) == papers


@given(data=st.binary(max_size=3000) | st.text(max_size=2000).map(lambda t: t.encode("utf-8", "replace")))
@settings(max_examples=200)
def test_whatever_the_bytes_are_nothing_but_an_input_error_comes_of_them(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    for suffix in ("txt", "html", "json", "jsonl", "dat"):
        file = folder / f"page.{suffix}"
        file.write_bytes(data)
        try:
            load_papers(file)
        except InputError as error:
            assert str(file) in str(error)  # noqa: PT017


WRAPPED = "".join(
    f"We say word number {i} to whoever reads this text to its very end.\n" for i in range(10_000, 60_000)
)


@pytest.mark.parametrize(
    "text",
    [
        f"A Title\n\n{WRAPPED}",
        "a " * 2_500_000,
        "a\n" * 200_000,
        "x" * 5_000_000,
        "A Title\n\n" + "We say so. " * 450_000,
        "- x\n" * 200_000,
    ],
    ids=["wrapped lines", "one line", "many lines", "one word", "an endless abstract", "bullets"],
)
def test_five_megabytes_of_anything_are_done_in_seconds(text: str, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(text, encoding="utf-8")
    try:
        assert load_papers(file)[0].title == "A Title"
    except InputError:
        assert not text.startswith("A Title")
