"""The lock of a state: of two runs at the same time only one goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from summarizer.errors import SummarizerError


@contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Hold the lock beside a state for as long as the block lasts; gives whether it was to be had.

    It ends with its process, however that ends. Where the platform or the drive has no locks it is always given.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.with_name(path.name + ".lock").open("a")
    except OSError as error:
        raise SummarizerError(f"{path}: can't be locked: {error.strerror}; name another place by `state`") from error
    with stream:
        yield _take(stream.fileno())


def _take(file: int) -> bool:
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True
