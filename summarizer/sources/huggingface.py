"""Hugging Face's Daily Papers: the papers that were put on a day's page, which is not when they were published."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from summarizer.errors import InputError, InputWarning, SourceError
from summarizer.jsonl import parse
from summarizer.papers import Paper, Source, merge, read_paper
from summarizer.sources.arxiv import unwrapped
from summarizer.sources.days import read_day
from summarizer.sources.downloads import Download
from summarizer.sources.fetched import Fetched, Window, still_open
from summarizer.sources.web import Web

KIND = "hf-daily"
PAGE = 100
"""Papers a request: the most that the service gives."""
MOST_PAGES = 50
DAYS_OPEN = 3
"""A day's page still gets papers on the days after it."""
LOOK_BACK = 7
"""Days that are gone back to find the newest page: there is none for weekends and holidays."""
MOST_DAYS = 92
"""Days of a window that are asked for at most, a request each or more."""
_FORMS = {
    "date": (re.compile(r"\d{4}-\d\d-\d\d"), date.fromisoformat),
    "week": (re.compile(r"\d{4}-W\d\d"), lambda text: date.fromisoformat(f"{text}-1")),
    "month": (re.compile(r"\d{4}-\d\d"), lambda text: date.fromisoformat(f"{text}-01")),
}


@dataclass(frozen=True)
class DailyPapers:
    """The Daily Papers: of a window of days, or of the day, week or month that its name says."""

    parameter: str = ""
    """`date`, `week` or `month`; empty for whatever window is asked for."""
    value: str = ""

    @property
    def name(self) -> str:
        """Such as `hf-daily` or `hf-daily:2026-W47`."""
        return f"{KIND}:{self.value}" if self.value else KIND

    def fetch(self, web: Web, window: Window | None = None) -> Fetched:
        """Fetch the papers of each day asked for; without a window, those of the newest day that has any."""
        if self.parameter:
            return Fetched(tuple(merge(self._listing(web, self.parameter, self.value))))
        if window is None:
            return self._newest(web)
        until = min(window.until, web.today())
        since = max(window.since, until - timedelta(days=MOST_DAYS - 1))
        days = [since + timedelta(days=n) for n in range((until - since).days + 1)]
        papers = [paper for day in days for paper in self._listing(web, "date", day.isoformat())]
        note = f"only the last {MOST_DAYS} days were asked for" if since > window.since else ""
        return Fetched(tuple(merge(papers)), still_open(window, web.today(), DAYS_OPEN), note)

    def _newest(self, web: Web) -> Fetched:
        for back in range(LOOK_BACK):
            day = (web.today() - timedelta(days=back)).isoformat()
            if papers := tuple(merge(self._listing(web, "date", day))):
                return Fetched(papers, note=f"listed on {day}")
        return Fetched((), note=f"nothing was listed in the last {LOOK_BACK} days")

    def _listing(self, web: Web, parameter: str, value: str) -> Iterator[Paper]:
        """The papers of one listing in its order, page by page, until a page holds nothing new."""
        seen: set[str] = set()
        for page in range(MOST_PAGES):
            query = urlencode({parameter: value, "limit": PAGE, "p": page})
            address = f"{web.endpoints.hf}/api/daily_papers?{query}"
            items = web.ask(self.name, address, self._read, accept="application/json")
            new = [item for item in items if _key(item) not in seen]
            if not new:
                return
            day = value if parameter == "date" else None
            yield from self._papers(new, day, start=len(seen) + 1)
            seen |= {_key(item) for item in new}

    def _read(self, got: Download) -> list[Any]:
        try:
            items = parse(got.body, self.name)
        except InputError as error:
            found = "a web page" if got.body.lstrip()[:1] == b"<" else "something else"
            raise SourceError("garbled", self.name, f"expected the listing as JSON; found {found}") from error
        if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
            said = items.get("error") if isinstance(items, dict) else None
            raise SourceError("garbled", self.name, f"expected a list of papers; found {said or type(items).__name__}")
        return items

    def _papers(self, items: list[Any], day: str | None, *, start: int) -> Iterator[Paper]:
        """Papers of a page's entries; an entry that is none is left out with a warning, all of them are an error."""
        failures = []
        for position, item in enumerate(items, start):
            source = Source(kind=KIND, name=KIND, date=day or _listing_day(item), position=position)
            try:
                paper = read_paper(item, where=f"{self.name}, entry {position}", source=source)
                yield paper.model_copy(update={"abstract": unwrapped(paper.abstract)})
            except InputError as error:
                failures.append(str(error))
        if failures and len(failures) == len(items):
            raise SourceError("garbled", self.name, f"none of its {len(items)} entries is a paper: {failures[0]}")
        for failure in failures:
            warnings.warn(f"left out: {failure}", InputWarning, stacklevel=2)


def daily_papers(period: str, where: str) -> DailyPapers:
    """The Daily Papers of a period: `2026-11-20`, `2026-W47`, `2026-11`, or of no certain one where it is empty.

    Raises `InputError` naming `where` for what is no such period.
    """
    if not period:
        return DailyPapers()
    for parameter, (form, read) in _FORMS.items():
        if form.fullmatch(period.upper()):
            try:
                read(period.upper())
            except ValueError as error:
                raise InputError(f"{where}: {period} is no {parameter}: {error}") from error
            return DailyPapers(parameter, period.upper())
    raise InputError(f"{where}: expected a day, week or month such as 2026-11-20, 2026-W47 or 2026-11; found {period}")


def _key(item: Mapping[str, Any]) -> str:
    """What tells an entry from others of the listing."""
    inner = item.get("paper")
    known = inner if isinstance(inner, Mapping) else item
    return f"{known.get('id')}\n{known.get('title') or item.get('title')}"


def _listing_day(item: Mapping[str, Any]) -> str | None:
    """The day of a week's or month's entry."""
    inner = item.get("paper")
    for known in (inner, item):
        said = known.get("submittedOnDailyAt") if isinstance(known, Mapping) else None
        if isinstance(said, str) and (day := read_day(said)):
            return day.isoformat()
    return None
