"""Profiles: what somebody wants to read, and which papers of a listing that makes the first ones, with the reasons."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from summarizer.errors import InputError, SettingsError, did_you_mean
from summarizer.papers import Paper
from summarizer.records import Record
from summarizer.similarity import PlainLikeness
from summarizer.tables import read_tables
from summarizer.topics import Topics

AUTHOR = 3.0
KEYWORD_IN_TITLE = 2.0
KEYWORD = 1.0
MAIN_TOPIC = 1.5
TOPIC = 1.0
VENUE = 1.0
LIKENESS = 4.0
"""Weight of a cosine of 1; one of 0.25 counts like a keyword in the abstract."""
LEAST_LIKE = 0.1
"""Cosine under which two papers share no more than the words of their field."""
NO_MATCH = "listed, with nothing of your profile in it"
"""Said of a paper that nothing speaks for."""

_TITLE_SHOWN = 80
_VENUE_FIELDS = ("venue", "journal", "journal_ref", "booktitle", "conference", "comment", "comments")
_APART = r"[\s\u2010-\u2013-]+"


@dataclass(frozen=True)
class Profile:
    """What somebody wants to read."""

    topics: tuple[str, ...] = ()
    """Slugs of topics."""
    keywords: tuple[str, ...] = ()
    """Words or phrases of a title or an abstract; case, hyphens and a plural's s don't count."""
    authors: tuple[str, ...] = ()
    """People one follows; a first name may be an initial."""
    venues: tuple[str, ...] = ()
    """Conferences and journals."""
    liked: tuple[Paper, ...] = ()
    """Papers one liked."""


@dataclass(frozen=True)
class Ranking:
    """Records in the order in which somebody wants to read them."""

    records: tuple[Record, ...]
    """Those that most speaks for first; equal ones, and those that nothing speaks for, in the listing's order.

    Papers that could not be read come last.
    """
    reasons: Mapping[str, tuple[str, ...]]
    """By paper id, why it stands where it does, the weightiest reason first; every paper has at least one."""


def load_profile(path: Path, topics: Topics) -> Profile:
    """Read a profile from a TOML file, and the papers one liked from the files that `liked` names, seen from there.

    Raises `SettingsError` for an unknown key or topic, naming the nearest, and for a value that can't be right;
    `InputError` where the liked papers can't be read.
    """
    table = read_tables(path, "the profile")
    known = [field.name for field in fields(Profile)]
    for name in table:
        if name not in known:
            raise SettingsError(f"{path}: unknown key {name!r}{did_you_mean(name, known)}")
    values = {name: _texts(value, f"{path}: {name}") for name, value in table.items()}
    for slug in values.get("topics", ()):
        if slug not in topics.slugs:
            raise SettingsError(f"{path}: topics: no topic {slug!r}{did_you_mean(slug, topics.slugs)}")
    return Profile(**{**values, "liked": _papers(values.get("liked", ()), path)})  # type: ignore[arg-type]


def rank(records: Sequence[Record], profile: Profile, topics: Topics) -> Ranking:
    """Order records by how much of the profile speaks for each of them."""
    alike = _alike([record.paper for record in records], profile.liked)
    found = [
        sorted((*_matches(record, profile, topics), *like), key=lambda match: -match[1])
        for record, like in zip(records, alike, strict=True)
    ]
    weights = [round(sum(weight for _, weight in matches), 6) for matches in found]
    order = sorted(range(len(records)), key=lambda place: (records[place].status == "failed", -weights[place]))
    reasons = {
        records[place].paper.id: tuple(dict.fromkeys(reason for reason, _ in found[place])) or (NO_MATCH,)
        for place in order
    }
    return Ranking(tuple(records[place] for place in order), reasons)


# --- what speaks for a paper -----------------------------------------------------------------------------------------

_Match = tuple[str, float]
"""A reason and its weight."""


def _matches(record: Record, profile: Profile, topics: Topics) -> Iterator[_Match]:
    paper = record.paper
    for author in paper.authors:
        if any(_same_person(author, name) for name in profile.authors):
            yield f"by an author you follow: {author}", AUTHOR
    title, body = _plain(paper.title), _plain(paper.abstract or paper.body)
    for keyword in profile.keywords:
        form = _form(keyword)
        if form.search(title):
            yield f"keyword: {keyword}", KEYWORD_IN_TITLE
        elif form.search(body):
            yield f"keyword: {keyword}", KEYWORD
    for slug in profile.topics:
        if slug in record.topics:
            yield f"topic: {topics.name(slug)}", MAIN_TOPIC if slug == record.primary_topic else TOPIC
    said = _plain("\n".join(_venue_texts(paper)))
    for venue in profile.venues:
        if _form(venue).search(said):
            yield f"venue: {venue}", VENUE


def _alike(papers: Sequence[Paper], liked: Sequence[Paper]) -> list[list[_Match]]:
    """For each paper the liked one it is most like, if any; a paper that was liked itself is not like itself."""
    likeness = PlainLikeness([f"{paper.title}\n{paper.abstract or paper.body}" for paper in (*liked, *papers)])
    best: dict[int, tuple[float, Paper]] = {}
    for one, scores in zip(liked, islice(likeness.scores(), len(liked)), strict=True):
        for other, score in scores:
            place = other - len(liked)
            if place >= 0 and score >= LEAST_LIKE and papers[place].id != one.id and score > best.get(place, (0.0,))[0]:
                best[place] = (score, one)
    return [
        [(f"like: {_short(best[place][1].title)} ({best[place][0]:.2f})", LIKENESS * best[place][0])]
        if place in best
        else []
        for place in range(len(papers))
    ]


def _short(title: str) -> str:
    return title if len(title) <= _TITLE_SHOWN else f"{title[: _TITLE_SHOWN - 1].rstrip()}…"


def _form(phrase: str) -> re.Pattern[str]:
    """A phrase as whole words of a plain text, with or without hyphens and a plural's s."""
    words = [re.escape(word) for word in re.split(_APART, _plain(phrase).strip()) if word]
    return re.compile(rf"(?<!\w){_APART.join(words)}s?(?!\w)")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _venue_texts(paper: Paper) -> Iterator[str]:
    extra = paper.model_extra or {}
    yield from (value for name in _VENUE_FIELDS if isinstance(value := extra.get(name), str))


# --- people ----------------------------------------------------------------------------------------------------------


def _same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's: one family name, and first names that are equal or initials of each other.

    >>> _same_person("Erdős, P.", "Paul Erdos"), _same_person("Pia Erdős", "Paul Erdős")
    (True, False)
    """
    (given, family), (other_given, other_family) = _name(one), _name(other)
    if not family or family != other_family:
        return False
    firsts = (given[0], other_given[0]) if given and other_given else None
    return firsts is None or firsts[0] == firsts[1] or (min(map(len, firsts)) == 1 and firsts[0][0] == firsts[1][0])


@lru_cache(maxsize=2**16)  # each author is held against each name of a profile
def _name(name: str) -> tuple[tuple[str, ...], str]:
    """A name's words before the last, and the last, without accents and case, as it is spoken."""
    marks = unicodedata.normalize("NFKD", name)
    bare = "".join(char for char in marks if not unicodedata.combining(char)).casefold()
    family, _, given = bare.partition(",")
    words = tuple(re.findall(r"\w+", f"{given} {family}"))
    return words[:-1], words[-1] if words else ""


# --- the file --------------------------------------------------------------------------------------------------------


def _texts(value: Any, where: str) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(v, str) and re.search(r"\w", v) for v in values):
        raise SettingsError(f"{where}: expected a text or a list of texts, found {value!r:.80}")
    return tuple(dict.fromkeys(text.strip() for text in values))


def _papers(names: Iterable[str], profile: Path) -> tuple[Paper, ...]:
    from summarizer.sources import load_papers

    folder = profile.parent.absolute()  # so that no name is one of a source over the network
    try:
        return tuple(load_papers([str(folder / os.path.expanduser(name)) for name in names]))
    except InputError as error:
        raise InputError(f"{profile}: liked: {error}") from error
