"""One paper's conversation with a reader: what is asked, what is made of each reply, whether to ask once more.

Nothing here reaches a server, a cache or a disk: a conversation yields requests and is sent completions, so the same
code serves a model, the embedded reader, a recording and another process.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Literal

import summarizer
from summarizer.answers import Answer, AnswerError, answer_schema, parse_answer
from summarizer.clients import Completion, Request
from summarizer.drafting import draft
from summarizer.errors import ErrorKind, RequestError, RunStoppedError
from summarizer.injections import injection_flags
from summarizer.marks import Marks, mark
from summarizer.papers import Paper
from summarizer.prices import Price
from summarizer.prompts import Template, reask_request, summarize_request
from summarizer.records import NOTHING_SPENT, Claim, ErrorInfo, Origin, Provenance, Record, Result, Uncovered, Usage
from summarizer.resolve import Reading, resolve
from summarizer.tokens import estimate
from summarizer.topics import Topics
from summarizer.verification import verify

MAX_TOKENS = 2048
LARGER_MAX_TOKENS = 8192
FREER_TEMPERATURE = 0.7
"""What a model that repeats itself is asked with again; at 0 it would do the same once more."""
SAMPLING: Mapping[str, Any] = {"temperature": 0, "max_tokens": MAX_TOKENS}
CUT_CONTEXT = 0.7
"""A server that counts less than this share of the estimate has not read all: tokenizers differ by far less."""


@dataclass(frozen=True)
class Prompts:
    """The templates of a run."""

    summarize: Template
    reask: Template


@dataclass(frozen=True)
class Setup:
    """What every paper of a run is read with, save the client."""

    topics: Topics
    prompts: Prompts | None = None
    """None for the embedded reader, which needs no messages."""
    backend: str = "extractive"
    model: str = ""
    base_url_host: str | None = None
    sampling: Mapping[str, Any] = field(default_factory=lambda: SAMPLING)
    thorough: bool = False
    """Whether a number that no claim covers starts a re-ask by itself."""
    price: Price | None = None
    """What the model's tokens cost; None where nobody knows."""
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    draft: Callable[[Paper], tuple[Marks, Answer]] | None = None
    """What marks a paper and drafts the answer that a model is given to check; None for doing it here and now."""

    @property
    def origin(self) -> Origin:
        """Who reads first."""
        return "first" if self.prompts else "reader"

    def request(self, paper: Paper) -> Request:
        """The request a paper is asked with first."""
        if self.prompts is None:
            return Request((), answer_schema(self.topics), "", {}, mark(paper))
        marks, answer = self.draft(paper) if self.draft else draft(paper, self.topics)
        return summarize_request(
            marks, answer, self.prompts.summarize, topics=self.topics, model=self.model, sampling=self.sampling
        )


@dataclass(frozen=True)
class Outcome:
    """How a conversation ended well."""

    record: Record
    request: Request
    """The first one; the kept answer is filed under it."""
    kept: Completion
    trail: tuple[Completion, ...] = ()
    """Replies that were not kept: a cut-off one, a first one that was worse."""
    settled: bool = True
    """Whether nothing is left to try: False where the re-ask failed, which the next run tries again."""


Conversation = Generator[Request, Completion, Outcome]
"""Yields requests, takes a completion for each (or a `RequestError` thrown in), and returns its outcome."""


def converse(paper: Paper, setup: Setup) -> Conversation:
    """Read one paper: ask, check, ask once more where something is wrong, keep the better answer.

    Raises `RequestError` where no answer could be had.
    """
    request = setup.request(paper)
    replies: list[Completion] = []
    first = _attempt(setup, request, (yield from ask(request, replies)), setup.origin)
    kept, flags = first, tuple[str, ...]()
    if not first.completion.settled and _worth_asking_again(setup, first):
        kept, flags = yield from _ask_again(setup, request, first, replies)
    if kept.record is None:
        problem = kept.error or AnswerError("invalid_json", ("no answer",))
        raise RequestError(problem.kind, str(problem), attempts=sum(r.attempts for r in replies))
    settled = not flags
    flags += _cut_context(request, _first_reply(replies[0]))
    told = injection_flags(paper, request.marks.injections) + kept.record.flags + flags
    record = kept.record.model_copy(update={"flags": told, "provenance": provenance(setup, request, replies)})
    origin: Literal["first", "reask"] = "first" if kept is first else "reask"
    trail = tuple(reply for reply in replies if reply is not kept.completion)
    return Outcome(record, request, replace(kept.completion, origin=origin), trail, settled)


def asks_again(conversation: Conversation, kept: Completion) -> bool:
    """Whether a conversation that has yielded its first request goes on after this answer."""
    try:
        conversation.send(kept)
    except (StopIteration, RequestError):
        return False
    return True


def failed(
    setup: Setup, paper: Paper, error: RequestError, request: Request | None = None, replies: Sequence[Completion] = ()
) -> Record:
    """Make the record of a paper that could not be read; what its replies cost is in it."""
    return Record(
        status="failed",
        error=ErrorInfo(kind=error.kind, message=error.message, attempts=error.attempts),
        flags=injection_flags(paper),
        paper=paper,
        provenance=provenance(setup, request, replies),
    )


# --- asking ----------------------------------------------------------------------------------------------------------


def ask(request: Request, replies: list[Completion]) -> Generator[Request, Completion, Completion]:
    """Get one reply that is whole; a cut-off one is asked for once more.

    Every reply goes to the end of `replies`. Raises `RequestError` for one that is refused, filtered, empty, or cut off
    all the same.
    """
    reply = yield request
    replies.append(reply)
    if reply.finish_reason == "length" and (other := (yield from _redo(request, reply))):
        reply = other
        replies.append(reply)
    kind, message = _outcome(reply)
    if kind:
        raise RequestError(kind, message, attempts=sum(r.attempts for r in replies))
    return reply


def _redo(request: Request, reply: Completion) -> Generator[Request, Completion, Completion | None]:
    """Ask with more room, or more freely where room is of no use; None where the server lets nobody do so."""
    temperature, room = request.sampling.get("temperature", 0), request.sampling.get("max_tokens", 0)
    if repeats_itself(reply.text) and temperature < FREER_TEMPERATURE:
        change = {"temperature": FREER_TEMPERATURE}
    elif room < LARGER_MAX_TOKENS:
        change = {"max_tokens": LARGER_MAX_TOKENS}
    else:
        return None
    try:
        return (yield replace(request, sampling={**request.sampling, **change}))
    except RequestError as error:
        if error.kind == "rejected":
            return None
        raise


def repeats_itself(text: str) -> bool:
    """Whether the last third of a text is one piece again and again, at least three times and numbers aside.

    Of a very long text that is its last 6,000 characters.
    """
    end = _NUMBER.sub("0", text[-min(len(text) // 3, 6000) :])
    return any(end[length:] == end[:-length] for length in range(1, len(end) // 3 + 1))


_NUMBER = re.compile(r"\d+")


def _outcome(reply: Completion) -> tuple[ErrorKind | None, str]:
    """What kind of failure a reply is by itself, before it is parsed; None for a whole answer."""
    if reply.finish_reason == "refused":
        return "refused", f"the model refused: {reply.refusal or 'no reason given'}"
    if reply.finish_reason == "filtered":
        return "filtered", "the provider's content filter stopped the answer"
    if reply.finish_reason == "length":
        if repeats_itself(reply.text):
            return "truncated", "the answer repeated itself until it was cut off"
        return "truncated", f"the answer was cut off, also with {LARGER_MAX_TOKENS} tokens"
    if not reply.text.strip():
        return "empty", "the model answered nothing"
    return None, ""


def _worth_asking_again(setup: Setup, first: _Attempt) -> bool:
    if setup.prompts is None:
        return False
    return bool(first.reasons) or (setup.thorough and first.record is not None and bool(first.record.uncovered))


def _ask_again(
    setup: Setup, request: Request, first: _Attempt, replies: list[Completion]
) -> Generator[Request, Completion, tuple[_Attempt, tuple[str, ...]]]:
    """The one re-ask, with all reasons; where it fails the first answer stands: it is paid for."""
    assert setup.prompts is not None
    uncovered = first.record.uncovered if first.record else ()
    reasons = [*first.reasons, *(f"{u.text!r} reads like a cost or a saving, but no claim names it" for u in uncovered)]
    again = reask_request(request, first.completion.text, setup.prompts.reask, reasons)
    try:
        second = _attempt(setup, again, (yield from ask(again, replies)), "reask")
    except RequestError as error:
        if isinstance(error, RunStoppedError) and first.record is None:
            raise
        return first, (f"the second answer failed: {error.kind}",)
    return (second, ()) if _better(first, second) else (first, ())


def _first_reply(reply: Completion) -> Completion:
    """The reply to the first request itself, where another one is filed under it."""
    return reply.trail[0] if reply.origin == "reask" and reply.trail else reply


def _cut_context(request: Request, reply: Completion) -> tuple[str, ...]:
    """Say where a server has read far less than it was sent: some cut what does not fit, and answer all the same."""
    if reply.usage.input is None:
        return ()
    counted = reply.usage.input + (reply.usage.cached_input or 0)  # some servers leave cached tokens out of the input
    if counted * 4 >= sum(len(message.content) for message in request.messages):
        return ()  # more than any tokenizer makes of it, which spares the estimate
    sent = sum(_estimate(message.content) for message in request.messages)
    if counted >= CUT_CONTEXT * sent:
        return ()
    return (f"the server read {counted} of about {sent} tokens: is its context too small?",)


_estimate = lru_cache(maxsize=32)(estimate)
"""Most messages of a request are those of every request."""


# --- one reply -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Attempt:
    """One reply and what was made of it."""

    completion: Completion
    record: Record | None
    """The verified record; None where the reply was no answer."""
    reasons: tuple[str, ...]
    """What is wrong with it, in words for the model."""
    error: AnswerError | None = None


def _attempt(setup: Setup, request: Request, completion: Completion, origin: Origin) -> _Attempt:
    if completion.settled and completion.origin == "reask":
        origin = "reask"
    try:
        answer = parse_answer(completion.text)
    except AnswerError as error:
        return _Attempt(completion, None, error.problems, error)
    reading = resolve(answer, request.marks, topics=setup.topics, origin=origin)
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


# --- what it took ----------------------------------------------------------------------------------------------------


def provenance(setup: Setup, request: Request | None, replies: Sequence[Completion]) -> Provenance:
    """Say how a record came about and what its replies cost; replies from the cache cost nothing."""
    prompts = setup.prompts
    paid = [reply.usage for reply in replies if not reply.cached]
    return Provenance(
        backend=setup.backend,
        model=next((r.model for r in reversed(replies) if r.model), setup.model) or None,
        base_url_host=setup.base_url_host,
        prompt=prompts.summarize.label if prompts else None,
        prompt_sha256=prompts.summarize.sha256 if prompts else None,
        schema_sha256=request.schema_sha256 if request else None,
        request_sha256=request.sha256 if request and prompts else None,
        cached=bool(replies) and all(r.cached for r in replies),
        attempts=sum(r.attempts for r in replies if not r.cached),
        usage=sum(paid, NOTHING_SPENT),
        cost_usd=_cost(setup, paid),
        created_at=setup.clock().isoformat(timespec="seconds"),
        toolkit_version=summarizer.__version__,
    )


def _cost(setup: Setup, paid: Sequence[Usage]) -> float | None:
    if setup.prompts is None or not paid:  # the embedded reader and the cache take no money
        return 0.0
    costs = [setup.price.cost(usage) if setup.price else None for usage in paid]
    return None if None in costs else sum(cost for cost in costs if cost is not None)
