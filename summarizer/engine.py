"""Summarize: ask a client about each paper, check what came back, ask at most once more, and make records of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Literal

import summarizer
from summarizer.answers import Answer, AnswerError, answer_schema, parse_answer
from summarizer.clients import Client, Completion, Request
from summarizer.errors import ErrorKind, RequestError, RunStoppedError
from summarizer.marks import Marks, mark
from summarizer.papers import Paper
from summarizer.prompts import Template, reask_request, summarize_request
from summarizer.records import Claim, ErrorInfo, Origin, Provenance, Record, Result, Uncovered, Usage
from summarizer.resolve import Reading, resolve
from summarizer.topics import Topics
from summarizer.verification import verify

MAX_TOKENS = 2048
LARGER_MAX_TOKENS = 8192
SAMPLING: Mapping[str, Any] = {"temperature": 0, "max_tokens": MAX_TOKENS}


Settle = Callable[[Request, Completion, tuple[Completion, ...]], None]
"""Files the kept answer of a paper that is done under its first request, with the replies that were not kept."""


def _nothing(request: Request, completion: Completion, trail: tuple[Completion, ...]) -> None:
    """Where nothing is cached, nothing is filed."""


@dataclass(frozen=True)
class Prompts:
    """The templates of a run."""

    summarize: Template
    reask: Template


@dataclass(frozen=True)
class Engine:
    """What every paper of a run is read with."""

    client: Client
    topics: Topics
    prompts: Prompts | None = None
    """None for the embedded reader, which needs no messages."""
    model: str = ""
    base_url_host: str | None = None
    sampling: Mapping[str, Any] = field(default_factory=lambda: SAMPLING)
    thorough: bool = False
    """Whether a number that no claim covers starts a re-ask by itself."""
    settle: Settle = _nothing
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    @property
    def origin(self) -> Origin:
        """Who reads first."""
        return "first" if self.prompts else "reader"

    def request(self, paper: Paper) -> Request:
        """The request a paper is asked with first."""
        marks = mark(paper)
        if self.prompts is None:
            return Request((), answer_schema(self.topics), "", {}, marks)
        return summarize_request(
            marks, self.prompts.summarize, topics=self.topics, model=self.model, sampling=self.sampling
        )


def summarize(papers: Iterable[Paper], engine: Engine, *, workers: int = 8) -> Iterator[Record]:
    """Read papers into verified records, in the order they came in, `workers` at a time.

    One paper's failure is its own record. When no further request can succeed (wrong key, exhausted quota), the
    papers that are left become failed records of kind `stopped`, unasked.
    """
    run = _Run(engine)
    if workers <= 1 or engine.prompts is None:
        yield from map(run.read, papers)
        return
    pool = ThreadPoolExecutor(workers, thread_name_prefix="summarize")
    try:
        yield from _in_order(pool, run.read, papers, ahead=workers * 4)
    finally:  # also when interrupted or when the consumer went away: then nothing more is sent, nor waited for
        run.stopped = run.stopped or RunStoppedError("stopped", "the run was interrupted", attempts=0)
        pool.shutdown(wait=False, cancel_futures=True)


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


class _Run:
    """A run's one shared fact: whether it has been stopped."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.stopped: RunStoppedError | None = None

    def read(self, paper: Paper) -> Record:
        if not paper.body.strip():
            return _failed(self.engine, paper, "no_abstract", "the source gives no abstract for this paper")
        if self.stopped is not None:
            return _failed(self.engine, paper, "stopped", self.stopped.message)
        try:
            return read_paper(paper, self.engine)
        except RunStoppedError as error:
            self.stopped = error
            return _failed(self.engine, paper, error.kind, error.message, error.attempts)
        except RequestError as error:
            return _failed(self.engine, paper, error.kind, error.message, error.attempts)


def _failed(engine: Engine, paper: Paper, kind: ErrorKind, message: str, attempts: int = 0) -> Record:
    return Record(
        status="failed",
        error=ErrorInfo(kind=kind, message=message, attempts=attempts),
        paper=paper,
        provenance=_provenance(engine, None, ()),
    )


# --- one paper -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Attempt:
    """One reply and what was made of it."""

    completion: Completion
    record: Record | None
    """The verified record; None where the reply was no answer."""
    reasons: tuple[str, ...]
    """What is wrong with it, in words for the model."""
    error: AnswerError | None = None


def read_paper(paper: Paper, engine: Engine) -> Record:
    """Read one paper: ask, check, ask once more where something is wrong, keep the better answer.

    Raises `RequestError` where no answer could be had.
    """
    request = engine.request(paper)
    replies: list[Completion] = []
    first = _attempt(engine, request, _ask(engine, request, replies), engine.origin)
    kept, flags = first, tuple[str, ...]()
    if not first.completion.settled and _worth_asking_again(engine, first):
        kept, flags = _ask_again(engine, request, first, replies)
    if kept.record is None:
        problem = kept.error or AnswerError("invalid_json", ("no answer",))
        raise RequestError(problem.kind, str(problem), attempts=sum(r.attempts for r in replies))
    if not first.completion.settled and not flags:  # a re-ask that failed is tried again by the next run
        origin: Literal["first", "reask"] = "first" if kept is first else "reask"
        trail = tuple(reply for reply in replies if reply is not kept.completion)
        engine.settle(request, replace(kept.completion, origin=origin), trail)
    return kept.record.model_copy(
        update={"flags": kept.record.flags + flags, "provenance": _provenance(engine, request, replies)}
    )


def _ask(engine: Engine, request: Request, replies: list[Completion]) -> Completion:
    """One reply that is whole; a cut-off one is asked for once more with a larger budget."""
    reply = engine.client.complete(request)
    replies.append(reply)
    cut_off = reply.finish_reason == "length" and request.sampling.get("max_tokens", 0) < LARGER_MAX_TOKENS
    if cut_off and (larger := _redo(engine, request)):
        reply = larger
        replies.append(reply)
    kind, message = _outcome(reply)
    if kind:
        raise RequestError(kind, message, attempts=sum(r.attempts for r in replies))
    return reply


def _redo(engine: Engine, request: Request) -> Completion | None:
    """Ask with the larger budget; None where the server allows no such budget."""
    try:
        return engine.client.complete(replace(request, sampling={**request.sampling, "max_tokens": LARGER_MAX_TOKENS}))
    except RequestError as error:
        if error.kind == "rejected":
            return None
        raise


def _outcome(reply: Completion) -> tuple[ErrorKind | None, str]:
    """What kind of failure a reply is by itself, before it is parsed; None for a whole answer."""
    if reply.finish_reason == "refused":
        return "refused", f"the model refused: {reply.refusal or 'no reason given'}"
    if reply.finish_reason == "filtered":
        return "filtered", "the provider's content filter stopped the answer"
    if reply.finish_reason == "length":
        return "truncated", f"the answer was cut off, also with {LARGER_MAX_TOKENS} tokens"
    if not reply.text.strip():
        return "empty", "the model answered nothing"
    return None, ""


def _worth_asking_again(engine: Engine, first: _Attempt) -> bool:
    if engine.prompts is None:
        return False
    return bool(first.reasons) or (engine.thorough and first.record is not None and bool(first.record.uncovered))


def _ask_again(
    engine: Engine, request: Request, first: _Attempt, replies: list[Completion]
) -> tuple[_Attempt, tuple[str, ...]]:
    """The one re-ask, with all reasons; where it fails the first answer stands, unless the run must stop."""
    assert engine.prompts is not None
    uncovered = first.record.uncovered if first.record else ()
    reasons = [*first.reasons, *(f"{u.text!r} reads like a cost or a saving, but no claim names it" for u in uncovered)]
    again = reask_request(request, first.completion.text, engine.prompts.reask, reasons)
    try:
        second = _attempt(engine, again, _ask(engine, again, replies), "reask")
    except RunStoppedError:
        raise
    except RequestError as error:
        return first, (f"the second answer failed: {error.kind}",)
    return (second, ()) if _better(first, second) else (first, ())


def _attempt(engine: Engine, request: Request, completion: Completion, origin: Origin) -> _Attempt:
    if completion.settled and completion.origin == "reask":
        origin = "reask"
    try:
        answer = parse_answer(completion.text)
    except AnswerError as error:
        return _Attempt(completion, None, error.problems, error)
    reading = resolve(answer, request.marks, topics=engine.topics, origin=origin)
    record = verify(_record(request, reading, answer), marks=request.marks)
    return _Attempt(completion, record, reading.problems + _complaints(record))


def _record(request: Request, reading: Reading, answer: Answer) -> Record:
    return Record(
        paper=request.marks.paper,
        summary=reading.summary,
        contribution=reading.contribution,
        method_names=reading.method_names,
        code_urls=reading.code_urls,
        topics=reading.topics,
        primary_topic=reading.topics[0] if reading.topics else None,
        claims=reading.claims,
        results=reading.results,
        uncovered=_uncovered(request.marks, request.draft, answer) if request.draft else (),
    )


def _uncovered(marks: Marks, draft: Answer, answer: Answer) -> tuple[Uncovered, ...]:
    """Numbers that the embedded reader takes for a claim of the paper's own and the answer does not name."""
    named = {claim.quantity for claim in answer.claims} | {claim.quantity_to for claim in answer.claims}
    named |= {result.quantity for result in answer.results}
    left = {f"Q{n}": q for n, q in enumerate(marks.quantities, 1) if q.family in _MEASURED and f"Q{n}" not in named}
    own = [c for c in draft.claims if c.role == "contribution"]
    missed = dict.fromkeys(c.quantity for c in own if c.quantity in left)
    return tuple(Uncovered(text=left[ref].text, span=(left[ref].start, left[ref].end)) for ref in missed if ref)


_MEASURED = ("factor", "percent", "amount", "growth")
"""Families of quantities that can be a claim of their own."""


def _complaints(record: Record) -> tuple[str, ...]:
    """What verification found wrong, in words for the model."""
    items: list[Claim | Result] = [*record.claims, *record.results]
    wrong = [f"{_name(item)}: {item.verdict}: {item.verdict_reason}" for item in items if item.verdict != "verified"]
    words = [f"summary: {word!r} stands nowhere in the text" for word in record.summary.unsupported]
    return (*wrong, *words)


def _name(item: Claim | Result) -> str:
    kind = "claim" if isinstance(item, Claim) else "result"
    return f"{kind} {item.metric} {item.value if item.value is not None else ''} in {item.evidence[:80]!r}"


def _better(first: _Attempt, second: _Attempt) -> bool:
    """Whether the second answer replaces the first: only it could be read, or it is better and in nothing worse."""
    if second.record is None or first.record is None:
        return second.record is not None
    before, after = _standing(first.record), _standing(second.record)
    return all(b >= a for a, b in zip(before, after, strict=True)) and after != before


def _standing(record: Record) -> tuple[int, int, int]:
    verified = len(record.verified_claims)
    return verified, verified - len(record.claims), -len(record.summary.unsupported)


def _provenance(engine: Engine, request: Request | None, replies: Sequence[Completion]) -> Provenance:
    prompts = engine.prompts
    return Provenance(
        backend=engine.client.name,
        model=next((r.model for r in reversed(replies) if r.model), engine.model) or None,
        base_url_host=engine.base_url_host,
        prompt=prompts.summarize.label if prompts else None,
        prompt_sha256=prompts.summarize.sha256 if prompts else None,
        schema_sha256=request.schema_sha256 if request else None,
        request_sha256=request.sha256 if request and prompts else None,
        cached=bool(replies) and all(r.cached for r in replies),
        attempts=sum(r.attempts for r in replies if not r.cached),
        usage=_total([r.usage for r in replies if not r.cached]),
        created_at=engine.clock().isoformat(timespec="seconds"),
        toolkit_version=summarizer.__version__,
    )


def _total(usages: Sequence[Usage]) -> Usage:
    """Sum what was spent; one unknown makes the sum unknown, never smaller."""

    def add(name: str) -> int | None:
        counts = [getattr(usage, name) for usage in usages]
        return None if None in counts else sum(counts)

    return Usage(input=add("input"), cached_input=add("cached_input"), output=add("output"))
