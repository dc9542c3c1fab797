"""Refusals: what an answer that is no success means for the request and for the run."""

from __future__ import annotations

import re
from typing import Literal

from summarizer.clients.replies import FILTER_CODES, ServerError

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
_NO_MODEL = re.compile(
    r"model_not_found|no such model|unknown model|invalid model|model not exist"
    r"|model\b[^.]{0,120}?(?:not found|n[o']t exist|is unknown)",
    re.I,
)


def meaning(status: int, error: ServerError, should_retry: str | None = None) -> Meaning:
    """Say what a reply that is no completion means; `should_retry` is the server's own word for it, if it gave one."""
    said = f"{error.code} {error.message}"
    if 300 <= status < 400:
        return "moved"
    if status in (401, 403):
        return "key"
    if status == 402 or (status == 429 and _QUOTA.search(said)):
        return "quota"
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
