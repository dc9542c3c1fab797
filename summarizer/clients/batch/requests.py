"""Requests files: one line a request in the Batch API's format, as many files as the server's limits ask for."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from summarizer.clients import Request
from summarizer.clients.batch.folder import MANIFEST, BatchEntry, BatchJob, Manifest, Part, Write, open_job, sync
from summarizer.clients.dialects import Dialect, shape
from summarizer.errors import InputError
from summarizer.papers import paper_json

ENDPOINT: Final = "/v1/chat/completions"
MAX_REQUESTS = 50_000
MAX_BYTES = 200_000_000


@dataclass(frozen=True)
class FileLimits:
    """How much a requests file may hold."""

    requests: int = MAX_REQUESTS
    bytes: int = MAX_BYTES
    """Older servers take 100 MB."""


def write_job(
    requests: Iterable[Request],
    folder: Path,
    write: Write,
    *,
    base_url: str | None,
    limits: FileLimits,
    left_out: dict[str, int],
) -> BatchJob:
    """Write the files of a job, in constant memory; the same requests give the same bytes.

    `left_out` may still be counted up while the requests come. Requests that are alike are sent once. The manifest is
    written last. Raises `InputError` for a request that no file may hold, and where the folder holds a job that was
    sent already.
    """
    _clear(folder, write)
    first: list[Request] = []
    parts = write_parts(folder, _entries(requests, first), limits=limits)
    sent = first[0] if first else None
    manifest = Manifest(
        run=hashlib.sha256("".join(part.sha256 for part in parts).encode()).hexdigest()[:32],
        base_url=base_url,
        model=sent.model if sent else "",
        prompt=sent.prompt if sent else "",
        prompt_sha256=sent.prompt_sha256 if sent else "",
        sampling=dict(sent.sampling) if sent else {},
        answer_schema=dict(sent.schema) if sent else {},
        max_requests=limits.requests,
        max_bytes=limits.bytes,
        left_out=left_out,
        parts=parts,
    )
    job = BatchJob(folder, manifest, write)
    job.save()
    return job


def write_parts(folder: Path, entries: Iterable[BatchEntry], *, limits: FileLimits, first: int = 1) -> tuple[Part, ...]:
    """Write requests into as many files as the limits ask for, numbered from `first`."""
    parts: list[Part] = []
    writer: _PartWriter | None = None
    try:
        for line, row in entries:
            if len(line) > limits.bytes:
                raise InputError(
                    f"the request for {row['title']!r} has {len(line):,} bytes, and a file may have {limits.bytes:,}: "
                    "raise --max-bytes if the server takes it, or leave the paper out"
                )
            if writer is None or not writer.fits(line, limits):
                if writer is not None:
                    parts.append(writer.finish())
                writer = _PartWriter(folder, f"{first + len(parts):03d}")
            writer.add(line, row)
        if writer is not None:
            parts.append(writer.finish())
    finally:
        if writer is not None:
            writer.close()
    return tuple(parts)


class _PartWriter:
    """Writes a part's two files; they have their names when they are whole."""

    def __init__(self, folder: Path, name: str) -> None:
        self._name, self._requests, self._bytes = name, 0, 0
        self._digest = hashlib.sha256()
        self._paths = [folder / f"{kind}-{name}.jsonl" for kind in ("requests", "items")]
        self._lines, self._items = (_partial(path).open("wb") for path in self._paths)

    def fits(self, line: bytes, limits: FileLimits) -> bool:
        return self._requests < limits.requests and self._bytes + len(line) <= limits.bytes

    def add(self, line: bytes, row: Mapping[str, Any]) -> None:
        self._lines.write(line)
        self._items.write(_json({**row, "offset": self._bytes}))
        self._digest.update(line)
        self._bytes += len(line)
        self._requests += 1

    def finish(self) -> Part:
        for stream in (self._lines, self._items):
            sync(stream)
        self.close()
        for path in self._paths:
            os.replace(_partial(path), path)
        return Part(name=self._name, requests=self._requests, bytes=self._bytes, sha256=self._digest.hexdigest())

    def close(self) -> None:
        for stream in (self._lines, self._items):
            stream.close()


def _clear(folder: Path, write: Write) -> None:
    """Make room for a new job: one that was not sent yet is written anew, one that was stays."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / MANIFEST
    if not manifest.exists():
        return
    job = open_job(folder, write)
    if any(part.upload or part.batch or job.path("outcomes", part).exists() for part in job.manifest.parts):
        raise InputError(f"{folder} holds a batch job that was sent already: name another folder by -o")
    manifest.unlink()


def _entries(requests: Iterable[Request], first: list[Request]) -> Iterator[BatchEntry]:
    seen: set[str] = set()
    for request in requests:
        first[:] = first or [request]
        if request.sha256 not in seen:
            seen.add(request.sha256)
            yield _line(request), _row(request)


def _line(request: Request) -> bytes:
    body = shape(request, Dialect())
    return _json({"custom_id": request.sha256, "method": "POST", "url": ENDPOINT, "body": body})


def _row(request: Request) -> dict[str, Any]:
    paper, marks, draft = request.marks.paper, request.marks, request.draft
    return {
        "id": request.sha256,
        "paper_id": paper.id,
        "title": paper.title,
        "offset": 0,
        "paper": json.loads(paper_json(paper)),
        "sentences": " ".join(f"{start}-{end}" for start, end in marks.sentences),
        "quantities": " ".join(f"{q.start}-{q.end}{q.family}" for q in marks.quantities),
        "draft": draft.model_dump(mode="json") if draft else None,
    }


def _partial(path: Path) -> Path:
    return path.with_name(path.name + ".partial")


def _json(row: Mapping[str, Any]) -> bytes:
    return json.dumps(row, separators=(",", ":"), allow_nan=False).encode("ascii") + b"\n"
