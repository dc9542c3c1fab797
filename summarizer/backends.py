"""Backends: put together, from settings, what the papers of a run are read with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.engine import Engine, Prompts
from summarizer.settings import DEFAULT_BASE_URL, Settings, api_key, choose_backend
from summarizer.topics import load_topics

if TYPE_CHECKING:
    from summarizer.clients import Request
    from summarizer.clients.cache import ResponseCache
    from summarizer.papers import Paper


def open_engine(settings: Settings, *, say: Callable[[str], object] = str) -> Engine:
    """Choose a backend and open it; `say` gets one line that tells which and why.

    Raises `SettingsError` where the endpoint lists no single model and none is named.
    """
    backend, reason = choose_backend(settings)
    if backend == "extractive":
        from summarizer.clients.extractive import ExtractiveClient

        say(f"reading with the embedded reader: {reason}")
        topics = load_topics(settings.topics)
        return Engine(ExtractiveClient(topics), topics)
    return _open_endpoint(settings, reason, say)


def _open_endpoint(settings: Settings, reason: str, say: Callable[[str], object]) -> Engine:
    from summarizer.clients.cache import CachedClient
    from summarizer.clients.openai import OpenAIClient
    from summarizer.clients.waits import Patience
    from summarizer.prompts import load_template
    from summarizer.store import Journal

    base_url = settings.base_url or DEFAULT_BASE_URL
    client = OpenAIClient(base_url, api_key(), patience=Patience(deadline=settings.deadline, silence=settings.deadline))
    model = settings.model or client.only_model()
    say(f"reading with {model} at {client.host}: {reason}")
    cache = open_cache(settings)
    journal = Journal(cache_folder(settings) / "journal")
    cached = CachedClient(client, cache, base_url=base_url, valid=_is_answer, journal=journal.append)
    return Engine(
        cached,
        load_topics(settings.topics),
        prompts=Prompts(load_template("summarize"), load_template("reask")),
        model=model,
        base_url_host=client.host,
        thorough=settings.thorough,
        settle=cached.settle,
    )


def estimate(papers: Sequence[Paper], settings: Settings) -> Iterator[str]:
    """Say beforehand what reading these papers would take: papers, cached ones, calls, tokens; asks nothing.

    Tokens are counted as `tokens.count` does, for the first request of each paper that is not cached.
    """
    backend, reason = choose_backend(settings)
    readable = [paper for paper in papers if paper.body.strip()]
    yield f"papers   {len(papers)} ({len(papers) - len(readable)} without an abstract)"
    if backend == "extractive":
        yield f"reader   embedded ({reason}): no calls, no tokens, no money"
        return
    yield from _estimate_endpoint(readable, settings)


def _estimate_endpoint(papers: Sequence[Paper], settings: Settings) -> Iterator[str]:
    from summarizer.clients.cache import cache_key
    from summarizer.engine import MAX_TOKENS, SAMPLING
    from summarizer.marks import mark
    from summarizer.prompts import load_template, summarize_request

    topics, template, model = load_topics(settings.topics), load_template("summarize"), settings.model or ""
    cache, base_url = open_cache(settings), settings.base_url or DEFAULT_BASE_URL
    requests = [summarize_request(mark(p), template, topics=topics, model=model, sampling=SAMPLING) for p in papers]
    new = [r for r in requests if not (model and cache.get(cache_key(r, base_url)))]
    counts = [_tokens(r, settings) for r in new]
    exact = all(is_exact for _, is_exact in counts)
    yield f"cached   {len(requests) - len(new)}" + ("" if model else " (which are cached depends on --model)")
    yield f"calls    {len(new)}, at most {2 * len(new)} with re-asks"
    tokens_in, how = sum(n for n, _ in counts), "counted" if exact else "estimated"
    yield f"tokens   {tokens_in} in ({how}) and at most {MAX_TOKENS * len(new)} out for the first calls"
    yield f"money    unknown: no price is known for {model or 'the model'}"


def _tokens(request: Request, settings: Settings) -> tuple[int, bool]:
    from summarizer.tokens import count

    text = "\n".join(message.content for message in request.messages)
    return count(text, request.model, offline=settings.offline, cache_dir=cache_folder(settings) / "tiktoken")


def open_cache(settings: Settings) -> ResponseCache:
    """Open the cache of answers: the folder asked for, else the checkout's or the user's own."""
    from summarizer.clients.cache import ResponseCache

    return ResponseCache(cache_folder(settings))


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
