"""Runs: the digest made by a process of its own, so that whatever becomes of it nobody has to be started again.

It reads its configuration anew, takes its memory with it when it ends, and is ended with us.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

GRACE_SECONDS = 3.0
"""How long a run that is asked to end may take for it; whoever asks us gives us little more."""


class RunTimeoutError(Exception):
    """A run took longer than it may, and was ended."""


def run_command(command: Sequence[str], *, hear: Callable[[str], object], longest: float) -> int:
    """Run a command to its end; `hear` gets what it says on stderr, its results go where ours do.

    Gives its exit code, negative the signal that killed it. Raises `RunTimeoutError` after `longest` seconds. Where
    this is interrupted the command is asked to end, and made to when it does not.
    """
    with subprocess.Popen(  # noqa: S603 - it is our own
        command,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,  # a Ctrl-C reaches it once, through us
    ) as process:
        late = threading.Event()
        watchdog = threading.Timer(longest, _end_late, [process, late])
        watchdog.daemon = True
        watchdog.start()
        try:
            assert process.stderr is not None
            for line in process.stderr:
                hear(line.rstrip("\n"))
            code = process.wait()
        finally:
            watchdog.cancel()
            if process.poll() is None:
                _end(process)
        if late.is_set():
            raise RunTimeoutError
        return code


def _end_late(process: subprocess.Popen[str], late: threading.Event) -> None:
    late.set()
    _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    """Ask a process to end, wait a little, and kill it with everything that it has started."""
    _signal(process, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(GRACE_SECONDS)
    _signal(process, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)


def _signal(process: subprocess.Popen[str], number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
