"""Mornings for tests: a listing of papers by day, a clock one sets, a real mail server, and a state on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import processes
from fake_smtp import FakeSMTP, Letter

from summarizer.backends import open_backend
from summarizer.clients.waits import Clock
from summarizer.delivery.channels import open_channels
from summarizer.delivery.configuration import load_configuration
from summarizer.delivery.morning import Desk, run_morning
from summarizer.engine import summarize
from summarizer.errors import SourceError
from summarizer.papers import Paper, Source, make_paper
from summarizer.profiles import load_profile
from summarizer.records import ErrorInfo, Record
from summarizer.settings import Settings
from summarizer.sources.fetched import Fetched, Window, still_open
from summarizer.sources.web import Web
from summarizer.topics import load_topics

MONDAY = date(2026, 11, 16)
OPEN_DAYS = 3


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def paper(number: int, **fields: Any) -> Paper:
    """A paper of the listing, with an arXiv id; its text has one claim."""
    known = {"arxiv_id": f"2611.{number:05d}", **processes.paper(number), **fields}
    return make_paper(known.pop("title"), known.pop("abstract"), **known)


def title(number: int) -> str:
    """A title as it stands in digests."""
    return processes.name(number)


@dataclass
class Listing:
    """A source: papers by the day on which they are listed; a day stays open for three."""

    web: Web
    name: str = "hf-daily"
    days: dict[date, list[Paper]] = field(default_factory=dict)
    down: str = ""
    """Why it can't be read just now."""
    asked: list[Window | None] = field(default_factory=list)

    def list(self, day: date, *papers: Paper) -> None:
        """List papers on a day."""
        for place, one in enumerate(papers, len(self.days.get(day, ())) + 1):
            source = Source(kind="listing", name=self.name, date=day.isoformat(), position=place)
            extra = [Source(**{**source.model_dump(), **(s.model_extra or {})}) for s in one.sources]
            self.days.setdefault(day, []).append(one.model_copy(update={"sources": tuple(extra or [source])}))

    def fetch(self, web: Web, window: Window | None = None) -> Fetched:
        self.asked.append(window)
        if self.down:
            raise SourceError("unreachable", self.name, self.down)
        known = {day: papers for day, papers in self.days.items() if day <= web.today()}
        if window is None:
            return Fetched(tuple(known[max(known)]) if known else ())
        inside = [day for day in sorted(known) if window.since <= day <= window.until]
        found = tuple(one for day in inside for one in known[day])
        return Fetched(found, still_open(window, web.today(), OPEN_DAYS))


class World:
    """A configuration, its state and its surroundings; `morning` is one run."""

    def __init__(self, folder: Path, **keys: object) -> None:
        self.folder = folder
        self.now = noon(MONDAY)
        self.clock = Clock(sleep=lambda _: None, now=lambda: self.now)
        self.web = Web(folder / "turns", clock=self.clock)
        self.listing = Listing(self.web)
        self.sources = [self.listing]
        self.said: list[str] = []
        self.warned: list[str] = []
        self.shown: list[str] = []
        self.reads: list[str] = []
        """Ids of the papers that were read, each time."""
        self.unreadable: dict[str, ErrorInfo] = {}
        """By paper id, why it can't be read just now."""
        self.config = folder / "digest.toml"
        self.configure(**keys)

    def configure(
        self, *, mail: FakeSMTP | None = None, to: Sequence[str] = ("ada@example.org",), **keys: object
    ) -> None:
        """Write the configuration anew."""
        lines = [f"{name} = {_toml(value)}" for name, value in {"sources": ["hf-daily"], **keys}.items()]
        if mail is not None:
            lines += ["[mail]", 'host = "127.0.0.1"', f"port = {mail.port}", 'from = "digest@example.org"']
            lines += ['tls = "none"', "allow_plain = true", f"to = {_toml(list(to))}"]
        self.config.write_text("\n".join(lines) + "\n", encoding="utf-8")

    @property
    def state(self) -> Path:
        return self.config.with_suffix(".db")

    def morning(self, day: date | None = None) -> int:
        """One run, at noon of a day; gives its exit code."""
        if day is not None:
            self.now = noon(day)
        self.said.clear()
        self.warned.clear()
        configuration = load_configuration(self.config)
        topics = load_topics(None)
        desk = Desk(
            sources=tuple(self.sources),
            web=self.web,
            read=self._read,
            channels=open_channels(configuration, show=self.shown.append),
            topics=topics,
            profile=load_profile(configuration.profile, topics) if configuration.profile else None,
            clock=self.clock,
            say=self.said.append,
            warn=self.warned.append,
        )
        return run_morning(configuration, desk)

    def days(self, number: int) -> Iterator[date]:
        """So many days, from Monday on."""
        return (MONDAY + timedelta(days=n) for n in range(number))

    def _read(self, papers: Sequence[Paper]) -> Iterable[Record]:
        self.reads += [one.id for one in papers]
        engine = open_backend(Settings(backend="extractive")).engine
        for record in summarize(papers, engine, workers=1):
            error = self.unreadable.get(record.paper.id)
            yield Record(paper=record.paper, status="failed", error=error) if error else record


def text_of(letter: Letter) -> str:
    """The plain part of a letter."""
    part = letter.message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def told(letter: Letter, numbers: Iterable[int]) -> list[int]:
    """Which of the papers a letter tells of."""
    text = text_of(letter)
    return [number for number in numbers if title(number) in text]


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return f'"{value}"' if isinstance(value, (str, Path)) else str(value)
