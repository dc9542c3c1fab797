"""Reading: the embedded reader, which reads a paper at once, offline, by a grammar of quantities and relations."""

from __future__ import annotations

from summarizer.reading.reader import read

__all__ = ["read"]
