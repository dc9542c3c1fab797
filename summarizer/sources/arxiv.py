"""arXiv: one paper, a category or a query, by its API; an answer that is none is never taken for no papers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from summarizer.errors import InputError, SourceError
from summarizer.papers import ARXIV_ID, Paper, Source, make_paper, merge, normal_arxiv_id, normal_date
from summarizer.sources.days import announcement_day, read_moment
from summarizer.sources.downloads import Download
from summarizer.sources.fetched import Fetched, RemoteSource, Window, still_open
from summarizer.sources.syndication import parse_feed
from summarizer.sources.web import Web

KIND = "arxiv"
PAGE = 100
"""Papers a request."""
MOST = 2000
"""Papers of one fetch at most."""
NEWEST = 100
"""Papers that are looked at where no window is given."""
DAYS_OPEN = 7
"""Papers held back by moderation, or late in the index, come under the day of their submission."""
_BEFORE = timedelta(days=6)
"""A submission is announced at most so long after it, by the schedule."""
_FIRST = date(1991, 8, 14)
"""The day on which arXiv began."""
_VERSIONED = re.compile(r"(.+?)(?:v([1-9]\d*))?")
_CATEGORY = re.compile(r"[a-z][a-z-]*(?:\.[A-Za-z-]{2,})?")
_FIELD = re.compile(r"\b(?:ti|au|abs|co|jr|cat|rn|all|id|submittedDate):")
_TERM = re.compile(r'"[^"]+"|[^\s"]+')
_PARAGRAPH = re.compile(r"\n\s*\n|\n[ \t]+(?=\S)")


@dataclass(frozen=True)
class ArxivPaper:
    """One paper of arXiv's."""

    arxiv_id: str
    version: int | None = None
    """The version that is asked for; None for the newest."""

    @property
    def name(self) -> str:
        """Such as `arxiv:2411.00001` or `arxiv:2411.00001v2`."""
        return f"{KIND}:{self._number}"

    @property
    def _number(self) -> str:
        return self.arxiv_id + (f"v{self.version}" if self.version else "")

    def fetch(self, web: Web, window: Window | None = None) -> Fetched:  # noqa: ARG002
        """Fetch the paper; raises `SourceError` (`missing`) where there is none of this number."""
        page = _ask(web, self.name, {"id_list": self._number, "start": 0, "max_results": 1})
        if not page.papers:
            raise SourceError("missing", self.name, "arXiv has no paper of this number")
        return Fetched(page.papers[:1])


@dataclass(frozen=True)
class ArxivSearch:
    """What arXiv lists in a category, or finds for a query, newest first."""

    query: str
    """As it is written behind `arxiv:`."""

    @property
    def name(self) -> str:
        """Such as `arxiv:cat=cs.CL`."""
        return f"{KIND}:{self.query}"

    def fetch(self, web: Web, window: Window | None = None) -> Fetched:
        """Fetch what was announced in a window of days.

        Without one: of a category the newest announcement, of a query the newest `NEWEST` papers.
        """
        if window is None:
            papers, total = self._search(web, search_query(self.query), NEWEST)
            if not self.query.startswith("cat="):
                return Fetched(tuple(papers), note=_cut(len(papers), total))
            newest = max((paper.sources[0].date or "" for paper in papers), default="")
            papers = [paper for paper in papers if paper.sources[0].date == newest]
            return Fetched(tuple(papers), note=f"announced on {newest}" if newest else "")
        until, since = min(window.until, web.today()), max(window.since, _FIRST) - _BEFORE
        found, total = self._search(web, _between(self.query, since, until), MOST)
        papers = [p for p in found if window.since.isoformat() <= (p.sources[0].date or "") <= until.isoformat()]
        return Fetched(tuple(papers), still_open(window, web.today(), DAYS_OPEN), _cut(len(found), total))

    def _search(self, web: Web, query: str, most: int) -> tuple[list[Paper], int]:
        """Papers, page by page, and how many there are in all."""
        papers: list[Paper] = []
        start = 0
        while True:
            order = {"sortBy": "submittedDate", "sortOrder": "descending"}
            asked = {"search_query": query, "start": start, "max_results": min(PAGE, most - start), **order}
            page = _ask(web, self.name, asked)
            papers += page.papers
            start += page.entries
            if not page.entries or start >= min(page.total, most):
                return merge(papers), page.total


@dataclass(frozen=True)
class _Page:
    papers: tuple[Paper, ...]
    entries: int
    """Those that are no papers, too."""
    total: int


def arxiv_source(text: str) -> RemoteSource:
    """What stands behind `arxiv:`: a paper's number with or without version, `cat=` and categories, or a query.

    Raises `InputError` for categories that can't be.
    """
    match = _VERSIONED.fullmatch(text.strip())
    if match and ARXIV_ID.fullmatch(match[1]):
        return ArxivPaper(normal_arxiv_id(match[1]) or match[1], int(match[2]) if match[2] else None)
    query = " ".join(text.split())
    if query.startswith("cat="):
        wrong = [name for name in _categories(query) if not _CATEGORY.fullmatch(name)]
        if wrong or not _categories(query):
            raise InputError(f"arxiv:{query}: expected categories such as cat=cs.CL or cat=cs.CL,cs.LG")
    return ArxivSearch(query)


def search_query(query: str) -> str:
    """Put a query into arXiv's form; one that names fields (`ti:`, `au:` …) is in it already.

    >>> search_query("cat=cs.CL,cs"), search_query('sparse "mixture of experts"')
    ('(cat:cs.CL OR cat:cs.*)', 'all:sparse AND all:"mixture of experts"')
    """
    if query.startswith("cat="):
        terms = [f"cat:{name}" if "." in name or "-" in name else f"cat:{name}.*" for name in _categories(query)]
        return terms[0] if len(terms) == 1 else f"({' OR '.join(terms)})"
    if _FIELD.search(query):
        return query
    return " AND ".join(f"all:{term}" for term in _TERM.findall(query))


def _categories(query: str) -> list[str]:
    return [name for name in query.removeprefix("cat=").replace(" ", "").split(",") if name]


def _between(query: str, since: date, until: date) -> str:
    return f"({search_query(query)}) AND submittedDate:[{since:%Y%m%d}0000 TO {until:%Y%m%d}2359]"


def _cut(given: int, total: int) -> str:
    return f"the newest {given:,} of {total:,}" if given < total else ""


# --- an answer -----------------------------------------------------------------------------------------------------


def _ask(web: Web, source: str, query: Mapping[str, object]) -> _Page:
    def read(got: Download) -> _Page:
        return _read(got, source, int(str(query["start"])))

    return web.ask(source, f"{web.endpoints.arxiv}/api/query?{urlencode(query)}", read, accept="application/atom+xml")


def _read(got: Download, source: str, start: int) -> _Page:
    """Read a page of the API; what is no such page is an error, also where it came as a success."""
    if len(got.body) < 400 and b"rate exceeded" in got.body.lower():
        raise SourceError("throttled", source, "arXiv says that it is asked too often")
    feed = parse_feed(got, source)
    try:
        total = int(feed.feed["opensearch_totalresults"])
    except (KeyError, ValueError) as error:
        raise SourceError("garbled", source, "expected arXiv's answer; it does not say how many results") from error
    errors = [entry for entry in feed.entries if "/api/errors" in entry.get("id", "")]
    if errors:
        reason = " ".join(str(errors[0].get("summary") or "an error").split())
        raise SourceError("rejected", source, f"arXiv does not take this query: {reason}")
    if not feed.entries and total > start:
        raise SourceError("garbled", source, f"arXiv tells of {total:,} results and gives none from {start + 1:,} on")
    papers = (_paper(entry, position) for position, entry in enumerate(feed.entries, start + 1))
    return _Page(tuple(paper for paper in papers if paper is not None), len(feed.entries), total)


def _paper(entry: Mapping[str, Any], position: int) -> Paper | None:
    """The paper of an entry; None for the empty entry that stands for a number that is not given out."""
    address = str(entry.get("id", ""))
    arxiv_id, title = normal_arxiv_id(address), str(entry.get("title", "")).strip()
    if arxiv_id is None or not title:
        return None
    version = re.search(r"v(\d+)$", address)
    submitted = read_moment(entry.get("published"))
    return make_paper(
        title,
        unwrapped(str(entry.get("summary", ""))),
        arxiv_id=arxiv_id,
        doi=entry.get("arxiv_doi"),
        authors=tuple(" ".join(str(author.get("name", "")).split()) for author in entry.get("authors", ())),
        url=f"https://arxiv.org/abs/{arxiv_id}",
        published=normal_date(str(entry.get("published", ""))),
        sources=(_source(submitted, int(version[1]) if version else None, position),),
    )


def _source(submitted: datetime | None, version: int | None, position: int) -> Source:
    day = announcement_day(submitted).isoformat() if submitted else None
    return Source.model_validate({"kind": KIND, "name": KIND, "date": day, "position": position, "version": version})


def unwrapped(text: str) -> str:
    """Undo the wrapping of an abstract as arXiv gives it to others; an indented line begins a paragraph."""
    return "\n".join(" ".join(part.split()) for part in _PARAGRAPH.split(text.strip("\n")) if part.strip())
