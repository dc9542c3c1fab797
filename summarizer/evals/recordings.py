"""Recordings: replies of a model to the requests of a set, kept as files, so that anybody can have them again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from summarizer.clients import Completion, Request
from summarizer.clients.batch.replies import read_line
from summarizer.clients.replay import (
    How,
    Missing,
    Recording,
    ReplayClient,
    make_recording,
    read_recordings,
    recording_json,
)
from summarizer.clients.replies import NotACompletionError, read_reply
from summarizer.conversation import Setup
from summarizer.engine import Engine, read_paper
from summarizer.errors import InputError
from summarizer.evals.sets import EvalSet
from summarizer.jsonl import open_lines
from summarizer.store import JOURNAL, Journal, write_text_atomically


@dataclass(frozen=True)
class KeptReply:
    """A reply that came some time, and how."""

    completion: Completion
    recorded_at: str
    how: How


Replies = Mapping[str, KeptReply]
"""By the hash of the request."""


@dataclass(frozen=True)
class Taken:
    """What recording a set came to."""

    fresh: int
    """Recordings that were not there before."""
    kept: int
    """Recordings that were."""
    removed: int
    """Recordings that nothing asks for any more."""
    missing: tuple[Missing, ...]
    """Requests that no reply was found for."""


def journal_replies(place: Path, *, how: How = "journal") -> dict[str, KeptReply]:
    """Take the replies of ordinary runs from a cache folder, or from the journal's file; of two the last one.

    Raises `InputError` where there is no journal.
    """
    folder = place if place.is_dir() else place.parent
    journal = next((f for f in (folder / "journal", folder) if (f / JOURNAL).is_file()), None)
    if journal is None:
        raise InputError(f"{place}: expected a cache folder with a journal; found none")
    replies = {}
    for row in Journal(journal).rows():
        reply = _of_row(row, how)
        if reply is not None:
            replies[str(row["request_sha256"])] = reply
    return replies


def batch_replies(path: Path) -> dict[str, KeptReply]:
    """Take the replies from the output file of a batch; raises `InputError` where it holds none."""
    day = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds") if path.is_file() else ""
    replies = {}
    with open_lines(path) as lines:
        for raw in lines:
            line = read_line(raw)
            if line is not None and line.completion is not None:
                created = (line.completion.raw or {}).get("created")
                replies[line.id] = KeptReply(line.completion, _time(created) or day, "batch")
    if not replies:
        raise InputError(f"{path}: expected the output file of a batch; found no reply in it")
    return replies


def take(eval_set: EvalSet, setup: Setup, folder: Path, replies: Replies) -> Taken:
    """Record what a set asks of a model now, from replies that came before.

    What is recorded stays; what nothing asks for any more goes, once nothing is missing.
    """
    before = read_recordings(folder)
    recorder = _Recorder(before, replies, folder)
    engine = Engine(recorder, setup)
    for paper in eval_set.papers:
        read_paper(paper, engine)
    unused = sorted(before.keys() - recorder.replay.used.keys())
    stale = any(not missing.is_second for missing in recorder.replay.missing)
    if not stale:
        for name in unused:
            (folder / f"{name}.json").unlink()
    kept = len(before.keys() & recorder.replay.used.keys())
    return Taken(recorder.fresh, kept, 0 if stale else len(unused), tuple(recorder.replay.missing))


class _Recorder:
    """Answers from recordings, then from replies that came before, which it records."""

    name = "replay"

    def __init__(self, recordings: Mapping[str, Recording], replies: Replies, folder: Path) -> None:
        self._recorded = dict(recordings)  # grows, so that what follows a fresh recording is known for what it is
        self.replay = ReplayClient(self._recorded)
        self.fresh = 0
        self._replies = replies
        self._folder = folder

    def complete(self, request: Request) -> Completion:
        reply = self._replies.get(request.sha256)
        if request.sha256 in self._recorded or reply is None:
            return self.replay.complete(request)
        recording = make_recording(request, reply.completion, recorded_at=reply.recorded_at, how=reply.how)
        self._folder.mkdir(parents=True, exist_ok=True)
        write_text_atomically(self._folder / f"{request.sha256}.json", recording_json(recording))
        self._recorded[request.sha256] = recording
        self.fresh += 1
        return recording.completion


def _of_row(row: Mapping[str, Any], how: How) -> KeptReply | None:
    try:
        return KeptReply(read_reply(row["reply"]), str(row["created_at"]), how)
    except (NotACompletionError, KeyError):
        return None


def _time(seconds: Any) -> str | None:
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not 0 < seconds < 2**33:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
