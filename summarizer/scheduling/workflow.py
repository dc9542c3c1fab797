"""A digest as a workflow of GitHub Actions."""

from __future__ import annotations

import json
import shlex

from summarizer.errors import SettingsError
from summarizer.scheduling.job import Job

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
    kept = "".join(f"\n            {below}{pattern}" for pattern in (*job.files, ANSWERS))
    secrets = "".join(
        f"\n          {variable}: ${{{{ secrets.{variable} }}}}" for variable in ("SUMMARIZER_API_KEY", *job.secrets)
    )
    return f"""name: {_text(f"Digest of {name}")}

on:
  schedule:
    # A run may begin some minutes late. In a public repository nobody commits to, schedules end after 60 days.
    - cron: {_text(job.timetable.cron)}
      timezone: {_text(str(job.timetable.zone))}
  workflow_dispatch: {{}}

permissions:
  contents: read

concurrency:
  group: {_text(f"digest-{config}")}
  cancel-in-progress: false

jobs:
  digest:
    runs-on: ubuntu-latest
    timeout-minutes: 120
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - name: Install
        run: {_text(shlex.join(["pip", "install", install]))}
      - name: Bring back what was seen, sent and paid for
        uses: actions/cache/restore@v4
        with:
          path: |{kept}
          key: digest-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
          restore-keys: digest-
      - name: Make and send the digest
        run: {_text(shlex.join(["summarizer", "digest", "--config", name, *job.options]))}
        working-directory: {_text(folder or ".")}
        env:
          SUMMARIZER_CACHE_DIR: {ANSWERS}
          SUMMARIZER_BASE_URL: ${{{{ vars.SUMMARIZER_BASE_URL }}}}
          SUMMARIZER_MODEL: ${{{{ vars.SUMMARIZER_MODEL }}}}{secrets}
      - name: Keep what was seen, sent and paid for
        if: always()
        uses: actions/cache/save@v4
        with:
          path: |{kept}
          key: digest-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
"""


def _text(value: str) -> str:
    """A text as YAML has it."""
    return json.dumps(value)
