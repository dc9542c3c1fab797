"""Labels: the correct reading of a paper, as somebody wrote it down, checked when it is read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.errors import InputError, did_you_mean
from summarizer.jsonl import open_lines, rows
from summarizer.records import Claim, Contribution, Result, Span, first_problem
from summarizer.topics import Topics

PaperKind = Literal["plain", "hard", "none", "hostile"]
"""What a paper of a set is there for; `plain` where nobody says."""


class GoldClaim(Claim):
    """A claim as it should be read."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    optional: bool = False
    """Neither missed nor spurious, whatever is read."""
    accept: Mapping[str, tuple[Any, ...]] = {}
    """Other values of a field that are right as well."""


class GoldResult(Result):
    """A result as it should be read."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    optional: bool = False
    """Neither missed nor spurious, whatever is read."""
    accept: Mapping[str, tuple[Any, ...]] = {}
    """Other values of a field that are right as well."""


class Label(BaseModel):
    """The correct reading of one paper; what is None was not labelled, and is not scored."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, allow_inf_nan=False)

    id: str
    """The paper's id."""
    contribution: Contribution | None = None
    """What kind of paper it is."""
    method_names: tuple[str, ...] | None = None
    """What the authors coin."""
    code_urls: tuple[str, ...] | None = None
    """Addresses of code, models or data."""
    topics: tuple[str, ...] | None = None
    """One to three, any of them right as the primary one."""
    primary_topic: str | None = None
    """The first of them."""
    claims: tuple[GoldClaim, ...] | None = None
    """What it costs."""
    results: tuple[GoldResult, ...] | None = None
    """How good it is."""
    quantities: tuple[Span, ...] | None = None
    """Where every quantity of title and text stands; for sets that label nothing else."""
    accept: Mapping[str, tuple[Any, ...]] = {}
    """Other values of a field that are right as well."""

    @property
    def right_topics(self) -> tuple[str, ...]:
        """The topics of which any is right as the primary one; another list of them may be accepted as a whole."""
        accepted = [value if isinstance(value, list) else [value] for value in self.accepted("topics")]
        return (*(self.topics or ()), *(slug for slugs in accepted for slug in slugs))

    def accepted(self, field: str) -> tuple[Any, ...]:
        """Other values of a field that are right as well."""
        return tuple(self.accept.get(field, ()))


def read_labels(path: Path, topics: Topics) -> dict[str, Label]:
    """Read labels by paper, a line each; raises `InputError` naming the line and what is wrong there.

    A topic that is none of `topics` is wrong: no reading could ever name it.
    """
    labels: dict[str, Label] = {}
    with open_lines(path) as lines:
        for where, row in rows(lines, str(path)):
            label = make_label(row, where)
            if label.id in labels:
                raise InputError(f"{where}: {label.id!r} is labelled twice; keep one of the two lines")
            for slug in filter(None, (*label.right_topics, label.primary_topic)):
                if slug not in topics.slugs:
                    told = f"no topic {slug!r}{did_you_mean(str(slug), topics.slugs)}"
                    raise InputError(f"{where}: {label.id!r}: {told} (--topics gives others)")
            labels[label.id] = label
    return labels


def make_label(row: Mapping[str, Any], where: str) -> Label:
    """Make a label of a JSON object; raises `InputError` naming what is wrong."""
    try:
        return Label.model_validate(row)
    except ValidationError as error:
        raise InputError(
            f"{where}: not a label: {first_problem(error)}; docs/evals.md says what a label holds"
        ) from error
