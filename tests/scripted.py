"""A client that answers from a script: the one thing that tests fake."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Callable, Iterable

from summarizer.clients import Completion, Request
from summarizer.records import Usage

Step = Completion | Exception | Callable[[Request], Completion]


class ScriptedClient:
    """Answers with the next step of a script and keeps every request; steps may be exceptions to raise."""

    name = "scripted"

    def __init__(self, steps: Iterable[Step] = (), *, default: Step | None = None) -> None:
        self.steps = deque(steps)
        self.default = default
        self.requests: list[Request] = []
        self._lock = threading.Lock()

    def complete(self, request: Request) -> Completion:
        with self._lock:
            self.requests.append(request)
            step = self.steps.popleft() if self.steps else self.default
        assert step is not None, "the script is at its end"
        if isinstance(step, Exception):
            raise step
        return step(request) if callable(step) else step


def answer(**fields: object) -> dict[str, object]:
    """An answer that fits the schema; fields replace parts of it."""
    summary = {"tldr": "Tern is quick.", "problem": "", "approach": "", "findings": [], "limitations": []}
    plain = {"summary": summary, "contribution": "method", "method_names": [], "topics": ["quantization"]}
    return {**plain, "claims": [], "results": [], **fields}


def claim(**fields: object) -> dict[str, object]:
    """A claim of an answer: 62 % less latency, pointing at Q1 of S3."""
    plain = {
        "sentence": "S3",
        "quantity": "Q1",
        "quantity_to": None,
        "kind": "relative",
        "metric": "latency",
        "resource": "latency",
        "phase": None,
        "relation": "reduced_by",
        "direction": "better",
        "subject": "Tern",
        "baseline": "Gull-B",
        "setting": None,
        "role": "contribution",
    }
    return {**plain, **fields}


def reply(
    *, text: str | None = None, finish_reason: str = "stop", usage: Usage | None = None, **fields: object
) -> Completion:
    """A completion with an answer in it."""
    said = json.dumps(answer(**fields)) if text is None else text
    return Completion(
        said, finish_reason=finish_reason, model="tiny", usage=usage or Usage(input=10, cached_input=0, output=5)
    )
