"""Replies: a server's chat completion, as raw JSON, read into a `Completion` and written back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from summarizer.clients import Completion, FinishReason
from summarizer.jsonl import finite, no_constant
from summarizer.records import Usage

FILTER_CODES = frozenset({"content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation"})
MOST_TOKENS = 10**12
"""Numbers of tokens from here on can't be meant."""
SHOWN = 300
"""Characters of somebody else's words that are shown."""

_FINISH: Mapping[str | None, FinishReason] = {
    None: "stop",  # Ollama leaves it out
    "stop": "stop",
    "eos": "stop",
    "eos_token": "stop",
    "end_turn": "stop",
    "stop_sequence": "stop",
    "length": "length",
    "max_tokens": "length",
    "model_length": "length",
    "content_filter": "filtered",
}
_WRITTEN: Mapping[FinishReason, str] = {"length": "length", "filtered": "content_filter", "error": "error"}


_STRICT = json.JSONDecoder(parse_constant=no_constant, parse_float=finite)


class NotACompletionError(ValueError):
    """A body that came as a success and is no chat completion."""


@dataclass(frozen=True)
class ServerError:
    """What a server said was wrong, whichever of the usual forms it was said in."""

    message: str = ""
    code: str = ""
    param: str = ""


def one_line(text: str) -> str:
    """Make somebody else's words fit for a message: one line, printable, short."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())[:SHOWN]


def read_json(content: bytes) -> Any:
    """Parse a body; None where it is no JSON (HTML, cut off, NaN, nested without end)."""
    try:
        return _STRICT.decode(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def read_reply(body: Any) -> Completion:
    """Read a chat completion (or a content filter's error body); nothing in its text is parsed.

    Raises `NotACompletionError` for anything else: a server's 200 proves nothing.
    """
    choice = _choice(body)
    if choice is None:
        return Completion("", "filtered", raw=body)
    message = choice.get("message")
    if not isinstance(message, Mapping):
        raise NotACompletionError("its first choice holds no message")
    reason = choice.get("finish_reason")
    if not (reason is None or isinstance(reason, str)) or reason not in _FINISH:
        raise NotACompletionError(f"it ended with finish_reason {str(reason)[:40]!r}")
    refusal = message.get("refusal")
    refusal = refusal if isinstance(refusal, str) and refusal else None
    return Completion(
        text=_text(message.get("content")),
        finish_reason="refused" if refusal else _FINISH[reason],
        refusal=refusal,
        model=str(body.get("model") or ""),
        usage=read_usage(body.get("usage")),
        raw=body,
    )


def write_reply(completion: Completion) -> dict[str, Any]:
    """Give the raw reply of a completion, in the form of a chat completion where its client kept none."""
    if completion.raw is not None:
        return dict(completion.raw)
    refusal = completion.refusal or (completion.text if completion.finish_reason == "refused" else None)
    return {
        "model": completion.model,
        "choices": [
            {
                "message": {"role": "assistant", "content": completion.text, "refusal": refusal},
                "finish_reason": _WRITTEN.get(completion.finish_reason, "stop"),
            }
        ],
        "usage": {
            "prompt_tokens": completion.usage.input,
            "prompt_tokens_details": {"cached_tokens": completion.usage.cached_input},
            "completion_tokens": completion.usage.output,
        },
    }


def read_usage(usage: Any) -> Usage:
    """Read the tokens spent; what a server leaves out, or says in another form, is None and never 0."""
    if not isinstance(usage, Mapping):
        return Usage()
    details = usage.get("prompt_tokens_details")
    return Usage(
        input=_tokens(usage.get("prompt_tokens")),
        cached_input=_tokens(details.get("cached_tokens")) if isinstance(details, Mapping) else None,
        output=_tokens(usage.get("completion_tokens")),
    )


def read_error(body: Any) -> ServerError:
    """Read an error body: OpenAI's `{"error": {…}}`, a bare `message`, FastAPI's `detail`, or nothing to be read."""
    if not isinstance(body, Mapping):
        return ServerError()
    error = body.get("error", body)
    if not isinstance(error, Mapping):
        return ServerError(message=str(error))
    inner = error.get("innererror")
    code = error.get("code") or error.get("type") or ""
    if isinstance(inner, Mapping) and inner.get("code") in FILTER_CODES:
        code = inner["code"]
    message = error.get("message") or error.get("detail") or body.get("detail") or ""
    if not isinstance(message, str):
        message = json.dumps(message)
    return ServerError(message=message, code=str(code), param=str(error.get("param") or ""))


def _choice(body: Any) -> Mapping[str, Any] | None:
    """The first choice; None where a content filter answered in its place."""
    if not isinstance(body, Mapping):
        raise NotACompletionError("it is no JSON object")
    if body.get("error"):
        error = read_error(body)
        if error.code in FILTER_CODES:
            return None
        raise NotACompletionError(f"it holds an error: {error.message[:200]}")
    choices = body.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], Mapping):
        raise NotACompletionError("it holds no choices")
    return choices[0]


def _text(content: Any) -> str:
    """The answer's text; some servers send it in parts."""
    if isinstance(content, list):
        return "".join(str(part.get("text") or "") for part in content if isinstance(part, Mapping))
    return content if isinstance(content, str) else ""


def _tokens(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MOST_TOKENS else None
