"""Backends: put together, from settings, what the papers of a run are read with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from summarizer.conversation import Prompts, Setup
from summarizer.engine import Engine
from summarizer.errors import MissingExtraError, SettingsError
from summarizer.settings import DEFAULT_BASE_URL, Settings, api_key, choose_backend
from summarizer.topics import load_topics

if TYPE_CHECKING:
    from summarizer.clients import Request
    from summarizer.clients.cache import ResponseCache, Responses
    from summarizer.clients.embeddings import CachedEmbedder
    from summarizer.clients.openai import OpenAIClient
    from summarizer.clients.pacing import Pacer
    from summarizer.clients.spending import Spending, SpendingLimits
    from summarizer.finished import FinishedRecords
    from summarizer.prices import Price


@dataclass(frozen=True)
class Backend:
    """What a run reads with, and where it is counted what that takes."""

    engine: Engine
    spending: Spending | None = None
    """None where nothing is spent: by the embedded reader, as long as no vectors are asked for."""
    responses: Responses | None = None
    pacer: Pacer | None = None
    """What says when a request may go to the endpoint; None where none goes yet."""


def open_backend(settings: Settings, *, say: Callable[[str], object] = str) -> Backend:
    """Choose a backend and open it; `say` gets one line that tells which and why.

    Raises `SettingsError` where the endpoint lists no single model and none is named, and for a limit of money where
    the model's price is unknown.
    """
    backend, reason = choose_backend(settings)
    if backend == "extractive":
        from summarizer.clients.extractive import ExtractiveClient

        say(f"reading with the embedded reader: {reason}")
        topics = load_topics(settings.topics)
        spending = _vector_spending(settings) if settings.embedding_model else None
        return Backend(Engine(ExtractiveClient(topics), Setup(topics)), spending)
    return _open_recordings(settings, say) if backend == "replay" else _open_endpoint(settings, reason, say)


def _open_endpoint(settings: Settings, reason: str, say: Callable[[str], object]) -> Backend:
    from summarizer.clients.cache import CachedClient, open_responses
    from summarizer.clients.spending import Spending
    from summarizer.store import Journal

    setup = open_setup(settings, settings.model or _only_model(settings))
    spending = Spending(_limits(settings, setup), setup.price)
    pacer = _pacer(settings)
    client = _client(settings, pacer=pacer, spending=spending, count=lambda request: count_tokens(request, settings)[0])
    say(f"reading with {setup.model} at {client.host}: {reason}")
    responses = open_responses(cache_folder(settings))
    cached = CachedClient(
        client,
        responses,
        client.base_url,
        valid=_is_answer,
        journal=Journal(journal_folder(settings)).append,
        retry_failed=settings.retry_failed,
        patience=settings.deadline,
    )
    finished = finished_records(settings, setup, responses)
    engine = Engine(cached, setup, ledger=cached, finished=finished, line=client)
    return Backend(engine, spending, responses, pacer)


def _open_recordings(settings: Settings, say: Callable[[str], object]) -> Backend:
    """Read from recordings alone; a request that none of them answers is its paper's failure."""
    from summarizer.clients.replay import ReplayClient, read_recordings

    if settings.recordings is None:
        raise SettingsError("--backend replay needs the folder of a model's recordings: give it by --recordings DIR")
    recordings = read_recordings(settings.recordings)
    models = sorted({recording.request.model for recording in recordings.values()})
    if settings.model is None and len(models) != 1:
        raise SettingsError(f"{settings.recordings}: recordings of {len(models)} models; name one by --model")
    setup = open_setup(settings, settings.model or models[0])
    say(f"reading from {len(recordings)} recordings of {setup.model}")
    return Backend(Engine(ReplayClient(recordings), replace(setup, backend="replay", base_url_host=None)))


def open_embedder(settings: Settings, backend: Backend | None = None) -> CachedEmbedder:
    """Open what gives texts the vectors of the embedding model, paced, counted and limited together with a backend.

    Raises `SettingsError` where no endpoint is named, recordings alone are to answer, or money is limited and the
    model's price unknown; `MissingExtraError` where vectors could not be compared.
    """
    from summarizer.clients.cache import open_responses
    from summarizer.clients.embeddings import CachedEmbedder, OpenAIEmbedder

    model, price = _embedding_model(settings), _embedding_price(settings)
    _check_limit(settings, model, urlsplit(endpoint(settings)).netloc, price)
    spending = (backend.spending if backend else None) or _vector_spending(settings)
    pacer = (backend.pacer if backend else None) or _pacer(settings)
    responses = (backend.responses if backend else None) or open_responses(cache_folder(settings))
    client = _client(settings, pacer=pacer, spending=spending.at(price))
    folder = cache_folder(settings) / "tiktoken"
    inner = OpenAIEmbedder(client, model, count=lambda text: _count(text, model, settings.offline, folder)[0])
    return CachedEmbedder(inner, responses, client.base_url, model, workers=settings.workers)


def _embedding_model(settings: Settings) -> str:
    """The model's name, where everything is there to ask it and to make use of its answers."""
    if not settings.embedding_model:
        raise SettingsError("no embedding model is named: give one by --embedding-model")
    if settings.backend == "replay":
        raise SettingsError("recordings hold no vectors")
    if not settings.base_url and api_key() is None:
        raise SettingsError("an embedding model needs an endpoint: give it by --base-url")
    if find_spec("sklearn") is None:
        raise MissingExtraError("vectors are compared by scikit-learn: pip install scikit-learn")
    return settings.embedding_model


def _embedding_price(settings: Settings) -> Price | None:
    from summarizer.prices import load_prices

    return load_prices(settings.prices).of(settings.embedding_model or "", endpoint(settings))


def _vector_spending(settings: Settings) -> Spending:
    """What counts and limits requests, where no paper's request does; a limit without a price lets none go later on."""
    from summarizer.clients.spending import Spending, SpendingLimits

    price = _embedding_price(settings)
    limits = SpendingLimits(settings.max_cost if price else None, settings.max_total_tokens, settings.max_requests)
    return Spending(limits, price)


def open_setup(settings: Settings, model: str) -> Setup:
    """What every paper is asked with at an endpoint, and what it costs there.

    Raises `SettingsError` for a file of prices or topics that is none.
    """
    from summarizer.prices import load_prices
    from summarizer.prompts import load_template

    base_url = endpoint(settings)
    return Setup(
        load_topics(settings.topics),
        Prompts(load_template("summarize"), load_template("reask")),
        backend="openai",
        model=model,
        base_url_host=urlsplit(base_url).netloc,
        thorough=settings.thorough,
        price=load_prices(settings.prices).of(model, base_url),
    )


def finished_records(settings: Settings, setup: Setup, responses: Responses) -> FinishedRecords:
    """Where the records of papers that are done are kept, for this way of reading them."""
    from summarizer.finished import FinishedRecords

    assert setup.prompts is not None
    manner = {
        "base_url": endpoint(settings),
        "model": setup.model,
        "prompts": [setup.prompts.summarize.sha256, setup.prompts.reask.sha256],
        "sampling": dict(setup.sampling),
        "thorough": setup.thorough,
        "topics": [[topic.slug, topic.words, topic.description] for topic in setup.topics.topics],
    }
    return FinishedRecords(responses, manner, setup.clock)


def _client(settings: Settings, **spent: Any) -> OpenAIClient:
    from summarizer.clients.openai import OpenAIClient
    from summarizer.clients.waits import Patience

    base_url, key = endpoint(settings), api_key()
    if key is None and base_url == DEFAULT_BASE_URL:
        raise SettingsError(
            f"no key for {urlsplit(base_url).netloc}: set SUMMARIZER_API_KEY, or name an endpoint that needs none "
            "by --base-url"
        )
    patience = Patience(deadline=settings.deadline, silence=settings.deadline)
    return OpenAIClient(base_url, key, patience=patience, **spent)


def _pacer(settings: Settings) -> Pacer:
    from summarizer.clients.pacing import Pacer

    return Pacer(settings.workers, rpm=settings.rpm, tpm=settings.tpm)


def _only_model(settings: Settings) -> str:
    client = _client(settings)
    try:
        return client.only_model()
    finally:
        client.close()


def _limits(settings: Settings, setup: Setup) -> SpendingLimits:
    from summarizer.clients.spending import SpendingLimits

    _check_limit(settings, setup.model, setup.base_url_host, setup.price)
    return SpendingLimits(settings.max_cost, settings.max_total_tokens, settings.max_requests)


def _check_limit(settings: Settings, model: str, host: str | None, price: Price | None) -> None:
    if settings.max_cost is not None and price is None:
        raise SettingsError(
            f"--max-cost can't be kept: no price is known for {model} at {host}; give one by --prices FILE "
            "(0 where it costs nothing), or limit the run by --max-total-tokens or --max-requests"
        )


def count_tokens(request: Request, settings: Settings) -> tuple[int, bool]:
    """Count the tokens that a request sends, its schema included, and say whether the count is exact."""
    from summarizer.clients import canonical_json

    schema = canonical_json(request.schema)
    folder = cache_folder(settings) / "tiktoken"
    texts = (*(message.content for message in request.messages), schema)
    counts = [_count(text, request.model, settings.offline, folder) for text in texts]
    return sum(n for n, _ in counts), all(exact for _, exact in counts)


@lru_cache(maxsize=64)
def _count(text: str, model: str, offline: bool, folder: Path) -> tuple[int, bool]:
    """Most messages of a request are those of every request."""
    from summarizer.tokens import count

    return count(text, model, offline=offline, cache_dir=folder)


def open_cache(settings: Settings) -> ResponseCache:
    """Open the cache of answers: the folder asked for, else the checkout's or the user's own."""
    from summarizer.clients.cache import ResponseCache

    return ResponseCache(cache_folder(settings))


def endpoint(settings: Settings) -> str:
    """The base URL that is asked, in the one form that answers are filed under."""
    from summarizer.clients.openai import checked_url

    return checked_url(settings.base_url or DEFAULT_BASE_URL)


def journal_folder(settings: Settings) -> Path:
    """Where every reply is kept, raw."""
    return cache_folder(settings) / "journal"


def cache_folder(settings: Settings) -> Path:
    """Where answers are kept."""
    from summarizer.clients.cache import default_cache_dir

    return settings.cache_dir or default_cache_dir()


def _is_answer(text: str) -> bool:
    from summarizer.answers import AnswerError, parse_answer

    try:
        parse_answer(text)
    except AnswerError:
        return False
    return True
