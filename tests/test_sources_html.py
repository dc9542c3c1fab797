"""Saved web pages: abstract pages and listings, in the shapes that the sites give them and browsers save."""

from __future__ import annotations

import html
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import InputError
from summarizer.papers import Paper
from summarizer.sources import load_papers
from summarizer.sources.html import read_html

TITLE = "SiltSpeech: Streaming Recognition on a Coin Cell"
ABSTRACT = (
    "Recognisers that stream wake the radio for every word, and so drain a cell within a day. We present SiltSpeech,"
    " which settles words into a lattice and sends them in bursts. It uses 3.4x less energy than the streaming baseline"
    " at an error rate of 7.1%, & its memory never exceeds 96 kB."
)
SECOND = "Dates on Amber: A Benchmark of Stale Answers"
SECOND_ABSTRACT = (
    "Answers grow stale, and nobody dates them. We collect 9,000 questions whose answers changed at a known day,"
    " and ask eleven systems. All of them answer for a year that is past, and scale does not help."
)

HUGGING_FACE_LISTING = f"""<!doctype html>
<html class=""><head><meta charset="utf-8"><title>Daily Papers - Hugging Face</title>
<meta property="og:title" content="Daily Papers - Hugging Face"><style>article {{ color: red }}</style>
<script>window.__x = {{"title": "Not a paper", "abstract": "<article><h3>Neither is this</h3></article>"}};</script>
</head>
<body><header><nav><a href="/models">Models</a><a href="/papers">Papers</a></nav></header>
<main><div class="sr-only">Skip to content</div>
<h1>Daily Papers</h1><p>by<a href="/akhaliq">AK</a> and the community</p>
<time datetime="2026-11-03">Nov 3</time><div><a href="/papers/date/2026-11-02">Previous</a></div>
<article class="relative"><a href="/papers/2611.01234" class="shadow"><img src="x.png" alt=""></a>
<div>Submitted by <a href="/akq">akq</a></div>
<div class="p-4"><div><a href="/login?next=2"><svg><title>up</title><path d="M0"/></svg><div>12</div></a></div>
<h3><a href="/papers/2611.01234" class="line-clamp-3">SiltSpeech: Streaming   Recognition
on a Coin&nbsp;Cell</a></h3><a href="/papers/2611.01234">· 5 authors</a></div></article>
<article class="relative"><h3><a href="/papers/2611.04321v2">{SECOND}</a></h3>
<p class="text-gray">{SECOND_ABSTRACT}</p><button>Upvote this very fine paper. It is good.</button></article>
<article class="model-card"><h4><a href="/siltlab/silt-7b">siltlab/silt-7b</a></h4></article></main>
<footer>Company · © a Company. We are hiring people who like to read.</footer></body></html>"""

DATA = {
    "dailyPapers": [
        {"paper": {"id": "2611.01234", "title": TITLE, "summary": ABSTRACT, "authors": [{"name": "Ada Quill"}]}}
    ]
}
WITH_DATA = HUGGING_FACE_LISTING.replace(
    "<main>", f'<main data-target="DailyPapers" data-props="{html.escape(json.dumps(DATA))}">'
)

HUGGING_FACE_PAPER = f"""<!DOCTYPE html><html><head><meta charset="utf-8" />
<meta name="description" content="Join the discussion on this paper page" />
<meta property="og:title" content="Paper page - {TITLE}" />
<meta property="og:url" content="https://huggingface.co/papers/2611.01234" /></head><body>
<div class="pt-8"><section><a href="/papers">Papers</a><a href="https://arxiv.org/abs/2611.01234">arxiv:2611.01234</a>
<h1 class="mb-2 text-2xl">{TITLE}</h1><div>Published on Nov 3</div><div>Authors: <a href="/ada">Ada Quill</a></div>
<div class="pb-8"><h2 class="text-xl">Abstract</h2><div><div><div>AI-generated summary</div>
<p>A short text that a machine wrote. It is not the abstract.</p></div>
<p class="text-gray-700">{html.escape(ABSTRACT)}</p></div></div></section>
<section><div><h2>Models citing this paper <span>1</span></h2>
<article><h4>siltlab/silt-7b</h4></article></div></section>
</div></body></html>"""

ARXIV_PAPER = f"""<!DOCTYPE html><html lang="en"><head><title>[2611.01234] {TITLE}</title>
<meta name="citation_title" content="{TITLE}" /><meta name="citation_author" content="Quill, Ada" />
<meta name="citation_author" content="van Moor, Jon" /><meta name="citation_date" content="2026/11/03" />
<meta name="citation_doi" content="10.5555/SILT.1" />
<meta name="citation_arxiv_id" content="2611.01234" />
<meta name="citation_abstract" content="{html.escape(ABSTRACT)}" />
<link rel="canonical" href="https://arxiv.org/abs/2611.01234v2"/></head><body>
<div class="subheader"><h1>Computer Science &gt; Sound</h1></div><div id="content-inner"><div id="abs">
<h1 class="title mathjax"><span class="descriptor">Title:</span>{TITLE}</h1>
<div class="authors"><span class="descriptor">Authors:</span>
<a href="#">Ada Quill</a>, <a href="#">Jon van Moor</a></div>
<blockquote class="abstract mathjax"><span class="descriptor">Abstract:</span>{html.escape(ABSTRACT)}
</blockquote>
<table><tr><td>Comments:</td><td>12 pages. Accepted somewhere.</td></tr></table></div></div></body></html>"""

WITHOUT_META = "\n".join(line for line in ARXIV_PAPER.splitlines() if "citation" not in line)

ARXIV_LIST = f"""<html><body><h3>New submissions (showing 2 of 2 entries)</h3><dl id='articles'>
<dt><a name='item1'>[1]</a> <a href="/abs/2611.01234" title="Abstract">arXiv:2611.01234</a>
[<a href="/pdf/2611.01234">pdf</a>]</dt>
<dd><div class='meta'><div class='list-title mathjax'><span class='descriptor'>Title:</span>
{TITLE}</div><div class='list-authors'><a href="x">Ada Quill</a></div>
<p class='mathjax'>{html.escape(ABSTRACT)}</p></div></dd>
<dt><a name='item2'>[2]</a> <a href="/abs/2611.04321">arXiv:2611.04321</a></dt>
<dd><div class='meta'><div class='list-title mathjax'><span class='descriptor'>Title:</span>{SECOND}</div>
<p class='mathjax'>{SECOND_ABSTRACT}</p></div></dd></dl></body></html>"""

PLAIN = f"""<html><head><title>Reading list</title></head><body><ul><li>Home<li>About</ul><p>Nov 3</p>
<b>{TITLE}</b><p>{html.escape(ABSTRACT)}<hr><b>{SECOND}</b><p>{SECOND_ABSTRACT}<p>© 2026</body></html>"""


def told(papers: list[Paper]) -> list[tuple[str, str, str | None]]:
    return [(p.title, p.abstract, p.arxiv_id) for p in papers]


BOTH = [(TITLE, ABSTRACT, "2611.01234"), (SECOND, SECOND_ABSTRACT, "2611.04321")]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (HUGGING_FACE_LISTING, [(TITLE, "", "2611.01234"), BOTH[1]]),
        (WITH_DATA, BOTH),
        (HUGGING_FACE_PAPER, BOTH[:1]),
        (ARXIV_PAPER, BOTH[:1]),
        (WITHOUT_META, BOTH[:1]),
        (ARXIV_LIST, BOTH),
        (PLAIN, [(title, abstract, None) for title, abstract, _ in BOTH]),
    ],
    ids=["listing", "listing with data", "paper", "arXiv", "arXiv without meta", "arXiv listing", "any page"],
)
def test_a_saved_web_page_gives_its_papers(page: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert told(read_html(page, "page.html")) == expected


def test_a_listing_gives_date_and_place() -> None:
    papers = read_html(HUGGING_FACE_LISTING, "/tmp/somewhere/page.html")
    assert [(s.kind, s.name, s.date, s.position) for p in papers for s in p.sources] == [
        ("html", "page.html", "Nov 3", 1),
        ("html", "page.html", "Nov 3", 2),
    ]
    assert read_html(WITH_DATA, "page.html")[0].authors == ("Ada Quill",)


def test_an_abstract_page_gives_authors_date_and_identifiers() -> None:
    (paper,) = read_html(ARXIV_PAPER, "page.html")
    assert paper.authors == ("Ada Quill", "Jon van Moor")
    assert (paper.id, paper.doi, paper.published) == ("2611.01234", "10.5555/silt.1", "2026-11-03")
    assert paper.link == ("https://arxiv.org/abs/2611.01234", True)


def test_data_without_any_listing_gives_the_papers_in_it() -> None:
    page = f'<html><body><script type="application/json">{json.dumps(DATA)}</script><div id=app></div></body></html>'
    assert told(read_html(page, "page.html")) == BOTH[:1]


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        ("2<b>.4</b>x <i>faster</i>", "2.4x faster"),
        ("one<br>two", "one two"),
        ("a<script>alert('no. This is not text.')</script>b", "ab"),
        ("a<style>p { color: red }</style>b", "ab"),
        ("a<span hidden>no</span>b", "ab"),
        ("a<span style='color:red; DISPLAY : none'>no</span>b", "ab"),
        ("a<span aria-hidden=true>no</span>b", "ab"),
        ("a<!-- no -->b<![CDATA[no]]>", "ab"),
        ("a<template>no</template>b<noscript>no</noscript>c", "abc"),
        ("1 &lt; 2 &amp;&amp; 5&nbsp;&gt;&nbsp;4", "1 < 2 && 5 > 4"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        (
            '<math><semantics><mi>k</mi><annotation encoding="application/x-tex">k^2</annotation></semantics></math>',
            "k^2",
        ),
        ('<span class="MathJax">glyphs</span><script type="math/tex">n \\log n</script>', "$n \\log n$"),
        ("<img src=x onerror='alert(1)'>a", "a"),
    ],
)
def test_only_what_is_seen_reaches_the_text(inside: str, seen: str) -> None:
    page = f"<h1>{TITLE}</h1><h2>Abstract</h2><p>{ABSTRACT.replace('&', '&amp;')} And {inside}.</p>"
    (paper,) = read_html(page, "page.html")
    assert " ".join(paper.abstract.split()) == f"{ABSTRACT} And {seen}."


def test_an_abstract_of_two_paragraphs_keeps_them_apart() -> None:
    page = f"<h1>{TITLE}</h1><section id=abstract><h2>Abstract</h2><p>First one.</p><p>Second one.</p></section>"
    assert read_html(page, "page.html")[0].abstract == "First one.\nSecond one."


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("koi8-r", "koi8-r"),
        ("utf-8", "cp1252"),
        ("nonsense", "utf-8"),
    ],
)
def test_a_page_is_read_in_the_encoding_it_declares(declared: str, encoding: str, tmp_path: Path) -> None:
    name = "Naïve – “quoted”" if encoding != "koi8-r" else "Наивный"
    page = f"<html><head><meta http-equiv=Content-Type content='text/html; charset={declared}'></head>" + ARXIV_LIST
    file = tmp_path / "page.htm"
    file.write_bytes(page.replace("SiltSpeech", name).encode(encoding))
    assert load_papers(file)[0].title.startswith(name)


def test_markup_is_known_whatever_the_file_is_called(tmp_path: Path) -> None:
    for name in ("page.txt", "page", "page.saved"):
        (tmp_path / name).write_text(f"\n<!-- saved from url=(0042) -->\n{ARXIV_PAPER}", encoding="utf-8")
        assert told(load_papers(tmp_path / name)) == BOTH[:1]


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<p>One. Two.</p>", "<html><h1>Models</h1>", ""])
def test_a_page_without_papers_says_so(page: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(page, encoding="utf-8")
    with pytest.raises(InputError, match=r"page\.html: expected .*; found"):
        load_papers(file)


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<!--",
        "<",
        '<a b="',
        "<a",
        "</",
        "<![CDATA[",
        "<?",
        "<script>",
        "<svg>",
        "&#x",
        "<article>",
        "<p hidden>",
        "<a b='<c d=\"",
    ],
)
def test_broken_markup_costs_no_more_than_its_length(piece: str) -> None:
    page = piece * (150_000 // len(piece))
    start = time.process_time()
    with pytest.raises(InputError):
        read_html(page, "page.html")
    assert time.process_time() - start < 10


PIECES = [
    ARXIV_LIST[:400],
    "<article>",
    "</article>",
    "<h3>",
    "A Title",
    ABSTRACT,
    "<!--",
    "-->",
    '"',
    "'",
    "<",
    ">",
    "&",
    "&lt;",
]
PIECES += [
    "<a href='/papers/2611.01234'>",
    "<script type='application/json'>",
    "</script>",
    json.dumps(DATA),
    "<dl id=articles>",
]
PIECES += [
    "<dd>",
    "<meta name=citation_title content='x'>",
    "<h1>",
    "<h2>Abstract</h2>",
    "<![if",
    "<math>",
    "<br/>",
    "\x00",
    "<p hidden>",
]


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=30))
@settings(max_examples=300)
def test_no_markup_raises_anything_but_an_input_error(pieces: list[str]) -> None:
    try:
        papers = read_html("".join(pieces), "page.html")
    except InputError:
        return
    assert all(paper.title for paper in papers)
    assert papers
