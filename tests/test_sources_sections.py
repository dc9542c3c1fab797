"""Long texts: which sections are read where not all can be, and that no sentence is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.sentences import split
from summarizer.sources.sections import READ_TOKENS, Section, choose, kind_of, with_kinds
from summarizer.tokens import estimate

ABSTRACT = "We present Tern. It is 2.6x faster."


def sentences(word: str, number: int) -> str:
    return " ".join(f"The {word} of number {n} says what it has to say and no more." for n in range(number))


def paper(length: int) -> list[Section]:
    """Sections of so many sentences each, in the usual order."""
    names = ("1 Introduction", "2 Related Work", "3 Method", "4 Experiments", "5 Conclusion", "Limitations")
    headed = [(name, 1, (sentences(name.split()[-1].lower(), length),)) for name in names]
    headed[0] = (*headed[0][:2], (headed[0][2][0], f"In this paper we propose Tern. {sentences('promise', 3)}"))
    return with_kinds([*headed, ("Appendix", 1, (sentences("appendix", length),))])


@pytest.mark.parametrize(
    ("name", "above", "kind"),
    [
        ("1 Introduction", "other", "introduction"),
        ("II. RELATED WORK", "other", "background"),
        ("4 Experimental Results", "other", "results"),
        ("4.1 Datasets", "results", "setup"),
        ("4.2 Throughput on a phone", "results", "results"),
        ("Comparison with State of the Art", "other", "results"),
        ("5 Conclusion and Future Work", "other", "conclusion"),
        ("Threats to Validity", "other", "limitations"),
        ("5.3 Limitations", "conclusion", "limitations"),
        ("3 Token Routing", "other", "other"),
        ("3 Our Approach", "other", "method"),
        ("Acknowledgments", "other", "back matter"),
        ("A.1 More Results", "back matter", "back matter"),
        ("Data Availability Statement", "other", "back matter"),
    ],
)
def test_a_heading_tells_what_a_section_is_about(name: str, above: str, kind: str) -> None:
    assert kind_of(name, above) == kind  # type: ignore[arg-type]


def test_a_section_within_another_takes_after_it() -> None:
    sections = with_kinds([("4 Evaluation", 1, ()), ("4.1 Latency", 2, ()), ("5 Caches", 1, ()), ("5.1 Keys", 2, ())])
    assert [section.kind for section in sections] == ["results", "results", "other", "other"]


def test_a_short_paper_is_read_whole_but_for_its_back_matter() -> None:
    sections = paper(3)
    chosen = choose(ABSTRACT, sections)
    assert chosen.names == ("Abstract", *(section.name for section in sections[:-1]))
    assert chosen.text == "\n\n".join([ABSTRACT, *(section.text for section in sections[:-1])])


def test_of_a_long_paper_what_is_worth_most_is_read() -> None:
    chosen = choose(ABSTRACT, paper(60), budget=900)
    assert "In this paper we propose Tern." in chosen.text
    for word in ("experiments", "conclusion", "limitations"):
        assert f"The {word} of number 0 " in chosen.text
    for word in ("work", "appendix"):
        assert f"The {word} of number" not in chosen.text
    assert chosen.text.count("The experiments") > 2 * chosen.text.count("The method")
    assert {"4 Experiments (in part)", "5 Conclusion (in part)", "Limitations (in part)"} < set(chosen.names)


def test_one_long_kind_leaves_room_for_the_others_and_room_that_is_left_is_used() -> None:
    long, short = sentences("result", 400), sentences("conclusion", 3)
    sections = [Section("4 Results", (long,), "results"), Section("5 Conclusion", (short,), "conclusion")]
    chosen = choose(ABSTRACT, sections, budget=1_000)
    assert short in chosen.text
    assert 900 < estimate(chosen.text) <= 1_000


def test_what_is_read_stands_in_the_papers_own_order() -> None:
    chosen = choose(ABSTRACT, paper(60), budget=2_000)
    places = [chosen.text.find(f"The {word} of number 0 ") for word in ("experiments", "conclusion", "limitations")]
    assert places == sorted(places)
    assert chosen.text.startswith(ABSTRACT)


@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=6),
    st.integers(60, 1_500),
)
def test_no_sentence_is_ever_cut_and_the_budget_is_kept(lengths: list[int], budget: int) -> None:
    kinds = ("introduction", "results", "conclusion", "limitations", "method", "background")
    sections = [
        Section(f"{n} Name", (sentences("claim", length), sentences("other", 2)), kind)  # type: ignore[arg-type]
        for n, (length, kind) in enumerate(zip(lengths, kinds, strict=False))
    ]
    whole = {text[a:b] for section in sections for text in section.paragraphs for a, b in split(text)}
    chosen = choose(ABSTRACT, sections, budget=budget)
    read = chosen.text.removeprefix(ABSTRACT)
    assert {line[a:b] for line in read.split("\n") for a, b in split(line)} <= whole
    assert estimate(chosen.text) <= budget


def test_a_sentence_that_does_not_fit_is_left_out_whole() -> None:
    endless = "word " * 5_000 + "end."
    chosen = choose(ABSTRACT, [Section("4 Results", (endless, "It is short."), "results")], budget=500)
    assert chosen.text == f"{ABSTRACT}\n\nIt is short."
    assert chosen.names == ("Abstract", "4 Results (in part)")


def test_the_budget_leaves_room_for_the_prompt_and_the_larger_answer() -> None:
    """Marked, a text is at most about twice as long."""
    from summarizer.conversation import LARGER_MAX_TOKENS

    assert 2 * READ_TOKENS + 2_100 + LARGER_MAX_TOKENS <= 16_384
