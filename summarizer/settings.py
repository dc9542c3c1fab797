"""Settings: where every knob gets its value (argument > environment > settings file > default)."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from summarizer.errors import SettingsError, did_you_mean
from summarizer.tables import read_tables

Backend = Literal["auto", "extractive", "openai", "replay"]
DEFAULT_BASE_URL = "https://api.openai.com/v1"
"""The endpoint where a key and a model are set and no base URL is."""
BACKENDS: tuple[str, ...] = get_args(Backend)

# Names other tools use for the same thing count too, after ours.
_ENVIRONMENT = {
    "backend": ("SUMMARIZER_BACKEND",),
    "model": ("SUMMARIZER_MODEL", "OPENAI_MODEL"),
    "base_url": ("SUMMARIZER_BASE_URL", "OPENAI_BASE_URL"),
    "cache_dir": ("SUMMARIZER_CACHE_DIR",),
    "workers": ("SUMMARIZER_WORKERS",),
    "deadline": ("SUMMARIZER_DEADLINE",),
    "offline": ("SUMMARIZER_OFFLINE",),
    "topics": ("SUMMARIZER_TOPICS",),
    "thorough": ("SUMMARIZER_THOROUGH",),
    "retry_failed": ("SUMMARIZER_RETRY_FAILED",),
    "max_cost": ("SUMMARIZER_MAX_COST",),
    "max_total_tokens": ("SUMMARIZER_MAX_TOTAL_TOKENS",),
    "max_requests": ("SUMMARIZER_MAX_REQUESTS",),
    "rpm": ("SUMMARIZER_RPM",),
    "tpm": ("SUMMARIZER_TPM",),
    "prices": ("SUMMARIZER_PRICES",),
    "recordings": ("SUMMARIZER_RECORDINGS",),
    "embedding_model": ("SUMMARIZER_EMBEDDING_MODEL",),
}
_KEY_ENVIRONMENT = ("SUMMARIZER_API_KEY", "OPENAI_API_KEY")
_KEY_FILE = "SUMMARIZER_API_KEY_FILE"


@dataclass(frozen=True)
class Settings:
    """What a run is made with; keys are not in here."""

    backend: Backend = "auto"
    """`openai`, `extractive`, or `auto`: `openai` when a base URL is set, or a key together with a model."""
    model: str | None = None
    """The model's name at the endpoint."""
    base_url: str | None = None
    """The endpoint, as far as `/v1`."""
    cache_dir: Path | None = None
    """Where answers are kept; None for the checkout's or the user's own cache folder."""
    workers: int = 8
    """How many papers are asked about at a time."""
    deadline: float = 300.0
    """Seconds for one request, all its attempts and waits together; a slow local model may want more."""
    offline: bool = False
    """Whether nothing may be fetched (the model's own endpoint excepted)."""
    topics: Path | None = None
    """A file of topics in place of the built-in ones."""
    thorough: bool = False
    """Whether a number that no claim covers starts a re-ask by itself."""
    retry_failed: bool = True
    """Whether papers that an earlier run could not read are asked about again."""
    max_cost: float | None = None
    """USD that a run may spend at most, retries and re-asks included."""
    max_total_tokens: int | None = None
    """Tokens in and out that a run may spend at most."""
    max_requests: int | None = None
    """Requests that a run may send at most, retries included."""
    rpm: int | None = None
    """Requests a minute; None for as many as the server takes."""
    tpm: int | None = None
    """Tokens a minute."""
    recordings: Path | None = None
    """A folder of recordings, which alone answer with the backend `replay`."""
    prices: Path | None = None
    """A file of prices, over the ones that come with the toolkit."""
    embedding_model: str | None = None
    """A model at the endpoint whose vectors tell an overview which papers are alike; None for the words they share."""


def load_settings(arguments: Mapping[str, Any] | None = None, *, folder: Path | None = None) -> Settings:
    """Put settings together; an argument that is None counts as not given.

    The settings file is `summarizer.toml`, else `[tool.summarizer]` of `pyproject.toml`, in `folder` (default: here).
    Raises `SettingsError` for an unknown name or a value that can't be right, naming where it was given.
    """
    values: dict[str, Any] = {}
    for name, value, where in (
        *_from_file(folder or Path.cwd()),
        *_from_environment(),
        *((n, v, "argument") for n, v in (arguments or {}).items() if v is not None),
    ):
        values[name] = _checked(name, value, where)
    return Settings(**values)


def api_key() -> str | None:
    """The key for the endpoint, from the environment or the file it names, so that it stands in no shell history.

    Raises `SettingsError` for a key file that can't be read, is empty, or is open to others than its owner.
    """
    own, others = _KEY_ENVIRONMENT
    return os.environ.get(own) or _filed_key() or os.environ.get(others) or None


def _filed_key() -> str | None:
    name = os.environ.get(_KEY_FILE)
    return read_secret(Path(os.path.expanduser(name)), _KEY_FILE) if name else None


def read_secret(file: Path, what: str) -> str:
    """Read a secret from a file of its own; `what` asks for it.

    Raises `SettingsError` for a file that can't be read, is empty, or is open to others than its owner.
    """
    try:
        if os.name == "posix" and file.stat().st_mode & 0o077:
            raise SettingsError(f"{what}: others can read {file}; close it to them with: chmod 600 {file}")
        value = file.read_text(encoding="utf-8", errors="replace").strip()  # an error would show what it could not read
    except OSError as error:
        raise SettingsError(f"{what}: {file} can't be read: {error.strerror}") from error
    if not value:
        raise SettingsError(f"{what}: {file} is empty")
    return value


def choose_backend(settings: Settings) -> tuple[Literal["extractive", "openai", "replay"], str]:
    """Say which backend reads, and why, in words for the user."""
    if settings.backend != "auto":
        return settings.backend, "as asked"
    if settings.base_url:
        return "openai", f"a base URL is set ({_host(settings.base_url)})"
    if api_key() and settings.model:
        return "openai", f"a key and a model are set ({settings.model})"
    missing = "a key is set but no model" if api_key() else "no base URL and no key with a model are set"
    return "extractive", missing


def _host(url: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(url).hostname or "?"


def _from_environment() -> list[tuple[str, Any, str]]:
    found = []
    for name, variables in _ENVIRONMENT.items():
        variable = next((v for v in variables if os.environ.get(v)), None)
        if variable:
            found.append((name, os.environ[variable], f"environment variable {variable}"))
    return found


def _from_file(folder: Path) -> list[tuple[str, Any, str]]:
    own, project = folder / "summarizer.toml", folder / "pyproject.toml"
    if own.is_file():
        table, where = read_tables(own, "settings"), own.name
    elif project.is_file():
        table = read_tables(project, "settings").get("tool", {}).get("summarizer", {})
        where = f"{project.name} [tool.summarizer]"
    else:
        return []
    return [(name.replace("-", "_"), value, where) for name, value in table.items()]


def _checked(name: str, value: Any, where: str) -> Any:
    known = [f.name for f in fields(Settings)]
    if name not in known:
        raise SettingsError(f"{where}: unknown setting {name!r}{did_you_mean(name, known)}")
    try:
        return _CHECKS.get(name, _text)(value)
    except (TypeError, ValueError) as error:
        raise SettingsError(f"{where}{' ' if where == 'argument' else ': '}{name}: {error}") from error


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"expected a text, found {value!r}")
    return value.strip()


def _backend(value: Any) -> str:
    if value not in BACKENDS:
        raise ValueError(f"expected one of {', '.join(BACKENDS)}, found {value!r}")
    return str(value)


def _count(value: Any) -> int:
    number = _whole(value)
    if number is None or not 1 <= number <= 1024:
        raise ValueError(f"expected a whole number from 1 to 1024, found {value!r}")
    return number


def _limit(value: Any) -> int:
    number = _whole(value)
    if number is None or number < 0:
        raise ValueError(f"expected a whole number, 0 or more, found {value!r}")
    return number


def _rate(value: Any) -> int:
    number = _whole(value)
    if number is None or number < 1:
        raise ValueError(f"expected a whole number above 0, found {value!r}")
    return number


def _whole(value: Any) -> int | None:
    """A whole number; None where it is none."""
    try:
        return None if isinstance(value, (bool, float)) else int(value)
    except (TypeError, ValueError):
        return None


def _number(value: Any) -> float:
    """A number; NaN, which is in no range, where it is none."""
    try:
        return math.nan if isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        return math.nan


def _money(value: Any) -> float:
    number = _number(value)
    if not 0 <= number < math.inf:
        raise ValueError(f"expected USD, 0 or more, found {value!r}")
    return number


def _seconds(value: Any) -> float:
    number = _number(value)
    if not 0 < number <= 86400:
        raise ValueError(f"expected seconds, above 0 and at most a day, found {value!r}")
    return number


def _flag(value: Any) -> bool:
    flags = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if isinstance(value, bool):
        return value
    if str(value).lower() not in flags:
        raise ValueError(f"expected true or false, found {value!r}")
    return flags[str(value).lower()]


def _url(value: Any) -> str:
    url = _text(value).rstrip("/")
    if not url.startswith(("http://", "https://")):
        raise ValueError(f"expected an address that begins with http:// or https://, found {value!r}")
    return url


def _path(value: Any) -> Path:
    return Path(os.path.expanduser(value))


_CHECKS = {
    "backend": _backend,
    "base_url": _url,
    "cache_dir": _path,
    "topics": _path,
    "workers": _count,
    "deadline": _seconds,
    "offline": _flag,
    "thorough": _flag,
    "retry_failed": _flag,
    "max_cost": _money,
    "max_total_tokens": _limit,
    "max_requests": _limit,
    "rpm": _rate,
    "tpm": _rate,
    "prices": _path,
    "recordings": _path,
}
