"""Progress: a sign of life in a log, and none where none is wanted."""

import importlib

import pytest

from summarizer.progress import track


def test_a_log_is_told_now_and_then_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever follows a night's log sees that the run goes on."""
    assert list(track(range(1_200), total=1_200, label="reading", every=0)) == list(range(1_200))
    said = capsys.readouterr().err.splitlines()
    assert (said[0], said[-1], len(said)) == ("reading: 1 of 1,200", "reading: 1,199 of 1,200", 1_199)


def test_a_program_that_only_loads_a_notebook_s_packages_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    importlib.import_module("ipykernel")
    importlib.import_module("IPython")
    assert list(track(range(3), total=3, label="reading", every=0)) == [0, 1, 2]
    assert capsys.readouterr().err == "reading: 1 of 3\nreading: 2 of 3\n"


@pytest.mark.parametrize("how", [{"every": 60.0}, {"every": 0.0, "shown": False}], ids=["short", "quiet"])
def test_a_short_run_and_a_quiet_one_say_nothing(how: dict[str, float], capsys: pytest.CaptureFixture[str]) -> None:
    assert len(list(track(range(9), total=9, label="reading", **how))) == 9
    assert capsys.readouterr().err == ""


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_notebook_draws_a_bar() -> None:
    for extra in ("ipywidgets", "nbclient", "nbformat"):
        pytest.importorskip(extra, reason=f"{extra} comes with the notebook and test extras")
    from nbclient import NotebookClient
    from nbformat.v4 import new_code_cell, new_notebook

    code = "from summarizer.progress import track\nprint(sum(track(range(3), total=3, label='reading', every=0)))"
    notebook = new_notebook(cells=[new_code_cell(code)])
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    outputs = notebook.cells[0].outputs
    assert [output.text for output in outputs if output.output_type == "stream"] == ["3\n"]
    assert any("application/vnd.jupyter.widget-view+json" in output.get("data", {}) for output in outputs)
