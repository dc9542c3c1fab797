"""The morning: what is left goes out, what is new is fetched, read, rendered, kept, and sent, once a local day.

Nothing is remembered before it is kept for good: what was read is in the answers' cache, what was rendered is in the
outbox together with the papers it tells of, and what was sent is marked recipient by recipient. So a run that ends
anywhere is gone on with by the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from summarizer.clients.waits import Clock
from summarizer.delivery import history, outbox
from summarizer.delivery.configuration import DigestConfiguration
from summarizer.delivery.contents import Content
from summarizer.delivery.gathering import Gathered, gather
from summarizer.delivery.letters import message_id
from summarizer.delivery.lock import locked
from summarizer.delivery.outbox import Attempt, Channel, Parcel
from summarizer.delivery.state import DigestState, open_state
from summarizer.overviews.news import news_since
from summarizer.papers import Paper
from summarizer.profiles import Profile, rank
from summarizer.records import Record
from summarizer.render.edition import Edition, FailedSource
from summarizer.render.page import Choice
from summarizer.render.words import count
from summarizer.sources.fetched import RemoteSource
from summarizer.sources.web import Web
from summarizer.topics import Topics

LEFT = 3
"""The exit code where a source or a paper failed, or a delivery is left."""
_NOBODY_ANSWERED = frozenset({"stopped", "transport", "timeout"})


@dataclass(frozen=True)
class Desk:
    """What a digest is made with."""

    sources: tuple[RemoteSource, ...]
    web: Web
    read: Callable[[Sequence[Paper]], Iterable[Record]]
    """Reads papers into records, in their order."""
    channels: tuple[Channel, ...]
    topics: Topics
    profile: Profile | None = None
    clock: Clock = field(default_factory=Clock)
    say: Callable[[str], object] = str
    """Says a line on stderr."""
    warn: Callable[[str], object] = str
    """The same for what went wrong."""


def run_morning(configuration: DigestConfiguration, desk: Desk) -> int:
    """Make and send the day's digest, if it is not made yet, and send what is left of earlier ones.

    Gives the exit code: 0 all well, also where there was nothing to do or another run is at it; `LEFT` where a source
    or a paper failed, or a delivery did. Raises `SummarizerError` where the state can't be used.
    """
    with locked(configuration.state) as mine:
        if not mine:
            desk.say(f"another run has {configuration.state}: this one has nothing to do")
            return 0
        with open_state(configuration.state, say=desk.warn) as state:
            return _Morning(configuration, desk, state).run()


@dataclass(frozen=True)
class _Morning:
    configuration: DigestConfiguration
    desk: Desk
    state: DigestState

    def run(self) -> int:
        well = self._deliver()
        today = local_day(self.desk.clock.now(), self.configuration.zone)
        last = outbox.last_day(self.state, today + timedelta(days=1))  # a day further on in another time zone
        if last is not None and last >= today:
            self.desk.say(f"the digest of {last} is made already: nothing new is fetched")
            return 0 if well and not self._left() else LEFT
        made_before = self._newest_edition()
        well = self._make(today, last) and well
        self.state.back_up()
        well = self._deliver(after=made_before) and well
        self.state.back_up()
        return 0 if well and not self._left() else LEFT

    # --- making it ---------------------------------------------------------------------------------------------------

    def _make(self, today: date, last: date | None) -> bool:
        """Fetch, read, render and keep; gives whether nothing failed."""
        asked = self.configuration
        gathered = gather(
            self.desk.sources,
            self.desk.web,
            self.state,
            most=asked.most,
            new_versions=asked.new_versions,
        )
        for note in gathered.notes:
            self.desk.say(note)
        for source in gathered.failed:
            self.desk.warn(f"{source.name} failed: {source.reason}")
        records = tuple(self.desk.read(gathered.papers)) if gathered.papers else ()
        if records and all(record.error and record.error.kind in _NOBODY_ANSWERED for record in records):
            self.desk.warn("no paper could be read: nothing is sent, the next run begins where this one did")
            with self.state.transaction():
                self._count_failures(gathered, today)
            return False
        self._keep(today, last, gathered, records)
        return not gathered.failed and all(record.status == "ok" for record in records)

    def _keep(self, today: date, last: date | None, gathered: Gathered, records: tuple[Record, ...]) -> None:
        """Keep all that came of it in one transaction: the finished messages, and what is seen by them."""
        read = [record for record in records if record.status == "ok"]
        content = self._content(today, last, gathered, records) if self._is_worth_it(gathered, read) else None
        parcels = [(channel, channel.pack(content)) for channel in self.desk.channels] if content else []
        state = self.state
        with state.transaction():
            history.mark_seen(state, [*(record.paper for record in read), *gathered.passed], today)
            history.settle_retries(state, records, today)
            for source, since in gathered.windows.items():
                history.move_window(state, source, since, today)
            self._count_failures(gathered, today)
            history.keep_records(state, read, today)
            history.forget_records(state, today)
            outbox.forget_parcels(state, self.desk.clock.now())
            if content:
                edition = content.edition
                outbox.post(state, "digest", today, made=edition.now, message_id=content.message_id, parcels=parcels)
        self.desk.say(_told(read, sent=content is not None))

    def _is_worth_it(self, gathered: Gathered, read: Sequence[Record]) -> bool:
        """Whether there is a digest: with papers always; without, where that is known and is to be said."""
        return bool(read) or (self.configuration.empty == "say" and bool(gathered.windows))

    def _content(self, today: date, last: date | None, gathered: Gathered, records: tuple[Record, ...]) -> Content:
        asked, desk = self.configuration, self.desk
        earlier = tuple(history.earlier_records(self.state))
        read = [record for record in records if record.status == "ok"]
        ranking = rank(records, desk.profile, desk.topics) if desk.profile else None
        told = news_since(read, earlier, desk.topics).model_copy(update={"gone": (), "topics": ()}) if earlier else None
        edition = Edition(
            records=ranking.records if ranking else records,
            title=asked.title,
            now=desk.clock.now().astimezone(asked.zone).replace(microsecond=0),
            day=today,
            choice=Choice(reasons=ranking.reasons if ranking else {}, full=asked.top),
            since=told,
            last_day=last,
            failed_sources=gathered.failed,
            notes=gathered.notes,
            link=f"{asked.site.url}{today}/" if asked.site and asked.site.url else None,
        )
        subject = f"{asked.title}, {edition.date}: {count(len(read), 'new paper') if read else 'nothing new'}"
        return Content(edition, subject, self._message_id("digest", today), desk.topics, earlier)

    # --- warnings ----------------------------------------------------------------------------------------------------

    def _count_failures(self, gathered: Gathered, today: date) -> None:
        """Remember which sources failed; of those that have for days there is one warning."""
        for source in gathered.failed:
            history.count_failure(self.state, source.name, today)
        broken = list(history.newly_broken(self.state))
        if not broken or outbox.has_edition(self.state, "warning", today):
            return
        content = self._warning(today, gathered, broken)
        packed = ((channel, channel.pack_warning(content)) for channel in self.desk.channels)
        parcels = [(channel, body) for channel, body in packed if body is not None]
        now = content.edition.now
        outbox.post(self.state, "warning", today, made=now, message_id=content.message_id, parcels=parcels)
        for found in broken:
            history.mark_alerted(self.state, found.source)
            last = found.last_good or "never"
            self.desk.warn(f"{found.source} has failed on {found.days} days in a row; last good day: {last}")

    def _warning(self, today: date, gathered: Gathered, broken: Sequence[history.Broken]) -> Content:
        reasons = {source.name: source.reason for source in gathered.failed}
        failed = tuple(FailedSource(b.source, reasons.get(b.source, "it fails"), b.last_good) for b in broken)
        days = f"It has failed on {history.BROKEN_DAYS} days in a row; this is said once, until it works again."
        edition = Edition(
            records=(),
            title=self.configuration.title,
            now=self.desk.clock.now().astimezone(self.configuration.zone).replace(microsecond=0),
            day=today,
            failed_sources=failed,
            notes=(days,),
        )
        subject = f"{self.configuration.title}: {', '.join(b.source for b in broken)} can't be read"
        return Content(edition, subject, self._message_id("warning", today), self.desk.topics)

    # --- sending it --------------------------------------------------------------------------------------------------

    def _deliver(self, *, after: int = 0) -> bool:
        """Send what is in the outbox of the editions after one; gives whether all of it went out."""
        channels = {channel.name: channel for channel in self.desk.channels}
        parcels = outbox.pending(self.state, self.desk.clock.now())
        fates = [
            self._note(parcel, attempt)
            for parcel in parcels
            if parcel.edition > after
            for attempt in _attempts(parcel, channels.get(parcel.channel))
        ]
        return all(fate == "sent" for fate in fates)

    def _note(self, parcel: Parcel, attempt: Attempt) -> outbox.Fate:
        fate = outbox.note(self.state, parcel, attempt, self.desk.clock.now())
        said = {
            "sent": "sent",
            "later": f"not sent, it stays in the outbox: {attempt.reason}",
            "refused": f"refused, it is not tried again: {attempt.reason}",
        }
        tell = self.desk.say if fate == "sent" else self.desk.warn
        tell(f"{parcel.channel}: {parcel.day} to {attempt.recipient}: {said[fate]}")
        return fate

    def _left(self) -> bool:
        """Say what waits in the outbox for a later time; gives whether there is anything in it."""
        left = outbox.waiting(self.state)
        for channel, recipient, at in left:
            if at is not None:
                moment = at.astimezone(self.configuration.zone)
                self.desk.say(f"{channel} to {recipient}: may be tried again from {moment:%Y-%m-%d %H:%M}")
        return bool(left)

    def _newest_edition(self) -> int:
        return int(self.state.rows("SELECT coalesce(max(id), 0) FROM editions")[0][0])

    def _message_id(self, kind: str, day: date) -> str:
        sender = self.configuration.mail.sender if self.configuration.mail else "digest@localhost"
        return message_id(kind, day, self.state.identity, sender)


def local_day(now: datetime, zone: tzinfo) -> date:
    """The day that it is where the digest is read.

    >>> from zoneinfo import ZoneInfo
    >>> local_day(datetime.fromisoformat("2026-11-20T23:30+00:00"), ZoneInfo("Asia/Kolkata"))
    datetime.date(2026, 11, 21)
    """
    return now.astimezone(zone).date()


def _attempts(parcel: Parcel, channel: Channel | None) -> Iterable[Attempt]:
    """Send a parcel to those who are still asked for."""
    wanted = set(channel.recipients) if channel else set()
    gone = [recipient for recipient in parcel.recipients if recipient not in wanted]
    for recipient in gone:
        yield Attempt(recipient, "refused", "it is not in the configuration any more")
    left = tuple(recipient for recipient in parcel.recipients if recipient in wanted)
    if channel and left:
        yield from channel.send(Parcel(**{**vars(parcel), "recipients": left}))


def _told(read: Sequence[Record], *, sent: bool) -> str:
    if read:
        return f"{count(len(read), 'new paper')} in the digest"
    return "nothing new: the digest says so" if sent else "nothing new: no digest"
