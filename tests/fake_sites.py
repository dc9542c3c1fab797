"""A real web server on this machine's loopback, and the answers of the services that sources ask, in their shapes.

    with FakeSite({"/feed": page(rss(...), "application/rss+xml")}) as site:
        ...                       # a route is a `Page`, a list of them (one a request), or a function of the `Call`
    assert site.paths == ["/feed"]

The shapes follow the services' own documentation: arXiv's API manual (Atom with OpenSearch counts), the Hub's API
reference (`/api/daily_papers`), CSL-JSON as doi.org gives it, and arXiv's RSS.
"""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class Call:
    """One request as it came in."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    at: float


@dataclass(frozen=True)
class Page:
    """One answer."""

    body: bytes | Callable[[], Iterator[bytes]] = b""
    """Bytes, or what makes pieces of them that are sent as they come, chunked."""
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    drip_head: float = 0.0
    """Seconds after each byte of the status line and the headers."""
    cut: int | None = None
    """Bytes of the body after which the connection is closed."""


Route = Page | Sequence[Page] | Callable[[Call], Page]


class FakeSite:
    """A server that answers by its routes and keeps every call; it listens while its `with` block lasts."""

    def __init__(self, routes: Mapping[str, Route] | Callable[[Call], Page]) -> None:
        self.routes = routes
        self.calls: list[Call] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [call.path for call in self.calls]

    def __enter__(self) -> FakeSite:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)

    def _answer(self, call: Call) -> Page:
        before = self.paths.count(call.path)
        self.calls.append(call)
        route = self.routes(call) if callable(self.routes) else self.routes.get(call.path, Page(b"no", status=404))
        if isinstance(route, Page):
            return route
        return route(call) if callable(route) else route[min(before, len(route) - 1)]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                place = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(place.query).items()}
                headers = {name.lower(): value for name, value in self.headers.items()}
                with suppress(OSError):  # a client that had enough
                    self._send(site._answer(Call(place.path, query, headers, time.time())))

            def _send(self, page: Page) -> None:
                self.close_connection = True
                body = page.body
                if isinstance(body, bytes):
                    sent = body if page.cut is None else body[: page.cut]
                    length = {"content-length": str(len(body))}
                    self._write_head(page, {**length, **page.headers})
                    self.wfile.write(sent)
                    return
                self._write_head(page, {"transfer-encoding": "chunked", **page.headers})
                for piece in body():
                    self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
                self.wfile.write(b"0\r\n\r\n")

            def _write_head(self, page: Page, headers: Mapping[str, str]) -> None:
                lines = [f"HTTP/1.1 {page.status} Any", f"content-type: {page.content_type}"]
                lines += [f"{name}: {value}" for name, value in headers.items()] + ["connection: close", "", ""]
                head = "\r\n".join(lines).encode("latin-1")
                if not page.drip_head:
                    self.wfile.write(head)
                    return
                for byte in head:
                    self.wfile.write(bytes([byte]))
                    time.sleep(page.drip_head)

            def log_message(self, *_: object) -> None:
                """Nothing on stderr."""

        return Handler


class Trap:
    """A listener that counts who connects, and answers nobody."""

    def __init__(self) -> None:
        self.hits = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.02)
        self._open = True
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    def __enter__(self) -> Trap:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._open = False
        self._thread.join(5)
        self._socket.close()

    def _run(self) -> None:
        while self._open:
            with suppress(TimeoutError):
                connection, _ = self._socket.accept()
                self.hits += 1
                connection.close()


def page(body: str | bytes, content_type: str = "text/html; charset=utf-8", **headers: str) -> Page:
    """A good answer; further keywords are headers, `_` for `-`."""
    data = body.encode() if isinstance(body, str) else body
    return Page(data, content_type, headers={name.replace("_", "-"): value for name, value in headers.items()})


def json_page(body: Any) -> Page:
    return page(json.dumps(body), "application/json; charset=utf-8")


def status(code: int, body: str = "", **headers: str) -> Page:
    """An answer that is none."""
    return Page(body.encode(), "text/plain", code, {name.replace("_", "-"): value for name, value in headers.items()})


def moved(to: str, code: int = 302) -> Page:
    return Page(b"", status=code, headers={"location": to})


def gzipped(body: bytes, content_type: str = "application/atom+xml") -> Page:
    return Page(gzip.compress(body), content_type, headers={"content-encoding": "gzip"})


# --- papers --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Listed:
    """A paper as the services know it."""

    number: str
    title: str
    abstract: str = "Attention is slow on long texts. We make it 2.1x faster than a plain decoder."
    published: str = "2026-11-18T17:30:00Z"
    version: int = 1
    authors: tuple[str, ...] = ("Ada Quill", "Jon van Moor")
    doi: str | None = None


def daily_entry(paper: Listed, day: str) -> dict[str, Any]:
    """An entry of `/api/daily_papers`: published is not when it was put on the page."""
    people = [{"_id": f"{n:024x}", "name": name, "hidden": False} for n, name in enumerate(paper.authors)]
    known = {
        "id": paper.number,
        "title": paper.title,
        "summary": paper.abstract,
        "authors": people,
        "publishedAt": paper.published.replace("Z", ".000Z"),
        "submittedOnDailyAt": f"{day}T00:00:00.000Z",
        "upvotes": 12,
    }
    outer = {"publishedAt": known["publishedAt"], "title": paper.title, "summary": paper.abstract, "numComments": 1}
    return {"paper": known, **outer, "submittedBy": {"name": "somebody", "type": "user"}}


def daily_papers(days: Mapping[str, Iterable[Listed]]) -> Callable[[Call], Page]:
    """The route `/api/daily_papers`, by day, week and month, in pages; a day ahead is a 400."""

    def route(call: Call) -> Page:
        limit, start = int(call.query.get("limit", 50)), int(call.query.get("p", 0))
        asked = call.query.get("date") or call.query.get("week") or call.query.get("month") or ""
        entries = [daily_entry(p, day) for day, papers in days.items() if _belongs(day, asked) for p in papers]
        return json_page(entries[start * limit : (start + 1) * limit])

    return route


def _belongs(day: str, asked: str) -> bool:
    if "W" in asked:
        return "{}-W{:02}".format(*datetime.fromisoformat(day).isocalendar()[:2]) == asked
    return day.startswith(asked)


def atom(papers: Iterable[Listed], *, total: int | None = None, start: int = 0) -> str:
    """An answer of arXiv's API."""
    listed = list(papers)
    entries = "".join(_atom_entry(paper) for paper in listed)
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom"
 xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <title>arXiv Query: search_query=</title>
  <updated>2026-11-20T00:00:00Z</updated>
  <link href="https://arxiv.org/api/query?start=0" type="application/atom+xml"/>
  <opensearch:itemsPerPage>{len(listed)}</opensearch:itemsPerPage>
  <opensearch:totalResults>{len(listed) if total is None else total}</opensearch:totalResults>
  <opensearch:startIndex>{start}</opensearch:startIndex>
{entries}</feed>"""


def _atom_entry(paper: Listed) -> str:
    address = f"abs/{paper.number}v{paper.version}"
    people = "".join(f"<author><name>{escape(name)}</name></author>" for name in paper.authors)
    doi = f"<arxiv:doi>{paper.doi}</arxiv:doi>" if paper.doi else ""
    return f"""  <entry>
    <id>http://arxiv.org/{address}</id>
    <title>{escape(paper.title)}</title>
    <updated>2026-11-19T09:00:00Z</updated>
    <link href="https://arxiv.org/{address}" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/{address.replace("abs", "pdf")}" rel="related" type="application/pdf" title="pdf"/>
    <summary>{escape(paper.abstract)}</summary>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
    <published>{paper.published}</published>
    <arxiv:primary_category term="cs.CL"/>
    {people}{doi}
  </entry>
"""


def atom_error(message: str) -> str:
    """How arXiv's API tells of a query that it does not take."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query: search_query=</title>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">1</opensearch:totalResults>
  <entry><id>http://arxiv.org/api/errors#start_must_be_an_integer</id><title>Error</title>
    <summary>{message}</summary><updated>2026-11-20T00:00:00-05:00</updated></entry>
</feed>"""


def arxiv_query(papers: Sequence[Listed]) -> Callable[[Call], Page]:
    """The route `/api/query`: by number, or all in the range of submission, newest first, in pages."""

    def route(call: Call) -> Page:
        start, most = int(call.query.get("start", 0)), int(call.query.get("max_results", 10))
        if wanted := call.query.get("id_list"):
            numbers = [number.partition("v")[0] for number in wanted.split(",")]
            found = [paper for paper in papers if paper.number in numbers]
        else:
            found = sorted(_submitted(papers, call.query["search_query"]), key=lambda p: p.published, reverse=True)
        return page(atom(found[start : start + most], total=len(found), start=start), "application/atom+xml")

    return route


def _submitted(papers: Iterable[Listed], query: str) -> list[Listed]:
    _, found, dates = query.partition("submittedDate:[")
    if not found:
        return list(papers)
    ends = [datetime.strptime(end, "%Y%m%d%H%M").replace(tzinfo=UTC) for end in dates.rstrip("]").split(" TO ")]
    return [paper for paper in papers if ends[0] <= datetime.fromisoformat(paper.published) <= ends[1]]


def arxiv_rss(papers: Iterable[tuple[Listed, str]], day: str = "Fri, 20 Nov 2026 00:00:00 -0500") -> str:
    """arXiv's RSS of a category: papers with how they are announced (`new`, `cross`, `replace`)."""
    items = "".join(
        f"""<item><title>{escape(paper.title)}</title><link>https://arxiv.org/abs/{paper.number}</link>
<description>arXiv:{paper.number}v{paper.version} Announce Type: {kind}
Abstract: {escape(paper.abstract)}</description>
<guid isPermaLink="false">oai:arXiv.org:{paper.number}v{paper.version}</guid><category>cs.CL</category>
<pubDate>{day}</pubDate><arxiv:announce_type>{kind}</arxiv:announce_type>
<dc:creator>{escape(", ".join(paper.authors))}</dc:creator></item>
"""
        for paper, kind in papers
    )
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:atom="http://www.w3.org/2005/Atom" version="2.0"><channel>
<title>cs.CL updates on arXiv.org</title><link>http://rss.arxiv.org/rss/cs.CL</link>
<description>cs.CL updates on the arXiv.org e-print archive.</description>
<atom:link href="http://rss.arxiv.org/rss/cs.CL" rel="self" type="application/rss+xml"/>
{items}</channel></rss>"""
