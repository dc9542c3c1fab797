"""Commands that read papers by the Batch API: prepare, submit, status, collect."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli import options
from summarizer.cli.ending import say as say_aloud
from summarizer.cli.running import SOME_FAILED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from summarizer.clients import Request
    from summarizer.clients.batch.collection import Collected, JobSummary, Shelf
    from summarizer.clients.batch.folder import BatchJob
    from summarizer.clients.batch.server import BatchServer
    from summarizer.papers import Paper
    from summarizer.settings import Settings

_SHOWN = 5

_job = click.argument("job", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
_base_url = click.option("--base-url", metavar="URL", help="An OpenAI-compatible endpoint, as far as /v1.")
_cache_dir = click.option("--cache-dir", type=click.Path(path_type=Path), help="Where answers are kept.")


@click.group()
def batch() -> None:
    """Read papers by the Batch API: at half the price, within a day.

    In this order: prepare (which needs no network), submit, status --wait, collect. Then the same INPUT is given to
    `summarizer summarize`, with the same --base-url and --model: it finds the answers kept and asks for none of them.
    It still asks, in realtime, where an answer was cut off or something in it is wrong.

    Each command can be killed and given again at any time; nothing is sent or paid for twice.
    """


@batch.command()
@options.inputs
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("batch"),
    help="The job's folder (default batch/).",
)
@click.option("--model", help="The model's name at the endpoint.")
@_base_url
@_cache_dir
@click.option("--topics", type=click.Path(path_type=Path), help="A TOML file of topics in place of the built-in ones.")
@click.option(
    "--max-requests-per-file", type=click.IntRange(1), metavar="N", default=50_000, help="Requests (default 50,000)."
)
@click.option(
    "--max-bytes",
    type=click.IntRange(1),
    metavar="N",
    default=200_000_000,
    help="Size of a file (default 200,000,000; older servers take 100,000,000).",
)
@options.quiet
def prepare(inputs: tuple[str, ...], output: Path, **given: Any) -> None:
    """Write papers into a folder of requests files in the API's format; nothing is asked.

    Left out are papers without an abstract, and with --base-url those whose answer is kept already. The files
    (requests-001.jsonl, …) can be uploaded by hand, too: keep the folder, and give what comes back to `collect`.
    """
    from summarizer.clients.batch.requests import FileLimits, write_job
    from summarizer.clients.openai import checked_url
    from summarizer.errors import SettingsError
    from summarizer.settings import load_settings
    from summarizer.sources import load_papers
    from summarizer.store import check_writable, write_text_atomically

    settings = load_settings({name: given[name] for name in ("model", "base_url", "cache_dir", "topics")})
    if not settings.model:
        raise SettingsError("a batch needs the model's name: give it by --model")
    papers = load_papers(*inputs)
    check_writable(output, folder=True)
    left_out = {"cached": 0, "no_abstract": 0}
    limits = FileLimits(given["max_requests_per_file"], given["max_bytes"])
    base_url = checked_url(settings.base_url) if settings.base_url else None
    requests = _requests(papers, settings, base_url, left_out)
    with _naming(output):
        job = write_job(requests, output, write_text_atomically, base_url=base_url, limits=limits, left_out=left_out)
    say = _voice(given["quiet"])
    for line in _told_job(job):
        say(line)


@batch.command()
@_job
@_base_url
@_cache_dir
@options.quiet
def submit(job: Path, quiet: bool, **given: Any) -> None:
    """Upload the files of FOLDER and make a batch of each that has none.

    After a `collect` that left failures, those that may succeed are sent again, in a batch of their own.
    """
    from summarizer.clients.batch.folder import alone
    from summarizer.clients.batch.submission import submit as run
    from summarizer.render import count

    opened, say = _open(job), _voice(quiet)
    with _naming(job), alone(job), _serving(opened, given) as server, _shelf(given, server.base_url) as shelf:
        if _known_url(opened, given, settle=True):  # else it is the default, which holds once something has arrived
            opened.save(base_url=server.base_url)
        try:
            sent = run(opened, server, answered=shelf.holds, say=say)
        finally:
            if any(part.upload for part in opened.manifest.parts):
                opened.save(base_url=server.base_url)
    say(f"{count(sent, 'batch', 'batches')} submitted" if sent else "nothing to submit")


@batch.command()
@_job
@click.option("--wait", is_flag=True, help="Wait until every batch has ended.")
@click.option(
    "--interval", type=click.FloatRange(0.01), metavar="SECONDS", default=60.0, help="Between two looks (default 60)."
)
@_base_url
def status(job: Path, wait: bool, interval: float, base_url: str | None) -> None:
    """Say how the batches of FOLDER stand, a line each; with --wait, each time that changes."""
    import time

    from summarizer.clients.batch.submission import look, told, watch
    from summarizer.render import printable

    opened = _open(job)
    with _serving(opened, {"base_url": base_url}) as server:
        if wait:
            watch(opened, server, interval=interval, sleep=time.sleep, say=lambda line: click.echo(printable(line)))
            return
        for part, found in look(opened, server):
            ended = f"{part.batch or '-'}  {'collected' if part.collected else 'not submitted'}"
            click.echo(printable(f"{part.name}  {told(found) if found else ended}"))


@batch.command()
@_job
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_base_url
@_cache_dir
@options.quiet
@click.option("-v", "--verbose", is_flag=True, help="Name every request that failed.")
def collect(job: Path, files: tuple[Path, ...], quiet: bool, verbose: bool, **given: Any) -> int:
    """Fetch what came of the batches of FOLDER and keep it; or what stands in FILEs fetched by hand.

    FILEs are output and error files, together all that came of the files they are about; they are filed under
    --base-url, if prepare or submit was given none. Collecting twice changes nothing.

    Answers that were cut off, refused or are no answers are left to `summarizer summarize`. What failed, expired or is
    missing is sent again by the next `submit`. Exit 3 while something is not done.
    """
    from summarizer.clients.batch.collection import collect as run
    from summarizer.clients.batch.collection import collect_files, summarize_job
    from summarizer.clients.batch.folder import alone
    from summarizer.errors import SettingsError

    opened = _open(job)
    with _naming(job), alone(job):
        if files:
            base_url = _known_url(opened, given, settle=False)
            if base_url is None:
                raise SettingsError("say by --base-url whose answers these are")
            with _shelf(given, base_url) as shelf:
                tally = collect_files(opened, shelf, files)
        else:
            with _serving(opened, given) as server, _shelf(given, server.base_url) as shelf:
                tally = run(opened, shelf, server)
        summary = summarize_job(opened)
    say = _voice(quiet)
    for line in (*_told_tally(tally), *_told_summary(summary, job, verbose=verbose)):
        say(line)
    return 0 if summary.done == summary.requests else SOME_FAILED


# --- what a job is opened with ---------------------------------------------------------------------------------------


def _requests(
    papers: list[Paper], settings: Settings, base_url: str | None, left_out: dict[str, int]
) -> Iterator[Request]:
    """The requests of papers that need one; those left out are counted."""
    from summarizer.backends import open_cache, open_setup
    from summarizer.clients.cache import cache_key

    setup = open_setup(settings, settings.model or "")
    cache = open_cache(settings)
    for paper in papers:
        if not paper.body.strip():
            left_out["no_abstract"] += 1
            continue
        request = setup.request(paper)
        if base_url is not None and cache.get(cache_key(request, base_url)) is not None:
            left_out["cached"] += 1
        else:
            yield request


@contextmanager
def _naming(folder: Path) -> Iterator[None]:
    """Turn an error of the operating system into one that names the job's folder."""
    from summarizer.errors import SummarizerError

    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise SummarizerError(f"{error.filename or folder}: can't be read or written: {reason}") from error


def _open(folder: Path) -> BatchJob:
    from summarizer.clients.batch.folder import open_job
    from summarizer.store import write_text_atomically

    return open_job(folder, write_text_atomically)


def _known_url(job: BatchJob, given: Mapping[str, Any], *, settle: bool) -> str | None:
    """Whom a job is for: what was given now, if that is not another server than it went to; else what it knows."""
    from summarizer.clients.openai import checked_url
    from summarizer.errors import SettingsError
    from summarizer.settings import load_settings

    named = load_settings({"base_url": given["base_url"]}).base_url
    asked, known = checked_url(named) if named else None, job.manifest.base_url
    if settle and known and asked and asked != known:
        raise SettingsError(f"this job is for {known}: name that by --base-url, or prepare another job for {asked}")
    return asked if given["base_url"] else known or asked


@contextmanager
def _serving(job: BatchJob, given: Mapping[str, Any]) -> Iterator[BatchServer]:
    from summarizer.clients.batch.server import BatchServer
    from summarizer.settings import DEFAULT_BASE_URL, api_key

    base_url = _known_url(job, given, settle=True) or DEFAULT_BASE_URL
    with closing(BatchServer(base_url, api_key())) as server:
        yield server


@contextmanager
def _shelf(given: Mapping[str, Any], base_url: str) -> Iterator[Shelf]:
    from summarizer.backends import journal_folder, open_cache
    from summarizer.clients.batch.collection import Shelf
    from summarizer.settings import load_settings
    from summarizer.store import Journal

    settings = load_settings({"cache_dir": given["cache_dir"]})
    with Journal(journal_folder(settings)) as journal:
        yield Shelf(open_cache(settings), base_url, journal.append)


# --- what is said ----------------------------------------------------------------------------------------------------


def _voice(quiet: bool) -> Callable[[str], object]:
    return str if quiet else say_aloud


def _told_job(job: BatchJob) -> Iterator[str]:
    from summarizer.render import count

    parts, left_out = job.manifest.parts, job.manifest.left_out
    requests, size = sum(part.requests for part in parts), sum(part.bytes for part in parts)
    yield f"{count(requests, 'request')} in {count(len(parts), 'file')}, {size:,} bytes: {job.folder}"
    reasons = {"cached": "answered already", "no_abstract": "without an abstract"}
    told = [f"{n} {reasons[reason]}" for reason, n in left_out.items() if n]
    if told:
        yield f"left out: {', '.join(told)}"


def _told_tally(tally: Collected) -> Iterator[str]:
    from summarizer.clients.batch.submission import told
    from summarizer.records import NOTHING_SPENT
    from summarizer.render import count

    spent = sum(tally.spent, NOTHING_SPENT)
    tokens = "tokens unknown" if None in (spent.input, spent.output) else f"{spent.input} tokens in, {spent.output} out"
    yield count(tally.fresh, "new answer") + (f", {tokens}" if tally.spent else "")
    yield from (told(batch) for batch in tally.running)
    yield from (f"the server no longer has {file}" for file in tally.gone)
    odd = {"about no request of this job": tally.unknown, "repeated": tally.repeated, "unreadable": tally.unreadable}
    if any(odd.values()):
        yield "lines passed over: " + ", ".join(f"{n} {what}" for what, n in odd.items() if n)


def _told_summary(summary: JobSummary, folder: Path, *, verbose: bool) -> Iterator[str]:
    def counts(rows: Mapping[str, Any]) -> str:
        return ", ".join(f"{len(found)} {kind}" for kind, found in rows.items())

    failed, again = (sum(map(len, rows.values())) for rows in (summary.failed, summary.again))
    yield f"{summary.done} of {summary.requests} done" + (f", {summary.waiting} waiting" if summary.waiting else "")
    if failed:
        yield f"{failed} failed: {counts(summary.failed)}"
    if again:
        yield f"{again} to be sent again ({counts(summary.again)}) by: summarizer batch submit {folder}"
    rows = [row for found in (*summary.failed.values(), *summary.again.values()) for row in found]
    shown = rows if verbose else rows[:_SHOWN]
    for item, outcome in shown:
        yield f"  {outcome.kind}: {item.paper_id} ({item.id[:12]}) {item.title}: {outcome.message}"
    if len(shown) < len(rows):
        yield f"  … and {len(rows) - len(shown)} more (-v shows all)"
