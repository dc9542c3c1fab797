"""Submission: a job's parts become batches, each exactly one, whatever happens meanwhile; and how they stand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from summarizer.clients import Request
from summarizer.clients.batch.folder import BatchEntry, BatchJob, ItemOutcome, Part
from summarizer.clients.batch.requests import FileLimits, write_parts
from summarizer.clients.batch.server import Batch, BatchServer, UnlistedError
from summarizer.errors import InputError, RequestError, RunStoppedError, SummarizerError

Say = Callable[[str], object]
POLL_SECONDS = 60.0


def submit(job: BatchJob, server: BatchServer, *, answered: Callable[[Request], bool], say: Say = str) -> int:
    """Make a batch of every part that has none yet, and before it a new part of what failed; gives their number.

    What is `answered` by now is not sent again. Every step is on the disk before the next is taken: killed at any
    moment, the next call goes on from there, and finds a batch whose id never arrived by its metadata.
    """
    requeue(job, answered=answered)
    waiting = [part for part in job.manifest.parts if part.batch is None and not part.collected]
    for part in waiting:
        batch = _submit(job, server, part)
        say(f"{part.name}  {batch.id}  {part.requests} requests")
    return len(waiting)


def requeue(job: BatchJob, *, answered: Callable[[Request], bool]) -> int:
    """Put what failed and may succeed into new parts, as it was sent; gives their number."""
    outcomes = {part.name: job.outcomes(part) for part in job.manifest.parts}
    done: list[tuple[Part, ItemOutcome]] = []

    def entries() -> Iterator[BatchEntry]:
        for part, item in job.standing().values():
            outcome = outcomes[part.name].get(item.id)
            if part.collected and outcome is not None and outcome.again:
                if answered(job.request(part, item)):
                    done.append((part, ItemOutcome(id=item.id, kind="done", message="answered meanwhile")))
                else:
                    yield job.entry(part, item)

    limits = FileLimits(job.manifest.max_requests, job.manifest.max_bytes)
    parts = write_parts(job.folder, entries(), limits=limits, first=len(job.manifest.parts) + 1)
    for part, outcome in done:
        job.add_outcomes(part, [outcome])
    if parts:
        job.save(parts=(*job.manifest.parts, *parts))
    return len(parts)


def look(job: BatchJob, server: BatchServer) -> Iterator[tuple[Part, Batch | None]]:
    """Say part by part how its batch stands; None where it has none, or is collected."""
    for part in job.manifest.parts:
        asked = part.batch is not None and not part.collected
        yield part, server.look(part.batch) if asked and part.batch else None


def watch(
    job: BatchJob,
    server: BatchServer,
    *,
    interval: float = POLL_SECONDS,
    sleep: Callable[[float], None],
    say: Say = str,
) -> None:
    """Wait until every batch has ended, saying what changes.

    A server that does not answer fails no batch: it is asked again. A refused key and an unknown batch are raised.
    """
    open_ = {part.name: part.batch for part in job.manifest.parts if part.batch and not part.collected}
    said: dict[str, str] = {}
    while open_:
        for name, batch_id in list(open_.items()):
            told, ended = _ask(server, batch_id)
            if said.get(name) != told:
                said[name] = told
                say(f"{name}  {told}")
            if ended:
                del open_[name]
        if open_:
            sleep(interval)


def told(batch: Batch) -> str:
    """Put into words how a batch stands."""
    return f"{batch.id}  {batch.status}  {batch.done}/{batch.total} done, {batch.failed} failed"


def _ask(server: BatchServer, batch_id: str) -> tuple[str, bool]:
    try:
        batch = server.look(batch_id, patiently=False)
    except RunStoppedError:
        raise
    except RequestError as error:
        if error.kind == "rejected":
            raise
        return f"{batch_id}  {error}; asked again", False
    return told(batch), batch.ended


def _submit(job: BatchJob, server: BatchServer, part: Part) -> Batch:
    metadata = {"summarizer_run": job.manifest.run, "summarizer_part": part.name, "summarizer_sha256": part.sha256}
    batch = _earlier(server, part, metadata)
    if batch is None:
        if part.upload is None:
            _check(job, part)
            name = f"summarizer-{job.manifest.run[:12]}-{part.name}.jsonl"
            part = job.update(part, upload=server.upload(job.path("requests", part), name))
        batch = _create(job, server, part, metadata)
    job.update(part, batch=batch.id)
    return batch


def _earlier(server: BatchServer, part: Part, metadata: dict[str, str]) -> Batch | None:
    """The batch that an earlier call made of a part without living to note it."""
    try:
        return server.find(metadata)
    except UnlistedError as error:
        if part.upload is None:  # then none was ever asked for
            return None
        raise SummarizerError(
            f"part {part.name}: an earlier submit was stopped while it made the batch, and {server.host} lists none to "
            f"look it up: if there is none of file {part.upload}, set this part's upload to null in manifest.json; if "
            "there is one, set its batch to the batch's id"
        ) from error


def _create(job: BatchJob, server: BatchServer, part: Part, metadata: dict[str, str]) -> Batch:
    assert part.upload is not None
    try:
        return server.create(part.upload, metadata)
    except RunStoppedError:
        raise
    except RequestError as error:
        if error.kind == "rejected":  # then there is none, and the upload may be what is wrong
            job.update(part, upload=None)
        raise


def _check(job: BatchJob, part: Part) -> None:
    path = job.path("requests", part)
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror}") from error
    if digest != part.sha256:
        raise InputError(f"{path} is not the file that was prepared: prepare the job again in another folder")
