"""Web pages: whatever else is at an address, read as a saved file of its kind would be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from summarizer.errors import InputError, SourceError
from summarizer.papers import Paper, merge
from summarizer.sources.downloads import Download
from summarizer.sources.fetched import Fetched, Window
from summarizer.sources.files import papers_in, read_content
from summarizer.sources.syndication import Feed
from summarizer.sources.web import Web

_SUFFIXES: Mapping[str, str] = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/x-bibtex": ".bib",
    "application/x-research-info-systems": ".ris",
}
_FEED = re.compile(rb"\s*(?:\xef\xbb\xbf)?(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*+<(?:rss|feed|(?:\w+:)?RDF)\b", re.S)


@dataclass(frozen=True)
class WebPage:
    """A page, a file or a feed at an address that is none of the well-known ones."""

    url: str

    @property
    def name(self) -> str:
        """Its address."""
        return self.url

    def fetch(self, web: Web, window: Window | None = None) -> Fetched:  # noqa: ARG002
        """Fetch the papers on it; a feed's, too, as long as nobody asks for a window (`feed:` has one)."""
        return Fetched(tuple(merge(web.ask(self.url, self.url, self._read))))

    def _read(self, got: Download) -> list[Paper]:
        if _FEED.match(got.body[:4096]):
            return Feed(self.url).read(got)
        try:
            papers = list(papers_in(read_content(got.body, _file_name(got), _suffix(got))))
        except SourceError:
            raise
        except InputError as error:
            raise SourceError("rejected", self.url, f"no papers could be read there: {error}") from error
        return [paper.model_copy(update={"url": self.url}) if _is_pdf(paper) else paper for paper in papers]


def _is_pdf(paper: Paper) -> bool:
    """Whether a paper is what stands at an address itself, instead of one among others."""
    return any(source.kind == "pdf" for source in paper.sources)


def _suffix(got: Download) -> str:
    """What kind of file it is: as the server says, or where it says nothing of use, by its name."""
    return _SUFFIXES.get(got.content_type) or PurePosixPath(urlsplit(got.url).path).suffix.lower()


def _file_name(got: Download) -> str:
    place = urlsplit(got.url)
    return PurePosixPath(place.path).name or place.hostname or got.url
