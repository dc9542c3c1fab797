"""Read research papers into records one can trust: summaries, claims with evidence and a verdict, comparisons.

>>> import summarizer as sz
>>> papers = sz.load_papers("page.txt")  # doctest: +SKIP
>>> records = sz.summarize(papers)  # doctest: +SKIP
>>> sz.compare(records, metric="latency")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.api import compare, digest, load_papers, overview, read_records, summarize, verify
    from summarizer.errors import SummarizerError
    from summarizer.evals.evaluation import evaluate
    from summarizer.papers import Paper, make_paper
    from summarizer.records import Claim, Record, Result
    from summarizer.views import Comparison, Overview

__version__ = "0.1.0"

# Imported when first used, so that `import summarizer` costs nothing.
_HOMES = {
    "compare": "summarizer.api",
    "digest": "summarizer.api",
    "evaluate": "summarizer.evals.evaluation",
    "load_papers": "summarizer.api",
    "overview": "summarizer.api",
    "read_records": "summarizer.api",
    "summarize": "summarizer.api",
    "verify": "summarizer.api",
    "SummarizerError": "summarizer.errors",
    "Paper": "summarizer.papers",
    "make_paper": "summarizer.papers",
    "Claim": "summarizer.records",
    "Comparison": "summarizer.views",
    "Overview": "summarizer.views",
    "Record": "summarizer.records",
    "Result": "summarizer.records",
}

__all__ = [
    "Claim",
    "Comparison",
    "Overview",
    "Paper",
    "Record",
    "Result",
    "SummarizerError",
    "__version__",
    "compare",
    "digest",
    "evaluate",
    "load_papers",
    "make_paper",
    "overview",
    "read_records",
    "summarize",
    "verify",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'summarizer' has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
