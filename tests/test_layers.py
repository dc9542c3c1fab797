"""The shape of the package: imports go downwards, nothing heavy comes with the first import, the surface is fixed."""

import subprocess
import sys
from pathlib import Path

import pytest

import summarizer

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("openai", "tiktoken", "diskcache", "pandas", "matplotlib", "jinja2", "rich", "bs4", "pydantic")


def loaded_after(code):
    listing = f"import sys\n{code}\nprint(*sorted(set(m.partition('.')[0] for m in sys.modules)))"
    return subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True).stdout.split()


def test_imports_go_downwards_only():
    """The contracts of pyproject.toml hold."""
    pytest.importorskip("importlinter", reason="import-linter comes with the dev extra")
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout


def test_the_first_import_loads_nothing_heavy():
    """`import summarizer` and the command line's own modules are there at once."""
    loaded = loaded_after("import summarizer, summarizer.cli")
    assert not set(HEAVY) & set(loaded)


def test_the_embedded_way_needs_no_endpoint_code():
    """Reading and verifying offline imports neither the SDK nor the cache nor a tokenizer."""
    loaded = loaded_after("import summarizer as sz; sz.summarize([sz.make_paper('T', 'It is 3x faster.')])")
    assert not {"openai", "tiktoken", "diskcache", "pandas", "matplotlib"} & set(loaded)


def test_all_is_the_contract():
    """Every public name is there, documented, and listed by dir()."""
    assert set(summarizer.__all__) <= set(dir(summarizer))
    for name in set(summarizer.__all__) - {"__version__"}:
        assert getattr(summarizer, name).__doc__, name
    with pytest.raises(AttributeError, match="no attribute 'sumarize'"):
        _ = summarizer.sumarize
