"""Webhooks: an edition as one JSON POST, to an address whose every place was checked before it is connected to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit

from summarizer.clients.waits import server_hint
from summarizer.delivery.configuration import WebhookTable, secret
from summarizer.delivery.contents import Content
from summarizer.delivery.messages import FORMS, warning
from summarizer.delivery.outbox import Attempt, Parcel
from summarizer.errors import SettingsError
from summarizer.sources.addresses import Resolver, is_public, resolve

if TYPE_CHECKING:
    import ssl

SECONDS = 20.0
"""For each step of the other side's."""
LONGEST = 60.0
"""Seconds for everything together."""
_PASSING = (408, 425, 429)
"""Statuses under 500 that may be better another time."""


@dataclass(frozen=True)
class WebhookChannel:
    """An address that takes POSTs; it is a secret, and said nowhere."""

    table: WebhookTable
    url: str = field(repr=False)
    resolver: Resolver = resolve
    trust: ssl.SSLContext | None = field(default=None, repr=False)
    """Whose certificates count; None: those that the system trusts."""
    longest: float = LONGEST

    @property
    def name(self) -> str:
        """Such as `webhook team`."""
        return f"webhook {self.table.name}"

    @property
    def recipients(self) -> tuple[str, ...]:
        """What it is called."""
        return (self.table.name,)

    def pack(self, content: Content) -> bytes:
        """The edition in the form that the other side understands."""
        return _json(FORMS[self.table.form](content))

    def pack_warning(self, content: Content) -> bytes:
        """The warning in that form."""
        return _json(warning(content, self.table.form))

    def send(self, parcel: Parcel) -> Iterator[Attempt]:
        """Post it; what may pass is put off, what will not is refused."""
        for recipient in parcel.recipients:
            yield self._within_time(recipient, parcel)

    def _within_time(self, recipient: str, parcel: Parcel) -> Attempt:
        """One attempt, given up when its time is up: every read has a limit of its own, their sum has none."""
        done: list[Attempt] = []
        attempt = threading.Thread(target=lambda: done.append(self._attempt(recipient, parcel)), daemon=True)
        attempt.start()
        attempt.join(self.longest)
        return done[0] if done else Attempt(recipient, "later", f"no whole answer within {self.longest:g} s")

    def _attempt(self, recipient: str, parcel: Parcel) -> Attempt:
        import httpx2

        place = urlsplit(self.url)
        try:
            addresses = list(self.resolver(place.hostname or "", place.port or 443))
        except (OSError, UnicodeError) as error:
            return Attempt(recipient, "later", f"{place.hostname}: no such host ({error})")
        private = [address for address in addresses if not is_public(address)]
        if private and not self.table.allow_private:
            said = "no public address; allow_private = true lets it be one of your own network"
            return Attempt(recipient, "refused", f"{place.hostname} is {private[0]}, {said}")
        try:
            return self._post(recipient, parcel, place, addresses[0])
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
            return Attempt(
                recipient, "later", f"{place.hostname}: {type(error).__name__}"
            )  # its words hold the address

    def _post(self, recipient: str, parcel: Parcel, place: SplitResult, address: str) -> Attempt:
        """Post to the address that was checked, whatever the name may stand for meanwhile, and follow nothing."""
        import httpx2

        port = f":{place.port}" if place.port else ""
        pinned = place._replace(netloc=(f"[{address}]" if ":" in address else address) + port).geturl()
        headers = {
            "host": f"{place.hostname}{port}",
            "content-type": "application/json",
            "idempotency-key": parcel.message_id.strip("<>"),
            "user-agent": "summarizer",
        }
        named = {"sni_hostname": place.hostname}
        verify = self.trust or httpx2.create_ssl_context()
        with (
            httpx2.Client(verify=verify, timeout=SECONDS, trust_env=False, follow_redirects=False) as client,
            client.stream("POST", pinned, content=parcel.body, headers=headers, extensions=named) as answer,
        ):
            return _attempt_of(recipient, answer.status_code, answer.headers)


def open_webhook(table: WebhookTable) -> WebhookChannel:
    """Make the channel; raises `SettingsError` where its address is not to be had, or is none that may be posted to."""
    url = secret(variable=table.url_env, file=table.url_file, what=f"webhook {table.name}: its address")
    try:
        place = urlsplit(url)
        known = bool(place.hostname) and place.port != 0 and place.username is None and url.isprintable()
    except ValueError:
        known = False
    if not known or place.scheme not in (("https", "http") if table.allow_private else ("https",)):
        raise SettingsError(f"webhook {table.name}: expected an address that begins with https://")
    return WebhookChannel(table, url)


def _attempt_of(recipient: str, status: int, headers: Mapping[str, str]) -> Attempt:
    if 200 <= status < 300:
        return Attempt(recipient, "sent")
    if status < 500 and status not in _PASSING:
        what = "it sends elsewhere, which is not followed" if 300 <= status < 400 else "it does not take this"
        return Attempt(recipient, "refused", f"answered {status}: {what}")
    hint = server_hint(headers, datetime.now(UTC))
    wait = timedelta(seconds=min(hint, 86400.0)) if hint is not None else timedelta()
    return Attempt(recipient, "later", f"answered {status}", wait=wait)


def _json(message: Mapping[str, Any]) -> bytes:
    return json.dumps(message, ensure_ascii=True, allow_nan=False).encode("ascii")
