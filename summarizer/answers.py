"""Answers: the form in which a reader, model or embedded, says what it read of a paper.

An answer points: a claim or result names its quantity (`Q3`; two for a from-to) or its sentence (`S5`). Values, units,
bounds and evidence are copied from the text by code (`resolve`), never taken from the answer. The field docstrings are
the instructions a model is given, so schema and documentation are one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.errors import ErrorKind, SummarizerError
from summarizer.jsonl import finite, no_constant
from summarizer.records import Contribution, Direction, Kind, Metric, Phase, Relation, Role
from summarizer.topics import Topics


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class ClaimAnswer(_Part):
    """One efficiency claim."""

    sentence: str
    """Id of the sentence that makes the claim, like S4."""
    quantity: str | None
    """Id of the claim's number, like Q2; a number without a mark as it is written; null where there is no number."""
    quantity_to: str | None
    """Id of the second amount of a from-to or of 'A against B', else null."""
    kind: Kind
    """relative: a number against something; absolute: an amount; asymptotic: O(n), linear; qualitative: no number."""
    metric: Metric
    """What is spent."""
    resource: str | None
    """The resource exactly as the sentence names it, like MACs."""
    phase: Phase | None
    """When it is spent; null where the text does not say."""
    relation: Relation | None
    """How the number relates the two: times, reduced_by, increased_by, fraction_of, from_to; null unless relative."""
    direction: Direction
    """For the subject: better costs less, runs faster or handles more."""
    subject: str | None
    """Whose cost it is, as named in the text."""
    baseline: str | None
    """What it is compared with, as named in the text; null where nothing is named."""
    setting: str | None
    """Data set, hardware, model or configuration, as named in the text, short."""
    role: Role
    """contribution: what this paper offers or finds; background: prior work, the problem, motivation."""


class ResultAnswer(_Part):
    """One number that reports quality."""

    sentence: str
    """Id of the sentence that gives it."""
    quantity: str | None
    """Id of its number, like Q2; a number without a mark as it is written."""
    metric: str
    """The quality measure as the text names it."""
    is_delta: bool
    """Whether it is an improvement or a drop rather than a level."""
    negative: bool
    """Whether it is a drop of the subject's quality."""
    dataset: str | None
    """Data set or benchmark as named in the text."""
    subject: str | None
    """Whose quality it is."""
    baseline: str | None
    """What it is compared with."""
    role: Role
    """As for claims."""


class SummaryAnswer(_Part):
    """The paper in sentences."""

    tldr: str
    """One sentence: what the paper does and what came out."""
    problem: str
    """What was wrong or missing before, one sentence."""
    approach: str
    """What the paper does about it, one or two sentences."""
    findings: list[str]
    """What came out, a sentence each, at most five."""
    limitations: list[str]
    """What the text itself says does not work or was not tried; often empty."""


class Answer(_Part):
    """Everything that is read of one paper in one call."""

    claims: list[ClaimAnswer]
    """Every efficiency claim, once each."""
    results: list[ResultAnswer]
    """Every number that reports quality, once each."""
    contribution: Contribution
    """What kind of paper it is."""
    method_names: list[str]
    """Names the authors coin for what they introduce, as written; mostly one, empty if none."""
    topics: list[str]
    """One to three topic ids, the main one first."""
    summary: SummaryAnswer
    """The paper in sentences."""


def answer_schema(topics: Topics) -> dict[str, Any]:
    """Build the answer's JSON Schema in the strict subset: every key required, nothing additional, no `$ref`.

    It is the same for every paper; only the topics' file changes it. The same object is returned every time, so that
    it is hashed once.
    """
    return _schema(tuple(topics.slugs))


@lru_cache(maxsize=8)
def _schema(slugs: tuple[str, ...]) -> dict[str, Any]:
    plain = Answer.model_json_schema()
    definitions = plain.pop("$defs", {})
    schema: dict[str, Any] = _strict(plain, definitions)
    schema["properties"]["topics"]["items"] = {"type": "string", "enum": list(slugs)}
    return schema


def _strict(node: Any, definitions: dict[str, Any]) -> Any:
    """Inline references and keep what the strict subset of JSON Schema allows."""
    if isinstance(node, list):
        return [_strict(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        target = _strict(definitions[node["$ref"].rsplit("/", 1)[1]], definitions)
        return {**target, **{k: v for k, v in node.items() if k == "description"}}
    if "properties" not in node:
        return {k: _strict(v, definitions) for k, v in node.items() if k not in ("title", "default")}
    return {
        "type": "object",
        "description": node.get("description", ""),
        "properties": {k: _strict(v, definitions) for k, v in node["properties"].items()},
        "required": list(node["properties"]),
        "additionalProperties": False,
    }


# --- reading what came back ------------------------------------------------------------------------------------------

_THINKING = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)
_FENCED = re.compile(r"```(?:json|JSON)?[^\S\n]*\n(.*?)```", re.DOTALL)
_NESTING = 60


class AnswerError(SummarizerError):
    """A reply is no answer: `kind` says whether it is no JSON or breaks the schema, `problems` what exactly."""

    def __init__(self, kind: ErrorKind, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.kind: ErrorKind = kind
        self.problems = problems


def parse_answer(text: str) -> Answer:
    """Read a reply as an answer, tolerating a BOM, a `<think>` block, a code fence and prose around one JSON object.

    Raises `AnswerError`: `invalid_json` for no object, two objects, duplicate keys, NaN, numbers out of range, lone
    surrogates or absurd nesting; `invalid_schema`, with every field's path, for an object of another shape.
    """
    data = read_object(text)
    try:
        return Answer.model_validate(data)
    except ValidationError as error:
        raise AnswerError("invalid_schema", tuple(_problem(e) for e in error.errors(include_url=False))) from error


def _problem(error: Any) -> str:
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error["loc"]).lstrip(".")
    return f"{path}: {error['msg']}"


def read_object(text: str) -> dict[str, Any]:
    """Read the one JSON object of a reply, whatever its fields; as tolerant as `parse_answer`, with the same errors."""
    plain = _THINKING.sub("", text.removeprefix("\ufeff")).strip()
    if "```" in plain and (fenced := _FENCED.findall(plain)):
        if len(fenced) > 1:
            raise AnswerError("invalid_json", ("the reply holds more than one code block",))
        plain = fenced[0].strip()
    start = plain.find("{")
    if start < 0:
        raise AnswerError("invalid_json", ("the reply holds no JSON object",))
    data, end = _decode(plain, start)
    if "{" in plain[end:]:
        raise AnswerError("invalid_json", ("the reply holds more than one JSON object",))
    return data


def _decode(text: str, start: int) -> tuple[dict[str, Any], int]:
    if _depth(text) > _NESTING:
        raise AnswerError("invalid_json", (f"the reply is nested more than {_NESTING} deep",))
    try:
        data, end = _DECODER.raw_decode(text, start)
        text.encode()
        if "\\ud" in text or "\\uD" in text:  # half of a pair may also be written as an escape
            json.dumps(data, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:  # a lone surrogate or an infinite number is a ValueError too
        raise AnswerError("invalid_json", (f"the reply is no valid JSON: {error}",)) from error
    return data, end


def _depth(text: str) -> int:
    if text.count("{") + text.count("[") <= _NESTING:  # so it mostly is, and counting is cheaper
        return 0
    deepest = depth = 0
    for bracket in re.findall(r"[\[{}\]]", text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _unique(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    items = list(pairs)
    data = dict(items)
    if len(data) != len(items):
        raise ValueError("a key stands twice in one object")
    return data


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=no_constant, parse_float=finite)
