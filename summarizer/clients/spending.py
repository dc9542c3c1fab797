"""Spending: what a run's requests cost, and the limits that no request may pass.

Every HTTP request is asked for before it is sent, retries included. Until its answer is there, it counts with the most
it could cost; where no answer ever says what it did cost, it goes on counting so.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Literal

from summarizer.errors import RunStoppedError, SettingsError
from summarizer.records import Usage

if TYPE_CHECKING:
    from summarizer.prices import Price

_EXACT = 1 + 1e-9
"""Sums of fractions of a cent are not exact."""
_OPTIONS: Mapping[str, str] = {"cost": "--max-cost", "tokens": "--max-total-tokens", "requests": "--max-requests"}


@dataclass(frozen=True)
class SpendingLimits:
    """What a run may spend at most; None for no limit. Raises `SettingsError` for what can be no limit."""

    cost: float | None = None
    """USD."""
    tokens: int | None = None
    """Tokens sent and received."""
    requests: int | None = None
    """HTTP requests, retries included."""

    def __post_init__(self) -> None:
        for name, option in _OPTIONS.items():
            value = getattr(self, name)
            if value is not None and not 0 <= value < math.inf:
                raise SettingsError(f"{option} is {value}: expected a number of at least 0")


@dataclass(frozen=True)
class Spent:
    """What has been spent so far."""

    requests: int = 0
    """HTTP requests sent, retries included."""
    retries: int = 0
    """Those of them that came after another one for the same question."""
    answers: int = 0
    """Completions that came back."""
    possibly_billed: int = 0
    """Requests of which nobody can tell whether they have to be paid: timed out, or cut off after they were sent."""
    unknown_usage: int = 0
    """Answers that did not say what they took: the sums below are without them."""
    usage: Usage = field(default_factory=lambda: Usage(input=0, cached_input=0, output=0))
    """Tokens of the answers that said so; None where there are answers and none of them did."""
    cost_usd: float | None = None
    """What the answers cost; None where no price is known, or an answer did not say what it took."""
    tokens_at_most: int = 0
    """Tokens with all that is unknown at the most it can be; this is what the limits go by."""
    cost_at_most: float | None = None
    """The same in USD; None where no price is known."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """The most that a request on its way may spend."""

    requests: int
    tokens: int
    cost: float


class Spending:
    """Keeps count of what is spent, and stops the run before it passes a limit; one serves all threads of a client.

    Raises `SettingsError` for a limit of money without a price.
    """

    def __init__(self, limits: SpendingLimits | None = None, price: Price | None = None) -> None:
        self.limits = limits or SpendingLimits()
        self.price = price
        _check_price(self.limits, price)
        # Whether anything would ever be held back: a run without limits only counts.
        self._limited = any(getattr(self.limits, f.name) is not None for f in fields(SpendingLimits))
        self._settled = threading.Condition(threading.Lock())
        self._spent = {"requests": 0.0, "tokens": 0.0, "cost": 0.0, "known cost": 0.0}
        self._reserved = {"on their way": 0.0, "tokens": 0.0, "cost": 0.0}
        self._counts = dict.fromkeys(("retries", "answers", "possibly_billed", "unknown_usage"), 0)
        self._usage: dict[str, int | None] = dict.fromkeys(("input", "cached_input", "output"), None)
        self._prices: set[Price | None] = set()

    def at(self, price: Price | None) -> Spending:
        """Give the same count, under the same limits, for requests that are reckoned by another price.

        Raises `SettingsError` for a limit of money without one.
        """
        _check_price(self.limits, price)
        other = copy(self)  # the sums and the lock stay one
        other.price = price
        return other

    @property
    def counts_tokens(self) -> bool:
        """Whether `before` wants to know a request's tokens."""
        return self.price is not None or self.limits.tokens is not None

    def before(self, tokens_in: int = 0, tokens_out: int = 0, *, retry: bool = False) -> Reservation:
        """Ask for a request that sends and receives at most so many tokens; give what `after` wants.

        Where it may fit once others on their way have cost less than they could, these are waited for. Raises
        `RunStoppedError` where it could pass a limit all the same.
        """
        cost = self.price.cost(Usage(input=tokens_in, output=tokens_out)) if self.price else None
        wanted = Reservation(1, tokens_in + tokens_out, cost or 0.0)
        with self._settled:
            while self._limited and self._must_wait(wanted):
                self._settled.wait()
            self._spent["requests"] += 1
            self._counts["retries"] += retry
            self._reserve(wanted, 1)
        return wanted

    def after(self, reserved: Reservation, usage: Usage | None = None, *, billed: bool | None) -> None:
        """Replace what was reserved by what it came to; `billed`: whether it has to be paid, None if nobody knows.

        What has to be paid, or may have to, and does not say what it took, goes on counting as reserved.
        """
        with self._settled:
            self._reserve(reserved, -1)
            if billed is not False:
                self._count(reserved, usage or Usage(), came=billed is True)
            self._settled.notify_all()

    @property
    def spent(self) -> Spent:
        """What has been spent until now, without what is on its way."""
        with self._settled:
            known = self._usage if self._counts["answers"] else dict.fromkeys(self._usage, 0)
            priced = None not in (self._prices or {self.price})
            return Spent(
                requests=int(self._spent["requests"]),
                **self._counts,
                usage=Usage(**known),
                cost_usd=self._spent["known cost"] if priced and not self._counts["unknown_usage"] else None,
                tokens_at_most=int(self._spent["tokens"]),
                cost_at_most=self._spent["cost"] if priced else None,
            )

    def _reserve(self, amount: Reservation, sign: Literal[1, -1]) -> None:
        self._reserved["on their way"] += sign
        self._reserved["tokens"] += sign * amount.tokens
        self._reserved["cost"] += sign * amount.cost

    def _count(self, reserved: Reservation, usage: Usage, *, came: bool) -> None:
        for name in self._usage:
            known = getattr(usage, name)
            if known is not None:
                self._usage[name] = (self._usage[name] or 0) + known
        unknown = usage.input is None or usage.output is None
        cost = self.price.cost(usage) if self.price else None
        self._spent["tokens"] += reserved.tokens if unknown else (usage.input or 0) + (usage.output or 0)
        self._spent["cost"] += reserved.cost if cost is None else cost
        self._spent["known cost"] += cost or 0.0
        self._prices.add(self.price)
        self._counts["answers" if came else "possibly_billed"] += 1
        self._counts["unknown_usage"] += came and unknown

    def _must_wait(self, wanted: Reservation) -> bool:
        """Whether there is room only if those on their way leave some; raises `RunStoppedError` where there is none."""
        wait = False
        for name, option in _OPTIONS.items():
            limit = getattr(self.limits, name)
            if limit is None:
                continue
            spent, more = self._spent[name], getattr(wanted, name)
            room = limit * _EXACT - spent - more
            if room < 0:
                raise RunStoppedError("stopped", _stop_message(name, option, limit, spent, more), attempts=0)
            wait = wait or room < self._reserved.get(name, 0.0)
        return wait and self._reserved["on their way"] > 0


def _check_price(limits: SpendingLimits, price: Price | None) -> None:
    """A limit of money can't be kept where the price is not known: raises `SettingsError`."""
    if limits.cost is not None and price is None:
        raise SettingsError("--max-cost needs the model's price, which is not known: give it by --prices")


def _stop_message(name: str, option: str, limit: float, spent: float, more: float) -> str:
    unit, form = (" USD", ".6f") if name == "cost" else (f" {name}", ",.0f")
    next_one = "" if name == "requests" else f" and the next request may take {more:{form}}{unit}"
    on = "with as much again" if more <= limit * _EXACT else f"with a higher {option}: no request fits into this one"
    return (
        f"{option} {limit:g} would be passed: {spent:{form}}{unit} spent{next_one}; "
        f"what is done is kept, the same command goes on from there {on}"
    )
