"""Topics: the list of what papers can be about, kept in one TOML file that users can replace."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from summarizer.errors import SettingsError
from summarizer.tables import packaged_tables, read_tables


@dataclass(frozen=True)
class Topic:
    """One topic: its slug, the words that speak for it, and what it covers."""

    slug: str
    words: tuple[str, ...]
    description: str
    given_name: str = ""
    faint: tuple[str, ...] = ()
    """Words that speak for it, but are said in papers of many topics."""

    @property
    def name(self) -> str:
        """Its heading: as the file has it, else the slug in words."""
        return self.given_name or self.slug.replace("-", " ").capitalize()


@dataclass(frozen=True)
class Topics:
    """The topics in use, in the file's order."""

    topics: tuple[Topic, ...]

    @cached_property
    def slugs(self) -> tuple[str, ...]:
        """All slugs."""
        return tuple(t.slug for t in self.topics)

    def __hash__(self) -> int:
        return hash(self.slugs)  # what is built from topics is remembered by them: hashing every word would cost more

    def name(self, slug: str) -> str:
        """A topic's heading; unknown slugs are shown as they are."""
        return next((t.name for t in self.topics if t.slug == slug), slug)


def load_topics(path: Path | None = None) -> Topics:
    """Read topics from a TOML file, or the ones that come with the toolkit.

    The file holds one table a topic: `[topics.<slug>]` with `words` and `faint` (lists), `description` and `name`.
    Raises `SettingsError` where it holds anything else.
    """
    return _default() if path is None else _parse(read_tables(path, "topics"), str(path))


@lru_cache(maxsize=1)
def _default() -> Topics:
    return _parse(packaged_tables("topics.toml"), "topics.toml")


def _parse(data: dict[str, Any], where: str) -> Topics:
    table = data.get("topics")
    if not isinstance(table, dict) or not table:
        raise SettingsError(f"{where}: expected tables named [topics.<slug>]; found {', '.join(data) or 'nothing'}")
    return Topics(tuple(_topic(slug, entry, where) for slug, entry in table.items()))


def _topic(slug: str, entry: Any, where: str) -> Topic:
    fields = entry if isinstance(entry, dict) else {}
    words, faint = fields.get("words"), fields.get("faint", [])
    description, name = fields.get("description", ""), fields.get("name", "")
    if (
        not isinstance(words, list)
        or not isinstance(faint, list)
        or not all(isinstance(text, str) for text in (*words, *faint, description, name))
    ):
        raise SettingsError(
            f"{where}: [topics.{slug}] expected words and faint (lists of strings), description and name (strings)"
        )
    return Topic(slug, tuple(words), description, name, tuple(faint))
