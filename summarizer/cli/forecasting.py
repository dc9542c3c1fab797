"""What reading would take: papers, calls, tokens and money, told beforehand; nothing is asked."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.cli.running import usd

if TYPE_CHECKING:
    from summarizer.conversation import Setup
    from summarizer.papers import Paper
    from summarizer.prices import Price
    from summarizer.settings import Settings

JOURNAL_TAIL = 4 * 2**20
"""Bytes of the journal's end in which earlier answers are looked for: some hundreds of them."""


@dataclass(frozen=True)
class Need:
    """What the papers that are left would take: the first request of each."""

    cached: int = 0
    """Papers whose answer, or first answer, is kept."""
    reasks: int = 0
    """Those of them that are still asked about once more."""
    given_up: int = 0
    """Papers that an earlier run gave up and this one leaves alone."""
    calls: int = 0
    tokens_in: int = 0
    exact: bool = True
    """Whether the tokens are counted as the model counts, not estimated."""


def forecast(papers: Sequence[Paper], settings: Settings) -> Iterator[str]:
    """Say beforehand what reading these papers would take, a line each of papers, calls, tokens, money."""
    from summarizer.settings import choose_backend

    backend, reason = choose_backend(settings)
    readable = [paper for paper in papers if paper.body.strip()]
    yield f"papers   {len(papers):,} ({len(papers) - len(readable):,} without an abstract)"
    if backend == "extractive":
        yield f"reader   embedded ({reason}): no calls, no tokens, no money"
        return
    from summarizer.backends import open_setup
    from summarizer.progress import track

    setup = open_setup(settings, settings.model or "")
    counted = track(readable, total=len(readable), label="counting")
    yield from _lines(need(counted, setup, settings), setup, settings)


def _lines(needed: Need, setup: Setup, settings: Settings) -> Iterator[str]:
    reasks = f" (of {needed.reasks:,} the first answer alone: these take a re-ask)" if needed.reasks else ""
    yield (
        f"cached   {needed.cached:,}{reasks}"
        if setup.model
        else "cached   unknown without --model, here taken for none"
    )
    if needed.given_up:
        yield f"given up {needed.given_up:,} (not asked again)"
    most = 2 * needed.calls + needed.reasks
    yield f"calls    {needed.calls:,}, at most {most:,} with re-asks (an answer that is cut off takes one more)"
    from summarizer.backends import journal_folder

    mean, answers = earlier_output(journal_folder(settings), setup.model)
    ceiling = int(setup.sampling["max_tokens"])
    out = round(needed.calls * (ceiling if mean is None else mean))
    how = "counted" if needed.exact else "estimated"
    yield f"tokens   {needed.tokens_in:,} in ({how}) and {_out(out, mean, answers)}"
    about = "at most " if mean is None else "about "
    yield f"money    {_money(needed, out, setup, about if needed.calls else '')}"
    if needed.calls:
        yield "         tokens and money are those of the first calls; re-asks and retries come on top"


def _out(tokens: int, mean: float | None, answers: int) -> str:
    if mean is None:
        return f"at most {tokens:,} out (no earlier answer of this model tells more)"
    return f"about {tokens:,} out ({mean:.0f} an answer, the mean of the last {answers:,})"


def _money(needed: Need, out: int, setup: Setup, about: str) -> str:
    from summarizer.records import Usage

    price = setup.price
    if price is None:
        return f"unknown: no price for {setup.model or 'the model'} at {setup.base_url_host}; give one by --prices FILE"
    usage = Usage(input=needed.tokens_in, cached_input=0, output=out)
    batch = price.in_batch()
    by_batch = f", {usd(batch.cost(usage) or 0)} by the Batch API" if batch else ""
    return f"{about}{usd(price.cost(usage) or 0)}{by_batch}{_origin(price)}"


def _origin(price: Price) -> str:
    said = ", ".join(part for part in (price.as_of and f"as of {price.as_of}", price.source) if part)
    return f" (prices {said})" if said else ""


def need(papers: Iterable[Paper], setup: Setup, settings: Settings) -> Need:
    """Add up what the papers that are not cached would take; every request is made, and none is sent."""
    from summarizer.backends import cache_folder, count_tokens, endpoint, finished_records
    from summarizer.clients.cache import cache_key, is_given_up, kept_completion, open_responses
    from summarizer.conversation import asks_again, converse

    responses = open_responses(cache_folder(settings))
    finished = finished_records(settings, setup, responses)
    base_url = endpoint(settings)
    cached = reasks = given_up = tokens_in = 0
    counts: list[bool] = []
    for paper in papers:
        if setup.model and finished.recall(paper):
            cached += 1
            continue
        conversation = converse(paper, setup)
        request = next(conversation)
        row = (responses.get(cache_key(request, base_url)) if setup.model else None) or {}
        kept = kept_completion(row)
        if kept is not None:
            cached += 1
            reasks += asks_again(conversation, kept)
        elif not settings.retry_failed and is_given_up(row):
            given_up += 1
        else:
            tokens, exact = count_tokens(request, settings)
            tokens_in += tokens
            counts.append(exact)
    return Need(cached, reasks, given_up, len(counts), tokens_in, all(counts))


def earlier_output(folder: Path, model: str) -> tuple[float | None, int]:
    """The mean number of tokens of a model's latest answers, and of how many; None where the journal holds none."""
    outputs = [n for row in _latest(folder) if (n := _output(row, model)) is not None]
    return (sum(outputs) / len(outputs) if outputs else None), len(outputs)


def _latest(folder: Path) -> Iterator[Any]:
    from summarizer.store import JOURNAL

    try:
        with (folder / JOURNAL).open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - JOURNAL_TAIL))
            lines = file.read().split(b"\n")
    except OSError:
        return
    for line in lines:
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):  # the first one may be cut, and a killed run may have torn one
            continue


def _output(row: Any, model: str) -> int | None:
    """The tokens of an answer's row, where it is one of this model and says so."""
    from summarizer.clients.replies import read_usage

    asked, reply = (row.get(name) for name in ("request", "reply")) if isinstance(row, dict) else (None, None)
    if not isinstance(asked, dict) or not isinstance(reply, dict) or asked.get("model") != model:
        return None
    return read_usage(reply.get("usage")).output
