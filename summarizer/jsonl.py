"""JSON as it comes in: one value, or a value a line; whatever is wrong with it is an `InputError` that names the place.

Lines end at a line feed and nowhere else: a U+2028 inside a title tears nothing.
"""

from __future__ import annotations

import codecs
import json
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from itertools import chain
from math import isfinite
from pathlib import Path
from typing import Any, BinaryIO

from summarizer.errors import InputError, InputWarning

DEEPEST = 64
"""Levels of nesting that are read; what is deeper could not be written again."""

Row = tuple[str, dict[str, Any]]
"""Where an object stands ("papers.jsonl, line 3") and the object."""


def parse(text: str | bytes, where: str) -> Any:
    """Read one JSON value; raises `InputError` with line and column where it is none."""
    try:
        value = json.loads(text.decode("utf-8-sig") if isinstance(text, bytes) else text)
    except json.JSONDecodeError as error:
        place = f"{where}, line {error.lineno}" if error.lineno > 1 else where
        raise InputError(f"{place}, column {error.colno}: expected JSON: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{where}: expected UTF-8; byte {error.start + 1} is none: {error.reason}") from error
    except RecursionError as error:
        raise InputError(f"{where}: JSON nested deeper than {DEEPEST} levels is not read") from error
    except ValueError as error:
        raise InputError(f"{where}: expected JSON: {error}") from error
    if _deeper(value, DEEPEST):
        raise InputError(f"{where}: JSON nested deeper than {DEEPEST} levels is not read")
    return value


def rows(lines: Iterable[bytes], where: str, *, drop_torn: bool = False) -> Iterator[Row]:
    """Yield the object on each line and where it stands; blank lines are passed over.

    A last line that was cut off while it was written is an error, or with `drop_torn` left out with an `InputWarning`.
    """
    for number, line in enumerate(lines, 1):
        place = f"{where}, line {number}"
        if not line.strip():
            continue
        try:
            value = parse(line.rstrip(), place)
        except InputError as error:
            if line.endswith(b"\n"):
                raise
            if not drop_torn:
                raise InputError(f"{error}; the last line may have been cut off: delete it to read the rest") from error
            warnings.warn(f"{place}: the last line was cut off and is left out", InputWarning, stacklevel=2)
            return
        if not isinstance(value, dict):
            raise InputError(f"{place}: expected a JSON object; found {_kind(value)}")
        yield place, value


@contextmanager
def open_lines(path: Path) -> Iterator[Iterator[bytes]]:
    """Open a file of JSON Lines; UTF-16 with a byte-order mark, as some shells redirect it, is read as well."""
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    with stream:
        yield lines_of(stream, str(path))


def lines_of(stream: BinaryIO, where: str) -> Iterator[bytes]:
    """Yield the lines of an open stream as UTF-8."""
    try:
        first = stream.readline()
        if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            rest = TextIOWrapper(BytesIO(first + stream.read()), encoding="utf-16", errors="replace", newline="\n")
            yield from (line.encode("utf-8", "replace") for line in rest)
            return
        yield from chain([first] if first else [], stream)
    except OSError as error:
        raise unreadable(where, error) from error


def finite(digits: str) -> float:
    """Read a JSON number; raises `ValueError` for 1e999, which could not be written again."""
    number = float(digits)
    if not isfinite(number):
        raise ValueError(f"{digits[:40]} is out of range")
    return number


def no_constant(name: str) -> Any:
    """Refuse NaN and Infinity, which are no JSON."""
    raise ValueError(f"{name} is no number")


def unreadable(path: Path | str, error: OSError | ValueError) -> InputError:
    """Say that a file can't be opened or read, and why."""
    reason = getattr(error, "strerror", None) or str(error)
    return InputError(f"{path}: can't be read: {reason}")


def _deeper(value: Any, levels: int) -> bool:
    if not isinstance(value, (dict, list)):
        return False
    if levels == 0:
        return True
    items = value.values() if isinstance(value, dict) else value
    return any(_deeper(item, levels - 1) for item in items if isinstance(item, (dict, list)))


def _kind(value: Any) -> str:
    names = {list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
