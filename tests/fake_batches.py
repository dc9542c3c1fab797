"""A real server on this machine's loopback with `/files` and `/batches`, that works as a test tells it to.

    with FakeBatches(answering(answers)) as server:
        ...                                  # files are uploaded, batches made, their work is done at once
    assert server.times("POST", "/batches") == 1

A worker is a function of the requests of a batch that gives a `Work`. Faults are steps that stand in for the next
answers to a path; held requests wait in the middle, for a test to kill who sent them.
"""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from fake_endpoint import FakeEndpoint, Hit, Step, fault, json_step

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Work:
    """What becomes of a batch; lines are JSON objects, or text that is written as it is."""

    status: str = "completed"
    output: tuple[Row | str, ...] | None = ()
    errors: tuple[Row | str, ...] | None = None
    problems: tuple[Row, ...] = ()


Worker = Callable[[list[dict[str, Any]]], Work]


def answered(row: Row, content: str, *, finish_reason: str = "stop", **message: Any) -> dict[str, Any]:
    """An output line with a chat completion."""
    body = {
        "id": "c1",
        "object": "chat.completion",
        "model": "fake-1",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content, **message},
                "finish_reason": finish_reason,
            }
        ],
        "usage": {"prompt_tokens": 100, "completion_tokens": 10, "prompt_tokens_details": {"cached_tokens": 0}},
    }
    response = {"status_code": 200, "request_id": "r1", "body": body}
    return {"id": "b1", "custom_id": row["custom_id"], "response": response, "error": None}


def refused(row: Row, status: int, message: str, *, code: str | None = None) -> dict[str, Any]:
    """A line whose request was answered with an error's status and body."""
    body = {"error": {"message": message, "code": code}}
    return {"custom_id": row["custom_id"], "response": {"status_code": status, "body": body}, "error": None}


def broken(row: Row, code: str, message: str = "no") -> dict[str, Any]:
    """A line without a response."""
    return {"custom_id": row["custom_id"], "response": None, "error": {"code": code, "message": message}}


def unfinished(row: Row) -> dict[str, Any]:
    """A line whose response never came: a status of 0 and no body."""
    return {"custom_id": row["custom_id"], "response": {"status_code": 0, "body": None}, "error": None}


def answering(content: str) -> Worker:
    """A worker that answers everything alike."""
    return lambda rows: Work(output=tuple(answered(row, content) for row in rows))


@dataclass
class _Hold:
    method: str
    path: str
    done: bool
    """Whether it waits after the work is done, with the answer, or before."""
    reached: threading.Event = field(default_factory=threading.Event)


class FakeBatches(FakeEndpoint):
    """The server; `polls` is how often a batch is looked at before it has ended."""

    def __init__(self, worker: Worker, *, polls: int = 0, lists: bool = True, chat: Step | None = None) -> None:
        super().__init__(chat or fault(500))
        self.worker = worker
        self.polls = polls
        self.lists = lists
        self.files: dict[str, bytes] = {}
        self.batches: dict[str, dict[str, Any]] = {}
        self.asked: list[Hit] = []
        self._looks: dict[str, int] = {}
        self._faults: list[tuple[str, str, Step]] = []
        self._holds: list[_Hold] = []
        self._lost: list[tuple[str, str]] = []

    def fail(self, method: str, path: str, *steps: Step) -> None:
        """Answer the next requests whose path ends so with these steps."""
        self._faults += [(method, path, step) for step in steps]

    def hold(self, method: str, path: str, *, done: bool) -> threading.Event:
        """Let the next such request wait for ever; the event says that it has come."""
        self._holds.append(_Hold(method, path, done))
        return self._holds[-1].reached

    def lose(self, method: str, path: str) -> None:
        """Do what the next such request asks for, and hang up without an answer."""
        self._lost.append((method, path))

    def times(self, method: str, path: str) -> int:
        """How many requests there were of a path that ends so."""
        return sum(
            hit.method == method and re.search(f"{path}$", urlsplit(hit.path).path) is not None for hit in self.asked
        )

    def requests(self, number: int) -> list[dict[str, Any]]:
        """The requests of a batch, by its number from 0."""
        batch = list(self.batches.values())[number]
        return _rows(self.files[batch["input_file_id"]])

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            while True:
                hit = await _read(reader)
                hold = next(
                    (h for h in self._holds if h.method == hit.method and hit.path.split("?")[0].endswith(h.path)), None
                )
                if hold is None:
                    if await self._answer(hit, writer):
                        continue
                    break
                self._holds.remove(hold)
                if hold.done:
                    self._step(hit)
                hold.reached.set()
                await reader.read()  # until the other side is gone
                break
        writer.close()

    def _step(self, hit: Hit) -> Step:
        path = urlsplit(hit.path).path.removeprefix("/v1")
        if path == "/chat/completions":
            return super()._step(hit)
        with self._lock:
            self.asked.append(hit)
            for known in self._faults:
                if known[0] == hit.method and re.search(f"{known[1]}$", path):
                    self._faults.remove(known)
                    return known[2]
            if (hit.method, path) in self._lost:
                self._lost.remove((hit.method, path))
                self._route(hit, path)
                return Step(hang_up=True)
            return self._route(hit, path)

    def _route(self, hit: Hit, path: str) -> Step:
        match (hit.method, *path.strip("/").split("/")):
            case ("POST", "files"):
                return self._upload(hit)
            case ("GET", "files", name, "content") if name in self.files:
                return Step(200, self.files[name], {"content-type": "application/octet-stream"})
            case ("POST", "batches"):
                return self._create(json.loads(hit.body))
            case ("GET", "batches", name) if name in self.batches:
                return json_step(self._look(name))
            case ("GET", "batches") if self.lists:
                return self._list(parse_qs(urlsplit(hit.path).query))
        return fault(404, "no such thing here")

    def _upload(self, hit: Hit) -> Step:
        boundary = re.search(r"boundary=\"?([^\";]+)", hit.headers["content-type"])
        assert boundary is not None
        parts = hit.body.split(b"--" + boundary.group(1).encode())[1:-1]
        fields = dict(_form_field(part) for part in parts)
        assert fields["purpose"] == b"batch"
        return json_step({"id": self._file(fields["file"]), "object": "file", "purpose": "batch"})

    def _create(self, body: Row) -> Step:
        if body["input_file_id"] not in self.files:
            return fault(400, "no such file")
        assert (body["completion_window"], body["endpoint"]) == ("24h", "/v1/chat/completions")
        name = f"batch_{len(self.batches) + 1}"
        self.batches[name] = {"id": name, "object": "batch", "status": "in_progress", **body}
        return json_step(self.batches[name])

    def _look(self, name: str) -> dict[str, Any]:
        batch = self.batches[name]
        looks = self._looks[name] = self._looks.get(name, 0) + 1
        if looks > self.polls and batch["status"] == "in_progress":
            rows = _rows(self.files[batch["input_file_id"]])
            work = self.worker(rows)
            batch["status"] = work.status
            batch["output_file_id"] = None if work.output is None else self._file(_lines(work.output))
            batch["error_file_id"] = None if work.errors is None else self._file(_lines(work.errors))
            batch["errors"] = {"object": "list", "data": list(work.problems)} if work.problems else None
            done = len(work.output or ())
            batch["request_counts"] = {"total": len(rows), "completed": done, "failed": len(rows) - done}
        return batch

    def _list(self, query: Mapping[str, list[str]]) -> Step:
        names = list(reversed(self.batches))
        start = names.index(query["after"][0]) + 1 if "after" in query else 0
        limit = int(query.get("limit", ["20"])[0])
        page = names[start : start + limit]
        more = start + limit < len(names)
        return json_step({"object": "list", "data": [self.batches[n] for n in page], "has_more": more})

    def _file(self, content: bytes) -> str:
        name = f"file-{len(self.files) + 1}"
        self.files[name] = content
        return name


async def _read(reader: asyncio.StreamReader) -> Hit:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, path, _ = head[0].split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
    if headers.get("transfer-encoding") == "chunked":
        content = await _chunks(reader)
    else:
        content = await reader.readexactly(int(headers.get("content-length", 0)))
    body = json.loads(content) if path.endswith("/chat/completions") else content
    return Hit(method, path, headers, body, asyncio.get_running_loop().time())


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    content = b""
    while size := int(await reader.readline(), 16):
        content += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return content


def _form_field(part: bytes) -> tuple[str, bytes]:
    head, _, content = part.partition(b"\r\n\r\n")
    name = re.search(rb'name="([^"]+)"', head)
    assert name is not None
    return name.group(1).decode(), content.removesuffix(b"\r\n")


def _rows(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.splitlines()]


def _lines(rows: Iterable[Row | str]) -> bytes:
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows).encode()
