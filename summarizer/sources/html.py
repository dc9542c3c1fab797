"""Saved web pages: an abstract page, a listing with an article a paper, or any page that reads like one.

What a reader of the page would not see (scripts, styles, hidden elements) never reaches a paper's text.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from summarizer.errors import InputError
from summarizer.papers import Paper, Source, make_paper, normal_arxiv_id, normal_date, read_paper, text_sha256
from summarizer.sources.markup import make_plain
from summarizer.sources.page import ABSTRACT_LABEL, DATE, Paragraph, shape
from summarizer.sources.text import papers_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_UNSEEN_TAGS = frozenset(
    ("head", "template", "noscript", "svg", "iframe", "object", "button", "select", "textarea", "nav", "footer")
)
_UNSEEN_CLASSES = frozenset(
    ("sr-only", "visually-hidden", "descriptor", "MathJax", "MathJax_Preview", "MathJax_Display")
)
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCK_NAMES = """
address article aside blockquote body br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header
hr li main ol p pre section table tbody td th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SITE_PREFIX = re.compile(r"(?:Paper page\s+-\s+|\[\d{4}\.\d{4,5}\]\s*)?")
_LABEL = re.compile(r"abstract\W*", re.IGNORECASE)
_MACHINE_SUMMARY = re.compile(r"AI-generated summary\W*", re.IGNORECASE)


def read_html(page: str, where: str) -> list[Paper]:
    """Read the papers of a saved web page; raises `InputError` naming the file where there are none."""
    markup = make_plain(page)
    soup = _parse(markup.text, where)
    known = _Known(markup.objects(), PurePath(where).name)
    meta = _meta(soup)
    _drop_unseen(soup)
    papers = _abstract_page(soup, meta, known) or _listing(soup, known) or known.papers
    return papers or papers_of(_paragraphs(soup), where, kind="html")


def seen_text(markup: str) -> str:
    """The text that is seen in a piece of HTML, a line for each block; a text without any markup is itself."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    return "\n".join(_lines(_parse(make_plain(markup).text, "markup")))


def _parse(markup: str, where: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
    from bs4.exceptions import ParserRejectedMarkup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        try:
            return BeautifulSoup(markup, "html.parser")
        except (ParserRejectedMarkup, RecursionError) as error:
            raise InputError(f"{where}: expected a web page; its markup can't be read: {error}") from error


class _Known:
    """The papers in a page's embedded data, by arXiv id and by title."""

    def __init__(self, objects: Iterable[Mapping[str, Any]], name: str) -> None:
        self.name = name
        self.papers: list[Paper] = []
        self._by_key: dict[str, Paper] = {}
        for item in objects:
            if isinstance(item.get("title"), str) and any(
                isinstance(item.get(k), str) for k in ("abstract", "summary")
            ):
                self._add(item)

    def _add(self, item: Mapping[str, Any]) -> None:
        source = Source(kind="html", name=self.name, position=len(self.papers) + 1)
        try:
            paper = read_paper(item, where=self.name, source=source)
        except InputError:
            return  # data for the page's own use that only looks like a paper
        if paper.abstract and self.find(paper.title, paper.arxiv_id) is None:
            self.papers.append(paper)
            self._by_key |= {key: paper for key in (paper.arxiv_id, text_sha256(paper.title, "")) if key}

    def find(self, title: str, arxiv_id: str | None) -> Paper | None:
        """The paper of this arXiv id or title, if the data holds it."""
        return self._by_key.get(arxiv_id or "") or self._by_key.get(text_sha256(title, ""))


# --- an abstract page ----------------------------------------------------------------------------------------------


def _meta(soup: BeautifulSoup) -> dict[str, list[str]]:
    """What the page's `meta` elements and its canonical link say, by lower-case name."""
    said: dict[str, list[str]] = {}
    for tag in soup.find_all("meta"):
        key, value = _attribute(tag, "name") or _attribute(tag, "property"), _attribute(tag, "content")
        if value.strip():
            said.setdefault(key.lower(), []).append(" ".join(value.split()))
    if (link := soup.find("link", rel="canonical")) is not None:
        said["canonical"] = [_attribute(link, "href")]
    return said


def _abstract_page(soup: BeautifulSoup, meta: Mapping[str, list[str]], known: _Known) -> list[Paper]:
    def said(*keys: str) -> str:
        return next((meta[key][0] for key in keys if key in meta), "")

    shown_title, shown = _shown(soup)
    title = said("citation_title", "dc.title") or (shown and (shown_title or said("og:title")))
    if not title:
        return []
    title = _SITE_PREFIX.sub("", title, count=1)
    addresses = [said(key) for key in ("citation_arxiv_id", "canonical", "og:url", "citation_pdf_url")]
    arxiv_id = next(filter(None, map(normal_arxiv_id, addresses)), None)
    given = known.find(title, arxiv_id)
    abstract = said("citation_abstract", "dcterms.abstract") or (given.abstract if given else "") or shown
    told = said("og:description", "description")
    return [
        make_paper(
            title,
            abstract or (told if shape(told) == "prose" else ""),
            authors=tuple(map(_person, meta.get("citation_author", ()))) or (given.authors if given else ()),
            arxiv_id=arxiv_id,
            doi=said("citation_doi") or None,
            url=next((a for a in addresses[1:3] if a.startswith(("https://", "http://"))), None),
            published=normal_date(said("citation_date", "citation_publication_date", "citation_online_date")),
            sources=(Source(kind="html", name=known.name),),
        )
    ]


def _shown(soup: BeautifulSoup) -> tuple[str, str]:
    """The title and the abstract that stand on an abstract page; empty where it is none."""
    labels = [
        h for h in soup.find_all(_HEADINGS) if _LABEL.fullmatch(_line(h)) and not h.find_parent(("article", "li"))
    ]
    place = soup.find("blockquote", class_="abstract") or (labels[0] if len(labels) == 1 else soup.find(id="abstract"))
    if place is None:
        return "", ""
    lines = _lines_below(place) if place.name in _HEADINGS else list(_lines(place))
    if lines and _LABEL.fullmatch(lines[0]):
        lines = lines[1:]
    title = place.find_previous("h1")
    return _line(title) if title else "", ABSTRACT_LABEL.sub("", "\n".join(_without_machine_summary(lines)), count=1)


def _lines_below(heading: Tag) -> list[str]:
    """What stands below a heading, up to the next one; the heading may be wrapped in elements of its own."""
    place = heading
    for _ in range(3):
        below: list[str] = []
        for sibling in place.find_next_siblings():
            if sibling.name in _HEADINGS or sibling.find(_HEADINGS):
                break
            below += _lines(sibling)
        if below or place.parent is None:
            return below
        place = place.parent
    return []


def _without_machine_summary(lines: list[str]) -> list[str]:
    """Leave out a summary that the site has a model write above the authors' abstract."""
    at = next((i for i, line in enumerate(lines) if _MACHINE_SUMMARY.fullmatch(line)), None)
    return lines if at is None else lines[:at] + lines[at + 2 :]


def _person(name: str) -> str:
    """A name as people write it: "Last, First" turned round."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma else name


# --- a listing -----------------------------------------------------------------------------------------------------


def _listing(soup: BeautifulSoup, known: _Known) -> list[Paper]:
    entries = list(_outermost(soup, lambda tag: tag.name == "article" or _in_arxiv_list(tag)))
    date = _date_before(soup, entries[0]) if entries else None
    papers: list[Paper] = []
    for entry in entries:
        source = Source(kind="html", name=known.name, date=date, position=len(papers) + 1)
        if paper := _listed(entry, known, source):
            papers.append(paper)
    return papers


def _listed(entry: Tag, known: _Known, source: Source) -> Paper | None:
    """The paper of one entry; None where it has neither a paper's link nor an abstract, as other cards have."""
    links = [_attribute(a, "href") for a in [*entry.find_all("a"), *_terms_before(entry)]]
    arxiv_id = next(
        filter(None, (normal_arxiv_id(h) for h in links if "/papers/" in h or "arxiv.org" in h or "/abs/" in h)), None
    )
    heading = entry.find(_HEADINGS) or entry.find(class_="list-title") or _longest_link(entry)
    title = _line(heading) if heading else ""
    if not title:
        return None
    if given := known.find(title, arxiv_id):
        return given.model_copy(update={"sources": (source,)})
    lines = [line for line in _lines(entry) if line != title]
    abstract = "\n".join(line for line in lines if shape(line) == "prose") or max(
        (line for line in lines if shape(line) == "sentence"), key=len, default=""
    )
    if not (abstract or arxiv_id):
        return None
    return make_paper(title, abstract, arxiv_id=arxiv_id, sources=(source,))


def _in_arxiv_list(tag: Tag) -> bool:
    return tag.name == "dd" and tag.parent is not None and _attribute(tag.parent, "id") == "articles"


def _terms_before(entry: Tag) -> list[Tag]:
    """The links in the term that a list's entry describes: arXiv keeps a paper's number there."""
    term = entry.find_previous_sibling("dt") if entry.name == "dd" else None
    return list(term.find_all("a")) if term else []


def _longest_link(entry: Tag) -> Tag | None:
    links = [a for a in entry.find_all("a") if "/papers/" in _attribute(a, "href") or "/abs/" in _attribute(a, "href")]
    return max(links, key=lambda a: len(_line(a)), default=None)


def _date_before(soup: BeautifulSoup, entry: Tag) -> str | None:
    for line in _lines(soup):
        if DATE.fullmatch(line):
            return line
        if line == next(_lines(entry), None):
            return None
    return None


# --- what is seen --------------------------------------------------------------------------------------------------


def _drop_unseen(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(_is_unseen):
        if not tag.decomposed:
            tag.decompose()


def _is_unseen(tag: Tag) -> bool:
    if tag.name in _UNSEEN_TAGS or tag.has_attr("hidden"):
        return True
    if _attribute(tag, "aria-hidden") == "true" or _UNSEEN_STYLE.search(_attribute(tag, "style")):
        return True
    return not _UNSEEN_CLASSES.isdisjoint(tag.get_attribute_list("class"))


def _lines(root: Tag) -> Iterator[str]:
    """The lines that are seen inside an element: one for each block of text, white space folded."""
    pieces: list[str] = []
    for piece in _pieces(root):
        if piece is not None:
            pieces.append(piece)
        elif line := " ".join("".join(pieces).split()):
            yield line
            pieces = []
        else:
            pieces = []
    if line := " ".join("".join(pieces).split()):
        yield line


def _pieces(root: Tag) -> Iterator[str | None]:
    """Texts inside an element in order, None where a block begins or ends; no recursion, pages nest deeply."""
    from bs4 import Tag
    from bs4.element import NavigableString

    waiting: list[Any] = [root]
    while waiting:
        node = waiting.pop()
        if node is None:
            yield None
        elif isinstance(node, Tag):
            tex = node.find("annotation", encoding="application/x-tex") if node.name == "math" else None
            if node.name in _BLOCKS:
                yield None
                waiting.append(None)
            waiting += reversed([tex] if tex else node.contents)
        elif type(node) is NavigableString:
            yield str(node)


def _line(tag: Tag) -> str:
    return " ".join(_lines(tag))


def _paragraphs(soup: BeautifulSoup) -> list[Paragraph]:
    return [Paragraph(line, number) for number, line in enumerate(_lines(soup), 1)]


def _outermost(root: Tag, wanted: Callable[[Tag], bool]) -> Iterator[Tag]:
    """The elements that are wanted and in no other such element, in order."""
    from bs4 import Tag

    waiting: list[Tag] = [root]
    while waiting:
        node = waiting.pop()
        if wanted(node):
            yield node
        else:
            waiting += reversed([child for child in node.contents if isinstance(child, Tag)])


def _attribute(tag: Tag, name: str) -> str:
    value = tag.get(name)
    return value if isinstance(value, str) else " ".join(value or ())
