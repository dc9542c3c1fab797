"""Refusals: what came back over HTTP, and what it means for the request and for the run where it is no answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from summarizer.clients.replies import FILTER_CODES, ServerError, read_error, read_usage
from summarizer.records import Usage

Meaning = Literal[
    "again",  # another attempt may succeed
    "key",  # the API key is wrong, missing, or may not do this
    "quota",  # the account is empty
    "model",  # nobody knows the model there
    "address",  # nothing answers at this address
    "moved",  # sent elsewhere
    "filtered",  # the provider's content filter
    "too_long",  # the request does not fit the model
    "rejected",  # anything else the server will not take
]

_ANSWERS = ("choices", "data")
"""What a body with an answer has: of a chat completion, and of embeddings."""

_QUOTA = re.compile(
    r"insufficient_quota|billing_(?:hard_limit|not_active)|exceeded your current quota"
    r"|insufficient (?:balance|credits)",
    re.I,
)
_TOO_LONG = re.compile(
    r"context_length_exceeded|exceed_context_size|(?:maximum|max|available) context|context (?:length|window|size)"
    r"|(?:prompt|input|request) is too long|too many (?:input |prompt )?tokens",
    re.I,
)
# More than a whole minute's tokens: it would be refused for ever.
_TOO_LARGE = re.compile(r"request too large", re.I)
_NO_MODEL = re.compile(
    r"model_not_found|no such model|unknown model|invalid model|model not exist"
    r"|model\b[^.]{0,120}?(?:not found|n[o']t exist|is unknown)",
    re.I,
)


@dataclass(frozen=True)
class Reply:
    """What came back, whatever it is."""

    status: int
    headers: Mapping[str, str]
    body: Any

    @property
    def error(self) -> ServerError:
        """What the server says is wrong."""
        return read_error(self.body)

    @property
    def meaning(self) -> Meaning:
        """What it means, where it is no answer."""
        return meaning(self.status, self.error, self.headers.get("x-should-retry"))

    @property
    def answered(self) -> bool:
        """Whether it comes as a success."""
        return self.status < 300

    @property
    def refused_form(self) -> bool:
        """Whether the same may be asked in another form."""
        return self.status in (400, 422) and self.meaning == "rejected"

    @property
    def one_too_many(self) -> bool:
        """Whether fewer requests would have been answered."""
        return self.status == 429 and self.meaning == "again"

    @property
    def billed(self) -> bool | None:
        """Whether it has to be paid; None where nobody can tell."""
        if self.answered:
            return True if isinstance(self.body, Mapping) and any(map(self.body.get, _ANSWERS)) else None
        # A gateway that did not wait for the model's answer does not know, either.
        return None if self.status in (504, 524) else False

    @property
    def usage(self) -> Usage:
        """The tokens that it says were spent."""
        return read_usage(self.body.get("usage")) if isinstance(self.body, Mapping) else Usage()


def true_status(status: int, body: Any) -> int:
    """Say which status a reply means: gateways put a failed provider's into the body of a 200."""
    error = body.get("error") if isinstance(body, Mapping) else None
    code = error.get("code") if isinstance(error, Mapping) else None
    return code if isinstance(code, int) and 400 <= code < 600 else status


def meaning(status: int, error: ServerError, should_retry: str | None = None) -> Meaning:
    """Say what a reply that is no completion means; `should_retry` is the server's own word for it, if it gave one."""
    said = f"{error.code} {error.message}"
    if 300 <= status < 400:
        return "moved"
    if status in (401, 403):
        return "key"
    if status == 402 or (status == 429 and _QUOTA.search(said)):
        return "quota"
    if status == 429 and _TOO_LARGE.search(said):
        return "too_long"
    if status in (400, 404, 413, 422) and (final := _final(status, error, said)):
        return final
    retried = status in (408, 409, 429) or status >= 500
    if should_retry in ("true", "false"):
        retried = should_retry == "true"
    return "again" if retried else "rejected"


def _final(status: int, error: ServerError, said: str) -> Meaning | None:
    if error.code in FILTER_CODES:
        return "filtered"
    if status == 413 or _TOO_LONG.search(said):
        return "too_long"
    if _NO_MODEL.search(said):
        return "model"
    return "address" if status == 404 else None
