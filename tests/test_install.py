"""The wheel: what is built is what works, outside the checkout, in an empty environment."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.install


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder of an empty environment's programs, with the wheel in it."""
    folder = tmp_path_factory.mktemp("install")
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", str(folder), str(ROOT)], check=True, timeout=300)
    (wheel,) = folder.glob("summarizer-*.whl")
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "python", "-m", "pip", "-q", "install", str(wheel)], check=True, timeout=300)
    return programs


def run(installed, folder, *arguments):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SUMMARIZER_", "OPENAI_", "PYTHON"))}
    return subprocess.run(
        [installed / "summarizer", *arguments],
        cwd=folder,
        env={**environment, "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_wheel_brings_its_prompts(installed, tmp_path):
    """Templates are found without a checkout."""
    done = run(installed, tmp_path, "prompts", "list")
    assert done.returncode == 0, done.stderr
    assert "summarize@" in done.stdout


def test_the_wheel_makes_a_digest(installed, tmp_path):
    """The whole way works from the wheel's files alone."""
    done = run(installed, tmp_path, "digest", str(ROOT / "evals" / "page.txt"), "-o", "out")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "index.html").stat().st_size > 10_000


def test_an_installed_cache_is_the_users_own(installed, tmp_path):
    """Without a checkout the cache is not inside the package."""
    done = run(installed, tmp_path, "cache", "info")
    assert done.returncode == 0, done.stderr
    assert str(tmp_path) in done.stdout


def test_what_needs_an_extra_says_which(installed, tmp_path):
    """A data frame without pandas is one clear line."""
    code = "import summarizer as sz; sz.summarize([sz.make_paper('T', 'It is 3x faster.')]).to_dataframe()"
    done = subprocess.run([installed / "python", "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert "pip install '.[notebook]'" in done.stderr
