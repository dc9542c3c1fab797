"""Reading papers and records from whatever they were saved as: pages, web pages, JSON, single papers, folders."""

from summarizer.sources.loading import Input, iter_inputs, iter_papers, load_inputs, load_papers

__all__ = ["Input", "iter_inputs", "iter_papers", "load_inputs", "load_papers"]
