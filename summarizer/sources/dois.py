"""DOIs: what the agency that registered a work says of it, its abstract included where the publisher gave one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from summarizer.errors import InputError, SourceError
from summarizer.jsonl import parse
from summarizer.papers import Paper, Source
from summarizer.sources.csl import csl_reference
from summarizer.sources.downloads import Download
from summarizer.sources.fetched import Fetched, Window
from summarizer.sources.web import Web

ACCEPT = "application/vnd.citationstyles.csl+json"
"""The form in which Crossref, DataCite and others all answer at doi.org."""


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
        said = csl_reference(work if isinstance(work, Mapping) else {})
        if not said.title:
            raise SourceError("garbled", self.name, "what is known of the DOI names no title")
        said = replace(said, doi=self.doi, url=f"https://doi.org/{self.doi}", places=())  # it is what was asked for
        return said.paper(Source(kind="doi", name=self.doi, date=said.published or None, position=1))
