"""A job: what a scheduler of somebody else's has to know about a digest."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from summarizer.delivery.configuration import DigestConfiguration
from summarizer.errors import SettingsError
from summarizer.scheduling.timetable import Timetable

_BEYOND = re.compile(r"[L#]", re.IGNORECASE)
_NAMES = re.compile(r"JUL", re.IGNORECASE)


@dataclass(frozen=True)
class Job:
    """A digest, when it is made, and with what; made by `make_job`."""

    timetable: Timetable
    config: Path
    """The absolute path of its `digest.toml`."""
    options: tuple[str, ...]
    """Further options of the digest's."""
    secrets: tuple[str, ...]
    """The environment variables that it takes secrets from."""
    secret_files: tuple[Path, ...]
    """The files that it takes secrets from."""
    files: tuple[str, ...]
    """What it keeps between two runs, as patterns seen from the configuration's folder."""

    @property
    def folder(self) -> Path:
        """Where it runs."""
        return self.config.parent

    @property
    def environment(self) -> str:
        """The name of the file with its secrets, which stands beside the configuration and in no unit."""
        return f"{self.config.stem}.env"

    @property
    def command(self) -> tuple[str, ...]:
        """The command, by the absolute path of its program."""
        return (*program(), "digest", "--config", self.config.name, *self.options)


def make_job(
    timetable: Timetable, config: Path, configuration: DigestConfiguration, options: tuple[str, ...] = ()
) -> Job:
    """Put a job together; raises `SettingsError` for what no scheduler can be told."""
    config = config.absolute()
    for text in (str(config), *options):
        if not text.isprintable():
            raise SettingsError(f"{text!r}: no unit can hold a line break or a control character; use another name")
    if _BEYOND.search(_NAMES.sub("", timetable.cron)):
        raise SettingsError(f"cron {timetable.cron!r}: L and # are read by `schedule run` alone; name days by numbers")
    files = _files(configuration, config.parent)
    return Job(timetable, config, options, _secrets(configuration), _secret_files(configuration), files)


def program() -> tuple[str, ...]:
    """This program, so that it is found whatever the PATH is."""
    script = Path(sys.executable).with_name("summarizer")
    return (str(script),) if script.is_file() else (sys.executable, "-m", "summarizer")


def _secrets(configuration: DigestConfiguration) -> tuple[str, ...]:
    mail = configuration.mail
    password = (mail.password_env,) if mail and mail.user and not mail.password_file else ()
    return (*password, *(hook.url_env for hook in configuration.webhook if hook.url_env))


def _secret_files(configuration: DigestConfiguration) -> tuple[Path, ...]:
    mail = configuration.mail
    password = (mail.password_file,) if mail and mail.password_file else ()
    return (*password, *(hook.url_file for hook in configuration.webhook if hook.url_file))


def _files(configuration: DigestConfiguration, folder: Path) -> tuple[str, ...]:
    site = (configuration.site.folder,) if configuration.site else ()
    state, *others = (Path(os.path.relpath(path, folder)).as_posix() for path in (configuration.state, *site))
    return (f"{state}*", *others)
