"""What the reader knows of words: remembered answers, where words stand, and the words that guard expressions."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer import lexicon
from summarizer.folding import bare
from summarizer.marks import mark
from summarizer.papers import make_paper
from summarizer.quantities import find
from summarizer.reading import read
from summarizer.reading.naming.spellings import WORD_AT, holds_special, is_special
from summarizer.reading.paper.roles import roles_of
from summarizer.reading.qualitative.claims import MOVES
from summarizer.reading.words.changing import CHANGES, TWO_WORD_CHANGES
from summarizer.reading.words.memory import Memory, remember
from summarizer.reading.words.terms import find_terms
from summarizer.reading.words.tokens import MAX_TOKENS, NUMBER, lines_of
from summarizer.topics import load_topics

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


def test_words_that_are_alike_are_remembered_within_bounds() -> None:
    alike: set[str] = set()
    remember("x" * 100_000, alike)
    assert not alike
    for number in range(1 << 15):
        remember(str(number), alike)
        assert str(number) in alike
    assert len(alike) <= 1 << 14


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


_NOUNS = "paper|work|study|article|survey|report|thesis|review|letter|manuscript|research|dissertation|chapter|preprint"
_OWN = [
    *("we plan", "our plan works", "ours is fast", "plans are made by ourselves", "herein plans are made"),
    *(f"{this} {noun} plans" for this in ("this", "the current") for noun in _NOUNS.split("|")),
    *("the author plans", "the authors plan", "the manuscript plans"),
    *(
        f"i {verb} plans"
        for verb in ["propose", "present", "show", "introduce", "study", "find", "describe", "develop"]
    ),
    *(f"a plan is {verb}" for verb in ["proposed", "presented", "introduced", "devised"]),
    *("a new method plans", "a novel kernel plans"),
    *(f"the {verb} plan works" for verb in ["proposed", "presented", "introduced", "developed", "designed"]),
    *(f"{many} ablations follow" for many in ["extensive", "comprehensive", "thorough"]),
    *(
        f"{they} on plans show it"
        for they in ["experiments", "results", "evaluation", "evaluations", "analysis", "analyses"]
    ),
    *("findings show it", "simulations show it"),
]


@pytest.mark.parametrize("phrase", _OWN)
def test_what_stands_before_every_way_of_speaking_of_the_own_work_is_background(phrase: str) -> None:
    marks = mark(make_paper("Fast decoding", f"Caches are large. Now {phrase}. It runs at once."))
    assert roles_of(marks, ()) == ["contribution", "background", "contribution", "contribution"]


@given(st.from_regex("[A-Za-z][a-z]*", fullmatch=True))
def test_no_plain_word_is_special(word: str) -> None:
    assert not is_special(word)


@given(
    st.lists(
        st.from_regex(WORD_AT, fullmatch=True)
        | st.sampled_from([*"( .,)-é", "tour", "GPUs"])
        | st.text("aB", max_size=2)
    )
)
def test_a_sentence_without_special_words_is_known_as_such(pieces: list[str]) -> None:
    sentence = "".join(pieces)
    assert holds_special(sentence) or not any(map(is_special, WORD_AT.findall(sentence)))


@pytest.mark.parametrize("sentence", ["All GPUs plan tours.", "We run (LLMs) on an FPGA.", "The Van is a van."])
def test_common_acronyms_and_plain_words_are_not_special(sentence: str) -> None:
    assert not holds_special(sentence)


@given(st.text(alphabet="0123456789.x% -ab", max_size=30))
def test_the_same_digits_are_read_beside_plain_and_other_letters(text: str) -> None:
    assert find(f"{text} e") == find(f"{text} é")


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        *(("5 kilowatts", "kW"), ("3 millijoules", "mJ"), ("3 mJ", "mJ"), ("4 Megabytes", "MB"), ("4 GiB", "GB")),
        *(("7 GFLOPs", "GFLOPs"), ("7 billion FLOPs", "BFLOPs"), ("2-bit", "bits"), ("9\\,ms", "ms"), ("9,ms", "ms")),
    ],
)
def test_a_unit_is_read_with_its_scale_behind_any_gap(written: str, unit: str) -> None:
    assert find(f"It takes {written}, we find.")[0].unit == unit


_COMPARED = [
    *(f"VanNet trains 2x faster {mark_} RoadNet." for mark_ in ("than", "compared to", "relative to", "instead of")),
    *(f"VanNet {verb} RoadNet at 30% lower latency." for verb in ("matches", "outperforms", "rivals")),
    *(f"VanNet is {like} RoadNet with 30% lower latency." for like in ("on par with", "close to", "comparable to")),
    *(f"VanNet has {like} accuracy to RoadNet at 30% lower latency." for like in ("comparable", "similar")),
    "VanNet is as accurate as RoadNet with 30% lower latency.",
    "VanNet cuts latency by 30% against RoadNet.",
    "VanNet has the same accuracy as RoadNet at 30% lower latency.",
    "Latency falls by 30% for the RoadNet baseline.",
    "Latency falls by 30% beside the original RoadNet.",
    "By 30% VanNet reduces latency while improving vanilla RoadNet.",
    "Latency falls by 30% when VanNet is applied to RoadNet.",
    "With 30% lower latency it outperforms RoadNet.",
]


@pytest.mark.parametrize("sentence", _COMPARED)
def test_every_way_of_comparing_names_the_baseline(sentence: str) -> None:
    marks = mark(make_paper("Fast tours", f"We present VanNet. {sentence}"))
    assert "RoadNet" in (read(marks, load_topics()).claims[0].baseline or "")


@pytest.mark.parametrize("level", ["strong", "high", "superior", "excellent", "remarkable", "exceptional"])
def test_a_strong_efficiency_is_a_better_cost(level: str) -> None:
    marks = mark(make_paper("Fast tours", f"We present VanNet. It shows {level} parameter efficiency."))
    assert [claim.direction for claim in read(marks, load_topics()).claims] == ["better"]


_CHANGES = [
    *(word for said in CHANGES.values() for word in said.split()),
    *TWO_WORD_CHANGES,
    "is down by",
    "is up from",
]


@given(st.lists(st.sampled_from([*_CHANGES, "slow", "it", "by", "memory", "time"]), max_size=8))
@example(["memory", "is down by"])
@example(["time", "is up from"])
def test_every_change_that_is_found_holds_one_of_the_words_that_a_sentence_is_searched_for(said):
    words = " ".join(said).split()
    changes = [words[term.first : term.last + 1] for term in find_terms(words) if term.kind == "change"]
    assert not any(map(MOVES.isdisjoint, changes))
