"""Receipts: what a run came to and what it took, kept beside its output as `run.json`.

A run that did not finish hands its sums on to the next run of the same output, so that the cost of a job that was
stopped three times is the cost of all of it.
"""

from __future__ import annotations

import time
import warnings
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.errors import ErrorKind, InputWarning, SummarizerError
from summarizer.prices import Price
from summarizer.records import NOTHING_SPENT, Record, Usage
from summarizer.store import write_text_atomically

if TYPE_CHECKING:
    from summarizer.clients.spending import Spent

RECEIPT = "run.json"
"""The name of a receipt, in the folder of the output."""
LEFT: frozenset[ErrorKind] = frozenset({"stopped", "transport", "timeout"})
"""Failures that say nothing of the paper: the same command is expected to read it."""

WRITTEN_EVERY = 1.0
"""Seconds between two writings of the receipt of a run that goes on."""

State = Literal["running", "finished", "incomplete", "interrupted", "failed"]
"""`incomplete`: the run came to its end, and papers are left that the same command goes on with; `interrupted`: it was
asked to end; `failed`: an error ended it; `running`: it goes on, or was killed."""


class ReceiptWarning(UserWarning):
    """A receipt could not be written; the run goes on."""


class _Value(BaseModel):
    """A frozen value; what a later version adds is left out."""

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)


class Expense(_Value):
    """What was spent; None where it is unknown, which a sum with it then is too."""

    requests: int = 0
    """HTTP requests, retries included."""
    retries: int = 0
    """Those of them that came after another one for the same question."""
    possibly_billed: int = 0
    """Requests of which nobody can tell whether they have to be paid: timed out, or cut off after they were sent."""
    unknown_usage: int = 0
    """Answers that did not say what they took: the tokens are without them."""
    tokens: Usage = NOTHING_SPENT
    """Tokens of the answers that were asked for; answers from the cache take none."""
    cost_usd: float | None = 0.0
    """Money; None where no price is known, or an answer did not say what it took."""
    cost_at_most_usd: float | None = 0.0
    """Money if all that is unknown, the possibly billed requests too, costs as much as it can."""
    wall_seconds: float = 0.0
    """From begin to end."""

    def __add__(self, other: Expense) -> Expense:
        """Both together."""
        return Expense(
            requests=self.requests + other.requests,
            retries=self.retries + other.retries,
            possibly_billed=self.possibly_billed + other.possibly_billed,
            unknown_usage=self.unknown_usage + other.unknown_usage,
            tokens=self.tokens + other.tokens,
            cost_usd=_plus(self.cost_usd, other.cost_usd),
            cost_at_most_usd=_plus(self.cost_at_most_usd, other.cost_at_most_usd),
            wall_seconds=round(self.wall_seconds + other.wall_seconds, 3),
        )


class PaperCounts(_Value):
    """How many papers came to what."""

    total: int | None = None
    """All that the run was given; None where it ended before it knew."""
    ok: int = 0
    """Read, now or by an earlier run."""
    cached: int = 0
    """Those of them that took no request."""
    failed: Mapping[ErrorKind, int] = {}
    """Not read, by the kind of failure."""


class PaperExpense(_Value):
    """What one paper took."""

    id: str
    """The paper's id."""
    status: str
    """`ok` or `failed`."""
    kind: ErrorKind | None
    """Why it failed."""
    attempts: int
    """Requests sent for it."""
    tokens: Usage
    """Tokens over all its requests."""
    cost_usd: float | None
    """Money over all its requests; None where it is unknown."""
    cached: bool
    """Whether no request was sent."""


class Receipt(_Value):
    """What a run came to and what it took."""

    receipt: Literal[1] = 1
    """Version of this form."""
    state: State
    """How the run ended."""
    output: str
    """What the run wrote: the name of its file, or of its folder."""
    backend: str
    """Who read."""
    model: str | None
    """The model that was asked."""
    base_url_host: str | None
    """The endpoint's host."""
    price: Price | None
    """What the money was reckoned by; None where no price is known."""
    started: str
    """ISO 8601, UTC."""
    ended: str
    """ISO 8601, UTC; of a run that goes on, when this was written."""
    papers: PaperCounts
    """How many papers came to what."""
    claims: int
    """Claims of all papers read."""
    verified: int
    """Those of them that the texts bear out."""
    unsaved: int
    """Answers that could not be kept, and will have to be paid for again."""
    run: Expense
    """What this run spent."""
    runs: int
    """This run and the ones before it that did not finish."""
    total: Expense
    """What they spent together."""
    by_paper: tuple[PaperExpense, ...] | None = None
    """What each paper took, if that was asked for."""

    @property
    def left(self) -> int:
        """Papers that the same command goes on with."""
        unseen = (self.papers.total or 0) - self.papers.ok - sum(self.papers.failed.values())
        return max(0, unseen) + sum(self.papers.failed.get(kind, 0) for kind in LEFT)


@dataclass
class Tally:
    """What a run came to, counted as its records go by."""

    ok: int = 0
    cached: int = 0
    failed: Counter[ErrorKind] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    by_paper: list[PaperExpense] | None = None
    """What each paper took; None where nobody wants to know."""

    def add(self, record: Record) -> None:
        """Count a record."""
        made = record.provenance
        if record.error:
            self.failed[record.error.kind] += 1
        else:
            self.ok += 1
            self.cached += made.cached
        self.verdicts.update(claim.verdict or "unchecked" for claim in record.claims)
        if self.by_paper is not None:
            self.by_paper.append(
                PaperExpense(
                    id=record.paper.id,
                    status=record.status,
                    kind=record.error.kind if record.error else None,
                    attempts=made.attempts,
                    tokens=made.usage,
                    cost_usd=made.cost_usd,
                    cached=made.cached,
                )
            )

    @property
    def papers(self) -> int:
        """How many records have gone by."""
        return self.ok + self.failed.total()


@dataclass(frozen=True)
class Reader:
    """What a run reads with."""

    backend: str
    model: str | None = None
    base_url_host: str | None = None
    price: Price | None = None
    spent: Callable[[], Spent | None] = lambda: None
    """Tells what has been spent until now; None for the embedded reader, which spends nothing."""
    unsaved: Callable[[], int] = lambda: 0
    """Tells how many answers could not be kept."""


class Account:
    """Counts a run's records as they go by, and keeps its receipt at `path` (None: nowhere) for who asks afterwards.

    While the run goes on the receipt is written every so many seconds, so that a run that is killed hands on what it
    has spent.
    """

    def __init__(
        self, path: Path | None, output: str, reading: Reader, *, by_paper: bool = False, every: float = WRITTEN_EVERY
    ) -> None:
        self.tally = Tally(by_paper=[] if by_paper else None)
        self.total: int | None = None
        """How many papers there are, once that is known."""
        self._path = path
        self._output = output
        self._reading = reading
        self._every = every
        self._started = datetime.now(UTC)
        self._begin = self._written = time.monotonic()
        earlier = read_receipt(path) if path else None
        self._earlier = earlier if earlier and earlier.output == output and earlier.state != "finished" else None

    def add(self, record: Record) -> None:
        """Count a record."""
        self.tally.add(record)
        if time.monotonic() - self._written >= self._every:
            self._write(self.receipt("running"))
            self._written = time.monotonic()

    def receipt(self, state: State) -> Receipt:
        """Put together what the run has come to until now."""
        tally, reading, before = self.tally, self._reading, self._earlier
        run = expense(reading.spent(), time.monotonic() - self._begin)
        return Receipt(
            state=state,
            output=self._output,
            backend=reading.backend,
            model=reading.model,
            base_url_host=reading.base_url_host,
            price=reading.price,
            started=self._started.isoformat(timespec="seconds"),
            ended=datetime.now(UTC).isoformat(timespec="seconds"),
            papers=PaperCounts(total=self.total, ok=tally.ok, cached=tally.cached, failed=dict(tally.failed)),
            claims=tally.verdicts.total(),
            verified=tally.verdicts["verified"],
            unsaved=reading.unsaved(),
            run=run,
            runs=before.runs + 1 if before else 1,
            total=before.total + run if before else run,
            by_paper=None if tally.by_paper is None or state == "running" else tuple(tally.by_paper),
        )

    def close(self, state: State) -> Receipt:
        """Write the receipt of a run that has come to its end, and give it; a `finished` one with papers left is not.

        An error that ended the run before anything was asked leaves what stands there.
        """
        receipt = self.receipt(state)
        if state == "finished" and receipt.left:
            receipt = receipt.model_copy(update={"state": "incomplete"})
        if self.tally.papers or receipt.run.requests or state in ("finished", "incomplete"):
            self._write(receipt)
        return receipt

    def _write(self, receipt: Receipt) -> None:
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_text_atomically(self._path, receipt.model_dump_json(indent=2) + "\n")
        except (SummarizerError, OSError) as error:  # what was read, and paid for, is worth more than its receipt
            warnings.warn(f"{self._path}: no receipt could be written: {error}", ReceiptWarning, stacklevel=3)
            self._path = None


def expense(spent: Spent | None, wall_seconds: float) -> Expense:
    """Put what a client has spent into a receipt's form; None is the embedded reader, which spends nothing."""
    if spent is None or not spent.requests:  # where nothing was asked nothing was spent, whatever the price
        return Expense(wall_seconds=round(wall_seconds, 3))
    return Expense(
        requests=spent.requests,
        retries=spent.retries,
        possibly_billed=spent.possibly_billed,
        unknown_usage=spent.unknown_usage,
        tokens=spent.usage,
        cost_usd=_plus(spent.cost_usd, 0.0),
        cost_at_most_usd=_plus(spent.cost_at_most, 0.0),
        wall_seconds=round(wall_seconds, 3),
    )


def read_receipt(path: Path) -> Receipt | None:
    """Read a receipt; None where there is none, or something else that has its name."""
    try:
        return Receipt.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def is_receipt(path: Path) -> bool:
    """Whether a file is a run's receipt, which tells nothing of papers."""
    return path.name == RECEIPT and read_receipt(path) is not None


def receipt_path(output: Path, *, folder: bool) -> Path | None:
    """Where the receipt of an output goes: beside it, or into it if it is a folder; None where no receipt can be.

    A device or a pipe has no place beside it, and a file of that name that is no receipt is somebody's
    (`InputWarning`).
    """
    if not folder and (output.exists() and not output.is_file()):
        return None
    path = (output if folder else output.parent) / RECEIPT
    if path.exists() and not is_receipt(path):
        warnings.warn(f"{path} is no receipt of ours and is left as it is; none is written", InputWarning, stacklevel=2)
        return None
    return path


def _plus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else round(one + other, 9)
