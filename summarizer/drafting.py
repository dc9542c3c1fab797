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
from operator import attrgetter
from queue import SimpleQueue
from typing import IO, Any, Literal

from summarizer.answers import Answer
from summarizer.errors import RunStoppedError
from summarizer.marks import Marks, mark
from summarizer.papers import Paper
from summarizer.quantities import Quantity
from summarizer.reading import read
from summarizer.topics import Topic, Topics

_TOGETHER = 16
"""Papers given to it at a time, which spares it waiting for this one's threads to take their turns."""
_AT_ONCE = 2
"""Lots of papers that are with it at once: one that it reads, and one to go on with."""
_LONGEST = 20_000
"""Characters of a paper that is given to it; a full text would make all others wait."""
_PATIENCE = 60.0
"""Seconds that a draft is waited for before the other process is taken to hang."""
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "PYTHONHOME")
_READY = "ready"
_SERVE = "from summarizer.drafting import serve; serve()"
_GARBAGE = 50_000
"""Things made until some of them are looked through for what is garbage; next to nothing of a draft is."""

Told = list[Any]
"""What the other process tells of a paper: sentences, quantities, answer."""
_Given = tuple[Paper, Future[Told | None]]
"""A paper that waits for its draft, which is None where it is to be drafted here."""


def draft(paper: Paper, topics: Topics) -> tuple[Marks, Answer]:
    """Mark a paper, and read it with the embedded reader."""
    marks = mark(paper)
    return marks, read(marks, topics)


class Drafter:
    """Drafts papers in another process, which begins with the first one and ends with the context.

    A paper is drafted here, to the same answer, where it is long, and where that process can't be had, hangs (after
    `patience` seconds) or has ended. While it is not ready yet, or `enough` papers wait for it, one thread at a time
    drafts here, too: whoever sends or keeps something meanwhile waits for that thread again and again. Any number of
    threads may share a drafter. `python` is the program that is started.
    """

    def __init__(
        self, topics: Topics, *, enough: int = 64, python: str | None = sys.executable, patience: float = _PATIENCE
    ) -> None:
        self._topics = topics
        self._enough = enough
        self._python = None if getattr(sys, "frozen", False) else python
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, name="drafts", daemon=True)
        self._changed = threading.Condition(threading.Lock())
        self._waiting: deque[_Given] = deque()
        self._away: deque[list[_Given]] = deque()
        self._helped = False  # whether a thread drafts here
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
        if len(paper.body) > _LONGEST:
            return self._draft_here(paper)
        given = self._give(paper)
        try:
            told = given.result(self._patience) if given else None
        except TimeoutError:
            told = None
            self._end("over")
        if told is not None and self._state != "closed":
            return _unpack(paper, told)
        try:
            return self._draft_here(paper)
        finally:
            self._pass_on()

    def _draft_here(self, paper: Paper) -> tuple[Marks, Answer]:
        if self._state == "closed":
            raise RunStoppedError("stopped", "the run was interrupted", attempts=0)
        return draft(paper, self._topics)

    def _give(self, paper: Paper) -> Future[Told | None] | None:
        """Give a paper away; None where it had better be drafted here."""
        with self._changed:
            if self._state == "new":
                self._begin()
            if self._state in ("over", "closed") or (self._wants_help() and not self._helped):
                self._helped = True
                return None
            told: Future[Told | None] = Future()
            self._waiting.append((paper, told))
            self._changed.notify()
            return told

    def _pass_on(self) -> None:
        """Let the thread that has waited longest draft its paper here, where that still helps."""
        with self._changed:
            self._helped = bool(self._waiting) and self._wants_help()
            told = self._waiting.popleft()[1] if self._helped else None
        if told:
            told.set_result(None)

    def _wants_help(self) -> bool:
        return self._state == "starting" or len(self._waiting) >= self._enough

    def _begin(self) -> None:
        try:
            self._thread.start()
        except RuntimeError:  # there are as many threads as there may be
            self._state = "over"
        else:
            self._state = "starting"

    def _run(self) -> None:
        """Start the other process and give it papers until there are no more or it fails."""
        try:
            with self._start() as process:
                try:
                    if self._are_topics_taken(process):
                        self._get_ready()
                    self._exchange(process)
                finally:
                    process.kill()
        except (OSError, ValueError, TypeError):  # it could not be started, has ended, or says something else
            pass
        finally:
            self._end("over")
            with self._changed:
                left = [*(given for taken in self._away for given in taken), *self._waiting]
                self._waiting.clear()
            for _, told in left:
                if not told.done():
                    told.set_result(None)

    def _exchange(self, process: subprocess.Popen[bytes]) -> None:
        """Give the other process some papers at a time and take their drafts, so that it never waits for the next."""
        assert process.stdin
        assert process.stdout
        while self._state == "ready":
            if len(self._away) < _AT_ONCE and (taken := self._take()):
                self._away.append(taken)
                _write(process.stdin, [(paper.title, paper.body) for paper, _ in taken])
            elif self._away:
                for (_, told), drafted in zip(self._away[0], _read(process.stdout), strict=True):
                    told.set_result(drafted)
                self._away.popleft()

    def _take(self) -> list[_Given]:
        """Take some papers; where the other process has none at all, wait for them."""
        with self._changed:
            while self._state == "ready" and not self._waiting and not self._away:
                self._changed.wait()
            return [self._waiting.popleft() for _ in range(min(len(self._waiting), _TOGETHER))]

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

    def _are_topics_taken(self, process: subprocess.Popen[bytes]) -> bool:
        assert process.stdin
        assert process.stdout
        _write(process.stdin, [astuple(topic) for topic in self._topics.topics])
        return bool(_read(process.stdout) == _READY)

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
    gc.set_threshold(_GARBAGE)
    _write(drafts, _READY)
    lines: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_read_on, args=(papers, lines), daemon=True).start()
    while line := lines.get():
        given = json.loads(line.decode("utf-8", "surrogatepass"))
        together = [draft(Paper(id="", title=title, abstract=body), topics) for title, body in given]
        _write(drafts, [_pack(*drafted) for drafted in together])


def _read_on(papers: IO[bytes], lines: SimpleQueue[bytes]) -> None:
    """Read what comes at once, so that neither process ever waits for the other one to read; the end is empty."""
    while line := papers.readline():
        lines.put(line)
    lines.put(b"")


def _read_topics(line: bytes) -> Topics:
    rows = json.loads(line.decode("utf-8", "surrogatepass"))
    return Topics(tuple(Topic(slug, tuple(words), told, name, tuple(faint)) for slug, words, told, name, faint in rows))


def _pack(marks: Marks, answer: Answer) -> Told:
    return [marks.sentences, [*map(_fields_of, marks.quantities)], answer.model_dump()]


_fields_of = attrgetter(*Quantity.__match_args__)
"""What `astuple` gives, which takes fifty times as long: it looks for what is nested, and nothing is."""


def _unpack(paper: Paper, told: Told) -> tuple[Marks, Answer]:
    sentences, quantities, answer = told
    spans = tuple((start, end) for start, end in sentences)
    marks = Marks(paper, spans, tuple(Quantity(*fields) for fields in quantities))
    return marks, Answer.model_validate(answer)


def _write(stream: IO[bytes], value: object) -> None:
    """Write a line of JSON; halves of surrogate pairs stay what they are."""
    stream.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
    stream.flush()


def _read(stream: IO[bytes]) -> Any:
    return json.loads(stream.readline().decode("utf-8", "surrogatepass"))
