"""A command's run: its papers, what reads them, its receipt, and what is said of it at the end."""

from __future__ import annotations

import os
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from summarizer.cli.ending import again, say
from summarizer.errors import SummarizerError

if TYPE_CHECKING:
    from summarizer.backends import Backend
    from summarizer.papers import Paper
    from summarizer.receipts import Account, Expense, Reader, Receipt, State
    from summarizer.records import Record
    from summarizer.settings import Settings
    from summarizer.sources.web import Web

SOME_FAILED = 3
"""The exit code where something is left to do."""
STREAMED_BYTES = 16 * 2**20
"""Inputs of lines larger than this together are read as they are needed, instead of all at once."""

FILES_A_WORKER = 6
"""Open files that a worker takes: a connection, and two databases with their logs."""
OTHER_FILES = 100

_FAILURES_SHOWN = 5


@dataclass(frozen=True)
class Options:
    """What a command was told about its run, beside the settings."""

    output: Path | None = None
    folder: bool = False
    """Whether the output is a folder."""
    quiet: bool = False
    verbose: bool = False
    by_paper: bool = False
    """Whether the receipt names every paper."""


class Run:
    """A run, from its first paper to the last line that is said of it; its receipt is written however it ends.

    >>> with Run(settings, Options(Path("records.jsonl"))) as run:  # doctest: +SKIP
    ...     for record in run.read(papers, len(papers)):
    ...         ...
    ... run.code
    """

    def __init__(self, settings: Settings, options: Options) -> None:
        self.code = 0
        """The exit code, once the run has ended."""
        self._settings = settings
        self._options = options
        self._report = RunSummary()
        self._account: Account | None = None

    def __enter__(self) -> Run:
        """Nothing is opened before papers are to be read."""
        return self

    def read(self, papers: Iterable[Paper], total: int) -> Iterator[Record]:
        """Read so many papers, with a bar on a terminal; what comes of them is counted."""
        from summarizer.engine import summarize
        from summarizer.progress import track

        records = summarize(papers, self.backend.engine, workers=self._settings.workers)
        assert self._account is not None
        self._account.total = total
        for record in track(records, total=total, label="reading", shown=False if self._options.quiet else None):
            self._account.add(record)
            self.see(record)
            yield record

    @cached_property
    def backend(self) -> Backend:
        """What the run asks, opened when it is first needed; what it spends is in the receipt."""
        from summarizer.backends import open_backend
        from summarizer.receipts import Account, receipt_path

        options = self._options
        allow_files(FILES_A_WORKER * self._settings.workers + OTHER_FILES)
        backend = open_backend(self._settings, say=str if options.quiet else say)
        path = receipt_path(options.output, folder=options.folder) if options.output else None
        name = options.output.resolve().name if options.output else ""
        self._account = Account(path, name, _reading(backend), by_paper=options.by_paper)
        return backend

    def see(self, record: Record) -> None:
        """Count a record for what is said at the end; one that the input held, too."""
        self._report.add(record, verbose=self._options.verbose)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write the receipt and say how it went."""
        receipt = self._close(_state(kind), raising=kind is not None)
        self.code = SOME_FAILED if self._report.failed or (receipt and receipt.unsaved) else 0
        if not self._options.quiet and (kind is None or receipt is not None):
            for line in (*self._report.lines(), *(_told(receipt) if receipt else ())):
                say(line)

    def _close(self, state: State, *, raising: bool) -> Receipt | None:
        try:
            return self._account.close(state) if self._account else None
        except SummarizerError as error:
            if not raising:
                raise
            warnings.warn(str(error), stacklevel=2)  # what ended the run is worth more than this
            return None


def web_for(inputs: Sequence[str], settings: Settings) -> Web | None:
    """What sources among the inputs are fetched with; None where there are none."""
    from summarizer.sources.remote import remote_source

    if not any(remote_source(name) for name in inputs):
        return None
    from summarizer.sources.web import open_web

    return open_web(settings)


def load_todo(
    inputs: Sequence[str], settings: Settings, *, say: Callable[[str], object] = str
) -> tuple[int, Iterable[Paper]]:
    """Give papers and their number; long inputs of lines are gone through once first, and then read as needed.

    What is wrong anywhere is said before anything is paid for. Papers that are met twice are put together, for which
    all are loaded. `say` gets a line where some are those of records, which are read anew.
    """
    from summarizer.sources import iter_inputs, iter_papers, load_papers

    before = _Before()
    if _long(inputs):
        total, unlike = _survey(before.papers(iter_inputs(*inputs)))
        if unlike:
            before.tell(say)
            return total, iter_papers(*inputs)
        before = _Before()
    papers = load_papers(before.papers(iter_inputs(*inputs, web=web_for(inputs, settings))))
    before.tell(say)
    return len(papers), papers


class _Before:
    """How many of the inputs are records: their papers are read anew, whoever read them."""

    def __init__(self) -> None:
        self._records = 0

    def papers(self, items: Iterable[Paper | Record]) -> Iterator[Paper]:
        from summarizer.records import Record

        for item in items:
            self._records += isinstance(item, Record)
            yield item.paper if isinstance(item, Record) else item

    def tell(self, say: Callable[[str], object]) -> None:
        from summarizer.render import count

        if self._records:
            kept = "compare, overview and digest take records as they are, verify checks them"
            say(f"note: the papers of {count(self._records, 'record')} are read anew; {kept}")


def allow_files(number: int) -> None:
    """Let this process open so many files, as far as it may: macOS allows 256 to whoever does not ask."""
    try:
        import resource
    except ImportError:  # a platform without such limits
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = number if hard == resource.RLIM_INFINITY else min(number, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


@dataclass
class RunSummary:
    """What records came to, counted as they go by, in words."""

    papers: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)

    def add(self, record: Record, *, verbose: bool = False) -> None:
        """Count a record."""
        self.papers += 1
        self.verdicts.update(claim.verdict or "unchecked" for claim in record.claims)
        if record.error is None:
            return
        kind, message = record.error.kind, record.error.message
        self.failed[kind] += 1
        if kind == "stopped" and not verbose:  # all have the same reason
            self.shown += [] if self.failed[kind] > 1 else [f"stopped: {message}"]
        elif verbose or len(self.shown) < _FAILURES_SHOWN:
            self.shown.append(f"failed: {record.paper.title}: {kind}: {message}")

    def lines(self) -> Iterator[str]:
        """Say what it came to, in a line, and why some failed."""
        from summarizer.render import count

        claims, verified = self.verdicts.total(), self.verdicts["verified"]
        wrong = _listed({verdict: n for verdict, n in self.verdicts.items() if verdict != "verified"})
        failed = f"{self.failed.total():,} failed" + (f" ({_listed(self.failed)})" if self.failed else "")
        told = f"{verified:,} verified" + (f", {wrong}" if wrong else "")
        yield f"{count(self.papers, 'paper')}, {count(claims, 'claim')} ({told}), {failed}"
        yield from (f"  {line}" for line in self.shown)
        hidden = self.failed.total() - self.failed["stopped"] - sum(line.startswith("failed") for line in self.shown)
        if hidden > 0:
            yield f"  … and {hidden:,} more (-v shows all)"


# --- what it took ----------------------------------------------------------------------------------------------------


def _told(receipt: Receipt) -> Iterator[str]:
    """What a run took, and what is left of it."""
    if receipt.papers.cached or receipt.run.requests:
        yield _cached(receipt.papers.cached) + _spent(receipt.run, receipt)
    if receipt.runs > 1 and receipt.total.requests:
        yield f"all {receipt.runs} runs: {_spent(receipt.total, receipt)}"
    if receipt.unsaved:
        yield f"{receipt.unsaved:,} answers could not be kept: the next run asks for them again"
    if receipt.left or receipt.state == "interrupted":
        known = receipt.papers.total is not None
        of = f"{receipt.papers.ok:,} of {receipt.papers.total:,}" if known else f"{receipt.papers.ok:,}"
        goes_on = f"; to go on: {again()}" if receipt.state == "incomplete" and receipt.run.requests else ""
        yield f"{of} papers read{goes_on}"


def _cached(papers: int) -> str:
    from summarizer.render import count

    return f"{count(papers, 'paper')} from the cache, " if papers else ""


def _spent(expense: Expense, receipt: Receipt) -> str:
    from summarizer.render import count

    if not expense.requests:
        return "no request"
    retries = f" ({count(expense.retries, 'retry', 'retries')})" if expense.retries else ""
    billed = f", {expense.possibly_billed:,} of them perhaps billed unanswered" if expense.possibly_billed else ""
    used = expense.tokens
    cached = f" ({used.cached_input:,} of them cached by the provider)" if used.cached_input else ""
    if used.input == used.output == 0 and not expense.unknown_usage:
        cost = _money(expense, receipt) if expense.possibly_billed else "no money"
        return f"{count(expense.requests, 'request')}{retries}{billed}, no answer, {cost}"
    known = used.input is not None and used.output is not None and not expense.unknown_usage
    tokens = f"{used.input:,} tokens in{cached}, {used.output:,} out" if known else "tokens unknown"
    return f"{count(expense.requests, 'request')}{retries}{billed}, {tokens}, {_money(expense, receipt)}"


def _money(expense: Expense, receipt: Receipt) -> str:
    if expense.cost_usd is not None:
        return usd(expense.cost_usd)
    if receipt.price is None:
        who = f" for {receipt.model} at {receipt.base_url_host}" if receipt.model else ""
        return f"money unknown: no price is known{who} (--prices gives one)"
    most = expense.cost_at_most_usd
    return "money unknown" + (f" (at most {usd(most)})" if most is not None else "")


def usd(amount: float) -> str:
    """Say an amount of money, small ones to a ten-thousandth of a cent."""
    return f"${amount:,.2f}" if amount >= 10 else f"${amount:.4f}" if amount >= 0.01 else f"${amount:.6f}"


def _listed(counts: dict[str, int] | Counter[str]) -> str:
    return ", ".join(f"{n:,} {name}" for name, n in sorted(counts.items()))


def _reading(backend: Backend) -> Reader:
    from summarizer.receipts import Reader

    setup, spending, responses = backend.engine.setup, backend.spending, backend.responses
    return Reader(
        backend=setup.backend,
        model=setup.model or None,
        base_url_host=setup.base_url_host,
        price=setup.price,
        spent=lambda: spending.spent if spending else None,
        unsaved=lambda: len(responses.unsaved) if responses else 0,
    )


def _state(kind: type[BaseException] | None) -> State:
    if kind is None:
        return "finished"
    return "failed" if issubclass(kind, Exception) else "interrupted"


# --- long inputs -----------------------------------------------------------------------------------------------------


def _long(inputs: Sequence[str]) -> bool:
    """Whether inputs are too long to be loaded, and can be gone through twice."""
    from summarizer.sources.files import LINES

    files = [Path(os.path.expanduser(name)) for name in inputs]
    if not all(map(os.path.isfile, files)):  # of a query that is no possible name, too
        return False
    return sum(path.stat().st_size for path in files if path.suffix.lower() in LINES) > STREAMED_BYTES


def _survey(papers: Iterable[Paper]) -> tuple[int, bool]:
    """Count papers, and tell whether no two of them could be one: all ids and titles differ."""
    from summarizer.papers import text_sha256

    total, ids, titles = 0, set[int](), set[int]()
    for paper in papers:
        total += 1
        ids.add(hash(paper.id))
        titles.add(hash(text_sha256(paper.title, "")))
    return total, len(ids) == len(titles) == total
