"""What notebooks get: frames with stable columns and types, plots that say what the numbers say, examples that run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from compared_records import compared_records, everything
from paper_records import ATTACKS, TOPICS, hostile

from summarizer.comparison import compare
from summarizer.notebook import ComparisonTable, OverviewPage, Records
from summarizer.overviews import overview
from summarizer.render import CLAIM_COLUMNS, COMPARISON_COLUMNS, TOPIC_COLUMNS

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.ipynb"))
TYPES = {
    "value": "Float64", "value_max": "Float64", "factor": "Float64", "factor_max": "Float64", "amount": "Float64",
    "amount_max": "Float64", "quality_change": "Float64", "spread": "Float64", "group": "Int64", "rank": "Int64",
    "of": "Int64", "papers": "Int64", "main": "Int64", "claims": "Int64", "front": "boolean",
}  # fmt: skip


def table() -> ComparisonTable:
    return ComparisonTable(everything(), compared_records())


def topics() -> OverviewPage:
    return OverviewPage(overview(compared_records(), topics=TOPICS), compared_records())


def empty() -> list[object]:
    return [Records(), ComparisonTable(compare([]), []), OverviewPage(overview([], topics=TOPICS), [])]


def test_a_part_of_the_records_shows_itself_too():
    records = Records(compared_records())
    assert isinstance(records[:2], Records)
    assert "Pebble" in records[:2]._repr_html_()
    assert records[0].paper.id == "coral"


@pytest.mark.parametrize(("shown", "words"), [
    (Records(compared_records()), "Pebble"), (table(), "Unlike the best"), (topics(), "as the main topic"),
])  # fmt: skip
def test_in_a_script_they_print_what_the_command_prints(shown, words):
    assert words in str(shown)
    assert repr(shown) == str(shown)
    assert "schema_version" not in str(shown)


def test_empty_ones_print_too():
    assert all(isinstance(str(one), str) for one in empty())


def test_a_comparison_shows_its_quality_changes_disagreements_and_chains():
    html = table()._repr_html_()
    for words in ("1.25% worse accuracy (PageSet)", "★", "1.625× apart", "≤ 7.125×", "in doubt: other setting"):
        assert words in html


# --- data frames ---------------------------------------------------------------------------------------------------


def frames(whole: bool) -> list[tuple[object, tuple[str, ...]]]:
    pytest.importorskip("pandas", reason="pandas comes with the notebook extra")
    records, compared, view = [Records(compared_records()), table(), topics()] if whole else empty()
    return [
        (records.to_dataframe(), CLAIM_COLUMNS),
        (compared.to_dataframe(), COMPARISON_COLUMNS),
        (compared.to_dataframe("unplaced"), COMPARISON_COLUMNS),
        (compared.to_dataframe("chains"), COMPARISON_COLUMNS),
        (compared.to_dataframe("disagreements"), COMPARISON_COLUMNS),
        (view.to_dataframe(), TOPIC_COLUMNS),
    ]


@pytest.mark.parametrize("whole", [True, False], ids=["full", "empty"])
def test_frames_have_the_same_columns_and_types_whatever_is_in_them(whole):
    for frame, columns in frames(whole):
        assert tuple(frame.columns) == columns
        assert {name: str(kind) for name, kind in frame.dtypes.items()} == {
            name: TYPES.get(name, "string") for name in columns
        }
        assert (len(frame) > 0) == whole


@pytest.mark.parametrize(
    ("documented", "columns"),
    [(Records.to_dataframe, CLAIM_COLUMNS), (ComparisonTable.to_dataframe, COMPARISON_COLUMNS),
     (OverviewPage.to_dataframe, TOPIC_COLUMNS)],
)  # fmt: skip
def test_every_column_is_documented(documented, columns):
    words = documented.__doc__.replace("(how many)", "").replace("\n", " ")
    assert [name for name in columns if f" {name}" not in words] == []


def test_a_comparison_s_frame_holds_its_numbers_and_chains_stay_apart():
    pytest.importorskip("pandas", reason="pandas comes with the notebook extra")
    frame = table().to_dataframe()
    assert list(frame["factor"].dropna()) == [4, 2.5, 2, 1.5]
    assert list(frame["quality_change"].dropna()) == [-1.25, 0.5, 0.25]
    assert list(frame["front"]) == [True, True, False, False, False, False]
    assert set(frame["row"]) == {"claim"}
    assert list(table().to_dataframe("chains")["factor"]) == [7.125]
    assert list(table().to_dataframe("disagreements")["claim_id"]) == ["pebble#c1", "coral#c1"]
    with pytest.raises(ValueError, match="no part 'all'; there are claims"):
        table().to_dataframe("all")


def test_a_topic_is_a_row_with_how_many_papers_it_has():
    pytest.importorskip("pandas", reason="pandas comes with the notebook extra")
    frame = topics().to_dataframe().set_index("id")
    assert frame.loc["efficient-attention", "papers"] == 2
    assert frame.loc["efficient-attention", "paper_ids"] == "coral; pebble"


# --- plots ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def axes():
    matplotlib = pytest.importorskip("matplotlib", reason="matplotlib comes with the notebook extra")
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, made = plt.subplots()
    yield made
    figure.canvas.draw()
    plt.close("all")


def test_bars_end_at_their_factors_and_their_marks_say_the_bound(axes):
    table().plot("latency", ax=axes)
    assert [round(bar.get_width() + 1, 3) for bar in axes.patches] == [1.5, 2, 2.5, 4]
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        "Tide-S vs FlatBase", "Tide vs Coral", "Coral vs FlatBase", "Pebble vs FlatBase"
    ]  # fmt: skip
    marks = {line.get_xdata()[0]: line.get_marker() for line in axes.lines if len(line.get_xdata()) == 1}
    assert marks == {1.5: ">", 2: "o", 2.5: "<", 4: "o"}
    ranges = [list(line.get_xdata()) for line in axes.lines if list(line.get_xdata()) == [2, 3]]
    assert ranges == [[2, 3]]
    assert [text.get_text() for text in axes.texts] == ["≥ 1.5×", "2–3×", "≤ 2.5×", "4×"]
    assert axes.get_xscale() == "log"


def test_factors_that_lie_close_have_an_axis_of_several_numbers(axes):
    group = everything().groups[0]
    rows = tuple(row.model_copy(update={"factor": 1 + n / 8, "factor_max": None}) for n, row in enumerate(group.rows))
    near = everything().model_copy(update={"groups": (group.model_copy(update={"rows": rows}),)})
    ComparisonTable(near, compared_records()).plot(ax=axes)
    axes.figure.canvas.draw()
    assert {"1×", "1.2×", "1.4×"} <= {label.get_text() for label in axes.get_xticklabels()}


def test_two_claims_with_one_label_have_two_bars(axes):
    group = everything().groups[0]
    twice = everything().model_copy(update={"groups": (group.model_copy(update={"rows": group.rows[:1] * 2}),)})
    ComparisonTable(twice, compared_records()).plot(ax=axes)
    assert [bar.get_y() + bar.get_height() / 2 for bar in axes.patches] == [0, 1]


@pytest.mark.parametrize(
    ("bound", "mark"),
    [("exact", "o"), ("up_to", "<"), ("at_least", ">"), ("approx", "$\\approx$"), ("average", "D")],
)
def test_each_bound_has_its_mark(axes, bound, mark):
    group = everything().groups[0]
    row = next(row for row in group.rows if row.factor and not row.factor_max).model_copy(update={"bound": bound})
    one = everything().model_copy(update={"groups": (group.model_copy(update={"rows": (row,)}),)})
    ComparisonTable(one, compared_records()).plot(ax=axes)
    assert [line.get_marker() for line in axes.lines if list(line.get_xdata()) == [row.factor]] == [mark]


def test_the_front_is_drawn_through_what_none_beats(axes):
    table().plot(kind="front", ax=axes)
    behind, best = axes.lines[:2]
    assert list(behind.get_xdata()) == [1.5]
    assert [list(best.get_xdata()), list(best.get_ydata())] == [[2.5, 4], [0.5, -1.25]]


def test_topics_are_drawn_by_their_papers(axes):
    topics().plot(ax=axes)
    assert [bar.get_width() for bar in axes.patches] == [len(topic.papers) for topic in reversed(topics().topics)]


def test_what_can_t_be_drawn_is_said():
    pytest.importorskip("matplotlib", reason="matplotlib comes with the notebook extra")
    compared = ComparisonTable(compare([]), [])
    with pytest.raises(ValueError, match="no claims with a factor for energy to draw"):
        compared.plot("energy")
    with pytest.raises(ValueError, match="no three claims"):
        compared.plot(kind="front")
    with pytest.raises(ValueError, match="no kind of plot 'pie'; there are bars, front"):
        compared.plot(kind="pie")
    with pytest.raises(ValueError, match="no topics"):
        OverviewPage(overview([], topics=TOPICS), []).plot()


@pytest.mark.filterwarnings("ignore:Glyph:UserWarning")
@pytest.mark.parametrize("attack", ["template", "bidi", "lines", "long", "null"])
def test_a_hostile_label_is_drawn_as_it_reads(axes, attack):
    known = [hostile(ATTACKS[attack])]
    ComparisonTable(compare(known, verified_only=False), known).plot(ax=axes)
    assert len(axes.patches) > 0


# --- the examples --------------------------------------------------------------------------------------------------


def test_there_are_examples():
    assert [path.stem for path in EXAMPLES] == ["a_mornings_reading", "comparing_claims"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_kept_without_outputs_and_tells_what_it_does(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)
    assert cells[0]["source"][0].startswith("# ")
    told = sum(cell["cell_type"] == "markdown" for cell in cells)
    assert told >= 0.4 * len(cells)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_example_runs_from_top_to_bottom_and_shows_something(path):
    """With neither key nor network: what it shows comes from the file beside it."""
    for extra in ("nbclient", "nbformat", "pandas", "matplotlib"):
        pytest.importorskip(extra, reason=f"{extra} comes with the notebook and test extras")
    from nbclient import NotebookClient
    from nbformat import read

    notebook = read(path, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    kinds = {kind for cell in code for output in cell.outputs for kind in output.get("data", {})}
    assert {"text/html", "image/png"} <= kinds
    assert not [output for cell in code for output in cell.outputs if output.output_type == "error"]
    shown = [output for cell in code for output in cell.outputs if "text/html" in output.get("data", {})]
    assert {output.output_type for output in shown} == {"execute_result"}, "what a cell gives is shown once"
    assert all(output.data["text/plain"].strip(" []'") for output in shown)
