"""Drafting: the embedded reader in a process of its own, for runs whose many workers would wait for one another.

Python runs one thread at a time: while a worker reads a paper, for the draft that a model is given to check, no other
sends its request or keeps its answer. Another process reads on another core.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from concurrent.futures import Future
from dataclasses import astuple
from typing import IO, Any, Literal

from summarizer.answers import Answer
from summarizer.errors import RunStoppedError
from summarizer.marks import Marks, mark
from summarizer.papers import Paper
from summarizer.quantities import Quantity
from summarizer.reading import read
from summarizer.topics import Topic, Topics

_AHEAD = 64
"""Papers that may wait for the other process: enough to keep it busy, and not so many that one waits long."""
_TOGETHER = 16
"""Papers given to it at a time, which spares it waiting for this one's threads to take their turns."""
_LONGEST = 20_000
"""Characters of a paper that is given to it; a full text would make all others wait."""
_PATIENCE = 60.0
"""Seconds that a draft is waited for before the other process is taken to hang."""
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "PYTHONHOME")
_READY = "ready"
_SERVE = "from summarizer.drafting import serve; serve()"


Told = list[Any]
"""What the other process tells of a paper: sentences, quantities, answer."""


def draft(paper: Paper, topics: Topics) -> tuple[Marks, Answer]:
    """Mark a paper, and read it with the embedded reader."""
    marks = mark(paper)
    return marks, read(marks, topics)


class Drafter:
    """Drafts papers in another process, which begins with the first one and ends with the context.

    A paper is drafted here, to the same answer, where it is long, and where that process can't be had, is not ready
    yet, has enough to do, hangs (after `patience` seconds) or has ended. Any number of threads may share a drafter.
    `python` is the program that is started.
    """

    def __init__(self, topics: Topics, *, python: str | None = sys.executable, patience: float = _PATIENCE) -> None:
        self._topics = topics
        self._python = None if getattr(sys, "frozen", False) else python
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, name="drafts", daemon=True)
        self._changed = threading.Condition()
        self._waiting: deque[tuple[Paper, Future[Told | None]]] = deque()
        self._state: Literal["new", "starting", "ready", "over", "closed"] = "new"

    def __enter__(self) -> Drafter:
        """Nothing is started before the first paper."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the other process; who still waits for a draft is told that the run has been stopped."""
        self._end("closed")
        if self._thread.ident is not None:
            self._thread.join()

    @property
    def is_ready(self) -> bool:
        """Whether the other process drafts by now."""
        return self._state == "ready"

    def draft(self, paper: Paper) -> tuple[Marks, Answer]:
        """Mark a paper and read it, as `drafting.draft` does; raises `RunStoppedError` once the context has ended."""
        given = self._give(paper)
        try:
            told = given.result(self._patience) if given else None
        except TimeoutError:
            told = None
            self._end("over")
        if self._state == "closed":
            raise RunStoppedError("stopped", "the run was interrupted", attempts=0)
        return draft(paper, self._topics) if told is None else _unpack(paper, told)

    def _give(self, paper: Paper) -> Future[Told | None] | None:
        """Give a paper away; None where it had better be drafted here."""
        with self._changed:
            if self._state == "new":
                self._begin()
            if self._state != "ready" or len(self._waiting) >= _AHEAD or len(paper.body) > _LONGEST:
                return None
            told: Future[Told | None] = Future()
            self._waiting.append((paper, told))
            self._changed.notify()
            return told

    def _begin(self) -> None:
        try:
            self._thread.start()
        except RuntimeError:  # there are as many threads as there may be
            self._state = "over"
        else:
            self._state = "starting"

    def _take(self) -> list[tuple[Paper, Future[Told | None]]]:
        """Wait for papers, and take some; none once there will be no more."""
        with self._changed:
            while self._state == "ready" and not self._waiting:
                self._changed.wait()
            if self._state != "ready":
                return []
            return [self._waiting.popleft() for _ in range(min(len(self._waiting), _TOGETHER))]

    def _run(self) -> None:
        """Start the other process and give it papers, some at a time, until there are no more or it fails."""
        taken: list[tuple[Paper, Future[Told | None]]] = []
        try:
            with self._start() as process:
                try:
                    if self._ask(process, [astuple(topic) for topic in self._topics.topics]) == _READY:
                        self._get_ready()
                    while taken := self._take():
                        drafts = self._ask(process, [(paper.title, paper.body) for paper, _ in taken])
                        for (_, given), told in zip(taken, drafts, strict=True):
                            given.set_result(told)
                finally:
                    process.kill()
        except (OSError, ValueError, TypeError):  # it could not be started, has ended, or says something else
            pass
        finally:
            self._end("over")
            for _, given in [*taken, *self._waiting]:
                if not given.done():
                    given.set_result(None)

    def _start(self) -> subprocess.Popen[bytes]:
        if not self._python:
            raise OSError("there is no Python to start")
        process = subprocess.Popen(  # noqa: S603 - it is our own
            [self._python, "-P", "-c", _SERVE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        with self._changed:
            self._process = process
            if self._state != "starting":
                process.kill()
        return process

    def _get_ready(self) -> None:
        with self._changed:
            if self._state == "starting":
                self._state = "ready"

    def _ask(self, process: subprocess.Popen[bytes], value: object) -> Any:
        assert process.stdin is not None
        assert process.stdout is not None
        _write(process.stdin, value)
        return json.loads(process.stdout.readline().decode("utf-8", "surrogatepass"))

    def _end(self, state: Literal["over", "closed"]) -> None:
        """Give no more papers away, and end the other process: what it holds is worth nothing any more."""
        if self._process is not None:
            self._process.kill()  # first of all: whoever waits for it does not wait any longer
        with self._changed:
            if self._state != "closed":
                self._state = state
            self._changed.notify_all()


def _environment() -> dict[str, str]:
    """What the other process needs of ours: where modules are found, and no key."""
    found = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return {**found, "PYTHONPATH": os.pathsep.join(place for place in sys.path if isinstance(place, str))}


def serve() -> None:
    """Be the other process: read a line of topics, then lines of papers, from stdin, and answer each on stdout."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the run, which then ends this process
    papers, drafts = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else is printed is no draft
    topics = _read_topics(papers.readline())
    gc.freeze()  # what is loaded by now stays: nothing of it need be looked through for what is garbage
    _write(drafts, _READY)
    for line in papers:
        given = json.loads(line.decode("utf-8", "surrogatepass"))
        together = [draft(Paper(id="", title=title, abstract=body), topics) for title, body in given]
        _write(drafts, [_pack(*drafted) for drafted in together])


def _read_topics(line: bytes) -> Topics:
    rows = json.loads(line.decode("utf-8", "surrogatepass"))
    return Topics(tuple(Topic(slug, tuple(words), told, name, tuple(faint)) for slug, words, told, name, faint in rows))


def _pack(marks: Marks, answer: Answer) -> Told:
    return [marks.sentences, marks.quantities, answer.model_dump()]


def _unpack(paper: Paper, told: Told) -> tuple[Marks, Answer]:
    sentences, quantities, answer = told
    spans = tuple((start, end) for start, end in sentences)
    marks = Marks(paper, paper.full_text, spans, tuple(Quantity(*fields) for fields in quantities))
    return marks, Answer.model_validate(answer)


def _write(stream: IO[bytes], value: object) -> None:
    """Write a line of JSON; halves of surrogate pairs stay what they are."""
    stream.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
    stream.flush()
