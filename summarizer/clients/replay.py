"""Replay: answers that were recorded, given again to the same requests, with no way out to a network.

A recording is one file of JSON, `<request_sha256>.json`: the request as it was asked, the reply as it came, and where
from. Anything else in a file than what was written there is refused, never guessed.
"""

from __future__ import annotations

import hashlib
import json
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarizer.clients import Completion, FinishReason, Message, Request, canonical_json
from summarizer.errors import InputError, RequestError, SummarizerError
from summarizer.jsonl import parse
from summarizer.records import first_problem

How = Literal["endpoint", "journal", "batch"]
"""Asked for a recording's sake, taken from the journal of an ordinary run, or from a batch's output file."""
REASK = "reask"
_SHOWN = 60
_BEFORE = 20


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False, use_attribute_docstrings=True
    )


class RecordedMessage(_Part):
    """A message of the conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


class RecordedRequest(_Part):
    """A request in its canonical form: what its hash is made of."""

    messages: list[RecordedMessage] = Field(min_length=1)
    model: str
    sampling: dict[str, Any]
    schema_: str = Field(alias="schema", pattern=r"^[0-9a-f]{64}$")
    """Hash of the answer's schema."""


class RecordedUsage(_Part):
    """Tokens; each must be told, null where the server did not say."""

    input: int | None
    cached_input: int | None
    output: int | None


class RecordedResponse(_Part):
    """What was answered, raw: also a broken or a cut-off answer."""

    text: str
    finish_reason: FinishReason
    refusal: str | None
    model: str
    """The model as the server named it; of a file on the server, its name alone."""
    usage: RecordedUsage


class Recording(_Part):
    """One request and its reply."""

    format: Literal[1]
    request_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """Hash of the canonical request, and the file's name."""
    paper: str
    """The paper's id."""
    prompt: str
    """The template, `name@version`."""
    request: RecordedRequest
    marks: list[list[list[int]]] = Field(min_length=2, max_length=2)
    """The spans that S1, S2, … and Q1, Q2, … stand for."""
    response: RecordedResponse
    recorded_at: str
    """When the reply came, ISO 8601, UTC."""
    how: How
    sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    """Hash of all the rest."""

    @cached_property
    def checksum(self) -> str:
        """What `sha256` must be."""
        return _hash(canonical_json(self.model_dump(mode="json", by_alias=True, exclude={"sha256"})))

    @property
    def completion(self) -> Completion:
        """The reply as a client gives it."""
        from summarizer.records import Usage

        said = self.response
        usage = Usage(**said.usage.model_dump())
        return Completion(said.text, said.finish_reason, said.refusal, model=said.model, usage=usage)


def make_recording(request: Request, completion: Completion, *, recorded_at: str, how: How) -> Recording:
    """Record a reply; of what a server says about itself only model and usage are kept."""
    usage = completion.usage
    parts = {
        "format": 1,
        "request_sha256": request.sha256,
        "paper": request.marks.paper.id,
        "prompt": request.prompt,
        "request": {**json.loads(request.canonical)},
        "marks": _spans(request),
        "response": {
            "text": _whole(completion.text),
            "finish_reason": completion.finish_reason,
            "refusal": _whole(completion.refusal) if completion.refusal else None,
            "model": _public_name(completion.model or request.model),
            "usage": {"input": usage.input, "cached_input": usage.cached_input, "output": usage.output},
        },
        "recorded_at": recorded_at,
        "how": how,
    }
    recording = Recording.model_validate(parts)
    return recording.model_copy(update={"sha256": recording.checksum})


def recording_json(recording: Recording) -> str:
    """Write a recording as its file holds it: ASCII, so that nothing on the way changes a character."""
    return json.dumps(recording.model_dump(mode="json", by_alias=True), indent=1, ensure_ascii=True) + "\n"


def read_recordings(folder: Path) -> dict[str, Recording]:
    """Read a folder of recordings by their requests' hashes.

    Raises `InputError` for a file that was changed, is of another form, or has another request's name.
    """
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    return {recording.request_sha256: recording for recording in map(read_recording, files)}


def read_recording(path: Path) -> Recording:
    """Read one recording; errors as with `read_recordings`."""
    try:
        value = parse(path.read_bytes(), str(path))
        recording = Recording.model_validate(value)
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}") from error
    except ValidationError as error:
        raise InputError(f"{path}: not a recording of this form: {first_problem(error)}; record it again") from error
    if recording.sha256 != recording.checksum:
        raise InputError(f"{path}: it was changed after it was recorded (its checksum differs); record it again")
    asked = recording.request.model_dump(mode="json", by_alias=True)
    if _hash(canonical_json(asked)) != recording.request_sha256 or path.stem != recording.request_sha256:
        raise InputError(f"{path}: its name is not the hash of the request in it; record it again")
    return recording


# --- giving answers again --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Missing:
    """A request that no recording answers."""

    paper: str
    is_second: bool
    """Whether the first answer is there: it is a re-ask that lacks, or the redo of an answer that was cut off."""
    changes: tuple[str, ...]
    """What differs from the recording that is most like it; empty where there is none about the paper."""


class UnrecordedError(RequestError):
    """A request that no recording answers; the message says what changed and how to record it."""


class ReplayClient:
    """A client that answers from recordings and has no other way to answer.

    Raises `UnrecordedError` for any other request, and keeps it in `missing`; `used` are those that were asked for.
    """

    name = "replay"

    def __init__(self, recordings: Mapping[str, Recording], *, command: str = "summarizer eval --record") -> None:
        self._recordings = recordings
        self._command = command
        self._lock = threading.Lock()
        self.used: Counter[str] = Counter()
        self.missing: list[Missing] = []

    def complete(self, request: Request) -> Completion:
        """Answer a request as it was answered when it was recorded."""
        recording = self._recordings.get(request.sha256)
        if recording is None or recording.marks != _spans(request):
            raise self._miss(request)
        with self._lock:
            self.used[request.sha256] += 1
        return recording.completion

    @property
    def unused(self) -> tuple[str, ...]:
        """Recordings that nothing asked for, by their requests' hashes."""
        return tuple(sorted(self._recordings.keys() - self.used))

    @property
    def repeated(self) -> tuple[str, ...]:
        """Recordings that were asked for more than once: two papers of a set are then one."""
        return tuple(sorted(name for name, times in self.used.items() if times > 1))

    def _miss(self, request: Request) -> UnrecordedError:
        near = closest(request, self._recordings.values())
        changes = tuple(what_changed(near, request)) if near else ()
        is_second = request.prompt.partition("@")[0] == REASK or (near is not None and _is_redo(near, changes))
        missing = Missing(request.marks.paper.id, is_second, changes)
        with self._lock:
            self.missing.append(missing)
        told = f"against the nearest one differs: {'; '.join(changes)}" if changes else "nothing about it is recorded"
        return UnrecordedError(
            "rejected", f"{missing.paper}: no recording answers this request; {told}; record it by: {self._command}"
        )


def _is_redo(recording: Recording, changes: tuple[str, ...]) -> bool:
    """Whether a recorded answer was cut off, and what is asked for is the same with more room or freedom."""
    redone = ("max_tokens: ", "temperature: ")
    return recording.completion.finish_reason == "length" and all(c.startswith(redone) for c in changes)


def closest(request: Request, recordings: Iterable[Recording]) -> Recording | None:
    """Find the recording of the same paper and prompt that was asked for most alike."""
    name, paper = request.prompt.partition("@")[0], request.marks.paper.id
    same = [r for r in recordings if r.paper == paper and r.prompt.partition("@")[0] == name]
    return min(same, key=lambda r: (len(what_changed(r, request)), r.request_sha256), default=None)


def what_changed(recording: Recording, request: Request) -> list[str]:
    """Say what differs between a recorded request and another one, with the words round each change."""
    before, said = recording.request, []
    if before.model != request.model:
        said.append(f"model: {before.model} -> {request.model}")
    for name in sorted(before.sampling.keys() | request.sampling.keys()):
        if before.sampling.get(name) != request.sampling.get(name):
            said.append(f"{name}: {before.sampling.get(name)} -> {request.sampling.get(name)}")
    if before.schema_ != request.schema_sha256:
        said.append("schema: the fields or the topics to be answered with were changed")
    said += _message_changes(before.messages, request.messages)
    if not said and recording.marks != _spans(request):
        said.append("marks: the text's sentences or quantities are found elsewhere")
    return said


def _message_changes(before: list[RecordedMessage], after: tuple[Message, ...]) -> Iterator[str]:
    if len(before) != len(after):
        yield f"messages: {len(before)} -> {len(after)}"
    for number, (old, new) in enumerate(zip(before, after, strict=False), 1):
        if (old.role, old.content) != (new.role, new.content):
            yield f"message {number} ({new.role}): {_excerpts(old.content, new.content)}"


def _excerpts(old: str, new: str) -> str:
    """The first place where two texts part, and what each says there."""
    shorter = min(len(old), len(new))
    start = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    end = next((i for i in range(shorter - start) if old[-1 - i] != new[-1 - i]), shorter - start)
    at = max(0, start - _BEFORE)
    return f"{_cut(old, at, len(old) - end)} -> {_cut(new, at, len(new) - end)}"


def _cut(text: str, start: int, end: int) -> str:
    piece = text[start : end + _BEFORE]
    return repr(piece if len(piece) <= _SHOWN else piece[: _SHOWN - 1] + "…")


def _spans(request: Request) -> list[list[list[int]]]:
    marks = request.marks
    return [[list(span) for span in marks.sentences], [[q.start, q.end] for q in marks.quantities]]


def _whole(text: str) -> str:
    """A text without halves of surrogate pairs, which no file holds."""
    return text.encode("utf-8", "replace").decode()


def _public_name(model: str) -> str:
    """A model's name without the folders of the machine it is served from."""
    for path in (PurePosixPath(model), PureWindowsPath(model)):
        if path.is_absolute():
            return path.name
    return model


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


# --- no way out ------------------------------------------------------------------------------------------------------

_closed: ContextVar[bool] = ContextVar("closed", default=False)
_watching = threading.Lock()
_is_watched = False


class NetworkError(SummarizerError):
    """Something tried to reach a network where only recordings may answer."""


@contextmanager
def hermetic() -> Iterator[None]:
    """Let no socket be opened inside the `with` block, by this thread or task; an attempt raises `NetworkError`."""
    _watch()
    token = _closed.set(True)
    try:
        yield
    finally:
        _closed.reset(token)


def _watch() -> None:
    global _is_watched  # an audit hook is the process's own, and can't be taken out again
    with _watching:
        if not _is_watched:
            sys.addaudithook(_refuse)
            _is_watched = True


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:  # noqa: ARG001
    if event.startswith("socket.") and _closed.get():
        raise NetworkError(f"{event}: a replay tried to reach a network; recordings alone may answer it")
