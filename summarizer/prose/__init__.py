"""Prose: what a model writes about the topics of an overview and the groups of a comparison.

A call a topic or group, over verified claims and results by their ids, through the same client as papers: cached,
counted and limited alike. Every sentence cites what it rests on, and none is kept that says more than that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from summarizer.engine import Engine, Exchange
from summarizer.errors import RequestError, RunStoppedError
from summarizer.overviews import NO_TOPIC
from summarizer.progress import track
from summarizer.prompts import load_template
from summarizer.prose.composing import Composed, compose, first_request
from summarizer.prose.material import Material, group_material, topic_material
from summarizer.records import Record
from summarizer.render.words import count
from summarizer.views import Comparison, Overview, TopicOverview

__all__ = ["write_comparison", "write_overview"]

K = TypeVar("K", str, int)

MOST_GROUPS = 12
"""Groups of a comparison that are written about, largest first."""


def write_overview(
    overview: Overview,
    records: Sequence[Record],
    engine: Engine,
    *,
    workers: int = 8,
    say: Callable[[str], object] = str,
    progress: bool | None = False,
) -> Overview:
    """Have the engine's model write about each topic of an overview of these records, a call a topic.

    A topic of which nothing came keeps its fixed wording, and `say` gets one line that tells how many and why.
    Sentences that did not hold are added to `dropped_sentences`.
    """
    topics = {topic.id: topic_material(topic, records) for topic in overview.topics if _is_told_of(topic)}
    written = _write(topics, _Desk(engine, "overview", "topic"), workers=workers, say=say, progress=progress)
    return overview.model_copy(
        update={
            "topics": tuple(_with_prose(topic, written.get(topic.id)) for topic in overview.topics),
            "dropped_sentences": overview.dropped_sentences + sum(found.dropped for found in written.values()),
        }
    )


def write_comparison(
    comparison: Comparison,
    records: Sequence[Record],
    engine: Engine,
    *,
    workers: int = 8,
    say: Callable[[str], object] = str,
    progress: bool | None = False,
) -> Comparison:
    """Have the engine's model write about the groups of a comparison of these records, a call a group.

    Groups of a single claim get none, nor those behind the `MOST_GROUPS` largest; else as `write_overview`.
    """
    told = [place for place, group in enumerate(comparison.groups) if len(group.rows) > 1][:MOST_GROUPS]
    groups = {place: group_material(comparison.groups[place], records) for place in told}
    written = _write(groups, _Desk(engine, "compare", "group"), workers=workers, say=say, progress=progress)
    groups_told = [
        group.model_copy(update={"prose": written[place].sentences}) if place in written else group
        for place, group in enumerate(comparison.groups)
    ]
    dropped = sum(composed.dropped for composed in written.values())
    return comparison.model_copy(update={"groups": tuple(groups_told), "dropped_sentences": dropped})


def _is_told_of(topic: TopicOverview) -> bool:
    """Whether there is anything to be said that a list would not say."""
    return topic.id != NO_TOPIC and (len(topic.papers) > 1 or topic.claims > 0)


def _with_prose(topic: TopicOverview, composed: Composed | None) -> TopicOverview:
    if composed is None or not composed.sentences:
        return topic
    return topic.model_copy(update={"prose": composed.sentences, "written_by": composed.model})


# --- asking ----------------------------------------------------------------------------------------------------------


def _write(
    materials: Mapping[K, Material], desk: _Desk, *, workers: int, say: Callable[[str], object], progress: bool | None
) -> dict[K, Composed]:
    """What came of each material, many asked about at a time."""
    if desk.engine.setup.prompts is None:
        say("prose needs a model: name an endpoint by --base-url; the fixed wording stays")
        return {}
    pool = ThreadPoolExecutor(max(1, workers), thread_name_prefix="prose")
    try:
        answers = track(pool.map(desk.write, materials.values()), total=len(materials), label="writing", shown=progress)
        found = dict(zip(materials, answers, strict=True))
    except BaseException:  # interrupted: nothing more is sent, nor waited for
        if desk.engine.line:
            desk.engine.line.stop()
            desk.engine.line.close()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()
    desk.tell(say, len(materials))
    return {key: composed for key, composed in found.items() if composed is not None}


class _Desk:
    """Where materials are written about: what they share, and why some came to nothing."""

    def __init__(self, engine: Engine, prompt: str, heading: str) -> None:
        self.engine = engine
        self._template = load_template(prompt)
        self._heading = heading
        self._stopped: RequestError | None = None
        self._reasons: list[str] = []

    def write(self, material: Material) -> Composed | None:
        """Write about one material; None where that came to nothing."""
        if self._stopped is not None:
            self._reasons.append(_told(self._stopped))
            return None
        request = first_request(material, self._template, self.engine.setup, self._heading)
        try:
            composed = Exchange(self.engine.client).hold(compose(material, request, self.engine.setup))
        except RequestError as error:
            if isinstance(error, RunStoppedError):
                self._stopped = error
            elif self.engine.ledger:
                self.engine.ledger.give_up(request, error)
            self._reasons.append(_told(self._stopped or error))
            return None
        if self.engine.ledger and composed.settled and not composed.kept.settled:
            self.engine.ledger.settle(composed.request, composed.kept, composed.trail)
        if not composed.sentences:
            self._reasons.append("no sentence said only what its claims say")
        return composed

    def tell(self, say: Callable[[str], object], total: int) -> None:
        """Say in one line of how many nothing came, and why; nothing where all is well."""
        reasons = Counter(self._reasons).most_common()
        if reasons:
            why = "; ".join(f"{reason} ({n})" if len(reasons) > 1 else reason for reason, n in reasons)
            say(f"no prose for {len(self._reasons)} of {count(total, self._heading)}: {why}")


def _told(error: RequestError) -> str:
    return f"{error.kind}: {error.message}"
