"""Collection: what came back is kept like realtime answers, and of every request it is said what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from summarizer.clients import Completion, Request
from summarizer.clients.batch.folder import BatchItem, BatchJob, ItemOutcome, Part
from summarizer.clients.batch.replies import ReplyLine, judge, read_line
from summarizer.clients.batch.server import Batch, BatchServer
from summarizer.clients.cache import CachedClient, Responses, cache_key, kept_completion
from summarizer.clients.replies import one_line
from summarizer.errors import CacheError
from summarizer.jsonl import open_lines
from summarizer.records import Usage

_AT_ONCE = 128
_WORKERS = 8
_REASONS = {
    "expired": "the batch expired before this was answered",
    "cancelled": "the batch was cancelled before this was answered",
    "missing": "no line of the output is about it",
}

JobItems = Mapping[str, tuple[Part, BatchItem]]
"""Requests by id, each with its part."""


@dataclass
class Collected:
    """What one collecting came to."""

    fresh: int = 0
    """Answers that were not there before."""
    unknown: int = 0
    """Lines about requests that are not of this job."""
    repeated: int = 0
    """Lines about requests that were answered already."""
    unreadable: int = 0
    """Lines that are about nothing."""
    gone: list[str] = field(default_factory=list)
    """Files that the server no longer has."""
    running: list[Batch] = field(default_factory=list)
    """Batches that have not ended."""
    spent: list[Usage] = field(default_factory=list)
    """Tokens of the replies that were not there before."""


@dataclass(frozen=True)
class JobSummary:
    """How a job stands, request by request."""

    requests: int
    done: int
    failed: Mapping[str, tuple[tuple[BatchItem, ItemOutcome], ...]]
    """By kind, what is not sent again."""
    again: Mapping[str, tuple[tuple[BatchItem, ItemOutcome], ...]]
    """By kind, what the next submit sends again."""
    waiting: int
    """Not sent, or not answered yet."""


@dataclass(frozen=True)
class Shelf:
    """Where realtime answers are kept, and those of a batch beside them."""

    cache: Responses
    base_url: str
    journal: Callable[[dict[str, Any]], None]

    def holds(self, request: Request) -> bool:
        """Whether a request is answered."""
        return kept_completion(self.cache.get(cache_key(request, self.base_url)) or {}) is not None

    def keep(self, request: Request, completion: Completion) -> tuple[ItemOutcome, bool]:
        """Keep a reply as if it had come in realtime; says what it is worth, and whether it is new.

        Every new reply is in the journal; whole and valid ones answer later requests. Raises `CacheError` where such a
        one can't be kept.
        """
        outcome = judge(request.sha256, completion)
        done = outcome.kind == "done"
        client = CachedClient(_Said(completion), self.cache, self.base_url, valid=lambda _: done, journal=self.journal)
        kept = client.complete(request)
        if kept.cached:
            return ItemOutcome(id=request.sha256, kind="done"), False
        if done and not self.holds(request):
            raise CacheError("an answer could not be kept in the cache: make room for it and collect again")
        return outcome, True


class _Said:
    """A client that answers with what a batch has said already."""

    name = "batch"

    def __init__(self, completion: Completion) -> None:
        self._completion = completion

    def complete(self, request: Request) -> Completion:  # noqa: ARG002
        return self._completion


def collect(job: BatchJob, shelf: Shelf, server: BatchServer) -> Collected:
    """Download what has ended, all of it before any of it is read, and keep it; doing so twice changes nothing."""
    tally = Collected()
    for part in job.manifest.parts:
        if part.batch and part.status is None and not part.collected:
            _fetch(job, server, part, tally)
    for part in job.manifest.parts:
        if part.status and not part.collected:
            paths = [path for path in (job.path("output", part), job.path("errors", part)) if path.exists()]
            ingest(job, shelf, paths, {item.id: (part, item) for item in job.items(part)}, tally)
            _close(job, part)
    return tally


def collect_files(job: BatchJob, shelf: Shelf, paths: Iterable[Path]) -> Collected:
    """Keep what stands in output and error files that were fetched by other means.

    They are taken to be all that came of the parts they are about, unless those have a batch that is still expected.
    """
    tally = Collected()
    touched = ingest(job, shelf, paths, job.standing(), tally)
    for part in job.manifest.parts:
        if part.name in touched and not part.collected:
            complete = all(not outcome.again for outcome in job.outcomes(part).values())
            if part.batch is None or (complete and len(job.outcomes(part)) == part.requests):
                _close(job, part)
    return tally


def ingest(job: BatchJob, shelf: Shelf, paths: Iterable[Path], standing: JobItems, tally: Collected) -> set[str]:
    """Read files line by line and keep what they hold; gives the names of the parts that they are about."""
    known = {part.name: part for part, _ in standing.values()}
    ranks = {id_: _rank(outcome) for part in known.values() for id_, outcome in job.outcomes(part).items()}
    touched: set[str] = set()
    with ThreadPoolExecutor(_WORKERS, thread_name_prefix="collect") as pool:
        for path in paths:
            with open_lines(path) as lines:
                while chunk := list(islice(lines, _AT_ONCE)):
                    news = list(_news(chunk, standing, ranks, tally, touched))
                    kept = list(pool.map(lambda line: _keep(job, shelf, standing, line), news))
                    _note(job, standing, kept, tally)
    return touched


def summarize_job(job: BatchJob) -> JobSummary:
    """Say how every request of a job stands."""
    outcomes = {part.name: job.outcomes(part) for part in job.manifest.parts}
    standing = job.standing()
    failed: dict[str, list[tuple[BatchItem, ItemOutcome]]] = {}
    again: dict[str, list[tuple[BatchItem, ItemOutcome]]] = {}
    done = waiting = 0
    for part, item in standing.values():
        outcome = outcomes[part.name].get(item.id)
        if outcome is None or (outcome.again and not part.collected):
            waiting += 1
        elif outcome.kind == "done":
            done += 1
        else:
            (again if outcome.again else failed).setdefault(outcome.kind, []).append((item, outcome))
    return JobSummary(len(standing), done, _frozen(failed), _frozen(again), waiting)


def _fetch(job: BatchJob, server: BatchServer, part: Part, tally: Collected) -> None:
    assert part.batch is not None
    batch = server.look(part.batch)
    if not batch.ended:
        tally.running.append(batch)
        return
    for path, file in ((job.path("output", part), batch.output), (job.path("errors", part), batch.errors)):
        if file is not None and not path.exists() and not server.download(file, path):
            tally.gone.append(file)
    if batch.status == "failed":
        job.add_outcomes(part, _blame(job.items(part), batch))
    job.update(part, status=batch.status)


def _blame(items: list[BatchItem], batch: Batch) -> Iterator[ItemOutcome]:
    """Say of a batch that failed as a whole which requests are to blame: those are not sent again, the others are."""
    wrong = {problem.line: problem.message for problem in batch.problems if problem.line}
    general = "; ".join(problem.message for problem in batch.problems if not problem.line)
    message = one_line(f"the batch failed: {general or 'other requests of its file are wrong'}")
    for number, item in enumerate(items, 1):
        if number in wrong:
            yield ItemOutcome(id=item.id, kind="rejected", message=wrong[number])
        else:
            yield ItemOutcome(id=item.id, kind="failed", message=message, again=True)


def _close(job: BatchJob, part: Part) -> None:
    """Say of what no line was about that it is missing, and expect nothing more of a part."""
    outcomes = job.outcomes(part)
    kind = part.status if part.status in _REASONS else "missing"
    left = [item for item in job.items(part) if item.id not in outcomes]
    job.add_outcomes(part, [ItemOutcome(id=item.id, kind=kind, message=_REASONS[kind], again=True) for item in left])
    job.update(part, collected=True)


def _news(
    chunk: Iterable[bytes], standing: JobItems, ranks: dict[str, int], tally: Collected, touched: set[str]
) -> Iterator[ReplyLine]:
    """The lines that say more of a request of this job than is known already."""
    for raw in chunk:
        line = read_line(raw)
        if line is None:
            tally.unreadable += bool(raw.strip())
            continue
        if line.id not in standing:
            tally.unknown += 1
            continue
        touched.add(standing[line.id][0].name)
        rank = _rank(line.problem) if line.problem else _FINAL
        if rank <= ranks.get(line.id, 0):
            tally.repeated += 1
            continue
        ranks[line.id] = rank
        yield line


_FINAL = 3


def _rank(outcome: ItemOutcome) -> int:
    """How much is known: that nothing came, that something went wrong, or an answer."""
    if not outcome.again:
        return _FINAL
    return 1 if outcome.kind in _REASONS else 2


def _keep(job: BatchJob, shelf: Shelf, standing: JobItems, line: ReplyLine) -> tuple[ItemOutcome, Usage | None]:
    if line.completion is None:
        assert line.problem is not None
        return line.problem, None
    outcome, fresh = shelf.keep(job.request(*standing[line.id]), line.completion)
    return outcome, line.completion.usage if fresh else None


def _note(
    job: BatchJob, standing: JobItems, kept: Iterable[tuple[ItemOutcome, Usage | None]], tally: Collected
) -> None:
    by_part: dict[str, list[ItemOutcome]] = {}
    parts = {}
    for outcome, usage in kept:
        part = standing[outcome.id][0]
        parts[part.name] = part
        by_part.setdefault(part.name, []).append(outcome)
        if usage is not None:
            tally.spent.append(usage)
            tally.fresh += outcome.kind == "done"
    for name, outcomes in by_part.items():
        job.add_outcomes(parts[name], outcomes)


def _frozen(
    found: dict[str, list[tuple[BatchItem, ItemOutcome]]],
) -> dict[str, tuple[tuple[BatchItem, ItemOutcome], ...]]:
    return {kind: tuple(found[kind]) for kind in sorted(found)}
