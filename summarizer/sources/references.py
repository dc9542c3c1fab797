"""References: what a bibliography's entry says of a paper, whichever format it came in."""

from __future__ import annotations

import html
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from summarizer.errors import InputError, InputWarning
from summarizer.papers import Paper, Source, make_paper, normal_arxiv_id, normal_date, normal_doi
from summarizer.sources.html import seen_text

_ON_ARXIV = re.compile(r"arxiv|\bcorr\b", re.IGNORECASE)
_ARXIV_DOI = "10.48550/"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TAG = re.compile(r"</?[a-z][\w:]*\s*/?>", re.IGNORECASE)
_ITS_HEADING = re.compile(r"<(?:jats:)?title>\s*(?:abstract|summary)\s*[.:]?\s*</(?:jats:)?title>", re.IGNORECASE)
_TITLE = re.compile(r"<(/?)(?:jats:)?title>", re.IGNORECASE)
_JATS = re.compile(r"<(/?)jats:(?=\w)", re.IGNORECASE)
_SHOWN = 5
_NAMED = 20


@dataclass(frozen=True)
class Reference:
    """One entry, its texts plain."""

    key: str
    """Its name in the file, for messages."""
    title: str
    abstract: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    doi: str = ""
    published: str = ""
    eprint: str = ""
    """Its number in an archive, if that is arXiv's."""
    places: tuple[str, ...] = ()
    """What else may hold an arXiv number: journal, volume, notes."""

    def paper(self, source: Source) -> Paper:
        """Make its paper."""
        url = self.url if self.url.lower().startswith(("http://", "https://")) else None
        return make_paper(
            self.title,
            self.abstract,
            authors=self.authors,
            url=url,
            doi=self.doi,
            arxiv_id=self._arxiv_id(),
            published=normal_date(self.published),
            sources=(source,),
        )

    def _arxiv_id(self) -> str | None:
        """The arXiv number that the entry gives, or names among its other fields together with arXiv."""
        doi = normal_doi(self.doi) or ""
        sure = [self.eprint, doi if doi.startswith(_ARXIV_DOI) else ""]
        named = " ".join(self.places)
        return next(filter(None, map(normal_arxiv_id, sure)), None) or (
            normal_arxiv_id(named) if _ON_ARXIV.search(named) else None
        )


@dataclass(frozen=True)
class Broken:
    """An entry that can't be read."""

    line: int
    reason: str


def papers_of(entries: Iterable[Reference | Broken], where: str, *, kind: str) -> list[Paper]:
    """Make papers of a file's entries; each broken one is named by its line, and in one line those without abstract.

    Raises `InputError` where none can be read.
    """
    entries = list(entries)
    found = [entry for entry in entries if isinstance(entry, Reference)]
    broken = [entry for entry in entries if isinstance(entry, Broken)]
    if not found:
        why = f"line {broken[0].line}: {broken[0].reason}" if broken else "no entry at all"
        raise InputError(f"{where}: expected a bibliography; found no entry that can be read ({why})")
    for told in (*_left_out(broken, where), *_without_abstract(found, where)):
        warnings.warn(told, InputWarning, stacklevel=3)
    name = PurePath(where).name
    return [r.paper(Source(kind=kind, name=name, position=n)) for n, r in enumerate(found, 1)]


def _left_out(broken: Sequence[Broken], where: str) -> Iterator[str]:
    for entry in broken[:_NAMED]:
        yield f"{where}, line {entry.line}: left out: {entry.reason}"
    if len(broken) > _NAMED:
        yield f"{where}: {len(broken) - _NAMED:,} more entries are left out: they can't be read either"


def _without_abstract(found: Sequence[Reference], where: str) -> Iterator[str]:
    bare = [reference.key for reference in found if not reference.abstract]
    if bare:
        named = ", ".join(bare[:_SHOWN]) + (", …" if len(bare) > _SHOWN else "")
        yield f"{where}: {len(bare):,} of {len(found):,} entries have no abstract: {named}"


def without_markup(text: str) -> str:
    """A title or an abstract without the HTML or JATS that publishers leave in it, nor its own heading; a line a block.

    >>> without_markup("<jats:title>Abstract</jats:title><jats:p>Less CO<sub>2</sub> &amp; heat.</jats:p>")
    'Less CO2 & heat.'
    """
    if not _TAG.search(text):
        return " ".join(html.unescape(text).split())
    return seen_text(_JATS.sub(r"<\1", _TITLE.sub(r"<\1h4>", _ITS_HEADING.sub("", text))))


def whole_name(name: str) -> str:
    """A name as it is spoken: "Osei, Ama" is Ama Osei.

    >>> whole_name("van der Berg, Jan"), whole_name("Ama Osei")
    ('Jan van der Berg', 'Ama Osei')
    """
    family, _, given = name.partition(",")
    return " ".join(f"{given} {family}".split())


def date_of(year: str, month: str = "") -> str:
    """A year and a month, in figures or by name, as ISO 8601; nothing of what is no year.

    >>> date_of("2024", "nov"), date_of("2024", "3"), date_of("in press")
    ('2024-11', '2024-03', '')
    """
    found = re.search(r"\b(\d{4})\b", year)
    if found is None:
        return ""
    month = month.strip().lower()
    number = _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else int(month[:3]) if month.isdecimal() else 0
    return f"{found[1]}-{number:02d}" if 1 <= number <= 12 else found[1]


def first_of(values: Sequence[str | None]) -> str:
    """The first value that is not empty."""
    return next((value.strip() for value in values if value and value.strip()), "")
