"""Channels: the ways out that a configuration asks for."""

from __future__ import annotations

from collections.abc import Callable

from summarizer.delivery.configuration import DigestConfiguration
from summarizer.delivery.outbox import Channel
from summarizer.delivery.printing import PrintingChannel
from summarizer.delivery.site import open_site
from summarizer.delivery.smtp import open_mail
from summarizer.delivery.webhook import open_webhook


def open_channels(configuration: DigestConfiguration, *, show: Callable[[str], object]) -> tuple[Channel, ...]:
    """Make every channel, the site first, as the others link to it; `show` prints for standard output.

    Raises `SettingsError` for a secret that is not to be had, and a folder that can't be a site: before anything is
    fetched or paid for.
    """
    made: list[Channel] = []
    if configuration.site:
        made.append(open_site(configuration.site))
    if configuration.mail:
        made.append(open_mail(configuration.mail))
    made += [open_webhook(table) for table in configuration.webhook]
    if configuration.stdout:
        made.append(PrintingChannel(show))
    return tuple(made)
