"""Tables: a TOML file, the user's or one that comes with the toolkit, read whole."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

from summarizer.errors import SettingsError


def read_tables(path: Path, what: str) -> dict[str, Any]:
    """Read a TOML file that says `what` (topics, prices, the profile); raises `SettingsError` naming file and fault."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: {what} can't be read: {error.strerror or error}") from error
    except ValueError as error:  # of what is no UTF-8, no TOML, or no path
        raise SettingsError(f"{path}: {what} can't be read: not a TOML file: {error}") from error


def packaged_tables(*place: str) -> dict[str, Any]:
    """Read a TOML file of the toolkit's own, by its place in the package."""
    return tomllib.loads(resources.files("summarizer").joinpath(*place).read_text(encoding="utf-8"))
