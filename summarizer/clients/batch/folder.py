"""The folder of a batch job: requests in the API's format, which paper each is, and what became of it.

`manifest.json` says what the job is and where each part of it stands. A part is one file of requests and the batch made
of it: `requests-001.jsonl` is uploaded as it is, `items-001.jsonl` says line by line which paper that is,
`output-001.jsonl` and `errors-001.jsonl` are as downloaded, `outcomes-001.jsonl` says what became of each request.
Requests that are sent once more make a new part; a request stands where its last part is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarizer.answers import Answer
from summarizer.clients import Message, Request
from summarizer.clients.replies import read_json
from summarizer.errors import InputError, SummarizerError
from summarizer.jsonl import open_lines, parse, unreadable
from summarizer.marks import Marks
from summarizer.papers import read_paper
from summarizer.quantities import Quantity

MANIFEST = "manifest.json"

BatchEntry = tuple[bytes, dict[str, Any]]
"""A line of a requests file, and that of the items file: a `BatchItem` and what was `Sent`."""
Write = Callable[[Path, str], None]
"""Writes a file so that it is either the old one or the whole new one."""

_FROZEN = ConfigDict(frozen=True, use_attribute_docstrings=True)
M = TypeVar("M", bound=BaseModel)


class Part(BaseModel):
    """One file of requests and the batch made of it."""

    model_config = _FROZEN

    name: str = Field(pattern=r"^\d{3,9}$")
    requests: int
    bytes: int
    sha256: str
    """Hash of the requests file."""
    upload: str | None = None
    """The file's id at the server, from before its batch is created."""
    batch: str | None = None
    """The batch's id at the server."""
    status: str | None = None
    """How the batch ended."""
    collected: bool = False
    """Whether nothing more is expected of it."""


class Manifest(BaseModel):
    """What a job is."""

    model_config = _FROZEN

    format: Literal[1] = 1
    run: str
    """Hash of the requests: it marks the job's batches at the server."""
    base_url: str | None
    """Whom it is for; None until somebody says."""
    model: str
    prompt: str
    prompt_sha256: str
    sampling: dict[str, Any]
    answer_schema: dict[str, Any]
    max_requests: int
    max_bytes: int
    left_out: dict[str, int]
    """How many papers are not in it, by reason."""
    parts: tuple[Part, ...]


class BatchItem(BaseModel):
    """One request of a part."""

    model_config = _FROZEN

    id: str
    """The request's hash: `custom_id` in the API's files."""
    paper_id: str
    title: str
    offset: int = 0
    """Where its line begins in the requests file, in bytes."""
    at: int = 0
    """Where its own line begins in the items file."""


class Sent(BaseModel):
    """What the marks of a request stand for; it stands beside its `BatchItem`, and is read when it is needed."""

    model_config = _FROZEN

    paper: dict[str, Any]
    sentences: str
    """What S1, S2, … stand for: "0-31 32-90", offsets into title and text."""
    quantities: str
    """The same for Q1, Q2, …, each with its family: "44-47percent"."""
    draft: Answer | None = None
    """What the embedded reader found, as it was shown."""


class ItemOutcome(BaseModel):
    """What became of one request."""

    model_config = _FROZEN

    id: str
    kind: str
    """`done`, one of a record's error kinds, or `error`, `expired`, `cancelled`, `failed`, `missing`."""
    message: str = ""
    again: bool = False
    """Whether it is sent once more."""


class BatchJob:
    """A job's folder; what changes is on the disk when a method returns."""

    def __init__(self, folder: Path, manifest: Manifest, write: Write) -> None:
        self.folder = folder
        self.manifest = manifest
        self._write = write

    def save(self, **changes: Any) -> None:
        """Change the manifest."""
        self.manifest = self.manifest.model_copy(update=changes)
        self._write(self.folder / MANIFEST, self.manifest.model_dump_json(indent=1) + "\n")

    def update(self, part: Part, **changes: Any) -> Part:
        """Change what is known of a part."""
        new = part.model_copy(update=changes)
        self.save(parts=tuple(new if p.name == part.name else p for p in self.manifest.parts))
        return new

    def path(self, kind: Literal["requests", "items", "output", "errors", "outcomes"], part: Part) -> Path:
        """Say where a file of a part is."""
        return self.folder / f"{kind}-{part.name}.jsonl"

    def items(self, part: Part) -> list[BatchItem]:
        """Give the requests of a part, in the order of its file."""
        path, items, at = self.path("items", part), [], 0
        with open_lines(path) as lines:
            for number, line in enumerate(lines, 1):
                where = f"{path}, line {number}"
                items.append(_checked(BatchItem, parse(line, where), where).model_copy(update={"at": at}))
                at += len(line)
        return items

    def outcomes(self, part: Part) -> dict[str, ItemOutcome]:
        """Say by id what became of a part's requests; what nothing is known of yet is not in it."""
        path = self.path("outcomes", part)
        return {outcome.id: outcome for outcome in _read_whole(ItemOutcome, path)} if path.exists() else {}

    def add_outcomes(self, part: Part, outcomes: Iterable[ItemOutcome]) -> None:
        """Say what became of some requests; what was said of them before no longer counts."""
        lines = "".join(outcome.model_dump_json() + "\n" for outcome in outcomes)
        if lines:
            with self.path("outcomes", part).open("ab") as stream:
                # A line feed first: a line that an earlier process was killed in the midst of can't swallow this one.
                stream.write(b"\n" + lines.encode())
                sync(stream)

    def standing(self) -> dict[str, tuple[Part, BatchItem]]:
        """Give every request by id, with the last part it is in."""
        return {item.id: (part, item) for part in self.manifest.parts for item in self.items(part)}

    def entry(self, part: Part, item: BatchItem) -> BatchEntry:
        """Give a request's line as it was sent, and what is known of it."""
        row = _line_at(self.path("items", part), item.at)
        line = _line_at(self.path("requests", part), item.offset)
        return line, parse(row, f"{self.path('items', part)}, byte {item.at}")

    def request(self, part: Part, item: BatchItem) -> Request:
        """Give the request as it was sent, with its paper and marks.

        Raises `InputError` where the files are no longer what they were.
        """
        line, row = self.entry(part, item)
        path, manifest = self.path("requests", part), self.manifest
        sent = _checked(Sent, row, f"{self.path('items', part)}, byte {item.at}")
        request = Request(
            messages=_messages(read_json(line)),
            schema=manifest.answer_schema,
            model=manifest.model,
            sampling=manifest.sampling,
            marks=_marks(sent),
            prompt=manifest.prompt,
            prompt_sha256=manifest.prompt_sha256,
            draft=sent.draft,
        )
        if request.sha256 != item.id:
            raise InputError(f"{path}: the request for {item.title!r} is not the one that was prepared; prepare again")
        return request


def open_job(folder: Path, write: Write) -> BatchJob:
    """Open a prepared job; raises `InputError` where the folder holds none."""
    path = folder / MANIFEST
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{folder} holds no batch job: make one by summarizer batch prepare INPUT... -o FOLDER"
        ) from error
    return BatchJob(folder, _checked(Manifest, parse(content, str(path)), str(path)), write)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other processes from submitting or collecting the same job meanwhile; raises `SummarizerError`."""
    try:
        import fcntl
    except ImportError:  # a platform without such locks
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("ab") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SummarizerError(f"{folder}: another process is at this job; wait for it") from error
        yield


def sync(stream: BinaryIO) -> None:
    """Make what was written to a stream last."""
    stream.flush()
    os.fsync(stream.fileno())


_SPAN = re.compile(r"(\d+)-(\d+)([a-z]*)")


def _marks(sent: Sent) -> Marks:
    paper = read_paper(sent.paper)
    text = paper.full_text
    sentences = tuple((int(start), int(end)) for start, end, _ in _SPAN.findall(sent.sentences))
    found = [(int(start), int(end), family) for start, end, family in _SPAN.findall(sent.quantities)]
    quantities = tuple(Quantity(start, end, text[start:end], family, None) for start, end, family in found)
    return Marks(paper, sentences, quantities)


def _line_at(path: Path, offset: int) -> bytes:
    try:
        with path.open("rb") as stream:
            stream.seek(offset)
            return stream.readline()
    except OSError as error:
        raise unreadable(path, error) from error


def _messages(sent: Any) -> tuple[Message, ...]:
    body = sent.get("body") if isinstance(sent, Mapping) else None
    messages = body.get("messages") if isinstance(body, Mapping) else None
    given = messages if isinstance(messages, list) else []
    return tuple(
        Message(m["role"], m["content"]) for m in given if isinstance(m, dict) and {"role", "content"} <= m.keys()
    )


def _read_whole(model: type[M], path: Path) -> Iterator[M]:
    """Leave out lines that were torn by a crash: what they said is found out again."""
    with open_lines(path) as lines:
        for number, line in enumerate(lines, 1):
            row = read_json(line)
            if row is not None:
                yield _checked(model, row, f"{path}, line {number}")


def _checked(model: type[M], value: Any, where: str) -> M:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        field = ".".join(map(str, problem["loc"]))
        raise InputError(f"{where}: not what was written there: {field}: {problem['msg']}") from error
