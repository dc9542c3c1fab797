"""What the reader knows of words: remembered answers, where words stand, and the words that guard expressions."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import lexicon
from summarizer.folding import bare
from summarizer.marks import mark
from summarizer.papers import make_paper
from summarizer.quantities import find
from summarizer.reading.memory import Memory
from summarizer.reading.roles import roles_of
from summarizer.reading.tokens import MAX_TOKENS, NUMBER, lines_of

_TEXTS = st.lists(
    st.sampled_from(
        [
            "It",
            "cuts",
            "latency-bound",
            "steps",
            "by",
            "2.6x",
            "(up",
            "to",
            "75\\%)",
            "σ-ΑΣ",
            "naïve",
            "B.",
            "And",
            "¿",
            "half",
        ]
    )
    | st.text(min_size=1, max_size=6),
    max_size=60,
).map(" ".join)


def test_a_memory_asks_once_for_a_word_and_forgets_when_it_is_full() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    memory = Memory(length)
    assert [memory["heads"], memory["heads"]] == [5, 5]
    assert asked == ["heads"]
    for number in range(1 << 15):
        assert memory[str(number)] == len(str(number))
    assert len(memory) <= 1 << 14


def test_a_memory_does_not_keep_endless_words() -> None:
    memory: Memory[int] = Memory(len)
    assert memory["x" * 100_000] == 100_000
    assert not memory


@given(_TEXTS)
def test_every_word_of_a_line_stands_where_its_span_says(text: str) -> None:
    marks = mark(make_paper("A title", text))
    for line in lines_of(marks):
        written = [marks.lower[start:end] for start, end in line.spans]
        assert len(written) == len(line.words)
        for at, word in enumerate(line.words):
            if at in line.quantity_at:
                quantity = marks.quantities[line.quantity_at[at]]
                assert (word, line.spans[at]) == (NUMBER, (quantity.start, quantity.end))
            else:
                assert word == written[at]
        assert line.starts == sorted(line.starts)


def test_an_endless_sentence_has_as_many_spans_as_words() -> None:
    line = lines_of(mark(make_paper("A title", "2.5x " + "speed " * 3 * MAX_TOKENS)))[1]
    assert len(line.words) == len(line.spans) == MAX_TOKENS


@pytest.mark.parametrize("term", ["pass@5", "hit@10"])
def test_a_measure_with_a_cut_off_is_a_term_wherever_it_stands(term: str) -> None:
    line = lines_of(mark(make_paper("A title", f"The model reaches a good {term} here.")))[1]
    assert [line.words[t.first] for t in line.terms if t.kind == "quality"] == [term]


_BOUNDS = {
    "up_to": "up to|upto|up to about|as much as|as many as|at most|at the most|at best|max|maximum of|maximally|within|"
    "no more than|less than|fewer than|under|below|<|<=|≤|≦|\\leq|\\le|\\lt|a peak of|peak",
    "at_least": "at least|more than|faster than|over|over a|above|exceeds|exceeding|exceed|"
    "exceeded|beyond|surpasses|surpassing|surpass|>|>=|≥|≧|\\geq|\\ge|\\gt|a minimum of|well over|upwards of|"
    "as little as|as few as",
    "approx": "about|around|approximately|approx.|approx|roughly|nearly|almost|some|circa|ca.|ca|close to|~|∼|≈|≃|"
    "\\sim|\\approx|sim|on the order of|in the order of|as good as|virtually",
    "average": "average latency gain of|mean speed-up of|median gain of|on average|an average|average of|averages|"
    "averaging|averaged|mean",
}


@pytest.mark.parametrize(
    ("words", "bound"), [(words, bound) for bound, phrases in _BOUNDS.items() for words in phrases.split("|")]
)
def test_every_way_of_bounding_a_number_is_read(words: str, bound: str) -> None:
    (quantity,) = find(f"The system is {words} 2.5x faster.")
    assert quantity.bound == bound


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("2.5x or more", "at_least"),
        ("2.5x GPUs or better", "at_least"),
        ("2.5x+", "at_least"),
        ("2.5x or less", "up_to"),
        ("2.5x at best", "up_to"),
        ("2.5x faster inference on average", "average"),
        ("2.5x faster inference, averaged over tasks", "average"),
    ],
)
def test_a_bound_behind_a_number_is_read(words: str, bound: str) -> None:
    assert find(f"The system is {words}, we find.")[0].bound == bound


_FIRST = re.findall(r"[a-z]+", lexicon.OTHERS.split("(?: [")[0])


@pytest.mark.parametrize("word", sorted({*_FIRST} - {"b", "of", "the", "art", "s"}))
def test_every_adjective_for_the_work_of_others_makes_its_sentence_background(word: str) -> None:
    phrase = {"state": "state-of-the-art", "today": "today's"}.get(word, word)
    text = f"We propose a fast decoder. {phrase.capitalize()} methods need large caches. It runs at once."
    marks = mark(make_paper("Fast decoding", text))
    assert not lexicon.OTHERS_FIRST.isdisjoint(bare(phrase).split())
    assert roles_of(marks, ())[2] == "background"


@pytest.mark.parametrize(
    "phrase", ["Prior art needs", "Most works need", "Several studies need", "Numerous methods need"]
)
def test_a_sentence_that_opens_with_the_works_of_others_is_background(phrase: str) -> None:
    marks = mark(make_paper("Fast decoding", f"We propose a fast decoder. {phrase} large caches. It runs at once."))
    assert roles_of(marks, ())[2] == "background"
