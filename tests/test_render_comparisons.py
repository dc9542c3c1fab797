"""Renderings of a comparison: the same rows, chains, disagreements and quality changes in every format."""

from __future__ import annotations

import csv
import io
import json

import pytest
from bs4 import BeautifulSoup
from compared_records import compared_records, everything
from markdown_it import MarkdownIt

from summarizer.overviews import overview
from summarizer.render import COMPARISON_COLUMNS, page, render_comparison, render_overview
from summarizer.topics import load_topics
from summarizer.views import Beaten, ClaimChange, Representative, Sentence, SharedLimitation, Since

READ = ("table", "markdown", "html", "latex")
"""The forms that people read."""
LATEX = {r"$\times$": "×", r"$\leq$": "≤", r"$\geq$": "≥", r"$-$": "−", r"$\star$": "★", r"\%": "%", "--": "–",
         r"\#": "#", "``": "“", "''": "”"}  # fmt: skip
SAID = [
    "4×", "≤ 2.5×", "2–3×", "≥ 1.5×", "≤ 90 min", "70 GPU-hours",
    "1.25% worse accuracy (PageSet)", "0.5% better accuracy (PageSet)", "0.25% better accuracy (PageSet)",
    "other baseline; other setting", "up to, not exactly",
    "≤ 7.125×", "2.85 × 2.5 = 7.125",
    "1.625× apart", "4x faster than FlatBase on PageSet", "up to 2.5x faster than FlatBase on PageSet",
    "1 claim was left out: 1 wrong number.",
]  # fmt: skip


def shown(text: str, form: str) -> str:
    """What a person reads of a rendering."""
    if form == "markdown":
        text = MarkdownIt("commonmark").enable("table").render(text)
    if form in ("html", "markdown"):
        text = BeautifulSoup(text, "html.parser").get_text(" ")
    if form == "latex":
        for command, sign in LATEX.items():
            text = text.replace(command, sign)
    return " ".join(text.split())


def rendered(form: str, **options: object) -> str:
    return render_comparison(everything(), compared_records(), form, width=400, **options)


@pytest.mark.parametrize("form", READ)
@pytest.mark.parametrize("words", SAID)
def test_every_form_that_people_read_says_the_same(form, words):
    assert words in shown(rendered(form), form)


@pytest.mark.parametrize("form", READ)
def test_a_chain_is_named_as_claimed_by_no_paper_with_its_links_and_its_doubt(form):
    text = shown(rendered(form), form).lower()
    assert "claimed by no paper" in text
    assert "in doubt" in text
    assert "other setting" in text


@pytest.mark.parametrize("form", READ)
def test_what_none_beats_is_starred_and_the_star_explained(form):
    text = shown(rendered(form), form)
    assert "★" in text
    assert "none" in text.lower()
    assert "★" not in shown(render_comparison(everything().model_copy(update={"groups": everything().groups[1:]}),
                                              compared_records(), form, width=400), form)  # fmt: skip


@pytest.mark.parametrize("form", ["table", "markdown", "latex"])
def test_arithmetic_is_shown_on_demand(form):
    assert "2.5 times as fast = 2.5" not in shown(rendered(form), form)
    assert "2.5 times as fast = 2.5" in shown(rendered(form, arithmetic=True), form)


def test_the_page_has_the_arithmetic_behind_a_click():
    soup = BeautifulSoup(rendered("html"), "html.parser")
    (proof,) = [found for found in soup.select("details.proof") if "2.5 times as fast" in found.get_text()]
    assert not proof.has_attr("open")


def test_what_was_asked_for_what_may_have_been_meant_and_what_is_not_told_are_said():
    asked = everything().model_copy(
        update={"chosen": {"min_factor": "1.5"}, "hints": ("Did you mean FlatBase?",), "more_chains": True}
    )
    for form in READ:
        text = shown(render_comparison(asked, compared_records(), form, width=400), form)
        assert "Only min factor 1.5." in text
        assert "Did you mean FlatBase?" in text
        assert "There are more chains than these." in text


def test_what_may_have_been_meant_is_a_sentence():
    asked = everything().model_copy(
        update={"hints": ("no claim has the topic “x”", "no claim of y; did you mean “z”?")}
    )
    text = render_comparison(asked, compared_records(), "table", width=400)
    assert "No claim has the topic “x”. No claim of y; did you mean “z”?\n" in text


def test_prose_is_said_in_every_form():
    group = everything().groups[0].model_copy(update={"prose": (Sentence(text="Pebble leads by far."),)})
    told = everything().model_copy(update={"groups": (group,)})
    for form in READ:
        assert "Pebble leads by far." in shown(render_comparison(told, compared_records(), form, width=400), form)


# --- sheets --------------------------------------------------------------------------------------------------------


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(rendered("csv"))))


def test_a_sheet_says_of_each_row_what_it_is_and_its_columns_are_stable():
    assert tuple(rows()[0]) == COMPARISON_COLUMNS
    kinds = [row["row"] for row in rows()]
    assert kinds == ["claim"] * 6 + ["unplaced", "chain", "disagreement", "disagreement"]


def test_a_sheet_holds_the_numbers_of_the_comparison():
    comparison = everything()
    placed = [row for group in comparison.groups for row in group.rows]
    told = [row for row in rows() if row["row"] == "claim"]
    for row, cells in zip(placed, told, strict=True):
        assert cells["claim_id"] == row.claim_id
        for name in ("factor", "factor_max", "amount", "rank"):
            value = getattr(row, name)
            assert cells[name] == ("" if value is None else f"{value:g}" if value < 1e5 else f"{value:.0f}")
        assert cells["quality_change"] == ("" if row.quality is None else str(row.quality.change))
        assert cells["front"] == str(row.claim_id in ("pebble#c1", "coral#c1"))
    chain = next(row for row in rows() if row["row"] == "chain")
    assert (chain["factor"], chain["bound"], chain["claim_id"]) == ("7.125", "up_to", "tide#c3; coral#c1")
    sides = [row for row in rows() if row["row"] == "disagreement"]
    assert [(row["claim_id"], row["factor"], row["spread"]) for row in sides] == [
        ("pebble#c1", "4", "1.625"), ("coral#c1", "2.5", "1.625")
    ]  # fmt: skip


def test_json_holds_the_comparison_itself():
    told = json.loads(rendered("json"))
    assert told["chains"][0]["factor"] == 7.125
    assert told["groups"][0]["rows"][1]["quality"]["change"] == 0.5


# --- the terminal --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [80, 120])
def test_a_table_fits_the_terminal_and_breaks_no_word_that_has_room(width):
    text = render_comparison(everything(), compared_records(), "table", width=width, arithmetic=True)
    assert max(map(len, text.splitlines())) <= width
    for word in ("Documents", "FlatBase", "accuracy", "baseline;"):
        assert word in text


# --- the page ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def soup() -> BeautifulSoup:
    return BeautifulSoup(rendered("html"), "html.parser")


def test_each_row_has_its_mark_on_the_table_s_own_scale(soup):
    table = soup.select_one("table.ranks")
    places = [float(mark.select_one("svg.at")["x"].rstrip("%")) for mark in table.select("tbody svg.plot")]
    assert places == sorted(places, reverse=True)
    assert len(places) == 4
    origins = {mark.select_one(".origin")["x1"] for mark in table.select("tbody svg.plot")}
    assert origins == {"0.0%"}
    assert len(table.select("tbody .range")) == 1
    assert [text.get_text() for text in table.select("thead text")] == ["1", "2", "3", "4"]


def test_the_front_is_drawn_with_its_claims_listed_beside(soup):
    (plane,) = soup.select("figure.plane")
    assert len(plane.select("circle.behind")) == 1
    assert [text.get_text() for text in plane.select("text.in")] == ["1", "2"]
    told = [" ".join(item.get_text().split()) for item in plane.select("li")]
    assert told == ["Pebble 4× with 1.25% worse accuracy (PageSet)", "Coral ≤ 2.5× with 0.5% better accuracy (PageSet)"]


def test_a_disagreement_shows_both_quotes_and_leads_to_both_claims(soup):
    (pairing,) = [p for p in soup.select(".pairing") if "apart" in p.get_text()]
    assert [q.get_text() for q in pairing.select(".words")] == [
        "“4x faster than FlatBase on PageSet”", "“up to 2.5x faster than FlatBase on PageSet”"
    ]  # fmt: skip
    assert [a["href"] for a in pairing.select("a")] == ["#p2c1", "#p1c1"]


def test_a_long_table_shows_its_first_rows_until_asked_for_all():
    group = everything().groups[0]
    many = group.model_copy(update={"rows": group.rows * 5, "front": ()})
    soup = BeautifulSoup(
        page(compared_records(), comparison=everything().model_copy(update={"groups": (many,)})), "html.parser"
    )
    assert "short" in soup.select_one("table.ranks")["class"]


def test_a_claim_in_its_paper_says_how_it_stands_among_the_others_or_why_it_stands_nowhere(soup):
    claim = soup.find(id="p2c1")
    stands = claim.find("a", href="#g1")
    assert stands.get_text() == "1 of 4, at least as good as 100% of the others"
    assert soup.find(id="g1").h3.get_text() == "Latency, inference"
    assert "in no table: no number to compare" in soup.find(id="p3c1").get_text()


# --- overviews -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_an_overview_says_what_is_new_who_stands_for_a_topic_and_where_papers_disagree(form):
    known = compared_records()
    view = overview(known, topics=load_topics())
    topic = view.topics[0].model_copy(
        update={
            "disagreements": (Sentence(text="They differ by 1.625×.", cites=("pebble#c1", "coral#c1")),),
            "representatives": (Representative(paper_id="coral", reasons=("most like the others",)),),
            "shared_limitations": (SharedLimitation(text="Long documents.", papers=("coral", "pebble")),),
        }
    )
    beaten = Beaten(topic="t", metric="latency", claim_id="pebble#c1", factor=4, old_claim_id="old#c1", old_factor=3,
                    text="4× latency beats 3×")  # fmt: skip
    change = ClaimChange(paper_id="coral", claim_id="coral#c1", kind="figure", text="latency: 2.5×, was 2×")
    new = view.topics[0]
    since = Since(papers=("pebble",), topics=(new.id,), beaten=(beaten,), claims=(change,), gone=("old-paper",))
    told = view.model_copy(update={"topics": (topic, *view.topics[1:]), "since": since})
    text = shown(render_overview(told, known, form, width=400), form)
    for words in ("They differ by 1.625×.", "most like the others", "4× latency beats 3×", "latency: 2.5×, was 2×",
                  "old-paper", "Since the last time"):  # fmt: skip
        assert words in text
    assert form == "html" or f"New topic: {new.name}" in text
