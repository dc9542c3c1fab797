"""Renderings: the same numbers in every format, and what each format is for."""

from __future__ import annotations

import csv
import io
import json

import pytest
from bs4 import BeautifulSoup
from compared_records import compared_records, everything
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from paper_records import NOW, TOPICS, coral, lost, pebble, records

from summarizer.comparison import compare
from summarizer.errors import SettingsError
from summarizer.overviews import overview
from summarizer.records import Claim, Result, read_record
from summarizer.render import (
    FORMATS,
    Choice,
    claims_csv,
    comparison_html,
    digest_markdown,
    overview_html,
    page,
    records_html,
    render_claims,
    render_comparison,
    render_overview,
    render_records,
)
from summarizer.render.sheets import CLAIM_COLUMNS
from summarizer.render.text import evidence, without_support
from summarizer.render.words import (
    claim_sentence,
    figure,
    heading,
    left_out,
    number,
    quality,
    result_figure,
    stated,
    written,
)
from summarizer.topics import Topic, Topics
from summarizer.views import Comparison, Overview, Quality

FIGURES = ["≤ 2.5×", "4×", "≥ 5×", "0.8333×", "70 GPU-hours", "≤ 90 min", "O(n log n)", "less memory"]


def shown(text: str, form: str) -> str:
    """What a person reads of a rendering."""
    if form in ("html",):
        return BeautifulSoup(text, "html.parser").get_text(" ")
    if form == "markdown":
        return BeautifulSoup(MarkdownIt("commonmark").enable("table").render(text), "html.parser").get_text(" ")
    return text


@pytest.mark.parametrize("form", ["table", "markdown", "html", "csv"])
def test_a_comparison_shows_the_same_figures_in_every_format(form):
    comparison = compare(records())
    text = shown(render_comparison(comparison, records(), form, width=200), form)
    assert [wanted for wanted in FIGURES if wanted not in text] == []


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_records_show_the_same_figures_in_every_format_and_what_is_worse_as_such(form):
    text = shown(render_records(records(), form, width=200), form)
    wanted = [figure for figure in FIGURES if figure != "0.8333×"] + ["1.2×"]
    assert [figure for figure in wanted if figure not in text] == []


@pytest.mark.parametrize("form", ["table", "markdown", "html", "csv"])
def test_every_format_says_how_many_claims_were_left_out_or_lists_them(form):
    comparison = compare(records())
    text = shown(render_comparison(comparison, records(), form, width=200), form)
    assert ("1 claim was left out: 1 wrong number" in text) == (form != "csv")


@pytest.mark.parametrize("form", ["table", "markdown", "html", "csv"])
def test_a_word_of_a_summary_that_is_nowhere_in_the_paper_is_marked_in_every_format(form):
    assert "Granite (?)" in " ".join(shown(render_records([coral()], form, width=200), form).split())


@pytest.mark.parametrize("form", ["table", "markdown", "html", "csv", "json", "jsonl"])
def test_a_paper_that_could_not_be_read_is_named_with_its_reason_in_every_format(form):
    text = shown(render_records([lost()], form, width=200), form)
    assert "A Paper Without an Abstract" in text
    told = "It has no abstract to read." if form in ("markdown", "html") else "the page gives no abstract"
    assert told in text


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_a_claim_that_failed_is_shown_with_its_verdict_and_never_as_verified(form):
    text = shown(render_claims([coral()], form, width=200), form)
    assert "wrong number" in text


@pytest.mark.parametrize("form", ["table", "markdown", "html", "csv", "json"])
def test_an_overview_says_its_sentences_in_every_format(form):
    view = overview(records(), topics=TOPICS)
    text = " ".join(shown(render_overview(view, records(), form, width=200), form).split())
    assert "Pebble: at least 5× fewer parameters (written ≤ 20%) than FlatBase." in text


def test_json_is_the_value_itself():
    comparison, view = compare(records()), overview(records(), topics=TOPICS)
    assert Comparison.model_validate_json(render_comparison(comparison, records(), "json")) == comparison
    assert Overview.model_validate_json(render_overview(view, records(), "jsonl")) == view
    assert [read_record(row) for row in json.loads(render_records(records(), "json"))] == records()
    assert [read_record(json.loads(line)) for line in render_records(records(), "jsonl").splitlines()] == records()
    assert json.loads(render_claims(records(), "json"))[0]["paper_id"] == "coral"
    assert len(render_claims(records(), "jsonl").splitlines()) == 10


def test_a_claim_sheet_has_a_row_a_claim_and_stable_columns():
    rows = list(csv.DictReader(io.StringIO(claims_csv(records()))))
    assert tuple(rows[0]) == CLAIM_COLUMNS
    assert CLAIM_COLUMNS == (
        "claim_id", "paper_id", "title", "metric", "phase", "kind", "value", "value_max", "unit", "bound", "relation",
        "direction", "factor", "subject", "baseline", "setting", "role", "verdict", "verdict_reason", "evidence", "url",
        "flags",
    )  # fmt: skip
    assert [row["claim_id"] for row in rows] == [claim.id for record in records() for claim in record.claims]
    first = rows[0]
    assert (first["value"], first["factor"], first["bound"]) == ("2.5", "2.5", "up_to")
    assert first["url"] == "https://arxiv.org/abs/3103.00017"


def test_the_sheet_of_a_comparison_holds_what_stands_in_no_group_with_its_reasons():
    odd = coral().model_copy(update={"claims": (coral().claims[0].model_copy(update={"metric": None}),)})
    (row,) = csv.DictReader(io.StringIO(render_comparison(compare([odd]), [odd], "csv")))
    assert (row["group"], row["claim_id"], row["reasons"]) == ("", "coral#c1", "no metric")


def test_a_format_that_is_none_is_refused_by_name():
    with pytest.raises(SettingsError, match=r"no format 'docx'; choose one of .*markdown"):
        render_records(records(), "docx")


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_at_all_can_be_rendered_in_every_format(form):
    comparison, view = compare([]), overview([], topics=TOPICS)
    for text in (render_records([], form), render_comparison(comparison, [], form), render_overview(view, [], form)):
        assert isinstance(text, str)


def test_a_comparison_of_other_records_is_rendered_by_ids():
    comparison = compare(records())
    for form in FORMATS:
        assert isinstance(render_comparison(comparison, [], form, width=200), str)
    assert "pebble#c1" in render_comparison(comparison, [], "table", width=200)


def test_lines_of_tables_end_where_their_words_end():
    text = render_comparison(compare(records()), records(), "table")
    assert [line for line in text.split("\n") if line != line.rstrip()] == []


def test_colours_come_only_where_asked_for():
    assert "\x1b" not in render_records(records(), "table")
    assert "\x1b[" in render_records(records(), "table", color=True)


def test_the_digest_in_markdown_reads_by_itself():
    comparison, view = compare(records()), overview(records(), topics=TOPICS)
    text = digest_markdown(records(), comparison=comparison, overview=view, title="Morning papers", now=NOW)
    assert text.startswith(
        "# Morning papers\n\n5 March 2031 · 4 papers · 10 claims · 9 verified · 1 paper could not be"
    )
    for heading_line in ("## Best verified factor per metric", "## Topics", "## Comparisons", "## Papers"):
        assert heading_line in text
    assert "### [Pebble: Four Bits Are Enough](https://example.org/pebble)" in text
    assert "(https://arxiv.org/search/?searchtype=title&query=Tide+Tables+by+Machine) (search)" in text
    assert "\\" not in text


def test_the_digest_in_markdown_shows_the_chosen_papers_in_full_and_says_why_they_are_there():
    comparison, view = compare(records()), overview(records(), topics=TOPICS)
    choice = Choice(reasons={"coral": ("keyword: attention",), "pebble": ("like: Granite",)}, full=1)
    text = digest_markdown(records(), comparison=comparison, overview=view, title="M", now=NOW, choice=choice)
    assert "\n\n*keyword: attention*\n\n" in text
    assert "- [Pebble: Four Bits Are Enough](https://example.org/pebble): like: Granite\n" in text
    assert "### [Pebble" not in text


def test_notebook_fragments_hold_one_scoped_style_and_no_script():
    comparison, view = compare(records()), overview(records(), topics=TOPICS)
    fragments = [records_html(records()), comparison_html(comparison, records()), overview_html(view, records())]
    for fragment in fragments:
        soup = BeautifulSoup(fragment, "html.parser")
        assert len(soup.find_all("style")) == 1
        rules = soup.style.string.split("}")
        assert all(rule.strip().startswith(".summarizer-view") for rule in rules if rule.strip())
        assert not soup.find_all(["script", "link", "img", "iframe"])
    assert "≤ 2.5×" in fragments[0]
    assert "up to, not exactly" in fragments[1]
    assert "Pebble: 4× faster than FlatBase (PageSet)." in fragments[2]


def test_a_notebook_shows_a_hundred_papers_and_says_how_many_more_there_are():
    assert "and 30 more papers" in records_html([pebble()] * 130)


# --- words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "said"),
    [(2.5, "2.5"), (0.3333, "0.3333"), (67500, "67,500"), (1e12, "1T"), (1.3e9, "1.3B"), (999999.6, "1M"),
     (1e-7, "1e-07"), (-0.5, "-0.5"), (0, "0"), (100, "100")],
)  # fmt: skip
def test_numbers_are_said_shortly(value, said):
    assert number(value) == said


def relative(**fields: object) -> Claim:
    given = {"metric": "latency", "value": 2, "unit": "x", "relation": "times", "direction": "better"}
    return Claim(**given | fields)


@pytest.mark.parametrize(
    ("claim", "said", "as_written"),
    [
        (relative(value=18.4, bound="up_to"), "≤ 18.4×", "≤ 18.4×"),
        (relative(value=2, value_max=12), "2–12×", "2–12×"),
        (relative(value=50, value_max=75, unit="%", relation="reduced_by"), "2–4×", "50–75%"),
        (relative(value=75, unit="%", relation="reduced_by", bound="at_least"), "≥ 4×", "≥ 75%"),
        (relative(value=3, direction="worse"), "0.3333×", "3×"),
        (relative(value=3, direction="worse", bound="up_to"), "≥ 0.3333×", "≤ 3×"),
        (relative(bound="average"), "avg 2×", "avg 2×"),
        (relative(kind="absolute", value=3.6, unit="B tokens", bound="approx"), "≈ 3.6 B tokens", "≈ 3.6 B tokens"),
        (relative(kind="absolute", value=16, unit=None), "16", "16"),
        (relative(kind="asymptotic", value=None, unit="O(n)"), "O(n)", "O(n)"),
        (relative(kind="qualitative", value=None, unit=None), "faster", ""),
        (relative(kind="qualitative", value=None, unit=None, direction="worse"), "slower", ""),
        (relative(kind="qualitative", value=None, unit=None, direction="same"), "same latency", ""),
        (relative(kind="qualitative", value=None, unit=None, direction=None, metric=None), "not said", ""),
        (relative(value=140, unit="%", relation="reduced_by"), "140%", "140%"),
        (relative(value=None, unit=None), "faster", ""),
    ],
)
def test_a_figure_is_said_on_the_scale_it_is_compared_on_and_as_written(claim, said, as_written):
    assert figure(claim) == said
    assert written(claim) == as_written


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (relative(bound="up_to", baseline="FlatBase"), "It: up to 2× faster than FlatBase."),
        (relative(direction="worse", metric="memory", setting="B"), "It: 2× more memory (B)."),
        (relative(direction="same", value=None, unit=None, baseline="Z"), "It: same latency as Z."),
        (relative(baseline="Z", setting="Z"), "It: 2× faster than Z."),
        (relative(kind="absolute", value=7, unit="ms"), "It: 7 ms of latency."),
        (relative(direction="worse", bound="at_least"), "It: at least 2× slower."),
    ],
)
def test_a_claim_is_said_as_a_sentence(claim, said):
    assert claim_sentence(claim, subject="It") == said


@pytest.mark.parametrize(
    ("metric", "phase", "said"),
    [("latency", "inference", "Latency, inference"), ("latency", None, "Latency"),
     ("training_time", "training", "Training time"), ("training_time", None, "Training time, phase not given"),
     ("training_time", "compression", "Training time, compression"), (None, None, "No metric")],
)  # fmt: skip
def test_a_metric_is_named_with_its_phase_once(metric, phase, said):
    assert heading(metric, phase) == said


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (relative(bound="up_to", phase="inference"), ("≤ 2×", "faster, inference")),
        (relative(direction="worse", metric="parameters"), ("2×", "more parameters")),
        (relative(value=30, unit="%", relation="reduced_by", metric="training_time", phase="training"),
         ("1.429×", "less training time")),
        (relative(value=1.5, value_max=3, direction="worse", bound="at_least"), ("≥ 1.5–3×", "slower")),
        (relative(value=1), ("1×", "latency")),
        (relative(kind="absolute", value=7, unit="ms"), ("7 ms", "latency")),
        (relative(kind="qualitative", value=None, phase="inference"), ("faster", "inference, without a number")),
    ],
)  # fmt: skip
def test_a_claim_says_which_way_its_number_goes(claim, said):
    assert stated(claim) == said


@pytest.mark.parametrize(
    ("result", "said"),
    [(Result(value=81.4, unit="%"), "81.4%"), (Result(value=1.7, unit="%", is_delta=True), "+1.7%"),
     (Result(value=-0.3, is_delta=True), "-0.3"), (Result(value=31, unit="BLEU"), "31 BLEU"), (Result(), "")],
)  # fmt: skip
def test_a_quality_result_keeps_its_sign_and_unit(result, said):
    assert result_figure(result) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [(Quality(result_id="r", metric="WER", change=2.3, unit="%"), "2.3% better WER"),
     (Quality(result_id="r", metric="BLEU", change=-0.5, dataset="NewsSet"), "0.5 worse BLEU (NewsSet)"),
     (Quality(result_id="r", metric="accuracy", change=0), "same accuracy"), (None, "")],
)  # fmt: skip
def test_a_quality_change_is_better_or_worse_whichever_way_its_measure_goes(change, said):
    assert quality(change) == said


def test_what_was_left_out_is_said_by_verdict_most_frequent_first():
    assert left_out(Comparison(excluded={"wrong_number": 1, "unchecked": 3})) == (
        "4 claims were left out: 3 not checked, 1 wrong number."
    )
    assert left_out(Comparison()) == ""


# --- cutting texts -------------------------------------------------------------------------------------------------


def test_words_without_support_are_cut_out_whole():
    assert without_support("Granite, granite and Granites by 26 or 2.6", ["Granite", "26"]) == [
        ("Granite", True), (", granite and Granites by ", False), ("26", True), (" or 2.6", False)
    ]  # fmt: skip


def test_evidence_is_cut_by_its_span_and_overlapping_evidence_becomes_one():
    record = coral()
    start = len(record.paper.title) + 1
    pieces = evidence(record, start=start, end=len(record.paper.full_text))
    assert "".join(piece.text for piece in pieces) == record.paper.abstract
    marked = [(piece.text, piece.mark, piece.ids) for piece in pieces if piece.mark]
    assert marked[0] == ("up to 2.5x faster than FlatBase on PageSet", "claim", ("coral#c1", "coral#c4"))
    assert marked[-1] == ("81.4%", "result", ())


spans = st.tuples(st.integers(-5, 80), st.integers(-5, 80))


@given(st.lists(st.tuples(spans, st.sampled_from(["verified", "wrong_name"])), max_size=6), st.lists(spans, max_size=3))
def test_cutting_a_text_loses_and_doubles_nothing_whatever_the_spans(claims, results):
    record = coral().model_copy(
        update={
            "claims": tuple(Claim(id=str(i), span=span, verdict=v) for i, (span, v) in enumerate(claims)),
            "results": tuple(Result(span=span) for span in results),
        }
    )
    start = len(record.paper.title) + 1
    pieces = evidence(record, start=start, end=len(record.paper.full_text))
    assert "".join(piece.text for piece in pieces) == record.paper.abstract


def test_a_full_text_is_shown_around_its_evidence_alone():
    record = coral()
    text = "x " * 4000 + record.paper.abstract + " y" * 4000
    paper = record.paper.model_copy(update={"text": text})
    start = text.index("cuts memory by 60%") + len(paper.title) + 1
    claim = record.claims[1].model_copy(update={"span": (start, start + 18)})
    pieces = evidence(
        record.model_copy(update={"paper": paper, "claims": (claim,), "results": ()}),
        start=len(paper.title) + 1,
        end=len(paper.full_text),
    )
    assert [piece.text for piece in pieces if piece.mark] == ["cuts memory by 60%"]
    assert sum(len(piece.text) for piece in pieces) < 1000


def test_the_page_without_comparison_and_overview_leaves_their_sections_out():
    soup = BeautifulSoup(page(records()), "html.parser")
    assert soup.find(id="papers")
    assert not soup.find(id="comparisons")
    assert not soup.find(id="topics")


def test_the_table_of_papers_shows_a_paper_s_own_claims_only():
    """What prior work costs stands with the evidence, not among what this paper offers."""
    own = coral()
    told = own.model_copy(update={"claims": tuple(c.model_copy(update={"role": "background"}) for c in own.claims)})
    assert "2.5×" in render_records([own], "table")
    assert "2.5×" not in render_records([told], "table")


def test_what_a_table_does_not_list_of_the_claims_it_counts_is_said():
    """The numbers of the closing line add up to the rows above it."""
    first, *others = coral().claims
    half = coral().model_copy(update={"claims": (first.model_copy(update={"role": "background"}), *others)})
    total = len(half.claims)
    for text in (render_records([half], "table", width=200), records_html([half])):
        assert f"1 paper · {total} claims, 1 of them of prior work and not listed · " in text
    assert "not listed" not in render_records([coral()], "table", width=200)


@pytest.mark.parametrize(
    ("topics", "names"),
    [(None, "medicine and health, farming"), (Topics((Topic("farming", (), "", "Crops"),)), "crops")],
)
def test_a_page_of_records_alone_names_topics_by_their_labels(topics, names):
    """As a digest does; one that no list of topics has is named by its words."""
    slugs = ("medical-health", "farming") if topics is None else ("farming",)
    told = coral().model_copy(update={"topics": slugs, "primary_topic": slugs[0]})
    page_of_it = BeautifulSoup(render_records([told], "html", topics=topics), "html.parser")
    assert page_of_it.select_one(".meta").get_text().endswith(f" · {names}")


def test_a_line_below_a_table_is_parted_from_the_next_table():
    """A reader sees which table a star belongs to."""
    lines = render_comparison(everything(), compared_records(), "table", width=200).split("\n")
    stars = [i for i, line in enumerate(lines) if line.startswith("★ none of these")]
    assert stars
    assert [lines[i + 1] for i in stars] == [""] * len(stars)
