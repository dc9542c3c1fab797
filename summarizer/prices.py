"""Prices: what a model's tokens cost at a host, from a dated file that users can add to."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from summarizer.errors import SettingsError, did_you_mean
from summarizer.records import Usage
from summarizer.tables import packaged_tables, read_tables

PER = 1_000_000
"""Prices are per so many tokens."""
ANY_MODEL = "*"
"""Stands in a file of prices for every model of a host that it does not name."""

_DATED = re.compile(r"(.+)-\d{4}-\d{2}-\d{2}")
_SHARED = ("as_of", "source", "batch_discount")
"""What a host can say for all its models."""
_SHAPE = '[hosts."api.example.com".models."name"] with input and output, in USD per million tokens'


@dataclass(frozen=True)
class Price:
    """What a model's tokens cost: USD per million."""

    input: float
    cached_input: float | None
    """Of tokens the provider had cached; None where they cost what others do."""
    output: float
    batch_discount: float | None = None
    """The share that the Batch API takes off; None where it has no price that is known."""
    as_of: date | None = None
    """When the price was read."""
    source: str = ""
    """Where it was read."""

    def cost(self, usage: Usage) -> float | None:
        """USD for these tokens; None where their numbers are unknown.

        Cached tokens are part of `usage.input`, as servers count them; where a server does not say how many were
        cached, none is taken to be, so that the cost is never put too low.
        """
        if usage.input is None or usage.output is None:
            return None
        cached = min(usage.cached_input or 0, usage.input)
        cached_price = self.input if self.cached_input is None else self.cached_input
        return ((usage.input - cached) * self.input + cached * cached_price + usage.output * self.output) / PER

    def in_batch(self) -> Price | None:
        """The price of the same tokens through the Batch API; None where it is not known."""
        if self.batch_discount is None:
            return None
        left = 1 - self.batch_discount
        cached = None if self.cached_input is None else self.cached_input * left
        return replace(self, input=self.input * left, cached_input=cached, output=self.output * left)


@dataclass(frozen=True)
class Host:
    """A provider's prices, by model."""

    models: Mapping[str, Price]
    dated_names: frozenset[str] = frozenset()
    """Models of which `NAME-2026-01-31` costs what NAME costs."""

    def of(self, model: str) -> Price | None:
        """The price of a model; None where it is unknown."""
        dated = _DATED.fullmatch(model)
        family = dated[1] if dated and dated[1] in self.dated_names else model
        names = (model, family, ANY_MODEL)
        return next((self.models[name] for name in names if name in self.models), None)


@dataclass(frozen=True)
class Prices:
    """The known prices, by host."""

    hosts: Mapping[str, Host] = field(default_factory=dict)

    def of(self, model: str, base_url: str) -> Price | None:
        """The price of a model at a base URL; None where it is unknown.

        A host is looked up with its port first, then without.
        """
        parts = urlsplit(base_url.lower())
        names = (parts.netloc.rpartition("@")[2], parts.hostname or "")
        found = (self.hosts[name].of(model) for name in names if name in self.hosts)
        return next((price for price in found if price is not None), None)


def load_prices(file: Path | None = None) -> Prices:
    """Read the prices that come with the toolkit, and over them those of a user's file.

    A file holds a table a host and in it a table a model:

        [hosts."api.example.com"]
        as_of = 2026-01-31
        source = "https://example.com/pricing"
        batch_discount = 0.5       # the Batch API takes half off; left out: unknown
        dated_names = ["small-1"]  # small-1-2026-01-31 costs what small-1 costs

        [hosts."api.example.com".models]
        "small-1" = { input = 0.10, cached_input = 0.05, output = 0.40 }

    A host is written as it stands in the base URL, with its port if that matters; the model `*` is every model that is
    not named. A model of the user's file replaces ours of that name. Raises `SettingsError` for anything else.
    """
    ours = _default()
    return ours if file is None else Prices(_merged(ours.hosts, _parse(read_tables(file, "prices"), str(file)).hosts))


@lru_cache(maxsize=1)
def _default() -> Prices:
    return _parse(packaged_tables("prices.toml"), "prices.toml")


def _merged(ours: Mapping[str, Host], theirs: Mapping[str, Host]) -> dict[str, Host]:
    hosts = {**ours, **theirs}
    for name in ours.keys() & theirs.keys():
        dated = ours[name].dated_names | theirs[name].dated_names
        hosts[name] = Host({**ours[name].models, **theirs[name].models}, dated)
    return hosts


# --- the file --------------------------------------------------------------------------------------------------------


def _parse(data: Mapping[str, Any], where: str) -> Prices:
    hosts = _table(data.get("hosts"), f"{where}: [hosts]")
    _no_others(data, ("hosts",), where)
    if wrong := next((name for name in hosts if "/" in name), None):
        raise SettingsError(f"{where}: [hosts.{wrong!r}]: expected a host, with its port if it has one, and no address")
    return Prices({name.lower(): _host(table, f"{where}: [hosts.{name!r}]") for name, table in hosts.items()})


def _host(data: Any, where: str) -> Host:
    table = _table(data, where)
    _no_others(table, (*_SHARED, "dated_names", "models"), where)
    dated = table.get("dated_names", [])
    if not isinstance(dated, list) or not all(isinstance(name, str) for name in dated):
        raise SettingsError(f"{where}: dated_names: expected a list of models, found {dated!r}")
    shared = {key: table[key] for key in _SHARED if key in table}
    models = _table(table.get("models"), f"{where} models")
    rows = {name: (_table(row, f"{where} {name}"), f"{where} {name}") for name, row in models.items()}
    return Host({name: _price({**shared, **row}, at) for name, (row, at) in rows.items()}, frozenset(dated))


def _price(row: Mapping[str, Any], where: str) -> Price:
    _no_others(row, [f.name for f in fields(Price)], where)
    for name in ("input", "output"):
        if name not in row:
            raise SettingsError(f"{where}: {name} is missing: expected {_SHAPE}")
    if not isinstance(row.get("source", ""), str) or type(row.get("as_of", date.min)) is not date:
        raise SettingsError(f"{where}: expected as_of to be a date (2026-01-31) and source to be a text")
    numbers = {key: _amount(row[key], f"{where}: {key}") for key in row if key not in ("as_of", "source")}
    if numbers.get("batch_discount", 0) > 1:
        raise SettingsError(f"{where}: batch_discount: expected a share from 0 to 1, found {row['batch_discount']!r}")
    return Price(
        numbers["input"],
        numbers.get("cached_input"),
        numbers["output"],
        batch_discount=numbers.get("batch_discount"),
        as_of=row.get("as_of"),
        source=row.get("source", ""),
    )


def _amount(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < math.inf:
        raise SettingsError(f"{where}: expected USD per million tokens, 0 or more, found {value!r}")
    return float(value)


def _table(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise SettingsError(f"{where}: expected {_SHAPE}")
    return value


def _no_others(table: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise SettingsError(f"{where}: unknown key {key!r}{did_you_mean(key, known)}")
