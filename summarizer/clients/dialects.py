"""Dialects: how a request is shaped for a server, and what is learnt from its refusals.

"OpenAI-compatible" servers differ in whether they take a JSON schema and in the names of parameters. What one takes is
remembered by model, so that a run asks at most once for each thing.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Literal

from summarizer.clients import Message, Request, canonical_json
from summarizer.clients.replies import ServerError, read_json

Form = Literal["json_schema", "json_object", "prompt"]

PROBE_SECONDS = 2.0
"""How long other requests wait for the first one's answer; a server that refuses a form does so at once."""

_LESS: Mapping[Form, Form] = {"json_schema": "json_object", "json_object": "prompt"}
_FORM_WORDS = re.compile(r"response_format|json_schema|json_object|json mode|structured output|schema|grammar", re.I)
_REFUSED = re.compile(
    r"not support|unsupported|unknown|unrecogni[sz]ed|unexpected|extra|not permitted|not allowed|forbidden|invalid"
    r"|deprecated|instead|must be|only",
    re.I,
)
_TOO_MUCH = re.compile(r"too (?:large|many|high|big)|at most|exceed|less than|maximum", re.I)
_SCHEMA_PROMPT = "Answer with one JSON object and nothing else. It has to fit this JSON Schema:\n"


class ServerWarning(UserWarning):
    """A server takes what it is asked for and does something else; the run goes on."""


@dataclass(frozen=True)
class Dialect:
    """What a model's server is taken to understand."""

    form: Form = "json_schema"
    """How the answer's form is asked for."""
    shown: bool = False
    """Whether the schema stands in the prompt as well: where the server takes it and does not hold answers to it."""
    names: Mapping[str, str | None] = field(default_factory=dict)
    """Parameters that go by another name there, or (None) not at all."""


def shape(request: Request, dialect: Dialect) -> dict[str, Any]:
    """Write a request as the body of a Chat Completions call."""
    messages = [{"role": m.role, "content": _sendable(m.content)} for m in _messages(request, dialect)]
    form = _response_format(request.schema, dialect.form)
    return {"model": request.model, "messages": messages, **_sampling(request, dialect), **form}


def encode(request: Request, dialect: Dialect) -> bytes:
    """Write the body as it goes out; what many requests share is written once."""
    head = _JSON.encode({"model": request.model, "messages": []})[:-2].encode("utf-8", "replace")
    messages = b",".join([_written(message) for message in _messages(request, dialect)])
    sampling = _JSON.encode(_sampling(request, dialect)).encode("utf-8", "replace")
    rest = [sampling[1:-1], _written_form(request.schema, dialect.form)[1:-1]]
    return b",".join([head + messages + b"]", *filter(None, rest)]) + b"}"


def learn(dialect: Dialect, error: ServerError, sampling: Mapping[str, Any]) -> Dialect | None:
    """Read from a refusal how the server may be asked instead; None where it names nothing that could be left out."""
    named = _named(dialect, error, sampling)
    if named == "max_tokens" and named not in dialect.names:
        return replace(dialect, names={**dialect.names, named: "max_completion_tokens"})
    if named is not None:
        return replace(dialect, names={**dialect.names, named: None})
    if _FORM_WORDS.search(f"{error.param} {error.message}") and dialect.form in _LESS:
        return replace(dialect, form=_LESS[dialect.form])
    return None


class Dialects:
    """What is known of each model's server; shared by all threads of a run."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, Dialect] = {}
        self._settled: dict[str, threading.Event] = {}
        self._heard: set[str] = set()

    def await_probe(self, model: str) -> None:
        """Let a model's first request go alone for a moment, so that not every thread meets the same refusal."""
        with self._lock:
            event = self._settled.get(model)
            if event is None:
                self._settled[model] = threading.Event()
        if event is not None and not event.is_set():
            event.wait(PROBE_SECONDS)

    def settle(self, model: str) -> None:
        """Say that a request of this model has come to an end, so that the others may go."""
        self._settled[model].set()

    def of(self, model: str) -> Dialect:
        """Give what is known of a model's server."""
        return self._known.get(model, _DEFAULT)

    def learn(self, request: Request, used: Dialect, error: ServerError) -> bool:
        """Remember a refusal; whether the request is worth sending again in another form."""
        with self._lock:
            known = self._known.get(request.model, _DEFAULT)
            if known != used:  # another thread has learnt since
                return True
            learnt = learn(used, error, request.sampling)
            if learnt is not None:
                self._known[request.model] = learnt
            return learnt is not None

    def hear(self, request: Request, used: Dialect, text: str) -> bool:
        """Judge a server by a model's first whole answer; whether it has shown not to hold answers to a schema.

        Some take a schema and leave it unheeded, without a word; from then on it is written into the prompt, too.
        """
        if request.model in self._heard or not request.schema or used.form != "json_schema":
            return False
        with self._lock:
            if request.model in self._heard:
                return False
            self._heard.add(request.model)
            if _has_form(text, request.schema):
                return False
            self._known[request.model] = replace(self.of(request.model), shown=True)
            return True


_DEFAULT = Dialect()
_JSON = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False)
_written_forms: dict[tuple[int, Form], tuple[Mapping[str, Any], bytes]] = {}


def _sampling(request: Request, dialect: Dialect) -> dict[str, Any]:
    named = {dialect.names.get(name, name): value for name, value in request.sampling.items()}
    return {name: value for name, value in named.items() if name is not None}


def _response_format(schema: Mapping[str, Any], form: Form) -> dict[str, Any]:
    if not schema or form == "prompt":
        return {}
    if form == "json_object":
        return {"response_format": {"type": "json_object"}}
    asked = {"name": "answer", "strict": True, "schema": schema}
    return {"response_format": {"type": "json_schema", "json_schema": asked}}


def _written_form(schema: Mapping[str, Any], form: Form) -> bytes:
    """The response format as JSON, remembered by the schema's identity, which holds while the schema is kept, too."""
    known = _written_forms.get((id(schema), form))
    if known is None:
        written = _JSON.encode(_response_format(schema, form)).encode("utf-8", "replace")
        known = _written_forms[id(schema), form] = (schema, written)
    return known[1]


@lru_cache(maxsize=64)
def _written(message: Message) -> bytes:
    """A message as JSON; most are those of every request."""
    text = _JSON.encode({"role": message.role, "content": message.content})
    return text.encode("utf-8", "replace")  # which can't carry halves of surrogate pairs


def _messages(request: Request, dialect: Dialect) -> tuple[Message, ...]:
    messages = request.messages
    if not request.schema or (dialect.form == "json_schema" and not dialect.shown):
        return messages
    wanted = _SCHEMA_PROMPT + canonical_json(request.schema)
    for n in reversed(range(len(messages))):
        if messages[n].role == "system":
            told = Message("system", f"{messages[n].content}\n\n{wanted}")
            return (*messages[:n], told, *messages[n + 1 :])
    return (Message("system", wanted), *messages)


def _has_form(text: str, schema: Mapping[str, Any]) -> bool:
    answer = read_json(text.encode("utf-8", "replace"))
    return isinstance(answer, Mapping) and answer.keys() >= set(schema.get("required", ()))


def _sendable(text: str) -> str:
    """The text without lone surrogates, which UTF-8 can't carry."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _named(dialect: Dialect, error: ServerError, sampling: Mapping[str, Any]) -> str | None:
    """The parameter a refusal is about, by the name the request has for it."""
    for name in sampling:
        sent = dialect.names.get(name, name)
        if sent is None or not _is_about(sent, error):
            continue
        if name == "max_tokens" and _TOO_MUCH.search(error.message) and "instead" not in error.message:
            continue  # it is known well, and the value is the trouble
        return name
    return None


def _is_about(name: str, error: ServerError) -> bool:
    if error.param:
        return error.param == name
    return bool(_REFUSED.search(error.message) and re.search(rf"\b{re.escape(name)}\b", error.message))
