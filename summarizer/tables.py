"""Tables: a TOML file of the user's, read whole."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from summarizer.errors import SettingsError


def read_tables(path: Path, what: str) -> dict[str, Any]:
    """Read a TOML file of `what` (topics, prices, aliases); raises `SettingsError` naming the file and the fault."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: {what} can't be read: {error.strerror or error}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: expected a TOML file of {what}: {error}") from error
