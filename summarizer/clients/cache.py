"""The cache of answers: what a model said, kept by request, so that nothing is paid for twice."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from summarizer.clients import Client, Completion, Request, canonical_json, sha256
from summarizer.clients.asked import describe
from summarizer.clients.database import FORMAT, CacheWarning, NoCacheError
from summarizer.clients.flights import LONGEST_WAIT, flights_of
from summarizer.clients.replies import NotACompletionError, read_reply, write_reply
from summarizer.clients.responses import CacheInfo, NoCache, ResponseCache, Responses, open_responses
from summarizer.errors import ErrorKind, RequestError, SummarizerError

__all__ = [
    "CacheInfo",
    "CacheWarning",
    "CachedClient",
    "NoCache",
    "NoCacheError",
    "ResponseCache",
    "Responses",
    "cache_key",
    "default_cache_dir",
    "is_given_up",
    "journal_row",
    "kept_completion",
    "open_responses",
]

_FINAL: frozenset[ErrorKind] = frozenset(
    {"refused", "filtered", "truncated", "empty", "invalid_json", "invalid_schema", "too_long", "rejected"}
)
"""Failures that another run would most likely meet again."""


def default_cache_dir() -> Path:
    """Where answers are kept if nobody says: a source checkout's `cache/`, else the user's own cache folder."""
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "cache" / ".gitignore").is_file() and (checkout / "pyproject.toml").is_file():
        return checkout / "cache"
    from platformdirs import user_cache_path

    return user_cache_path("summarizer")


def cache_key(request: Request, base_url: str) -> str:
    """Name the answer to a request at a base URL: model, messages, schema and sampling count, and nothing else."""
    parts = {"base_url": base_url.rstrip("/"), "format": FORMAT, "request": request.sha256}
    return sha256(canonical_json(parts).encode())


def is_given_up(row: Mapping[str, Any]) -> bool:
    """Whether a row says why a request came to nothing, instead of what was answered."""
    return _failure(row) is not None


def kept_completion(row: Mapping[str, Any]) -> Completion | None:
    """Give the answer that a row holds; None where it holds none."""
    try:
        trail = tuple(_reply(reply) for reply in row.get("trail", ()))
        origin: Literal["first", "reask"] = "reask" if row.get("origin") == "reask" else "first"
        return _reply(row, settled=bool(row.get("settled")), origin=origin, trail=trail)
    except (NotACompletionError, KeyError, TypeError, AttributeError):
        return None


class CachedClient:
    """A client that asks its inner one only for what the cache does not hold.

    Every reply goes to `journal` before anything else is done with it. Only whole answers that `valid` accepts answer
    later requests: not cut-off, refused or filtered ones. Threads and processes that ask the same at the same time
    send one request. An answer that can't be kept is given all the same, and counted in the cache's `unsaved`. Without
    `retry_failed`, what was given up before is given up again, unasked. Another process that is asking the same is
    waited for `patience` seconds at most.
    """

    def __init__(
        self,
        inner: Client,
        cache: Responses,
        base_url: str,
        *,
        valid: Callable[[str], bool],
        journal: Callable[[dict[str, Any]], None],
        retry_failed: bool = True,
        patience: float = LONGEST_WAIT,
    ) -> None:
        self.name = inner.name
        self._inner = inner
        self._cache = cache
        self._base_url = base_url
        self._valid = valid
        self._journal = journal
        self._retry_failed = retry_failed
        self._patience = patience

    def complete(self, request: Request) -> Completion:
        """Answer a request, from the cache if it can be; raises what the inner client raises."""
        key = cache_key(request, self._base_url)
        with self._alone(key):
            return self._look_up(key) or self._ask(key, request)

    def settle(self, request: Request, completion: Completion, trail: tuple[Completion, ...] = ()) -> None:
        """File the kept answer of a paper that is done under its first request, with the replies that were not kept.

        One that stood at once, with no other reply, may be filed already.
        """
        if completion.filed and not trail:
            return
        settled = {"settled": True, "origin": completion.origin, "trail": [_row(reply) for reply in trail]}
        row = {**_row(completion), **settled, "asked": describe(request, self._base_url)}
        self._keep(cache_key(request, self._base_url), row)

    def give_up(self, request: Request, error: RequestError) -> None:
        """File that a paper's first request came to nothing and why, if the next run would most likely fare no better.

        What passes (a server out of reach, a time-out, a stopped run) is not filed. An answer takes its place.
        """
        if error.kind not in _FINAL:
            return
        key = cache_key(request, self._base_url)
        failure = {"kind": error.kind, "message": error.message, "attempts": error.attempts}
        with self._alone(key):  # else an answer that somebody else gets meanwhile could be written over
            known = self._cache.get(key)
            if known is None or (_failure(known) != failure and kept_completion(known) is None):
                row = {"failure": failure, "created_at": _now(), "asked": describe(request, self._base_url)}
                self._cache.put(key, row)

    def _alone(self, key: str) -> AbstractContextManager[None]:
        """Hold a key while it is asked for; where nothing can be kept, waiting would bring nobody an answer."""
        folder = self._cache.folder
        if folder is None or not self._cache.is_writable:
            return nullcontext()
        return flights_of(folder).alone(key, longest=self._patience)

    def _look_up(self, key: str) -> Completion | None:
        row = self._cache.get(key)
        if row is None:
            return None
        completion = kept_completion(row)
        if completion is None:
            failure = _failure(row)
            if failure is None:
                warnings.warn(f"the cached row {key[:12]} holds no answer and is not used", CacheWarning, stacklevel=3)
            elif not self._retry_failed:
                raise RequestError(**failure)
        return completion

    def _ask(self, key: str, request: Request) -> Completion:
        completion = self._inner.complete(request)
        self._record(key, request, completion)
        whole = completion.finish_reason == "stop" and not completion.refusal
        if whole and self._valid(completion.text):
            filed = self._keep(key, {**_row(completion), "asked": describe(request, self._base_url)})
            return replace(completion, filed=filed)
        return completion

    def _record(self, key: str, request: Request, completion: Completion) -> None:
        try:
            self._journal(journal_row(request, completion, self._base_url))
        except SummarizerError as error:  # the reply is paid for: a full disk is no reason to throw it away
            warnings.warn(f"a reply could not be kept: {error}", CacheWarning, stacklevel=3)
            self._cache.unsaved.add(key)

    def _keep(self, key: str, row: Mapping[str, Any]) -> bool:
        kept = self._cache.put(key, row)
        if kept:
            self._cache.unsaved.discard(key)
        else:
            self._cache.unsaved.add(key)
        return kept


def journal_row(request: Request, completion: Completion, base_url: str) -> dict[str, Any]:
    """Put a request and its raw reply into one JSON object: a line of the journal, and exported, a recording.

    `marks` are the spans of the sentences and of the quantities that the request's S and Q ids stand for.
    """
    marks = request.marks
    return {
        "request_sha256": request.sha256,
        "request": {
            "messages": [{"role": message.role, "content": message.content} for message in request.messages],
            "model": request.model,
            "sampling": dict(request.sampling),
            "schema": request.schema_sha256,
        },
        "prompt": request.prompt,
        "marks": [[list(span) for span in marks.sentences], [[q.start, q.end] for q in marks.quantities]],
        "base_url_host": urlsplit(base_url).netloc.rpartition("@")[2],
        "model": completion.model or request.model,
        "finish_reason": completion.finish_reason,
        "refusal": completion.refusal,
        "attempts": completion.attempts,
        "created_at": _now(),
        "reply": write_reply(completion),
    }


def _row(completion: Completion) -> dict[str, Any]:
    return {"reply": write_reply(completion), "attempts": completion.attempts, "created_at": _now()}


def _reply(row: Mapping[str, Any], **more: Any) -> Completion:
    return replace(read_reply(row["reply"]), attempts=0, cached=True, filed=True, **more)


def _failure(row: Mapping[str, Any]) -> dict[str, Any] | None:
    """What was filed when a request was given up; None where the row holds nothing of the kind."""
    failure = row.get("failure")
    if not isinstance(failure, dict) or failure.keys() != {"kind", "message", "attempts"}:
        return None
    plain = isinstance(failure["message"], str) and type(failure["attempts"]) is int
    return failure if plain and failure["kind"] in get_args(ErrorKind) else None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
