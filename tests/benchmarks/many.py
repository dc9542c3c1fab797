"""Thousands of records: what comparing and overviewing them takes, as whole processes, against reading the file."""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measure import ROOT, Row

RECORDS = 10_000
_READ = "import sys\nfrom summarizer.store import read_records\nassert len(list(read_records(sys.argv[1]))) > 0"


def many() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.jsonl"
        path.write_text("".join(f"{json.dumps(record)}\n" for record in _records()), encoding="utf-8")
        read = _timed([sys.executable, "-c", _READ, str(path)], folder)
        rows = []
        for command in ("compare", "overview"):
            line = [sys.executable, "-m", "summarizer", command, str(path), "--format", "json", "-o", "out.json"]
            taken = _timed(line, folder)
            name = f"{command} of {RECORDS:,} records (at most {_peak():.0f} MB)"
            rows.append((name, f"{taken:.1f} s", f"{taken / read:.2f}", "reading the file"))
        return rows


def _records() -> Iterator[dict[str, Any]]:
    """The evaluation papers' readings over and over, with other ids, other words and other numbers."""
    import summarizer as sz
    from summarizer.records import record_json

    chance = random.Random(7)
    known = [json.loads(record_json(record)) for record in sz.summarize(ROOT / "evals" / "papers.json", progress=False)]
    words = [word for record in known for word in record["paper"]["abstract"].split()]
    for number in range(RECORDS):
        record = json.loads(json.dumps(known[number % len(known)]))
        paper = record["paper"]
        paper["id"] = f"paper-{number}"
        for part, share in (("title", 0.3), ("abstract", 0.35)):
            said = [chance.choice(words) if chance.random() < share else word for word in paper[part].split()]
            paper[part] = " ".join(said)
        record["method_names"] = [f"{name}{number}" for name in record["method_names"]]
        for kind in ("claims", "results"):
            for place, item in enumerate(record[kind], 1):
                item["id"] = f"{paper['id']}#{kind[0]}{place}"
                if item["unit"] == "x" and item["value"]:
                    item["value"], item["factor"] = round(item["value"] * chance.uniform(0.7, 1.5), 2), None
                if item["subject"]:
                    item["subject"] += str(number)
        yield record


def _timed(line: list[str], folder: str) -> float:
    begun = time.perf_counter()
    subprocess.run(line, check=True, capture_output=True, cwd=folder)
    return time.perf_counter() - begun


def _peak() -> float:
    """The largest child so far, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
