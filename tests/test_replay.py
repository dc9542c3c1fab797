"""Replay: recordings answer as the model did, nothing else answers, and what was changed is told."""

import json
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from eval_sets import GOOD, MODEL, TERN, record, said, saying, write_set
from scripted import ScriptedClient, claim

from summarizer.clients import Completion
from summarizer.clients.replay import (
    NetworkError,
    ReplayClient,
    UnrecordedError,
    hermetic,
    make_recording,
    read_recording,
    read_recordings,
    recording_json,
)
from summarizer.conversation import Prompts
from summarizer.engine import Engine, read_paper
from summarizer.errors import InputError
from summarizer.evals.runs import replay_setup
from summarizer.prompts import load_template, prompts_folder
from summarizer.records import Usage


@pytest.fixture
def small(tmp_path):
    return write_set(tmp_path / "small")


def replay(eval_set, folder, setup=None):
    """Read a set from recordings alone; gives the client and the records by paper."""
    client = ReplayClient(read_recordings(folder))
    engine = Engine(client, setup or replay_setup(MODEL))
    return client, {paper.id: read_paper(paper, engine) for paper in eval_set.papers}


def changed_prompts(folder, **changes):
    """The toolkit's prompts with a word of each named one replaced."""
    folder.mkdir()
    for path in prompts_folder().glob("*.md"):
        old, new = changes.get(path.stem, ("", ""))
        text = path.read_text(encoding="utf-8")
        assert old in text
        (folder / path.name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return Prompts(load_template("summarize", folder), load_template("reask", folder))


# --- the same answers again ------------------------------------------------------------------------------------------


def test_a_recorded_answer_is_given_again_with_its_tokens(small):
    """Text, model and usage are those of the reply, as though it came now."""
    client, records = replay(small, record(small))
    told = records["tern"].provenance
    assert [c.value for c in records["tern"].claims] == [62]
    assert (told.backend, told.model, told.attempts, told.usage.output) == ("replay", MODEL, 1, 20)
    assert client.missing == []
    assert client.unused == ()


@pytest.mark.parametrize("begun", ['{"summary": {', " \n" * 500], ids=["larger budget", "higher temperature"])
def test_a_cut_off_answer_and_its_redo_are_both_replayed(small, begun):
    """The redo's request has a recording of its own."""

    def model(request):
        whole = saying(GOOD)(request)
        if (request.sampling["max_tokens"], request.sampling["temperature"]) == (2048, 0):
            return replace(whole, text=begun, finish_reason="length")
        return whole

    _, records = replay(small, record(small, model))
    assert records["tern"].status == "ok"
    assert records["tern"].provenance.attempts == 2


def test_the_second_answer_is_replayed_and_kept(small):
    """A first answer that could not be read is followed by the re-ask, as it was."""

    def model(request):
        return saying(GOOD)(request) if request.prompt.startswith("reask") else Completion("no JSON", model=MODEL)

    _, records = replay(small, record(small, model))
    assert {claim.origin for claim in records["tern"].claims} == {"reask"}


def test_a_second_answer_that_was_never_recorded_leaves_the_first(small):
    """It is no error, and it is counted."""
    doubtful = GOOD | {"tern": said("Tern", claims=[claim(subject="Nowhere"), TERN])}
    folder = record(small, doubtful)
    for path in folder.glob("*.json"):
        if json.loads(path.read_text())["prompt"].startswith("reask"):
            path.unlink()
    client, records = replay(small, folder)
    assert records["tern"].status == "ok"
    assert len(records["tern"].claims) == 2
    assert [(m.paper, m.is_second) for m in client.missing] == [("tern", True)]


def test_what_nothing_asks_for_is_unused(small):
    """A recording of a paper that is gone is told by its name."""
    folder = record(small)
    fewer = replace(small, papers=small.papers[:2])
    client, _ = replay(fewer, folder)
    assert [read_recording(folder / f"{name}.json").paper for name in client.unused] == ["plover"]


# --- a request that is not recorded ----------------------------------------------------------------------------------


def test_one_character_of_a_prompt_makes_every_recording_stale(small, tmp_path):
    """Every paper fails, and the message shows the character and the command."""
    folder = record(small)
    prompts = changed_prompts(tmp_path / "prompts", summarize=("You read the title", "You reed the title"))
    client, records = replay(small, folder, replay_setup(MODEL, prompts=prompts))
    assert len(client.missing) == len(small.papers)
    assert all(record.error.kind == "rejected" for record in records.values())
    message = records["tern"].error.message
    assert "message 1 (system): 'You read the title" in message
    assert "You reed the title" in message
    assert "summarizer eval --record" in message


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"model": "larger"}, "model: tiny -> larger"),
        ({"sampling": {"temperature": 1, "max_tokens": 2048}}, "temperature: 0 -> 1"),
        ({"schema": {"type": "object"}}, "schema: the fields or the topics"),
    ],
)
def test_it_is_told_what_differs_from_the_nearest_recording(small, change, told):
    """Model, sampling and schema are named."""
    client = ReplayClient(read_recordings(record(small)))
    request = replace(replay_setup(MODEL).request(small.papers[0]), **change)
    with pytest.raises(UnrecordedError, match=told):
        client.complete(request)


def test_a_paper_that_was_never_recorded_is_told_so(small, tmp_path):
    """There is nothing near it to compare with."""
    client = ReplayClient(read_recordings(record(small)))
    other = write_set(tmp_path / "other", [{"id": "stilt", "title": "Stilt", "abstract": "It is 3x faster."}], [
        {"id": "stilt", "claims": []}
    ])  # fmt: skip
    with pytest.raises(UnrecordedError, match=r"stilt: .*nothing about it is recorded"):
        client.complete(replay_setup(MODEL).request(other.papers[0]))


def test_marks_that_moved_are_no_recorded_request(small):
    """The same words with quantities found elsewhere would point at other numbers."""
    client = ReplayClient(read_recordings(record(small)))
    request = replay_setup(MODEL).request(small.papers[0])
    first = request.marks.quantities[0]
    moved = replace(first, start=first.start - 1)
    request = replace(request, marks=replace(request.marks, quantities=(moved,)))
    with pytest.raises(UnrecordedError, match=r"marks: .*found elsewhere"):
        client.complete(request)


# --- files that are not what was recorded ----------------------------------------------------------------------------


def one(folder):
    return min(folder.glob("*.json"))


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (
            lambda r: r["response"].update(text=r["response"]["text"].replace("needs", "Needs", 1)),
            "changed after it was",
        ),
        (lambda r: r["response"].update(model="other"), "changed after it was"),
        (lambda r: r.update(sha256=""), "changed after it was"),
        (lambda r: r["response"].pop("finish_reason"), "response.finish_reason: Field required"),
        (lambda r: r["response"].pop("usage"), "response.usage: Field required"),
        (lambda r: r["response"]["usage"].pop("output"), "response.usage.output: Field required"),
        (lambda r: r["response"].update(finish_reason="eos"), "response.finish_reason"),
        (lambda r: r.update(format=0), "format: Input should be 1"),
        (lambda r: r.pop("format"), "format: Field required"),
        (lambda r: r.update(extra=1), "extra"),
        (lambda r: r["response"]["usage"].update(output="20"), "response.usage.output"),
    ],
)
def test_a_recording_that_is_not_as_it_was_written_is_refused(small, edit, told):
    """An edited, an older and an incomplete file are told by name, never guessed."""
    path = one(record(small))
    row = json.loads(path.read_text())
    edit(row)
    path.write_text(json.dumps(row))
    with pytest.raises(InputError, match=told) as caught:
        read_recordings(path.parent)
    assert path.name in str(caught.value)


@pytest.mark.parametrize(
    "content", ["!!python/object/apply:os.system ['true']", "", "[]", "- format: 1", '{"format": NaN}']
)
def test_a_recording_is_json_and_nothing_else(small, content):
    """A file from a stranger is data."""
    path = one(record(small))
    path.write_text(content)
    with pytest.raises(InputError, match=path.name):
        read_recordings(path.parent)


def test_a_recording_under_another_name_is_refused(small):
    """A file's name is its request's hash."""
    path = one(record(small))
    path.rename(path.with_name("0" * 64 + ".json"))
    with pytest.raises(InputError, match="its name is not the hash"):
        read_recordings(path.parent)


def test_a_forged_request_with_a_right_checksum_is_refused(small):
    """The hash of the request is checked against the request itself."""
    path = one(record(small))
    recording = read_recording(path)
    request = recording.request.model_copy(update={"model": "other"})
    forged = recording.model_copy(update={"request": request, "sha256": ""})
    forged = type(recording).model_validate_json(forged.model_dump_json(by_alias=True))
    path.write_text(recording_json(forged.model_copy(update={"sha256": forged.checksum})))
    with pytest.raises(InputError, match="its name is not the hash"):
        read_recording(path)


def test_a_recording_holds_nothing_of_the_machine(small):
    """A server may name its model by a path, and tell much about itself."""
    request = replay_setup(MODEL).request(small.papers[0])
    raw = {"system_fingerprint": "b7-/home/somebody", "headers": {"authorization": "Bearer sk-CANARY"}}
    for name in ("/srv/models/tiny-q4.gguf", "C:\\models\\tiny-q4.gguf"):
        reply = Completion("{}", model=name, raw=raw, usage=Usage(input=1, cached_input=None, output=1))
        text = recording_json(make_recording(request, reply, recorded_at="2031-03-05T07:30:00+00:00", how="journal"))
        assert json.loads(text)["response"]["model"] == "tiny-q4.gguf"
        assert not any(word in text for word in ("/srv", "C:", "CANARY", "somebody"))


def test_a_name_with_a_slash_that_is_no_path_is_kept(small):
    """Hubs name models by owner and name."""
    request = replay_setup(MODEL).request(small.papers[0])
    reply = Completion("{}", model="owner/tiny", usage=Usage(input=1, cached_input=0, output=1))
    recording = make_recording(request, reply, recorded_at="2031-03-05T07:30:00+00:00", how="journal")
    assert recording.response.model == "owner/tiny"


def test_half_of_a_surrogate_pair_is_recorded_as_a_question_mark(small):
    """No file holds it, and no answer with it is valid."""
    request = replay_setup(MODEL).request(small.papers[0])
    reply = Completion("a\ud800b", model=MODEL, usage=Usage())
    recording = make_recording(request, reply, recorded_at="2031-03-05T07:30:00+00:00", how="journal")
    assert recording.response.text == "a?b"


# --- no way out ------------------------------------------------------------------------------------------------------


def test_no_socket_can_be_opened_inside():
    """Not even to this machine, and not by looking up a name."""
    with hermetic():
        with pytest.raises(NetworkError, match="tried to reach a network"):
            socket.create_connection(("127.0.0.1", 9))
        with pytest.raises(NetworkError):
            socket.socket()
        with pytest.raises(NetworkError):
            socket.getaddrinfo("localhost", 80)
    socket.socket().close()


def test_a_client_that_reaches_out_fails_a_hermetic_read(small):
    """The guard holds for whatever is called inside."""

    def reaching(request):
        socket.socket()
        return saying(GOOD)(request)

    engine = Engine(ScriptedClient(default=reaching), replay_setup(MODEL))
    with hermetic(), pytest.raises(NetworkError):
        read_paper(small.papers[0], engine)


def test_replaying_imports_nothing_that_reaches_a_network(small):
    """Neither the SDK nor the cache is loaded for it."""
    folder = record(small)
    code = (
        "import sys; from pathlib import Path; from summarizer.evals.evaluation import evaluate\n"
        f"print(len(evaluate(Path({str(folder.parents[1])!r}), backend='replay').runs[0].scored))\n"
        "print(sorted({m.partition('.')[0] for m in sys.modules} & {'openai', 'httpx2', 'tiktoken', 'requests'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(folder).parent)
    assert done.stdout.split("\n")[:2] == ["3", "[]"], done.stderr
