"""The server of a batch: files up, batches made, looked at and found again, files down; by the official SDK.

Nothing is made twice: what may have been made although no answer came is looked for before it is asked for again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from summarizer.clients.batch.requests import ENDPOINT
from summarizer.clients.openai import CONNECT_SECONDS, OpenAIClient
from summarizer.clients.refusals import meaning
from summarizer.clients.replies import one_line, read_error, read_json
from summarizer.clients.waits import AttemptError, Clock, Patience, backoff, server_hint
from summarizer.errors import RequestError, RunStoppedError

if TYPE_CHECKING:
    import httpx2
    import openai

TRANSFER_SECONDS = 3600.0
"""How long one file may take, up or down."""
PAGE = 100
PAGES = 20
"""How many of the newest batches are looked through for one of ours, in pages."""

_LISTING = "to list batches"
_UNLISTED = (404, 405, 501)
_NOT_YET = (403, 404)

T = TypeVar("T")


class UnlistedError(RequestError):
    """The server has no list of batches."""


class _NotYetError(AttemptError):
    """A file can't be had; for some seconds after its batch has ended that means nothing."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__("rejected", said)
        self.status = status


@dataclass(frozen=True)
class Problem:
    """Something wrong with a requests file."""

    message: str
    line: int | None = None
    """The line it is about, from 1."""


@dataclass(frozen=True)
class Batch:
    """A batch as its server tells of it."""

    id: str
    status: str
    output: str | None = None
    """Id of the file with the answers."""
    errors: str | None = None
    """Id of the file with the errors."""
    problems: tuple[Problem, ...] = ()
    done: int = 0
    failed: int = 0
    total: int = 0

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self.status in ("completed", "failed", "expired", "cancelled")


class BatchServer:
    """Talks to the `/files` and `/batches` of a base URL.

    Raises `RequestError` where an answer can't be had, `RunStoppedError` for a key that is refused or an empty account.
    """

    def __init__(
        self, base_url: str, api_key: str | None = None, *, patience: Patience | None = None, clock: Clock | None = None
    ) -> None:
        self._patience = patience or Patience()
        self._clock = clock or Clock()
        self._client = OpenAIClient(base_url, api_key, patience=self._patience)
        self._key = self._client.key
        self._streams: openai.OpenAI | None = None
        self.base_url = self._client.base_url
        self.host = self._client.host

    def close(self) -> None:
        """Close all connections."""
        self._client.close()
        if self._streams is not None:
            self._streams.close()

    def upload(self, path: Path, name: str) -> str:
        """Upload a requests file; gives the id it has there."""

        def send(sdk: openai.OpenAI, headers: Mapping[str, Any]) -> Any:
            with path.open("rb") as stream:
                return sdk.files.with_raw_response.create(file=(name, stream), purpose="batch", extra_headers=headers)

        def attempt() -> str:
            with self._naming("the requests file"):
                body = self._object(send(self._streaming(), self._headers), "the requests file")
            if not isinstance(body.get("id"), str):
                raise AttemptError("transport", "no file came")
            return str(body["id"])

        return self._patiently(attempt)

    def create(self, upload: str, metadata: Mapping[str, str]) -> Batch:
        """Make a batch of an uploaded file; one that was made although no answer came is found by its metadata."""
        tried = False

        def attempt() -> Batch:
            nonlocal tried
            if tried and (found := self._find(metadata)):
                return found
            tried = True
            return _batch(self._ask(send, "the batch"))

        def send(sdk: openai.OpenAI, headers: Mapping[str, Any]) -> Any:
            return sdk.batches.with_raw_response.create(
                completion_window="24h",
                endpoint=ENDPOINT,
                input_file_id=upload,
                metadata=dict(metadata),
                extra_headers=headers,
            )

        return self._patiently(attempt)

    def find(self, metadata: Mapping[str, str]) -> Batch | None:
        """Look for a batch among the newest ones; raises `UnlistedError` where the server lists none."""
        return self._patiently(lambda: self._find(metadata))

    def look(self, batch: str, *, patiently: bool = True) -> Batch:
        """Say how a batch stands; not `patiently`, it is asked once."""

        def send(sdk: openai.OpenAI, headers: Mapping[str, Any]) -> Any:
            return sdk.batches.with_raw_response.retrieve(batch, extra_headers=headers)

        what = f"to tell of {one_line(batch)}"
        return self._patiently(lambda: _batch(self._ask(send, what)), attempts=None if patiently else 1)

    def download(self, file: str, path: Path) -> bool:
        """Save a file, whole or not at all; False where the server does not have it (any more)."""
        try:
            self._patiently(lambda: self._save(file, path))
        except _NotYetError as error:
            if error.status == 404:
                return False
            message = (
                f'{self.host} refuses the file {one_line(file)} (403): the API key needs the permission "Files: Read"'
            )
            raise RunStoppedError("stopped", message) from error
        return True

    # --- one request -------------------------------------------------------------------------------------------------

    def _find(self, metadata: Mapping[str, str]) -> Batch | None:
        import openai

        after: str | openai.Omit = openai.Omit()

        def send(sdk: openai.OpenAI, headers: Mapping[str, Any]) -> Any:
            return sdk.batches.with_raw_response.list(limit=PAGE, after=after, extra_headers=headers)

        for _ in range(PAGES):
            page = self._ask(send, _LISTING)
            rows = page.get("data")
            found = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
            for row in found:
                marks = row.get("metadata")
                if isinstance(marks, Mapping) and metadata.items() <= marks.items():
                    return _batch(row)
            if not page.get("has_more") or not found:
                return None
            after = str(found[-1].get("id"))
        return None

    def _save(self, file: str, path: Path) -> None:
        partial, ends = path.with_name(path.name + ".partial"), self._clock.monotonic() + TRANSFER_SECONDS
        content = self._streaming().files.with_streaming_response.content
        with self._naming("a file", of_file=True), partial.open("wb") as stream:
            with content(file, extra_headers=self._headers) as response:
                rest = b""
                for chunk in response.iter_bytes():
                    if self._clock.monotonic() > ends:
                        raise AttemptError("timeout", f"the file took longer than {TRANSFER_SECONDS:g} s")
                    *lines, rest = (rest + chunk).split(b"\n")
                    stream.writelines(self._key.hide(line) + b"\n" for line in lines)
                stream.write(self._key.hide(rest))
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(partial, path)

    def _ask(self, send: Callable[[openai.OpenAI, Mapping[str, Any]], Any], what: str) -> Mapping[str, Any]:
        """Send one request; gives the JSON object that came back."""
        with self._naming(what), self._client.transport.within(self._patience.deadline):
            response = send(self._sdk, self._headers)
        return self._object(response, what)

    def _object(self, response: Any, what: str) -> Mapping[str, Any]:
        body = read_json(self._key.hide(response.http_response.content))
        if not isinstance(body, Mapping) or (body.get("error") and not body.get("id")):
            said = self._key.clean(f"{what}: no answer of the Batch API came: {read_error(body).message}")
            raise AttemptError("transport", said)
        return body

    @cached_property
    def _sdk(self) -> openai.OpenAI:
        import httpx2
        import openai

        silence = self._patience.silence
        timeout = httpx2.Timeout(silence, connect=min(CONNECT_SECONDS, silence))
        return openai.OpenAI(
            base_url=self.base_url,
            api_key=self._key.value or "none",  # what is not given here is looked up in the environment
            admin_api_key="none",
            max_retries=0,
            timeout=timeout,
            http_client=httpx2.Client(transport=self._client.transport, timeout=timeout, follow_redirects=False),
        )

    @property
    def _headers(self) -> Mapping[str, Any]:
        """What a request needs beside the SDK's own headers: without a key it sends none."""
        import openai

        return {} if self._key else {"Authorization": openai.Omit()}

    def _streaming(self) -> openai.OpenAI:
        """The SDK for files, which are larger than what is held in memory for any other answer."""
        if self._streams is None:
            import httpx2

            timeout = httpx2.Timeout(self._patience.silence, connect=CONNECT_SECONDS)
            self._streams = self._sdk.with_options(http_client=httpx2.Client(timeout=timeout, follow_redirects=False))
        return self._streams

    def _patiently(self, attempt: Callable[[], T], *, attempts: int | None = None) -> T:
        import tenacity

        def sleep(seconds: float) -> None:
            self._clock.sleep(seconds)

        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(AttemptError),
            wait=backoff(self._patience.longest_wait),
            stop=tenacity.stop_after_attempt(attempts or self._patience.attempts),
            sleep=sleep,
            reraise=True,
        )
        try:
            return retrying(attempt)
        except _NotYetError:
            raise
        except AttemptError as failure:
            raise RequestError(failure.kind, f"no answer from {self.host}; the last one: {failure}") from failure

    @contextmanager
    def _naming(self, what: str, *, of_file: bool = False) -> Iterator[None]:
        """Turn what the SDK raises into an attempt that failed, or a refusal that stands."""
        import httpx2
        import openai

        try:
            yield
        except openai.APIStatusError as error:
            if of_file and error.status_code in _NOT_YET:
                raise _NotYetError(error.status_code, f"{error.status_code}") from error
            self._refuse(error.response, what)
        except openai.APITimeoutError as error:
            raise AttemptError("timeout", "the server did not answer in time") from error
        except (openai.APIConnectionError, httpx2.HTTPError) as error:
            reason = self._key.clean(str(error.__cause__ or error)) or type(error).__name__
            raise AttemptError("transport", f"the connection failed: {reason}") from error

    def _refuse(self, response: httpx2.Response, what: str) -> NoReturn:
        status, error = response.status_code, read_error(read_json(response.content))
        said = self._key.clean(error.message)
        kind = meaning(status, error, response.headers.get("x-should-retry"))
        if kind == "again":
            raise AttemptError(
                "transport", f"{status} {said}".strip(), server_hint(response.headers, self._clock.now())
            )
        if kind == "key":
            raise RunStoppedError("stopped", self._key.refusal(self.host, self.base_url, status))
        if kind == "quota":
            raise RunStoppedError("stopped", f"{self.host}: the account is exhausted ({status} {said})")
        text = f"{self.host} refuses {what} ({status}): {said}".rstrip(": ")
        if what == _LISTING and status in _UNLISTED:
            raise UnlistedError("rejected", text)
        raise RequestError("rejected", text)


def _batch(body: Mapping[str, Any]) -> Batch:
    """Read what a server tells of a batch; whatever it leaves out is nothing."""
    if not isinstance(body.get("id"), str):
        raise AttemptError("transport", "no batch came")
    counts = body.get("request_counts")
    counts = counts if isinstance(counts, Mapping) else {}
    return Batch(
        id=body["id"],
        status=str(body.get("status") or "unknown").lower(),
        output=_name(body.get("output_file_id")),
        errors=_name(body.get("error_file_id")),
        problems=tuple(_problems(body.get("errors"))),
        done=_count(counts.get("completed")),
        failed=_count(counts.get("failed")),
        total=_count(counts.get("total")),
    )


def _problems(errors: Any) -> Iterator[Problem]:
    data = errors.get("data") if isinstance(errors, Mapping) else errors
    for row in data if isinstance(data, list) else []:
        if isinstance(row, Mapping):
            line = row.get("line")
            said = one_line(f"{row.get('code') or ''} {row.get('message') or ''}")
            yield Problem(said, line if isinstance(line, int) and line > 0 else None)


def _name(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _count(value: Any) -> int:
    return value if isinstance(value, int) else 0
