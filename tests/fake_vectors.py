"""Embeddings as a server gives them, for the real server of `fake_endpoint`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fake_endpoint import Hit, Step, json_step

TOKENS = 7
"""What every text is said to have taken."""


def vectors(*found: Any, usage: Any = None, numbered: bool = True) -> Step:
    """A list of embeddings."""
    rows = [{"object": "embedding", "index": n, "embedding": vector} for n, vector in enumerate(found)]
    tokens = {"prompt_tokens": TOKENS * len(found), "total_tokens": TOKENS * len(found)}
    if not numbered:
        rows = [{"embedding": row["embedding"]} for row in rows]
    return json_step({"object": "list", "data": rows, "model": "vec-1", "usage": usage or tokens})


def lengths(hit: Hit) -> Step:
    """A vector that tells a text's length and its first letter."""
    return vectors(*([float(len(text)), ord(text[0]) / 256] for text in hit.body["input"]))


def circle(words: Sequence[str]) -> Any:
    """A script: texts that hold the same one of these words have one direction, others another."""

    def script(hit: Hit) -> Step:
        return vectors(*([1.0 if word in text else 0.0 for word in words] + [0.1] for text in hit.body["input"]))

    return script
