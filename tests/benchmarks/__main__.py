"""Speed and memory, each as a ratio against a floor or a peer measured in the same run: `python tests/benchmarks`.

    python tests/benchmarks            what needs no server (about half a minute)
    python tests/benchmarks many       comparing and overviewing 10,000 records (about two minutes)
    python tests/benchmarks endpoint   the engine against the raw SDK, 1,000 papers at 0.2 s (about a minute)
    python tests/benchmarks stream     100,000 papers streamed through the engine (about ten minutes)
    python tests/benchmarks peers      other toolkits against the raw SDK, each set up in an environment of its own

Absolute figures depend on the machine; quote the ratios.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from caching import caching
from commands import commands
from endpoint import endpoint, streaming
from many import many
from measure import Row
from peers import peers
from reading import reading

PARTS: dict[str, tuple[Callable[[], list[Row]], ...]] = {
    "local": (commands, reading, caching),
    "many": (many,),
    "endpoint": (endpoint,),
    "stream": (streaming,),
    "peers": (peers,),
}


def main(wanted: list[str]) -> None:
    unknown = set(wanted) - PARTS.keys()
    if unknown:
        sys.exit(f"no such benchmark: {', '.join(sorted(unknown))}; there are: {', '.join(PARTS)}")
    rows = [line for name in wanted or ["local"] for part in PARTS[name] for line in part()]
    head: Row = ("what", "figure", "ratio", "against")
    widths = [max(len(line[i]) for line in [head, *rows]) for i in range(4)]
    for line in [head, *rows]:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


main(sys.argv[1:])
