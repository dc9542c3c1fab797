"""Progress: a sign of life in a log, and none where none is wanted."""

import pytest

from summarizer.progress import track


def test_a_log_is_told_now_and_then_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever follows a night's log sees that the run goes on."""
    assert list(track(range(1_200), total=1_200, label="reading", every=0)) == list(range(1_200))
    said = capsys.readouterr().err.splitlines()
    assert (said[0], said[-1], len(said)) == ("reading: 1 of 1,200", "reading: 1,199 of 1,200", 1_199)


@pytest.mark.parametrize("how", [{"every": 60.0}, {"every": 0.0, "shown": False}], ids=["short", "quiet"])
def test_a_short_run_and_a_quiet_one_say_nothing(how: dict[str, float], capsys: pytest.CaptureFixture[str]) -> None:
    assert len(list(track(range(9), total=9, label="reading", **how))) == 9
    assert capsys.readouterr().err == ""
