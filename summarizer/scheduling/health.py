"""Health: one small file that says how it goes, for whoever looks after it, and for the next start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from summarizer.delivery.morning import LEFT
from summarizer.errors import SettingsError
from summarizer.store import write_text_atomically

RunOutcome = Literal["done", "incomplete", "failed", "timed_out", "interrupted"]
"""How a run ended: exit code 0, 3, any other; ended by us as it took too long, or as we were asked to end."""


class Health(BaseModel):
    """How it goes. It is well where `outcome` is `done` and `next_run` is not long past."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)

    state: Literal["waiting", "running", "ended"]
    """What the process does."""
    pid: int
    """Which process that is."""
    cron: str
    timezone: str
    settled_until: AwareDatetime
    """The moment up to which nothing is left to do; a later start makes up for what was due since."""
    next_run: AwareDatetime | None = None
    """When the next run is due; None where the process has ended."""
    last_start: AwareDatetime | None = None
    last_end: AwareDatetime | None = None
    """None while a run goes on, or where it was killed."""
    outcome: RunOutcome | None = None
    """How the last run that ended did."""
    exit_code: int | None = None
    """Its exit code; negative the signal that killed it."""
    last_good: AwareDatetime | None = None
    """When a run last ended with `done`."""
    failures_in_a_row: int = 0
    """Runs since then."""


def read_health(path: Path, *, warn: Callable[[str], object]) -> Health | None:
    """Read what an earlier process left; None where there is nothing, or nothing that can be read, which `warn` gets.

    Raises `SettingsError` for a file that is something else: it would be written over.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: expected a health file, found what can't be read; name another") from error
    try:
        return Health.model_validate_json(text)
    except ValidationError as error:
        if text.strip() and '"settled_until"' not in text:
            raise SettingsError(f"{path}: expected a health file, found something else; name another") from error
        warn(f"{path} is damaged: what was due while nobody watched is not made up for")
        return None


def write_health(path: Path, health: Health) -> None:
    """Replace the file by a whole new one; raises `SummarizerError`."""
    write_text_atomically(path, health.model_dump_json(indent=1) + "\n")


def outcome_of(exit_code: int) -> RunOutcome:
    """What an exit code of the digest's says."""
    return "done" if exit_code == 0 else "incomplete" if exit_code == LEFT else "failed"
