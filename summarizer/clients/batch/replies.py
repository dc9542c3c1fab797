"""Lines of output and error files: what each says of which request, in all the forms that servers write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from summarizer.answers import AnswerError, parse_answer
from summarizer.clients import Completion
from summarizer.clients.batch.folder import ItemOutcome
from summarizer.clients.refusals import meaning
from summarizer.clients.replies import NotACompletionError, ServerError, one_line, read_error, read_json, read_reply

_ENDED = {"batch_expired": "expired", "batch_cancelled": "cancelled", "request_cancelled": "cancelled"}
_UNFINISHED = {"refused": "refused", "filtered": "filtered", "length": "truncated"}


@dataclass(frozen=True)
class ReplyLine:
    """One line: the request it is about, and the reply to it or what went wrong."""

    id: str
    completion: Completion | None = None
    problem: ItemOutcome | None = None


def read_line(line: bytes) -> ReplyLine | None:
    """Read one line; None where it names no request, and so is no line of such a file.

    A reply that came with an error's status, a status of 0, none, or no body is a problem; one that the provider's
    content filter stopped is a reply, as it is in realtime.
    """
    row = read_json(line)
    if not isinstance(row, Mapping) or not isinstance(row.get("custom_id"), str):
        return None
    id_, response = row["custom_id"], row.get("response")
    if not isinstance(response, Mapping):
        return ReplyLine(id_, problem=_problem(id_, 0, read_error({"error": row.get("error") or "no response"})))
    status, body = _status(response.get("status_code")), response.get("body")
    try:
        completion = read_reply(body)
    except NotACompletionError as error:
        said = read_error(body) if body else read_error({"error": row.get("error") or "no body"})
        return ReplyLine(id_, problem=_problem(id_, status, said if said.message else ServerError(str(error))))
    if status >= 300 and completion.finish_reason != "filtered":
        return ReplyLine(id_, problem=_problem(id_, status, read_error(body)))
    return ReplyLine(id_, completion)


def judge(id_: str, completion: Completion) -> ItemOutcome:
    """Say what a reply is worth; one that is no whole answer is left to `summarize`, which knows how to ask again."""
    if completion.finish_reason in _UNFINISHED:
        said = completion.refusal or f"the answer ended with {completion.finish_reason!r}"
        return ItemOutcome(id=id_, kind=_UNFINISHED[completion.finish_reason], message=one_line(said))
    if not completion.text.strip():
        return ItemOutcome(id=id_, kind="empty", message="the model answered nothing")
    try:
        parse_answer(completion.text)
    except AnswerError as error:
        return ItemOutcome(id=id_, kind=error.kind, message=one_line(str(error)))
    return ItemOutcome(id=id_, kind="done")


def _problem(id_: str, status: int, error: ServerError) -> ItemOutcome:
    said = one_line(f"{status or ''} {error.code} {error.message}")
    if error.code in _ENDED:
        return ItemOutcome(id=id_, kind=_ENDED[error.code], message=said, again=True)
    if meaning(status, error) == "too_long":
        return ItemOutcome(id=id_, kind="too_long", message=said)
    return ItemOutcome(id=id_, kind="error", message=said, again=True)


def _status(value: Any) -> int:
    return value if isinstance(value, int) else 0
