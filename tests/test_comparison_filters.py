"""Which claims are compared: by the names that readers use, in Python and at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from paper_records import records

from summarizer.cli import cli, comparing
from summarizer.comparison import SORTS, compare
from summarizer.errors import SettingsError
from summarizer.papers import make_paper
from summarizer.records import METRICS, Claim, Record, record_json


def claim(value: float | None = 2, **fields: object) -> Claim:
    given_fields = {"metric": "latency", "unit": "x", "relation": "times", "direction": "better",
                    "verdict": "verified"}  # fmt: skip
    return Claim(**given_fields | {"value": value} | fields)


CLAIMS = (
    claim(2, id="a#c1", baseline="the DeiT-Base model", setting="ImageNet-1K, NVIDIA A100"),
    claim(3, id="a#c2", baseline="DeiT-S", setting="ImageNet"),
    claim(4, id="a#c3", baseline="a model that uses vanilla Transformers for fusion", setting="COCO, batch size 8"),
    claim(5, id="a#c4", baseline="8B Transformer"),
    claim(6, id="a#c5", baseline="DeiT-B, Swin-T and PVT", verdict="wrong_number"),
    claim(7, id="a#c6", kind="absolute", unit="ms", relation=None, setting="two A100s"),
    claim(8, id="a#c7", baseline="the baseline"),
)
PAPER = Record(paper=make_paper("A Title", "A text.", id="a"), claims=CLAIMS, topics=("time-series", "quantization"))


def ids(**filters: object) -> set[str]:
    return {row.claim_id[2:] for group in compare([PAPER], **filters).groups for row in group.rows}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, {"c1", "c2", "c3", "c4", "c6", "c7"}),
        ({"baseline": "DeiT-B"}, {"c1"}),
        ({"baseline": "deit base"}, {"c1"}),
        ({"baseline": "DeiT-B", "verified_only": False}, {"c1", "c5"}),
        ({"baseline": "the original Transformer"}, {"c3"}),
        ({"baseline": "our baseline"}, {"c7"}),
        ({"setting": "ImageNet"}, {"c1", "c2"}),
        ({"setting": "ILSVRC 2012 on an A100 GPU"}, {"c1"}),
        ({"setting": "batch size of 8"}, {"c3"}),
        ({"setting": "2 A100"}, {"c6"}),
        ({"min_factor": 4}, {"c3", "c4", "c7"}),
        ({"min_factor": 4, "baseline": "Transformer"}, {"c3"}),
        ({"topic": "time-series"}, {"c1", "c2", "c3", "c4", "c6", "c7"}),
        ({"topic": "Time series"}, {"c1", "c2", "c3", "c4", "c6", "c7"}),
        ({"topic": "distillation"}, set()),
        ({"metric": "memory"}, set()),
    ],
)
def test_only_what_is_asked_for_is_compared(filters, found):
    assert ids(**filters) == found


def test_what_is_left_out_is_counted_among_what_is_asked_for():
    assert compare([PAPER], baseline="Swin-T").excluded == {"wrong_number": 1}
    assert compare([PAPER], baseline="DeiT-S").excluded == {}


@pytest.mark.parametrize(
    ("filters", "hint"),
    [
        ({"baseline": "DeiT-Bse"}, "no claim has the baseline “DeiT-Bse”; did you mean “DeiT-S”"),
        ({"baseline": "Quokka"}, "no claim has the baseline “Quokka”"),
        ({"baseline": "Transformer"}, "baseline “Transformer” is not taken for “8B Transformer”"),
        ({"setting": "ImageNet-2"}, "no claim has the setting “ImageNet-2”; did you mean"),
        ({"topic": "distillation"}, "no paper has the topic “distillation”"),
    ],
)
def test_what_is_only_spelt_alike_is_suggested_and_never_taken(filters, hint):
    assert any(hint in told for told in compare([PAPER], **filters).hints)


def test_a_topic_that_there_is_not_is_an_error_with_the_nearest_one():
    with pytest.raises(SettingsError, match=r"no topic 'time-serie'; did you mean 'time-series'\?"):
        compare([PAPER], topic="time-serie")


def test_a_topic_that_only_a_record_names_can_be_asked_for():
    record = PAPER.model_copy(update={"topics": ("sea-birds",)})
    assert compare([record], topic="Sea birds").groups
    with pytest.raises(SettingsError, match="no topic 'Sea birds'"):
        compare([PAPER], topic="Sea birds")


def test_baselines_that_are_spelt_alike_are_told_where_they_count():
    claims = tuple(
        claim(2, id=f"a#c{n}", baseline=name, setting="PageSet") for n, name in enumerate(("FlatBasis", "FlatBasiss"))
    )
    record = PAPER.model_copy(update={"claims": claims})
    (hint,) = compare([record], level="strict").hints
    assert hint == "“FlatBasis” and “FlatBasiss” count as two baselines; an alias would join them"
    assert compare([record]).hints == ()


def test_what_was_asked_for_is_told():
    asked = compare([PAPER], baseline="DeiT-B", min_factor=1.5, metric=None, verified_only=False, sort="paper").chosen
    assert asked == {"baseline": "DeiT-B", "min_factor": "1.5", "verified_only": "no", "sort": "paper"}
    assert compare([PAPER]).chosen == {}


@pytest.fixture
def saved(tmp_path: Path) -> str:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(record_json(record) + "\n" for record in [PAPER, *records()[:3]]), encoding="utf-8")
    return str(path)


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner(env={"COLUMNS": "120"}).invoke(
        cli, ["compare", *words, "--backend", "extractive"], standalone_mode=False
    )
    assert done.exception is None, done.exception
    return done.return_value, done.stdout, done.stderr


def test_the_commands_choices_are_those_of_the_comparison():
    """They stand there once more because what holds them takes long to import."""
    assert comparing.METRICS == METRICS
    assert sorted(comparing.SORTS) == sorted(SORTS)


def test_the_command_asks_by_name(saved):
    code, out, _ = run(saved, "--baseline", "DeiT Base", "--setting", "ImageNet", "--min-factor", "1.5",
                         "--metric", "latency", "--topic", "time-series", "--format", "json")  # fmt: skip
    assert code == 0
    comparison = json.loads(out)
    assert [row["claim_id"] for group in comparison["groups"] for row in group["rows"]] == ["a#c1"]
    assert comparison["chosen"]["min_factor"] == "1.5"


def test_the_command_says_what_may_have_been_meant_on_stderr(saved):
    _, out, err = run(saved, "--baseline", "DeiT-Bse", "--format", "json")
    assert "did you mean “DeiT-S”" in err
    assert json.loads(out)["groups"] == []
    assert "did you mean" not in run(saved, "--baseline", "DeiT-Bse", "--format", "json", "-q")[2]


def test_the_command_shows_the_arithmetic_on_demand(saved):
    assert "1 / (1 - 0.6) = 2.5" in run(saved, "--show-arithmetic")[1]
    assert "1 / (1 - 0.6)" not in run(saved)[1]


def test_the_command_takes_aliases_of_ones_own(saved, tmp_path):
    path = tmp_path / "aliases.toml"
    path.write_text('[names]\n"DeiT-B" = ["Flat Base"]\n')
    _, out, _ = run(saved, "--baseline", "DeiT-B", "--aliases", str(path), "--format", "json")
    assert "coral#c1" in out
    assert "coral#c1" not in run(saved, "--baseline", "DeiT-B", "--format", "json")[1]


def test_the_command_shows_what_is_not_verified_when_asked_to(saved):
    assert "coral#c4" in run(saved, "--all", "--format", "json")[1]
    assert "coral#c4" not in run(saved, "--verified", "--format", "json")[1]


@pytest.mark.parametrize("form", ["table", "markdown", "html", "csv", "latex", "json"])
def test_the_command_writes_every_form(saved, form):
    code, out, _ = run(saved, "--sort", "quality", "--level", "strict", "--format", form)
    assert code == 0
    assert "FlatBase" in out


@pytest.mark.parametrize("least", [-1.0, float("nan"), "two"])
def test_a_smallest_factor_that_is_none_is_refused(least):
    with pytest.raises(SettingsError, match="expected a number from 0 on"):
        compare([PAPER], min_factor=least)
