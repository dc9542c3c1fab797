"""Logs: what happens, a JSON object a line."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

Level = Literal["info", "warning", "error"]


@dataclass(frozen=True)
class Log:
    """Where lines go: a file, which others may move away at any time, or stderr."""

    path: Path | None = None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def __call__(self, event: str, *, level: Level = "info", **told: object) -> None:
        """Write a line; a disk that takes nothing more is no reason to stop."""
        known = {name: _plain(value) for name, value in told.items()}
        line = json.dumps({"time": _plain(self.now()), "level": level, "event": event, **known}) + "\n"
        with suppress(OSError):
            if self.path is None:
                print(line, end="", file=sys.stderr, flush=True)  # noqa: T201
            else:
                self._append(self.path, line)

    def _append(self, path: Path, line: str) -> None:
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)  # it names whom mail goes to
        try:
            os.write(file, line.encode("ascii"))
        finally:
            os.close(file)


def _plain(value: object) -> object:
    return value.astimezone(UTC).isoformat(timespec="seconds") if isinstance(value, datetime) else value
