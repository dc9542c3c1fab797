"""Templating: how pages are made of templates, strictly, and of our own style sheets and scripts alone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.render.text import visible

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def open_templates(folder: Path, words: Mapping[str, Any]) -> Environment:
    """The templates of a folder: every value is made visible, then escaped; `words` are what they may call."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(words)
    return made


@lru_cache(maxsize=8)
def asset(file: Path) -> Markup:
    """A style sheet or script of ours, to be put into a page as it stands."""
    from markupsafe import Markup

    return Markup(file.read_text(encoding="utf-8"))  # noqa: S704 - our own file, never a paper's words


def allowed(content: str) -> str:
    """A style sheet or script as a page's policy names it, so that it is loaded and nothing else."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _finalized(value: Any) -> Any:
    return visible(value) if type(value) is str else value
