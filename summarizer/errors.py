"""What can go wrong, as a tree; each error says what to do next.

- `SummarizerError`: anything this toolkit raises on purpose.
  - `InputError`: a file, folder or stream that is not what it was given as (exit 2).
    - `SourceError`: a source over the network that could not be read; `kind` says why, `retry_at` when it may be asked.
  - `SettingsError`: an argument, environment variable or settings file that can't be right (exit 2).
    - `TemplateError`: a prompt template that is missing, broken, or given other variables than it names.
  - `NothingReadError`: every paper failed, and an older output was left as it was (exit 3).
  - `RequestError`: one paper's request failed; it becomes that paper's failed record.
    - `RunStoppedError`: no further request can succeed (wrong key, exhausted quota), so the run ends.
  - `CacheError`: the cache folder can't be used safely.
  - `MissingExtraError`: an optional dependency is needed and not installed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

ErrorKind = Literal[
    "no_abstract",
    "unreadable",
    "refused",
    "filtered",
    "truncated",
    "empty",
    "invalid_json",
    "invalid_schema",
    "too_long",
    "rejected",
    "transport",
    "timeout",
    "stopped",
]
"""Why a paper could not be read: the record's `error.kind`."""


class SummarizerError(Exception):
    """Anything this toolkit raises on purpose; `str(error)` is written for its user."""

    exit_code = 1


class InputError(SummarizerError):
    """A file, folder or stream is not what it was given as; the message names it, the line, and what was expected."""

    exit_code = 2


SourceErrorKind = Literal[
    "throttled", "unreachable", "garbled", "rejected", "missing", "forbidden", "too_large", "offline"
]
"""Why a source over the network could not be read."""


class SourceError(InputError):
    """A source over the network could not be read, which never means that it has no papers."""

    def __init__(
        self,
        kind: SourceErrorKind,
        source: str,
        reason: str,
        *,
        retry_after: float | None = None,
        retry_at: datetime | None = None,
    ) -> None:
        again = f"; it may be asked again at {retry_at:%Y-%m-%d %H:%M:%S} UTC" if retry_at else ""
        super().__init__(f"{source}: {reason}{again}")
        self.kind: SourceErrorKind = kind
        self.source = source
        self.reason = reason
        self.retry_after = retry_after
        """Seconds that the service asked to wait, where it said so."""
        self.retry_at = retry_at
        """When it may be asked again (UTC), where that is known."""


class InputWarning(UserWarning):
    """Part of an input was left out or guessed; the message names it."""


class LeftOutWarning(InputWarning):
    """A file that can't be read was left out, where others can; a command then ends with exit code 3."""


class SettingsError(SummarizerError):
    """An argument, an environment variable or a settings file can't be right."""

    exit_code = 2


class TemplateError(SettingsError):
    """A prompt template is missing, broken, or was given other variables than the ones it names."""


class NothingReadError(SummarizerError):
    """Every paper of a run failed, so that an older output is better than a new one."""

    exit_code = 3


class RequestError(SummarizerError):
    """One request failed for good; `kind` is the record's `error.kind`, `attempts` how often it was sent."""

    def __init__(self, kind: ErrorKind, message: str, *, attempts: int = 1) -> None:
        super().__init__(message)
        self.kind: ErrorKind = kind
        self.message = message
        self.attempts = attempts


class RunStoppedError(RequestError):
    """No further request of this run can succeed: a wrong key, an unknown model, an exhausted quota."""


class CacheError(SummarizerError):
    """The cache folder can't be used safely."""


class MissingExtraError(SummarizerError):
    """An optional dependency is needed and not installed; the message holds the command that installs it."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """How a message ends about a name that is none of the known ones: with the nearest of them, else with all.

    >>> did_you_mean("modle", ["backend", "model"]), did_you_mean("x", ["backend", "model"])
    ("; did you mean 'model'?", '; there are: backend, model')
    """
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(name, names, 1)
    return f"; did you mean {near[0]!r}?" if near else f"; there are: {', '.join(names)}"
