"""What earlier digests leave behind: papers that were seen, windows, failures in a row, papers to be tried again."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from summarizer.delivery.state import DigestState
from summarizer.overviews.gathering import best_by_metric, by_topic
from summarizer.papers import Paper, paper_json, read_paper, text_sha256
from summarizer.records import Record, read_record, record_json

KEPT_DAYS = 30
"""Days for which records of sent papers are kept; those that hold a best claim are kept for good."""
TRIES = 5
"""Digests in which a paper is tried before it is given up."""
BROKEN_DAYS = 5
"""Days in a row on which a source fails until that is worth a message of its own."""


# --- papers ----------------------------------------------------------------------------------------------------------


def unseen(state: DigestState, papers: Iterable[Paper], *, new_versions: bool = False) -> list[Paper]:
    """The papers that no digest has had: not by arXiv id, DOI, text, or title where they have no other name.

    With `new_versions` a later arXiv version of a seen paper counts as new.
    """
    return [paper for paper in papers if _is_new(state, paper, new_versions)]


def mark_seen(state: DigestState, papers: Iterable[Paper], day: date) -> None:
    """Remember papers; to be called inside a transaction."""
    for paper in papers:
        for key in _marks(paper):
            state.run(
                "INSERT INTO seen VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET version = max(version, ?2)",
                key,
                version_of(paper),
                day.isoformat(),
            )


def _is_new(state: DigestState, paper: Paper, new_versions: bool) -> bool:
    asked = (*_names(paper), *_by_title(paper))
    found = [row[0] for key in asked for row in state.rows("SELECT version FROM seen WHERE key = ?", key)]
    return not found or (new_versions and version_of(paper) > max(found))


def _names(paper: Paper) -> tuple[str, ...]:
    """What tells one paper from all others, whatever it was met in."""
    names = (
        ("arxiv", paper.arxiv_id),
        ("doi", paper.doi if not paper.arxiv_id else None),
        ("text", paper.sha256 if paper.body else None),
    )
    return tuple(f"{kind}:{name}" for kind, name in names if name)


def _marks(paper: Paper) -> tuple[str, ...]:
    return (*_names(paper), f"{'named' if _is_named(paper) else 'title'}:{text_sha256(paper.title, '')}")


def _by_title(paper: Paper) -> tuple[str, ...]:
    """A title is enough where one of two papers has no other name: two that have one may share a title."""
    title = text_sha256(paper.title, "")
    return (f"title:{title}",) if _is_named(paper) else (f"title:{title}", f"named:{title}")


def _is_named(paper: Paper) -> bool:
    return bool(paper.arxiv_id or paper.doi)


def version_of(paper: Paper) -> int:
    """The arXiv version that was met; the first where nobody says which."""
    versions = ((source.model_extra or {}).get("version") for source in paper.sources)
    return max((version for version in versions if isinstance(version, int)), default=1)


# --- records of what was sent ----------------------------------------------------------------------------------------


def keep_records(state: DigestState, records: Iterable[Record], day: date) -> None:
    """Keep what was read of sent papers; to be called inside a transaction."""
    for record in records:
        row = (record.paper.id, day.isoformat(), record_json(record))
        state.run("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", *row)


def earlier_records(state: DigestState) -> list[Record]:
    """The records that are kept, those of the latest digest first."""
    rows = state.rows("SELECT record FROM records ORDER BY day DESC, rowid")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a newer version wrote into it is nothing to tell every morning
        return [read_record(json.loads(row), where=f"{state.path}: records") for (row,) in rows]


def forget_records(state: DigestState, today: date) -> None:
    """Let go of records that are old and hold no best claim; to be called inside a transaction."""
    oldest = (today - timedelta(days=KEPT_DAYS)).isoformat()
    if not state.rows("SELECT 1 FROM records WHERE day < ? LIMIT 1", oldest):
        return
    held = {record.paper.id for part in by_topic(earlier_records(state)) for record, _ in best_by_metric(part.records)}
    for (paper_id,) in state.rows("SELECT paper_id FROM records WHERE day < ?", oldest):
        if paper_id not in held:
            state.run("DELETE FROM records WHERE paper_id = ?", paper_id)


# --- papers that could not be read -----------------------------------------------------------------------------------


def to_retry(state: DigestState) -> list[Paper]:
    """The papers that could not be read and are tried again."""
    rows = state.rows("SELECT paper FROM retries ORDER BY rowid")
    return [read_paper(json.loads(row), where=f"{state.path}: retries") for (row,) in rows]


def settle_retries(state: DigestState, records: Sequence[Record], day: date) -> None:
    """Remember which papers could not be read; one that was tried `TRIES` times counts as seen.

    To be called inside a transaction. What a run of its own limits left unread was not tried.
    """
    for record in records:
        if record.status == "ok":
            state.run("DELETE FROM retries WHERE paper_id = ?", record.paper.id)
            continue
        tried = int(record.error is None or record.error.kind != "stopped")
        state.run(
            "INSERT INTO retries VALUES (?, ?, ?) ON CONFLICT (paper_id) DO UPDATE SET paper = ?2, tries = tries + ?3",
            record.paper.id,
            paper_json(record.paper),
            tried,
        )
    mark_seen(state, [read_paper(json.loads(row)) for (row,) in _given_up(state)], day)
    state.run("DELETE FROM retries WHERE tries >= ?", TRIES)


def _given_up(state: DigestState) -> list[tuple[str]]:
    return [(row,) for (row,) in state.rows("SELECT paper FROM retries WHERE tries >= ?", TRIES)]


# --- sources ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Broken:
    """A source that has failed for days."""

    source: str
    days: int
    """Days in a row."""
    last_good: date | None
    """None where it never worked."""


def since_of(state: DigestState, source: str) -> date | None:
    """The first listing day that a source is to be asked for; None where it was never fetched."""
    rows = state.rows("SELECT since FROM windows WHERE source = ?", source)
    return date.fromisoformat(rows[0][0]) if rows else None


def last_good(state: DigestState, source: str) -> date | None:
    """The day on which a source was last fetched."""
    rows = state.rows("SELECT good FROM windows WHERE source = ?", source)
    return date.fromisoformat(rows[0][0]) if rows else None


def move_window(state: DigestState, source: str, since: date, day: date) -> None:
    """Remember that a source was fetched, and from where on to ask it next; to be called inside a transaction."""
    state.run("INSERT OR REPLACE INTO windows VALUES (?, ?, ?)", source, since.isoformat(), day.isoformat())
    state.run("DELETE FROM failures WHERE source = ?", source)


def count_failure(state: DigestState, source: str, day: date) -> None:
    """Remember that a source failed; once a day counts. To be called inside a transaction."""
    state.run(
        "INSERT INTO failures VALUES (?1, 1, ?2, 0) "
        "ON CONFLICT (source) DO UPDATE SET days = days + (last <> ?2), last = ?2",
        source,
        day.isoformat(),
    )


def newly_broken(state: DigestState) -> Iterator[Broken]:
    """The sources that have failed for `BROKEN_DAYS` days, and of which nobody was told yet."""
    rows = state.rows("SELECT source, days FROM failures WHERE days >= ? AND NOT alerted ORDER BY source", BROKEN_DAYS)
    return (Broken(source, days, last_good(state, source)) for source, days in rows)


def mark_alerted(state: DigestState, source: str) -> None:
    """Remember that somebody was told; to be called inside a transaction."""
    state.run("UPDATE failures SET alerted = 1 WHERE source = ?", source)
