"""Summarize: hold a conversation with a client about each paper of a run, many at a time, and make records of them."""

from __future__ import annotations

import gc
import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol, TypeVar

from summarizer.clients import Client, Completion, Request
from summarizer.conversation import Outcome, Setup, converse, failed
from summarizer.drafting import Drafter
from summarizer.errors import RequestError
from summarizer.papers import Paper
from summarizer.records import Record

T = TypeVar("T")

OUT_OF_REACH = 25
"""Papers in a row that met no answer, after which none is expected any more."""
MANY = 16
"""Workers from which on the processor, and no more the endpoint, would set the pace: another process drafts then."""
AHEAD = 16
"""Papers in hand for each worker: so many a slow one is waited for, while the others go on."""

SELDOM = 20_000
"""Things made, with many workers, until Python looks for garbage among them."""


class Finished(Protocol):
    """Where the records of papers that are done are kept, so that the next run need not even read them again."""

    def recall(self, paper: Paper) -> Record | None:
        """Give the record of a paper; None where it is not known, or was made in another way."""
        ...

    def keep(self, record: Record) -> None:
        """Keep the record of a paper that is done, at the latest when `flush` is called."""
        ...

    def flush(self) -> None:
        """Write what is not yet written."""
        ...


class Ledger(Protocol):
    """Where it is filed how a conversation ended."""

    def settle(self, request: Request, completion: Completion, trail: tuple[Completion, ...] = ()) -> None:
        """File the kept answer of a paper that is done under its first request, with the replies not kept."""
        ...

    def give_up(self, request: Request, error: RequestError) -> None:
        """File that a paper could not be read, and why."""
        ...


class Connection(Protocol):
    """What leads to a server, for a run that has to end before its papers do."""

    @property
    def at_once(self) -> float:
        """How many requests are on their way at once, at most."""
        ...

    def stop(self) -> None:
        """Send nothing more, and wake whoever waits to; what was sent is still answered."""
        ...

    def close(self) -> None:
        """Break off also what was sent."""
        ...


@dataclass(frozen=True)
class Engine:
    """What the papers of a run are read with: a client, what it is asked with, and what is remembered."""

    client: Client
    setup: Setup
    ledger: Ledger | None = None
    """Where how a conversation ended is filed; None where nothing is cached."""
    finished: Finished | None = None
    line: Connection | None = None
    """None where there is no server to be cut off from."""


def summarize(papers: Iterable[Paper], engine: Engine, *, workers: int = 8) -> Iterator[Record]:
    """Read papers into verified records, in the order they came in, `workers` at a time.

    One paper's failure is its own record. When no further request can succeed (wrong key, exhausted quota, a limit of
    the run's own), the papers that are left become failed records of kind `stopped`, unasked.
    """
    yield from _summarize(papers, engine, workers)
    if engine.finished:  # of a run that is broken off, what is not written is made again, and nobody waits for it now
        engine.finished.flush()


def _summarize(papers: Iterable[Paper], engine: Engine, workers: int) -> Iterator[Record]:
    if workers <= 1 or engine.setup.prompts is None:
        yield from map(_Run(engine).read, papers)
    elif workers < MANY or _cores() == 1:
        yield from _in_threads(_Run(engine), papers, workers)
    else:
        with Drafter(engine.setup.topics, enough=workers) as drafter, _CLEARING:
            aside = replace(engine, setup=replace(engine.setup, draft=drafter.draft))
            yield from _in_threads(_Run(aside), papers, workers)


def _in_threads(run: _Run, papers: Iterable[Paper], workers: int) -> Iterator[Record]:
    line = run.engine.line
    # Where the line itself lets no more than that go at once, others get ready or keep answers while they are away.
    spare = workers // 4 if line and line.at_once <= workers and workers >= MANY else 0
    pool = ThreadPoolExecutor(workers + spare, thread_name_prefix="summarize")
    try:
        yield from _in_order(pool, run.read, papers, ahead=workers * AHEAD)
    except BaseException:  # interrupted, or the consumer went away: nothing more is sent, nor waited for
        run.stop("the run was interrupted")
        if line:
            line.close()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _in_order(
    pool: ThreadPoolExecutor, read_one: Callable[[Paper], Record], papers: Iterable[Paper], *, ahead: int
) -> Iterator[Record]:
    """Keep a bounded window of papers in flight, so that memory does not grow with the number of papers."""
    waiting = iter(papers)
    window: deque[Future[Record]] = deque(pool.submit(read_one, paper) for paper in islice(waiting, ahead))
    while window:
        record = window.popleft().result()
        window.extend(pool.submit(read_one, paper) for paper in islice(waiting, 1))
        yield record


class _Clearing:
    """Lets Python look for garbage less often as long as runs with many workers go on: it would look at all in hand."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._runs = 0
        self._before = gc.get_threshold()

    def __enter__(self) -> None:
        with self._lock:
            if self._runs == 0:
                self._before = gc.get_threshold()
                if 0 < self._before[0] < SELDOM:  # 0: whoever runs us does not want it at all
                    gc.set_threshold(SELDOM, *self._before[1:])
            self._runs += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._runs -= 1
            if self._runs == 0 and gc.get_threshold() == (SELDOM, *self._before[1:]):
                gc.set_threshold(*self._before)


_CLEARING = _Clearing()


class _Run:
    """What the workers of a run share: whether, and why, it has been stopped, and how long nothing was answered."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.stopped: str | None = None
        self.unanswered = 0

    def read(self, paper: Paper) -> Record:
        if self.stopped is not None:
            return failed(self.engine.setup, paper, RequestError("stopped", self.stopped, attempts=0))
        record = read_paper(paper, self.engine)
        if record.error is None or record.error.kind != "stopped":
            self._hear(record)
            return record
        told = self.stop(record.error.message)  # who was woken by that only knows that it was
        return record.model_copy(update={"error": record.error.model_copy(update={"message": told})})

    def _hear(self, record: Record) -> None:
        """Count the papers in a row that met no answer: a server out of reach is out of reach for all of them."""
        if record.error is None or record.error.kind not in ("transport", "timeout"):
            self.unanswered = 0
            return
        self.unanswered += 1
        if self.unanswered >= OUT_OF_REACH:
            self.stop(f"{self.unanswered} papers in a row met no answer: {record.error.message}")

    def stop(self, reason: str) -> str:
        """Ask nothing more; gives the first reason that there was for it."""
        if self.stopped is None:
            self.stopped = reason
            if self.engine.line:
                self.engine.line.stop()
        return self.stopped


def read_paper(paper: Paper, engine: Engine) -> Record:
    """Read one paper into a record, verified or failed; a paper that is done is not read again."""
    if not paper.body.strip():
        missing = RequestError("no_abstract", "the source gives no abstract for this paper", attempts=0)
        return failed(engine.setup, paper, missing)
    known = engine.finished.recall(paper) if engine.finished else None
    if known is not None:
        return known
    exchange = Exchange(engine.client)
    try:
        outcome = exchange.hold(converse(paper, engine.setup))
    except RequestError as error:
        if engine.ledger and exchange.first:
            engine.ledger.give_up(exchange.first, error)
        return failed(engine.setup, paper, error, exchange.first, exchange.replies)
    if outcome.settled:
        _file(engine, outcome)
    return outcome.record


def _file(engine: Engine, outcome: Outcome) -> None:
    if engine.ledger and not outcome.kept.settled:
        engine.ledger.settle(outcome.request, outcome.kept, outcome.trail)
    if engine.finished:
        engine.finished.keep(outcome.record)


class Exchange:
    """A conversation held with a client, and what came back of it so far."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.first: Request | None = None
        """The first request; None before there is one."""
        self.replies: list[Completion] = []
        """What was answered, in order."""

    def hold(self, conversation: Generator[Request, Completion, T]) -> T:
        """Answer every request of a conversation; gives what it returns, or raises the `RequestError` it ends with."""
        try:
            request = self.first = next(conversation)
            while True:
                try:
                    reply = self._client.complete(request)
                except RequestError as error:
                    request = conversation.throw(error)
                else:
                    self.replies.append(reply)
                    request = conversation.send(reply)
        except StopIteration as done:
            outcome: T = done.value
            return outcome


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
