"""The command line: it parses, calls and prints; results go to stdout or `-o`, talk goes to stderr.

Exit codes: 0 all well, 1 error, 2 usage or unreadable input, 3 some papers failed, 130/143 interrupted.
"""

from __future__ import annotations

import os
import signal
import sys
import warnings
from types import FrameType
from typing import NoReturn

import click

from summarizer import __version__
from summarizer.cli.inspecting import cache, prompts, schema
from summarizer.cli.reading import compare, digest, overview, summarize, verify
from summarizer.errors import SummarizerError

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

    INPUT is a saved Daily Papers page (text or .html), a .jsonl or .json of papers or records, a single paper as .txt
    or .md, a folder, or - for standard input. Without an endpoint the embedded reader reads: offline, at once, for
    nothing.
    """


for command in (summarize, compare, overview, digest, verify, prompts, schema, cache):
    cli.add_command(command)


class _Terminated(BaseException):
    """The process was asked to end."""


def main() -> NoReturn:
    """Run the command line; every expected failure ends in one line on stderr and a documented exit code."""
    signal.signal(signal.SIGTERM, _terminate)
    warnings.showwarning = _show_warning
    try:
        _end(cli.main(standalone_mode=False) or 0)
    except click.exceptions.Exit as error:
        _end(error.exit_code)
    except click.ClickException as error:
        error.show()
        _end(error.exit_code)
    except SummarizerError as error:
        _say(f"summarizer: {error}")
        _end(error.exit_code)
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _end(0)
    except (KeyboardInterrupt, click.Abort):
        _interrupted(130)
    except _Terminated:
        _interrupted(143)


def _end(code: int) -> NoReturn:
    sys.exit(code)


def _interrupted(code: int) -> NoReturn:
    _say("summarizer: interrupted; every answer so far is kept, the same command goes on from there")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # requests in flight are not waited for


def _terminate(_signum: int, _frame: FrameType | None) -> NoReturn:
    raise _Terminated


def _say(line: str) -> None:
    click.echo(line, err=True)


def _show_warning(message: Warning | str, *_: object, **__: object) -> None:
    _say(f"summarizer: {message}")
