"""Papers: what is read, and what makes two of them the same paper."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarizer.errors import InputError

ARXIV_ID = re.compile(
    r"(?:(?<![\d.])|(?<=ar[xX]iv\.))(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})(?!\d|\.\d)|(?<![\w.-])([a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7})(?!\d)"
)
ARXIV_ADDRESS = re.compile(r"arxiv|/papers/\d{4}\.\d", re.IGNORECASE)
DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
SLUG_CHARACTERS = 48


class Source(BaseModel):
    """Where a paper was met."""

    model_config = ConfigDict(frozen=True, extra="allow", use_attribute_docstrings=True)

    kind: str
    """What it was read from: `page`, `html`, `jsonl`, `json`, `text`, `memory`, `arxiv`, `feed`, `doi` …"""
    name: str = ""
    """The file's name or the address, without its folder."""
    date: str | None = None
    """The listing's date as written there ("Aug 26")."""
    position: int | None = None
    """Its place in the listing, from 1."""


class Paper(BaseModel):
    """A paper as it was given: title, abstract, and what else the source says of it."""

    model_config = ConfigDict(frozen=True, extra="allow", use_attribute_docstrings=True)

    id: str
    """arXiv id without version, else DOI, else a slug of the title."""
    title: str
    """The title exactly as it stands in the source, white space folded."""
    abstract: str = ""
    """The abstract word for word as it stands in the source; its line breaks are kept, other white space is folded."""
    text: str | None = None
    """The full text, where one was read; claims are then read from it instead of the abstract."""
    sections_read: tuple[str, ...] = ()
    """The sections of the full text that were read."""
    authors: tuple[str, ...] = ()
    """The authors' names."""
    url: str | None = None
    """The paper's own page, if the source gives one."""
    arxiv_id: str | None = None
    """arXiv id without version."""
    doi: str | None = None
    """DOI, lower case."""
    published: str | None = None
    """Date of publication, ISO 8601 where it could be read as a date."""
    sources: tuple[Source, ...] = ()
    """Every place where it was met, first one first."""
    sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    """Hash of the normalised title and text: a changed abstract is a new version."""

    @property
    def body(self) -> str:
        """The text that is read for claims: `text` where there is one, else the abstract."""
        return self.text or self.abstract

    @property
    def full_text(self) -> str:
        """Title and body as one text; every `span` counts code points of this."""
        return f"{self.title}\n{self.body}"

    @property
    def link(self) -> tuple[str, bool]:
        """An address for the paper, and whether it is the paper's own (else a search for its title)."""
        if self.arxiv_id:
            return f"https://arxiv.org/abs/{self.arxiv_id}", True
        if self.url and self.url.lower().startswith(("https://", "http://")):
            return self.url, True
        if self.doi:
            return f"https://doi.org/{self.doi}", True
        title = quote_plus(self.title, errors="replace")
        return f"https://arxiv.org/search/?searchtype=title&query={title}", False


_BLANKS = re.compile(r"[ \t\r]*(\n)[ \t\r]*|[ \t\r]{2,}|[\t\r]")
"""White space that is more than one blank, or another, and the line break in it."""


def make_paper(title: str, abstract: str = "", **fields: Any) -> Paper:
    """Make a paper from its title and abstract; id and hash are computed, ids are found in `url` where not given.

    `fields` are those of `Paper`; an `id` given there is kept.
    """
    title = " ".join(title.split())
    abstract = _BLANKS.sub(lambda blanks: blanks[1] or " ", abstract.strip())
    arxiv_id = normal_arxiv_id(fields.pop("arxiv_id", None) or fields.get("url") or "")
    doi = normal_doi(fields.pop("doi", None) or fields.get("url") or "")
    text = fields.get("text")
    identifier = fields.pop("id", None) or arxiv_id or doi or slug(title)
    fields.pop("sha256", None)
    return Paper(
        id=identifier,
        title=title,
        abstract=abstract,
        arxiv_id=arxiv_id,
        doi=doi,
        sha256=text_sha256(title, text or abstract),
        **fields,
    )


def normal_arxiv_id(text: str) -> str | None:
    """Return the arXiv id in an id, a URL or a DOI of arXiv's, without its version; None if there is none.

    In an address only arXiv's and its mirrors' numbers count: other sites number their pages alike.
    """
    if "://" in text and not ARXIV_ADDRESS.search(text):
        return None
    match = ARXIV_ID.search(text)
    return (match.group(1) or match.group(2)) if match else None


def normal_doi(text: str) -> str | None:
    """Return the DOI in a string, lower-cased and without trailing punctuation; None if there is none."""
    match = DOI.search(re.split(r"[?#]", text, maxsplit=1)[0] if "://" in text else text)
    if match is None:
        return None
    doi = match.group(0).rstrip(".,;").lower()
    return doi.rstrip(")].,;") if doi.count("(") < doi.count(")") or doi.count("[") < doi.count("]") else doi


def normal_date(text: str) -> str | None:
    """Return a date as ISO 8601 without its time; what can't be read as a date is returned as written.

    >>> normal_date("2024/08/26"), normal_date("2024-08-26T17:58:11.000Z"), normal_date("August 2024")
    ('2024-08-26', '2024-08-26', 'August 2024')
    """
    text = text.strip()
    try:
        return datetime.fromisoformat(text.replace("/", "-")).date().isoformat()
    except ValueError:
        return text or None


def slug(title: str) -> str:
    """Make a file-name-safe ASCII id from a title; titles without a Latin letter get a hash instead.

    >>> slug("Tern: A Quick & Small Decoder")
    'tern-a-quick-small-decoder'
    """
    words = _words(title)
    if not words:
        return f"paper-{_short_hash(title)}"
    return words[:SLUG_CHARACTERS].rstrip("-")


def _words(title: str) -> str:
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_title).strip("-")


def _short_hash(title: str) -> str:
    return hashlib.sha256(title.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def text_sha256(title: str, body: str) -> str:
    """Hash the normalised title and text: case, white space and Unicode form don't count, every other change does."""
    normal = unicodedata.normalize("NFKC", f"{title}\n{body}").casefold()
    return hashlib.sha256(" ".join(normal.split()).encode("utf-8", "surrogatepass")).hexdigest()


def merge(papers: Iterable[Paper]) -> list[Paper]:
    """Make one paper of each that was met twice, in order of first sight.

    Two are the same when id or title are, unless their arXiv ids or their DOIs contradict it. The first one's text
    stays, save where it has no abstract; `sources` of all are kept. Different papers never share an id: the later of
    two long titles that begin alike gets a hash at the end of its slug.
    """
    merged: dict[str, Paper] = {}
    by_title: dict[str, str] = {}
    for paper in papers:
        title = text_sha256(paper.title, "")
        twins = (merged[key] for key in (paper.id, by_title.get(title, "")) if key in merged)
        twin = next((t for t in twins if same_paper(t, paper)), None)
        if twin is None and paper.id in merged:
            paper = paper.model_copy(update={"id": f"{paper.id}-{_short_hash(paper.title + paper.abstract)}"})
            twin = merged.get(paper.id)
        merged[twin.id if twin else paper.id] = _join(twin, paper) if twin else paper
        by_title.setdefault(title, twin.id if twin else paper.id)
    return list(merged.values())


def same_paper(one: Paper, other: Paper) -> bool:
    """Tell whether two papers of the same id or title are one; differing arXiv ids, DOIs or words say they are not."""
    if one.arxiv_id and other.arxiv_id:
        return one.arxiv_id == other.arxiv_id
    if one.doi and other.doi and not any(p.doi and p.doi.startswith("10.48550/") for p in (one, other)):
        return one.doi == other.doi
    named_by_title = all(p.id == slug(p.title) for p in (one, other))
    return not named_by_title or _words(one.title) == _words(other.title)


def _join(first: Paper, again: Paper) -> Paper:
    fuller = (again.body and not first.body) or (again.text and not first.text)
    kept, other = (again, first) if fuller else (first, again)
    return kept.model_copy(
        update={
            "id": first.id,
            "authors": kept.authors or other.authors,
            "url": kept.url or other.url,
            "arxiv_id": kept.arxiv_id or other.arxiv_id,
            "doi": kept.doi or other.doi,
            "published": kept.published or other.published,
            "sources": tuple(dict.fromkeys(first.sources + again.sources)),
        }
    )


_ABSTRACT_NAMES = ("abstract", "summary")
_ADDRESS_NAMES = ("url", "link", "html_url")
_DATE_NAMES = ("published", "publishedAt", "published_at", "publication_date", "date")
_ID_NAMES = ("id", "arxiv_id", "doi")
_OTHER_NAMES = ("title", "authors", "text", "sections_read", "sources")
_FOREIGN = frozenset((*_OTHER_NAMES, *_ID_NAMES, *_ABSTRACT_NAMES, *_ADDRESS_NAMES, *_DATE_NAMES))


def read_paper(data: Mapping[str, Any], *, where: str = "paper", source: Source | None = None) -> Paper:
    """Make a paper of a JSON object: one of ours, or one whose fields carry other usual names.

    Read are title; abstract or summary; id, arxiv_id, doi; url or link; authors as names or `{name}`; published or
    publishedAt; all of them may stand inside `paper`, as the Hugging Face listing has it. `source` is where it was
    met, for papers that do not say so themselves. Raises `InputError` naming `where` and the field.
    """
    inner = data.get("paper")
    known = {k: v for k, v in {**data, **inner}.items() if k in _FOREIGN} if isinstance(inner, Mapping) else data
    title = known.get("title")
    if not isinstance(title, str) or not title.strip():
        if title is not None:
            raise InputError(f"{where}: title: expected a text; found {title!r:.80}")
        found = ", ".join(map(str, known)) or "none"
        raise InputError(f"{where}: expected a paper with a title and an abstract; found the fields: {found}")
    try:
        if "sha256" in known and "id" in known:
            return _own(known)
        return _foreign(known, where, source)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        field = ".".join(map(str, problem["loc"]))
        raise InputError(f"{where}: not a paper: {field}: {problem['msg']}") from error


def paper_json(paper: Paper) -> str:
    """Write a paper as one line of JSON, every field in it; half of a surrogate pair is written as an escape."""
    try:
        return paper.model_dump_json()
    except ValueError:
        return json.dumps(paper.model_dump(mode="json"), allow_nan=False)


def _own(fields: Mapping[str, Any]) -> Paper:
    paper = Paper.model_validate({k: v for k, v in fields.items() if k != "sha256"})
    return paper.model_copy(update={"sha256": text_sha256(paper.title, paper.body)})


def _foreign(fields: Mapping[str, Any], where: str, source: Source | None) -> Paper:
    taken = {k: v for k, v in fields.items() if k not in _FOREIGN and k != "sha256" and v is not None}
    taken |= {k: fields[k] for k in ("text", "sections_read", "sources") if fields.get(k)}
    if source is not None:
        taken.setdefault("sources", (source,))
    identifier, arxiv_id, doi = (_string(fields, (name,), where) for name in _ID_NAMES)
    published = _string(fields, _DATE_NAMES, where)
    return make_paper(
        str(fields["title"]),
        _string(fields, _ABSTRACT_NAMES, where) or "",
        id=(normal_arxiv_id(identifier) or identifier) if identifier else None,
        arxiv_id=arxiv_id or normal_arxiv_id(identifier or "") or normal_arxiv_id(doi or ""),
        doi=doi,
        url=_string(fields, _ADDRESS_NAMES, where),
        authors=_authors(fields.get("authors"), where),
        published=normal_date(published) if published else None,
        **taken,
    )


def _string(fields: Mapping[str, Any], names: Iterable[str], where: str) -> str | None:
    name, value = next(((n, fields[n]) for n in names if fields.get(n) is not None), ("", None))
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, int) and name not in _ABSTRACT_NAMES:
        return str(value)
    raise InputError(f"{where}: {name}: expected a string; found {type(value).__name__}")


def _authors(value: Any, where: str) -> tuple[str, ...]:
    if isinstance(value, str):
        value = re.split(r"\s*;\s*|\s+and\s+", value)
    if value is not None and not isinstance(value, (list, tuple)):
        raise InputError(f"{where}: authors: expected a list of names; found {type(value).__name__}")
    names = [a.get("name") or a.get("fullname") if isinstance(a, Mapping) else a for a in value or ()]
    return tuple(" ".join(n.split()) for n in names if isinstance(n, str) and n.strip())
