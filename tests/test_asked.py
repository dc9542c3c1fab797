"""Why a paper is not answered from the cache: what differs from what was asked before."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cached_requests import URL, Scripted, behind, request
from click.testing import CliRunner, Result
from scripted import answer

from summarizer.answers import Answer
from summarizer.backends import open_setup
from summarizer.cli import cli
from summarizer.clients import Completion, Message, Request
from summarizer.clients.asked import Kept, describe, differences, is_same_paper, nearest, read_kept
from summarizer.clients.cache import ResponseCache, cache_key, is_given_up
from summarizer.errors import RequestError
from summarizer.marks import Marks, mark
from summarizer.papers import make_paper
from summarizer.settings import Settings
from summarizer.sources import load_papers

PAPER = {"title": "Tern: Quick Decoding", "abstract": "Attention is slow. Tern cuts latency by 62% over Gull-B."}
WREN = {"title": "Wren: Small Models", "abstract": "Models are large. Wren needs 2.5x fewer parameters than Gull-B."}


def marks(**changes: str) -> Marks:
    return mark(make_paper(**{**PAPER, **changes, "url": "https://example.org/1"}))


MARKED_OTHERWISE = replace(marks(), quantities=())
BASE = request(marks=marks(), prompt_sha256="0" * 64)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, []),
        ({"model": "n"}, ["model m -> n"]),
        ({"sampling": {"temperature": 0.2}}, ["temperature 0 -> 0.2"]),
        ({"sampling": {"temperature": 0, "seed": 7}}, ["seed (none) -> 7"]),
        ({"sampling": {"temperature": 0, "stop": ["x" * 99]}}, ['stop (none) -> ["' + "x" * 57 + "…"]),
        ({"prompt": "p@2", "prompt_sha256": "1" * 64}, ["prompt p@1 -> p@2"]),
        ({"prompt_sha256": "1" * 64}, ["prompt p@1: its file was changed"]),
        ({"schema": {"type": "object"}}, ["schema: the fields or the topics to be answered with were changed"]),
        ({"marks": marks(abstract="Tern is slow.")}, ["text: the paper's abstract or text was changed"]),
        ({"marks": marks(title="Tern")}, ["title Tern: Quick Decoding -> Tern"]),
        (
            {"marks": replace(marks(), quantities=())},
            ["marks: the text's sentences or quantities are found differently"],
        ),
        ({"messages": (Message("user", "Else."),)}, ["messages: what is written round the paper was changed"]),
        ({"model": "n", "sampling": {}}, ["model m -> n", "temperature 0 -> (none)"]),
    ],
)
def test_what_differs_between_two_requests_is_named(changed: dict[str, Any], said: list[str]) -> None:
    assert differences(describe(BASE, URL), describe(replace(BASE, **changed), URL)) == said


def test_half_of_a_surrogate_pair_in_a_drafted_name_can_be_described() -> None:
    names = ["Tern", "Tern \ud83d"]
    drafts = [Answer.model_validate(answer(method_names=[name])) for name in names]
    told = [describe(replace(BASE, draft=draft), URL) for draft in drafts]
    assert differences(*told) == ["draft: the embedded reader, whose findings the model is shown, finds something else"]


def test_another_address_and_another_draft_are_named_too() -> None:
    setup = open_setup(Settings(model="m"), "m")
    asked = setup.request(make_paper(**PAPER))
    assert asked.draft is not None
    other = replace(asked, draft=asked.draft.model_copy(update={"claims": []}))
    assert differences(describe(asked, URL), describe(asked, "http://other/v1")) == [
        f"base URL {URL} -> http://other/v1"
    ]
    assert [line.split(":")[0] for line in differences(describe(asked, URL), describe(other, URL))] == ["draft"]


def test_a_password_of_an_address_is_not_kept() -> None:
    assert describe(BASE, "http://me:secret@localhost/v1/?token=secret")["base_url"] == "http://localhost/v1/"
    assert "secret" not in json.dumps(describe(BASE, "http://me:secret@localhost/v1/?token=secret"))


def test_neither_the_papers_text_nor_the_messages_are_kept_with_what_was_asked() -> None:
    said = json.dumps(describe(BASE, URL))
    assert "Attention is slow" not in said
    assert "Read." not in said


@pytest.mark.parametrize(
    ("other", "same"),
    [(marks(), True), (marks(title="T"), True), (marks(abstract="A."), True), (mark(make_paper("T", "A.")), False)],
)
def test_a_paper_is_the_same_by_id_or_text_or_title(other: Marks, same: bool) -> None:
    assert is_same_paper(describe(BASE, URL), describe(replace(BASE, marks=other), URL)) is same


def kept(key: str, asked: Request, how: Any = "answered") -> Kept:
    return Kept(key, describe(asked, URL), "2026-01-01", how)


def test_the_nearest_is_the_newest_of_those_that_differ_least_and_of_the_same_prompt_and_paper() -> None:
    rows = [
        kept("two differences", replace(BASE, model="n", sampling={})),
        kept("older", replace(BASE, model="n")),
        kept("newer", replace(BASE, model="o")),
        kept("another prompt", replace(BASE, prompt="reask@1")),
        kept("another paper", replace(BASE, marks=mark(make_paper("T", "A.")))),
        kept("given up", BASE, "given up"),
    ]
    found = nearest(describe(BASE, URL), rows)
    assert found is not None
    assert found.key == "newer"
    assert nearest(describe(BASE, URL), rows[3:]) is None


@pytest.mark.parametrize("asked", [None, [], "x", {}, {"paper": {}}, {"paper": [], "sampling": {}}])
def test_a_row_that_does_not_say_what_was_asked_is_left_out(asked: Any) -> None:
    assert read_kept("k", {"asked": asked}) is None


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    path = tmp_path / "papers.jsonl"
    path.write_text("".join(json.dumps(paper) + "\n" for paper in (PAPER, WREN)))
    return path


@pytest.fixture
def cache(tmp_path: Path) -> ResponseCache:
    return ResponseCache(tmp_path / "cache")


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    def invoke(*arguments: object) -> Result:
        settings = {"SUMMARIZER_CACHE_DIR": str(tmp_path / "cache"), "SUMMARIZER_MODEL": None, "OPENAI_MODEL": None}
        settings |= {"SUMMARIZER_BASE_URL": None, "OPENAI_BASE_URL": None}
        return CliRunner().invoke(cli, ["cache", *map(str, arguments)], env=settings)

    return invoke


def asked(path: Path, model: str = "tiny") -> list[Request]:
    setup = open_setup(Settings(model=model), model)
    return [setup.request(paper) for paper in load_papers(str(path))]


def test_why_says_of_each_paper_what_a_run_would_find(papers, cache, run) -> None:
    tern, wren = asked(papers)
    client = behind(cache, Scripted())
    client.complete(tern)
    client.settle(tern, Completion("{}"), (Completion("{"),))
    client.complete(replace(wren, sampling={**wren.sampling, "temperature": 0.5}))
    lines = run("why", papers).stdout.splitlines()
    assert lines[0] == f"asked of tiny at {URL}"
    assert lines[1] == PAPER["title"]
    assert lines[2].startswith("  cached 20")
    assert lines[2].endswith("nothing differs")
    assert lines[3] == WREN["title"]
    assert lines[4].startswith("  not cached; from the answer of 20")
    assert lines[5:] == ["    temperature 0.5 -> 0"]
    assert run("why", papers, "--papers", 1).stdout.splitlines()[3:] == ["… and 1 more (--papers shows them)"]


def test_why_names_another_model_and_address_where_they_are_given(papers, cache, run) -> None:
    behind(cache, Scripted()).complete(asked(papers)[0])
    out = run("why", papers, "--model", "big", "--base-url", "http://other/v1").stdout
    assert f"    base URL {URL} -> http://other/v1\n    model tiny -> big\n" in out
    assert out.endswith("  not cached: nothing that was answered is about this paper\n")


def test_why_tells_an_answer_of_a_paper_that_is_not_finished_and_one_given_up(papers, cache, run) -> None:
    tern, wren = asked(papers)
    client = behind(cache, Scripted())
    client.complete(tern)
    client.give_up(wren, RequestError("truncated", "the answer was cut off"))
    out = run("why", papers).stdout
    assert "nothing differs; its answer is asked about once more" in out
    assert "truncated: the answer was cut off" in out
    assert is_given_up(cache.get(cache_key(wren, URL)))


@pytest.mark.parametrize("by", ["id", "title", "key", "request"])
def test_why_tells_the_history_of_an_id_a_title_or_a_key(papers, cache, run, by: str) -> None:
    client, (tern, wren) = behind(cache, Scripted()), asked(papers)
    other = replace(tern, sampling={**tern.sampling, "temperature": 0.5})
    for one in (tern, wren, other):
        client.complete(one)
    meant = {"id": tern.marks.paper.id, "title": PAPER["title"].upper(), "key": cache_key(tern, URL)[:9]}
    lines = run("why", meant.get(by, tern.sha256)).stdout.splitlines()
    assert lines[0].startswith("answered 20")
    assert lines[0].endswith(PAPER["title"])
    if by in ("id", "title"):
        assert len(lines) == 3
        assert lines[2] == "  temperature 0 -> 0.5"
    else:
        assert len(lines) == 1


def test_why_refuses_what_it_has_never_met(papers, cache, run) -> None:
    result = run("why", "no such thing")
    assert result.exit_code == 2
    assert "no id, title or key that is met in the cache" in result.stderr
    assert "name it by --model" in run("why", papers).stderr


def test_why_shows_no_control_characters_of_a_title(papers, cache, run) -> None:
    odd = mark(make_paper("Tern \x1b[2J", PAPER["abstract"]))
    behind(cache, Scripted()).complete(replace(asked(papers)[0], marks=odd))
    assert "\x1b" not in run("why", odd.paper.id).stdout


def test_why_says_how_many_answers_do_not_tell_what_was_asked(papers, cache, run) -> None:
    cache.put("a" * 64, {"reply": {}})
    assert "1 answers are of an older version" in run("why", papers, "--model", "m").stderr


def test_info_counts_answers_by_model_and_prompt(papers, cache, run) -> None:
    tern, wren = asked(papers)
    client = behind(cache, Scripted())
    client.complete(tern)
    client.settle(wren, Completion("{}"), (Completion("{"),))
    client.give_up(replace(wren, model="big"), RequestError("empty", "nothing"))
    cache.put("a" * 64, {"reply": {}})
    cache.put("b" * 64, {"record": "{}"})
    lines = run("info").stdout.splitlines()
    assert lines[-5:] == [
        f"answered   1 by tiny, {tern.prompt}",
        f"given up   1 by big, {tern.prompt}",
        f"settled    1 by tiny, {tern.prompt}",
        "finished   1",
        "older      1",
    ]


def test_prune_deletes_only_what_is_old_and_wants_a_number_of_days(papers, cache, run) -> None:
    behind(cache, Scripted()).complete(asked(papers)[0])
    assert run("prune").exit_code == 2
    assert run("prune", "--older-than", 0).exit_code == 2
    assert "0 rows deleted" in run("prune", "--older-than", 1).stderr
    assert len(cache.keys()) == 1
