"""What a `digest.toml` may say: where papers come from, how they are chosen, and where the digest goes.

The keys may also stand in a table `[digest]`. Paths are seen from the file's folder. Secrets never stand in the file:
it names the environment variable or the file that holds them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from summarizer.errors import InputError, SettingsError, did_you_mean
from summarizer.settings import read_secret
from summarizer.sources.remote import NAMES, remote_source
from summarizer.tables import read_tables

SMTP_PASSWORD = "SUMMARIZER_SMTP_PASSWORD"  # noqa: S105
"""The environment variable with the mail server's password, where the file names no other."""
PORTS: Mapping[str, int] = {"starttls": 587, "implicit": 465, "none": 25}

_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"{_WORD}(\.{_WORD})*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_HOST = re.compile(r"[A-Za-z0-9.:-]+")
_LONGEST_LINE = 200


def _is_address(value: str) -> str:
    if not _ADDRESS.fullmatch(value):
        raise ValueError(f"expected one plain address such as me@example.org, found {value!r}")
    return value


def _is_host(value: str) -> str:
    if not _HOST.fullmatch(value):
        raise ValueError(f"expected a host's name such as smtp.example.org, found {value!r}")
    return value


def _is_line(value: str) -> str:
    if not value.strip() or not value.isprintable() or len(value) > _LONGEST_LINE:
        raise ValueError(f"expected one line of text, at most {_LONGEST_LINE} characters, found {value!r:.80}")
    return value.strip()


def time_zone(name: str) -> ZoneInfo:
    """The time zone of a name; raises `ValueError` where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"no time zone {name!r}; expected one such as Europe/Berlin or UTC") from error


def _is_time_zone(value: str) -> str:
    return str(time_zone(value))


def _is_source(value: str) -> str:
    try:
        if remote_source(value) is not None:
            return value
    except InputError as error:
        raise ValueError(str(error)) from error
    raise ValueError(f"{value!r} is no source; sources are: {NAMES}")


def _is_web_address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", value):
        raise ValueError(f"expected an address that begins with https://, found {value!r}")
    return value.rstrip("/") + "/"


def _each_once(value: Any) -> Any:
    """A list, also of a single text, each of its texts once."""
    values = [value] if isinstance(value, (str, dict)) else value
    all_texts = isinstance(values, list) and all(isinstance(v, str) for v in values)
    return list(dict.fromkeys(values)) if all_texts else values


Address = Annotated[str, AfterValidator(_is_address)]
OneLine = Annotated[str, AfterValidator(_is_line)]


class _Table(BaseModel):
    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, strict=True, populate_by_name=True
    )


T = TypeVar("T", bound=_Table)


class MailTable(_Table):
    """`[mail]`: a server that takes mail, and to whom."""

    host: Annotated[str, AfterValidator(_is_host)]
    """The server's name."""
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    """Where it listens; by `tls`: 587, 465 or 25."""
    sender: Address = Field(alias="from")
    """Who sends: a plain address."""
    to: Annotated[tuple[Address, ...], BeforeValidator(_each_once), Field(min_length=1, strict=False)]
    """Who gets it, each a mail of their own."""
    tls: Literal["starttls", "implicit", "none"] = "starttls"
    """How the connection is encrypted."""
    allow_plain: bool = False
    """Whether `tls = "none"` is meant; there is no login without encryption even then."""
    user: OneLine | None = None
    """Who logs in; nobody does where it is missing."""
    password_env: OneLine = SMTP_PASSWORD
    """The environment variable with the password."""
    password_file: Path | None = Field(default=None, strict=False)
    """A file with the password, which only its owner can read."""
    ca_file: Path | None = Field(default=None, strict=False)
    """Certificates to be trusted in place of the system's."""

    @model_validator(mode="after")
    def _safe(self) -> MailTable:
        if self.tls == "none" and not self.allow_plain:
            raise ValueError('tls = "none" sends everything in clear; allow_plain = true if that is meant')
        if self.tls == "none" and self.user:
            raise ValueError('no password is sent in clear: leave user out, or set tls to "starttls" or "implicit"')
        return self


class SiteTable(_Table):
    """`[site]`: a folder that is served as a web site, with a page a day and the feeds."""

    folder: Path = Field(strict=False)
    """Where it is."""
    url: Annotated[str, AfterValidator(_is_web_address)] | None = None
    """Its address, for links to it."""


class WebhookTable(_Table):
    """`[webhook]`: an address that gets each digest as a JSON POST. It is a secret: whoever knows it can post there."""

    name: OneLine
    """What it is called in what is said."""
    url_env: OneLine | None = None
    """The environment variable with the address."""
    url_file: Path | None = Field(default=None, strict=False)
    """A file with the address, which only its owner can read."""
    form: Literal["json", "slack", "discord"] = "json"
    """What it understands."""
    allow_private: bool = False
    """Whether it may be an address of one's own network."""

    @model_validator(mode="after")
    def _named(self) -> WebhookTable:
        if (self.url_env is None) == (self.url_file is None):
            raise ValueError("expected url_env or url_file: the variable or the file that holds the address")
        return self


class DigestConfiguration(_Table):
    """A whole `digest.toml`."""

    sources: Annotated[
        tuple[Annotated[str, AfterValidator(_is_source)], ...],
        BeforeValidator(_each_once),
        Field(min_length=1, strict=False),
    ]
    """Where papers come from."""
    title: OneLine = "Papers"
    """What the digest is called."""
    timezone: Annotated[str, AfterValidator(_is_time_zone)] = "UTC"
    """Whose days count: there is one digest a day."""
    profile: Path | None = Field(default=None, strict=False)
    """A file of interests that papers are ranked by."""
    top: Annotated[int, Field(ge=1)] | None = None
    """Papers shown in full; the rest by their titles."""
    most: Annotated[int, Field(ge=1, le=5000)] = 300
    """Papers read for one digest at most."""
    empty: Literal["say", "silent"] = "say"
    """Whether a day without papers gets a digest that says so."""
    new_versions: bool = False
    """Whether a later arXiv version of a sent paper comes back."""
    stdout: bool = False
    """Whether the digest is printed."""
    state: Path = Field(default=Path(), strict=False)
    """The file in which it is remembered what was seen and sent; by default `NAME.db` beside `NAME.toml`."""
    mail: MailTable | None = None
    """Mail."""
    site: SiteTable | None = None
    """A static site."""
    webhook: Annotated[tuple[WebhookTable, ...], BeforeValidator(_each_once), Field(strict=False)] = ()
    """Webhooks, one or several."""

    @model_validator(mode="after")
    def _reaches_somebody(self) -> DigestConfiguration:
        if not (self.mail or self.site or self.webhook or self.stdout):
            raise ValueError("the digest goes nowhere: add [mail], [site], [webhook] or stdout = true")
        names = [hook.name for hook in self.webhook]
        if len(set(names)) < len(names):
            raise ValueError(f"webhook: two have the same name: {', '.join(names)}")
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The time zone."""
        return ZoneInfo(self.timezone)


def load_configuration(path: Path) -> DigestConfiguration:
    """Read a `digest.toml`; raises `SettingsError` naming the key, what was expected, and the nearest known one."""
    table = read_tables(path, "the digest's configuration")
    if set(table) == {"digest"} and isinstance(table["digest"], dict):
        table = table["digest"]
    try:
        read = DigestConfiguration.model_validate(table)
    except ValidationError as error:
        raise SettingsError(f"{path}: {_problem(error)}") from error
    if "state" not in table:
        read = read.model_copy(update={"state": Path(path.name).with_suffix(".db")})
    return _beside(read, path.resolve().parent)


def secret(*, variable: str | None, file: Path | None, what: str) -> str:
    """Read a secret from the file, else the environment; raises `SettingsError` where it is in neither, or is open."""
    if file is not None:
        return read_secret(file, what)
    value = os.environ.get(variable or "", "").strip()
    if not value:
        raise SettingsError(f"{what}: the environment variable {variable} is not set")
    return value


# --- what is wrong with it -------------------------------------------------------------------------------------------


def _problem(error: ValidationError) -> str:
    """The first thing wrong, without the value where a secret may stand in it."""
    problems = error.errors(include_url=False, include_input=False)
    problem = next((p for p in problems if p["type"] == "extra_forbidden"), problems[0])  # what is missing may be it
    place = [str(part) for part in problem["loc"] if not isinstance(part, int)]
    where = ".".join(place)
    if problem["type"] == "extra_forbidden":
        return f"unknown key {where!r}{_advice(place)}"
    if problem["type"] == "missing":
        return f"{where} is missing"
    message = problem["msg"].removeprefix("Value error, ")
    return f"{where}: {message}" if where else message


def _advice(place: list[str]) -> str:
    name, known = place[-1], list(_keys(place[0] if len(place) > 1 else ""))
    if name in ("password", "url"):
        return f"; a secret does not stand in this file: use {name}_env or {name}_file"
    return did_you_mean(name, known)


def _keys(table: str) -> Iterator[str]:
    tables: dict[str, type[_Table]] = {"mail": MailTable, "site": SiteTable, "webhook": WebhookTable}
    for name, field in tables.get(table, DigestConfiguration).model_fields.items():
        yield field.alias or name


def _beside(read: DigestConfiguration, folder: Path) -> DigestConfiguration:
    """The same with its paths seen from the file's folder."""

    tables = {
        "mail": read.mail and _placed(read.mail, folder),
        "site": read.site and _placed(read.site, folder),
        "webhook": tuple(_placed(hook, folder) for hook in read.webhook),
    }
    return _placed(read.model_copy(update=tables), folder)


def _placed(table: T, folder: Path) -> T:
    paths = {name: folder / os.path.expanduser(value) for name, value in table if isinstance(value, Path)}
    return table.model_copy(update=paths)
