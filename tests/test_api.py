"""The Python API: the same in a script and in a notebook's running loop, with tables and plots."""

import asyncio
import json
import re
import sys
from pathlib import Path

import pytest

import summarizer as sz
from summarizer.errors import MissingExtraError

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "evals" / "page.txt"
ABSTRACTS = {
    "Tern: Quick Decoding": "Decoding is slow. We present Tern. It cuts inference latency by 62% over Gull-B.",
    "Wren: Small Models": "Models are large. We present Wren. Inference latency is 4x lower than that of Gull-B.",
    "Only a Title": "",
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch, tmp_path):
    for name in ("SUMMARIZER_BASE_URL", "OPENAI_BASE_URL", "SUMMARIZER_MODEL", "OPENAI_MODEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def records():
    return sz.summarize([sz.make_paper(title, abstract) for title, abstract in ABSTRACTS.items()], progress=False)


def test_papers_become_records_that_know_what_failed(records):
    """A Records list; failures are in it and in .failed."""
    assert [r.status for r in records] == ["ok", "ok", "failed"]
    assert [r.paper.title for r in records.failed] == ["Only a Title"]


def test_files_and_papers_are_taken_alike(tmp_path):
    """summarize takes what load_papers takes."""
    papers = sz.load_papers(PAGE)
    assert [r.paper for r in sz.summarize(PAGE, progress=False)] == papers


def test_verbs_survive_the_import_of_what_they_stand_for(records):
    """Calling a verb twice works, whatever was imported in between."""
    for _ in range(2):
        assert sz.verify(records) == records
        assert sz.compare(records).groups
        assert sz.overview(records).per_paper


def test_compare_ranks_factors_side_by_side(records):
    """4x comes before 62 %, which is 2.632x."""
    table = sz.compare(records, metric="latency")
    assert [row.factor for row in table.groups[0].rows] == [4.0, 2.632]


def test_data_frames_have_stable_columns(records):
    """One row a claim, numbers as numbers."""
    pytest.importorskip("pandas", reason="pandas comes with the notebook extra")
    frame = records.to_dataframe()
    assert {"claim_id", "metric", "value", "factor", "baseline", "verdict", "evidence"} <= set(frame.columns)
    assert frame["factor"].dtype == "Float64"
    assert list(sz.compare(records).to_dataframe()["rank"])[:2] == [1, 2]
    assert set(sz.overview(records).to_dataframe().columns) >= {"id", "name", "papers", "methods", "datasets"}


@pytest.mark.parametrize("missing", ["pandas", "matplotlib"])
def test_what_an_extra_is_missing_for_names_the_readmes_command(records, monkeypatch, missing):
    """One command wherever it is named."""
    for name in [n for n in sys.modules if n.split(".")[0] == missing]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    (command,) = re.findall(r"progress bars in notebooks take `(.*?)`", (ROOT / "README.md").read_text())
    table = sz.compare(records, metric="latency")
    with pytest.raises(MissingExtraError, match=re.escape(command)):
        table.to_dataframe() if missing == "pandas" else table.plot()


def test_a_plot_draws_a_bar_a_claim(records):
    """Factors by method, best at the top."""
    matplotlib = pytest.importorskip("matplotlib", reason="matplotlib comes with the notebook extra")
    matplotlib.use("Agg")
    axes = sz.compare(records, metric="latency").plot()
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Wren vs Gull-B", "Tern vs Gull-B"][::-1]
    assert [round(bar.get_width() + 1, 3) for bar in axes.patches] == [2.632, 4.0]
    with pytest.raises(ValueError, match="energy"):
        sz.compare(records).plot("energy")


def test_everything_shows_itself_in_a_notebook(records):
    """HTML fragments, escaped."""
    hostile = sz.summarize([sz.make_paper("<script>x</script>", "It is 3x faster than Y-1.")], progress=False)
    for shown in (records, hostile, sz.compare(records), sz.overview(records)):
        html = shown._repr_html_()
        assert html.strip().startswith("<")
        assert "<script>x" not in html


def test_it_works_inside_a_running_event_loop():
    """As in a notebook: no loop is started, none is needed."""

    async def cell():
        return sz.summarize([sz.make_paper("Tern", "It is 3x faster than Gull-B.")], progress=False)

    assert asyncio.run(cell())[0].status == "ok"


def test_digest_writes_a_folder(records, tmp_path):
    """The same six files as the command."""
    written = sz.digest(records, tmp_path / "out")
    assert json.loads(written.comparison.read_text())["groups"]
    assert sz.read_records(written.records) == records


def test_unknown_knobs_are_refused(records):
    """A misspelt setting is no silent default."""
    with pytest.raises(sz.SummarizerError, match="did you mean 'model'"):
        sz.summarize(PAGE, modle="x")
    with pytest.raises(sz.SummarizerError, match="unknown setting 'metrc'"):
        sz.compare(records, metrc="latency")
