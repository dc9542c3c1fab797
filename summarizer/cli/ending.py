"""How a run ends: when it is asked to, with which exit code, and with the command that goes on from there."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import threading
from types import FrameType
from typing import NoReturn, TextIO

SAVING_SECONDS = 4.0
"""How long a run that was asked to end may take to save what it has."""

_CODES = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 143}


class Interrupted(BaseException):
    """The process was asked to end; everything between here and `main` saves what it has and lets this pass."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def open_streams() -> None:
    """Give a process that was started without standard output or error streams that nobody reads.

    Else what is said on stderr would be printed among the results.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115


def listen() -> None:
    """Let Ctrl-C, SIGTERM and SIGHUP raise `Interrupted`, once; a second one ends the process at once.

    What whoever started the process had switched off (`nohup`, a shell's background job) stays off.
    """
    for number in _signals():
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)


def again() -> str:
    """The command that was given, fit for a shell: given again it goes on where this one ended."""
    return shlex.join(["summarizer", *sys.argv[1:]])


def say(line: str) -> None:
    """Say a line on stderr; what a paper or a server says in it does nothing to the terminal.

    A terminal that hung up, or a full disk, is no reason to stop a run.
    """
    from summarizer.render import printable

    try:
        print(printable(line), file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        _let_go(sys.stderr)


def end(code: int) -> NoReturn:
    """End the process; threads that still wait for a server, or for their next attempt, are not waited for."""
    code = _flush() or code
    if threading.active_count() > 1 or _asked():
        os._exit(code)
    sys.exit(code)


def unprintable(error: OSError) -> int:
    """Say that standard output takes nothing more; gives the exit code, 0 where its reader just has enough (`head`)."""
    _let_go(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return 0
    say(f"summarizer: standard output can't be written: {error.strerror or error}")
    return 1


def _let_go(stream: TextIO) -> None:
    """Let a stream that takes nothing more take everything: the interpreter flushes it once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _flush() -> int:
    try:
        sys.stdout.flush()
    except OSError as error:
        return unprintable(error)
    return 0


def _signals() -> list[int]:
    return [getattr(signal, name) for name in _CODES if hasattr(signal, name)]


def _asked() -> bool:
    """Whether the process was asked to end: then taking everything apart would only keep somebody waiting."""
    return any(signal.getsignal(number) is _give_up for number in _signals())


def _interrupt(number: int, _frame: FrameType | None) -> NoReturn:
    for other in _signals():
        if signal.getsignal(other) is _interrupt:
            signal.signal(other, _give_up)
    if hasattr(signal, "setitimer"):  # an exception raised inside a callback of C code may be lost
        signal.signal(signal.SIGALRM, lambda *_: _give_up(number))
        signal.setitimer(signal.ITIMER_REAL, SAVING_SECONDS)
    raise Interrupted(_code(number))


def _give_up(number: int, _frame: FrameType | None = None) -> NoReturn:
    os._exit(_code(number))


def _code(number: int) -> int:
    return _CODES[signal.Signals(number).name]
