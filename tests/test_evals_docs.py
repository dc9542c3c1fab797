"""What docs/evals.md shows works: a set of one's own, Python, and a project's own tests."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
from eval_sets import GOOD, MODEL, record, said, write_set

from summarizer.cli import cli
from summarizer.conversation import Prompts
from summarizer.evals.evaluation import evaluate, load_prompts
from summarizer.evals.runs import replay_setup
from summarizer.prompts import prompts_folder

DOCS = (Path(__file__).resolve().parents[1] / "docs" / "evals.md").read_text(encoding="utf-8")
PLUGIN = "summarizer.evals.pytest_plugin"
FIXTURE, PYTHON = "def test_my_prompts", "import summarizer as sz"


def block(language, beginning):
    """The first block of a language that begins so."""
    blocks = re.findall(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)
    return next(text for text in blocks if text.startswith(beginning))


def test_the_set_that_is_shown_is_read(tmp_path):
    """The paper and its label, as they stand there."""
    paper, label = (json.loads(block("json", start)) for start in ('{"id": "tern", "title"', '{"id": "tern", "contrib'))
    shown = write_set(tmp_path / "shown", [paper], [label])
    assert evaluate(shown, backend="extractive").runs[0].estimates["numeric.right.f1"].value == 1


def test_every_option_of_the_command_that_is_shown_is_there():
    """And every choice that the page offers."""
    known = {name for p in cli.commands["eval"].params if isinstance(p, click.Option) for name in p.opts}
    shown = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", DOCS)) - {"--accept-evals"}
    assert shown <= known | {"-o"}


def own_project(folder):
    """A project with prompts, papers and recordings of its own, and the test that the page shows."""
    own = folder / "my_prompts"
    own.mkdir()
    for path in prompts_folder().glob("*.md"):
        (own / path.name).write_text(path.read_text().replace("You read the title", "Please read the title"))
    prompts = load_prompts(own)
    assert isinstance(prompts, Prompts)
    eval_set = write_set(folder / "my_papers")
    (folder / "test_readings.py").write_text(block("python", FIXTURE))
    return eval_set, replay_setup(MODEL, prompts=prompts)


def run_pytest(folder, *arguments):
    """Run the project's tests with no plugin but ours, which is quicker."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", PLUGIN, *arguments]
    environment = {**os.environ, "PYTEST_ADDOPTS": "", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment, timeout=60)


def test_a_project_gates_its_own_prompts_on_its_own_papers(tmp_path):
    """Accepted once, green then; red where a prompt changes, and where the answers to it are worse."""
    eval_set, setup = own_project(tmp_path)
    record(eval_set, GOOD, setup)
    accepted = run_pytest(tmp_path, "--accept-evals")
    assert accepted.returncode == 0, accepted.stdout
    assert run_pytest(tmp_path).returncode == 0
    path = tmp_path / "my_prompts" / "summarize.md"
    path.write_text(path.read_text().replace("Please read the title", "Kindly read the title"))
    stale = run_pytest(tmp_path)
    assert stale.returncode == 1
    assert "stale: 3 of 3" in stale.stdout
    changed = replay_setup(MODEL, prompts=load_prompts(tmp_path / "my_prompts"))
    record(eval_set, GOOD | {"tern": said("Tern", claims=[])}, changed)
    worse = run_pytest(tmp_path)
    assert worse.returncode == 1
    assert "- tern c1: right -> missed" in worse.stdout


def test_the_python_that_is_shown_runs(tmp_path):
    """As it stands, beside a folder of that name."""
    write_set(tmp_path / "my_papers")
    code = block("python", PYTHON)
    code = f"from summarizer.evals.evaluation import evaluate\n{code}"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("my_papers: 3 papers")
    assert done.stdout.rstrip().split("\n")[-1].split()[0] == "0.8"
