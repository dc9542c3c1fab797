"""Asked: what was asked, in short, kept with each answer, so that it can be said why another request is not answered.

A request's hash tells that something differs and never what. This tells what, without keeping the paper's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal
from urllib.parse import urlsplit, urlunsplit

import summarizer
from summarizer.answers import Answer
from summarizer.clients import Message, Request, canonical_json, sha256

Asked = Mapping[str, Any]
"""`request_sha256, base_url, model, prompt, prompt_sha256, sampling, schema_sha256, paper{id, title, text}, marks,
draft, messages[]` (the text and these three as hashes) `, toolkit_version`; of another version, it may hold less."""

_SHOWN = 60


@dataclass(frozen=True)
class Kept:
    """A row of the cache, as far as it says what was asked."""

    key: str
    asked: Asked
    created_at: str
    how: Literal["settled", "answered", "given up"]
    """`settled`: the paper is done; `answered`: this one request was; `given up`: it came to nothing."""
    reason: str = ""
    """Why it was given up."""


def describe(request: Request, base_url: str) -> dict[str, Any]:
    """Say in short what a request asks of whom; no password of the address is in it."""
    marks, paper = request.marks, request.marks.paper
    spans = [list(map(list, marks.sentences)), [[q.start, q.end, q.family] for q in marks.quantities]]
    return {
        "request_sha256": request.sha256,
        "base_url": public(base_url),
        "model": request.model,
        "prompt": request.prompt,
        "prompt_sha256": request.prompt_sha256,
        "sampling": dict(request.sampling),
        "schema_sha256": request.schema_sha256,
        "paper": {"id": paper.id, "title": paper.title, "text": _hash(paper.body)},
        "marks": _hash(canonical_json(spans)),
        "draft": _draft_hash(request.draft) if request.draft else None,
        "messages": [_message_hash(message) for message in request.messages],
        "toolkit_version": summarizer.__version__,
    }


def public(base_url: str) -> str:
    """Give a base URL without a user's name and password, and without what follows its path."""
    parts = urlsplit(base_url.rstrip("/"))
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def differences(kept: Asked, asked: Asked) -> list[str]:
    """Say what differs between what was asked for a kept answer and what is asked now; empty where nothing does."""
    said = [f"{name} {_show(before)} -> {_show(now)}" for name, before, now in _settings(kept, asked) if before != now]
    if kept.get("prompt") == asked.get("prompt") and kept.get("prompt_sha256") != asked.get("prompt_sha256"):
        said.append(f"prompt {asked['prompt']}: its file was changed")
    if kept.get("schema_sha256") != asked.get("schema_sha256"):
        said.append("schema: the fields or the topics to be answered with were changed")
    said += _paper_differences(kept, asked)
    if not said and kept.get("messages") != asked.get("messages"):
        versions = kept.get("toolkit_version"), asked.get("toolkit_version")
        how = f" (summarizer {versions[0]} -> {versions[1]})" if versions[0] != versions[1] else ""
        said.append(f"messages: what is written round the paper was changed{how}")
    return said


def is_same_paper(kept: Asked, asked: Asked) -> bool:
    """Whether both ask about one paper: by its id, its text or its title."""
    one, other = kept["paper"], asked["paper"]
    return any(one.get(name) and one.get(name) == other.get(name) for name in ("id", "text", "title"))


def nearest(asked: Asked, kept: Sequence[Kept]) -> Kept | None:
    """Find the answer about the same paper, to the same prompt, that was asked for most alike, the newest of equals.

    `kept` is oldest first. None where nothing about that paper was answered.
    """
    name = prompt_name(asked)
    same = [k for k in kept if k.how != "given up" and is_same_paper(k.asked, asked) and prompt_name(k.asked) == name]
    return min(reversed(same), key=lambda row: len(differences(row.asked, asked)), default=None)


def read_kept(key: str, row: Mapping[str, Any]) -> Kept | None:
    """Read what was asked out of a cache's row; None where it does not say."""
    asked, failure = row.get("asked"), row.get("failure")
    if not isinstance(asked, dict) or not all(isinstance(asked.get(part), dict) for part in ("paper", "sampling")):
        return None
    reason = f"{failure.get('kind')}: {failure.get('message')}" if isinstance(failure, dict) else ""
    how: Any = "given up" if reason else "settled" if row.get("settled") else "answered"
    return Kept(key, asked, str(row.get("created_at", "?")), how, reason)


def prompt_name(asked: Asked) -> str:
    """Name the prompt without its version."""
    return str(asked.get("prompt") or "").partition("@")[0]


def _settings(kept: Asked, asked: Asked) -> Iterable[tuple[str, Any, Any]]:
    for name, shown in (("base_url", "base URL"), ("model", "model"), ("prompt", "prompt")):
        yield shown, kept.get(name), asked.get(name)
    before, now = kept["sampling"], asked["sampling"]
    for name in sorted(before.keys() | now.keys()):
        yield name, before.get(name), now.get(name)


def _paper_differences(kept: Asked, asked: Asked) -> list[str]:
    before, now = kept["paper"], asked["paper"]
    said = []
    if before.get("title") != now.get("title"):
        said.append(f"title {_show(before.get('title'))} -> {_show(now.get('title'))}")
    if before.get("text") != now.get("text"):
        said.append("text: the paper's abstract or text was changed")
    if said:  # the marks and the draft follow from them
        return said
    if kept.get("marks") != asked.get("marks"):
        said.append("marks: the text's sentences or quantities are found differently")
    if kept.get("draft") != asked.get("draft"):
        said.append("draft: the embedded reader, whose findings the model is shown, finds something else")
    return said


def _show(value: Any) -> str:
    if value is None or value == "":
        return "(none)"
    text = value if isinstance(value, str) else canonical_json(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


@lru_cache(maxsize=64)
def _message_hash(message: Message) -> str:
    """Most messages are those of every request."""
    return _hash(f"{message.role}\n{message.content}")


def _draft_hash(draft: Answer) -> str:
    try:
        return _hash(draft.model_dump_json())
    except ValueError:  # half of a surrogate pair
        return _hash(canonical_json(draft.model_dump()))


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass"))[:16]
