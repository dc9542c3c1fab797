"""`summarizer fetch`, and sources wherever a command takes an input: against local servers, in real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_sites import FakeSite, Listed, Trap, arxiv_query, arxiv_rss, daily_papers, page, status
from web_clock import web_at

from summarizer.errors import SourceError
from summarizer.papers import Paper, read_paper
from summarizer.settings import Settings
from summarizer.sources import load_inputs, load_papers
from summarizer.sources.web import open_web

TERN = Listed("2611.00001", "Tern: Quick Decoding", "Attention is slow. Tern cuts latency by 62% over Gull-B.")
GULL = Listed("2611.00002", "Gull: Sparse Routing", "Routing is slow. Gull needs 2.5x fewer parameters than Wren.")
DAYS = {"2026-11-19": [TERN], "2026-11-20": [TERN, GULL]}

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def site() -> Iterator[FakeSite]:
    """Everything at one place: the daily papers, a feed that works, and some that do not."""
    routes: dict[str, Any] = {
        "/api/daily_papers": daily_papers(DAYS),
        "/api/query": arxiv_query([TERN, GULL]),
        "/rss": page(arxiv_rss([(GULL, "new")]), "application/rss+xml"),
        "/html": page("<html><p>Down for maintenance"),
        "/later": status(429, retry_after="7200"),
        "/none": page("<rss version='2.0'><channel></channel></rss>", "application/rss+xml"),
    }
    with FakeSite(routes) as opened:
        yield opened


@pytest.fixture
def summarizer(tmp_path: Path, site: FakeSite) -> Run:
    """Run the command in an empty folder, its services at the local site."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SUMMARIZER_", "OPENAI_"))}
    services = {f"SUMMARIZER_{name}_URL": site.url for name in ("ARXIV", "HF", "DOI")}
    own = {"SUMMARIZER_CACHE_DIR": str(tmp_path / "cache"), "HOME": str(tmp_path), "SUMMARIZER_ARXIV_GAP": "0"}
    (tmp_path / "work").mkdir()

    def run(*arguments: object, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "summarizer", *map(str, arguments)],
            cwd=tmp_path / "work",
            env={**kept, **own, **services, **variables},
            capture_output=True,
            text=True,
            timeout=60,
        )

    return run


def papers_in(text: str) -> list[Paper]:
    return [read_paper(json.loads(line)) for line in text.splitlines()]


# --- the command ---------------------------------------------------------------------------------------------------


def test_papers_of_all_sources_are_written_each_once(summarizer: Run, site: FakeSite, tmp_path: Path) -> None:
    run = summarizer(
        "fetch", "hf-daily:2026-11-20", f"feed:{site.url}/rss", "arxiv:2611.00001v1", "-o", "p.jsonl", "--allow-private"
    )
    assert (run.returncode, run.stdout) == (0, "")
    papers = papers_in((tmp_path / "work" / "p.jsonl").read_text())
    assert [paper.id for paper in papers] == ["2611.00001", "2611.00002"]
    assert [source.kind for source in papers[0].sources] == ["hf-daily", "arxiv"]
    assert [source.kind for source in papers[1].sources] == ["hf-daily", "feed"]
    assert run.stderr.splitlines() == [
        "hf-daily:2026-11-20: 2 papers",
        f"feed:{site.url}/rss: 1 paper",
        "arxiv:2611.00001v1: 1 paper",
    ]


def test_without_an_output_papers_are_printed_and_quiet_says_nothing_else(summarizer: Run) -> None:
    run = summarizer("fetch", "hf-daily:2026-11-20", "-q", "--allow-private")
    assert [paper.id for paper in papers_in(run.stdout)] == ["2611.00001", "2611.00002"]
    assert run.stderr == ""


def test_days_can_be_asked_for(summarizer: Run, site: FakeSite) -> None:
    run = summarizer("fetch", "hf-daily", "--since", "2026-11-18", "--until", "2026-11-19", "--allow-private")
    assert [paper.id for paper in papers_in(run.stdout)] == ["2611.00001"]
    assert {call.query["date"] for call in site.calls} == {"2026-11-18", "2026-11-19"}


def test_one_source_that_fails_leaves_the_others_theirs(summarizer: Run, site: FakeSite) -> None:
    with FakeSite({"/later": status(429, retry_after="7200")}) as busy:
        run = summarizer("fetch", f"feed:{busy.url}/later", "hf-daily:2026-11-20", "--allow-private")
    assert run.returncode == 3
    assert len(papers_in(run.stdout)) == 2
    failed, fine = run.stderr.splitlines()
    assert failed.startswith(f"failed: throttled: feed:{busy.url}/later: ")
    assert "it may be asked again at 20" in failed
    assert fine == "hf-daily:2026-11-20: 2 papers"


def test_an_older_file_stays_where_every_source_failed(summarizer: Run, site: FakeSite, tmp_path: Path) -> None:
    older = tmp_path / "work" / "p.jsonl"
    older.write_text("older\n")
    run = summarizer("fetch", f"feed:{site.url}/later", "-o", "p.jsonl", "--allow-private")
    assert (run.returncode, older.read_text()) == (3, "older\n")
    assert "p.jsonl is left as it was" in run.stderr


def test_nothing_new_is_said_and_is_no_failure(summarizer: Run, site: FakeSite, tmp_path: Path) -> None:
    run = summarizer("fetch", f"feed:{site.url}/none", "-o", "p.jsonl", "--allow-private")
    assert (run.returncode, (tmp_path / "work" / "p.jsonl").read_text()) == (0, "")
    assert run.stderr == f"feed:{site.url}/none: 0 papers\n"


def test_this_machine_is_not_reached_without_the_flag(summarizer: Run) -> None:
    with Trap() as trap:
        run = summarizer("fetch", f"http://127.0.0.1:{trap.port}/", f"http://2130706433:{trap.port}/")
    assert (run.returncode, trap.hits) == (3, 0)
    assert run.stderr.count("failed: forbidden: ") == 2
    assert "--allow-private" in run.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["papers.jsonl"], "papers.jsonl: no source; sources are: hf-daily"),
        (["hf-daily:2026-13"], "is no month"),
        (["hf-daily", "--until", "2026-11-20"], "--until needs --since"),
        (["hf-daily", "--since", "2026-11-20", "--until", "2026-11-19"], "is before --since"),
        (["hf-daily", "--since", "yesterday"], "does not match the format"),
        (["hf-daily", "--offline"], "nothing is fetched with --offline"),
        (["hf-daily", "-o", "no/such/p.jsonl"], "no/such"),
    ],
)
def test_what_cant_be_done_is_said_before_anything_is_fetched(
    arguments: list[str], said: str, summarizer: Run, site: FakeSite
) -> None:
    run = summarizer("fetch", *arguments, "--allow-private")
    assert run.returncode == 2, run.stderr
    assert said in run.stderr
    assert site.calls == []


@pytest.mark.parametrize(
    ("variable", "value"), [("SUMMARIZER_ARXIV_URL", "export.arxiv.org"), ("SUMMARIZER_ARXIV_GAP", "soon")]
)
def test_a_variable_that_cant_be_right_is_named(variable: str, value: str, summarizer: Run) -> None:
    run = summarizer("fetch", "hf-daily", **{variable: value})
    assert run.returncode == 2
    assert f"environment variable {variable}: expected" in run.stderr


# --- as an input ---------------------------------------------------------------------------------------------------


def test_a_source_is_an_input_of_other_commands(summarizer: Run, site: FakeSite) -> None:
    run = summarizer("summarize", "hf-daily:2026-11-20", "--format", "jsonl", SUMMARIZER_ALLOW_PRIVATE="1")
    assert run.returncode == 0, run.stderr
    records = [json.loads(line) for line in run.stdout.splitlines()]
    assert [record["paper"]["id"] for record in records] == ["2611.00001", "2611.00002"]
    assert records[0]["claims"][0]["value"] == 62


def test_a_source_that_fails_as_an_input_ends_the_command(summarizer: Run, site: FakeSite) -> None:
    run = summarizer("summarize", f"feed:{site.url}/later", SUMMARIZER_ALLOW_PRIVATE="1")
    assert run.returncode == 2
    assert f"feed:{site.url}/later: 127.0.0.1 answered 429" in run.stderr


def test_a_source_wins_over_a_file_of_its_name_and_a_path_is_a_file(
    site: FakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("hf-daily:2026-11-20", "plain"):
        Path(name).write_text(json.dumps({"title": "From a file", "abstract": "It is 2x faster."}))
    web = web_at(site, tmp_path)
    assert len(load_papers("hf-daily:2026-11-20", web=web)) == 2
    for given in ("./hf-daily:2026-11-20", Path("hf-daily:2026-11-20"), "plain"):
        assert [paper.title for paper in load_papers(given, web=web)] == ["From a file"]
    assert len(load_inputs(["hf-daily:2026-11-20", "./plain"], web=web)) == 3


def test_offline_settings_refuse_every_source(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="--offline"):
        load_papers("hf-daily", web=open_web(Settings(offline=True, cache_dir=tmp_path)))


def test_the_pause_at_arxiv_itself_cant_be_shortened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_ARXIV_GAP", "0")
    gaps = []
    for url in ("https://export.arxiv.org", "https://arxiv.org", "http://127.0.0.1:8000"):
        monkeypatch.setenv("SUMMARIZER_ARXIV_URL", url)
        gaps.append(open_web(Settings(cache_dir=tmp_path)).arxiv_gap)
    assert gaps == [3.0, 3.0, 0.0]
