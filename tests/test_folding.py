"""Folding: what counts as the same writing, and where it stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.folding import fold, folded, locate, occurrences, undressed, verbatim

SAME = [
    ("two\n  lines", "two lines"),
    ("a\u00a0non-breaking\u2009space", "a non-breaking space"),
    ("Upper CASE", "upper case"),
    ("ﬁne-grained ﬂow", "fine-grained flow"),
    ("soft\u00adhy\u200bphen", "softhyphen"),
    ("full　width １２％", "full width 12%"),
    ("en–dash — em‑dash", "en-dash - em-dash"),
    ("pages 3--5 and --- so", "pages 3-5 and - so"),
    ("“quoted” ‘so’", "\"quoted\" 'so'"),
    ("``quoted''", '"quoted"'),
    ("12× faster", "12x faster"),
    ("12times faster", "12x faster"),
    ("12 times faster", "12x faster"),
    ("$12\\times$ faster", "12x faster"),
    ("16times16 patches", "16 × 16 patches"),
    ("Lynx2times 1.4", "Lynx2×1.4"),
    ("12\\% of", "12% of"),
    ("12 % of", "12% of"),
    ("sim 50%", "~50%"),
    ("$\\sim$50%", "~50%"),
    ("≈50%", "∼ 50%"),
    ("85.2 pm 0.3", "85.2±0.3"),
    ("$85.2 \\pm 0.3$", "85.2+-0.3"),
    ("1,000 and 2{,}000", "1000 and 2000"),
    ("\\textbf{bold} and \\emph{so}", "bold and so"),
    ("\\ie, that", "i.e., that"),
    ("na\\\"{i}ve caf\\'e", "naïve café"),
    ("Gödel", "Go\u0308del"),
    ("$\\alpha$-net", "α-net"),
    ("O(n^{2})", "O(n²)"),
    ("\\frac{1}{3} of", "1/3 of"),
    ("R\\&D", "R&amp;D"),
    ("Fig.~2", "fig. 2"),
    ("−0.3", "-0.3"),
]

DIFFERENT = [
    ("2.6", "26"),
    ("-0.3", "0.3"),
    ("<2", ">2"),
    ("≤2", "≥2"),
    ("a = b", "a ≠ b"),
    ("10²", "102"),
    ("2½", "21/2"),
    ("85±3", "853"),
    ("O(√n)", "O(n)"),
    ("O(\\sqrt{n})", "O(n)"),
    ("1,5", "15"),
    ("12x", "12%"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_writings_of_the_same_words_fold_to_the_same_text(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_changes_the_meaning_is_never_folded_away(one, other):
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    ("needle", "haystack", "found"),
    [
        ("2.6x", "first 12.6x, then 2.6x", ["2.6x"]),
        ("2.6", "2.65 and 2.6.", ["2.6"]),
        ("0.3", "-0.3 or (−0.3)", []),
        ("3 ms", "a 3 ms gap", ["3 ms"]),
        ("000", "1,000", []),
        ("net", "a network, a net", ["net"]),
        ("12× faster than\nbefore", "runs 12times faster than before", ["12times faster than before"]),
        ("5% of it", "saves \\textbf{5\\%} of it", ["5\\%} of it"]),
        ("efficient", "an effi-\ncient one", ["effi-\ncient"]),
        ("self-attention", "the self-\nattention", ["self-\nattention"]),
        ("naive", "the naïve one", ["naïve"]),
        ("twice", "once, twice, twice", ["twice", "twice"]),
        ("", "anything", []),
        (" \n", "anything", []),
        ("a paraphrase", "the same in other words", []),
    ],
)
def test_a_needle_is_found_as_whole_words_and_whole_numbers_only(needle, haystack, found):
    assert [haystack[start:end] for start, end in locate(needle, haystack)] == found


def test_words_as_they_stand_are_preferred_to_folded_ones():
    assert locate("Alpha net", "alpha net and Alpha net") == [(14, 23)]


TEXTS = st.text(st.sampled_from("ab1 9.,-−–×x%\\{}$~\n\u00adﬁé“Ωimpste²½+<>&"), max_size=60)


@given(TEXTS)
def test_every_place_of_a_folded_text_maps_into_the_original_in_order(text):
    whole = fold(text)
    spans = [whole.span(i, i + 1) for i in range(len(whole.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)


@given(TEXTS, st.data())
def test_a_found_place_says_the_same_as_what_was_looked_for(text, data):
    start = data.draw(st.integers(0, len(text)))
    needle = text[start : data.draw(st.integers(start, len(text)))]
    for begin, end in locate(needle, text):
        assert folded(text[begin:end]) == folded(needle)


def test_a_space_that_latex_sets_stays_with_its_backslash():
    """What is looked for may end in one."""
    assert locate("7\\ ", "of 7\\ ms") == [(3, 6)]


@given(st.text(max_size=200))
def test_any_text_folds_without_an_error_and_folding_again_finds_it(text):
    assert isinstance(fold(text).text, str)
    words = " ".join(w for w in text.split() if w.isascii() and w.isalnum())
    assert not words or locate(words, words)


@given(TEXTS)
def test_a_short_text_folds_like_any_other(text):
    assert folded(text) == fold(text).text.strip()


@given(st.text("ab", min_size=1, max_size=2), st.text("ab"), st.integers(0, 5), st.integers(0, 9))
def test_every_occurrence_within_bounds_is_found(needle, haystack, start, end):
    places = [at for at in range(start, min(end, len(haystack))) if haystack.startswith(needle, at, end)]
    assert list(occurrences(needle, haystack, start, end)) == places


@pytest.mark.parametrize(
    ("needle", "haystack", "places"),
    [
        ("time", "2times in time", [(10, 14)]),
        ("2.6x", "12.6x, then 2.6x", [(12, 16)]),
        ("3 ms", "-3 ms or 3 ms", [(9, 13)]),
        ("", "time", []),
    ],
)
def test_words_stand_verbatim_only_where_they_are_not_cut_off_longer_ones(needle, haystack, places):
    assert verbatim(needle, haystack) == places


UNDRESSED = [
    (r"is \emph{twice} as fast", "is twice as fast"),
    (r"{\bf Fenwick} and $\textsc{Alder}$", "Fenwick and Alder"),
    (r"**Fenwick** needs 2~ms (see~[3])", "Fenwick needs 2 ms (see~[3])"),
    ("real\u2011time at 9\u00a0W", "real-time at 9 W"),
    (r"2~3 ms, 2**8, x_{\max} and \url{a~b}", r"2~3 ms, 2**8, x_{\max} and \url{a b}"),
    (r"an open \emph{brace", r"an open \emph{brace"),
]


@pytest.mark.parametrize(("text", "plain"), UNDRESSED)
def test_what_only_sets_a_word_is_no_part_of_it(text, plain):
    assert " ".join(undressed(text).split()) == plain


@given(st.lists(st.sampled_from([*"a 9~*${}\\.\n-\u2011\u00a0", "\\emph{", "{\\bf ", "**", "word"])))
def test_every_character_stays_where_it_stood(parts):
    text = "".join(parts)
    plain = undressed(text)
    assert len(plain) == len(text)
    kept = [(a, b) for a, b in zip(text, plain, strict=True) if a.isalnum() and b.isalnum()]
    assert all(a == b for a, b in kept)
