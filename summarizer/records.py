"""Records: what a reading of a paper, a comparison and an overview are, as values.

What is written is complete. What is read may hold less (missing fields default) or more (unknown fields are
kept, with a warning); a value that a field can't hold is kept in `unread` and counts as not said, so that a claim
from elsewhere gets a verdict instead of a validation error.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from typing import Any, ClassVar, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.errors import ErrorKind, InputError
from summarizer.papers import Paper, read_paper

SCHEMA_VERSION = 1

Contribution = Literal["method", "system", "survey", "benchmark", "empirical-study", "theory"]
Metric = Literal[
    "latency",
    "throughput",
    "training_time",
    "training_cost",
    "compute",
    "parameters",
    "model_size",
    "memory",
    "energy",
    "data",
    "complexity",
    "capacity",
    "cost",
]
Phase = Literal["training", "inference", "compression"]
Kind = Literal["relative", "absolute", "asymptotic", "qualitative"]
Relation = Literal["times", "reduced_by", "increased_by", "fraction_of", "from_to"]
Bound = Literal["exact", "approx", "up_to", "at_least", "average"]
Direction = Literal["better", "worse", "same"]
Role = Literal["contribution", "background"]
Origin = Literal["first", "reask", "reader"]
Verdict = Literal[
    "verified",
    "not_found",
    "wrong_number",
    "wrong_unit",
    "wrong_direction",
    "wrong_metric",
    "wrong_bound",
    "wrong_name",
    "wrong_setting",
    "wrong_role",
]
NUMERIC_KINDS: tuple[Kind, ...] = ("relative", "absolute", "asymptotic")
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
METRICS: tuple[Metric, ...] = get_args(Metric)

Span = tuple[int, int]
"""Start and end in code points of `paper.full_text`."""


class Value(BaseModel):
    """A frozen value; unknown fields are kept."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True, extra="allow", use_attribute_docstrings=True, allow_inf_nan=False
    )


class Conditions(Value):
    """What a claim was measured under, taken apart from its `setting`."""

    dataset: str | None = None
    """Data set or benchmark."""
    hardware: str | None = None
    """Device."""
    model: str | None = None
    """Model or architecture."""
    other: str | None = None
    """Whatever else the setting says."""


class Claim(Value):
    """What something costs, or how its cost compares: one metric, phase, value, baseline and setting."""

    id: str = ""
    """`<paper.id>#c<n>`, from 1 in the order of the text."""
    metric: Metric | None = None
    """The resource that is spent."""
    resource: str | None = None
    """The resource as the text names it ("MACs")."""
    phase: Phase | None = None
    """When it is spent; None where the text does not say."""
    kind: Kind = "relative"
    """`relative` to something; `absolute`: an amount; `asymptotic`: a growth; `qualitative`: no number."""
    value: float | None = None
    """The number as written; None for qualitative and asymptotic claims."""
    value_max: float | None = None
    """The upper number of a range."""
    unit: str | None = None
    """`x`, `%`, or the short symbol of an absolute unit; for asymptotic claims the expression in plain text."""
    relation: Relation | None = None
    """How value and baseline hang together: `times`, `reduced_by`, `increased_by`, `fraction_of`, `from_to`."""
    bound: Bound = "exact"
    """What was said of the number: exactly, about, up to, at least, on average."""
    direction: Direction | None = None
    """For the subject: `better` costs less, runs faster or handles more."""
    factor: float | None = None
    """How many times better the subject is than the baseline (below 1 when worse); computed, for relative claims."""
    subject: str | None = None
    """Whose cost it is, as named in the text."""
    baseline: str | None = None
    """What it is compared with, as named in the text."""
    setting: str | None = None
    """Data set, hardware, model or configuration it was measured in."""
    conditions: Conditions = Conditions()
    """The setting taken apart."""
    role: Role = "contribution"
    """`contribution`: what this paper offers or finds; `background`: prior work, the problem, motivation."""
    evidence: str = ""
    """Verbatim words of the text that carry the claim."""
    span: Span | None = None
    """Where the evidence stands in `paper.full_text`; None where it was not found."""
    verdict: Verdict | None = None
    """`verified`, or the first thing that is wrong; None before verification."""
    verdict_reason: str | None = None
    """The verdict in words."""
    origin: Origin | None = None
    """Who read it: the first answer, the re-asked one, or the embedded reader."""

    @property
    def numeric(self) -> bool:
        """Whether the claim says an amount or a growth."""
        return self.kind in NUMERIC_KINDS


class Result(Value):
    """A number that reports quality: accuracy, error, score."""

    id: str = ""
    """`<paper.id>#r<n>`, from 1 in the order of the text."""
    metric: str | None = None
    """The quality measure as named in the text."""
    value: float | None = None
    """The number; drops of the subject are negative."""
    unit: str | None = None
    """`%`, another unit as written, or None."""
    is_delta: bool = False
    """Whether it is an improvement or drop rather than a level."""
    dataset: str | None = None
    """Data set or benchmark."""
    subject: str | None = None
    """Whose quality it is."""
    baseline: str | None = None
    """What it is compared with."""
    role: Role = "contribution"
    """As for claims."""
    evidence: str = ""
    """Verbatim words of the text that carry the number."""
    span: Span | None = None
    """Where the evidence stands in `paper.full_text`."""
    verdict: Verdict | None = None
    """As for claims."""
    verdict_reason: str | None = None
    """The verdict in words."""
    origin: Origin | None = None
    """As for claims."""


class Summary(Value):
    """What a paper says, in whole sentences."""

    tldr: str = ""
    """One or two sentences: what it does and what came out."""
    problem: str = ""
    """What was wrong or missing before."""
    approach: str = ""
    """What the paper does about it."""
    findings: tuple[str, ...] = ()
    """What came out, a sentence each."""
    limitations: tuple[str, ...] = ()
    """What the text itself says does not work or was not tried."""
    unsupported: tuple[str, ...] = ()
    """Numbers and names in these sentences that stand nowhere in the text."""


class Usage(Value):
    """Tokens spent; None where the server did not say."""

    input: int | None = None
    """Tokens sent, cached ones included."""
    cached_input: int | None = None
    """Tokens sent that the provider had cached."""
    output: int | None = None
    """Tokens received."""

    def __add__(self, other: Usage) -> Usage:
        """Sum what was spent; one unknown makes the sum unknown, never smaller."""
        return Usage(
            input=_plus(self.input, other.input),
            cached_input=_plus(self.cached_input, other.cached_input),
            output=_plus(self.output, other.output),
        )


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


NOTHING_SPENT = Usage(input=0, cached_input=0, output=0)
"""Where no model was asked: known to be nothing, not unknown."""


class Provenance(Value):
    """How a record came about."""

    backend: str = ""
    """`extractive`, `openai` or `replay`."""
    model: str | None = None
    """The model that answered."""
    base_url_host: str | None = None
    """The endpoint's host."""
    prompt: str | None = None
    """The template, `name@version`."""
    prompt_sha256: str | None = None
    """Hash of the template's bytes."""
    schema_sha256: str | None = None
    """Hash of the answer's schema."""
    request_sha256: str | None = None
    """Name of the first request."""
    cached: bool = False
    """Whether no request was sent."""
    attempts: int = 0
    """Requests sent for this record, failed ones included."""
    usage: Usage = Usage()
    """Tokens over all attempts."""
    cost_usd: float | None = None
    """Money over all attempts; None where the price is unknown."""
    created_at: str | None = None
    """When the record was made, ISO 8601, UTC."""
    toolkit_version: str | None = None
    """Version of this toolkit."""


class ErrorInfo(Value):
    """Why a paper could not be read."""

    kind: ErrorKind
    """What kind of failure."""
    message: str
    """The failure in words."""
    attempts: int = 0
    """Requests sent before it was given up."""


class Uncovered(Value):
    """A number in an efficiency context that no claim covers."""

    text: str
    """The number as written."""
    span: Span
    """Where it stands in `paper.full_text`."""


class Record(Value):
    """What was read of one paper."""

    schema_version: int = SCHEMA_VERSION
    """Version of this form."""
    status: Literal["ok", "failed"] = "ok"
    """Whether the paper was read."""
    error: ErrorInfo | None = None
    """Why not."""
    flags: tuple[str, ...] = ()
    """What a reader of the record should know ("title met twice")."""
    uncovered: tuple[Uncovered, ...] = ()
    """Numbers in an efficiency context that no claim covers."""
    paper: Paper
    """What was read."""
    summary: Summary = Summary()
    """The paper in sentences."""
    contribution: Contribution | None = None
    """What kind of paper it is."""
    method_names: tuple[str, ...] = ()
    """Names the authors give to what they introduce."""
    code_urls: tuple[str, ...] = ()
    """Addresses in the text that point to code, models, data or a project page."""
    topics: tuple[str, ...] = ()
    """One to three topic ids."""
    primary_topic: str | None = None
    """The first of them."""
    claims: tuple[Claim, ...] = ()
    """What it costs."""
    results: tuple[Result, ...] = ()
    """How good it is."""
    provenance: Provenance = Provenance()
    """How the record came about."""

    @property
    def verified_claims(self) -> tuple[Claim, ...]:
        """The claims whose verdict is `verified`."""
        return tuple(c for c in self.claims if c.verdict == "verified")


# --- reading what somebody else wrote ----------------------------------------------------------------------------


class UnknownFieldWarning(UserWarning):
    """A record holds fields this version does not know, or values a field can't hold; they are kept."""


def is_record(data: Mapping[str, Any]) -> bool:
    """Whether a JSON object says what was read in a paper; else it is a paper alone."""
    return any(name in data for name in _SAID_OF_A_READING) or isinstance(data.get("summary"), Mapping)


def read_record(data: Mapping[str, Any], *, where: str = "record") -> Record:
    """Make a record of a JSON object, tolerantly: the least it needs is `paper.title` (or `title`).

    Missing fields and nulls default; unknown fields are kept, and values that a field can't hold are moved to
    `unread`, both with an `UnknownFieldWarning`. `where` names the place for errors.
    Raises `InputError` where the record as a whole can't be understood.
    """
    paper = _read_paper(data, where)
    known = Record.model_fields if "paper" in data else (*Record.model_fields, *Paper.model_fields)
    given = {k: v for k, v in data.items() if k not in known or (k in _PARTS and v is not None)}
    claims = tuple(_read_item(Claim, c, f"{paper.id}#c{i}") for i, c in _items(data, "claims", where))
    results = tuple(_read_item(Result, r, f"{paper.id}#r{i}") for i, r in _items(data, "results", where))
    try:
        record = _tolerant(Record, {**given, "paper": paper, "claims": claims, "results": results}, strict=_UNDERSTOOD)
    except ValidationError as error:
        raise InputError(f"{where}: not a record: {first_problem(error)}") from error
    if record.schema_version > SCHEMA_VERSION:
        newer = f"records of form {record.schema_version} are newer than this version knows ({SCHEMA_VERSION})"
        warnings.warn(f"{newer}; upgrade to read all of them", UnknownFieldWarning, stacklevel=2)
    _warn_of_unknown(record)
    return record


def record_json(record: Record) -> str:
    """Write a record as one line of JSON, every field in it; half of a surrogate pair is written as an escape."""
    try:
        return record.model_dump_json()
    except ValueError:
        return json.dumps(record.model_dump(mode="json"), allow_nan=False)


def first_problem(error: ValidationError) -> str:
    """Say the first thing wrong in a validation error: `claims.0.value: Input should be a valid number`."""
    problem = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in problem["loc"])
    return f"{place}: {problem['msg']}" if place else problem["msg"]


_SAID_OF_A_READING = ("claims", "results", "provenance", "schema_version", "status")
_UNDERSTOOD = frozenset(("schema_version", "status", "error", "paper", "claims", "results"))
"""Fields of a record without which it would say something else."""
_PARTS = Record.model_fields.keys() - {"paper", "claims", "results"}


def _read_paper(data: Mapping[str, Any], where: str) -> Paper:
    given = data.get("paper")
    if isinstance(given, Mapping):
        return read_paper(given, where=f"{where}: paper")
    return read_paper({k: v for k, v in data.items() if k in Paper.model_fields} or data, where=where)


def _items(data: Mapping[str, Any], key: str, where: str) -> list[tuple[int, Mapping[str, Any]]]:
    items = data.get(key) or []
    if not isinstance(items, (list, tuple)) or not all(isinstance(i, Mapping) for i in items):
        raise InputError(f"{where}: {key}: expected a list of objects")
    return list(enumerate(items, 1))


T = TypeVar("T", Claim, Result, Record)


def _read_item(model: type[T], item: Mapping[str, Any], identifier: str) -> T:
    given = {k: v for k, v in item.items() if v is not None or k not in model.model_fields}
    if not isinstance(given.get("id", ""), str):
        given["id"] = str(given["id"])
    return _tolerant(model, {"id": identifier, **given})


def _tolerant(model: type[T], fields: dict[str, Any], *, strict: frozenset[str] = frozenset()) -> T:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        bad = {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]} & fields.keys()
        if not bad or bad & strict:
            raise
        before = fields.get("unread")
        unread = {**(before if isinstance(before, Mapping) else {}), **{k: fields[k] for k in bad}}
        return model.model_validate({**{k: v for k, v in fields.items() if k not in bad}, "unread": unread})


def _warn_of_unknown(record: Record) -> None:
    values: tuple[BaseModel, ...] = (record, record.paper, record.summary, *record.claims, *record.results)
    extras = [value.model_extra or {} for value in values]
    unknown = sorted({name for extra in extras for name in extra if name != "unread"})
    unread = sorted({name for extra in extras if isinstance(extra.get("unread"), Mapping) for name in extra["unread"]})
    if unknown:
        warnings.warn(f"unknown fields are kept: {', '.join(unknown)}", UnknownFieldWarning, stacklevel=3)
    if unread:
        warnings.warn(f"values that can't be read are kept: {', '.join(unread)}", UnknownFieldWarning, stacklevel=3)
