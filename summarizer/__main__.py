"""`python -m summarizer` and the installed `summarizer` are the command line."""

import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Load the command line and run it; Ctrl-C while it loads ends in one line, too."""
    try:
        from summarizer.cli import main as run
    except KeyboardInterrupt:
        print("summarizer: interrupted; nothing was begun", file=sys.stderr, flush=True)  # noqa: T201
        os._exit(130)
    run()


if __name__ == "__main__":
    main()
