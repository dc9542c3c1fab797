"""Embeddings: the vectors that a model gives texts, by which it is told how much these are like each other.

The second and smaller seam to a model, `embed(texts) -> vectors`: over the same line to a server as completions, so
that vectors are retried, paced, counted and limited alike, and kept in the same cache, a row a text.
"""

from __future__ import annotations

import hashlib
import math
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

from summarizer.clients import canonical_json
from summarizer.clients.replies import NotACompletionError, one_line, read_error
from summarizer.errors import RequestError

if TYPE_CHECKING:
    from summarizer.clients.openai import OpenAIClient
    from summarizer.clients.responses import Responses

BATCH = 32
"""Texts of a request: as many as the strictest of the common servers takes (text-embeddings-inference, as it comes)."""
LARGEST = 1e30
"""No number of a vector is anywhere near; its square is still a number."""

Vector = Sequence[float]
"""32-bit numbers: `array("f")`, an eighth of the memory of a list of them."""


class Embedder(Protocol):
    """Anything that gives texts vectors."""

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """Give a vector for each text, all of one length; raises `RequestError` where they can't be had."""
        ...


class OpenAIEmbedder:
    """Gives the vectors of a model behind a base URL, all texts in one request; raises as `OpenAIClient.complete`.

    `count` says how many tokens a text is, for where a limit wants to know: else a quarter of its characters is taken.
    """

    def __init__(self, client: OpenAIClient, model: str, *, count: Callable[[str], int] | None = None) -> None:
        self._client = client
        self._model = model
        self._count = count or (lambda text: len(text) // 4)

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """Give a vector for each text, in their order."""
        return self._client.post(
            "/embeddings",
            {"model": self._model, "input": list(texts)},
            read=lambda body: read_vectors(body, len(texts)),
            count=lambda: sum(map(self._count, texts)),
            option="--embedding-model",
        )

    def close(self) -> None:
        """Send nothing more, and break off what is on its way."""
        self._client.close()


class CachedEmbedder:
    """An embedder that asks its inner one only for texts that the cache does not hold, `BATCH` at a time.

    Each batch is kept as soon as it is there, so that what was paid for before one fails is not paid for again;
    `workers` are asked for at once. Raises `RequestError` (`invalid_schema`) where vectors differ in length, too.
    """

    def __init__(self, inner: OpenAIEmbedder, cache: Responses, base_url: str, model: str, *, workers: int = 8) -> None:
        self._inner = inner
        self._cache = cache
        self._base_url = base_url
        self._model = model
        self._workers = workers

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """Give a vector for each text, in their order."""
        different = list(dict.fromkeys(texts))
        known = {text: vector for text in different if (vector := self._look_up(text)) is not None}
        missing = [text for text in different if text not in known]
        known.update(self._ask([missing[at : at + BATCH] for at in range(0, len(missing), BATCH)]))
        _check_lengths(known.values())
        return [known[text] for text in texts]

    def _look_up(self, text: str) -> Vector | None:
        row = self._cache.get(embedding_key(text, self._model, self._base_url))
        return _vector(row.get("vector")) if row else None

    def _ask(self, batches: Sequence[list[str]]) -> Iterator[tuple[str, Vector]]:
        pool = ThreadPoolExecutor(self._workers, thread_name_prefix="embed")
        asked: list[Future[list[Vector]]] = [pool.submit(self._ask_one, batch) for batch in batches]
        try:
            for batch, found in zip(batches, asked, strict=True):
                yield from zip(batch, found.result(), strict=True)
        except RequestError:
            pool.shutdown(cancel_futures=True)  # what is on its way is paid for, and kept
            raise
        except BaseException:  # interrupted: nothing more is sent, nor waited for
            self._inner.close()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        pool.shutdown()

    def _ask_one(self, batch: list[str]) -> list[Vector]:
        vectors = self._inner.embed(batch)
        for text, vector in zip(batch, vectors, strict=True):
            key = embedding_key(text, self._model, self._base_url)
            row = {"vector": _shortest(vector), "model": self._model, "created_at": _now()}
            if not self._cache.put(key, row):
                self._cache.unsaved.add(key)
        return vectors


def embedding_key(text: str, model: str, base_url: str) -> str:
    """Name the vector of a text: base URL, model and text count, and nothing else."""
    parts = {"base_url": base_url.rstrip("/"), "embedding": {"model": model, "text": text}}
    return hashlib.sha256(canonical_json(parts).encode("utf-8", "surrogatepass")).hexdigest()


def read_vectors(body: Any, number: int) -> list[Vector]:
    """Read so many vectors from a server's list of embeddings, in the order of the texts.

    Raises `NotACompletionError` for what is no such list (a gateway's page), `RequestError` for a list that is wrong: a
    vector too few, no finite number, or other lengths, which the same request would most likely meet again.
    """
    rows = body.get("data") if isinstance(body, Mapping) else None
    if not isinstance(rows, list) or not rows:
        if said := read_error(body).message:
            raise RequestError("rejected", f"the server gives no vectors: {one_line(said)}")
        raise NotACompletionError("it is no list of embeddings")
    if len(rows) != number:
        raise RequestError("invalid_schema", f"the server gives {len(rows)} vectors for {number} texts")
    vectors = [_vector(row.get("embedding") if isinstance(row, Mapping) else None) for row in _in_order(rows)]
    whole = [vector for vector in vectors if vector is not None]
    if len(whole) < number:
        raise RequestError("invalid_schema", "the server gives vectors that are no finite numbers, or only zeros")
    _check_lengths(whole)
    return whole


def _in_order(rows: list[Any]) -> list[Any]:
    """The rows as they are numbered; as they stand where no row has a number."""
    numbers = [row.get("index") if isinstance(row, Mapping) else None for row in rows]
    if all(number is None for number in numbers):
        return rows
    placed = dict(zip(numbers, rows, strict=True))
    if placed.keys() != set(range(len(rows))):
        raise RequestError("invalid_schema", "the server numbers its vectors in a way that fits no order of the texts")
    return [placed[number] for number in range(len(rows))]


def _vector(value: Any) -> Vector | None:
    """A vector; None for anything else, also for one without a direction."""
    if not isinstance(value, list) or not all(type(number) in (int, float) for number in value):
        return None
    if not any(value) or not all(math.isfinite(number) and abs(number) < LARGEST for number in value):
        return None
    return array("f", value)


def _check_lengths(vectors: Any) -> None:
    lengths = sorted({len(vector) for vector in vectors})
    if len(lengths) > 1:
        told = " and ".join(map(str, lengths[:2]))
        raise RequestError("invalid_schema", f"vectors of {told} numbers came from one model, now or earlier")


def _shortest(vector: Vector) -> list[float]:
    """The numbers in few digits: nine tell any two 32-bit numbers apart, and many servers write twenty."""
    return [float(f"{number:.9g}") for number in vector]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
