"""LaTeX: tables that compile whatever papers say, because nothing of theirs is a command."""

from __future__ import annotations

import re

import pytest
from compared_records import compared_records, everything
from hypothesis import given
from hypothesis import strategies as st
from paper_records import ATTACKS, hostile, hostile_failure, records

from summarizer.comparison import compare
from summarizer.render import render_claims, render_comparison
from summarizer.render.latex import ROWS_OF_A_TABLE, escape

OURS = {
    "table", "tabularx", "caption", "label", "begin", "end", "toprule", "midrule", "bottomrule", "textwidth",
    "raggedright", "arraybackslash", "footnotesize",
}  # fmt: skip
SIGNS = {
    "textbackslash", "textasciicircum", "textasciitilde", "textless", "textgreater", "textbar", "textasciigrave",
    "symbol", "ldots", "times", "leq", "geq", "approx", "pm", "rightarrow", "cdot", "surd", "infty", "star",
    "textdegree", "mu", "alpha", "lambda", "Omega",
}  # fmt: skip
TOKEN = re.compile(r"\\([A-Za-z]+|.)|([{}$&#%_^~])", re.DOTALL)


def body(text: str) -> str:
    """A rendering without its one comment line."""
    head, _, rest = text.partition("\n")
    assert head.startswith("% needs")
    return rest


def check(text: str) -> None:
    """Read as TeX would: braces and maths are closed, and every command is one of ours."""
    depth, maths = 0, False
    for match in TOKEN.finditer(text):
        command, special = match.groups()
        if command and command.isalpha():
            assert command in OURS | SIGNS, command
        elif command:
            assert command in "{}$&#%_\\", command
        depth += {"{": 1, "}": -1}.get(special, 0) if special else 0
        assert depth >= 0
        maths ^= special == "$"
        assert special not in ("#", "%", "_", "^", "~"), special
    assert depth == 0
    assert not maths


def cells(text: str) -> list[int]:
    """How many cells each row of each table has, as differences from its form; all of them are 0."""
    wrong = []
    for table in re.findall(r"\\begin\{tabularx\}(.*?)\\end\{tabularx\}", text, re.DOTALL):
        form, *lines = table.strip().split("\n")
        wanted = form.count("X") + form.partition("@{}")[2].replace("\\raggedright", "").replace(
            "\\arraybackslash", "").count("r")  # fmt: skip
        rows = [line for line in lines if line.endswith(r" \\")]
        wrong += [len(re.findall(r"(?<!\\)&", row)) + 1 - wanted for row in rows]
    return wrong


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hostile_paper_is_no_command_and_breaks_no_table(attack):
    given_records = [hostile(ATTACKS[attack]), hostile_failure(ATTACKS[attack])]
    comparison = compare(given_records, verified_only=False)
    for text in (render_comparison(comparison, given_records, "latex"), render_claims(given_records, "latex")):
        check(body(text))
        assert set(cells(text)) == {0}


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        (r"\input{/etc/passwd}", r"\textbackslash{}input\{/etc/passwd\}"),
        ("50 % & $x_1^2$ #1 ~", r"50 \% \& \$x\_1\textasciicircum{}2\$ \#1 \textasciitilde{}"),
        ("≤ 2.5× −0.3 λΩ", r"$\leq$ 2.5$\times$ $-$0.3 $\lambda$$\Omega$"),
        ("a -- b [c] *", "a -{}-{} b {[}c] {*}"),
        ("line\nbreak", "line break"),
        ("Plain: naïve café, DeiT-B.", "Plain: naïve café, DeiT-B."),
    ],
)
def test_special_characters_are_escaped(words, escaped):
    assert escape(words) == escaped


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60) | st.text(alphabet="\\{}$&#%_^~[]*-`'\"<>| \nab"))
def test_whatever_is_escaped_is_no_command_of_its_own(words):
    for match in TOKEN.finditer(escape(words)):
        command, special = match.groups()
        assert not (command and command.isalpha()) or command in SIGNS or "$" in escape(words)
        assert special in (None, "{", "}", "$")


def test_a_comparison_is_a_booktabs_table_a_group():
    text = render_comparison(everything(), compared_records(), "latex")
    check(body(text))
    assert text.count(r"\toprule") == text.count(r"\bottomrule") == 4
    assert r"\label{tab:comparison-1}" in text
    assert set(cells(text)) == {0}
    assert r"1 & 4$\times$ $\star$ & Pebble & FlatBase & PageSet & 1.25\% worse accuracy (PageSet)" in text


def test_a_column_that_would_be_empty_is_left_out():
    header = next(
        line for line in render_comparison(compare(records()), records(), "latex").splitlines() if "&" in line
    )
    assert "Quality" not in header
    assert "Unlike the best" in header


def test_a_long_table_is_cut_so_that_each_part_fits_a_page():
    group = everything().groups[0]
    many = group.model_copy(update={"rows": group.rows[:1] * (ROWS_OF_A_TABLE + 2), "front": ()})
    text = render_comparison(everything().model_copy(update={"groups": (many,)}), compared_records(), "latex")
    assert ", continued" in text
    parts = re.findall(r"\\midrule\n(.*?)\\bottomrule", text, re.DOTALL)
    assert [part.count(r"\\") for part in parts[:2]] == [ROWS_OF_A_TABLE, 2]


def test_claims_have_a_table_with_their_verdicts():
    text = render_claims(records(), "latex")
    check(body(text))
    assert text.count("verified") == 9
    assert "wrong number" in text
