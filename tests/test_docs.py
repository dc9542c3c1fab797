"""The docs: every command and every shared option is documented, and what they show works."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import click
import pytest

from summarizer.cli import cli
from summarizer.comparison import Names, load_aliases
from summarizer.prices import load_prices
from summarizer.profiles import load_profile
from summarizer.records import METRICS, Phase
from summarizer.topics import load_topics

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
READING = ("summarize", "compare", "overview", "digest")


def test_every_command_is_in_the_readme():
    """A command that nobody can find is not there."""
    for name, command in cli.commands.items():
        assert f"`summarizer {name}" in README, name
        for inner in command.commands if isinstance(command, click.Group) else ():
            assert inner in README, f"{name} {inner}"


def options(command):
    return {o for p in cli.commands[command].params if isinstance(p, click.Option) for o in p.opts}


def test_every_shared_option_is_in_the_docs():
    """The table of docs/cli.md holds what all reading commands share."""
    shared = set.intersection(*map(options, READING))
    assert len(shared) > 10
    assert sorted(option for option in shared if f"`{option}" not in CLI) == []


def block(beginning):
    """The block of TOML in docs/cli.md that begins so."""
    return next(text for text in re.findall(r"```toml\n(.*?)```", CLI, re.DOTALL) if text.startswith(beginning))


def test_a_file_of_aliases_as_shown_joins_names(tmp_path):
    """What the example says means the same is the same, and it is nothing else."""
    path = tmp_path / "aliases.toml"
    path.write_text(block("[names]"))
    names = Names(load_aliases(path))
    assert names.name("MyNet-L") == names.name("the large MyNet") != names.name("MyNet-S")


def test_a_file_of_interests_as_shown_is_read(tmp_path):
    """The example of the docs is a profile, with the file that it names beside it."""
    (tmp_path / "me.toml").write_text(block("topics = "))
    (tmp_path / "liked.jsonl").write_text('{"title": "Tern", "abstract": "Attention is slow."}\n')
    profile = load_profile(tmp_path / "me.toml", load_topics())
    assert profile.keywords == ("speculative decoding",)
    assert [paper.title for paper in profile.liked] == ["Tern"]


def test_a_file_of_topics_as_shown_is_read(tmp_path):
    """The example of the docs is a file of topics."""
    path = tmp_path / "topics.toml"
    path.write_text(block("[topics."))
    assert load_topics(path).slugs == ("ornithology",)
    assert load_topics(path).name("ornithology") == "Birds"


def test_a_file_of_prices_as_shown_is_read(tmp_path):
    """The example of the docs is a file of prices."""
    path = tmp_path / "prices.toml"
    path.write_text(block("[hosts."))
    prices = load_prices(path)
    assert prices.of("any", "http://localhost:8080/v1").output == 0
    assert prices.of("small-1-2026-02-01", "https://api.example.com/v1").cached_input == 0.05


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion_is_there(shell):
    """The lines of the docs give a completion script, and it completes."""
    assert f"_SUMMARIZER_COMPLETE={shell}_source summarizer" in CLI
    program = [sys.executable, "-c", "import sys; sys.argv[0] = 'summarizer'; from summarizer.cli import main; main()"]
    environment = {**os.environ, "_SUMMARIZER_COMPLETE": f"{shell}_source"}
    done = subprocess.run(program, env=environment, capture_output=True, text=True)
    assert "_SUMMARIZER_COMPLETE" in done.stdout


def test_the_command_line_offers_every_metric_and_phase():
    """Its lists are written out, so that --help need not load the records; they must not drift."""
    choices = {p.name: p.type.choices for p in cli.commands["compare"].params if isinstance(p.type, click.Choice)}
    assert tuple(choices["metric"]) == METRICS
    assert tuple(choices["phase"]) == get_args(Phase)


def test_every_test_that_the_page_on_reliability_names_is_there():
    """A promise whose test was renamed or removed is no longer shown."""
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8"))
    assert len(named) > 80
    texts = {name: (ROOT / "tests" / name).read_text(encoding="utf-8") for name, _ in named}
    assert [f"{name}::{test}" for name, test in named if f"def {test}(" not in texts[name]] == []
