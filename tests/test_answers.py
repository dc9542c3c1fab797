"""Answers: the schema a model is held to, and what is taken for an answer."""

import json

import pytest

from summarizer.answers import Answer, AnswerError, answer_schema, parse_answer
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


def walk(node):
    yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from walk(child)


def test_schema_stays_in_the_strict_subset():
    """Every object requires all its keys and allows no others; nothing outside the strict subset is used."""
    schema = answer_schema(load_topics())
    objects = [n for n in walk(schema) if isinstance(n, dict) and n.get("type") == "object"]
    assert len(objects) == 4
    for node in objects:
        assert node["additionalProperties"] is False
        assert node["required"] == list(node["properties"])
    allowed = {"type", "description", "properties", "required", "additionalProperties", "items", "enum", "anyOf"}
    for node in objects:
        for part in node["properties"].values():
            assert set(part) <= allowed, part


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
