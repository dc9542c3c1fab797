"""Real runs of the command line in processes of their own, papers for them, and the answers that a server gives."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from fake_endpoint import Hit, Step
from fake_endpoint import reply as served
from scripted import answer, claim

VARYING = ("created_at", "attempts", "usage", "cost_usd", "cached")
"""What two equal runs may differ in."""
ODD = ("\u2028", "\u0085", "\x0c", "\u2029", "\x0b")
"""Characters that some readers take for the end of a line."""


def name(number: int) -> str:
    """A paper's name: letters only, so that it holds no quantity."""
    letters = (number // 26**place % 26 for place in (2, 1, 0))
    return "Tern" + "".join(chr(97 + letter) for letter in letters)


def paper(number: int) -> dict[str, str]:
    """A paper with one claim, in its third sentence."""
    odd = ODD[number % len(ODD)]
    abstract = f"Attention is{odd}slow on long texts. {name(number)} cuts latency by 62% over Gull-B. It is in Rust."
    return {"title": f"{name(number)}: Quick{odd}Decoding", "abstract": abstract}


def write_papers(path: Path, numbers: Iterable[int]) -> Path:
    """Write papers, a line each."""
    path.write_text("".join(json.dumps(paper(n), ensure_ascii=False) + "\n" for n in numbers), encoding="utf-8")
    return path


def asked_about(hit: Hit) -> str:
    """Name the paper that a request is about."""
    text = "\n".join(message["content"] for message in hit.body["messages"])
    return re.findall(r"S1\| (\w+):", text)[-1]  # the ones before it are the prompt's examples


def is_reask(hit: Hit) -> bool:
    """Whether a request says what was wrong with its first answer."""
    return "This is wrong with it" in hit.body["messages"][-1]["content"]


def answering(*, delay: float = 0.0, wrong_first: Callable[[str], bool] = lambda _: False) -> Callable[[Hit], Step]:
    """A server's script: the right answer about each paper, or where `wrong_first` a wrong one until it is reasked."""

    def answer_to(hit: Hit) -> Step:
        subject = asked_about(hit)
        wrong = wrong_first(subject) and not is_reask(hit)
        stated = claim(subject=subject, baseline="Zephyr-9B" if wrong else "Gull-B")
        summary = {**answer()["summary"], "tldr": f"{subject} is quick."}  # type: ignore[dict-item]
        body = json.dumps(answer(summary=summary, claims=[stated], method_names=[subject]))
        return completion(body, hit.body["model"], delay)

    return answer_to


def completion(content: str, model: str, delay: float) -> Step:
    """A chat completion of a model, as long as a real one is."""
    step = served(content, usage={"prompt_tokens": 4000, "completion_tokens": 200})
    return replace(step, body=step.body.replace(b'"fake-1"', json.dumps(model).encode()), delay=delay)


def environment(folder: Path) -> dict[str, str]:
    """An environment of a run's own: no settings, no key, a home and a cache that nobody else has."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SUMMARIZER_", "OPENAI_"))}
    return {**kept, "SUMMARIZER_CACHE_DIR": str(folder / "cache"), "HOME": str(folder)}


def start(arguments: Sequence[object], folder: Path) -> subprocess.Popen[str]:
    """Start Python in a process of its own, Ctrl-C switched on (a background shell switches it off)."""
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


class Nursery:
    """Starts commands at once: each is a fork, in a group of its own, of a process that has imported what they need."""

    _SCRIPT = """
import json, os, resource, signal, sys
import bs4, diskcache, httpcore2, httpx2, jinja2, openai, tenacity
import summarizer.backends, summarizer.clients.cache, summarizer.clients.deadlines, summarizer.clients.openai
import summarizer.digests, summarizer.sources, summarizer.store
from summarizer.cli import main

def run(folder, arguments, environment, ignored, file_size):
    os.setsid()
    os.chdir(folder)
    os.environ.update(environment)
    for descriptor, place in enumerate((os.devnull, "said.out", "said.err")):
        os.dup2(os.open(place, os.O_RDWR | os.O_CREAT | os.O_TRUNC), descriptor)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)
    if file_size:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
    sys.argv[1:] = arguments
    main()

for line in sys.stdin:
    what, *rest = json.loads(line)
    if what == "poll":
        ended, status = os.waitpid(rest[0], os.WNOHANG)
        answer = os.waitstatus_to_exitcode(status) if ended else None
    else:
        answer = os.fork()
        if not answer:
            run(*rest)
    print(json.dumps(answer), flush=True)
"""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", self._SCRIPT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, *exception: object) -> None:
        self._process.communicate(timeout=10)

    def start(
        self, arguments: Sequence[object], folder: Path, *, ignored: Sequence[int] = (), file_size: int = 0
    ) -> Run:
        """Start a command in a folder, some signals switched off, its files no larger than so many bytes."""
        texts = [str(argument) for argument in arguments]
        pid = self.ask("start", str(folder), texts, environment(folder), list(ignored), file_size)
        assert pid is not None
        return Run(pid, folder / "said.err", self)

    def run(self, arguments: Sequence[object], folder: Path, *, file_size: int = 0) -> tuple[int, str]:
        """Run a command to its end: its exit code and what it said on stderr."""
        run = self.start(arguments, folder, file_size=file_size)
        return run.wait(), run.said

    def ask(self, *question: object) -> int | None:
        """Ask the process that forks."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        answer: int | None = json.loads(self._process.stdout.readline())
        return answer


class Run:
    """A command that was started."""

    def __init__(self, pid: int, said: Path, nursery: Nursery) -> None:
        self.pid = pid
        self._said = said
        self._nursery = nursery
        self._code: int | None = None

    def poll(self) -> int | None:
        """Its exit code; None while it runs."""
        if self._code is None:
            self._code = self._nursery.ask("poll", self.pid)
        return self._code

    def wait(self, *, within: float = 60.0) -> int:
        """Wait for its end; gives the exit code."""
        if not wait_until(lambda: self.poll() is not None, within=within):
            self.kill()
            raise AssertionError(f"still running after {within:g} s: {self.said}")
        assert self._code is not None
        return self._code

    def signal(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """`kill -9` it with everything it has started."""
        os.killpg(self.pid, signal.SIGKILL)
        assert wait_until(lambda: self.poll() is not None)

    @property
    def said(self) -> str:
        """What it said on stderr."""
        return self._said.read_text(encoding="utf-8")


def wait_until(reached: Callable[[], bool], *, within: float = 30.0) -> bool:
    """Wait for something to happen; whether it did."""
    ends = time.monotonic() + within
    while not reached():
        if time.monotonic() > ends:
            return False
        time.sleep(0.002)
    return True


def json_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON Lines, strictly: every line ends, and every line is one."""
    text = path.read_bytes()
    assert text.endswith(b"\n")
    return [json.loads(line) for line in text.removesuffix(b"\n").split(b"\n")]


def plain(record: dict[str, Any]) -> dict[str, Any]:
    """A record without what two equal runs may differ in."""
    provenance = {k: v for k, v in record["provenance"].items() if k not in VARYING}
    return {**record, "provenance": provenance}
