"""The embedded reader as a client: no network, no key, the same answer every time."""

from __future__ import annotations

from summarizer.clients import Completion, Request
from summarizer.reading import read
from summarizer.records import Usage
from summarizer.topics import Topics


class ExtractiveClient:
    """Answers every request with what the embedded reader finds in its paper."""

    name = "extractive"

    def __init__(self, topics: Topics) -> None:
        self._topics = topics

    def complete(self, request: Request) -> Completion:
        """Read the request's paper; the messages are not looked at."""
        answer = read(request.marks, self._topics)
        return Completion(text=answer.model_dump_json(), usage=Usage(input=0, cached_input=0, output=0), attempts=0)
