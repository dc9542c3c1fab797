"""Sources over the network: what a source's name means."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from summarizer.errors import InputError
from summarizer.papers import ARXIV_ID, normal_doi
from summarizer.sources.fetched import RemoteSource

NAMES = (
    "hf-daily[:DATE|WEEK|MONTH], arxiv:ID, arxiv:cat=CATEGORY, arxiv:QUERY, doi:DOI, feed:URL, watch:FOLDER,"
    " or an address"
)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_PREFIX = re.compile(r"(hf-daily)(?::(.*))?|(arxiv|doi|feed|watch):(.*)", re.IGNORECASE | re.DOTALL)
_VERSION = re.compile(r"v(\d+)$")


def remote_source(name: str) -> RemoteSource | None:
    """Tell which source over the network a name means; None where it is a file's.

    What begins as a source's name is one: a file of such a name is given as `./NAME`. Raises `InputError` for one that
    can't be right.
    """
    if _ADDRESS.match(name):
        return _at_address(name)
    match = _PREFIX.fullmatch(name.strip())
    if match is None:
        return None
    kind, rest = (match[1] or match[3]).lower(), (match[2] if match[1] else match[4])
    if rest is not None and not rest.strip():
        raise InputError(f"{name}: nothing stands behind the colon; sources are: {NAMES}")
    return _named(kind, (rest or "").strip(), name)


def _named(kind: str, rest: str, name: str) -> RemoteSource:
    from summarizer.sources.arxiv import arxiv_source
    from summarizer.sources.dois import WorkByDOI
    from summarizer.sources.huggingface import daily_papers
    from summarizer.sources.syndication import Feed

    if kind == "hf-daily":
        return daily_papers(rest, name)
    if kind == "arxiv":
        return arxiv_source(rest)
    if kind == "feed":
        if not _ADDRESS.match(rest):
            raise InputError(f"{name}: expected feed: and an address that begins with http:// or https://")
        return Feed(rest)
    if kind == "watch":
        from summarizer.sources.watching import WatchedFolder

        return WatchedFolder(Path(os.path.expanduser(rest)).resolve())
    doi = normal_doi(rest)
    if doi is None:
        raise InputError(f"{name}: expected doi: and a DOI such as 10.1000/182")
    return _arxiv_of_doi(doi) or WorkByDOI(doi)


def _arxiv_of_doi(doi: str) -> RemoteSource | None:
    """The paper of a DOI of arXiv's own, which is better asked there."""
    from summarizer.sources.arxiv import ArxivPaper, arxiv_source

    prefix, _, number = doi.partition("/arxiv.")
    found = arxiv_source(number) if prefix == "10.48550" and number else None
    return found if isinstance(found, ArxivPaper) else None


# --- addresses -----------------------------------------------------------------------------------------------------


def _at_address(url: str) -> RemoteSource:
    """The source behind a well-known address; any other is a page to be read."""
    from summarizer.sources.webpages import WebPage

    try:
        place = urlsplit(url)
    except ValueError as error:
        raise InputError(f"{url}: not an address: {error}") from error
    host = (place.hostname or "").removeprefix("www.")
    path = unquote(place.path).strip("/")
    known: RemoteSource | None = None
    if host in ("arxiv.org", "export.arxiv.org", "alphaxiv.org", "ar5iv.org", "ar5iv.labs.arxiv.org"):
        known = _on_arxiv(path)
    elif host in ("huggingface.co", "hf.co"):
        known = _on_hugging_face(path, {k: v[0] for k, v in parse_qs(place.query).items()}, url)
    elif host in ("doi.org", "dx.doi.org") and normal_doi(path):
        known = _named("doi", path, url)
    return known or WebPage(url)


def _on_arxiv(path: str) -> RemoteSource | None:
    from summarizer.sources.arxiv import arxiv_source

    kind, _, rest = path.partition("/")
    if kind == "list" and (category := rest.partition("/")[0]):
        return arxiv_source(f"cat={category}")
    number = rest.removesuffix(".pdf")
    if kind in ("abs", "pdf", "html", "format", "overview") and ARXIV_ID.fullmatch(_VERSION.sub("", number)):
        return arxiv_source(number)
    return None


def _on_hugging_face(path: str, query: dict[str, str], url: str) -> RemoteSource | None:
    from summarizer.sources.arxiv import arxiv_source
    from summarizer.sources.huggingface import daily_papers

    section, *rest = path.split("/")
    if section != "papers":
        return None
    if not rest:
        return daily_papers(query.get("date") or query.get("week") or query.get("month") or "", url)
    if rest[0] in ("date", "week", "month") and len(rest) > 1:
        return daily_papers(rest[1], url)
    return arxiv_source(rest[0]) if ARXIV_ID.fullmatch(rest[0]) else None
