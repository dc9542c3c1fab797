"""Aliases: what counts as the same name, kept in one TOML file that users can add to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from summarizer.errors import SettingsError, did_you_mean
from summarizer.tables import packaged_tables, read_tables

_FORM = {"names": "lists of other writings", "sizes": "words", "words": "lists of words", "hardware": "lists of names"}
_LISTS = {"words": ("fillers", "plain", "vague", "kinds"), "hardware": ("gpus", "cpus", "others", "vendors")}


@dataclass(frozen=True)
class Aliases:
    """Other writings of names, and the words that don't count in them; as they are written."""

    names: Mapping[str, tuple[str, ...]]
    """A name, and what else it is written as."""
    sizes: Mapping[str, str]
    """Letters behind a name, and the word each stands for."""
    fillers: tuple[str, ...] = ()
    """Words that say nothing of which thing is meant."""
    plain: tuple[str, ...] = ()
    """Words for a thing as it was first described."""
    vague: tuple[str, ...] = ()
    """Words for what is another thing in each paper."""
    kinds: tuple[str, ...] = ()
    """Names of kinds of things."""
    gpus: tuple[str, ...] = ()
    """Names of GPUs; # is a number."""
    cpus: tuple[str, ...] = ()
    """Names of CPUs."""
    others: tuple[str, ...] = ()
    """Names of other devices."""
    vendors: tuple[str, ...] = ()
    """Makers and series of devices."""

    def __or__(self, other: Aliases) -> Aliases:
        """Both together; what the other says of a name counts."""
        lists = [name for known in _LISTS.values() for name in known]
        joined = {name: (*getattr(self, name), *getattr(other, name)) for name in lists}
        names = {**self.names}
        for name, writings in other.names.items():
            names[name] = (*names.get(name, ()), *writings)
        return Aliases(names=names, sizes={**self.sizes, **other.sizes}, **joined)


def load_aliases(path: str | Path | None = None) -> Aliases:
    """Read the aliases that come with the toolkit, with those of a TOML file of one's own on top.

    The tables are those of `summarizer/comparison/aliases.toml`: `[names]`, `[sizes]`, `[words]` and `[hardware]`, each
    of which may be missing. Raises `SettingsError` where the file holds anything else.
    """
    return _default() if path is None else _default() | _parse(read_tables(Path(path), "aliases"), str(path))


@lru_cache(maxsize=1)
def _default() -> Aliases:
    return _parse(packaged_tables("comparison", "aliases.toml"), "aliases.toml")


def _parse(data: dict[str, Any], where: str) -> Aliases:
    for name, table in data.items():
        if name not in _FORM or not isinstance(table, dict):
            raise SettingsError(f"{where}: {name}: expected tables named {', '.join(f'[{known}]' for known in _FORM)}")
        for key, entry in table.items():
            _check(name, key, entry, where)
    lists = {key: tuple(data.get(name, {}).get(key, ())) for name, keys in _LISTS.items() for key in keys}
    names = {key: tuple(writings) for key, writings in data.get("names", {}).items()}
    return Aliases(names=names, sizes=data.get("sizes", {}), **lists)


def _check(name: str, key: str, entry: Any, where: str) -> None:
    known = _LISTS.get(name)
    if known and key not in known:
        raise SettingsError(f"{where}: [{name}]: unknown key {key!r}{did_you_mean(key, known)}")
    words = [entry] if name == "sizes" else entry
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        raise SettingsError(f"{where}: [{name}] {key}: expected {_FORM[name]}")
