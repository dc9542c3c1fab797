"""A real OpenAI-compatible server on this machine's loopback, that answers as a test tells it to.

    with FakeEndpoint(fault(503), reply("{}")) as server:
        ...                      # the first request gets a 503, the second and all after it a completion
    assert len(server.hits) == 2

A script's step is a `Step`, or a function of the `Hit` that gives one; the last step answers whatever comes after.
With `keep=False` requests are counted and not kept.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Hit:
    """One request as it came in."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Any
    at: float


@dataclass(frozen=True)
class Step:
    """One answer, or the lack of one."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    """Seconds before the first byte."""
    drip: float = 0.0
    """Seconds after each byte of the body."""
    drip_head: float = 0.0
    """Seconds after each byte of status line and headers."""
    cut: int | None = None
    """Bytes of the body after which the connection is closed."""
    hang_up: bool = False
    """Whether the connection is closed without a word."""


Script = Step | Callable[[Hit], Step]


def reply(content: str | None = "{}", *, finish_reason: str | None = "stop", usage: Any = None, **message: Any) -> Step:
    """A chat completion; further keywords go into its message."""
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": content, **message},
        "finish_reason": finish_reason,
    }
    tokens = {"prompt_tokens": 90, "completion_tokens": 30, "total_tokens": 120}
    spent = usage or {**tokens, "prompt_tokens_details": {"cached_tokens": 60}}
    head = {"id": "c1", "object": "chat.completion", "created": 1767225600, "model": "fake-1"}
    return json_step({**head, "choices": [choice], "usage": spent})


def fault(
    status: int, message: str = "no", *, code: str | None = None, param: str | None = None, **headers: str
) -> Step:
    """An error in OpenAI's form; keywords are headers, `_` for `-`."""
    step = json_step({"error": {"message": message, "type": "error", "code": code, "param": param}}, status=status)
    return replace(step, headers={**step.headers, **{k.replace("_", "-"): v for k, v in headers.items()}})


def json_step(body: Any, *, status: int = 200) -> Step:
    """Any JSON body."""
    return Step(status, json.dumps(body).encode(), {"content-type": "application/json"})


class FakeEndpoint:
    """A server that runs its script and keeps every request; it listens while its `with` block lasts."""

    def __init__(self, *script: Script, models: tuple[str, ...] = ("fake-1",), keep: bool = True) -> None:
        self.script = script or (reply(),)
        self.keep = keep
        self.count = 0
        self.models = models
        self.hits: list[Hit] = []
        self.model_hits: list[Hit] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()
        self.port = 0

    @property
    def url(self) -> str:
        """Its base URL."""
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def bodies(self) -> list[Any]:
        """What was asked, in order."""
        return [hit.body for hit in self.hits]

    def __enter__(self) -> FakeEndpoint:
        self._thread.start()
        assert self._ready.wait(10), "the fake endpoint did not start"
        return self

    def __exit__(self, *exception: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)
        assert not self._thread.is_alive(), "the fake endpoint did not stop"

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0, backlog=512)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            while await self._answer(await _read_hit(reader), writer):
                pass
        writer.close()

    async def _answer(self, hit: Hit, writer: asyncio.StreamWriter) -> bool:
        step = self._step(hit)
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            await asyncio.sleep(step.delay)
        finally:
            self._at_once -= 1
        if step.hang_up:
            return False
        head = [f"HTTP/1.1 {step.status} Status", f"content-length: {len(step.body)}"]
        head += [f"{name}: {value}" for name, value in step.headers.items()]
        await _write(writer, "\r\n".join([*head, "", ""]).encode(), step.drip_head)
        await _write(writer, step.body[: step.cut], step.drip)
        return step.cut is None

    def _step(self, hit: Hit) -> Step:
        if hit.path.endswith("/models"):
            self.model_hits.append(hit)
            return json_step({"object": "list", "data": [{"id": name, "object": "model"} for name in self.models]})
        with self._lock:
            self.count += 1
            if self.keep:
                self.hits.append(hit)
            step = self.script[min(self.count, len(self.script)) - 1]
        return step(hit) if callable(step) else step


async def _read_hit(reader: asyncio.StreamReader) -> Hit:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, path, _ = head[0].split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
    content = await reader.readexactly(int(headers.get("content-length", 0)))
    return Hit(method, path, headers, json.loads(content) if content else None, time.monotonic())


async def _write(writer: asyncio.StreamWriter, data: bytes, pause: float) -> None:
    pieces = [data[i : i + 1] for i in range(len(data))] if pause else [data]
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(pause)
