"""Pacing: when the next request may go, told to all threads that ask one server.

A server that asks for patience is given it by every thread; a burst of refusals cuts the number of requests on their
way, once, and answers bring it back; shares of requests and tokens a minute are spread evenly over it.
"""

from __future__ import annotations

import math
import re
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from summarizer.clients.waits import SHORTEST_WAIT, Clock, read_wait
from summarizer.errors import RequestError, RunStoppedError, SettingsError

MINUTE = 61.2
"""Seconds in which a minute's share is spent: a little more than a minute, since wires and clocks are not exact."""
CUT = 0.7
"""What is left of the requests on their way after a burst of refusals."""
GROWTH = 0.1
"""What each answer adds to the limit of requests on their way: at least this, and at least one a round."""
LONGEST_RESET = 60.0
"""Seconds; a limit that is renewed later is a day's, and is spent as fast as it can be."""
CHANGES_KEPT = 1000

_TICK = 1e-6
"""Seconds that are not worth a wait."""
_COUNT = re.compile(r"\s*\d{1,15}\s*")


@dataclass(frozen=True)
class LimitChange:
    """One step of the limit of requests on their way."""

    at: float
    """Seconds of the pacer's clock."""
    limit: int
    why: Literal["refused", "answered"]


class Pacer:
    """Says when the next request may go; one serves all threads of a client.

    `workers` is the most requests on their way at once (None: as many as there are threads), `rpm` and `tpm` the
    requests and tokens (sent and asked for) of any minute. What a server says of its own limits is heeded besides.
    Raises `SettingsError` for a share below 1.
    """

    def __init__(
        self,
        workers: int | None = None,
        *,
        rpm: float | None = None,
        tpm: float | None = None,
        clock: Clock | None = None,
    ) -> None:
        for name, value in (("workers", workers), ("rpm", rpm), ("tpm", tpm)):
            if value is not None and not 1 <= value < math.inf:
                raise SettingsError(f"{name} is {value}: expected a number of at least 1")
        self._closed = threading.Event()
        self.clock = clock or Clock(sleep=self._closed.wait)
        self.history: deque[LimitChange] = deque(maxlen=CHANGES_KEPT)
        """How the limit of requests on their way went, newest last."""
        self._most = self._limit = float(workers) if workers else math.inf
        self._in_flight = 0
        self._cuts = 0
        self._open_at = -math.inf
        self._requests, self._tokens = _Share(rpm), _Share(tpm)
        self._head = threading.Lock()  # whoever holds it is next
        self._changed = threading.Condition(threading.Lock())

    @property
    def most(self) -> float:
        """How many requests may be on their way at once when all goes well; infinite where nothing limits them."""
        return self._most

    @property
    def limit(self) -> float:
        """How many requests may be on their way at once now; infinite where nothing limits them."""
        return self._limit if self._limit == math.inf else int(self._limit)

    @property
    def counts_tokens(self) -> bool:
        """Whether `before` wants to know a request's tokens."""
        return self._tokens.limits

    def before(self, tokens: int = 0) -> int:
        """Wait until a request of so many tokens may go; gives the turn, which `after` takes back.

        Raises `RequestError` (`too_long`) for more tokens than any minute has, `RunStoppedError` once closed.
        """
        most = self._tokens.per_minute
        if most is not None and tokens > most:
            message = f"the request takes up to {tokens} tokens, --tpm allows {most:g} a minute: it would never go out"
            raise RequestError("too_long", message, attempts=0)
        with self._head:
            while True:
                with self._changed:
                    self._check_open()
                    if self._in_flight + 1 > self._limit:
                        self._changed.wait()
                        continue
                    now = self.clock.monotonic()
                    ready = max(self._open_at, self._requests.ready(now, 1), self._tokens.ready(now, tokens))
                    if ready <= now + _TICK:
                        return self._go(now, tokens)
                self.sleep(ready - now)

    def after(self, turn: int, *, answered: bool = False, refused: bool = False) -> None:
        """Say that a request has come to its end: answered, refused as one too many (429), or neither."""
        with self._changed:
            if refused:
                self._hold(SHORTEST_WAIT)  # until `pause` says how long
            if turn == self._cuts:  # what went out before the last cut tells nothing about the limit since
                self._adapt(answered=answered, refused=refused)
            self._in_flight -= 1
            self._changed.notify()

    def pause(self, seconds: float) -> None:
        """Hold all requests back for so long."""
        with self._changed:
            self._hold(seconds)

    def heed(self, headers: Mapping[str, str]) -> None:
        """Read what a server says is left of its limits, and until when; where it says nothing, nothing changes.

        How long the period of `x-ratelimit-limit-*` is, no server says (a minute here, a day there), so it goes unused.
        """
        for name, share in (("requests", self._requests), ("tokens", self._tokens)):
            left = headers.get(f"x-ratelimit-remaining-{name}")
            if left is None or not _COUNT.fullmatch(left):
                continue
            reset = read_wait(headers.get(f"x-ratelimit-reset-{name}"), self.clock.now())
            if reset is not None and reset <= LONGEST_RESET:
                with self._changed:
                    share.hear(int(left), reset, self.clock.monotonic())

    def sleep(self, seconds: float) -> None:
        """Wait; raises `RunStoppedError` where the pacer is closed meanwhile."""
        self.clock.sleep(seconds)
        self._check_open()

    def close(self) -> None:
        """Let nothing go any more, and wake whoever waits."""
        self._closed.set()
        with self._changed:
            self._changed.notify_all()

    def _check_open(self) -> None:
        if self._closed.is_set():
            raise RunStoppedError("stopped", "the client was closed while the request waited", attempts=0)

    def _hold(self, seconds: float) -> None:
        self._open_at = max(self._open_at, self.clock.monotonic() + seconds)

    def _go(self, now: float, tokens: int) -> int:
        self._requests.take(now, 1)
        self._tokens.take(now, tokens)
        self._in_flight += 1
        return self._cuts

    def _adapt(self, *, answered: bool, refused: bool) -> None:
        if refused:
            self._cuts += 1
            self._move(max(1.0, min(self._limit, self._in_flight) * CUT), "refused")
        elif answered and self._limit < self._most:
            self._move(min(self._most, self._limit + max(1 / self._limit, GROWTH)), "answered")

    def _move(self, limit: float, why: Literal["refused", "answered"]) -> None:
        before, self._limit = self._limit, limit
        if before == math.inf or int(before) != int(limit):
            self.history.append(LimitChange(self.clock.monotonic(), int(limit), why))


class _Share:
    """What may be spent of one thing: by the user's limit a minute, and by what the server says is left."""

    def __init__(self, per_minute: float | None) -> None:
        self.per_minute = per_minute
        self.limits = per_minute is not None
        self._last = -math.inf
        self._next = -math.inf
        self._recent: deque[tuple[float, int]] = deque()
        self._spent = 0
        self._left = 0
        self._pace = 0.0
        self._renewed = -math.inf

    def ready(self, now: float, amount: int) -> float:
        """When so much may be spent."""
        if not self.limits:
            return -math.inf
        return max(self._by_limit(now, amount), self._by_server(now, amount))

    def take(self, now: float, amount: int) -> None:
        """Spend it."""
        self._last = now
        if self.per_minute is not None:
            self._next = now + amount * MINUTE / self.per_minute
            self._recent.append((now, amount))
            self._spent += amount

    def hear(self, left: int, reset: float, now: float) -> None:
        """Take the server's word."""
        self.limits = True
        self._left, self._pace, self._renewed = left, reset / max(left, 1), now + reset

    def _by_limit(self, now: float, amount: int) -> float:
        if self.per_minute is None:
            return -math.inf
        while self._recent and self._recent[0][0] + MINUTE <= now:
            self._spent -= self._recent.popleft()[1]
        ready, over = self._next, self._spent + amount - self.per_minute
        for at, spent in self._recent:
            if over <= 0:
                break
            ready, over = max(ready, at + MINUTE), over - spent
        return ready

    def _by_server(self, now: float, amount: int) -> float:
        """What is left lasts until it is renewed; the last of it waits for that, as others may be taking it."""
        if now >= self._renewed:
            return -math.inf
        return self._renewed if amount >= self._left else min(self._renewed, self._last + amount * self._pace)
