"""Vectors: how much papers are like each other by what an embedding model makes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from summarizer.clients.embeddings import Embedder
from summarizer.errors import SummarizerError
from summarizer.overviews import read_ones
from summarizer.papers import Paper
from summarizer.records import Record
from summarizer.similarity import Likeness, VectorLikeness

LONGEST = 2000
"""Characters of a paper that are looked at: what a model of 512 tokens takes, and more than most abstracts have."""


def likeness_by_vectors(
    records: Iterable[Record], open_embedder: Callable[[], Embedder], *, say: Callable[[str], object] = str
) -> Likeness | None:
    """Say how much the papers that could be read are alike, by the vectors that an embedder gives them.

    None where they can't be had, of which `say` gets a line that tells why: then the words they share do. A single
    paper is not asked about.
    """
    read = read_ones(records)
    if len(read) < 2:
        return None
    try:
        return VectorLikeness(open_embedder().embed([shown(record.paper) for record in read]))
    except SummarizerError as error:
        say(f"papers are compared by their words, no vectors were had: {error}")
        return None


def shown(paper: Paper) -> str:
    """What of a paper a model makes a vector of: title and abstract."""
    text = f"{paper.title}\n{paper.abstract or paper.body}".strip()
    return text[:LONGEST] or paper.id
