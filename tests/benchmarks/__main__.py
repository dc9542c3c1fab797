"""Speed and memory, each as a ratio against a floor or a peer measured in the same run: `python tests/benchmarks`.

    python tests/benchmarks            what needs no server (about half a minute)
    python tests/benchmarks many       comparing and overviewing 10,000 records (about two minutes)
    python tests/benchmarks endpoint   the engine against the raw SDK, 1,000 papers at 0.2 s (about a minute)
    python tests/benchmarks stream     100,000 papers streamed through the engine (about ten minutes)
    python tests/benchmarks peers      other toolkits against the raw SDK, each set up in an environment of its own

The papers are 30 invented ones as ordinary as a page of new papers: 224 words, two claims and one result a paper.
`--papers FILE` takes others in their place: `--papers evals/papers.json` those of the evaluation, five claims and four
results a paper, or a page of your own. All are repeated as often as need be.

Absolute figures depend on the machine; quote the ratios.
"""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable
from pathlib import Path

import measure
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


def main() -> None:
    parser = ArgumentParser("tests/benchmarks", description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"which: {', '.join(PARTS)} (default local)")
    parser.add_argument("--papers", type=Path, default=measure.source, metavar="FILE", help="whose papers are read")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - PARTS.keys():
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}; there are: {', '.join(PARTS)}")
    measure.source = asked.papers
    rows = [line for name in asked.parts or ["local"] for part in PARTS[name] for line in part()]
    head: Row = ("what", "figure", "ratio", "against")
    widths = [max(len(line[i]) for line in [head, *rows]) for i in range(4)]
    for line in [head, *rows]:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


main()
