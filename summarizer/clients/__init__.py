"""The one seam to a model: `complete(request) -> completion`; everything that reads papers is one of its kind."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, Protocol

from summarizer.answers import Answer
from summarizer.marks import Marks
from summarizer.once import once
from summarizer.records import Usage

FinishReason = Literal["stop", "length", "refused", "filtered", "error"]


@dataclass(frozen=True)
class Message:
    """One message of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class Request:
    """What is asked of a model, before it is shaped for a server.

    `messages`, `schema`, `model` and `sampling` (`temperature`, `max_tokens`, `seed`, …) decide the answer and so make
    the key. `marks`, `draft` and `prompt` ride along: the paper with its numbered sentences and quantities, against
    which the answer's references are resolved, what the embedded reader found, and the template's `name@version`.
    """

    messages: tuple[Message, ...]
    schema: Mapping[str, Any]
    model: str
    sampling: Mapping[str, Any]
    marks: Marks
    prompt: str = ""
    prompt_sha256: str = ""
    draft: Answer | None = None

    @once
    def canonical(self) -> str:
        """The JSON text that names this request: keys sorted, no white space."""
        return canonical_json(
            {
                "messages": [{"role": m.role, "content": m.content} for m in self.messages],
                "model": self.model,
                "sampling": dict(self.sampling),
                "schema": self.schema_sha256,
            }
        )

    @once
    def schema_sha256(self) -> str:
        """Hash of the canonical schema."""
        return schema_sha256(self.schema)

    @once
    def sha256(self) -> str:
        """Name of a recording and of a batch item: the hash of `canonical`, of which most is alike for all papers."""
        rest = {"model": self.model, "sampling": dict(self.sampling), "schema": self.schema_sha256}
        last = ",".join(map(_written, self.messages[-1:]))
        text = f"{last}],{canonical_json(rest)[1:]}"
        return sha256(text.encode("utf-8", "surrogatepass"), _begun(self.messages[:-1]))


@dataclass(frozen=True)
class Completion:
    """What a model answered, raw: nothing in it has been parsed yet."""

    text: str
    finish_reason: FinishReason = "stop"
    refusal: str | None = None
    model: str = ""
    usage: Usage = field(default_factory=Usage)
    attempts: int = 1
    cached: bool = False
    raw: Mapping[str, Any] | None = None
    trail: tuple[Completion, ...] = ()
    """Answers to this paper that were not kept (a cut-off one, a re-ask), where this one comes from the cache."""
    origin: Literal["first", "reask"] = "first"
    """Whether a settled answer is the first one or the re-asked one."""
    filed: bool = False
    """Whether it stands in the cache under its request."""
    settled: bool = False
    """Whether this is the kept answer of a paper that is done: nothing is asked again."""


class Client(Protocol):
    """Anything that answers a request."""

    name: str
    """The record's `provenance.backend`."""

    def complete(self, request: Request) -> Completion:
        """Answer one request; raises `RequestError` where no answer could be had."""
        ...


_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def canonical_json(value: Any) -> str:
    """Write JSON in one way only: sorted keys, no white space, no NaN."""
    return _CANONICAL.encode(value)


def sha256(data: bytes, begun: hashlib._Hash | None = None) -> str:
    """Hash bytes, after those that a hash was begun with, which stays as it is."""
    hashed = begun.copy() if begun else hashlib.sha256()
    for at in range(0, len(data), _PIECE):
        hashed.update(data[at : at + _PIECE])
    return hashed.hexdigest()


_PIECE = 2047
"""Bytes that are hashed while other threads wait: for more, `hashlib` lets them run, and then waits for them itself."""


@lru_cache(maxsize=32)
def _begun(messages: tuple[Message, ...]) -> hashlib._Hash:
    """Hash the beginning of a canonical request, as far as the last of these messages and a comma."""
    text = "".join(f"{_written(message)}," for message in messages)
    return hashlib.sha256(f'{{"messages":[{text}'.encode("utf-8", "surrogatepass"))


def _written(message: Message) -> str:
    return canonical_json({"role": message.role, "content": message.content})


_schema_hashes: dict[int, tuple[Mapping[str, Any], str]] = {}


def schema_sha256(schema: Mapping[str, Any]) -> str:
    """Hash a schema; remembered by identity, since one schema serves all papers of a run."""
    known = _schema_hashes.get(id(schema))
    if known is None or known[0] is not schema:
        known = (schema, hashlib.sha256(canonical_json(schema).encode()).hexdigest())
        _schema_hashes[id(schema)] = known
    return known[1]
