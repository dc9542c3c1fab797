"""The command line: it parses, calls and prints; results go to stdout or `-o`, talk goes to stderr.

Exit codes: 0 all well, 1 error, 2 usage or unreadable input, 3 some papers failed or a limit was reached, 130/143
interrupted.
"""

from __future__ import annotations

import sys
import warnings
from typing import NoReturn

import click

from summarizer import __version__
from summarizer.cli.batching import batch
from summarizer.cli.comparing import compare
from summarizer.cli.digesting import digest
from summarizer.cli.ending import Interrupted, again, end, listen, open_streams, say, unprintable
from summarizer.cli.evaluating import evaluate
from summarizer.cli.fetching import fetch
from summarizer.cli.inspecting import cache, prompts, schema
from summarizer.cli.overviewing import overview
from summarizer.cli.running import SOME_FAILED
from summarizer.cli.scheduling import schedule
from summarizer.cli.summarizing import summarize, verify
from summarizer.errors import LeftOutWarning, SummarizerError

_EPILOG = """\b
Examples:
  summarizer digest page.txt -o out/
  summarizer summarize page.txt -o records.jsonl
  summarizer compare records.jsonl --metric latency

Shell completion: see "Shell completion" in docs/cli.md.
"""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EPILOG,
)
@click.version_option(__version__, "-V", "--version", prog_name="summarizer")
def cli() -> None:
    """Read research papers into records one can trust.

    INPUT is a saved Daily Papers page (text or .html), a .jsonl or .json of papers or records, .bib, .ris or .pdf, a
    single paper as .txt or .md, a folder, - for standard input, or a source: hf-daily, arxiv:ID, arxiv:cat=cs.CL,
    doi:DOI, feed:URL, watch:FOLDER, an address. Without an endpoint the embedded reader reads: offline, at once, for
    nothing.
    """


for command in (summarize, compare, overview, digest, schedule, fetch, verify, evaluate, batch, prompts, schema, cache):
    cli.add_command(command)


def main() -> NoReturn:
    """Run the command line; every expected failure ends in one line on stderr and a documented exit code."""
    open_streams()
    warned = list[type[Warning]]()

    def show(message: Warning | str, category: type[Warning], *_: object, **__: object) -> None:
        warned.append(category)
        say(f"summarizer: {message}")

    warnings.showwarning = show
    warnings.simplefilter("always", LeftOutWarning)
    try:
        listen()
        code = _run() or (SOME_FAILED if LeftOutWarning in warned else 0)
    except Interrupted as asked:
        kept = "what a model has answered is kept, the same command goes on from there"
        say(f"summarizer: interrupted; {kept}: {again()}")
        code = asked.code
    end(code)


def _run() -> int:
    printed = sys.stdout
    try:
        return cli.main(standalone_mode=False) or 0
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:  # a question nobody is there to answer
        say("summarizer: nothing was answered, so nothing was done")
        return 1
    except SummarizerError as error:
        say(f"summarizer: {error}")
        return error.exit_code
    except SystemExit as error:
        gone = sys.stdout is not printed  # click wraps it up where its reader went away, as `head` does
        return unprintable(BrokenPipeError()) if gone else int(error.code or 0)
    except OSError as error:
        if error.filename is not None:  # no file, but what it is printed to
            raise
        return unprintable(error)
