"""The README: every block in it does what the text around it says."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fake_endpoint import FakeEndpoint
from fake_endpoint import reply as served
from scripted import answer

from summarizer.settings import load_settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
SETUP = [code for language, code in BLOCKS if language == "bash" and "-m venv" in code]
MODEL = [code for language, code in BLOCKS if language == "bash" and "SUMMARIZER_BASE_URL" in code]


@pytest.fixture
def folder(tmp_path):
    """A folder that holds the example page and nothing else."""
    (tmp_path / "evals").mkdir()
    shutil.copy(ROOT / "evals" / "page.txt", tmp_path / "evals" / "page.txt")
    return tmp_path


@pytest.fixture
def environment(tmp_path):
    scripts = str(Path(sys.executable).parent)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SUMMARIZER_", "OPENAI_"))}
    path = f"{scripts}{os.pathsep}{kept.get('PATH', '')}"
    return {**kept, "PATH": path, "SUMMARIZER_CACHE_DIR": str(tmp_path / "cache"), "COLUMNS": "120"}


def bash(code, folder, environment, seconds=60):
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", code],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=seconds,
    )


def test_every_block_is_run_by_a_test():
    """A new block needs a test of its own here."""
    assert [language for language, _ in BLOCKS] == ["text", "bash", "bash", "python", "bash", "toml"]
    assert len(SETUP) == 2
    assert len(MODEL) == 1


def test_the_excerpt_is_real_output(folder, environment):
    """Every line of the excerpt is a line of what the named command prints, in that order."""
    command = re.search(r"<!-- output: (.*?) -->", README).group(1)
    printed = bash(f"summarizer {command}", folder, environment).stdout.split("\n")
    excerpt = [line.rstrip() for line in BLOCKS[0][1].split("\n") if line.strip() and line.strip() != "…"]
    lines = iter([line.rstrip() for line in printed])
    assert len(excerpt) > 5
    for line in excerpt:
        assert line in lines, line
    assert "…" in BLOCKS[0][1].splitlines() or not "".join(lines)  # nothing is left out without a word


def test_the_python_block_runs(folder, environment):
    """The five lines give records, a comparison and a digest."""
    (code,) = [code for language, code in BLOCKS if language == "python"]
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (folder / "out" / "index.html").is_file()


def test_the_lines_for_a_model_reach_it(folder, environment):
    """The dry run asks nothing, the digest asks once a paper."""
    summary = {**answer()["summary"], "tldr": "It is read."}
    with FakeEndpoint(served(json.dumps(answer(summary=summary)))) as server:
        done = bash(MODEL[0].replace("http://127.0.0.1:8080/v1", server.url), folder, environment)
        assert done.returncode == 0, done.stderr
        assert "papers   16" in done.stdout
        assert {hit.headers["authorization"] for hit in server.hits} == {"Bearer anything"}
        assert len(server.hits) == 16
    assert (folder / "out" / "index.html").is_file()


def test_the_settings_block_is_a_settings_file(tmp_path):
    """It loads, and says what it says."""
    (code,) = [code for language, code in BLOCKS if language == "toml"]
    (tmp_path / "summarizer.toml").write_text(code)
    assert load_settings(folder=tmp_path).workers == 8


def test_every_link_leads_somewhere():
    """Relative links name files of the checkout."""
    for target in re.findall(r"\]\((?!http)([^)#]+)", README):
        assert (ROOT / target).exists(), target


def test_the_checks_run_the_readmes_own_test_command():
    """What a newcomer runs is what has to pass."""
    assert SETUP[1].strip() in (ROOT / ".ci" / "run").read_text()


@pytest.mark.install
def test_the_first_command_works_in_a_fresh_clone(tmp_path, environment):
    """In an empty environment, with nothing but the package index."""
    clone = tmp_path / "clone"
    ignored = shutil.ignore_patterns(".git", ".venv*", "out", "__pycache__", ".*_cache", ".hypothesis", "cache")
    shutil.copytree(ROOT, clone, ignore=ignored)
    done = bash(SETUP[0], clone, environment, seconds=400)
    assert done.returncode == 0, done.stderr
    written = {path.name for path in (clone / "out").iterdir()}
    assert written == {
        "index.html",
        "digest.md",
        "records.jsonl",
        "claims.csv",
        "comparison.json",
        "overview.json",
        "run.json",
    }
