"""The web, as sources use it: where the services are, how politely they are asked, and what counts as an answer."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from summarizer.clients.waits import Clock, server_hint
from summarizer.errors import SettingsError, SourceError
from summarizer.settings import Settings, load_settings
from summarizer.sources.addresses import Resolver, is_public, resolve
from summarizer.sources.downloads import Download, DownloadError, DownloadLimits, Guard, download
from summarizer.sources.turns import LONGEST_WAIT, RestingError, Turns

if TYPE_CHECKING:
    from tenacity import RetryCallState

T = TypeVar("T")

ARXIV_GAP = 3.0
"""Seconds between two requests that arXiv's terms ask for, its API and its feeds together."""
SHORTEST_RETRY = 3.0
"""Seconds before anything is asked for again."""
ATTEMPTS = 3
_PASSING = ("throttled", "unreachable", "garbled")
_ALLOW_PRIVATE = "SUMMARIZER_ALLOW_PRIVATE"
_ARXIV_GAP = "SUMMARIZER_ARXIV_GAP"


@dataclass(frozen=True)
class Endpoints:
    """Where the services are; `SUMMARIZER_ARXIV_URL`, `SUMMARIZER_HF_URL` and `SUMMARIZER_DOI_URL` say otherwise."""

    arxiv: str = "https://export.arxiv.org"
    hf: str = "https://huggingface.co"
    doi: str = "https://doi.org"

    @classmethod
    def from_environment(cls) -> Endpoints:
        """The usual places, save for those that the environment names."""
        named = {f.name: os.environ.get(f"SUMMARIZER_{f.name.upper()}_URL", "").rstrip("/") for f in fields(cls)}
        for name, url in named.items():
            if url and not url.startswith(("http://", "https://")):
                variable = f"SUMMARIZER_{name.upper()}_URL"
                raise SettingsError(f"environment variable {variable}: expected http:// or https://, found {url!r}")
        return cls(**{name: url for name, url in named.items() if url})


@dataclass(frozen=True)
class Web:
    """What sources are fetched with; one for all sources of a run."""

    folder: Path
    """Where it is kept when each service was asked last; shared by all processes that use the same folder."""
    endpoints: Endpoints = field(default_factory=Endpoints)
    allow_private: bool = False
    """Whether addresses of one's own network may be reached."""
    offline: bool = False
    """Whether nothing may be fetched at all."""
    resolver: Resolver = resolve
    clock: Clock = field(default_factory=Clock)
    limits: DownloadLimits = field(default_factory=DownloadLimits)
    arxiv_gap: float = ARXIV_GAP

    def today(self) -> date:
        """The day, in UTC, as services count it."""
        return self.clock.now().date()

    def ask(self, source: str, url: str, read: Callable[[Download], T], *, accept: str = "*/*") -> T:
        """Get what is at an address and read it; what may pass is tried again, at most `ATTEMPTS` times in all.

        `read` makes something of a good answer, or raises `SourceError`; `source` is named in errors. Raises
        `SourceError`; where the service wants to be left alone for longer than a minute, at once and with `retry_at`.
        """
        import tenacity

        if self.offline:
            raise SourceError("offline", source, "nothing is fetched with --offline; leave it out, or give saved files")

        def sleep(seconds: float) -> None:
            self.clock.sleep(seconds)

        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception(_may_pass),
            stop=tenacity.stop_after_attempt(ATTEMPTS),
            wait=_wait,
            sleep=sleep,
            reraise=True,
        )
        answer: T = retrying(self._attempt, source, url, read, accept)
        return answer

    def _attempt(self, source: str, url: str, read: Callable[[Download], T], accept: str) -> T:
        turns = self._turns(url)
        guard = Guard(_anywhere if self.allow_private else is_public, self.resolver)
        try:
            with turns.turn():
                got = download(url, accept=accept, limits=self.limits, guard=guard)
        except DownloadError as error:
            raise SourceError(error.kind, source, error.reason) from error
        except RestingError as error:
            seconds = (error.until - self.clock.now()).total_seconds()
            reason = "the service wants no request for now"
            raise SourceError("throttled", source, reason, retry_after=seconds, retry_at=error.until) from error
        self._check(source, got, turns)
        return read(got)

    def _turns(self, url: str) -> Turns:
        host = urlsplit(url).netloc.lower().rpartition("@")[2]
        arxiv = _is_arxiv(host) or host == urlsplit(self.endpoints.arxiv).netloc.lower()
        name = "arxiv" if arxiv else re.sub(r"[^a-z0-9.-]", "_", host)[:100]
        return Turns(self.folder / f"{name}.json", self.arxiv_gap if arxiv else 0.0, self.clock)

    def _check(self, source: str, got: Download, turns: Turns) -> None:
        """Raise for an answer whose status says that it is none."""
        if 200 <= got.status < 300:
            return
        hint = server_hint(got.headers, self.clock.now()) if got.status in (429, 503) else None
        if hint is not None:
            turns.rest(hint)
        at = self.clock.now() + timedelta(seconds=min(hint, 10**9)) if hint is not None else None
        answer = f"{urlsplit(got.url).hostname} answered {got.status}"
        if got.status == 429 or hint is not None:
            reason = f"{answer}: too many requests"
            raise SourceError("throttled", source, reason, retry_after=hint, retry_at=at)
        if got.status in (404, 410):
            raise SourceError("missing", source, f"{answer}: there is no such thing")
        if got.status >= 500:
            raise SourceError("unreachable", source, f"{answer}: it is in trouble; try again later")
        raise SourceError("rejected", source, f"{answer}: it does not take this request")


def open_web(settings: Settings | None = None, *, allow_private: bool = False) -> Web:
    """Make what sources are fetched with, from settings (default: those of environment and file) and environment.

    `SUMMARIZER_ALLOW_PRIVATE=1` allows addresses of one's own network, too.
    """
    from summarizer.clients.cache import default_cache_dir

    settings = settings or load_settings()
    endpoints = Endpoints.from_environment()
    private = os.environ.get(_ALLOW_PRIVATE, "").lower() in ("1", "true", "yes", "on")
    return Web(
        folder=(settings.cache_dir or default_cache_dir()) / "turns",
        endpoints=endpoints,
        allow_private=allow_private or private,
        offline=settings.offline,
        arxiv_gap=_arxiv_gap(endpoints),
    )


def _arxiv_gap(endpoints: Endpoints) -> float:
    """The pause at arXiv's own servers, always; a mirror of one's own may take another by `SUMMARIZER_ARXIV_GAP`."""
    said = os.environ.get(_ARXIV_GAP)
    if not said or _is_arxiv(urlsplit(endpoints.arxiv).netloc):
        return ARXIV_GAP
    try:
        gap = float(said)
    except ValueError:
        gap = math.nan
    if not 0 <= gap <= LONGEST_WAIT:
        raise SettingsError(f"environment variable {_ARXIV_GAP}: expected seconds from 0 to 60, found {said!r}")
    return gap


def _anywhere(_address: str) -> bool:
    return True


def _is_arxiv(host: str) -> bool:
    return f".{host.lower().partition(':')[0]}".endswith(".arxiv.org")


def _may_pass(error: BaseException) -> bool:
    if not isinstance(error, SourceError) or error.kind not in _PASSING:
        return False
    return (error.retry_after or 0.0) <= LONGEST_WAIT


def _wait(state: RetryCallState) -> float:
    """Seconds before the next attempt: what the service asked for, and never less than a pause."""
    failure = state.outcome.exception() if state.outcome else None
    asked = failure.retry_after if isinstance(failure, SourceError) else None
    return max(SHORTEST_RETRY * state.attempt_number, asked or 0.0)
