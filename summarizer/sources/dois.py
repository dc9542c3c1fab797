"""DOIs: what the agency that registered a work says of it, its abstract included where the publisher gave one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from summarizer.errors import InputError, SourceError
from summarizer.jsonl import parse
from summarizer.papers import Paper, Source, make_paper
from summarizer.sources.downloads import Download
from summarizer.sources.html import text_of
from summarizer.sources.remote import Fetched, Window
from summarizer.sources.web import Web

ACCEPT = "application/vnd.citationstyles.csl+json"
"""The form in which Crossref, DataCite and others all answer at doi.org."""
_HEADING = re.compile(r"<(?:jats:)?title>\s*(?:abstract|summary)\s*[.:]?\s*</(?:jats:)?title>", re.IGNORECASE)
_PREFIX = re.compile(r"<(/?)jats:(?=\w)")
_TITLE = re.compile(r"<(/?)title>")


@dataclass(frozen=True)
class WorkByDOI:
    """The work that a DOI names."""

    doi: str

    @property
    def name(self) -> str:
        """`doi:` and the DOI."""
        return f"doi:{self.doi}"

    def fetch(self, web: Web, window: Window | None = None) -> Fetched:  # noqa: ARG002
        """Fetch the work; where its agency knows no abstract, it is empty, which is said."""
        paper = web.ask(self.name, f"{web.endpoints.doi}/{quote(self.doi, safe='/')}", self._read, accept=ACCEPT)
        return Fetched((paper,), note="" if paper.abstract else "its publisher gives no abstract")

    def _read(self, got: Download) -> Paper:
        try:
            work = parse(got.body, self.name)
        except InputError as error:
            raise SourceError("garbled", self.name, "expected what is known of the DOI as JSON") from error
        title = _first(work.get("title")) if isinstance(work, Mapping) else ""
        if not title:
            raise SourceError("garbled", self.name, "what is known of the DOI names no title")
        published = _date(work.get("issued") or work.get("published"))
        return make_paper(
            text_of(title),
            text_of(_abstract(_first(work.get("abstract")))),
            doi=self.doi,
            url=f"https://doi.org/{self.doi}",
            authors=tuple(filter(None, map(_person, _people(work.get("author"))))),
            published=published,
            sources=(Source(kind="doi", name=self.doi, date=published, position=1),),
        )


def _first(value: Any) -> str:
    """A text, or the first one of a list."""
    if isinstance(value, list):
        value = next(iter(value), "")
    return value if isinstance(value, str) else ""


def _abstract(markup: str) -> str:
    """An abstract in JATS as HTML, its own heading ("Abstract") left out."""
    return _TITLE.sub(r"<\1h4>", _PREFIX.sub(r"<\1", _HEADING.sub("", markup)))


def _people(value: Any) -> list[Mapping[str, Any]]:
    return [person for person in value if isinstance(person, Mapping)] if isinstance(value, list) else []


def _person(person: Mapping[str, Any]) -> str:
    parts = [person.get("given"), person.get("family")]
    name = " ".join(part for part in parts if isinstance(part, str)) or person.get("literal") or person.get("name")
    return " ".join(name.split()) if isinstance(name, str) else ""


def _date(value: Any) -> str | None:
    """The date in its parts, as far as it is known: 2026, 2026-11 or 2026-11-20."""
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = [part for part in first[:3] if isinstance(part, int)]
    return "-".join([f"{numbers[0]:04d}", *(f"{number:02d}" for number in numbers[1:])]) if numbers else None
