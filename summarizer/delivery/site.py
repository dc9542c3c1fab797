"""The site: a folder with a page a day, the latest one at its front, and the feeds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

from summarizer.delivery.configuration import SiteTable
from summarizer.delivery.contents import Content
from summarizer.delivery.outbox import Attempt, Parcel
from summarizer.errors import SettingsError, SummarizerError
from summarizer.store import write_text_atomically

MARK = ".summarizer-site"
"""The file that makes a folder a site of this toolkit's."""
FRONT = "index.html"
FEED_ENTRIES = 100
_OTHERS = ("index.html", "digest.md", "records.jsonl", "claims.csv", "feed.xml", "feed.json")
"""Files that are of a digest, or of somebody else's site, where the mark is missing."""


@dataclass(frozen=True)
class SiteChannel:
    """A folder that is served as a site."""

    table: SiteTable

    @property
    def name(self) -> str:
        """`site`."""
        return "site"

    @property
    def recipients(self) -> tuple[str, ...]:
        """The folder."""
        return (str(self.table.folder),)

    def pack(self, content: Content) -> bytes:
        """The files by their paths, as JSON; the front page is the last one."""
        day = content.edition.day or content.edition.now.date()
        page = _page(content)
        files = {f"{day}/{FRONT}": page, **_feeds(content, self.table.url), FRONT: page}
        return json.dumps(files).encode("ascii")

    def pack_warning(self, content: Content) -> None:  # noqa: ARG002
        """Nobody looks at a site for warnings."""
        return

    def send(self, parcel: Parcel) -> Iterator[Attempt]:
        """Write the files, each whole or not at all, the front page when all it leads to is there."""
        for folder in parcel.recipients:
            try:
                _write(Path(folder), json.loads(parcel.body), parcel.day)
            except SummarizerError as error:
                yield Attempt(folder, "later", str(error))
            except OSError as error:
                yield Attempt(folder, "later", f"{error.filename or folder}: {error.strerror or error}")
            else:
                yield Attempt(folder, "sent")


def open_site(table: SiteTable) -> SiteChannel:
    """Make the channel; raises `SettingsError` for a folder that holds something else, such as a digest's files."""
    if (table.folder / MARK).is_file():
        return SiteChannel(table)
    if table.folder.exists() and not table.folder.is_dir():
        raise SettingsError(f"site: {table.folder} is no folder; name another")
    found = next((name for name in _OTHERS if (table.folder / name).exists()), None)
    if found is not None:
        said = "would be written over; name an empty folder for the site"
        raise SettingsError(f"site: {table.folder} holds something else: {found} {said}")
    return SiteChannel(table)


def _page(content: Content) -> str:
    from summarizer.comparison import compare
    from summarizer.overviews import overview
    from summarizer.render import page
    from summarizer.render.edition import remarks

    edition = content.edition
    records = edition.records
    view = overview(records, topics=content.topics).model_copy(update={"since": edition.since})
    title = f"{edition.heading}, {edition.date}"
    choice = replace(edition.choice, notes=remarks(edition))
    return page(records, comparison=compare(records), overview=view, title=title, now=edition.now, choice=choice)


def _feeds(content: Content, url: str | None) -> Mapping[str, str]:
    from summarizer.render.feeds import atom, json_feed

    records = (*content.edition.records, *content.earlier)[:FEED_ENTRIES]
    edition = replace(content.edition, records=records)
    atom_url, json_url = (urljoin(url, name) if url else None for name in ("feed.xml", "feed.json"))
    return {
        "feed.xml": atom(edition, home=url, address=atom_url),
        "feed.json": json_feed(edition, home=url, address=json_url),
    }


def _write(folder: Path, files: Mapping[str, str], day: date) -> None:
    """Write the files; of one that was left of an earlier day than others only the day's own page."""
    folder.mkdir(parents=True, exist_ok=True)
    write_text_atomically(folder / MARK, "This folder is written by summarizer digest; it replaces what is in it.\n")
    late = any(page.parent.name > str(day) for page in folder.glob(f"[0-9]*-[0-9]*-[0-9]*/{FRONT}"))
    for name, text in files.items():
        if late and "/" not in name:
            continue
        (folder / name).parent.mkdir(exist_ok=True)
        write_text_atomically(folder / name, text)
