"""A pytest plugin: the fixture `eval_gate`, by which a project holds its own prompts to its own papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from summarizer.evals.evaluation import Evaluation


class EvalGate(Protocol):
    """What the fixture `eval_gate` gives."""

    def __call__(self, place: Path | str, *, baseline: Path | str, **how: Any) -> Evaluation:
        """Evaluate a set as `summarizer.evaluate` does, and fail the test where anything is worse than the baseline."""
        ...


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that accepts what there is."""
    group = parser.getgroup("summarizer")
    group.addoption("--accept-evals", action="store_true", help="make what evals come to now their baseline")


@pytest.fixture
def eval_gate(pytestconfig: pytest.Config) -> EvalGate:
    """Hold a set's scores to a baseline, item by item; with `--accept-evals` write the baseline instead."""

    def gate(place: Path | str, *, baseline: Path | str, **how: Any) -> Evaluation:
        from summarizer.evals.evaluation import evaluate

        evaluation = evaluate(place, **how)
        if pytestconfig.getoption("--accept-evals"):
            print(evaluation.accept(baseline))  # noqa: T201 - pytest shows it with -s
            return evaluation
        problems = evaluation.problems(baseline)
        if problems:
            pytest.fail("\n".join(problems), pytrace=False)
        return evaluation

    return gate
