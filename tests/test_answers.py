"""Answers: the schema a model is held to, and what is taken for an answer."""

import json
import time
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from summarizer.answers import Answer, AnswerError, answer_schema, parse_answer
from summarizer.prompts import list_templates
from summarizer.prose.composing import SCHEMA as PROSE
from summarizer.topics import load_topics

EMPTY = {
    "summary": {"tldr": "It is quick.", "problem": "", "approach": "", "findings": [], "limitations": []},
    "contribution": "method",
    "method_names": [],
    "topics": ["quantization"],
    "claims": [],
    "results": [],
}
PLAIN = json.dumps(EMPTY)


# --- the schema ------------------------------------------------------------------------------------------------------

ALLOWED = {"type", "description", "properties", "required", "additionalProperties", "items", "enum", "anyOf"}
"""What every server that enforces schemas understands; not `default`, `oneOf`, `pattern` and the like."""


def walk(node, depth=0):
    """Every schema in a schema, with how many objects and arrays it stands in."""
    yield node, depth
    inner = [*node.get("properties", {}).values(), *node.get("$defs", {}).values(), *node.get("anyOf", ())]
    inner += [child for name in ("oneOf", "allOf", "prefixItems") for child in node.get(name, ())]
    inner += [node[name] for name in ("items", "additionalProperties") if isinstance(node.get(name), dict)]
    for child in inner:
        yield from walk(child, depth + (node.get("type") in ("object", "array")))


def broken_rules(schema):
    """What a strict server would refuse a schema for."""
    nodes = list(walk(schema))
    objects = [node for node, _ in nodes if node.get("type") == "object" or "properties" in node]
    enums = [node.get("enum", ()) for node, _ in nodes]
    names = [name for node in objects for name in node.get("properties", ())]
    limits = {
        "root": schema.get("type") == "object" and "anyOf" not in schema,
        "properties": len(names) <= 5000,
        "depth": max(depth for _, depth in nodes) <= 10,
        "characters": sum(len(str(word)) for word in (*names, *(v for values in enums for v in values))) <= 120_000,
        "enum values": sum(map(len, enums)) <= 1000,
        "long enums": all(len(values) <= 250 or sum(len(str(v)) for v in values) <= 15_000 for values in enums),
        "required": all(node.get("required") == list(node.get("properties", ())) for node in objects),
        "additionalProperties": all(node.get("additionalProperties") is False for node in objects),
        "typed items": all("items" in node for node, _ in nodes if node.get("type") == "array"),
    }
    return {name for name, held in limits.items() if not held} | {key for node, _ in nodes for key in node} - ALLOWED


@pytest.mark.parametrize("template", list_templates(), ids=lambda template: template.name)
def test_the_schema_of_every_shipped_template_stays_in_the_strict_subset(template):
    """Every object requires all its keys and allows no others, within the limits of servers that enforce it."""
    schema, objects = {"answer": (answer_schema(load_topics()), 4), "prose": (PROSE, 2)}[template.schema]
    assert broken_rules(schema) == set()
    assert sum(node.get("type") == "object" for node, _ in walk(schema)) == objects


class Cat(BaseModel):
    kind: Literal["cat"] = "cat"


class Dog(BaseModel):
    kind: Literal["dog"] = "dog"


class Loose(BaseModel):
    name: str = Field("none", min_length=1, max_length=9)
    code: str = Field(pattern="^[a-z]+$")
    pair: tuple[int, str]
    counts: dict[str, int]
    pet: Cat | Dog = Field(discriminator="kind")


def test_what_the_sdk_makes_of_a_model_with_defaults_breaks_the_rules():
    """Its own helper leaves in what its own servers refuse, so the rules above are no formality."""
    from openai import pydantic_function_tool

    schema = pydantic_function_tool(Loose)["function"]["parameters"]
    assert {"default", "minLength", "pattern", "prefixItems", "oneOf", "additionalProperties"} <= broken_rules(schema)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"type": "array", "items": {"type": "string"}}, "root"),
        ({"required": []}, "required"),
        ({"additionalProperties": True}, "additionalProperties"),
        ({"properties": {f"p{n}": {"type": "string"} for n in range(5001)}}, "properties"),
        ({"properties": {"a": {"enum": [f"{n}" for n in range(1001)]}}}, "enum values"),
        ({"properties": {"a": {"enum": [f"{n:>99}" for n in range(251)]}}}, "long enums"),
        ({"properties": {"a" * 120_001: {"type": "string"}}}, "characters"),
        ({"properties": {"a": {"type": "array"}}}, "typed items"),
        ({"properties": {"a": {"type": "string", "format": "uri"}}}, "format"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_rules_notice_what_breaks_them(change, rule):
    assert rule in broken_rules({**answer_schema(load_topics()), **change})


def test_the_rules_notice_a_schema_that_is_too_deep():
    schema = {"type": "string"}
    for _ in range(11):
        schema = {"type": "array", "items": schema}
    assert "depth" in broken_rules(schema)


def test_schema_is_one_object_for_all_papers():
    """The same topics give the very same schema, so that it is hashed once a run."""
    assert answer_schema(load_topics()) is answer_schema(load_topics())


def test_every_field_tells_the_model_what_it_means():
    """The docstrings reach the schema as descriptions."""
    claim = answer_schema(load_topics())["properties"]["claims"]["items"]
    assert all(part.get("description") for part in claim["properties"].values())


@pytest.mark.parametrize(
    "reply",
    [
        PLAIN,
        "\ufeff" + PLAIN,
        f"```json\n{PLAIN}\n```",
        f"Here it is:\n```\n{PLAIN}\n```\nAnything else?",
        f"<think>A {{ brace }} in thought.</think>\n{PLAIN}",
        f"Sure. {PLAIN} Done.",
        f"\ufeff<think>\n```json\n{{}}\n```\n</think>\n\n```JSON\r\n{PLAIN}\r\n```",
        f"  <think></think>{PLAIN}",
        f"```json   \n\n{json.dumps(EMPTY, indent=2)}\n\n   ```\n",
        json.dumps(EMPTY, ensure_ascii=True).replace("quick", "\\u0071uick"),
        PLAIN + "\n" * 50_000,
        "\n" * 50_000 + PLAIN,
    ],
)
def test_an_answer_is_read_through_what_models_put_around_it(reply):
    """A BOM, a code fence, a thinking block and prose around one object are tolerated."""
    assert parse_answer(reply) == Answer.model_validate(EMPTY)


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("", "no JSON object"),
        ("I can't.", "no JSON object"),
        (PLAIN[:-5], "no valid JSON"),
        (PLAIN + PLAIN, "more than one"),
        (f"```\n{PLAIN}\n```\n```\n{PLAIN}\n```", "more than one"),
        ('{"a": 1, "a": 2}', "twice"),
        ('{"a": NaN}', "NaN"),
        ('{"a": -Infinity}', "Infinity"),
        ('{"a": 1e999}', "no valid JSON"),
        ('{"a": "\\ud800"}', "no valid JSON"),
        ('{"a": ' + "9" * 5000 + "}", "no valid JSON"),
        ('{"a": ' + "[" * 100_000, "nested"),
        ("[" * 100_000, "no JSON object"),
        (f"[{PLAIN}, {PLAIN}]", "more than one"),
        (f"{{thinking}} {PLAIN}", "no valid JSON"),
        (f"<think>{PLAIN}</think>", "no JSON object"),
        ('{"a": 1e999, "b": -1e999}', "out of range"),
        ('{"a": {"b": 1, "b": 1}}', "twice"),
        ('{"\\udfff": 1}', "no valid JSON"),
        ('{"a": "\ud800"}', "no valid JSON"),
        ("{'a': 1}", "no valid JSON"),
        ('{"a": 1,}', "no valid JSON"),
    ],
)
def test_what_is_no_single_whole_object_is_invalid_json(reply, words):
    """Every way of not being JSON is one typed error that says which."""
    with pytest.raises(AnswerError) as caught:
        parse_answer(reply)
    assert caught.value.kind == "invalid_json"
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"contribution": "poem"}, "contribution"),
        ({"extra": 1}, "extra"),
        ({"claims": [{"metric": "speed"}]}, "claims[0].metric"),
        ({"summary": None}, "summary"),
    ],
)
def test_another_shape_is_invalid_schema_with_the_path(change, path):
    """The error names the field, so that a re-ask can."""
    with pytest.raises(AnswerError) as caught:
        parse_answer(json.dumps({**EMPTY, **change}))
    assert caught.value.kind == "invalid_schema"
    assert any(problem.startswith(path) for problem in caught.value.problems)


PIECES = [
    "{", "}", "[", "]", "\"", ":", ",", "```", "json", "\n", " ", "<think>", "</think>", "\\u", "d800", "1e999", "NaN",
    "1", "\"a\"", "\ud800", "\ufeff", PLAIN,
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text())
def test_whatever_a_model_says_is_an_answer_or_the_one_error(reply):
    try:
        answer = parse_answer(reply)
    except AnswerError as error:
        said = str(error)
    else:
        said = answer.model_dump_json()
    assert said


@pytest.mark.parametrize(
    "reply",
    [
        "```" + "\n" * 50_000,
        "```json\n{" + " \n" * 50_000,
        "```\n" * 20_000,
        "<think>" * 20_000,
        '{"a":' * 50 + "\n" * 50_000,
    ],
    ids=["an open block", "white space in a block", "blocks", "thoughts", "an open object"],
)
def test_a_reply_that_goes_on_and_on_is_refused_at_once(reply):
    """A model that writes white space up to its limit costs no time here."""
    started = time.perf_counter()
    with pytest.raises(AnswerError):
        parse_answer(reply)
    assert time.perf_counter() - started < 2
