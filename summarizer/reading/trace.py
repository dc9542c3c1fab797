"""Trace: which rule read which number, to see why a claim was made or missed."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.marks import Marks
from summarizer.reading.framing.lists import frames_of
from summarizer.reading.words.tokens import lines_of


def trace(marks: Marks) -> Iterator[tuple[str, str, str, str]]:
    """Say of every quantity its sentence's id, its text, the rule that framed it, and the words it was tied to.

    The rule is empty where none did.
    """
    for line in lines_of(marks):
        frames = frames_of(line, marks.quantities)
        for at, index in line.quantity_at.items():
            frame = frames.get(at)
            tied = (*(frame.terms if frame else ()), frame.change if frame else None)
            words = (
                marks.text[line.starts[t.first] : line.ends[t.last]] for t in tied if t is not None and t.last < at + 30
            )
            yield f"S{line.index + 1}", marks.quantities[index].text, frame.rule if frame else "", " | ".join(words)
