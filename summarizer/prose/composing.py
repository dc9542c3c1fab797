"""Composing: the conversation in which a model writes about some facts, and what of its sentences holds.

Nothing here reaches a server, a cache or a disk: a conversation yields requests and is sent completions.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.answers import AnswerError, read_object
from summarizer.clients import Completion, Request
from summarizer.conversation import Setup, ask
from summarizer.errors import RequestError, RunStoppedError
from summarizer.marks import mark
from summarizer.prompts import Template, fence, reask_request
from summarizer.prose.checks import problems
from summarizer.prose.material import Material
from summarizer.records import first_problem
from summarizer.views import Sentence

MOST_SENTENCES = 12
"""Sentences of a reply that are looked at: it is asked for six at most."""

SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "description": "A short text, sentence by sentence.",
    "properties": {
        "sentences": {
            "type": "array",
            "description": "The sentences in order.",
            "items": {
                "type": "object",
                "description": "One sentence.",
                "properties": {
                    "text": {"type": "string", "description": "The sentence, plain, without ids."},
                    "cites": {
                        "type": "array",
                        "description": "Ids of all the facts that it rests on, like C1.",
                        "items": {"type": "string"},
                    },
                },
                "required": ["text", "cites"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}
"""The form of a reply, the same for every topic and group."""


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str
    cites: list[str]


class _Reply(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    sentences: list[_Said]


@dataclass(frozen=True)
class Composed:
    """What came of a conversation."""

    sentences: tuple[Sentence, ...]
    """Those that hold, citing ids of claims, results and papers."""
    dropped: int
    """How many were left out."""
    model: str
    """Who wrote them."""
    request: Request
    """The first one; the kept reply is filed under it."""
    kept: Completion
    trail: tuple[Completion, ...] = ()
    """Replies that were not kept."""
    settled: bool = True
    """Whether nothing is left to try: False where the second question failed, which the next run asks again."""


@dataclass(frozen=True)
class _Draft:
    """One reply and what holds of it."""

    completion: Completion
    sentences: tuple[Sentence, ...] = ()
    wrong: tuple[str, ...] = ()
    """What is wrong with each sentence that does not hold."""
    error: AnswerError | None = field(default=None, compare=False)
    """Why it is no reply of the form that was asked for."""


def first_request(material: Material, template: Template, setup: Setup, heading: str) -> Request:
    """Ask a model to write about facts; `heading` is the template's variable for what they are about."""
    shown = material.shown
    return Request(
        messages=template.render(fence=fence(template, shown), facts=shown, **{heading: material.title}),
        schema=SCHEMA,
        model=setup.model,
        sampling=setup.sampling,
        marks=mark(material.paper),
        prompt=template.label,
        prompt_sha256=template.sha256,
    )


def compose(material: Material, request: Request, setup: Setup) -> Generator[Request, Completion, Composed]:
    """Have a model write about facts: ask, check each sentence, ask once more where one does not hold.

    Raises `RequestError` where no answer could be had.
    """
    assert setup.prompts is not None
    replies: list[Completion] = []
    first = kept = _draft((yield from ask(request, replies)), material)
    settled = True
    if first.wrong and not first.completion.settled:
        again = reask_request(request, first.completion.text, setup.prompts.reask, first.wrong)
        try:
            second = _draft((yield from ask(again, replies)), material)
        except RequestError as error:
            if isinstance(error, RunStoppedError) and first.error is not None:
                raise
            settled = False
        else:
            kept = second if _is_better(second, first) else first
    if kept.error is not None:
        raise RequestError(kept.error.kind, str(kept.error), attempts=sum(r.attempts for r in replies))
    answer = replace(kept.completion, origin="first" if kept is first else "reask")
    trail = tuple(reply for reply in replies if reply is not kept.completion)
    model = kept.completion.model or setup.model
    return Composed(kept.sentences, len(kept.wrong), model, request, answer, trail, settled)


def _draft(completion: Completion, material: Material) -> _Draft:
    """Read a reply, and keep of it what holds."""
    try:
        reply = _Reply.model_validate(read_object(completion.text))
    except AnswerError as error:
        return _Draft(completion, wrong=error.problems, error=error)
    except ValidationError as error:
        broken = AnswerError("invalid_schema", (first_problem(error),))
        return _Draft(completion, wrong=broken.problems, error=broken)
    sentences, wrong = [], []
    for number, said in enumerate(reply.sentences[:MOST_SENTENCES], 1):
        text, cites = " ".join(said.text.split()), tuple(dict.fromkeys(said.cites))
        if found := problems(text, cites, material):
            wrong.append(f"sentence {number}: {'; '.join(found)}")
        else:
            sentences.append(Sentence(text=text, cites=tuple(material.by_ref[ref].cites for ref in cites)))
    return _Draft(completion, tuple(sentences), tuple(wrong))


def _is_better(second: _Draft, first: _Draft) -> bool:
    """Whether the second reply replaces the first: it alone could be read, or more of it holds, or less does not."""
    if second.error is not None or first.error is not None:
        return second.error is None
    before, after = len(first.sentences), len(second.sentences)
    return after > before or (after == before and len(second.wrong) < len(first.wrong))
