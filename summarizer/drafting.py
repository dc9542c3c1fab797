"""Drafting: the embedded reader in a process of its own, for runs whose many workers would wait for one another.

Python runs one thread at a time: while a worker reads a paper, for the draft that a model is given to check, no other
sends its request or keeps its answer. Another process reads on another core.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import astuple
from typing import IO, Any, Literal

from summarizer.answers import Answer
from summarizer.marks import Marks, mark
from summarizer.papers import Paper
from summarizer.quantities import Quantity
from summarizer.reading import read
from summarizer.topics import Topic, Topics

_AHEAD = 64
"""Papers given to the other process at a time: enough to keep it busy, and not so many that one has to wait long."""
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "PYTHONHOME")
_SERVE = "from summarizer.drafting import serve; serve()"


def draft(paper: Paper, topics: Topics) -> tuple[Marks, Answer]:
    """Mark a paper, and read it with the embedded reader."""
    marks = mark(paper)
    return marks, read(marks, topics)


class Drafter:
    """Drafts papers in another process, which begins with the first one and ends with the context.

    A paper is drafted here, to the same answer, where that process can't be had, is not ready yet, has enough to do, or
    has ended. Any number of threads may share a drafter. `python` is the program that is started.
    """

    def __init__(self, topics: Topics, *, python: str = sys.executable) -> None:
        self._topics = topics
        self._python = python
        self._process: subprocess.Popen[bytes] | None = None
        self._collector = threading.Thread(target=self._collect, name="drafts", daemon=True)
        self._giving = threading.Lock()
        self._given: deque[Future[bytes | None]] = deque()
        self._state: Literal["new", "starting", "ready", "over"] = "new"

    def __enter__(self) -> Drafter:
        """Nothing is started before the first paper."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the other process; who still waits for it drafts here."""
        with self._giving:
            self._state = "over"
        if self._process is not None:
            self._process.kill()  # what it holds is worth nothing any more
            self._collector.join()
            self._process.communicate()

    @property
    def is_ready(self) -> bool:
        """Whether the other process drafts by now."""
        return self._state == "ready"

    def draft(self, paper: Paper) -> tuple[Marks, Answer]:
        """Mark a paper and read it, as `drafting.draft` does."""
        given = self._give([paper.title, paper.body])
        told = given.result() if given else None
        return draft(paper, self._topics) if told is None else _unpack(paper, json.loads(told))

    def _give(self, paper: list[str]) -> Future[bytes | None] | None:
        """Give a paper away; None where it had better be drafted here."""
        with self._giving:
            if self._state == "new":
                self._start()
            if self._state != "ready" or len(self._given) >= _AHEAD:
                return None
            told: Future[bytes | None] = Future()
            self._given.append(told)
            self._write(paper)
            return told

    def _start(self) -> None:
        self._state = "starting"
        try:
            self._process = subprocess.Popen(  # noqa: S603 - it is our own
                [self._python, "-P", "-c", _SERVE],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        except OSError:
            self._state = "over"
            return
        self._write([astuple(topic) for topic in self._topics.topics])
        self._collector.start()

    def _write(self, value: object) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        with suppress(OSError):  # it has ended, as the collector will see
            _write(self._process.stdin, value)

    def _collect(self) -> None:
        """Hand every draft to who waits for it: they come in the order in which their papers were given."""
        assert self._process is not None
        assert self._process.stdout is not None
        drafts = self._process.stdout
        if drafts.readline() and self._state == "starting":
            self._state = "ready"
        for line in drafts:
            if line.endswith(b"\n"):
                self._given.popleft().set_result(line)
        with self._giving:
            self._state = "over"
        for told in self._given:
            told.set_result(None)


def _environment() -> dict[str, str]:
    """What the other process needs of ours: where modules are found, and no key."""
    found = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return {**found, "PYTHONPATH": os.pathsep.join(sys.path)}


def serve() -> None:
    """Be the other process: read topics, then a paper a line, from stdin; say when ready, then write each draft."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the run, which then ends this process
    papers, drafts = sys.stdin.buffer, sys.stdout.buffer
    topics = _read_topics(papers.readline())
    _write(drafts, "ready")
    for line in papers:
        title, body = json.loads(line)
        _write(drafts, _pack(*draft(Paper(id="", title=title, abstract=body), topics)))


def _read_topics(line: bytes) -> Topics:
    rows = json.loads(line)
    return Topics(tuple(Topic(slug, tuple(words), told, name, tuple(faint)) for slug, words, told, name, faint in rows))


def _pack(marks: Marks, answer: Answer) -> list[Any]:
    return [marks.sentences, [astuple(quantity) for quantity in marks.quantities], answer.model_dump()]


def _unpack(paper: Paper, told: list[Any]) -> tuple[Marks, Answer]:
    sentences, quantities, answer = told
    spans = tuple((start, end) for start, end in sentences)
    marks = Marks(paper, paper.full_text, spans, tuple(Quantity(*fields) for fields in quantities))
    return marks, Answer.model_validate(answer)


def _write(stream: IO[bytes], value: object) -> None:
    """Write a line of JSON, in ASCII: half of a surrogate pair is no reason to stop."""
    stream.write(json.dumps(value).encode() + b"\n")
    stream.flush()
