"""The shape of the package: imports go downwards, nothing heavy comes with the first import, the surface is fixed."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
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


def names_given(module: ast.Module) -> Iterator[str]:
    """The names that a module gives at its top level, once each time; overloads share one."""
    for node in module.body:
        if isinstance(node, ast.ClassDef) or (isinstance(node, ast.FunctionDef) and not node.decorator_list):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name))


@pytest.mark.parametrize("path", sorted((ROOT / "summarizer").rglob("*.py")), ids=lambda path: path.stem)
def test_a_module_gives_no_name_twice(path: Path):
    """Of two word lists or functions of one name in a module the first would be lost without a word."""
    counts = Counter(names_given(ast.parse(path.read_text(encoding="utf-8"))))
    assert [name for name, count in counts.items() if count > 1] == []


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
