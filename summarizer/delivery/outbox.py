"""The outbox: what was rendered and paid for, and to whom it has still to go.

What is put in is the finished bytes with their Message-ID: sending again sends the same, and asks nobody anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal, Protocol

from summarizer.delivery.contents import Content
from summarizer.delivery.state import DigestState

Fate = Literal["sent", "later", "refused"]
"""How an attempt ended: it was taken, another may be, or none ever will."""
FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)
GIVEN_UP_AFTER = timedelta(days=5)
"""As long as mail servers keep trying."""
PARCELS_KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Parcel:
    """A finished digest for one channel."""

    edition: int
    day: date
    channel: str
    message_id: str
    body: bytes
    recipients: tuple[str, ...]
    """Those that it has still to go to."""


@dataclass(frozen=True)
class Attempt:
    """How sending to one recipient ended."""

    recipient: str
    fate: Fate
    reason: str = ""
    """What the other side said; without secrets."""
    wait: timedelta | None = None
    """How long it wants to be left alone; None where nobody asked for that, so that the next run tries."""


class Channel(Protocol):
    """A way out."""

    @property
    def name(self) -> str:
        """Such as `mail`."""
        ...

    @property
    def recipients(self) -> Sequence[str]:
        """To whom; never a secret, as it is said aloud."""
        ...

    def pack(self, content: Content) -> bytes:
        """The finished bytes of an edition."""
        ...

    def pack_warning(self, content: Content) -> bytes | None:
        """The finished bytes of a warning, which is the edition's remarks alone; None where nobody would see it."""
        ...

    def send(self, parcel: Parcel) -> Iterator[Attempt]:
        """Send a parcel; each recipient's attempt is given as soon as it is known, before the next one is begun."""
        ...


def post(
    state: DigestState,
    kind: str,
    day: date,
    *,
    made: datetime,
    message_id: str,
    parcels: Iterable[tuple[Channel, bytes]],
) -> int:
    """Put an edition into the outbox; to be called inside a transaction. Gives its number."""
    row = (kind, day.isoformat(), _written(made), message_id)
    edition = state.run("INSERT INTO editions (kind, day, made, message_id) VALUES (?, ?, ?, ?)", *row)
    for channel, body in parcels:
        state.run("INSERT INTO parcels VALUES (?, ?, ?)", edition, channel.name, body)
        for recipient in channel.recipients:
            state.run(
                "INSERT INTO deliveries VALUES (?, ?, ?, 'pending', 0, NULL, '')", edition, channel.name, recipient
            )
    return edition


def last_day(state: DigestState, until: date) -> date | None:
    """The day of the latest digest up to a day: one of a clock that was far ahead once does not end all others."""
    ((day,),) = state.rows("SELECT max(day) FROM editions WHERE kind = 'digest' AND day <= ?", until.isoformat())
    return date.fromisoformat(day) if day else None


def has_edition(state: DigestState, kind: str, day: date) -> bool:
    """Whether there was an edition of a kind on a day."""
    return bool(state.rows("SELECT 1 FROM editions WHERE kind = ? AND day = ?", kind, day.isoformat()))


def pending(state: DigestState, now: datetime) -> list[Parcel]:
    """What has still to go out and may now, oldest first."""
    rows = state.rows(
        "SELECT edition, day, channel, message_id, body, recipient FROM deliveries "
        "JOIN parcels USING (edition, channel) JOIN editions ON editions.id = edition "
        "WHERE fate = 'pending' AND (next_try IS NULL OR next_try <= ?) "
        "ORDER BY edition, deliveries.rowid",
        _written(now),
    )
    found: dict[tuple[int, str], Parcel] = {}
    for edition, day, channel, message_id, body, recipient in rows:
        before = found.get((edition, channel))
        recipients = (*(before.recipients if before else ()), recipient)
        found[edition, channel] = Parcel(edition, date.fromisoformat(day), channel, message_id, body, recipients)
    return list(found.values())


def waiting(state: DigestState) -> list[tuple[str, str, datetime | None]]:
    """Channel and recipient of what is left, and when it may be tried again."""
    rows = state.rows("SELECT channel, recipient, next_try FROM deliveries WHERE fate = 'pending' ORDER BY rowid")
    return [(channel, who, datetime.fromisoformat(at) if at else None) for channel, who, at in rows]


def note(state: DigestState, parcel: Parcel, attempt: Attempt, now: datetime) -> Fate:
    """Remember how an attempt ended, in a transaction of its own; one that was put off for days is given up."""
    with state.transaction():
        at = (parcel.edition, parcel.channel, attempt.recipient)
        made, attempts = state.rows(
            "SELECT made, attempts FROM deliveries JOIN editions ON editions.id = edition "
            "WHERE edition = ? AND channel = ? AND recipient = ?",
            *at,
        )[0]
        given_up = attempt.fate == "later" and now - datetime.fromisoformat(made) > GIVEN_UP_AFTER
        fate: Fate = "refused" if given_up else attempt.fate
        again = now + max(attempt.wait, _backoff(attempts)) if fate == "later" and attempt.wait is not None else None
        state.run(
            "UPDATE deliveries SET fate = ?, attempts = attempts + 1, next_try = ?, reason = ? "
            "WHERE edition = ? AND channel = ? AND recipient = ?",
            "pending" if fate == "later" else fate,
            _written(again) if again else None,
            attempt.reason,
            *at,
        )
    return fate


def forget_parcels(state: DigestState, now: datetime) -> None:
    """Let go of what went out long ago; that it did stays known. To be called inside a transaction."""
    state.run(
        "DELETE FROM parcels WHERE edition IN (SELECT id FROM editions WHERE made < ?) AND NOT EXISTS (SELECT 1 FROM "
        "deliveries d WHERE d.edition = parcels.edition AND d.channel = parcels.channel AND d.fate = 'pending')",
        _written(now - PARCELS_KEPT),
    )


def _backoff(attempts: int) -> timedelta:
    return min(LONGEST_WAIT, FIRST_WAIT * int(2 ** min(attempts, 10)))


def _written(moment: datetime) -> str:
    """A moment so that texts sort as the moments do."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
