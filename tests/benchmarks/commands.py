"""Whole commands, as a user starts them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from measure import ROOT, Row, fastest, row


def commands() -> list[Row]:
    bare = fastest(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
    with tempfile.TemporaryDirectory() as out:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("SUMMARIZER_", "OPENAI_"))}

        def command(*arguments: str) -> float:
            line = [sys.executable, "-m", "summarizer", *arguments]
            return fastest(lambda: subprocess.run(line, check=True, capture_output=True, env=environment, cwd=out))

        page = str(ROOT / "evals" / "page.txt")
        return [
            row("summarizer --help", command("--help"), bare, "python -c pass"),
            row("digest of the example page, cold", command("digest", page, "-o", out), bare, "python -c pass"),
            row("eval: embedded reader and recordings", command("eval"), bare, "python -c pass"),
        ]
