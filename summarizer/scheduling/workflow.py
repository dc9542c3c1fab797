"""A digest as a workflow of GitHub Actions."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import SettingsError
from summarizer.scheduling.job import Job

if TYPE_CHECKING:
    from jinja2 import Template

ANSWERS = ".summarizer-answers"
"""The folder that answers are kept in between two runs."""


def workflow(job: Job, *, config: str, install: str) -> str:
    """The file for `.github/workflows/`; `config` is seen from the repository, `install` is what pip is given.

    What was seen, sent and paid for lies in the repository's cache, saved also where a run fails. Raises
    `SettingsError` for a configuration outside of the repository, and for secrets that would have to stand in it.
    """
    if job.secret_files:
        raise SettingsError(
            f"{config}: {job.secret_files[0].name} is a secret, which does not belong into a repository: leave "
            "password_file out, or name url_env in place of url_file, and the workflow gives it from the secrets"
        )
    folder, _, name = config.replace("\\", "/").rpartition("/")
    if config.startswith(("/", "~")) or ":" in config or ".." in folder.split("/"):
        raise SettingsError(f"{config}: expected a path seen from the repository, such as digest.toml")
    below = f"{folder}/" if folder else ""
    return _template().render(
        job=job, config=config, folder=folder, name=name, below=below, install=install, answers=ANSWERS
    )


def _template() -> Template:
    """The workflow's template; its brackets are square, as Actions has the curly ones."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = Environment(  # noqa: S701 - YAML, in which every text is quoted by `text`
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        block_start_string="[%",
        block_end_string="%]",
        variable_start_string="[[",
        variable_end_string="]]",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters.update(text=json.dumps, command=shlex.join)
    return templates.get_template("workflow.yml.j2")
