"""Filters: which claims are compared at all, asked for by the names that readers use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import get_args

from summarizer.comparison.entries import Entry, entry
from summarizer.comparison.names import Names, Setting
from summarizer.comparison.suggestions import lookalikes, suggestions
from summarizer.errors import SettingsError, did_you_mean
from summarizer.folding import folded
from summarizer.records import METRICS, Phase, Record
from summarizer.topics import Topics
from summarizer.views import Filters


def check(filters: Filters, records: Iterable[Record], topics: Topics) -> None:
    """Refuse a metric, a phase, a topic or a factor that is none; raises `SettingsError`, naming what is expected.

    A topic is one of `topics`, or of those that the records name.
    """
    least = filters.get("min_factor")
    # a NaN is neither above nor below
    if least is not None and not (isinstance(least, int | float) and least >= 0):
        raise SettingsError(f"no factor {least!r}; expected a number from 0 on")
    for name, value, known in (
        ("metric", filters.get("metric"), METRICS),
        ("phase", filters.get("phase"), get_args(Phase)),
    ):
        if value is not None and value not in known:
            raise SettingsError(f"no {name} {value!r}{did_you_mean(str(value), known)}")
    if topic := filters.get("topic"):
        slugs = dict.fromkeys((*topics.slugs, *(slug for record in records for slug in record.topics)))
        if _slug(topic) not in slugs:
            raise SettingsError(f"no topic {topic!r}{did_you_mean(_slug(topic), slugs)}")


def told(filters: Filters) -> dict[str, str]:
    """What is asked for, by name, as words; what is left at its default is not told."""
    given = {name: value for name, value in filters.items() if name != "verified_only" and value is not None}
    words = {name: f"{value:g}" if isinstance(value, float) else str(value) for name, value in given.items()}
    return words if filters.get("verified_only", True) else {**words, "verified_only": "no"}


def entries_of(records: Iterable[Record], filters: Filters, names: Names) -> Iterator[Entry]:
    """The claims that pass metric, phase, topic and setting, ready to be compared, whatever their verdict."""
    measured_in = _measured_in(filters.get("setting"), names)
    metric, phase, topic = filters.get("metric"), filters.get("phase"), filters.get("topic")
    for record in records:
        if topic and _slug(topic) not in record.topics:
            continue
        for claim in record.claims:
            if metric in (None, claim.metric) and phase in (None, claim.phase):
                found = entry(record, claim, names)
                if measured_in(found):
                    yield found


def wanted(filters: Filters, names: Names) -> Callable[[Entry], bool]:
    """Whether a claim passes baseline and smallest factor."""
    baseline, least = filters.get("baseline"), filters.get("min_factor")
    against = set(names.name(baseline).parts)

    def passes(found: Entry) -> bool:
        if least is not None and (found.factor is None or found.factor < least):
            return False
        if not baseline:
            return True
        named = bool(against) or found.baseline.vague  # "the baseline" asks for what is not named
        return bool(found.claim.baseline) and named and against <= set(found.baseline.parts)

    return passes


def hints(records: Sequence[Record], filters: Filters, names: Names) -> list[str]:
    """Say what may have been meant by a baseline or setting, what is only spelt like it, and that a topic is unmet."""
    found: list[str] = []
    claims = [claim for record in records for claim in record.claims]
    if baseline := filters.get("baseline"):
        known = {names.name(claim.baseline).parts: claim.baseline for claim in reversed(claims) if claim.baseline}
        against = set(names.name(baseline).parts)
        found += _hint("baseline", baseline, [(text, against <= set(parts)) for parts, text in known.items()])
    if setting := filters.get("setting"):
        inside = _inside(setting, names)
        measured = {names.setting(claim): claim.setting for claim in reversed(claims) if claim.setting}
        found += _hint("setting", setting, [(text, inside(place)) for place, text in measured.items()])
    if topic := filters.get("topic"):
        met = any(_slug(topic) in record.topics for record in records)
        found += [] if met else [f"no paper has the topic “{topic}”"]
    return found


def strict_hints(placed: Iterable[Entry]) -> list[str]:
    """Say which baselines count as two though they are spelt alike."""
    known = {" + ".join(found.baseline.parts): found.claim.baseline or "" for found in placed if found.baseline.parts}
    pairs = lookalikes(known)
    return [f"“{one}” and “{other}” count as two baselines; an alias would join them" for one, other in pairs]


def _hint(what: str, asked: str, known: Sequence[tuple[str, bool]]) -> list[str]:
    """What to say of a name asked for, given the known ones and whether each is the same."""
    near = suggestions(asked, (text for text, same in known if not same))
    listed = ", ".join(f"“{name}”" for name in near)
    if any(same for _, same in known):
        return [f"{what} “{asked}” is not taken for {listed}"] if near else []
    return [f"no claim has the {what} “{asked}”" + (f"; did you mean {listed}?" if near else "")]


def _measured_in(setting: str | None, names: Names) -> Callable[[Entry], bool]:
    if not setting:
        return lambda _: True
    inside = _inside(setting, names)
    return lambda found: inside(found.setting)


def _inside(setting: str, names: Names) -> Callable[[Setting], bool]:
    """Whether a setting says all that is asked for."""
    asked = names.place(setting)
    return lambda place: bool(asked) and asked.parts <= place.parts and asked.devices <= place.devices


def _slug(topic: str) -> str:
    return folded(topic).replace(" ", "-")
